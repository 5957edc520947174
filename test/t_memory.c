/* SPDX-License-Identifier: MIT
 *
 * t_memory: what mappings are, where they go, what becomes of the vdso; and the memory of a stopped
 * process written out and brought back in another one by the memory part alone, without the rest of
 * a save.
 */
#include "t.h"

#include <linux/userfaultfd.h>
#include <setjmp.h>
#include <sys/auxv.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

/* == out of one process, into another ========================================================== */

/* The memory part alone, between processes that are merely stopped: no ptrace, no parasite, no
 * other part. What it cannot show is the program going on; that is for the tests of whole saves. */
struct memory_trip {
	struct cr_ctx *cx;
	pid_t pids[2], copies[2]; /* the second is the child of the first; 0: there is none */
	size_t n;
	struct load l;
	struct load_task lt[2];
	struct cr_save_opts opts;
	uint64_t faults; /* features that the save has to do without */
	uint64_t load_faults;
	uint64_t rseq_ptr;
	uint32_t rseq_size, rseq_sig;
	uint32_t *told; /* windows, as shared memory: 2 words for each task */
	struct wire_range *windows;
};

static const struct kind *const memory_trip_kinds[] = {&file_regular, NULL};

static struct task *memory_trip_task(struct memory_trip *trip, struct tree *tree, pid_t pid)
{
	struct cr_ctx *cx = trip->cx;
	struct task *task = cx_alloc(cx, sizeof(*task));
	struct proc_map *maps;
	char *text;
	size_t n;

	*task = (struct task){.pid = pid, .state = TASK_ALIVE, .pidfd = -1};
	T_MUST(proc_open_pid(tree->proc_fd, pid, &task->dir_fd) == 0, "/proc/%d", (int)pid);
	task->mem_fd = sys_openat(task->dir_fd, "mem", O_RDWR, 0);
	task->pagemap_fd = sys_openat(task->dir_fd, "pagemap", O_RDONLY, 0);
	T_MUST(task->mem_fd >= 0 && task->pagemap_fd >= 0, "mem: %d, pagemap: %d", task->mem_fd,
	       task->pagemap_fd);
	T_MUST(proc_read(cx, task->dir_fd, "stat", &text, NULL) == 0 &&
		       proc_parse_stat(text, &task->stat) == 0,
	       "stat");
	T_MUST(proc_maps(cx, task->dir_fd, false, &maps, &n) == 0, "maps");
	task->in.brk = task->stat.start_brk;
	for (size_t i = 0; i < n; i++)
		if (strcmp(maps[i].name, "[heap]") == 0)
			task->in.brk = maps[i].end;
	task->in.dumpable = 1;
	struct task **slot = vec_add(&cx->arena, &tree->tasks);
	return *slot = task;
}

static void memory_trip_put(struct memory_trip *trip, struct save *save, enum image_type type,
			    const ProtobufCMessage *msg)
{
	struct record_out out = {0};

	T_MUST(record_begin(trip->cx, &out, type) == 0 && record_add(trip->cx, &out, msg) == 0 &&
		       save_put(save, image_name(trip->cx, type, 0), out.at, out.n) == 0,
	       "%s", trip->cx->err.text);
}

/* The two that every save begins with. */
static void memory_trip_put_heads(struct memory_trip *trip, struct save *save)
{
	Cr__InventoryEntry inventory;
	Cr__CrEntry cr;
	uint8_t id[16] = {1};

	cr__inventory_entry__init(&inventory);
	inventory.img_version = 2;
	cr__cr_entry__init(&cr);
	cr.version = 1;
	cr.writer = (char *)(uintptr_t) "test";
	cr.arch = (char *)(uintptr_t)ARCH_NAME;
	cr.save_id = (ProtobufCBinaryData){sizeof(id), id};
	memory_trip_put(trip, save, IMAGE_INVENTORY, &inventory.base);
	memory_trip_put(trip, save, IMAGE_CR, &cr.base);
}

static int memory_trip_save(struct memory_trip *trip, const char *path)
{
	struct cr_ctx *cx = trip->cx;
	struct tree tree = {.cx = cx, .proc_fd = -1, .root = trip->pids[0]};
	struct dump d = {.cx = cx,
			 .opts = &trip->opts,
			 .tree = &tree,
			 .kinds = memory_trip_kinds,
			 .lock_fd = -1};
	uint64_t size;
	int r = 0;

	cx->faults = trip->faults;
	T_MUST(proc_open(cx, &tree.proc_fd) == 0, "%s", cx->err.text);
	T_MUST(save_open(cx, path, NULL, 0, &d.save) == 0, "%s", cx->err.text);
	for (size_t i = 0; r == 0 && i < trip->n; i++) {
		struct task *task = memory_trip_task(trip, &tree, trip->pids[i]);

		r = memory_maps(&d, task);
		if (r == 0)
			r = memory_dump(&d, task);
	}
	if (r == 0) {
		memory_trip_put_heads(trip, d.save);
		T_CHECK(memory_bytes(&d) > 0, "no bytes");
		r = memory_write(&d, false);
	}
	for (size_t i = 0; r == 0 && i < d.files.n; i++)
		r = dump_add(&d, IMAGE_FILES, &d.files.at[i]->entry->base);
	if (r == 0)
		r = memory_put(&d);
	if (r == 0 && d.out_used[IMAGE_FILES])
		r = save_put(d.save, "files.img", d.out[IMAGE_FILES].at, d.out[IMAGE_FILES].n);
	if (r == 0)
		r = save_finish(d.save, &size);
	save_close(d.save);
	dump_close(&d);
	sys_close(tree.proc_fd);
	for (size_t i = 0; i < tree.tasks.n; i++) {
		sys_close(tree.tasks.at[i]->dir_fd);
		sys_close(tree.tasks.at[i]->mem_fd);
		sys_close(tree.tasks.at[i]->pagemap_fd);
	}
	cx->faults = 0;
	return r;
}

static int memory_trip_open(struct memory_trip *trip, const char *path)
{
	static const struct cr_load_opts opts = {.size = sizeof(opts)};
	struct load *l = &trip->l;

	*l = (struct load){
		.cx = trip->cx, .opts = &opts, .kinds = memory_trip_kinds, .proc_fd = -1};
	l->loaded_fd = -1;
	T_MUST(proc_open(trip->cx, &l->proc_fd) == 0, "%s", trip->cx->err.text);
	int r = image_open(trip->cx, path, NULL, 0, &l->image);
	for (size_t i = 0; i < trip->n; i++) {
		struct load_task *lt = &trip->lt[i], **slot = vec_add(&trip->cx->arena, &l->tasks);

		*lt = (struct load_task){.index = (uint32_t)i,
					 .pid = trip->pids[i],
					 .state = TASK_ALIVE,
					 .thread_n = 1};
		lt->threads = cx_alloc(trip->cx, sizeof(*lt->threads));
		lt->parent = i ? &trip->lt[0] : NULL;
		*slot = lt;
	}
	l->stage_base = 3;
	l->stage_end = 1024;
	if (r == 0)
		r = object_read_files(l); /* no descriptors, no directories */
	return r == 0 ? memory_load(l) : r;
}

/* In the copy. Does not return. */
static void memory_trip_become(struct memory_trip *trip, size_t i)
{
	struct load *l = &trip->l;
	struct load_task *lt = &trip->lt[i];
	uint64_t all = UINT64_MAX;

	(void)sys_sigmask(SIG_SETMASK, &all, NULL);
	trip->copies[i] = getpid();
	trip->told[i] = (uint32_t)getpid();
	int r = memory_create(l, lt);
	if (r == 0 && i + 1 < trip->n && fork() == 0) {
		lt = &trip->lt[++i];
		trip->copies[i] = getpid();
		trip->told[i] = (uint32_t)getpid();
	}
	if (r == 0)
		r = memory_plan(l, lt);
	if (r == 0) {
		plan_forget_rseq(lt->plan, trip->rseq_ptr, trip->rseq_size, trip->rseq_sig);
		trip->windows[i].addr = plan_window(lt->plan, &trip->windows[i].len);
		r = plan_seal(lt->plan);
	}
	if (r < 0) {
		t_say("copy %zu: %s", i, l->cx->err.text);
		__atomic_store_n(&l->board->failed_set, 2, __ATOMIC_SEQ_CST);
		_exit(1);
	}
	plan_run(lt->plan);
}

/* Forks the copies and waits until they are what they are to be. */
static bool memory_trip_load(struct memory_trip *trip)
{
	struct plan_board *board;

	trip->windows = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	trip->told = (uint32_t *)(trip->windows + 8);
	T_MUST(plan_board_make(trip->cx, &trip->l.board) == 0, "%s", trip->cx->err.text);
	board = trip->l.board;
	T_MUST(release_own_rseq(trip->cx, &trip->rseq_ptr, &trip->rseq_size, &trip->rseq_sig) == 0,
	       "%s", trip->cx->err.text);
	trip->cx->faults = trip->load_faults;
	if (fork() == 0)
		memory_trip_become(trip, 0);
	for (int ms = 0; ms < 5000 && !board->failed_set && board->arrived < trip->n; ms++)
		t_sleep_ms(1);
	trip->cx->faults = 0;
	for (size_t i = 0; i < trip->n; i++)
		trip->copies[i] = (pid_t)trip->told[i];
	if (board->failed_set == 1)
		t_say("thread %u step %u (%s): error %d", board->failed_thread, board->failed_op,
		      board->failed_name, board->failed_err);
	return !board->failed_set && board->arrived >= trip->n;
}

static void memory_trip_end(struct memory_trip *trip)
{
	for (size_t i = 0; i < trip->n; i++) {
		if (trip->copies[i])
			kill(trip->copies[i], SIGKILL);
		kill(trip->pids[i], SIGKILL);
	}
	while (waitpid(-1, NULL, 0) > 0)
		;
	if (trip->l.image)
		image_close(trip->l.image);
	if (trip->l.proc_fd > 0)
		sys_close(trip->l.proc_fd);
	memory_test_ctx_close(trip->cx);
}

/* -- comparing */

static void memory_trip_maps(struct memory_trip *trip, pid_t pid, struct proc_map **ret, size_t *n)
{
	CR_AUTOFD int dir = -1;

	T_MUST(proc_open_pid(trip->l.proc_fd, pid, &dir) == 0, "process %d", (int)pid);
	T_MUST(proc_maps(trip->cx, dir, true, ret, n) == 0, "maps of %d", (int)pid);
}

static const struct proc_map *memory_find_map(const struct proc_map *maps, size_t n, uint64_t addr)
{
	for (size_t i = 0; i < n; i++)
		if (maps[i].start <= addr && addr < maps[i].end)
			return &maps[i];
	return NULL;
}

#define MEMORY_COMPARED \
	(PROC_VM_GROWSDOWN | PROC_VM_LOCKED | PROC_VM_NORESERVE | PROC_VM_DONTCOPY | \
	 PROC_VM_DONTDUMP | PROC_VM_WIPEONFORK | PROC_VM_MERGEABLE | PROC_VM_HUGEPAGE | \
	 PROC_VM_NOHUGEPAGE | PROC_VM_SEQ | PROC_VM_RAND | PROC_VM_MAYWRITE)

/* Both ways: what is in `a` must be in `b`. but: addresses of mappings that may differ. */
static void memory_compare_maps(const struct proc_map *a, size_t an, const struct proc_map *b,
				size_t bn, const char *what)
{
	for (size_t i = 0; i < an; i++)
		for (uint64_t at = a[i].start; at < a[i].end;) {
			const struct proc_map *m = memory_find_map(b, bn, at);
			bool kernels = str_starts(a[i].name, "[v");

			if (!m) {
				T_FAIL("%s: %llx-%llx %s is missing", what,
				       (unsigned long long)a[i].start, (unsigned long long)a[i].end,
				       a[i].name);
				break;
			}
			bool same_name = strcmp(m->name, a[i].name) == 0;
			uint64_t flags = (m->vmflags ^ a[i].vmflags) & MEMORY_COMPARED;

			T_CHECK(same_name, "%s: %llx is '%s', was '%s'", what,
				(unsigned long long)at, m->name, a[i].name);
			T_CHECK(m->prot == a[i].prot && m->shared == a[i].shared,
				"%s: %llx (%s) has protection %d, had %d", what,
				(unsigned long long)at, a[i].name, m->prot, a[i].prot);
			T_CHECK(kernels || !flags, "%s: %llx (%s) differs in flags %llx", what,
				(unsigned long long)at, a[i].name, (unsigned long long)flags);
			T_CHECK(kernels || !*a[i].name || *a[i].name == '[' ||
					m->pgoff - m->start == a[i].pgoff - a[i].start,
				"%s: %llx (%s) has offset %llx, had %llx", what,
				(unsigned long long)at, a[i].name, (unsigned long long)m->pgoff,
				(unsigned long long)a[i].pgoff);
			at = m->end;
		}
}

static bool memory_in_window(const struct memory_trip *trip, size_t i, const struct proc_map *m)
{
	return m->start >= trip->windows[i].addr &&
	       m->end <= trip->windows[i].addr + trip->windows[i].len;
}

static int memory_mem_open(pid_t pid)
{
	char path[64];

	str_format(path, sizeof(path), "/proc/%d/mem", (int)pid);
	int fd = open(path, O_RDWR | O_CLOEXEC);
	T_MUST(fd >= 0, "%s: %s", path, strerror(errno));
	return fd;
}

static void memory_compare_bytes(const struct proc_map *m, int a, int b)
{
	static unsigned char pa[1 << 16], pb[1 << 16];

	if (m->end - m->start > (256u << 20)) /* reserved, and the like */
		return;
	for (uint64_t at = m->start; at < m->end; at += sizeof(pa)) {
		size_t n = m->end - at < sizeof(pa) ? m->end - at : sizeof(pa);
		ssize_t na = pread(a, pa, n, (off_t)at), nb = pread(b, pb, n, (off_t)at);

		if (!T_CHECK(na == nb, "%llx: %zd bytes, were %zd", (unsigned long long)at, nb,
			     na) ||
		    na <= 0)
			return;
		if (!T_CHECK(memcmp(pa, pb, (size_t)na) == 0, "the bytes at %llx (%s) differ",
			     (unsigned long long)at, m->name))
			return;
	}
}

static void memory_compare_one(struct memory_trip *trip, size_t i)
{
	struct proc_map *was, *is;
	size_t was_n, is_n, kept = 0;
	int a = memory_mem_open(trip->pids[i]), b = memory_mem_open(trip->copies[i]);

	memory_trip_maps(trip, trip->pids[i], &was, &was_n);
	memory_trip_maps(trip, trip->copies[i], &is, &is_n);
	for (size_t k = 0; k < is_n; k++)
		if (!memory_in_window(trip, i, &is[k]))
			is[kept++] = is[k];
	memory_compare_maps(was, was_n, is, kept, "back");
	memory_compare_maps(is, kept, was, was_n, "left over");
	for (size_t k = 0; k < was_n; k++)
		if (!str_starts(was[k].name, "[v"))
			memory_compare_bytes(&was[k], a, b);
	close(a);
	close(b);
}

static void memory_compare_link(struct memory_trip *trip, const char *name)
{
	char link[2][64], target[2][512];

	for (int k = 0; k < 2; k++) {
		str_format(link[k], sizeof(link[k]), "/proc/%d/%s",
			   (int)(k ? trip->copies[0] : trip->pids[0]), name);
		ssize_t n = readlink(link[k], target[k], sizeof(target[k]) - 1);
		target[k][n > 0 ? n : 0] = '\0';
	}
	T_CHECK(strcmp(target[0], target[1]) == 0, "%s is '%s', was '%s'", name, target[1],
		target[0]);
}

/* Bounds are seen in these. */
static void memory_compare_text(struct memory_trip *trip, const char *name)
{
	char path[2][64];
	size_t size[2];
	char *text[2];

	for (int k = 0; k < 2; k++) {
		str_format(path[k], sizeof(path[k]), "/proc/%d/%s",
			   (int)(k ? trip->copies[0] : trip->pids[0]), name);
		text[k] = t_read(path[k], &size[k]);
	}
	T_CHECK(size[0] == size[1] && memcmp(text[0], text[1], size[0]) == 0,
		"%s differs: %zu bytes, were %zu", name, size[1], size[0]);
	free(text[0]);
	free(text[1]);
}

static void memory_compare_all(struct memory_trip *trip)
{
	for (size_t i = 0; i < trip->n; i++)
		memory_compare_one(trip, i);
	memory_compare_text(trip, "cmdline");
	memory_compare_text(trip, "environ");
	memory_compare_text(trip, "auxv");
	memory_compare_link(trip, "exe");
}

/* -- what is saved */

/* Stops the subject, and its child if it says so. */
static void memory_trip_start(struct memory_trip *trip, void (*subject)(void), bool child)
{
	static int starts;
	struct t_subject s;
	char name[24];
	size_t n;
	pid_t *children;

	*trip = (struct memory_trip){.cx = memory_test_ctx(),
				     .n = child ? 2 : 1,
				     .opts = {.size = sizeof(cr_save_opts)}};
	str_format(name, sizeof(name), "subject%d", ++starts);
	t_start_(&s, name, subject);
	trip->pids[0] = s.pid;
	if (child) {
		CR_AUTOFD int proc = -1;
		CR_AUTOFD int dir = -1;

		T_MUST(proc_open(trip->cx, &proc) == 0 && proc_open_pid(proc, s.pid, &dir) == 0 &&
			       proc_children(trip->cx, dir, &children, &n) == 0 && n == 1,
		       "no child");
		trip->pids[1] = children[0];
	}
	for (size_t i = 0; i < trip->n; i++) {
		kill(trip->pids[i], SIGSTOP);
		for (int ms = 0; ms < 2000 && t_state(trip->pids[i]) != 'T'; ms++)
			t_sleep_ms(1);
	}
}

static void memory_there_and_back(struct memory_trip *trip, const char *path)
{
	T_MUST(memory_trip_save(trip, path) == 0, "save: %s", trip->cx->err.text);
	T_MUST(memory_trip_open(trip, path) == 0, "load: %s", trip->cx->err.text);
	T_CHECK(memory_trip_load(trip), "the copies did not come up");
	if (!t_failures())
		memory_compare_all(trip);
	memory_trip_end(trip);
}

static unsigned char *memory_subject_map(size_t len, int prot, int flags, int fd, off_t off)
{
	unsigned char *p = mmap(NULL, len, prot, flags, fd, off);

	T_MUST(p != MAP_FAILED, "mmap: %s", strerror(errno));
	return p;
}

static void memory_fill(unsigned char *p, size_t n, unsigned seed)
{
	for (size_t i = 0; i < n; i++)
		p[i] = (unsigned char)((i * 2654435761u + seed) >> 13);
}

/* Private memory of every protection and advice, with and without content, and holes in it. */
static void memory_private_subject(void)
{
	unsigned char *a = memory_subject_map(3 << 20, PROT_READ | PROT_WRITE,
					      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	memory_fill(a, 1 << 20, 1);
	a[(3 << 20) - 1] = 7;
	unsigned char *b = memory_subject_map(64 << 10, PROT_READ | PROT_WRITE,
					      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	memory_fill(b, 64 << 10, 2);
	mprotect(b, 4096, PROT_NONE);
	mprotect(b + 8192, 4096, PROT_READ);
	mprotect(b + 16384, 8192, PROT_READ | PROT_EXEC);
	mprotect(b + 32768, 4096, PROT_EXEC);
	(void)memory_subject_map((size_t)1 << 36, PROT_NONE,
				 MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	(void)memory_subject_map((size_t)1 << 34, PROT_READ | PROT_WRITE,
				 MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	unsigned char *c = memory_subject_map(40 << 10, PROT_READ | PROT_WRITE,
					      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	memory_fill(c, 40 << 10, 3);
	madvise(c, 4096, MADV_DONTFORK);
	madvise(c + 8192, 4096, MADV_DONTDUMP);
	madvise(c + 16384, 4096, MADV_SEQUENTIAL);
	madvise(c + 24576, 4096, MADV_RANDOM);
	madvise(c + 32768, 4096, MADV_NOHUGEPAGE);
	unsigned char *d = memory_subject_map(16 << 10, PROT_READ | PROT_WRITE,
					      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	mlock(d, 8192);
	T_CHECK(d[12288] == 0, "fresh memory"); /* the zero page */
	(void)sbrk(200000);
	unsigned char *heap = sbrk(0);
	memory_fill(heap - 50000, 50000, 4);
	t_ready();
}

/* Parts of files: private and written to, shared, read only, longer than their file. */
static void memory_files_subject(void)
{
	int fd = open("mapped", O_RDWR | O_CREAT | O_CLOEXEC, 0644);
	unsigned char page[4096];

	memory_fill(page, sizeof(page), 5);
	for (int i = 0; i < 10; i++)
		T_MUST(write(fd, page, i == 9 ? 100 : sizeof(page)) > 0, "write: %s",
		       strerror(errno));
	unsigned char *cow = memory_subject_map(10 << 12, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd,
						0);
	memory_fill(cow + 8192, 4096, 6);
	cow[5 << 12] = 9;
	unsigned char *shared = memory_subject_map(4 << 12, PROT_READ | PROT_WRITE, MAP_SHARED, fd,
						   4096);
	shared[1] = 77;
	(void)memory_subject_map(1 << 12, PROT_READ, MAP_SHARED, fd, 0);
	(void)memory_subject_map(16 << 12, PROT_READ, MAP_PRIVATE, fd, 0); /* past its end */
	close(fd);
	fd = open("mapped", O_RDONLY | O_CLOEXEC);
	(void)memory_subject_map(2 << 12, PROT_READ, MAP_SHARED, fd,
				 8192); /* may not become writable */
	unsigned char *gap = memory_subject_map(6 << 12, PROT_READ | PROT_EXEC, MAP_PRIVATE, fd, 0);
	munmap(gap + 8192, 4096);
	close(fd);
	t_ready();
}

/* A segment seen in parts, at two places, by a parent and its child. */
static void memory_shared_subject(void)
{
	unsigned char *all = memory_subject_map(1 << 20, PROT_READ | PROT_WRITE,
						MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	unsigned char *zero = memory_subject_map(8192, PROT_READ | PROT_WRITE,
						 MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	memory_fill(all, 10000, 1);
	memory_fill(all + (512 << 10), 10000, 2);
	madvise(zero, 4096, MADV_DONTDUMP);
	mlock(zero, 8192);
	unsigned char *again = mremap(all + (512 << 10), 0, 64 << 10, MREMAP_MAYMOVE);
	T_MUST(again != MAP_FAILED, "mremap: %s", strerror(errno));
	mprotect(again + 4096, 4096, PROT_READ);
	munmap(all + 8192, 4096);
	if (fork() == 0) {
		unsigned char *own = memory_subject_map(4096, PROT_READ | PROT_WRITE,
							MAP_SHARED | MAP_ANONYMOUS, -1, 0);
		munmap(again, 4096);
		own[0] = 1;
		all[1 << 18] = 3;
		mprotect(all, 4096, PROT_NONE);
		for (;;)
			pause();
	}
	while (!((volatile unsigned char *)all)[1 << 18])
		t_sleep_ms(1);
	t_sleep_ms(50);
	t_ready();
}

static void memory_private(void)
{
	struct memory_trip trip;

	memory_trip_start(&trip, memory_private_subject, false);
	memory_there_and_back(&trip, "save/");
}

/* Kernels before 6.7 know only /proc/PID/pagemap. */
static void memory_private_pagemap(void)
{
	struct memory_trip trip;

	memory_trip_start(&trip, memory_private_subject, false);
	trip.faults = 1ull << FEATURE_PAGEMAP_SCAN;
	memory_there_and_back(&trip, "save");
}

static void memory_files(void)
{
	struct memory_trip trip;

	memory_trip_start(&trip, memory_files_subject, false);
	memory_there_and_back(&trip, "save/");
}

static void memory_files_by_path(void)
{
	struct memory_trip trip;

	memory_trip_start(&trip, memory_files_subject, false);
	trip.faults = 1ull << FEATURE_MAP_FILES;
	memory_there_and_back(&trip, "save/");
}

static void memory_shared_by(uint64_t faults)
{
	struct memory_trip trip;
	unsigned char byte = 0;

	memory_trip_start(&trip, memory_shared_subject, true);
	trip.faults = faults;
	T_MUST(memory_trip_save(&trip, "save/") == 0, "save: %s", trip.cx->err.text);
	T_MUST(memory_trip_open(&trip, "save/") == 0, "load: %s", trip.cx->err.text);
	T_CHECK(memory_trip_load(&trip), "the copies did not come up");
	if (t_failures())
		t_stop();
	memory_compare_all(&trip);

	/* What one writes the other sees, at all places; and the originals do not. */
	const struct memory_load *m = trip.lt[0].memory;
	int parent = memory_mem_open(trip.copies[0]), child = memory_mem_open(trip.copies[1]);
	int old = memory_mem_open(trip.pids[1]);
	int tried = 0;
	for (size_t i = 0; i < m->area_n; i++) {
		const struct memory_area *area = &m->areas[i];
		uint64_t at = area->vma->start + 12345 % (area->vma->end - area->vma->start);
		unsigned char value = (unsigned char)(100 + i);

		if (area->back != MEMORY_BACK_SHARED ||
		    area->vma->end - area->vma->start < (32 << 10))
			continue;
		T_CHECK(pwrite(parent, &value, 1, (off_t)at) == 1 &&
				pread(child, &byte, 1, (off_t)at) == 1 && byte == value,
			"the child sees %u at %llx", byte, (unsigned long long)at);
		T_CHECK(pread(old, &byte, 1, (off_t)at) == 1 && byte != value,
			"the original sees what the copy wrote");
		tried++;
	}
	T_CHECK(tried >= 2, "only %d places", tried);
	close(parent);
	close(child);
	close(old);
	memory_trip_end(&trip);
}

static void memory_shared_parent_child(void)
{
	memory_shared_by(0);
}

/* Without the right to follow map_files, content is read through the tasks. */
static void memory_shared_by_tasks(void)
{
	memory_shared_by(1ull << FEATURE_MAP_FILES);
}

/* -- rules */

static unsigned char *memory_rules_at;

static void memory_rules_subject(void)
{
	unsigned char *p = mmap(memory_rules_at, 8 << 12, PROT_READ | PROT_WRITE,
				MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);
	unsigned char *s = mmap(memory_rules_at + (16 << 12), 4 << 12, PROT_READ | PROT_WRITE,
				MAP_SHARED | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);
	unsigned char *w = mmap(memory_rules_at + (32 << 12), 4 << 12, PROT_READ | PROT_WRITE,
				MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);
	T_MUST(p == memory_rules_at && s != MAP_FAILED && w != MAP_FAILED, "mmap: %s",
	       strerror(errno));
	memset(p, 1, 8 << 12);
	memset(s, 2, 4 << 12);
	memset(w, 3, 4 << 12);
	madvise(w, 4 << 12, MADV_WIPEONFORK);
	p = mmap(memory_rules_at + (48 << 12), 4 << 12, PROT_READ | PROT_WRITE,
		 MEMORY_MAP_DROPPABLE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);
	if (p != MAP_FAILED) /* since 6.11 */
		memset(p, 4, 4 << 12);
	t_ready();
}

static void memory_rules_change_the_copy(void)
{
	const uint64_t at = 0x310000000000;
	const cr_rule rules[] = {
		{.kind = CR_RULE_MEMORY, .addr = at + (1 << 12), .len = 1 << 12, .action = CR_ZERO},
		{.kind = CR_RULE_MEMORY, .addr = at + (3 << 12), .len = 1 << 12, .action = CR_DROP},
		{.kind = CR_RULE_MEMORY, .addr = at + (5 << 12) + 8, .len = 8, .action = CR_SECRET},
		{.kind = CR_RULE_MEMORY,
		 .addr = at + (17 << 12),
		 .len = 1 << 12,
		 .action = CR_SECRET},
		{.kind = CR_RULE_MEMORY,
		 .addr = at + (34 << 12),
		 .len = 1 << 12,
		 .action = CR_KEEP},
		{.kind = CR_RULE_END},
	};
	static const struct {
		int page, value; /* -1: not there */
	} want[] = {{0, 1},  {1, 0},  {2, 1},  {3, -1}, {4, 1},	 {5, 0},  {6, 1}, {7, 1},
		    {16, 2}, {17, 0}, {18, 2}, {32, 0}, {33, 0}, {34, 3}, {35, 0}};
	struct memory_trip trip;

	memory_rules_at = (unsigned char *)(uintptr_t)at;
	memory_trip_start(&trip, memory_rules_subject, false);
	trip.opts.rules = rules;
	T_MUST(memory_trip_save(&trip, "save") == 0, "save: %s", trip.cx->err.text);
	T_MUST(memory_trip_open(&trip, "save") == 0, "load: %s", trip.cx->err.text);
	T_MUST(memory_trip_load(&trip), "the copy did not come up");
	int mem = memory_mem_open(trip.copies[0]);
	for (size_t i = 0; i < ARRAY_LEN(want); i++) {
		unsigned char byte;
		ssize_t n = pread(mem, &byte, 1, (off_t)(at + ((uint64_t)want[i].page << 12) + 9));

		T_CHECK(want[i].value < 0 ? n < 0 : n == 1 && byte == want[i].value,
			"page %d: %zd, %d", want[i].page, n, byte);
	}
	struct proc_map *was, *is;
	size_t was_n, is_n;
	memory_trip_maps(&trip, trip.pids[0], &was, &was_n);
	memory_trip_maps(&trip, trip.copies[0], &is, &is_n);
	if (memory_find_map(was, was_n, at + (48 << 12))) {
		const struct proc_map *m = memory_find_map(is, is_n, at + (48 << 12));
		unsigned char byte = 1;

		T_CHECK(m && (m->vmflags & PROC_VM_DROPPABLE),
			"memory that may be dropped did not come back as such");
		T_CHECK(pread(mem, &byte, 1, (off_t)(at + (48 << 12))) == 1 && byte == 0,
			"its content did: %d", byte);
	}
	close(mem);
	memory_trip_end(&trip);
}

/* CR_EMBED: the file may go, and the memory is all there. */
static void memory_embedded_files(void)
{
	struct memory_trip trip;
	unsigned char page[4096], got[4096];

	memory_trip_start(&trip, memory_files_subject, false);
	trip.opts.flags = CR_EMBED;
	T_MUST(memory_trip_save(&trip, "save") == 0, "save: %s", trip.cx->err.text);
	T_MUST(memory_trip_open(&trip, "save") == 0, "load: %s", trip.cx->err.text);
	T_MUST(memory_trip_load(&trip), "the copy did not come up");
	struct proc_map *was;
	size_t n, seen = 0;
	int a = memory_mem_open(trip.pids[0]), b = memory_mem_open(trip.copies[0]);

	memory_trip_maps(&trip, trip.pids[0], &was, &n);
	for (size_t i = 0; i < n; i++) {
		if (was[i].shared || was[i].name[0] != '/')
			continue;
		for (uint64_t at = was[i].start; at < was[i].end; at += 4096) {
			ssize_t old = pread(a, page, 4096, (off_t)at),
				new_ = pread(b, got, 4096, (off_t)at);

			if (old != 4096) /* behind the end of the file */
				continue;
			seen++;
			T_MUST(new_ == 4096 && memcmp(page, got, 4096) == 0, "%s at %llx differs",
			       was[i].name, (unsigned long long)at);
		}
	}
	T_CHECK(seen > 20, "only %zu pages", seen);
	struct proc_map *is;
	memory_trip_maps(&trip, trip.copies[0], &is, &n);
	for (size_t i = 0; i < n; i++)
		T_CHECK(is[i].shared || is[i].name[0] != '/', "%s is mapped", is[i].name);
	close(a);
	close(b);
	memory_trip_end(&trip);
}

/* Guard pages cannot be seen in maps: only touching tells. */
static void memory_guards_subject(void)
{
	unsigned char *p = mmap(memory_rules_at, 8 << 12, PROT_READ | PROT_WRITE,
				MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);

	T_MUST(p == memory_rules_at, "mmap: %s", strerror(errno));
	memset(p, 1, 8 << 12);
	if (madvise(p + 4096, 2 << 12, MEMORY_GUARD_INSTALL) < 0)
		_exit(77);
	t_ready();
}

static void memory_guards(void)
{
	struct memory_trip trip;
	unsigned char *probe = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS,
				    -1, 0);

	if (madvise(probe, 4096, MEMORY_GUARD_INSTALL) < 0)
		t_skip("no guard pages in this kernel");
	munmap(probe, 4096);
	memory_rules_at = (unsigned char *)(uintptr_t)0x310000000000;
	for (int i = 0; i < 2; i++) {
		memory_trip_start(&trip, memory_guards_subject, false);
		trip.faults = i ? 1ull << FEATURE_PAGEMAP_SCAN : 0;
		T_MUST(memory_trip_save(&trip, "save") == 0, "save: %s", trip.cx->err.text);
		T_MUST(memory_trip_open(&trip, "save") == 0, "load: %s", trip.cx->err.text);
		T_CHECK(trip.lt[0].memory->guard_n == 1, "%zu guards", trip.lt[0].memory->guard_n);
		T_MUST(memory_trip_load(&trip), "the copy did not come up");
		int mem = memory_mem_open(trip.copies[0]);
		for (int page = 0; page < 8; page++) {
			unsigned char byte = 0;
			ssize_t n = pread(mem, &byte, 1, (off_t)(0x310000000000 + page * 4096));
			bool guard = page == 1 || page == 2;

			T_CHECK(guard ? n < 0 : n == 1 && byte == 1, "page %d: %zd, %d", page, n,
				byte);
		}
		close(mem);
		memory_trip_end(&trip);
	}
}

/* -- the vdso of another kernel */

/* Lays it over a save in the directory form. */
static void memory_lay_foreign_vdso(const char *path, pid_t pid, const char *recorded)
{
	struct cr_ctx *cx = memory_test_ctx();
	struct page_map map;
	struct image *img;
	Cr__MmEntry *mm;
	char name[300];
	int laid = 0;

	T_MUST(image_open(cx, path, NULL, 0, &img) == 0 &&
		       page_map_load(img, IMAGE_PAGEMAP, (uint64_t)pid, &map) == 0 &&
		       record_one(img, IMAGE_MM, (uint64_t)pid, &cr__mm_entry__descriptor, &mm) ==
			       0,
	       "%s", cx->err.text);
	str_format(name, sizeof(name), "%s/%s", path, map.pages.name);
	int fd = open(name, O_RDWR | O_CLOEXEC);
	T_MUST(fd >= 0, "%s: %s", name, strerror(errno));
	for (size_t i = 0; i < mm->n_vmas; i++)
		for (size_t k = 0; k < map.n; k++) {
			size_t size = mm->vmas[i]->end - mm->vmas[i]->start;
			off_t at = (off_t)(map.pages.off + map.runs[k].off);

			if (!(mm->vmas[i]->status & MEMORY_VDSO) ||
			    map.runs[k].addr != mm->vmas[i]->start)
				continue;
			unsigned char *image = malloc(size);
			T_MUST(pread(fd, image, size, at) == (ssize_t)size, "pread");
			memory_vdso_lay(recorded, image, size);
			T_MUST(pwrite(fd, image, size, at) == (ssize_t)size, "pwrite");
			free(image);
			laid++;
		}
	T_CHECK(laid == 1, "%d vdsos", laid);
	close(fd);
	image_close(img);
	memory_test_ctx_close(cx);
}

static void memory_vdso_of_one_kernel(const char *recorded)
{
	struct memory_trip trip;
	unsigned char code[ARCH_JUMP_LEN];
	struct proc_map *is;
	size_t n;

	memory_trip_start(&trip, memory_private_subject, false);
	T_MUST(memory_trip_save(&trip, "save/") == 0, "save: %s", trip.cx->err.text);
	memory_lay_foreign_vdso("save", trip.pids[0], recorded);
	T_MUST(memory_trip_open(&trip, "save/") == 0, "load: %s", trip.cx->err.text);
	T_MUST(memory_trip_load(&trip), "the copy did not come up");

	const struct vdso *kept = &trip.lt[0].memory->saved_vdso;
	uint64_t addr = trip.lt[0].memory->vdso->vma->start, real = 0;
	int mem = memory_mem_open(trip.copies[0]);
	memory_trip_maps(&trip, trip.copies[0], &is, &n);
	for (size_t i = 0; i < n; i++)
		if (strcmp(is[i].name, "[vdso]") == 0)
			real = is[i].start;
	const struct proc_map *old = memory_find_map(is, n, addr);
	T_CHECK(real && real != addr && old && old->prot == (PROT_READ | PROT_EXEC), "vdso at %llx",
		(unsigned long long)real);
	struct vdso now;
	int same = 0;
	T_MUST(vdso_parse(trip.cx, (const void *)getauxval(AT_SYSINFO_EHDR), kept->size, &now) == 0,
	       "own vdso");
	for (size_t i = 0; i < kept->n; i++) {
		unsigned char want[ARCH_JUMP_LEN];

		if (!vdso_find(&now, kept->symbols[i].name))
			continue; /* what only some kernels have */
		same++;

		arch_code_jump(want, real + memory_vdso_at(&now, kept->symbols[i].name));
		T_CHECK(pread(mem, code, sizeof(code), (off_t)(addr + kept->symbols[i].value)) ==
					(ssize_t)sizeof(code) &&
				memcmp(code, want, sizeof(code)) == 0,
			"%s does not go on in this kernel's", kept->symbols[i].name);
	}
	T_CHECK(same >= 6, "%d functions are in both", same);
	close(mem);
	memory_trip_end(&trip);
	t_run(NULL, "rm -r save");
}

static void memory_vdso_of_another_kernel(void)
{
	for (size_t i = 0; i < ARRAY_LEN(memory_vdsos); i++)
		memory_vdso_of_one_kernel(memory_vdsos[i]);
}

/* -- another program */

static void memory_exe_by(uint64_t faults, const char *want)
{
	struct memory_trip trip = {
		.cx = memory_test_ctx(), .n = 1, .opts = {.size = sizeof(cr_save_opts)}};
	char *argv[] = {(char *)(uintptr_t) "/bin/sleep", (char *)(uintptr_t) "1000", NULL};
	char link[64], exe[512];
	struct t_subject s;

	t_start_program(&s, "sleep", argv);
	trip.pids[0] = s.pid;
	t_sleep_ms(100);
	kill(s.pid, SIGSTOP);
	for (int ms = 0; ms < 2000 && t_state(s.pid) != 'T'; ms++)
		t_sleep_ms(1);
	T_MUST(memory_trip_save(&trip, "save") == 0, "save: %s", trip.cx->err.text);
	T_MUST(memory_trip_open(&trip, "save") == 0, "load: %s", trip.cx->err.text);
	trip.load_faults = faults;
	T_MUST(memory_trip_load(&trip), "the copy did not come up");
	if (!faults)
		memory_compare_all(&trip);
	str_format(link, sizeof(link), "/proc/%d/exe", (int)trip.copies[0]);
	ssize_t n = readlink(link, exe, sizeof(exe) - 1);
	exe[n > 0 ? n : 0] = '\0';
	t_contains(exe, want);
	memory_trip_end(&trip);
}

static void memory_exe_link(void)
{
	memory_exe_by(0, "/sleep");
}

/* Without the right to change it, it stays, and everything else comes back. */
static void memory_exe_link_stays(void)
{
	memory_exe_by(1ull << FEATURE_EXE_LINK, "test");
}

/* -- refused */

static void memory_refused_subject(void)
{
	unsigned char *p = memory_subject_map(4096, PROT_READ | PROT_WRITE,
					      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	int fd = (int)syscall(SYS_userfaultfd, O_CLOEXEC | 1 /* UFFD_USER_MODE_ONLY */);
	struct uffdio_api api = {.api = UFFD_API};
	struct uffdio_register reg = {.range = {(uintptr_t)p, 4096},
				      .mode = UFFDIO_REGISTER_MODE_MISSING};

	T_MUST(fd >= 0 && ioctl(fd, UFFDIO_API, &api) == 0 && ioctl(fd, UFFDIO_REGISTER, &reg) == 0,
	       "userfaultfd: %s", strerror(errno));
	t_ready();
	close(fd);
}

static void memory_refused_by_name(void)
{
	struct memory_trip trip;

	memory_trip_start(&trip, memory_refused_subject, false);
	T_CHECK(memory_trip_save(&trip, "save") < 0, "it was saved");
	T_CHECK(trip.cx->err.code == CR_E_MAPPING, "code %d", trip.cx->err.code);
	t_contains(trip.cx->err.object, "anonymous memory");
	t_contains(trip.cx->err.text, "userfaultfd");
	T_CHECK(!t_exists("save"), "a file was left");
	memory_trip_end(&trip);
}

/* The same without stopping it, as one of possibly many. */
static void memory_checked_by_name(void)
{
	struct t_subject s;
	cr_report *report;
	cr_error err;
	bool found = false;

	t_start(&s, memory_refused_subject);
	T_MUST(cr_check(s.pid, NULL, &report, &err) == 0, "%s", err.text);
	for (size_t i = 0; i < report->note_count; i++)
		found |= report->notes[i].code == CR_E_MAPPING && report->notes[i].pid == s.pid &&
			 strstr(report->notes[i].text, "anonymous memory") != NULL;
	T_CHECK(found, "%zu notes, none about it", report->note_count);
	cr_report_free(report);
	t_end(&s);
}

static void memory_replaced_file_is_refused(void)
{
	struct memory_trip trip;

	memory_trip_start(&trip, memory_files_subject, false);
	trip.faults = 1ull << FEATURE_MAP_FILES;
	T_MUST(unlink("mapped") == 0, "unlink: %s", strerror(errno));
	t_write("mapped", "x", 1);
	T_CHECK(memory_trip_save(&trip, "save") < 0 && trip.cx->err.code == CR_E_MAPPING, "%s",
		trip.cx->err.text);
	t_contains(trip.cx->err.text, "mapped");
	memory_trip_end(&trip);
}

/* Bytes of what describes the memory, changed one at a time: an error that says where, or a memory
 * that can be made. */
static void memory_damaged_by(bool plan, size_t step)
{
	static const char *const names[] = {"mm-%d.img", "pagemap-%d.img"};
	struct memory_trip trip;
	int bad = 0, good = 0;

	memory_trip_start(&trip, memory_private_subject, false);
	T_MUST(memory_trip_save(&trip, "save/") == 0, "save: %s", trip.cx->err.text);
	/* As CRIU would have written it, without sums: or nothing would come so far. */
	T_MUST(unlink("save/cr-sum.img") == 0 && unlink("save/cr.img") == 0, "unlink: %s",
	       strerror(errno));
	trip.l.proc_fd = -1;
	for (size_t k = 0; k < ARRAY_LEN(names); k++) {
		char name[32], path[64];
		size_t size;

		str_format(name, sizeof(name), names[k], (int)trip.pids[0]);
		str_format(path, sizeof(path), "save/%s", name);
		char *bytes = t_read(path, &size);
		for (size_t i = 0; i < size; i += step) {
			size_t used = trip.cx->arena.used;

			bytes[i] ^= (char)(1 << i % 8);
			t_write(path, bytes, size);
			bytes[i] ^= (char)(1 << i % 8);
			memset(&trip.cx->err, 0, sizeof(trip.cx->err));
			int r = memory_trip_open(&trip, "save");
			T_CHECK((r < 0) == (trip.cx->err.code != CR_E_OK), "byte %zu of %s: %d, %s",
				i, name, r, trip.cx->err.text);
			if (r == 0 && plan) {
				pid_t pid = fork();

				if (pid == 0) {
					(void)plan_board_make(trip.cx, &trip.l.board);
					r = memory_plan(&trip.l, &trip.lt[0]);
					_exit((r < 0) == (trip.cx->err.code != CR_E_OK) ? 0 : 1);
				}
				int status = t_wait(pid, 5000);
				T_CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 0,
					"byte %zu of %s: the loader ended with %x", i, name,
					status);
			}
			bad += r < 0;
			good += r == 0;
			if (trip.l.image)
				image_close(trip.l.image);
			trip.l.image = NULL;
			sys_close(trip.l.proc_fd);
			memset(trip.cx->arena.base + used, 0, trip.cx->arena.used - used);
			trip.cx->arena.used = used;
			trip.cx->lines = NULL;
			trip.cx->lines_end = &trip.cx->lines;
		}
		t_write(path, bytes, size);
		free(bytes);
	}
	T_CHECK(bad > 20 && good > 20, "%d refused, %d not; the last: %s", bad, good,
		trip.cx->err.text);
	trip.l.proc_fd = -1;
	memory_trip_end(&trip);
}

static void memory_damaged_entries(void)
{
	memory_damaged_by(false, 7);
}

static void memory_damaged_plans(void)
{
	memory_damaged_by(true, 1);
}

/* Back to what it was when a load in place is given up. */
static void memory_undone(void)
{
	struct memory_trip trip;
	struct proc_map *before, *after;
	size_t bn, an;

	memory_trip_start(&trip, memory_private_subject, false);
	T_MUST(memory_trip_save(&trip, "save") == 0, "save: %s", trip.cx->err.text);
	T_MUST(memory_trip_open(&trip, "save") == 0, "load: %s", trip.cx->err.text);
	T_MUST(plan_board_make(trip.cx, &trip.l.board) == 0, "%s", trip.cx->err.text);
	trip.l.in_place = true;
	memory_trip_maps(&trip, getpid(), &before, &bn);
	T_MUST(memory_plan(&trip.l, &trip.lt[0]) == 0, "%s", trip.cx->err.text);
	uint64_t at;
	size_t room = 0;
	int r = memory_stub(&trip.l, &trip.lt[0], &at, &room);
	T_CHECK(r == 0 && room >= 256, "%d: %zu bytes", r, room);
	memory_trip_maps(&trip, getpid(), &after, &an);
	T_CHECK(an > bn, "nothing was mapped");
	memory_undo(&trip.l, &trip.lt[0]);
	memory_trip_maps(&trip, getpid(), &after, &an);
	memory_compare_maps(before, bn, after, an, "the loader");
	memory_compare_maps(after, an, before, bn, "left in the loader");
	memory_trip_end(&trip);
}

#include "memory_live.c"

static const struct t_test memory_tests[] = {
	{.name = "memory_private",
	 .fn = memory_private,
	 .flags = T_ROOT | T_USER,
	 .teeth = "plan: mremap of a mapping; plan: PR_SET_MM_MAP"},
	{.name = "memory_private_pagemap", .fn = memory_private_pagemap},
	{.name = "memory_files", .fn = memory_files, .flags = T_ROOT | T_USER},
	{.name = "memory_files_by_path", .fn = memory_files_by_path},
	{.name = "memory_shared_parent_child",
	 .fn = memory_shared_parent_child,
	 .flags = T_ROOT | T_USER,
	 .teeth = "plan: mremap of a mapping"},
	{.name = "memory_shared_by_tasks", .fn = memory_shared_by_tasks},
	{.name = "memory_rules_change_the_copy", .fn = memory_rules_change_the_copy},
	{.name = "memory_embedded_files", .fn = memory_embedded_files},
	{.name = "memory_guards", .fn = memory_guards},
	{.name = "memory_vdso_of_another_kernel",
	 .fn = memory_vdso_of_another_kernel,
	 .flags = T_ROOT | T_USER},
	{.name = "memory_exe_link", .fn = memory_exe_link},
	{.name = "memory_exe_link_stays", .fn = memory_exe_link_stays},
	{.name = "memory_refused_by_name", .fn = memory_refused_by_name},
	{.name = "memory_checked_by_name", .fn = memory_checked_by_name, .flags = T_ROOT | T_USER},
	{.name = "memory_replaced_file_is_refused", .fn = memory_replaced_file_is_refused},
	{.name = "memory_damaged_entries", .fn = memory_damaged_entries},
	{.name = "memory_damaged_plans",
	 .fn = memory_damaged_plans,
	 .flags = T_SOAK,
	 .seconds = 100},
	{.name = "memory_undone", .fn = memory_undone, .flags = T_ROOT | T_USER},
	{.name = "memory_own_goes_on",
	 .fn = memory_own_goes_on,
	 .teeth = "plan: munmap of the loader"},
	{.name = "memory_prot_none", .fn = memory_prot_none},
	{.name = "memory_stack_grow", .fn = memory_stack_grow},
	{.name = "memory_heap_brk", .fn = memory_heap_brk},
	{.name = "memory_file_private_cow", .fn = memory_file_private_cow},
	{.name = "memory_pair_goes_on", .fn = memory_pair_goes_on},
	{.name = "memory_vdso_foreign",
	 .fn = memory_vdso_foreign,
	 .teeth = "plan: mremap of the vdso"},
	{.name = "memory_no_huge_pages",
	 .fn = memory_no_huge_pages,
	 .teeth = "plan: PR_SET_THP_DISABLE"},
	{.name = "memory_sparse_stays_small", .fn = memory_sparse_stays_small},
	{.name = "memory_many_mappings", .fn = memory_many_mappings},
};
