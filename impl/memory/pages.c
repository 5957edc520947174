/* SPDX-License-Identifier: MIT
 *
 * pages: which pages of a task are its own, and how they get into the store.
 * Leans on PAGEMAP_SCAN (6.7), else on /proc/PID/pagemap; on task_write_memory, else on
 * /proc/PID/mem through one small buffer. Never process_vm_readv: it pins pages, and the kernel
 * then un-shares every copy-on-write page of the task.
 */
#include "memory.h"

CR_FN int memory_add_run(struct cr_ctx *cx, struct memory_runs *runs, size_t from, uint64_t addr,
			 uint64_t pages, uint32_t flags)
{
	struct page_run *last = runs->n > from ? &runs->at[runs->n - 1] : NULL;

	if (last && last->flags == flags && last->addr + last->pages * MEMORY_PAGE == addr) {
		last->pages += pages;
		return 0;
	}
	last = vec_add(&cx->arena, runs);
	if (!last)
		return error_memory(cx);
	*last = (struct page_run){.addr = addr, .pages = pages, .flags = flags};
	return 0;
}

CR_FN int memory_add_guard(struct dump *d, struct memory_task *m, uint64_t start, uint64_t end)
{
	Cr__VmaEntry *last = m->guards.n ? m->guards.at[m->guards.n - 1] : NULL;

	if (last && last->end == start) {
		last->end = end;
		return 0;
	}
	Cr__VmaEntry **slot = vec_add(&d->cx->arena, &m->guards),
		     *vma = cx_alloc(d->cx, sizeof(*vma));

	if (!slot || !vma)
		return error_memory(d->cx);
	cr__vma_entry__init(vma);
	vma->start = start;
	vma->end = end;
	vma->status = MEMORY_GUARD;
	vma->fd = -1;
	*slot = vma;
	return 0;
}

/* == which pages =============================================================================== */

/* One mapping being looked at. */
struct memory_look {
	struct dump *d;
	struct task *task;
	const Cr__VmaEntry *vma;
	size_t first_run;
	bool tracked; /* pages are protected as they are found */
};

static int memory_found(struct memory_look *look, uint64_t start, uint64_t end, uint64_t categories)
{
	struct memory_task *m = look->task->memory;
	uint64_t pages = (end - start) / MEMORY_PAGE;
	/* As CRIU marks them: what a lazy restore may bring later. */
	bool lazy = (look->vma->status & MEMORY_ANON_PRIVATE) && (look->vma->prot & PROT_WRITE);

	if (categories & SYS_PAGE_GUARD)
		return memory_add_guard(look->d, m, start, end);
	uint32_t flags = PAGE_RUN_PRESENT | (lazy ? PAGE_RUN_LAZY : 0u);

	if (look->tracked && m->written_since)
		return track_found(m, look->d->cx, look->first_run, start, end, flags,
				   categories & SYS_PAGE_WRITTEN);
	m->pages += pages;
	return memory_add_run(look->d->cx, &m->runs, look->first_run, start, pages, flags);
}

/* Present or swapped, and neither the file's nor the zero page. Guards look like swapped pages. */
static int memory_scan_ioctl(struct memory_look *look, bool guards)
{
	struct sys_page_region regions[64];
	/* Anonymous memory has no pages of a file, and not asking saves a look at each page. */
	uint64_t not = SYS_PAGE_PFNZERO |
		       (look->vma->status & MEMORY_FILE_PRIVATE ? SYS_PAGE_FILE : 0);
	struct sys_scan scan = {
		.start = look->vma->start,
		.end = look->vma->end,
		.inverted = not,
		.mask = not,
		.anyof = SYS_PAGE_PRESENT | SYS_PAGE_SWAPPED,
		.wanted = (guards ? SYS_PAGE_GUARD : 0) | (look->tracked ? SYS_PAGE_WRITTEN : 0),
		.flags = look->tracked ? SYS_SCAN_PROTECT | SYS_SCAN_CHECK_ASYNC : 0,
	};

	while (scan.start < scan.end) {
		uint64_t next;
		int n = sys_pagemap_scan(look->task->pagemap_fd, &scan, regions, ARRAY_LEN(regions),
					 &next);

		if (n < 0)
			return n;
		for (int i = 0; i < n; i++) {
			int r = memory_found(look, regions[i].start, regions[i].end,
					     regions[i].categories);
			if (r < 0)
				return r;
		}
		if (next <= scan.start)
			return -EIO;
		scan.start = next;
	}
	return 0;
}

/* Bits of /proc/PID/pagemap. */
#define MEMORY_PM_PRESENT (1ull << 63)
#define MEMORY_PM_SWAP (1ull << 62)
#define MEMORY_PM_FILE (1ull << 61)
#define MEMORY_PM_GUARD (1ull << 58)

static int memory_scan_pagemap(struct memory_look *look)
{
	uint64_t entries[256];

	for (uint64_t at = look->vma->start; at < look->vma->end;) {
		uint64_t n = (look->vma->end - at) / MEMORY_PAGE;

		if (n > ARRAY_LEN(entries))
			n = ARRAY_LEN(entries);
		int r = sys_pread_all(look->task->pagemap_fd, entries, n * sizeof(entries[0]),
				      at / MEMORY_PAGE * sizeof(entries[0]));
		if (r < 0)
			return r;
		for (uint64_t i = 0; i < n; i++, at += MEMORY_PAGE) {
			if (!(entries[i] & (MEMORY_PM_PRESENT | MEMORY_PM_SWAP)) ||
			    (entries[i] & MEMORY_PM_FILE))
				continue;
			r = memory_found(look, at, at + MEMORY_PAGE,
					 entries[i] & MEMORY_PM_GUARD ? SYS_PAGE_GUARD : 0);
			if (r < 0)
				return r;
		}
	}
	return 0;
}

static int memory_scan(struct memory_look *look)
{
	enum memory_scan *scan = &look->d->shared->scan;
	int r = -EINVAL;

	if (*scan == MEMORY_SCAN_GUARDS) {
		r = memory_scan_ioctl(look, true);
		if (r == -EINVAL)
			*scan = MEMORY_SCAN_PLAIN; /* before 6.15 guards are not told */
	}
	if (*scan == MEMORY_SCAN_PLAIN) {
		r = memory_scan_ioctl(look, false);
		if (r == -ENOTTY || r == -EINVAL)
			*scan = MEMORY_SCAN_PAGEMAP;
	} else if (r == -ENOTTY) {
		*scan = MEMORY_SCAN_PAGEMAP;
	}
	return *scan == MEMORY_SCAN_PAGEMAP ? memory_scan_pagemap(look) : r;
}

/* A mapping that was not there at the last save is registered, all of it written; one that cannot
 * be is stored in full. */
static int memory_scan_tracked(struct memory_look *look)
{
	struct memory_task *m = look->task->memory;
	const Cr__VmaEntry *vma = look->vma;
	struct memory_task before = *m;
	int r = -EPERM;

	look->tracked = true;
	for (int i = 0; r == -EPERM && i < 2; i++) {
		r = memory_scan(look);
		if (r != -EPERM)
			return r;
		m->runs.n = before.runs.n; /* what was found of it before the kernel refused */
		m->guards.n = before.guards.n;
		m->pages = before.pages;
		if (i == 1 || track_register(look->d, look->task, vma->start, vma->end) < 0)
			break;
	}
	look->tracked = false;
	return memory_scan(look);
}

CR_FN int memory_collect(struct dump *d, struct task *task, const Cr__VmaEntry *vma)
{
	struct memory_look look = {d, task, vma, task->memory->runs.n, false};
	int r;

	if (d->checking)
		return 0;
	d->stats.scanned += (vma->end - vma->start) / MEMORY_PAGE;
	r = task->memory->track ? memory_scan_tracked(&look) : memory_scan(&look);
	if (r < 0)
		return error_set(d->cx, CR_E_SYSTEM, -r, task->pid, "pagemap",
				 "the pages of process %d at %llx cannot be found", task->pid,
				 (unsigned long long)vma->start);
	return 0;
}

CR_FN int memory_collect_guards(struct dump *d, struct task *task, const Cr__VmaEntry *vma)
{
	struct sys_page_region regions[64];
	struct sys_scan scan = {.start = vma->start,
				.end = vma->end,
				.mask = SYS_PAGE_GUARD,
				.wanted = SYS_PAGE_GUARD};

	/* Kernels that do not tell them by ioctl have none in files and shared memory. */
	while (!d->checking && d->shared->scan == MEMORY_SCAN_GUARDS && scan.start < scan.end) {
		uint64_t next;
		int n = sys_pagemap_scan(task->pagemap_fd, &scan, regions, ARRAY_LEN(regions),
					 &next);

		if (n < 0 || next <= scan.start)
			return 0;
		for (int i = 0; i < n; i++) {
			int r = memory_add_guard(d, task->memory, regions[i].start, regions[i].end);
			if (r < 0)
				return r;
		}
		scan.start = next;
	}
	return 0;
}

/* Pages behind the end of a file are there but cannot be read; what can be is all in front. */
static uint64_t memory_readable_end(struct task *task, uint64_t start, uint64_t end)
{
	unsigned char byte;

	if (task_read_memory(task, end - MEMORY_PAGE, &byte, 1) == 0)
		return end;
	while (start < end) { /* all below start can be read, the page before end cannot */
		uint64_t mid = start + (end - start) / MEMORY_PAGE / 2 * MEMORY_PAGE;

		if (task_read_memory(task, mid, &byte, 1) == 0)
			start = mid + MEMORY_PAGE;
		else
			end = mid;
	}
	return start;
}

CR_FN int memory_collect_all(struct dump *d, struct task *task, const Cr__VmaEntry *vma)
{
	struct memory_look look = {d, task, vma, task->memory->runs.n, false};
	uint64_t end;

	if (d->checking)
		return 0;
	end = memory_readable_end(task, vma->start, vma->end);
	d->stats.scanned += (vma->end - vma->start) / MEMORY_PAGE;
	return end > vma->start ? memory_found(&look, vma->start, end, false) : 0;
}

/* == how much ================================================================================== */

CR_FN uint64_t memory_bytes(struct dump *d)
{
	uint64_t pages = 0;

	if (memory_collect_shared(d) < 0)
		return 0; /* comes up again when they are written */
	for (size_t i = 0; i < d->tree->tasks.n; i++)
		if (d->tree->tasks.at[i]->memory)
			pages += d->tree->tasks.at[i]->memory->pages;
	for (size_t i = 0; d->shared && i < d->shared->segments.n; i++)
		for (size_t j = 0; j < d->shared->segments.at[i]->runs.n; j++)
			if (d->shared->segments.at[i]->runs.at[j].flags & PAGE_RUN_PRESENT)
				pages += d->shared->segments.at[i]->runs.at[j].pages;
	return pages * MEMORY_PAGE;
}

/* What is memory only, of the whole tree as it is now. */
static uint64_t memory_estimate_task(struct dump *d, pid_t pid, int depth)
{
	static const char *const keys[] = {"RssAnon", "RssShmem", "VmSwap", "HugetlbPages"};
	CR_AUTOFD int dir = -1;
	uint64_t bytes = 0, kib;
	pid_t *children;
	char *text;
	size_t n;

	if (proc_open_pid(d->tree->proc_fd, pid, &dir) < 0 ||
	    proc_read(d->cx, dir, "status", &text, NULL) < 0)
		return 0;
	for (size_t i = 0; i < ARRAY_LEN(keys); i++) {
		const char *value = proc_key(text, keys[i]);

		if (value && str_number(&value, 10, &kib))
			bytes += kib << 10;
	}
	if (depth > 0 && proc_children(d->cx, dir, &children, &n) == 0)
		for (size_t i = 0; i < n; i++)
			bytes += memory_estimate_task(d, children[i], depth - 1);
	return bytes;
}

CR_FN uint64_t memory_estimate(struct dump *d, pid_t root)
{
	return memory_estimate_task(d, root, 32);
}

/* == writing =================================================================================== */

static bool memory_limit_allows(const struct rlimit *lim, uint64_t off, uint64_t bytes)
{
	return lim->rlim_cur == RLIM_INFINITY ||
	       (off <= lim->rlim_cur && bytes <= lim->rlim_cur - off);
}

CR_FN int memory_pages_begin(struct dump *d, uint32_t pages_id, uint64_t bytes, int *ret_fd,
			     uint64_t *ret_off)
{
	const char *name = image_name(d->cx, IMAGE_PAGES, pages_id);
	struct rlimit lim;
	int r = name ? save_pages_begin(d->save, name, bytes, ret_fd, ret_off)
		     : error_memory(d->cx);

	if (r < 0)
		return r;
	/* Past the limit there would be a SIGXFSZ, not just an error. */
	if (*ret_fd >= 0 && sys_prlimit(0, RLIMIT_FSIZE, NULL, &lim) == 0 &&
	    !memory_limit_allows(&lim, *ret_off, bytes))
		return error_set(d->cx, CR_E_NO_SPACE, EFBIG, 0, name,
				 "the limit on file sizes (RLIMIT_FSIZE) is too low for %s", name);
	return 0;
}

/* A pages member being written for one task. */
struct memory_out {
	struct dump *d;
	struct task *task;
	int fd; /* -1: through the store */
	uint64_t off;
	bool inside;		   /* the task may write to fd itself */
	struct wire_range *ranges; /* WIRE_RANGES of them */
	size_t n;
};

static int memory_out_fail(struct memory_out *out, int r, uint64_t addr)
{
	return error_set(out->d->cx,
			 r == -ENOSPC || r == -EFBIG || r == -EDQUOT ? CR_E_NO_SPACE : CR_E_SYSTEM,
			 -r, out->task->pid, "memory",
			 "the memory of process %d at %llx cannot be written out", out->task->pid,
			 (unsigned long long)addr);
}

/* The task writes the ranges gathered so far. */
static int memory_out_flush(struct memory_out *out)
{
	if (out->n == 0)
		return 0;
	int r = task_write_memory(out->d->tree, out->task, out->ranges, out->n, out->fd, out->off);

	if (r < 0)
		return memory_out_fail(out, r, out->ranges[0].addr);
	for (size_t i = 0; i < out->n; i++)
		out->off += out->ranges[i].len;
	out->n = 0;
	return 0;
}

CR_FN int memory_read_task(struct task *task, uint64_t addr, void *buf, size_t n)
{
	const struct memory_copy *copy = task->memory->copy;

	return copy ? sys_pread_all(copy->mem_fd, buf, n, addr)
		    : task_read_memory(task, addr, buf, n);
}

/* We read it, whatever its protection, and write it ourselves. */
static int memory_out_copy(struct memory_out *out, uint64_t addr, uint64_t len)
{
	unsigned char *buf = out->d->shared->buf;
	int r = memory_out_flush(out);

	while (r == 0 && len > 0) {
		size_t n = len < MEMORY_BUFFER ? len : MEMORY_BUFFER;

		if (out->d->cancel && *out->d->cancel)
			return error_set(out->d->cx, CR_E_HOOK, ECANCELED, 0, "cr_job_cancel",
					 "the save was given up");
		r = memory_read_task(out->task, addr, buf, n);
		if (r < 0)
			return memory_out_fail(out, r, addr);
		if (out->fd < 0) {
			r = save_pages_write(out->d->save, buf, n);
		} else {
			r = sys_pwrite_all(out->fd, buf, n, out->off);
			if (r < 0)
				return memory_out_fail(out, r, addr);
			out->off += n;
		}
		addr += n;
		len -= n;
	}
	return r;
}

static int memory_out_run(struct memory_out *out, const struct page_run *run, bool readable)
{
	if (!out->inside || !readable)
		return memory_out_copy(out, run->addr, run->pages * MEMORY_PAGE);
	out->ranges[out->n++] = (struct wire_range){run->addr, run->pages * MEMORY_PAGE};
	return out->n == WIRE_RANGES ? memory_out_flush(out) : 0;
}

static int memory_write_task(struct dump *d, struct task *task)
{
	struct memory_task *m = task->memory;
	struct memory_out out = {.d = d, .task = task, .fd = -1};
	uint64_t bytes = m->pages * MEMORY_PAGE;
	int r = memory_pages_begin(d, m->pages_id, bytes, &out.fd, &out.off);

	if (r < 0)
		return r;
	const struct rlimit theirs = {task->in.rlimits[RLIMIT_FSIZE].cur,
				      task->in.rlimits[RLIMIT_FSIZE].max};

	out.inside = out.fd >= 0 && !m->copy &&
		     (task->shares_memory || memory_limit_allows(&theirs, out.off, bytes));
	out.ranges = cx_array(d->cx, WIRE_RANGES, sizeof(*out.ranges));
	if (!out.ranges)
		return error_memory(d->cx);
	for (size_t i = 0, v = 0; r == 0 && i < m->runs.n; i++) {
		if (m->runs.at[i].flags & PAGE_RUN_PARENT)
			continue;
		while (m->vmas.at[v]->end <= m->runs.at[i].addr)
			v++;
		if (m->runs.at[i].flags & PAGE_RUN_LAZY)
			d->stats.lazy += m->runs.at[i].pages;
		r = memory_out_run(&out, &m->runs.at[i], m->vmas.at[v]->prot & PROT_READ);
	}
	if (r == 0)
		r = memory_out_flush(&out);
	if (r < 0)
		return r;
	d->stats.written += m->pages;
	return save_pages_end(d->save, bytes);
}

CR_FN int memory_write(struct dump *d, bool copies)
{
	int r = memory_collect_shared(d);

	for (size_t i = 0; r == 0 && i < d->tree->tasks.n; i++)
		if (d->tree->tasks.at[i]->memory &&
		    copies == (d->tree->tasks.at[i]->memory->copy != NULL)) {
			r = memory_write_task(d, d->tree->tasks.at[i]);
			if (r == 0 && !copies)
				r = aio_still(d, d->tree->tasks.at[i]);
		}
	for (size_t i = 0; r == 0 && !copies && d->shared && i < d->shared->segments.n; i++)
		r = memory_write_shared(d, d->shared->segments.at[i]);
	return r;
}
