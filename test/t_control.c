/* SPDX-License-Identifier: MIT
 *
 * t_control: freezing trees, running the parasite in them, and letting them go, without any image.
 * The subjects judge themselves: results of computations, and what their interrupted system calls
 * return, and when.
 */
#include "t.h"

#include <linux/filter.h>
#include <linux/seccomp.h>
#include <pthread.h>
#include <sched.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/ipc.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/select.h>
#include <sys/sem.h>
#include <sys/wait.h>
#include <unistd.h>

/* == a save without an image =================================================================== */

struct control_save {
	struct cr_ctx cx;
	struct tree t;
	uint64_t frozen_ns;
	bool outside; /* nothing is run in the tasks */
};

static void control_log(void *arg, int level, const char *text)
{
	(void)arg;
	t_say("log %d: %s", level, text);
}

static const cr_watch control_watch = {.log = control_log};

static void control_open(struct control_save *s)
{
	memset(s, 0, sizeof(*s));
	T_MUST(ctx_open(&s->cx, &control_watch) == 0, "no arena");
	s->t.cx = &s->cx;
	s->t.timeout_ms = 15000; /* others may have the CPUs for themselves for a while */
}

static int control_gather(struct control_save *s)
{
	int r = 0;

	for (size_t i = 0; r == 0 && i < s->t.tasks.n; i++) {
		struct task *task = s->t.tasks.at[i];

		if (task->state == TASK_ZOMBIE || s->outside)
			continue;
		r = proc_maps(&s->cx, task->dir_fd, false, &task->maps, &task->map_n);
		if (r == 0)
			r = infect_begin(&s->t, task);
		if (r == 0)
			r = task_gather(&s->t, task);
	}
	return r;
}

/* Freezes and asks everybody; s stays frozen until control_release. */
static void control_freeze(struct control_save *s, pid_t pid)
{
	control_open(s);
	int r = tree_freeze(&s->t, pid);
	T_MUST(r == 0, "freeze: %s", s->cx.err.text);
	r = control_gather(s);
	T_CHECK(r == 0, "gather: %s", s->cx.err.text);
}

static void control_release(struct control_save *s, enum tree_end end)
{
	tree_release(&s->t, end);
	s->frozen_ns = sys_clock_ns(CLOCK_MONOTONIC) - s->t.frozen_at_ns;
	T_CHECK(s->cx.frozen == 0, "still counts as frozen");
	ctx_close(&s->cx);
}

static void control_round(pid_t pid)
{
	struct control_save s;

	control_freeze(&s, pid);
	control_release(&s, TREE_RUN);
}

/* == what one thread tells ===================================================================== */

static char control_stack[65536] __attribute__((aligned(16)));

static void control_handler(int signo)
{
	(void)signo;
}

static void *control_masked_thread(void *arg)
{
	stack_t stack = {.ss_sp = control_stack, .ss_size = sizeof(control_stack)};
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGUSR2);
	pthread_sigmask(SIG_BLOCK, &set, NULL);
	sigaltstack(&stack, NULL);
	prctl(PR_SET_NAME, "masked");
	prctl(PR_SET_PDEATHSIG, SIGHUP);
	*(volatile int *)arg = 1;
	for (;;)
		pause();
	return NULL;
}

static void told_subject(void)
{
	struct itimerval timer = {{100, 0}, {1000, 0}};
	volatile int there = 0;
	pthread_t thread;

	signal(SIGUSR1, control_handler);
	umask(0135);
	setitimer(ITIMER_REAL, &timer, NULL);
	pthread_create(&thread, NULL, control_masked_thread, (void *)(uintptr_t)&there);
	while (!there)
		usleep(1000);
	t_ready();
}

static void control_tells(void)
{
	struct t_subject subject;
	struct control_save s;
	struct rlimit limit;

	t_start(&subject, told_subject);
	control_freeze(&s, subject.pid);
	T_MUST(s.t.tasks.n == 1 && s.t.tasks.at[0]->thread_n == 2, "%zu tasks", s.t.tasks.n);
	const struct task *task = s.t.tasks.at[0];
	const struct thread *leader = &task->threads[0], *other = &task->threads[1];

	T_CHECK(task->pid == subject.pid && task->ppid == getpid() && task->sid == subject.pid,
		"pid %d ppid %d sid %d", task->pid, task->ppid, task->sid);
	T_CHECK(task->in.pid == subject.pid && task->in.ppid == getpid(), "pid %d ppid %d",
		task->in.pid, task->in.ppid);
	T_CHECK(task->in.umask == 0135, "umask %o", task->in.umask);
	T_CHECK(task->in.sigactions[SIGUSR1 - 1].handler == (uintptr_t)control_handler,
		"another handler");
	T_CHECK(task->in.sigactions[SIGUSR2 - 1].handler == 0, "a handler");
	T_CHECK(task->in.itimers[ITIMER_REAL].interval_sec == 100 &&
			task->in.itimers[ITIMER_REAL].value_sec > 900,
		"itimer");
	getrlimit(RLIMIT_NOFILE, &limit);
	T_CHECK(task->in.rlimits[RLIMIT_NOFILE].cur == limit.rlim_cur, "limit %lu",
		task->in.rlimits[RLIMIT_NOFILE].cur);
	T_CHECK(task->in.brk == task->stat.start_brk || task->in.brk > task->stat.start_brk,
		"brk %lx", task->in.brk);
	T_CHECK(leader->in.tid == subject.pid && leader->in.tid_address != 0, "tid %d",
		leader->in.tid);
	T_CHECK(leader->sigmask == 0 && other->sigmask == 1ull << (SIGUSR2 - 1), "masks %lx %lx",
		leader->sigmask, other->sigmask);
	T_CHECK(other->in.tid == other->tid && other->in.tid_address != leader->in.tid_address,
		"tid %d", other->in.tid);
	T_CHECK(other->in.sas_sp == (uintptr_t)control_stack &&
			other->in.sas_size == sizeof(control_stack),
		"alternate stack");
	T_CHECK(leader->in.sas_flags == SS_DISABLE, "flags %d", leader->in.sas_flags);
	T_CHECK(other->in.pdeath_sig == SIGHUP && leader->in.pdeath_sig == 0, "signals %d %d",
		other->in.pdeath_sig, leader->in.pdeath_sig);
	T_CHECK(strcmp(other->comm, "masked") == 0, "comm %s", other->comm);
	T_CHECK(leader->robust_head && other->robust_head && leader->xstate_len >= 576,
		"xstate of %zu", leader->xstate_len);
	T_CHECK(arch_syscall_nr(&other->regs) == SYS_pause, "call %ld",
		arch_syscall_nr(&other->regs));
	int fd = task_get_fd(&s.t, s.t.tasks.at[0], 0);
	T_CHECK(fd >= 0, "descriptor: %d", fd);
	sys_close_auto(&fd);
	s.cx.faults = 1ull << FEATURE_PIDFD_GETFD;
	fd = task_get_fd(&s.t, s.t.tasks.at[0], 1);
	T_CHECK(fd >= 0, "descriptor through the parasite: %d", fd);
	sys_close_auto(&fd);
	fd = task_get_fd(&s.t, s.t.tasks.at[0], 100);
	T_CHECK(fd == -EBADF, "descriptor that is not there: %d", fd);
	struct wire_msg msg = {.cmd = WIRE_CALL, .arg = {SYS_getpgid}};
	const uint64_t more[2] = {0, 0};
	int r = parasite_ask(&s.t, s.t.tasks.at[0], &msg, more, sizeof(more), -1, NULL, 0);
	T_CHECK(r == 0 && (pid_t)msg.arg[0] == task->pgid, "call: %d, %lu", r, msg.arg[0]);
	control_release(&s, TREE_RUN);
	t_end(&subject);
}

/* == memory ==================================================================================== */

#define CONTROL_PAGES 6000

static unsigned char *control_memory;

static void control_fill(unsigned char *at)
{
	for (size_t i = 0; i < CONTROL_PAGES; i++)
		memset(at + i * 4096, (int)(i % 251), 4096);
	mprotect(at + 4096, 4096, PROT_NONE);
}

static void memory_subject(void)
{
	control_fill(control_memory);
	t_ready();
}

static void control_check_file(int fd, const struct wire_range *ranges, size_t n, uint64_t off)
{
	static unsigned char page[4096];
	size_t wrong = 0;

	for (size_t i = 0; i < n; i++)
		for (uint64_t at = ranges[i].addr; at < ranges[i].addr + ranges[i].len;
		     at += 4096, off += 4096) {
			int want = (int)((at - (uintptr_t)control_memory) / 4096 % 251);
			wrong += pread(fd, page, sizeof(page), (off_t)off) != 4096 ||
				 page[0] != want || page[4095] != want;
		}
	T_CHECK(wrong == 0, "%zu pages are wrong", wrong);
}

/* Small and large ranges, one of them unreadable; a limit in the task; a pipe. */
static void control_writes(void)
{
	static struct wire_range ranges[1001];
	struct t_subject subject;
	struct control_save s;
	char buf[8192];
	int pipe_fds[2];

	control_memory = mmap(NULL, CONTROL_PAGES * 4096, PROT_READ | PROT_WRITE,
			      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	for (size_t i = 0; i < 1000; i++)
		ranges[i] = (struct wire_range){(uintptr_t)control_memory + i * 8192 % (500 * 8192),
						4096};
	ranges[1000] = (struct wire_range){(uintptr_t)control_memory, CONTROL_PAGES * 4096};
	t_start(&subject, memory_subject);
	control_freeze(&s, subject.pid);
	struct task *task = s.t.tasks.at[0];
	int fd = open("pages", O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	int r = task_write_memory(&s.t, task, ranges, 1001, fd, 8192);
	T_CHECK(r == 0, "%s", s.cx.err.text);
	control_check_file(fd, ranges, 1001, 8192);
	T_CHECK(ftruncate(fd, 0) == 0, "ftruncate");
	task->in.rlimits[RLIMIT_FSIZE].cur = 4096;
	r = task_write_memory(&s.t, task, &ranges[10], 2, fd, 0);
	T_CHECK(r == 0, "%s", s.cx.err.text);
	control_check_file(fd, &ranges[10], 2, 0);
	T_MUST(pipe(pipe_fds) == 0, "pipe");
	r = task_write_memory(&s.t, task, &ranges[20], 1, pipe_fds[1], 0);
	T_CHECK(r == 0 && read(pipe_fds[0], buf, sizeof(buf)) == 4096 && buf[5] == 40, "%s",
		s.cx.err.text);
	int full = open("/dev/full", O_WRONLY | O_CLOEXEC);
	task->in.rlimits[RLIMIT_FSIZE].cur = UINT64_MAX;
	r = task_write_memory(&s.t, task, &ranges[20], 1, full, 0);
	T_CHECK(r == -ENOSPC && s.cx.err.code == CR_E_NO_SPACE, "%d %s", r, s.cx.err.text);
	close(full);
	close(pipe_fds[0]);
	close(pipe_fds[1]);
	close(fd);
	control_release(&s, TREE_RUN);
	t_end(&subject);
	munmap(control_memory, CONTROL_PAGES * 4096);
}

/* == calls that sleep ========================================================================== */

#define CONTROL_SLEEP_NS 600000000ll

static int control_epoll, control_sem;
static uint32_t control_futex;

static long control_call_nanosleep(void)
{
	struct timespec ts = {0, CONTROL_SLEEP_NS};
	return syscall(SYS_nanosleep, &ts, NULL);
}

static long control_call_clock_nanosleep(void)
{
	struct timespec ts;
	clock_gettime(CLOCK_MONOTONIC, &ts);
	ts.tv_sec += (ts.tv_nsec + CONTROL_SLEEP_NS) / 1000000000;
	ts.tv_nsec = (ts.tv_nsec + CONTROL_SLEEP_NS) % 1000000000;
	return syscall(SYS_clock_nanosleep, CLOCK_MONOTONIC, TIMER_ABSTIME, &ts, NULL);
}

static long control_call_poll(void)
{
	return poll(NULL, 0, CONTROL_SLEEP_NS / 1000000);
}

static long control_call_select(void)
{
	struct timeval tv = {0, CONTROL_SLEEP_NS / 1000};
	return select(0, NULL, NULL, NULL, &tv);
}

static long control_call_epoll(void)
{
	struct epoll_event event;
	return epoll_wait(control_epoll, &event, 1, CONTROL_SLEEP_NS / 1000000);
}

static long control_call_futex(void)
{
	struct timespec ts = {0, CONTROL_SLEEP_NS};
	long r = syscall(SYS_futex, &control_futex, FUTEX_WAIT_PRIVATE, 0, &ts, NULL, 0);
	return r < 0 && errno == ETIMEDOUT ? 0 : r;
}

static long control_call_sigtimedwait(void)
{
	struct timespec ts = {0, CONTROL_SLEEP_NS};
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGUSR1);
	int r = sigtimedwait(&set, NULL, &ts);
	return r < 0 && errno == EAGAIN ? 0 : r;
}

static long control_call_semtimedop(void)
{
	struct timespec ts = {0, CONTROL_SLEEP_NS};
	struct sembuf op = {0, -1, 0};
	int r = semtimedop(control_sem, &op, 1, &ts);
	return r < 0 && errno == EAGAIN ? 0 : r;
}

static long control_call_recv(void)
{
	struct timeval tv = {0, CONTROL_SLEEP_NS / 1000};
	int fds[2];
	char c;

	socketpair(AF_UNIX, SOCK_STREAM, 0, fds);
	setsockopt(fds[0], SOL_SOCKET, SO_RCVTIMEO, &tv, sizeof(tv));
	long r = recv(fds[0], &c, 1, 0);
	int e = errno;
	close(fds[0]);
	close(fds[1]);
	errno = e;
	return r < 0 && e == EAGAIN ? 0 : r;
}

/* exact: the time limit holds however often the call is interrupted; else it may begin anew. */
static const struct control_call {
	const char *name;
	long (*fn)(void);
	bool exact;
} control_calls[] = {
	{"nanosleep", control_call_nanosleep, true},
	{"clock_nanosleep", control_call_clock_nanosleep, true},
	{"poll", control_call_poll, true},
	{"select", control_call_select, true},
	{"epoll_wait", control_call_epoll, true},
	{"futex", control_call_futex, true},
	{"sigtimedwait", control_call_sigtimedwait, false},
	{"semtimedop", control_call_semtimedop, false},
	{"recv", control_call_recv, false},
};

static volatile int control_stop;

static void *control_call_thread(void *arg)
{
	const struct control_call *call = arg;

	for (int round = 0; round < 3; round++) {
		uint64_t start = t_now_ns();
		long r = call->fn();
		int e = errno;
		int64_t took = (int64_t)(t_now_ns() - start);

		T_CHECK(r == 0, "%s: %ld %s", call->name, r, strerror(e));
		/* How long epoll_wait has slept is an estimate. */
		T_CHECK(took > CONTROL_SLEEP_NS - 20000000, "%s: only %ld ms", call->name,
			took / 1000000);
		T_CHECK(took < CONTROL_SLEEP_NS + (call->exact ? 400000000 : 10000000000),
			"%s: %ld ms", call->name, took / 1000000);
	}
	return NULL;
}

static void *control_read_thread(void *arg)
{
	const int *fds = arg;
	char c = 0;

	long r = read(fds[0], &c, 1);
	T_CHECK(r == 1 && c == 'x', "read: %ld %c", r, c);
	return NULL;
}

static void calls_subject(void)
{
	pthread_t threads[ARRAY_LEN(control_calls)], reader;
	sigset_t set;
	int fds[2];

	sigemptyset(&set);
	sigaddset(&set, SIGUSR1);
	sigprocmask(SIG_BLOCK, &set, NULL);
	control_epoll = epoll_create1(EPOLL_CLOEXEC);
	control_sem = semget(IPC_PRIVATE, 1, 0600);
	T_MUST(pipe(fds) == 0, "pipe");
	pthread_create(&reader, NULL, control_read_thread, fds);
	for (size_t i = 0; i < ARRAY_LEN(control_calls); i++)
		pthread_create(&threads[i], NULL, control_call_thread,
			       (void *)(uintptr_t)&control_calls[i]);
	t_ready();
	for (size_t i = 0; i < ARRAY_LEN(control_calls); i++)
		pthread_join(threads[i], NULL);
	T_CHECK(write(fds[1], "x", 1) == 1, "write");
	pthread_join(reader, NULL);
	semctl(control_sem, 0, IPC_RMID);
}

static void control_calls_go_on(void)
{
	struct t_subject subject;

	t_start(&subject, calls_subject);
	for (int i = 0; i < 7; i++) {
		t_sleep_ms(170);
		control_round(subject.pid);
	}
	t_end(&subject);
}

/* == a busy program ============================================================================ */

struct control_shared {
	volatile uint64_t rounds;
	volatile uint64_t progress[128];
};
static struct control_shared *control_shared;

__attribute__((target("avx2"))) static uint64_t control_compute_avx(uint64_t seed)
{
	typedef double vec __attribute__((vector_size(32)));
	vec a = {(double)seed, 2, 3, 4}, b = {1.0000001, 1.0000002, 1.0000003, 1.0000004},
	    c = {0.1, 0.2, 0.3, 0.4};
	double out[4];
	uint64_t bits = 0;

	for (int i = 0; i < 200000; i++) {
		a = a * b + c;
		c = c * b;
	}
	memcpy(out, &a, sizeof(out));
	for (int i = 0; i < 4; i++) {
		uint64_t word;
		memcpy(&word, &out[i], 8);
		bits = bits * 31 + word;
	}
	return bits;
}

static uint64_t control_compute(uint64_t seed)
{
	volatile char stack[4096];
	uint64_t x = seed;

	if (__builtin_cpu_supports("avx2"))
		return control_compute_avx(seed);
	for (size_t i = 0; i < sizeof(stack); i++)
		stack[i] = (char)i;
	for (int i = 0; i < 100000; i++)
		x = x * 6364136223846793005u + (unsigned char)stack[i % 4096];
	return x;
}

static void *control_compute_thread(void *arg)
{
	size_t n = (size_t)(uintptr_t)arg;
	uint64_t want = control_compute(n);

	while (!control_stop) {
		uint64_t got = control_compute(n);
		T_CHECK(got == want, "thread %zu: %lx instead of %lx", n, got, want);
		control_shared->progress[n]++;
	}
	return NULL;
}

static void *control_sleep_thread(void *arg)
{
	size_t n = (size_t)(uintptr_t)arg;

	while (!control_stop) {
		struct timespec ts = {0, 20000000};
		uint64_t start = t_now_ns();
		long r = n % 2 ? poll(NULL, 0, 20) : syscall(SYS_nanosleep, &ts, NULL);
		T_CHECK(r == 0, "sleep: %s", strerror(errno));
		T_CHECK(t_now_ns() - start >= 19900000, "woke after %lu us",
			(t_now_ns() - start) / 1000);
		control_shared->progress[n]++;
	}
	return NULL;
}

static size_t control_computing, control_sleeping;

static void busy_subject(void)
{
	pthread_t threads[128];
	size_t n = control_computing + control_sleeping;

	for (size_t i = 0; i < n; i++)
		pthread_create(&threads[i], NULL,
			       i < control_computing ? control_compute_thread
						     : control_sleep_thread,
			       (void *)(uintptr_t)i);
	t_ready();
	control_stop = 1;
	for (size_t i = 0; i < n; i++)
		pthread_join(threads[i], NULL);
}

static void control_start_busy(struct t_subject *subject, size_t computing, size_t sleeping)
{
	char name[32];

	control_shared = mmap(NULL, sizeof(*control_shared), PROT_READ | PROT_WRITE,
			      MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	control_computing = computing;
	control_sleeping = sleeping;
	snprintf(name, sizeof(name), "busy%zu_subject", computing + sleeping);
	t_start_(subject, name, busy_subject);
}

/* Everybody still gets somewhere. */
static void control_check_progress(void)
{
	uint64_t before[128];
	size_t n = control_computing + control_sleeping, stuck = n;

	for (size_t i = 0; i < n; i++)
		before[i] = control_shared->progress[i];
	for (uint64_t end = t_now_ns() + 5000000000u; stuck && t_now_ns() < end;) {
		t_sleep_ms(2);
		stuck = 0;
		for (size_t i = 0; i < n; i++)
			stuck += control_shared->progress[i] == before[i];
	}
	T_CHECK(stuck == 0, "%zu of %zu threads do not go on", stuck, n);
}

static void control_fifty_threads(void)
{
	struct t_subject subject;

	control_start_busy(&subject, 4, 46);
	for (int i = 0; i < 20; i++) {
		control_round(subject.pid);
		t_sleep_ms(5);
	}
	control_check_progress();
	t_end(&subject);
}

static void control_frozen_time(void)
{
	static const size_t sleepers[] = {0, 99};

	for (size_t k = 0; k < ARRAY_LEN(sleepers); k++) {
		struct t_subject subject;
		uint64_t best = UINT64_MAX;

		control_start_busy(&subject, 0, sleepers[k]);
		for (int i = 0; i < 15; i++) {
			struct control_save s;
			control_freeze(&s, subject.pid);
			control_release(&s, TREE_RUN);
			if (s.frozen_ns < best)
				best = s.frozen_ns;
			t_sleep_ms(3);
		}
		t_say("%zu threads: frozen for %lu us at best", sleepers[k] + 1, best / 1000);
		T_CHECK(best < (sleepers[k] ? 40000000u : 4000000u), "frozen for %lu us",
			best / 1000);
		t_end(&subject);
	}
}

/* == killed in the middle ====================================================================== */

static pid_t control_target;
static uint64_t control_faults; /* probes overridden */

/* Not only to be killed: also what it does with its own failures. */
static void control_dumper(void *arg)
{
	struct control_save s;

	(void)arg;
	if (ctx_open(&s.cx, NULL) < 0)
		_exit(3);
	memset(&s.t, 0, sizeof(s.t));
	s.outside = false;
	s.t.cx = &s.cx;
	s.t.timeout_ms = 15000;
	s.cx.faults = control_faults;
	if (tree_freeze(&s.t, control_target) < 0)
		_exit(2);
	int r = control_gather(&s);
	tree_release(&s.t, TREE_RUN);
	_exit(r < 0 ? 2 : 0);
}

static bool control_is_whole(pid_t pid, const char *before)
{
	char path[64];
	bool same = t_tracer(pid) == 0;

	snprintf(path, sizeof(path), "/proc/%d", (int)pid);
	char *now = t_snapshot(pid);
	same = same && now && strcmp(now, before) == 0;
	free(now);
	return same;
}

/* A thread may be just inside a system call that changes nothing, or on its way home: a moment is
 * allowed. */
static void control_check_whole(pid_t pid, const char *before, const char *what)
{
	for (uint64_t end = t_now_ns() + 3000000000u; t_now_ns() < end; t_sleep_ms(1))
		if (control_is_whole(pid, before))
			return;
	char *now = t_snapshot(pid);
	T_FAIL("%s: not as it was, tracer %d", what, t_tracer(pid));
	t_same(before, now, NULL);
	free(now);
}

static void control_await_state(pid_t pid, char state)
{
	for (uint64_t end = t_now_ns() + 3000000000u; t_state(pid) != state && t_now_ns() < end;)
		t_sleep_ms(1);
	T_CHECK(t_state(pid) == state, "state %c instead of %c", t_state(pid), state);
}

/* In a process that has no other children. */
static void control_fault_run(struct t_fault *f)
{
	struct t_fault *shared = mmap(NULL, sizeof(*f), PROT_READ | PROT_WRITE,
				      MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	*shared = *f;
	pid_t pid = fork();
	if (pid == 0) {
		t_fault_run(shared, control_dumper, NULL);
		_exit(t_failures() ? 1 : 0);
	}
	int status = t_wait(pid, 20000);
	T_CHECK(status == 0, "call %ld: the dumper does not end, %x", f->at, status);
	*f = *shared;
	munmap(shared, sizeof(*f));
}

static void control_walk(enum t_fault_how how, long step, bool stopped)
{
	struct t_subject subject;

	control_start_busy(&subject, 1, 2);
	control_target = subject.pid;
	control_check_progress(); /* all threads have begun */
	control_round(
		subject.pid); /* what a first time leaves: the vdso's page is the program's own */
	char *before = t_snapshot(subject.pid);
	struct t_fault f = {.how = how, .error = ENOMEM};
	/* Others each time. */
	for (f.at = 1 + (long)(t_now_ns() / 1000 % (uint64_t)step); t_failures() == 0;
	     f.at += step) {
		char what[64];

		if (stopped) {
			kill(subject.pid, SIGSTOP);
			while (t_state(subject.pid) != 'T')
				t_sleep_ms(1);
		}
		control_fault_run(&f);
		if (stopped) {
			control_await_state(subject.pid, 'T');
			T_CHECK(t_tracer(subject.pid) == 0, "call %ld: still traced", f.at);
			kill(subject.pid, SIGCONT);
		}
		snprintf(what, sizeof(what), "call %ld (%s)", f.at,
			 f.nr < 0 ? "none" : t_syscall_name(f.nr));
		T_MUST(t_alive(subject.pid), "%s: the target is gone", what);
		control_check_whole(subject.pid, before, what);
		control_check_progress();
		if (f.nr < 0)
			break;
	}
	T_CHECK(f.at > 100, "only %ld calls", f.at);
	T_CHECK(f.status == 0, "an undisturbed dump ends with %x", f.status);
	free(before);
	t_end(&subject);
}

static void control_killed_before(void)
{
	control_walk(T_FAULT_KILL_BEFORE, 3, false);
}

static void control_killed_after(void)
{
	control_walk(T_FAULT_KILL_AFTER, 3, false);
}

static void control_calls_fail(void)
{
	control_walk(T_FAULT_ERROR, 7, false);
}

static void control_killed_stopped(void)
{
	control_walk(T_FAULT_KILL_BEFORE, 6, true);
}

/* As in a container that forbids pidfd_getfd. */
static void control_killed_connecting(void)
{
	control_faults = 1ull << FEATURE_PIDFD_GETFD;
	control_walk(T_FAULT_KILL_BEFORE, 6, false);
}

static void control_killed_everywhere(void)
{
	control_walk(T_FAULT_KILL_BEFORE, 1, false);
}

static void control_killed_stopped_everywhere(void)
{
	control_walk(T_FAULT_KILL_BEFORE, 1, true);
}

static void control_all_calls_fail(void)
{
	control_walk(T_FAULT_ERROR, 1, false);
}

static void control_kill_at_random(int n)
{
	struct t_subject subject;

	control_start_busy(&subject, 1, 4);
	control_target = subject.pid;
	control_check_progress();
	control_round(subject.pid);
	char *before = t_snapshot(subject.pid);
	srand((unsigned)t_now_ns());
	for (int i = 0; i < n && t_failures() == 0; i++) {
		pid_t dumper = fork();
		if (dumper == 0)
			control_dumper(NULL);
		struct timespec ts = {0, rand() % 2500000};
		nanosleep(&ts, NULL);
		kill(dumper, SIGKILL);
		waitpid(dumper, NULL, 0);
		/* Not every time: the next dump meets what this one has left. */
		if (i % 3 == 0)
			control_check_whole(subject.pid, before, "a random instant");
		T_MUST(t_alive(subject.pid), "the target is gone");
	}
	control_check_whole(subject.pid, before, "a random instant");
	control_check_progress();
	control_round(subject.pid);
	control_check_whole(subject.pid, before, "a dump after all that");
	free(before);
	t_end(&subject);
}

static void control_killed_at_random(void)
{
	control_kill_at_random(60);
}

static void control_killed_at_random_long(void)
{
	control_kill_at_random(2000);
}

/* == trees ===================================================================================== */

static void *control_late_thread(void *arg)
{
	t_ready();
	_exit((int)(uintptr_t)arg);
}

static void tree_subject(void)
{
	pid_t child = fork();

	if (child == 0) {
		setpgid(0, 0);
		(void)fork();
		for (;;)
			pause();
	}
	pid_t zombie = fork();
	if (zombie == 0)
		_exit(42);
	while (t_state(zombie) != 'Z')
		usleep(1000);
	t_ready();
	kill(-child, SIGKILL);
	int status;
	T_CHECK(waitpid(zombie, &status, 0) == zombie && WEXITSTATUS(status) == 42, "status %x",
		status);
	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
}

static void control_tree(void)
{
	struct t_subject subject;
	struct control_save s;

	t_start(&subject, tree_subject);
	t_sleep_ms(20);
	control_freeze(&s, subject.pid);
	T_CHECK(s.t.tasks.n == 4, "%zu tasks", s.t.tasks.n);
	int zombies = 0, grandchildren = 0;
	for (size_t i = 0; i < s.t.tasks.n; i++) {
		const struct task *task = s.t.tasks.at[i];

		T_CHECK(task->index == i && (i == 0) == (task->parent == NULL), "task %zu", i);
		T_CHECK(!task->parent ||
				(task->parent->index < i && task->parent->pid == task->ppid),
			"task %zu", i);
		T_CHECK(task->sid == subject.pid, "sid %d", task->sid);
		grandchildren += task->parent && task->parent->parent;
		if (task->state != TASK_ZOMBIE)
			continue;
		zombies++;
		T_CHECK(WEXITSTATUS(task->exit_code) == 42 && task->mem_fd < 0, "exit code %x",
			task->exit_code);
	}
	T_CHECK(zombies == 1 && grandchildren == 1, "%d zombies, %d grandchildren", zombies,
		grandchildren);
	control_release(&s, TREE_RUN);
	t_end(&subject);
}

/* Children come and go all the time. */
static void spawning_subject(void)
{
	pid_t child = fork();

	if (child == 0)
		for (;;) {
			pid_t grandchild = fork();
			if (grandchild == 0) {
				pthread_t thread;
				pthread_create(&thread, NULL, control_masked_thread,
					       (void *)(uintptr_t)&control_stop);
				usleep(500);
				_exit(0);
			}
			usleep(200);
			while (waitpid(-1, NULL, WNOHANG) > 0)
				;
		}
	t_ready();
	kill(child, SIGKILL);
	waitpid(child, NULL, 0);
}

static void control_spawning(void)
{
	struct t_subject subject;

	t_start(&subject, spawning_subject);
	for (int i = 0; i < 40; i++)
		control_round(subject.pid);
	t_end(&subject);
}

/* One that ends between being listed and being looked at counts as gone, whichever way it shows. */
static void control_gone(void)
{
	struct proc_stat stat;
	char dir[32];
	pid_t pid = fork();

	if (pid == 0)
		pause();
	snprintf(dir, sizeof(dir), "/proc/%d", (int)pid);
	int dir_fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	T_MUST(dir_fd >= 0 && freeze_read_stat(dir_fd, "stat", &stat) == 0 && stat.pid == pid,
	       "while it is there");
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
	int r = freeze_read_stat(dir_fd, "stat", &stat);
	T_CHECK(r == -ESRCH, "%d", r);
	close(dir_fd);
}

static void leaderless_subject(void)
{
	pthread_t thread;

	pthread_create(&thread, NULL, control_late_thread, (void *)0);
	while (access(".t-leaderless_subject.ready1", F_OK) < 0) /* it has to be seen to be alive */
		usleep(1000);
	pthread_exit(NULL);
}

static void control_leaderless(void)
{
	struct t_subject subject;
	struct control_save s;

	t_start(&subject, leaderless_subject);
	while (t_state(subject.pid) != 'Z')
		t_sleep_ms(1);
	control_open(&s);
	int r = tree_freeze(&s.t, subject.pid);
	T_MUST(r == 0, "%s", s.cx.err.text);
	struct task *task = s.t.tasks.at[0];
	T_CHECK(task->thread_n == 2 && !task->threads[0].stopped && task->threads[1].stopped,
		"%zu threads", task->thread_n);
	T_CHECK(task->threads[0].tid == subject.pid && task->state == TASK_ALIVE, "tid %d",
		task->threads[0].tid);
	control_release(&s, TREE_RUN);
	t_end(&subject);
}

static void sitting_subject(void)
{
	t_ready();
}

/* A task of which nothing could be asked: it is taken home before it has come to its first
 * question, for there it runs only when nobody else wants the CPU. */
static void control_never_asked(void)
{
	struct sched_param none = {0};
	struct t_subject subject;
	cpu_set_t one, all;

	T_MUST(sched_getaffinity(0, sizeof(all), &all) == 0, "affinity");
	CPU_ZERO(&one);
	for (int cpu = 0; cpu < CPU_SETSIZE && !CPU_COUNT(&one); cpu++)
		if (CPU_ISSET(cpu, &all))
			CPU_SET(cpu, &one);
	T_MUST(sched_setaffinity(0, sizeof(one), &one) == 0, "affinity: %s", strerror(errno));
	t_start(&subject, sitting_subject);
	control_round(subject.pid);
	T_MUST(sched_setscheduler(subject.pid, SCHED_IDLE, &none) == 0, "%s", strerror(errno));
	char *before = t_snapshot(subject.pid);
	for (int i = 0; i < 5 && !t_failures(); i++) {
		struct control_save s;

		control_open(&s);
		int r = tree_freeze(&s.t, subject.pid);
		T_MUST(r == 0, "%s", s.cx.err.text);
		struct task *task = s.t.tasks.at[0];
		r = proc_maps(&s.cx, task->dir_fd, false, &task->maps, &task->map_n);
		if (r == 0)
			r = infect_begin(&s.t, task);
		T_CHECK(r == 0, "%s", s.cx.err.text);
		control_release(&s, TREE_RUN);
		control_check_whole(subject.pid, before, "never asked");
	}
	free(before);
	t_end(&subject);
}

/* == stopped, ended ============================================================================ */

static void control_stays_stopped(void)
{
	struct t_subject subject;
	struct control_save s;

	control_start_busy(&subject, 1, 2);
	kill(subject.pid, SIGSTOP);
	control_await_state(subject.pid, 'T');
	for (int i = 0; i < 5; i++) {
		control_freeze(&s, subject.pid);
		T_CHECK(s.t.tasks.at[0]->state == TASK_STOPPED &&
				s.t.tasks.at[0]->stop_signo == SIGSTOP,
			"state %d signal %d", s.t.tasks.at[0]->state, s.t.tasks.at[0]->stop_signo);
		control_release(&s, TREE_RUN);
		control_await_state(subject.pid, 'T');
		T_CHECK(t_tracer(subject.pid) == 0, "still traced");
	}
	kill(subject.pid, SIGCONT);
	control_check_progress();
	/* A signal that comes in while everything stands still. */
	control_freeze(&s, subject.pid);
	kill(subject.pid, SIGSTOP);
	t_sleep_ms(2);
	control_release(&s, TREE_RUN);
	control_await_state(subject.pid, 'T');
	kill(subject.pid, SIGCONT);
	control_check_progress();
	/* Left stopped because it is asked for. */
	control_freeze(&s, subject.pid);
	control_release(&s, TREE_STOP);
	control_await_state(subject.pid, 'T');
	kill(subject.pid, SIGCONT);
	control_check_progress();
	t_end(&subject);
}

/* While the parasite works: it must neither be lost nor answer for the program. */
static void control_stop_in_parasite(void)
{
	struct t_subject subject;
	struct control_save s;

	control_start_busy(&subject, 0, 2);
	control_freeze(&s, subject.pid);
	kill(subject.pid, SIGSTOP);
	t_sleep_ms(2);
	int r = task_gather(&s.t, s.t.tasks.at[0]);
	T_CHECK(r == 0, "%s", s.cx.err.text);
	control_release(&s, TREE_RUN);
	control_await_state(subject.pid, 'T');
	kill(subject.pid, SIGCONT);
	control_check_progress();
	t_end(&subject);
}

static void control_ends(void)
{
	struct t_subject subject;
	struct control_save s;
	int status;

	t_start(&subject, tree_subject);
	control_freeze(&s, subject.pid);
	control_release(&s, TREE_KILL);
	T_CHECK(waitpid(subject.pid, &status, WNOHANG) == subject.pid &&
			WTERMSIG(status) == SIGKILL,
		"status %x", status);
}

/* == refused =================================================================================== */

static void control_refuses(pid_t pid, int code, const char *word, uint64_t timeout_ms)
{
	struct control_save s;

	control_open(&s);
	if (timeout_ms)
		s.t.timeout_ms = timeout_ms;
	int fds = t_open_fds(), r = tree_freeze(&s.t, pid);
	if (r == 0) {
		r = control_gather(&s);
		tree_release(&s.t, TREE_RUN);
	}
	T_CHECK(r < 0 && s.cx.err.code == code, "%d, code %d instead of %d: %s", r, s.cx.err.code,
		code, s.cx.err.text);
	T_CHECK(strstr(s.cx.err.text, word) != NULL, "\"%s\" does not say \"%s\"", s.cx.err.text,
		word);
	T_CHECK(t_open_fds() == fds, "%d descriptors instead of %d", t_open_fds(), fds);
	T_CHECK(s.cx.frozen == 0, "still counts as frozen");
	t_say("%s", s.cx.err.text);
	ctx_close(&s.cx);
}

static void idle_subject(void)
{
	t_ready();
}

static void vfork_subject(void)
{
	pid_t child = vfork();

	if (child == 0) {
		t_ready();
		_exit(0);
	}
	waitpid(child, NULL, 0);
}

static void strict_subject(void)
{
	t_ready();
	syscall(SYS_seccomp, SECCOMP_SET_MODE_STRICT, 0, NULL);
	for (;;)
		;
}

static void control_refusals(void)
{
	struct t_subject subject;
	char word[64];

	control_refuses(999999, CR_E_NO_PROCESS, "no process 999999", 0);
	control_refuses(0, CR_E_NO_PROCESS, "no process", 0);
	control_refuses(getpid(), CR_E_OWN_PID, "own pid", 0);
	control_refuses(getppid(), CR_E_OWN_PID, "itself in the tree", 0);
	pid_t zombie = fork();
	if (zombie == 0)
		_exit(0);
	control_await_state(zombie, 'Z');
	control_refuses(zombie, CR_E_ZOMBIE, "zombie", 0);
	waitpid(zombie, NULL, 0);

	t_start(&subject, idle_subject);
	pid_t tracer = fork();
	if (tracer == 0) {
		ptrace(PTRACE_SEIZE, subject.pid, NULL, NULL);
		for (;;)
			pause();
	}
	while (t_tracer(subject.pid) != tracer)
		t_sleep_ms(1);
	snprintf(word, sizeof(word), "traced by process %d", (int)tracer);
	control_refuses(subject.pid, CR_E_TRACED, word, 0);
	kill(tracer, SIGKILL);
	waitpid(tracer, NULL, 0);
	control_round(subject.pid);
	t_end(&subject);

	t_start(&subject, vfork_subject);
	control_refuses(subject.pid, CR_E_TIMEOUT, "vfork", 300);
	T_CHECK(t_tracer(subject.pid) == 0, "still traced");
	t_end(&subject);

	t_start(&subject, strict_subject);
	t_go(&subject);
	for (char *text = NULL; !text || !strstr(text, "Seccomp:\t1"); t_sleep_ms(1)) {
		free(text);
		snprintf(word, sizeof(word), "/proc/%d/status", (int)subject.pid);
		text = t_read(word, NULL);
	}
	if (feature_has_cap(CAP_SYS_ADMIN)) /* which puts it aside for the time */
		control_round(subject.pid);
	else
		control_refuses(subject.pid, CR_E_SECCOMP, "strict", 0);
	t_kill(&subject);
}

static void undumpable_subject(void)
{
	prctl(PR_SET_DUMPABLE, 0);
	t_ready();
}

static void control_not_permitted(void)
{
	struct t_subject subject;

	t_start(&subject, undumpable_subject);
	control_refuses(subject.pid, CR_E_PERMISSION, "CAP_SYS_PTRACE", 0);
	t_end(&subject);
}

/* == seccomp, no vdso, rseq, helper ============================================================ */

/* Kills at any call that the parasite cannot do without. */
static void filtered_subject(void)
{
	struct sock_filter filter[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, 0),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_recvmsg, 1, 0),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_mmap, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	struct sock_fprog prog = {ARRAY_LEN(filter), filter};

	prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &prog);
	t_ready();
}

static void control_filtered(void)
{
	struct t_subject subject;

	t_start(&subject, filtered_subject);
	if (feature_has_cap(CAP_SYS_ADMIN))
		control_round(subject.pid);
	else
		control_refuses(subject.pid, CR_E_SECCOMP, "seccomp filter", 0);
	t_end(&subject);
}

static void bare_subject(void)
{
	char line[256];
	unsigned long start, end;

	t_ready();
	FILE *maps = fopen("/proc/self/maps", "r");
	while (fgets(line, sizeof(line), maps))
		if (strstr(line, "[vdso]") && sscanf(line, "%lx-%lx", &start, &end) == 2)
			munmap((void *)start, end - start);
	fclose(maps);
	control_shared->rounds = 1;
	while (control_shared->rounds == 1) /* no library call may ask for the time now */
		syscall(SYS_poll, NULL, 0, 5);
}

/* Room for the return stub behind the code of a file. */
static void control_without_vdso(void)
{
	struct t_subject subject;
	struct control_save s;

	control_shared = mmap(NULL, sizeof(*control_shared), PROT_READ | PROT_WRITE,
			      MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	t_start(&subject, bare_subject);
	t_go(&subject);
	while (control_shared->rounds == 0)
		t_sleep_ms(1);
	for (int i = 0; i < 3; i++) {
		control_freeze(&s, subject.pid);
		T_CHECK(s.t.tasks.at[0]->infect.stub_at != 0, "no room");
		control_release(&s, TREE_RUN);
	}
	control_shared->rounds = 2;
	t_end(&subject);
}

/* A restartable sequence that never ends unless it is aborted. */
static void rseq_subject(void)
{
	extern ptrdiff_t __rseq_offset __attribute__((weak));
	extern unsigned __rseq_size __attribute__((weak));
	struct {
		uint32_t version, flags;
		uint64_t start, len, abort;
	} cs __attribute__((aligned(32))) = {0, 0, 0, 0, 0};
	uint64_t *slot = NULL;

	if (&__rseq_size && __rseq_size)
		slot = (uint64_t *)((char *)__builtin_thread_pointer() + __rseq_offset + 8);
	if (!slot)
		control_shared->rounds = 2;
	t_ready();
	if (!slot)
		return;
	uint64_t aborted = 0;
	__asm__ volatile(
		"leaq 1f(%%rip), %%rax\n\t"
		"movq %%rax, 8(%[cs])\n\t"
		"leaq 2f(%%rip), %%rcx\n\t"
		"subq %%rax, %%rcx\n\t"
		"movq %%rcx, 16(%[cs])\n\t"
		"leaq 4f(%%rip), %%rax\n\t"
		"movq %%rax, 24(%[cs])\n\t"
		"movl $1, (%[rounds])\n\t"
		"5: movq %[cs], (%[slot])\n"
		"1: incl 4(%[rounds])\n\t"
		"cmpl $100, 4(%[rounds])\n\t" /* other aborts than by the dump: begin again */
		"jmp 1b\n"
		"2: jmp 3f\n\t"
		".long 0x53053053\n"
		"4: incq %[aborted]\n\t"
		"cmpl $3, (%[rounds])\n\t"
		"jne 5b\n"
		"3:"
		: [aborted] "+r"(aborted)
		: [cs] "r"(&cs), [slot] "r"(slot), [rounds] "r"(&control_shared->rounds)
		: "rax", "rcx", "memory", "cc");
	T_CHECK(aborted > 0, "not aborted");
}

static void control_rseq(void)
{
	struct t_subject subject;
	struct control_save s;
	bool seen = false;

	control_shared = mmap(NULL, sizeof(*control_shared), PROT_READ | PROT_WRITE,
			      MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	t_start(&subject, rseq_subject);
	if (control_shared->rounds == 2) {
		t_end(&subject);
		t_skip("the C library registers no restartable sequences");
	}
	t_go(&subject);
	while ((uint32_t)control_shared->rounds != 1)
		t_sleep_ms(1);
	for (int i = 0; i < 10 && !seen; i++) {
		t_sleep_ms(3);
		control_freeze(&s, subject.pid);
		const struct thread *th = &s.t.tasks.at[0]->threads[0];
		uint32_t sig = 0;
		T_CHECK(th->rseq_ptr != 0 && th->rseq_sig == 0x53053053,
			"rseq at %lx, signature %x", th->rseq_ptr, th->rseq_sig);
		int r = task_read_memory(s.t.tasks.at[0], arch_ip(&th->regs) - 4, &sig,
					 sizeof(sig));
		seen = r == 0 && sig == th->rseq_sig && th->rseq_cs == 0;
		/* Said while it stands still: any abort after that lets it end. */
		if (seen)
			*(volatile uint32_t *)&control_shared->rounds = 3;
		control_release(&s, TREE_RUN);
	}
	T_MUST(seen, "never met inside the sequence");
	t_end(&subject);
}

struct control_helper {
	struct cr_ctx cx;
	struct tree t;
	pid_t self;
	int r;
	size_t tasks, threads;
	char text[512];
};

static int control_help(void *arg)
{
	struct control_helper *h = arg;

	h->t.cx = &h->cx;
	h->t.self = h->self;
	h->t.helper = sys_getpid();
	h->r = tree_freeze(&h->t, h->self);
	for (size_t i = 0; h->r == 0 && i < h->t.tasks.n; i++) {
		struct task *task = h->t.tasks.at[i];

		h->tasks++;
		h->threads += task->thread_n;
		h->r = proc_maps(&h->cx, task->dir_fd, false, &task->maps, &task->map_n);
		if (h->r == 0)
			h->r = infect_begin(&h->t, task);
		if (h->r == 0)
			h->r = task_gather(&h->t, task);
	}
	if (h->t.tasks.n)
		tree_release(&h->t, TREE_RUN);
	memcpy(h->text, h->cx.err.text, sizeof(h->text));
	return 0;
}

/* A program freezes itself, its threads and its child: by a helper that shares its memory. */
static void helped_subject(void)
{
	struct control_helper *h = mmap(NULL, 1 << 20, PROT_READ | PROT_WRITE,
					MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	uint64_t all = UINT64_MAX, old;
	pthread_t thread;
	int status;

	control_shared = mmap(NULL, sizeof(*control_shared), PROT_READ | PROT_WRITE,
			      MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	pthread_create(&thread, NULL, control_sleep_thread, (void *)0);
	pid_t child = fork();
	if (child == 0)
		for (;;)
			pause();
	for (int i = 0; i < 5; i++) {
		memset(h, 0, sizeof(*h));
		T_MUST(ctx_open(&h->cx, NULL) == 0, "no arena");
		h->self = getpid();
		sys_sigmask(SIG_SETMASK, &all, &old);
		pid_t helper = sys_clone_fn(CLONE_VM, 0, (char *)h + (1 << 19), 1 << 19,
					    control_help, h);
		prctl(PR_SET_PTRACER, helper);
		int r = sys_wait(helper, &status, __WALL);
		sys_sigmask(SIG_SETMASK, &old, NULL);
		T_CHECK(r == helper && status == 0, "helper: %d, status %x", r, status);
		T_CHECK(h->r == 0, "%s", h->text);
		T_CHECK(h->tasks == 2 && h->threads == 3, "%zu tasks, %zu threads", h->tasks,
			h->threads);
		ctx_close(&h->cx);
	}
	t_ready();
	kill(child, SIGKILL);
	waitpid(child, NULL, 0);
	control_stop = 1;
	pthread_join(thread, NULL);
}

static void control_helper(void)
{
	struct t_subject subject;

	t_start(&subject, helped_subject);
	t_end(&subject);
}

static const struct t_test control_tests[] = {
	{.name = "control-tells", .fn = control_tells, .flags = T_ROOT | T_USER},
	{.name = "control-writes", .fn = control_writes, .flags = T_ROOT | T_USER},
	{.name = "control-calls", .fn = control_calls_go_on, .flags = T_ROOT | T_USER},
	{.name = "control-fifty-threads", .fn = control_fifty_threads, .flags = T_ROOT},
	{.name = "control-tree", .fn = control_tree, .flags = T_ROOT | T_USER},
	{.name = "control-spawning", .fn = control_spawning, .flags = T_ROOT},
	{.name = "control-leaderless", .fn = control_leaderless, .flags = T_ROOT},
	{.name = "control-stays-stopped", .fn = control_stays_stopped, .flags = T_ROOT | T_USER},
	{.name = "control-stop-in-parasite", .fn = control_stop_in_parasite, .flags = T_ROOT},
	{.name = "control-ends", .fn = control_ends, .flags = T_ROOT | T_USER},
	{.name = "control-refusals", .fn = control_refusals, .flags = T_ROOT},
	{.name = "control-not-permitted", .fn = control_not_permitted, .flags = T_USER},
	{.name = "control-filtered", .fn = control_filtered, .flags = T_ROOT | T_USER},
	{.name = "control-without-vdso", .fn = control_without_vdso, .flags = T_ROOT},
	{.name = "control-gone", .fn = control_gone, .flags = T_ROOT | T_USER},
	{.name = "control-never-asked", .fn = control_never_asked, .flags = T_ROOT},
	{.name = "control-rseq", .fn = control_rseq, .flags = T_ROOT},
	{.name = "control-helper", .fn = control_helper, .flags = T_ROOT | T_USER},
	{.name = "control-killed-before",
	 .fn = control_killed_before,
	 .flags = T_ROOT,
	 .seconds = 120},
	{.name = "control-killed-after",
	 .fn = control_killed_after,
	 .flags = T_USER,
	 .seconds = 120},
	{.name = "control-calls-fail", .fn = control_calls_fail, .flags = T_ROOT, .seconds = 120},
	{.name = "control-killed-stopped",
	 .fn = control_killed_stopped,
	 .flags = T_ROOT,
	 .seconds = 120},
	{.name = "control-killed-connecting",
	 .fn = control_killed_connecting,
	 .flags = T_USER,
	 .seconds = 120},
	{.name = "control-killed-everywhere",
	 .fn = control_killed_everywhere,
	 .flags = T_ROOT | T_SOAK,
	 .seconds = 600},
	{.name = "control-killed-stopped-all",
	 .fn = control_killed_stopped_everywhere,
	 .flags = T_ROOT | T_SOAK,
	 .seconds = 600},
	{.name = "control-all-calls-fail",
	 .fn = control_all_calls_fail,
	 .flags = T_ROOT | T_SOAK,
	 .seconds = 600},
	{.name = "control-killed-at-random",
	 .fn = control_killed_at_random,
	 .flags = T_ROOT,
	 .seconds = 60},
	{.name = "control-killed-at-random-long",
	 .fn = control_killed_at_random_long,
	 .flags = T_ROOT | T_SOAK,
	 .seconds = 600},
	{.name = "control-frozen-time", .fn = control_frozen_time, .flags = T_ROOT | T_ALONE},
};
