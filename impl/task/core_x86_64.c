/* SPDX-License-Identifier: MIT
 *
 * core, x86_64: registers of a thread between the kernel's form and the image's. All of this part
 * that knows a CPU. The image holds registers ready to run (a call that restarts is about to be
 * entered) and the floating point state by component, as CRIU knows it: x87, SSE, AVX, MPX,
 * AVX-512, PKRU. Other components (AMX ...) go raw into cr.img. What 32-bit programs have besides
 * is in core_ia32.c. Refuses segments of one's own, shadow stacks, and register sets that this CPU
 * lacks.
 */
#include "task.h"

#include <linux/prctl.h>

/* What the kernel hands out: the legacy area, the header, then the components in the standard form.
 */
enum {
	TASK_FX_CWD = 0,
	TASK_FX_SWD = 2,
	TASK_FX_TWD = 4,
	TASK_FX_FOP = 6,
	TASK_FX_RIP = 8,
	TASK_FX_RDP = 16,
	TASK_FX_MXCSR = 24,
	TASK_FX_MXCSR_MASK = 28,
	TASK_FX_ST = 32,
	TASK_FX_XMM = 160,
	TASK_FX_SIZE = 512,
	TASK_XSTATE_BV = 512,
	TASK_XSTATE_LEAST = 576
};
enum { TASK_ST_WORDS = 32, TASK_XMM_WORDS = 64 };

/* Components that have a field in the image: bit, words there and their width, where its count and
 * its pointer are in the message. */
/* clang-format off */
static const struct task_xcomp {
	unsigned bit;
	size_t size, width, count_at, data_at;
} task_xcomps[] = {
#define TASK_XCOMP(bit, n, width, field) \
	{ (bit), (n) * (size_t)(width), (width), \
	  offsetof(Cr__UserX86XsaveEntry, n_##field), offsetof(Cr__UserX86XsaveEntry, field) }
	TASK_XCOMP(2, 64, 4, ymmh_space),
	TASK_XCOMP(3, 8, 8, bndreg_state),
	TASK_XCOMP(4, 2, 8, bndcsr_state),
	TASK_XCOMP(5, 8, 8, opmask_reg),
	TASK_XCOMP(6, 64, 8, zmm_upper),
	TASK_XCOMP(7, 128, 8, hi16_zmm),
	TASK_XCOMP(9, 2, 4, pkru),
#undef TASK_XCOMP
};
/* clang-format on */
#define TASK_XCOMPS_KNOWN 0x2ffull /* x87, SSE and those above */

_Static_assert(offsetof(Cr__UserX86RegsEntry, gs) - offsetof(Cr__UserX86RegsEntry, r15) ==
		       sizeof(struct arch_regs) - 8,
	       "both hold the same registers in the same order");

enum {
	TASK_USER_DS = 0x2b,
	TASK_FLAGS_ALWAYS = 0x202,  /* bit 1 reads as 1; interrupts are on */
	TASK_FLAGS_USER = 0x254dd5, /* CF PF AF ZF SF TF DF OF NT RF AC ID */
};

static uint64_t task_get(const void *base, size_t at, size_t width)
{
	uint64_t v = 0;

	memcpy(&v, (const unsigned char *)base + at, width);
	return v;
}

static void task_put(void *base, size_t at, size_t width, uint64_t v)
{
	memcpy((unsigned char *)base + at, &v, width);
}

/* Where a component lies on this CPU, and how long it is; false: this CPU has none. */
static bool task_component(const struct arch_layout *here, unsigned bit, size_t *ret_at,
			   size_t *ret_size)
{
	*ret_at = here->at[bit];
	*ret_size = here->len[bit];
	return here->len[bit] != 0;
}

/* == to the image ============================================================================== */

static uint32_t *task_words(struct cr_ctx *cx, const void *from, size_t n, size_t *ret_n)
{
	*ret_n = n;
	return arena_copy(&cx->arena, from, n * sizeof(uint32_t));
}

static int task_xsave_dump(struct cr_ctx *cx, const struct thread *t, Cr__UserX86XsaveEntry **ret)
{
	Cr__UserX86XsaveEntry *e = cx_alloc(cx, sizeof(*e));
	const struct arch_layout *here = arch_layout(cx);

	if (!e || !here)
		return error_memory(cx);
	cr__user_x86_xsave_entry__init(e);
	e->xstate_bv = task_get(t->xstate, TASK_XSTATE_BV, 8) & TASK_XCOMPS_KNOWN;
	for (size_t i = 0; i < ARRAY_LEN(task_xcomps); i++) {
		const struct task_xcomp *c = &task_xcomps[i];
		size_t at, size, n = c->size / c->width;

		if (!task_component(here, c->bit, &at, &size) || at > t->xstate_len ||
		    t->xstate_len - at < size)
			continue;
		/* A component may be shorter here than its field (PKRU), or longer (MPX
		 * configuration). */
		unsigned char *copy = cx_alloc(cx, c->size);
		if (!copy)
			return error_memory(cx);
		memcpy(copy, (const unsigned char *)t->xstate + at,
		       size < c->size ? size : c->size);
		memcpy((unsigned char *)e + c->count_at, &n, sizeof(n));
		memcpy((unsigned char *)e + c->data_at, &copy, sizeof(copy));
	}
	*ret = e;
	return 0;
}

/* Components without a field: bit, length, bytes; one after the other. */
static int task_xstate_rest(struct cr_ctx *cx, const struct thread *t, Cr__CrThreadEntry *extra)
{
	uint64_t rest = task_get(t->xstate, TASK_XSTATE_BV, 8) & ~TASK_XCOMPS_KNOWN;
	const struct arch_layout *here = arch_layout(cx);

	if (!rest)
		return 0;
	if (!here)
		return error_memory(cx);
	unsigned char *buf = cx_alloc(cx, t->xstate_len + 64 * 8);
	size_t n = 0;
	if (!buf)
		return error_memory(cx);
	for (unsigned bit = 0; bit < 64; bit++) {
		size_t at, size;

		if (!(rest >> bit & 1))
			continue;
		if (!task_component(here, bit, &at, &size) || at > t->xstate_len ||
		    t->xstate_len - at < size)
			return error_set(cx, CR_E_UNSUPPORTED, 0, t->tid, "xstate",
					 "thread %d uses register set %u, whose place is not known",
					 t->tid, bit);
		task_put(buf, n, 4, bit);
		task_put(buf, n + 4, 4, size);
		memcpy(buf + n + 8, (const unsigned char *)t->xstate + at, size);
		n += 8 + size;
	}
	extra->has_xstate = true;
	extra->xstate.data = buf;
	extra->xstate.len = n;
	return 0;
}

static int task_fpregs_dump(struct cr_ctx *cx, const struct thread *t, Cr__UserX86FpregsEntry **ret)
{
	Cr__UserX86FpregsEntry *e = cx_alloc(cx, sizeof(*e));
	const unsigned char *x = t->xstate;

	if (!e)
		return error_memory(cx);
	if (t->xstate_len < TASK_XSTATE_LEAST)
		return error_set(cx, CR_E_UNSUPPORTED, 0, t->tid, "xstate",
				 "this CPU has no extended state (XSAVE)");
	cr__user_x86_fpregs_entry__init(e);
	e->cwd = (uint32_t)task_get(x, TASK_FX_CWD, 2);
	e->swd = (uint32_t)task_get(x, TASK_FX_SWD, 2);
	e->twd = (uint32_t)task_get(x, TASK_FX_TWD, 2);
	e->fop = (uint32_t)task_get(x, TASK_FX_FOP, 2);
	e->rip = task_get(x, TASK_FX_RIP, 8);
	e->rdp = task_get(x, TASK_FX_RDP, 8);
	e->mxcsr = (uint32_t)task_get(x, TASK_FX_MXCSR, 4);
	e->mxcsr_mask = (uint32_t)task_get(x, TASK_FX_MXCSR_MASK, 4);
	e->st_space = task_words(cx, x + TASK_FX_ST, TASK_ST_WORDS, &e->n_st_space);
	e->xmm_space = task_words(cx, x + TASK_FX_XMM, TASK_XMM_WORDS, &e->n_xmm_space);
	if (!e->st_space || !e->xmm_space)
		return error_memory(cx);
	*ret = e;
	return task_xsave_dump(cx, t, &e->xsave);
}

CR_FN int task_cpu_refuse(struct dump *d, const struct task *task, size_t i)
{
	const struct thread *t = &task->threads[i];
	const uint64_t segments[4] = {t->regs.ds, t->regs.es, t->regs.fs, t->regs.gs};
	int r = 0;

	if (t->stopped && (!task_segments_are_plain(segments) || t->regs.ss != TASK_USER_DS))
		r = refuse(d->cx, CR_E_UNSUPPORTED, t->tid, "segment selectors",
			   "thread %d has chosen a data segment that is not the usual one", t->tid);
	if (r >= 0 && task->compat && t->robust_head)
		r = refuse(d->cx, CR_E_UNSUPPORTED, t->tid, "set_robust_list",
			   "thread %d of a 32-bit program has a robust list of 64-bit code",
			   t->tid);
	if (r >= 0 && i == 0 && task->in.ldt)
		r = refuse(d->cx, CR_E_UNSUPPORTED, task->pid, "modify_ldt",
			   "task %d has segments of its own (modify_ldt)", task->pid);
	if (r >= 0 && i == 0 && task->status.address_tags)
		r = refuse(d->cx, CR_E_UNSUPPORTED, task->pid, "linear address masking",
			   "task %d has switched on tags in addresses (LAM)", task->pid);
	if (r >= 0 && t->has_breakpoints)
		r = refuse(d->cx, CR_E_UNSUPPORTED, t->tid, "debug registers",
			   "a debugger has left breakpoints in the debug registers of thread %d",
			   t->tid);
	if (r >= 0 && t->has_ports)
		r = refuse(d->cx, CR_E_UNSUPPORTED, t->tid, "ioperm",
			   "thread %d may use ports of the machine (ioperm)", t->tid);
	return r;
}

CR_FN int task_cpu_dump(struct cr_ctx *cx, const struct thread *t, const struct arch_regs *regs,
			Cr__CoreEntry *core, Cr__CrThreadEntry *extra)
{
	Cr__ThreadInfoX86 *info = cx_alloc(cx, sizeof(*info));
	Cr__UserX86RegsEntry *e = cx_alloc(cx, sizeof(*e));

	if (!info || !e)
		return error_memory(cx);
	cr__thread_info_x86__init(info);
	cr__user_x86_regs_entry__init(e);
	memcpy((unsigned char *)e + offsetof(Cr__UserX86RegsEntry, r15), regs, sizeof(*regs));
	e->has_mode = true;
	e->mode = CR__USER_X86_REGS_MODE__NATIVE;
	if (arch_is_compat(regs))
		task_compat_dump(e);
	info->clear_tid_addr = t->in.tid_address;
	info->gpregs = e;
	core->mtype = CR__CORE_ENTRY__MARCH__X86_64;
	core->thread_info = info;
	int r = task_fpregs_dump(cx, t, &info->fpregs);
	if (r >= 0)
		r = task_xstate_rest(cx, t, extra);
	if (r >= 0)
		r = task_tls_dump(cx, t, info);
	return r;
}

/* == from the image ============================================================================ */

static bool task_is_canonical(uint64_t v)
{
	/* 57 bits where the CPU has five levels; the kernel looks closer. */
	return v < 1ull << 56 || v >= UINT64_MAX << 56;
}

static bool task_is_compat(const Cr__UserX86RegsEntry *e)
{
	return e->has_mode && e->mode == CR__USER_X86_REGS_MODE__COMPAT;
}

CR_FN bool task_cpu_is_compat(const Cr__CoreEntry *core)
{
	return core->thread_info && core->thread_info->gpregs &&
	       task_is_compat(core->thread_info->gpregs);
}

static int task_regs_load(struct cr_ctx *cx, pid_t tid, const Cr__UserX86RegsEntry *e,
			  struct arch_regs *regs, struct release_thread *out)
{
	uint64_t cs = task_is_compat(e) ? ARCH_CS_COMPAT : ARCH_CS;

	if (e->cs != cs || e->ss != TASK_USER_DS)
		return TASK_DAMAGED(cx, tid, "thread %d has code or stack segment 0x%llx, 0x%llx",
				    tid, (unsigned long long)e->cs, (unsigned long long)e->ss);
	const uint64_t segments[4] = {e->ds, e->es, e->fs, e->gs};
	if (!task_segments_are_plain(segments))
		return error_set(cx, CR_E_UNSUPPORTED, 0, tid, "gpregs",
				 "thread %d uses segment selectors 0x%llx 0x%llx 0x%llx 0x%llx",
				 tid, (unsigned long long)e->ds, (unsigned long long)e->es,
				 (unsigned long long)e->fs, (unsigned long long)e->gs);
	if (e->ip >= ARCH_TASK_END || !task_is_canonical(e->sp))
		return TASK_DAMAGED(
			cx, tid,
			"thread %d has its next instruction or its stack outside user memory", tid);
	if (e->fs_base >= ARCH_TASK_END || e->gs_base >= ARCH_TASK_END)
		return TASK_DAMAGED(cx, tid, "thread %d has its thread area outside user memory",
				    tid);
	memcpy(regs, (const unsigned char *)e + offsetof(Cr__UserX86RegsEntry, r15), sizeof(*regs));
	regs->eflags = (e->flags & TASK_FLAGS_USER) | TASK_FLAGS_ALWAYS;
	int r = task_is_compat(e) ? task_compat_load(cx, tid, regs, out) : 0;
	regs->orig_rax = UINT64_MAX; /* in no call; see task_cpu_blocked */
	return r;
}

/* Bits of MXCSR that this CPU knows; a set one that it does not makes the kernel refuse all. */
static uint32_t task_mxcsr_mask(void)
{
	unsigned char area[TASK_FX_SIZE] __attribute__((aligned(16)));

	memset(area, 0, sizeof(area));
	__builtin_ia32_fxsave(area);
	uint32_t mask = (uint32_t)task_get(area, TASK_FX_MXCSR_MASK, 4);
	return mask ? mask : 0xffbf;
}

static int task_xsave_load(struct cr_ctx *cx, pid_t tid, const Cr__UserX86XsaveEntry *e,
			   unsigned char *x, size_t len)
{
	uint64_t used = e->xstate_bv & TASK_XCOMPS_KNOWN;
	const struct arch_layout *here = arch_layout(cx);
	const char *missing;

	if (!here)
		return error_memory(cx);

	if (e->xstate_bv & ~TASK_XCOMPS_KNOWN)
		return TASK_DAMAGED(
			cx, tid,
			"thread %d uses register sets 0x%llx, which the image has no place for",
			tid, (unsigned long long)(e->xstate_bv & ~TASK_XCOMPS_KNOWN));
	if (e->cet && e->cet->cet)
		return error_set(cx, CR_E_UNSUPPORTED, 0, tid, "xstate",
				 "thread %d has a shadow stack", tid);
	task_put(x, TASK_XSTATE_BV, 8, used);
	int r = arch_xstate_check(here, x, len, &missing);
	if (r == -ENOTSUP)
		return error_set(cx, CR_E_CPU, 0, tid, missing,
				 "thread %d uses %s, which this CPU does not have", tid, missing);
	if (r < 0)
		return error_set(cx, CR_E_CPU, 0, tid, missing, "the place of %s is not known",
				 missing);
	for (size_t i = 0; i < ARRAY_LEN(task_xcomps); i++) {
		const struct task_xcomp *c = &task_xcomps[i];
		const unsigned char *data;
		size_t n, at, size;

		memcpy(&n, (const unsigned char *)e + c->count_at, sizeof(n));
		memcpy(&data, (const unsigned char *)e + c->data_at, sizeof(data));
		if (n != 0 && n != c->size / c->width)
			return TASK_DAMAGED(
				cx, tid,
				"register set %u of thread %d has %zu words instead of %zu", c->bit,
				tid, n, c->size / c->width);
		if (!(used >> c->bit & 1))
			continue; /* in its initial state, whatever the bytes are */
		if (n == 0)
			return TASK_DAMAGED(cx, tid, "register set %u of thread %d is missing",
					    c->bit, tid);
		if (!task_component(here, c->bit, &at, &size) || at > len || len - at < size)
			return error_set(cx, CR_E_CPU, 0, tid, "xstate",
					 "this CPU has no room for register set %u", c->bit);
		memcpy(x + at, data, size < c->size ? size : c->size);
	}
	return 0;
}

static int task_xstate_rest_load(struct cr_ctx *cx, pid_t tid, const ProtobufCBinaryData *rest,
				 unsigned char *x, size_t len)
{
	uint64_t used = task_get(x, TASK_XSTATE_BV, 8);
	const struct arch_layout *here = arch_layout(cx);

	if (!here)
		return error_memory(cx);
	for (size_t n = 0; n < rest->len;) {
		size_t at, size;

		if (rest->len - n < 8)
			return TASK_DAMAGED(cx, tid,
					    "the further register sets of thread %d are cut short",
					    tid);
		uint64_t bit = task_get(rest->data, n, 4), given = task_get(rest->data, n + 4, 4);
		n += 8;
		if (bit >= 64 || (TASK_XCOMPS_KNOWN >> bit & 1) || given > rest->len - n)
			return TASK_DAMAGED(cx, tid,
					    "the further register sets of thread %d make no sense",
					    tid);
		if (!task_component(here, (unsigned)bit, &at, &size) || at < TASK_XSTATE_LEAST ||
		    at > len || len - at < size)
			return error_set(cx, CR_E_CPU, 0, tid, arch_xstate_name((unsigned)bit),
					 "thread %d uses %s (register set %u), which this CPU does "
					 "not have",
					 tid, arch_xstate_name((unsigned)bit), (unsigned)bit);
		if (given != size)
			return TASK_DAMAGED(cx, tid,
					    "register set %u of thread %d has the wrong size",
					    (unsigned)bit, tid);
		memcpy(x + at, rest->data + n, size);
		used |= 1ull << bit;
		n += size;
	}
	task_put(x, TASK_XSTATE_BV, 8, used);
	const char *missing;
	if (arch_xstate_check(here, x, len, &missing) < 0)
		return error_set(cx, CR_E_CPU, 0, tid, missing,
				 "thread %d uses %s, which this CPU does not have", tid, missing);
	return 0;
}

static int task_fpregs_load(struct cr_ctx *cx, pid_t tid, const Cr__UserX86FpregsEntry *e,
			    const Cr__CrThreadEntry *extra, struct release_thread *out)
{
	const struct arch_layout *here = arch_layout(cx);
	size_t len = here ? here->size : 0;
	unsigned char *x = cx_alloc(cx, len);
	int r = 0;

	if (!here || !x)
		return error_memory(cx);
	if (e->n_st_space != TASK_ST_WORDS || e->n_xmm_space != TASK_XMM_WORDS)
		return TASK_DAMAGED(
			cx, tid, "the floating point state of thread %d has the wrong size", tid);
	task_put(x, TASK_FX_CWD, 2, e->cwd);
	task_put(x, TASK_FX_SWD, 2, e->swd);
	task_put(x, TASK_FX_TWD, 2, e->twd);
	task_put(x, TASK_FX_FOP, 2, e->fop);
	task_put(x, TASK_FX_RIP, 8, e->rip);
	task_put(x, TASK_FX_RDP, 8, e->rdp);
	task_put(x, TASK_FX_MXCSR, 4, e->mxcsr & task_mxcsr_mask());
	task_put(x, TASK_FX_MXCSR_MASK, 4, e->mxcsr_mask);
	memcpy(x + TASK_FX_ST, e->st_space, TASK_ST_WORDS * 4);
	memcpy(x + TASK_FX_XMM, e->xmm_space, TASK_XMM_WORDS * 4);
	task_put(x, TASK_XSTATE_BV, 8, 3);
	if (e->xsave)
		r = task_xsave_load(cx, tid, e->xsave, x, len);
	if (r >= 0 && extra && extra->has_xstate)
		r = task_xstate_rest_load(cx, tid, &extra->xstate, x, len);
	out->xstate = (uintptr_t)x;
	out->xstate_len = (uint32_t)len;
	return r;
}

CR_FN int task_cpu_load(struct cr_ctx *cx, pid_t tid, const Cr__CoreEntry *core,
			const Cr__CrThreadEntry *extra, struct release_thread *out)
{
	const Cr__ThreadInfoX86 *info = core->thread_info;
	struct arch_regs regs;

	if (core->mtype != CR__CORE_ENTRY__MARCH__X86_64)
		return error_set(cx, CR_E_ARCH, 0, tid, image_name(cx, IMAGE_CORE, (uint64_t)tid),
				 "thread %d is of machine type %d, this is %s", tid,
				 (int)core->mtype, ARCH_NAME);
	if (!info)
		return TASK_DAMAGED(cx, tid, "thread %d has no registers", tid);
	int r = task_tls_load(cx, tid, info, out);
	if (r >= 0)
		r = task_regs_load(cx, tid, info->gpregs, &regs, out);
	if (r < 0)
		return r;
	memcpy(out->regs, &regs, sizeof(regs));
	return task_fpregs_load(cx, tid, info->fpregs, extra, out);
}

/* == what a thread may do ====================================================================== */

enum {
	TASK_GET_CPUID = 0x1011, /* arch_prctl(2) */
	TASK_SET_CPUID = 0x1012,
	TASK_GET_XCOMP_SUPP = 0x1021, /* Linux 5.16 */
	TASK_GET_XCOMP_PERM = 0x1022,
	TASK_REQ_XCOMP_PERM = 0x1023
};

/* Faults of rdtsc and cpuid: last, for libc's and the vdso's code must not run under them. */
CR_FN void task_cpu_thread_plan(struct load *l, struct load_task *lt, size_t i)
{
	const Cr__CrThreadEntry *extra = lt->threads[i].extra;
	bool tsc = extra && extra->has_tsc_faults && extra->tsc_faults;
	bool cpuid = extra && extra->has_cpuid_faults && extra->cpuid_faults;
	int now = 0;

	if (sys_prctl(PR_GET_TSC, (uintptr_t)&now, 0, 0, 0) == 0 &&
	    (l->in_place || (now == PR_TSC_SIGSEGV) != tsc))
		plan_call(lt->plan, i, PLAN_AT_LAST, "PR_SET_TSC", SYS_prctl, PR_SET_TSC,
			  tsc ? PR_TSC_SIGSEGV : PR_TSC_ENABLE);
	now = arch_prctl(TASK_GET_CPUID, NULL);
	if (now >= 0 && now != !cpuid)
		plan_call(lt->plan, i, PLAN_AT_LAST, "ARCH_SET_CPUID", SYS_arch_prctl,
			  TASK_SET_CPUID, !cpuid);
}

/* Register sets that a process must ask for before it uses them. */
CR_FN void task_cpu_plan(struct load *l, struct load_task *lt)
{
	uint64_t want = lt->extra && lt->extra->has_xcomp_permitted ? lt->extra->xcomp_permitted
								    : 0;
	uint64_t now = 0, possible = 0;

	if (!want || arch_prctl(TASK_GET_XCOMP_PERM, &now) < 0)
		return;
	(void)arch_prctl(TASK_GET_XCOMP_SUPP, &possible);
	for (unsigned bit = 0; bit < 64; bit++) {
		if (!((want & ~now) >> bit & 1))
			continue;
		if (possible >> bit & 1)
			plan_call(lt->plan, 0, PLAN_AT_FIRST, "ARCH_REQ_XCOMP_PERM", SYS_arch_prctl,
				  TASK_REQ_XCOMP_PERM, bit);
		else
			degrade(l->cx, lt->pid, "ARCH_REQ_XCOMP_PERM",
				"task %d may not use register set %u here", lt->pid, bit);
	}
}

CR_FN uint64_t task_cpu_clear_tid(const Cr__CoreEntry *core)
{
	return core->thread_info->clear_tid_addr;
}

/* == interrupted calls ========================================================================= */

CR_FN void task_cpu_again(struct arch_regs *regs, long nr)
{
	regs->rip -= ARCH_SYSCALL_LEN;
	regs->rax = (uint64_t)nr;
	regs->orig_rax = UINT64_MAX;
}

CR_FN void task_cpu_cut(struct arch_regs *regs)
{
	regs->rax = (uint64_t)-EINTR;
}

CR_FN void task_cpu_blocked(struct arch_regs *regs, long nr)
{
	regs->rax = (uint64_t)-516L; /* -ERESTART_RESTARTBLOCK: the kernel enters restart_syscall(2)
					when it lets go */
	regs->orig_rax = (uint64_t)nr;
}

/* "mov eax, number" is the last such instruction ahead of `at`; what stands between loads other
 * registers. */
static long task_guess_number(struct task *task, uint64_t at)
{
	unsigned char code[24];
	const size_t n = sizeof(code);

	if (at < n || task_read_memory(task, at - n, code, n) < 0)
		return -1;
	for (size_t i = n - 5; i + 1 > 0; i--)
		if (code[i] == 0xb8 && code[i + 3] == 0 && code[i + 4] == 0)
			return (long)task_get(code, i + 1, 4);
	return -1;
}

/* Within the vdso of a 32-bit program the number is with whoever called: behind three registers on
 * the stack. */
static uint64_t task_guess_caller(struct task *task, const struct arch_regs *regs)
{
	static const unsigned char leave[] = {0x5d, 0x5a, 0x59, 0xc3}; /* pop, pop, pop, ret */
	unsigned char code[sizeof(leave)];
	uint32_t caller;

	if (task_read_memory(task, regs->rip, code, sizeof(code)) < 0 ||
	    memcmp(code, leave, sizeof(code)) != 0 ||
	    task_read_memory(task, regs->rsp + 12, &caller, sizeof(caller)) < 0)
		return 0;
	return caller;
}

CR_FN long task_cpu_guess_call(struct task *task, const struct arch_regs *regs)
{
	bool compat = arch_is_compat(regs);
	const unsigned char call[ARCH_SYSCALL_LEN] = {compat ? 0xcd : 0x0f, compat ? 0x80 : 0x05};
	unsigned char code[ARCH_SYSCALL_LEN];
	uint64_t at = regs->rip - sizeof(code);

	if (regs->rip < sizeof(code) || task_read_memory(task, at, code, sizeof(code)) < 0 ||
	    memcmp(code, call, sizeof(code)) != 0)
		return -1;
	uint64_t caller = compat ? task_guess_caller(task, regs) : 0;
	return task_guess_number(task, caller ? caller : at);
}

CR_FN long task_cpu_next_call(struct load_thread *thread, uint64_t args[6])
{
	struct arch_regs regs;

	memcpy(&regs, thread->out.regs, sizeof(regs));
	arch_syscall_args(&regs, args);
	long nr = thread->out.arm_nr				   ? (long)regs.orig_rax
		  : thread->extra && thread->extra->has_syscall_nr ? thread->extra->syscall_nr
								   : (long)regs.rax;
	const struct arch_call call = arch_call_view(thread->out.compat, nr, args);
	memcpy(args, call.args, sizeof(call.args));
	return call.nr;
}
