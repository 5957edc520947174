/* SPDX-License-Identifier: MIT
 *
 * Tests of impl/image: both forms and streams, every byte and every length, what may be replaced,
 * hostile input.
 */
#include "t.h"
#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fuzz_image.c"

/* == saves to test with ======================================================================== */

/* What a save of the tests holds besides the usual. */
struct image_spec {
	unsigned flags;		     /* SAVE_* */
	uint32_t inventory, version; /* format versions; 0: the present ones */
	const char *arch;
	unsigned pages; /* of the first pages member; 0: one */
	unsigned fill;	/* what the pages are made of */
	const cr_io *io;
};

static struct cr_ctx image_cx;

static struct cr_ctx *image_begin(void)
{
	struct cr_ctx *cx = &image_cx;

	T_MUST(ctx_open(cx, NULL) == 0, "ctx_open");
	return cx;
}

/* Forgets the error and the memory of a call, so that many can follow one another. */
static void image_again(struct cr_ctx *cx)
{
	image_rewind(cx, 0);
	memset(&cx->err, 0, sizeof(cx->err));
}

static int image_put_msg(struct save *s, enum image_type type, uint64_t key,
			 const ProtobufCMessage *msg)
{
	struct cr_ctx *cx = save_ctx(s);
	struct record_out out;

	int r = record_begin(cx, &out, type);
	if (r >= 0)
		r = record_add(cx, &out, msg);
	return r < 0 ? r : save_put(s, image_name(cx, type, key), out.at, out.n);
}

static int image_put_front(struct save *s, const struct image_spec *spec)
{
	Cr__InventoryEntry inventory = CR__INVENTORY_ENTRY__INIT;
	Cr__CrEntry cr = CR__CR_ENTRY__INIT;

	inventory.img_version = spec->inventory ? spec->inventory : 2;
	inventory.has_fdinfo_per_id = inventory.fdinfo_per_id = true;
	cr.version = spec->version ? spec->version : 1;
	cr.writer = (char *)"test";
	cr.arch = (char *)(spec->arch ? spec->arch : ARCH_NAME);
	cr.save_id.data = (unsigned char *)"0123456789abcdef";
	cr.save_id.len = 16;
	int r = image_put_msg(s, IMAGE_INVENTORY, 0, &inventory.base);
	return r < 0 ? r : image_put_msg(s, IMAGE_CR, 0, &cr.base);
}

static int image_put_rest(struct save *s, unsigned pages)
{
	Cr__PstreeEntry tree = CR__PSTREE_ENTRY__INIT;
	struct page_run runs[] = {
		{.addr = 0x10000, .pages = pages, .flags = PAGE_RUN_PRESENT},
		{.addr = 0x7f0000000000, .pages = 3, .flags = PAGE_RUN_PARENT},
	};
	uint32_t tid = 77;

	tree.pid = tree.pgid = tree.sid = 77;
	tree.threads = &tid;
	tree.n_threads = 1;
	int r = image_put_msg(s, IMAGE_PSTREE, 0, &tree.base);
	if (r >= 0)
		r = page_map_save(s, IMAGE_PAGEMAP, 77, 1, runs, ARRAY_LEN(runs));
	return r < 0 ? r : page_map_save(s, IMAGE_PAGEMAP_SHMEM, 9, 2, runs, 1);
}

static int image_put_pages(struct save *s, const char *name, unsigned pages, unsigned fill,
			   bool direct)
{
	unsigned char page[4096];
	uint64_t off;
	int fd;

	/* Room for one more than comes, as when zero pages are found on the way. */
	int r = save_pages_begin(s, name, (pages + (direct ? 1ull : 0)) * 4096, &fd, &off);
	for (unsigned i = 0; i < pages && r >= 0; i++) {
		memset(page, (int)(fill + i), sizeof(page));
		if (direct && fd >= 0)
			r = save_failed(s,
					sys_pwrite_all(fd, page, sizeof(page), off + i * 4096ull));
		else
			r = save_pages_write(s, page, sizeof(page));
	}
	return r < 0 ? r : save_pages_end(s, (uint64_t)pages * 4096);
}

/* In the order that both a file and a stream can take. The second pages member is written as a
 * parasite would. */
static int image_write(struct cr_ctx *cx, const char *path, const struct image_spec *spec)
{
	unsigned pages = spec->pages ? spec->pages : 1;
	struct save *s = NULL;
	uint64_t bytes = 0;

	int r = save_open(cx, path, spec->io, spec->flags, &s);
	if (r >= 0)
		r = save_reserve(s, pages * 4096ull);
	if (r >= 0)
		r = image_put_front(s, spec);
	if (r >= 0)
		r = image_put_rest(s, pages);
	if (r >= 0)
		r = image_put_pages(s, "pages-1.img", pages, spec->fill, false);
	if (r >= 0)
		r = image_put_pages(s, "pages-2.img", pages, spec->fill + 1, !save_is_stream(s));
	if (r >= 0)
		r = save_finish(s, &bytes);
	if (r >= 0 && bytes == 0)
		r = -EINVAL;
	save_close(s);
	return r;
}

static void image_must_write(struct cr_ctx *cx, const char *path, unsigned flags, unsigned fill)
{
	struct image_spec spec = {.flags = flags, .fill = fill};

	int r = image_write(cx, path, &spec);
	T_MUST(r == 0, "%s: %d: %s", path, r, cx->err.text);
}

static void image_must_verify(struct cr_ctx *cx, const char *path)
{
	int r = image_verify(cx, path, NULL);

	T_CHECK(r == 0, "%s: %d: %s", path, r, cx->err.text);
}

static void image_must_fail(struct cr_ctx *cx, int r, int code, const char *what)
{
	T_CHECK(r < 0 && cx->err.code == code, "%s: %d, code %d not %d: %s", what, r, cx->err.code,
		code, cx->err.text);
	T_CHECK(r >= 0 || cx->err.object[0], "%s: no object named: %s", what, cx->err.text);
	memset(&cx->err, 0, sizeof(cx->err));
}

/* First byte of the first page: tells saves apart. */
static int image_fill_of(struct cr_ctx *cx, const char *path)
{
	struct image_member m;
	struct image *img;
	unsigned char byte = 0;

	if (image_open(cx, path, NULL, 0, &img) < 0)
		return -1;
	int r = image_find(img, "pages-1.img", &m);
	if (r >= 0)
		r = image_read(cx, &m, 0, &byte, 1);
	image_close(img);
	return r < 0 ? -1 : byte;
}

/* == what is written is read =================================================================== */

static void image_check_content(struct cr_ctx *cx, const char *path, const cr_io *io)
{
	struct image_member m;
	struct page_map map;
	struct image *img;
	struct record_in in;
	Cr__PstreeEntry *tree;
	unsigned char page[4096];

	int r = image_open(cx, path, io, 0, &img);
	T_MUST(r == 0, "image_open: %d: %s", r, cx->err.text);
	T_CHECK(image_has_sums(img) && image_count(img) == 8, "%zu members", image_count(img));
	T_CHECK(image_find(img, "core-1.img", &m) == -ENOENT && cx->err.code == 0,
		"a member that is not there");
	T_CHECK(record_open(img, IMAGE_MM, 77, &in) == -ENOENT && cx->err.code == 0,
		"an image that is not there");
	T_MUST(record_open(img, IMAGE_PSTREE, 0, &in) == 0, "pstree: %s", cx->err.text);
	T_MUST(record_next(&in, &cr__pstree_entry__descriptor, &tree) == 1, "pstree: %s",
	       cx->err.text);
	T_CHECK(tree->pid == 77 && tree->n_threads == 1 && tree->threads[0] == 77, "pid %u",
		tree->pid);
	T_CHECK(record_next(&in, &cr__pstree_entry__descriptor, &tree) == 0, "a second entry");
	T_MUST(page_map_own(img, IMAGE_PAGEMAP, 77, &map) == 0, "pagemap: %s", cx->err.text);
	T_MUST(map.n == 2 && map.runs[0].flags == PAGE_RUN_PRESENT &&
		       map.runs[1].flags == PAGE_RUN_PARENT,
	       "%zu runs", map.n);
	T_CHECK(map.runs[1].pages == 3 && map.runs[1].addr == 0x7f0000000000, "%llx",
		(unsigned long long)map.runs[1].addr);
	T_MUST(image_read(cx, &map.pages, map.runs[0].off, page, sizeof(page)) == 0, "page: %s",
	       cx->err.text);
	T_CHECK(page[0] == 40 && page[4095] == 40, "page holds %d", page[0]);
	T_MUST(page_map_load(img, IMAGE_PAGEMAP_SHMEM, 9, &map) == 0, "pagemap-shmem: %s",
	       cx->err.text);
	T_MUST(image_read(cx, &map.pages, 4096, page, sizeof(page)) == 0, "page: %s", cx->err.text);
	T_CHECK(page[0] == 42, "page holds %d", page[0]);
	image_must_fail(cx, image_read(cx, &map.pages, 4096, page, 4097), CR_E_DAMAGED,
			"a read past the end");
	image_close(img);
}

static void image_round(void)
{
	static const char *const paths[] = {"file", "dir/", "file-sums", "dir-sums/"};
	struct cr_ctx *cx = image_begin();

	for (size_t i = 0; i < ARRAY_LEN(paths); i++) {
		struct image_spec spec = {
			.flags = i >= 2 ? SAVE_CHECKSUM | SAVE_SYNC : 0, .pages = 2, .fill = 40};
		struct stat st;

		T_MUST(image_write(cx, paths[i], &spec) == 0, "%s: %s", paths[i], cx->err.text);
		image_check_content(cx, paths[i], NULL);
		image_must_verify(cx, paths[i]);
		T_CHECK(stat(paths[i], &st) == 0 && (st.st_mode & 0777) == (i % 2 ? 0700 : 0600),
			"mode %o", st.st_mode);
		image_again(cx);
	}
	T_CHECK(t_files_are("file dir file-sums dir-sums"), "what lies around");
	ctx_close(cx);
}

/* inventory.img and cr.img again after the pages, same size: the last ones count. */
static void image_put_again(void)
{
	struct image_spec one = {.arch = "abcdef"}, two = {.arch = ARCH_NAME},
			  longer = {.arch = ARCH_NAME "x"};
	struct cr_ctx *cx = image_begin();
	struct save *s;

	for (int dir = 0; dir < 2; dir++) {
		const char *path = dir ? "dir/" : "file";

		T_MUST(save_open(cx, path, NULL, 0, &s) == 0 && image_put_front(s, &one) == 0, "%s",
		       cx->err.text);
		T_MUST(image_put_pages(s, "pages-1.img", 1, 1, false) == 0, "%s", cx->err.text);
		T_CHECK(image_put_front(s, &longer) < 0 || dir, "another size");
		T_MUST(image_put_front(s, &two) == 0 && save_finish(s, NULL) == 0, "%s",
		       cx->err.text);
		save_close(s);
		memset(&cx->err, 0, sizeof(cx->err));
		image_must_verify(cx, path);
	}
	ctx_close(cx);
}

static void image_tar(void)
{
	struct cr_ctx *cx = image_begin();

	image_must_write(cx, "file", SAVE_CHECKSUM, 1);
	image_must_write(cx, "dir/", SAVE_CHECKSUM, 1);
	T_CHECK(t_run(NULL, "mkdir x && tar xf file -C x 2>tar.err && diff -r x dir && test ! -s "
			    "tar.err") == 0,
		"tar xf gives another directory, or warns");
	T_CHECK(image_pack(cx, "dir", "packed") == 0 && image_unpack(cx, "file", "unpacked") == 0,
		"%s", cx->err.text);
	T_CHECK(image_unpack(cx, "packed", "again") == 0 && image_pack(cx, "again/", "twice") == 0,
		"%s", cx->err.text);
	T_CHECK(t_run(NULL, "diff -r dir unpacked && diff -r dir again && cmp packed twice") == 0,
		"something changed");
	image_must_fail(cx, image_pack(cx, "dir", "packed"), CR_E_PATH, "pack over something");
	image_must_fail(cx, image_unpack(cx, "file", "unpacked"), CR_E_PATH,
			"unpack over something");
	image_must_fail(cx, image_unpack(cx, "tar.err", "other"), CR_E_NOT_A_SAVE,
			"unpack of no save");
	T_CHECK(!t_exists("other"), "an output of a failure");
	T_CHECK(t_run(NULL, "cp -r dir odd && echo >odd/odd.img") == 0, "cp");
	image_must_fail(cx, image_pack(cx, "odd", "other"), CR_E_UNSUPPORTED,
			"pack of an unknown member");
	/* Another program's tar of the same members is not what was written. */
	T_CHECK(t_run(NULL, "cd dir && tar cf ../gnu.tar inventory.img cr.img p*.img cr-sum.img") ==
			0,
		"tar cf");
	image_must_fail(cx, image_verify(cx, "gnu.tar", NULL), CR_E_DAMAGED, "a tar by tar");
	/* A parsing of the kit's that agrees with others': python's. */
	if (t_has_command("python3"))
		T_CHECK(t_run(NULL, "python3 -c 'import tarfile; t = tarfile.open(\"file\"); m = "
				    "t.getmembers();"
				    "assert m[0].name == \"inventory.img\" and m[1].name == "
				    "\"cr.img\", m;"
				    "assert m[-1].name == \"cr-sum.img\", m;"
				    "assert all(x.offset_data %% 4096 == 0 for x in m if "
				    "x.name.startswith(\"pages\")), m'") == 0,
			"members, as python sees them");
	ctx_close(cx);
}

/* Past the 33 bits of a header's own field; the pages are a hole. */
static void image_large(void)
{
	struct image_spec spec = {0};
	struct cr_ctx *cx = image_begin();
	uint64_t off, size = 9ull << 30;
	struct image_member m = {0};
	struct image *img;
	struct save *s;
	char *list = NULL;
	int fd;

	T_MUST(save_open(cx, "file", NULL, 0, &s) == 0 && image_put_front(s, &spec) == 0, "%s",
	       cx->err.text);
	T_MUST(save_pages_begin(s, "pages-1.img", size, &fd, &off) == 0, "%s", cx->err.text);
	T_MUST(sys_pwrite_all(fd, "end", 3, off + size - 3) == 0, "the last bytes");
	T_MUST(save_pages_end(s, size) == 0 && image_put_pages(s, "pages-2.img", 1, 1, false) == 0,
	       "%s", cx->err.text);
	T_MUST(save_finish(s, NULL) == 0, "%s", cx->err.text);
	save_close(s);
	T_MUST(image_open(cx, "file", NULL, 0, &img) == 0, "%s", cx->err.text);
	T_MUST(image_find(img, "pages-1.img", &m) == 0 && m.size == size && m.off % 4096 == 0,
	       "%llu", (unsigned long long)m.size);
	char end[3];
	T_CHECK(image_read(cx, &m, size - 3, end, 3) == 0 && memcmp(end, "end", 3) == 0,
		"the last bytes");
	image_close(img);
	T_MUST(t_run(&list, "tar tvf file") == 0 && list, "tar tvf");
	T_CHECK(t_contains(list, "9663676416") && t_contains(list, "pages-2.img"), "%s", list);
	free(list);
	ctx_close(cx);
}

/* == every byte, every length ================================================================== */

#if defined(__SANITIZE_ADDRESS__)
#define IMAGE_STEP 61 /* a sample: the plain runs do them all */
#else
#define IMAGE_STEP 1
#endif

static int image_verify_fd(struct cr_ctx *cx, int fd)
{
	cr_io io = {.fd = fd};

	image_again(cx);
	return image_verify(cx, NULL, &io);
}

static void image_flip_file(struct cr_ctx *cx, int fd, uint64_t from, uint64_t to, uint64_t step,
			    bool seen)
{
	for (uint64_t i = from; i < to; i += step) {
		unsigned char byte, flipped;

		T_MUST(pread(fd, &byte, 1, (off_t)i) == 1, "pread");
		flipped = byte ^ (unsigned char)(1u << i % 8);
		T_MUST(pwrite(fd, &flipped, 1, (off_t)i) == 1, "pwrite");
		int r = image_verify_fd(cx, fd);
		T_CHECK((r < 0) == seen && (r >= 0 || cx->err.object[0]), "byte %llu: %d %s",
			(unsigned long long)i, r, cx->err.text);
		T_MUST(pwrite(fd, &byte, 1, (off_t)i) == 1, "pwrite");
		if (t_failures() > 10)
			t_stop();
	}
}

static void image_flip_files(uint64_t step)
{
	struct cr_ctx *cx = image_begin();
	struct image_member m;
	struct image *img;

	image_must_write(cx, "file", SAVE_CHECKSUM, 1);
	int fd = open("file", O_RDWR | O_CLOEXEC);
	T_MUST(fd >= 0 && image_verify_fd(cx, fd) == 0, "%s", cx->err.text);
	image_flip_file(cx, fd, 0, (uint64_t)lseek(fd, 0, SEEK_END) * (lseek(fd, 0, SEEK_SET) == 0),
			step, true);
	T_CHECK(image_verify_fd(cx, fd) == 0, "put back: %s", cx->err.text);
	close(fd);
	/* Without sums of pages: all but the pages. */
	image_again(cx);
	image_must_write(cx, "file", 0, 1);
	T_MUST(image_open(cx, "file", NULL, 0, &img) == 0 &&
		       image_find(img, "pages-1.img", &m) == 0,
	       "%s", cx->err.text);
	image_close(img);
	fd = open("file", O_RDWR | O_CLOEXEC);
	image_flip_file(cx, fd, 0, m.off, 97 * IMAGE_STEP, true);
	image_flip_file(cx, fd, m.off, m.off + m.size, 97 * IMAGE_STEP, false);
	image_flip_file(cx, fd, m.off + m.size, m.off + m.size + 2048, 1, true);
	close(fd);
	ctx_close(cx);
}

/* A sample, over all eight bits; image-spoil-dir leaves out no byte. */
static void image_flips_file(void)
{
	image_flip_files(5 * IMAGE_STEP);
}

static void image_flips_file_all(void)
{
	image_flip_files(1);
}

static void image_cut_files(off_t step)
{
	struct cr_ctx *cx = image_begin();
	struct stat st;

	image_must_write(cx, "file", 0, 1);
	int fd = open("file", O_RDWR | O_CLOEXEC);
	T_MUST(fd >= 0 && fstat(fd, &st) == 0, "open");
	for (off_t size = st.st_size - 1; size >= 0;
	     size = size > 0 && size < step ? 0 : size - step) {
		T_MUST(ftruncate(fd, size) == 0, "ftruncate");
		int r = image_verify_fd(cx, fd);
		T_CHECK(r < 0 && (cx->err.code == CR_E_TRUNCATED ||
				  (size == 0 && cx->err.code == CR_E_NOT_A_SAVE)),
			"%lld bytes: %d %s", (long long)size, r, cx->err.text);
		if (t_failures() > 10)
			t_stop();
	}
	close(fd);
	image_must_write(cx, "longer", 0, 1);
	T_MUST(t_run(NULL, "printf x >>longer") == 0, "a byte more");
	image_again(cx);
	image_must_fail(cx, image_verify(cx, "longer", NULL), CR_E_DAMAGED,
			"a byte behind the end");
	ctx_close(cx);
}

static void image_cuts_file(void)
{
	image_cut_files(5 * IMAGE_STEP);
}

static void image_cuts_file_all(void)
{
	image_cut_files(1);
}

/* One member of the directory: every byte flipped, every length. */
static void image_spoil_member(struct cr_ctx *cx, int dir, const char *name)
{
	char *path;
	size_t size;

	T_MUST(asprintf(&path, "dir/%s", name) > 0, "asprintf");
	char *data = t_read(path, &size);
	int fd = open(path, O_RDWR | O_CLOEXEC);
	T_MUST(data && fd >= 0, "%s", path);
	for (size_t i = 0; i < size; i += IMAGE_STEP) {
		data[i] = (char)(data[i] ^ 1 << i % 8);
		T_MUST(pwrite(fd, data + i, 1, (off_t)i) == 1, "pwrite");
		int r = image_verify_fd(cx, dir);
		T_CHECK(r < 0 && cx->err.object[0], "%s, byte %zu: %d %s", name, i, r,
			cx->err.text);
		data[i] = (char)(data[i] ^ 1 << i % 8);
		T_MUST(pwrite(fd, data + i, 1, (off_t)i) == 1, "pwrite");
	}
	for (size_t i = 0; i < size; i += IMAGE_STEP) {
		T_MUST(ftruncate(fd, (off_t)(size - 1 - i)) == 0, "ftruncate");
		int r = image_verify_fd(cx, dir);
		T_CHECK(r < 0, "%s, %zu bytes: %d", name, size - 1 - i, r);
	}
	T_MUST(pwrite(fd, data, size, 0) == (ssize_t)size && image_verify_fd(cx, dir) == 0,
	       "put back: %s", cx->err.text);
	T_MUST(pwrite(fd, "x", 1, (off_t)size) == 1 && image_verify_fd(cx, dir) < 0,
	       "%s: a byte more", name);
	T_MUST(ftruncate(fd, (off_t)size) == 0, "ftruncate");
	T_MUST(rename(path, "away") == 0 && image_verify_fd(cx, dir) < 0, "without %s", name);
	T_MUST(symlink("../away", path) == 0, "symlink");
	T_CHECK(image_verify_fd(cx, dir) < 0, "%s is a link", name);
	T_MUST(rename("away", path) == 0, "rename");
	close(fd);
	free(data);
	free(path);
}

static void image_spoil_dir(void)
{
	static const char *const names[] = {
		"inventory.img",       "cr.img",      "pstree.img",  "pagemap-77.img",
		"pagemap-shmem-9.img", "pages-1.img", "pages-2.img", "cr-sum.img"};
	struct cr_ctx *cx = image_begin();

	image_must_write(cx, "dir/", SAVE_CHECKSUM, 1);
	int dir = open("dir", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		image_spoil_member(cx, dir, names[i]);
	T_CHECK(image_verify_fd(cx, dir) == 0, "put back: %s", cx->err.text);
	T_MUST(t_run(NULL, "echo >dir/notes; echo >dir/stats-restore") == 0 &&
		       image_verify_fd(cx, dir) == 0,
	       "other files: %s", cx->err.text);
	T_MUST(t_run(NULL, "cp dir/pstree.img dir/core-5.img") == 0 && image_verify_fd(cx, dir) < 0,
	       "a member too many");
	close(dir);
	ctx_close(cx);
}

/* == CRIU's own ================================================================================ */

/* Messages packed again give the bytes that CRIU wrote. */
static void image_same_bytes(struct cr_ctx *cx, const struct image_member *m)
{
	int type = format_parse(m->name);
	struct record_in in;
	ProtobufCMessage *msg;

	T_MUST(type >= 0 && type < IMAGE_TYPES, "%s is unknown", m->name);
	if (type == IMAGE_PAGES)
		return;
	const struct format *f = format_of((enum image_type)type);
	const ProtobufCMessageDescriptor *d = f->first;
	T_MUST(record_open_member(cx, m, (enum image_type)type, &in) == 0, "%s", cx->err.text);
	for (;;) {
		uint64_t at = in.pos;
		int r = record_next(&in, d, &msg);

		T_MUST(r >= 0, "%s: %s", m->name, cx->err.text);
		if (r == 0)
			break;
		size_t size = protobuf_c_message_get_packed_size(msg);
		unsigned char *ours = malloc(size + 1), *theirs = malloc(size + 1);
		T_CHECK(size == in.pos - at - 4, "%s: %zu bytes at %llu, CRIU wrote %llu", m->name,
			size, (unsigned long long)at, (unsigned long long)(in.pos - at - 4));
		protobuf_c_message_pack(msg, ours);
		T_MUST(image_read(cx, m, at + 4, theirs, size) == 0, "%s", cx->err.text);
		T_CHECK(memcmp(ours, theirs, size) == 0, "%s: message at %llu differs", m->name,
			(unsigned long long)at);
		free(ours);
		free(theirs);
		T_MUST(record_walk_raw(&in, f->raw, msg) == 0, "%s: %s", m->name, cx->err.text);
		d = f->rest ? f->rest : f->first;
	}
}

static void image_criu(void)
{
	static const char *const sets[] = {"test/images/counter/img", "test/images/tree/img"};
	static const size_t members[] = {12, 29};
	struct cr_ctx *cx = image_begin();

	for (size_t i = 0; i < ARRAY_LEN(sets); i++) {
		const char *path = t_path(sets[i]);
		struct image *img;

		image_must_verify(cx, path);
		T_MUST(image_open(cx, path, NULL, IMAGE_TRUST, &img) == 0, "%s", cx->err.text);
		T_CHECK(image_count(img) == members[i] && !image_has_sums(img), "%zu members",
			image_count(img));
		for (size_t k = 0; k < image_count(img); k++) {
			struct image_member m;

			image_at(img, k, &m);
			T_MUST(image_find(img, m.name, &m) == 0, "%s", cx->err.text);
			image_same_bytes(cx, &m);
		}
		image_close(img);
		T_MUST(image_pack(cx, path, "set.tar") == 0 &&
			       image_unpack(cx, "set.tar", "set") == 0,
		       "%s", cx->err.text);
		image_must_verify(cx, "set.tar");
		T_CHECK(t_run(NULL, "diff -r set '%s'; r=$?; rm -rf set set.tar; exit $r", path) ==
				0,
			"not the same after all");
		image_again(cx);
	}
	ctx_close(cx);
}

/* == putting in place ========================================================================== */

static void image_replace(void)
{
	struct cr_ctx *cx = image_begin();
	struct save *s;
	struct stat before, after;

	image_must_write(cx, "file", 0, 1);
	image_must_write(cx, "dir/", 0, 1);
	T_MUST(stat("file", &before) == 0, "stat");
	image_must_write(cx, "file", 0, 2);
	image_must_write(cx, "dir", 0, 2); /* exists as a directory: that form */
	T_CHECK(stat("file", &after) == 0 && before.st_ino != after.st_ino, "rewritten in place");
	T_CHECK(image_fill_of(cx, "file") == 2 && image_fill_of(cx, "dir") == 2, "the old one");
	T_CHECK(t_files_are("file dir"), "what lies around");
	T_MUST(mkdir("empty", 0755) == 0, "mkdir");
	image_must_write(cx, "empty", 0, 3);
	T_CHECK(image_fill_of(cx, "empty/") == 3, "into an empty directory");

	T_MUST(t_run(NULL, "mkdir full && echo >full/notes && ln -s file link && ln -s dir dirlink "
			   "&& mkfifo fifo") == 0,
	       "setup");
	struct image_spec spec = {.fill = 9};
	image_must_fail(cx, image_write(cx, "full", &spec), CR_E_PATH,
			"a directory of other things");
	image_must_fail(cx, image_write(cx, "link", &spec), CR_E_PATH, "a link");
	image_must_fail(cx, image_write(cx, "dirlink/", &spec), CR_E_PATH, "a link to a directory");
	image_must_fail(cx, image_write(cx, "fifo", &spec), CR_E_PATH, "a fifo");
	image_must_fail(cx, image_write(cx, "file/", &spec), CR_E_PATH, "a file with a slash");
	image_must_fail(cx, image_write(cx, "none/file", &spec), CR_E_PATH, "no such directory");
	image_must_fail(cx, image_write(cx, ".", &spec), CR_E_PATH, "the directory itself");
	image_must_fail(cx, image_write(cx, "", &spec), CR_E_ARGUMENT, "no path");
	T_CHECK(image_fill_of(cx, "file") == 2 && t_run(NULL, "test -p fifo && test -L link") == 0,
		"something was replaced");

	/* Given up half way: nothing has changed. */
	for (int i = 0; i < 2; i++) {
		T_MUST(save_open(cx, i ? "dir" : "file", NULL, 0, &s) == 0, "%s", cx->err.text);
		T_MUST(save_reserve(s, 8192) == 0 && image_put_front(s, &spec) == 0, "%s",
		       cx->err.text);
		T_MUST(image_put_pages(s, "pages-1.img", 4, 9, false) == 0, "%s", cx->err.text);
		save_close(s);
	}
	T_CHECK(image_fill_of(cx, "file") == 2 && image_fill_of(cx, "dir") == 2,
		"something was replaced");
	T_CHECK(t_files_are("file dir empty full link dirlink fifo"), "what lies around");
	ctx_close(cx);
}

static void image_keep_dir(void)
{
	struct image_spec spec = {.fill = 9, .flags = SAVE_KEEP_DIR};
	struct cr_ctx *cx = image_begin();
	struct save *s;

	T_MUST(t_run(NULL,
		     "mkdir d && echo log >d/dump.log && ln -s d link && echo >d/stats-dump") == 0,
	       "setup");
	image_must_write(cx, "d", SAVE_KEEP_DIR, 1);
	T_CHECK(image_fill_of(cx, "d") == 1 && t_exists("d/dump.log"),
		"into a directory that stays");
	T_CHECK(t_run(NULL, "cp d/pstree.img d/core-5.img && ls -a d | grep -q '^[.]cr'") != 0,
		"a temporary name");
	image_must_write(cx, "link/", SAVE_KEEP_DIR, 2); /* CRIU's may be a link */
	T_CHECK(image_fill_of(cx, "d") == 2 && !t_exists("d/core-5.img") && t_exists("d/dump.log"),
		"stale members, or the log");
	T_MUST(chdir("d") == 0, "chdir");
	image_must_write(cx, ".", SAVE_KEEP_DIR, 3);
	T_MUST(chdir("..") == 0, "chdir");
	T_CHECK(image_fill_of(cx, "d") == 3, "the working directory");
	image_must_write(cx, "new/", SAVE_KEEP_DIR, 4);
	T_CHECK(image_fill_of(cx, "new") == 4, "a directory that was not there");

	T_MUST(save_open(cx, "d", NULL, SAVE_KEEP_DIR, &s) == 0 && image_put_front(s, &spec) == 0,
	       "%s", cx->err.text);
	T_MUST(image_put_pages(s, "pages-1.img", 4, 9, false) == 0, "%s", cx->err.text);
	save_close(s);
	T_CHECK(image_fill_of(cx, "d") == 3, "given up half way");
	image_must_verify(cx, "d");
	T_CHECK(t_run(NULL, "test $(ls -A d | wc -l) = 9") == 0, "what lies around");

	T_CHECK(image_remove(cx, "d") == 0 && t_run(NULL, "test \"$(ls -A d)\" = dump.log") == 0,
		"removed: %s", cx->err.text);
	T_CHECK(image_remove(cx, "new/") == 0 && !t_exists("new"), "removed: %s", cx->err.text);
	image_must_fail(cx, image_remove(cx, "d"), CR_E_NOT_A_SAVE, "no save any more");
	ctx_close(cx);
}

static void image_remove_only_saves(void)
{
	struct cr_ctx *cx = image_begin();

	T_MUST(t_run(NULL, "echo text >text; mkdir d; echo >d/inventory.img; : >empty") == 0,
	       "setup");
	image_must_fail(cx, image_remove(cx, "text"), CR_E_NOT_A_SAVE, "a text");
	image_must_fail(cx, image_remove(cx, "empty"), CR_E_NOT_A_SAVE, "an empty file");
	image_must_fail(cx, image_remove(cx, "d"), CR_E_NOT_A_SAVE,
			"a directory with a false inventory");
	image_must_fail(cx, image_remove(cx, "none"), CR_E_NOT_A_SAVE, "nothing");
	image_must_write(cx, "file", 0, 1);
	T_MUST(symlink("file", "link") == 0, "symlink");
	image_must_fail(cx, image_remove(cx, "link"), CR_E_NOT_A_SAVE, "a link");
	image_must_fail(cx, image_remove(cx, "file/"), CR_E_NOT_A_SAVE, "a file with a slash");
	T_CHECK(t_files_are("text d empty file link"), "something went");
	T_MUST(truncate("file", 70000) == 0, "truncate");
	T_CHECK(image_remove(cx, "file") == 0 && !t_exists("file"), "a damaged save: %s",
		cx->err.text);
	ctx_close(cx);
}

/* == disks that are full, limits =============================================================== */

static void image_full_disk(void)
{
	static const struct {
		const char *path;
		unsigned flags;
	} at[] = {{"disk/file", 0},
		  {"disk/dir/", 0},
		  {"disk/kept", SAVE_KEEP_DIR},
		  {"disk/sums", SAVE_CHECKSUM}};
	struct cr_ctx *cx = image_begin();

	T_MUST(mkdir("disk", 0755) == 0, "mkdir");
	if (mount("none", "disk", "tmpfs", 0, "size=1000k") < 0)
		t_skip("no tmpfs can be mounted here");
	T_MUST(mkdir("disk/kept", 0755) == 0, "mkdir");
	for (size_t i = 0; i < ARRAY_LEN(at); i++)
		image_must_write(cx, at[i].path, at[i].flags, 1);
	char *before, *after;
	T_MUST(t_run(&before,
		     "cd disk && find . -type f | sort | xargs sha256sum; find . | sort") == 0,
	       "list");
	/* So many pages that it ends in the first member, in the second, among the rest. */
	for (size_t i = 0; i < ARRAY_LEN(at); i++)
		for (unsigned pages = 10; pages < 220; pages += 3) {
			struct image_spec spec = {.flags = at[i].flags, .pages = pages, .fill = 50};

			image_again(cx);
			int r = image_write(cx, at[i].path, &spec);
			if (r == 0) { /* fits still */
				image_must_verify(cx, at[i].path);
				image_must_write(cx, at[i].path, at[i].flags, 1);
				continue;
			}
			image_must_fail(cx, r, CR_E_NO_SPACE, at[i].path);
			T_CHECK(t_run(&after, "cd disk && find . -type f | sort | xargs sha256sum; "
					      "find . | sort") == 0,
				"list");
			T_CHECK(strcmp(before, after) == 0, "%s, %u pages: before\n%safter\n%s",
				at[i].path, pages, before, after);
			free(after);
			pages += 20;
		}
	free(before);
	T_CHECK(umount("disk") == 0, "umount: a descriptor is open");
	ctx_close(cx);
}

static void image_size_limit(void)
{
	struct rlimit old, low;
	struct image_spec spec = {.pages = 200};
	struct cr_ctx *cx = image_begin();

	getrlimit(RLIMIT_FSIZE, &old);
	low = old;
	low.rlim_cur = 256 << 10;
	for (int i = 0; i < 2; i++) {
		T_MUST(setrlimit(RLIMIT_FSIZE, &low) == 0, "setrlimit");
		int r = image_write(cx, i ? "dir/" : "file",
				    &spec); /* SIGXFSZ would end the test */
		setrlimit(RLIMIT_FSIZE, &old);
		image_must_fail(cx, r, CR_E_NO_SPACE, "past RLIMIT_FSIZE");
	}
	T_CHECK(t_files_are(""), "what lies around");
	ctx_close(cx);
}

/* == streams =================================================================================== */

static void image_stream_child(int fd, unsigned flags)
{
	struct cr_ctx cx;
	cr_io io = {.fd = fd};
	struct image_spec spec = {.flags = flags, .pages = 2, .fill = 40, .io = &io};

	if (ctx_open(&cx, NULL) < 0 || image_write(&cx, NULL, &spec) < 0 ||
	    write(fd, "tail", 4) != 4)
		_exit(1);
	_exit(0);
}

/* fds: to read from, to write to. What follows the save in the stream stays there. */
static void image_stream_pair(struct cr_ctx *cx, const int fds[2], unsigned flags)
{
	cr_io io = {.fd = fds[0]};
	char tail[8] = "";

	pid_t pid = fork();
	if (pid == 0)
		image_stream_child(fds[1], flags);
	close(fds[1]);
	image_check_content(cx, NULL, &io);
	fcntl(fds[0], F_SETFL, 0);
	T_CHECK(read(fds[0], tail, sizeof(tail)) == 4 && strcmp(tail, "tail") == 0,
		"behind the save: '%s'", tail);
	T_CHECK(t_wait(pid, 5000) == 0, "the writer failed");
	close(fds[0]);
}

static void image_streams(void)
{
	struct cr_ctx *cx = image_begin();
	int fds[2];

	for (unsigned flags = 0; flags <= SAVE_CHECKSUM; flags++) {
		T_MUST(pipe2(fds, O_CLOEXEC) == 0, "pipe");
		image_stream_pair(cx, fds, flags);
		T_MUST(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fds) == 0, "socketpair");
		image_stream_pair(cx, fds, flags);
		/* Not blocking, and a pipe is 64 KiB: EAGAIN is waited for. */
		T_MUST(pipe2(fds, O_CLOEXEC | O_NONBLOCK) == 0, "pipe");
		image_stream_pair(cx, fds, flags);
	}
	/* A stream kept in a file is a save like any other. */
	cr_io io = {.fd = open("file", O_RDWR | O_CREAT | O_CLOEXEC, 0600)};
	struct image_spec spec = {
		.flags = SAVE_STREAM | SAVE_CHECKSUM, .pages = 2, .fill = 40, .io = &io};
	T_MUST(image_write(cx, NULL, &spec) == 0, "%s", cx->err.text);
	close(io.fd);
	image_must_verify(cx, "file");
	image_check_content(cx, "file", NULL);
	ctx_close(cx);
}

static void image_no_reader(void)
{
	struct cr_ctx *cx = image_begin();
	cr_io io = {0};
	struct image_spec spec = {.io = &io};
	sigset_t set, pending;
	int fds[2];

	for (int i = 0; i < 2; i++) { /* SIGPIPE would end the test */
		T_MUST((i ? socketpair(AF_UNIX, SOCK_STREAM, 0, fds) : pipe(fds)) == 0, "pipe");
		close(fds[0]);
		io.fd = fds[1];
		image_must_fail(cx, image_write(cx, NULL, &spec), CR_E_STREAM, "no reader");
		close(fds[1]);
	}
	/* One that was pending before is not eaten, and nothing stays blocked. */
	sigemptyset(&set);
	sigaddset(&set, SIGPIPE);
	sigprocmask(SIG_BLOCK, &set, NULL);
	raise(SIGPIPE);
	T_MUST(pipe(fds) == 0, "pipe");
	close(fds[0]);
	io.fd = fds[1];
	image_must_fail(cx, image_write(cx, NULL, &spec), CR_E_STREAM, "no reader");
	close(fds[1]);
	sigpending(&pending);
	T_CHECK(sigismember(&pending, SIGPIPE), "the caller's own signal was eaten");
	signal(SIGPIPE, SIG_IGN);
	sigprocmask(SIG_UNBLOCK, &set, NULL);
	ctx_close(cx);
}

struct image_buffer {
	unsigned char data[1 << 20];
	size_t size, limit;
};

static int image_buffer_write(void *arg, const void *data, size_t size)
{
	struct image_buffer *b = arg;

	if (size > b->limit - b->size)
		return -EIO;
	memcpy(b->data + b->size, data, size);
	b->size += size;
	return 0;
}

static ssize_t image_buffer_read(void *arg, void *data, size_t size, uint64_t offset)
{
	struct image_buffer *b = arg;
	size_t n = offset < b->size ? b->size - offset : 0;

	n = n < size ? n : size;
	n = n < 1000 ? n : 1000; /* in small pieces */
	memcpy(data, b->data + offset, n);
	return (ssize_t)n;
}

static void image_callbacks(void)
{
	struct cr_ctx *cx = image_begin();
	struct image_buffer *b = calloc(1, sizeof(*b));
	cr_io io = {.arg = b, .write = image_buffer_write, .read = image_buffer_read};
	struct image_spec spec = {.flags = SAVE_CHECKSUM, .pages = 2, .fill = 40, .io = &io};

	b->limit = sizeof(b->data);
	T_MUST(image_write(cx, NULL, &spec) == 0, "%s", cx->err.text);
	image_check_content(cx, NULL, &io);
	T_CHECK(image_verify(cx, NULL, &io) == 0, "%s", cx->err.text);
	size_t whole = b->size;
	for (size_t size = 0; size < whole; size += 1009) {
		b->size = size;
		int r = image_verify(cx, NULL, &io);
		T_CHECK(r < 0, "%zu bytes of the stream", size);
		image_again(cx);
	}
	b->size = 0;
	b->limit = 1000;
	image_must_fail(cx, image_write(cx, NULL, &spec), CR_E_STREAM, "a callback that fails");
	cr_io none = {.arg = b};
	spec.io = &none;
	image_must_fail(cx, image_write(cx, NULL, &spec), CR_E_ARGUMENT, "no callback");
	image_must_fail(cx, image_verify(cx, NULL, &none), CR_E_ARGUMENT, "no callback");
	free(b);
	ctx_close(cx);
}

static void image_in_place(void)
{
	struct cr_ctx *cx = image_begin();
	cr_io io = {.fd = open("file", O_RDWR | O_CREAT | O_CLOEXEC, 0600)};
	struct image_spec spec = {.flags = SAVE_CHECKSUM, .pages = 2, .fill = 40, .io = &io};

	for (int i = 0; i < 2; i++) /* the second over the first */
		T_MUST(image_write(cx, NULL, &spec) == 0, "%s", cx->err.text);
	image_check_content(cx, "file", NULL);
	image_must_verify(cx, "file");
	io.fd = (close(io.fd), open("file", O_RDONLY | O_CLOEXEC));
	image_check_content(cx, NULL, &io);
	image_must_fail(cx, image_write(cx, NULL, &spec), CR_E_SYSTEM,
			"a descriptor that is only read from");
	close(io.fd);
	io.fd = 999;
	image_must_fail(cx, image_write(cx, NULL, &spec), CR_E_ARGUMENT, "no descriptor");
	ctx_close(cx);
}

/* == what is refused =========================================================================== */

static void image_names(void)
{
	static const char *const good[] = {
		"inventory.img",	   "core-1.img", "core-0.img",
		"pages-4294967295.img",	   "files.img",	 "ghost-file-1f.img",
		"pagemap-shmem-15343.img", "cr.img",	 "cr-sum.img",
		"netns-ct-9.img",	   "ids-349.img"};
	static const char *const bad[] = {"",
					  ".",
					  "..",
					  "core-.img",
					  "core-01.img",
					  "core-1.img ",
					  "core-1",
					  "core.img",
					  "core-1.img.img",
					  "core--1.img",
					  "core-1a.img",
					  "ghost-file-1F.img",
					  "ghost-file-01.img",
					  "inventory-1.img",
					  "../inventory.img",
					  "/inventory.img",
					  "core-1/.img",
					  "core-99999999999999999999.img",
					  "INVENTORY.img",
					  "x.img"};

	for (size_t i = 0; i < ARRAY_LEN(good); i++)
		T_CHECK(format_parse(good[i]) >= 0, "%s", good[i]);
	for (size_t i = 0; i < ARRAY_LEN(bad); i++)
		T_CHECK(format_parse(bad[i]) < 0 && !format_may_remove(bad[i]), "%s", bad[i]);
	struct cr_ctx *cx = image_begin();
	for (int type = 0; type < IMAGE_TYPES; type++) {
		const char *name = image_name(cx, (enum image_type)type, 255);

		T_CHECK(format_parse(name) == (type == IMAGE_STATS_RESTORE ? -ENOENT : type), "%s",
			name);
		T_CHECK(format_may_remove(name), "%s", name);
	}
	ctx_close(cx);
}

static void image_versions(void)
{
	struct cr_ctx *cx = image_begin();
	struct image_spec newer = {.version = 99}, criu = {.inventory = 3}, old = {.inventory = 1},
			  arch = {.arch = "z80"};
	struct image *img;

	T_MUST(image_write(cx, "newer", &newer) == 0 && image_write(cx, "criu/", &criu) == 0, "%s",
	       cx->err.text);
	T_MUST(image_write(cx, "old", &old) == 0 && image_write(cx, "arch/", &arch) == 0, "%s",
	       cx->err.text);
	image_must_fail(cx, image_open(cx, "newer", NULL, 0, &img), CR_E_VERSION,
			"a newer version");
	image_must_fail(cx, image_open(cx, "criu", NULL, 0, &img), CR_E_VERSION,
			"a newer version of CRIU's");
	image_must_fail(cx, image_open(cx, "old", NULL, 0, &img), CR_E_UNSUPPORTED,
			"an old version of CRIU's");
	image_must_fail(cx, image_open(cx, "arch", NULL, 0, &img), CR_E_ARCH,
			"another architecture");
	T_CHECK(image_open(cx, "arch", NULL, IMAGE_ANY_ARCH, &img) == 0, "%s", cx->err.text);
	image_close(img);
	T_MUST(t_run(NULL, "echo hello >text; mkdir dir; mkfifo fifo; : >empty; head -c 300 newer "
			   ">short") == 0,
	       "setup");
	image_must_fail(cx, image_open(cx, "text", NULL, 0, &img), CR_E_NOT_A_SAVE, "a text");
	image_must_fail(cx, image_open(cx, "empty", NULL, 0, &img), CR_E_NOT_A_SAVE,
			"an empty file");
	image_must_fail(cx, image_open(cx, "dir", NULL, 0, &img), CR_E_NOT_A_SAVE,
			"an empty directory");
	image_must_fail(cx, image_open(cx, "fifo", NULL, 0, &img), CR_E_NOT_A_SAVE, "a fifo");
	image_must_fail(cx, image_open(cx, "none", NULL, 0, &img), CR_E_NOT_A_SAVE, "nothing");
	image_must_fail(cx, image_open(cx, "newer/", NULL, 0, &img), CR_E_NOT_A_SAVE,
			"a file with a slash");
	image_must_fail(cx, image_open(cx, "short", NULL, 0, &img), CR_E_TRUNCATED,
			"the first bytes of a save");
	ctx_close(cx);
}

/* As root: a save that others could have written is no save to load. */
static void image_unsafe(void)
{
	struct cr_ctx *cx = image_begin();
	struct image *img;

	image_must_write(cx, "file", 0, 1);
	image_must_write(cx, "dir/", 0, 1);
	T_MUST(chmod("file", 0646) == 0 && chmod("dir/pstree.img", 0602) == 0, "chmod");
	image_must_fail(cx, image_open(cx, "file", NULL, 0, &img), CR_E_UNSAFE,
			"a file for everybody");
	image_must_fail(cx, image_open(cx, "dir", NULL, 0, &img), CR_E_UNSAFE,
			"a member for everybody");
	T_CHECK(image_open(cx, "file", NULL, IMAGE_TRUST, &img) == 0, "trusted: %s", cx->err.text);
	image_close(img);
	T_MUST(chmod("file", 0600) == 0 && chown("file", 4321, 0) == 0, "chown");
	image_must_fail(cx, image_open(cx, "file", NULL, 0, &img), CR_E_UNSAFE, "another user's");
	T_MUST(chown("file", 0, 4321) == 0 && chmod("file", 0660) == 0, "chown");
	image_must_fail(cx, image_open(cx, "file", NULL, 0, &img), CR_E_UNSAFE, "another group's");
	T_MUST(chmod("dir/pstree.img", 0600) == 0 && chmod("dir", 0777) == 0, "chmod");
	image_must_fail(cx, image_open(cx, "dir", NULL, 0, &img), CR_E_UNSAFE,
			"a directory for everybody");
	T_MUST(chmod("dir", 0755) == 0 && image_open(cx, "dir", NULL, 0, &img) == 0, "%s",
	       cx->err.text);
	image_close(img);
	ctx_close(cx);
}

/* A CRIU-like set with one page map of these entries and `pages` pages. */
static int image_try_map(struct cr_ctx *cx, const Cr__PagemapEntry *entries, size_t n,
			 unsigned pages, struct page_map *map)
{
	struct image_spec spec = {0};
	Cr__PagemapHead head = CR__PAGEMAP_HEAD__INIT;
	struct record_out out;
	struct image *img;
	struct save *s;

	image_again(cx);
	head.pages_id = 1;
	T_MUST(save_open(cx, "map", NULL, 0, &s) == 0 && image_put_front(s, &spec) == 0, "%s",
	       cx->err.text);
	T_MUST(image_put_pages(s, "pages-1.img", pages, 1, false) == 0, "%s", cx->err.text);
	T_MUST(record_begin(cx, &out, IMAGE_PAGEMAP) == 0 && record_add(cx, &out, &head.base) == 0,
	       "%s", cx->err.text);
	for (size_t i = 0; i < n; i++)
		T_MUST(record_add(cx, &out, &entries[i].base) == 0, "%s", cx->err.text);
	T_MUST(save_put(s, "pagemap-1.img", out.at, out.n) == 0 && save_finish(s, NULL) == 0, "%s",
	       cx->err.text);
	save_close(s);
	T_MUST(image_open(cx, "map", NULL, 0, &img) == 0, "%s", cx->err.text);
	int r = page_map_own(img, IMAGE_PAGEMAP, 1, map);
	image_close(img);
	return r;
}

static Cr__PagemapEntry image_entry(uint64_t addr, uint64_t pages, uint32_t flags)
{
	Cr__PagemapEntry e = CR__PAGEMAP_ENTRY__INIT;

	e.vaddr = addr;
	e.has_nr_pages = e.has_flags = true;
	e.nr_pages = pages;
	e.flags = flags;
	return e;
}

static void image_page_maps(void)
{
	struct cr_ctx *cx = image_begin();
	struct page_map map;
	/* clang-format off */
	const struct { const char *what; Cr__PagemapEntry e[2]; unsigned pages; bool good; } cases[] = {
		{ "two runs", { image_entry(0x1000, 1, 4), image_entry(0x2000, 2, 6) }, 3, true },
		{ "in the parent", { image_entry(0x1000, 100, 1), image_entry(0x100000, 1, 4) }, 1, true },
		{ "lazy, elsewhere", { image_entry(0x1000, 100, 2), image_entry(0x100000, 1, 4) }, 1, true },
		{ "overlap", { image_entry(0x1000, 2, 4), image_entry(0x2000, 1, 4) }, 3, false },
		{ "descending", { image_entry(0x5000, 1, 4), image_entry(0x1000, 1, 4) }, 3, false },
		{ "more than there is", { image_entry(0x1000, 2, 4), image_entry(0x5000, 2, 4) }, 3, false },
		{ "not aligned", { image_entry(0x1001, 1, 4), image_entry(0x5000, 1, 4) }, 3, false },
		{ "no pages", { image_entry(0x1000, 0, 4), image_entry(0x5000, 1, 4) }, 3, false },
		{ "wraps around", { image_entry(0x1000, 1, 4), image_entry(0xfffffffffffff000, 2, 4) }, 3, false },
		{ "size overflows", { image_entry(0x1000, 1, 4), image_entry(0x5000, 1ull << 52, 1) }, 3, false },
		{ "sum overflows", { image_entry(0x1000, 1ull << 50, 4), image_entry(1ull << 62, 1ull << 50, 4) }, 3, false },
		{ "unknown flag", { image_entry(0x1000, 1, 4), image_entry(0x5000, 1, 12) }, 3, false },
		{ "here and there", { image_entry(0x1000, 1, 4), image_entry(0x5000, 1, 5) }, 3, false },
	};
	/* clang-format on */
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		int r = image_try_map(cx, cases[i].e, 2, cases[i].pages, &map);
		T_CHECK((r == 0) == cases[i].good, "%s: %d %s", cases[i].what, r, cx->err.text);
		T_CHECK(r == 0 || cx->err.code == CR_E_DAMAGED, "%s: code %d", cases[i].what,
			cx->err.code);
	}
	/* The forms of older versions: a count of 32 bits, in_parent, no flags. */
	Cr__PagemapEntry old[2] = {image_entry(0x1000, 0, 0), image_entry(0x8000, 0, 0)};
	for (int i = 0; i < 2; i++)
		old[i].has_flags = old[i].has_nr_pages = false;
	old[0].compat_nr_pages = 2;
	old[1].compat_nr_pages = 5;
	old[1].has_in_parent = old[1].in_parent = true;
	T_MUST(image_try_map(cx, old, 2, 2, &map) == 0 && map.n == 2, "%s", cx->err.text);
	T_CHECK(map.runs[0].flags == PAGE_RUN_PRESENT && map.runs[0].pages == 2, "flags %u",
		map.runs[0].flags);
	T_CHECK(map.runs[1].flags == PAGE_RUN_PARENT && map.runs[1].pages == 5, "flags %u",
		map.runs[1].flags);
	ctx_close(cx);
}

/* The walk over the wire format, ahead of protobuf-c. */
static void image_wire(void)
{
	static const struct {
		const char *what, *bytes;
		size_t n;
		const ProtobufCMessageDescriptor *d;
		const char *wrong;
	} cases[] = {
		{"nothing", "", 0, &cr__fdinfo_entry__descriptor, NULL},
		{"an enum value", "\x18\x01", 2, &cr__fdinfo_entry__descriptor, NULL},
		{"an unknown field", "\xf8\x07\x01", 3, &cr__fdinfo_entry__descriptor, NULL},
		{"no enum value", "\x18\x63", 2, &cr__fdinfo_entry__descriptor, "known value"},
		{"a string",
		 "\x2a\x03"
		 "abc",
		 5, &cr__fdinfo_entry__descriptor, NULL},
		{"a zero in a string",
		 "\x2a\x03"
		 "a\0c",
		 5, &cr__fdinfo_entry__descriptor, "zero byte"},
		{"a long string",
		 "\x2a\x04"
		 "abc",
		 5, &cr__fdinfo_entry__descriptor, "cut short"},
		{"a huge string", "\x2a\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01", 11,
		 &cr__fdinfo_entry__descriptor, "cut short"},
		{"a number without end", "\x08\x80\x80", 3, &cr__fdinfo_entry__descriptor,
		 "no message"},
		{"a number of 11 bytes", "\x08\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x01", 12,
		 &cr__fdinfo_entry__descriptor, "no message"},
		{"a group", "\x0b", 1, &cr__fdinfo_entry__descriptor, "no message"},
		{"field 0", "\x00\x01", 2, &cr__fdinfo_entry__descriptor, "no message"},
		{"half a double",
		 "\x09"
		 "abc",
		 4, &cr__fdinfo_entry__descriptor, "cut short"},
	};
	unsigned char deep[400];
	size_t n = 0;

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		const unsigned char *p = (const unsigned char *)cases[i].bytes;
		const char *wrong = record_scan(cases[i].d, (struct record_wire){p, p + cases[i].n},
						0);

		T_CHECK(cases[i].wrong ? wrong && strstr(wrong, cases[i].wrong) : !wrong, "%s: %s",
			cases[i].what, wrong ? wrong : "accepted");
	}
	/* A cgroup directory in a directory in a ..., from the inside out. */
	for (int levels = 0; levels < 40; levels++) {
		memmove(deep + 2, deep, n);
		deep[0] = 0x12;
		deep[1] = (unsigned char)n;
		n += 2;
		const char *wrong = record_scan(&cr__cgroup_dir_entry__descriptor,
						(struct record_wire){deep, deep + n}, 0);
		T_CHECK((wrong != NULL) == (levels >= RECORD_DEPTH), "%d levels: %s", levels,
			wrong ? wrong : "accepted");
	}
}

/* Use that would write a save which cannot be read is refused at once. */
static void image_misuse(void)
{
	struct image_spec spec = {0};
	struct cr_ctx *cx = image_begin();
	struct save *s;
	uint64_t off;
	int fd;

	T_MUST(save_open(cx, "file", NULL, 0, &s) == 0, "%s", cx->err.text);
	image_must_fail(cx, save_finish(s, NULL), CR_E_ARGUMENT, "no members");
	image_must_fail(cx, save_put(s, "pstree.img", "", 0), CR_E_ARGUMENT, "pstree.img first");
	T_MUST(image_put_front(s, &spec) == 0, "%s", cx->err.text);
	image_must_fail(cx, save_put(s, "../passwd", "", 0), CR_E_ARGUMENT, "a bad name");
	image_must_fail(cx, save_put(s, "cr-sum.img", "", 0), CR_E_ARGUMENT, "sums of one's own");
	image_must_fail(cx, save_pages_write(s, "", 1), CR_E_ARGUMENT, "bytes of no member");
	image_must_fail(cx, save_pages_end(s, 0), CR_E_ARGUMENT, "the end of no member");
	T_MUST(save_pages_begin(s, "pages-1.img", 4096, &fd, &off) == 0 && fd >= 0 &&
		       off % 4096 == 0,
	       "%s", cx->err.text);
	image_must_fail(cx, save_pages_begin(s, "pages-2.img", 4096, &fd, &off), CR_E_ARGUMENT,
			"two at once");
	image_must_fail(cx, save_finish(s, NULL), CR_E_ARGUMENT, "not ended");
	image_must_fail(cx, save_pages_write(s, "", 5000), CR_E_ARGUMENT, "too much");
	image_must_fail(cx, save_pages_end(s, 8192), CR_E_ARGUMENT, "too much");
	T_CHECK(save_pages_end(s, 0) == 0 && save_finish(s, NULL) == 0, "%s", cx->err.text);
	save_close(s);
	image_must_verify(cx, "file");
	ctx_close(cx);
}

/* == random input ============================================================================== */

static void image_random(void)
{
	const char *dir = t_path("test/image");
	struct fuzz_seed seeds[64];
	size_t n = 0;

	DIR *d = opendir(dir);
	T_MUST(d != NULL, "%s", dir);
	for (struct dirent *e; n < ARRAY_LEN(seeds) && (e = readdir(d)) != NULL;) {
		char path[512];

		if (e->d_name[0] == '.')
			continue;
		snprintf(path, sizeof(path), "%s/%s", dir, e->d_name);
		seeds[n].data = t_read(path, &seeds[n].size);
		T_MUST(seeds[n].data != NULL, "%s", path);
		n++;
	}
	closedir(d);
	T_CHECK(n > 10, "%zu seeds", n);
	size_t tried = fuzz_run(&fuzz_image, seeds, n, 1, SIZE_MAX,
				sys_clock_ns(CLOCK_MONOTONIC) + 3000000000u);
	t_say("%zu inputs", tried);
	T_CHECK(tried > 100, "%zu inputs", tried);
	while (n > 0)
		free(seeds[--n].data);
}

static const struct t_test image_tests[] = {
	{.name = "image-round", .fn = image_round, .flags = T_PURE},
	{.name = "image-put-again", .fn = image_put_again, .flags = T_PURE},
	{.name = "image-tar", .fn = image_tar, .needs = "tar"},
	{.name = "image-large", .fn = image_large, .needs = "tar"},
	{.name = "image-flips-file", .fn = image_flips_file, .flags = T_PURE, .seconds = 60},
	{.name = "image-cuts-file", .fn = image_cuts_file, .flags = T_PURE, .seconds = 60},
	{.name = "image-flips-file-all",
	 .fn = image_flips_file_all,
	 .flags = T_SOAK,
	 .seconds = 300},
	{.name = "image-cuts-file-all", .fn = image_cuts_file_all, .flags = T_SOAK, .seconds = 300},
	{.name = "image-spoil-dir", .fn = image_spoil_dir, .flags = T_PURE, .seconds = 60},
	{.name = "image-criu", .fn = image_criu, .flags = T_PURE},
	{.name = "image-replace", .fn = image_replace, .flags = T_ROOT | T_USER},
	{.name = "image-keep-dir", .fn = image_keep_dir, .flags = T_ROOT | T_USER},
	{.name = "image-remove", .fn = image_remove_only_saves},
	{.name = "image-full-disk", .fn = image_full_disk, .flags = T_ROOT, .seconds = 60},
	{.name = "image-size-limit", .fn = image_size_limit},
	{.name = "image-streams", .fn = image_streams},
	{.name = "image-no-reader", .fn = image_no_reader},
	{.name = "image-callbacks", .fn = image_callbacks, .flags = T_PURE},
	{.name = "image-in-place", .fn = image_in_place},
	{.name = "image-names", .fn = image_names, .flags = T_PURE},
	{.name = "image-versions", .fn = image_versions, .flags = T_PURE},
	{.name = "image-unsafe", .fn = image_unsafe, .flags = T_ROOT},
	{.name = "image-page-maps", .fn = image_page_maps, .flags = T_PURE},
	{.name = "image-wire", .fn = image_wire, .flags = T_PURE},
	{.name = "image-misuse", .fn = image_misuse, .flags = T_PURE},
	{.name = "image-random", .fn = image_random, .flags = T_PURE, .seconds = 60},
};
