/* SPDX-License-Identifier: MIT
 *
 * udp: UDP and UDP-Lite sockets, bound or connected or neither, with the datagrams that wait in
 * them.
 *
 * A datagram comes back by being sent again, from the address it came from: by the socket of the
 * tree that has this address, else by one that is made for it. Where that cannot be (the sender is
 * another machine; the port is shared, and the datagram might reach another socket), it is lost, as
 * the network may lose it, and listed. Ancillary data (time stamps, TTL ...) is made anew by the
 * kernel. Refused by name: an error that the program has yet to see.
 *
 * The queue is read as that of a Unix socket is: see queue.c for what SO_PEEK_OFF does.
 */
#include "socket.h"

#define UDP_MOST 65536

/* == saving ==================================================================================== */

static int udp_dump_datagram(struct dump *d, const struct open_file *file, unsigned char *buf,
			     Cr__CrFileEntry *extra)
{
	struct inet_address from = {0};
	struct iovec iov = {buf, UDP_MOST};
	struct msghdr msg = {.msg_iov = &iov,
			     .msg_iovlen = 1,
			     .msg_name = &from.at,
			     .msg_namelen = sizeof(from.at)};
	ssize_t n = sys_recvmsg(file->fd, &msg, MSG_PEEK | MSG_DONTWAIT);

	if (n == -EAGAIN)
		return 0;
	if (n < 0)
		return error_set(d->cx, CR_E_SYSTEM, (int)-n, file->task->pid, file->path,
				 "what is queued in descriptor %d, a UDP socket, cannot be read",
				 file->task_fd);
	ProtobufCBinaryData *senders = cx_array(d->cx, extra->n_senders + 1, sizeof(*senders));
	if (!senders)
		return error_memory(d->cx);
	if (extra->n_senders)
		memcpy(senders, extra->senders, extra->n_senders * sizeof(*senders));
	ProtobufCBinaryData *last = &senders[extra->n_senders++];
	extra->senders = senders;
	last->len = msg.msg_namelen;
	last->data = cx_alloc(d->cx, sizeof(from.at));
	if (!last->data)
		return error_memory(d->cx);
	memcpy(last->data, &from.at, sizeof(from.at));
	int r = socket_queue_add(d, file, buf, (size_t)n);
	return r < 0 ? r : 1;
}

static int udp_dump_queue(struct dump *d, const struct open_file *file)
{
	const int zero = 0;
	struct pollfd pfd = {.fd = file->fd, .events = POLLIN};
	Cr__CrFileEntry *extra = dump_cr_file(d, file->id);
	unsigned char *buf = cx_alloc(d->cx, UDP_MOST);
	int r;

	if (!extra || !buf)
		return error_memory(d->cx);
	if (sys_poll(&pfd, 1, 0) == 0)
		return 0;
	int off = socket_option(file->fd, SO_PEEK_OFF);
	if (sys_setsockopt(file->fd, SOL_SOCKET, SO_PEEK_OFF, &zero, sizeof(zero)) < 0)
		return error_set(d->cx, CR_E_KERNEL, 0, file->task->pid, file->path,
				 "SO_PEEK_OFF is missing");
	do
		r = udp_dump_datagram(d, file, buf, extra);
	while (r > 0);
	(void)sys_setsockopt(file->fd, SOL_SOCKET, SO_PEEK_OFF, &off, sizeof(off));
	return r;
}

CR_FN int udp_shutdown_dump(struct dump *d, const struct open_file *file, Cr__InetSkEntry *e,
			    uint8_t protocol)
{
	struct pollfd pfd = {.fd = file->fd, .events = POLLRDHUP};
	struct sock_inet told;

	(void)sys_poll(&pfd, 1, 0);
	if (pfd.revents & POLLERR)
		return refuse(d->cx, CR_E_UNSUPPORTED, file->task->pid, file->path,
			      "descriptor %d is a %s socket with an error that the program has "
			      "yet to see",
			      file->task_fd,
			      inet_is_udp(e) ? "UDP" : socket_type_name((int)e->type));
	if (e->src_port &&
	    sock_inet_ask(d->cx, (uint8_t)e->family, protocol, (uint16_t)e->src_port, e->ino,
			  &told) == 0 &&
	    told.has_shutdown)
		e->shutdown = (Cr__SkShutdown)told.shutdown;
	else if (pfd.revents & POLLRDHUP) /* what a socket shows by itself */
		e->shutdown = pfd.revents & POLLHUP ? CR__SK_SHUTDOWN__BOTH : CR__SK_SHUTDOWN__READ;
	e->has_shutdown = e->shutdown != CR__SK_SHUTDOWN__NONE;
	return 0;
}

CR_FN int udp_dump(struct dump *d, const struct open_file *file, Cr__InetSkEntry *e)
{
	e->state = e->dst_port ? SOCK_STATE_ESTABLISHED : SOCK_STATE_CLOSE;
	int r = udp_shutdown_dump(d, file, e, (uint8_t)e->proto);
	return r < 0 || d->checking ? r : udp_dump_queue(d, file);
}

/* == loading =================================================================================== */

CR_FN int udp_check(struct load *l, const struct load_file *file)
{
	for (size_t i = 0; file->extra && i < file->extra->n_senders; i++)
		if (file->extra->senders[i].len > sizeof(((struct inet_address *)0)->at))
			return error_set(l->cx, CR_E_DAMAGED, 0, 0, "cr.img",
					 "socket %u has an impossible sender", file->id);
	return 0;
}

static bool udp_same_address(const struct inet_address *a, const struct inet_address *b)
{
	return a->at.any.sa_family == b->at.any.sa_family && inet_port(a) == inet_port(b) &&
	       (a->at.any.sa_family == AF_INET
			? a->at.v4.sin_addr.s_addr == b->at.v4.sin_addr.s_addr
			: memcmp(&a->at.v6.sin6_addr, &b->at.v6.sin6_addr, 16) == 0);
}

/* Another socket of the save that might get what is sent to this one. */
static bool udp_shares_port(const struct load_file *file)
{
	return file->group_next != file;
}

/* A socket that sends as `from`: 0, borrowed from the tree or, *ret_own, to be closed. */
static int udp_sender(struct load *l, const struct load_file *file, const struct inet_address *from,
		      int *ret, bool *ret_own)
{
	const int on = 1;

	*ret_own = false;
	for (size_t i = 0; i < l->files.n; i++) {
		const struct load_file *f = l->files.at[i];

		if (f->kind != file->kind || f->fd < 0 || f->maker != file->maker ||
		    f->action == CR_NULL || f->action == CR_NAMED ||
		    f->entry->isk->proto != file->entry->isk->proto)
			continue;
		struct inet_address at = inet_source(f->entry->isk);
		if (!udp_same_address(&at, from) ||
		    (f->entry->isk->has_shutdown &&
		     f->entry->isk->shutdown & CR__SK_SHUTDOWN__WRITE))
			continue;
		*ret = f->fd;
		return 0;
	}
	int fd = sys_socket(from->at.any.sa_family, SOCK_DGRAM, (int)file->entry->isk->proto);
	if (fd < 0)
		return fd;
	(void)sys_setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
	int r = sys_bind(fd, &from->at, from->len);
	if (r < 0) {
		sys_close(fd);
		return r;
	}
	*ret = fd;
	*ret_own = true;
	return 0;
}

/* Whether it waits in the socket now. */
static bool udp_send(struct load *l, const struct load_file *file, const struct inet_address *from,
		     const void *data, size_t n)
{
	struct inet_address to = inet_source(file->entry->isk);
	int sender;
	bool own;

	/* Bound to any address: the sender's is one that is ours, too. */
	if (inet_is_wildcard(&to)) {
		if (to.at.any.sa_family == AF_INET)
			to.at.v4.sin_addr = from->at.v4.sin_addr;
		else
			to.at.v6.sin6_addr = from->at.v6.sin6_addr;
	}
	if (from->at.any.sa_family != to.at.any.sa_family ||
	    udp_sender(l, file, from, &sender, &own) < 0)
		return false;
	ssize_t sent = sys_sendto(sender, data, n, MSG_DONTWAIT, &to.at, to.len);
	if (own)
		sys_close(sender);
	return sent == (ssize_t)n;
}

static int udp_load_datagram(struct load *l, const struct load_file *file, size_t i,
			     const void *data, size_t n)
{
	struct inet_address to = inet_source(file->entry->isk), from = {0};

	if (!file->extra || i >= file->extra->n_senders)
		return error_set(l->cx, CR_E_DAMAGED, 0, 0, "cr.img",
				 "a datagram in socket %u has no sender", file->id);
	from.len = (uint32_t)file->extra->senders[i].len;
	memcpy(&from.at, file->extra->senders[i].data, from.len);
	if (udp_shares_port(file) || !udp_send(l, file, &from, data, n))
		degrade(l->cx, 0, inet_text(l->cx, &to),
			"a datagram of %zu bytes from %s that waited at %s is lost", n,
			inet_text(l->cx, &from), inet_text(l->cx, &to));
	return 0;
}

static int udp_load_queue(struct load *l, const struct load_file *file)
{
	struct record_in in;
	Cr__SkPacketEntry *e;
	uint64_t off;
	size_t i = 0;
	int r = record_open(l->image, IMAGE_SK_QUEUES, 0, &in);

	if (r < 0)
		return r == -ENOENT ? 0 : r;
	while ((r = record_next(&in, &cr__sk_packet_entry__descriptor, &e)) > 0) {
		r = record_skip(&in, e->length, &off);
		if (r < 0)
			return r;
		if (e->id_for != file->id)
			continue;
		unsigned char *data = cx_alloc(l->cx, (size_t)e->length + 1);
		if (!data)
			return error_memory(l->cx);
		r = image_read(l->cx, &in.member, off, data, e->length);
		if (r == 0)
			r = udp_load_datagram(l, file, i++, data, e->length);
		if (r < 0)
			return r;
	}
	return r;
}

CR_FN int udp_connect(struct load *l, const struct load_file *file)
{
	const Cr__InetSkEntry *e = file->entry->isk;
	struct inet_address to = inet_destination(e);
	int r = e->state == SOCK_STATE_ESTABLISHED ? sys_connect(file->fd, &to.at, to.len) : 0;

	return r < 0 ? error_set(l->cx, CR_E_RESTORE, -r, 0, inet_text(l->cx, &to),
				 "a %s socket cannot be connected to %s",
				 inet_is_udp(e) ? "UDP" : socket_type_name((int)e->type),
				 inet_text(l->cx, &to))
		     : 0;
}

/* What waits comes from anybody; once connected, only the peer is let through. */
CR_FN int udp_fill(struct load *l, struct load_file *file)
{
	int r = udp_load_queue(l, file);

	return r < 0 ? r : udp_connect(l, file);
}
