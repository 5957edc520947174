/* SPDX-License-Identifier: MIT
 *
 * Tests of what tests are made of: a check that cannot fail, or a comparison that sees nothing,
 * would hide all else.
 */
#include "t.h"
#include "../cr.h"
#include <sys/mman.h>

/* Runs fn as the runner would; whether it failed, and not by a signal. */
static bool infra_fails(void (*fn)(void))
{
	int status;
	pid_t pid = fork();

	T_MUST(pid >= 0, "fork: %s", strerror(errno));
	if (pid == 0) {
		t_log[0] = '\0';
		int null = open("/dev/null", O_WRONLY);
		dup2(null, 2);
		t_failed = 0;
		fn();
		t_stop();
	}
	waitpid(pid, &status, 0);
	return WIFEXITED(status) && WEXITSTATUS(status) == 1;
}

static void infra_wrong(void)
{
	T_CHECK(1 + 1 == 3, "sum");
}

static void infra_wrong_files(void)
{
	t_files_are("no-such-file");
}

static void infra_wrong_text(void)
{
	t_same("1/fd: 0 -> /dev/null\n", "1/fd: 0 -> /dev/zero\n", NULL);
}

static void infra_right(void)
{
	T_CHECK(1 + 1 == 2, "sum");
	t_same("1/fd: a\n1/fd: b\n", "1/fd: b\n1/fd: a\n1/stat: c\n", "stat");
}

static void infra_checks(void)
{
	T_CHECK(infra_fails(infra_wrong), "a wrong T_CHECK passes");
	T_CHECK(infra_fails(infra_wrong_files), "missing files pass");
	T_CHECK(infra_fails(infra_wrong_text), "texts that differ pass");
	T_CHECK(!infra_fails(infra_right), "what is right fails");
}

/* == subjects and snapshots ==================================================================== */

static void infra_idle_subject(void)
{
	t_ready();
	t_ready();
}

static void infra_failing_subject(void)
{
	t_ready();
	T_CHECK(false, "as it should");
}

static void infra_failing_end(void)
{
	struct t_subject s;

	t_start(&s, infra_failing_subject);
	t_end(&s);
}

static void infra_subject(void)
{
	struct t_subject s;

	t_start(&s, infra_idle_subject);
	T_CHECK(t_alive(s.pid) && t_tracer(s.pid) == 0, "state %c", t_state(s.pid));
	char *before = t_snapshot(s.pid);
	t_contains(before, "[stack]");
	t_contains(before, "fd: 2 -> /dev/null");
	t_contains(before, "status: SigCgt");
	t_next(&s);
	char *after = t_snapshot(s.pid);
	t_same(before, after, NULL);
	t_end(&s);
	T_CHECK(t_state(s.pid) == 0, "still there");
	free(before);
	free(after);
	T_CHECK(infra_fails(infra_failing_end), "a subject that fails passes");
}

/* Each change must show. */
static void infra_change_map(void)
{
	mmap(NULL, 12345 * 4096, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}

static void infra_change_fd(void)
{
	open("/dev/zero", O_RDONLY);
}

static void infra_change_flags(void)
{
	fcntl(0, F_SETFL, O_NONBLOCK);
}

static void infra_change_signal(void)
{
	signal(SIGUSR1, SIG_IGN);
}

static void infra_change_mask(void)
{
	sigset_t set;
	sigemptyset(&set);
	sigaddset(&set, SIGUSR2);
	sigprocmask(SIG_BLOCK, &set, NULL);
}

static void infra_change_limit(void)
{
	setrlimit(RLIMIT_CORE, &(struct rlimit){17, 18});
}

static void infra_change_nice(void)
{
	setpriority(PRIO_PROCESS, 0, 3);
}

static void infra_change_group(void)
{
	if (fork() == 0) {
		pause();
		_exit(0);
	}
}

static void infra_change_cwd(void)
{
	if (chdir("/") < 0)
		_exit(1);
}

static void (*const infra_changes[])(void) = {
	infra_change_map,    infra_change_fd,	 infra_change_flags,
	infra_change_signal, infra_change_mask,	 infra_change_limit,
	infra_change_nice,   infra_change_group, infra_change_cwd,
};
static int infra_change; /* which one infra_changing_subject makes */

static void infra_changing_subject(void)
{
	char here[PATH_MAX];

	T_MUST(getcwd(here, sizeof(here)) != NULL, "getcwd");
	int home = open(".", O_PATH);
	t_ready();
	infra_changes[infra_change]();
	/* t_ready works in the test's directory; what is compared is taken while the change holds
	 */
	int fd = openat(home, ".t-changed", O_WRONLY | O_CREAT, 0644);
	close(fd);
	while (faccessat(home, ".t-seen", F_OK, 0) < 0)
		t_sleep_ms(1);
	kill(0, SIGKILL);
}

static void infra_snapshot(void)
{
	for (size_t i = 0; i < ARRAY_LEN(infra_changes); i++) {
		struct t_subject s;
		infra_change = (int)i;
		unlink(".t-changed");
		unlink(".t-seen");
		unlink(".t-infra_changing_subject.ready1");
		unlink(".t-infra_changing_subject.go1");
		t_start(&s, infra_changing_subject);
		char *before = t_snapshot(s.pid);
		t_go(&s);
		while (!t_exists(".t-changed") && t_alive(s.pid))
			t_sleep_ms(1);
		char *after = t_snapshot(s.pid);
		t_write(".t-seen", "", 0);
		int failures = t_failed;
		T_CHECK(!t_same(before, after, NULL), "change %zu does not show", i);
		t_failed = failures + (t_failed - failures > 1); /* the difference was wanted */
		t_wait(s.pid, 5000);
		free(before);
		free(after);
	}
}

/* == faults ==================================================================================== */

static void infra_calls(void *arg)
{
	(void)arg;
	int fd = open("made", O_WRONLY | O_CREAT, 0644);
	if (fd < 0)
		_exit(errno);
	if (fork() == 0) {
		mkdir("child", 0755);
		_exit(0);
	}
	waitpid(-1, NULL, 0);
	_exit(0);
}

static void infra_faults(void)
{
	struct t_fault f = {.how = T_FAULT_NONE};

	t_fault_run(&f, infra_calls, NULL);
	T_CHECK(f.status == 0 && f.nr == -1 && t_exists("made") && t_exists("child"), "status %x",
		f.status);
	long calls = f.calls;
	T_CHECK(calls >= 5 && calls < 100, "%ld calls", calls);
	int opened = 0;
	for (long at = 1; at <= calls; at++)
		for (enum t_fault_how how = T_FAULT_KILL_BEFORE; how <= T_FAULT_ERROR; how++) {
			unlink("made");
			rmdir("child");
			f = (struct t_fault){.how = how, .at = at, .error = ENOSPC};
			t_fault_run(&f, infra_calls, NULL);
			if (f.nr != SYS_openat)
				continue;
			opened++;
			bool made = t_exists("made");
			T_CHECK(made == (how == T_FAULT_KILL_AFTER), "how %d: %s", how,
				made ? "made" : "not made");
			if (how == T_FAULT_ERROR)
				T_CHECK(WIFEXITED(f.status) && WEXITSTATUS(f.status) == ENOSPC,
					"status %x", f.status);
			else
				T_CHECK(WIFSIGNALED(f.status) && WTERMSIG(f.status) == SIGKILL,
					"status %x", f.status);
		}
	T_CHECK(opened == 3, "%d times at openat", opened);
	T_CHECK(strcmp(t_syscall_name(SYS_openat), "openat") == 0, "%s",
		t_syscall_name(SYS_openat));
}

/* == terminals ================================================================================= */

static void infra_pty(void)
{
	struct t_pty p;

	t_pty_start(&p, (char *[]){"sh", "-c", "echo hello; read x; echo got $x; tty", NULL});
	t_pty_expect(&p, "hello\r\n", 5000);
	t_pty_send(&p, "word\n");
	t_pty_expect(&p, "got word", 5000);
	t_pty_expect(&p, "/dev/pts/", 5000);
	T_CHECK(t_wait(p.pid, 5000) == 0, "sh");
	t_pty_close(&p);
}

/* == jail ====================================================================================== */

static void infra_jail(void)
{
	T_CHECK(unshare(CLONE_NEWUSER) < 0 && errno == EPERM, "unshare: %s", strerror(errno));
	T_CHECK(syscall(SYS_clone3, NULL, 0) < 0 && errno == ENOSYS, "clone3: %s", strerror(errno));
	T_CHECK(syscall(SYS_clone, CLONE_NEWUTS | SIGCHLD, 0, 0, 0, 0) < 0 && errno == EPERM,
		"clone: %s", strerror(errno));
	T_CHECK(syscall(SYS_kcmp, getpid(), getpid(), 0, 0, 0) < 0 && errno == EPERM, "kcmp: %s",
		strerror(errno));
	T_CHECK(syscall(SYS_personality, 0xffffffff) == 0, "personality: %s", strerror(errno));
	T_CHECK(syscall(SYS_personality, 0x40000) < 0 && errno == EPERM, "personality: %s",
		strerror(errno));
	T_CHECK(t_run(NULL, "true") == 0, "a program");
}

/* Only the variant in the jail may see it. */
static void infra_jail_both(void)
{
	char mode[16];

	T_MUST(t_status(getpid(), "Seccomp", mode, sizeof(mode)), "Seccomp");
	if (atoi(mode) == 2)
		infra_jail();
	else
		T_CHECK(syscall(SYS_clone3, NULL, 0) < 0 && errno != ENOSYS, "clone3: %s",
			strerror(errno));
}

static const struct t_test infra_tests[] = {
	{.name = "infra-checks", .fn = infra_checks},
	{.name = "infra-subject", .fn = infra_subject, .flags = T_ROOT | T_USER},
	{.name = "infra-snapshot", .fn = infra_snapshot, .flags = T_ROOT | T_USER},
	{.name = "infra-faults", .fn = infra_faults, .flags = T_ROOT | T_USER},
	{.name = "infra-jail", .fn = infra_jail_both, .flags = T_JAIL},
	{.name = "infra-pty", .fn = infra_pty, .flags = T_ROOT | T_USER},
};
