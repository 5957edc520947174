/* SPDX-License-Identifier: MIT
 *
 * A terminal from outside the tree: saved as the terminal of a job, brought back as that of the
 * loader.
 */
#include "t.h"
#include "../cr.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

/* == seats ===================================================================================== */

static void tty_run(void *arg)
{
	void (*const *fn)(void) = arg;

	(*fn)();
}

/* A new terminal, and a process that leads its session and runs fn. */
static void tty_seat(struct t_pty *p, unsigned short rows, unsigned short cols, void (*fn)(void))
{
	t_pty_fork(p, rows, cols, tty_run, &fn);
}

static void tty_unseat(struct t_pty *p)
{
	int status = t_wait(p->pid, 10000);

	if (!T_CHECK(status == 0, "the process of the terminal ended with %x; seen: %s", status,
		     p->seen))
		t_say("%s", p->seen);
	t_pty_close(p);
}

static void (*tty_job_fn)(void); /* what the shell starts */
static bool tty_job_background;

/* What a shell does for a job: a group of its own, and the foreground. */
static void tty_shell(void)
{
	signal(SIGTTOU, SIG_IGN);
	pid_t job = fork();
	if (job == 0) {
		char text[16];

		setpgid(0, 0);
		if (!tty_job_background)
			tcsetpgrp(0, getpid());
		signal(SIGTTOU, SIG_DFL);
		snprintf(t_name, sizeof(t_name), "job");
		t_phase = 0;
		snprintf(text, sizeof(text), "%d", (int)getpid());
		t_write("job.pid", text, strlen(text));
		tty_job_fn();
		t_stop();
	}
	int status;
	waitpid(job, &status, 0);
	tcsetpgrp(0, getpgrp());
	T_CHECK(WIFSIGNALED(status) ? WTERMSIG(status) == SIGKILL : status == 0,
		"the job ended with %x", status);
}

static pid_t tty_start_job(struct t_pty *p, void (*fn)(void))
{
	tty_job_fn = fn;
	tty_seat(p, 24, 80, tty_shell);
	for (int i = 0; i < 1000 && !t_exists(".t-job.ready1"); i++)
		t_sleep_ms(5);
	char *text = t_read("job.pid", NULL);
	T_MUST(text && t_exists(".t-job.ready1"), "the job does not get ready");
	pid_t pid = atoi(text);
	free(text);
	return pid;
}

/* What a user types in another terminal. */
static void tty_loader(void)
{
	cr_load_opts o = cr_load_opts_init();
	cr_child child = cr_child_init();
	cr_error err;

	o.flags = CR_LOAD_SHELL_JOB;
	if (!T_CHECK(cr_restore("save", &o, &child, &err) == 0, "load: %s", err.text))
		return;
	close(child.pidfd);
	int status = t_wait(child.pid, 6000);
	T_CHECK(status == 0, "the job ended with %x", status);
}

static bool tty_save_job(pid_t pid, const char *path, unsigned flags)
{
	cr_save_opts o = cr_save_opts_init();
	cr_error err;

	o.flags = flags;
	return T_CHECK(cr_dump(pid, path, &o, &err) == 0, "save: %s", err.text);
}

static void tty_go(int phase)
{
	char go[32];

	snprintf(go, sizeof(go), ".t-job.go%d", phase);
	t_write(go, "", 0);
}

/* Saved and ended on one terminal, loaded on another of another size, n times. */
static void tty_moves(void (*fn)(void), void (*meet)(struct t_pty *), int n)
{
	struct t_pty old, new;
	pid_t pid = tty_start_job(&old, fn);

	T_MUST(tty_save_job(pid, "save", CR_SHELL_JOB | CR_END), "not saved");
	tty_unseat(&old);
	for (int i = 1; i <= n; i++) {
		unlink(".t-job.go1");
		unlink("up");
		tty_seat(&new, 30, 100, tty_loader);
		tty_go(1);
		meet(&new);
		tty_unseat(&new);
	}
}

/* == a job in the foreground =================================================================== */

static volatile sig_atomic_t tty_resized;

static void tty_on_resize(int sig)
{
	(void)sig;
	tty_resized++;
}

static void tty_say(const char *text)
{
	T_CHECK(write(1, text, strlen(text)) == (ssize_t)strlen(text), "write: %s",
		strerror(errno));
}

static void tty_raw(struct termios *t)
{
	tcgetattr(0, t);
	t->c_lflag &= ~(tcflag_t)(ICANON | ECHO | ISIG);
	t->c_iflag &= ~(tcflag_t)ICRNL;
	t->c_cc[VMIN] = 1;
	t->c_cc[VTIME] = 0;
	t->c_cc[VKILL] = 'K';
	tcsetattr(0, TCSANOW, t);
}

static void foreground_subject(void)
{
	struct termios set, now;
	struct winsize size;
	char key = 0;
	int again = open("/dev/tty", O_RDWR | O_NONBLOCK | O_CLOEXEC),
	    named = open(ttyname(0), O_WRONLY | O_NOCTTY | O_APPEND);

	signal(SIGWINCH, tty_on_resize);
	tty_raw(&set);
	tcgetattr(0, &set);
	t_ready();
	tty_say("back\n");
	tcgetattr(0, &now);
	T_CHECK(now.c_lflag == set.c_lflag && now.c_iflag == set.c_iflag &&
			now.c_oflag == set.c_oflag && now.c_cflag == set.c_cflag &&
			now.c_cc[VKILL] == 'K',
		"modes %x %x %x %x, not %x %x %x %x", now.c_iflag, now.c_oflag, now.c_cflag,
		now.c_lflag, set.c_iflag, set.c_oflag, set.c_cflag, set.c_lflag);
	T_CHECK(ioctl(0, TIOCGWINSZ, &size) == 0 && size.ws_row == 30 && size.ws_col == 100,
		"%dx%d", size.ws_row, size.ws_col);
	T_CHECK(tty_resized == 1, "SIGWINCH came %d times", (int)tty_resized);
	T_CHECK(tcgetpgrp(0) == getpgrp(), "foreground is %d, not %d", (int)tcgetpgrp(0),
		(int)getpgrp());
	T_CHECK(getpgrp() == getpid() && getsid(0) != getpid(), "group %d", (int)getpgrp());
	T_CHECK(fcntl(again, F_GETFL) & O_NONBLOCK && !(fcntl(0, F_GETFL) & O_NONBLOCK) &&
			fcntl(again, F_GETFD) == FD_CLOEXEC,
		"flags of /dev/tty");
	T_CHECK((fcntl(named, F_GETFL) & (O_ACCMODE | O_APPEND)) == (O_WRONLY | O_APPEND),
		"flags of the named one");
	T_CHECK(write(again, "by tty\n", 7) == 7 && write(named, "by name\n", 8) == 8, "write: %s",
		strerror(errno));
	T_CHECK(read(0, &key, 1) == 1 && key == 'k', "key %c", key);
	tty_say("end\n");
}

static void foreground_meet(struct t_pty *p)
{
	t_pty_expect(p, "back", 5000);
	t_pty_expect(p, "by tty", 5000);
	t_pty_expect(p, "by name", 5000);
	t_pty_send(p, "k");
	t_pty_expect(p, "end", 5000);
}

static void tty_foreground(void)
{
	tty_moves(foreground_subject, foreground_meet, 2);
}

/* == a job in the background =================================================================== */

static void background_subject(void)
{
	t_ready();
	struct termios now;
	tcgetattr(0, &now);
	T_CHECK(now.c_lflag & ICANON, "the line editor's modes came along");
	T_CHECK(tcgetpgrp(0) != getpgrp(), "took the foreground");
	tty_say("quiet\n");
}

static void background_meet(struct t_pty *p)
{
	t_pty_expect(p, "quiet", 5000);
}

/* The shell's line editor has the terminal in raw mode while the job is saved. */
static void tty_background(void)
{
	struct t_pty old, new;
	struct termios raw;

	tty_job_background = true;
	pid_t pid = tty_start_job(&old, background_subject);
	tty_job_background = false;
	tcgetattr(old.master, &raw);
	raw.c_lflag &= ~(tcflag_t)ICANON;
	tcsetattr(old.master, TCSANOW, &raw);
	T_MUST(tty_save_job(pid, "save", CR_SHELL_JOB | CR_END), "not saved");
	tty_unseat(&old);
	tty_seat(&new, 24, 80, tty_loader);
	tty_go(1);
	background_meet(&new);
	tty_unseat(&new);
}

/* A program that a script runs, in the script's group: it is the loader's group then. */
static void script_subject(void)
{
	pid_t child = fork();

	if (child > 0) { /* the script, outside the tree */
		int status;
		waitpid(child, &status, 0);
		_exit(WIFSIGNALED(status) ? 0 : WEXITSTATUS(status));
	}
	char text[16];
	snprintf(text, sizeof(text), "%d", (int)getpid());
	t_write("job.pid", text, strlen(text));
	t_ready();
	T_CHECK(getpgrp() != getpid() && tcgetpgrp(0) == getpgrp(), "foreground is %d, not %d",
		(int)tcgetpgrp(0), (int)getpgrp());
	tty_say("script\n");
}

static void script_meet(struct t_pty *p)
{
	t_pty_expect(p, "script", 5000);
}

static void tty_script(void)
{
	tty_moves(script_subject, script_meet, 2);
}

/* == oneself ====================================================================================
 */

/* Saves itself on one terminal; goes on, as another process, on another. */
static void self_subject(void)
{
	cr_save_opts o = cr_save_opts_init();
	struct termios set, now;
	cr_error err;

	signal(SIGWINCH, tty_on_resize);
	tty_raw(&set);
	tcgetattr(0, &set);
	o.flags = CR_SHELL_JOB;
	cr_result r = cr_save("save", &o, &err);
	if (r != CR_RESTORED) {
		T_CHECK(r == CR_SAVED, "save: %s", err.text);
		return;
	}
	tcgetattr(0, &now);
	T_CHECK(now.c_lflag == set.c_lflag && now.c_cc[VKILL] == 'K', "modes %x, not %x",
		now.c_lflag, set.c_lflag);
	T_CHECK(tty_resized == 1, "SIGWINCH came %d times", (int)tty_resized);
	T_CHECK(tcgetpgrp(0) == getpgrp(), "not in the foreground");
	tty_say("myself\n");
}

static void self_load(void)
{
	cr_load_opts o = cr_load_opts_init();
	cr_error err;

	o.flags = CR_LOAD_SHELL_JOB;
	cr_load("save", &o, &err);
	T_FAIL("load: %s", err.text);
}

static void tty_self(void)
{
	struct t_pty old, new;

	tty_seat(&old, 24, 80, self_subject);
	tty_unseat(&old);
	for (int i = 0; i < 2; i++) {
		tty_seat(&new, 30, 100, self_load);
		t_pty_expect(&new, "myself", 5000);
		tty_unseat(&new);
	}
}

/* == a session with its terminal =============================================================== */

static volatile sig_atomic_t tty_interrupts;

static void tty_on_interrupt(int sig)
{
	(void)sig;
	tty_interrupts++;
}

/* Leads its session, as a shell does; has a child in a group of its own in the foreground. */
static void session_subject(void)
{
	int status, up[2];
	char c;

	signal(SIGINT, tty_on_interrupt);
	signal(SIGTTOU, SIG_IGN);
	T_MUST(pipe(up) == 0, "pipe");
	pid_t child = fork();
	if (child == 0) {
		setpgid(0, 0);
		tcsetpgrp(0, getpid());
		close(up[0]);
		T_CHECK(write(up[1], "r", 1) == 1, "write");
		while (tty_interrupts == 0)
			t_sleep_ms(2);
		int tty = open("/dev/tty", O_RDWR);
		T_CHECK(tty >= 0, "/dev/tty: %s", strerror(errno));
		T_CHECK(tcgetpgrp(0) == getpgrp(), "foreground is %d", (int)tcgetpgrp(0));
		tty_say("child\n");
		_exit(t_failures() ? 1 : 0);
	}
	T_CHECK(read(up[0], &c, 1) == 1, "read");
	snprintf(t_name, sizeof(t_name), "job");
	t_write("job.pid", "", 0);
	t_ready();
	T_CHECK(getsid(0) == getpid() && tcgetpgrp(0) == child, "session %d, foreground %d",
		(int)getsid(0), (int)tcgetpgrp(0));
	tty_say("session\n");
	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	T_CHECK(status == 0, "the child ended with %x", status);
	T_CHECK(tty_interrupts == 0, "^C reached the background");
	T_CHECK(tcsetpgrp(0, getpgrp()) == 0, "tcsetpgrp: %s", strerror(errno));
	tty_say("done\n");
}

static void tty_session(void)
{
	struct t_pty old, new;

	t_phase = 0;
	tty_seat(&old, 24, 80, session_subject);
	for (int i = 0; i < 1000 && !t_exists(".t-job.ready1"); i++)
		t_sleep_ms(5);
	T_MUST(tty_save_job(old.pid, "save", CR_SHELL_JOB | CR_END), "not saved");
	T_CHECK(t_wait(old.pid, 5000) == SIGKILL, "not ended");
	t_pty_close(&old);
	tty_seat(&new, 24, 80, tty_loader);
	tty_go(1);
	t_pty_expect(&new, "session", 5000);
	t_pty_send(&new, "\003");
	t_pty_expect(&new, "child", 5000);
	t_pty_expect(&new, "done", 5000);
	tty_unseat(&new);
}

/* == what is not allowed ======================================================================= */

static void plain_subject(void)
{
	t_ready();
	tty_say("plain\n");
}

static void tty_wants_flag(void)
{
	struct t_pty p;
	cr_load_opts o = cr_load_opts_init();
	cr_child child = cr_child_init();
	cr_error err;
	pid_t pid = tty_start_job(&p, plain_subject);

	if (T_CHECK(cr_dump(pid, "save", NULL, &err) < 0, "saved without CR_SHELL_JOB"))
		T_CHECK(err.code == CR_E_TERMINAL, "%d: %s", err.code, err.text);
	T_CHECK(!t_exists("save"), "a save was made");
	T_CHECK(tty_save_job(pid, "save", CR_SHELL_JOB | CR_END), "save");
	tty_unseat(&p);
	/* Here descriptors 0 to 2 are no terminal. */
	for (int i = 0; i < 2; i++) {
		if (T_CHECK(cr_restore("save", &o, &child, &err) < 0, "loaded %s",
			    i ? "without a terminal" : "without the flag"))
			T_CHECK(err.code == CR_E_TERMINAL, "%d: %s", err.code, err.text);
		T_CHECK(kill(pid, 0) < 0 && errno == ESRCH, "a process is left");
		o.flags = CR_LOAD_SHELL_JOB;
	}
}

static void hung_up_subject(void)
{
	char c;

	signal(SIGHUP, SIG_IGN);
	t_ready();
	T_CHECK(read(0, &c, 1) == 0, "not at its end");
	T_CHECK(write(1, "x", 1) < 0 && errno == EIO, "write: %s", strerror(errno));
	t_write("done", "", 0);
}

/* The window has been closed, the program goes on: it needs no terminal of the loader's. */
static void tty_hung_up(void)
{
	cr_save_opts o = cr_save_opts_init();
	cr_load_opts lo = cr_load_opts_init();
	cr_child child = cr_child_init();
	struct t_pty p;
	cr_error err;
	pid_t pid = tty_start_job(&p, hung_up_subject);

	close(p.master);
	t_sleep_ms(20);
	o.flags = CR_END;
	T_CHECK(cr_dump(pid, "save", &o, &err) == 0, "%s", err.text);
	t_wait(p.pid, 5000);
	for (uint64_t end = t_now_ns() + 5000000000u; t_state(pid) && t_now_ns() < end;)
		t_sleep_ms(1);
	if (T_CHECK(cr_restore("save", &lo, &child, &err) == 0, "%s", err.text)) {
		close(child.pidfd);
		tty_go(1);
		int status = t_wait(child.pid, 5000);
		T_CHECK(status == 0 && t_exists("done"), "status %x", status);
	}
	free(p.seen);
}

/* A daemon that writes to the console, and has no terminal. */
static void console_subject(void)
{
	int console = open("/dev/console", O_WRONLY | O_NOCTTY | O_NONBLOCK | O_APPEND),
	    line = open("/dev/tty0", O_RDWR | O_NOCTTY);
	char link[32], name[32];
	struct stat st;

	t_ready();
	for (int i = 0; i < 2; i++) {
		int fd = i ? line : console;

		snprintf(link, sizeof(link), "/proc/self/fd/%d", fd);
		ssize_t n = readlink(link, name, sizeof(name) - 1);
		name[n > 0 ? n : 0] = '\0';
		T_CHECK(strcmp(name, i ? "/dev/tty0" : "/dev/console") == 0, "it is %s", name);
		T_CHECK(fstat(fd, &st) == 0 && st.st_rdev == (i ? makedev(4, 0) : makedev(5, 1)),
			"another device");
	}
	T_CHECK((fcntl(console, F_GETFL) & (O_ACCMODE | O_NONBLOCK | O_APPEND)) ==
			(O_WRONLY | O_NONBLOCK | O_APPEND),
		"flags %x", fcntl(console, F_GETFL));
	T_CHECK(open("/dev/tty", O_RDWR) < 0 && errno == ENXIO, "it got a terminal");
}

static void tty_console(void)
{
	struct t_subject s;
	int console = open("/dev/console", O_WRONLY | O_NOCTTY | O_NONBLOCK),
	    line = open("/dev/tty0", O_RDWR | O_NOCTTY);
	struct stat st;

	if (console < 0 || line < 0 || fstat(console, &st) < 0 || st.st_rdev != makedev(5, 1))
		t_skip("there is no console");
	close(console);
	close(line);
	t_start(&s, console_subject);
	t_cycles(&s, 3);
	t_end(&s);
}

static const struct t_test tty_tests[] = {
	{"tty_console", tty_console, T_ROOT, 0, NULL, NULL},
	{"tty_foreground", tty_foreground, T_ROOT | T_USER, 0, NULL,
	 "plan: modes of the terminal; plan: foreground of the terminal; plan: SIGWINCH; "
	 "tty: own"},
	{"tty_script", tty_script, T_ROOT | T_USER, 0, NULL, NULL},
	{"tty_background", tty_background, T_ROOT | T_USER, 0, NULL, NULL},
	{"tty_self", tty_self, T_ROOT | T_USER, 0, NULL,
	 "plan: modes of the terminal; plan: SIGWINCH"},
	{"tty_session", tty_session, T_ROOT, 0, NULL, "plan: foreground of the terminal"},
	{"tty_wants_flag", tty_wants_flag, T_ROOT | T_USER, 0, NULL, NULL},
	{"tty_hung_up", tty_hung_up, T_ROOT | T_USER, 0, NULL, NULL},
};
