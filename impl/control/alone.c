/* SPDX-License-Identifier: MIT
 *
 * alone: ends every thread of the calling process but the calling one, or none of them. For cr_load
 * when the caller stays beside the program as its stand-in. Leans on freeze.c for what a stop does
 * to sleeping calls. Refuses threads that may not be traced or do not stop in time.
 *
 * A process cannot trace its own threads, so a helper that shares its memory does. It stops them
 * all first; only then is the first one sent away, into exit(2), with its signals blocked so that
 * no handler runs on its way.
 */
#include "control.h"

#include <sys/prctl.h>

enum { ALONE_STACK = 32 * 1024, ALONE_LIMIT_MS = 5000 };

struct alone {
	struct cr_ctx *cx;
	pid_t pid, caller;
	struct task task; /* what freeze_mend looks at, and the threads */
	uint32_t start;	  /* futex: the helper is known as our tracer */
	bool done;
	int result;
};

static int alone_refuse(const struct alone *a, int r, pid_t tid)
{
	return error_set(a->cx, CR_E_LOADER, -r, tid, "ptrace",
			 r == -EPERM
				 ? "thread %d of the loading program cannot be ended: ptrace is "
				   "forbidden, or it is being traced"
				 : "thread %d of the loading program cannot be stopped",
			 tid);
}

static bool alone_knows(const struct alone *a, pid_t tid)
{
	for (size_t i = 0; i < a->task.thread_n; i++)
		if (a->task.threads[i].tid == tid)
			return true;
	return tid == a->caller;
}

/* One that ends meanwhile is no thread any more. */
static int alone_stop(struct alone *a, pid_t tid)
{
	struct task *task = &a->task;
	struct thread *th;

	if (task->thread_n == task->thread_cap &&
	    !vec_grow(&a->cx->arena, &task->threads, task->thread_n, &task->thread_cap,
		      sizeof(*task->threads)))
		return error_memory(a->cx);
	int r = trace_seize(tid, false);
	if (r == -ESRCH)
		return 0;
	if (r < 0)
		return alone_refuse(a, r, tid);
	th = &task->threads[task->thread_n++];
	memset(th, 0, sizeof(*th));
	th->tid = tid;
	th->look.nr = -1;
	uint64_t limit = sys_clock_ns(CLOCK_MONOTONIC) + ALONE_LIMIT_MS * 1000000ull;
	r = trace_stop(tid, limit, NULL);
	if (r == 0)
		r = trace_get_regs(tid, &th->regs);
	th->stopped = r == 0;
	if (r == 0)
		r = freeze_mend(task, th);
	return r == -ESRCH ? 0 : r < 0 ? alone_refuse(a, r, tid) : 0;
}

/* Until nobody new appears: who runs may start another. */
static int alone_stop_all(struct alone *a)
{
	for (;;) {
		pid_t *tids;
		size_t n, before = a->task.thread_n;
		int r = proc_threads(a->cx, a->task.dir_fd, &tids, &n);

		if (r < 0)
			return error_set(a->cx, CR_E_SYSTEM, -r, a->pid, "task",
					 "the caller's threads cannot be listed");
		for (size_t i = 0; r == 0 && i < n; i++)
			if (!alone_knows(a, tids[i]))
				r = alone_stop(a, tids[i]);
		if (r < 0 || a->task.thread_n == before)
			return r;
	}
}

/* From here there is no way back for them. */
static void alone_send_away(const struct alone *a)
{
	for (size_t i = 0; i < a->task.thread_n; i++) {
		const struct thread *th = &a->task.threads[i];
		struct arch_regs regs = th->regs;

		if (!th->stopped)
			continue;
		arch_set_call(&regs, arch_syscall_place(), SYS_exit, (const uint64_t[6]){0});
		(void)trace_set_mask(th->tid, UINT64_MAX);
		(void)trace_set_regs(th->tid, &regs);
		(void)trace_detach(th->tid);
	}
}

static void alone_let_go(const struct alone *a)
{
	for (size_t i = 0; i < a->task.thread_n; i++)
		if (a->task.threads[i].stopped)
			(void)trace_detach(a->task.threads[i].tid);
	/* Whom we have seized and who has not stopped is let go by our end. */
}

static int alone_helper(void *arg)
{
	struct alone *a = arg;

	(void)sys_prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
	while (__atomic_load_n(&a->start, __ATOMIC_SEQ_CST) == 0)
		(void)sys_futex_wait(&a->start, 0, NULL);
	a->result = alone_stop_all(a);
	if (a->result == 0)
		alone_send_away(a);
	else
		alone_let_go(a);
	a->done = true;
	return 0;
}

static int alone_run(struct alone *a)
{
	void *stack = cx_alloc(a->cx, ALONE_STACK);
	int status;

	if (!stack)
		return error_memory(a->cx);
	/* Who is not dumpable can be traced by nobody without privilege. */
	int dumpable = sys_prctl(PR_GET_DUMPABLE, 0, 0, 0, 0);
	if (dumpable == 0)
		(void)sys_prctl(PR_SET_DUMPABLE, 1, 0, 0, 0);
	pid_t helper = sys_clone_fn(CLONE_VM, 0, stack, ALONE_STACK, alone_helper, a);
	if (helper > 0) {
		/* Yama: it is no ancestor of ours. Fails where there is no Yama. */
		(void)sys_prctl(PR_SET_PTRACER, (uint64_t)helper, 0, 0, 0);
		__atomic_store_n(&a->start, 1, __ATOMIC_SEQ_CST);
		(void)sys_futex_wake(&a->start, 1);
		while (sys_wait(helper, &status, __WALL) == -EINTR)
			;
		(void)sys_prctl(PR_SET_PTRACER, 0, 0, 0, 0);
	}
	if (dumpable == 0)
		(void)sys_prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
	if (helper < 0)
		return error_set(a->cx, CR_E_LOADER, -helper, 0, "clone",
				 "no helper process to end the caller's other threads");
	if (!a->done)
		return error_set(a->cx, CR_E_LOADER, EINTR, helper, "helper",
				 "the helper that ends the caller's other threads was killed");
	return a->result;
}

CR_FN int alone_make(struct cr_ctx *cx, int proc_fd)
{
	struct alone a = {.cx = cx, .pid = sys_getpid(), .caller = sys_gettid()};
	CR_AUTOFD int self = -1;
	pid_t *tids;
	size_t n;
	int r = proc_open_pid(proc_fd, a.pid, &self);

	if (r == 0)
		r = proc_threads(cx, self, &tids, &n);
	if (r < 0)
		return error_set(cx, CR_E_SYSTEM, -r, a.pid, "proc",
				 "the caller's threads cannot be listed");
	a.task.pid = a.pid;
	a.task.dir_fd = self;
	return n == 1 ? 0 : alone_run(&a);
}
