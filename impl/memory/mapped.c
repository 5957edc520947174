/* SPDX-License-Identifier: MIT
 *
 * mapped: memory that is not read but mapped from the save (CR_MAPPED), private, so that the save
 * is never written to. File memory is not anonymous memory: after MADV_DONTNEED the saved bytes are
 * there again, mremap(2) shows what follows in the file; who asks for it is told. Never so: stacks
 * and what else grows down, pages of a pool, memory with a name, locks, or advice that files do not
 * take. Short runs are read.
 *
 * A later save has to store such memory in full, whatever has become of the file: so the page that
 * tells the program who it is (cr-loaded) ends with a list of the files that it is mapped from.
 */
#include "memory.h"

#define MAPPED_MIN 16	  /* pages; shorter runs are read */
#define MAPPED_RUNS 500	  /* each may add two mappings to a task */
#define MAPPED_FILES 4096 /* in a list that is believed */

static const char mapped_magic[8] = "cr-map1";

/* The list's end, at the very end of the page; the files come before it. */
struct mapped_tail {
	uint64_t n;
	char magic[8];
};

/* == which ===================================================================================== */

static bool mapped_suits(const struct memory_area *area)
{
	const Cr__VmaEntry *vma = area->vma;
	const uint64_t not_of_files = 1ull << MADV_WIPEONFORK | 1ull << MADV_MERGEABLE;

	return area->back == MEMORY_BACK_ANON && area->has_pages && !area->extra && !area->policy &&
	       (vma->flags & 0xf) == MAP_PRIVATE &&
	       !(vma->flags & (MAP_GROWSDOWN | MAP_LOCKED | MAP_HUGETLB)) &&
	       !(vma->madv & not_of_files);
}

/* Of the run, what lies in the area; false: nothing that is worth a mapping. */
static bool mapped_part(const struct memory_load *m, const struct memory_area *area,
			const struct page_run *run, struct wire_range *ret, uint64_t *ret_off)
{
	uint64_t end = run->addr + run->pages * MEMORY_PAGE;
	const struct image_member *pages = page_map_member(&m->map, run);

	ret->addr = run->addr > area->vma->start ? run->addr : area->vma->start;
	ret->len = (end < area->vma->end ? end : area->vma->end) - ret->addr;
	*ret_off = pages->off + run->off + (ret->addr - run->addr);
	return !(run->flags & PAGE_RUN_PARENT) && !pages->packed &&
	       ret->len >= m->mapped_min * MEMORY_PAGE && *ret_off % MEMORY_PAGE == 0;
}

static size_t mapped_count(const struct memory_load *m)
{
	struct wire_range part;
	uint64_t off;
	size_t n = 0;

	for (size_t a = 0; a < m->area_n; a++) {
		const struct memory_area *area = &m->areas[a];

		for (size_t i = memory_first_run(&m->map, area->vma->start);
		     mapped_suits(area) && i < m->map.n && m->map.runs[i].addr < area->vma->end;
		     i++)
			n += mapped_part(m, area, &m->map.runs[i], &part, &off);
	}
	return n;
}

static int mapped_add_file(struct load *l, int fd)
{
	struct stat st;
	int r = sys_fstat(fd, &st);

	if (r < 0)
		return error_set(l->cx, CR_E_SYSTEM, -r, 0, "pages",
				 "the save cannot be looked at");
	for (size_t i = 0; i < l->mapped.n; i++)
		if (l->mapped.at[i].dev == st.st_dev && l->mapped.at[i].ino == st.st_ino)
			return 0;
	struct load_mapped *file = vec_add(&l->cx->arena, &l->mapped);
	if (file)
		*file = (struct load_mapped){st.st_dev, st.st_ino};
	return file ? 0 : error_memory(l->cx);
}

CR_FN int mapped_choose(struct load *l, struct load_task *lt)
{
	struct memory_load *m = lt->memory;
	int r = 0;

	m->mapped_min = UINT64_MAX / MEMORY_PAGE;
	if (!(l->opts->flags & CR_MAPPED))
		return 0;
	if (memory_map_is_packed(&m->map)) /* no pages that could be mapped */
		degrade(l->cx, lt->pid, "CR_COMPRESS",
			"memory of process %d that is compressed in the save is read, not mapped",
			lt->pid);
	m->mapped_min = MAPPED_MIN;
	while (mapped_count(m) > MAPPED_RUNS)
		m->mapped_min *= 2;
	if (mapped_count(m) == 0)
		return 0;
	degrade(l->cx, lt->pid, "CR_MAPPED",
		"memory of process %d is mapped from the save: after MADV_DONTNEED the saved bytes "
		"are there again, not zeros (safe with glibc's malloc, not with jemalloc's or "
		"Go's)",
		lt->pid);
	for (size_t i = 0; r == 0 && i < m->map.n; i++)
		if (!(m->map.runs[i].flags & PAGE_RUN_PARENT) &&
		    !page_map_member(&m->map, &m->map.runs[i])->packed)
			r = mapped_add_file(l, page_map_member(&m->map, &m->map.runs[i])->fd);
	return r;
}

/* == mapping =================================================================================== */

CR_FN int mapped_make(struct load *l, struct load_task *lt, struct memory_area *area, int prot)
{
	struct memory_load *m = lt->memory;
	struct wire_range part;
	uint64_t off, made;

	area->pieces = m->pieces.n;
	for (size_t i = memory_first_run(&m->map, area->vma->start);
	     mapped_suits(area) && i < m->map.n && m->map.runs[i].addr < area->vma->end; i++) {
		if (!mapped_part(m, area, &m->map.runs[i], &part, &off))
			continue;
		struct wire_range *piece = vec_add(&l->cx->arena, &m->pieces);
		if (!piece)
			return error_memory(l->cx);
		*piece = part;
		area->piece_n++;
		int r = sys_mmap(area->at + (part.addr - area->vma->start), part.len, prot,
				 MAP_PRIVATE | MAP_FIXED | (int)(area->vma->flags & MAP_NORESERVE),
				 page_map_member(&m->map, &m->map.runs[i])->fd, off, &made);
		if (r < 0)
			return error_set(l->cx, CR_E_RESTORE, -r, lt->pid, "mmap",
					 "mapping %llx of process %d cannot be made from the save",
					 (unsigned long long)part.addr, lt->pid);
	}
	return 0;
}

/* The next part of the area from `at` on that is one mapping. */
static struct wire_range mapped_next(const struct memory_load *m, const struct memory_area *area,
				     uint64_t at, bool *ret_mapped)
{
	uint64_t end = area->vma->end;

	*ret_mapped = false;
	for (size_t i = 0; i < area->piece_n; i++) {
		const struct wire_range *piece = &m->pieces.at[area->pieces + i];

		if (piece->addr + piece->len <= at)
			continue;
		*ret_mapped = piece->addr == at;
		end = *ret_mapped ? at + piece->len : piece->addr;
		break;
	}
	return (struct wire_range){at, end - at};
}

CR_FN int mapped_read_rest(struct load *l, struct load_task *lt, const struct memory_area *area)
{
	const struct memory_load *m = lt->memory;
	uint64_t start = area->vma->start;
	bool mapped;
	int r = 0;

	for (uint64_t at = start; r == 0 && at < area->vma->end;) {
		struct wire_range part = mapped_next(m, area, at, &mapped);

		if (!mapped)
			r = memory_read_pages(l, &m->map, at, part.len,
					      (void *)(uintptr_t)(area->at + (at - start)), true);
		at += part.len;
	}
	return r;
}

CR_FN void mapped_plan_move(struct load_task *lt, const struct memory_area *area)
{
	uint64_t start = area->vma->start;
	bool mapped;

	for (uint64_t at = start; at < area->vma->end;) {
		struct wire_range part = mapped_next(lt->memory, area, at, &mapped);

		plan_move(lt->plan, PLAN_AT_MOVE, "mremap of a mapping", area->at + (at - start),
			  part.len, at);
		at += part.len;
	}
}

/* == the list ================================================================================== */

CR_FN size_t mapped_list_size(const struct load *l)
{
	return l->mapped.n ? l->mapped.n * sizeof(struct load_mapped) + sizeof(struct mapped_tail)
			   : 0;
}

CR_FN int mapped_list_write(const struct load *l, int fd, uint64_t end)
{
	struct mapped_tail tail = {.n = l->mapped.n};
	uint64_t at = end - mapped_list_size(l);

	if (l->mapped.n == 0)
		return 0;
	memcpy(tail.magic, mapped_magic, sizeof(tail.magic));
	int r = sys_pwrite_all(fd, l->mapped.at, l->mapped.n * sizeof(*l->mapped.at), at);
	return r < 0 ? r : sys_pwrite_all(fd, &tail, sizeof(tail), end - sizeof(tail));
}

/* Whose mappings are to be taken for anonymous memory. */
CR_FN int mapped_list_read(struct dump *d, struct task *task, struct proc_map *maps, size_t n)
{
	struct load_mapped *files = NULL;
	struct mapped_tail tail = {0};

	for (size_t i = 0; i < n && !files; i++) {
		uint64_t end = maps[i].end;

		if (!str_starts(maps[i].name, "/memfd:cr-loaded") || task->mem_fd < 0 ||
		    task_read_memory(task, end - sizeof(tail), &tail, sizeof(tail)) < 0 ||
		    memcmp(tail.magic, mapped_magic, sizeof(tail.magic)) != 0 || tail.n == 0 ||
		    tail.n > MAPPED_FILES ||
		    tail.n * sizeof(*files) + sizeof(tail) > end - maps[i].start)
			continue;
		files = cx_array(d->cx, tail.n, sizeof(*files));
		if (!files)
			return error_memory(d->cx);
		if (task_read_memory(task, end - sizeof(tail) - tail.n * sizeof(*files), files,
				     tail.n * sizeof(*files)) < 0)
			return 0;
	}
	for (size_t i = 0; files && i < n; i++)
		for (size_t k = 0; k < tail.n && !maps[i].shared && maps[i].inode; k++) {
			const struct stat st = {.st_dev = files[k].dev, .st_ino = files[k].ino};

			if (memory_same_file(&maps[i], &st))
				maps[i].vmflags |= PROC_VM_OF_A_SAVE;
		}
	return 0;
}
