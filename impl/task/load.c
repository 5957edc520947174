/* SPDX-License-Identifier: MIT
 *
 * load: the tree, its threads and all that is known of them, read from pstree, core, ids and cr.img
 * and checked before anything is created. Every number in them is untrusted: what passes here
 * cannot hurt the reader. Refuses by name what this CPU, kernel or kit cannot bring back.
 */
#include "task.h"

enum { TASK_RSEQ_LEAST = 32, TASK_RSEQ_MOST = 4096 };

/* == the tree ================================================================================== */

/* All pids and tids seen so far: open addressing, a power of two. */
struct task_ids {
	uint32_t *at;
	size_t n, room;
};

static int task_ids_grow(struct cr_ctx *cx, struct task_ids *ids);

/* 1: new, 0: seen before, -errno. */
static int task_ids_add(struct cr_ctx *cx, struct task_ids *ids, uint32_t id)
{
	if (ids->n * 2 >= ids->room) {
		int r = task_ids_grow(cx, ids);

		if (r < 0)
			return r;
	}
	size_t i = id * 2654435761u & (ids->room - 1);
	for (; ids->at[i]; i = (i + 1) & (ids->room - 1))
		if (ids->at[i] == id)
			return 0;
	ids->at[i] = id;
	ids->n++;
	return 1;
}

static int task_ids_grow(struct cr_ctx *cx, struct task_ids *ids)
{
	struct task_ids bigger = {.room = ids->room ? ids->room * 2 : 256};
	int r = 0;

	bigger.at = cx_array(cx, bigger.room, sizeof(*bigger.at));
	if (!bigger.at)
		return error_memory(cx);
	for (size_t i = 0; r >= 0 && i < ids->room; i++)
		if (ids->at[i])
			r = task_ids_add(cx, &bigger, ids->at[i]);
	*ids = bigger;
	return r;
}

static int task_take_id(struct load *l, struct task_ids *ids, uint32_t id)
{
	if (id == 0 || id > TASK_PID_MOST)
		return error_set(l->cx, CR_E_DAMAGED, 0, 0, "pstree.img",
				 "there is a process id %u", id);
	int r = task_ids_add(l->cx, ids, id);
	return r == 0 ? error_set(l->cx, CR_E_DAMAGED, 0, (pid_t)id, "pstree.img",
				  "the process id %u is there twice", id)
		      : r;
}

/* A parent stands before its children. Most often it is the last one. */
static struct load_task *task_find_loaded(const struct load *l, uint32_t pid)
{
	for (size_t i = l->tasks.n; i-- > 0;)
		if ((uint32_t)l->tasks.at[i]->pid == pid)
			return l->tasks.at[i];
	return NULL;
}

static int task_link(struct load *l, struct load_task *lt, const Cr__PstreeEntry *e)
{
	if (l->tasks.n == 0) {
		if (e->ppid != 0 && l->cr)
			return error_set(l->cx, CR_E_DAMAGED, 0, lt->pid, "pstree.img",
					 "the first task %u has a parent", e->pid);
		lt->ppid = 0;
		return 0;
	}
	lt->parent = task_find_loaded(l, e->ppid);
	if (!lt->parent)
		return error_set(l->cx, CR_E_DAMAGED, 0, lt->pid, "pstree.img",
				 "the parent %u of task %u is not there before it", e->ppid,
				 e->pid);
	struct load_task **child = vec_add(&l->cx->arena, &lt->parent->children);
	if (!child)
		return error_memory(l->cx);
	*child = lt;
	lt->ppid = lt->parent->pid;
	return 0;
}

static int task_tree_entry(struct load *l, struct task_ids *ids, const Cr__PstreeEntry *e)
{
	struct load_task *lt = cx_alloc(l->cx, sizeof(*lt)), **slot;
	int r = 0;

	if (!lt)
		return error_memory(l->cx);
	lt->index = (uint32_t)l->tasks.n;
	lt->pid = (pid_t)e->pid;
	lt->pgid = (pid_t)e->pgid;
	lt->sid = (pid_t)e->sid;
	if (e->pgid > TASK_PID_MOST || e->sid > TASK_PID_MOST)
		return error_set(l->cx, CR_E_DAMAGED, 0, lt->pid, "pstree.img",
				 "task %u has an impossible group or session", e->pid);
	if (e->n_threads == 0 || e->threads[0] != e->pid)
		return error_set(l->cx, CR_E_DAMAGED, 0, lt->pid, "pstree.img",
				 "task %u does not lead its threads", e->pid);
	lt->thread_n = e->n_threads;
	lt->threads = cx_array(l->cx, lt->thread_n, sizeof(*lt->threads));
	if (!lt->threads)
		return error_memory(l->cx);
	for (size_t i = 0; r >= 0 && i < lt->thread_n; i++) {
		r = task_take_id(l, ids, e->threads[i]);
		lt->threads[i].tid = lt->threads[i].out.tid = (pid_t)e->threads[i];
	}
	if (r >= 0)
		r = task_link(l, lt, e);
	if (r < 0)
		return r;
	slot = vec_add(&l->cx->arena, &l->tasks);
	if (!slot)
		return error_memory(l->cx);
	*slot = lt;
	return 0;
}

static int task_tree_load(struct load *l)
{
	struct task_ids ids = {NULL, 0, 0};
	struct record_in in;
	Cr__PstreeEntry *e;
	int r = record_open(l->image, IMAGE_PSTREE, 0, &in);

	if (r == -ENOENT && l->cx->err.code == CR_E_OK)
		return error_set(l->cx, CR_E_DAMAGED, -r, 0, "pstree.img",
				 "the save has no process tree");
	while (r >= 0 && (r = record_next(&in, &cr__pstree_entry__descriptor, &e)) > 0)
		r = task_tree_entry(l, &ids, e);
	if (r < 0)
		return r;
	if (l->tasks.n == 0)
		return error_set(l->cx, CR_E_DAMAGED, 0, 0, "pstree.img",
				 "the process tree is empty");
	return 0;
}

/* == one task ================================================================================== */

/* The parts of cr.img about this task; a save of CRIU's has none. */
static void task_find_extra(const struct load *l, struct load_task *lt)
{
	for (size_t i = 0; l->cr && !lt->extra && i < l->cr->n_tasks; i++)
		if (l->cr->tasks[i]->pid == (uint32_t)lt->pid)
			lt->extra = l->cr->tasks[i];
	for (size_t i = 0; lt->extra && i < lt->thread_n; i++)
		for (size_t k = 0; k < lt->extra->n_threads; k++) {
			/* Most often in the same order. */
			const Cr__CrThreadEntry *e =
				lt->extra->threads[(i + k) % lt->extra->n_threads];

			if (e->tid != (uint32_t)lt->threads[i].tid)
				continue;
			lt->threads[i].extra = e;
			break;
		}
}

static int task_rseq_load(struct load *l, struct load_thread *t)
{
	const Cr__RseqEntry *e = t->core->thread_core->rseq_entry;

	if (!e)
		return 0;
	if (e->rseq_abi_size < TASK_RSEQ_LEAST || e->rseq_abi_size > TASK_RSEQ_MOST ||
	    e->rseq_abi_pointer % 32 || e->rseq_abi_pointer == 0 ||
	    e->rseq_abi_pointer >= ARCH_TASK_END - TASK_RSEQ_MOST)
		return TASK_DAMAGED(l->cx, t->tid,
				    "the restartable sequence area of thread %d makes no sense",
				    t->tid);
	if (e->has_rseq_cs_pointer && e->rseq_cs_pointer) {
		t->out.rseq_ptr = e->rseq_abi_pointer;
		t->out.rseq_cs = e->rseq_cs_pointer;
	}
	return 0;
}

static int task_thread_load(struct load *l, struct load_task *lt, size_t i)
{
	struct load_thread *t = &lt->threads[i];
	const Cr__CoreEntry *core = t->core;
	struct cr_ctx *cx = l->cx;

	if (i > 0 && core->tc)
		return TASK_DAMAGED(cx, t->tid, "thread %d has what only a process has", t->tid);
	if (!core->thread_core)
		return TASK_DAMAGED(cx, t->tid, "thread %d has no state of its own", t->tid);
	const Cr__ThreadCoreEntry *e = core->thread_core;
	if (e->futex_rla &&
	    (e->futex_rla_len != (lt->compat ? TASK_COMPAT_ROBUST_LEN : TASK_ROBUST_LEN) ||
	     (lt->compat && e->futex_rla >= ARCH_COMPAT_END)))
		return TASK_DAMAGED(cx, t->tid,
				    "the robust list of thread %d has a head of %u bytes", t->tid,
				    e->futex_rla_len);
	int r = task_seccomp_load(l, lt, i);
	if (r < 0)
		return r;
	if (i == 0 && lt->thread_n > 1 && !core->thread_info)
		lt->leader_ended = true;
	else
		r = task_cpu_load(cx, t->tid, core, t->extra, &t->out);
	if (r >= 0 && core->thread_info)
		r = task_call_load(l, t);
	if (r >= 0)
		r = task_rseq_load(l, t);
	if (r >= 0)
		r = task_creds_load(l, lt, i);
	return r;
}

/* Who has the same descriptor table or the same directories as its parent is forked so. */
static int task_shares_load(struct load *l, struct load_task *lt, const char *name)
{
	struct load_task *parent = lt->parent;

	if (parent && parent->ids && parent->ids->files_id == lt->ids->files_id) {
		lt->files_owner = parent->files_owner ? parent->files_owner : parent;
		lt->files_owner->files_sharers++;
	}
	if (parent && parent->ids && parent->ids->fs_id == lt->ids->fs_id)
		lt->fs_owner = parent->fs_owner ? parent->fs_owner : parent;
	for (size_t i = 0; i < lt->index; i++) {
		const struct load_task *other = l->tasks.at[i];
		const char *what = NULL;

		if (!other->ids)
			continue;
		if (other->ids->vm_id == lt->ids->vm_id)
			what = "memory";
		else if (other->ids->files_id == lt->ids->files_id && !lt->files_owner)
			what = "descriptors";
		else if (other->ids->fs_id == lt->ids->fs_id && !lt->fs_owner)
			what = "directories";
		if (what)
			return error_set(l->cx, CR_E_UNSUPPORTED, 0, lt->pid, name,
					 "task %d shares its %s with task %d", lt->pid, what,
					 other->pid);
	}
	return 0;
}

/* Of 32 bits, or of 64, with all threads. A first thread that has ended has no registers to tell.
 */
static int task_compat_check(struct load *l, struct load_task *lt)
{
	size_t known = lt->thread_n > 1 && !lt->threads[0].core->thread_info ? 1 : 0;

	lt->compat = task_cpu_is_compat(lt->threads[known].core);
	for (size_t i = known; i < lt->thread_n; i++)
		if (task_cpu_is_compat(lt->threads[i].core) != lt->compat)
			return TASK_DAMAGED(l->cx, lt->threads[i].tid,
					    "only some threads of task %d run 32-bit code",
					    lt->pid);
	return 0;
}

static int task_alive_load(struct load *l, struct load_task *lt)
{
	const char *name = image_name(l->cx, IMAGE_IDS, (uint64_t)lt->pid);
	int r = record_one(l->image, IMAGE_IDS, (uint64_t)lt->pid,
			   &cr__task_kobj_ids_entry__descriptor, &lt->ids);

	if (r >= 0)
		r = task_compat_check(l, lt);
	for (size_t i = 0; r >= 0 && i < lt->thread_n; i++)
		r = task_thread_load(l, lt, i);
	if (r >= 0)
		r = task_signals_load(l, lt);
	if (r >= 0)
		r = task_timers_load(l, lt);
	if (r >= 0)
		r = task_limits_load(l, lt);
	if (r >= 0)
		r = task_attributes_load(l, lt);
	if (r < 0)
		return r;
	return task_shares_load(l, lt, name);
}

/* The signal that tells a parent of a task that goes on is sent anew, and would have effects where
 * it is not ignored. */
static bool task_continues_unnoticed(const struct load_task *lt)
{
	const Cr__TaskCoreEntry *tc = lt->threads[0].core->tc;
	const size_t at = SIGCONT - 2; /* SIGKILL has no entry */

	if (tc->n_sigactions <= at || tc->sigactions[at]->sigaction > 1 ||
	    tc->blk_sigset >> (SIGCONT - 1) & 1)
		return false;
	for (size_t i = 1; i < lt->thread_n; i++) {
		const Cr__ThreadCoreEntry *e = lt->threads[i].core->thread_core;

		if (!e || e->blk_sigset >> (SIGCONT - 1) & 1)
			return false;
	}
	return true;
}

/* What the parent knows of it. */
static void task_news_load(struct load *l, struct load_task *lt)
{
	uint32_t news = lt->extra && lt->extra->has_news ? lt->extra->news : TASK_NEWS_UNKNOWN;

	if (!lt->parent || lt->state == TASK_ZOMBIE)
		return;
	if (lt->state == TASK_STOPPED && (news == TASK_NEWS_NONE || news == TASK_NEWS_STOPPED))
		lt->news = (enum task_news)news;
	else if (lt->state == TASK_STOPPED)
		degrade(l->cx, lt->pid, "stop",
			"task %d is told once more that task %d has stopped", lt->parent->pid,
			lt->pid);
	if (lt->state != TASK_ALIVE || news != TASK_NEWS_CONTINUED)
		return;
	if (task_continues_unnoticed(lt))
		lt->news = TASK_NEWS_CONTINUED;
	else
		degrade(l->cx, lt->pid, "stop", "task %d is not told that task %d goes on",
			lt->parent->pid, lt->pid);
}

static int task_state_load(struct load *l, struct load_task *lt)
{
	const Cr__TaskCoreEntry *tc = lt->threads[0].core->tc;

	if (!tc)
		return TASK_DAMAGED(l->cx, lt->pid, "task %d has no state", lt->pid);
	if (tc->task_state != TASK_ALIVE && tc->task_state != TASK_ZOMBIE &&
	    tc->task_state != TASK_STOPPED)
		return TASK_DAMAGED(l->cx, lt->pid, "task %d is in an unknown state %u", lt->pid,
				    tc->task_state);
	if (tc->has_stop_signo && (tc->stop_signo < 1 || tc->stop_signo > 64))
		return TASK_DAMAGED(l->cx, lt->pid, "task %d was stopped by signal %u", lt->pid,
				    tc->stop_signo);
	lt->state = (enum task_state)tc->task_state;
	task_news_load(l, lt);
	if (lt->state == TASK_ZOMBIE && (lt->thread_n != 1 || lt->children.n || !lt->parent))
		return TASK_DAMAGED(l->cx, lt->pid,
				    "task %d has ended, but has threads, children or no parent",
				    lt->pid);
	if (lt->state == TASK_ZOMBIE &&
	    (tc->exit_code >> 16 || (tc->exit_code & 0x7f) > 64 ||
	     (lt->extra && lt->extra->n_ended_ids && lt->extra->n_ended_ids != 8)))
		return TASK_DAMAGED(l->cx, lt->pid, "task %d has ended in an impossible way",
				    lt->pid);
	if (lt->state == TASK_ZOMBIE && tc->exit_code & 0x80)
		degrade(l->cx, lt->pid, "zombie",
			"whoever waits for task %d is not told that it left a core dump", lt->pid);
	return 0;
}

static int task_load_one(struct load *l, struct load_task *lt)
{
	int r = 0;

	task_find_extra(l, lt);
	for (size_t i = 0; r >= 0 && i < lt->thread_n; i++)
		r = record_one(l->image, IMAGE_CORE, (uint64_t)lt->threads[i].tid,
			       &cr__core_entry__descriptor, &lt->threads[i].core);
	if (r >= 0)
		r = task_state_load(l, lt);
	if (r >= 0 && lt->state != TASK_ZOMBIE)
		r = task_alive_load(l, lt);
	return r < 0 ? error_frame(l->cx, r, "reading task %d", lt->pid) : 0;
}

static int task_check_kernel(struct load *l)
{
	const struct load_task *narrow = NULL;

	for (size_t i = 0; i < l->tasks.n && !narrow; i++)
		if (l->tasks.at[i]->compat)
			narrow = l->tasks.at[i];
	if (!narrow || feature_ask(l->cx, FEATURE_IA32) != CR_NO)
		return 0;
	return error_set(l->cx, CR_E_KERNEL, 0, narrow->pid, feature_name(FEATURE_IA32),
			 "task %d is a 32-bit program, which this kernel does not run or cannot "
			 "load: it takes %s",
			 narrow->pid, feature_advice(FEATURE_IA32));
}

CR_FN int task_load(struct load *l)
{
	int r = task_tree_load(l);

	if (r >= 0)
		r = task_seccomp_open(l);

	for (size_t i = 0; r >= 0 && i < l->tasks.n; i++)
		r = task_load_one(l, l->tasks.at[i]);
	if (r >= 0)
		r = task_check_kernel(l);
	if (r >= 0)
		r = task_births_check(l);
	return r < 0 ? r : task_clocks_load(l);
}
