/* SPDX-License-Identifier: MIT
 *
 * signals: actions, what is pending with all its information, alternate stacks.
 * Leans on: PTRACE_PEEKSIGINFO; that a process may send itself any siginfo; that all signals are
 * blocked while the plan runs, so that nothing queued is delivered or, though ignored, thrown away.
 * Masks travel with the registers.
 */
#include "task.h"

enum {
	TASK_SIGNALS = 64,
	TASK_ACTIONS = 62, /* in the image: without SIGKILL and SIGSTOP */
	TASK_SI_SIGNO = 0,
	TASK_SI_CODE = 8,
	TASK_SI_PID = 16,
	TASK_COMPAT_SIGACTION = 174 /* rt_sigaction */
};

/* Signal of entry i in the image. */
static int task_action_signal(size_t i)
{
	int sig = (int)i + 1;

	sig += sig >= SIGKILL;
	sig += sig >= SIGSTOP;
	return sig;
}

/* == at a save ================================================================================= */

static int task_actions_dump(struct dump *d, const struct task *task, Cr__TaskCoreEntry *tc)
{
	struct cr_ctx *cx = d->cx;

	tc->sigactions = cx_array(cx, TASK_ACTIONS, sizeof(*tc->sigactions));
	if (!tc->sigactions)
		return error_memory(cx);
	for (size_t i = 0; i < TASK_ACTIONS; i++) {
		const struct wire_sigaction *from = &task->in.sigactions[task_action_signal(i) - 1];
		Cr__SaEntry *e = cx_alloc(cx, sizeof(*e));

		if (!e)
			return error_memory(cx);
		cr__sa_entry__init(e);
		e->sigaction = from->handler;
		e->flags = from->flags;
		e->restorer = from->restorer;
		e->mask = from->mask;
		e->has_compat_sigaction = true;
		e->compat_sigaction = task->compat;
		tc->sigactions[i] = e;
		tc->n_sigactions = i + 1;
	}
	return 0;
}

CR_FN int task_queue_dump(struct dump *d, unsigned char *infos, size_t n,
			  Cr__SignalQueueEntry **ret)
{
	struct cr_ctx *cx = d->cx;
	Cr__SignalQueueEntry *queue = cx_alloc(cx, sizeof(*queue));

	if (!queue)
		return error_memory(cx);
	cr__signal_queue_entry__init(queue);
	queue->signals = n ? cx_array(cx, n, sizeof(*queue->signals)) : NULL;
	if (n && !queue->signals)
		return error_memory(cx);
	for (size_t i = 0; i < n; i++) {
		Cr__SiginfoEntry *e = cx_alloc(cx, sizeof(*e));

		if (!e)
			return error_memory(cx);
		cr__siginfo_entry__init(e);
		e->siginfo.data = infos + i * SIGINFO_SIZE;
		e->siginfo.len = SIGINFO_SIZE;
		queue->signals[i] = e;
		queue->n_signals = i + 1;
	}
	*ret = queue;
	return 0;
}

CR_FN int task_signals_dump(struct dump *d, struct task *task, Cr__TaskCoreEntry *tc)
{
	int r = task_actions_dump(d, task, tc);

	if (r >= 0)
		r = task_queue_dump(d, task->pending, task->pending_n, &tc->signals_s);
	return r;
}

/* == at a load ================================================================================= */

static int32_t task_si_int(const unsigned char *info, size_t at)
{
	int32_t v;

	memcpy(&v, info + at, sizeof(v));
	return v;
}

static int task_queue_load(struct load *l, struct load_task *lt, pid_t tid,
			   const Cr__SignalQueueEntry *queue)
{
	lt->plan_bytes += queue ? queue->n_signals * (SIGINFO_SIZE + sizeof(struct plan_op)) : 0;
	for (size_t i = 0; queue && i < queue->n_signals; i++) {
		const ProtobufCBinaryData *info = &queue->signals[i]->siginfo;

		if (info->len != SIGINFO_SIZE)
			return TASK_DAMAGED(
				l->cx, tid,
				"a pending signal of thread %d has %zu bytes instead of %d", tid,
				info->len, SIGINFO_SIZE);
		int32_t sig = task_si_int(info->data, TASK_SI_SIGNO);
		if (sig < 1 || sig > TASK_SIGNALS || sig == SIGKILL)
			return TASK_DAMAGED(l->cx, tid, "thread %d has a pending signal %d", tid,
					    sig);
		if (sig ==
		    SIGSTOP) /* cannot be blocked: it stops the task once everything is in place */
			lt->state = TASK_STOPPED;
	}
	return 0;
}

CR_FN int task_signals_load(struct load *l, struct load_task *lt)
{
	const Cr__TaskCoreEntry *tc = lt->threads[0].core->tc;

	if (tc->n_sigactions != TASK_ACTIONS)
		return TASK_DAMAGED(l->cx, lt->pid, "task %d has %zu signal actions instead of %d",
				    lt->pid, tc->n_sigactions, TASK_ACTIONS);
	for (size_t i = 0; i < TASK_ACTIONS; i++) {
		const Cr__SaEntry *e = tc->sigactions[i];

		if ((e->has_compat_sigaction && e->compat_sigaction) != lt->compat)
			return TASK_DAMAGED(l->cx, lt->pid,
					    "task %d has signal actions of another word size",
					    lt->pid);
		if (lt->compat && (e->sigaction | e->flags | e->restorer) >= ARCH_COMPAT_END)
			return TASK_DAMAGED(l->cx, lt->pid,
					    "task %d has a signal handler above 4 GiB", lt->pid);
	}
	int r = task_queue_load(l, lt, lt->pid, tc->signals_s);
	for (size_t i = 0; r >= 0 && i < lt->thread_n; i++) {
		struct load_thread *t = &lt->threads[i];
		const Cr__ThreadCoreEntry *core = t->core->thread_core;

		t->out.sigmask = i > 0 && core->has_blk_sigset ? core->blk_sigset : tc->blk_sigset;
		r = task_queue_load(l, lt, t->tid, core->signals_p);
	}
	return r;
}

/* Handlers of 32-bit programs are called with other frames: the kernel notes for each whether it
 * was set in their way. */
struct task_compat_action {
	uint32_t handler, flags, restorer, mask[2];
};

static void task_compat_action_plan(struct load_task *lt, size_t i, enum plan_phase phase)
{
	const Cr__SaEntry *e = lt->threads[0].core->tc->sigactions[i];
	const struct task_compat_action action = {
		(uint32_t)e->sigaction,
		(uint32_t)e->flags,
		(uint32_t)e->restorer,
		{(uint32_t)e->mask, (uint32_t)(e->mask >> 32)},
	};

	plan_call(lt->plan, 0, phase, "rt_sigaction", TASK_COMPAT_SIGACTION,
		  (uint64_t)task_action_signal(i), plan_data(lt->plan, &action, sizeof(action)), 0,
		  sizeof(e->mask))
		->flags = PLAN_COMPAT;
}

static void task_action_plan(struct load *l, struct load_task *lt, size_t i, enum plan_phase phase)
{
	const Cr__SaEntry *e = lt->threads[0].core->tc->sigactions[i];
	struct wire_sigaction action = {e->sigaction, e->flags, e->restorer, e->mask}, now;
	int sig = task_action_signal(i);

	/* Our own actions can change until the plan runs only when other threads of ours live on
	 * until then. */
	if (!l->in_place && sys_get_action(sig, &now) == 0 &&
	    memcmp(&action, &now, sizeof(now)) == 0)
		return;
	plan_call(lt->plan, 0, phase, "rt_sigaction", SYS_rt_sigaction, (uint64_t)sig,
		  plan_data(lt->plan, &action, sizeof(action)), 0, sizeof(action.mask));
}

/* A sender that is a process of the tree has the id of this load. */
static void task_queue_plan(struct load *l, struct load_task *lt, size_t thread,
			    const Cr__SignalQueueEntry *queue, bool shared)
{
	for (size_t i = 0; queue && i < queue->n_signals; i++) {
		unsigned char info[SIGINFO_SIZE];

		memcpy(info, queue->signals[i]->siginfo.data, sizeof(info));
		int32_t sig = task_si_int(info, TASK_SI_SIGNO),
			code = task_si_int(info, TASK_SI_CODE);
		if (sig == SIGSTOP)
			continue;
		if (code == SI_USER || code == SI_QUEUE || code == SI_TKILL || code == SI_MESGQ ||
		    (sig == SIGCHLD && code > 0)) {
			int32_t pid = object_pid(l, task_si_int(info, TASK_SI_PID));

			if (pid > 0)
				memcpy(info + TASK_SI_PID, &pid, sizeof(pid));
		}
		plan_signal(lt->plan, thread, PLAN_AT_LATE, info, shared);
	}
}

static void task_altstack_plan(struct load_task *lt, size_t i)
{
	const Cr__ThreadSasEntry *sas = lt->threads[i].core->thread_core->sas;
	stack_t stack;

	memset(&stack, 0, sizeof(stack));
	stack.ss_flags = SS_DISABLE;
	if (sas && !(sas->ss_flags & SS_DISABLE)) {
		stack.ss_sp = (void *)(uintptr_t)sas->ss_sp;
		stack.ss_size = sas->ss_size;
		/* That it is in use follows from the stack pointer. */
		stack.ss_flags = (int)(sas->ss_flags & ~(uint32_t)SS_ONSTACK);
	} else if (i > 0) {
		return; /* a new thread has none; thread 0 may have the loader's */
	}
	plan_call(lt->plan, i, PLAN_AT_SELF, "sigaltstack", SYS_sigaltstack,
		  plan_data(lt->plan, &stack, sizeof(stack)), 0);
}

CR_FN void task_signals_plan(struct load *l, struct load_task *lt)
{
	const Cr__TaskCoreEntry *tc = lt->threads[0].core->tc;

	/* SIGCHLD last: what the program does about it must not take away zombies that are still
	 * being made. */
	for (size_t i = 0; i < TASK_ACTIONS; i++) {
		enum plan_phase phase = task_action_signal(i) == SIGCHLD ? PLAN_AT_LATE
									 : PLAN_AT_TASK;

		if (lt->compat)
			task_compat_action_plan(lt, i, phase);
		else
			task_action_plan(l, lt, i, phase);
	}
	/* Thread 0 alone flushes, ahead of what it queues: it would take what others have queued
	 * for the process. */
	plan_flush(lt->plan, 0, PLAN_AT_LATE);
	task_queue_plan(l, lt, 0, tc->signals_s, true);
	for (size_t i = 0; i < lt->thread_n; i++) {
		task_altstack_plan(lt, i);
		task_queue_plan(l, lt, i, lt->threads[i].core->thread_core->signals_p, false);
	}
}
