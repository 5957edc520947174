/* SPDX-License-Identifier: MIT
 *
 * standin: cr_load of a save that the caller cannot itself become (several processes, or ids that
 * only new ones can have). The tree is made as the caller's child, and the caller stays in its
 * place: it forwards signals, stops and goes on with the tree, and ends with its status. Its other
 * threads end, once everything is made and before the program runs; whoever loads is gone then.
 */
#include "engine.h"

#include <sys/wait.h>

/* The tree's own job gets the terminal if the caller had it. SIGTTOU is blocked by now. */
static void standin_foreground(pid_t pgid)
{
	for (int fd = 0; fd < 3; fd++) {
		int32_t group;

		if (sys_ioctl(fd, 0x540f /* TIOCGPGRP */, &group) < 0)
			continue;
		if (group == sys_getpgid(0) && pgid > 0 && pgid != group) {
			group = pgid;
			(void)sys_ioctl(fd, 0x5410 /* TIOCSPGRP */, &group);
		}
		return;
	}
}

/* The last act before the program runs: until here a failure leaves the caller as it was. */
static int standin_be_alone(struct load *l)
{
	int r = alone_make(l->cx, l->proc_fd);

	l->alone = r == 0;
	return r;
}

/* The way back is gone with the other threads. */
static void standin_give_up(struct load *l) __attribute__((noreturn));
static void standin_give_up(struct load *l)
{
	static const char what[] = "cr_load: the program could not be completed: ";
	const char *why = l->cx->err.text;

	(void)sys_write_all(2, what, sizeof(what) - 1);
	(void)sys_write_all(2, why, strlen(why));
	(void)sys_write_all(2, "\n", 1);
	sys_exit(125);
}

static void standin_end_as(int status) __attribute__((noreturn));
static void standin_end_as(int status)
{
	if (WIFSIGNALED(status)) {
		uint64_t set = 1ull << (WTERMSIG(status) - 1);
		struct rlimit none = {0, 0};

		(void)sys_prlimit(0, RLIMIT_CORE, &none,
				  NULL); /* the core is the tree's, not ours */
		(void)sys_signal_default(WTERMSIG(status));
		(void)sys_kill(sys_getpid(), WTERMSIG(status));
		(void)sys_sigmask(SIG_UNBLOCK, &set, NULL);
		sys_exit(128 + WTERMSIG(status));
	}
	sys_exit(WEXITSTATUS(status));
}

static void standin_follow(pid_t child)
{
	int status;

	while (sys_wait(child, &status, WNOHANG | WUNTRACED | WCONTINUED | __WALL) == child) {
		if (WIFSTOPPED(status)) {
			(void)sys_kill(sys_getpid(), SIGSTOP);
			standin_foreground(sys_getpgid(child));
			(void)sys_kill(child, SIGCONT);
		} else if (!WIFCONTINUED(status)) {
			standin_end_as(status);
		}
	}
}

CR_FN int standin_run(struct load *l)
{
	cr_child child = {.size = sizeof(child), .pidfd = -1};
	uint64_t all = ~0ull, old;

	l->before_go = standin_be_alone;
	(void)sys_sigmask(SIG_SETMASK, &all, &old);
	int r = restore_tree(l, &child);
	if (r < 0 && l->alone)
		standin_give_up(l);
	if (r < 0) {
		(void)sys_sigmask(SIG_SETMASK, &old, NULL);
		return r;
	}
	log_flush(l->cx);
	standin_foreground(sys_getpgid(child.pid));
	for (;;) {
		int sig = sys_sigwait(all);

		standin_follow(child.pid);
		if (sig > 0 && sig != SIGCHLD && sig != SIGCONT)
			(void)sys_kill(child.pid, sig);
	}
}
