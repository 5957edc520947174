/* SPDX-License-Identifier: MIT
 *
 * fown: who gets a signal about I/O on an open file (fcntl F_SETOWN_EX, F_SETSIG, O_ASYNC), for
 * every kind alike.
 */
#include "object.h"

#ifndef F_GETOWNER_UIDS
#define F_GETOWNER_UIDS 17
#endif

CR_FN Cr__FownEntry *object_fown(struct dump *d, const struct open_file *file)
{
	Cr__FownEntry *e = cx_alloc(d->cx, sizeof(*e));
	struct f_owner_ex owner = {0};
	uint32_t uids[2] = {0, 0};

	if (!e)
		return NULL;
	cr__fown_entry__init(e);
	/* O_PATH descriptors refuse these calls, and have no owner. */
	if (file->fd < 0 || file->special ||
	    sys_fcntl(file->fd, F_GETOWN_EX, (uintptr_t)&owner) < 0 || owner.pid == 0)
		return e;
	int sig = sys_fcntl(file->fd, F_GETSIG, 0);
	(void)sys_fcntl(file->fd, F_GETOWNER_UIDS, (uintptr_t)uids);
	e->uid = uids[0];
	e->euid = uids[1];
	e->signum = sig > 0 ? (uint32_t)sig : 0;
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
	       : e->tty	  ? e->tty->fown
	       : e->memfd ? e->memfd->fown
	       : e->ify	  ? e->ify->fown
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
	       : e->tty	  ? e->tty->flags
	       : e->memfd ? e->memfd->flags
	       : e->ify	  ? e->ify->flags
	       : e->pidfd ? e->pidfd->flags

			  : 0;
}

CR_FN void object_plan_fown(struct load *l, struct load_task *lt, const Cr__FileEntry *entry,
			    int fd)
{
	const Cr__FownEntry *fown = object_entry_fown(entry);
	uint32_t flags = object_entry_flags(entry);

	if (!fown || !fown->pid)
		return;
	struct f_owner_ex owner = {.type = (int)fown->pid_type,
				   .pid = object_pid(l, (pid_t)fown->pid)};
	if (!owner.pid) {
		degrade(l->cx, lt->pid, "F_SETOWN",
			"descriptor %d had the owner %u, which is not in the save", fd, fown->pid);
		return;
	}
	/* The owner may be a task that is only just being made: late, when all exist. */
	plan_call(lt->plan, 0, PLAN_AT_LATE, "F_SETOWN_EX", SYS_fcntl, (uint64_t)fd, F_SETOWN_EX,
		  plan_data(lt->plan, &owner, sizeof(owner)));
	if (fown->signum)
		plan_call(lt->plan, 0, PLAN_AT_LATE, "F_SETSIG", SYS_fcntl, (uint64_t)fd, F_SETSIG,
			  fown->signum);
	if (flags & O_ASYNC)
		plan_call(lt->plan, 0, PLAN_AT_LATE, "F_SETFL", SYS_fcntl, (uint64_t)fd, F_SETFL,
			  flags);
}
