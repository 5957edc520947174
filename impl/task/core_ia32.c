/* SPDX-License-Identifier: MIT
 *
 * core, ia32: what a thread of a 32-bit program has beside others: registers of 32 bits (mode
 * COMPAT in CRIU's form) and segments of thread-local storage in the descriptor table, which a
 * 64-bit program may have, too. Leans on PTRACE_GET_THREAD_AREA and its opposite. Refuses what the
 * kernel would not take, and registers that 32-bit code cannot have.
 */
#include "task.h"

enum {
	TASK_TLS_FIRST = 12,
	TASK_TLS_N = 3,
	/* Bits of the fourth word of struct user_desc. */
	TASK_TLS_32BIT = 1 << 0,
	TASK_TLS_CONTENTS_L = 1 << 1,
	TASK_TLS_CONTENTS_H = 1 << 2,
	TASK_TLS_READ_ONLY = 1 << 3,
	TASK_TLS_PAGES = 1 << 4,
	TASK_TLS_ABSENT = 1 << 5,
	TASK_TLS_USABLE = 1 << 6,
	TASK_TLS_EMPTY = TASK_TLS_READ_ONLY | TASK_TLS_ABSENT,
	TASK_SELECTOR_DATA = 0x2b
};

/* == segments ================================================================================== */

static bool task_tls_is_empty(const uint32_t desc[4])
{
	uint32_t flags = desc[3] & ~(uint32_t)TASK_TLS_USABLE;

	return !desc[1] && !desc[2] && (flags == TASK_TLS_EMPTY || flags == 0);
}

CR_FN int task_tls_dump(struct cr_ctx *cx, const struct thread *t, Cr__ThreadInfoX86 *info)
{
	info->tls = cx_array(cx, TASK_TLS_N, sizeof(*info->tls));
	for (unsigned i = 0; info->tls && i < TASK_TLS_N; i++) {
		Cr__UserDescT *e = cx_alloc(cx, sizeof(*e));
		uint32_t flags = t->segments[i][3];

		if (!e)
			return error_memory(cx);
		cr__user_desc_t__init(e);
		e->entry_number = TASK_TLS_FIRST + i;
		e->base_addr = t->segments[i][1];
		e->limit = t->segments[i][2];
		e->seg_32bit = flags & TASK_TLS_32BIT;
		e->contents_h = flags & TASK_TLS_CONTENTS_H;
		e->contents_l = flags & TASK_TLS_CONTENTS_L;
		e->read_exec_only = flags & TASK_TLS_READ_ONLY;
		e->limit_in_pages = flags & TASK_TLS_PAGES;
		e->seg_not_present = flags & TASK_TLS_ABSENT;
		e->usable = flags & TASK_TLS_USABLE;
		info->tls[i] = e;
		info->n_tls = i + 1;
	}
	return info->tls ? 0 : error_memory(cx);
}

/* The kernel takes none but data of 32 bits here, and nothing that is not present. */
static bool task_tls_is_good(const uint32_t desc[4])
{
	return desc[0] >= TASK_TLS_FIRST && desc[0] < TASK_TLS_FIRST + TASK_TLS_N &&
	       desc[2] <= 0xfffff &&
	       (desc[3] & (TASK_TLS_32BIT | TASK_TLS_CONTENTS_H | TASK_TLS_ABSENT)) ==
		       TASK_TLS_32BIT;
}

CR_FN int task_tls_load(struct cr_ctx *cx, pid_t tid, const Cr__ThreadInfoX86 *info,
			struct release_thread *out)
{
	out->segment_n = 0;
	for (size_t i = 0; i < info->n_tls; i++) {
		const Cr__UserDescT *e = info->tls[i];
		const uint32_t desc[4] = {
			e->entry_number,
			e->base_addr,
			e->limit,
			(e->seg_32bit ? TASK_TLS_32BIT : 0u) |
				(e->contents_h ? TASK_TLS_CONTENTS_H : 0u) |
				(e->contents_l ? TASK_TLS_CONTENTS_L : 0u) |
				(e->read_exec_only ? TASK_TLS_READ_ONLY : 0u) |
				(e->limit_in_pages ? TASK_TLS_PAGES : 0u) |
				(e->seg_not_present ? TASK_TLS_ABSENT : 0u) |
				(e->usable ? TASK_TLS_USABLE : 0u),
		};

		if (task_tls_is_empty(desc))
			continue;
		if (!task_tls_is_good(desc) || out->segment_n == TASK_TLS_N)
			return TASK_DAMAGED(
				cx, tid, "segment %u of thread %d is none that a thread can have",
				e->entry_number, tid);
		memcpy(out->segments[out->segment_n++], desc, sizeof(desc));
	}
	return 0;
}

/* == registers ================================================================================= */

static bool task_selects_tls(uint64_t selector)
{
	return (selector & 7) == 3 && selector >> 3 >= TASK_TLS_FIRST &&
	       selector >> 3 < TASK_TLS_FIRST + TASK_TLS_N;
}

CR_FN bool task_segments_are_plain(const uint64_t segments[4])
{
	for (int i = 0; i < 4; i++)
		if (segments[i] != 0 && segments[i] != TASK_SELECTOR_DATA &&
		    (i < 2 || !task_selects_tls(segments[i])))
			return false;
	return true;
}

CR_FN void task_compat_dump(Cr__UserX86RegsEntry *e)
{
	uint64_t *const all[] = {&e->bp,    &e->bx, &e->ax,	 &e->cx,      &e->dx,
				 &e->si,    &e->di, &e->orig_ax, &e->ip,      &e->cs,
				 &e->flags, &e->sp, &e->ss,	 &e->fs_base, &e->gs_base,
				 &e->ds,    &e->es, &e->fs,	 &e->gs};

	e->r8 = e->r9 = e->r10 = e->r11 = e->r12 = e->r13 = e->r14 = e->r15 = 0;
	for (size_t i = 0; i < ARRAY_LEN(all); i++)
		*all[i] = (uint32_t)*all[i];
	e->mode = CR__USER_X86_REGS_MODE__COMPAT;
}

/* A base follows from its selector; CRIU writes none. */
static void task_compat_base(const struct release_thread *out, uint64_t selector, uint64_t *base)
{
	for (uint32_t i = 0; i < out->segment_n; i++)
		if (task_selects_tls(selector) && out->segments[i][0] == selector >> 3)
			*base = out->segments[i][1];
}

CR_FN int task_compat_load(struct cr_ctx *cx, pid_t tid, struct arch_regs *regs,
			   struct release_thread *out)
{
	const struct arch_regs all = *regs;
	uint64_t words[sizeof(all) / 8], bits = 0;

	memcpy(words, &all, sizeof(words));
	for (size_t i = 0; i < ARRAY_LEN(words); i++)
		bits |= words[i];
	if (bits >= ARCH_COMPAT_END)
		return TASK_DAMAGED(
			cx, tid, "thread %d runs 32-bit code, and has registers above 4 GiB", tid);
	task_compat_base(out, regs->fs, &regs->fs_base);
	task_compat_base(out, regs->gs, &regs->gs_base);
	out->compat = 1;
	return 0;
}
