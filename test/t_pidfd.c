/* SPDX-License-Identifier: MIT
 *
 * pidfds, saved and brought back: of the living, of zombies, of the dead, of oneself.
 */
#include "t.h"
#include "../cr.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static int pidfd_of(pid_t pid, unsigned flags)
{
	int fd = (int)syscall(SYS_pidfd_open, pid, flags);

	T_MUST(fd >= 0, "pidfd_open of %d: %s", (int)pid, strerror(errno));
	return fd;
}

static int pidfd_kill(int fd, int sig)
{
	return (int)syscall(SYS_pidfd_send_signal, fd, sig, NULL, 0);
}

static bool pidfd_ended(int fd)
{
	struct pollfd pfd = {.fd = fd, .events = POLLIN};

	return poll(&pfd, 1, 0) == 1 && pfd.revents & POLLIN;
}

static void pidfd_self_subject(void)
{
	int fd = pidfd_of(getpid(), 0), same = dup(fd), other = pidfd_of(getpid(), O_NONBLOCK);

	T_CHECK(fcntl(same, F_SETFD, 0) == 0, "fcntl");
	t_ready();
	T_CHECK(fcntl(fd, F_GETFD) == FD_CLOEXEC && fcntl(same, F_GETFD) == 0, "close-on-exec");
	T_CHECK(!pidfd_ended(fd) && !pidfd_ended(other) && pidfd_kill(same, 0) == 0,
		"not alive: %s", strerror(errno));
	T_CHECK(fcntl(other, F_GETFL) & O_NONBLOCK && !(fcntl(fd, F_GETFL) & O_NONBLOCK), "flags");
	signal(SIGUSR1, SIG_IGN);
	T_CHECK(pidfd_kill(fd, SIGUSR1) == 0, "signal");
	pid_t child = fork();
	if (child == 0)
		_exit(pidfd_kill(fd, 0) == 0 && getppid() > 0 ? 0 : 1);
	int status;
	T_CHECK(waitpid(child, &status, 0) == child && status == 0, "status %x", status);
}

static void pidfd_self(void)
{
	struct t_subject s;

	t_start(&s, pidfd_self_subject);
	s.but = "Pid: NSpid:"; /* an ordinary user comes back under another */
	t_cycles(&s, 3);
	t_end(&s);
}

static pid_t pidfd_child(int status)
{
	pid_t pid = fork();

	if (pid == 0 && status >= 0)
		_exit(status);
	while (pid == 0)
		pause();
	return pid;
}

static void pidfd_tree_subject(void)
{
	pid_t living = pidfd_child(-1), zombie = pidfd_child(7), dead = pidfd_child(0),
	      older = pidfd_child(0);
	int alive = pidfd_of(living, 0), ended = pidfd_of(zombie, 0), gone = pidfd_of(dead, 0),
	    gone2 = pidfd_of(dead, 0), other = pidfd_of(older, 0);
	struct stat a, b, c;
	siginfo_t si;

	/* And a child that watches its sibling. */
	int up[2];
	char ready;
	T_MUST(pipe(up) == 0, "pipe");
	pid_t watcher = fork();
	if (watcher == 0) {
		struct pollfd pfd = {.fd = pidfd_of(living, 0), .events = POLLIN};
		T_CHECK(write(up[1], "r", 1) == 1, "write");
		_exit(poll(&pfd, 1, 10000) == 1 ? 0 : 1);
	}
	T_CHECK(read(up[0], &ready, 1) == 1, "the watcher is not ready");
	T_CHECK(waitpid(dead, NULL, 0) == dead && waitpid(older, NULL, 0) == older, "wait");
	while (!pidfd_ended(ended))
		t_sleep_ms(1);
	T_CHECK(fstat(gone, &a) == 0 && fstat(other, &c) == 0, "fstat");
	bool apart = a.st_ino != c.st_ino; /* since 6.9 */
	t_ready();
	T_CHECK(pidfd_ended(gone) && pidfd_ended(gone2) && pidfd_ended(other), "the dead live");
	T_CHECK(pidfd_kill(gone, 0) < 0 && errno == ESRCH && pidfd_kill(other, 0) < 0 &&
			errno == ESRCH,
		"%s", strerror(errno));
	T_CHECK(fstat(gone, &a) == 0 && fstat(gone2, &b) == 0 && fstat(other, &c) == 0 &&
			a.st_ino == b.st_ino,
		"two dead ones");
	T_CHECK((a.st_ino != c.st_ino) == apart, "another dead one");
	T_CHECK(!pidfd_ended(alive) && pidfd_kill(alive, 0) == 0, "the living one");
	T_CHECK(pidfd_ended(ended) && waitid(P_PIDFD, (id_t)ended, &si, WEXITED) == 0 &&
			si.si_pid == zombie && si.si_status == 7,
		"the zombie: %s, pid %d", strerror(errno), (int)si.si_pid);
	T_CHECK(pidfd_kill(alive, SIGKILL) == 0 &&
			waitid(P_PIDFD, (id_t)alive, &si, WEXITED) == 0 && si.si_pid == living,
		"killed");
	T_CHECK(waitid(P_PID, (id_t)watcher, &si, WEXITED) == 0 && si.si_status == 0,
		"the watcher: %d", si.si_status);
}

static void pidfd_tree(void)
{
	struct t_subject s;

	t_start(&s, pidfd_tree_subject);
	t_cycles(&s, 3);
	t_end(&s);
}

static void pidfd_outside_subject(void)
{
	(void)pidfd_of(getppid(), 0);
	t_ready();
}

static void pidfd_outside_refused(void)
{
	struct t_subject s;
	cr_error err;

	t_start(&s, pidfd_outside_subject);
	if (T_CHECK(cr_dump(s.pid, "save", NULL, &err) < 0, "saved")) {
		T_CHECK(err.code == CR_E_OUTSIDE, "%d: %s", err.code, err.text);
		t_contains(err.text, "pidfd");
	}
	T_CHECK(!t_exists("save"), "a save was made");
	t_end(&s);
}

/* == threads =================================================================================== */

static void *pidfd_thread(void *arg)
{
	*(int *)arg = gettid();
	for (;;)
		pause();
	return NULL;
}

/* Of the first thread, of another one, of one that has ended. */
static void threads_subject(void)
{
	int tid = 0;
	pthread_t thread;
	struct pollfd p = {.events = POLLIN};

	T_MUST(pthread_create(&thread, NULL, pidfd_thread, &tid) == 0, "pthread_create");
	while (!__atomic_load_n(&tid, __ATOMIC_SEQ_CST))
		t_sleep_ms(1);
	int first = (int)syscall(SYS_pidfd_open, getpid(), O_EXCL),
	    second = (int)syscall(SYS_pidfd_open, tid, O_EXCL | O_NONBLOCK);
	if (first < 0)
		t_skip("no PIDFD_THREAD here: %s", strerror(errno));
	T_MUST(second >= 0, "pidfd_open: %s", strerror(errno));
	int too = fcntl(second, F_DUPFD, 50);
	t_ready();
	T_CHECK(syscall(SYS_pidfd_send_signal, second, 0, NULL, 0) == 0, "the second: %s",
		strerror(errno));
	T_CHECK(fcntl(second, F_GETFL) & O_NONBLOCK, "O_NONBLOCK");
	T_CHECK((fcntl(first, F_GETFL) & O_EXCL) && (fcntl(too, F_GETFL) & O_EXCL), "of threads");
	p.fd = too;
	T_CHECK(poll(&p, 1, 0) == 0, "the thread has ended");
	T_CHECK(syscall(SYS_tgkill, getpid(), tid, 0) == 0, "it has another number");
}

static void pidfd_threads(void)
{
	struct t_subject s;

	t_start(&s, threads_subject);
	t_cycles(&s, 2);
	t_end(&s);
}

static const struct t_test pidfd_tests[] = {
	{"pidfd_self", pidfd_self, T_ROOT | T_USER, 0, NULL, NULL},
	{"pidfd_tree", pidfd_tree, T_ROOT, 0, NULL, "pidfd: link"},
	{"pidfd_threads", pidfd_threads, T_ROOT, 0, NULL, "plan: pidfd_open of a thread"},
	{"pidfd_outside_refused", pidfd_outside_refused, T_ROOT | T_USER, 0, NULL, NULL},
};
