/* SPDX-License-Identifier: MIT
 *
 * Compressed saves: they come back, alone and in chains; turned into what CRIU reads; what is
 * damaged is named; nothing of them is mapped; without the library they are refused by name.
 */
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#define PACKED_BYTES ((size_t)3 << 20)

/* Half of it text, half of it noise, in private and in shared memory. */
static void packed_subject(void)
{
	const int prot = PROT_READ | PROT_WRITE;
	unsigned char *own = mmap(NULL, PACKED_BYTES, prot, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	unsigned char *shared = mmap(NULL, PACKED_BYTES, prot, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	uint32_t noise = 1;

	T_MUST(own != MAP_FAILED && shared != MAP_FAILED, "mmap");
	for (size_t i = 0; i < PACKED_BYTES; i++) {
		noise = noise * 1664525 + 1013904223;
		own[i] = i < PACKED_BYTES / 2 ? (unsigned char)("compress me "[i % 12])
					      : (unsigned char)(noise >> 24);
		shared[i] = (unsigned char)(i / 5000);
	}
	for (int step = 0; step < 4; step++) {
		unsigned a = chain_sum(own, PACKED_BYTES), b = chain_sum(shared, PACKED_BYTES);

		t_ready();
		T_CHECK(a == chain_sum(own, PACKED_BYTES) && b == chain_sum(shared, PACKED_BYTES),
			"the memory of step %d is another", step);
		own[(step * 211 + 5) * 4096 + 7] ^= 1;
		memset(own + step * 70000, step, 9000);
		shared[step * 40000]++;
	}
}

static void packed_needs_lz4(void)
{
	if (!packed_can())
		t_skip("built without LZ4");
}

static off_t packed_size(const char *path)
{
	struct stat st;

	T_MUST(stat(path, &st) == 0, "%s", path);
	return st.st_size;
}

static void packed_comes_back(void)
{
	cr_save_opts o = {.size = sizeof(o), .flags = CR_COMPRESS};
	struct t_subject s;
	cr_error err;

	packed_needs_lz4();
	t_start(&s, packed_subject);
	T_MUST(cr_dump(s.pid, "raw", NULL, &err) == 0, "%s", err.text);
	t_cycle(&s, "save", &o, NULL);
	T_CHECK(packed_size("save") < packed_size("raw") * 2 / 3, "%lld of %lld bytes",
		(long long)packed_size("save"), (long long)packed_size("raw"));
	t_next(&s);
	o.flags |= CR_CHECKSUM | CR_SYNC;
	t_cycle(&s, "save", &o, NULL);
	T_CHECK(cr_verify("save", &err) == 0, "%s", err.text);
	t_next(&s);
	t_next(&s);
	t_end(&s);
}

/* To the end, from the third point of the subject on. */
static void packed_load(struct t_subject *s, const char *path)
{
	cr_child child = cr_child_init();
	cr_error err;

	T_CHECK(cr_verify(path, &err) == 0, "%s: %s", path, err.text);
	T_MUST(t_run(NULL, "rm -f .t-*") == 0, "rm");
	T_MUST(cr_restore(path, NULL, &child, &err) == 0, "%s: %s", path, err.text);
	close(child.pidfd);
	s->pid = child.pid;
	s->phase = 3;
	t_next(s);
	t_end(s);
}

/* s0 compressed, s1 not, s2 compressed; each builds on the one before it. Then as one save, as
 * directories, as a file again. */
static void packed_chain(void)
{
	static const char *const names[] = {"s0", "s1", "s2"};
	static const uint32_t flags[] = {CR_COMPRESS, 0, CR_COMPRESS | CR_CHECKSUM};
	struct t_subject s;
	cr_error err;

	packed_needs_lz4();
	t_start(&s, packed_subject);
	for (int i = 0; i < 3; i++) {
		cr_stats stats = cr_stats_init();
		cr_save_opts o = {.size = sizeof(o),
				  .flags = flags[i],
				  .stats = &stats,
				  .parent = i ? names[i - 1] : NULL};

		T_MUST(cr_dump(s.pid, names[i], &o, &err) == 0, "%s", err.text);
		T_CHECK(i == 0 || (stats.in_parent > 1400 && stats.written < 80),
			"%llu pages written, %llu in the parent", (unsigned long long)stats.written,
			(unsigned long long)stats.in_parent);
		t_next(&s);
	}
	t_kill(&s);
	T_MUST(cr_squash("s2", "one", &err) == 0, "%s", err.text);
	T_MUST(cr_squash("s2", "two/", &err) == 0, "%s", err.text);
	T_MUST(cr_unpack("s2", "d", &err) == 0, "%s", err.text);
	T_MUST(cr_pack("one", "three", &err) == 0, "%s", err.text);
	T_CHECK(t_run(NULL, "tar tf one | grep -q ^cr-pages- && tar tf three | grep -q ^cr-pages- "
			    "&& ! tar tf one | grep -q ^pages- && ! tar tf s1 | grep -q ^cr-pages- "
			    "&& ! ls two d d.1 d.2 | grep -q ^cr-pages-") == 0,
		"what is compressed");
	packed_load(&s, "s2");
	packed_load(&s, "d");
	T_MUST(t_run(NULL, "rm -rf s0 s1 s2 d d.*") == 0, "rm");
	packed_load(&s, "one");
	packed_load(&s, "two");
	packed_load(&s, "three");
	/* As tar leaves it, it is ours alone. */
	T_MUST(t_run(NULL, "mkdir raw && tar xf one -C raw && rm one") == 0, "tar");
	packed_load(&s, "raw");
}

/* Enough for several to read it, with holes, moved by each load: alike whoever reads. */
static void packed_large_subject(void)
{
	size_t size = (size_t)40 << 20;
	unsigned char *p = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1,
				0);
	unsigned sum;

	T_MUST(p != MAP_FAILED, "mmap");
	for (size_t i = 0; i < size; i += 512)
		if (i % (9 << 20) < (5 << 20))
			memcpy(p + i, &i, sizeof(i));
	sum = chain_sum(p, size);
	for (int i = 0; i < 2; i++) {
		t_ready();
		T_CHECK(sum == chain_sum(p, size), "the memory is another");
	}
}

static void packed_large(void)
{
	cr_save_opts o = {.size = sizeof(o), .flags = packed_can() ? CR_COMPRESS : 0};
	struct t_subject s;

	t_start(&s, packed_large_subject);
	t_cycle(&s, "save", NULL, NULL);
	t_next(&s);
	t_cycle(&s, "save", &o, NULL);
	t_end(&s);
}

struct packed_crew {
	unsigned seen, sum;
	bool dies;
};

static int packed_crew_works(void *arg, unsigned who)
{
	struct packed_crew *c = arg;

	__atomic_fetch_or(&c->seen, 1u << who, __ATOMIC_SEQ_CST);
	if (c->dies && who == 1)
		(void)sys_kill(sys_getpid(), SIGKILL);
	for (int i = 0; i < 1000; i++)
		__atomic_fetch_add(&c->sum, 1, __ATOMIC_SEQ_CST);
	return who == 2 && !c->dies ? -ENOANO : 0;
}

/* All of a crew work, who fails or is killed is told of, and nobody is left. */
static void packed_crew(void)
{
	struct cr_ctx cx;
	struct crew crew = {.n = 3};

	T_MUST(ctx_open(&cx, NULL) == 0, "context");
	crew.stacks = cx_alloc(&cx, 2 * CREW_STACK);
	T_MUST(crew.stacks, "stacks");
	struct packed_crew c = {0};
	int r = crew_run(&crew, packed_crew_works, &c);
	T_CHECK(r == -ENOANO && c.seen == 7 && c.sum == 3000, "%d, %u, %u", r, c.seen, c.sum);
	c = (struct packed_crew){.dies = true};
	r = crew_run(&crew, packed_crew_works, &c);
	T_CHECK(r == -EINTR && c.seen == 7 && c.sum == 2000, "%d, %u, %u", r, c.seen, c.sum);
	crew.n = 1;
	c = (struct packed_crew){0};
	r = crew_run(&crew, packed_crew_works, &c);
	T_CHECK(r == 0 && c.seen == 1, "%d, %u", r, c.seen);
	ctx_close(&cx);
}

static void packed_log(void *arg, int level, const char *line)
{
	(void)level;
	if (strstr(line, "is read, not mapped"))
		++*(int *)arg;
}

/* Asked to be mapped it is read, and that is listed. */
static void packed_is_not_mapped(void)
{
	int told = 0;
	cr_watch watch = {.arg = &told, .log = packed_log};
	cr_save_opts o = {.size = sizeof(o), .flags = CR_COMPRESS | CR_LIVE};
	cr_load_opts lo = {.size = sizeof(lo), .flags = CR_MAPPED, .watch = &watch};
	struct t_subject s;
	cr_error err;

	packed_needs_lz4();
	t_start(&s, packed_subject);
	T_MUST(cr_dump(s.pid, "save", &o, &err) == 0, "%s", err.text);
	t_next(&s);
	t_next(&s);
	t_next(&s);
	t_end(&s);
	T_MUST(t_run(NULL, "rm .t-*") == 0, "rm");
	s.phase = 1;
	cr_child child = cr_child_init();
	T_MUST(cr_restore("save", &lo, &child, &err) == 0, "%s", err.text);
	close(child.pidfd);
	s.pid = child.pid;
	T_CHECK(told == 1, "told %d times", told);
	T_CHECK(t_run(NULL, "! grep -q $PWD/save /proc/%d/maps", (int)s.pid) == 0, "it is mapped");
	t_next(&s);
	t_next(&s);
	t_next(&s);
	t_end(&s);
}

static int packed_take(void *arg, const void *data, size_t size)
{
	return fwrite(data, 1, size, arg) == size ? 0 : -EIO;
}

/* What cannot be compressed is refused, and nothing was touched. */
static void packed_refused(void)
{
	cr_save_opts o = {.size = sizeof(o), .flags = CR_COMPRESS};
	struct t_subject s;
	cr_error err;

	t_start(&s, packed_subject);
	const char *part = packed_can() ? "directory" : "built without LZ4";
	T_CHECK(cr_dump(s.pid, "save/", &o, &err) < 0 && err.code == CR_E_UNSUPPORTED &&
			strcmp(err.object, "CR_COMPRESS") == 0,
		"%d: %s", err.code, err.text);
	t_contains(err.text, part);
	cr_io io = {.fd = open("stream", O_RDWR | O_CREAT | O_CLOEXEC, 0600)};
	o.io = &io;
	o.flags |= CR_STREAM;
	T_CHECK(cr_dump(s.pid, NULL, &o, &err) < 0 && err.code == CR_E_UNSUPPORTED, "%s", err.text);
	close(io.fd);
	T_CHECK(t_run(NULL, "test ! -e save -a ! -s stream && ! ls -A | grep -q ^.cr-") == 0,
		"something is left");
	/* A descriptor and a callback that can be written in any order are files. */
	io = (cr_io){.arg = fopen("called", "w"), .write = packed_take};
	o.flags = CR_COMPRESS;
	int r = cr_dump(s.pid, NULL, &o, &err);
	T_CHECK(r == (packed_can() ? 0 : -1), "%s", err.text);
	fclose(io.arg);
	if (packed_can())
		T_CHECK(cr_verify("called", &err) == 0 &&
				t_run(NULL, "tar tf called | grep -q cr-pages") == 0,
			"%s", err.text);
	t_kill(&s);
}

/* A byte of the member spoilt: by its number, from the end if negative. */
static void packed_spoil(const char *path, long at, int by)
{
	FILE *f = fopen(path, "r+");

	T_MUST(f && fseek(f, at, at < 0 ? SEEK_END : SEEK_SET) == 0, "%s", path);
	int c = fgetc(f);
	fseek(f, -1, SEEK_CUR);
	fputc(c ^ by, f);
	fclose(f);
}

/* Heads and tables that make no sense, and frames that cannot be taken apart: an error with the
 * member's name, nobody is made. In a directory, without sums, as tar leaves it. */
static void packed_damaged_is_named(void)
{
	static const struct {
		long at;
		int by;
		bool frame;
		const char *what;
	} spots[] = {
		{0, 1, false, "does not begin as"},   {4, 2, false, "does not begin as"},
		{8, 4, false, "does not begin as"},   {12, 1, false, "does not begin as"},
		{24, 1, false, "does not begin as"},  {16, 1, false, "more pages than"},
		{21, 64, false, "more pages than"},   {22, 255, false, "more pages than"},
		{19, 1, false, "makes no sense"},     {-1, 255, false, "makes no sense"},
		{-2, 16, false, "makes no sense"},    {32, 255, true, "frame of pages at offset"},
		{40, 255, true, "frame of pages at"}, {60, 170, true, "frame of pages at"},
	};
	cr_save_opts o = {.size = sizeof(o), .flags = CR_COMPRESS};
	struct t_subject s;
	cr_child child = cr_child_init();
	cr_error err;
	int seen = 0, frames = 0;

	packed_needs_lz4();
	t_start(&s, packed_subject);
	T_MUST(cr_dump(s.pid, "save", &o, &err) == 0, "%s", err.text);
	t_kill(&s);
	T_MUST(t_run(NULL, "mkdir d && tar xf save -C d && rm d/cr-sum.img d/cr.img") == 0, "tar");
	for (size_t i = 0; i < sizeof(spots) / sizeof(spots[0]); i++) {
		T_MUST(t_run(NULL,
			     "rm -rf e && cp -r d e && ln $(ls -S e/cr-pages-*.img | head -n 1) "
			     "big") == 0,
		       "cp");
		packed_spoil("big", spots[i].at, spots[i].by);
		unlink("big");
		int r = cr_verify("e", &err);
		if (r == 0 && spots[i].frame)
			continue; /* other text, but still text */
		seen++;
		frames += spots[i].frame;
		T_CHECK(r < 0 && err.code == CR_E_DAMAGED && strstr(err.object, "cr-pages-"),
			"byte %ld: %s: %s", spots[i].at, err.object, err.text);
		T_CHECK(strstr(err.text, spots[i].what) || strstr(err.text, "there is more") ||
				strstr(err.text, "its table") || strstr(err.text, "makes no sense"),
			"byte %ld: %s", spots[i].at, err.text);
		T_CHECK(cr_restore("e", NULL, &child, &err) < 0 && err.code == CR_E_DAMAGED &&
				strstr(err.object, "cr-pages-"),
			"byte %ld: %s: %s", spots[i].at, err.object, err.text);
	}
	T_CHECK(seen >= 11 && frames > 0, "%d spots were seen, %d frames", seen, frames);
	/* With checksums every byte counts. */
	o.flags |= CR_CHECKSUM;
	t_start(&s, chain_subject);
	T_MUST(cr_dump(s.pid, "sums", &o, &err) == 0, "%s", err.text);
	t_kill(&s);
	T_MUST(t_run(NULL,
		     "rm -rf e && mkdir e && tar xf sums -C e && ln $(ls -S e/cr-pages-*.img | "
		     "head -n 1) big") == 0,
	       "tar");
	packed_spoil("big", 1000, 1);
	T_CHECK(cr_verify("e", &err) < 0 && err.code == CR_E_DAMAGED &&
			strstr(err.object, "pages-"),
		"%s: %s", err.object, err.text);
}

/* The command, built without the library, says so; and so does what it is built with. */
static void packed_without(void)
{
	struct t_subject s;
	char *out;
	const char *tree = t_path("."), *cr = t_path("build/cr");

	packed_needs_lz4();
	T_MUST(t_run(&out,
		     "cc -O0 -I%s -o cr0 %s/examples/cr.c %s/cr_impl.c -lprotobuf-c -lcap "
		     "-lpthread",
		     tree, tree, tree) == 0,
	       "%s", out);
	t_start(&s, packed_subject);
	T_CHECK(t_run(&out, "./cr0 dump -R -t %d --file a --compress 2>&1", (int)s.pid) != 0, "%s",
		out);
	t_contains(out, "CR_WITH_LZ4");
	T_MUST(t_run(&out, "%s dump -t %d --file a --compress 2>&1", cr, (int)s.pid) == 0, "%s",
	       out);
	t_wait(s.pid, 5000);
	T_CHECK(t_run(&out, "./cr0 restore -d --file a 2>&1") != 0, "%s", out);
	t_contains(out, "CR_WITH_LZ4");
	T_CHECK(t_run(&out, "./cr0 verify a 2>&1") != 0, "%s", out);
	T_MUST(t_run(&out, "%s restore -d --file a --pidfile $PWD/pid 2>&1", cr) == 0, "%s", out);
	char *pid = t_read("pid", NULL);
	for (int i = 0; i < 500 && kill(atoi(pid), SIGKILL) == 0; i++)
		t_sleep_ms(10);
	free(pid);
}

static const struct t_test packed_tests[] = {
	{"packed_comes_back", packed_comes_back, T_ROOT | T_USER, 0, NULL, NULL},
	{"packed_chain", packed_chain, 0, 0, NULL, NULL},
	{"packed_large", packed_large, T_ROOT | T_USER, 0, NULL, NULL},
	{"packed_crew", packed_crew, 0, 0, NULL, NULL},
	{"packed_is_not_mapped", packed_is_not_mapped, T_ROOT | T_USER, 0, NULL, NULL},
	{"packed_refused", packed_refused, 0, 0, NULL, NULL},
	{"packed_damaged_is_named", packed_damaged_is_named, 0, 0, NULL, NULL},
	{"packed_without", packed_without, T_SOAK | T_ROOT, 120, "cc", NULL},
};
