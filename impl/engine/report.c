/* SPDX-License-Identifier: MIT
 *
 * report: cr_check, cr_features, cr_inspect. What they find is gathered on the arena and handed out
 * as one block of malloc, so that freeing is one call.
 */
#include "engine.h"

#include <sys/prctl.h>

#include <stdlib.h>

/* == handing out =============================================================================== */

struct report_block {
	char *at, *end;
};

static const char *report_text(struct report_block *b, const char *s)
{
	size_t n = strlen(s ? s : "") + 1;
	char *to = b->at;

	memcpy(to, s ? s : "", n);
	b->at += n;
	return to;
}

static size_t report_len(const char *s)
{
	return (s ? strlen(s) : 0) + 1;
}

/* r points into the arena; the copy owns everything. Arrays first: they want alignment. */
static int report_out(struct cr_ctx *cx, const cr_report *r, cr_report **ret)
{
	size_t size = sizeof(*r) + r->note_count * sizeof(*r->notes) +
		      r->feature_count * sizeof(*r->features) + r->task_count * sizeof(*r->tasks);
	size_t text = report_len(r->label) + report_len(r->writer) + report_len(r->arch) +
		      r->user_data_size;

	for (size_t i = 0; i < r->note_count; i++)
		text += report_len(r->notes[i].object) + report_len(r->notes[i].text) +
			report_len(r->notes[i].advice);
	for (size_t i = 0; i < r->feature_count; i++)
		text += report_len(r->features[i].name) + report_len(r->features[i].since) +
			report_len(r->features[i].advice);
	for (size_t i = 0; i < r->task_count; i++)
		text += report_len(r->tasks[i].comm);
	cr_report *out = calloc(1, size + text);
	if (!out)
		return error_set(cx, CR_E_MEMORY, ENOMEM, 0, "calloc", "no memory for the report");
	cr_note *notes = (cr_note *)(out + 1);
	cr_feature *features = (cr_feature *)(notes + r->note_count);
	cr_task_info *tasks = (cr_task_info *)(features + r->feature_count);
	struct report_block b = {(char *)(tasks + r->task_count), (char *)out + size + text};
	*out = *r;
	out->size = sizeof(*out);
	out->label = report_text(&b, r->label);
	out->writer = report_text(&b, r->writer);
	out->arch = report_text(&b, r->arch);
	for (size_t i = 0; i < r->note_count; i++) {
		notes[i] = r->notes[i];
		notes[i].object = report_text(&b, r->notes[i].object);
		notes[i].text = report_text(&b, r->notes[i].text);
		notes[i].advice = report_text(&b, r->notes[i].advice);
	}
	for (size_t i = 0; i < r->feature_count; i++) {
		features[i] = r->features[i];
		features[i].name = report_text(&b, r->features[i].name);
		features[i].since = report_text(&b, r->features[i].since);
		features[i].advice = report_text(&b, r->features[i].advice);
	}
	for (size_t i = 0; i < r->task_count; i++) {
		tasks[i] = r->tasks[i];
		tasks[i].comm = report_text(&b, r->tasks[i].comm);
	}
	out->notes = notes;
	out->features = features;
	out->tasks = tasks;
	if (r->user_data_size)
		memcpy(b.at, r->user_data, r->user_data_size);
	out->user_data = b.at;
	*ret = out;
	return 0;
}

CR_API void cr_report_free(cr_report *report)
{
	free(report);
}

static int report_leave(struct cr_ctx *cx, int r, const cr_report *found, cr_report **ret,
			struct load *l, cr_error *err)
{
	if (r == 0 && !ret)
		r = error_set(cx, CR_E_ARGUMENT, EINVAL, 0, "report", "no place for the report");
	if (r == 0)
		r = report_out(cx, found, ret);
	if (l)
		load_close(l); /* what was found may lie in it until now */
	r = ctx_leave(cx, r, err);
	ctx_close(cx);
	return r;
}

/* == features ================================================================================== */

CR_API int cr_clean_up(cr_report **report, cr_error *err)
{
	struct cr_ctx cx;
	cr_report found = {0};
	int r = ctx_open(&cx, NULL);

	if (r == 0)
		r = tcp_silent_clean_up(&cx);
	if (r == 0)
		r = lock_clean_up(&cx);
	found.notes = cx.notes.at;
	found.note_count = cx.notes.n;
	return report_leave(&cx, r, &found, report, NULL, err);
}

CR_API int cr_features(cr_report **report, cr_error *err)
{
	struct cr_ctx cx;
	cr_report found = {0};
	cr_feature list[FEATURE_COUNT];
	int r = ctx_open(&cx, NULL);

	for (int i = 0; r == 0 && i < FEATURE_COUNT; i++)
		list[i] = (cr_feature){
			feature_name((enum feature)i), feature_since((enum feature)i),
			feature_ask(&cx, (enum feature)i), feature_advice((enum feature)i)};
	found.features = list;
	found.feature_count = FEATURE_COUNT;
	return report_leave(&cx, r, &found, report, NULL, err);
}

/* == check ===================================================================================== */

/* Like tree_freeze, but looks only: nobody is stopped, and what is seen may change. */
static int check_task(struct dump *d, pid_t pid, struct task *parent)
{
	struct cr_ctx *cx = d->cx;
	struct task **slot, *task = cx_alloc(cx, sizeof(*task));
	char *text;

	if (!task)
		return error_memory(cx);
	task->pid = pid;
	task->parent = parent;
	task->mem_fd = task->pagemap_fd = task->pidfd = task->infect.channel = -1;
	task->state = TASK_ALIVE;
	int r = proc_open_pid(d->tree->proc_fd, pid, &task->dir_fd);
	if (r < 0)
		return parent ? 0
			      : error_set(cx, CR_E_NO_PROCESS, ESRCH, pid, "pid",
					  "there is no process %d", (int)pid);
	slot = vec_add(&cx->arena, &d->tree->tasks);
	if (!slot)
		return error_memory(cx);
	task->index = (uint32_t)d->tree->tasks.n - 1;
	*slot = task;
	r = proc_read(cx, task->dir_fd, "stat", &text, NULL);
	if (r == 0)
		r = proc_parse_stat(text, &task->stat);
	if (r == 0)
		r = proc_read(cx, task->dir_fd, "status", &text, NULL);
	if (r == 0)
		r = proc_parse_status(text, &task->status);
	if (r < 0)
		return error_set(cx, CR_E_PERMISSION, -r, pid, "stat",
				 "process %d cannot be looked at", (int)pid);
	if (task->stat.state == 'Z') {
		task->state = TASK_ZOMBIE;
		return parent ? 0
			      : refuse(cx, CR_E_ZOMBIE, pid, task->stat.comm,
				       "process %d has already ended", (int)pid);
	}
	if (task->stat.flags & 0x00200000)
		return refuse(cx, CR_E_KERNEL_THREAD, pid, task->stat.comm,
			      "process %d is a kernel thread", (int)pid);
	if (task->status.tracer)
		return refuse(cx, CR_E_TRACED, pid, task->stat.comm,
			      "process %d is traced by process %d", (int)pid,
			      (int)task->status.tracer);
	task->pidfd = sys_pidfd_open(pid, 0);
	task->mem_fd = sys_openat(task->dir_fd, "mem", O_RDWR, 0);
	if (task->mem_fd < 0 || task->pidfd < 0)
		return refuse(
			cx, CR_E_PERMISSION, pid, task->stat.comm,
			"process %d ('%s') may not be traced (another user, not dumpable, or Yama)",
			(int)pid, task->stat.comm);
	task->shares_memory = pid == d->tree->self;
	return 1;
}

static int check_tree(struct dump *d, pid_t pid, struct task *parent)
{
	pid_t *children;
	size_t n;
	int r = check_task(d, pid, parent);

	if (r <= 0)
		return r;
	struct task *task = d->tree->tasks.at[d->tree->tasks.n - 1];
	r = memory_maps(d, task);
	if (r == 0)
		r = task_check(d, task);
	if (r == 0)
		r = file_check(d, task);
	if (r == 0)
		r = proc_children(d->cx, task->dir_fd, &children, &n);
	for (size_t i = 0; r == 0 && i < n; i++)
		if (children[i] != d->tree->helper)
			r = check_tree(d, children[i], task);
	return r;
}

static void check_close(struct dump *d)
{
	dump_close(d);
	for (size_t i = 0; i < d->tree->tasks.n; i++) {
		struct task *t = d->tree->tasks.at[i];
		int *fds[] = {&t->dir_fd, &t->mem_fd, &t->pidfd};

		for (size_t j = 0; j < ARRAY_LEN(fds); j++)
			if (*fds[j] >= 0)
				sys_close(sys_take(fds[j]));
	}
}

static int check_run(struct cr_ctx *cx, pid_t pid, const cr_save_opts *opts, bool self)
{
	struct tree tree = {.cx = cx,
			    .proc_fd = -1,
			    .root = pid,
			    .self = self ? pid : sys_getpid(),
			    .helper = self ? sys_getpid() : 0,
			    .copied_table = self};
	struct dump d = {.cx = cx,
			 .opts = opts,
			 .tree = &tree,
			 .kinds = engine_kinds(),
			 .checking = true,
			 .lock_fd = -1};

	for (size_t i = 0; i < ARRAY_LEN(d.hide_fds); i++)
		d.hide_fds[i] = -1;
	d.cr = cx_alloc(cx, sizeof(*d.cr));
	if (!d.cr)
		return error_memory(cx);
	cr__cr_entry__init(d.cr);
	cx->collect = true;
	int r = proc_open(cx, &tree.proc_fd);
	if (r == 0)
		r = check_tree(&d, pid, NULL);
	if (r >= 0)
		r = object_settle(&d);
	check_close(&d);
	if (tree.proc_fd >= 0)
		sys_close(tree.proc_fd);
	return r < 0 ? r : 0;
}

struct check_job {
	struct cr_ctx *cx;
	pid_t pid;
	const cr_save_opts *opts;
	int r;
};

static void check_self(void *arg)
{
	struct check_job *job = arg;

	job->r = sys_unshare(CLONE_FILES);
	if (job->r == 0)
		job->r = check_run(job->cx, job->pid, job->opts, true);
}

/* Who looks at a file of his own closes it again, and so would lose all record locks that he has on
 * it (fcntl(2)), and the notifications of a message queue: a process with a table of its own does
 * it. No callback runs in that. */
CR_FN int engine_check(struct cr_ctx *cx, pid_t pid, const cr_save_opts *opts)
{
	struct check_job *job = cx_alloc(cx, sizeof(*job));

	if (!job)
		return error_memory(cx);
	if (pid != sys_getpid())
		return check_run(cx, pid, opts, false);
	*job = (struct check_job){cx, pid, opts, 0};
	bool hidden = sys_prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) == 0;
	if (hidden)
		(void)sys_prctl(PR_SET_DUMPABLE, 1, 0, 0, 0);
	cx->frozen++;
	int r = visit_run(cx, check_self, job);
	cx->frozen--;
	if (hidden)
		(void)sys_prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
	return r < 0 ? error_set(cx, CR_E_SYSTEM, -r, 0, "clone",
				 "no process can be made to look at this one")
		     : job->r;
}

CR_API int cr_check(pid_t pid, const cr_save_opts *theirs, cr_report **report, cr_error *err)
{
	struct cr_ctx cx;
	cr_save_opts opts;
	cr_report found = {0};
	int r = ctx_open(&cx, NULL);

	if (r == 0)
		r = api_check_opts(&cx, &opts, theirs);
	if (r == 0)
		r = engine_check(&cx, pid ? pid : sys_getpid(), &opts);
	found.notes = cx.notes.at;
	found.note_count = cx.notes.n;
	return report_leave(&cx, r, &found, report, NULL, err);
}

/* == inspect =================================================================================== */

static uint64_t inspect_bytes(struct image *img, enum image_type type, uint64_t key)
{
	struct page_map map;
	uint64_t pages = 0;

	if (page_map_own(img, type, key, &map) < 0)
		return 0;
	for (size_t i = 0; i < map.n; i++)
		pages += map.runs[i].pages;
	return pages * 4096;
}

static int inspect_tasks(struct load *l, cr_report *found)
{
	cr_task_info *tasks = cx_array(l->cx, l->tasks.n, sizeof(*tasks));

	if (!tasks)
		return error_memory(l->cx);
	for (size_t i = 0; i < l->tasks.n; i++) {
		const struct load_task *lt = l->tasks.at[i];
		const Cr__TaskCoreEntry *tc = lt->threads[0].core->tc;

		tasks[i].pid = lt->pid;
		tasks[i].ppid = lt->ppid;
		tasks[i].pgid = lt->pgid;
		tasks[i].sid = lt->sid;
		tasks[i].state = (int)lt->state;
		tasks[i].threads = (unsigned)lt->thread_n;
		tasks[i].mappings = lt->mm ? (unsigned)lt->mm->n_vmas : 0;
		tasks[i].fds = (unsigned)lt->fds.n;
		tasks[i].bytes = lt->state == TASK_ZOMBIE ? 0
							  : inspect_bytes(l->image, IMAGE_PAGEMAP,
									  (uint64_t)lt->pid);
		tasks[i].comm = tc ? tc->comm : "";
		found->bytes += tasks[i].bytes;
	}
	found->tasks = tasks;
	found->task_count = l->tasks.n;
	return 0;
}

/* One fact a descriptor: kind, number, path. */
static int inspect_fds(struct load *l)
{
	for (size_t i = 0; i < l->tasks.n; i++)
		for (size_t j = 0; j < l->tasks.at[i]->fds.n; j++) {
			const struct load_task *lt = l->tasks.at[i];
			const struct load_file *file = lt->fds.at[j].file;
			cr_note *note = vec_add(&l->cx->arena, &l->cx->notes);

			if (!note)
				return error_memory(l->cx);
			note->code = CR_E_OK;
			note->pid = lt->pid;
			note->object = arena_format(&l->cx->arena, "fd %d", lt->fds.at[j].fd);
			note->text = arena_format(&l->cx->arena, "%s%s%s",
						  file->kind ? file->kind->name : "other",
						  file->entry->reg ? " " : "",
						  file->entry->reg ? file->entry->reg->name : "");
			note->advice = "";
			if (!note->object || !note->text)
				return error_memory(l->cx);
		}
	return 0;
}

CR_API int cr_inspect(const char *path, cr_report **report, cr_error *err)
{
	struct cr_ctx cx;
	struct load l;
	cr_load_opts opts = {.size = sizeof(opts), .flags = CR_TRUST};
	cr_report found = {.writer = "CRIU", .arch = ARCH_NAME};
	int r = ctx_open(&cx, NULL);

	memset(&l, 0, sizeof(l));
	l.cx = &cx;
	l.opts = &opts;
	if (r == 0 && (!path || !path[0]))
		r = error_set(&cx, CR_E_ARGUMENT, EINVAL, 0, "path",
			      "the path of the save is empty");
	if (r == 0)
		r = load_open(&l, path);
	if (r == 0)
		r = inspect_tasks(&l, &found);
	if (r == 0)
		r = inspect_fds(&l);
	if (r == 0) {
		found.notes = cx.notes.at;
		found.note_count = cx.notes.n;
		found.file_bytes = image_file_bytes(l.image);
	}
	if (r == 0 && l.cr) {
		found.label = l.cr->label;
		found.writer = l.cr->writer;
		found.arch = l.cr->arch;
		found.saved_at_ns = l.cr->realtime_ns;
		found.user_data = l.cr->user_data.data;
		found.user_data_size = l.cr->has_user_data ? l.cr->user_data.len : 0;
		if (l.cr->save_id.len == sizeof(found.save_id))
			memcpy(found.save_id, l.cr->save_id.data, sizeof(found.save_id));
		if (l.cr->has_parent_id && l.cr->parent_id.len == sizeof(found.parent_id))
			memcpy(found.parent_id, l.cr->parent_id.data, sizeof(found.parent_id));
	}
	return report_leave(&cx, r, &found, report, &l, err);
}
