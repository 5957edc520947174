/* SPDX-License-Identifier: MIT
 *
 * sysv: mappings of System V segments (shmat). Such a segment is the system's, like a file: it is
 * not in the save, and is attached again where id, key, size and time of creation still fit. Only
 * parts of it may be attached. Refused: a segment that ends with its last attachment (IPC_RMID),
 * for its id could never come back; one of another ipc namespace; and, at a load, one that has gone
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
	else if (shm.removed)
		*ret_why = "System V shared memory that has been removed (IPC_RMID): it ends with "
			   "the program";
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
	return 0;
}

/* == a load ==================================================================================== */

CR_FN uint64_t sysv_size(const struct memory_area *area)
{
	uint64_t huge = memory_huge_size(area->vma);

	return num_round_up(area->extra->sysv->size, huge ? huge : MEMORY_PAGE);
}

static int sysv_check(struct load *l, const struct load_task *lt, const struct memory_area *area)
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
	int r = sys_shmat((int)vma->shmid, hole, flags);

	if (r < 0)
		return r;
	r = sys_mremap(hole + vma->pgoff, len, len, MREMAP_MAYMOVE | MREMAP_FIXED, at);
	(void)sys_munmap(hole, size); /* what is left of it */
	return r;
}
