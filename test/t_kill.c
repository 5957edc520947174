/* SPDX-License-Identifier: MIT
 *
 * Tests of saves and loads that are killed, or fail, at any of their system calls: whoever is saved
 * goes on unharmed and untraced; no save or the whole save exists; of a load nothing is left. What
 * injection alone does then is tested with control; here it is the whole call. A few points in make
 * test, all of them in make soak.
 */
#include "t.h"
#include "../cr.h"

/* What the child that saves or loads ends with. */
enum { KILL_DONE = 0, KILL_FAILED = 2, KILL_NO_CODE = 4, KILL_LEAK = 5, KILL_LEFT = 6 };

static pid_t kill_target;
static unsigned kill_flags; /* of the save */
static int kill_fds;	    /* open descriptors of the child at its start */

/* One call may fail, so a descriptor may be missed, once. */
static int kill_count_fds(void)
{
	int most = 0;

	for (int k = 0; k < 2; k++) {
		int n = 0;
		for (int fd = 0; fd < 256; fd++)
			n += sys_fcntl(fd, F_GETFD, 0) >= 0;
		most = n > most ? n : most;
	}
	return most;
}

static void kill_end(int r, const cr_error *err)
{
	if (r < 0 && (err->code == CR_E_OK || !err->text[0]))
		_exit(KILL_NO_CODE);
	if (kill_count_fds() > kill_fds)
		_exit(KILL_LEAK);
	_exit(r < 0 ? KILL_FAILED : KILL_DONE);
}

static void kill_dumper(void *arg)
{
	cr_save_opts o = cr_save_opts_init();
	cr_error err;

	(void)arg;
	o.flags = CR_CHECKSUM | kill_flags;
	o.timeout_ms = 1000;
	int r = cr_dump(kill_target, "save", &o, &err);
	if (r < 0)
		t_say("%s", err.text);
	kill_end(r, &err);
}

/* In a process of its own, that has no other children. */
static void kill_run(struct t_fault *f, void (*fn)(void *))
{
	struct t_fault *shared = mmap(NULL, sizeof(*f), PROT_READ | PROT_WRITE,
				      MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	*shared = *f;
	kill_fds = kill_count_fds();
	pid_t pid = fork();
	if (pid == 0) {
		t_fault_run(shared, fn, NULL);
		_exit(t_failures() ? 1 : 0);
	}
	int status = t_wait(pid, 30000);
	T_CHECK(status == 0, "call %ld: no end, %x", f->at, status);
	*f = *shared;
	munmap(shared, sizeof(*f));
}

/* The old one, the new one, or none where there was none. */
static void kill_check_save(const char *what, bool was_there)
{
	cr_error err;

	if (!was_there && !t_exists("save"))
		return;
	T_CHECK(cr_verify("save", &err) == 0, "%s: the save: %s", what, err.text);
}

static bool kill_status_fits(const struct t_fault *f)
{
	if (f->nr < 0)
		return f->status == 0;
	if (f->nr == SYS_exit ||
	    f->nr == SYS_exit_group) /* which no kill comes behind, and no error stops */
		return true;
	if (f->missed && f->status == 0) /* by the process that asks each CPU's clock, given up */
		return true;
	if (f->how != T_FAULT_ERROR)
		return WIFSIGNALED(f->status) && WTERMSIG(f->status) == SIGKILL;
	int code = WIFEXITED(f->status) ? WEXITSTATUS(f->status) : -1;
	/* What was not closed because close failed is no leak of ours. */
	return code == KILL_DONE || code == KILL_FAILED ||
	       (code == KILL_LEAK && f->nr == SYS_close);
}

/* What lies beside the save and the subject's own files; it may be removed. */
static int kill_left_over(bool removes)
{
	DIR *d = opendir(".");
	const struct dirent *e;
	int n = 0;

	T_MUST(d != NULL, "the working directory: %s", strerror(errno));
	while ((e = readdir(d)) != NULL) {
		if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0 ||
		    strcmp(e->d_name, "save") == 0 || strncmp(e->d_name, ".t-", 3) == 0)
			continue;
		n++;
		if (removes)
			unlink(e->d_name);
	}
	closedir(d);
	return n;
}

static const int kill_errors[] = {ENOMEM, EIO, EINTR, EPERM, ENOSPC, EAGAIN};

static void kill_walk(enum t_fault_how how, long first, long step)
{
	struct t_subject subject;
	struct t_fault f = {.how = how};
	cr_error err;
	int left = 0;

	control_start_busy(&subject, 1, 2);
	kill_target = subject.pid;
	control_check_progress();
	T_MUST(cr_dump(subject.pid, "save", NULL, &err) == 0, "%s", err.text);
	char *before = t_snapshot(subject.pid);
	for (f.at = first; t_failures() == 0; f.at += step) {
		char what[96];
		bool was_there = f.at / step % 2;

		if (!was_there)
			unlink("save");
		else if (!t_exists("save"))
			T_MUST(cr_dump(subject.pid, "save", NULL, &err) == 0, "%s", err.text);
		f.error = kill_errors[(unsigned long)f.at % ARRAY_LEN(kill_errors)];
		kill_run(&f, kill_dumper);
		snprintf(what, sizeof(what), "call %ld (%s), error %d", f.at,
			 f.nr < 0 ? "none" : t_syscall_name(f.nr), f.error);
		T_MUST(t_alive(subject.pid), "%s: the target is gone", what);
		T_CHECK(kill_status_fits(&f), "%s: status %x", what, f.status);
		control_check_whole(subject.pid, before, what);
		kill_check_save(what, was_there);
		if (how == T_FAULT_ERROR && f.nr != SYS_unlinkat)
			T_CHECK(kill_left_over(false) == 0, "%s: something is left", what);
		else
			left += kill_left_over(true);
		if (f.nr < 0)
			break;
	}
	T_CHECK(f.at > 300, "only %ld calls", f.at);
	/* The new file has a temporary name for the last instant only. */
	T_CHECK(left <= 8, "a temporary file was left %d times", left);
	control_check_progress();
	free(before);
	t_end(&subject);
}

static void kill_before(void)
{
	kill_walk(T_FAULT_KILL_BEFORE, 7, 29);
}

static void kill_after(void)
{
	kill_walk(T_FAULT_KILL_AFTER, 11, 29);
}

static void kill_fail(void)
{
	kill_walk(T_FAULT_ERROR, 3, 23);
}

/* Of a live save: copies of the target end with their saver. */
static void kill_live(void)
{
	kill_flags = CR_LIVE;
	kill_walk(T_FAULT_KILL_BEFORE, 5, 41);
}

static void kill_live_all(void)
{
	kill_flags = CR_LIVE;
	kill_walk(T_FAULT_KILL_BEFORE, 1, 1);
}

static void kill_live_fail_all(void)
{
	kill_flags = CR_LIVE;
	kill_walk(T_FAULT_ERROR, 1, 1);
}

static void kill_before_all(void)
{
	kill_walk(T_FAULT_KILL_BEFORE, 1, 1);
}

static void kill_after_all(void)
{
	kill_walk(T_FAULT_KILL_AFTER, 1, 1);
}

static void kill_fail_all(void)
{
	kill_walk(T_FAULT_ERROR, 1, 1);
}

static void kill_at_random(int n)
{
	struct t_subject subject;
	cr_error err;

	control_start_busy(&subject, 1, 4);
	kill_target = subject.pid;
	control_check_progress();
	uint64_t start = t_now_ns();
	T_MUST(cr_dump(subject.pid, "save", NULL, &err) == 0, "%s", err.text);
	long span = (long)(t_now_ns() - start) * 3 / 2;
	char *before = t_snapshot(subject.pid);
	srand((unsigned)t_now_ns());
	for (int i = 0; i < n && t_failures() == 0; i++) {
		if (i % 2)
			unlink("save");
		bool was_there = t_exists("save");
		pid_t dumper = fork();
		if (dumper == 0)
			kill_dumper(NULL);
		struct timespec ts = {0, rand() % span};
		nanosleep(&ts, NULL);
		kill(dumper, SIGKILL);
		waitpid(dumper, NULL, 0);
		T_MUST(t_alive(subject.pid), "the target is gone");
		if (i % 3 == 0)
			control_check_whole(subject.pid, before, "a random instant");
		kill_check_save("a random instant", was_there);
	}
	control_check_whole(subject.pid, before, "a random instant");
	control_check_progress();
	kill_left_over(true);
	T_CHECK(cr_dump(subject.pid, "save", NULL, &err) == 0, "after all that: %s", err.text);
	T_CHECK(cr_verify("save", &err) == 0, "%s", err.text);
	free(before);
	t_end(&subject);
}

static void kill_random(void)
{
	kill_at_random(40);
}

static void kill_random_long(void)
{
	kill_at_random(300);
}

/* == loads ===================================================================================== */

static void kill_restorer(void *arg)
{
	cr_load_opts o = cr_load_opts_init();
	cr_child child = cr_child_init();
	cr_error err;

	(void)arg;
	o.timeout_ms = 1000;
	int r = cr_restore("save", &o, &child, &err);
	if (r == 0) {
		/* Each twice: it may be the call that fails. */
		for (int k = 0; k < 2; k++)
			sys_kill(child.pid, SIGKILL);
		for (int k = 0; k < 2; k++)
			sys_wait(child.pid, NULL, __WALL);
		for (int k = 0; k < 2; k++)
			sys_close(child.pidfd);
	} else {
		t_say("%s", err.text);
		if (sys_wait(-1, NULL, WNOHANG | __WALL) >= 0 &&
		    sys_wait(-1, NULL, WNOHANG | __WALL) >= 0)
			_exit(KILL_LEFT);
	}
	kill_end(r, &err);
}

/* Everybody but us and our init is gone, or goes within a moment. */
static bool kill_nobody_left(void)
{
	for (int tries = 0; tries < 400; tries++, t_sleep_ms(5)) {
		DIR *d = opendir("/proc");
		struct dirent *e;
		int others = 0;

		while (d && (e = readdir(d)) != NULL)
			others += atoi(e->d_name) > 1 && atoi(e->d_name) != getpid();
		if (d)
			closedir(d);
		if (!others)
			return true;
	}
	return false;
}

static void kill_tree_subject(void)
{
	pthread_t t;
	int ends[2];

	T_MUST(pipe(ends) == 0, "pipe");
	pid_t self = getpid(), child = fork();
	if (child == 0) {
		while (getppid() == self) /* it ends with us */
			t_sleep_ms(5);
		_exit(0);
	}
	control_shared = mmap(NULL, sizeof(*control_shared), PROT_READ | PROT_WRITE,
			      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	pthread_create(&t, NULL, control_sleep_thread, NULL);
	t_ready();
	kill(child, SIGKILL);
}

static void kill_restore_walk(long first, long step)
{
	cr_save_opts o = cr_save_opts_init();
	struct t_subject subject;
	struct t_fault f = {.how = T_FAULT_ERROR, .alone = true};
	cr_error err;
	size_t size, again;

	t_start(&subject, kill_tree_subject);
	o.flags = CR_END;
	T_MUST(cr_dump(subject.pid, "save", &o, &err) == 0, "%s", err.text);
	waitpid(subject.pid, NULL, 0);
	char *save = t_read("save", &size);
	for (f.at = first; t_failures() == 0; f.at += step) {
		char what[96];

		f.error = kill_errors[(unsigned long)f.at % ARRAY_LEN(kill_errors)];
		kill_run(&f, kill_restorer);
		snprintf(what, sizeof(what), "call %ld (%s), error %d", f.at,
			 f.nr < 0 ? "none" : t_syscall_name(f.nr), f.error);
		T_CHECK(kill_status_fits(&f), "%s: status %x", what, f.status);
		T_CHECK(kill_nobody_left(), "%s: somebody is left", what);
		T_CHECK(kill_left_over(false) == 0, "%s: something is left", what);
		char *now = t_read("save", &again);
		T_CHECK(now && size == again && memcmp(save, now, size) == 0,
			"%s: the save has changed", what);
		free(now);
		if (f.nr < 0)
			break;
	}
	T_CHECK(f.at > 100, "only %ld calls", f.at);
	free(save);
}

static void kill_restore_fails(void)
{
	kill_restore_walk(2, 7);
}

static void kill_restore_fails_all(void)
{
	kill_restore_walk(1, 1);
}

static const struct t_test kill_tests[] = {
	{.name = "kill-before", .fn = kill_before, .flags = T_ROOT, .seconds = 60},
	{.name = "kill-after", .fn = kill_after, .flags = T_USER, .seconds = 60},
	{.name = "kill-fail", .fn = kill_fail, .flags = T_ROOT, .seconds = 60},
	{.name = "kill-live", .fn = kill_live, .flags = T_ROOT, .seconds = 60},
	{.name = "kill-live-all", .fn = kill_live_all, .flags = T_ROOT | T_SOAK, .seconds = 1800},
	{.name = "kill-live-fail-all",
	 .fn = kill_live_fail_all,
	 .flags = T_ROOT | T_SOAK,
	 .seconds = 1800},
	{.name = "kill-before-all",
	 .fn = kill_before_all,
	 .flags = T_ROOT | T_SOAK,
	 .seconds = 900},
	{.name = "kill-after-all", .fn = kill_after_all, .flags = T_USER | T_SOAK, .seconds = 900},
	{.name = "kill-fail-all",
	 .fn = kill_fail_all,
	 .flags = T_ROOT | T_USER | T_SOAK,
	 .seconds = 1800},
	{.name = "kill-random", .fn = kill_random, .flags = T_ROOT, .seconds = 60},
	{.name = "kill-random-long",
	 .fn = kill_random_long,
	 .flags = T_ROOT | T_SOAK,
	 .seconds = 300},
	{.name = "kill-restore-fails", .fn = kill_restore_fails, .flags = T_ROOT, .seconds = 60},
	{.name = "kill-restore-fails-all",
	 .fn = kill_restore_fails_all,
	 .flags = T_ROOT | T_SOAK,
	 .seconds = 900},
};
