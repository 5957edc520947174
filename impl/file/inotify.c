/* SPDX-License-Identifier: MIT
 *
 * inotify: what is watched, for which events, under which watch number. fdinfo tells all of it but
 * the path, which watch.c finds.
 *
 * Watches are set in the plan's late part: everything has been opened and closed by then, so the
 * restore itself makes no events. Events that were there and had not been read are lost, which is
 * listed: nothing can put them back.
 *
 * Refuses a watch of something that has no name, or whose name cannot be found.
 */
#include "file.h"

#include <sys/inotify.h>
#include <sys/ioctl.h>

#ifndef INOTIFY_IOC_SETNEXTWD
#define INOTIFY_IOC_SETNEXTWD _IOW('I', 0, int32_t)
#endif
#define INOTIFY_MASK \
	(IN_ALL_EVENTS | IN_EXCL_UNLINK | \
	 IN_ONESHOT) /* what fdinfo may tell more is the kernel's own */

static bool inotify_match(const struct open_file *file)
{
	return strcmp(file->path, "anon_inode:inotify") == 0;
}

/* == saving ==================================================================================== */

/* "inotify wd:1 ino:a2f2c sdev:800001 mask:fce ignored_mask:0 " and the handle. */
static int inotify_parse(struct dump *d, const char *p, Cr__InotifyWdEntry **ret)
{
	Cr__InotifyWdEntry *e = cx_alloc(d->cx, sizeof(*e));
	Cr__FhEntry *fh = watch_handle(d);
	uint64_t wd, ino, dev, mask, ignored;

	if (!e || !fh)
		return error_memory(d->cx);
	cr__inotify_wd_entry__init(e);
	if (!watch_number(&p, "wd:", &wd) || !watch_number(&p, "ino:", &ino) ||
	    !watch_number(&p, "sdev:", &dev) || !watch_number(&p, "mask:", &mask) ||
	    !watch_number(&p, "ignored_mask:", &ignored))
		return -EINVAL;
	watch_parse_handle(p, fh);
	e->wd = (uint32_t)wd;
	e->i_ino = ino;
	e->s_dev = (uint32_t)dev;
	e->mask = (uint32_t)mask & INOTIFY_MASK;
	e->ignored_mask = (uint32_t)ignored;
	e->f_handle = fh;
	*ret = e;
	return 0;
}

static int inotify_dump(struct dump *d, struct open_file *file)
{
	Cr__InotifyFileEntry *e = cx_alloc(d->cx, sizeof(*e));
	VEC(Cr__InotifyWdEntry *) wds = {0};
	int unread = 0;

	if (!e)
		return error_memory(d->cx);
	cr__inotify_file_entry__init(e);
	e->id = file->id;
	e->flags = file->info.flags;
	e->fown = object_fown(d, file);
	for (const char *p = file->fdinfo; p && *p; p += *p == '\n') {
		if (str_starts(p, "inotify wd:")) {
			Cr__InotifyWdEntry **slot = vec_add(&d->cx->arena, &wds);
			int r = slot ? inotify_parse(d, p + strlen("inotify "), slot)
				     : error_memory(d->cx);

			if (r < 0)
				return error_set(
					d->cx, CR_E_SYSTEM, 0, file->task->pid, file->path,
					"fdinfo of an inotify descriptor has an unknown form");
			(*slot)->id = file->id;
		}
		while (*p && *p != '\n')
			p++;
	}
	e->n_wd = wds.n;
	e->wd = wds.at;
	file->entry->ify = e;
	if (sys_fionread(file->fd, &unread) == 0 && unread > 0)
		degrade(d->cx, file->task->pid, file->path,
			"inotify descriptor %d loses %d bytes of events that were not read yet",
			file->task_fd, unread);
	return e->fown ? 0 : error_memory(d->cx);
}

/* Now that all files and working directories are known. */
static int inotify_settle(struct dump *d, struct open_file *file)
{
	const Cr__InotifyFileEntry *e = file->entry->ify;

	for (size_t i = 0; e && i < e->n_wd; i++) {
		Cr__InotifyWdEntry *wd = e->wd[i];
		const char *path = watch_find(d, wd->i_ino, wd->s_dev, wd->f_handle);

		if (!path) {
			int r = refuse(d->cx, CR_E_UNSUPPORTED, file->task->pid, file->path,
				       "inotify descriptor %d watches inode %lu, whose path is not "
				       "found (watch %u; "
				       "CAP_DAC_READ_SEARCH may help)",
				       file->task_fd, (unsigned long)wd->i_ino, wd->wd);
			if (r < 0)
				return r;
			continue;
		}
		wd->f_handle->path = arena_str(&d->cx->arena, path);
		if (!wd->f_handle->path)
			return error_memory(d->cx);
	}
	return 0;
}

/* == loading =================================================================================== */

static int inotify_create(struct load *l, struct load_file *file)
{
	const Cr__InotifyFileEntry *e = file->entry->ify;
	int fd = sys_inotify((int)(e->flags & O_NONBLOCK));

	if (fd < 0)
		return error_set(l->cx, CR_E_RESTORE, -fd, 0, "inotify_init1",
				 "no inotify descriptor can be made");
	file->fd = object_stage_file(l, file, fd);
	return file->fd < 0 ? file->fd : 0;
}

static int inotify_plan_watch(struct load *l, struct load_task *lt, int fd,
			      const Cr__InotifyWdEntry *e)
{
	const char *path = e->f_handle->path && e->f_handle->path[0]
				   ? object_path(l, e->f_handle->path)
				   : NULL;
	struct stat st;

	if (e->wd > INT32_MAX || e->wd == 0 || !(e->mask & INOTIFY_MASK))
		return error_set(l->cx, CR_E_DAMAGED, 0, lt->pid, "files.img",
				 "an impossible watch %u of inotify descriptor %d", e->wd, fd);
	if (!path)
		return error_set(
			l->cx, CR_E_UNSUPPORTED, 0, lt->pid, "inotify",
			"the save does not tell the path of watch %u of inotify descriptor %d",
			e->wd, fd);
	int r = sys_fstatat(AT_FDCWD, path, &st, AT_SYMLINK_NOFOLLOW);
	if (r < 0)
		return error_set(l->cx, CR_E_FILE_GONE, -r, lt->pid, path,
				 "'%s' is watched by inotify descriptor %d", path, fd);
	plan_call(lt->plan, 0, PLAN_AT_LATE, "INOTIFY_IOC_SETNEXTWD", SYS_ioctl, (uint64_t)fd,
		  INOTIFY_IOC_SETNEXTWD, e->wd);
	struct plan_op *op = plan_call(
		lt->plan, 0, PLAN_AT_LATE, "inotify_add_watch", SYS_inotify_add_watch, (uint64_t)fd,
		plan_string(lt->plan, path), (e->mask & INOTIFY_MASK) | IN_DONT_FOLLOW);
	op->flags = PLAN_EXPECT;
	op->expect = e->wd;
	return 0;
}

/* By the first user alone; in ascending order, so that the next new watch gets a higher number than
 * all of them. */
static int inotify_link(struct load *l, struct load_task *lt, struct load_file *file, int fd)
{
	const Cr__InotifyFileEntry *e = file->entry->ify;
	const struct load_user *first = &file->users.at[0];
	uint32_t done = 0;
	int r = 0;

	if (first->task != lt || first->fd != fd)
		return 0;
	for (size_t n = 0; r == 0 && n < e->n_wd; n++) {
		const Cr__InotifyWdEntry *next = NULL;

		for (size_t i = 0; i < e->n_wd; i++)
			if (e->wd[i]->wd > done && (!next || e->wd[i]->wd < next->wd))
				next = e->wd[i];
		if (!next)
			return error_set(l->cx, CR_E_DAMAGED, 0, lt->pid, "files.img",
					 "inotify descriptor %d has a watch number twice, or 0",
					 fd);
		done = next->wd;
		r = inotify_plan_watch(l, lt, fd, next);
	}
	return r;
}

static bool inotify_accepts(const Cr__FileEntry *entry)
{
	return entry->ify != NULL;
}

CR_FN const struct kind file_inotify = {
	.name = "inotify",
	.type = CR__FD_TYPES__INOTIFY,
	.match = inotify_match,
	.dump = inotify_dump,
	.settle = inotify_settle,
	.accepts = inotify_accepts,
	.create = inotify_create,
	.link = inotify_link,
};
