/* SPDX-License-Identifier: MIT
 *
 * t_copies: memory that several processes share until they write, after a load as before the save.
 */
#include "t.h"

/* == parent and children ======================================================================= */

#define COPIES_BYTES ((size_t)8 << 20)

/* KiB of private memory of the process and its descendants, what they share counted once. */
static long copies_memory(pid_t pid)
{
	char path[64], *text, *at, *rest;
	long kib = 0;

	snprintf(path, sizeof(path), "/proc/%d/smaps_rollup", (int)pid);
	text = t_read(path, NULL);
	at = text ? strstr(text, "Pss_Anon:") : NULL;
	T_MUST(at != NULL, "%s", path);
	kib = strtol(at + strlen("Pss_Anon:"), NULL, 10);
	free(text);
	snprintf(path, sizeof(path), "/proc/%d/task/%d/children", (int)pid, (int)pid);
	text = t_read(path, NULL);
	for (at = text; at; at = rest) {
		long child = strtol(at, &rest, 10);
		if (rest == at)
			break;
		kib += copies_memory((pid_t)child);
	}
	free(text);
	return kib;
}

static struct copies_family {
	volatile uint32_t ready, go;
} * copies_family;

static void copies_wait(void)
{
	__atomic_add_fetch(&copies_family->ready, 1, __ATOMIC_SEQ_CST);
	while (!copies_family->go)
		t_sleep_ms(1);
}

/* Another range than its parent's: a part, a longer one, of other protection, with other content.
 */
static int copies_child(unsigned char *p, unsigned char *cow, int n)
{
	size_t page = 4096, half = COPIES_BYTES / 2;

	if (n == 0) { /* a grandchild sees what its parent has written */
		memory_fill(p, 4 * page, 7);
		if (fork() == 0) {
			memory_fill(p + 4 * page, 4 * page, 8);
			copies_wait();
			_exit(memory_is_filled(p, 4 * page, 7) &&
					      memory_is_filled(p + 4 * page, 4 * page, 8) &&
					      memory_is_filled(p + half, half, 1)
				      ? 0
				      : 10);
		}
	}
	if (n == 1) {
		madvise(p + page, 6 * page, MADV_DONTNEED);
		munmap(p + half - page, page);
		madvise(cow, page, MADV_DONTNEED);
		cow[2 * page] = 99;
	}
	if (n == 2) {
		mprotect(p + half, 64 * page, PROT_READ);
		mprotect(p + half + 64 * page, 64 * page, PROT_NONE);
		unsigned char *more = sbrk(1 << 20);
		memory_fill(more, 1 << 20, 9);
		copies_wait();
		if (!memory_is_filled(more, 1 << 20, 9))
			return 11;
		mprotect(p + half, 128 * page, PROT_READ | PROT_WRITE);
		return memory_is_filled(p, half, 1) && memory_is_filled(p + half, half, 1) ? 0 : 12;
	}
	copies_wait();
	if (n == 0) {
		int status;
		wait(&status);
		return !memory_is_filled(p, 4 * page, 7) || status != 0 ||
		       !memory_is_filled(p + half, half, 1);
	}
	for (size_t i = page; i < 7 * page; i += 512)
		if (p[i] != 0)
			return 13;
	return memory_is_filled(p, page, 1) && memory_is_filled(cow + page, page, 21) &&
			       memory_is_filled(cow, page, 20) && cow[2 * page] == 99 &&
			       memory_is_filled(p + half, half, 1)
		       ? 0
		       : 14;
}

static void copies_family_subject(void)
{
	int fd = mapping_file("private", 4, 20), status;
	pid_t pids[3];

	unsigned char *p = memory_subject_map(COPIES_BYTES, PROT_READ | PROT_WRITE,
					      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	unsigned char *cow = memory_subject_map(4 << 12, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd,
						0);
	unsigned char *heap = sbrk(2 << 20);

	close(fd);
	copies_family = (struct copies_family *)memory_subject_map(
		4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	/* is_filled looks at half by half */
	memory_fill(p, COPIES_BYTES / 2, 1);
	memory_fill(p + COPIES_BYTES / 2, COPIES_BYTES / 2, 1);
	memory_fill(heap, 2 << 20, 2);
	cow[0] ^= 255;
	for (int i = 0; i < 3; i++)
		if ((pids[i] = fork()) == 0)
			_exit(copies_child(p, cow, i));
	while (copies_family->ready < 4)
		t_sleep_ms(1);
	t_ready();
	copies_family->go = 1;
	for (int i = 0; i < 3; i++) {
		status = t_wait(pids[i], 5000);
		T_CHECK(status == 0, "child %d ended with %x", i, (unsigned)status);
	}
	cow[0] ^= 255;
	T_CHECK(memory_is_filled(p, COPIES_BYTES / 2, 1) && mapping_has(cow, 4, 20) &&
			memory_is_filled(heap, 2 << 20, 2),
		"the parent's own");
}

static void copies_family_shares(void)
{
	struct t_subject s;

	t_start(&s, copies_family_subject);
	for (int i = 0; i < 2; i++) {
		long before = copies_memory(s.pid);

		t_cycles(&s, 1);
		long after = copies_memory(s.pid);
		T_CHECK(after < before + before / 10, "%ld KiB of memory, were %ld", after, before);
		T_CHECK(before < 30 << 10, "the subject has %ld KiB", before);
	}
	t_end(&s);
}

/* == many copies of one save =================================================================== */

enum { COPIES = 6 };

/* Each says who it is by what it was given, and writes to its own part of the memory. */
static void copies_many_subject(void)
{
	unsigned char *p = memory_subject_map(COPIES_BYTES, PROT_READ | PROT_WRITE,
					      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	volatile uint32_t *shared = (volatile uint32_t *)memory_subject_map(
		4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	cr_loaded *info;
	cr_error err;
	char name[16];

	memory_fill(p, COPIES_BYTES, 1);
	*shared = 77;
	t_ready();
	T_MUST(cr_load_info(&info, &err) == 0, "%s", err.text);
	unsigned n = info->payload_size == 1 ? *(const unsigned char *)info->payload : 99;
	T_CHECK(*shared == 77, "shared memory is shared among copies: %u", *shared);
	*shared = n;
	memory_fill(p + n * 65536, 65536, 100 + n);
	T_CHECK(info->new_pid == getpid(), "pid %d, told %d", getpid(), info->new_pid);
	snprintf(name, sizeof(name), "copy%u", n);
	t_write(name, info->load_id, sizeof(info->load_id));
	while (!t_exists("go"))
		t_sleep_ms(1);
	T_CHECK(memory_is_filled(p + n * 65536, 65536, 100 + n) && *shared == n,
		"what copy %u wrote", n);
	memory_fill(p, COPIES_BYTES, 1);
	cr_loaded_free(info);
	_exit(t_failures() ? 1 : (int)n);
}

static void copies_children(cr_child *children, unsigned char *payloads, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		payloads[i] = (unsigned char)i;
		children[i] = cr_child_init();
		children[i].payload = &payloads[i];
		children[i].payload_size = 1;
	}
}

static void copies_save(struct t_subject *s, void (*subject)(void))
{
	cr_save_opts o = cr_save_opts_init();
	cr_error err;

	t_start_(s, "copied", subject);
	o.flags = CR_END;
	T_MUST(cr_dump(s->pid, "save", &o, &err) == 0, "%s", err.text);
	(void)t_wait(s->pid, 5000);
}

static void copies_many(void)
{
	cr_load_opts o = cr_load_opts_init();
	unsigned char payloads[COPIES], ids[COPIES][16];
	cr_child children[COPIES];
	struct t_subject s;
	cr_error err;
	long kib = 0;

	copies_save(&s, copies_many_subject);
	o.pids = CR_PIDS_NEW;
	copies_children(children, payloads, COPIES);
	T_MUST(cr_restore_copies("save", &o, children, COPIES, &err) == 0, "%s", err.text);
	for (int i = 0; i < COPIES; i++) {
		s.pid = children[i].pid;
		close(children[i].pidfd);
		t_go(&s);
	}
	for (int i = 0; i < COPIES; i++) {
		char name[16];
		size_t size;

		snprintf(name, sizeof(name), "copy%d", i);
		char *id = NULL;
		for (int ms = 0; ms < 5000 && (!id || size < sizeof(ids[i])); ms++) {
			free(id);
			t_sleep_ms(1);
			id = t_read(name, &size);
		}
		T_MUST(id && size == sizeof(ids[i]), "%s has told %zu bytes", name, size);
		memcpy(ids[i], id, sizeof(ids[i]));
		free(id);
		for (int k = 0; k < i; k++)
			T_CHECK(memcmp(ids[i], ids[k], sizeof(ids[i])) != 0 &&
					children[i].pid != children[k].pid,
				"copies %d and %d have one id", i, k);
		kib += copies_memory(children[i].pid);
	}
	T_CHECK(kib < (long)(COPIES_BYTES >> 10) * 3 / 2, "%d copies have %ld KiB", COPIES, kib);
	t_write("go", "", 0);
	for (int i = 0; i < COPIES; i++) {
		int status = t_wait(children[i].pid, 5000);
		T_CHECK(WIFEXITED(status) && WEXITSTATUS(status) == i, "copy %d ended with %x", i,
			(unsigned)status);
	}
}

/* All or none: the second cannot have the id that the first has. */
static void copies_all_or_none(void)
{
	cr_load_opts o = cr_load_opts_init();
	unsigned char payloads[COPIES];
	cr_child children[COPIES];
	struct t_subject s;
	cr_error err;

	copies_save(&s, copies_many_subject);
	o.pids = CR_PIDS_SAME;
	copies_children(children, payloads, COPIES);
	T_CHECK(cr_restore_copies("save", &o, children, COPIES, &err) < 0 &&
			err.code == CR_E_PID_TAKEN,
		"%d %s", err.code, err.text);
	T_CHECK(waitpid(-1, NULL, WNOHANG | __WALL) < 0 && errno == ECHILD, "a copy is left");
	o.pids = CR_PIDS_NEW;
	children[3].size = 8;
	T_CHECK(cr_restore_copies("save", &o, children, COPIES, &err) < 0 &&
			err.code == CR_E_ARGUMENT,
		"%d %s", err.code, err.text);
	T_CHECK(cr_restore_copies("save", &o, children, 0, &err) == 0, "%s", err.text);
}

/* A tree: each copy in namespaces of its own, the same ids inside. */
static void copies_tree_subject(void)
{
	unsigned char *p = memory_subject_map(1 << 20, PROT_READ | PROT_WRITE,
					      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	int to[2], from[2];
	char c = 0;

	memory_fill(p, 1 << 20, 5);
	T_MUST(pipe(to) == 0 && pipe(from) == 0, "pipe");
	pid_t pid = fork();
	if (pid == 0) {
		T_MUST(read(to[0], &c, 1) == 1, "read");
		c = memory_is_filled(p, 1 << 20, 5) ? 'y' : 'n';
		T_MUST(write(from[1], &c, 1) == 1, "write");
		_exit(0);
	}
	t_ready();
	p[0] ^= 1;
	T_CHECK(write(to[1], "x", 1) == 1 && read(from[0], &c, 1) == 1 && c == 'y',
		"the child says '%c'", c);
	int status = t_wait(pid, 5000);
	T_CHECK(status == 0, "the child ended with %x", (unsigned)status);
	close(to[0]);
	close(to[1]);
	close(from[0]);
	close(from[1]);
}

static void copies_tree(void)
{
	cr_child children[3];
	struct t_subject s;
	cr_error err;

	copies_save(&s, copies_tree_subject);
	for (int i = 0; i < 3; i++)
		children[i] = cr_child_init();
	T_MUST(cr_restore_copies("save", NULL, children, 3, &err) == 0, "%s", err.text);
	for (int i = 0; i < 3; i++) {
		s.pid = children[i].pid;
		close(children[i].pidfd);
		t_end(&s);
	}
}

/* The command prints the pid of each. */
static void copies_command(void)
{
	struct t_subject s;
	char *out, *next;
	int n = 0;

	T_MUST(prctl(PR_SET_CHILD_SUBREAPER, 1) == 0, "subreaper: %s", strerror(errno));
	t_start_program(&s, "sleep", (char *[]){"sleep", "1000", NULL});
	t_sleep_ms(50);
	T_MUST(t_run(NULL, "%s dump -t %d -D save", t_path("build/cr"), (int)s.pid) == 0, "dump");
	T_CHECK(t_run(NULL, "%s restore -D save --copies 3", t_path("build/cr")) == 125,
		"copies that cr would have to wait for");
	T_MUST(t_run(&out, "%s restore -d -D save --copies 3 --pidfile pids", t_path("build/cr")) ==
		       0,
	       "restore");
	char *file = t_read("save/pids", NULL);
	T_CHECK(file && strcmp(file, out) == 0, "pidfile: %s, printed: %s", file, out);
	for (char *at = out; *at; at = next + 1, n++) {
		pid_t pid = (pid_t)strtol(at, &next, 10);
		T_MUST(pid > 0 && *next == '\n' && t_alive(pid), "%s", at);
		kill(pid, SIGKILL);
	}
	T_CHECK(n == 3, "%d pids", n);
	while (wait(NULL) > 0)
		;
	free(file);
	free(out);
}

static const struct t_test copies_tests[] = {
	{.name = "copies_family_shares",
	 .fn = copies_family_shares,
	 .flags = T_ROOT | T_USER,
	 .teeth = "memory: inherit"},
	{.name = "copies_many", .fn = copies_many, .flags = T_ROOT | T_USER},
	{.name = "copies_all_or_none", .fn = copies_all_or_none},
	{.name = "copies_tree", .fn = copies_tree},
	{.name = "copies_command",
	 .fn = copies_command,
	 .flags = T_ROOT | T_USER,
	 .needs = "sleep"},
};
