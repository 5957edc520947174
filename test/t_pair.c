/* SPDX-License-Identifier: MIT
 *
 * Pseudo-terminals whose both sides are in the tree.
 */
#include "t.h"
#include "../cr.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

static int pair_master(char *name, size_t size)
{
	int fd = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);

	T_MUST(fd >= 0 && unlockpt(fd) == 0 && ptsname_r(fd, name, size) == 0, "openpt: %s",
	       strerror(errno));
	return fd;
}

/* Reads until the text has come. */
static bool pair_reads(int fd, const char *text)
{
	struct pollfd pfd = {.fd = fd, .events = POLLIN};
	char buf[512] = "";
	size_t n = 0;

	while (n < sizeof(buf) - 1 && poll(&pfd, 1, 2000) == 1) {
		ssize_t r = read(fd, buf + n, sizeof(buf) - 1 - n);
		if (r <= 0)
			break;
		n += (size_t)r;
		buf[n] = '\0';
		if (strstr(buf, text))
			return true;
	}
	return T_CHECK(false, "'%s' has not come, but '%s'", text, buf);
}

/* == one process =============================================================================== */

static void pair_subject(void)
{
	char first[64], name[64], now[64];
	int other = pair_master(first, sizeof(first)), master = pair_master(name, sizeof(name));
	int slave = open(name, O_RDWR | O_NOCTTY),
	    same = open(name, O_RDONLY | O_NOCTTY | O_NONBLOCK), on = 1;
	struct winsize size = {.ws_row = 17, .ws_col = 133, .ws_xpixel = 5};
	struct termios t;

	T_MUST(slave >= 0 && same >= 0 && ioctl(slave, TIOCSWINSZ, &size) == 0 &&
		       tcgetattr(slave, &t) == 0,
	       "slave");
	close(open(first, O_RDWR | O_NOCTTY)); /* hung up */
	cfmakeraw(&t);
	t.c_cc[VMIN] = 3;
	T_MUST(tcsetattr(slave, TCSANOW, &t) == 0 && ioctl(master, TIOCPKT, &on) == 0, "modes");
	t_ready();
	memset(&size, 0, sizeof(size));
	T_CHECK(ioctl(master, TIOCGWINSZ, &size) == 0 && size.ws_row == 17 && size.ws_col == 133 &&
			size.ws_xpixel == 5,
		"size %d x %d", size.ws_row, size.ws_col);
	T_CHECK(tcgetattr(slave, &t) == 0 && !(t.c_lflag & (ICANON | ECHO)) &&
			!(t.c_oflag & OPOST) && t.c_cc[VMIN] == 3,
		"modes");
	T_CHECK(ptsname_r(master, now, sizeof(now)) == 0 && strcmp(now, name) == 0, "was %s, is %s",
		name, now);
	T_CHECK(fcntl(same, F_GETFL) & O_NONBLOCK && (fcntl(same, F_GETFL) & O_ACCMODE) == O_RDONLY,
		"flags %x", fcntl(same, F_GETFL));
	struct pollfd pfd = {.fd = other};
	T_CHECK(poll(&pfd, 1, 0) == 1 && pfd.revents & POLLHUP, "not hung up: %x", pfd.revents);
	char buf[16] = "";
	T_CHECK(write(slave, "out", 3) == 3 && read(master, buf, sizeof(buf)) == 4 &&
			memcmp(buf, "\0out", 4) == 0,
		"packet mode");
	T_CHECK(write(master, "in!", 3) == 3 && read(slave, buf, sizeof(buf)) == 3 &&
			memcmp(buf, "in!", 3) == 0,
		"in");
	pfd.fd = master;
	pfd.revents = 0;
	T_CHECK(poll(&pfd, 1, 0) == 0, "hung up: %x", pfd.revents);
}

static void pair_modes(void)
{
	struct t_subject s;

	t_start(&s, pair_subject);
	t_cycles(&s, 3);
	t_end(&s);
}

/* As posix_openpt gives it: nobody can have the other side yet. */
static void pair_locked_subject(void)
{
	int master = posix_openpt(O_RDWR | O_NOCTTY), locked = 0;
	char name[64];

	T_MUST(master >= 0 && ptsname_r(master, name, sizeof(name)) == 0, "openpt");
	t_ready();
	T_CHECK(ioctl(master, TIOCGPTLCK, &locked) == 0 && locked == 1, "not locked");
	T_CHECK(open(name, O_RDWR | O_NOCTTY) < 0 && errno == EIO, "%s: %s", name, strerror(errno));
	T_CHECK(unlockpt(master) == 0, "unlockpt");
	struct pollfd pfd = {.fd = master};
	T_CHECK(poll(&pfd, 1, 0) == 0, "hung up: %x", pfd.revents);
	T_CHECK(open(name, O_RDWR | O_NOCTTY) >= 0, "%s: %s", name, strerror(errno));
}

static void pair_locked(void)
{
	struct t_subject s;

	t_start(&s, pair_locked_subject);
	t_cycles(&s, 2);
	t_end(&s);
}

/* What has not been read is lost, which is told. */
static void pair_unread_subject(void)
{
	char name[64];
	int master = pair_master(name, sizeof(name)), slave = open(name, O_RDWR | O_NOCTTY);

	T_MUST(write(slave, "unread", 6) == 6, "write");
	t_ready();
	T_CHECK(write(slave, "later", 5) == 5, "write");
	pair_reads(master, "later");
}

static int pair_log_lines;

static void pair_log(void *arg, int level, const char *line)
{
	(void)arg;
	(void)level;
	pair_log_lines += strstr(line, "6 bytes that were not read") != NULL;
}

static void pair_unread(void)
{
	cr_watch watch = {.log = pair_log};
	cr_save_opts o = cr_save_opts_init();
	struct t_subject s;

	o.watch = &watch;
	t_start(&s, pair_unread_subject);
	t_cycle(&s, "save", &o, NULL);
	T_CHECK(pair_log_lines == 1, "told %d times", pair_log_lines);
	t_end(&s);
}

/* == a session on it =========================================================================== */

static void pair_interrupted(int sig)
{
	(void)sig;
	(void)!write(1, "interrupted\n", 12);
	_exit(5);
}

/* A shell of a kind: leads the session, and has its job in the foreground. */
static void pair_shell(const char *name)
{
	int status, tty;

	setsid();
	tty = open(name, O_RDWR); /* becomes its terminal */
	dup2(tty, 0);
	dup2(tty, 1);
	close(tty);
	pid_t job = fork();
	if (job == 0) {
		signal(SIGINT, pair_interrupted);
		setpgid(0, 0);
		(void)!write(1, "ready\n", 6);
		for (;;)
			pause();
	}
	setpgid(job, job);
	signal(SIGTTOU, SIG_IGN);
	tcsetpgrp(0, job);
	/* The terminal's signals go to the job alone. */
	while (waitpid(job, &status, 0) != job)
		;
	_exit(WIFEXITED(status) && WEXITSTATUS(status) == 5 && tcgetpgrp(0) == job &&
			      tcgetsid(0) == getpid()
		      ? 0
		      : 1);
}

static void pair_session_subject(void)
{
	char name[64];
	int master = pair_master(name, sizeof(name)), status = 0;
	pid_t shell = fork();

	if (shell == 0) {
		close(master);
		pair_shell(name);
	}
	pair_reads(master, "ready");
	t_sleep_ms(20);
	t_ready();
	int n = 0;
	T_CHECK(ioctl(master, FIONREAD, &n) == 0 && n == 0, "%d bytes", n);
	T_CHECK(write(master, "\003", 1) == 1, "write"); /* ^C */
	pair_reads(master, "interrupted");
	T_CHECK(waitpid(shell, &status, 0) == shell && status == 0, "status %x", status);
}

static void pair_session(void)
{
	struct t_subject s;

	t_start(&s, pair_session_subject);
	t_cycles(&s, 3);
	t_end(&s);
}

/* == what cannot be ============================================================================ */

static void pair_outside_subject(void)
{
	char name[64];
	int master = pair_master(name, sizeof(name)), slave = open(name, O_RDWR | O_NOCTTY);

	t_ready();
	close(slave);
	t_ready();
	close(master);
}

/* The test has the slave side. */
static void pair_outside_refused(void)
{
	char path[64];
	struct t_subject s;
	cr_error err;

	t_start(&s, pair_outside_subject);
	snprintf(path, sizeof(path), "/proc/%d/fd/4", (int)s.pid);
	int slave = open(path, O_RDWR | O_NOCTTY);
	T_MUST(slave >= 0, "%s: %s", path, strerror(errno));
	t_next(&s);
	if (T_CHECK(cr_dump(s.pid, "save", NULL, &err) < 0, "saved")) {
		T_CHECK(err.code == CR_E_OUTSIDE, "%d: %s", err.code, err.text);
		t_contains(err.text, "slave");
	}
	T_CHECK(!t_exists("save"), "a save was made");
	close(slave);
	t_end(&s);
}

static const struct t_test pair_tests[] = {
	{"pair_modes", pair_modes, T_ROOT | T_USER, 0, NULL, NULL},
	{"pair_locked", pair_locked, T_ROOT | T_USER, 0, NULL, NULL},
	{"pair_unread", pair_unread, T_ROOT, 0, NULL, NULL},
	{"pair_session", pair_session, T_ROOT, 0, NULL, "pty: session; plan: foreground of a pty"},
	{"pair_outside_refused", pair_outside_refused, T_ROOT, 0, NULL, NULL},
};
