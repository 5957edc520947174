/* SPDX-License-Identifier: MIT
 *
 * advice: what a mapping has beside pages and protection, in both directions: what the program told
 * the kernel about its use (madvise), locks, names, seals; and whether memory yet to come is to be
 * locked. What CRIU's message of a mapping has no place for goes into cr.img, one entry for each
 * mapping that has something of it. Leans on smaps, which tells all of it but "locks what is to
 * come": that shows in memory that the saver itself has just made in the task. At a load everything
 * is done where the mapping is made, and moves with it; only seals come last, by the plan, for they
 * forbid the rest.
 */
#include "memory.h"

#include <linux/prctl.h>

#ifndef PR_SET_VMA
#define PR_SET_VMA 0x53564d41
#define PR_SET_VMA_ANON_NAME 0
#endif
#define ADVICE_NAME_MAX 80 /* ANON_VMA_NAME_MAX_LEN */

/* == a save ==================================================================================== */

CR_FN uint64_t memory_advice(const struct proc_map *map)
{
	static const struct {
		uint64_t flag;
		int advice;
	} table[] = {
		{PROC_VM_RAND, MADV_RANDOM},	   {PROC_VM_SEQ, MADV_SEQUENTIAL},
		{PROC_VM_DONTCOPY, MADV_DONTFORK}, {PROC_VM_MERGEABLE, MADV_MERGEABLE},
		{PROC_VM_HUGEPAGE, MADV_HUGEPAGE}, {PROC_VM_NOHUGEPAGE, MADV_NOHUGEPAGE},
		{PROC_VM_DONTDUMP, MADV_DONTDUMP}, {PROC_VM_WIPEONFORK, MADV_WIPEONFORK},
	};
	uint64_t bits = 0;

	for (size_t i = 0; i < ARRAY_LEN(table); i++)
		if (map->vmflags & table[i].flag)
			bits |= 1ull << table[i].advice;
	return bits;
}

/* The name that the program gave to anonymous memory, without the kernel's dressing; NULL: none. */
CR_FN const char *advice_name(struct cr_ctx *cx, const struct proc_map *map)
{
	static const char *const heads[] = {"[anon:", "[anon_shmem:"};

	for (size_t i = 0; i < ARRAY_LEN(heads); i++) {
		size_t head = strlen(heads[i]), n = strlen(map->name);

		if (!str_starts(map->name, heads[i]) || map->name[n - 1] != ']')
			continue;
		char *name = arena_str(&cx->arena, map->name + head);
		if (name)
			name[n - head - 1] = '\0';
		return name;
	}
	return NULL;
}

CR_FN Cr__CrMemoryEntry *advice_entry(struct dump *d, const struct task *task)
{
	Cr__CrTaskEntry *cr = dump_cr_task(d, task);

	if (!cr || cr->memory)
		return cr ? cr->memory : NULL;
	cr->memory = cx_alloc(d->cx, sizeof(*cr->memory));
	if (cr->memory)
		cr__cr_memory_entry__init(cr->memory);
	return cr->memory;
}

CR_FN Cr__CrMappingEntry *advice_extra(struct dump *d, struct task *task, const Cr__VmaEntry *vma)
{
	struct memory_task *m = task->memory;
	Cr__CrMappingEntry *last = m->extras.n ? m->extras.at[m->extras.n - 1] : NULL;

	if (last && last->start == vma->start)
		return last;
	Cr__CrMemoryEntry *memory = advice_entry(d, task);
	Cr__CrMappingEntry *e = cx_alloc(d->cx, sizeof(*e)),
			   **slot = vec_add(&d->cx->arena, &m->extras);

	if (!memory || !e || !slot)
		return NULL;
	cr__cr_mapping_entry__init(e);
	e->start = vma->start;
	e->end = vma->end;
	*slot = e;
	memory->mappings = m->extras.at;
	memory->n_mappings = m->extras.n;
	return e;
}

CR_FN int advice_dump(struct dump *d, struct task *task, const struct proc_map *map,
		      const Cr__VmaEntry *vma)
{
	bool on_fault = (map->vmflags & PROC_VM_LOCKED) && (map->vmflags & PROC_VM_LOCKONFAULT);
	bool named = str_starts(map->name, "[anon");

	if (d->checking || (!(map->vmflags & PROC_VM_SEALED) && !on_fault && !named))
		return 0;
	Cr__CrMappingEntry *e = advice_extra(d, task, vma);

	if (!e)
		return error_memory(d->cx);
	e->has_sealed = e->sealed = map->vmflags & PROC_VM_SEALED;
	e->has_lock_on_fault = e->lock_on_fault = on_fault;
	e->name = named ? (char *)(uintptr_t)advice_name(d->cx, map) : NULL;
	return 0;
}

/* Of a process: KiB that are locked; 0 when that cannot be told. */
static uint64_t advice_locked(struct cr_ctx *cx, int dir_fd)
{
	const char *value;
	uint64_t kib = 0;
	char *text;

	if (proc_read(cx, dir_fd, "status", &text, NULL) < 0)
		return 0;
	value = proc_key(text, "VmLck");
	return value && str_number(&value, 10, &kib) ? kib : 0;
}

/* Memory that the saver itself has made in the task: the parasite; or the last page of the saver's
 * own, made anew, for the rest of that was unlocked. */
static uint64_t advice_own_memory(const struct dump *d, const struct task *task)
{
	uint64_t at = d->tree->hide_end - d->cx->page, made;

	if (!task->shares_memory)
		return task->infect.live ? task->infect.map : 0;
	return sys_mmap(at, d->cx->page, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0,
			&made) == 0
		       ? made
		       : 0;
}

/* Whether memory yet to come is to be locked is told nowhere; but then memory just made is locked.
 */
CR_FN int advice_dump_task(struct dump *d, struct task *task)
{
	uint64_t own = d->checking ? 0 : advice_own_memory(d, task), locked = 0;
	Cr__CrMemoryEntry *memory;
	struct proc_map *maps;
	size_t n;

	for (size_t i = 0; i < task->map_n; i++)
		if (task->maps[i].vmflags & PROC_VM_LOCKED)
			locked += task->maps[i].end - task->maps[i].start;
	if (!own || advice_locked(d->cx, task->dir_fd) << 10 <= locked)
		return 0;
	int r = proc_maps(d->cx, task->dir_fd, true, &maps, &n);
	if (r < 0)
		return error_set(d->cx, CR_E_SYSTEM, -r, task->pid, "smaps",
				 "the mappings of process %d cannot be read", task->pid);
	for (size_t i = 0; i < n; i++) {
		if (own < maps[i].start || own >= maps[i].end ||
		    !(maps[i].vmflags & PROC_VM_LOCKED))
			continue;
		memory = advice_entry(d, task);
		if (!memory)
			return error_memory(d->cx);
		memory->has_lock_future = true;
		memory->lock_future = MCL_FUTURE;
		if (maps[i].vmflags & PROC_VM_LOCKONFAULT)
			memory->lock_future |= MCL_ONFAULT;
	}
	return 0;
}

/* == a load ==================================================================================== */

/* Gives each area its entry; says which makes no sense. */
CR_FN const char *advice_load(struct load_task *lt, uint64_t *ret_at)
{
	const Cr__CrMemoryEntry *memory = lt->extra ? lt->extra->memory : NULL;

	for (size_t i = 0; memory && i < memory->n_mappings; i++) {
		const Cr__CrMappingEntry *e = memory->mappings[i];
		struct memory_area *area = memory_area_at(lt->memory, e->start);

		*ret_at = e->start;
		if (!area || area->vma->start != e->start || area->vma->end != e->end)
			return "there is no such mapping";
		if (e->name && strlen(e->name) >= ADVICE_NAME_MAX)
			return "its name is too long";
		area->extra = e;
	}
	*ret_at = 0;
	if (memory && (memory->lock_future & ~(uint32_t)(MCL_FUTURE | MCL_ONFAULT)))
		return "the locks to come make no sense";
	return NULL;
}

/* A sealed mapping cannot be unmapped, whoever wants it: the program would never get rid of it. */
CR_FN int advice_check_loader(struct load *l)
{
	CR_AUTOFD int self = sys_openat(l->proc_fd, "self", O_RDONLY | O_DIRECTORY, 0);
	struct proc_map *maps;
	size_t n;

	if (sys_mseal(0, 0) < 0) /* before 6.10 there are no seals */
		return 0;
	int r = self < 0 ? self : proc_maps(l->cx, self, true, &maps, &n);
	if (r < 0)
		return error_set(l->cx, CR_E_SYSTEM, -r, 0, "smaps",
				 "the mappings of the loading process cannot be read");
	for (size_t i = 0; i < n; i++)
		if (maps[i].vmflags & PROC_VM_SEALED)
			return error_set(l->cx, CR_E_LOADER, 0, 0,
					 *maps[i].name ? maps[i].name : "anonymous memory",
					 "the loading program has sealed its memory at %llx "
					 "(mseal), which can never be unmapped: load before that "
					 "is done, or by another program",
					 (unsigned long long)maps[i].start);
	return 0;
}

static void advice_give(struct load *l, const struct load_task *lt, const struct memory_area *area)
{
	const Cr__VmaEntry *vma = area->vma;

	for (int advice = 0; advice < 64; advice++) {
		if (!(vma->madv >> advice & 1))
			continue;
		int r = sys_madvise(area->at, vma->end - vma->start, advice);
		if (r < 0) /* a kernel without KSM, or without huge pages */
			degrade(l->cx, lt->pid, "madvise",
				"advice %d on mapping %llx of process %d was not taken (%s)",
				advice, (unsigned long long)vma->start, lt->pid, error_name(-r));
	}
}

static void advice_set_name(struct load *l, const struct load_task *lt,
			    const struct memory_area *area)
{
	int r = sys_prctl(PR_SET_VMA, PR_SET_VMA_ANON_NAME, area->at,
			  area->vma->end - area->vma->start, (uintptr_t)area->extra->name);

	if (r < 0)
		degrade(l->cx, lt->pid, area->extra->name,
			"memory at %llx of process %d has no name any more (%s)",
			(unsigned long long)area->vma->start, lt->pid, error_name(-r));
}

CR_FN void advice_area(struct load *l, const struct load_task *lt, const struct memory_area *area)
{
	advice_give(l, lt, area);
	if (area->extra && area->extra->name)
		advice_set_name(l, lt, area);
}

static bool advice_locks(const struct memory_area *area, unsigned *ret_flags)
{
	bool on_fault = area->extra && area->extra->lock_on_fault;

	*ret_flags = on_fault ? MLOCK_ONFAULT : 0;
	return on_fault || (area->vma->flags & MAP_LOCKED);
}

CR_FN void advice_lock(struct load *l, const struct load_task *lt, const struct memory_area *area)
{
	unsigned flags;

	/* mmap(2) has locked other memory itself: mlock(2) would complain about what cannot be
	 * touched. */
	if (!advice_locks(area, &flags) ||
	    (!flags && area->back != MEMORY_BACK_SHARED && area->back != MEMORY_BACK_SYSV))
		return;
	int r = sys_mlock2(area->at, area->vma->end - area->vma->start, flags);
	if (r < 0)
		advice_lose_lock(l, lt);
}

CR_FN void advice_lose_lock(struct load *l, const struct load_task *lt)
{
	degrade(l->cx, lt->pid, "mlock",
		"locked memory of process %d comes back unlocked (RLIMIT_MEMLOCK)", lt->pid);
}

/* A loader that locks memory to come has locked all that was made for the program. */
static void advice_plan_unlock(struct load *l, struct load_task *lt)
{
	CR_AUTOFD int self = sys_openat(l->proc_fd, "self", O_RDONLY | O_DIRECTORY, 0);
	const struct memory_load *m = lt->memory;
	unsigned flags;

	if (self < 0 || advice_locked(l->cx, self) == 0)
		return;
	plan_call(lt->plan, 0, PLAN_AT_FILL, "munlockall", SYS_munlockall, 0);
	for (size_t i = 0; i < m->area_n; i++)
		if (m->areas[i].at && advice_locks(&m->areas[i], &flags)) /* it could be done */
			plan_call(lt->plan, 0, PLAN_AT_FILL, "mlock2", SYS_mlock2,
				  m->areas[i].vma->start,
				  m->areas[i].vma->end - m->areas[i].vma->start, flags)
				->flags = PLAN_MAY_FAIL;
}

CR_FN void advice_plan(struct load *l, struct load_task *lt)
{
	const Cr__CrMemoryEntry *memory = lt->extra ? lt->extra->memory : NULL;
	struct rlimit lim;

	advice_plan_unlock(l, lt);
	if (memory && memory->lock_future) {
		if (feature_has_cap(CAP_IPC_LOCK) ||
		    (sys_prlimit(0, RLIMIT_MEMLOCK, NULL, &lim) == 0 && lim.rlim_cur > 0))
			plan_call(lt->plan, 0, PLAN_AT_MM, "mlockall", SYS_mlockall,
				  memory->lock_future);
		else
			advice_lose_lock(l, lt);
	}
	for (size_t i = 0; memory && i < memory->n_mappings; i++) {
		const Cr__CrMappingEntry *e = memory->mappings[i];

		if (!e->sealed)
			continue;
		if (sys_mseal(0, 0) == 0)
			plan_call(lt->plan, 0, PLAN_AT_LAST, "mseal", SYS_mseal, e->start,
				  e->end - e->start, 0);
		else
			degrade(l->cx, lt->pid, "mseal",
				"sealed memory at %llx of process %d comes back unsealed (mseal(2) "
				"needs kernel 6.10)",
				(unsigned long long)e->start, lt->pid);
	}
}
