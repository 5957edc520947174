/* SPDX-License-Identifier: MIT
 *
 * scm: what a message in a Unix socket carries beside its bytes; both directions. Descriptors on
 * their way (SCM_RIGHTS) become open files of the save like any other: so they may be sockets with
 * queues of their own, even the one that they wait in. Credentials (SCM_CREDENTIALS) are read where
 * the receiver has asked for them, and sent again in the sender's name, by a child with his process
 * id where he is not there yet; without the right to do so they are the loader's, listed.
 *
 * Who peeks gets copies of the descriptors. One message is one call again, so that they arrive with
 * the same byte.
 */
#include "socket.h"

#define SCM_CONTROL 4096 /* 253 descriptors, and more */

#ifndef SCM_PIDFD
#define SCM_PIDFD 4
#endif

/* == saving ==================================================================================== */

static void scm_take_fds(struct scm *s, const unsigned char *at, size_t n, bool keep)
{
	for (size_t i = 0; i + sizeof(int) <= n; i += sizeof(int)) {
		int fd;

		memcpy(&fd, at + i, sizeof(fd));
		if (fd < 0)
			continue;
		if (keep && s->fd_n < SCM_MOST)
			s->fds[s->fd_n++] = fd;
		else
			(void)sys_close(fd);
	}
}

static void scm_parse(struct scm *s, const unsigned char *control, size_t n)
{
	struct cmsghdr head;

	for (size_t at = 0; n - at >= sizeof(head) && at < n;
	     at += num_round_up(head.cmsg_len, sizeof(size_t))) {
		memcpy(&head, control + at, sizeof(head));
		if (head.cmsg_len < sizeof(head) || head.cmsg_len > n - at)
			return;
		const unsigned char *data = control + at + sizeof(head);
		size_t size = head.cmsg_len - sizeof(head);

		if (head.cmsg_level != SOL_SOCKET)
			continue;
		if (head.cmsg_type == SCM_RIGHTS || head.cmsg_type == SCM_PIDFD)
			scm_take_fds(s, data, size, head.cmsg_type == SCM_RIGHTS);
		if (head.cmsg_type == SCM_CREDENTIALS && size >= sizeof(s->who))
			memcpy(&s->who, data, sizeof(s->who));
	}
}

CR_FN ssize_t scm_peek(int fd, void *buf, size_t size, int flags, struct scm *ret)
{
	unsigned char control[SCM_CONTROL] __attribute__((aligned(sizeof(size_t))));
	struct iovec iov = {buf, size};
	struct msghdr msg = {.msg_name = &ret->sender,
			     .msg_namelen = sizeof(ret->sender),
			     .msg_iov = &iov,
			     .msg_iovlen = 1,
			     .msg_control = control,
			     .msg_controllen = sizeof(control)};

	memset(ret, 0, sizeof(*ret));
	ssize_t n = sys_recvmsg(fd, &msg, flags | MSG_PEEK | MSG_DONTWAIT);
	if (n < 0)
		return n;
	scm_parse(ret, control, msg.msg_controllen);
	ret->sender_len = msg.msg_namelen;
	ret->cut = msg.msg_flags & MSG_CTRUNC;
	return n;
}

CR_FN void scm_close(struct scm *s)
{
	while (s->fd_n)
		(void)sys_close(s->fds[--s->fd_n]);
}

CR_FN bool scm_same_sender(const struct scm *a, const struct scm *b)
{
	return a->who.pid == b->who.pid && a->who.uid == b->who.uid && a->who.gid == b->who.gid;
}

/* One entry for each message, in their order. */
static int scm_note(struct dump *d, const struct open_file *file, const struct scm *s, bool urgent)
{
	const uint32_t head = offsetof(struct sockaddr_un, sun_path);
	Cr__CrUnixEntry *extra = unix_extra(d, file);
	Cr__CrPacketEntry *e = cx_alloc(d->cx, sizeof(*e));

	if (!extra || !e)
		return error_memory(d->cx);
	cr__cr_packet_entry__init(e);
	e->has_urgent = e->urgent = urgent;
	if (s->sender_len > head) {
		e->has_sender = true;
		e->sender.len = s->sender_len - head;
		if (e->sender.len > sizeof(s->sender.sun_path))
			e->sender.len = sizeof(s->sender.sun_path);
		e->sender.data = arena_copy(&d->cx->arena, s->sender.sun_path, e->sender.len);
		if (!e->sender.data)
			return error_memory(d->cx);
	}
	/* 0: the sender did not tell, or is nobody that can be named here. */
	e->has_pid = e->has_uid = e->has_gid = s->who.pid > 0;
	e->pid = (uint32_t)s->who.pid;
	e->uid = s->who.uid;
	e->gid = s->who.gid;
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

/* The descriptors are open files now, or were before: from here on others close them. */
static int scm_rights(struct dump *d, const struct open_file *file, struct scm *s,
		      Cr__ScmEntry *ret)
{
	cr__scm_entry__init(ret);
	ret->type = SCM_RIGHTS;
	ret->rights = cx_array(d->cx, s->fd_n, sizeof(*ret->rights));
	if (!ret->rights)
		return error_memory(d->cx);
	/* In their order; what is left when one is refused is closed by scm_close. */
	for (size_t i = 0; i < s->fd_n; i++) {
		struct open_file *passed;
		int r = object_passed(d, file->task, sys_take(&s->fds[i]), &passed);

		if (r < 0)
			return error_frame(d->cx, r,
					   "saving a descriptor on its way through descriptor %d",
					   file->task_fd);
		ret->rights[ret->n_rights++] = passed->id;
	}
	return 0;
}

CR_FN int scm_dump(struct dump *d, const struct open_file *file, struct scm *s, bool urgent,
		   const void *data, size_t n)
{
	Cr__ScmEntry scm, *list = &scm;
	Cr__SkPacketEntry e;
	struct record_out *out;
	int r = scm_note(d, file, s, urgent);

	cr__sk_packet_entry__init(&e);
	e.id_for = file->id;
	e.length = (uint32_t)n;
	if (r == 0 && s->fd_n) {
		r = scm_rights(d, file, s, &scm);
		e.n_scm = 1;
		e.scm = &list;
	}
	if (r == 0)
		r = dump_out(d, IMAGE_SK_QUEUES, &out);
	if (r == 0)
		r = record_add(d->cx, out, &e.base);
	return r == 0 && n ? record_raw(d->cx, out, data, n) : r;
}

/* == loading =================================================================================== */

/* What is passed has the maker of the socket that it waits in. */
CR_FN int scm_join(struct load *l)
{
	struct record_in in;
	Cr__SkPacketEntry *e;
	uint64_t off;
	int r = record_open(l->image, IMAGE_SK_QUEUES, 0, &in);

	if (r < 0)
		return r == -ENOENT ? 0 : r;
	while ((r = record_next(&in, &cr__sk_packet_entry__descriptor, &e)) > 0) {
		struct load_file *file = load_find_file(l, e->id_for);

		r = record_skip(&in, e->length, &off);
		for (size_t i = 0; r == 0 && i < e->n_scm; i++)
			for (size_t j = 0; r == 0 && j < e->scm[i]->n_rights; j++) {
				struct load_file *passed = load_find_file(l, e->scm[i]->rights[j]);

				if (!file || !passed || !passed->kind)
					r = error_set(l->cx, CR_E_DAMAGED, 0, 0, "sk-queues.img",
						      "a descriptor on its way through socket %u "
						      "has the unknown file id %u",
						      e->id_for, e->scm[i]->rights[j]);
				else
					object_join_makers(file, passed);
			}
		if (r < 0)
			return r;
	}
	return r;
}

/* Room for one SCM_RIGHTS and one SCM_CREDENTIALS. */
struct scm_control {
	unsigned char at[CMSG_SPACE(SCM_MOST * sizeof(int)) + CMSG_SPACE(sizeof(struct ucred))]
		__attribute__((aligned(sizeof(size_t))));
	size_t n;
};

static void scm_put(struct scm_control *c, int type, const void *data, size_t n)
{
	const struct cmsghdr head = {
		.cmsg_len = CMSG_LEN(n), .cmsg_level = SOL_SOCKET, .cmsg_type = type};

	memcpy(c->at + c->n, &head, sizeof(head));
	memcpy(c->at + c->n + sizeof(head), data, n);
	c->n += CMSG_SPACE(n);
}

static int scm_put_rights(struct load *l, const Cr__SkPacketEntry *e, struct scm_control *c)
{
	int fds[SCM_MOST];
	size_t n = 0;

	for (size_t i = 0; i < e->n_scm; i++) {
		if (e->scm[i]->type != SCM_RIGHTS)
			return error_set(l->cx, CR_E_UNSUPPORTED, 0, 0, "sk-queues.img",
					 "a message has an ancillary part of type %u",
					 e->scm[i]->type);
		for (size_t j = 0; j < e->scm[i]->n_rights; j++) {
			const struct load_file *passed = load_find_file(l, e->scm[i]->rights[j]);

			if (n == SCM_MOST || !passed || passed->fd < 0)
				return error_set(l->cx, CR_E_DAMAGED, 0, 0, "sk-queues.img",
						 "descriptor %u, which was on its way through a "
						 "socket, is not there",
						 e->scm[i]->rights[j]);
			fds[n++] = passed->fd;
		}
	}
	if (n)
		scm_put(c, SCM_RIGHTS, fds, n * sizeof(*fds));
	return 0;
}

static bool scm_credentials(struct load *l, const Cr__CrPacketEntry *packet, struct ucred *ret)
{
	if (!packet || !packet->has_pid)
		return false;
	pid_t now = object_pid(l, (pid_t)packet->pid);
	*ret = (struct ucred){now > 0 ? now : (pid_t)packet->pid, packet->uid, packet->gid};
	return true;
}

CR_FN ssize_t scm_send(struct load *l, const struct unix_way *way, const Cr__SkPacketEntry *e,
		       const Cr__CrPacketEntry *packet, const void *data, size_t n)
{
	struct scm_control control = {.n = 0};
	struct sockaddr_un to = way->to;
	struct iovec iov = {(void *)(uintptr_t)data, n};
	struct msghdr msg = {.msg_name = way->to_len ? &to : NULL,
			     .msg_namelen = way->to_len,
			     .msg_iov = &iov,
			     .msg_iovlen = 1,
			     .msg_control = control.at};
	int flags = packet && packet->has_urgent && packet->urgent ? MSG_OOB : 0;
	struct ucred as;
	int r = e ? scm_put_rights(l, e, &control) : 0;

	if (r < 0)
		return r;
	msg.msg_controllen = control.n;
	if (!scm_credentials(l, packet, &as))
		return sys_sendmsg(way->fd, &msg, flags | MSG_DONTWAIT);
	scm_put(&control, SCM_CREDENTIALS, &as, sizeof(as));
	msg.msg_controllen = control.n;
	ssize_t sent = sys_sendmsg(way->fd, &msg, flags | MSG_DONTWAIT);
	/* Nobody may speak for a process that is not there, nor for another without a right to. */
	if (sent == -ESRCH || sent == -EPERM)
		sent = unix_send_as(l, way->fd, &msg, flags | MSG_DONTWAIT, &as);
	if (sent != -ESRCH && sent != -EPERM)
		return sent;
	degrade(l->cx, as.pid, "SCM_CREDENTIALS",
		"a message of process %d, user %u, group %u that waits in a Unix socket is said to "
		"come from the loader",
		as.pid, as.uid, as.gid);
	as = (struct ucred){sys_getpid(), sys_getuid(), sys_getgid()};
	control.n = 0;
	r = e ? scm_put_rights(l, e, &control) : 0;
	scm_put(&control, SCM_CREDENTIALS, &as, sizeof(as));
	msg.msg_controllen = control.n;
	return r < 0 ? r : sys_sendmsg(way->fd, &msg, flags | MSG_DONTWAIT);
}
