/* SPDX-License-Identifier: MIT
 *
 * kernel: the only part that makes raw system calls, names /proc, and knows the architecture.
 * Every call returns a result or -errno and never touches errno. Parsers are pure: text in, struct
 * out.
 */
#ifndef CR_KERNEL_H
#define CR_KERNEL_H

#include "../base/base.h"

#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <sched.h>
#include <time.h>
#include <poll.h>
#include <linux/capability.h>
#include <linux/futex.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <sys/wait.h>

/* == architecture (arch_x86_64.c) ============================================================== */

/* The one door to the kernel; -errno on failure. */
CR_FN long sys_call(long nr, long a, long b, long c, long d, long e, long f);
#define SYS0(nr) sys_call((nr), 0, 0, 0, 0, 0, 0)
#define SYS1(nr, a) sys_call((nr), (long)(a), 0, 0, 0, 0, 0)
#define SYS2(nr, a, b) sys_call((nr), (long)(a), (long)(b), 0, 0, 0, 0)
#define SYS3(nr, a, b, c) sys_call((nr), (long)(a), (long)(b), (long)(c), 0, 0, 0)
#define SYS4(nr, a, b, c, d) sys_call((nr), (long)(a), (long)(b), (long)(c), (long)(d), 0, 0)
#define SYS5(nr, a, b, c, d, e) \
	sys_call((nr), (long)(a), (long)(b), (long)(c), (long)(d), (long)(e), 0)
#define SYS6(nr, a, b, c, d, e, f) \
	sys_call((nr), (long)(a), (long)(b), (long)(c), (long)(d), (long)(e), (long)(f))

/* General registers as NT_PRSTATUS gives them. */
struct arch_regs {
	uint64_t r15, r14, r13, r12, rbp, rbx, r11, r10, r9, r8, rax, rcx, rdx, rsi, rdi, orig_rax,
		rip, cs, eflags, rsp, ss, fs_base, gs_base, ds, es, fs, gs;
};
_Static_assert(sizeof(struct arch_regs) == 27 * 8, "the layout of NT_PRSTATUS");

#define ARCH_NAME "x86_64"
/* Ordinary programs' address space ends here (47 bits; a program that maps above asked for it by
 * hint). */
/* The control word among the debug registers as PTRACE_PEEKUSER counts them, its bits for
 * breakpoints, and the register set of permitted ports. */
#define ARCH_DEBUG_CONTROL (offsetof(struct user, u_debugreg) + 7 * sizeof(long))
#define ARCH_DEBUG_ON 0xff
#define ARCH_PORTS 0x201 /* NT_386_IOPERM */
#define ARCH_TASK_END 0x7ffffffff000ull
#define ARCH_XSTATE_MAX \
	16384 /* holds AMX; what the CPU really has comes from the regset's length */

/* In a call that a stop interrupted: the number of the call, else -1. */
CR_FN long arch_syscall_nr(const struct arch_regs *r);
CR_FN long arch_syscall_result(const struct arch_regs *r);
CR_FN void arch_set_syscall_result(struct arch_regs *r, long result);
CR_FN void arch_syscall_args(const struct arch_regs *r, uint64_t args[6]);
CR_FN uint64_t arch_ip(const struct arch_regs *r);
CR_FN uint64_t arch_sp(const struct arch_regs *r);
CR_FN void arch_set_ip(struct arch_regs *r, uint64_t ip);
CR_FN void arch_set_sp(struct arch_regs *r, uint64_t sp);
/* Registers that make the next instruction (a system call at ip) do nr(args), outside any call
 * (orig -1). */
CR_FN void arch_set_call(struct arch_regs *r, uint64_t ip, long nr, const uint64_t args[6]);
/* Code that goes on elsewhere, at most ARCH_JUMP_LEN bytes, or that makes the call nr and returns,
 * no longer than that; their lengths. Neither touches a register that carries an argument. */
#define ARCH_JUMP_LEN 14
CR_FN size_t arch_code_jump(unsigned char *code, uint64_t to);
CR_FN size_t arch_code_call(unsigned char *code, int nr);
/* The instruction before code + off is a system call. */
CR_FN bool arch_code_behind_call(const unsigned char *code, uint64_t off);
/* Where in our own code a system call instruction stands; what comes behind it must not be run. */
CR_FN uint64_t arch_syscall_place(void);
CR_FN int arch_prctl(int option, uint64_t *value);
/* Registers to start C code at ip with up to 6 integer arguments on stack sp (aligned here; the
 * return address is 0). */
CR_FN void arch_set_entry(struct arch_regs *r, uint64_t ip, uint64_t sp, const uint64_t args[6]);
/* What the registers are when the program is run freely from the stop: an interrupted call is
 * entered again (ip back, number in place; restart_syscall for a restart block). What the return
 * stub and the image need. */
CR_FN void arch_resume_regs(const struct arch_regs *at_stop, struct arch_regs *ret);
/* Length of the system call instruction. */
#define ARCH_SYSCALL_LEN 2

/* The return stub: code that nothing needs but itself, see control/infect.c. All addresses are in
 * the target. */
struct arch_dispatch { /* as struct ptrace_sud_config; mode 0: off */
	uint64_t mode, selector, offset, len;
};
struct arch_stub {
	uint64_t at;	       /* where the stub will lie */
	struct arch_regs regs; /* to return to, as arch_resume_regs gives them */
	uint64_t sigmask;
	uint64_t wait_pid;	   /* != 0: first wait4(wait_pid, NULL, __WALL, NULL) */
	uint64_t unmap, unmap_len; /* len != 0: munmap; the address may be ARCH_STUB_UNMAP_RESULT */
	struct arch_dispatch dispatch; /* to be switched on again, where it is not off */
	uint64_t done_word; /* != 0: *(uint32_t *)done_word = 1 as the first act, see infect_thread
			     */
};
/* Unmap what the stub's own first call, an mmap, returned: its address is not known when the stub
 * is made. Whoever enters at the return proper has it in the result register. An error there only
 * makes munmap fail. */
#define ARCH_STUB_UNMAP_RESULT UINT64_MAX
#define ARCH_STUB_MAX 384 /* no stub is longer */
/* Writes the stub, returns its length or -ENOSPC. Its first bytes are a system call instruction
 * (what ip is set to to run one call), ret_tail is the offset at which the return proper begins. */
CR_FN int arch_stub_make(const struct arch_stub *stub, void *buf, size_t size, size_t *ret_tail);

/* What control/infect.c writes into a task: a slot of code for the thread that serves, one for the
 * others in turn. Offsets of their doors; each is a state from which the thread, run freely, gets
 * home. */
struct arch_doors {
	size_t call;  /* a system call instruction (the mmap), then `tail` */
	size_t leave; /* a system call instruction (the close), then `tail` with the mapping to take
		       * away; in the other slot: where it goes on behind the parasite */
	size_t tail;  /* the return proper; in the serving slot it unmaps what is in the result
			 register */
	size_t left;  /* the other threads' slot: whoever is here or behind has stored its id, and
			 is out of the parasite for good */
};
/* The serving thread's: the stub must have ARCH_STUB_UNMAP_RESULT. Returns the length or -ENOSPC.
 */
CR_FN int arch_slot_serve(const struct arch_stub *stub, void *buf, size_t size,
			  struct arch_doors *ret);
/* Another thread's: `call` goes to the parasite if the word at `go` is its id, else home. Behind
 * the parasite it stores its id, waits on the socket for its end, and goes home. */
CR_FN int arch_slot_thread(const struct arch_stub *stub, uint64_t go, uint32_t id, void *buf,
			   size_t size, struct arch_doors *ret);
/* Registers that calls leave alone, as blobs/parasite.c and the slots use them. left: address of
 * the word to store id into. */
CR_FN void arch_set_serve(struct arch_regs *r, uint64_t map, uint64_t tail, uint64_t data,
			  uint64_t go);
CR_FN void arch_set_thread(struct arch_regs *r, uint64_t left, uint64_t id, uint64_t back,
			   uint64_t data, uint64_t entry);
CR_FN void arch_set_syscall_arg(struct arch_regs *r, int i, uint64_t value);
/* Runs ordinary code, 64-bit or 32-bit, not that of a segment of its own. */
CR_FN bool arch_is_known(const struct arch_regs *r);

/* -- 32-bit programs (arch_ia32.c) --
 * Registers are 64-bit ones all the same. What is above about calls, and the stubs, knows both. */

/* Code segments. */
#define ARCH_CS 0x33
#define ARCH_CS_COMPAT 0x23
#define ARCH_COMPAT_END 0x100000000ull		      /* of what such code can address */
CR_FN bool arch_is_compat(const struct arch_regs *r); /* runs 32-bit code */
/* A call as a 64-bit program would make it. For looking only: what is entered again has the
 * registers that it had. */
struct arch_call {
	long nr; /* -1: not known */
	uint64_t args[6];
	bool time32; /* times in memory are two words of 32 bits */
};
CR_FN struct arch_call arch_call_view(bool compat, long nr, const uint64_t args[6]);
CR_FN long arch_compat_nr(long native, bool time32); /* the other way round; -1: none */
/* From 64-bit code; the end of the process where the kernel runs no 32-bit programs. */
CR_FN long arch_compat_call(long nr, uint32_t a, uint32_t b);
/* Can this kernel? May be the end of the process. */
CR_FN bool arch_runs_compat(void);
/* Maps the vdso of either kind, at `at` if there is room, for a process that has none. */
CR_FN int arch_map_vdso(bool compat, uint64_t at);
/* 32-bit code at `from` that goes on elsewhere, or returns that there is no such call; lengths. */
#define ARCH_COMPAT_JUMP_LEN 5
CR_FN size_t arch_compat_jump(unsigned char *code, uint64_t from, uint64_t to);
CR_FN size_t arch_compat_lacking(unsigned char *code);
/* At code + off there is a system call of such code. */
CR_FN bool arch_compat_is_call(const unsigned char *code, size_t size, uint64_t off);

/* Where the components of an NT_X86_XSTATE buffer lie on this CPU. Asked once per call of the
 * library, for cpuid is slow in a virtual machine. */
struct arch_layout {
	uint64_t mask; /* those that programs may use here */
	size_t size;   /* of all */
	size_t at[64], len[64];
};
CR_FN void arch_layout_ask(struct arch_layout *ret);
CR_FN const struct arch_layout *arch_layout(struct cr_ctx *cx); /* NULL: no memory */
/* Wall of CPU features: 0 if the xsave components in `xstate` (an NT_X86_XSTATE buffer) all exist
 * on this CPU, else -ENOTSUP and the name of the first that does not; -EINVAL if the buffer is too
 * short for what it says it holds. */
CR_FN const char *arch_xstate_name(unsigned bit);
CR_FN int arch_xstate_check(const struct arch_layout *here, const void *xstate, size_t len,
			    const char **ret_missing);

/* == plain calls (sys.c) ======================================================================= */

CR_FN int sys_openat(int dirfd, const char *path, int flags,
		     unsigned mode); /* O_CLOEXEC is added */
/* By openat2, or name by name where that is missing or forbidden. No component is a link (-ELOOP,
 * -ENOTDIR), empty, "." or ".." (-EXDEV). */
CR_FN int sys_openat_beneath(int dirfd, const char *path, int flags, unsigned mode);
CR_FN int sys_openat_stepwise(int dirfd, const char *path, int flags, unsigned mode);
CR_FN int sys_close(int fd);
CR_FN ssize_t sys_read(int fd, void *buf, size_t n);
CR_FN ssize_t sys_write(int fd, const void *buf, size_t n);
CR_FN ssize_t sys_pread(int fd, void *buf, size_t n, uint64_t off);
CR_FN ssize_t sys_pwrite(int fd, const void *buf, size_t n, uint64_t off);
/* The whole of it, through EINTR and short counts; -EIO at an early end (reads). */
CR_FN int sys_read_all(int fd, void *buf, size_t n);
CR_FN int sys_write_all(int fd, const void *buf, size_t n);
CR_FN int sys_pread_all(int fd, void *buf, size_t n, uint64_t off);
/* Into several places; changes the list of them. */
CR_FN int sys_preadv_all(int fd, struct iovec *to, size_t n, uint64_t off);
CR_FN int sys_pwrite_all(int fd, const void *buf, size_t n, uint64_t off);
CR_FN int sys_fstat(int fd, struct stat *st);
CR_FN int sys_fstatat(int dirfd, const char *path, struct stat *st, int flags);
CR_FN ssize_t sys_readlinkat(int dirfd, const char *path, char *buf,
			     size_t n); /* terminated; -ENAMETOOLONG if cut */
CR_FN int64_t sys_lseek(int fd, int64_t off, int whence);
CR_FN int sys_fcntl(int fd, int cmd, uint64_t arg);
CR_FN int sys_ioctl(int fd, unsigned long cmd, void *arg);
CR_FN int sys_dup_above(int fd, int lowest); /* F_DUPFD_CLOEXEC */
CR_FN int sys_mmap(uint64_t addr, size_t len, int prot, int flags, int fd, uint64_t off,
		   uint64_t *ret);
CR_FN int sys_munmap(uint64_t addr, size_t len);
CR_FN int sys_mprotect(uint64_t addr, size_t len, int prot);
CR_FN int sys_madvise(uint64_t addr, size_t len, int advice);
CR_FN int sys_mremap(uint64_t addr, size_t old_len, size_t len, int flags, uint64_t to);
CR_FN int sys_mlock2(uint64_t addr, size_t len, unsigned flags);
/* System V shared memory, of our ipc namespace. */
struct sys_shm {
	uint32_t key;
	int64_t ctime;
	uint64_t size, attached; /* attached: mappings of it, of all processes */
	uint32_t mode, uid, gid;
	bool removed; /* ends with its last attachment */
};
CR_FN int sys_shm_stat(int id, struct sys_shm *ret);
CR_FN int sys_shmat(int id, uint64_t addr, int flags);
/* A private segment, which ends with its last attachment as soon as it is removed. */
CR_FN int sys_shmget(size_t size, int flags);
CR_FN int sys_shm_remove(int id);
CR_FN int sys_shm_own(int id, uint32_t uid, uint32_t gid, uint32_t mode);
/* The next segment gets this number, where that is permitted and nobody has it. */
CR_FN int sys_shm_next(int proc_fd, int id);
/* A ring of asynchronous I/O; its id is its address. */
CR_FN int sys_io_setup(unsigned requests, uint64_t *ret_id);
CR_FN int sys_io_destroy(uint64_t id);
CR_FN int sys_io_submit(uint64_t id, unsigned n, void *requests);
CR_FN int sys_io_getevents(uint64_t id, int n,
			   void *events); /* n of them, as soon as they are there */
CR_FN int sys_munlock(uint64_t addr, size_t len);
CR_FN int sys_mseal(uint64_t addr, size_t len); /* of nothing: 0 where seals are known */
CR_FN int sys_pidfd_open(pid_t pid, unsigned flags);
CR_FN int sys_pidfd_getfd(int pidfd, int fd);
CR_FN int sys_pidfd_send_signal(int pidfd, int sig);
CR_FN int sys_kill(pid_t pid, int sig);
CR_FN pid_t sys_getpid(void); /* the real one, not a cached one */
CR_FN pid_t sys_gettid(void);
/* wait4 on one pid, through EINTR: that pid, or 0: nothing yet (WNOHANG). */
CR_FN int sys_wait(pid_t pid, int *ret_status, int options);
/* Child of clone3 (fork-like: stack 0). set_tid: NULL or one pid per nested namespace, innermost
 * first. 0 in the child. */
CR_FN pid_t sys_clone3(uint64_t flags, int exit_signal, const pid_t *set_tid, size_t set_tid_n,
		       int *ret_pidfd);
/* A process that shares memory (flags has CLONE_VM): runs fn(arg) on the given stack, then exits
 * with its result. */
CR_FN pid_t sys_clone_fn(uint64_t flags, int exit_signal, void *stack, size_t stack_size,
			 int (*fn)(void *), void *arg);

/* -- work on several processors (crew.c) */

#define CREW_MAX 8u
struct crew {
	unsigned n; /* who works, the caller among them; below 2: it works alone */
	unsigned char *stacks;
};
/* As many as there are processors for the caller, at most `most` and CREW_MAX. */
CR_FN int crew_make(struct cr_ctx *cx, unsigned most, struct crew *ret);
/* Runs fn in all at once, `who` from 0 on; returns when all are gone: 0, or what one of them
 * returned; -EINTR when one was killed. Where none can be made the caller does it alone. */
CR_FN int crew_run(const struct crew *crew, int (*fn)(void *arg, unsigned who), void *arg);
/* A copy of the caller's memory that does nothing but wait for its end, which comes at the latest
 * with ours. It uses no stack: that need not be in the copy. No exit signal. */
CR_FN pid_t sys_fork_parked(void);
CR_FN void sys_exit(int status) __attribute__((noreturn)); /* exit_group */
CR_FN int sys_futex_wait(uint32_t *word, uint32_t value,
			 const struct timespec *timeout); /* relative; shared futex */
CR_FN int sys_futex_wake(uint32_t *word, int n);
CR_FN uint64_t sys_clock_ns(clockid_t clock);
CR_FN int sys_sleep_ns(uint64_t ns);
CR_FN int sys_prctl(int op, uint64_t a, uint64_t b, uint64_t c, uint64_t d);
CR_FN int sys_sigmask(int how, const uint64_t *set, uint64_t *old);
CR_FN int sys_prlimit(pid_t pid, int which, const struct rlimit *set, struct rlimit *old);
CR_FN int sys_getrandom(void *buf, size_t n);
CR_FN int sys_kcmp(pid_t a, pid_t b, int type, uint64_t x,
		   uint64_t y); /* 0 same, 1 less, 2 greater, 3 differ, -errno */
CR_FN int sys_socketpair(int type, int fds[2]);
/* Waits for the end of a child, or of a thread that we trace; its stops are passed over. */
CR_FN void sys_reap(pid_t pid);
/* SIGKILL to a child, and its end is waited for. Not even an error of these calls leaves it behind.
 */
CR_FN void sys_end_child(pid_t pid);
/* A socket that listens under an abstract name of the kernel's choice; ret has room for 112 bytes,
 * as a sockaddr_un. */
CR_FN int sys_unix_listen(int type, void *ret, uint32_t *ret_len);
/* The connection that `peer` has made; -EAGAIN: none. */
CR_FN int sys_unix_accept(int fd, pid_t peer);
CR_FN ssize_t sys_send(int fd, const void *buf, size_t n, int flags); /* MSG_NOSIGNAL is added */
CR_FN ssize_t sys_recv(int fd, void *buf, size_t n, int flags);
CR_FN ssize_t sys_sendmsg(int fd, const struct msghdr *msg, int flags);
CR_FN ssize_t sys_recvmsg(int fd, struct msghdr *msg, int flags);
CR_FN int sys_poll(struct pollfd *fds, size_t n, int timeout_ms);
CR_FN int sys_renameat2(int olddir, const char *old, int newdir, const char *new_, unsigned flags);
CR_FN int sys_unlinkat(int dirfd, const char *path, int flags);
CR_FN int sys_linkat(int olddir, const char *old, int newdir, const char *new_, int flags);
CR_FN int sys_link_open(int fd, int dir, const char *name); /* a name for a file of O_TMPFILE */
CR_FN int sys_symlinkat(const char *target, int dirfd, const char *path);
CR_FN int sys_mknodat(int dirfd, const char *path, unsigned mode, uint64_t dev);
CR_FN int sys_futimens(int fd, const struct timespec times[2]);
CR_FN ssize_t sys_flistxattr(int fd, char *names, size_t n);
CR_FN ssize_t sys_fgetxattr(int fd, const char *name, void *value, size_t n);
CR_FN int sys_fsetxattr(int fd, const char *name, const void *value, size_t n);
CR_FN int sys_mkdirat(int dirfd, const char *path, unsigned mode);
CR_FN int sys_ftruncate(int fd, uint64_t size);
CR_FN int sys_fallocate(int fd, int mode, uint64_t off, uint64_t len);
CR_FN int sys_fsync(int fd);
CR_FN ssize_t sys_getdents(int fd, void *buf, size_t n);
/* All close-on-exec; flags may add O_NONBLOCK. */
CR_FN int sys_eventfd(unsigned count, int flags);
CR_FN int sys_signalfd(uint64_t mask, int flags);
CR_FN int sys_timerfd(int clock, int flags);
CR_FN int sys_epoll(void);
CR_FN int sys_inotify(int flags);
CR_FN int sys_fanotify(unsigned flags, unsigned event_flags); /* close-on-exec by flag alone */
/* POSIX message queues, by names without a slash, of our ipc namespace. Messages of mode are cut by
 * the umask; attr as mq_getattr(2) has it. */
struct sys_mq_attr {
	long flags, max, size, now, reserved[4];
};
CR_FN int sys_mq_open(const char *name, int flags, unsigned mode, const struct sys_mq_attr *attr);
CR_FN int sys_mq_unlink(const char *name);
CR_FN int sys_mq_getattr(int fd, struct sys_mq_attr *ret);
CR_FN int sys_mq_send(int fd, const void *data, size_t n, unsigned priority);
CR_FN ssize_t sys_mq_receive(int fd, void *data, size_t n, unsigned *ret_priority);
/* What name_to_handle_at(2) or fdinfo tell of a file on the file system of mount_fd. */
CR_FN int sys_open_by_handle(int mount_fd, unsigned type, const void *handle, unsigned bytes,
			     int flags);
CR_FN int sys_pipe(int fds[2]);
CR_FN pid_t sys_getpgid(pid_t pid);
CR_FN uint32_t sys_getgid(void);
CR_FN int sys_setns(int fd, int flags);
CR_FN int sys_mount(const char *what, const char *where, const char *type, unsigned long flags);
CR_FN int sys_mount_proc(void);	      /* of our pid namespace, over the old one */
CR_FN pid_t sys_wait_any_child(void); /* only for a pid 1 of our own making */
CR_FN int sys_sigwait(uint64_t set);  /* the signal that came, or -errno */
CR_FN int sys_signal_default(int sig);
CR_FN int sys_fchown(int fd, uint32_t uid, uint32_t gid);
CR_FN int sys_fchmod(int fd, unsigned mode);
CR_FN int sys_lchown(const char *path, uint32_t uid, uint32_t gid);
CR_FN int sys_chdir(const char *path);
CR_FN int sys_chroot(const char *path);
CR_FN void sys_umask(unsigned mask);
CR_FN int sys_unshare(unsigned long flags);
CR_FN int sys_set_ids(uint32_t uid, uint32_t gid); /* real, effective, saved; of this thread */
CR_FN int sys_flock(int fd, int how);
CR_FN int sys_fionread(int fd, int *ret_bytes);
CR_FN ssize_t sys_tee(int from, int to, size_t n, unsigned flags);
CR_FN ssize_t sys_splice(int from, int to, size_t n, unsigned flags); /* of pipes: no offsets */
/* memfd_create, close-on-exec. */
CR_FN int sys_memfd(const char *name);
CR_FN int sys_memfd_sealable(const char *name); /* with MFD_ALLOW_SEALING */
CR_FN int sys_memfd_secret(void);
/* The same of huge pages; bits: of huge_bits. */
CR_FN int sys_memfd_huge(const char *name, uint32_t bits);
CR_FN unsigned long sys_fstatfs_type(int fd); /* ..._MAGIC of its file system; 0: not known */
/* Waits until a child has ended, and leaves it a zombie. */
CR_FN int sys_waitid_nowait(pid_t pid);
CR_FN int sys_capget(pid_t pid, struct __user_cap_data_struct data[2]);
/* PAGEMAP_SCAN (6.7). regions: array of n; returns how many were filled, *ret_end where the walk
 * stopped. */
struct sys_page_region {
	uint64_t start, end, categories;
};
struct sys_scan {
	uint64_t start, end;			/* range to walk */
	uint64_t inverted, mask, anyof, wanted; /* categories: PAGE_IS_* */
	uint64_t flags;
};
CR_FN int sys_pagemap_scan(int pagemap_fd, const struct sys_scan *scan,
			   struct sys_page_region *regions, size_t n, uint64_t *ret_end);
enum {
	SYS_SCAN_PROTECT = 1,	  /* what matches and was written is protected again */
	SYS_SCAN_CHECK_ASYNC = 2, /* -EPERM where that cannot be */
	SYS_UFFD_USER_MODE = 1	  /* no faults of the kernel are handled: needs no privilege */
};
/* userfaultfd(2): with asynchronous write protection (6.7), on private memory; needs no handler. */
CR_FN int sys_uffd_open(int flags);
CR_FN int sys_uffd_async(int fd);
CR_FN int sys_uffd_register(int fd, uint64_t addr, uint64_t len);
enum {
	SYS_PAGE_WPALLOWED = 1,
	SYS_PAGE_WRITTEN = 2,
	SYS_PAGE_FILE = 4,
	SYS_PAGE_PRESENT = 8,
	SYS_PAGE_SWAPPED = 16,
	SYS_PAGE_PFNZERO = 32,
	SYS_PAGE_HUGE = 64,
	SYS_PAGE_SOFT_DIRTY = 128,
	SYS_PAGE_GUARD = 256
};

CR_FN pid_t sys_getsid(pid_t pid);
CR_FN pid_t sys_getppid(void);
CR_FN int sys_close_range(unsigned first, unsigned last); /* 5.9 */
CR_FN ssize_t sys_pwritev(int fd, const void *iovecs, size_t n, uint64_t off);
CR_FN int sys_dup_to(int fd, int to); /* dup3, close-on-exec */
CR_FN int sys_socket(int family, int type, int protocol);
CR_FN int sys_getsockopt(int fd, int level, int name, void *value, uint32_t *len);
CR_FN int sys_setsockopt(int fd, int level, int name, const void *value, uint32_t len);
CR_FN int sys_shutdown(int fd, int how);
CR_FN int sys_bind(int fd, const void *addr, uint32_t len);
CR_FN int sys_connect(int fd, const void *addr, uint32_t len);
CR_FN int sys_listen(int fd, int backlog);
CR_FN int sys_accept(int fd);
CR_FN int sys_accept_from(int fd, void *addr, uint32_t *len);
CR_FN int sys_getsockname(int fd, void *addr, uint32_t *len);
CR_FN int sys_getpeername(int fd, void *addr, uint32_t *len);
CR_FN ssize_t sys_sendto(int fd, const void *buf, size_t n, int flags, const void *addr,
			 uint32_t len);
CR_FN int sys_timerfd_gettime(int fd, struct itimerspec *ret);

/* Newer than the headers of Debian 12; the same number everywhere. */
#ifndef SYS_mseal
#define SYS_mseal 462
#endif

/* An owned descriptor: CR_AUTOFD int fd = ...; closed when it leaves scope unless taken. */
CR_FN void sys_close_auto(int *fd);
CR_FN int sys_take(int *fd); /* the value; *fd is -1 from now on */
#define CR_AUTOFD CR_AUTO(sys_close_auto)

/* == directory walk ============================================================================ */

struct sys_dir {
	int fd; /* borrowed */
	size_t pos, len;
	char buf[4096] __attribute__((aligned(16)));
};
CR_FN void sys_dir_start(struct sys_dir *d, int fd);
/* 1 and the next name ("." and ".." are skipped), 0 at the end, or -errno. */
CR_FN int sys_dir_next(struct sys_dir *d, const char **ret_name);

/* == /proc (proc_*.c) ========================================================================== */

/* /proc itself is opened once per call and everything is reached from its descriptor, so that a
 * chroot or another mount namespace of ours does not matter.
 *
 * What the kernel answers (-ENOENT, -ESRCH, -EACCES ...) is returned and not recorded as an error:
 * whether a file that is not there matters, and of whom it speaks, only the caller knows. Recorded
 * are a full arena, text that makes no sense, and, by proc_open, a /proc that is not ours. */
CR_FN int proc_open(struct cr_ctx *cx, int *ret_fd); /* O_PATH of /proc, checked to be procfs */
CR_FN int proc_open_pid(int proc_fd, pid_t pid, int *ret_fd); /* /proc/PID, O_DIRECTORY; -ESRCH */
/* A pid at the start of a name or a line of numbers; moves *p behind it. */
CR_FN bool proc_parse_pid(const char **p, pid_t *ret);
/* A decimal number, perhaps with a sign: as two's complement. Values that do not fit in 64 bits are
 * refused. */
CR_FN bool proc_parse_signed(const char **p, uint64_t *ret);
/* A file of at most size - 1 bytes, which the kernel hands over in one piece, into buf,
 * NUL-terminated; -EFBIG when it is longer. Returns its length. */
CR_FN ssize_t proc_read_small(int dir_fd, const char *name, char *buf, size_t size);
/* Whole text of a small file under a /proc/PID directory, NUL-terminated, on the arena. *ret_len
 * may be NULL. */
CR_FN int proc_read(struct cr_ctx *cx, int pid_fd, const char *name, char **ret_text,
		    size_t *ret_len);
CR_FN int proc_readlink(struct cr_ctx *cx, int pid_fd, const char *name, char **ret_path);
/* Where a descriptor of ours leads. */
CR_FN int proc_own_path(struct cr_ctx *cx, int proc_fd, int fd, char **ret_path);

/* A line of /proc/PID/net/raw, icmp, udp, tcp and their like of IPv6. */
struct proc_net_address {
	uint32_t words[4]; /* as in memory */
	size_t n;	   /* 1 or 4 of them */
	uint16_t port;
};
struct proc_net_socket {
	struct proc_net_address local, remote;
	uint64_t ino;
	uint32_t queued; /* bytes, as the kernel charges for them */
	uint8_t state;
};
/* The next line that is one: 1, 0 at the end. */
CR_FN int proc_parse_net_socket(const char **p, struct proc_net_socket *ret);
/* A multicast group of which some interface is a member: of /proc/PID/net/igmp, or igmp6. Of IPv4
 * ret->index stays from call to call. 1, 0 at the end. */
struct proc_net_group {
	uint32_t index;
	uint32_t len; /* 4 or 16 */
	unsigned char address[16];
};
CR_FN int proc_parse_group(const char **p, bool six, struct proc_net_group *ret);
/* The socket with this inode in such a table: 1, 0 when it is not there, -errno. */
CR_FN int proc_find_net_socket(struct cr_ctx *cx, int pid_fd, const char *table, uint64_t ino,
			       struct proc_net_socket *ret);

struct proc_stat {
	pid_t pid, ppid, pgid, sid, tpgid;
	char comm[64], state;
	int32_t tty;
	uint32_t flags; /* PF_*; 0x00200000 is PF_KTHREAD */
	int64_t nice, threads;
	uint64_t starttime, start_code, end_code, start_stack, start_data, end_data, start_brk,
		arg_start, arg_end, env_start, env_end;
	int32_t exit_code, exit_signal;
	uint32_t rt_priority, policy;
};
CR_FN int proc_parse_stat(const char *text,
			  struct proc_stat *ret); /* comm may contain ')' and spaces */

struct proc_status {
	char state;
	pid_t tgid, pid, ppid, tracer;
	pid_t nspid[33]; /* outermost first; namespaces nest 32 deep */
	int nspid_n;
	uint32_t uid[4], gid[4]; /* real, effective, saved, fs */
	unsigned umask;
	uint64_t sig_pnd, shd_pnd, sig_blk, sig_ign, sig_cgt;
	uint64_t cap_inh, cap_prm, cap_eff, cap_bnd, cap_amb;
	int no_new_privs, seccomp, seccomp_filters;
	int threads;
	bool address_tags;  /* bits of addresses are ignored: LAM */
	const char *groups; /* points into the text: "4 24 27 \n"; never NULL */
	int groups_n;
};
CR_FN int proc_parse_status(const char *text, struct proc_status *ret);
CR_FN int proc_parse_groups(const char *text, uint32_t *groups, int n); /* text: status.groups */

/* One line of /proc/PID/maps, with the VmFlags of smaps where asked. */
struct proc_map {
	uint64_t start, end, pgoff; /* pgoff in bytes */
	int prot;		    /* PROT_* */
	bool shared;
	dev_t dev;
	uint64_t inode;
	const char *name;   /* "" if none; " (deleted)" not cut off; escapes \012 undone */
	uint64_t vmflags;   /* PROC_VM_* */
	int pkey;	    /* of smaps; 0 otherwise */
	uint64_t page_size; /* of huge pages, of smaps; 0: of ordinary ones */
};
enum {
	PROC_VM_GROWSDOWN = 1 << 0,
	PROC_VM_LOCKED = 1 << 1,
	PROC_VM_NORESERVE = 1 << 2,
	PROC_VM_HUGETLB = 1 << 3,
	PROC_VM_DONTCOPY = 1 << 4,
	PROC_VM_DONTDUMP = 1 << 5,
	PROC_VM_WIPEONFORK = 1 << 6,
	PROC_VM_MERGEABLE = 1 << 7,
	PROC_VM_HUGEPAGE = 1 << 8,
	PROC_VM_NOHUGEPAGE = 1 << 9,
	PROC_VM_IO = 1 << 10,
	PROC_VM_PFNMAP = 1 << 11,
	PROC_VM_SEQ = 1 << 12,
	PROC_VM_RAND = 1 << 13,
	PROC_VM_DROPPABLE = 1 << 14,
	PROC_VM_SEALED = 1 << 15,
	PROC_VM_UFFD_MISSING = 1 << 16,
	PROC_VM_UFFD_WP = 1 << 17,
	PROC_VM_ACCOUNT = 1 << 18,
	PROC_VM_MAYWRITE = 1 << 19,
	PROC_VM_MIXEDMAP = 1 << 20,
	PROC_VM_SHSTK = 1 << 21,
	PROC_VM_UFFD_MINOR = 1 << 22,
	PROC_VM_SYNC = 1 << 23,
	PROC_VM_MAYREAD = 1 << 24,
	PROC_VM_MAYEXEC = 1 << 25,
	PROC_VM_LOCKONFAULT = 1 << 26,
	PROC_VM_OF_A_SAVE = 1 << 27 /* not the kernel's: see memory/mapped.c */
};
CR_FN int proc_parse_map_line(char *line,
			      struct proc_map *ret); /* name: in the line, which is changed */
CR_FN uint64_t proc_parse_vmflags(const char *text); /* behind "VmFlags:" */
/* All mappings of a process on the arena, from smaps when `flags`, else from maps. */
CR_FN int proc_maps(struct cr_ctx *cx, int pid_fd, bool flags, struct proc_map **ret,
		    size_t *ret_n);

/* /proc/PID/fdinfo/N: what every kind has; the rest is parsed by its kind from `text`. */
struct proc_fdinfo {
	uint64_t pos;
	unsigned flags; /* O_*, with O_CLOEXEC */
	int mnt_id;
	uint64_t ino; /* 0 before 5.14 */
};
CR_FN int proc_parse_fdinfo(const char *text, struct proc_fdinfo *ret);
/* The value behind key and ':' at the start of a line (blanks skipped), or NULL: proc_key(text,
 * "mnt_id"). It ends at the line's end, which is not cut off. */
CR_FN const char *proc_key(const char *text, const char *key);

/* Where the mount with this id lies, as the task sees it; with id -1: any mount of this device, in
 * the kernel's numbers. On the arena. -ENOENT: there is none, or another lies over it. */
CR_FN int proc_find_mount(struct cr_ctx *cx, int pid_fd, int id, uint32_t dev, char **ret_path);
/* /proc/PID/auxv: of a 32-bit program? The value of an AT_* entry, 0: none. */
CR_FN bool proc_auxv_is_compat(const char *auxv, size_t len);
CR_FN uint64_t proc_auxv_value(const char *auxv, size_t len, uint64_t type);

/* "/proc/12/task/13/stat": 12, 13, "/stat"; "/proc/12": 12, 0, "". false: not of a process. */
CR_FN bool proc_path_split(const char *path, pid_t *ret_pid, pid_t *ret_tid, const char **ret_rest);
CR_FN const char *proc_path_join(struct arena *a, pid_t pid, pid_t tid, const char *rest);

/* One line of /proc/PID/timers group: "ID: 1\nsignal: 14/0000...\nnotify: signal/pid.123\nClockID:
 * 1\n". */
/* timens_offsets: what a time namespace adds to the monotonic clock and to that of the time since
 * boot. */
CR_FN int proc_parse_clocks(const char *text, int64_t ret_ns[2]);

struct proc_timer {
	int id, signo, notify, clock; /* notify: SIGEV_* with SIGEV_THREAD_ID when a tid is named */
	uint64_t value;		      /* sigval */
	pid_t pid;
};
/* Next timer at *p, which moves on; 1, 0 at the end, -EINVAL (*p stays). */
CR_FN int proc_parse_timer(const char **p, struct proc_timer *ret);

/* All tids, or all child pids, of a process; on the arena. */
CR_FN int proc_threads(struct cr_ctx *cx, int pid_fd, pid_t **ret, size_t *ret_n);
CR_FN int proc_children(struct cr_ctx *cx, int pid_fd, pid_t **ret,
			size_t *ret_n); /* task/(all)/children; else a walk of /proc by ppid */
/* The file behind a descriptor of ours, opened anew: an own offset, own flags. Needs a mounted
 * /proc. */
CR_FN int sys_reopen(int fd, int flags);
CR_FN int proc_yama(int proc_fd); /* 0..3, 0 when there is no Yama */
CR_FN int proc_sysctl_u64(int proc_fd, const char *name,
			  uint64_t *ret); /* "sys/fs/pipe-max-size" */

/* == answers of netlink: nlmsg.c =============================================================== */

/* A message, or an attribute of one: what is behind its header. */
struct nlmsg {
	uint16_t type;
	const unsigned char *data;
	size_t size;
};
#define NLMSG_OVER 2
/* The message at *pos, which moves on: 1; 0: no more in this packet; NLMSG_OVER: the answer ends
 * here, or all went well; the error that it tells, or -EBADMSG. */
CR_FN int nlmsg_next(const void *data, size_t size, size_t *pos, struct nlmsg *ret);
/* The attribute at *pos, which moves on: 1, 0 at the end, -EBADMSG. */
CR_FN int nlmsg_attr_next(const unsigned char *at, size_t n, size_t *pos, struct nlmsg *ret);

/* == sockets, as the kernel's sock_diag tells of them (sock_diag.c) ============================ */

struct sock_unix {
	uint32_t ino, peer;	 /* peer 0: closed */
	uint8_t type, state;	 /* SOCK_*, TCP_* */
	uint8_t shutdown;	 /* 1: no more is received, 2: no more is sent */
	bool has_peer;		 /* is, or was, connected */
	unsigned char name[108]; /* as in sun_path: an abstract one begins with NUL */
	size_t name_len;	 /* 0: it has none; a path counts its NUL */
	uint32_t name_ino;	 /* of the file that the path is */
	/* Bytes to be read; memory of what the peer has not read yet. Listening: how many wait to
	 * be accepted, how many may. */
	uint32_t queued, unsent;
	/* Who waits to be accepted, as inodes (0: has gone again); in what was parsed. */
	const unsigned char *waiting;
	size_t waiting_n;
};
#define SOCK_ANSWER_SIZE 8192 /* the kernel gives at most a page in answer to one question */
#define SOCK_STATE_ESTABLISHED 1
#define SOCK_STATE_CLOSE 7
#define SOCK_STATE_LISTEN 10
/* The Unix socket with this inode, in our network namespace; -ENOENT: none, or a kernel without
 * CONFIG_UNIX_DIAG. */
CR_FN int sock_unix_ask(struct cr_ctx *cx, uint32_t ino, unsigned char answer[SOCK_ANSWER_SIZE],
			struct sock_unix *ret);
/* The next message of one datagram of answers: 1; 0: there is no more in it; -ENOENT: it was the
 * last; -EBADMSG, or the error that it tells. */
CR_FN int sock_unix_parse(const void *data, size_t size, size_t *pos, struct sock_unix *ret);

struct sock_inet {
	uint32_t ino;
	uint8_t state;
	uint8_t shutdown;   /* as above */
	uint32_t peer[4];   /* the address in network order, IPv4 in the first word */
	uint16_t peer_port; /* host order */
	uint32_t own[4];
	uint32_t queued; /* bytes to be read; a FIN that has come is one */
	bool has_shutdown;
};
/* The socket of this family, protocol, port (host order) and inode, in our network namespace;
 * -ENOENT as above. */
CR_FN int sock_inet_ask(struct cr_ctx *cx, uint8_t family, uint8_t protocol, uint16_t port,
			uint32_t ino, struct sock_inet *ret);
/* All that have this port, those without a descriptor, too (ino 0). What tell returns ends it, if
 * it is not 0. */
CR_FN int sock_inet_each(struct cr_ctx *cx, uint8_t family, uint8_t protocol, uint16_t port,
			 int (*tell)(void *arg, const struct sock_inet *s), void *arg);
/* One line of /proc/net/tcp, udp and their like, which are asked where sock_diag does not answer.
 */
CR_FN int sock_inet_parse_line(const char *line, struct sock_inet *ret, uint16_t *ret_port);
/* The next message of one datagram of answers: 1; 0: there is no more in it; -ENOENT: it was the
 * last; -EBADMSG, or the error that it tells. */
CR_FN int sock_inet_parse(const void *data, size_t size, size_t *pos, struct sock_inet *ret);

struct sock_packet_ring {
	uint32_t block_size, block_n, frame_size, frame_n, retire_ms, private_size, features;
};
struct sock_packet {
	uint32_t ino;
	uint32_t copy_thresh;
	const unsigned char *members; /* in what was parsed; see sock_packet_member */
	size_t member_n;
	struct sock_packet_ring rx, tx; /* block_n 0: it has none */
};
/* What an interface takes in for its sake. */
struct sock_packet_member {
	uint32_t index, count;
	uint16_t type, len;
	unsigned char address[32];
};
/* As sock_unix_ask, of a packet socket. */
CR_FN int sock_packet_ask(uint32_t ino, unsigned char answer[SOCK_ANSWER_SIZE],
			  struct sock_packet *ret);
CR_FN int sock_packet_parse(const void *data, size_t size, size_t *pos, struct sock_packet *ret);
CR_FN void sock_packet_member(const struct sock_packet *s, size_t i,
			      struct sock_packet_member *ret);

/* == packet filter (nft.c) ===================================================================== */

/* One end of a TCP connection as its packets show it. */
struct nft_end {
	unsigned char address[16];
	uint16_t port; /* host order */
};
struct nft_connection {
	uint8_t family; /* AF_INET: the first four bytes of an address count */
	struct nft_end ours, theirs;
};
/* Packets with this SO_MARK pass a lock all the same. */
#define NFT_PASS_MARK 0x43525450
/* A netlink socket for the calls below, in our network namespace; or -errno. */
CR_FN int nft_open(void);
/* From now on no packet of these connections comes or goes. owned: until fd is closed, where the
 * kernel has that. 0 or -errno: -EPERM, -EPROTONOSUPPORT or -EOPNOTSUPP (no nf_tables), -EEXIST. */
CR_FN int nft_lock(struct cr_ctx *cx, int fd, const char *table, bool owned,
		   const struct nft_connection *c, size_t n);
CR_FN int nft_unlock(struct cr_ctx *cx, int fd, const char *table); /* -ENOENT */
/* The names of all locks that are there, up to `room`. */
CR_FN int nft_locks(struct cr_ctx *cx, int fd, const char **names, size_t room, size_t *ret_n);
/* What one of them locks, one by one; tell's -errno ends it. */
CR_FN int nft_locked(struct cr_ctx *cx, int fd, const char *table,
		     int (*tell)(void *arg, const struct nft_connection *c), void *arg);
/* sock_diag.c: the socket that has this connection; -ENOENT. */
CR_FN int sock_connection_ask(const struct nft_connection *c, struct sock_inet *ret);

/* == a listening socket's queue (handshake.c) ================================================== */

/* A connection that is to wait there to be accepted; its numbers are those of the packet that
 * brings it. */
struct handshake {
	struct nft_connection c;
	uint32_t timestamp; /* ours, to go on from */
	uint16_t mss;
	bool sack, scaling, timestamps;
	uint8_t snd_wscale, rcv_wscale;
};
/* The kernel's number for what is needed; -ENOENT: it has no such thing. */
CR_FN int handshake_find(void);
/* From now until the result is closed, an acknowledgement of one of these connections that bears
 * NFT_PASS_MARK and comes by lo in our network namespace completes its handshake. -errno: -EPERM
 * without CAP_BPF and CAP_NET_ADMIN. */
CR_FN int handshake_open(struct cr_ctx *cx, int number, const struct handshake *h, size_t n);

/* == processes and threads: sys_task.c ========================================================= */

CR_FN int sys_setsid(void);
CR_FN int sys_setpgid(pid_t pid, pid_t pgid);
CR_FN uint32_t sys_getuid(void);
CR_FN uint32_t sys_geteuid(void);
CR_FN uint32_t sys_getegid(void);
/* Real, effective, saved and of the file system; of this thread. */
CR_FN int sys_set_uids(const uint32_t ids[4]);
CR_FN int sys_set_gids(const uint32_t ids[4]);
CR_FN long sys_session_keyring(void); /* its serial number */
CR_FN long sys_get_personality(void);
CR_FN void sys_yield(void);
CR_FN ssize_t sys_get_affinity(pid_t tid, void *set, size_t size); /* bytes that count */
CR_FN int sys_set_affinity(pid_t tid, const void *set, size_t size);
CR_FN int sys_get_scheduling(pid_t tid, void *attr, size_t size); /* struct sched_attr */
CR_FN int sys_get_nice(pid_t tid);				  /* 20 - nice */
CR_FN int sys_get_io_priority(pid_t tid);
CR_FN int sys_set_memory_policy(int mode, const void *nodes, size_t max);
CR_FN int sys_get_memory_policy(int *ret_mode, void *nodes, size_t max);
/* The same of a mapping, which may have one of its own. */
CR_FN int sys_get_policy_at(uint64_t addr, int *ret_mode, void *nodes, size_t max);
CR_FN int sys_mbind(uint64_t addr, uint64_t len, int mode, const void *nodes, size_t max);
/* The kernel's own struct sigaction. */
CR_FN int sys_get_action(int sig, void *ret);
CR_FN int sys_set_action(int sig, const void *action);
CR_FN int sys_get_pending(uint64_t *ret);
CR_FN int sys_take_signal(uint64_t set); /* one that is pending; -EAGAIN: none */
CR_FN void sys_pause(void);
CR_FN long sys_ptrace(long request, pid_t tid, const void *addr, const void *data);
CR_FN int sys_waitid(pid_t pid, void *info, int options);
CR_FN int sys_get_robust_list(pid_t tid, uint64_t *ret_head, uint64_t *ret_len);
CR_FN bool sys_has_rseq(void);

/* == huge pages (huge.c) ======================================================================= */

/* How mmap(2) and its like encode a size of huge pages, and back; without any, that of most. */
#define HUGE_FS 0x958458f6 /* HUGETLBFS_MAGIC, for sys_fstatfs_type */
CR_FN uint32_t huge_bits(uint64_t page_size);
CR_FN uint64_t huge_size(uint32_t bits);
CR_FN int huge_probe_move(struct cr_ctx *cx); /* for feature_ask */
/* Says that the pool has run out; r. */
CR_FN int huge_failed(struct cr_ctx *cx, int r, pid_t pid, const char *object, uint64_t bytes,
		      uint64_t page_size);

/* == feature probes (feature.c) ================================================================ */

/* Ask the kernel, never its version. X(id, name, kernel, advice) */
/* clang-format off */
#define FEATURES(X) \
	X(PTRACE,        "ptrace of own children",       "2.6",  "allow ptrace in the container's seccomp profile, set kernel.yama.ptrace_scope below 3") \
	X(YAMA_ANCESTOR, "ptrace of non-descendants",    "3.4",  "set kernel.yama.ptrace_scope to 0, or use cr_save in the program itself") \
	X(CLONE3_TID,    "choosing process ids (clone3 set_tid)", "5.5", "give CAP_CHECKPOINT_RESTORE, or load with pids new or namespace") \
	X(PIDFD_GETFD,   "pidfd_getfd(2)",               "5.6",  "use a newer kernel, or allow it in the seccomp profile") \
	X(KCMP,          "kcmp(2)",                      "3.5",  "a kernel with CONFIG_KCMP; without it sameness of open files is found by trial") \
	X(PAGEMAP_SCAN,  "PAGEMAP_SCAN",                 "6.7",  "slower /proc/PID/pagemap is used instead") \
	X(SOFT_DIRTY,    "soft-dirty page tracking",     "3.11", "only needed for tracking on kernels before 6.7") \
	X(UFFD_WP_ASYNC, "asynchronous write tracking",  "6.7",  "only needed for tracked saves") \
	X(RSEQ_CONFIG,   "PTRACE_GET_RSEQ_CONFIGURATION","5.13", "rseq registrations cannot be read: programs that use rseq are refused") \
	X(TID_ADDRESS,   "PR_GET_TID_ADDRESS",           "3.5",  "a kernel with CONFIG_CHECKPOINT_RESTORE") \
	X(SET_MM_MAP,    "PR_SET_MM_MAP",                "3.18", "a kernel with CONFIG_CHECKPOINT_RESTORE") \
	X(EXE_LINK,      "changing the exe link",        "3.18", "give CAP_CHECKPOINT_RESTORE or CAP_SYS_RESOURCE; else the loader's exe link stays") \
	X(MAP_FILES,     "opening /proc/PID/map_files",  "4.3",  "give CAP_CHECKPOINT_RESTORE; else files are opened by path and compared") \
	X(TIMER_IDS,     "PR_TIMER_CREATE_RESTORE_IDS",  "6.15", "without it timer ids are counted up to") \
	X(USERNS,        "own user and pid namespace",   "3.8",  "allow unprivileged user namespaces; needed for pids namespace only") \
	X(TIMENS,        "time namespaces",              "5.6",  "clocks jump by the gap told in cr_loaded") \
	X(IA32,          "32-bit programs (ia32)",       "4.10", "a kernel with CONFIG_IA32_EMULATION and CONFIG_CHECKPOINT_RESTORE, not booted with ia32_emulation=0; needed to load 32-bit programs only") \
	X(SECCOMP_SUSPEND, "PTRACE_O_SUSPEND_SECCOMP",   "4.3",  "give CAP_SYS_ADMIN to save tasks under seccomp filters") \
	X(CLOSE_RANGE,   "close_range(2)",               "5.9",  "descriptors are closed one by one") \
	X(OPENAT2,       "openat2(2)",                   "5.6",  "paths inside a save are checked step by step") \
	X(MEMFD,         "memfd_create(2)",              "3.17", "a newer kernel") \
	X(MOVE_HUGE,     "moving huge pages (mremap)",   "5.16", "programs with huge pages come back only where their places are free in the loader") \
	X(NFTABLES,      "nf_tables",                    "3.13", "give CAP_NET_ADMIN; needed where connections to the outside are saved and the tree ended, else CR_NETWORK_OPEN") \
	X(TCP_REPAIR,    "TCP_REPAIR",                   "3.5",  "give CAP_NET_ADMIN; needed for TCP connections") \
	X(SOCK_DIAG,     "sock_diag (NETLINK_SOCK_DIAG)", "3.3",  "a kernel with CONFIG_UNIX_DIAG and CONFIG_INET_DIAG, allowed in the container's seccomp profile; without it Unix sockets that are connected are refused") \
	X(HANDSHAKE,     "connections in an accept queue (bpf_sk_assign_tcp_reqsk)", "6.9", "give CAP_BPF and CAP_NET_ADMIN, set lo up and net.ipv4.tcp_syncookies; needed for TCP connections not yet accepted, else CR_SKIP_IN_FLIGHT")
/* clang-format on */
enum feature {
#define FEATURE_ENUM(id, name, since, advice) FEATURE_##id,
	FEATURES(FEATURE_ENUM)
#undef FEATURE_ENUM
		FEATURE_COUNT
};
/* CR_YES, CR_NO, CR_UNKNOWN. Asked each time, some fork a probe child: not while frozen. cx->faults
 * has bit n set: the answer for feature n is CR_NO (tests of the fall-backs). */
CR_FN int feature_ask(struct cr_ctx *cx, enum feature f);
CR_FN const char *feature_name(enum feature f);
CR_FN const char *feature_since(enum feature f);
CR_FN const char *feature_advice(enum feature f);
CR_FN bool feature_has_cap(int cap);	     /* in the caller's effective set */
CR_FN const char *feature_cap_name(int cap); /* "CAP_SYS_PTRACE" */

#endif
