/* SPDX-License-Identifier: MIT
 *
 * restorer: what is left of the loader while a task becomes the saved program. Runs a plan (wire.h)
 * in a window of the address space that neither the loader nor the program uses, and, for cr_load,
 * the helper that ends the loader's threads. Leans on nothing outside the window: no C library, no
 * thread-local storage, no signal handler, 4 KiB of stack. Refuses by ending the task with status
 * 125, after saying on the board which step failed.
 */
#include <stddef.h>
#include <stdint.h>
#include <errno.h>
#include <linux/futex.h>
#include <linux/prctl.h>
#include <linux/sched.h>
#include <linux/wait.h>

#include "nolibc.h"
#include "wire.h"

#define RELEASE_CALL(nr, a, b, c, d) SYS((nr), (a), (b), (c), (d))
#include "release.h"

#ifndef PR_TIMER_CREATE_RESTORE_IDS
#define PR_TIMER_CREATE_RESTORE_IDS 77
#define PR_TIMER_CREATE_RESTORE_IDS_OFF 0
#define PR_TIMER_CREATE_RESTORE_IDS_ON 1
#endif

#define RESTORER_FAILED 125
#define RESTORER_POLL_NS 20000000 /* between looks at whether the others still live */
#define RESTORER_AT(type, address) ((type *)(uintptr_t)(address))

struct restorer_timespec {
	int64_t sec, nsec;
};

#define RESTORER_CODE __attribute__((visibility("hidden")))
RESTORER_CODE extern const char blob_entry_syscall[], restorer_entry[];
RESTORER_CODE void restorer_thread(struct plan *plan, uint32_t index) __attribute__((noreturn));
RESTORER_CODE void blob_entry_release(struct release_plan *rp) __attribute__((noreturn));
RESTORER_CODE int blob_entry_wait(struct release_plan *rp);

/* == architecture ============================================================================== */

#if defined(__x86_64__)
/* restore(plan, thread): on to the thread's own stack, which lies in the window. The offsets are
 * wire.h's. syscall: an instruction for whoever makes this task do a call from outside. */
__asm__(".text\n"
	".globl blob_entry_restore\n"
	".hidden blob_entry_restore\n"
	"blob_entry_restore:\n\t"
	"movl %esi, %esi\n\t"
	"leaq (%rsi,%rsi,2), %rax\n\t"
	"shlq $3, %rax\n\t"
	"addq 32(%rdi), %rax\n\t" /* plan->threads, 24 bytes each */
	"movq 8(%rax), %rsp\n\t"
	"andq $-16, %rsp\n\t"
	"xorl %ebp, %ebp\n\t"
	"cld\n\t"
	"callq restorer_thread\n\t"
	"ud2\n"
	".globl blob_entry_syscall\n"
	".hidden blob_entry_syscall\n"
	"blob_entry_syscall:\n\t"
	"syscall\n\t"
	"ud2\n\t"
	"int $0x80\n\t" /* RELEASE_COMPAT_AT */
	"ud2\n");
_Static_assert(offsetof(struct plan, threads) == 32 && offsetof(struct plan_thread, stack) == 8 &&
		       sizeof(struct plan_thread) == 24,
	       "written down in the instructions above");

RESTORER_CODE void blob_entry_restore(struct plan *plan, uint32_t index) __attribute__((noreturn));

/* clone3, or clone: args == NULL. The child begins at blob_entry_restore. */
static long restorer_clone(struct clone_args *args, uint64_t flags, uint64_t stack,
			   struct plan *plan, uint32_t index)
{
	register long r10 __asm__("r10") = 0;
	register long r8 __asm__("r8") = 0;
	long nr = args ? __NR_clone3 : __NR_clone;
	long a = args ? (long)(uintptr_t)args : (long)flags;
	long b = args ? (long)sizeof(*args) : (long)stack;
	long result;

	__asm__ volatile("syscall\n\t"
			 "testq %%rax, %%rax\n\t"
			 "jnz 1f\n\t"
			 "movq %[plan], %%rdi\n\t"
			 "movl %[index], %%esi\n\t"
			 "jmp blob_entry_restore\n"
			 "1:"
			 : "=a"(result)
			 : "a"(nr), "D"(a), "S"(b), "d"(0L), "r"(r10),
			   "r"(r8), [plan] "r"(plan), [index] "r"(index)
			 : "rcx", "r11", "memory", "cc");
	return result;
}
#else
#error "no restorer for this architecture yet"
#endif

/* == the board ================================================================================= */

static void restorer_wake(uint32_t *word)
{
	SYS(__NR_futex, word, FUTEX_WAKE, INT32_MAX);
}

static void restorer_wait(uint32_t *word, uint32_t value, int64_t ns)
{
	struct restorer_timespec t = {0, ns};

	SYS(__NR_futex, word, FUTEX_WAIT, value, ns ? &t : NULL);
}

static uint32_t restorer_load(const uint32_t *word)
{
	return __atomic_load_n(word, __ATOMIC_SEQ_CST);
}

static void restorer_arrive(struct plan_board *board)
{
	__atomic_fetch_add(&board->arrived, 1, __ATOMIC_SEQ_CST);
	restorer_wake(&board->arrived);
}

static void restorer_end(void) __attribute__((noreturn));
static void restorer_end(void)
{
	for (;;)
		SYS(__NR_exit_group, RESTORER_FAILED);
}

static size_t restorer_length(const char *s)
{
	size_t n = 0;

	while (s[n])
		n++;
	return n;
}

static void restorer_write(int64_t fd, const char *text, size_t n)
{
	while (n) {
		long r = SYS(__NR_write, fd, text, n);

		if (r == -EINTR)
			continue;
		if (r <= 0)
			return;
		text += r;
		n -= (size_t)r;
	}
}

/* "the loader's text: the step's name: error 12\n" */
static void restorer_complain(const struct plan *plan, const char *name, int err)
{
	char digits[16];
	size_t at = sizeof(digits);
	unsigned v = (unsigned)-err;

	if (plan->complain_fd < 0)
		return;
	digits[--at] = '\n';
	do
		digits[--at] = (char)('0' + v % 10);
	while (v /= 10);
	restorer_write(plan->complain_fd, RESTORER_AT(const char, plan->complain_text),
		       plan->complain_len);
	restorer_write(plan->complain_fd, ": ", 2);
	restorer_write(plan->complain_fd, name, restorer_length(name));
	restorer_write(plan->complain_fd, ": error ", 8);
	restorer_write(plan->complain_fd, digits + at, sizeof(digits) - at);
}

static void restorer_fail(struct plan *plan, uint32_t thread, uint32_t op, const char *name,
			  int err) __attribute__((noreturn));
static void restorer_fail(struct plan *plan, uint32_t thread, uint32_t op, const char *name,
			  int err)
{
	struct plan_board *board = RESTORER_AT(struct plan_board, plan->board);
	uint32_t none = 0;

	if (__atomic_compare_exchange_n(&board->failed_set, &none, 1, 0, __ATOMIC_SEQ_CST,
					__ATOMIC_SEQ_CST)) {
		size_t n = restorer_length(name);

		board->failed_pid = (int32_t)SYS(__NR_getpid, 0);
		board->failed_err = err;
		board->failed_thread = thread;
		board->failed_op = op;
		if (n > sizeof(board->failed_name) - 1)
			n = sizeof(board->failed_name) - 1;
		for (size_t i = 0; i < n; i++)
			board->failed_name[i] = name[i];
		board->failed_name[n] = '\0';
		__atomic_store_n(&board->failed_set, 2, __ATOMIC_SEQ_CST);
		restorer_complain(plan, name, err);
	}
	restorer_arrive(board);
	restorer_end();
}

/* == the steps ================================================================================= */

static int restorer_read(const struct plan_op *op)
{
	uint64_t done = 0;

	while (done < op->arg[2]) {
		long r = SYS(__NR_pread64, op->arg[0], op->arg[1] + done, op->arg[2] - done,
			     op->arg[3] + done);

		if (r == 0)
			return -EIO; /* shorter than it was when the plan was made */
		if (r < 0 && r != -EINTR)
			return (int)r;
		if (r > 0)
			done += (uint64_t)r;
	}
	return 0;
}

static int restorer_start_thread(struct plan *plan, const struct plan_op *op)
{
	struct plan_thread *t = &RESTORER_AT(struct plan_thread, plan->threads)[op->arg[0]];
	const uint64_t flags = CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | CLONE_THREAD |
			       CLONE_SYSVSEM | CLONE_PARENT_SETTID;
	int32_t tid = (int32_t)op->arg[1];
	struct clone_args args = {
		.flags = flags,
		.parent_tid = (uintptr_t)&t->tid,
		.stack = t->stack - PLAN_STACK,
		.stack_size = PLAN_STACK,
		.set_tid = tid ? (uintptr_t)&tid : 0,
		.set_tid_size = tid ? 1 : 0,
	};
	long r = restorer_clone(&args, 0, 0, plan, (uint32_t)op->arg[0]);

	if (r == -ENOSYS && !tid) /* as seccomp profiles of containers say, on any kernel */
		r = restorer_clone(NULL, flags & ~(uint64_t)CLONE_PARENT_SETTID, t->stack, plan,
				   (uint32_t)op->arg[0]);
	if (r < 0)
		return (int)r;
	t->tid = (int32_t)r;
	return 0;
}

static int restorer_flush(void)
{
	const struct restorer_timespec now = {0, 0};
	const uint64_t all = UINT64_MAX;
	long r;

	do
		r = SYS(__NR_rt_sigtimedwait, &all, NULL, &now, sizeof(all));
	while (r > 0 || r == -EINTR);
	return r == -EAGAIN ? 0 : (int)r;
}

/* Ids are counted up per process from 0; those on the way to the wanted one are given back. */
static int restorer_timer(const struct plan_op *op)
{
	int32_t wanted = (int32_t)op->arg[2], id = wanted;
	int chosen = op->arg[3] && SYS(__NR_prctl, PR_TIMER_CREATE_RESTORE_IDS,
				       PR_TIMER_CREATE_RESTORE_IDS_ON) == 0;
	long r;

	for (;;) {
		r = SYS(__NR_timer_create, op->arg[0], op->arg[1], &id);
		if (r < 0 || id == wanted)
			break;
		SYS(__NR_timer_delete, id);
		if (chosen || id > wanted) {
			r = -EBUSY;
			break;
		}
	}
	if (chosen)
		SYS(__NR_prctl, PR_TIMER_CREATE_RESTORE_IDS, PR_TIMER_CREATE_RESTORE_IDS_OFF);
	return (int)r;
}

static int restorer_call(const struct plan_op *op)
{
	long r;

	do
		r = op->flags & PLAN_COMPAT
			    ? nolibc_call_compat(op->nr, op->arg[0], op->arg[1], op->arg[2],
						 op->arg[3], op->arg[4])
			    : nolibc_call(op->nr, (long)op->arg[0], (long)op->arg[1],
					  (long)op->arg[2], (long)op->arg[3], (long)op->arg[4],
					  (long)op->arg[5]);
	while ((op->flags & PLAN_RETRY) && (r == -EINTR || r == -EAGAIN));
	if (op->flags & PLAN_RESULT)
		*RESTORER_AT(uint64_t, op->expect) = (uint64_t)r;
	if (op->flags & PLAN_MAY_FAIL)
		return 0;
	if (r < 0 && r >= -4095)
		return (int)r;
	return (op->flags & PLAN_EXPECT) && (uint64_t)r != op->expect ? -EBADE : 0;
}

static void restorer_copy(const struct plan_op *op)
{
	unsigned char *to = RESTORER_AT(unsigned char, op->arg[0]);
	const unsigned char *from = RESTORER_AT(const unsigned char, op->arg[1]);

	for (uint64_t i = 0; i < op->arg[2]; i++)
		to[i] = from[i];
}

static int restorer_signal(const struct plan_op *op)
{
	int32_t signo = *RESTORER_AT(const int32_t, op->arg[0]);
	long pid = SYS(__NR_getpid, 0);

	/* The kernel takes any origin in the siginfo as long as one sends to oneself. */
	if (op->arg[1])
		return (int)SYS(__NR_rt_sigqueueinfo, pid, signo, op->arg[0]);
	return (int)SYS(__NR_rt_tgsigqueueinfo, pid, SYS(__NR_gettid, 0), signo, op->arg[0]);
}

/* Probes of the program's memory, which may be anything. An unknown `how` fails only after the set
 * has been read; getcpu overwrites the word that is to be written next. */
static int restorer_can_read(uint64_t at)
{
	return SYS(__NR_rt_sigprocmask, 99, at, 0, 8) == -EINVAL;
}

static int restorer_can_write(uint64_t at)
{
	return at % 4 == 0 && SYS(__NR_getcpu, at, 0, 0) == 0;
}

static void restorer_own_mutex(uint64_t at, uint32_t old, uint32_t tid)
{
	if (at % 4 != 0 || !restorer_can_read(at))
		return;
	uint32_t word = *RESTORER_AT(const volatile uint32_t, at);

	if ((word & FUTEX_TID_MASK) == old && restorer_can_write(at))
		*RESTORER_AT(volatile uint32_t, at) = (word & ~(uint32_t)FUTEX_TID_MASK) | tid;
}

/* A pointer of `width` bytes; 0: cannot be read. */
static uint64_t restorer_pointer(uint64_t at, uint64_t width)
{
	if (!restorer_can_read(at))
		return 0;
	return width == 4 ? *RESTORER_AT(const volatile uint32_t, at)
			  : *RESTORER_AT(const volatile uint64_t, at);
}

/* The head: the next entry, the offset of the word from an entry (which may be negative), one that
 * is being taken. Bit 0 of an entry: priority inheritance. */
static void restorer_robust(uint64_t head, uint32_t old, uint64_t width)
{
	uint32_t tid = (uint32_t)SYS(__NR_gettid, 0);
	uint64_t mask = width == 4 ? UINT32_MAX : UINT64_MAX;

	if (!restorer_can_read(head) || !restorer_can_read(head + 2 * width))
		return;
	uint64_t at = restorer_pointer(head, width) & ~(uint64_t)1;
	uint64_t offset = restorer_pointer(head + width, width);
	uint64_t pending = restorer_pointer(head + 2 * width, width) & ~(uint64_t)1;

	if (pending)
		restorer_own_mutex((pending + offset) & mask, old, tid);
	for (int n = 0; at && at != head && n < ROBUST_LIST_LIMIT; n++) {
		restorer_own_mutex((at + offset) & mask, old, tid);
		at = restorer_pointer(at, width) & ~(uint64_t)1;
	}
}

/* Waits for the maker's leave to pass stage n. */
static void restorer_stage(struct plan_board *board, struct plan_thread *self, uint32_t n)
{
	self->parked = 1 + n;
	restorer_arrive(board);
	for (;;) {
		uint32_t go = restorer_load(&board->go);

		if (restorer_load(&board->abort))
			restorer_end();
		if (go >= n)
			break;
		restorer_wait(&board->go, go, 0);
	}
	self->parked = 0;
}

/* For another thread of the task. */
static void restorer_await(struct plan_board *board, const struct plan_op *op)
{
	uint32_t *word = RESTORER_AT(uint32_t, op->arg[0]), now;

	while ((now = restorer_load(word)) != op->arg[1]) {
		if (restorer_load(&board->abort))
			restorer_end();
		restorer_wait(word, now, RESTORER_POLL_NS);
	}
}

static void restorer_park(struct plan_board *board, struct plan_thread *self)
	__attribute__((noreturn));
static void restorer_park(struct plan_board *board, struct plan_thread *self)
{
	self->parked = PLAN_PARKED;
	restorer_arrive(board);
	while (!restorer_load(&board->abort))
		restorer_wait(&board->abort, 0, 0);
	restorer_end();
}

static int restorer_step(struct plan *plan, struct plan_thread *self, const struct plan_op *op)
{
	struct plan_board *board = RESTORER_AT(struct plan_board, plan->board);

	switch (op->code) {
	case PLAN_END:
		restorer_park(board, self);
	case PLAN_CALL:
		return restorer_call(op);
	case PLAN_READ:
		return restorer_read(op);
	case PLAN_THREAD:
		return restorer_start_thread(plan, op);
	case PLAN_STORE64:
		*RESTORER_AT(uint64_t, op->arg[0]) = op->arg[1];
		return 0;
	case PLAN_STORE32:
		*RESTORER_AT(uint32_t, op->arg[0]) = (uint32_t)op->arg[1];
		return 0;
	case PLAN_COPY:
		restorer_copy(op);
		return 0;
	case PLAN_STAGE:
		restorer_stage(board, self, (uint32_t)op->arg[0]);
		return 0;
	case PLAN_FLUSH:
		return restorer_flush();
	case PLAN_TIMER:
		return restorer_timer(op);
	case PLAN_SIGNAL:
		return restorer_signal(op);
	case PLAN_FIXTID:
		if (*RESTORER_AT(uint32_t, op->arg[0]) == (uint32_t)op->arg[1])
			*RESTORER_AT(uint32_t, op->arg[0]) = (uint32_t)SYS(__NR_gettid, 0);
		return 0;
	case PLAN_AWAIT:
		restorer_await(board, op);
		return 0;
	case PLAN_ROBUST:
		restorer_robust(op->arg[0], (uint32_t)op->arg[1], op->arg[2]);
		return 0;
	default:
		return -ENOSYS;
	}
}

void restorer_thread(struct plan *plan, uint32_t index)
{
	struct plan_thread *self = &RESTORER_AT(struct plan_thread, plan->threads)[index];
	const struct plan_op *ops = RESTORER_AT(const struct plan_op, self->ops);
	int r = plan->version == WIRE_VERSION ? 0 : -EPROTO;

	/* The kernel writes into a registered area whenever it likes, and kills the task when it
	 * has gone. */
	if (r == 0 && index == 0 && plan->rseq_ptr)
		r = (int)SYS(__NR_rseq, plan->rseq_ptr, plan->rseq_size, 1 /* unregister */,
			     plan->rseq_sig);
	if (index == 0)
		self->tid = (int32_t)SYS(__NR_gettid, 0);
	if (r < 0)
		restorer_fail(plan, index, 0, "start of the restorer", r);
	for (uint32_t i = 0;; i++) {
		r = restorer_step(plan, self, &ops[i]);
		if (r < 0)
			restorer_fail(plan, index, i,
				      ops[i].name ? RESTORER_AT(const char, ops[i].name) : "", r);
	}
}

/* == cr_load: the helper ======================================================================= */

/* A process of its own that shares the loader's memory and outlives its threads. It may refuse
 * until the commit: then everybody goes on as before. After that it is what the maker of a tree is
 * else. */
struct helper {
	struct release_plan *rp;
	struct plan *plan;
	struct plan_board *board;
	struct plan_thread *threads;
	const struct release_thread *out;
	struct release_seen *seen;
	uint32_t seen_n;
	int32_t leader;
};

static void helper_exit(void) __attribute__((noreturn));
static void helper_exit(void)
{
	for (;;)
		SYS(__NR_exit, 0);
}

static int64_t helper_now(void)
{
	struct restorer_timespec t;

	SYS(__NR_clock_gettime, 1 /* CLOCK_MONOTONIC */, &t);
	return t.sec * 1000000000 + t.nsec;
}

static void helper_sleep(int64_t ns)
{
	struct restorer_timespec t = {0, ns};

	SYS(__NR_nanosleep, &t, NULL);
}

/* What a stop makes of calls that wait: epoll_wait, sigtimedwait and their like would return EINTR
 * although nothing has happened. They are made to be entered again instead; if a handler runs after
 * all, the kernel makes EINTR of it. */
static long helper_mend(int32_t tid)
{
	uint64_t regs[RELEASE_REGS];
	long r = release_regs(tid, 0, regs);

	if (r < 0 || (int64_t)regs[RELEASE_ORIG_RAX] < 0 || (int64_t)regs[RELEASE_RAX] != -EINTR)
		return r;
	regs[RELEASE_RAX] = (uint64_t)-RELEASE_ERESTARTNOHAND;
	return release_regs(tid, 1, regs);
}

/* Waits for the stop of a thread just seized; a vforking one may not stop for long. */
static int helper_await_stop(struct release_seen *seen, int64_t deadline)
{
	int status;
	long r;

	for (;;) {
		r = SYS(__NR_wait4, seen->tid, &status, __WALL | WNOHANG, NULL);
		if (r != 0 && r != -EINTR)
			break;
		if (helper_now() > deadline)
			return -ETIMEDOUT;
		helper_sleep(50000);
	}
	if (r < 0 && r != -ECHILD)
		return (int)r;
	if (r < 0 || (status & 0xff) != 0x7f) {
		seen->tid = 0; /* it has ended by itself */
		return 0;
	}
	if (release_is_interrupt_stop(status))
		return (int)helper_mend(seen->tid);
	seen->sig = status >> 8 & 0xff;
	return 0;
}

/* -EAGAIN: it is about to end. */
static int helper_seize(struct helper *h, int32_t tid, int64_t deadline)
{
	struct release_seen *seen = &h->seen[h->seen_n];

	if (h->seen_n == h->rp->seen_room)
		return -E2BIG;
	long r = release_ptrace(PTRACE_SEIZE, tid, 0, PTRACE_O_TRACESYSGOOD);

	if (r == -ESRCH || r == -EPERM)
		return r == -ESRCH ? 0 : -EAGAIN;
	if (r < 0)
		return (int)r;
	*seen = (struct release_seen){tid, 0};
	h->seen_n++;
	release_ptrace(PTRACE_INTERRUPT, tid, 0, 0);
	return helper_await_stop(seen, deadline);
}

static int helper_has_seen(const struct helper *h, int32_t tid)
{
	for (uint32_t i = 0; i < h->seen_n; i++)
		if (h->seen[i].tid == tid)
			return 1;
	return 0;
}

struct helper_dirent {
	uint64_t ino, off;
	uint16_t len;
	unsigned char type;
	char name[];
};

/* One walk over the threads; *ret_news: how many were new, *ret_refused: a thread that could not be
 * seized. */
static int helper_walk(struct helper *h, int64_t deadline, uint32_t *ret_news, int32_t *ret_refused)
{
	char buf[512] __attribute__((aligned(8)));
	long n;

	*ret_news = 0;
	*ret_refused = 0;
	SYS(__NR_lseek, h->rp->task_fd, 0, 0);
	while ((n = SYS(__NR_getdents64, h->rp->task_fd, buf, sizeof(buf))) > 0) {
		for (long at = 0; at < n;) {
			const struct helper_dirent *d = (const void *)(buf + at);
			int32_t tid = 0;

			at += d->len;
			for (const char *s = d->name; *s >= '0' && *s <= '9'; s++)
				tid = tid * 10 + (*s - '0');
			if (!tid || helper_has_seen(h, tid))
				continue;
			int r = helper_seize(h, tid, deadline);

			if (r == -EAGAIN)
				*ret_refused = tid;
			else if (r < 0) {
				h->rp->err_tid = tid;
				return r;
			}
			++*ret_news;
		}
	}
	return (int)n;
}

/* All threads of the loader, until a walk finds nobody new. */
static int helper_seize_all(struct helper *h)
{
	int64_t deadline = helper_now() + (int64_t)h->rp->timeout_ms * 1000000;
	uint32_t news, refusals = 0;
	int32_t refused;

	do {
		int r = helper_walk(h, deadline, &news, &refused);

		if (r < 0)
			return r;
		/* A thread that ends refuses for a moment; so does everybody when it is forbidden.
		 */
		if (refused) {
			h->rp->err_tid = refused;
			if (++refusals > 50 || refused == h->rp->caller)
				return -EPERM;
			helper_sleep(1000000);
		}
	} while (news);
	h->rp->err_tid = h->rp->pid;
	return helper_has_seen(h, h->rp->pid) ? 0 : -ESRCH;
}

static void helper_refuse(struct helper *h, int err) __attribute__((noreturn));
static void helper_refuse(struct helper *h, int err)
{
	h->rp->err = err;
	__atomic_store_n(&h->rp->word, 2, __ATOMIC_SEQ_CST);
	for (uint32_t i = 0; i < h->seen_n; i++)
		if (h->seen[i].tid)
			release_ptrace(PTRACE_DETACH, h->seen[i].tid, 0, (uint64_t)h->seen[i].sig);
	restorer_wake(&h->rp->word);
	helper_exit();
}

/* -- after the commit -- */

/* The process ends by itself, with its own status: who is still seized dies with us, so not before.
 */
static void helper_outlive(struct helper *h) __attribute__((noreturn));
static void helper_outlive(struct helper *h)
{
	for (int i = 0; i < 5000; i++) {
		if (SYS(__NR_getppid, 0) != h->rp->pid)
			helper_exit();
		helper_sleep(1000000);
	}
	SYS(__NR_kill, h->rp->pid, 9);
	helper_exit();
}

static void helper_fail(struct helper *h, const char *name, int err) __attribute__((noreturn));
static void helper_fail(struct helper *h, const char *name, int err)
{
	const uint64_t status[6] = {RESTORER_FAILED};
	uint64_t regs[RELEASE_REGS] = {0};

	if (!restorer_load(&h->board->failed_set))
		restorer_complain(h->plan, name, err);
	/* The leader ends the process, with the right status; everybody else is stopped or parked,
	 * and ended by that. */
	if (release_regs(h->leader, 0, regs) < 0 && release_interrupt(h->leader) == 0)
		release_regs(h->leader, 0, regs);
	release_set_call(regs, h->rp->syscall_ip, __NR_exit_group, status);
	release_regs(h->leader, 1, regs);
	release_ptrace(PTRACE_DETACH, h->leader, 0, 0);
	helper_outlive(h);
}

static void helper_end_thread(struct helper *h, int32_t tid)
{
	const uint64_t none[6] = {0};
	uint64_t regs[RELEASE_REGS];

	long r = release_regs(tid, 0, regs);

	if (r >= 0) {
		release_set_call(regs, h->rp->syscall_ip, __NR_exit, none);
		r = release_regs(tid, 1, regs);
	}
	if (r >= 0)
		r = release_set_mask(tid, UINT64_MAX);
	if (r >= 0)
		r = release_ptrace(PTRACE_CONT, tid, 0, 0);
	if (r < 0 && r != -ESRCH)
		helper_fail(h, "end of a thread of the loader", (int)r);
}

static void helper_end_others(struct helper *h)
{
	for (uint32_t i = 0; i < h->seen_n; i++)
		if (h->seen[i].tid && h->seen[i].tid != h->leader)
			helper_end_thread(h, h->seen[i].tid);
	for (uint32_t i = 0; i < h->seen_n; i++) {
		int status;

		if (!h->seen[i].tid || h->seen[i].tid == h->leader)
			continue;
		while (release_wait_stop(h->seen[i].tid, &status) == 0)
			release_ptrace(PTRACE_CONT, h->seen[i].tid, 0, 0);
	}
}

static void helper_start_leader(struct helper *h)
{
	uint64_t regs[RELEASE_REGS];
	long r = release_regs(h->leader, 0, regs);

	if (r >= 0) {
		release_set_entry(regs, (uintptr_t)blob_entry_restore, h->threads[0].stack,
				  (uintptr_t)h->plan, 0);
		r = release_regs(h->leader, 1, regs);
	}
	if (r >= 0)
		r = release_set_mask(h->leader, UINT64_MAX);
	if (r >= 0)
		r = release_ptrace(PTRACE_CONT, h->leader, 0, 0);
	if (r < 0)
		helper_fail(h, "start of the first thread", (int)r);
}

/* Until all threads of the plan say `parked`; leaves when the process has ended. */
static void helper_await(struct helper *h, uint32_t parked)
{
	for (;;) {
		uint32_t arrived = restorer_load(&h->board->arrived), n = 0;
		int status;

		while (n < h->plan->thread_n && restorer_load(&h->threads[n].parked) == parked)
			n++;
		if (n == h->plan->thread_n)
			return;
		if (restorer_load(&h->board->failed_set) || SYS(__NR_getppid, 0) != h->rp->pid)
			helper_outlive(h);
		restorer_wait(&h->board->arrived, arrived, RESTORER_POLL_NS);
		/* Somebody's SIGSTOP, the one thing that cannot be blocked. */
		if (SYS(__NR_wait4, h->leader, &status, __WALL | WNOHANG, NULL) == h->leader &&
		    (status & 0xff) == 0x7f)
			release_ptrace(PTRACE_CONT, h->leader, 0, 0);
	}
}

static void helper_seize_new(struct helper *h)
{
	for (uint32_t i = 1; i < h->plan->thread_n; i++) {
		long r = release_ptrace(PTRACE_SEIZE, h->threads[i].tid, 0, RELEASE_OPTIONS);

		if (r < 0)
			helper_fail(h, "stopping a new thread", (int)r);
	}
}

/* The abort address when the leader goes on inside a restartable sequence: the stub on the way
 * takes it out of there. */
static uint64_t helper_rseq_abort(const struct helper *h, uint64_t ip)
{
	uint64_t cs[4]; /* version and flags, start_ip, post_commit_offset, abort_ip */

	if (h->out[0].rseq_cs &&
	    SYS(__NR_pread64, h->rp->mem_fd, cs, sizeof(cs), h->out[0].rseq_cs) ==
		    (long)sizeof(cs) &&
	    ip - cs[1] < cs[2])
		return cs[3];
	return ip;
}

/* The leader goes through a stub outside the window, which waits for us and takes the window away.
 */
static int helper_set_leader(struct helper *h, uint64_t *regs)
{
	const struct release_plan *rp = h->rp;
	int over = h->out[0].arm_nr && regs[RELEASE_RAX] != h->out[0].regs[RELEASE_RAX];
	unsigned char *stub = RESTORER_AT(unsigned char, over ? rp->over : rp->stub);
	uint64_t len = over ? rp->over_len : rp->stub_len, ip;
	struct release_thread plain = h->out[0];

	if (over)
		memcpy(stub + rp->over_result, &regs[RELEASE_RAX], 8);
	memcpy(&ip, stub + len - 8, 8);
	ip = helper_rseq_abort(h, ip);
	memcpy(stub + len - 8, &ip, 8);
	long r = SYS(__NR_pwrite64, rp->mem_fd, stub, len, rp->stub_at);

	if (r != (long)len)
		return r < 0 ? (int)r : -EIO;
	plain.rseq_cs = 0;
	plain.dispatch[0] = 0; /* the stub's last call */
	regs[RELEASE_RIP] = rp->stub_entry;
	regs[RELEASE_ORIG_RAX] = UINT64_MAX;
	return release_finish(&plain, h->leader, regs, UINT64_MAX);
}

static void helper_release(struct helper *h)
{
	for (uint32_t i = h->plan->thread_n; i-- > 0;) {
		const struct release_thread *t = &h->out[i];
		int32_t tid = h->threads[i].tid;
		uint64_t regs[RELEASE_REGS];
		int r = release_prepare(t, tid, h->rp->syscall_ip, regs);

		if (r == 0)
			r = i == 0 ? helper_set_leader(h, regs)
				   : release_finish(t, tid, regs, t->sigmask);
		if (r < 0)
			helper_fail(h, "registers of a thread", r);
	}
	for (uint32_t i = h->plan->thread_n; i-- > 0;)
		release_ptrace(PTRACE_DETACH, h->threads[i].tid, 0, 0);
}

/* The loader's own area, whoever registered it; where the kernel cannot say, what the caller found.
 */
static void helper_find_rseq(struct helper *h)
{
	struct release_rseq rseq;

	if (release_ptrace(RELEASE_GET_RSEQ, h->leader, sizeof(rseq), (uintptr_t)&rseq) < 0)
		return;
	h->plan->rseq_ptr = rseq.ptr;
	h->plan->rseq_size = rseq.size;
	h->plan->rseq_sig = rseq.sig;
}

/* The helper has a copy of the loader's descriptors; what the plan closes is to be closed. */
static void helper_close_others(const struct helper *h)
{
	const int64_t keep[3] = {h->rp->mem_fd, h->rp->task_fd, h->plan->complain_fd};

	for (int64_t from = 0; from >= 0;) {
		int64_t next = INT32_MAX;

		for (int i = 0; i < 3; i++)
			if (keep[i] >= from && keep[i] < next)
				next = keep[i];
		if (next > from)
			SYS(__NR_close_range, from, next - 1, 0);
		from = next < INT32_MAX ? next + 1 : -1;
	}
}

void blob_entry_release(struct release_plan *rp)
{
	struct plan *plan = RESTORER_AT(struct plan, rp->plan);
	struct helper h = {
		.rp = rp,
		.plan = plan,
		.board = RESTORER_AT(struct plan_board, plan->board),
		.threads = RESTORER_AT(struct plan_thread, plan->threads),
		.out = RESTORER_AT(const struct release_thread, rp->threads),
		.seen = RESTORER_AT(struct release_seen, rp->seen),
		.leader = rp->pid,
	};

	while (!restorer_load(&rp->start))
		restorer_wait(&rp->start, 0, 0);
	int r = rp->version == WIRE_VERSION && plan->thread_n == rp->thread_n ? helper_seize_all(&h)
									      : -EPROTO;

	/* From the commit on nobody may outlive us half-made. */
	for (uint32_t i = 0; r >= 0 && i < h.seen_n; i++)
		if (h.seen[i].tid)
			r = (int)release_ptrace(PTRACE_SETOPTIONS, h.seen[i].tid, 0,
						RELEASE_OPTIONS);
	if (r < 0)
		helper_refuse(&h, r);
	__atomic_store_n(&rp->word, 1, __ATOMIC_SEQ_CST);
	helper_close_others(&h);
	helper_find_rseq(&h);
	helper_end_others(&h);
	helper_start_leader(&h);
	helper_await(&h, 1 + 1);
	helper_seize_new(&h);
	__atomic_store_n(&h.board->go, PLAN_PARKED, __ATOMIC_SEQ_CST);
	restorer_wake(&h.board->go);
	helper_await(&h, PLAN_PARKED);
	helper_release(&h);
	helper_exit();
}

static int helper_is_gone(int32_t helper)
{
	struct {
		int32_t signo, error, code, pad, pid, rest[27];
	} info = {.pid = 0}; /* siginfo_t */

	SYS(__NR_waitid, P_PID, helper, &info, WEXITED | WNOHANG | WNOWAIT | __WALL, NULL);
	return info.pid == helper;
}

/* The thread that called cr_load. Comes back only when the helper refuses, or is killed before it
 * has done anything: else this thread is taken away from here. */
int blob_entry_wait(struct release_plan *rp)
{
	for (;;) {
		uint32_t word = restorer_load(&rp->word);

		if (word == 2)
			return rp->err;
		restorer_wait(&rp->word, word, RESTORER_POLL_NS);
		if (helper_is_gone(rp->helper) && restorer_load(&rp->word) == 0)
			return -ECHILD;
	}
}
