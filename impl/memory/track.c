/* SPDX-License-Identifier: MIT
 *
 * track: knowing without looking what a program has written since its last save. A userfaultfd
 * with asynchronous write protection is registered on its private memory, and each save finds, and
 * protects again, the pages that were written (PAGEMAP_SCAN, 6.7). The kernel lifts the protection
 * by itself at the first write: nobody waits, nothing fails, and when the descriptor is closed, or
 * its holder dies, the program is as before.
 *
 * What the kernel does not carry over is simply unprotected and so counts as written: new and moved
 * mappings, the memory of a forked child, a program after exec. Such ranges are registered when a
 * save meets them. Memory that several can write (shared mappings) is compared instead (compare.c).
 */
#include "memory.h"

/* Refused without privilege unless only faults of user mode are handled; asynchronous protection
 * works for the kernel's own writes all the same, for nobody handles those. */
static const uint64_t track_flags = O_CLOEXEC | O_NONBLOCK | SYS_UFFD_USER_MODE;

static int track_started(struct cr_ctx *cx, uint64_t *ret)
{
	CR_AUTOFD int proc = -1, dir = -1;
	struct proc_stat st;
	char *text;
	int r = proc_open(cx, &proc);

	if (r >= 0)
		r = proc_open_pid(proc, sys_getpid(), &dir);
	if (r >= 0)
		r = proc_read(cx, dir, "stat", &text, NULL);
	if (r >= 0)
		r = proc_parse_stat(text, &st);
	if (r >= 0)
		*ret = st.starttime;
	return r;
}

CR_FN int track_open_self(struct cr_ctx *cx, struct cr_tracker *t)
{
	CR_AUTOFD int fd = sys_uffd_open((int)track_flags);
	int r = fd < 0 ? fd : sys_uffd_async(fd);

	if (r < 0)
		return error_set(
			cx, CR_E_KERNEL, -r, 0, feature_name(FEATURE_UFFD_WP_ASYNC),
			"this kernel cannot track writes (%s, since %s); without a tracker "
			"memory is compared",
			feature_name(FEATURE_UFFD_WP_ASYNC), feature_since(FEATURE_UFFD_WP_ASYNC));
	memset(t->tasks, 0, sizeof(t->tasks));
	r = track_started(cx, &t->tasks[0].started);
	if (r < 0)
		return error_set(cx, CR_E_SYSTEM, -r, sys_getpid(), "stat",
				 "the caller's start time cannot be read");
	t->self = true;
	t->tasks[0].pid = sys_getpid();
	t->tasks[0].fd = sys_take(&fd);
	t->n = 1;
	t->is_based = false;
	return 0;
}

/* The object was saved with the program, its descriptor was not. */
static bool track_is_stale(struct cr_ctx *cx, const struct cr_tracker *t)
{
	uint64_t started;

	return t->self && (t->n == 0 || t->tasks[0].pid != sys_getpid() ||
			   (track_started(cx, &started) == 0 && started != t->tasks[0].started));
}

CR_FN int track_refresh(struct cr_ctx *cx, struct cr_tracker *t)
{
	return track_is_stale(cx, t) ? track_open_self(cx, t) : 0;
}

CR_FN void track_close(struct cr_ctx *cx, struct cr_tracker *t)
{
	if (track_is_stale(cx, t))
		return;
	for (size_t i = 0; i < t->n; i++)
		sys_close_auto(&t->tasks[i].fd);
	t->n = 0;
}

/* Made in the task, then taken over: the task keeps nothing of it. */
static int track_make(struct dump *d, struct task *task)
{
	int64_t fd, ignored;
	const uint64_t args[5] = {track_flags};
	int r = parasite_call(d->tree, task, SYS_userfaultfd, args, &fd);

	if (r == 0 && fd < 0)
		r = (int)fd;
	if (r < 0)
		return r;
	CR_AUTOFD int ours = task_get_fd(d->tree, task, (int)fd);
	const uint64_t shut[5] = {(uint64_t)fd};
	(void)parasite_call(d->tree, task, SYS_close, shut, &ignored);
	r = ours < 0 ? ours : sys_uffd_async(ours);
	return r < 0 ? r : sys_take(&ours);
}

static struct track_task *track_find(const struct dump *d, const struct task *task)
{
	struct cr_tracker *t = d->opts->tracker;

	for (size_t i = 0; t && i < t->n; i++)
		if (t->tasks[i].pid == task->pid)
			return &t->tasks[i];
	return NULL;
}

static void track_lost(struct dump *d, const struct task *task, int r)
{
	log_warn(d->cx, "writes of process %d cannot be tracked (%s): its memory is %s", task->pid,
		 error_name(-r), d->parent ? "compared with the parent's" : "stored in full");
}

/* A process that was not there at the last save, or another under its number. */
static int track_add(struct dump *d, struct task *task, struct track_task **ret)
{
	struct cr_tracker *t = d->opts->tracker;
	struct track_task *it = track_find(d, task);

	*ret = it;
	if (it && (t->self || it->started == task->stat.starttime))
		return 0;
	if (t->self) /* a helper's descriptors do not outlive it */
		return -ENOENT;
	if (!it && t->n == ARRAY_LEN(t->tasks))
		return -ENOSPC;
	int fd = track_make(d, task);
	if (fd < 0)
		return fd;
	if (it)
		sys_close_auto(&it->fd);
	else
		it = &t->tasks[t->n++];
	*it = (struct track_task){.pid = task->pid, .started = task->stat.starttime, .fd = fd};
	*ret = it;
	return 0;
}

CR_FN void track_begin(struct dump *d, struct task *task)
{
	struct memory_task *m = task->memory;

	if (!d->opts->tracker || d->checking || d->shared->scan == MEMORY_SCAN_PAGEMAP)
		return;
	int r = track_add(d, task, &m->track);
	if (r < 0) {
		m->track = NULL;
		if (r != -ENOENT)
			track_lost(d, task, r);
		return;
	}
	if (d->shared->tracked)
		m->written_since = memory_parent_map(d, IMAGE_PAGEMAP, (uint64_t)task->pid);
}

CR_FN int track_register(struct dump *d, struct task *task, uint64_t start, uint64_t end)
{
	struct memory_task *m = task->memory;
	int r = sys_uffd_register(m->track->fd, start, end - start);

	/* The program has become another by exec: the descriptor is for memory that is no more. */
	if (r == -ESRCH && !d->opts->tracker->self) {
		int fd = track_make(d, task);

		if (fd >= 0) {
			sys_close_auto(&m->track->fd);
			m->track->fd = fd;
			r = sys_uffd_register(fd, start, end - start);
		}
	}
	if (r < 0)
		log_info(d->cx, "writes to %llx-%llx of process %d are not tracked (%s)",
			 (unsigned long long)start, (unsigned long long)end, task->pid,
			 error_name(-r));
	return r;
}

/* Marks what is in the parent and was not written since; the rest is new, and not compared. */
CR_FN int track_found(struct memory_task *m, struct cr_ctx *cx, size_t first, uint64_t start,
		      uint64_t end, uint32_t flags, bool written)
{
	const struct page_map *map = m->written_since;
	size_t i = written ? map->n : memory_first_run(map, start);
	int r = 0;

	for (; r == 0 && i < map->n && start < end && map->runs[i].addr < end; i++) {
		uint64_t from = map->runs[i].addr > start ? map->runs[i].addr : start,
			 to = map->runs[i].addr + map->runs[i].pages * MEMORY_PAGE;

		to = to < end ? to : end;
		if (from > start)
			r = memory_add_run(cx, &m->runs, first, start, (from - start) / MEMORY_PAGE,
					   flags | MEMORY_RUN_NEW);
		if (r == 0)
			r = memory_add_run(cx, &m->runs, first, from, (to - from) / MEMORY_PAGE,
					   PAGE_RUN_PARENT);
		start = to;
	}
	if (r == 0 && start < end)
		r = memory_add_run(cx, &m->runs, first, start, (end - start) / MEMORY_PAGE,
				   flags | MEMORY_RUN_NEW);
	return r;
}

CR_FN bool track_is_based(const struct dump *d)
{
	const struct cr_tracker *t = d->opts->tracker;
	const uint8_t *id = image_save_id(d->parent);

	return t && t->is_based && id && memcmp(id, t->base, sizeof(t->base)) == 0;
}

CR_FN void track_saved(struct dump *d, const uint8_t *save_id)
{
	struct cr_tracker *t = d->opts->tracker;

	if (!t)
		return;
	t->is_based = save_id != NULL;
	if (save_id)
		memcpy(t->base, save_id, sizeof(t->base));
}

/* Registered by somebody, but so that nobody ever waits: no matter to a save. */
CR_FN bool track_is_async(const struct task *task, const struct proc_map *map)
{
	const struct sys_scan scan = {.start = map->start,
				      .end = map->start + MEMORY_PAGE,
				      .anyof = SYS_PAGE_PRESENT,
				      .wanted = SYS_PAGE_PRESENT,
				      .flags = SYS_SCAN_CHECK_ASYNC};
	struct sys_page_region region;
	uint64_t end;

	return sys_pagemap_scan(task->pagemap_fd, &scan, &region, 1, &end) >= 0;
}

CR_FN uint64_t track_estimate(struct dump *d)
{
	struct cr_tracker *t = d->opts->tracker;
	uint64_t pages = 0;

	for (size_t i = 0; i < t->n; i++) {
		struct sys_scan scan = {
			.end = ARCH_TASK_END,
			.inverted = SYS_PAGE_FILE | SYS_PAGE_PFNZERO,
			.mask = SYS_PAGE_FILE | SYS_PAGE_PFNZERO | SYS_PAGE_WRITTEN,
			.anyof = SYS_PAGE_PRESENT | SYS_PAGE_SWAPPED,
			.wanted = SYS_PAGE_WRITTEN,
		};
		struct sys_page_region regions[64];
		CR_AUTOFD int dir = -1;
		int n;

		if (proc_open_pid(d->tree->proc_fd, t->tasks[i].pid, &dir) < 0)
			continue;
		CR_AUTOFD int fd = sys_openat(dir, "pagemap", O_RDONLY, 0);
		do {
			uint64_t next = 0;

			n = fd < 0 ? fd
				   : sys_pagemap_scan(fd, &scan, regions, ARRAY_LEN(regions),
						      &next);
			for (int j = 0; j < n; j++)
				pages += (regions[j].end - regions[j].start) / MEMORY_PAGE;
			scan.start = next;
		} while (n == (int)ARRAY_LEN(regions) && scan.start < scan.end);
	}
	return pages * MEMORY_PAGE;
}
