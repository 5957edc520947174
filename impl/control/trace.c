/* SPDX-License-Identifier: MIT
 *
 * trace: ptrace(2) as plain calls, and waiting for the stops of a thread. Leans on the kernel part
 * only. Refuses threads in code of a segment of their own.
 *
 * Stops are looked at (WNOWAIT), never taken, and ends neither: so that a child of the calling
 * program is still there for it to wait for. A stop that was not taken is gone as soon as the
 * thread runs again.
 */
#include "control.h"

#include <elf.h>
#include <sys/ptrace.h>
#include <sys/user.h>
#include <sys/wait.h>

/* Linux 6.4; not in older headers. */
#define TRACE_SET_DISPATCH 0x4210
#define TRACE_GET_DISPATCH 0x4211
enum { TRACE_DISPATCH_WITHIN = 2 }; /* PR_SYS_DISPATCH_INCLUSIVE_ON, Linux 6.17 */

/* Linux 5.13. */
#define TRACE_GET_RSEQ 0x420f
struct trace_rseq {
	uint64_t ptr;
	uint32_t size, sig, flags, pad;
};

static long trace_call(long request, pid_t tid, const void *addr, const void *data)
{
	return sys_ptrace(request, tid, addr, data);
}

static const void *trace_number(uintptr_t v)
{
	return (const void *)v;
}

CR_FN int trace_seize(pid_t tid, bool suspend_seccomp)
{
	uintptr_t options = PTRACE_O_TRACESYSGOOD |
			    (suspend_seccomp ? PTRACE_O_SUSPEND_SECCOMP : 0);

	return (int)trace_call(PTRACE_SEIZE, tid, NULL, trace_number(options));
}

CR_FN int trace_interrupt(pid_t tid)
{
	return (int)trace_call(PTRACE_INTERRUPT, tid, NULL, NULL);
}

CR_FN int trace_cont(pid_t tid, int sig)
{
	return (int)trace_call(PTRACE_CONT, tid, NULL, trace_number((uintptr_t)sig));
}

CR_FN int trace_detach(pid_t tid)
{
	return (int)trace_call(PTRACE_DETACH, tid, NULL, NULL);
}

CR_FN int trace_get_regs(pid_t tid, struct arch_regs *ret)
{
	/* Not PTRACE_GETREGSET: of a thread in 32-bit code that shows 32-bit registers only. */
	int r = (int)trace_call(PTRACE_GETREGS, tid, NULL, ret);

	if (r < 0)
		return r;
	return arch_is_known(ret) ? 0 : -ENOTSUP;
}

CR_FN int trace_set_regs(pid_t tid, const struct arch_regs *r)
{
	return (int)trace_call(PTRACE_SETREGS, tid, NULL, r);
}

CR_FN int trace_get_mask(pid_t tid, uint64_t *ret)
{
	return (int)trace_call(PTRACE_GETSIGMASK, tid, trace_number(sizeof(*ret)), ret);
}

CR_FN int trace_set_mask(pid_t tid, uint64_t mask)
{
	return (int)trace_call(PTRACE_SETSIGMASK, tid, trace_number(sizeof(mask)), &mask);
}

CR_FN ssize_t trace_get_xstate(pid_t tid, void *buf, size_t size)
{
	struct iovec v = {buf, size};
	long r = trace_call(PTRACE_GETREGSET, tid, trace_number(NT_X86_XSTATE), &v);

	return r < 0 ? r : (ssize_t)v.iov_len;
}

CR_FN bool trace_has_signals(pid_t tid)
{
	siginfo_t info = {0};
	struct __ptrace_peeksiginfo_args args = {0, 0, 1};

	if (trace_call(PTRACE_PEEKSIGINFO, tid, &args, &info) != 0)
		return true;
	args.flags = PTRACE_PEEKSIGINFO_SHARED;
	return trace_call(PTRACE_PEEKSIGINFO, tid, &args, &info) != 0;
}

CR_FN int trace_get_rseq(pid_t tid, uint64_t *ret_ptr, uint32_t *ret_size, uint32_t *ret_sig)
{
	struct trace_rseq rseq = {0, 0, 0, 0, 0};
	long r = trace_call(TRACE_GET_RSEQ, tid, trace_number(sizeof(rseq)), &rseq);

	if (r < 0)
		return (int)r;
	*ret_ptr = rseq.ptr;
	*ret_size = rseq.size;
	*ret_sig = rseq.sig;
	return 0;
}

CR_FN bool trace_has_breakpoints(pid_t tid)
{
	const size_t control = ARCH_DEBUG_CONTROL;
	uint64_t value = 0;

	/* The call itself stores the value, unlike the library's (ptrace(2)). */
	return trace_call(PTRACE_PEEKUSER, tid, trace_number(control), &value) == 0 &&
	       (value & ARCH_DEBUG_ON);
}

CR_FN bool trace_has_ports(pid_t tid)
{
	uint64_t first = 0;
	struct iovec v = {&first, sizeof(first)};

	/* -ENXIO: there is no bitmap. */
	return trace_call(PTRACE_GETREGSET, tid, trace_number(ARCH_PORTS), &v) == 0 && v.iov_len;
}

CR_FN void trace_get_dispatch(pid_t tid, struct arch_dispatch *ret)
{
	struct arch_dispatch d = {0, 0, 0, 0};

	/* Kernels that cannot be asked are taken for not having it in use: few programs do. */
	if (trace_call(TRACE_GET_DISPATCH, tid, trace_number(sizeof(d)), &d) < 0)
		d.mode = 0;
	/* "All within" is kept as "all but what is without", a range with its ends turned round. */
	if (d.mode && d.offset && d.offset + d.len <= d.offset) {
		d.mode = TRACE_DISPATCH_WITHIN;
		d.offset += d.len;
		d.len = -d.len;
	}
	*ret = d;
}

CR_FN int trace_set_dispatch(pid_t tid, const struct arch_dispatch *dispatch)
{
	return (int)trace_call(TRACE_SET_DISPATCH, tid, trace_number(sizeof(*dispatch)), dispatch);
}

/* struct seccomp_metadata of linux/ptrace.h */
struct trace_metadata {
	uint64_t filter_off, flags;
};

CR_FN int trace_get_filter(pid_t tid, size_t i, struct sock_filter *code, size_t n,
			   uint64_t *ret_flags)
{
	struct trace_metadata about = {.filter_off = i};
	long r = trace_call(PTRACE_SECCOMP_GET_FILTER, tid, trace_number(i), NULL);

	if (r <= 0 || !code)
		return (int)r;
	if ((size_t)r > n)
		return -E2BIG;
	r = trace_call(PTRACE_SECCOMP_GET_FILTER, tid, trace_number(i), code);
	if (r > 0 && trace_call(PTRACE_SECCOMP_GET_METADATA, tid, trace_number(sizeof(about)),
				&about) == sizeof(about))
		*ret_flags = about.flags;
	return (int)r;
}

/* == stops ===================================================================================== */

/* Threads stop within microseconds, and a blocking wait knows no time limit. */
static void trace_pause(unsigned round)
{
	if (round < 20)
		return; /* on another CPU it takes no longer */
	if (round < 200)
		sys_yield();
	else
		sys_sleep_ns(100000);
}

CR_FN int trace_wait(pid_t tid, uint64_t deadline, int *ret_stop)
{
	for (unsigned round = 0;; round++) {
		siginfo_t info;

		memset(&info, 0, sizeof(info));
		int r = sys_waitid(tid, &info, WSTOPPED | WEXITED | WNOWAIT | WNOHANG | __WALL);
		if (r < 0 && r != -EINTR)
			return r == -ECHILD ? -ESRCH : r;
		if (r == 0 && info.si_pid == tid) {
			if (info.si_code != CLD_TRAPPED && info.si_code != CLD_STOPPED)
				return -ESRCH;
			*ret_stop = info.si_status;
			return 0;
		}
		if (!deadline || (round % 16 == 15 && sys_clock_ns(CLOCK_MONOTONIC) > deadline))
			return -ETIMEDOUT;
		trace_pause(round);
	}
}

static bool trace_is_syscall_stop(int stop)
{
	return stop == (SIGTRAP | 0x80);
}

static bool trace_is_event_stop(int stop)
{
	return stop >> 8 == PTRACE_EVENT_STOP;
}

CR_FN int trace_stop(pid_t tid, uint64_t deadline, int *ret_signo)
{
	int stop, r = trace_interrupt(tid);

	if (r < 0)
		return r;
	for (;;) {
		r = trace_wait(tid, deadline, &stop);
		if (r < 0)
			return r;
		if (trace_is_event_stop(stop))
			break;
		r = trace_cont(tid, trace_is_syscall_stop(stop) ? 0 : stop & 0x7f);
		if (r < 0)
			return r;
	}
	if (ret_signo)
		*ret_signo = stop & 0x7f;
	return 0;
}

CR_FN int trace_syscall(pid_t tid, uint64_t deadline)
{
	int sig = 0;

	for (;;) {
		int stop, r = (int)trace_call(PTRACE_SYSCALL, tid, NULL,
					      trace_number((uintptr_t)sig));

		if (r == 0)
			r = trace_wait(tid, deadline, &stop);
		if (r < 0)
			return r;
		if (trace_is_syscall_stop(stop))
			return 0;
		/* A stop signal, which no mask keeps away: it must take effect, but later. */
		sig = trace_is_event_stop(stop) ? 0 : stop & 0x7f;
	}
}

CR_FN void trace_forget(pid_t tid, bool own_child)
{
	int status;

	if (!own_child)
		(void)sys_wait(tid, &status, __WALL | WNOHANG);
}
