/* SPDX-License-Identifier: MIT
 *
 * restore: the way of a load that makes a tree. Everything is read and checked first (load.c); then
 * the maker forks the root, every task opens what it has to make, forks its children, opens and
 * maps the rest, and becomes its plan. All tasks go together or none does: until release_go nobody
 * has run an instruction of the program.
 *
 * A forked task may be a copy of a threaded process: arena and raw system calls only.
 */
#include "engine.h"

#include <linux/prctl.h>

enum { RESTORE_FORKED, RESTORE_GROUPED, RESTORE_OPENED };

/* == the shared mapping ======================================================================== */

static int restore_shared_make(struct load *l)
{
	uint64_t addr;

	l->shared_size = num_round_up(sizeof(*l->shared) + l->tasks.n * sizeof(struct load_slot),
				      l->cx->page);
	int r = sys_mmap(0, l->shared_size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1,
			 0, &addr);
	if (r < 0)
		return error_set(l->cx, CR_E_MEMORY, -r, 0, "mmap",
				 "no memory to share with the tasks");
	l->shared = (struct load_shared *)(uintptr_t)addr;
	return plan_board_make(l->cx, &l->board);
}

static void restore_ring(struct load *l)
{
	__atomic_add_fetch(&l->shared->bell, 1, __ATOMIC_SEQ_CST);
	(void)sys_futex_wake(&l->shared->bell, INT32_MAX);
}

static bool restore_failed(struct load *l)
{
	return __atomic_load_n(&l->shared->failed, __ATOMIC_SEQ_CST) != 0 ||
	       __atomic_load_n(&l->board->abort, __ATOMIC_SEQ_CST) != 0 ||
	       __atomic_load_n(&l->board->failed_set, __ATOMIC_SEQ_CST) != 0;
}

/* In a task: the first failure is the one that is told. */
static void restore_fail(struct load *l)
{
	uint32_t none = 0;

	if (__atomic_compare_exchange_n(&l->shared->failed, &none, 1, false, __ATOMIC_SEQ_CST,
					__ATOMIC_SEQ_CST)) {
		l->shared->error = l->cx->err;
		__atomic_store_n(&l->shared->failed, 2, __ATOMIC_SEQ_CST);
	}
	__atomic_store_n(&l->board->abort, 1, __ATOMIC_SEQ_CST);
	restore_ring(l);
	sys_exit(125);
}

/* Everybody has come here: first those, too, that only end and that stand in for others, then all
 * that live. */
static void restore_barrier(struct load *l, int which)
{
	uint32_t all = which == RESTORE_OPENED ? 0 : (uint32_t)l->stand_ins.n;

	for (size_t i = 0; i < l->tasks.n; i++)
		all += which != RESTORE_OPENED || l->tasks.at[i]->state != TASK_ZOMBIE;
	/* Only the last one wakes the others: of a thousand, each would wake a thousand. */
	if (__atomic_add_fetch(&l->shared->count[which], 1, __ATOMIC_SEQ_CST) >= all)
		restore_ring(l);
	for (;;) {
		uint32_t bell = __atomic_load_n(&l->shared->bell, __ATOMIC_SEQ_CST);

		if (__atomic_load_n(&l->shared->count[which], __ATOMIC_SEQ_CST) >= all)
			return;
		if (restore_failed(l))
			sys_exit(125);
		const struct timespec a_while = {.tv_nsec = 100000000};
		(void)sys_futex_wait(&l->shared->bell, bell, &a_while);
	}
}

/* What this task could not bring back as it was, for cr_loaded. */
static void restore_tell_notes(struct load *l, size_t first)
{
	for (size_t i = first; i < l->cx->notes.n; i++) {
		const cr_note *note = &l->cx->notes.at[i];
		char text[800];
		size_t n = str_format(text, sizeof(text), "%d%c%s%c%s", (int)note->pid, 0,
				      note->object, 0, note->text) +
			   1;

		if (n > sizeof(text))
			n = sizeof(text);
		text[n - 1] = '\0';
		uint32_t at = __atomic_fetch_add(&l->shared->notes_used, (uint32_t)n,
						 __ATOMIC_SEQ_CST);
		if (at + n <= LOAD_NOTES_SIZE)
			memcpy(l->shared->notes + at, text, n);
	}
}

/* == in a task ================================================================================= */

static void restore_task(struct load *l, struct load_task *lt) __attribute__((noreturn));
static void restore_zombie(struct load *l, struct load_task *lt) __attribute__((noreturn));

/* Who has the pid: for the error. A zombie is waited for, and so is a group or session that has but
 * zombies left. */
static int restore_pid_taken(struct load *l, pid_t pid, bool last, bool *ret_again)
{
	CR_AUTOFD int dir = -1;
	struct proc_stat st;
	char *text;

	*ret_again = !last;
	int r = proc_open_pid(l->proc_fd, pid, &dir);
	if (r == 0)
		r = proc_read(l->cx, dir, "stat", &text, NULL);
	bool gone = r < 0 || proc_parse_stat(text, &st) < 0;
	if (!last && (gone || st.state == 'Z'))
		return -EAGAIN;
	*ret_again = false;
	if (gone)
		return error_set(l->cx, CR_E_PID_TAKEN, EEXIST, pid, "pid",
				 "process id %d is in use (as a thread, group or session)", pid);
	if (st.state == 'Z')
		return error_set(
			l->cx, CR_E_PID_TAKEN, EEXIST, pid, "zombie",
			"process id %d is in use by a zombie that its parent does not wait for",
			pid);
	return error_set(l->cx, CR_E_PID_TAKEN, EEXIST, pid, st.comm,
			 "process id %d is in use by '%s'", pid, st.comm);
}

/* 0 in the child. */
static int restore_clone(struct load *l, pid_t want, uint64_t flags, int exit_signal)
{
	bool choose = l->pids != CR_PIDS_NEW;

	for (int tries = 0;; tries++) {
		pid_t pid = sys_clone3(flags, exit_signal, choose ? &want : NULL, choose, NULL);

		if (pid >= 0)
			return pid;
		if (pid == -EEXIST) {
			bool again;
			int r = restore_pid_taken(l, want, tries == 100, &again);

			if (!again)
				return r;
			(void)sys_sleep_ns(10000000);
			continue;
		}
		if (pid == -EPERM && choose)
			return error_set(l->cx, CR_E_PID_MODE, EPERM, want, "clone3",
					 "process id %d cannot be chosen: CAP_CHECKPOINT_RESTORE "
					 "is needed in this pid namespace",
					 want);
		return error_set(l->cx, CR_E_RESTORE, -pid, want, "clone3",
				 "process %d cannot be made", want);
	}
}

/* Forks lt. Returns in the maker; the child goes its own way. */
static int restore_fork(struct load *l, struct load_task *lt, uint64_t flags, int exit_signal)
{
	int pid = restore_clone(l, lt->pid, flags, exit_signal);

	if (pid == 0) {
		if (lt->state == TASK_ZOMBIE)
			restore_zombie(l, lt);
		restore_task(l, lt);
	}
	if (pid < 0)
		return pid;
	lt->new_pid = pid;
	/* The entrant of a namespace sees another number than those inside; the root tells its own.
	 */
	if (lt->parent || !l->ns_init)
		__atomic_store_n(&l->shared->slots[lt->index].pid, pid, __ATOMIC_SEQ_CST);
	return 0;
}

/* By a process that ends at once: the kernel gives its child to the next subreaper. */
static int restore_fork_orphan(struct load *l, struct load_task *lt)
{
	pid_t between = sys_clone3(0, 0, NULL, 0, NULL);

	if (between == 0) {
		if (restore_fork(l, lt, 0, SIGCHLD) < 0)
			restore_fail(l);
		sys_exit(0);
	}
	if (between < 0)
		return error_set(l->cx, CR_E_RESTORE, -between, lt->pid, "clone3",
				 "process %d cannot be made", lt->pid);
	(void)sys_wait(between, NULL, __WALL);
	return 0;
}

static int restore_fork_births(struct load *l, struct load_task *const *births, size_t n,
			       bool early)
{
	int r = 0;

	for (size_t i = 0; r == 0 && i < n; i++) {
		struct load_task *child = births[i];

		if (child->early != early)
			continue;
		if (child->way == LOAD_ORPHANED)
			r = restore_fork_orphan(l, child);
		else if (child->way == LOAD_SIBLING)
			r = restore_fork(l, child, CLONE_PARENT, 0);
		else
			r = restore_fork(l, child,
					 (child->files_owner ? CLONE_FILES : 0u) |
						 (child->fs_owner ? CLONE_FS : 0u),
					 child->extra && child->extra->has_exit_signal
						 ? (int)child->extra->exit_signal
						 : SIGCHLD);
	}
	return r;
}

/* Leads a session until all members of its groups are in. */
static void restore_stand_in(struct load *l, struct load_stand_in *it) __attribute__((noreturn));
static void restore_stand_in(struct load *l, struct load_stand_in *it)
{
	l->cx->frozen = 1;
	long r = sys_setsid();
	if (r < 0)
		(void)error_set(l->cx, CR_E_RESTORE, (int)-r, it->sid, "setsid",
				"session %d cannot be made", it->sid);
	else
		r = restore_fork_births(l, it->births.at, it->births.n, false);
	if (r < 0)
		restore_fail(l);
	restore_barrier(l, RESTORE_FORKED);
	restore_barrier(l, RESTORE_GROUPED);
	sys_exit(0);
}

/* Children of those that they fork by it send SIGCHLD when they end, as all do that were adopted.
 */
static int restore_fork_stand_in(struct load *l, struct load_stand_in *it, uint64_t flags)
{
	int pid = restore_clone(l, it->sid, flags, flags & CLONE_PARENT ? 0 : SIGCHLD);

	if (pid == 0)
		restore_stand_in(l, it);
	return pid;
}

static int restore_fork_all(struct load *l, struct load_task *lt)
{
	const struct wire_sigaction none = {0, 0, 0, 0};

	/* A loader that ignores SIGCHLD would never see a zombie. */
	(void)sys_set_action(SIGCHLD, &none);
	if (lt->adopts)
		(void)sys_prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
	int r = restore_fork_births(l, lt->births.at, lt->births.n, true);
	if (r == 0)
		r = task_session_early(l, lt);
	if (r == 0)
		r = file_session(l, lt);
	if (r == 0)
		r = restore_fork_births(l, lt->births.at, lt->births.n, false);
	for (size_t i = 0; r >= 0 && i < l->stand_ins.n; i++)
		if (l->stand_ins.at[i].parent == lt)
			r = restore_fork_stand_in(l, &l->stand_ins.at[i], 0);
	if (r < 0)
		return r;
	restore_barrier(l, RESTORE_FORKED);
	r = task_session_late(l, lt);
	if (r < 0)
		return r;
	restore_barrier(l, RESTORE_GROUPED);
	return 0;
}

/* Those that stood in are gone, and those that had ended are zombies, their SIGCHLD sent, before
 * pending signals are sorted out. */
static int restore_await_ended(struct load *l, const struct load_task *lt)
{
	for (size_t i = 0; i < l->stand_ins.n; i++)
		if (l->stand_ins.at[i].parent == lt)
			(void)sys_wait(l->stand_ins.at[i].sid, NULL, __WALL);
	for (size_t i = 0; i < lt->children.n; i++) {
		const struct load_task *child = lt->children.at[i];

		if (child->state != TASK_ZOMBIE)
			continue;
		int r = sys_waitid_nowait(l->shared->slots[child->index].pid);
		if (r < 0)
			return error_set(l->cx, CR_E_RESTORE, -r, child->pid, "waitid",
					 "process %d did not end", child->pid);
	}
	return 0;
}

/* The parts, in the order that lets each stand on what came before. memory_plan opens lt->plan. */
CR_FN int restore_plan(struct load *l, struct load_task *lt)
{
	int r = task_check_loader(l);

	if (r < 0)
		return r;
	r = memory_plan(l, lt);
	if (r < 0)
		return error_frame(l->cx, r, "mapping the memory of process %d", lt->pid);
	if (l->rseq_ptr)
		plan_forget_rseq(lt->plan, l->rseq_ptr, l->rseq_size, l->rseq_sig);
	r = task_plan(l, lt);
	if (r < 0)
		return error_frame(l->cx, r, "preparing process %d", lt->pid);
	r = file_plan(l, lt);
	return r < 0 ? error_frame(l->cx, r, "preparing the descriptors of process %d", lt->pid)
		     : 0;
}

/* What the maker gives every thread at the end is worked out here; it finds it in the window. */
static uint64_t restore_tell_release(struct load_task *lt)
{
	uint64_t at = plan_room(lt->plan, lt->thread_n * sizeof(struct release_thread));
	struct release_thread *out = (struct release_thread *)(uintptr_t)at;

	for (size_t i = 0; at && i < lt->thread_n; i++) {
		out[i] = lt->threads[i].out;
		out[i].xstate = plan_data(lt->plan, (const void *)(uintptr_t)out[i].xstate,
					  out[i].xstate_len);
	}
	return at;
}

static int restore_make(struct load *l, struct load_task *lt)
{
	struct rlimit lim;
	int r = sys_prlimit(0, RLIMIT_NOFILE, NULL, &lim);

	if (r == 0 && lim.rlim_cur < lim.rlim_max) {
		lim.rlim_cur = lim.rlim_max; /* staging needs room; the saved limit comes back with
						the plan */
		(void)sys_prlimit(0, RLIMIT_NOFILE, &lim, NULL);
	}
	r = lt->parent ? 0 : task_clocks_enter(l);
	if (r == 0 && !lt->parent)
		r = file_ghosts_make(l);
	if (r == 0)
		r = object_create(l, lt);
	if (r == 0)
		r = memory_create(l, lt);
	if (r == 0)
		r = file_share_table(l, lt);
	if (r == 0)
		r = restore_fork_all(l, lt);
	if (r == 0)
		r = restore_await_ended(l, lt);
	if (r == 0)
		r = restore_plan(l, lt);
	if (r < 0)
		return r;
	l->shared->slots[lt->index].release = restore_tell_release(lt);
	restore_barrier(l, RESTORE_OPENED);
	r = object_release(l, lt);
	if (r == 0 && !lt->parent)
		r = file_ghosts_finish(l);
	return r < 0 ? r : plan_seal(lt->plan);
}

static void restore_task(struct load *l, struct load_task *lt)
{
	size_t notes = l->cx->notes.n;
	struct load_slot *slot = &l->shared->slots[lt->index];

	l->self = lt;
	l->cx->frozen = 1; /* no callback of the caller's runs here */
	l->cx->stage = CR_STAGE_CREATE;
	slot->pid = sys_getpid();
	if (restore_make(l, lt) < 0)
		restore_fail(l);
	restore_tell_notes(l, notes);
	slot->window = plan_window(lt->plan, &slot->window_len);
	slot->syscall_ip = plan_syscall_ip(lt->plan);
	slot->threads = plan_threads(lt->plan);
	plan_run(lt->plan);
}

static void restore_zombie(struct load *l, struct load_task *lt)
{
	size_t notes = l->cx->notes.n;

	l->self = lt;
	l->cx->frozen = 1;
	l->shared->slots[lt->index].pid = sys_getpid();
	if (restore_fork_all(l, lt) < 0)
		restore_fail(l);
	task_name_zombie(l, lt);
	restore_tell_notes(l, notes);
	task_end_as(lt);
}

/* == in the maker ============================================================================== */

/* Was the root's end seen? Everything else is its descendant and told by the board. */
static bool restore_root_lives(const struct restore_run *run)
{
	struct pollfd pfd = {.fd = run->root_pidfd, .events = POLLIN};

	return sys_poll(&pfd, 1, 0) == 0;
}

static int restore_told(struct load *l)
{
	struct plan_board *b = l->board;

	while (__atomic_load_n(&l->shared->failed, __ATOMIC_SEQ_CST) == 1)
		(void)sys_sleep_ns(100000);
	if (l->shared->failed == 2 && l->shared->error.code != CR_E_OK) {
		l->shared->error.text[sizeof(l->shared->error.text) - 1] = '\0';
		l->shared->error.object[sizeof(l->shared->error.object) - 1] = '\0';
		l->cx->err = l->shared->error;
		return -(l->cx->err.sys_errno ? l->cx->err.sys_errno : EINVAL);
	}
	if (b->failed_set) {
		b->failed_name[sizeof(b->failed_name) - 1] = '\0';
		return error_set(l->cx, CR_E_RESTORE, -b->failed_err, b->failed_pid, b->failed_name,
				 "process %d, thread %u, step %u: %s failed", b->failed_pid,
				 b->failed_thread, b->failed_op, b->failed_name);
	}
	return error_set(l->cx, CR_E_RESTORE, 0, l->tasks.at[0]->pid, "root",
			 "a task ended before it was complete");
}

/* Until `count` arrivals have been counted on the board. */
static int restore_wait(struct load *l, struct restore_run *run, uint32_t count)
{
	for (;;) {
		uint32_t seen = __atomic_load_n(&l->board->arrived, __ATOMIC_SEQ_CST);

		if (restore_failed(l) || !restore_root_lives(run))
			return restore_told(l);
		if (seen >= count)
			return 0;
		if (sys_clock_ns(CLOCK_MONOTONIC) > run->deadline_ns)
			return error_set(
				l->cx, CR_E_TIMEOUT, ETIMEDOUT, l->tasks.at[0]->pid, "tree",
				"only %u of %u steps of threads were done within the time limit",
				seen, count);
		const struct timespec a_while = {.tv_nsec = 20000000};
		(void)sys_futex_wait(&l->board->arrived, seen, &a_while);
	}
}

/* What the task worked out for each of its threads, and the ids that these have got. */
static int restore_read_task(struct load *l, struct load_task *lt)
{
	const struct load_slot *slot = &l->shared->slots[lt->index];
	struct plan_thread *made = cx_array(l->cx, lt->thread_n, sizeof(*made));
	struct release_thread *out = cx_array(l->cx, lt->thread_n, sizeof(*out));
	struct task task = {.pid = lt->new_pid, .mem_fd = -1};
	CR_AUTOFD int dir = -1;

	if (!made || !out)
		return error_memory(l->cx);
	int r = proc_open_pid(l->proc_fd, lt->new_pid, &dir);
	if (r == 0)
		r = task.mem_fd = sys_openat(dir, "mem", O_RDWR, 0);
	if (r >= 0)
		r = task_read_memory(&task, slot->threads, made, lt->thread_n * sizeof(*made));
	if (r == 0)
		r = task_read_memory(&task, slot->release, out, lt->thread_n * sizeof(*out));
	for (size_t i = 0; r == 0 && i < lt->thread_n; i++) {
		void *xstate = cx_alloc(l->cx, out[i].xstate_len);

		r = xstate ? task_read_memory(&task, out[i].xstate, xstate, out[i].xstate_len)
			   : -ENOMEM;
		lt->threads[i].out = out[i];
		lt->threads[i].out.xstate = (uintptr_t)xstate;
		lt->threads[i].out.tid = made[i].tid;
	}
	if (task.mem_fd >= 0)
		sys_close(task.mem_fd);
	return r < 0 ? error_set(l->cx, CR_E_RESTORE, -r, lt->pid, "mem",
				 "the memory of process %d cannot be read", lt->pid)
		     : 0;
}

/* The task knows itself by its own namespace's number; we need ours. Parents come first. */
static int restore_find_pid(struct load *l, struct load_task *lt)
{
	pid_t inner = l->shared->slots[lt->index].pid;

	if (!l->ns_init)
		lt->new_pid = inner;
	else if (lt->parent)
		lt->new_pid = namespace_find_child(l, lt->parent->new_pid, inner);
	return lt->new_pid > 0 ? 0
			       : error_set(l->cx, CR_E_RESTORE, ESRCH, lt->pid, "pid",
					   "process %d is not found in its namespace", lt->pid);
}

static int restore_find_threads(struct load *l, struct restore_run *run)
{
	size_t at = 0;

	run->tids = cx_array(l->cx, run->n, sizeof(*run->tids));
	if (!run->tids)
		return error_memory(l->cx);
	for (size_t i = 0; i < l->tasks.n; i++) {
		struct load_task *lt = l->tasks.at[i];

		if (lt->state == TASK_ZOMBIE)
			continue;
		int r = restore_find_pid(l, lt);
		if (r == 0)
			r = restore_read_task(l, lt);
		for (size_t j = 0; r == 0 && j < lt->thread_n; j++) {
			if (l->ns_init)
				lt->threads[j].out.tid = namespace_find_thread(
					l, lt->new_pid, lt->threads[j].out.tid);
			run->tids[at++] = lt->threads[j].out.tid;
		}
		if (r < 0)
			return r;
	}
	return 0;
}

/* Until the thread, or the first one of the process, is in the state. */
static bool restore_await_state(struct load *l, pid_t pid, char state)
{
	CR_AUTOFD int dir = -1;
	struct proc_stat st = {.state = 0};
	char text[1024];

	if (proc_open_pid(l->proc_fd, pid, &dir) < 0)
		return false;
	for (int tries = 0; tries < 10000 && st.state != state; tries++) {
		if (proc_read_small(dir, "stat", text, sizeof(text)) < 0 ||
		    proc_parse_stat(text, &st) < 0)
			return false;
		if (st.state != state)
			(void)sys_sleep_ns(100000);
	}
	return st.state == state;
}

/* == stopped tasks ============================================================================= */

static int restore_stop_signal(const struct load_task *lt)
{
	const Cr__TaskCoreEntry *tc = lt->threads[0].core->tc;
	/* Of a session that ends with it, nobody would continue its groups: there the signals of a
	 * terminal do not stop. */
	bool orphan = !lt->parent && lt->sid == lt->pid;

	return tc && tc->has_stop_signo && !orphan ? (int)tc->stop_signo : SIGSTOP;
}

/* Its registers are set. Out of our hands it runs into the signal before anything of the program;
 * its parent, which is to know of it or not, is still held. */
static int restore_stop(struct load *l, struct load_task *lt, pid_t *tids)
{
	int sig = restore_stop_signal(lt);
	bool stopped = true;

	(void)sys_kill(lt->new_pid, sig);
	int r = release_go(l->cx, tids, lt->thread_n);
	for (size_t i = 0; i < lt->thread_n; i++) {
		pid_t tid = tids[i];

		tids[i] = 0;
		if (r < 0 || tid == 0 || restore_await_state(l, tid, 'T'))
			continue;
		/* Its group may be an orphan here. */
		if (sig != SIGSTOP)
			(void)sys_kill(lt->new_pid, sig = SIGSTOP);
		stopped = stopped && restore_await_state(l, tid, 'T');
	}
	return r < 0 || stopped ? r
				: error_set(l->cx, CR_E_RESTORE, ETIMEDOUT, lt->pid, "stop",
					    "process %d does not stop", lt->pid);
}

static bool restore_is_pending(const struct load_task *lt, int sig)
{
	const Cr__SignalQueueEntry *queue = lt->threads[0].core->tc->signals_s;

	for (size_t i = 0; queue && i < queue->n_signals; i++) {
		int32_t its;

		memcpy(&its, queue->signals[i]->siginfo.data, sizeof(its));
		if (its == sig)
			return true;
	}
	return false;
}

/* The children of a parked task have stopped. It has been told of that, or will be when it asks;
 * the signal about it has come long ago. */
static int restore_know_stops(struct load *l, const struct load_task *lt)
{
	pid_t tid = lt->threads[lt->leader_ended ? 1 : 0].out.tid;
	uint64_t ip = l->shared->slots[lt->index].syscall_ip;
	bool any = false;
	int r = 0;

	for (size_t i = 0; r == 0 && i < lt->children.n; i++) {
		const struct load_task *child = lt->children.at[i];

		if (child->news == TASK_NEWS_UNKNOWN)
			continue;
		any = any || child->state == TASK_STOPPED;
		if (child->state == TASK_STOPPED && child->news == TASK_NEWS_NONE)
			r = release_know_stop(l->cx, tid, child->pid, ip);
	}
	if (r == 0 && any && !restore_is_pending(lt, SIGCHLD))
		r = release_forget_signal(l->cx, tid, SIGCHLD, ip);
	return r;
}

/* == registers ================================================================================= */

/* The first thread ends as it had, while the others are still held. */
static int restore_end_leader(struct load *l, const struct load_task *lt, pid_t *tid)
{
	int code = (int)(lt->threads[0].core->tc->exit_code >> 8 & 0xff);
	int r = release_ended(l->cx, *tid, code, l->shared->slots[lt->index].syscall_ip);

	if (r < 0)
		return r;
	*tid = 0;
	return restore_await_state(l, lt->new_pid, 'Z')
		       ? 0
		       : error_set(l->cx, CR_E_RESTORE, ETIMEDOUT, lt->pid, "first thread",
				   "the first thread of process %d does not end", lt->pid);
}

/* Children first: those that stop do so before their parents go on. */
static int restore_set_registers(struct load *l, struct restore_run *run)
{
	size_t at = run->n;

	for (size_t i = l->tasks.n; i-- > 0;) {
		struct load_task *lt = l->tasks.at[i];
		const struct load_slot *slot = &l->shared->slots[i];

		if (lt->state == TASK_ZOMBIE)
			continue;
		at -= lt->thread_n;
		struct release_thread *out = cx_array(l->cx, lt->thread_n, sizeof(*out));
		if (!out)
			return error_memory(l->cx);
		for (size_t j = 0; j < lt->thread_n; j++)
			out[j] = lt->threads[j].out;
		size_t ended = lt->leader_ended ? 1 : 0;
		int r = ended ? restore_end_leader(l, lt, &run->tids[at]) : 0;
		if (r == 0)
			r = restore_know_stops(l, lt);
		if (r == 0)
			r = release_task(l->cx, out + ended, lt->thread_n - ended, slot->window,
					 slot->window_len, slot->syscall_ip);
		if (r == 0 && (lt->state == TASK_STOPPED || lt->news == TASK_NEWS_CONTINUED))
			r = restore_stop(l, lt, &run->tids[at]);
		if (r < 0)
			return error_frame(l->cx, r, "setting the registers of process %d",
					   lt->pid);
	}
	return 0;
}

static void restore_disown(struct load *l);

static void restore_reap_stand_in(struct load *l)
{
	if (l->shared->stand_in_pid > 0)
		(void)sys_wait(l->shared->stand_in_pid, NULL, __WALL);
	l->shared->stand_in_pid = 0;
}

/* The first process of a namespace ends only after all others in it, and these only when who traces
 * them or is their parent has waited for them. */
static void restore_reap_inside(struct load *l, struct restore_run *run)
{
	(void)sys_kill(l->ns_init, SIGKILL);
	for (size_t i = run->tids ? run->n : 0; i-- > 0;)
		if (run->tids[i] > 0)
			sys_reap(run->tids[i]);
	pid_t root = run->root > 0 ? run->root
				   : namespace_find_child(l, sys_getpid(), l->shared->slots[0].pid);
	if (root > 0)
		sys_reap(root);
	restore_reap_stand_in(l);
}

/* SIGKILL to all that was made, and wait until it is gone. */
static void restore_kill(struct load *l, struct restore_run *run)
{
	release_abort(l->board);
	restore_ring(l);
	if (l->ns_init) {
		restore_reap_inside(l, run);
		namespace_close(l);
		return;
	}
	/* Children first: they are only sure to be ours while their parents have not ended. */
	for (size_t i = l->tasks.n; i-- > 0;) {
		pid_t pid = __atomic_load_n(&l->shared->slots[i].pid, __ATOMIC_SEQ_CST);

		if (pid > 0)
			(void)sys_kill(pid, SIGKILL);
	}
	/* A thread that we trace is ours to wait for, and its process only ends after it: the first
	 * thread of each comes last. */
	for (size_t i = run->tids ? run->n : 0; i-- > 0;)
		if (run->tids[i] > 0 && (run->tids[i] != run->root || l->between > 0))
			sys_reap(run->tids[i]);
	if (run->root > 0 && l->between <= 0)
		sys_end_child(run->root);
	if (l->between <= 0)
		restore_reap_stand_in(l); /* it sees that all has failed */
	restore_disown(l);
	for (int tries = 0; tries < 200; tries++) {
		bool left = false;

		for (size_t i = 0; i < l->tasks.n; i++)
			left |= l->shared->slots[i].pid > 0 &&
				sys_kill(l->shared->slots[i].pid, 0) == 0;
		if (!left)
			return;
		(void)sys_sleep_ns(5000000);
	}
}

static int restore_go(struct load *l, struct restore_run *run)
{
	int r = restore_wait(l, run, (uint32_t)run->n);

	if (r == 0 && l->between <= 0)
		restore_reap_stand_in(l);
	if (r == 0)
		r = restore_find_threads(l, run);
	if (r == 0)
		r = release_seize(l->cx, run->tids, run->n, l->suspend_seccomp);
	if (r < 0)
		return r;
	l->cx->stage = CR_STAGE_COMMIT;
	release_stage(l->board, 1);
	r = restore_wait(l, run, 2 * (uint32_t)run->n);
	if (r == 0)
		r = restore_set_registers(l, run);
	if (r == 0)
		r = loaded_write(l);
	if (r == 0 && l->before_go)
		r = l->before_go(l);
	if (r == 0)
		r = lock_open(l);
	if (r < 0)
		return r;
	r = release_go(l->cx, run->tids, run->n);
	for (size_t i = 0; r == 0 && i < l->tasks.n; i++)
		if (l->tasks.at[i]->news == TASK_NEWS_CONTINUED)
			(void)sys_kill(l->tasks.at[i]->new_pid, SIGCONT);
	return r;
}

/* Forks the root, or who leads its session meanwhile and forks it. With CLONE_PARENT the exit
 * signal is that of the caller itself, and must not be given. */
static int restore_fork_first(struct load *l, struct load_task *root, uint64_t flags)
{
	struct load_stand_in *it = task_root_stand_in(l);

	if (!it)
		return restore_fork(l, root, flags, flags & CLONE_PARENT ? 0 : SIGCHLD);
	int pid = restore_fork_stand_in(l, it, flags);
	if (pid < 0)
		return pid;
	l->shared->stand_in_pid = pid;
	while (__atomic_load_n(&l->shared->slots[0].pid, __ATOMIC_SEQ_CST) == 0) {
		if (restore_failed(l))
			return restore_told(l);
		(void)sys_sleep_ns(100000);
	}
	root->new_pid = l->shared->slots[0].pid;
	return 0;
}

/* A process of ours that forks the root and goes when all is done: the root is then nobody's child
 * but init's. It also keeps the root a descendant of ours until the end, which Yama 1 wants of who
 * traces it. */
static int restore_fork_detached(struct load *l, struct load_task *root)
{
	pid_t between = sys_clone3(0, 0, NULL, 0, NULL);

	if (between == 0) {
		l->cx->frozen = 1;
		if (restore_fork_first(l, root, 0) < 0)
			restore_fail(l);
		while (__atomic_load_n(&l->shared->disown, __ATOMIC_SEQ_CST) == 0)
			(void)sys_futex_wait(&l->shared->disown, 0, NULL);
		restore_reap_stand_in(l);
		sys_exit(0);
	}
	if (between < 0)
		return error_set(l->cx, CR_E_RESTORE, -between, 0, "clone3",
				 "no process can be made");
	l->between = between;
	while (__atomic_load_n(&l->shared->slots[0].pid, __ATOMIC_SEQ_CST) == 0) {
		if (sys_wait(between, NULL, WNOHANG | __WALL) == between) {
			l->between = 0;
			return restore_told(l);
		}
		(void)sys_sleep_ns(100000);
	}
	root->new_pid = l->shared->slots[0].pid;
	return 0;
}

static void restore_disown(struct load *l)
{
	if (l->between <= 0)
		return;
	__atomic_store_n(&l->shared->disown, 1, __ATOMIC_SEQ_CST);
	(void)sys_futex_wake(&l->shared->disown, 1);
	(void)sys_wait(l->between, NULL, __WALL);
	l->between = 0;
}

static int restore_fork_root(struct load *l, struct load_task *root)
{
	if (l->opts->flags & CR_DETACHED)
		return restore_fork_detached(l, root);
	return restore_fork_first(l, root, l->opts->flags & CR_SIBLING ? CLONE_PARENT : 0);
}

/* By an entrant that joins the namespace: the caller itself must not change. */
static int restore_fork_inside(struct load *l, struct load_task *root)
{
	int r = namespace_open(l);

	if (r < 0)
		return r;
	/* What CLONE_PARENT makes has the exit signal of its maker: the root is to send SIGCHLD
	 * when it ends. */
	pid_t entrant = sys_clone3(0, SIGCHLD, NULL, 0, NULL);
	if (entrant == 0) {
		l->cx->frozen = 1;
		r = sys_setns(l->ns_pidfd, CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNS);
		if (r < 0) {
			(void)error_set(l->cx, CR_E_PID_MODE, -r, 0, "setns",
					"the new namespaces cannot be entered");
			restore_fail(l);
		}
		if (restore_fork_first(l, root, CLONE_PARENT) < 0)
			restore_fail(l);
		l->shared->root_pid = root->new_pid;
		sys_exit(0);
	}
	if (entrant < 0)
		return error_set(l->cx, CR_E_RESTORE, -entrant, 0, "clone3",
				 "no process can be made");
	(void)sys_wait(entrant, NULL, __WALL);
	root->new_pid = task_root_stand_in(l)
				? namespace_find_child(l, sys_getpid(), l->shared->slots[0].pid)
				: l->shared->root_pid;
	/* Also of one that has failed already: the namespace ends only when it has been waited for.
	 */
	if (restore_failed(l))
		return restore_told(l);
	return root->new_pid > 0 ? 0
				 : error_set(l->cx, CR_E_RESTORE, ESRCH, root->pid, "pid",
					     "process %d is not found in its namespace", root->pid);
}

CR_FN int restore_prepare(struct load *l)
{
	int r = task_seccomp_may(l);

	if (r < 0)
		return r;
	l->cx->stage = CR_STAGE_CREATE;
	return task_session_plan(l);
}

CR_FN int restore_begin(struct load *l, struct restore_run *run)
{
	struct load_task *root = l->tasks.at[0];

	*run = (struct restore_run){
		.root_pidfd = -1,
		.deadline_ns = sys_clock_ns(CLOCK_MONOTONIC) +
			       (uint64_t)l->opts->timeout_ms * 1000000,
	};
	for (size_t i = 0; i < l->tasks.n; i++)
		if (l->tasks.at[i]->state != TASK_ZOMBIE)
			run->n += l->tasks.at[i]->thread_n;
	int r = restore_shared_make(l);
	if (r == 0)
		r = loaded_make(l);
	if (r < 0)
		return r;
	root->new_pid = 0; /* not that of an earlier copy */
	r = l->pids == CR_PIDS_NAMESPACE ? restore_fork_inside(l, root)
					 : restore_fork_root(l, root);
	run->root = root->new_pid;
	l->forked_ns = sys_clock_ns(CLOCK_MONOTONIC);
	if (r == 0) {
		r = run->root_pidfd = sys_pidfd_open(root->new_pid, 0);
		if (r < 0)
			(void)error_set(l->cx, CR_E_SYSTEM, -r, root->new_pid, "pidfd_open",
					"the new process cannot be watched");
	}
	if (r < 0)
		restore_kill(l, run);
	return r < 0 ? r : 0;
}

CR_FN int restore_end(struct load *l, struct restore_run *run, cr_child *ret)
{
	l->tasks.at[0]->new_pid = run->root; /* another copy may have been begun since */
	int r = restore_go(l, run);

	if (r < 0) {
		restore_give_up(l, run);
		return r;
	}
	loaded_log(l);
	ret->pid = run->root;
	ret->pidfd = run->root_pidfd;
	if (l->ns_init)
		sys_close(l->ns_pidfd);
	restore_disown(l);
	return 0;
}

CR_FN void restore_give_up(struct load *l, struct restore_run *run)
{
	restore_kill(l, run);
	object_undo(l);
	sys_close(run->root_pidfd);
}

CR_FN int restore_tree(struct load *l, cr_child *ret)
{
	struct restore_run run;
	int r = restore_prepare(l);
	bool yielded = r == 0 && file_yield_terminal(l);

	if (r == 0)
		r = restore_begin(l, &run);
	if (r == 0)
		r = restore_end(l, &run, ret);
	if (r < 0 && yielded)
		file_regain_terminal();
	return r;
}
