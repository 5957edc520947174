/* SPDX-License-Identifier: MIT
 *
 * Saves with a tracker: what was written since is stored and nothing else, whatever happens to
 * mappings meanwhile; the program is none the wiser.
 */
#include <pthread.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

static void track_begin_test(pid_t pid, cr_tracker **tracker)
{
	cr_error err;

	if (cr_track_start(pid, tracker, &err) == 0)
		return;
	T_MUST(err.code == CR_E_KERNEL, "%s", err.text);
	t_skip("this kernel cannot track writes");
}

/* t_cycle without a look at /proc, which shows that writes were tracked. */
static void track_cycle(struct t_subject *s, const char *path, cr_save_opts *o)
{
	cr_child child = {.size = sizeof(child)};
	cr_error err;

	o->flags |= CR_END;
	T_MUST(cr_dump(s->pid, path, o, &err) == 0, "%s", err.text);
	T_CHECK(t_wait(s->pid, 5000) > 0, "it goes on");
	T_MUST(cr_restore(path, NULL, &child, &err) == 0, "%s", err.text);
	close(child.pidfd);
	s->pid = child.pid;
}

/* As chain_run, with a tracker. */
static void track_chain(void)
{
	struct t_subject s;
	cr_tracker *tracker;
	cr_stats stats = {.size = sizeof(stats)};
	cr_save_opts o = {.size = sizeof(o), .stats = &stats};
	char name[8], parent[8];
	cr_error err;

	t_start(&s, chain_subject);
	track_begin_test(s.pid, &tracker);
	o.tracker = tracker;
	for (int i = 0; i < 9; i++) {
		snprintf(name, sizeof(name), "s%d", i);
		T_MUST(cr_dump(s.pid, name, &o, &err) == 0, "save %d: %s", i, err.text);
		T_CHECK(i == 0 || (stats.in_parent > 250 && stats.written < 40),
			"save %d: %llu pages written, %llu in the parent", i,
			(unsigned long long)stats.written, (unsigned long long)stats.in_parent);
		o.parent = strcpy(parent, name);
		if (i == 8)
			t_write("last", "", 0);
		t_next(&s);
	}
	track_cycle(&s, "end", &o);
	t_end(&s);
	T_CHECK(cr_track_stop(tracker) == 0, "stop");
}

/* Every way in which memory changes without a write, or moves, or is another's. */
static void track_moves_subject(void)
{
	const int prot = PROT_READ | PROT_WRITE, private = MAP_PRIVATE | MAP_ANONYMOUS;
	unsigned char *a = mmap(NULL, 64 * 4096, prot, private, -1, 0);
	unsigned char *huge = mmap(NULL, 8 << 20, prot, private, -1, 0);
	int fds[2];

	T_MUST(a != MAP_FAILED && huge != MAP_FAILED && pipe(fds) == 0, "mmap");
	madvise(huge, 8 << 20, MADV_HUGEPAGE);
	memset(huge, 7, 8 << 20);
	for (int i = 0; i < 64; i++)
		memset(a + i * 4096, i + 1, 4096);
	t_ready();
	/* Moved: what was at its place is another mapping, with the same content but for a page. */
	unsigned char *b = mmap(NULL, 64 * 4096, prot, private, -1, 0);
	unsigned char *c = mremap(a, 16 * 4096, 16 * 4096, MREMAP_MAYMOVE | MREMAP_FIXED, b);
	T_CHECK(c == b, "mremap");
	T_CHECK(mmap(a, 16 * 4096, prot, private | MAP_FIXED, -1, 0) == a, "mmap");
	a[5] = 99;
	/* By the kernel: read(2). */
	T_CHECK(write(fds[1], "kernel", 6) == 6 && read(fds[0], a + 20 * 4096, 6) == 6, "read");
	/* Given back, and partly written again. */
	madvise(a + 30 * 4096, 4 * 4096, MADV_DONTNEED);
	a[31 * 4096] = 3;
	mprotect(a + 40 * 4096, 4096, PROT_NONE);
	munmap(a + 50 * 4096, 4096);
	huge[3 << 20] = 8;
	madvise(huge + (4 << 20), 2 << 20, MADV_DONTNEED);
	t_ready();
	T_CHECK(a[5] == 99 && a[6] == 0 && a[16 * 4096] == 17, "at the old place");
	for (int i = 0; i < 16; i++)
		T_CHECK(c[i * 4096] == i + 1 && c[i * 4096 + 4095] == i + 1, "moved page %d", i);
	T_CHECK(memcmp(a + 20 * 4096, "kernel\x15", 7) == 0, "read by the kernel");
	T_CHECK(a[30 * 4096] == 0 && a[31 * 4096] == 3 && a[31 * 4096 + 1] == 0 &&
			a[33 * 4096] == 0 && a[34 * 4096] == 35,
		"given back");
	mprotect(a + 40 * 4096, 4096, prot);
	T_CHECK(a[40 * 4096] == 41 && a[51 * 4096] == 52, "protected");
	T_CHECK(huge[0] == 7 && huge[3 << 20] == 8 && huge[(3 << 20) + 1] == 7 &&
			huge[4 << 20] == 0 && huge[6 << 20] == 7,
		"huge pages");
}

static void track_moves(void)
{
	struct t_subject s;
	cr_tracker *tracker;
	cr_stats stats = {.size = sizeof(stats)};
	cr_save_opts o = {.size = sizeof(o), .stats = &stats};
	cr_error err;

	t_start(&s, track_moves_subject);
	track_begin_test(s.pid, &tracker);
	o.tracker = tracker;
	T_MUST(cr_dump(s.pid, "s0/", &o, &err) == 0, "%s", err.text);
	o.parent = "s0";
	t_next(&s);
	track_cycle(&s, "s1/", &o);
	T_CHECK(stats.in_parent > 1000 && stats.written < 300, "%llu pages written, %llu not",
		(unsigned long long)stats.written, (unsigned long long)stats.in_parent);
	t_end(&s);
	cr_track_stop(tracker);
}

/* A save that failed after it began, or was made without the tracker's parent, misleads nobody. */
static void track_is_not_misled(void)
{
	struct t_subject s;
	cr_tracker *tracker;
	cr_stats stats = {.size = sizeof(stats)};
	cr_save_opts o = {.size = sizeof(o), .stats = &stats};
	cr_rule rules[2] = {
		{.size = sizeof(rules[0]), .kind = CR_RULE_FD, .fd = 0, .action = CR_FAIL}};
	cr_error err;

	t_start(&s, chain_subject);
	track_begin_test(s.pid, &tracker);
	o.tracker = tracker;
	T_MUST(cr_dump(s.pid, "s0", &o, &err) == 0, "%s", err.text);
	t_next(&s);
	o.rules = rules;
	T_CHECK(cr_dump(s.pid, "s1", &o, &err) < 0, "it was saved");
	o.rules = NULL;
	o.parent = "s0";
	T_MUST(cr_dump(s.pid, "s1", &o, &err) == 0, "%s", err.text);
	T_CHECK(stats.written > 2, "%llu pages written", (unsigned long long)stats.written);
	t_next(&s);
	/* Not the last save of the tracker. */
	t_write("last", "", 0);
	t_next(&s);
	track_cycle(&s, "s2", &o);
	t_end(&s);
	cr_track_stop(tracker);
	T_CHECK(cr_track_start(-1, &tracker, &err) < 0 && err.code == CR_E_ARGUMENT, "pid -1");
}

/* What was not written is not even looked at: not in the program, not in the parent. */
static void track_reads_no_parent(void)
{
	struct t_subject s;
	cr_tracker *tracker;
	cr_stats stats = {.size = sizeof(stats)};
	cr_save_opts o = {.size = sizeof(o), .stats = &stats};
	cr_error err;

	t_start(&s, chain_subject);
	track_begin_test(s.pid, &tracker);
	o.tracker = tracker;
	T_MUST(cr_dump(s.pid, "s0/", &o, &err) == 0, "%s", err.text);
	T_MUST(t_run(NULL, "cp -r s0 good && for i in s0/pages-*; do n=$(stat -c %%s $i) && "
			   "yes | head -c $n >$i; done") == 0,
	       "other pages");
	t_next(&s);
	o.parent = "s0";
	T_MUST(cr_dump(s.pid, "s1/", &o, &err) == 0, "%s", err.text);
	T_CHECK(stats.in_parent > 250, "%llu pages in the parent",
		(unsigned long long)stats.in_parent);
	t_write("last", "", 0);
	T_MUST(t_run(NULL, "rm -rf s0 && mv good s0") == 0, "mv");
	t_next(&s);
	o.parent = "s1";
	track_cycle(&s, "s2/", &o);
	t_end(&s);
	cr_track_stop(tracker);
}

/* Oneself, with threads that write all the time: the copy is consistent, tracks on, and its next
 * save loads, too. */
#define TRACK_SLOTS 512
static unsigned char *track_memory; /* a page for each slot: two counters that never disagree */
static atomic_bool track_stop;
static pthread_mutex_t track_locks[4] = {PTHREAD_MUTEX_INITIALIZER, PTHREAD_MUTEX_INITIALIZER,
					 PTHREAD_MUTEX_INITIALIZER, PTHREAD_MUTEX_INITIALIZER};

static volatile uint64_t *track_slot(unsigned thread, unsigned slot, unsigned which)
{
	return (volatile uint64_t *)(void *)(track_memory + (thread * TRACK_SLOTS + slot) * 4096 +
					     which * 2048);
}

static void *track_writer(void *arg)
{
	unsigned me = (unsigned)(uintptr_t)arg;

	for (unsigned i = 0; !track_stop; i++) {
		unsigned slot = i * 7 % TRACK_SLOTS, other = i * 13 % TRACK_SLOTS;

		pthread_mutex_lock(&track_locks[me]);
		++*track_slot(me, slot, 0);
		++*track_slot(me, other, 1);
		*track_slot(me, 0, 0) = 0;
		*track_slot(me, 0, 1) = 0;
		/* Sum of all first and of all second counters: both i, but for slot 0. */
		if (slot == 0 || other == 0) {
			*track_slot(me, 1, 0) += slot == 0;
			*track_slot(me, 1, 1) += other == 0;
		}
		pthread_mutex_unlock(&track_locks[me]);
		if (i % 64 == 0)
			usleep(100);
	}
	return NULL;
}

static void track_judge(const char *when)
{
	for (unsigned t = 0; t < 4; t++) {
		uint64_t sums[2] = {0, 0};

		pthread_mutex_lock(&track_locks[t]);
		for (unsigned i = 0; i < TRACK_SLOTS; i++) {
			sums[0] += *track_slot(t, i, 0);
			sums[1] += *track_slot(t, i, 1);
		}
		pthread_mutex_unlock(&track_locks[t]);
		T_CHECK(sums[0] == sums[1], "%s: thread %u has %llu and %llu", when, t,
			(unsigned long long)sums[0], (unsigned long long)sums[1]);
	}
}

static void track_threads_start(pthread_t thread[4])
{
	track_memory = mmap(NULL, 4 * TRACK_SLOTS * 4096, PROT_READ | PROT_WRITE,
			    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	T_MUST(track_memory != MAP_FAILED, "mmap");
	memset(track_memory, 0, 4 * TRACK_SLOTS * 4096);
	for (unsigned i = 0; i < 4; i++)
		T_MUST(pthread_create(&thread[i], NULL, track_writer, (void *)(uintptr_t)i) == 0,
		       "pthread_create");
}

static int track_self_program(void)
{
	pthread_t thread[4];
	cr_tracker *tracker;
	cr_stats stats = {.size = sizeof(stats)};
	cr_save_opts o = {.size = sizeof(o), .stats = &stats};
	char name[8], parent[8];
	int lives = 0, fds = t_open_fds();
	cr_error err;

	if (cr_track_start(0, &tracker, &err) < 0)
		return err.code == CR_E_KERNEL ? 77 : 1;
	track_threads_start(thread);
	o.tracker = tracker;
	for (int i = 0; i < 8; i++) {
		snprintf(name, sizeof(name), "s%d", i);
		cr_result r = cr_save(name, &o, &err);
		T_MUST(r != CR_FAILED, "save %d: %s", i, err.text);
		lives += r == CR_RESTORED;
		track_judge(name);
		if (r == CR_SAVED && i > 0)
			T_CHECK(stats.in_parent > 0, "save %d: nothing in the parent", i);
		if (r == CR_SAVED && i == 4) { /* the copy goes on from here */
			cr_load(name, NULL, &err);
			T_FAIL("%s", err.text);
		}
		o.parent = strcpy(parent, name);
	}
	track_stop = true;
	for (int i = 0; i < 4; i++)
		pthread_join(thread[i], NULL);
	track_judge("end");
	T_CHECK(lives == 1, "%d lives", lives);
	T_CHECK(cr_verify("s7", &err) == 0, "%s", err.text);
	cr_track_stop(tracker);
	T_CHECK(t_open_fds() == fds, "%d descriptors more", t_open_fds() - fds);
	return t_failures() ? 1 : 0;
}

static void track_self(void)
{
	pid_t pid = fork();

	if (pid == 0)
		_exit(track_self_program());
	int status = t_wait(pid, 15000);
	if (WIFEXITED(status) && WEXITSTATUS(status) == 77)
		t_skip("this kernel cannot track writes");
	T_CHECK(status == 0, "status 0x%x", status);
}

static const struct t_test track_tests[] = {
	{"track_chain", track_chain, T_ROOT | T_USER, 0, NULL, NULL},
	{"track_moves", track_moves, T_ROOT | T_USER, 0, NULL, NULL},
	{"track_is_not_misled", track_is_not_misled, 0, 0, NULL, NULL},
	{"track_reads_no_parent", track_reads_no_parent, 0, 0, NULL, NULL},
	{"track_self", track_self, T_ROOT | T_USER, 0, NULL, NULL},
};
