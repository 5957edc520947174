/* SPDX-License-Identifier: MIT
 *
 * The monotonic clock and that of the time since boot: they go on where the program left them, and
 * everything that counts by them agrees; or the gap is told. The subjects are in a time namespace
 * of a million seconds, so that a clock of this machine is never taken for theirs.
 */
#include "t.h"
#include "../cr.h"

#include <pthread.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <time.h>

enum { CLOCKS_AHEAD_S = 1000000, CLOCKS_MS = 700 };
#define CLOCKS_NS 1000000000ll

static const clockid_t clocks_ids[2] = {CLOCK_MONOTONIC, CLOCK_BOOTTIME};

static int64_t clocks_now(clockid_t clock)
{
	struct timespec by_page, by_call;

	clock_gettime(clock, &by_page);
	syscall(SYS_clock_gettime, clock, &by_call);
	int64_t page = by_page.tv_sec * CLOCKS_NS + by_page.tv_nsec,
		call = by_call.tv_sec * CLOCKS_NS + by_call.tv_nsec;
	T_CHECK(call >= page && call - page < 20 * CLOCKS_NS, "clock %d: %lld by its page, %lld",
		(int)clock, (long long)page, (long long)call);
	return page;
}

/* This process's children are in it. */
static void clocks_unshare(int64_t monotonic_s, int64_t boottime_s)
{
	char text[128];

	snprintf(text, sizeof(text), "monotonic %lld 5\nboottime %lld 7\n", (long long)monotonic_s,
		 (long long)boottime_s);
	if (unshare(CLONE_NEWTIME) < 0)
		t_skip("no time namespace: %s", strerror(errno));
	t_write("/proc/self/timens_offsets", text, strlen(text));
}

/* They are in this process's own again. */
static void clocks_share(void)
{
	int fd = open("/proc/self/ns/time", O_RDONLY);

	T_MUST(setns(fd, CLONE_NEWTIME) == 0, "setns: %s", strerror(errno));
	close(fd);
}

static ino_t clocks_space(pid_t pid, const char *which)
{
	char path[64];
	struct stat st;

	snprintf(path, sizeof(path), "/proc/%d/ns/%s", (int)pid, which);
	T_MUST(stat(path, &st) == 0, "%s: %s", path, strerror(errno));
	return st.st_ino;
}

static void clocks_offsets(pid_t pid, int64_t ret[2])
{
	char path[64];

	snprintf(path, sizeof(path), "/proc/%d/timens_offsets", (int)pid);
	char *text = t_read(path, NULL);
	T_MUST(text && proc_parse_clocks(text, ret) == 0, "%s", text ? text : "");
	free(text);
}

/* == a subject that counts by them ============================================================= */

static struct {
	pthread_mutex_t lock;
	pthread_cond_t cond;
	struct timespec until;
	bool waits;
	int result;
	int64_t late_ns;
} clocks_waiter;

static void *clocks_wait(void *unused)
{
	(void)unused;
	pthread_mutex_lock(&clocks_waiter.lock);
	clocks_waiter.waits = true;
	while ((clocks_waiter.result = pthread_cond_timedwait(
			&clocks_waiter.cond, &clocks_waiter.lock, &clocks_waiter.until)) == 0)
		;
	clocks_waiter.late_ns = clocks_now(CLOCK_MONOTONIC) -
				(clocks_waiter.until.tv_sec * CLOCKS_NS +
				 clocks_waiter.until.tv_nsec);
	pthread_mutex_unlock(&clocks_waiter.lock);
	return NULL;
}

static struct timespec clocks_in(clockid_t clock, int ms)
{
	int64_t at = clocks_now(clock) + ms * 1000000ll;

	return (struct timespec){at / CLOCKS_NS, at % CLOCKS_NS};
}

/* What is to happen at a time of the clock does not happen before. */
static void clocks_check_late(const char *what, int64_t late)
{
	T_CHECK(late >= -2000000 && late < 15 * CLOCKS_NS, "%s: %lld ns late", what,
		(long long)late);
}

static void clocks_check_timerfd(int fd, clockid_t clock, const struct timespec *at)
{
	uint64_t ticks = 0;

	T_CHECK(read(fd, &ticks, 8) == 8 && ticks == 1, "%d ticks", (int)ticks);
	clocks_check_late("timerfd", clocks_now(clock) - (at->tv_sec * CLOCKS_NS + at->tv_nsec));
}

static void clocks_check_timer(timer_t timer, int64_t until)
{
	struct itimerspec left;

	T_MUST(timer_gettime(timer, &left) == 0, "timer_gettime");
	int64_t end = clocks_now(CLOCK_MONOTONIC) + left.it_value.tv_sec * CLOCKS_NS +
		      left.it_value.tv_nsec;
	T_CHECK(end > until - CLOCKS_NS && end < until + 15 * CLOCKS_NS, "%lld ns off",
		(long long)(end - until));
}

static void clocks_check_info(void)
{
	cr_loaded *info;
	cr_error err;

	T_MUST(cr_load_info(&info, &err) == 0, "cr_load_info: %s", err.text);
	T_CHECK(info->monotonic_gap_ns >= 0 && info->monotonic_gap_ns < 15 * CLOCKS_NS, "%lld",
		(long long)info->monotonic_gap_ns);
	T_CHECK(info->boottime_gap_ns >= 0 && info->boottime_gap_ns < 15 * CLOCKS_NS, "%lld",
		(long long)info->boottime_gap_ns);
	cr_loaded_free(info);
}

/* Every round waits for all of them over a save. */
static void clocks_subject(void)
{
	struct sigevent none = {.sigev_notify = SIGEV_NONE};
	struct itimerspec far = {.it_value = clocks_in(CLOCK_MONOTONIC, 1000000)};
	int64_t until = far.it_value.tv_sec * CLOCKS_NS + far.it_value.tv_nsec;
	pthread_condattr_t attr;
	timer_t timer;

	pthread_condattr_init(&attr);
	pthread_condattr_setclock(&attr, CLOCK_MONOTONIC);
	pthread_cond_init(&clocks_waiter.cond, &attr);
	T_MUST(timer_create(CLOCK_MONOTONIC, &none, &timer) == 0, "timer_create");
	T_MUST(timer_settime(timer, TIMER_ABSTIME, &far, NULL) == 0, "timer_settime");
	for (int round = 0; round < 3; round++) {
		struct itimerspec at[2];
		int fds[2];
		pthread_t thread;

		for (int i = 0; i < 2; i++) {
			at[i] = (struct itimerspec){
				.it_value = clocks_in(clocks_ids[i], CLOCKS_MS)};
			fds[i] = timerfd_create(clocks_ids[i], 0);
			T_MUST(timerfd_settime(fds[i], TFD_TIMER_ABSTIME, &at[i], NULL) == 0, "%s",
			       strerror(errno));
		}
		clocks_waiter.waits = false;
		clocks_waiter.until = at[0].it_value;
		T_MUST(pthread_create(&thread, NULL, clocks_wait, NULL) == 0, "thread");
		for (bool waits = false; !waits; t_sleep_ms(1)) {
			pthread_mutex_lock(&clocks_waiter.lock);
			waits = clocks_waiter.waits;
			pthread_mutex_unlock(&clocks_waiter.lock);
		}
		int64_t before[2] = {clocks_now(CLOCK_MONOTONIC), clocks_now(CLOCK_BOOTTIME)};
		t_ready();
		for (int i = 0; i < 2; i++) {
			int64_t gone = clocks_now(clocks_ids[i]) - before[i];

			T_CHECK(gone >= 0 && gone < 15 * CLOCKS_NS, "clock %d: %lld ns later",
				(int)clocks_ids[i], (long long)gone);
		}
		clocks_check_info();
		for (int i = 0; i < 2; i++) {
			clocks_check_timerfd(fds[i], clocks_ids[i], &at[i].it_value);
			close(fds[i]);
		}
		pthread_join(thread, NULL);
		T_CHECK(clocks_waiter.result == ETIMEDOUT, "%d", clocks_waiter.result);
		clocks_check_late("condition", clocks_waiter.late_ns);
		clocks_check_timer(timer, until);
	}
}

static void clocks_go_on(void)
{
	struct t_subject s;

	clocks_unshare(CLOCKS_AHEAD_S, CLOCKS_AHEAD_S / 2);
	t_start(&s, clocks_subject);
	clocks_share();
	for (int i = 0; i < 3; i++) {
		t_cycle(&s, i % 2 ? "save" : "save/", NULL, NULL);
		T_CHECK(clocks_space(s.pid, "time") != clocks_space(getpid(), "time"),
			"the copy has our clocks");
		if (i < 2)
			t_next(&s);
		t_run(NULL, "rm -rf save");
	}
	t_end(&s);
}

/* == who has them, and who has not ============================================================= */

static int64_t clocks_gaps[2]; /* in the copy, told to the test by a file */

static void clocks_tell(void)
{
	cr_loaded *info;
	cr_error err;

	T_MUST(cr_load_info(&info, &err) == 0, "cr_load_info: %s", err.text);
	clocks_gaps[0] = info->monotonic_gap_ns;
	clocks_gaps[1] = info->boottime_gap_ns;
	t_write("gaps", clocks_gaps, sizeof(clocks_gaps));
	cr_loaded_free(info);
}

static void clocks_told_subject(void)
{
	t_ready();
	clocks_tell();
	t_ready();
}

/* Saved and ended CLOCKS_MS before it comes back. */
static void clocks_save(struct t_subject *s)
{
	cr_save_opts save = {.size = sizeof(save), .flags = CR_END};
	cr_error err;

	t_start(s, clocks_told_subject);
	T_MUST(cr_dump(s->pid, "save", &save, &err) == 0, "%s", err.text);
	t_wait(s->pid, 10000);
	t_sleep_ms(CLOCKS_MS);
}

static void clocks_check_gaps(struct t_subject *s, bool kept)
{
	char *gaps;
	int64_t offsets[2];

	t_next(s);
	gaps = t_read("gaps", NULL);
	T_MUST(gaps, "no gaps told");
	memcpy(clocks_gaps, gaps, sizeof(clocks_gaps));
	free(gaps);
	clocks_offsets(s->pid, offsets);
	for (int i = 0; i < 2; i++) {
		if (kept)
			T_CHECK(offsets[i] <= -CLOCKS_MS * 1000000ll, "clock %d is set by %lld ns",
				(int)clocks_ids[i], (long long)offsets[i]);
		else
			T_CHECK(offsets[i] == 0 && clocks_gaps[i] >= CLOCKS_MS * 1000000ll,
				"clock %d: gap %lld", (int)clocks_ids[i],
				(long long)clocks_gaps[i]);
	}
	bool same = clocks_space(s->pid, "time") == clocks_space(getpid(), "time");
	T_CHECK(same == !kept, "its own clocks: %d", !same);
	T_CHECK(clocks_space(s->pid, "time") == clocks_space(s->pid, "time_for_children"),
		"its children's are others");
}

static void clocks_load(struct t_subject *s, const cr_load_opts *load)
{
	cr_child child = {.size = sizeof(child)};
	cr_error err;

	T_MUST(cr_restore("save", load, &child, &err) == 0, "%s", err.text);
	close(child.pidfd);
	s->pid = child.pid;
}

/* By default, where that is allowed: not to an ordinary user, who has them in namespaces of his
 * own. */
static void clocks_default(void)
{
	struct t_subject s;

	clocks_save(&s);
	clocks_load(&s, NULL);
	clocks_check_gaps(&s, geteuid() == 0);
	t_end(&s);
}

static void clocks_in_namespace(void)
{
	cr_load_opts load = {.size = sizeof(load), .pids = CR_PIDS_NAMESPACE};
	struct t_subject s;

	if (!feature_ask(&(struct cr_ctx){.page = 4096}, FEATURE_USERNS))
		t_skip("no user namespaces");
	clocks_save(&s);
	clocks_load(&s, &load);
	clocks_check_gaps(&s, true);
	t_end(&s);
}

static void clocks_of_host(void)
{
	cr_load_opts load = {.size = sizeof(load), .flags = CR_LOAD_HOST_CLOCKS};
	struct t_subject s;

	clocks_save(&s);
	clocks_load(&s, &load);
	clocks_check_gaps(&s, false);
	t_end(&s);
}

/* A kernel that has no time namespaces. */
static void clocks_without(void)
{
	cr_load_opts opts;
	cr_child child = {.size = sizeof(child)};
	struct t_subject s;
	struct cr_ctx cx;
	struct load l;

	clocks_save(&s);
	T_MUST(ctx_open(&cx, NULL) == 0, "ctx_open");
	cx.faults = 1ull << FEATURE_TIMENS;
	T_MUST(api_load_begin(&l, &cx, &opts, "save", NULL) == 0 && load_decide_pids(&l) == 0 &&
		       restore_tree(&l, &child) == 0,
	       "%s", cx.err.text);
	load_close(&l);
	ctx_close(&cx);
	close(child.pidfd);
	s.pid = child.pid;
	clocks_check_gaps(&s, false);
	t_end(&s);
}

static void clocks_loader(void)
{
	cr_error err;

	t_ready();
	cr_load("save", NULL, &err);
	T_FAIL("cr_load: %s", err.text);
}

static void *clocks_idle(void *unused)
{
	for (;;)
		pause();
	return unused;
}

static void clocks_threaded_loader(void)
{
	pthread_t thread;

	pthread_create(&thread, NULL, clocks_idle, NULL);
	clocks_loader();
}

/* The caller becomes the program: with its clocks, where it has no other threads. */
static void clocks_in_place(void)
{
	struct t_subject s, loader;

	clocks_save(&s);
	t_start(&loader, clocks_loader);
	t_go(&loader);
	s.pid = loader.pid;
	clocks_check_gaps(&s, geteuid() == 0);
	t_end(&s);
	t_run(NULL, "rm -rf save .t-*");
	clocks_save(&s);
	t_start(&loader, clocks_threaded_loader);
	t_go(&loader);
	s.pid = loader.pid;
	clocks_check_gaps(&s, false);
	t_end(&s);
}

/* A load that fails leaves the caller its own. */
static void clocks_refused_loader(void)
{
	ino_t before = clocks_space(getpid(), "time");
	cr_error err;

	T_CHECK(cr_load("save", NULL, &err) < 0, "cr_load came back");
	T_CHECK(clocks_space(getpid(), "time") == before, "other clocks after: %s", err.text);
	T_CHECK(clocks_space(getpid(), "time_for_children") == before, "other clocks for children");
	t_ready();
}

static void clocks_file_subject(void)
{
	int fd = open("data", O_RDONLY);

	t_ready();
	close(fd);
}

static void clocks_left_again(void)
{
	cr_save_opts save = {.size = sizeof(save), .flags = CR_END};
	struct t_subject s;
	cr_error err;

	t_write("data", "1", 1);
	t_start(&s, clocks_file_subject);
	T_MUST(cr_dump(s.pid, "save", &save, &err) == 0, "%s", err.text);
	t_wait(s.pid, 10000);
	unlink("data");
	t_start(&s, clocks_refused_loader);
	t_end(&s);
}

/* == refused =================================================================================== */

static void clocks_kin_subject(void)
{
	pid_t child;

	clocks_unshare(5, 5);
	child = fork();
	if (child == 0) {
		for (;;)
			pause();
	}
	clocks_share();
	t_ready();
	kill(child, SIGKILL);
	waitpid(child, NULL, 0);
}

static void clocks_chosen_subject(void)
{
	clocks_unshare(5, 5);
	t_ready();
}

static void clocks_check_refused(void (*fn)(void), const char *text)
{
	struct t_subject s;
	cr_error err;

	t_start_(&s, "refused", fn);
	T_CHECK(cr_dump(s.pid, "save", NULL, &err) < 0, "it was saved");
	T_CHECK(err.code == CR_E_UNSUPPORTED, "%d %s", err.code, err.text);
	t_contains(err.text, text);
	t_end(&s);
	T_CHECK(!t_exists("save"), "a save is there");
	t_run(NULL, "rm -rf .t-*");
}

static void clocks_refused(void)
{
	clocks_check_refused(clocks_kin_subject, "time namespace");
	clocks_check_refused(clocks_chosen_subject, "for its children");
}

/* == pure ====================================================================================== */

static void clocks_parse(void)
{
	static const struct {
		const char *text;
		int64_t ns[2];
		bool good;
	} cases[] = {
		{"monotonic           0         0\nboottime            0         0\n",
		 {0, 0},
		 true},
		{"monotonic      -86400         0\nboottime            1 999999999\n",
		 {-86400 * CLOCKS_NS, 2 * CLOCKS_NS - 1},
		 true},
		{"monotonic          -1         1\nboottime            0         0\n",
		 {1 - CLOCKS_NS, 0},
		 true},
		{"monotonic           0 1000000000\nboottime            0         0\n",
		 {0, 0},
		 false},
		{"monotonic           0         0\n", {0, 0}, false},
		{"monotonic 99999999999999999999 0\nboottime 0 0\n", {0, 0}, false},
		{"", {0, 0}, false},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		int64_t ns[2] = {0, 0};
		int r = proc_parse_clocks(cases[i].text, ns);

		T_CHECK((r == 0) == cases[i].good, "%zu: %d", i, r);
		for (int k = 0; r == 0 && k < 2; k++)
			T_CHECK(ns[k] == cases[i].ns[k], "%zu: %lld", i, (long long)ns[k]);
	}
	for (int64_t ns = -3 * CLOCKS_NS; ns < 3 * CLOCKS_NS; ns += 333333333) {
		char text[160];
		int64_t again[2];
		size_t n = task_clock_line(text, sizeof(text), "monotonic", ns);

		task_clock_line(text + n, sizeof(text) - n, "boottime", -ns);
		T_CHECK(proc_parse_clocks(text, again) == 0 && again[0] == ns && again[1] == -ns,
			"%lld: %s", (long long)ns, text);
	}
}

static const struct t_test clocks_tests[] = {
	{.name = "clocks_go_on", .fn = clocks_go_on, .flags = T_ROOT},
	{.name = "clocks_default", .fn = clocks_default, .flags = T_ROOT | T_USER},
	{.name = "clocks_in_namespace", .fn = clocks_in_namespace, .flags = T_ROOT | T_USER},
	{.name = "clocks_of_host", .fn = clocks_of_host, .flags = T_ROOT},
	{.name = "clocks_without", .fn = clocks_without, .flags = T_ROOT},
	{.name = "clocks_in_place", .fn = clocks_in_place, .flags = T_ROOT | T_USER},
	{.name = "clocks_left_again", .fn = clocks_left_again, .flags = T_ROOT},
	{.name = "clocks_refused", .fn = clocks_refused, .flags = T_ROOT},
	{.name = "clocks_parse", .fn = clocks_parse, .flags = T_PURE},
};
