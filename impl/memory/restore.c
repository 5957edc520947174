/* SPDX-License-Identifier: MIT
 *
 * restore: makes the memory of a task, inside the task that will be it.
 *
 * A mapping whose final range is free in the loader is made right there; any other is made in a
 * hole that is free before and after, at the same distance from a 2 MiB boundary, and is moved by
 * the plan once the loader's own memory is gone. So no two mappings are ever in each other's way,
 * whatever the order. Content, protection and advice are set here; what is left for the plan are
 * unmapping, moving, the vdso, seals, and the bounds the kernel keeps.
 *
 * Everything made here can be unmapped again (memory_undo) until the plan is run.
 */
#include "memory.h"

#include <linux/prctl.h>

struct memory_room {
	struct load *l;
	struct load_task *lt;
	struct memory_load *m;
	struct memory_taken now, taken; /* what is in this process; that, and what will be */
	struct vdso_move vdso;
	VEC(struct wire_range) keep; /* what the plan must not unmap */
	int fd;			     /* the file mapped last: neighbours are often of one file */
	uint64_t fd_id;
	uint32_t fd_flags;
	struct stat exe; /* our own executable, */
	bool maps_exe;	 /* which the saved program maps, too */
};

/* == mappings ================================================================================== */

static int memory_area_file(struct memory_room *room, const Cr__VmaEntry *vma)
{
	uint32_t flags = vma->has_fdflags && (vma->fdflags & O_ACCMODE) != O_RDONLY ? O_RDWR
										    : O_RDONLY;
	struct stat st;

	if (room->fd >= 0 && room->fd_id == vma->shmid && room->fd_flags == flags)
		return room->fd;
	if (room->fd >= 0)
		sys_close(sys_take(&room->fd));
	int fd = object_open(room->l, (uint32_t)vma->shmid, flags);
	if (fd < 0)
		return fd;
	room->fd = fd;
	room->fd_id = vma->shmid;
	room->fd_flags = flags;
	if (sys_fstat(fd, &st) == 0 && st.st_dev == room->exe.st_dev &&
	    st.st_ino == room->exe.st_ino)
		room->maps_exe = true;
	return fd;
}

static int memory_area_flags(const struct memory_area *area)
{
	uint32_t type = area->vma->flags & 0xf;
	int flags = type == MAP_SHARED		    ? MAP_SHARED
		    : (type & MEMORY_MAP_DROPPABLE) ? MEMORY_MAP_DROPPABLE
						    : MAP_PRIVATE;

	flags |= (int)(area->vma->flags & (MAP_GROWSDOWN | MAP_NORESERVE | MAP_LOCKED));
	if (area->back == MEMORY_BACK_ANON && memory_huge_size(area->vma))
		flags |= MAP_HUGETLB | (int)huge_bits(memory_huge_size(area->vma));
	return flags | MAP_FIXED_NOREPLACE | (area->back == MEMORY_BACK_FILE ? 0 : MAP_ANONYMOUS);
}

/* Exactly there, or not at all: before 4.17 the flag is unknown, and the address a mere hint. */
static int memory_map_at(uint64_t addr, uint64_t len, int prot, int flags, int fd, uint64_t off)
{
	uint64_t at;
	int r = sys_mmap(addr, len, prot, flags, fd, off, &at);

	if (r == 0 && at != addr) {
		(void)sys_munmap(at, len);
		r = -EEXIST;
	}
	return r;
}

/* A hole for it, aligned as it has to be. Huge pages may be larger than what holes are aligned to.
 */
static uint64_t memory_area_hole(struct memory_room *room, const struct memory_area *area,
				 uint64_t len)
{
	uint64_t huge = memory_huge_size(area->vma), hole;

	if (huge <= MEMORY_HUGE)
		return memory_taken_hole(&room->taken, len, area->vma->start);
	hole = memory_taken_hole(&room->taken, len + huge, 0);
	return hole ? num_round_up(hole, huge) : 0;
}

/* Its range is taken first: a mapping that is moved there would replace what another thread of an
 * in-place loader has just mapped. */
static int memory_area_move_in(struct memory_room *room, const struct memory_area *area,
			       uint64_t at)
{
	uint64_t len = area->vma->end - area->vma->start, hole = 0;
	int r = memory_map_at(at, len, PROT_NONE,
			      MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED_NOREPLACE, -1,
			      0);

	if (r < 0)
		return r;
	if (area->back == MEMORY_BACK_SYSV)
		hole = memory_area_hole(room, area, sysv_size(area));
	r = area->back == MEMORY_BACK_SHARED ? memory_map_pool(area, at)
	    : area->back == MEMORY_BACK_AIO  ? aio_map(room->l, room->lt, area, at)
	    : hole			     ? sysv_map(area, hole, at)
					     : -ENOMEM;
	if (r < 0)
		(void)sys_munmap(at, len);
	return r;
}

static int memory_area_map_to(struct memory_room *room, const struct memory_area *area, uint64_t at,
			      int prot, int flags, int fd)
{
	const Cr__VmaEntry *vma = area->vma;

	return area->back == MEMORY_BACK_SHARED || area->back == MEMORY_BACK_SYSV ||
			       area->back == MEMORY_BACK_AIO
		       ? memory_area_move_in(room, area, at)
		       : memory_map_at(at, vma->end - vma->start, prot, flags, fd, vma->pgoff);
}

static int memory_area_map(struct memory_room *room, struct memory_area *area, int prot)
{
	const Cr__VmaEntry *vma = area->vma;
	uint64_t len = vma->end - vma->start;
	int flags = memory_area_flags(area), fd = -1;
	struct wire_range *mapped = vec_add(&room->l->cx->arena, &room->m->mapped);

	if (!mapped)
		return error_memory(room->l->cx);
	room->m->mapped.n--;
	if (area->back == MEMORY_BACK_FILE && (fd = memory_area_file(room, vma)) < 0)
		return fd;
	uint64_t at = vma->start;
	int r = memory_taken_hit(&room->now, at, len)
			? -EEXIST
			: memory_area_map_to(room, area, at, prot, flags, fd);

	/* In place other threads still run, and may just have mapped something there. */
	for (int tries = 0; r == -EEXIST && tries < 8; tries++) {
		at = memory_area_hole(room, area, len);
		r = at ? memory_area_map_to(room, area, at, prot, flags, fd) : -ENOMEM;
	}
	if (r == -ENOMEM && memory_huge_size(vma))
		return huge_failed(room->l->cx, r, room->lt->pid, "memory", len,
				   memory_huge_size(vma));
	if ((r == -EAGAIN || r == -EPERM) && (flags & MAP_LOCKED)) {
		r = memory_map_at(at, len, prot, flags & ~MAP_LOCKED, fd, vma->pgoff);
		if (r == 0)
			advice_lose_lock(room->l, room->lt);
	}
	if (r < 0)
		return error_set(room->l->cx, CR_E_RESTORE, -r, room->lt->pid, "mmap",
				 "mapping %llx-%llx of process %d cannot be made",
				 (unsigned long long)vma->start, (unsigned long long)vma->end,
				 room->lt->pid);
	*mapped = (struct wire_range){at, len};
	room->m->mapped.n++;
	area->at = at;
	return 0;
}

/* Pages that the pool has not promised are taken before they are touched: that would be a SIGBUS.
 */
static int memory_take_huge(struct memory_room *room, const struct memory_area *area)
{
	const struct page_map *map = &room->m->map;
	uint64_t start = area->vma->start, end = area->vma->end;

	for (size_t i = memory_first_run(map, start); i < map->n && map->runs[i].addr < end; i++) {
		uint64_t from = map->runs[i].addr, to = from + map->runs[i].pages * MEMORY_PAGE;

		from = from > start ? from : start;
		to = to < end ? to : end;
		int r = sys_madvise(area->at + (from - start), to - from, MEMORY_POPULATE_WRITE);
		if (r < 0 && r != -EINVAL) /* before 5.14: reading into them fails instead */
			return huge_failed(room->l->cx, r, room->lt->pid, "memory", to - from,
					   memory_huge_size(area->vma));
	}
	return 0;
}

static int memory_area_read(struct memory_room *room, struct memory_area *area,
			    const struct memory_area *heir)
{
	if (area->back == MEMORY_BACK_AIO)
		return aio_fill(room->l, room->lt, area);
	return heir ? cow_read(room->l, room->lt, area, heir)
		    : mapped_read_rest(room->l, room->lt, area);
}

static int memory_area_fill(struct memory_room *room, struct memory_area *area,
			    const struct memory_area *heir)
{
	const Cr__VmaEntry *vma = area->vma;
	uint64_t len = vma->end - vma->start;
	/* One page in each huge one would come back 512 times as large: most programs that free
	 * memory have some like that. */
	bool small = len >= MEMORY_HUGE && memory_is_sparse(&room->m->map, vma->start, len) &&
		     sys_prctl(PR_GET_THP_DISABLE, 0, 0, 0, 0) == 0 &&
		     sys_prctl(PR_SET_THP_DISABLE, 1, 0, 0, 0) == 0;
	int r = !heir && memory_huge_size(vma) ? memory_take_huge(room, area) : 0;

	if (r == 0)
		r = memory_area_read(room, area, heir);
	if (small)
		(void)sys_prctl(PR_SET_THP_DISABLE, 0, 0, 0, 0);
	if (r == 0 && area->back == MEMORY_BACK_VDSO)
		vdso_patch(room->lt, &room->vdso, (void *)(uintptr_t)area->at);
	return r;
}

static int memory_area_protect(struct memory_room *room, const struct memory_area *area, int prot)
{
	int r = sys_mprotect(area->at, area->vma->end - area->vma->start, prot);

	return r < 0 ? error_set(room->l->cx, CR_E_RESTORE, -r, room->lt->pid, "mprotect",
				 "mapping %llx of process %d cannot be protected",
				 (unsigned long long)area->vma->start, room->lt->pid)
		     : 0;
}

/* Until its pages are read; or what the kernel gives to memory that is moved in. */
static int memory_first_prot(const struct memory_area *area)
{
	int final = (int)area->vma->prot, readwrite = PROT_READ | PROT_WRITE;

	if (area->back == MEMORY_BACK_SHARED || area->back == MEMORY_BACK_AIO)
		return readwrite;
	if (area->back == MEMORY_BACK_SYSV)
		return (area->vma->fdflags & O_ACCMODE ? readwrite : PROT_READ) |
		       (final & PROT_EXEC);
	return area->has_pages ? final | readwrite : final;
}

/* Huge pages that are not where they belong: can this kernel move them there? */
static int memory_check_move(struct memory_room *room, const struct memory_area *area)
{
	bool moves = area->at != area->vma->start || area->back == MEMORY_BACK_SYSV;

	return moves && feature_ask(room->l->cx, FEATURE_MOVE_HUGE) == CR_NO
		       ? error_set(room->l->cx, CR_E_KERNEL, 0, room->lt->pid,
				   feature_name(FEATURE_MOVE_HUGE),
				   "process %d had huge pages at %llx, where the loading program "
				   "has something else, and this kernel cannot move them (%s)",
				   room->lt->pid, (unsigned long long)area->vma->start,
				   feature_advice(FEATURE_MOVE_HUGE))
		       : 0;
}

static int memory_area_make(struct memory_room *room, struct memory_area *area)
{
	int final = (int)area->vma->prot, prot = memory_first_prot(area);
	const struct memory_area *heir = cow_find(room->lt, area);
	int r = heir ? cow_take(room->l, room->lt, area, heir, &room->taken)
		     : memory_area_map(room, area, prot);

	if (r == 0 && memory_huge_size(area->vma))
		r = memory_check_move(room, area);
	if (r == 0 && heir && (int)heir->vma->prot != prot)
		r = memory_area_protect(room, area, prot);
	if (r == 0 && !heir)
		r = mapped_make(room->l, room->lt, area, prot);
	if (r < 0)
		return r;
	if (!heir) { /* first: huge pages, or none, and where */
		policy_area(room->l, room->lt, area);
		advice_area(room->l, room->lt, area);
	}
	if (area->has_pages)
		r = memory_area_fill(room, area, heir);
	if (r == 0)
		advice_lock(room->l, room->lt, area);
	return r < 0 || prot == final ? r : memory_area_protect(room, area, final);
}

/* Private memory that asks for nothing of its own, and is written to before it is protected. */
static bool memory_is_plain(const struct memory_room *room, const struct memory_area *area)
{
	const Cr__VmaEntry *vma = area->vma;

	return !area->at && area->back == MEMORY_BACK_ANON && !area->extra && !area->bequeathed &&
	       (vma->flags & ~(uint32_t)MAP_ANONYMOUS) == MAP_PRIVATE &&
	       !(vma->has_madv && vma->madv) && vma->end - vma->start < MEMORY_HUGE &&
	       memory_first_prot(area) == (PROT_READ | PROT_WRITE) &&
	       !(room->l->opts->flags & CR_MAPPED) && !cow_find(room->lt, area);
}

/* How many such neighbours lie side by side. */
static size_t memory_plain_run(const struct memory_room *room, size_t first)
{
	const struct memory_area *areas = room->m->areas;
	size_t n = 0;

	while (first + n < room->m->area_n && memory_is_plain(room, &areas[first + n]) &&
	       (n == 0 || areas[first + n].vma->start == areas[first + n - 1].vma->end))
		n++;
	return n;
}

/* All of them by one mapping, filled by few calls: programs with tens of thousands of mappings have
 * them like that. 1: made; 0: not, their place is taken. */
static int memory_make_run(struct memory_room *room, struct memory_area *areas, size_t n)
{
	struct load *l = room->l;
	uint64_t start = areas[0].vma->start, len = areas[n - 1].vma->end - start;
	struct wire_range *mapped = vec_add(&l->cx->arena, &room->m->mapped);
	const int prot = PROT_READ | PROT_WRITE;

	if (!mapped)
		return error_memory(l->cx);
	room->m->mapped.n--;
	if (memory_taken_hit(&room->now, start, len) ||
	    memory_map_at(start, len, prot, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1,
			  0) < 0)
		return 0;
	*mapped = (struct wire_range){start, len};
	room->m->mapped.n++;
	/* Apart, none of them was large enough for huge pages. */
	bool small = sys_prctl(PR_GET_THP_DISABLE, 0, 0, 0, 0) == 0 &&
		     sys_prctl(PR_SET_THP_DISABLE, 1, 0, 0, 0) == 0;
	int r = memory_read_pages(l, &room->m->map, start, len, (void *)(uintptr_t)start, true);
	if (small)
		(void)sys_prctl(PR_SET_THP_DISABLE, 0, 0, 0, 0);
	for (size_t i = 0; r == 0 && i < n; i++) {
		areas[i].at = areas[i].vma->start;
		advice_area(l, room->lt, &areas[i]);
		if ((int)areas[i].vma->prot != prot)
			r = memory_area_protect(room, &areas[i], (int)areas[i].vma->prot);
	}
	return r < 0 ? r : 1;
}

/* early: only what a child will take over. */
static int memory_make_areas(struct memory_room *room, bool early)
{
	size_t alone = 0; /* up to here each by itself */
	int r = 0, made;

	for (size_t i = 0; r == 0 && i < room->m->area_n; i++) {
		struct memory_area *area = &room->m->areas[i];

		if (area->at || (early && !area->bequeathed))
			continue;
		size_t run = i >= alone ? memory_plain_run(room, i) : 0;
		made = run > 1 ? memory_make_run(room, area, run) : 0;
		if (made) {
			i += run - 1;
			r = made < 0 ? made : 0;
			continue;
		}
		alone = i + run > alone ? i + run : alone;
		if (area->back == MEMORY_BACK_ANON || area->back == MEMORY_BACK_FILE ||
		    area->back == MEMORY_BACK_SHARED || area->back == MEMORY_BACK_SYSV ||
		    area->back == MEMORY_BACK_AIO ||
		    (area->back == MEMORY_BACK_VDSO && !room->vdso.same))
			r = memory_area_make(room, area);
	}
	if (room->fd >= 0)
		sys_close(sys_take(&room->fd));
	return r;
}

/* Before 6.13 there are no guards, but pages that cannot be touched are as good to who only runs
 * into them. */
static int memory_make_guards(struct memory_room *room)
{
	for (size_t i = 0; i < room->m->guard_n; i++) {
		const Cr__VmaEntry *guard = room->m->guards[i];

		for (uint64_t at = guard->start; at < guard->end;) {
			const struct memory_area *area = memory_area_at(room->m, at);
			uint64_t end = guard->end < area->vma->end ? guard->end : area->vma->end;
			uint64_t where = area->at + (at - area->vma->start);
			int r = sys_madvise(where, end - at, MEMORY_GUARD_INSTALL);

			if (r < 0) {
				degrade(room->l->cx, room->lt->pid, "madvise",
					"guard pages at %llx of process %d come back as PROT_NONE",
					(unsigned long long)at, room->lt->pid);
				/* A mapping in two pieces could not be moved: then once it has
				 * been. */
				r = where == at ? sys_mprotect(at, end - at, PROT_NONE) : 0;
				if (where != at)
					plan_call(room->lt->plan, 0, PLAN_AT_FILL,
						  "mprotect of guard pages", SYS_mprotect, at,
						  end - at, PROT_NONE);
			}
			if (r < 0)
				return error_set(room->l->cx, CR_E_RESTORE, -r, room->lt->pid,
						 "mprotect",
						 "guard pages at %llx of process %d cannot be made",
						 (unsigned long long)at, room->lt->pid);
			at = end;
		}
	}
	return 0;
}

/* == bounds ==================================================================================== */

/* The exe link cannot be what it was. */
static void memory_lose_exe(struct memory_room *room, const char *why)
{
	degrade(room->l->cx, room->lt->pid, "exe",
		"the exe link of process %d stays that of the loading program (%s)", room->lt->pid,
		why);
}

/* A staged descriptor of the executable for the exe link; -1: the link is right, or has to stay as
 * it is. */
static int memory_open_exe(struct memory_room *room, int *ret_fd)
{
	struct cr_ctx *cx = room->l->cx;
	bool embedded = room->l->cr && room->l->cr->has_flags && (room->l->cr->flags & CR_EMBED);
	bool may = !(cx->faults & (1ull << FEATURE_EXE_LINK)) &&
		   (feature_has_cap(CAP_CHECKPOINT_RESTORE) || feature_has_cap(CAP_SYS_ADMIN));
	cr_error before = cx->err;
	CR_AUTOFD int fd = object_open(room->l, room->lt->mm->exe_file_id, O_RDONLY);
	struct stat st;

	*ret_fd = -1;
	if (fd < 0 && !embedded)
		return fd;
	cx->err = before; /* the program is in the save: its file need not be there */
	if (fd < 0 || sys_fstat(fd, &st) < 0)
		memory_lose_exe(room, "its own is gone");
	else if (st.st_dev == room->exe.st_dev && st.st_ino == room->exe.st_ino)
		return 0;
	else if (!may)
		memory_lose_exe(room, "CAP_CHECKPOINT_RESTORE would change it");
	else if (!S_ISREG(st.st_mode) || !(st.st_mode & 0111))
		memory_lose_exe(room, "its own is not executable any more");
	else if (room->maps_exe)
		memory_lose_exe(
			room,
			"the saved program maps that one, too"); /* the kernel would answer EBUSY */
	else
		return (*ret_fd = object_stage(room->l, sys_take(&fd))) < 0 ? *ret_fd : 0;
	return 0;
}

static int memory_plan_bounds(struct memory_room *room)
{
	struct plan_build *plan = room->lt->plan;
	const Cr__MmEntry *mm = room->lt->mm;
	size_t pairs = mm->n_mm_saved_auxv / 2;
	int exe, r = memory_open_exe(room, &exe);

	if (r < 0)
		return r;
	while (pairs > 0 && mm->mm_saved_auxv[2 * pairs - 2] == 0)
		pairs--; /* the kernel puts the end there */
	struct prctl_mm_map map = {
		.start_code = mm->mm_start_code,
		.end_code = mm->mm_end_code,
		.start_data = mm->mm_start_data,
		.end_data = mm->mm_end_data,
		.start_brk = mm->mm_start_brk,
		.brk = mm->mm_brk,
		.start_stack = mm->mm_start_stack,
		.arg_start = mm->mm_arg_start,
		.arg_end = mm->mm_arg_end,
		.env_start = mm->mm_env_start,
		.env_end = mm->mm_env_end,
		.auxv = (void *)(uintptr_t)plan_data(plan, mm->mm_saved_auxv, pairs * 16),
		.auxv_size = (uint32_t)(pairs * 16),
		.exe_fd = (uint32_t)exe,
	};

	if (pairs == 0)
		map.auxv = NULL;
	plan_call(plan, 0, PLAN_AT_MM, "PR_SET_MM_MAP", SYS_prctl, PR_SET_MM, PR_SET_MM_MAP,
		  plan_data(plan, &map, sizeof(map)), sizeof(map), 0);
	return 0;
}

/* == the plan ================================================================================== */

static int memory_keep_range(struct memory_room *room, uint64_t addr, uint64_t len)
{
	struct wire_range *range = vec_add(&room->l->cx->arena, &room->keep);

	if (range)
		*range = (struct wire_range){addr, len};
	return range ? 0 : error_memory(room->l->cx);
}

/* The page by which the program can ask who it is now (cr_load_info). */
static int memory_plan_loaded(struct memory_room *room)
{
	struct load *l = room->l;
	uint64_t at = l->loaded_fd < 0 ? 0 : memory_taken_hole(&room->taken, l->loaded_size, 0);

	if (l->loaded_fd < 0)
		return 0;
	if (!at)
		return error_set(l->cx, CR_E_MEMORY, ENOMEM, room->lt->pid, "cr_loaded",
				 "the address space has no room for one more page");
	plan_map(room->lt->plan, PLAN_AT_FILL, "mapping the page of cr_loaded", at, l->loaded_size,
		 PROT_READ, MAP_SHARED, l->loaded_fd, 0);
	return 0;
}

static int memory_plan_steps(struct memory_room *room)
{
	struct plan_build *plan = room->lt->plan;
	int r = 0;

	for (size_t i = 0; r == 0 && i < room->m->area_n; i++)
		if (room->m->areas[i].at)
			r = memory_keep_range(room, room->m->areas[i].at,
					      room->m->areas[i].vma->end -
						      room->m->areas[i].vma->start);
	for (size_t i = 0; r == 0 && i < room->vdso.n; i++)
		r = memory_keep_range(room, room->vdso.part[i].addr, room->vdso.part[i].len);
	if (r < 0)
		return r;
	plan_unmap_others(plan, room->keep.at, room->keep.n);
	vdso_step_aside(room->lt, &room->vdso);
	for (size_t i = 0; i < room->m->area_n; i++) {
		const struct memory_area *area = &room->m->areas[i];

		if (area->at && area->at != area->vma->start)
			mapped_plan_move(room->lt, area);
	}
	vdso_step_home(room->lt, &room->vdso);
	r = memory_plan_loaded(room);
	if (r < 0)
		return r;
	advice_plan(room->l, room->lt);
	return memory_plan_bounds(room);
}

/* The window is taken first: plan data has its final address in it. */
static int memory_open_plan(struct memory_room *room)
{
	struct load_task *lt = room->lt;
	size_t size = plan_window_size(lt->thread_n, 2 * room->m->area_n + 64 + MAPPED_STEPS,
				       lt->plan_bytes);
	/* 32-bit calls need their arguments where such programs can have them. */
	const struct wire_range high = {ARCH_COMPAT_END, ARCH_TASK_END - ARCH_COMPAT_END};
	uint64_t at, len;
	int r = plan_find_window(room->l->cx, size, room->taken.at, room->taken.n, &high,
				 lt->compat, &at);

	if (r == 0)
		r = plan_open(room->l->cx, at, size, lt->thread_n, room->l->board, &lt->plan);
	if (r < 0)
		return r;
	at = plan_window(lt->plan, &len);
	room->now.at[room->now.n++] = room->taken.at[room->taken.n++] = (struct wire_range){at,
											    len};
	memory_taken_sort(&room->now);
	memory_taken_sort(&room->taken);
	room->taken.origin = room->taken.cursor = at + len;
	return 0;
}

static int memory_look_around(struct memory_room *room)
{
	struct load *l = room->l;
	struct proc_map *maps;
	size_t n;
	int r = memory_own_maps(l, &maps, &n);

	if (r == 0)
		r = memory_take(l, maps, n, 0, 0, &room->now);
	if (r == 0)
		r = memory_take(l, maps, n, room->lt->index, room->lt->index + 1, &room->taken);
	if (r == 0)
		r = sys_fstatat(l->proc_fd, "self/exe", &room->exe, 0);
	if (r < 0)
		return error_frame(l->cx, r, "looking at the loading process");
	vdso_find_parts(maps, n, &room->vdso);
	return 0;
}

/* Behind the window, which of a 32-bit program is below 4 GiB. */
static int memory_choose_vdso(struct memory_room *room)
{
	int r = vdso_choose(room->l, room->lt, &room->taken, &room->vdso);
	const struct wire_range all = {room->vdso.start, room->vdso.end - room->vdso.start};

	if (r < 0 || !all.len)
		return r;
	room->now.at[room->now.n++] = room->taken.at[room->taken.n++] = all;
	memory_taken_sort(&room->now);
	memory_taken_sort(&room->taken);
	return 0;
}

CR_FN int memory_create(struct load *l, struct load_task *lt)
{
	struct memory_room room = {.l = l, .lt = lt, .m = lt->memory, .fd = -1};
	int r = lt->memory ? memory_make_pools(l, lt) : 0;

	if (r < 0 || !lt->memory || !cow_bequeath(l, lt))
		return r;
	r = memory_look_around(&room);
	return r < 0 ? r : memory_make_areas(&room, true);
}

CR_FN int memory_template(struct load *l)
{
	struct load_task *root = l->tasks.at[0];
	struct memory_room room = {.l = l, .lt = root, .m = root->memory, .fd = -1};
	int r = 0;

	if (!root->memory || (l->opts->flags & CR_MAPPED) || !cow_bequeath_all(root))
		return 0;
	r = memory_look_around(&room);
	return r < 0 ? r : memory_make_areas(&room, true);
}

CR_FN int memory_plan(struct load *l, struct load_task *lt)
{
	struct memory_room room = {.l = l, .lt = lt, .m = lt->memory, .fd = -1};
	int r = memory_look_around(&room);

	if (r == 0)
		r = memory_open_plan(&room);
	if (r == 0)
		r = memory_choose_vdso(&room);
	if (r == 0)
		r = vdso_plan(l, lt, &room.taken, &room.vdso);
	if (r == 0)
		r = memory_make_areas(&room, false);
	if (r == 0)
		r = memory_make_guards(&room);
	return r < 0 ? r : memory_plan_steps(&room);
}

CR_FN void memory_undo(struct load *l, struct load_task *lt)
{
	struct memory_load *m = lt->memory;

	(void)l;
	for (size_t i = 0; m && i < m->area_n; i++)
		if (m->areas[i].back == MEMORY_BACK_AIO && m->areas[i].at)
			(void)sys_io_destroy(m->areas[i].at);
	for (size_t i = 0; m && i < m->mapped.n; i++)
		(void)sys_munmap(m->mapped.at[i].addr, m->mapped.at[i].len);
	for (size_t i = 0; m && i < m->common->pools.n; i++) {
		struct memory_pool *pool = m->common->pools.at[i];

		if (pool->at)
			(void)sys_munmap(pool->at, pool->size);
		pool->at = 0;
	}
	if (m)
		m->mapped.n = 0;
	if (lt->plan)
		plan_close(lt->plan);
}
