/* SPDX-License-Identifier: MIT
 *
 * table: the descriptor table of a task, its working directory, root and umask; both directions.
 *
 * On the way of a load everything waits at staging numbers, above every number of the save; the
 * plan moves it into place and closes all the rest, so nothing of the loader's can shine through.
 */
#include "file.h"

#include <linux/kcmp.h>

#include <sys/eventfd.h>

/* == saving ==================================================================================== */

/* Not the program's own. */
static bool table_hidden(const struct dump *d, const struct task *task, int fd)
{
	for (size_t i = 0; task->shares_memory && i < ARRAY_LEN(d->hide_fds); i++)
		if (d->hide_fds[i] == fd)
			return true;
	/* A child has inherited the one by which its parent's writes are tracked. */
	if (d->opts->tracker && d->hide_fds[1] == fd &&
	    sys_kcmp(task->pid, sys_getpid(), KCMP_FILE, (uint64_t)fd, (uint64_t)fd) == 0)
		return true;
	return task->infect.live && task->infect.remote == fd; /* the parasite's */
}

static int table_dump_fd(struct dump *d, struct task *task, int fd, struct record_out *out)
{
	Cr__FdinfoEntry entry;
	struct open_file *file;
	const char *text;
	struct proc_fdinfo info;
	int r = object_fd(d, task, fd, &file, &text, &info);

	if (r < 0)
		return r;
	if (file->rule && file->rule->action == CR_CLOSE)
		return 0;
	cr__fdinfo_entry__init(&entry);
	entry.id = file->id;
	entry.flags = info.flags & O_CLOEXEC ? FD_CLOEXEC : 0;
	entry.type = file->entry->type;
	entry.fd = (uint32_t)fd;
	d->stats.fds++;
	r = locks_dump(d, task, file, fd, text);
	if (r < 0)
		return r;
	return out ? record_add(d->cx, out, &entry.base) : 0;
}

/* Calls table_dump_fd for every descriptor, in ascending order as the kernel lists them. */
static int table_walk(struct dump *d, struct task *task, struct record_out *out)
{
	CR_AUTOFD int fd_dir = sys_openat(task->dir_fd, "fd", O_RDONLY | O_DIRECTORY, 0);
	struct sys_dir dir;
	const char *name;
	int r;

	if (fd_dir < 0)
		return error_set(d->cx, CR_E_PERMISSION, -fd_dir, task->pid, "fd",
				 "the descriptors of process %d cannot be listed", task->pid);
	sys_dir_start(&dir, fd_dir);
	while ((r = sys_dir_next(&dir, &name)) > 0) {
		uint64_t fd;

		if (!str_number(&name, 10, &fd) || table_hidden(d, task, (int)fd))
			continue;
		r = table_dump_fd(d, task, (int)fd, out);
		if (r < 0)
			return r;
	}
	return r;
}

static int table_special_dir(struct dump *d, struct task *task, const char *link, uint32_t *ret_id)
{
	struct open_file *file;
	struct stat st;
	char *path;
	int r = proc_readlink(d->cx, task->dir_fd, link, &path);

	if (r == 0)
		r = sys_fstatat(task->dir_fd, link, &st, 0);
	if (r < 0)
		return error_set(d->cx, CR_E_PERMISSION, -r, task->pid, link,
				 "the %s of process %d cannot be looked at", link, task->pid);
	r = object_special(d, task, link, path, &st, O_RDONLY, &file);
	if (r < 0)
		return r;
	*ret_id = file->id;
	return 0;
}

static int table_dump_fs(struct dump *d, struct task *task)
{
	Cr__FsEntry *fs = cx_alloc(d->cx, sizeof(*fs));

	if (!fs)
		return error_memory(d->cx);
	cr__fs_entry__init(fs);
	int r = table_special_dir(d, task, "cwd", &fs->cwd_id);
	if (r == 0)
		r = table_special_dir(d, task, "root", &fs->root_id);
	fs->has_umask = true;
	fs->umask = task->status.umask;
	return r < 0 ? r : dump_put_later(d, IMAGE_FS, (uint64_t)task->pid, &fs->base);
}

CR_FN int file_dump(struct dump *d, struct task *task)
{
	struct record_out out = {0};

	if (task->files_owner) /* which has shown them already */
		return table_dump_fs(d, task);
	int r = record_begin(d->cx, &out, IMAGE_FDINFO);

	if (r == 0)
		r = table_walk(d, task, &out);
	if (r == 0)
		r = save_put(d->save, image_name(d->cx, IMAGE_FDINFO, DUMP_FILES_ID(task)), out.at,
			     out.n);
	return r < 0 ? r : table_dump_fs(d, task);
}

CR_FN int file_check(struct dump *d, struct task *task)
{
	return table_walk(d, task, NULL);
}

/* == loading =================================================================================== */

static void table_plan_moves(struct load_task *lt)
{
	for (size_t i = 0; i < lt->fds.n; i++) {
		uint64_t from = (uint64_t)lt->fds.at[i].file->fd, to = (uint64_t)lt->fds.at[i].fd;
		bool cloexec = lt->fds.at[i].flags & FD_CLOEXEC;

		if (from != to)
			plan_call(lt->plan, 0, PLAN_AT_FILES, "dup3 of a descriptor", SYS_dup3,
				  from, to, cloexec ? (uint64_t)O_CLOEXEC : 0);
		else if (!cloexec) /* it was made there, with the flag set */
			plan_call(lt->plan, 0, PLAN_AT_FILES, "F_SETFD", SYS_fcntl, to, F_SETFD, 0);
	}
}

static void table_plan_close_range(struct load *l, struct load_task *lt, uint64_t from, uint64_t to)
{
	uint64_t keep = (uint64_t)l->complain_fd;

	if (l->complain_fd >= 0 && from <= keep && keep <= to) {
		if (keep > from)
			table_plan_close_range(l, lt, from, keep - 1);
		from = keep + 1;
	}
	if (from <= to)
		plan_call(lt->plan, 0, PLAN_AT_FILES, "close_range", SYS_close_range, from, to, 0);
}

/* Before close_range(2) (5.9): what is open now, one by one. Nothing is opened after this part of
 * the plan is made. */
static int table_plan_close_each(struct load *l, struct load_task *lt, const int *final, size_t n)
{
	CR_AUTOFD int self = -1, fd_dir = -1;
	struct sys_dir dir;
	const char *name;
	int r = proc_open_pid(l->proc_fd, sys_getpid(), &self);

	if (r == 0)
		r = fd_dir = sys_openat(self, "fd", O_RDONLY | O_DIRECTORY, 0);
	if (r < 0)
		return error_set(l->cx, CR_E_RESTORE, -r, lt->pid, "fd",
				 "own descriptors cannot be listed");
	sys_dir_start(&dir, fd_dir);
	while ((r = sys_dir_next(&dir, &name)) > 0) {
		uint64_t fd;
		size_t i = 0;

		if (!str_number(&name, 10, &fd) || (int)fd == l->complain_fd)
			continue;
		while (i < n && final[i] != (int)fd)
			i++;
		if (i == n)
			plan_call(lt->plan, 0, PLAN_AT_FILES, "close", SYS_close, fd)->flags =
				PLAN_MAY_FAIL;
	}
	return r;
}

static int table_plan_close(struct load *l, struct load_task *lt)
{
	size_t n = lt->fds.n;
	int *final = cx_array(l->cx, n, sizeof(*final));
	uint64_t next = 0;

	if (!final)
		return error_memory(l->cx);
	n = 0;
	for (size_t i = 0; i < l->numbers.n; i++) /* these ascend */
		if (l->numbers.at[i].task == lt)
			final[n++] = l->numbers.at[i].fd;
	if (feature_ask(l->cx, FEATURE_CLOSE_RANGE) == CR_NO)
		return table_plan_close_each(l, lt, final, n);
	for (size_t i = 0; i < n; i++) {
		if ((uint64_t) final[i] > next)
			table_plan_close_range(l, lt, next, (uint64_t) final[i] - 1);
		next = (uint64_t) final[i] + 1;
	}
	table_plan_close_range(l, lt, next, UINT32_MAX);
	return 0;
}

CR_FN bool table_is_first(const struct load_task *lt, const struct load_file *file, int fd)
{
	for (size_t i = 0; i < lt->fds.n; i++)
		if (lt->fds.at[i].file == file)
			return lt->fds.at[i].fd == fd;
	return false;
}

/* In the late part nothing is open but the table. */
CR_FN int table_plan_opened(const struct load_task *lt, struct plan_op *op)
{
	int low = 0;

	for (size_t i = 0; i < lt->fds.n; i++)
		if (lt->fds.at[i].fd == low) {
			low++;
			i = (size_t)-1; /* they need not ascend */
		}
	op->flags = PLAN_EXPECT;
	op->expect = (uint64_t)low;
	return low;
}

CR_FN void table_plan_put(struct load_task *lt, int low, const struct load_file *file)
{
	for (size_t i = 0; i < lt->fds.n; i++)
		if (lt->fds.at[i].file == file)
			plan_call(lt->plan, 0, PLAN_AT_LATE, "dup3 of a late descriptor", SYS_dup3,
				  (uint64_t)low, (uint64_t)lt->fds.at[i].fd,
				  lt->fds.at[i].flags & FD_CLOEXEC ? (uint64_t)O_CLOEXEC : 0);
	plan_call(lt->plan, 0, PLAN_AT_LATE, "close of a late descriptor", SYS_close,
		  (uint64_t)low);
}

static const char *table_special_path(struct load *l, uint32_t id)
{
	const struct load_file *file = load_find_file(l, id);

	return file && file->entry->reg ? file->entry->reg->name : "";
}

/* Opened now, used by the plan: after chroot the old paths mean something else. */
static int table_plan_fs(struct load *l, struct load_task *lt)
{
	struct plan_build *b = lt->plan;

	if (!lt->fs)
		return 0;
	if (strcmp(object_path(l, table_special_path(l, lt->fs->root_id)), "/") != 0) {
		int root = object_open(l, lt->fs->root_id, O_PATH | O_DIRECTORY);

		if (root < 0)
			return error_frame(l->cx, root, "opening the root directory");
		root = object_stage(l, root);
		if (root < 0)
			return root;
		plan_call(b, 0, PLAN_AT_FIRST, "fchdir to the root", SYS_fchdir, (uint64_t)root);
		plan_call(b, 0, PLAN_AT_FIRST, "chroot", SYS_chroot, plan_string(b, "."));
	}
	int cwd = object_open(l, lt->fs->cwd_id, O_PATH | O_DIRECTORY);
	if (cwd < 0)
		return error_frame(l->cx, cwd, "opening the working directory");
	cwd = object_stage(l, cwd);
	if (cwd < 0)
		return cwd;
	plan_call(b, 0, PLAN_AT_FIRST, "fchdir to the working directory", SYS_fchdir,
		  (uint64_t)cwd);
	if (lt->fs->has_umask)
		plan_call(b, 0, PLAN_AT_TASK, "umask", SYS_umask, lt->fs->umask & 0777);
	return 0;
}

CR_FN int file_share_table(struct load *l, struct load_task *lt)
{
	if (lt->files_sharers == 0)
		return 0;
	int fd = sys_eventfd(0, EFD_SEMAPHORE | EFD_CLOEXEC);
	if (fd < 0)
		return error_set(l->cx, CR_E_SYSTEM, -fd, lt->pid, "eventfd",
				 "those who share a descriptor table cannot be brought together");
	lt->files_sync = object_stage(l, fd);
	return lt->files_sync < 0 ? lt->files_sync : 0;
}

/* One of those who share the table arranges it, when all others have no use any more for what lies
 * at staging numbers, and open nothing. */
static void table_plan_sync(struct load_task *lt)
{
	const struct load_task *owner = lt->files_owner;
	const uint64_t one = 1;

	if (owner)
		plan_call(lt->plan, 0, PLAN_AT_FILES, "word to who shares descriptors", SYS_write,
			  (uint64_t)owner->files_sync, plan_data(lt->plan, &one, sizeof(one)),
			  sizeof(one));
	for (size_t i = 0; i < lt->files_sharers; i++)
		plan_call(lt->plan, 0, PLAN_AT_FILES, "word of who shares descriptors", SYS_read,
			  (uint64_t)lt->files_sync, plan_room(lt->plan, sizeof(one)), sizeof(one));
}

CR_FN int file_plan(struct load *l, struct load_task *lt)
{
	int r = lt->fs_owner ? 0 : table_plan_fs(l, lt);

	if (r < 0)
		return r;
	table_plan_sync(lt);
	if (lt->files_owner)
		return 0;
	epoll_plan_early(l, lt);
	table_plan_moves(lt);
	r = table_plan_close(l, lt);
	for (size_t i = 0; r == 0 && i < lt->fds.n; i++) {
		struct load_file *file = lt->fds.at[i].file;

		if (file->action == CR_NULL || file->action == CR_NAMED)
			continue;
		if (!locks_name_owner(l, file))
			object_plan_fown(l, lt, file->entry, lt->fds.at[i].fd);
		if (file->kind->link && !CR_TEST_SKIP(file->kind->name, "link"))
			r = file->kind->link(l, lt, file, lt->fds.at[i].fd);
		if (r == 0 && file->kind->own && !CR_TEST_SKIP(file->kind->name, "own"))
			r = file->kind->own(l, lt, file, lt->fds.at[i].fd);
		if (r < 0)
			(void)error_frame(l->cx, r, "linking descriptor %d", lt->fds.at[i].fd);
	}
	if (r == 0)
		r = locks_plan(l, lt);
	return r;
}
