/* SPDX-License-Identifier: MIT
 *
 * plan: writes the list of system calls that the restorer blob runs, and starts it.
 * Leans on kernel, the blob, and one address range (the window) that is free before and after.
 * Everything the blob needs is written into the window at once: board page, blob code, then data as
 * it comes, stacks among it. What does not fit is refused when the plan is sealed. A plan is run by
 * the process that built it.
 */
#include "control.h"

#include "../../restorer_blob.h"

#include <sys/prctl.h>

enum {
	PLAN_COMMIT =
		256 << 10,     /* the window becomes writable in pieces of this size, as it fills */
	PLAN_HUGE = 2 << 20,   /* what one page of page tables spans */
	PLAN_LOWEST = 64 << 10 /* nothing below, whatever vm.mmap_min_addr says */
};

struct plan_list {
	VEC(struct plan_op) ops;
};

struct plan_worker {
	struct plan_list lists[PLAN_PHASES];
	uint64_t stack; /* top */
	bool made;
};

struct plan_build {
	struct cr_ctx *cx;
	uint64_t window, window_len;
	uint64_t code, next,
		writable; /* blob; next free byte of data; end of what is writable so far */
	struct plan head; /* copied into the window when sealed */
	uint64_t head_at;
	struct plan_worker *workers;
	size_t thread_n;
	const char *last_name; /* in the window; most steps are named like the one before */
	int err;	       /* -errno, sticks */
	bool sealed;
	struct plan_op spare; /* what steps go into once there is no room */
};

/* == the window ================================================================================ */

static void plan_sort(struct wire_range *r, size_t n)
{
	/* Heap sort: a hostile image may name 65,530 ranges in the worst order. */
	for (size_t end = n, start = n / 2; end > 1;) {
		if (start > 0) {
			start--;
		} else {
			struct wire_range last = r[--end];

			r[end] = r[0];
			r[0] = last;
		}
		for (size_t root = start, child; (child = 2 * root + 1) < end; root = child) {
			struct wire_range swap = r[root];

			if (child + 1 < end && r[child].addr < r[child + 1].addr)
				child++;
			if (swap.addr >= r[child].addr)
				break;
			r[root] = r[child];
			r[child] = swap;
		}
	}
}

/* Where the first range at or behind *at begins, and where what it touches ends: the hole [*at,
 * start) is free. */
static uint64_t plan_hole_end(const struct wire_range *r, size_t n, size_t *i, uint64_t at,
			      uint64_t *ret_next)
{
	uint64_t start = ARCH_TASK_END, next = ARCH_TASK_END;

	while (*i < n && r[*i].addr + r[*i].len <= at)
		++*i;
	if (*i < n && r[*i].addr < start) {
		start = r[*i].addr > at ? r[*i].addr : at;
		next = r[*i].addr + r[*i].len;
	}
	*ret_next = next;
	return start;
}

CR_FN int plan_find_window(struct cr_ctx *cx, size_t size, const struct wire_range *now,
			   size_t now_n, const struct wire_range *then, size_t then_n,
			   uint64_t *ret_addr)
{
	struct wire_range *all = cx_array(cx, now_n + then_n + 1, sizeof(*all));
	uint64_t best = 0, best_room = 0, len = num_round_up(size, PLAN_HUGE);
	size_t n = 0, i = 0;

	if (!all)
		return error_memory(cx);
	for (size_t k = 0; k < now_n + then_n; k++) {
		const struct wire_range *r = k < now_n ? &now[k] : &then[k - now_n];
		uint64_t end;

		if (r->len && r->addr < ARCH_TASK_END && num_add(r->addr, r->len, &end))
			all[n++] = *r;
	}
	plan_sort(all, n);
	/* The widest hole, and its middle: as far as can be from stacks and heaps that grow. */
	for (uint64_t at = PLAN_LOWEST; at < ARCH_TASK_END;) {
		uint64_t next, end = plan_hole_end(all, n, &i, at, &next);

		if (end - at > best_room) {
			best_room = end - at;
			best = at;
		}
		at = next > at ? next : ARCH_TASK_END;
	}
	if (best_room < len + 2 * (uint64_t)PLAN_HUGE)
		return error_set(cx, CR_E_RESTORE, ENOMEM, 0, "address space",
				 "no hole of %llu KiB that is free both in the loader and in the "
				 "saved program",
				 (unsigned long long)len >> 10);
	*ret_addr = num_round_up(best + (best_room - len) / 2, PLAN_HUGE);
	if (*ret_addr + len > best + best_room)
		*ret_addr -= PLAN_HUGE;
	return 0;
}

CR_FN size_t plan_window_size(size_t thread_n, size_t mapping_n, size_t more)
{
	/* Steps, their names and arguments: measured below 400 bytes per mapping and 4 KiB per
	 * thread; plus for cr_load the registers of all threads. Address space, not memory. */
	return num_round_up(((size_t)8 << 20) + thread_n * (PLAN_STACK + ARCH_XSTATE_MAX + 16384) +
				    mapping_n * 2048 + more,
			    PLAN_HUGE);
}

CR_FN int plan_board_make(struct cr_ctx *cx, struct plan_board **ret)
{
	uint64_t at;
	int r = sys_mmap(0, cx->page, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0,
			 &at);

	if (r < 0)
		return error_set(cx, CR_E_SYSTEM, -r, 0, "mmap", "no shared page for the restore");
	*ret = (struct plan_board *)(uintptr_t)at;
	return 0;
}

/* == data ====================================================================================== */

/* Makes the window writable up to `end`. */
static int plan_commit(struct plan_build *b, uint64_t end)
{
	if (end <= b->writable)
		return 0;
	uint64_t to = num_round_up(end, PLAN_COMMIT);

	if (to > b->window + b->window_len)
		to = b->window + b->window_len;
	int r = sys_mprotect(b->writable, to - b->writable, PROT_READ | PROT_WRITE);

	if (r == 0)
		b->writable = to;
	return r;
}

CR_FN uint64_t plan_room(struct plan_build *b, size_t size)
{
	uint64_t at = b->next, end;
	int r = -ENOMEM;

	if (num_add(at, size, &end) && num_add(end, 15, &end) && end <= b->window + b->window_len)
		r = plan_commit(b, end);
	if (r < 0) {
		if (!b->err)
			b->err = r;
		/* The steps that use it will not be run; what callers may write is the head of the
		 * data. */
		return size <= PLAN_COMMIT / 2
			       ? b->code + num_round_up(RESTORER_BLOB_SIZE, b->cx->page)
			       : 0;
	}
	b->next = end & ~(uint64_t)15;
	return at; /* fresh anonymous memory: zeros */
}

CR_FN uint64_t plan_data(struct plan_build *b, const void *data, size_t size)
{
	uint64_t at = plan_room(b, size);

	if (!b->err && size)
		memcpy((void *)(uintptr_t)at, data, size);
	return at;
}

CR_FN uint64_t plan_string(struct plan_build *b, const char *s)
{
	return plan_data(b, s, strlen(s) + 1);
}

static uint64_t plan_name(struct plan_build *b, const char *name)
{
	if (!name)
		return 0;
	if (!b->last_name || strcmp(b->last_name, name) != 0)
		b->last_name = (const char *)(uintptr_t)plan_string(b, name);
	return (uintptr_t)b->last_name;
}

/* == open, close =============================================================================== */

static int plan_take_window(struct plan_build *b, struct plan_board *board)
{
	size_t page = b->cx->page;
	uint64_t at;
	int r = sys_mmap(b->window, b->window_len, PROT_NONE,
			 MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED_NOREPLACE, -1, 0,
			 &at);

	if (r < 0)
		return error_set(b->cx, CR_E_RESTORE, -r, 0, "window",
				 "no room for the restorer at 0x%llx",
				 (unsigned long long)b->window);
	if (at != b->window) { /* a kernel before 4.17 takes NOREPLACE for a hint */
		(void)sys_munmap(at, b->window_len);
		return error_set(b->cx, CR_E_RESTORE, EEXIST, 0, "window",
				 "the place of the restorer is taken");
	}
	/* A second mapping of the same page: old size 0. So the caller's own stays where it is. */
	int moved = sys_mremap((uintptr_t)board, 0, page, MREMAP_MAYMOVE | MREMAP_FIXED, b->window);

	if (moved < 0) {
		r = moved;
		goto undo;
	}
	b->code = b->writable = b->window + page;
	b->next = b->code + num_round_up(RESTORER_BLOB_SIZE, page);
	r = plan_commit(b, b->next + PLAN_COMMIT);
	if (r < 0)
		goto undo;
	memcpy((void *)(uintptr_t)b->code, RESTORER_BLOB, RESTORER_BLOB_SIZE);
	r = sys_mprotect(b->code, b->next - b->code, PROT_READ | PROT_EXEC);
	if (r == 0)
		return 0;
undo:
	(void)sys_munmap(b->window, b->window_len);
	return error_set(b->cx, CR_E_RESTORE, -r, 0, "window",
			 "the restorer cannot be put in place");
}

CR_FN int plan_open(struct cr_ctx *cx, uint64_t window, size_t size, size_t thread_n,
		    struct plan_board *board, struct plan_build **ret)
{
	struct plan_build *b = cx_alloc(cx, sizeof(*b));

	if (!b || thread_n == 0 || size < ((size_t)1 << 20))
		return b ? error_set(cx, CR_E_RESTORE, EINVAL, 0, "window",
				     "a plan without threads or room")
			 : error_memory(cx);
	b->workers = cx_array(cx, thread_n, sizeof(*b->workers));
	if (!b->workers)
		return error_memory(cx);
	b->cx = cx;
	b->window = window;
	b->window_len = num_round_up(size, cx->page);
	b->thread_n = thread_n;
	int r = plan_take_window(b, board);

	if (r < 0)
		return r;
	b->workers[0].made = true;
	b->head_at = plan_room(b, sizeof(b->head));
	for (size_t i = 0; i < thread_n; i++)
		b->workers[i].stack = plan_room(b, PLAN_STACK) + PLAN_STACK;
	b->head = (struct plan){
		.version = RESTORER_BLOB_VERSION,
		.thread_n = (uint32_t)thread_n,
		.window = b->window,
		.window_len = b->window_len,
		.board = b->window,
		.threads = plan_room(b, thread_n * sizeof(struct plan_thread)),
		.complain_fd = -1,
	};
	if (b->err) {
		(void)sys_munmap(b->window, b->window_len);
		return error_set(cx, CR_E_RESTORE, -b->err, 0, "window", "no room for %zu threads",
				 thread_n);
	}
	*ret = b;
	return 0;
}

CR_FN void plan_close(struct plan_build *b)
{
	if (b && b->window_len)
		(void)sys_munmap(b->window, b->window_len);
	if (b)
		b->window_len = 0;
}

CR_FN uint64_t plan_window(const struct plan_build *b, uint64_t *ret_len)
{
	*ret_len = b->window_len;
	return b->window;
}

CR_FN struct plan_board *plan_board_at(const struct plan_build *b)
{
	return (struct plan_board *)(uintptr_t)b->head.board;
}

CR_FN uint64_t plan_threads(const struct plan_build *b)
{
	return b->head.threads;
}

CR_FN uint64_t plan_syscall_ip(const struct plan_build *b)
{
	return b->code + RESTORER_ENTRY_SYSCALL;
}

/* == steps ===================================================================================== */

CR_FN struct plan_op *plan_step(struct plan_build *b, size_t thread, enum plan_phase phase,
				enum plan_code code, const char *name, long nr,
				const uint64_t arg[6])
{
	struct plan_op *op = NULL;

	if (thread >= b->thread_n || phase >= PLAN_PHASES || (thread > 0 && phase < PLAN_AT_SELF) ||
	    b->sealed) {
		if (!b->err)
			b->err = -EINVAL;
	} else if (!b->err && !(name && CR_TEST_SKIP("plan", name))) {
		op = vec_add(&b->cx->arena, &b->workers[thread].lists[phase].ops);
		if (!op)
			b->err = -ENOMEM;
	}
	if (!op)
		op = &b->spare;
	*op = (struct plan_op){
		.code = (uint16_t)code, .nr = (uint32_t)nr, .name = plan_name(b, name)};
	memcpy(op->arg, arg, sizeof(op->arg));
	return op;
}

/* A step that is no plain call. */
#define PLAN_STEP(b, thread, phase, code, name, ...) \
	plan_step((b), (thread), (phase), (code), (name), 0, (const uint64_t[6]){__VA_ARGS__})

CR_FN void plan_move(struct plan_build *b, enum plan_phase phase, const char *name, uint64_t from,
		     uint64_t len, uint64_t to)
{
	struct plan_op *op = plan_call(b, 0, phase, name, SYS_mremap, from, len, len,
				       MREMAP_MAYMOVE | MREMAP_FIXED, to);

	op->flags = PLAN_EXPECT;
	op->expect = to;
}

CR_FN void plan_map(struct plan_build *b, enum plan_phase phase, const char *name, uint64_t addr,
		    uint64_t len, int prot, int flags, int fd, uint64_t off)
{
	struct plan_op *op = plan_call(b, 0, phase, name, SYS_mmap, addr, len, (unsigned)prot,
				       (unsigned)(flags | MAP_FIXED_NOREPLACE), (uint64_t)fd, off);

	op->flags = PLAN_EXPECT;
	op->expect = addr;
}

CR_FN void plan_read(struct plan_build *b, size_t thread, enum plan_phase phase, const char *name,
		     int fd, uint64_t addr, uint64_t len, uint64_t off)
{
	PLAN_STEP(b, thread, phase, PLAN_READ, name, (uint64_t)fd, addr, len, off);
}

CR_FN void plan_store64(struct plan_build *b, size_t thread, enum plan_phase phase, uint64_t addr,
			uint64_t value)
{
	PLAN_STEP(b, thread, phase, PLAN_STORE64, NULL, addr, value);
}

CR_FN void plan_store32(struct plan_build *b, size_t thread, enum plan_phase phase, uint64_t addr,
			uint32_t value)
{
	PLAN_STEP(b, thread, phase, PLAN_STORE32, NULL, addr, value);
}

CR_FN void plan_copy(struct plan_build *b, size_t thread, enum plan_phase phase, uint64_t to,
		     uint64_t from, uint64_t len)
{
	PLAN_STEP(b, thread, phase, PLAN_COPY, NULL, to, from, len);
}

CR_FN void plan_await(struct plan_build *b, size_t thread, enum plan_phase phase, uint64_t addr,
		      uint32_t value)
{
	PLAN_STEP(b, thread, phase, PLAN_AWAIT, NULL, addr, value);
}

CR_FN void plan_stage(struct plan_build *b, size_t thread, enum plan_phase phase, uint32_t n)
{
	PLAN_STEP(b, thread, phase, PLAN_STAGE, NULL, n);
}

CR_FN void plan_flush(struct plan_build *b, size_t thread, enum plan_phase phase)
{
	PLAN_STEP(b, thread, phase, PLAN_FLUSH, "pending signals of the loader", 0);
}

CR_FN void plan_timer(struct plan_build *b, size_t thread, enum plan_phase phase, int clock,
		      uint64_t sigevent, int id, bool restore_ids)
{
	PLAN_STEP(b, thread, phase, PLAN_TIMER, "timer_create", (uint64_t)clock, sigevent,
		  (uint64_t)id, restore_ids);
}

CR_FN void plan_signal(struct plan_build *b, size_t thread, enum plan_phase phase,
		       const void *siginfo, bool shared)
{
	PLAN_STEP(b, thread, phase, PLAN_SIGNAL, "a pending signal",
		  plan_data(b, siginfo, SIGINFO_SIZE), shared);
}

CR_FN void plan_fix_tid(struct plan_build *b, size_t thread, enum plan_phase phase, uint64_t addr,
			pid_t old)
{
	PLAN_STEP(b, thread, phase, PLAN_FIXTID, NULL, addr, (uint64_t)old);
}

CR_FN void plan_fix_robust(struct plan_build *b, size_t thread, enum plan_phase phase,
			   uint64_t head, pid_t old, size_t width)
{
	PLAN_STEP(b, thread, phase, PLAN_ROBUST, NULL, head, (uint64_t)old, width);
}

CR_FN void plan_thread(struct plan_build *b, size_t thread, pid_t tid)
{
	if (thread == 0 || thread >= b->thread_n || b->workers[thread].made) {
		if (!b->err)
			b->err = -EINVAL;
		return;
	}
	b->workers[thread].made = true;
	PLAN_STEP(b, 0, PLAN_AT_THREADS, PLAN_THREAD, "clone3 of a thread", thread, (uint64_t)tid);
}

CR_FN void plan_unmap_others(struct plan_build *b, const struct wire_range *keep, size_t n)
{
	struct wire_range *all = cx_array(b->cx, n + 1, sizeof(*all));
	uint64_t at = 0;

	if (!all) {
		b->err = b->err ? b->err : -ENOMEM;
		return;
	}
	if (n)
		memcpy(all, keep, n * sizeof(*all));
	all[n++] = (struct wire_range){b->window, b->window_len};
	plan_sort(all, n);
	for (size_t i = 0; i < n; i++) {
		uint64_t end = num_round_up(all[i].addr + all[i].len, b->cx->page);
		uint64_t start = all[i].addr / b->cx->page * b->cx->page;

		if (start > at)
			plan_call(b, 0, PLAN_AT_UNMAP, "munmap of the loader", SYS_munmap, at,
				  start - at);
		if (end > at)
			at = end;
	}
	if (at < ARCH_TASK_END)
		plan_call(b, 0, PLAN_AT_UNMAP, "munmap of the loader", SYS_munmap, at,
			  ARCH_TASK_END - at);
}

CR_FN void plan_forget_rseq(struct plan_build *b, uint64_t ptr, uint32_t size, uint32_t sig)
{
	b->head.rseq_ptr = ptr;
	b->head.rseq_size = size;
	b->head.rseq_sig = sig;
}

CR_FN void plan_complain(struct plan_build *b, int fd, const char *text)
{
	b->head.complain_fd = fd;
	b->head.complain_text = plan_string(b, text);
	b->head.complain_len = strlen(text);
}

/* == seal and run ============================================================================== */

/* One thread's phases in a row; stage 1 before PLAN_AT_LATE. Returns where they begin. */
static uint64_t plan_lay_out(struct plan_build *b, const struct plan_worker *w)
{
	size_t n = 2;

	for (int phase = 0; phase < PLAN_PHASES; phase++)
		n += w->lists[phase].ops.n;
	uint64_t at = plan_room(b, n * sizeof(struct plan_op));
	struct plan_op *op = (struct plan_op *)(uintptr_t)at;

	if (b->err)
		return 0;
	for (int phase = 0; phase < PLAN_PHASES; phase++) {
		size_t k = w->lists[phase].ops.n;

		if (phase == PLAN_AT_LATE)
			*op++ = (struct plan_op){.code = PLAN_STAGE, .arg = {1}};
		if (k)
			memcpy(op, w->lists[phase].ops.at, k * sizeof(*op));
		op += k;
	}
	*op = (struct plan_op){.code = PLAN_END};
	return at;
}

CR_FN int plan_seal(struct plan_build *b)
{
	struct plan_thread *threads = (struct plan_thread *)(uintptr_t)b->head.threads;

	for (size_t i = 0; i < b->thread_n; i++) {
		struct plan_worker *w = &b->workers[i];

		if (!w->made && !b->err)
			b->err = -EINVAL;
		threads[i] = (struct plan_thread){.ops = plan_lay_out(b, w), .stack = w->stack};
	}
	if (b->err)
		return error_set(b->cx, CR_E_RESTORE, -b->err, 0, "restore plan",
				 b->err == -EINVAL
					 ? "the plan of a task contradicts itself"
					 : "the plan of a task does not fit into its %llu KiB",
				 (unsigned long long)b->window_len >> 10);
	memcpy((void *)(uintptr_t)b->head_at, &b->head, sizeof(b->head));
	b->sealed = true;
	return 0;
}

CR_FN void plan_run(struct plan_build *b)
{
	uint64_t all = UINT64_MAX;
	void (*entry)(uint64_t plan, uint32_t thread) = (void (*)(uint64_t, uint32_t))(
		uintptr_t)(b->code + RESTORER_ENTRY_RESTORE);

	/* A handler's code will be gone, and so will its stack. */
	(void)sys_sigmask(SIG_SETMASK, &all, NULL);
	entry(b->head_at, 0); /* goes to the plan's own stack at once */
	__builtin_unreachable();
}

/* == cr_load of one process ==================================================================== */

enum {
	PLAN_SEEN = 16384, /* threads of a loader */
	PLAN_HELPER_STACK = 8192,
	PLAN_STUB_MAX = 512
};
#define PLAN_MARK \
	0x5a17c0de7e57ed01ull /* stands for the result of a call in the stub for calls that are \
				 over */

/* The release of all threads, copied into the window: the arena is unmapped by then. */
static uint64_t plan_copy_release(struct plan_build *b, const struct release_thread *threads,
				  size_t n)
{
	uint64_t at = plan_room(b, n * sizeof(*threads));
	struct release_thread *copy = (struct release_thread *)(uintptr_t)at;

	for (size_t i = 0; i < n && !b->err; i++) {
		copy[i] = threads[i];
		if (threads[i].xstate_len)
			copy[i].xstate = plan_data(b, (const void *)(uintptr_t)threads[i].xstate,
						   threads[i].xstate_len);
	}
	return at;
}

/* The leader's return stub: what to do once the helper has ended. With `over`, a result can be put
 * in. */
static int plan_make_stub(struct plan_build *b, const struct release_thread *leader, pid_t helper,
			  bool over, struct release_plan *rp)
{
	struct arch_stub stub = {
		.at = rp->stub_at,
		.sigmask = leader->sigmask,
		.wait_pid = (uint64_t)helper,
		.unmap = b->window,
		.unmap_len = b->window_len,
	};
	_Static_assert(sizeof(stub.dispatch) == sizeof(leader->dispatch), "one and the same");
	memcpy(&stub.dispatch, leader->dispatch, sizeof(stub.dispatch));
	unsigned char *bytes = (unsigned char *)(uintptr_t)(over ? rp->over : rp->stub);
	const uint64_t mark = PLAN_MARK;
	struct arch_regs regs;
	size_t tail;

	memcpy(&regs, leader->regs, sizeof(regs));
	if (over)
		arch_set_syscall_result(&regs, (long)mark);
	arch_resume_regs(&regs, &stub.regs);
	int len = arch_stub_make(&stub, bytes, PLAN_STUB_MAX, &tail);

	if (len < 0)
		return len;
	rp->stub_entry = rp->stub_at + tail;
	if (!over) {
		rp->stub_len = (uint64_t)len;
		return len;
	}
	rp->over_len = (uint64_t)len;
	for (uint64_t i = 0; i + 8 <= rp->over_len; i++) {
		if (memcmp(bytes + i, &mark, 8) == 0) {
			rp->over_result = i;
			return len;
		}
	}
	return -EPROTO;
}

/* The helper runs already, but waits: only now is its pid known, which the stubs wait for. */
static int plan_brief_helper(struct plan_build *b, struct release_plan *rp,
			     const struct release_thread *leader, pid_t helper, size_t stub_room)
{
	int len = plan_make_stub(b, leader, helper, false, rp),
	    over = plan_make_stub(b, leader, helper, true, rp);

	if (len < 0 || over < 0)
		return len < 0 ? len : over;
	if ((size_t)len > stub_room || (size_t)over > stub_room)
		return -ENOSPC;
	/* Yama: it is no ancestor of ours. Fails where there is no Yama. */
	(void)sys_prctl(PR_SET_PTRACER, (uint64_t)helper, 0, 0, 0);
	rp->helper = helper;
	return 0;
}

static int plan_refused(struct plan_build *b, const struct release_plan *rp, int r)
{
	if (r == -EPERM)
		return error_set(b->cx, CR_E_LOADER, EPERM, rp->err_tid, "ptrace",
				 "thread %d of the loading program cannot be stopped: ptrace is "
				 "forbidden, or it is being traced",
				 rp->err_tid);
	if (r == -ETIMEDOUT)
		return error_set(b->cx, CR_E_LOADER, ETIMEDOUT, rp->err_tid, "thread",
				 "thread %d of the loading program cannot be stopped in time",
				 rp->err_tid);
	if (r == -ESRCH)
		return error_set(b->cx, CR_E_LOADER, ESRCH, rp->pid, "thread",
				 "the first thread of the loading program has already ended");
	if (r == -ECHILD)
		return error_set(b->cx, CR_E_LOADER, ECHILD, rp->helper, "helper",
				 "the helper of the load was killed before it had done anything");
	return error_set(b->cx, CR_E_LOADER, -r, rp->err_tid, "thread",
			 "the threads of the loading program cannot be taken over");
}

static int plan_start_helper(struct plan_build *b, struct release_plan *rp,
			     const struct release_thread *leader, size_t stub_room)
{
	int (*entry)(void *) = (int (*)(void *))(uintptr_t)(b->code + RESTORER_ENTRY_RELEASE);
	int (*wait)(struct release_plan *) = (int (*)(struct release_plan *))(
		uintptr_t)(b->code + RESTORER_ENTRY_WAIT);
	void *stack = (void *)(uintptr_t)plan_room(b, PLAN_HELPER_STACK);
	uint64_t all = UINT64_MAX, mask;
	int status;

	if (b->err)
		return error_set(b->cx, CR_E_RESTORE, -b->err, 0, "restore plan",
				 "no room for the registers of all threads");
	/* The helper must run no handler: it has our memory, and our thread-local storage. */
	int r = sys_sigmask(SIG_SETMASK, &all, &mask);

	if (r < 0)
		return error_set(b->cx, CR_E_SYSTEM, -r, 0, "rt_sigprocmask",
				 "signals cannot be blocked");
	pid_t helper = sys_clone_fn(CLONE_VM, 0, stack, PLAN_HELPER_STACK, entry, rp);

	if (helper < 0) {
		r = error_set(b->cx, CR_E_LOADER, -helper, 0, "clone",
			      "no helper process for the load");
		goto undo_mask;
	}
	r = plan_brief_helper(b, rp, leader, helper, stub_room);
	if (r < 0) {
		(void)sys_kill(helper, SIGKILL);
		r = error_set(b->cx, CR_E_RESTORE, -r, 0, "return stub",
			      "no room for the way back into the program");
		goto undo_helper;
	}
	__atomic_store_n(&rp->start, 1, __ATOMIC_SEQ_CST);
	(void)sys_futex_wake(&rp->start, 1);
	r = plan_refused(b, rp, wait(rp));
undo_helper:
	(void)sys_wait(helper, &status, __WALL); /* it still runs in the window */
	(void)sys_prctl(PR_SET_PTRACER, 0, 0, 0, 0);
undo_mask:
	(void)sys_sigmask(SIG_SETMASK, &mask, NULL);
	return r;
}

CR_FN int plan_become(struct plan_build *b, int proc_fd, const struct release_thread *threads,
		      size_t n, uint64_t stub_at, size_t stub_room, uint32_t timeout_ms)
{
	struct release_plan *rp = (struct release_plan *)(uintptr_t)plan_room(b, sizeof(*rp));
	CR_AUTOFD int self = -1, mem = -1, tasks = -1;

	if (n != b->thread_n || !b->sealed || b->err)
		return error_set(b->cx, CR_E_RESTORE, EINVAL, 0, "restore plan",
				 "the plan has other threads than its release");
	int r = proc_open_pid(proc_fd, sys_getpid(), &self);

	if (r < 0)
		return error_set(b->cx, CR_E_SYSTEM, -r, 0, "proc",
				 "the loading program cannot be looked up");
	mem = sys_openat(self, "mem", O_RDWR, 0);
	tasks = sys_openat(self, "task", O_RDONLY | O_DIRECTORY, 0);
	if (mem < 0 || tasks < 0)
		return error_set(b->cx, CR_E_SYSTEM, mem < 0 ? -mem : -tasks, 0,
				 mem < 0 ? "mem" : "task",
				 "the loading program cannot be looked into");
	*rp = (struct release_plan){
		.version = RESTORER_BLOB_VERSION,
		.thread_n = (uint32_t)n,
		.pid = sys_getpid(),
		.caller = sys_gettid(),
		.plan = b->head_at,
		.threads = plan_copy_release(b, threads, n),
		.syscall_ip = plan_syscall_ip(b),
		.stub_at = stub_at,
		.stub = plan_room(b, PLAN_STUB_MAX),
		.over = plan_room(b, PLAN_STUB_MAX),
		.seen = plan_room(b, PLAN_SEEN * sizeof(struct release_seen)),
		.seen_room = PLAN_SEEN,
		.timeout_ms = timeout_ms,
		.mem_fd = mem,
		.task_fd = tasks,
	};
	return plan_start_helper(b, rp, &threads[0], stub_room);
}
