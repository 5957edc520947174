/* SPDX-License-Identifier: MIT
 *
 * dump: the way of a save. Store, freeze, gather, write pages, release, write the rest, put in
 * place.
 *
 * Between tree_freeze and tree_release nothing of the caller's runs, and everything is arena and
 * raw system calls: in cr_save this runs in a helper that shares the caller's memory and
 * thread-local storage. Only memory_write's time depends on the amount of memory.
 */
#include "engine.h"

#define DUMP_PATIENCE_NS 500000000ull
#define DUMP_TRACER_NS 100000000ull
#define DUMP_CHANGED 16 /* of so many bytes one is taken to have changed since the parent */

static int dump_stamp(struct dump *d)
{
	struct tree *t = d->tree;
	struct task *root = t->tasks.at[0];
	int r = task_clocks_dump(d);

	d->cr->has_realtime_ns = true;
	d->cr->realtime_ns = (int64_t)t->realtime_ns;
	if (root->state != TASK_ZOMBIE)
		d->cr->times_loaded = loaded_times(d->cx, root);
	d->cr->has_times_loaded = d->cr->times_loaded > 0;
	return r;
}

/* What is known before anybody is stopped. */
static int dump_open_cr(struct dump *d, struct dump_job *job)
{
	struct cr_ctx *cx = d->cx;
	const cr_save_opts *o = d->opts;
	Cr__CrEntry *cr = cx_alloc(cx, sizeof(*cr));

	if (!cr)
		return error_memory(cx);
	cr__cr_entry__init(cr);
	d->cr = cr;
	cr->version = 1;
	cr->writer = arena_format(&cx->arena, "cr %d.%d.%d", CR_VERSION_MAJOR, CR_VERSION_MINOR,
				  CR_VERSION_PATCH);
	cr->arch = arena_str(&cx->arena, ARCH_NAME);
	cr->label = arena_str(&cx->arena, o->label ? o->label : "");
	cr->save_id.data = arena_copy(&cx->arena, job->save_id, sizeof(job->save_id));
	cr->save_id.len = sizeof(job->save_id);
	cr->has_flags = true; /* a load has to know of CR_EMBED */
	cr->flags = o->flags;
	cr->has_page_size = true;
	cr->page_size = (uint32_t)cx->page;
	if (o->user_data_size) {
		cr->has_user_data = true;
		cr->user_data.data = arena_copy(&cx->arena, o->user_data, o->user_data_size);
		cr->user_data.len = o->user_data_size;
	}
	if (!cr->writer || !cr->arch || !cr->label || !cr->save_id.data ||
	    (cr->has_user_data && !cr->user_data.data))
		return error_memory(cx);
	return 0;
}

/* What the save builds on: it is named in cr.img, by the link `parent` or by both. */
static int dump_open_parent(struct dump *d)
{
	const char *path = d->opts->parent;
	const uint8_t *id;
	char *named;
	int r = image_open(d->cx, path, NULL, 0, &d->parent);

	if (r == 0)
		r = save_set_parent(d->save, d->parent, &named);
	if (r == 0)
		r = memory_parent_load(d);
	if (r < 0)
		return error_frame(d->cx, r, "reading the parent %s", path);
	id = image_save_id(d->parent);
	d->cr->parent = named;
	d->cr->has_parent_id = id != NULL;
	d->cr->parent_id = (ProtobufCBinaryData){id ? 16 : 0, (uint8_t *)(uintptr_t)id};
	return 0;
}

/* What the save will take is made ready before anybody stands still. */
static void dump_reserve(struct dump *d, pid_t root)
{
	uint64_t bytes;

	if (proc_open(d->cx, &d->tree->proc_fd) < 0)
		return;
	/* How much has changed is known to a tracker alone. */
	if (d->parent && d->opts->tracker && d->opts->tracker->is_based)
		bytes = track_estimate(d);
	else
		bytes = memory_estimate(d, root) / (d->parent ? DUMP_CHANGED : 1);
	(void)save_reserve(d->save, bytes);
	sys_close_auto(&d->tree->proc_fd); /* the freeze has its own */
}

/* == gathering ================================================================================= */

/* In the copy, the thread that called cr_save finds that its waiting call has returned
 * ENGINE_RESTORED. Only the image says so: the registers themselves are needed for the cure. */
static int dump_task_of_caller(struct dump *d, struct task *task, pid_t caller)
{
	struct thread *th = NULL;

	for (size_t i = 0; i < task->thread_n; i++)
		if (task->threads[i].tid == caller)
			th = &task->threads[i];
	if (!th)
		return error_set(d->cx, CR_E_FREEZE, 0, caller, "caller",
				 "the calling thread was not found among those stopped");
	struct arch_regs real = th->regs;
	arch_set_syscall_result(&th->regs, ENGINE_RESTORED);
	int r = task_dump(d, task);
	th->regs = real;
	return r;
}

static int dump_one(struct dump *d, struct dump_job *job, struct task *task)
{
	int r;

	if (task->state == TASK_ZOMBIE)
		return task_dump(d, task);
	r = memory_maps(d, task);
	if (r < 0)
		return error_frame(d->cx, r, "reading the mappings of process %d", task->pid);
	for (size_t i = 0; r == 0 && i < task->thread_n; i++) {
		/* The first that lives will serve, and cannot be looked at then. */
		r = task_peek(d->tree, task, &task->threads[i]);
		if (task->threads[i].stopped)
			break;
	}
	if (r == 0)
		r = infect_begin(d->tree, task);
	if (r < 0)
		return error_frame(d->cx, r, "infecting process %d", task->pid);
	r = task_gather(d->tree, task);
	if (r < 0)
		return error_frame(d->cx, r, "asking process %d", task->pid);
	uint64_t began = sys_clock_ns(CLOCK_MONOTONIC);
	r = memory_dump(d, task);
	d->stats.finding_ns += sys_clock_ns(CLOCK_MONOTONIC) - began;
	if (r < 0)
		return error_frame(d->cx, r, "saving the memory of process %d", task->pid);
	r = job->helper && task->pid == job->root ? dump_task_of_caller(d, task, job->caller)
						  : task_dump(d, task);
	if (r < 0)
		return error_frame(d->cx, r, "saving process %d", task->pid);
	r = file_dump(d, task);
	return r < 0 ? error_frame(d->cx, r, "saving the descriptors of process %d", task->pid) : 0;
}

static int dump_put_inventory(struct dump *d)
{
	Cr__InventoryEntry inv;
	Cr__TaskKobjIdsEntry ids;
	Cr__PluginsEntry plugins;

	cr__inventory_entry__init(&inv);
	cr__task_kobj_ids_entry__init(&ids);
	cr__plugins_entry__init(&plugins);
	task_root_ids(&ids);
	inv.img_version = 2;
	inv.has_fdinfo_per_id = inv.fdinfo_per_id =
		true; /* CRIU takes images without it for old ones */
	inv.has_ns_per_id = inv.ns_per_id = true;
	inv.root_ids = &ids;
	inv.has_root_cg_set = true;
	inv.root_cg_set = 1;
	inv.has_lsmtype = true;
	inv.lsmtype = CR__LSMTYPE__NO_LSM;
	inv.plugins_entry = &plugins; /* empty, but there: absence would mean "all plugins" */
	return dump_put(d, IMAGE_INVENTORY, 0, &inv.base);
}

/* What will not come back as it was, for cr_loaded of every copy. */
static int dump_tell_notes(struct dump *d)
{
	size_t n = d->cx->notes.n;

	d->cr->degraded = cx_array(d->cx, n + 1, sizeof(*d->cr->degraded));
	if (!d->cr->degraded)
		return error_memory(d->cx);
	for (size_t i = 0; i < n; i++) {
		const cr_note *note = &d->cx->notes.at[i];
		Cr__CrNoteEntry *e = cx_alloc(d->cx, sizeof(*e));

		if (!e)
			return error_memory(d->cx);
		cr__cr_note_entry__init(e);
		e->code = (uint32_t)note->code;
		e->has_pid = true;
		e->pid = (uint32_t)note->pid;
		e->object = arena_str(&d->cx->arena, note->object);
		e->text = arena_str(&d->cx->arena, note->text);
		if (!e->object || !e->text)
			return error_memory(d->cx);
		d->cr->degraded[d->cr->n_degraded++] = e;
	}
	return 0;
}

static int dump_put_cr(struct dump *d)
{
	int r = dump_tell_notes(d);

	if (r < 0)
		return r;
	d->cr->n_tasks = d->cr_tasks.n;
	d->cr->tasks = d->cr_tasks.at;
	d->cr->n_files = d->cr_files.n;
	d->cr->files = d->cr_files.at;
	return dump_put(d, IMAGE_CR, 0, &d->cr->base);
}

static int dump_put_files(struct dump *d)
{
	for (size_t i = 0; i < d->files.n; i++) {
		struct open_file *f = d->files.at[i];

		if (f->rule && f->rule->action == CR_CLOSE)
			continue;
		int r = dump_add(d, IMAGE_FILES, &f->entry->base);
		if (r < 0)
			return r;
	}
	return 0;
}

/* Everything but inventory.img, cr.img and pages. */
static int dump_put_rest(struct dump *d)
{
	int r = dump_put_late(d);

	if (r == 0)
		r = task_dump_tree(d);
	if (r == 0)
		r = task_seccomp_put(d);
	if (r == 0)
		r = dump_put_files(d);
	if (r == 0)
		r = memory_put(d);
	for (int type = 0; r == 0 && type < IMAGE_TYPES; type++)
		if (d->out_used[type])
			r = save_put(d->save, image_name(d->cx, (enum image_type)type, 0),
				     d->out[type].at, d->out[type].n);
	return r;
}

/* The two steps that take time with the amount of memory; copies: of copies of tasks. */
static int dump_compare(struct dump *d, bool copies)
{
	uint64_t began = sys_clock_ns(CLOCK_MONOTONIC);
	int r = memory_compare(d, copies);

	d->stats.finding_ns += sys_clock_ns(CLOCK_MONOTONIC) - began;
	return r < 0 ? error_frame(d->cx, r, "comparing memory with the parent's") : 0;
}

static int dump_write(struct dump *d, bool copies)
{
	uint64_t began = sys_clock_ns(CLOCK_MONOTONIC);
	int r = memory_write(d, copies);

	d->stats.writing_ns += sys_clock_ns(CLOCK_MONOTONIC) - began;
	return r < 0 ? error_frame(d->cx, r, "writing memory") : 0;
}

static int dump_frozen(struct dump *d, struct dump_job *job)
{
	struct cr_ctx *cx = d->cx;
	int r;

	cx->stage = CR_STAGE_GATHER;
	r = dump_stamp(d);
	/* Their place is at the front; what cr.img says is only complete at the end. */
	if (r == 0)
		r = dump_put_inventory(d);
	if (r == 0)
		r = dump_put_cr(d);
	for (size_t i = 0; r == 0 && i < d->tree->tasks.n; i++)
		r = dump_one(d, job, d->tree->tasks.at[i]);
	if (r == 0)
		r = object_settle(d);
	if (r == 0)
		r = memory_settle(d);
	if (r < 0)
		return r;
	cx->stage = CR_STAGE_MEMORY;
	if (d->opts->flags & CR_LIVE)
		r = live_begin(d);
	if (r == 0)
		r = dump_compare(d, false);
	if (r == 0 && save_is_stream(d->save)) /* page maps go out ahead of pages */
		r = dump_compare(d, true);
	if (r < 0)
		return r;
	cx->stage = CR_STAGE_GATHER;
	r = dump_put_cr(d);
	if (r == 0 && save_is_stream(d->save))
		r = dump_put_rest(d);
	if (r < 0)
		return r;
	cx->stage = CR_STAGE_MEMORY;
	r = dump_write(d, false);
	if (r < 0)
		return r;
	r = file_write(d);
	return r == 0 && job->detach ? live_let_go(d, job->root, job->caller) : r;
}

/* The tasks go on; their copies are written and ended. */
static int dump_copies(struct dump *d)
{
	int r = save_is_stream(d->save) ? 0 : dump_compare(d, true);

	if (r == 0)
		r = dump_write(d, true);
	live_end(d);
	return r;
}

/* == the whole ================================================================================= */

static void dump_count(struct dump *d, struct dump_job *job, uint64_t started)
{
	cr_stats *s = &job->stats;

	*s = d->stats;
	s->size = sizeof(*s);
	s->tasks = (uint32_t)d->tree->tasks.n;
	s->threads = s->mappings = 0;
	for (size_t i = 0; i < d->tree->tasks.n; i++) {
		s->threads += (uint32_t)d->tree->tasks.at[i]->thread_n;
		s->mappings += (uint32_t)d->tree->tasks.at[i]->map_n;
	}
	s->total_ns = sys_clock_ns(CLOCK_MONOTONIC) - started;
}

/* The calling thread has to be in the call in which it waits for us: a few instructions may lie
 * between its clone of us and that call. */
static bool dump_caller_waits(const struct tree *t, const struct dump_job *job)
{
	const struct task *root = tree_find(t, job->root);

	for (size_t i = 0; root && i < root->thread_n; i++) {
		uint64_t args[6];

		if (root->threads[i].tid != job->caller)
			continue;
		arch_syscall_args(&root->threads[i].regs, args);
		return arch_syscall_nr(&root->threads[i].regs) == SYS_wait4 &&
		       args[0] == (uint64_t)job->helper;
	}
	return true; /* gone: said elsewhere */
}

/* A thread in the room for stubs is on its way into the program that cr_load has just made of this
 * process: its first thread waits there for the helper to end, while others run already. The ended
 * helper, a zombie without an exit signal, is about to be waited for; a program may have one of its
 * own, so that is believed for a while only. */
static bool dump_someone_arrives(const struct tree *t, bool patient)
{
	for (size_t i = 0; i < t->tasks.n; i++) {
		const struct task *task = t->tasks.at[i];

		if (patient && task->state == TASK_ZOMBIE && task->exit_signal == 0)
			return true;
		for (size_t j = 0; j < task->thread_n; j++)
			if (task->threads[j].stopped &&
			    arch_ip(&task->threads[j].regs) - task->infect.room_at <
				    task->infect.room_len)
				return true;
	}
	return false;
}

/* Who has just been loaded is let go thread by thread, and one of them may save at once, or be
 * saved: so a tracer is given a moment to end. It may have ended between the refusal and the look
 * at who it was; then it is no question of rights. */
static bool dump_tracer_goes(struct dump *d, uint64_t waited)
{
	int code = d->cx->err.code;

	if ((code != CR_E_TRACED || waited > DUMP_TRACER_NS) &&
	    (code != CR_E_PERMISSION || waited > DUMP_TRACER_NS / 20))
		return false;
	memset(&d->cx->err, 0, sizeof(d->cx->err));
	(void)sys_sleep_ns(1000000);
	return true;
}

static int dump_freeze(struct dump *d, struct dump_job *job)
{
	uint64_t began = sys_clock_ns(CLOCK_MONOTONIC), waited = 0;

	for (;; waited = sys_clock_ns(CLOCK_MONOTONIC) - began) {
		int r = tree_freeze(d->tree, job->root);

		if (r < 0 && dump_tracer_goes(d, waited))
			continue;
		if (r < 0 || ((!job->helper || dump_caller_waits(d->tree, job)) &&
			      !dump_someone_arrives(d->tree, waited < DUMP_PATIENCE_NS)))
			return r;
		(void)tree_release(d->tree, TREE_RUN);
		if (waited > job->opts->timeout_ms * 1000000ull)
			return error_set(d->cx, CR_E_FREEZE, 0, job->caller, "caller",
					 "a thread of process %d does not come to rest", job->root);
		(void)sys_sleep_ns(50000);
	}
}

CR_FN int engine_dump(struct cr_ctx *cx, struct dump_job *job)
{
	uint64_t started = sys_clock_ns(CLOCK_MONOTONIC), bytes = 0;
	struct tree tree = {
		.cx = cx,
		.proc_fd = -1,
		.root = job->root,
		.self = job->helper ? job->root : 0,
		.helper = job->helper,
		.hide_start = job->hide_start,
		.hide_end = job->hide_end,
		.timeout_ms = job->opts->timeout_ms,
	};
	struct dump d = {
		.cx = cx, .opts = job->opts, .tree = &tree, .kinds = engine_kinds(), .lock_fd = -1};
	unsigned flags = (job->opts->flags & CR_CHECKSUM ? SAVE_CHECKSUM : 0u) |
			 (job->opts->flags & CR_SYNC ? SAVE_SYNC : 0u) |
			 (job->opts->flags & CR_KEEP_DIR ? SAVE_KEEP_DIR : 0u) |
			 (job->opts->flags & CR_STREAM ? SAVE_STREAM : 0u) |
			 (job->opts->flags & CR_COMPRESS ? SAVE_COMPRESS : 0u);
	int r;

	memcpy(d.hide_fds, job->hide_fds, sizeof(d.hide_fds));
	d.cancel = &job->cancel;
	cx->stage = CR_STAGE_OPTIONS;
	r = sys_getrandom(job->save_id, sizeof(job->save_id));
	if (r < 0)
		return error_set(cx, CR_E_SYSTEM, -r, 0, "getrandom",
				 "no random bytes for the save's id");
	r = dump_open_cr(&d, job);
	if (r < 0)
		return r;
	r = save_open(cx, job->path, job->io ? job->io : job->opts->io, flags, &d.save);
	if (r < 0)
		goto close_files;
	if (d.opts->parent)
		r = dump_open_parent(&d);
	if (r < 0)
		goto close_save;
	dump_reserve(&d, job->root);

	cx->stage = CR_STAGE_FREEZE;
	r = dump_freeze(&d, job);
	if (r < 0)
		goto close_save;
	d.stats.freezing_ns = sys_clock_ns(CLOCK_MONOTONIC) - tree.frozen_at_ns;
	track_saved(&d, NULL); /* from here on what was protected is protected anew */
	r = dump_frozen(&d, job);
	cx->stage = r < 0 ? cx->stage : CR_STAGE_CURE;
	/* On failure, and until the save is in place, the tree must be able to go on: an end is put
	 * off. */
	bool end = r == 0 && job->end == TREE_KILL;
	int released = end ? 0 : tree_release(&tree, r == 0 ? job->end : TREE_RUN);
	job->stats.frozen_ns = sys_clock_ns(CLOCK_MONOTONIC) - tree.frozen_at_ns;
	d.stats.frozen_ns = job->stats.frozen_ns;
	if (r == 0 && released < 0)
		r = released;
	if (d.opts->flags & CR_LIVE) {
		int copied = r == 0 ? dump_copies(&d) : 0;

		r = r == 0 ? copied : r;
	}
	if (r == 0) {
		cx->stage = CR_STAGE_WRITE;
		if (!save_is_stream(d.save))
			r = dump_put_rest(&d);
		if (r == 0)
			r = stats_put(&d);
		if (r == 0)
			r = save_finish(d.save, &bytes);
		if (r < 0)
			(void)error_frame(cx, r, "writing the save");
	}
	if (end && r == 0)
		r = lock_keep(&d);
	/* Connections that were saved are ended by us, the last who has them. */
	if (end)
		(void)tree_release(&tree, r == 0 ? TREE_KILL : TREE_RUN);
	if (end && r == 0)
		object_end(&d);
	if (r == 0) {
		track_saved(&d, job->save_id);
		d.stats.bytes = bytes;
		dump_count(&d, job, started);
	}
close_save:
	live_end(&d);
	image_close(d.parent);
	save_close(d.save);
close_files:
	dump_close(&d);
	return r < 0 ? r : 0;
}
