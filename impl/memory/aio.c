/* SPDX-License-Identifier: MIT
 *
 * aio: rings of asynchronous I/O (io_setup), in both directions, with the events that have come and
 * were not read yet. The ring's address is its name, and moves with mremap(2); what the kernel
 * keeps of it beside the ring (its end, how much of it is taken) only follows requests that are
 * really made. So a load makes as many as it takes, of one byte to a file of memory, reads those
 * that were read, and writes the saved events over what is left.
 *
 * A child inherits the mapping but not the ring: it comes back as memory without content, listed.
 * Requests that are still on their way cannot be seen; when one ends while all stand still, the
 * save is refused.
 */
#include "memory.h"

#include <linux/aio_abi.h>

#define AIO_MAGIC 0xa10a10a1u
#define AIO_BATCH 64

struct aio_ring {
	uint32_t id, nr;     /* nr: of events in it, one of which is never used */
	uint32_t head, tail; /* the next to be read; behind the last that has come */
	uint32_t magic, compat, incompat, header;
};
_Static_assert(sizeof(struct aio_ring) == 32 && sizeof(struct io_event) == 32,
	       "shared with the kernel");

static bool aio_is_ring(const struct aio_ring *ring, uint64_t len)
{
	return ring->magic == AIO_MAGIC && ring->header == sizeof(*ring) && ring->nr > 2 &&
	       ring->nr <= (len - sizeof(*ring)) / sizeof(struct io_event) &&
	       ring->head < ring->nr && ring->tail < ring->nr;
}

/* == a save ==================================================================================== */

/* Asks for no event. */
static int aio_ask(struct dump *d, struct task *task, uint64_t at)
{
	const uint64_t args[5] = {at};
	int64_t got = 0;

	if (task->shares_memory)
		return sys_io_getevents(at, 0, NULL);
	int r = parasite_call(d->tree, task, SYS_io_getevents, args, &got);
	return r < 0 ? r : (int)got;
}

CR_FN int aio_dump(struct dump *d, struct task *task, const struct proc_map *map, Cr__VmaEntry *vma,
		   enum aio_state *ret)
{
	struct memory_task *m = task->memory;
	uint64_t len = map->end - map->start;
	struct aio_ring ring;

	*ret = AIO_OWN;
	if (d->checking)
		return 0;
	if (task_read_memory(task, map->start, &ring, sizeof(ring)) < 0 ||
	    !aio_is_ring(&ring, len)) {
		*ret = AIO_BROKEN;
		return 0;
	}
	if (aio_ask(d, task, map->start) < 0) {
		*ret = AIO_INHERITED;
		return 0;
	}
	vma->status = MEMORY_REGULAR | MEMORY_AIORING;
	vma->flags = MAP_SHARED;
	Cr__AioRingEntry *e = cx_alloc(d->cx, sizeof(*e)),
			 **slot = vec_add(&d->cx->arena, &m->aios);
	if (!e || !slot)
		return error_memory(d->cx);
	cr__aio_ring_entry__init(e);
	e->id = map->start;
	e->nr_req = (ring.nr - 2) / 2; /* the kernel doubles it and adds two */
	e->ring_len = (uint32_t)len;
	*slot = e;
	m->mm->aios = m->aios.at;
	m->mm->n_aios = m->aios.n;
	struct memory_ring *seen = vec_add(&d->cx->arena, &m->rings);
	if (!seen)
		return error_memory(d->cx);
	*seen = (struct memory_ring){map->start, ring.tail};
	return memory_collect_all(d, task, vma);
}

CR_FN int aio_still(struct dump *d, struct task *task)
{
	struct aio_ring ring;

	for (size_t i = 0; i < task->memory->rings.n; i++) {
		const struct memory_ring *seen = &task->memory->rings.at[i];

		if (task_read_memory(task, seen->addr, &ring, sizeof(ring)) == 0 &&
		    ring.tail == seen->tail)
			continue;
		return refuse(d->cx, CR_E_MAPPING, task->pid, "[aio]",
			      "a request of asynchronous I/O of process %d was still on its way: "
			      "read its event (io_getevents) before the save, or try again",
			      task->pid);
	}
	return 0;
}

/* == a load ==================================================================================== */

CR_FN const char *aio_load(const Cr__MmEntry *mm, const struct memory_area *area, uint32_t *ret_nr)
{
	const Cr__VmaEntry *vma = area->vma;

	for (size_t i = 0; i < mm->n_aios; i++) {
		const Cr__AioRingEntry *e = mm->aios[i];

		if (e->id != vma->start)
			continue;
		*ret_nr = e->nr_req;
		return e->ring_len == vma->end - vma->start && area->has_pages
			       ? NULL
			       : "its ring is not whole";
	}
	return "nothing tells how large its ring is";
}

CR_FN int aio_map(struct load *l, const struct load_task *lt, const struct memory_area *area,
		  uint64_t at)
{
	uint64_t len = area->vma->end - area->vma->start, id = 0;
	uint32_t nr = 0;

	(void)aio_load(lt->mm, area, &nr);
	int r = sys_io_setup(nr, &id);
	if (r < 0)
		return error_set(l->cx, CR_E_RESTORE, -r, lt->pid, "io_setup",
				 "a ring of asynchronous I/O of process %d cannot be made%s",
				 lt->pid, r == -EAGAIN ? ": raise the sysctl fs.aio-max-nr" : "");
	const struct aio_ring *ring = (const struct aio_ring *)(uintptr_t)id;
	uint64_t has = num_round_up(sizeof(*ring) + ring->nr * sizeof(struct io_event),
				    MEMORY_PAGE);

	if (has != len)
		r = error_set(
			l->cx, CR_E_RESTORE, 0, lt->pid, "io_setup",
			"a ring of asynchronous I/O of process %d had %llu bytes and would have "
			"%llu here, where there are more processors",
			lt->pid, (unsigned long long)len, (unsigned long long)has);
	if (r == 0)
		r = sys_mremap(id, len, len, MREMAP_MAYMOVE | MREMAP_FIXED, at);
	if (r < 0)
		(void)sys_io_destroy(id);
	return r;
}

/* n requests that end at once; read: their events are taken out. */
static int aio_spend(uint64_t id, uint32_t n, int fd, bool read)
{
	struct io_event events[AIO_BATCH];
	struct iocb request = {.aio_lio_opcode = IOCB_CMD_PWRITE, .aio_fildes = (uint32_t)fd};
	struct iocb *list[AIO_BATCH];

	request.aio_buf = (uintptr_t) "";
	request.aio_nbytes = 1;
	for (size_t i = 0; i < AIO_BATCH; i++)
		list[i] = &request;
	while (n > 0) {
		int r = sys_io_submit(id, n < AIO_BATCH ? n : AIO_BATCH, list);

		if (r > 0 && read && sys_io_getevents(id, r, events) != r)
			r = -EIO;
		if (r <= 0)
			return r < 0 ? r : -EIO;
		n -= (uint32_t)r;
	}
	return 0;
}

/* On one processor: each keeps some of the ring's room for itself. */
static int aio_advance(uint64_t id, const struct aio_ring *to, int fd)
{
	uint8_t all[1024], one[1024] = {0};
	ssize_t n = sys_get_affinity(0, all, sizeof(all)), i = 0;
	int r;

	while (i < n && !all[i])
		i++;
	if (i < n) {
		one[i] = (uint8_t)(all[i] & -all[i]);
		(void)sys_set_affinity(0, one, (size_t)n);
	}
	r = aio_spend(id, to->head, fd, true);
	if (r == 0)
		r = aio_spend(id, (to->tail + to->nr - to->head) % to->nr, fd, false);
	if (i < n)
		(void)sys_set_affinity(0, all, (size_t)n);
	return r;
}

CR_FN int aio_fill(struct load *l, const struct load_task *lt, const struct memory_area *area)
{
	volatile struct aio_ring *ring = (volatile struct aio_ring *)(uintptr_t)area->at;
	const struct page_map *map = &lt->memory->map;
	uint64_t start = area->vma->start, len = area->vma->end - start;
	unsigned char *first = cx_alloc(l->cx, MEMORY_PAGE);
	struct aio_ring was;

	if (!first)
		return error_memory(l->cx);
	int r = memory_read_pages(l, map, start, MEMORY_PAGE, first, false);
	if (r < 0)
		return r;
	memcpy(&was, first, sizeof(was));
	if (!aio_is_ring(&was, len) || was.nr != ring->nr)
		return error_set(
			l->cx, CR_E_DAMAGED, 0, lt->pid, "[aio]",
			"the ring of asynchronous I/O at %llx of process %d makes no sense",
			(unsigned long long)start, lt->pid);
	CR_AUTOFD int fd = sys_memfd("cr-aio");
	r = fd < 0 ? fd : aio_advance(area->at, &was, fd);
	if (r == 0 && (ring->head != was.head || ring->tail != was.tail))
		r = -EIO;
	if (r < 0)
		return error_set(
			l->cx, CR_E_RESTORE, -r, lt->pid, "io_submit",
			"the ring of asynchronous I/O at %llx of process %d cannot be filled",
			(unsigned long long)start, lt->pid);
	if (CR_TEST_SKIP("memory", "events"))
		return 0;
	memcpy((unsigned char *)(uintptr_t)area->at + sizeof(was), first + sizeof(was),
	       MEMORY_PAGE - sizeof(was));
	return memory_read_pages(l, map, start + MEMORY_PAGE, len - MEMORY_PAGE,
				 (void *)(uintptr_t)(area->at + MEMORY_PAGE), false);
}
