/* SPDX-License-Identifier: MIT
 *
 * births: who forks whom, so that all processes of a tree come into their sessions.
 *
 * A process gets into a session only by birth or by setsid(2). Most are forked by their parent:
 * those that belong to the session it was in before first, then, when it leads its own, the others.
 * Who was adopted (a subreaper's) may be in a session that its parent never was in. There its
 * leader forks it, or a stand-in where the leader has ended: as a sibling (CLONE_PARENT) where both
 * have the same parent, else through a process that ends at once, so that the kernel gives it to
 * the parent as it did before. Refuses what no real tree can be, and adopters within the way of
 * another's adoption.
 */
#include "task.h"

#define TASK_ANY_SESSION (-1)

static bool task_leads(const struct task_place *place)
{
	return place->sid == place->pid;
}

/* above -1: who loads the tree. */
static bool task_is_above(const struct task_place *places, ssize_t above, ssize_t i)
{
	while (i >= 0) {
		i = places[i].parent;
		if (i == above)
			return true;
	}
	return false;
}

static bool task_session_is_above(const struct task_place *places, ssize_t i, pid_t sid)
{
	if (sid == 0)
		return true;
	for (i = places[i].parent; i >= 0; i = places[i].parent)
		if (places[i].sid == sid)
			return true;
	return false;
}

static ssize_t task_find_place(const struct task_place *places, size_t n, pid_t pid)
{
	for (size_t i = 0; i < n; i++)
		if (places[i].pid == pid)
			return (ssize_t)i;
	return -1;
}

/* Whoever stands in for the leader of this session; made at first use, below `parent` or deeper. */
static ssize_t task_find_stand_in(const struct task_place *places, struct task_births *births,
				  pid_t sid, ssize_t parent)
{
	size_t k = 0;

	while (k < births->stand_in_n && births->stand_ins[k].sid != sid)
		k++;
	if (k == births->stand_in_n)
		births->stand_ins[births->stand_in_n++] = (struct task_stand_in){sid, parent};
	struct task_stand_in *it = &births->stand_ins[k];
	if (it->parent == parent || task_is_above(places, parent, it->parent))
		return (ssize_t)k;
	if (!task_is_above(places, it->parent, parent))
		return -1;
	it->parent = parent;
	return (ssize_t)k;
}

/* Task i is in a session that its parent never was in. */
static bool task_find_adoption(const struct task_place *places, size_t n, size_t i, pid_t sid,
			       struct task_births *births)
{
	ssize_t parent = places[i].parent, maker = task_find_place(places, n, sid);

	births->at[i].way = LOAD_ORPHANED;
	if (maker >= 0) {
		births->at[i].maker = (size_t)maker;
		return parent >= 0 && (size_t)maker != i && task_leads(&places[maker]) &&
		       task_is_above(places, parent, maker);
	}
	maker = sid > 0 ? task_find_stand_in(places, births, sid, parent) : -1;
	births->at[i].maker = n + (size_t)maker;
	return maker >= 0;
}

/* Where the kernel begins to look for who adopts: the parent of the maker's short-lived child. */
static ssize_t task_maker_place(const struct task_births *births, size_t n, size_t maker)
{
	return maker < n ? (ssize_t)maker : births->stand_ins[maker - n].parent;
}

/* Once the places of all stand-ins are known. -1, or who cannot be given to its parent. */
static ssize_t task_settle_adoptions(const struct task_place *places, size_t n,
				     struct task_births *births)
{
	for (size_t i = 0; i < n; i++) {
		struct task_birth *b = &births->at[i];

		if (b->way == LOAD_FORKED)
			continue;
		bool stands_in = b->maker >= n;
		ssize_t from = stands_in ? births->stand_ins[b->maker - n].parent
					 : places[b->maker].parent;
		if (from == places[i].parent && (stands_in || places[b->maker].plain))
			b->way = LOAD_SIBLING;
		else if (places[i].parent < 0)
			return (ssize_t)i;
		else
			births->at[places[i].parent].adopts = true;
	}
	for (size_t i = 0; i < n; i++) {
		if (births->at[i].way != LOAD_ORPHANED)
			continue;
		for (ssize_t a = task_maker_place(births, n, births->at[i].maker);
		     a != places[i].parent; a = places[a].parent)
			if (births->at[a].adopts)
				return (ssize_t)i;
	}
	return -1;
}

/* Nobody is forked by who comes of him. */
static bool task_births_begin(const struct task_births *births, size_t n, size_t i)
{
	ssize_t at = (ssize_t)i;

	for (size_t steps = 0; at > 0; steps++) {
		if (steps > n)
			return false;
		at = task_maker_place(births, n, births->at[at].maker);
	}
	return true;
}

/* Was its parent, which leads a session now, in that one before? When the leader has ended it may
 * have been, or have adopted the task: `guess` says which is tried. */
static bool task_is_early(const struct task_place *places, size_t n, ssize_t parent, pid_t sid,
			  bool guess)
{
	if (parent < 0 || !task_leads(&places[parent]))
		return false;
	if (task_session_is_above(places, parent, sid))
		return true;
	ssize_t leader = task_find_place(places, n, sid);
	return leader >= 0 ? !task_is_above(places, parent, leader) : guess && parent > 0;
}

static ssize_t task_try_births(const struct task_place *places, size_t n, bool guess,
			       struct task_births *births)
{
	births->stand_in_n = 0;
	for (size_t i = 0; i < n; i++)
		births->at[i] = (struct task_birth){.sid = task_leads(&places[i]) ? TASK_ANY_SESSION
										  : places[i].sid};
	for (size_t i = n; i-- > 0;) {
		struct task_birth *b = &births->at[i];
		ssize_t p = places[i].parent;
		pid_t sid = b->sid;

		b->maker = p < 0 ? 0 : (size_t)p;
		if (sid == TASK_ANY_SESSION || sid == (p < 0 ? 0 : places[p].sid))
			continue; /* the one that the parent is in at last */
		if (task_is_early(places, n, p, sid, guess) &&
		    (births->at[p].sid == TASK_ANY_SESSION || births->at[p].sid == sid)) {
			births->at[p].sid = sid; /* of the parent, before it made its own */
			b->early = true;
		} else if (!task_find_adoption(places, n, i, sid, births)) {
			return (ssize_t)i;
		}
	}
	ssize_t bad = task_settle_adoptions(places, n, births);
	for (size_t i = 0; bad < 0 && i < n; i++)
		if (!task_births_begin(births, n, i))
			bad = (ssize_t)i;
	return bad;
}

CR_FN ssize_t task_find_births(const struct task_place *places, size_t n,
			       struct task_births *births)
{
	ssize_t bad = task_try_births(places, n, false, births);

	return bad < 0 || task_try_births(places, n, true, births) < 0 ? -1 : bad;
}

CR_FN int task_births_make(struct cr_ctx *cx, size_t n, struct task_place **ret_places,
			   struct task_births *ret)
{
	*ret_places = cx_array(cx, n + 1, sizeof(**ret_places));
	ret->at = cx_array(cx, n + 1, sizeof(*ret->at));
	ret->stand_ins = cx_array(cx, n + 1, sizeof(*ret->stand_ins));
	ret->stand_in_n = 0;
	return *ret_places && ret->at && ret->stand_ins ? 0 : error_memory(cx);
}

/* == at a load ================================================================================= */

/* Nobody has this number, as a process, a thread, a group or a session: only the attempt tells. */
static bool task_number_is_free(pid_t pid)
{
	pid_t child = sys_clone3(0, 0, &pid, 1, NULL);

	if (child == 0)
		sys_exit(0);
	if (child > 0)
		(void)sys_wait(child, NULL, __WALL);
	return child != -EEXIST;
}

/* The session of the root, when it comes from outside, and that of others whose leader has ended
 * and whose number is taken: the loader's. */
static bool task_is_outer(struct load *l, const struct task_place *places, pid_t sid)
{
	if (sid == 0 || task_find_place(places, l->tasks.n, sid) >= 0)
		return sid == 0;
	if (sid == l->tasks.at[0]->sid && !l->root_session)
		return true;
	return l->pids == CR_PIDS_SAME && !task_number_is_free(sid);
}

static int task_births_load(struct load *l, struct task_births *births)
{
	size_t n = l->tasks.n;
	struct task_place *places;
	int r = task_births_make(l->cx, n, &places, births);

	if (r < 0)
		return r;
	for (size_t i = 0; i < n; i++) {
		const struct load_task *lt = l->tasks.at[i];

		places[i] = (struct task_place){
			.pid = lt->pid,
			.sid = lt->sid,
			.parent = lt->parent ? (ssize_t)lt->parent->index : -1,
			.plain = !lt->extra || !lt->extra->has_exit_signal ||
				 lt->extra->exit_signal == SIGCHLD,
		};
	}
	for (size_t i = 0; i < n; i++) {
		const struct load_task *lt = l->tasks.at[i];

		if (lt->parent && lt->parent->sid == lt->sid)
			places[i].sid = places[places[i].parent].sid;
		else if (task_is_outer(l, places, lt->sid))
			places[i].sid = 0;
		if (places[i].sid == 0 && lt->sid != l->tasks.at[0]->sid)
			degrade(l->cx, lt->pid, "session",
				"task %d was in session %d, whose leader has ended, and is in the "
				"loader's",
				lt->pid, lt->sid);
	}
	ssize_t bad = task_find_births(places, n, births);
	if (bad < 0)
		return 0;
	return error_set(l->cx, CR_E_UNSUPPORTED, 0, places[bad].pid, "pstree.img",
			 "task %d is in session %d, which its parent never was in", places[bad].pid,
			 l->tasks.at[bad]->sid);
}

CR_FN int task_births_check(struct load *l)
{
	struct task_births births;

	return task_births_load(l, &births);
}

static int task_add_birth(struct load *l, const struct task_births *births, size_t i)
{
	const struct task_birth *b = &births->at[i];
	struct load_task *lt = l->tasks.at[i], **slot;

	lt->early = b->early;
	lt->way = b->way;
	lt->adopts = b->adopts;
	if (b->way != LOAD_FORKED && (lt->files_owner || lt->fs_owner))
		return error_set(l->cx, CR_E_UNSUPPORTED, 0, lt->pid, "pstree.img",
				 "task %d shares descriptors or directories with its parent, which "
				 "cannot fork it",
				 lt->pid);
	if (b->way != LOAD_FORKED && lt->extra && lt->extra->has_exit_signal &&
	    lt->extra->exit_signal != SIGCHLD)
		degrade(l->cx, lt->pid, "exit signal", "task %d sends SIGCHLD when it ends",
			lt->pid);
	if (b->maker >= l->tasks.n)
		slot = vec_add(&l->cx->arena, &l->stand_ins.at[b->maker - l->tasks.n].births);
	else if (lt->parent)
		slot = vec_add(&l->cx->arena, &l->tasks.at[b->maker]->births);
	else
		return 0; /* whoever loads the tree forks the root */
	if (!slot)
		return error_memory(l->cx);
	*slot = lt;
	return 0;
}

CR_FN int task_births_plan(struct load *l)
{
	struct task_births births;
	int r = task_births_load(l, &births);

	if (r < 0)
		return r;
	for (size_t k = 0; k < births.stand_in_n; k++) {
		struct load_stand_in *it = vec_add(&l->cx->arena, &l->stand_ins);
		ssize_t parent = births.stand_ins[k].parent;

		if (!it)
			return error_memory(l->cx);
		*it = (struct load_stand_in){
			.sid = births.stand_ins[k].sid,
			.parent = parent >= 0 ? l->tasks.at[parent] : NULL,
		};
	}
	for (size_t i = 0; r >= 0 && i < l->tasks.n; i++)
		r = task_add_birth(l, &births, i);
	return r;
}
