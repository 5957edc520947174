/* SPDX-License-Identifier: MIT
 *
 * object: what spans tasks. The two contexts (a save being made, a load being made), the registry
 * of open files, the kinds of descriptor and their phases, and who makes what when a tree comes
 * back.
 *
 * The parts above (task, memory, file, socket) do not know each other: they meet here, by file id.
 */
#ifndef CR_OBJECT_H
#define CR_OBJECT_H

#include "../control/control.h"
#include "../image/image.h"

struct dump;
struct load;
struct load_task;
struct open_file;
struct load_file;

/* == kinds ===================================================================================== */

/* A kind of descriptor: one file holds both directions, one const entry in engine/kinds.c. Phases
 * of a save: dump     when a descriptor of it is met settle   when all descriptors of all tasks are
 * known: what a file says of other files (the peer of a socket) Phases of a restore: create   in
 * the maker (the nearest common ancestor of all users), before it forks: file->fd is made fill in
 * the maker, after create of the whole group: content link     in every task that holds it, when
 * its plan is made: what needs the final descriptor numbers (epoll) own      in every task that
 * holds it: what belongs to a task, not to the open file (locks, owners) release  in the maker,
 * after everything is created: ghosts, temporary names NULL where a kind has nothing to do. A
 * descriptor that no kind matches is refused by name. */
struct kind {
	const char *name; /* "pipe": in rules, reports and errors */
	int type; /* CR__FD_TYPES__... ; several kinds may share one and tell by the entry (accepts)
		   */
	bool (*match)(const struct open_file *file);	     /* at a save */
	int (*dump)(struct dump *d, struct open_file *file); /* fills file->entry's sub-message */
	int (*settle)(struct dump *d, struct open_file *file);
	void (*end)(struct dump *d,
		    struct open_file *file); /* the save is there, the tree has been killed */
	bool (*accepts)(const Cr__FileEntry *entry);   /* at a load; NULL: all of its type */
	uint64_t (*group)(const Cr__FileEntry *entry); /* files of one kind with the same non-zero
							* group are made by one maker, together */
	int (*join)(
		struct load *l,
		struct load_file *file); /* names others that its maker needs: object_join_makers */
	int (*create)(struct load *l, struct load_file *file);
	int (*fill)(struct load *l, struct load_file *file);
	int (*link)(struct load *l, struct load_task *lt, struct load_file *file, int fd);
	int (*own)(struct load *l, struct load_task *lt, struct load_file *file, int fd);
	int (*release)(struct load *l, struct load_file *file);
	void (*undo)(struct load *l, const struct load_file *file,
		     unsigned char what); /* the load has failed: a name that object_made told of */
	bool by_name; /* CRIU's format cannot tell it from others of its type: cr.img has its name
		       */
};

/* == a save being made ========================================================================= */

/* An open file description, once however many descriptors show it; or a "special" one: exe, cwd,
 * root, a mapped file. */
struct open_file {
	uint32_t id; /* in the image, from 1 */
	bool special;
	struct task *task; /* somebody who has it ... */
	int task_fd;	   /* ... under this number; -1 when special */
	int fd; /* our copy (special: O_PATH or read-only, -1 if it could not be opened) */
	struct stat st;
	struct proc_fdinfo info; /* flags without O_CLOEXEC */
	const char *path;	 /* as the link shows it, " (deleted)" cut off */
	bool deleted;		 /* the link said so */
	bool passed; /* on its way through a socket: task_fd is our own, the task only its receiver
		      */
	const char *fdinfo; /* whole text */
	const struct kind *kind;
	bool content_saved;	     /* of a pipe: by way of this end */
	bool nameless;		     /* its name is gone, but it has another somewhere */
	const cr_rule *rule;	     /* the first that matched, or NULL */
	VEC(struct task *) held_by;  /* tasks of which a descriptor has been met */
	struct open_file *same[2];   /* of the same inode: before and behind it in kcmp's order */
	struct open_file *next_same; /* of the same inode, in no order */
	Cr__FileEntry *entry;
};

struct dump_late {
	enum image_type type;
	uint64_t key;
	const ProtobufCMessage *msg;
};

struct dump {
	struct cr_ctx *cx;
	const cr_save_opts *opts; /* resolved: full size, defaults in place; never NULL */
	struct tree *tree;
	struct save *save;
	struct image *parent;		 /* the save that this one builds on; NULL: none */
	const struct kind *const *kinds; /* NULL-terminated */
	VEC(struct open_file *) files;
	struct object_set
		*known; /* those behind descriptors, by inode and as kcmp(2) orders them */
	VEC(Cr__CrFileEntry *) cr_by_id; /* NULL where a file has none */
	uint32_t last_file_id, last_pages_id;
	struct record_out out[IMAGE_TYPES]; /* members without a key that several parts add to; see
					       dump_out */
	bool out_used[IMAGE_TYPES];
	VEC(struct dump_late) late;	 /* members that are packed when the tree goes on again */
	Cr__CrEntry *cr;		 /* cr.img; parts add their entries */
	VEC(Cr__CrTaskEntry *) cr_tasks; /* one per task, same order as tree->tasks */
	VEC(Cr__CrFileEntry *) cr_files;
	VEC(Cr__SeccompFilter *) seccomp; /* task's: filters of all threads */
	cr_stats stats;
	struct shared_memory *shared;	 /* memory's list of segments */
	struct ghost_saves *ghosts;	 /* file's: deleted files */
	struct multicast_groups *groups; /* socket's: of the network */
	const volatile uint32_t *cancel; /* not 0: give up */
	bool checking;			 /* cr_check: nobody is stopped, no parasite */
	int hide_fds[4]; /* descriptors of the caller that are the saver's own (cr_save), -1: none
			  */
	/* What nobody may reach until it is loaded, TCP connections, and the netlink socket whose
	 * end unlocks them again; -1: none. See socket/lock.c. */
	VEC(struct nft_connection) locked;
	int lock_fd;
	struct tcp_waiting_list *waiting; /* socket's: connections not yet accepted; NULL: none */
	/* Files of memory whose content memory/ is to store as it stores shared memory. */
	VEC(struct dump_segment {
		uint64_t shmid;
		struct task *task; /* one that has it */
		int fd;		   /* readable, with an own offset */
	})
	segments;
};

/* The member `type` (no key) that is being collected: begun at first use. Put by the engine at the
 * end. */
CR_FN int dump_out(struct dump *d, enum image_type type, struct record_out **ret);
/* Adds one message to such a member. */
CR_FN int dump_add(struct dump *d, enum image_type type, const ProtobufCMessage *msg);
/* A member of one message, at once; or, of a message that lasts (it is on the arena), with the
 * rest, when nobody stands still any more. */
CR_FN int dump_put(struct dump *d, enum image_type type, uint64_t key, const ProtobufCMessage *msg);
CR_FN int dump_put_later(struct dump *d, enum image_type type, uint64_t key,
			 const ProtobufCMessage *msg);
CR_FN int dump_put_late(struct dump *d); /* all those */
/* cr.img's entries, made at first use. */
CR_FN Cr__CrTaskEntry *dump_cr_task(struct dump *d, const struct task *task);
CR_FN Cr__CrThreadEntry *dump_cr_thread(struct dump *d, const struct task *task, size_t thread);
CR_FN Cr__CrFileEntry *dump_cr_file(struct dump *d, uint32_t id);

/* The registered open file behind a descriptor: found again by kcmp (or by trial), else registered,
 * matched with a kind and dumped. -errno with the error set when refused. */
/* fdinfo of this descriptor: *ret_text, on the arena, and what it says. */
CR_FN int object_fd(struct dump *d, struct task *task, int fd, struct open_file **ret,
		    const char **ret_text, struct proc_fdinfo *ret_info);
/* The first of all open files behind descriptors that have the inode of this one; then next_same.
 */
CR_FN const struct open_file *object_same_inode(const struct dump *d, const struct open_file *file);
/* The same of a descriptor of our own, which the receiver would get from a queue. Takes fd. */
CR_FN int object_passed(struct dump *d, const struct task *receiver, int fd,
			struct open_file **ret);
/* A special file reached by a link below /proc/PID ("exe", "cwd", "root", "map_files/...") with the
 * path as shown; equal ones (same path, dev, ino, flags) share an id. flags: O_RDONLY, O_RDWR,
 * O_PATH as it will have to be opened. */
CR_FN int object_special(struct dump *d, struct task *task, const char *link, const char *path,
			 const struct stat *st, unsigned flags, struct open_file **ret);
/* An entry that no descriptor of the tree leads to: something outside, of which `task` knows. NULL:
 * out of memory. */
CR_FN struct open_file *object_foreign(struct dump *d, struct task *task);
/* All descriptors of all tasks have been met. */
CR_FN int object_settle(struct dump *d);
/* The save is there, and the tree has been killed: what others must not notice. */
CR_FN void object_end(struct dump *d);
CR_FN void dump_close(struct dump *d); /* closes all copies */
/* Has the content of a file of memory stored as pagemap-shmem-SHMID. Takes fd in any case. */
CR_FN int object_add_segment(struct dump *d, struct task *task, uint64_t shmid, int fd);
/* Number of a task's descriptor table in the image (ids-PID files_id, fdinfo-N). 1 is the saver's
 * own, as CRIU has it. */
#define DUMP_FILES_ID(task) (((task)->files_owner ? (task)->files_owner : (task))->index + 2)
/* Who is told about I/O on the file: F_SETOWN, F_SETSIG. NULL when out of memory. */
CR_FN Cr__FownEntry *object_fown(struct dump *d, const struct open_file *file);
/* The same of any entry of files.img; NULL: the kind has none. */
CR_FN const Cr__FownEntry *object_entry_fown(const Cr__FileEntry *entry);
CR_FN uint32_t object_entry_flags(const Cr__FileEntry *entry); /* O_*, 0 if the kind has none */
/* Adds the calls that set owner, signal and O_ASYNC of a descriptor at its final number. */
CR_FN void object_plan_fown(struct load *l, struct load_task *lt, const Cr__FileEntry *entry,
			    int fd);
/* file: for CR_RULE_FILE; NULL: not known. */
CR_FN const cr_rule *rule_find_fd(const cr_rule *rules, int fd, const char *kind, const char *path,
				  const char *file);
CR_FN const cr_rule *rule_find_memory(const cr_rule *rules, uint64_t addr, uint64_t len);
CR_FN bool rule_glob(const char *pattern, const char *text); /* fnmatch without flags */

/* == a load being made ========================================================================= */

struct load_user {
	struct load_task *task;
	int fd;		/* final number */
	uint32_t flags; /* FD_CLOEXEC */
};

struct load_file {
	uint32_t id;
	const Cr__FileEntry *entry;
	const Cr__CrFileEntry *extra; /* NULL when the save has none */
	const struct kind *kind;
	VEC(struct load_user) users; /* none: a special one, or nobody's */
	struct load_task
		*maker; /* nearest common ancestor of all users of its group; NULL: no users */
	struct load_file *group_next; /* ring of its group; itself when alone */
	struct load_file *maker_next; /* ring of all that one maker makes, its group among them */
	int fd;	    /* staged, in the maker and in what it forks afterwards; -1 before */
	int action; /* enum cr_action: of the load's rules, else of the save's, else CR_DEFAULT */
	const char *name; /* CR_NAMED */
};

struct load_thread {
	pid_t tid; /* in the image */
	const Cr__CoreEntry *core;
	const Cr__CrThreadEntry *extra; /* or NULL */
	struct release_thread out; /* what the maker gives it at the end; filled in by task_plan */
};

/* How a process comes to its parent. */
enum load_way {
	LOAD_FORKED,
	LOAD_SIBLING, /* forked by a child of the parent, with CLONE_PARENT */
	LOAD_ORPHANED /* forked by a process that ends at once; the parent is the next subreaper */
};

struct load_task {
	uint32_t index;
	pid_t pid, ppid, pgid, sid; /* of the image */
	pid_t new_pid;		    /* as this load made it, seen by the maker of the tree */
	enum task_state state;
	enum task_news news;
	struct load_task *parent;
	VEC(struct load_task *) children; /* in image order */
	struct load_thread *threads; /* [0] is the leader; zombies have one without thread info */
	size_t thread_n;
	bool leader_ended; /* while other threads go on */
	const Cr__TaskKobjIdsEntry *ids;
	/* First task that has the same descriptor table, the same directories: an ancestor, and all
	 * between the two have them, too. NULL: it is the first. */
	struct load_task *files_owner, *fs_owner;
	size_t files_sharers; /* how many others have its table */
	int files_sync;	      /* of the owner: eventfd on which the others say that they are done */
	const Cr__MmEntry *mm;
	const Cr__FsEntry *fs;
	const Cr__CrTaskEntry *extra;
	VEC(struct load_file_at {
		struct load_file *file;
		int fd;
		uint32_t flags;
	})
	fds;			    /* its descriptor table */
	struct memory_load *memory; /* memory's own */
	struct plan_build *plan;
	size_t plan_bytes; /* what its plan needs beside what threads and mappings do */
	VEC(struct load_task *) births; /* whom it forks; see task/births.c */
	enum load_way way;
	bool early, adopts; /* forked before its maker leads a session; a subreaper meanwhile */
	bool compat;	    /* a 32-bit program */
};

/* Leads a session whose leader has ended, until all are in. */
struct load_stand_in {
	pid_t sid;
	struct load_task *parent; /* NULL: whoever forks the root */
	VEC(struct load_task *) births;
};

/* One mapping per load, shared by the maker and all tasks it makes: what goes wrong in a task, and
 * what does not come back as it was, is told here. Words are futexes. */
#define LOAD_BARRIERS 4
#define LOAD_NOTES_SIZE 65536
struct load_count { /* pages, see cr_load_stats; added to atomically */
	uint64_t restored, compared, shared;
};
struct load_slot {
	int32_t pid;   /* in the task's own pid namespace; 0: not there yet */
	int32_t ended; /* a zombie, or done */
	uint64_t window, window_len, syscall_ip,
		threads;  /* of its plan; threads: address of struct plan_thread[] */
	uint64_t release; /* address, in the window, of struct release_thread[] */
};
struct load_shared {
	uint32_t failed; /* 0, 1 while being written, 2: error is valid */
	uint32_t bell;	 /* bumped at every change below */
	uint32_t count[LOAD_BARRIERS];
	uint64_t clocks_at[2]; /* what the maker's clocks showed when those of the tree were set to
				  what they had been, see load_clocks; 0: they were not */
	uint32_t disown;      /* futex: the process between the caller and a detached root may go */
	int32_t stand_in_pid; /* of the root's session, as who forked it sees it */
	int32_t root_pid;     /* as the caller sees it, told by who made it in a namespace */
	cr_error error;
	uint32_t notes_used;
	struct load_count pages;
	char notes[LOAD_NOTES_SIZE]; /* pid in decimal, NUL, object, NUL, text, NUL ... */
	struct load_slot slots[];
};

/* The monotonic clock and that of the time since boot. */
struct load_clocks {
	bool told, kept;   /* the save tells of them; in this process they go on from there */
	uint64_t saved[2]; /* what they showed, in ns */
	int was_fd;	   /* in place, where they are kept: the time namespace before */
};

struct load_mapped {
	uint64_t dev, ino;
};

struct load {
	struct cr_ctx *cx;
	const cr_load_opts *opts; /* resolved, never NULL */
	struct image *image;
	int proc_fd;
	const struct kind *const *kinds;
	const Cr__InventoryEntry *inventory;
	const Cr__CrEntry *cr;		 /* NULL: CRIU's */
	const Cr__SeccompEntry *seccomp; /* task's: filters of all threads */
	bool suspend_seccomp;		 /* some task will be under them */
	VEC(struct load_task *) tasks;	 /* parents before children */
	VEC(struct load_file *) files;	 /* ascending id */
	VEC(struct load_stand_in) stand_ins;
	bool root_session; /* the root's session, whose leader has ended, is made anew */
	struct plan_board *board;
	struct load_shared *shared;
	size_t shared_size;
	struct crew *crew;		/* memory's: who reads pages; NULL: not made yet */
	uint64_t started_ns, forked_ns; /* CLOCK_MONOTONIC; the first process has been made */
	struct load_count pages;	/* while there is no `shared`; of copies, all of them */
	uint32_t pids;			/* CR_PIDS_SAME, NEW or NAMESPACE, decided */
	bool in_place; /* cr_load of one process: the caller itself becomes it; everything must be
			  undone on failure */
	struct load_task *self; /* the task this process is, NULL in the maker of the tree */
	VEC(int) staged; /* every descriptor that was moved up, for the undo of an in-place load */
	/* Descriptors made on the way are moved to these numbers, which no table of the save has.
	 */
	int stage_base, stage_end;
	VEC(struct load_number { /* all descriptors of all tables, ascending */
				 int fd;
				 struct load_file *file;
				 const struct load_task *task;
	})
	numbers;
	struct load_clocks clocks;
	int loaded_fd; /* memfd with the cr_loaded page, staged */
	uint64_t loaded_size;
	VEC(struct load_mapped) mapped; /* memory's: files that memory is mapped from */
	int complain_fd; /* in place: where a failure after the commit point is told; closed last,
			    or -1 */
	unsigned char *made;	     /* shared by all tasks: see object_made */
	struct ghost_list *ghosts;   /* file's: deleted files */
	struct memfd_list *memfds;   /* file's */
	struct pipe_saves *pipes;    /* file's */
	struct socket_load *sockets; /* socket's */
	uint64_t rseq_ptr;	     /* of the thread that forks the tree or becomes it; 0: none */
	uint32_t rseq_size, rseq_sig;
	uint8_t load_id[16];
	pid_t between; /* of a detached root: its parent until all is done */
	pid_t ns_init; /* pids NAMESPACE: its first process; 0: none */
	int ns_pidfd;
	pid_t outer_pgid; /* process group of whoever loads */
	bool foreground;  /* which has the foreground of its terminal */
	/* The last act of the maker of a tree before the tree runs, or NULL. */
	int (*before_go)(struct load *l);
	bool alone; /* the maker has no other threads any more */
};

/* Shell sort of small things (64 bytes at most): in place, no libc. */
CR_FN void object_sort(void *array, size_t n, size_t size,
		       bool (*before)(const void *, const void *));
CR_FN struct load_file *load_find_file(const struct load *l, uint32_t id);
/* Reads files.img, fdinfo, ids into tasks' tables, finds kinds, groups and makers. All checks,
 * nothing is created. */
CR_FN int object_load(struct load *l);
/* Both are made by one maker, whoever holds them. */
CR_FN void object_join_makers(struct load_file *a, struct load_file *b);
/* In task `lt` (or the maker, lt NULL, for what has no other place): creates and fills what it has
 * to make. Before it forks. */
CR_FN int object_create(struct load *l, struct load_task *lt);
/* release of what it made. After everybody who needs it has it. */
CR_FN int object_release(struct load *l, struct load_task *lt);
/* Moves fd to the staging numbers (close-on-exec) and returns the new number; closes fd in any
 * case. */
CR_FN int object_stage(struct load *l, int fd);
/* No descriptor waits at this number, though no table has it. */
CR_FN int object_keep_free(struct load *l, uint32_t number);
/* The same for what becomes file->fd: at once at its final number, where nobody else has that. */
CR_FN int object_stage_file(struct load *l, const struct load_file *file, int fd);
/* Closes one that was staged and has done its work. */
CR_FN void object_drop(struct load *l, int fd);
/* Closes all that was staged: an in-place load was refused. */
CR_FN void object_unstage(struct load *l);
/* Opens the file behind an id again: for mappings, exe, cwd, root. flags: O_RDONLY, O_RDWR, O_PATH.
 * Only path-like kinds. */
CR_FN int object_open(struct load *l, uint32_t id, unsigned flags);
/* A saved path as it is to be opened now: cr_load_opts.paths applied. On the arena. */
CR_FN const char *object_path(struct load *l, const char *saved);
/* A descriptor that the caller gave under a name; borrowed, -1 if there is none. */
CR_FN int object_given(struct load *l, const char *name);
/* What the program's clock shows when it goes on: an absolute time is so much later as it was to
 * be. */
CR_FN uint64_t object_clock(const struct load *l, clockid_t clock);
/* Old pid or tid of the image to the one of this load, in its own namespace; 0 when it is not of
 * the tree. */
CR_FN pid_t object_pid(struct load *l, pid_t old);
/* file/ provides these. Deleted files that the save holds are made before any task opens them, and
 * get their owners and modes after all have; in the root, before it forks. */
CR_FN int file_ghosts_make(struct load *l);
CR_FN int file_ghosts_finish(struct load *l);
/* A name that this load has made, by whatever task, so that it is taken away again when the load
 * fails: the kind's undo gets `what`. 0: there is none any more. */
CR_FN void object_made(struct load *l, const struct load_file *file, unsigned char what);
CR_FN bool object_has_made(const struct load *l, const struct load_file *file);
CR_FN void object_undo(struct load *l);
CR_FN void object_close(struct load *l);
/* A memfd by CRIU's hand that stands for shared anonymous memory: so named, and no descriptor shows
 * it. */
CR_FN bool object_is_anonymous(const struct load *l, const Cr__MemfdInodeEntry *inode);
/* No descriptor shows it. */
CR_FN bool object_only_mapped(const struct load *l, const Cr__MemfdInodeEntry *inode);
/* An open file of its own of a memfd. */
CR_FN int file_open_memfd(struct load *l, const Cr__MemfdFileEntry *e, unsigned flags);
/* How a path-like file is opened and compared with what was saved. */
CR_FN int file_open_saved(struct load *l, const Cr__RegFileEntry *reg, unsigned flags);

#endif
