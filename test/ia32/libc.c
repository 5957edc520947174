/* SPDX-License-Identifier: MIT
 *
 * A 32-bit program with a real C library: cc -m32 -static. Threads with thread-local storage, locks
 * and conditions, handlers of both kinds, timers, pipes, children; sleeps that are not to end
 * early. libc N: N rounds, one line each, status 0 when all was as it should be.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { THREADS = 3 };

static __thread unsigned own;
static pthread_mutex_t lock;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static unsigned turn, sum;
static volatile int stop;
static volatile sig_atomic_t alarms, ticks;

static void must(int ok, const char *what)
{
	if (ok)
		return;
	printf("%s: %s\n", what, strerror(errno));
	_exit(1);
}

static void on_alarm(int sig)
{
	alarms += sig == SIGALRM;
}

static void on_tick(int sig, siginfo_t *info, void *context)
{
	if (sig == SIGRTMIN && info->si_value.sival_int == 77 && context)
		ticks++;
}

static void *work(void *arg)
{
	unsigned me = (unsigned)(uintptr_t)arg;

	own = me * 1000;
	for (unsigned n = 0; !stop; n++) {
		struct timespec t = {0, 2000000};

		pthread_mutex_lock(&lock);
		while (turn % THREADS != me && !stop)
			pthread_cond_wait(&changed, &lock);
		turn++;
		sum++;
		pthread_cond_broadcast(&changed);
		pthread_mutex_unlock(&lock);
		must(own == me * 1000 + n, "thread-local storage");
		own++;
		while (nanosleep(&t, &t) < 0)
			must(errno == EINTR, "nanosleep");
	}
	return NULL;
}

static void round_of(int n, const int *fds)
{
	struct timespec start, end, t = {0, 30000000};
	struct pollfd none = {.fd = fds[0], .events = POLLIN};
	int back = -1, status;
	double third = 1.0 / (n + 3);

	clock_gettime(CLOCK_MONOTONIC, &start);
	must(poll(&none, 1, 20) == 0 || errno == EINTR, "poll");
	while (nanosleep(&t, &t) < 0)
		must(errno == EINTR, "nanosleep");
	clock_gettime(CLOCK_MONOTONIC, &end);
	must((end.tv_sec - start.tv_sec) * 1000 + (end.tv_nsec - start.tv_nsec) / 1000000 >= 29,
	     "time");
	must(write(fds[1], &n, sizeof(n)) == sizeof(n) && read(fds[0], &back, sizeof(back)) > 0 &&
		     back == n,
	     "pipe");
	must(third * (n + 3) > 0.999 && third * (n + 3) < 1.001, "floating point");
	pid_t pid = fork();
	if (pid == 0)
		_exit(n % 100);
	while (waitpid(pid, &status, 0) < 0)
		must(errno == EINTR, "waitpid");
	must(WIFEXITED(status) && WEXITSTATUS(status) == n % 100, "child");
	char *text = malloc(100000);
	must(text != NULL, "malloc");
	memset(text, n, 100000);
	free(text);
	printf("step %d\n", n);
	fflush(stdout);
}

int main(int argc, char **argv)
{
	struct sigaction plain = {.sa_handler = on_alarm, .sa_flags = SA_RESTART},
			 told = {.sa_sigaction = on_tick, .sa_flags = SA_SIGINFO | SA_RESTART};
	struct sigevent event = {
		.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGRTMIN, .sigev_value.sival_int = 77};
	struct itimerspec often = {{0, 9000000}, {0, 9000000}};
	pthread_mutexattr_t robust;
	pthread_t threads[THREADS];
	timer_t timer;
	int fds[2];

	pthread_mutexattr_init(&robust);
	pthread_mutexattr_setrobust(&robust, PTHREAD_MUTEX_ROBUST);
	pthread_mutex_init(&lock, &robust);
	sigaction(SIGALRM, &plain, NULL);
	sigaction(SIGRTMIN, &told, NULL);
	must(timer_create(CLOCK_MONOTONIC, &event, &timer) == 0, "timer_create");
	timer_settime(timer, 0, &often, NULL);
	ualarm(13000, 13000);
	must(pipe(fds) == 0, "pipe");
	for (uintptr_t i = 0; i < THREADS; i++)
		must(pthread_create(&threads[i], NULL, work, (void *)i) == 0, "pthread_create");
	for (int n = 0; n < (argc > 1 ? atoi(argv[1]) : 10); n++)
		round_of(n, fds);
	pthread_mutex_lock(&lock);
	stop = 1;
	pthread_cond_broadcast(&changed);
	pthread_mutex_unlock(&lock);
	for (int i = 0; i < THREADS; i++)
		must(pthread_join(threads[i], NULL) == 0, "pthread_join");
	must(alarms > 1 && ticks > 1 && sum > THREADS, "handlers");
	printf("end\n");
	return 0;
}
