/* SPDX-License-Identifier: MIT
 *
 * What a save and a load say that they have cost, in the result and in CRIU's statistics images.
 */
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#define STATS_PRIVATE 300u
#define STATS_SHARED 40u

/* Known numbers of pages, of each kind; a child that has changed a tenth of the first. */
static void stats_subject(void)
{
	const size_t page = 4096;
	unsigned char *a = mmap(NULL, STATS_PRIVATE * page, PROT_READ | PROT_WRITE,
				MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	unsigned char *b = mmap(NULL, 2 * STATS_SHARED * page, PROT_READ | PROT_WRITE,
				MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	int status, fds[2];

	T_MUST(a != MAP_FAILED && b != MAP_FAILED && pipe(fds) == 0, "mmap");
	memset(a, 5, STATS_PRIVATE * page);
	memset(b, 6, STATS_SHARED * page);
	pid_t pid = fork();
	if (pid == 0) {
		char byte;

		close(fds[1]);
		memset(a, 7, STATS_PRIVATE / 10 * page);
		_exit(read(fds[0], &byte, 1) == 0 && a[0] == 7 && a[STATS_PRIVATE * page - 1] == 5
			      ? 0
			      : 1);
	}
	close(fds[0]);
	t_ready();
	memset(a, 8, 3 * page);
	b[0] = 9;
	t_ready();
	T_CHECK(a[0] == 8 && a[3 * page] == 5 && b[0] == 9 && b[1] == 6, "memory");
	close(fds[1]);
	T_CHECK(waitpid(pid, &status, 0) == pid && status == 0, "child: 0x%x", status);
}

/* A statistics image as CRIU's own reader shows it, to be freed. */
static char *stats_decode(const char *path)
{
	char *out;

	T_MUST(t_run(&out, "crit decode -i %s 2>&1", path) == 0, "%s: %s", path, out);
	return out;
}

/* A field of it; -1: it is not there. */
static long long stats_field(const char *text, const char *name)
{
	char want[64];

	snprintf(want, sizeof(want), "\"%s\": ", name);
	const char *at = strstr(text, want);
	return at ? atoll(at + strlen(want)) : -1;
}

static void stats_same(const char *path, const cr_stats *s)
{
	const struct {
		const char *name;
		unsigned long long value;
	} fields[] = {
		{"freezing_time", s->freezing_ns / 1000},
		{"frozen_time", s->frozen_ns / 1000},
		{"memdump_time", s->finding_ns / 1000},
		{"memwrite_time", s->writing_ns / 1000},
		{"pages_scanned", s->scanned - s->shared_scanned},
		{"pages_skipped_parent", s->in_parent - s->shared_in_parent},
		{"pages_written", s->written - s->shared_written},
		{"pages_lazy", s->lazy},
		{"shpages_scanned", s->shared_scanned},
		{"shpages_skipped_parent", s->shared_in_parent},
		{"shpages_written", s->shared_written},
	};

	char *text = stats_decode(path);

	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++)
		T_CHECK(stats_field(text, fields[i].name) == (long long)fields[i].value,
			"%s is %lld, not %llu", fields[i].name, stats_field(text, fields[i].name),
			fields[i].value);
	free(text);
}

static void stats_same_load(const char *path, const cr_load_stats *s)
{
	char *text = stats_decode(path);

	T_CHECK(stats_field(text, "pages_restored") == (long long)s->restored &&
			stats_field(text, "pages_compared") == (long long)s->compared &&
			stats_field(text, "pages_skipped_cow") == (long long)s->shared &&
			stats_field(text, "restore_time") == (long long)(s->total_ns / 1000) &&
			stats_field(text, "forking_time") == (long long)(s->forking_ns / 1000),
		"%s", text);
	free(text);
}

static void stats_member(const char *save, const char *to)
{
	if (strchr(save, '/'))
		T_MUST(t_run(NULL, "cp %sstats-dump %s", save, to) == 0, "%s", save);
	else
		T_MUST(t_run(NULL, "tar xOf %s stats-dump >%s", save, to) == 0, "%s", save);
}

static void stats_of_saves(void)
{
	static const char *const names[2][2] = {{"s0", "s1"}, {"d0/", "d1/"}};

	for (int form = 0; form < 2; form++) {
		struct t_subject s;
		cr_stats one = cr_stats_init(), two = cr_stats_init();
		cr_load_stats back = cr_load_stats_init();
		cr_save_opts o = {.size = sizeof(o), .stats = &one};
		cr_load_opts lo = {.size = sizeof(lo), .stats = &back, .stats_path = "loaded"};
		cr_child child = cr_child_init();
		cr_error err;

		t_start(&s, stats_subject);
		T_MUST(cr_dump(s.pid, names[form][0], &o, &err) == 0, "%s", err.text);
		stats_member(names[form][0], "one");
		stats_same("one", &one);
		T_CHECK(one.shared_scanned >= STATS_SHARED && one.shared_written == STATS_SHARED &&
				one.in_parent == 0 && one.scanned >= one.written &&
				one.written >= 2 * STATS_PRIVATE + STATS_SHARED,
			"%llu of %llu pages, %llu shared", (unsigned long long)one.written,
			(unsigned long long)one.scanned, (unsigned long long)one.shared_written);
		T_CHECK(one.lazy >= 2 * STATS_PRIVATE &&
				one.lazy <= one.written - one.shared_written,
			"%llu lazy", (unsigned long long)one.lazy);
		T_CHECK(one.freezing_ns > 0 && one.frozen_ns >= one.freezing_ns &&
				one.frozen_ns >= one.finding_ns + one.writing_ns &&
				one.total_ns >= one.frozen_ns,
			"times");
		t_next(&s);
		o.stats = &two;
		o.parent = names[form][0];
		o.flags = CR_END;
		T_MUST(cr_dump(s.pid, names[form][1], &o, &err) == 0, "%s", err.text);
		stats_member(names[form][1], "two");
		stats_same("two", &two);
		T_CHECK(two.shared_written == 1 && two.shared_in_parent == STATS_SHARED - 1 &&
				two.in_parent >= 2 * STATS_PRIVATE - 3 &&
				two.written < one.written / 2,
			"%llu pages, %llu in the parent; shared %llu, %llu",
			(unsigned long long)two.written, (unsigned long long)two.in_parent,
			(unsigned long long)two.shared_written,
			(unsigned long long)two.shared_in_parent);
		T_CHECK(t_wait(s.pid, 5000) > 0, "it goes on");
		T_MUST(cr_restore(names[form][1], &lo, &child, &err) == 0, "%s", err.text);
		close(child.pidfd);
		s.pid = child.pid;
		/* Of the child all but what differs is found in its parent. */
		T_CHECK(back.compared >= STATS_PRIVATE &&
				back.shared + STATS_PRIVATE / 10 + 3 <= back.compared &&
				back.shared >= STATS_PRIVATE - STATS_PRIVATE / 10 - 3 &&
				back.restored >= back.compared + STATS_PRIVATE + STATS_SHARED,
			"%llu restored, %llu compared, %llu shared",
			(unsigned long long)back.restored, (unsigned long long)back.compared,
			(unsigned long long)back.shared);
		T_CHECK(back.total_ns > back.forking_ns && back.forking_ns > 0, "times");
		stats_same_load("loaded", &back);
		t_end(&s);
		T_MUST(t_run(NULL, "rm -rf .t-* s0 s1 d0 d1 one two loaded") == 0, "rm");
	}
}

/* The command's files are where CRIU's are, and a save goes on being one beside them. */
static void stats_of_the_command(void)
{
	const char *cr = t_path("build/cr");
	struct t_subject s;
	char *out;

	t_start(&s, chain_subject);
	T_MUST(t_run(&out,
		     "mkdir i w && %s dump -t %d -D i -W w --display-stats && cmp i/stats-dump "
		     "w/stats-dump",
		     cr, s.pid) == 0,
	       "%s", out);
	T_CHECK(t_wait(s.pid, 5000) > 0, "it goes on");
	T_MUST(t_run(&out,
		     "%s restore -d -D i --pidfile $PWD/pid && %s verify i && test -s "
		     "i/stats-restore",
		     cr, cr) == 0,
	       "%s", out);
	char *pid = t_read("pid", NULL);
	s.pid = (pid_t)atoi(pid ? pid : "0");
	free(pid);
	T_CHECK(stats_field(out = stats_decode("i/stats-restore"), "pages_restored") > 250, "%s",
		out);
	free(out);
	T_MUST(t_run(&out,
		     "%s dump -t %d -D i -R && test ! -e i/stats-restore && cp -r i j && echo x "
		     ">>j/stats-dump && ! %s verify j && %s pack i p && tar tf p | grep -qx "
		     "stats-dump",
		     cr, s.pid, cr, cr) == 0,
	       "%s", out);
	for (int i = 0; i < 500 && kill(s.pid, SIGKILL) == 0; i++)
		t_sleep_ms(10);
}

/* A stream tells them behind its pages. What does not fit into an older caller's struct stays out.
 */
static void stats_of_a_stream(void)
{
	struct t_subject s;
	cr_stats stats = {.size = offsetof(cr_stats, freezing_ns), .freezing_ns = 77};
	cr_save_opts o = {.size = sizeof(o), .flags = CR_STREAM, .stats = &stats};
	cr_load_stats back = {.size = sizeof(back.size) + sizeof(uint64_t), .total_ns = 77};
	cr_load_opts lo = {.size = sizeof(lo), .stats = &back, .stats_path = "no/such/place"};
	cr_child child = cr_child_init();
	cr_error err;

	t_start(&s, chain_subject);
	cr_io io = {.fd = open("s", O_RDWR | O_CREAT | O_CLOEXEC, 0600)};
	o.io = &io;
	T_MUST(io.fd > 0 && cr_dump(s.pid, NULL, &o, &err) == 0, "%s", err.text);
	close(io.fd);
	T_CHECK(stats.freezing_ns == 77 && stats.written > 200, "an older struct");
	T_CHECK(t_run(NULL,
		      "tar tf s | tail -n 2 | tr '\\n' ' ' | grep -qx 'stats-dump cr-sum.img '") ==
			0,
		"its place");
	t_kill(&s);
	T_MUST(cr_restore("s", &lo, &child, &err) == 0, "%s", err.text);
	close(child.pidfd);
	T_CHECK(back.forking_ns > 0 && back.total_ns == 77, "an older struct");
	kill(child.pid, SIGKILL);
	t_wait(child.pid, 5000);
}

static const struct t_test stats_tests[] = {
	{"stats_of_saves", stats_of_saves, T_ROOT | T_USER, 0, "crit", NULL},
	{"stats_of_the_command", stats_of_the_command, T_ROOT, 0, "crit", NULL},
	{"stats_of_a_stream", stats_of_a_stream, T_ROOT | T_USER, 0, NULL, NULL},
};
