/* SPDX-License-Identifier: MIT
 *
 * release: by ptrace, from parked in the restorer blob to the next instruction of the program. One
 * text for both who do it: the maker of a tree (impl/control/release.c) and the helper of cr_load
 * (blobs/restorer.c), which has no C library. Whoever includes this defines RELEASE_CALL(nr, a, b,
 * c, d): a system call, -errno on failure. Leans on: threads seized, all their signals blocked,
 * waiting in a futex; a system call instruction in the blob.
 *
 * Why from outside: a signal frame would destroy the kernel's restart block of a sleeping call, and
 * needs room on the program's stack. The kernel itself enters an interrupted call again (orig_rax
 * and -ERESTART... in rax) when a thread leaves a stop inside signal delivery, that is a
 * PTRACE_INTERRUPT stop; so every thread's last stop is one.
 */
#ifndef CR_RELEASE_H
#define CR_RELEASE_H

#include <stddef.h>
#include <stdint.h>
#include <errno.h>
#include <elf.h>
#include <linux/ptrace.h>
#include <asm/unistd.h>

#include "wire.h"

enum {
	RELEASE_WALL = 0x40000000,     /* __WALL */
	RELEASE_SET_DISPATCH = 0x4210, /* PTRACE_SET_SYSCALL_USER_DISPATCH_CONFIG, since 6.4 */
	RELEASE_GET_RSEQ = 0x420f,     /* PTRACE_GET_RSEQ_CONFIGURATION, since 5.13 */
	RELEASE_SET_THREAD_AREA = 26,
	RELEASE_SIGTRAP = 5,
	RELEASE_SYSCALL_STOP = RELEASE_SIGTRAP | 0x80
};

#if defined(__x86_64__)
/* Positions in NT_PRSTATUS. */
enum {
	RELEASE_RBP = 4,
	RELEASE_RBX = 5,
	RELEASE_R9 = 8,
	RELEASE_R8 = 9,
	RELEASE_RAX = 10,
	RELEASE_RCX = 11,
	RELEASE_RDX = 12,
	RELEASE_RSI = 13,
	RELEASE_RDI = 14,
	RELEASE_ORIG_RAX = 15,
	RELEASE_RIP = 16,
	RELEASE_FLAGS = 18,
	RELEASE_RSP = 19,
	RELEASE_R10 = 7,
	RELEASE_REGS = 27
};
/* Behind the blob's system call instruction that of 32-bit programs. */
#define RELEASE_COMPAT_AT 4

/* The next instruction, a system call at ip, does nr; the thread is in no call now. */
static inline void release_set_call(uint64_t *regs, uint64_t ip, uint64_t nr, const uint64_t arg[6])
{
	regs[RELEASE_RIP] = ip;
	regs[RELEASE_RAX] = nr;
	regs[RELEASE_ORIG_RAX] = UINT64_MAX;
	regs[RELEASE_RDI] = arg[0];
	regs[RELEASE_RSI] = arg[1];
	regs[RELEASE_RDX] = arg[2];
	regs[RELEASE_R10] = arg[3];
	regs[RELEASE_R8] = arg[4];
	regs[RELEASE_R9] = arg[5];
}

/* The same as 32-bit programs do it. */
static inline void release_set_compat_call(uint64_t *regs, uint64_t ip, uint64_t nr,
					   const uint64_t arg[6])
{
	regs[RELEASE_RIP] = ip + RELEASE_COMPAT_AT;
	regs[RELEASE_RAX] = nr;
	regs[RELEASE_ORIG_RAX] = UINT64_MAX;
	regs[RELEASE_RBX] = arg[0];
	regs[RELEASE_RCX] = arg[1];
	regs[RELEASE_RDX] = arg[2];
	regs[RELEASE_RSI] = arg[3];
	regs[RELEASE_RDI] = arg[4];
	regs[RELEASE_RBP] = arg[5];
}

/* Starts C code at ip. */
static inline void release_set_entry(uint64_t *regs, uint64_t ip, uint64_t sp, uint64_t a,
				     uint64_t b)
{
	regs[RELEASE_RIP] = ip;
	regs[RELEASE_RSP] = (sp & ~(uint64_t)15) - 8;
	regs[RELEASE_ORIG_RAX] = UINT64_MAX;
	regs[RELEASE_RDI] = a;
	regs[RELEASE_RSI] = b;
	regs[RELEASE_FLAGS] &= ~(uint64_t)(1 << 8 | 1 << 10 | 1 << 18); /* TF, DF, AC */
}
#else
#error "no blobs for this architecture yet: add its registers to blobs/release.h"
#endif

/* What RELEASE_GET_RSEQ answers; ptr 0: none registered. */
struct release_rseq {
	uint64_t ptr;
	uint32_t size, sig, flags, pad;
};

/* == one thread at its stops =================================================================== */

static inline long release_ptrace(long what, int32_t tid, uint64_t addr, uint64_t data)
{
	return RELEASE_CALL(__NR_ptrace, what, tid, addr, data);
}

struct release_iovec {
	uint64_t base, len;
};

static inline long release_regs(int32_t tid, int set, uint64_t *regs)
{
	struct release_iovec v = {(uintptr_t)regs, RELEASE_REGS * sizeof(*regs)};

	return release_ptrace(set ? PTRACE_SETREGSET : PTRACE_GETREGSET, tid, NT_PRSTATUS,
			      (uintptr_t)&v);
}

static inline long release_set_mask(int32_t tid, uint64_t mask)
{
	return release_ptrace(PTRACE_SETSIGMASK, tid, sizeof(mask), (uintptr_t)&mask);
}

/* 0 and the status, or -errno; -ESRCH when the thread has ended. */
static inline int release_wait_stop(int32_t tid, int *ret_status)
{
	long r;

	do
		r = RELEASE_CALL(__NR_wait4, tid, ret_status, RELEASE_WALL, 0);
	while (r == -EINTR);
	if (r < 0)
		return r == -ECHILD ? -ESRCH : (int)r;
	return (*ret_status & 0xff) == 0x7f ? 0 : -ESRCH;
}

static inline int release_is_interrupt_stop(int status)
{
	return status >> 16 == PTRACE_EVENT_STOP;
}

static inline int release_is_syscall_stop(int status)
{
	return status >> 16 == 0 && (status >> 8 & 0xff) == RELEASE_SYSCALL_STOP;
}

/* From running, or from a stop that was continued, to a stop inside signal delivery. What signals
 * come by (all that can be blocked are) is dropped: SIGSTOP alone. */
static inline int release_interrupt(int32_t tid)
{
	long r = release_ptrace(PTRACE_INTERRUPT, tid, 0, 0);

	while (r >= 0) {
		int status;

		r = release_wait_stop(tid, &status);
		if (r < 0 || release_is_interrupt_stop(status))
			break;
		r = release_ptrace(PTRACE_CONT, tid, 0, 0);
	}
	return (int)r;
}

/* From a stop to the next entry into, or exit from, a system call. */
static inline int release_to_syscall(int32_t tid)
{
	for (;;) {
		int status;
		long r = release_ptrace(PTRACE_SYSCALL, tid, 0, 0);

		if (r >= 0)
			r = release_wait_stop(tid, &status);
		if (r < 0)
			return (int)r;
		if (release_is_syscall_stop(status))
			return 0;
	}
}

/* The call that is in regs, at an interrupt stop; ends at an interrupt stop again. cut: the call is
 * interrupted as soon as it sleeps. */
static inline int release_make_call(int32_t tid, uint64_t *regs, int cut, int64_t *ret)
{
	long r = release_regs(tid, 1, regs);

	if (r >= 0)
		r = release_to_syscall(tid); /* entry */
	if (r >= 0 && cut)
		r = release_ptrace(PTRACE_INTERRUPT, tid, 0, 0);
	if (r >= 0)
		r = release_to_syscall(tid); /* exit */
	if (r >= 0)
		r = release_regs(tid, 0, regs);
	if (r < 0)
		return (int)r;
	*ret = (int64_t)regs[RELEASE_RAX];
	/* Behind the call instruction there may be no code any more: on to the next stop without
	 * leaving the kernel. That stop comes before the kernel looks whether the call is to be
	 * entered again. */
	r = release_ptrace(PTRACE_INTERRUPT, tid, 0, 0);
	if (r >= 0)
		r = release_ptrace(PTRACE_CONT, tid, 0, 0);
	while (r >= 0) {
		int status;

		r = release_wait_stop(tid, &status);
		if (r < 0 || release_is_interrupt_stop(status))
			break;
		r = release_ptrace(PTRACE_CONT, tid, 0, 0);
	}
	return (int)r;
}

static inline int release_one_call(int32_t tid, uint64_t *regs, uint64_t syscall_ip, uint64_t nr,
				   const uint64_t arg[6], int64_t *ret)
{
	release_set_call(regs, syscall_ip, nr, arg);
	return release_make_call(tid, regs, 0, ret);
}

/* == the steps ================================================================================= */

/* Options for all seized threads: system call stops can be told apart; nobody is left half-made if
 * the maker dies. */
#define RELEASE_OPTIONS (PTRACE_O_TRACESYSGOOD | PTRACE_O_EXITKILL)

enum { RELEASE_ERESTARTNOHAND = 514, RELEASE_ERESTART_RESTARTBLOCK = 516 };

/* Enters the call that is to be found interrupted. Its time lies below the stack of the parked
 * thread: the kernel has taken it over by the time that goes. */
static inline int release_arm(const struct release_thread *t, int32_t tid, uint64_t syscall_ip,
			      uint64_t *scratch, int64_t *result)
{
	uint64_t arg[6], at = (scratch[RELEASE_RSP] - 512) & ~(uint64_t)15;

	for (int i = 0; i < 6; i++)
		arg[i] = t->arm_args[i];
	if (t->arm_time_arg > 0 && t->arm_time_arg <= 6) {
		arg[t->arm_time_arg - 1] = at;
		for (int i = 0; i < 2; i++)
			if (release_ptrace(PTRACE_POKEDATA, tid, at + 8 * (uint64_t)i,
					   t->arm_time[i]) < 0) {
				*result = -EINTR; /* not dumpable, and nobody has the right to write
						     there */
				return 0;
			}
	}
	if (t->compat)
		release_set_compat_call(scratch, syscall_ip, t->arm_nr, arg);
	else
		release_set_call(scratch, syscall_ip, t->arm_nr, arg);
	return release_make_call(tid, scratch, 1, result);
}

/* Parked (or at an interrupt stop already: stopped != 0) to an interrupt stop with everything set
 * but, for whom a stub or a munmap comes yet, the registers. *regs: scratch, and what the final
 * registers are to be. */
static inline int release_prepare(const struct release_thread *t, int32_t tid, uint64_t syscall_ip,
				  uint64_t *regs)
{
	uint64_t scratch[RELEASE_REGS];
	int64_t result = -RELEASE_ERESTART_RESTARTBLOCK;
	long r = release_interrupt(tid);

	if (r >= 0)
		r = release_regs(tid, 0, scratch);
	if (r >= 0 && t->arm_nr)
		r = release_arm(t, tid, syscall_ip, scratch, &result);
	if (r >= 0 && t->xstate_len) {
		struct release_iovec v = {t->xstate, t->xstate_len};

		r = release_ptrace(PTRACE_SETREGSET, tid, NT_X86_XSTATE, (uintptr_t)&v);
	}
	for (uint32_t i = 0; r >= 0 && i < t->segment_n; i++)
		r = release_ptrace(RELEASE_SET_THREAD_AREA, tid, t->segments[i][0],
				   (uintptr_t)t->segments[i]);
	for (int i = 0; i < RELEASE_REGS; i++)
		regs[i] = t->regs[i];
	if (result != -RELEASE_ERESTART_RESTARTBLOCK)
		regs[RELEASE_RAX] = (uint64_t)result;
	return r < 0 ? (int)r : 0;
}

/* At an interrupt stop: the window goes, by a call of this thread itself. */
static inline int release_unmap(int32_t tid, uint64_t window, uint64_t window_len,
				uint64_t syscall_ip)
{
	const uint64_t arg[6] = {window, window_len};
	uint64_t scratch[RELEASE_REGS];
	int64_t result = 0;
	long r = release_regs(tid, 0, scratch);

	if (r >= 0)
		r = release_one_call(tid, scratch, syscall_ip, __NR_munmap, arg, &result);
	return r < 0 ? (int)r : (int)result;
}

/* The last step at the last stop. */
static inline int release_finish(const struct release_thread *t, int32_t tid, uint64_t *regs,
				 uint64_t mask)
{
	long r = release_regs(tid, 1, regs);

	if (r >= 0)
		r = release_set_mask(tid, mask);
	if (r >= 0 &&
	    t->rseq_cs) /* last, because any way back to user mode outside the section clears it */
		r = release_ptrace(PTRACE_POKEDATA, tid, t->rseq_ptr + 8, t->rseq_cs);
	if (r >= 0 && t->dispatch[0]) /* no call of ours gets through behind this */
		r = release_ptrace(RELEASE_SET_DISPATCH, tid, sizeof(t->dispatch),
				   (uintptr_t)t->dispatch);
	return r < 0 ? (int)r : 0;
}

#endif
