/* SPDX-License-Identifier: MIT
 *
 * parent: saves that hold only what has changed since another one. Where the parent of a save is
 * found (the link `parent` of a directory, as CRIU has it; cr.img names it in the file form),
 * whether it is still the one that was meant, and how the one of a new save is named. Refuses a
 * parent that is missing, or was replaced, by name; and loops.
 */
#include "image.h"

#define PARENT_PATH_MAX 4096

static int parent_error(const struct image *img, int e, const char *path, const char *what)
{
	return error_set(image_ctx(img), CR_E_PARENT, e, 0, path,
			 "the save %s, which %s builds on, %s", path, image_path(img), what);
}

/* What the save says of its parent's place: relative to itself (a directory) or to the directory it
 * lies in. Read once. */
static int parent_text(struct image *img, char *buf, size_t size)
{
	const struct image_links *links = image_links(img);
	const char *text = links->cr && links->cr->parent ? links->cr->parent : "";
	ssize_t n;

	if (!links->dir) {
		n = (ssize_t)strlen(text);
		if ((size_t)n < size)
			memcpy(buf, text, (size_t)n + 1);
	} else {
		n = sys_readlinkat(links->fd, "parent", buf, size);
	}
	if (n > 0 && (size_t)n < size)
		return 0;
	return error_set(image_ctx(img), CR_E_PARENT, 0, 0, image_path(img),
			 "%s builds on another save, and does not say which", image_path(img));
}

/* For texts: as a reader would find it. */
static const char *parent_shown(struct image *img, const char *text)
{
	struct cr_ctx *cx = image_ctx(img);
	const char *path = image_path(img);
	size_t len = strlen(path);

	if (text[0] == '/')
		return arena_str(&cx->arena, text);
	while (len > 0 && path[len - 1] == '/')
		len--;
	if (image_links(img)->dir && str_starts(text, "../"))
		text += 3; /* beside it */
	else if (image_links(img)->dir)
		return arena_format(&cx->arena, "%.*s/%s", (int)len, path, text);
	while (len > 0 && path[len - 1] != '/')
		len--;
	return arena_format(&cx->arena, "%.*s%s", (int)len, path, text);
}

/* The directory that the text is relative to. */
static int parent_origin(struct image *img)
{
	struct image_links *links = image_links(img);
	struct cr_ctx *cx = image_ctx(img);
	size_t len = strlen(links->opened);
	int base = AT_FDCWD;

	if (links->dir)
		return links->fd;
	if (links->origin >= 0)
		return links->origin;
	while (len > 0 && links->opened[len - 1] != '/')
		len--;
	if (links->child)
		base = parent_origin(links->child);
	const char *dir = len ? arena_format(&cx->arena, "%.*s", (int)len, links->opened) : ".";
	if (base < 0 && base != AT_FDCWD)
		return base;
	if (!dir)
		return error_memory(cx);
	links->origin = sys_openat(base, dir, O_PATH | O_DIRECTORY, 0);
	if (links->origin < 0)
		return error_set(cx, CR_E_PATH, -links->origin, 0, dir,
				 "the directory of %s cannot be opened", image_path(img));
	return links->origin;
}

/* It must be the very save that was built on, and none of those that build on it. */
static int parent_check(struct image *img, struct image *parent)
{
	const struct image_links *links = image_links(img), *above = image_links(parent);
	const ProtobufCBinaryData none = {0, NULL};
	const ProtobufCBinaryData *want = links->cr && links->cr->has_parent_id
						  ? &links->cr->parent_id
						  : &none;

	for (struct image *i = img; i; i = image_links(i)->child)
		if (image_links(i)->dev == above->dev && image_links(i)->ino == above->ino)
			return parent_error(img, 0, image_path(parent), "builds on it in turn");
	if (want->len == 0)
		return 0; /* CRIU's saves have no ids */
	if (!above->cr || above->cr->save_id.len != want->len ||
	    memcmp(above->cr->save_id.data, want->data, want->len) != 0)
		return parent_error(img, 0, image_path(parent),
				    "was replaced: there is another save at its place");
	return 0;
}

CR_FN int image_parent(struct image *img, struct image **ret)
{
	struct image_links *links = image_links(img);
	char text[PARENT_PATH_MAX];
	struct stat st;

	if (links->parent) {
		*ret = links->parent;
		return 0;
	}
	int r = parent_text(img, text, sizeof(text));
	int origin = r < 0 ? r : parent_origin(img);
	if (r < 0 || (origin < 0 && origin != AT_FDCWD))
		return r < 0 ? r : origin;
	const char *shown = parent_shown(img, text);
	if (!shown)
		return error_memory(image_ctx(img));
	r = sys_fstatat(origin, text, &st, 0);
	if (r == -ENOENT || r == -ENOTDIR || r == -ELOOP)
		return parent_error(img, -r, shown, "is missing");
	struct image *parent = NULL;
	r = image_open_at(image_ctx(img), origin, text, shown, links->flags, &parent);
	if (r < 0)
		return error_frame(image_ctx(img), r, "opening what %s builds on", image_path(img));
	image_links(parent)->child = img;
	r = parent_check(img, parent);
	if (r < 0) {
		image_close(parent);
		return r;
	}
	*ret = links->parent = parent;
	return 0;
}

CR_FN bool image_has_parent(struct image *img)
{
	const struct image_links *links = image_links(img);
	struct stat st;

	if (links->cr && links->cr->has_parent_id) /* even if the link was lost */
		return true;
	if (links->dir)
		return sys_fstatat(links->fd, "parent", &st, AT_SYMLINK_NOFOLLOW) == 0;
	return links->cr && links->cr->parent && links->cr->parent[0];
}

/* == the parent of a save being written ======================================================== */

static int parent_real_path(struct cr_ctx *cx, int fd, const char *shown, char **ret)
{
	CR_AUTOFD int proc = -1;
	int r = proc_open(cx, &proc);

	if (r >= 0)
		r = proc_own_path(cx, proc, fd, ret);
	return r < 0 ? error_set(cx, CR_E_PATH, -r, 0, shown, "the path of %s cannot be found",
				 shown)
		     : 0;
}

/* `to` as it is reached from the directory `from`; both absolute. */
static char *parent_relative(struct cr_ctx *cx, const char *from, const char *to)
{
	size_t i = 0, common = 0;
	char *text = arena_str(&cx->arena, "");

	for (; from[i] && from[i] == to[i]; i++)
		if (from[i] == '/')
			common = i + 1;
	if (!from[i] && to[i] == '/')
		common = i + 1;
	for (const char *p = common <= i ? from + common : ""; text && *p; p++)
		if (p[1] == '/' || !p[1])
			text = arena_format(&cx->arena, "../%s", text);
	return text ? arena_format(&cx->arena, "%s%s", text, to + common) : NULL;
}

CR_FN int parent_link(struct cr_ctx *cx, int from_dir, const char *below, struct image *parent,
		      char **ret)
{
	char *from, *to;
	int r = parent_real_path(cx, image_links(parent)->fd, image_path(parent), &to);

	if (r < 0)
		return r;
	*ret = to;
	if (from_dir < 0)
		return 0;
	r = parent_real_path(cx, from_dir, "the save's directory", &from);
	if (r < 0)
		return r;
	if (below)
		from = arena_format(&cx->arena, "%s/%s", from[1] ? from : "", below);
	*ret = from ? parent_relative(cx, from, to) : NULL;
	return *ret ? 0 : error_memory(cx);
}
