/* SPDX-License-Identifier: MIT
 *
 * t_seccomp: programs under seccomp of their own: strict mode, filters of all threads and of one,
 * what they return, whether they are shared; and who may not save or load them.
 */
#include "t.h"
#include "../cr.h"

#include <errno.h>
#include <linux/audit.h>
#include <linux/capability.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <pthread.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* From here on the call nr of this thread does `action`; flags of seccomp(2). */
static long seccomp_add(int nr, uint32_t action, unsigned long flags)
{
	struct sock_filter code[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)nr, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, action),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	const struct sock_fprog program = {.len = 4, .filter = code};

	prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, flags, &program);
}

#define SECCOMP_FAIL(e) (SECCOMP_RET_ERRNO | (e))

/* Calls that nobody else makes, each with an error of its own where a filter is. */
static const struct seccomp_bite {
	int nr, error;
} seccomp_bites[] = {{SYS_getpgrp, 71}, {SYS_getppid, 72}, {SYS_personality, 73}, {SYS_sync, 74}};

static int seccomp_error_of(int which)
{
	return syscall(seccomp_bites[which].nr, 0xffffffff) < 0 ? errno : 0;
}

static long seccomp_bite(int which, unsigned long flags)
{
	return seccomp_add(seccomp_bites[which].nr,
			   SECCOMP_FAIL((uint32_t)seccomp_bites[which].error), flags);
}

static int seccomp_stage, seccomp_ready;

static void seccomp_wait_stage(int stage)
{
	__atomic_add_fetch(&seccomp_ready, 1, __ATOMIC_SEQ_CST);
	while (__atomic_load_n(&seccomp_stage, __ATOMIC_SEQ_CST) < stage)
		usleep(2000);
}

static void seccomp_await_ready(int n)
{
	while (__atomic_load_n(&seccomp_ready, __ATOMIC_SEQ_CST) < n)
		usleep(1000);
}

static void seccomp_next_stage(void)
{
	__atomic_add_fetch(&seccomp_stage, 1, __ATOMIC_SEQ_CST);
}

static void seccomp_cycles(const char *name, void (*fn)(void), int n)
{
	struct t_subject s;

	t_start_(&s, name, fn);
	t_cycles(&s, n);
	t_end(&s);
}

/* == filters that all threads share ============================================================ */

static void *seccomp_shared_thread(void *arg)
{
	int *error = arg;

	seccomp_wait_stage(1);
	error[0] = seccomp_error_of(0);
	error[1] = seccomp_error_of(1);
	seccomp_wait_stage(2);
	error[2] = seccomp_error_of(2);
	return NULL;
}

static void seccomp_shared_subject(void)
{
	pthread_t threads[2];
	int errors[2][3] = {{0}};

	seccomp_bite(0, SECCOMP_FILTER_FLAG_LOG);
	for (int i = 0; i < 2; i++)
		pthread_create(&threads[i], NULL, seccomp_shared_thread, errors[i]);
	seccomp_await_ready(2);
	T_CHECK(seccomp_bite(1, SECCOMP_FILTER_FLAG_TSYNC) == 0, "TSYNC");
	t_ready();
	T_CHECK(seccomp_error_of(0) == 71 && seccomp_error_of(1) == 72 && seccomp_error_of(2) == 0,
		"errors %d, %d, %d", seccomp_error_of(0), seccomp_error_of(1), seccomp_error_of(2));
	seccomp_next_stage();
	seccomp_await_ready(4);
	/* They share their filters, or this would fail. */
	long r = seccomp_bite(2, SECCOMP_FILTER_FLAG_TSYNC);
	T_CHECK(r == 0, "another TSYNC: %ld", r);
	seccomp_next_stage();
	for (int i = 0; i < 2; i++) {
		pthread_join(threads[i], NULL);
		T_CHECK(errors[i][0] == 71 && errors[i][1] == 72 && errors[i][2] == 73,
			"thread %d: errors %d, %d, %d", i, errors[i][0], errors[i][1],
			errors[i][2]);
	}
}

static void seccomp_shared(void)
{
	seccomp_cycles("seccomp_shared_subject", seccomp_shared_subject, 3);
}

/* == filters of one thread ===================================================================== */

static void *seccomp_single_thread(void *arg)
{
	int *error = arg;

	if (error[3])
		seccomp_bite(error[3], 0);
	if (error[3] == 3)
		seccomp_bite(2, 0);
	seccomp_wait_stage(1);
	for (int i = 0; i < 3; i++)
		error[i] = seccomp_error_of(i + (i == 2));
	return NULL;
}

/* One for all, two for a thread each, and one that has but the first. */
static void seccomp_single_subject(void)
{
	pthread_t threads[3];
	int errors[3][4] = {{0, 0, 0, 1}, {0, 0, 0, 3}, {0, 0, 0, 0}};

	seccomp_bite(0, 0);
	for (int i = 0; i < 3; i++)
		pthread_create(&threads[i], NULL, seccomp_single_thread, errors[i]);
	seccomp_await_ready(3);
	t_ready();
	T_CHECK(seccomp_error_of(0) == 71 && seccomp_error_of(1) == 0, "errors %d, %d",
		seccomp_error_of(0), seccomp_error_of(1));
	seccomp_next_stage();
	for (int i = 0; i < 3; i++) {
		pthread_join(threads[i], NULL);
		T_CHECK(errors[i][0] == 71 && errors[i][1] == (i == 0 ? 72 : 0) &&
				errors[i][2] == (i == 1 ? 74 : 0),
			"thread %d: errors %d, %d, %d", i, errors[i][0], errors[i][1],
			errors[i][2]);
	}
}

static void seccomp_single(void)
{
	seccomp_cycles("seccomp_single_subject", seccomp_single_subject, 3);
}

/* == strict mode =============================================================================== */

static int seccomp_pipe[2][2];

/* Only read, write and exit: it answers with what it was sent, plus one. */
static void *seccomp_strict_thread(void *arg)
{
	char c;

	(void)arg;
	__atomic_add_fetch(&seccomp_ready, 1, __ATOMIC_SEQ_CST);
	prctl(PR_SET_SECCOMP, SECCOMP_MODE_STRICT, 0, 0, 0);
	while (syscall(SYS_read, seccomp_pipe[0][0], &c, 1) == 1 && c != 'z') {
		c++;
		syscall(SYS_write, seccomp_pipe[1][1], &c, 1);
	}
	syscall(SYS_exit, 0);
	return NULL;
}

static char seccomp_echo(char c)
{
	T_CHECK(write(seccomp_pipe[0][1], &c, 1) == 1 && read(seccomp_pipe[1][0], &c, 1) == 1,
		"the thread does not answer");
	return c;
}

static void seccomp_strict_subject(void)
{
	pthread_t thread;

	T_MUST(pipe(seccomp_pipe[0]) == 0 && pipe(seccomp_pipe[1]) == 0, "pipe");
	pthread_create(&thread, NULL, seccomp_strict_thread, NULL);
	T_CHECK(seccomp_echo('a') == 'b', "before");
	t_ready();
	T_CHECK(seccomp_echo('k') == 'l', "after");
	T_CHECK(write(seccomp_pipe[0][1], "z", 1) == 1, "write");
}

static void seccomp_strict(void)
{
	seccomp_cycles("seccomp_strict_subject", seccomp_strict_subject, 3);
}

/* == a tree that shares one filter ============================================================= */

static void seccomp_tree_subject(void)
{
	seccomp_bite(0, 0);
	int error = 0, *told = &error, ends[2];

	T_MUST(pipe(ends) == 0, "pipe");
	pid_t pid = fork();
	if (pid == 0) {
		char c;
		seccomp_bite(1, 0);
		T_CHECK(read(ends[0], &c, 1) == 1, "read");
		_exit(seccomp_error_of(0) == 71 && seccomp_error_of(1) == 72 ? 0 : 1);
	}
	while (*told == 0) { /* until it is under the second filter */
		char path[64], value[16];
		snprintf(path, sizeof(path), "Seccomp_filters");
		if (t_status(pid, path, value, sizeof(value)) && atoi(value) == 2)
			break;
		usleep(2000);
	}
	t_ready();
	T_CHECK(seccomp_error_of(0) == 71 && seccomp_error_of(1) == 0, "the parent's filters");
	T_CHECK(write(ends[1], "x", 1) == 1, "write");
	int status = t_wait(pid, 5000);
	T_CHECK(status == 0, "the child's filters: 0x%x", status);
}

static void seccomp_tree(void)
{
	seccomp_cycles("seccomp_tree_subject", seccomp_tree_subject, 2);
}

/* == who may not =============================================================================== */

static void seccomp_one_filter_subject(void)
{
	seccomp_bite(0, 0);
	t_ready();
	T_CHECK(seccomp_error_of(0) == 71, "error %d", seccomp_error_of(0));
}

static void seccomp_asking_subject(void)
{
	seccomp_add(SYS_getpgrp, SECCOMP_RET_USER_NOTIF, 0);
	t_ready();
}

static void seccomp_refused_save(const char *name, void (*fn)(void))
{
	struct t_subject s;
	cr_error err;

	t_start_(&s, name, fn);
	T_CHECK(cr_dump(s.pid, "save", NULL, &err) < 0 && err.code == CR_E_SECCOMP, "%s: %s", name,
		err.text);
	t_end(&s);
	t_files_are("");
}

static void seccomp_refused(void)
{
	if (geteuid() != 0) {
		seccomp_refused_save("seccomp_one_filter_subject", seccomp_one_filter_subject);
		return;
	}
	seccomp_refused_save("seccomp_asking_subject", seccomp_asking_subject);
}

static void seccomp_load_without_right(bool in_place)
{
	struct __user_cap_header_struct head = {_LINUX_CAPABILITY_VERSION_3, 0};
	struct __user_cap_data_struct caps[2];
	cr_child child = cr_child_init();
	cr_error err;

	syscall(SYS_capget, &head, caps);
	if (!in_place)
		caps[0].effective &= ~(1u << CAP_SYS_ADMIN);
	syscall(SYS_capset, &head, caps);
	cr_load_opts load = cr_load_opts_init();
	load.pids = CR_PIDS_NEW;
	int r = in_place ? cr_load("save", &load, &err) : cr_restore("save", NULL, &child, &err);
	T_CHECK(r < 0 && err.code == (in_place ? CR_E_LOADER : CR_E_SECCOMP), "%d, %s", r,
		err.text);
	t_stop();
}

static void seccomp_refused_load(void)
{
	cr_save_opts save = cr_save_opts_init();
	struct t_subject s;
	cr_error err;

	t_start(&s, seccomp_one_filter_subject);
	save.flags = CR_END;
	T_MUST(cr_dump(s.pid, "save", &save, &err) == 0, "%s", err.text);
	t_wait(s.pid, 5000);
	for (int in_place = 0; in_place < 2; in_place++) {
		pid_t pid = fork();
		if (pid == 0)
			seccomp_load_without_right(in_place);
		int status = t_wait(pid, 5000);
		T_CHECK(status == 0, "the loader: 0x%x", status);
	}
}

static const struct t_test seccomp_tests[] = {
	{.name = "seccomp-shared", .fn = seccomp_shared, .flags = T_ROOT, .teeth = "plan: seccomp"},
	{.name = "seccomp-single", .fn = seccomp_single, .flags = T_ROOT},
	{.name = "seccomp-strict",
	 .fn = seccomp_strict,
	 .flags = T_ROOT,
	 .teeth = "plan: PR_SET_SECCOMP"},
	{.name = "seccomp-tree", .fn = seccomp_tree, .flags = T_ROOT},
	{.name = "seccomp-refused", .fn = seccomp_refused, .flags = T_ROOT | T_USER},
	{.name = "seccomp-refused-load", .fn = seccomp_refused_load, .flags = T_ROOT},
};
