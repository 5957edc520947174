/* SPDX-License-Identifier: MIT
 *
 * session: sessions and process groups of a tree, and how a zombie ends again.
 * A process gets into a session only by birth or by setsid(2). So a leader forks those of its
 * children that belong to the session it was in before, makes its own, and forks the others. Groups
 * are joined once all tasks exist; for a group whose leader has ended, a short-lived process takes
 * the leader's place until the first member is in. A session or group that is led by nobody in the
 * tree becomes that of the loader. Refuses trees whose sessions come from processes that have ended
 * and left their children to others.
 */
#include "task.h"

#include <linux/prctl.h>

#define TASK_JOIN_NS 200000ull /* between attempts to join a group that is still being made */
#define TASK_STAND_IN_NS 10000000000ull /* nobody needs a stand-in for longer */

/* == who is born where ========================================================================= */

CR_FN ssize_t task_find_births(const struct task_place *places, size_t n, pid_t *ret_born)
{
	for (size_t i = 0; i < n; i++)
		ret_born[i] = places[i].sid == places[i].pid || places[i].zombie ? 0
										 : places[i].sid;
	for (size_t i = n; i-- > 0;) {
		pid_t born = ret_born[i];

		if (places[i].parent < 0 || born == 0)
			continue;
		const struct task_place *parent = &places[places[i].parent];
		if (born == parent->sid)
			continue; /* the one that the parent is in at last */
		if (parent->sid != parent->pid ||
		    (ret_born[places[i].parent] && ret_born[places[i].parent] != born))
			return (ssize_t)i;
		ret_born[places[i].parent] = born; /* of the parent, before it made its own */
	}
	return -1;
}

CR_FN bool task_born_before_session(const struct load_task *child)
{
	const struct load_task *parent = child->parent;

	return parent && parent->sid == parent->pid && child->born_sid != 0 &&
	       child->born_sid != parent->pid;
}

/* == at a save ================================================================================= */

/* A session that others lead: by its terminal they and the task act on each other. */
static int task_check_terminal(struct dump *d, const struct task *task)
{
	if (task->state == TASK_ZOMBIE || task->stat.tty == 0 || tree_find(d->tree, task->sid) ||
	    (d->opts->flags & CR_SHELL_JOB))
		return 0;
	return refuse(d->cx, CR_E_TERMINAL, task->pid, "session",
		      "task %d has the terminal of session %d, which is not in the tree", task->pid,
		      task->sid);
}

CR_FN int task_session_check(struct dump *d, const struct task *only)
{
	size_t n = d->tree->tasks.n;
	struct task_place *places = cx_array(d->cx, n + 1, sizeof(*places));
	pid_t *born = cx_array(d->cx, n + 1, sizeof(*born));
	int r = 0;

	if (d->checking)
		return task_check_terminal(d, only);
	if (!places || !born)
		return error_memory(d->cx);
	for (size_t i = 0; r >= 0 && i < n; i++) {
		const struct task *task = d->tree->tasks.at[i];

		places[i] = (struct task_place){task->pid, task->sid,
						task->parent ? (ssize_t)task->parent->index : -1,
						task->state == TASK_ZOMBIE};
		r = task_check_terminal(d, task);
	}
	ssize_t bad = r < 0 ? -1 : task_find_births(places, n, born);
	if (bad >= 0)
		r = refuse(d->cx, CR_E_UNSUPPORTED, places[bad].pid, "session",
			   "task %d is in session %d, which its parent never was in",
			   places[bad].pid, places[bad].sid);
	return r;
}

/* == at a load ================================================================================= */

static bool task_in_tree(const struct load *l, pid_t pid)
{
	for (size_t i = 0; i < l->tasks.n; i++)
		if (l->tasks.at[i]->pid == pid)
			return true;
	return false;
}

CR_FN int task_session_load(struct load *l)
{
	size_t n = l->tasks.n;
	struct task_place *places = cx_array(l->cx, n + 1, sizeof(*places));
	pid_t *born = cx_array(l->cx, n + 1, sizeof(*born));

	if (!places || !born)
		return error_memory(l->cx);
	for (size_t i = 0; i < n; i++) {
		const struct load_task *lt = l->tasks.at[i];

		places[i] = (struct task_place){lt->pid, lt->sid,
						lt->parent ? (ssize_t)lt->parent->index : -1,
						lt->state == TASK_ZOMBIE};
	}
	ssize_t bad = task_find_births(places, n, born);
	if (bad >= 0)
		return error_set(l->cx, CR_E_UNSUPPORTED, 0, places[bad].pid, "pstree.img",
				 "task %d is in session %d, which its parent never was in",
				 places[bad].pid, places[bad].sid);
	for (size_t i = 0; i < n; i++)
		l->tasks.at[i]->born_sid = born[i];
	l->outer_pgid = (pid_t)SYS1(SYS_getpgid, 0);

	const struct load_task *root = l->tasks.at[0];
	bool leads = SYS1(SYS_getsid, 0) == sys_getpid();
	if (root->sid != root->pid ? !l->in_place && !(l->opts->flags & CR_LOAD_SHELL_JOB)
				   : l->in_place && !leads)
		degrade(l->cx, root->pid, "session",
			"task %d was in session %d and is in the loader's", root->pid, root->sid);
	for (size_t i = 1; i < n; i++) {
		const struct load_task *lt = l->tasks.at[i];

		if (lt->state != TASK_ZOMBIE && lt->sid != root->sid && !task_in_tree(l, lt->sid))
			degrade(l->cx, lt->pid, "session",
				"task %d was in session %d, whose leader has ended, and is in the "
				"loader's",
				lt->pid, lt->sid);
	}
	return 0;
}

CR_FN int task_session_early(struct load *l, struct load_task *lt)
{
	const struct wire_sigaction none = {0, 0, 0, 0};
	long r = 0;

	if (l->in_place)
		return 0; /* keeps what it is in: nobody could put it back */
	/* A loader that ignores SIGCHLD would never see a zombie. */
	(void)SYS4(SYS_rt_sigaction, SIGCHLD, &none, NULL, sizeof(none.mask));
	if (lt->sid == lt->pid) {
		r = SYS0(SYS_setsid);
		if (r < 0)
			return error_set(l->cx, CR_E_RESTORE, (int)-r, lt->pid, "setsid",
					 "task %d cannot lead its session", lt->pid);
	} else if (lt->pgid == lt->pid) {
		r = SYS2(SYS_setpgid, 0, 0);
		if (r < 0)
			return error_set(l->cx, CR_E_RESTORE, (int)-r, lt->pid, "setpgid",
					 "task %d cannot lead its group", lt->pid);
	}
	return 0;
}

/* Joins a group that somebody is making. */
static int task_join(struct load *l, pid_t pgid)
{
	uint64_t end = sys_clock_ns(CLOCK_MONOTONIC) +
		       (uint64_t)(l->opts->timeout_ms ? l->opts->timeout_ms : 10000) * 1000000;

	for (;;) {
		int r = (int)SYS2(SYS_setpgid, 0, pgid);

		if (r != -EPERM && r != -ESRCH)
			return r;
		if (sys_clock_ns(CLOCK_MONOTONIC) > end)
			return r;
		(void)sys_sleep_ns(TASK_JOIN_NS);
	}
}

/* The leader has ended and left a group behind: somebody with its id leads it until there is a
 * member. */
static int task_join_dead(struct load *l, pid_t pgid)
{
	pid_t stand_in = sys_clone3(0, 0, &pgid, 1, NULL);

	if (stand_in == 0) {
		(void)sys_sleep_ns(TASK_STAND_IN_NS);
		sys_exit(0);
	}
	if (stand_in < 0)
		return stand_in;
	int r = (int)SYS2(SYS_setpgid, stand_in, stand_in);
	if (r >= 0)
		r = task_join(l, pgid);
	(void)sys_kill(stand_in, SIGKILL);
	(void)sys_wait(stand_in, NULL, 0x40000000 /* __WALL: it has no exit signal */);
	return r;
}

static bool task_is_first_member(const struct load *l, const struct load_task *lt)
{
	for (size_t i = 0; i < l->tasks.n; i++)
		if (l->tasks.at[i]->pgid == lt->pgid)
			return l->tasks.at[i] == lt;
	return false;
}

/* Nobody in the tree has the group's number. In a session from outside the root's group is from
 * outside, too. */
static int task_join_other(struct load *l, const struct load_task *lt)
{
	const struct load_task *root = l->tasks.at[0];

	if (lt->pgid == 0 || l->pids == CR_PIDS_NEW ||
	    (lt->pgid == root->pgid && root->sid != root->pid)) {
		if (SYS1(SYS_getpgid, 0) == l->outer_pgid)
			return 0;
		int r = (int)SYS2(SYS_setpgid, 0, l->outer_pgid);

		if (r < 0) /* another session, or another pid namespace */
			degrade(l->cx, lt->pid, "process group",
				"task %d stays in the group of its parent", lt->pid);
		return 0;
	}
	return task_is_first_member(l, lt) ? task_join_dead(l, lt->pgid) : task_join(l, lt->pgid);
}

/* They have ended before they could join anybody; whoever waits for a group is to find them there.
 * Its leader may not be there: then they stay where they are. */
static void task_place_zombies(const struct load_task *lt)
{
	for (size_t i = 0; i < lt->children.n; i++) {
		const struct load_task *child = lt->children.at[i];

		if (child->state == TASK_ZOMBIE && child->pgid != child->pid && child->pgid != 0)
			(void)SYS2(SYS_setpgid, child->new_pid, child->pgid);
	}
}

CR_FN int task_session_late(struct load *l, struct load_task *lt)
{
	int r = 0;

	if (l->in_place)
		return 0;
	if (lt->pgid != lt->pid && lt->sid != lt->pid)
		r = task_in_tree(l, lt->pgid) ? task_join(l, lt->pgid) : task_join_other(l, lt);
	if (r < 0)
		return error_set(l->cx, r == -EEXIST ? CR_E_PID_TAKEN : CR_E_RESTORE, -r, lt->pid,
				 "setpgid", "task %d cannot join its group %d", lt->pid, lt->pgid);
	task_place_zombies(lt);
	return 0;
}

/* == zombies =================================================================================== */

CR_FN void task_name_zombie(struct load *l, struct load_task *lt)
{
	const Cr__TaskCoreEntry *tc = lt->threads[0].core->tc;

	if (tc->comm)
		(void)sys_prctl(PR_SET_NAME, (uintptr_t)tc->comm, 0, 0, 0);
	if (!lt->extra || !lt->extra->n_ended_ids)
		return;
	const uint32_t *uid = lt->extra->ended_ids, *gid = uid + 4;
	long r = SYS3(SYS_setresgid, gid[0], gid[1], gid[2]);
	if (r >= 0) {
		(void)SYS1(SYS_setfsgid, gid[3]);
		r = SYS3(SYS_setresuid, uid[0], uid[1], uid[2]);
	}
	if (r >= 0)
		(void)SYS1(SYS_setfsuid, uid[3]);
	else
		degrade(l->cx, lt->pid, "zombie",
			"task %d, which has ended, is no longer of user %u", lt->pid, uid[0]);
}

CR_FN void task_end_as(struct load *l, struct load_task *lt)
{
	int status = (int)lt->threads[0].core->tc->exit_code, sig = status & 0x7f;
	const struct wire_sigaction fallback = {0, 0, 0, 0};
	uint64_t all = 0;

	(void)task_session_early(l, lt); /* others may be in the group that it led */
	if (sig == 0)
		sys_exit(status >> 8 & 0xff);
	/* Without a core dump, whose mark in the status is lost thereby. */
	(void)sys_prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
	(void)SYS4(SYS_rt_sigaction, sig, &fallback, NULL, sizeof(all));
	(void)sys_sigmask(SIG_SETMASK, &all, NULL);
	(void)sys_kill(sys_getpid(), sig);
	sys_exit(128 + sig);
}
