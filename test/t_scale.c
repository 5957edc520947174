/* SPDX-License-Identifier: MIT
 *
 * t_scale: many threads, many processes; each of them has something that no other has. The long
 * forms, of a thousand, run in make soak.
 */
#include "t.h"
#include "../cr.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SCALE_SHORT = 120, SCALE_LONG = 1000, SCALE_SIGNAL = 40 };

static int scale_n;
static int scale_go, scale_there, scale_right;

static void scale_cycles(const char *name, void (*fn)(void), int n)
{
	cr_save_opts save = cr_save_opts_init();
	cr_load_opts load = cr_load_opts_init();
	struct t_subject s;

	save.timeout_ms = load.timeout_ms = 100000;
	scale_n = n;
	t_start_(&s, name, fn);
	for (int i = 0; i < 2; i++)
		t_cycle(&s, i ? "save.dir/" : "save", &save, &load);
	t_end(&s);
}

/* == threads =================================================================================== */

static __thread int scale_self;

/* Number i: name, mask, nice value and a pending signal are its own; every third one has its own
 * alternate stack. */
static void *scale_thread(void *arg)
{
	const struct timespec at_once = {0, 0};
	char name[16], want[16];
	stack_t sas = {.ss_sp = NULL};
	sigset_t mine, now;
	siginfo_t info;
	int i = (int)(intptr_t)arg, extra = 1 + i % 7;
	pid_t tid = (pid_t)syscall(SYS_gettid);
	bool ok;

	scale_self = i;
	snprintf(want, sizeof(want), "number %d", i);
	prctl(PR_SET_NAME, want);
	sigfillset(&mine);
	sigdelset(&mine, SIGRTMIN + 10 + i % 7);
	pthread_sigmask(SIG_SETMASK, &mine, NULL);
	setpriority(PRIO_PROCESS, (id_t)tid, extra);
	if (i % 3 == 0) {
		sas.ss_size = 16384;
		sas.ss_sp = mmap(NULL, sas.ss_size, PROT_READ | PROT_WRITE,
				 MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
		sigaltstack(&sas, NULL);
	}
	pthread_sigqueue(pthread_self(), SCALE_SIGNAL, (union sigval){.sival_int = i});
	__atomic_add_fetch(&scale_there, 1, __ATOMIC_SEQ_CST);
	while (!__atomic_load_n(&scale_go, __ATOMIC_SEQ_CST))
		syscall(SYS_futex, &scale_go, 0 /* FUTEX_WAIT */, 0, NULL, NULL, 0);

	stack_t is;
	sigaltstack(NULL, &is);
	pthread_sigmask(SIG_SETMASK, NULL, &now);
	prctl(PR_GET_NAME, name);
	ok = scale_self == i && strcmp(name, want) == 0 && syscall(SYS_gettid) == tid;
	for (int sig = 1; sig <= 64; sig++)
		ok &= sigismember(&now, sig) == sigismember(&mine, sig) || sig == SIGKILL ||
		      sig == SIGSTOP;
	ok &= getpriority(PRIO_PROCESS, (id_t)tid) == extra;
	ok &= i % 3 ? (is.ss_flags & SS_DISABLE) != 0 : is.ss_sp == sas.ss_sp;
	sigemptyset(&mine);
	sigaddset(&mine, SCALE_SIGNAL);
	ok &= sigtimedwait(&mine, &info, &at_once) == SCALE_SIGNAL && info.si_value.sival_int == i;
	ok &= sigtimedwait(&mine, &info, &at_once) == -1;
	if (ok)
		__atomic_add_fetch(&scale_right, 1, __ATOMIC_SEQ_CST);
	else
		T_FAIL("thread %d, '%s', signal %d, value %d", i, name, info.si_signo,
		       info.si_value.sival_int);
	return NULL;
}

static void scale_threads_subject(void)
{
	pthread_t *t = calloc((size_t)scale_n, sizeof(*t));
	pthread_attr_t attr;

	pthread_attr_init(&attr);
	pthread_attr_setstacksize(&attr, 65536);
	for (int i = 0; i < scale_n; i++)
		T_MUST(pthread_create(&t[i], &attr, scale_thread, (void *)(intptr_t)i) == 0,
		       "thread %d", i);
	while (__atomic_load_n(&scale_there, __ATOMIC_SEQ_CST) < scale_n)
		usleep(1000);
	usleep(50000);
	t_ready();
	__atomic_store_n(&scale_go, 1, __ATOMIC_SEQ_CST);
	syscall(SYS_futex, &scale_go, 1 /* FUTEX_WAKE */, INT32_MAX, NULL, NULL, 0);
	for (int i = 0; i < scale_n; i++)
		pthread_join(t[i], NULL);
	T_CHECK(scale_right == scale_n, "%d of %d threads are what they were", scale_right,
		scale_n);
}

static void scale_threads(void)
{
	scale_cycles("threads", scale_threads_subject, SCALE_SHORT);
}

static void scale_threads_thousand(void)
{
	scale_cycles("threads", scale_threads_subject, SCALE_LONG);
}

/* == processes ================================================================================= */

/* More than the byte of the beginning. */
static bool scale_more(int fd)
{
	int n = 0;

	return ioctl(fd, FIONREAD, &n) == 0 && n >= 2;
}

/* Process i has a pipe whose other end its parent has, a page that is its own, a group of its own
 * if i % 5 == 0, and has ended if i % 11 == 0. In the pipe is a byte; another one comes after the
 * load, and it ends with a status that says what it has found. */
static void scale_child(int i, int fd, unsigned *page)
{
	pid_t pid = getpid(), parent = getppid();
	unsigned char byte[2] = {0, 0};
	bool more = false;

	*page = 1000000u + (unsigned)i;
	if (i % 11 == 0)
		_exit(1 + i % 200);
	if (i % 2) /* the byte is taken already, and it sleeps in the second read */
		more = read(fd, byte, 1) == 1;
	while (!more) {
		usleep(300000);
		more = scale_more(fd);
	}
	if (i % 2 == 0 && read(fd, byte, 1) != 1)
		_exit(250);
	if (read(fd, byte + 1, 1) != 1)
		_exit(250);
	if (byte[0] != (unsigned char)i || byte[1] != (unsigned char)~i)
		_exit(251);
	if (*page != 1000000u + (unsigned)i || getppid() != parent || getpid() != pid ||
	    getpgrp() != (i % 5 ? getpgid(parent) : pid))
		_exit(252);
	_exit(1 + i % 200);
}

static void scale_processes_subject(void)
{
	struct scale_one {
		pid_t pid;
		int fd;
	} *one = calloc((size_t)scale_n, sizeof(*one));
	unsigned *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1,
			      0);
	struct rlimit lim;
	int status, right = 0;

	getrlimit(RLIMIT_NOFILE, &lim);
	lim.rlim_cur = lim.rlim_max;
	setrlimit(RLIMIT_NOFILE, &lim);
	for (int i = 0; i < scale_n; i++) {
		unsigned char byte = (unsigned char)i;
		int p[2];

		T_MUST(pipe(p) == 0, "pipe %d: %s", i, strerror(errno));
		T_MUST(write(p[1], &byte, 1) == 1, "pipe %d: %s", i, strerror(errno));
		T_MUST((one[i].pid = fork()) >= 0, "fork %d: %s", i, strerror(errno));
		if (one[i].pid == 0) {
			close(p[1]);
			for (int k = 0; k < i; k++)
				close(one[k].fd);
			scale_child(i, p[0], page);
		}
		close(p[0]);
		one[i].fd = p[1];
		if (i % 5 == 0)
			setpgid(one[i].pid, one[i].pid);
	}
	usleep(200000);
	t_ready();
	for (int i = 0; i < scale_n; i++) {
		unsigned char byte = (unsigned char)~i;

		if (i % 11)
			T_CHECK(write(one[i].fd, &byte, 1) == 1, "pipe %d", i);
	}
	for (int i = 0; i < scale_n; i++) {
		T_CHECK(waitpid(one[i].pid, &status, 0) == one[i].pid && WIFEXITED(status) &&
				WEXITSTATUS(status) == 1 + i % 200,
			"process %d: 0x%x", i, status);
		right += WEXITSTATUS(status) == 1 + i % 200;
	}
	T_CHECK(right == scale_n, "%d of %d processes are what they were", right, scale_n);
	T_CHECK(*page == 0, "the page of the first process has %u", *page);
}

static void scale_processes(void)
{
	scale_cycles("processes", scale_processes_subject, SCALE_SHORT);
}

static void scale_processes_thousand(void)
{
	scale_cycles("processes", scale_processes_subject, SCALE_LONG);
}

static const struct t_test scale_tests[] = {
	{"scale_threads", scale_threads, T_ROOT, 60, NULL, NULL},
	{"scale_processes", scale_processes, T_ROOT, 60, NULL, NULL},
	{"scale_threads_thousand", scale_threads_thousand, T_ROOT | T_SOAK | T_ALONE, 200, NULL,
	 NULL},
	{"scale_processes_thousand", scale_processes_thousand, T_ROOT | T_SOAK | T_ALONE, 400, NULL,
	 NULL},
};
