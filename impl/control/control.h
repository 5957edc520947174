/* SPDX-License-Identifier: MIT
 *
 * control: tasks of a tree and power over them. The only part that uses ptrace(2). Freezing a tree,
 * running code in a task (infection, parasite), putting it back, and, on the way of a load, sending
 * parked threads into their program.
 */
#ifndef CR_CONTROL_H
#define CR_CONTROL_H

#include "../kernel/kernel.h"
#include "../../blobs/wire.h"

#include <linux/filter.h>

/* == tasks ===================================================================================== */

enum task_state { TASK_ALIVE = 1, TASK_ZOMBIE = 2, TASK_STOPPED = 3 }; /* CRIU's numbers */

/* What its parent's next wait would tell of a task that lives; also in cr.img. */
enum task_news { TASK_NEWS_UNKNOWN, TASK_NEWS_NONE, TASK_NEWS_STOPPED, TASK_NEWS_CONTINUED };

struct thread {
	pid_t tid;
	bool seized, stopped;
	/* At the stop; EINTR of calls that do not restart is already mended (see freeze.c). Nobody
	 * changes them after. */
	struct arch_regs regs;
	uint64_t sigmask;
	void *xstate; /* NT_X86_XSTATE, on the arena */
	size_t xstate_len;
	uint64_t rseq_ptr, rseq_cs; /* rseq_ptr 0: none registered */
	uint32_t rseq_size, rseq_sig;
	uint64_t robust_head, robust_len;
	bool peeked;
	struct proc_status status; /* after task_peek; groups on the arena */
	struct wire_thread in;	   /* from inside; valid after task_gather */
	unsigned char *pending;	   /* after task_peek: siginfos of SIGINFO_SIZE in a row */
	size_t pending_n;
	struct thread_filter {
		struct sock_filter *code;
		size_t n;
		uint64_t flags; /* SECCOMP_FILTER_FLAG_LOG */
	} * filters;		/* after task_peek, where they may be read: the oldest first */
	size_t filter_n;
	/* Of system calls to a handler of its own; put aside while the thread is the parasite's. */
	struct arch_dispatch dispatch;
	bool has_breakpoints;	 /* left by a debugger in the debug registers */
	bool has_ports;		 /* of the machine, that it may use (ioperm) */
	uint32_t segments[3][4]; /* of its own in the descriptor table: struct user_desc */
	uint64_t waited_ns; /* best estimate how long the interrupted call has waited; UINT64_MAX:
			     * unknown. Of a call that was interrupted before (restart_syscall):
			     * since then */
	char comm[16];
	struct { /* of freeze.c: the call it slept in when it was looked at, before it was stopped
		  */
		long nr; /* -1: in none */
		uint64_t args[6], sp, since_ns;
		uint32_t cpu;
	} look;
};

/* Where a task is infected; see infect.c, which alone looks inside. */
struct infect {
	bool live;
	bool visited;		    /* by another thread, or one got lost on its visit */
	size_t thread;		    /* index of the thread that serves */
	uint64_t room_at, room_len; /* bytes that no program executes, where stubs may lie */
	uint64_t stub_at, stub_len; /* ours among them; 0 when there is none */
	struct arch_doors serve;
	struct arch_regs home;	     /* what the serving thread goes on with */
	uint64_t map, map_len, data; /* the parasite's mapping, and its writable part */
	int channel;		     /* to the parasite */
	int remote;		     /* its end, as the task numbers it */
};

struct task {
	pid_t pid, ppid, pgid, sid; /* as the dumper sees them */
	enum task_state state;
	int stop_signo;	     /* TASK_STOPPED */
	int exit_code;	     /* TASK_ZOMBIE: wait status */
	enum task_news news; /* after task_gather of its parent */
	int exit_signal;
	bool shares_memory; /* with the dumper: cr_save's caller */
	bool compat;	    /* a 32-bit program */
	int dir_fd;	    /* /proc/PID */
	int mem_fd;	    /* /proc/PID/mem, read-write; -1 for zombies */
	int pagemap_fd;
	int pidfd;
	struct proc_stat stat;
	struct proc_status status;
	struct thread *threads; /* [0] is the leader */
	size_t thread_n, thread_cap;
	unsigned char *pending; /* after task_peek: for the process as a whole */
	size_t pending_n;
	bool pending_known;
	struct infect infect;
	struct wire_task in;   /* valid after task_gather */
	struct task *parent;   /* NULL for the root */
	struct proc_map *maps; /* without the parasite, stub bytes, or the saver's own mapping */
	size_t map_n;
	uint32_t index; /* in the tree */
	/* of the parts above, which alone look inside */
	struct memory_task *memory;
	struct file_table *files;
	struct task *files_owner, *fs_owner; /* first task of the tree that has the same descriptor
						table, the same directories; NULL: nobody else */
};

struct tree {
	struct cr_ctx *cx;
	int proc_fd;
	VEC(struct task *) tasks; /* parents before children */
	pid_t root, self, helper; /* helper: our own pid when we are cr_save's helper, else 0 */
	uint64_t hide_start,
		hide_end; /* the saver's own mapping, left out of the caller's maps (cr_save) */
	uint64_t frozen_at_ns, timeout_ms;
	uint64_t realtime_ns, monotonic_ns, boottime_ns; /* at the freeze */
	bool copied_table;	/* we are a helper whose descriptors are copies of self's */
	bool seccomp_suspended; /* filters are put aside as long as we trace */
	void *copy_buffer;	/* of parasite.c */
};

/* == trace.c: ptrace(2), call by call ========================================================== */

CR_FN int trace_seize(pid_t tid, bool suspend_seccomp);
CR_FN int trace_interrupt(pid_t tid);
CR_FN int trace_cont(pid_t tid, int sig);
CR_FN int trace_detach(pid_t tid);
CR_FN int trace_get_regs(pid_t tid,
			 struct arch_regs *ret); /* -ENOTSUP: code of no ordinary segment */
CR_FN int trace_set_regs(pid_t tid, const struct arch_regs *r);
CR_FN int trace_get_mask(pid_t tid, uint64_t *ret);
CR_FN int trace_set_mask(pid_t tid, uint64_t mask);
CR_FN ssize_t trace_get_xstate(pid_t tid, void *buf, size_t size); /* its length */
CR_FN bool trace_has_signals(
	pid_t tid); /* pending for it or its process; true also when that cannot be told */
CR_FN int trace_get_rseq(pid_t tid, uint64_t *ret_ptr, uint32_t *ret_size, uint32_t *ret_sig);
/* Seccomp filter number i of a thread, the oldest is 0: its length, and as much of it as there is
 * room for. -ENOENT: it has no such; -EINVAL: it has none at all. ret_flags may be NULL. */
CR_FN int trace_get_filter(pid_t tid, size_t i, struct sock_filter *code, size_t n,
			   uint64_t *ret_flags);
CR_FN bool trace_has_breakpoints(pid_t tid);
CR_FN bool trace_has_ports(pid_t tid);
/* Off where the kernel cannot be asked (before 6.4). */
CR_FN void trace_get_dispatch(pid_t tid, struct arch_dispatch *ret);
CR_FN int trace_set_dispatch(pid_t tid, const struct arch_dispatch *dispatch);
/* A stop of the thread: the signal, and a PTRACE_EVENT_* behind it << 8. -ESRCH: it has ended;
 * -ETIMEDOUT. deadline: on CLOCK_MONOTONIC; 0: what is there now. Nothing is reaped. */
CR_FN int trace_wait(pid_t tid, uint64_t deadline, int *ret_stop);
/* Stops it where it is; signals that come first are delivered. *ret_signo (may be NULL): SIGTRAP,
 * or the stop signal when its process is stopped. */
CR_FN int trace_stop(pid_t tid, uint64_t deadline, int *ret_signo);
/* Runs it to the entry of its next system call, or to the exit of the one it has entered. */
CR_FN int trace_syscall(pid_t tid, uint64_t deadline);
/* A thread that ended while traced is off our hands; a process stays for its parent to wait for. */
CR_FN void trace_forget(pid_t tid, bool own_child);

/* == freeze.c ================================================================================== */

/* What the helper of cr_save is called; a program that it traces is busy saving itself. */
#define TREE_HELPER_COMM "cr-save"

/* Finds the tree of `root` and stops every thread of it; loops until nobody new appears. Reads
 * registers, masks, xstate, rseq, robust lists. On failure everybody goes on and nothing is left
 * open. root may be a process in which we are a helper that shares its memory (tree->self == root,
 * tree->helper == our pid). The caller sets cx, timeout_ms, hide_*, helper and self in a zeroed
 * tree. cx->frozen goes up until tree_release. A thread has a stop with registers only if
 * `stopped`; a leader that has ended before its process stays threads[0] without. */
CR_FN int tree_freeze(struct tree *t, pid_t root);
/* Of a thread at its first stop, th->regs just read: a call that the stop has cut short, and that
 * the kernel would not enter again, is made to. */
CR_FN int freeze_mend(const struct task *task, struct thread *th);
enum tree_end { TREE_RUN, TREE_STOP, TREE_KILL };
/* Cures whoever is infected, puts back what was changed, detaches; ends or stops the tree if so
 * told. Never fails half-way: a failed undo is said in the log and the rest is still done. */
CR_FN int tree_release(struct tree *t, enum tree_end end);
CR_FN struct task *tree_find(const struct tree *t, pid_t pid);

/* == siginfo.c ================================================================================= */

#define SIGINFO_SIZE 128
/* The status of a thread, and what only ptrace tells of a stopped one: pending signals (also those
 * of its process, unless another has told), segments, seccomp filters. Not while it is in the
 * parasite: the one that is to serve has to be looked at before the infection. */
CR_FN int task_peek(struct tree *t, struct task *task, struct thread *thread);

/* == infect.c, parasite.c ====================================================================== */

/* Puts the parasite into the task. The task's maps must have been read (task->maps). Refuses
 * seccomp by name unless it can be suspended. */
CR_FN int infect_begin(struct tree *t, struct task *task);
CR_FN int infect_end(struct tree *t, struct task *task); /* no-op when it is not infected */
/* Of the freeze: finds task->infect.room_*; says whether a save that was cut short has left
 * something there, and whether a thread is still inside of it. */
CR_FN int infect_find_room(struct tree *t, struct task *task);
CR_FN bool infect_has_remains(const struct task *task);
CR_FN bool infect_holds(const struct task *task, const struct thread *thread);
/* Another thread than the serving one visits the parasite: thread->in. One at a time; what it tells
 * takes it a while, in which others can be looked at. */
CR_FN int infect_send_in(struct tree *t, struct task *task, struct thread *thread);
CR_FN int infect_take_back(struct tree *t, struct task *task, struct thread *thread);
/* Asks the parasite. `body`/`ret_body` may be NULL; ret_n: size of ret_body, must match unless it
 * is WIRE_GROUPS. -errno of the parasite's own goes to msg->err and sets no error. */
CR_FN int parasite_ask(struct tree *t, struct task *task, struct wire_msg *msg, const void *body,
		       size_t n, int send_fd, void *ret_body, size_t ret_n);
/* Makes a system call in the task; *ret: what it returned. */
CR_FN int parasite_call(struct tree *t, struct task *task, long nr, const uint64_t args[5],
			int64_t *ret);
/* task->in, and threads[i].in of every thread; looks at those that nobody has looked at
 * (task_peek).
 */
CR_FN int task_gather(struct tree *t, struct task *task);
/* Writes ranges of the task's memory to fd at offset, in pieces of at most 16 MiB, from inside (or
 * from here when memory is shared). Bytes are written in the order of the ranges. */
CR_FN int task_write_memory(struct tree *t, struct task *task, const struct wire_range *ranges,
			    size_t n, int fd, uint64_t off);
/* By /proc/PID/mem; works for any protection. */
CR_FN int task_read_memory(struct task *task, uint64_t addr, void *buf, size_t n);
/* A copy of a descriptor of the task, close-on-exec: pidfd_getfd, else the parasite sends it. */
CR_FN int task_get_fd(struct tree *t, struct task *task, int fd);

/* == plan.c ==================================================================================== */

/* The list of system calls by which a task becomes what was saved; the restorer blob runs it
 * (blobs/wire.h). It is built in the task that will run it, and in place: in a window, an address
 * range that is free both in the task as it is and as it will be. So addresses of plan data are
 * final from the start and may be put into arguments and into further plan data. Order of use:
 * plan_find_window, plan_open, steps and data in any order, plan_seal, then plan_run or
 * plan_become. Lack of room sticks and comes out of plan_seal: nothing need be checked on the way.
 */
struct plan_build;

/* When a step runs. Each thread of the task has its own list; a thread other than 0 begins at
 * PLAN_AT_SELF. */
enum plan_phase {
	/* thread 0 alone */
	PLAN_AT_FIRST, /* before anything is unmapped: the loader's memory is still there */
	PLAN_AT_UNMAP, /* plan_unmap_others */
	PLAN_AT_MOVE,  /* mappings to their final places */
	PLAN_AT_FILL,  /* mappings made and pages read at their final places; protections, advice */
	PLAN_AT_MM,    /* PR_SET_MM, vdso */
	PLAN_AT_FILES, /* descriptors to their final numbers, closing the rest */
	PLAN_AT_TASK,  /* what all threads share: actions, limits, umask, cwd ... */
	PLAN_AT_THREADS, /* plan_thread */
	/* every thread */
	PLAN_AT_SELF, /* its own state: alternate stack, robust list, rseq, policy, comm ... */
	/* stage 1, put in by itself: all threads of all tasks exist and are seized by the maker */
	PLAN_AT_LATE,  /* timers, pending signals, locks */
	PLAN_AT_CREDS, /* groups, ids, capabilities, no_new_privs: from here on little is permitted
			*/
	PLAN_AT_LAST,  /* dumpable, parent-death signal, seccomp ... */
	PLAN_PHASES
};

/* A hole of `size` bytes (rounded up to pages) in both layouts; ranges in any order, may overlap.
 * Page tables are kept apart: 2 MiB aligned; far from stacks and the heap. */
CR_FN int plan_find_window(struct cr_ctx *cx, size_t size, const struct wire_range *now,
			   size_t now_n, const struct wire_range *then, size_t then_n,
			   uint64_t *ret_addr);
/* Room that is enough for any plan of so many threads and mappings, and so many bytes of other
 * data.
 */
CR_FN size_t plan_window_size(size_t thread_n, size_t mapping_n, size_t more);
/* Takes the window (which must be free) and so keeps it free of what is mapped from now on. board:
 * a page that plan_board_make mapped, before the tasks were forked; the window gets a second
 * mapping of it. */
CR_FN int plan_open(struct cr_ctx *cx, uint64_t window, size_t size, size_t thread_n,
		    struct plan_board *board, struct plan_build **ret);
CR_FN void plan_close(struct plan_build *b); /* nothing was run: gives the window back */
CR_FN int plan_board_make(struct cr_ctx *cx, struct plan_board **ret);

/* Data of the plan; the address is final, readable and writable now. 16-byte aligned; never 0. */
CR_FN uint64_t plan_data(struct plan_build *b, const void *data, size_t size);
CR_FN uint64_t plan_string(struct plan_build *b, const char *s);
CR_FN uint64_t plan_room(struct plan_build *b,
			 size_t size); /* zeroed; to be written now: at most 64 KiB */

/* Steps. name: what the call is about, for the error ("mremap of the heap"). The result may be
 * changed until the next step is added: plan_call(...)->flags = PLAN_MAY_FAIL; never NULL.
 * plan_call(b, thread, phase, name, nr, arg, ...): a system call with 1 to 6 arguments (integers;
 * cast pointers). */
#define plan_call(b, thread, phase, name, nr, ...) \
	plan_step((b), (thread), (phase), PLAN_CALL, (name), (nr), (const uint64_t[6]){__VA_ARGS__})
CR_FN struct plan_op *plan_step(struct plan_build *b, size_t thread, enum plan_phase phase,
				enum plan_code code, const char *name, long nr,
				const uint64_t arg[6]);
/* mremap to exactly `to`. */
CR_FN void plan_move(struct plan_build *b, enum plan_phase phase, const char *name, uint64_t from,
		     uint64_t len, uint64_t to);
/* mmap at exactly addr (MAP_FIXED_NOREPLACE is added). */
CR_FN void plan_map(struct plan_build *b, enum plan_phase phase, const char *name, uint64_t addr,
		    uint64_t len, int prot, int flags, int fd, uint64_t off);
CR_FN void plan_read(struct plan_build *b, size_t thread, enum plan_phase phase, const char *name,
		     int fd, uint64_t addr, uint64_t len, uint64_t off);
CR_FN void plan_store64(struct plan_build *b, size_t thread, enum plan_phase phase, uint64_t addr,
			uint64_t value);
CR_FN void plan_store32(struct plan_build *b, size_t thread, enum plan_phase phase, uint64_t addr,
			uint32_t value);
CR_FN void plan_copy(struct plan_build *b, size_t thread, enum plan_phase phase, uint64_t to,
		     uint64_t from, uint64_t len);
/* Waits until the maker lets everybody pass stage n (2, 3 ...; 1 is put in by itself before
 * PLAN_AT_LATE). */
CR_FN void plan_stage(struct plan_build *b, size_t thread, enum plan_phase phase, uint32_t n);
/* Waits until the word at addr, a futex, is value. */
CR_FN void plan_await(struct plan_build *b, size_t thread, enum plan_phase phase, uint64_t addr,
		      uint32_t value);
/* Forgets what is pending; before pending signals are queued. */
CR_FN void plan_flush(struct plan_build *b, size_t thread, enum plan_phase phase);
/* sigevent: address of a struct sigevent as the kernel has it, by plan_data. */
CR_FN void plan_timer(struct plan_build *b, size_t thread, enum plan_phase phase, int clock,
		      uint64_t sigevent, int id, bool restore_ids);
/* Queues a siginfo of 128 bytes to this thread, or to the process. */
CR_FN void plan_signal(struct plan_build *b, size_t thread, enum plan_phase phase,
		       const void *siginfo, bool shared);
/* The thread was `old` and has another id now: in the word at addr (where libc keeps it), in the
 * mutexes of its robust list, whose pointers have `width` bytes. */
CR_FN void plan_fix_tid(struct plan_build *b, size_t thread, enum plan_phase phase, uint64_t addr,
			pid_t old);
CR_FN void plan_fix_robust(struct plan_build *b, size_t thread, enum plan_phase phase,
			   uint64_t head, pid_t old, size_t width);
/* Every thread but 0 must be made; tid 0: any. */
CR_FN void plan_thread(struct plan_build *b, size_t thread, pid_t tid);
/* Unmaps all but the window and the ranges to keep (where they lie at PLAN_AT_UNMAP). */
CR_FN void plan_unmap_others(struct plan_build *b, const struct wire_range *keep, size_t n);
/* The restartable sequence area that thread 0 has now (see release_own_rseq): given back before
 * anything is unmapped. */
CR_FN void plan_forget_rseq(struct plan_build *b, uint64_t ptr, uint32_t size, uint32_t sig);
/* cr_load: where a failure after the commit point is told, in words: text, step, errno. fd must
 * survive the plan. */
CR_FN void plan_complain(struct plan_build *b, int fd, const char *text);

/* Lays out the lists. Then no step can be added. */
CR_FN int plan_seal(struct plan_build *b);
CR_FN uint64_t plan_window(const struct plan_build *b, uint64_t *ret_len);
CR_FN struct plan_board *
plan_board_at(const struct plan_build *b);		 /* the window's own mapping of it */
CR_FN uint64_t plan_threads(const struct plan_build *b); /* struct plan_thread[], in the window */
CR_FN uint64_t
plan_syscall_ip(const struct plan_build *b); /* of a system call instruction in the window */
/* Blocks all signals and becomes thread 0 of the plan. */
CR_FN void plan_run(struct plan_build *b) __attribute__((noreturn));

/* cr_load of one process: the calling process becomes the sealed plan, whatever threads it has; its
 * leader is redirected, all others end, the window goes by itself. threads[0] is the leader; new
 * threads get the tids that the plan says. stub_at: room that the program does not execute (the
 * vdso's tail), by its final address. Stages above 1 are passed at once. Returns only on refusal
 * (-errno, error set), and then nobody has noticed. */
CR_FN int plan_become(struct plan_build *b, int proc_fd, const struct release_thread *threads,
		      size_t n, uint64_t stub_at, size_t stub_room, uint32_t timeout_ms);

/* == release.c ================================================================================= */

/* The maker's side of a restore. The board's `arrived` counts: each thread adds one at every stage
 * and one when it parks. Order: all at stage 1; release_seize; release_stage(1); all parked;
 * release_task for each task; release_go. */

/* Lets everybody pass stage n. */
CR_FN void release_stage(struct plan_board *board, uint32_t n);
/* Ends all tasks that are in the blob, with status 125. */
CR_FN void release_abort(struct plan_board *board);
/* Threads have come to a stage: seizes them all. If we die from now on until release_go, so do
 * they. */
CR_FN int release_seize(struct cr_ctx *cx, const pid_t *tids, size_t n, bool suspend_seccomp);
/* All have parked at PLAN_END: gives them what is in threads[]; tid is as we see it. The leader [0]
 * unmaps the window. Nobody has run an instruction of the program yet. */
CR_FN int release_task(struct cr_ctx *cx, const struct release_thread *threads, size_t n,
		       uint64_t window, uint64_t window_len, uint64_t syscall_ip);
/* In the name of a thread that has parked: waits for a child that has stopped, so that nobody is
 * told of that again; takes a signal that is pending for it. */
CR_FN int release_know_stop(struct cr_ctx *cx, pid_t tid, pid_t child, uint64_t syscall_ip);
CR_FN int release_forget_signal(struct cr_ctx *cx, pid_t tid, int sig, uint64_t syscall_ip);
/* A thread that has parked ends instead, and is not ours any more; it still runs in the window
 * until it is a zombie. */
CR_FN int release_ended(struct cr_ctx *cx, pid_t tid, int exit_code, uint64_t syscall_ip);
/* Detach: all set (a tid of 0 is left out). Last step for all tasks together. Says the first
 * failure, but lets everybody go.
 */
CR_FN int release_go(struct cr_ctx *cx, const pid_t *tids, size_t n);
/* The restartable sequence area of the calling thread, which a fork of it inherits; *ret_ptr 0:
 * none. Asks a short-lived child, so that it works whoever registered it. Needed once per restore,
 * see plan_forget_rseq. */
CR_FN int release_own_rseq(struct cr_ctx *cx, uint64_t *ret_ptr, uint32_t *ret_size,
			   uint32_t *ret_sig);

/* == visit.c =================================================================================== */

/* fn(arg) in a process of its own, which shares our memory and goes on when we are killed. 0 when
 * it has come to its end, -EINTR when it was killed, or why no process could be made. */
CR_FN int visit_run(struct cr_ctx *cx, void (*fn)(void *arg), void *arg);

/* == alone.c =================================================================================== */

/* Ends all threads of the calling process but the caller, or none (then they go on as they were).
 * All signals of the caller must be blocked. proc_fd: of /proc. */
CR_FN int alone_make(struct cr_ctx *cx, int proc_fd);

#endif
