/* SPDX-License-Identifier: MIT
 *
 * holes: sets of address ranges, and room between them. Pure but for memory_take, which looks at
 * this very process.
 */
#include "memory.h"

#define HOLES_HUGE \
	((uint64_t)2 \
	 << 20) /* what one page of page tables spans: moving is cheap when both ends agree */
#define HOLES_LOWEST ((uint64_t)64 << 10) /* nothing below, whatever vm.mmap_min_addr says */
#define HOLES_START ((uint64_t)1 << 40)	  /* far from where programs and kernels put things */
#define HOLES_STACK ((uint64_t)8 << 20)	  /* our own stack may still grow as much */

/* == sets ====================================================================================== */

static void holes_heap_sort(struct wire_range *r, size_t n)
{
	for (size_t end = n, start = n / 2; end > 1;) {
		struct wire_range swap;

		if (start > 0) {
			start--;
		} else {
			swap = r[--end];
			r[end] = r[0];
			r[0] = swap;
		}
		for (size_t root = start, child; (child = 2 * root + 1) < end; root = child) {
			child += child + 1 < end && r[child].addr < r[child + 1].addr;
			if (r[root].addr >= r[child].addr)
				break;
			swap = r[root];
			r[root] = r[child];
			r[child] = swap;
		}
	}
}

CR_FN void memory_taken_sort(struct memory_taken *taken)
{
	size_t n = 0;

	holes_heap_sort(taken->at, taken->n);
	for (size_t i = 0; i < taken->n; i++) {
		const struct wire_range *r = &taken->at[i];
		struct wire_range *last = n ? &taken->at[n - 1] : NULL;

		if (r->len == 0)
			continue;
		if (last && r->addr <= last->addr + last->len) {
			if (r->addr + r->len > last->addr + last->len)
				last->len = r->addr + r->len - last->addr;
		} else {
			taken->at[n++] = *r;
		}
	}
	taken->n = n;
}

/* Index of the first range that ends above addr. */
static size_t holes_find(const struct memory_taken *taken, uint64_t addr)
{
	size_t low = 0, high = taken->n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (taken->at[mid].addr + taken->at[mid].len > addr)
			high = mid;
		else
			low = mid + 1;
	}
	return low;
}

CR_FN bool memory_taken_hit(const struct memory_taken *taken, uint64_t addr, uint64_t len)
{
	size_t i = holes_find(taken, addr);

	return i < taken->n && taken->at[i].addr < addr + len;
}

/* == room ====================================================================================== */

static uint64_t holes_search(const struct memory_taken *taken, uint64_t from, uint64_t to,
			     uint64_t len, uint64_t like)
{
	for (size_t i = holes_find(taken, from);; i++) {
		uint64_t at = from + ((like - from) & (HOLES_HUGE - 1));
		uint64_t end = i < taken->n && taken->at[i].addr < to ? taken->at[i].addr : to;

		if (at < end && end - at > len + MEMORY_PAGE)
			return at;
		if (end == to)
			return 0;
		from = taken->at[i].addr + taken->at[i].len + MEMORY_PAGE;
	}
}

CR_FN uint64_t memory_taken_hole(struct memory_taken *taken, uint64_t len, uint64_t like)
{
	uint64_t at = 0;

	if (!taken->origin)
		taken->origin = taken->cursor = HOLES_START;
	if (len >= ARCH_TASK_END)
		return 0;
	if (!taken->around) {
		at = holes_search(taken, taken->cursor, ARCH_TASK_END, len, like);
		if (!at) {
			taken->around = true;
			taken->cursor = HOLES_LOWEST;
		}
	}
	if (!at)
		at = holes_search(taken, taken->cursor, taken->origin, len, like);
	if (at)
		taken->cursor = at + len + MEMORY_PAGE;
	return at;
}

/* == this process ============================================================================== */

CR_FN int memory_take(struct load *l, const struct proc_map *maps, size_t n, size_t first,
		      size_t end, struct memory_taken *ret)
{
	size_t room = n + 2; /* the caller may add two */

	for (size_t i = first; i < end; i++)
		room += l->tasks.at[i]->memory ? l->tasks.at[i]->memory->area_n : 0;
	*ret = (struct memory_taken){.at = cx_array(l->cx, room, sizeof(*ret->at))};
	if (!ret->at)
		return error_memory(l->cx);
	for (size_t i = 0; i < n; i++) {
		uint64_t start = maps[i].start,
			 slack = strcmp(maps[i].name, "[stack]") == 0 ? HOLES_STACK : 0;

		start -= start > slack ? slack : 0;
		if (maps[i].start < ARCH_TASK_END)
			ret->at[ret->n++] = (struct wire_range){start, maps[i].end - start};
	}
	for (size_t i = first; i < end; i++) {
		const struct memory_load *m = l->tasks.at[i]->memory;

		for (size_t j = 0; m && j < m->area_n; j++)
			ret->at[ret->n++] = (struct wire_range){m->areas[j].vma->start,
								m->areas[j].vma->end -
									m->areas[j].vma->start};
	}
	memory_taken_sort(ret);
	return 0;
}

CR_FN int memory_own_maps(struct load *l, struct proc_map **ret, size_t *ret_n)
{
	CR_AUTOFD int self = sys_openat(l->proc_fd, "self", O_RDONLY | O_DIRECTORY, 0);
	int r = self < 0 ? self : proc_maps(l->cx, self, false, ret, ret_n);

	return r < 0 ? error_set(l->cx, CR_E_SYSTEM, -r, 0, "maps",
				 "the mappings of the loading process cannot be read")
		     : 0;
}
