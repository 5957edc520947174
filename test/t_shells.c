/* SPDX-License-Identifier: MIT
 *
 * Interactive shells with stopped and background jobs on a terminal that the test types on: saved
 * as a job of that terminal, ended, brought back on another, and used on.
 */
#include "t.h"
#include "../cr.h"
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

static const struct shells_kind {
	const char *name;
	char *const argv[4];
	const char *stopped; /* what `jobs` calls it */
} shells_kinds[] = {
	{"dash", {"dash", "-i", NULL}, "Stopped"},
	{"zsh", {"zsh", "-fi", NULL}, "suspended"},
	{"ksh", {"ksh", "-i", NULL}, "Stopped"},
};

/* A job in the background that works until it is told to end, with status 5. */
static const char shells_job[] =
	"i=0\nwhile [ ! -e enough ]; do echo $i; i=$((i+1)); sleep 0.05; done\nexit 5\n";

/* It is typed in two parts, so that its echo does not look like what it says. */
static void shells_say(struct t_pty *p, const char *command, const char *word)
{
	char line[256], want[64];

	snprintf(line, sizeof(line), "%s; echo \"<%.1s\"\"%s>\"\n", command, word, word + 1);
	snprintf(want, sizeof(want), "<%s>", word);
	t_pty_send(p, line);
	t_pty_expect(p, want, 8000);
	t_pty_expect(p, "ready> ", 8000);
}

/* What is typed shows twice: the terminal's echo, and what cat has read and says. */
static void shells_cat(struct t_pty *p, const char *text)
{
	char line[64];

	snprintf(line, sizeof(line), "%s\n", text);
	t_pty_send(p, line);
	t_pty_expect(p, text, 8000);
	t_pty_expect(p, text, 8000);
}

/* Stopped are a cat, and one at the end of a pipe, whose group has lost its leader. */
static void shells_start(struct t_pty *p, const struct shells_kind *shell)
{
	t_write("job", shells_job, strlen(shells_job));
	t_pty_start(p, shell->argv);
	t_pty_settle(p, 200);
	t_pty_send(p, "PS1='ready> '; n=7; f() { echo \"got $1 $n\"; }\n");
	t_pty_expect(p, "ready> ", 8000);
	t_pty_send(p, "sh job > job.out &\n");
	t_pty_expect(p, "ready> ", 8000);
	t_pty_send(p, "cat\n");
	t_pty_settle(p, 100); /* the line editor is out of the way */
	shells_cat(p, "first cat");
	t_pty_send(p, "\032");
	t_pty_expect(p, "ready> ", 8000);
	t_pty_send(p, "true | cat -u - /dev/tty\n");
	t_pty_settle(p, 100);
	shells_cat(p, "second cat");
	t_pty_send(p, "\032");
	t_pty_expect(p, "ready> ", 8000);
	shells_say(p, "true", "stopped");
}

static pid_t shells_cycle(struct t_pty *p, const struct shells_kind *shell, pid_t pid, int i)
{
	char save[16], cr[PATH_MAX];

	snprintf(save, sizeof(save), "save%d", i);
	snprintf(cr, sizeof(cr), "%s", t_path("build/cr"));
	T_MUST(t_run(NULL, "%s dump --shell-job -t %d -D %s -v4", cr, (int)pid, save) == 0, "dump");
	t_wait(p->pid, 5000);
	t_pty_close(p);
	programs_gone();
	t_pty_start(p, (char *[]){cr, "restore", "--shell-job", "--pids", "auto", "-D", save, "-v4",
				  NULL});
	shells_say(p, "f hello", "function");
	T_CHECK(strstr(p->seen, "got hello 7"), "the function says: %s", p->seen);
	size_t from = p->n;
	shells_say(p, "jobs", "jobs");
	const char *first = strstr(p->seen + from, shell->stopped);
	T_CHECK(first && strstr(first + 1, shell->stopped), "stopped are: %s", p->seen + from);
	T_CHECK(strcasestr(p->seen + from, "running"), "running are: %s", p->seen + from);
	return pid;
}

static void shells_wait(struct t_pty *p)
{
	t_pty_send(p, "wait %1; echo \"waited $?\"\n");
	t_pty_settle(p, 100);
	t_write("enough", "", 0);
	t_pty_expect(p, "waited 5\r\n", 8000);
	t_pty_expect(p, "ready> ", 8000);
}

/* Into the foreground, stopped again, into the foreground once more, ended. */
static void shells_use(struct t_pty *p)
{
	t_pty_send(p, "fg %3\n");
	t_pty_settle(p, 100);
	shells_cat(p, "second again");
	t_pty_send(p, "\032");
	t_pty_expect(p, "ready> ", 8000);
	t_pty_send(p, "fg %2\n");
	t_pty_settle(p, 100);
	shells_cat(p, "first again");
	t_pty_send(p, "\032");
	t_pty_expect(p, "ready> ", 8000);
	t_pty_send(p, "fg %3\n");
	t_pty_settle(p, 100);
	shells_cat(p, "second still");
	t_pty_send(p, "\003");
	t_pty_expect(p, "ready> ", 8000);
	shells_wait(p);
	t_pty_send(p, "fg %2\n");
	t_pty_settle(p, 100);
	shells_cat(p, "first still");
	t_pty_send(p, "\003");
	t_pty_expect(p, "ready> ", 8000);
}

/* Of an ordinary user once: in namespaces of his own nothing can be saved any more. */
static void shells_jobs(const struct shells_kind *shell)
{
	int cycles = geteuid() == 0 ? 2 : 1;
	struct t_pty p;

	programs_begin();
	setenv("HOME", ".", 1);
	shells_start(&p, shell);
	pid_t pid = p.pid;
	for (int i = 0; i < cycles; i++)
		pid = shells_cycle(&p, shell, pid, i);
	shells_use(&p);
	t_pty_send(&p, "exit 3\n");
	int status = t_wait(p.pid, 5000);
	T_CHECK(status == 3 << 8, "status 0x%x; seen: %s", (unsigned)status, p.seen);
	t_pty_close(&p);
	programs_gone();
	T_CHECK(t_run(NULL, "seq 0 $(($(wc -l <job.out) - 1)) | cmp - job.out") == 0,
		"the job lost or repeated lines");
}

/* A loader that leads its session has its terminal again when the load fails. */
static void shells_refused_loader(void *unused)
{
	cr_load_opts load = cr_load_opts_init();
	cr_child child = cr_child_init();
	cr_error err;

	(void)unused;
	load.flags = CR_LOAD_SHELL_JOB;
	load.pids = CR_PIDS_NAMESPACE;
	T_CHECK(cr_restore("save", &load, &child, &err) < 0 && err.code == CR_E_FILE_GONE, "%d %s",
		err.code, err.text);
	int fd = open("/dev/tty", O_RDWR);
	T_CHECK(fd >= 0 && tcgetpgrp(fd) == getpgrp(), "the terminal: %d, %s", fd, strerror(errno));
	close(fd);
}

static void shells_refused(void)
{
	cr_save_opts save = cr_save_opts_init();
	struct t_pty p;
	cr_error err;

	t_write("data", "1", 1);
	t_pty_start(&p, shells_kinds[0].argv);
	t_pty_settle(&p, 200);
	t_pty_send(&p, "exec 7<data; PS1='ready''> '\n"); /* the echo is another */
	t_pty_expect(&p, "ready> ", 8000);
	save.flags = CR_SHELL_JOB | CR_END;
	T_MUST(cr_dump(p.pid, "save", &save, &err) == 0, "%s", err.text);
	t_wait(p.pid, 5000);
	t_pty_close(&p);
	unlink("data");
	t_pty_fork(&p, 24, 80, shells_refused_loader, NULL);
	T_CHECK(t_wait(p.pid, 10000) == 0, "the loader: %s", p.seen);
	t_pty_close(&p);
}

static void shells_dash(void)
{
	shells_jobs(&shells_kinds[0]);
}

static void shells_zsh(void)
{
	shells_jobs(&shells_kinds[1]);
}

static void shells_ksh(void)
{
	shells_jobs(&shells_kinds[2]);
}

static const struct t_test shells_tests[] = {
	{"shells_dash", shells_dash, T_ROOT | T_USER, 40, "dash", NULL},
	{"shells_refused", shells_refused, T_ROOT | T_USER, 0, "dash", NULL},
	{"shells_zsh", shells_zsh, T_ROOT | T_USER, 40, "zsh", NULL},
	{"shells_ksh", shells_ksh, T_ROOT | T_USER, 40, "ksh", NULL},
};
