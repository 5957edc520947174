/* SPDX-License-Identifier: MIT
 *
 * standin: cr_load of a save that the caller cannot itself become (several processes, or ids that
 * only new ones can have). The tree is made as the caller's child, and the caller stays in its
 * place: it forwards signals, stops and goes on with the tree, and ends with its status. A caller
 * with other threads is refused: they would run on beside the program.
 */
#include "engine.h"

#include <sys/wait.h>

static int standin_check_threads(struct load *l)
{
	CR_AUTOFD int self = -1;
	pid_t *tids;
	size_t n;
	int r = proc_open_pid(l->proc_fd, sys_getpid(), &self);

	if (r == 0)
		r = proc_threads(l->cx, self, &tids, &n);
	if (r < 0)
		return r;
	return n == 1 ? 0
		      : error_set(l->cx, CR_E_LOADER, 0, sys_getpid(), "threads",
				  "the caller has %zu other threads, and the save can only be "
				  "loaded beside them",
				  n - 1);
}

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
	int r = standin_check_threads(l);

	if (r < 0)
		return r;
	(void)sys_sigmask(SIG_SETMASK, &all, &old);
	r = restore_tree(l, &child);
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
