/* SPDX-License-Identifier: MIT
 *
 * shared: anonymous memory that tasks share, in both directions.
 *
 * At a save a segment is known by its inode, and its content is stored once. With the right to
 * follow map_files the segment itself is read, holes left out; without it, what the tasks show of
 * it. Pages of zeros are not stored (a stream, whose page map is written ahead of the pages, has
 * them). At a load a segment is one mapping, made by the first task before it forks the others, so
 * that it has no name and no owner, as before. The tasks' mappings are made from it by mremap(2)
 * with an old size of 0, which maps the same pages once more; so many as were, at any offset. The
 * first one then goes with the rest of the loader.
 */
#include "memory.h"

/* == a save ==================================================================================== */

static struct memory_segment *memory_segment(struct dump *d, uint64_t inode)
{
	struct shared_memory *s = d->shared;

	for (size_t i = 0; i < s->segments.n; i++)
		if (s->segments.at[i]->shmid == inode)
			return s->segments.at[i];
	struct memory_segment **slot = vec_add(&d->cx->arena, &s->segments),
			      *seg = cx_alloc(d->cx, sizeof(*seg));

	if (!slot || !seg)
		return NULL;
	seg->shmid = inode;
	return *slot = seg;
}

static int memory_view_piece(struct dump *d, struct memory_segment *seg, struct task *task,
			     const struct proc_map *map, uint64_t start, uint64_t end)
{
	struct memory_view *view = vec_add(&d->cx->arena, &seg->views);

	if (view)
		*view = (struct memory_view){.task = task,
					     .addr = start,
					     .off = map->pgoff + (start - map->start),
					     .len = end - start};
	return view ? 0 : error_memory(d->cx);
}

/* What of [start, end) can be read: all between the guards. */
static int memory_view_pieces(struct dump *d, struct memory_segment *seg, struct task *task,
			      const struct proc_map *map, uint64_t start, uint64_t end)
{
	const struct memory_task *m = task->memory;
	int r = 0;

	for (size_t i = 0; r == 0 && i < m->guards.n; i++) {
		const Cr__VmaEntry *guard = m->guards.at[i];

		if (guard->end <= start || guard->start >= end)
			continue;
		seg->guarded = true;
		if (guard->start > start)
			r = memory_view_piece(d, seg, task, map, start, guard->start);
		start = guard->end;
	}
	return r < 0 || start >= end ? r : memory_view_piece(d, seg, task, map, start, end);
}

CR_FN int memory_add_view(struct dump *d, struct task *task, const struct proc_map *map,
			  uint64_t start, uint64_t end, bool blank)
{
	struct memory_segment *seg = memory_segment(d, map->inode);
	uint64_t off = map->pgoff + (start - map->start);
	struct wire_range *range;

	if (!seg)
		return error_memory(d->cx);
	if (!seg->map.end) {
		seg->map = *map;
		seg->map_task = task;
		seg->ragged = str_starts(map->name, "/SYSV");
	}
	if (blank) {
		range = vec_add(&d->cx->arena, &seg->blank);
		if (range)
			*range = (struct wire_range){off, end - start};
		return range ? 0 : error_memory(d->cx);
	}
	return memory_view_pieces(d, seg, task, map, start, end);
}

CR_FN int memory_segment_open(const struct dump *d, const struct memory_segment *seg)
{
	char link[64];

	if (seg->file)
		return sys_dup_above(seg->file->fd, 3);
	if (d->cx->faults & (1ull << FEATURE_MAP_FILES))
		return -EPERM;
	str_format(link, sizeof(link), "map_files/%llx-%llx", (unsigned long long)seg->map.start,
		   (unsigned long long)seg->map.end);
	return sys_openat(seg->map_task->dir_fd, link, O_RDONLY, 0);
}

/* Blank or not from `off` on; *ret_end: as far as that holds, at most `end`. */
static bool memory_segment_blank(const struct memory_segment *seg, uint64_t off, uint64_t end,
				 uint64_t *ret_end)
{
	bool blank = false;

	for (size_t i = 0; i < seg->blank.n; i++) {
		uint64_t from = seg->blank.at[i].addr, to = from + seg->blank.at[i].len;

		blank |= from <= off && off < to;
		if (from > off && from < end)
			end = from;
		if (to > off && to < end)
			end = to;
	}
	*ret_end = end;
	return blank;
}

static int memory_segment_add(struct dump *d, struct memory_segment *seg, uint64_t off,
			      uint64_t end)
{
	for (uint64_t next; off < end; off = next) {
		int r = 0;

		if (!memory_segment_blank(seg, off, end, &next))
			r = memory_add_run(d->cx, &seg->runs, 0, off, (next - off) / MEMORY_PAGE,
					   PAGE_RUN_PRESENT);
		if (r < 0)
			return r;
	}
	return 0;
}

/* All that was ever written to it, shown or not. */
static int memory_segment_data(struct dump *d, struct memory_segment *seg, int fd)
{
	uint64_t off = 0;

	for (;;) {
		int64_t data = sys_lseek(fd, (int64_t)off, SEEK_DATA);
		int64_t hole = data < 0 ? data : sys_lseek(fd, data, SEEK_HOLE);

		if (data == -ENXIO)
			return 0;
		if (hole < 0)
			return error_set(d->cx, CR_E_SYSTEM, (int)-hole, seg->map_task->pid,
					 seg->map.name,
					 "shared memory cannot be searched for content");
		off = num_round_up((uint64_t)hole, MEMORY_PAGE);
		int r = memory_segment_add(d, seg, (uint64_t)data / MEMORY_PAGE * MEMORY_PAGE, off);
		if (r < 0)
			return r;
	}
}

static void memory_segment_sort(struct memory_segment *seg)
{
	for (size_t i = 1; i < seg->views.n; i++) {
		struct memory_view view = seg->views.at[i];
		size_t j = i;

		for (; j > 0 && seg->views.at[j - 1].off > view.off; j--)
			seg->views.at[j] = seg->views.at[j - 1];
		seg->views.at[j] = view;
	}
}

/* What any task shows. */
static int memory_segment_views(struct dump *d, struct memory_segment *seg)
{
	uint64_t at = 0;

	memory_segment_sort(seg);
	for (size_t i = 0; i < seg->views.n; i++) {
		const struct memory_view *v = &seg->views.at[i];
		uint64_t end = v->off + v->len;
		int r = end > at ? memory_segment_add(d, seg, v->off > at ? v->off : at, end) : 0;

		if (r < 0)
			return r;
		at = end > at ? end : at;
	}
	return 0;
}

static int memory_add_files(struct dump *d)
{
	for (size_t i = 0; i < d->segments.n; i++) {
		struct memory_segment *seg = memory_segment(d, d->segments.at[i].shmid);

		if (!seg)
			return error_memory(d->cx);
		seg->file = &d->segments.at[i];
		seg->map_task = d->segments.at[i].task;
		seg->map.name = "memfd";
	}
	return 0;
}

CR_FN int memory_collect_shared(struct dump *d)
{
	if (!d->shared || d->shared->collected)
		return 0;
	int r = memory_add_files(d);
	for (size_t i = 0; r == 0 && i < d->shared->segments.n; i++) {
		struct memory_segment *seg = d->shared->segments.at[i];
		CR_AUTOFD int fd = memory_segment_open(d, seg);

		seg->pages_id = ++d->last_pages_id;
		if (fd < 0 && seg->guarded)
			degrade(d->cx, seg->map_task->pid, seg->map.name,
				"what guard pages hide of shared memory of process %d comes back "
				"as zeros (CAP_CHECKPOINT_RESTORE would reach it)",
				seg->map_task->pid);
		r = fd >= 0 ? memory_segment_data(d, seg, fd) : memory_segment_views(d, seg);
		for (size_t j = 0; j < seg->runs.n; j++)
			d->stats.shared_scanned += seg->runs.at[j].pages;
	}
	d->stats.scanned += d->stats.shared_scanned;
	d->shared->collected = r == 0;
	return r;
}

CR_FN ssize_t memory_segment_read(const struct memory_segment *seg, int fd, uint64_t off, void *buf,
				  size_t n)
{
	if (seg->file || (fd >= 0 && seg->ragged)) { /* its last page may be a part of one */
		memset(buf, 0, n);
		int r = sys_pread_all(fd, buf, n, off);
		return r < 0 && r != -EIO ? r : (ssize_t)n;
	}
	if (fd >= 0) {
		int r = sys_pread_all(fd, buf, n, off);
		return r < 0 ? r : (ssize_t)n;
	}
	for (size_t i = 0; i < seg->views.n; i++) {
		const struct memory_view *v = &seg->views.at[i];

		if (off < v->off || off >= v->off + v->len)
			continue;
		if (n > v->off + v->len - off)
			n = v->off + v->len - off;
		int r = task_read_memory(v->task, v->addr + (off - v->off), buf, n);
		return r < 0 ? r : (ssize_t)n;
	}
	return -ENXIO;
}

static bool memory_is_zero(const unsigned char *page)
{
	uint64_t first;

	memcpy(&first, page, sizeof(first));
	return first == 0 && memcmp(page, page + sizeof(first), MEMORY_PAGE - sizeof(first)) == 0;
}

/* A segment being written. */
struct memory_shared_out {
	struct dump *d;
	int fd;
	uint64_t off, written;
	bool all; /* zeros, too */
	struct memory_runs kept;
};

static int memory_shared_put(struct memory_shared_out *out, const unsigned char *buf, size_t n)
{
	int r;

	if (n == 0)
		return 0;
	if (out->fd < 0) {
		r = save_pages_write(out->d->save, buf, n);
	} else {
		r = sys_pwrite_all(out->fd, buf, n, out->off + out->written);
		if (r < 0)
			r = error_set(out->d->cx,
				      r == -ENOSPC || r == -EDQUOT ? CR_E_NO_SPACE : CR_E_SYSTEM,
				      -r, 0, "memory", "shared memory cannot be written out");
	}
	out->written += n;
	return r;
}

/* What is not zero of a buffer that holds the segment from `off` on. */
static int memory_shared_sift(struct memory_shared_out *out, uint64_t off, const unsigned char *buf,
			      size_t n)
{
	size_t from = 0, at;
	int r = 0;

	for (at = 0; r == 0 && at < n; at += MEMORY_PAGE) {
		if (out->all || !memory_is_zero(buf + at)) {
			r = memory_add_run(out->d->cx, &out->kept, 0, off + at, 1,
					   PAGE_RUN_PRESENT);
			continue;
		}
		r = memory_shared_put(out, buf + from, at - from);
		from = at + MEMORY_PAGE;
	}
	return r < 0 ? r : memory_shared_put(out, buf + from, at - from);
}

CR_FN int memory_write_shared(struct dump *d, struct memory_segment *seg)
{
	struct memory_shared_out out = {.d = d, .fd = -1, .all = save_is_stream(d->save)};
	CR_AUTOFD int fd = memory_segment_open(d, seg);
	uint64_t bytes = 0;

	for (size_t i = 0; i < seg->runs.n; i++)
		if (seg->runs.at[i].flags & PAGE_RUN_PRESENT)
			bytes += seg->runs.at[i].pages * MEMORY_PAGE;
	int r = memory_pages_begin(d, seg->pages_id, bytes, &out.fd, &out.off);

	for (size_t i = 0; r == 0 && i < seg->runs.n; i++) {
		uint64_t off = seg->runs.at[i].addr,
			 end = off + seg->runs.at[i].pages * MEMORY_PAGE;

		if (seg->runs.at[i].flags & PAGE_RUN_PARENT) {
			r = memory_add_run(d->cx, &out.kept, 0, off, seg->runs.at[i].pages,
					   PAGE_RUN_PARENT);
			continue;
		}
		while (r == 0 && off < end) {
			size_t want = end - off < MEMORY_BUFFER ? end - off : MEMORY_BUFFER;
			ssize_t n = memory_segment_read(seg, fd, off, d->shared->buf, want);

			if (n < 0)
				return error_set(d->cx, CR_E_SYSTEM, (int)-n, seg->map_task->pid,
						 seg->map.name,
						 "shared memory cannot be read at offset %llx",
						 (unsigned long long)off);
			r = memory_shared_sift(&out, off, d->shared->buf, (size_t)n);
			off += (uint64_t)n;
		}
	}
	if (r < 0)
		return r;
	seg->runs = out.kept;
	d->stats.written += out.written / MEMORY_PAGE;
	d->stats.shared_written += out.written / MEMORY_PAGE;
	return save_pages_end(d->save, out.written);
}

/* == a load ==================================================================================== */

/* CRIU with privilege writes such memory as a memfd named /dev/zero, which is what the kernel calls
 * it. */
static int memory_memfd_shmid(struct load *l, struct load_task *lt, const Cr__VmaEntry *vma,
			      uint64_t *ret_shmid, uint64_t *ret_size)
{
	const struct load_file *file = load_find_file(l, (uint32_t)vma->shmid);
	struct memory_common *common = lt->memory->common;

	if (vma->shmid > UINT32_MAX || !file || !file->entry->memfd)
		return error_set(l->cx, CR_E_DAMAGED, 0, lt->pid, "files.img",
				 "mapping %llx has the unknown memfd %llu",
				 (unsigned long long)vma->start, (unsigned long long)vma->shmid);
	for (size_t i = 0; i < common->memfds.n; i++) {
		const Cr__MemfdInodeEntry *inode = common->memfds.at[i];

		if (inode->inode_id != file->entry->memfd->inode_id)
			continue;
		if (strcmp(inode->name, "/dev/zero") != 0)
			return error_set(l->cx, CR_E_UNSUPPORTED, 0, lt->pid, inode->name,
					 "process %d maps the memfd '%s', which this version "
					 "cannot bring back",
					 lt->pid, inode->name);
		*ret_shmid = inode->shmid;
		*ret_size = inode->size;
		return 0;
	}
	return error_set(l->cx, CR_E_DAMAGED, 0, lt->pid, "memfd.img",
			 "the memfd %u is not described", file->entry->memfd->inode_id);
}

static int memory_pool_load(struct load *l, struct memory_common *common, uint64_t shmid,
			    struct memory_pool **ret)
{
	struct memory_pool **slot = vec_add(&l->cx->arena, &common->pools),
			   *pool = cx_alloc(l->cx, sizeof(*pool));

	if (!slot || !pool)
		return error_memory(l->cx);
	*slot = pool;
	pool->shmid = shmid;
	int r = page_map_load(l->image, IMAGE_PAGEMAP_SHMEM, shmid, &pool->map);
	if (r < 0 && r != -ENOENT)
		return r;
	for (size_t i = 0; r == 0 && i < pool->map.n; i++) {
		const struct page_run *run = &pool->map.runs[i];

		pool->size = run->addr +
			     run->pages * MEMORY_PAGE; /* ascending, checked by image/ */
	}
	*ret = pool;
	return 0;
}

CR_FN int memory_pool_of(struct load *l, struct memory_common *common, uint64_t shmid,
			 struct memory_pool **ret)
{
	for (size_t i = 0; i < common->pools.n; i++)
		if (common->pools.at[i]->shmid == shmid) {
			*ret = common->pools.at[i];
			return 0;
		}
	return memory_pool_load(l, common, shmid, ret);
}

CR_FN int memory_find_pool(struct load *l, struct load_task *lt, struct memory_area *area)
{
	struct memory_common *common = lt->memory->common;
	const Cr__VmaEntry *vma = area->vma;
	uint64_t shmid = vma->shmid, size = 0, end = vma->pgoff + (vma->end - vma->start);
	struct memory_pool *pool = NULL;
	int r = vma->status & MEMORY_MEMFD ? memory_memfd_shmid(l, lt, vma, &shmid, &size) : 0;

	if (r == 0)
		r = memory_pool_of(l, common, shmid, &pool);
	if (r < 0)
		return r;
	size = num_round_up(size < ARCH_TASK_END ? size : 0, MEMORY_PAGE);
	pool->size = size > pool->size ? size : pool->size;
	pool->size = end > pool->size ? end : pool->size;
	pool->reserve |= !(vma->flags & MAP_NORESERVE);
	area->pool = pool;
	if (pool->size >= ARCH_TASK_END)
		return error_set(l->cx, CR_E_DAMAGED, 0, lt->pid, "shared memory",
				 "shared memory %llu is larger than any can be",
				 (unsigned long long)shmid);
	return 0;
}

static int memory_pool_make(struct load *l, struct memory_pool *pool, struct memory_taken *taken)
{
	int flags = MAP_SHARED | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE |
		    (pool->reserve ? 0 : MAP_NORESERVE);
	uint64_t want = memory_taken_hole(taken, pool->size, 0), at;
	int r = !want ? -ENOMEM
		: pool->sysv
			? sysv_make(l, pool, at = want)
			: sys_mmap(want, pool->size, PROT_READ | PROT_WRITE, flags, -1, 0, &at);

	if (r < 0)
		return error_set(l->cx, CR_E_RESTORE, -r, 0, "shared memory",
				 "no room for %llu KiB of shared memory",
				 (unsigned long long)pool->size >> 10);
	pool->at = at;
	return memory_read_pages(l, &pool->map, 0, pool->size, (void *)(uintptr_t)at, false);
}

CR_FN int memory_make_pools(struct load *l, struct load_task *lt)
{
	struct memory_common *common = lt->memory->common;
	struct memory_taken taken;
	struct proc_map *maps;
	size_t n;

	if (common->pools.n == 0 || common->pools.at[0]->at)
		return 0; /* none, or made by whoever forked us */
	int r = memory_own_maps(l, &maps, &n);
	if (r == 0)
		r = memory_take(l, maps, n, 0, l->tasks.n, &taken);
	for (size_t i = 0; r == 0 && i < common->pools.n; i++)
		r = memory_pool_make(l, common->pools.at[i], &taken);
	return r;
}

CR_FN int memory_map_pool(const struct memory_area *area, uint64_t at)
{
	uint64_t len = area->vma->end - area->vma->start;

	return sys_mremap(area->pool->at + area->vma->pgoff, 0, len, MREMAP_MAYMOVE | MREMAP_FIXED,
			  at);
}
