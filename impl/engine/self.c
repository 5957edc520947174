/* SPDX-License-Identifier: MIT
 *
 * self: cr_save. The dump runs in a helper process that shares the caller's memory but nothing
 * else: it can stop all of the caller's threads, and dies without consequence.
 *
 * What the helper shares with the stopped caller is memory and thread-local storage. So it uses no
 * malloc, no errno, no libc lock: its stack and everything it allocates lie in one mapping (the
 * context's arena), made before the mappings are read and left out of the save. That mapping is
 * also the lock against a second save: it is placed at an address of its own, and the kernel lets
 * only one have it.
 */
#include "engine.h"

#include <sys/prctl.h>
#include <sys/wait.h>

#define SELF_STACK ((size_t)512 << 10)
#define SELF_PATIENCE 20000 /* times 0.1 ms */
/* Any address nobody asks for; ordinary mappings are made from the other end of the address space.
 */
#define SELF_AREA 0x5c0ffee00000ull

struct self_job {
	struct cr_ctx cx;
	struct dump_job dump;
	int result;
	bool done; /* the helper came to its end */
};

/* == before ==================================================================================== */

static int self_area_open(struct cr_ctx *cx)
{
	uint64_t addr;

	for (size_t size = ARENA_SIZE; size >= (size_t)8 << 20; size /= 2) {
		/* Not filled at once even where the program locks all memory to come. */
		int r = sys_mmap(SELF_AREA, size, PROT_NONE,
				 MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED_NOREPLACE,
				 -1, 0, &addr);
		if (r == -EEXIST)
			return error_set(cx, CR_E_BUSY, EBUSY, sys_getpid(), "cr_save", "%s",
					 cr_code_text(CR_E_BUSY));
		if (r < 0)
			continue;
		(void)sys_munlock(addr, size);
		if (sys_mprotect(addr, size, PROT_READ | PROT_WRITE) < 0) {
			(void)sys_munmap(addr, size);
			continue;
		}
		cx->arena = (struct arena){(unsigned char *)(uintptr_t)addr, size, 0};
		(void)sys_madvise(addr, size, MADV_NOHUGEPAGE);
		/* A child forked by another thread meanwhile must not find itself busy for ever. */
		(void)sys_madvise(addr, size, MADV_DONTFORK);
		return 0;
	}
	return error_set(cx, CR_E_MEMORY, ENOMEM, 0, "mmap",
			 "no address space for the save's own memory");
}

/* Every libc function that the helper may run without noticing (the compiler writes calls of mem*
 * by itself), and libprotobuf-c: bound now, because binding takes locks that a stopped thread may
 * hold. */
static int self_warm_up(struct cr_ctx *cx)
{
	Cr__CrNoteEntry note;
	struct record_out out = {0};
	char a[64] = "warm", b[64];

	cr__cr_note_entry__init(&note);
	note.object = a;
	memmove(b, a, sizeof(b));
	memset(a + 32, memcmp(a, b, sizeof(a)) == 0 && strcmp(a, b) == 0 && strlen(b) == 4, 8);
	int r = record_begin(cx, &out, IMAGE_CR);
	return r < 0 ? r : record_add(cx, &out, &note.base);
}

static int self_check_yama(struct cr_ctx *cx)
{
	CR_AUTOFD int proc = -1;
	int r = proc_open(cx, &proc);

	if (r < 0)
		return r;
	int yama = proc_yama(proc);
	if (yama >= 2)
		return error_set(cx, CR_E_PERMISSION, EPERM, 0, "kernel.yama.ptrace_scope",
				 "kernel.yama.ptrace_scope is %d: no process may be traced", yama);
	return yama;
}

/* == the helper ================================================================================ */

/* The table of descriptors is a copy, as full as the caller's, and the save needs one for each that
 * is open: so it begins empty (but for where the save goes) and with all that the hard limit
 * allows. */
static void self_make_room(const struct self_job *job)
{
	const cr_io *io = job->dump.io ? job->dump.io : job->dump.opts->io;
	uint64_t keep[2] = {io && io->fd > 2 ? (uint64_t)io->fd : 2,
			    job->dump.hide_fds[1] > 2 ? (uint64_t)job->dump.hide_fds[1] : 2};
	size_t low = keep[0] > keep[1];
	struct rlimit lim;

	if (keep[low] > 3)
		(void)sys_close_range(3, (unsigned)(keep[low] - 1));
	if (keep[!low] > keep[low] + 1)
		(void)sys_close_range((unsigned)(keep[low] + 1), (unsigned)(keep[!low] - 1));
	(void)sys_close_range((unsigned)(keep[!low] + 1), UINT32_MAX);
	if (sys_prlimit(0, RLIMIT_NOFILE, NULL, &lim) == 0 && lim.rlim_cur < lim.rlim_max) {
		lim.rlim_cur = lim.rlim_max;
		(void)sys_prlimit(0, RLIMIT_NOFILE, &lim, NULL);
	}
}

static int self_helper(void *arg)
{
	struct self_job *job = arg;

	/* If the caller dies there is nothing left to save. */
	(void)sys_prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
	(void)sys_prctl(PR_SET_NAME, (uintptr_t)TREE_HELPER_COMM, 0, 0, 0);
	job->dump.helper = sys_getpid();
	self_make_room(job);
	job->result = engine_dump(&job->cx, &job->dump);
	job->done = true;
	return job->result < 0;
}

/* Waits for the helper. In a copy this very call returns ENGINE_RESTORED: the save says so. */
static int self_wait(pid_t helper)
{
	int status, r;

	do
		r = sys_wait(helper, &status, __WALL);
	while (r == -EINTR);
	return r;
}

struct self_undo {
	uint64_t mask;
	int dumpable;
	bool ptracer;
};

static void self_prepare(struct self_undo *undo)
{
	uint64_t all = ~0ull;

	/* Inherited by the helper: no handler of the program may run in it. */
	(void)sys_sigmask(SIG_SETMASK, &all, &undo->mask);
	undo->dumpable = sys_prctl(PR_GET_DUMPABLE, 0, 0, 0, 0);
	if (undo->dumpable == 0)
		(void)sys_prctl(PR_SET_DUMPABLE, 1, 0, 0, 0);
}

static void self_put_back(const struct self_undo *undo)
{
	if (undo->ptracer)
		(void)sys_prctl(PR_SET_PTRACER, 0, 0, 0, 0);
	if (undo->dumpable == 0)
		(void)sys_prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
	(void)sys_sigmask(SIG_SETMASK, &undo->mask, NULL);
}

/* Returns 0 (saved), ENGINE_RESTORED, or -errno with the error set. */
static int self_run(struct self_job *job)
{
	struct cr_ctx *cx = &job->cx;
	struct self_undo undo = {0};
	int yama = self_check_yama(cx);

	if (yama < 0)
		return yama;
	int r = self_warm_up(cx);
	void *stack = cx_alloc(cx, SELF_STACK);
	if (r < 0 || !stack)
		return r < 0 ? r : error_memory(cx);
	job->dump.root = sys_getpid();
	job->dump.caller = sys_gettid();
	job->dump.hide_start = (uintptr_t)cx->arena.base;
	job->dump.hide_end = (uintptr_t)cx->arena.base + cx->arena.size;
	cx->frozen++; /* callbacks never run in the helper */
	self_prepare(&undo);
	pid_t helper = sys_clone_fn(CLONE_VM, 0, stack, SELF_STACK, self_helper, job);
	if (helper > 0 && yama == 1) {
		undo.ptracer = true;
		(void)sys_prctl(PR_SET_PTRACER, (uint64_t)helper, 0, 0, 0);
	}
	r = helper < 0 ? helper : self_wait(helper);
	if (r == ENGINE_RESTORED) {
		/* Another program now: the arena is not here, nothing of cx may be touched. */
		self_put_back(&undo);
		return r;
	}
	self_put_back(&undo);
	if (r == ENGINE_LIVE)
		return r;
	cx->frozen--;
	if (helper < 0)
		return error_set(cx, CR_E_SYSTEM, -helper, 0, "clone",
				 "the helper process cannot be made (RLIMIT_NPROC or pids.max may "
				 "be reached)");
	/* What reads connections goes on without the helper, on memory that is ours. */
	for (int i = 0; __atomic_load_n(&cx->visitors, __ATOMIC_SEQ_CST) && i < SELF_PATIENCE; i++)
		(void)sys_sleep_ns(100000);
	if (!job->done)
		return error_set(cx, CR_E_SYSTEM, EINTR, helper, "helper",
				 "the helper process was killed; nothing was saved");
	return job->result;
}

/* == callbacks instead of a path: what was written to a memfd is handed over afterwards ======== */

static int self_spool_out(struct cr_ctx *cx, const cr_io *io, int fd)
{
	struct stat st;
	unsigned char *buf = cx_alloc(cx, 65536);
	int r = sys_fstat(fd, &st);

	if (r < 0 || !buf)
		return r < 0 ? r : error_memory(cx);
	for (uint64_t off = 0; off < (uint64_t)st.st_size;) {
		uint64_t left = (uint64_t)st.st_size - off;
		size_t n = left < 65536 ? (size_t)left : 65536;

		r = sys_pread_all(fd, buf, n, off);
		if (r == 0)
			r = io->write(io->arg, buf, n);
		if (r < 0)
			return error_set(cx, CR_E_STREAM, -r, 0, "io",
					 "the caller's write refused %zu bytes", n);
		off += n;
	}
	return 0;
}

/* What the helper goes on to use when the caller has gone on lies in the arena. */
static int self_keep_opts(struct self_job *job, const char *path, const cr_save_opts *opts)
{
	struct arena *arena = &job->cx.arena;
	cr_save_opts *o = arena_copy(arena, opts, sizeof(*opts));
	size_t n = 0;

	job->dump.path = path ? arena_str(arena, path) : NULL;
	job->dump.opts = o;
	if (!o || (path && !job->dump.path))
		return error_memory(&job->cx);
	if (opts->parent && !(o->parent = arena_str(arena, opts->parent)))
		return error_memory(&job->cx);
	if (opts->io && !(o->io = arena_copy(arena, opts->io, sizeof(*opts->io))))
		return error_memory(&job->cx);
	if (!opts->rules)
		return 0;
	while (opts->rules[n].kind != CR_RULE_END)
		n++;
	cr_rule *rules = arena_copy(arena, opts->rules, (n + 1) * sizeof(*rules));
	if (!rules)
		return error_memory(&job->cx);
	o->rules = rules;
	for (size_t i = 0; i < n; i++)
		if ((rules[i].pattern &&
		     !(rules[i].pattern = arena_str(arena, rules[i].pattern))) ||
		    (rules[i].name && !(rules[i].name = arena_str(arena, rules[i].name))))
			return error_memory(&job->cx);
	return 0;
}

static int self_open(struct self_job **ret, size_t page, const char *path, const cr_save_opts *opts,
		     cr_error *err)
{
	struct cr_ctx cx = {.watch = opts->watch, .page = page};
	struct self_job *job = NULL;

	cx.lines_end = &cx.lines;
	int r = self_area_open(&cx);
	if (r == 0 && !(job = cx_alloc(&cx, sizeof(*job))))
		r = error_memory(&cx);
	if (r < 0) {
		r = ctx_leave(&cx, r, err);
		ctx_close(&cx);
		return r;
	}
	job->cx = cx;
	job->cx.lines_end = &job->cx.lines;
	job->dump.end = TREE_RUN;
	job->dump.detach = opts->job != NULL;
	for (size_t i = 0; i < ARRAY_LEN(job->dump.hide_fds); i++)
		job->dump.hide_fds[i] = -1;
	*ret = job;
	return self_keep_opts(job, path, opts);
}

CR_FN int self_end(struct self_job *job, cr_stats *ret, cr_error *err)
{
	struct cr_ctx cx = job->cx; /* the job lies in its arena */
	int r = job->result;

	*ret = job->dump.stats;
	if (!job->done)
		r = error_set(&cx, CR_E_SYSTEM, EINTR, job->dump.helper, "helper",
			      "the helper process was killed; nothing was saved");
	cx.frozen = 0;
	r = ctx_leave(&cx, r, err);
	ctx_close(&cx);
	return r;
}

CR_FN void self_cancel(struct self_job *job)
{
	job->dump.cancel = 1;
}

CR_FN int engine_self(struct self_result *res, const char *path, const cr_save_opts *opts,
		      cr_error *err)
{
	struct self_job *job = NULL;
	int spool = -1;
	cr_io io = {0};
	int r = self_open(&job, res->page, path, opts, err);

	if (!job)
		return r;
	if (r == 0 && opts->io && opts->io->write && opts->io->fd <= 0) {
		r = spool = sys_memfd("cr-spool");
		io.fd = spool;
		job->dump.io = &io;
		job->dump.hide_fds[0] = spool;
	}
	if (r >= 0 && opts->tracker) {
		r = track_refresh(&job->cx, opts->tracker);
		job->dump.hide_fds[1] = r < 0 ? -1 : opts->tracker->tasks[0].fd;
	}
	if (r >= 0)
		r = self_run(job);
	if (r == ENGINE_RESTORED) {
		if (err)
			memset(err, 0, sizeof(*err));
		return r;
	}
	if (r == ENGINE_LIVE) {
		res->job = job;
		res->helper = job->dump.helper;
		return 0;
	}
	if (r == 0 && spool >= 0)
		r = self_spool_out(&job->cx, opts->io, spool);
	if (spool >= 0)
		sys_close(spool);
	res->stats = job->dump.stats;
	struct cr_ctx cx = job->cx;
	r = ctx_leave(&cx, r, err);
	ctx_close(&cx);
	return r;
}
