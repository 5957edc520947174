/* SPDX-License-Identifier: MIT
 *
 * calls: system calls that the stop interrupted, and how they go on in the copy.
 * Most are entered again with their own arguments: exact where the deadline is absolute or the
 * kernel has written the rest of the time into the program's memory (select, ppoll). Sleeping calls
 * that the kernel would continue from its restart block (nanosleep, poll, futex waits) get that
 * block back with the time that remained. Nobody can read the block: the rest is in memory
 * (nanosleep with a second argument) or estimated, and then listed. In CRIU's form a call with a
 * restart block has failed with EINTR; that is all its format can say.
 */
#include "task.h"

#include <poll.h>

enum {
	TASK_ERESTARTSYS = 512,
	TASK_ERESTARTNOINTR = 513,
	TASK_ERESTARTNOHAND = 514,
	TASK_ERESTART_BLOCK = 516
};

/* cr_thread_entry.restart */
enum task_restart {
	TASK_CALL_AGAIN =
		1, /* entered again; remaining_ns, where given, is what is left of its time */
	TASK_CALL_BLOCK = 2, /* continued from a restart block with remaining_ns */
	TASK_CALL_CUT = 3    /* which call it was is not known: it fails with EINTR */
};

#define TASK_NS 1000000000ull
#define TASK_CALL_LONGEST (UINT64_MAX / 4) /* in ns; anything longer is as good as for ever */

struct task_time {
	int64_t sec, nsec;
};

static uint64_t task_time_ns(const struct task_time *t)
{
	if (t->sec < 0 || t->nsec < 0)
		return 0;
	if ((uint64_t)t->sec >= TASK_CALL_LONGEST / TASK_NS)
		return TASK_CALL_LONGEST;
	return (uint64_t)t->sec * TASK_NS + (uint64_t)t->nsec;
}

static bool task_read_time(struct task *task, uint64_t at, bool time32, uint64_t *ret_ns)
{
	struct task_time t;
	int32_t narrow[2];
	int r = !at	 ? -EFAULT
		: time32 ? task_read_memory(task, at, narrow, sizeof(narrow))
			 : task_read_memory(task, at, &t, sizeof(t));

	if (r < 0)
		return false;
	if (time32)
		t = (struct task_time){narrow[0], narrow[1]};
	if (t.sec < 0 || t.nsec < 0 || t.nsec >= (int64_t)TASK_NS)
		return false;
	*ret_ns = task_time_ns(&t);
	return true;
}

/* == at a save ================================================================================= */

struct task_rest {
	uint64_t ns;
	bool estimated;
};

/* What is left of a time that was `whole` when the call was entered. */
static struct task_rest task_estimate(const struct thread *t, uint64_t whole)
{
	uint64_t waited = t->waited_ns == UINT64_MAX ? 0 : t->waited_ns;

	return (struct task_rest){waited < whole ? whole - waited : 1, true};
}

static bool task_rest_of_sleep(struct task *task, const struct thread *t, uint64_t req,
			       uint64_t rem, bool time32, struct task_rest *ret)
{
	uint64_t whole, left;

	if (!task_read_time(task, req, time32, &whole))
		return false;
	/* The kernel has written the rest when it took the sleep off. */
	if (rem && task_read_time(task, rem, time32, &left) && left <= whole)
		*ret = (struct task_rest){left ? left : 1, false};
	else
		*ret = task_estimate(t, whole);
	return true;
}

/* The rest of the time of the call; false: not one of those that have a restart block and a
 * relative time. */
static bool task_call_rest(struct task *task, const struct thread *t, const struct arch_call *call,
			   struct task_rest *ret)
{
	const uint64_t *args = call->args;
	uint64_t whole;

	switch (call->nr) {
	case SYS_nanosleep:
		return task_rest_of_sleep(task, t, args[0], args[1], call->time32, ret);
	case SYS_clock_nanosleep:
		return !(args[1] & TIMER_ABSTIME) &&
		       task_rest_of_sleep(task, t, args[2], args[3], call->time32, ret);
	case SYS_poll:
		if ((int32_t)args[2] < 0)
			return false; /* waits for ever: entered again */
		*ret = task_estimate(t, (uint64_t)(int32_t)args[2] * 1000000);
		return true;
	case SYS_futex:
		if ((args[1] & FUTEX_CMD_MASK) != FUTEX_WAIT ||
		    !task_read_time(task, args[3], call->time32, &whole))
			return false;
		*ret = task_estimate(t, whole);
		return true;
	default:
		return false;
	}
}

/* Of a call that is entered again and whose time is in a register: what is left is there since the
 * stop, see freeze.c. */
static bool task_again_rest(const struct arch_call *call, struct task_rest *ret)
{
	int32_t ms = (int32_t)call->args[3];

	if ((call->nr != SYS_epoll_wait && call->nr != SYS_epoll_pwait) || ms <= 0)
		return false;
	*ret = (struct task_rest){(uint64_t)ms * 1000000, true};
	return true;
}

/* The freeze has mended what had ended with EINTR: of these only where the socket has a time limit,
 * which begins anew. */
static bool task_again_whole(const struct thread *t, long nr)
{
	if (arch_syscall_result(&t->regs) != -TASK_ERESTARTNOHAND)
		return false;
	switch (nr) {
	case SYS_recvfrom:
	case SYS_recvmsg:
	case SYS_sendto:
	case SYS_sendmsg:
	case SYS_accept:
	case SYS_accept4:
		return true;
	default:
		return false;
	}
}

static int task_call_note(struct cr_ctx *cx, Cr__CrThreadEntry *extra, enum task_restart how,
			  long nr, const uint64_t args[6], const struct task_rest *rest)
{
	extra->has_syscall_nr = extra->has_restart = true;
	extra->syscall_nr = (int32_t)nr;
	extra->restart = how;
	extra->args = arena_copy(&cx->arena, args, 6 * sizeof(*args));
	if (!extra->args)
		return error_memory(cx);
	extra->n_args = 6;
	if (rest) {
		extra->has_remaining_ns = true;
		extra->remaining_ns = rest->ns;
		extra->has_estimated = true;
		extra->estimated = rest->estimated;
	}
	return 0;
}

/* Until the word changes, or a time: relative, or absolute with a choice of who may wake. */
static bool task_futex_waits(const uint64_t args[6])
{
	if ((args[1] & FUTEX_CMD_MASK) == FUTEX_WAIT_BITSET)
		return (uint32_t)args[5] != 0;
	return (args[1] & ~(uint64_t)FUTEX_PRIVATE_FLAG) == FUTEX_WAIT;
}

/* Could these be the arguments of the call, asleep? */
static bool task_call_fits(struct task *task, const struct arch_call *call)
{
	const uint64_t *args = call->args;
	uint64_t whole, left;
	uint32_t word;

	switch (call->nr) {
	case SYS_nanosleep:
		return task_read_time(task, args[0], call->time32, &whole) &&
		       (args[1] == 0 ||
			(task_read_time(task, args[1], call->time32, &left) && left <= whole));
	case SYS_clock_nanosleep:
		return args[0] <= CLOCK_TAI && args[1] == 0 &&
		       task_read_time(task, args[2], call->time32, &whole);
	case SYS_poll:
		return args[1] <= INT16_MAX && args[2] > 0 && args[2] <= INT32_MAX &&
		       (args[0] != 0) == (args[1] != 0);
	case SYS_futex: /* it sleeps as long as the word is what it was told: no other call looks so
			   by chance */
		return task_futex_waits(args) &&
		       task_read_memory(task, args[0], &word, sizeof(word)) == 0 &&
		       word == (uint32_t)args[2] &&
		       task_read_time(task, args[3], call->time32, &whole);
	default:
		return false;
	}
}

/* A call that was interrupted before is restart_syscall(2) now, and its own number is gone from the
 * registers. It stands in the code, or else only one of the few that can be so interrupted has such
 * arguments. -1: not known. */
static long task_call_nr(struct task *task, const struct thread *t, const uint64_t args[6])
{
	static const struct {
		int nr;
		bool time32;
	} restartable[] = {
		{SYS_futex, false},
		{SYS_futex, true},
		{SYS_nanosleep, false},
		{SYS_nanosleep, true},
		{SYS_clock_nanosleep, false},
		{SYS_clock_nanosleep, true},
		{SYS_poll, false},
	};
	bool compat = task->compat;
	long nr = arch_syscall_nr(&t->regs), only = -1;
	int fitting = 0;

	if (arch_call_view(compat, nr, args).nr != SYS_restart_syscall)
		return nr;
	const long guess = task_cpu_guess_call(task, &t->regs);
	for (size_t i = 0; i < ARRAY_LEN(restartable); i++) {
		nr = compat ? arch_compat_nr(restartable[i].nr, restartable[i].time32)
		     : restartable[i].time32 ? -1
					     : restartable[i].nr;
		if (nr < 0)
			continue;
		const struct arch_call call = arch_call_view(compat, nr, args);
		bool fits = task_call_fits(task, &call);

		/* A word that is what it was told, in one of the two: no guess is better. */
		if (nr == guess || (fits && call.nr == SYS_futex && !compat))
			return nr;
		fitting += fits;
		only = fits ? nr : only;
	}
	return fitting == 1 ? only : -1;
}

static int task_call_blocked(struct dump *d, struct task *task, const struct thread *t,
			     struct arch_regs *regs, Cr__CrThreadEntry *extra)
{
	uint64_t args[6];
	struct task_rest rest;

	arch_syscall_args(&t->regs, args);
	long nr = task_call_nr(task, t, args);
	const struct arch_call call = arch_call_view(task->compat, nr, args);
	if (task_call_rest(task, t, &call, &rest)) {
		task_cpu_cut(regs);
		return task_call_note(d->cx, extra, TASK_CALL_BLOCK, nr, args, &rest);
	}
	if (call.nr == SYS_futex || call.nr == SYS_poll) { /* absolute, or without end */
		task_cpu_again(regs, nr);
		return task_call_note(d->cx, extra, TASK_CALL_AGAIN, nr, args, NULL);
	}
	log_warn(d->cx, "thread %d sleeps in system call %ld, which will end early in the copy",
		 t->tid, nr);
	task_cpu_cut(regs);
	return task_call_note(d->cx, extra, TASK_CALL_CUT, nr, args, NULL);
}

CR_FN int task_call_dump(struct dump *d, struct task *task, size_t i, struct arch_regs *ret_regs,
			 Cr__CrThreadEntry *extra)
{
	const struct thread *t = &task->threads[i];
	long nr = arch_syscall_nr(&t->regs);
	uint64_t args[6];
	struct task_rest rest;

	*ret_regs = t->regs;
	if (nr < 0)
		return 0;
	switch (-arch_syscall_result(&t->regs)) {
	case TASK_ERESTARTSYS:
	case TASK_ERESTARTNOINTR:
	case TASK_ERESTARTNOHAND:
		arch_syscall_args(&t->regs, args);
		task_cpu_again(ret_regs, nr);
		const struct arch_call call = arch_call_view(task->compat, nr, args);
		if (task_again_whole(t, call.nr))
			extra->has_estimated = extra->estimated = true;
		return task_call_note(d->cx, extra, TASK_CALL_AGAIN, nr, args,
				      task_again_rest(&call, &rest) ? &rest : NULL);
	case TASK_ERESTART_BLOCK:
		return task_call_blocked(d, task, t, ret_regs, extra);
	default: /* the call is over, its result is in place */
		return 0;
	}
}

/* == at a load ================================================================================= */

/* The call that puts the thread into the restart block. False: not one that has such. */
static bool task_call_arm(const Cr__CrThreadEntry *extra, struct release_thread *out)
{
	uint64_t ns = extra->remaining_ns < TASK_CALL_LONGEST ? extra->remaining_ns
							      : TASK_CALL_LONGEST;
	const struct arch_call call = arch_call_view(out->compat, extra->syscall_nr, extra->args);
	const uint64_t *args = call.args;
	long nr = call.nr;

	out->arm_time[0] = ns / TASK_NS;
	out->arm_time[1] = ns % TASK_NS;
	if (call.time32) { /* two words of 32 bits in the one */
		uint64_t sec = ns / TASK_NS < INT32_MAX ? ns / TASK_NS : INT32_MAX;

		out->arm_time[0] = sec | out->arm_time[1] << 32;
	}
	switch (nr) {
	case SYS_nanosleep:
	case SYS_clock_nanosleep:
		out->arm_args[0] = nr == SYS_nanosleep ? CLOCK_MONOTONIC : args[0];
		out->arm_time_arg = 3;
		out->arm_args[3] = nr == SYS_nanosleep ? args[1] : args[3];
		nr = SYS_clock_nanosleep;
		break;
	case SYS_poll:
		ns = (ns + 999999) / 1000000;
		out->arm_args[0] = args[0];
		out->arm_args[1] = args[1];
		out->arm_args[2] = ns < INT32_MAX ? ns : INT32_MAX;
		break;
	case SYS_futex:
		memcpy(out->arm_args, args, 3 * sizeof(*args));
		out->arm_time_arg = 4;
		if ((args[1] & FUTEX_CMD_MASK) != FUTEX_WAIT)
			return false;
		break;
	default:
		return false;
	}
	out->arm_nr = (uint64_t)(out->compat ? arch_compat_nr(nr, call.time32) : nr);
	return true;
}

/* Entered again with a relative time that lies in memory as it was at first. */
static bool task_call_waits_anew(const Cr__CrThreadEntry *extra, bool compat)
{
	const struct arch_call call = arch_call_view(compat, extra->syscall_nr, extra->args);

	/* of a socket */
	if (extra->has_estimated && extra->estimated && !extra->has_remaining_ns)
		return true;
	switch (call.nr) {
	case SYS_rt_sigtimedwait:
		return call.args[2] != 0;
	case SYS_semtimedop:
	case SYS_epoll_pwait2:
		return call.args[3] != 0;
	default:
		return false;
	}
}

CR_FN int task_call_load(struct load *l, struct load_thread *thread)
{
	const Cr__CrThreadEntry *extra = thread->extra;
	struct cr_ctx *cx = l->cx;
	struct arch_regs regs;

	if (!extra || !extra->has_restart)
		return 0;
	if (!extra->has_syscall_nr || extra->n_args != 6)
		return TASK_DAMAGED(cx, thread->tid,
				    "the interrupted call of thread %d is told in part only",
				    thread->tid);
	memcpy(&regs, thread->out.regs, sizeof(regs));
	const char *text = arena_format(&cx->arena, "thread %d, system call %d", thread->tid,
					extra->syscall_nr);

	switch (extra->restart) {
	case TASK_CALL_AGAIN:
		if (task_call_waits_anew(extra, thread->out.compat))
			degrade(cx, thread->tid, text,
				"system call %d of thread %d waits for its whole time again",
				extra->syscall_nr, thread->tid);
		break;
	case TASK_CALL_BLOCK:
		if (!extra->has_remaining_ns || arch_syscall_result(&regs) != -EINTR ||
		    !task_call_arm(extra, &thread->out))
			return TASK_DAMAGED(
				cx, thread->tid,
				"system call %d of thread %d cannot go on in the way told",
				extra->syscall_nr, thread->tid);
		task_cpu_blocked(&regs, extra->syscall_nr);
		memcpy(thread->out.regs, &regs, sizeof(regs));
		break;
	case TASK_CALL_CUT:
		degrade(cx, thread->tid, text, "system call %d of thread %d ends early, with EINTR",
			extra->syscall_nr, thread->tid);
		return 0;
	default:
		return TASK_DAMAGED(cx, thread->tid,
				    "system call %d of thread %d goes on in an unknown way",
				    extra->syscall_nr, thread->tid);
	}
	if (extra->has_estimated && extra->estimated && extra->has_remaining_ns)
		degrade(cx, thread->tid, text,
			"how long system call %d of thread %d had still to wait is an estimate: "
			"%llu ms",
			extra->syscall_nr, thread->tid,
			(unsigned long long)(extra->remaining_ns / 1000000));
	return 0;
}
