/* SPDX-License-Identifier: MIT
 *
 * Tests of impl/task: registers in both forms, interrupted calls, sessions, and saves whose numbers
 * mean harm.
 */
#include "t.h"

#include <sys/wait.h>
#include <unistd.h>

static uint64_t task_random(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state * 0x2545f4914f6cdd1dull;
}

static void task_ctx(struct cr_ctx *cx)
{
	T_MUST(ctx_open(cx, NULL) == 0, "ctx_open");
}

static const struct arch_regs task_sane_regs = {
	.rip = 0x401000,
	.rsp = 0x7ffe00001000,
	.cs = 0x33,
	.ss = 0x2b,
	.eflags = 0x246,
	.fs_base = 0x7f0000001740,
	.orig_rax = UINT64_MAX,
	.rax = 42,
	.rdi = 1,
	.rsi = 2,
	.rdx = 3,
	.r10 = 4,
	.r8 = 5,
	.r9 = 6,
};

/* Through bytes, as in an image. */
static void *task_repack(struct cr_ctx *cx, const ProtobufCMessage *msg)
{
	size_t n = protobuf_c_message_get_packed_size(msg);
	unsigned char *bytes = cx_alloc(cx, n + 1);

	T_MUST(bytes && protobuf_c_message_pack(msg, bytes) == n, "pack");
	void *again = protobuf_c_message_unpack(msg->descriptor, NULL, n, bytes);
	T_MUST(again, "unpack %zu bytes", n);
	return again;
}

/* == registers ================================================================================= */

static void *task_random_xstate(struct cr_ctx *cx, uint64_t *seed, size_t *ret_len, uint64_t mask)
{
	size_t len = arch_layout(cx)->size;
	unsigned char *x = cx_alloc(cx, len);

	T_MUST(x, "arena");
	for (size_t i = 0; i < len; i++)
		x[i] = (unsigned char)task_random(seed);
	memset(x + TASK_XSTATE_BV, 0, TASK_XSTATE_LEAST - TASK_XSTATE_BV);
	task_put(x, TASK_XSTATE_BV, 8, arch_xcr0() & task_random(seed) & mask);
	task_put(x, TASK_FX_MXCSR, 4, task_random(seed) & task_mxcsr_mask());
	*ret_len = len;
	return x;
}

static void task_xstate_round_trip(void)
{
	struct cr_ctx cx;
	uint64_t seed = 88172645463325252ull;

	for (int round = 0; round < 200; round++) {
		struct thread t = {.tid = 7, .in.tid_address = 0x7f0000001a10};
		struct arch_regs regs = task_sane_regs, back;
		Cr__CoreEntry core = CR__CORE_ENTRY__INIT;
		Cr__CrThreadEntry extra = CR__CR_THREAD_ENTRY__INIT;
		struct release_thread out = {.tid = 7};

		task_ctx(&cx);
		t.xstate = task_random_xstate(&cx, &seed, &t.xstate_len,
					      round % 2 ? UINT64_MAX : TASK_XCOMPS_KNOWN);
		regs.rbx = task_random(&seed);
		regs.r15 = task_random(&seed);
		T_MUST(task_cpu_dump(&cx, &t, &regs, &core, &extra) == 0, "%s", cx.err.text);
		Cr__CoreEntry *again = task_repack(&cx, &core.base);
		T_MUST(task_cpu_load(&cx, 7, again, &extra, &out) == 0, "%s", cx.err.text);

		const unsigned char *a = t.xstate,
				    *b = (const unsigned char *)(uintptr_t)out.xstate;
		T_CHECK(out.xstate_len == t.xstate_len, "%u bytes of %zu", out.xstate_len,
			t.xstate_len);
		T_CHECK(memcmp(a, b, 416) == 0, "x87 and SSE");
		T_CHECK(memcmp(a + TASK_XSTATE_BV, b + TASK_XSTATE_BV, 64) == 0, "header");
		for (unsigned bit = 2; bit < 64; bit++) {
			size_t at, size;

			if (!(task_get(a, TASK_XSTATE_BV, 8) >> bit & 1) ||
			    !task_component(arch_layout(&cx), bit, &at, &size))
				continue;
			if (bit == 4)
				size = 16; /* the rest of that component is reserved */
			T_CHECK(memcmp(a + at, b + at, size) == 0, "component %u", bit);
		}
		memcpy(&back, out.regs, sizeof(back));
		T_CHECK(memcmp(&back, &regs, sizeof(regs)) == 0, "registers");
		T_CHECK(task_cpu_clear_tid(again) == 0x7f0000001a10, "clear_child_tid");
		protobuf_c_message_free_unpacked(&again->base, NULL);
		ctx_close(&cx);
	}
}

/* What task_cpu_load says of a core with these registers. */
static int task_try_regs(const struct arch_regs *regs, struct arch_regs *back, uint64_t bv,
			 int *code)
{
	struct thread t = {.tid = 7};
	Cr__CoreEntry core = CR__CORE_ENTRY__INIT;
	Cr__CrThreadEntry extra = CR__CR_THREAD_ENTRY__INIT;
	struct release_thread out = {.tid = 7};
	struct cr_ctx cx;
	uint64_t seed = 1;

	task_ctx(&cx);
	t.xstate = task_random_xstate(&cx, &seed, &t.xstate_len, 3);
	T_MUST(task_cpu_dump(&cx, &t, regs, &core, &extra) == 0, "%s", cx.err.text);
	core.thread_info->fpregs->xsave->xstate_bv |= bv;
	int r = task_cpu_load(&cx, 7, &core, NULL, &out);
	*code = cx.err.code;
	memcpy(back, out.regs, sizeof(*back));
	ctx_close(&cx);
	return r;
}

static void task_registers_checked(void)
{
	struct arch_regs back;
	int code = 0;
	static const struct {
		size_t at;
		uint64_t value;
		int code;
	} bad[] = {
		{offsetof(struct arch_regs, cs), 0x10, CR_E_DAMAGED},
		{offsetof(struct arch_regs, ss), 0x18, CR_E_DAMAGED},
		{offsetof(struct arch_regs, ds), 0x63, CR_E_UNSUPPORTED},
		{offsetof(struct arch_regs, gs), UINT64_MAX, CR_E_UNSUPPORTED},
		{offsetof(struct arch_regs, rip), UINT64_MAX, CR_E_DAMAGED},
		{offsetof(struct arch_regs, rip), 0x800000000000, CR_E_DAMAGED},
		{offsetof(struct arch_regs, rsp), 1ull << 60, CR_E_DAMAGED},
		{offsetof(struct arch_regs, fs_base), ARCH_TASK_END, CR_E_DAMAGED},
		{offsetof(struct arch_regs, gs_base), UINT64_MAX, CR_E_DAMAGED},
	};

	T_CHECK(task_try_regs(&task_sane_regs, &back, 0, &code) == 0, "code %d", code);
	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		struct arch_regs regs = task_sane_regs;

		memcpy((unsigned char *)&regs + bad[i].at, &bad[i].value, 8);
		T_CHECK(task_try_regs(&regs, &back, 0, &code) < 0 && code == bad[i].code,
			"register %zu: code %d", bad[i].at / 8, code);
	}
	struct arch_regs regs = task_sane_regs;
	regs.eflags = UINT64_MAX;
	regs.orig_rax = 35;
	T_CHECK(task_try_regs(&regs, &back, 0, &code) == 0 &&
			back.eflags == (TASK_FLAGS_USER | TASK_FLAGS_ALWAYS),
		"flags 0x%llx", (unsigned long long)back.eflags);
	T_CHECK(back.orig_rax == UINT64_MAX, "in a call: %lld", (long long)back.orig_rax);
}

static void task_cpu_lacks(void)
{
	struct arch_regs back;
	uint64_t here = arch_xcr0();
	int code = 0;

	for (unsigned bit = 2; bit < 10; bit++) {
		uint64_t mask = 1ull << bit;

		if (!(TASK_XCOMPS_KNOWN & mask))
			continue;
		int r = task_try_regs(&task_sane_regs, &back, mask, &code);
		T_CHECK(here & mask ? r == 0 : r < 0 && code == CR_E_CPU,
			"component %u: %d, code %d", bit, r, code);
	}
	T_CHECK(task_try_regs(&task_sane_regs, &back, 1ull << 18, &code) < 0 &&
			code == CR_E_DAMAGED,
		"AMX without bytes: %d", code);
}

/* == interrupted calls ========================================================================= */

struct task_call_case {
	const char *name;
	long nr, result;
	uint64_t args[6];
	uint64_t waited_ms;
	int restart;	 /* 0: nothing is noted */
	int64_t left_ms; /* -1: none */
	bool estimated;
	uint64_t arm_nr;
	long next_result; /* what the result register of the copy holds */
};

static void task_one_call(const struct task_call_case *c, struct task *task)
{
	struct thread *t = &task->threads[0];
	struct arch_regs image, at;
	struct cr_ctx cx;
	struct dump d = {.cx = &cx};
	struct load l = {.cx = &cx};
	Cr__CrThreadEntry extra = CR__CR_THREAD_ENTRY__INIT;
	struct load_thread lt = {.tid = 7, .extra = &extra};

	task_ctx(&cx);
	t->regs = task_sane_regs;
	t->regs.orig_rax = (uint64_t)c->nr;
	t->regs.rax = (uint64_t)c->result;
	for (int i = 0; i < 6; i++)
		arch_set_syscall_arg(&t->regs, i, c->args[i]);
	t->waited_ns = c->waited_ms * 1000000;
	T_MUST(task_call_dump(&d, task, 0, &image, &extra) == 0, "%s: %s", c->name, cx.err.text);
	T_CHECK((int)extra.restart == c->restart, "%s: restart %u", c->name, extra.restart);
	if (c->left_ms < 0)
		T_CHECK(!extra.has_remaining_ns, "%s: %llu ns left", c->name,
			(unsigned long long)extra.remaining_ns);
	else
		T_CHECK(extra.has_remaining_ns &&
				extra.remaining_ns / 1000000 == (uint64_t)c->left_ms,
			"%s: %llu ns left", c->name, (unsigned long long)extra.remaining_ns);
	T_CHECK(extra.has_estimated && extra.estimated ? c->estimated : !c->estimated,
		"%s: estimated", c->name);

	memcpy(lt.out.regs, &image, sizeof(image));
	T_MUST(task_call_load(&l, &lt) == 0, "%s: %s", c->name, cx.err.text);
	memcpy(&at, lt.out.regs, sizeof(at));
	T_CHECK(lt.out.arm_nr == c->arm_nr, "%s: arms with %llu", c->name,
		(unsigned long long)lt.out.arm_nr);
	T_CHECK((long)at.rax == c->next_result, "%s: result %ld", c->name, (long)at.rax);
	T_CHECK(at.rip == task_sane_regs.rip - (c->restart == TASK_CALL_AGAIN ? 2 : 0),
		"%s: ip 0x%llx", c->name, (unsigned long long)at.rip);
	if (c->arm_nr)
		T_CHECK((long)at.orig_rax == c->nr, "%s: in call %ld", c->name, (long)at.orig_rax);
	T_CHECK(!c->estimated || cx.notes.n == 1, "%s: %zu notes", c->name, cx.notes.n);
	if (c->arm_nr && lt.out.arm_time_arg)
		T_CHECK(lt.out.arm_time[0] * 1000 + lt.out.arm_time[1] / 1000000 ==
				(uint64_t)c->left_ms,
			"%s: armed for %llu s", c->name, (unsigned long long)lt.out.arm_time[0]);
	ctx_close(&cx);
}

static void task_calls_go_on(void)
{
	static struct timespec whole = {10, 0}, rest = {4, 500000000}, wrong = {11, 0};
	uint64_t w = (uintptr_t)&whole, r = (uintptr_t)&rest, x = (uintptr_t)&wrong;
	struct thread thread = {.tid = 7};
	struct task task = {.pid = 7,
			    .threads = &thread,
			    .thread_n = 1,
			    .mem_fd = open("/proc/self/mem", O_RDONLY | O_CLOEXEC)};
	/* clang-format off */
	const struct task_call_case cases[] = {
		{ "read, done", SYS_read, 5, { 0 }, 0, 0, -1, false, 0, 5 },
		{ "read, error", SYS_read, -EPIPE, { 0 }, 0, 0, -1, false, 0, -EPIPE },
		{ "read", SYS_read, -512, { 0 }, 0, TASK_CALL_AGAIN, -1, false, 0, SYS_read },
		{ "pause", SYS_pause, -514, { 0 }, 0, TASK_CALL_AGAIN, -1, false, 0, SYS_pause },
		{ "nanosleep", SYS_nanosleep, -516, { w, r }, 1000,
		  TASK_CALL_BLOCK, 4500, false, SYS_clock_nanosleep, -516 },
		{ "nanosleep without rest", SYS_nanosleep, -516, { w, 0 }, 1000,
		  TASK_CALL_BLOCK, 9000, true, SYS_clock_nanosleep, -516 },
		{ "nanosleep, rest overwritten", SYS_nanosleep, -516, { w, x }, 1000,
		  TASK_CALL_BLOCK, 9000, true, SYS_clock_nanosleep, -516 },
		{ "nanosleep, no such memory", SYS_nanosleep, -516, { 16, 0 }, 0, TASK_CALL_CUT, -1, false, 0, -EINTR },
		{ "clock_nanosleep", SYS_clock_nanosleep, -516, { 1, 0, w, r }, 0,
		  TASK_CALL_BLOCK, 4500, false, SYS_clock_nanosleep, -516 },
		{ "clock_nanosleep, absolute", SYS_clock_nanosleep, -514, { 1, 1, w, 0 }, 0,
		  TASK_CALL_AGAIN, -1, false, 0, SYS_clock_nanosleep },
		{ "poll", SYS_poll, -516, { 1, 2, 3000 }, 1000, TASK_CALL_BLOCK, 2000, true, SYS_poll, -516 },
		{ "poll, over its time", SYS_poll, -516, { 1, 2, 3000 }, 5000, TASK_CALL_BLOCK, 0, true, SYS_poll, -516 },
		{ "poll without end", SYS_poll, -516, { 1, 2, (uint32_t)-1 }, 1000,
		  TASK_CALL_AGAIN, -1, false, 0, SYS_poll },
		{ "futex", SYS_futex, -516, { 4, FUTEX_WAIT | FUTEX_PRIVATE_FLAG, 9, w }, 1000,
		  TASK_CALL_BLOCK, 9000, true, SYS_futex, -516 },
		{ "futex, absolute", SYS_futex, -516, { 4, FUTEX_WAIT_BITSET, 9, w }, 1000,
		  TASK_CALL_AGAIN, -1, false, 0, SYS_futex },
		{ "epoll_wait", SYS_epoll_wait, -514, { 3, 4, 1, 2500 }, 500,
		  TASK_CALL_AGAIN, 2500, true, 0, SYS_epoll_wait },
	};
	/* clang-format on */

	T_MUST(task.mem_fd >= 0, "mem");
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		task_one_call(&cases[i], &task);
	close(task.mem_fd);
}

/* A call that was interrupted twice is restart_syscall: its number is in the code before it. */
static void task_calls_guessed(void)
{
	static unsigned char code[64];
	struct task task = {.pid = 7, .mem_fd = open("/proc/self/mem", O_RDONLY | O_CLOEXEC)};
	struct arch_regs regs = task_sane_regs;

	memset(code, 0x90, sizeof(code));
	regs.rip = (uintptr_t)code + 40;
	T_CHECK(task_cpu_guess_call(&task, &regs) == -1, "no call");
	code[38] = 0x0f;
	code[39] = 0x05;
	T_CHECK(task_cpu_guess_call(&task, &regs) == -1, "no number");
	memcpy(code + 28, "\xb8\xe6\0\0\0\x31\xd2", 7); /* mov eax, 230; xor edx, edx */
	T_CHECK(task_cpu_guess_call(&task, &regs) == SYS_clock_nanosleep, "%ld",
		task_cpu_guess_call(&task, &regs));
	regs.rip = 8;
	T_CHECK(task_cpu_guess_call(&task, &regs) == -1, "no memory");
	close(task.mem_fd);
}

/* == sessions ================================================================================== */

/* A tree that forks and calls setsid at random can always be told how to come back, and comes back.
 */
static void task_births_of_real_trees(void)
{
	enum { N = 24 };
	uint64_t seed = 362436069;

	for (int round = 0; round < 300; round++) {
		struct task_place at[N] = {{1, 0, -1, true}};
		struct task_birth born[N];
		struct task_stand_in stand_ins[N];
		struct task_births births = {born, stand_ins, 0};
		pid_t session[N];
		size_t n = 1;

		while (n < N) {
			size_t who = task_random(&seed) % n;

			if (task_random(&seed) % 3 == 0) {
				at[who].sid = at[who].pid;
			} else {
				at[n] = (struct task_place){(pid_t)n + 1, at[who].sid, (ssize_t)who,
							    true};
				n++;
			}
		}
		T_MUST(task_find_births(at, n, &births) == -1 && births.stand_in_n == 0,
		       "round %d: refused", round);
		/* Now as the tasks do it. */
		for (size_t i = 0; i < n; i++) {
			pid_t here = 0;

			T_CHECK(born[i].way == LOAD_FORKED, "task %zu is adopted", i);
			if (at[i].parent >= 0)
				here = born[i].early ? session[at[i].parent] : at[at[i].parent].sid;
			session[i] = here; /* at birth */
			T_CHECK(at[i].sid == at[i].pid || at[i].sid == here,
				"round %d: task %zu is in %d", round, i, here);
		}
	}
}

/* Processes that fork, make sessions, become subreapers and end, as the kernel has it. */
enum { TASK_LIVES = 40 };

struct task_life {
	pid_t sid;
	int parent;
	enum { TASK_LIVES_ON, TASK_IS_ZOMBIE, TASK_IS_GONE } state;
	bool adopts;
};

static void task_life_ends(struct task_life *all, int n, int who, bool reaped)
{
	int heir = all[who].parent;

	while (!all[heir].adopts || all[heir].state != TASK_LIVES_ON)
		heir = all[heir].parent;
	for (int i = 0; i < n; i++)
		if (all[i].parent == who)
			all[i].parent = heir;
	all[who].state = reaped ? TASK_IS_GONE : TASK_IS_ZOMBIE;
}

static int task_live(struct task_life *all, uint64_t *seed, bool led, bool many)
{
	int n = 1;

	all[0] = (struct task_life){led ? 1 : 0, -1, TASK_LIVES_ON, true};
	while (n < TASK_LIVES) {
		int who = (int)(task_random(seed) % (uint64_t)n);

		if (all[who].state != TASK_LIVES_ON)
			continue;
		switch (task_random(seed) % 8) {
		case 0:
			if (who > 0)
				all[who].sid = who + 1;
			break;
		case 1:
			if (who > 0)
				task_life_ends(all, n, who, task_random(seed) % 3);
			break;
		case 2:
			if (many && task_random(seed) % 8 == 0)
				all[who].adopts = true;
			break;
		default:
			all[n++] = (struct task_life){all[who].sid, who, TASK_LIVES_ON, false};
		}
	}
	return n;
}

/* Parents before children; ret_pid of place i is its number in `all` and 1. */
static size_t task_place_lives(const struct task_life *all, int n, struct task_place *places)
{
	size_t placed = 1;

	places[0] = (struct task_place){1, all[0].sid, -1, true};
	for (size_t at = 0; at < placed; at++)
		for (int i = 1; i < n; i++)
			if (all[i].state != TASK_IS_GONE && all[i].parent + 1 == places[at].pid)
				places[placed++] = (struct task_place){(pid_t)i + 1, all[i].sid,
								       (ssize_t)at, true};
	return placed;
}

struct task_rebirth {
	const struct task_place *places;
	const struct task_births *births;
	size_t n;
};

/* The session that task i is forked in, when all do as they are told. */
static pid_t task_reborn_in(const struct task_rebirth *r, size_t i, int deep)
{
	const struct task_birth *b = &r->births->at[i];

	T_MUST(deep < TASK_LIVES * 2, "they fork each other in a circle");
	if (i == 0 && b->way == LOAD_FORKED)
		return 0;
	if (b->maker >= r->n)
		return r->births->stand_ins[b->maker - r->n].sid;
	return b->early ? task_reborn_in(r, b->maker, deep + 1) : r->places[b->maker].sid;
}

static ssize_t task_reborn_to(const struct task_rebirth *r, size_t i)
{
	const struct task_birth *b = &r->births->at[i];
	ssize_t from = b->maker < r->n ? (ssize_t)b->maker
				       : r->births->stand_ins[b->maker - r->n].parent;

	if (b->way == LOAD_FORKED)
		return i == 0 ? -1 : (ssize_t)b->maker;
	if (b->way == LOAD_SIBLING)
		return b->maker < r->n ? r->places[b->maker].parent : from;
	while (from >= 0 && !r->births->at[from].adopts)
		from = r->places[from].parent;
	return from;
}

static void task_births_of_adopted(void)
{
	struct task_life all[TASK_LIVES];
	struct task_place places[TASK_LIVES];
	struct task_birth born[TASK_LIVES];
	struct task_stand_in stand_ins[TASK_LIVES];
	struct task_births births = {born, stand_ins, 0};
	uint64_t seed = 88172645463325252;
	int refused = 0, stood_in = 0, orphaned = 0;

	for (int round = 0; round < 2000; round++) {
		bool many = round % 4 > 1; /* adopters: then some are in the way of each other */
		int lives = task_live(all, &seed, round % 2, many);
		size_t n = task_place_lives(all, lives, places);
		const struct task_rebirth r = {places, &births, n};

		if (task_find_births(places, n, &births) >= 0) {
			T_CHECK(many, "round %d: refused", round);
			refused++;
			continue;
		}
		stood_in += births.stand_in_n > 0;
		for (size_t i = 0; i < n; i++) {
			orphaned += born[i].way == LOAD_ORPHANED;
			T_CHECK(places[i].sid == places[i].pid ||
					task_reborn_in(&r, i, 0) == places[i].sid,
				"round %d: task %d of session %d is in %d", round, places[i].pid,
				places[i].sid, task_reborn_in(&r, i, 0));
			T_CHECK(task_reborn_to(&r, i) == places[i].parent,
				"round %d: task %d has the parent %zd, not %zd", round,
				places[i].pid, task_reborn_to(&r, i), places[i].parent);
		}
	}
	t_say("%d refused, %d with stand-ins, %d orphans", refused, stood_in, orphaned);
	T_CHECK(refused < 100 && stood_in > 100 && orphaned > 100,
		"%d refused, %d with stand-ins, %d orphans", refused, stood_in, orphaned);
}

static void task_births_refused(void)
{
	const struct task_place stranger[] = {
		{1, 1, -1, true}, {2, 1, 0, true}, {3, 3, 0, true}, {4, 3, 1, true}};
	const struct task_place self[] = {
		{1, 1, -1, true}, {2, 1, 0, true}, {3, 4, 1, true}, {4, 1, 2, true}};
	const struct task_place two[] = {{1, 1, -1, true}, {2, 5, 0, true}, {3, 6, 0, true}};
	struct task_birth born[4];
	struct task_stand_in stand_ins[4];
	struct task_births births = {born, stand_ins, 0};

	T_CHECK(task_find_births(stranger, 4, &births) == 3, "in the session of an uncle");
	T_CHECK(task_find_births(self, 4, &births) >= 2, "in a session that nobody leads");
	T_CHECK(task_find_births(two, 3, &births) == -1 && births.stand_in_n == 2 &&
			born[1].way == LOAD_SIBLING && born[2].way == LOAD_SIBLING &&
			born[1].maker != born[2].maker,
		"children of two sessions whose leaders have ended");
}

/* == saves that mean harm ====================================================================== */

static Cr__SignalQueueEntry *task_one_signal(struct cr_ctx *cx, int sig)
{
	Cr__SignalQueueEntry *queue = cx_alloc(cx, sizeof(*queue));
	Cr__SiginfoEntry *e = cx_alloc(cx, sizeof(*e));

	cr__signal_queue_entry__init(queue);
	cr__siginfo_entry__init(e);
	e->siginfo.len = SIGINFO_SIZE;
	e->siginfo.data = cx_alloc(cx, SIGINFO_SIZE);
	memcpy(e->siginfo.data, &sig, sizeof(sig));
	queue->signals = cx_array(cx, 1, sizeof(*queue->signals));
	queue->signals[0] = e;
	queue->n_signals = 1;
	return queue;
}

/* The core of a leader, with something in every field; as our own save writes it. */
static Cr__CoreEntry *task_full_core(struct cr_ctx *cx)
{
	struct thread thread = {.tid = 7,
				.robust_head = 0x1000,
				.robust_len = 24,
				.rseq_ptr = 0x7f0000002000,
				.rseq_size = 32,
				.rseq_cs = 0x401000,
				.rseq_sig = 0x53053053,
				.in = {.tid_address = 0x1000}};
	struct task task = {.pid = 7, .threads = &thread, .thread_n = 1};
	struct proc_status status = {.groups = "4 5 6\n",
				     .groups_n = 3,
				     .cap_prm = 7,
				     .cap_inh = 7,
				     .cap_eff = 3,
				     .cap_amb = 1,
				     .cap_bnd = 15,
				     .no_new_privs = 1};
	struct dump d = {.cx = cx};
	Cr__CoreEntry *core = cx_alloc(cx, sizeof(*core));
	Cr__ThreadCoreEntry *e = cx_alloc(cx, sizeof(*e));
	Cr__ThreadSasEntry *sas = cx_alloc(cx, sizeof(*sas));
	Cr__TaskCoreEntry *tc = cx_alloc(cx, sizeof(*tc));
	Cr__TaskTimersEntry *timers = cx_alloc(cx, sizeof(*timers));
	Cr__PosixTimerEntry *timer = cx_alloc(cx, sizeof(*timer));
	Cr__CrThreadEntry extra = CR__CR_THREAD_ENTRY__INIT;
	uint64_t seed = 99;

	cr__core_entry__init(core);
	thread.xstate = task_random_xstate(cx, &seed, &thread.xstate_len, TASK_XCOMPS_KNOWN);
	T_MUST(task_cpu_dump(cx, &thread, &task_sane_regs, core, &extra) == 0, "%s", cx->err.text);
	cr__thread_core_entry__init(e);
	cr__thread_sas_entry__init(sas);
	e->futex_rla = thread.robust_head;
	e->futex_rla_len = 24;
	e->sas = sas;
	e->comm = arena_str(&cx->arena, "name");
	e->has_sched_nice = e->has_sched_policy = e->has_sched_prio = e->has_blk_sigset =
		e->has_pdeath_sig = true;
	e->signals_p = task_one_signal(cx, SIGUSR1);
	T_MUST(task_creds_dump(&d, &task, 0, &status, &e->creds) == 0 &&
		       task_rseq_dump(cx, &thread, &e->rseq_entry) == 0,
	       "%s", cx->err.text);
	core->thread_core = e;

	cr__task_core_entry__init(tc);
	cr__task_timers_entry__init(timers);
	cr__posix_timer_entry__init(timer);
	tc->task_state = TASK_STOPPED;
	tc->comm = arena_str(&cx->arena, "name");
	tc->has_stop_signo = true;
	tc->stop_signo = SIGTSTP;
	tc->has_membarrier_registration_mask = tc->has_oom_score_adj = tc->has_child_subreaper =
		true;
	tc->signals_s = task_one_signal(cx, SIGCHLD);
	timer->si_signo = SIGALRM;
	timer->it_sigev_notify = SIGEV_THREAD_ID;
	timer->has_notify_thread_id = true;
	timer->notify_thread_id = 7;
	timers->posix = cx_array(cx, 1, sizeof(*timers->posix));
	timers->posix[0] = timer;
	timers->n_posix = 1;
	T_MUST(task_itimer_dump(cx, &task, 0, &timers->real) == 0 &&
		       task_itimer_dump(cx, &task, 1, &timers->virt) == 0 &&
		       task_itimer_dump(cx, &task, 2, &timers->prof) == 0,
	       "timers");
	tc->timers = timers;
	T_MUST(task_actions_dump(&d, &task, tc) == 0 && task_limits_dump(&d, &task, tc) == 0,
	       "actions");
	core->tc = tc;
	return core;
}

/* Everything that is checked of a task once its messages are unpacked. */
static int task_try_core(struct cr_ctx *cx, const Cr__CoreEntry *core,
			 const Cr__CrThreadEntry *extra)
{
	cr_load_opts opts = cr_load_opts_init();
	struct load l = {.cx = cx, .opts = &opts};
	struct load_thread thread = {.tid = 7, .core = core, .extra = extra};
	struct load_task parent = {.pid = 1};
	struct load_task lt = {.pid = 7, .threads = &thread, .thread_n = 1, .parent = &parent};
	int r = task_state_load(&l, &lt);

	if (r < 0 || lt.state == TASK_ZOMBIE)
		return r;
	r = task_thread_load(&l, &lt, 0);
	if (r >= 0)
		r = task_signals_load(&l, &lt);
	if (r >= 0)
		r = task_timers_load(&l, &lt);
	if (r >= 0)
		r = task_limits_load(&l, &lt);
	return r;
}

struct task_harm {
	struct cr_ctx *cx;
	const Cr__CoreEntry *core;
	const Cr__CrThreadEntry *extra;
	size_t tried, refused;
	const char *field;
};

static void task_harm_try(struct task_harm *h)
{
	size_t mark = h->cx->arena.used;

	memset(&h->cx->err, 0, sizeof(h->cx->err));
	int r = task_try_core(h->cx, h->core, h->extra);
	T_CHECK(r >= 0 || h->cx->err.code != CR_E_OK, "%s: refused without a cause", h->field);
	h->tried++;
	h->refused += r < 0;
	/* What was allocated is gone; notes would point there. */
	memset(h->cx->arena.base + mark, 0, h->cx->arena.used - mark);
	h->cx->arena.used = mark;
	memset(&h->cx->notes, 0, sizeof(h->cx->notes));
}

static const uint64_t task_extremes[] = {
	0,
	1,
	2,
	3,
	63,
	64,
	65,
	0x7f,
	0x80,
	0xff,
	0xffff,
	0x7fffffff,
	0x80000000,
	0xffffffff,
	0x100000000,
	0x7fffffffffff,
	0x7fffffffffffffff,
	0x8000000000000000,
	0xfffffffffffffff0,
	0xffffffffffffffff,
};

static void task_harm_message(struct task_harm *h, ProtobufCMessage *msg);

static size_t task_harm_width(const ProtobufCFieldDescriptor *f)
{
	switch (f->type) {
	case PROTOBUF_C_TYPE_UINT64:
	case PROTOBUF_C_TYPE_INT64:
	case PROTOBUF_C_TYPE_SINT64:
	case PROTOBUF_C_TYPE_FIXED64:
		return 8;
	default:
		return 4; /* a boolean is an int there, as an enum is */
	}
}

static void task_harm_scalar(struct task_harm *h, const ProtobufCFieldDescriptor *f, void *at)
{
	unsigned char was[8];
	size_t width = task_harm_width(f);

	memcpy(was, at, width);
	for (size_t i = 0; i < ARRAY_LEN(task_extremes); i++) {
		uint64_t v = f->type == PROTOBUF_C_TYPE_BOOL ? task_extremes[i] & 1
							     : task_extremes[i];

		memcpy(at, &v, width);
		task_harm_try(h);
	}
	memcpy(at, was, width);
}

static void task_harm_value(struct task_harm *h, const ProtobufCFieldDescriptor *f, void *at)
{
	void *none = NULL, *was;
	char *empty = (char *)(uintptr_t) "",
	     *letters = (char *)(uintptr_t) "a name that is far longer than sixteen bytes";

	switch (f->type) {
	case PROTOBUF_C_TYPE_MESSAGE:
		memcpy(&was, at, sizeof(was));
		if (was)
			task_harm_message(h, was);
		if (f->label == PROTOBUF_C_LABEL_OPTIONAL) {
			memcpy(at, &none, sizeof(none));
			task_harm_try(h);
			memcpy(at, &was, sizeof(was));
		}
		break;
	case PROTOBUF_C_TYPE_STRING:
		memcpy(&was, at, sizeof(was));
		memcpy(at, &empty, sizeof(empty));
		task_harm_try(h);
		memcpy(at, &letters, sizeof(letters));
		task_harm_try(h);
		if (f->label == PROTOBUF_C_LABEL_OPTIONAL) {
			memcpy(at, &none, sizeof(none));
			task_harm_try(h);
		}
		memcpy(at, &was, sizeof(was));
		break;
	case PROTOBUF_C_TYPE_BYTES: {
		ProtobufCBinaryData *data = at, saved = *data;
		unsigned char *copy = cx_alloc(h->cx, saved.len + 64);

		if (saved.len)
			memcpy(copy, saved.data, saved.len);
		data->data = copy;
		for (size_t len = 0; len <= saved.len + 64; len += len < 16 ? 1 : 13) {
			data->len = len;
			task_harm_try(h);
		}
		data->len = saved.len + 8;
		for (size_t i = 0; i < ARRAY_LEN(task_extremes); i++)
			for (size_t k = 0; k + 8 <= saved.len + 64; k += 8) {
				memcpy(copy + k, &task_extremes[i], 8);
				task_harm_try(h);
			}
		*data = saved;
		break;
	}
	default:
		task_harm_scalar(h, f, at);
	}
}

static size_t task_harm_size(const ProtobufCFieldDescriptor *f)
{
	switch (f->type) {
	case PROTOBUF_C_TYPE_MESSAGE:
	case PROTOBUF_C_TYPE_STRING:
		return sizeof(void *);
	case PROTOBUF_C_TYPE_BYTES:
		return sizeof(ProtobufCBinaryData);
	default:
		return task_harm_width(f);
	}
}

/* Every length up to a few more than it is; in each element of few, in the first and last of many.
 */
static void task_harm_repeated(struct task_harm *h, const ProtobufCFieldDescriptor *f, size_t *n,
			       void *at)
{
	unsigned char *data, *copy;
	size_t was = *n, size = task_harm_size(f);

	memcpy(&data, at, sizeof(data));
	copy = cx_alloc(h->cx, (was + 8) * size);
	T_MUST(copy, "arena");
	for (size_t i = 0; i < was + 8; i++) {
		if (was)
			memcpy(copy + i * size, data + (i < was ? i : 0) * size, size);
		else if (f->type == PROTOBUF_C_TYPE_MESSAGE)
			return; /* there is no element to show */
	}
	memcpy(at, &copy, sizeof(copy));
	for (*n = 0; *n < was + 8; *n += was < 20 ? 1 : 1 + was / 9)
		task_harm_try(h);
	*n = was;
	for (size_t i = 0; i < was; i += i == 0 && was > 20 ? was - 1 : 1)
		task_harm_value(h, f, copy + i * size);
	memcpy(at, &data, sizeof(data));
}

static void task_harm_message(struct task_harm *h, ProtobufCMessage *msg)
{
	for (unsigned i = 0; i < msg->descriptor->n_fields; i++) {
		const ProtobufCFieldDescriptor *f = &msg->descriptor->fields[i];
		unsigned char *base = (unsigned char *)msg;

		h->field = f->name;
		if (f->label == PROTOBUF_C_LABEL_REPEATED) {
			task_harm_repeated(h, f, (size_t *)(void *)(base + f->quantifier_offset),
					   base + f->offset);
			continue;
		}
		protobuf_c_boolean was = 0;
		if (f->label == PROTOBUF_C_LABEL_OPTIONAL && f->quantifier_offset) {
			memcpy(&was, base + f->quantifier_offset, sizeof(was));
			const protobuf_c_boolean other = !was;

			memcpy(base + f->quantifier_offset, &other, sizeof(other));
			task_harm_try(h);
			const protobuf_c_boolean yes = 1;

			memcpy(base + f->quantifier_offset, &yes, sizeof(yes));
		}
		task_harm_value(h, f, base + f->offset);
		if (f->label == PROTOBUF_C_LABEL_OPTIONAL && f->quantifier_offset)
			memcpy(base + f->quantifier_offset, &was, sizeof(was));
	}
}

static void task_hostile_cores(void)
{
	struct cr_ctx cx;

	task_ctx(&cx);
	Cr__CoreEntry *core = task_full_core(&cx);
	Cr__CrThreadEntry *extra = cx_alloc(&cx, sizeof(*extra));
	uint64_t *args = cx_array(&cx, 6, sizeof(*args));
	struct task_harm h = {.cx = &cx, .core = core, .extra = extra};

	cr__cr_thread_entry__init(extra);
	extra->tid = 7;
	extra->args = args;
	extra->n_args = 6;
	extra->affinity.data = cx_alloc(&cx, 16);
	extra->affinity.len = 16;
	extra->affinity.data[0] = 1;
	extra->xstate.data = cx_alloc(&cx, 16);
	extra->xstate.len = 16;
	T_MUST(task_try_core(&cx, core, extra) == 0, "what is right: %s", cx.err.text);
	task_harm_message(&h, &core->base);
	size_t of_core = h.refused;
	T_CHECK(of_core > 1000, "%zu of %zu refused", h.refused, h.tried);
	/* Each of the calls that may be armed, with each of its numbers wrong. */
	static const int calls[] = {SYS_nanosleep, SYS_clock_nanosleep, SYS_poll,
				    SYS_futex,	   SYS_epoll_wait,	SYS_read};
	core->thread_info->gpregs->ax = (uint64_t)-EINTR;
	for (size_t i = 0; i < ARRAY_LEN(calls); i++)
		for (unsigned how = 0; how < 5; how++) {
			extra->has_syscall_nr = extra->has_restart = extra->has_remaining_ns = true;
			extra->syscall_nr = calls[i];
			extra->restart = how;
			task_harm_message(&h, &extra->base);
		}
	T_CHECK(h.refused > of_core, "%zu of %zu refused", h.refused, h.tried);
	t_say("%zu tried, %zu refused", h.tried, h.refused);
	memset(&cx.err, 0, sizeof(cx.err));
	extra->has_restart = false;
	T_CHECK(task_try_core(&cx, core, extra) == 0, "what is right, again: %s", cx.err.text);
	ctx_close(&cx);
}

/* Signals of the image's list of actions: all but the two that cannot be had. */
static void task_action_order(void)
{
	uint64_t seen = 0;

	for (size_t i = 0; i < TASK_ACTIONS; i++) {
		int sig = task_action_signal(i);

		T_CHECK(sig >= 1 && sig <= 64 && sig != SIGKILL && sig != SIGSTOP,
			"entry %zu is signal %d", i, sig);
		T_CHECK(!(seen >> (sig - 1) & 1), "signal %d twice", sig);
		seen |= 1ull << (sig - 1);
	}
	T_CHECK(task_action_signal(61) == 64, "the last is %d", task_action_signal(61));
}

/* How a zombie ended is how it ends again. */
static void task_zombies_end(void)
{
	static const int ends[] = {0,	    1 << 8,  255 << 8,	     SIGTERM,
				   SIGKILL, SIGSEGV, SIGSEGV | 0x80, 64};

	for (size_t i = 0; i < ARRAY_LEN(ends); i++) {
		Cr__TaskCoreEntry tc = CR__TASK_CORE_ENTRY__INIT;
		Cr__CoreEntry core = CR__CORE_ENTRY__INIT;
		struct load_thread thread = {.core = &core};
		struct load_task lt = {
			.pid = 7, .sid = 1, .pgid = 1, .threads = &thread, .thread_n = 1};
		int status;

		tc.exit_code = (uint32_t)ends[i];
		core.tc = &tc;
		pid_t pid = fork();
		if (pid == 0)
			task_end_as(&lt);
		T_MUST(pid > 0 && waitpid(pid, &status, 0) == pid, "fork, wait");
		T_CHECK((status & ~0x80) == (ends[i] & ~0x80), "status 0x%x, wanted 0x%x", status,
			ends[i]);
	}
}

static const struct t_test task_tests[] = {
	{"task_xstate_round_trip", task_xstate_round_trip, T_PURE, 0, NULL, NULL},
	{"task_registers_checked", task_registers_checked, T_PURE, 0, NULL, NULL},
	{"task_cpu_lacks", task_cpu_lacks, T_PURE, 0, NULL, NULL},
	{"task_calls_go_on", task_calls_go_on, T_PURE, 0, NULL, NULL},
	{"task_calls_guessed", task_calls_guessed, T_PURE, 0, NULL, NULL},
	{"task_births_of_real_trees", task_births_of_real_trees, T_PURE, 0, NULL, NULL},
	{"task_births_of_adopted", task_births_of_adopted, T_PURE, 0, NULL, NULL},
	{"task_births_refused", task_births_refused, T_PURE, 0, NULL, NULL},
	{"task_hostile_cores", task_hostile_cores, T_PURE, 60, NULL, NULL},
	{"task_action_order", task_action_order, T_PURE, 0, NULL, NULL},
	{"task_zombies_end", task_zombies_end, T_ROOT, 0, NULL, NULL},
};
