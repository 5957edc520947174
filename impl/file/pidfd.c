/* SPDX-License-Identifier: MIT
 *
 * pidfd: descriptors of processes of the tree, the program itself and its zombies among them, and
 * of such as have ended and been waited for. fdinfo tells the pid, -1 of the latter.
 *
 * The maker opens a stand-in that keeps the number; each task puts the real one there when its plan
 * is made, for only then does everybody exist. So tasks that share an open pidfd get one each,
 * which is listed. Of a dead process nothing is left but that it is dead: in the copy it is one
 * that was made for the purpose. Pidfds of the same dead process stay so.
 *
 * Refuses processes outside the tree, and pidfds of single threads.
 */
#include "file.h"

#define PIDFD_OF_THREAD O_EXCL /* PIDFD_THREAD as F_GETFL shows it */

static bool pidfd_match(const struct open_file *file)
{
	return strcmp(file->path, "anon_inode:[pidfd]") == 0 || str_starts(file->path, "pidfd:[");
}

/* == saving ==================================================================================== */

static bool pidfd_is_ours(const struct dump *d, const struct open_file *file, pid_t pid)
{
	/* cr_check does not look at threads. */
	if (tree_find(d->tree, pid) || (d->checking && (file->info.flags & PIDFD_OF_THREAD)))
		return true;
	for (size_t i = 0; (file->info.flags & PIDFD_OF_THREAD) && i < d->tree->tasks.n; i++)
		for (size_t j = 0; j < d->tree->tasks.at[i]->thread_n; j++)
			if (d->tree->tasks.at[i]->threads[j].tid == pid)
				return true;
	return false;
}

static int pidfd_refuse(struct dump *d, const struct open_file *file, int64_t pid)
{
	if (pid == -1 || (pid > 0 && pid <= INT32_MAX && pidfd_is_ours(d, file, (pid_t)pid)))
		return 0;
	return refuse(d->cx, CR_E_OUTSIDE, file->task->pid, file->path,
		      "descriptor %d is a pidfd of process %d, which is outside the tree",
		      file->task_fd, (int)pid);
}

static int pidfd_dump(struct dump *d, struct open_file *file)
{
	Cr__PidfdEntry *e = cx_alloc(d->cx, sizeof(*e));
	const char *text = proc_key(file->fdinfo, "Pid");
	uint64_t pid;

	if (!e)
		return error_memory(d->cx);
	cr__pidfd_entry__init(e);
	e->id = file->id;
	e->ino = (uint32_t)file->st.st_ino;
	e->flags = file->info.flags;
	e->fown = object_fown(d, file);
	if (!text || !proc_parse_signed(&text, &pid))
		return error_set(d->cx, CR_E_SYSTEM, 0, file->task->pid, file->path,
				 "fdinfo does not tell the process of a pidfd");
	e->nspid = (int32_t)pid;
	file->entry->pidfd = e;
	return e->fown ? pidfd_refuse(d, file, (int64_t)pid) : error_memory(d->cx);
}

/* == loading =================================================================================== */

static int pidfd_stage(struct load *l, struct load_file *file, pid_t pid)
{
	/* A stand-in is this process, whose number need not be a thread's. */
	unsigned flags = O_NONBLOCK | (file->entry->pidfd->nspid > 0 ? 0 : PIDFD_OF_THREAD);
	int fd = sys_pidfd_open(pid, file->entry->pidfd->flags & flags);

	if (fd < 0)
		return error_set(l->cx, CR_E_RESTORE, -fd, pid, "pidfd_open",
				 "no pidfd of process %d can be had", pid);
	file->fd = object_stage_file(l, file, fd);
	return file->fd < 0 ? file->fd : 0;
}

/* All pidfds of one dead process: while it is a zombie it can be opened. */
static int pidfd_create_dead(struct load *l, struct load_file *file)
{
	struct load_file *f = file;
	pid_t pid = sys_clone3(0, 0, NULL, 0, NULL);
	int r = 0;

	if (pid == 0)
		sys_exit(0);
	if (pid < 0)
		return error_set(l->cx, CR_E_RESTORE, -pid, 0, "clone3",
				 "no process can be made to be the dead one of a pidfd");
	do {
		r = pidfd_stage(l, f, pid);
	} while (r == 0 && (f = f->group_next) != file);
	(void)sys_wait(pid, NULL, __WALL);
	return r;
}

static int pidfd_create(struct load *l, struct load_file *file)
{
	return file->entry->pidfd->nspid > 0 ? pidfd_stage(l, file, sys_getpid())
					     : pidfd_create_dead(l, file);
}

static bool pidfd_is_shared(const struct load_file *file)
{
	for (size_t i = 1; i < file->users.n; i++)
		if (file->users.at[i].task != file->users.at[0].task)
			return true;
	return false;
}

/* One that only the plan makes. */
static bool pidfd_is_thread(const struct load *l, pid_t old)
{
	for (size_t i = 0; i < l->tasks.n; i++)
		if (l->tasks.at[i]->pid == old)
			return false;
	return true;
}

/* The stand-in gives way, in this task's table; the plan moves what lies there. */
static int pidfd_link(struct load *l, struct load_task *lt, struct load_file *file, int fd)
{
	const Cr__PidfdEntry *e = file->entry->pidfd;

	if (e->nspid <= 0 || !table_is_first(lt, file, fd))
		return 0;
	pid_t pid = object_pid(l, e->nspid);
	unsigned flags = e->flags & (O_NONBLOCK | PIDFD_OF_THREAD);
	if (!pid)
		return error_set(l->cx, flags & PIDFD_OF_THREAD ? CR_E_PID_MODE : CR_E_DAMAGED, 0,
				 lt->pid, "files.img",
				 "descriptor %d is a pidfd of process or thread %d, whose new "
				 "number is not known",
				 fd, e->nspid);
	if (pidfd_is_thread(l, e->nspid)) {
		int low = table_plan_opened(lt, plan_call(lt->plan, 0, PLAN_AT_LATE,
							  "pidfd_open of a thread", SYS_pidfd_open,
							  (uint64_t)pid, flags));

		table_plan_put(lt, low, file);
	} else {
		CR_AUTOFD int real = sys_pidfd_open(pid, flags);
		int r = real < 0 ? real : sys_dup_to(real, file->fd);

		if (r < 0)
			return error_set(l->cx, CR_E_RESTORE, -r, lt->pid, "pidfd_open",
					 "no pidfd of process %d can be had", pid);
	}
	if (pidfd_is_shared(file) && file->users.at[0].task == lt)
		degrade(l->cx, lt->pid, "pidfd",
			"the pidfd %d was one open file of several processes, which now have one "
			"each",
			fd);
	return 0;
}

static bool pidfd_accepts(const Cr__FileEntry *entry)
{
	return entry->pidfd != NULL;
}

static uint64_t pidfd_group(const Cr__FileEntry *entry)
{
	return entry->pidfd->nspid > 0 ? 0 : entry->pidfd->ino + 1ull;
}

CR_FN const struct kind file_pidfd = {
	.name = "pidfd",
	.type = CR__FD_TYPES__PIDFD,
	.match = pidfd_match,
	.dump = pidfd_dump,
	.accepts = pidfd_accepts,
	.group = pidfd_group,
	.create = pidfd_create,
	.link = pidfd_link,
};
