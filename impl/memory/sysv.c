/* SPDX-License-Identifier: MIT
 *
 * sysv: mappings of System V segments (shmat). Such a segment is the system's, like a file: it is
 * not in the save, and is attached again where id, key, size and time of creation still fit. Only
 * parts of it may be attached. A segment that has been removed (IPC_RMID) and lives on in the tree
 * alone is the tree's: it is in the save, made anew by the first task before it forks the others,
 * attached and removed at once, under its old number where that can be had. Refused: a removed one
 * that others have attached, too; one of another ipc namespace; and, at a load, one that has gone
 * or is another one now.
 */
#include "memory.h"

#include <sys/shm.h>

/* == a save ==================================================================================== */

static bool sysv_is_ours(const struct dump *d, const struct task *task)
{
	struct stat theirs, ours;

	return sys_fstatat(task->dir_fd, "ns/ipc", &theirs, 0) == 0 &&
	       sys_fstatat(d->tree->proc_fd, "self/ns/ipc", &ours, 0) == 0 &&
	       theirs.st_dev == ours.st_dev && theirs.st_ino == ours.st_ino;
}

/* Its number could be that of an inode, by which other shared memory goes. */
#define SYSV_PAGES ((uint64_t)1 << 32)

static int sysv_keep(struct dump *d, struct task *task, const struct proc_map *map,
		     const struct sys_shm *shm, Cr__CrSysvEntry *e)
{
	struct shared_memory *s = memory_shared(d);
	struct memory_removed *seg = NULL;

	for (size_t i = 0; i < s->removed.n && !seg; i++)
		if ((uint64_t)s->removed.at[i].id == map->inode)
			seg = &s->removed.at[i];
	if (!seg && (seg = vec_add(&d->cx->arena, &s->removed)) != NULL)
		*seg = (struct memory_removed){.id = (int)map->inode, .task = task};
	if (!seg)
		return error_memory(d->cx);
	if (seg->last != map || seg->task != task) /* not one more part of the same */
		seg->attached++;
	seg->last = map;
	seg->task = task;
	e->has_pages = e->has_mode = e->has_uid = e->has_gid = true;
	e->pages = SYSV_PAGES | map->inode;
	e->mode = shm->mode;
	e->uid = shm->uid;
	e->gid = shm->gid;
	return 0;
}

CR_FN int sysv_dump(struct dump *d, struct task *task, const struct proc_map *map,
		    Cr__VmaEntry *vma, const char **ret_why)
{
	bool writable = map->vmflags & PROC_VM_MAYWRITE;
	struct sys_shm shm;
	int id = map->inode <= INT32_MAX ? (int)map->inode : -1;

	*ret_why = NULL;
	if (!sysv_is_ours(d, task))
		*ret_why = "System V shared memory of another ipc namespace";
	else if (sys_shm_stat(id, &shm) < 0)
		*ret_why = "System V shared memory that may not be looked at";
	if (*ret_why || d->checking)
		return 0;
	vma->status = MEMORY_REGULAR | MEMORY_SYSVIPC;
	vma->shmid = map->inode;
	vma->has_fdflags = true;
	vma->fdflags = writable ? O_RDWR : O_RDONLY;
	Cr__CrMappingEntry *e = advice_extra(d, task, vma);
	if (!e || !(e->sysv = cx_alloc(d->cx, sizeof(*e->sysv))))
		return error_memory(d->cx);
	cr__cr_sysv_entry__init(e->sysv);
	e->sysv->key = shm.key;
	e->sysv->ctime = shm.ctime;
	e->sysv->size = shm.size;
	return shm.removed ? sysv_keep(d, task, map, &shm, e->sysv) : 0;
}

CR_FN int sysv_view(struct dump *d, struct task *task, const struct proc_map *map,
		    const Cr__VmaEntry *vma)
{
	const struct memory_task *m = task->memory;
	const Cr__CrMappingEntry *e = m->extras.n ? m->extras.at[m->extras.n - 1] : NULL;
	struct proc_map as = *map;

	if (d->checking || !e || e->start != vma->start || !e->sysv || !e->sysv->has_pages)
		return 0;
	as.inode = e->sysv->pages;
	return memory_add_view(d, task, &as, vma->start, vma->end, false);
}

CR_FN int sysv_settle(struct dump *d)
{
	struct shared_memory *s = d->shared;

	for (size_t i = 0; s && i < s->removed.n; i++) {
		const struct memory_removed *seg = &s->removed.at[i];
		struct sys_shm shm;

		if (sys_shm_stat(seg->id, &shm) == 0 && shm.attached <= seg->attached)
			continue;
		return refuse(
			d->cx, CR_E_OUTSIDE, seg->task->pid, "System V shared memory",
			"the System V segment %d, which has been removed (IPC_RMID), is attached "
			"by processes outside the tree, too: save them along, or detach it "
			"there",
			seg->id);
	}
	return 0;
}

/* == a load ==================================================================================== */

CR_FN uint64_t sysv_size(const struct memory_area *area)
{
	uint64_t huge = memory_huge_size(area->vma);

	return num_round_up(area->extra->sysv->size, huge ? huge : MEMORY_PAGE);
}

static int sysv_find_pool(struct load *l, struct load_task *lt, struct memory_area *area)
{
	struct memory_pool *pool;
	int r = memory_pool_of(l, lt->memory->common, area->extra->sysv->pages, &pool);

	if (r < 0)
		return r;
	if (pool->size > sysv_size(area) ||
	    (pool->sysv && pool->sysv->size != area->extra->sysv->size))
		return error_set(l->cx, CR_E_DAMAGED, 0, lt->pid, "System V shared memory",
				 "the System V segment %llu has content behind its end",
				 (unsigned long long)area->vma->shmid);
	pool->sysv = area->extra->sysv;
	pool->id = (int)area->vma->shmid;
	pool->huge = memory_huge_size(area->vma);
	pool->size = sysv_size(area);
	area->pool = pool;
	return 0;
}

CR_FN int sysv_make(struct load *l, struct memory_pool *pool, uint64_t at)
{
	int flags = (int)(pool->sysv->mode & 0777) | 0600, wanted = pool->id, r;

	if (pool->huge)
		flags |= SHM_HUGETLB | (int)huge_bits(pool->huge);
	(void)sys_shm_next(l->proc_fd, wanted);
	int id = sys_shmget(pool->sysv->size, flags);
	if (id < 0 && pool->huge)
		return huge_failed(l->cx, id, 0, "System V shared memory", pool->size, pool->huge);
	if (id < 0)
		return error_set(l->cx, CR_E_RESTORE, -id, 0, "shmget",
				 "a System V segment of %llu bytes cannot be made",
				 (unsigned long long)pool->sysv->size);
	r = sys_shmat(id, at, 0);
	if (sys_shm_own(id, pool->sysv->uid, pool->sysv->gid, pool->sysv->mode) < 0)
		degrade(l->cx, 0, "System V shared memory",
			"the owner %u:%u of the System V segment %d cannot be set", pool->sysv->uid,
			pool->sysv->gid, wanted);
	(void)sys_shm_remove(id); /* it ends with us, whatever happens */
	if (r < 0)
		return error_set(l->cx, CR_E_RESTORE, -r, 0, "shmat",
				 "a System V segment of %llu bytes cannot be attached",
				 (unsigned long long)pool->sysv->size);
	if (id != wanted)
		degrade(l->cx, 0, "System V shared memory",
			"the removed System V segment %d has the number %d now", wanted, id);
	pool->id = id;
	return 0;
}

static int sysv_check(struct load *l, struct load_task *lt, struct memory_area *area)
{
	const Cr__VmaEntry *vma = area->vma;
	const Cr__CrSysvEntry *e = area->extra ? area->extra->sysv : NULL;
	struct sys_shm shm;

	if (!e)
		return error_set(l->cx, CR_E_UNSUPPORTED, 0, lt->pid, "System V shared memory",
				 "mapping %llx of process %d is System V shared memory of another "
				 "ipc namespace",
				 (unsigned long long)vma->start, lt->pid);
	if (vma->shmid > INT32_MAX || e->size > ARCH_TASK_END ||
	    vma->pgoff + (vma->end - vma->start) > sysv_size(area))
		return error_set(l->cx, CR_E_DAMAGED, 0, lt->pid, "System V shared memory",
				 "mapping %llx of process %d does not lie in its segment",
				 (unsigned long long)vma->start, lt->pid);
	if (e->has_pages)
		return sysv_find_pool(l, lt, area);
	int r = sys_shm_stat((int)vma->shmid, &shm);
	if (r == 0 &&
	    (shm.key != e->key || shm.ctime != e->ctime || shm.size != e->size || shm.removed))
		r = -EIDRM;
	return r < 0 ? error_set(l->cx, CR_E_RESTORE, -r, lt->pid, "System V shared memory",
				 "the System V segment %llu (key 0x%x, %llu bytes) that process %d "
				 "had attached is not there any more; the save does not hold it",
				 (unsigned long long)vma->shmid, e->key,
				 (unsigned long long)e->size, lt->pid)
		     : 0;
}

CR_FN int sysv_load(struct load *l, struct load_task *lt)
{
	int r = 0;

	for (size_t i = 0; r == 0 && i < lt->memory->area_n; i++)
		if (lt->memory->areas[i].back == MEMORY_BACK_SYSV)
			r = sysv_check(l, lt, &lt->memory->areas[i]);
	return r;
}

CR_FN int sysv_map(const struct memory_area *area, uint64_t hole, uint64_t at)
{
	const Cr__VmaEntry *vma = area->vma;
	uint64_t len = vma->end - vma->start, size = sysv_size(area);
	int flags = ((vma->fdflags & O_ACCMODE) == O_RDONLY ? SHM_RDONLY : 0) |
		    (vma->prot & PROT_EXEC ? SHM_EXEC : 0);
	int r = sys_shmat(area->pool ? area->pool->id : (int)vma->shmid, hole, flags);

	if (r < 0)
		return r;
	r = sys_mremap(hole + vma->pgoff, len, len, MREMAP_MAYMOVE | MREMAP_FIXED, at);
	(void)sys_munmap(hole, size); /* what is left of it */
	return r;
}
