/* SPDX-License-Identifier: MIT
 *
 * t_restorer: plans, the restorer blob and the release, without any image: a loader unmaps itself
 * and becomes a program of a few instructions that writes down what it was given. In a tree (fork,
 * maker) and in place (plan_become).
 */
#include "t.h"

#include <pthread.h>
#include <sys/epoll.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

/* Where things are in the program, below what any loader uses. */
#define RESTORER_SHARED 0x2000000000ull /* seen by the test, too */
#define RESTORER_CODE_AT 0x2100000000ull
#define RESTORER_STACKS 0x2200000000ull
#define RESTORER_STUB_AT 0x2300000000ull
#define RESTORER_THREADS 4

/* What each thread of the program saw; the probe below knows these offsets. */
struct restorer_seen {
	uint64_t rax, rbx, rcx, rdx, rsi, rdi, rbp, rsp, r8, r9, r10, r11, r12, r13, r14,
		r15;	      /* 0 */
	uint64_t flags, mask; /* 128, 136 */
	uint64_t tid, sas[3]; /* 144, 152 */
	uint64_t done;	      /* 176 */
};

struct restorer_shared {
	struct restorer_seen seen[RESTORER_THREADS]; /* 184 bytes each */
	uint32_t let_go;
	uint32_t ready;
	uint64_t window, window_len, syscall_ip;
	struct plan_thread threads[RESTORER_THREADS];
	int32_t tid, refused, epoll_result, beats;
	uint32_t futex;
	uint64_t stored;
};
_Static_assert(offsetof(struct restorer_seen, done) == 176 && sizeof(struct restorer_seen) == 184,
	       "see the probe");

/* The program. Thread: r15 points at its struct restorer_seen, r14 at let_go. Entered at +0 a
 * system call is done first; an interrupted one is over at +2. Ends its thread, the first thread
 * (r13 != 0) its process with status 42. */
__asm__(".text\n"
	"restorer_probe:\n\t"
	"syscall\n\t"
	"movq %rax, 0(%r15)\n\t"
	"movq %rbx, 8(%r15)\n\t"
	"movq %rcx, 16(%r15)\n\t"
	"movq %rdx, 24(%r15)\n\t"
	"movq %rsi, 32(%r15)\n\t"
	"movq %rdi, 40(%r15)\n\t"
	"movq %rbp, 48(%r15)\n\t"
	"movq %rsp, 56(%r15)\n\t"
	"movq %r8, 64(%r15)\n\t"
	"movq %r9, 72(%r15)\n\t"
	"movq %r10, 80(%r15)\n\t"
	"movq %r11, 88(%r15)\n\t"
	"movq %r12, 96(%r15)\n\t"
	"movq %r13, 104(%r15)\n\t"
	"movq %r14, 112(%r15)\n\t"
	"movq %r15, 120(%r15)\n\t"
	"pushfq\n\t"
	"popq 128(%r15)\n\t"
	"movl $14, %eax\n\t" /* rt_sigprocmask(0, NULL, &mask, 8) */
	"xorl %edi, %edi\n\t"
	"xorl %esi, %esi\n\t"
	"leaq 136(%r15), %rdx\n\t"
	"movl $8, %r10d\n\t"
	"syscall\n\t"
	"movl $186, %eax\n\t" /* gettid */
	"syscall\n\t"
	"movq %rax, 144(%r15)\n\t"
	"movl $131, %eax\n\t" /* sigaltstack(NULL, &sas) */
	"xorl %edi, %edi\n\t"
	"leaq 152(%r15), %rsi\n\t"
	"syscall\n\t"
	"movq $1, 176(%r15)\n"
	"1:\n\t"
	"movl $24, %eax\n\t" /* sched_yield until let go */
	"syscall\n\t"
	"cmpl $0, (%r14)\n\t"
	"je 1b\n\t"
	"movl $60, %eax\n\t"
	"xorl %edi, %edi\n\t"
	"testq %r13, %r13\n\t"
	"jz 2f\n\t"
	"movl $231, %eax\n\t"
	"movl $42, %edi\n"
	"2:\n\t"
	"syscall\n\t"
	"ud2\n\t"
	".long 0x53053053\n" /* where a restartable sequence that covers the beginning is sent to */
	"restorer_probe_abort:\n\t"
	"movl $171, %eax\n\t"
	"jmp restorer_probe + 2\n"
	"restorer_probe_end:\n");
extern const char restorer_probe[], restorer_probe_abort[], restorer_probe_end[];

static struct restorer_shared *restorer_share(void)
{
	uint64_t at;
	int r = sys_mmap(RESTORER_SHARED, 4096, PROT_READ | PROT_WRITE,
			 MAP_SHARED | MAP_ANONYMOUS | MAP_FIXED, -1, 0, &at);

	T_MUST(r == 0, "mmap: %d", r);
	return (struct restorer_shared *)(uintptr_t)at;
}

/* Registers of thread i of the program, each recognisable, as if it had been stopped behind call
 * `nr` with `result`. */
static void restorer_registers(struct release_thread *t, size_t i, long nr, long result)
{
	uint64_t tag = 0x1111000000000000ull * (i + 1);
	struct arch_regs r = {
		.rax = (uint64_t)result,
		.orig_rax = (uint64_t)nr,
		.rbx = tag | 1,
		.rcx = tag | 2,
		.rdx = tag | 3,
		.rsi = tag | 4,
		.rdi = tag | 5,
		.rbp = tag | 6,
		.r8 = tag | 7,
		.r9 = tag | 8,
		.r10 = tag | 9,
		.r11 = tag | 10,
		.r12 = tag | 11,
		.r13 = i == 0,
		.r14 = RESTORER_SHARED + offsetof(struct restorer_shared, let_go),
		.r15 = RESTORER_SHARED + i * sizeof(struct restorer_seen),
		.rip = RESTORER_CODE_AT + ARCH_SYSCALL_LEN,
		.rsp = RESTORER_STACKS + (i + 1) * 4096 - 64,
		.cs = 0x33,
		.ss = 0x2b,
		.eflags = 0x246 | 0x8c1,
		.fs_base = RESTORER_SHARED + 8 * i,
	};

	memcpy(t->regs, &r, sizeof(r));
	t->sigmask = 0x100000000ull << i;
}

static void restorer_call_args(struct release_thread *t, uint64_t a, uint64_t b, uint64_t c,
			       uint64_t d)
{
	struct arch_regs r;

	memcpy(&r, t->regs, sizeof(r));
	r.rdi = a;
	r.rsi = b;
	r.rdx = c;
	r.r10 = d;
	memcpy(t->regs, &r, sizeof(r));
}

/* Thread i was inside a restartable sequence: the area and its descriptor lie at the foot of its
 * stack. */
enum { RESTORER_RSEQ = 512, RESTORER_RSEQ_CS = 1024, RESTORER_ABORTED = 171 };

static void restorer_add_rseq(struct plan_build *b, size_t i)
{
	uint64_t stack = RESTORER_STACKS + i * 4096;
	const uint64_t cs[4] = {0, RESTORER_CODE_AT, 16,
				RESTORER_CODE_AT +
					(uint64_t)(restorer_probe_abort - restorer_probe)};

	plan_copy(b, i, PLAN_AT_SELF, stack + RESTORER_RSEQ_CS, plan_data(b, cs, sizeof(cs)),
		  sizeof(cs));
	plan_call(b, i, PLAN_AT_SELF, "rseq", SYS_rseq, stack + RESTORER_RSEQ, 32, 0, 0x53053053);
}

static void restorer_inside_rseq(struct release_thread *t, size_t i)
{
	t->rseq_ptr = RESTORER_STACKS + i * 4096 + RESTORER_RSEQ;
	t->rseq_cs = RESTORER_STACKS + i * 4096 + RESTORER_RSEQ_CS;
}

/* A floating point state, as a stopped program had it. */
static size_t restorer_xstate(unsigned char *buf, size_t size)
{
	pid_t pid = fork();

	if (pid == 0) {
		__asm__ volatile(
			"pcmpeqd %%xmm0, %%xmm0\n\tmovd %0, %%xmm7\n\tpshufd $0, %%xmm7, %%xmm7\n\t"
			"fld1\n\tfldpi\n1: jmp 1b"
			:
			: "r"(0x5eedf00d)
			: "memory");
	}
	t_sleep_ms(20);
	struct iovec v = {buf, size};
	int status;

	T_MUST(ptrace(PTRACE_SEIZE, pid, 0, PTRACE_O_EXITKILL) == 0, "seize: %d", errno);
	ptrace(PTRACE_INTERRUPT, pid, 0, 0);
	T_MUST(waitpid(pid, &status, __WALL) == pid, "wait: %d", errno);
	T_MUST(ptrace(PTRACE_GETREGSET, pid, NT_X86_XSTATE, &v) == 0, "xstate: %d", errno);
	kill(pid, SIGKILL);
	waitpid(pid, &status, __WALL);
	return v.iov_len;
}

/* The same read again from a thread of the program. */
static void restorer_check_xstate(pid_t tid, const unsigned char *want, size_t len)
{
	static unsigned char got[ARCH_XSTATE_MAX];
	struct iovec v = {got, sizeof(got)};
	int status;

	T_MUST(ptrace(PTRACE_SEIZE, tid, 0, 0) == 0, "seize %d: %d", tid, errno);
	ptrace(PTRACE_INTERRUPT, tid, 0, 0);
	T_MUST(waitpid(tid, &status, __WALL) == tid, "wait: %d", errno);
	T_CHECK(ptrace(PTRACE_GETREGSET, tid, NT_X86_XSTATE, &v) == 0, "xstate: %d", errno);
	T_CHECK(v.iov_len == len && memcmp(got, want, len) == 0, "xstate of %d differs", tid);
	ptrace(PTRACE_DETACH, tid, 0, 0);
}

/* == the loader ================================================================================ */

static struct plan_build *restorer_open(struct cr_ctx *cx, struct plan_board *board, size_t threads)
{
	static const struct wire_range then[] = {
		{RESTORER_SHARED, 4096},
		{RESTORER_CODE_AT, 4096},
		{RESTORER_STACKS, RESTORER_THREADS * 4096},
		{RESTORER_STUB_AT, 4096},
	};
	CR_AUTOFD int proc = -1, self = -1;
	struct plan_build *b = NULL;
	struct proc_map *maps;
	size_t n;
	uint64_t at;

	T_MUST(proc_open(cx, &proc) == 0 && proc_open_pid(proc, sys_getpid(), &self) == 0, "%s",
	       cx->err.text);
	T_MUST(proc_maps(cx, self, false, &maps, &n) == 0, "%s", cx->err.text);
	struct wire_range *now = cx_array(cx, n, sizeof(*now));

	for (size_t i = 0; i < n; i++)
		now[i] = (struct wire_range){maps[i].start, maps[i].end - maps[i].start};
	size_t size = plan_window_size(threads, n, 0);

	T_MUST(plan_find_window(cx, size, now, n, then, ARRAY_LEN(then), &at) == 0, "%s",
	       cx->err.text);
	T_MUST(plan_open(cx, at, size, threads, board, &b) == 0, "%s", cx->err.text);
	return b;
}

static void restorer_add_program(struct plan_build *b, struct restorer_shared *s, size_t threads)
{
	static const struct wire_range keep[] = {{RESTORER_SHARED, 4096}};
	size_t len = (size_t)(restorer_probe_end - restorer_probe);
	uint64_t code = plan_data(b, restorer_probe, len), at = plan_threads(b);

	plan_unmap_others(b, keep, 1);
	plan_map(b, PLAN_AT_FILL, "code", RESTORER_CODE_AT, 4096, PROT_READ | PROT_WRITE,
		 MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	plan_copy(b, 0, PLAN_AT_FILL, RESTORER_CODE_AT, code, len);
	plan_call(b, 0, PLAN_AT_FILL, "mprotect", SYS_mprotect, RESTORER_CODE_AT, 4096,
		  PROT_READ | PROT_EXEC);
	plan_map(b, PLAN_AT_FILL, "stacks", RESTORER_STACKS, RESTORER_THREADS * 4096,
		 PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	plan_map(b, PLAN_AT_FILL, "stub", RESTORER_STUB_AT, 4096, PROT_READ | PROT_EXEC,
		 MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	for (size_t i = 1; i < threads; i++)
		plan_thread(b, i, 0);
	for (size_t i = 0; i < threads; i++) {
		const stack_t sas = {.ss_sp = (void *)(uintptr_t)(RESTORER_STACKS + i * 4096),
				     .ss_size = 2048 + 256 * i};

		plan_call(b, i, PLAN_AT_SELF, "sigaltstack", SYS_sigaltstack,
			  plan_data(b, &sas, sizeof(sas)), 0);
	}
	plan_copy(b, 0, PLAN_AT_SELF, (uintptr_t)s->threads, at, threads * sizeof(s->threads[0]));
	plan_flush(b, 0, PLAN_AT_LATE);
	plan_store64(b, 0, PLAN_AT_LAST, (uintptr_t)&s->stored, 77);
}

static void restorer_forget_rseq(struct cr_ctx *cx, struct plan_build *b)
{
	uint64_t ptr;
	uint32_t size, sig;

	T_MUST(release_own_rseq(cx, &ptr, &size, &sig) == 0, "%s", cx->err.text);
	plan_forget_rseq(b, ptr, size, sig);
}

/* The end of the loader in a tree. */
static void restorer_go(struct restorer_shared *s, struct plan_build *b, struct cr_ctx *cx)
{
	T_MUST(plan_seal(b) == 0, "%s", cx->err.text);
	s->window = plan_window(b, &s->window_len);
	s->syscall_ip = plan_syscall_ip(b);
	plan_run(b);
}

/* == the maker ================================================================================= */

static bool restorer_arrived(struct plan_board *board, uint32_t n)
{
	for (int i = 0; i < 500; i++) {
		uint32_t arrived = __atomic_load_n(&board->arrived, __ATOMIC_SEQ_CST);

		if (arrived >= n || __atomic_load_n(&board->failed_set, __ATOMIC_SEQ_CST))
			return arrived >= n;
		const struct timespec poll = {.tv_nsec = 10000000};
		sys_futex_wait(&board->arrived, arrived, &poll);
	}
	return false;
}

/* Until thread i of the program has written down what it saw. */
static bool restorer_probed(const struct restorer_shared *s, size_t i)
{
	for (int ms = 0; ms < 3000; ms++) {
		if (__atomic_load_n(&s->seen[i].done, __ATOMIC_SEQ_CST))
			return true;
		t_sleep_ms(1);
	}
	return false;
}

/* What is as it was given to the thread; rax by its own check. */
static void restorer_check(const struct restorer_shared *s, const struct release_thread *t,
			   size_t i)
{
	const struct restorer_seen *seen = &s->seen[i];
	struct arch_regs r;

	memcpy(&r, t->regs, sizeof(r));
	T_MUST(restorer_probed(s, i), "thread %zu did not run", i);
	T_CHECK(seen->rbx == r.rbx && seen->rdx == r.rdx && seen->rsi == r.rsi &&
			seen->rdi == r.rdi && seen->rbp == r.rbp && seen->rsp == r.rsp &&
			seen->r8 == r.r8 && seen->r9 == r.r9 && seen->r10 == r.r10 &&
			seen->r12 == r.r12 && seen->r13 == r.r13 && seen->r14 == r.r14 &&
			seen->r15 == r.r15,
		"registers of thread %zu", i);
	T_CHECK(seen->mask == t->sigmask, "mask of thread %zu: %llx", i,
		(unsigned long long)seen->mask);
	T_CHECK(seen->sas[0] == RESTORER_STACKS + i * 4096 && seen->sas[2] == 2048 + 256 * i,
		"alternate stack of %zu: %llx", i, (unsigned long long)seen->sas[0]);
	T_CHECK(seen->tid == (uint64_t)s->threads[i].tid, "thread %zu is %d", i, (int)seen->tid);
}

/* Behind a call that is over: nothing may have touched rcx, r11 and the flags. */
static void restorer_check_all(const struct restorer_shared *s, const struct release_thread *t,
			       size_t i, uint64_t rax)
{
	const struct restorer_seen *seen = &s->seen[i];
	struct arch_regs r;

	memcpy(&r, t->regs, sizeof(r));
	restorer_check(s, t, i);
	T_CHECK(seen->rax == rax, "rax of thread %zu: %lld", i, (long long)seen->rax);
	T_CHECK(seen->rcx == r.rcx && seen->r11 == r.r11, "rcx %llx, r11 %llx of thread %zu",
		(unsigned long long)seen->rcx, (unsigned long long)seen->r11, i);
	T_CHECK(seen->flags == r.eflags, "flags of thread %zu: %llx", i,
		(unsigned long long)seen->flags);
}

static void restorer_check_maps(pid_t pid, const struct restorer_shared *s)
{
	char path[64], *text, line[64];

	snprintf(path, sizeof(path), "/proc/%d/maps", pid);
	text = t_read(path, NULL);
	T_MUST(text != NULL, "no %s", path);
	snprintf(line, sizeof(line), "%llx-", (unsigned long long)s->window);
	T_CHECK(strstr(text, line) == NULL && strstr(text, "[heap]") == NULL &&
			strstr(text, "libc") == NULL,
		"the loader is still there:\n%s", text);
	T_CHECK(t_tracer(pid) == 0, "traced by %d", t_tracer(pid));
	free(text);
}

static void restorer_let_go(struct restorer_shared *s, pid_t pid)
{
	__atomic_store_n(&s->let_go, 1, __ATOMIC_SEQ_CST);
	int status = t_wait(pid, 5000);

	T_CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 42, "status %x", status);
}

/* From stage 1 to the program; the threads' ids are filled in. */
static void restorer_release(struct cr_ctx *cx, struct plan_board *board, struct restorer_shared *s,
			     struct release_thread *t, size_t n)
{
	pid_t tids[RESTORER_THREADS];

	T_MUST(restorer_arrived(board, (uint32_t)n), "%u arrived; %s: %d", board->arrived,
	       board->failed_name, board->failed_err);
	for (size_t i = 0; i < n; i++)
		tids[i] = t[i].tid = s->threads[i].tid;
	T_MUST(release_seize(cx, tids, n, false) == 0, "%s", cx->err.text);
	release_stage(board, 1);
	T_MUST(restorer_arrived(board, 2 * (uint32_t)n), "%u arrived; %s: %d", board->arrived,
	       board->failed_name, board->failed_err);
	T_CHECK(s->stored == 77, "stored: %d", (int)s->stored);
	T_MUST(release_task(cx, t, n, s->window, s->window_len, s->syscall_ip) == 0, "%s",
	       cx->err.text);
	T_MUST(release_go(cx, tids, n) == 0, "%s", cx->err.text);
}

/* == tests ===================================================================================== */

static void restorer_tree(void)
{
	static unsigned char xstate[ARCH_XSTATE_MAX];
	struct restorer_shared *s = restorer_share();
	struct release_thread t[4] = {{.tid = 0}};
	struct plan_board *board;
	struct cr_ctx cx;
	size_t len = restorer_xstate(xstate, sizeof(xstate));

	T_MUST(ctx_open(&cx, NULL) == 0 && plan_board_make(&cx, &board) == 0, "context");
	pid_t pid = fork();

	if (pid == 0) {
		struct plan_build *b = restorer_open(&cx, board, 4);

		restorer_add_program(b, s, 4);
		for (size_t i = 0; i < 4; i++)
			restorer_add_rseq(b, i);
		restorer_forget_rseq(&cx, b);
		restorer_go(s, b, &cx);
	}
	for (size_t i = 0; i < 4; i++) {
		restorer_registers(&t[i], i, -1, (long)(1000 + i));
		if (i % 2 == 0)
			restorer_inside_rseq(&t[i], i);
		t[i].xstate = (uintptr_t)xstate;
		t[i].xstate_len = (uint32_t)len;
	}
	restorer_release(&cx, board, s, t, 4);
	for (size_t i = 0; i < 4; i++)
		restorer_check_all(s, &t[i], i, i % 2 == 0 ? RESTORER_ABORTED : 1000 + i);
	T_CHECK(s->threads[0].tid == pid, "leader %d", s->threads[0].tid);
	for (size_t i = 0; i < 4; i++)
		restorer_check_xstate(t[i].tid, xstate, len);
	restorer_check_maps(pid, s);
	restorer_let_go(s, pid);
	ctx_close(&cx);
}

/* Ids of threads, where they can be chosen; then every way in which a call had been interrupted. */
static void restorer_calls(void)
{
	struct restorer_shared *s = restorer_share();
	struct release_thread t[4] = {{.tid = 0}};
	struct plan_board *board;
	struct cr_ctx cx;
	int fds[2];

	T_MUST(ctx_open(&cx, NULL) == 0 && plan_board_make(&cx, &board) == 0 && pipe(fds) == 0,
	       "context");
	uint64_t began = t_now_ns();
	pid_t pid = fork();

	if (pid == 0) {
		struct plan_build *b = restorer_open(&cx, board, 4);

		restorer_add_program(b, s, 4);
		restorer_forget_rseq(&cx, b);
		/* The remaining times lie in the window, which is gone by the time the calls go on.
		 */
		const struct timespec left[2] = {{.tv_nsec = 300000000}, {.tv_sec = 20}};

		s->stored = plan_data(b, left, sizeof(left));
		restorer_go(s, b, &cx);
	}
	while (!restorer_arrived(board, 1))
		;
	uint64_t left = s->stored;

	/* 0: nanosleep by its restart block; 1: read, entered again; 2: a futex that has changed
	 * meanwhile; 3: poll */
	restorer_registers(&t[0], 0, SYS_nanosleep, -516);
	restorer_call_args(&t[0], 0x1234, 0, 0, 0);
	t[0].arm_nr = SYS_clock_nanosleep;
	memcpy(t[0].arm_args, (const uint64_t[6]){CLOCK_MONOTONIC, 0, left, 0}, 48);
	restorer_registers(&t[1], 1, SYS_read, -512);
	restorer_call_args(&t[1], (uint64_t)fds[0], RESTORER_STACKS + 4096, 1, 0);
	restorer_registers(&t[2], 2, SYS_futex, -516);
	t[2].arm_nr = SYS_futex;
	s->futex = 5;
	memcpy(t[2].arm_args,
	       (const uint64_t[6]){(uintptr_t)&s->futex, FUTEX_WAIT, 4, left + 16, 0, 0}, 48);
	restorer_registers(&t[3], 3, SYS_poll, -516);
	t[3].arm_nr = SYS_poll;
	memcpy(t[3].arm_args, (const uint64_t[6]){0, 0, 400}, 48);
	restorer_release(&cx, board, s, t, 4);
	t_sleep_ms(50);
	T_CHECK(!s->seen[1].done && write(fds[1], "x", 1) == 1, "read did not wait");
	restorer_check(s, &t[2], 2);
	T_CHECK((int64_t)s->seen[2].rax == -EAGAIN, "futex: %lld", (long long)s->seen[2].rax);
	restorer_check(s, &t[1], 1);
	T_CHECK(s->seen[1].rax == 1, "read: %lld", (long long)s->seen[1].rax);
	restorer_check(s, &t[0], 0);
	uint64_t slept = t_now_ns() - began;

	T_CHECK(s->seen[0].rax == 0 && slept >= 300000000 && slept < 1500000000,
		"nanosleep: %lld after %d ms", (long long)s->seen[0].rax, (int)(slept / 1000000));
	restorer_check(s, &t[3], 3);
	T_CHECK(s->seen[3].rax == 0, "poll: %lld", (long long)s->seen[3].rax);
	restorer_check_maps(pid, s);
	restorer_let_go(s, pid);
	ctx_close(&cx);
	close(fds[0]);
	close(fds[1]);
}

static void restorer_failure(void)
{
	struct restorer_shared *s = restorer_share();
	struct plan_board *board;
	struct cr_ctx cx;
	char text[256] = "";
	int fds[2];

	T_MUST(ctx_open(&cx, NULL) == 0 && plan_board_make(&cx, &board) == 0 && pipe(fds) == 0,
	       "context");
	pid_t pid = fork();

	if (pid == 0) {
		struct plan_build *b = restorer_open(&cx, board, 3);

		restorer_add_program(b, s, 3);
		restorer_forget_rseq(&cx, b);
		plan_complain(b, fds[1], "cannot go on");
		plan_call(b, 2, PLAN_AT_SELF, "mprotect of nothing", SYS_mprotect, 0x10000, 4096,
			  PROT_READ)
			->flags = PLAN_MAY_FAIL;
		plan_call(b, 2, PLAN_AT_SELF, "munmap of an odd address", SYS_munmap, 0x10001,
			  4096);
		restorer_go(s, b, &cx);
	}
	close(fds[1]);
	T_CHECK(!restorer_arrived(board, 100), "it arrived");
	int status = t_wait(pid, 5000);

	T_CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 125, "status %x", status);
	T_CHECK(board->failed_set == 2 && board->failed_err == -EINVAL &&
			board->failed_pid == pid && board->failed_thread == 2,
		"board: %d %d %d %d", board->failed_set, board->failed_err, board->failed_pid,
		board->failed_thread);
	T_CHECK(strcmp(board->failed_name, "munmap of an odd address") == 0, "name: %s",
		board->failed_name);
	T_CHECK(read(fds[0], text, sizeof(text) - 1) > 0 &&
			strcmp(text, "cannot go on: munmap of an odd address: error 22\n") == 0,
		"text: %s", text);
	close(fds[0]);
	ctx_close(&cx);
}

/* The maker gives up: nobody is left. */
static void restorer_given_up(void)
{
	struct restorer_shared *s = restorer_share();
	struct plan_board *board;
	struct cr_ctx cx;

	T_MUST(ctx_open(&cx, NULL) == 0 && plan_board_make(&cx, &board) == 0, "context");
	for (int stage = 0; stage < 2; stage++) {
		*board = (struct plan_board){0};
		pid_t pid = fork();

		if (pid == 0) {
			struct plan_build *b = restorer_open(&cx, board, 3);

			restorer_add_program(b, s, 3);
			restorer_forget_rseq(&cx, b);
			restorer_go(s, b, &cx);
		}
		T_CHECK(restorer_arrived(board, 3), "%u arrived", board->arrived);
		if (stage == 1) {
			release_stage(board, 1);
			T_CHECK(restorer_arrived(board, 6), "%u arrived", board->arrived);
		}
		release_abort(board);
		int status = t_wait(pid, 5000);

		T_CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 125, "status %x", status);
	}
	ctx_close(&cx);
}

/* Steps that are more than one call. The loader looks at the result itself, by further steps. */
struct restorer_results {
	uint64_t head[3], mutex[2][2]; /* a robust list with two mutexes: next, word */
	uint64_t pending, tid_word, other_word, timers, moved;
	int32_t tids[2];
	struct itimerspec timer;
	char read[16];
};

static struct restorer_results *restorer_results(struct restorer_shared *s)
{
	return (struct restorer_results *)(void *)(s + 1);
}

static void restorer_add_steps(struct cr_ctx *cx, struct plan_build *b,
			       struct restorer_results *results, int fd, pid_t tid)
{
	static const struct wire_range keep[] = {{RESTORER_SHARED, 4096}, {RESTORER_STACKS, 8192}};
	struct sigevent event = {.sigev_notify = SIGEV_NONE};
	siginfo_t info = {.si_signo = SIGUSR1, .si_code = SI_USER};
	struct itimerspec set = {.it_value = {.tv_sec = 1000}};
	uint64_t at, results_at = (uintptr_t)results, mutex = (uintptr_t)&results->mutex[0],
		     head = (uintptr_t)results->head;

	info.si_pid = 4321;
	T_MUST(sys_mmap(RESTORER_STACKS, 8192, PROT_READ | PROT_WRITE,
			MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0, &at) == 0,
	       "mmap");
	memcpy((void *)(uintptr_t)at, "moved", 6);
	plan_unmap_others(b, keep, 2);
	plan_move(b, PLAN_AT_MOVE, "mremap", RESTORER_STACKS, 8192, RESTORER_CODE_AT);
	plan_copy(b, 0, PLAN_AT_FILL, (uintptr_t)&results->moved, RESTORER_CODE_AT, 6);
	plan_read(b, 0, PLAN_AT_FILL, "pread", fd, (uintptr_t)results->read, 5, 3);
	plan_thread(b, 1, tid);
	plan_copy(b, 0, PLAN_AT_SELF, (uintptr_t)&results->tids[0],
		  plan_threads(b) + offsetof(struct plan_thread, tid), 4);
	plan_copy(b, 0, PLAN_AT_SELF, (uintptr_t)&results->tids[1],
		  plan_threads(b) + sizeof(struct plan_thread) + offsetof(struct plan_thread, tid),
		  4);
	/* Thread 1: a robust list whose first mutex is ours, whose second is a stranger's, and
	 * whose end cannot be read. */
	plan_store64(b, 1, PLAN_AT_SELF, head, mutex);
	plan_store64(b, 1, PLAN_AT_SELF, head + 8, 8);
	plan_store64(b, 1, PLAN_AT_SELF, mutex, mutex + 16 + 1);
	plan_store64(b, 1, PLAN_AT_SELF, mutex + 8, FUTEX_WAITERS | 777);
	plan_store64(b, 1, PLAN_AT_SELF, mutex + 16, 0x6000000);
	plan_store64(b, 1, PLAN_AT_SELF, mutex + 24, 778);
	plan_step(b, 1, PLAN_AT_SELF, PLAN_ROBUST, "robust", 0,
		  (const uint64_t[6]){head, 777, sizeof(void *)});
	plan_store32(b, 1, PLAN_AT_SELF, (uintptr_t)&results->tid_word, 777);
	plan_step(b, 1, PLAN_AT_SELF, PLAN_FIXTID, "tid", 0,
		  (const uint64_t[6]){(uintptr_t)&results->tid_word, 777});
	plan_store32(b, 1, PLAN_AT_SELF, (uintptr_t)&results->other_word, 778);
	plan_step(b, 1, PLAN_AT_SELF, PLAN_FIXTID, "tid", 0,
		  (const uint64_t[6]){(uintptr_t)&results->other_word, 777});
	/* Pending: what the loader had goes, what is queued stays. */
	plan_call(b, 0, PLAN_AT_TASK, "kill", SYS_kill, (uint64_t)sys_getpid(), SIGUSR2);
	plan_flush(b, 0, PLAN_AT_LATE);
	uint64_t info_at = plan_data(b, &info, sizeof(info));

	plan_step(b, 0, PLAN_AT_LATE, PLAN_SIGNAL, "signal", 0, (const uint64_t[6]){info_at, 1});
	plan_call(b, 0, PLAN_AT_LAST, "rt_sigpending", SYS_rt_sigpending,
		  (uintptr_t)&results->pending, 8);
	for (int way = 0; way < 2; way++) {
		plan_timer(b, 0, PLAN_AT_LATE, CLOCK_MONOTONIC, plan_data(b, &event, sizeof(event)),
			   5 + way, way == 0);
		plan_call(b, 0, PLAN_AT_LATE, "timer_settime", SYS_timer_settime,
			  (uint64_t)(5 + way), 0, plan_data(b, &set, sizeof(set)), 0);
	}
	plan_call(b, 0, PLAN_AT_LAST, "timer_gettime", SYS_timer_gettime, 6,
		  (uintptr_t)&results->timer);
	struct plan_op *op = plan_call(b, 0, PLAN_AT_LAST, "timer_gettime", SYS_timer_gettime, 7,
				       results_at + 2048);

	op->flags = PLAN_MAY_FAIL | PLAN_RESULT;
	op->expect = (uintptr_t)&results->timers;
	restorer_forget_rseq(cx, b);
}

static void restorer_steps(void)
{
	struct restorer_shared *s = restorer_share();
	struct restorer_results *results = restorer_results(s);
	struct plan_board *board;
	struct cr_ctx cx;
	CR_AUTOFD int fd = -1;

	T_MUST(ctx_open(&cx, NULL) == 0 && plan_board_make(&cx, &board) == 0, "context");
	bool choose = feature_ask(&cx, FEATURE_CLONE3_TID) == CR_YES;

	t_write("file", "abcdefghij", 10);
	fd = sys_openat(AT_FDCWD, "file", O_RDONLY, 0);
	pid_t pid = fork();

	if (pid == 0) {
		struct plan_build *b = restorer_open(&cx, board, 2);

		restorer_add_steps(&cx, b, results, fd, choose ? 4242 : 0);
		restorer_go(s, b, &cx);
	}
	T_MUST(restorer_arrived(board, 2), "%s: %d", board->failed_name, board->failed_err);
	release_stage(board, 1);
	T_MUST(restorer_arrived(board, 4), "%s: %d", board->failed_name, board->failed_err);
	T_CHECK(memcmp(&results->moved, "moved", 6) == 0 && strcmp(results->read, "defgh") == 0,
		"%s", results->read);
	T_CHECK(results->tids[0] == pid &&
			(choose ? results->tids[1] == 4242 : results->tids[1] > pid),
		"%d, %d", results->tids[0], results->tids[1]);
	uint32_t tid = (uint32_t)results->tids[1];

	T_CHECK(results->mutex[0][1] == (FUTEX_WAITERS | tid) && results->mutex[1][1] == 778,
		"robust: %llx, %llx", (unsigned long long)results->mutex[0][1],
		(unsigned long long)results->mutex[1][1]);
	T_CHECK(results->tid_word == tid && results->other_word == 778, "words %d, %d",
		(int)results->tid_word, (int)results->other_word);
	T_CHECK(results->pending == 1u << (SIGUSR1 - 1), "pending: %llx",
		(unsigned long long)results->pending);
	T_CHECK(results->timer.it_value.tv_sec >= 998 && (int64_t)results->timers == -EINVAL,
		"timers: %d, %lld", (int)results->timer.it_value.tv_sec,
		(long long)results->timers);
	release_abort(board);
	int status = t_wait(pid, 5000);

	T_CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 125, "status %x", status);
	ctx_close(&cx);
}

/* What cannot be planned is refused when it is sealed. */
static void restorer_refused_plans(void)
{
	struct plan_board *board;
	struct plan_build *b;
	struct cr_ctx cx;

	T_MUST(ctx_open(&cx, NULL) == 0 && plan_board_make(&cx, &board) == 0, "context");
	b = restorer_open(&cx, board, 3);
	plan_thread(b, 1, 0);
	T_CHECK(plan_seal(b) < 0, "a plan with a thread that nobody makes");
	plan_close(b);
	b = restorer_open(&cx, board, 2);
	plan_thread(b, 1, 0);
	plan_call(b, 1, PLAN_AT_TASK, "umask", SYS_umask, 0);
	T_CHECK(plan_seal(b) < 0, "a step before the thread begins");
	plan_close(b);
	b = restorer_open(&cx, board, 1);
	for (int i = 0; i < 4096; i++)
		T_CHECK(plan_room(b, 65536) != 0, "no address");
	T_CHECK(plan_seal(b) < 0 && cx.err.code == CR_E_RESTORE, "more than fits");
	plan_close(b);
	ctx_close(&cx);
}

static void restorer_windows(void)
{
	struct cr_ctx cx;
	uint64_t at = 0;

	T_MUST(ctx_open(&cx, NULL) == 0, "context");
	const struct wire_range now[] = {
		{0x7f0000000000, 0xfffff000}, {0x400000, 0x100000}, {0xffffffffff600000, 4096}};
	const struct wire_range then[] = {
		{0x7e0000000000, 0xff00000000}, {0x10000, 0x10000}, {0x4f0000, 0x20000}};

	T_CHECK(plan_find_window(&cx, 5 << 20, now, 3, then, 3, &at) == 0, "%s", cx.err.text);
	T_CHECK(at % (2 << 20) == 0 && at >= 0x510000 && at + (5 << 20) <= 0x7e0000000000,
		"at %llx", (unsigned long long)at);
	const struct wire_range full[] = {{0x20000, ARCH_TASK_END / 2 - 0x20000},
					  {ARCH_TASK_END / 2, ARCH_TASK_END / 2}};

	T_CHECK(plan_find_window(&cx, 4096, full, 2, NULL, 0, &at) == -ENOMEM,
		"a window in a full space");
	/* One hole of 8 MiB, its neighbours touching from both layouts, in the worst order. */
	struct wire_range many[64];

	for (size_t i = 0; i < 64; i++) {
		uint64_t from = ARCH_TASK_END / 64 * (63 - i);

		many[i] = (struct wire_range){from, ARCH_TASK_END / 64 + (i == 0 ? 64 : 0)};
	}
	many[40].len -= 8 << 20;
	T_CHECK(plan_find_window(&cx, 2 << 20, many, 32, many + 32, 32, &at) == 0, "%s",
		cx.err.text);
	T_CHECK(at >= many[40].addr + many[40].len && at + (2 << 20) <= many[39].addr, "at %llx",
		(unsigned long long)at);
	ctx_close(&cx);
}

/* -- in place -- */

static struct restorer_shared *restorer_loader;
static unsigned char restorer_fpu[ARCH_XSTATE_MAX];
static size_t restorer_fpu_len;

static void restorer_epoll(struct restorer_shared *s)
{
	struct epoll_event event;
	int fd = epoll_create1(EPOLL_CLOEXEC);
	int r = epoll_wait(fd, &event, 1, 1500);

	s->epoll_result = r < 0 ? -errno : 1000 + r;
}

static void *restorer_busy(void *arg)
{
	int kind = (int)(uintptr_t)arg % 5;
	sigset_t all;

	sigfillset(&all);
	if (kind <= 1)
		pthread_sigmask(SIG_SETMASK, &all, NULL);
	if (kind == 4)
		restorer_epoll(restorer_loader);
	for (;;) {
		if (kind == 0)
			__atomic_fetch_add(&restorer_loader->beats, 1, __ATOMIC_SEQ_CST);
		else if (kind == 2)
			poll(NULL, 0, 1000);
		else if (kind == 3)
			usleep(100);
		else
			pause();
	}
	return NULL;
}

enum {
	RESTORER_TO_END,
	RESTORER_REFUSED,
	RESTORER_HELPER_KILLED,
	RESTORER_STEP_FAILS,
	RESTORER_REGISTERS_FAIL
};

static void restorer_become_now(struct restorer_shared *s, int outcome)
{
	struct release_thread t[3] = {{.tid = 0}};
	struct plan_board *board;
	struct cr_ctx cx;
	CR_AUTOFD int proc = -1;
	uint64_t before, after;

	T_MUST(ctx_open(&cx, NULL) == 0 && plan_board_make(&cx, &board) == 0 &&
		       proc_open(&cx, &proc) == 0,
	       "context");
	struct plan_build *b = restorer_open(&cx, board, 3);
	const struct timespec left = {.tv_nsec = 300000000};

	restorer_add_program(b, s, 3);
	for (size_t i = 0; i < 3; i++) {
		restorer_registers(&t[i], i, SYS_nanosleep, -516);
		t[i].arm_nr = SYS_clock_nanosleep;
		memcpy(t[i].arm_args,
		       (const uint64_t[6]){CLOCK_MONOTONIC, 0, plan_data(b, &left, sizeof(left)),
					   0},
		       48);
		t[i].xstate = (uintptr_t)restorer_fpu;
		t[i].xstate_len = (uint32_t)restorer_fpu_len;
	}
	/* The leader: sleeps; or is in a call that is over at once; or in a restartable sequence.
	 */
	restorer_add_rseq(b, 0);
	s->futex = 5;
	if (s->stored == 2) {
		restorer_registers(&t[0], 0, -1, 1000);
		t[0].arm_nr = 0;
		restorer_inside_rseq(&t[0], 0);
	} else if (s->stored == 1) {
		t[0].arm_nr = SYS_futex;
		memcpy(t[0].arm_args,
		       (const uint64_t[6]){(uintptr_t)&s->futex, FUTEX_WAIT, 4,
					   plan_data(b, &left, sizeof(left)), 0, 0},
		       48);
	}
	s->stored = 0;
	if (outcome == RESTORER_STEP_FAILS)
		plan_call(b, 0, PLAN_AT_CREDS, "munmap of an odd address", SYS_munmap, 0x10001,
			  4096);
	if (outcome == RESTORER_REGISTERS_FAIL)
		t[1].regs[offsetof(struct arch_regs, fs_base) / 8] = UINT64_MAX / 2;
	if (outcome >= RESTORER_STEP_FAILS)
		plan_complain(b, s->tid, "cannot go on");
	T_MUST(plan_seal(b) == 0, "%s", cx.err.text);
	s->window = plan_window(b, &s->window_len);
	sys_sigmask(SIG_SETMASK, NULL, &before);
	int r = plan_become(b, proc, t, 3, RESTORER_STUB_AT, 4096, 3000);

	sys_sigmask(SIG_SETMASK, NULL, &after);
	bool killed = outcome == RESTORER_HELPER_KILLED && r == -ECHILD;
	bool refused = outcome == RESTORER_REFUSED && r == -EPERM && cx.err.pid == s->tid;

	T_CHECK((killed || refused) && cx.err.code == CR_E_LOADER, "%d: %s", r, cx.err.text);
	T_CHECK(before == after, "mask %llx, was %llx", (unsigned long long)after,
		(unsigned long long)before);
	plan_close(b);
	ctx_close(&cx);
	s->refused = 1;
}

static void *restorer_become_thread(void *arg)
{
	restorer_become_now(restorer_loader, (int)(uintptr_t)arg);
	while (!restorer_loader->let_go)
		t_sleep_ms(1);
	_exit(t_failures() ? 1 : 42);
}

/* A loader with 10 threads, of which one, or the first, becomes the program. */
static void restorer_load(struct restorer_shared *s, bool from_thread, int outcome)
{
	pthread_t thread;

	restorer_loader = s;
	for (uintptr_t i = 0; i < 10;
	     i++) /* those that spin would hide the helper from who is to kill it */
		pthread_create(&thread, NULL, restorer_busy,
			       (void *)(outcome == RESTORER_HELPER_KILLED ? i % 3 + 1 : i));
	t_sleep_ms(20);
	if (!from_thread)
		restorer_become_thread((void *)(uintptr_t)outcome);
	pthread_create(&thread, NULL, restorer_become_thread, (void *)(uintptr_t)outcome);
	for (;;)
		pause();
}

static void restorer_in_place(void)
{
	struct restorer_shared *s = restorer_share();

	restorer_fpu_len = restorer_xstate(restorer_fpu, sizeof(restorer_fpu));
	for (int run = 0; run < 6; run++) {
		memset(s, 0, sizeof(*s));
		s->stored = (uint64_t)run % 3;
		uint64_t began = t_now_ns();
		pid_t pid = fork();

		if (pid == 0)
			restorer_load(s, run / 3, RESTORER_TO_END);
		struct release_thread t[3] = {{.tid = 0}};

		for (size_t i = 0; i < 3; i++) {
			restorer_registers(&t[i], i, SYS_nanosleep, -516);
			restorer_check(s, &t[i], i);
			const long leader[3] = {0, -EAGAIN, RESTORER_ABORTED};

			T_CHECK((int64_t)s->seen[i].rax == (i == 0 ? leader[run % 3] : 0),
				"run %d, thread %zu: %lld", run, i, (long long)s->seen[i].rax);
		}
		T_CHECK(t_now_ns() - began >= 300000000, "too early: %d ms",
			(int)((t_now_ns() - began) / 1000000));
		T_CHECK(s->stored == 77 && s->threads[0].tid == pid, "stored %d", (int)s->stored);
		for (size_t i = 0; i < 3; i++)
			restorer_check_xstate(s->threads[i].tid, restorer_fpu, restorer_fpu_len);
		restorer_check_maps(pid, s);
		char *children;
		int r = t_run(&children, "cat /proc/%d/task/*/children; ls /proc/%d/task | wc -l",
			      pid, pid);

		T_CHECK(r == 0 && atoi(children) == 3, "children or threads: %s", children);
		free(children);
		restorer_let_go(s, pid);
	}
}

/* Behind the commit point: status 125, and a written reason. */
static void restorer_in_place_fails(void)
{
	struct restorer_shared *s = restorer_share();
	char text[256];

	for (int run = 0; run < 4; run++) {
		int fds[2], outcome = run < 2 ? RESTORER_STEP_FAILS : RESTORER_REGISTERS_FAIL;

		T_MUST(pipe(fds) == 0, "pipe");
		s->tid = fds[1];
		pid_t pid = fork();

		if (pid == 0)
			restorer_load(s, run % 2, outcome);
		close(fds[1]);
		int status = t_wait(pid, 5000);

		T_CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 125, "run %d: status %x", run,
			status);
		ssize_t n = read(fds[0], text, sizeof(text) - 1);

		text[n > 0 ? n : 0] = '\0';
		T_CHECK(strcmp(text, outcome == RESTORER_STEP_FAILS
					     ? "cannot go on: munmap of an odd address: error 22\n"
					     : "cannot go on: registers of a thread: error 5\n") ==
				0,
			"run %d: %s", run, text);
		close(fds[0]);
	}
}

/* A thread of the loader is being traced: refused, and nobody has noticed. */
static void restorer_in_place_refused(void)
{
	struct restorer_shared *s = restorer_share();
	pid_t pid = fork();

	if (pid == 0) {
		pthread_t thread;

		restorer_loader = s;
		for (uintptr_t i = 0; i < 10; i++)
			pthread_create(&thread, NULL, restorer_busy, (void *)i);
		while (!__atomic_load_n(&s->ready, __ATOMIC_SEQ_CST))
			t_sleep_ms(1);
		restorer_become_now(s, RESTORER_REFUSED);
		while (!s->let_go)
			t_sleep_ms(1);
		_exit(t_failures() ? 1 : 42);
	}
	t_sleep_ms(100);
	char *tids;

	t_run(&tids, "ls /proc/%d/task | sort -n | sed -n 7p", pid);
	s->tid = atoi(tids);
	free(tids);
	T_MUST(s->tid > pid && ptrace(PTRACE_SEIZE, s->tid, 0, 0) == 0, "seize %d: %d", s->tid,
	       errno);
	__atomic_store_n(&s->ready, 1, __ATOMIC_SEQ_CST);
	for (int i = 0; i < 3000 && !s->refused; i++)
		t_sleep_ms(1);
	T_CHECK(s->refused, "not refused");
	int beats = s->beats;

	t_sleep_ms(1600);
	for (int i = 0; i < 3000 && (s->beats == beats || !s->epoll_result); i++)
		t_sleep_ms(1);
	T_CHECK(s->beats != beats, "a thread stands still");
	T_CHECK(s->epoll_result == 1000, "epoll_wait: %d", s->epoll_result);
	T_CHECK(t_tracer(pid) == 0, "traced by %d", t_tracer(pid));
	int status;

	ptrace(PTRACE_INTERRUPT, s->tid, 0, 0);
	T_CHECK(waitpid(s->tid, &status, __WALL) == s->tid &&
			ptrace(PTRACE_DETACH, s->tid, 0, 0) == 0,
		"detach: %d", errno);
	restorer_let_go(s, pid);
}

static pid_t restorer_helper(pid_t pid)
{
	char path[64], *text = NULL, *end;
	pid_t helper = 0;

	/* Only a thread's own children are listed under it; the loader calls from its first. */
	snprintf(path, sizeof(path), "/proc/%d/task/%d/children", pid, pid);
	for (int i = 0; i < 10000 && !helper; i++) {
		free(text);
		text = t_read(path, NULL);
		helper = text ? (pid_t)strtol(text, &end, 10) : 0;
	}
	free(text);
	return helper;
}

/* The helper is killed at some instant: the loader goes on, or it is gone as a whole, or it has
 * become the program. */
static void restorer_helper_killed(void)
{
	struct restorer_shared *s = restorer_share();
	int ends[3] = {0};

	restorer_fpu_len = restorer_xstate(restorer_fpu, sizeof(restorer_fpu));
	for (int run = 0; run < 300; run++) {
		memset(s, 0, sizeof(*s));
		pid_t pid = fork();

		if (pid == 0)
			restorer_load(s, false, RESTORER_HELPER_KILLED);
		pid_t helper = restorer_helper(pid);

		usleep((useconds_t)(run * 37 % 3000));
		if (helper > 0)
			kill(helper, SIGKILL);
		bool program = false, refused = false;

		for (int ms = 0; ms < 2000 && !program && !refused && t_alive(pid); ms++) {
			program = s->seen[0].done && s->seen[1].done && s->seen[2].done;
			refused = s->refused;
			t_sleep_ms(1);
		}
		ends[program ? 0 : refused ? 1 : 2]++;
		if (program || refused) {
			restorer_let_go(s, pid);
			continue;
		}
		int status = t_wait(pid, 2000);

		T_CHECK(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL, "run %d: status %x",
			run, status);
	}
	t_say("%d programs, %d loaders, %d gone", ends[0], ends[1], ends[2]);
	T_CHECK(ends[1] > 0 && ends[2] > 0, "%d programs, %d loaders, %d gone", ends[0], ends[1],
		ends[2]);
}

static void restorer_in_place_often(void)
{
	for (int i = 0; i < 20 && !t_failures(); i++)
		restorer_in_place();
}

static const struct t_test restorer_tests[] = {
	{.name = "restorer_windows", .fn = restorer_windows, .flags = T_PURE | T_OWN_PLAN},
	{.name = "restorer_refused_plans", .fn = restorer_refused_plans, .flags = T_OWN_PLAN},
	{.name = "restorer_tree", .fn = restorer_tree, .flags = T_ROOT | T_USER | T_OWN_PLAN},
	{.name = "restorer_calls", .fn = restorer_calls, .flags = T_ROOT | T_USER | T_OWN_PLAN},
	{.name = "restorer_steps", .fn = restorer_steps, .flags = T_ROOT | T_USER | T_OWN_PLAN},
	{.name = "restorer_failure", .fn = restorer_failure, .flags = T_OWN_PLAN},
	{.name = "restorer_given_up", .fn = restorer_given_up, .flags = T_OWN_PLAN},
	{.name = "restorer_in_place",
	 .fn = restorer_in_place,
	 .flags = T_ROOT | T_USER | T_OWN_PLAN},
	{.name = "restorer_in_place_fails", .fn = restorer_in_place_fails, .flags = T_OWN_PLAN},
	{.name = "restorer_in_place_refused",
	 .fn = restorer_in_place_refused,
	 .flags = T_ROOT | T_USER | T_OWN_PLAN},
	{.name = "restorer_helper_killed",
	 .fn = restorer_helper_killed,
	 .flags = T_SOAK | T_OWN_PLAN,
	 .seconds = 200},
	{.name = "restorer_in_place_often",
	 .fn = restorer_in_place_often,
	 .flags = T_SOAK | T_OWN_PLAN,
	 .seconds = 200},
};
