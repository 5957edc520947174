/* SPDX-License-Identifier: MIT
 *
 * Programs that judge themselves, one for each kind of state, and an ugly one beside each: saved by
 * dump and by themselves, once and several times in a row, as root and as an ordinary user. What
 * /proc shows of them is compared each time.
 */
#include "t.h"
#include "../cr.h"
#include <poll.h>
#include <pthread.h>
#include <sched.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>

/* Once and, started afresh, three times in a row. */
static void subject_cycles(const char *name, void (*fn)(void))
{
	for (int n = 1; n <= 3; n += 2) {
		struct t_subject s;

		t_start_(&s, name, fn);
		t_cycles(&s, n);
		t_end(&s);
		t_run(NULL, "rm -rf .t-* save save.dir");
	}
}

#define SUBJECT_TEST(name) \
	static void name(void) \
	{ \
		subject_cycles(#name "_subject", name##_subject); \
	}

/* How often the subject saves itself where it is ready; 0: somebody else saves it. */
static int subject_self_saves;

static void subject_ready(void)
{
	cr_error err;

	t_ready();
	for (int i = 0; i < subject_self_saves; i++) {
		T_MUST(cr_save(i % 2 ? "self.dir/" : "self", NULL, &err) != CR_FAILED, "%s",
		       err.text);
		t_ready(); /* here stands the one that has saved, and then the one that came of it
			    */
	}
}

static pid_t subject_fork_loader(const char *path)
{
	cr_error err;
	pid_t pid = fork();

	T_MUST(pid >= 0, "fork: %s", strerror(errno));
	if (pid == 0) {
		setsid();
		cr_load(path, NULL, &err);
		T_FAIL("cr_load: %s", err.text);
		t_stop();
	}
	return pid;
}

/* Saves itself, is killed, and another process becomes it, three times over. */
static void subject_lives_on(const char *name, void (*fn)(void))
{
	struct t_subject s;
	char mark[64];

	subject_self_saves = 3;
	t_start_(&s, name, fn);
	for (int i = 0; i < 3; i++) {
		t_next(&s);
		char *before = t_snapshot(s.pid);
		t_kill(&s);
		t_mark(mark, sizeof(mark), s.name, "ready", s.phase--);
		unlink(mark);
		s.pid = subject_fork_loader(i % 2 ? "self.dir/" : "self");
		t_await(&s);
		char *after = t_snapshot(s.pid);
		t_same(before, after, T_NEW_PIDS);
		free(before);
		free(after);
	}
	t_end(&s);
}

#define SUBJECT_SELF_TEST(name) \
	static void name##_self(void) \
	{ \
		subject_lives_on(#name "_subject", name##_subject); \
	}

/* Waits for what another process does. */
#define SUBJECT_AWAIT(cond, ...) \
	do { \
		for (int tries_ = 0; !(cond) && tries_ < 2000; tries_++) \
			t_sleep_ms(1); \
		T_CHECK(cond, __VA_ARGS__); \
	} while (0)

/* Children tell that they have come to rest; the parent waits for n of them. */
static void subject_up(int i)
{
	char path[32];

	snprintf(path, sizeof(path), ".t-up%d", i);
	T_MUST(mknod(path, S_IFREG | 0644, 0) == 0, "%s: %s", path, strerror(errno));
}

static void subject_await_from(int first, int n)
{
	char path[32];

	for (int i = first; i < first + n; i++) {
		snprintf(path, sizeof(path), ".t-up%d", i);
		SUBJECT_AWAIT(t_exists(path), "child %d is slow", i);
		unlink(path);
	}
}

static void subject_await_up(int n)
{
	subject_await_from(0, n);
}

static int subject_open(const char *path, int flags)
{
	int fd = open(path, flags, 0640);

	T_MUST(fd >= 0, "%s: %s", path, strerror(errno));
	return fd;
}

/* Ends a child that waits for a signal, and tells whether nothing was wrong with it. */
static void subject_reap(pid_t pid)
{
	int status = -1;

	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	T_CHECK(status == 0, "child %d ended with status 0x%x", (int)pid, status);
}

static off_t subject_at(int fd)
{
	return lseek(fd, 0, SEEK_CUR);
}

/* == open files ================================================================================ */

/* The offset of the shared file is how the two talk: it is one number for both, or this hangs. */
static void subject_files_child(int shared, int closed, int own)
{
	SUBJECT_AWAIT(subject_at(shared) == 15, "child: the shared offset is %ld",
		      (long)subject_at(shared));
	T_CHECK(subject_at(own) == 33, "child: its own offset is %ld", (long)subject_at(own));
	T_CHECK(fcntl(closed, F_GETFD) == -1, "child: descriptor %d is open again", closed);
	lseek(shared, 60, SEEK_SET);
	t_stop();
}

static void subject_files_subject(void)
{
	char text[101] = "", buf[32];
	int flags[8];

	memset(text, 'x', 100);
	t_write("file", text, 100);
	mkdir("dir", 0700);
	t_write("dir/in", "here", 4);
	int a = subject_open("file", O_RDWR), b = fcntl(a, F_DUPFD_CLOEXEC, 100),
	    c = subject_open("file", O_RDONLY | O_NONBLOCK);
	int d = subject_open("file", O_WRONLY | O_APPEND | O_SYNC),
	    e = subject_open("file", O_PATH);
	int dir = subject_open("dir", O_RDONLY | O_DIRECTORY | O_CLOEXEC),
	    null = subject_open("/dev/null", O_RDWR);
	int zero = subject_open("/dev/zero", O_RDONLY),
	    chance = subject_open("/dev/urandom", O_RDONLY);
	int wild = dup2(c, 700);
	lseek(a, 10, SEEK_SET);
	lseek(c, 20, SEEK_SET);
	const int fds[8] = {a, b, c, d, e, dir, null, zero};
	for (int i = 0; i < 8; i++)
		flags[i] = fcntl(fds[i], F_GETFL) | fcntl(fds[i], F_GETFD) << 30;
	pid_t child = fork();
	if (child == 0) {
		close(b);
		int own = subject_open("file", O_RDWR);
		lseek(own, 33, SEEK_SET);
		subject_up(0);
		subject_files_child(a, b, own);
	}
	subject_await_up(1);
	t_ready();

	for (int i = 0; i < 8; i++) {
		int now = fcntl(fds[i], F_GETFL) | fcntl(fds[i], F_GETFD) << 30;
		T_CHECK(now == flags[i], "descriptor %d: flags 0%o, before 0%o", fds[i], now,
			flags[i]);
	}
	T_CHECK(subject_at(a) == 10 && subject_at(c) == 20, "offsets %ld %ld", (long)subject_at(a),
		(long)subject_at(c));
	T_CHECK(read(a, buf, 5) == 5 && subject_at(b) == 15, "the duplicate is at %ld",
		(long)subject_at(b));
	T_CHECK(subject_at(c) == 20, "another open file moved along: %ld", (long)subject_at(c));
	T_CHECK(lseek(wild, 25, SEEK_SET) == 25 && subject_at(c) == 25, "descriptor 700: %ld",
		(long)subject_at(c));
	lseek(d, 0, SEEK_SET);
	T_CHECK(write(d, "end", 3) == 3 && pread(a, buf, 8, 98) == 5 &&
			memcmp(buf, "xxend", 5) == 0,
		"appended: %.5s", buf);
	struct stat st, st2;
	T_CHECK(fstat(e, &st) == 0 && fstat(a, &st2) == 0 && st.st_ino == st2.st_ino &&
			read(e, buf, 1) == -1 && errno == EBADF,
		"O_PATH: %s", strerror(errno));
	T_CHECK(faccessat(dir, "in", R_OK, 0) == 0, "directory: %s", strerror(errno));
	memset(buf, 1, sizeof(buf));
	T_CHECK(write(null, "gone", 4) == 4 && read(null, buf, 4) == 0, "null");
	T_CHECK(read(zero, buf, 32) == 32 && buf[0] == 0 && buf[31] == 0, "zero");
	T_CHECK(read(chance, buf, 32) == 32, "urandom");
	SUBJECT_AWAIT(subject_at(a) == 60, "the child left the offset at %ld", (long)subject_at(a));
	subject_reap(child);
}

SUBJECT_TEST(subject_files)

/* Who is told, and how, when something comes. */
static void subject_owners_subject(void)
{
	struct timespec soon = {1, 0};
	int ends[2], file;
	sigset_t set;
	siginfo_t info;

	sigemptyset(&set);
	sigaddset(&set, SIGRTMIN + 1);
	sigprocmask(SIG_BLOCK, &set, NULL);
	T_MUST(pipe(ends) == 0, "pipe: %s", strerror(errno));
	file = subject_open("file", O_RDWR | O_CREAT);
	fcntl(file, F_SETOWN, -getpgrp());
	struct f_owner_ex self = {F_OWNER_TID, (pid_t)syscall(SYS_gettid)};
	T_MUST(fcntl(ends[0], F_SETOWN_EX, &self) == 0 &&
		       fcntl(ends[0], F_SETSIG, SIGRTMIN + 1) == 0 &&
		       fcntl(ends[0], F_SETFL, O_ASYNC | O_NONBLOCK) == 0,
	       "fcntl: %s", strerror(errno));
	t_ready();

	T_CHECK(fcntl(file, F_GETOWN) == -getpgrp(), "%d, and the group is %d",
		fcntl(file, F_GETOWN), getpgrp());
	T_CHECK(write(ends[1], "!", 1) == 1 && sigtimedwait(&set, &info, &soon) == SIGRTMIN + 1,
		"no signal: %s", strerror(errno));
	T_CHECK(info.si_fd == ends[0] && (fcntl(ends[0], F_GETFL) & (O_ASYNC | O_NONBLOCK)) ==
						 (O_ASYNC | O_NONBLOCK),
		"fd %d", info.si_fd);
}

SUBJECT_TEST(subject_owners)

/* One open file, held by processes whose common parent has let go of it, under other numbers, and
 * by a grandchild whose parent has not got it. */
static void subject_heirs_subject(void)
{
	t_write("file", "0123456789", 10);
	int both = subject_open("file", O_RDWR), far = subject_open("file", O_RDONLY);
	pid_t pids[3];

	for (int i = 0; i < 2; i++) {
		pids[i] = fork();
		if (pids[i] == 0) {
			int mine = dup2(both, 50 + i);
			close(both);
			close(far);
			subject_up(i);
			SUBJECT_AWAIT(subject_at(mine) == 4 + i, "heir %d: offset %ld", i,
				      (long)subject_at(mine));
			lseek(mine, 5 + i, SEEK_SET);
			t_stop();
		}
	}
	pids[2] = fork();
	if (pids[2] == 0) {
		pid_t grandchild = fork();
		if (grandchild == 0) {
			close(both);
			subject_up(2);
			SUBJECT_AWAIT(subject_at(far) == 3, "grandchild: offset %ld",
				      (long)subject_at(far));
			lseek(far, 7, SEEK_SET);
			t_stop();
		}
		close(far);
		subject_up(3);
		SUBJECT_AWAIT(subject_at(both) == 6, "child: offset %ld", (long)subject_at(both));
		subject_reap(grandchild);
		t_stop();
	}
	subject_await_up(4);
	t_ready();
	lseek(far, 3, SEEK_SET);
	lseek(both, 4, SEEK_SET);
	for (int i = 0; i < 3; i++)
		subject_reap(pids[i]);
	T_CHECK(subject_at(far) == 7 && subject_at(both) == 6, "offsets %ld %ld",
		(long)subject_at(far), (long)subject_at(both));
}

SUBJECT_TEST(subject_heirs)

/* 500 descriptors up to the limit, names that look like something else, offsets past the end, moved
 * and linked files. */
static void subject_odd_files_subject(void)
{
	static const char *const names[] = {"a b\tc\nd", "gone (deleted)", "pipe:[7]",
					    "\\012",	 "\xff\xfe",	   "file -> x"};
	struct rlimit lim = {700, 700};
	struct stat st, st2;
	int odd[6], many[500];

	for (int i = 0; i < 6; i++) {
		odd[i] = subject_open(names[i], O_RDWR | O_CREAT | O_TRUNC);
		T_MUST(write(odd[i], names[i], 6) == 6, "write: %s", strerror(errno));
	}
	t_write("other", "other", 5);
	int moved = subject_open("other", O_RDONLY);
	rename("other", "renamed");
	t_write("other", "not me", 6);
	link("renamed", "second");
	int past = subject_open("renamed", O_RDWR);
	lseek(past, (off_t)1 << 40, SEEK_SET);
	for (int i = 0; i < 500; i++) {
		many[i] = subject_open("renamed", O_RDONLY);
		lseek(many[i], i, SEEK_SET);
	}
	setrlimit(RLIMIT_NOFILE, &lim);
	int last = fcntl(moved, F_DUPFD, 699);
	subject_ready();

	for (int i = 0; i < 6; i++) {
		char buf[8];
		T_CHECK(subject_at(odd[i]) == 6 && pread(odd[i], buf, 6, 0) == 6 &&
				memcmp(buf, names[i], 6) == 0,
			"'%s'", names[i]);
		T_CHECK(fstat(odd[i], &st) == 0 && stat(names[i], &st2) == 0 &&
				st.st_ino == st2.st_ino,
			"'%s' is another", names[i]);
	}
	char buf[8] = "";
	T_CHECK(read(last, buf, 5) == 5 && strcmp(buf, "other") == 0 && subject_at(moved) == 5,
		"moved: '%s'", buf);
	T_CHECK(subject_at(past) == (off_t)1 << 40, "past the end: %ld", (long)subject_at(past));
	for (int i = 0; i < 500; i++)
		T_CHECK(subject_at(many[i]) == i, "%d: offset %ld", i, (long)subject_at(many[i]));
	T_CHECK(getrlimit(RLIMIT_NOFILE, &lim) == 0 && lim.rlim_cur == 700 && lim.rlim_max == 700,
		"limit %ld", (long)lim.rlim_cur);
}

SUBJECT_TEST(subject_odd_files)
SUBJECT_SELF_TEST(subject_odd_files)

/* A deleted file: opened twice, duplicated, inherited, mapped, with a hole; and its name is
 * another's by now. */
static void subject_deleted_subject(void)
{
	char path[64], buf[16] = "";
	struct stat st, st2;

	int a = subject_open("deleted", O_RDWR | O_CREAT | O_TRUNC), b = dup(a);
	T_MUST(pwrite(a, "begin", 5, 0) == 5 && pwrite(a, "end", 3, 1 << 20) == 3, "write: %s",
	       strerror(errno));
	lseek(a, 2, SEEK_SET);
	unlink("deleted");
	snprintf(path, sizeof(path), "/proc/self/fd/%d", a);
	int c = subject_open(path, O_RDONLY);
	/* Without privilege nobody can follow a mapping to its file: that is refused by name. */
	char *map = mmap(NULL, 4096, PROT_READ | PROT_WRITE,
			 MAP_SHARED | (geteuid() ? MAP_ANONYMOUS : 0), geteuid() ? -1 : a, 0);
	T_MUST(map != MAP_FAILED, "mmap: %s", strerror(errno));
	pid_t child = fork();
	if (child == 0) {
		SUBJECT_AWAIT(map[0] == 'B', "child: the mapping begins with %c", map[0]);
		T_CHECK(pread(c, buf, 5, 0) == 5 && memcmp(buf, "Begin", 5) == 0, "child: %s", buf);
		t_stop();
	}
	t_ready();

	T_CHECK(fstat(a, &st) == 0 && fstat(c, &st2) == 0 && st.st_ino == st2.st_ino &&
			st.st_nlink == 0,
		"two files of one");
	T_CHECK(st.st_size == (1 << 20) + 3 && (st.st_mode & 0777) == 0640, "size %ld, mode 0%o",
		(long)st.st_size, st.st_mode);
	T_CHECK(st.st_blocks * 512 < 1 << 20, "the hole is filled: %ld blocks", (long)st.st_blocks);
	T_CHECK(subject_at(b) == 2 && lseek(a, 4, SEEK_SET) == 4 && subject_at(b) == 4 &&
			subject_at(c) == 0,
		"offsets");
	T_CHECK(pread(c, buf, 3, 1 << 20) == 3 && memcmp(buf, "end", 3) == 0, "its end is %.3s",
		buf);
	map[0] = 'B';
	T_CHECK(geteuid() == 0 || pwrite(a, "B", 1, 0) == 1, "write: %s", strerror(errno));
	T_CHECK(pread(c, buf, 5, 0) == 5 && memcmp(buf, "Begin", 5) == 0, "mapped, read: %.5s",
		buf);
	subject_reap(child);
}

SUBJECT_TEST(subject_deleted)

/* The name is another file's by now, which must not be touched. */
static void subject_replaced_subject(void)
{
	char buf[16] = "";
	int a = subject_open("name", O_RDWR | O_CREAT | O_TRUNC);

	T_MUST(write(a, "mine", 4) == 4 && unlink("name") == 0, "unlink: %s", strerror(errno));
	t_ready();
	T_CHECK(pread(a, buf, 15, 0) == 4 && strcmp(buf, "mine") == 0, "'%s'", buf);
}

static void subject_replaced(void)
{
	struct t_subject s;
	cr_save_opts o = cr_save_opts_init();
	cr_child child = cr_child_init();
	cr_error err;

	t_start(&s, subject_replaced_subject);
	t_write("name", "somebody else's", 15);
	o.flags = CR_END;
	for (int i = 0; i < 2; i++) {
		T_MUST(cr_dump(s.pid, "save", &o, &err) == 0, "%s", err.text);
		t_wait(s.pid, 5000);
		T_MUST(cr_restore("save", NULL, &child, &err) == 0, "%s", err.text);
		close(child.pidfd);
		s.pid = child.pid;
	}
	t_end(&s);
	char *other = t_read("name", NULL);
	T_CHECK(other && strcmp(other, "somebody else's") == 0, "the other file is now '%s'",
		other ? other : "gone");
	free(other);
	t_files_are("save name");
}

/* == places ==================================================================================== */

static void subject_places_child(void)
{
	char at[PATH_MAX];

	umask(02);
	prctl(PR_SET_NAME, "a) b\n(c");
	T_MUST(chdir("/") == 0, "chdir: %s", strerror(errno));
	for (mode_t mask = 02; mask == 02 && getcwd(at, sizeof(at)) && strcmp(at, "/") == 0;
	     t_sleep_ms(1))
		mask = umask(02);
	_exit(7);
}

static void subject_places_subject(void)
{
	char before[PATH_MAX], after[PATH_MAX], name[16];

	T_MUST(getcwd(before, sizeof(before)), "getcwd: %s", strerror(errno));
	umask(0137);
	pid_t child = fork();
	if (child == 0)
		subject_places_child();
	t_sleep_ms(20);
	prctl(PR_SET_NAME, "a\\b 123456789012");
	t_ready();

	T_CHECK(getcwd(after, sizeof(after)) && strcmp(before, after) == 0, "was in %s, is in %s",
		before, after);
	T_CHECK(umask(0) == 0137, "umask");
	T_CHECK(prctl(PR_GET_NAME, name) == 0 && strcmp(name, "a\\b 12345678901") == 0, "name %s",
		name);
	char *line = t_read("/proc/self/cmdline", NULL), *vars = t_read("/proc/self/environ", NULL);
	T_CHECK(line && strstr(line, "test") && vars && vars[0], "cmdline %s, environ %s", line,
		vars);
	free(line);
	free(vars);
	T_CHECK(waitpid(child, NULL, WNOHANG) == 0, "the child has ended: directory or umask");
	kill(child, SIGKILL);
	waitpid(child, NULL, 0);
}

/* The loader is somewhere else, with another umask. */
static void subject_places(void)
{
	char top[PATH_MAX - 16], save[PATH_MAX];
	struct t_subject s;

	T_MUST(getcwd(top, sizeof(top)) && mkdir("deep", 0755) == 0 && mkdir("deep/a b", 0755) == 0,
	       "mkdir: %s", strerror(errno));
	snprintf(save, sizeof(save), "%s/save", top);
	T_MUST(chdir("deep/a b") == 0, "chdir: %s", strerror(errno));
	t_start(&s, subject_places_subject);
	T_MUST(chdir("/usr") == 0, "chdir: %s", strerror(errno));
	t_cycle(&s, save, NULL, NULL);
	if (geteuid() == 0)
		t_cycle(&s, save, NULL, NULL);
	T_MUST(chdir(top) == 0 && chdir("deep/a b") == 0, "chdir: %s", strerror(errno));
	t_end(&s);
	T_MUST(chdir(top) == 0, "chdir: %s", strerror(errno));
}

/* Another root; the parent has the old one. */
static void subject_root_subject(void)
{
	t_write("here", "", 0);
	pid_t child = fork();
	if (child == 0) {
		T_MUST(mkdir("jail", 0755) == 0 || errno == EEXIST, "mkdir: %s", strerror(errno));
		t_write("jail/inside", "", 0);
		T_MUST(chroot("jail") == 0 && chdir("/") == 0, "chroot: %s", strerror(errno));
		int file = subject_open("/inside", O_RDONLY);
		T_MUST(mknod("/up", S_IFREG | 0644, 0) == 0, "up: %s", strerror(errno));
		while (access("/go", F_OK) < 0)
			t_sleep_ms(2);
		T_CHECK(access("/inside", F_OK) == 0 && access("/proc", F_OK) < 0 &&
				access("../../here", F_OK) < 0,
			"root");
		T_CHECK(fcntl(file, F_GETFD) == 0, "descriptor");
		t_stop();
	}
	SUBJECT_AWAIT(t_exists("jail/up"), "the child is slow");
	unlink("jail/up");
	t_ready();
	T_CHECK(access("/proc/self", F_OK) == 0, "the parent's root");
	t_write("jail/go", "", 0);
	subject_reap(child);
	unlink("jail/go");
}

SUBJECT_TEST(subject_root)

/* == families ================================================================================== */

static pid_t subject_child(void)
{
	pid_t pid = fork();

	T_MUST(pid >= 0, "fork: %s", strerror(errno));
	return pid;
}

static void subject_wait_forever(void)
{
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	for (;;)
		pause();
}

static void subject_family_subject(void)
{
	int status;
	siginfo_t info;
	pid_t exited = subject_child();
	if (exited == 0)
		_exit(3);
	pid_t killed = subject_child();
	if (killed == 0)
		raise(SIGUSR2), _exit(0);
	pid_t leader = subject_child();
	if (leader == 0) {
		setsid();
		pid_t member = fork();
		if (member == 0) {
			setpgid(0, 0);
			subject_up(0);
			subject_wait_forever();
		}
		subject_wait_forever();
	}
	pid_t grouped = subject_child();
	if (grouped == 0)
		subject_wait_forever();
	setpgid(grouped, grouped);
	pid_t joined = subject_child();
	if (joined == 0)
		subject_wait_forever();
	setpgid(joined, grouped);
	pid_t stopped = subject_child();
	if (stopped == 0)
		subject_wait_forever();
	t_sleep_ms(20);
	kill(stopped, SIGSTOP);
	T_MUST(waitid(P_PID, (id_t)exited, &info, WEXITED | WNOWAIT) == 0, "waitid: %s",
	       strerror(errno));
	T_MUST(waitid(P_PID, (id_t)killed, &info, WEXITED | WNOWAIT) == 0, "waitid: %s",
	       strerror(errno));
	T_MUST(waitid(P_PID, (id_t)stopped, &info, WSTOPPED) == 0, "waitid: %s", strerror(errno));
	subject_await_up(1);
	t_ready();

	T_CHECK(waitpid(exited, &status, WNOHANG) == exited && WIFEXITED(status) &&
			WEXITSTATUS(status) == 3,
		"0x%x", status);
	T_CHECK(waitpid(killed, &status, WNOHANG) == killed && WIFSIGNALED(status) &&
			WTERMSIG(status) == SIGUSR2,
		"0x%x", status);
	T_CHECK(getsid(leader) == leader && getpgid(leader) == leader &&
			getsid(grouped) == getsid(0),
		"sessions");
	T_CHECK(getpgid(grouped) == grouped && getpgid(joined) == grouped && getpgid(0) != grouped,
		"groups");
	T_CHECK(t_state(stopped) == 'T', "the stopped child is in state %c", t_state(stopped));
	kill(stopped, SIGCONT);
	T_CHECK(waitpid(stopped, &status, WCONTINUED) == stopped && WIFCONTINUED(status), "0x%x",
		status);
	const pid_t alive[] = {leader, grouped, joined, stopped};
	for (int i = 0; i < 4; i++) {
		kill(alive[i], SIGTERM);
		T_CHECK(waitpid(alive[i], &status, 0) == alive[i] && WTERMSIG(status) == SIGTERM,
			"%d: 0x%x", i, status);
	}
	T_CHECK(waitpid(-1, &status, 0) == -1 && errno == ECHILD, "there are more children");
}

SUBJECT_TEST(subject_family)

/* Adopted: the child of a child that is gone, in a session and a group whose leaders are gone. */
static void subject_adopted_subject(void)
{
	prctl(PR_SET_CHILD_SUBREAPER, 1);
	pid_t leader = subject_child();
	if (leader == 0) {
		setsid();
		pid_t orphan = fork();
		while (orphan == 0)
			pause();
		t_write("orphan", &orphan, sizeof(orphan));
		_exit(0);
	}
	subject_reap(leader);
	char *bytes = t_read("orphan", NULL);
	pid_t orphan = *(pid_t *)(void *)bytes;
	free(bytes);
	t_ready();
	int status, reaper = 0;
	cr_loaded *me = NULL;
	cr_error err;
	bool told = false;
	T_MUST(cr_load_info(&me, &err) == 0, "%s", err.text);
	for (size_t i = 0; i < me->degraded_count; i++)
		told |= me->degraded[i].pid == orphan &&
			strcmp(me->degraded[i].object, "session") == 0;
	cr_loaded_free(me);
	T_CHECK(told || getsid(orphan) == leader, "session %d, and nobody says so", getsid(orphan));
	T_CHECK(getpgid(orphan) == leader, "group %d", getpgid(orphan));
	T_CHECK(prctl(PR_GET_CHILD_SUBREAPER, &reaper) == 0 && reaper == 1, "subreaper");
	kill(orphan, SIGTERM);
	T_CHECK(waitpid(orphan, &status, 0) == orphan, "not our child: %s", strerror(errno));
}

static void subject_adopted(void)
{
	struct t_subject s;

	t_start(&s, subject_adopted_subject);
	s.but = "session NSsid:";
	t_cycle(&s, "save", NULL, NULL);
	t_end(&s);
}

/* == threads =================================================================================== */

enum { SUBJECT_THREADS = 24 };
static __thread int subject_mark = 5;
static struct {
	pthread_mutex_t lock, robust;
	pthread_cond_t woken;
	pthread_barrier_t all;
	bool go;
	int waiting, sum;
} subject_room;

static void *subject_thread(void *arg)
{
	int i = (int)(intptr_t)arg;
	char name[16], seen[16] = "";
	volatile char on_stack[5000];
	sigset_t mine, now;

	subject_mark = 100 + i;
	errno = 1000 + i;
	snprintf(name, sizeof(name), "number %d", i);
	prctl(PR_SET_NAME, name);
	on_stack[0] = on_stack[4999] = (char)i;
	sigemptyset(&mine);
	sigaddset(&mine, SIGRTMIN + i % 20);
	pthread_sigmask(SIG_SETMASK, &mine, NULL);
	pthread_mutex_lock(&subject_room.lock);
	subject_room.waiting++;
	while (!subject_room.go)
		pthread_cond_wait(&subject_room.woken, &subject_room.lock);
	subject_room.sum += i;
	pthread_mutex_unlock(&subject_room.lock);
	T_CHECK(subject_mark == 100 + i && errno == 1000 + i, "thread %d: %d, errno %d", i,
		subject_mark, errno);
	T_CHECK(on_stack[0] == (char)i && on_stack[4999] == (char)i, "thread %d: stack", i);
	pthread_sigmask(SIG_SETMASK, NULL, &now);
	T_CHECK(sigismember(&now, SIGRTMIN + i % 20) == 1 && sigismember(&now, SIGUSR1) == 0,
		"thread %d: mask", i);
	T_CHECK(prctl(PR_GET_NAME, seen) == 0 && strcmp(seen, name) == 0, "thread %d: name %s", i,
		seen);
	pthread_barrier_wait(&subject_room.all);
	return (void *)(intptr_t)(i * 3);
}

static void subject_threads_subject(void)
{
	pthread_mutexattr_t robust;
	pthread_t threads[SUBJECT_THREADS];
	int sum = 0;

	pthread_mutex_init(&subject_room.lock, NULL);
	pthread_mutexattr_init(&robust);
	pthread_mutexattr_setrobust(&robust, PTHREAD_MUTEX_ROBUST);
	pthread_mutex_init(&subject_room.robust, &robust);
	pthread_cond_init(&subject_room.woken, NULL);
	pthread_barrier_init(&subject_room.all, NULL, SUBJECT_THREADS);
	for (int i = 0; i < SUBJECT_THREADS; i++)
		T_MUST(pthread_create(&threads[i], NULL, subject_thread, (void *)(intptr_t)i) == 0,
		       "thread %d", i);
	pthread_mutex_lock(&subject_room.robust);
	for (int waiting = 0; waiting < SUBJECT_THREADS; t_sleep_ms(1)) {
		pthread_mutex_lock(&subject_room.lock);
		waiting = subject_room.waiting;
		pthread_mutex_unlock(&subject_room.lock);
	}
	subject_ready();

	T_CHECK(subject_mark == 5, "first thread: %d", subject_mark);
	T_CHECK(pthread_mutex_unlock(&subject_room.robust) == 0 &&
			pthread_mutex_lock(&subject_room.robust) == 0,
		"robust");
	pthread_mutex_lock(&subject_room.lock);
	subject_room.go = true;
	pthread_cond_broadcast(&subject_room.woken);
	pthread_mutex_unlock(&subject_room.lock);
	for (int i = 0; i < SUBJECT_THREADS; i++) {
		void *result = NULL;
		T_CHECK(pthread_join(threads[i], &result) == 0 &&
				result == (void *)(intptr_t)(i * 3),
			"thread %d: %p", i, result);
		sum += i;
	}
	T_CHECK(subject_room.sum == sum, "sum %d", subject_room.sum);
}

SUBJECT_TEST(subject_threads)
SUBJECT_SELF_TEST(subject_threads)

/* The first thread has ended, and another one goes on; the process then ends by exit_group(2), or,
 * `plainly`, thread by thread: with the last one's status, before 5.19 with that of the first. */
static bool subject_headless_plainly;

static void *subject_headless_rest(void *arg)
{
	char name[16];

	prctl(PR_SET_NAME, "heir");
	while (t_state(getpid()) != 'Z')
		t_sleep_ms(1);
	T_MUST(mknod("up", S_IFREG | 0644, 0) == 0, "up: %s", strerror(errno));
	while (!t_exists("go"))
		t_sleep_ms(2);
	T_CHECK(arg == &subject_room && getpid() != syscall(SYS_gettid) && t_state(getpid()) == 'Z',
		"ids or state");
	T_CHECK(prctl(PR_GET_NAME, name) == 0 && strcmp(name, "heir") == 0, "name '%s'", name);
	T_CHECK(umask(0) == 031, "umask");
	if (subject_headless_plainly && !t_failures())
		syscall(SYS_exit, 55);
	_exit(t_failures() ? 1 : 0);
}

static void subject_headless_one(bool plainly)
{
	cr_save_opts save = cr_save_opts_init();
	cr_child child = cr_child_init();
	cr_error err;

	subject_headless_plainly = plainly;
	pid_t pid = fork();
	if (pid == 0) {
		pthread_t thread;
		t_child("/dev/null");
		umask(031);
		prctl(PR_SET_NAME, "ancestor");
		pthread_create(&thread, NULL, subject_headless_rest, &subject_room);
		syscall(SYS_exit, 77);
	}
	SUBJECT_AWAIT(t_exists("up"), "it is slow");
	save.flags |= CR_END;
	for (int i = 0; i < 2; i++) {
		char *before = t_snapshot(pid);
		T_MUST(cr_dump(pid, "save", &save, &err) == 0, "save %d: %s", i, err.text);
		T_CHECK(WIFSIGNALED(t_wait(pid, 5000)), "it was not ended");
		T_MUST(cr_restore("save", NULL, &child, &err) == 0, "load %d: %s", i, err.text);
		close(child.pidfd);
		char *after = t_snapshot(child.pid);
		t_same(before, after, child.pid == pid ? "" : T_NEW_PIDS " " T_NEW_SPACES);
		free(before);
		free(after);
		if (child.pid != pid)
			i = 2; /* an ordinary user's, in namespaces of its own */
		pid = child.pid;
	}
	t_write("go", "", 0);
	int status = t_wait(pid, 5000);
	T_CHECK(plainly ? status == 55 << 8 || status == 77 << 8 : status == 0, "status 0x%x",
		status);
}

static void subject_headless(void)
{
	subject_headless_one(false);
}

static void subject_headless_plain_end(void)
{
	subject_headless_one(true);
}

/* == what an ordinary user may set ============================================================= */

static void subject_settings_subject(void)
{
	struct rlimit lim, want[RLIM_NLIMITS];

	for (int i = 0; i < RLIM_NLIMITS; i++) {
		getrlimit((__rlimit_resource_t)i, &lim);
		if (i != RLIMIT_NPROC && i != RLIMIT_AS && i != RLIMIT_DATA && i != RLIMIT_CPU &&
		    i != RLIMIT_STACK && lim.rlim_max > 600) {
			lim.rlim_max = lim.rlim_max == RLIM_INFINITY ? RLIM_INFINITY - 1
								     : lim.rlim_max - 1;
			lim.rlim_cur = lim.rlim_max > (1 << 26) ? (1 << 26) + (rlim_t)i
								: lim.rlim_max - 1;
			setrlimit((__rlimit_resource_t)i, &lim);
		}
		getrlimit((__rlimit_resource_t)i, &want[i]);
	}
	setpriority(PRIO_PROCESS, 0, 7);
	struct sched_param param = {0};
	sched_setscheduler(0, SCHED_BATCH, &param);
	prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	prctl(PR_SET_TIMERSLACK, 70000, 0, 0, 0);
	subject_ready();
	for (int i = 0; i < RLIM_NLIMITS; i++) {
		getrlimit((__rlimit_resource_t)i, &lim);
		T_CHECK(lim.rlim_cur == want[i].rlim_cur && lim.rlim_max == want[i].rlim_max,
			"limit %d: %llu %llu, before %llu %llu", i,
			(unsigned long long)lim.rlim_cur, (unsigned long long)lim.rlim_max,
			(unsigned long long)want[i].rlim_cur, (unsigned long long)want[i].rlim_max);
	}
	T_CHECK(getpriority(PRIO_PROCESS, 0) == 7 && sched_getscheduler(0) == SCHED_BATCH,
		"nice %d, policy %d", getpriority(PRIO_PROCESS, 0), sched_getscheduler(0));
	T_CHECK(prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) == 1 && prctl(PR_GET_TIMERSLACK) == 70000,
		"prctl");
}

SUBJECT_TEST(subject_settings)
SUBJECT_SELF_TEST(subject_settings)

/* == calls that wait =========================================================================== */

static struct {
	int pipe[2], futex;
	uint64_t took[3];
	char got;
} subject_waits;

enum { SUBJECT_WAIT_MS = 700 };

static void *subject_sleeps(void *arg)
{
	int i = (int)(intptr_t)arg;
	struct timespec wait = {0, SUBJECT_WAIT_MS * 1000000L};
	struct pollfd pfd = {subject_waits.pipe[0], POLLPRI, 0};
	uint64_t start = t_now_ns();
	int r = -1;

	if (i == 0)
		r = nanosleep(&wait, NULL);
	else if (i == 1)
		r = poll(&pfd, 1, SUBJECT_WAIT_MS);
	else if (i == 2)
		r = syscall(SYS_futex, &subject_waits.futex, 0 /* FUTEX_WAIT */, 0, &wait, NULL,
			    0) == -1 &&
				    errno == ETIMEDOUT
			    ? 0
			    : -1;
	else if (read(subject_waits.pipe[0], &subject_waits.got, 1) == 1)
		return NULL;
	T_CHECK(r == 0, "call %d: %d, %s", i, r, strerror(errno));
	subject_waits.took[i] = (t_now_ns() - start) / 1000000;
	return NULL;
}

static void subject_calls_subject(void)
{
	pthread_t threads[4];

	T_MUST(pipe(subject_waits.pipe) == 0, "pipe: %s", strerror(errno));
	for (int i = 0; i < 4; i++)
		pthread_create(&threads[i], NULL, subject_sleeps, (void *)(intptr_t)i);
	t_sleep_ms(100);
	subject_ready();
	for (int i = 0; i < 3; i++) {
		pthread_join(threads[i], NULL);
		/* The clock went on while the program was away; the upper bound is for slow
		 * machines. */
		T_CHECK(subject_waits.took[i] >= SUBJECT_WAIT_MS - 2 &&
				subject_waits.took[i] < SUBJECT_WAIT_MS + 3000,
			"call %d took %lu ms", i, (unsigned long)subject_waits.took[i]);
	}
	T_CHECK(subject_waits.got == 0, "read has returned");
	T_CHECK(write(subject_waits.pipe[1], "!", 1) == 1, "write: %s", strerror(errno));
	pthread_join(threads[3], NULL);
	T_CHECK(subject_waits.got == '!', "read: %c", subject_waits.got);
}

SUBJECT_TEST(subject_calls)
SUBJECT_SELF_TEST(subject_calls)

/* == everything at once ======================================================================== */

static void subject_rich(void)
{
	struct t_subject s;

	t_start(&s, criu_rich_subject);
	t_cycles(&s, 3);
	t_end(&s);
}

static const struct t_test subject_tests[] = {
	{"subject_files", subject_files, T_ROOT | T_USER, 0, NULL,
	 "plan: dup3 of a descriptor;plan: close_range"},
	{"subject_owners", subject_owners, T_ROOT | T_USER, 0, NULL,
	 "plan: F_SETOWN_EX;plan: F_SETSIG;plan: F_SETFL"},
	{"subject_heirs", subject_heirs, T_ROOT | T_USER, 0, NULL, NULL},
	{"subject_odd_files_self", subject_odd_files_self, T_ROOT | T_USER, 0, NULL, NULL},
	{"subject_odd_files", subject_odd_files, T_ROOT | T_USER, 0, NULL, NULL},
	{"subject_deleted", subject_deleted, T_ROOT | T_USER, 0, NULL, NULL},
	{"subject_replaced", subject_replaced, T_ROOT | T_USER, 0, NULL, NULL},
	{"subject_places", subject_places, T_ROOT | T_USER, 0, NULL,
	 "plan: fchdir to the working directory;plan: umask;plan: PR_SET_NAME"},
	{"subject_root", subject_root, T_ROOT, 0, NULL, "plan: fchdir to the root;plan: chroot"},
	{"subject_family", subject_family, T_ROOT | T_USER, 0, NULL, NULL},
	{"subject_adopted", subject_adopted, T_ROOT | T_USER, 0, NULL, NULL},
	{"subject_threads_self", subject_threads_self, T_ROOT | T_USER, 0, NULL, NULL},
	{"subject_headless", subject_headless, T_ROOT | T_USER, 0, NULL, NULL},
	{"subject_headless_plain_end", subject_headless_plain_end, T_ROOT | T_USER, 0, NULL, NULL},
	{"subject_threads", subject_threads, T_ROOT | T_USER, 0, NULL, NULL},
	{"subject_settings_self", subject_settings_self, T_ROOT | T_USER, 0, NULL, NULL},
	{"subject_settings", subject_settings, T_ROOT | T_USER, 0, NULL, NULL},
	{"subject_calls_self", subject_calls_self, T_ROOT | T_USER, 0, NULL, NULL},
	{"subject_calls", subject_calls, T_ROOT | T_USER, 30, NULL, NULL},
	{"subject_rich", subject_rich, T_ROOT | T_USER, 30, NULL, NULL},
};
