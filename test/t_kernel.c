/* SPDX-License-Identifier: MIT
 *
 * Tests of impl/kernel: system calls, registers and the return stub, feature probes. The readers of
 * /proc: t_procfs.c.
 */
#include "t.h"

#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/wait.h>

/* A call that fails in a process of its own: the filter stays there. Everything else is allowed. */
static void kernel_forbid(long nr, unsigned error)
{
	struct sock_filter code[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (unsigned)nr, 0, 1),
		BPF_STMT(BPF_RET | BPF_K,
			 error ? SECCOMP_RET_ERRNO | error : SECCOMP_RET_KILL_PROCESS),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	struct sock_fprog program = {ARRAY_LEN(code), code};

	T_MUST(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0, "no_new_privs: %s", strerror(errno));
	T_MUST(prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0, "seccomp: %s",
	       strerror(errno));
}

/* Runs fn in a fork; its failed checks are those of the test. */
static void kernel_in_child(void (*fn)(void))
{
	pid_t pid = fork();

	T_MUST(pid >= 0, "fork: %s", strerror(errno));
	if (pid == 0) {
		fn();
		t_stop();
	}
	int status = t_wait(pid, 10000);
	T_CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 0, "the child's status is %x", status);
}

/* == plain calls =============================================================================== */

static void kernel_errors(void)
{
	char text[8];
	uint64_t at = 1;

	errno = 77;
	T_CHECK(sys_openat(AT_FDCWD, "nowhere", O_RDONLY, 0) == -ENOENT, "openat");
	T_CHECK(sys_close(-1) == -EBADF, "close");
	T_CHECK(sys_read(-1, text, 1) == -EBADF && sys_write(-1, text, 1) == -EBADF, "read, write");
	T_CHECK(sys_mmap(1, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0, &at) ==
			-EINVAL,
		"mmap");
	T_CHECK(at == 1, "mmap failed and wrote %lx", at);
	T_CHECK(sys_kill(0x3ffffff, 0) == -ESRCH, "kill");
	T_CHECK(sys_sigmask(99, &at, NULL) == -EINVAL, "sigmask");
	T_CHECK(errno == 77, "errno is %d", errno);
	T_CHECK(sys_getpid() == getpid() && sys_gettid() == gettid(), "%d, %d", sys_getpid(),
		sys_gettid());
}

static bool kernel_cloexec(int fd)
{
	return fcntl(fd, F_GETFD) == FD_CLOEXEC;
}

static void kernel_owned(int *kept)
{
	CR_AUTOFD int fd = sys_openat(AT_FDCWD, "file", O_RDWR | O_CREAT, 0600);
	CR_AUTOFD int taken = sys_dup_above(fd, 20);

	T_CHECK(fd >= 0 && kernel_cloexec(fd), "%d", fd);
	T_CHECK(taken >= 20 && kernel_cloexec(taken), "%d", taken);
	*kept = sys_take(&taken);
	T_CHECK(taken == -1, "%d", taken);
}

static void kernel_descriptors(void)
{
	int before = t_open_fds(), kept = -1, pair[2], got = -1;
	char byte = 'x', control[CMSG_SPACE(sizeof(int))] = {0};
	struct iovec iov = {&byte, 1};
	struct msghdr msg = {.msg_iov = &iov,
			     .msg_iovlen = 1,
			     .msg_control = control,
			     .msg_controllen = sizeof(control)};

	kernel_owned(&kept);
	T_CHECK(t_open_fds() == before + 1 && kernel_cloexec(kept), "one is left");
	T_MUST(sys_socketpair(SOCK_SEQPACKET, pair) == 0, "socketpair");
	T_CHECK(kernel_cloexec(pair[0]) && kernel_cloexec(pair[1]), "socketpair");
	struct cmsghdr *cmsg = CMSG_FIRSTHDR(&msg);
	*cmsg = (struct cmsghdr){.cmsg_level = SOL_SOCKET,
				 .cmsg_type = SCM_RIGHTS,
				 .cmsg_len = CMSG_LEN(sizeof(int))};
	memcpy(CMSG_DATA(cmsg), &kept, sizeof(int));
	T_CHECK(sys_sendmsg(pair[0], &msg, 0) == 1, "sendmsg");
	memset(control, 0, sizeof(control));
	T_CHECK(sys_recvmsg(pair[1], &msg, 0) == 1, "recvmsg");
	memcpy(&got, CMSG_DATA(cmsg), sizeof(int));
	T_CHECK(kernel_cloexec(got), "%d came", got);
	T_CHECK(sys_kcmp(getpid(), getpid(), 0, (uint64_t)got, (uint64_t)kept) == 0,
		"the same open file");
	T_CHECK(sys_kcmp(getpid(), getpid(), 0, (uint64_t)got, (uint64_t)pair[0]) > 0,
		"another open file");
	int stream[2];
	T_MUST(sys_socketpair(SOCK_STREAM, stream) == 0, "socketpair");
	close(stream[1]);
	signal(SIGPIPE, SIG_DFL);
	T_CHECK(sys_send(stream[0], "y", 1, 0) == -EPIPE, "send to nobody");
	T_CHECK(sys_sendmsg(stream[0], &(struct msghdr){.msg_iov = &iov, .msg_iovlen = 1}, 0) ==
			-EPIPE,
		"sendmsg");
	close(stream[0]);
	close(pair[1]);
	int pidfd = sys_pidfd_open(getpid(), 0), same = sys_pidfd_getfd(pidfd, kept);
	T_CHECK(kernel_cloexec(pidfd) && kernel_cloexec(same), "%d, %d", pidfd, same);
	close(pidfd);
	close(same);
	close(got);
	close(pair[0]);
	close(kept);
}

static void kernel_on_alarm(int signo)
{
	(void)signo;
}

/* Signals every 2 ms that end calls early. */
static void kernel_interrupt(long us)
{
	struct sigaction act = {.sa_handler = kernel_on_alarm};
	struct itimerval every = {{0, us}, {0, us}};

	sigaction(SIGALRM, &act, NULL);
	setitimer(ITIMER_REAL, &every, NULL);
}

static void kernel_pipe_writer(int fd)
{
	unsigned char bytes[64];

	for (int i = 0; i < 64 * 64; i += 64) {
		for (int k = 0; k < 64; k++)
			bytes[k] = (unsigned char)((i + k) * 7);
		t_sleep_ms(i % 512 == 0 ? 5 : 0);
		for (int k = 0; k < 64;) {
			ssize_t r = write(fd, bytes + k, (size_t)(64 - k));
			k += r > 0 ? (int)r : 0;
		}
	}
}

static void kernel_whole(void)
{
	static unsigned char got[64 * 64 + 1];
	int fds[2];

	T_MUST(pipe(fds) == 0, "pipe");
	pid_t pid = fork();
	if (pid == 0) {
		kernel_pipe_writer(fds[1]);
		_exit(0);
	}
	close(fds[1]);
	kernel_interrupt(2000);
	T_CHECK(sys_read_all(fds[0], got, 64 * 64) == 0, "through signals and pieces");
	for (int i = 0; i < 64 * 64; i++)
		T_MUST(got[i] == (unsigned char)(i * 7), "byte %d is %d", i, got[i]);
	T_CHECK(sys_read_all(fds[0], got, 1) == -EIO, "the end");
	uint64_t start = t_now_ns();
	T_CHECK(sys_sleep_ns(30000000) == 0 && t_now_ns() - start >= 30000000, "%lu ns",
		t_now_ns() - start);
	kernel_interrupt(0);
	T_CHECK(t_wait(pid, 2000) == 0, "writer");
	close(fds[0]);

	int fd = sys_openat(AT_FDCWD, "file", O_RDWR | O_CREAT | O_TRUNC, 0600);
	T_CHECK(sys_write_all(fd, got, 4096) == 0 && sys_pwrite_all(fd, "end", 3, 8192) == 0,
		"write");
	struct stat st;
	T_CHECK(sys_fstat(fd, &st) == 0 && st.st_size == 8195 && S_ISREG(st.st_mode), "%ld",
		(long)st.st_size);
	char end[3];
	T_CHECK(sys_pread_all(fd, end, 3, 8192) == 0 && memcmp(end, "end", 3) == 0, "pread");
	T_CHECK(sys_pread_all(fd, end, 3, 8193) == -EIO, "pread past the end");
	T_CHECK(sys_lseek(fd, 0, SEEK_END) == 8195, "lseek");
	T_CHECK(sys_ftruncate(fd, 5) == 0 && sys_fstatat(AT_FDCWD, "file", &st, 0) == 0 &&
			st.st_size == 5,
		"ftruncate");
	close(fd);
	T_CHECK(sys_unlinkat(AT_FDCWD, "file", 0) == 0 && !t_exists("file"), "unlink");
	fd = sys_openat(AT_FDCWD, "/dev/full", O_WRONLY, 0);
	T_CHECK(sys_write_all(fd, got, 1) == -ENOSPC && sys_pwrite_all(fd, got, 1, 0) == -ENOSPC,
		"a full disk");
	close(fd);
}

typedef int (*kernel_open_fn)(int dirfd, const char *path, int flags, unsigned mode);

static void kernel_beneath_by(kernel_open_fn open_fn, const char *how)
{
	static const struct {
		const char *path;
		int flags, result;
	} cases[] = {
		{"a/b/file", O_RDONLY, 0},
		{"top", O_RDONLY, 0},
		{"a/b", O_DIRECTORY, 0},
		{"a/b/new", O_WRONLY | O_CREAT | O_EXCL, 0},
		{"a/none", O_RDONLY, -ENOENT},
		{"none/file", O_RDONLY, -ENOENT},
		{"", O_RDONLY, -EXDEV},
		{".", O_RDONLY, -EXDEV},
		{"..", O_RDONLY, -EXDEV},
		{"../outside", O_RDONLY, -EXDEV},
		{"a/../top", O_RDONLY, -EXDEV},
		{"a/./b/file", O_RDONLY, -EXDEV},
		{"a//b/file", O_RDONLY, -EXDEV},
		{"a/b/", O_DIRECTORY, -EXDEV},
		{"/etc/passwd", O_RDONLY, -EXDEV},
		{"link-file", O_RDONLY, -ELOOP},
		{"link-dir/file", O_RDONLY, 1},
		{"a/link-out/passwd", O_RDONLY, 1},
		{"top/file", O_RDONLY, -ENOTDIR},
		{"...", O_RDONLY, -ENOENT},
	};
	int dir = sys_openat(AT_FDCWD, "root", O_RDONLY | O_DIRECTORY, 0);

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		int fd = open_fn(dir, cases[i].path, cases[i].flags, 0600), want = cases[i].result;

		/* A link on the way: one says what it is, the other that it is no directory. */
		bool ok = want == 1   ? fd == -ELOOP || fd == -ENOTDIR
			  : want == 0 ? fd >= 0 && kernel_cloexec(fd)
				      : fd == want;
		T_CHECK(ok, "%s '%s': %d", how, cases[i].path, fd);
		sys_close_auto(&fd);
	}
	unlink("root/a/b/new");
	close(dir);
}

static void kernel_beneath_forbidden(void)
{
	kernel_forbid(SYS_openat2, EPERM);
	T_CHECK(sys_openat_beneath(AT_FDCWD, "root/link-file", O_RDONLY, 0) == -ELOOP, "a link");
	kernel_beneath_by(sys_openat_beneath, "without openat2,");
}

static void kernel_beneath(void)
{
	char name[300];

	T_MUST(mkdir("root", 0700) == 0 && mkdir("root/a", 0700) == 0 &&
		       mkdir("root/a/b", 0700) == 0,
	       "mkdir");
	t_write("root/a/b/file", "x", 1);
	t_write("root/top", "x", 1);
	t_write("outside", "x", 1);
	T_MUST(symlink("top", "root/link-file") == 0 && symlink("a/b", "root/link-dir") == 0 &&
		       symlink("/etc", "root/a/link-out") == 0,
	       "symlink");
	kernel_beneath_by(sys_openat_stepwise, "stepwise");
	kernel_beneath_by(sys_openat_beneath, "openat2");
	kernel_in_child(kernel_beneath_forbidden);
	memset(name, 'n', sizeof(name));
	name[299] = '\0';
	T_CHECK(sys_openat_stepwise(AT_FDCWD, name, O_RDONLY, 0) == -ENAMETOOLONG, "a long name");
}

static void kernel_readlink(void)
{
	char text[32];

	T_MUST(symlink("0123456789", "link") == 0, "symlink");
	memset(text, 'x', sizeof(text));
	T_CHECK(sys_readlinkat(AT_FDCWD, "link", text, 11) == 10 && strcmp(text, "0123456789") == 0,
		"%s", text);
	T_CHECK(sys_readlinkat(AT_FDCWD, "link", text, 10) == -ENAMETOOLONG, "no room for the end");
	T_CHECK(sys_readlinkat(AT_FDCWD, "link", text, 0) == -EINVAL, "no room");
}

static void kernel_clone_forbidden(void)
{
	int status = 0, pidfd = -1;

	kernel_forbid(SYS_clone3, ENOSYS);
	pid_t pid = sys_clone3(0, 0, NULL, 0, &pidfd);
	if (pid == 0)
		sys_exit(9);
	T_CHECK(pid > 0 && kernel_cloexec(pidfd), "%d, pidfd %d", pid, pidfd);
	T_CHECK(sys_wait(pid, &status, __WALL) == pid && WEXITSTATUS(status) == 9, "%x", status);
	T_CHECK(sys_clone3(0, 0, &pid, 1, NULL) == -ENOSYS, "a chosen pid cannot be had by clone");
}

static void kernel_clone3(void)
{
	int status = 0, pidfd = -1;
	uint64_t all = UINT64_MAX, old;

	sys_sigmask(SIG_SETMASK, &all, &old);
	pid_t pid = sys_clone3(0, 0, NULL, 0, &pidfd);
	if (pid == 0) {
		sys_sleep_ns(20000000);
		sys_exit(sys_getpid() != getppid() ? 7 : 8);
	}
	T_MUST(pid > 0, "clone3: %d", pid);
	T_CHECK(kernel_cloexec(pidfd), "pidfd %d", pidfd);
	T_CHECK(sys_wait(pid, &status, __WALL | WNOHANG) == 0, "not yet");
	T_CHECK(waitpid(-1, NULL, WNOHANG) == -1 && errno == ECHILD,
		"exit signal 0: no child for an ordinary wait");
	T_CHECK(sys_wait(-1, &status, __WALL) == -EINVAL && sys_wait(0, &status, __WALL) == -EINVAL,
		"any child");
	struct pollfd poll_fd = {.fd = pidfd, .events = POLLIN};
	T_CHECK(sys_poll(&poll_fd, 1, 5000) == 1, "its pidfd tells of its end");
	T_CHECK(sys_pidfd_send_signal(pidfd, 0) == 0, "a zombie");
	T_CHECK(sys_wait(pid, &status, __WALL) == pid && WIFEXITED(status) &&
			WEXITSTATUS(status) == 7,
		"%x", status);
	T_CHECK(sys_pidfd_send_signal(pidfd, 0) == -ESRCH, "nobody");
	T_CHECK(sys_wait(pid, &status, __WALL) == -ECHILD, "twice");
	sys_sigmask(SIG_SETMASK, &old, NULL);
	close(pidfd);
	kernel_in_child(kernel_clone_forbidden);
}

static void kernel_clone3_pid(void)
{
	pid_t want = sys_getpid() + 1000;
	int status = 0;

	pid_t pid = sys_clone3(0, SIGCHLD, &want, 1, NULL);
	if (pid == 0)
		sys_exit(sys_getpid() == want ? 0 : 1);
	if (pid == -EPERM)
		t_skip("not permitted");
	T_CHECK(pid == want, "%d instead of %d", pid, want);
	T_CHECK(sys_wait(pid, &status, 0) == pid && status == 0, "%x", status);
	want = sys_getpid();
	T_CHECK(sys_clone3(0, SIGCHLD, &want, 1, NULL) == -EEXIST, "our own");
}

struct kernel_clone_arg {
	uint32_t word, seen;
	uintptr_t frame;
	pid_t pid;
};

static int kernel_clone_body(void *p)
{
	struct kernel_clone_arg *arg = p;
	__attribute__((aligned(16))) volatile char local[16];

	/* A wrong alignment faults here, as in any compiled code. */
	__asm__ volatile("movaps %%xmm0, %0" : "=m"(local));
	arg->frame = (uintptr_t)local;
	arg->pid = sys_getpid();
	while (sys_futex_wait(&arg->word, 0, NULL) == 0 &&
	       __atomic_load_n(&arg->word, __ATOMIC_SEQ_CST) == 0)
		;
	arg->seen = arg->word;
	return 43;
}

static void kernel_clone_fn(void)
{
	struct kernel_clone_arg arg = {0};
	static char stack[65536];
	int status = 0;

	T_CHECK(sys_clone_fn(CLONE_VM, 0, stack, 100, kernel_clone_body, &arg) == -EINVAL,
		"a stack of 100 bytes");
	pid_t pid = sys_clone_fn(CLONE_VM | CLONE_FS, 0, stack, sizeof(stack) - 3,
				 kernel_clone_body, &arg);
	T_MUST(pid > 0, "clone: %d", pid);
	t_sleep_ms(10);
	T_CHECK(sys_wait(pid, &status, __WALL | WNOHANG) == 0, "it waits");
	__atomic_store_n(&arg.word, 5, __ATOMIC_SEQ_CST);
	T_CHECK(sys_futex_wake(&arg.word, 1) >= 0, "wake");
	T_CHECK(sys_wait(pid, &status, __WALL) == pid && WIFEXITED(status) &&
			WEXITSTATUS(status) == 43,
		"%x", status);
	T_CHECK(arg.pid == pid && arg.seen == 5, "pid %d, word %u", arg.pid, arg.seen);
	T_CHECK(arg.frame > (uintptr_t)stack && arg.frame < (uintptr_t)stack + sizeof(stack),
		"its stack");
}

static void kernel_futex(void)
{
	struct timespec ts = {0, 20000000};
	uint32_t word = 1;
	uint64_t start = t_now_ns();

	T_CHECK(sys_futex_wait(&word, 1, &ts) == -ETIMEDOUT, "the time is up");
	T_CHECK(t_now_ns() - start >= 20000000, "%lu ns", t_now_ns() - start);
	T_CHECK(sys_futex_wait(&word, 2, NULL) == -EAGAIN, "another value");
	T_CHECK(sys_futex_wake(&word, 10) == 0, "nobody waits");
}

static void kernel_memory(void)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE);
	uint64_t at = 0, end = 0;

	T_MUST(sys_mmap(0, 8 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0,
			&at) == 0,
	       "mmap");
	T_CHECK(sys_madvise(at, 8 * page, MADV_NOHUGEPAGE) == 0, "madvise");
	((volatile char *)at)[page * 3] = 1;
	((volatile char *)at)[page * 4] = 1;
	((volatile char *)at)[page * 6] = 1;
	int fd = sys_openat(AT_FDCWD, "/proc/self/pagemap", O_RDONLY, 0);
	struct sys_scan scan = {.start = at,
				.end = at + 8 * page,
				.mask = SYS_PAGE_PRESENT,
				.wanted = SYS_PAGE_PRESENT};
	struct sys_page_region regions[4];
	int n = sys_pagemap_scan(fd, &scan, regions, 4, &end);
	if (n != -ENOTTY) {
		T_CHECK(n == 2 && end == at + 8 * page, "%d regions, end %lx", n, end - at);
		T_CHECK(regions[0].start == at + 3 * page && regions[0].end == at + 5 * page,
			"the first");
		T_CHECK(regions[1].start == at + 6 * page && regions[1].end == at + 7 * page,
			"the second");
		T_CHECK(regions[0].categories == SYS_PAGE_PRESENT, "%lx", regions[0].categories);
		n = sys_pagemap_scan(fd, &scan, regions, 1, &end);
		T_CHECK(n == 1 && end >= regions[0].end && end <= at + 6 * page,
			"the array is full: %d, %lx", n, end - at);
		end = 5;
		scan.mask = 1u << 30;
		T_CHECK(sys_pagemap_scan(fd, &scan, regions, 1, &end) == -EINVAL && end == 5,
			"no such category");
	}
	close(fd);
	T_CHECK(sys_mprotect(at, page, PROT_NONE) == 0 && write(-1, "", 0) < 0, "mprotect");
	T_CHECK(sys_munmap(at, 8 * page) == 0 && sys_madvise(at, page, MADV_NORMAL) == -ENOMEM,
		"munmap");
	uint64_t a = 0, b = 0;
	T_CHECK(sys_getrandom(&a, 8) == 0 && sys_getrandom(&b, 8) == 0 && a != b, "%lx %lx", a, b);
}

static void kernel_directory(void)
{
	char name[256], seen[300] = {0};
	struct sys_dir dir;
	const char *entry;
	int r, n = 0;

	T_MUST(mkdir("many", 0700) == 0, "mkdir");
	for (int i = 0; i < 300; i++) {
		memset(name, 'n', 200);
		snprintf(name, sizeof(name), "many/%03d%0*d", i, i % 200 + 1, 0);
		t_write(name, "", 0);
	}
	int fd = sys_openat(AT_FDCWD, "many", O_RDONLY | O_DIRECTORY, 0);
	for (int round = 1; round <= 2; round++) {
		sys_dir_start(&dir, fd);
		for (n = 0; (r = sys_dir_next(&dir, &entry)) == 1; n++) {
			T_MUST(entry[0] != '.' &&
				       atoi((snprintf(name, 4, "%s", entry), name)) < 300,
			       "%s", entry);
			seen[atoi(name)]++;
		}
		T_CHECK(r == 0 && n == 300, "%d, %d names", r, n);
		for (int i = 0; i < 300; i++)
			T_CHECK(seen[i] == round, "name %d came %d times", i, seen[i]);
	}
	close(fd);
	sys_dir_start(&dir, -1);
	T_CHECK(sys_dir_next(&dir, &entry) == -EBADF, "no directory");
}

/* == registers ================================================================================= */

static void kernel_resume(void)
{
	static const struct {
		long orig, rax, want_rax;
		int back;
	} cases[] = {
		{SYS_read, -512, SYS_read, 2},
		{SYS_poll, -513, SYS_poll, 2},
		{SYS_pselect6, -514, SYS_pselect6, 2},
		{SYS_nanosleep, -516, SYS_restart_syscall, 2},
		{SYS_epoll_wait, -EINTR, -EINTR, 0},
		{SYS_read, 17, 17, 0},
		{SYS_read, -515, -515, 0},
		{-1, -512, -512, 0},
		{-1, -516, -516, 0},
		{0, -512, 0, 2}, /* read(2) is number 0 */
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct arch_regs at, to, want;

		memset(&at, 0x5a, sizeof(at));
		at.orig_rax = (uint64_t)cases[i].orig;
		at.rax = (uint64_t)cases[i].rax;
		want = at;
		want.orig_rax = UINT64_MAX;
		want.rax = (uint64_t)cases[i].want_rax;
		want.rip -= (uint64_t)cases[i].back;
		arch_resume_regs(&at, &to);
		T_CHECK(memcmp(&to, &want, sizeof(to)) == 0, "case %zu: rax %ld, rip %lx", i,
			(long)to.rax, to.rip);
		T_CHECK(arch_syscall_nr(&at) == (cases[i].orig < 0 ? -1 : cases[i].orig),
			"case %zu", i);
		T_CHECK(arch_syscall_result(&at) == cases[i].rax, "case %zu", i);
	}
}

static void kernel_set_regs(void)
{
	const uint64_t args[6] = {11, 12, 13, 14, 15, 16};
	struct arch_regs r;
	uint64_t got[6];

	memset(&r, 0xff, sizeof(r));
	r.orig_rax = 3;
	arch_set_call(&r, 0x1000, SYS_mmap, args);
	arch_syscall_args(&r, got);
	T_CHECK(memcmp(args, got, sizeof(args)) == 0 && r.r10 == 14 && r.rdi == 11, "arguments");
	T_CHECK(arch_ip(&r) == 0x1000 && r.rax == SYS_mmap && arch_syscall_nr(&r) == -1,
		"the call");
	T_CHECK(!(r.eflags & 0x100), "no single steps");
	arch_set_entry(&r, 0x2000, 0x7fff1238, args);
	T_CHECK(r.rdi == 11 && r.rsi == 12 && r.rdx == 13 && r.rcx == 14 && r.r8 == 15 &&
			r.r9 == 16,
		"arguments");
	T_CHECK(arch_sp(&r) == 0x7fff1228 && arch_ip(&r) == 0x2000 && r.orig_rax == UINT64_MAX,
		"sp %lx", r.rsp);
	T_CHECK(!(r.eflags & 0x40500), "flags %lx", r.eflags);
	arch_set_ip(&r, 5);
	arch_set_sp(&r, 6);
	arch_set_syscall_result(&r, -7);
	T_CHECK(r.rip == 5 && r.rsp == 6 && arch_syscall_result(&r) == -7, "set");
}

enum { KERNEL_GETREGSET = 0x4204, KERNEL_SETREGSET = 0x4205, KERNEL_DETACH = 17 };

/* Stopped in the middle of a call and sent on by its registers alone, as the stub does when nobody
 * is left to help. */
static void kernel_resume_a_call(void (*body)(void), long ms, long nr)
{
	struct arch_regs at, to;
	struct iovec iov = {&at, sizeof(at)};
	uint64_t start = t_now_ns();
	int status = 0;

	pid_t pid = fork();
	if (pid == 0) {
		body();
		t_stop();
	}
	t_sleep_ms(50);
	T_MUST(SYS4(SYS_ptrace, FEATURE_REQ_SEIZE, pid, 0, 0) == 0, "seize");
	T_MUST(SYS4(SYS_ptrace, FEATURE_REQ_INTERRUPT, pid, 0, 0) == 0, "interrupt");
	T_MUST(sys_wait(pid, &status, __WALL) == pid && WIFSTOPPED(status), "%x", status);
	T_MUST(SYS4(SYS_ptrace, KERNEL_GETREGSET, pid, 1, &iov) == 0, "registers");
	T_CHECK(arch_syscall_nr(&at) == nr, "in call %ld", arch_syscall_nr(&at));
	arch_resume_regs(&at, &to);
	T_CHECK(to.rip == at.rip - ARCH_SYSCALL_LEN, "nothing to enter again: result %ld",
		arch_syscall_result(&at));
	iov.iov_base = &to;
	T_MUST(SYS4(SYS_ptrace, KERNEL_SETREGSET, pid, 1, &iov) == 0, "registers");
	T_MUST(SYS4(SYS_ptrace, KERNEL_DETACH, pid, 0, 0) == 0, "detach");
	T_CHECK(t_wait(pid, 5000) == 0, "it failed");
	uint64_t took = (t_now_ns() - start) / 1000000;
	T_CHECK(took >= (uint64_t)ms && took < (uint64_t)ms + 1000, "%lu ms instead of %ld", took,
		ms);
}

static void kernel_body_sleep(void)
{
	struct timespec ts = {0, 300000000};

	T_CHECK(syscall(SYS_nanosleep, &ts, &ts) == 0, "nanosleep: %s", strerror(errno));
}

static void kernel_body_read(void)
{
	char byte = 0;
	int fds[2];

	T_MUST(pipe(fds) == 0, "pipe");
	pid_t pid = fork();
	if (pid == 0) {
		t_sleep_ms(300);
		_exit(write(fds[1], "k", 1) == 1 ? 0 : 1);
	}
	T_CHECK(read(fds[0], &byte, 1) == 1 && byte == 'k', "read: %s", strerror(errno));
	T_CHECK(t_wait(pid, 1000) == 0, "writer");
}

static void kernel_resume_real(void)
{
	kernel_resume_a_call(kernel_body_sleep, 300, SYS_nanosleep);
	kernel_resume_a_call(kernel_body_read, 300, SYS_read);
}

/* == the return stub =========================================================================== */

/* Enters a stub with the registers of a call, and comes back from the place that the stub jumps to,
 * which notes all registers before it uses any. */
static struct arch_regs kernel_seen __asm__("t_kernel_seen") __attribute__((used));
static uint64_t kernel_own_sp __asm__("t_kernel_own_sp") __attribute__((used));
void t_kernel_enter(uint64_t at, const struct arch_regs *call);
void t_kernel_landing(void);

__asm__(".text\n"
	"t_kernel_enter:\n\t"
	"pushq %rbx\n\tpushq %rbp\n\tpushq %r12\n\tpushq %r13\n\tpushq %r14\n\tpushq %r15\n\t"
	"movq %rsp, t_kernel_own_sp(%rip)\n\t"
	"movq %rdi, %rcx\n\t"
	"movq %rsi, %r11\n\t"
	"movq 56(%r11), %r10\n\tmovq 64(%r11), %r9\n\tmovq 72(%r11), %r8\n\tmovq 80(%r11), %rax\n\t"
	"movq 96(%r11), %rdx\n\tmovq 104(%r11), %rsi\n\tmovq 112(%r11), %rdi\n\t"
	"jmp *%rcx\n"
	"t_kernel_landing:\n\t"
	"movq %r15, t_kernel_seen+0(%rip)\n\tmovq %r14, t_kernel_seen+8(%rip)\n\t"
	"movq %r13, t_kernel_seen+16(%rip)\n\tmovq %r12, t_kernel_seen+24(%rip)\n\t"
	"movq %rbp, t_kernel_seen+32(%rip)\n\tmovq %rbx, t_kernel_seen+40(%rip)\n\t"
	"movq %r11, t_kernel_seen+48(%rip)\n\tmovq %r10, t_kernel_seen+56(%rip)\n\t"
	"movq %r9, t_kernel_seen+64(%rip)\n\tmovq %r8, t_kernel_seen+72(%rip)\n\t"
	"movq %rax, t_kernel_seen+80(%rip)\n\tmovq %rcx, t_kernel_seen+88(%rip)\n\t"
	"movq %rdx, t_kernel_seen+96(%rip)\n\tmovq %rsi, t_kernel_seen+104(%rip)\n\t"
	"movq %rdi, t_kernel_seen+112(%rip)\n\tmovq %rsp, t_kernel_seen+152(%rip)\n\t"
	"movq t_kernel_own_sp(%rip), %rsp\n\t"
	"pushfq\n\tpopq t_kernel_seen+144(%rip)\n\t"
	"cld\n\t"
	"popq %r15\n\tpopq %r14\n\tpopq %r13\n\tpopq %r12\n\tpopq %rbp\n\tpopq %rbx\n\t"
	"ret\n");

#define KERNEL_FLAGS 0xcd5u /* CF PF AF ZF SF DF OF */

static uint64_t kernel_random(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state;
}

/* Numbers of all lengths, since instructions differ by them. */
static uint64_t kernel_number(uint64_t *state)
{
	uint64_t v = kernel_random(state);

	switch (kernel_random(state) % 6) {
	case 0:
		return v;
	case 1:
		return v >> 32;
	case 2:
		return v | 0xffffffff00000000u;
	case 3:
		return v | 0xffffffff80000000u;
	case 4:
		return v % 3;
	default:
		return v & 0x7fffffff;
	}
}

static void kernel_random_regs(struct arch_regs *r, uint64_t *state)
{
	uint64_t *words = (uint64_t *)r;

	for (size_t i = 0; i < sizeof(*r) / 8; i++)
		words[i] = kernel_number(state);
	r->rip = (uintptr_t)t_kernel_landing;
	r->eflags = (kernel_random(state) & KERNEL_FLAGS) | 0x202;
}

static void kernel_compare_regs(const struct arch_regs *want, int round)
{
	static const char *const names[] = {"r15", "r14", "r13", "r12", "rbp", "rbx", "r11", "r10",
					    "r9",  "r8",  "rax", "rcx", "rdx", "rsi", "rdi"};
	const uint64_t *a = (const uint64_t *)want, *b = (const uint64_t *)&kernel_seen;

	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		T_CHECK(a[i] == b[i], "round %d: %s is %lx instead of %lx", round, names[i], b[i],
			a[i]);
	T_CHECK(want->rsp == kernel_seen.rsp, "round %d: rsp is %lx instead of %lx", round,
		kernel_seen.rsp, want->rsp);
	T_CHECK((want->eflags & KERNEL_FLAGS) == (kernel_seen.eflags & KERNEL_FLAGS),
		"round %d: flags are %lx instead of %lx", round, kernel_seen.eflags, want->eflags);
}

static bool kernel_mapped(uint64_t at)
{
	unsigned char in_core;

	return SYS3(SYS_mincore, at, 4096, &in_core) != -ENOMEM;
}

static uint64_t kernel_new_mapping(int prot)
{
	uint64_t at = 0;

	T_MUST(sys_mmap(0, 4096, prot, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0, &at) == 0, "mmap");
	return at;
}

/* Where the address to unmap comes from. */
enum {
	KERNEL_UNMAP_NOTHING,
	KERNEL_UNMAP_KNOWN,
	KERNEL_UNMAP_RAX,
	KERNEL_UNMAP_OWN_CALL,
	KERNEL_UNMAP_FAILED
};

static void kernel_stub_round(uint64_t code, uint64_t *state, int round)
{
	const uint64_t keep = 1u << (SIGKILL - 1) | 1u << (SIGSTOP - 1);
	struct arch_stub stub = {.at = code + (uint64_t)round % 13,
				 .sigmask = kernel_random(state) & ~keep};
	struct arch_regs call = {0};
	uint64_t map = kernel_new_mapping(PROT_READ), old, mask = 0, all = UINT64_MAX;
	int how = round % 5, status;
	uint32_t done = 0;
	size_t tail = 0;
	pid_t pid = 0;

	kernel_random_regs(&stub.regs, state);
	stub.unmap = how == KERNEL_UNMAP_KNOWN ? map : ARCH_STUB_UNMAP_RESULT;
	stub.unmap_len = how == KERNEL_UNMAP_NOTHING ? 0 : 4096;
	if (kernel_random(state) % 2)
		stub.done_word = (uintptr_t)&done;
	if (round % 16 == 0) {
		pid = sys_clone3(0, 0, NULL, 0, NULL);
		if (pid == 0)
			sys_exit(3);
		T_MUST(pid > 0, "clone3: %d", pid);
		stub.wait_pid = (uint64_t)pid;
	}
	int len = arch_stub_make(&stub, (void *)stub.at, 512, &tail);
	T_MUST(len > 0 && len <= ARCH_STUB_MAX, "length %d", len);
	T_CHECK(memcmp((void *)stub.at, "\x0f\x05", 2) == 0 && tail == ARCH_SYSCALL_LEN,
		"begins with a call");
	if (how == KERNEL_UNMAP_OWN_CALL) {
		const uint64_t args[6] = {map,	      4096,
					  PROT_READ,  MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED,
					  UINT64_MAX, 0};
		arch_set_call(&call, stub.at, SYS_mmap, args);
	} else {
		call.rip = stub.at + tail;
		call.rax = how == KERNEL_UNMAP_FAILED ? (uint64_t)-ENOMEM : map;
	}
	memset(&kernel_seen, 0, sizeof(kernel_seen));
	sys_sigmask(SIG_SETMASK, &all, &old);
	t_kernel_enter(call.rip, &call);
	sys_sigmask(SIG_SETMASK, &old, &mask);
	kernel_compare_regs(&stub.regs, round);
	T_CHECK(mask == stub.sigmask, "round %d: mask %lx instead of %lx", round, mask,
		stub.sigmask);
	bool gone = how != KERNEL_UNMAP_NOTHING && how != KERNEL_UNMAP_FAILED;
	T_CHECK(kernel_mapped(map) == !gone, "round %d: unmap, way %d", round, how);
	T_CHECK(done == (stub.done_word ? 1 : 0), "round %d: done is %u", round, done);
	T_CHECK(!pid || sys_wait(pid, &status, __WALL) == -ECHILD,
		"round %d: the child is still to be waited for", round);
	if (!gone)
		sys_munmap(map, 4096);
}

/* Stack pointers are random: nothing of the stub may use a stack. */
static void kernel_stub(void)
{
	uint64_t code = kernel_new_mapping(PROT_READ | PROT_WRITE | PROT_EXEC),
		 state = 88172645463325252u;

	for (int round = 0; round < 2000 && t_failures() < 20; round++)
		kernel_stub_round(code, &state, round);
	sys_munmap(code, 4096);
}

static void kernel_stub_size(void)
{
	struct arch_stub stub = {.at = 7,
				 .sigmask = 1,
				 .wait_pid = UINT64_MAX / 3,
				 .unmap = UINT64_MAX / 5,
				 .unmap_len = UINT64_MAX / 7,
				 .done_word = UINT64_MAX / 9};
	size_t tail = 99;

	memset(&stub.regs, 0x5a, sizeof(stub.regs));
	unsigned char *buf = malloc(ARCH_STUB_MAX);
	int whole = arch_stub_make(&stub, buf, ARCH_STUB_MAX, &tail);
	T_CHECK(whole > 200 && whole <= ARCH_STUB_MAX, "the longest has %d bytes", whole);
	free(buf);
	tail = 99;
	for (int size = 0; size < whole; size++) {
		buf = malloc((size_t)size); /* a byte too far is seen under sanitizers */
		int r = arch_stub_make(&stub, buf, (size_t)size, &tail);
		T_CHECK(r == -ENOSPC && tail == 99, "%d bytes of room: %d", size, r);
		free(buf);
	}
}

static volatile int kernel_handled;

static void kernel_on_usr1(int signo)
{
	volatile char stack[512];

	memset((void *)stack, signo, sizeof(stack));
	kernel_handled++;
}

/* A signal that waits until the stub sets the mask: its handler runs on the program's stack, below
 * the red zone. */
static void kernel_stub_signal(void)
{
	uint64_t code = kernel_new_mapping(PROT_READ | PROT_WRITE | PROT_EXEC), state = 4711,
		 all = UINT64_MAX, old;
	static unsigned char stack[65536] __attribute__((aligned(16)));
	struct sigaction act = {.sa_handler = kernel_on_usr1};
	struct arch_regs call = {0};
	struct arch_stub stub = {.at = code};
	size_t tail;

	sigaction(SIGUSR1, &act, NULL);
	memset(stack, 0x77, sizeof(stack));
	kernel_random_regs(&stub.regs, &state);
	stub.regs.rsp = (uintptr_t)stack + 40000;
	T_MUST(arch_stub_make(&stub, (void *)code, 4096, &tail) > 0, "stub");
	sys_sigmask(SIG_SETMASK, &all, &old);
	sys_kill(getpid(), SIGUSR1);
	T_CHECK(kernel_handled == 0, "blocked");
	t_kernel_enter(code + tail, &call);
	sys_sigmask(SIG_SETMASK, &old, NULL);
	T_CHECK(kernel_handled == 1, "handled %d times", kernel_handled);
	kernel_compare_regs(&stub.regs, 0);
	for (int i = 40000 - 128; i < 40000 + 64; i++)
		T_MUST(stack[i] == 0x77, "byte %d of the stack was touched", i - 40000);
	sys_munmap(code, 4096);
}

static void kernel_xstate(void)
{
	static unsigned char xstate[ARCH_XSTATE_MAX];
	const char *missing = "?";
	uint64_t used = 0, here = arch_xcr0();
	struct arch_layout layout;

	arch_layout_ask(&layout);

	T_CHECK((here & 3) == 3, "%lx", here);
	T_CHECK(arch_xstate_check(&layout, xstate, 575, &missing) == -EINVAL,
		"too short for the header");
	T_CHECK(arch_xstate_check(&layout, xstate, 576, &missing) == 0 && !*missing,
		"nothing in use");
	T_CHECK(arch_xstate_check(&layout, xstate, ARCH_XSTATE_MAX + 1, &missing) == -EINVAL,
		"too long");
	for (unsigned bit = 0; bit < 64; bit++) {
		used = (uint64_t)1 << bit;
		memcpy(xstate + 512, &used, 8);
		int r = arch_xstate_check(&layout, xstate, ARCH_XSTATE_MAX, &missing),
		    want = here >> bit & 1 ? 0 : -ENOTSUP;
		T_CHECK(r == want && !*missing == !want, "component %u (%s): %d", bit, missing, r);
		r = arch_xstate_check(&layout, xstate, 576, &missing);
		want = !(here >> bit & 1) ? -ENOTSUP : bit < 2 ? 0 : -EINVAL;
		T_CHECK(r == want && !*missing == !want, "component %u (%s) without room: %d", bit,
			missing, r);
	}
	used = 1u << 0 | 1u << 1 | (uint64_t)1 << 62;
	memcpy(xstate + 512, &used, 8);
	T_CHECK(arch_xstate_check(&layout, xstate, ARCH_XSTATE_MAX, &missing) == -ENOTSUP &&
			strstr(missing, "unknown"),
		"%s", missing);
}

static void kernel_xstate_real(void)
{
	static unsigned char xstate[ARCH_XSTATE_MAX];
	struct iovec iov = {xstate, sizeof(xstate)};
	const char *missing = "?";
	struct arch_layout layout;
	int status;

	arch_layout_ask(&layout);

	pid_t pid = fork();
	if (pid == 0) {
		double volatile x = 1;
		for (;;)
			x = x * 1.0001;
	}
	T_MUST(SYS4(SYS_ptrace, FEATURE_REQ_SEIZE, pid, 0, 0) == 0, "seize");
	SYS4(SYS_ptrace, FEATURE_REQ_INTERRUPT, pid, 0, 0);
	T_MUST(sys_wait(pid, &status, __WALL) == pid, "wait");
	T_MUST(SYS4(SYS_ptrace, KERNEL_GETREGSET, pid, 0x202, &iov) == 0, "NT_X86_XSTATE");
	int r = arch_xstate_check(&layout, xstate, iov.iov_len, &missing);
	T_CHECK(r == 0, "what the kernel gave, %zu bytes: %d, %s", iov.iov_len, r, missing);
	kill(pid, SIGKILL);
	sys_wait(pid, &status, __WALL);
}

/* == features ================================================================================== */

static volatile int kernel_children_seen;

static void kernel_on_child(int signo)
{
	(void)signo;
	kernel_children_seen++;
}

/* Asking leaves no trace: no child, no SIGCHLD, no descriptor, no changed mask, no error. */
static void kernel_features(void)
{
	struct sigaction act = {.sa_handler = kernel_on_child};
	struct cr_ctx cx;
	uint64_t before = 0, after = 0;
	int fds = t_open_fds();

	T_MUST(ctx_open(&cx, NULL) == 0, "ctx_open");
	sigaction(SIGCHLD, &act, NULL);
	sys_sigmask(SIG_SETMASK, NULL, &before);
	for (int f = 0; f < FEATURE_COUNT; f++) {
		int answer = feature_ask(&cx, (enum feature)f);

		t_say("%s: %d", feature_name((enum feature)f), answer);
		T_CHECK(answer == CR_YES || answer == CR_NO, "%s: %d",
			feature_name((enum feature)f), answer);
		T_CHECK(feature_since((enum feature)f)[0] >= '2' &&
				*feature_advice((enum feature)f),
			"%d", f);
		T_CHECK(waitpid(-1, NULL, WNOHANG | __WALL) == -1 && errno == ECHILD,
			"%s left a child", feature_name((enum feature)f));
		cx.faults = (uint64_t)1 << f;
		T_CHECK(feature_ask(&cx, (enum feature)f) == CR_NO, "%s, overridden",
			feature_name((enum feature)f));
		cx.faults = ~cx.faults;
		T_CHECK(feature_ask(&cx, (enum feature)f) == answer, "%s, others overridden",
			feature_name((enum feature)f));
		cx.faults = 0;
	}
	sys_sigmask(SIG_SETMASK, NULL, &after);
	T_CHECK(kernel_children_seen == 0, "%d times SIGCHLD", kernel_children_seen);
	T_CHECK(before == after && t_open_fds() == fds && cx.err.code == CR_E_OK,
		"mask %lx, %d descriptors", after, t_open_fds());
	ctx_close(&cx);
}

/* What can be known of the answers from elsewhere. */
static void kernel_feature_rights(void)
{
	struct cr_ctx cx;

	T_MUST(ctx_open(&cx, NULL) == 0, "ctx_open");
	bool admin = feature_has_cap(21) || feature_has_cap(40);
	T_CHECK(feature_ask(&cx, FEATURE_CLONE3_TID) == (admin ? CR_YES : CR_NO), "chosen pids");
	T_CHECK(feature_ask(&cx, FEATURE_MAP_FILES) == (admin ? CR_YES : CR_NO), "map_files");
	T_CHECK(feature_ask(&cx, FEATURE_EXE_LINK) ==
			(admin || feature_has_cap(24) ? CR_YES : CR_NO),
		"exe link");
	if (!feature_has_cap(21)) {
		T_CHECK(feature_ask(&cx, FEATURE_SECCOMP_SUSPEND) == CR_NO, "suspended seccomp");
		T_CHECK(feature_ask(&cx, FEATURE_TIMENS) == CR_NO, "time namespaces");
	}
	T_CHECK(feature_ask(&cx, FEATURE_MEMFD) == CR_YES &&
			feature_ask(&cx, FEATURE_PTRACE) == CR_YES,
		"memfd, ptrace");
	T_CHECK(strcmp(feature_cap_name(19), "CAP_SYS_PTRACE") == 0 &&
			strcmp(feature_cap_name(40), "CAP_CHECKPOINT_RESTORE") == 0,
		"names");
	T_CHECK(t_contains(feature_cap_name(41), "unknown") &&
			t_contains(feature_cap_name(-1), "unknown"),
		"names");
	ctx_close(&cx);
}

static const struct {
	long nr;
	unsigned error;
	enum feature feature;
} kernel_forbidden[] = {
	{SYS_ptrace, EPERM, FEATURE_PTRACE},
	{SYS_ptrace, EPERM, FEATURE_YAMA_ANCESTOR},
	{SYS_ptrace, 0, FEATURE_PTRACE}, /* killed */
	{SYS_clone3, ENOSYS, FEATURE_CLONE3_TID},
	{SYS_pidfd_getfd, EPERM, FEATURE_PIDFD_GETFD},
	{SYS_pidfd_open, ENOSYS, FEATURE_PIDFD_GETFD},
	{SYS_kcmp, EPERM, FEATURE_KCMP},
	{SYS_userfaultfd, EPERM, FEATURE_UFFD_WP_ASYNC},
	{SYS_prctl, EINVAL, FEATURE_TID_ADDRESS},
	{SYS_prctl, EINVAL, FEATURE_SET_MM_MAP},
	{SYS_prctl, EPERM, FEATURE_EXE_LINK},
	{SYS_prctl, EINVAL, FEATURE_TIMER_IDS},
	{SYS_unshare, EPERM, FEATURE_USERNS},
	{SYS_unshare, 0, FEATURE_USERNS},
	{SYS_close_range, ENOSYS, FEATURE_CLOSE_RANGE},
	{SYS_openat2, ENOSYS, FEATURE_OPENAT2},
	{SYS_memfd_create, EPERM, FEATURE_MEMFD},
	{SYS_ioctl, ENOTTY, FEATURE_PAGEMAP_SCAN},
};
static size_t kernel_forbidden_at;

static void kernel_feature_forbidden_child(void)
{
	long nr = kernel_forbidden[kernel_forbidden_at].nr;
	enum feature f = kernel_forbidden[kernel_forbidden_at].feature;
	struct cr_ctx cx;

	T_MUST(ctx_open(&cx, NULL) == 0, "ctx_open");
	kernel_forbid(nr, kernel_forbidden[kernel_forbidden_at].error);
	T_CHECK(feature_ask(&cx, f) == CR_NO, "%s without call %ld: %d", feature_name(f), nr,
		feature_ask(&cx, f));
	/* Too little memory for a child, or too few descriptors, would say nothing of the feature.
	 */
}

static void kernel_feature_forbidden(void)
{
	for (kernel_forbidden_at = 0; kernel_forbidden_at < ARRAY_LEN(kernel_forbidden);
	     kernel_forbidden_at++)
		kernel_in_child(kernel_feature_forbidden_child);
}

static void kernel_feature_unknown_child(void)
{
	struct rlimit none = {0, 0};
	struct cr_ctx cx;

	T_MUST(ctx_open(&cx, NULL) == 0, "ctx_open");
	kernel_forbid(SYS_clone3, EAGAIN); /* as RLIMIT_NPROC or pids.max would */
	T_CHECK(feature_ask(&cx, FEATURE_PTRACE) == CR_UNKNOWN &&
			feature_ask(&cx, FEATURE_USERNS) == CR_UNKNOWN,
		"no child to try");
	T_MUST(setrlimit(RLIMIT_NOFILE, &none) == 0, "setrlimit");
	T_CHECK(feature_ask(&cx, FEATURE_MEMFD) == CR_UNKNOWN &&
			feature_ask(&cx, FEATURE_PIDFD_GETFD) == CR_UNKNOWN,
		"no descriptor to be had");
	T_CHECK(feature_ask(&cx, FEATURE_PAGEMAP_SCAN) == CR_UNKNOWN &&
			feature_ask(&cx, FEATURE_SOFT_DIRTY) == CR_UNKNOWN,
		"no /proc to be had");
}

static void kernel_feature_unknown(void)
{
	kernel_in_child(kernel_feature_unknown_child);
}

static const struct t_test kernel_tests[] = {
	{.name = "sys-errors", .fn = kernel_errors, .flags = T_PURE},
	{.name = "sys-descriptors", .fn = kernel_descriptors},
	{.name = "sys-whole", .fn = kernel_whole},
	{.name = "sys-beneath", .fn = kernel_beneath, .flags = T_ROOT | T_USER},
	{.name = "sys-readlink", .fn = kernel_readlink, .flags = T_PURE},
	{.name = "sys-clone3", .fn = kernel_clone3},
	{.name = "sys-clone3-pid", .fn = kernel_clone3_pid, .flags = T_ROOT},
	{.name = "sys-clone-fn", .fn = kernel_clone_fn},
	{.name = "sys-futex", .fn = kernel_futex},
	{.name = "sys-memory", .fn = kernel_memory},
	{.name = "sys-directory", .fn = kernel_directory, .flags = T_PURE},
	{.name = "arch-resume", .fn = kernel_resume, .flags = T_PURE},
	{.name = "arch-set-regs", .fn = kernel_set_regs, .flags = T_PURE},
	{.name = "arch-resume-real", .fn = kernel_resume_real, .flags = T_ROOT | T_USER},
	{.name = "arch-stub", .fn = kernel_stub},
	{.name = "arch-stub-size", .fn = kernel_stub_size, .flags = T_PURE},
	{.name = "arch-stub-signal", .fn = kernel_stub_signal},
	{.name = "arch-xstate", .fn = kernel_xstate, .flags = T_PURE},
	{.name = "arch-xstate-real", .fn = kernel_xstate_real},
	{.name = "features", .fn = kernel_features, .flags = T_ROOT | T_USER},
	{.name = "feature-rights", .fn = kernel_feature_rights, .flags = T_ROOT | T_USER},
	{.name = "feature-forbidden", .fn = kernel_feature_forbidden, .flags = T_ROOT | T_USER},
	{.name = "feature-unknown", .fn = kernel_feature_unknown},
};
