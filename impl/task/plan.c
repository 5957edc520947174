/* SPDX-License-Identifier: MIT
 *
 * plan: the calls that bring back everything of a task but memory and files; runs in the task
 * itself. Leans on the phases of control/: what is shared before threads exist, each thread's own
 * state, then (all tasks are there) signals and timers, then credentials, then what credentials
 * would take away. Under new ids it corrects where the program keeps its old ones, as far as the
 * kernel knows those places; refuses a thread that waits for a priority-inheriting futex, whose
 * owner is named by its id.
 */
#include "task.h"

enum { TASK_FUTEX_LOCK_PI2 = 13, TASK_COMPAT_SET_ROBUST_LIST = 311 };

static int task_new_ids_plan(struct load *l, struct load_task *lt)
{
	degrade(l->cx, lt->pid, "process ids", "the process and its threads have new ids");
	for (size_t i = 0; i < lt->thread_n; i++) {
		struct load_thread *t = &lt->threads[i];
		const Cr__ThreadCoreEntry *e = t->core->thread_core;
		uint64_t args[6];

		if (i == 0 && lt->leader_ended)
			continue;
		uint64_t clear = task_cpu_clear_tid(t->core);
		if (task_cpu_next_call(t, args) == SYS_futex) {
			uint64_t op = args[1] & FUTEX_CMD_MASK;

			if (op == FUTEX_LOCK_PI || op == TASK_FUTEX_LOCK_PI2 ||
			    op == FUTEX_WAIT_REQUEUE_PI)
				return error_set(l->cx, CR_E_PID_MODE, 0, t->tid, "futex",
						 "thread %d waits for a priority-inheriting lock, "
						 "which needs the old process ids",
						 t->tid);
		}
		if (clear)
			plan_fix_tid(lt->plan, i, PLAN_AT_SELF, clear, t->tid);
		if (e->futex_rla)
			plan_fix_robust(lt->plan, i, PLAN_AT_SELF, e->futex_rla, t->tid,
					e->futex_rla_len / 3);
	}
	return 0;
}

static void task_thread_self_plan(struct load_task *lt, size_t i)
{
	const struct load_thread *t = &lt->threads[i];
	const Cr__ThreadCoreEntry *e = t->core->thread_core;
	struct plan_build *b = lt->plan;

	/* One that is to end at once must leave no trace in memory by that. */
	bool ends = i == 0 && lt->leader_ended;

	plan_call(b, i, PLAN_AT_SELF, "set_tid_address", SYS_set_tid_address,
		  ends ? 0 : task_cpu_clear_tid(t->core));
	if ((e->futex_rla && !lt->compat) || i == 0) /* thread 0 may have the loader's */
		plan_call(b, i, PLAN_AT_SELF, "set_robust_list", SYS_set_robust_list,
			  lt->compat ? 0 : e->futex_rla, TASK_ROBUST_LEN);
	if (e->futex_rla && lt->compat)
		plan_call(b, i, PLAN_AT_SELF, "set_robust_list", TASK_COMPAT_SET_ROBUST_LIST,
			  e->futex_rla, TASK_COMPAT_ROBUST_LEN)
			->flags = PLAN_COMPAT;
	if (e->rseq_entry && !ends)
		plan_call(b, i, PLAN_AT_SELF, "rseq", SYS_rseq, e->rseq_entry->rseq_abi_pointer,
			  e->rseq_entry->rseq_abi_size, 0, e->rseq_entry->signature);
}

CR_FN int task_plan(struct load *l, struct load_task *lt)
{
	bool same = l->pids != CR_PIDS_NEW;

	if (lt->leader_ended && l->in_place)
		return error_set(l->cx, CR_E_LOADER, 0, lt->pid, "first thread",
				 "the first thread of process %d has ended, that of the loading "
				 "program cannot",
				 lt->pid);
	if (l->rseq_ptr)
		plan_forget_rseq(lt->plan, l->rseq_ptr, l->rseq_size, l->rseq_sig);
	for (size_t i = 1; i < lt->thread_n; i++)
		plan_thread(lt->plan, i, same ? lt->threads[i].tid : 0);
	for (size_t i = 0; i < lt->thread_n; i++)
		task_thread_self_plan(lt, i);
	int r = task_seccomp_plan(l, lt);
	if (r >= 0 && !same)
		r = task_new_ids_plan(l, lt);
	if (r < 0)
		return r;
	task_signals_plan(l, lt);
	r = task_timers_plan(l, lt);
	if (r >= 0)
		r = task_limits_plan(l, lt); /* its hard limits need rights that credentials take */
	if (r >= 0)
		task_attributes_plan(l, lt);
	if (r >= 0)
		r = task_creds_plan(l, lt);
	return r;
}
