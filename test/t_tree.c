/* SPDX-License-Identifier: MIT
 *
 * Process trees of every shape: who ended and how, who is stopped and who knows of it, who was
 * adopted, whose leader has ended; saved, ended, brought back and compared, once and several times
 * in a row.
 */
#include "t.h"
#include "../cr.h"
#include <pthread.h>
#include <limits.h>
#include <poll.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>

static void tree_cycles(const char *name, void (*fn)(void), int n)
{
	struct t_subject s;

	t_start_(&s, name, fn);
	t_cycles(&s, n);
	t_end(&s);
}

/* Of a test function `name`, whose subject is `name`_subject. */
#define TREE_TEST(name, n) \
	static void name(void) \
	{ \
		tree_cycles(#name "_subject", name##_subject, n); \
	}

static pid_t tree_fork(void)
{
	pid_t pid = fork();

	T_MUST(pid >= 0, "fork: %s", strerror(errno));
	return pid;
}

static void tree_sleep(void) __attribute__((noreturn));
static void tree_sleep(void)
{
	for (;;)
		pause();
}

static void tree_kill(pid_t pid)
{
	int status = -1;

	T_CHECK(kill(pid, SIGKILL) == 0, "kill %d: %s", (int)pid, strerror(errno));
	T_CHECK(waitpid(pid, &status, __WALL) == pid && status == SIGKILL, "%d: status 0x%x",
		(int)pid, status);
}

/* == zombies =================================================================================== */

/* Every way to end: exit codes, and every signal that ends. */
static int tree_end_status(int i)
{
	static const int codes[] = {0, 1, 42, 77, 127, 128, 137, 255};
	static const int signals[] = {SIGHUP,	 SIGINT,  SIGQUIT, SIGILL,    SIGTRAP, SIGABRT,
				      SIGBUS,	 SIGFPE,  SIGKILL, SIGUSR1,   SIGSEGV, SIGUSR2,
				      SIGPIPE,	 SIGALRM, SIGTERM, SIGSTKFLT, SIGXCPU, SIGXFSZ,
				      SIGVTALRM, SIGPROF, SIGIO,   SIGPWR,    SIGSYS,  32,
				      33,	 34,	  50,	   64};

	if (i < (int)ARRAY_LEN(codes))
		return codes[i] << 8;
	i -= (int)ARRAY_LEN(codes);
	return i < (int)ARRAY_LEN(signals) ? signals[i] : -1;
}

static void tree_end_by(int status)
{
	const struct wire_sigaction none = {0, 0, 0, 0};
	struct rlimit lim;
	uint64_t no_signals = 0;

	getrlimit(RLIMIT_CORE, &lim);
	lim.rlim_cur = 0;
	setrlimit(RLIMIT_CORE, &lim);
	if ((status & 0x7f) == 0)
		_exit(status >> 8);
	/* 32 and 33 are libc's own. */
	syscall(SYS_rt_sigaction, status, &none, NULL, 8);
	syscall(SYS_rt_sigprocmask, SIG_SETMASK, &no_signals, NULL, 8);
	kill(getpid(), status);
	_exit(99);
}

static void tree_zombies_subject(void)
{
	enum { MOST = 64 };
	pid_t pids[MOST];
	siginfo_t info;
	int n = 0, status;

	for (; tree_end_status(n) >= 0; n++) {
		pids[n] = tree_fork();
		if (pids[n] == 0) {
			char name[16];

			snprintf(name, sizeof(name), "zombie (%d) Z", n);
			prctl(PR_SET_NAME, name);
			if (n % 4 == 1)
				setpgid(0, 0);
			if (n % 4 == 2)
				setsid();
			if (n % 8 == 3 && geteuid() == 0)
				T_CHECK(setresuid(1234, 2345, 3456) == 0, "setresuid");
			tree_end_by(tree_end_status(n));
		}
	}
	for (int i = 0; i < n; i++)
		T_CHECK(waitid(P_PID, (id_t)pids[i], &info, WEXITED | WNOWAIT) == 0, "waitid: %s",
			strerror(errno));
	t_ready();
	for (int i = 0; i < n; i++) {
		int want = tree_end_status(i);

		memset(&info, 0, sizeof(info));
		T_CHECK(waitid(P_PID, (id_t)pids[i], &info, WEXITED | WNOWAIT) == 0 &&
				info.si_pid == pids[i] &&
				info.si_code == (want & 0x7f ? CLD_KILLED : CLD_EXITED) &&
				info.si_status == (want & 0x7f ? want : want >> 8),
			"zombie %d: code %d, status %d", i, info.si_code, info.si_status);
		T_CHECK(info.si_uid == (i % 8 == 3 && geteuid() == 0 ? 1234 : getuid()),
			"zombie %d: user %u", i, info.si_uid);
		if (i % 4 == 1)
			T_CHECK(waitpid(-pids[i], &status, 0) == pids[i] && status == want,
				"zombie %d, by its group: 0x%x", i, status);
		else
			T_CHECK(waitpid(pids[i], &status, 0) == pids[i] && status == want,
				"zombie %d: 0x%x, not 0x%x", i, status, want);
	}
	T_CHECK(waitpid(-1, &status, WNOHANG | __WALL) == -1 && errno == ECHILD, "one too many");
}

TREE_TEST(tree_zombies, 2)

/* == stopped =================================================================================== */

static const int tree_stops[] = {SIGSTOP, SIGTSTP, SIGTTIN, SIGTTOU};

enum tree_known { TREE_UNTOLD, TREE_TOLD, TREE_GOES_ON, TREE_KNOWN };

static void tree_stopped_subject(void)
{
	enum { N = ARRAY_LEN(tree_stops) * TREE_KNOWN };
	pid_t pids[N];
	siginfo_t info;
	int status;

	for (size_t i = 0; i < N; i++) {
		int sig = tree_stops[i / TREE_KNOWN], known = i % TREE_KNOWN;

		pids[i] = tree_fork();
		if (pids[i] == 0) {
			setpgid(0, 0);
			kill(getpid(), sig);
			if (known == TREE_GOES_ON)
				tree_sleep();
			t_stop();
		}
		T_CHECK(waitid(P_PID, (id_t)pids[i], &info, WSTOPPED | WNOWAIT) == 0, "waitid");
		if (known != TREE_UNTOLD)
			T_CHECK(waitpid(pids[i], &status, WUNTRACED) == pids[i] &&
					status == (sig << 8 | 0x7f),
				"0x%x", status);
		if (known == TREE_GOES_ON) {
			kill(pids[i], SIGCONT);
			T_CHECK(waitid(P_PID, (id_t)pids[i], &info, WCONTINUED | WNOWAIT) == 0,
				"waitid");
		}
	}
	t_ready();
	for (size_t i = 0; i < N; i++) {
		int sig = tree_stops[i / TREE_KNOWN], known = i % TREE_KNOWN;

		T_CHECK(t_state(pids[i]) == (known == TREE_GOES_ON ? 'S' : 'T'),
			"child %zu is in state %c", i, t_state(pids[i]));
		pid_t r = waitpid(pids[i], &status, WUNTRACED | WCONTINUED | WNOHANG);
		if (known == TREE_UNTOLD)
			T_CHECK(r == pids[i] && status == (sig << 8 | 0x7f), "child %zu: %d, 0x%x",
				i, r, status);
		if (known == TREE_TOLD)
			T_CHECK(r == 0, "child %zu, told of before: %d, 0x%x", i, r, status);
		if (known == TREE_GOES_ON) {
			T_CHECK(r == pids[i] && WIFCONTINUED(status), "child %zu: %d, 0x%x", i, r,
				status);
			tree_kill(pids[i]);
			continue;
		}
		kill(pids[i], SIGCONT);
		T_CHECK(waitpid(pids[i], &status, 0) == pids[i] && status == 0, "child %zu: 0x%x",
			i, status);
	}
}

TREE_TEST(tree_stopped, 2)

/* The parent hears of nothing that it has heard of before; one that stopped has threads, the other
 * has lost its first one. */
static volatile sig_atomic_t tree_child_signals;

static void tree_on_child(int sig)
{
	(void)sig;
	tree_child_signals++;
}

static void *tree_thread(void *up)
{
	__atomic_add_fetch((int *)up, 1, __ATOMIC_SEQ_CST);
	tree_sleep();
}

/* They have come to rest: until then libc has blocked their signals. */
static void tree_threads(int n)
{
	static int up;
	pthread_t thread;

	up = 0;
	for (int i = 0; i < n; i++)
		T_MUST(pthread_create(&thread, NULL, tree_thread, &up) == 0, "pthread_create");
	while (__atomic_load_n(&up, __ATOMIC_SEQ_CST) < n)
		t_sleep_ms(1);
}

static void tree_stopped_quietly_subject(void)
{
	struct sigaction sa = {.sa_handler = tree_on_child, .sa_flags = SA_RESTART};
	pid_t pids[2];
	int status;

	sigaction(SIGCHLD, &sa, NULL);
	for (int i = 0; i < 2; i++) {
		pids[i] = tree_fork();
		if (pids[i] == 0) {
			tree_threads(3);
			if (i == 1)
				syscall(SYS_exit, 0);
			tree_sleep();
		}
		SUBJECT_AWAIT(t_state(pids[i]) == (i ? 'Z' : 'S'), "state %c", t_state(pids[i]));
		kill(pids[i], SIGSTOP);
	}
	SUBJECT_AWAIT(tree_child_signals == 2, "%d signals", (int)tree_child_signals);
	T_CHECK(waitpid(pids[0], &status, WUNTRACED) == pids[0] && WIFSTOPPED(status), "0x%x",
		status);
	tree_child_signals = 0;
	tree_threads(2);
	t_ready();
	T_CHECK(tree_child_signals == 0, "SIGCHLD came %d times", (int)tree_child_signals);
	T_CHECK(waitpid(-1, &status, WUNTRACED | WNOHANG) == pids[1] && WIFSTOPPED(status), "0x%x",
		status);
	T_CHECK(waitpid(-1, &status, WUNTRACED | WNOHANG) == 0, "0x%x", status);
	for (int i = 0; i < 2; i++) {
		kill(pids[i], SIGCONT);
		T_CHECK(waitpid(pids[i], &status, WCONTINUED) == pids[i] && WIFCONTINUED(status),
			"0x%x", status);
		tree_kill(pids[i]);
	}
}

TREE_TEST(tree_stopped_quietly, 2)

/* The root: who loads it is its new parent. */
static void tree_stopped_root_subject(void)
{
	t_ready();
}

static void tree_stopped_root(void)
{
	for (int i = 0; i < 2; i++) {
		struct t_subject s;
		int status;

		t_start(&s, tree_stopped_root_subject);
		/* it leads its session: only SIGSTOP can */
		kill(s.pid, SIGSTOP);
		T_CHECK(waitpid(s.pid, &status, WUNTRACED) == s.pid && WIFSTOPPED(status), "0x%x",
			status);
		t_cycle(&s, i % 2 ? "save" : "save.dir/", NULL, NULL);
		T_CHECK(waitpid(s.pid, &status, WUNTRACED) == s.pid &&
				status == (SIGSTOP << 8 | 0x7f),
			"0x%x", status);
		kill(s.pid, SIGCONT);
		t_end(&s);
		t_run(NULL, "rm -rf .t-*");
	}
}

/* == adopted =================================================================================== */

/* The kernel has given it to its new parent. */
static void tree_await_parent(pid_t parent)
{
	SUBJECT_AWAIT(getppid() == parent, "the parent is %d, not %d", (int)getppid(), (int)parent);
}

/* The parent forks, and ends at once or by a status; what remains goes to a subreaper. */
static void tree_orphan(pid_t adopter, int up, bool own_group, bool ended)
{
	if (tree_fork() > 0)
		return;
	if (own_group)
		setpgid(0, 0);
	tree_await_parent(adopter);
	subject_up(up);
	if (ended)
		_exit(7);
	tree_sleep();
}

static pid_t tree_wait_end(pid_t pid)
{
	int status;

	T_CHECK(waitpid(pid, &status, 0) == pid && status == 0, "%d: 0x%x", (int)pid, status);
	return pid;
}

/* Ends all that are left, and waits for them by their groups. */
static void tree_reap_all(int n)
{
	enum { MOST = 64 };
	pid_t groups[MOST];
	char path[64];
	int found = 0, status;

	snprintf(path, sizeof(path), "/proc/self/task/%d/children", (int)getpid());
	char *text = t_read(path, NULL), *rest = text;
	for (char *word; found < MOST && text && (word = strtok_r(rest, " ", &rest)) != NULL;) {
		pid_t pid = atoi(word);
		int fd = (int)syscall(SYS_pidfd_open, pid, 0);

		T_CHECK(fd >= 0, "pidfd_open %d: %s", (int)pid, strerror(errno));
		close(fd);
		groups[found++] = getpgid(pid);
		if (t_state(pid) != 'Z')
			kill(pid, SIGKILL);
	}
	free(text);
	T_CHECK(found == n, "%d children, not %d", found, n);
	for (int i = 0; i < found; i++)
		T_CHECK(waitpid(-groups[i], &status, 0) > 0, "group %d: %s", (int)groups[i],
			strerror(errno));
}

/* Members of sessions that the adopter never was in: whose leaders are gone, zombies, alive, alive
 * further down; in the leader's group and in one of their own; and a group whose leader is gone. */
static void tree_adopted_subject(void)
{
	pid_t self = getpid(), pid;

	T_MUST(prctl(PR_SET_CHILD_SUBREAPER, 1) == 0, "subreaper: %s", strerror(errno));
	for (int i = 0; i < 3; i++) { /* gone, zombie, alive */
		pid = tree_fork();
		if (pid == 0) {
			setsid();
			for (int k = 0; k < 3; k++) {
				pid_t between = tree_fork();
				if (between == 0) {
					tree_orphan(self, 3 * i + k, k == 1, k == 2);
					_exit(0);
				}
				tree_wait_end(between);
			}
			if (i < 2)
				_exit(0);
			tree_sleep();
		}
		subject_await_from(3 * i, 3);
		if (i == 0)
			tree_wait_end(pid);
	}
	pid = tree_fork();
	if (pid == 0) { /* alive, a grandchild */
		if (tree_fork() == 0) {
			setsid();
			pid_t between = tree_fork();
			if (between == 0) {
				tree_orphan(self, 9, false, false);
				_exit(0);
			}
			tree_wait_end(between);
			subject_up(10);
			tree_sleep();
		}
		tree_sleep();
	}
	subject_await_from(9, 2);
	pid = tree_fork();
	if (pid == 0) { /* a group */
		setpgid(0, 0);
		tree_orphan(self, 11, false, false);
		tree_orphan(self, 12, false, false);
		_exit(0);
	}
	tree_wait_end(pid);
	subject_await_from(11, 2);
	t_ready();
	tree_reap_all(9 + 2 + 1 + 1 + 2);
	tree_reap_all(1); /* the grandchild, adopted now */
	T_CHECK(waitpid(-1, NULL, WNOHANG | __WALL) == -1 && errno == ECHILD, "one too many");
}

TREE_TEST(tree_adopted, 2)

/* What a daemon does: its session's leader has ended, and its parent is gone. */
static void tree_daemon_subject(void)
{
	pid_t pid = tree_fork();

	if (pid == 0) {
		setsid();
		if (tree_fork() > 0)
			_exit(0);
		snprintf(t_name, sizeof(t_name), "daemon");
		pid_t sid = getsid(0), group = getpgrp(), child = tree_fork();
		if (child == 0)
			tree_sleep();
		t_phase = 0;
		char text[16];
		snprintf(text, sizeof(text), "%d", (int)getpid());
		t_write("daemon.pid", text, strlen(text));
		t_ready();
		T_CHECK(getsid(0) == sid && getpgrp() == group && group == sid,
			"session %d, group %d", (int)getsid(0), (int)getpgrp());
		T_CHECK(kill(-group, 0) == 0 && getpgid(child) == group, "group of the child: %d",
			(int)getpgid(child));
		tree_kill(child);
		t_stop();
	}
	tree_wait_end(pid);
	t_ready();
}

static void tree_daemon(void)
{
	struct t_subject s, daemon = {.name = "daemon"};

	T_MUST(prctl(PR_SET_CHILD_SUBREAPER, 1) == 0, "subreaper: %s", strerror(errno));
	t_start(&s, tree_daemon_subject);
	t_end(&s);
	SUBJECT_AWAIT(t_exists(".t-daemon.ready1"), "the daemon is slow");
	char *text = t_read("daemon.pid", NULL);
	daemon.pid = atoi(text);
	free(text);
	t_await(&daemon);
	t_cycles(&daemon, 3);
	t_end(&daemon);
}

/* == shared descriptors and directories ======================================================== */

/* A child, its child and its child's child, that share what the flags say, and one that shares
 * nothing; each does something that all of them notice, or nobody. */
static pid_t tree_clone(uint64_t flags)
{
	pid_t pid = sys_clone3(flags, SIGCHLD, NULL, 0, NULL);

	T_MUST(pid >= 0, "clone3: %d", pid);
	return pid;
}

static void tree_await_file(const char *path)
{
	SUBJECT_AWAIT(t_exists(path), "%s does not come", path);
}

static bool tree_is_open(int fd)
{
	return fcntl(fd, F_GETFD) >= 0;
}

enum { TREE_FD = 40 }; /* and on: one for each of those who open something */

static void tree_shared_files_subject(void)
{
	char path[PATH_MAX];
	pid_t own;

	T_MUST(getcwd(path, sizeof(path)), "getcwd");
	int here = open(".", O_RDONLY | O_DIRECTORY), file = subject_open("file", O_RDWR | O_CREAT);
	T_MUST(here >= 0 && dup3(file, TREE_FD, O_CLOEXEC) == TREE_FD, "dup3");
	close(file);
	pid_t child = tree_clone(CLONE_FILES | CLONE_FS);
	if (child == 0) {
		pid_t grandchild = tree_clone(CLONE_FILES);
		if (grandchild == 0) {
			subject_up(0);
			tree_await_file("go-0");
			T_CHECK(fcntl(TREE_FD, F_GETFD) == FD_CLOEXEC, "descriptor %d", TREE_FD);
			dup2(TREE_FD, TREE_FD + 1);
			t_stop();
		}
		own = tree_clone(0);
		if (own == 0) {
			subject_up(1);
			tree_await_file("go-1");
			dup2(TREE_FD, TREE_FD + 2);
			T_CHECK(!tree_is_open(TREE_FD + 1), "it sees what others open");
			T_CHECK(chdir("/") == 0, "chdir");
			t_stop();
		}
		subject_up(2);
		SUBJECT_AWAIT(tree_is_open(TREE_FD + 3), "%d does not come", TREE_FD + 3);
		subject_reap(grandchild);
		subject_reap(own);
		T_CHECK(chdir("/") == 0 && umask(027) == 022, "chdir, umask");
		close(TREE_FD + 3);
		t_stop();
	}
	umask(022);
	subject_await_up(3);
	t_ready();
	t_write("go-0", "", 0);
	SUBJECT_AWAIT(tree_is_open(TREE_FD + 1), "%d does not come", TREE_FD + 1);
	t_write("go-1", "", 0);
	dup2(TREE_FD, TREE_FD + 3);
	subject_reap(child);
	T_CHECK(!tree_is_open(TREE_FD + 2), "it sees what only another opened");
	T_CHECK(!tree_is_open(TREE_FD + 3), "it does not see what the child closed");
	T_CHECK(umask(022) == 027 && getcwd(path, sizeof(path)) && strcmp(path, "/") == 0,
		"the child went to /, this is %s", path);
	T_CHECK(fchdir(here) == 0, "fchdir");
}

TREE_TEST(tree_shared_files, 2)

/* == who hears of whom ========================================================================= */

static volatile sig_atomic_t tree_ends;

static void tree_on_end(int sig)
{
	(void)sig;
	tree_ends++;
}

static void tree_on_orphaned(int sig)
{
	(void)sig;
	_exit(9);
}

static pid_t tree_clone_signal(int exit_signal)
{
	pid_t pid = sys_clone3(0, exit_signal, NULL, 0, NULL);

	T_MUST(pid >= 0, "clone3: %d", pid);
	if (pid == 0)
		tree_sleep();
	return pid;
}

/* A pidfd that is made now tells of an end. */
static void tree_ends_told(pid_t pid, int sig)
{
	int fd = (int)syscall(SYS_pidfd_open, pid, 0), status = -1;
	struct pollfd pfd = {fd, POLLIN, 0};

	T_CHECK(fd >= 0 && poll(&pfd, 1, 0) == 0, "pidfd of %d: %s", (int)pid, strerror(errno));
	kill(pid, sig);
	T_CHECK(poll(&pfd, 1, 5000) == 1, "the pidfd says nothing");
	close(fd);
	T_CHECK(waitpid(pid, &status, WNOHANG) == -1 && errno == ECHILD,
		"a plain wait finds child %d", (int)pid);
	T_CHECK(waitpid(pid, &status, __WALL) == pid && status == sig, "status 0x%x", status);
}

static void tree_relations_subject(void)
{
	struct sigaction sa = {.sa_handler = tree_on_end, .sa_flags = SA_RESTART};
	pid_t pid, self = getpid(), silent, special, heir, group[2], lonely = 0;
	char path[64];
	int status;

	sigaction(SIGUSR1, &sa, NULL);
	T_MUST(prctl(PR_SET_CHILD_SUBREAPER, 1) == 0, "subreaper: %s", strerror(errno));
	special = tree_clone_signal(SIGUSR1);
	silent = tree_clone_signal(0);
	heir = tree_fork();
	if (heir == 0) { /* its child wants to hear of its end */
		pid = tree_fork();
		if (pid == 0) {
			signal(SIGUSR2, tree_on_orphaned);
			prctl(PR_SET_PDEATHSIG, SIGUSR2);
			subject_up(0);
			tree_sleep();
		}
		tree_sleep();
	}
	for (int i = 0; i < 2; i++) {
		group[i] = tree_fork();
		if (group[i] == 0) {
			setpgid(0, i ? group[0] : 0);
			subject_up(1 + i);
			tree_sleep();
		}
		subject_await_from(1 + i, 1);
	}
	pid = tree_fork();
	if (pid == 0) { /* leaves a group that has nobody in its session to look after it */
		setsid();
		tree_orphan(self, 3, true, false);
		_exit(0);
	}
	tree_wait_end(pid);
	subject_await_from(3, 1);
	snprintf(path, sizeof(path), "/proc/self/task/%d/children", (int)self);
	char *text = t_read(path, NULL), *rest = text;
	for (char *word; (word = strtok_r(rest, " ", &rest)) != NULL;)
		if (getsid(atoi(word)) != getsid(0))
			lonely = atoi(word);
	free(text);
	subject_await_from(0, 1);
	t_ready();
	tree_ends_told(silent, SIGTERM);
	T_CHECK(tree_ends == 0, "a signal came");
	tree_ends_told(special, SIGKILL);
	SUBJECT_AWAIT(tree_ends == 1, "%d signals", (int)tree_ends);
	T_CHECK(kill(-group[0], SIGTERM) == 0, "kill of the group: %s", strerror(errno));
	for (int i = 0; i < 2; i++)
		T_CHECK(waitpid(-group[0], &status, 0) > 0 && status == SIGTERM, "0x%x", status);
	T_CHECK(waitpid(-group[0], &status, 0) == -1 && errno == ECHILD, "a third member");
	kill(lonely, SIGTSTP);
	t_sleep_ms(20);
	T_CHECK(t_state(lonely) == 'S', "an orphaned group is stopped: %c", t_state(lonely));
	tree_kill(lonely);
	tree_kill(heir);
	T_CHECK(wait(&status) > 0 && status == 9 << 8, "the end of the parent: 0x%x", status);
	T_CHECK(wait(&status) == -1 && errno == ECHILD, "one too many");
}

TREE_TEST(tree_relations, 2)

/* A chain of processes, each the child of the one before; every tenth with a group or a session. */
static void tree_deep_subject(void)
{
	enum { DEEP = 110 };
	int depth = 0, status;

	T_MUST(prctl(PR_SET_CHILD_SUBREAPER, 1) == 0, "subreaper: %s", strerror(errno));
	while (depth < DEEP && tree_fork() == 0) {
		depth++;
		if (depth % 20 == 0)
			setsid();
		else if (depth % 10 == 0)
			setpgid(0, 0);
	}
	if (depth == DEEP)
		subject_up(0);
	if (depth > 0) {
		if (depth < DEEP)
			wait(&status);
		else
			tree_await_file("deep");
		_exit(depth);
	}
	subject_await_up(1);
	t_ready();
	t_write("deep", "", 0);
	T_CHECK(wait(&status) > 0 && status == 1 << 8, "0x%x", status);
}

static void tree_deep(void)
{
	struct t_subject s;

	t_start(&s, tree_deep_subject);
	calls_cycle(&s);
	t_end(&s);
}

static const struct t_test tree_tests[] = {
	{"tree_zombies", tree_zombies, T_ROOT | T_USER, 0, NULL, NULL},
	{"tree_stopped", tree_stopped, T_ROOT | T_USER, 0, NULL, NULL},
	{"tree_stopped_quietly", tree_stopped_quietly, T_ROOT | T_USER, 0, NULL, NULL},
	{"tree_adopted", tree_adopted, T_ROOT | T_USER, 0, NULL, NULL},
	{"tree_daemon", tree_daemon, T_ROOT | T_USER, 0, NULL, NULL},
	{"tree_shared_files", tree_shared_files, T_ROOT | T_USER, 0, NULL,
	 "plan: word to who shares descriptors;plan: word of who shares descriptors"},
	{"tree_relations", tree_relations, T_ROOT | T_USER, 0, NULL, NULL},
	{"tree_deep", tree_deep, T_ROOT, 40, NULL, NULL},
	{"tree_stopped_root", tree_stopped_root, T_ROOT | T_USER, 0, NULL, NULL},
};
