/* SPDX-License-Identifier: MIT
 *
 * timers: the three interval timers and POSIX timers. They run again only when everything else is
 * in place. Leans on /proc/PID/timers for what a POSIX timer is and on the task itself for its
 * times. A timer that names a thread, or counts its processor time, gets that thread's id of this
 * load. The number of expirations that were overrun starts at 0, which is listed where it was not.
 */
#include "task.h"

enum {
	TASK_TIMERS_COUNTED =
		1 << 16, /* ids that are counted up to, where they cannot be asked for */
	TASK_SIGEV_LEN = 64,
	TASK_SIGEV_TID = 16
};

struct task_sigevent {
	uint64_t value;
	int32_t signo, notify;
	uint64_t tid; /* 32 bits of it; PLAN_RESULT stores 64 */
	unsigned char rest[TASK_SIGEV_LEN - TASK_SIGEV_TID - 8];
};
_Static_assert(sizeof(struct task_sigevent) == TASK_SIGEV_LEN, "struct sigevent of the kernel");

/* == at a save ================================================================================= */

static int task_itimer_dump(struct cr_ctx *cx, const struct task *task, int which,
			    Cr__ItimerEntry **ret)
{
	Cr__ItimerEntry *e = cx_alloc(cx, sizeof(*e));

	if (!e)
		return error_memory(cx);
	cr__itimer_entry__init(e);
	e->isec = (uint64_t)task->in.itimers[which].interval_sec;
	e->iusec = (uint64_t)task->in.itimers[which].interval_usec;
	e->vsec = (uint64_t)task->in.itimers[which].value_sec;
	e->vusec = (uint64_t)task->in.itimers[which].value_usec;
	*ret = e;
	return 0;
}

static int task_timer_dump(struct dump *d, struct task *task, const struct proc_timer *from,
			   Cr__PosixTimerEntry **ret)
{
	Cr__PosixTimerEntry *e = cx_alloc(d->cx, sizeof(*e));
	struct wire_msg msg = {.cmd = WIRE_TIMER, .arg = {(uint64_t)from->id}};
	struct wire_timer times;

	if (!e)
		return error_memory(d->cx);
	int r = parasite_ask(d->tree, task, &msg, NULL, 0, -1, &times, sizeof(times));
	if (r < 0)
		return error_frame(d->cx, r, "asking task %d for its timer %d", task->pid,
				   from->id);
	cr__posix_timer_entry__init(e);
	e->it_id = (uint32_t)from->id;
	e->clock_id = (uint32_t)from->clock;
	e->si_signo = (uint32_t)from->signo;
	e->it_sigev_notify = (uint32_t)from->notify;
	e->sival_ptr = from->value;
	e->overrun = (uint32_t)times.overrun;
	e->isec = (uint64_t)times.interval_sec;
	e->insec = (uint64_t)times.interval_nsec;
	e->vsec = (uint64_t)times.value_sec;
	e->vnsec = (uint64_t)times.value_nsec;
	if (from->notify & SIGEV_THREAD_ID) {
		e->has_notify_thread_id = true;
		e->notify_thread_id = from->pid;
	}
	*ret = e;
	return 0;
}

static int task_posix_dump(struct dump *d, struct task *task, Cr__TaskTimersEntry *timers)
{
	VEC(Cr__PosixTimerEntry *) all = {NULL, 0, 0};
	struct proc_timer timer;
	char *text;
	int r = proc_read(d->cx, task->dir_fd, "timers", &text, NULL);

	if (r == -ENOENT)
		return error_set(
			d->cx, CR_E_KERNEL, -r, task->pid, "timers",
			"this kernel does not show timers (it lacks CONFIG_CHECKPOINT_RESTORE)");
	if (r < 0)
		return error_set(d->cx, CR_E_SYSTEM, -r, task->pid, "timers",
				 "the timers of task %d cannot be read", task->pid);
	for (const char *p = text; (r = proc_parse_timer(&p, &timer)) > 0;) {
		Cr__PosixTimerEntry **e = vec_add(&d->cx->arena, &all);

		r = e ? task_timer_dump(d, task, &timer, e) : error_memory(d->cx);
		if (r < 0)
			return r;
	}
	if (r < 0)
		return error_set(d->cx, CR_E_SYSTEM, -r, task->pid, "timers",
				 "the timers of task %d are shown in an unknown form", task->pid);
	timers->posix = all.at;
	timers->n_posix = all.n;
	return 0;
}

CR_FN int task_timers_dump(struct dump *d, struct task *task, Cr__TaskTimersEntry **ret)
{
	Cr__TaskTimersEntry *e = cx_alloc(d->cx, sizeof(*e));

	if (!e)
		return error_memory(d->cx);
	cr__task_timers_entry__init(e);
	int r = task_itimer_dump(d->cx, task, ITIMER_REAL, &e->real);
	if (r >= 0)
		r = task_itimer_dump(d->cx, task, ITIMER_VIRTUAL, &e->virt);
	if (r >= 0)
		r = task_itimer_dump(d->cx, task, ITIMER_PROF, &e->prof);
	if (r >= 0)
		r = task_posix_dump(d, task, e);
	*ret = e;
	return r;
}

/* == at a load ================================================================================= */

static bool task_itimer_valid(const Cr__ItimerEntry *e)
{
	return e->isec <= INT64_MAX && e->vsec <= INT64_MAX && e->iusec < 1000000 &&
	       e->vusec < 1000000;
}

static int task_thread_index(const struct load_task *lt, pid_t tid)
{
	for (size_t i = 0; i < lt->thread_n; i++)
		if (lt->threads[i].tid == tid)
			return (int)i;
	return -1;
}

/* Clocks of processor time: ~id << 3, bit 2 for a thread, which time in the last two. id 0: its
 * own.
 */
static bool task_clock_is_cpu(uint32_t clock)
{
	return (int32_t)clock < 0 && (clock & 3) != 3;
}

static pid_t task_clock_id(uint32_t clock)
{
	return (pid_t)(~clock >> 3);
}

static uint32_t task_clock_of(uint32_t clock, pid_t id)
{
	return ~(uint32_t)id << 3 | (clock & 7);
}

static bool task_clock_valid(const struct load_task *lt, uint32_t clock)
{
	switch (clock) {
	case CLOCK_REALTIME:
	case CLOCK_MONOTONIC:
	case CLOCK_PROCESS_CPUTIME_ID:
	case CLOCK_THREAD_CPUTIME_ID:
	case CLOCK_BOOTTIME:
	case CLOCK_REALTIME_ALARM:
	case CLOCK_BOOTTIME_ALARM:
	case CLOCK_TAI:
		return true;
	default:
		return task_clock_is_cpu(clock) &&
		       (task_clock_id(clock) == 0 ||
			task_thread_index(lt, task_clock_id(clock)) >= 0);
	}
}

static int task_timer_load(struct load *l, struct load_task *lt, const Cr__PosixTimerEntry *e)
{
	struct cr_ctx *cx = l->cx;

	if (e->it_id > INT32_MAX || e->isec > INT64_MAX || e->vsec > INT64_MAX ||
	    e->insec > 999999999 || e->vnsec > 999999999)
		return TASK_DAMAGED(cx, lt->pid, "timer %u of task %d has impossible times",
				    e->it_id, lt->pid);
	if (!task_clock_valid(lt, e->clock_id))
		return error_set(cx, CR_E_UNSUPPORTED, 0, lt->pid, "timer",
				 "timer %u of task %d is of the unknown clock %d", e->it_id,
				 lt->pid, (int)e->clock_id);
	switch (e->it_sigev_notify) {
	case SIGEV_NONE:
		return 0;
	case SIGEV_SIGNAL:
	case SIGEV_THREAD:
	case SIGEV_THREAD_ID:
		break;
	default:
		return TASK_DAMAGED(cx, lt->pid, "timer %u of task %d notifies in an unknown way",
				    e->it_id, lt->pid);
	}
	if (e->si_signo < 1 || e->si_signo > 64)
		return TASK_DAMAGED(cx, lt->pid, "timer %u of task %d has signal %u", e->it_id,
				    lt->pid, e->si_signo);
	if (e->it_sigev_notify == SIGEV_THREAD_ID &&
	    (!e->has_notify_thread_id || task_thread_index(lt, e->notify_thread_id) < 0))
		return TASK_DAMAGED(cx, lt->pid,
				    "timer %u of task %d names a thread that is not there",
				    e->it_id, lt->pid);
	return 0;
}

CR_FN int task_timers_load(struct load *l, struct load_task *lt)
{
	const Cr__TaskTimersEntry *e = lt->threads[0].core->tc->timers;
	int r = 0;

	if (!e)
		return 0;
	if (!task_itimer_valid(e->real) || !task_itimer_valid(e->virt) ||
	    !task_itimer_valid(e->prof))
		return TASK_DAMAGED(l->cx, lt->pid,
				    "an interval timer of task %d has impossible times", lt->pid);
	for (size_t i = 0; r >= 0 && i < e->n_posix; i++) {
		uint32_t clock = e->posix[i]->clock_id;

		/* Nobody says whose: THREAD_CLOCK of the kernel, or as it is given to timer_create.
		 */
		if (lt->thread_n > 1 && (clock == CLOCK_THREAD_CPUTIME_ID || (int32_t)clock == -2))
			degrade(l->cx, lt->pid, "timer",
				"timer %u of task %d counts the processor time of its first thread",
				e->posix[i]->it_id, lt->pid);
		for (size_t k = 0; k < i; k++)
			if (e->posix[k]->it_id == e->posix[i]->it_id)
				return TASK_DAMAGED(l->cx, lt->pid, "task %d has two timers %u",
						    lt->pid, e->posix[i]->it_id);
		r = task_timer_load(l, lt, e->posix[i]);
	}
	return r;
}

static void task_itimer_plan(struct load *l, struct load_task *lt, int which,
			     const Cr__ItimerEntry *e)
{
	struct itimerval v = {
		.it_interval = {(time_t)e->isec, (suseconds_t)e->iusec},
		.it_value = {(time_t)e->vsec, (suseconds_t)e->vusec},
	};
	bool armed = e->vsec || e->vusec;

	/* Expired, and its signal on the way: the kernel arms it again when that is taken. Zero
	 * would disarm it. */
	if (which == ITIMER_REAL && !armed && (e->isec || e->iusec))
		v.it_value = v.it_interval;
	else if (!armed && !e->isec && !e->iusec && !l->in_place)
		return; /* a new task has none */
	plan_call(lt->plan, 0, PLAN_AT_LATE, "setitimer", SYS_setitimer, (uint64_t)which,
		  plan_data(lt->plan, &v, sizeof(v)), 0);
}

/* The same clock under the ids of this load. A new id of a thread other than the first is not known
 * yet. */
static uint32_t task_clock_now(struct load *l, uint32_t clock)
{
	return l->pids == CR_PIDS_NEW && task_clock_is_cpu(clock) && task_clock_id(clock)
		       ? task_clock_of(clock, sys_getpid())
		       : clock;
}

static int task_timer_check(struct load *l, const struct load_task *lt,
			    const Cr__PosixTimerEntry *e)
{
	if (l->pids == CR_PIDS_NEW && task_clock_is_cpu(e->clock_id) &&
	    task_clock_id(e->clock_id) != 0 && task_clock_id(e->clock_id) != lt->pid)
		return error_set(
			l->cx, CR_E_PID_MODE, 0, lt->pid, "timer",
			"timer %u of task %d counts the processor time of thread %d, which "
			"needs the old process ids",
			e->it_id, lt->pid, task_clock_id(e->clock_id));
	if (e->overrun)
		degrade(l->cx, lt->pid, "timer", "overruns of timer %u of task %d start at 0",
			e->it_id, lt->pid);
	return 0;
}

static void task_timer_plan(struct load *l, struct load_task *lt, const Cr__PosixTimerEntry *e,
			    bool restore_ids)
{
	struct task_sigevent event = {.value = e->sival_ptr,
				      .signo = (int32_t)e->si_signo,
				      .notify = (int32_t)e->it_sigev_notify};
	struct itimerspec v = {
		.it_interval = {(time_t)e->isec, (long)e->insec},
		.it_value = {(time_t)e->vsec, (long)e->vnsec},
	};
	struct plan_build *b = lt->plan;
	uint64_t at = plan_data(b, &event, sizeof(event));

	if (e->it_sigev_notify ==
	    SIGEV_THREAD_ID) { /* the thread writes its id down before any timer is made */
		size_t thread = (size_t)task_thread_index(lt, e->notify_thread_id);
		struct plan_op *op = plan_call(b, thread, PLAN_AT_SELF, "gettid", SYS_gettid, 0);

		op->flags = PLAN_RESULT;
		op->expect = at + TASK_SIGEV_TID;
	}
	plan_timer(b, 0, PLAN_AT_LATE, (int)task_clock_now(l, e->clock_id), at, (int)e->it_id,
		   restore_ids);
	if (!e->vsec && !e->vnsec)
		v.it_value = v.it_interval; /* expired just now; all zero: disarmed */
	plan_call(b, 0, PLAN_AT_LATE, "timer_settime", SYS_timer_settime, e->it_id, 0,
		  plan_data(b, &v, sizeof(v)), 0);
}

/* The loading process itself may have timers; a new task has none. */
static int task_timers_forget(struct load *l, struct load_task *lt)
{
	CR_AUTOFD int dir = sys_openat(l->proc_fd, "self", O_RDONLY | O_DIRECTORY, 0);
	struct proc_timer timer;
	char *text;
	int r = dir;

	if (r >= 0)
		r = proc_read(l->cx, dir, "timers", &text, NULL);
	if (r == -ENOENT)
		return 0; /* not shown: what is left of them sends signals that the program does not
			     expect */
	if (r < 0)
		return error_set(l->cx, CR_E_LOADER, -r, 0, "timers",
				 "the loader's own timers cannot be read");
	for (const char *p = text; proc_parse_timer(&p, &timer) > 0;)
		plan_call(lt->plan, 0, PLAN_AT_TASK, "timer_delete", SYS_timer_delete,
			  (uint64_t)timer.id);
	return 0;
}

CR_FN int task_timers_plan(struct load *l, struct load_task *lt)
{
	const Cr__TaskTimersEntry *e = lt->threads[0].core->tc->timers;
	const Cr__ItimerEntry none = CR__ITIMER_ENTRY__INIT;
	uint32_t highest = 0;

	if (l->in_place) {
		int r = task_timers_forget(l, lt);

		if (r < 0)
			return r;
	}
	task_itimer_plan(l, lt, ITIMER_REAL, e ? e->real : &none);
	task_itimer_plan(l, lt, ITIMER_VIRTUAL, e ? e->virt : &none);
	task_itimer_plan(l, lt, ITIMER_PROF, e ? e->prof : &none);
	if (!e || !e->n_posix)
		return 0;
	for (size_t i = 0; i < e->n_posix; i++) {
		int r = task_timer_check(l, lt, e->posix[i]);

		if (r < 0)
			return r;
		if (e->posix[i]->it_id > highest)
			highest = e->posix[i]->it_id;
	}
	bool restore_ids = feature_ask(l->cx, FEATURE_TIMER_IDS) == CR_YES;
	if (!restore_ids && highest > TASK_TIMERS_COUNTED)
		return error_set(l->cx, CR_E_KERNEL, 0, lt->pid, "timer",
				 "timer id %u of task %d cannot be chosen here "
				 "(PR_TIMER_CREATE_RESTORE_IDS, Linux 6.15)",
				 highest, lt->pid);
	/* Ids are counted up: a lower one after a higher one could not be reached. */
	for (uint64_t next = 0; next <= highest;) {
		const Cr__PosixTimerEntry *lowest = NULL;

		for (size_t i = 0; i < e->n_posix; i++)
			if (e->posix[i]->it_id >= next &&
			    (!lowest || e->posix[i]->it_id < lowest->it_id))
				lowest = e->posix[i];
		task_timer_plan(l, lt, lowest, restore_ids);
		next = (uint64_t)lowest->it_id + 1;
	}
	return 0;
}
