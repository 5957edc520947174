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
#include <sys/mount.h>
#include <sys/stat.h>
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

/* Nobody else may open it; others may write to it; its modes are locked. */
static void pair_rights_subject(void)
{
	char name[64];
	int master = pair_master(name, sizeof(name)), slave = open(name, O_RDWR | O_NOCTTY), on = 0;
	struct termios locked;
	struct stat st;

	memset(&locked, 0, sizeof(locked));
	locked.c_lflag = ECHO;
	T_MUST(slave >= 0 && fchmod(slave, 0622) == 0 && ioctl(slave, TIOCEXCL) == 0, "slave");
	if (geteuid() == 0)
		T_MUST(fchown(slave, 1234, 5678) == 0 && ioctl(slave, TIOCSLCKTRMIOS, &locked) == 0,
		       "owner: %s", strerror(errno));
	t_ready();
	T_CHECK(ioctl(slave, TIOCGEXCL, &on) == 0 && on == 1, "not exclusive");
	T_CHECK(ioctl(master, TIOCGEXCL, &on) == 0 && on == 0, "the master is");
	T_CHECK(stat(name, &st) == 0 && (st.st_mode & 07777) == 0622, "mode %o", st.st_mode);
	if (geteuid() != 0) {
		T_CHECK(open(name, O_RDWR | O_NOCTTY) < 0 && errno == EBUSY, "%s", strerror(errno));
		return;
	}
	T_CHECK(st.st_uid == 1234 && st.st_gid == 5678, "owner %d, %d", st.st_uid, st.st_gid);
	T_CHECK(ioctl(slave, TIOCGLCKTRMIOS, &locked) == 0 && locked.c_lflag == ECHO &&
			!locked.c_iflag,
		"locked: %x", locked.c_lflag);
}

static void pair_rights(void)
{
	struct t_subject s;

	t_start(&s, pair_rights_subject);
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

/* Unlocked, and nobody has opened the other side yet. */
static void pair_untouched_subject(void)
{
	int master = posix_openpt(O_RDWR | O_NOCTTY), locked = 1;
	char name[64], c;

	T_MUST(master >= 0 && unlockpt(master) == 0 && ptsname_r(master, name, sizeof(name)) == 0,
	       "openpt");
	t_ready();
	struct pollfd pfd = {.fd = master};
	T_CHECK(poll(&pfd, 1, 0) == 0, "hung up: %x", pfd.revents);
	T_CHECK(ioctl(master, TIOCGPTLCK, &locked) == 0 && locked == 0, "locked");
	T_CHECK(t_listed("was never opened"), "not listed");
	int slave = open(name, O_RDWR | O_NOCTTY);
	T_CHECK(slave >= 0 && write(slave, "x", 1) == 1 && read(master, &c, 1) == 1 && c == 'x',
		"%s: %s", name, strerror(errno));
	close(slave);
	T_CHECK(poll(&pfd, 1, 0) == 1 && (pfd.revents & POLLHUP), "not hung up: %x", pfd.revents);
}

static void pair_untouched(void)
{
	struct t_subject s;

	t_start(&s, pair_untouched_subject);
	t_cycles(&s, 3);
	t_end(&s);
}

static void pair_locked(void)
{
	struct t_subject s;

	t_start(&s, pair_locked_subject);
	t_cycles(&s, 2);
	t_end(&s);
}

/* == what has not been read ==================================================================== */

/* Exactly that, and no more. */
static void pair_has(int fd, const char *text, size_t n)
{
	char buf[1024];
	size_t got = 0;
	struct pollfd pfd = {.fd = fd, .events = POLLIN};

	while (got < n && poll(&pfd, 1, 2000) == 1) {
		ssize_t r = read(fd, buf + got, sizeof(buf) - got);
		if (r <= 0)
			break;
		got += (size_t)r;
	}
	T_CHECK(got == n && memcmp(buf, text, n) == 0, "%zu bytes '%.*s', not %zu '%s'", got,
		(int)got, buf, n, text);
	T_CHECK(poll(&pfd, 1, 0) == 0 || !(pfd.revents & POLLIN), "there is more");
}

static void pair_line(int fd, const char *text)
{
	char buf[256] = "";
	ssize_t n = read(fd, buf, sizeof(buf) - 1);

	T_CHECK(n == (ssize_t)strlen(text) && strcmp(buf, text) == 0, "%zd '%s', not '%s'", n, buf,
		text);
}

static void pair_put(int fd, const char *text, size_t n)
{
	T_CHECK(write(fd, text, n) == (ssize_t)n, "write: %s", strerror(errno));
}

/* Two lines, one of them ended by ^D, an end of file, and half a line; with what was echoed. */
static void pair_typed_subject(void)
{
	char name[64];
	int master = pair_master(name, sizeof(name)),
	    slave = open(name, O_RDWR | O_NOCTTY | O_NONBLOCK);

	pair_put(master, "first\rsec\004\004thi", 14);
	for (int n = 0; n < 13; ioctl(master, FIONREAD, &n))
		t_sleep_ms(1); /* echoed: it has arrived */
	pair_put(slave, "out\n", 4);
	t_ready();
	pair_has(master, "first\r\nsecthiout\r\n", 18);
	pair_line(slave, "first\n");
	pair_line(slave, "sec");
	pair_line(slave, "");
	T_CHECK(read(slave, name, 1) < 0 && errno == EAGAIN, "half a line is read: %s",
		strerror(errno));
	pair_put(master, "xx\177\177rd\n", 7);
	struct pollfd pfd = {.fd = slave, .events = POLLIN};
	T_CHECK(poll(&pfd, 1, 2000) == 1, "no line");
	pair_line(slave, "third\n");
}

/* Every byte there is, in packet mode. */
static void pair_raw_subject(void)
{
	char name[64], all[256], seen[257] = "";
	int master = pair_master(name, sizeof(name)), slave = open(name, O_RDWR | O_NOCTTY), on = 1;
	struct termios t;

	for (int i = 0; i < 256; i++)
		seen[i + 1] = all[i] = (char)i;
	tcgetattr(slave, &t);
	cfmakeraw(&t);
	T_MUST(tcsetattr(slave, TCSANOW, &t) == 0 && ioctl(master, TIOCPKT, &on) == 0, "modes");
	pair_put(master, all, sizeof(all));
	pair_put(slave, all, sizeof(all));
	t_ready();
	pair_has(slave, all, sizeof(all));
	pair_has(master, seen, sizeof(seen));
	T_CHECK(tcgetattr(slave, &t) == 0 && !(t.c_lflag & (ICANON | ECHO | ISIG)) && !t.c_iflag,
		"modes");
}

/* Somebody has typed ^S; and a terminal that was closed with something on it. */
static void pair_stopped_subject(void)
{
	char name[64];
	int master = pair_master(name, sizeof(name)), slave = open(name, O_RDWR | O_NOCTTY);
	struct pollfd pfd = {.fd = slave, .events = POLLOUT};

	pair_put(master, "\023", 1);
	while (poll(&pfd, 1, 0) == 1)
		t_sleep_ms(1);
	int gone = pair_master(name, sizeof(name)), other = open(name, O_RDWR | O_NOCTTY);
	pair_put(other, "bye", 3);
	close(other);
	t_ready();
	T_CHECK(poll(&pfd, 1, 20) == 0, "not stopped");
	pair_put(master, "\021", 1);
	T_CHECK(poll(&pfd, 1, 2000) == 1, "does not go on");
	pair_put(slave, "on", 2);
	pair_has(master, "on", 2);
	pair_has(gone, "bye", 3);
	pfd.fd = gone;
	pfd.revents = 0;
	T_CHECK(poll(&pfd, 1, 0) == 1 && pfd.revents & POLLHUP, "not hung up: %x", pfd.revents);
}

/* Saves that the program outlives, and some that it comes back from. */
static void pair_goes_on(struct t_subject *s)
{
	cr_error err;

	for (int i = 0; i < 2; i++)
		T_CHECK(cr_dump(s->pid, "save", NULL, &err) == 0, "%s", err.text);
}

static void pair_unread(void (*fn)(void))
{
	struct t_subject s;

	for (int cycles = 0; cycles <= 3; cycles += 3) {
		t_start_(&s, "pair", fn);
		pair_goes_on(&s);
		t_cycles(&s, cycles);
		t_end(&s);
		T_CHECK(t_run(NULL, "rm -rf .t-* save*") == 0, "rm");
	}
}

static void pair_typed(void)
{
	pair_unread(pair_typed_subject);
}

static void pair_raw(void)
{
	pair_unread(pair_raw_subject);
}

static void pair_stopped(void)
{
	pair_unread(pair_stopped_subject);
}

static pid_t pair_saver_pid;

static void pair_saver(void *arg)
{
	cr_error err;

	(void)arg;
	_exit(cr_dump(pair_saver_pid, "killed", NULL, &err) == 0 ? 0 : 1);
}

/* Whatever call is the saver's last, the bytes are still there. */
static void pair_kill_walk(long first, long step)
{
	struct t_fault f = {.how = T_FAULT_KILL_AFTER, .alone = true};
	struct t_subject s;
	long n = 0;

	t_start_(&s, "pair", pair_typed_subject);
	pair_saver_pid = s.pid;
	for (f.at = first; t_failures() == 0; f.at += step, n++) {
		kill_run(&f, pair_saver);
		if (f.nr < 0)
			break;
	}
	T_CHECK(n > 20, "only %ld calls", n);
	T_CHECK(t_run(NULL, "rm -rf killed .cr-*") == 0, "rm");
	t_end(&s);
}

static void pair_killed(void)
{
	pair_kill_walk(4, 11);
}

static void pair_killed_all(void)
{
	pair_kill_walk(1, 1);
}

/* Bytes that would send a signal when they are put back are left alone, and listed as lost. */
static void pair_lost_subject(void)
{
	char name[64];
	int master = pair_master(name, sizeof(name)), slave = open(name, O_RDWR | O_NOCTTY);

	signal(SIGIO, SIG_IGN);
	T_MUST(fcntl(master, F_SETFL, O_RDWR | O_ASYNC) == 0, "O_ASYNC: %s", strerror(errno));
	pair_put(slave, "unread", 6);
	t_ready();
	pair_put(slave, "later", 5);
	pair_reads(master, "later");
}

static int pair_log_lines;

static void pair_log(void *arg, int level, const char *line)
{
	(void)arg;
	(void)level;
	pair_log_lines += strstr(line, "6 bytes that were not read") != NULL;
}

static void pair_lost(void)
{
	cr_watch watch = {.log = pair_log};
	cr_save_opts o = cr_save_opts_init();
	struct t_subject s;

	o.watch = &watch;
	t_start(&s, pair_lost_subject);
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

/* == /dev/tty ================================================================================== */

/* Holds its terminal by that name alone. */
static void pair_by_name(const char *name)
{
	char link[64], name_now[64] = "";

	setsid();
	int first = open(name, O_RDWR), tty = open("/dev/tty", O_RDWR | O_NONBLOCK | O_CLOEXEC);

	T_CHECK(tty >= 0 && write(tty, "ready\n", 6) == 6, "%s", strerror(errno));
	close(first);
	for (char key = 0; key != 'k';) {
		struct pollfd pfd = {.fd = tty, .events = POLLIN};
		T_CHECK(poll(&pfd, 1, 10000) == 1, "no key");
		if (read(tty, &key, 1) < 0)
			T_CHECK(errno == EINTR, "read: %s", strerror(errno));
	}
	snprintf(link, sizeof(link), "/proc/self/fd/%d", tty);
	T_CHECK(readlink(link, name_now, sizeof(name_now) - 1) == 8 &&
			strcmp(name_now, "/dev/tty") == 0,
		"opened as %s", name_now);
	T_CHECK((fcntl(tty, F_GETFL) & (O_ACCMODE | O_NONBLOCK)) == (O_RDWR | O_NONBLOCK) &&
			fcntl(tty, F_GETFD) == FD_CLOEXEC,
		"flags %x", fcntl(tty, F_GETFL));
	T_CHECK(tcgetsid(tty) == getpid() && tcgetpgrp(tty) == getpid(), "session %d, group %d",
		(int)tcgetsid(tty), (int)tcgetpgrp(tty));
	int again = open("/dev/tty", O_WRONLY);
	T_CHECK(again >= 0 && write(again, "again\n", 6) == 6, "%s", strerror(errno));
	_exit(t_failures() ? 1 : 0);
}

static void pair_as_tty_subject(void)
{
	char name[64];
	int master = pair_master(name, sizeof(name)), status;
	pid_t child = fork();

	if (child == 0) {
		close(master);
		pair_by_name(name);
	}
	pair_reads(master, "ready");
	t_ready();
	T_CHECK(write(master, "k\n", 2) == 2, "write");
	pair_reads(master, "again");
	T_CHECK(waitpid(child, &status, 0) == child && status == 0, "status %x", status);
}

static void pair_as_tty(void)
{
	struct t_subject s;

	t_start(&s, pair_as_tty_subject);
	t_cycles(&s, 3);
	t_end(&s);
}

/* == hung up =================================================================================== */

static void pair_is_hung_up(int fd, int flags)
{
	struct pollfd pfd = {.fd = fd};
	struct termios t;
	char c;

	T_CHECK(poll(&pfd, 1, 0) == 1 && pfd.revents & POLLHUP, "not hung up: %x", pfd.revents);
	T_CHECK(tcgetattr(fd, &t) < 0 && errno == EIO, "modes: %s", strerror(errno));
	T_CHECK((fcntl(fd, F_GETFL) & (O_ACCMODE | O_NONBLOCK)) == flags, "flags %x",
		fcntl(fd, F_GETFL));
	if ((flags & O_ACCMODE) != O_WRONLY)
		T_CHECK(read(fd, &c, 1) == 0, "not at its end");
	if ((flags & O_ACCMODE) != O_RDONLY)
		T_CHECK(write(fd, "x", 1) < 0 && errno == EIO, "write: %s", strerror(errno));
}

/* What is left of the window that a program was started in. */
static void pair_hung_up_subject(void)
{
	char name[64], now[64];
	int master = pair_master(name, sizeof(name));
	int slave = open(name, O_RDWR | O_NOCTTY),
	    out = open(name, O_WRONLY | O_NOCTTY | O_NONBLOCK);

	close(master);
	master = pair_master(now, sizeof(now));
	int other = open(now, O_RDWR | O_NOCTTY);
	t_ready();
	pair_is_hung_up(slave, O_RDWR);
	pair_is_hung_up(out, O_WRONLY | O_NONBLOCK);
	T_CHECK(write(master, "in\n", 3) == 3, "write: %s", strerror(errno));
	pair_reads(other, "in");
}

static void pair_hung_up(void)
{
	struct t_subject s;

	t_start(&s, pair_hung_up_subject);
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

/* Numbers are given out by each devpts file system by itself. */
static void pair_namesakes_subject(void)
{
	char name[64], path[64];
	int first = pair_master(name, sizeof(name)), second = -1, unlocked = 0;
	unsigned n = 0;

	T_MUST(mkdir("pts", 0755) == 0 &&
		       mount("devpts", "pts", "devpts", 0, "newinstance,ptmxmode=0666") == 0,
	       "mount: %s", strerror(errno));
	do
		second = open("pts/ptmx", O_RDWR | O_NOCTTY);
	while (second >= 0 && ioctl(second, TIOCGPTN, &n) == 0 &&
	       n < (unsigned)atoi(strrchr(name, '/') + 1));
	T_MUST(second >= 0 && ioctl(second, TIOCSPTLCK, &unlocked) == 0, "%s", strerror(errno));
	snprintf(path, sizeof(path), "pts/%u", n);
	T_MUST(open(name, O_RDWR | O_NOCTTY) >= 0 && open(path, O_RDWR | O_NOCTTY) >= 0, "%s",
	       strerror(errno));
	t_ready();
	close(first);
	t_ready();
}

/* The slave that is left when the first master is closed is hung up, and not the other's. */
static void pair_namesakes(void)
{
	struct t_subject s;
	cr_error err;

	t_start(&s, pair_namesakes_subject);
	if (T_CHECK(cr_dump(s.pid, "save", NULL, &err) < 0, "saved"))
		T_CHECK(err.code == CR_E_UNSUPPORTED && strstr(err.text, "another devpts"),
			"%d: %s", err.code, err.text);
	t_next(&s);
	T_CHECK(cr_dump(s.pid, "save", NULL, &err) == 0, "%s", err.text);
	t_end(&s);
}

static const struct t_test pair_tests[] = {
	{"pair_rights", pair_rights, T_ROOT | T_USER, 0, NULL,
	 "plan: exclusive use of the terminal"},
	{"pair_as_tty", pair_as_tty, T_ROOT, 0, NULL, "pty: session"},
	{"pair_hung_up", pair_hung_up, T_ROOT | T_USER, 0, NULL, NULL},
	{"pair_namesakes", pair_namesakes, T_ROOT, 0, NULL, NULL},
	{"pair_modes", pair_modes, T_ROOT | T_USER, 0, NULL, NULL},
	{"pair_untouched", pair_untouched, T_ROOT | T_USER, 0, NULL, NULL},
	{"pair_locked", pair_locked, T_ROOT | T_USER, 0, NULL, NULL},
	{"pair_typed", pair_typed, T_ROOT | T_USER, 0, NULL, "tty: fill"},
	{"pair_raw", pair_raw, T_ROOT | T_USER, 0, NULL, "tty: fill"},
	{"pair_stopped", pair_stopped, T_ROOT | T_USER, 0, NULL, "tty: fill"},
	{"pair_killed", pair_killed, T_ROOT, 0, NULL, NULL},
	{"pair_killed_all", pair_killed_all, T_ROOT | T_SOAK, 300, NULL, NULL},
	{"pair_lost", pair_lost, T_ROOT, 0, NULL, NULL},
	{"pair_session", pair_session, T_ROOT, 0, NULL, "pty: session; plan: foreground of a pty"},
	{"pair_outside_refused", pair_outside_refused, T_ROOT, 0, NULL, NULL},
};
