/* SPDX-License-Identifier: MIT
 *
 * live: a copy-on-write copy of each task, made while all stand still; the program goes on, the
 * copies are read and then ended. In a task of another process the parasite forks twice, so that
 * the copy belongs to whoever takes in orphans and nobody in the tree hears of it; the copy ends
 * with the socket that it keeps, so with us. Of the caller's own memory the helper forks: the copy
 * is its child and dies with it.
 *
 * Shared memory is not copied by a fork: it is written while all stand still. So is the memory of a
 * task that cannot be forked, or some of which a fork does not carry; the log says so.
 */
#include "engine.h"

#include <sys/prctl.h>

#define LIVE_PATIENCE_MS 10000

/* A process that takes in orphans, in the tree, would find the copy among its children. */
static bool live_has_reaper(const struct dump *d)
{
	for (size_t i = 0; i < d->tree->tasks.n; i++) {
		const struct task *task = d->tree->tasks.at[i];

		if (task->state != TASK_ZOMBIE && (task->in.subreaper > 0 || task->in.pid == 1))
			return true;
	}
	return false;
}

/* A ring of asynchronous I/O goes on in front of its copy. A copy of huge pages would take them
 * from the program: they come from a pool, and when that is empty whoever reserved them gets them
 * back from the copy at its next write. */
static bool live_leaves_out(const struct task *task)
{
	for (size_t i = 0; i < task->map_n; i++)
		if (strcmp(task->maps[i].name, "/[aio] (deleted)") == 0 ||
		    ((task->maps[i].vmflags & (PROC_VM_DONTCOPY | PROC_VM_HUGETLB)) &&
		     !task->maps[i].shared &&
		     !(task->maps[i].vmflags & (PROC_VM_IO | PROC_VM_PFNMAP))))
			return true;
	return false;
}

/* Its message tells who the copy is, as we see it. */
static int live_hello(int channel, pid_t *ret)
{
	union {
		struct cmsghdr head;
		char room[CMSG_SPACE(sizeof(struct ucred))];
	} control;
	char byte;
	struct iovec v = {&byte, 1};
	struct msghdr msg = {.msg_iov = &v,
			     .msg_iovlen = 1,
			     .msg_control = &control,
			     .msg_controllen = sizeof(control)};
	struct pollfd p = {.fd = channel, .events = POLLIN};
	struct ucred who;

	memset(&control, 0, sizeof(control));
	if (sys_poll(&p, 1, LIVE_PATIENCE_MS) != 1)
		return -ETIMEDOUT;
	ssize_t n = sys_recvmsg(channel, &msg, MSG_CMSG_CLOEXEC);
	if (n != 1 || control.head.cmsg_level != SOL_SOCKET ||
	    control.head.cmsg_type != SCM_CREDENTIALS)
		return n < 0 ? (int)n : -ECHILD;
	memcpy(&who, CMSG_DATA(&control.head), sizeof(who));
	*ret = who.pid;
	return 0;
}

static int live_fork_other(struct dump *d, struct task *task, struct memory_copy *copy)
{
	struct wire_msg msg = {.cmd = WIRE_FORK};
	const int on = 1;
	int ends[2];
	int r = sys_socketpair(SOCK_SEQPACKET, ends);

	if (r < 0)
		return r;
	copy->channel = ends[0];
	r = sys_setsockopt(ends[0], SOL_SOCKET, SO_PASSCRED, &on, sizeof(on));
	if (r >= 0)
		r = parasite_ask(d->tree, task, &msg, NULL, 0, ends[1], NULL, 0);
	sys_close(ends[1]);
	if (r >= 0)
		r = msg.err;
	return r < 0 ? r : live_hello(ends[0], &copy->pid);
}

static int live_fork(struct dump *d, struct task *task, struct memory_copy *copy)
{
	CR_AUTOFD int dir = -1;
	int r;

	if (task->shares_memory) {
		r = copy->pid = sys_fork_parked();
		copy->child = true;
	} else {
		r = live_fork_other(d, task, copy);
	}
	if (r < 0)
		return r;
	r = copy->pidfd = sys_pidfd_open(copy->pid, 0);
	if (r >= 0)
		r = proc_open_pid(d->tree->proc_fd, copy->pid, &dir);
	if (r >= 0)
		r = copy->mem_fd = sys_openat(dir, "mem", O_RDONLY, 0);
	return r < 0 ? r : 0;
}

static void live_end_copy(struct memory_copy *copy)
{
	struct pollfd p = {.fd = copy->pidfd, .events = POLLIN};

	sys_close_auto(&copy->mem_fd);
	sys_close_auto(&copy->channel);
	if (copy->child && copy->pid > 0)
		sys_end_child(copy->pid);
	else if (copy->pidfd >= 0)
		(void)sys_poll(&p, 1, LIVE_PATIENCE_MS); /* it sees the end of its socket */
	sys_close_auto(&copy->pidfd);
}

CR_FN int live_begin(struct dump *d)
{
	bool reaper = live_has_reaper(d);

	for (size_t i = 0; i < d->tree->tasks.n; i++) {
		struct task *task = d->tree->tasks.at[i];
		struct memory_copy *copy;
		int r = -EOPNOTSUPP;

		if (!task->memory)
			continue;
		copy = cx_alloc(d->cx, sizeof(*copy));
		if (!copy)
			return error_memory(d->cx);
		*copy = (struct memory_copy){.mem_fd = -1, .channel = -1, .pidfd = -1};
		if ((!reaper || task->shares_memory) && !live_leaves_out(task))
			r = live_fork(d, task, copy);
		if (r == 0) {
			task->memory->copy = copy;
			continue;
		}
		live_end_copy(copy);
		log_warn(d->cx,
			 "process %d is not saved live, its memory is written while it is stopped: "
			 "%s",
			 task->pid,
			 r != -EOPNOTSUPP ? error_name(-r)
			 : reaper	  ? "the tree takes in orphans"
				  : "a fork would not carry all of it (MADV_DONTFORK, huge pages, "
				    "asynchronous I/O)");
	}
	return 0;
}

CR_FN void live_end(struct dump *d)
{
	for (size_t i = 0; i < d->tree->tasks.n; i++) {
		struct memory_task *m = d->tree->tasks.at[i]->memory;

		if (m && m->copy)
			live_end_copy(m->copy);
		if (m)
			m->copy = NULL;
	}
}

/* Lets the calling thread go on although its helper has not ended: the call in which it waits
 * returns ENGINE_LIVE. The program may end meanwhile; its memory stays, for we share it. */
CR_FN int live_let_go(struct dump *d, pid_t root, pid_t caller)
{
	struct task *task = tree_find(d->tree, root);
	int r = infect_end(d->tree, task);

	for (size_t i = 0; r == 0 && i < task->thread_n; i++) {
		struct arch_regs regs = task->threads[i].regs;

		if (task->threads[i].tid != caller)
			continue;
		arch_set_syscall_result(&regs, ENGINE_LIVE);
		r = trace_set_regs(caller, &regs);
	}
	if (r < 0)
		return error_set(d->cx, CR_E_FREEZE, -r, caller, "caller",
				 "the calling thread cannot be let go");
	(void)sys_prctl(PR_SET_PDEATHSIG, 0, 0, 0, 0);
	return 0;
}
