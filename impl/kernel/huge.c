/* SPDX-License-Identifier: MIT
 *
 * huge: pools of huge pages (hugetlb): the size of a page as mmap(2), memfd_create(2) and shmget(2)
 * encode it, whether mappings of them can be moved, and what to say when a pool runs out. Leans on
 * sys.
 */
#include "kernel.h"

#define HUGE_SHIFT 26 /* MAP_HUGE_SHIFT, MFD_HUGE_SHIFT */
#define HUGE_DEFAULT ((uint64_t)2 << 20)

CR_FN uint32_t huge_bits(uint64_t page_size)
{
	uint32_t log = 0;

	while (page_size >> log > 1)
		log++;
	return log << HUGE_SHIFT;
}

CR_FN uint64_t huge_size(uint32_t bits)
{
	uint32_t log = bits >> HUGE_SHIFT;

	return log ? (uint64_t)1 << log : HUGE_DEFAULT;
}

/* Moves one that has no pages and reserves none. */
CR_FN int huge_probe_move(struct cr_ctx *cx)
{
	uint64_t len = HUGE_DEFAULT, at, room;
	int r = sys_mmap(0, len, PROT_NONE,
			 MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_HUGETLB |
				 (int)huge_bits(len),
			 -1, 0, &at);

	(void)cx;
	if (r < 0)
		return CR_UNKNOWN; /* there are none of this size */
	r = sys_mmap(0, 2 * len, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0,
		     &room);
	if (r == 0) {
		uint64_t to = num_round_up(room, len);

		r = sys_mremap(at, len, len, MREMAP_MAYMOVE | MREMAP_FIXED, to);
		at = r == 0 ? to : at;
		(void)sys_munmap(room, 2 * len);
	}
	if (at < room || at >= room + 2 * len)
		(void)sys_munmap(at, len);
	return r == 0 ? CR_YES : CR_NO;
}

static uint64_t huge_pool(uint64_t page_size, const char *file)
{
	char path[96], text[32];
	uint64_t n = 0;
	const char *p = text;

	str_format(path, sizeof(path), "/sys/kernel/mm/hugepages/hugepages-%llukB/%s",
		   (unsigned long long)page_size >> 10, file);
	CR_AUTOFD int fd = sys_openat(AT_FDCWD, path, O_RDONLY, 0);
	ssize_t got = fd < 0 ? fd : sys_read(fd, text, sizeof(text) - 1);

	text[got > 0 ? got : 0] = '\0';
	return str_number(&p, 10, &n) ? n : 0;
}

CR_FN int huge_failed(struct cr_ctx *cx, int r, pid_t pid, const char *object, uint64_t bytes,
		      uint64_t page_size)
{
	uint64_t have = huge_pool(page_size, "free_hugepages"),
		 promised = huge_pool(page_size, "resv_hugepages");

	return error_set(cx, CR_E_RESTORE, -r, pid, object,
			 "%llu huge pages of %llu KiB are needed for '%s' and %llu are free: write "
			 "more to /sys/kernel/mm/hugepages/hugepages-%llukB/nr_hugepages",
			 (unsigned long long)(bytes / page_size),
			 (unsigned long long)page_size >> 10, object,
			 (unsigned long long)(have > promised ? have - promised : 0),
			 (unsigned long long)page_size >> 10);
}
