/* SPDX-License-Identifier: MIT
 *
 * tcp_closing: TCP connections that one side has closed, or both, and what is left of those that
 * have come to their end: bytes that the program has yet to read, an error that it has yet to see.
 *
 * A connection comes back as established; then what had closed it happens again. The other end's
 * FIN, long acknowledged and never sent again, is a packet of our own making: see tcp_packet.c.
 * Ours is sent once more: the other end answers what it has answered. What has ended comes back as
 * a connection to ourselves that ends in the same way. Leans on tcp_stream.c. The error itself
 * cannot be looked at without taking it from the program: it is told by how far the connection had
 * come, and listed.
 */
#include "socket.h"

#include <linux/tcp.h>

enum {
	TCP_FIN_WAIT1_STATE = 4,
	TCP_FIN_WAIT2_STATE = 5,
	TCP_CLOSE_WAIT_STATE = 8,
	TCP_LAST_ACK_STATE = 9,
	TCP_CLOSING_STATE = 11,
	TCP_CLOSING_MS = 1000,
	TCP_CLOSING_PIECE = 16384
};

CR_FN bool tcp_has_their_end(uint32_t state)
{
	return state == TCP_CLOSE_WAIT_STATE || state == TCP_LAST_ACK_STATE ||
	       state == TCP_CLOSING_STATE;
}

CR_FN bool tcp_has_our_end(uint32_t state)
{
	return state == TCP_FIN_WAIT1_STATE || state == TCP_FIN_WAIT2_STATE ||
	       state == TCP_LAST_ACK_STATE || state == TCP_CLOSING_STATE;
}

/* == the other end's FIN ======================================================================= */

static uint32_t tcp_closing_state(int fd)
{
	struct tcp_info info = {0};
	uint32_t len = sizeof(info);

	return sys_getsockopt(fd, IPPROTO_TCP, TCP_INFO, &info, &len) < 0 ? 0 : info.tcpi_state;
}

CR_FN int tcp_their_end(struct load *l, const struct load_file *file, const Cr__TcpStreamEntry *e)
{
	struct inet_address dst = inet_destination(file->entry->isk);
	const struct tcp_packet p = {
		.flags = TCP_PACKET_FIN,
		.seq = e->inq_seq - 1,
		.ack = e->outq_seq - e->outq_len -
		       (tcp_has_our_end(file->entry->isk->state) ? 1 : 0),
		.window = tcp_packet_window(e),
	};
	int r = tcp_packet_send(file->entry->isk, &p);
	/* What is sent to ourselves has arrived by now, as a rule. */
	for (int i = 0; r == 0 && i < TCP_CLOSING_MS; i++) {
		if (tcp_has_their_end(tcp_closing_state(file->fd)))
			return 0;
		(void)sys_sleep_ns(1000000);
	}
	return error_set(l->cx, r == -EPERM ? CR_E_PERMISSION : CR_E_RESTORE, -r, 0,
			 inet_text(l->cx, &dst),
			 "the end of a TCP connection by %s cannot be brought back%s",
			 inet_text(l->cx, &dst), r == -EPERM ? ": CAP_NET_RAW is needed" : "");
}

/* == what has come to its end ================================================================== */

static int tcp_ended_dump_data(struct dump *d, const struct open_file *file, int n)
{
	Cr__TcpStreamEntry e;
	struct record_out out = {0};
	unsigned char *data = cx_alloc(d->cx, (size_t)n + 1);

	if (!data)
		return error_memory(d->cx);
	cr__tcp_stream_entry__init(&e);
	e.inq_len = (uint32_t)n;
	if (sys_recv(file->fd, data, (size_t)n, MSG_PEEK | MSG_DONTWAIT) != n)
		return error_set(d->cx, CR_E_SYSTEM, 0, file->task->pid, file->path,
				 "what waits in descriptor %d, a TCP socket, cannot be read",
				 file->task_fd);
	int r = record_begin(d->cx, &out, IMAGE_TCP_STREAM);
	if (r == 0)
		r = record_add(d->cx, &out, &e.base);
	if (r == 0)
		r = record_raw(d->cx, &out, data, e.inq_len);
	return r < 0 ? r
		     : save_put(d->save, image_name(d->cx, IMAGE_TCP_STREAM, file->entry->isk->ino),
				out.at, out.n);
}

/* Refused before there was a connection, or broken afterwards. */
static uint32_t tcp_ended_error(const struct open_file *file)
{
	struct tcp_info info = {0};
	uint32_t len = sizeof(info);

	if (sys_getsockopt(file->fd, IPPROTO_TCP, TCP_INFO, &info, &len) == 0 &&
	    info.tcpi_options == 0 && info.tcpi_bytes_acked == 0 && info.tcpi_bytes_received == 0)
		return ECONNREFUSED;
	return ECONNRESET;
}

CR_FN int tcp_ended_dump(struct dump *d, const struct open_file *file, bool error, int queued)
{
	Cr__CrFileEntry *extra = dump_cr_file(d, file->id);

	if (!extra)
		return error_memory(d->cx);
	if (error) {
		extra->has_reset = extra->reset = true;
		extra->has_error = true;
		extra->error = tcp_ended_error(file);
	}
	return queued > 0 && !d->checking ? tcp_ended_dump_data(d, file, queued) : 0;
}

static int tcp_ended_await(int fd, short events)
{
	struct pollfd pfd = {.fd = fd, .events = events};

	return sys_poll(&pfd, 1, TCP_CLOSING_MS) == 1 ? 0 : -ETIMEDOUT;
}

/* What waited, sent to it again. */
static int tcp_ended_send(struct load *l, const struct load_file *file, int to)
{
	struct record_in in;
	Cr__TcpStreamEntry *e;
	uint64_t off;

	if (record_open(l->image, IMAGE_TCP_STREAM, file->entry->isk->ino, &in) < 0)
		return 0;
	int r = record_next(&in, &cr__tcp_stream_entry__descriptor, &e);
	if (r > 0)
		r = record_skip(&in, e->inq_len, &off);
	if (r < 0)
		return r;
	unsigned char *data = cx_alloc(l->cx, (size_t)e->inq_len + 1);
	if (!data)
		return error_memory(l->cx);
	r = image_read(l->cx, &in.member, off, data, e->inq_len);
	for (uint32_t done = 0; r == 0 && done < e->inq_len;) {
		uint32_t piece = e->inq_len - done < TCP_CLOSING_PIECE ? e->inq_len - done
								       : TCP_CLOSING_PIECE;
		ssize_t sent = sys_send(to, data + done, piece, MSG_DONTWAIT);

		if (sent == -EAGAIN)
			r = tcp_ended_await(to, POLLOUT);
		else if (sent < 0)
			r = (int)sent;
		done += sent > 0 ? (uint32_t)sent : 0;
	}
	return r;
}

/* Its other end: says what is still to be read, and goes. */
static int tcp_ended_talk(struct load *l, const struct load_file *file, int listener, bool reset)
{
	const struct linger now = {1, 0};
	int r = tcp_ended_await(listener, POLLIN);
	CR_AUTOFD int other = r < 0 ? -1 : sys_accept(listener);

	if (r == 0 && other < 0)
		r = other;
	if (r == 0)
		r = tcp_ended_send(l, file, other);
	if (r == 0 && reset)
		r = sys_setsockopt(other, SOL_SOCKET, SO_LINGER, &now, sizeof(now));
	else if (r == 0)
		r = sys_shutdown(other, SHUT_WR);
	if (r == 0 && reset)
		sys_close(sys_take(&other));
	if (r == 0)
		r = tcp_ended_await(file->fd, POLLRDHUP);
	if (r == 0 && !reset)
		(void)sys_shutdown(file->fd, SHUT_RDWR);
	for (int i = 0; r == 0 && i < TCP_CLOSING_MS; i++) {
		if (tcp_closing_state(file->fd) == SOCK_STATE_CLOSE)
			return 0;
		(void)sys_sleep_ns(1000000);
	}
	return r < 0 ? r : -ETIMEDOUT;
}

/* Connected to ourselves. A port that is only bound refuses. */
static int tcp_ended_make(struct load *l, const struct load_file *file, bool refused)
{
	int family = (int)file->entry->isk->family;
	struct inet_address at = {.len = family == AF_INET ? sizeof(at.at.v4) : sizeof(at.at.v6)};

	at.at.any.sa_family = (sa_family_t)family;
	if (family == AF_INET)
		memcpy(&at.at.v4.sin_addr, (const unsigned char[]){127, 0, 0, 1}, 4);
	else
		at.at.v6.sin6_addr.s6_addr[15] = 1;
	CR_AUTOFD int listener = sys_socket(family, SOCK_STREAM, IPPROTO_TCP);
	int r = listener < 0 ? listener : sys_bind(listener, &at.at, at.len);
	if (r == 0 && !refused)
		r = sys_listen(listener, 1);
	if (r == 0)
		r = sys_getsockname(listener, &at.at, &at.len);
	if (r == 0)
		r = sys_fcntl(file->fd, F_SETFL, O_NONBLOCK);
	if (r == 0)
		r = sys_connect(file->fd, &at.at, at.len);
	if (r == -EINPROGRESS || r == 0)
		r = tcp_ended_await(file->fd, POLLOUT);
	if (r == 0 && !refused)
		r = tcp_ended_talk(l, file, listener,
				   file->extra && file->extra->has_reset && file->extra->reset);
	int r2 = sys_fcntl(file->fd, F_SETFL, file->entry->isk->flags & O_NONBLOCK);
	return r < 0 ? r : r2;
}

CR_FN int tcp_ended_load(struct load *l, const struct load_file *file)
{
	const Cr__CrFileEntry *x = file->extra;
	bool refused = x && x->has_error && x->error == ECONNREFUSED;
	struct inet_address src = inet_source(file->entry->isk);
	const char *what = inet_text(l->cx, &src);
	int r = tcp_ended_make(l, file, refused);

	if (x && x->has_error)
		degrade(l->cx, 0, what,
			"a TCP socket had an error that the program had yet to see: it is taken "
			"for %s",
			refused ? "ECONNREFUSED" : "ECONNRESET");
	return r < 0 ? error_set(l->cx, CR_E_RESTORE, -r, 0, what,
				 "a TCP socket cannot end as it had: lo cannot be used")
		     : 0;
}

CR_FN int tcp_policy_reset(struct load *l, const struct load_file *file)
{
	struct inet_address src = inet_source(file->entry->isk),
			    dst = inet_destination(file->entry->isk);
	const struct load_file as = {
		.entry = file->entry,
		.fd = file->fd,
		.extra = &(const Cr__CrFileEntry){.has_reset = true, .reset = true}};
	const char *what = inet_text(l->cx, &dst);
	bool made = tcp_ended_make(l, &as, false) == 0;

	degrade(l->cx, 0, what, "the TCP connection from %s to %s is reset%s",
		inet_text(l->cx, &src), what,
		made ? "" : " (and shows its end without an error, for lo cannot be used)");
	int r = sys_shutdown(file->fd, SHUT_RDWR);
	return r < 0 && r != -ENOTCONN
		       ? error_set(l->cx, CR_E_RESTORE, -r, 0, what, "a socket cannot be shut down")
		       : 0;
}
