/* SPDX-License-Identifier: MIT
 *
 * process: files and directories of processes in /proc: of the program itself, of others in the
 * tree, of their threads, of such as have ended. Their inodes are made at every look, so what they
 * are is told by the numbers in their path.
 *
 * One of a process that exists when its maker comes by is opened then. Others are stood in for,
 * and opened by each task that has them when its plan is made, for only then does everybody exist;
 * so tasks that share such an open file get one each, which is listed. Those of further threads are
 * opened in the plan itself. For one that has ended (CRIU: remap type PROCFS) a process is made
 * that ends at once, under the old number where that can be chosen.
 *
 * Those of processes outside the tree are opened by path, which is listed.
 */
#include "file.h"

#include <sys/prctl.h>

#define PROCESS_PROCFS 0x9fa0

struct process_path {
	pid_t pid, tid;	  /* tid 0: of the process */
	const char *rest; /* "/stat", or "" */
};

static bool process_match(const struct open_file *file)
{
	struct process_path p;

	return file->fd >= 0 && proc_path_split(file->path, &p.pid, &p.tid, &p.rest) &&
	       sys_fstatfs_type(file->fd) == PROCESS_PROCFS;
}

/* == saving ==================================================================================== */

static bool process_has_thread(const struct task *task, pid_t tid)
{
	for (size_t i = 0; i < task->thread_n; i++)
		if (task->threads[i].tid == tid)
			return true;
	return task->thread_n == 0; /* cr_check: threads are not looked at */
}

static int process_dump_dead(struct dump *d, const struct open_file *file, pid_t pid)
{
	Cr__RemapFilePathEntry remap;

	cr__remap_file_path_entry__init(&remap);
	remap.orig_id = file->id;
	remap.remap_id = (uint32_t)pid;
	remap.has_remap_type = true;
	remap.remap_type = CR__REMAP_TYPE__PROCFS;
	return dump_add(d, IMAGE_REMAP_FPATH, &remap.base);
}

static bool process_is_gone(pid_t pid)
{
	return sys_kill(pid, 0) == -ESRCH;
}

static int process_dump(struct dump *d, struct open_file *file)
{
	Cr__RegFileEntry *e = file_describe_open(d, file, file->id);
	struct process_path p;

	if (!e)
		return -ENOMEM;
	file->entry->reg = e;
	(void)proc_path_split(file->path, &p.pid, &p.tid, &p.rest);
	const struct task *task = tree_find(d->tree, p.pid);
	if (file->deleted || (!task && process_is_gone(p.pid)))
		return process_dump_dead(d, file, p.tid ? p.tid : p.pid);
	if (!task || (p.tid && !process_has_thread(task, p.tid)))
		degrade(d->cx, file->task->pid, file->path,
			"'%s' is of a process outside the tree: in the copy it is what has that "
			"name then",
			file->path);
	return 0;
}

/* == loading =================================================================================== */

/* The path as it is now: processes may have other numbers. false: a thread that is not there yet
 * under any number we know. */
static bool process_path_now(struct load *l, const struct process_path *p, const char **ret)
{
	pid_t pid = object_pid(l, p->pid), tid = p->tid ? object_pid(l, p->tid) : 0;

	if (p->tid && !tid && pid)
		return false;
	*ret = proc_path_join(&l->cx->arena, pid ? pid : p->pid, p->tid ? tid : 0, p->rest);
	return *ret != NULL;
}

static int process_open(struct load *l, const struct load_file *file, const char *path)
{
	const Cr__RegFileEntry *reg = file->entry->reg;
	unsigned flags = reg->flags & ~(unsigned)(O_CLOEXEC | O_ASYNC | O_NOFOLLOW);
	int fd = sys_openat(AT_FDCWD, path, (int)flags | O_NOCTTY, 0);
	int64_t r = 0;

	if (fd < 0)
		return error_set(l->cx, fd == -ENOENT ? CR_E_FILE_GONE : CR_E_RESTORE, -fd, 0, path,
				 "'%s' cannot be opened", path);
	if (reg->pos && !(reg->flags & O_PATH))
		r = sys_lseek(fd, (int64_t)reg->pos, SEEK_SET);
	if (r >= 0)
		return fd;
	sys_close(fd);
	return error_set(l->cx, CR_E_RESTORE, (int)-r, 0, path,
			 "'%s' cannot be set to its offset %lu", path, (unsigned long)reg->pos);
}

/* Ends with whoever made it. */
static pid_t process_fork_short(const pid_t *want)
{
	pid_t self = sys_getpid(), pid = sys_clone3(0, 0, want, want ? 1 : 0, NULL);

	if (pid != 0)
		return pid;
	(void)sys_prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
	while (sys_getppid() == self)
		(void)sys_sleep_ns(10000000000);
	sys_exit(0);
}

static int process_create_dead(struct load *l, struct load_file *file, const struct process_path *p)
{
	pid_t want = p->tid ? p->tid : p->pid;
	pid_t pid = l->pids == CR_PIDS_NEW ? -EPERM : process_fork_short(&want);

	if (pid < 0)
		pid = process_fork_short(NULL);
	if (pid < 0)
		return error_set(l->cx, CR_E_RESTORE, -pid, 0, "clone3",
				 "no process can be made to be the ended one of '%s'",
				 file->entry->reg->name);
	if (pid != want || p->tid)
		degrade(l->cx, 0, file->entry->reg->name,
			"'%s' is of a process that has ended: its link shows another number (%d)",
			file->entry->reg->name, (int)pid);
	const char *path = proc_path_join(&l->cx->arena, pid, 0, p->rest);
	int fd = path ? process_open(l, file, path) : error_memory(l->cx);
	sys_end_child(pid);
	file->fd = fd < 0 ? fd : object_stage_file(l, file, fd);
	return file->fd < 0 ? file->fd : 0;
}

static bool process_is_dead(struct load *l, const struct load_file *file)
{
	struct record_in in;
	Cr__RemapFilePathEntry *e;
	int r = record_open(l->image, IMAGE_REMAP_FPATH, 0, &in);

	while (r == 0 && record_next(&in, &cr__remap_file_path_entry__descriptor, &e) > 0)
		if (e->orig_id == file->id && e->has_remap_type &&
		    e->remap_type == CR__REMAP_TYPE__PROCFS)
			return true;
	return false;
}

/* This process, or one that it descends from. */
static bool process_is_there(struct load *l, pid_t pid)
{
	if (l->in_place || !l->self)
		return pid == sys_getpid();
	for (const struct load_task *lt = l->self; lt; lt = lt->parent)
		if (lt->pid == pid)
			return true;
	return false;
}

static int process_create(struct load *l, struct load_file *file)
{
	struct process_path p;
	const char *path;

	if (!proc_path_split(file->entry->reg->name, &p.pid, &p.tid, &p.rest))
		return error_set(l->cx, CR_E_DAMAGED, 0, 0, "files.img", "'%s' is not of a process",
				 file->entry->reg->name);
	if (process_is_dead(l, file))
		return process_create_dead(l, file, &p);
	bool ours = object_pid(l, p.pid) != 0;
	int fd;
	if (ours && (!process_is_there(l, l->in_place ? object_pid(l, p.pid) : p.pid) ||
		     (p.tid && p.tid != p.pid)))
		fd = sys_eventfd(0, O_CLOEXEC); /* stands in */
	else
		fd = process_path_now(l, &p, &path) ? process_open(l, file, path)
						    : error_memory(l->cx);
	if (fd < 0)
		return l->cx->err.code ? fd
				       : error_set(l->cx, CR_E_RESTORE, -fd, 0, "eventfd2",
						   "no descriptor can be made");
	file->fd = object_stage_file(l, file, fd);
	return file->fd < 0 ? file->fd : 0;
}

static bool process_is_shared(const struct load_file *file)
{
	for (size_t i = 1; i < file->users.n; i++)
		if (file->users.at[i].task != file->users.at[0].task)
			return true;
	return false;
}

/* Of a thread that only the plan makes. */
static void process_plan_open(struct load_task *lt, const struct load_file *file, const char *path)
{
	const Cr__RegFileEntry *reg = file->entry->reg;
	unsigned flags = reg->flags & ~(unsigned)(O_CLOEXEC | O_ASYNC | O_NOFOLLOW);
	int low = table_plan_opened(
		lt, plan_call(lt->plan, 0, PLAN_AT_LATE, "openat of a thread's file", SYS_openat,
			      (uint64_t)AT_FDCWD, plan_string(lt->plan, path), flags | O_NOCTTY));

	if (reg->pos)
		plan_call(lt->plan, 0, PLAN_AT_LATE, "lseek", SYS_lseek, (uint64_t)low, reg->pos,
			  SEEK_SET);
	table_plan_put(lt, low, file);
}

static int process_link(struct load *l, struct load_task *lt, struct load_file *file, int fd)
{
	struct process_path p;
	const char *path;

	(void)proc_path_split(file->entry->reg->name, &p.pid, &p.tid, &p.rest);
	if (!object_pid(l, p.pid) || !table_is_first(lt, file, fd) || process_is_dead(l, file))
		return 0;
	bool of_thread = p.tid && p.tid != p.pid;
	/* The maker, who was there, has opened it for all. */
	if (!of_thread && (l->in_place || file->maker->pid == p.pid))
		return 0;
	for (const struct load_task *up = file->maker; up && !of_thread; up = up->parent)
		if (up->pid == p.pid)
			return 0;
	if (!process_path_now(l, &p, &path))
		return error_set(l->cx, CR_E_PID_MODE, 0, lt->pid, file->entry->reg->name,
				 "'%s' is of a thread whose new number is not known yet",
				 file->entry->reg->name);
	if (process_is_shared(file) && file->users.at[0].task == lt)
		degrade(l->cx, lt->pid, file->entry->reg->name,
			"'%s' was one open file of several processes, which now have one each",
			file->entry->reg->name);
	if (of_thread) {
		process_plan_open(lt, file, path);
		return 0;
	}
	CR_AUTOFD int real = process_open(l, file, path);
	int r = real < 0 ? real : sys_dup_to(real, file->fd);
	return r < 0 ? r : 0;
}

static bool process_accepts(const Cr__FileEntry *entry)
{
	struct process_path p;

	return entry->reg && proc_path_split(entry->reg->name, &p.pid, &p.tid, &p.rest);
}

CR_FN const struct kind file_process = {
	.name = "proc",
	.type = CR__FD_TYPES__REG,
	.match = process_match,
	.dump = process_dump,
	.accepts = process_accepts,
	.create = process_create,
	.link = process_link,
};
