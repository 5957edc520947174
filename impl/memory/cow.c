/* SPDX-License-Identifier: MIT
 *
 * cow: private pages that a child shares with its parent until one of them writes. A save holds
 * them twice and does not say so; a load finds out. A task makes the memory that others may share
 * before it forks them: its children, as a rule (see task/births.c). The child takes the inherited
 * mapping for its own, reads its saved pages beside it, and changes only those that differ. So
 * memory does not multiply, at any depth. Not found again is what siblings share of a parent that
 * has ended.
 */
#include "memory.h"

/* A fork takes it along, with all that it is. */
static bool cow_is_inherited(const struct memory_area *area)
{
	const uint64_t not_inherited = 1ull << MADV_DONTFORK | 1ull << MADV_WIPEONFORK;

	return area->has_pages && !area->extra && !area->policy &&
	       !(area->vma->flags & MAP_LOCKED) && !(area->vma->madv & not_inherited);
}

/* A mapping that can go on as the other after a fork. */
static bool cow_is_alike(const struct memory_area *from, const struct memory_area *area)
{
	const Cr__VmaEntry *a = from->vma, *b = area->vma;

	if (from->back != area->back || !cow_is_inherited(from) || !cow_is_inherited(area) ||
	    a->flags != b->flags || a->madv != b->madv)
		return false;
	if (from->back == MEMORY_BACK_ANON)
		return true;
	return from->back == MEMORY_BACK_FILE && (a->status & MEMORY_FILE_PRIVATE) &&
	       a->shmid == b->shmid && a->pgoff - a->start == b->pgoff - b->start;
}

/* The area of the maker in which this one begins, when both have pages. */
static struct memory_area *cow_source(const struct load_task *maker, const struct memory_area *area)
{
	struct memory_area *from = maker && maker->memory
					   ? memory_area_at(maker->memory, area->vma->start)
					   : NULL;

	/* Huge pages do not grow in place. */
	if (from && memory_huge_size(area->vma) && area->vma->end > from->vma->end)
		return NULL;
	return from && cow_is_alike(from, area) ? from : NULL;
}

static bool cow_bequeath_to(struct load_task *maker, struct load_task *const *births, size_t n)
{
	bool any = false;

	for (size_t i = 0; i < n; i++) {
		struct memory_load *m = births[i]->memory;

		for (size_t j = 0; m && j < m->area_n; j++) {
			struct memory_area *from = cow_source(maker, &m->areas[j]);

			if (from)
				from->bequeathed = any = true;
		}
		if (m)
			m->maker = maker;
	}
	return any;
}

CR_FN bool cow_bequeath(struct load *l, struct load_task *lt)
{
	if (l->opts->flags & CR_MAPPED)
		return false; /* they share the save's own pages */
	bool any = cow_bequeath_to(lt, lt->births.at, lt->births.n);

	for (size_t i = 0; i < l->stand_ins.n; i++)
		if (l->stand_ins.at[i].parent == lt)
			any |= cow_bequeath_to(lt, l->stand_ins.at[i].births.at,
					       l->stand_ins.at[i].births.n);
	return any;
}

/* Anonymous memory only: files may have to be made again, which is for each copy; and huge pages
 * are promised to each copy, which could not write to them otherwise once the pool is empty. */
CR_FN bool cow_bequeath_all(struct load_task *lt)
{
	bool any = false;

	for (size_t i = 0; i < lt->memory->area_n; i++) {
		struct memory_area *area = &lt->memory->areas[i];

		if (area->back == MEMORY_BACK_ANON && cow_is_inherited(area) &&
		    !memory_huge_size(area->vma))
			area->bequeathed = any = true;
	}
	return any;
}

CR_FN const struct memory_area *cow_find(const struct load_task *lt, const struct memory_area *area)
{
	const struct memory_area *from = cow_source(lt->memory->maker, area);

	return from && from->at && from->bequeathed && !CR_TEST_SKIP("memory", "inherit") ? from
											  : NULL;
}

/* Bytes from the area's start on that are inherited. */
static uint64_t cow_common(const struct memory_area *area, const struct memory_area *from)
{
	uint64_t end = area->vma->end < from->vma->end ? area->vma->end : from->vma->end;

	return end - area->vma->start;
}

CR_FN int cow_take(struct load *l, struct load_task *lt, struct memory_area *area,
		   const struct memory_area *from, struct memory_taken *taken)
{
	uint64_t at = from->at + (area->vma->start - from->vma->start),
		 common = cow_common(area, from), len = area->vma->end - area->vma->start;

	if (common < len) { /* it has grown since */
		uint64_t to = memory_taken_hole(taken, len, area->vma->start);
		int r = to ? sys_mremap(at, common, len, MREMAP_MAYMOVE | MREMAP_FIXED, to)
			   : -ENOMEM;

		if (r < 0)
			return error_set(l->cx, CR_E_RESTORE, -r, lt->pid, "mremap",
					 "mapping %llx-%llx of process %d cannot be made of its "
					 "maker's",
					 (unsigned long long)area->vma->start,
					 (unsigned long long)area->vma->end, lt->pid);
		at = to;
	}
	area->at = at;
	return 0;
}

/* Pages that the maker has in [start, end) and the child has not: they become what they are
 * without content. */
static int cow_drop(const struct load_task *lt, const struct memory_area *area, uint64_t start,
		    uint64_t end)
{
	const struct page_map *map = &lt->memory->maker->memory->map;

	for (size_t i = memory_first_run(map, start); i < map->n && map->runs[i].addr < end; i++) {
		const struct page_run *run = &map->runs[i];
		uint64_t from = run->addr > start ? run->addr : start,
			 to = run->addr + run->pages * MEMORY_PAGE;
		int r;

		to = to < end ? to : end;
		r = sys_madvise(area->at + (from - area->vma->start), to - from, MADV_DONTNEED);
		if (r < 0)
			return r;
	}
	return 0;
}

/* Pages of the save beside those that are there. */
static int cow_compare(struct load *l, const struct image_member *pages, unsigned char *to,
		       uint64_t off, uint64_t len, unsigned char *buf, uint64_t huge)
{
	struct load_count *count = memory_count(l);
	uint64_t changed = 0;

	for (uint64_t done = 0; done < len;) {
		size_t n = len - done < MEMORY_BUFFER ? len - done : MEMORY_BUFFER;
		int r = image_read(l->cx, pages, off + done, buf, n);

		if (r < 0)
			return r;
		for (size_t i = 0; i < n; i += MEMORY_PAGE) {
			unsigned char *page = to + done + i;

			if (memcmp(page, buf + i, MEMORY_PAGE) == 0)
				continue;
			/* One more of the pool, or else a SIGBUS. */
			r = huge ? sys_madvise((uintptr_t)page, MEMORY_PAGE, MEMORY_POPULATE_WRITE)
				 : 0;
			if (r < 0 && r != -EINVAL)
				return huge_failed(l->cx, r, 0, "memory", huge, huge);
			memcpy(page, buf + i, MEMORY_PAGE);
			changed++;
		}
		done += n;
	}
	__atomic_fetch_add(&count->restored, len / MEMORY_PAGE, __ATOMIC_RELAXED);
	__atomic_fetch_add(&count->compared, len / MEMORY_PAGE, __ATOMIC_RELAXED);
	__atomic_fetch_add(&count->shared, len / MEMORY_PAGE - changed, __ATOMIC_RELAXED);
	return 0;
}

CR_FN int cow_read(struct load *l, struct load_task *lt, const struct memory_area *area,
		   const struct memory_area *from)
{
	const struct page_map *map = &lt->memory->map;
	uint64_t start = area->vma->start, end = start + cow_common(area, from), at = start;
	unsigned char *to = (unsigned char *)(uintptr_t)area->at, *buf = lt->memory->buf;
	int r = 0;

	if (!buf && !(buf = lt->memory->buf = cx_alloc(l->cx, MEMORY_BUFFER)))
		return error_memory(l->cx);
	for (size_t i = memory_first_run(map, start);
	     r == 0 && i < map->n && map->runs[i].addr < end; i++) {
		const struct page_run *run = &map->runs[i];
		uint64_t first = run->addr > start ? run->addr : start,
			 last = run->addr + run->pages * MEMORY_PAGE;

		last = last < end ? last : end;
		r = cow_drop(lt, area, at, first);
		if (r == 0)
			r = cow_compare(l, page_map_member(map, run), to + (first - start),
					run->off + (first - run->addr), last - first, buf,
					memory_huge_size(area->vma));
		at = last;
	}
	if (r == 0)
		r = cow_drop(lt, area, at, end);
	if (r < 0 && !l->cx->err.code)
		return error_set(l->cx, CR_E_RESTORE, -r, lt->pid, "madvise",
				 "pages of mapping %llx of process %d cannot be dropped",
				 (unsigned long long)start, lt->pid);
	if (r < 0 || end == area->vma->end)
		return r;
	return memory_read_pages(l, map, end, area->vma->end - end, to + (end - start), true);
}
