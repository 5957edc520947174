/* SPDX-License-Identifier: MIT
 *
 * load: the part of a load that only reads. Everything in the save is checked here, and how process
 * ids come back is decided, before anything is created.
 */
#include "engine.h"

#include <linux/capability.h>

static int load_inventory(struct load *l)
{
	struct cr_ctx *cx = l->cx;
	Cr__InventoryEntry *inv;
	Cr__CrEntry *cr;
	int r = record_one(l->image, IMAGE_INVENTORY, 0, &cr__inventory_entry__descriptor, &inv);

	if (r < 0)
		return r;
	if (inv->img_version != 2 && inv->img_version != 1)
		return error_set(cx, CR_E_VERSION, 0, 0, "inventory.img",
				 "image version %u is not known", inv->img_version);
	if (!inv->has_fdinfo_per_id || !inv->fdinfo_per_id)
		return error_set(cx, CR_E_VERSION, 0, 0, "inventory.img",
				 "the save is in a form that CRIU gave up long ago");
	l->inventory = inv;
	struct image_member m;
	if (image_find(l->image, image_name(cx, IMAGE_CR, 0), &m) < 0)
		return 0;
	r = record_one(l->image, IMAGE_CR, 0, &cr__cr_entry__descriptor, &cr);
	if (r < 0)
		return r;
	if (cr->version > 1)
		return error_set(cx, CR_E_VERSION, 0, 0, "cr.img",
				 "cr.img has version %u, this library knows 1", cr->version);
	if (strcmp(cr->arch, ARCH_NAME) != 0)
		return error_set(cx, CR_E_ARCH, 0, 0, cr->arch,
				 "the save was made on %s, this is %s", cr->arch, ARCH_NAME);
	if (cr->has_page_size && cr->page_size != cx->page)
		return error_set(cx, CR_E_ARCH, 0, 0, "page size",
				 "the save has pages of %u bytes, this kernel of %zu",
				 cr->page_size, cx->page);
	l->cr = cr;
	/* What was lost at the save already. */
	for (size_t i = 0; i < cr->n_degraded; i++)
		degrade(cx, (pid_t)cr->degraded[i]->pid,
			cr->degraded[i]->object ? cr->degraded[i]->object : "", "%s",
			cr->degraded[i]->text ? cr->degraded[i]->text : "");
	return 0;
}

CR_FN int load_open(struct load *l, const char *path)
{
	struct cr_ctx *cx = l->cx;

	cx->stage = CR_STAGE_READ;
	l->loaded_fd = l->proc_fd = -1;
	l->kinds = engine_kinds();
	int r = proc_open(cx, &l->proc_fd);
	if (r == 0)
		r = image_open(cx, path, l->opts->io, l->opts->flags & CR_TRUST ? IMAGE_TRUST : 0,
			       &l->image);
	if (r == 0)
		r = load_inventory(l);
	if (r == 0)
		r = task_load(l);
	if (r == 0 && l->tasks.n == 0)
		r = error_set(cx, CR_E_DAMAGED, 0, 0, "pstree.img", "the save has no process");
	if (r == 0)
		r = object_load(l);
	if (r == 0)
		r = memory_load(l);
	l->foreground = r == 0 && file_has_foreground();
	if (r == 0)
		r = sys_getrandom(l->load_id, sizeof(l->load_id));
	if (r < 0)
		load_close(l);
	return r;
}

CR_FN void load_close(struct load *l)
{
	if (l->image)
		image_close(l->image);
	l->image = NULL;
	if (l->proc_fd >= 0)
		sys_close(sys_take(&l->proc_fd));
	if (l->loaded_fd >= 0)
		sys_close(sys_take(&l->loaded_fd));
	object_close(l);
	l->sockets = NULL;
	if (l->shared)
		(void)sys_munmap((uintptr_t)l->shared, l->shared_size);
	l->shared = NULL;
	if (l->board)
		(void)sys_munmap((uintptr_t)l->board, l->cx->page);
	l->board = NULL;
}

/* == process ids =============================================================================== */

/* A zombie is gone as soon as its parent waits for it. */
static bool load_pid_free(struct load *l, pid_t pid)
{
	struct proc_stat st;
	char *text;

	for (int tries = 0; tries < 100; tries++) {
		CR_AUTOFD int dir = -1;

		if (proc_open_pid(l->proc_fd, pid, &dir) < 0 ||
		    proc_read(l->cx, dir, "stat", &text, NULL) < 0)
			return true;
		if (proc_parse_stat(text, &st) < 0 || (st.state != 'Z' && st.state != 'X'))
			return false;
		(void)sys_sleep_ns(10000000);
	}
	return false;
}

static bool load_pids_free(struct load *l)
{
	for (size_t i = 0; i < l->tasks.n; i++)
		for (size_t j = 0; j < l->tasks.at[i]->thread_n; j++)
			if (!load_pid_free(l, l->tasks.at[i]->threads[j].tid))
				return false;
	return true;
}

static int load_pids_new(struct load *l)
{
	if (l->tasks.n != 1)
		return error_set(
			l->cx, CR_E_PID_MODE, 0, 0, "CR_PIDS_NEW",
			"new process ids are for saves of a single process; this one has %zu",
			l->tasks.n);
	l->pids = CR_PIDS_NEW;
	return 0;
}

CR_FN int load_decide_pids(struct load *l)
{
	l->cx->stage = CR_STAGE_PLAN;
	switch (l->opts->pids) {
	case CR_PIDS_SAME:
		l->pids = CR_PIDS_SAME;
		return 0; /* what stands in the way is said by name when the fork fails */
	case CR_PIDS_NEW:
		return load_pids_new(l);
	case CR_PIDS_NAMESPACE:
		l->pids = CR_PIDS_NAMESPACE;
		return 0;
	case CR_PIDS_AUTO:
		break;
	default:
		return error_set(l->cx, CR_E_ARGUMENT, 0, 0, "pids",
				 "pids has the unknown value %u", l->opts->pids);
	}
	bool may = feature_ask(l->cx, FEATURE_CLONE3_TID) == CR_YES;
	if (may && load_pids_free(l)) {
		l->pids = CR_PIDS_SAME;
		return 0;
	}
	if (l->tasks.n == 1)
		return load_pids_new(l);
	if (feature_ask(l->cx, FEATURE_USERNS) == CR_YES) {
		l->pids = CR_PIDS_NAMESPACE;
		return 0;
	}
	if (may) {
		l->pids = CR_PIDS_SAME; /* who has the ids is said when the fork fails */
		return 0;
	}
	return error_set(l->cx, CR_E_PID_MODE, 0, 0, "CR_PIDS_AUTO",
			 "process ids cannot be chosen (CAP_CHECKPOINT_RESTORE), there are %zu "
			 "processes, and an own user and pid "
			 "namespace is not allowed",
			 l->tasks.n);
}
