/* SPDX-License-Identifier: MIT
 *
 * memory: mappings, pages, shared memory and the vdso of a process, both directions.
 */
#ifndef CR_MEMORY_H
#define CR_MEMORY_H

#include "../object/object.h"

/* Reads task->maps (before infection: the parasite must not be seen). When checking, all of
 * memory_dump that can be done without stopping anybody, too. */
CR_FN int memory_maps(struct dump *d, struct task *task);
/* mm-PID's message, page runs; asks object/ for the files behind mappings and exe. Nothing is
 * written to the store yet. */
CR_FN int memory_dump(struct dump *d, struct task *task);
/* Frozen: bytes of pages that memory_write will write, all tasks and segments. */
CR_FN uint64_t memory_bytes(struct dump *d);
/* Of a save that builds on another. Before anybody is stopped: what that one has. */
CR_FN int memory_parent_load(struct dump *d);
/* Frozen, all pages are known: those that the parent has are marked, and not written again. copies:
 * of tasks that were copied, alone; else of all others. */
CR_FN int memory_compare(struct dump *d, bool copies);
/* When memory_dump has been called for all tasks. */
CR_FN int memory_settle(struct dump *d);
/* A guess of the same before anybody is stopped, for save_reserve. */
CR_FN uint64_t memory_estimate(struct dump *d, pid_t root);
/* Writes pages-N of all tasks and shared segments. The only step whose time depends on bytes. */
CR_FN int memory_write(struct dump *d, bool copies);
/* mm-PID, pagemap-*, memfd members: messages only, may run after the release unless the save is a
 * stream. */
CR_FN int memory_put(struct dump *d);

/* Reads mm, pagemaps, memfd; checks everything. Creates nothing. */
CR_FN int memory_load(struct load *l);
/* In every task before it forks: the first makes all shared segments, the others inherit them; each
 * makes the private memory that its children share with it. */
CR_FN int memory_create(struct load *l, struct load_task *lt);
/* In the maker of many copies, which are forked from it: the private memory of the first task. */
CR_FN int memory_template(struct load *l);
/* In the task: chooses the window and opens lt->plan in it, maps everything (directly where free,
 * else aside), reads the pages, and adds the steps that finish it (unmap, move, shared segments,
 * vdso, bounds). What others map here afterwards goes with the rest of the loader. */
CR_FN int memory_plan(struct load *l, struct load_task *lt);
/* Bytes of the program to be that nobody executes (the tail of its vdso), by their final address:
 * where the last steps of an in-place load lie. After memory_plan. */
CR_FN int memory_stub(struct load *l, struct load_task *lt, uint64_t *ret_at, size_t *ret_room);
/* What the page of cr_loaded ends with: the files that memory is mapped from. */
CR_FN size_t mapped_list_size(const struct load *l);
CR_FN int mapped_list_write(const struct load *l, int fd, uint64_t end);
/* In-place load, and template: unmaps what was mapped for the task in this process, closes the
 * plan.
 */
CR_FN void memory_undo(struct load *l, struct load_task *lt);

/* == inside: what the files of this folder have from each other ================================ */

/* Status bits of a vma_entry, CRIU's numbers. */
enum memory_status {
	MEMORY_REGULAR = 1 << 0,
	MEMORY_STACK = 1 << 1,
	MEMORY_VSYSCALL = 1 << 2,
	MEMORY_VDSO = 1 << 3,
	MEMORY_HEAP = 1 << 5,
	MEMORY_FILE_PRIVATE = 1 << 6,
	MEMORY_FILE_SHARED = 1 << 7,
	MEMORY_ANON_SHARED = 1 << 8,
	MEMORY_ANON_PRIVATE = 1 << 9,
	MEMORY_SYSVIPC = 1 << 10,
	MEMORY_SOCKET = 1 << 11,
	MEMORY_VVAR = 1 << 12,
	MEMORY_AIORING = 1 << 13,
	MEMORY_MEMFD = 1 << 14,
	MEMORY_SHSTK = 1 << 15,
	MEMORY_GUARD = 1 << 16,
	MEMORY_UPROBES = 1 << 17,
	MEMORY_EXTERNAL = 1 << 27
};

#define MEMORY_PAGE 4096u	   /* the unit of page runs */
#define MEMORY_BUFFER (256u << 10) /* the most that is held of a program's memory at a time */
#define MEMORY_GUARD_INSTALL 102   /* MADV_GUARD_INSTALL */
#define MEMORY_POPULATE_WRITE 23   /* MADV_POPULATE_WRITE, 5.14 */
#define MEMORY_MAP_DROPPABLE \
	8 /* MAP_DROPPABLE: a mapping type of its own, beside shared and private */
#define MEMORY_HUGE (2u << 20)	   /* a huge page */
#define MEMORY_VDSO_MAX (1u << 20) /* no vdso is larger */

/* -- what a mapping is (maps.c) */

enum memory_kind {
	MEMORY_IS_ANON,
	MEMORY_IS_HEAP,
	MEMORY_IS_SHARED,
	MEMORY_IS_FILE,
	MEMORY_IS_SYSV,
	MEMORY_IS_AIO,
	MEMORY_IS_VDSO,
	MEMORY_IS_VVAR,
	MEMORY_IS_VSYSCALL,
	MEMORY_IS_REFUSED
};
/* ret_why, when refused: what it is, in words. Pure. */
CR_FN enum memory_kind memory_classify(const struct proc_map *map, const char **ret_why);
CR_FN bool memory_is_huge_anon(const struct proc_map *map);
CR_FN uint32_t memory_map_flags(const struct proc_map *map, bool anonymous); /* MAP_* */
/* What the rules say about the page at `at`: CR_DEFAULT when nothing. ret_end: as far as the answer
 * holds, at most `end`. */
CR_FN int memory_action(const cr_rule *rules, uint64_t at, uint64_t end, size_t page,
			uint64_t *ret_end);
/* Leaves out [hide_start, hide_end) and the page that an earlier load added. Pure but for the
 * arena. */
CR_FN int memory_cut(struct cr_ctx *cx, const struct proc_map *maps, size_t n, uint64_t hide_start,
		     uint64_t hide_end, struct proc_map **ret, size_t *ret_n);

/* -- a save (dump.c, pages.c, shared.c) */

/* One process that a tracker watches: see track.c. */
struct track_task {
	pid_t pid;
	int fd;		  /* the userfaultfd of its memory, ours */
	uint64_t started; /* of the process: another of the same number is another */
};

struct cr_tracker {
	pid_t root;
	bool self;     /* the caller's own memory: the descriptor is in its table */
	bool is_based; /* what is protected was not written since the save `base` */
	uint8_t base[16];
	struct track_task tasks[64];
	size_t n;
};

/* Page runs of a task or a segment, ascending. */
struct memory_runs {
	struct page_run *at;
	size_t n, cap;
};

/* A task's memory as it was, in a process that does nothing but hold it: see engine/live.c. */
struct memory_copy {
	pid_t pid;
	int mem_fd, pidfd;
	int channel; /* the copy ends with it; -1: it is our child */
	bool child;
};

/* A ring of asynchronous I/O, and how far it has come. */
struct memory_ring {
	uint64_t addr;
	uint32_t tail;
};

struct memory_task {
	struct memory_copy *copy; /* NULL: none */
	Cr__MmEntry *mm;
	VEC(Cr__VmaEntry *) vmas, guards;
	struct memory_runs runs; /* each inside one mapping */
	uint64_t pages;
	uint32_t pages_id;
	struct track_task *track;	      /* NULL: its writes are not tracked */
	const struct page_map *written_since; /* the parent's, to which tracking refers; or NULL */
	VEC(Cr__CrMappingEntry *) extras;
	VEC(Cr__CrPolicyEntry *) policies;
	VEC(Cr__AioRingEntry *) aios;
	VEC(struct memory_ring) rings; /* the same */
};

/* Bytes of a segment that one task shows somewhere. */
struct memory_view {
	struct task *task;
	uint64_t addr, off, len;
};

/* Shared anonymous memory; the key is its inode. */
struct memory_segment {
	uint64_t shmid;
	struct proc_map map;		 /* one of the mappings that show it ... */
	struct task *map_task;		 /* ... in this task */
	const struct dump_segment *file; /* of a memfd, then map is empty; or NULL */
	VEC(struct memory_view) views;
	VEC(struct wire_range) blank; /* never read: comes back as zeros */
	bool guarded;		      /* a view has guard pages, which cannot be read */
	bool ragged;		      /* its end is not that of a page */
	struct memory_runs runs;
	uint32_t pages_id;
};

enum memory_scan { MEMORY_SCAN_GUARDS, MEMORY_SCAN_PLAIN, MEMORY_SCAN_PAGEMAP };

/* A page map of the save that this one builds on. */
struct memory_parent {
	enum image_type type;
	uint64_t key;
	struct page_map map;
};

/* A System V segment that ends with its last attachment. */
struct memory_removed {
	int id;
	struct task *task;	     /* the last that was found to have it, ... */
	const struct proc_map *last; /* ... here */
	uint64_t attached;	     /* in the tree */
};

struct shared_memory {
	VEC(struct memory_segment *) segments;
	VEC(struct memory_removed) removed;
	bool collected;
	enum memory_scan scan; /* the best that this kernel knows */
	unsigned char *buf;    /* MEMORY_BUFFER bytes */
	VEC(struct memory_parent) parents;
	unsigned char *other; /* MEMORY_BUFFER bytes, of the parent */
	bool tracked;	      /* what the tracker knows is since the parent */
};

/* A page run that is known to be new: never in a save. */
#define MEMORY_RUN_NEW (1u << 31)

/* -- writes tracked (track.c) */
CR_FN int track_open_self(struct cr_ctx *cx, struct cr_tracker *t);
/* In a loaded copy of the program: begins anew. */
CR_FN int track_refresh(struct cr_ctx *cx, struct cr_tracker *t);
CR_FN void track_close(struct cr_ctx *cx, struct cr_tracker *t);
/* Before the pages of a task are collected: task->memory->track, written_since. */
CR_FN void track_begin(struct dump *d, struct task *task);
CR_FN int track_register(struct dump *d, struct task *task, uint64_t start, uint64_t end);
CR_FN int track_found(struct memory_task *m, struct cr_ctx *cx, size_t first, uint64_t start,
		      uint64_t end, uint32_t flags, bool written);
/* Before the freeze: what is protected has not been written since the parent was saved. */
CR_FN bool track_is_based(const struct dump *d);
/* What is protected from now on was not written since this save; NULL: nothing is known. */
CR_FN void track_saved(struct dump *d, const uint8_t *save_id);
CR_FN bool track_is_async(const struct task *task, const struct proc_map *map);
CR_FN uint64_t track_estimate(struct dump *d); /* bytes written by now, before the freeze */

CR_FN struct shared_memory *memory_shared(struct dump *d); /* made at first use; NULL: no memory */
/* Which pages of a mapping are the program's own, and where guards are. */
CR_FN int memory_collect(struct dump *d, struct task *task, const Cr__VmaEntry *vma);
/* Of a mapping whose pages are not its own: guards only. */
CR_FN int memory_collect_guards(struct dump *d, struct task *task, const Cr__VmaEntry *vma);
/* All pages of a mapping up to the end of the file behind it. */
CR_FN int memory_collect_all(struct dump *d, struct task *task, const Cr__VmaEntry *vma);
CR_FN int memory_add_guard(struct dump *d, struct memory_task *m, uint64_t start, uint64_t end);
CR_FN int memory_add_view(struct dump *d, struct task *task, const struct proc_map *map,
			  uint64_t start, uint64_t end, bool blank);
CR_FN int memory_collect_shared(struct dump *d);
/* As it was when all stood still. */
CR_FN int memory_read_task(struct task *task, uint64_t addr, void *buf, size_t n);
CR_FN int memory_write_shared(struct dump *d, struct memory_segment *seg);
/* The segment itself, for reading; -errno where that is not permitted. */
CR_FN int memory_segment_open(const struct dump *d, const struct memory_segment *seg);
/* Up to n bytes from off on; how many. fd: of the segment, or negative. */
CR_FN ssize_t memory_segment_read(const struct memory_segment *seg, int fd, uint64_t off, void *buf,
				  size_t n);
CR_FN const struct page_map *memory_parent_map(const struct dump *d, enum image_type type,
					       uint64_t key);
/* Opens the next member of pages: checks our own limit on file sizes, too. */
CR_FN int memory_pages_begin(struct dump *d, uint32_t pages_id, uint64_t bytes, int *ret_fd,
			     uint64_t *ret_off);
/* Appends to an ascending list; joins what touches the last run if that is number `from` or later.
 */
CR_FN int memory_add_run(struct cr_ctx *cx, struct memory_runs *runs, size_t from, uint64_t addr,
			 uint64_t pages, uint32_t flags);

/* -- a load (load.c, shared.c, restore.c) */

/* A mapping to be brought back. */
enum memory_back {
	MEMORY_BACK_ANON,
	MEMORY_BACK_FILE,
	MEMORY_BACK_SHARED,
	MEMORY_BACK_SYSV,
	MEMORY_BACK_AIO,
	MEMORY_BACK_VDSO,
	MEMORY_BACK_VVAR,
	MEMORY_BACK_NONE
};

struct memory_area {
	const Cr__VmaEntry *vma;
	enum memory_back back;
	struct memory_pool *pool;	 /* MEMORY_BACK_SHARED */
	bool has_pages;			 /* some of its pages are in the save */
	const Cr__CrMappingEntry *extra; /* or NULL */
	const Cr__CrPolicyEntry *policy; /* or NULL */
	size_t pieces, piece_n;		 /* of memory_load.pieces: what is mapped from the save */
	bool bequeathed; /* a child shares its pages: made before the child is forked */
	uint64_t at;	 /* where it lies until PLAN_AT_MOVE; 0: not mapped by us */
};

/* Shared anonymous memory of the save: one mapping, made before the tasks that share it are forked.
 */
struct memory_pool {
	uint64_t shmid, size;
	struct page_map map;
	bool reserve; /* count it against the memory of the system, as it was */
	uint64_t at;  /* 0: not made yet */
	/* of a System V segment: what it was, its number, the size of its huge pages */
	const Cr__CrSysvEntry *sysv;
	int id;
	uint64_t huge;
};

/* What all tasks of a load have in common. */
struct memory_common {
	VEC(struct memory_pool *) pools;
	VEC(Cr__MemfdInodeEntry *) memfds;
};

struct vdso_symbol {
	const char *name;
	uint64_t value,
		room; /* offset in the image; bytes up to the next symbol or the end of the code */
};
struct vdso {
	const unsigned char *image;
	size_t size;
	uint64_t end, file_end; /* of what is loaded; of all that is in the image */
	struct vdso_symbol *symbols;
	size_t n;
	bool narrow; /* of 32-bit programs */
};

struct memory_load {
	struct memory_common *common;
	struct page_map map;
	struct memory_area *areas; /* ascending */
	size_t area_n;
	const Cr__VmaEntry **guards;
	size_t guard_n;
	struct memory_area *vdso, *vvar; /* of areas; NULL: none */
	struct vdso saved_vdso;		 /* its image is a copy on the arena */
	uint64_t stub_end; /* where bytes of the vdso begin that nothing uses; see memory_stub */
	VEC(struct wire_range) mapped; /* by us, for memory_undo */
	uint64_t mapped_min;	       /* of mapped.c: pages that a run must have */
	VEC(struct wire_range) pieces; /* mapped from the save, by their final address */
	struct load_task *maker;       /* who forks the task, and has memory for it; or NULL */
	unsigned char *buf;	       /* of cow.c: MEMORY_BUFFER bytes, or NULL */
};

/* Of the pages that it is made of, where those are huge ones of a pool; else 0. */
CR_FN uint64_t memory_huge_size(const Cr__VmaEntry *vma);
CR_FN struct memory_area *memory_area_at(const struct memory_load *m, uint64_t addr);
/* How an entry is brought back; NULL in *ret_why: fine, else what is wrong with it. Pure. */
CR_FN enum memory_back memory_check_vma(const Cr__VmaEntry *vma, uint64_t after,
					const char **ret_why);
/* The bounds of a program as the kernel demands them; NULL: fine. Pure. */
CR_FN const char *memory_check_bounds(const Cr__MmEntry *mm);
/* Reads what the page map holds of [addr, addr + len) to `to`; the rest is left alone. prefault:
 * `to` is fresh memory. */
CR_FN int memory_read_pages(struct load *l, const struct page_map *map, uint64_t addr, uint64_t len,
			    void *to, bool prefault);
CR_FN bool memory_map_is_packed(const struct page_map *map); /* some of its pages are compressed */
/* Where pages are counted: seen by all who load. */
CR_FN struct load_count *memory_count(struct load *l);
/* Less than half of the huge pages that would be touched has content: rather not made of huge
 * pages. */
CR_FN bool memory_is_sparse(const struct page_map *map, uint64_t addr, uint64_t len);
/* The pool of this number, new or known. */
CR_FN int memory_pool_of(struct load *l, struct memory_common *common, uint64_t shmid,
			 struct memory_pool **ret);
CR_FN int memory_find_pool(struct load *l, struct load_task *lt, struct memory_area *area);
/* Makes all of them, unless they are there. */
CR_FN int memory_make_pools(struct load *l, struct load_task *lt);
/* Maps the area's part of its pool over what is at `at`. */
CR_FN int memory_map_pool(const struct memory_area *area, uint64_t at);
/* -- sysv.c */

/* Fills the entry of a mapping of a System V segment; *ret_why: why it cannot be saved. */
CR_FN int sysv_dump(struct dump *d, struct task *task, const struct proc_map *map,
		    Cr__VmaEntry *vma, const char **ret_why);
/* Its content is the save's, if it has been removed; once guards are known. */
CR_FN int sysv_view(struct dump *d, struct task *task, const struct proc_map *map,
		    const Cr__VmaEntry *vma);
/* All tasks are known: nobody else has what was removed. */
CR_FN int sysv_settle(struct dump *d);
/* Makes one that had been removed, attached at `at`, and removes it. */
CR_FN int sysv_make(struct load *l, struct memory_pool *pool, uint64_t at);
/* Is it still there? Creates nothing. */
CR_FN int sysv_load(struct load *l, struct load_task *lt);
CR_FN uint64_t sysv_size(const struct memory_area *area); /* of the whole segment */
/* Attaches the area's part at `at`, over what is there; `hole`: room for the whole segment. */
CR_FN int sysv_map(const struct memory_area *area, uint64_t hole, uint64_t at);

/* -- policy.c */

CR_FN int policy_dump(struct dump *d, struct task *task);
/* Gives each area its entry; says which makes no sense. */
CR_FN const char *policy_load(struct load_task *lt, uint64_t *ret_at);
CR_FN void policy_area(struct load *l, const struct load_task *lt, const struct memory_area *area);

/* -- aio.c */

enum aio_state { AIO_OWN, AIO_INHERITED, AIO_BROKEN };
CR_FN int aio_dump(struct dump *d, struct task *task, const struct proc_map *map, Cr__VmaEntry *vma,
		   enum aio_state *ret);
/* Nothing has come since. */
CR_FN int aio_still(struct dump *d, struct task *task);
/* What is wrong with it, or NULL and for how many requests it was made. */
CR_FN const char *aio_load(const Cr__MmEntry *mm, const struct memory_area *area, uint32_t *ret_nr);
CR_FN int aio_map(struct load *l, const struct load_task *lt, const struct memory_area *area,
		  uint64_t at);
/* The ring at area->at becomes what it was. */
CR_FN int aio_fill(struct load *l, const struct load_task *lt, const struct memory_area *area);

/* -- mapped.c */

CR_FN bool memory_same_file(const struct proc_map *map, const struct stat *st);
/* Decides what is mapped from the save; nothing, unless the caller wants it. */
CR_FN int mapped_choose(struct load *l, struct load_task *lt);
/* Over the area's own mapping, before advice. */
CR_FN int mapped_make(struct load *l, struct load_task *lt, struct memory_area *area, int prot);
CR_FN int mapped_read_rest(struct load *l, struct load_task *lt, const struct memory_area *area);
/* An area of several mappings goes to its place. */
CR_FN void mapped_plan_move(struct load_task *lt, const struct memory_area *area);
/* Marks the mappings of files that the task's memory was once loaded from. */
CR_FN int mapped_list_read(struct dump *d, struct task *task, struct proc_map *maps, size_t n);
#define MAPPED_STEPS 1000 /* the most that it adds to a plan */

/* -- advice.c */

CR_FN uint64_t memory_advice(const struct proc_map *map); /* a bit for each MADV_* */
CR_FN const char *advice_name(struct cr_ctx *cx, const struct proc_map *map);
/* What a mapping has that only cr.img has a place for; in the order of addresses. */
CR_FN int advice_dump(struct dump *d, struct task *task, const struct proc_map *map,
		      const Cr__VmaEntry *vma);
CR_FN Cr__CrMemoryEntry *advice_entry(struct dump *d, const struct task *task);
/* The mapping's entry in cr.img, made at first use; NULL: no memory. */
CR_FN Cr__CrMappingEntry *advice_extra(struct dump *d, struct task *task, const Cr__VmaEntry *vma);
CR_FN int advice_dump_task(struct dump *d, struct task *task);
CR_FN const char *advice_load(struct load_task *lt, uint64_t *ret_at);
/* Refuses a loader whose memory could not be unmapped. */
CR_FN int advice_check_loader(struct load *l);
/* An area that lies at area->at: before its pages are read, and after. What cannot be done is
 * listed. */
CR_FN void advice_area(struct load *l, const struct load_task *lt, const struct memory_area *area);
CR_FN void advice_lock(struct load *l, const struct load_task *lt, const struct memory_area *area);
CR_FN void advice_lose_lock(struct load *l, const struct load_task *lt);
CR_FN void advice_plan(struct load *l, struct load_task *lt);
/* -- holes in an address space (holes.c): ranges that are taken, ascending and apart once sorted;
 * pure */

struct memory_taken {
	struct wire_range *at;
	size_t n;
	uint64_t origin, cursor; /* where holes are looked for first, and next */
	bool around;		 /* nothing is left above origin */
};
CR_FN void memory_taken_sort(struct memory_taken *taken); /* joins what overlaps */
CR_FN bool memory_taken_hit(const struct memory_taken *taken, uint64_t addr, uint64_t len);
/* A hole of len bytes, with a page to spare on both sides, at an address equal to `like` modulo 2
 * MiB; 0: none. No byte is given out twice. */
CR_FN uint64_t memory_taken_hole(struct memory_taken *taken, uint64_t len, uint64_t like);
/* What lies in this process now (maps; with room for its stack to grow), and where the mappings of
 * tasks [first, end) belong. There is room to add two ranges. */
CR_FN int memory_take(struct load *l, const struct proc_map *maps, size_t n, size_t first,
		      size_t end, struct memory_taken *ret);
CR_FN int memory_own_maps(struct load *l, struct proc_map **ret, size_t *ret_n);

/* -- cow.c: pages that a child shares with its parent until one of them writes */

/* Marks what those that lt forks are to take over; false: nothing. */
CR_FN bool cow_bequeath(struct load *l, struct load_task *lt);
/* Marks all that copies of lt itself can take over. */
CR_FN bool cow_bequeath_all(struct load_task *lt);
/* The area of whoever forked lt, already made there, whose pages `area` begins with; or NULL. */
CR_FN const struct memory_area *cow_find(const struct load_task *lt,
					 const struct memory_area *area);
/* In the child: the area's place is the inherited mapping. */
CR_FN int cow_take(struct load *l, struct load_task *lt, struct memory_area *area,
		   const struct memory_area *from, struct memory_taken *taken);
/* Makes its content that of the save; what is the same already is left alone. It can be written to.
 */
CR_FN int cow_read(struct load *l, struct load_task *lt, const struct memory_area *area,
		   const struct memory_area *from);
/* The first run of a page map that ends above addr. */
CR_FN size_t memory_first_run(const struct page_map *map, uint64_t addr);

/* -- vdso.c */

/* Reads the symbols of an image that nobody vouches for; -EBADMSG. */
CR_FN int vdso_parse(struct cr_ctx *cx, const void *image, size_t size, struct vdso *ret);
/* Every function of either is in the other, at the same place. */
CR_FN bool vdso_same(const struct vdso *a, const struct vdso *b);
/* Makes every function of `old` (in `image`, its copy, that will lie `at`) go on in `new` at
 * address base; those that `new` lacks make the system call of that name. new NULL: all of them. */
CR_FN void vdso_redirect(const struct vdso *old, unsigned char *image, uint64_t at,
			 const struct vdso *new_, uint64_t base);

/* The vdso and vvar of this process: where they lie, and what becomes of them. */
struct vdso_move {
	struct wire_range part[8]; /* ascending */
	size_t n;
	uint64_t start, end; /* of all parts; 0: this process has none */
	uint64_t code;	     /* address of the code */
	struct vdso now;
	bool same;	      /* takes the place of the saved one; else that stays, redirected */
	bool aside;	      /* first to `hole`, out of everybody's way */
	uint64_t hole, final; /* address of the start of all parts at the end */
};
CR_FN void vdso_find_parts(const struct proc_map *maps, size_t n, struct vdso_move *ret);
/* Gives this process the vdso of the task's word size, if it has the other. */
CR_FN int vdso_choose(struct load *l, const struct load_task *lt, struct memory_taken *taken,
		      struct vdso_move *move);
/* Decides. taken: all that is and will be; a hole is taken from it where one is needed. */
CR_FN int vdso_plan(struct load *l, struct load_task *lt, struct memory_taken *taken,
		    struct vdso_move *move);
/* The steps: before and after mappings are moved to their places. */
CR_FN void vdso_step_aside(struct load_task *lt, const struct vdso_move *move);
CR_FN void vdso_step_home(struct load_task *lt, const struct vdso_move *move);
/* Redirects the saved image that lies, writable, at `image`. */
CR_FN void vdso_patch(const struct load_task *lt, const struct vdso_move *move, void *image);

#endif
