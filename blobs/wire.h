/* SPDX-License-Identifier: MIT
 *
 * wire: what crosses between the kit and its two blobs. Fixed-width fields, no pointers of the
 * sender, frozen by asserts. A change here changes WIRE_VERSION.
 */
#ifndef CR_WIRE_H
#define CR_WIRE_H

#include <stdint.h>

#define WIRE_VERSION 6

/* == parasite ================================================================================== */

/* One request or reply is one packet of a SOCK_SEQPACKET pair. A reply has the request's cmd and
 * err 0 or -errno, and is followed in the same packet by its body. */
struct wire_msg {
	uint32_t size; /* of the whole packet */
	uint32_t cmd;
	int32_t err;
	uint32_t version;
	uint64_t arg[4];
};
_Static_assert(sizeof(struct wire_msg) == 48, "shared with blobs/");

enum wire_cmd {
	WIRE_TASK = 1, /* arg[0]: WIRE_ASK_*, for this answer and all of threads. body:
			* struct wire_task */
	WIRE_THREAD,   /* body: struct wire_thread, of the thread that serves */
	WIRE_TIMER,    /* arg[0]: posix timer id. body: struct wire_timer */
	WIRE_WRITE, /* arg[0]: file offset, arg[1]: number of wire_range behind the message (at most
		     * WIRE_RANGES, 16 MiB in all); the file comes by SCM_RIGHTS. reply arg[0]:
		     * bytes written, err: why not all */
	WIRE_GROUPS, /* reply arg[0]: count; body: uint32_t each */
	WIRE_CALL,   /* arg[0..3] and 2 more uint64_t behind the message: nr, a, b, c | d, e. reply
		      * arg[0]: result. For   what later kinds of state need and no other command
		      * gives
		      */
	WIRE_FD,     /* arg[0]: a descriptor of the task; the reply brings it by SCM_RIGHTS */
	WIRE_FORK,   /* a copy of the task's memory that says a byte on the socket that comes by
		      * SCM_RIGHTS, and lasts as long as its other end; nobody in the task hears of
		      * it */
	WIRE_POLICY  /* arg[0]: number of uint64_t addresses behind the message, at most
		      * WIRE_POLICIES; body: struct wire_policy of each */
};

struct wire_range {
	uint64_t addr, len;
};
#define WIRE_RANGES 256
#define WIRE_WRITE_MAX (16u << 20)
#define WIRE_PACKET_MAX 16384

#define WIRE_ASK_RARE 1	  /* make calls, too, at which a seccomp filter could end the task */
#define WIRE_ASK_COMPAT 2 /* of a 32-bit program: make calls as it does, too */
#define WIRE_SPECULATION 3
#define WIRE_NODES 1024

/* What get_mempolicy(2) says of an address. */
struct wire_policy {
	int32_t mode, pad;
	uint64_t nodes[WIRE_NODES / 64];
};
#define WIRE_POLICIES 100

struct wire_sigaction {
	uint64_t handler, flags, restorer, mask; /* as rt_sigaction gives them */
};

struct wire_timer {
	int64_t interval_sec, interval_nsec, value_sec, value_nsec;
	int32_t overrun, pad;
};

/* What only the process itself can tell. -errno in an int field: could not be asked. */
struct wire_task {
	struct wire_sigaction sigactions[64];
	struct {
		int64_t interval_sec, interval_usec, value_sec, value_usec;
	} itimers[3];
	struct {
		uint64_t cur, max;
	} rlimits[16];
	uint64_t brk;
	int32_t pid, ppid, pgid, sid;
	int32_t dumpable, subreaper, thp_disabled, keepcaps;
	int32_t membarrier; /* registrations, or -errno */
	uint32_t umask;
	int32_t mdwe, memory_merge; /* PR_GET_MDWE, PR_GET_MEMORY_MERGE */
	int32_t timer_restore_ids;  /* PR_TIMER_CREATE_RESTORE_IDS_GET */
	int32_t ldt;		    /* bytes of a table of its own */
	uint64_t xcomp_permitted;   /* ARCH_GET_XCOMP_PERM */
	int32_t process_keyring;    /* its serial number; 0: none, or not asked */
	int32_t pad;
	char session_keyring[64]; /* KEYCTL_DESCRIBE, perhaps cut off; "": not asked */
};

struct wire_thread {
	uint64_t sas_sp, sas_size;
	uint64_t tid_address;
	int32_t sas_flags, pdeath_sig;
	int32_t securebits, tid;
	uint64_t timer_slack_ns; /* PR_GET_TIMERSLACK */
	char comm[16];
	int32_t speculation[WIRE_SPECULATION]; /* PR_GET_SPECULATION_CTRL, or -errno */
	int32_t mce_kill;		       /* PR_MCE_KILL_GET */
	int32_t tsc, cpuid;  /* PR_GET_TSC, ARCH_GET_CPUID; -errno where there is none */
	int32_t io_flusher;  /* PR_GET_IO_FLUSHER; -EPERM: may not be asked */
	int32_t memory_mode; /* get_mempolicy, with its flags; -errno: not asked */
	int32_t session_keyring, thread_keyring; /* serial numbers; 0: none, or not asked */
	uint32_t compat_robust_head;		 /* of a 32-bit program; 0: none */
	uint64_t memory_nodes[WIRE_NODES / 64];
};

/* The parasite's data: this struct, at WIRE_PACKET_AT room for one packet, and two stacks that grow
 * down from where it says. The parasite makes it writable itself, before anything else. */
struct wire_start {
	int32_t sockets[2]; /* made by the parasite; the kit takes [1] by pidfd_getfd as soon as
			       they exist ... */
	uint32_t left; /* the last thread, other than the serving one, that is out of the parasite
			  for good ... */
	uint32_t address_len;
	struct wire_thread visitor; /* ... and what it has told */
	uint32_t ask, pad;	    /* WIRE_ASK_* */
	char address[112]; /* ... but where that is not allowed, the parasite connects [0] to this
			      one */
};
#define WIRE_PACKET_AT 4096
#define WIRE_STACK_TOP (WIRE_PACKET_AT + WIRE_PACKET_MAX + 8192)
#define WIRE_THREAD_STACK_TOP (WIRE_STACK_TOP + 4096)
#define WIRE_DATA_SIZE WIRE_THREAD_STACK_TOP

/* == restorer ================================================================================== */

/* A plan is a list of system calls for every thread, made ahead by the kit; the blob runs it.
 * Addresses are final. */
enum plan_code {
	PLAN_END = 0, /* park for good: registers come from outside */
	PLAN_CALL,    /* r = nr(arg[0..5]); see flags */
	PLAN_READ,    /* pread all of arg[2] bytes of fd arg[0] to arg[1] from offset arg[3] */
	PLAN_THREAD,  /* start thread number arg[0] of the plan, with tid arg[1] (0: any) */
	PLAN_STORE64, /* *(uint64_t *)arg[0] = arg[1] */
	PLAN_STORE32, /* *(uint32_t *)arg[0] = arg[1] */
	PLAN_COPY,    /* memcpy(arg[0], arg[1], arg[2]) */
	PLAN_STAGE,  /* this thread has come to stage arg[0]: wait until the board's go >= arg[0] */
	PLAN_FLUSH,  /* take and forget all pending signals; all are blocked */
	PLAN_TIMER,  /* timer_create(arg[0] clock, sigevent at arg[1]) until the id is arg[2],
		      * deleting the others; with  PR_TIMER_CREATE_RESTORE_IDS when arg[3] */
	PLAN_SIGNAL, /* queue the siginfo at arg[0] to this thread, or, arg[1] != 0, to its process
			(thread 0 only) */
	PLAN_FIXTID, /* if *(uint32_t *)arg[0] is arg[1], it becomes this thread's id */
	PLAN_AWAIT,  /* until *(uint32_t *)arg[0], a futex, is arg[1] */
	PLAN_ROBUST  /* the mutexes on the robust list at arg[0] that thread arg[1] owns are this
		      * thread's now; what  cannot be read ends the walk. arg[2]: bytes of a pointer
		      * in it */
};
enum plan_flags {
	PLAN_MAY_FAIL = 1, /* the result is not looked at */
	PLAN_EXPECT = 2,   /* r must equal expect */
	PLAN_RESULT = 4,   /* *(uint64_t *)expect = r */
	PLAN_RETRY = 8,	   /* again on EINTR and EAGAIN */
	PLAN_COMPAT = 16 /* made as 32-bit programs make it: their number, at most 5 arguments below
			  * 4 GiB */
};
struct plan_op {
	uint16_t code, flags;
	uint32_t nr;
	uint64_t arg[6];
	uint64_t expect;
	uint64_t name; /* address of a NUL-terminated name for errors, or 0 */
};
_Static_assert(sizeof(struct plan_op) == 72, "shared with blobs/");

struct plan_thread {
	uint64_t ops;	 /* struct plan_op *, ends with PLAN_END */
	uint64_t stack;	 /* top; the blob needs PLAN_STACK bytes below it */
	int32_t tid;	 /* out: as created */
	uint32_t parked; /* out: 1 + the stage it waits at, 0 while it runs; PLAN_PARKED at PLAN_END
			  */
};
_Static_assert(sizeof(struct plan_thread) == 24, "shared with blobs/");
#define PLAN_STACK 4096
#define PLAN_PARKED 0x7fffffffu

/* The board: one shared page per restore, seen by all its tasks and the maker. Futexes. */
struct plan_board {
	uint32_t go;	/* futex: stage that all may pass */
	uint32_t abort; /* futex: != 0: everybody exits with status 125. Raised first, then go = ~0;
			   both are woken */
	uint32_t arrived;    /* futex: bumped whenever a thread comes to a stage, parks or fails */
	uint32_t failed_set; /* 0, 1 while the first failure is being written below, 2 when it is
				there */
	int32_t failed_pid, failed_err; /* pid as the task sees itself; -errno */
	uint32_t failed_thread, failed_op;
	char failed_name[64];
	/* free for the kit from here: counters of its own phases */
	uint32_t count[16];
};
_Static_assert(sizeof(struct plan_board) == 160, "shared with blobs/");

struct plan {
	uint32_t version, thread_n;
	uint64_t window, window_len; /* the mapping(s) that hold plan, blob, stacks; unmapped at the
					very end, from outside */
	uint64_t board;		     /* struct plan_board *, inside the window */
	uint64_t threads;	     /* struct plan_thread * */
	uint64_t rseq_ptr; /* != 0: what thread 0 has registered now; given back before the first op
			    */
	uint32_t rseq_size, rseq_sig;
	int64_t complain_fd; /* >= 0: failures are also written here, in words */
	uint64_t complain_text, complain_len;
};
_Static_assert(sizeof(struct plan) == 80, "shared with blobs/");

/* How a parked thread is sent into the program; by ptrace from outside (release.h, compiled into
 * the kit and the blob). */
struct release_thread {
	int32_t tid;
	uint32_t xstate_len;
	uint64_t xstate; /* address of an NT_X86_XSTATE buffer */
	uint64_t sigmask;
	uint64_t regs[27]; /* struct arch_regs */
	/* a restart block to be armed first: enter call arm_nr with these arguments, interrupted at
	 * once. arm_nr 0: none. Was the call over at once after all, then its result is what the
	 * program gets. */
	uint64_t arm_nr, arm_args[6];
	uint64_t arm_time[2]; /* a timespec; argument number arm_time_arg, counted from 1, points to
				 it. 0: none does */
	uint64_t arm_time_arg;
	uint64_t rseq_ptr,
		rseq_cs; /* rseq_cs != 0: *(uint64_t *)(rseq_ptr + 8) = rseq_cs, at the last stop */
	uint64_t dispatch[4]; /* of its system calls to itself: struct ptrace_sud_config, where the
				 first word is not 0 */
	uint32_t compat;      /* != 0: a thread of a 32-bit program: arm_* are a call of such */
	uint32_t segment_n;
	uint32_t segments[3][4]; /* struct user_desc: its own in the descriptor table */
};
_Static_assert(sizeof(struct release_thread) == 424, "shared with blobs/");

/* Threads of the loader that the helper has stopped. */
struct release_seen {
	int32_t tid, sig; /* sig: to be handed over when it is let go again */
};

/* What the helper of cr_load is started with (blob entry "release"); the caller waits meanwhile in
 * entry "wait". */
struct release_plan {
	uint32_t version, thread_n;
	int32_t pid, caller; /* of the loading process; the thread of it that called */
	int32_t helper;	     /* its pid, for the caller */
	uint32_t start;	     /* futex: 0 the caller is not ready yet, 1 begin */
	int32_t err_tid;     /* with word 2: who could not be stopped */
	uint32_t pad;
	uint64_t plan;	     /* struct plan * */
	uint64_t threads;    /* struct release_thread *, [0] is the leader; tids are taken from the
				plan's threads */
	uint64_t syscall_ip; /* of a system call instruction in the window */
	/* The leader's return stub waits for the helper and ends the window. Its last 8 bytes: the
	 * ip to go on at. The second is for a call to be armed that was over at once: its result
	 * goes to offset over_result in it. */
	uint64_t stub_at;    /* where it is written (through mem_fd) */
	uint64_t stub_entry; /* ip of the leader for it */
	uint64_t stub, stub_len, over, over_len, over_result;
	uint64_t seen; /* struct release_seen *, room for seen_room */
	uint32_t seen_room;
	uint32_t timeout_ms; /* to stop all threads */
	int32_t mem_fd;	     /* /proc/self/mem, read-write */
	int32_t task_fd;     /* /proc/self/task, a directory */
	uint32_t word; /* futex: 0 wait; 1 committed: wait to be ended; 2 refused, err says why */
	int32_t err;   /* with word 2: -errno */
};
_Static_assert(sizeof(struct release_plan) == 144, "shared with blobs/");

#endif
