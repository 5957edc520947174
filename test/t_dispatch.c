/* SPDX-License-Identifier: MIT
 *
 * Syscall user dispatch: threads whose system calls go to a handler of their own, as Wine's do. The
 * saver's calls in such a thread get through, the thread's own are dispatched as before.
 */
#include "t.h"
#include "../cr.h"

#include <pthread.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <ucontext.h>

enum { DISPATCH_SET = 59, DISPATCH_BUT = 1, DISPATCH_WITHIN = 2, DISPATCH_NR = 7777 };

static volatile int dispatch_caught;
static volatile unsigned char dispatch_selector[2]; /* 0: let through, 1: dispatch */

static void dispatch_handler(int sig, siginfo_t *info, void *context)
{
	(void)sig;
	dispatch_caught++;
	((ucontext_t *)context)->uc_mcontext.gregs[REG_RAX] = info->si_syscall + 1;
}

/* Not by a function of the C library, whose calls are let through. */
static long dispatch_call(long nr)
{
	long result;

	__asm__ volatile("syscall" : "=a"(result) : "a"(nr) : "rcx", "r11", "memory");
	return result;
}

static void dispatch_find(const char *name, uint64_t *ret_start, uint64_t *ret_len)
{
	char *maps = t_read("/proc/self/maps", NULL), *rest = maps;

	*ret_len = 0;
	for (char *line; maps && (line = strtok_r(rest, "\n", &rest)) != NULL;) {
		unsigned long start, end;
		char prot[8];

		if (sscanf(line, "%lx-%lx %7s", &start, &end, prot) == 3 && prot[2] == 'x' &&
		    strstr(line, name)) {
			*ret_start = start;
			*ret_len = end - start;
		}
	}
	free(maps);
	T_MUST(*ret_len, "no %s", name);
}

static void dispatch_catch(void)
{
	struct sigaction action = {.sa_sigaction = dispatch_handler, .sa_flags = SA_SIGINFO};

	sigaction(SIGSYS, &action, NULL);
}

static void dispatch_on(int mode, const char *name, volatile unsigned char *selector)
{
	uint64_t start, len;

	dispatch_find(name, &start, &len);
	if (prctl(DISPATCH_SET, mode, start, len, selector) < 0)
		t_skip("PR_SET_SYSCALL_USER_DISPATCH %d: %s", mode, strerror(errno));
}

static void dispatch_check(const char *who)
{
	int before = dispatch_caught;

	T_CHECK(dispatch_call(DISPATCH_NR) == DISPATCH_NR + 1 && dispatch_caught == before + 1,
		"%s: %d calls caught", who, dispatch_caught - before);
}

/* == two threads, each with its own, and one without =========================================== */

static pthread_barrier_t dispatch_barrier;

static void *dispatch_free_thread(void *unused)
{
	for (int i = 0; i < 2; i++)
		pthread_barrier_wait(&dispatch_barrier);
	T_CHECK(dispatch_call(SYS_gettid) == gettid(), "a thread without is dispatched");
	return unused;
}

static void *dispatch_thread(void *unused)
{
	dispatch_selector[1] = 1;
	dispatch_on(DISPATCH_BUT, "libc", &dispatch_selector[1]);
	for (int i = 0; i < 2; i++)
		pthread_barrier_wait(&dispatch_barrier);
	dispatch_check("the second thread");
	dispatch_selector[1] = 0;
	T_CHECK(dispatch_call(SYS_gettid) == gettid(), "the selector lets nothing through");
	return unused;
}

static void dispatch_subject(void)
{
	pthread_t threads[2];

	dispatch_catch();
	pthread_barrier_init(&dispatch_barrier, NULL, 3);
	pthread_create(&threads[0], NULL, dispatch_thread, NULL);
	pthread_create(&threads[1], NULL, dispatch_free_thread, NULL);
	dispatch_on(DISPATCH_BUT, "libc", &dispatch_selector[0]);
	dispatch_selector[0] = 1;
	dispatch_check("before");
	pthread_barrier_wait(&dispatch_barrier);
	t_ready();
	dispatch_check("the first thread");
	pthread_barrier_wait(&dispatch_barrier);
	for (int i = 0; i < 2; i++)
		pthread_join(threads[i], NULL);
	dispatch_selector[0] = 0;
	T_CHECK(dispatch_call(SYS_gettid) == gettid(), "the selector lets nothing through");
	dispatch_selector[0] = 1;
}

static void dispatch_comes_back(void)
{
	struct t_subject s;

	t_start(&s, dispatch_subject);
	t_cycles(&s, 3);
	t_end(&s);
}

/* All calls from a range: of the program's own code, and not the C library's. */
static void dispatch_within_subject(void)
{
	dispatch_catch();
	dispatch_on(DISPATCH_WITHIN, "build/test", &dispatch_selector[0]);
	dispatch_selector[0] = 1;
	t_ready();
	dispatch_check("within");
}

static void dispatch_within(void)
{
	struct t_subject s;

	/* t_skip works in the test alone. */
	if (fork() == 0)
		_exit(prctl(DISPATCH_SET, DISPATCH_WITHIN, 4096, 4096, 0) < 0);
	int status = 0;
	wait(&status);
	if (status)
		t_skip("no PR_SYS_DISPATCH_INCLUSIVE_ON (Linux 6.17)");
	t_start(&s, dispatch_within_subject);
	t_cycles(&s, 2);
	t_end(&s);
}

/* == in place, and from within ================================================================= */

static void dispatch_loader(void)
{
	cr_error err;

	t_ready();
	cr_load("save", NULL, &err);
	T_FAIL("cr_load: %s", err.text);
}

static void dispatch_in_place(void)
{
	cr_save_opts save = {.size = sizeof(save), .flags = CR_END};
	struct t_subject s, loader;
	cr_error err;

	t_start(&s, dispatch_subject);
	T_MUST(cr_dump(s.pid, "save", &save, &err) == 0, "%s", err.text);
	t_wait(s.pid, 10000);
	t_start(&loader, dispatch_loader);
	t_go(&loader);
	s.pid = loader.pid;
	t_end(&s);
}

/* == a saver that is killed ==================================================================== */

/* What the thread has now; if that is something else it is given what it had. */
static bool dispatch_is(pid_t tid, const struct arch_dispatch *want)
{
	struct arch_dispatch d = {0, 0, 0, 0};
	int r = trace_seize(tid, false);

	if (r == 0)
		r = trace_stop(tid, t_now_ns() + 10000000000u, NULL);
	T_MUST(r == 0, "it cannot be stopped: %s", error_name(-r));
	trace_get_dispatch(tid, &d);
	bool same = memcmp(&d, want, sizeof(d)) == 0;
	if (!same)
		T_CHECK(trace_set_dispatch(tid, want) == 0, "trace_set_dispatch");
	trace_detach(tid);
	return same;
}

/* The way home ends with switching it on. Only between two calls of ptrace it may be lost. */
static void dispatch_survives_kills(void)
{
	struct t_fault f = {.how = T_FAULT_NONE, .alone = true};
	struct arch_dispatch mine[2] = {
		{DISPATCH_BUT, (uintptr_t)&dispatch_selector[0], 0, 0},
		{DISPATCH_BUT, (uintptr_t)&dispatch_selector[1], 0, 0},
	};
	struct t_subject s;
	int lost = 0;

	t_start(&s, dispatch_subject);
	kill_target = s.pid;
	for (int i = 0; i < 2; i++) { /* as in the subject, a copy of us */
		dispatch_find("libc", &mine[i].offset, &mine[i].len);
		T_MUST(dispatch_is(s.pid + i, &mine[i]), "thread %d has something else", i);
	}
	kill_run(&f, kill_dumper);
	long all = f.calls;
	T_MUST(all > 100, "%ld calls", all);
	for (long at = all / 40; at < all; at += all / 40) {
		f = (struct t_fault){.how = T_FAULT_KILL_BEFORE, .at = at, .alone = true};
		t_run(NULL, "rm -rf save");
		kill_run(&f, kill_dumper);
		t_sleep_ms(5);
		for (int i = 0; i < 2; i++) {
			if (dispatch_is(s.pid + i, &mine[i]))
				continue;
			T_CHECK(f.nr == SYS_ptrace, "thread %d lost it at call %ld, %s", i, at,
				t_syscall_name(f.nr));
			lost++;
		}
	}
	T_CHECK(lost <= 4, "lost %d times", lost);
	t_end(&s);
}

static const struct t_test dispatch_tests[] = {
	{.name = "dispatch_comes_back", .fn = dispatch_comes_back, .flags = T_ROOT | T_USER},
	{.name = "dispatch_within", .fn = dispatch_within, .flags = T_ROOT},
	{.name = "dispatch_in_place", .fn = dispatch_in_place, .flags = T_ROOT | T_USER},
	{.name = "dispatch_survives_kills", .fn = dispatch_survives_kills, .flags = T_ROOT},
};
