/* SPDX-License-Identifier: MIT
 *
 * memory_live: memory in whole saves of programs that then go on; part of t_memory.c.
 */
static bool memory_is_filled(const unsigned char *p, size_t n, unsigned seed)
{
	for (size_t i = 0; i < n; i++)
		if (p[i] != (unsigned char)((i * 2654435761u + seed) >> 13))
			return false;
	return true;
}

static void memory_goes_on(void (*subject)(void), int cycles)
{
	struct t_subject s;

	t_start_(&s, "subject", subject);
	t_cycles(&s, cycles);
	t_end(&s);
}

static void memory_owns_subject(void)
{
	unsigned char *p = memory_subject_map(5 << 20, PROT_READ | PROT_WRITE,
					      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	memory_fill(p, 3 << 20, 1);
	t_ready();
	T_CHECK(memory_is_filled(p, 3 << 20, 1), "what was written is not there");
	for (size_t i = 3 << 20; i < 5 << 20; i += 4096)
		T_CHECK(p[i] == 0, "untouched memory has %u at %zu", p[i], i);
	memory_fill(p, 5 << 20, 2);
	T_CHECK(memory_is_filled(p, 5 << 20, 2), "it cannot be written to");
	madvise(p, 8192, MADV_DONTNEED);
	T_CHECK(p[0] == 0 && p[8191] == 0, "it is not anonymous memory any more");
}

static void memory_own_goes_on(void)
{
	memory_goes_on(memory_owns_subject, 3);
}

static sigjmp_buf memory_jump;

static void memory_on_fault(int sig)
{
	siglongjmp(memory_jump, sig);
}

/* What touching it brings: 0, or the signal. */
static int memory_touch(volatile unsigned char *p, bool write)
{
	struct sigaction sa = {.sa_handler = memory_on_fault}, old[2];

	sigaction(SIGSEGV, &sa, &old[0]);
	sigaction(SIGBUS, &sa, &old[1]);
	int sig = sigsetjmp(memory_jump, 1);
	if (sig == 0) {
		unsigned char byte = *p;
		if (write)
			*p = byte;
	}
	sigaction(SIGSEGV, &old[0], NULL);
	sigaction(SIGBUS, &old[1], NULL);
	return sig;
}

static void memory_none_subject(void)
{
	unsigned char *p = memory_subject_map(16 << 12, PROT_READ | PROT_WRITE,
					      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	memory_fill(p, 16 << 12, 3);
	mprotect(p, 4 << 12, PROT_NONE);
	mprotect(p + (4 << 12), 4 << 12, PROT_READ);
	t_ready();
	T_CHECK(memory_touch(p + 5000, false) == SIGSEGV, "PROT_NONE can be read");
	T_CHECK(memory_touch(p + (5 << 12), false) == 0 &&
			memory_touch(p + (5 << 12), true) == SIGSEGV,
		"PROT_READ");
	T_CHECK(memory_touch(p + (9 << 12), true) == 0, "the rest cannot be written");
	mprotect(p, 16 << 12, PROT_READ | PROT_WRITE);
	T_CHECK(memory_is_filled(p, 16 << 12, 3), "what was behind the protection is lost");
}

static void memory_prot_none(void)
{
	memory_goes_on(memory_none_subject, 2);
}

static __attribute__((noinline)) unsigned memory_recurse(unsigned depth)
{
	volatile unsigned char room[4096];

	room[0] = room[4095] = (unsigned char)depth;
	return depth == 0 ? 0
			  : memory_recurse(depth - 1) + (room[0] == (unsigned char)depth) +
				    (room[4095] & 0u);
}

static void memory_stack_subject(void)
{
	T_CHECK(memory_recurse(20) == 20, "before");
	t_ready();
	T_CHECK(memory_recurse(1500) == 1500, "the stack does not grow to 6 MiB");
}

static void memory_stack_grow(void)
{
	memory_goes_on(memory_stack_subject, 2);
}

static void memory_heap_subject(void)
{
	unsigned char *at = sbrk(300000);

	memory_fill(at, 300000, 4);
	void *end = sbrk(0);
	t_ready();
	T_CHECK(sbrk(0) == end, "the end of the heap was %p, is %p", end, sbrk(0));
	T_CHECK(memory_is_filled(at, 300000, 4), "its content is lost");
	T_CHECK(sbrk(1 << 20) == end, "it does not grow where it ended");
	memory_fill(end, 1 << 20, 5);
	T_CHECK(memory_is_filled(end, 1 << 20, 5), "what it grew by cannot be written");
	T_CHECK(sbrk(-(1 << 20)) != (void *)-1 && sbrk(0) == end, "it does not shrink");
	unsigned char *p = malloc(100000), *q = malloc(10);
	T_CHECK(p && q, "malloc");
	free(p);
	free(q);
}

static void memory_heap_brk(void)
{
	memory_goes_on(memory_heap_subject, 2);
}

static void memory_cow_subject(void)
{
	unsigned char page[4096];
	int fd = open("mapped", O_RDWR | O_CREAT | O_CLOEXEC, 0644);

	memory_fill(page, sizeof(page), 5);
	for (int i = 0; i < 4; i++)
		T_MUST(write(fd, page, sizeof(page)) == sizeof(page), "write: %s", strerror(errno));
	unsigned char *cow = memory_subject_map(4 << 12, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd,
						0);
	unsigned char *shared = memory_subject_map(4 << 12, PROT_READ | PROT_WRITE, MAP_SHARED, fd,
						   0);
	memory_fill(cow + 4096, 4096, 6);
	close(fd);
	t_ready();
	T_CHECK(memory_is_filled(cow, 4096, 5) && memory_is_filled(cow + 4096, 4096, 6) &&
			memory_is_filled(cow + 8192, 4096, 5),
		"content");
	fd = open("mapped", O_RDWR | O_CLOEXEC);
	T_CHECK(pwrite(fd, "x", 1, 8192) == 1 && cow[8192] == 'x' && shared[8192] == 'x',
		"a page not written to is not the file's");
	T_CHECK(pwrite(fd, "x", 1, 4096) == 1 && cow[4096] != 'x',
		"a page written to is the file's");
	shared[12288] = 'y';
	T_CHECK(pread(fd, page, 1, 12288) == 1 && page[0] == 'y',
		"the file does not see what is written to the shared mapping");
	cow[12288] = 'z';
	T_CHECK(pread(fd, page, 1, 12288) == 1 && page[0] == 'y',
		"the file sees what is written to the private mapping");
	close(fd);
}

static void memory_file_private_cow(void)
{
	memory_goes_on(memory_cow_subject, 3);
}

struct memory_counters {
	volatile uint32_t child, parent, stop;
};

static void memory_pair_subject(void)
{
	unsigned char *all = memory_subject_map(64 << 12, PROT_READ | PROT_WRITE,
						MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	struct memory_counters *c = (struct memory_counters *)all;

	memory_fill(all + (8 << 12), 8 << 12, 7);
	unsigned char *again = mremap(all + (8 << 12), 0, 8 << 12, MREMAP_MAYMOVE);
	T_MUST(again != MAP_FAILED, "mremap: %s", strerror(errno));
	pid_t pid = fork();
	if (pid == 0) {
		for (; !c->stop; t_sleep_ms(1))
			c->child = c->parent + 1;
		_exit(memory_is_filled(again, 8 << 12, 7) ? 0 : 1);
	}
	while (c->child != 1)
		t_sleep_ms(1);
	t_ready();
	for (uint32_t i = 1; i < 20; i++) {
		c->parent = i;
		for (int ms = 0; ms < 2000 && c->child != i + 1; ms++)
			t_sleep_ms(1);
		T_MUST(c->child == i + 1, "the child does not see it");
	}
	again[5] = 99;
	T_CHECK(all[(8 << 12) + 5] == 99, "the second mapping is not of the same memory");
	memory_fill(again, 8 << 12, 7);
	c->stop = 1;
	int status = t_wait(pid, 5000);
	T_CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 0, "the child ended with %x", status);
}

static void memory_pair_goes_on(void)
{
	memory_goes_on(memory_pair_subject, 3);
}

/* Time, asked by way of the vdso. */
static void memory_clock_subject(void)
{
	t_ready();
	for (int i = 0; i < 3; i++) {
		for (int k = 0; k < 1000; k++) {
			struct timespec before, now;
			struct timeval tv;
			unsigned cpu;

			T_MUST(syscall(SYS_clock_gettime, CLOCK_MONOTONIC, &before) == 0,
			       "clock_gettime");
			T_MUST(clock_gettime(CLOCK_MONOTONIC, &now) == 0, "clock_gettime");
			int64_t ns = (now.tv_sec - before.tv_sec) * 1000000000ll + now.tv_nsec -
				     before.tv_nsec;
			T_MUST(ns >= 0 && ns < 2000000000ll, "the clocks differ by %lld ns",
			       (long long)ns);
			T_MUST(gettimeofday(&tv, NULL) == 0 && tv.tv_sec > 1000000000,
			       "gettimeofday");
			T_MUST(time(NULL) - tv.tv_sec <= 1, "time");
			T_MUST(getcpu(&cpu, NULL) == 0 && cpu < 100000, "getcpu: %u", cpu);
		}
		t_ready();
	}
}

/* Where the program's vdso was (and ours is), there is memory of its own now; this kernel's is
 * elsewhere. */
static void memory_check_redirected(pid_t pid)
{
	struct cr_ctx *cx = memory_test_ctx();
	const struct proc_map *at;
	struct proc_map *maps;
	char path[64];
	size_t n;

	str_format(path, sizeof(path), "/proc/%d", (int)pid);
	CR_AUTOFD int dir = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	T_MUST(proc_maps(cx, dir, false, &maps, &n) == 0, "%s", path);
	at = memory_find_map(maps, n, getauxval(AT_SYSINFO_EHDR));
	T_CHECK(at && at->name[0] == '\0' && at->prot == (PROT_READ | PROT_EXEC), "'%s' there",
		at ? at->name : "nothing");
	size_t vdsos = 0;
	for (size_t i = 0; i < n; i++)
		vdsos += strcmp(maps[i].name, "[vdso]") == 0;
	T_CHECK(vdsos == 1, "%zu vdsos", vdsos);
	memory_test_ctx_close(cx);
}

/* Saved under another kernel, loaded here, saved again, and so on. */
static void memory_vdso_foreign(void)
{
	cr_save_opts o = cr_save_opts_init();
	cr_child child = cr_child_init();
	struct t_subject s;
	cr_error err;

	t_start(&s, memory_clock_subject);
	o.flags = CR_END;
	T_MUST(cr_dump(s.pid, "foreign/", &o, &err) == 0, "%s", err.text);
	(void)t_wait(s.pid, 5000);
	memory_lay_foreign_vdso("foreign", s.pid, "");
	T_MUST(cr_restore("foreign", NULL, &child, &err) == 0, "%s", err.text);
	close(child.pidfd);
	memory_check_redirected(s.pid);
	for (int i = 2; i >= 0; i--) {
		t_next(&s);
		t_cycles(&s, i);
	}
	t_end(&s);
}

static void memory_thp_subject(void)
{
	T_MUST(prctl(PR_SET_THP_DISABLE, 1, 0, 0, 0) == 0, "prctl: %s", strerror(errno));
	t_ready();
	T_CHECK(prctl(PR_GET_THP_DISABLE, 0, 0, 0, 0) == 1, "huge pages are allowed");
	T_MUST(prctl(PR_SET_THP_DISABLE, 0, 0, 0, 0) == 0, "prctl: %s", strerror(errno));
	t_ready();
	T_CHECK(prctl(PR_GET_THP_DISABLE, 0, 0, 0, 0) == 0, "huge pages are not allowed");
}

static void memory_no_huge_pages(void)
{
	struct t_subject s;

	t_start(&s, memory_thp_subject);
	t_cycles(&s, 2);
	t_next(&s);
	t_cycles(&s, 1);
	t_end(&s);
}

/* A page here and there, where huge pages may be: it must not come back as huge pages. */
static void memory_sparse_subject(void)
{
	enum { HUGES = 64 };
	unsigned char *p = memory_subject_map((HUGES + 1) << 21, PROT_READ | PROT_WRITE,
					      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	unsigned char present[512], *at;
	size_t n = 0;

	p += -(uintptr_t)p & ((2 << 20) - 1);
	for (size_t i = 0; i < HUGES; i++)
		p[(i << 21) + 5 * 4096] = (unsigned char)(i + 1);
	(void)madvise(p, HUGES << 21, MADV_HUGEPAGE);
	t_ready();
	for (size_t i = 0; i < HUGES; i++) {
		at = p + (i << 21);
		T_CHECK(at[5 * 4096] == i + 1, "page %zu", i);
		T_MUST(mincore(at, 2 << 20, present) == 0, "mincore: %s", strerror(errno));
		for (size_t k = 0; k < sizeof(present); k++)
			n += present[k] & 1;
	}
	/* khugepaged may have collapsed some of the ranges meanwhile, as it may in any program. */
	T_CHECK(n < HUGES / 4 * 512, "%zu pages are there", n);
}

static void memory_sparse_stays_small(void)
{
	memory_goes_on(memory_sparse_subject, 2);
}

/* More mappings than any part does one by one in its head. */
static void memory_many_subject(void)
{
	enum { PAIRS = 4000 };
	unsigned char *p = memory_subject_map(2 * PAIRS << 12, PROT_READ | PROT_WRITE,
					      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	for (size_t i = 0; i < PAIRS; i++) {
		p[2 * i << 12] = (unsigned char)i;
		T_MUST(mprotect(p + (2 * i << 12), 4096, PROT_READ) == 0, "mprotect: %s",
		       strerror(errno));
	}
	t_ready();
	for (size_t i = 0; i < PAIRS; i++)
		T_MUST(p[2 * i << 12] == (unsigned char)i && p[(2 * i + 1) << 12] == 0, "page %zu",
		       2 * i);
}

static void memory_many_mappings(void)
{
	memory_goes_on(memory_many_subject, 2);
}
