/* SPDX-License-Identifier: MIT
 *
 * copies: many copies of one save. The save is read once, and the memory of its first process is
 * made once, in the caller: each copy is forked from there and shares all pages until it writes.
 * Shared memory, descriptors, identities are each copy's own. Some copies are on their way at any
 * time, for a copy waits more than it works.
 *
 * The copies of a tree share what its first process has; what the others have on top of it is read
 * for each.
 */
#include "engine.h"

#define COPIES_AT_ONCE 4

/* One on its way: what of a load is its own. */
struct copies_one {
	struct load l;
	cr_load_opts opts;
	struct restore_run run;
};

static int copies_begin(struct load *base, struct copies_one *one, const cr_child *child)
{
	one->l = *base;
	one->opts = *base->opts;
	one->l.opts = &one->opts;
	one->l.shared = NULL;
	one->l.board = NULL;
	one->l.pages = (struct load_count){0, 0, 0};
	one->l.loaded_fd = -1;
	if (child->payload_size) {
		one->opts.payload = child->payload;
		one->opts.payload_size = child->payload_size;
	}
	int r = sys_getrandom(one->l.load_id, sizeof(one->l.load_id));
	if (r >= 0)
		r = restore_begin(&one->l, &one->run);
	if (!base->forked_ns)
		base->forked_ns = one->l.forked_ns;
	return r;
}

/* The copy's own part of the load; the rest is shared. */
static void copies_close(struct load *base, struct copies_one *one)
{
	const struct load_count *count = memory_count(&one->l);

	base->pages.restored += count->restored;
	base->pages.compared += count->compared;
	base->pages.shared += count->shared;
	one->l.image = NULL;
	one->l.proc_fd = -1;
	load_close(&one->l);
}

static void copies_end_child(const cr_child *child)
{
	(void)sys_pidfd_send_signal(child->pidfd, SIGKILL);
	(void)sys_wait(child->pid, NULL, __WALL);
	sys_close(child->pidfd);
}

static int copies_make(struct load *l, struct copies_one *ring, cr_child *children, size_t n)
{
	size_t begun = 0, ended = 0, notes = l->cx->notes.n;
	int r = 0;

	while (r == 0 && ended < n) {
		struct copies_one *one = &ring[begun % COPIES_AT_ONCE];

		if (begun < n && begun < ended + COPIES_AT_ONCE) {
			r = copies_begin(l, one, &children[begun]);
			if (r < 0)
				copies_close(l, one);
			begun += r == 0;
			continue;
		}
		one = &ring[ended % COPIES_AT_ONCE];
		r = restore_end(&one->l, &one->run, &children[ended]);
		copies_close(l, one);
		ended++;
		l->cx->notes.n = notes; /* each tells its own */
	}
	if (r == 0)
		return 0;
	for (size_t i = ended; i < begun; i++) {
		restore_give_up(&ring[i % COPIES_AT_ONCE].l, &ring[i % COPIES_AT_ONCE].run);
		copies_close(l, &ring[i % COPIES_AT_ONCE]);
	}
	for (size_t i = 0; i + 1 < ended; i++)
		copies_end_child(&children[i]);
	return r;
}

CR_FN int copies_run(struct load *l, cr_child *children, size_t n)
{
	struct copies_one *ring = cx_array(l->cx, COPIES_AT_ONCE, sizeof(*ring));
	int r = ring ? restore_prepare(l) : error_memory(l->cx);

	if (r == 0)
		r = memory_template(l);
	if (r == 0)
		r = copies_make(l, ring, children, n);
	memory_undo(l, l->tasks.at[0]);
	return r;
}
