/* SPDX-License-Identifier: MIT
 *
 * engine: the order of things. Which part does what when, for each of the public calls; and the
 * table of kinds.
 */
#ifndef CR_ENGINE_H
#define CR_ENGINE_H

#include "../task/task.h"
#include "../memory/memory.h"
#include "../file/file.h"
#include "../socket/socket.h"

/* Every kind of descriptor; ends with NULL. The order is that of matching. */
CR_FN const struct kind *const *engine_kinds(void);

/* == options: api.c ============================================================================ */

/* Resolves the options of cr_check. */
CR_FN int api_check_opts(struct cr_ctx *cx, cr_save_opts *o, const cr_save_opts *theirs);
/* Of a struct that begins with its size: as much as the caller's version has room for. */
CR_FN void api_give(void *theirs, const void *ours, size_t size);

/* == saving: dump.c ============================================================================ */

struct dump_job {
	pid_t root;
	const char *path;
	const cr_save_opts *opts; /* resolved */
	enum tree_end end;
	const cr_io *io; /* instead of opts->io: a spool, or NULL */
	/* cr_save: we are the helper of `caller`, a thread of root */
	pid_t helper, caller;
	uint64_t hide_start, hide_end; /* our own mapping in the memory that we share */
	int hide_fds[4];	  /* the saver's own descriptors in the caller's table; -1: none */
	bool detach;		  /* the caller goes on as soon as copies of its memory exist */
	volatile uint32_t cancel; /* set by others: the save is given up */
	uint8_t save_id[16];	  /* out */
	cr_stats stats;		  /* out */
};
CR_FN int engine_dump(struct cr_ctx *cx, struct dump_job *job);
/* What a thread that waits in cr_save sees as the result of its waiting call in a copy. No errno,
 * no pid. */
#define ENGINE_RESTORED 0x43520001
/* And in the program itself, when it goes on before its helper has ended. */
#define ENGINE_LIVE 0x43520002

/* == statistics as CRIU has them: stats.c ====================================================== */

/* The member of the save: the last one put. */
CR_FN int stats_put(struct dump *d);
CR_FN void stats_write(struct cr_ctx *cx, const char *path, const cr_load_stats *s);

/* == live saves: live.c ======================================================================== */

/* Frozen: a copy of each task that can be copied (task->memory->copy). */
CR_FN int live_begin(struct dump *d);
CR_FN void live_end(struct dump *d);
CR_FN int live_let_go(struct dump *d, pid_t root, pid_t caller);

/* cr_save, without hooks: 0, ENGINE_RESTORED in a copy, or -1 with *err filled in. */
struct self_job;
struct self_result {
	size_t page; /* in */
	cr_stats stats;
	struct self_job *job; /* NULL, or a helper that still writes, for self_end */
	pid_t helper;
};
/* After the helper has ended: its result, statistics, and nothing is left of it. */
CR_FN int self_end(struct self_job *job, cr_stats *ret, cr_error *err);
CR_FN void self_cancel(struct self_job *job);

/* == live saves that go on in the background: job.c ============================================ */

CR_FN int job_new(struct cr_ctx *cx, struct cr_job **ret);
CR_FN void job_begin(struct cr_job *job, const struct self_result *res);
CR_FN int engine_self(struct self_result *res, const char *path, const cr_save_opts *opts,
		      cr_error *err);

/* == loading: restore.c, become.c ============================================================== */

/* Reads and checks everything; creates nothing. l->opts, cx set; the rest is filled in. */
CR_FN int load_open(struct load *l, const char *path);
CR_FN void load_close(struct load *l);
/* opts->pids, or the first of same, new, namespace that works. */
CR_FN int load_decide_pids(struct load *l);
/* Makes the whole tree as a child of the caller; on failure nothing of it is left. */
CR_FN int restore_tree(struct load *l, cr_child *ret);
/* The same in steps: once _prepare; for each copy (copies.c) _begin and _end, between which others
 * may be begun. After _begin has succeeded either _end (which may fail) or _give_up. */
struct restore_run {
	pid_t *tids; /* of all living threads, task by task */
	size_t n;
	bool stopped; /* they are seized */
	int root_pidfd;
	pid_t root; /* 0: none made */
	uint64_t deadline_ns;
};
CR_FN int restore_prepare(struct load *l);
CR_FN int restore_begin(struct load *l, struct restore_run *run);
CR_FN int restore_end(struct load *l, struct restore_run *run, cr_child *ret);
CR_FN void restore_give_up(struct load *l, struct restore_run *run);
/* n copies, or none: copies.c. */
CR_FN int copies_run(struct load *l, cr_child *children, size_t n);
/* Memory, task, descriptors of lt: the steps that are alike in a new task and in place. */
CR_FN int restore_plan(struct load *l, struct load_task *lt);
/* In place. Returns only on failure. */
CR_FN int become_run(struct load *l);
/* The caller makes the tree as its child and stays as a stand-in. Returns only on failure. */
CR_FN int standin_run(struct load *l);

/* == pids NAMESPACE: namespace.c =============================================================== */

CR_FN int namespace_open(struct load *l);   /* l->ns_init, ns_pidfd */
CR_FN void namespace_close(struct load *l); /* ends it and all in it */
/* Ids as we see them, of a child of `parent` or a thread of `pid` that knows itself as `inner`; 0:
 * none. */
CR_FN pid_t namespace_find_child(struct load *l, pid_t parent, pid_t inner);
CR_FN pid_t namespace_find_thread(struct load *l, pid_t pid, pid_t inner);

/* == the page that tells a restored program who it is: loaded.c ================================ */

#define LOADED_NAME \
	"cr-loaded" /* of the memfd; memory/ leaves a mapping of that name out of every save */
/* The memfd with its content; staged. */
CR_FN int loaded_make(struct load *l);
/* The header and the notes, once all are known. */
CR_FN int loaded_write(struct load *l);
CR_FN void loaded_log(struct load *l);
/* How often the program in a stopped task has been loaded; 0: never. */
CR_FN uint32_t loaded_times(struct cr_ctx *cx, struct task *task);
/* Where it is in the calling program; -ENOENT. */
CR_FN int loaded_find(struct cr_ctx *cx, const void **ret, size_t *ret_size);
/* How much room a copy needs: bytes for texts, and notes. */
CR_FN size_t loaded_room(const void *data, size_t size, size_t *ret_notes);
CR_FN int loaded_copy(struct cr_ctx *cx, const void *data, size_t size, cr_loaded *out,
		      cr_note *notes, char *texts);

#endif
