/* SPDX-License-Identifier: MIT
 *
 * limits: the 16 rlimits; scheduling of every thread (policy, priority, nice, affinity, timer
 * slack, I/O priority); and the small attributes: personality, subreaper, names, dumpable, huge
 * pages, membarrier, parent-death signal, score of the out-of-memory killer, what a core dump
 * holds. Leans on limits read inside the task, so that nobody needs CAP_SYS_RESOURCE. What CRIU has
 * no field for is in cr.img. What the loader has no right to is not tried: it is listed, or, where
 * a process becomes the program itself, a hard limit that it has lost is refused by name.
 */
#include "task.h"

#include <linux/prctl.h>

enum {
	TASK_RLIMITS = 16,
	TASK_CPUS_BYTES = 1024,
	TASK_COMM_LEN = 16,
	TASK_SCHED_NORMAL = 0,
	TASK_SCHED_FIFO = 1,
	TASK_SCHED_RR = 2,
	TASK_SCHED_BATCH = 3,
	TASK_SCHED_IDLE = 5,
	TASK_SCHED_DEADLINE = 6,
	TASK_SCHED_RESET = 1, /* SCHED_FLAG_RESET_ON_FORK */
	TASK_IOPRIO_PROCESS = 1,
	TASK_IOPRIO_CLASS_SHIFT = 13,
	TASK_MEMBARRIER_REGISTER = 1 << 2 | 1 << 4 | 1 << 6 | 1 << 8, /* commands that register */
};

/* struct sched_attr in its first form. */
struct task_sched {
	uint32_t size, policy;
	uint64_t flags;
	int32_t nice;
	uint32_t priority;
	uint64_t runtime, deadline, period;
};
_Static_assert(sizeof(struct task_sched) == 48, "SCHED_ATTR_SIZE_VER0");

static const char *const task_rlimit_names[TASK_RLIMITS] = {
	"RLIMIT_CPU",	   "RLIMIT_FSIZE", "RLIMIT_DATA",   "RLIMIT_STACK",
	"RLIMIT_CORE",	   "RLIMIT_RSS",   "RLIMIT_NPROC",  "RLIMIT_NOFILE",
	"RLIMIT_MEMLOCK",  "RLIMIT_AS",	   "RLIMIT_LOCKS",  "RLIMIT_SIGPENDING",
	"RLIMIT_MSGQUEUE", "RLIMIT_NICE",  "RLIMIT_RTPRIO", "RLIMIT_RTTIME",
};

/* == small files of /proc/PID ================================================================== */

/* A number in one of them, which may be negative; false when it is not there or not readable. */
static bool task_read_number(int dir_fd, const char *name, unsigned base, int64_t *ret)
{
	char buf[32];
	ssize_t n = proc_read_small(dir_fd, name, buf, sizeof(buf));
	const char *p = buf;
	bool minus = n > 0 && *p == '-';
	uint64_t v;

	p += minus;
	if (n <= 0 || !str_number(&p, base, &v) || v > INT64_MAX)
		return false;
	*ret = minus ? -(int64_t)v : (int64_t)v;
	return true;
}

static void task_write_number(int dir_fd, const char *name, int64_t v)
{
	CR_AUTOFD int fd = sys_openat(dir_fd, name, O_WRONLY, 0);
	char buf[32];
	size_t n = str_format(buf, sizeof(buf), "%lld", (long long)v);

	if (fd >= 0)
		(void)sys_write_all(fd, buf, n);
}

/* Processors that run now, as lines "cpu0 ..." of /proc/stat say. */
static unsigned task_count_cpus(struct cr_ctx *cx, int proc_fd)
{
	char *text, *line;
	unsigned n = 0;

	if (proc_read(cx, proc_fd, "stat", &text, NULL) < 0)
		return 0;
	while ((line = str_line(&text)) != NULL && str_starts(line, "cpu"))
		n += line[3] >= '0' && line[3] <= '9';
	return n;
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

static int task_rlimits_dump(struct cr_ctx *cx, const struct task *task, Cr__TaskCoreEntry *tc)
{
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

CR_FN int task_limits_dump(struct dump *d, struct task *task, Cr__TaskCoreEntry *tc,
			   Cr__CrTaskEntry *extra)
{
	int64_t v;

	if (!task_read_number(task->dir_fd, "personality", 16, &v))
		return error_set(d->cx, CR_E_SYSTEM, 0, task->pid, "personality",
				 "the personality of task %d cannot be read", task->pid);
	tc->personality = (uint32_t)v;
	tc->flags = task->stat.flags;
	tc->has_child_subreaper = true;
	tc->child_subreaper = task->in.subreaper > 0;
	if (task->in.membarrier > 0) {
		tc->has_membarrier_registration_mask = true;
		tc->membarrier_registration_mask = (uint32_t)task->in.membarrier;
	}
	if (task_read_number(task->dir_fd, "loginuid", 10, &v)) {
		tc->has_loginuid = true;
		tc->loginuid = (uint32_t)v;
	}
	if (task_read_number(task->dir_fd, "oom_score_adj", 10, &v)) {
		tc->has_oom_score_adj = true;
		tc->oom_score_adj = (int32_t)v;
	}
	if (task_read_number(task->dir_fd, "coredump_filter", 16, &v)) {
		extra->has_coredump_filter = true;
		extra->coredump_filter = (uint32_t)v;
	}
	if (task->exit_signal != SIGCHLD) {
		extra->has_exit_signal = true;
		extra->exit_signal = (uint32_t)task->exit_signal;
	}
	return task_rlimits_dump(d->cx, task, tc);
}

static int task_affinity_dump(struct dump *d, const struct thread *t, Cr__CrThreadEntry *extra)
{
	unsigned char set[TASK_CPUS_BYTES];
	long n = SYS3(SYS_sched_getaffinity, t->tid, sizeof(set), set);

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

CR_FN int task_sched_dump(struct dump *d, struct task *task, size_t i, Cr__ThreadCoreEntry *tc,
			  Cr__CrThreadEntry *extra)
{
	const struct thread *t = &task->threads[i];
	struct task_sched attr = {.size = sizeof(attr)};
	long r = SYS4(SYS_sched_getattr, t->tid, &attr, sizeof(attr), 0);
	long nice = SYS2(SYS_getpriority, PRIO_PROCESS, t->tid);
	long io = SYS2(SYS_ioprio_get, TASK_IOPRIO_PROCESS, t->tid);

	if (r < 0 || nice < 0)
		return error_set(d->cx, CR_E_SYSTEM, (int)(r < 0 ? -r : -nice), t->tid,
				 "sched_getattr", "the scheduling of thread %d cannot be read",
				 t->tid);
	tc->has_sched_nice = tc->has_sched_policy = true;
	tc->sched_nice = (int32_t)(20 - nice); /* the system call gives 1 to 40 */
	tc->sched_policy = attr.policy;
	if (attr.policy == TASK_SCHED_FIFO || attr.policy == TASK_SCHED_RR) {
		tc->has_sched_prio = true;
		tc->sched_prio = attr.priority;
	}
	if (attr.policy == TASK_SCHED_DEADLINE) {
		extra->has_runtime_ns = extra->has_deadline_ns = extra->has_period_ns = true;
		extra->runtime_ns = attr.runtime;
		extra->deadline_ns = attr.deadline;
		extra->period_ns = attr.period;
	}
	if (attr.flags & TASK_SCHED_RESET)
		extra->has_reset_on_fork = extra->reset_on_fork = true;
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
	bool real_time = policy == TASK_SCHED_FIFO || policy == TASK_SCHED_RR, wrong = false;

	switch (policy) {
	case TASK_SCHED_NORMAL:
	case TASK_SCHED_BATCH:
	case TASK_SCHED_IDLE:
	case TASK_SCHED_FIFO:
	case TASK_SCHED_RR:
		break;
	case TASK_SCHED_DEADLINE:
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
	if (e->has_pdeath_sig && e->pdeath_sig > 64)
		return TASK_DAMAGED(l->cx, t->tid,
				    "thread %d has signal %u as its parent-death signal", t->tid,
				    e->pdeath_sig);
	if (extra && extra->has_io_priority && extra->io_priority > UINT16_MAX)
		return TASK_DAMAGED(l->cx, t->tid, "the I/O priority of thread %d makes no sense",
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
	if (tc->has_membarrier_registration_mask &&
	    (tc->membarrier_registration_mask & ~(uint32_t)TASK_MEMBARRIER_REGISTER))
		return error_set(l->cx, CR_E_UNSUPPORTED, 0, lt->pid, "membarrier",
				 "task %d has unknown membarrier registrations 0x%x", lt->pid,
				 tc->membarrier_registration_mask);
	if (tc->has_oom_score_adj && (tc->oom_score_adj < -1000 || tc->oom_score_adj > 1000))
		return TASK_DAMAGED(l->cx, lt->pid, "task %d has an impossible oom_score_adj",
				    lt->pid);
	if (lt->extra && lt->extra->has_exit_signal && lt->extra->exit_signal > 64)
		return TASK_DAMAGED(l->cx, lt->pid, "task %d has an impossible exit signal",
				    lt->pid);
	for (size_t i = 0; r >= 0 && i < lt->thread_n; i++)
		r = task_sched_load(l, &lt->threads[i]);
	return r;
}

/* == at a load: steps ========================================================================== */

/* In a user namespace of one's own the capabilities one sees say nothing about the machine. */
static bool task_may(const struct load *l, int cap)
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
	if (want->policy == TASK_SCHED_DEADLINE)
		return false;
	if (want->policy == TASK_SCHED_FIFO || want->policy == TASK_SCHED_RR)
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
		want.flags = TASK_SCHED_RESET;
	if (want.policy == TASK_SCHED_DEADLINE) {
		want.runtime = t->extra->runtime_ns;
		want.deadline = t->extra->deadline_ns;
		want.period = t->extra->period_ns;
	}
	if (want.policy == now->policy && want.nice == now->nice &&
	    want.priority == now->priority && want.flags == now->flags &&
	    want.policy != TASK_SCHED_DEADLINE)
		return;
	if (!task_sched_allowed(l, &want, now)) {
		degrade(l->cx, t->tid, "scheduling",
			"thread %d is scheduled as the loader: policy %u, nice %d instead of %u, "
			"%d",
			t->tid, now->policy, now->nice, want.policy, want.nice);
		return;
	}
	bool ordinary = want.policy == TASK_SCHED_NORMAL || want.policy == TASK_SCHED_BATCH;
	if (want.nice != now->nice &&
	    !ordinary) /* the next call sets it for ordinary policies only */
		plan_call(lt->plan, i, PLAN_AT_SELF, "setpriority", SYS_setpriority, PRIO_PROCESS,
			  0, (uint64_t)(int64_t)want.nice);
	plan_call(lt->plan, i, PLAN_AT_SELF, "sched_setattr", SYS_sched_setattr, 0,
		  plan_data(lt->plan, &want, sizeof(want)), 0);
}

static void task_affinity_plan(struct load *l, struct load_task *lt, size_t i, unsigned cpus)
{
	const Cr__CrThreadEntry *extra = lt->threads[i].extra;
	unsigned char set[TASK_CPUS_BYTES], now[TASK_CPUS_BYTES];
	long n = SYS3(SYS_sched_getaffinity, sys_getpid(), sizeof(now), now);
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

static void task_comm_plan(struct load_task *lt, size_t i)
{
	const Cr__CoreEntry *core = lt->threads[i].core;
	const char *name = core->thread_core->comm ? core->thread_core->comm
						   : lt->threads[0].core->tc->comm;
	char comm[TASK_COMM_LEN];
	size_t n = strlen(name);

	memset(comm, 0, sizeof(comm));
	memcpy(comm, name, n < sizeof(comm) ? n : sizeof(comm) - 1);
	plan_call(lt->plan, i, PLAN_AT_SELF, "PR_SET_NAME", SYS_prctl, PR_SET_NAME,
		  plan_data(lt->plan, comm, sizeof(comm)));
}

static void task_thread_plan(struct load *l, struct load_task *lt, size_t i,
			     const struct task_sched *now, unsigned cpus)
{
	const Cr__ThreadCoreEntry *e = lt->threads[i].core->thread_core;
	const Cr__CrThreadEntry *extra = lt->threads[i].extra;
	struct plan_build *b = lt->plan;

	task_comm_plan(lt, i);
	task_affinity_plan(l, lt, i, cpus);
	if (extra && extra->has_timer_slack_ns)
		plan_call(b, i, PLAN_AT_SELF, "PR_SET_TIMERSLACK", SYS_prctl, PR_SET_TIMERSLACK,
			  extra->timer_slack_ns)
			->flags = PLAN_MAY_FAIL;
	if (extra && extra->has_io_priority) /* its real-time class needs a right; nobody's result
						depends on it */
		plan_call(b, i, PLAN_AT_SELF, "ioprio_set", SYS_ioprio_set, TASK_IOPRIO_PROCESS, 0,
			  extra->io_priority)
			->flags = PLAN_MAY_FAIL;
	task_sched_plan(l, lt, i, now);
	/* Changes of ids clear it, and so does a new thread. */
	if ((e->has_pdeath_sig && e->pdeath_sig) || l->in_place)
		plan_call(b, i, PLAN_AT_LAST, "PR_SET_PDEATHSIG", SYS_prctl, PR_SET_PDEATHSIG,
			  e->has_pdeath_sig ? e->pdeath_sig : 0);
}

/* Attributes that are set by writing below /proc; a process that becomes the program keeps its own.
 */
static void task_files_plan(struct load *l, struct load_task *lt)
{
	const Cr__TaskCoreEntry *tc = lt->threads[0].core->tc;
	CR_AUTOFD int dir = sys_openat(l->proc_fd, "self", O_RDONLY | O_DIRECTORY, 0);
	int64_t now;

	if (dir < 0)
		return;
	if (tc->has_oom_score_adj && task_read_number(dir, "oom_score_adj", 10, &now) &&
	    now != tc->oom_score_adj) {
		if (l->in_place || (tc->oom_score_adj < now && !task_may(l, CAP_SYS_RESOURCE)))
			degrade(l->cx, lt->pid, "oom_score_adj",
				"oom_score_adj of task %d is %lld instead of %d", lt->pid,
				(long long)now, tc->oom_score_adj);
		else
			task_write_number(dir, "oom_score_adj", tc->oom_score_adj);
	}
	if (!l->in_place && lt->extra && lt->extra->has_coredump_filter &&
	    task_read_number(dir, "coredump_filter", 16, &now) && now != lt->extra->coredump_filter)
		task_write_number(dir, "coredump_filter", lt->extra->coredump_filter);
}

static void task_attributes_plan(struct load_task *lt)
{
	const Cr__TaskCoreEntry *tc = lt->threads[0].core->tc;
	struct plan_build *b = lt->plan;
	uint64_t subreaper = tc->has_child_subreaper && tc->child_subreaper;
	uint64_t huge = lt->mm && lt->mm->has_thp_disabled && lt->mm->thp_disabled;
	long personality = SYS1(SYS_personality, 0xffffffff); /* asks */
	int now = 0;

	if (personality >= 0 && (uint32_t)personality != tc->personality)
		plan_call(b, 0, PLAN_AT_TASK, "personality", SYS_personality, tc->personality);
	if (sys_prctl(PR_GET_CHILD_SUBREAPER, (uintptr_t)&now, 0, 0, 0) < 0 ||
	    (uint64_t)now != subreaper)
		plan_call(b, 0, PLAN_AT_TASK, "PR_SET_CHILD_SUBREAPER", SYS_prctl,
			  PR_SET_CHILD_SUBREAPER, subreaper);
	if (sys_prctl(PR_GET_THP_DISABLE, 0, 0, 0, 0) != (int)huge)
		plan_call(b, 0, PLAN_AT_TASK, "PR_SET_THP_DISABLE", SYS_prctl, PR_SET_THP_DISABLE,
			  huge, 0, 0, 0);
	for (unsigned bit = 0; bit < 32; bit++)
		if (tc->has_membarrier_registration_mask &&
		    tc->membarrier_registration_mask >> bit & 1)
			plan_call(b, 0, PLAN_AT_TASK, "membarrier", SYS_membarrier, 1ull << bit, 0,
				  0);
	/* Every thread, for each change of credentials takes it away from all. 2 can only be had by
	 * such a change. */
	for (size_t i = 0; lt->mm && lt->mm->has_dumpable && i < lt->thread_n; i++)
		plan_call(b, i, PLAN_AT_LAST, "PR_SET_DUMPABLE", SYS_prctl, PR_SET_DUMPABLE,
			  lt->mm->dumpable == 1);
}

CR_FN int task_limits_plan(struct load *l, struct load_task *lt)
{
	const Cr__TaskCoreEntry *tc = lt->threads[0].core->tc;
	struct task_sched now = {.size = sizeof(now)};
	unsigned cpus = task_count_cpus(l->cx, l->proc_fd);
	long nice = SYS2(SYS_getpriority, PRIO_PROCESS, sys_getpid());
	int r = (int)SYS4(SYS_sched_getattr, sys_getpid(), &now, sizeof(now), 0);

	if (r < 0 || nice < 0)
		return error_set(l->cx, CR_E_SYSTEM, r < 0 ? -r : (int)-nice, lt->pid,
				 "sched_getattr", "the loader's own scheduling cannot be read");
	now.nice = (int32_t)(20 - nice);
	for (unsigned i = 0; tc->rlimits && i < tc->rlimits->n_rlimits; i++) {
		r = task_rlimit_plan(l, lt, i, tc->rlimits->rlimits[i]);
		if (r < 0)
			return r;
	}
	task_files_plan(l, lt);
	task_attributes_plan(lt);
	for (size_t i = 0; i < lt->thread_n; i++)
		task_thread_plan(l, lt, i, &now, cpus);
	return 0;
}
