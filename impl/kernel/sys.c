/* SPDX-License-Identifier: MIT
 *
 * sys: system calls under plain names. Results or -errno; nothing here touches errno, a lock or
 * thread-local storage. Leans on arch (sys_call). Every descriptor is close-on-exec from birth, no
 * socket call raises SIGPIPE, and no wait takes a child that it was not asked for.
 */
#include "kernel.h"

#include <sys/vfs.h>
#include <limits.h>
#include <linux/openat2.h>
#include <linux/sched.h>
#include <linux/userfaultfd.h>
#include <sys/ioctl.h>
#include <sys/shm.h>
#include <sys/wait.h>

/* == files ===================================================================================== */

CR_FN int sys_openat(int dirfd, const char *path, int flags, unsigned mode)
{
	return (int)SYS4(SYS_openat, dirfd, path, flags | O_CLOEXEC, mode);
}

/* Names between single slashes, none of them "." or "..". */
static bool sys_path_is_plain(const char *path)
{
	for (;; path++) {
		size_t n = 0;

		while (path[n] && path[n] != '/')
			n++;
		if (n == 0 || (path[0] == '.' && (n == 1 || (n == 2 && path[1] == '.'))))
			return false;
		path += n;
		if (!*path)
			return true;
	}
}

CR_FN int sys_openat_stepwise(int dirfd, const char *path, int flags, unsigned mode)
{
	CR_AUTOFD int dir = -1;

	if (!sys_path_is_plain(path))
		return -EXDEV;
	for (;;) {
		char name[NAME_MAX + 1];
		size_t n = 0;

		while (path[n] && path[n] != '/')
			n++;
		if (n >= sizeof(name))
			return -ENAMETOOLONG;
		memcpy(name, path, n);
		name[n] = '\0';
		path += n;
		if (!*path)
			return sys_openat(dir < 0 ? dirfd : dir, name, flags | O_NOFOLLOW, mode);
		int next = sys_openat(dir < 0 ? dirfd : dir, name,
				      O_PATH | O_NOFOLLOW | O_DIRECTORY, 0);

		if (next < 0)
			return next;
		sys_close_auto(&dir);
		dir = next;
		path++;
	}
}

CR_FN int sys_openat_beneath(int dirfd, const char *path, int flags, unsigned mode)
{
	struct open_how how = {
		.flags = (unsigned)(flags | O_CLOEXEC | O_NOFOLLOW),
		.mode = flags & O_CREAT ? mode : 0,
		.resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS,
	};

	if (!sys_path_is_plain(path))
		return -EXDEV;
	int fd = (int)SYS4(SYS_openat2, dirfd, path, &how, sizeof(how));
	/* EPERM is what seccomp profiles say of calls that they do not know; a true one comes back
	 * from the other way. */
	return fd == -ENOSYS || fd == -EPERM ? sys_openat_stepwise(dirfd, path, flags, mode) : fd;
}

CR_FN int sys_reopen(int fd, int flags)
{
	char path[40];

	str_format(path, sizeof(path), "/proc/self/fd/%d", fd);
	return sys_openat(AT_FDCWD, path, flags, 0);
}

CR_FN int sys_close(int fd)
{
	int r = (int)SYS1(SYS_close, fd);

	return r == -EINTR ? 0 : r; /* on Linux the descriptor is gone all the same */
}

CR_FN ssize_t sys_read(int fd, void *buf, size_t n)
{
	return SYS3(SYS_read, fd, buf, n);
}

CR_FN ssize_t sys_write(int fd, const void *buf, size_t n)
{
	return SYS3(SYS_write, fd, buf, n);
}

CR_FN ssize_t sys_pread(int fd, void *buf, size_t n, uint64_t off)
{
	return SYS4(SYS_pread64, fd, buf, n, off);
}

CR_FN ssize_t sys_pwrite(int fd, const void *buf, size_t n, uint64_t off)
{
	return SYS4(SYS_pwrite64, fd, buf, n, off);
}

CR_FN int sys_read_all(int fd, void *buf, size_t n)
{
	for (size_t done = 0; done < n;) {
		ssize_t r = sys_read(fd, (char *)buf + done, n - done);

		if (r == 0)
			return -EIO;
		if (r < 0 && r != -EINTR)
			return (int)r;
		if (r > 0)
			done += (size_t)r;
	}
	return 0;
}

CR_FN int sys_write_all(int fd, const void *buf, size_t n)
{
	for (size_t done = 0; done < n;) {
		ssize_t r = sys_write(fd, (const char *)buf + done, n - done);

		if (r == 0)
			return -EIO;
		if (r < 0 && r != -EINTR)
			return (int)r;
		if (r > 0)
			done += (size_t)r;
	}
	return 0;
}

CR_FN int sys_pread_all(int fd, void *buf, size_t n, uint64_t off)
{
	for (size_t done = 0; done < n;) {
		ssize_t r = sys_pread(fd, (char *)buf + done, n - done, off + done);

		if (r == 0)
			return -EIO;
		if (r < 0 && r != -EINTR)
			return (int)r;
		if (r > 0)
			done += (size_t)r;
	}
	return 0;
}

CR_FN int sys_preadv_all(int fd, struct iovec *to, size_t n, uint64_t off)
{
	while (n) {
		ssize_t r = SYS5(SYS_preadv, fd, to, n, off, 0);

		if (r == 0)
			return -EIO;
		if (r < 0 && r != -EINTR)
			return (int)r;
		size_t got = r > 0 ? (size_t)r : 0;
		off += got;
		for (; n && got >= to->iov_len; n--)
			got -= (to++)->iov_len;
		if (n) {
			to->iov_base = (char *)to->iov_base + got;
			to->iov_len -= got;
		}
	}
	return 0;
}

CR_FN int sys_pwrite_all(int fd, const void *buf, size_t n, uint64_t off)
{
	for (size_t done = 0; done < n;) {
		ssize_t r = sys_pwrite(fd, (const char *)buf + done, n - done, off + done);

		if (r == 0)
			return -EIO;
		if (r < 0 && r != -EINTR)
			return (int)r;
		if (r > 0)
			done += (size_t)r;
	}
	return 0;
}

CR_FN int sys_fstat(int fd, struct stat *st)
{
	return (int)SYS2(SYS_fstat, fd, st);
}

CR_FN int sys_fstatat(int dirfd, const char *path, struct stat *st, int flags)
{
	return (int)SYS4(SYS_newfstatat, dirfd, path, st, flags);
}

CR_FN ssize_t sys_readlinkat(int dirfd, const char *path, char *buf, size_t n)
{
	ssize_t r = n ? SYS4(SYS_readlinkat, dirfd, path, buf, n) : -EINVAL;

	if (r < 0)
		return r;
	if ((size_t)r == n)
		return -ENAMETOOLONG;
	buf[r] = '\0';
	return r;
}

CR_FN int64_t sys_lseek(int fd, int64_t off, int whence)
{
	return SYS3(SYS_lseek, fd, off, whence);
}

CR_FN int sys_fcntl(int fd, int cmd, uint64_t arg)
{
	return (int)SYS3(SYS_fcntl, fd, cmd, arg);
}

CR_FN int sys_ioctl(int fd, unsigned long cmd, void *arg)
{
	return (int)SYS3(SYS_ioctl, fd, cmd, arg);
}

CR_FN int sys_dup_above(int fd, int lowest)
{
	return sys_fcntl(fd, F_DUPFD_CLOEXEC, (uint64_t)lowest);
}

CR_FN int sys_renameat2(int olddir, const char *old, int newdir, const char *new_, unsigned flags)
{
	return (int)SYS5(SYS_renameat2, olddir, old, newdir, new_, flags);
}

CR_FN int sys_unlinkat(int dirfd, const char *path, int flags)
{
	return (int)SYS3(SYS_unlinkat, dirfd, path, flags);
}

CR_FN int sys_linkat(int olddir, const char *old, int newdir, const char *new_, int flags)
{
	return (int)SYS5(SYS_linkat, olddir, old, newdir, new_, flags);
}

/* Without a privilege only since 6.10; before, by the name that /proc has for it (open(2)). */
CR_FN int sys_link_open(int fd, int dir, const char *name)
{
	char path[40];
	int r = sys_linkat(fd, "", dir, name, AT_EMPTY_PATH);

	if (r >= 0 || r == -EEXIST)
		return r;
	str_format(path, sizeof(path), "/proc/self/fd/%d", fd);
	return sys_linkat(AT_FDCWD, path, dir, name, AT_SYMLINK_FOLLOW);
}

CR_FN ssize_t sys_pwritev(int fd, const void *iovecs, size_t n, uint64_t off)
{
	return SYS5(SYS_pwritev, fd, iovecs, n, off, 0);
}

CR_FN int sys_close_range(unsigned first, unsigned last)
{
	return (int)SYS3(SYS_close_range, first, last, 0);
}

CR_FN int sys_symlinkat(const char *target, int dirfd, const char *path)
{
	return (int)SYS3(SYS_symlinkat, target, dirfd, path);
}

CR_FN int sys_mknodat(int dirfd, const char *path, unsigned mode, uint64_t dev)
{
	return (int)SYS4(SYS_mknodat, dirfd, path, mode, dev);
}

CR_FN int sys_futimens(int fd, const struct timespec times[2])
{
	return (int)SYS4(SYS_utimensat, fd, NULL, times, 0);
}

CR_FN int sys_mkdirat(int dirfd, const char *path, unsigned mode)
{
	return (int)SYS3(SYS_mkdirat, dirfd, path, mode);
}

CR_FN int sys_ftruncate(int fd, uint64_t size)
{
	return (int)SYS2(SYS_ftruncate, fd, size);
}

CR_FN int sys_fallocate(int fd, int mode, uint64_t off, uint64_t len)
{
	return (int)SYS4(SYS_fallocate, fd, mode, off, len);
}

CR_FN int sys_fsync(int fd)
{
	return (int)SYS1(SYS_fsync, fd);
}

CR_FN ssize_t sys_getdents(int fd, void *buf, size_t n)
{
	return SYS3(SYS_getdents64, fd, buf, n);
}

CR_FN void sys_close_auto(int *fd)
{
	if (*fd >= 0)
		(void)sys_close(*fd);
	*fd = -1;
}

CR_FN int sys_take(int *fd)
{
	int taken = *fd;

	*fd = -1;
	return taken;
}

/* == memory ==================================================================================== */

CR_FN int sys_mmap(uint64_t addr, size_t len, int prot, int flags, int fd, uint64_t off,
		   uint64_t *ret)
{
	long r = SYS6(SYS_mmap, addr, len, prot, flags, fd, off);

	if (r < 0 && r >= -4095)
		return (int)r;
	*ret = (uint64_t)r;
	return 0;
}

CR_FN int sys_munmap(uint64_t addr, size_t len)
{
	return (int)SYS2(SYS_munmap, addr, len);
}

CR_FN int sys_mprotect(uint64_t addr, size_t len, int prot)
{
	return (int)SYS3(SYS_mprotect, addr, len, prot);
}

CR_FN int sys_madvise(uint64_t addr, size_t len, int advice)
{
	return (int)SYS3(SYS_madvise, addr, len, advice);
}

CR_FN int sys_mremap(uint64_t addr, size_t old_len, size_t len, int flags, uint64_t to)
{
	long r = SYS5(SYS_mremap, addr, old_len, len, flags, to);

	return r < 0 && r >= -4095 ? (int)r : 0;
}

CR_FN int sys_mlock2(uint64_t addr, size_t len, unsigned flags)
{
	return (int)SYS3(SYS_mlock2, addr, len, flags);
}

CR_FN int sys_shm_stat(int id, struct sys_shm *ret)
{
	struct shmid_ds ds;
	int r = (int)SYS3(SYS_shmctl, id, IPC_STAT, &ds);

	if (r < 0)
		return r;
	*ret = (struct sys_shm){.key = (uint32_t)ds.shm_perm.__key,
				.ctime = ds.shm_ctime,
				.size = ds.shm_segsz,
				.attached = ds.shm_nattch,
				.mode = ds.shm_perm.mode & 0777,
				.uid = ds.shm_perm.uid,
				.gid = ds.shm_perm.gid,
				.removed = ds.shm_perm.mode & SHM_DEST};
	return 0;
}

CR_FN int sys_shmat(int id, uint64_t addr, int flags)
{
	long r = SYS3(SYS_shmat, id, addr, flags);

	return r < 0 && r >= -4095 ? (int)r : 0;
}

CR_FN int sys_shmget(size_t size, int flags)
{
	return (int)SYS3(SYS_shmget, IPC_PRIVATE, size, flags | IPC_CREAT);
}

CR_FN int sys_shm_remove(int id)
{
	return (int)SYS3(SYS_shmctl, id, IPC_RMID, NULL);
}

CR_FN int sys_shm_own(int id, uint32_t uid, uint32_t gid, uint32_t mode)
{
	struct shmid_ds ds = {.shm_perm = {.uid = uid, .gid = gid, .mode = (unsigned short)mode}};

	return (int)SYS3(SYS_shmctl, id, IPC_SET, &ds);
}

CR_FN int sys_shm_next(int proc_fd, int id)
{
	CR_AUTOFD int fd = sys_openat(proc_fd, "sys/kernel/shm_next_id", O_WRONLY, 0);
	char text[16];

	if (fd < 0)
		return fd;
	str_format(text, sizeof(text), "%d", id);
	ssize_t n = sys_write(fd, text, strlen(text));
	return n < 0 ? (int)n : 0;
}

CR_FN int sys_io_setup(unsigned requests, uint64_t *ret_id)
{
	*ret_id = 0;
	return (int)SYS2(SYS_io_setup, requests, ret_id);
}

CR_FN int sys_io_destroy(uint64_t id)
{
	return (int)SYS1(SYS_io_destroy, id);
}

CR_FN int sys_io_submit(uint64_t id, unsigned n, void *requests)
{
	return (int)SYS3(SYS_io_submit, id, n, requests);
}

CR_FN int sys_io_getevents(uint64_t id, int n, void *events)
{
	return (int)SYS5(SYS_io_getevents, id, n, n, events, NULL);
}

CR_FN int sys_munlock(uint64_t addr, size_t len)
{
	return (int)SYS2(SYS_munlock, addr, len);
}

CR_FN int sys_mseal(uint64_t addr, size_t len)
{
	return (int)SYS3(SYS_mseal, addr, len, 0);
}

/* PAGEMAP_SCAN and its argument; Debian 12's headers are older than it. */
struct sys_scan_arg {
	uint64_t size, flags, start, end, walk_end, vec, vec_len, max_pages;
	uint64_t category_inverted, category_mask, category_anyof_mask, return_mask;
};
_Static_assert(sizeof(struct sys_scan_arg) == 96, "struct pm_scan_arg");
#define SYS_PAGEMAP_SCAN _IOWR('f', 16, struct sys_scan_arg)

CR_FN int sys_pagemap_scan(int pagemap_fd, const struct sys_scan *scan,
			   struct sys_page_region *regions, size_t n, uint64_t *ret_end)
{
	struct sys_scan_arg arg = {
		.size = sizeof(arg),
		.flags = scan->flags,
		.start = scan->start,
		.end = scan->end,
		.vec = (uintptr_t)regions,
		.vec_len = n,
		.category_inverted = scan->inverted,
		.category_mask = scan->mask,
		.category_anyof_mask = scan->anyof,
		.return_mask = scan->wanted,
	};
	int r = sys_ioctl(pagemap_fd, SYS_PAGEMAP_SCAN, &arg);

	if (r >= 0)
		*ret_end = arg.walk_end;
	return r;
}

#define SYS_UFFD_WP_ASYNC (1ull << 15) /* newer than some headers */

CR_FN int sys_uffd_open(int flags)
{
	return (int)SYS1(SYS_userfaultfd, flags);
}

CR_FN int sys_uffd_async(int fd)
{
	struct uffdio_api api = {.api = UFFD_API, .features = SYS_UFFD_WP_ASYNC};

	return sys_ioctl(fd, UFFDIO_API, &api);
}

CR_FN int sys_uffd_register(int fd, uint64_t addr, uint64_t len)
{
	struct uffdio_register reg = {.range = {addr, len}, .mode = UFFDIO_REGISTER_MODE_WP};

	return sys_ioctl(fd, UFFDIO_REGISTER, &reg);
}

/* == processes ================================================================================= */

CR_FN int sys_pidfd_open(pid_t pid, unsigned flags)
{
	return (int)SYS2(SYS_pidfd_open, pid, flags);
}

CR_FN int sys_pidfd_getfd(int pidfd, int fd)
{
	return (int)SYS3(SYS_pidfd_getfd, pidfd, fd, 0);
}

CR_FN int sys_pidfd_send_signal(int pidfd, int sig)
{
	return (int)SYS4(SYS_pidfd_send_signal, pidfd, sig, 0, 0);
}

CR_FN int sys_kill(pid_t pid, int sig)
{
	return (int)SYS2(SYS_kill, pid, sig);
}

CR_FN pid_t sys_getpid(void)
{
	return (pid_t)SYS0(SYS_getpid);
}

CR_FN pid_t sys_gettid(void)
{
	return (pid_t)SYS0(SYS_gettid);
}

CR_FN int sys_wait(pid_t pid, int *ret_status, int options)
{
	int status = 0;
	long r;

	if (pid <= 0) /* would take children of the program's own */
		return -EINVAL;
	do
		r = SYS4(SYS_wait4, pid, &status, options, 0);
	while (r == -EINTR);
	if (r > 0 && ret_status)
		*ret_status = status;
	return (int)r;
}

CR_FN pid_t sys_clone3(uint64_t flags, int exit_signal, const pid_t *set_tid, size_t set_tid_n,
		       int *ret_pidfd)
{
	int pidfd = -1;
	struct clone_args args = {
		.flags = flags | (ret_pidfd ? CLONE_PIDFD : 0),
		.pidfd = (uintptr_t)&pidfd,
		.exit_signal = (unsigned)exit_signal,
		.set_tid = (uintptr_t)set_tid,
		.set_tid_size = set_tid_n,
	};
	/* Without a pid to choose the arguments end where those of the first clone3 (5.3) did. */
	long r = SYS2(SYS_clone3, &args, set_tid_n ? CLONE_ARGS_SIZE_VER1 : CLONE_ARGS_SIZE_VER0);

	/* Seccomp profiles that must look into flags forbid clone3 this way, so that libc takes
	 * clone. */
	if (r == -ENOSYS && set_tid_n == 0 && args.flags <= UINT32_MAX)
		r = SYS5(SYS_clone, args.flags | args.exit_signal, 0, &pidfd, 0, 0);
	if (r > 0 && ret_pidfd)
		*ret_pidfd = pidfd;
	return (pid_t)r;
}

CR_FN void sys_exit(int status)
{
	for (;;)
		(void)SYS1(SYS_exit_group, status);
}

CR_FN int sys_futex_wait(uint32_t *word, uint32_t value, const struct timespec *timeout)
{
	return (int)SYS4(SYS_futex, word, FUTEX_WAIT, value, timeout);
}

CR_FN int sys_futex_wake(uint32_t *word, int n)
{
	return (int)SYS3(SYS_futex, word, FUTEX_WAKE, n);
}

CR_FN uint64_t sys_clock_ns(clockid_t clock)
{
	struct timespec ts = {0, 0};

	(void)SYS2(SYS_clock_gettime, clock, &ts);
	return (uint64_t)ts.tv_sec * 1000000000u + (uint64_t)ts.tv_nsec;
}

CR_FN int sys_sleep_ns(uint64_t ns)
{
	struct timespec ts = {(time_t)(ns / 1000000000u), (long)(ns % 1000000000u)};
	long r;

	do
		r = SYS2(SYS_nanosleep, &ts, &ts);
	while (r == -EINTR);
	return (int)r;
}

CR_FN int sys_prctl(int op, uint64_t a, uint64_t b, uint64_t c, uint64_t d)
{
	return (int)SYS5(SYS_prctl, op, a, b, c, d);
}

CR_FN int sys_sigmask(int how, const uint64_t *set, uint64_t *old)
{
	return (int)SYS4(SYS_rt_sigprocmask, how, set, old, sizeof(uint64_t));
}

CR_FN int sys_prlimit(pid_t pid, int which, const struct rlimit *set, struct rlimit *old)
{
	return (int)SYS4(SYS_prlimit64, pid, which, set, old);
}

CR_FN int sys_getrandom(void *buf, size_t n)
{
	for (size_t done = 0; done < n;) {
		long r = SYS3(SYS_getrandom, (char *)buf + done, n - done, 0);

		if (r < 0 && r != -EINTR)
			return (int)r;
		if (r > 0)
			done += (size_t)r;
	}
	return 0;
}

CR_FN int sys_kcmp(pid_t a, pid_t b, int type, uint64_t x, uint64_t y)
{
	return (int)SYS5(SYS_kcmp, a, b, type, x, y);
}

CR_FN int sys_capget(pid_t pid, struct __user_cap_data_struct data[2])
{
	struct __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, pid};

	return (int)SYS2(SYS_capget, &header, data);
}

/* == sockets =================================================================================== */

CR_FN int sys_socketpair(int type, int fds[2])
{
	return (int)SYS4(SYS_socketpair, AF_UNIX, type | SOCK_CLOEXEC, 0, fds);
}

CR_FN void sys_reap(pid_t pid)
{
	int status, r;

	for (int tries = 0; tries < 3; tries++) {
		while ((r = sys_wait(pid, &status, __WALL)) == pid)
			if (WIFSIGNALED(status) || WIFEXITED(status))
				return;
		if (r == -ECHILD)
			return;
	}
}

CR_FN void sys_end_child(pid_t pid)
{
	for (int tries = 0; tries < 3; tries++) {
		int r = sys_kill(pid, SIGKILL);

		if (r == 0 || r == -ESRCH)
			break;
	}
	sys_reap(pid);
}

CR_FN int sys_unix_listen(int type, void *ret, uint32_t *ret_len)
{
	const sa_family_t any = AF_UNIX; /* and no name: the kernel chooses one */
	CR_AUTOFD int fd = (int)SYS3(SYS_socket, AF_UNIX, type | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	long r = fd;

	*ret_len = 112;
	if (r >= 0)
		r = SYS3(SYS_bind, fd, &any, sizeof(any));
	if (r >= 0)
		r = SYS2(SYS_listen, fd, 8);
	if (r >= 0)
		r = SYS3(SYS_getsockname, fd, ret, ret_len);
	return r < 0 ? (int)r : sys_take(&fd);
}

CR_FN int sys_unix_accept(int fd, pid_t peer)
{
	for (;;) {
		CR_AUTOFD int got = (int)SYS4(SYS_accept4, fd, 0, 0, SOCK_CLOEXEC);
		struct ucred who = {0};
		socklen_t len = sizeof(who);

		if (got < 0)
			return got;
		/* Anybody may connect to an abstract name. */
		if (SYS5(SYS_getsockopt, got, SOL_SOCKET, SO_PEERCRED, &who, &len) == 0 &&
		    who.pid == peer)
			return sys_take(&got);
	}
}

CR_FN ssize_t sys_send(int fd, const void *buf, size_t n, int flags)
{
	return SYS6(SYS_sendto, fd, buf, n, flags | MSG_NOSIGNAL, 0, 0);
}

CR_FN ssize_t sys_recv(int fd, void *buf, size_t n, int flags)
{
	return SYS6(SYS_recvfrom, fd, buf, n, flags, 0, 0);
}

CR_FN ssize_t sys_sendmsg(int fd, const struct msghdr *msg, int flags)
{
	return SYS3(SYS_sendmsg, fd, msg, flags | MSG_NOSIGNAL);
}

CR_FN ssize_t sys_recvmsg(int fd, struct msghdr *msg, int flags)
{
	return SYS3(SYS_recvmsg, fd, msg, flags | MSG_CMSG_CLOEXEC);
}

CR_FN int sys_poll(struct pollfd *fds, size_t n, int timeout_ms)
{
	return (int)SYS3(SYS_poll, fds, n, timeout_ms);
}

/* == directory walk ============================================================================ */

/* struct linux_dirent64 up to the name. */
struct sys_dirent {
	uint64_t ino;
	int64_t off;
	uint16_t len;
	uint8_t type;
	char name[];
};

CR_FN void sys_dir_start(struct sys_dir *d, int fd)
{
	d->fd = fd;
	d->pos = d->len = 0;
	(void)sys_lseek(fd, 0, SEEK_SET); /* the descriptor may have been walked before */
}

CR_FN int sys_dir_next(struct sys_dir *d, const char **ret_name)
{
	for (;;) {
		if (d->pos >= d->len) {
			ssize_t r = sys_getdents(d->fd, d->buf, sizeof(d->buf));

			if (r <= 0)
				return (int)r;
			d->pos = 0;
			d->len = (size_t)r;
		}
		const struct sys_dirent *entry = (const void *)(d->buf + d->pos);
		const char *name = entry->name;

		if (entry->len < sizeof(*entry) || entry->len > d->len - d->pos)
			return -EIO;
		d->pos += entry->len;
		if (name[0] == '.' && (name[1] == '\0' || (name[1] == '.' && name[2] == '\0')))
			continue;
		*ret_name = name;
		return 1;
	}
}

CR_FN int sys_memfd(const char *name)
{
	return (int)SYS2(SYS_memfd_create, name, 0x0001 /* MFD_CLOEXEC */);
}

CR_FN int sys_memfd_sealable(const char *name)
{
	int fd = (int)SYS2(SYS_memfd_create, name, 0x0013 /* and MFD_EXEC */);

	return fd == -EINVAL ? (int)SYS2(SYS_memfd_create, name, 0x0003) : fd; /* before 6.3 */
}

#ifndef SYS_memfd_secret
#define SYS_memfd_secret 447
#endif
CR_FN int sys_memfd_secret(void)
{
	return (int)SYS1(SYS_memfd_secret, O_CLOEXEC);
}

CR_FN int sys_memfd_huge(const char *name, uint32_t bits)
{
	return (int)SYS2(SYS_memfd_create, name, 0x0007 /* and MFD_HUGETLB */ | bits);
}

CR_FN unsigned long sys_fstatfs_type(int fd)
{
	struct statfs fs;

	return SYS2(SYS_fstatfs, fd, &fs) < 0 ? 0 : (unsigned long)fs.f_type;
}

CR_FN ssize_t sys_flistxattr(int fd, char *names, size_t n)
{
	return SYS3(SYS_flistxattr, fd, names, n);
}

CR_FN ssize_t sys_fgetxattr(int fd, const char *name, void *value, size_t n)
{
	return SYS4(SYS_fgetxattr, fd, name, value, n);
}

CR_FN int sys_fsetxattr(int fd, const char *name, const void *value, size_t n)
{
	return (int)SYS5(SYS_fsetxattr, fd, name, value, n, 0);
}

CR_FN int sys_mq_open(const char *name, int flags, unsigned mode, const struct sys_mq_attr *attr)
{
	return (int)SYS4(SYS_mq_open, name, flags, mode, attr); /* always close-on-exec */
}

CR_FN int sys_mq_unlink(const char *name)
{
	return (int)SYS1(SYS_mq_unlink, name);
}

CR_FN int sys_mq_getattr(int fd, struct sys_mq_attr *ret)
{
	return (int)SYS3(SYS_mq_getsetattr, fd, NULL, ret);
}

CR_FN int sys_mq_send(int fd, const void *data, size_t n, unsigned priority)
{
	return (int)SYS5(SYS_mq_timedsend, fd, data, n, priority, NULL);
}

CR_FN ssize_t sys_mq_receive(int fd, void *data, size_t n, unsigned *ret_priority)
{
	return SYS5(SYS_mq_timedreceive, fd, data, n, ret_priority, NULL);
}

CR_FN int sys_fanotify(unsigned flags, unsigned event_flags)
{
	return (int)SYS2(SYS_fanotify_init, flags, event_flags);
}

CR_FN int sys_inotify(int flags)
{
	return (int)SYS1(SYS_inotify_init1, flags | O_CLOEXEC);
}

CR_FN int sys_open_by_handle(int mount_fd, unsigned type, const void *handle, unsigned bytes,
			     int flags)
{
	struct {
		uint32_t bytes;
		int32_t type;
		unsigned char handle[128];
	} fh = {.bytes = bytes, .type = (int32_t)type};

	if (bytes > sizeof(fh.handle))
		return -EINVAL;
	memcpy(fh.handle, handle, bytes);
	return (int)SYS3(SYS_open_by_handle_at, mount_fd, &fh, flags | O_CLOEXEC);
}

CR_FN int sys_waitid_nowait(pid_t pid)
{
	siginfo_t info;

	return (int)SYS5(SYS_waitid, P_PID, pid, &info, WEXITED | WNOWAIT | __WALL, NULL);
}

CR_FN int sys_eventfd(unsigned count, int flags)
{
	return (int)SYS2(SYS_eventfd2, count, flags);
}

CR_FN int sys_signalfd(uint64_t mask, int flags)
{
	return (int)SYS4(SYS_signalfd4, -1, &mask, sizeof(mask), flags);
}

CR_FN int sys_timerfd(int clock, int flags)
{
	return (int)SYS2(SYS_timerfd_create, clock, flags);
}

CR_FN int sys_epoll(void)
{
	return (int)SYS1(SYS_epoll_create1, O_CLOEXEC);
}

CR_FN int sys_pipe(int fds[2])
{
	return (int)SYS2(SYS_pipe2, fds, O_CLOEXEC);
}

CR_FN ssize_t sys_tee(int from, int to, size_t n, unsigned flags)
{
	return SYS4(SYS_tee, from, to, n, flags);
}

CR_FN ssize_t sys_splice(int from, int to, size_t n, unsigned flags)
{
	return SYS6(SYS_splice, from, NULL, to, NULL, n, flags);
}

CR_FN int sys_fionread(int fd, int *ret_bytes)
{
	return sys_ioctl(fd, 0x541b /* FIONREAD */, ret_bytes);
}

CR_FN int sys_fchown(int fd, uint32_t uid, uint32_t gid)
{
	return (int)SYS3(SYS_fchown, fd, uid, gid);
}

CR_FN int sys_fchmod(int fd, unsigned mode)
{
	return (int)SYS2(SYS_fchmod, fd, mode);
}

CR_FN int sys_flock(int fd, int how)
{
	return (int)SYS2(SYS_flock, fd, how);
}

CR_FN pid_t sys_getpgid(pid_t pid)
{
	return (pid_t)SYS1(SYS_getpgid, pid);
}

CR_FN int sys_sigwait(uint64_t set)
{
	return (int)SYS4(SYS_rt_sigtimedwait, &set, NULL, NULL, sizeof(set));
}

CR_FN int sys_signal_default(int sig)
{
	const uint64_t action[4] = {0}; /* struct sigaction of the kernel: SIG_DFL, no flags */

	return (int)SYS4(SYS_rt_sigaction, sig, action, NULL, sizeof(uint64_t));
}

CR_FN int sys_mount(const char *what, const char *where, const char *type, unsigned long flags)
{
	return (int)SYS5(SYS_mount, what, where, type, flags, NULL);
}

CR_FN int sys_mount_proc(void)
{
	return sys_mount("proc", "/proc", "proc", 0x2 | 0x4 | 0x8 /* nosuid nodev noexec */);
}

CR_FN pid_t sys_wait_any_child(void)
{
	return (pid_t)SYS4(SYS_wait4, -1, NULL, WNOHANG | __WALL, NULL);
}

CR_FN int sys_setns(int fd, int flags)
{
	return (int)SYS2(SYS_setns, fd, flags);
}

CR_FN uint32_t sys_getgid(void)
{
	return (uint32_t)SYS0(SYS_getgid);
}

CR_FN pid_t sys_getsid(pid_t pid)
{
	return (pid_t)SYS1(SYS_getsid, pid);
}

CR_FN pid_t sys_getppid(void)
{
	return (pid_t)SYS0(SYS_getppid);
}

CR_FN int sys_dup_to(int fd, int to)
{
	return (int)SYS3(SYS_dup3, fd, to, O_CLOEXEC);
}

CR_FN int sys_socket(int family, int type, int protocol)
{
	return (int)SYS3(SYS_socket, family, type | SOCK_CLOEXEC, protocol);
}

CR_FN int sys_getsockopt(int fd, int level, int name, void *value, uint32_t *len)
{
	return (int)SYS5(SYS_getsockopt, fd, level, name, value, len);
}

CR_FN int sys_setsockopt(int fd, int level, int name, const void *value, uint32_t len)
{
	return (int)SYS5(SYS_setsockopt, fd, level, name, value, len);
}

CR_FN int sys_shutdown(int fd, int how)
{
	return (int)SYS2(SYS_shutdown, fd, how);
}

CR_FN int sys_timerfd_gettime(int fd, struct itimerspec *ret)
{
	return (int)SYS2(SYS_timerfd_gettime, fd, ret);
}

CR_FN int sys_bind(int fd, const void *addr, uint32_t len)
{
	return (int)SYS3(SYS_bind, fd, addr, len);
}

CR_FN int sys_connect(int fd, const void *addr, uint32_t len)
{
	return (int)SYS3(SYS_connect, fd, addr, len);
}

CR_FN int sys_listen(int fd, int backlog)
{
	return (int)SYS2(SYS_listen, fd, backlog);
}

CR_FN int sys_getsockname(int fd, void *addr, uint32_t *len)
{
	return (int)SYS3(SYS_getsockname, fd, addr, len);
}

CR_FN int sys_getpeername(int fd, void *addr, uint32_t *len)
{
	return (int)SYS3(SYS_getpeername, fd, addr, len);
}

CR_FN ssize_t sys_sendto(int fd, const void *buf, size_t n, int flags, const void *addr,
			 uint32_t len)
{
	return SYS6(SYS_sendto, fd, buf, n, flags | MSG_NOSIGNAL, addr, len);
}

CR_FN int sys_accept_from(int fd, void *addr, uint32_t *len)
{
	return (int)SYS4(SYS_accept4, fd, addr, len, SOCK_CLOEXEC);
}

CR_FN int sys_accept(int fd)
{
	return sys_accept_from(fd, NULL, NULL);
}

CR_FN int sys_lchown(const char *path, uint32_t uid, uint32_t gid)
{
	return (int)SYS5(SYS_fchownat, AT_FDCWD, path, uid, gid, AT_SYMLINK_NOFOLLOW);
}

CR_FN int sys_chdir(const char *path)
{
	return (int)SYS1(SYS_chdir, path);
}

CR_FN int sys_chroot(const char *path)
{
	return (int)SYS1(SYS_chroot, path);
}

CR_FN void sys_umask(unsigned mask)
{
	(void)SYS1(SYS_umask, mask);
}

CR_FN int sys_unshare(unsigned long flags)
{
	return (int)SYS1(SYS_unshare, flags);
}

CR_FN int sys_set_ids(uint32_t uid, uint32_t gid)
{
	int r = (int)SYS3(SYS_setresgid, gid, gid, gid);

	return r < 0 ? r : (int)SYS3(SYS_setresuid, uid, uid, uid);
}
