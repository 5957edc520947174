/* SPDX-License-Identifier: MIT
 *
 * compare: which pages the save that this one builds on has already. A tracker knows without
 * looking (pages.c); everything else is compared with what the parent holds. Page maps of the
 * parent are read before anybody is stopped, pages while all stand still.
 */
#include "memory.h"

CR_FN int memory_parent_load(struct dump *d)
{
	struct shared_memory *s = memory_shared(d);
	int r = 0;

	if (!s || !(s->other = cx_alloc(d->cx, MEMORY_BUFFER)))
		return error_memory(d->cx);
	s->tracked = track_is_based(d);
	for (size_t i = 0; r >= 0 && i < image_count(d->parent); i++) {
		struct memory_parent *p;
		struct image_member m;
		const char *number;
		int type;

		image_at(d->parent, i, &m);
		type = format_parse(m.name);
		if (type != IMAGE_PAGEMAP && type != IMAGE_PAGEMAP_SHMEM)
			continue;
		number = m.name + strlen(format_of((enum image_type)type)->stem) + 1;
		p = vec_add(&d->cx->arena, &s->parents);
		if (!p)
			return error_memory(d->cx);
		p->type = (enum image_type)type;
		if (!str_number(&number, 10, &p->key))
			continue; /* not one of ours: nothing has this key */
		r = page_map_load(d->parent, p->type, p->key, &p->map);
	}
	return r;
}

CR_FN const struct page_map *memory_parent_map(const struct dump *d, enum image_type type,
					       uint64_t key)
{
	for (size_t i = 0; d->shared && i < d->shared->parents.n; i++)
		if (d->shared->parents.at[i].type == type && d->shared->parents.at[i].key == key)
			return &d->shared->parents.at[i].map;
	return NULL;
}

/* The pages of a task or a segment on their way from one list of runs to the next. */
struct memory_compare {
	struct dump *d;
	const struct page_map *map; /* the parent's */
	size_t at;		    /* in it; both ascend */
	struct memory_runs out;
	size_t first; /* of out, that came from the run in hand: others are not joined with */
	/* one of them */
	struct task *task;
	const struct memory_segment *seg;
	int fd; /* of the segment, or -1 */
};

static int memory_compare_add(struct memory_compare *c, uint64_t addr, uint64_t pages,
			      uint32_t flags)
{
	if (flags & PAGE_RUN_PARENT) {
		c->d->stats.in_parent += pages;
		c->d->stats.shared_in_parent += c->seg ? pages : 0;
	}
	return memory_add_run(c->d->cx, &c->out, c->first, addr, pages, flags);
}

/* As it is now: how much of n bytes, or -errno. */
static ssize_t memory_compare_read(struct memory_compare *c, uint64_t addr, size_t n)
{
	unsigned char *buf = c->d->shared->buf;

	if (c->seg)
		return memory_segment_read(c->seg, c->fd, addr, buf, n);
	int r = memory_read_task(c->task, addr, buf, n);
	return r < 0 ? r : (ssize_t)n;
}

/* A piece that lies in one run of the parent's. *ret_n: how much of it was done. */
static int memory_compare_piece(struct memory_compare *c, const struct page_run *theirs,
				uint64_t addr, uint64_t len, uint32_t flags, uint64_t *ret_n)
{
	const struct shared_memory *s = c->d->shared;
	ssize_t n = memory_compare_read(c, addr, len < MEMORY_BUFFER ? len : MEMORY_BUFFER);

	if (n < 0)
		return error_set(c->d->cx, CR_E_SYSTEM, (int)-n, c->task ? c->task->pid : 0,
				 "memory", "memory at %llx cannot be read to be compared",
				 (unsigned long long)addr);
	int r = image_read(c->d->cx, page_map_member(c->map, theirs),
			   theirs->off + (addr - theirs->addr), s->other, (size_t)n);
	for (size_t i = 0; r == 0 && i < (size_t)n; i += MEMORY_PAGE)
		r = memory_compare_add(c, addr + i, 1,
				       memcmp(s->buf + i, s->other + i, MEMORY_PAGE) == 0
					       ? (uint32_t)PAGE_RUN_PARENT
					       : flags);
	*ret_n = (uint64_t)n;
	return r;
}

static int memory_compare_run(struct memory_compare *c, const struct page_run *run)
{
	uint64_t addr = run->addr, end = addr + run->pages * MEMORY_PAGE, n;
	int r = 0;

	c->first = c->out.n;
	if (run->flags & (PAGE_RUN_PARENT | MEMORY_RUN_NEW)) /* a tracker knows */
		return memory_compare_add(c, addr, run->pages, run->flags & ~MEMORY_RUN_NEW);
	for (; r == 0 && addr < end; addr += n) {
		const struct page_run *theirs;

		while (c->at < c->map->n &&
		       c->map->runs[c->at].addr + c->map->runs[c->at].pages * MEMORY_PAGE <= addr)
			c->at++;
		theirs = &c->map->runs[c->at];
		n = end - addr;
		if (c->at == c->map->n || theirs->addr >= end) {
			r = memory_compare_add(c, addr, n / MEMORY_PAGE, run->flags);
		} else if (theirs->addr > addr) {
			n = theirs->addr - addr;
			r = memory_compare_add(c, addr, n / MEMORY_PAGE, run->flags);
		} else {
			uint64_t room = theirs->addr + theirs->pages * MEMORY_PAGE - addr;

			r = memory_compare_piece(c, theirs, addr, n < room ? n : room, run->flags,
						 &n);
		}
	}
	return r;
}

static int memory_compare_runs(struct memory_compare *c, struct memory_runs *runs)
{
	int r = 0;

	if (!c->map)
		return 0;
	for (size_t i = 0; r == 0 && i < runs->n; i++)
		r = memory_compare_run(c, &runs->at[i]);
	if (r == 0)
		*runs = c->out;
	return r;
}

static int memory_compare_task(struct dump *d, struct task *task)
{
	struct memory_task *m = task->memory;
	struct memory_compare c = {
		.d = d,
		.map = memory_parent_map(d, IMAGE_PAGEMAP, (uint64_t)task->pid),
		.task = task,
		.fd = -1,
	};
	int r = memory_compare_runs(&c, &m->runs);

	m->pages = 0;
	for (size_t i = 0; i < m->runs.n; i++)
		if (m->runs.at[i].flags & PAGE_RUN_PRESENT)
			m->pages += m->runs.at[i].pages;
	return r;
}

static int memory_compare_segment(struct dump *d, struct memory_segment *seg)
{
	CR_AUTOFD int fd = memory_segment_open(d, seg);
	struct memory_compare c = {
		.d = d,
		.map = memory_parent_map(d, IMAGE_PAGEMAP_SHMEM, seg->shmid),
		.seg = seg,
		.fd = fd,
	};

	return memory_compare_runs(&c, &seg->runs);
}

CR_FN int memory_compare(struct dump *d, bool copies)
{
	int r = d->parent ? memory_collect_shared(d) : 0;

	if (!d->parent)
		return 0;
	for (size_t i = 0; r == 0 && i < d->tree->tasks.n; i++)
		if (d->tree->tasks.at[i]->memory &&
		    copies == (d->tree->tasks.at[i]->memory->copy != NULL))
			r = memory_compare_task(d, d->tree->tasks.at[i]);
	for (size_t i = 0; r == 0 && !copies && d->shared && i < d->shared->segments.n; i++)
		r = memory_compare_segment(d, d->shared->segments.at[i]);
	return r;
}
