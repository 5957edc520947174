/* SPDX-License-Identifier: MIT
 *
 * t_queues: signals that wait and timers that run: order, values and owners of queued signals, a
 * full queue, timers of every clock and every way to tell, with ids that have gaps, also where ids
 * cannot be chosen.
 */
#include "t.h"

#include <pthread.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <unistd.h>

static void queues_cycles(const char *name, void (*fn)(void), int n)
{
	struct t_subject s;

	t_start_(&s, name, fn);
	s.but = geteuid() == 0 ? NULL : "notify:"; /* the number of who is told */
	t_cycles(&s, n);
	t_end(&s);
}
#define QUEUES_CYCLES(fn, n) queues_cycles(#fn, fn, n)

/* == queues ==================================================================================== */

static void queues_block(void)
{
	sigset_t all;

	sigfillset(&all);
	pthread_sigmask(SIG_BLOCK, &all, NULL);
}

static void queues_send(pid_t tid, int sig, int value)
{
	siginfo_t info;

	memset(&info, 0, sizeof(info));
	info.si_signo = sig;
	info.si_code = SI_QUEUE;
	info.si_pid = getpid();
	info.si_value.sival_int = value;
	if (tid)
		syscall(SYS_rt_tgsigqueueinfo, getpid(), tid, sig, &info);
	else
		syscall(SYS_rt_sigqueueinfo, getpid(), sig, &info);
}

static void queues_expect(int sig, int value)
{
	const struct timespec now = {0, 0};
	siginfo_t info;
	sigset_t all;

	sigfillset(&all);
	int got = sigtimedwait(&all, &info, &now);
	T_CHECK(got == sig, "signal %d instead of %d", got, sig);
	T_CHECK(got <= 0 || !value || info.si_value.sival_int == value,
		"signal %d: value %d instead of %d", sig, info.si_value.sival_int, value);
}

static struct {
	pid_t tid;
	int stage;
} queues_other;

static void *queues_thread(void *arg)
{
	(void)arg;
	__atomic_store_n(&queues_other.tid, (pid_t)syscall(SYS_gettid), __ATOMIC_SEQ_CST);
	while (__atomic_load_n(&queues_other.stage, __ATOMIC_SEQ_CST) < 1)
		usleep(2000);
	queues_expect(SIGTRAP, 0);
	queues_expect(SIGRTMIN + 2, 31);
	queues_expect(SIGRTMIN + 2, 32);
	return NULL;
}

static void queues_subject(void)
{
	pthread_t thread;

	queues_block();
	pthread_create(&thread, NULL, queues_thread, NULL);
	while (!__atomic_load_n(&queues_other.tid, __ATOMIC_SEQ_CST))
		usleep(1000);
	for (int i = 1; i <= 3; i++)
		queues_send(0, SIGRTMIN + 1, i);
	for (int i = 11; i <= 12; i++)
		queues_send(0, SIGRTMAX, i);
	for (int i = 21; i <= 22; i++)
		queues_send((pid_t)syscall(SYS_gettid), SIGRTMIN + 1, i);
	queues_send(queues_other.tid, SIGRTMIN + 2, 31);
	queues_send(queues_other.tid, SIGRTMIN + 2, 32);
	syscall(SYS_tgkill, getpid(), queues_other.tid, SIGTRAP);
	t_ready();
	__atomic_store_n(&queues_other.stage, 1, __ATOMIC_SEQ_CST);
	pthread_join(thread, NULL);
	/* The thread's own first, then the process's; the lowest number first. */
	queues_expect(SIGRTMIN + 1, 21);
	queues_expect(SIGRTMIN + 1, 22);
	for (int i = 1; i <= 3; i++)
		queues_expect(SIGRTMIN + 1, i);
	for (int i = 11; i <= 12; i++)
		queues_expect(SIGRTMAX, i);
	queues_expect(-1, 0);
}

static void queues_in_order(void)
{
	QUEUES_CYCLES(queues_subject, 3);
}

enum { QUEUES_MANY = 3000 };

static void queues_full_subject(void)
{
	union sigval v = {.sival_int = 1};
	struct rlimit limit = {QUEUES_MANY, QUEUES_MANY};

	queues_block();
	setrlimit(RLIMIT_SIGPENDING, &limit);
	for (; sigqueue(getpid(), SIGRTMIN + 4, v) == 0; v.sival_int++)
		;
	t_ready();
	for (int i = 1; i < v.sival_int; i++)
		queues_expect(SIGRTMIN + 4, i);
	queues_expect(-1, 0);
}

static void queues_full(void)
{
	QUEUES_CYCLES(queues_full_subject, 2);
}

/* == timers ==================================================================================== */

static void *queues_pause(void *arg)
{
	(void)arg;
	__atomic_store_n(&queues_other.tid, (pid_t)syscall(SYS_gettid), __ATOMIC_SEQ_CST);
	while (__atomic_load_n(&queues_other.stage, __ATOMIC_SEQ_CST) < 1)
		usleep(2000);
	return NULL;
}

static void queues_timers_subject(void)
{
	const struct itimerspec far = {{7, 5}, {4000, 0}}, soon = {{0, 0}, {0, 1000000}},
				often = {{0, 1000000}, {0, 1000000}};
	const struct itimerval real = {{0, 0}, {0, 1000}};
	pthread_t thread;
	clockid_t of_thread;
	struct itimerspec v;
	int ids[10], n = 0;

	queues_block();
	pthread_create(&thread, NULL, queues_pause, NULL);
	while (!__atomic_load_n(&queues_other.tid, __ATOMIC_SEQ_CST))
		usleep(1000);
	pthread_getcpuclockid(thread, &of_thread);
	if (geteuid() != 0) /* it has another id in the copy */
		of_thread = CLOCK_MONOTONIC;
	const clockid_t clocks[] = {CLOCK_MONOTONIC, CLOCK_REALTIME, CLOCK_BOOTTIME,
				    CLOCK_TAI,	     of_thread,	     CLOCK_PROCESS_CPUTIME_ID};
	for (size_t i = 0; i < sizeof(clocks) / sizeof(clocks[0]); i++) {
		int gap = t_new_timer(CLOCK_MONOTONIC, SIGEV_NONE, 0, 0, 0);
		int id = t_new_timer(clocks[i], SIGEV_SIGNAL, 0, SIGRTMIN + 5, (int)i);
		syscall(SYS_timer_delete, gap);
		if (id >= 0) {
			syscall(SYS_timer_settime, id, 0, &far, NULL);
			ids[n++] = id;
		}
	}
	int silent = t_new_timer(CLOCK_MONOTONIC, SIGEV_NONE, 0, 0, 0);
	int told = t_new_timer(CLOCK_MONOTONIC, SIGEV_THREAD_ID, (pid_t)syscall(SYS_gettid),
			       SIGRTMIN + 6, 61);
	int again = t_new_timer(CLOCK_MONOTONIC, SIGEV_SIGNAL, 0, SIGRTMIN + 7, 71);
	syscall(SYS_timer_settime, silent, 0, &far, NULL);
	syscall(SYS_timer_settime, told, 0, &soon, NULL);
	syscall(SYS_timer_settime, again, 0, &often, NULL);
	setitimer(ITIMER_REAL, &real, NULL);
	usleep(20000);
	t_ready();
	for (int i = 0; i < n; i++) {
		T_CHECK(syscall(SYS_timer_gettime, ids[i], &v) == 0, "timer %d has gone", ids[i]);
		T_CHECK(v.it_interval.tv_sec == 7 && v.it_interval.tv_nsec == 5 &&
				v.it_value.tv_sec > 3900 && v.it_value.tv_sec <= 4000,
			"timer %d: %ld, every %ld", ids[i], v.it_value.tv_sec,
			v.it_interval.tv_sec);
	}
	T_CHECK(syscall(SYS_timer_gettime, silent, &v) == 0 && v.it_value.tv_sec > 3900,
		"silent: %ld", v.it_value.tv_sec);
	queues_expect(SIGRTMIN + 6, 61);
	queues_expect(SIGALRM, 0);
	queues_expect(SIGRTMIN + 7, 71);
	usleep(5000);
	queues_expect(SIGRTMIN + 7, 71); /* it goes on */
	syscall(SYS_timer_delete, again);
	__atomic_store_n(&queues_other.stage, 1, __ATOMIC_SEQ_CST);
	pthread_join(thread, NULL);
}

static void queues_timers(void)
{
	QUEUES_CYCLES(queues_timers_subject, 3);
}

/* Ids are counted up to. */
static void queues_timers_counted(void)
{
	cr_save_opts save = cr_save_opts_init();
	cr_child child = cr_child_init();
	struct t_subject s;
	cr_error err;

	t_start(&s, queues_timers_subject);
	save.flags = CR_END;
	T_MUST(cr_dump(s.pid, "save", &save, &err) == 0, "%s", err.text);
	t_wait(s.pid, 5000);
	T_MUST(self_restore_with(1ull << FEATURE_TIMER_IDS, &child, &err) == 0, "%s", err.text);
	close(child.pidfd);
	s.pid = child.pid;
	t_end(&s);
}

static const struct t_test queues_tests[] = {
	{.name = "queues-in-order",
	 .fn = queues_in_order,
	 .flags = T_ROOT | T_USER,
	 .teeth = "plan: a pending signal"},
	{.name = "queues-full", .fn = queues_full, .flags = T_ROOT | T_USER},
	{.name = "queues-timers", .fn = queues_timers, .flags = T_ROOT | T_USER},
	{.name = "queues-timers-counted", .fn = queues_timers_counted, .flags = T_ROOT},
};
