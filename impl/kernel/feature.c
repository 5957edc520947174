/* SPDX-License-Identifier: MIT
 *
 * feature: what this kernel, its configuration and the caller's rights allow, found by asking,
 * never by version. Leans on sys. What would leave a trace in the caller (a namespace, a ptrace
 * stop, a SIGCHLD) is tried in a child that no handler and no wait of the program can see. Answers
 * that mean neither yes nor no are CR_UNKNOWN.
 */
#include "kernel.h"

#include <linux/kcmp.h>
#include <linux/openat2.h>
#include <linux/userfaultfd.h>
#include <net/if.h>
#include <netinet/in.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/wait.h>

/* Newer than some headers; linux/ptrace.h and sys/ptrace.h besides cannot both be included. */
enum {
	FEATURE_REQ_SEIZE = 0x4206,
	FEATURE_REQ_INTERRUPT = 0x4207,
	FEATURE_REQ_RSEQ = 0x420f,
	FEATURE_OPT_EXITKILL = 1 << 20,
	FEATURE_OPT_SUSPEND_SECCOMP = 1 << 21,
	FEATURE_NEWTIME = 0x80,
	FEATURE_UFFD_USER_MODE = 1,
	FEATURE_UFFD_ASYNC = 1 << 15,
	FEATURE_TCP_REPAIR_OPTION = 19, /* linux/tcp.h does not go with netinet/tcp.h */
	FEATURE_PR_TIMER_IDS = 77,
	FEATURE_PR_TIMER_IDS_GET = 2
};

/* No descriptor has this number. */
#define FEATURE_NO_FD 0x7fffffff

/* What a failed call says: not there or not allowed; all else (no memory, no descriptor) says
 * nothing. */
static int feature_answer(long r)
{
	if (r >= 0)
		return CR_YES;
	switch (-r) {
	case ENOSYS:
	case EPERM:
	case EACCES:
	case EINVAL:
	case ENOTTY:
	case E2BIG:
	case EIO:
	case EOPNOTSUPP:
		return CR_NO;
	default:
		return CR_UNKNOWN;
	}
}

static int feature_answer_fd(int fd)
{
	int answer = feature_answer(fd);

	sys_close_auto(&fd);
	return answer;
}

/* == probes in a child ========================================================================= */

/* Runs in a forked child, whose exit status is the answer. Exit signal 0: the program sees no
 * SIGCHLD, and none but a wait with __WALL or __WCLONE finds the child. Signals are blocked before
 * the fork: no handler of the program's may run in the copy. */
static int feature_in_child(int (*ask)(void))
{
	uint64_t all = UINT64_MAX, old;
	int status, answer = CR_UNKNOWN;

	if (sys_sigmask(SIG_SETMASK, &all, &old) < 0)
		return CR_UNKNOWN;
	pid_t pid = sys_clone3(0, 0, NULL, 0, NULL);
	if (pid == 0)
		sys_exit(ask() - CR_UNKNOWN);
	if (pid > 0 && sys_wait(pid, &status, __WALL) == pid) {
		if (WIFEXITED(status))
			answer = WEXITSTATUS(status) + CR_UNKNOWN;
		else if (WTERMSIG(status) == SIGSYS || /* a seccomp filter that kills */
			 WTERMSIG(status) == SIGSEGV)  /* no such instruction */
			answer = CR_NO;
	}
	(void)sys_sigmask(SIG_SETMASK, &old, NULL);
	return answer;
}

static void feature_end_child(pid_t pid)
{
	int status;

	(void)sys_kill(pid, SIGKILL);
	(void)sys_wait(pid, &status, __WALL);
}

/* A child that does nothing, to be tried on. From a probe's child only. Whatever becomes of us, it
 * does not stay. */
static pid_t feature_idle_child(void)
{
	pid_t parent = sys_getpid();
	pid_t pid = sys_clone3(0, SIGCHLD, NULL, 0, NULL);

	if (pid != 0)
		return pid;
	(void)sys_prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
	if (SYS0(SYS_getppid) == parent) /* else it died before it could be named */
		(void)sys_sleep_ns(10000000000u);
	sys_exit(0);
}

static long feature_seize(pid_t pid, unsigned long options)
{
	return SYS4(SYS_ptrace, FEATURE_REQ_SEIZE, pid, 0, options | FEATURE_OPT_EXITKILL);
}

static int feature_seize_idle(unsigned long options)
{
	pid_t pid = feature_idle_child();

	if (pid < 0)
		return CR_UNKNOWN;
	int answer = feature_answer(feature_seize(pid, options));
	feature_end_child(pid);
	return answer;
}

static int feature_child_ptrace(void)
{
	return feature_seize_idle(0);
}

static int feature_child_suspend(void)
{
	return feature_seize_idle(FEATURE_OPT_SUSPEND_SECCOMP);
}

/* Between siblings: neither is the other's ancestor. */
static int feature_child_yama(void)
{
	pid_t pid = feature_idle_child();
	int status, answer = CR_UNKNOWN;

	if (pid < 0)
		return CR_UNKNOWN;
	pid_t tracer = sys_clone3(0, SIGCHLD, NULL, 0, NULL);
	if (tracer == 0)
		sys_exit(feature_answer(feature_seize(pid, 0)) - CR_UNKNOWN);
	if (tracer > 0 && sys_wait(tracer, &status, __WALL) == tracer && WIFEXITED(status))
		answer = WEXITSTATUS(status) + CR_UNKNOWN;
	feature_end_child(pid);
	return answer;
}

static int feature_child_rseq(void)
{
	struct {
		uint64_t address;
		uint32_t size, signature, flags, pad;
	} rseq;
	pid_t pid = feature_idle_child();
	int status, answer = CR_UNKNOWN;

	if (pid < 0)
		return CR_UNKNOWN;
	if (feature_seize(pid, 0) >= 0 && SYS4(SYS_ptrace, FEATURE_REQ_INTERRUPT, pid, 0, 0) >= 0 &&
	    sys_wait(pid, &status, __WALL) == pid && WIFSTOPPED(status))
		answer = feature_answer(
			SYS4(SYS_ptrace, FEATURE_REQ_RSEQ, pid, sizeof(rseq), &rseq));
	feature_end_child(pid);
	return answer;
}

/* The second step needs a right in the new namespace: some systems let one be made, but empty of
 * rights. */
static int feature_child_userns(void)
{
	long r = SYS1(SYS_unshare, CLONE_NEWUSER);

	if (r >= 0)
		r = SYS1(SYS_unshare, CLONE_NEWPID | CLONE_NEWNS);
	/* ENOSPC, EUSERS: /proc/sys/user/max_user_namespaces, which systems set to 0 to forbid them
	 */
	return r == -ENOSPC || r == -EUSERS ? CR_NO : feature_answer(r);
}

/* Without it the call is a fault: no dump shall be made of that. */
static int feature_child_ia32(void)
{
	(void)sys_prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
	return arch_runs_compat() ? CR_YES : CR_NO;
}

static int feature_child_timens(void)
{
	return feature_answer(SYS1(SYS_unshare, FEATURE_NEWTIME));
}

/* The kernel checks the map, then the right, then the descriptor, and changes nothing before all
 * three are good. */
static int feature_child_exe_link(void)
{
	uint64_t here = (uintptr_t)&here;
	struct prctl_mm_map map = {
		.start_code = here,
		.end_code = here + 1,
		.start_data = here,
		.end_data = here,
		.start_brk = here,
		.brk = here,
		.start_stack = here,
		.arg_start = here,
		.arg_end = here,
		.env_start = here,
		.env_end = here,
		.exe_fd = FEATURE_NO_FD,
	};
	int r = sys_prctl(PR_SET_MM, PR_SET_MM_MAP, (uintptr_t)&map, sizeof(map), 0);

	if (r != -EBADF)
		r = sys_prctl(PR_SET_MM, PR_SET_MM_EXE_FILE, FEATURE_NO_FD, 0, 0);
	return r == -EBADF ? CR_YES : feature_answer(r);
}

/* == probes in place =========================================================================== */

static int feature_ptrace(struct cr_ctx *cx)
{
	(void)cx;
	return feature_in_child(feature_child_ptrace);
}

static int feature_yama(struct cr_ctx *cx)
{
	(void)cx;
	return feature_in_child(feature_child_yama);
}

static int feature_rseq(struct cr_ctx *cx)
{
	(void)cx;
	return feature_in_child(feature_child_rseq);
}

static int feature_suspend(struct cr_ctx *cx)
{
	(void)cx;
	return feature_in_child(feature_child_suspend);
}

static int feature_userns(struct cr_ctx *cx)
{
	(void)cx;
	return feature_in_child(feature_child_userns);
}

static int feature_timens(struct cr_ctx *cx)
{
	(void)cx;
	return feature_in_child(feature_child_timens);
}

static int feature_ia32(struct cr_ctx *cx)
{
	(void)cx;
	return feature_in_child(feature_child_ia32);
}

static int feature_exe_link(struct cr_ctx *cx)
{
	(void)cx;
	return feature_in_child(feature_child_exe_link);
}

/* Our own pid is taken, so no child comes of it: the right is checked before that is found out. */
static int feature_clone3_tid(struct cr_ctx *cx)
{
	pid_t tid = sys_getpid();
	pid_t pid = sys_clone3(0, 0, &tid, 1, NULL);

	(void)cx;
	if (pid == 0)
		sys_exit(0);
	if (pid == -EEXIST)
		return CR_YES;
	if (pid < 0) /* EINVAL: our children go to a namespace that has no init yet */
		return pid == -EINVAL ? CR_UNKNOWN : feature_answer(pid);
	(void)sys_wait(pid, NULL,
		       __WALL); /* in the namespace of our children the number was free */
	return CR_YES;
}

static int feature_pidfd_getfd(struct cr_ctx *cx)
{
	CR_AUTOFD int pidfd = sys_pidfd_open(sys_getpid(), 0);

	(void)cx;
	return pidfd < 0 ? feature_answer(pidfd) : feature_answer_fd(sys_pidfd_getfd(pidfd, pidfd));
}

static int feature_kcmp(struct cr_ctx *cx)
{
	pid_t pid = sys_getpid();

	(void)cx;
	return feature_answer(sys_kcmp(pid, pid, KCMP_VM, 0, 0));
}

static int feature_pagemap_scan(struct cr_ctx *cx)
{
	CR_AUTOFD int fd = sys_openat(AT_FDCWD, "/proc/self/pagemap", O_RDONLY, 0);
	uint64_t base = (uintptr_t)cx->arena.base, end;
	struct sys_page_region region;
	struct sys_scan scan = {.start = base,
				.end = base + cx->page,
				.anyof = SYS_PAGE_PRESENT,
				.wanted = SYS_PAGE_PRESENT};

	return fd < 0 ? CR_UNKNOWN : feature_answer(sys_pagemap_scan(fd, &scan, &region, 1, &end));
}

/* A page that was just mapped and written has the bit, unless the kernel knows none. */
static int feature_soft_dirty(struct cr_ctx *cx)
{
	CR_AUTOFD int fd = sys_openat(AT_FDCWD, "/proc/self/pagemap", O_RDONLY, 0);
	uint64_t page, entry;

	if (fd < 0 || sys_mmap(0, cx->page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1,
			       0, &page) < 0)
		return CR_UNKNOWN;
	*(volatile char *)(uintptr_t)page = 1;
	int r = sys_pread_all(fd, &entry, sizeof(entry), page / cx->page * sizeof(entry));
	(void)sys_munmap(page, cx->page);
	return r < 0 ? CR_UNKNOWN : entry >> 55 & 1 ? CR_YES : CR_NO;
}

static int feature_wp_async(struct cr_ctx *cx)
{
	CR_AUTOFD int fd = (int)SYS1(SYS_userfaultfd,
				     O_CLOEXEC | O_NONBLOCK | FEATURE_UFFD_USER_MODE);
	struct uffdio_api api = {.api = UFFD_API};

	(void)cx;
	if (fd < 0)
		return feature_answer(fd);
	int r = sys_ioctl(fd, UFFDIO_API, &api);
	if (r < 0)
		return feature_answer(r);
	return api.features & FEATURE_UFFD_ASYNC ? CR_YES : CR_NO;
}

static int feature_tid_address(struct cr_ctx *cx)
{
	uint64_t address;

	(void)cx;
	return feature_answer(sys_prctl(PR_GET_TID_ADDRESS, (uintptr_t)&address, 0, 0, 0));
}

static int feature_set_mm_map(struct cr_ctx *cx)
{
	unsigned size;

	(void)cx;
	return feature_answer(sys_prctl(PR_SET_MM, PR_SET_MM_MAP_SIZE, (uintptr_t)&size, 0, 0));
}

/* The directory can be listed by anybody; to go through one of its links takes the right. */
static int feature_map_files(struct cr_ctx *cx)
{
	CR_AUTOFD int fd = sys_openat(AT_FDCWD, "/proc/self/map_files", O_RDONLY | O_DIRECTORY, 0);
	struct sys_dir dir;
	const char *name;

	(void)cx;
	if (fd < 0)
		return fd == -ENOENT ? CR_NO : feature_answer(fd);
	sys_dir_start(&dir, fd);
	return sys_dir_next(&dir, &name) > 0 ? feature_answer_fd(sys_openat(fd, name, O_PATH, 0))
					     : CR_UNKNOWN;
}

static int feature_timer_ids(struct cr_ctx *cx)
{
	(void)cx;
	return feature_answer(sys_prctl(FEATURE_PR_TIMER_IDS, FEATURE_PR_TIMER_IDS_GET, 0, 0, 0));
}

static int feature_close_range(struct cr_ctx *cx)
{
	(void)cx;
	return feature_answer(
		SYS3(SYS_close_range, UINT32_MAX, UINT32_MAX, 0)); /* closes nothing */
}

static int feature_openat2(struct cr_ctx *cx)
{
	struct open_how how = {.flags = O_PATH | O_CLOEXEC, .resolve = RESOLVE_NO_SYMLINKS};

	(void)cx;
	return feature_answer_fd((int)SYS4(SYS_openat2, AT_FDCWD, "/", &how, sizeof(how)));
}

static int feature_memfd(struct cr_ctx *cx)
{
	(void)cx;
	return feature_answer_fd((int)SYS2(SYS_memfd_create, "cr", MFD_CLOEXEC));
}

/* Asks for what has no effect. */
static int feature_nftables(struct cr_ctx *cx)
{
	const char *names[1];
	size_t n;
	CR_AUTOFD int fd = nft_open();

	if (fd < 0)
		return fd == -EPROTONOSUPPORT ? CR_NO : feature_answer(fd);
	return feature_answer(nft_locks(cx, fd, names, ARRAY_LEN(names), &n));
}

static int feature_tcp_repair(struct cr_ctx *cx)
{
	const int on = 1;
	CR_AUTOFD int fd = sys_socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);

	(void)cx;
	return feature_answer(fd < 0 ? fd
				     : sys_setsockopt(fd, IPPROTO_TCP, FEATURE_TCP_REPAIR_OPTION,
						      &on, sizeof(on)));
}

/* Of a socket of ours. */
static int feature_sock_diag(struct cr_ctx *cx)
{
	unsigned char *answer = cx_alloc(cx, SOCK_ANSWER_SIZE);
	CR_AUTOFD int fd = sys_socket(AF_UNIX, SOCK_STREAM, 0);
	struct sock_unix s;
	struct stat st;

	if (!answer || fd < 0 || sys_fstat(fd, &st) < 0)
		return CR_UNKNOWN;
	int r = sock_unix_ask(cx, (uint32_t)st.st_ino, answer, &s);
	return r == -ENOENT || r == -EPROTONOSUPPORT ? CR_NO : feature_answer(r);
}

/* Of a connection that nobody has. */
static int feature_handshake(struct cr_ctx *cx)
{
	const struct handshake nobody = {.c = {.family = AF_INET}};
	struct ifreq lo = {.ifr_name = "lo"};
	uint64_t cookies = 1;
	CR_AUTOFD int fd = sys_socket(AF_INET, SOCK_DGRAM, 0), proc = -1;
	int number = handshake_find();

	if (number < 0)
		return number == -ENOENT ? CR_NO : feature_answer(number);
	/* Without cookies the kernel does not look at such a packet. */
	if (proc_open(cx, &proc) == 0)
		(void)proc_sysctl_u64(proc, "sys/net/ipv4/tcp_syncookies", &cookies);
	if (!cookies || fd < 0 || sys_ioctl(fd, SIOCGIFFLAGS, &lo) < 0 || !(lo.ifr_flags & IFF_UP))
		return CR_NO;
	return feature_answer_fd(handshake_open(cx, number, &nobody, 1));
}

/* == the table ================================================================================= */

static const struct {
	const char *name, *since, *advice;
} feature_texts[] = {
#define FEATURE_TEXT(id, name, since, advice) [FEATURE_##id] = {name, since, advice},
	FEATURES(FEATURE_TEXT)
#undef FEATURE_TEXT
};

static int (*const feature_probes[])(struct cr_ctx *) = {
	[FEATURE_PTRACE] = feature_ptrace,
	[FEATURE_YAMA_ANCESTOR] = feature_yama,
	[FEATURE_CLONE3_TID] = feature_clone3_tid,
	[FEATURE_PIDFD_GETFD] = feature_pidfd_getfd,
	[FEATURE_KCMP] = feature_kcmp,
	[FEATURE_PAGEMAP_SCAN] = feature_pagemap_scan,
	[FEATURE_SOFT_DIRTY] = feature_soft_dirty,
	[FEATURE_UFFD_WP_ASYNC] = feature_wp_async,
	[FEATURE_RSEQ_CONFIG] = feature_rseq,
	[FEATURE_TID_ADDRESS] = feature_tid_address,
	[FEATURE_SET_MM_MAP] = feature_set_mm_map,
	[FEATURE_EXE_LINK] = feature_exe_link,
	[FEATURE_MAP_FILES] = feature_map_files,
	[FEATURE_TIMER_IDS] = feature_timer_ids,
	[FEATURE_USERNS] = feature_userns,
	[FEATURE_TIMENS] = feature_timens,
	[FEATURE_SECCOMP_SUSPEND] = feature_suspend,
	[FEATURE_CLOSE_RANGE] = feature_close_range,
	[FEATURE_OPENAT2] = feature_openat2,
	[FEATURE_MEMFD] = feature_memfd,
	[FEATURE_MOVE_HUGE] = huge_probe_move,
	[FEATURE_NFTABLES] = feature_nftables,
	[FEATURE_TCP_REPAIR] = feature_tcp_repair,
	[FEATURE_SOCK_DIAG] = feature_sock_diag,
	[FEATURE_HANDSHAKE] = feature_handshake,
	[FEATURE_IA32] = feature_ia32,
};
_Static_assert(ARRAY_LEN(feature_probes) == FEATURE_COUNT && FEATURE_COUNT <= 64,
	       "a probe and a bit for each");

CR_FN int feature_ask(struct cr_ctx *cx, enum feature f)
{
	if (cx->faults >> f & 1)
		return CR_NO;
	return feature_probes[f](cx);
}

CR_FN const char *feature_name(enum feature f)
{
	return feature_texts[f].name;
}

CR_FN const char *feature_since(enum feature f)
{
	return feature_texts[f].since;
}

CR_FN const char *feature_advice(enum feature f)
{
	return feature_texts[f].advice;
}

/* == capabilities ============================================================================== */

CR_FN bool feature_has_cap(int cap)
{
	struct __user_cap_data_struct data[2] = {{0}};

	if (cap < 0 || cap >= 64 || sys_capget(0, data) < 0)
		return false;
	return data[cap / 32].effective >> (cap % 32) & 1;
}

CR_FN const char *feature_cap_name(int cap)
{
	static const char *const names[] = {
		"CAP_CHOWN",
		"CAP_DAC_OVERRIDE",
		"CAP_DAC_READ_SEARCH",
		"CAP_FOWNER",
		"CAP_FSETID",
		"CAP_KILL",
		"CAP_SETGID",
		"CAP_SETUID",
		"CAP_SETPCAP",
		"CAP_LINUX_IMMUTABLE",
		"CAP_NET_BIND_SERVICE",
		"CAP_NET_BROADCAST",
		"CAP_NET_ADMIN",
		"CAP_NET_RAW",
		"CAP_IPC_LOCK",
		"CAP_IPC_OWNER",
		"CAP_SYS_MODULE",
		"CAP_SYS_RAWIO",
		"CAP_SYS_CHROOT",
		"CAP_SYS_PTRACE",
		"CAP_SYS_PACCT",
		"CAP_SYS_ADMIN",
		"CAP_SYS_BOOT",
		"CAP_SYS_NICE",
		"CAP_SYS_RESOURCE",
		"CAP_SYS_TIME",
		"CAP_SYS_TTY_CONFIG",
		"CAP_MKNOD",
		"CAP_LEASE",
		"CAP_AUDIT_WRITE",
		"CAP_AUDIT_CONTROL",
		"CAP_SETFCAP",
		"CAP_MAC_OVERRIDE",
		"CAP_MAC_ADMIN",
		"CAP_SYSLOG",
		"CAP_WAKE_ALARM",
		"CAP_BLOCK_SUSPEND",
		"CAP_AUDIT_READ",
		"CAP_PERFMON",
		"CAP_BPF",
		"CAP_CHECKPOINT_RESTORE",
	};
	_Static_assert(ARRAY_LEN(names) == CAP_CHECKPOINT_RESTORE + 1, "the last one");

	return cap >= 0 && (size_t)cap < ARRAY_LEN(names) ? names[cap] : "an unknown capability";
}
