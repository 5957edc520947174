/* SPDX-License-Identifier: MIT
 *
 * fuzz_image: any bytes as a save; what the reader accepts must hold together.
 *
 *	make build/fuzz_image
 *	build/fuzz_image [-s SEED] [-n INPUTS] test/image/[*]
 * takes the files themselves, then mutations of them. Under libFuzzer:
 *	clang -O1 -g -DFUZZ_LIB -fsanitize=fuzzer,address,undefined -o build/fuzz_image
 *		test/fuzz_image.c -lprotobuf-c -lcap
 *	build/fuzz_image CORPUS test/image
 *
 * An input that begins with "inventory.img" and a zero byte is the file form. Any other is one
 * line, the name of a member, and its content; it is put into a save around it, so that no checksum
 * keeps mutations from the readers of records.
 */
#include "fuzz.h"

/* == one input ================================================================================= */

/* What was unpacked can be packed, and unpacked again to the same bytes. */
static void fuzz_image_messages(struct cr_ctx *cx, const struct image_member *m)
{
	int type = format_parse(m->name);
	const struct format *f = type >= 0 && type < IMAGE_TYPES ? format_of((enum image_type)type)
								 : NULL;
	struct record_in in;
	ProtobufCMessage *msg;

	if (!f || type == IMAGE_PAGES || record_open_member(cx, m, (enum image_type)type, &in) < 0)
		return;
	for (const ProtobufCMessageDescriptor *d = f->first; record_next(&in, d, &msg) > 0;
	     d = f->rest ? f->rest : f->first) {
		size_t size = protobuf_c_message_get_packed_size(msg);
		unsigned char *one = malloc(size + 1), *two = malloc(size + 1);

		FUZZ_MUST(protobuf_c_message_pack(msg, one) == size);
		ProtobufCMessage *again = protobuf_c_message_unpack(d, NULL, size, one);
		FUZZ_MUST(again != NULL && protobuf_c_message_get_packed_size(again) == size);
		FUZZ_MUST(protobuf_c_message_pack(again, two) == size &&
			  memcmp(one, two, size) == 0);
		protobuf_c_message_free_unpacked(again, NULL);
		free(one);
		free(two);
		FUZZ_MUST(in.pos <= m->size);
		if (record_walk_raw(&in, f->raw, msg) < 0)
			break;
	}
}

static void fuzz_image_map(struct image *img, enum image_type type)
{
	struct page_map map;
	uint64_t last = 0;

	if (page_map_own(img, type, 1, &map) < 0)
		return;
	for (size_t i = 0; i < map.n; i++) {
		const struct page_run *run = &map.runs[i];

		FUZZ_MUST(run->pages > 0 && run->addr >= last && run->addr % 4096 == 0);
		FUZZ_MUST(!(run->flags & PAGE_RUN_PRESENT) ||
			  run->off + run->pages * 4096 <= map.pages.size);
		last = run->addr + run->pages * 4096;
		FUZZ_MUST(last >= run->addr);
	}
}

static void fuzz_image_open(struct cr_ctx *cx, int fd, size_t size)
{
	cr_io io = {.fd = fd};
	struct image *img;

	if (image_open(cx, NULL, &io, IMAGE_TRUST, &img) < 0) {
		FUZZ_MUST(cx->err.code != CR_E_OK && cx->err.object[0] && cx->err.text[0]);
		FUZZ_MUST(cx->err.code != CR_E_MEMORY && cx->err.code != CR_E_SYSTEM);
		return;
	}
	for (size_t i = 0; i < image_count(img); i++) {
		struct image_member m, found;

		image_at(img, i, &m);
		FUZZ_MUST(m.packed ? m.size / PACKED_FRAME < size
				   : m.off <= size && m.size <= size - m.off);
		FUZZ_MUST(image_find(img, m.name, &found) == 0 && found.off == m.off &&
			  found.size == m.size);
		fuzz_image_messages(cx, &m);
	}
	fuzz_image_map(img, IMAGE_PAGEMAP);
	fuzz_image_map(img, IMAGE_PAGEMAP_SHMEM);
	(void)image_check_records(img);
	(void)image_check_pages(img);
	image_close(img);
}

/* A save without sums, as CRIU's are, that holds this member and some pages. */
static int fuzz_image_around(struct cr_ctx *cx, int fd, const char *name, const void *data,
			     size_t size)
{
	static const char zeros[8192];
	Cr__InventoryEntry inventory = CR__INVENTORY_ENTRY__INIT;
	cr_io io = {.fd = fd};
	struct record_out out;
	struct save *s;
	uint64_t off;
	int page_fd;

	inventory.img_version = 2;
	int r = save_open(cx, NULL, &io, SAVE_COPY, &s);
	if (r < 0)
		return r;
	r = record_begin(cx, &out, IMAGE_INVENTORY);
	if (r >= 0)
		r = record_add(cx, &out, &inventory.base);
	if (r >= 0)
		r = save_put(s, "inventory.img", out.at, out.n);
	if (r >= 0 && strcmp(name, "inventory.img") == 0)
		r = save_put(s, name, data, size);
	if (r >= 0 && strcmp(name, "cr.img") == 0)
		r = save_put(s, name, data, size);
	if (r >= 0 && format_parse(name) != IMAGE_PACKED) {
		r = save_pages_begin(s, "pages-1.img", sizeof(zeros), &page_fd, &off);
		if (r >= 0)
			r = save_pages_write(s, zeros, sizeof(zeros));
		if (r >= 0)
			r = save_pages_end(s, sizeof(zeros));
	}
	if (r >= 0 && strcmp(name, "inventory.img") != 0 && strcmp(name, "cr.img") != 0)
		r = save_put(s, name, data, size);
	if (r >= 0)
		r = save_finish(s, NULL);
	save_close(s);
	return r;
}

static void fuzz_image_one(const void *data, size_t size)
{
	static const char magic[] = "inventory.img";
	const char *p = data, *line = memchr(data, '\n', size < 64 ? size : 64);
	struct cr_ctx cx;
	struct stat st;

	int fd = sys_memfd("fuzz");
	FUZZ_MUST(fd >= 0 && ctx_open(&cx, NULL) == 0);
	if ((size >= sizeof(magic) && memcmp(data, magic, sizeof(magic)) == 0) || !line) {
		FUZZ_MUST(sys_pwrite_all(fd, data, size, 0) == 0);
		fuzz_image_open(&cx, fd, size);
	} else {
		char name[64] = "";

		memcpy(name, p, (size_t)(line - p));
		if (fuzz_image_around(&cx, fd, name, line + 1, size - (size_t)(line + 1 - p)) ==
		    0) {
			FUZZ_MUST(sys_fstat(fd, &st) == 0);
			fuzz_image_open(&cx, fd, (size_t)st.st_size);
		}
	}
	ctx_close(&cx);
	sys_close(fd);
}

/* == mutations ================================================================================= */

/* Near the front more often than not: there are the headers. */
static size_t fuzz_image_at(const struct fuzz_seed *s, uint64_t *state)
{
	size_t room = fuzz_random(state) % 2 && s->size > 64 ? 64 : s->size + 1;

	return fuzz_random(state) % room;
}

static void fuzz_image_mutate(struct fuzz_seed *s, const struct fuzz_seed *other, uint64_t *state)
{
	static const uint32_t words[] = {0,	     1,		 0x7f,	     0x80,
					 0xff,	     0xffff,	 0x7fffffff, 0x80000000,
					 0xffffffff, 0x80808080, 0x04000000};
	size_t at = fuzz_image_at(s, state), n = fuzz_random(state) % 16, from;

	if (n > s->size - at)
		n = s->size - at;
	switch (fuzz_random(state) % 6) {
	case 0: /* a bit */
		if (at < s->size)
			s->data[at] = (char)(s->data[at] ^ 1 << fuzz_random(state) % 8);
		break;
	case 1: /* a byte */
		if (at < s->size)
			s->data[at] = (char)fuzz_random(state);
		break;
	case 2: /* a number */
		n = n > 4 ? 4 : n;
		memcpy(s->data + at, &words[fuzz_random(state) % ARRAY_LEN(words)], n);
		break;
	case 3: /* an end */
		if (fuzz_random(state) % 4 == 0)
			s->size = at;
		break;
	case 4: /* a hole */
		memmove(s->data + at, s->data + at + n, s->size - at - n);
		s->size -= n;
		break;
	default: /* a piece of another, over what is there */
		from = fuzz_image_at(other, state);
		if (from > other->size)
			from = other->size;
		n = n < other->size - from ? n : other->size - from;
		memcpy(s->data + at, other->data + from, n);
	}
}

static const struct fuzzer fuzz_image = {fuzz_image_one, fuzz_image_mutate};

/* == alone ===================================================================================== */

#if defined(FUZZ_LIB)
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	fuzz_image_one(data, size);
	return 0;
}
#elif defined(FUZZ_ALONE)
int main(int argc, char **argv)
{
	return fuzz_main(&fuzz_image, argc, argv);
}
#endif
