/* SPDX-License-Identifier: MIT
 *
 * parasite: runs inside a task that is being saved and answers what only the task itself can tell
 * (wire.h). Put there, started and taken away by impl/control/infect.c. Two doors: `serve`, for the
 * thread that answers requests, and `thread`, for each of the others in turn, which tells about
 * itself and leaves.
 *
 * It must be harmless when its master is killed at any instant. So: no signal is let in, no FPU
 * register is touched, no call is made that would set or clear a restart block (no nanosleep, no
 * poll, no futex with a time limit), nothing of the program's is changed, and every way out ends in
 * the return stub, which unmaps all this. The end of the socket is the master's death.
 */
#include <stddef.h>
#include <stdint.h>
#include <errno.h>
#include <signal.h>
#include <linux/keyctl.h>
#include <linux/membarrier.h>
#include <linux/prctl.h>
#include <linux/sched.h>
#include <sys/socket.h>
#include <sys/uio.h>

#include "nolibc.h"
#include "wire.h"

#ifndef PR_GET_TID_ADDRESS
#define PR_GET_TID_ADDRESS 40
#endif
#ifndef PR_GET_MDWE
#define PR_GET_MDWE 66
#endif
#ifndef PR_GET_MEMORY_MERGE
#define PR_GET_MEMORY_MERGE 68
#endif
#ifndef PR_TIMER_CREATE_RESTORE_IDS
#define PR_TIMER_CREATE_RESTORE_IDS 77
#define PR_TIMER_CREATE_RESTORE_IDS_GET 2
#endif
#define PARASITE_POLICY_OF_ADDRESS 2	    /* MPOL_F_ADDR */
#define PARASITE_WAIT_ANY 0x40000000	    /* __WALL: also a child without an exit signal */
#define PARASITE_GET_REGISTRATIONS (1 << 9) /* membarrier, Linux 6.3 */
#define PARASITE_CODE __attribute__((visibility("hidden"), used))

/* A socket whose other end the master has, or is about to take; true: it is sockets[0]. */
static int parasite_open(struct wire_start *start)
{
	int type = SOCK_SEQPACKET | SOCK_CLOEXEC;

	if (!start->address_len) {
		if (SYS(__NR_socketpair, AF_UNIX, type, 0, start->sockets) < 0)
			return 0;
		/* Here the master has taken its end. If it is dead the next receive finds the end
		 * of the socket. */
		SYS(__NR_close, start->sockets[1]);
		return 1;
	}
	start->sockets[0] = (int32_t)SYS(__NR_socket, AF_UNIX, type, 0);
	if (start->sockets[0] < 0)
		return 0;
	if (SYS(__NR_connect, start->sockets[0], start->address, start->address_len) >= 0)
		return 1;
	SYS(__NR_close, start->sockets[0]);
	return 0;
}

PARASITE_CODE void parasite_serve(struct wire_start *start, const volatile uint32_t *go);
PARASITE_CODE int parasite_thread(struct wire_start *start);

#if defined(__x86_64__)
/* Registers as arch_set_keep of the kit sets them: r12, r13, r14, r15 and rbx survive calls.
 * serve: begins with a prepared mprotect of the data. r12: the mapping, r13: the stub's return
 * proper, which unmaps what it finds in rax, r14: struct wire_start, r15: the word that names the
 * thread inside. thread: r13: where the slot goes on, with the socket in eax; r14: struct
 * wire_start. Only here it comes onto the parasite's stack: a thread that has the registers for the
 * way in, but not yet the mask, may have to run a handler, and needs its own one for that. */
__asm__(".pushsection .text.start, \"ax\"\n"
	".globl blob_entry_serve\n"
	".hidden blob_entry_serve\n"
	"blob_entry_serve:\n\t"
	"syscall\n\t"
	"testq %rax, %rax\n\t"
	"jnz 1f\n\t"
	"cld\n\t"
	"movq %r14, %rdi\n\t"
	"movq %r15, %rsi\n\t"
	"callq parasite_serve\n"
	"1:\n\t"
	"movq %r12, %rax\n\t"
	"jmpq *%r13\n"
	".globl blob_entry_thread\n"
	".hidden blob_entry_thread\n"
	"blob_entry_thread:\n\t"
	"leaq 32768(%r14), %rsp\n\t" /* WIRE_THREAD_STACK_TOP */
	"cld\n\t"
	"movq %r14, %rdi\n\t"
	"callq parasite_thread\n\t"
	"jmpq *%r13\n"
	".popsection\n");
_Static_assert(WIRE_THREAD_STACK_TOP == 32768, "written down in the instructions above");
#else
#error "no parasite for this architecture yet"
#endif

/* == what is asked ============================================================================= */

/* The answer of a prctl that returns it, or writes an int. */
static int32_t parasite_prctl_int(int option)
{
	int32_t value = 0;
	long r = SYS(__NR_prctl, option, &value);

	return r < 0 ? (int32_t)r : value;
}

#if defined(__x86_64__)
#define PARASITE_GET_CPUID 0x1011      /* arch_prctl */
#define PARASITE_GET_XCOMP_PERM 0x1022 /* Linux 5.16 */

static void parasite_ask_task_arch(struct wire_task *t)
{
	uint64_t entry;

	SYS(__NR_arch_prctl, PARASITE_GET_XCOMP_PERM, &t->xcomp_permitted);
	t->ldt = (int32_t)SYS(__NR_modify_ldt, 0, &entry, sizeof(entry));
}

static int32_t parasite_ask_cpuid(void)
{
	return (int32_t)SYS(__NR_arch_prctl, PARASITE_GET_CPUID, 0);
}

#define PARASITE_COMPAT_GET_ROBUST_LIST 312

/* The kernel keeps two lists; this one is only shown to who asks in this way. All that the parasite
 * has lies below 4 GiB here. */
static void parasite_ask_thread_compat(struct wire_thread *t)
{
	uint32_t head = 0, len;

	if (nolibc_call_compat(PARASITE_COMPAT_GET_ROBUST_LIST, 0, (uintptr_t)&head,
			       (uintptr_t)&len, 0, 0) == 0)
		t->compat_robust_head = head;
}
#endif

/* Its serial number. Nothing is made, but for a session that has none the kernel notes the one that
 * it would take anyway. */
static int32_t parasite_keyring(int32_t which)
{
	long r = SYS(__NR_keyctl, KEYCTL_GET_KEYRING_ID, which, 0);

	return r > 0 ? (int32_t)r : 0;
}

static void parasite_ask_task_rare(struct wire_task *t)
{
	parasite_ask_task_arch(t);
	t->process_keyring = parasite_keyring(KEY_SPEC_PROCESS_KEYRING);
	SYS(__NR_keyctl, KEYCTL_DESCRIBE, KEY_SPEC_SESSION_KEYRING, t->session_keyring,
	    sizeof(t->session_keyring) - 1);
}

static void parasite_ask_thread_rare(struct wire_thread *t)
{
	long r = SYS(__NR_get_mempolicy, &t->memory_mode, t->memory_nodes, WIRE_NODES, 0, 0);

	if (r < 0)
		t->memory_mode = (int32_t)r;
	t->session_keyring = parasite_keyring(KEY_SPEC_SESSION_KEYRING);
	t->thread_keyring = parasite_keyring(KEY_SPEC_THREAD_KEYRING);
	t->cpuid = parasite_ask_cpuid();
}

static void parasite_ask_task(struct wire_task *t)
{
	for (int sig = 1; sig <= 64; sig++)
		SYS(__NR_rt_sigaction, sig, 0, &t->sigactions[sig - 1], 8);
	for (int which = 0; which < 3; which++)
		SYS(__NR_getitimer, which, &t->itimers[which]);
	for (int which = 0; which < 16; which++)
		SYS(__NR_prlimit64, 0, which, 0, &t->rlimits[which]);
	t->brk = (uint64_t)SYS(__NR_brk, 0);
	t->pid = (int32_t)SYS(__NR_getpid, 0);
	t->ppid = (int32_t)SYS(__NR_getppid, 0);
	t->pgid = (int32_t)SYS(__NR_getpgid, 0);
	t->sid = (int32_t)SYS(__NR_getsid, 0);
	t->dumpable = (int32_t)SYS(__NR_prctl, PR_GET_DUMPABLE);
	t->subreaper = parasite_prctl_int(PR_GET_CHILD_SUBREAPER);
	t->thp_disabled = (int32_t)SYS(__NR_prctl, PR_GET_THP_DISABLE);
	t->keepcaps = (int32_t)SYS(__NR_prctl, PR_GET_KEEPCAPS);
	t->membarrier = (int32_t)SYS(__NR_membarrier, PARASITE_GET_REGISTRATIONS);
	t->mdwe = (int32_t)SYS(__NR_prctl, PR_GET_MDWE, 0, 0, 0, 0);
	t->memory_merge = (int32_t)SYS(__NR_prctl, PR_GET_MEMORY_MERGE, 0, 0, 0, 0);
	t->timer_restore_ids = (int32_t)SYS(__NR_prctl, PR_TIMER_CREATE_RESTORE_IDS,
					    PR_TIMER_CREATE_RESTORE_IDS_GET, 0, 0, 0);
}

static void parasite_ask_thread(struct wire_thread *t, uint32_t ask)
{
	stack_t stack = {0};

	SYS(__NR_sigaltstack, 0, &stack);
	t->sas_sp = (uintptr_t)stack.ss_sp;
	t->sas_size = stack.ss_size;
	t->sas_flags = stack.ss_flags;
	SYS(__NR_prctl, PR_GET_TID_ADDRESS, &t->tid_address);
	t->pdeath_sig = parasite_prctl_int(PR_GET_PDEATHSIG);
	t->securebits = (int32_t)SYS(__NR_prctl, PR_GET_SECUREBITS);
	t->tid = (int32_t)SYS(__NR_gettid, 0);
	t->timer_slack_ns = (uint64_t)SYS(__NR_prctl, PR_GET_TIMERSLACK);
	SYS(__NR_prctl, PR_GET_NAME, t->comm);
	for (int which = 0; which < WIRE_SPECULATION; which++)
		t->speculation[which] = (int32_t)SYS(__NR_prctl, PR_GET_SPECULATION_CTRL, which, 0,
						     0, 0);
	t->mce_kill = (int32_t)SYS(__NR_prctl, PR_MCE_KILL_GET, 0, 0, 0, 0);
	t->tsc = parasite_prctl_int(PR_GET_TSC);
	t->io_flusher = (int32_t)SYS(__NR_prctl, PR_GET_IO_FLUSHER, 0, 0, 0, 0);
	t->memory_mode = t->cpuid = -ENOSYS;
	if (ask & WIRE_ASK_RARE)
		parasite_ask_thread_rare(t);
	if (ask & WIRE_ASK_COMPAT)
		parasite_ask_thread_compat(t);
}

static int parasite_ask_timer(int id, struct wire_timer *t)
{
	long r = SYS(__NR_timer_gettime, id, t);

	if (r == 0)
		r = SYS(__NR_timer_getoverrun, id);
	if (r < 0)
		return (int)r;
	t->overrun = (int32_t)r;
	return 0;
}

/* Writes the ranges, which are as iovecs are; *ret_done counts also when an error ends it. */
static int parasite_write(int fd, struct wire_range *ranges, size_t n, uint64_t off,
			  uint64_t *ret_done)
{
	while (n) {
		long r = SYS(__NR_pwritev, fd, ranges, n, off, 0);

		if (r == -EINTR)
			continue;
		if (r <= 0)
			return r < 0 ? (int)r : -EIO;
		*ret_done += (uint64_t)r;
		off += (uint64_t)r;
		for (; n && (uint64_t)r >= ranges->len; n--)
			r -= (long)(ranges++)->len;
		if (n) {
			ranges->addr += (uint64_t)r;
			ranges->len -= (uint64_t)r;
		}
	}
	return 0;
}

/* == a copy of all memory ====================================================================== */

/* Forks twice, so that the copy is no child of the task; the one in between is gone before this
 * returns. It shares the memory and the stack of the task, which waits for it (CLONE_VFORK), and so
 * makes its calls here, without touching either: one copy is made, not two. In the copy: 0. Else
 * its parent's id, or -errno. */
static long parasite_fork_twice(void)
{
	long result;
#if defined(__x86_64__)
	register long r10 __asm__("r10") = 0;
	register long r8 __asm__("r8") = 0;

	__asm__ volatile("syscall\n\t"
			 "testq %%rax, %%rax\n\t"
			 "jnz 1f\n\t"
			 "movl %[clone], %%eax\n\t"
			 "xorl %%edi, %%edi\n\t"
			 "syscall\n\t"
			 "testq %%rax, %%rax\n\t"
			 "jz 1f\n\t"
			 "xorl %%edi, %%edi\n\t"
			 "negl %%eax\n\t"
			 "cmovnsl %%eax, %%edi\n\t" /* an errno fits into a status */
			 "movl %[exit], %%eax\n\t"
			 "syscall\n\t"
			 "ud2\n"
			 "1:"
			 : "=a"(result)
			 : "a"((long)__NR_clone), "D"((long)(CLONE_VM | CLONE_VFORK)), "S"(0L),
			   "d"(0L), "r"(r10),
			   "r"(r8), [clone] "i"(__NR_clone), [exit] "i"(__NR_exit_group)
			 : "rcx", "r11", "memory", "cc");
#else
#error "no copies for this architecture yet"
#endif
	return result;
}

/* Keeps nothing of the task's but its memory. */
static void __attribute__((noreturn)) parasite_be_copy(int sock)
{
	char byte = 0;

	if (sock > 0)
		SYS(__NR_close_range, 0, sock - 1, 0);
	SYS(__NR_close_range, sock + 1, ~0u, 0);
	SYS(__NR_sendto, sock, &byte, 1, MSG_NOSIGNAL, 0, 0);
	while (SYS(__NR_recvfrom, sock, &byte, 1, 0, 0, 0) == -EINTR)
		;
	for (;;)
		SYS(__NR_exit_group, 0);
}

static long parasite_fork(int sock)
{
	int32_t status = 0;
	long r, between;

	if (sock < 0)
		return -EMFILE; /* it came, but found no free number here */
	between = parasite_fork_twice();
	if (between == 0)
		parasite_be_copy(sock);
	if (between < 0)
		return between;
	do
		r = SYS(__NR_wait4, between, &status, PARASITE_WAIT_ANY, 0);
	while (r == -EINTR);
	return -(status >> 8 & 0xff);
}

/* == serving =================================================================================== */

_Static_assert(sizeof(struct wire_range) == sizeof(struct iovec),
	       "ranges are handed to pwritev as they are");

union parasite_control {
	struct cmsghdr head;
	char room[CMSG_SPACE(sizeof(int))];
};

static void parasite_message(struct msghdr *m, struct iovec *v, void *packet, size_t n,
			     union parasite_control *control)
{
	v->iov_base = packet;
	v->iov_len = n;
	memset(m, 0, sizeof(*m));
	m->msg_iov = v;
	m->msg_iovlen = 1;
	m->msg_control = control;
	m->msg_controllen = control ? sizeof(*control) : 0;
}

/* Length of the packet, 0 at the end; *ret_fd: what came along, or -1. */
static long parasite_receive(int sock, void *packet, int *ret_fd)
{
	union parasite_control control;
	struct msghdr m;
	struct iovec v;
	long n;

	*ret_fd = -1;
	do {
		parasite_message(&m, &v, packet, WIRE_PACKET_MAX, &control);
		n = SYS(__NR_recvmsg, sock, &m, MSG_CMSG_CLOEXEC);
	} while (n == -EINTR);
	if (n > 0 && m.msg_controllen >= CMSG_LEN(sizeof(int)) &&
	    control.head.cmsg_level == SOL_SOCKET && control.head.cmsg_type == SCM_RIGHTS)
		memcpy(ret_fd, CMSG_DATA(&control.head), sizeof(int));
	return n;
}

static long parasite_send(int sock, struct wire_msg *msg, size_t n, int fd)
{
	union parasite_control control;
	struct msghdr m;
	struct iovec v;

	msg->size = (uint32_t)n;
	msg->version = WIRE_VERSION;
	parasite_message(&m, &v, msg, n, fd >= 0 ? &control : NULL);
	if (fd >= 0) {
		control.head.cmsg_len = CMSG_LEN(sizeof(int));
		control.head.cmsg_level = SOL_SOCKET;
		control.head.cmsg_type = SCM_RIGHTS;
		memcpy(CMSG_DATA(&control.head), &fd, sizeof(int));
	}
	return SYS(__NR_sendmsg, sock, &m, MSG_NOSIGNAL);
}

/* In place, from the last on: an answer is larger than a question. */
static long parasite_ask_policies(void *body, uint64_t n)
{
	uint64_t *at = body;
	struct wire_policy *p = body;

	for (uint64_t i = n; i-- > 0;) {
		uint64_t addr = at[i];
		memset(&p[i], 0, sizeof(p[i]));
		long r = SYS(__NR_get_mempolicy, &p[i].mode, p[i].nodes, WIRE_NODES, addr,
			     PARASITE_POLICY_OF_ADDRESS);

		if (r < 0)
			return r;
	}
	return (long)(n * sizeof(*p));
}

/* Turns the request into its reply, in place; the body's length, or -errno. */
static long parasite_answer(struct wire_start *start, struct wire_msg *msg, size_t n, int fd)
{
	void *body = msg + 1;
	size_t room = WIRE_PACKET_MAX - sizeof(*msg);
	uint64_t *more = body, done = 0;
	long r;

	switch (msg->cmd) {
	case WIRE_TASK:
		memset(body, 0, sizeof(struct wire_task));
		parasite_ask_task(body);
		start->ask = (uint32_t)msg->arg[0];
		if (start->ask & WIRE_ASK_RARE)
			parasite_ask_task_rare(body);
		return sizeof(struct wire_task);
	case WIRE_THREAD:
		memset(body, 0, sizeof(struct wire_thread));
		parasite_ask_thread(body, start->ask);
		return sizeof(struct wire_thread);
	case WIRE_TIMER:
		memset(body, 0, sizeof(struct wire_timer));
		r = parasite_ask_timer((int)msg->arg[0], body);
		return r < 0 ? r : (long)sizeof(struct wire_timer);
	case WIRE_WRITE:
		if (msg->arg[1] > WIRE_RANGES ||
		    n - sizeof(*msg) != msg->arg[1] * sizeof(struct wire_range))
			return -EINVAL;
		if (fd < 0)
			return -EMFILE; /* it came, but found no free number here */
		r = parasite_write(fd, body, msg->arg[1], msg->arg[0], &done);
		msg->arg[0] = done;
		return r;
	case WIRE_GROUPS:
		r = SYS(__NR_getgroups, (room / 4), body);
		msg->arg[0] = r < 0 ? 0 : (uint64_t)r;
		return r < 0 ? r : r * 4;
	case WIRE_CALL:
		if (n != sizeof(*msg) + 2 * sizeof(*more))
			return -EINVAL;
		msg->arg[0] = (uint64_t)nolibc_call((long)msg->arg[0], (long)msg->arg[1],
						    (long)msg->arg[2], (long)msg->arg[3],
						    (long)more[0], (long)more[1], 0);
		return 0;
	case WIRE_FD:
		return 0;
	case WIRE_POLICY:
		if (msg->arg[0] > WIRE_POLICIES || n - sizeof(*msg) != msg->arg[0] * sizeof(*more))
			return -EINVAL;
		return parasite_ask_policies(body, msg->arg[0]);
	case WIRE_FORK:
		return parasite_fork(fd);
	default:
		return -ENOSYS;
	}
}

PARASITE_CODE void parasite_serve(struct wire_start *start, const volatile uint32_t *go)
{
	struct wire_msg *msg = (void *)((char *)start + WIRE_PACKET_AT);

	if (!parasite_open(start))
		return;
	int sock = start->sockets[0];
	for (;;) {
		int fd;
		long n = parasite_receive(sock, msg, &fd);

		if (n < (long)sizeof(*msg))
			break;
		int give = msg->cmd == WIRE_FD ? (int)msg->arg[0] : -1;
		long r = parasite_answer(start, msg, (size_t)n, fd);
		if (fd >= 0)
			SYS(__NR_close, fd);
		msg->err = r < 0 ? (int32_t)r : 0;
		r = parasite_send(sock, msg, sizeof(*msg) + (r > 0 ? (size_t)r : 0), give);
		if (r < 0 && give >= 0) { /* no such descriptor here */
			msg->err = (int32_t)r;
			r = parasite_send(sock, msg, sizeof(*msg), -1);
		}
		if (r < 0)
			break;
	}
	SYS(__NR_close, sock);
	/* Another thread may be in this mapping: master writes its id at `go` before it enters, it
	 * writes it to `left` on its way out. The master is dead, so *go changes no more. */
	while (*go && *(volatile uint32_t *)&start->left != *go)
		SYS(__NR_sched_yield, 0);
}

/* Returns the socket, on which the slot then waits for the master's death. */
PARASITE_CODE int parasite_thread(struct wire_start *start)
{
	memset(&start->visitor, 0, sizeof(start->visitor));
	parasite_ask_thread(&start->visitor, start->ask);
	return start->sockets[0];
}
