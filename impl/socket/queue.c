/* SPDX-License-Identifier: MIT
 *
 * queue: what has been sent to a socket and not been received; both directions.
 *
 * It is read with MSG_PEEK, through our own copy of the descriptor. A look at a stream ends where a
 * message with descriptors does, before one of another sender, and before the urgent byte; of
 * packets it shows the first alone: behind it one gets with SO_PEEK_OFF, which belongs to the
 * socket, so it is put back at once, and is not touched when nothing is queued. A saver that is
 * killed in between leaves it set: of all programs those would notice that peek. What a message has
 * beside its bytes is scm's. An empty packet that was peeked at before cannot be seen again.
 */
#include "socket.h"

#include <linux/sockios.h>

#define QUEUE_MOST (1u << 30)

/* == saving ==================================================================================== */

/* One look: bytes, or of a packet its whole length, however small the buffer; -EAGAIN: nothing
 * there. The caller closes what came along. */
static ssize_t queue_peek(struct dump *d, const struct open_file *file, void *buf, size_t size,
			  int flags, struct scm *ret)
{
	ssize_t n = scm_peek(file->fd, buf, size, flags, ret);

	if (n == -EAGAIN)
		return n;
	if (n < 0)
		return error_set(d->cx, CR_E_SYSTEM, (int)-n, file->task->pid, file->path,
				 "what is queued in the socket cannot be read");
	if (!ret->cut)
		return n;
	scm_close(ret);
	return error_set(d->cx, CR_E_SYSTEM, EMFILE, file->task->pid, file->path,
			 "descriptors that wait in the queue of descriptor %d cannot all be "
			 "received (RLIMIT_NOFILE)",
			 file->task_fd);
}

CR_FN int socket_queue_add(struct dump *d, const struct open_file *file, const void *data, size_t n)
{
	Cr__SkPacketEntry e;
	struct record_out *out;

	cr__sk_packet_entry__init(&e);
	e.id_for = file->id;
	e.length = (uint32_t)n;
	int r = dump_out(d, IMAGE_SK_QUEUES, &out);
	if (r == 0)
		r = record_add(d->cx, out, &e.base);
	return r == 0 && n ? record_raw(d->cx, out, data, n) : r;
}

/* A look at a stream from `from` on; the program's own offset is as it was. */
static ssize_t queue_peek_from(struct dump *d, const struct open_file *file, uint32_t from,
			       void *buf, size_t size, struct scm *ret)
{
	int at = (int)from, off = socket_option(file->fd, SO_PEEK_OFF);

	if (from > 0 || off >= 0)
		(void)sys_setsockopt(file->fd, SOL_SOCKET, SO_PEEK_OFF, &at, sizeof(at));
	ssize_t n = queue_peek(d, file, buf, size, 0, ret);
	if (from > 0 || off >= 0)
		(void)sys_setsockopt(file->fd, SOL_SOCKET, SO_PEEK_OFF, &off, sizeof(off));
	return n;
}

/* How many of the n bytes come before the message that brings the descriptors, which is the last of
 * them. Every look shows the descriptors, however few bytes it asks for. But the kernel copies
 * message by message, and ends before one that cannot be copied as a whole: so the last byte is to
 * go where there is no memory. */
static size_t queue_find_rights(const struct open_file *file, uint32_t from, void *buf, size_t n)
{
	struct iovec iov[2] = {{buf, n - 1}, {(void *)(uintptr_t)16, 1}};
	struct msghdr msg = {.msg_iov = iov, .msg_iovlen = 2};
	int at = (int)from, off = socket_option(file->fd, SO_PEEK_OFF);

	(void)sys_setsockopt(file->fd, SOL_SOCKET, SO_PEEK_OFF, &at, sizeof(at));
	ssize_t got = sys_recvmsg(file->fd, &msg, MSG_PEEK | MSG_DONTWAIT);
	(void)sys_setsockopt(file->fd, SOL_SOCKET, SO_PEEK_OFF, &off, sizeof(off));
	return got < 0 || (size_t)got >= n ? 0 : (size_t)got;
}

/* One look's worth, which came with s. */
static int queue_dump_piece(struct dump *d, const struct open_file *file, uint32_t from,
			    unsigned char *data, size_t n, struct scm *s)
{
	struct scm plain = *s;
	size_t before = s->fd_n ? queue_find_rights(file, from, data, n) : 0;

	plain.fd_n = 0;
	int r = before ? scm_dump(d, file, &plain, false, data, before) : 0;
	return r < 0 ? r : scm_dump(d, file, s, false, data + before, n - before);
}

static bool queue_at_mark(const struct open_file *file)
{
	int mark = 0;

	return sys_ioctl(file->fd, SIOCATMARK, &mark) == 0 && mark;
}

/* The urgent byte (since 5.15), when it is the next: it is left out where it is not asked for, and
 * offsets count without it. 1 when there was one. */
static int queue_dump_urgent(struct dump *d, const struct open_file *file)
{
	unsigned char urgent;
	struct scm none = {.fd_n = 0};

	if (!queue_at_mark(file) ||
	    sys_recv(file->fd, &urgent, 1, MSG_OOB | MSG_PEEK | MSG_DONTWAIT) != 1)
		return 0;
	int r = scm_dump(d, file, &none, true, &urgent, 1);
	return r < 0 ? r : 1;
}

/* All bytes of a stream, look by look. One that ends early for no other reason has come to the
 * urgent byte; with SO_OOBINLINE that may be the first, too. */
static int queue_dump_stream(struct dump *d, const struct open_file *file, uint32_t bytes)
{
	unsigned char *data = cx_alloc(d->cx, bytes);
	struct scm s, last = {.fd_n = 0};
	int r = data ? queue_dump_urgent(d, file) : error_memory(d->cx);
	uint32_t done = 0, left = r > 0 ? bytes - 1 : bytes;
	bool mark = r == 0 && socket_option(file->fd, SO_OOBINLINE) > 0 && queue_at_mark(file);

	for (; r >= 0 && done < left;) {
		ssize_t n = queue_peek_from(d, file, done, data, left - done, &s);

		if (n <= 0)
			return n == 0 || n == -EAGAIN ? error_set(d->cx, CR_E_SYSTEM, 0,
								  file->task->pid, file->path,
								  "only %u of %u bytes queued in "
								  "the socket can be read",
								  done, bytes)
						      : (int)n;
		size_t first = 0;
		if (mark || (done && !last.fd_n && scm_same_sender(&s, &last))) {
			struct scm none = s;

			none.fd_n = 0;
			first = 1;
			r = scm_dump(d, file, &none, true, data, 1);
		}
		last = s;
		mark = false;
		if (r >= 0 && (size_t)n > first)
			r = queue_dump_piece(d, file, done + (uint32_t)first, data + first,
					     (size_t)n - first, &s);
		scm_close(&s);
		done += (uint32_t)n;
	}
	return r < 0 ? r : 0;
}

/* The next packet, with SO_PEEK_OFF in force: 1; 0 at the end. A look without room tells the length
 * and moves nothing on. */
static int queue_dump_packet(struct dump *d, const struct open_file *file, uint32_t left, bool ends,
			     size_t *ret_n)
{
	struct scm s, again;
	ssize_t n = queue_peek(d, file, NULL, 0, MSG_TRUNC, &s);

	if (n == -EAGAIN)
		return 0;
	/* Where the other side is shut, the end looks like an empty packet; behind all bytes the
	 * two are the same. */
	if (n == 0 && ends && left == 0)
		return 0;
	if (n < 0)
		return (int)n;
	unsigned char *data = cx_alloc(d->cx, (size_t)n);
	int r = data ? 0 : error_memory(d->cx);
	/* An empty packet counts as seen by the first look. */
	if (r == 0 && n > 0) {
		ssize_t got = queue_peek(d, file, data, (size_t)n, 0, &again);

		if (got >= 0)
			scm_close(&again);
		if (got != n)
			r = got < 0 ? (int)got
				    : error_set(d->cx, CR_E_SYSTEM, 0, file->task->pid, file->path,
						"a packet queued in the socket changed while it "
						"was read");
	}
	*ret_n = (size_t)n;
	if (r == 0)
		r = scm_dump(d, file, &s, false, data, (size_t)n);
	scm_close(&s);
	return r < 0 ? r : 1;
}

static int queue_dump_packets(struct dump *d, const struct open_file *file, bool ends,
			      uint32_t bytes)
{
	const int zero = 0;
	struct pollfd pfd = {.fd = file->fd, .events = POLLIN};

	if (sys_poll(&pfd, 1, 0) == 0)
		return 0;
	if (ends && bytes == 0)
		return 0;
	int off = socket_option(file->fd, SO_PEEK_OFF), r;
	if (sys_setsockopt(file->fd, SOL_SOCKET, SO_PEEK_OFF, &zero, sizeof(zero)) < 0)
		return error_set(d->cx, CR_E_KERNEL, 0, file->task->pid, file->path,
				 "SO_PEEK_OFF is missing");
	do {
		size_t n = 0;

		r = queue_dump_packet(d, file, bytes, ends, &n);
		bytes -= n < bytes ? (uint32_t)n : bytes;
	} while (r > 0);
	(void)sys_setsockopt(file->fd, SOL_SOCKET, SO_PEEK_OFF, &off, sizeof(off));
	return r;
}

CR_FN int socket_queue_dump(struct dump *d, const struct open_file *file, int type, bool ends,
			    uint32_t bytes)
{
	if (bytes > QUEUE_MOST)
		return error_set(d->cx, CR_E_UNSUPPORTED, 0, file->task->pid, file->path,
				 "%u bytes are queued in one socket", bytes);
	if (type != SOCK_STREAM)
		return queue_dump_packets(d, file, ends, bytes);
	return bytes ? queue_dump_stream(d, file, bytes) : 0;
}

/* == loading =================================================================================== */

/* The first time that it is full: as large as it may be. Its size is set when all is done. */
static int queue_widen(int sender)
{
	const int most = 1 << 30;

	int r = sys_setsockopt(sender, SOL_SOCKET, SO_SNDBUFFORCE, &most, sizeof(most));
	return r < 0 ? sys_setsockopt(sender, SOL_SOCKET, SO_SNDBUF, &most, sizeof(most)) : r;
}

/* Descriptors go with the first byte. */
static int queue_send(struct load *l, const struct unix_way *way, const Cr__SkPacketEntry *e,
		      const Cr__CrPacketEntry *packet, const unsigned char *data)
{
	size_t n = e->length;
	bool widened = false;

	for (size_t done = 0; done < n || n == 0;) {
		ssize_t sent = scm_send(l, way, done ? NULL : e, packet, data + done, n - done);

		if (sent == -EAGAIN && !widened) {
			widened = true;
			(void)queue_widen(way->fd);
			continue;
		}
		if (sent < 0)
			return error_set(l->cx, CR_E_RESTORE, (int)-sent, 0, "send",
					 "%zu bytes cannot be queued in a socket "
					 "(net.core.wmem_max, net.unix.max_dgram_qlen)",
					 n - done);
		done += (size_t)sent;
		if (n == 0)
			break;
	}
	return 0;
}

static int queue_load_packet(struct load *l, const Cr__SkPacketEntry *e,
			     const Cr__CrPacketEntry *packet, const struct image_member *m,
			     uint64_t off, int type, const struct unix_way *way)
{
	if (e->length == 0 && type == SOCK_STREAM)
		return 0;
	unsigned char *data = cx_alloc(l->cx, e->length);
	if (!data)
		return error_memory(l->cx);
	int r = image_read(l->cx, m, off, data, e->length);
	return r < 0 ? r : queue_send(l, way, e, packet, data);
}

CR_FN int socket_queue_load(struct load *l, const struct load_file *file, int type)
{
	const Cr__CrUnixEntry *extra = file->extra ? file->extra->usk : NULL;
	struct record_in in;
	Cr__SkPacketEntry *e;
	uint64_t off;
	size_t at = 0;
	int r = record_open(l->image, IMAGE_SK_QUEUES, 0, &in);

	if (r < 0)
		return r == -ENOENT ? 0 : r;
	while ((r = record_next(&in, &cr__sk_packet_entry__descriptor, &e)) > 0) {
		struct unix_way way;

		r = record_skip(&in, e->length, &off);
		if (r == 0 && e->id_for != file->id)
			continue;
		const Cr__CrPacketEntry *packet = extra && at < extra->n_packets
							  ? extra->packets[at]
							  : NULL;
		at++;
		if (r == 0)
			r = unix_load_way(l, file, packet, &way);
		if (r == 0)
			r = queue_load_packet(l, e, packet, &in.member, off, type, &way);
		if (r < 0)
			return r;
	}
	return r;
}
