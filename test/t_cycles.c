/* SPDX-License-Identifier: MIT
 *
 * t_cycles: one program that uses much of what a task can have at once, saved and brought back
 * again and again: what is lost a little each time, or stays behind, shows after many rounds.
 */
#include "t.h"

#include <pthread.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <unistd.h>

enum { CYCLES_FEW = 3, CYCLES_MANY = 20 };

static int cycles_sleeping;

static void *cycles_sleep(void *arg)
{
	struct timespec hour = {3600, 0};
	sigset_t all;

	sigfillset(&all);
	pthread_sigmask(SIG_BLOCK, &all, NULL);
	__atomic_store_n(&cycles_sleeping, 1, __ATOMIC_SEQ_CST);
	syscall(SYS_nanosleep, &hour, NULL);
	T_FAIL("the sleep is over");
	return arg;
}

static struct cycles_state {
	pthread_t threads[ATTR_THREADS], sleeper;
	int timers[3], pipe[2], huge;
	pid_t child, zombie;
	bool filtered, mdwe;
	char *shared;
} cycles;

static void cycles_begin_threads(void)
{
	for (int i = 0; i < ATTR_THREADS; i++)
		pthread_create(&cycles.threads[i], NULL, attr_thread_main, &attr_threads[i]);
	for (int i = 0; i < ATTR_THREADS; i++)
		while (__atomic_load_n(&attr_threads[i].stage, __ATOMIC_SEQ_CST) < 1)
			usleep(1000);
	pthread_create(&cycles.sleeper, NULL, cycles_sleep, NULL);
	while (!__atomic_load_n(&cycles_sleeping, __ATOMIC_SEQ_CST))
		usleep(1000);
}

static void cycles_begin_queue(void)
{
	static const clockid_t clocks[] = {CLOCK_MONOTONIC, CLOCK_REALTIME, CLOCK_BOOTTIME};
	const struct itimerspec far = {{7, 5}, {40000, 0}};

	queues_block();
	for (int i = 1; i <= 5; i++)
		queues_send(i % 2 ? 0 : (pid_t)syscall(SYS_gettid), SIGRTMIN + i % 3, 100 + i);
	for (int i = 0; i < 3; i++) {
		int gap = t_new_timer(clocks[i], SIGEV_NONE, 0, 0, 0);
		cycles.timers[i] = t_new_timer(clocks[i], SIGEV_SIGNAL, 0, SIGRTMIN + 5, i);
		syscall(SYS_timer_delete, gap);
		syscall(SYS_timer_settime, cycles.timers[i], 0, &far, NULL);
	}
}

static void cycles_begin_family(void)
{
	T_MUST(pipe(cycles.pipe) == 0, "pipe");
	T_CHECK(write(cycles.pipe[1], "in the pipe", 11) == 11, "write");
	cycles.shared = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	cycles.child = fork();
	if (cycles.child == 0) {
		setsid();
		strcpy(cycles.shared, "from the child");
		for (;;)
			pause();
	}
	while (!cycles.shared[0])
		usleep(1000);
	cycles.zombie = fork();
	if (cycles.zombie == 0)
		_exit(41);
	while (t_state(cycles.zombie) != 'Z')
		usleep(1000);
}

static void cycles_begin_attributes(void)
{
	attr_prctl(ATTR_SET_MERGE, 1, 0);
	attr_write("autogroup", "5");
	attr_write("oom_score_adj", "555");
	attr_write("coredump_filter", "0x13");
	if (attr_prctl(PR_SET_THP_DISABLE, 1, 2) != 0)
		attr_prctl(PR_SET_THP_DISABLE, 1, 0);
	cycles.huge = attr_prctl(PR_GET_THP_DISABLE, 0, 0);
	if (geteuid() == 0) /* others may not be saved then */
		cycles.filtered = seccomp_bite(0, SECCOMP_FILTER_FLAG_TSYNC) == 0;
	cycles.mdwe = attr_prctl(ATTR_SET_MDWE, 1, 0) == 0;
}

static void cycles_check_queue(void)
{
	struct itimerspec v;

	for (int i = 0; i < 3; i++)
		T_CHECK(syscall(SYS_timer_gettime, cycles.timers[i], &v) == 0 &&
				v.it_value.tv_sec > 39000 && v.it_interval.tv_nsec == 5,
			"timer %d: %ld", i, v.it_value.tv_sec);
	queues_expect(SIGRTMIN + 1, 104);
	queues_expect(SIGRTMIN + 2, 102);
	queues_expect(SIGRTMIN + 0, 103);
	queues_expect(SIGRTMIN + 1, 101);
	queues_expect(SIGRTMIN + 2, 105);
	queues_expect(-1, 0);
}

static void cycles_check_family(void)
{
	char text[16] = "";
	int status = 0;

	T_CHECK(read(cycles.pipe[0], text, 11) == 11 && strcmp(text, "in the pipe") == 0, "'%s'",
		text);
	T_CHECK(strcmp(cycles.shared, "from the child") == 0, "'%s'", cycles.shared);
	T_CHECK(getsid(cycles.child) == cycles.child, "session %d", getsid(cycles.child));
	T_CHECK(waitpid(cycles.zombie, &status, WNOHANG) == cycles.zombie &&
			WEXITSTATUS(status) == 41,
		"zombie: 0x%x", status);
	kill(cycles.child, SIGKILL);
	T_CHECK(waitpid(cycles.child, &status, 0) == cycles.child && WTERMSIG(status) == SIGKILL,
		"child: 0x%x", status);
}

static void cycles_subject(void)
{
	cycles_begin_family();
	cycles_begin_queue();
	cycles_begin_threads();
	cycles_begin_attributes();
	t_ready();
	cycles_check_queue();
	cycles_check_family();
	T_CHECK(attr_prctl(PR_GET_THP_DISABLE, 0, 0) == cycles.huge, "huge pages: %d",
		attr_prctl(PR_GET_THP_DISABLE, 0, 0));
	T_CHECK(attr_read("autogroup", 10) == 5 || t_listed("autogroup"), "autogroup %ld",
		attr_read("autogroup", 10));
	T_CHECK(attr_read("oom_score_adj", 10) == 555 && attr_read("coredump_filter", 16) == 0x13,
		"oom %ld, filter 0x%lx", attr_read("oom_score_adj", 10),
		attr_read("coredump_filter", 16));
	T_CHECK(!cycles.filtered || seccomp_error_of(0) == 71, "the filter has gone");
	T_CHECK(!cycles.mdwe || attr_prctl(ATTR_GET_MDWE, 0, 0) == 1, "MDWE has gone");
	for (int i = 0; i < ATTR_THREADS; i++) {
		__atomic_store_n(&attr_threads[i].stage, 2, __ATOMIC_SEQ_CST);
		pthread_join(cycles.threads[i], NULL);
		attr_check(&attr_threads[i].now, &attr_threads[i].want);
	}
}

static void cycles_run(int n)
{
	struct t_subject s;

	t_start(&s, cycles_subject);
	if (geteuid() != 0) /* in a user namespace it cannot be set: listed */
		s.but = "autogroup";
	t_cycles(&s, n);
	t_end(&s);
}

static void cycles_few(void)
{
	cycles_run(CYCLES_FEW);
}

static void cycles_many(void)
{
	cycles_run(CYCLES_MANY);
}

static const struct t_test cycles_tests[] = {
	{.name = "cycles-few", .fn = cycles_few, .flags = T_USER},
	{.name = "cycles-many", .fn = cycles_many, .flags = T_ROOT, .seconds = 60},
};
