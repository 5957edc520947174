/* SPDX-License-Identifier: MIT
 *
 * tcp: TCP sockets that have no connection: new, bound, listening, on their way to be connected,
 * and those whose connection has come to its end.
 *
 * Connections are in tcp_stream.c, those that nobody has accepted yet in tcp_waiting.c, what is
 * left of them in tcp_closing.c.
 */
#include "socket.h"

#include <linux/sockios.h>
#include <sys/ioctl.h>
#include <linux/tcp.h>

enum { TCP_STATE_SYN_SENT = 2 };

/* == saving ==================================================================================== */

static const char *tcp_state_name(uint32_t state)
{
	static const char *const names[] = {"?",	  "ESTABLISHED", "SYN_SENT",  "SYN_RECV",
					    "FIN_WAIT1",  "FIN_WAIT2",	 "TIME_WAIT", "CLOSE",
					    "CLOSE_WAIT", "LAST_ACK",	 "LISTEN",    "CLOSING"};

	return state < ARRAY_LEN(names) ? names[state] : names[0];
}

static int tcp_dump_listening(struct dump *d, const struct open_file *file, Cr__InetSkEntry *e,
			      const struct tcp_info *info)
{
	struct inet_address at = inet_source(e);

	/* Of a listening socket these two are the lengths of its queue. */
	e->backlog = info->tcpi_sacked;
	if (info->tcpi_unacked == 0)
		return 0;
	if (d->opts->flags & CR_SKIP_IN_FLIGHT) {
		degrade(d->cx, file->task->pid, file->path,
			"%u connections to %s that had not yet been accepted are left out",
			info->tcpi_unacked, inet_text(d->cx, &at));
		return 0;
	}
	return tcp_waiting_note(d, file, info->tcpi_unacked);
}

/* Never connected, or no longer: then nothing more can be sent or received. */
static int tcp_dump_closed(struct dump *d, const struct open_file *file, Cr__InetSkEntry *e)
{
	struct pollfd pfd = {.fd = file->fd, .events = POLLRDHUP};
	int queued = 0;

	(void)sys_poll(&pfd, 1, 0);
	(void)sys_ioctl(file->fd, SIOCINQ, &queued);
	if (!(pfd.revents & POLLRDHUP))
		return 0;
	e->has_shutdown = true;
	e->shutdown = CR__SK_SHUTDOWN__BOTH;
	return tcp_ended_dump(d, file, pfd.revents & POLLERR, queued);
}

/* What the program itself has shut down of a connection, and no FIN tells. */
static void tcp_dump_half(const struct open_file *file, Cr__InetSkEntry *e)
{
	struct pollfd pfd = {.fd = file->fd, .events = POLLRDHUP};

	(void)sys_poll(&pfd, 1, 0);
	if (!(pfd.revents & POLLRDHUP) || tcp_has_their_end(e->state))
		return;
	e->has_shutdown = true;
	e->shutdown = CR__SK_SHUTDOWN__READ;
}

/* The socket itself does not say where to. */
static int tcp_dump_connecting(struct dump *d, const struct open_file *file, Cr__InetSkEntry *e)
{
	struct sock_inet told;
	int r = sock_inet_ask(d->cx, (uint8_t)e->family, IPPROTO_TCP, (uint16_t)e->src_port, e->ino,
			      &told);

	if (r < 0 || told.state != TCP_STATE_SYN_SENT)
		return refuse(d->cx, CR_E_UNSUPPORTED, file->task->pid, file->path,
			      "descriptor %d is a TCP socket that is being connected, and "
			      "neither sock_diag nor /proc/net tells where to",
			      file->task_fd);
	memcpy(e->dst_addr, told.peer, e->n_dst_addr * sizeof(*e->dst_addr));
	e->dst_port = told.peer_port;
	return 0;
}

CR_FN int tcp_dump(struct dump *d, const struct open_file *file, Cr__InetSkEntry *e)
{
	struct inet_address src = inet_source(e), dst = inet_destination(e);
	struct tcp_info info = {0};
	uint32_t len = sizeof(info);
	int r = sys_getsockopt(file->fd, IPPROTO_TCP, TCP_INFO, &info, &len);

	if (r < 0)
		return error_set(d->cx, CR_E_SYSTEM, -r, file->task->pid, file->path,
				 "TCP_INFO of descriptor %d failed", file->task_fd);
	e->state = info.tcpi_state;
	if (e->state == SOCK_STATE_LISTEN)
		return tcp_dump_listening(d, file, e, &info);
	if (e->state == SOCK_STATE_CLOSE)
		return tcp_dump_closed(d, file, e);
	if (inet_is_connection(e)) {
		tcp_dump_half(file, e);
		return 0; /* see tcp_stream_settle */
	}
	if (e->state == TCP_STATE_SYN_SENT)
		return tcp_dump_connecting(d, file, e);
	return refuse(d->cx, CR_E_UNSUPPORTED, file->task->pid, file->path,
		      "descriptor %d is a TCP connection from %s to %s (%s); a rule can leave it "
		      "out (CR_CLOSE, CR_NULL) or have another one "
		      "given at the load (CR_NAMED)",
		      file->task_fd, inet_text(d->cx, &src), inet_text(d->cx, &dst),
		      tcp_state_name(e->state));
}

/* == loading =================================================================================== */

CR_FN int tcp_check(struct load *l, const struct load_file *file)
{
	uint32_t state = file->entry->isk->state;

	if (inet_is_connection(file->entry->isk) || state == SOCK_STATE_CLOSE ||
	    state == SOCK_STATE_LISTEN || state == TCP_STATE_SYN_SENT)
		return tcp_waiting_check(l, file);
	return error_set(l->cx, CR_E_UNSUPPORTED, 0, 0, "files.img",
			 "file %u is a TCP connection (%s)", file->id, tcp_state_name(state));
}

/* Of a connection that somebody has, or that waits to be accepted. */
CR_FN bool tcp_is_outside(const struct load *l, const Cr__InetSkEntry *e)
{
	for (size_t i = 0; i < l->files.n; i++) {
		const struct load_file *f = l->files.at[i];
		const Cr__InetSkEntry *other = f->entry->isk;

		if (other && other != e && inet_is_connection(other) && inet_are_peers(e, other))
			return false;
		for (size_t k = 0; f->extra && k < f->extra->n_waiting; k++)
			if (inet_are_peers(e, f->extra->waiting[k]))
				return false;
	}
	return true;
}

CR_FN bool tcp_is_reset(const struct load *l, const struct load_file *file)
{
	if (file->extra && file->extra->has_reset && file->extra->reset)
		return true;
	return (l->opts->flags & CR_LOAD_TCP_CLOSE) && inet_is_connection(file->entry->isk) &&
	       tcp_is_outside(l, file->entry->isk);
}

CR_FN bool tcp_is_stream(const struct load *l, const struct load_file *file)
{
	return inet_is_connection(file->entry->isk) && !tcp_is_reset(l, file);
}

/* Who has it can be asked for it: see lock.c. */
CR_FN bool tcp_is_late(const struct load *l, const struct load_file *file)
{
	return file->users.n && file->action == CR_DEFAULT && tcp_is_stream(l, file) &&
	       tcp_is_outside(l, file->entry->isk);
}

CR_FN int tcp_check_policy(struct load *l, const Cr__InetSkEntry *e)
{
	struct inet_address src = inet_source(e), dst = inet_destination(e);

	if (!inet_is_connection(e) ||
	    (l->opts->flags & (CR_LOAD_TCP_ESTABLISHED | CR_LOAD_TCP_CLOSE)) ||
	    !tcp_is_outside(l, e))
		return 0;
	return error_set(l->cx, CR_E_OUTSIDE, 0, 0, inet_text(l->cx, &dst),
			 "the save holds a TCP connection from %s to %s, whose other end is not in "
			 "it: CR_LOAD_TCP_ESTABLISHED (--tcp-established) has it go on, "
			 "CR_LOAD_TCP_CLOSE (--tcp-close) has the program find it reset",
			 inet_text(l->cx, &src), inet_text(l->cx, &dst));
}

/* What has its addresses from its connection, or has lost them with it. */
CR_FN int tcp_create(struct load *l, const struct load_file *file)
{
	int r = tcp_check_policy(l, file->entry->isk);

	return r == 0 && tcp_is_stream(l, file) ? tcp_stream_create(l, file) : r;
}

/* Closed, with something that the program has yet to see. */
static bool tcp_is_ended(const struct load *l, const struct load_file *file)
{
	struct record_in in;

	return file->entry->isk->state == SOCK_STATE_CLOSE &&
	       ((file->extra && file->extra->has_error) ||
		record_open(l->image, IMAGE_TCP_STREAM, file->entry->isk->ino, &in) == 0);
}

static int tcp_listen(struct load *l, const struct load_file *file)
{
	struct inet_address at = inet_source(file->entry->isk);
	const char *text = inet_text(l->cx, &at);
	int r = sys_listen(file->fd, (int)(file->entry->isk->backlog & INT32_MAX));

	return r < 0 ? error_set(l->cx, CR_E_RESTORE, -r, 0, text, "a socket cannot listen on %s",
				 text)
		     : 0;
}

/* Again from the start: nobody had answered. The outcome is the program's to see. */
static int tcp_connect(struct load *l, const struct load_file *file)
{
	struct inet_address to = inet_destination(file->entry->isk);
	unsigned flags = file->entry->isk->flags;
	int r = sys_fcntl(file->fd, F_SETFL, (flags & O_NONBLOCK) | O_NONBLOCK);

	if (r == 0)
		r = sys_connect(file->fd, &to.at, to.len);
	if (r < 0 && r != -EINPROGRESS && r != -ECONNREFUSED && r != -ENETUNREACH &&
	    r != -EHOSTUNREACH)
		return error_set(l->cx, CR_E_RESTORE, -r, 0, inet_text(l->cx, &to),
				 "a socket cannot be connected to %s", inet_text(l->cx, &to));
	r = sys_fcntl(file->fd, F_SETFL, flags & O_NONBLOCK);
	return r < 0 ? error_set(l->cx, CR_E_RESTORE, -r, 0, "F_SETFL",
				 "the flags of a socket cannot be set")
		     : 0;
}

CR_FN int tcp_fill(struct load *l, struct load_file *file)
{
	const Cr__InetSkEntry *e = file->entry->isk;

	if (tcp_is_ended(l, file))
		return tcp_ended_load(l, file);
	if (tcp_is_reset(l, file))
		return tcp_policy_reset(l, file);
	if (inet_is_connection(e))
		return tcp_stream_fill(l, file);
	if (e->state == SOCK_STATE_LISTEN)
		return tcp_listen(l, file);
	if (e->state == TCP_STATE_SYN_SENT)
		return tcp_connect(l, file);
	return 0;
}
