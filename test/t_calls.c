/* SPDX-License-Identifier: MIT
 *
 * System calls that were waiting when the program was saved: each judges itself, by what it returns
 * and when. All are threads of one subject, which goes on after a first save and comes back from
 * two more.
 */
#include "t.h"
#include "../cr.h"
#include <poll.h>
#include <pthread.h>
#include <sys/epoll.h>
#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/msg.h>
#include <sys/select.h>
#include <sys/sem.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <sys/wait.h>

enum { CALLS_MS = 1600, CALLS_SAVED_MS = 600 };

static const struct timespec calls_time = {CALLS_MS / 1000, CALLS_MS % 1000 * 1000000};
static int calls_epoll, calls_sem, calls_msg, calls_pipe[2], calls_pair[2], calls_listener,
	calls_tty, calls_master, calls_word;
static pid_t calls_child[2];

/* == calls with a time limit: 0, or what they returned ========================================= */

static long calls_errno(long r, int expected)
{
	return r == -1 && errno == expected ? 0 : r == -1 ? -errno : r ? r : 1;
}

static struct timespec calls_deadline(clockid_t clock)
{
	struct timespec at;

	clock_gettime(clock, &at);
	at.tv_sec += calls_time.tv_sec + (at.tv_nsec + calls_time.tv_nsec) / 1000000000;
	at.tv_nsec = (at.tv_nsec + calls_time.tv_nsec) % 1000000000;
	return at;
}

static long calls_nanosleep(void)
{
	struct timespec left;

	return syscall(SYS_nanosleep, &calls_time, &left);
}

static long calls_nanosleep_blind(void)
{
	return syscall(SYS_nanosleep, &calls_time, NULL);
}

static long calls_clock_nanosleep(void)
{
	struct timespec left;

	return clock_nanosleep(CLOCK_REALTIME, 0, &calls_time, &left);
}

static long calls_clock_nanosleep_until(void)
{
	struct timespec at = calls_deadline(CLOCK_MONOTONIC);

	return clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &at, NULL);
}

static long calls_poll(void)
{
	struct pollfd pfd = {calls_pipe[0], POLLIN, 0};

	return poll(&pfd, 1, CALLS_MS);
}

static long calls_ppoll(void)
{
	struct pollfd pfd = {calls_pipe[0], POLLIN, 0};
	struct timespec left = calls_time;

	return syscall(SYS_ppoll, &pfd, 1, &left, NULL, 8);
}

static long calls_select(void)
{
	struct timeval left = {CALLS_MS / 1000, CALLS_MS % 1000 * 1000};
	fd_set set;

	FD_ZERO(&set);
	FD_SET(calls_pipe[0], &set);
	return select(calls_pipe[0] + 1, &set, NULL, NULL, &left);
}

static long calls_pselect(void)
{
	fd_set set;

	FD_ZERO(&set);
	FD_SET(calls_pipe[0], &set);
	return pselect(calls_pipe[0] + 1, &set, NULL, NULL, &calls_time, NULL);
}

static long calls_epoll_wait(void)
{
	struct epoll_event event;

	return epoll_wait(calls_epoll, &event, 1, CALLS_MS);
}

static long calls_epoll_pwait2(void)
{
	struct epoll_event event;

	return syscall(SYS_epoll_pwait2, calls_epoll, &event, 1, &calls_time, NULL, 8);
}

static long calls_futex(void)
{
	return calls_errno(syscall(SYS_futex, &calls_word, FUTEX_WAIT, 0, &calls_time, NULL, 0),
			   ETIMEDOUT);
}

static long calls_futex_until(void)
{
	struct timespec at = calls_deadline(CLOCK_MONOTONIC);

	return calls_errno(
		syscall(SYS_futex, &calls_word, FUTEX_WAIT_BITSET, 0, &at, NULL, UINT32_MAX),
		ETIMEDOUT);
}

static long calls_futex_until_date(void)
{
	struct timespec at = calls_deadline(CLOCK_REALTIME);

	return calls_errno(syscall(SYS_futex, &calls_word,
				   FUTEX_WAIT_BITSET | FUTEX_CLOCK_REALTIME | FUTEX_PRIVATE_FLAG, 0,
				   &at, NULL, UINT32_MAX),
			   ETIMEDOUT);
}

static long calls_condition(void)
{
	pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
	pthread_cond_t never = PTHREAD_COND_INITIALIZER;
	struct timespec at = calls_deadline(CLOCK_REALTIME);

	pthread_mutex_lock(&lock);
	int r = pthread_cond_timedwait(&never, &lock, &at);
	pthread_mutex_unlock(&lock);
	return r == ETIMEDOUT ? 0 : r;
}

static long calls_sigtimedwait(void)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGUSR1);
	return calls_errno(sigtimedwait(&set, NULL, &calls_time), EAGAIN);
}

static long calls_semtimedop(void)
{
	struct sembuf op = {0, -1, 0};

	return calls_errno(semtimedop(calls_sem, &op, 1, &calls_time), EAGAIN);
}

static long calls_recv(void)
{
	struct timeval limit = {CALLS_MS / 1000, CALLS_MS % 1000 * 1000};
	char c;

	setsockopt(calls_pair[0], SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof(limit));
	return calls_errno(recv(calls_pair[0], &c, 1, 0), EAGAIN);
}

/* late: nothing holds the rest, or nothing takes it: it waits for its whole time again, at the
 * latest from the second save on. */
static struct calls_timed {
	const char *name;
	long (*fn)(void);
	bool late;
	int listed; /* its number, where the copy is told that its time is not exact */
	long result;
	uint64_t ended_ns;
} calls_timed[] = {
	{"clock_nanosleep, absolute", calls_clock_nanosleep_until, false, 0, -1,
	 0}, /* the measure */
	{"nanosleep", calls_nanosleep, false, 0, -1, 0},
	{"nanosleep without rest", calls_nanosleep_blind, true, SYS_nanosleep, -1, 0},
	{"clock_nanosleep", calls_clock_nanosleep, false, 0, -1, 0},
	{"poll", calls_poll, true, SYS_poll, -1, 0},
	{"ppoll", calls_ppoll, false, 0, -1, 0},
	{"select", calls_select, false, 0, -1, 0},
	{"pselect", calls_pselect, false, 0, -1, 0},
	{"epoll_wait", calls_epoll_wait, false, SYS_epoll_wait, -1, 0},
	{"epoll_pwait2", calls_epoll_pwait2, true, SYS_epoll_pwait2, -1, 0},
	{"futex", calls_futex, true, SYS_futex, -1, 0},
	{"futex, absolute", calls_futex_until, false, 0, -1, 0},
	{"futex, absolute date", calls_futex_until_date, false, 0, -1, 0},
	{"pthread_cond_timedwait", calls_condition, false, 0, -1, 0},
	{"sigtimedwait", calls_sigtimedwait, true, SYS_rt_sigtimedwait, -1, 0},
	{"semtimedop", calls_semtimedop, true, SYS_semtimedop, -1, 0},
	{"recv, SO_RCVTIMEO", calls_recv, true, SYS_recvfrom, -1, 0},
};

/* == calls that wait for something ============================================================= */

static long calls_read_pipe(void)
{
	char c = 0;

	return read(calls_pipe[0], &c, 1) == 1 && c == 'p' ? 0 : -errno;
}

static long calls_read_tty(void)
{
	char line[8] = "";

	return read(calls_tty, line, sizeof(line)) == 2 && line[0] == 't' ? 0 : -errno;
}

static long calls_wait4(void)
{
	int status;

	return waitpid(calls_child[0], &status, 0) == calls_child[0] && status == SIGKILL ? 0
											  : -errno;
}

static long calls_waitid(void)
{
	siginfo_t info;

	return waitid(P_PID, (id_t)calls_child[1], &info, WEXITED) == 0 && info.si_status == SIGTERM
		       ? 0
		       : -errno;
}

static long calls_pause(void)
{
	return calls_errno(pause(), EINTR);
}

static long calls_sigwait(void)
{
	sigset_t set;
	int sig;

	sigemptyset(&set);
	sigaddset(&set, SIGUSR2);
	return sigwait(&set, &sig) == 0 && sig == SIGUSR2 ? 0 : -1;
}

static long calls_semop(void)
{
	struct sembuf op = {1, -1, 0};

	return semop(calls_sem, &op, 1) ? -errno : 0;
}

static long calls_msgrcv(void)
{
	struct {
		long type;
		char text[8];
	} msg;

	return msgrcv(calls_msg, &msg, sizeof(msg.text), 5, 0) == 3 ? 0 : -errno;
}

static long calls_accept(void)
{
	int fd = accept(calls_listener, NULL, NULL);

	if (fd < 0)
		return -errno;
	close(fd);
	return 0;
}

static long calls_poll_for_ever(void)
{
	struct pollfd pfd = {calls_pair[1], POLLIN, 0};

	return poll(&pfd, 1, -1) == 1 ? 0 : -errno;
}

static long calls_futex_for_ever(void)
{
	return syscall(SYS_futex, &calls_word, FUTEX_WAIT_PRIVATE, 0, NULL, NULL, 0) ? -errno : 0;
}

static void calls_end_read_pipe(pthread_t thread)
{
	(void)thread;
	T_CHECK(write(calls_pipe[1], "p", 1) == 1, "write");
}

static void calls_end_read_tty(pthread_t thread)
{
	(void)thread;
	T_CHECK(write(calls_master, "t\n", 2) == 2, "write");
}

static void calls_end_wait4(pthread_t thread)
{
	(void)thread;
	kill(calls_child[0], SIGKILL);
}

static void calls_end_waitid(pthread_t thread)
{
	(void)thread;
	kill(calls_child[1], SIGTERM);
}

static void calls_end_pause(pthread_t thread)
{
	pthread_kill(thread, SIGHUP);
}

static void calls_end_sigwait(pthread_t thread)
{
	(void)thread;
	kill(getpid(), SIGUSR2);
}

static void calls_end_semop(pthread_t thread)
{
	struct sembuf op = {1, 1, 0};

	(void)thread;
	T_CHECK(semop(calls_sem, &op, 1) == 0, "semop: %s", strerror(errno));
}

static void calls_end_msgrcv(pthread_t thread)
{
	struct {
		long type;
		char text[8];
	} msg = {5, "abc"};

	(void)thread;
	T_CHECK(msgsnd(calls_msg, &msg, 3, 0) == 0, "msgsnd: %s", strerror(errno));
}

static void calls_end_accept(pthread_t thread)
{
	struct sockaddr_in at = {.sin_family = AF_INET};
	socklen_t n = sizeof(at);
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	(void)thread;
	getsockname(calls_listener, (struct sockaddr *)&at, &n);
	T_CHECK(connect(fd, (struct sockaddr *)&at, sizeof(at)) == 0, "connect: %s",
		strerror(errno));
	close(fd);
}

static void calls_end_poll(pthread_t thread)
{
	(void)thread;
	T_CHECK(write(calls_pair[0], "!", 1) == 1, "write");
}

static void calls_end_futex(pthread_t thread)
{
	(void)thread;
	T_CHECK(syscall(SYS_futex, &calls_word, FUTEX_WAKE_PRIVATE, 1, NULL, NULL, 0) == 1,
		"nobody waits");
}

static struct calls_endless {
	const char *name;
	long (*fn)(void);
	void (*end)(pthread_t thread);
	bool over;
	long result;
} calls_endless[] = {
	{"read of a terminal", calls_read_tty, calls_end_read_tty, false, -1},
	{"wait4", calls_wait4, calls_end_wait4, false, -1},
	{"waitid", calls_waitid, calls_end_waitid, false, -1},
	{"pause", calls_pause, calls_end_pause, false, -1},
	{"sigwait", calls_sigwait, calls_end_sigwait, false, -1},
	{"semop", calls_semop, calls_end_semop, false, -1},
	{"msgrcv", calls_msgrcv, calls_end_msgrcv, false, -1},
	{"accept", calls_accept, calls_end_accept, false, -1},
	{"poll", calls_poll_for_ever, calls_end_poll, false, -1},
	{"futex", calls_futex_for_ever, calls_end_futex, false, -1},
	{"read of a pipe", calls_read_pipe, calls_end_read_pipe, false, -1}, /* polled by others */
};

/* == all of them =============================================================================== */

static void *calls_run_timed(void *arg)
{
	struct calls_timed *call = arg;

	call->result = call->fn();
	call->ended_ns = sys_clock_ns(CLOCK_REALTIME); /* which never stands still */
	return NULL;
}

static void *calls_run_endless(void *arg)
{
	struct calls_endless *call = arg;

	call->result = call->fn();
	__atomic_store_n(&call->over, true, __ATOMIC_SEQ_CST);
	return NULL;
}

static void calls_on_signal(int sig)
{
	(void)sig;
}

static void calls_prepare(void)
{
	struct sockaddr_in at = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	struct sigaction sa = {.sa_handler = calls_on_signal};
	sigset_t set;
	char name[64];

	sigaction(SIGHUP, &sa, NULL);
	sigemptyset(&set);
	sigaddset(&set, SIGUSR1);
	sigaddset(&set, SIGUSR2);
	sigprocmask(SIG_BLOCK, &set, NULL);
	calls_epoll = epoll_create1(EPOLL_CLOEXEC);
	calls_sem = semget(IPC_PRIVATE, 2, 0600);
	calls_msg = msgget(IPC_PRIVATE, 0600);
	calls_listener = socket(AF_INET, SOCK_STREAM, 0);
	calls_master = posix_openpt(O_RDWR | O_NOCTTY);
	T_MUST(calls_master >= 0 && unlockpt(calls_master) == 0 &&
		       ptsname_r(calls_master, name, sizeof(name)) == 0,
	       "pty: %s", strerror(errno));
	calls_tty = open(name, O_RDWR | O_NOCTTY);
	T_MUST(calls_tty >= 0 && pipe(calls_pipe) == 0 &&
		       socketpair(AF_UNIX, SOCK_STREAM, 0, calls_pair) == 0 &&
		       bind(calls_listener, (struct sockaddr *)&at, sizeof(at)) == 0 &&
		       listen(calls_listener, 1) == 0,
	       "objects: %s", strerror(errno));
	for (int i = 0; i < 2; i++) {
		calls_child[i] = fork();
		if (calls_child[i] == 0)
			for (;;)
				pause();
	}
}

/* Whose time is an estimate, or begins anew, is told in the copy. */
static void calls_are_listed(void)
{
	cr_loaded *loaded;
	cr_error err;

	T_MUST(cr_load_info(&loaded, &err) == 0, "%s", err.text);
	for (size_t i = 0; i < ARRAY_LEN(calls_timed); i++) {
		char text[32];
		bool said = calls_timed[i].listed == 0;

		snprintf(text, sizeof(text), "system call %d ", calls_timed[i].listed);
		for (size_t k = 0; !said && k < loaded->degraded_count; k++)
			said = strstr(loaded->degraded[k].text, text);
		T_CHECK(said, "nothing is said of %s", calls_timed[i].name);
	}
	cr_loaded_free(loaded);
}

static void calls_in_progress_subject(void)
{
	enum { TIMED = ARRAY_LEN(calls_timed), ENDLESS = ARRAY_LEN(calls_endless) };
	pthread_t timed[TIMED], endless[ENDLESS];

	calls_prepare();
	uint64_t began = sys_clock_ns(CLOCK_REALTIME);
	for (int i = 0; i < ENDLESS; i++)
		pthread_create(&endless[i], NULL, calls_run_endless, &calls_endless[i]);
	for (int i = 0; i < TIMED; i++)
		pthread_create(&timed[i], NULL, calls_run_timed, &calls_timed[i]);
	t_ready();
	for (int i = 0; i < TIMED; i++)
		pthread_join(timed[i], NULL);
	/* A time limit does not run while there is no program. */
	char *away = t_read("away", NULL);
	const int64_t right = (int64_t)(calls_timed[0].ended_ns - began) + atoll(away);
	free(away);
	calls_are_listed();
	for (int i = 0; i < TIMED; i++) {
		const struct calls_timed *call = &calls_timed[i];
		int64_t took = (int64_t)(call->ended_ns - began);

		T_CHECK(call->result == 0, "%s: %ld", call->name, call->result);
		T_CHECK(took / 1000000 >= CALLS_MS - 30, "%s: only %ld ms", call->name,
			(long)took / 1000000);
		/* From the start again it would be CALLS_SAVED_MS more. */
		T_CHECK(call->late || took < right + 400000000, "%s: %ld ms, not %ld", call->name,
			(long)took / 1000000, (long)right / 1000000);
	}
	for (int i = 0; i < ENDLESS; i++) {
		struct calls_endless *call = &calls_endless[i];

		T_CHECK(!__atomic_load_n(&call->over, __ATOMIC_SEQ_CST), "%s has returned %ld",
			call->name, call->result);
		if (call->over)
			continue;
		call->end(endless[i]);
		pthread_join(endless[i], NULL);
		T_CHECK(call->result == 0, "%s: %ld", call->name, call->result);
	}
	semctl(calls_sem, 0, IPC_RMID);
	msgctl(calls_msg, IPC_RMID, NULL);
}

/* What /proc shows is not compared: on a busy machine some may be over by then. */
static void calls_cycle(struct t_subject *s)
{
	cr_save_opts save = cr_save_opts_init();
	cr_child child = cr_child_init();
	cr_error err;

	save.flags = CR_END;
	T_MUST(cr_dump(s->pid, "save", &save, &err) == 0, "save: %s", err.text);
	t_wait(s->pid, 5000);
	T_MUST(cr_restore("save", NULL, &child, &err) == 0, "load: %s", err.text);
	close(child.pidfd);
	s->pid = child.pid;
}

static void calls_in_progress(void)
{
	struct t_subject s;
	uint64_t away = 0;
	char text[32];
	cr_error err;

	t_start(&s, calls_in_progress_subject);
	t_sleep_ms(CALLS_SAVED_MS);
	T_CHECK(cr_dump(s.pid, "save", NULL, &err) == 0, "%s", err.text);
	for (int i = 0; i < 3 && !cycle_went_inside(s.pid); i++) {
		uint64_t began = t_now_ns();

		calls_cycle(&s);
		away += t_now_ns() - began;
	}
	snprintf(text, sizeof(text), "%llu", (unsigned long long)away);
	t_write("away", text, strlen(text));
	t_end(&s);
}

static const struct t_test calls_tests[] = {
	{"calls_in_progress", calls_in_progress, T_ROOT | T_USER, 30, NULL, NULL},
};
