/* SPDX-License-Identifier: MIT
 *
 * t_fault: runs a function under ptrace and lets one of its system calls be the last or fail. All
 * its processes and threads are followed and counted as one sequence, so a walk with a rising
 * number meets every call; where several run at once the numbers vary a little from run to run,
 * which does no harm.
 */
#include "t.h"
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

#define FAULT_REG(name) ((void *)offsetof(struct user_regs_struct, name))

struct fault_tracee {
	pid_t pid;
	bool inside; /* of a system call */
	bool undo;   /* of the one that is to fail */
};

/* One entry per tracee that is alive; the walks have a few at most. */
static struct fault_tracee *fault_find(struct fault_tracee *all, size_t n, pid_t pid)
{
	for (size_t i = 0; i < n; i++)
		if (all[i].pid == pid)
			return &all[i];
	for (size_t i = 0; i < n; i++)
		if (all[i].pid == 0) {
			all[i] = (struct fault_tracee){.pid = pid};
			return &all[i];
		}
	return NULL;
}

/* Entry or exit of a system call; true: everybody has been killed. */
static bool fault_stop(struct t_fault *f, struct fault_tracee *t)
{
	t->inside = !t->inside;
	if (t->inside && ++f->calls == f->at) {
		f->nr = ptrace(PTRACE_PEEKUSER, t->pid, FAULT_REG(orig_rax), NULL);
		t->undo = true;
		if (f->how == T_FAULT_ERROR)
			ptrace(PTRACE_POKEUSER, t->pid, FAULT_REG(orig_rax), (void *)-1L);
		return f->how == T_FAULT_KILL_BEFORE;
	}
	if (t->inside || !t->undo)
		return false;
	t->undo = false;
	if (f->how == T_FAULT_ERROR)
		ptrace(PTRACE_POKEUSER, t->pid, FAULT_REG(rax), (void *)(long)-f->error);
	return f->how == T_FAULT_KILL_AFTER;
}

void t_fault_run(struct t_fault *f, void (*fn)(void *), void *arg)
{
	struct fault_tracee tracees[64] = {0};
	int status;

	f->calls = 0;
	f->nr = f->status = -1;
	f->missed = false;
	pid_t root = fork();
	T_MUST(root >= 0, "fork: %s", strerror(errno));
	if (root == 0) {
		raise(SIGSTOP); /* until the options are set */
		fn(arg);
		_exit(0);
	}
	T_MUST(waitpid(root, &status, WUNTRACED) == root && WIFSTOPPED(status),
	       "the child has not stopped: %x", status);
	long follow = f->alone ? 0 : PTRACE_O_TRACECLONE | PTRACE_O_TRACEFORK | PTRACE_O_TRACEVFORK;
	T_MUST(ptrace(PTRACE_SEIZE, root, NULL,
		      (void *)(PTRACE_O_TRACESYSGOOD | PTRACE_O_EXITKILL | follow)) == 0,
	       "PTRACE_SEIZE: %s", strerror(errno));
	kill(root, SIGCONT);
	for (;;) {
		pid_t pid = waitpid(-1, &status, __WALL | __WNOTHREAD);
		if (pid < 0)
			break;
		struct fault_tracee *t = fault_find(tracees, sizeof(tracees) / sizeof(tracees[0]),
						    pid);
		T_MUST(t != NULL, "too many processes");
		if (!WIFSTOPPED(status)) {
			f->missed |= t->undo;
			*t = (struct fault_tracee){0};
			if (pid == root)
				f->status = status;
			continue;
		}
		int event = status >> 16, signo = WSTOPSIG(status);
		if (event == 0 && signo == (SIGTRAP | 0x80)) {
			if (fault_stop(f, t))
				for (size_t i = 0; i < sizeof(tracees) / sizeof(tracees[0]); i++)
					if (tracees[i].pid)
						kill(tracees[i].pid, SIGKILL);
			signo = 0;
		} else if (event != 0) {
			signo = 0; /* a new child, or a stop that is none of the program's */
		}
		ptrace(PTRACE_SYSCALL, pid, NULL, (void *)(long)signo);
	}
}

const char *t_syscall_name(long nr)
{
	/* clang-format off */
	static const struct { long nr; const char *name; } names[] = {
#define N(name) { SYS_##name, #name }
		N(read), N(write), N(close), N(mmap), N(munmap), N(mprotect), N(madvise), N(openat), N(readlinkat), N(newfstatat),
		N(fstat), N(lseek), N(pread64), N(pwrite64), N(getdents64), N(ptrace), N(wait4), N(waitid), N(kill), N(tgkill),
		N(nanosleep), N(clock_nanosleep), N(clock_gettime), N(poll), N(ppoll), N(sendmsg), N(recvmsg), N(socketpair),
		N(pidfd_open), N(pidfd_getfd), N(kcmp), N(ioctl), N(fcntl), N(renameat2), N(unlinkat), N(mkdirat), N(fallocate),
		N(ftruncate), N(fsync), N(getrandom), N(rt_sigprocmask), N(prctl), N(clone), N(clone3), N(futex), N(getpid),
		N(exit_group), N(exit), N(capget), N(fchmod), N(sendto), N(recvfrom), N(getuid), N(geteuid), N(statfs), N(fstatfs),
		N(openat2), N(statx), N(dup), N(dup3), N(brk), N(process_vm_readv), N(sched_yield), N(gettid), N(tkill), N(pwritev),
#undef N
	};
	/* clang-format on */
	static char number[32];

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (names[i].nr == nr)
			return names[i].name;
	snprintf(number, sizeof(number), "system call %ld", nr);
	return number;
}
