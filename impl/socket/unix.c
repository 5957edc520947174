/* SPDX-License-Identifier: MIT
 *
 * unix: Unix sockets without a name. Pairs whose ends are both in the tree, pairs of which one end
 * is closed (what it had sent is still there, then comes the end), shut down in part or in all, and
 * sockets not yet connected; with their queues.
 *
 * Which socket is whose peer is asked of sock_diag. Refused by name: sockets with a name, listening
 * ones, a peer outside the tree. A peer that was closed before it had read all leaves an error that
 * the program gets once: it is seen by poll, for asking takes it away, and made again by a peer
 * that goes in the same way; packet sockets with it are refused, for there even a look at the queue
 * takes it. SO_PEERCRED of a pair made anew tells the task that made it in the load.
 */
#include "socket.h"

#define UNIX_UFLAG_EXTERN 1u /* CRIU: the peer was outside */

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

/* 1 when the socket is of a sort that can be saved. */
static int unix_refuse(struct dump *d, const struct open_file *file, const struct sock_unix *s)
{
	const char *type = socket_type_name(s->type);
	pid_t pid = file->task->pid;

	if (s->named)
		return refuse(d->cx, CR_E_UNSUPPORTED, pid, s->name,
			      "descriptor %d is a Unix %s socket with the name '%s'%s",
			      file->task_fd, type, s->name,
			      s->state == SOCK_STATE_LISTEN ? ", listening" : "");
	if (s->state == SOCK_STATE_LISTEN)
		return refuse(d->cx, CR_E_UNSUPPORTED, pid, file->path,
			      "descriptor %d is a listening Unix %s socket", file->task_fd, type);
	if (s->state != SOCK_STATE_ESTABLISHED && s->state != SOCK_STATE_CLOSE)
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

static int unix_dump(struct dump *d, struct open_file *file)
{
	struct cr_ctx *cx = d->cx;
	Cr__UnixSkEntry *e = cx_alloc(cx, sizeof(*e));
	struct sock_unix s;

	if (!e)
		return error_memory(cx);
	cr__unix_sk_entry__init(e);
	file->entry->usk = e;
	int r = sock_unix_ask((uint32_t)file->st.st_ino, &s);
	if (r < 0)
		return refuse(cx, CR_E_KERNEL, file->task->pid, file->path,
			      "nothing is known of descriptor %d, a Unix socket (%s from "
			      "sock_diag: another network namespace, or a kernel "
			      "without CONFIG_UNIX_DIAG)",
			      file->task_fd, error_name(-r));
	r = unix_refuse(d, file, &s);
	if (r <= 0)
		return r;
	e->id = file->id;
	e->ino = (uint32_t)file->st.st_ino;
	e->type = s.type;
	/* Before 5.15 a pair of datagram sockets did not say so. */
	e->state = s.has_peer ? SOCK_STATE_ESTABLISHED : s.state;
	e->flags = file->info.flags;
	e->backlog = s.unsent;
	e->peer = s.peer;
	e->name.data = (uint8_t *)e; /* no bytes: but not NULL */
	e->has_ns_id = true;
	e->ns_id = 2; /* that of ids-PID */
	e->has_shutdown = s.shutdown != 0;
	e->shutdown = (Cr__SkShutdown)(s.shutdown & 3);
	e->fown = object_fown(d, file);
	Cr__CrFileEntry *extra = dump_cr_file(d, file->id);
	if (!e->fown || !extra)
		return error_memory(cx);
	extra->has_reset = extra->reset = unix_is_reset(file);
	r = socket_options_dump(d, file, &e->opts);
	/* A look at a queue is for stopped programs. */
	if (r < 0 || d->checking)
		return r;
	return socket_queue_dump(d, file, s.type, s.type == SOCK_SEQPACKET && (s.shutdown & 1),
				 s.queued);
}

/* Once all descriptors of all tasks are known: the peer must be one of them. */
static int unix_settle(struct dump *d, struct open_file *file)
{
	uint32_t peer = file->entry->usk->peer;

	for (size_t i = 0; peer && i < d->files.n; i++)
		if (S_ISSOCK(d->files.at[i]->st.st_mode) && d->files.at[i]->st.st_ino == peer)
			return 0;
	if (!peer)
		return 0;
	return refuse(d->cx, CR_E_OUTSIDE, file->task->pid, file->path,
		      "descriptor %d of process %d is a Unix socket whose other end (socket:[%u]) "
		      "is outside the tree",
		      file->task_fd, file->task->pid, peer);
}

/* == loading =================================================================================== */

static int unix_check(struct load *l, const struct load_file *file)
{
	const Cr__UnixSkEntry *e = file->entry->usk;

	if (e->type != SOCK_STREAM && e->type != SOCK_DGRAM && e->type != SOCK_SEQPACKET)
		return error_set(l->cx, CR_E_DAMAGED, 0, 0, "files.img",
				 "Unix socket %u has the unknown type %u", file->id, e->type);
	if (e->name.len || e->state == SOCK_STATE_LISTEN)
		return error_set(l->cx, CR_E_UNSUPPORTED, 0, 0, "files.img",
				 "file %u is a Unix socket with a name", file->id);
	if (e->uflags & UNIX_UFLAG_EXTERN)
		return error_set(l->cx, CR_E_OUTSIDE, 0, 0, "files.img",
				 "file %u is a Unix socket whose other end was outside the tree",
				 file->id);
	if (e->uflags || (e->state != SOCK_STATE_ESTABLISHED && e->state != SOCK_STATE_CLOSE))
		return error_set(l->cx, CR_E_UNSUPPORTED, 0, 0, "files.img",
				 "file %u is a Unix socket of a special kind", file->id);
	return 0;
}

/* The other end, if it comes back: a rule may have taken it out. */
static struct load_file *unix_peer(struct load_file *file)
{
	struct load_file *other = file->group_next;

	return other != file && other->entry->usk->ino == file->entry->usk->peer &&
			       other->entry->usk->peer == file->entry->usk->ino &&
			       other->entry->usk->type == file->entry->usk->type
		       ? other
		       : NULL;
}

/* Never connected. */
static bool unix_is_new(const struct load_file *file)
{
	return file->entry->usk->state == SOCK_STATE_CLOSE && !file->entry->usk->peer;
}

static int unix_set_flags(struct load *l, struct load_file *file)
{
	int r = sys_fcntl(file->fd, F_SETFL, file->entry->usk->flags & O_NONBLOCK);

	return r < 0 ? error_set(l->cx, CR_E_RESTORE, -r, 0, "socket",
				 "the flags of a Unix socket cannot be set")
		     : 0;
}

static int unix_pair(struct load *l, const struct load_file *file, int fds[2])
{
	int r = sys_socketpair((int)file->entry->usk->type, fds);

	return r < 0 ? error_set(l->cx, CR_E_RESTORE, -r, 0, "socketpair",
				 "no pair of Unix sockets can be made")
		     : 0;
}

/* Both ends at once; a closed one comes and goes. */
static int unix_create(struct load *l, struct load_file *file)
{
	const Cr__UnixSkEntry *e = file->entry->usk;
	struct load_file *peer = unix_peer(file);
	int fds[2], r = unix_check(l, file);

	if (r == 0 && peer)
		r = unix_check(l, peer);
	if (r == 0 && file->group_next != file && file->group_next->group_next != file)
		r = error_set(l->cx, CR_E_DAMAGED, 0, 0, "files.img",
			      "Unix socket %u has more than one peer", file->id);
	if (r < 0)
		return r;
	if (unix_is_new(file)) {
		file->fd = sys_socket(AF_UNIX, (int)e->type, 0);
		if (file->fd < 0)
			return error_set(l->cx, CR_E_RESTORE, -file->fd, 0, "socket",
					 "no Unix socket can be made");
		file->fd = object_stage(l, file->fd);
		return file->fd < 0 ? file->fd : unix_set_flags(l, file);
	}
	r = unix_pair(l, file, fds);
	if (r < 0)
		return r;
	file->fd = object_stage(l, fds[0]);
	if (!peer) {
		sys_close(fds[1]);
		return file->fd < 0 ? file->fd : unix_set_flags(l, file);
	}
	peer->fd = object_stage(l, fds[1]);
	r = file->fd < 0 ? file->fd : peer->fd < 0 ? peer->fd : unix_set_flags(l, file);
	return r < 0 ? r : unix_set_flags(l, peer);
}

/* The peer has been closed: a new pair whose other end sends what is there and goes. */
static int unix_fill_closed(struct load *l, struct load_file *file)
{
	const Cr__UnixSkEntry *e = file->entry->usk;
	int fds[2], r = unix_pair(l, file, fds);

	if (r < 0)
		return r;
	r = socket_options_load(l, fds[0], e->opts);
	if (r == 0)
		r = socket_queue_load(l, file, (int)e->type, fds[1]);
	/* Goes with something unread: the program's next call finds the connection reset. */
	if (r == 0 && file->extra && file->extra->has_reset && file->extra->reset)
		(void)sys_send(fds[0], "", 1, MSG_DONTWAIT);
	sys_close(fds[1]);
	if (r == 0)
		r = sys_dup_to(fds[0], file->fd);
	sys_close(fds[0]);
	return r < 0 ? r : unix_set_flags(l, file);
}

static int unix_fill_alone(struct load *l, struct load_file *file)
{
	int r = unix_is_new(file) ? socket_options_load(l, file->fd, file->entry->usk->opts)
				  : unix_fill_closed(l, file);

	return r < 0 ? r : socket_limits_load(l, file->fd, file->entry->usk->opts);
}

static int unix_shut(struct load *l, const struct load_file *file)
{
	const Cr__UnixSkEntry *e = file->entry->usk;

	if (!e->has_shutdown || e->shutdown == CR__SK_SHUTDOWN__NONE)
		return 0;
	int how = e->shutdown == CR__SK_SHUTDOWN__READ	  ? SHUT_RD
		  : e->shutdown == CR__SK_SHUTDOWN__WRITE ? SHUT_WR
							  : SHUT_RDWR;
	int r = sys_shutdown(file->fd, how);
	return r < 0 ? error_set(l->cx, CR_E_RESTORE, -r, 0, "shutdown",
				 "a Unix socket cannot be shut down")
		     : 0;
}

/* Each end sends what waits at the other; only then can they be shut and their buffers be made
 * small again. */
static int unix_fill_pair(struct load *l, struct load_file *a, struct load_file *b)
{
	int type = (int)a->entry->usk->type;
	int r = socket_options_load(l, a->fd, a->entry->usk->opts);

	if (r == 0)
		r = socket_options_load(l, b->fd, b->entry->usk->opts);
	if (r == 0)
		r = socket_queue_load(l, a, type, b->fd);
	if (r == 0)
		r = socket_queue_load(l, b, type, a->fd);
	if (r == 0)
		r = unix_shut(l, a);
	if (r == 0)
		r = unix_shut(l, b);
	if (r == 0)
		r = socket_limits_load(l, a->fd, a->entry->usk->opts);
	return r < 0 ? r : socket_limits_load(l, b->fd, b->entry->usk->opts);
}

static int unix_fill(struct load *l, struct load_file *file)
{
	struct load_file *peer = unix_peer(file);
	const struct load_file *first = peer && peer->id < file->id ? peer : file;

	if (first != file)
		return 0; /* done with its peer */
	return peer ? unix_fill_pair(l, file, peer) : unix_fill_alone(l, file);
}

static bool unix_accepts(const Cr__FileEntry *entry)
{
	return entry->usk && entry->usk->opts;
}

static uint64_t unix_group(const Cr__FileEntry *entry)
{
	const Cr__UnixSkEntry *e = entry->usk;

	return (e->peer && e->peer < e->ino ? e->peer : e->ino) + 1ull;
}

CR_FN const struct kind socket_unix = {
	.name = "unix",
	.type = CR__FD_TYPES__UNIXSK,
	.match = unix_match,
	.dump = unix_dump,
	.settle = unix_settle,
	.accepts = unix_accepts,
	.group = unix_group,
	.create = unix_create,
	.fill = unix_fill,
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
		{AF_UNIX, "AF_UNIX"},
	};

	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		if (names[i].family == family)
			return names[i].name;
	return "AF_?";
}

static int socket_other_dump(struct dump *d, struct open_file *file)
{
	int family = socket_option(file->fd, SO_DOMAIN);

	return refuse(d->cx, CR_E_FILE_KIND, file->task->pid, file->path,
		      "descriptor %d is an %s (%d) %s socket", file->task_fd,
		      socket_family_name(family), family,
		      socket_type_name(socket_option(file->fd, SO_TYPE)));
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
