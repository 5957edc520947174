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

/* Bulk first, in the order of the file form: the first two, pages, the rest, sums. */
static int whole_copy(struct image *img, struct save *s)
{
	static const char *const front[] = {"inventory.img", "cr.img"};
	struct image_member m;
	int r = 0;

	void *buf = cx_alloc(image_ctx(img), WHOLE_BUF);
	if (!buf)
		return error_memory(image_ctx(img));
	for (size_t i = 0; i < ARRAY_LEN(front) && r >= 0; i++) {
		r = whole_put(img, s, front[i]);
		if (r == -ENOENT && i > 0 && image_ctx(img)->err.code == CR_E_OK)
			r = 0; /* CRIU's own */
	}
	for (size_t i = 0; i < image_count(img) && r >= 0; i++) {
		image_at(img, i, &m);
		if (whole_is_bulk(&m) && !whole_is_front(m.name) && !whole_is_last(m.name))
			r = whole_copy_bulk(img, s, m.name, buf);
	}
	for (size_t i = 0; i < image_count(img) && r >= 0; i++) {
		image_at(img, i, &m);
		if (!whole_is_bulk(&m) && !whole_is_front(m.name) && !whole_is_last(m.name))
			r = whole_put(img, s, m.name);
	}
	if (r >= 0 && image_has_sums(img))
		r = whole_put(img, s, "cr-sum.img");
	return r;
}

static int whole_convert(struct cr_ctx *cx, const char *from, const char *to, unsigned form)
{
	struct image *img;
	struct save *s = NULL;

	int r = image_open(cx, from, NULL, IMAGE_TRUST | IMAGE_ANY_ARCH, &img);
	if (r < 0)
		return r;
	r = save_open(cx, to, NULL, SAVE_COPY | SAVE_NEW | form, &s);
	if (r >= 0)
		r = whole_copy(img, s);
	if (r >= 0)
		r = save_finish(s, NULL);
	save_close(s);
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
	while ((r = sys_dir_next(&walk, &name)) > 0) {
		if (strcmp(name, "parent") == 0)
			return error_set(cx, CR_E_UNSUPPORTED, 0, 0, path,
					 "%s has a parent, without which it is incomplete", path);
		if (str_ends(name, ".img") && format_parse(name) < 0)
			return error_set(cx, CR_E_UNSUPPORTED, 0, 0, name,
					 "%s/%s is of an unknown kind", path, name);
	}
	return r < 0 ? error_set(cx, CR_E_PATH, -r, 0, path, "%s cannot be read", path) : 0;
}

CR_FN int image_pack(struct cr_ctx *cx, const char *from, const char *to)
{
	int r = whole_check_dir(cx, from);

	return r < 0 ? r : whole_convert(cx, from, to, SAVE_AS_FILE);
}

CR_FN int image_unpack(struct cr_ctx *cx, const char *from, const char *to)
{
	return whole_convert(cx, from, to, SAVE_AS_DIR);
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
