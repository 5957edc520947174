/* SPDX-License-Identifier: MIT
 *
 * whole: what is done to a save as a whole: check it, turn one form into the other, remove it.
 */
#include "image.h"

#define WHOLE_BUF ((size_t)256 << 10)
#define WHOLE_SMALL ((uint64_t)1 << 20) /* up to here a member goes through the arena */

CR_FN int image_verify(struct cr_ctx *cx, const char *path, const cr_io *io)
{
	struct image *img;

	int r = image_open(cx, path, io, IMAGE_TRUST | IMAGE_ANY_ARCH, &img);
	if (r < 0)
		return r;
	struct image *one = img;
	/* What it builds on is a part of it; opened before records are walked, which leaves nothing
	 * on the arena. */
	while (r >= 0 && image_has_parent(one))
		r = image_parent(one, &one);
	if (r >= 0)
		r = image_check_records(img);
	for (one = img; r >= 0 && one; one = image_links(one)->parent)
		r = image_check_pages(one);
	image_close(img);
	return r;
}

/* == pack and unpack =========================================================================== */

static bool whole_is_bulk(const struct image_member *m)
{
	return format_parse(m->name) == IMAGE_PAGES || m->size > WHOLE_SMALL;
}

static bool whole_is_front(const char *name)
{
	int type = format_parse(name);

	return type == IMAGE_INVENTORY || type == IMAGE_CR;
}

static bool whole_is_last(const char *name)
{
	return format_parse(name) == IMAGE_SUM;
}

static int whole_put(struct image *img, struct save *s, const char *name)
{
	struct cr_ctx *cx = image_ctx(img);
	struct image_member m;

	int r = image_find(img, name, &m);
	if (r < 0)
		return r;
	void *data = cx_alloc(cx, (size_t)m.size);
	if (!data)
		return error_memory(cx);
	r = image_read(cx, &m, 0, data, (size_t)m.size);
	if (r < 0)
		return r;
	return save_put(s, m.name, data, (size_t)m.size);
}

static int whole_copy_bulk(struct image *img, struct save *s, const char *name, void *buf)
{
	struct image_member m;
	uint64_t off;
	int fd;

	int r = image_find(img, name, &m);
	if (r >= 0)
		r = save_pages_begin(s, m.name, m.size, &fd, &off);
	for (uint64_t done = 0; r >= 0 && done < m.size;) {
		size_t n = m.size - done < WHOLE_BUF ? (size_t)(m.size - done) : WHOLE_BUF;

		r = image_read(image_ctx(img), &m, done, buf, n);
		if (r >= 0)
			r = save_pages_write(s, buf, n);
		done += n;
	}
	return r < 0 ? r : save_pages_end(s, m.size);
}

/* What a copy builds on, and how far it is taken apart. */
struct whole_way {
	struct image *parent; /* as the copy will find it; NULL: it builds on nothing */
	bool squash;	      /* page maps are completed, pages brought together */
	bool again;	      /* cr.img changes, so sums are made anew */
	bool compress;	      /* as `from` is */
};

/* cr.img, where it is not copied as it is. */
static int whole_put_cr(struct image *img, struct save *s, const struct whole_way *way)
{
	struct cr_ctx *cx = image_ctx(img);
	struct record_out out = {0};
	char *named = NULL;
	int r = way->parent ? save_set_parent(s, way->parent, &named) : 0;

	if (r < 0 || !image_links(img)->cr)
		return r; /* CRIU's own */
	Cr__CrEntry cr = *image_links(img)->cr;

	cr.parent = named;
	if (!way->compress)
		cr.flags &= ~(uint32_t)CR_COMPRESS;
	if (!way->parent) {
		cr.has_parent_id = false;
		cr.parent_id = (ProtobufCBinaryData){0, NULL};
	}
	r = record_begin(cx, &out, IMAGE_CR);
	if (r >= 0)
		r = record_add(cx, &out, &cr.base);
	return r < 0 ? r : save_put(s, "cr.img", out.at, out.n);
}

static int whole_put_front(struct image *img, struct save *s, const struct whole_way *way)
{
	int r = whole_put(img, s, "inventory.img");

	if (r < 0 || way->again)
		return r < 0 ? r : whole_put_cr(img, s, way);
	r = whole_put(img, s, "cr.img");
	/* CRIU's own have none. */
	return r == -ENOENT && image_ctx(img)->err.code == CR_E_OK ? 0 : r;
}

static bool whole_is_map(int type)
{
	return type == IMAGE_PAGEMAP || type == IMAGE_PAGEMAP_SHMEM;
}

/* Pages of a run, from whichever save of the chain has them. */
static int whole_copy_run(struct image *img, struct save *s, const struct page_map *map,
			  const struct page_run *run, void *buf)
{
	uint64_t size = run->pages * 4096;
	int r = 0;

	for (uint64_t done = 0; r >= 0 && done < size;) {
		size_t n = size - done < WHOLE_BUF ? (size_t)(size - done) : WHOLE_BUF;

		r = image_read(image_ctx(img), page_map_member(map, run), run->off + done, buf, n);
		if (r >= 0)
			r = save_pages_write(s, buf, n);
		done += n;
	}
	return r;
}

/* The pages of page map `name`, together; the map itself comes later. */
static int whole_join_pages(struct image *img, struct save *s, const char *name, uint32_t id,
			    void *buf)
{
	enum image_type type = (enum image_type)format_parse(name);
	const char *number = name + strlen(format_of(type)->stem) + 1,
		   *pages = image_name(image_ctx(img), IMAGE_PAGES, id);
	struct page_map map;
	uint64_t key, off, bytes = 0;
	int fd, r = pages && str_number(&number, 10, &key) ? page_map_load(img, type, key, &map)
							   : error_memory(image_ctx(img));

	for (size_t i = 0; r >= 0 && i < map.n; i++)
		bytes += map.runs[i].pages * 4096;
	if (r >= 0)
		r = save_pages_begin(s, pages, bytes, &fd, &off);
	for (size_t i = 0; r >= 0 && i < map.n; i++)
		r = whole_copy_run(img, s, &map, &map.runs[i], buf);
	if (r >= 0)
		r = save_pages_end(s, bytes);
	return r < 0 ? r : page_map_save(s, type, key, id, map.runs, map.n);
}

/* Bulk first, in the order of the file form: the first two, pages, the rest, sums. */
static int whole_copy(struct image *img, struct save *s, const struct whole_way *way)
{
	struct image_member m;
	uint32_t id = 0;

	void *buf = cx_alloc(image_ctx(img), WHOLE_BUF);
	if (!buf)
		return error_memory(image_ctx(img));
	int r = whole_put_front(img, s, way);
	for (size_t i = 0; i < image_count(img) && r >= 0; i++) {
		image_at(img, i, &m);
		if (way->squash && whole_is_map(format_parse(m.name)))
			r = whole_join_pages(img, s, m.name, ++id, buf);
		else if (way->squash && format_parse(m.name) == IMAGE_PAGES)
			continue;
		else if (whole_is_bulk(&m) && !whole_is_front(m.name) && !whole_is_last(m.name))
			r = whole_copy_bulk(img, s, m.name, buf);
	}
	for (size_t i = 0; i < image_count(img) && r >= 0; i++) {
		image_at(img, i, &m);
		if (!whole_is_bulk(&m) && !whole_is_front(m.name) && !whole_is_last(m.name) &&
		    !(way->squash && whole_is_map(format_parse(m.name))))
			r = whole_put(img, s, m.name);
	}
	if (r >= 0 && !way->again && image_has_sums(img))
		r = whole_put(img, s, "cr-sum.img");
	return r;
}

static int whole_convert(struct image *img, const char *to, unsigned form,
			 const struct whole_way *theirs)
{
	const Cr__CrEntry *cr = image_links(img)->cr;
	struct whole_way copy = *theirs, *way = &copy;
	struct save *s = NULL;
	unsigned flags = SAVE_NEW | form;

	/* A directory is for CRIU to read, so there it ends. */
	way->again |= image_is_packed(img);
	way->compress = image_is_packed(img) && !(form & SAVE_AS_DIR) && !str_ends(to, "/");
	if (way->compress)
		flags |= SAVE_COMPRESS;
	if (!way->again || !cr) /* nothing is known of CRIU's own but what they hold */
		flags |= SAVE_COPY;
	else if (cr->flags & CR_CHECKSUM)
		flags |= SAVE_CHECKSUM;
	int r = save_open(image_ctx(img), to, NULL, flags, &s);
	if (r >= 0)
		r = whole_copy(img, s, way);
	if (r >= 0)
		r = save_finish(s, NULL);
	save_close(s);
	return r;
}

CR_FN int image_squash(struct cr_ctx *cx, const char *from, const char *to)
{
	struct image *img, *one;
	struct whole_way way = {.squash = true, .again = true};
	int r = image_open(cx, from, NULL, IMAGE_TRUST | IMAGE_ANY_ARCH, &img);

	if (r < 0)
		return r;
	for (one = img; r >= 0 && one; one = image_links(one)->parent) {
		r = image_check_pages(one);
		if (r >= 0 && image_has_parent(one))
			r = image_parent(one, &(struct image *){NULL});
	}
	if (r >= 0)
		r = whole_convert(img, to, 0, &way);
	image_close(img);
	return r;
}

/* What would be lost on the way into one file. */
static int whole_check_dir(struct cr_ctx *cx, const char *path)
{
	struct sys_dir walk;
	const char *name;
	int r;

	CR_AUTOFD int dir = sys_openat(AT_FDCWD, path, O_RDONLY | O_DIRECTORY, 0);
	if (dir < 0)
		return 0; /* no directory; image_open says what it is */
	sys_dir_start(&walk, dir);
	while ((r = sys_dir_next(&walk, &name)) > 0)
		if (str_ends(name, ".img") && format_parse(name) < 0)
			return error_set(cx, CR_E_UNSUPPORTED, 0, 0, name,
					 "%s/%s is of an unknown kind", path, name);
	return r < 0 ? error_set(cx, CR_E_PATH, -r, 0, path, "%s cannot be read", path) : 0;
}

CR_FN int image_pack(struct cr_ctx *cx, const char *from, const char *to)
{
	struct whole_way way = {0};
	struct image *img;
	int r = whole_check_dir(cx, from);

	if (r >= 0)
		r = image_open(cx, from, NULL, IMAGE_TRUST | IMAGE_ANY_ARCH, &img);
	if (r < 0)
		return r;
	/* A file has no link: cr.img says what it builds on. */
	way.again = image_has_parent(img);
	if (way.again)
		r = image_links(img)->cr
			    ? image_parent(img, &way.parent)
			    : error_set(cx, CR_E_UNSUPPORTED, 0, 0, from,
					"%s has a parent, and no place in one file to say so "
					"(cr_squash makes one save of both)",
					from);
	if (r >= 0)
		r = whole_convert(img, to, SAVE_AS_FILE, &way);
	image_close(img);
	return r;
}

/* The name of what the save at `to` builds on, `depth` steps away: beside it. */
static const char *whole_below(struct cr_ctx *cx, const char *to, size_t depth)
{
	size_t len = strlen(to);

	while (len > 1 && to[len - 1] == '/')
		len--;
	return depth ? arena_format(&cx->arena, "%.*s.%zu", (int)len, to, depth)
		     : arena_str(&cx->arena, to);
}

/* Of a chain every save that is a file becomes a directory: what `to` builds on is to.1 and so on.
 */
static int whole_unpack_chain(struct image *img, const char *to, size_t depth)
{
	struct cr_ctx *cx = image_ctx(img);
	struct whole_way way = {.again = image_has_parent(img)};
	struct image *parent = NULL, *made = NULL;
	const char *path = whole_below(cx, to, depth), *above = whole_below(cx, to, depth + 1);
	int r = path && above ? 0 : error_memory(cx);

	if (r >= 0 && way.again)
		r = image_parent(img, &parent);
	if (r >= 0 && parent && !image_links(parent)->dir) {
		r = whole_unpack_chain(parent, to, depth + 1);
		if (r >= 0)
			r = image_open(cx, above, NULL, IMAGE_TRUST | IMAGE_ANY_ARCH, &made);
	}
	way.parent = made ? made : parent;
	if (r >= 0) {
		r = whole_convert(img, path, SAVE_AS_DIR, &way);
		image_close(made);
		if (r < 0 && made)
			(void)image_remove(cx, above);
	}
	return r;
}

CR_FN int image_unpack(struct cr_ctx *cx, const char *from, const char *to)
{
	struct image *img;
	int r = image_open(cx, from, NULL, IMAGE_TRUST | IMAGE_ANY_ARCH, &img);

	if (r < 0)
		return r;
	r = whole_unpack_chain(img, to, 0);
	image_close(img);
	return r;
}

/* == remove ==================================================================================== */

static int whole_not_a_save(struct cr_ctx *cx, const char *path)
{
	return error_set(cx, CR_E_NOT_A_SAVE, 0, 0, path, "%s is not a save, and was left alone",
			 path);
}

/* Damaged or cut short, it may go; but it must have begun as a save. */
static bool whole_begins_as_save(int fd, bool dir)
{
	unsigned char block[TAR_BLOCK];
	struct tar_block head;
	uint32_t magic;

	if (!dir)
		return sys_pread_all(fd, block, sizeof(block), 0) >= 0 &&
		       tar_parse(block, &head) == 1 && strcmp(head.name, "inventory.img") == 0;
	CR_AUTOFD int inventory = sys_openat(fd, "inventory.img",
					     O_RDONLY | O_NOFOLLOW | O_NONBLOCK, 0);
	return inventory >= 0 && sys_pread_all(inventory, &magic, sizeof(magic), 0) >= 0 &&
	       magic == format_of(IMAGE_INVENTORY)->magic;
}

static int whole_remove_dir(struct cr_ctx *cx, const struct place *place, int dir)
{
	/* First of all it ceases to be a save. */
	int r = sys_unlinkat(dir, "inventory.img", 0);
	if (r >= 0)
		r = place_clear_dir(dir);
	if (r >= 0)
		r = sys_unlinkat(place->parent, place->name, AT_REMOVEDIR);
	if (r == -ENOTEMPTY || r == -EEXIST || r == -EBUSY || r == -EINVAL) {
		log_info(cx, "%s stays, as it is in use or holds other things", place->path);
		r = 0;
	}
	return r;
}

/* Does the save `name`, beside it, build on the file or directory that st describes? */
static bool whole_builds_on(struct cr_ctx *cx, int dir, const char *name, const struct stat *st)
{
	struct stat it, parent;
	struct image *img;
	cr_error err = cx->err; /* what is no save is none of ours */
	size_t mark = cx->arena.used;
	bool yes = false;

	CR_AUTOFD int fd = sys_openat(dir, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY, 0);
	if (fd < 0 || sys_fstat(fd, &it) < 0 ||
	    (it.st_dev == st->st_dev && it.st_ino == st->st_ino))
		return false;
	if (S_ISDIR(it.st_mode))
		return sys_fstatat(fd, "parent", &parent, 0) >= 0 && parent.st_dev == st->st_dev &&
		       parent.st_ino == st->st_ino;
	if (!S_ISREG(it.st_mode) || !whole_begins_as_save(fd, false))
		return false;
	if (image_open_at(cx, dir, name, NULL, IMAGE_TRUST | IMAGE_ANY_ARCH, &img) >= 0) {
		const Cr__CrEntry *cr = image_links(img)->cr;

		yes = cr && cr->parent && sys_fstatat(dir, cr->parent, &parent, 0) >= 0 &&
		      parent.st_dev == st->st_dev && parent.st_ino == st->st_ino;
		image_close(img);
	}
	cx->err = err;
	image_rewind(cx, mark);
	return yes;
}

/* As far as can be known: what lies elsewhere finds out when it is loaded. */
static int whole_check_unused(struct cr_ctx *cx, const struct place *place, const struct stat *st)
{
	CR_AUTOFD int dir = sys_openat(place->parent, ".", O_RDONLY | O_DIRECTORY, 0);
	struct sys_dir walk;
	const char *name;

	sys_dir_start(&walk, dir);
	while (dir >= 0 && sys_dir_next(&walk, &name) > 0)
		if (strcmp(name, "..") != 0 && whole_builds_on(cx, place->parent, name, st))
			return error_set(cx, CR_E_PARENT, EBUSY, 0, name,
					 "%s stays, as the save %s beside it builds on it",
					 place->path, name);
	return 0;
}

static int whole_remove(struct cr_ctx *cx, const struct place *place)
{
	struct stat st, now;

	CR_AUTOFD int fd = sys_openat(place->parent, place->name,
				      O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY, 0);
	if (fd == -ENOENT || fd == -ELOOP)
		return whole_not_a_save(cx, place->path);
	int r = fd < 0 ? fd : sys_fstat(fd, &st);
	if (r < 0)
		return error_set(cx, CR_E_PATH, -r, 0, place->path, "%s cannot be opened",
				 place->path);
	bool dir = S_ISDIR(st.st_mode);
	if ((!dir && (!S_ISREG(st.st_mode) || place->slash)) || !whole_begins_as_save(fd, dir))
		return whole_not_a_save(cx, place->path);
	r = whole_check_unused(cx, place, &st);
	if (r < 0)
		return r;
	if (dir) {
		r = whole_remove_dir(cx, place, fd);
	} else {
		r = sys_fstatat(place->parent, place->name, &now, AT_SYMLINK_NOFOLLOW);
		if (r >= 0 && (now.st_dev != st.st_dev || now.st_ino != st.st_ino))
			return whole_not_a_save(cx, place->path);
		if (r >= 0)
			r = sys_unlinkat(place->parent, place->name, 0);
	}
	return r < 0 ? error_set(cx, CR_E_PATH, -r, 0, place->path, "%s cannot be removed",
				 place->path)
		     : 0;
}

CR_FN int image_remove(struct cr_ctx *cx, const char *path)
{
	struct place place;

	int r = place_open(cx, path, &place);
	if (r < 0)
		return r;
	r = whole_remove(cx, &place);
	place_close(&place);
	return r;
}
