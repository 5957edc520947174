/* SPDX-License-Identifier: MIT
 *
 * bench: figures beside their limits. build/bench [-p PART]... [DIRECTORY], where the saves go;
 * default: a new one in /tmp, and all parts (bench_parts, at the end, has their names).
 *
 * 1. The command: `cr dump` and `cr restore` of a 1 MiB program, from spawn to exit, by turns with
 * /bin/true.
 * 2. Oneself: the longest gap between clock readings in a program while it saves itself, beside
 * write(2) of as many bytes.
 * 3. The saver's memory.
 * 4. Many threads, many processes: for how long each more of them keeps the tree frozen, beside the
 *    time in which ptrace(2) alone stops, reads and lets go as many threads; and what each costs a
 *    restore.
 * 5. Loads: mapped and eager, many copies, many mappings, a sparse terabyte.
 * 6. Many descriptors: what each costs a save and a restore, beside open(2) and dup2(2) of as many.
 * 7. TCP connections to somebody outside (as root, in a network of their own).
 */
#define _GNU_SOURCE
#include "cr.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <net/if.h>
#include <netinet/in.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <spawn.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/sysinfo.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define MIB (1u << 20)

extern char **environ;

static double bench_now_ms(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (double)ts.tv_sec * 1e3 + (double)ts.tv_nsec / 1e6;
}

static int bench_order(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static double bench_median(double *v, int n)
{
	qsort(v, (size_t)n, sizeof(*v), bench_order);
	return n % 2 ? v[n / 2] : (v[n / 2 - 1] + v[n / 2]) / 2;
}

static void bench_die(const char *what)
{
	fprintf(stderr, "bench: %s: %s\n", what, strerror(errno));
	exit(2);
}

/* == results =================================================================================== */

static struct {
	int passed, failed;
} bench_sum;

static void bench_line(const char *what, double value, const char *unit, double limit,
		       const char *limit_is)
{
	bool ok = value <= limit;

	printf("%-4s %-44s %9.2f %-4s limit %9.2f (%s)\n", ok ? "ok" : "OVER", what, value, unit,
	       limit, limit_is);
	fflush(stdout);
	*(ok ? &bench_sum.passed : &bench_sum.failed) += 1;
}

/* == 1. the command ============================================================================ */

static char bench_self[PATH_MAX], bench_cr[PATH_MAX], bench_dir[PATH_MAX];

/* From spawn to exit, in ms; peak memory in KiB if wanted. */
static double bench_spawn(char *const argv[], long *ret_peak)
{
	posix_spawn_file_actions_t files;
	struct rusage usage;
	int status;
	pid_t pid;

	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0);
	posix_spawn_file_actions_addopen(&files, 1, "/dev/null", O_WRONLY, 0);
	double start = bench_now_ms();
	errno = posix_spawn(&pid, argv[0], &files, NULL, argv, environ);
	if (errno)
		bench_die(argv[0]);
	if (wait4(pid, &status, 0, &usage) != pid)
		bench_die("wait4");
	double ms = bench_now_ms() - start;
	posix_spawn_file_actions_destroy(&files);
	if (status != 0) {
		fprintf(stderr, "bench: %s %s: status %x; see %s\n", argv[0],
			argv[1] ? argv[1] : "", status, bench_dir);
		exit(2);
	}
	if (ret_peak)
		*ret_peak = usage.ru_maxrss;
	return ms;
}

/* A program of so many MiB that sleeps; ready when it has stopped itself once. */
static pid_t bench_target(const char *mib)
{
	int status;
	pid_t pid = fork();

	if (pid < 0)
		bench_die("fork");
	if (pid == 0) {
		setsid();
		int null = open("/dev/null", O_RDWR);
		dup2(null, 0);
		dup2(null, 1);
		dup2(null, 2);
		for (int fd = 3; fd < 256; fd++)
			close(fd);
		execl(bench_self, "bench", "--target", mib, (char *)NULL);
		_exit(127);
	}
	if (waitpid(pid, &status, WUNTRACED) != pid || !WIFSTOPPED(status))
		bench_die("the target");
	kill(pid, SIGCONT);
	return pid;
}

/* So many mappings; a page in each GiB of one TiB. */
static void bench_map_many(size_t n)
{
	unsigned char *p = mmap(NULL, n * 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS,
				-1, 0);

	for (size_t i = 0; i < n; i += 2) {
		p[i * 4096] = 1;
		if (mprotect(p + i * 4096, 4096, PROT_READ) < 0)
			bench_die("mprotect");
	}
}

static void bench_map_sparse(void)
{
	unsigned char *p = mmap(NULL, (size_t)1 << 40, PROT_READ | PROT_WRITE,
				MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

	if (p == MAP_FAILED)
		bench_die("mmap of 1 TiB");
	for (size_t i = 0; i < 1024; i++)
		p[i << 30] = 1;
}

/* "1024": so many MiB; "huge:256": of huge pages; "maps:20000"; "sparse". */
static int bench_be_target(const char *what)
{
	bool huge = strncmp(what, "huge:", 5) == 0;
	size_t size = (size_t)atoi(huge ? what + 5 : what) * MIB, edge = 2 * MIB;

	if (strncmp(what, "maps:", 5) == 0)
		bench_map_many((size_t)atoi(what + 5));
	else if (strcmp(what, "sparse") == 0)
		bench_map_sparse();
	unsigned char *p = mmap(NULL, size + edge, PROT_READ | PROT_WRITE,
				MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (p == MAP_FAILED)
		return 1;
	if (huge) {
		p += -(uintptr_t)p & (edge - 1);
		(void)madvise(p, size, MADV_HUGEPAGE);
	}
	for (size_t i = 0; i < size; i += 64)
		p[i] = (unsigned char)(i >> 12 | 1);
	raise(SIGSTOP);
	for (;;)
		sleep(1000);
}

static void bench_end(pid_t pid)
{
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
}

static void bench_command(void)
{
	enum { N = 50 };
	char pid_text[16], images[PATH_MAX + 16];
	double none[2 * N], dump[N], restore[N];
	char *const true_argv[] = {"/bin/true", NULL};

	snprintf(images, sizeof(images), "%s/images", bench_dir);
	pid_t pid = bench_target("1");
	snprintf(pid_text, sizeof(pid_text), "%d", (int)pid);
	char *const dump_argv[] = {bench_cr, "dump", "-t", pid_text, "-D", images, NULL};
	char *const restore_argv[] = {bench_cr, "restore", "-D", images, "-d", NULL};
	for (int i = 0; i < N; i++) {
		if (mkdir(images, 0700) < 0)
			bench_die(images);
		none[2 * i] = bench_spawn(true_argv, NULL);
		dump[i] = bench_spawn(dump_argv, NULL);
		if (waitpid(pid, NULL, 0) != pid)
			bench_die("the saved program");
		none[2 * i + 1] = bench_spawn(true_argv, NULL);
		restore[i] = bench_spawn(restore_argv, NULL);
		cr_error err;
		char log[PATH_MAX + 32];
		if (cr_remove(images, &err) < 0)
			fprintf(stderr, "bench: %s\n", err.text);
		static const char *const logs[] = {"dump.log", "restore.log"};
		for (int k = 0; k < 2; k++) {
			snprintf(log, sizeof(log), "%s/%s", images, logs[k]);
			unlink(log);
		}
		rmdir(images);
	}
	bench_end(pid);
	double t = bench_median(none, 2 * N), limit = 8 * t < 15 ? 8 * t : 15;
	printf("     /bin/true, spawn to exit%43.2f ms\n", t);
	bench_line("cr dump of 1 MiB", bench_median(dump, N), "ms", limit,
		   "8 x /bin/true, at most 15 ms");
	bench_line("cr restore of 1 MiB", bench_median(restore, N), "ms", limit,
		   "8 x /bin/true, at most 15 ms");
}

/* Peak memory of cr dump of a target (see bench_be_target), in MiB. */
static double bench_peak(const char *what)
{
	char pid_text[16], save[PATH_MAX + 16], log[PATH_MAX + 16];
	cr_error err;
	long peak;
	pid_t pid = bench_target(what);

	snprintf(pid_text, sizeof(pid_text), "%d", (int)pid);
	snprintf(save, sizeof(save), "%s/save/", bench_dir);
	snprintf(log, sizeof(log), "%s/log", bench_dir);
	char *const argv[] = {bench_cr, "dump", "-t", pid_text,		 "-D",
			      save,	"-o",	log,  "--leave-running", NULL};
	bench_spawn(argv, &peak);
	bench_end(pid);
	cr_remove(save, &err);
	unlink(log);
	return (double)peak / 1024;
}

/* Is there room for a program of so many GiB, and for its save? */
static bool bench_has_room(unsigned gib)
{
	const uint64_t need = (uint64_t)(gib + 1) << 30;
	struct sysinfo memory;
	struct statvfs disk;

	return sysinfo(&memory) == 0 &&
	       ((uint64_t)memory.freeram + memory.bufferram) * memory.mem_unit > need &&
	       statvfs(bench_dir, &disk) == 0 && (uint64_t)disk.f_bavail * disk.f_frsize > need;
}

static void bench_command_memory(void)
{
	static const struct {
		const char *what, *name;
	} rows[] = {
		{"64", "peak memory of cr dump, 64 MiB program"},
		{"1024", "peak memory of cr dump, 1 GiB program"},
		{"4096", "peak memory of cr dump, 4 GiB program"},
		{"sparse", "peak memory of cr dump, 1 TiB, 4 MiB present"},
		{"maps:20000", "peak memory of cr dump, 20,000 mappings"},
	};
	double least = bench_peak("1"), peak;

	bench_line("peak memory of cr dump, 1 MiB program", least, "MiB", 16, "16 MiB");
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		if (strcmp(rows[i].what, "4096") == 0 && !bench_has_room(4)) {
			printf("     a 4 GiB program: no room for it here\n");
			continue;
		}
		peak = bench_peak(rows[i].what);
		bench_line(rows[i].name, peak, "MiB", 16, "16 MiB");
		if (strcmp(rows[i].what, "1024") == 0)
			bench_line("what 1 GiB costs more than 1 MiB", peak - least, "MiB", 1,
				   "the same");
	}
}

/* == 2. oneself ================================================================================ */

static atomic_int bench_stop;
static _Atomic double bench_gap; /* the longest so far; set to 0 to begin anew */

/* Reads the clock without a pause; a second thread so that the saving one may wait. */
static void *bench_clock(void *arg)
{
	double last = bench_now_ms();

	(void)arg;
	while (!atomic_load(&bench_stop)) {
		double now = bench_now_ms();
		if (now - last > atomic_load(&bench_gap))
			atomic_store(&bench_gap, now - last);
		last = now;
	}
	return NULL;
}

static double bench_write(const unsigned char *p, size_t size, int fd)
{
	double start = bench_now_ms();

	for (size_t done = 0; done < size;) {
		size_t n = size - done < 16 * MIB ? size - done : 16 * MIB;
		ssize_t got = pwrite(fd, p + done, n, (off_t)done);
		if (got <= 0)
			bench_die("write");
		done += (size_t)got;
	}
	return bench_now_ms() - start;
}

static long bench_status_kib(pid_t pid, const char *key)
{
	char line[128], path[32];
	long v = 0;
	snprintf(path, sizeof(path), "/proc/%d/status", (int)pid);
	FILE *f = fopen(path, "re");
	while (f && fgets(line, sizeof(line), f))
		if (strncmp(line, key, strlen(key)) == 0)
			v = atol(line + strlen(key) + 1);
	if (f)
		fclose(f);
	return v;
}

/* In a process of its own, of so many MiB: prints gap, idle gap, write and memory medians. */
static int bench_be_self(const char *mib, const char *dir)
{
	/* What it holds must not be shared with us: it saves itself, not us. */
	char errors[PATH_MAX];
	for (int fd = 3; fd < 1024; fd++)
		close(fd);
	snprintf(errors, sizeof(errors), "%s/errors", dir);
	if (!freopen(errors, "we", stderr))
		return 2;
	enum { N = 7 };
	size_t size = (size_t)atoi(mib) * MIB;
	double gap[N], idle[N], warm[N];
	char path[PATH_MAX], plain[PATH_MAX];
	long more = 0;
	pthread_t clock;

	unsigned char *p = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1,
				0);
	if (p == MAP_FAILED)
		bench_die("mmap");
	for (size_t i = 0; i < size; i += 64)
		p[i] = (unsigned char)(i >> 12 | 1);
	snprintf(path, sizeof(path), "%s/self", dir);
	snprintf(plain, sizeof(plain), "%s/plain", dir);
	pthread_create(&clock, NULL, bench_clock, NULL);
	for (int i = 0; i < N; i++) {
		int fd = open(plain, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
		if (fd < 0)
			bench_die(plain);
		bench_write(p, size, fd); /* cold: the save, too, has its file laid out before it
					     stops anybody */
		warm[i] = bench_write(p, size, fd);
		close(fd);
		unlink(plain);

		usleep(20000);
		atomic_store(&bench_gap, 0);
		usleep(50000);
		idle[i] = atomic_exchange(&bench_gap, 0);

		int refs = open("/proc/self/clear_refs", O_WRONLY | O_CLOEXEC);
		if (refs >= 0 && write(refs, "5", 1) != 1) /* 5: the high-water mark starts anew */
			bench_die("clear_refs");
		close(refs);
		long rss = bench_status_kib(getpid(), "VmRSS:");
		cr_error err;
		if (cr_save(path, NULL, &err) != CR_SAVED) {
			fprintf(stderr, "bench: cr_save: %s\n", err.text);
			return 2;
		}
		gap[i] = atomic_load(&bench_gap);
		long hwm = bench_status_kib(getpid(), "VmHWM:");
		more = hwm - rss > more ? hwm - rss : more;
		unlink(path);
	}
	atomic_store(&bench_stop, 1);
	pthread_join(clock, NULL);
	snprintf(path, sizeof(path), "%s/figures", dir);
	FILE *f = fopen(path, "we");
	if (!f)
		bench_die(path);
	fprintf(f, "%f %f %f %ld\n", bench_median(gap, N), bench_median(idle, N),
		bench_median(warm, N), more);
	return fclose(f) ? 2 : 0;
}

static void bench_oneself(char *mib)
{
	char what[64], line[256] = "", figures[PATH_MAX + 16];
	double gap, idle, warm;
	long more;

	bench_spawn((char *[]){bench_self, "--self", mib, bench_dir, NULL}, NULL);
	snprintf(figures, sizeof(figures), "%s/errors", bench_dir);
	unlink(figures);
	snprintf(figures, sizeof(figures), "%s/figures", bench_dir);
	FILE *f = fopen(figures, "re");
	if (!f || !fgets(line, sizeof(line), f) ||
	    sscanf(line, "%lf %lf %lf %ld", &gap, &idle, &warm, &more) != 4) {
		fprintf(stderr, "bench: cr_save of %s MiB gave no figures\n", mib);
		bench_sum.failed++;
	} else {
		printf("     idle program of %s MiB: longest gap%*.2f ms; write(2) of it %.2f ms\n",
		       mib, 32 - (int)strlen(mib), idle, warm);
		snprintf(what, sizeof(what), "cr_save of %s MiB, longest gap", mib);
		bench_line(what, gap, "ms", warm * 1.25 + 5, "1.25 x write(2) + 5 ms");
		snprintf(what, sizeof(what), "memory of cr_save, %s MiB program", mib);
		bench_line(what, (double)more / 1024, "MiB", 16, "16 MiB");
	}
	if (f)
		fclose(f);
	unlink(figures);
}

/* == 3. oneself, live and tracked ============================================================== */

/* PAGEMAP_SCAN (6.7), newer than some headers. */
struct bench_region {
	uint64_t start, end, categories;
};
struct bench_scan_arg {
	uint64_t size, flags, start, end, walk_end, vec, vec_len, max_pages, inverted, mask, anyof,
		wanted;
};
#define BENCH_SCAN _IOWR('f', 16, struct bench_scan_arg)
#define BENCH_WRITTEN 2

static double bench_fork(void)
{
	double start = bench_now_ms();
	pid_t pid = fork();

	if (pid == 0)
		_exit(0);
	double took = bench_now_ms() - start;
	if (pid < 0 || waitpid(pid, NULL, 0) != pid)
		bench_die("fork");
	return took;
}

/* Writes to one page in a hundred, scattered; the time of it. */
static double bench_scatter(unsigned char *p, size_t size, unsigned char value)
{
	double start = bench_now_ms();

	for (size_t i = 0; i < size / 4096; i += 100)
		p[(i + i / 100 * 37 % 100) % (size / 4096) * 4096] = value;
	return bench_now_ms() - start;
}

/* What a tracked save cannot do without: the walk through all pages, a copy of those changed. */
static double bench_scan(unsigned char *p, size_t size, int pagemap, unsigned char *to)
{
	static struct bench_region regions[4096];
	struct bench_scan_arg arg = {
		.size = sizeof(arg),
		.start = (uintptr_t)p,
		.end = (uintptr_t)p + size,
		.vec = (uintptr_t)regions,
		.vec_len = 4096,
		.mask = BENCH_WRITTEN,
		.wanted = BENCH_WRITTEN,
	};
	double start = bench_now_ms();

	while (arg.start < arg.end) {
		long n = ioctl(pagemap, BENCH_SCAN, &arg);

		if (n < 0)
			return -1;
		for (long i = 0; i < n; i++) {
			size_t len = regions[i].end - regions[i].start;

			memcpy(to, (void *)(uintptr_t)regions[i].start, len);
			to += len;
		}
		arg.start = arg.walk_end;
	}
	return bench_now_ms() - start;
}

struct bench_more {
	double fork, live, drain, slow, peak;  /* ms; how much slower writes were; MiB */
	double scan, tracked, idle, over, tax; /* ms; bytes beyond those changed, in KiB; us */
};

static double bench_gap_of(const char *path, const cr_save_opts *o)
{
	cr_error err;

	usleep(20000);
	atomic_store(&bench_gap, 0);
	if (cr_save(path, o, &err) != CR_SAVED) {
		fprintf(stderr, "bench: cr_save: %s\n", err.text);
		exit(2);
	}
	return atomic_load(&bench_gap);
}

static void bench_live_once(struct bench_more *m, unsigned char *p, size_t size, const char *path)
{
	cr_job *job;
	cr_save_opts o = {.size = sizeof(o), .flags = CR_LIVE, .job = &job};
	cr_error err;

	m->fork = bench_fork();
	bench_scatter(p, size, 1);
	double plain = bench_scatter(p, size, 2);
	m->live = bench_gap_of(path, &o);
	double start = bench_now_ms(), slow = bench_scatter(p, size, 3);
	m->slow = slow / plain;
	if (cr_job_wait(job, -1, NULL, &err) != 0) {
		fprintf(stderr, "bench: the job: %s\n", err.text);
		exit(2);
	}
	m->drain = bench_now_ms() - start;
	cr_job_free(job);
	unlink(path);
}

static void bench_tracked_once(struct bench_more *m, unsigned char *p, size_t size,
			       const char *path, unsigned char *to, unsigned char value)
{
	char next[PATH_MAX + 8], last[PATH_MAX + 8];
	int pagemap = open("/proc/self/pagemap", O_RDONLY | O_CLOEXEC);
	cr_stats stats = {.size = sizeof(stats)};
	cr_rule rules[2] = {{.size = sizeof(rules[0]), /* what the limit copies to */
			     .kind = CR_RULE_MEMORY,
			     .addr = (uintptr_t)to,
			     .len = size / 16,
			     .action = CR_ZERO}};
	cr_save_opts o = {.size = sizeof(o), .stats = &stats, .rules = rules};
	cr_error err;

	if (cr_track_start(0, &o.tracker, &err) < 0) {
		fprintf(stderr, "bench: %s\n", err.text);
		exit(2);
	}
	snprintf(next, sizeof(next), "%s.1", path);
	snprintf(last, sizeof(last), "%s.2", path);
	bench_gap_of(path, &o);
	o.parent = path;
	m->tax = -bench_scatter(p, size, value);
	m->tax = (bench_scatter(p, size, value) + m->tax) * -1e3 / (double)(size / 409600 + 1);
	m->scan = bench_scan(p, size, pagemap, to);
	m->tracked = bench_gap_of(next, &o);
	m->over = ((double)stats.bytes - 1.05 * (double)(size / 409600 * 4096)) / 1024;
	o.parent = next;
	m->idle = bench_gap_of(last, &o);
	cr_track_stop(o.tracker);
	unlink(path);
	unlink(next);
	unlink(last);
	close(pagemap);
}

/* In a process of its own: prints medians. how: "4k" or "huge". */
static int bench_be_more(const char *mib, const char *how, const char *dir)
{
	enum { N = 7, FIELDS = sizeof(struct bench_more) / sizeof(double) };
	size_t size = (size_t)atoi(mib) * MIB;
	double seen[FIELDS][N];
	char path[PATH_MAX], errors[PATH_MAX];
	pthread_t clock;

	for (int fd = 3; fd < 1024; fd++)
		close(fd);
	snprintf(errors, sizeof(errors), "%s/errors", dir);
	if (!freopen(errors, "we", stderr))
		return 2;
	unsigned char *p = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1,
				0),
		      *to = mmap(NULL, size / 16, PROT_READ | PROT_WRITE,
				 MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
	if (p == MAP_FAILED || to == MAP_FAILED)
		bench_die("mmap");
	madvise(p, size, how[0] == 'h' ? MADV_HUGEPAGE : MADV_NOHUGEPAGE);
	for (size_t i = 0; i < size; i += 64)
		p[i] = (unsigned char)(i >> 12 | 1);
	snprintf(path, sizeof(path), "%s/more", dir);
	pthread_create(&clock, NULL, bench_clock, NULL);
	for (int i = 0; i < N; i++) {
		struct bench_more m = {0};
		double fields[FIELDS];

		bench_live_once(&m, p, size, path);
		bench_tracked_once(&m, p, size, path, to, (unsigned char)(10 + i));
		memcpy(fields, &m, sizeof(m));
		for (int j = 0; j < FIELDS; j++)
			seen[j][i] = fields[j];
	}
	atomic_store(&bench_stop, 1);
	pthread_join(clock, NULL);
	snprintf(path, sizeof(path), "%s/figures", dir);
	FILE *f = fopen(path, "we");
	if (!f)
		bench_die(path);
	for (int j = 0; j < FIELDS; j++)
		fprintf(f, "%f\n", bench_median(seen[j], N));
	return fclose(f) ? 2 : 0;
}

static void bench_more(char *mib, char *how)
{
	enum { FIELDS = sizeof(struct bench_more) / sizeof(double) };
	char what[80], figures[PATH_MAX + 16];
	double fields[FIELDS];
	struct bench_more m;
	int n = 0;

	bench_spawn((char *[]){bench_self, "--more", mib, how, bench_dir, NULL}, NULL);
	snprintf(figures, sizeof(figures), "%s/errors", bench_dir);
	unlink(figures);
	snprintf(figures, sizeof(figures), "%s/figures", bench_dir);
	FILE *f = fopen(figures, "re");
	while (f && n < FIELDS && fscanf(f, "%lf", &fields[n]) == 1)
		n++;
	if (f)
		fclose(f);
	unlink(figures);
	if (n < FIELDS) {
		fprintf(stderr, "bench: live and tracked saves of %s MiB gave no figures\n", mib);
		bench_sum.failed++;
		return;
	}
	memcpy(&m, fields, sizeof(m));
	printf("     %s MiB (%s): fork %.2f ms; live: stored after %.0f ms, scattered writes %.1f "
	       "times as long\n",
	       mib, how, m.fork, m.drain, m.slow);
	snprintf(what, sizeof(what), "live cr_save of %s MiB (%s), longest gap", mib, how);
	bench_line(what, m.live, "ms", 1.5 * m.fork + 1, "1.5 x fork() + 1 ms");
	printf("     PAGEMAP_SCAN and memcpy of 1 %% of it %.2f ms; %.2f us more per first write\n",
	       m.scan, m.tax);
	snprintf(what, sizeof(what), "tracked cr_save, 1 %% of %s MiB (%s) changed", mib, how);
	bench_line(what, m.tracked, "ms", 3 * m.scan, "3 x (scan + memcpy)");
	snprintf(what, sizeof(what), "tracked cr_save, %s MiB (%s) idle", mib, how);
	bench_line(what, m.idle, "ms", 2, "2 ms");
	snprintf(what, sizeof(what), "the same, file beyond 1.05 x what changed");
	bench_line(what, m.over, "KiB", 64, "64 KiB");
}

/* == 4. many =================================================================================== */

static void *bench_pause(void *arg)
{
	for (;;)
		pause();
	return arg;
}

static void bench_raise_files(void)
{
	struct rlimit lim;

	getrlimit(RLIMIT_NOFILE, &lim);
	lim.rlim_cur = lim.rlim_max;
	setrlimit(RLIMIT_NOFILE, &lim);
}

/* One of many files in the working directory, made when it is not there. */
static int bench_open_file(int i)
{
	char name[32];

	snprintf(name, sizeof(name), "file.%d", i);
	return open(name, O_RDONLY | O_CREAT, 0600);
}

static const struct sockaddr_in bench_peer = {
	.sin_family = AF_INET, .sin_port = 4711, .sin_addr = {0x0100007f}};

/* A connection; full: with 1 MiB that the other end does not read. */
static bool bench_connect(bool full)
{
	static char buf[MIB];
	const int room = 2 * MIB;
	int s = socket(AF_INET, SOCK_STREAM, 0);

	if (s < 0 || setsockopt(s, SOL_SOCKET, SO_SNDBUFFORCE, &room, sizeof(room)) < 0 ||
	    connect(s, (const struct sockaddr *)&bench_peer, sizeof(bench_peer)) < 0)
		return false;
	return !full || send(s, buf, sizeof(buf), MSG_DONTWAIT) == sizeof(buf);
}

/* So many threads, processes, connections or descriptors beside the first; its own leader of a
 * session. */
static int bench_be_many(const char *kind, const char *count)
{
	pthread_attr_t attr;
	pthread_t thread;
	int n = atoi(count);

	bench_raise_files();
	pthread_attr_init(&attr);
	pthread_attr_setstacksize(&attr, 65536);
	for (int i = 0; i < n; i++) {
		if (kind[0] == 't' && pthread_create(&thread, &attr, bench_pause, NULL) != 0)
			return 1;
		if (kind[0] == 'p' && fork() == 0)
			bench_pause(NULL);
		if (kind[0] == 'd' && bench_open_file(i) < 0)
			return 1;
		if ((kind[0] == 'c' || kind[0] == 'f') && !bench_connect(kind[0] == 'f'))
			return 1;
	}
	usleep(300000);
	raise(SIGSTOP);
	for (;;)
		sleep(1000);
}

enum { BENCH_TIDS = 1100 };

/* Of a process its threads, or itself and its children; how many. */
static int bench_list(pid_t first, bool threads, pid_t *tids, int most)
{
	char path[64];
	int n = 0, tid;

	snprintf(path, sizeof(path), "/proc/%d/task/%d/children", (int)first, (int)first);
	FILE *f = threads ? NULL : fopen(path, "re");
	for (tids[n++] = first; f && n < most && fscanf(f, "%d", &tid) == 1;)
		tids[n++] = tid;
	if (f)
		fclose(f);
	snprintf(path, sizeof(path), "/proc/%d/task", (int)first);
	DIR *d = threads ? opendir(path) : NULL;
	for (const struct dirent *e; d && n < most && (e = readdir(d)) != NULL;)
		if ((tid = atoi(e->d_name)) > 0 && tid != first)
			tids[n++] = tid;
	if (d)
		closedir(d);
	return n;
}

/* Seizes, stops, reads and lets go all threads of pid. */
static double bench_bare(pid_t first, bool threads)
{
	static char area[16384];
	static pid_t tids[BENCH_TIDS];
	int n = bench_list(first, threads, tids, BENCH_TIDS), status;
	double start = bench_now_ms();

	for (int i = 0; i < n; i++)
		if (ptrace(PTRACE_SEIZE, tids[i], 0, 0) < 0 ||
		    ptrace(PTRACE_INTERRUPT, tids[i], 0, 0) < 0)
			bench_die("bare ptrace");
	for (int i = 0; i < n; i++)
		if (waitpid(tids[i], &status, __WALL) != tids[i])
			bench_die("bare ptrace");
	for (int i = 0; i < n; i++)
		for (int set = 1; set <= 0x202; set += 0x201) { /* NT_PRSTATUS, NT_X86_XSTATE */
			struct iovec v = {area, sizeof(area)};
			if (ptrace(PTRACE_GETREGSET, tids[i], (void *)(long)set, &v) < 0)
				bench_die("bare ptrace");
		}
	for (int i = 0; i < n; i++)
		if (ptrace(PTRACE_DETACH, tids[i], 0, 0) < 0)
			bench_die("bare ptrace");
	return bench_now_ms() - start;
}

struct bench_cost {
	double frozen, restore, bare;
};

static struct bench_cost bench_many_once(const char *kind, int n)
{
	struct bench_cost cost;
	char count[16], save[PATH_MAX + 16];
	cr_save_opts so = cr_save_opts_init();
	cr_load_opts lo = cr_load_opts_init();
	cr_stats stats = cr_stats_init();
	cr_child child = cr_child_init();
	cr_error err;
	int status;
	bool connections = kind[0] == 'c' || kind[0] == 'f';

	snprintf(count, sizeof(count), "%d", n);
	snprintf(save, sizeof(save), "%s/many", bench_dir);
	pid_t pid = fork();
	if (pid == 0) {
		setsid();
		int null = open("/dev/null", O_RDWR);
		for (int fd = 0; fd < 3; fd++)
			dup2(null, fd);
		for (int fd = 3; fd < 256; fd++)
			close(fd);
		execl(bench_self, "bench", "--many", kind, count, (char *)NULL);
		_exit(127);
	}
	if (pid < 0 || waitpid(pid, &status, WUNTRACED) != pid || !WIFSTOPPED(status))
		bench_die("many");
	kill(pid, SIGCONT);
	usleep(20000);
	cost.bare = kind[0] == 'd' || connections ? -1 : bench_bare(pid, kind[0] == 't');
	so.flags |= CR_END | (connections ? CR_TCP_ESTABLISHED : 0);
	lo.flags |= connections ? CR_LOAD_TCP_ESTABLISHED : 0;
	so.stats = &stats;
	so.timeout_ms = lo.timeout_ms = 60000;
	if (cr_dump(pid, save, &so, &err) < 0) {
		fprintf(stderr, "bench: %s\n", err.text);
		kill(-pid, SIGKILL);
		exit(2);
	}
	waitpid(pid, NULL, 0);
	cost.frozen = (double)stats.frozen_ns / 1e6;
	double start = bench_now_ms();
	if (cr_restore(save, &lo, &child, &err) < 0) {
		fprintf(stderr, "bench: %s\n", err.text);
		exit(2);
	}
	cost.restore = bench_now_ms() - start;
	close(child.pidfd);
	kill(-child.pid, SIGKILL);
	while (waitpid(-1, NULL, 0) > 0)
		;
	unlink(save);
	return cost;
}

static void bench_many(const char *kind, const char *name)
{
	enum { N = 3, MANY = 1000 };
	double frozen[N], restore[N], bare[N], most;
	char what[64];
	int bares = 0;

	for (int i = 0; i < N; i++) {
		struct bench_cost one = bench_many_once(kind, 0), all = bench_many_once(kind, MANY);
		frozen[i] = (all.frozen - one.frozen) * 1e3 / MANY;
		restore[i] = (all.restore - one.restore) * 1e3 / MANY;
		if (all.bare >= 0 && one.bare >= 0)
			bare[bares++] = (all.bare - one.bare) * 1e3 / MANY;
	}
	most = bares ? bench_median(bare, bares) : 0;
	if (bares)
		printf("     bare ptrace of 1,000 %s, for each%*.2f us\n", name,
		       (int)(35 - strlen(name)), most);
	else
		printf("     bare ptrace of 1,000 %s: their numbers are not in a row\n", name);
	snprintf(what, sizeof(what), "frozen for each of 1,000 %s", name);
	if (kind[0] == 't')
		bench_line(what, bench_median(frozen, N), "us", most + 30, "bare ptrace + 30 us");
	else
		bench_line(what, bench_median(frozen, N), "us", 2737, "CRIU 4.2, 300: 821 ms");
	snprintf(what, sizeof(what), "restore of each of 1,000 %s", name);
	bench_line(what, bench_median(restore, N), "us", kind[0] == 't' ? 427 : 1550,
		   kind[0] == 't' ? "CRIU 4.2, 1,000: 427 ms" : "CRIU 4.2, 300: 465 ms");
}

/* == 7. connections ============================================================================ */

/* The other ends wait at a socket that we have, and nobody takes them. */
static void bench_connections(const char *kind, int n, const char *name)
{
	enum { N = 3 };
	double frozen[N], restore[N];
	char what[64];

	for (int i = 0; i < N; i++) {
		int l = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), on = 1;

		setsockopt(l, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
		if (bind(l, (const struct sockaddr *)&bench_peer, sizeof(bench_peer)) < 0 ||
		    listen(l, 4000) < 0)
			bench_die("listen");
		struct bench_cost none = bench_many_once(kind, 0), all = bench_many_once(kind, n);
		frozen[i] = (all.frozen - none.frozen) * 1e3 / n;
		restore[i] = (all.restore - none.restore) * 1e3 / n;
		close(l);
	}
	snprintf(what, sizeof(what), "frozen for each of %s", name);
	bench_line(what, bench_median(frozen, N), "us", kind[0] == 'c' ? 500 : 10000, "the aim");
	snprintf(what, sizeof(what), "restore of each of %s", name);
	bench_line(what, bench_median(restore, N), "us", kind[0] == 'c' ? 500 : 10000, "the aim");
}

static void bench_network(void)
{
	struct ifreq lo = {.ifr_name = "lo", .ifr_flags = IFF_UP};
	struct rlimit lim;

	if (geteuid() != 0 || unshare(CLONE_NEWNET) < 0) {
		printf("     connections: not without root\n");
		return;
	}
	int s = socket(AF_INET, SOCK_DGRAM, 0);
	if (ioctl(s, SIOCSIFFLAGS, &lo) < 0)
		bench_die("lo");
	close(s);
	getrlimit(RLIMIT_NOFILE, &lim);
	lim.rlim_cur = lim.rlim_max;
	setrlimit(RLIMIT_NOFILE, &lim);
	bench_connections("connections", 1000, "1,000 connections");
	bench_connections("full", 50, "50 connections with 1 MiB");
}

/* == 5. loads ================================================================================= */

enum { BENCH_LOADS = 7, BENCH_COPIES = 100 };

static char bench_save_path[PATH_MAX + 16];

/* A target saved and gone; how long its save took. */
static double bench_save(const char *what)
{
	cr_save_opts o = cr_save_opts_init();
	cr_error err;

	snprintf(bench_save_path, sizeof(bench_save_path), "%s/save", bench_dir);
	o.flags = CR_END;
	pid_t pid = bench_target(what);
	double start = bench_now_ms();
	if (cr_dump(pid, bench_save_path, &o, &err) < 0) {
		fprintf(stderr, "bench: %s\n", err.text);
		exit(2);
	}
	double ms = bench_now_ms() - start;
	waitpid(pid, NULL, 0);
	return ms;
}

static double bench_present; /* MiB of its own that the copy loaded last has in memory */

static double bench_load(uint32_t flags, size_t n)
{
	static cr_child children[BENCH_COPIES];
	cr_load_opts o = cr_load_opts_init();
	cr_error err;

	o.flags = flags;
	o.pids = CR_PIDS_NEW;
	for (size_t i = 0; i < n; i++)
		children[i] = cr_child_init();
	double start = bench_now_ms();
	if ((n > 1 ? cr_restore_copies(bench_save_path, &o, children, n, &err)
		   : cr_restore(bench_save_path, &o, children, &err)) < 0) {
		fprintf(stderr, "bench: %s\n", err.text);
		exit(2);
	}
	double ms = bench_now_ms() - start;
	bench_present = (double)bench_status_kib(children[0].pid, "RssAnon:") / 1024;
	for (size_t i = 0; i < n; i++) {
		bench_end(children[i].pid);
		close(children[i].pidfd);
	}
	return ms;
}

static double bench_load_median(uint32_t flags, size_t n)
{
	double ms[BENCH_LOADS];

	for (int i = 0; i < BENCH_LOADS; i++)
		ms[i] = bench_load(flags, n);
	return bench_median(ms, BENCH_LOADS);
}

/* Fresh memory filled by the kernel, then read into, from the save. */
static double bench_populate_and_read(size_t size)
{
	double ms[BENCH_LOADS];
	int fd = open(bench_save_path, O_RDONLY | O_CLOEXEC);

	for (int i = 0; i < BENCH_LOADS; i++) {
		double start = bench_now_ms();
		unsigned char *p = mmap(NULL, size, PROT_READ | PROT_WRITE,
					MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
		if (p == MAP_FAILED)
			bench_die("mmap");
		for (size_t done = 0; done < size;) {
			ssize_t n = pread(fd, p + done, size - done, (off_t)done);
			if (n <= 0)
				bench_die("pread");
			done += (size_t)n;
		}
		ms[i] = bench_now_ms() - start;
		munmap(p, size);
	}
	close(fd);
	return bench_median(ms, BENCH_LOADS);
}

static void bench_loads(void)
{
	bench_save("1");
	double small = bench_load_median(CR_MAPPED, 1);
	bench_save("1024");
	double mapped = bench_load_median(CR_MAPPED, 1);
	bench_line("mapped load of 1 GiB", mapped, "ms", 1.5 * small, "1.5 x that of 1 MiB");
	bench_line("mapped load of 1 GiB", mapped, "ms", 5, "5 ms");
	double eager = bench_load_median(0, 1);
	bench_line("eager load of 1 GiB", eager, "ms",
		   1.3 * bench_populate_and_read((size_t)1 << 30), "1.3 x (populate + read)");
	unlink(bench_save_path);
}

/* What 100 copies take beyond the first. */
static void bench_copies(const char *what, const char *name)
{
	bench_save(what);
	double one = bench_load_median(0, 1), all = bench_load_median(0, BENCH_COPIES);
	bench_line(name, all - one, "ms", 100, "100 ms beyond the first");
	unlink(bench_save_path);
}

static void bench_spaces(void)
{
	double ms[BENCH_LOADS];

	for (int i = 0; i < BENCH_LOADS; i++)
		ms[i] = bench_save("maps:20000");
	bench_line("save of 20,000 mappings", bench_median(ms, BENCH_LOADS), "ms", 209, "CRIU 4.2");
	bench_line("load of 20,000 mappings", bench_load_median(0, 1), "ms", 127, "CRIU 4.2");
	bench_save("1");
	double small = bench_load_median(0, 1);
	for (int i = 0; i < BENCH_LOADS; i++)
		ms[i] = bench_save("sparse");
	double save = bench_median(ms, BENCH_LOADS);
	for (int i = 0; i < BENCH_LOADS; i++)
		ms[i] = bench_save("4");
	bench_line("save of 1 TiB with 4 MiB of pages in it", save, "ms",
		   2 * bench_median(ms, BENCH_LOADS) + 5, "2 x that of 4 MiB + 5 ms");
	bench_save("sparse");
	bench_line("load of 1 TiB with 4 MiB of pages in it", bench_load_median(0, 1), "ms",
		   2 * small + 10, "2 x that of 1 MiB + 10 ms");
	bench_line("memory of that copy", bench_present, "MiB", 5, "4 MiB + 1 MiB");
	unlink(bench_save_path);
}

/* == 6. descriptors ============================================================================ */

/* open(2) and dup2(2) to another number, of n descriptors, in a process of its own. */
static double bench_open_dup(int n)
{
	int ends[2];
	double ms = 0;

	if (pipe(ends) < 0)
		bench_die("pipe");
	pid_t pid = fork();
	if (pid == 0) {
		double start = bench_now_ms();

		for (int i = 0; i < n; i++) {
			int fd = bench_open_file(i);

			if (fd < 0 || dup2(fd, n / 2 + i + 64) < 0)
				_exit(1);
			close(fd);
		}
		ms = bench_now_ms() - start;
		_exit(write(ends[1], &ms, sizeof(ms)) == sizeof(ms) ? 0 : 1);
	}
	close(ends[1]);
	if (read(ends[0], &ms, sizeof(ms)) != sizeof(ms))
		bench_die("open and dup2");
	close(ends[0]);
	waitpid(pid, NULL, 0);
	return ms;
}

static void bench_descriptors(void)
{
	enum { N = 3, MANY = 10000 };
	double save[N], restore[N], bare[N], limit;
	char name[32];

	if (chdir(bench_dir) < 0)
		bench_die(bench_dir);
	bench_raise_files();
	for (int i = 0; i < MANY; i++) /* made before anything is measured */
		close(bench_open_file(i));
	for (int i = 0; i < N; i++) {
		struct bench_cost none = bench_many_once("descriptors", 0),
				  all = bench_many_once("descriptors", MANY);
		save[i] = (all.frozen - none.frozen) * 1e3 / MANY;
		restore[i] = (all.restore - none.restore) * 1e3 / MANY;
		bare[i] = bench_open_dup(MANY) * 1e3 / MANY;
	}
	limit = bench_median(bare, N);
	printf("     open(2) and dup2(2) of 10,000 descriptors, for each %*.2f us\n", 0, limit);
	bench_line("frozen for each of 10,000 descriptors", bench_median(save, N), "us", 5 * limit,
		   "5 x open + dup2; CRIU 4.2, 5,000: 168 ms");
	bench_line("restore of each of 10,000 descriptors", bench_median(restore, N), "us",
		   5 * limit, "5 x open + dup2; CRIU 4.2, 5,000: 64 ms");
	for (int i = 0; i < MANY; i++) {
		snprintf(name, sizeof(name), "file.%d", i);
		unlink(name);
	}
}

/* == parts ===================================================================================== */

static void bench_self_all(void)
{
	bench_oneself("1");
	bench_oneself("64");
	bench_oneself("1024");
}

static void bench_more_all(void)
{
	bench_more("64", "4k");
	bench_more("1024", "4k");
	bench_more("1024", "huge");
}

static void bench_threads(void)
{
	bench_many("threads", "threads");
}

static void bench_processes(void)
{
	bench_many("processes", "processes");
}

static void bench_copies_all(void)
{
	bench_copies("huge:256", "100 copies of 256 MiB of huge pages");
	bench_copies("256", "100 copies of 256 MiB of small pages");
}

static const struct {
	const char *name;
	void (*run)(void);
} bench_parts[] = {
	{"command", bench_command},	{"memory", bench_command_memory},
	{"self", bench_self_all},	{"more", bench_more_all},
	{"threads", bench_threads},	{"processes", bench_processes},
	{"loads", bench_loads},		{"copies", bench_copies_all},
	{"spaces", bench_spaces},	{"descriptors", bench_descriptors},
	{"connections", bench_network},
};
static unsigned bench_chosen; /* a bit for each; none: all */

static bool bench_choose(const char *name)
{
	for (size_t i = 0; i < sizeof(bench_parts) / sizeof(bench_parts[0]); i++)
		if (strcmp(bench_parts[i].name, name) == 0)
			return bench_chosen |= 1u << i;
	fprintf(stderr, "bench: there is no part '%s'; there are", name);
	for (size_t i = 0; i < sizeof(bench_parts) / sizeof(bench_parts[0]); i++)
		fprintf(stderr, " %s", bench_parts[i].name);
	fprintf(stderr, "\n");
	return false;
}

int main(int argc, char **argv)
{
	if (argc == 3 && strcmp(argv[1], "--target") == 0)
		return bench_be_target(argv[2]);
	if (argc == 4 && strcmp(argv[1], "--many") == 0)
		return bench_be_many(argv[2], argv[3]);
	if (argc == 5 && strcmp(argv[1], "--more") == 0)
		return bench_be_more(argv[2], argv[3], argv[4]);
	if (argc == 4 && strcmp(argv[1], "--self") == 0)
		return bench_be_self(argv[2], argv[3]);

	ssize_t n = readlink("/proc/self/exe", bench_self, sizeof(bench_self) - 1);
	if (n <= 0)
		bench_die("/proc/self/exe");
	snprintf(bench_cr, sizeof(bench_cr), "%.*s/cr",
		 (int)(strrchr(bench_self, '/') - bench_self), bench_self);
	for (int c; (c = getopt(argc, argv, "p:")) != -1;)
		if (c != 'p' || !bench_choose(optarg))
			return 2;
	snprintf(bench_dir, sizeof(bench_dir), "%s/cr-bench.XXXXXX",
		 optind < argc ? argv[optind] : "/tmp");
	if (!mkdtemp(bench_dir))
		bench_die(bench_dir);
	/* One part works in it. */
	char *whole = realpath(bench_dir, NULL);
	if (whole)
		snprintf(bench_dir, sizeof(bench_dir), "%s", whole);
	free(whole);
	prctl(PR_SET_CHILD_SUBREAPER,
	      1); /* what `cr restore -d` leaves behind becomes ours to wait for */
	for (size_t i = 0; i < sizeof(bench_parts) / sizeof(bench_parts[0]); i++)
		if (!bench_chosen || bench_chosen >> i & 1)
			bench_parts[i].run();
	rmdir(bench_dir);
	printf("%d passed, %d failed, 0 skipped\n", bench_sum.passed, bench_sum.failed);
	return bench_sum.failed ? 1 : 0;
}
