/* SPDX-License-Identifier: MIT
 *
 * arch, ia32: 32-bit programs on x86_64. How their system calls are numbered, and what the 64-bit
 * registers of a thread in 32-bit code mean. Leans on arch_x86_64.c, which runs 64-bit code in such
 * a task, too: only the code segment differs. Knows by number those calls that a stop may find
 * asleep; any other is only ever entered again as it was.
 */
#include "kernel.h"

enum {
	ARCH_IA32_GETPID = 20,
	ARCH_IA32_MAP_VDSO = 0x2002, /* arch_prctl(2), with CONFIG_CHECKPOINT_RESTORE */
	ARCH_IA32_MAP_VDSO_64 = 0x2003,
	ARCH_IA32_IPC = 117, /* its first argument says which call of System V's */
	ARCH_IA32_IPC_SEMOP = 1,
	ARCH_IA32_IPC_SEMTIMEDOP = 4,
	ARCH_IA32_SOCKETCALL = 102, /* the same for sockets; the arguments lie in memory */
	ARCH_IA32_SOCKETCALL_MOST = 20
};

/* Arguments are the same, but for times in memory: two words of 32 bits in the older calls. */
static const struct {
	int nr, native;
	bool time32;
} arch_ia32_calls[] = {
	{0, SYS_restart_syscall, false},
	{2, SYS_fork, false},
	{3, SYS_read, false},
	{4, SYS_write, false},
	{29, SYS_pause, false},
	{114, SYS_wait4, false},
	{120, SYS_clone, false},
	{142, SYS_select, true},
	{145, SYS_readv, false},
	{146, SYS_writev, false},
	{162, SYS_nanosleep, true},
	{168, SYS_poll, false},
	{177, SYS_rt_sigtimedwait, true},
	{179, SYS_rt_sigsuspend, false},
	{190, SYS_vfork, false},
	{240, SYS_futex, true},
	{247, SYS_io_getevents, true},
	{256, SYS_epoll_wait, false},
	{267, SYS_clock_nanosleep, true},
	{284, SYS_waitid, false},
	{308, SYS_pselect6, true},
	{309, SYS_ppoll, true},
	{319, SYS_epoll_pwait, false},
	{337, SYS_recvmmsg, true},
	{362, SYS_connect, false},
	{364, SYS_accept4, false},
	{369, SYS_sendto, false},
	{370, SYS_sendmsg, false},
	{371, SYS_recvfrom, false},
	{372, SYS_recvmsg, false},
	{407, SYS_clock_nanosleep, false},
	{413, SYS_pselect6, false},
	{414, SYS_ppoll, false},
	{417, SYS_recvmmsg, false},
	{420, SYS_semtimedop, false},
	{421, SYS_rt_sigtimedwait, false},
	{422, SYS_futex, false},
	{435, SYS_clone3, false},
#ifdef SYS_epoll_pwait2
	{441, SYS_epoll_pwait2, false},
#endif
};

/* By the first argument of socketcall. */
static const int arch_ia32_socket_calls[ARCH_IA32_SOCKETCALL_MOST] = {
	[3] = SYS_connect,  [5] = SYS_accept,	 [9] = SYS_sendto,   [10] = SYS_recvfrom,
	[11] = SYS_sendto,  [12] = SYS_recvfrom, [16] = SYS_sendmsg, [17] = SYS_recvmsg,
	[18] = SYS_accept4, [19] = SYS_recvmmsg,
};

CR_FN bool arch_is_compat(const struct arch_regs *r)
{
	return r->cs == ARCH_CS_COMPAT;
}

/* Of System V's: semaphores, number, operations and time stand elsewhere. */
static void arch_ia32_ipc(struct arch_call *call)
{
	const uint64_t from[6] = {call->args[1], call->args[4], call->args[2], call->args[5], 0, 0};
	uint64_t which = call->args[0] & 0xffff;

	call->nr = which == ARCH_IA32_IPC_SEMOP	       ? SYS_semop
		   : which == ARCH_IA32_IPC_SEMTIMEDOP ? SYS_semtimedop
						       : -1;
	call->time32 = true;
	memcpy(call->args, from, sizeof(from));
}

CR_FN struct arch_call arch_call_view(bool compat, long nr, const uint64_t args[6])
{
	struct arch_call call = {.nr = nr};

	memcpy(call.args, args, sizeof(call.args));
	if (!compat || nr < 0)
		return call;
	call.nr = -1;
	for (size_t i = 0; i < ARRAY_LEN(arch_ia32_calls); i++)
		if (arch_ia32_calls[i].nr == nr) {
			call.nr = arch_ia32_calls[i].native;
			call.time32 = arch_ia32_calls[i].time32;
		}
	if (nr == ARCH_IA32_IPC)
		arch_ia32_ipc(&call);
	if (nr == ARCH_IA32_SOCKETCALL && args[0] < ARCH_IA32_SOCKETCALL_MOST &&
	    arch_ia32_socket_calls[args[0]]) {
		call.nr = arch_ia32_socket_calls[args[0]];
		memset(call.args, 0, sizeof(call.args));
	}
	return call;
}

CR_FN long arch_compat_nr(long native, bool time32)
{
	for (size_t i = 0; i < ARRAY_LEN(arch_ia32_calls); i++)
		if (arch_ia32_calls[i].native == native && arch_ia32_calls[i].time32 == time32)
			return arch_ia32_calls[i].nr;
	return -1;
}

CR_FN long arch_compat_call(long nr, uint32_t a, uint32_t b)
{
	long result;

	/* The kernel leaves r8 to r11 undefined. */
	__asm__ volatile("int $0x80"
			 : "=a"(result)
			 : "a"(nr), "b"((long)a), "c"((long)b), "d"(0L), "S"(0L), "D"(0L)
			 : "r8", "r9", "r10", "r11", "memory", "cc");
	return (int32_t)result;
}

CR_FN int arch_map_vdso(bool compat, uint64_t at)
{
	long r = SYS2(SYS_arch_prctl, compat ? ARCH_IA32_MAP_VDSO : ARCH_IA32_MAP_VDSO_64, at);

	return r < 0 ? (int)r : 0;
}

CR_FN bool arch_runs_compat(void)
{
	/* It is there as soon as it minds that there is a vdso. */
	int r = arch_map_vdso(true, 0);

	return (r == 0 || r == -EEXIST) && arch_compat_call(ARCH_IA32_GETPID, 0, 0) == sys_getpid();
}

/* == code ====================================================================================== */

CR_FN size_t arch_compat_jump(unsigned char *code, uint64_t from, uint64_t to)
{
	uint32_t distance = (uint32_t)(to - from - ARCH_COMPAT_JUMP_LEN);

	code[0] = 0xe9; /* jmp */
	memcpy(code + 1, &distance, sizeof(distance));
	return ARCH_COMPAT_JUMP_LEN;
}

CR_FN size_t arch_compat_lacking(unsigned char *code)
{
	static const unsigned char lacking[] = {0xb8, 0, 0, 0, 0, 0xc3}; /* mov eax, -ENOSYS; ret */
	const int32_t result = -ENOSYS;

	memcpy(code, lacking, sizeof(lacking));
	memcpy(code + 1, &result, sizeof(result));
	return sizeof(lacking);
}

CR_FN bool arch_compat_is_call(const unsigned char *code, size_t size, uint64_t off)
{
	return off < size && size - off >= ARCH_SYSCALL_LEN && code[off] == 0xcd &&
	       code[off + 1] == 0x80;
}
