/* SPDX-License-Identifier: MIT
 *
 * eventfd, epoll, timerfd, signalfd, saved and brought back.
 */
#include "t.h"
#include "../cr.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <sys/wait.h>
#include <unistd.h>

static void events_cycled(void (*fn)(void), const char *name, int n, const char *but)
{
	struct t_subject s;

	t_start_(&s, name, fn);
	s.but = but;
	t_cycles(&s, n);
	t_end(&s);
}
#define events_cycle(fn) events_cycled(fn, #fn, 3, NULL)

/* What one read of 8 bytes gives; 0 when it would wait. */
static uint64_t events_count(int fd)
{
	int flags = fcntl(fd, F_GETFL);
	uint64_t n = 0;

	fcntl(fd, F_SETFL, flags | O_NONBLOCK);
	ssize_t r = read(fd, &n, sizeof(n));
	T_CHECK(r == 8 || (r < 0 && errno == EAGAIN), "read of %d: %zd, %s", fd, r,
		strerror(errno));
	fcntl(fd, F_SETFL, flags);
	return r == 8 ? n : 0;
}

/* == eventfd =================================================================================== */

static void eventfd_subject(void)
{
	int zero = eventfd(0, EFD_NONBLOCK), large = eventfd(0, EFD_CLOEXEC),
	    sem = eventfd(3, EFD_SEMAPHORE);
	uint64_t most = UINT64_MAX - 1, one = 1;

	T_CHECK(write(large, &most, sizeof(most)) == 8, "write");
	t_ready();
	T_CHECK(fcntl(zero, F_GETFL) & O_NONBLOCK && fcntl(large, F_GETFD) == FD_CLOEXEC, "flags");
	T_CHECK(events_count(zero) == 0, "zero is not empty");
	T_CHECK(fcntl(large, F_SETFL, O_NONBLOCK) == 0 && write(large, &one, 8) < 0 &&
			errno == EAGAIN,
		"large is not full");
	T_CHECK(events_count(large) == most, "large");
	for (int i = 0; i < 3; i++)
		T_CHECK(events_count(sem) == 1, "semaphore, read %d", i);
	T_CHECK(events_count(sem) == 0, "semaphore has more than 3");
	T_CHECK(write(sem, &one, 8) == 8 && events_count(sem) == 1, "semaphore, one more");
}

static void events_eventfd(void)
{
	events_cycle(eventfd_subject);
}

/* One counter that parent and child wake each other by. */
static void shared_eventfd_subject(void)
{
	int there = eventfd(0, 0), back = eventfd(0, 0), status;
	uint64_t n = 1;

	pid_t child = fork();
	if (child == 0) {
		for (int i = 0; i < 100; i++) {
			if (read(there, &n, 8) != 8)
				_exit(1);
			n *= 2;
			if (write(back, &n, 8) != 8)
				_exit(2);
		}
		_exit(0);
	}
	for (uint64_t i = 1; i <= 100; i++) {
		n = i;
		T_CHECK(write(there, &n, 8) == 8 && read(back, &n, 8) == 8 && n == 2 * i,
			"%lu gives %lu", i, n);
		if (i % 40 == 0)
			t_ready();
	}
	T_CHECK(waitpid(child, &status, 0) == child && status == 0, "status %x", status);
}

static void events_shared_eventfd(void)
{
	struct t_subject s;

	t_start(&s, shared_eventfd_subject);
	t_cycles(&s, 2);
	t_next(&s);
	t_cycles(&s, 2);
	t_end(&s);
}

/* == epoll ===================================================================================== */

static void epoll_watch(int ep, int fd, uint32_t events, uint64_t data)
{
	struct epoll_event ev = {.events = events, .data.u64 = data};

	T_CHECK(epoll_ctl(ep, EPOLL_CTL_ADD, fd, &ev) == 0, "epoll_ctl %d: %s", fd,
		strerror(errno));
}

/* Exactly these events are there, in any order: pairs of data and events. */
static void epoll_gives(int ep, const uint64_t (*want)[2], int n)
{
	struct epoll_event got[16];
	int r = epoll_wait(ep, got, 16, 0);

	T_CHECK(r == n, "%d events, not %d", r, n);
	for (int i = 0; i < r; i++) {
		bool found = false;
		for (int k = 0; k < n; k++)
			found |= got[i].data.u64 == want[k][0] && got[i].events == want[k][1];
		T_CHECK(found, "event %x of %lx", got[i].events, (unsigned long)got[i].data.u64);
	}
}

/* How long it polls devices itself, where the kernel has that (6.9). */
static void busy_poll_subject(void)
{
	const unsigned char set[8] = {100, 0, 0, 0, 8, 0, 1, 0};
	unsigned char got[8] = {0};
	int ep = epoll_create1(0);

	if (ioctl(ep, _IOW(0x8a, 1, unsigned char[8]), set) < 0)
		t_skip("this kernel has no such setting: %s", strerror(errno));
	t_ready();
	T_CHECK(ioctl(ep, _IOR(0x8a, 2, unsigned char[8]), got) == 0 &&
			memcmp(got, set, sizeof(set)) == 0,
		"%u %u %u", got[0], got[4], got[6]);
}

static void events_busy(void)
{
	events_cycle(busy_poll_subject);
}

static void epoll_subject(void)
{
	int ep = epoll_create1(EPOLL_CLOEXEC), outer = epoll_create1(0), p[2], sv[2];
	int ready = eventfd(5, 0), quiet = eventfd(0, 0), once = eventfd(1, 0),
	    gone = eventfd(1, 0);
	struct epoll_event ev;
	uint64_t one = 1;

	T_MUST(pipe(p) == 0 && socketpair(AF_UNIX, SOCK_STREAM, 0, sv) == 0, "pair");
	epoll_watch(ep, ready, EPOLLIN, 0xfeedfacecafebeefull);
	epoll_watch(ep, quiet, EPOLLIN | EPOLLET, 2);
	epoll_watch(ep, once, EPOLLIN | EPOLLONESHOT, 3);
	epoll_watch(ep, p[1], EPOLLOUT, 4);
	epoll_watch(ep, sv[0], EPOLLIN | EPOLLRDHUP | EPOLLET, 5);
	epoll_watch(ep, gone, EPOLLIN, 6);
	epoll_watch(outer, ep, EPOLLIN, 7);
	T_CHECK(epoll_ctl(ep, EPOLL_CTL_DEL, gone, NULL) == 0, "del");
	close(gone);
	T_CHECK(write(sv[1], "x", 1) == 1, "write");
	t_ready();
	/* Everything ready is told once more, edges included: nobody can know whether they had been
	 * told. */
	epoll_gives(ep,
		    (const uint64_t[][2]){{0xfeedfacecafebeefull, EPOLLIN},
					  {3, EPOLLIN},
					  {4, EPOLLOUT},
					  {5, EPOLLIN}},
		    4);
	epoll_gives(ep, (const uint64_t[][2]){{0xfeedfacecafebeefull, EPOLLIN}, {4, EPOLLOUT}},
		    2); /* edge and once: not again */
	epoll_gives(outer, (const uint64_t[][2]){{7, EPOLLIN}}, 1);
	T_CHECK(events_count(ready) == 5, "ready");
	T_CHECK(write(quiet, &one, 8) == 8, "write");
	close(sv[1]);
	epoll_gives(ep,
		    (const uint64_t[][2]){
			    {2, EPOLLIN}, {4, EPOLLOUT}, {5, EPOLLIN | EPOLLRDHUP | EPOLLHUP}},
		    3);
	ev.events = EPOLLIN | EPOLLONESHOT;
	ev.data.u64 = 33;
	T_CHECK(epoll_ctl(ep, EPOLL_CTL_MOD, once, &ev) == 0, "the one-shot watch is not there: %s",
		strerror(errno));
	close(p[0]);
	epoll_gives(ep, (const uint64_t[][2]){{33, EPOLLIN}, {4, EPOLLOUT | EPOLLERR}}, 2);
}

static void events_epoll(void)
{
	events_cycle(epoll_subject);
}

/* A one-shot watch that has fired stays quiet, and can be armed again. It comes back with the
 * events that the kernel adds to every watch, errors, which is degraded. */
static void spent_subject(void)
{
	int ep = epoll_create1(0), fd = eventfd(1, 0);
	struct epoll_event ev;

	epoll_watch(ep, fd, EPOLLIN | EPOLLONESHOT, 9);
	T_CHECK(epoll_wait(ep, &ev, 1, 0) == 1, "does not fire");
	t_ready();
	T_CHECK(epoll_wait(ep, &ev, 1, 0) == 0, "fires again");
	ev.events = EPOLLIN | EPOLLONESHOT;
	ev.data.u64 = 10;
	T_CHECK(epoll_ctl(ep, EPOLL_CTL_MOD, fd, &ev) == 0 && epoll_wait(ep, &ev, 1, 0) == 1 &&
			ev.data.u64 == 10,
		"armed again");
}

static void events_epoll_spent(void)
{
	events_cycled(spent_subject, "spent_subject", 3, "tfd:");
}

/* Threads of a program that wait in epoll_wait while it is saved. */
static void waiting_subject(void)
{
	int ep = epoll_create1(0), p[2], status;
	struct epoll_event ev;

	T_MUST(pipe(p) == 0, "pipe");
	epoll_watch(ep, p[0], EPOLLIN, 77);
	pid_t child = fork();
	if (child == 0) {
		close(p[1]);
		t_write("waits", "", 0);
		int n = epoll_wait(ep, &ev, 1, 10000);
		_exit(n == 1 && ev.data.u64 == 77 && ev.events & EPOLLIN ? 0 : 1);
	}
	while (!t_exists("waits"))
		t_sleep_ms(2);
	t_sleep_ms(20);
	t_ready();
	T_CHECK(write(p[1], "x", 1) == 1, "write");
	T_CHECK(waitpid(child, &status, 0) == child && status == 0, "status %x", status);
}

static void events_epoll_waiting(void)
{
	events_cycle(waiting_subject);
}

/* The number under which a file is watched belongs to another one by now, or to nobody; the file is
 * there still under another. eventfd and timerfd have the same inode. */
static void renumbered_subject(void)
{
	int ep = epoll_create1(0), fd = eventfd(1, 0), other = dup(fd), gone = eventfd(2, 0),
	    left = fcntl(gone, F_DUPFD, 60);
	struct epoll_event evs[4];
	unsigned seen = 0;

	epoll_watch(ep, fd, EPOLLIN | EPOLLET, 1);
	epoll_watch(ep, other, EPOLLIN, 2);
	epoll_watch(ep, gone, EPOLLIN | EPOLLONESHOT, 4);
	close(fd);
	T_MUST(timerfd_create(CLOCK_MONOTONIC, 0) == fd, "another number");
	epoll_watch(ep, fd, EPOLLIN, 8);
	close(gone);
	t_ready();
	int n = epoll_wait(ep, evs, 4, 0);
	for (int i = 0; i < n; i++)
		seen |= (unsigned)evs[i].data.u64;
	T_CHECK(n == 3 && seen == 7, "%d events, %x", n, seen);
	T_CHECK(fcntl(gone, F_GETFD) < 0, "the lent number is taken");
	/* The numbers are those of before: what may be added and removed shows it. */
	struct epoll_event ev = {.events = EPOLLIN};
	T_CHECK(epoll_ctl(ep, EPOLL_CTL_ADD, left, &ev) == 0, "the other number was not watched");
	T_CHECK(epoll_ctl(ep, EPOLL_CTL_ADD, fd, &ev) < 0 && errno == EEXIST, "the timer was");
	T_CHECK(dup2(left, gone) == gone && epoll_ctl(ep, EPOLL_CTL_DEL, gone, NULL) == 0,
		"the watch has another number: %s", strerror(errno));
}

static void events_epoll_renumbered(void)
{
	struct t_subject s;

	t_start(&s, renumbered_subject);
	t_cycles(&s, 2);
	t_end(&s);
}

/* One watches the other, a child adds what only it has; several wait on one. */
static void nested_epoll_subject(void)
{
	int inner = epoll_create1(0), outer = epoll_create1(0), top = epoll_create1(EPOLL_CLOEXEC),
	    fd = eventfd(5, 0), up[2], status;
	struct epoll_event evs[4];
	unsigned seen = 0;
	char c;

	T_MUST(pipe(up) == 0, "pipe");
	epoll_watch(inner, fd, EPOLLIN | EPOLLEXCLUSIVE, 1);
	epoll_watch(outer, inner, EPOLLIN | EPOLLET, 2);
	epoll_watch(top, outer, EPOLLIN, 4);
	epoll_watch(top, fd, EPOLLIN | EPOLLEXCLUSIVE, 8);
	pid_t child = fork();
	if (child == 0) {
		int own = eventfd(1, 0);

		own = fcntl(own, F_DUPFD, 70);
		epoll_watch(top, own, EPOLLIN, 16);
		T_CHECK(write(up[1], "r", 1) == 1, "write");
		for (;;)
			pause();
	}
	T_CHECK(read(up[0], &c, 1) == 1, "the child is not ready");
	t_ready();
	int n = epoll_wait(top, evs, 4, 0);
	for (int i = 0; i < n; i++)
		seen |= (unsigned)evs[i].data.u64;
	T_CHECK(n == 3 && seen == 28, "%d events, %x", n, seen);
	T_CHECK(epoll_wait(inner, evs, 1, 0) == 1 && evs[0].data.u64 == 1, "the innermost");
	kill(child, SIGKILL);
	T_CHECK(waitpid(child, &status, 0) == child, "waitpid");
}

static void events_epoll_nested(void)
{
	struct t_subject s;

	t_start(&s, nested_epoll_subject);
	t_cycles(&s, 2);
	t_end(&s);
}

/* Only somebody without the epoll descriptor still has the file. */
static void lost_watch_subject(void)
{
	int fd = eventfd(1, 0), status;
	pid_t child = fork();

	if (child == 0)
		for (;;)
			pause();
	int ep = epoll_create1(0);
	epoll_watch(ep, fd, EPOLLIN, 1);
	close(fd);
	t_ready();
	struct epoll_event ev;
	T_CHECK(epoll_wait(ep, &ev, 1, 0) == 1 && ev.data.u64 == 1, "the watch is gone");
	kill(child, SIGKILL);
	T_CHECK(waitpid(child, &status, 0) == child, "waitpid");
}

static void events_epoll_lost_refused(void)
{
	struct t_subject s;
	cr_error err;

	t_start(&s, lost_watch_subject);
	if (T_CHECK(cr_dump(s.pid, "save", NULL, &err) < 0, "saved"))
		T_CHECK(err.code == CR_E_UNSUPPORTED && strstr(err.text, "epoll"), "%d: %s",
			err.code, err.text);
	T_CHECK(!t_exists("save"), "a save was made");
	t_end(&s);
}

/* A watched descriptor that does not come back. */
static void events_epoll_rule(void)
{
	const cr_rule rules[] = {{.size = sizeof(cr_rule),
				  .kind = CR_RULE_KIND,
				  .pattern = "pipe",
				  .action = CR_NULL},
				 {.size = 0}};
	cr_save_opts o = cr_save_opts_init();
	cr_child child = cr_child_init();
	struct t_subject s;
	cr_error err;

	t_start(&s, epoll_subject);
	o.flags = CR_END;
	o.rules = rules;
	T_MUST(cr_dump(s.pid, "save", &o, &err) == 0, "%s", err.text);
	T_CHECK(t_wait(s.pid, 5000) == SIGKILL, "not ended");
	T_MUST(cr_restore("save", NULL, &child, &err) == 0, "%s", err.text);
	close(child.pidfd);
	s.pid = child.pid;
	t_kill(&s);
}

/* == timerfd =================================================================================== */

static uint64_t timer_left_ns(int fd)
{
	struct itimerspec its;

	T_CHECK(timerfd_gettime(fd, &its) == 0, "timerfd_gettime");
	return (uint64_t)its.it_value.tv_sec * 1000000000u + (uint64_t)its.it_value.tv_nsec;
}

static void timer_arm(int fd, int flags, int64_t value_ms, int64_t interval_ms)
{
	struct itimerspec its = {
		.it_value = {value_ms / 1000, value_ms % 1000 * 1000000},
		.it_interval = {interval_ms / 1000, interval_ms % 1000 * 1000000},
	};

	T_CHECK(timerfd_settime(fd, flags, &its, NULL) == 0, "timerfd_settime: %s",
		strerror(errno));
}

static int64_t timer_clock_ms(int clock)
{
	struct timespec ts;

	clock_gettime(clock, &ts);
	return ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}

static void timerfd_subject(void)
{
	int idle = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC),
	    far = timerfd_create(CLOCK_BOOTTIME, 0);
	int once = timerfd_create(CLOCK_MONOTONIC, 0), absolute = timerfd_create(CLOCK_REALTIME, 0),
	    monotonic = timerfd_create(CLOCK_MONOTONIC, 0);

	timer_arm(far, 0, 1000000, 7000);
	timer_arm(once, 0, 1, 0);
	timer_arm(absolute, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET,
		  timer_clock_ms(CLOCK_REALTIME) + 2000000, 0);
	timer_arm(monotonic, TFD_TIMER_ABSTIME, timer_clock_ms(CLOCK_MONOTONIC) + 3000000, 0);
	t_sleep_ms(20);
	t_ready();
	T_CHECK(fcntl(idle, F_GETFL) & O_NONBLOCK && fcntl(idle, F_GETFD) == FD_CLOEXEC, "flags");
	T_CHECK(timer_left_ns(idle) == 0 && events_count(idle) == 0, "a timer that was not armed");
	uint64_t left = timer_left_ns(far);
	T_CHECK(left > 980000000000u && left < 1000000000000u, "far: %lu left", left);
	struct itimerspec its;
	T_CHECK(timerfd_gettime(far, &its) == 0 && its.it_interval.tv_sec == 7, "interval");
	T_CHECK(timer_left_ns(once) == 0 && events_count(once) == 1 && events_count(once) == 0,
		"expired, not read");
	left = timer_left_ns(absolute);
	T_CHECK(left > 1980000000000u && left < 2000000000000u, "absolute: %lu left", left);
	left = timer_left_ns(monotonic);
	T_CHECK(left > 2980000000000u && left < 3000000000000u, "monotonic: %lu left", left);
}

static void events_timerfd(void)
{
	events_cycle(timerfd_subject);
}

/* Many periods pass unread: none is lost, none counted twice but those that pass during the save
 * and load. */
static void periods_subject(void)
{
	int fast = timerfd_create(CLOCK_MONOTONIC, 0), slow = timerfd_create(CLOCK_MONOTONIC, 0);
	uint64_t began = sys_clock_ns(CLOCK_REALTIME);

	timer_arm(fast, 0, 10, 10);
	timer_arm(slow, 0, 30, 1000000);
	t_sleep_ms(105);
	t_ready();
	uint64_t n = events_count(fast), most = (sys_clock_ns(CLOCK_REALTIME) - began) / 10000000;
	T_CHECK(n >= 10 && n <= most, "%lu periods, at least 10, at most %lu", n, most);
	T_CHECK(events_count(slow) == 1, "the slow one");
	n = events_count(fast);
	T_CHECK(n <= 1, "%lu at once", n);
	t_sleep_ms(100);
	n = events_count(fast);
	T_CHECK(n >= 9, "goes on: %lu", n);
}

static void events_timerfd_periods(void)
{
	events_cycled(periods_subject, "periods_subject", 3, "ticks:");
}

/* A program that was waiting for it. */
static void timer_waits_subject(void)
{
	int fd = timerfd_create(CLOCK_MONOTONIC, 0), ep = epoll_create1(0);
	struct epoll_event ev;
	uint64_t n = 0;

	epoll_watch(ep, fd, EPOLLIN, 5);
	timer_arm(fd, 0, 600, 0);
	t_ready();
	T_CHECK(epoll_wait(ep, &ev, 1, 5000) == 1 && ev.data.u64 == 5, "does not fire");
	T_CHECK(read(fd, &n, 8) == 8 && n == 1, "%lu", n);
}

static void events_timerfd_fires(void)
{
	events_cycle(timer_waits_subject);
}

/* == signalfd ================================================================================== */

static void signalfd_subject(void)
{
	struct signalfd_siginfo si;
	sigset_t set, some;

	sigemptyset(&some);
	sigaddset(&some, SIGUSR1);
	sigaddset(&some, SIGRTMIN + 3);
	set = some;
	sigaddset(&set, SIGUSR2);
	sigprocmask(SIG_BLOCK, &set, NULL);
	int fd = signalfd(-1, &some, SFD_NONBLOCK | SFD_CLOEXEC), ep = epoll_create1(0);
	struct epoll_event ev;
	union sigval value = {.sival_int = 4711};
	epoll_watch(ep, fd, EPOLLIN, 1);
	kill(getpid(), SIGUSR1);
	kill(getpid(), SIGUSR2);
	sigqueue(getpid(), SIGRTMIN + 3, value);
	t_ready();
	T_CHECK(fcntl(fd, F_GETFL) & O_NONBLOCK && fcntl(fd, F_GETFD) == FD_CLOEXEC, "flags");
	T_CHECK(epoll_wait(ep, &ev, 1, 0) == 1, "not ready");
	T_CHECK(read(fd, &si, sizeof(si)) == sizeof(si) && si.ssi_signo == SIGUSR1, "signal %u",
		si.ssi_signo);
	T_CHECK(read(fd, &si, sizeof(si)) == sizeof(si) && si.ssi_signo == (unsigned)SIGRTMIN + 3 &&
			si.ssi_int == 4711,
		"signal %u, %d", si.ssi_signo, si.ssi_int);
	T_CHECK(read(fd, &si, sizeof(si)) < 0 && errno == EAGAIN, "SIGUSR2 is not of the set");
	sigpending(&set);
	T_CHECK(sigismember(&set, SIGUSR2), "SIGUSR2 is gone");
	kill(getpid(), SIGUSR1);
	T_CHECK(read(fd, &si, sizeof(si)) == sizeof(si), "no more");
}

static void events_signalfd(void)
{
	events_cycle(signalfd_subject);
}

static const struct t_test events_tests[] = {
	{"events_busy", events_busy, T_ROOT | T_USER, 0, NULL, NULL},
	{"events_eventfd", events_eventfd, T_ROOT | T_USER, 0, NULL, NULL},
	{"events_shared_eventfd", events_shared_eventfd, T_ROOT, 0, NULL, NULL},
	{"events_epoll", events_epoll, T_ROOT | T_USER, 0, NULL, "plan: epoll_ctl; epoll: link"},
	{"events_epoll_spent", events_epoll_spent, T_ROOT | T_USER, 0, NULL, NULL},
	{"events_epoll_waiting", events_epoll_waiting, T_ROOT, 0, NULL, NULL},
	{"events_epoll_renumbered", events_epoll_renumbered, T_ROOT | T_USER, 0, NULL,
	 "plan: epoll_ctl of a lent number; plan: dup3 of a watched file"},
	{"events_epoll_nested", events_epoll_nested, T_ROOT, 0, NULL, "plan: epoll_ctl"},
	{"events_epoll_lost_refused", events_epoll_lost_refused, T_ROOT | T_USER, 0, NULL, NULL},
	{"events_epoll_rule", events_epoll_rule, T_ROOT | T_USER, 0, NULL, NULL},
	{"events_timerfd", events_timerfd, T_ROOT | T_USER, 0, NULL,
	 "timerfd: own; plan: timerfd_settime; plan: TFD_IOC_SET_TICKS"},
	{"events_timerfd_periods", events_timerfd_periods, T_ROOT | T_USER, 0, NULL,
	 "plan: timerfd_settime; plan: TFD_IOC_SET_TICKS"},
	{"events_timerfd_fires", events_timerfd_fires, T_ROOT | T_USER, 0, NULL,
	 "plan: timerfd_settime"},
	{"events_signalfd", events_signalfd, T_ROOT | T_USER, 0, NULL, NULL},
};
