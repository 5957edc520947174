/* SPDX-License-Identifier: MIT
 *
 * core: the save of a task: core-TID of every thread and ids-PID, the process tree, and what stands
 * against a save. Leans on /proc, kcmp(2), and what the parasite has told (task->in, thread->in).
 * Refuses by name: memory or signal actions shared between processes; descriptors or directories
 * shared with others than parent or children, or not shared with the other threads of a process,
 * or a network of a thread's own;
 * namespaces that are not the saver's, but for that of time; segments of one's own; shadow stacks.
 */
#include "task.h"

#include <linux/kcmp.h>

/* Ids of our own kernel objects are 1; those of a task follow its place in the tree. */
enum { TASK_OWN_ID = 1, TASK_FIRST_ID = 2 };

/* Links below /proc/PID. */
static const struct task_namespace {
	const char *link, *name;
} task_namespaces[] = {
	{"ns/pid", "pid"},   {"ns/net", "network"}, {"ns/ipc", "IPC"},	     {"ns/uts", "UTS"},
	{"ns/mnt", "mount"}, {"ns/user", "user"},   {"ns/cgroup", "cgroup"},
};

/* == ids and namespaces ======================================================================== */

static void task_ids_fill(Cr__TaskKobjIdsEntry *ids, uint32_t own)
{
	/* The saver's own namespaces have these numbers; no task is in others. */
	cr__task_kobj_ids_entry__init(ids);
	ids->vm_id = ids->files_id = ids->fs_id = ids->sighand_id = own;
	ids->has_pid_ns_id = ids->has_net_ns_id = ids->has_ipc_ns_id = ids->has_uts_ns_id =
		ids->has_time_ns_id = true;
	ids->has_mnt_ns_id = ids->has_user_ns_id = ids->has_cgroup_ns_id = true;
	ids->pid_ns_id = 1;
	ids->net_ns_id = 2;
	ids->ipc_ns_id = 3;
	ids->uts_ns_id = 4;
	ids->time_ns_id = 5;
	ids->mnt_ns_id = 6;
	ids->user_ns_id = 7;
	ids->cgroup_ns_id = 8;
}

CR_FN void task_root_ids(Cr__TaskKobjIdsEntry *ids)
{
	task_ids_fill(ids, TASK_OWN_ID);
}

static int task_check_namespaces(struct dump *d, const struct task *task)
{
	CR_AUTOFD int own = -1;
	int r = proc_open_pid(d->tree->proc_fd, sys_getpid(), &own);

	for (size_t i = 0; r >= 0 && i < ARRAY_LEN(task_namespaces); i++) {
		const struct task_namespace *ns = &task_namespaces[i];
		struct stat ours, its;

		if (sys_fstatat(own, ns->link, &ours, 0) < 0)
			continue; /* a kernel without this kind */
		r = sys_fstatat(task->dir_fd, ns->link, &its, 0);
		if (r < 0)
			return error_set(
				d->cx, r == -EACCES || r == -EPERM ? CR_E_PERMISSION : CR_E_SYSTEM,
				-r, task->pid, ns->link,
				"the %s namespace of task %d cannot be seen", ns->name, task->pid);
		if (ours.st_ino != its.st_ino || ours.st_dev != its.st_dev)
			r = refuse(d->cx, CR_E_UNSUPPORTED, task->pid, ns->link,
				   "task %d is in another %s namespace than the saver", task->pid,
				   ns->name);
	}
	return r < 0 ? error_frame(d->cx, r, "looking at the namespaces of task %d", task->pid) : 0;
}

static int task_ids_dump(struct dump *d, const struct task *task)
{
	Cr__TaskKobjIdsEntry *ids = cx_alloc(d->cx, sizeof(*ids));

	if (!ids)
		return error_memory(d->cx);
	task_ids_fill(ids, task->index + TASK_FIRST_ID);
	ids->files_id = DUMP_FILES_ID(task);
	if (task->fs_owner)
		ids->fs_id = task->fs_owner->index + TASK_FIRST_ID;
	return dump_put_later(d, IMAGE_IDS, (uint64_t)task->pid, &ids->base);
}

/* == core ====================================================================================== */

static int task_tc_dump(struct dump *d, struct task *task, Cr__TaskCoreEntry **ret)
{
	Cr__TaskCoreEntry *tc = cx_alloc(d->cx, sizeof(*tc));
	Cr__CrTaskEntry *extra = dump_cr_task(d, task);

	if (!tc || !extra)
		return error_memory(d->cx);
	cr__task_core_entry__init(tc);
	tc->task_state = task->state;
	tc->blk_sigset = task->threads[0].sigmask;
	tc->comm = arena_str(&d->cx->arena, task->threads[0].comm);
	if (!tc->comm)
		return error_memory(d->cx);
	if (task->state == TASK_STOPPED) {
		tc->has_stop_signo = true;
		tc->stop_signo = (uint32_t)task->stop_signo;
	}
	if (!task->parent && task_session_has_ended(d, task))
		extra->has_session_ended = extra->session_ended = true;
	if (task->news != TASK_NEWS_UNKNOWN) {
		extra->has_news = true;
		extra->news = task->news;
	}
	int r = task_signals_dump(d, task, tc);
	if (r >= 0)
		r = task_timers_dump(d, task, &tc->timers);
	if (r >= 0)
		r = task_limits_dump(d, task, tc);
	if (r >= 0)
		r = task_attributes_dump(d, task, tc, extra);
	*ret = tc;
	return r;
}

static int task_rseq_dump(struct cr_ctx *cx, const struct thread *t, Cr__RseqEntry **ret)
{
	if (!t->rseq_ptr)
		return 0;
	Cr__RseqEntry *e = cx_alloc(cx, sizeof(*e));
	if (!e)
		return error_memory(cx);
	cr__rseq_entry__init(e);
	e->rseq_abi_pointer = t->rseq_ptr;
	e->rseq_abi_size = t->rseq_size;
	e->signature = t->rseq_sig;
	if (t->rseq_cs) {
		e->has_rseq_cs_pointer = true;
		e->rseq_cs_pointer = t->rseq_cs;
	}
	*ret = e;
	return 0;
}

static int task_thread_core_dump(struct dump *d, struct task *task, size_t i,
				 Cr__CrThreadEntry *extra, Cr__ThreadCoreEntry **ret)
{
	const struct thread *t = &task->threads[i];
	struct cr_ctx *cx = d->cx;
	Cr__ThreadCoreEntry *e = cx_alloc(cx, sizeof(*e));
	Cr__ThreadSasEntry *sas = cx_alloc(cx, sizeof(*sas));
	bool ended = !t->stopped;

	if (!e || !sas)
		return error_memory(cx);
	cr__thread_core_entry__init(e);
	cr__thread_sas_entry__init(sas);
	e->futex_rla = task->compat ? t->in.compat_robust_head : t->robust_head;
	e->futex_rla_len = task->compat ? TASK_COMPAT_ROBUST_LEN : (uint32_t)t->robust_len;
	sas->ss_sp = t->in.sas_sp;
	sas->ss_size = t->in.sas_size;
	sas->ss_flags = ended ? SS_DISABLE : (uint32_t)t->in.sas_flags;
	e->sas = sas;
	e->comm = arena_str(&cx->arena, t->comm);
	if (!e->comm)
		return error_memory(cx);
	if (i > 0) { /* the leader's is in tc */
		e->has_blk_sigset = true;
		e->blk_sigset = t->sigmask;
	}
	if (t->in.pdeath_sig > 0) {
		e->has_pdeath_sig = true;
		e->pdeath_sig = (uint32_t)t->in.pdeath_sig;
	}
	int r = 0;
	/* In the copy the first thread ends anew, after its children are there. */
	if (t->in.pdeath_sig > 0 && task->parent && !task->parent->threads[0].stopped)
		r = refuse(d->cx, CR_E_UNSUPPORTED, t->tid, "parent-death signal",
			   "thread %d wants a signal when its parent ends, and the first thread of "
			   "that, %d, has ended already",
			   t->tid, task->parent->pid);
	if (r >= 0 && !ended) /* whose filters are gone */
		r = task_seccomp_dump(d, task, i, &t->status, e, dump_cr_task(d, task));
	if (r >= 0)
		r = task_creds_dump(d, task, i, &t->status, &e->creds);
	if (r >= 0)
		r = task_queue_dump(d, t->pending, t->pending_n, &e->signals_p);
	if (r >= 0)
		r = task_rseq_dump(cx, t, &e->rseq_entry);
	if (r >= 0)
		r = task_sched_dump(d, task, i, e, extra);
	if (r >= 0)
		r = task_thread_attributes_dump(d, task, i, extra);
	*ret = e;
	return r;
}

static int task_thread_dump(struct dump *d, struct task *task, size_t i)
{
	const struct thread *t = &task->threads[i];
	Cr__CrThreadEntry *extra = dump_cr_thread(d, task, i);
	Cr__CoreEntry *core = cx_alloc(d->cx, sizeof(*core));
	struct arch_regs regs;

	if (!extra || !core)
		return error_memory(d->cx);
	int r = task_cpu_refuse(d, task, i);
	/* A first thread that has ended has no registers: that is how a load knows it. */
	cr__core_entry__init(core);
	core->mtype = CR__CORE_ENTRY__MARCH__X86_64;
	if (r >= 0 && t->stopped)
		r = task_call_dump(d, task, i, &regs, extra);
	if (r >= 0 && t->stopped)
		r = task_cpu_dump(d->cx, t, &regs, core, extra);
	if (r >= 0 && i == 0)
		r = task_tc_dump(d, task, &core->tc);
	if (r >= 0 && !t->stopped)
		core->tc->exit_code = (uint32_t)task->stat.exit_code;
	if (r >= 0)
		r = task_thread_core_dump(d, task, i, extra, &core->thread_core);
	if (r >= 0)
		r = dump_put_later(d, IMAGE_CORE, (uint64_t)t->tid, &core->base);
	return r < 0 ? error_frame(d->cx, r, "saving thread %d", t->tid) : 0;
}

/* Of a zombie there is how it ended, its name and its user. */
static int task_zombie_dump(struct dump *d, const struct task *task)
{
	Cr__CrTaskEntry *extra = dump_cr_task(d, task);
	Cr__CoreEntry core = CR__CORE_ENTRY__INIT;
	Cr__TaskCoreEntry tc = CR__TASK_CORE_ENTRY__INIT;
	char comm[sizeof(task->stat.comm)];

	if (extra)
		extra->ended_ids = cx_array(d->cx, 8, sizeof(*extra->ended_ids));
	if (!extra || !extra->ended_ids)
		return error_memory(d->cx);
	memcpy(extra->ended_ids, task->status.uid, sizeof(task->status.uid));
	memcpy(extra->ended_ids + 4, task->status.gid, sizeof(task->status.gid));
	extra->n_ended_ids = 8;
	if (task->exit_signal != SIGCHLD) {
		extra->has_exit_signal = true;
		extra->exit_signal = (uint32_t)task->exit_signal;
	}
	memcpy(comm, task->stat.comm, sizeof(comm));
	tc.task_state = TASK_ZOMBIE;
	tc.exit_code = (uint32_t)task->exit_code;
	tc.flags = task->stat.flags;
	tc.comm = comm;
	core.mtype = CR__CORE_ENTRY__MARCH__X86_64;
	core.tc = &tc;
	return dump_put(d, IMAGE_CORE, (uint64_t)task->pid, &core.base);
}

/* == what processes share ====================================================================== */

static const struct task_share {
	int type;
	bool split; /* threads of one process can have their own */
	const char *what, *how;
} task_shares[] = {
	{KCMP_VM, false, "its memory", "CLONE_VM"},
	{KCMP_FILES, true, "its descriptors", "CLONE_FILES"},
	{KCMP_FS, true, "its working directory", "CLONE_FS"},
	{KCMP_SIGHAND, false, "its signal actions", "CLONE_SIGHAND"},
};

/* What can be shared in the copy, too: by who is forked to share it. NULL: nothing of that. */
static struct task **task_share_owner(struct task *task, int type)
{
	return type == KCMP_FILES ? &task->files_owner : type == KCMP_FS ? &task->fs_owner : NULL;
}

/* The number of a thread that has what its process shares: a first thread that has ended has not.
 */
static pid_t task_living(const struct task *task)
{
	return task->thread_n > 1 && !task->threads[0].stopped ? task->threads[1].tid : task->pid;
}

/* Where a task belongs among `sorted`, by an order that only kcmp knows; *ret_same: the task that
 * has the same object. */
static int task_share_find(struct task *const *sorted, size_t n, const struct task *task, int type,
			   size_t *ret_at, struct task **ret_same)
{
	size_t low = 0;

	*ret_same = NULL;
	while (low < n) {
		size_t middle = (low + n) / 2;
		int order = sys_kcmp(task_living(task), task_living(sorted[middle]), type, 0, 0);

		if (order < 0)
			return order;
		if (order == 0) {
			*ret_same = sorted[middle];
			return 0;
		}
		if (order == 1)
			n = middle;
		else
			low = middle + 1;
	}
	*ret_at = low;
	return 0;
}

static int task_check_share(struct dump *d, const struct task_share *share, struct task **sorted)
{
	size_t n = 0;

	for (size_t i = 0; i < d->tree->tasks.n; i++) {
		struct task *task = d->tree->tasks.at[i], *same;
		size_t at = 0;

		if (task->state == TASK_ZOMBIE)
			continue;
		int r = task_share_find(sorted, n, task, share->type, &at, &same);
		if (r < 0) {
			log_warn(d->cx, "whether tasks share %s is not known: kcmp says %s",
				 share->what, error_name(-r));
			return 0;
		}
		struct task **owner = task_share_owner(task, share->type);

		if (same && owner && task->parent &&
		    (task->parent == same ||
		     *task_share_owner(task->parent, share->type) == same)) {
			*owner = same;
			continue;
		}
		if (same) {
			r = refuse(d->cx, CR_E_UNSUPPORTED, task->pid, share->what,
				   "task %d shares %s with task %d", task->pid, share->what,
				   same->pid);
			if (r < 0)
				return r;
			continue;
		}
		memmove(sorted + at + 1, sorted + at, (n - at) * sizeof(*sorted));
		sorted[at] = task;
		n++;
	}
	return 0;
}

static int task_check_shares(struct dump *d)
{
	struct task **sorted = cx_array(d->cx, d->tree->tasks.n + 1, sizeof(*sorted));
	int r = 0;

	if (!sorted)
		return error_memory(d->cx);
	for (size_t i = 0; r >= 0 && d->tree->tasks.n > 1 && i < ARRAY_LEN(task_shares); i++)
		r = task_check_share(d, &task_shares[i], sorted);
	return r;
}

/* Threads share all that with their process, but for one that has called unshare(2). Who has met
 * the parasite has the same descriptors (infect_visit). */
static int task_check_threads_share(struct dump *d, const struct task *task)
{
	int r = 0;

	for (size_t i = 0; r >= 0 && i < ARRAY_LEN(task_shares); i++)
		for (size_t k = 1; r >= 0 && k < task->thread_n; k++) {
			pid_t tid = task->threads[k].tid;

			if (!task_shares[i].split ||
			    (!d->checking && task_shares[i].type == KCMP_FILES))
				continue;
			if (tid != task_living(task) &&
			    sys_kcmp(task_living(task), tid, task_shares[i].type, 0, 0) > 0)
				r = refuse(d->cx, CR_E_UNSUPPORTED, tid, task_shares[i].what,
					   "thread %d does not share %s with its process "
					   "(unshare(%s))",
					   tid, task_shares[i].what, task_shares[i].how);
		}
	return r;
}

enum { TASK_FEW_THREADS = 8 };

/* What a thread can have for itself by unshare(2) and setns(2). A link costs microseconds for each
 * thread: of many, all of which stand still meanwhile, only the one is read that programs do choose
 * for threads. (A mount namespace takes a working directory of one's own, a user namespace a single
 * thread.) */
static int task_check_threads_namespaces(struct dump *d, const struct task *task)
{
	static const char *const links[] = {
		"net", "ipc", "uts", "cgroup", "pid_for_children", "time_for_children"};
	const size_t n = task->thread_n > TASK_FEW_THREADS ? 1 : ARRAY_LEN(links);
	char name[64], its[64], other[64];
	int r = 0;

	for (size_t i = 0; task->thread_n > 1 && i < n; i++) {
		str_format(name, sizeof(name), "task/%d/ns/%s", task_living(task), links[i]);
		if (sys_readlinkat(task->dir_fd, name, its, sizeof(its)) < 0)
			continue; /* a kernel without */
		for (size_t k = 1; r >= 0 && k < task->thread_n; k++) {
			pid_t tid = task->threads[k].tid;

			str_format(name, sizeof(name), "task/%d/ns/%s", tid, links[i]);
			/* A pid namespace that nobody has been born in cannot be read. */
			if (sys_readlinkat(task->dir_fd, name, other, sizeof(other)) < 0 ||
			    strcmp(its, other) != 0)
				r = refuse(d->cx, CR_E_UNSUPPORTED, tid, links[i],
					   "thread %d is in another namespace (%s) than its "
					   "process",
					   tid, links[i]);
		}
	}
	return r;
}

/* cr_check meets the tasks one after the other. */
static int task_check_shares_so_far(struct dump *d, struct task *task)
{
	int r = 0;

	for (size_t i = 0; i < ARRAY_LEN(task_shares); i++) {
		if (task_share_owner(task, task_shares[i].type) && task->parent &&
		    sys_kcmp(task->pid, task->parent->pid, task_shares[i].type, 0, 0) == 0)
			continue;
		for (size_t k = 0; r >= 0 && k < d->tree->tasks.n; k++) {
			const struct task *other = d->tree->tasks.at[k];

			if (other == task || other->state == TASK_ZOMBIE ||
			    sys_kcmp(task->pid, other->pid, task_shares[i].type, 0, 0) != 0)
				continue;
			r = refuse(d->cx, CR_E_UNSUPPORTED, task->pid, task_shares[i].what,
				   "task %d shares %s with task %d", task->pid, task_shares[i].what,
				   other->pid);
			break;
		}
	}
	return r;
}

/* == all of it ================================================================================= */

CR_FN int task_check(struct dump *d, struct task *task)
{
	int r = 0;

	/* Of the whole tree at its root, ahead of the rest: the parasite leaves traces in what is
	 * shared. */
	if (d->checking && task->state != TASK_ZOMBIE)
		r = task_check_shares_so_far(d, task);
	else if (!task->parent)
		r = task_check_shares(d);
	if (r >= 0 && (d->checking || !task->parent))
		r = task_session_check(d, task);
	if (task->state == TASK_ZOMBIE)
		return r;
	if (r >= 0)
		r = task_check_threads_share(d, task);
	if (r >= 0)
		r = task_check_threads_namespaces(d, task);
	if (r >= 0)
		r = task_check_namespaces(d, task);
	if (r >= 0)
		r = task_clocks_check(d, task);
	if (r >= 0)
		r = task_seccomp_check(d, task);
	for (size_t i = 0; r >= 0 && i < task->map_n; i++)
		if (task->maps[i].vmflags & PROC_VM_SHSTK)
			return refuse(d->cx, CR_E_UNSUPPORTED, task->pid, "shadow stack",
				      "task %d has shadow stacks", task->pid);
	return r;
}

CR_FN int task_dump(struct dump *d, struct task *task)
{
	if (task->state == TASK_ZOMBIE)
		return task_zombie_dump(d, task);
	int r = task_check(d, task);
	for (size_t i = 0; r >= 0 && i < task->thread_n; i++)
		r = task_thread_dump(d, task, i);
	return r < 0 ? r : task_ids_dump(d, task);
}

static int task_pstree_dump(struct dump *d, const struct task *task)
{
	Cr__PstreeEntry e = CR__PSTREE_ENTRY__INIT;

	e.pid = (uint32_t)task->pid;
	e.ppid = task->parent ? (uint32_t)task->parent->pid : 0;
	e.pgid = (uint32_t)task->pgid;
	e.sid = (uint32_t)task->sid;
	e.n_threads = task->thread_n ? task->thread_n : 1;
	e.threads = cx_array(d->cx, e.n_threads, sizeof(*e.threads));
	if (!e.threads)
		return error_memory(d->cx);
	e.threads[0] = e.pid;
	for (size_t i = 0; i < task->thread_n; i++)
		e.threads[i] = (uint32_t)task->threads[i].tid;
	return dump_add(d, IMAGE_PSTREE, &e.base);
}

CR_FN int task_dump_tree(struct dump *d)
{
	int r = 0;

	for (size_t i = 0; r >= 0 && i < d->tree->tasks.n; i++)
		r = task_pstree_dump(d, d->tree->tasks.at[i]);
	return r < 0 ? r : task_clocks_put(d);
}
