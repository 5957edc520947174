/* SPDX-License-Identifier: MIT
 *
 * api: the public calls. Options are resolved here once (size, unknown bytes, defaults), hooks are
 * run, errors leave the library. Everything inside sees complete, const options.
 */
#include "engine.h"

#include <stdlib.h>
#include <unistd.h>

#define API_LABEL_MAX 4096
#define API_USER_DATA_MAX ((size_t)1 << 20)
#define API_PAYLOAD_MAX ((size_t)64 << 10)
#define API_TIMEOUT_MS 10000

/* == options =================================================================================== */

/* Copies what the caller's version of a struct has over a zeroed one of ours. What it has more must
 * be zero. */
static int api_struct(struct cr_ctx *cx, const char *name, void *ours, size_t our_size,
		      const void *theirs)
{
	size_t size;

	memset(ours, 0, our_size);
	if (theirs) {
		memcpy(&size, theirs, sizeof(size));
		if (size < sizeof(size) || size > 65536)
			return error_set(cx, CR_E_ARGUMENT, EINVAL, 0, name,
					 "%s.size is %zu: set it to sizeof(%s)", name, size, name);
		for (size_t i = our_size; i < size; i++)
			if (((const unsigned char *)theirs)[i])
				return error_set(cx, CR_E_ARGUMENT, E2BIG, 0, name,
						 "%s has a field that this version of the library "
						 "does not know",
						 name);
		memcpy(ours, theirs, size < our_size ? size : our_size);
	}
	memcpy(ours, &our_size, sizeof(our_size));
	return 0;
}

static int api_io(struct cr_ctx *cx, const char *path, const cr_io *io, bool reading)
{
	if (!io && (!path || !path[0]))
		return error_set(cx, CR_E_ARGUMENT, EINVAL, 0, "path",
				 "the path of the save is empty");
	if (io && io->fd <= 0 && (reading ? !io->read : !io->write))
		return error_set(cx, CR_E_ARGUMENT, EINVAL, 0, "io",
				 "io has neither a descriptor nor a callback");
	return 0;
}

static int api_rules(struct cr_ctx *cx, const cr_rule *rules)
{
	for (const cr_rule *rule = rules; rule && rule->kind != CR_RULE_END; rule++) {
		size_t n = (size_t)(rule - rules);
		bool memory = rule->kind == CR_RULE_MEMORY;

		if (rule->kind < 0 || rule->kind > CR_RULE_FILE)
			return error_set(cx, CR_E_ARGUMENT, EINVAL, 0, "rules",
					 "rule %zu is of the unknown kind %d", n, rule->kind);
		if (rule->size && rule->size != sizeof(*rule))
			return error_set(cx, CR_E_ARGUMENT, EINVAL, 0, "rules",
					 "rule %zu has the size %zu", n, rule->size);
		if (rule->action < 0 ||
		    (memory ? rule->action && rule->action < CR_ZERO : rule->action > CR_FAIL) ||
		    rule->action > CR_SECRET)
			return error_set(cx, CR_E_ARGUMENT, EINVAL, 0, "rules",
					 "rule %zu has an action that is not for its kind (%d)", n,
					 rule->action);
	}
	return 0;
}

static int api_save_opts(struct cr_ctx *cx, cr_save_opts *o, const char *path,
			 const cr_save_opts *theirs)
{
	int r = api_struct(cx, "cr_save_opts", o, sizeof(*o), theirs);

	if (r == 0)
		r = api_io(cx, path, o->io, false);
	if (r < 0)
		return r;
	if (o->flags & ~(uint32_t)(CR_CHECKSUM | CR_SYNC | CR_EMBED | CR_SHELL_JOB |
				   CR_LEAVE_STOPPED | CR_END | CR_KEEP_DIR | CR_STREAM | CR_LIVE |
				   CR_COMPRESS | CR_TCP_ESTABLISHED | CR_TCP_CLOSE |
				   CR_NETWORK_OPEN | CR_UNIX_CLOSE | CR_SKIP_IN_FLIGHT))
		return error_set(cx, CR_E_ARGUMENT, EINVAL, 0, "flags",
				 "cr_save_opts.flags has unknown bits: 0x%x", o->flags);
	r = api_rules(cx, o->rules);
	if (r < 0)
		return r;
	if ((o->flags & CR_TCP_ESTABLISHED) && (o->flags & CR_TCP_CLOSE))
		return error_set(cx, CR_E_ARGUMENT, EINVAL, 0, "flags",
				 "CR_TCP_ESTABLISHED and CR_TCP_CLOSE exclude each other");
	if ((o->flags & CR_LEAVE_STOPPED) && (o->flags & CR_END))
		return error_set(cx, CR_E_ARGUMENT, EINVAL, 0, "flags",
				 "CR_LEAVE_STOPPED and CR_END exclude each other");
	if (o->parent && !o->parent[0])
		return error_set(cx, CR_E_ARGUMENT, EINVAL, 0, "parent",
				 "the path of the parent is empty");
	if ((o->flags & CR_LIVE) && (o->flags & CR_END))
		return error_set(cx, CR_E_ARGUMENT, EINVAL, 0, "flags",
				 "CR_LIVE and CR_END exclude each other");
	if (o->job && (!(o->flags & CR_LIVE) || (o->io && o->io->fd <= 0)))
		return error_set(cx, CR_E_ARGUMENT, EINVAL, 0, "job",
				 "a job is one of CR_LIVE, and not with callbacks");
	if (o->label && strlen(o->label) > API_LABEL_MAX)
		return error_set(cx, CR_E_ARGUMENT, E2BIG, 0, "label",
				 "the label is longer than %d bytes", API_LABEL_MAX);
	if (o->user_data_size > API_USER_DATA_MAX || (o->user_data_size && !o->user_data))
		return error_set(cx, CR_E_ARGUMENT, E2BIG, 0, "user_data",
				 "the user data is missing or larger than 1 MiB");
	if (!o->timeout_ms)
		o->timeout_ms = API_TIMEOUT_MS;
	return 0;
}

static int api_load_opts(struct cr_ctx *cx, cr_load_opts *o, const char *path,
			 const cr_load_opts *theirs)
{
	int r = api_struct(cx, "cr_load_opts", o, sizeof(*o), theirs);

	if (r == 0)
		r = api_io(cx, path, o->io, true);
	if (r < 0)
		return r;
	if (o->flags &
	    ~(uint32_t)(CR_TRUST | CR_DETACHED | CR_SIBLING | CR_LOAD_SHELL_JOB | CR_MAPPED |
			CR_LOAD_TCP_ESTABLISHED | CR_LOAD_TCP_CLOSE | CR_LOAD_HOST_CLOCKS))
		return error_set(cx, CR_E_ARGUMENT, EINVAL, 0, "flags",
				 "cr_load_opts.flags has unknown bits: 0x%x", o->flags);
	r = api_rules(cx, o->rules);
	if (r < 0)
		return r;
	if (o->payload_size > API_PAYLOAD_MAX || (o->payload_size && !o->payload))
		return error_set(cx, CR_E_ARGUMENT, E2BIG, 0, "payload",
				 "the payload is missing or larger than 64 KiB");
	if (!o->timeout_ms)
		o->timeout_ms = API_TIMEOUT_MS;
	return 0;
}

CR_FN int api_check_opts(struct cr_ctx *cx, cr_save_opts *o, const cr_save_opts *theirs)
{
	return api_save_opts(cx, o, "-", theirs);
}

/* == hooks ===================================================================================== */

/* Runs before-hooks, last first; *ret_ran: how many ran, counted from the end. */
static int api_before(struct cr_ctx *cx, const cr_hook *hooks, size_t n, size_t *ret_ran)
{
	*ret_ran = 0;
	for (size_t i = n; i-- > 0;) {
		cr_error err;

		memset(&err, 0, sizeof(err));
		(*ret_ran)++;
		if (!hooks[i].before || hooks[i].before(hooks[i].arg, &err) >= 0)
			continue;
		(*ret_ran)--; /* it refused: it has nothing to be paired with */
		cx->stage = CR_STAGE_HOOK;
		return error_set(cx, CR_E_HOOK, 0, 0, err.object, "%.*s", (int)sizeof(err.text) - 1,
				 err.text[0] ? err.text : "a hook refused");
	}
	return 0;
}

static void api_after(const cr_hook *hooks, size_t n, size_t ran, cr_result result)
{
	for (size_t i = n - ran; i < n; i++)
		if (hooks[i].after)
			hooks[i].after(hooks[i].arg, result);
}

/* Progress is told at the ends: between them nothing of the caller's runs. */
static int api_progress(struct cr_ctx *cx, uint64_t done, uint64_t all)
{
	if (!cx->watch || !cx->watch->progress ||
	    cx->watch->progress(cx->watch->arg, done, all) >= 0 || done == all)
		return 0;
	cx->stage = CR_STAGE_HOOK;
	return error_set(cx, CR_E_HOOK, ECANCELED, 0, "progress",
			 "the caller's progress function asked to stop");
}

CR_FN void api_give(void *theirs, const void *ours, size_t ours_size)
{
	size_t size = 0;

	if (theirs)
		memcpy(&size, theirs, sizeof(size));
	if (size <= sizeof(size))
		return;
	memcpy((char *)theirs + sizeof(size), (const char *)ours + sizeof(size),
	       (size < ours_size ? size : ours_size) - sizeof(size));
}

/* == saving ==================================================================================== */

CR_API cr_result cr_save(const char *path, const cr_save_opts *theirs, cr_error *err)
{
	struct cr_ctx cx; /* for options and hooks only: cr_save's own memory is engine_self's */
	struct self_result res = {.page = (size_t)sysconf(_SC_PAGESIZE)};
	cr_save_opts opts;
	struct cr_job *job = NULL;
	size_t ran = 0;

	memset(&cx, 0, sizeof(cx));
	cx.lines_end = &cx.lines;
	cx.stage = CR_STAGE_OPTIONS;
	int r = api_save_opts(&cx, &opts, path, theirs);
	if (r == 0 && opts.tracker && !opts.tracker->self)
		r = error_set(&cx, CR_E_ARGUMENT, EINVAL, opts.tracker->root, "tracker",
			      "the tracker is one of another process");
	if (r == 0 && (opts.flags & (CR_LEAVE_STOPPED | CR_END)))
		r = error_set(&cx, CR_E_ARGUMENT, EINVAL, 0, "flags",
			      "CR_LEAVE_STOPPED and CR_END are for cr_dump");
	cx.watch = opts.watch;
	if (r == 0)
		r = api_before(&cx, opts.hooks, opts.hook_count, &ran);
	if (r == 0)
		r = api_progress(&cx, 0, UINT64_MAX);
	if (r == 0 && opts.job) {
		*opts.job = NULL;
		r = job_new(&cx, &job);
	}
	if (r == 0)
		r = engine_self(&res, path, &opts, err);
	else
		(void)ctx_leave(&cx, r, err);
	if (r == 0 && job) {
		job_begin(job, &res);
		*opts.job = job;
	} else {
		free(job);
	}
	cr_result result = r == ENGINE_RESTORED ? CR_RESTORED : r < 0 ? CR_FAILED : CR_SAVED;
	if (result == CR_SAVED) {
		api_give(opts.stats, &res.stats, sizeof(res.stats));
		(void)api_progress(&cx, res.stats.bytes, res.stats.bytes);
	}
	api_after(opts.hooks, opts.hook_count, ran, result);
	return result;
}

CR_API int cr_dump(pid_t pid, const char *path, const cr_save_opts *theirs, cr_error *err)
{
	struct cr_ctx cx;
	cr_save_opts opts;
	struct cr_job *job = NULL;
	size_t ran = 0;
	int r = ctx_open(&cx, NULL);

	if (r == 0)
		r = api_save_opts(&cx, &opts, path, theirs);
	if (r < 0)
		goto out;
	cx.watch = opts.watch;
	if (opts.job) {
		*opts.job = NULL;
		r = job_new(&cx, &job);
		if (r < 0)
			goto out;
	}
	if (pid == sys_getpid()) {
		r = error_set(&cx, CR_E_OWN_PID, EINVAL, pid, "pid",
			      "%d is the caller's own process id", (int)pid);
		goto out;
	}
	if (pid <= 0) {
		r = error_set(&cx, CR_E_NO_PROCESS, ESRCH, pid, "pid", "%d is not a process id",
			      (int)pid);
		goto out;
	}
	if (opts.tracker && opts.tracker->root != pid) {
		r = error_set(&cx, CR_E_ARGUMENT, EINVAL, pid, "tracker",
			      "the tracker is one of process %d", (int)opts.tracker->root);
		goto out;
	}
	r = api_before(&cx, opts.hooks, opts.hook_count, &ran);
	if (r == 0) {
		struct dump_job dump = {
			.root = pid,
			.path = path,
			.opts = &opts,
			.end = opts.flags & CR_END	       ? TREE_KILL
			       : opts.flags & CR_LEAVE_STOPPED ? TREE_STOP
							       : TREE_RUN,
			.hide_fds = {-1, -1, -1, -1},
		};

		r = api_progress(&cx, 0, UINT64_MAX);
		if (r == 0)
			r = engine_dump(&cx, &dump);
		if (r == 0) {
			api_give(opts.stats, &dump.stats, sizeof(dump.stats));
			(void)api_progress(&cx, dump.stats.bytes, dump.stats.bytes);
		}
		if (r == 0 && job) {
			struct self_result res = {.stats = dump.stats};

			job_begin(job, &res);
			*opts.job = job;
			job = NULL;
		}
	}
	api_after(opts.hooks, opts.hook_count, ran, r < 0 ? CR_FAILED : CR_SAVED);
out:
	free(job);
	r = ctx_leave(&cx, r, err);
	ctx_close(&cx);
	return r;
}

/* == tracking ================================================================================== */

CR_API int cr_track_start(pid_t pid, cr_tracker **tracker, cr_error *err)
{
	struct cr_ctx cx;
	cr_tracker *t = calloc(1, sizeof(*t));
	int r = ctx_open(&cx, NULL);

	if (r == 0 && (!tracker || pid < 0))
		r = error_set(&cx, CR_E_ARGUMENT, EINVAL, pid, "tracker",
			      "no place for the tracker, or no process");
	if (r == 0 && !t)
		r = error_set(&cx, CR_E_MEMORY, ENOMEM, 0, "calloc", "no memory for a tracker");
	/* Of the caller at once; in another process at its first save, when it stands still. */
	if (r == 0) {
		t->root = pid ? pid : sys_getpid();
		if (t->root == sys_getpid())
			r = track_open_self(&cx, t);
		else if (feature_ask(&cx, FEATURE_UFFD_WP_ASYNC) == CR_NO)
			r = error_set(&cx, CR_E_KERNEL, 0, pid, feature_name(FEATURE_UFFD_WP_ASYNC),
				      "this kernel cannot track writes; without a tracker memory "
				      "is compared");
	}
	if (r == 0)
		*tracker = t;
	else
		free(t);
	r = ctx_leave(&cx, r, err);
	ctx_close(&cx);
	return r;
}

CR_API int cr_track_stop(cr_tracker *tracker)
{
	struct cr_ctx cx;

	if (!tracker)
		return 0;
	if (ctx_open(&cx, NULL) == 0)
		track_close(&cx, tracker);
	ctx_close(&cx);
	free(tracker);
	return 0;
}

/* == loading =================================================================================== */

static int api_load_begin(struct load *l, struct cr_ctx *cx, cr_load_opts *opts, const char *path,
			  const cr_load_opts *theirs)
{
	int r = api_load_opts(cx, opts, path, theirs);

	if (r < 0)
		return r;
	cx->watch = opts->watch;
	memset(l, 0, sizeof(*l));
	l->cx = cx;
	l->opts = opts;
	l->started_ns = sys_clock_ns(CLOCK_MONOTONIC);
	/* By a fork, which is cheap as long as little has been read. */
	cx->stage = CR_STAGE_CREATE;
	r = release_own_rseq(cx, &l->rseq_ptr, &l->rseq_size, &l->rseq_sig);
	return r < 0 ? r : load_open(l, path);
}

/* What runs now has cost this. */
static void api_tell_stats(struct load *l)
{
	const struct load_count *count = memory_count(l);
	const cr_load_stats stats = {
		.size = sizeof(stats),
		.forking_ns = l->forked_ns - l->started_ns,
		.total_ns = sys_clock_ns(CLOCK_MONOTONIC) - l->started_ns,
		.restored = count->restored,
		.compared = count->compared,
		.shared = count->shared,
	};

	api_give(l->opts->stats, &stats, sizeof(stats));
	if (l->opts->stats_path)
		stats_write(l->cx, l->opts->stats_path, &stats);
}

/* Several processes, or ids that only a new process can have: the caller stays behind as a
 * stand-in. */
static bool api_needs_standin(const struct load *l)
{
	return l->tasks.n > 1 || l->tasks.at[0]->compat || l->opts->pids == CR_PIDS_SAME ||
	       l->opts->pids == CR_PIDS_NAMESPACE;
}

CR_API int cr_load(const char *path, const cr_load_opts *theirs, cr_error *err)
{
	struct cr_ctx cx;
	struct load l;
	cr_load_opts opts;
	size_t ran = 0;
	int r = ctx_open(&cx, NULL);

	if (r == 0)
		r = api_load_begin(&l, &cx, &opts, path, theirs);
	if (r < 0)
		goto out;
	r = api_before(&cx, opts.hooks, opts.hook_count, &ran);
	if (r == 0)
		r = api_progress(&cx, 0, image_file_bytes(l.image));
	if (r == 0 && api_needs_standin(&l)) {
		r = load_decide_pids(&l);
		if (r == 0)
			r = standin_run(&l);
	} else if (r == 0) {
		l.pids = CR_PIDS_NEW;
		l.in_place = true;
		r = become_run(&l);
	}
	api_after(opts.hooks, opts.hook_count, ran, CR_FAILED);
	load_close(&l);
out:
	r = ctx_leave(&cx, r, err);
	ctx_close(&cx);
	return r < 0 ? -1 : 0;
}

/* What the caller's version of the struct has room for. */
static void api_give_child(cr_child *theirs, const cr_child *made)
{
	if (theirs && theirs->size >= offsetof(cr_child, payload)) {
		theirs->pid = made->pid;
		theirs->pidfd = made->pidfd;
	} else {
		sys_close(made->pidfd);
	}
}

CR_API int cr_restore(const char *path, const cr_load_opts *theirs, cr_child *child, cr_error *err)
{
	struct cr_ctx cx;
	struct load l;
	cr_load_opts opts;
	cr_child made = {.size = sizeof(made), .pidfd = -1};
	size_t ran = 0;
	int r = ctx_open(&cx, NULL);

	if (r == 0)
		r = api_load_begin(&l, &cx, &opts, path, theirs);
	if (r < 0)
		goto out;
	r = load_decide_pids(&l);
	if (r == 0)
		r = api_before(&cx, opts.hooks, opts.hook_count, &ran);
	if (r == 0)
		r = api_progress(&cx, 0, image_file_bytes(l.image));
	if (r == 0)
		r = restore_tree(&l, &made);
	if (r == 0)
		api_tell_stats(&l);
	if (r == 0)
		(void)api_progress(&cx, image_file_bytes(l.image), image_file_bytes(l.image));
	if (r == 0)
		api_give_child(child, &made);
	api_after(opts.hooks, opts.hook_count, ran, r < 0 ? CR_FAILED : CR_RESTORED);
	load_close(&l);
out:
	r = ctx_leave(&cx, r, err);
	ctx_close(&cx);
	return r;
}

/* The caller's structs may be of an older, smaller kind: all of one size. */
static cr_child *api_child_at(cr_child *children, size_t i)
{
	return (cr_child *)((unsigned char *)children + i * children->size);
}

static int api_children(struct cr_ctx *cx, cr_child *theirs, size_t n, cr_child **ret)
{
	cr_child *ours = cx_array(cx, n ? n : 1, sizeof(*ours));

	if (!ours)
		return error_memory(cx);
	for (size_t i = 0; i < n; i++) {
		char name[32];

		str_format(name, sizeof(name), "cr_child %zu", i);
		if (theirs->size < offsetof(cr_child, payload) ||
		    api_child_at(theirs, i)->size != theirs->size)
			return error_set(cx, CR_E_ARGUMENT, EINVAL, 0, name,
					 "%s.size is not set to sizeof(cr_child)", name);
		int r = api_struct(cx, name, &ours[i], sizeof(ours[i]), api_child_at(theirs, i));
		if (r < 0)
			return r;
		if (ours[i].payload_size > API_PAYLOAD_MAX ||
		    (ours[i].payload_size && !ours[i].payload))
			return error_set(cx, CR_E_ARGUMENT, E2BIG, 0, name,
					 "the payload of %s is missing or larger than 64 KiB",
					 name);
	}
	*ret = ours;
	return 0;
}

CR_API int cr_restore_copies(const char *path, const cr_load_opts *theirs, cr_child *children,
			     size_t n, cr_error *err)
{
	struct cr_ctx cx;
	struct load l;
	cr_load_opts opts;
	cr_child *made = NULL;
	size_t ran = 0;
	int r = ctx_open(&cx, NULL);

	if (r == 0)
		r = api_children(&cx, children, n, &made);
	if (r == 0)
		r = api_load_begin(&l, &cx, &opts, path, theirs);
	if (r < 0)
		goto out;
	if (opts.pids == CR_PIDS_AUTO)
		opts.pids = l.tasks.n == 1 ? CR_PIDS_NEW : CR_PIDS_NAMESPACE;
	r = load_decide_pids(&l);
	if (r == 0)
		r = api_before(&cx, opts.hooks, opts.hook_count, &ran);
	if (r == 0)
		r = api_progress(&cx, 0, image_file_bytes(l.image));
	if (r == 0 && n > 0)
		r = copies_run(&l, made, n);
	if (r == 0)
		api_tell_stats(&l);
	if (r == 0)
		(void)api_progress(&cx, image_file_bytes(l.image), image_file_bytes(l.image));
	for (size_t i = 0; r == 0 && i < n; i++)
		api_give_child(api_child_at(children, i), &made[i]);
	api_after(opts.hooks, opts.hook_count, ran, r < 0 ? CR_FAILED : CR_RESTORED);
	load_close(&l);
out:
	r = ctx_leave(&cx, r, err);
	ctx_close(&cx);
	return r;
}

/* == saves as files ============================================================================ */

static int api_simple(int r, struct cr_ctx *cx, cr_error *err)
{
	r = ctx_leave(cx, r, err);
	ctx_close(cx);
	return r;
}

CR_API int cr_verify(const char *path, cr_error *err)
{
	struct cr_ctx cx;
	int r = ctx_open(&cx, NULL);

	if (r == 0)
		r = api_io(&cx, path, NULL, true);
	cx.stage = CR_STAGE_READ;
	return api_simple(r < 0 ? r : image_verify(&cx, path, NULL), &cx, err);
}

/* From one save to another. */
static int api_convert(const char *from, const char *to, cr_error *err,
		       int (*convert)(struct cr_ctx *cx, const char *from, const char *to))
{
	struct cr_ctx cx;
	int r = ctx_open(&cx, NULL);

	if (r == 0 && (!from || !to))
		r = error_set(&cx, CR_E_ARGUMENT, EINVAL, 0, "path", "a path is missing");
	return api_simple(r < 0 ? r : convert(&cx, from, to), &cx, err);
}

CR_API int cr_pack(const char *from, const char *to, cr_error *err)
{
	return api_convert(from, to, err, image_pack);
}

CR_API int cr_unpack(const char *from, const char *to, cr_error *err)
{
	return api_convert(from, to, err, image_unpack);
}

CR_API int cr_squash(const char *from, const char *to, cr_error *err)
{
	return api_convert(from, to, err, image_squash);
}

CR_API int cr_remove(const char *path, cr_error *err)
{
	struct cr_ctx cx;
	int r = ctx_open(&cx, NULL);

	if (r == 0)
		r = api_io(&cx, path, NULL, true);
	return api_simple(r < 0 ? r : image_remove(&cx, path), &cx, err);
}

/* == who am I ================================================================================== */

/* One block of malloc: the struct, notes, texts. */
CR_API int cr_load_info(cr_loaded **loaded, cr_error *err)
{
	struct cr_ctx cx;
	const void *page;
	size_t size, notes;
	cr_loaded *out = NULL;
	int r = ctx_open(&cx, NULL);

	if (r == 0 && !loaded)
		r = error_set(&cx, CR_E_ARGUMENT, EINVAL, 0, "loaded", "no place for the result");
	if (r == 0)
		r = loaded_find(&cx, &page, &size);
	if (r == -ENOENT)
		r = error_set(&cx, CR_E_NOT_A_SAVE, 0, sys_getpid(), "caller",
			      "this program was not restored");
	if (r == 0) {
		size_t texts = loaded_room(page, size, &notes);

		out = calloc(1, sizeof(*out) + notes * sizeof(cr_note) + texts);
		if (!out)
			r = error_set(&cx, CR_E_MEMORY, ENOMEM, 0, "calloc",
				      "no memory for the answer");
	}
	if (r == 0) {
		out->size = sizeof(*out);
		r = loaded_copy(&cx, page, size, out, (cr_note *)(out + 1),
				(char *)((cr_note *)(out + 1) + notes));
	}
	if (r == 0)
		*loaded = out;
	else
		free(out);
	return api_simple(r, &cx, err);
}

CR_API void cr_loaded_free(cr_loaded *loaded)
{
	free(loaded);
}
