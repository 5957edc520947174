/* SPDX-License-Identifier: MIT
 *
 * queue: what has been sent to a socket and not been received; both directions.
 *
 * It is read with MSG_PEEK, through our own copy of the descriptor. A stream shows all of it at
 * once. Of packets a plain peek shows the first alone: behind it one gets with SO_PEEK_OFF, which
 * belongs to the socket, so it is put back at once, and is not touched when nothing is queued. A
 * saver that is killed in between leaves it set: of all programs those would notice that peek at
 * their packets. Bytes and boundaries are saved; ancillary data is not: descriptors in flight are
 * refused, credentials become the loader's. An empty packet that was peeked at before cannot be
 * seen again.
 */
#include "socket.h"

#define QUEUE_MOST (1u << 30)
#define QUEUE_CONTROL 4096 /* 253 descriptors and more */

#ifndef SCM_PIDFD
#define SCM_PIDFD 4
#endif

/* == saving ==================================================================================== */

/* What came along: descriptors, which are ours now and must go. Returns whether there were any. */
static bool queue_close_rights(const unsigned char *control, size_t n)
{
	struct cmsghdr head;
	bool rights = false;

	for (size_t at = 0; n - at >= sizeof(head) && at < n;
	     at += num_round_up(head.cmsg_len, sizeof(size_t))) {
		memcpy(&head, control + at, sizeof(head));
		if (head.cmsg_len < sizeof(head) || head.cmsg_len > n - at)
			break;
		if (head.cmsg_level != SOL_SOCKET ||
		    (head.cmsg_type != SCM_RIGHTS && head.cmsg_type != SCM_PIDFD))
			continue;
		rights |= head.cmsg_type == SCM_RIGHTS;
		for (size_t i = at + sizeof(head); i + sizeof(int) <= at + head.cmsg_len;
		     i += sizeof(int)) {
			int fd;

			memcpy(&fd, control + i, sizeof(fd));
			if (fd >= 0)
				(void)sys_close(fd);
		}
	}
	return rights;
}

/* What a message has beside its bytes. */
struct queue_detail {
	struct sockaddr_un sender;
	uint32_t sender_len;
};

/* One look: bytes, or of a packet its whole length, however small the buffer; -EAGAIN: nothing
 * there. */
static ssize_t queue_peek(struct dump *d, const struct open_file *file, void *buf, size_t size,
			  int flags, struct queue_detail *ret)
{
	unsigned char control[QUEUE_CONTROL] __attribute__((aligned(sizeof(size_t))));
	struct iovec iov = {buf, size};
	struct msghdr msg = {.msg_name = ret ? &ret->sender : NULL,
			     .msg_namelen = ret ? sizeof(ret->sender) : 0,
			     .msg_iov = &iov,
			     .msg_iovlen = 1,
			     .msg_control = control,
			     .msg_controllen = sizeof(control)};
	ssize_t n = sys_recvmsg(file->fd, &msg, flags | MSG_PEEK | MSG_DONTWAIT);

	if (n == -EAGAIN)
		return n;
	if (n < 0)
		return error_set(d->cx, CR_E_SYSTEM, (int)-n, file->task->pid, file->path,
				 "what is queued in the socket cannot be read");
	bool rights = queue_close_rights(control, msg.msg_controllen);
	if (rights || (msg.msg_flags & MSG_CTRUNC))
		return refuse(
			d->cx, CR_E_UNSUPPORTED, file->task->pid, file->path,
			"descriptor %d is a socket in whose queue descriptors are on their way",
			file->task_fd);
	if (ret)
		ret->sender_len = msg.msg_namelen;
	return n;
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

/* All bytes of a stream. One look shows them, unless messages with different credentials lie behind
 * each other: then each look goes on where the last one ended. */
static int queue_dump_stream(struct dump *d, const struct open_file *file, uint32_t bytes)
{
	unsigned char *data = cx_alloc(d->cx, bytes);
	size_t done = 0;

	if (!data)
		return error_memory(d->cx);
	while (done < bytes) {
		int zero = (int)done, off = -1;

		/* Never a look into an empty queue: that would take a pending error away from the
		 * program. */
		if (done > 0) {
			off = socket_option(file->fd, SO_PEEK_OFF);
			(void)sys_setsockopt(file->fd, SOL_SOCKET, SO_PEEK_OFF, &zero,
					     sizeof(zero));
		}
		ssize_t n = queue_peek(d, file, data + done, bytes - done, 0, NULL);
		if (done > 0)
			(void)sys_setsockopt(file->fd, SOL_SOCKET, SO_PEEK_OFF, &off, sizeof(off));
		if (n <= 0)
			return n == 0 || n == -EAGAIN ? error_set(d->cx, CR_E_SYSTEM, 0,
								  file->task->pid, file->path,
								  "only %zu of %u bytes queued in "
								  "the socket can be read",
								  done, bytes)
						      : (int)n;
		done += (size_t)n;
	}
	return socket_queue_add(d, file, data, bytes);
}

/* One entry for each packet, in their order. */
static int queue_note_detail(struct dump *d, const struct open_file *file,
			     const struct queue_detail *detail)
{
	const uint32_t head = offsetof(struct sockaddr_un, sun_path);
	Cr__CrUnixEntry *extra = unix_extra(d, file);
	Cr__CrPacketEntry *e = cx_alloc(d->cx, sizeof(*e));

	if (!extra || !e)
		return error_memory(d->cx);
	cr__cr_packet_entry__init(e);
	if (detail->sender_len > head) {
		e->has_sender = true;
		e->sender.len = detail->sender_len - head;
		if (e->sender.len > sizeof(detail->sender.sun_path))
			e->sender.len = sizeof(detail->sender.sun_path);
		e->sender.data = arena_copy(&d->cx->arena, detail->sender.sun_path, e->sender.len);
		if (!e->sender.data)
			return error_memory(d->cx);
	}
	/* The list grows by doubling. */
	size_t n = extra->n_packets;
	if ((n & (n - 1)) == 0) {
		Cr__CrPacketEntry **more = cx_array(d->cx, n ? n * 2 : 1, sizeof(*more));

		if (!more)
			return error_memory(d->cx);
		if (n)
			memcpy(more, extra->packets, n * sizeof(*more));
		extra->packets = more;
	}
	extra->packets[extra->n_packets++] = e;
	return 0;
}

/* The next packet, with SO_PEEK_OFF in force: 1; 0 at the end. A look without room tells the length
 * and moves nothing on. */
static int queue_dump_packet(struct dump *d, const struct open_file *file, uint32_t left, bool ends,
			     size_t *ret_n)
{
	struct queue_detail detail;
	ssize_t n = queue_peek(d, file, NULL, 0, MSG_TRUNC, &detail);

	if (n == -EAGAIN)
		return 0;
	/* Where the other side is shut, the end looks like an empty packet; behind all bytes the
	 * two are the same. */
	if (n == 0 && ends && left == 0)
		return 0;
	if (n < 0)
		return (int)n;
	unsigned char *data = cx_alloc(d->cx, (size_t)n);
	if (!data)
		return error_memory(d->cx);
	/* An empty packet counts as seen by the first look. */
	if (n > 0) {
		ssize_t got = queue_peek(d, file, data, (size_t)n, 0, NULL);

		if (got != n)
			return got < 0 ? (int)got
				       : error_set(d->cx, CR_E_SYSTEM, 0, file->task->pid,
						   file->path,
						   "a packet queued in the socket changed while it "
						   "was read");
	}
	*ret_n = (size_t)n;
	int r = queue_note_detail(d, file, &detail);
	if (r == 0)
		r = socket_queue_add(d, file, data, (size_t)n);
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
	char urgent;

	if (bytes > QUEUE_MOST)
		return error_set(d->cx, CR_E_UNSUPPORTED, 0, file->task->pid, file->path,
				 "%u bytes are queued in one socket", bytes);
	if (type != SOCK_STREAM)
		return queue_dump_packets(d, file, ends, bytes);
	if (sys_recv(file->fd, &urgent, 1, MSG_OOB | MSG_PEEK | MSG_DONTWAIT) == 1)
		return refuse(d->cx, CR_E_UNSUPPORTED, file->task->pid, file->path,
			      "descriptor %d is a socket in whose queue there is urgent (out of "
			      "band) data",
			      file->task_fd);
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

static int queue_send(struct load *l, const struct unix_way *way, const unsigned char *data,
		      size_t n)
{
	bool widened = false;

	for (size_t done = 0; done < n || n == 0;) {
		ssize_t sent = sys_sendto(way->fd, data + done, n - done, MSG_DONTWAIT,
					  way->to_len ? &way->to : NULL, way->to_len);

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
			     const struct image_member *m, uint64_t off, int type,
			     const struct unix_way *way)
{
	if (e->n_scm)
		return error_set(l->cx, CR_E_UNSUPPORTED, 0, 0, "sk-queues.img",
				 "the save holds descriptors on their way through a socket");
	if (e->length == 0 && type == SOCK_STREAM)
		return 0;
	unsigned char *data = cx_alloc(l->cx, e->length);
	if (!data)
		return error_memory(l->cx);
	int r = image_read(l->cx, m, off, data, e->length);
	return r < 0 ? r : queue_send(l, way, data, e->length);
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
		if (r == 0)
			r = unix_load_way(
				l, file, extra && at < extra->n_packets ? extra->packets[at] : NULL,
				&way);
		at++;
		if (r == 0)
			r = queue_load_packet(l, e, &in.member, off, type, &way);
		if (r < 0)
			return r;
	}
	return r;
}
