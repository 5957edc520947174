/* SPDX-License-Identifier: MIT
 *
 * mptcp: MPTCP sockets without a connection: new, bound, listening; both directions. They are made
 * and brought back as TCP's are.
 *
 * Refused by name: connections, for the kernel has no repair of them (TCP_REPAIR is TCP's alone);
 * those that wait to be accepted, unless they are to be left out.
 */
#include "socket.h"

#include <linux/tcp.h>

CR_FN bool mptcp_is(const Cr__InetSkEntry *e)
{
	return e->type == SOCK_STREAM && e->proto == IPPROTO_MPTCP;
}

static int mptcp_dump_listening(struct dump *d, const struct open_file *file, Cr__InetSkEntry *e,
				bool waiting)
{
	struct inet_address at = inet_source(e);
	struct tcp_info info = {0};
	uint32_t len = sizeof(info);

	e->state = SOCK_STATE_LISTEN;
	e->backlog = INT32_MAX;
	if (sys_getsockopt(file->fd, IPPROTO_TCP, TCP_INFO, &info, &len) == 0)
		e->backlog = info.tcpi_sacked; /* since 5.16 */
	else
		degrade(d->cx, file->task->pid, file->path,
			"how many may wait at %s, an MPTCP socket, is not told by this kernel: as "
			"many as it lets",
			inet_text(d->cx, &at));
	if (!waiting)
		return 0;
	if (d->opts->flags & CR_SKIP_IN_FLIGHT) {
		degrade(d->cx, file->task->pid, file->path,
			"connections to %s that had not yet been accepted are left out",
			inet_text(d->cx, &at));
		return 0;
	}
	return refuse(d->cx, CR_E_UNSUPPORTED, file->task->pid, file->path,
		      "descriptor %d, listening on %s by MPTCP, has connections that the program "
		      "has not yet accepted; CR_SKIP_IN_FLIGHT (--skip-in-flight) leaves them out, "
		      "or try again",
		      file->task_fd, inet_text(d->cx, &at));
}

/* One that is new shows POLLHUP, and no POLLRDHUP; one that is being connected neither. */
CR_FN int mptcp_dump(struct dump *d, const struct open_file *file, Cr__InetSkEntry *e)
{
	struct pollfd pfd = {.fd = file->fd, .events = POLLIN | POLLRDHUP};
	struct inet_address to = inet_destination(e);

	(void)sys_poll(&pfd, 1, 0);
	if (socket_option(file->fd, SO_ACCEPTCONN) > 0)
		return mptcp_dump_listening(d, file, e, pfd.revents & POLLIN);
	e->state = SOCK_STATE_CLOSE;
	if (e->dst_port == 0 && (pfd.revents & (POLLHUP | POLLRDHUP | POLLERR)) == POLLHUP)
		return 0;
	return refuse(d->cx, CR_E_UNSUPPORTED, file->task->pid, file->path,
		      "descriptor %d is an MPTCP connection%s%s, which no kernel gives back "
		      "(TCP_REPAIR is TCP's); a rule can leave it out (CR_CLOSE, CR_NULL) or have "
		      "another one given at the load (CR_NAMED)",
		      file->task_fd, e->dst_port ? " to " : "",
		      e->dst_port ? inet_text(d->cx, &to) : "");
}

CR_FN int mptcp_check(struct load *l, const struct load_file *file)
{
	uint32_t state = file->entry->isk->state;

	return state == SOCK_STATE_CLOSE || state == SOCK_STATE_LISTEN
		       ? 0
		       : error_set(l->cx, CR_E_UNSUPPORTED, 0, 0, "files.img",
				   "file %u is an MPTCP connection", file->id);
}
