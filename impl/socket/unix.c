/* SPDX-License-Identifier: MIT
 *
 * unix: Unix sockets, saved. Streams, packets and datagrams; pairs, named ones, listening ones with
 * those who wait to be accepted, connected ones; with one end closed (what it had sent is still
 * there, then comes the end) or shut down; with their queues. unix_load.c brings them back.
 *
 * Which socket is whose peer is asked of sock_diag; without it a socket without a peer can be
 * saved, by what it says of itself. Refused by name: a stream to somebody outside the tree (a
 * datagram socket is connected anew, by the name of its peer), and data in connections that are not
 * accepted yet: nobody can read that, and whether who has gone again has left some, nobody can ask.
 * A peer that was closed before it had read all leaves an error that the program gets once: it is
 * seen by poll, for asking takes it away, and made again by a peer that goes in the same way;
 * packet sockets with it are refused, for there even a look at the queue takes it.
 */
#include "socket.h"

#include <sys/ioctl.h>

#define UNIX_BACKLOG 4096 /* net.core.somaxconn, unless somebody has changed it */

static bool unix_is(const struct open_file *file)
{
	return S_ISSOCK(file->st.st_mode) && !(file->info.flags & O_PATH) && file->fd >= 0;
}

static bool unix_match(const struct open_file *file)
{
	return unix_is(file) && socket_option(file->fd, SO_DOMAIN) == AF_UNIX;
}

/* == saving ==================================================================================== */

static bool unix_is_reset(const struct open_file *file)
{
	struct pollfd pfd = {.fd = file->fd};

	return sys_poll(&pfd, 1, 0) > 0 && (pfd.revents & POLLERR);
}

CR_FN Cr__CrUnixEntry *unix_extra(struct dump *d, const struct open_file *file)
{
	Cr__CrFileEntry *extra = dump_cr_file(d, file->id);

	if (!extra || extra->usk)
		return extra ? extra->usk : NULL;
	extra->usk = cx_alloc(d->cx, sizeof(*extra->usk));
	if (extra->usk)
		cr__cr_unix_entry__init(extra->usk);
	return extra->usk;
}

/* 1 when the socket is of a sort that can be saved. */
static int unix_refuse(struct dump *d, const struct open_file *file, const struct sock_unix *s)
{
	const char *type = socket_type_name(s->type);
	const char *name = unix_name_text(d->cx, s->name, s->name_len);
	pid_t pid = file->task->pid;

	/* Whether that one has left data, nobody can ask. */
	for (size_t i = 0; i < s->waiting_n; i++) {
		uint32_t ino;

		memcpy(&ino, s->waiting + i * sizeof(ino), sizeof(ino));
		if (ino == 0)
			return refuse(d->cx, CR_E_UNSUPPORTED, pid, name,
				      "descriptor %d is a listening Unix %s socket '%s', and a "
				      "connection that it has not accepted yet was closed by its "
				      "other end, perhaps with data in it that nobody can read now "
				      "(save again when it has)",
				      file->task_fd, type, name);
	}
	if (s->state != SOCK_STATE_ESTABLISHED && s->state != SOCK_STATE_CLOSE &&
	    s->state != SOCK_STATE_LISTEN)
		return refuse(d->cx, CR_E_UNSUPPORTED, pid, file->path,
			      "descriptor %d is a Unix %s socket in state %u", file->task_fd, type,
			      s->state);
	if (s->type != SOCK_STREAM && unix_is_reset(file))
		return refuse(d->cx, CR_E_UNSUPPORTED, pid, file->path,
			      "descriptor %d is a Unix %s socket with an error that the program "
			      "has yet to see (its peer was closed with "
			      "unread data)",
			      file->task_fd, type);
	return 1;
}

/* Who connects is told by SO_PEERCRED. */
static int unix_dump_credentials(struct dump *d, const struct open_file *file)
{
	struct ucred as = {0, 0, 0};
	uint32_t len = sizeof(as);

	if (sys_getsockopt(file->fd, SOL_SOCKET, SO_PEERCRED, &as, &len) < 0 || as.pid <= 0)
		return 0;
	Cr__CrUnixEntry *extra = unix_extra(d, file);
	if (!extra)
		return error_memory(d->cx);
	extra->has_pid = extra->has_uid = extra->has_gid = true;
	extra->pid = (uint32_t)as.pid;
	extra->uid = as.uid;
	extra->gid = as.gid;
	return 0;
}

static int unix_dump_waiting(struct dump *d, const struct open_file *file,
			     const struct sock_unix *s)
{
	Cr__CrUnixEntry *extra = s->waiting_n ? unix_extra(d, file) : NULL;

	if (s->waiting_n == 0)
		return 0;
	if (extra)
		extra->waiting = cx_array(d->cx, s->waiting_n, sizeof(*extra->waiting));
	if (!extra || !extra->waiting)
		return error_memory(d->cx);
	extra->n_waiting = s->waiting_n;
	memcpy(extra->waiting, s->waiting, s->waiting_n * sizeof(*extra->waiting));
	return 0;
}

/* The name of a peer that has been closed, or is outside: 1 when it has one. */
static int unix_peer_name(struct dump *d, const struct open_file *file, ProtobufCBinaryData *ret)
{
	struct sockaddr_un addr;
	uint32_t len = sizeof(addr), head = offsetof(struct sockaddr_un, sun_path);

	/* A path counts its NUL, even where it does not fit. */
	if (sys_getpeername(file->fd, &addr, &len) < 0 || len <= head)
		return 0;
	ret->len = len - head < sizeof(addr.sun_path) ? len - head : sizeof(addr.sun_path);
	ret->data = arena_copy(&d->cx->arena, addr.sun_path, ret->len);
	return ret->data ? 1 : error_memory(d->cx);
}

static int unix_dump_closed_peer(struct dump *d, const struct open_file *file)
{
	ProtobufCBinaryData name;
	int r = unix_peer_name(d, file, &name);

	if (r <= 0)
		return r;
	Cr__CrUnixEntry *extra = unix_extra(d, file);
	if (!extra)
		return error_memory(d->cx);
	extra->has_peer_name = true;
	extra->peer_name = name;
	return 0;
}

static int unix_dump_details(struct dump *d, const struct open_file *file,
			     const struct sock_unix *s, Cr__UnixSkEntry *e)
{
	Cr__CrFileEntry *extra = dump_cr_file(d, file->id);
	int r = extra ? unix_name_dump(d, file, s, e) : error_memory(d->cx);

	if (r == 0)
		r = unix_dump_credentials(d, file);
	if (r == 0)
		r = unix_dump_waiting(d, file, s);
	if (r == 0 && s->has_peer && !s->peer)
		r = unix_dump_closed_peer(d, file);
	if (r < 0)
		return r;
	if (s->name_ino) {
		extra->has_ino = true;
		extra->ino = s->name_ino;
	}
	extra->has_reset = extra->reset = unix_is_reset(file);
	CR_AUTOFD int fresh = socket_fresh(file->fd);
	r = socket_more_dump(d, file, fresh);
	return r < 0 ? r : socket_options_dump(d, file, &e->opts);
}

static int unix_ask_name(const struct open_file *file, struct sock_unix *ret)
{
	struct sockaddr_un addr;
	uint32_t len = sizeof(addr), head = offsetof(struct sockaddr_un, sun_path);
	int r = sys_getsockname(file->fd, &addr, &len);

	if (r < 0 || len <= head)
		return r;
	ret->name_len = len - head < sizeof(ret->name) ? len - head : sizeof(ret->name);
	memcpy(ret->name, addr.sun_path, ret->name_len);
	return 0;
}

/* Without sock_diag: what the socket says of itself. -ENOTSUP where it would have to say of another
 * one: who its peer is, and who waits to be accepted. */
static int unix_ask_itself(struct dump *d, const struct open_file *file, struct sock_unix *ret)
{
	struct pollfd pfd = {.fd = file->fd, .events = POLLIN | POLLRDHUP};
	struct sockaddr_un peer;
	uint32_t len = sizeof(peer);
	int queued = 0, listens = socket_option(file->fd, SO_ACCEPTCONN);

	memset(ret, 0, sizeof(*ret));
	ret->ino = (uint32_t)file->st.st_ino;
	ret->type = (uint8_t)socket_option(file->fd, SO_TYPE);
	ret->state = listens > 0 ? SOCK_STATE_LISTEN : SOCK_STATE_CLOSE;
	(void)sys_poll(&pfd, 1, 0);
	if (sys_getpeername(file->fd, &peer, &len) == 0 || (listens > 0 && (pfd.revents & POLLIN)))
		return -ENOTSUP;
	if (listens > 0) {
		ret->unsent = UNIX_BACKLOG;
		degrade(d->cx, file->task->pid, file->path,
			"how many may wait at a listening Unix socket is not known without "
			"sock_diag: %u",
			ret->unsent);
	} else {
		(void)sys_ioctl(file->fd, FIONREAD, &queued);
		ret->queued = queued > 0 ? (uint32_t)queued : 0;
		/* A stream that has never been connected hangs up, too. */
		if (ret->type == SOCK_DGRAM && (pfd.revents & POLLRDHUP))
			ret->shutdown = pfd.revents & POLLHUP ? 3 : 1;
	}
	return unix_ask_name(file, ret);
}

static int unix_ask(struct dump *d, const struct open_file *file,
		    unsigned char answer[SOCK_ANSWER_SIZE], struct sock_unix *ret)
{
	int r = sock_unix_ask(d->cx, (uint32_t)file->st.st_ino, answer, ret);

	if (r == 0)
		return 0;
	return unix_ask_itself(d, file, ret) == 0 ? 0 : r;
}

static int unix_dump(struct dump *d, struct open_file *file)
{
	struct cr_ctx *cx = d->cx;
	Cr__UnixSkEntry *e = cx_alloc(cx, sizeof(*e));
	unsigned char *answer = cx_alloc(cx, SOCK_ANSWER_SIZE);
	struct sock_unix s;

	if (!e || !answer)
		return error_memory(cx);
	cr__unix_sk_entry__init(e);
	file->entry->usk = e;
	int r = unix_ask(d, file, answer, &s);
	if (r < 0)
		return refuse(
			cx, CR_E_KERNEL, file->task->pid, file->path,
			"not enough is known of descriptor %d, a Unix socket (%s from "
			"sock_diag: another network namespace, or a kernel "
			"without CONFIG_UNIX_DIAG), and it is connected, or somebody waits to "
			"be",
			file->task_fd, error_name(-r));
	r = unix_refuse(d, file, &s);
	if (r <= 0)
		return r;
	e->id = file->id;
	e->ino = (uint32_t)file->st.st_ino;
	e->type = s.type;
	/* Of datagram sockets it says that somebody is connected to them, too (since 5.15). */
	e->state = s.has_peer		  ? SOCK_STATE_ESTABLISHED
		   : s.type == SOCK_DGRAM ? SOCK_STATE_CLOSE
					  : s.state;
	e->flags = file->info.flags;
	e->backlog = s.unsent;
	e->peer = s.peer;
	e->has_ns_id = true;
	e->ns_id = 2; /* that of ids-PID */
	e->has_shutdown = s.shutdown != 0;
	e->shutdown = (Cr__SkShutdown)(s.shutdown & 3);
	e->fown = object_fown(d, file);
	if (!e->fown)
		return error_memory(cx);
	r = unix_dump_details(d, file, &s, e);
	/* A look at a queue is for stopped programs. */
	if (r < 0 || d->checking || s.state == SOCK_STATE_LISTEN)
		return r;
	return socket_queue_dump(d, file, s.type, s.type == SOCK_SEQPACKET && (s.shutdown & 1),
				 s.queued);
}

/* == once all descriptors of all tasks are known =============================================== */

static bool unix_in_tree(const struct dump *d, uint32_t ino)
{
	for (size_t i = 0; i < d->files.n; i++)
		if (S_ISSOCK(d->files.at[i]->st.st_mode) && d->files.at[i]->st.st_ino == ino)
			return true;
	return false;
}

static int unix_refuse_outside(struct dump *d, const struct open_file *file, const char *what,
			       uint32_t ino)
{
	return refuse(d->cx, CR_E_OUTSIDE, file->task->pid, file->path,
		      "descriptor %d of process %d is a Unix %s socket %s (socket:[%u]) "
		      "is outside the tree",
		      file->task_fd, file->task->pid, socket_type_name((int)file->entry->usk->type),
		      what, ino);
}

static int unix_settle_waiting(struct dump *d, const struct open_file *file)
{
	const Cr__CrUnixEntry *extra = unix_extra(d, file);

	if (!extra)
		return error_memory(d->cx);
	for (size_t i = 0; i < extra->n_waiting; i++) {
		uint32_t ino = extra->waiting[i];

		if (ino && !unix_in_tree(d, ino))
			return unix_refuse_outside(
				d, file, "to which somebody waits to be connected, who", ino);
	}
	return 0;
}

/* The listening socket of the tree that has it in its queue. */
static uint32_t unix_find_listener(struct dump *d, uint32_t client)
{
	for (size_t i = 0; i < d->files.n; i++) {
		const struct open_file *f = d->files.at[i];
		const Cr__CrUnixEntry *extra = f->entry->usk && f->entry->usk->state ==
									SOCK_STATE_LISTEN
						       ? unix_extra(d, f)
						       : NULL;

		for (size_t j = 0; extra && j < extra->n_waiting; j++)
			if (extra->waiting[j] == client)
				return f->entry->usk->ino;
	}
	return 0;
}

/* A stream that nobody is at the other end of: closed, or not accepted yet. In CRIU's form who
 * waits has the listening socket for a peer. */
static int unix_settle_alone(struct dump *d, const struct open_file *file)
{
	Cr__UnixSkEntry *e = file->entry->usk;

	e->peer = unix_find_listener(d, e->ino);
	/* backlog: memory of what it has sent */
	if (e->peer && e->backlog)
		return refuse(
			d->cx, CR_E_UNSUPPORTED, file->task->pid, file->path,
			"descriptor %d is a Unix %s socket that waits to be accepted, and what "
			"it has sent cannot be read by anybody before (save again when it has "
			"been accepted)",
			file->task_fd, socket_type_name((int)e->type));
	if (e->peer || (e->has_shutdown && e->shutdown == CR__SK_SHUTDOWN__BOTH))
		return 0;
	return unix_refuse_outside(d, file, "that waits to be accepted by somebody who", e->ino);
}

/* As if the other end had gone with something unread. */
static int unix_settle_reset(struct dump *d, const struct open_file *file)
{
	Cr__UnixSkEntry *e = file->entry->usk;
	Cr__CrFileEntry *extra = dump_cr_file(d, file->id);
	int r = extra ? unix_dump_closed_peer(d, file) : error_memory(d->cx);

	if (r < 0)
		return r;
	degrade(d->cx, file->task->pid, file->path,
		"descriptor %d is a Unix %s socket whose other end (socket:[%u]) is outside the "
		"tree: "
		"the copy finds it reset",
		file->task_fd, socket_type_name((int)e->type), e->peer);
	e->peer = 0;
	e->has_shutdown = true;
	e->shutdown = CR__SK_SHUTDOWN__BOTH;
	extra->has_reset = extra->reset = true;
	return 0;
}

/* In CRIU's form a peer outside is an entry that nobody has a descriptor of. */
static int unix_settle_datagram(struct dump *d, const struct open_file *file)
{
	const Cr__UnixSkEntry *e = file->entry->usk;
	Cr__UnixSkEntry *out = cx_alloc(d->cx, sizeof(*out));
	ProtobufCBinaryData name;
	int r = unix_peer_name(d, file, &name);

	if (r < 0)
		return r;
	if (r == 0)
		return unix_refuse_outside(d, file, "whose other end", e->peer);
	for (size_t i = 0; i < d->files.n; i++)
		if (d->files.at[i]->entry->usk && d->files.at[i]->entry->usk->ino == e->peer)
			return 0;
	struct open_file *peer = object_foreign(d, file->task);
	if (!out || !peer)
		return error_memory(d->cx);
	cr__unix_sk_entry__init(out);
	out->id = peer->id;
	out->ino = e->peer;
	out->type = e->type;
	out->state = SOCK_STATE_CLOSE;
	out->uflags = UNIX_UFLAG_EXTERN;
	out->fown = e->fown;
	out->opts = e->opts;
	out->name = name;
	peer->kind = &socket_unix;
	peer->entry->type = CR__FD_TYPES__UNIXSK;
	peer->entry->usk = out;
	return 0;
}

static int unix_settle(struct dump *d, struct open_file *file)
{
	const Cr__UnixSkEntry *e = file->entry->usk;

	if (e->uflags & UNIX_UFLAG_EXTERN)
		return 0;
	if (e->state == SOCK_STATE_LISTEN)
		return unix_settle_waiting(d, file);
	if (e->state != SOCK_STATE_ESTABLISHED)
		return 0;
	if (!e->peer)
		return e->type == SOCK_DGRAM ? 0 : unix_settle_alone(d, file);
	if (unix_in_tree(d, e->peer))
		return 0;
	if (e->type == SOCK_DGRAM)
		return unix_settle_datagram(d, file);
	if (d->opts->flags & CR_UNIX_CLOSE)
		return unix_settle_reset(d, file);
	return unix_refuse_outside(
		d, file,
		"(a rule CR_NAMED has it given at the load, CR_UNIX_CLOSE lets the copy find it "
		"reset) whose other end",
		e->peer);
}

static bool unix_accepts(const Cr__FileEntry *entry)
{
	return entry->usk && entry->usk->opts;
}

CR_FN const struct kind socket_unix = {
	.name = "unix",
	.type = CR__FD_TYPES__UNIXSK,
	.match = unix_match,
	.dump = unix_dump,
	.settle = unix_settle,
	.accepts = unix_accepts,
	.join = unix_load_join,
	.create = unix_load_create,
	.fill = unix_load_fill,
	.undo = unix_name_undo,
};

/* == all others ================================================================================ */

static const char *socket_family_name(int family)
{
	static const struct {
		int family;
		const char *name;
	} names[] = {
		{AF_INET, "AF_INET"},	  {AF_INET6, "AF_INET6"}, {AF_NETLINK, "AF_NETLINK"},
		{AF_PACKET, "AF_PACKET"}, {AF_VSOCK, "AF_VSOCK"}, {AF_BLUETOOTH, "AF_BLUETOOTH"},
		{AF_CAN, "AF_CAN"},	  {AF_ALG, "AF_ALG"},	  {AF_TIPC, "AF_TIPC"},
		{44, "AF_XDP"},		  {AF_UNIX, "AF_UNIX"},
	};

	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		if (names[i].family == family)
			return names[i].name;
	return "AF_?";
}

static int socket_other_dump(struct dump *d, struct open_file *file)
{
	int family = socket_option(file->fd, SO_DOMAIN),
	    protocol = socket_option(file->fd, SO_PROTOCOL);

	return refuse(d->cx, CR_E_FILE_KIND, file->task->pid, file->path,
		      "descriptor %d is an %s (%d) %s socket%s", file->task_fd,
		      socket_family_name(family), family,
		      socket_type_name(socket_option(file->fd, SO_TYPE)),
		      (family == AF_INET || family == AF_INET6) && protocol == IPPROTO_SCTP
			      ? " of SCTP"
			      : "");
}

static bool socket_other_accepts(const Cr__FileEntry *entry)
{
	(void)entry;
	return false;
}

CR_FN const struct kind socket_other = {
	.name = "socket",
	.type = CR__FD_TYPES__INETSK,
	.match = unix_is,
	.dump = socket_other_dump,
	.accepts = socket_other_accepts,
};
