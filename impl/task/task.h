/* SPDX-License-Identifier: MIT
 *
 * task: ids, threads, registers, signals, timers, credentials, limits and scheduling of a process,
 * both directions.
 */
#ifndef CR_TASK_H
#define CR_TASK_H

#include "../object/object.h"

/* == for the engine ============================================================================ */

/* Writes core-TID for every thread and ids-PID; adds the extras to cr.img. The task is gathered and
 * frozen (or a zombie). */
CR_FN int task_dump(struct dump *d, struct task *task);
/* pstree.img of all tasks. */
CR_FN int task_dump_tree(struct dump *d);
/* The ids of the dumper's own kernel objects, for inventory.img; a task in the same namespaces has
 * the same. */
CR_FN void task_root_ids(Cr__TaskKobjIdsEntry *ids);
/* What the clocks of the tree show; the saver's may be others. At the freeze, then in the save. */
CR_FN int task_clocks_dump(struct dump *d);
/* In the first process of a tree, before it forks, or in who becomes the program: its clocks go on
 * where they were, if that is wanted and allowed. Undone in place. */
CR_FN int task_clocks_enter(struct load *l);
CR_FN void task_clocks_leave(struct load *l);
/* What would stop a save, without stopping anybody. */
CR_FN int task_check(struct dump *d, struct task *task);
/* Reads pstree, core, ids; fills l->tasks with their threads and all of threads[].out; checks
 * everything against this CPU and kernel. */
CR_FN int task_load(struct load *l);
/* What the loading process, a copy of it or itself, has given up and a load needs. */
CR_FN int task_check_loader(struct load *l);
/* In the maker of a tree: has it the right to make tasks under seccomp filters, if there are any?
 */
CR_FN int task_seccomp_may(struct load *l);
/* Adds the calls that bring back everything of the task but memory and files; refuses what the
 * loader cannot become. */
CR_FN int task_plan(struct load *l, struct load_task *lt);
/* Pids are decided: who forks whom (births), l->stand_ins. */
CR_FN int task_session_plan(struct load *l);
/* Who forks the root, in the place of whoever led its session; NULL: the loader does. */
CR_FN struct load_stand_in *task_root_stand_in(const struct load *l);
/* In a new task: fork the early births, then _early, then the other births, then, once every task
 * of the tree exists, _late. */
CR_FN int task_session_early(struct load *l, struct load_task *lt);
CR_FN int task_session_late(struct load *l, struct load_task *lt);
/* A zombie: gets the name and the user of the saved one; ends in the way that one did. */
CR_FN void task_name_zombie(struct load *l, struct load_task *lt);
CR_FN void task_end_as(const struct load_task *lt) __attribute__((noreturn));

/* == between the files of this part ============================================================ */

#define TASK_PID_MOST 4194304 /* PID_MAX_LIMIT of the kernel */
/* struct robust_list_head: three pointers */
#define TASK_ROBUST_LEN 24
#define TASK_COMPAT_ROBUST_LEN 12
#define TASK_DAMAGED(cx, tid, ...) \
	error_set((cx), CR_E_DAMAGED, 0, (tid), image_name((cx), IMAGE_CORE, (uint64_t)(tid)), \
		  __VA_ARGS__)

/* core_x86_64.c: state of the CPU that cannot be saved, by name; registers in CRIU's form. */
CR_FN int task_cpu_refuse(struct dump *d, const struct task *task, size_t i);
CR_FN int task_cpu_dump(struct cr_ctx *cx, const struct thread *t, const struct arch_regs *regs,
			Cr__CoreEntry *core, Cr__CrThreadEntry *extra);
CR_FN int task_cpu_load(struct cr_ctx *cx, pid_t tid, const Cr__CoreEntry *core,
			const Cr__CrThreadEntry *extra, struct release_thread *out);
/* What a process and its threads have asked of the CPU. */
CR_FN void task_cpu_plan(struct load *l, struct load_task *lt);
CR_FN void task_cpu_thread_plan(struct load *l, struct load_task *lt, size_t i);
CR_FN uint64_t task_cpu_clear_tid(const Cr__CoreEntry *core);
/* How a thread that was interrupted in call nr goes on: enters it again with its own arguments;
 * finds it interrupted (EINTR); is put back into its restart block. */
CR_FN void task_cpu_again(struct arch_regs *regs, long nr);
CR_FN void task_cpu_cut(struct arch_regs *regs);
CR_FN void task_cpu_blocked(struct arch_regs *regs, long nr);
/* The number that the code ahead of the system call instruction loads, -1 when it cannot be told.
 */
CR_FN long task_cpu_guess_call(struct task *task, const struct arch_regs *regs);
/* The call that will be entered at once, as a 64-bit program would make it; -1: none. */
CR_FN long task_cpu_next_call(struct load_thread *thread, uint64_t args[6]);

/* Registers of 32-bit code? */
CR_FN bool task_cpu_is_compat(const Cr__CoreEntry *core);

/* core_ia32.c: what threads of 32-bit programs have besides. */
CR_FN int task_tls_dump(struct cr_ctx *cx, const struct thread *t, Cr__ThreadInfoX86 *info);
CR_FN int task_tls_load(struct cr_ctx *cx, pid_t tid, const Cr__ThreadInfoX86 *info,
			struct release_thread *out);
/* ds, es, fs, gs: none that only the program's own table gives a meaning. */
CR_FN bool task_segments_are_plain(const uint64_t segments[4]);
CR_FN void task_compat_dump(Cr__UserX86RegsEntry *e);
CR_FN int task_compat_load(struct cr_ctx *cx, pid_t tid, struct arch_regs *regs,
			   struct release_thread *out);

/* calls.c: system calls that the stop interrupted. */
CR_FN int task_call_dump(struct dump *d, struct task *task, size_t i, struct arch_regs *ret_regs,
			 Cr__CrThreadEntry *extra);
CR_FN int task_call_load(struct load *l, struct load_thread *thread);

/* signals.c */
CR_FN int task_signals_dump(struct dump *d, struct task *task, Cr__TaskCoreEntry *tc);
CR_FN int task_queue_dump(struct dump *d, unsigned char *infos, size_t n,
			  Cr__SignalQueueEntry **ret);
CR_FN int task_signals_load(struct load *l, struct load_task *lt);
CR_FN void task_signals_plan(struct load *l, struct load_task *lt);

/* timers.c */
CR_FN int task_timers_dump(struct dump *d, struct task *task, Cr__TaskTimersEntry **ret);
CR_FN int task_timers_load(struct load *l, struct load_task *lt);
CR_FN int task_timers_plan(struct load *l, struct load_task *lt);

/* creds.c */
CR_FN int task_creds_dump(struct dump *d, struct task *task, size_t i,
			  const struct proc_status *status, Cr__CredsEntry **ret);
CR_FN int task_creds_load(struct load *l, struct load_task *lt, size_t i);
CR_FN int task_creds_plan(struct load *l, struct load_task *lt);

/* limits.c: rlimits and scheduling. */
CR_FN int task_limits_dump(struct dump *d, const struct task *task, Cr__TaskCoreEntry *tc);
CR_FN int task_sched_dump(struct dump *d, struct task *task, size_t i, Cr__ThreadCoreEntry *tc,
			  Cr__CrThreadEntry *extra);
CR_FN int task_limits_load(struct load *l, struct load_task *lt);
CR_FN int task_limits_plan(struct load *l, struct load_task *lt);
/* Has this load a capability that counts for the machine? */
CR_FN bool task_may(const struct load *l, int cap);

/* attributes.c: the small attributes of processes and threads. */
CR_FN int task_attributes_dump(struct dump *d, struct task *task, Cr__TaskCoreEntry *tc,
			       Cr__CrTaskEntry *extra);
CR_FN int task_thread_attributes_dump(struct dump *d, struct task *task, size_t i,
				      Cr__CrThreadEntry *extra);
CR_FN int task_attributes_load(struct load *l, struct load_task *lt);
CR_FN void task_attributes_plan(struct load *l, struct load_task *lt);

/* seccomp.c */
CR_FN int task_seccomp_check(struct dump *d, const struct task *task);
CR_FN int task_seccomp_dump(struct dump *d, const struct task *task, size_t i,
			    const struct proc_status *status, Cr__ThreadCoreEntry *tc,
			    Cr__CrTaskEntry *extra);
CR_FN int task_seccomp_put(struct dump *d); /* all filters, once all tasks are saved */
CR_FN int task_seccomp_open(struct load *l);
CR_FN int task_seccomp_load(struct load *l, struct load_task *lt, size_t i);
CR_FN int task_seccomp_plan(struct load *l, struct load_task *lt);

/* births.c: who forks whom, so that all of a tree come into their sessions by birth and setsid
 * alone. Parents before children. sid 0: of the session that all are loaded in. */
struct task_place {
	pid_t pid, sid;
	ssize_t parent; /* index, -1 for the root */
	bool plain;	/* sends SIGCHLD when it ends */
};
struct task_birth {
	size_t maker; /* index of who forks it, from n on of the stand-in */
	enum load_way way;
	pid_t sid;   /* it has to be forked in; -1: any */
	bool early;  /* before its maker leads its own */
	bool adopts; /* has to be a subreaper while all are forked */
};
struct task_births {
	struct task_birth *at;
	struct task_stand_in {
		pid_t sid;
		ssize_t parent;
	} * stand_ins;
	size_t stand_in_n;
};
CR_FN int task_births_make(struct cr_ctx *cx, size_t n, struct task_place **ret_places,
			   struct task_births *ret);
/* -1, or the index of one that cannot be had. */
CR_FN ssize_t task_find_births(const struct task_place *places, size_t n,
			       struct task_births *births);
CR_FN int task_births_check(struct load *l);
CR_FN int task_births_plan(struct load *l);

/* clocks.c */
CR_FN int task_clocks_check(struct dump *d, const struct task *task);
CR_FN int task_clocks_put(struct dump *d);
CR_FN int task_clocks_load(struct load *l);

/* session.c */
CR_FN int task_session_check(struct dump *d,
			     const struct task *task); /* cr_check: of this task; else of all */
/* The leader of its session is no more. */
CR_FN bool task_session_has_ended(const struct dump *d, const struct task *task);

#endif
