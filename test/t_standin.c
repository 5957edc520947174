/* SPDX-License-Identifier: MIT
 *
 * Tests of cr_load of a tree: the loader stays in its place as a stand-in. It has threads of its
 * own, which end when the program begins and go on when it cannot.
 */
#include "t.h"
#include "../cr.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

enum { STANDIN_THREADS = 4 };

static uint32_t standin_flags;		 /* of the load, and CR_SHELL_JOB of the save with it */
static volatile uint64_t *standin_beats; /* of the loader's threads; shared with the test */
static volatile sig_atomic_t standin_signals;

static void standin_on_signal(int sig)
{
	(void)sig;
	standin_signals++;
}

/* == a program of two ========================================================================== */

static int standin_to[2], standin_from[2];

static void standin_second(void)
{
	int n;

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	while (read(standin_to[0], &n, sizeof(n)) == sizeof(n) && ++n)
		T_CHECK(write(standin_from[1], &n, sizeof(n)) == sizeof(n), "pipe");
	_exit(t_failures());
}

static void standin_talk(int n)
{
	int got = -1;

	T_CHECK(write(standin_to[1], &n, sizeof(n)) == sizeof(n), "pipe");
	T_CHECK(read(standin_from[0], &got, sizeof(got)) == sizeof(got) && got == n + 1, "%d", got);
}

static void standin_say(const char *mark)
{
	t_write(mark, "", 0);
}

static void standin_await(const char *mark)
{
	for (int i = 0; i < 2000 && !t_exists(mark); i++)
		t_sleep_ms(5);
	T_CHECK(t_exists(mark), "'%s' does not come", mark);
	unlink(mark);
}

/* Saves itself and its child; what comes of it is up to `go_on`. */
static void standin_program(void (*go_on)(void))
{
	cr_save_opts o = cr_save_opts_init();
	cr_error err;

	T_MUST(pipe(standin_to) == 0 && pipe(standin_from) == 0, "pipe");
	if (fork() == 0)
		standin_second();
	standin_talk(1);
	o.flags = standin_flags & CR_LOAD_SHELL_JOB ? CR_SHELL_JOB : 0;
	cr_result r = cr_save("slot", &o, &err);
	T_MUST(r != CR_FAILED, "save: %s", err.text);
	standin_talk(41);
	if (r == CR_SAVED) {
		standin_say("saved");
		for (;;)
			pause();
	}
	go_on();
}

static pid_t standin_save(void (*program)(void))
{
	pid_t pid = fork();

	T_MUST(pid >= 0, "fork: %s", strerror(errno));
	if (pid == 0) {
		t_child("/dev/null");
		t_failed = 0;
		program();
		t_stop();
	}
	standin_await("saved");
	return pid;
}

static void standin_end(pid_t pid)
{
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
	/* its child, whom nobody but init waits for, holds an id of the save */
	t_sleep_ms(50);
}

/* == the loader ================================================================================ */

static void *standin_beat(void *arg)
{
	for (volatile uint64_t *beat = arg;; (*beat)++)
		usleep(500);
	return NULL;
}

static void *standin_wait(void *arg)
{
	for (;;)
		pause();
	return arg;
}

/* refusal: the code that the load has to fail with; NULL: it succeeds. */
static void *standin_become(void *refusal)
{
	cr_load_opts o = cr_load_opts_init();
	cr_error err;

	o.flags = standin_flags;
	if (refusal)
		o.pids = CR_PIDS_SAME;
	cr_load("slot", &o, &err);
	if (!refusal) {
		T_FAIL("cr_load: %s", err.text);
		t_stop();
	}
	T_CHECK(err.code == *(int *)refusal, "code %d: %s", err.code, err.text);
	return NULL;
}

static uint64_t standin_beaten(void)
{
	uint64_t all = 0;

	for (int i = 0; i < STANDIN_THREADS; i++)
		all += standin_beats[i];
	return all;
}

static void standin_start_threads(void)
{
	pthread_t t;

	for (uintptr_t i = 0; i < STANDIN_THREADS; i++)
		pthread_create(&t, NULL, standin_beat, (void *)(uintptr_t)&standin_beats[i]);
	pthread_create(&t, NULL, standin_wait, NULL);
	while (standin_beaten() < STANDIN_THREADS)
		usleep(1000);
}

static void standin_load(bool by_other)
{
	pthread_t t;

	standin_start_threads();
	if (!by_other)
		standin_become(NULL);
	pthread_create(&t, NULL, standin_become, NULL);
	pthread_join(t, NULL);
}

static pid_t standin_start_loader(bool by_other)
{
	pid_t pid = fork();

	T_MUST(pid >= 0, "fork: %s", strerror(errno));
	if (pid == 0) {
		t_child("/dev/null");
		t_failed = 0;
		standin_load(by_other);
	}
	return pid;
}

static void standin_make_beats(void)
{
	standin_flags = 0;
	standin_beats = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	T_MUST(standin_beats != MAP_FAILED, "mmap");
}

static void standin_is_alone(void)
{
	uint64_t before = standin_beaten();

	t_sleep_ms(20);
	T_CHECK(standin_beaten() == before, "the loader's threads run on");
}

/* == how it ends =============================================================================== */

static void standin_seven(void)
{
	_exit(t_failures() ? 1 : 7);
}

static void standin_status_program(void)
{
	standin_program(standin_seven);
}

static void standin_status(void)
{
	standin_make_beats();
	standin_end(standin_save(standin_status_program));
	for (int i = 0; i < 4; i++) {
		int status = t_wait(standin_start_loader(i % 2), 10000);

		T_CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 7, "status %x", status);
		T_CHECK(standin_beaten() > 0, "no thread has ever run");
	}
	t_files_are("slot");
}

static void standin_on_and_on(void)
{
	signal(SIGUSR1, standin_on_signal);
	standin_say("running");
	while (!standin_signals)
		pause();
	standin_talk(7);
	standin_say("told");
	raise(SIGSTOP);
	standin_say("on");
	for (;;)
		pause();
}

static void standin_signals_program(void)
{
	standin_program(standin_on_and_on);
}

/* Signals come through to the program, its stops and its death to who waits for the loader. */
static void standin_forwards(void)
{
	int status;

	standin_make_beats();
	standin_end(standin_save(standin_signals_program));
	pid_t pid = standin_start_loader(true);
	standin_await("running");
	standin_is_alone();
	kill(pid, SIGUSR1);
	standin_await("told");
	T_CHECK(waitpid(pid, &status, WUNTRACED) == pid && WIFSTOPPED(status), "status %x", status);
	t_sleep_ms(20);
	T_CHECK(!t_exists("on"), "it does not stand still");
	kill(pid, SIGCONT);
	standin_await("on");
	kill(pid, SIGTERM);
	status = t_wait(pid, 10000);
	T_CHECK(WIFSIGNALED(status) && WTERMSIG(status) == SIGTERM, "status %x", status);
	t_files_are("slot");
}

/* == refused: all goes on ====================================================================== */

static void standin_go_on(void)
{
	uint64_t before[STANDIN_THREADS];
	int stuck = STANDIN_THREADS;

	for (int i = 0; i < STANDIN_THREADS; i++)
		before[i] = standin_beats[i];
	for (int tries = 0; stuck && tries < 2000; tries++, t_sleep_ms(2)) {
		stuck = 0;
		for (int i = 0; i < STANDIN_THREADS; i++)
			stuck += standin_beats[i] == before[i];
	}
	T_CHECK(stuck == 0, "%d threads do not go on", stuck);
}

static void standin_refused_loader(int code)
{
	sigset_t mask, now;

	sigemptyset(&mask);
	sigaddset(&mask, SIGUSR2);
	sigprocmask(SIG_SETMASK, &mask, NULL);
	standin_become(&code);
	sigprocmask(SIG_SETMASK, NULL, &now);
	T_CHECK(sigismember(&now, SIGUSR2) && !sigismember(&now, SIGTERM), "the mask has changed");
	standin_go_on();
}

static void standin_taken_loader(void)
{
	standin_start_threads();
	standin_refused_loader(CR_E_PID_TAKEN);
}

/* One of its threads is traced: it cannot be ended, which shows when the tree is made already. */
static void standin_traced_loader(void)
{
	int ends[2];
	char *tids, c;

	standin_start_threads();
	T_MUST(t_run(&tids, "ls /proc/%d/task", (int)getpid()) == 0 && pipe(ends) == 0, "threads");
	int last = 0;
	for (char *at = tids; *at; at += strcspn(at, "\n") + 1)
		last = atoi(at);
	pid_t tracer = fork();
	if (tracer == 0) {
		if (ptrace(PTRACE_SEIZE, last, NULL, NULL) == 0)
			T_CHECK(write(ends[1], "", 1) == 1, "pipe");
		close(ends[1]);
		for (;;)
			pause();
	}
	close(ends[1]);
	T_MUST(read(ends[0], &c, 1) == 1, "thread %d cannot be traced", last);
	standin_refused_loader(CR_E_LOADER);
	kill(tracer, SIGKILL);
	waitpid(tracer, NULL, 0);
	T_CHECK(waitpid(-1, NULL, WNOHANG) == -1 && errno == ECHILD, "somebody is left");
	free(tids);
}

static void standin_refused_by(void (*loader)(void))
{
	pid_t pid = fork();

	T_MUST(pid >= 0, "fork: %s", strerror(errno));
	if (pid == 0) {
		t_child("/dev/null");
		t_failed = 0;
		loader();
		t_stop();
	}
	T_CHECK(t_wait(pid, 10000) == 0, "the loader has failed");
}

static void standin_refused(void)
{
	standin_make_beats();
	pid_t pid = standin_save(standin_status_program);
	standin_refused_by(standin_taken_loader);
	T_CHECK(t_alive(pid), "the program itself has ended");
	standin_end(pid);
	standin_refused_by(standin_traced_loader);
}

/* == on a terminal ============================================================================= */

static void standin_read_line(void)
{
	char line[32];
	ssize_t n = read(0, line, sizeof(line) - 1);

	line[n > 0 ? n : 0] = '\0';
	T_CHECK(strcmp(line, "hello\n") == 0, "read '%s' (%zd)", line, n);
	T_CHECK(tcgetpgrp(0) == getpgrp(), "group %d, the terminal's is %d", getpgrp(),
		tcgetpgrp(0));
	dprintf(1, "%s\n", t_failures() ? "wrong" : "and hello to you");
	_exit(t_failures() ? 1 : 7);
}

static void standin_tty_program(void *arg)
{
	(void)arg;
	standin_program(standin_read_line);
}

static void standin_tty_loader(void *arg)
{
	(void)arg;
	standin_load(false);
}

/* As a shell does it: a job of its own, which has the terminal until it ends. */
static void standin_shell(void *arg)
{
	void (**fn)(void *) = arg;
	pid_t job = fork();
	int status;

	signal(SIGTTOU, SIG_IGN);
	setpgid(job, job);
	tcsetpgrp(0, job ? job : getpid());
	if (job == 0) {
		signal(SIGTTOU, SIG_DFL);
		(*fn)(NULL);
		t_stop();
	}
	waitpid(job, &status, 0);
	_exit(WIFEXITED(status) ? WEXITSTATUS(status) : 1);
}

/* in_shell: as a job of somebody, else as the leader of the terminal's session. */
static void standin_on_terminals(bool in_shell)
{
	void (*program)(void *) = standin_tty_program, (*loader)(void *) = standin_tty_loader;
	struct t_pty old, new;

	standin_make_beats();
	standin_flags = CR_LOAD_SHELL_JOB;
	t_pty_fork(&old, 24, 80, in_shell ? standin_shell : program, &program);
	standin_await("saved");
	t_pty_close(&old); /* which hangs up */
	standin_end(old.pid);
	for (int i = 0; i < 2; i++) {
		t_pty_fork(&new, 24, 80, in_shell ? standin_shell : loader, &loader);
		t_pty_send(&new, "hello\n");
		t_pty_expect(&new, "and hello to you", 10000);
		int status = t_wait(new.pid, 10000);
		T_CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 7, "status %x", status);
		t_pty_close(&new);
	}
}

static void standin_as_job(void)
{
	standin_on_terminals(true);
}

/* Only with privilege: the loader's session has the terminal. */
static void standin_as_leader(void)
{
	standin_on_terminals(false);
}

static const struct t_test standin_tests[] = {
	{.name = "standin-status", .fn = standin_status, .flags = T_ROOT | T_USER},
	{.name = "standin-forwards", .fn = standin_forwards, .flags = T_ROOT | T_USER},
	{.name = "standin-refused", .fn = standin_refused, .flags = T_ROOT},
	{.name = "standin-as-job", .fn = standin_as_job, .flags = T_ROOT | T_USER},
	{.name = "standin-as-leader", .fn = standin_as_leader, .flags = T_ROOT},
};
