/* SPDX-License-Identifier: MIT
 *
 * tcp_silent: TCP connections that were left in repair mode, where nothing is sent, nor
 * received by the program: by a saver that was killed together with the process that read the
 * connections for it (tcp_stream.c), a moment apart. They are looked for behind the descriptors of
 * all processes that we may look into and that nobody traces, for who is just being saved is
 * traced.
 */
#include "socket.h"

#include <linux/tcp.h>

static bool tcp_silent_is_traced(struct cr_ctx *cx, int dir_fd)
{
	struct proc_status status;
	char *text;

	return proc_read(cx, dir_fd, "status", &text, NULL) < 0 ||
	       proc_parse_status(text, &status) < 0 || status.tracer != 0;
}

static bool tcp_silent_in_repair(int fd)
{
	uint32_t repair = 0, len = sizeof(repair);

	return socket_option(fd, SO_PROTOCOL) == IPPROTO_TCP &&
	       sys_getsockopt(fd, IPPROTO_TCP, TCP_REPAIR, &repair, &len) == 0 && repair == 1;
}

static int tcp_silent_wake(struct cr_ctx *cx, pid_t pid, int number, int fd)
{
	const uint32_t off = TCP_REPAIR_OFF;
	struct inet_address peer = {.len = sizeof(peer.at)};
	cr_note *note;

	if (sys_setsockopt(fd, IPPROTO_TCP, TCP_REPAIR, &off, sizeof(off)) < 0)
		return 0;
	if (sys_getpeername(fd, &peer.at, &peer.len) < 0)
		peer.len = 0;
	note = vec_add(&cx->arena, &cx->notes);
	if (!note)
		return error_memory(cx);
	*note = (cr_note){
		.pid = pid,
		.object = inet_text(cx, &peer),
		.text = arena_format(&cx->arena,
				     "the TCP connection of descriptor %d was left in repair mode, "
				     "and speaks again",
				     number),
		.advice = "its SO_REUSEADDR, if it was set, is not any more",
	};
	return note->text ? 0 : error_memory(cx);
}

static int tcp_silent_look(struct cr_ctx *cx, pid_t pid, int pidfd, int number)
{
	CR_AUTOFD int fd = sys_pidfd_getfd(pidfd, number);

	return fd >= 0 && tcp_silent_in_repair(fd) ? tcp_silent_wake(cx, pid, number, fd) : 0;
}

static int tcp_silent_task(struct cr_ctx *cx, int proc_fd, pid_t pid)
{
	struct sys_dir dir;
	const char *name;
	CR_AUTOFD int task = -1, pidfd = sys_pidfd_open(pid, 0);
	int r = pidfd < 0 ? pidfd : proc_open_pid(proc_fd, pid, &task);
	CR_AUTOFD int fds = r < 0 ? -1 : sys_openat(task, "fd", O_RDONLY | O_DIRECTORY, 0);

	if (fds < 0 || tcp_silent_is_traced(cx, task))
		return 0; /* gone, or not ours to look into */
	sys_dir_start(&dir, fds);
	r = 0;
	while (r == 0 && sys_dir_next(&dir, &name) > 0) {
		const char *at = name;
		struct stat st;
		uint64_t number;

		if (str_number(&at, 10, &number) && number <= INT32_MAX &&
		    sys_fstatat(fds, name, &st, 0) == 0 && S_ISSOCK(st.st_mode))
			r = tcp_silent_look(cx, pid, pidfd, (int)number);
	}
	return r;
}

CR_FN int tcp_silent_clean_up(struct cr_ctx *cx)
{
	struct sys_dir dir;
	const char *name;
	CR_AUTOFD int proc = -1, list = -1;
	int r = proc_open(cx, &proc);

	if (r == 0)
		list = sys_openat(proc, ".", O_RDONLY | O_DIRECTORY, 0);
	if (r < 0 || list < 0)
		return error_set(cx, CR_E_SYSTEM, r < 0 ? -r : -list, 0, "procfs",
				 "processes cannot be listed");
	sys_dir_start(&dir, list);
	while (r == 0 && sys_dir_next(&dir, &name) > 0) {
		pid_t pid;

		if (proc_parse_pid(&name, &pid) && pid > 0)
			r = tcp_silent_task(cx, proc, pid);
	}
	return r;
}
