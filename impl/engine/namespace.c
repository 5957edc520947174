/* SPDX-License-Identifier: MIT
 *
 * namespace: pids NAMESPACE. The tree comes back in an own user and pid namespace, where its ids
 * are free and no privilege is needed to choose them.
 *
 * Three processes make it: the first of the namespace (pid 1: mounts an own /proc, then only
 * reaps), an entrant that joins it and forks the root with CLONE_PARENT, so that the root is the
 * caller's own child and job control works, and the root. What the namespace cannot hold is listed:
 * other ids than the caller's own, and sessions from outside.
 */
#include "engine.h"

#include <linux/sched.h>
#include <sys/mount.h>

struct namespace_shared {
	uint32_t mapped; /* futex: the caller has written the id maps */
	int32_t mount_err;
	uint32_t ready; /* futex: pid 1 has come to rest, or failed */
};

/* == pid 1 ===================================================================================== */

/* It outlives the caller, and must not keep open what the caller has open. */
static void namespace_close_all(int but)
{
	if (but > 0)
		(void)sys_close_range(0, (unsigned)but - 1);
	if (sys_close_range((unsigned)but + 1, UINT32_MAX) == 0)
		return;
	for (int fd = 0; fd < 65536; fd++) /* before 5.9 */
		if (fd != but)
			sys_close(fd);
}

/* Both before the root lives (then the caller's end is ours) and after, nobody else is in the
 * namespace: its slot tells. */
static bool namespace_has_ended(struct load *l, int caller)
{
	struct pollfd pfd = {.fd = caller, .events = POLLIN};

	if (__atomic_load_n(&l->shared->slots[0].pid, __ATOMIC_SEQ_CST) != 0)
		return sys_kill(-1, 0) == -ESRCH;
	return caller >= 0 && sys_poll(&pfd, 1, 0) > 0;
}

static void namespace_init(struct load *l, struct namespace_shared *sh, int caller)
	__attribute__((noreturn));
static void namespace_init(struct load *l, struct namespace_shared *sh, int caller)
{
	uint64_t all = ~0ull;

	(void)sys_sigmask(SIG_SETMASK, &all, NULL);
	while (__atomic_load_n(&sh->mapped, __ATOMIC_SEQ_CST) == 0)
		(void)sys_futex_wait(&sh->mapped, 0, NULL);
	if (sh->mapped != 1)
		sys_exit(125);
	/* Own mounts, that nobody outside sees; /proc of the new pid namespace. */
	int r = sys_mount(NULL, "/", NULL, MS_REC | MS_SLAVE);
	if (r == 0)
		r = sys_mount_proc();
	sh->mount_err = r;
	__atomic_store_n(&sh->ready, 1, __ATOMIC_SEQ_CST);
	(void)sys_futex_wake(&sh->ready, 1);
	if (r < 0)
		sys_exit(125);
	namespace_close_all(caller);
	/* The root is a child of the caller, not ours: whether anybody is left is asked of kill(2).
	 */
	for (;;) {
		while (sys_wait_any_child() > 0)
			;
		if (namespace_has_ended(l, caller))
			sys_exit(0);
		(void)sys_sleep_ns(50000000);
	}
}

static int namespace_write(int dir, const char *name, const char *text)
{
	CR_AUTOFD int fd = sys_openat(dir, name, O_WRONLY, 0);

	return fd < 0 ? fd : sys_write_all(fd, text, strlen(text));
}

/* The caller's own ids, mapped to themselves: all that is allowed without privilege. */
static int namespace_map_ids(struct load *l, pid_t init)
{
	CR_AUTOFD int dir = -1;
	char text[64];
	int r = proc_open_pid(l->proc_fd, init, &dir);

	if (r == 0) {
		str_format(text, sizeof(text), "%u %u 1\n", sys_geteuid(), sys_geteuid());
		r = namespace_write(dir, "uid_map", text);
	}
	if (r == 0)
		r = namespace_write(dir, "setgroups", "deny");
	if (r == 0) {
		str_format(text, sizeof(text), "%u %u 1\n", sys_getegid(), sys_getegid());
		r = namespace_write(dir, "gid_map", text);
	}
	return r < 0 ? error_set(l->cx, CR_E_PID_MODE, -r, init, "uid_map",
				 "the ids of the new user namespace cannot be mapped")
		     : 0;
}

static void namespace_tell(uint32_t *word, uint32_t value)
{
	__atomic_store_n(word, value, __ATOMIC_SEQ_CST);
	(void)sys_futex_wake(word, INT32_MAX);
}

CR_FN int namespace_open(struct load *l)
{
	uint64_t addr;
	int r = sys_mmap(0, l->cx->page, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0,
			 &addr);
	struct namespace_shared *sh = (struct namespace_shared *)(uintptr_t)addr;

	if (r < 0)
		return error_set(l->cx, CR_E_MEMORY, -r, 0, "mmap",
				 "no memory to share with the namespace");
	CR_AUTOFD int caller = sys_pidfd_open(sys_getpid(), 0);
	pid_t init = sys_clone3(CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNS, 0, NULL, 0,
				&l->ns_pidfd);
	if (init == 0)
		namespace_init(l, sh, caller);
	if (init < 0) {
		(void)sys_munmap(addr, l->cx->page);
		return error_set(l->cx, CR_E_PID_MODE, -init, 0, "clone3",
				 "an own user and pid namespace is not allowed here");
	}
	l->ns_init = init;
	r = namespace_map_ids(l, init);
	namespace_tell(&sh->mapped, r == 0 ? 1 : 2);
	while (r == 0 && __atomic_load_n(&sh->ready, __ATOMIC_SEQ_CST) == 0) {
		const struct timespec a_while = {.tv_nsec = 100000000};

		(void)sys_futex_wait(&sh->ready, 0, &a_while);
		if (sys_wait(init, NULL, WNOHANG | __WALL) == init)
			r = error_set(l->cx, CR_E_PID_MODE, 0, init, "pid 1",
				      "the first process of the namespace ended");
	}
	if (r == 0 && sh->mount_err < 0)
		r = error_set(l->cx, CR_E_PID_MODE, -sh->mount_err, init, "/proc",
			      "the namespace cannot have its own /proc (a container that hides "
			      "parts of /proc forbids it)");
	(void)sys_munmap(addr, l->cx->page);
	if (r < 0)
		namespace_close(l);
	return r;
}

CR_FN void namespace_close(struct load *l)
{
	if (l->ns_init <= 0)
		return;
	(void)sys_kill(l->ns_init, SIGKILL); /* and with it everybody in the namespace */
	(void)sys_wait(l->ns_init, NULL, __WALL);
	sys_close(l->ns_pidfd);
	l->ns_init = 0;
}

/* == translation =============================================================================== */

/* The pid or tid, as we see it, of the one that is `inner` in the namespace. */
static bool namespace_is(struct load *l, int dir, pid_t inner)
{
	struct proc_status st;
	char *text;

	return proc_read(l->cx, dir, "status", &text, NULL) == 0 &&
	       proc_parse_status(text, &st) == 0 && st.nspid_n >= 2 &&
	       st.nspid[st.nspid_n - 1] == inner;
}

CR_FN pid_t namespace_find_child(struct load *l, pid_t parent, pid_t inner)
{
	CR_AUTOFD int dir = -1;
	pid_t *children;
	size_t n;

	if (proc_open_pid(l->proc_fd, parent, &dir) < 0 ||
	    proc_children(l->cx, dir, &children, &n) < 0)
		return 0;
	for (size_t i = 0; i < n; i++) {
		CR_AUTOFD int child = -1;

		if (proc_open_pid(l->proc_fd, children[i], &child) == 0 &&
		    namespace_is(l, child, inner))
			return children[i];
	}
	return 0;
}

CR_FN pid_t namespace_find_thread(struct load *l, pid_t pid, pid_t inner)
{
	CR_AUTOFD int dir = -1;
	pid_t *tids;
	size_t n;

	if (proc_open_pid(l->proc_fd, pid, &dir) < 0 || proc_threads(l->cx, dir, &tids, &n) < 0)
		return 0;
	for (size_t i = 0; i < n; i++) {
		CR_AUTOFD int thread = -1;
		char name[32];

		str_format(name, sizeof(name), "task/%d", (int)tids[i]);
		thread = sys_openat(dir, name, O_PATH | O_DIRECTORY, 0);
		if (thread >= 0 && namespace_is(l, thread, inner))
			return tids[i];
	}
	return 0;
}
