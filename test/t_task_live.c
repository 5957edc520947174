/* SPDX-License-Identifier: MIT
 *
 * t_task_live: what a process is, apart from memory and descriptors, saved, ended and brought back:
 * signals, timers, attributes, credentials, sleeping threads, floating point, locks, sessions and
 * groups; and what is refused.
 */
#include "t.h"

#include <linux/prctl.h>
#include <linux/securebits.h>
#include <pthread.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/personality.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

/* An ordinary user has the old ids in namespaces of his own, from which there is no way on. */
static void task_cycle_of_user(struct t_subject *s)
{
	cr_load_opts load = cr_load_opts_init();

	load.pids = CR_PIDS_NAMESPACE;
	t_cycle(s, "save", NULL, &load);
}

static void task_cycles(const char *name, void (*fn)(void), int n)
{
	struct t_subject s;

	t_start_(&s, name, fn);
	if (geteuid() == 0)
		t_cycles(&s, n);
	else
		task_cycle_of_user(&s);
	t_end(&s);
}
#define TASK_CYCLES(fn, n) task_cycles(#fn, fn, n)

static volatile sig_atomic_t task_got, task_value;

static void task_handler(int sig, siginfo_t *info, void *frame)
{
	(void)frame;
	task_got = sig;
	task_value = info->si_value.sival_int;
}

static void task_signals_subject(void)
{
	static unsigned char stack[32768];
	const stack_t mine = {.ss_sp = stack, .ss_size = sizeof(stack)};
	stack_t sas;
	struct sigaction sa, was;
	sigset_t set, now;
	siginfo_t info;
	const struct timespec at_once = {0, 0};

	memset(&sa, 0, sizeof(sa));
	sa.sa_sigaction = task_handler;
	sa.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_RESTART;
	sigemptyset(&sa.sa_mask);
	sigaddset(&sa.sa_mask, SIGHUP);
	sigaction(SIGUSR2, &sa, NULL);
	signal(SIGPIPE, SIG_IGN);
	signal(SIGCHLD, SIG_IGN);
	sigaltstack(&mine, NULL);
	sigemptyset(&set);
	sigaddset(&set, SIGUSR1);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGRTMIN + 3);
	sigprocmask(SIG_BLOCK, &set, NULL);
	for (int i = 1; i <= 3; i++)
		sigqueue(getpid(), SIGRTMIN + 3, (union sigval){.sival_int = i});
	kill(getpid(), SIGTERM);
	memset(&info, 0, sizeof(info)); /* to this thread, from somebody who is not there */
	info.si_signo = SIGUSR1;
	info.si_code = SI_QUEUE;
	info.si_pid = 4000000;
	info.si_uid = 4321;
	info.si_value.sival_ptr = &sa;
	syscall(SYS_rt_tgsigqueueinfo, getpid(), getpid(), SIGUSR1, &info);
	t_ready();

	sigaction(SIGUSR2, NULL, &was);
	T_CHECK(was.sa_sigaction == task_handler && sigismember(&was.sa_mask, SIGHUP) &&
			!sigismember(&was.sa_mask, SIGINT) &&
			(was.sa_flags & (SA_SIGINFO | SA_ONSTACK | SA_RESTART)) ==
				(SA_SIGINFO | SA_ONSTACK | SA_RESTART),
		"action of SIGUSR2, flags 0x%x", was.sa_flags);
	sigaction(SIGPIPE, NULL, &was);
	T_CHECK(was.sa_handler == SIG_IGN, "action of SIGPIPE");
	sigaction(SIGCHLD, NULL, &was);
	T_CHECK(was.sa_handler == SIG_IGN, "action of SIGCHLD");
	sigaction(SIGHUP, NULL, &was);
	T_CHECK(was.sa_handler == SIG_DFL, "action of SIGHUP");
	sigaltstack(NULL, &sas);
	T_CHECK(sas.ss_sp == stack && sas.ss_size == sizeof(stack) && sas.ss_flags == 0,
		"alternate stack %p, %zu, %d", sas.ss_sp, sas.ss_size, sas.ss_flags);
	sigprocmask(SIG_SETMASK, NULL, &now);
	for (int i = 1; i <= 64; i++)
		T_CHECK(sigismember(&now, i) == (i == SIGUSR1 || i == SIGTERM || i == SIGRTMIN + 3),
			"mask: signal %d", i);
	int sig = sigtimedwait(&set, &info, &at_once);
	T_CHECK(sig == SIGUSR1 && info.si_code == SI_QUEUE && info.si_pid == 4000000 &&
			info.si_uid == 4321 && info.si_value.sival_ptr == &sa,
		"private: %d, code %d, from %d", info.si_signo, info.si_code, info.si_pid);
	sig = sigtimedwait(&set, &info, &at_once);
	T_CHECK(sig == SIGTERM && info.si_code == SI_USER && info.si_pid == getpid(),
		"shared: %d, code %d, from %d", info.si_signo, info.si_code, info.si_pid);
	for (int i = 1; i <= 3; i++) {
		sig = sigtimedwait(&set, &info, &at_once);
		T_CHECK(sig == SIGRTMIN + 3 && info.si_code == SI_QUEUE &&
				info.si_value.sival_int == i,
			"queued: %d, code %d, value %d", sig, info.si_code,
			info.si_value.sival_int);
	}
	sig = sigtimedwait(&set, &info, &at_once);
	T_CHECK(sig == -1, "another one: %d", sig);
	sigqueue(getpid(), SIGUSR2, (union sigval){.sival_int = 77});
	T_CHECK(task_got == SIGUSR2 && task_value == 77, "handler: %d, %d", (int)task_got,
		(int)task_value);
}

static void task_signals_come_back(void)
{
	TASK_CYCLES(task_signals_subject, 2);
}

/* == timers ==================================================================================== */

static pid_t task_gettid(void)
{
	return (pid_t)syscall(SYS_gettid);
}

static struct {
	pid_t tid;
	int stage; /* 1: there, 2: may take the signal, 3: has taken it */
	int value;
} task_timer_thread;

static void *task_wait_for_timer(void *arg)
{
	sigset_t set;
	siginfo_t info;
	const struct timespec five = {5, 0};

	(void)arg;
	sigemptyset(&set);
	sigaddset(&set, SIGRTMIN + 5);
	__atomic_store_n(&task_timer_thread.tid, task_gettid(), __ATOMIC_SEQ_CST);
	__atomic_store_n(&task_timer_thread.stage, 1, __ATOMIC_SEQ_CST);
	while (__atomic_load_n(&task_timer_thread.stage, __ATOMIC_SEQ_CST) < 2)
		usleep(2000);
	if (sigtimedwait(&set, &info, &five) == SIGRTMIN + 5)
		task_timer_thread.value = info.si_value.sival_int;
	__atomic_store_n(&task_timer_thread.stage, 3, __ATOMIC_SEQ_CST);
	return NULL;
}

static timer_t task_new_timer(clockid_t clock, int notify, int sig, int value, pid_t tid)
{
	int id = t_new_timer(clock, notify, tid, sig, value);

	T_CHECK(id >= 0, "timer_create");
	return (timer_t)(intptr_t)id;
}

#define TASK_TIMER_ID(t) ((int)(intptr_t)(t))

static void task_timers_subject(void)
{
	const struct itimerval real = {{7, 500000}, {3000, 0}}, prof = {{9, 0}, {400, 0}};
	const struct itimerspec far = {{11, 13}, {5000, 0}}, near = {{0, 0}, {0, 1000000}};
	struct itimerval v;
	struct itimerspec w;
	pthread_t thread;
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGRTMIN + 5);
	sigprocmask(SIG_BLOCK, &set, NULL);
	pthread_create(&thread, NULL, task_wait_for_timer, NULL);
	while (__atomic_load_n(&task_timer_thread.stage, __ATOMIC_SEQ_CST) < 1)
		usleep(1000);
	setitimer(ITIMER_REAL, &real, NULL);
	setitimer(ITIMER_PROF, &prof, NULL);
	timer_t first = task_new_timer(CLOCK_MONOTONIC, SIGEV_SIGNAL, SIGRTMIN + 5, 1, 0);
	timer_t gap = task_new_timer(CLOCK_MONOTONIC, SIGEV_NONE, 0, 0, 0);
	timer_t second = task_new_timer(CLOCK_REALTIME, SIGEV_THREAD_ID, SIGRTMIN + 5, 42,
					task_timer_thread.tid);
	timer_t cpu = task_new_timer(CLOCK_PROCESS_CPUTIME_ID, SIGEV_SIGNAL, SIGXCPU, 3, 0);
	syscall(SYS_timer_delete, TASK_TIMER_ID(gap));
	syscall(SYS_timer_settime, TASK_TIMER_ID(first), 0, &far, NULL);
	syscall(SYS_timer_settime, TASK_TIMER_ID(cpu), 0, &far, NULL);
	t_ready();

	getitimer(ITIMER_REAL, &v);
	T_CHECK(v.it_interval.tv_sec == 7 && v.it_interval.tv_usec == 500000 &&
			v.it_value.tv_sec > 2900 && v.it_value.tv_sec <= 3000,
		"real: %ld.%06ld, %ld", v.it_interval.tv_sec, v.it_interval.tv_usec,
		v.it_value.tv_sec);
	getitimer(ITIMER_VIRTUAL, &v);
	T_CHECK(!v.it_interval.tv_sec && !v.it_value.tv_sec, "virtual: %ld", v.it_value.tv_sec);
	getitimer(ITIMER_PROF, &v);
	T_CHECK(v.it_interval.tv_sec == 9 && v.it_value.tv_sec > 390 && v.it_value.tv_sec <= 400,
		"prof: %ld", v.it_value.tv_sec);
	T_CHECK(syscall(SYS_timer_gettime, TASK_TIMER_ID(first), &w) == 0 &&
			w.it_interval.tv_sec == 11 && w.it_interval.tv_nsec == 13 &&
			w.it_value.tv_sec > 4900 && w.it_value.tv_sec <= 5000,
		"first: %ld", w.it_value.tv_sec);
	T_CHECK(syscall(SYS_timer_gettime, TASK_TIMER_ID(cpu), &w) == 0 && w.it_value.tv_sec > 4900,
		"cpu: %ld", w.it_value.tv_sec);
	T_CHECK(syscall(SYS_timer_gettime, TASK_TIMER_ID(gap), &w) == -1,
		"the deleted one is there");
	T_CHECK(syscall(SYS_timer_gettime, TASK_TIMER_ID(second), &w) == 0 &&
			w.it_value.tv_sec == 0 && w.it_value.tv_nsec == 0,
		"second is not armed");
	syscall(SYS_timer_settime, TASK_TIMER_ID(second), 0, &near, NULL);
	__atomic_store_n(&task_timer_thread.stage, 2, __ATOMIC_SEQ_CST);
	pthread_join(thread, NULL);
	T_CHECK(task_timer_thread.value == 42, "the thread got %d", task_timer_thread.value);
}

static void task_timers_come_back(void)
{
	TASK_CYCLES(task_timers_subject, 2);
}

/* == attributes ================================================================================ */

static void task_attributes_subject(void)
{
	struct rlimit nofile = {300, 400}, core = {0, 4096}, nproc, was_nproc, now;
	cpu_set_t one, cpus;
	const struct sched_param none = {0};
	char name[16];
	int value = 0;

	prctl(PR_SET_NAME, "a name (odd) ");
	setrlimit(RLIMIT_NOFILE, &nofile);
	setrlimit(RLIMIT_CORE, &core);
	getrlimit(RLIMIT_NPROC, &was_nproc);
	nproc = was_nproc;
	nproc.rlim_cur = 1000;
	setrlimit(RLIMIT_NPROC, &nproc);
	personality(ADDR_NO_RANDOMIZE);
	prctl(PR_SET_CHILD_SUBREAPER, 1);
	prctl(PR_SET_PDEATHSIG, SIGWINCH);
	prctl(PR_SET_TIMERSLACK, 123456);
	prctl(PR_SET_THP_DISABLE, 1, 0, 0, 0);
	prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	syscall(SYS_membarrier, 1 << 4, 0, 0);
	sched_setscheduler(0, SCHED_BATCH, &none);
	setpriority(PRIO_PROCESS, 0, 7);
	syscall(SYS_ioprio_set, 1, 0, 2 << 13 | 6);
	sched_getaffinity(0, sizeof(cpus), &cpus);
	CPU_ZERO(&one);
	for (int i = 0; i < CPU_SETSIZE && !CPU_COUNT(&one); i++)
		if (CPU_ISSET(i, &cpus))
			CPU_SET(i, &one);
	sched_setaffinity(0, sizeof(one), &one);
	t_write("/proc/self/oom_score_adj", "321", 3);
	t_write("/proc/self/coredump_filter", "0x37", 4);
	prctl(PR_SET_DUMPABLE, 0); /* what is below /proc is root's from here on */
	t_ready();

	prctl(PR_GET_NAME, name);
	T_CHECK(strcmp(name, "a name (odd) ") == 0, "name '%s'", name);
	getrlimit(RLIMIT_NOFILE, &now);
	T_CHECK(now.rlim_cur == 300 && now.rlim_max == 400, "files %lu, %lu", now.rlim_cur,
		now.rlim_max);
	getrlimit(RLIMIT_CORE, &now);
	T_CHECK(now.rlim_cur == 0 && now.rlim_max == 4096, "core %lu, %lu", now.rlim_cur,
		now.rlim_max);
	getrlimit(RLIMIT_NPROC, &now);
	T_CHECK(now.rlim_cur == 1000 && now.rlim_max == was_nproc.rlim_max, "processes %lu, %lu",
		now.rlim_cur, now.rlim_max);
	T_CHECK(personality(0xffffffff) == ADDR_NO_RANDOMIZE, "personality 0x%x",
		personality(0xffffffff));
	T_CHECK(prctl(PR_GET_CHILD_SUBREAPER, &value) == 0 && value == 1, "subreaper %d", value);
	T_CHECK(prctl(PR_GET_PDEATHSIG, &value) == 0 && value == SIGWINCH, "parent-death signal %d",
		value);
	T_CHECK(prctl(PR_GET_TIMERSLACK) == 123456, "timer slack %d", prctl(PR_GET_TIMERSLACK));
	T_CHECK(prctl(PR_GET_THP_DISABLE, 0, 0, 0, 0) == 1, "huge pages");
	T_CHECK(prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) == 1, "no_new_privs");
	T_CHECK(syscall(SYS_membarrier, 1 << 3, 0, 0) == 0, "membarrier is not registered");
	T_CHECK(sched_getscheduler(0) == SCHED_BATCH && getpriority(PRIO_PROCESS, 0) == 7,
		"policy %d, nice %d", sched_getscheduler(0), getpriority(PRIO_PROCESS, 0));
	T_CHECK(syscall(SYS_ioprio_get, 1, 0) == (2 << 13 | 6), "I/O priority 0x%lx",
		syscall(SYS_ioprio_get, 1, 0));
	sched_getaffinity(0, sizeof(cpus), &cpus);
	T_CHECK(CPU_EQUAL(&cpus, &one), "on %d processors", CPU_COUNT(&cpus));
	T_CHECK(prctl(PR_GET_DUMPABLE) == 0, "dumpable %d", prctl(PR_GET_DUMPABLE));
	prctl(PR_SET_DUMPABLE, 1);
	char *text = t_read("/proc/self/oom_score_adj", NULL);
	T_CHECK(text && atoi(text) == 321, "oom_score_adj %s", text ? text : "");
	free(text);
	text = t_read("/proc/self/coredump_filter", NULL);
	T_CHECK(text && strtol(text, NULL, 16) == 0x37, "coredump_filter %s", text ? text : "");
	free(text);
}

static void task_attributes_come_back(void)
{
	TASK_CYCLES(task_attributes_subject, 2);
}

/* == credentials =============================================================================== */

static struct {
	int stage;
	uid_t uid[3], fsuid;
	gid_t gid[3];
	long eff, nnp;
} task_other;

/* A thread by raw calls: libc would change all of them. */
static void *task_other_ids(void *arg)
{
	(void)arg;
	syscall(SYS_setgroups, 0, NULL);
	syscall(SYS_setresgid, 3001, 3002, 3003);
	syscall(SYS_setresuid, 2001, 2002, 2003);
	__atomic_store_n(&task_other.stage, 1, __ATOMIC_SEQ_CST);
	while (__atomic_load_n(&task_other.stage, __ATOMIC_SEQ_CST) < 2)
		usleep(2000);
	syscall(SYS_getresuid, &task_other.uid[0], &task_other.uid[1], &task_other.uid[2]);
	syscall(SYS_getresgid, &task_other.gid[0], &task_other.gid[1], &task_other.gid[2]);
	task_other.fsuid = (uid_t)syscall(SYS_setfsuid, -1);
	return NULL;
}

static void task_creds_subject(void)
{
	const gid_t groups[3] = {11, 22, 33};
	struct __user_cap_header_struct head = {_LINUX_CAPABILITY_VERSION_3, 0};
	struct __user_cap_data_struct caps[2], now[2];
	pthread_t thread;
	gid_t got[8], gid[3];
	uid_t uid[3];

	pthread_create(&thread, NULL, task_other_ids, NULL);
	while (__atomic_load_n(&task_other.stage, __ATOMIC_SEQ_CST) < 1)
		usleep(1000);
	syscall(SYS_setgroups, 3, groups);
	syscall(SYS_setresgid, 101, 102, 103);
	prctl(PR_SET_SECUREBITS, SECBIT_NO_SETUID_FIXUP | SECBIT_NO_SETUID_FIXUP_LOCKED);
	syscall(SYS_setfsgid, 104);
	syscall(SYS_setresuid, 201, 202, 203);
	syscall(SYS_setfsuid, 204);
	prctl(PR_CAPBSET_DROP, CAP_SYS_RAWIO);
	memset(caps, 0, sizeof(caps));
	caps[0].permitted = 1u << CAP_CHOWN | 1u << CAP_NET_RAW | 1u << CAP_KILL;
	caps[0].effective = 1u << CAP_KILL;
	caps[0].inheritable = 1u << CAP_NET_RAW;
	syscall(SYS_capset, &head, caps);
	prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, CAP_NET_RAW, 0, 0);
	t_ready();

	syscall(SYS_getresuid, &uid[0], &uid[1], &uid[2]);
	syscall(SYS_getresgid, &gid[0], &gid[1], &gid[2]);
	T_CHECK(uid[0] == 201 && uid[1] == 202 && uid[2] == 203, "uids %u %u %u", uid[0], uid[1],
		uid[2]);
	T_CHECK(gid[0] == 101 && gid[1] == 102 && gid[2] == 103, "gids %u %u %u", gid[0], gid[1],
		gid[2]);
	T_CHECK(syscall(SYS_setfsuid, -1) == 204 && syscall(SYS_setfsgid, -1) == 104,
		"fsuid %ld, fsgid %ld", syscall(SYS_setfsuid, -1), syscall(SYS_setfsgid, -1));
	T_CHECK(syscall(SYS_getgroups, 8, got) == 3 && got[0] == 11 && got[1] == 22 && got[2] == 33,
		"groups");
	syscall(SYS_capget, &head, now);
	T_CHECK(memcmp(now, caps, sizeof(caps)) == 0, "capabilities 0x%x 0x%x 0x%x",
		now[0].permitted, now[0].effective, now[0].inheritable);
	T_CHECK(prctl(PR_CAPBSET_READ, CAP_SYS_RAWIO) == 0 && prctl(PR_CAPBSET_READ, CAP_KILL) == 1,
		"bounding set");
	T_CHECK(prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_IS_SET, CAP_NET_RAW, 0, 0) == 1 &&
			prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_IS_SET, CAP_KILL, 0, 0) == 0,
		"ambient set");
	T_CHECK(prctl(PR_GET_SECUREBITS) ==
			(SECBIT_NO_SETUID_FIXUP | SECBIT_NO_SETUID_FIXUP_LOCKED),
		"secure bits 0x%x", prctl(PR_GET_SECUREBITS));
	__atomic_store_n(&task_other.stage, 2, __ATOMIC_SEQ_CST);
	pthread_join(thread, NULL);
	T_CHECK(task_other.uid[0] == 2001 && task_other.uid[1] == 2002 &&
			task_other.uid[2] == 2003 && task_other.fsuid == 2002,
		"thread: uids %u %u %u %u", task_other.uid[0], task_other.uid[1], task_other.uid[2],
		task_other.fsuid);
	T_CHECK(task_other.gid[0] == 3001 && task_other.gid[1] == 3002 && task_other.gid[2] == 3003,
		"thread: gids %u %u %u", task_other.gid[0], task_other.gid[1], task_other.gid[2]);
}

static void task_creds_come_back(void)
{
	chmod(".", 0777); /* the subject is somebody else by the time that it is ready */
	TASK_CYCLES(task_creds_subject, 2);
}

/* == threads that sleep ======================================================================== */

enum { TASK_SLEEPERS = 7, TASK_SLEEP_MS = 2500 };

static struct task_sleeper {
	pthread_t thread;
	int kind, state; /* state 1: about to sleep, 2: awake */
	pid_t tid;
	uint64_t from_ns, to_ns;
	long result;
	uint32_t futex;
	sigset_t mask;
} task_sleepers[TASK_SLEEPERS];

static __thread int task_tls;
static int64_t task_sleeper_most; /* what may be added to a sleep */

static long task_sleep(struct task_sleeper *s)
{
	struct timespec t = {TASK_SLEEP_MS / 1000, TASK_SLEEP_MS % 1000 * 1000000}, rem;
	struct epoll_event ev;

	switch (s->kind) {
	case 0:
		return syscall(SYS_nanosleep, &t, NULL);
	case 1:
		return syscall(SYS_nanosleep, &t, &rem);
	case 2:
		return syscall(SYS_clock_nanosleep, CLOCK_MONOTONIC, 0, &t, &rem);
	case 3:
		return syscall(SYS_poll, NULL, 0, TASK_SLEEP_MS);
	case 4:
		return syscall(SYS_futex, &s->futex, FUTEX_WAIT | FUTEX_PRIVATE_FLAG, 0, &t, NULL,
			       0);
	case 5: {
		struct timespec end;

		clock_gettime(CLOCK_MONOTONIC, &end);
		end.tv_sec += TASK_SLEEP_MS / 1000;
		end.tv_nsec += TASK_SLEEP_MS % 1000 * 1000000;
		if (end.tv_nsec >= 1000000000) {
			end.tv_sec++;
			end.tv_nsec -= 1000000000;
		}
		return syscall(SYS_futex, &s->futex, FUTEX_WAIT_BITSET | FUTEX_PRIVATE_FLAG, 0,
			       &end, NULL, -1);
	}
	default: {
		int fd = epoll_create1(EPOLL_CLOEXEC);
		long r = syscall(SYS_epoll_wait, fd, &ev, 1, TASK_SLEEP_MS);

		close(fd);
		return r;
	}
	}
}

static void *task_sleeper_run(void *arg)
{
	struct task_sleeper *s = arg;
	char name[16];

	task_tls = 100 + s->kind;
	sigemptyset(&s->mask);
	sigaddset(&s->mask, SIGRTMIN + s->kind);
	pthread_sigmask(SIG_SETMASK, &s->mask, NULL);
	snprintf(name, sizeof(name), "sleeper %d", s->kind);
	prctl(PR_SET_NAME, name);
	s->tid = task_gettid();
	s->from_ns = t_now_ns();
	__atomic_store_n(&s->state, 1, __ATOMIC_SEQ_CST);
	s->result = task_sleep(s);
	if (s->result < 0)
		s->result = -errno;
	s->to_ns = t_now_ns();
	__atomic_store_n(&s->state, 2, __ATOMIC_SEQ_CST);

	sigset_t now;
	char is[16];

	pthread_sigmask(SIG_SETMASK, NULL, &now);
	prctl(PR_GET_NAME, is);
	T_CHECK(memcmp(&now, &s->mask, 8) == 0, "mask of sleeper %d", s->kind);
	T_CHECK(strcmp(name, is) == 0, "name of sleeper %d: %s", s->kind, is);
	T_CHECK(s->tid == task_gettid() && task_tls == 100 + s->kind,
		"sleeper %d: tid %d, was %d; %d", s->kind, task_gettid(), s->tid, task_tls);
	return NULL;
}

static void task_sleepers_subject(void)
{
	for (int i = 0; i < TASK_SLEEPERS; i++) {
		task_sleepers[i].kind = i;
		pthread_create(&task_sleepers[i].thread, NULL, task_sleeper_run, &task_sleepers[i]);
	}
	for (int i = 0; i < TASK_SLEEPERS; i++)
		while (__atomic_load_n(&task_sleepers[i].state, __ATOMIC_SEQ_CST) < 1)
			usleep(1000);
	usleep(300000);
	t_ready();
	for (int i = 0; i < TASK_SLEEPERS; i++) {
		const struct task_sleeper *s = &task_sleepers[i];

		pthread_join(s->thread, NULL);
		int64_t ms = (int64_t)(s->to_ns - s->from_ns) / 1000000;

		T_CHECK(s->result == (i == 4 || i == 5 ? -ETIMEDOUT : 0), "sleeper %d: result %ld",
			i, s->result);
		/* What a stop cost may be added, and an estimate be somewhat short. After two stops
		 * nobody knows how long the first part was of a time that is nowhere in memory. */
		int64_t most = i == 0 || i == 3 || i == 4 ? task_sleeper_most : 0;
		T_CHECK(ms > TASK_SLEEP_MS - 300 && ms < TASK_SLEEP_MS + 700 + most,
			"sleeper %d slept %lld ms", i, (long long)ms);
	}
}

static void task_sleepers_come_back(void)
{
	TASK_CYCLES(task_sleepers_subject, 1);
}

static void task_sleepers_come_back_twice(void)
{
	task_sleeper_most = TASK_SLEEP_MS;
	TASK_CYCLES(task_sleepers_subject, 2);
}

/* == floating point ============================================================================ */

static struct {
	unsigned char in[64 * 32] __attribute__((aligned(64))),
		out[64 * 32] __attribute__((aligned(64)));
	uint32_t mxcsr_in, mxcsr_out;
	uint16_t x87_in, x87_out;
	uint64_t masks_in[8], masks_out[8];
	int stage; /* 1: registers are full, 2: may look */
} task_fpu;

/* Fills all vector registers of 32 bytes, waits without any call, stores them. */
__attribute__((target("avx"))) static void task_hold_avx(void)
{
	__asm__ volatile("vmovups (%0), %%ymm0\n\tvmovups 64(%0), %%ymm1\n\tvmovups 128(%0), "
			 "%%ymm7\n\tvmovups 192(%0), %%ymm8\n\t"
			 "vmovups 256(%0), %%ymm15\n\t"
			 "ldmxcsr (%3)\n\tfldcw (%5)\n\tfld1\n\tfldpi\n\t"
			 "movl $1, (%2)\n"
			 "1:\tpause\n\tcmpl $2, (%2)\n\tjne 1b\n\t"
			 "fstpt 512(%1)\n\tfstpt 528(%1)\n\tfnstcw (%6)\n\tstmxcsr (%4)\n\t"
			 "vmovups %%ymm0, (%1)\n\tvmovups %%ymm1, 64(%1)\n\tvmovups %%ymm7, "
			 "128(%1)\n\tvmovups %%ymm8, 192(%1)\n\t"
			 "vmovups %%ymm15, 256(%1)\n\tvzeroupper\n\tfninit"
			 :
			 : "r"(task_fpu.in), "r"(task_fpu.out), "r"(&task_fpu.stage),
			   "r"(&task_fpu.mxcsr_in), "r"(&task_fpu.mxcsr_out), "r"(&task_fpu.x87_in),
			   "r"(&task_fpu.x87_out)
			 : "memory", "xmm0", "xmm1", "xmm7", "xmm8", "xmm15", "st", "st(1)");
}

__attribute__((target("avx512f,avx512bw"))) static void task_hold_avx512(void)
{
	__asm__ volatile("vmovups (%0), %%zmm0\n\tvmovups 64(%0), %%zmm9\n\tvmovups 128(%0), "
			 "%%zmm16\n\tvmovups 192(%0), %%zmm31\n\t"
			 "kmovq (%3), %%k1\n\tkmovq 8(%3), %%k7\n\t"
			 "movl $1, (%2)\n"
			 "1:\tpause\n\tcmpl $2, (%2)\n\tjne 1b\n\t"
			 "kmovq %%k1, (%4)\n\tkmovq %%k7, 8(%4)\n\t"
			 "vmovups %%zmm0, (%1)\n\tvmovups %%zmm9, 64(%1)\n\tvmovups %%zmm16, "
			 "128(%1)\n\tvmovups %%zmm31, 192(%1)\n\t"
			 "vzeroupper"
			 :
			 : "r"(task_fpu.in), "r"(task_fpu.out), "r"(&task_fpu.stage),
			   "r"(task_fpu.masks_in), "r"(task_fpu.masks_out)
			 : "memory", "xmm0", "xmm9");
}

static void *task_fpu_run(void *arg)
{
	(void)arg;
	if ((arch_xcr0() & 0xe0) == 0xe0)
		task_hold_avx512();
	else
		task_hold_avx();
	return NULL;
}

static void *task_avx_run(void *arg)
{
	(void)arg;
	task_hold_avx();
	return NULL;
}

static void task_fpu_one(bool wide)
{
	uint64_t seed = 777;
	pthread_t thread;

	for (size_t i = 0; i < sizeof(task_fpu.in); i++)
		task_fpu.in[i] = (unsigned char)task_random(&seed);
	task_fpu.masks_in[0] = task_random(&seed);
	task_fpu.masks_in[1] = task_random(&seed);
	task_fpu.mxcsr_in = 0x1f80 | 0x6000; /* rounds to zero */
	task_fpu.x87_in = 0x0f7f;
	pthread_create(&thread, NULL, wide ? task_fpu_run : task_avx_run, NULL);
	while (__atomic_load_n(&task_fpu.stage, __ATOMIC_SEQ_CST) < 1)
		usleep(1000);
	t_ready();
	__atomic_store_n(&task_fpu.stage, 2, __ATOMIC_SEQ_CST);
	pthread_join(thread, NULL);
	if (wide && (arch_xcr0() & 0xe0) == 0xe0) {
		T_CHECK(memcmp(task_fpu.in, task_fpu.out, 256) == 0, "512-bit registers");
		T_CHECK(memcmp(task_fpu.masks_in, task_fpu.masks_out, 16) == 0, "mask registers");
		return;
	}
	for (int i = 0; i < 5; i++)
		T_CHECK(memcmp(task_fpu.in + 64 * i, task_fpu.out + 64 * i, 32) == 0,
			"256-bit register %d", i);
	T_CHECK((task_fpu.mxcsr_out & ~0x3fu) == task_fpu.mxcsr_in, "mxcsr 0x%x",
		task_fpu.mxcsr_out);
	T_CHECK(task_fpu.x87_out == task_fpu.x87_in, "x87 control word 0x%x", task_fpu.x87_out);
	const unsigned char one[10] = {0, 0, 0, 0, 0, 0, 0, 0x80, 0xff, 0x3f};
	T_CHECK(memcmp(task_fpu.out + 528, one, 10) == 0 &&
			task_fpu.out[512] == 0x34 /* pi, cut off */,
		"x87 registers");
}

static void task_avx_subject(void)
{
	task_fpu_one(false);
}

static void task_avx512_subject(void)
{
	task_fpu_one(true);
}

static void task_fpu_comes_back(void)
{
	if (!(arch_xcr0() & 4))
		t_skip("no AVX here");
	TASK_CYCLES(task_avx_subject, 2);
	TASK_CYCLES(task_avx512_subject, 2);
}

/* == what the kernel does at a thread's end, and on its way ==================================== */

static pthread_mutex_t task_robust;

static void *task_robust_run(void *arg)
{
	int *stage = arg;

	pthread_mutex_lock(&task_robust);
	__atomic_store_n(stage, 1, __ATOMIC_SEQ_CST);
	while (__atomic_load_n(stage, __ATOMIC_SEQ_CST) < 2)
		usleep(2000);
	return NULL; /* still holds it */
}

static void task_robust_subject(void)
{
	pthread_mutexattr_t attr;
	pthread_t thread;
	int stage = 0;

	pthread_mutexattr_init(&attr);
	pthread_mutexattr_setrobust(&attr, PTHREAD_MUTEX_ROBUST);
	pthread_mutex_init(&task_robust, &attr);
	pthread_create(&thread, NULL, task_robust_run, &stage);
	while (__atomic_load_n(&stage, __ATOMIC_SEQ_CST) < 1)
		usleep(1000);
	t_ready();
	T_CHECK(pthread_mutex_trylock(&task_robust) == EBUSY, "the mutex is free");
	__atomic_store_n(&stage, 2, __ATOMIC_SEQ_CST);
	pthread_join(thread, NULL);
	T_CHECK(pthread_mutex_trylock(&task_robust) == EOWNERDEAD,
		"nobody told that the owner has ended");
}

static void task_rseq_subject(void)
{
	extern ptrdiff_t __rseq_offset __attribute__((weak)); /* since glibc 2.35 */
	char *area = &__rseq_offset ? (char *)__builtin_thread_pointer() + __rseq_offset : NULL;

	t_ready();
	if (!area)
		return;
	/* Once more, as libc has done it. */
	T_CHECK(syscall(SYS_rseq, area, 32, 0, 0x53053053) == -1 && errno == EBUSY,
		"no restartable sequence area is registered");
}

static void task_threads_end_well(void)
{
	TASK_CYCLES(task_robust_subject, 2);
	TASK_CYCLES(task_rseq_subject, 2);
}

static void task_realtime_subject(void)
{
	const struct sched_param three = {3};
	struct sched_param now;

	T_CHECK(sched_setscheduler(0, SCHED_RR | SCHED_RESET_ON_FORK, &three) == 0,
		"sched_setscheduler");
	setpriority(PRIO_PROCESS, 0, 4);
	t_ready();
	sched_getparam(0, &now);
	T_CHECK(sched_getscheduler(0) == (SCHED_RR | SCHED_RESET_ON_FORK) &&
			now.sched_priority == 3,
		"policy 0x%x, priority %d", sched_getscheduler(0), now.sched_priority);
	T_CHECK(getpriority(PRIO_PROCESS, 0) == 4, "nice %d", getpriority(PRIO_PROCESS, 0));
}

static void task_realtime_comes_back(void)
{
	if (!feature_has_cap(CAP_SYS_NICE))
		t_skip("no CAP_SYS_NICE");
	TASK_CYCLES(task_realtime_subject, 2);
}

/* == under new ids ============================================================================= */

static void task_new_ids_subject(void)
{
	pthread_mutexattr_t attr;
	pid_t old = getpid();

	pthread_mutexattr_init(&attr);
	pthread_mutexattr_setrobust(&attr, PTHREAD_MUTEX_ROBUST);
	pthread_mutexattr_settype(&attr, PTHREAD_MUTEX_ERRORCHECK);
	pthread_mutex_init(&task_robust, &attr);
	pthread_mutex_lock(&task_robust);
	t_ready();
	T_CHECK(getpid() != old, "still %d", old);
	T_CHECK(pthread_mutex_lock(&task_robust) == EDEADLK, "the mutex is somebody else's");
	T_CHECK(pthread_mutex_unlock(&task_robust) == 0, "the mutex cannot be unlocked");
	T_CHECK(raise(SIGCHLD) == 0 && pthread_kill(pthread_self(), 0) == 0,
		"libc has the wrong thread id");
}

static void task_new_ids(void)
{
	cr_save_opts save = cr_save_opts_init();
	cr_load_opts load = cr_load_opts_init();
	cr_child child = cr_child_init();
	struct t_subject s;
	cr_error err;

	t_start(&s, task_new_ids_subject);
	save.flags = CR_END;
	T_MUST(cr_dump(s.pid, "save", &save, &err) == 0, "%s", err.text);
	t_wait(s.pid, 5000);
	load.pids = CR_PIDS_NEW;
	T_MUST(cr_restore("save", &load, &child, &err) == 0, "%s", err.text);
	close(child.pidfd);
	T_CHECK(child.pid != s.pid, "it came back as itself");
	s.pid = child.pid;
	t_end(&s);
}

static volatile sig_atomic_t task_children_told;

static void task_child_told(int sig)
{
	(void)sig;
	task_children_told++;
}

/* A thread that waits for a lock with priority inheritance: the kernel knows its owner by the id in
 * the lock. */
static pthread_mutex_t task_pi;

static void *task_pi_run(void *arg)
{
	__atomic_store_n((int *)arg, 1, __ATOMIC_SEQ_CST);
	pthread_mutex_lock(&task_pi);
	pthread_mutex_unlock(&task_pi);
	__atomic_store_n((int *)arg, 2, __ATOMIC_SEQ_CST);
	return NULL;
}

static void task_pi_subject(void)
{
	pthread_mutexattr_t attr;
	pthread_t thread;
	int stage = 0;

	pthread_mutexattr_init(&attr);
	pthread_mutexattr_setprotocol(&attr, PTHREAD_PRIO_INHERIT);
	pthread_mutex_init(&task_pi, &attr);
	pthread_mutex_lock(&task_pi);
	pthread_create(&thread, NULL, task_pi_run, &stage);
	while (__atomic_load_n(&stage, __ATOMIC_SEQ_CST) < 1)
		usleep(1000);
	usleep(50000);
	t_ready();
	usleep(20000);
	T_CHECK(__atomic_load_n(&stage, __ATOMIC_SEQ_CST) == 1,
		"the lock was given to the other thread");
	T_CHECK(pthread_mutex_unlock(&task_pi) == 0, "unlock");
	pthread_join(thread, NULL);
}

static void task_pi_locks(void)
{
	cr_save_opts save = cr_save_opts_init();
	cr_load_opts load = cr_load_opts_init();
	cr_child child = cr_child_init();
	struct t_subject s;
	cr_error err;

	t_start(&s, task_pi_subject);
	if (geteuid() != 0) {
		task_cycle_of_user(&s);
		t_end(&s);
		return;
	}
	t_cycles(&s, 2);
	save.flags = CR_END;
	T_MUST(cr_dump(s.pid, "save", &save, &err) == 0, "%s", err.text);
	t_wait(s.pid, 5000);
	load.pids = CR_PIDS_NEW;
	T_CHECK(cr_restore("save", &load, &child, &err) < 0 && err.code == CR_E_PID_MODE,
		"under new ids: %d, %s", err.code, err.text);
	load.pids = CR_PIDS_SAME;
	T_MUST(cr_restore("save", &load, &child, &err) == 0, "%s", err.text);
	close(child.pidfd);
	t_end(&s);
}

/* == what is refused, by name ================================================================== */

static void task_refused_subject_uts(void)
{
	unshare(CLONE_NEWUTS);
	t_ready();
}

static void task_wait_child(uint64_t flags)
{
	pid_t pid = sys_clone3(flags, SIGCHLD, NULL, 0, NULL);

	if (pid == 0)
		for (;;)
			pause();
	t_ready();
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
}

/* Two children share it, and their parent has gone another way. */
static void task_wait_siblings(uint64_t flags)
{
	pid_t pids[2];

	for (int i = 0; i < 2; i++) {
		pids[i] = sys_clone3(flags, SIGCHLD, NULL, 0, NULL);
		if (pids[i] == 0)
			for (;;)
				pause();
	}
	unshare((int)flags);
	t_ready();
	for (int i = 0; i < 2; i++) {
		kill(pids[i], SIGKILL);
		waitpid(pids[i], NULL, 0);
	}
}

static void task_refused_subject_files(void)
{
	task_wait_siblings(CLONE_FILES);
}

static void task_refused_subject_fs(void)
{
	task_wait_siblings(CLONE_FS);
}

static int task_refused_sleep(void *flags)
{
	if (flags)
		unshare((int)(intptr_t)flags);
	for (;;)
		pause();
	return 0;
}

static void *task_refused_run(void *flags)
{
	task_refused_sleep(flags);
	return NULL;
}

static void task_refused_thread(int flags)
{
	pthread_t thread;

	T_MUST(pthread_create(&thread, NULL, task_refused_run, (void *)(intptr_t)flags) == 0,
	       "pthread_create");
	t_sleep_ms(20);
	t_ready();
	t_stop();
}

static void task_refused_subject_thread_files(void)
{
	task_refused_thread(CLONE_FILES);
}

static void task_refused_subject_thread_fs(void)
{
	task_refused_thread(CLONE_FS);
}

static void task_refused_subject_thread_net(void)
{
	task_refused_thread(CLONE_NEWNET);
}

static void task_refused_subject_thread_ipc(void)
{
	task_refused_thread(CLONE_NEWIPC);
}

static void task_refused_subject_thread_pids(void)
{
	task_refused_thread(CLONE_NEWPID);
}

/* Too many for all to be looked at in full. */
static void task_refused_subject_threads_net(void)
{
	pthread_t thread;

	for (int i = 0; i < 2 * TASK_FEW_THREADS; i++)
		pthread_create(&thread, NULL, task_refused_run, NULL);
	task_refused_thread(CLONE_NEWNET);
}

static void task_refused_subject_vm(void)
{
	static char stack[65536];
	pid_t pid = clone(task_refused_sleep, stack + sizeof(stack), CLONE_VM | SIGCHLD, NULL);

	T_MUST(pid > 0, "clone: %s", strerror(errno));
	t_ready();
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
}

static void task_refused(void)
{
	static const struct {
		const char *name;
		void (*fn)(void);
		const char *text;
	} cases[] = {
		{"uts", task_refused_subject_uts, "another UTS namespace"},
		{"files", task_refused_subject_files, "shares its descriptors"},
		{"fs", task_refused_subject_fs, "shares its working directory"},
		{"vm", task_refused_subject_vm, "shares its memory"},
		{"thread-files", task_refused_subject_thread_files, "descriptors of its own"},
		{"thread-fs", task_refused_subject_thread_fs, "does not share its working"},
		{"thread-net", task_refused_subject_thread_net, "another namespace (net)"},
		{"thread-ipc", task_refused_subject_thread_ipc, "another namespace (ipc)"},
		{"thread-pids", task_refused_subject_thread_pids, "(pid_for_children)"},
		{"threads-net", task_refused_subject_threads_net, "another namespace (net)"},
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct t_subject s;
		cr_error err;

		t_start_(&s, cases[i].name, cases[i].fn);
		T_CHECK(cr_dump(s.pid, "save", NULL, &err) < 0 && err.code == CR_E_UNSUPPORTED &&
				t_contains(err.text, cases[i].text),
			"%s: %d, %s", cases[i].name, err.code, err.text);
		T_CHECK(!t_exists("save"), "%s: something was saved", cases[i].name);
		cr_report *report;
		T_MUST(cr_check(s.pid, NULL, &report, &err) == 0, "%s: %s", cases[i].name,
		       err.text);
		bool said = false;
		for (size_t k = 0; k < report->note_count; k++)
			said = said || strstr(report->notes[k].text, cases[i].text);
		T_CHECK(said || strncmp(cases[i].name, "thread", 6) == 0,
			"%s: cr_check says nothing of it", cases[i].name);
		cr_report_free(report);
		t_end(&s);
	}
}

/* == trees that cannot be ====================================================================== */

static void task_two_subject(void)
{
	task_wait_child(0);
}

struct task_tree_entry {
	uint32_t pid, ppid, pgid, sid, threads[3];
};

static void task_write_tree(struct cr_ctx *cx, const struct task_tree_entry *e, size_t n)
{
	struct record_out out;

	T_MUST(record_begin(cx, &out, IMAGE_PSTREE) == 0, "record_begin");
	for (size_t i = 0; i < n; i++) {
		Cr__PstreeEntry entry = CR__PSTREE_ENTRY__INIT;
		uint32_t threads[3];

		memcpy(threads, e[i].threads, sizeof(threads));
		entry.pid = e[i].pid;
		entry.ppid = e[i].ppid;
		entry.pgid = e[i].pgid;
		entry.sid = e[i].sid;
		entry.threads = threads;
		while (entry.n_threads < 3 && threads[entry.n_threads])
			entry.n_threads++;
		T_MUST(record_add(cx, &out, &entry.base) == 0, "record_add");
	}
	t_write("save.dir/pstree.img", out.at, out.n);
}

static void task_hostile_trees(void)
{
	struct t_subject s;
	struct cr_ctx cx;
	cr_report *report;
	cr_save_opts save = cr_save_opts_init();
	cr_error err;

	t_start(&s, task_two_subject);
	save.flags = CR_END;
	const uint32_t a = (uint32_t)s.pid;
	T_MUST(cr_dump(s.pid, "save.dir/", &save, &err) == 0, "%s", err.text);
	t_wait(s.pid, 5000);
	T_MUST(cr_inspect("save.dir/", &report, &err) == 0 && report->task_count == 2, "%s",
	       err.text);
	const uint32_t b = (uint32_t)report->tasks[1].pid;
	cr_report_free(report);
	unlink("save.dir/cr-sum.img"); /* which would have said that this is not what was written */
	unlink("save.dir/cr.img");

	const struct {
		const char *what;
		size_t n;
		struct task_tree_entry at[3];
		bool fine;
	} cases[] = {
		{"as it is", 2, {{a, 0, a, a, {a}}, {b, a, a, a, {b}}}, true},
		{"empty", 0, {{0}}, false},
		{"pid 0", 1, {{0, 0, a, a, {0}}}, false},
		{"pid too large", 1, {{4194305, 0, a, a, {4194305}}}, false},
		{"a pid of 32 bits", 1, {{UINT32_MAX, 0, a, a, {UINT32_MAX}}}, false},
		{"twice the same", 2, {{a, 0, a, a, {a}}, {a, a, a, a, {a}}}, false},
		{"its own parent", 2, {{a, 0, a, a, {a}}, {b, b, a, a, {b}}}, false},
		{"two roots", 2, {{a, 0, a, a, {a}}, {b, 0, a, a, {b}}}, false},
		{"no such parent", 2, {{a, 0, a, a, {a}}, {b, 77, a, a, {b}}}, false},
		{"child first", 2, {{b, a, a, a, {b}}, {a, 0, a, a, {a}}}, false},
		{"no threads", 1, {{a, 0, a, a, {0}}}, false},
		{"led by another thread", 1, {{a, 0, a, a, {b}}}, false},
		{"a thread that is a task", 2, {{a, 0, a, a, {a, b}}, {b, a, a, a, {b}}}, false},
		{"the same thread twice", 1, {{a, 0, a, a, {a, a}}}, false},
		{"a thread without a core",
		 2,
		 {{a, 0, a, a, {a, 4000000}}, {b, a, a, a, {b}}},
		 false},
		{"a task without a core",
		 3,
		 {{a, 0, a, a, {a}}, {b, a, a, a, {b}}, {9, a, a, a, {9}}},
		 false},
		{"a leader as a thread", 1, {{a, 0, a, a, {a, b}}}, false},
		{"a group out of range", 1, {{a, 0, UINT32_MAX, a, {a}}}, false},
		{"a session out of range", 1, {{a, 0, a, 4194305, {a}}}, false},
		{"a session of nobody", 2, {{a, 0, a, a, {a}}, {b, a, a, 999, {b}}}, true},
	};
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		task_ctx(&cx);
		task_write_tree(&cx, cases[i].at, cases[i].n);
		ctx_close(&cx);
		memset(&err, 0, sizeof(err));
		int r = cr_inspect("save.dir/", &report, &err);
		T_CHECK(cases[i].fine ? r == 0 : r < 0 && err.code != CR_E_OK, "%s: %d, %s",
			cases[i].what, r, err.text);
		if (r == 0)
			cr_report_free(report);
	}
}

/* == a loader that becomes the program: what it had must not show */

static void task_in_place_subject(void)
{
	struct itimerval v;
	struct sigaction sa;
	sigset_t pending;
	stack_t sas;
	char name[16];

	t_ready();
	sigpending(&pending);
	for (int sig = 1; sig <= 64; sig++)
		T_CHECK(!sigismember(&pending, sig), "signal %d is pending", sig);
	for (int which = 0; which < 3; which++)
		T_CHECK(getitimer(which, &v) == 0 && !v.it_value.tv_sec && !v.it_interval.tv_sec,
			"interval timer %d", which);
	char *text = t_read("/proc/self/timers", NULL);
	T_CHECK(text && !text[0], "timers: %s", text ? text : "none");
	free(text);
	sigaltstack(NULL, &sas);
	T_CHECK(sas.ss_flags == SS_DISABLE, "alternate stack at %p", sas.ss_sp);
	sigaction(SIGUSR2, NULL, &sa);
	T_CHECK(sa.sa_handler == SIG_DFL, "action of SIGUSR2");
	prctl(PR_GET_NAME, name);
	T_CHECK(strcmp(name, "the loader") != 0, "its name is %s", name);
	int value = 0;
	T_CHECK(prctl(PR_GET_PDEATHSIG, &value) == 0 && value == 0, "parent-death signal %d",
		value);
	T_CHECK(prctl(PR_GET_CHILD_SUBREAPER, &value) == 0 && value == 0, "subreaper %d", value);
	T_CHECK(getpriority(PRIO_PROCESS, 0) == 0, "nice %d", getpriority(PRIO_PROCESS, 0));
}

static void task_load_over(void)
{
	static unsigned char stack[32768];
	const stack_t mine = {.ss_sp = stack, .ss_size = sizeof(stack)};
	const struct itimerval hour = {{5, 0}, {3600, 0}};
	const struct itimerspec far = {{0, 0}, {3600, 0}};
	cr_load_opts load = cr_load_opts_init();
	cr_error err;
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGUSR1);
	sigaddset(&set, SIGRTMIN + 1);
	sigprocmask(SIG_BLOCK, &set, NULL);
	raise(SIGUSR1);
	sigqueue(getpid(), SIGRTMIN + 1, (union sigval){.sival_int = 1});
	signal(SIGUSR2, task_child_told);
	for (int which = 0; which < 3; which++)
		setitimer(which, &hour, NULL);
	for (int i = 0; i < 3; i++) {
		timer_t id = task_new_timer(CLOCK_MONOTONIC, SIGEV_SIGNAL, SIGALRM, i, 0);
		syscall(SYS_timer_settime, TASK_TIMER_ID(id), 0, &far, NULL);
	}
	sigaltstack(&mine, NULL);
	prctl(PR_SET_NAME, "the loader");
	prctl(PR_SET_PDEATHSIG, SIGWINCH);
	prctl(PR_SET_CHILD_SUBREAPER, 1);
	load.pids = CR_PIDS_NEW;
	cr_load("save", &load, &err);
	T_FAIL("%s", err.text);
	t_stop();
}

static void task_in_place(void)
{
	cr_save_opts save = cr_save_opts_init();
	struct t_subject s;
	cr_error err;

	t_start(&s, task_in_place_subject);
	save.flags = CR_END;
	T_MUST(cr_dump(s.pid, "save", &save, &err) == 0, "%s", err.text);
	t_wait(s.pid, 5000);
	s.pid = fork();
	if (s.pid == 0)
		task_load_over();
	t_end(&s);
}

/* == trees ===================================================================================== */

static struct task_family {
	pid_t root, in_group, leader, in_session, older, zombie, killed, orphan_group, stopped;
	pid_t dead_leader, other_signal;
} * task_family;

static pid_t task_child(pid_t *slot, int seconds)
{
	pid_t pid = fork();

	if (pid == 0) {
		for (int i = 0; i < seconds * 50; i++)
			usleep(20000);
		_exit(0);
	}
	if (slot)
		*slot = pid;
	return pid;
}

/* A session leader with a child from before and one from after its setsid. */
static void task_family_leader(void)
{
	task_child(&task_family->older, 20);
	setsid();
	task_child(&task_family->in_session, 20);
	__atomic_store_n(&task_family->leader, getpid(), __ATOMIC_SEQ_CST);
	for (;;)
		pause();
}

static void task_tree_subject(void)
{
	int status;

	task_family = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	task_family->root = getpid();
	task_child(&task_family->in_group, 20);
	setpgid(task_family->in_group, task_family->in_group);
	if (fork() == 0)
		task_family_leader();
	/* A group whose leader has ended and been waited for. */
	pid_t pid = fork();
	if (pid == 0) {
		pause();
		_exit(0);
	}
	task_family->dead_leader = pid;
	setpgid(task_family->dead_leader, task_family->dead_leader);
	task_child(&task_family->orphan_group, 20);
	setpgid(task_family->orphan_group, task_family->dead_leader);
	kill(task_family->dead_leader, SIGKILL);
	waitpid(task_family->dead_leader, &status, 0);
	pid = fork();
	if (pid == 0)
		_exit(33);
	task_family->zombie = pid;
	/* One whose end is told by another signal, and to waits of another kind. */
	pid = sys_clone3(0, SIGWINCH, NULL, 0, NULL);
	if (pid == 0)
		for (;;)
			pause();
	task_family->other_signal = pid;
	task_child(&task_family->killed, 20);
	kill(task_family->killed, SIGTERM);
	task_child(&task_family->stopped, 20);
	kill(task_family->stopped, SIGSTOP);
	while (!__atomic_load_n(&task_family->leader, __ATOMIC_SEQ_CST))
		usleep(1000);
	usleep(100000);
	const struct sigaction told = {.sa_handler = task_child_told, .sa_flags = SA_NOCLDSTOP};
	sigaction(SIGCHLD, &told, NULL);
	t_ready();

	T_CHECK(task_children_told == 0, "told of the end of %d children", (int)task_children_told);
	signal(SIGCHLD, SIG_DFL);
	T_CHECK(getpid() == task_family->root && getsid(0) == getpid() && getpgrp() == getpid(),
		"root %d", getpid());
	T_CHECK(getpgid(task_family->in_group) == task_family->in_group &&
			getsid(task_family->in_group) == getpid(),
		"own group: %d", getpgid(task_family->in_group));
	T_CHECK(getsid(task_family->leader) == task_family->leader &&
			getsid(task_family->in_session) == task_family->leader &&
			getpgid(task_family->in_session) == task_family->leader,
		"session: %d, %d", getsid(task_family->leader), getsid(task_family->in_session));
	T_CHECK(getsid(task_family->older) == getpid() && getpgid(task_family->older) == getpid(),
		"from before setsid: %d, %d", getsid(task_family->older),
		getpgid(task_family->older));
	T_CHECK(getpgid(task_family->orphan_group) == task_family->dead_leader,
		"group without a leader: %d", getpgid(task_family->orphan_group));
	T_CHECK(kill(task_family->dead_leader, 0) == -1, "somebody has the id of the dead leader");
	T_CHECK(waitpid(task_family->zombie, &status, WNOHANG) == task_family->zombie &&
			WIFEXITED(status) && WEXITSTATUS(status) == 33,
		"zombie: 0x%x", status);
	T_CHECK(waitpid(task_family->killed, &status, WNOHANG) == task_family->killed &&
			WIFSIGNALED(status) && WTERMSIG(status) == SIGTERM,
		"killed: 0x%x", status);
	T_CHECK(t_state(task_family->stopped) == 'T', "stopped: %c", t_state(task_family->stopped));
	kill(task_family->stopped, SIGCONT);
	usleep(50000);
	T_CHECK(t_state(task_family->stopped) == 'S', "goes on: %c", t_state(task_family->stopped));
	kill(task_family->other_signal, SIGKILL);
	T_CHECK(waitpid(task_family->other_signal, &status, 0) == -1 && errno == ECHILD,
		"a child as any other");
	T_CHECK(waitpid(task_family->other_signal, &status, __WCLONE) == task_family->other_signal,
		"exit signal");
	const pid_t all[] = {task_family->in_group, task_family->leader, task_family->orphan_group,
			     task_family->stopped,  task_family->older,	 task_family->in_session};
	for (size_t i = ARRAY_LEN(all); i-- > 0;)
		kill(all[i], SIGKILL);
	for (size_t i = 0; i < 4; i++)
		waitpid(all[i], &status, 0);
}

static void task_tree_comes_back(void)
{
	TASK_CYCLES(task_tree_subject, 2);
}

static const struct t_test task_live_tests[] = {
	{"task_signals_come_back", task_signals_come_back, T_ROOT | T_USER, 0, NULL,
	 "plan: rt_sigaction; plan: sigaltstack; plan: a pending signal"},
	{"task_timers_come_back", task_timers_come_back, T_ROOT | T_USER, 0, NULL,
	 "plan: setitimer; plan: timer_create; plan: timer_settime; plan: gettid"},
	{"task_attributes_come_back", task_attributes_come_back, T_ROOT, 0, NULL,
	 "plan: PR_SET_NAME; plan: RLIMIT_NOFILE; plan: RLIMIT_CORE; plan: RLIMIT_NPROC; plan: "
	 "personality; "
	 "plan: PR_SET_CHILD_SUBREAPER; plan: PR_SET_PDEATHSIG; plan: PR_SET_TIMERSLACK; plan: "
	 "PR_SET_THP_DISABLE; "
	 "plan: PR_SET_NO_NEW_PRIVS; plan: membarrier; plan: sched_setattr; plan: ioprio_set; "
	 "plan: sched_setaffinity; "
	 "plan: PR_SET_DUMPABLE"},
	{"task_creds_come_back", task_creds_come_back, T_ROOT, 0, NULL,
	 "plan: setgroups; plan: setresgid; plan: setfsgid; plan: setresuid; plan: setfsuid; plan: "
	 "PR_SET_SECUREBITS; "
	 "plan: PR_CAPBSET_DROP; plan: capset; plan: capset before ambient ones; plan: "
	 "PR_CAP_AMBIENT_RAISE"},
	{"task_sleepers_come_back", task_sleepers_come_back, T_ROOT | T_USER, 15, NULL,
	 "plan: set_tid_address; plan: clone3 of a thread"},
	{"task_sleepers_come_back_twice", task_sleepers_come_back_twice, T_ROOT, 0, NULL, NULL},
	{"task_fpu_comes_back", task_fpu_comes_back, T_ROOT | T_USER, 0, NULL, NULL},
	{"task_threads_end_well", task_threads_end_well, T_ROOT | T_USER, 0, NULL,
	 "plan: set_robust_list; plan: rseq"},
	{"task_realtime_comes_back", task_realtime_comes_back, T_ROOT, 0, NULL,
	 "plan: setpriority"},
	{"task_new_ids", task_new_ids, T_ROOT | T_USER, 0, NULL, NULL},
	{"task_pi_locks", task_pi_locks, T_ROOT | T_USER, 0, NULL, NULL},
	{"task_refused", task_refused, T_ROOT, 0, NULL, NULL},
	{"task_hostile_trees", task_hostile_trees, T_ROOT, 0, NULL, NULL},
	{"task_in_place", task_in_place, T_ROOT | T_USER, 0, NULL,
	 "plan: pending signals of the loader; plan: timer_delete"},
	{"task_tree_comes_back", task_tree_comes_back, T_ROOT | T_USER, 0, NULL, NULL},
};
