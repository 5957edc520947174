/* SPDX-License-Identifier: MIT
 *
 * session: sessions and process groups of a tree, and how a zombie ends again. Who is forked where
 * is in births.c. Groups are joined once all tasks exist; for a group whose leader has ended, a
 * short-lived process takes the leader's place until the first member is in. A session or group
 * that is led by nobody in the tree becomes that of the loader; but a session whose leader had
 * ended before the save gets one, which ends when all are in.
 */
#include "task.h"

#include <linux/prctl.h>

#define TASK_JOIN_NS 200000ull /* between attempts to join a group that is still being made */
#define TASK_STAND_IN_NS 10000000000ull /* nobody needs a stand-in for longer */

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
	const struct task *root = d->tree->tasks.at[0];
	struct task_births births;
	struct task_place *places;

	if (d->checking)
		return task_check_terminal(d, only);
	int r = task_births_make(d->cx, n, &places, &births);
	for (size_t i = 0; r >= 0 && i < n; i++) {
		const struct task *task = d->tree->tasks.at[i];

		places[i] = (struct task_place){
			.pid = task->pid,
			.sid = task->sid == root->sid && root->sid != root->pid ? 0 : task->sid,
			.parent = task->parent ? (ssize_t)task->parent->index : -1,
			.plain = task->exit_signal == SIGCHLD,
		};
		r = task_check_terminal(d, task);
	}
	ssize_t bad = r < 0 ? -1 : task_find_births(places, n, &births);
	if (bad >= 0)
		r = refuse(d->cx, CR_E_UNSUPPORTED, places[bad].pid, "session",
			   "task %d is in session %d, which its parent never was in",
			   places[bad].pid, places[bad].sid);
	return r;
}

CR_FN bool task_session_has_ended(const struct dump *d, const struct task *task)
{
	struct proc_stat st;
	char text[1024];
	CR_AUTOFD int dir = -1;

	if (task->sid == 0 || tree_find(d->tree, task->sid))
		return false;
	int r = proc_open_pid(d->tree->proc_fd, task->sid, &dir);
	if (r == 0)
		r = (int)proc_read_small(dir, "stat", text, sizeof(text));
	return r == -ESRCH || r == -ENOENT ||
	       (r >= 0 && proc_parse_stat(text, &st) == 0 && st.state == 'Z');
}

/* == at a load ================================================================================= */

/* Somebody in the tree has the group's number, or stands in for who had it. */
static bool task_is_led(const struct load *l, pid_t pgid)
{
	for (size_t i = 0; i < l->tasks.n; i++)
		if (l->tasks.at[i]->pid == pgid)
			return true;
	for (size_t i = 0; i < l->stand_ins.n; i++)
		if (l->stand_ins.at[i].sid == pgid)
			return true;
	return false;
}

CR_FN struct load_stand_in *task_root_stand_in(const struct load *l)
{
	for (size_t i = 0; i < l->stand_ins.n; i++)
		if (!l->stand_ins.at[i].parent)
			return &l->stand_ins.at[i];
	return NULL;
}

CR_FN int task_session_plan(struct load *l)
{
	const struct load_task *root = l->tasks.at[0];
	bool leads = sys_getsid(0) == sys_getpid(),
	     job = l->opts->flags & (CR_LOAD_SHELL_JOB | CR_SIBLING);

	l->outer_pgid = sys_getpgid(0);
	if (root->sid == root->pid) {
		if (l->in_place && !leads)
			degrade(l->cx, root->pid, "session",
				"task %d was in session %d and is in the loader's", root->pid,
				root->sid);
	} else {
		l->root_session = !l->in_place && !job && l->pids != CR_PIDS_NEW && root->extra &&
				  root->extra->has_session_ended && root->extra->session_ended;
	}
	int r = l->in_place ? 0 : task_births_plan(l);
	l->root_session = task_root_stand_in(l) != NULL;
	if (r >= 0 && root->sid != root->pid && !l->in_place && !job && !l->root_session)
		degrade(l->cx, root->pid, "session",
			"task %d was in session %d and is in the loader's", root->pid, root->sid);
	return r;
}

CR_FN int task_session_early(struct load *l, struct load_task *lt)
{
	long r = 0;

	if (l->in_place)
		return 0; /* keeps what it is in: nobody could put it back */
	if (lt->sid == lt->pid) {
		r = sys_setsid();
		if (r < 0)
			return error_set(l->cx, CR_E_RESTORE, (int)-r, lt->pid, "setsid",
					 "task %d cannot lead its session", lt->pid);
	} else if (lt->pgid == lt->pid) {
		r = sys_setpgid(0, 0);
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
		int r = sys_setpgid(0, pgid);

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
	int r = sys_setpgid(stand_in, stand_in);
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
	    (lt->pgid == root->pgid && root->sid != root->pid && !l->root_session)) {
		if (sys_getpgid(0) == l->outer_pgid)
			return 0;
		int r = sys_setpgid(0, l->outer_pgid);

		if (r < 0) /* another session, or another pid namespace */
			degrade(l->cx, lt->pid, "process group",
				"task %d stays in the group of its parent", lt->pid);
		return 0;
	}
	return task_is_first_member(l, lt) ? task_join_dead(l, lt->pgid) : task_join(l, lt->pgid);
}

CR_FN int task_session_late(struct load *l, struct load_task *lt)
{
	int r = 0;

	if (l->in_place)
		return 0;
	if (lt->pgid != lt->pid && lt->sid != lt->pid)
		r = task_is_led(l, lt->pgid) ? task_join(l, lt->pgid) : task_join_other(l, lt);
	if (r < 0)
		return error_set(l->cx, r == -EEXIST ? CR_E_PID_TAKEN : CR_E_RESTORE, -r, lt->pid,
				 "setpgid", "task %d cannot join its group %d", lt->pid, lt->pgid);
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
	if (sys_set_gids(gid) < 0 || sys_set_uids(uid) < 0)
		degrade(l->cx, lt->pid, "zombie",
			"task %d, which has ended, is no longer of user %u", lt->pid, uid[0]);
}

CR_FN void task_end_as(const struct load_task *lt)
{
	int status = (int)lt->threads[0].core->tc->exit_code, sig = status & 0x7f;
	const struct wire_sigaction fallback = {0, 0, 0, 0};
	uint64_t all = 0;

	if (sig == 0)
		sys_exit(status >> 8 & 0xff);
	/* Without a core dump, whose mark in the status is lost thereby. */
	(void)sys_prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
	(void)sys_set_action(sig, &fallback);
	(void)sys_sigmask(SIG_SETMASK, &all, NULL);
	(void)sys_kill(sys_getpid(), sig);
	sys_exit(128 + sig);
}
