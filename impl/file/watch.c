/* SPDX-License-Identifier: MIT
 *
 * watch: what inotify and fanotify tell of the inodes that they watch, and how those are found
 * again: by the file handle, where open_by_handle_at(2) is permitted, else among the files and
 * directories that the tree has open or works in, and what lies directly in them.
 */
#include "file.h"

#include <sys/sysmacros.h>

#define WATCH_HANDLE 128 /* MAX_HANDLE_SZ; CRIU always writes that many bytes */

CR_FN bool watch_number(const char **p, const char *key, uint64_t *ret)
{
	while (**p == ' ')
		(*p)++;
	if (!str_starts(*p, key))
		return false;
	*p += strlen(key);
	return str_number(p, 16, ret);
}

CR_FN Cr__FhEntry *watch_handle(struct dump *d)
{
	Cr__FhEntry *fh = cx_alloc(d->cx, sizeof(*fh));

	if (!fh)
		return NULL;
	cr__fh_entry__init(fh);
	fh->n_handle = WATCH_HANDLE / sizeof(*fh->handle);
	fh->handle = cx_array(d->cx, fh->n_handle, sizeof(*fh->handle));
	return fh->handle ? fh : NULL;
}

CR_FN void watch_parse_handle(const char *p, Cr__FhEntry *fh)
{
	unsigned char *to = (unsigned char *)fh->handle;
	uint64_t bytes, type;

	if (!watch_number(&p, "fhandle-bytes:", &bytes) ||
	    !watch_number(&p, "fhandle-type:", &type) || bytes > WATCH_HANDLE)
		return;
	p = strlen(p) > strlen(" f_handle:") ? p + strlen(" f_handle:") : p;
	for (uint64_t i = 0; i < bytes; i++) {
		const char pair[3] = {p[0], p[0] ? p[1] : '\0', '\0'}, *digits = pair;
		uint64_t v;

		if (!str_number(&digits, 16, &v) || *digits)
			return;
		to[i] = (unsigned char)v;
		p += 2;
	}
	fh->bytes = (uint32_t)bytes;
	fh->type = (uint32_t)type;
}

struct watch_inode {
	uint64_t ino;
	uint32_t dev; /* as the kernel has it */
};

/* Overlay and btrfs tell other devices in stat(2) than the kernel's own. */
static bool watch_same(const void *what, const struct stat *st)
{
	const struct watch_inode *e = what;
	bool odd = e->dev >> 20 == 0 || major(st->st_dev) == 0;

	return st->st_ino == e->ino && (odd || (major(st->st_dev) == e->dev >> 20 &&
						minor(st->st_dev) == (e->dev & 0xfffff)));
}

/* The handle is good for one file system; any open file there stands for it. */
static const char *watch_by_handle(struct dump *d, const struct watch_inode *e,
				   const Cr__FhEntry *fh)
{
	if (!fh->bytes)
		return NULL;
	for (size_t i = 0; i < d->files.n; i++) {
		const struct open_file *f = d->files.at[i];
		char *path = NULL;

		if (f->fd < 0 || f->path[0] != '/' || (f->info.flags & O_PATH))
			continue;
		CR_AUTOFD int fd = sys_open_by_handle(f->fd, fh->type, fh->handle, fh->bytes,
						      O_PATH);
		if (fd == -EPERM)
			return NULL;
		if (fd >= 0 && proc_own_path(d->cx, d->tree->proc_fd, fd, &path) == 0 &&
		    name_leads(path, watch_same, e))
			return path;
	}
	return NULL;
}

CR_FN const char *watch_find(struct dump *d, uint64_t ino, uint32_t dev, const Cr__FhEntry *fh)
{
	const struct watch_inode e = {ino, dev};
	const char *path = watch_by_handle(d, &e, fh);

	return path ? path : name_find(d, NULL, watch_same, &e);
}
