/* SPDX-License-Identifier: MIT
 *
 * fanotify: groups and what they have marked: inodes, mounts, file systems, each with what is
 * ignored. fdinfo tells all of it but the paths: of inodes watch.c finds them, of mounts and file
 * systems they stand in the task's mountinfo. CRIU has no message for marks of file systems: these
 * are in cr.img.
 *
 * Marks are set in the plan's late part, as inotify's watches are. Events that had not been read
 * are lost, which is listed: nothing can put them back.
 *
 * Refuses groups that are asked for permission: as long as they stand still, so does whoever opens
 * what they have marked, the saver with them; marks whose path is not found, and mounts that are
 * hidden by others.
 */
#include "file.h"

#include <sys/fanotify.h>

/* Newer than some headers. */
#define FANOTIFY_MARK_FILESYSTEM 0x100u
#define FANOTIFY_MARK_IGNORE 0x400u   /* 6.0: ignored events with flags */
#define FANOTIFY_PERMISSION 0x170000u /* FAN_OPEN_PERM, ACCESS_PERM, OPEN_EXEC_PERM, PRE_ACCESS */
#define FANOTIFY_MARK_OWN 0x640u /* what fdinfo tells: IGNORED_SURV_MODIFY, EVICTABLE, IGNORE */

static bool fanotify_match(const struct open_file *file)
{
	return strcmp(file->path, "anon_inode:[fanotify]") == 0;
}

/* == saving ==================================================================================== */

struct fanotify_line {
	uint64_t ino, dev, mount, mflags, mask, ignored;
	bool has_ino, has_mount;
};

static int fanotify_refuse(struct dump *d, const struct open_file *file, const char *what)
{
	return refuse(d->cx, CR_E_UNSUPPORTED, file->task->pid, file->path,
		      "fanotify descriptor %d %s; close it before the save", file->task_fd, what);
}

/* "ino:426018 sdev:fe00000 mflags:0 mask:40000100 ignored_mask:0 " and the handle; "mnt_id:1b ..."
 * or "sdev:fe00000 ..." without an inode. */
static bool fanotify_parse(const char **p, struct fanotify_line *ret)
{
	*ret = (struct fanotify_line){0};
	ret->has_mount = watch_number(p, "mnt_id:", &ret->mount);
	ret->has_ino = !ret->has_mount && watch_number(p, "ino:", &ret->ino);
	return (ret->has_mount || watch_number(p, "sdev:", &ret->dev)) &&
	       watch_number(p, "mflags:", &ret->mflags) && watch_number(p, "mask:", &ret->mask) &&
	       watch_number(p, "ignored_mask:", &ret->ignored);
}

static int fanotify_no_path(struct dump *d, const struct open_file *file, const char *what,
			    uint64_t number)
{
	return refuse(d->cx, CR_E_UNSUPPORTED, file->task->pid, file->path,
		      "fanotify descriptor %d has marked the %s %lx, whose path is not found "
		      "(CAP_DAC_READ_SEARCH may help; or close it before the save)",
		      file->task_fd, what, (unsigned long)number);
}

static int fanotify_add_inode(struct dump *d, const struct fanotify_line *line, const char *handle,
			      Cr__FanotifyMarkEntry *e)
{
	e->ie = cx_alloc(d->cx, sizeof(*e->ie));
	Cr__FhEntry *fh = watch_handle(d);
	if (!e->ie || !fh)
		return error_memory(d->cx);
	cr__fanotify_inode_mark_entry__init(e->ie);
	watch_parse_handle(handle, fh);
	e->type = CR__MARK_TYPE__INODE;
	e->ie->i_ino = line->ino;
	e->ie->f_handle = fh;
	return 0;
}

static int fanotify_add_mount(struct dump *d, const struct open_file *file,
			      const struct fanotify_line *line, Cr__FanotifyMarkEntry *e)
{
	char *path = NULL;

	e->me = cx_alloc(d->cx, sizeof(*e->me));
	if (!e->me)
		return error_memory(d->cx);
	cr__fanotify_mount_mark_entry__init(e->me);
	e->type = CR__MARK_TYPE__MOUNT;
	e->me->mnt_id = (uint32_t)line->mount;
	if (proc_find_mount(d->cx, file->task->dir_fd, (int)line->mount, 0, &path) < 0)
		return fanotify_no_path(d, file, "mount", line->mount);
	e->me->path = path;
	return 0;
}

static int fanotify_add_system(struct dump *d, const struct open_file *file,
			       const struct fanotify_line *line)
{
	Cr__CrFileEntry *extra = dump_cr_file(d, file->id);
	Cr__CrMarkEntry *e = cx_alloc(d->cx, sizeof(*e)), **all;
	char *path = NULL;

	if (proc_find_mount(d->cx, file->task->dir_fd, -1, (uint32_t)line->dev, &path) < 0)
		return fanotify_no_path(d, file, "file system", line->dev);
	all = extra ? cx_array(d->cx, extra->n_marks + 1, sizeof(*all)) : NULL;
	if (!e || !all)
		return error_memory(d->cx);
	cr__cr_mark_entry__init(e);
	e->flags = (uint32_t)line->mflags;
	e->mask = (uint32_t)line->mask;
	e->ignored = (uint32_t)line->ignored;
	e->path = path;
	if (extra->n_marks)
		memcpy(all, extra->marks, extra->n_marks * sizeof(*all));
	all[extra->n_marks++] = e;
	extra->marks = all;
	return 0;
}

/* A line behind "fanotify ". */
static int fanotify_dump_line(struct dump *d, const struct open_file *file, const char *p,
			      Cr__FanotifyFileEntry *e)
{
	struct fanotify_line line;
	uint64_t flags, event_flags;

	if (str_starts(p, "flags:")) {
		if (!watch_number(&p, "flags:", &flags) ||
		    !watch_number(&p, "event-flags:", &event_flags))
			return fanotify_refuse(d, file, "shows itself in an unknown form");
		e->faflags = (uint32_t)flags;
		e->evflags = (uint32_t)event_flags;
		return 0;
	}
	if (!fanotify_parse(&p, &line))
		return fanotify_refuse(d, file, "has a mark of a kind that is not known");
	if ((line.mask | line.ignored) & FANOTIFY_PERMISSION)
		return fanotify_refuse(d, file,
				       "is asked for permission, and answers nobody "
				       "while it is saved");
	if (!line.has_ino && !line.has_mount)
		return fanotify_add_system(d, file, &line);
	Cr__FanotifyMarkEntry *mark = cx_alloc(d->cx, sizeof(*mark)),
			      **all = cx_array(d->cx, e->n_mark + 1, sizeof(*all));
	if (!mark || !all)
		return error_memory(d->cx);
	cr__fanotify_mark_entry__init(mark);
	mark->id = file->id;
	mark->mflags = (uint32_t)line.mflags;
	mark->mask = (uint32_t)line.mask;
	mark->ignored_mask = (uint32_t)line.ignored;
	mark->s_dev = (uint32_t)line.dev;
	if (e->n_mark)
		memcpy(all, e->mark, e->n_mark * sizeof(*all));
	all[e->n_mark++] = mark;
	e->mark = all;
	return line.has_ino ? fanotify_add_inode(d, &line, p, mark)
			    : fanotify_add_mount(d, file, &line, mark);
}

static int fanotify_dump(struct dump *d, struct open_file *file)
{
	Cr__FanotifyFileEntry *e = cx_alloc(d->cx, sizeof(*e));
	int unread = 0, r = 0;

	if (!e)
		return error_memory(d->cx);
	cr__fanotify_file_entry__init(e);
	e->id = file->id;
	e->flags = file->info.flags;
	e->fown = object_fown(d, file);
	for (const char *p = file->fdinfo; r == 0 && p && *p; p += *p == '\n') {
		if (str_starts(p, "fanotify "))
			r = fanotify_dump_line(d, file, p + strlen("fanotify "), e);
		while (*p && *p != '\n')
			p++;
	}
	file->entry->ffy = e;
	if (r == 0 && sys_fionread(file->fd, &unread) == 0 && unread > 0)
		degrade(d->cx, file->task->pid, file->path,
			"fanotify descriptor %d loses %d bytes of events that were not read yet",
			file->task_fd, unread);
	return r < 0 || e->fown ? r : error_memory(d->cx);
}

static int fanotify_settle(struct dump *d, struct open_file *file)
{
	const Cr__FanotifyFileEntry *e = file->entry->ffy;
	int r = 0;

	for (size_t i = 0; r == 0 && e && i < e->n_mark; i++) {
		const Cr__FanotifyMarkEntry *mark = e->mark[i];

		if (!mark->ie)
			continue;
		const char *path = watch_find(d, mark->ie->i_ino, mark->s_dev, mark->ie->f_handle);
		if (!path)
			r = fanotify_no_path(d, file, "inode", mark->ie->i_ino);
		else if (!(mark->ie->f_handle->path = arena_str(&d->cx->arena, path)))
			r = error_memory(d->cx);
	}
	return r;
}

/* == loading =================================================================================== */

static int fanotify_create(struct load *l, struct load_file *file)
{
	const Cr__FanotifyFileEntry *e = file->entry->ffy;
	int fd = sys_fanotify(e->faflags, e->evflags);

	if (fd < 0)
		return error_set(l->cx, fd == -EPERM ? CR_E_PERMISSION : CR_E_RESTORE, -fd, 0,
				 "fanotify_init",
				 "no fanotify descriptor of this kind (flags %x) can be made%s",
				 e->faflags, fd == -EPERM ? ": that needs CAP_SYS_ADMIN" : "");
	file->fd = object_stage_file(l, file, fd);
	if (file->fd < 0)
		return file->fd;
	int r = sys_fcntl(file->fd, F_SETFL, e->flags & O_NONBLOCK);
	return r < 0 ? error_set(l->cx, CR_E_RESTORE, -r, 0, "fanotify",
				 "the flags of a fanotify descriptor cannot be set")
		     : 0;
}

static int fanotify_plan_mark(struct load *l, struct load_task *lt, int fd, unsigned how,
			      const Cr__CrMarkEntry *e)
{
	const char *path = e->path && e->path[0] ? object_path(l, e->path) : NULL;
	unsigned flags = FAN_MARK_ADD | how | (e->flags & FANOTIFY_MARK_OWN);
	struct stat st;

	if (!path)
		return error_set(
			l->cx, CR_E_UNSUPPORTED, 0, lt->pid, "fanotify",
			"the save does not tell the path of a mark of fanotify descriptor %d", fd);
	int r = sys_fstatat(AT_FDCWD, path, &st, AT_SYMLINK_NOFOLLOW);
	if (r < 0)
		return error_set(l->cx, CR_E_FILE_GONE, -r, lt->pid, path,
				 "'%s' is marked by fanotify descriptor %d", path, fd);
	if (e->mask)
		plan_call(lt->plan, 0, PLAN_AT_LATE, "fanotify_mark", SYS_fanotify_mark,
			  (uint64_t)fd,
			  flags & ~(FAN_MARK_IGNORED_SURV_MODIFY | FANOTIFY_MARK_IGNORE), e->mask,
			  (uint64_t)AT_FDCWD, plan_string(lt->plan, path));
	if (e->ignored)
		plan_call(lt->plan, 0, PLAN_AT_LATE, "fanotify_mark of what is ignored",
			  SYS_fanotify_mark, (uint64_t)fd,
			  flags & FANOTIFY_MARK_IGNORE ? flags : flags | FAN_MARK_IGNORED_MASK,
			  e->ignored, (uint64_t)AT_FDCWD, plan_string(lt->plan, path));
	return 0;
}

static int fanotify_link(struct load *l, struct load_task *lt, struct load_file *file, int fd)
{
	const Cr__FanotifyFileEntry *e = file->entry->ffy;
	const struct load_user *first = &file->users.at[0];
	int r = 0;

	if (first->task != lt || first->fd != fd)
		return 0;
	for (size_t i = 0; r == 0 && i < e->n_mark; i++) {
		const Cr__FanotifyMarkEntry *m = e->mark[i];
		Cr__CrMarkEntry mark = {.flags = m->mflags,
					.mask = m->mask,
					.ignored = m->ignored_mask,
					.path = m->ie	? m->ie->f_handle->path
						: m->me ? m->me->path
							: NULL};

		r = fanotify_plan_mark(l, lt, fd, m->ie ? FAN_MARK_DONT_FOLLOW : FAN_MARK_MOUNT,
				       &mark);
	}
	for (size_t i = 0; r == 0 && file->extra && i < file->extra->n_marks; i++)
		r = fanotify_plan_mark(l, lt, fd, FANOTIFY_MARK_FILESYSTEM, file->extra->marks[i]);
	return r;
}

static bool fanotify_accepts(const Cr__FileEntry *entry)
{
	return entry->ffy != NULL;
}

CR_FN const struct kind file_fanotify = {
	.name = "fanotify",
	.type = CR__FD_TYPES__FANOTIFY,
	.match = fanotify_match,
	.dump = fanotify_dump,
	.settle = fanotify_settle,
	.accepts = fanotify_accepts,
	.create = fanotify_create,
	.link = fanotify_link,
};
