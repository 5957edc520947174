/* SPDX-License-Identifier: MIT
 *
 * cr - a checkpoint/restore kit for Linux that an application copies in.
 *
 *	                      write       read
 *	the calling program   cr_save     cr_load
 *	another tree          cr_dump     cr_restore
 *
 * A save is one file (a tar) or, when the path ends in '/' or is a directory, a directory in
 * CRIU 4.2's format.
 *
 *	#include "cr.h"
 *	#include <stdio.h>
 *
 *	int main(int argc, char **argv)
 *	{
 *		cr_error err;
 *
 *		if (argc > 1 && cr_load(argv[1], NULL, &err) < 0) {   // returns only on failure
 *			fprintf(stderr, "%s\n", err.text);
 *			return 1;
 *		}
 *		for (long n = 0;; n++) {
 *			printf("%ld\n", n);
 *			if (n % 1000000 == 0 && cr_save("slot1", NULL, &err) == CR_FAILED)
 *				fprintf(stderr, "%s\n", err.text);
 *		}
 *	}
 *
 * Build: cc -c cr_impl.c, link with -lprotobuf-c -lcap.
 *
 * Rules for everything below
 *  - Every struct that goes in or out begins with `size`; set it with the *_init function or an
 * initialiser
 *    ({ .size = sizeof o }). All other bytes zero means: the default. cr_error and cr_note have no
 * size. A non-zero byte past what the library knows is refused with CR_E_ARGUMENT.
 *  - NULL for options and for the error is allowed everywhere.
 *  - Strings belong to the object they are reached through.
 *  - Calls in different threads are independent; one object is used by one thread at a time. One
 * save of a program at a time: a second gets CR_E_BUSY.
 *  - Nothing prints, exits, aborts, reads environment variables, installs signal handlers, or
 * changes the umask or working directory of the caller. All descriptors made here are
 *close-on-exec.
 *  - Privilege: none beyond what the kernel demands for what is really in the tree; see README,
 *"Limits".
 */
#ifndef CR_H
#define CR_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/types.h>

#define CR_VERSION_MAJOR 0
#define CR_VERSION_MINOR 1
#define CR_VERSION_PATCH 0
/* One number to compare: 100 * minor and 10000 * major. */
#define CR_VERSION (CR_VERSION_MAJOR * 10000 + CR_VERSION_MINOR * 100 + CR_VERSION_PATCH)

#ifndef CR_API
#define CR_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* ---- results and errors ---------------------------------------------------------------------- */

typedef enum cr_result { CR_FAILED = -1, CR_SAVED = 0, CR_RESTORED = 1 } cr_result;

/* Every code with its text and what to do about it. The enum, cr_code_text() and cr_code_advice()
 * are made from this one list. */
/* clang-format off */
#define CR_CODES(X) \
	X(OK,            "no error",                                     "") \
	X(ARGUMENT,      "an argument or option is not valid",           "see cr.h for what is allowed") \
	X(MEMORY,        "out of memory",                                "free some memory or raise the limit named") \
	X(SYSTEM,        "a system call failed",                         "mend what the errno tells of the object named, then try again") \
	X(BUSY,          "a save of this program is already running",    "wait until it has ended") \
	X(NO_PROCESS,    "there is no such process",                     "check the pid") \
	X(OWN_PID,       "the pid is the caller's own",                  "use cr_save to save the calling program") \
	X(KERNEL_THREAD, "the process is a kernel thread",               "kernel threads cannot be saved") \
	X(ZOMBIE,        "the process has already ended",                "its parent has yet to wait for it; there is nothing to save") \
	X(TRACED,        "the task is being traced by another process",  "detach the debugger or tracer named, then try again") \
	X(PERMISSION,    "not permitted",                                "run as the same user, or with the capability or setting named") \
	X(TIMEOUT,       "the time limit was reached",                   "raise timeout_ms, or end what the text names") \
	X(FREEZE,        "a task could not be stopped",                  "wait until it leaves the state named, or raise timeout_ms") \
	X(INFECT,        "a task could not be made to answer",           "it goes on as it was; try again") \
	X(SECCOMP,       "a seccomp filter is in the way",               "let the filter allow the call named, or save with CAP_SYS_ADMIN") \
	X(UNSUPPORTED,   "a kind of state that cannot be saved",         "close or end the object named, or set a rule for it") \
	X(FILE_KIND,     "a descriptor of a kind that cannot be saved",  "close it before the save, or set a rule for it") \
	X(FILE_GONE,     "a file needed by the save is missing",         "bring it back, or map its path with cr_load_opts.paths") \
	X(FILE_CHANGED,  "a file has changed since the save",            "bring the old file back, or save with CR_EMBED") \
	X(MAPPING,       "a memory mapping that cannot be saved",        "unmap it before the save, or set a rule for the range") \
	X(TERMINAL,      "a terminal from outside the tree",             "allow it with CR_SHELL_JOB at save and load") \
	X(OUTSIDE,       "the object is shared with a process outside the tree", "save that process too, or set a rule for the object") \
	X(PATH,          "the path of the save cannot be used",          "check that its directory exists and is writable") \
	X(NO_SPACE,      "no space left for the save",                   "free some space; the old save is intact") \
	X(NOT_A_SAVE,    "this is not a save",                           "check the path") \
	X(TRUNCATED,     "the save is incomplete",                       "use another save; this one was cut short") \
	X(DAMAGED,       "the save is damaged",                          "use another save; the text names the file and offset") \
	X(VERSION,       "the save is from a newer version",             "load it with the version that wrote it, or a later one") \
	X(ARCH,          "the save is from another architecture",        "load it on the architecture named") \
	X(CPU,           "the CPU lacks a feature that the save needs",  "load it on a CPU with the feature named") \
	X(PID_TAKEN,     "a process id of the save is in use",           "end the process named, or load with CR_PIDS_NEW or CR_PIDS_NAMESPACE") \
	X(PID_MODE,      "process ids cannot be restored in this way",   "choose other pids: CR_PIDS_SAME, _NEW, _NAMESPACE or _AUTO") \
	X(LOADER,        "the loading program is in a state it cannot leave", "load from a freshly started program") \
	X(HOOK,          "a hook refused",                               "the text is the hook's own") \
	X(RULE,          "a rule forbids it",                            "change the rule named") \
	X(NAMED,         "a descriptor named in the save was not given", "give it in cr_load_opts.given under the name in the text") \
	X(STREAM,        "the stream ended or refused data",             "give it whole, from its beginning") \
	X(RESTORE,       "a task could not be brought back",             "nothing of it is left; try again once the step named can succeed") \
	X(UNSAFE,        "the save can be written by others",            "change its owner or mode, or load with CR_TRUST") \
	X(KERNEL,        "this kernel lacks what is needed",             "use a kernel that has it; cr check shows what this one can do") \
	X(PARENT,        "saves build on one another",  "keep the saves of a chain together; cr_squash makes one save of a whole chain")
/* clang-format on */

enum cr_code {
#define CR_CODE_ENUM(id, text, advice) CR_E_##id,
	CR_CODES(CR_CODE_ENUM)
#undef CR_CODE_ENUM
		CR_E_COUNT
};

/* Where it happened. */
enum cr_stage {
	CR_STAGE_NONE,
	CR_STAGE_OPTIONS,
	CR_STAGE_FREEZE,
	CR_STAGE_GATHER,
	CR_STAGE_MEMORY,
	CR_STAGE_CURE,
	CR_STAGE_WRITE,
	CR_STAGE_READ,
	CR_STAGE_PLAN,
	CR_STAGE_CREATE,
	CR_STAGE_COMMIT,
	CR_STAGE_HOOK
};

/* What went wrong, first cause first. text is one sentence (what, which object, what to do),
 * followed by
 * ", while ..." for the steps around it. sys_errno is 0 when no system call was the cause; pid is 0
 * when none is. */
typedef struct cr_error {
	int code; /* CR_E_* */
	int sys_errno;
	int stage; /* CR_STAGE_* */
	pid_t pid;
	char object[128];
	char text[512];
} cr_error;

/* The fixed text and the advice of a code; never NULL. Thread-safe. */
CR_API const char *cr_code_text(int code);
CR_API const char *cr_code_advice(int code);
/* The version of the library that is linked, CR_VERSION of its header. */
CR_API int cr_version(void);

/* One entry of a report: a blocker, a degraded thing, a feature, a line of an inspection. */
typedef struct cr_note {
	int code; /* CR_E_*, or CR_E_OK for a plain fact */
	pid_t pid;
	const char *object, *text, *advice;
} cr_note;

enum cr_answer { CR_UNKNOWN = -1, CR_NO = 0, CR_YES = 1 };

typedef struct cr_task_info {
	pid_t pid, ppid, pgid, sid;
	int state; /* 1 alive, 2 zombie, 3 stopped; CRIU's numbers */
	unsigned threads, mappings, fds;
	uint64_t bytes; /* of memory in the save */
	const char *comm;
} cr_task_info;

typedef struct cr_feature {
	const char *name, *since; /* the kernel that brought it */
	int answer;		  /* CR_YES, CR_NO, CR_UNKNOWN */
	const char *advice;	  /* what to do when it is not there */
} cr_feature;

/* What cr_check, cr_features and cr_inspect return. Free with cr_report_free. */
typedef struct cr_report {
	size_t size;
	const cr_note *notes; /* cr_check: everything that would block a save. cr_inspect: what
				 would be degraded */
	size_t note_count;
	const cr_feature *features; /* cr_features */
	size_t feature_count;
	const cr_task_info *tasks; /* cr_inspect; parents before children */
	size_t task_count;
	const char *label; /* cr_inspect: as given at the save, or "" */
	const void *user_data;
	size_t user_data_size;
	int64_t saved_at_ns; /* CLOCK_REALTIME of the freeze; 0 when the save does not say (CRIU's)
			      */
	uint64_t bytes;	     /* memory in the save */
	uint64_t file_bytes; /* size of the whole save */
	uint8_t save_id[16]; /* zero when the save does not say */
	uint8_t parent_id[16];
	const char *writer; /* "cr 0.1.0", or "CRIU" */
	const char *arch;
} cr_report;

/* ---- callbacks ------------------------------------------------------------------------------- */

/* Hooks run in the thread that called cr_save or cr_dump, outside the freeze, and may do anything.
 * before: last hook of the array first; a negative return refuses the save (fill in err->text).
 * after: first hook first, always paired with a before that ran. It is told CR_SAVED, CR_RESTORED
 * (in the copy) or CR_FAILED. cr_load runs before-hooks of its own options ahead of the commit
 * point. */
typedef struct cr_hook {
	void *arg;
	int (*before)(void *arg, cr_error *err);
	void (*after)(void *arg, cr_result result);
} cr_hook;

/* log: level 1 error, 2 warning, 3 information, 4 debug. progress: bytes done and bytes in all
 * (UINT64_MAX: not known yet), told at the ends of the work; a negative return before the work
 * cancels it with CR_E_HOOK. Neither is called between freeze and release: lines wait until then.
 */
typedef struct cr_watch {
	void *arg;
	void (*log)(void *arg, int level, const char *line);
	int (*progress)(void *arg, uint64_t done, uint64_t all);
} cr_watch;

/* Instead of a path. write: all of the bytes, in order, 0 or -errno. read: up to size bytes at
 * offset, the number read (0 at the end) or -errno; only ever called with growing offsets unless
 * `seekable`. fd: when not 0, the kit writes to or reads from this descriptor itself (a pipe, a
 * socket, a file) and the callbacks are not called. */
typedef struct cr_io {
	void *arg;
	int (*write)(void *arg, const void *data, size_t size);
	ssize_t (*read)(void *arg, void *data, size_t size, uint64_t offset);
	int seekable;
	int fd;
} cr_io;

/* ---- rules ----------------------------------------------------------------------------------- */

enum cr_rule_kind {
	CR_RULE_END = 0,
	CR_RULE_FD,	/* descriptor number fd */
	CR_RULE_KIND,	/* name of the kind of descriptor: "file", "pipe", "eventfd", ... as
			   cr_inspect shows them */
	CR_RULE_PATH,	/* path pattern, fnmatch(3) with no flags, against the path as /proc/PID/fd
			   shows it */
	CR_RULE_MEMORY, /* address range addr, len; pages are the unit */
	CR_RULE_FILE	/* CRIU's name of an open file: pattern is "file[MNT_ID:INODE]", both in
			   hexadecimal, as /proc/PID/fdinfo and stat(2) tell them */
};

enum cr_action {
	CR_DEFAULT = 0,
	/* descriptors */
	CR_REOPEN,	  /* files: open again at the saved offset, whatever the size is now */
	CR_REOPEN_AT_END, /* files: open again at the end */
	CR_ROLL_BACK,  /* files: cut or fill back to what it was at the save (content is stored) */
	CR_EMBED_FILE, /* files: content is stored; the copy gets a private deleted file */
	CR_NAMED,      /* supplied at load, in cr_load_opts.given, under the rule's name */
	CR_NULL,       /* becomes /dev/null */
	CR_CLOSE,      /* not there in the copy */
	CR_FAIL,       /* refuse the save, name it */
	/* memory */
	CR_ZERO,  /* comes back as zeros */
	CR_DROP,  /* comes back unmapped */
	CR_KEEP,  /* stored although a default would not */
	CR_SECRET /* comes back as zeros, and is never read */
};

/* The first rule that matches wins. The array ends with kind 0. */
typedef struct cr_rule {
	size_t size;
	int kind, fd;
	const char *pattern; /* CR_RULE_KIND: the kind's name. CR_RULE_PATH: the pattern */
	uint64_t addr, len;
	int action;
	const char *name; /* CR_NAMED */
} cr_rule;

/* ---- options --------------------------------------------------------------------------------- */

enum cr_save_flags {
	CR_CHECKSUM = 1 << 0, /* checksums of pages too (those of metadata are always there) */
	CR_SYNC = 1 << 1,     /* fsync before the save is put in place */
	CR_EMBED = 1 << 2,    /* store executable and library pages as the program's own memory */
	CR_SHELL_JOB =
		1
		<< 3, /* the terminal, session and group may belong to somebody outside the tree */
	CR_LEAVE_STOPPED = 1 << 4, /* cr_dump: the tree stays stopped (SIGSTOP) */
	CR_END = 1 << 5,      /* cr_dump: the tree is ended (SIGKILL) once the save is in place */
	CR_KEEP_DIR = 1 << 6, /* directory form: write into an existing directory that holds other
				 things too */
	CR_LIVE = 1 << 8, /* the program goes on as soon as a copy-on-write copy of it exists; see
			     cr_job */
	/* Pages are compressed (LZ4), in the file form only and not as a stream: CR_E_UNSUPPORTED,
	 * also where the library was built without CR_WITH_LZ4. Takes time while the program stands
	 * still, so rather with CR_LIVE. Such a save cannot be mapped. */
	CR_COMPRESS = 1 << 9,
	CR_STREAM = 1 << 7, /* with io: never seek, even if the descriptor could */
	/* TCP connections whose other end is outside the tree; without one of the two they are
	 * refused. Those with both ends in the tree come back by themselves. */
	CR_TCP_ESTABLISHED = 1 << 16, /* saved (CAP_NET_ADMIN); wants CR_LOAD_TCP_ESTABLISHED */
	CR_TCP_CLOSE = 1 << 17,	      /* not saved: the copy finds them reset (ECONNRESET) */
	/* With CR_END and CR_TCP_ESTABLISHED such connections are silent, by packet filter rules,
	 * from the freeze until they are loaded: else the other end would be told that nobody is
	 * there. With this flag they are not: keep the network away by other means. */
	CR_NETWORK_OPEN = 1 << 18,
	/* Unix streams whose other end is outside the tree are not refused: the copy finds them
	 * reset (ECONNRESET) once it has read what had come. */
	CR_UNIX_CLOSE = 1 << 24,
	/* TCP connections that a listening socket has and the program has not yet accepted are left
	 * out, and listed; without it they are saved like all others, where the kernel can put them
	 * back into the queue (6.9, CAP_BPF), and else refused. */
	CR_SKIP_IN_FLIGHT = 1 << 19
};

typedef struct cr_stats {
	size_t size;
	uint64_t frozen_ns, total_ns;
	/* Pages of 4096 bytes: looked for, stored, and not stored because the parent has them. The
	 * rest of what was looked for was never touched, is all zeros, or a file's. */
	uint64_t scanned, written, in_parent;
	uint64_t bytes; /* of the save */
	uint32_t tasks, threads, mappings, fds;
	uint64_t freezing_ns; /* of frozen_ns: until all stood still */
	/* Finding pages and comparing them with the parent's; writing them. With CR_LIVE a part of
	 * it while the program runs. */
	uint64_t finding_ns, writing_ns;
	uint64_t shared_scanned, shared_written, shared_in_parent; /* of the pages: shared memory */
	uint64_t lazy; /* of those written: private, anonymous, writable */
} cr_stats;

/* Knows what a program has written since its last save. */
typedef struct cr_tracker cr_tracker;

typedef struct cr_save_opts {
	size_t size;
	uint32_t flags;	     /* CR_CHECKSUM ... */
	uint32_t timeout_ms; /* to stop all tasks; 0: 10000 */
	const char *label;   /* shown by cr_inspect; at most 4096 bytes */
	const void *user_data;
	size_t user_data_size; /* at most 1 MiB */
	const cr_hook *hooks;
	size_t hook_count;
	const cr_rule *rules; /* NULL, or ends with kind 0 */
	const cr_watch *watch;
	const cr_io *io;      /* path is ignored then */
	cr_stats *stats;      /* filled in on success */
	uint64_t ghost_limit; /* data in bytes that a deleted file may have; 0: 1 GiB */
	/* Path of an older save of the same program: pages that it has already are not stored
	 * again. The new save needs it to be loaded: it must stay where it is, seen from the new
	 * one (CR_E_PARENT says what is missing). It may have a parent in turn. */
	const char *parent;
	/* See cr_track_start. Without one, memory is compared with the parent's. */
	cr_tracker *tracker;
	/* With CR_LIVE and cr_save: the call returns as soon as the program may go on, and this
	 * says when the save is stored. NULL: the call returns then, while other threads go on. */
	struct cr_job **job;
} cr_save_opts;

enum cr_load_flags {
	CR_TRUST = 1 << 0, /* load although others can write the save */
	CR_DETACHED =
		1
		<< 1, /* cr_restore: the tree becomes a child of init (or the nearest subreaper) */
	CR_SIBLING = 1 << 2, /* cr_restore: the root becomes a child of the caller's parent */
	CR_LOAD_SHELL_JOB =
		1 << 3, /* a terminal from outside is the caller's; session and group too */
	/* Private memory is mapped from the save instead of read: the time until the program goes
	 * on does not depend on its size, and any number of copies share one page cache. The save
	 * may then be removed or replaced (by rename, as every save does), never written to in
	 * place. But such memory is not anonymous: after MADV_DONTNEED the saved bytes are there
	 * again instead of zeros, mremap(2) shows what follows in the file, MADV_FREE fails. Safe
	 * with glibc's allocator, not with jemalloc's or Go's. Checksums of pages are not looked
	 * at. */
	CR_MAPPED = 1 << 20,
	/* TCP connections to the outside that the save holds; without one of the two it is refused.
	 * The saved program must not have gone on with them: the other end would notice, and in the
	 * same network they cannot be had twice. */
	CR_LOAD_TCP_ESTABLISHED = 1 << 16, /* they go on (CAP_NET_ADMIN) */
	CR_LOAD_TCP_CLOSE = 1 << 17,	   /* the program finds them reset (ECONNRESET) */
	/* CLOCK_MONOTONIC and CLOCK_BOOTTIME are those of this machine. Without this flag they go
	 * on where the program left them, in a time namespace of the program's own, where the
	 * kernel and the loader's rights allow one (CAP_SYS_ADMIN and CAP_SYS_TIME, or
	 * CR_PIDS_NAMESPACE; cr_load of one process also needs a caller without other threads).
	 * For programs that compare times with others': input events, time stamps of packets. */
	CR_LOAD_HOST_CLOCKS = 1 << 27
};

enum cr_pids {
	CR_PIDS_AUTO = 0, /* the first of same, new, namespace that works; cr_loaded says which */
	CR_PIDS_SAME, /* needs CAP_CHECKPOINT_RESTORE (5.9) or CAP_SYS_ADMIN over the pid namespace
		       */
	CR_PIDS_NEW,  /* a single process only; listed as degraded */
	CR_PIDS_NAMESPACE /* an own user and pid namespace; no privilege where the kernel allows
			     such */
};

/* A descriptor supplied at load. The caller keeps and closes its own. */
typedef struct cr_given {
	const char *name;
	int fd;
} cr_given;

/* The longest `from` that is a prefix (at a '/') of a saved path is replaced by `to`. */
typedef struct cr_path {
	const char *from, *to;
} cr_path;

typedef struct cr_load_opts {
	size_t size;
	uint32_t flags;	     /* CR_TRUST ... */
	uint32_t pids;	     /* CR_PIDS_* */
	uint32_t timeout_ms; /* 0: 10000 */
	const void *payload; /* handed to the copy: cr_loaded.payload; at most 64 KiB */
	size_t payload_size;
	const cr_given *given;
	size_t given_count;
	const cr_path *paths;
	size_t path_count;
	const cr_hook *hooks;
	size_t hook_count;
	const cr_rule
		*rules; /* for descriptors of the save: first match wins, before the save's own */
	const cr_watch *watch;
	const cr_io *io;
	/* For cr_restore and cr_restore_copies: filled in on success. And a file to be made of it,
	 * as CRIU's stats-restore is; that it cannot be written is said in the log only. */
	struct cr_load_stats *stats;
	const char *stats_path;
} cr_load_opts;

typedef struct cr_load_stats {
	size_t size;
	uint64_t forking_ns, total_ns; /* until the first process was made; until all went on */
	/* Pages of 4096 bytes: read from the save; of them compared with what the parent process
	 * has, and found to be the same, so that they are shared with it. */
	uint64_t restored, compared, shared;
} cr_load_stats;

typedef struct cr_child {
	size_t size;
	pid_t pid; /* as the caller sees it */
	int pidfd; /* close-on-exec; the caller waits for the child and closes this */
	/* Read by cr_restore_copies: what this copy gets instead of cr_load_opts.payload, if
	 * anything. */
	const void *payload;
	size_t payload_size;
} cr_child;

typedef struct cr_loaded {
	size_t size;
	uint8_t load_id[16]; /* random, fresh for every load */
	uint8_t save_id[16], parent_id[16];
	uint32_t times_loaded;	/* loads in this program's ancestry, this one included */
	pid_t old_pid, new_pid; /* of the process that asks */
	uint32_t pids;		/* CR_PIDS_*: how */
	/* clock now minus clock at the save, as the program sees them; signed. Of clocks that go on
	 * where they were it is what the load itself has taken. */
	int64_t realtime_gap_ns, monotonic_gap_ns, boottime_gap_ns;
	const cr_note *degraded; /* what did not come back as it was */
	size_t degraded_count;
	const void *payload;
	size_t payload_size;
} cr_loaded;

/* Ready-made all-default structs, for C++ and for those who like them. */
#define CR_INIT_FUNCTION(type) \
	static inline type type##_init(void) \
	{ \
		type o; \
		memset(&o, 0, sizeof(o)); \
		o.size = sizeof(o); \
		return o; \
	}
CR_INIT_FUNCTION(cr_save_opts)
CR_INIT_FUNCTION(cr_load_opts)
CR_INIT_FUNCTION(cr_stats)
CR_INIT_FUNCTION(cr_load_stats)
CR_INIT_FUNCTION(cr_child)
CR_INIT_FUNCTION(cr_rule)

/* ---- the calls ------------------------------------------------------------------------------- */

/* Save the caller, all its threads and all its descendants. Returns twice, like fork: CR_SAVED in
 * the program that goes on, CR_RESTORED in every copy loaded from it, CR_FAILED when nothing was
 * saved. Any thread may call it, with any locks of its own held (but see CR_PIDS_NEW about
 * recursive mutexes). Refused: Yama 2 and 3, seccomp without ptrace, a caller that is traced or
 * traces others. */
CR_API cr_result cr_save(const char *path, const cr_save_opts *opts, cr_error *err);

/* Become what was saved at path. Returns only on failure: -1, and the caller is as it was. A save
 * of one process replaces the caller itself, under its own pid; its other threads end. Of a tree,
 * or with pids SAME or NAMESPACE, the caller makes the tree as its child and stands in for it:
 * forwards signals, stops and continues with it, ends with its status. After the commit point only
 * the kernel can fail; the process then ends with status 125 and a written reason on standard
 * error's old descriptor. */
CR_API int cr_load(const char *path, const cr_load_opts *opts, cr_error *err);

/* Save another tree: pid, all its threads and descendants. By default it then goes on (see
 * CR_LEAVE_STOPPED, CR_END). 0 or -1. Needs the right to ptrace every task of it. */
CR_API int cr_dump(pid_t pid, const char *path, const cr_save_opts *opts, cr_error *err);

/* Bring a saved tree back as a child of the caller (see CR_DETACHED, CR_SIBLING). On success child
 * says which; the caller waits for it and closes child->pidfd. 0 or -1; on failure no process, file
 * or lock is left behind. */
CR_API int cr_restore(const char *path, const cr_load_opts *opts, cr_child *child, cr_error *err);

/* n copies of one save, each with its own pids (NEW or NAMESPACE), load id and, if wanted, payload.
 * The save is read once; the copies share the memory of its first process until they write to it,
 * and meanwhile the caller has that memory, too. 0, or -1 and none is left. */
CR_API int cr_restore_copies(const char *path, const cr_load_opts *opts, cr_child *children,
			     size_t n, cr_error *err);

/* A live save (CR_LIVE) that is being stored. The program may do anything meanwhile: write, fork,
 * exec, end; the save holds what was at the call. Only another save gets CR_E_BUSY until the job
 * has ended and was waited for or freed. A watch and the tracker must last as long. cr_dump with a
 * job returns when the save is stored; its job has ended. A process of which no copy can be made,
 * or a fork would not carry all, is written while it is stopped, and the log says so; so is shared
 * memory. First writes cost the program a copy of the page while the job lasts. */
typedef struct cr_job cr_job;
/* Readable when it has ended: for poll. The job's own, not to be closed or read. */
CR_API int cr_job_fd(cr_job *job);
/* Waits at most ms (-1: without limit). 1: not yet; 0: it is stored, stats filled in; -1: it
 * failed, err says why, and what was at the path is still there. */
CR_API int cr_job_wait(cr_job *job, int ms, cr_stats *stats, cr_error *err);
/* Gives it up; wait for it all the same. */
CR_API int cr_job_cancel(cr_job *job);
/* Gives up what has not ended. */
CR_API void cr_job_free(cr_job *job);

/* Track the writes of pid (0: of the caller) from its next save on: give the tracker to each save
 * in cr_save_opts.tracker, and as parent the save before it. The first is complete; of the next
 * ones only pages that were written since are looked at and stored. Of a tree that another process
 * saves, all tasks (at most 64) are tracked; of the caller's own tree the caller alone. Costs the
 * program about a microsecond at the first write to a page after each save, and its huge pages are
 * split there. Needs Linux 6.7 (CR_E_KERNEL), no privilege. What cannot be tracked is stored in
 * full, and the log says so; shared memory, and everything when the parent is not the last save
 * made with this tracker, is compared. Not seen: writes by devices into pinned memory.
 * A program that is loaded goes on with its tracker: its next save begins anew. */
CR_API int cr_track_start(pid_t pid, cr_tracker **tracker, cr_error *err);
/* Ends it and frees the tracker; the program is as before. So it is when the tracking process
 * ends. */
CR_API int cr_track_stop(cr_tracker *tracker);

/* Everything that would block a save of pid (0: of oneself), as notes; rules count. Stops nobody,
 * so what is seen may have changed by the time of a save. */
CR_API int cr_check(pid_t pid, const cr_save_opts *opts, cr_report **report, cr_error *err);

/* What this kernel and the caller's privileges allow. */
CR_API int cr_features(cr_report **report, cr_error *err);

/* Takes away what savers have left behind that were killed: locks of the network (see
 * CR_NETWORK_OPEN) of connections whose program goes on; and TCP connections of any process that we
 * may look into that stayed in repair mode, silent, speak again (CAP_NET_ADMIN). A note for each,
 * code CR_E_OK. Locks of trees that wait to be loaded stay, and so does what is just being saved. */
CR_API int cr_clean_up(cr_report **report, cr_error *err);

/* Label, time, tasks, memory, descriptors of a save; reads headers only, never pages. */
CR_API int cr_inspect(const char *path, cr_report **report, cr_error *err);

/* Read all, check all, touch nothing. Of a save with CR_CHECKSUM every byte is checked. */
CR_API int cr_verify(const char *path, cr_error *err);

/* In a restored program: who am I now. CR_E_NOT_A_SAVE when the caller was not restored. Free with
 * cr_loaded_free. */
CR_API int cr_load_info(cr_loaded **loaded, cr_error *err);

/* Turn the directory form into the file form and back. `to` must not exist. A save that builds on
 * another goes on doing so; cr_unpack turns what `to` builds on into directories, too: to.1, to.2
 * and so on. */
CR_API int cr_pack(const char *from, const char *to, cr_error *err);
CR_API int cr_unpack(const char *from, const char *to, cr_error *err);

/* One save of a whole chain: what `from` and all that it builds on hold, as `to`, which must not
 * exist and builds on nothing. It keeps the id of `from`, so it may take its place in a chain. */
CR_API int cr_squash(const char *from, const char *to, cr_error *err);

/* Remove a save of either form; anything that is no save is left alone and is an error, and so is
 * (CR_E_PARENT) one that a save in the same directory builds on. */
CR_API int cr_remove(const char *path, cr_error *err);

CR_API void cr_report_free(cr_report *report);
CR_API void cr_loaded_free(cr_loaded *loaded);

#ifdef __cplusplus
}
#endif
#endif /* CR_H */
