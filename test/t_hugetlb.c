/* SPDX-License-Identifier: MIT
 *
 * t_hugetlb: huge pages of a pool (hugetlb) in every way a program gets them. The pool is the
 * machine's: a test raises how many pages may be taken beyond it, one test at a time, and puts that
 * back. Each way is tried as root and, in the same test, as an ordinary user.
 */
#include "t.h"
#include "../cr.h"

#include <sys/file.h>
#include <sys/mount.h>

#define HUGETLB_PAGE ((size_t)2 << 20)
#define HUGETLB_POOL "/sys/kernel/mm/hugepages/hugepages-2048kB/"
#define HUGETLB_USER 61000
#ifndef MAP_HUGE_2MB
#define MAP_HUGE_2MB (21 << 26)
#endif
#ifndef MAP_HUGE_1GB
#define MAP_HUGE_1GB (30 << 26)
#endif

/* == the pool ================================================================================== */

/* Keeps other tests away meanwhile, and puts back what was there, however the test ends. */
static void hugetlb_keep(const char *file, pid_t test, int ready)
{
	int fd = open(file, O_RDWR | O_CLOEXEC), sig;
	char before[32];
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGUSR1);
	sigprocmask(SIG_BLOCK, &set, NULL);
	prctl(PR_SET_PDEATHSIG, SIGUSR1);
	ssize_t n = fd < 0 || flock(fd, LOCK_EX) < 0 ? -1 : pread(fd, before, sizeof(before), 0);
	if (n <= 0 || write(ready, "", 1) != 1)
		_exit(1);
	close(ready);
	if (getppid() == test)
		sigwait(&set, &sig);
	_exit(pwrite(fd, before, (size_t)n, 0) == n ? 0 : 1);
}

static void hugetlb_set(const char *file, const char *value)
{
	int fd = open(file, O_WRONLY | O_CLOEXEC);

	T_MUST(fd >= 0 && write(fd, value, strlen(value)) == (ssize_t)strlen(value), "%s to %s: %s",
	       value, file, strerror(errno));
	close(fd);
}

/* As many pages may be in use from now on. */
static void hugetlb_allow(int pages)
{
	char value[16];

	snprintf(value, sizeof(value), "%d", pages);
	hugetlb_set(HUGETLB_POOL "nr_overcommit_hugepages", value);
}

/* The keeper's pid. */
static pid_t hugetlb_keeper(const char *file)
{
	pid_t test = getpid(), keeper;
	int ready[2];
	char byte;

	if (access(file, W_OK) < 0)
		t_skip("no pool of huge pages that may be changed: %s", strerror(errno));
	T_MUST(pipe2(ready, O_CLOEXEC) == 0 && (keeper = fork()) >= 0, "%s", strerror(errno));
	if (keeper == 0)
		hugetlb_keep(file, test, ready[1]);
	close(ready[1]);
	T_MUST(read(ready[0], &byte, 1) == 1, "the pool's keeper is gone");
	close(ready[0]);
	return keeper;
}

static pid_t hugetlb_begin(int pages)
{
	pid_t keeper = hugetlb_keeper(HUGETLB_POOL "nr_overcommit_hugepages");
	size_t len = (size_t)pages * HUGETLB_PAGE;
	unsigned char *p = MAP_FAILED;

	hugetlb_allow(pages);
	for (int tries = 0; p == MAP_FAILED && tries < 20; tries++) { /* memory is in pieces */
		p = mmap(NULL, len, PROT_READ | PROT_WRITE,
			 MAP_PRIVATE | MAP_ANONYMOUS | MAP_HUGETLB | MAP_HUGE_2MB, -1, 0);
		t_sleep_ms(p == MAP_FAILED ? 10 : 0);
	}
	if (p == MAP_FAILED)
		t_skip("%d huge pages are not to be had: %s", pages, strerror(errno));
	munmap(p, len);
	return keeper;
}

static void hugetlb_end(pid_t keeper)
{
	kill(keeper, SIGUSR1);
	int status = t_wait(keeper, 5000);
	T_CHECK(status == 0, "the pool's keeper ended with %x", (unsigned)status);
}

static unsigned char *hugetlb_map(size_t pages, int flags, int fd, size_t off)
{
	return memory_subject_map(pages * HUGETLB_PAGE, PROT_READ | PROT_WRITE, flags, fd,
				  (off_t)(off * HUGETLB_PAGE));
}

#define HUGETLB_PRIVATE (MAP_PRIVATE | MAP_ANONYMOUS | MAP_HUGETLB | MAP_HUGE_2MB)
#define HUGETLB_SHARED (MAP_SHARED | MAP_ANONYMOUS | MAP_HUGETLB | MAP_HUGE_2MB)

/* smaps has this line about the mapping at p. */
static bool hugetlb_shows(const void *p, const char *line)
{
	char *text = t_read("/proc/self/smaps", NULL), head[32];

	snprintf(head, sizeof(head), "%lx-", (unsigned long)(uintptr_t)p);
	char *at = text ? strstr(text, head) : NULL;
	char *end = at ? strstr(at, "VmFlags:") : NULL, *found = at ? strstr(at, line) : NULL;
	bool shows = end && found && found < end;

	free(text);
	return shows;
}

/* fn in a child of ours, as an ordinary user. */
static void hugetlb_as_user(void (*fn)(void))
{
	T_MUST(mkdir("user", 0755) == 0 && chown("user", HUGETLB_USER, HUGETLB_USER) == 0 &&
		       chown(t_log, HUGETLB_USER, HUGETLB_USER) == 0,
	       "a directory: %s", strerror(errno));
	pid_t pid = fork();
	if (pid == 0) {
		T_MUST(chdir("user") == 0 && setgroups(0, NULL) == 0 &&
			       setresgid(HUGETLB_USER, HUGETLB_USER, HUGETLB_USER) == 0 &&
			       setresuid(HUGETLB_USER, HUGETLB_USER, HUGETLB_USER) == 0,
		       "to be another user: %s", strerror(errno));
		/* or what it has in /proc would be root's */
		T_MUST(prctl(PR_SET_DUMPABLE, 1) == 0, "prctl");
		fn();
		_exit(t_failures() ? 1 : 0);
	}
	int status = t_wait(pid, 15000);
	T_CHECK(status == 0, "as an ordinary user: %x", (unsigned)status);
}

static void hugetlb_both(void (*fn)(void), int pages)
{
	pid_t keeper = hugetlb_begin(pages);
	fn();
	if (!t_failures())
		hugetlb_as_user(fn);
	hugetlb_end(keeper);
}

/* == ways to have them ========================================================================= */

/* Pages in part, not at all, read only, given back, of a mapping for which nothing is reserved. */
static void hugetlb_private_subject(void)
{
	unsigned char *p = hugetlb_map(8, HUGETLB_PRIVATE, -1, 0);
	unsigned char *lazy = hugetlb_map(4, HUGETLB_PRIVATE | MAP_NORESERVE, -1, 0);

	memory_fill(p, 3 * 4096, 1);
	memory_fill(p + 2 * HUGETLB_PAGE - 4096, 8192, 2);
	memory_fill(p + 3 * HUGETLB_PAGE, HUGETLB_PAGE, 3);
	mprotect(p + 3 * HUGETLB_PAGE, HUGETLB_PAGE, PROT_READ);
	munmap(p + 5 * HUGETLB_PAGE, HUGETLB_PAGE);
	mprotect(p + 6 * HUGETLB_PAGE, HUGETLB_PAGE, PROT_NONE);
	memory_fill(lazy + 2 * HUGETLB_PAGE, 4096, 4);
	t_ready();
	T_CHECK(memory_is_filled(p, 3 * 4096, 1) && p[3 * 4096] == 0 &&
			memory_is_filled(p + 2 * HUGETLB_PAGE - 4096, 8192, 2) &&
			memory_is_filled(p + 3 * HUGETLB_PAGE, HUGETLB_PAGE, 3) &&
			memory_is_filled(lazy + 2 * HUGETLB_PAGE, 4096, 4),
		"content");
	T_CHECK(hugetlb_shows(p, "KernelPageSize:     2048 kB") &&
			hugetlb_shows(lazy, "KernelPageSize:     2048 kB"),
		"they are ordinary pages");
	T_CHECK(memory_touch(p + 3 * HUGETLB_PAGE, true) == SIGSEGV &&
			memory_touch(p + 5 * HUGETLB_PAGE, false) == SIGSEGV &&
			memory_touch(p + 6 * HUGETLB_PAGE, false) == SIGSEGV &&
			memory_touch(p + 7 * HUGETLB_PAGE, true) == 0,
		"protections");
	T_CHECK(p[4 * HUGETLB_PAGE] == 0 && lazy[0] == 0, "what was never touched");
	madvise(p, HUGETLB_PAGE, MADV_DONTNEED);
	T_CHECK(p[0] == 0, "it is not anonymous memory any more");
}

static void hugetlb_private_run(void)
{
	struct t_subject s;

	t_start_(&s, geteuid() ? "user" : "root", hugetlb_private_subject);
	s.but = "anon_hugepage"; /* each part is a mapping of its own, and begins at 0 */
	t_cycles(&s, 2);
	t_end(&s);
}

static void hugetlb_private(void)
{
	hugetlb_both(hugetlb_private_run, 16);
}

/* Parent and child share them, and the parent has given up one page of what it shows. */
static void hugetlb_shared_subject(void)
{
	unsigned char *p = hugetlb_map(4, HUGETLB_SHARED, -1, 0);

	memory_fill(p, 8192, 10);
	memory_fill(p + 3 * HUGETLB_PAGE, 4096, 11);
	pid_t pid = fork();
	if (pid == 0) {
		while (p[HUGETLB_PAGE] == 0)
			t_sleep_ms(1);
		p[2 * HUGETLB_PAGE] = 78;
		_exit(memory_is_filled(p, 8192, 10) ? 0 : 1);
	}
	munmap(p + 3 * HUGETLB_PAGE, HUGETLB_PAGE);
	t_ready();
	T_CHECK(memory_is_filled(p, 8192, 10), "content");
	T_CHECK(hugetlb_shows(p, "KernelPageSize:     2048 kB"), "they are ordinary pages");
	p[HUGETLB_PAGE] = 77;
	int status = t_wait(pid, 5000);
	T_CHECK(status == 0 && p[2 * HUGETLB_PAGE] == 78, "the child: %x, %u", (unsigned)status,
		p[2 * HUGETLB_PAGE]);
}

static void hugetlb_shared_run(void)
{
	struct t_subject s;

	t_start_(&s, geteuid() ? "user" : "root", hugetlb_shared_subject);
	s.but = geteuid() ? "hugepage" : NULL; /* a memfd of that name, without the right to more */
	t_cycles(&s, 2);
	t_end(&s);
}

static void hugetlb_shared(void)
{
	hugetlb_both(hugetlb_shared_run, 8);
}

/* A memfd with a seal: by its descriptor, shared at two offsets, private. And one nobody maps. */
static void hugetlb_memfd_subject(void)
{
	const unsigned flags = MFD_CLOEXEC | MFD_ALLOW_SEALING | MFD_HUGETLB;
	int fd = memfd_create("huge", flags | MAP_HUGE_2MB), idle = memfd_create("idle", flags);

	T_MUST(fd >= 0 && idle >= 0 && ftruncate(fd, 4 << 21) == 0 && ftruncate(idle, 1 << 21) == 0,
	       "memfd: %s", strerror(errno));
	unsigned char *all = hugetlb_map(4, MAP_SHARED, fd, 0);
	unsigned char *part = hugetlb_map(2, MAP_SHARED, fd, 2);
	unsigned char *mine = hugetlb_map(2, MAP_PRIVATE, fd, 1);
	memory_fill(all, 8192, 20);
	memory_fill(all + 3 * HUGETLB_PAGE, 8192, 21);
	memory_fill(mine, 4096, 22);
	T_MUST(fcntl(fd, F_ADD_SEALS, F_SEAL_GROW) == 0, "seal: %s", strerror(errno));
	t_ready();
	T_CHECK(memory_is_filled(all, 8192, 20) &&
			memory_is_filled(part + HUGETLB_PAGE, 8192, 21) &&
			memory_is_filled(mine, 4096, 22) && all[HUGETLB_PAGE] == 0,
		"content");
	part[0] = 99;
	T_CHECK(all[2 * HUGETLB_PAGE] == 99 && mine[HUGETLB_PAGE] == 99,
		"they are of several files");
	part[0] = 0;
	T_CHECK(fcntl(fd, F_GET_SEALS) == F_SEAL_GROW, "seals %x", fcntl(fd, F_GET_SEALS));
	struct stat st;
	T_CHECK(fstat(fd, &st) == 0 && st.st_size == 4 << 21 && st.st_blksize == 1 << 21 &&
			fstat(idle, &st) == 0 && st.st_size == 1 << 21,
		"size %ld", (long)st.st_size);
	T_CHECK(ftruncate(idle, 2 << 21) == 0, "it cannot grow: %s", strerror(errno));
	close(fd);
	close(idle);
}

static void hugetlb_memfd_run(void)
{
	struct t_subject s;

	t_start_(&s, geteuid() ? "user" : "root", hugetlb_memfd_subject);
	t_cycles(&s, 2);
	t_end(&s);
}

static void hugetlb_memfd(void)
{
	hugetlb_both(hugetlb_memfd_run, 12);
}

/* Files with a name on a file system of huge pages: what is in them stays there. */
static bool hugetlb_unlinks;

static void hugetlb_file_subject(void)
{
	int fd = open("huge/file", O_RDWR | O_CREAT | O_CLOEXEC, 0600);

	T_MUST(fd >= 0 && ftruncate(fd, 2 << 21) == 0, "huge/file: %s", strerror(errno));
	unsigned char *all = hugetlb_map(2, MAP_SHARED, fd, 0);
	unsigned char *mine = hugetlb_map(2, MAP_PRIVATE, fd, 0);
	memory_fill(all, 8192, 30);
	memory_fill(mine + HUGETLB_PAGE, 4096, 31);
	if (hugetlb_unlinks)
		unlink("huge/file");
	t_ready();
	T_CHECK(memory_is_filled(all, 8192, 30) && memory_is_filled(mine, 8192, 30) &&
			memory_is_filled(mine + HUGETLB_PAGE, 4096, 31) && all[HUGETLB_PAGE] == 0,
		"content");
	all[8192] = 44;
	unsigned char byte = 0;
	T_CHECK(pread(fd, &byte, 1, 8192) == 1 && byte == 44, "the file has %u", byte);
	close(fd);
	unlink("huge/file");
}

static void hugetlb_file(void)
{
	pid_t keeper = hugetlb_begin(8);
	struct t_subject s;
	cr_error err;

	T_MUST(mkdir("huge", 0755) == 0 &&
		       mount("none", "huge", "hugetlbfs", 0, "pagesize=2M") == 0,
	       "hugetlbfs: %s", strerror(errno));
	mapping_goes_on(hugetlb_file_subject);
	hugetlb_unlinks = true; /* only a pool could take its content */
	t_start(&s, hugetlb_file_subject);
	T_CHECK(cr_dump(s.pid, "save2", NULL, &err) < 0 && err.code == CR_E_UNSUPPORTED, "%d %s",
		err.code, err.text);
	t_contains(err.text, "memfd_create");
	t_end(&s);
	umount("huge");
	rmdir("huge");
	hugetlb_end(keeper);
}

/* A System V segment of huge pages, smaller than one, attached again where it still is. */
static void hugetlb_sysv_subject(void)
{
	int id = shmget(IPC_PRIVATE, 20000, IPC_CREAT | SHM_HUGETLB | 0600);
	int other = shmget(IPC_PRIVATE, 2 * HUGETLB_PAGE, IPC_CREAT | SHM_HUGETLB | 0600);
	unsigned char *p = shmat(id, NULL, 0), *q = shmat(other, NULL, 0);

	T_MUST(p != (void *)-1 && q != (void *)-1, "shmat: %s", strerror(errno));
	memory_fill(p, 20000, 40);
	memory_fill(q + HUGETLB_PAGE, 4096, 41);
	munmap(q, HUGETLB_PAGE);
	t_ready();
	T_CHECK(memory_is_filled(p, 20000, 40) && memory_is_filled(q + HUGETLB_PAGE, 4096, 41),
		"content");
	T_CHECK(hugetlb_shows(p, "KernelPageSize:     2048 kB"), "they are ordinary pages");
	T_CHECK(memory_touch(q, false) == SIGSEGV, "the part that was not attached");
	T_CHECK(shmdt(p) == 0, "shmdt: %s", strerror(errno));
	shmctl(id, IPC_RMID, NULL);
	shmctl(other, IPC_RMID, NULL);
}

static void hugetlb_sysv(void)
{
	pid_t keeper = hugetlb_begin(8);
	mapping_goes_on(hugetlb_sysv_subject);
	hugetlb_end(keeper);
}

/* == the pool runs out ========================================================================= */

/* A child shares its parent's pages but for one, and there are no more than they have together. */
static void hugetlb_cow_subject(void)
{
	unsigned char *p = hugetlb_map(4, HUGETLB_PRIVATE, -1, 0);
	volatile uint32_t *go = (volatile uint32_t *)memory_subject_map(
		4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	for (unsigned i = 0; i < 4; i++)
		memory_fill(p + i * HUGETLB_PAGE, 4096, 50 + i);
	pid_t pid = fork();
	if (pid == 0) {
		memory_fill(p + HUGETLB_PAGE, 4096, 59);
		go[1] = 1;
		while (!go[0])
			t_sleep_ms(1);
		for (unsigned i = 0; i < 4; i++)
			T_CHECK(memory_is_filled(p + i * HUGETLB_PAGE, 4096, i == 1 ? 59 : 50 + i),
				"page %u of the child", i);
		_exit(t_failures() ? 1 : 0);
	}
	while (!go[1])
		t_sleep_ms(1);
	t_ready();
	for (unsigned i = 0; i < 4; i++)
		T_CHECK(memory_is_filled(p + i * HUGETLB_PAGE, 4096, 50 + i), "page %u", i);
	go[0] = 1;
	int status = t_wait(pid, 5000);
	T_CHECK(status == 0, "the child ended with %x", (unsigned)status);
}

static void hugetlb_cow(void)
{
	pid_t keeper = hugetlb_begin(5);
	mapping_goes_on(hugetlb_cow_subject);
	hugetlb_end(keeper);
}

/* Saved, ended, and there are too few pages for it: says so, leaves nothing; then there are enough.
 */
static void hugetlb_short_of(const char *name, void (*subject)(void))
{
	cr_save_opts o = cr_save_opts_init();
	cr_child child = cr_child_init();
	struct t_subject s;
	cr_error err;

	hugetlb_allow(16);
	t_start_(&s, name, subject);
	o.flags = CR_END;
	T_MUST(cr_dump(s.pid, "save", &o, &err) == 0, "%s", err.text);
	t_wait(s.pid, 5000);
	hugetlb_allow(0);
	T_CHECK(cr_restore("save", NULL, &child, &err) < 0 && err.code == CR_E_RESTORE, "%d %s",
		err.code, err.text);
	t_contains(err.text, "huge pages of 2048 KiB are needed");
	t_contains(err.text, "nr_hugepages");
	T_CHECK(cr_load("save", NULL, &err) < 0 && err.code == CR_E_RESTORE, "in place: %d %s",
		err.code, err.text);
	hugetlb_allow(16);
	T_MUST(cr_restore("save", NULL, &child, &err) == 0, "%s", err.text);
	close(child.pidfd);
	s.pid = child.pid;
	t_end(&s);
}

static void hugetlb_lazy_subject(void)
{
	unsigned char *p = hugetlb_map(4, HUGETLB_PRIVATE | MAP_NORESERVE, -1, 0);

	memory_fill(p + HUGETLB_PAGE, 4096, 60);
	t_ready();
	T_CHECK(memory_is_filled(p + HUGETLB_PAGE, 4096, 60), "content");
}

static void hugetlb_short(void)
{
	pid_t keeper = hugetlb_begin(16);
	hugetlb_short_of("private", hugetlb_private_subject);
	hugetlb_short_of("lazy", hugetlb_lazy_subject);
	hugetlb_short_of("memfd", hugetlb_memfd_subject);
	hugetlb_short_of("shared", hugetlb_shared_subject);
	hugetlb_end(keeper);
}

/* == other ways to save and load =============================================================== */

/* Saves itself; the loader has something of its own where the huge pages belong. */
static void hugetlb_player(void)
{
	unsigned char *p = mmap((void *)0x200000000000, 2 * HUGETLB_PAGE, PROT_READ | PROT_WRITE,
				HUGETLB_PRIVATE | MAP_FIXED_NOREPLACE, -1, 0);
	cr_error err;

	T_MUST(p != MAP_FAILED, "mmap: %s", strerror(errno));
	memory_fill(p, 8192, 70);
	cr_result r = cr_save("self", NULL, &err);
	T_MUST(r != CR_FAILED, "cr_save: %s", err.text);
	T_CHECK(memory_is_filled(p, 8192, 70) && hugetlb_shows(p, "KernelPageSize:     2048 kB"),
		"content");
	p[HUGETLB_PAGE] = 5;
	_exit(t_failures() ? 1 : r == CR_RESTORED ? 42 : 0);
}

static void hugetlb_loader(bool in_the_way)
{
	cr_error err;

	if (in_the_way)
		T_MUST(mmap((void *)0x200000001000, 4096, PROT_READ,
			    MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0) != MAP_FAILED,
		       "mmap: %s", strerror(errno));
	cr_load("self", NULL, &err);
	T_FAIL("cr_load: %s", err.text);
	_exit(1);
}

static void hugetlb_self_run(void)
{
	pid_t pid = fork();

	if (pid == 0)
		hugetlb_player();
	int status = t_wait(pid, 10000);
	T_CHECK(status == 0, "the player ended with %x", (unsigned)status);
	for (int i = 0; i < 2; i++) {
		pid = fork();
		if (pid == 0)
			hugetlb_loader(i);
		status = t_wait(pid, 10000);
		T_CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 42,
			"the copy ended with %x (%d)", (unsigned)status, i);
	}
}

static void hugetlb_self(void)
{
	hugetlb_both(hugetlb_self_run, 8);
}

/* Written to between the saves of a chain, the last of which is live, tracked or compared. */
static void hugetlb_chain_subject(void)
{
	unsigned char *p = hugetlb_map(4, HUGETLB_PRIVATE, -1, 0);
	unsigned char *shared = hugetlb_map(2, HUGETLB_SHARED, -1, 0);

	for (unsigned step = 0; step < 4; step++) {
		memory_fill(p + step * HUGETLB_PAGE + step * 8192, 4096, 80 + step);
		memory_fill(shared + step * 8192, 4096, 90 + step);
		t_ready();
		for (unsigned i = 0; i <= step; i++)
			T_CHECK(memory_is_filled(p + i * HUGETLB_PAGE + i * 8192, 4096, 80 + i) &&
					memory_is_filled(shared + i * 8192, 4096, 90 + i),
				"step %u of %u", i, step);
	}
}

static void hugetlb_chain_of(const char *name, bool tracked)
{
	cr_stats stats = {.size = sizeof(stats)};
	cr_save_opts o = {.size = sizeof(o), .stats = &stats};
	const char *const names[] = {"a", "b", "c", "d"};
	cr_child child = cr_child_init();
	cr_tracker *tracker = NULL;
	struct t_subject s;
	cr_error err;

	t_start_(&s, name, hugetlb_chain_subject);
	if (tracked) {
		track_begin_test(s.pid, &tracker);
		o.tracker = tracker;
	}
	for (int i = 0; i < 4; i++) {
		o.flags = i == 2 ? CR_LIVE : i == 3 ? CR_END : 0;
		T_MUST(cr_dump(s.pid, names[i], &o, &err) == 0, "save %d: %s", i, err.text);
		T_CHECK(i == 0 || stats.written < 1100, "save %d: %llu pages", i,
			(unsigned long long)stats.written);
		o.parent = names[i];
		if (i < 3)
			t_next(&s);
	}
	t_wait(s.pid, 5000);
	T_MUST(cr_restore("d", NULL, &child, &err) == 0, "%s", err.text);
	close(child.pidfd);
	s.pid = child.pid;
	t_end(&s);
	if (tracked)
		T_CHECK(cr_track_stop(tracker) == 0, "stop");
	for (int i = 0; i < 4; i++)
		unlink(names[i]);
}

static void hugetlb_chain(void)
{
	pid_t keeper = hugetlb_begin(12);
	hugetlb_chain_of("compared", false);
	hugetlb_chain_of("tracked", true);
	hugetlb_end(keeper);
}

/* == of a gibibyte ============================================================================= */

static void hugetlb_gigantic_subject(void)
{
	unsigned char *p = mmap(NULL, (size_t)1 << 30, PROT_READ | PROT_WRITE,
				MAP_PRIVATE | MAP_ANONYMOUS | MAP_HUGETLB | MAP_HUGE_1GB, -1, 0);

	T_MUST(p != MAP_FAILED, "mmap: %s", strerror(errno));
	memory_fill(p + 123 * 4096, 8192, 99);
	t_ready();
	T_CHECK(memory_is_filled(p + 123 * 4096, 8192, 99) && p[0] == 0, "content");
	T_CHECK(hugetlb_shows(p, "KernelPageSize:  1048576 kB"), "it is of other pages");
}

static void hugetlb_gigantic(void)
{
	static const char file[] = "/sys/kernel/mm/hugepages/hugepages-1048576kB/nr_hugepages";
	pid_t keeper = hugetlb_keeper(file);

	hugetlb_set(file, "1");
	char *now = t_read(file, NULL);
	bool there = now && atoi(now) > 0;
	free(now);
	if (there)
		memory_goes_on(hugetlb_gigantic_subject, 1);
	hugetlb_end(keeper);
	if (!there)
		t_skip("no room for a page of 1 GiB");
}

static const struct t_test hugetlb_tests[] = {
	{.name = "hugetlb_private", .fn = hugetlb_private},
	{.name = "hugetlb_shared", .fn = hugetlb_shared},
	{.name = "hugetlb_memfd", .fn = hugetlb_memfd},
	{.name = "hugetlb_file", .fn = hugetlb_file},
	{.name = "hugetlb_sysv", .fn = hugetlb_sysv},
	{.name = "hugetlb_cow", .fn = hugetlb_cow},
	{.name = "hugetlb_short", .fn = hugetlb_short},
	{.name = "hugetlb_self", .fn = hugetlb_self},
	{.name = "hugetlb_chain", .fn = hugetlb_chain},
	{.name = "hugetlb_gigantic", .fn = hugetlb_gigantic, .flags = T_SOAK, .seconds = 120},
};
