/* SPDX-License-Identifier: MIT
 *
 * t_attributes: the small things that a process and each of its threads have switched on, each with
 * a value that no loader has by chance; what becomes of those that the loader has and the program
 * had not; what cannot be had is listed or refused by name.
 */
#include "t.h"

#include <asm/ldt.h>
#include <fcntl.h>
#include <linux/keyctl.h>
#include <linux/mempolicy.h>
#include <linux/prctl.h>
#include <pthread.h>
#include <sys/io.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

enum { ATTR_SET_MDWE = 65, ATTR_GET_MDWE, ATTR_SET_MERGE, ATTR_GET_MERGE, ATTR_RESTORE_IDS = 77 };

static void attr_write(const char *name, const char *value)
{
	char path[64];

	snprintf(path, sizeof(path), "/proc/self/%s", name);
	int fd = open(path, O_WRONLY | O_CLOEXEC);
	/* The nice value of a session may be changed by somebody every 100 ms. */
	for (int i = 0; i < 100 && write(fd, value, strlen(value)) < 0 && errno == EAGAIN; i++)
		usleep(10000);
	close(fd);
}

static long attr_read(const char *name, int base)
{
	char path[64], *text;

	snprintf(path, sizeof(path), "/proc/self/%s", name);
	text = t_read(path, NULL);
	const char *nice = text ? strstr(text, "nice ") : NULL;
	long value = text ? strtol(nice ? nice + 5 : text, NULL, base) : -12345;
	free(text);
	return value;
}

/* What a kernel does not know stays as it is. */
static int attr_prctl(int what, unsigned long value, unsigned long flags)
{
	return prctl(what, value, flags, 0, 0);
}

/* == a process ================================================================================= */

static void attr_process_subject(void)
{
	const size_t size = 1 << 16;
	bool merges = attr_prctl(ATTR_SET_MERGE, 1, 0) == 0;
	char *apart = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	void *code = mmap(NULL, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	madvise(apart + 4096, size / 2, MADV_UNMERGEABLE);
	if (attr_prctl(PR_SET_THP_DISABLE, 1, 2) != 0)
		attr_prctl(PR_SET_THP_DISABLE, 1, 0);
	int huge = attr_prctl(PR_GET_THP_DISABLE, 0, 0);
	attr_write("autogroup", "7");
	attr_write("oom_score_adj", "432");
	attr_write("coredump_filter", "0x11");
	attr_write("loginuid", "4711");
	bool logged_in = attr_read("loginuid", 10) == 4711;
	bool ids = attr_prctl(ATTR_RESTORE_IDS, 1, 0) == 0;
	bool mdwe = attr_prctl(ATTR_SET_MDWE, 1, 0) == 0;
	t_ready();
	T_CHECK(!merges || attr_prctl(ATTR_GET_MERGE, 0, 0) == 1, "pages are not merged");
	T_CHECK(attr_prctl(PR_GET_THP_DISABLE, 0, 0) == huge, "huge pages: %d, were %d",
		attr_prctl(PR_GET_THP_DISABLE, 0, 0), huge);
	T_CHECK(attr_read("autogroup", 10) == 7, "autogroup %ld", attr_read("autogroup", 10));
	T_CHECK(attr_read("oom_score_adj", 10) == 432, "oom %ld", attr_read("oom_score_adj", 10));
	T_CHECK(attr_read("coredump_filter", 16) == 0x11, "filter 0x%lx",
		attr_read("coredump_filter", 16));
	T_CHECK(!logged_in || attr_read("loginuid", 10) == 4711, "loginuid %ld",
		attr_read("loginuid", 10));
	T_CHECK(!ids || attr_prctl(ATTR_RESTORE_IDS, 2, 0) == 1, "timer ids are not chosen");
	T_CHECK(!mdwe || (attr_prctl(ATTR_GET_MDWE, 0, 0) == 1 &&
			  mprotect(code, 4096, PROT_READ | PROT_EXEC) == -1),
		"memory can be made executable");
	apart[0] = 1;
}

static void attributes_of_a_process(void)
{
	struct t_subject s;

	t_start(&s, attr_process_subject);
	t_cycles(&s, 2);
	t_end(&s);
}

/* == threads =================================================================================== */

enum { ATTR_THREADS = 3 };

struct attr_choice {
	char name[16];
	int nice, policy, priority, io, mce, tsc, memory;
	unsigned long slack, nodes;
	uint64_t slice;
};

static struct attr_thread {
	struct attr_choice want, now;
	int stage;
} attr_threads[ATTR_THREADS];

static pthread_barrier_t attr_barrier;

struct attr_sched {
	uint32_t size, policy;
	uint64_t flags;
	int32_t nice;
	uint32_t priority;
	uint64_t runtime, deadline, period;
};

static void attr_look(struct attr_choice *c)
{
	struct attr_sched sched = {.size = sizeof(sched)};
	unsigned long nodes[16] = {0};

	memset(c, 0, sizeof(*c));
	prctl(PR_GET_NAME, c->name);
	syscall(SYS_sched_getattr, 0, &sched, sizeof(sched), 0);
	c->nice = getpriority(PRIO_PROCESS, 0);
	c->policy = (int)sched.policy;
	c->priority = (int)sched.priority;
	c->slice = sched.runtime;
	c->io = (int)syscall(SYS_ioprio_get, 1, 0);
	c->mce = prctl(PR_MCE_KILL_GET, 0, 0, 0, 0);
	prctl(PR_GET_TSC, &c->tsc);
	syscall(SYS_get_mempolicy, &c->memory, nodes, 1024, 0, 0);
	c->nodes = nodes[0];
	c->slack = (unsigned long)prctl(PR_GET_TIMERSLACK);
}

/* Each another choice; of the last the scheduler is asked for real time, where that is allowed. */
static void attr_choose(int i)
{
	static const int memory[ATTR_THREADS] = {MPOL_BIND, MPOL_INTERLEAVE, MPOL_PREFERRED};
	unsigned long node = 1;
	char name[16];
	struct attr_sched sched = {
		.size = sizeof(sched),
		.policy = i == 2   ? SCHED_RR
			  : i == 1 ? SCHED_BATCH
				   : SCHED_OTHER,
		.nice = i == 2 ? 0 : 3 + i,
		.priority = i == 2 ? 7 : 0,
		.runtime = i == 2 ? 0 : 3000000u + 1000000u * (unsigned)i,
	};

	snprintf(name, sizeof(name), "a thread %d)", i);
	prctl(PR_SET_NAME, name);
	syscall(SYS_sched_setattr, 0, &sched, 0);
	syscall(SYS_ioprio_set, 1, 0, 2 << 13 | i);
	prctl(PR_MCE_KILL, PR_MCE_KILL_SET, i == 0 ? PR_MCE_KILL_EARLY : PR_MCE_KILL_LATE, 0, 0);
	syscall(SYS_set_mempolicy, memory[i], &node, 64);
	prctl(PR_SET_TIMERSLACK, 70000 + i);
	if (i == 1)
		prctl(PR_SET_TSC, PR_TSC_SIGSEGV); /* no clock may be read from here on */
}

static void *attr_thread_main(void *arg)
{
	struct attr_thread *t = arg;
	const struct timespec moment = {0, 2000000};

	attr_choose((int)(t - attr_threads));
	attr_look(&t->want);
	__atomic_store_n(&t->stage, 1, __ATOMIC_SEQ_CST);
	while (__atomic_load_n(&t->stage, __ATOMIC_SEQ_CST) < 2)
		syscall(SYS_nanosleep, &moment, NULL);
	attr_look(&t->now);
	return NULL;
}

static void attr_check(const struct attr_choice *now, const struct attr_choice *want)
{
	T_CHECK(strcmp(now->name, want->name) == 0, "name '%s'", now->name);
	T_CHECK(now->nice == want->nice && now->policy == want->policy &&
			now->priority == want->priority && now->slice == want->slice,
		"%s: nice %d, policy %d, priority %d, slice %llu", want->name, now->nice,
		now->policy, now->priority, (unsigned long long)now->slice);
	T_CHECK(now->io == want->io, "%s: I/O priority 0x%x", want->name, (unsigned)now->io);
	T_CHECK(now->mce == want->mce, "%s: machine checks %d", want->name, now->mce);
	T_CHECK(now->tsc == want->tsc, "%s: time stamp counter %d", want->name, now->tsc);
	T_CHECK(now->memory == want->memory && now->nodes == want->nodes,
		"%s: memory policy %d, 0x%lx", want->name, now->memory, now->nodes);
	T_CHECK(now->slack == want->slack, "%s: timer slack %lu", want->name, now->slack);
}

static void attr_threads_subject(void)
{
	pthread_t threads[ATTR_THREADS];
	struct attr_choice want, now;

	attr_look(&want);
	for (int i = 0; i < ATTR_THREADS; i++)
		pthread_create(&threads[i], NULL, attr_thread_main, &attr_threads[i]);
	for (int i = 0; i < ATTR_THREADS; i++)
		while (__atomic_load_n(&attr_threads[i].stage, __ATOMIC_SEQ_CST) < 1)
			usleep(1000);
	t_ready();
	attr_look(&now);
	attr_check(&now, &want);
	for (int i = 0; i < ATTR_THREADS; i++) {
		__atomic_store_n(&attr_threads[i].stage, 2, __ATOMIC_SEQ_CST);
		pthread_join(threads[i], NULL);
		attr_check(&attr_threads[i].now, &attr_threads[i].want);
	}
}

static void attributes_of_threads(void)
{
	struct t_subject s;

	t_start(&s, attr_threads_subject);
	t_cycles(&s, 2);
	t_end(&s);
}

/* == real time by deadlines, clamps, faults ==================================================== */

static struct attr_sched attr_scheduled(void)
{
	struct attr_sched now = {.size = sizeof(now)};

	syscall(SYS_sched_getattr, 0, &now, sizeof(now), 0);
	return now;
}

static const struct attr_sched attr_deadline = {
	.size = sizeof(attr_deadline),
	.policy = SCHED_DEADLINE,
	.runtime = 2000000,
	.deadline = 50000000,
	.period = 100000000,
};

static void *attr_deadline_thread(void *result)
{
	*(long *)result = syscall(SYS_sched_setattr, 0, &attr_deadline, 0);
	for (int i = 0; i < 2; i++)
		pthread_barrier_wait(&attr_barrier);
	struct attr_sched now = attr_scheduled();
	T_CHECK(now.policy == SCHED_DEADLINE && now.runtime == attr_deadline.runtime &&
			now.deadline == attr_deadline.deadline &&
			now.period == attr_deadline.period,
		"policy %u, %llu of %llu by %llu", now.policy, (unsigned long long)now.runtime,
		(unsigned long long)now.period, (unsigned long long)now.deadline);
	return NULL;
}

static void attr_deadline_subject(void)
{
	pthread_t thread;
	long result = -1;

	pthread_barrier_init(&attr_barrier, NULL, 2);
	pthread_create(&thread, NULL, attr_deadline_thread, &result);
	pthread_barrier_wait(&attr_barrier);
	T_CHECK(result == 0, "sched_setattr");
	t_ready();
	T_CHECK(attr_scheduled().policy == SCHED_OTHER, "the first thread has it, too");
	pthread_barrier_wait(&attr_barrier);
	pthread_join(thread, NULL);
}

static void attributes_deadline(void)
{
	struct t_subject s;

	pid_t pid = fork();
	if (pid == 0)
		_exit(syscall(SYS_sched_setattr, 0, &attr_deadline, 0) < 0);
	if (t_wait(pid, 5000) != 0)
		t_skip("SCHED_DEADLINE is not allowed here");
	t_start(&s, attr_deadline_subject);
	s.but = "dl.deadline dl.runtime"; /* of this period */
	t_cycles(&s, 2);
	t_end(&s);
}

/* struct sched_attr with what it has since Linux 5.3. */
struct attr_clamps {
	struct attr_sched sched;
	uint32_t min, max;
};

static void attr_clamps_subject(void)
{
	struct attr_clamps want = {.sched = {.size = sizeof(want), .flags = 0x78},
				   .min = 100,
				   .max = 800},
			   now = {.sched = {.size = sizeof(now)}};

	T_CHECK(syscall(SYS_sched_setattr, 0, &want, 0) == 0, "sched_setattr");
	t_ready();
	syscall(SYS_sched_getattr, 0, &now, sizeof(now), 0);
	T_CHECK(now.min == 100 && now.max == 800, "clamped to %u, %u", now.min, now.max);
}

static void attributes_clamps(void)
{
	struct attr_clamps now = {.sched = {.size = sizeof(now)}};
	struct t_subject s;

	syscall(SYS_sched_getattr, 0, &now, sizeof(now), 0);
	if (!now.max)
		t_skip("this kernel clamps no utilization (CONFIG_UCLAMP_TASK)");
	t_start(&s, attr_clamps_subject);
	t_cycles(&s, 2);
	t_end(&s);
}

enum { ATTR_GET_CPUID = 0x1011, ATTR_SET_CPUID, ATTR_SET_FLUSHER = 57, ATTR_GET_FLUSHER };

static void attr_cpuid_subject(void)
{
	T_CHECK(syscall(SYS_arch_prctl, ATTR_SET_CPUID, 0) == 0, "ARCH_SET_CPUID");
	t_ready();
	T_CHECK(syscall(SYS_arch_prctl, ATTR_GET_CPUID, 0) == 0, "cpuid is no fault");
}

static void attributes_cpuid(void)
{
	struct t_subject s;

	if (syscall(SYS_arch_prctl, ATTR_SET_CPUID, 1) < 0)
		t_skip("this CPU cannot make cpuid a fault");
	t_start(&s, attr_cpuid_subject);
	t_cycles(&s, 2);
	t_end(&s);
}

static void attr_flusher_subject(void)
{
	T_CHECK(prctl(ATTR_SET_FLUSHER, 1, 0, 0, 0) == 0, "PR_SET_IO_FLUSHER");
	t_ready();
	T_CHECK(prctl(ATTR_GET_FLUSHER, 0, 0, 0, 0) == 1, "no I/O flusher any more");
}

static void attributes_flusher(void)
{
	struct t_subject s;

	if (prctl(ATTR_SET_FLUSHER, 0, 0, 0, 0) < 0)
		t_skip("PR_SET_IO_FLUSHER takes CAP_SYS_RESOURCE");
	t_start(&s, attr_flusher_subject);
	t_cycles(&s, 2);
	t_end(&s);
}

/* The label of a security module comes by inheritance: the same one, and nothing is said of it. */
static void attr_label_subject(void)
{
	char *was = t_read("/proc/self/attr/current", NULL), *now;

	t_ready();
	now = t_read("/proc/self/attr/current", NULL);
	T_CHECK(was && now && strcmp(was, now) == 0, "'%s' instead of '%s'", now, was);
	T_CHECK(!t_listed("security label"), "it is said to be another");
	free(was);
	free(now);
}

static void attributes_label(void)
{
	char *label = t_read("/proc/self/attr/current", NULL);
	struct t_subject s;

	if (!label || !label[0])
		t_skip("no security module labels processes here");
	free(label);
	t_start(&s, attr_label_subject);
	t_cycles(&s, 2);
	t_end(&s);
}

/* == mitigations of the CPU ==================================================================== */

static void attr_speculation_subject(void)
{
	prctl(PR_SET_SPECULATION_CTRL, PR_SPEC_STORE_BYPASS, PR_SPEC_DISABLE, 0, 0);
	int was = prctl(PR_GET_SPECULATION_CTRL, PR_SPEC_STORE_BYPASS, 0, 0, 0);

	t_ready();
	int now = prctl(PR_GET_SPECULATION_CTRL, PR_SPEC_STORE_BYPASS, 0, 0, 0);
	T_CHECK(now == was, "speculation 0x%x, was 0x%x", now, was);
}

static void attributes_speculation(void)
{
	struct t_subject s;
	int now = prctl(PR_GET_SPECULATION_CTRL, PR_SPEC_STORE_BYPASS, 0, 0, 0);

	if (now < 0 || !(now & PR_SPEC_PRCTL))
		t_skip("this CPU leaves no choice of speculation (0x%x)", now);
	t_start(&s, attr_speculation_subject);
	t_cycles(&s, 2);
	t_end(&s);
}

/* == what the loader has and the program had not =============================================== */

/* Those of the loader would be inherited. */
static void attr_plain_subject(void)
{
	struct attr_choice was, now;

	attr_look(&was);
	t_ready();
	attr_look(&now);
	attr_check(&now, &was);
	T_CHECK(attr_prctl(ATTR_GET_MERGE, 0, 0) <= 0, "pages are merged");
	T_CHECK(attr_prctl(PR_GET_THP_DISABLE, 0, 0) == 0, "huge pages are off");
	T_CHECK(attr_read("coredump_filter", 16) == 0x33, "filter 0x%lx",
		attr_read("coredump_filter", 16));
}

static void attributes_of_the_loader(void)
{
	struct t_subject s;

	t_start(&s, attr_plain_subject);
	attr_choose(0);
	attr_prctl(ATTR_SET_MERGE, 1, 0);
	attr_prctl(PR_SET_THP_DISABLE, 1, 0);
	attr_write("coredump_filter", "0x1");
	if (geteuid() != 0) /* who may not become less nice again */
		s.but = "nice priority sched:";
	t_cycle(&s, "save", NULL, NULL);
	if (geteuid() == 0)
		t_end(&s);
	else
		t_kill(&s);
}

static void attr_in_place_subject(void)
{
	t_ready();
	T_CHECK(attr_prctl(ATTR_GET_MERGE, 0, 0) <= 0, "pages are merged");
	T_CHECK(attr_read("oom_score_adj", 10) == 700, "oom %ld", attr_read("oom_score_adj", 10));
	T_CHECK(attr_read("coredump_filter", 16) == 0x33, "filter 0x%lx",
		attr_read("coredump_filter", 16));
	T_CHECK(prctl(PR_MCE_KILL_GET, 0, 0, 0, 0) == PR_MCE_KILL_DEFAULT, "machine checks");
	int mode = -1;
	syscall(SYS_get_mempolicy, &mode, NULL, 0, 0, 0);
	T_CHECK(mode == MPOL_DEFAULT, "memory policy %d", mode);
}

static void attr_load(bool mdwe)
{
	cr_load_opts load = cr_load_opts_init();
	cr_error err;

	attr_prctl(ATTR_SET_MERGE, 1, 0);
	attr_choose(0);
	attr_write("coredump_filter", "0x1");
	if (mdwe)
		attr_prctl(ATTR_SET_MDWE, 1, 0);
	load.pids = CR_PIDS_NEW;
	cr_load("save", &load, &err);
	T_CHECK(mdwe && err.code == CR_E_LOADER && strcmp(err.object, "PR_SET_MDWE") == 0, "%s",
		err.text);
	T_CHECK(attr_read("coredump_filter", 16) == 1, "the loader has changed");
}

/* The calling program becomes it; one that can make no code any more says so and goes on. */
static void attributes_in_place(void)
{
	cr_save_opts save = cr_save_opts_init();
	struct t_subject s;
	cr_error err;

	t_start(&s, attr_in_place_subject);
	char path[64];
	snprintf(path, sizeof(path), "/proc/%d/oom_score_adj", (int)s.pid);
	t_write(path, "700", 3);
	save.flags = CR_END;
	T_MUST(cr_dump(s.pid, "save", &save, &err) == 0, "%s", err.text);
	t_wait(s.pid, 5000);
	for (int mdwe = attr_prctl(ATTR_GET_MDWE, 0, 0) == 0; mdwe >= 0; mdwe--) {
		s.pid = fork();
		if (s.pid == 0) {
			attr_load(mdwe);
			t_stop();
		}
		if (mdwe)
			T_CHECK(t_wait(s.pid, 5000) == 0, "the loader did not go on");
	}
	t_end(&s);
}

/* == what is lost or refused, by name ========================================================== */

static void attr_lost_subject(void)
{
	bool keys = syscall(SYS_keyctl, KEYCTL_GET_KEYRING_ID, KEY_SPEC_THREAD_KEYRING, 1) > 0;
	bool joined = syscall(SYS_keyctl, KEYCTL_JOIN_SESSION_KEYRING, NULL) > 0;

	attr_write("oom_score_adj", "-5"); /* without the right nothing changes */
	attr_write("oom_score_adj", "100");
	t_ready();
	T_CHECK(!keys || t_listed("thread keyring"), "the thread keyring is lost silently");
	T_CHECK(!joined || t_listed("session keyring"), "the session keyring is lost silently");
	T_CHECK(attr_read("oom_score_adj", 10) == 100 || t_listed("oom_score_adj"),
		"oom_score_adj is %ld", attr_read("oom_score_adj", 10));
}

static void attributes_lost_are_listed(void)
{
	struct t_subject s;

	t_start(&s, attr_lost_subject);
	attr_write("oom_score_adj", "300");
	s.but = "oom_score_adj";
	t_cycle(&s, "save", NULL, NULL);
	t_end(&s);
}

static void attr_segments_subject(void)
{
	const struct user_desc entry = {.entry_number = 0,
					.base_addr = 0,
					.limit = 0xfffff,
					.seg_32bit = 1,
					.limit_in_pages = 1,
					.useable = 1};

	T_CHECK(syscall(SYS_modify_ldt, 1, &entry, sizeof(entry)) == 0, "modify_ldt");
	t_ready();
	unsigned char table[8];
	T_CHECK(syscall(SYS_modify_ldt, 0, table, sizeof(table)) == 8, "the segment has gone");
}

/* Data may be read through the segment of code. */
static void attr_selector_subject(void)
{
	__asm__ volatile("movl %0, %%es" : : "r"(0x33));
	t_ready();
	uint16_t now;
	__asm__ volatile("movw %%es, %0" : "=r"(now));
	T_CHECK(now == 0x33, "selector 0x%x", now);
}

static void attr_ports_subject(void)
{
	T_CHECK(ioperm(0x80, 1, 1) == 0, "ioperm: %s", strerror(errno));
	t_ready();
}

static void attr_still_subject(void)
{
	t_ready();
}

/* They outlive the debugger. */
static void attr_set_breakpoint(pid_t pid)
{
	const size_t at = offsetof(struct user, u_debugreg);
	int status;

	T_MUST(ptrace(PTRACE_SEIZE, pid, NULL, NULL) == 0 &&
		       ptrace(PTRACE_INTERRUPT, pid, NULL, NULL) == 0 &&
		       waitpid(pid, &status, 0) == pid,
	       "ptrace: %s", strerror(errno));
	T_MUST(ptrace(PTRACE_POKEUSER, pid, at, (void *)0x10000) == 0 &&
		       ptrace(PTRACE_POKEUSER, pid, at + 7 * sizeof(long), (void *)1) == 0,
	       "debug registers: %s", strerror(errno));
	T_MUST(ptrace(PTRACE_DETACH, pid, NULL, NULL) == 0, "detach: %s", strerror(errno));
}

static void attr_check_refused(void (*fn)(void), const char *object, void (*change)(pid_t pid))
{
	struct t_subject s;
	cr_error err;

	t_start(&s, fn);
	if (change)
		change(s.pid);
	T_CHECK(cr_dump(s.pid, "save", NULL, &err) < 0 && err.code == CR_E_UNSUPPORTED &&
			strcmp(err.object, object) == 0,
		"%s: %s", object, err.text);
	t_end(&s);
	t_files_are("");
}

static void attributes_refused_cpu(void)
{
	attr_check_refused(attr_still_subject, "debug registers", attr_set_breakpoint);
	if (ioperm(0x80, 1, 0) == 0)
		attr_check_refused(attr_ports_subject, "ioperm", NULL);
}

static void attributes_refused(void)
{
	attr_check_refused(attr_segments_subject, "modify_ldt", NULL);
	t_run(NULL, "rm -f .t-*");
	attr_check_refused(attr_selector_subject, "segment selectors", NULL);
}

static const struct t_test attributes_tests[] = {
	{.name = "attributes-of-a-process",
	 .fn = attributes_of_a_process,
	 .flags = T_ROOT | T_USER,
	 .teeth = "plan: PR_SET_MDWE; plan: PR_SET_MEMORY_MERGE; plan: MADV_UNMERGEABLE; "
		  "plan: PR_TIMER_CREATE_RESTORE_IDS; plan: PR_SET_THP_DISABLE"},
	{.name = "attributes-of-threads",
	 .fn = attributes_of_threads,
	 .flags = T_ROOT | T_USER,
	 .teeth = "plan: set_mempolicy; plan: PR_MCE_KILL; plan: PR_SET_TSC"},
	{.name = "attributes-deadline", .fn = attributes_deadline, .flags = T_ROOT},
	{.name = "attributes-clamps", .fn = attributes_clamps, .flags = T_ROOT | T_USER},
	{.name = "attributes-cpuid", .fn = attributes_cpuid, .flags = T_ROOT | T_USER},
	{.name = "attributes-flusher", .fn = attributes_flusher, .flags = T_ROOT},
	{.name = "attributes-label", .fn = attributes_label, .flags = T_ROOT | T_USER},
	{.name = "attributes-speculation",
	 .fn = attributes_speculation,
	 .flags = T_ROOT | T_USER,
	 .teeth = "plan: PR_SET_SPECULATION_CTRL"},
	{.name = "attributes-of-the-loader",
	 .fn = attributes_of_the_loader,
	 .flags = T_ROOT | T_USER},
	{.name = "attributes-in-place",
	 .fn = attributes_in_place,
	 .flags = T_ROOT | T_USER,
	 .teeth = "plan: oom_score_adj; plan: coredump_filter"},
	{.name = "attributes-lost-are-listed",
	 .fn = attributes_lost_are_listed,
	 .flags = T_ROOT | T_USER},
	{.name = "attributes-refused-cpu", .fn = attributes_refused_cpu, .flags = T_ROOT},
	{.name = "attributes-refused", .fn = attributes_refused, .flags = T_ROOT | T_USER},
};
