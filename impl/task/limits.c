/* SPDX-License-Identifier: MIT
 *
 * limits: the 16 rlimits; scheduling of every thread (policy, priority, nice, slice, clamps,
 * affinity, timer slack, I/O priority). Leans on limits read inside the task, so that nobody needs
 * CAP_SYS_RESOURCE. What CRIU has no field for is in cr.img. What the loader has no right to is not
 * tried: it is listed, or, where a process becomes the program itself, a hard limit that it has
 * lost is refused by name.
 */
#include "task.h"

#include <linux/prctl.h>
#include <linux/sched.h>

/* What a thread may ask of SCHED_DEADLINE. */
#define TASK_SCHED_FLAGS ((uint64_t)(SCHED_FLAG_RECLAIM | SCHED_FLAG_DL_OVERRUN))

enum {
	TASK_RLIMITS = 16,
	TASK_CPUS_BYTES = 1024,
	TASK_IOPRIO_PROCESS = 1,
	TASK_IOPRIO_CLASS_SHIFT = 13,
	TASK_IOPRIO_REALTIME = 1,
	TASK_UTIL_MOST = 1024, /* SCHED_CAPACITY_SCALE */
};

/* struct sched_attr, with what it has since Linux 5.3. */
struct task_sched {
	uint32_t size, policy;
	uint64_t flags;
	int32_t nice;
	uint32_t priority;
	uint64_t runtime, deadline, period;
	uint32_t util_min, util_max;
};
_Static_assert(sizeof(struct task_sched) == 56, "SCHED_ATTR_SIZE_VER1");

static const char *const task_rlimit_names[TASK_RLIMITS] = {
	"RLIMIT_CPU",	   "RLIMIT_FSIZE", "RLIMIT_DATA",   "RLIMIT_STACK",
	"RLIMIT_CORE",	   "RLIMIT_RSS",   "RLIMIT_NPROC",  "RLIMIT_NOFILE",
	"RLIMIT_MEMLOCK",  "RLIMIT_AS",	   "RLIMIT_LOCKS",  "RLIMIT_SIGPENDING",
	"RLIMIT_MSGQUEUE", "RLIMIT_NICE",  "RLIMIT_RTPRIO", "RLIMIT_RTTIME",
};

/* == counting ================================================================================= */

/* Processors that run now, as lines "cpu0 ..." of /proc/stat say. */
static unsigned task_count_cpus(struct cr_ctx *cx, int proc_fd)
{
	char *text, *line;

	if (cx->cpus || proc_read(cx, proc_fd, "stat", &text, NULL) < 0)
		return cx->cpus;
	while ((line = str_line(&text)) != NULL && str_starts(line, "cpu"))
		cx->cpus += line[3] >= '0' && line[3] <= '9';
	return cx->cpus;
}

static unsigned task_count_bits(const unsigned char *set, size_t n)
{
	unsigned bits = 0;

	for (size_t i = 0; i < n; i++)
		for (unsigned v = set[i]; v; v &= v - 1)
			bits++;
	return bits;
}

/* == at a save ================================================================================= */

CR_FN int task_limits_dump(struct dump *d, const struct task *task, Cr__TaskCoreEntry *tc)
{
	struct cr_ctx *cx = d->cx;
	Cr__TaskRlimitsEntry *all = cx_alloc(cx, sizeof(*all));

	if (!all)
		return error_memory(cx);
	cr__task_rlimits_entry__init(all);
	all->rlimits = cx_array(cx, TASK_RLIMITS, sizeof(*all->rlimits));
	if (!all->rlimits)
		return error_memory(cx);
	for (size_t i = 0; i < TASK_RLIMITS; i++) {
		Cr__RlimitEntry *e = cx_alloc(cx, sizeof(*e));

		if (!e)
			return error_memory(cx);
		cr__rlimit_entry__init(e);
		e->cur = task->in.rlimits[i].cur;
		e->max = task->in.rlimits[i].max;
		all->rlimits[i] = e;
		all->n_rlimits = i + 1;
	}
	tc->rlimits = all;
	return 0;
}

static int task_affinity_dump(struct dump *d, const struct thread *t, Cr__CrThreadEntry *extra)
{
	unsigned char set[TASK_CPUS_BYTES];
	long n = sys_get_affinity(t->tid, set, sizeof(set));

	if (n < 0)
		return error_set(d->cx, CR_E_SYSTEM, (int)-n, t->tid, "sched_getaffinity",
				 "the affinity of thread %d cannot be read", t->tid);
	/* All of this machine's is all of any machine's. */
	if (task_count_bits(set, (size_t)n) >= task_count_cpus(d->cx, d->tree->proc_fd))
		return 0;
	extra->affinity.data = arena_copy(&d->cx->arena, set, (size_t)n);
	if (!extra->affinity.data)
		return error_memory(d->cx);
	extra->affinity.len = (size_t)n;
	extra->has_affinity = true;
	return 0;
}

static bool task_sched_ordinary(uint32_t policy)
{
	return policy == SCHED_NORMAL || policy == SCHED_BATCH;
}

static void task_sched_extra_dump(const struct task_sched *attr, Cr__CrThreadEntry *extra)
{
	uint64_t flags = attr->flags & ~(uint64_t)SCHED_FLAG_RESET_ON_FORK;

	if (attr->policy == SCHED_DEADLINE) {
		extra->has_runtime_ns = extra->has_deadline_ns = extra->has_period_ns = true;
		extra->runtime_ns = attr->runtime;
		extra->deadline_ns = attr->deadline;
		extra->period_ns = attr->period;
	}
	if (task_sched_ordinary(attr->policy) && attr->runtime) { /* told since Linux 6.12 */
		extra->has_slice_ns = true;
		extra->slice_ns = attr->runtime;
	}
	if (attr->flags & SCHED_FLAG_RESET_ON_FORK)
		extra->has_reset_on_fork = extra->reset_on_fork = true;
	if (flags) {
		extra->has_sched_flags = true;
		extra->sched_flags = flags;
	}
	if (attr->util_max && (attr->util_min || attr->util_max != TASK_UTIL_MOST)) {
		extra->has_util_min = extra->has_util_max = true;
		extra->util_min = attr->util_min;
		extra->util_max = attr->util_max;
	}
}

CR_FN int task_sched_dump(struct dump *d, struct task *task, size_t i, Cr__ThreadCoreEntry *tc,
			  Cr__CrThreadEntry *extra)
{
	const struct thread *t = &task->threads[i];
	struct task_sched attr = {.size = sizeof(attr)};
	long r = sys_get_scheduling(t->tid, &attr, sizeof(attr));
	/* Where nice means nothing for now it is not told along. */
	bool told = r >= 0 && (task_sched_ordinary(attr.policy) || attr.policy == SCHED_IDLE);
	long nice = told ? 20 - attr.nice : sys_get_nice(t->tid);
	long io = sys_get_io_priority(t->tid);

	if (r < 0 || nice < 0)
		return error_set(d->cx, CR_E_SYSTEM, (int)(r < 0 ? -r : -nice), t->tid,
				 "sched_getattr", "the scheduling of thread %d cannot be read",
				 t->tid);
	tc->has_sched_nice = tc->has_sched_policy = true;
	tc->sched_nice = (int32_t)(20 - nice); /* the system call gives 1 to 40 */
	tc->sched_policy = attr.policy;
	if (attr.policy == SCHED_FIFO || attr.policy == SCHED_RR) {
		tc->has_sched_prio = true;
		tc->sched_prio = attr.priority;
	}
	task_sched_extra_dump(&attr, extra);
	if (io > 0 && io >> TASK_IOPRIO_CLASS_SHIFT) {
		extra->has_io_priority = true;
		extra->io_priority = (uint32_t)io;
	}
	if (t->in.timer_slack_ns) {
		extra->has_timer_slack_ns = true;
		extra->timer_slack_ns = t->in.timer_slack_ns;
	}
	return task_affinity_dump(d, t, extra);
}

/* == at a load: checks ========================================================================= */

static int task_sched_load(struct load *l, const struct load_thread *t)
{
	const Cr__ThreadCoreEntry *e = t->core->thread_core;
	const Cr__CrThreadEntry *extra = t->extra;
	uint32_t policy = e->has_sched_policy ? e->sched_policy : 0,
		 prio = e->has_sched_prio ? e->sched_prio : 0;
	bool real_time = policy == SCHED_FIFO || policy == SCHED_RR, wrong = false;

	switch (policy) {
	case SCHED_NORMAL:
	case SCHED_BATCH:
	case SCHED_IDLE:
	case SCHED_FIFO:
	case SCHED_RR:
		break;
	case SCHED_DEADLINE:
		wrong = !extra || !extra->has_runtime_ns || !extra->has_deadline_ns ||
			!extra->has_period_ns;
		break;
	default:
		wrong = true;
	}
	if (wrong || (real_time ? prio < 1 || prio > 99 : prio != 0) ||
	    (e->has_sched_nice && (e->sched_nice < -20 || e->sched_nice > 19)))
		return TASK_DAMAGED(l->cx, t->tid, "the scheduling of thread %d makes no sense",
				    t->tid);
	if (extra && extra->has_affinity &&
	    (extra->affinity.len > TASK_CPUS_BYTES ||
	     !task_count_bits(extra->affinity.data, extra->affinity.len)))
		return TASK_DAMAGED(l->cx, t->tid, "the affinity of thread %d makes no sense",
				    t->tid);
	if (extra && extra->has_io_priority && extra->io_priority > UINT16_MAX)
		return TASK_DAMAGED(l->cx, t->tid, "the I/O priority of thread %d makes no sense",
				    t->tid);
	if (extra && ((extra->has_sched_flags && (extra->sched_flags & ~TASK_SCHED_FLAGS)) ||
		      (extra->has_util_min && extra->util_min > TASK_UTIL_MOST) ||
		      (extra->has_util_max && extra->util_max > TASK_UTIL_MOST)))
		return TASK_DAMAGED(l->cx, t->tid, "the scheduling of thread %d makes no sense",
				    t->tid);
	return 0;
}

CR_FN int task_limits_load(struct load *l, struct load_task *lt)
{
	const Cr__TaskCoreEntry *tc = lt->threads[0].core->tc;
	int r = 0;

	if (tc->rlimits && tc->rlimits->n_rlimits > TASK_RLIMITS)
		return TASK_DAMAGED(l->cx, lt->pid, "task %d has %zu limits", lt->pid,
				    tc->rlimits->n_rlimits);
	for (size_t i = 0; tc->rlimits && i < tc->rlimits->n_rlimits; i++)
		if (tc->rlimits->rlimits[i]->cur > tc->rlimits->rlimits[i]->max)
			return TASK_DAMAGED(l->cx, lt->pid, "%s of task %d is above its hard limit",
					    task_rlimit_names[i], lt->pid);
	for (size_t i = 0; r >= 0 && i < lt->thread_n; i++)
		r = task_sched_load(l, &lt->threads[i]);
	return r;
}

/* == at a load: steps ========================================================================== */

/* In a user namespace of one's own the capabilities one sees say nothing about the machine. */
CR_FN bool task_may(const struct load *l, int cap)
{
	return l->pids != CR_PIDS_NAMESPACE && feature_has_cap(cap);
}

static int task_rlimit_plan(struct load *l, struct load_task *lt, unsigned which,
			    const Cr__RlimitEntry *e)
{
	struct rlimit want = {e->cur, e->max}, now;
	int r = sys_prlimit(0, (int)which, NULL, &now);

	if (r < 0)
		return error_set(l->cx, CR_E_SYSTEM, -r, lt->pid, task_rlimit_names[which],
				 "the loader's own limits cannot be read");
	if (want.rlim_max > now.rlim_max && !task_may(l, CAP_SYS_RESOURCE)) {
		if (l->in_place)
			return error_set(
				l->cx, CR_E_LOADER, EPERM, lt->pid, task_rlimit_names[which],
				"%s was at most %llu in the program, the loader's is at most %llu",
				task_rlimit_names[which], (unsigned long long)want.rlim_max,
				(unsigned long long)now.rlim_max);
		degrade(l->cx, lt->pid, task_rlimit_names[which],
			"the hard limit %s of task %d is %llu instead of %llu",
			task_rlimit_names[which], lt->pid, (unsigned long long)now.rlim_max,
			(unsigned long long)want.rlim_max);
		want.rlim_max = now.rlim_max;
		if (want.rlim_cur > want.rlim_max)
			want.rlim_cur = want.rlim_max;
	}
	if (want.rlim_cur == now.rlim_cur && want.rlim_max == now.rlim_max)
		return 0;
	/* Behind whatever a limit would forbid: descriptors, threads, queued signals. */
	plan_call(lt->plan, 0, PLAN_AT_CREDS, task_rlimit_names[which], SYS_prlimit64, 0, which,
		  plan_data(lt->plan, &want, sizeof(want)), 0);
	return 0;
}

/* May this thread be scheduled so? */
static bool task_sched_allowed(const struct load *l, const struct task_sched *want,
			       const struct task_sched *now)
{
	struct rlimit limit;

	if (task_may(l, CAP_SYS_NICE))
		return true;
	if (want->policy == SCHED_DEADLINE)
		return false;
	if (want->policy == SCHED_FIFO || want->policy == SCHED_RR)
		return sys_prlimit(0, RLIMIT_RTPRIO, NULL, &limit) == 0 &&
		       limit.rlim_cur >= want->priority;
	return want->nice >= now->nice || (sys_prlimit(0, RLIMIT_NICE, NULL, &limit) == 0 &&
					   limit.rlim_cur >= (rlim_t)(20 - want->nice));
}

static void task_sched_plan(struct load *l, struct load_task *lt, size_t i,
			    const struct task_sched *now)
{
	const struct load_thread *t = &lt->threads[i];
	const Cr__ThreadCoreEntry *e = t->core->thread_core;
	struct task_sched want = {
		.size = sizeof(want),
		.policy = e->has_sched_policy ? e->sched_policy : 0,
		.nice = e->has_sched_nice ? e->sched_nice : 0,
		.priority = e->has_sched_prio ? e->sched_prio : 0,
	};

	if (t->extra && t->extra->has_reset_on_fork && t->extra->reset_on_fork)
		want.flags = SCHED_FLAG_RESET_ON_FORK;
	if (want.policy == SCHED_DEADLINE) {
		want.runtime = t->extra->runtime_ns;
		want.deadline = t->extra->deadline_ns;
		want.period = t->extra->period_ns;
		want.flags |= t->extra->has_sched_flags ? t->extra->sched_flags : 0;
	}
	/* Slices are told, and can be chosen, since Linux 6.12. */
	if (task_sched_ordinary(want.policy) && now->runtime)
		want.runtime = t->extra && t->extra->has_slice_ns ? t->extra->slice_ns
								  : now->runtime;
	if (want.policy == now->policy && want.nice == now->nice &&
	    want.priority == now->priority && want.flags == now->flags &&
	    want.runtime == now->runtime && want.policy != SCHED_DEADLINE)
		return;
	if (!task_sched_allowed(l, &want, now)) {
		degrade(l->cx, t->tid, "scheduling",
			"thread %d is scheduled as the loader: policy %u, nice %d instead of %u, "
			"%d",
			t->tid, now->policy, now->nice, want.policy, want.nice);
		return;
	}
	if (want.nice != now->nice &&
	    !task_sched_ordinary(want.policy)) /* the next call sets it for those only */
		plan_call(lt->plan, i, PLAN_AT_SELF, "setpriority", SYS_setpriority, PRIO_PROCESS,
			  0, (uint64_t)(int64_t)want.nice);
	plan_call(lt->plan, i, PLAN_AT_SELF, "sched_setattr", SYS_sched_setattr, 0,
		  plan_data(lt->plan, &want, sizeof(want)), 0);
}

static void task_affinity_plan(struct load *l, struct load_task *lt, size_t i, unsigned cpus)
{
	const Cr__CrThreadEntry *extra = lt->threads[i].extra;
	unsigned char set[TASK_CPUS_BYTES], now[TASK_CPUS_BYTES];
	long n = sys_get_affinity(sys_getpid(), now, sizeof(now));
	bool bound = extra && extra->has_affinity;
	size_t len = bound ? extra->affinity.len : sizeof(set);

	if (!l->cr || n < 0 || (!bound && task_count_bits(now, (size_t)n) >= cpus))
		return;			/* CRIU's saves do not tell */
	memset(set, 0xff, sizeof(set)); /* the kernel takes those that it has */
	if (bound)
		memcpy(set, extra->affinity.data, len);
	if (bound && len <= (size_t)n && memcmp(set, now, len) == 0 &&
	    task_count_bits(now, (size_t)n) == task_count_bits(set, len))
		return;
	bool any = false;
	for (size_t k = 0; k < len && k * 8 < cpus; k++)
		any = any || set[k];
	if (!any)
		degrade(l->cx, lt->threads[i].tid, "affinity",
			"thread %d was bound to processors that are not here", lt->threads[i].tid);
	else
		plan_call(lt->plan, i, PLAN_AT_SELF, "sched_setaffinity", SYS_sched_setaffinity, 0,
			  len, plan_data(lt->plan, set, len))
			->flags = PLAN_MAY_FAIL; /* a cpuset may leave none of them */
}

/* now->util_max is 0 where the kernel has no clamps. */
static void task_clamp_plan(struct load *l, struct load_task *lt, size_t i,
			    const struct task_sched *now)
{
	const Cr__CrThreadEntry *extra = lt->threads[i].extra;
	struct task_sched want = {
		.size = sizeof(want),
		.flags = SCHED_FLAG_KEEP_ALL | SCHED_FLAG_UTIL_CLAMP,
		.util_min = extra && extra->has_util_min ? extra->util_min : 0,
		.util_max = extra && extra->has_util_max ? extra->util_max : TASK_UTIL_MOST,
	};

	if (!l->cr ||
	    (now->util_max && want.util_min == now->util_min && want.util_max == now->util_max))
		return;
	if (now->util_max)
		plan_call(lt->plan, i, PLAN_AT_SELF, "utilization clamps", SYS_sched_setattr, 0,
			  plan_data(lt->plan, &want, sizeof(want)), 0);
	else if (want.util_min || want.util_max != TASK_UTIL_MOST)
		degrade(l->cx, lt->threads[i].tid, "utilization clamps",
			"the utilization of thread %d is not clamped to %u to %u any more",
			lt->threads[i].tid, want.util_min, want.util_max);
}

static void task_io_priority_plan(struct load *l, struct load_task *lt, size_t i)
{
	const Cr__CrThreadEntry *extra = lt->threads[i].extra;
	uint32_t want = extra && extra->has_io_priority ? extra->io_priority : 0;
	long now = sys_get_io_priority(sys_getpid());

	/* Where none was chosen, the kernel tells one that follows from nice. */
	if (!l->cr || now < 0 || (uint32_t)now == want ||
	    (!want && !(now >> TASK_IOPRIO_CLASS_SHIFT)))
		return;
	if (want >> TASK_IOPRIO_CLASS_SHIFT == TASK_IOPRIO_REALTIME && !task_may(l, CAP_SYS_NICE) &&
	    !task_may(l, CAP_SYS_ADMIN))
		degrade(l->cx, lt->threads[i].tid, "I/O priority",
			"the I/O priority of thread %d is 0x%lx instead of 0x%x, which takes "
			"CAP_SYS_NICE",
			lt->threads[i].tid, now, want);
	else
		plan_call(lt->plan, i, PLAN_AT_SELF, "ioprio_set", SYS_ioprio_set,
			  TASK_IOPRIO_PROCESS, 0, want);
}

static void task_thread_sched_plan(struct load *l, struct load_task *lt, size_t i,
				   const struct task_sched *now, unsigned cpus)
{
	const Cr__CrThreadEntry *extra = lt->threads[i].extra;

	task_affinity_plan(l, lt, i, cpus);
	if (extra && extra->has_timer_slack_ns)
		plan_call(lt->plan, i, PLAN_AT_SELF, "PR_SET_TIMERSLACK", SYS_prctl,
			  PR_SET_TIMERSLACK, extra->timer_slack_ns)
			->flags = PLAN_MAY_FAIL;
	task_io_priority_plan(l, lt, i);
	task_sched_plan(l, lt, i, now);
	task_clamp_plan(l, lt, i, now);
}

CR_FN int task_limits_plan(struct load *l, struct load_task *lt)
{
	const Cr__TaskCoreEntry *tc = lt->threads[0].core->tc;
	struct task_sched now = {.size = sizeof(now)};
	unsigned cpus = task_count_cpus(l->cx, l->proc_fd);
	long nice = sys_get_nice(sys_getpid());
	int r = sys_get_scheduling(sys_getpid(), &now, sizeof(now));

	if (r < 0 || nice < 0)
		return error_set(l->cx, CR_E_SYSTEM, r < 0 ? -r : (int)-nice, lt->pid,
				 "sched_getattr", "the loader's own scheduling cannot be read");
	now.nice = (int32_t)(20 - nice);
	for (unsigned i = 0; tc->rlimits && i < tc->rlimits->n_rlimits; i++) {
		r = task_rlimit_plan(l, lt, i, tc->rlimits->rlimits[i]);
		if (r < 0)
			return r;
	}
	for (size_t i = 0; i < lt->thread_n; i++)
		task_thread_sched_plan(l, lt, i, &now, cpus);
	return 0;
}
