/* SPDX-License-Identifier: MIT
 *
 * freeze: finding a tree of tasks, stopping every thread of it, reading what can be read from
 * outside, letting it go. Leans on trace.c; infect.c settles what a dump that was cut short has
 * left. Refuses, by name: no such process, our own, kernel threads, zombies, traced tasks, tasks
 * that we may not trace, strict seccomp, tasks that do not stop in time (a parent in vfork cannot
 * be stopped before its child is gone).
 *
 * In three steps, so that little is done while something stands still: look (tasks are found and
 * opened, sleeping calls noted), stop (again and again until nobody new appears), read.
 */
#include "control.h"

#include <sys/ptrace.h>
#include <sys/wait.h>

#define FREEZE_KTHREAD 0x00200000 /* PF_KTHREAD */
#define FREEZE_ERESTARTNOHAND \
	514 /* the kernel's word to itself: enter the call again unless a handler runs */
#define FREEZE_TIMEOUT_MS 10000
#define FREEZE_CPUS 1024
#define FREEZE_STACK 65536
#define FREEZE_CLOCKS_NS 20000000  /* to read them all */
#define FREEZE_PIDFD_THREAD O_EXCL /* Linux 6.9: of any thread, not only of a leader */

#define freeze_error(cx, task, code, e, ...) \
	error_set((cx), (code), (e), (task)->pid, (task)->stat.comm, __VA_ARGS__)

struct freeze {
	struct tree *t;
	uint64_t deadline;
	void *xstate; /* room for one */
	struct freeze_clocks *clocks;
};

/* The scheduler measures by a clock of each CPU's own. */
struct freeze_clocks {
	bool any, asked[FREEZE_CPUS];
	uint64_t zero[FREEZE_CPUS]; /* CLOCK_MONOTONIC when it showed 0; 0: unknown */
};

/* == calls that were asleep ==================================================================== */

enum { FREEZE_NO_TIMEOUT = -1 };

/* What PTRACE_INTERRUPT does to calls that sleep. Most are entered again by the kernel itself.
 * Those with `mend` return EINTR instead, having done nothing: they can be entered again in its
 * stead. Not every EINTR is like that: after close(2) the descriptor is gone. timeout: the argument
 * that limits the sleep, in ms if `ms`, else by a pointer. */
static const struct freeze_call {
	int nr;
	bool mend;
	signed char timeout;
	bool ms;
} freeze_calls[] = {
	{SYS_nanosleep, false, 0, false},
	{SYS_clock_nanosleep, false, 2, false},
	{SYS_futex, false, 3, false},
#ifdef SYS_poll
	{SYS_poll, false, 2, true},
#endif
#ifdef SYS_epoll_wait
	{SYS_epoll_wait, true, 3, true},
#endif
	{SYS_epoll_pwait, true, 3, true},
#ifdef SYS_epoll_pwait2
	{SYS_epoll_pwait2, true, 3, false},
#endif
	{SYS_rt_sigtimedwait, true, 2, false},
	{SYS_semop, true, FREEZE_NO_TIMEOUT, false},
	{SYS_semtimedop, true, 3, false},
	{SYS_io_getevents, true, 4, false},
	/* Sockets with a time limit of their own, and reads of inotify. */
	{SYS_read, true, FREEZE_NO_TIMEOUT, false},
	{SYS_readv, true, FREEZE_NO_TIMEOUT, false},
	{SYS_write, true, FREEZE_NO_TIMEOUT, false},
	{SYS_writev, true, FREEZE_NO_TIMEOUT, false},
	{SYS_recvfrom, true, FREEZE_NO_TIMEOUT, false},
	{SYS_recvmsg, true, FREEZE_NO_TIMEOUT, false},
	{SYS_recvmmsg, true, 4, false},
	{SYS_sendto, true, FREEZE_NO_TIMEOUT, false},
	{SYS_sendmsg, true, FREEZE_NO_TIMEOUT, false},
	{SYS_accept, true, FREEZE_NO_TIMEOUT, false},
	{SYS_accept4, true, FREEZE_NO_TIMEOUT, false},
};

static const struct freeze_call *freeze_find_call(long nr)
{
	for (size_t i = 0; i < ARRAY_LEN(freeze_calls); i++)
		if (freeze_calls[i].nr == nr)
			return &freeze_calls[i];
	return NULL;
}

static bool freeze_has_timeout(const struct freeze_call *call, const uint64_t args[6])
{
	if (!call || call->timeout == FREEZE_NO_TIMEOUT)
		return false;
	return call->ms ? (int32_t)args[call->timeout] > 0 : args[call->timeout] != 0;
}

/* "se.exec_start : 1234.567890" in ms: when the thread last ran, which is when it began to sleep.
 */
static int freeze_exec_start(int dir_fd, const char *name, uint64_t *ret_ns)
{
	char text[4096];
	ssize_t n = proc_read_small(dir_fd, name, text, sizeof(text) - 1);
	uint64_t ms, fraction;

	if (n < 0)
		return (int)n;
	for (char *p = text, *line; (line = str_line(&p)) != NULL;) {
		if (!str_starts(line, "se.exec_start"))
			continue;
		const char *s = line + strlen("se.exec_start");
		while (*s == ' ' || *s == ':')
			s++;
		if (!str_number(&s, 10, &ms) || *s++ != '.' || !str_number(&s, 10, &fraction) ||
		    fraction > 999999)
			return -EINVAL;
		return num_mul(ms, 1000000, ret_ns) && num_add(*ret_ns, fraction, ret_ns) ? 0
											  : -EINVAL;
	}
	return -ENODATA;
}

/* The CPU that a thread last ran on: field 39 of its stat. */
static int freeze_last_cpu(const struct task *task, pid_t tid, uint64_t *ret)
{
	char name[40], text[1024];
	const char *p = NULL;

	str_format(name, sizeof(name), "task/%d/stat", tid);
	ssize_t n = proc_read_small(task->dir_fd, name, text, sizeof(text));
	for (ssize_t i = 0; i < n; i++)
		if (text[i] == ')')
			p = &text[i];
	for (int field = 2; p && field < 39; field++)
		do
			p = *p ? p + 1 : NULL;
		while (p && *p != ' ');
	if (!p || !*p++)
		return -EINVAL;
	return str_number(&p, 10, ret) ? 0 : -EINVAL;
}

/* When it went to sleep, by the clock of the CPU that it ran on; freeze_set_clocks makes something
 * of it. */
static void freeze_look_asleep(struct freeze *f, const struct task *task, struct thread *th)
{
	char name[40];
	uint64_t cpu, start;

	str_format(name, sizeof(name), "task/%d/sched", th->tid);
	if (freeze_last_cpu(task, th->tid, &cpu) < 0 || cpu >= FREEZE_CPUS ||
	    freeze_exec_start(task->dir_fd, name, &start) < 0)
		return;
	th->look.cpu = (uint32_t)cpu;
	th->look.since_ns = start;
	f->clocks->asked[cpu] = f->clocks->any = true;
}

/* In a short-lived process, whose affinity is nobody's: each CPU's clock is read by who has just
 * been asleep there. */
static int freeze_ask_clocks(void *arg)
{
	struct freeze *f = arg;
	char name[24];
	uint64_t start;

	str_format(name, sizeof(name), "%d/sched", sys_gettid());
	for (size_t cpu = 0; cpu < FREEZE_CPUS; cpu++) {
		uint64_t mask[FREEZE_CPUS / 64] = {0};

		mask[cpu / 64] = 1ull << cpu % 64;
		if (!f->clocks->asked[cpu] || sys_set_affinity(0, mask, sizeof(mask)) < 0)
			continue;
		sys_sleep_ns(1);
		uint64_t now = sys_clock_ns(CLOCK_MONOTONIC);
		if (freeze_exec_start(f->t->proc_fd, name, &start) == 0)
			f->clocks->zero[cpu] = now - start;
	}
	return 0;
}

/* Not for long: a CPU may be busy with others. Where nothing was found out no estimate is made. */
static void freeze_await_clocks(pid_t pid)
{
	uint64_t deadline = sys_clock_ns(CLOCK_MONOTONIC) + FREEZE_CLOCKS_NS,
		 everywhere[FREEZE_CPUS / 64];
	int status, r;

	while ((r = sys_wait(pid, &status, __WALL | WNOHANG)) == 0 &&
	       sys_clock_ns(CLOCK_MONOTONIC) < deadline)
		sys_sleep_ns(50000);
	if (r != 0)
		return;
	memset(everywhere, 0xff, sizeof(everywhere));
	(void)sys_set_affinity(pid, everywhere, sizeof(everywhere));
	(void)sys_kill(pid, SIGKILL);
	while (sys_wait(pid, &status, __WALL) == -EINTR)
		;
}

/* From the clocks of the CPUs, which leave out stolen time and interrupts, to CLOCK_MONOTONIC. */
static void freeze_set_clocks(struct freeze *f)
{
	struct tree *t = f->t;
	void *stack = f->clocks->any ? cx_alloc(t->cx, FREEZE_STACK) : NULL;
	uint64_t all = UINT64_MAX, old;

	if (stack && sys_sigmask(SIG_SETMASK, &all, &old) ==
			     0) { /* no handler of the program may run there */
		pid_t pid = sys_clone_fn(CLONE_VM, 0, stack, FREEZE_STACK, freeze_ask_clocks, f);
		if (pid > 0)
			freeze_await_clocks(pid);
		(void)sys_sigmask(SIG_SETMASK, &old, NULL);
	}
	for (size_t i = 0; i < t->tasks.n; i++)
		for (size_t k = 0; k < t->tasks.at[i]->thread_n; k++) {
			struct thread *th = &t->tasks.at[i]->threads[k];
			uint64_t zero = f->clocks->zero[th->look.cpu];

			if (th->look.since_ns)
				th->look.since_ns = zero ? th->look.since_ns + zero : 0;
		}
}

/* "running", "-1 SP IP" or "NR A B C D E F SP IP". */
static bool freeze_parse_syscall(const char *s, long *ret_nr, uint64_t args[6], uint64_t *ret_sp)
{
	uint64_t nr, value;

	if (!str_number(&s, 10, &nr))
		return false;
	for (int i = 0; i < 7; i++) {
		if (!str_starts(s, " 0x"))
			return false;
		s += 3;
		if (!str_number(&s, 16, &value))
			return false;
		*(i < 6 ? &args[i] : ret_sp) = value;
	}
	*ret_nr = (long)nr;
	return true;
}

static void freeze_look_thread(struct freeze *f, const struct task *task, struct thread *th)
{
	char name[48], text[256];

	th->look.nr = -1;
	th->look.since_ns = 0;
	str_format(name, sizeof(name), "task/%d/syscall", th->tid);
	if (proc_read_small(task->dir_fd, name, text, sizeof(text)) < 0 ||
	    !freeze_parse_syscall(text, &th->look.nr, th->look.args, &th->look.sp))
		return;
	const struct arch_call call = arch_call_view(task->compat, th->look.nr, th->look.args);
	/* Of a call that was interrupted before, the time since then. */
	if (call.nr == SYS_restart_syscall ||
	    freeze_has_timeout(freeze_find_call(call.nr), call.args))
		freeze_look_asleep(f, task, th);
}

/* Still in the call that it was seen in? */
static bool freeze_is_same_call(const struct thread *th)
{
	uint64_t args[6];

	arch_syscall_args(&th->regs, args);
	return arch_syscall_nr(&th->regs) == th->look.nr && arch_sp(&th->regs) == th->look.sp &&
	       memcmp(args, th->look.args, sizeof(args)) == 0;
}

/* A signal that will be delivered, so that the call has to return EINTR. */
static bool freeze_signal_due(const struct task *task, pid_t tid)
{
	struct proc_status status;
	char name[48], text[4096];

	str_format(name, sizeof(name), "task/%d/status", tid);
	/* A list of groups that fills the buffer stands before the signals: then EINTR stays, which
	 * is always allowed. */
	if (proc_read_small(task->dir_fd, name, text, sizeof(text)) < 0 ||
	    proc_parse_status(text, &status) < 0)
		return true;
	return (status.sig_pnd | status.shd_pnd) & ~status.sig_blk & ~status.sig_ign;
}

/* The first act after a stop: until it is done a killed dumper would leave the program an EINTR. */
CR_FN int freeze_mend(const struct task *task, struct thread *th)
{
	uint64_t args[6];

	arch_syscall_args(&th->regs, args);
	const struct arch_call view = arch_call_view(arch_is_compat(&th->regs),
						     arch_syscall_nr(&th->regs), args);
	const struct freeze_call *call = freeze_find_call(view.nr);

	th->waited_ns = UINT64_MAX;
	if (th->look.since_ns && freeze_is_same_call(th)) {
		uint64_t now = sys_clock_ns(CLOCK_MONOTONIC);
		th->waited_ns = now > th->look.since_ns ? now - th->look.since_ns : 0;
	}
	if (!call || !call->mend || arch_syscall_result(&th->regs) != -EINTR)
		return 0;
	if (trace_has_signals(th->tid) && freeze_signal_due(task, th->tid))
		return 0;
	if (call->ms && freeze_has_timeout(call, th->look.args) && th->waited_ns != UINT64_MAX) {
		uint64_t all = th->look.args[call->timeout] & INT32_MAX,
			 waited = th->waited_ns / 1000000;
		arch_set_syscall_arg(&th->regs, call->timeout, all > waited ? all - waited : 0);
	}
	arch_set_syscall_result(&th->regs, -FREEZE_ERESTARTNOHAND);
	return trace_set_regs(th->tid, &th->regs);
}

/* == finding and opening ======================================================================= */

CR_FN struct task *tree_find(const struct tree *t, pid_t pid)
{
	for (size_t i = 0; i < t->tasks.n; i++)
		if (t->tasks.at[i]->pid == pid)
			return t->tasks.at[i];
	return NULL;
}

static struct thread *freeze_add_thread(struct cr_ctx *cx, struct task *task, pid_t tid)
{
	if (task->thread_n == task->thread_cap &&
	    !vec_grow(&cx->arena, &task->threads, task->thread_n, &task->thread_cap,
		      sizeof(*task->threads)))
		return NULL;
	struct thread *th = &task->threads[task->thread_n++];
	memset(th, 0, sizeof(*th));
	th->tid = tid;
	th->look.nr = -1;
	return th;
}

/* The kernel lists threads in the order that we keep: `hint` is nearly always right. */
static struct thread *freeze_find_thread(struct task *task, pid_t tid, size_t hint)
{
	if (hint < task->thread_n && task->threads[hint].tid == tid)
		return &task->threads[hint];
	for (size_t i = 0; i < task->thread_n; i++)
		if (task->threads[i].tid == tid)
			return &task->threads[i];
	return NULL;
}

static int freeze_read_stat(int dir_fd, const char *name, struct proc_stat *ret)
{
	char text[1024];
	ssize_t n = proc_read_small(dir_fd, name, text, sizeof(text));

	/* Of a task that has gone the file can be found no more, or opened but not read. */
	if (n == -ENOENT)
		return -ESRCH;
	return n < 0 ? (int)n : proc_parse_stat(text, ret);
}

static char freeze_thread_state(const struct task *task, pid_t tid)
{
	struct proc_stat stat;
	char name[40];

	str_format(name, sizeof(name), "task/%d/stat", tid);
	return freeze_read_stat(task->dir_fd, name, &stat) < 0 ? 'X' : stat.state;
}

static void freeze_close_task(struct task *task)
{
	int *const fds[] = {&task->dir_fd, &task->mem_fd, &task->pagemap_fd, &task->pidfd};

	for (size_t i = 0; i < ARRAY_LEN(fds); i++)
		sys_close_auto(fds[i]);
}

/* 1: added; 0: it has gone, or is no child of parent any more. */
static int freeze_open_task(struct freeze *f, pid_t pid, struct task *parent)
{
	struct tree *t = f->t;
	struct cr_ctx *cx = t->cx;
	CR_AUTOFD int dir_fd = -1;
	int r = proc_open_pid(t->proc_fd, pid, &dir_fd);

	if (r == -ESRCH)
		return 0;
	if (r < 0)
		return error_set(cx, CR_E_SYSTEM, -r, pid, "proc",
				 "task %d cannot be opened in proc", pid);
	CR_AUTOFD int pidfd = sys_pidfd_open(pid, 0);
	struct proc_stat stat;
	/* Read last: if the directory still answers, the number was not used for anybody else
	 * meanwhile. */
	r = freeze_read_stat(dir_fd, "stat", &stat);
	if (r == -ESRCH || (r == 0 && parent && stat.ppid != parent->pid))
		return 0;
	if (r < 0)
		return error_set(cx, CR_E_SYSTEM, -r, pid, "stat", "stat of task %d cannot be read",
				 pid);
	if (stat.pid != pid || (pidfd == -EINVAL && !parent))
		return error_set(cx, CR_E_NO_PROCESS, 0, pid, "",
				 "%d is not a process but a thread of one", pid);
	if (pidfd < 0)
		return error_set(cx, CR_E_SYSTEM, -pidfd, pid, "pidfd",
				 "task %d cannot be held by a descriptor", pid);
	if (stat.flags & FREEZE_KTHREAD)
		return error_set(cx, CR_E_KERNEL_THREAD, 0, pid, stat.comm,
				 "task %d (%s) is a kernel thread", pid, stat.comm);
	struct task *task = cx_alloc(cx, sizeof(*task)), **slot = vec_add(&cx->arena, &t->tasks);
	if (!task || !slot) {
		t->tasks.n -= slot != NULL;
		return error_memory(cx);
	}
	*slot = task;
	task->pid = pid;
	task->stat = stat;
	task->ppid = stat.ppid;
	task->parent = parent;
	task->state = TASK_ALIVE;
	task->shares_memory = t->helper && !parent;
	task->mem_fd = task->pagemap_fd = task->infect.channel = -1;
	task->dir_fd = sys_take(&dir_fd);
	task->pidfd = sys_take(&pidfd);
	return freeze_add_thread(cx, task, pid) ? 1 : error_memory(cx);
}

/* How many were new. */
static int freeze_add_children(struct freeze *f, struct task *task)
{
	struct tree *t = f->t;
	pid_t *pids;
	size_t n;
	int added = 0, r = proc_children(t->cx, task->dir_fd, &pids, &n);

	if (r == -ENOENT || r == -ESRCH)
		return 0;
	if (r < 0)
		return error_set(t->cx, CR_E_SYSTEM, -r, task->pid, "children",
				 "children of task %d cannot be read", task->pid);
	for (size_t i = 0; i < n; i++) {
		if (pids[i] == t->helper || tree_find(t, pids[i]))
			continue;
		if (pids[i] == t->self)
			return error_set(
				t->cx, CR_E_OWN_PID, 0, pids[i], "",
				"the caller, process %d, is itself in the tree of process %d",
				pids[i], t->root);
		r = freeze_open_task(f, pids[i], task);
		if (r < 0)
			return r;
		added += r;
	}
	return added;
}

/* A 32-bit program? Asked again once it stands still. */
static void freeze_look_kind(struct task *task)
{
	CR_AUTOFD int fd = sys_openat(task->dir_fd, "auxv", O_RDONLY, 0);
	char first[16];

	task->compat = fd >= 0 && sys_pread_all(fd, first, sizeof(first), 0) == 0 &&
		       proc_auxv_is_compat(first, sizeof(first));
}

/* Before anything stands still. What is missed or goes away meanwhile is found out later. */
static int freeze_look(struct freeze *f)
{
	struct tree *t = f->t;

	for (size_t i = 0; i < t->tasks.n; i++) {
		struct task *task = t->tasks.at[i];
		pid_t *tids;
		size_t n;
		int r = proc_threads(t->cx, task->dir_fd, &tids, &n);

		freeze_look_kind(task);
		for (size_t k = 0; r == 0 && k < n; k++) {
			struct thread *th = freeze_find_thread(task, tids[k], k);
			if (!th)
				th = freeze_add_thread(t->cx, task, tids[k]);
			if (!th)
				return error_memory(t->cx);
			freeze_look_thread(f, task, th);
		}
		r = freeze_add_children(f, task);
		if (r < 0)
			return r;
	}
	freeze_set_clocks(f);
	return 0;
}

/* == stopping ================================================================================== */

static bool freeze_late(const struct freeze *f)
{
	return sys_clock_ns(CLOCK_MONOTONIC) > f->deadline;
}

static bool freeze_own_child(const struct freeze *f, const struct task *task)
{
	return task->stat.ppid == f->t->self && !f->t->helper;
}

static const char *const freeze_yama[] = {
	"",
	", only descendants may be",
	", it takes CAP_SYS_PTRACE",
	", nobody may be",
};

static int freeze_refuse_permission(struct freeze *f, const struct task *task, int e)
{
	struct tree *t = f->t;
	struct proc_status status = {0};
	char *text;
	const char *comm = task->stat.comm;
	int yama = proc_yama(t->proc_fd);
	uint32_t uid = sys_getuid();

	if (proc_read(t->cx, task->dir_fd, "status", &text, NULL) == 0)
		(void)proc_parse_status(text, &status);
	if (status.tracer) {
		char name[32], tracer[64] = "?";
		struct proc_stat stat;

		str_format(name, sizeof(name), "%d/stat", status.tracer);
		if (freeze_read_stat(t->proc_fd, name, &stat) == 0)
			str_format(tracer, sizeof(tracer), "%s", stat.comm);
		if (strcmp(tracer, TREE_HELPER_COMM) == 0)
			return error_set(t->cx, CR_E_BUSY, e, task->pid, comm,
					 "task %d (%s) is in the middle of a save of itself",
					 task->pid, comm);
		return error_set(t->cx, CR_E_TRACED, e, task->pid, comm,
				 "task %d (%s) is already traced by process %d (%s)", task->pid,
				 comm, status.tracer, tracer);
	}
	if (feature_has_cap(CAP_SYS_PTRACE))
		return error_set(t->cx, CR_E_PERMISSION, e, task->pid, comm,
				 "task %d (%s) may not be traced, although CAP_SYS_PTRACE is "
				 "there: a seccomp filter, "
				 "a security module, or a task of an outer user namespace",
				 task->pid, comm);
	for (int i = 0; i < 3; i++)
		if (status.uid[i] != uid)
			return error_set(
				t->cx, CR_E_PERMISSION, e, task->pid, comm,
				"task %d (%s) runs as user %u, the caller as user %u: it takes "
				"CAP_SYS_PTRACE",
				task->pid, comm, status.uid[i], uid);
	if (yama > 0)
		return error_set(t->cx, CR_E_PERMISSION, e, task->pid, comm,
				 "task %d (%s) may not be traced: kernel.yama.ptrace_scope is %d%s",
				 task->pid, comm, yama, freeze_yama[yama <= 3 ? yama : 3]);
	return error_set(t->cx, CR_E_PERMISSION, e, task->pid, comm,
			 "task %d (%s) may not be traced: it is not dumpable, or has more rights "
			 "than the caller; "
			 "it takes CAP_SYS_PTRACE",
			 task->pid, comm);
}

/* A thread that waits for its vfork child cannot be stopped, and once seized not be let go either
 * before it has stopped. So it is waited for before. */
static int freeze_await_vfork(struct freeze *f, const struct task *task, struct thread *th)
{
	for (;;) {
		long nr = arch_call_view(task->compat, th->look.nr, th->look.args).nr;
		bool vforks = nr == SYS_clone || nr == SYS_clone3;
#ifdef SYS_vfork
		vforks = vforks || nr == SYS_vfork;
#endif
		if (!vforks || freeze_thread_state(task, th->tid) != 'D')
			return 0;
		if (freeze_late(f))
			return freeze_error(f->t->cx, task, CR_E_TIMEOUT, 0,
					    "task %d (%s) waits in vfork (state D) until its child "
					    "has ended or "
					    "started a program",
					    th->tid, task->stat.comm);
		sys_sleep_ns(1000000);
		freeze_look_thread(f, task, th);
		th->look.since_ns = 0;
	}
}

/* Seized and told to stop; 0 also when the thread is gone (and then not seized). */
static int freeze_seize(struct freeze *f, struct task *task, struct thread *th)
{
	struct tree *t = f->t;
	int r = freeze_await_vfork(f, task, th);

	if (r < 0)
		return r;
	r = trace_seize(th->tid, t->seccomp_suspended);
	if (r < 0 && t->seccomp_suspended && th->tid == t->root) {
		/* Allowed only to who has CAP_SYS_ADMIN and no filter itself. */
		t->seccomp_suspended = false;
		r = trace_seize(th->tid, false);
	}
	if (r < 0) {
		char state = r == -ESRCH ? 'X' : freeze_thread_state(task, th->tid);
		return state == 'X' || state == 'Z' ? 0 : freeze_refuse_permission(f, task, -r);
	}
	th->seized = true;
	r = trace_interrupt(th->tid);
	if (r < 0 && r != -ESRCH) /* which only shows that it is ending */
		return freeze_error(t->cx, task, CR_E_FREEZE, -r,
				    "thread %d cannot be told to stop", th->tid);
	return 0;
}

static int freeze_refuse_unstopped(struct freeze *f, const struct task *task,
				   const struct thread *th, char state)
{
	return freeze_error(f->t->cx, task, CR_E_TIMEOUT, 0,
			    "thread %d of task %d (%s) does not stop, its state is %c%s", th->tid,
			    task->pid, task->stat.comm, state,
			    state == 'D' ? ": it waits for a device or for its vfork child" : "");
}

/* After freeze_seize. A thread that ends meanwhile is no longer seized. */
static int freeze_await_stop(struct freeze *f, struct task *task, struct thread *th)
{
	struct cr_ctx *cx = f->t->cx;

	for (;;) {
		int stop, r = trace_wait(th->tid, sys_clock_ns(CLOCK_MONOTONIC) + 2000000, &stop);
		char state = r == 0 ? 't' : freeze_thread_state(task, th->tid);

		if (r == -ESRCH || state == 'X' || state == 'Z') {
			th->seized = false;
			trace_forget(th->tid, th->tid == task->pid && freeze_own_child(f, task));
			return 0;
		}
		if (r == -ETIMEDOUT && !freeze_late(f))
			continue;
		if (r == -ETIMEDOUT)
			return freeze_refuse_unstopped(f, task, th, state);
		if (r == 0 && stop >> 8 == PTRACE_EVENT_STOP) {
			if ((stop & 0x7f) != SIGTRAP) {
				task->state = TASK_STOPPED;
				task->stop_signo = stop & 0x7f;
			}
			break;
		}
		/* A signal was about to be delivered: that comes first, the interrupt is still due.
		 */
		if (r == 0)
			r = trace_cont(th->tid, stop & 0x7f);
		if (r < 0 && r != -ESRCH)
			return freeze_error(cx, task, CR_E_FREEZE, -r,
					    "thread %d cannot be stopped", th->tid);
	}
	th->stopped = true;
	int r = trace_get_regs(th->tid, &th->regs);
	if (r == -ENOTSUP)
		return freeze_error(cx, task, CR_E_UNSUPPORTED, 0,
				    "thread %d of task %d (%s) runs code of a segment of its own",
				    th->tid, task->pid, task->stat.comm);
	if (r == 0)
		r = freeze_mend(task, th);
	if (r < 0)
		return freeze_error(cx, task, CR_E_FREEZE, -r,
				    "registers of thread %d cannot be read or set", th->tid);
	return 0;
}

/* Those that ended leave the list; a leader stays in its place. */
static void freeze_drop_ended(struct task *task)
{
	size_t n = 1;

	for (size_t i = 1; i < task->thread_n; i++)
		if (task->threads[i].stopped)
			task->threads[n++] = task->threads[i];
	task->thread_n = n;
}

/* Until a whole look at the list of threads shows nobody new. */
static int freeze_stop_threads(struct freeze *f, struct task *task)
{
	struct cr_ctx *cx = f->t->cx;

	for (bool again = true; again;) {
		pid_t *tids;
		size_t n;
		int r = proc_threads(cx, task->dir_fd, &tids, &n);

		if (r == -ENOENT || r == -ESRCH)
			n = 0;
		else if (r < 0)
			return error_set(cx, CR_E_SYSTEM, -r, task->pid, "task",
					 "threads of task %d cannot be listed", task->pid);
		again = false;
		for (size_t i = 0; i < n; i++) {
			struct thread *th = freeze_find_thread(task, tids[i], i);
			if (!th) {
				th = freeze_add_thread(cx, task, tids[i]);
				if (!th)
					return error_memory(cx);
				freeze_look_thread(f, task, th);
				th->look.since_ns = 0; /* too late to be of use */
			}
			if (th->seized)
				continue;
			r = freeze_seize(f, task, th);
			if (r < 0)
				return r;
			again = again || th->seized;
		}
		/* All were told first, so that they stop side by side. */
		for (size_t i = 0; again && i < task->thread_n; i++) {
			struct thread *th = &task->threads[i];
			r = th->seized && !th->stopped ? freeze_await_stop(f, task, th) : 0;
			if (r < 0)
				return r;
		}
	}
	freeze_drop_ended(task);
	return 0;
}

/* Lets go of one that is no longer, or never was, of the tree. */
static void freeze_drop_task(struct freeze *f, size_t index)
{
	struct tree *t = f->t;
	struct task *task = t->tasks.at[index];

	for (size_t i = 0; i < task->thread_n; i++)
		if (task->threads[i].stopped)
			(void)trace_detach(task->threads[i].tid);
	freeze_close_task(task);
	for (size_t i = index + 1; i < t->tasks.n; i++)
		t->tasks.at[i - 1] = t->tasks.at[i];
	t->tasks.n--;
}

static bool freeze_any_stopped(const struct task *task)
{
	for (size_t i = 0; i < task->thread_n; i++)
		if (task->threads[i].stopped)
			return true;
	return false;
}

/* Stops all threads and reads who it is now. 1: it stays in the tree, 0: it is gone. */
static int freeze_stop_task(struct freeze *f, struct task *task)
{
	struct tree *t = f->t;
	struct cr_ctx *cx = t->cx;
	char *text;
	int r = freeze_stop_threads(f, task);

	if (r < 0)
		return r;
	r = freeze_read_stat(task->dir_fd, "stat", &task->stat);
	if (r == 0)
		r = proc_read(cx, task->dir_fd, "status", &text, NULL);
	if (r == 0)
		r = proc_parse_status(text, &task->status);
	if (r == -ESRCH || r == -ENOENT) {
		if (task->pid != t->root)
			return 0;
		return error_set(cx, CR_E_NO_PROCESS, 0, task->pid, "",
				 "process %d has ended meanwhile", task->pid);
	}
	if (r < 0)
		return error_set(cx, CR_E_SYSTEM, -r, task->pid, "status",
				 "stat and status of task %d cannot be read", task->pid);
	if (task->pid != t->root) {
		task->parent = tree_find(t, task->stat.ppid);
		if (!task->parent)
			return 0; /* its parent ended and it went to a reaper outside the tree */
	}
	task->ppid = task->stat.ppid;
	task->pgid = task->stat.pgid;
	task->sid = task->stat.sid;
	task->exit_signal = task->stat.exit_signal;
	if (freeze_any_stopped(task))
		return 1;
	if (task->stat.state != 'Z')
		return task->pid != t->root ? 0
					    : freeze_error(cx, task, CR_E_NO_PROCESS, 0,
							   "process %d is ending", task->pid);
	if (task->pid == t->root)
		return freeze_error(cx, task, CR_E_ZOMBIE, 0, "process %d (%s) is a zombie",
				    task->pid, task->stat.comm);
	task->state = TASK_ZOMBIE;
	task->exit_code = task->stat.exit_code;
	return 1;
}

/* Parents before children. A new child can only come from a task that is not yet stopped, or, when
 * a reaper is in the tree, from a task that ended: so the last round finds nobody. */
static int freeze_stop(struct freeze *f)
{
	struct tree *t = f->t;

	for (size_t done = 0, before;;) {
		before = t->tasks.n;
		while (done < t->tasks.n) {
			struct task *task = t->tasks.at[done];
			int r = freeze_stop_task(f, task);

			if (r < 0)
				return r;
			if (r == 0) {
				freeze_drop_task(f, done);
				continue;
			}
			done++;
			r = task->state == TASK_ZOMBIE ? 0 : freeze_add_children(f, task);
			if (r < 0)
				return r;
		}
		if (t->tasks.n == 1)
			return 0;
		for (size_t i = 0; i < done; i++) {
			int r = t->tasks.at[i]->state == TASK_ZOMBIE
					? 0
					: freeze_add_children(f, t->tasks.at[i]);
			if (r < 0)
				return r;
		}
		if (done == t->tasks.n && before == done)
			return 0;
	}
}

/* == reading =================================================================================== */

/* struct rseq_cs of linux/rseq.h */
struct freeze_rseq_cs {
	uint32_t version, flags;
	uint64_t start_ip, post_commit_offset, abort_ip;
};

/* In a restartable sequence the thread cannot be moved elsewhere and back: the kernel would abort
 * it. So it is aborted. */
static int freeze_read_rseq(struct cr_ctx *cx, struct task *task, struct thread *th)
{
	struct freeze_rseq_cs cs;
	uint32_t sig;
	int r = trace_get_rseq(th->tid, &th->rseq_ptr, &th->rseq_size, &th->rseq_sig);

	/* A kernel without any is asked before one that cannot tell is refused. */
	if (r < 0 && !sys_has_rseq())
		return 0;
	if (r < 0)
		return error_set(cx, CR_E_KERNEL, -r, task->pid, "rseq",
				 "the restartable sequences of thread %d cannot be read: %s",
				 th->tid, feature_advice(FEATURE_RSEQ_CONFIG));
	if (!th->rseq_ptr)
		return 0;
	r = sys_pread_all(task->mem_fd, &th->rseq_cs, sizeof(th->rseq_cs), th->rseq_ptr + 8);
	if (r < 0)
		return error_set(cx, CR_E_SYSTEM, -r, task->pid, "rseq",
				 "the rseq area of thread %d cannot be read", th->tid);
	if (!th->rseq_cs)
		return 0;
	/* A pointer that leads nowhere, or to no sequence around ip, is the program's business. */
	if (sys_pread_all(task->mem_fd, &cs, sizeof(cs), th->rseq_cs) < 0 ||
	    arch_ip(&th->regs) - cs.start_ip >= cs.post_commit_offset)
		return 0;
	if (sys_pread_all(task->mem_fd, &sig, sizeof(sig), cs.abort_ip - sizeof(sig)) < 0 ||
	    sig != th->rseq_sig)
		return 0;
	arch_set_ip(&th->regs, cs.abort_ip);
	th->rseq_cs = 0;
	return 0;
}

static int freeze_read_thread(struct freeze *f, struct task *task, struct thread *th)
{
	struct cr_ctx *cx = f->t->cx;
	ssize_t n = 0;

	if (!th->stopped) { /* a leader that has ended */
		memcpy(th->comm, task->stat.comm, sizeof(th->comm) - 1);
		return 0;
	}
	/* Its signal frames, its vdso and its pointers in the kernel are of one kind only. */
	if (arch_is_compat(&th->regs) != task->compat)
		return freeze_error(cx, task, CR_E_UNSUPPORTED, 0,
				    "thread %d of task %d (%s), a %d-bit program, runs %d-bit code",
				    th->tid, task->pid, task->stat.comm, task->compat ? 32 : 64,
				    task->compat ? 64 : 32);
	int r = trace_get_mask(th->tid, &th->sigmask);
	if (r == 0) {
		n = trace_get_xstate(th->tid, f->xstate, ARCH_XSTATE_MAX);
		r = n < 0 ? (int)n : 0;
	}
	if (r == 0)
		r = sys_get_robust_list(th->tid, &th->robust_head, &th->robust_len);
	if (r < 0)
		return freeze_error(cx, task, CR_E_FREEZE, -r,
				    "registers of thread %d cannot be read", th->tid);
	th->xstate_len = (size_t)n;
	th->xstate = arena_copy(&cx->arena, f->xstate, th->xstate_len);
	if (!th->xstate)
		return error_memory(cx);
	return freeze_read_rseq(cx, task, th);
}

/* A dump that was killed may have left threads on their way home: they get there first, under our
 * eyes. */
static int freeze_settle(struct freeze *f, struct task *task)
{
	struct cr_ctx *cx = f->t->cx;

	int r = infect_find_room(f->t, task);
	if (r < 0 || !infect_has_remains(task))
		return r;
	for (bool moved = true; moved && r == 0;) {
		moved = false;
		for (size_t i = 0; i < task->thread_n; i++) {
			struct thread *th = &task->threads[i];
			if (!th->stopped || !infect_holds(task, th))
				continue;
			moved = true;
			th->stopped = false;
			(void)trace_cont(th->tid, 0);
		}
		if (!moved)
			break;
		if (freeze_late(f))
			return freeze_error(
				cx, task, CR_E_TIMEOUT, 0,
				"task %d (%s) is still on its way out of a save that was cut short",
				task->pid, task->stat.comm);
		sys_sleep_ns(200000);
		for (size_t i = 0; r == 0 && i < task->thread_n; i++) {
			struct thread *th = &task->threads[i];
			if (!th->seized || th->stopped)
				continue;
			(void)trace_interrupt(th->tid);
			th->look.since_ns = 0;
			r = freeze_await_stop(f, task, th);
		}
	}
	return r;
}

/* A leader that has ended before its process has no memory and no descriptors: another thread's
 * directory shows them, its status, and what its stat says of memory. */
static int freeze_follow_living(struct freeze *f, struct task *task)
{
	const struct proc_stat leader = task->stat;
	int dir_fd, pidfd;
	char *text;

	if (task->threads[0].stopped || task->thread_n < 2)
		return 0;
	if (proc_open_pid(f->t->proc_fd, task->threads[1].tid, &dir_fd) == 0) {
		sys_close(task->dir_fd);
		task->dir_fd = dir_fd;
	}
	pidfd = sys_pidfd_open(task->threads[1].tid, FREEZE_PIDFD_THREAD);
	if (pidfd >= 0) {
		sys_close(task->pidfd);
		task->pidfd = pidfd;
	}
	int r = proc_read(f->t->cx, task->dir_fd, "status", &text, NULL);
	if (r == 0)
		r = proc_parse_status(text, &task->status);
	if (r == 0)
		r = freeze_read_stat(task->dir_fd, "stat", &task->stat);
	memcpy(task->stat.comm, leader.comm, sizeof(leader.comm));
	task->stat.exit_code = leader.exit_code;
	return r < 0 ? error_set(f->t->cx, CR_E_SYSTEM, -r, task->pid, "status",
				 "the status of task %d cannot be read", task->pid)
		     : 0;
}

static int freeze_read_task(struct freeze *f, struct task *task)
{
	struct cr_ctx *cx = f->t->cx;

	if (task->state == TASK_ZOMBIE)
		return 0;
	if (task->status.seccomp == 1 && !f->t->seccomp_suspended)
		return freeze_error(
			cx, task, CR_E_SECCOMP, 0,
			"task %d (%s) is under strict seccomp, which allows no further call",
			task->pid, task->stat.comm);
	int r = freeze_follow_living(f, task);
	if (r < 0)
		return r;
	/* Opened only now: before it stopped, the task might have changed its memory for another
	 * (execve). */
	task->mem_fd = sys_openat(task->dir_fd, "mem", O_RDWR, 0);
	if (task->mem_fd < 0)
		return error_set(cx, CR_E_PERMISSION, -task->mem_fd, task->pid, "mem",
				 "memory of task %d cannot be opened", task->pid);
	task->pagemap_fd = sys_openat(task->dir_fd, "pagemap", O_RDONLY, 0);
	if (task->pagemap_fd < 0)
		return error_set(cx, CR_E_PERMISSION, -task->pagemap_fd, task->pid, "pagemap",
				 "the page map of task %d cannot be opened", task->pid);
	r = freeze_settle(f, task);
	for (size_t i = 0; r == 0 && i < task->thread_n; i++)
		r = freeze_read_thread(f, task, &task->threads[i]);
	return r;
}

/* == the whole ================================================================================= */

static int freeze_root(struct freeze *f, pid_t root)
{
	struct tree *t = f->t;

	if (root == t->self && !t->helper)
		return error_set(t->cx, CR_E_OWN_PID, 0, root, "", "%d is the caller's own pid",
				 root);
	int r = root > 0 ? freeze_open_task(f, root, NULL) : 0;
	if (r < 0)
		return r;
	if (r == 0)
		return error_set(t->cx, CR_E_NO_PROCESS, ESRCH, root, "", "there is no process %d",
				 root);
	const struct proc_stat *stat = &t->tasks.at[0]->stat;
	if (stat->state == 'Z' && stat->threads <= 1)
		return error_set(t->cx, CR_E_ZOMBIE, 0, root, stat->comm,
				 "process %d (%s) is a zombie", root, stat->comm);
	return 0;
}

static int freeze_tree(struct freeze *f, pid_t root)
{
	struct tree *t = f->t;
	int r = freeze_root(f, root);

	if (r == 0)
		r = freeze_look(f);
	if (r < 0)
		return r;
	t->frozen_at_ns = sys_clock_ns(CLOCK_MONOTONIC);
	r = freeze_stop(f);
	if (r < 0)
		return r;
	t->realtime_ns = sys_clock_ns(CLOCK_REALTIME);
	t->monotonic_ns = sys_clock_ns(CLOCK_MONOTONIC);
	t->boottime_ns = sys_clock_ns(CLOCK_BOOTTIME);
	for (size_t i = 0; r == 0 && i < t->tasks.n; i++) {
		t->tasks.at[i]->index = (uint32_t)i;
		r = freeze_read_task(f, t->tasks.at[i]);
	}
	return r;
}

CR_FN int tree_freeze(struct tree *t, pid_t root)
{
	struct cr_ctx *cx = t->cx;
	struct freeze f = {.t = t};
	uint64_t limit = t->timeout_ms ? t->timeout_ms : FREEZE_TIMEOUT_MS;

	t->root = root;
	t->tasks.n = 0;
	if (!t->self)
		t->self = sys_getpid();
	t->proc_fd = -1;
	t->seccomp_suspended = feature_has_cap(CAP_SYS_ADMIN);
	f.xstate = cx_alloc(cx, ARCH_XSTATE_MAX);
	f.clocks = cx_alloc(cx, sizeof(*f.clocks));
	if (!f.xstate || !f.clocks)
		return error_memory(cx);
	int r = proc_open(cx, &t->proc_fd);
	if (r < 0)
		return r;
	f.deadline = sys_clock_ns(CLOCK_MONOTONIC) + limit * 1000000;
	cx->frozen++;
	r = freeze_tree(&f, root);
	if (r < 0)
		(void)tree_release(t, TREE_RUN);
	return r;
}

/* == letting go ================================================================================ */

/* Only at a stop: one that was seized but has not stopped, or runs after a failure, comes to one
 * sooner or later. */
static void freeze_detach(struct tree *t, struct task *task, struct thread *th)
{
	if (!th->seized)
		return;
	int r = th->stopped ? trace_detach(th->tid) : -ESRCH;
	if (r == -ESRCH) {
		r = trace_stop(th->tid,
			       sys_clock_ns(CLOCK_MONOTONIC) +
				       (uint64_t)FREEZE_TIMEOUT_MS * 1000000,
			       NULL);
		if (r == 0)
			r = trace_detach(th->tid);
	}
	th->seized = th->stopped = false;
	if (r < 0 && r != -ESRCH)
		log_error(t->cx, "thread %d of task %d cannot be let go (%s)", th->tid, task->pid,
			  error_name(-r));
}

static void freeze_detach_all(struct tree *t, bool computing)
{
	for (size_t i = 0; i < t->tasks.n; i++) {
		struct task *task = t->tasks.at[i];

		for (size_t k = 0; k < task->thread_n; k++)
			if (computing || arch_syscall_nr(&task->threads[k].regs) >= 0)
				freeze_detach(t, task, &task->threads[k]);
	}
}

/* Dead to the last thread, or, a child of ours, waiting for our caller to ask how it ended. */
static void freeze_await_end(struct tree *t, struct task *task)
{
	bool own = task->stat.ppid == t->self && !t->helper;
	siginfo_t info;
	int status;

	for (size_t i = task->thread_n; i-- > 1;)
		if (task->threads[i].seized)
			(void)sys_wait(task->threads[i].tid, &status, __WALL);
	if (!own)
		(void)sys_wait(task->pid, &status, __WALL);
	else
		while (sys_waitid(task->pid, &info, WEXITED | WNOWAIT | __WALL) == -EINTR)
			;
}

/* Parents first, so that none sees its children die. */
static void freeze_kill(struct tree *t)
{
	for (size_t i = 0; i < t->tasks.n; i++)
		if (t->tasks.at[i]->state != TASK_ZOMBIE)
			(void)sys_pidfd_send_signal(t->tasks.at[i]->pidfd, SIGKILL);
	for (size_t i = 0; i < t->tasks.n; i++)
		if (t->tasks.at[i]->state != TASK_ZOMBIE)
			freeze_await_end(t, t->tasks.at[i]);
}

CR_FN int tree_release(struct tree *t, enum tree_end end)
{
	for (size_t i = 0; i < t->tasks.n; i++)
		if (end != TREE_KILL)
			(void)infect_end(t, t->tasks.at[i]);
	if (end == TREE_KILL)
		freeze_kill(t);
	/* Pending before the first thread is let go: it takes effect before any runs an
	 * instruction. */
	for (size_t i = 0; i < t->tasks.n; i++)
		if (end == TREE_STOP && t->tasks.at[i]->state == TASK_ALIVE)
			(void)sys_pidfd_send_signal(t->tasks.at[i]->pidfd, SIGSTOP);
	/* Those that will compute come last: each may take the CPU from us, and the rest would have
	 * to wait. */
	if (end != TREE_KILL) {
		freeze_detach_all(t, false);
		freeze_detach_all(t, true);
	}
	for (size_t i = 0; i < t->tasks.n; i++) {
		sys_close_auto(&t->tasks.at[i]->infect.channel);
		freeze_close_task(t->tasks.at[i]);
	}
	/* The list stays, for what is only said of the tasks; a new freeze begins with an empty
	 * one. */
	sys_close_auto(&t->proc_fd);
	t->cx->frozen--;
	return 0;
}
