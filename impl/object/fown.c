/* SPDX-License-Identifier: MIT
 *
 * fown: who gets a signal about I/O on an open file (fcntl F_SETOWN_EX, F_SETSIG, O_ASYNC), for
 * every kind alike.
 *
 * The kernel keeps the real and effective uid of whoever named the owner, and sends with their
 * rights. So the owner is named under these ids again: the thread takes them on for that one call,
 * which needs a privileged loader; else it is listed.
 */
#include "object.h"

#ifndef F_GETOWNER_UIDS
#define F_GETOWNER_UIDS 17
#endif

CR_FN Cr__FownEntry *object_fown(struct dump *d, const struct open_file *file)
{
	Cr__FownEntry *e = cx_alloc(d->cx, sizeof(*e));
	struct f_owner_ex owner = {0};
	uint32_t uids[2];

	if (!e)
		return NULL;
	cr__fown_entry__init(e);
	/* O_PATH descriptors refuse these calls, and have no owner. */
	if (file->fd < 0 || file->special)
		return e;
	/* The signal is kept without an owner, too. */
	int sig = sys_fcntl(file->fd, F_GETSIG, 0);
	e->signum = sig > 0 ? (uint32_t)sig : 0;
	if (sys_fcntl(file->fd, F_GETOWN_EX, (uintptr_t)&owner) < 0 || owner.pid == 0)
		return e;
	/* Kernels without CONFIG_CHECKPOINT_RESTORE do not tell: then it was the task itself. */
	if (sys_fcntl(file->fd, F_GETOWNER_UIDS, (uintptr_t)uids) < 0) {
		uids[0] = file->task->status.uid[0];
		uids[1] = file->task->status.uid[1];
	}
	e->uid = uids[0];
	e->euid = uids[1];
	e->pid_type = (uint32_t)owner.type;
	e->pid = (uint32_t)owner.pid;
	return e;
}

CR_FN const Cr__FownEntry *object_entry_fown(const Cr__FileEntry *e)
{
	return e->reg	  ? e->reg->fown
	       : e->pipe  ? e->pipe->fown
	       : e->efd	  ? e->efd->fown
	       : e->epfd  ? e->epfd->fown
	       : e->sgfd  ? e->sgfd->fown
	       : e->tfd	  ? e->tfd->fown
	       : e->isk	  ? e->isk->fown
	       : e->usk	  ? e->usk->fown
	       : e->nlsk  ? e->nlsk->fown
	       : e->psk	  ? e->psk->fown
	       : e->tty	  ? e->tty->fown
	       : e->memfd ? e->memfd->fown
	       : e->ify	  ? e->ify->fown
	       : e->ffy	  ? e->ffy->fown
	       : e->pidfd ? e->pidfd->fown

			  : NULL;
}

CR_FN uint32_t object_entry_flags(const Cr__FileEntry *e)
{
	return e->reg	  ? e->reg->flags
	       : e->pipe  ? e->pipe->flags
	       : e->efd	  ? e->efd->flags
	       : e->epfd  ? e->epfd->flags
	       : e->sgfd  ? e->sgfd->flags
	       : e->tfd	  ? e->tfd->flags
	       : e->isk	  ? e->isk->flags
	       : e->usk	  ? e->usk->flags
	       : e->nlsk  ? e->nlsk->flags
	       : e->psk	  ? e->psk->flags
	       : e->tty	  ? e->tty->flags
	       : e->memfd ? e->memfd->flags
	       : e->ify	  ? e->ify->flags
	       : e->ffy	  ? e->ffy->flags
	       : e->pidfd ? e->pidfd->flags

			  : 0;
}

/* A group may live on without the process that it is named after. */
static pid_t fown_pid(struct load *l, const Cr__FownEntry *fown)
{
	pid_t pid = object_pid(l, (pid_t)fown->pid);

	for (size_t i = 0;
	     !pid && fown->pid_type == F_OWNER_PGRP && l->pids != CR_PIDS_NEW && i < l->tasks.n;
	     i++)
		if (l->tasks.at[i]->pgid == (pid_t)fown->pid)
			pid = (pid_t)fown->pid;
	return pid;
}

/* The saved id 0 stays, and leads back; with effective id 0 come the capabilities. */
static void fown_plan_ids(struct load_task *lt, uint32_t uid, uint32_t euid)
{
	plan_call(lt->plan, 0, PLAN_AT_LATE, "ids of an owner", SYS_setresuid, uid, euid,
		  (uint64_t)-1);
}

static void fown_plan_owner(struct load *l, struct load_task *lt, const Cr__FownEntry *fown, int fd)
{
	struct f_owner_ex owner = {.type = (int)fown->pid_type, .pid = fown_pid(l, fown)};
	uint32_t uid = sys_getuid(), euid = sys_geteuid();
	bool others = fown->uid != uid || fown->euid != euid, may = euid == 0 && uid == 0;

	if (!owner.pid) {
		degrade(l->cx, lt->pid, "F_SETOWN",
			"descriptor %d had the owner %u, which is not in the save", fd, fown->pid);
		return;
	}
	if (others && !may)
		degrade(l->cx, lt->pid, "F_SETOWN",
			"the owner of descriptor %d was named by user %u (effective %u), and now "
			"is by %u: its signals are sent with these rights",
			fd, fown->uid, fown->euid, uid);
	/* The owner may be a task that is only just being made: late, when all exist. */
	if (others && may)
		fown_plan_ids(lt, fown->uid, fown->euid);
	plan_call(lt->plan, 0, PLAN_AT_LATE, "F_SETOWN_EX", SYS_fcntl, (uint64_t)fd, F_SETOWN_EX,
		  plan_data(lt->plan, &owner, sizeof(owner)));
	if (others && may)
		fown_plan_ids(lt, uid, euid);
}

CR_FN void object_plan_fown(struct load *l, struct load_task *lt, const Cr__FileEntry *entry,
			    int fd)
{
	const Cr__FownEntry *fown = object_entry_fown(entry);
	uint32_t flags = object_entry_flags(entry);

	if (!fown)
		return;
	if (fown->pid)
		fown_plan_owner(l, lt, fown, fd);
	if (fown->signum)
		plan_call(lt->plan, 0, PLAN_AT_LATE, "F_SETSIG", SYS_fcntl, (uint64_t)fd, F_SETSIG,
			  fown->signum);
	if (flags & O_ASYNC)
		plan_call(lt->plan, 0, PLAN_AT_LATE, "F_SETFL", SYS_fcntl, (uint64_t)fd, F_SETFL,
			  flags);
}
