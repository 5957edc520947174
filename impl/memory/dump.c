/* SPDX-License-Identifier: MIT
 *
 * dump: the mm message of a task: its mappings in CRIU's form, what the rules make of them, the
 * files behind them, and the bounds that the kernel keeps of a program (brk, arguments,
 * environment, auxiliary vector, exe). Leans on maps (what a mapping is), pages and shared (what of
 * it is stored), object (files). Refuses what maps refuses, and mapped files that cannot be found
 * again.
 */
#include "memory.h"

/* A mapping, or a part of one that the rules treat differently. */
struct memory_piece {
	const struct proc_map *map;
	enum memory_kind kind;
	uint64_t start, end;
	int action;
};

static const char *memory_map_name(const struct proc_map *map)
{
	return *map->name ? map->name : "anonymous memory";
}

static int memory_refuse(struct dump *d, const struct task *task, const struct memory_piece *piece,
			 const char *why)
{
	return refuse(d->cx, CR_E_MAPPING, task->pid, memory_map_name(piece->map),
		      "mapping %llx-%llx of process %d ('%s') is %s",
		      (unsigned long long)piece->start, (unsigned long long)piece->end, task->pid,
		      memory_map_name(piece->map), why);
}

/* == files ===================================================================================== */

/* Without the right to follow map_files, the file at the path must be the one that is mapped. Where
 * either device number is one without a device (overlayfs, btrfs), stat(2) and maps name different
 * ones for the same file. */
CR_FN bool memory_same_file(const struct proc_map *map, const struct stat *st)
{
	return st->st_ino == map->inode &&
	       (st->st_dev == map->dev || (st->st_dev >> 8 & 0xfff) == 0 ||
		(map->dev >> 8 & 0xfff) == 0);
}

static int memory_stat_file(const struct dump *d, const struct task *task,
			    const struct proc_map *map, const char *link, struct stat *ret)
{
	int r = d->cx->faults & (1ull << FEATURE_MAP_FILES)
			? -EPERM
			: sys_fstatat(task->dir_fd, link, ret, 0);

	if (r == 0)
		return 0;
	r = sys_fstatat(AT_FDCWD, map->name, ret, 0);
	return r == 0 && !memory_same_file(map, ret) ? -ESTALE : r;
}

/* A memfd has no path: without that right, one of the task's descriptors has to lead to it. */
static int memory_stat_fd(const struct task *task, const struct proc_map *map, char *link,
			  size_t size, struct stat *ret)
{
	CR_AUTOFD int fds = sys_openat(task->dir_fd, "fd", O_RDONLY | O_DIRECTORY, 0);
	struct sys_dir walk;
	const char *name;

	if (fds < 0)
		return fds;
	sys_dir_start(&walk, fds);
	while (sys_dir_next(&walk, &name) > 0) {
		if (sys_fstatat(fds, name, ret, 0) < 0 || !S_ISREG(ret->st_mode) ||
		    !memory_same_file(map, ret))
			continue;
		str_format(link, size, "fd/%s", name);
		return 0;
	}
	return -ENOENT;
}

/* memfd_secret(2): always locked. */
static bool memory_is_secret(const struct proc_map *map)
{
	return map->shared && strcmp(map->name, "/secretmem (deleted)") == 0;
}

/* Shared huge pages without a file, and secret memory whose descriptor is closed, have one of the
 * kernel's, which only that right would reach: it is as large as what tasks show of it, of which
 * this is the first. */
static int memory_stat_nameless(const struct task *task, const struct proc_map *map,
				struct stat *ret)
{
	if (!memory_is_huge_anon(map) && !memory_is_secret(map))
		return -ENOENT;
	memset(ret, 0, sizeof(*ret));
	ret->st_mode = S_IFREG;
	ret->st_uid = sys_geteuid();
	ret->st_gid = sys_getegid();
	ret->st_dev = map->dev;
	ret->st_ino = map->inode;
	ret->st_blksize = (blksize_t)map->page_size;
	for (size_t i = 0; i < task->map_n; i++) {
		const struct proc_map *m = &task->maps[i];
		int64_t end = (int64_t)(m->pgoff + (m->end - m->start));

		if (memory_same_file(m, ret) && strcmp(m->name, map->name) == 0 &&
		    end > ret->st_size)
			ret->st_size = end;
	}
	return 0;
}

static int memory_find_file(struct dump *d, struct task *task, const struct memory_piece *piece,
			    Cr__VmaEntry *vma)
{
	const struct proc_map *map = piece->map;
	bool writable = map->shared && (map->vmflags & PROC_VM_MAYWRITE);
	struct open_file *file;
	struct stat st;
	char link[64];

	str_format(link, sizeof(link), "map_files/%llx-%llx", (unsigned long long)map->start,
		   (unsigned long long)map->end);
	int r = memory_stat_file(d, task, map, link, &st);
	if (r < 0)
		r = memory_stat_fd(task, map, link, sizeof(link), &st);
	if (r < 0)
		r = memory_stat_nameless(task, map, &st);
	if (r < 0)
		return refuse(d->cx, CR_E_MAPPING, task->pid, map->name,
			      "the file '%s' that process %d maps is not there any more "
			      "(CAP_CHECKPOINT_RESTORE would reach it; "
			      "CR_EMBED stores private mappings whole)",
			      map->name, task->pid);
	if (!S_ISREG(st.st_mode))
		return memory_refuse(d, task, piece, "memory of a device");
	r = object_special(d, task, link, map->name, &st, writable ? O_RDWR : O_RDONLY, &file);
	if (r < 0)
		return r;
	vma->shmid = file->id;
	if (file->entry->memfd)
		vma->status |= MEMORY_MEMFD;
	vma->has_fdflags = true;
	vma->fdflags = writable ? O_RDWR : O_RDONLY;
	return 0;
}

static int memory_find_exe(struct dump *d, struct task *task, Cr__MmEntry *mm)
{
	struct open_file *file;
	struct stat st;
	char *path;
	int r = proc_readlink(d->cx, task->dir_fd, "exe", &path);

	if (r == 0)
		r = sys_fstatat(task->dir_fd, "exe", &st, 0);
	if (r < 0)
		return error_set(d->cx, CR_E_SYSTEM, -r, task->pid, "exe",
				 "the executable of process %d cannot be looked at", task->pid);
	r = object_special(d, task, "exe", path, &st, O_RDONLY, &file);
	if (r < 0)
		return r;
	mm->exe_file_id = file->id;
	return 0;
}

/* == mappings ================================================================================== */

static Cr__VmaEntry *memory_add_vma(struct dump *d, struct memory_task *m,
				    const struct memory_piece *piece)
{
	Cr__VmaEntry **slot = vec_add(&d->cx->arena, &m->vmas),
		     *vma = cx_alloc(d->cx, sizeof(*vma));

	if (!slot || !vma)
		return NULL;
	cr__vma_entry__init(vma);
	vma->start = piece->start;
	vma->end = piece->end;
	vma->prot = (uint32_t)piece->map->prot;
	vma->madv = memory_advice(piece->map);
	vma->has_madv = vma->madv != 0;
	vma->fd = -1;
	*slot = vma;
	return vma;
}

/* Private anonymous memory in the copy. store: what the program wrote, everything, or nothing. */
enum memory_store { MEMORY_STORE_OWN, MEMORY_STORE_ALL, MEMORY_STORE_NONE };

static int memory_as_anonymous(struct dump *d, struct task *task, const struct memory_piece *piece,
			       Cr__VmaEntry *vma, enum memory_store store)
{
	vma->status = MEMORY_REGULAR | MEMORY_ANON_PRIVATE |
		      (piece->kind == MEMORY_IS_HEAP ? MEMORY_HEAP : 0u);
	vma->flags = memory_map_flags(piece->map, true);
	if (piece->map->shared)
		vma->flags = (vma->flags & ~(uint32_t)MAP_SHARED) | MAP_PRIVATE;
	if (store == MEMORY_STORE_OWN)
		return memory_collect(d, task, vma);
	return store == MEMORY_STORE_ALL ? memory_collect_all(d, task, vma) : 0;
}

static int memory_as_file(struct dump *d, struct task *task, const struct memory_piece *piece,
			  Cr__VmaEntry *vma)
{
	const struct proc_map *map = piece->map;

	vma->status = MEMORY_REGULAR | (map->shared ? MEMORY_FILE_SHARED : MEMORY_FILE_PRIVATE);
	vma->flags = memory_map_flags(map, false);
	if (memory_is_secret(map))
		vma->flags &= ~(uint32_t)MAP_LOCKED;
	vma->pgoff = map->pgoff + (piece->start - map->start);
	int r = memory_find_file(d, task, piece, vma);

	if (r == 0 && map->shared && memory_is_huge_anon(map))
		r = memory_add_view(d, task, map, piece->start, piece->end, false);
	if (r < 0)
		return r;
	return map->shared ? memory_collect_guards(d, task, vma) : memory_collect(d, task, vma);
}

static int memory_as_shared(struct dump *d, struct task *task, const struct memory_piece *piece,
			    Cr__VmaEntry *vma)
{
	const struct proc_map *map = piece->map;
	bool blank = piece->action == CR_ZERO || piece->action == CR_SECRET;

	vma->status = MEMORY_REGULAR | MEMORY_ANON_SHARED;
	vma->flags = memory_map_flags(map, true);
	vma->pgoff = map->pgoff + (piece->start - map->start);
	vma->shmid = map->inode;
	int r = memory_collect_guards(d, task, vma);
	return r < 0 ? r : memory_add_view(d, task, map, piece->start, piece->end, blank);
}

static int memory_as_sysv(struct dump *d, struct task *task, const struct memory_piece *piece,
			  Cr__VmaEntry *vma)
{
	const char *why;

	vma->flags = memory_map_flags(piece->map, true);
	vma->pgoff = piece->map->pgoff + (piece->start - piece->map->start);
	int r = sysv_dump(d, task, piece->map, vma, &why);
	if (r == 0 && why)
		r = memory_refuse(d, task, piece, why);
	if (r == 0)
		r = memory_collect_guards(d, task, vma);
	return r < 0 ? r : sysv_view(d, task, piece->map, vma);
}

static int memory_as_ring(struct dump *d, struct task *task, const struct memory_piece *piece,
			  Cr__VmaEntry *vma)
{
	const struct proc_map *map = piece->map;
	enum aio_state state;
	int r = aio_dump(d, task, map, vma, &state);

	if (r < 0 || state == AIO_OWN)
		return r;
	if (state == AIO_BROKEN)
		return memory_refuse(d, task, piece,
				     "a part of a ring of asynchronous I/O, or one that was "
				     "overwritten: destroy it before the save (io_destroy)");
	degrade(d->cx, task->pid, "[aio]",
		"the ring of asynchronous I/O at %llx, which process %d has from its parent and "
		"cannot use, comes back as plain memory",
		(unsigned long long)map->start, task->pid);
	return memory_as_anonymous(d, task, piece, vma, MEMORY_STORE_NONE);
}

/* vdso, vvar, vsyscall: the kernel's own. vvar is written as one, however many parts this kernel
 * makes of it. */
static int memory_as_kernels(struct dump *d, struct task *task, const struct memory_piece *piece,
			     struct memory_task *m)
{
	static const uint32_t status[] = {
		[MEMORY_IS_VDSO] = MEMORY_REGULAR | MEMORY_VDSO | MEMORY_ANON_PRIVATE,
		[MEMORY_IS_VVAR] = MEMORY_REGULAR | MEMORY_VVAR | MEMORY_ANON_PRIVATE,
		[MEMORY_IS_VSYSCALL] = MEMORY_VSYSCALL | MEMORY_ANON_PRIVATE,
	};
	Cr__VmaEntry *last = m->vmas.n ? m->vmas.at[m->vmas.n - 1] : NULL, *vma;

	if (piece->kind == MEMORY_IS_VVAR && last && (last->status & MEMORY_VVAR) &&
	    last->end == piece->start) {
		last->end = piece->end;
		return 0;
	}
	vma = memory_add_vma(d, m, piece);
	if (!vma)
		return error_memory(d->cx);
	vma->status = status[piece->kind];
	vma->flags = MAP_PRIVATE | MAP_ANONYMOUS;
	/* The code of the vdso goes along whole, for kernels whose own differs. */
	return piece->kind == MEMORY_IS_VDSO ? memory_collect_all(d, task, vma) : 0;
}

static int memory_add_piece(struct dump *d, struct task *task, struct memory_piece *piece,
			    const char *why)
{
	struct memory_task *m = task->memory;
	bool blank = piece->action == CR_ZERO || piece->action == CR_SECRET;
	bool forgets = piece->map->vmflags &
		       (PROC_VM_WIPEONFORK | PROC_VM_DROPPABLE); /* as after fork, unless kept */
	Cr__VmaEntry *vma;

	if (piece->action == CR_DROP)
		return 0;
	if (piece->kind == MEMORY_IS_REFUSED && !blank)
		return memory_refuse(d, task, piece, why);
	vma = memory_add_vma(d, m, piece);
	if (!vma)
		return error_memory(d->cx);
	int r = advice_dump(d, task, piece->map, vma);
	if (r < 0)
		return r;
	if (piece->kind == MEMORY_IS_SHARED)
		return memory_as_shared(d, task, piece, vma);
	if (blank || (forgets && piece->action != CR_KEEP))
		return memory_as_anonymous(d, task, piece, vma, MEMORY_STORE_NONE);
	if (piece->kind == MEMORY_IS_AIO)
		return memory_as_ring(d, task, piece, vma);
	if (piece->kind == MEMORY_IS_SYSV)
		return memory_as_sysv(d, task, piece, vma);
	if (piece->kind != MEMORY_IS_FILE)
		return memory_as_anonymous(d, task, piece, vma,
					   piece->map->vmflags & PROC_VM_OF_A_SAVE
						   ? MEMORY_STORE_ALL
						   : MEMORY_STORE_OWN);
	if ((d->opts->flags & CR_EMBED) && !piece->map->shared)
		return memory_as_anonymous(d, task, piece, vma, MEMORY_STORE_ALL);
	return memory_as_file(d, task, piece, vma);
}

static int memory_add_map(struct dump *d, struct task *task, const struct proc_map *map)
{
	const char *why = "";
	struct proc_map plain = *map;

	if ((map->vmflags & PROC_VM_UFFD_WP) && task->pagemap_fd >= 0 &&
	    track_is_async(task, map)) {
		plain.vmflags &= ~(uint64_t)PROC_VM_UFFD_WP;
		map = arena_copy(&d->cx->arena, &plain, sizeof(plain));
		if (!map)
			return error_memory(d->cx);
	}
	struct memory_piece piece = {.map = map,
				     .kind = memory_classify(map, &why),
				     .start = map->start,
				     .end = map->end};

	if (piece.kind == MEMORY_IS_VDSO || piece.kind == MEMORY_IS_VVAR ||
	    piece.kind == MEMORY_IS_VSYSCALL)
		return memory_as_kernels(d, task, &piece, task->memory);
	for (; piece.start < map->end; piece.start = piece.end) {
		piece.action = memory_action(
			d->opts->rules, piece.start, map->end,
			map->vmflags & PROC_VM_HUGETLB ? map->page_size : d->cx->page, &piece.end);
		int r = memory_add_piece(d, task, &piece, why);
		if (r < 0)
			return r;
	}
	return 0;
}

/* == bounds ==================================================================================== */

static int memory_read_auxv(struct dump *d, const struct task *task, Cr__MmEntry *mm)
{
	char *text;
	size_t len;
	int r = proc_read(d->cx, task->dir_fd, "auxv", &text, &len);

	if (r < 0)
		return error_set(d->cx, CR_E_SYSTEM, -r, task->pid, "auxv",
				 "the auxiliary vector of process %d cannot be read", task->pid);
	mm->n_mm_saved_auxv = len / 16 * 2;
	mm->mm_saved_auxv = cx_array(d->cx, mm->n_mm_saved_auxv + 1, sizeof(uint64_t));
	if (!mm->mm_saved_auxv)
		return error_memory(d->cx);
	memcpy(mm->mm_saved_auxv, text, mm->n_mm_saved_auxv * sizeof(uint64_t));
	return 0;
}

static int memory_read_bounds(struct dump *d, struct task *task, Cr__MmEntry *mm)
{
	const struct proc_stat *st = &task->stat;

	mm->mm_start_code = st->start_code;
	mm->mm_end_code = st->end_code;
	mm->mm_start_data = st->start_data;
	mm->mm_end_data = st->end_data;
	mm->mm_start_stack = st->start_stack;
	mm->mm_start_brk = st->start_brk;
	mm->mm_brk = task->in.brk;
	mm->mm_arg_start = st->arg_start;
	mm->mm_arg_end = st->arg_end;
	mm->mm_env_start = st->env_start;
	mm->mm_env_end = st->env_end;
	mm->has_dumpable = task->in.dumpable >= 0;
	mm->dumpable = task->in.dumpable;
	mm->has_thp_disabled = task->in.thp_disabled > 0;
	mm->thp_disabled = task->in.thp_disabled > 0;
	return memory_read_auxv(d, task, mm);
}

/* == all of it ================================================================================= */

/* Guards come behind all mappings: that is where CRIU looks for them. */
static int memory_join_vmas(struct dump *d, struct memory_task *m)
{
	m->mm->vmas = cx_array(d->cx, m->vmas.n + m->guards.n + 1, sizeof(*m->mm->vmas));
	if (!m->mm->vmas)
		return error_memory(d->cx);
	for (size_t i = 0; i < m->vmas.n; i++)
		m->mm->vmas[m->mm->n_vmas++] = m->vmas.at[i];
	for (size_t i = 0; i < m->guards.n; i++)
		m->mm->vmas[m->mm->n_vmas++] = m->guards.at[i];
	return 0;
}

CR_FN int memory_dump(struct dump *d, struct task *task)
{
	struct memory_task *m = cx_alloc(d->cx, sizeof(*m));
	int r = 0;

	if (task->state == TASK_ZOMBIE)
		return 0;
	if (!m || !memory_shared(d) || !(m->mm = cx_alloc(d->cx, sizeof(*m->mm))))
		return error_memory(d->cx);
	task->memory = m;
	cr__mm_entry__init(m->mm);
	track_begin(d, task);
	for (size_t i = 0; r == 0 && i < task->map_n; i++)
		r = memory_add_map(d, task, &task->maps[i]);
	if (r == 0)
		r = memory_find_exe(d, task, m->mm);
	if (r < 0 || d->checking)
		return r;
	r = memory_join_vmas(d, m);
	if (r == 0)
		r = memory_read_bounds(d, task, m->mm);
	if (r == 0)
		r = advice_dump_task(d, task);
	if (r == 0)
		r = policy_dump(d, task);
	m->pages_id = ++d->last_pages_id;
	return r;
}

CR_FN int memory_settle(struct dump *d)
{
	return sysv_settle(d);
}

CR_FN struct shared_memory *memory_shared(struct dump *d)
{
	if (d->shared)
		return d->shared;
	struct shared_memory *s = cx_alloc(d->cx, sizeof(*s));

	if (!s || !(s->buf = cx_alloc(d->cx, MEMORY_BUFFER)))
		return NULL;
	if (d->cx->faults & (1ull << FEATURE_PAGEMAP_SCAN))
		s->scan = MEMORY_SCAN_PAGEMAP;
	return d->shared = s;
}

CR_FN int memory_put(struct dump *d)
{
	int r = memory_collect_shared(d);

	for (size_t i = 0; r == 0 && i < d->tree->tasks.n; i++) {
		const struct task *task = d->tree->tasks.at[i];
		const struct memory_task *m = task->memory;
		struct record_out out = {0};

		if (!m)
			continue;
		r = record_begin(d->cx, &out, IMAGE_MM);
		if (r == 0)
			r = record_add(d->cx, &out, &m->mm->base);
		if (r == 0)
			r = save_put(d->save, image_name(d->cx, IMAGE_MM, (uint64_t)task->pid),
				     out.at, out.n);
		if (r == 0)
			r = page_map_save(d->save, IMAGE_PAGEMAP, (uint64_t)task->pid, m->pages_id,
					  m->runs.at, m->runs.n);
	}
	for (size_t i = 0; r == 0 && d->shared && i < d->shared->segments.n; i++) {
		const struct memory_segment *seg = d->shared->segments.at[i];

		r = page_map_save(d->save, IMAGE_PAGEMAP_SHMEM, seg->shmid, seg->pages_id,
				  seg->runs.at, seg->runs.n);
	}
	return r;
}
