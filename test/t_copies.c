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

static const struct t_test copies_tests[] = {
	{.name = "copies_family_shares",
	 .fn = copies_family_shares,
	 .flags = T_ROOT | T_USER,
	 .teeth = "memory: inherit"},
};
