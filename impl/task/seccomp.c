/* SPDX-License-Identifier: MIT
 *
 * seccomp: strict mode and the filters of each thread, in CRIU's form: seccomp.img holds every
 * filter once, with the one that was installed before it; a thread names its last. Leans on the
 * right to put filters aside while a task is traced (CAP_SYS_ADMIN, and no filter around us): only
 * so they can be read, and only so a task can be made under them. Filters of the saver's
 * surroundings (a container) are around every loader there, too, and are no part of a save. What
 * all threads of a process have in common is installed for all at once, so that they share it as
 * before; what only some shared each gets for itself, and that is listed. Refuses filters that ask
 * a supervisor, who would be missing.
 */
#include "task.h"

#include <linux/filter.h>
#include <linux/prctl.h>
#include <linux/seccomp.h>

enum {
	TASK_FILTER_MOST = BPF_MAXINSNS * sizeof(struct sock_filter),
	TASK_FILTER_FLAGS = SECCOMP_FILTER_FLAG_LOG,
	TASK_NO_FILTER = -1,
};

/* == whose filters ============================================================================= */

static int task_own_status(struct cr_ctx *cx, int proc_fd, struct proc_status *ret)
{
	char *text;
	/* By this name, whatever our number is in the namespace of that /proc. */
	int r = proc_read(cx, proc_fd, "self/status", &text, NULL);

	if (r >= 0)
		r = proc_parse_status(text, ret);
	return r < 0 ? error_set(cx, CR_E_SYSTEM, -r, 0, "status",
				 "our own seccomp state cannot be read")
		     : 0;
}

/* 0: it has none of its own, 1: it has, and they can be read; else refused. */
static int task_filters_own(struct dump *d, const struct task *task,
			    const struct proc_status *status)
{
	struct proc_status ours;

	if (status->seccomp <= 0)
		return 0;
	int r = task_own_status(d->cx, d->tree->proc_fd, &ours);
	if (r < 0)
		return r;
	if (ours.seccomp == status->seccomp && ours.seccomp_filters == status->seccomp_filters)
		return 0;
	if (ours.seccomp == 0 && feature_has_cap(CAP_SYS_ADMIN))
		return 1;
	r = refuse(d->cx, CR_E_SECCOMP, task->pid, "seccomp",
		   "task %d has seccomp filters of its own, which only somebody with CAP_SYS_ADMIN "
		   "and without a filter can read",
		   task->pid);
	return r;
}

CR_FN int task_seccomp_check(struct dump *d, const struct task *task)
{
	int r = task_filters_own(d, task, &task->status);

	return r < 0 ? r : 0;
}

/* == at a save ================================================================================= */

static bool task_filter_asks(const struct sock_filter *code, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if ((BPF_CLASS(code[i].code) == BPF_RET || BPF_CLASS(code[i].code) == BPF_LD) &&
		    (code[i].k & SECCOMP_RET_ACTION_FULL) == SECCOMP_RET_USER_NOTIF)
			return true;
	return false;
}

static bool task_filter_is(const Cr__SeccompFilter *a, const Cr__SeccompFilter *b)
{
	return a->has_prev == b->has_prev && a->prev == b->prev && a->flags == b->flags &&
	       a->filter.len == b->filter.len &&
	       memcmp(a->filter.data, b->filter.data, a->filter.len) == 0;
}

/* Its place in seccomp.img. The same behind the same is taken for one: the kernel does not tell. */
static ssize_t task_filter_place(struct dump *d, Cr__SeccompFilter *e)
{
	for (size_t i = 0; i < d->seccomp.n; i++)
		if (task_filter_is(d->seccomp.at[i], e))
			return (ssize_t)i;
	Cr__SeccompFilter **slot = vec_add(&d->cx->arena, &d->seccomp);
	if (!slot)
		return error_memory(d->cx);
	*slot = e;
	return (ssize_t)d->seccomp.n - 1;
}

static int task_filters_dump(struct dump *d, const struct thread *t, Cr__ThreadCoreEntry *tc)
{
	ssize_t last = TASK_NO_FILTER;

	for (size_t i = 0; i < t->filter_n; i++) {
		const struct thread_filter *f = &t->filters[i];
		Cr__SeccompFilter *e = cx_alloc(d->cx, sizeof(*e));

		if (!e)
			return error_memory(d->cx);
		if (task_filter_asks(f->code, f->n))
			return refuse(d->cx, CR_E_SECCOMP, t->tid, "seccomp",
				      "seccomp filter %zu of thread %d asks a supervisor "
				      "(SECCOMP_RET_USER_NOTIF)",
				      i, t->tid);
		cr__seccomp_filter__init(e);
		e->filter.data = (unsigned char *)f->code;
		e->filter.len = f->n * sizeof(*f->code);
		e->has_prev = last != TASK_NO_FILTER;
		e->prev = e->has_prev ? (uint32_t)last : 0;
		e->has_flags = f->flags != 0;
		e->flags = (uint32_t)f->flags;
		last = task_filter_place(d, e);
		if (last < 0)
			return (int)last;
	}
	if (last == TASK_NO_FILTER)
		return error_set(d->cx, CR_E_SECCOMP, 0, t->tid, "seccomp",
				 "the seccomp filters of thread %d were not read", t->tid);
	tc->has_seccomp_mode = tc->has_seccomp_filter = true;
	tc->seccomp_mode = CR__SECCOMP_MODE__filter;
	tc->seccomp_filter = (uint32_t)last;
	return 0;
}

CR_FN int task_seccomp_dump(struct dump *d, const struct task *task, size_t i,
			    const struct proc_status *status, Cr__ThreadCoreEntry *tc,
			    Cr__CrTaskEntry *extra)
{
	int r = task_filters_own(d, task, status);

	if (r == 0 && status->seccomp > 0 && i == 0) {
		extra->has_seccomp_filters = true;
		extra->seccomp_filters = status->seccomp_filters > 0
						 ? (uint32_t)status->seccomp_filters
						 : 1;
	}
	if (r <= 0)
		return r;
	if (status->seccomp != SECCOMP_MODE_STRICT)
		return task_filters_dump(d, &task->threads[i], tc);
	tc->has_seccomp_mode = true;
	tc->seccomp_mode = CR__SECCOMP_MODE__strict;
	return 0;
}

CR_FN int task_seccomp_put(struct dump *d)
{
	Cr__SeccompEntry all = CR__SECCOMP_ENTRY__INIT;

	all.n_seccomp_filters = d->seccomp.n;
	all.seccomp_filters = d->seccomp.at;
	return d->seccomp.n ? dump_add(d, IMAGE_SECCOMP, &all.base) : 0;
}

/* == at a load: checks ========================================================================= */

static const Cr__SeccompFilter *task_filter(const struct load *l, uint32_t i)
{
	return l->seccomp->seccomp_filters[i];
}

static bool task_has_filters(const struct load_thread *t)
{
	const Cr__ThreadCoreEntry *e = t->core->thread_core;

	return e->has_seccomp_mode && e->seccomp_mode == CR__SECCOMP_MODE__filter;
}

static bool task_is_strict(const struct load_thread *t)
{
	const Cr__ThreadCoreEntry *e = t->core->thread_core;

	return e->has_seccomp_mode && e->seccomp_mode == CR__SECCOMP_MODE__strict;
}

CR_FN int task_seccomp_open(struct load *l)
{
	static const Cr__SeccompEntry none = CR__SECCOMP_ENTRY__INIT;
	struct image_member m;
	Cr__SeccompEntry *all;
	struct record_in in;

	l->seccomp = &none;
	if (image_find(l->image, image_name(l->cx, IMAGE_SECCOMP, 0), &m) < 0)
		return 0;
	int r = record_open(l->image, IMAGE_SECCOMP, 0, &in);
	if (r >= 0)
		r = record_next(&in, &cr__seccomp_entry__descriptor, &all);
	if (r <= 0)
		return r; /* CRIU writes the file even if there is nothing in it */
	l->seccomp = all;
	for (size_t i = 0; i < all->n_seccomp_filters; i++) {
		const Cr__SeccompFilter *e = all->seccomp_filters[i];

		if (e->filter.len == 0 || e->filter.len > TASK_FILTER_MOST ||
		    e->filter.len % sizeof(struct sock_filter) || (e->has_prev && e->prev >= i) ||
		    (e->has_flags && (e->flags & ~(uint32_t)TASK_FILTER_FLAGS)))
			return error_set(l->cx, CR_E_DAMAGED, 0, 0, "seccomp.img",
					 "seccomp filter %zu makes no sense", i);
	}
	return 0;
}

CR_FN int task_seccomp_load(struct load *l, struct load_task *lt, size_t i)
{
	const struct load_thread *t = &lt->threads[i];
	const Cr__ThreadCoreEntry *e = t->core->thread_core;
	const Cr__TaskCoreEntry *tc = lt->threads[0].core->tc;

	if (!e->has_seccomp_mode && tc->has_old_seccomp_mode &&
	    tc->old_seccomp_mode != CR__SECCOMP_MODE__disabled)
		return error_set(l->cx, CR_E_VERSION, 0, t->tid, "seccomp",
				 "the seccomp filters of task %d are in a form that CRIU gave up "
				 "long ago",
				 lt->pid);
	if (task_has_filters(t) &&
	    (!e->has_seccomp_filter || e->seccomp_filter >= l->seccomp->n_seccomp_filters))
		return TASK_DAMAGED(l->cx, t->tid,
				    "thread %d has a seccomp filter that is not there", t->tid);
	l->suspend_seccomp |= task_has_filters(t) || task_is_strict(t);
	if (!task_has_filters(t))
		return 0;
	for (uint32_t at = e->seccomp_filter;; at = task_filter(l, at)->prev) {
		lt->plan_bytes += task_filter(l, at)->filter.len + sizeof(struct plan_op);
		if (!task_filter(l, at)->has_prev)
			break;
	}
	return 0;
}

CR_FN int task_seccomp_may(struct load *l)
{
	struct proc_status ours;

	if (!l->suspend_seccomp)
		return 0;
	int r = task_own_status(l->cx, l->proc_fd, &ours);
	if (r < 0)
		return r;
	return ours.seccomp == 0 && feature_has_cap(CAP_SYS_ADMIN)
		       ? 0
		       : error_set(l->cx, CR_E_SECCOMP, EPERM, l->tasks.at[0]->pid, "CAP_SYS_ADMIN",
				   "tasks under seccomp filters are only made by somebody with "
				   "CAP_SYS_ADMIN and without a filter");
}

/* == at a load: steps ========================================================================== */

struct task_chain {
	uint32_t *at; /* places in seccomp.img, the oldest first */
	size_t n;
};

static int task_chain_of(struct load *l, const struct load_thread *t, struct task_chain *ret)
{
	size_t n = 0;
	uint32_t at = t->core->thread_core->seccomp_filter;

	*ret = (struct task_chain){NULL, 0};
	if (!task_has_filters(t))
		return 0;
	for (uint32_t i = at;; i = task_filter(l, i)->prev) {
		n++;
		if (!task_filter(l, i)->has_prev)
			break;
	}
	ret->at = cx_array(l->cx, n, sizeof(*ret->at));
	if (!ret->at)
		return error_memory(l->cx);
	ret->n = n;
	for (; n > 0; at = task_filter(l, at)->prev)
		ret->at[--n] = at;
	return 0;
}

struct task_filters_plan {
	struct load *l;
	struct load_task *lt;
	uint64_t *programs; /* addresses in the plan, 0: not there yet */
};

static void task_filter_plan(struct task_filters_plan *p, size_t thread, uint32_t i, uint64_t flags)
{
	const Cr__SeccompFilter *e = task_filter(p->l, i);
	struct plan_build *b = p->lt->plan;

	if (!p->programs[i]) {
		struct sock_fprog program = {
			.len = (unsigned short)(e->filter.len / sizeof(struct sock_filter)),
			.filter = (struct sock_filter *)(uintptr_t)plan_data(b, e->filter.data,
									     e->filter.len),
		};

		p->programs[i] = plan_data(b, &program, sizeof(program));
	}
	/* What a filter turned off of the CPU's speculation is an attribute of its thread. */
	struct plan_op *op = plan_call(
		b, thread, PLAN_AT_LATE, "seccomp", SYS_seccomp, SECCOMP_SET_MODE_FILTER,
		flags | SECCOMP_FILTER_FLAG_SPEC_ALLOW | (e->has_flags ? e->flags : 0),
		p->programs[i]);
	op->flags = PLAN_EXPECT; /* with TSYNC the result may be a thread */
	op->expect = 0;
}

/* The length of what all threads that live have in common. */
static size_t task_chains_common(const struct load_task *lt, const struct task_chain *chains,
				 size_t first)
{
	size_t n = chains[first].n;

	for (size_t i = first + 1; i < lt->thread_n; i++) {
		size_t k = 0;

		while (k < n && k < chains[i].n && chains[i].at[k] == chains[first].at[k])
			k++;
		n = k;
	}
	return n;
}

/* Installed one by one, what some had in common is no longer one object: a later TSYNC of one of
 * them finds the other under filters that are not its own. */
static void task_chains_degrade(struct load *l, const struct load_task *lt,
				const struct task_chain *chains, size_t common)
{
	for (size_t i = 0; i < lt->thread_n; i++)
		for (size_t k = 0; k < i && chains[i].n > common; k++) {
			if (chains[k].n <= common || chains[k].at[common] != chains[i].at[common])
				continue;
			degrade(l->cx, lt->threads[i].tid, "seccomp",
				"threads %d and %d have the same seccomp filters, but no longer "
				"share them",
				lt->threads[k].tid, lt->threads[i].tid);
			break;
		}
}

/* Before credentials, which give away the right to do this; they are put aside until the end. */
static void task_chains_plan(struct task_filters_plan *p, const struct task_chain *chains)
{
	const struct load_task *lt = p->lt;
	struct plan_build *b = lt->plan;
	size_t first = lt->leader_ended ? 1 : 0, common = task_chains_common(lt, chains, first);
	uint64_t sync = lt->thread_n > 1 ? SECCOMP_FILTER_FLAG_TSYNC : 0;
	uint32_t no = 0;
	uint64_t word = plan_data(b, &no, sizeof(no));

	for (size_t k = 0; k < common; k++)
		task_filter_plan(p, 0, chains[first].at[k], sync);
	if (common) {
		plan_store32(b, 0, PLAN_AT_LATE, word, 1);
		plan_call(b, 0, PLAN_AT_LATE, NULL, SYS_futex, word, FUTEX_WAKE, INT32_MAX);
	}
	task_chains_degrade(p->l, lt, chains, common);
	for (size_t i = first; i < lt->thread_n; i++) {
		if (i > 0 && common && chains[i].n > common)
			plan_await(b, i, PLAN_AT_LATE, word, 1);
		for (size_t k = common; k < chains[i].n; k++)
			task_filter_plan(p, i, chains[i].at[k], 0);
		if (task_is_strict(&lt->threads[i]))
			plan_call(b, i, PLAN_AT_LATE, "PR_SET_SECCOMP", SYS_prctl, PR_SET_SECCOMP,
				  SECCOMP_MODE_STRICT, 0, 0, 0);
	}
}

static int task_filters_plan(struct load *l, struct load_task *lt)
{
	struct task_filters_plan p = {.l = l, .lt = lt};
	struct task_chain *chains = cx_array(l->cx, lt->thread_n, sizeof(*chains));
	bool any = false;

	p.programs = cx_array(l->cx, l->seccomp->n_seccomp_filters + 1, sizeof(*p.programs));
	if (!chains || !p.programs)
		return error_memory(l->cx);
	for (size_t i = 0; i < lt->thread_n; i++) {
		int r = task_chain_of(l, &lt->threads[i], &chains[i]);

		if (r < 0)
			return r;
		any |= chains[i].n > 0 || task_is_strict(&lt->threads[i]);
	}
	if (!any)
		return 0;
	/* Its last steps have no tracer. */
	if (l->in_place)
		return error_set(l->cx, CR_E_LOADER, 0, lt->pid, "seccomp",
				 "a program under seccomp filters of its own cannot be made of the "
				 "calling process; cr_restore makes a new one");
	task_chains_plan(&p, chains);
	return 0;
}

/* Seccomp around the loader stays around the program. */
CR_FN int task_seccomp_plan(struct load *l, struct load_task *lt)
{
	bool had = lt->extra && lt->extra->has_seccomp_filters && lt->extra->seccomp_filters;
	struct proc_status status;
	int r = task_own_status(l->cx, l->proc_fd, &status);

	if (r < 0)
		return r;
	if (status.seccomp > 0 && !had) {
		if (l->in_place)
			return error_set(l->cx, CR_E_LOADER, 0, lt->pid, "seccomp",
					 "the loader is under seccomp, the program was not");
		degrade(l->cx, lt->pid, "seccomp",
			"task %d is under the seccomp filters of the loader", lt->pid);
	} else if (status.seccomp <= 0 && had) {
		degrade(l->cx, lt->pid, "seccomp",
			"task %d is not under the seccomp filters that were around it", lt->pid);
	}
	return task_filters_plan(l, lt);
}
