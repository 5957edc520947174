/* SPDX-License-Identifier: MIT
 *
 * A 32-bit program that needs no library: cc -m32 -nostdlib -static -ffreestanding
 * -mgeneral-regs-only. What it has - segments, registers, frames of handlers on its stack, sleeping
 * calls by either door of the kernel - it looks at again and again while it is saved and loaded,
 * and ends with status 0 if all was as it should be. free work N: N steps, one line each. free
 * calm N: the same, but no handler of it lasts. free sleep MS: threads that sleep so long, each in
 * another call. free exec: the parent of a 64-bit program.
 */
typedef unsigned u32;
typedef unsigned long long u64;

enum {
	NR_exit = 1,
	NR_fork = 2,
	NR_read = 3,
	NR_write = 4,
	NR_execve = 11,
	NR_getpid = 20,
	NR_kill = 37,
	NR_pipe = 42,
	NR_brk = 45,
	NR_munmap = 91,
	NR_setitimer = 104,
	NR_wait4 = 114,
	NR_clone = 120,
	NR_nanosleep = 162,
	NR_poll = 168,
	NR_rt_sigaction = 174,
	NR_rt_sigqueueinfo = 178,
	NR_mmap2 = 192,
	NR_gettid = 224,
	NR_futex = 240,
	NR_set_thread_area = 243,
	NR_exit_group = 252,
	NR_epoll_create = 254,
	NR_epoll_wait = 256,
	NR_timer_create = 259,
	NR_timer_settime = 260,
	NR_clock_gettime = 265,
	NR_set_robust_list = 311,
	NR_get_robust_list = 312,
	NR_clock_nanosleep64 = 407,
	NR_futex64 = 422
};
enum { SIGUSR1 = 10, SIGUSR2 = 12, SIGALRM = 14, SIGRTMIN = 34, EINTR = 4, ETIMEDOUT = 110 };
enum { SA_SIGINFO = 4, SA_RESTORER = 0x04000000 };
enum { THREADS = 8, STACK = 16384, DATA = 0x2b };

/* == the kernel ================================================================================ */

/* door 0: int 0x80; else the vdso's __kernel_vsyscall, which most programs use. */
int enter(u32 door, int nr, u32 a, u32 b, u32 c, u32 d, u32 e, u32 f);
/* The child calls fn(arg) on its stack. */
int start(u32 flags, void *stack, int *ptid, void *tls, int *ctid);
void give_back(void);

__asm__(".text\n"
	"enter:\n\t"
	"push %ebp; push %edi; push %esi; push %ebx\n\t"
	"mov 24(%esp), %eax\n\t"
	"mov 28(%esp), %ebx\n\t"
	"mov 32(%esp), %ecx\n\t"
	"mov 36(%esp), %edx\n\t"
	"mov 40(%esp), %esi\n\t"
	"mov 44(%esp), %edi\n\t"
	"mov 48(%esp), %ebp\n\t"
	"cmpl $0, 20(%esp)\n\t"
	"jne 1f\n\t"
	"int $0x80\n\t"
	"jmp 2f\n"
	"1:\tcall *20(%esp)\n"
	"2:\tpop %ebx; pop %esi; pop %edi; pop %ebp\n\t"
	"ret\n"
	"start:\n\t"
	"push %edi; push %esi; push %ebx\n\t"
	"mov $120, %eax\n\t"
	"mov 16(%esp), %ebx\n\t"
	"mov 20(%esp), %ecx\n\t"
	"mov 24(%esp), %edx\n\t"
	"mov 28(%esp), %esi\n\t"
	"mov 32(%esp), %edi\n\t"
	"int $0x80\n\t"
	"test %eax, %eax\n\t"
	"jnz 1f\n\t"
	"pop %eax\n\t"
	"call *%eax\n\t"
	"hlt\n"
	"1:\tpop %ebx; pop %esi; pop %edi\n\t"
	"ret\n"
	"give_back:\n\t" /* what SA_RESTORER points to; of frames with siginfo */
	"mov $173, %eax\n\t"
	"int $0x80\n"
	".globl _start\n"
	"_start:\n\t"
	"mov %esp, %eax\n\t"
	"and $-16, %esp\n\t"
	"sub $12, %esp\n\t"
	"push %eax\n\t"
	"call begin\n\t"
	"hlt\n");

static u32 vdso_door;

#define AT(p) ((u32)(p))
#define CALL(nr, a, b, c, d, e, f) \
	enter(0, (nr), (u32)(a), (u32)(b), (u32)(c), (u32)(d), (u32)(e), (u32)(f))
#define VCALL(nr, a, b, c, d, e, f) \
	enter(vdso_door, (nr), (u32)(a), (u32)(b), (u32)(c), (u32)(d), (u32)(e), (u32)(f))

/* The number in the instructions, as it is in most programs: a saver that meets the call for the
 * second time finds it nowhere else. */
#define ASLEEP(by, nr, a, b, c, d) \
	__asm__ volatile("movl %1, %%eax\n\t" by \
			 : "=&a"(r) \
			 : "i"(nr), "b"(a), "c"(b), "d"(c), "S"(d), [door] "m"(vdso_door) \
			 : "memory", "cc")
#define BY_INT "int $0x80"
#define BY_VDSO "call *%[door]"

/* == telling =================================================================================== */

static u32 length(const char *s)
{
	u32 n = 0;

	while (s[n])
		n++;
	return n;
}

static char *number(char *end, u32 v)
{
	*--end = '\0';
	do
		*--end = (char)('0' + v % 10);
	while (v /= 10);
	return end;
}

static void say(const char *what, u32 v)
{
	char line[64], digits[12], *n = number(digits + sizeof(digits), v);
	u32 at = 0;

	for (u32 i = 0; what[i] && at < 40; i++)
		line[at++] = what[i];
	line[at++] = ' ';
	for (u32 i = 0; n[i]; i++)
		line[at++] = n[i];
	line[at++] = '\n';
	CALL(NR_write, 1, line, at, 0, 0, 0);
}

static void must(int ok, const char *what, int seen)
{
	if (ok)
		return;
	say(what, (u32)seen);
	CALL(NR_exit_group, 1, 0, 0, 0, 0, 0);
}

struct time32 {
	int sec, nsec;
};
struct time64 {
	long long sec, nsec;
};

static u32 now_ms(void)
{
	struct time32 t;

	CALL(NR_clock_gettime, 1, &t, 0, 0, 0, 0);
	return (u32)t.sec * 1000 + (u32)t.nsec / 1000000;
}

/* To its end, whatever handlers run meanwhile. */
static void rest_ms(int ms)
{
	struct time32 t = {ms / 1000, ms % 1000 * 1000000};

	while (VCALL(NR_nanosleep, &t, &t, 0, 0, 0, 0) == -EINTR)
		;
}

/* == segments ================================================================================== */

struct user_desc {
	u32 entry, base, limit, flags;
};
struct local {
	u32 self, number;
};
static struct local locals[THREADS + 1];

static struct user_desc segment_of(u32 i, int entry)
{
	/* 32-bit, counted in pages, usable */
	struct user_desc desc = {(u32)entry, AT(&locals[i]), 0xfffff, 1 | 1 << 4 | 1 << 6};

	locals[i].self = AT(&locals[i]);
	locals[i].number = i;
	return desc;
}

static u32 own_number(void)
{
	u32 n;

	__asm__ volatile("movl %%gs:4, %0" : "=r"(n));
	return n;
}

/* == handlers ================================================================================== */

struct action {
	u32 handler, flags, restorer, mask[2];
};
struct info {
	int signo, error, code, pid, uid, value, rest[26];
};
static volatile u32 alarms, ticks, queued, nested;
static u32 calm;

static void on_alarm(int sig)
{
	must(sig == SIGALRM, "alarm", sig);
	alarms++;
}

static void on_tick(int sig, struct info *info, void *context)
{
	must(sig == SIGRTMIN && info->signo == sig && info->code == -2 && context, "tick", sig);
	must(info->value == 77, "value of the tick", info->value);
	ticks++;
}

static void on_queue(int sig, struct info *info, void *context)
{
	must(sig == SIGUSR1 && info->code == -1 && info->value == 4711 && context, "queued",
	     info->value);
	queued++;
}

/* In here it may be saved: its frame, and that of the handler within, lie on the stack. */
static void on_nested(int sig)
{
	must(sig == SIGUSR2, "nested", sig);
	if (!calm)
		rest_ms(3);
	nested++;
}

static void act(int sig, u32 handler, u32 flags)
{
	struct action action = {handler, flags, flags & SA_RESTORER ? AT(give_back) : 0, {0, 0}};

	must(CALL(NR_rt_sigaction, sig, &action, 0, 8, 0, 0) == 0, "rt_sigaction", sig);
}

static void queue_to_self(void)
{
	struct info info = {SIGUSR1, 0, -1, CALL(NR_getpid, 0, 0, 0, 0, 0, 0), 0, 4711, {0}};

	CALL(NR_rt_sigqueueinfo, info.pid, SIGUSR1, &info, 0, 0, 0);
}

/* == threads =================================================================================== */

static char stacks[THREADS][STACK] __attribute__((aligned(16)));
static int ends[THREADS]; /* futex: the thread's id while it lives */
static u32 segment_entry;

static void start_thread(u32 i, void (*fn)(void))
{
	enum {
		FLAGS = 0x100 | 0x200 | 0x400 | 0x800 | 0x10000 | 0x40000 | 0x80000 | 0x100000 |
			0x200000
	};
	u32 *top = (u32 *)(stacks[i] + STACK - 16);
	struct user_desc desc = segment_of(i + 1, (int)segment_entry);

	*--top = AT(fn);
	int tid = start(FLAGS, top, &ends[i], &desc, &ends[i]);
	must(tid > 0, "clone", tid);
}

static void await_thread(u32 i)
{
	for (int tid; (tid = *(volatile int *)&ends[i]) != 0;)
		VCALL(NR_futex, &ends[i], 0, tid, 0, 0, 0);
}

/* == work ====================================================================================== */

static volatile u32 stop;

/* Its own segment and robust list, whatever happens. */
static void be_other(void)
{
	u32 me = own_number(), head[3] = {AT(head), 0, 0}, seen = 0, len = 0;

	CALL(NR_set_robust_list, head, sizeof(head), 0, 0, 0, 0);
	while (!stop) {
		rest_ms(2);
		must(own_number() == me, "segment of a thread", (int)own_number());
		/* Where a library would keep it. */
		must(CALL(NR_gettid, 0, 0, 0, 0, 0, 0) == ends[me - 1], "tid", ends[me - 1]);
		must(CALL(NR_get_robust_list, 0, &seen, &len, 0, 0, 0) == 0 && seen == AT(head) &&
			     len == sizeof(head),
		     "robust list", (int)seen);
	}
	CALL(NR_exit, 0, 0, 0, 0, 0, 0);
}

static void step(u32 n, const int pipe[2])
{
	u32 xmm, at, word = n, back = 0;
	int status = 0;

	rest_ms(8);
	__asm__ volatile("movd %%xmm7, %0" : "=r"(xmm));
	must(xmm == 0x12345678, "xmm7", (int)xmm);
	must(own_number() == 0, "segment", (int)own_number());
	at = (u32)CALL(NR_mmap2, 0, 65536, 3, 0x22, -1, 0);
	must(at < (u32)-4096, "mmap2", (int)at);
	*(volatile u32 *)at = n;
	CALL(NR_munmap, at, 65536, 0, 0, 0, 0);
	at = (u32)CALL(NR_brk, 0, 0, 0, 0, 0, 0);
	must((u32)CALL(NR_brk, at + 4096, 0, 0, 0, 0, 0) == at + 4096, "brk", (int)at);
	CALL(NR_write, pipe[1], &word, 4, 0, 0, 0);
	VCALL(NR_read, pipe[0], &back, 4, 0, 0, 0);
	must(back == n, "pipe", (int)back);
	queue_to_self();
	CALL(NR_kill, CALL(NR_getpid, 0, 0, 0, 0, 0, 0), SIGUSR2, 0, 0, 0, 0);
	if (n % 4 == 0) {
		int pid = VCALL(NR_fork, 0, 0, 0, 0, 0, 0);

		if (pid == 0) {
			rest_ms(2);
			CALL(NR_exit_group, own_number() == 0 ? 7 : 8, 0, 0, 0, 0, 0);
		}
		while (VCALL(NR_wait4, pid, &status, 0, 0, 0, 0) == -EINTR)
			;
		must(status == 7 << 8, "child", status);
	}
	say("step", n);
}

static void work(u32 steps)
{
	const struct {
		int value, signo, notify, pad[13];
	} event = {.value = 77, .signo = SIGRTMIN};
	const int period[4] = {0, 5000000, 0, 5000000}, alarm[4] = {0, 7000, 0, 7000};
	int timer = -1, pipe[2];

	__asm__ volatile("movd %0, %%xmm7" : : "r"(0x12345678));
	act(SIGALRM, AT(on_alarm), 0);
	act(SIGRTMIN, AT(on_tick), SA_SIGINFO);
	act(SIGUSR1, AT(on_queue), SA_SIGINFO | SA_RESTORER);
	act(SIGUSR2, AT(on_nested), 0);
	must(CALL(NR_timer_create, 1, &event, &timer, 0, 0, 0) == 0, "timer_create", timer);
	CALL(NR_timer_settime, timer, 0, period, 0, 0, 0);
	CALL(NR_setitimer, 0, alarm, 0, 0, 0, 0);
	CALL(NR_pipe, pipe, 0, 0, 0, 0, 0);
	for (u32 i = 0; i < 2; i++)
		start_thread(i, be_other);
	for (u32 n = 0; n < steps; n++)
		step(n, pipe);
	stop = 1;
	start_thread(2, be_other); /* after all that: a new one */
	for (u32 i = 0; i < 3; i++)
		await_thread(i);
	must(queued == steps, "queued", (int)queued);
	must(nested == steps, "nested", (int)nested);
	must(alarms > 1 && ticks > 1, "ticks", (int)ticks);
}

/* == sleeping calls ============================================================================ */

static u32 sleep_ms;
static int sleep_pipe[2];

static int sleep_in(u32 kind)
{
	struct time32 t = {(int)(sleep_ms / 1000), (int)(sleep_ms % 1000 * 1000000)}, left = {0, 0};
	struct time64 wide = {t.sec, t.nsec};
	u32 word = 5, event[3];
	int r, epoll;
	char byte;

	switch (kind) {
	case 0:
		ASLEEP(BY_VDSO, NR_nanosleep, &t, &left, 0, 0);
		return r;
	case 1:
		ASLEEP(BY_INT, NR_clock_nanosleep64, 1, 0, &wide, 0);
		return r;
	case 2:
		ASLEEP(BY_VDSO, NR_poll, 0, 0, sleep_ms, 0);
		return r;
	case 3:
		ASLEEP(BY_INT, NR_futex, &word, 0, 5, &t);
		return r + ETIMEDOUT;
	case 4:
		ASLEEP(BY_VDSO, NR_futex64, &word, 0, 5, &wide);
		return r + ETIMEDOUT;
	case 5:
		epoll = CALL(NR_epoll_create, 1, 0, 0, 0, 0, 0);
		ASLEEP(BY_INT, NR_epoll_wait, epoll, event, 1, sleep_ms);
		return r;
	case 6:
		ASLEEP(BY_VDSO, NR_read, sleep_pipe[0], &byte, 1, 0);
		return r - 1;
	default:
		ASLEEP(BY_INT, NR_nanosleep, &t, 0, 0, 0);
		return r;
	}
}

static void be_asleep(void)
{
	u32 kind = own_number() - 1, began = now_ms();
	int r = sleep_in(kind);

	must(r == 0, "a call that slept", r);
	must(now_ms() - began + 1 >= sleep_ms, "slept too short", (int)(now_ms() - began));
	say("slept", kind);
	CALL(NR_exit, 0, 0, 0, 0, 0, 0);
}

static void sleep_all(u32 ms)
{
	sleep_ms = ms;
	CALL(NR_pipe, sleep_pipe, 0, 0, 0, 0, 0);
	for (u32 i = 0; i < THREADS; i++)
		start_thread(i, be_asleep);
	say("asleep", ms);
	rest_ms((int)ms + 50);
	CALL(NR_write, sleep_pipe[1], "x", 1, 0, 0, 0);
	for (u32 i = 0; i < THREADS; i++)
		await_thread(i);
}

/* == a 64-bit child ============================================================================ */

static void be_parent(void)
{
	static const char *const argv[] = {"sh", "-c", "sleep 0.3; exit 5", 0};
	static const char *const envp[] = {"PATH=/usr/bin:/bin", 0};
	int status = 0, pid = CALL(NR_fork, 0, 0, 0, 0, 0, 0);

	if (pid == 0) {
		CALL(NR_execve, "/bin/sh", argv, envp, 0, 0, 0);
		CALL(NR_exit_group, 9, 0, 0, 0, 0, 0);
	}
	say("parent of", (u32)pid);
	VCALL(NR_wait4, pid, &status, 0, 0, 0, 0);
	must(status == 5 << 8, "the 64-bit child", status);
}

/* == start ===================================================================================== */

static u32 value_of(const char *s)
{
	u32 v = 0;

	while (*s >= '0' && *s <= '9')
		v = v * 10 + (u32)(*s++ - '0');
	return v;
}

void begin(u32 *sp);
void begin(u32 *sp)
{
	int argc = (int)*sp;
	char **argv = (char **)(sp + 1);
	u32 *auxv = sp + 2 + argc;
	struct user_desc desc = segment_of(0, -1);

	while (*auxv++)
		;
	for (; auxv[0]; auxv += 2)
		if (auxv[0] == 32) /* AT_SYSINFO */
			vdso_door = auxv[1];
	must(CALL(NR_set_thread_area, &desc, 0, 0, 0, 0, 0) == 0, "set_thread_area", 0);
	segment_entry = desc.entry;
	__asm__ volatile("movw %w0, %%gs" : : "r"(desc.entry * 8 + 3));
	must(argc > 1 && length(argv[1]) == 4 + (argv[1][0] == 's'), "arguments", argc);
	calm = argv[1][0] == 'c';
	if (argv[1][0] == 'w' || calm)
		work(value_of(argv[2]));
	else if (argv[1][0] == 's')
		sleep_all(value_of(argv[2]));
	else
		be_parent();
	say("end", 0);
	CALL(NR_exit_group, 0, 0, 0, 0, 0, 0);
}
