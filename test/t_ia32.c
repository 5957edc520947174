/* SPDX-License-Identifier: MIT
 *
 * Tests of 32-bit programs: test/ia32/free.c, which needs no library, and test/ia32/libc.c with
 * glibc's, where there is one; built here by cc -m32. They look at themselves and end with status 0
 * when nothing was lost.
 */
#include "t.h"
#include "../cr.h"
#include <dirent.h>

#define IA32_FREE \
	"-nostdlib -static -ffreestanding -mgeneral-regs-only -fno-stack-protector -fno-pie " \
	"-no-pie -O1"

static void ia32_build(const char *name, const char *flags)
{
	char *said;
	cr_error err;
	cr_report *report = NULL;

	T_MUST(cr_features(&report, &err) == 0, "%s", err.text);
	for (size_t i = 0; i < report->feature_count; i++)
		if (strcmp(report->features[i].name, feature_name(FEATURE_IA32)) == 0 &&
		    report->features[i].answer != CR_YES)
			t_skip("this kernel runs no 32-bit programs");
	cr_report_free(report);
	if (t_run(&said, "cc -m32 %s -o %s %s/%s.c", flags, name, t_path("test/ia32"), name) != 0)
		t_skip("cc -m32: %.60s", said);
	free(said);
}

static void ia32_start(struct t_subject *s, const char *mode, const char *arg)
{
	char mode_text[16], arg_text[16];

	programs_begin();
	ia32_build("free", IA32_FREE);
	snprintf(mode_text, sizeof(mode_text), "%s", mode);
	snprintf(arg_text, sizeof(arg_text), "%s", arg);
	t_start_program(s, "ia32", (char *[]){"./free", mode_text, arg_text, NULL});
}

/* == saved, gone, brought back ================================================================= */

static void ia32_work(void)
{
	struct t_subject s;
	char step[16];

	ia32_start(&s, "work", "60");
	/* Without privilege one that has a child just then is in a namespace of its own after it.
	 */
	for (int i = 0; i < (geteuid() == 0 ? 4 : 1); i++) {
		snprintf(step, sizeof(step), "step %d\n", 4 + 10 * i);
		programs_await("ia32.out", step);
		programs_cycle(&s.pid, "", "");
	}
	programs_end(s.pid);
	programs_await("ia32.out", "step 59\nend 0\n");
}

/* All are asleep; what /proc shows is the same, but for the page that 64-bit programs have. */
static void ia32_sleep(void)
{
	struct t_subject s;

	ia32_start(&s, "sleep", "900");
	programs_await("ia32.out", "asleep");
	t_sleep_ms(20); /* the last one, too */
	s.but = "[vsyscall] exe";
	t_cycles(&s, 3);
	programs_end(s.pid);
	for (int i = 0; i < 8; i++) {
		char line[16];

		snprintf(line, sizeof(line), "slept %d\n", i);
		programs_await("ia32.out", line);
	}
}

static void ia32_libc(void)
{
	struct t_subject s;
	char step[16];

	programs_begin();
	ia32_build("libc", "-static -O1 -pthread");
	t_start_program(&s, "ia32", (char *[]){"./libc", "20", NULL});
	for (int i = 0; i < (geteuid() == 0 ? 4 : 1); i++) {
		snprintf(step, sizeof(step), "step %d\n", 2 + 4 * i);
		programs_await("ia32.out", step);
		programs_cycle(&s.pid, "", "");
	}
	programs_end(s.pid);
	programs_await("ia32.out", "step 19\nend\n");
}

/* A 64-bit child of a 32-bit parent, and that of a 64-bit one. */
static void ia32_mixed(void)
{
	struct t_subject s;

	programs_begin();
	ia32_build("free", IA32_FREE);
	t_start_program(&s, "ia32",
			(char *[]){"sh", "-c", "./free exec & ./free work 30; wait", NULL});
	programs_await("ia32.out", "parent of");
	programs_await("ia32.out", "step 3");
	programs_cycle(&s.pid, "", "");
	programs_await("ia32.out", "step 12");
	if (geteuid() == 0) /* else it is in a namespace of its own now */
		programs_cycle(&s.pid, "", "");
	programs_end(s.pid);
	char *out = t_read("ia32.out", NULL);
	t_contains(out, "step 29\nend 0\n");
	T_CHECK(strstr(strstr(out, "end 0") + 1, "end 0") != NULL, "%s", out);
	free(out);
}

/* It goes on after each save, and takes no notice. */
static void ia32_goes_on(void)
{
	struct t_subject s;
	cr_save_opts o = cr_save_opts_init();
	cr_error err;
	cr_report *report = NULL;

	ia32_start(&s, "work", "40");
	programs_await("ia32.out", "step 2");
	T_CHECK(cr_check(s.pid, NULL, &report, &err) == 0, "%s", err.text);
	T_CHECK(report && report->note_count == 0, "%s",
		report && report->note_count ? report->notes[0].text : "no report");
	cr_report_free(report);
	for (int i = 0; i < 12; i++) {
		o.flags = i % 3 == 2 ? CR_LIVE : 0;
		T_CHECK(cr_dump(s.pid, "save", &o, &err) == 0, "%s", err.text);
		T_CHECK(cr_verify("save", &err) == 0, "%s", err.text);
	}
	T_CHECK(t_wait(s.pid, 15000) == 0, "the program that went on");
}

/* == the saver is killed ======================================================================= */

/* A handler that has begun on the way home of a killed save returns to there. It must be over by
 * the next save: in the vdso of a 32-bit program there is room for one way home only. */
enum { IA32_HANDLER_MS = 20 };

/* Its handlers do not sleep: who sleeps is in none. Who served the saver lets the others go. */
static void ia32_await_home(pid_t pid)
{
	uint64_t end = t_now_ns() + 5000000000u;
	char path[32];

	t_sleep_ms(IA32_HANDLER_MS);
	snprintf(path, sizeof(path), "/proc/%d/task", pid);
	for (int round = 0; round < 2; round++) {
		DIR *d = opendir(path);
		struct dirent *e;

		while (d && (e = readdir(d)) != NULL)
			while (atoi(e->d_name) > 0 && t_state(atoi(e->d_name)) == 'R' &&
			       t_now_ns() < end)
				t_sleep_ms(1);
		if (d)
			closedir(d);
	}
}

static void ia32_kill(enum t_fault_how how, long first, long step)
{
	struct t_fault f = {.how = how, .at = first};
	struct t_subject s;
	cr_error err;

	ia32_start(&s, "calm", "1000000");
	programs_await("ia32.out", "step 1");
	kill_target = s.pid;
	for (; t_failures() == 0; f.at += step) {
		f.error = kill_errors[(unsigned long)f.at % ARRAY_LEN(kill_errors)];
		kill_run(&f, kill_dumper);
		ia32_await_home(s.pid);
		T_MUST(t_alive(s.pid), "call %ld (%s): the target is gone", f.at,
		       f.nr < 0 ? "none" : t_syscall_name(f.nr));
		T_CHECK(kill_status_fits(&f), "call %ld: status %x", f.at, f.status);
		if (f.nr < 0)
			break;
	}
	T_CHECK(f.at > 300, "only %ld calls", f.at);
	T_CHECK(cr_dump(s.pid, "save", NULL, &err) == 0, "after all that: %s", err.text);
	char *before = t_read("ia32.out", NULL);
	for (int ms = 0; ms < 5000; ms++) { /* it works on, and finds nothing wrong */
		char *now = t_read("ia32.out", NULL);
		bool on = strlen(now) > strlen(before) + 20;

		free(now);
		if (on)
			break;
		T_MUST(t_alive(s.pid) && ms < 4999, "the program does not go on");
		t_sleep_ms(1);
	}
	free(before);
	t_kill(&s);
}

static void ia32_killed(void)
{
	ia32_kill(T_FAULT_KILL_BEFORE, 13, 67);
}

static void ia32_killed_all(void)
{
	ia32_kill(T_FAULT_KILL_AFTER, 1, 1);
}

static void ia32_call_fails(void)
{
	ia32_kill(T_FAULT_ERROR, 9, 71);
}

/* == what is altered =========================================================================== */

/* Changes the first place in the pages of the save where the text stands. */
static void ia32_alter_pages(const char *from, const char *to)
{
	size_t size, n = strlen(from);
	char *pages = t_read("save/pages-1.img", &size);

	for (size_t i = 0; pages && i + n <= size; i++)
		if (memcmp(pages + i, from, n) == 0) {
			memcpy(pages + i, to, n);
			t_write("save/pages-1.img", pages, size);
			free(pages);
			return;
		}
	T_FAIL("the save does not hold '%s'", from);
}

static pid_t ia32_load(const cr_load_opts *opts)
{
	cr_child child = cr_child_init();
	cr_error err;

	T_MUST(cr_restore("save/", opts, &child, &err) == 0, "%s", err.text);
	close(child.pidfd);
	return child.pid;
}

/* The vdso of another kernel, one function of which has another name: the saved code stays, and
 * goes on in this kernel's. */
static void ia32_other_vdso(void)
{
	struct t_subject s;
	cr_save_opts o = cr_save_opts_init();
	cr_error err;

	ia32_start(&s, "work", "30");
	programs_await("ia32.out", "step 3");
	o.flags = CR_END;
	T_MUST(cr_dump(s.pid, "save/", &o, &err) == 0, "%s", err.text);
	t_wait(s.pid, 5000);
	ia32_alter_pages("__vdso_getcpu", "__vdso_getcpX");
	s.pid = ia32_load(NULL);
	char path[64];
	snprintf(path, sizeof(path), "/proc/%d/maps", (int)s.pid);
	char *maps = t_read(path, NULL);
	T_CHECK(strstr(maps, "[vdso]") != NULL, "%s", maps);
	free(maps);
	if (geteuid() == 0)
		programs_cycle(&s.pid, "", "");
	programs_end(s.pid);
	programs_await("ia32.out", "step 29\nend 0\n");
}

/* A kernel that runs no 32-bit programs. */
static void ia32_no_kernel(void)
{
	struct t_subject s;
	cr_error err;
	struct cr_ctx cx;
	struct load l;

	ia32_start(&s, "sleep", "300");
	programs_await("ia32.out", "asleep");
	T_MUST(cr_dump(s.pid, "save", NULL, &err) == 0, "%s", err.text);
	T_MUST(ctx_open(&cx, NULL) == 0, "context");
	cx.faults = 1ull << FEATURE_IA32;
	const cr_load_opts opts = cr_load_opts_init();
	l = (struct load){.cx = &cx, .opts = &opts};
	int r = load_open(&l, "save");
	T_CHECK(r < 0 && cx.err.code == CR_E_KERNEL, "%d: %s", r, cx.err.text);
	t_contains(cx.err.text, "CONFIG_IA32_EMULATION");
	load_close(&l);
	ctx_close(&cx);
	T_CHECK(t_wait(s.pid, 15000) == 0, "the program that went on");
}

/* -- registers and segments of an image -- */

struct ia32_core {
	struct cr_ctx cx;
	Cr__CoreEntry core;
	struct release_thread out;
};

static void ia32_core_make(struct ia32_core *c)
{
	struct arch_regs regs = task_sane_regs;
	struct thread t = {.tid = 7, .segments = {{12, 0x1000, 0xfffff, 0x51}}};
	Cr__CrThreadEntry extra = CR__CR_THREAD_ENTRY__INIT;
	uint64_t seed = 1;

	memset(c, 0, sizeof(*c));
	cr__core_entry__init(&c->core);
	task_ctx(&c->cx);
	regs.cs = ARCH_CS_COMPAT;
	regs.rip = 0x8049000;
	regs.rsp = 0xfffd0000;
	regs.gs = 0x63;
	regs.gs_base = 0x1000;
	regs.rax = (uint64_t)-EINTR; /* its upper half is nobody's */
	regs.r8 = UINT64_MAX;
	t.xstate = task_random_xstate(&c->cx, &seed, &t.xstate_len, 3);
	T_MUST(task_cpu_dump(&c->cx, &t, &regs, &c->core, &extra) == 0, "%s", c->cx.err.text);
}

static int ia32_core_load(struct ia32_core *c)
{
	int r = task_cpu_load(&c->cx, 7, &c->core, NULL, &c->out);
	int code = c->cx.err.code;

	ctx_close(&c->cx);
	return r < 0 ? code : 0;
}

static void ia32_image(void)
{
	struct arch_regs regs;
	struct ia32_core c;

	ia32_core_make(&c);
	const Cr__UserX86RegsEntry *e = c.core.thread_info->gpregs;
	T_CHECK(e->mode == CR__USER_X86_REGS_MODE__COMPAT && e->ax == (uint32_t)-EINTR &&
			e->r8 == 0,
		"mode %d", (int)e->mode);
	c.core.thread_info->gpregs->gs_base = 0; /* CRIU writes none */
	T_CHECK(ia32_core_load(&c) == 0, "%s", c.cx.err.text);
	memcpy(&regs, c.out.regs, sizeof(regs));
	T_CHECK(c.out.compat && c.out.segment_n == 1 && regs.gs_base == 0x1000 &&
			arch_syscall_result(&regs) == -EINTR,
		"base %llx", (unsigned long long)regs.gs_base);
}

static void ia32_image_refused(void)
{
	static const size_t registers[] = {
		offsetof(Cr__UserX86RegsEntry, r15), offsetof(Cr__UserX86RegsEntry, ax),
		offsetof(Cr__UserX86RegsEntry, bp),  offsetof(Cr__UserX86RegsEntry, ip),
		offsetof(Cr__UserX86RegsEntry, sp),  offsetof(Cr__UserX86RegsEntry, gs_base)};
	static const struct {
		uint32_t entry, base, limit;
		bool wide, code, absent;
	} segments[] = {
		{15, 0x1000, 0xfffff, true, false, false},
		{11, 0x1000, 0xfffff, true, false, false},
		{12, 0x1000, 1 << 20, true, false, false},
		{12, 0x1000, 0xfffff, false, false, false},
		{12, 0x1000, 0xfffff, true, true, false},
		{12, 0x1000, 0xfffff, true, false, true},
	};
	struct ia32_core c;
	int code;

	for (size_t i = 0; i < ARRAY_LEN(registers); i++) {
		const uint64_t high = ARCH_COMPAT_END;

		ia32_core_make(&c);
		memcpy((char *)c.core.thread_info->gpregs + registers[i], &high, sizeof(high));
		code = ia32_core_load(&c);
		T_CHECK(code == CR_E_DAMAGED, "register %zu: %d", i, code);
	}
	for (size_t i = 0; i < ARRAY_LEN(segments); i++) {
		ia32_core_make(&c);
		Cr__UserDescT *desc = c.core.thread_info->tls[1];
		desc->entry_number = segments[i].entry;
		desc->base_addr = segments[i].base;
		desc->limit = segments[i].limit;
		desc->seg_32bit = segments[i].wide;
		desc->contents_h = segments[i].code;
		desc->seg_not_present = segments[i].absent;
		code = ia32_core_load(&c);
		T_CHECK(code == CR_E_DAMAGED, "segment %zu: %d", i, code);
	}
	ia32_core_make(&c);
	c.core.thread_info->gpregs->cs = ARCH_CS;
	code = ia32_core_load(&c);
	T_CHECK(code == CR_E_DAMAGED, "64-bit code: %d", code);
	ia32_core_make(&c);
	c.core.thread_info->gpregs->gs = 0x7b; /* no entry of a thread's own */
	code = ia32_core_load(&c);
	T_CHECK(code == CR_E_UNSUPPORTED, "selector: %d", code);
}

/* Calls are known by other numbers, and two of them hold many. */
static void ia32_calls(void)
{
	const uint64_t args[6] = {4, 11, 22, 33, 44, 55}, accept[6] = {5, 1, 0, 0, 0, 0};
	struct arch_call call = arch_call_view(true, 117, args);

	T_CHECK(call.nr == SYS_semtimedop && call.args[0] == 11 && call.args[1] == 44 &&
			call.args[2] == 22 && call.args[3] == 55 && call.time32,
		"semtimedop by ipc: %ld", call.nr);
	T_CHECK(arch_call_view(true, 102, accept).nr == SYS_accept, "socketcall");
	T_CHECK(arch_call_view(true, 102, args).nr == -1, "listen by socketcall");
	T_CHECK(arch_call_view(true, 35, args).nr == -1, "no call that is known");
	T_CHECK(arch_call_view(false, 35, args).nr == 35, "of a 64-bit program");
	T_CHECK(arch_compat_nr(SYS_futex, true) == 240 && arch_compat_nr(SYS_futex, false) == 422,
		"futex");
	T_CHECK(arch_compat_nr(SYS_mmap, false) == -1, "mmap");
}

static const struct t_test ia32_tests[] = {
	{.name = "ia32-image", .fn = ia32_image, .flags = T_PURE},
	{.name = "ia32-image-refused", .fn = ia32_image_refused, .flags = T_PURE},
	{.name = "ia32-calls", .fn = ia32_calls, .flags = T_PURE},
	{.name = "ia32-work", .fn = ia32_work, .flags = T_ROOT | T_USER, .needs = "cc"},
	{.name = "ia32-sleep",
	 .fn = ia32_sleep,
	 .flags = T_ROOT | T_USER,
	 .needs = "cc",
	 .teeth = "plan: rt_sigaction"},
	{.name = "ia32-libc", .fn = ia32_libc, .flags = T_ROOT | T_USER, .needs = "cc"},
	{.name = "ia32-mixed", .fn = ia32_mixed, .flags = T_ROOT | T_USER, .needs = "cc"},
	{.name = "ia32-goes-on", .fn = ia32_goes_on, .flags = T_ROOT | T_USER, .needs = "cc"},
	{.name = "ia32-other-vdso", .fn = ia32_other_vdso, .flags = T_ROOT | T_USER, .needs = "cc"},
	{.name = "ia32-no-kernel", .fn = ia32_no_kernel, .flags = T_ROOT, .needs = "cc"},
	{.name = "ia32-killed",
	 .fn = ia32_killed,
	 .flags = T_ROOT | T_USER | T_SOAK,
	 .needs = "cc"},
	{.name = "ia32-call-fails", .fn = ia32_call_fails, .flags = T_ROOT, .needs = "cc"},
	{.name = "ia32-killed-all",
	 .fn = ia32_killed_all,
	 .flags = T_ROOT | T_SOAK,
	 .seconds = 300,
	 .needs = "cc"},
};
