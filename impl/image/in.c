/* SPDX-License-Identifier: MIT
 *
 * in: a save being read. Finds the members of either form, holds them to cr-sum.img, and hands out
 * where they lie. Everything is hostile until it has passed: names come from a strict table, sizes
 * from the file system or a canonical header, and nothing outside the file or directory is ever
 * opened.
 */
#include "image.h"

#define IN_MEMBERS_MAX ((size_t)1 << 20)
#define IN_SPOOL_MAX ((uint64_t)1 << 20)
#define IN_CR_VERSION 1
#define IN_CRIU_VERSION 2

struct in_member {
	struct image_member m;
	dev_t dev;
	ino_t ino;
	bool own_fd; /* m.fd is this member's own */
	bool listed; /* in cr-sum.img */
	const uint32_t *chunks;
	size_t chunk_n;
	struct image_member stored; /* m.packed: where it comes from */
};

struct image {
	struct cr_ctx *cx;
	const char *path;
	unsigned flags;
	bool dir;
	int fd, spool; /* the file or directory; small members of a directory in one memfd */
	VEC(struct in_member) members;
	size_t *by_name;
	uint64_t bytes;
	bool sums;
	struct image_links links;
};

CR_FN struct cr_ctx *image_ctx(const struct image *img)
{
	return img->cx;
}

CR_FN const char *image_path(const struct image *img)
{
	return img->path;
}

CR_FN struct image_links *image_links(const struct image *img)
{
	return (struct image_links *)(uintptr_t)&img->links;
}

CR_FN const uint8_t *image_save_id(struct image *img)
{
	const Cr__CrEntry *cr = img->links.cr;

	return cr && cr->save_id.len == 16 ? cr->save_id.data : NULL;
}

CR_FN void image_rewind(struct cr_ctx *cx, size_t mark)
{
	/* The arena promises zeros. */
	memset(cx->arena.base + mark, 0, cx->arena.used - mark);
	cx->arena.used = mark;
}

static int in_damaged(struct image *img, uint64_t off, const char *what)
{
	return error_set(img->cx, CR_E_DAMAGED, 0, 0, img->path, "%s: %s at offset %llu", img->path,
			 what, (unsigned long long)off);
}

/* == members by name =========================================================================== */

static int in_compare(const struct image *img, size_t a, size_t b)
{
	return strcmp(img->members.at[a].m.name, img->members.at[b].m.name);
}

/* Merge sort, bottom up: no recursion, no libc. */
static int in_sort(struct image *img)
{
	size_t n = img->members.n, *from = cx_array(img->cx, n, sizeof(*from)),
	       *to = cx_array(img->cx, n, sizeof(*to));

	if (!from || !to)
		return error_memory(img->cx);
	for (size_t i = 0; i < n; i++)
		from[i] = i;
	for (size_t width = 1; width < n; width *= 2) {
		for (size_t start = 0; start < n; start += 2 * width) {
			size_t middle = start + width < n ? start + width : n;
			size_t end = start + 2 * width < n ? start + 2 * width : n;
			size_t a = start, b = middle;

			for (size_t i = start; i < end; i++)
				to[i] = a < middle && (b >= end ||
						       in_compare(img, from[a], from[b]) <= 0)
						? from[a++]
						: from[b++];
		}
		size_t *swap = from;

		from = to;
		to = swap;
	}
	for (size_t i = 1; i < n; i++)
		if (in_compare(img, from[i - 1], from[i]) == 0)
			return error_set(img->cx, CR_E_DAMAGED, 0, 0, img->path,
					 "%s holds %s twice", img->path,
					 img->members.at[from[i]].m.name);
	img->by_name = from;
	return 0;
}

/* A directory is listed in any order; a save of it should not depend on that. */
static int in_order_by_name(struct image *img)
{
	struct in_member *sorted = cx_array(img->cx, img->members.n, sizeof(*sorted));

	if (!sorted)
		return error_memory(img->cx);
	for (size_t i = 0; i < img->members.n; i++) {
		sorted[i] = img->members.at[img->by_name[i]];
		img->by_name[i] = i;
	}
	img->members.at = sorted;
	img->members.cap = img->members.n;
	return 0;
}

static struct in_member *in_find(const struct image *img, const char *name)
{
	size_t low = 0, high = img->members.n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		struct in_member *e = &img->members.at[img->by_name[middle]];
		int c = strcmp(name, e->m.name);

		if (c == 0)
			return e;
		*(c < 0 ? &high : &low) = c < 0 ? middle : middle + 1;
	}
	return NULL;
}

static int in_add(struct image *img, const char *name, struct in_member **ret)
{
	struct in_member *e;

	if (img->members.n >= IN_MEMBERS_MAX)
		return error_set(img->cx, CR_E_DAMAGED, E2BIG, 0, img->path,
				 "%s has too many members", img->path);
	e = vec_add(&img->cx->arena, &img->members);
	if (!e)
		return error_memory(img->cx);
	e->m.fd = -1;
	e->m.name = arena_str(&img->cx->arena, name);
	if (!e->m.name)
		return error_memory(img->cx);
	*ret = e;
	return 0;
}

/* == the file form ============================================================================= */

static int in_pread(struct image *img, void *buf, size_t size, uint64_t off)
{
	uint64_t end;

	if (!num_add(off, size, &end) || end > img->bytes)
		return error_set(img->cx, CR_E_TRUNCATED, 0, 0, img->path,
				 "%s ends at %llu, inside a member", img->path,
				 (unsigned long long)img->bytes);
	int r = sys_pread_all(img->fd, buf, size, off);
	if (r < 0)
		return error_set(img->cx, CR_E_SYSTEM, -r, 0, img->path,
				 "%s cannot be read at offset %llu", img->path,
				 (unsigned long long)off);
	return 0;
}

/* What the file is when its first block is no header of ours. */
static int in_no_save(struct image *img, const unsigned char *block, size_t size)
{
	static const char first[] = "inventory.img";
	size_t n = size < sizeof(first) ? size : sizeof(first);

	if (n == 0 || memcmp(block, first, n) != 0)
		return error_set(img->cx, CR_E_NOT_A_SAVE, 0, 0, img->path, "%s is not a save",
				 img->path);
	if (size < TAR_BLOCK)
		return error_set(img->cx, CR_E_TRUNCATED, 0, 0, img->path,
				 "%s holds %llu bytes only", img->path,
				 (unsigned long long)img->bytes);
	return in_damaged(img, 0, "the header is damaged");
}

static int in_first_block(struct image *img)
{
	unsigned char block[TAR_BLOCK];
	size_t n = img->bytes < TAR_BLOCK ? (size_t)img->bytes : TAR_BLOCK;
	struct tar_block parsed;

	int r = in_pread(img, block, n, 0);
	if (r < 0)
		return r;
	if (n < TAR_BLOCK || tar_parse(block, &parsed) != 1 ||
	    strcmp(parsed.name, "inventory.img") != 0)
		return in_no_save(img, block, n);
	return 0;
}

/* Name and size of the member at pos, as its headers claim: 1, or 0 where the end is marked. */
static int in_claim(struct image *img, uint64_t pos, struct tar_block *ret)
{
	unsigned char block[TAR_BLOCK];
	struct tar_block head;
	char records[64] = "";
	uint64_t size;

	int r = in_pread(img, block, TAR_BLOCK, pos);
	if (r < 0)
		return r;
	r = tar_parse(block, &head);
	if (r <= 0)
		return r < 0 ? in_damaged(img, pos, "there is no header of a member") : 0;
	if (head.type == 'x') {
		if (head.size < TAR_BLOCK || head.size > TAR_HEAD_MAX || head.size % TAR_BLOCK)
			return in_damaged(img, pos, "the extended header is damaged");
		uint64_t at = pos + TAR_BLOCK;

		pos += TAR_BLOCK + head.size;
		r = in_pread(img, block, TAR_BLOCK, pos);
		if (r >= 0)
			r = in_pread(img, records, sizeof(records), at);
		if (r < 0)
			return r;
		if (tar_parse(block, &head) != 1 || head.type != '0')
			return in_damaged(img, pos, "there is no header of a member");
		if (tar_pax_size(records, sizeof(records), &size))
			head.size = size;
	}
	*ret = head;
	return 1;
}

/* The headers are byte for byte what we would write for this member at this place. */
static int in_same_head(struct image *img, const struct tar_place *place,
			const struct tar_block *claim)
{
	size_t size = (size_t)(place->data - place->head), mark = img->cx->arena.used;
	unsigned char *seen = cx_alloc(img->cx, size), *want = cx_alloc(img->cx, size);

	if (!seen || !want)
		return error_memory(img->cx);
	int r = in_pread(img, seen, size, place->head);
	if (r < 0)
		return r;
	tar_head(place, claim->name, claim->size, want);
	if (memcmp(seen, want, size) != 0) {
		size_t i = 0;

		while (seen[i] == want[i])
			i++;
		return in_damaged(img, place->head + i,
				  "the header is damaged, or another program wrote it,");
	}
	image_rewind(img->cx, mark);
	return 0;
}

static int in_zeros(struct image *img, uint64_t from, uint64_t to)
{
	unsigned char block[2 * TAR_BLOCK];

	int r = in_pread(img, block, (size_t)(to - from), from);
	if (r < 0)
		return r;
	for (uint64_t i = 0; i < to - from; i++)
		if (block[i])
			return in_damaged(img, from + i, "there should be zeros");
	return 0;
}

static int in_load_member(struct image *img, uint64_t pos, const struct tar_block *claim,
			  uint64_t *ret_end)
{
	struct tar_place place;
	struct in_member *e;

	if (format_parse(claim->name) < 0 || !tar_place(claim->name, claim->size, pos, &place))
		return in_damaged(img, pos, "there is a member that no save has");
	int r = in_same_head(img, &place, claim);
	if (r < 0)
		return r;
	if (place.end > img->bytes)
		return error_set(img->cx, CR_E_TRUNCATED, 0, 0, img->path,
				 "%s ends at %llu, inside %s", img->path,
				 (unsigned long long)img->bytes, claim->name);
	r = in_zeros(img, place.data + claim->size, place.end);
	if (r < 0)
		return r;
	r = in_add(img, claim->name, &e);
	if (r < 0)
		return r;
	e->m.fd = img->fd;
	e->m.off = place.data;
	e->m.size = claim->size;
	*ret_end = place.end;
	return 0;
}

/* inventory.img first, cr.img second, cr-sum.img last. */
static int in_check_order(struct image *img)
{
	for (size_t i = 0; i < img->members.n; i++) {
		const struct image_member *m = &img->members.at[i].m;
		int type = format_parse(m->name);

		if ((type == IMAGE_INVENTORY && i != 0) || (type == IMAGE_CR && i != 1) ||
		    (type == IMAGE_SUM && i != img->members.n - 1))
			return in_damaged(img, m->off, "a member is not in its place");
	}
	return 0;
}

static int in_load_file(struct image *img)
{
	struct tar_block claim;
	uint64_t pos = 0;

	int r = in_first_block(img);
	while (r >= 0 && (r = in_claim(img, pos, &claim)) > 0)
		r = in_load_member(img, pos, &claim, &pos);
	if (r < 0)
		return r;
	r = in_zeros(img, pos, pos + 2 * TAR_BLOCK);
	if (r < 0)
		return r;
	if (pos + 2 * TAR_BLOCK != img->bytes)
		return in_damaged(img, pos + 2 * TAR_BLOCK, "there is something behind the end");
	return in_check_order(img);
}

/* == the directory form ======================================================================== */

static int in_open_member(struct image *img, const struct in_member *e, int *ret_fd,
			  struct stat *st)
{
	const char *name = e->m.name;

	CR_AUTOFD int fd = sys_openat(img->fd, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY,
				      0);
	if (fd == -ELOOP)
		return error_set(img->cx, CR_E_DAMAGED, ELOOP, 0, name,
				 "%s/%s is a link, and is not followed", img->path, name);
	if (fd < 0)
		return error_set(img->cx, CR_E_PATH, -fd, 0, name, "%s/%s cannot be opened",
				 img->path, name);
	int r = sys_fstat(fd, st);
	if (r < 0)
		return error_set(img->cx, CR_E_SYSTEM, -r, 0, name, "%s/%s cannot be examined",
				 img->path, name);
	if (!S_ISREG(st->st_mode))
		return error_set(img->cx, CR_E_DAMAGED, 0, 0, name, "%s/%s is not a regular file",
				 img->path, name);
	*ret_fd = sys_take(&fd);
	return 0;
}

/* Small members are copied together into one memfd: a descriptor for each would be too many. */
static int in_spool_member(struct image *img, struct in_member *e, int fd, uint64_t size,
			   uint64_t *used)
{
	unsigned char buf[4096];
	uint64_t done = 0;

	while (done < size) {
		size_t n = size - done < sizeof(buf) ? (size_t)(size - done) : sizeof(buf);
		int r = sys_pread_all(fd, buf, n, done);
		if (r >= 0)
			r = sys_pwrite_all(img->spool, buf, n, *used + done);
		if (r < 0)
			return error_set(img->cx, CR_E_SYSTEM, -r, 0, e->m.name,
					 "%s/%s cannot be read", img->path, e->m.name);
		done += n;
	}
	e->m.fd = img->spool;
	e->m.off = *used;
	*used += size;
	return 0;
}

static int in_load_entry(struct image *img, const char *name, uint64_t *used)
{
	struct in_member *e;
	struct stat st;

	int r = in_add(img, name, &e);
	if (r < 0)
		return r;
	CR_AUTOFD int fd = -1;
	r = in_open_member(img, e, &fd, &st);
	if (r < 0)
		return r;
	if (!(img->flags & IMAGE_TRUST)) {
		r = place_check_safe(img->cx, &st, img->path, name);
		if (r < 0)
			return r;
	}
	e->m.size = (uint64_t)st.st_size;
	e->dev = st.st_dev;
	e->ino = st.st_ino;
	img->bytes += e->m.size;
	if (e->m.size > IN_SPOOL_MAX || format_is_pages(format_parse(name)))
		return 0; /* opened when it is asked for */
	return in_spool_member(img, e, fd, e->m.size, used);
}

static int in_load_dir(struct image *img)
{
	struct sys_dir walk;
	const char *name;
	uint64_t used = 0;
	int r;

	img->spool = sys_memfd("cr-members");
	if (img->spool < 0)
		return error_set(img->cx, CR_E_SYSTEM, -img->spool, 0, "memfd",
				 "no memory file can be made");
	sys_dir_start(&walk, img->fd);
	while ((r = sys_dir_next(&walk, &name)) > 0) {
		if (format_parse(name) < 0)
			continue;
		r = in_load_entry(img, name, &used);
		if (r < 0)
			return r;
	}
	if (r < 0)
		return error_set(img->cx, CR_E_PATH, -r, 0, img->path,
				 "directory %s cannot be read", img->path);
	return 0;
}

/* == what the save says of itself ============================================================== */

static int in_check_member_sum(struct image *img, const Cr__CrSumMember *s, uint32_t chunk)
{
	struct in_member *e = in_find(img, s->name);
	struct cr_ctx *cx = img->cx;
	struct image_member m;
	struct sum sum = {0};

	if (!e || e->listed)
		return error_set(cx, CR_E_DAMAGED, 0, 0, s->name,
				 "%s lacks %s, which cr-sum.img names", img->path, s->name);
	e->listed = true;
	if (e->m.size != s->size)
		return error_set(cx, e->m.size < s->size ? CR_E_TRUNCATED : CR_E_DAMAGED, 0, 0,
				 s->name, "%s has %llu bytes and not %llu", s->name,
				 (unsigned long long)e->m.size, (unsigned long long)s->size);
	if (format_is_pages(format_parse(s->name))) {
		if (s->n_page_crcs &&
		    (chunk != SUM_CHUNK || s->n_page_crcs != (s->size + SUM_CHUNK - 1) / SUM_CHUNK))
			return error_set(cx, CR_E_DAMAGED, 0, 0, s->name,
					 "cr-sum.img has too many or too few sums of %s", s->name);
		e->chunks = s->page_crcs;
		e->chunk_n = s->n_page_crcs;
		return 0;
	}
	int r = image_find(img, s->name, &m);
	if (r >= 0)
		r = sum_feed_fd(cx, &sum, m.fd, m.off, m.size, m.name);
	if (r < 0)
		return r;
	if (!s->has_crc || s->crc != sum.all)
		return error_set(cx, CR_E_DAMAGED, 0, 0, s->name,
				 "the checksum of %s is not the one in cr-sum.img", s->name);
	return 0;
}

/* Behind the message of cr-sum.img: the sum of all before it. */
static int in_sum_message(struct image *img, const struct image_member *m, Cr__CrSumEntry **ret)
{
	struct image_member body = *m;
	struct record_in in;
	struct sum sum = {0};
	uint32_t want;

	if (m->size < sizeof(want))
		return error_set(img->cx, CR_E_TRUNCATED, 0, 0, m->name, "%s has %llu bytes only",
				 m->name, (unsigned long long)m->size);
	body.size -= sizeof(want);
	int r = image_read(img->cx, m, body.size, &want, sizeof(want));
	if (r >= 0)
		r = sum_feed_fd(img->cx, &sum, body.fd, body.off, body.size, body.name);
	if (r < 0)
		return r;
	if (sum.all != want)
		return error_set(img->cx, CR_E_DAMAGED, 0, 0, m->name,
				 "the checksum of %s is wrong", m->name);
	r = record_open_member(img->cx, &body, IMAGE_SUM, &in);
	if (r >= 0)
		r = record_next(&in, &cr__cr_sum_entry__descriptor, ret);
	if (r < 0)
		return r;
	if (r == 0 || in.pos != body.size)
		return error_set(img->cx, CR_E_DAMAGED, 0, 0, m->name, "%s should hold one message",
				 m->name);
	return 0;
}

static int in_check_sums(struct image *img)
{
	struct image_member m;
	Cr__CrSumEntry *entry;
	uint64_t total = 0;

	int r = image_find(img, "cr-sum.img", &m);
	if (r == -ENOENT && in_find(img, "cr.img"))
		return error_set(img->cx, CR_E_TRUNCATED, 0, 0, img->path,
				 "%s has no cr-sum.img, which is written last", img->path);
	if (r == -ENOENT)
		return 0; /* CRIU's own */
	if (r >= 0)
		r = in_sum_message(img, &m, &entry);
	if (r < 0)
		return r;
	if (entry->version > SUM_VERSION)
		return error_set(img->cx, CR_E_VERSION, 0, 0, m.name, "cr-sum.img has version %u",
				 entry->version);
	for (size_t i = 0; i < entry->n_members && r >= 0; i++) {
		r = in_check_member_sum(img, entry->members[i], entry->chunk);
		total += entry->members[i]->size;
	}
	if (r < 0)
		return r;
	if (entry->n_members != img->members.n - 1 || total != entry->total)
		return error_set(img->cx, CR_E_DAMAGED, 0, 0, m.name,
				 "%s has members that cr-sum.img does not name", img->path);
	img->sums = true;
	return 0;
}

static int in_check_inventory(struct image *img)
{
	Cr__InventoryEntry *inventory;
	Cr__CrEntry *cr;

	int r = record_one(img, IMAGE_INVENTORY, 0, &cr__inventory_entry__descriptor, &inventory);
	if (r < 0)
		return r;
	if (inventory->img_version > IN_CRIU_VERSION)
		return error_set(img->cx, CR_E_VERSION, 0, 0, img->path,
				 "%s has format version %u of CRIU, 2 is known", img->path,
				 inventory->img_version);
	if (inventory->img_version < IN_CRIU_VERSION)
		return error_set(img->cx, CR_E_UNSUPPORTED, 0, 0, img->path,
				 "%s has the old format version %u of CRIU", img->path,
				 inventory->img_version);
	if (!in_find(img, "cr.img"))
		return 0;
	r = record_one(img, IMAGE_CR, 0, &cr__cr_entry__descriptor, &cr);
	if (r < 0)
		return r;
	if (cr->version > IN_CR_VERSION)
		return error_set(img->cx, CR_E_VERSION, 0, 0, img->path,
				 "%s has format version %u, written by %s, %u is known", img->path,
				 cr->version, cr->writer, IN_CR_VERSION);
	img->links.cr = cr;
	if (strcmp(cr->arch, ARCH_NAME) != 0 && !(img->flags & IMAGE_ANY_ARCH))
		return error_set(img->cx, CR_E_ARCH, 0, 0, img->path,
				 "%s is from %s, and this is %s", img->path, cr->arch, ARCH_NAME);
	return 0;
}

/* Compressed pages take the place of those that they stand for. */
static int in_unpack(struct image *img)
{
	bool any = false;
	int r = 0;

	/* All are found before the first has another name. */
	for (size_t i = 0; i < img->members.n && r >= 0; i++)
		if (format_parse(img->members.at[i].m.name) == IMAGE_PACKED)
			r = image_find(img, img->members.at[i].m.name, &img->members.at[i].stored);
	for (size_t i = 0; i < img->members.n && r >= 0; i++) {
		struct in_member *e = &img->members.at[i];

		if (!e->stored.name)
			continue;
		r = packed_open(img->cx, &e->stored, &e->m);
		any = true;
	}
	return r < 0 || !any ? r : in_sort(img);
}

static int in_load(struct image *img)
{
	struct stat st;

	int r = sys_fstat(img->fd, &st);
	if (r < 0)
		return error_set(img->cx, CR_E_SYSTEM, -r, 0, img->path, "%s cannot be examined",
				 img->path);
	if (!(img->flags & IMAGE_TRUST)) {
		r = place_check_safe(img->cx, &st, img->path, "");
		if (r < 0)
			return r;
	}
	img->dir = S_ISDIR(st.st_mode);
	img->links.dir = img->dir;
	img->links.fd = img->fd;
	img->links.flags = img->flags;
	img->links.dev = st.st_dev;
	img->links.ino = st.st_ino;
	if (!img->dir && !S_ISREG(st.st_mode))
		return error_set(img->cx, CR_E_NOT_A_SAVE, 0, 0, img->path,
				 "%s is neither a file nor a directory", img->path);
	img->bytes = img->dir ? 0 : (uint64_t)st.st_size;
	r = img->dir ? in_load_dir(img) : in_load_file(img);
	if (r >= 0)
		r = in_sort(img);
	if (r >= 0 && img->dir)
		r = in_order_by_name(img);
	if (r < 0)
		return r;
	if (!in_find(img, "inventory.img"))
		return error_set(img->cx, CR_E_NOT_A_SAVE, 0, 0, img->path,
				 "%s holds no inventory.img", img->path);
	r = in_check_sums(img);
	if (r >= 0)
		r = in_unpack(img);
	return r < 0 ? r : in_check_inventory(img);
}

/* == open, find, read ========================================================================== */

static int in_open_path(struct image *img, int base, const char *path, const char *shown)
{
	img->links.opened = arena_str(&img->cx->arena, path && path[0] ? path : "");
	img->path = shown ? shown : img->links.opened;
	if (!img->path)
		return error_memory(img->cx);
	img->fd = sys_openat(base, img->links.opened, O_RDONLY | O_NONBLOCK | O_NOCTTY, 0);
	if (img->fd == -ENOENT || img->fd == -ENOTDIR)
		return error_set(img->cx, CR_E_NOT_A_SAVE, -img->fd, 0, img->path,
				 "there is no save at '%s'", img->path);
	if (img->fd < 0)
		return error_set(img->cx, CR_E_PATH, -img->fd, 0, img->path, "%s cannot be opened",
				 img->path);
	return 0;
}

static int in_open_io(struct image *img, const cr_io *io)
{
	struct stat st;

	img->path = "stream";
	img->links.opened = "";	   /* what it builds on is found from the working directory */
	img->flags |= IMAGE_TRUST; /* whoever opened it has judged it */
	if (io->fd && sys_fstat(io->fd, &st) >= 0 &&
	    (S_ISDIR(st.st_mode) || (S_ISREG(st.st_mode) && sys_lseek(io->fd, 0, SEEK_CUR) == 0))) {
		img->fd = sys_dup_above(io->fd, 0);
		return img->fd >= 0 ? 0
				    : error_set(img->cx, CR_E_SYSTEM, -img->fd, 0, "io",
						"cr_io.fd cannot be used");
	}
	return stream_spool(img->cx, io, &img->fd);
}

static int in_open(struct cr_ctx *cx, int base, const char *path, const char *shown,
		   const cr_io *io, unsigned flags, struct image **ret)
{
	struct image *img = cx_alloc(cx, sizeof(*img));

	if (!img)
		return error_memory(cx);
	img->cx = cx;
	img->fd = img->spool = img->links.origin = -1;
	img->flags = flags;
	int r = io ? in_open_io(img, io) : in_open_path(img, base, path, shown);
	if (r >= 0)
		r = in_load(img);
	if (r < 0) {
		image_close(img);
		return r;
	}
	*ret = img;
	return 0;
}

CR_FN int image_open(struct cr_ctx *cx, const char *path, const cr_io *io, unsigned flags,
		     struct image **ret)
{
	return in_open(cx, AT_FDCWD, path, NULL, io, flags, ret);
}

CR_FN int image_open_at(struct cr_ctx *cx, int base, const char *path, const char *shown,
			unsigned flags, struct image **ret)
{
	return in_open(cx, base, path, shown, NULL, flags, ret);
}

/* With all that were opened because of it. */
CR_FN void image_close(struct image *img)
{
	for (; img; img = img->links.parent) {
		for (size_t i = 0; i < img->members.n; i++)
			if (img->members.at[i].own_fd)
				sys_close_auto(&img->members.at[i].m.fd);
		sys_close_auto(&img->links.origin);
		sys_close_auto(&img->spool);
		sys_close_auto(&img->fd);
	}
}

CR_FN int image_find(struct image *img, const char *name, struct image_member *ret)
{
	struct in_member *e = in_find(img, name);
	struct stat st;

	if (!e)
		return -ENOENT;
	if (e->m.fd < 0) {
		CR_AUTOFD int fd = -1;

		int r = in_open_member(img, e, &fd, &st);
		if (r < 0)
			return r;
		if (st.st_dev != e->dev || st.st_ino != e->ino || (uint64_t)st.st_size != e->m.size)
			return error_set(img->cx, CR_E_DAMAGED, 0, 0, name,
					 "%s/%s has changed while it was read", img->path, name);
		e->m.fd = sys_take(&fd);
		e->own_fd = true;
	}
	*ret = e->m;
	return 0;
}

CR_FN size_t image_count(const struct image *img)
{
	return img->members.n;
}

CR_FN void image_at(const struct image *img, size_t i, struct image_member *ret)
{
	*ret = img->members.at[i].m;
}

CR_FN uint64_t image_file_bytes(const struct image *img)
{
	return img->bytes;
}

CR_FN bool image_is_packed(const struct image *img)
{
	for (size_t i = 0; i < img->members.n; i++)
		if (img->members.at[i].m.packed)
			return true;
	return false;
}

CR_FN bool image_has_sums(const struct image *img)
{
	return img->sums;
}

static int in_read_packed(struct cr_ctx *cx, const struct image_member *m, uint64_t off,
			  const struct iovec *to, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		int r = packed_read(m->packed, off, to[i].iov_base, to[i].iov_len, NULL);

		if (r < 0)
			return packed_failed(cx, m->packed, off, r);
		off += to[i].iov_len;
	}
	return 0;
}

CR_FN int image_read_by(const struct image_member *m, uint64_t off, void *buf, size_t size,
			struct packed_room *room)
{
	if (off > m->size || size > m->size - off)
		return -ERANGE;
	return m->packed ? packed_read(m->packed, off, buf, size, room)
			 : sys_pread_all(m->fd, buf, size, m->off + off);
}

CR_FN int image_read(struct cr_ctx *cx, const struct image_member *m, uint64_t off, void *buf,
		     size_t size)
{
	struct iovec to = {buf, size};

	return image_read_into(cx, m, off, &to, 1, size);
}

CR_FN int image_read_into(struct cr_ctx *cx, const struct image_member *m, uint64_t off,
			  struct iovec *to, size_t n, uint64_t size)
{
	if (off > m->size || size > m->size - off)
		return error_set(cx, CR_E_DAMAGED, 0, 0, m->name,
				 "%s ends at %llu, inside of what should be there", m->name,
				 (unsigned long long)m->size);
	if (m->packed)
		return in_read_packed(cx, m, off, to, n);
	int r = size ? sys_preadv_all(m->fd, to, n, m->off + off) : 0;
	if (r < 0)
		return error_set(cx, CR_E_SYSTEM, -r, 0, m->name,
				 "%s cannot be read at offset %llu", m->name,
				 (unsigned long long)off);
	return 0;
}

/* == all of it ================================================================================= */

static int in_check_chunks(struct image *img, const struct in_member *e)
{
	size_t mark = img->cx->arena.used;
	struct sum sum = {.chunks = true};
	struct image_member m = e->stored;

	int r = e->m.packed ? 0 : image_find(img, e->m.name, &m);
	if (r >= 0)
		r = sum_feed_fd(img->cx, &sum, m.fd, m.off, m.size, m.name);
	if (r >= 0)
		r = sum_end(img->cx, &sum);
	if (r < 0)
		return r;
	for (size_t i = 0; i < e->chunk_n; i++) {
		uint64_t from = i * SUM_CHUNK, to = from + SUM_CHUNK;

		if (sum.done.at[i] != e->chunks[i])
			return error_set(img->cx, CR_E_DAMAGED, 0, 0, m.name,
					 "%s is damaged between offsets %llu and %llu", m.name,
					 (unsigned long long)from,
					 (unsigned long long)(to < m.size ? to : m.size));
	}
	image_rewind(img->cx, mark);
	return 0;
}

CR_FN int image_check_pages(struct image *img)
{
	int r = 0;

	for (size_t i = 0; i < img->members.n && r >= 0; i++)
		if (img->members.at[i].chunk_n)
			r = in_check_chunks(img, &img->members.at[i]);
	for (size_t i = 0; i < img->members.n && r >= 0; i++)
		if (img->members.at[i].m.packed)
			r = packed_check(img->cx, img->members.at[i].m.packed);
	return r;
}

static int in_check_map(struct image *img, int type, const char *name)
{
	const char *number = name + strlen(format_of((enum image_type)type)->stem) + 1;
	struct page_map map;
	uint64_t key;

	if (!str_number(&number, 10, &key))
		return 0;
	return image_has_parent(img) ? page_map_load(img, (enum image_type)type, key, &map)
				     : page_map_own(img, (enum image_type)type, key, &map);
}

CR_FN int image_check_records(struct image *img)
{
	int r = 0;

	for (size_t i = 0; i < img->members.n && r >= 0; i++) {
		const char *name = img->members.at[i].m.name;
		int type = format_parse(name);
		struct image_member m;

		if (type == IMAGE_PAGES || type == IMAGE_SUM)
			continue; /* the one has no records, the other has been read */
		if (type == IMAGE_PAGEMAP || type == IMAGE_PAGEMAP_SHMEM) {
			size_t mark = img->cx->arena.used;

			r = in_check_map(img, type, name);
			if (r >= 0)
				image_rewind(img->cx, mark);
			continue;
		}
		r = image_find(img, name, &m);
		if (r >= 0)
			r = record_walk(img->cx, &m);
	}
	return r;
}
