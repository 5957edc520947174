/* SPDX-License-Identifier: MIT
 *
 * Programs with a screen that nobody here wrote, from Debian's packages, used by somebody who
 * types: saved and ended on one terminal, brought back on another, twice. There they show what they
 * showed before, and are used on.
 */
#include "t.h"
#include <sys/ioctl.h>
#include <sys/prctl.h>

enum { SCREENS_STEPS = 8, SCREENS_MS = 8000 };

struct screens_step {
	const char *send;   /* NULL: nothing */
	const char *shows;  /* then it stands on the screen; NULL: do not wait */
	const char *writes; /* it comes, for what does not stay on the screen */
};

struct screens_program {
	const char *command; /* run by a shell that it takes the place of */
	struct screens_step before[SCREENS_STEPS], after[SCREENS_STEPS];
	const char *quit;   /* the key; sent again till it helps, for some throw away what is
			       typed while they draw */
	const char *redraw; /* the key that draws the screen again; NULL: there is none */
	const char *lines;  /* only lines with one of these words are compared, and without their
			       numbers; NULL: all, and the cursor */
	bool tree;	    /* of several processes */
};

/* == a shell for one job ======================================================================= */

/* The job has the foreground, and a group of its own; in work/, where nothing else is. */
static void screens_shell(void *command)
{
	int status;

	signal(SIGTTOU, SIG_IGN);
	pid_t job = fork();
	if (job == 0) {
		char text[16];

		setpgid(0, 0);
		tcsetpgrp(0, getpid());
		signal(SIGTTOU, SIG_DFL);
		snprintf(text, sizeof(text), "%d", (int)getpid());
		t_write("job.pid", text, strlen(text));
		T_MUST(chdir("work") == 0, "chdir: %s", strerror(errno));
		execl("/bin/sh", "sh", "-c", command, (char *)NULL);
		_exit(127);
	}
	T_MUST(waitpid(job, &status, 0) == job, "waitpid: %s", strerror(errno));
	_exit(WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status));
}

static void screens_start(struct t_pty *p, const char *command)
{
	char line[1024];

	snprintf(line, sizeof(line), "exec %s", command);
	t_pty_fork(p, 24, 80, screens_shell, line);
}

static pid_t screens_pid(const char *file)
{
	for (uint64_t end = t_now_ns() + SCREENS_MS * 1000000ull;; t_sleep_ms(2)) {
		char *text = t_read(file, NULL);
		pid_t pid = text ? atoi(text) : 0;
		free(text);
		if (pid)
			return pid;
		T_MUST(t_now_ns() < end, "%s is not written", file);
	}
}

static void screens_steps(struct t_pty *p, const struct screens_step *steps)
{
	for (int i = 0; i < SCREENS_STEPS && (steps[i].send || steps[i].shows); i++) {
		p->from = p->n;
		if (steps[i].send)
			t_pty_send(p, steps[i].send);
		if (steps[i].writes)
			T_MUST(t_pty_expect(p, steps[i].writes, SCREENS_MS), "step %d", i);
		if (steps[i].shows)
			T_MUST(t_pty_shows(p, steps[i].shows, SCREENS_MS), "step %d", i);
	}
}

/* == what stands on the screen ================================================================= */

static bool screens_wanted(const char *line, size_t n, const char *words)
{
	char word[64];

	for (int at = 0, next; sscanf(words + at, "%63s%n", word, &next) == 1; at += next)
		if (memmem(line, n, word, strlen(word)))
			return true;
	return false;
}

/* A number, and the space around it, is one '#'. */
static char *screens_without_numbers(char *to, const char *line, size_t n)
{
	for (size_t i = 0; i < n;) {
		size_t end = i;
		bool number = false;

		for (; end < n && strchr(" 0123456789.,:|-+", line[end]); end++)
			number |= isdigit((unsigned char)line[end]) != 0;
		if (end == i)
			*to++ = line[i++];
		else
			*to++ = number ? '#' : ' ';
		i = end > i ? end : i;
	}
	*to++ = '\n';
	return to;
}

static void screens_look(const struct t_pty *p, const char *lines, char text[T_VT_TEXT + 32])
{
	char all[T_VT_TEXT];

	if (!lines) {
		t_vt_text(&p->vt, text);
		sprintf(text + strlen(text), "cursor at %d, %d\n", p->vt.row, p->vt.col);
		return;
	}
	t_vt_text(&p->vt, all);
	for (char *line = all, *end; (end = strchr(line, '\n')) != NULL; line = end + 1)
		if (screens_wanted(line, (size_t)(end - line), lines))
			text = screens_without_numbers(text, line, (size_t)(end - line));
	*text = '\0';
}

static void screens_await_same(struct t_pty *p, const char *lines, const char *before)
{
	static char now[T_VT_TEXT + 32];

	for (uint64_t end = t_now_ns() + SCREENS_MS * 1000000ull;;) {
		screens_look(p, lines, now);
		if (strcmp(now, before) == 0)
			return;
		T_MUST(t_now_ns() < end, "the screen shows\n%s\ninstead of\n%s", now, before);
		t_pty_drain(p, 20);
	}
}

/* == saved on one terminal, brought back on another ============================================ */

static void screens_gone(void)
{
	for (uint64_t end = t_now_ns() + SCREENS_MS * 1000000ull;
	     waitpid(-1, NULL, WNOHANG) >= 0;) {
		T_MUST(t_now_ns() < end, "processes do not end");
		t_sleep_ms(1);
	}
}

static void screens_cycle(struct t_pty *p, const struct screens_program *program, pid_t *pid)
{
	static char before[T_VT_TEXT + 32];
	char line[1024], cr[PATH_MAX];

	snprintf(cr, sizeof(cr), "%s", t_path("build/cr"));
	t_pty_settle(p, 80);
	screens_look(p, program->lines, before);
	T_MUST(t_run(NULL, "rm -rf save; %s dump --shell-job -t %d -D save -v4", cr, (int)*pid) ==
		       0,
	       "dump");
	int status = t_wait(p->pid, SCREENS_MS);
	T_CHECK(status == (128 + SIGKILL) << 8, "the shell ended with 0x%x", status);
	t_pty_close(p);
	screens_gone();
	snprintf(line, sizeof(line),
		 "%s restore --shell-job -D ../save -v4 -o restore.log --pidfile pid %s", cr,
		 geteuid() == 0 ? "" : "--pids auto");
	screens_start(p, line);
	*pid = screens_pid("save/pid");
	if (!program->redraw)
		return;
	t_pty_send(p, program->redraw);
	screens_await_same(p, program->lines, before);
}

/* Its files are in work/, what it remembers in home/. */
static void screens_begin(struct t_pty *p, const struct screens_program *program)
{
	char home[PATH_MAX];

	T_MUST(prctl(PR_SET_CHILD_SUBREAPER, 1) == 0, "subreaper: %s", strerror(errno));
	T_MUST(t_run(NULL, "mkdir -p work && mkdir -m 700 home; echo PS1='ready\\>' >home/.bashrc; "
			   "seq -f 'line "
			   "%%g of the text' 1000 >work/text") == 0 &&
		       getcwd(home, sizeof(home) - 8),
	       "files");
	setenv("HOME", strcat(home, "/home"), 1);
	screens_start(p, program->command);
	screens_steps(p, program->before);
}

static void screens_end(struct t_pty *p, const char *quit, int expected)
{
	char text[T_VT_TEXT];
	int status = 0;
	pid_t ended = 0;

	for (int i = 0; i < SCREENS_MS && !ended; i++) {
		if (i % 500 == 0 && write(p->master, quit, strlen(quit)) < 0)
			t_say("the terminal is gone: %s", strerror(errno));
		t_pty_settle(p, 1);
		t_sleep_ms(1);
		ended = waitpid(p->pid, &status, WNOHANG);
	}
	t_vt_text(&p->vt, text);
	T_MUST(ended == p->pid && status == expected << 8,
	       "the program ended with 0x%x; the screen:\n%s", (unsigned)status, text);
	t_pty_close(p);
	screens_gone();
}

/* An ordinary user gets a tree back in a namespace of its own, and cannot save it from outside
 * again. */
static void screens_run(const struct screens_program *program)
{
	struct t_pty p;

	screens_begin(&p, program);
	pid_t pid = screens_pid("job.pid");
	for (int i = 0; i < (program->tree && geteuid() != 0 ? 1 : 2); i++)
		screens_cycle(&p, program, &pid);
	screens_steps(&p, program->after);
	screens_end(&p, program->quit, 0);
}

/* == the programs ============================================================================== */

static void screens_less(void)
{
	static const struct screens_program less = {
		.command = "less text",
		.before = {{.shows = "text\n"},
			   {"jjj", "line 26 of"},
			   {"/line 500\n", "line 522 of"}},
		.redraw = "\f",
		.after = {{"j", "line 523 of"}, {"?line 77\n", "line 77 of"}},
		.quit = "q",
	};

	screens_run(&less);
}

/* Reads /proc all the time. */
static void screens_top(void)
{
	static const struct screens_program top = {
		.command = "top -d 0.5",
		.before = {{.shows = "PID USER"}},
		.redraw = "\f",
		.lines = "PID Cpu Tasks",
		.after = {{"h", "Help for Interactive Commands"}, {"q", "PID USER"}},
		.quit = "q",
	};

	screens_run(&top);
}

static void screens_htop(void)
{
	static const struct screens_program htop = {
		.command = "htop -d 3",
		.before = {{.shows = "F1Help"}, {"\033OQ", "Categories"}, {"\033[21~", "F10Quit"}},
		.redraw = "\f",
		.lines = "F1Help F10Quit PID",
		.after = {{"h", "Released under the GNU GPL"}, {" ", "F10Quit"}},
		.quit = "q",
	};

	screens_run(&htop);
}

/* With a shell behind it, on a terminal that mc made. */
static void screens_mc(void)
{
	static const struct screens_program mc = {
		.command = "mc -a",
		.before = {{.shows = "ready>"}, {"x=in; echo and ${x}", "and ${x}"}},
		.redraw = "\f",
		.after = {{"side $(tty)\r", .writes = "and inside /dev/pts/"}, {.shows = "10Quit"}},
		.quit = "\0330",
		.tree = true,
	};

	screens_run(&mc);
}

static void screens_gdb(void)
{
	static const struct screens_program gdb = {
		.command = "gdb -q -nx",
		.before = {{.shows = "(gdb)"},
			   {"set $n = 6*7\n", "7\n(gdb)"},
			   {"print $n *", "$n *"}},
		.redraw = "\f",
		.lines = "print",
		.after = {{" 2\n", "$1 = 84"}},
		.quit = "quit\n",
	};

	screens_run(&gdb);
}

/* In the middle of a line in the middle of a function. */
static void screens_python(void)
{
	static const struct screens_program python = {
		.command = "python3 -q",
		.before = {{.shows = ">>>"},
			   {"x = 41\n", "41\n>>>"},
			   {"def f():\n", "..."},
			   {"    return x +", "x +"}},
		.redraw = "\f",
		.lines = "return",
		.after = {{" 1\n", "..."},
			  {"\n", ">>>"},
			  {"f() * 2\n", "84"},
			  {"\033[A\033[A\033[B\b3\n", "126"}},
		.quit = "exit()\n",
	};

	screens_run(&python);
}

static void screens_nano(void)
{
	static const struct screens_program nano = {
		.command = "nano -R edit",
		.before = {{.shows = "Exit"}, {"one line\r\ranother", "another"}, {"\033[A"}},
		.redraw = "\f",
		.lines = "nano line another Exit",
		.after = {{"between", "between"}, {"\017", "File Name"}, {"\r", "Wrote 3"}},
		.quit = "\030",
	};

	screens_run(&nano);
	char *text = t_read("work/edit", NULL);
	T_CHECK(text && strcmp(text, "one line\nbetween\nanother\n") == 0, "edit holds\n%s", text);
	free(text);
}

static void screens_game(void)
{
	static const struct screens_program hangman = {
		.command = "/usr/games/hangman",
		.before = {{.shows = "Guess:"}, {"e", "Guessed:  e"}, {"q"}},
		.redraw = "\f",
		.after = {{"a", "Guessed:  ae"}},
		.quit = "\004",
	};

	screens_run(&hangman);
}

/* == with terminals of their own =============================================================== */

/* A shell on the inner terminal, which has less in its foreground. */
static void screens_script(void)
{
	static const struct screens_program script = {
		.command = "script -q -c \"PS1='ready>' dash -i\" typescript",
		.before = {{.shows = "ready>"},
			   {"x=in; f() { echo $1 $x; }\r", "}\nready>"},
			   {"less text\r", "line 23 of"},
			   {"j", "line 24 of"}},
		.redraw = "\f",
		.after = {{"/line 77\r", "line 77 of"},
			  {"q", "ready>"},
			  {"f and\r", "and in\nready>"},
			  {"tty; echo by name >/dev/tty\r", "\n/dev/pts/1\nby name"}},
		.quit = "exit\r",
		.tree = true,
	};

	screens_run(&script);
	T_CHECK(t_run(NULL, "grep -q '^and in' work/typescript && "
			    "grep -q 'line 24 of the text' work/typescript") == 0,
		"the typescript is not whole");
}

/* Two processes of screen in two sessions, on two terminals, with two windows. */
static void screens_screen(void)
{
	static const struct screens_program screen = {
		.command = "env PS1='ready>' SCREENDIR=$HOME screen -c /dev/null -s /bin/dash",
		.before = {{.shows = "ready>"},
			   {"x=first\r", "first\nready>"},
			   {"\001c", .writes = "ready>"},
			   {"x=second\r", "second\nready>"},
			   {"cat\r"},
			   {"one line\r", "one line\none line"}},
		.redraw = "\001l",
		.after = {{"two lines\r", "two lines\ntwo lines"},
			  {"\003", "^C\nready>"},
			  {"echo the $x window\r", "the second window"},
			  {"exit\r", "x=first"},
			  {"echo the $x window\r", "the first window"}},
		.quit = "exit\r",
		.tree = true,
	};

	screens_run(&screen);
}

/* == programs that only write ================================================================== */

/* The log grows while nobody reads it, too. */
static void screens_tail(void)
{
	static const struct screens_program tail = {
		.command = "tail -n 1 -f log",
		.before = {{.shows = "first line"}},
	};
	struct t_pty p;
	char line[64];

	T_MUST(t_run(NULL, "mkdir work; echo 'first line' >work/log") == 0, "log");
	screens_begin(&p, &tail);
	pid_t pid = screens_pid("job.pid");
	for (int i = 0; i < 3; i++) {
		screens_cycle(&p, &tail, &pid);
		T_CHECK(t_run(NULL, "echo line %d >>work/log", i) == 0, "append");
		snprintf(line, sizeof(line), "line %d", i);
		t_pty_shows(&p, line, SCREENS_MS);
	}
	screens_end(&p, "\003", 128 + SIGINT);
}

static void screens_inotifywait(void)
{
	static const struct screens_program wait = {
		.command = "inotifywait -m -e create,delete .",
		.before = {{.shows = "Watches established."}},
	};
	struct t_pty p;
	char line[64];

	screens_begin(&p, &wait);
	pid_t pid = screens_pid("job.pid");
	for (int i = 0; i < 3; i++) {
		screens_cycle(&p, &wait, &pid);
		T_CHECK(t_run(NULL, "touch work/file%d && rm work/file%d", i, i) == 0, "touch");
		snprintf(line, sizeof(line), "./ DELETE file%d", i);
		t_pty_shows(&p, line, SCREENS_MS);
	}
	screens_end(&p, "\003", 128 + SIGINT);
}

static const struct t_test screens_tests[] = {
	{"screens-less", screens_less, T_ROOT | T_USER, 30, "less", NULL},
	{"screens-top", screens_top, T_ROOT | T_USER, 30, "top", NULL},
	{"screens-htop", screens_htop, T_ROOT | T_USER, 30, "htop", NULL},
	{"screens-mc", screens_mc, T_ROOT | T_USER, 30, "mc", NULL},
	{"screens-gdb", screens_gdb, T_ROOT | T_USER, 30, "gdb", NULL},
	{"screens-python", screens_python, T_ROOT | T_USER, 30, "python3", NULL},
	{"screens-nano", screens_nano, T_ROOT | T_USER, 30, "nano", NULL},
	{"screens-game", screens_game, T_ROOT | T_USER, 30, "/usr/games/hangman", NULL},
	{"screens-script", screens_script, T_ROOT | T_USER, 30, "script dash less", NULL},
	{"screens-screen", screens_screen, T_ROOT, 30, "screen dash", NULL},
	{"screens-tail", screens_tail, T_ROOT | T_USER, 30, "tail", NULL},
	{"screens-inotifywait", screens_inotifywait, T_ROOT | T_USER, 30, "inotifywait", NULL},
};
