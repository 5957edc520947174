/* SPDX-License-Identifier: MIT
 *
 * arch, x86_64: system calls, registers of a stopped thread, the return stub, the CPU's features.
 * Leans on nothing. A thread in 32-bit code is known by its code segment; what else there is to
 * know of it is in arch_ia32.c.
 */
#include "kernel.h"

#include <cpuid.h>
#include <sys/prctl.h>

enum {
	ARCH_ERESTARTSYS =
		512, /* what a stop shows of a call that the kernel means to enter again */
	ARCH_ERESTARTNOINTR = 513,
	ARCH_ERESTARTNOHAND = 514,
	ARCH_ERESTART_RESTARTBLOCK =
		516, /* by restart_syscall(2), which knows the time that remains */
};

enum { ARCH_PR_DISPATCH = 59 }; /* PR_SET_SYSCALL_USER_DISPATCH, Linux 5.11 */

enum {
	ARCH_FLAG_CF = 1 << 0,
	ARCH_FLAG_PF = 1 << 2,
	ARCH_FLAG_AF = 1 << 4,
	ARCH_FLAG_ZF = 1 << 6,
	ARCH_FLAG_SF = 1 << 7,
	ARCH_FLAG_TF = 1 << 8,
	ARCH_FLAG_DF = 1 << 10,
	ARCH_FLAG_OF = 1 << 11,
	ARCH_FLAG_AC = 1 << 18,
};

/* == calls ===================================================================================== */

CR_FN long sys_call(long nr, long a, long b, long c, long d, long e, long f)
{
	register long r10 __asm__("r10") = d;
	register long r8 __asm__("r8") = e;
	register long r9 __asm__("r9") = f;
	long result;

	__asm__ volatile("syscall"
			 : "=a"(result)
			 : "a"(nr), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8), "r"(r9)
			 : "rcx", "r11", "memory");
	return result;
}

CR_FN pid_t sys_clone_fn(uint64_t flags, int exit_signal, void *stack, size_t stack_size,
			 int (*fn)(void *), void *arg)
{
	uint64_t *top = (uint64_t *)(((uintptr_t)stack + stack_size) & ~(uintptr_t)15);
	register long r10 __asm__("r10") = 0;
	register long r8 __asm__("r8") = 0;
	long result;

	if (stack_size < 4096)
		return -EINVAL;
	/* The child finds what to run on its own stack; of the parent's it must not touch a byte.
	 */
	*--top = (uintptr_t)arg;
	*--top = (uintptr_t)fn;
	__asm__ volatile("syscall\n\t"
			 "testq %%rax, %%rax\n\t"
			 "jnz 1f\n\t"
			 "xorl %%ebp, %%ebp\n\t" /* the end of the frames, for debuggers */
			 "popq %%rax\n\t"
			 "popq %%rdi\n\t"
			 "callq *%%rax\n\t"
			 "movl %%eax, %%edi\n\t"
			 "movl %[exit], %%eax\n\t"
			 "syscall\n\t"
			 "ud2\n"
			 "1:"
			 : "=a"(result)
			 : "a"((long)SYS_clone), "D"(flags | (unsigned)exit_signal), "S"(top),
			   "d"(0L), "r"(r10), "r"(r8), [exit] "i"(SYS_exit)
			 : "rcx", "r11", "memory", "cc");
	return (pid_t)result;
}

CR_FN pid_t sys_fork_parked(void)
{
	register long r10 __asm__("r10") = 0;
	register long r8 __asm__("r8") = sys_getpid();
	long result;

	__asm__ volatile("syscall\n\t"
			 "testq %%rax, %%rax\n\t"
			 "jnz 1f\n\t"
			 "movl %[prctl], %%eax\n\t"
			 "movl %[deathsig], %%edi\n\t"
			 "movl %[kill], %%esi\n\t"
			 "syscall\n\t"
			 "movl %[getppid], %%eax\n\t" /* dead before that call already? */
			 "syscall\n\t"
			 "cmpl %%r8d, %%eax\n\t"
			 "jne 3f\n"
			 "2:\n\t"
			 "movl %[pause], %%eax\n\t"
			 "syscall\n\t"
			 "jmp 2b\n"
			 "3:\n\t"
			 "xorl %%edi, %%edi\n\t"
			 "movl %[exit], %%eax\n\t"
			 "syscall\n\t"
			 "ud2\n"
			 "1:"
			 : "=a"(result)
			 : "a"((long)SYS_clone), "D"(0L), "S"(0L), "d"(0L), "r"(r10),
			   "r"(r8), [prctl] "i"(SYS_prctl), [deathsig] "i"(PR_SET_PDEATHSIG),
			   [kill] "i"(SIGKILL), [getppid] "i"(SYS_getppid), [pause] "i"(SYS_pause),
			   [exit] "i"(SYS_exit_group)
			 : "rcx", "r11", "memory", "cc");
	return (pid_t)result;
}

/* == registers ================================================================================= */

CR_FN long arch_syscall_nr(const struct arch_regs *r)
{
	long nr = arch_is_compat(r) ? (int32_t)r->orig_rax : (long)r->orig_rax;

	return nr < 0 ? -1 : nr;
}

CR_FN long arch_syscall_result(const struct arch_regs *r)
{
	return arch_is_compat(r) ? (int32_t)r->rax : (long)r->rax;
}

CR_FN void arch_set_syscall_result(struct arch_regs *r, long result)
{
	r->rax = (uint64_t)result;
}

CR_FN void arch_syscall_args(const struct arch_regs *r, uint64_t args[6])
{
	if (arch_is_compat(r)) {
		const uint64_t all[6] = {r->rbx, r->rcx, r->rdx, r->rsi, r->rdi, r->rbp};

		for (int i = 0; i < 6; i++)
			args[i] = (uint32_t)all[i];
		return;
	}
	args[0] = r->rdi;
	args[1] = r->rsi;
	args[2] = r->rdx;
	args[3] = r->r10;
	args[4] = r->r8;
	args[5] = r->r9;
}

CR_FN uint64_t arch_ip(const struct arch_regs *r)
{
	return r->rip;
}

CR_FN uint64_t arch_sp(const struct arch_regs *r)
{
	return r->rsp;
}

CR_FN void arch_set_ip(struct arch_regs *r, uint64_t ip)
{
	r->rip = ip;
}

CR_FN void arch_set_sp(struct arch_regs *r, uint64_t sp)
{
	r->rsp = sp;
}

CR_FN size_t arch_code_jump(unsigned char *code, uint64_t to)
{
	static const unsigned char jump[] = {0xff, 0x25, 0,
					     0,	   0,	 0}; /* jmp *0(%rip); the address */

	memcpy(code, jump, sizeof(jump));
	memcpy(code + sizeof(jump), &to, sizeof(to));
	return ARCH_JUMP_LEN;
}

CR_FN size_t arch_code_call(unsigned char *code, int nr)
{
	static const unsigned char call[] = {0xb8, 0,	 0,   0, 0,
					     0x0f, 0x05, 0xc3}; /* mov $nr,%eax; syscall; ret */

	memcpy(code, call, sizeof(call));
	memcpy(code + 1, &nr, sizeof(nr));
	return sizeof(call);
}

CR_FN bool arch_code_behind_call(const unsigned char *code, uint64_t off)
{
	return off >= ARCH_SYSCALL_LEN && code[off - 2] == 0x0f && code[off - 1] == 0x05;
}

CR_FN int arch_prctl(int option, uint64_t *value)
{
	return (int)SYS2(SYS_arch_prctl, option, value);
}

CR_FN uint64_t arch_syscall_place(void)
{
	uint64_t at;

	__asm__ volatile("leaq 1f(%%rip), %0\n\t"
			 "jmp 2f\n"
			 "1:\tsyscall\n\t"
			 "ud2\n"
			 "2:"
			 : "=r"(at));
	return at;
}

CR_FN void arch_set_call(struct arch_regs *r, uint64_t ip, long nr, const uint64_t args[6])
{
	r->cs = ARCH_CS;
	r->rip = ip;
	r->rax = (uint64_t)nr;
	r->rdi = args[0];
	r->rsi = args[1];
	r->rdx = args[2];
	r->r10 = args[3];
	r->r8 = args[4];
	r->r9 = args[5];
	/* Outside any call: else the kernel would take rax for a result and "restart" by moving ip
	 * back. */
	r->orig_rax = UINT64_MAX;
	r->eflags &= ~(uint64_t)ARCH_FLAG_TF;
}

CR_FN void arch_set_entry(struct arch_regs *r, uint64_t ip, uint64_t sp, const uint64_t args[6])
{
	r->cs = ARCH_CS;
	r->rip = ip;
	/* As behind a call instruction; the word there is the caller's to leave zero. */
	r->rsp = (sp & ~(uint64_t)15) - 8;
	r->rbp = 0;
	r->rdi = args[0];
	r->rsi = args[1];
	r->rdx = args[2];
	r->rcx = args[3];
	r->r8 = args[4];
	r->r9 = args[5];
	r->orig_rax = UINT64_MAX;
	r->eflags &= ~(uint64_t)(ARCH_FLAG_DF | ARCH_FLAG_TF | ARCH_FLAG_AC);
}

CR_FN void arch_resume_regs(const struct arch_regs *at_stop, struct arch_regs *ret)
{
	*ret = *at_stop;
	ret->orig_rax = UINT64_MAX;
	if (arch_syscall_nr(at_stop) < 0)
		return;
	switch (-arch_syscall_result(at_stop)) {
	case ARCH_ERESTARTSYS:
	case ARCH_ERESTARTNOINTR:
	case ARCH_ERESTARTNOHAND:
		ret->rip -= ARCH_SYSCALL_LEN;
		ret->rax = at_stop->orig_rax;
		break;
	case ARCH_ERESTART_RESTARTBLOCK:
		ret->rip -= ARCH_SYSCALL_LEN;
		ret->rax = arch_is_compat(at_stop) ? 0 : SYS_restart_syscall;
		break;
	default: /* the call is over, its result is in place */
		break;
	}
}

/* == the return stub =========================================================================== */

/* Register numbers as instructions have them. */
enum {
	ARCH_RAX,
	ARCH_RCX,
	ARCH_RDX,
	ARCH_RBX,
	ARCH_RSP,
	ARCH_RBP,
	ARCH_RSI,
	ARCH_RDI,
	ARCH_R8,
	ARCH_R9,
	ARCH_R10,
	ARCH_R11,
	ARCH_R12,
	ARCH_R13,
	ARCH_R14,
	ARCH_R15
};

struct arch_code {
	unsigned char *at;
	size_t size, n; /* n goes on counting when the room is gone */
};

static void arch_put(struct arch_code *code, const void *bytes, size_t n)
{
	if (n <= code->size && code->n <= code->size - n)
		memcpy(code->at + code->n, bytes, n);
	code->n += n;
}

#define ARCH_PUT(code, ...) \
	arch_put((code), (const unsigned char[]){__VA_ARGS__}, \
		 sizeof((const unsigned char[]){__VA_ARGS__}))

/* mov reg, value: in 5 to 10 bytes, and without a change of flags. */
static void arch_put_mov(struct arch_code *code, int reg, uint64_t value)
{
	unsigned char low = (unsigned char)(reg & 7), high = reg > 7;

	if (value <= UINT32_MAX) {
		if (high)
			ARCH_PUT(code, 0x41);
		ARCH_PUT(code, 0xb8 | low);
		arch_put(code, &value, 4);
	} else if (value >= (uint64_t)INT32_MIN) { /* sign-extended */
		ARCH_PUT(code, 0x48 | high, 0xc7, 0xc0 | low);
		arch_put(code, &value, 4);
	} else {
		ARCH_PUT(code, 0x48 | high, 0xb8 | low);
		arch_put(code, &value, 8);
	}
}

static void arch_put_syscall(struct arch_code *code, long nr)
{
	arch_put_mov(code, ARCH_RAX, (uint64_t)nr);
	ARCH_PUT(code, 0x0f, 0x05);
}

/* A distance from the instruction's end, the four bytes put next; filled in by arch_aim. */
static size_t arch_put_distance(struct arch_code *code)
{
	ARCH_PUT(code, 0, 0, 0, 0);
	return code->n;
}

static void arch_aim(struct arch_code *code, size_t end, size_t target)
{
	uint32_t distance = (uint32_t)(target - end);

	if (end <= code->size)
		memcpy(code->at + end - 4, &distance, 4);
}

/* Without popf, which would need a stack. What cannot be set this way (AC, ID, NT) is as it was. */
static void arch_put_flags(struct arch_code *code, uint64_t flags)
{
	unsigned char low = flags & (ARCH_FLAG_CF | ARCH_FLAG_PF | ARCH_FLAG_AF | ARCH_FLAG_ZF |
				     ARCH_FLAG_SF);
	unsigned char overflow = flags & ARCH_FLAG_OF ? 1 : 0;

	ARCH_PUT(code, flags & ARCH_FLAG_DF ? 0xfd : 0xfc); /* std, cld */
	ARCH_PUT(code, 0xb0, 0x7f, 0x04, overflow);	    /* mov al, 127; add al, 1 or 0 */
	ARCH_PUT(code, 0xb4, low, 0x9e);		    /* mov ah, low; sahf */
}

CR_FN int arch_stub_make(const struct arch_stub *stub, void *buf, size_t size, size_t *ret_tail)
{
	const struct arch_regs *r = &stub->regs;
	struct arch_code code = {buf, size, 0};

	ARCH_PUT(&code, 0x0f, 0x05);
	size_t tail = code.n;

	if (stub->unmap_len && stub->unmap == ARCH_STUB_UNMAP_RESULT)
		ARCH_PUT(&code, 0x48, 0x89, 0xc3); /* mov rbx, rax: calls leave rbx alone */
	if (stub->done_word) {
		arch_put_mov(&code, ARCH_RCX, stub->done_word);
		ARCH_PUT(&code, 0xc7, 0x01, 1, 0, 0, 0); /* mov dword [rcx], 1 */
	}
	/* Off the parasite's stack before anybody may unmap it, and before a signal can need a
	 * stack. */
	arch_put_mov(&code, ARCH_RSP, r->rsp);
	if (stub->wait_pid) {
		arch_put_mov(&code, ARCH_RDI, stub->wait_pid);
		arch_put_mov(&code, ARCH_RSI, 0);
		arch_put_mov(&code, ARCH_RDX, 0x40000000); /* __WALL */
		arch_put_mov(&code, ARCH_R10, 0);
		arch_put_syscall(&code, SYS_wait4);
	}
	if (stub->unmap_len) {
		if (stub->unmap == ARCH_STUB_UNMAP_RESULT)
			ARCH_PUT(&code, 0x48, 0x89, 0xdf); /* mov rdi, rbx */
		else
			arch_put_mov(&code, ARCH_RDI, stub->unmap);
		arch_put_mov(&code, ARCH_RSI, stub->unmap_len);
		arch_put_syscall(&code, SYS_munmap);
	}
	arch_put_mov(&code, ARCH_RDI, SIG_SETMASK);
	ARCH_PUT(&code, 0x48, 0x8d, 0x35); /* lea rsi, [the mask] */
	size_t mask_end = arch_put_distance(&code);
	arch_put_mov(&code, ARCH_RDX, 0);
	arch_put_mov(&code, ARCH_R10, 8);
	arch_put_syscall(&code, SYS_rt_sigprocmask);
	/* The last call: none behind it would get through. */
	if (stub->dispatch.mode) {
		arch_put_mov(&code, ARCH_RDI, ARCH_PR_DISPATCH);
		arch_put_mov(&code, ARCH_RSI, stub->dispatch.mode);
		arch_put_mov(&code, ARCH_RDX, stub->dispatch.offset);
		arch_put_mov(&code, ARCH_R10, stub->dispatch.len);
		arch_put_mov(&code, ARCH_R8, stub->dispatch.selector);
		arch_put_syscall(&code, SYS_prctl);
	}

	/* From here a handler may run at any instruction: all of this is plain user state that its
	 * frame keeps. */
	arch_put_flags(&code, r->eflags);
	const uint64_t values[16] = {
		[ARCH_RAX] = r->rax, [ARCH_RCX] = r->rcx, [ARCH_RDX] = r->rdx, [ARCH_RBX] = r->rbx,
		[ARCH_RBP] = r->rbp, [ARCH_RSI] = r->rsi, [ARCH_RDI] = r->rdi, [ARCH_R8] = r->r8,
		[ARCH_R9] = r->r9,   [ARCH_R10] = r->r10, [ARCH_R11] = r->r11, [ARCH_R12] = r->r12,
		[ARCH_R13] = r->r13, [ARCH_R14] = r->r14, [ARCH_R15] = r->r15,
	};
	/* Of 32-bit code, which has the first eight only, the stub must be short: its vdso is
	 * small. */
	for (int reg = 0; reg < (arch_is_compat(r) ? ARCH_R8 : 16); reg++)
		if (reg != ARCH_RSP)
			arch_put_mov(&code, reg,
				     arch_is_compat(r) ? (uint32_t)values[reg] : values[reg]);
	/* To the place to go on; into 32-bit code: a far jump, to 32 bits of address and a segment.
	 */
	ARCH_PUT(&code, 0xff, arch_is_compat(r) ? 0x2d : 0x25);
	size_t jump_end = arch_put_distance(&code);
	const uint64_t place = arch_is_compat(r) ? (uint32_t)r->rip | r->cs << 32 : r->rip;

	while ((stub->at + code.n) % 8)
		ARCH_PUT(&code, 0xcc);
	arch_aim(&code, mask_end, code.n);
	arch_put(&code, &stub->sigmask, 8);
	arch_aim(&code, jump_end, code.n);
	arch_put(&code, &place, 8);
	if (code.n > size)
		return -ENOSPC;
	*ret_tail = tail;
	return (int)code.n;
}

/* == slots for infection ======================================================================= */

/* r12: the mapping, r13: tail, r14: the parasite's data, r15: address of the word `go`. */
CR_FN void arch_set_serve(struct arch_regs *r, uint64_t map, uint64_t tail, uint64_t data,
			  uint64_t go)
{
	r->r12 = map;
	r->r13 = tail;
	r->r14 = data;
	r->r15 = go;
}

/* rbx: where the id in r12 is stored, r13: where the slot goes on, r14: the parasite's data, r15:
 * its door. */
CR_FN void arch_set_thread(struct arch_regs *r, uint64_t left, uint64_t id, uint64_t back,
			   uint64_t data, uint64_t entry)
{
	r->rbx = left;
	r->r12 = id;
	r->r13 = back;
	r->r14 = data;
	r->r15 = entry;
}

CR_FN int arch_slot_serve(const struct arch_stub *stub, void *buf, size_t size,
			  struct arch_doors *ret)
{
	size_t tail;
	int n = arch_stub_make(stub, buf, size, &tail);

	if (n < 0)
		return n;
	struct arch_code code = {buf, size, (size_t)n};
	ARCH_PUT(&code, 0x0f, 0x05);
	ARCH_PUT(&code, 0x4c, 0x89, 0xe0); /* mov rax, r12 */
	ARCH_PUT(&code, 0xe9);		   /* jmp tail */
	arch_aim(&code, arch_put_distance(&code), tail);
	if (code.n > size)
		return -ENOSPC;
	*ret = (struct arch_doors){.call = 0, .tail = tail, .leave = (size_t)n};
	return (int)code.n;
}

CR_FN int arch_slot_thread(const struct arch_stub *stub, uint64_t go, uint32_t id, void *buf,
			   size_t size, struct arch_doors *ret)
{
	struct arch_code code = {buf, size, 0};
	struct arch_stub home = *stub;
	size_t tail;

	ARCH_PUT(&code, 0x81, 0x3d); /* cmp dword [go], id */
	ARCH_PUT(&code, 0, 0, 0, 0);
	arch_put(&code, &id, 4);
	arch_aim(&code, code.n - 4,
		 (size_t)(go - stub->at - 4)); /* the id stands between the distance and the end */
	ARCH_PUT(&code, 0x0f, 0x85);	       /* jne tail */
	size_t home_end = arch_put_distance(&code);

	ARCH_PUT(&code, 0x41, 0xff, 0xe7); /* jmp r15 */
	size_t back = code.n;

	/* Its own stack again: who takes it back opens its mask first, and a handler may then run
	 * here; the parasite's stack is for the next visitor. */
	arch_put_mov(&code, ARCH_RSP, stub->regs.rsp);
	ARCH_PUT(&code, 0x89, 0xc7);	   /* mov edi, eax: the socket */
	ARCH_PUT(&code, 0x44, 0x89, 0x23); /* mov [rbx], r12d */
	size_t left = code.n;

	/* recvfrom(socket, NULL, 0, MSG_PEEK, NULL, NULL): takes nothing away from the serving
	 * thread. */
	arch_put_mov(&code, ARCH_RSI, 0);
	arch_put_mov(&code, ARCH_RDX, 0);
	arch_put_mov(&code, ARCH_R10, MSG_PEEK);
	arch_put_mov(&code, ARCH_R8, 0);
	arch_put_mov(&code, ARCH_R9, 0);
	arch_put_mov(&code, ARCH_RAX, SYS_recvfrom);
	home.at += code.n;
	int n = code.n < size ? arch_stub_make(&home, code.at + code.n, size - code.n, &tail)
			      : -ENOSPC;
	if (n < 0)
		return n;
	arch_aim(&code, home_end, code.n + tail);
	*ret = (struct arch_doors){.call = 0, .tail = code.n + tail, .left = left, .leave = back};
	return (int)code.n + n;
}

CR_FN void arch_set_syscall_arg(struct arch_regs *r, int i, uint64_t value)
{
	uint64_t *const args[6] = {&r->rdi, &r->rsi, &r->rdx, &r->r10, &r->r8, &r->r9};
	uint64_t *const narrow[6] = {&r->rbx, &r->rcx, &r->rdx, &r->rsi, &r->rdi, &r->rbp};

	*(arch_is_compat(r) ? narrow[i] : args[i]) = value;
}

CR_FN bool arch_is_known(const struct arch_regs *r)
{
	return r->cs == ARCH_CS || arch_is_compat(r);
}

/* == features of the CPU ======================================================================= */

enum {
	ARCH_XSAVE_HEADER = 512,  /* xstate_bv: components that are not in their initial state */
	ARCH_XSAVE_EXTENDED = 576 /* where the components past SSE begin */
};

static const char *const arch_xstate_names[64] = {
	[0] = "x87",
	[1] = "SSE",
	[2] = "AVX",
	[3] = "MPX bounds",
	[4] = "MPX configuration",
	[5] = "AVX-512 masks",
	[6] = "AVX-512 upper halves",
	[7] = "AVX-512 registers 16 to 31",
	[9] = "protection keys (PKRU)",
	[11] = "shadow stack",
	[17] = "AMX tile configuration",
	[18] = "AMX tiles",
	[19] = "APX registers",
};

/* The components that the kernel lets programs use here. */
static uint64_t arch_xcr0(void)
{
	unsigned a, b, c, d;

	if (!__get_cpuid(1, &a, &b, &c, &d) || !(c & 1u << 27)) /* OSXSAVE */
		return 3;
	__asm__ volatile("xgetbv" : "=a"(a), "=d"(d) : "c"(0));
	return (uint64_t)d << 32 | a;
}

CR_FN void arch_layout_ask(struct arch_layout *ret)
{
	unsigned a, b, c, d;

	*ret = (struct arch_layout){.mask = arch_xcr0(), .size = ARCH_XSAVE_EXTENDED};
	if (!__get_cpuid_count(0xd, 0, &a, &b, &c, &d))
		return;
	if (b > ret->size && b <= ARCH_XSTATE_MAX)
		ret->size = b;
	for (unsigned bit = 2; bit < 64; bit++) {
		if (!(ret->mask >> bit & 1))
			continue;
		__cpuid_count(0xd, bit, a, b, c, d);
		ret->at[bit] = b;
		ret->len[bit] = a;
	}
}

CR_FN const struct arch_layout *arch_layout(struct cr_ctx *cx)
{
	if (!cx->layout) {
		cx->layout = cx_alloc(cx, sizeof(*cx->layout));
		if (cx->layout)
			arch_layout_ask(cx->layout);
	}
	return cx->layout;
}

CR_FN const char *arch_xstate_name(unsigned bit)
{
	return bit < 64 && arch_xstate_names[bit] ? arch_xstate_names[bit]
						  : "an unknown register set";
}

CR_FN int arch_xstate_check(const struct arch_layout *here, const void *xstate, size_t len,
			    const char **ret_missing)
{
	uint64_t used;

	*ret_missing = "";
	if (len < ARCH_XSAVE_EXTENDED || len > ARCH_XSTATE_MAX)
		return -EINVAL;
	memcpy(&used, (const unsigned char *)xstate + ARCH_XSAVE_HEADER, sizeof(used));
	for (unsigned bit = 0; bit < 64; bit++) {
		if (!(used >> bit & 1))
			continue;
		const char *name = arch_xstate_name(bit);

		if (!(here->mask >> bit & 1)) {
			*ret_missing = name;
			return -ENOTSUP;
		}
		if (bit >= 2 && (!here->len[bit] || here->at[bit] + here->len[bit] > len)) {
			*ret_missing = name;
			return -EINVAL;
		}
	}
	return 0;
}
