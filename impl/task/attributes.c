/* SPDX-License-Identifier: MIT
 *
 * attributes: the small things that a process or a thread is or has switched on: personality,
 * names, subreaper, parent-death signal, dumpable, huge pages, page merging, no executable memory
 * any more, membarrier, memory policy, mitigations of the CPU, what happens at a machine check, and
 * the files of /proc that can be written. Leans on what the parasite was told; what CRIU has no
 * field for is in cr.img. Where the loader is the same already nothing is done. What cannot be had
 * is listed; where a process becomes the program itself, what it cannot shed is refused by name.
 * Keyrings and labels of security modules only come by inheritance: another one than the loader's
 * is listed.
 */
#include "task.h"

#include <linux/keyctl.h>
#include <linux/mempolicy.h>
#include <linux/prctl.h>

#ifndef PR_SET_MDWE
#define PR_SET_MDWE 65
#define PR_GET_MDWE 66
#endif
#ifndef PR_SET_MEMORY_MERGE
#define PR_SET_MEMORY_MERGE 67
#define PR_GET_MEMORY_MERGE 68
#endif
#ifndef PR_TIMER_CREATE_RESTORE_IDS
#define PR_TIMER_CREATE_RESTORE_IDS 77
#endif

enum {
	TASK_COMM_LEN = 16,
	TASK_LABEL_LEN = 256,
	TASK_AUTOGROUP_TRIES = 50, /* the kernel lets pass one in 100 ms */
	TASK_MEMBARRIER_REGISTER = 1 << 2 | 1 << 4 | 1 << 6 | 1 << 8, /* commands that register */
	TASK_DISPATCH_BUT = 1,	  /* PR_SYS_DISPATCH_ON: calls from all places but a range */
	TASK_DISPATCH_WITHIN = 2, /* PR_SYS_DISPATCH_INCLUSIVE_ON, Linux 6.17 */
	TASK_IO_FLUSHER = 0x00080000 | 0x00100000, /* PF_MEMALLOC_NOIO, PF_LOCAL_THROTTLE */
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

static int task_write_number(int dir_fd, const char *name, int64_t v)
{
	CR_AUTOFD int fd = sys_openat(dir_fd, name, O_WRONLY, 0);
	char buf[32];
	size_t n = str_format(buf, sizeof(buf), "%lld", (long long)v);

	return fd < 0 ? fd : sys_write_all(fd, buf, n);
}

/* "/autogroup-17 nice 5"; false: sessions are no groups of the scheduler here. */
static bool task_read_autogroup(int dir_fd, int64_t *ret_nice)
{
	char buf[64];
	ssize_t n = proc_read_small(dir_fd, "autogroup", buf, sizeof(buf));

	for (const char *p = buf; n > 0 && *p; p++) {
		uint64_t v;

		if (!str_starts(p, " nice "))
			continue;
		p += strlen(" nice ");
		bool minus = *p == '-';
		p += minus;
		if (!str_number(&p, 10, &v) || v > 20)
			return false;
		*ret_nice = minus ? -(int64_t)v : (int64_t)v;
		return true;
	}
	return false;
}

/* "": no security module labels tasks. */
static void task_read_label(int dir_fd, char *buf, size_t size)
{
	ssize_t n = proc_read_small(dir_fd, "attr/current", buf, size);

	buf[n < 0 ? 0 : n] = '\0';
	for (char *p = buf; *p; p++)
		if (*p == '\n')
			*p = '\0';
}

/* == at a save ================================================================================= */

static int task_keyrings_dump(struct dump *d, const struct task *task, Cr__CrTaskEntry *extra)
{
	if (task->in.process_keyring)
		degrade(d->cx, task->pid, "process keyring",
			"the keys in the process keyring of task %d are not saved", task->pid);
	if (!task->in.session_keyring[0])
		return 0;
	extra->has_session_keyring = true;
	extra->session_keyring = task->threads[task->infect.thread].in.session_keyring;
	extra->session_keyring_name = arena_str(&d->cx->arena, task->in.session_keyring);
	return extra->session_keyring_name ? 0 : error_memory(d->cx);
}

static void task_memory_attributes_dump(const struct task *task, Cr__CrTaskEntry *extra)
{
	if (task->in.mdwe > 0) {
		extra->has_mdwe = true;
		extra->mdwe = (uint32_t)task->in.mdwe;
	}
	if (task->in.memory_merge > 0)
		extra->has_memory_merge = extra->memory_merge = true;
	if (task->in.thp_disabled > 1) {
		extra->has_thp_flags = true;
		extra->thp_flags = (uint32_t)task->in.thp_disabled & ~1u;
	}
}

static int task_files_dump(struct dump *d, const struct task *task, Cr__TaskCoreEntry *tc,
			   Cr__CrTaskEntry *extra)
{
	char label[TASK_LABEL_LEN];
	int64_t v;

	if (!task_read_number(task->dir_fd, "personality", 16, &v))
		return error_set(d->cx, CR_E_SYSTEM, 0, task->pid, "personality",
				 "the personality of task %d cannot be read", task->pid);
	tc->personality = (uint32_t)v;
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
	if (task_read_autogroup(task->dir_fd, &v) && v != 0) {
		extra->has_autogroup_nice = true;
		extra->autogroup_nice = (int32_t)v;
	}
	task_read_label(task->dir_fd, label, sizeof(label));
	if (!label[0])
		return 0;
	extra->security_label = arena_str(&d->cx->arena, label);
	return extra->security_label ? 0 : error_memory(d->cx);
}

CR_FN int task_attributes_dump(struct dump *d, struct task *task, Cr__TaskCoreEntry *tc,
			       Cr__CrTaskEntry *extra)
{
	int r = task_files_dump(d, task, tc, extra);

	tc->flags = task->stat.flags;
	tc->has_child_subreaper = true;
	tc->child_subreaper = task->in.subreaper > 0;
	if (task->in.membarrier > 0) {
		tc->has_membarrier_registration_mask = true;
		tc->membarrier_registration_mask = (uint32_t)task->in.membarrier;
	}
	if (task->exit_signal != SIGCHLD) {
		extra->has_exit_signal = true;
		extra->exit_signal = (uint32_t)task->exit_signal;
	}
	if (task->in.timer_restore_ids > 0)
		extra->has_timer_restore_ids = extra->timer_restore_ids = true;
	if (task->in.xcomp_permitted) {
		extra->has_xcomp_permitted = true;
		extra->xcomp_permitted = task->in.xcomp_permitted;
	}
	task_memory_attributes_dump(task, extra);
	return r < 0 ? r : task_keyrings_dump(d, task, extra);
}

/* Those that are the thread's own choice. */
static int task_speculation_dump(struct dump *d, const struct thread *t, Cr__CrThreadEntry *extra)
{
	extra->speculation = cx_array(d->cx, WIRE_SPECULATION, sizeof(*extra->speculation));
	if (!extra->speculation)
		return error_memory(d->cx);
	for (uint32_t which = 0; which < WIRE_SPECULATION; which++) {
		int32_t control = t->in.speculation[which];

		if (control <= 0 || !(control & PR_SPEC_PRCTL))
			continue;
		Cr__CrSpeculationEntry *e = cx_alloc(d->cx, sizeof(*e));
		if (!e)
			return error_memory(d->cx);
		cr__cr_speculation_entry__init(e);
		e->which = which;
		e->control = (uint32_t)control;
		extra->speculation[extra->n_speculation++] = e;
	}
	return 0;
}

static int task_memory_policy_dump(struct dump *d, const struct thread *t, Cr__CrThreadEntry *extra)
{
	if (t->in.memory_mode <= 0)
		return 0; /* the default, or not asked */
	extra->has_memory_mode = extra->has_memory_nodes = true;
	extra->memory_mode = (uint32_t)t->in.memory_mode;
	extra->memory_nodes.len = sizeof(t->in.memory_nodes);
	extra->memory_nodes.data = arena_copy(&d->cx->arena, t->in.memory_nodes,
					      sizeof(t->in.memory_nodes));
	return extra->memory_nodes.data ? 0 : error_memory(d->cx);
}

static int task_dispatch_dump(struct dump *d, const struct thread *t, Cr__CrThreadEntry *extra)
{
	Cr__CrDispatchEntry *e;

	if (!t->dispatch.mode)
		return 0;
	e = cx_alloc(d->cx, sizeof(*e));
	if (!e)
		return error_memory(d->cx);
	cr__cr_dispatch_entry__init(e);
	e->mode = (uint32_t)t->dispatch.mode;
	e->selector = t->dispatch.selector;
	e->offset = t->dispatch.offset;
	e->len = t->dispatch.len;
	extra->dispatch = e;
	return 0;
}

CR_FN int task_thread_attributes_dump(struct dump *d, struct task *task, size_t i,
				      Cr__CrThreadEntry *extra)
{
	const struct thread *t = &task->threads[i];

	if (!t->stopped)
		return 0;
	/* Without the right to ask, the first thread's flags speak for the others. */
	if (t->in.io_flusher > 0 ||
	    (t->in.io_flusher == -EPERM && (task->stat.flags & TASK_IO_FLUSHER) == TASK_IO_FLUSHER))
		extra->has_io_flusher = extra->io_flusher = true;
	if (t->in.mce_kill >= 0 && t->in.mce_kill != PR_MCE_KILL_DEFAULT) {
		extra->has_mce_kill = true;
		extra->mce_kill = (uint32_t)t->in.mce_kill;
	}
	if (t->in.tsc == PR_TSC_SIGSEGV)
		extra->has_tsc_faults = extra->tsc_faults = true;
	if (t->in.cpuid == 0)
		extra->has_cpuid_faults = extra->cpuid_faults = true;
	if (t->in.thread_keyring)
		degrade(d->cx, t->tid, "thread keyring",
			"the keys in the thread keyring of thread %d are not saved", t->tid);
	if (t->in.session_keyring &&
	    t->in.session_keyring != task->threads[task->infect.thread].in.session_keyring) {
		extra->has_session_keyring = true;
		extra->session_keyring = t->in.session_keyring;
	}
	int r = task_speculation_dump(d, t, extra);
	if (r == 0)
		r = task_dispatch_dump(d, t, extra);
	return r < 0 ? r : task_memory_policy_dump(d, t, extra);
}

/* == at a load: checks ========================================================================= */

/* The kernel's own rules; what it is told of last, when registers are set. */
static int task_dispatch_load(struct load *l, struct load_thread *t)
{
	const Cr__CrDispatchEntry *e = t->extra ? t->extra->dispatch : NULL;
	bool good;

	if (!e)
		return 0;
	switch (e->mode) {
	case TASK_DISPATCH_BUT:
		good = !e->offset || e->offset + e->len > e->offset;
		break;
	case TASK_DISPATCH_WITHIN:
		good = e->len && e->offset + e->len > e->offset;
		break;
	default:
		good = false;
	}
	if (!good || e->selector >= ARCH_TASK_END)
		return TASK_DAMAGED(l->cx, t->tid,
				    "the dispatch of system calls of thread %d makes no sense",
				    t->tid);
	t->out.dispatch[0] = e->mode;
	t->out.dispatch[1] = e->selector;
	t->out.dispatch[2] = e->offset;
	t->out.dispatch[3] = e->len;
	return 0;
}

static int task_thread_attributes_load(struct load *l, struct load_thread *t)
{
	const Cr__ThreadCoreEntry *e = t->core->thread_core;
	const Cr__CrThreadEntry *extra = t->extra;

	if (e->has_pdeath_sig && e->pdeath_sig > 64)
		return TASK_DAMAGED(l->cx, t->tid,
				    "thread %d has signal %u as its parent-death signal", t->tid,
				    e->pdeath_sig);
	if (extra && extra->has_mce_kill && extra->mce_kill > PR_MCE_KILL_DEFAULT)
		return TASK_DAMAGED(l->cx, t->tid,
				    "what thread %d does at a machine check makes no sense",
				    t->tid);
	if (extra && extra->has_memory_mode &&
	    (extra->memory_mode > INT32_MAX || extra->memory_nodes.len % 8 ||
	     extra->memory_nodes.len > WIRE_NODES / 8))
		return TASK_DAMAGED(l->cx, t->tid, "the memory policy of thread %d makes no sense",
				    t->tid);
	return task_dispatch_load(l, t);
}

CR_FN int task_attributes_load(struct load *l, struct load_task *lt)
{
	const Cr__TaskCoreEntry *tc = lt->threads[0].core->tc;
	int r = 0;

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
	if (lt->extra && lt->extra->has_autogroup_nice &&
	    (lt->extra->autogroup_nice < -20 || lt->extra->autogroup_nice > 19))
		return TASK_DAMAGED(l->cx, lt->pid, "the session of task %d is impossibly nice",
				    lt->pid);
	for (size_t i = 0; r >= 0 && i < lt->thread_n; i++)
		r = task_thread_attributes_load(l, &lt->threads[i]);
	return r;
}

/* == at a load: steps of a thread ============================================================== */

/* A new task is as the loader is; the caller that becomes the program may have another first
 * thread. */
static bool task_is_same(const struct load *l, int64_t now, int64_t want)
{
	return !l->in_place && now == want;
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

static void task_speculation_plan(struct load *l, struct load_task *lt, size_t i)
{
	const Cr__CrThreadEntry *extra = lt->threads[i].extra;

	for (size_t k = 0; extra && k < extra->n_speculation; k++) {
		const Cr__CrSpeculationEntry *e = extra->speculation[k];
		uint32_t want = e->control & ~(uint32_t)PR_SPEC_PRCTL;
		int now = sys_prctl(PR_GET_SPECULATION_CTRL, e->which, 0, 0, 0);

		if (now >= 0 && task_is_same(l, now & ~PR_SPEC_PRCTL, want))
			continue;
		if (now < 0 || !(now & PR_SPEC_PRCTL) || (now & PR_SPEC_FORCE_DISABLE))
			degrade(l->cx, lt->threads[i].tid, "PR_SET_SPECULATION_CTRL",
				"speculation control %u of thread %d was 0x%x, is 0x%x for good "
				"here",
				e->which, lt->threads[i].tid, want, now < 0 ? 0 : (unsigned)now);
		else
			plan_call(lt->plan, i, PLAN_AT_SELF, "PR_SET_SPECULATION_CTRL", SYS_prctl,
				  PR_SET_SPECULATION_CTRL, e->which, want, 0, 0);
	}
}

struct task_memory_policy {
	int mode;
	uint64_t nodes[WIRE_NODES / 64];
};

static long task_set_memory_policy(const struct task_memory_policy *p)
{
	return sys_set_memory_policy(p->mode, p->nodes, WIRE_NODES + 1);
}

/* A node may be missing, or forbidden to us: it is tried here. */
static void task_memory_policy_plan(struct load *l, struct load_task *lt, size_t i)
{
	const Cr__CrThreadEntry *extra = lt->threads[i].extra;
	struct task_memory_policy now = {0}, want = {0};

	if (!l->cr || sys_get_memory_policy(&now.mode, now.nodes, WIRE_NODES) < 0)
		return;
	if (extra && extra->has_memory_mode) {
		want.mode = (int)extra->memory_mode;
		memcpy(want.nodes, extra->memory_nodes.data, extra->memory_nodes.len);
	}
	bool same = now.mode == want.mode && memcmp(now.nodes, want.nodes, sizeof(now.nodes)) == 0;
	long r = same ? 0 : task_set_memory_policy(&want);
	if (!same)
		(void)task_set_memory_policy(&now);
	else if (!l->in_place)
		return;
	if (r < 0)
		degrade(l->cx, lt->threads[i].tid, "memory policy",
			"the memory policy %d of thread %d cannot be had on this machine",
			want.mode, lt->threads[i].tid);
	else
		plan_call(lt->plan, i, PLAN_AT_SELF, "set_mempolicy", SYS_set_mempolicy,
			  (uint64_t)want.mode, plan_data(lt->plan, want.nodes, sizeof(want.nodes)),
			  WIRE_NODES + 1)
			->flags = same ? PLAN_MAY_FAIL : 0;
}

static void task_io_flusher_plan(struct load *l, struct load_task *lt, size_t i)
{
	const Cr__CrThreadEntry *extra = lt->threads[i].extra;
	bool want = extra && extra->has_io_flusher && extra->io_flusher;
	int now = sys_prctl(PR_GET_IO_FLUSHER, 0, 0, 0, 0);

	if (now < 0 && want)
		degrade(l->cx, lt->threads[i].tid, "PR_SET_IO_FLUSHER",
			"thread %d is no I/O flusher any more, that takes CAP_SYS_RESOURCE",
			lt->threads[i].tid);
	else if (now >= 0 && !task_is_same(l, now, want))
		plan_call(lt->plan, i, PLAN_AT_SELF, "PR_SET_IO_FLUSHER", SYS_prctl,
			  PR_SET_IO_FLUSHER, want, 0, 0, 0);
}

static void task_mce_kill_plan(struct load *l, struct load_task *lt, size_t i)
{
	const Cr__CrThreadEntry *extra = lt->threads[i].extra;
	int want = extra && extra->has_mce_kill ? (int)extra->mce_kill : PR_MCE_KILL_DEFAULT;

	if (!task_is_same(l, sys_prctl(PR_MCE_KILL_GET, 0, 0, 0, 0), want))
		plan_call(lt->plan, i, PLAN_AT_SELF, "PR_MCE_KILL", SYS_prctl, PR_MCE_KILL,
			  PR_MCE_KILL_SET, (uint64_t)want, 0, 0);
}

static void task_thread_attributes_plan(struct load *l, struct load_task *lt, size_t i)
{
	const Cr__ThreadCoreEntry *e = lt->threads[i].core->thread_core;
	struct plan_build *b = lt->plan;

	task_comm_plan(lt, i);
	task_speculation_plan(l, lt, i);
	task_memory_policy_plan(l, lt, i);
	task_io_flusher_plan(l, lt, i);
	task_mce_kill_plan(l, lt, i);
	task_cpu_thread_plan(l, lt, i);
	/* Changes of ids clear it, and so does a new thread. */
	if ((e->has_pdeath_sig && e->pdeath_sig) || l->in_place)
		plan_call(b, i, PLAN_AT_LAST, "PR_SET_PDEATHSIG", SYS_prctl, PR_SET_PDEATHSIG,
			  e->has_pdeath_sig ? e->pdeath_sig : 0);
	/* Every thread, for each change of credentials takes it away from all. */
	if (lt->mm && lt->mm->has_dumpable)
		plan_call(b, i, PLAN_AT_LAST, "PR_SET_DUMPABLE", SYS_prctl, PR_SET_DUMPABLE,
			  lt->mm->dumpable == 1);
}

/* == at a load: steps of a process ============================================================= */

/* An attribute that is set by writing below /proc/self: at once, or, where a process becomes the
 * program, with its plan. */
static int task_file_plan(struct load *l, struct load_task *lt, int dir, const char *name,
			  int64_t value)
{
	char text[32];
	size_t n = str_format(text, sizeof(text), "%lld", (long long)value);

	if (!l->in_place)
		return task_write_number(dir, name, value);
	int fd = sys_openat(dir, name, O_WRONLY, 0);
	if (fd >= 0)
		fd = object_stage(l, fd);
	if (fd >= 0)
		plan_call(lt->plan, 0, PLAN_AT_FIRST, name, SYS_write, (uint64_t)fd,
			  plan_data(lt->plan, text, n), n);
	return fd < 0 ? fd : 0;
}

static void task_oom_plan(struct load *l, struct load_task *lt, int dir)
{
	const Cr__TaskCoreEntry *tc = lt->threads[0].core->tc;
	int64_t now;
	int r;

	if (!tc->has_oom_score_adj || !task_read_number(dir, "oom_score_adj", 10, &now) ||
	    now == tc->oom_score_adj)
		return;
	/* A plan that fails would end the caller. */
	if (l->in_place && tc->oom_score_adj < now && !task_may(l, CAP_SYS_RESOURCE))
		r = -EACCES;
	else
		r = task_file_plan(l, lt, dir, "oom_score_adj", tc->oom_score_adj);
	if (r < 0)
		degrade(l->cx, lt->pid, "oom_score_adj",
			"oom_score_adj of task %d is %lld instead of %d", lt->pid, (long long)now,
			tc->oom_score_adj);
}

/* Who has logged in can be said once. */
static void task_loginuid_plan(struct load *l, struct load_task *lt, int dir)
{
	const Cr__TaskCoreEntry *tc = lt->threads[0].core->tc;
	int64_t now;
	int r;

	if (!tc->has_loginuid || !task_read_number(dir, "loginuid", 10, &now) ||
	    now == tc->loginuid)
		return;
	if (l->in_place && now != UINT32_MAX && !task_may(l, CAP_AUDIT_CONTROL))
		r = -EPERM;
	else
		r = task_file_plan(l, lt, dir, "loginuid", tc->loginuid);
	if (r < 0)
		degrade(l->cx, lt->pid, "loginuid", "loginuid of task %d is %lld instead of %lld",
			lt->pid, (long long)now, (long long)tc->loginuid);
}

static void task_core_filter_plan(struct load *l, struct load_task *lt, int dir)
{
	int64_t now;

	if (!lt->extra || !lt->extra->has_coredump_filter ||
	    !task_read_number(dir, "coredump_filter", 16, &now) ||
	    now == lt->extra->coredump_filter)
		return;
	if (task_file_plan(l, lt, dir, "coredump_filter", lt->extra->coredump_filter) < 0)
		degrade(l->cx, lt->pid, "coredump_filter",
			"coredump_filter of task %d is 0x%llx instead of 0x%x", lt->pid,
			(long long)now, lt->extra->coredump_filter);
}

/* Of a session that is made anew; in one of the loader's it is the loader's business. */
static void task_autogroup_plan(struct load *l, struct load_task *lt, int dir)
{
	int64_t now,
		want = lt->extra && lt->extra->has_autogroup_nice ? lt->extra->autogroup_nice : 0;
	bool ours = !l->in_place && sys_getsid(0) == sys_getpid();
	int r = -EPERM;

	if (!l->cr || !task_read_autogroup(dir, &now) || now == want ||
	    (!ours && lt->sid != lt->pid))
		return;
	for (int tries = 0; ours && tries < TASK_AUTOGROUP_TRIES; tries++) {
		r = task_write_number(dir, "autogroup", want);
		if (r != -EAGAIN)
			break;
		(void)sys_sleep_ns(10000000);
	}
	if (r < 0)
		degrade(l->cx, lt->pid, "autogroup",
			"the session of task %d has nice %lld instead of %lld", lt->pid,
			(long long)now, (long long)want);
}

static void task_label_plan(struct load *l, struct load_task *lt, int dir)
{
	const char *was = lt->extra && lt->extra->security_label ? lt->extra->security_label : "";
	char now[TASK_LABEL_LEN];

	if (!l->cr)
		return;
	task_read_label(dir, now, sizeof(now));
	if (strcmp(was, now) != 0)
		degrade(l->cx, lt->pid, "security label",
			"the security label of task %d is '%s' instead of '%s'", lt->pid, now, was);
}

static void task_files_plan(struct load *l, struct load_task *lt)
{
	CR_AUTOFD int dir = sys_openat(l->proc_fd, "self", O_RDONLY | O_DIRECTORY, 0);

	if (dir < 0)
		return;
	task_oom_plan(l, lt, dir);
	task_loginuid_plan(l, lt, dir);
	task_core_filter_plan(l, lt, dir);
	task_autogroup_plan(l, lt, dir);
	task_label_plan(l, lt, dir);
}

/* It is held by whoever was in the session; no one else can join it. */
static void task_keyring_plan(struct load *l, struct load_task *lt)
{
	int32_t was = lt->extra && lt->extra->has_session_keyring ? lt->extra->session_keyring : 0;
	bool threads = false;

	if (!was)
		return;
	for (size_t i = 0; i < lt->thread_n; i++)
		threads |= lt->threads[i].extra && lt->threads[i].extra->has_session_keyring;
	if (threads || sys_session_keyring() != was)
		degrade(l->cx, lt->pid, "session keyring",
			"task %d has the session keyring of the loader, not '%s'", lt->pid,
			lt->extra->session_keyring_name ? lt->extra->session_keyring_name : "");
}

/* What it gives to all mappings of today is taken back from those that had not got it. */
static void task_merge_plan(struct load *l, struct load_task *lt)
{
	bool want = lt->extra && lt->extra->has_memory_merge && lt->extra->memory_merge;
	int now = sys_prctl(PR_GET_MEMORY_MERGE, 0, 0, 0, 0);

	if (now < 0 && want)
		degrade(l->cx, lt->pid, "PR_SET_MEMORY_MERGE",
			"equal pages of task %d are not merged here", lt->pid);
	if (now < 0 || now == want)
		return;
	/* Off, it takes from all mappings what they were advised. */
	plan_call(lt->plan, 0, want ? PLAN_AT_TASK : PLAN_AT_FIRST, "PR_SET_MEMORY_MERGE",
		  SYS_prctl, PR_SET_MEMORY_MERGE, want, 0, 0, 0);
	for (size_t i = 0; want && lt->mm && i < lt->mm->n_vmas; i++) {
		const Cr__VmaEntry *vma = lt->mm->vmas[i];

		if ((vma->flags & MAP_PRIVATE) &&
		    !(vma->has_madv && vma->madv >> MADV_MERGEABLE & 1))
			plan_call(lt->plan, 0, PLAN_AT_TASK, "MADV_UNMERGEABLE", SYS_madvise,
				  vma->start, vma->end - vma->start, MADV_UNMERGEABLE)
				->flags = PLAN_MAY_FAIL; /* some mappings take no advice */
	}
}

/* There is no way back from it, and the window of the plan needs what it takes away. */
CR_FN int task_check_loader(struct load *l)
{
	return sys_prctl(PR_GET_MDWE, 0, 0, 0, 0) <= 0
		       ? 0
		       : error_set(l->cx, CR_E_LOADER, 0, 0, "PR_SET_MDWE",
				   "the loader may not make memory executable (PR_SET_MDWE)");
}

static void task_mdwe_plan(struct load *l, struct load_task *lt)
{
	int want = lt->extra && lt->extra->has_mdwe ? (int)lt->extra->mdwe : 0;

	if (!want)
		return;
	if (sys_prctl(PR_GET_MDWE, 0, 0, 0, 0) < 0)
		degrade(l->cx, lt->pid, "PR_SET_MDWE",
			"task %d may make memory executable again, for this kernel cannot forbid "
			"it",
			lt->pid);
	else
		plan_call(lt->plan, 0, PLAN_AT_LAST, "PR_SET_MDWE", SYS_prctl, PR_SET_MDWE,
			  (uint64_t)want, 0, 0, 0);
}

static void task_huge_plan(struct load *l, struct load_task *lt)
{
	bool off = lt->mm && lt->mm->has_thp_disabled && lt->mm->thp_disabled;
	uint32_t flags = off && lt->extra && lt->extra->has_thp_flags ? lt->extra->thp_flags : 0;
	int now = sys_prctl(PR_GET_THP_DISABLE, 0, 0, 0, 0);

	if (now == (off ? (int)(1 | flags) : 0))
		return;
	if (flags && now >= 0) { /* since Linux 6.18 */
		int r = sys_prctl(PR_SET_THP_DISABLE, 1, flags, 0, 0);

		(void)sys_prctl(PR_SET_THP_DISABLE, now > 0, now > 1 ? (uint64_t)now & ~1ull : 0, 0,
				0);
		if (r < 0) {
			degrade(l->cx, lt->pid, "PR_SET_THP_DISABLE",
				"task %d gets no huge pages at all, also where it asks for them",
				lt->pid);
			flags = 0;
		}
	}
	plan_call(lt->plan, 0, PLAN_AT_TASK, "PR_SET_THP_DISABLE", SYS_prctl, PR_SET_THP_DISABLE,
		  off, flags, 0, 0);
}

CR_FN void task_attributes_plan(struct load *l, struct load_task *lt)
{
	const Cr__TaskCoreEntry *tc = lt->threads[0].core->tc;
	struct plan_build *b = lt->plan;
	uint64_t subreaper = tc->has_child_subreaper && tc->child_subreaper;
	long personality = sys_get_personality();
	int now = 0;

	if (personality >= 0 && (uint32_t)personality != tc->personality)
		plan_call(b, 0, PLAN_AT_TASK, "personality", SYS_personality, tc->personality);
	if (sys_prctl(PR_GET_CHILD_SUBREAPER, (uintptr_t)&now, 0, 0, 0) < 0 ||
	    (uint64_t)now != subreaper)
		plan_call(b, 0, PLAN_AT_TASK, "PR_SET_CHILD_SUBREAPER", SYS_prctl,
			  PR_SET_CHILD_SUBREAPER, subreaper);
	for (unsigned bit = 0; bit < 32; bit++)
		if (tc->has_membarrier_registration_mask &&
		    tc->membarrier_registration_mask >> bit & 1)
			plan_call(b, 0, PLAN_AT_TASK, "membarrier", SYS_membarrier, 1ull << bit, 0,
				  0);
	if (lt->extra && lt->extra->has_timer_restore_ids && lt->extra->timer_restore_ids)
		plan_call(b, 0, PLAN_AT_LAST, "PR_TIMER_CREATE_RESTORE_IDS", SYS_prctl,
			  PR_TIMER_CREATE_RESTORE_IDS, 1, 0, 0, 0);
	if (lt->mm && lt->mm->has_dumpable && lt->mm->dumpable > 1)
		degrade(l->cx, lt->pid, "PR_SET_DUMPABLE",
			"task %d dumps no core at all, instead of one for root alone", lt->pid);
	task_files_plan(l, lt);
	task_keyring_plan(l, lt);
	task_merge_plan(l, lt);
	task_huge_plan(l, lt);
	task_cpu_plan(l, lt);
	for (size_t i = 0; i < lt->thread_n; i++)
		task_thread_attributes_plan(l, lt, i);
	task_mdwe_plan(l, lt);
}
