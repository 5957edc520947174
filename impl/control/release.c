/* SPDX-License-Identifier: MIT
 *
 * release: the maker's side of a restore. Seizes the threads of tasks that run their plans and
 * sends them, once parked, into the program. The steps at each stop are those of blobs/release.h,
 * which the helper of cr_load has, too. Leans on the restorer blob and the board that all tasks of
 * the restore share. Until release_go everybody dies with the maker. Refuses nothing: what fails
 * here fails the whole restore.
 */
#include "control.h"

#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/wait.h>

#define RELEASE_CALL(nr, a, b, c, d) SYS4((nr), (a), (b), (c), (d))
#include "../../blobs/release.h"

CR_FN void release_stage(struct plan_board *board, uint32_t n)
{
	__atomic_store_n(&board->go, n, __ATOMIC_SEQ_CST);
	(void)sys_futex_wake(&board->go, INT32_MAX);
}

CR_FN void release_abort(struct plan_board *board)
{
	__atomic_store_n(&board->abort, 1, __ATOMIC_SEQ_CST);
	(void)sys_futex_wake(&board->abort, INT32_MAX);
	release_stage(board, UINT32_MAX);
}

CR_FN int release_seize(struct cr_ctx *cx, const pid_t *tids, size_t n, bool suspend_seccomp)
{
	const uint64_t options = RELEASE_OPTIONS | (suspend_seccomp ? PTRACE_O_SUSPEND_SECCOMP : 0);

	for (size_t i = 0; i < n; i++) {
		long r = release_ptrace(PTRACE_SEIZE, tids[i], 0, options);

		if (r < 0)
			return error_set(cx, r == -EPERM ? CR_E_PERMISSION : CR_E_RESTORE, (int)-r,
					 tids[i], "ptrace",
					 "the restored thread %d cannot be seized", tids[i]);
	}
	return 0;
}

/* From parked to the last stop. */
static int release_one(const struct release_thread *t, uint64_t window, uint64_t window_len,
		       uint64_t syscall_ip)
{
	uint64_t regs[RELEASE_REGS];
	int r = release_prepare(t, t->tid, syscall_ip, regs);

	if (r == 0 && window_len)
		r = release_unmap(t->tid, window, window_len, syscall_ip);
	return r == 0 ? release_finish(t, t->tid, regs, t->sigmask) : r;
}

CR_FN int release_task(struct cr_ctx *cx, const struct release_thread *threads, size_t n,
		       uint64_t window, uint64_t window_len, uint64_t syscall_ip)
{
	/* The leader last: the others are called into the window to arm their restart blocks. */
	for (size_t i = n; i-- > 0;) {
		int r = release_one(&threads[i], window, i == 0 ? window_len : 0, syscall_ip);

		if (r == -EIO && threads[i].dispatch[0])
			return error_set(cx, CR_E_KERNEL, EIO, threads[i].tid,
					 "PTRACE_SET_SYSCALL_USER_DISPATCH_CONFIG",
					 "this kernel cannot give thread %d its dispatch of system "
					 "calls (Linux 6.4)",
					 threads[i].tid);
		if (r < 0)
			return error_set(cx, CR_E_RESTORE, -r, threads[i].tid, "registers",
					 "thread %d cannot be sent into its program",
					 threads[i].tid);
	}
	return 0;
}

/* A parked thread makes one call and parks again. words: to be put below its stack first; arguments
 * that are offsets into them are given in `at`, a bit for each. */
static long release_call(pid_t tid, uint64_t syscall_ip, long nr, const uint64_t args[6],
			 const uint64_t *words, size_t n, unsigned at)
{
	uint64_t home[RELEASE_REGS], regs[RELEASE_REGS], arg[6];
	int64_t result = 0;
	long r = release_interrupt(tid);

	if (r >= 0)
		r = release_regs(tid, 0, home);
	if (r < 0)
		return r;
	const uint64_t below = (home[RELEASE_RSP] - 512) & ~(uint64_t)15;
	memcpy(regs, home, sizeof(regs));
	for (size_t i = 0; r >= 0 && i < n; i++)
		r = release_ptrace(PTRACE_POKEDATA, tid, below + 8 * i, words[i]);
	for (size_t i = 0; i < 6; i++)
		arg[i] = args[i] + (at & 1u << i ? below : 0);
	if (r >= 0)
		r = release_one_call(tid, regs, syscall_ip, (uint64_t)nr, arg, &result);
	if (r >= 0)
		r = release_regs(tid, 1, home);
	if (r >= 0)
		r = release_ptrace(PTRACE_CONT, tid, 0, 0);
	return r < 0 ? r : (long)result;
}

CR_FN int release_know_stop(struct cr_ctx *cx, pid_t tid, pid_t child, uint64_t syscall_ip)
{
	const uint64_t args[6] = {(uint64_t)child, 0, WUNTRACED | WNOHANG | __WALL};
	long r = release_call(tid, syscall_ip, __NR_wait4, args, NULL, 0, 0);

	return r == child ? 0
			  : error_set(cx, CR_E_RESTORE, r < 0 ? (int)-r : 0, tid, "wait4",
				      "process %d does not learn that its child %d has stopped",
				      tid, child);
}

CR_FN int release_forget_signal(struct cr_ctx *cx, pid_t tid, int sig, uint64_t syscall_ip)
{
	const uint64_t words[3] = {1ull << (sig - 1), 0, 0}; /* the set; no time to wait */
	const uint64_t args[6] = {0, 0, sizeof(words[0]), sizeof(words[0])};
	long r = release_call(tid, syscall_ip, __NR_rt_sigtimedwait, args, words, ARRAY_LEN(words),
			      1u << 0 | 1u << 2);

	return r >= 0 || r == -EAGAIN ? 0
				      : error_set(cx, CR_E_RESTORE, (int)-r, tid, "rt_sigtimedwait",
						  "process %d cannot forget signal %d", tid, sig);
}

CR_FN int release_ended(struct cr_ctx *cx, pid_t tid, int exit_code, uint64_t syscall_ip)
{
	const uint64_t arg[6] = {(uint64_t)exit_code};
	uint64_t regs[RELEASE_REGS];
	long r = release_interrupt(tid);

	if (r >= 0)
		r = release_regs(tid, 0, regs);
	if (r >= 0) {
		release_set_call(regs, syscall_ip, SYS_exit, arg);
		r = release_regs(tid, 1, regs);
	}
	/* Untraced: the end of a traced thread would be told to us, not to its parent. */
	if (r >= 0)
		r = release_ptrace(PTRACE_DETACH, tid, 0, 0);
	return r < 0 ? error_set(cx, CR_E_RESTORE, (int)-r, tid, "exit",
				 "the first thread of process %d cannot be ended", tid)
		     : 0;
}

CR_FN int release_go(struct cr_ctx *cx, const pid_t *tids, size_t n)
{
	int first = 0;

	for (size_t i = 0; i < n; i++) {
		if (!tids[i])
			continue;
		long r = release_ptrace(PTRACE_DETACH, tids[i], 0, 0);

		if (r < 0 && first == 0)
			first = error_set(cx, CR_E_RESTORE, (int)-r, tids[i], "ptrace",
					  "thread %d cannot be let go", tids[i]);
	}
	return first;
}

/* == the loader's restartable sequences ======================================================== */

static int release_ask_rseq(pid_t child, struct release_rseq *ret)
{
	int status;
	long r = release_ptrace(PTRACE_SEIZE, child, 0, PTRACE_O_EXITKILL);

	if (r >= 0)
		r = release_ptrace(PTRACE_INTERRUPT, child, 0, 0);
	if (r >= 0)
		r = release_wait_stop(child, &status);
	if (r >= 0)
		r = release_ptrace(RELEASE_GET_RSEQ, child, sizeof(*ret), (uintptr_t)ret);
	return r < 0 ? (int)r : 0;
}

CR_FN int release_own_rseq(struct cr_ctx *cx, uint64_t *ret_ptr, uint32_t *ret_size,
			   uint32_t *ret_sig)
{
	struct release_rseq rseq = {0};
	uint64_t all = UINT64_MAX, mask;
	pid_t self = sys_getpid();

	/* The child shares our open files and copies our memory: it must run nothing but this, and
	 * not outlive us. */
	(void)sys_sigmask(SIG_SETMASK, &all, &mask);
	pid_t child = sys_clone3(0, 0, NULL, 0, NULL);

	if (child == 0) {
		(void)sys_prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
		while (sys_getppid() == self)
			sys_pause();
		sys_exit(0);
	}
	(void)sys_sigmask(SIG_SETMASK, &mask, NULL);
	if (child < 0)
		return error_set(cx, CR_E_SYSTEM, -child, 0, "clone3",
				 "no child to ask for the loader's rseq area");
	int r = release_ask_rseq(child, &rseq);

	sys_end_child(child);
	if (r < 0)
		return error_set(cx, r == -EIO ? CR_E_KERNEL : CR_E_PERMISSION, -r, 0, "rseq",
				 "the loader's restartable sequences cannot be looked up");
	*ret_ptr = rseq.ptr;
	*ret_size = rseq.size;
	*ret_sig = rseq.sig;
	return 0;
}
