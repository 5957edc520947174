/* SPDX-License-Identifier: MIT
 *
 * unix_load: Unix sockets brought back. All that hang together (peers, listening sockets and those
 * who were accepted by them or wait for it) are made by one task, in this order: those on their
 * own, bound and listening; connected ones, by way of a listening socket where one of them has its
 * name, else as a pair; those who wait to be accepted; then what is queued; datagram sockets are
 * connected only now, for who is connected takes nothing from others; last what would stand in the
 * way of all that: shut ends, small buffers, short queues of a listening socket.
 *
 * A name whose owner does not come back is lent by a socket that listens under it for a moment.
 */
#include "socket.h"

#define UNIX_BACKLOG 4096 /* while it comes back; the kernel cuts it to net.core.somaxconn */

struct unix_end {
	struct load_file *file;
	const Cr__UnixSkEntry *e;
	struct unix_end *peer; /* in the tree, and what it says fits */
	int other;	       /* the other end, when it is to be closed at the end; or -1 */
	struct unix_place place;
	bool connected;
};

/* Listens under a name so that others have it. */
struct unix_provider {
	ProtobufCBinaryData name;
	uint32_t type;
	uint64_t ino;
	int fd;
	bool lent;		       /* for the time */
	const struct load_file *ghost; /* to be removed when all is done, or NULL */
	struct unix_place place;
};

static bool unix_is_extern(const Cr__UnixSkEntry *e)
{
	return e->uflags & UNIX_UFLAG_EXTERN;
}

static bool unix_comes_back(const struct load_file *file)
{
	return file->entry->usk && file->kind == &socket_unix && file->action != CR_NULL &&
	       file->action != CR_NAMED;
}

static struct load_file *unix_by_ino(const struct load *l, uint32_t ino)
{
	for (size_t i = 0; ino && i < l->files.n; i++)
		if (unix_comes_back(l->files.at[i]) && l->files.at[i]->entry->usk->ino == ino)
			return l->files.at[i];
	return NULL;
}

static bool unix_same_name(const ProtobufCBinaryData *a, const ProtobufCBinaryData *b)
{
	return a->len == b->len && a->len && memcmp(a->data, b->data, a->len) == 0;
}

static uint64_t unix_name_ino(const struct load_file *file)
{
	return file->extra && file->extra->has_ino ? file->extra->ino : 0;
}

/* Who listens under the name: of several the one with the same file. */
static struct load_file *unix_listener(const struct load *l, const ProtobufCBinaryData *name,
				       uint32_t type, uint64_t ino)
{
	for (size_t i = 0; name->len && i < l->files.n; i++) {
		struct load_file *f = l->files.at[i];
		uint64_t its = unix_name_ino(f);

		if (unix_comes_back(f) && f->entry->usk->state == SOCK_STATE_LISTEN &&
		    f->entry->usk->type == type && unix_same_name(&f->entry->usk->name, name) &&
		    (!ino || !its || its == ino))
			return f;
	}
	return NULL;
}

CR_FN int unix_load_join(struct load *l, struct load_file *file)
{
	const Cr__UnixSkEntry *e = file->entry->usk;
	struct load_file *peer = unix_by_ino(l, e->peer), *listener = NULL;

	if (!l->sockets)
		l->sockets = cx_alloc(l->cx, sizeof(*l->sockets));
	if (!l->sockets)
		return error_memory(l->cx);
	/* The first of all does it for all. */
	size_t first = 0;
	while (!unix_comes_back(l->files.at[first]))
		first++;
	int r = l->files.at[first] == file ? scm_join(l) : 0;
	if (r < 0)
		return r;
	if (peer)
		object_join_makers(file, peer);
	if (e->state == SOCK_STATE_ESTABLISHED)
		listener = unix_listener(l, &e->name, e->type, unix_name_ino(file));
	if (listener)
		object_join_makers(file, listener);
	return 0;
}

static int unix_check(struct load *l, const struct load_file *file)
{
	const Cr__UnixSkEntry *e = file->entry->usk;

	if (e->type != SOCK_STREAM && e->type != SOCK_DGRAM && e->type != SOCK_SEQPACKET)
		return error_set(l->cx, CR_E_DAMAGED, 0, 0, "files.img",
				 "Unix socket %u has the unknown type %u", file->id, e->type);
	if (e->uflags & ~UNIX_UFLAG_EXTERN)
		return error_set(l->cx, CR_E_OUTSIDE, 0, 0, "files.img",
				 "file %u is a Unix socket whose other end was outside the tree: "
				 "give it as 'socket:[%u]' (CR_NAMED, --inherit-fd)",
				 file->id, e->ino);
	if (e->state != SOCK_STATE_ESTABLISHED && e->state != SOCK_STATE_CLOSE &&
	    e->state != SOCK_STATE_LISTEN)
		return error_set(l->cx, CR_E_DAMAGED, 0, 0, "files.img",
				 "Unix socket %u has the unknown state %u", file->id, e->state);
	return 0;
}

/* == ends ====================================================================================== */

static struct unix_end *unix_find_end(const struct load *l, const struct load_file *file)
{
	for (size_t i = 0; i < l->sockets->ends.n; i++)
		if (l->sockets->ends.at[i]->file == file)
			return l->sockets->ends.at[i];
	return NULL;
}

static int unix_find_ends(struct load *l, const struct load_task *lt)
{
	l->sockets->maker = lt;
	l->sockets->filled = false;
	l->sockets->anyone = -1;
	l->sockets->ends.n = l->sockets->providers.n = 0;
	for (size_t i = 0; i < l->files.n; i++) {
		struct load_file *file = l->files.at[i];

		if (file->maker != lt || !unix_comes_back(file) || unix_is_extern(file->entry->usk))
			continue;
		struct unix_end **slot = vec_add(&l->cx->arena, &l->sockets->ends),
				*end = cx_alloc(l->cx, sizeof(*end));
		int r = unix_check(l, file);

		if (!slot || !end)
			return error_memory(l->cx);
		if (r < 0)
			return r;
		*end = (struct unix_end){.file = file, .e = file->entry->usk, .other = -1};
		*slot = end;
	}
	for (size_t i = 0; i < l->sockets->ends.n; i++) {
		struct unix_end *end = l->sockets->ends.at[i];
		const struct load_file *peer = unix_by_ino(l, end->e->peer);

		if (peer && peer->entry->usk->type == end->e->type)
			end->peer = unix_find_end(l, peer);
		if (peer && peer == end->file && end->e->type != SOCK_DGRAM)
			return error_set(l->cx, CR_E_DAMAGED, 0, 0, "files.img",
					 "Unix socket %u is its own peer", end->file->id);
	}
	return 0;
}

/* Connected to each other, or one of them to a listening one. */
static bool unix_is_mutual(const struct unix_end *end)
{
	return end->peer && end->peer->peer == end;
}

static bool unix_waits(const struct unix_end *end)
{
	return end->peer && end->e->state == SOCK_STATE_ESTABLISHED &&
	       end->peer->e->state == SOCK_STATE_LISTEN;
}

static const struct ucred *unix_credentials(struct load *l, const struct load_file *file)
{
	const Cr__CrUnixEntry *extra = file && file->extra ? file->extra->usk : NULL;
	struct ucred *as = extra && extra->has_pid ? cx_alloc(l->cx, sizeof(*as)) : NULL;

	if (!as)
		return NULL;
	pid_t now = object_pid(l, (pid_t)extra->pid);
	as->pid = now > 0 ? now : (pid_t)extra->pid;
	as->uid = extra->uid;
	as->gid = extra->gid;
	return as;
}

/* What the kernel will say of who connected. */
static void unix_check_credentials(struct load *l, const struct load_file *file)
{
	const struct ucred *want = unix_credentials(l, file);
	struct ucred got = {0, 0, 0};
	uint32_t len = sizeof(got);

	if (!want || sys_getsockopt(file->fd, SOL_SOCKET, SO_PEERCRED, &got, &len) < 0 ||
	    (got.pid == want->pid && got.uid == want->uid && got.gid == want->gid))
		return;
	degrade(l->cx, want->pid, "SO_PEERCRED",
		"a Unix socket's peer was process %d of user %u and group %u, and is said to be "
		"%d, %u, %u",
		want->pid, want->uid, want->gid, got.pid, got.uid, got.gid);
}

static int unix_new(struct load *l, uint32_t type)
{
	int fd = sys_socket(AF_UNIX, (int)type, 0);

	return fd < 0 ? error_set(l->cx, CR_E_RESTORE, -fd, 0, "socket",
				  "no Unix socket can be made")
		      : fd;
}

static int unix_stage(struct load *l, struct unix_end *end, int fd)
{
	end->file->fd = object_stage(l, fd);
	return end->file->fd < 0 ? end->file->fd : 0;
}

static int unix_bind_end(struct load *l, struct unix_end *end, bool keep)
{
	int r = unix_name_bind(l, end->file, end->file->fd, keep, &end->place);

	return r < 0 ? r : 0;
}

/* == on their own ============================================================================== */

/* Somebody is connected to a socket without a name: both were made as a pair. */
static struct unix_end *unix_partner(const struct load *l, const struct unix_end *end)
{
	if (end->e->type != SOCK_DGRAM)
		return NULL;
	if (end->peer && !end->peer->e->name.len)
		return end->peer;
	for (size_t i = 0; !end->e->name.len && i < l->sockets->ends.n; i++)
		if (l->sockets->ends.at[i]->peer == end)
			return l->sockets->ends.at[i];
	return NULL;
}

static int unix_make_pair(struct load *l, struct unix_end *a, struct unix_end *b)
{
	int fds[2];
	int r = unix_pair(l, (int)a->e->type, fds, unix_credentials(l, a->file));

	if (r < 0)
		return r;
	r = unix_stage(l, a, fds[0]);
	a->connected = true;
	if (!b) {
		a->other = object_stage(l, fds[1]);
		return r < 0 ? r : a->other < 0 ? a->other : 0;
	}
	int r2 = unix_stage(l, b, fds[1]);
	b->connected = true;
	return r < 0 ? r : r2;
}

static int unix_make_alone(struct load *l, struct unix_end *end)
{
	struct unix_end *partner = unix_partner(l, end);
	int r = 0;

	if (partner && partner->file->fd < 0 && partner != end) {
		r = unix_make_pair(l, end, partner);
		/* Who has gone on to another is connected to that one later. */
		end->connected = end->peer == partner;
		partner->connected = partner->peer == end;
		if (r == 0)
			r = unix_bind_end(l, partner, true);
	} else if (end->e->type == SOCK_DGRAM && !end->e->name.len && !end->e->peer &&
		   end->e->state == SOCK_STATE_ESTABLISHED) {
		r = unix_make_pair(l, end, NULL);
	} else {
		int fd = unix_new(l, end->e->type);

		r = fd < 0 ? fd : unix_stage(l, end, fd);
	}
	if (r == 0)
		r = unix_bind_end(l, end, true);
	if (r == 0 && end->e->state == SOCK_STATE_LISTEN)
		r = unix_listen(l, end->file->fd, UNIX_BACKLOG, unix_credentials(l, end->file));
	return r;
}

/* == connected ================================================================================= */

/* A socket that listens under the name: that of the tree, else one for the time. NULL and 0: it
 * cannot be had. */
static int unix_provide(struct load *l, const struct load_file *file, const struct ucred *as,
			struct unix_provider **ret)
{
	const Cr__UnixSkEntry *e = file->entry->usk;
	uint64_t ino = unix_name_ino(file);
	const struct load_file *listener = unix_listener(l, &e->name, e->type, ino);
	struct unix_end *end = listener ? unix_find_end(l, listener) : NULL;

	*ret = NULL;
	for (size_t i = 0; i < l->sockets->providers.n; i++) {
		struct unix_provider *p = l->sockets->providers.at[i];

		if (p->type == e->type && p->ino == ino && unix_same_name(&p->name, &e->name)) {
			*ret = p;
			return 0;
		}
	}
	struct unix_provider **slot, *p = cx_alloc(l->cx, sizeof(*p));
	if (!p)
		return error_memory(l->cx);
	*p = (struct unix_provider){.name = e->name, .type = e->type, .ino = ino};
	if (end && end->file->fd >= 0) {
		p->fd = end->file->fd;
		p->place = end->place;
	} else {
		int fd = unix_new(l, e->type);

		p->fd = fd < 0 ? fd : object_stage(l, fd);
		p->lent = true;
		if (p->fd < 0)
			return p->fd;
		int r = unix_name_bind(l, file, p->fd, false, &p->place);
		if (r != 0)
			return r < 0 ? r : 0;
		if (p->place.ghost)
			p->ghost = file;
		r = unix_listen(l, p->fd, UNIX_BACKLOG, as);
		if (r < 0)
			return r;
	}
	slot = vec_add(&l->cx->arena, &l->sockets->providers);
	if (!slot)
		return error_memory(l->cx);
	*slot = *ret = p;
	return 0;
}

/* `named` is accepted by the provider, `other` has connected. */
static int unix_make_accepted(struct load *l, const struct unix_provider *p, struct unix_end *named,
			      struct unix_end *other)
{
	int fd = unix_new(l, p->type), r;

	if (fd < 0)
		return fd;
	if (other)
		r = unix_stage(l, other, fd);
	else
		r = named->other = object_stage(l, fd);
	if (r >= 0 && other)
		r = unix_bind_end(l, other,
				  !unix_listener(l, &other->e->name, other->e->type,
						 unix_name_ino(other->file)));
	if (r < 0)
		return r;
	fd = other ? other->file->fd : named->other;
	r = unix_connect(l, fd, &p->place, unix_credentials(l, named->file));
	if (r == 0)
		r = fd = sys_accept(p->fd);
	if (r < 0)
		return error_set(l->cx, CR_E_RESTORE, -r, 0,
				 unix_name_text(l->cx, p->name.data, p->name.len),
				 "a Unix socket cannot be connected again");
	r = unix_stage(l, named, fd);
	named->connected = true;
	if (other)
		other->connected = true;
	return r;
}

/* Its peer has been closed and had a name. */
static int unix_make_left(struct load *l, struct unix_end *end)
{
	struct load_file *gone = cx_alloc(l->cx, sizeof(*gone));
	Cr__FileEntry *entry = cx_alloc(l->cx, sizeof(*entry));
	Cr__UnixSkEntry *e = cx_alloc(l->cx, sizeof(*e));
	struct unix_provider *p;

	if (!gone || !entry || !e)
		return error_memory(l->cx);
	cr__file_entry__init(entry);
	cr__unix_sk_entry__init(e);
	entry->usk = e;
	e->type = end->e->type;
	e->name = end->file->extra->usk->peer_name;
	e->has_deleted = e->deleted = true;
	gone->id = end->file->id;
	gone->entry = entry;
	int r = unix_provide(l, gone, unix_credentials(l, end->file), &p);
	if (r < 0 || !p)
		return r < 0 ? r : unix_make_pair(l, end, NULL);
	int fd = unix_new(l, e->type);
	r = fd < 0 ? fd : unix_stage(l, end, fd);
	if (r == 0)
		r = unix_connect(l, end->file->fd, &p->place, NULL);
	if (r == 0)
		r = fd = sys_accept(p->fd);
	if (r < 0)
		return error_set(l->cx, CR_E_RESTORE, -r, 0, "connect",
				 "a Unix socket cannot be connected again");
	end->other = object_stage(l, fd);
	end->connected = true;
	return end->other < 0 ? end->other : 0;
}

static bool unix_has_listener(const struct load *l, const struct unix_end *end)
{
	return end && unix_listener(l, &end->e->name, end->e->type, unix_name_ino(end->file));
}

static int unix_make_connected(struct load *l, struct unix_end *end)
{
	struct unix_end *peer = unix_is_mutual(end) ? end->peer : NULL, *named = end;
	const Cr__CrUnixEntry *extra = end->file->extra ? end->file->extra->usk : NULL;
	struct unix_provider *p = NULL;
	int r = 0;

	if (peer && !unix_has_listener(l, end) && (unix_has_listener(l, peer) || !end->e->name.len))
		named = peer;
	if (!named->e->name.len && !peer && extra && extra->has_peer_name && extra->peer_name.len)
		return unix_make_left(l, end);
	if (named->e->name.len)
		r = unix_provide(
			l, named->file,
			peer ? unix_credentials(l, (named == end ? peer : end)->file) : NULL, &p);
	if (r < 0)
		return r;
	return p ? unix_make_accepted(l, p, named, named == end ? peer : end)
		 : unix_make_pair(l, end, peer);
}

/* == waiting to be accepted ==================================================================== */

static int unix_make_waiting(struct load *l, const struct unix_end *to, struct unix_end *end)
{
	struct ucred as = {0, sys_geteuid(), sys_getegid()};
	int fd = unix_new(l, to->e->type);
	int r = fd < 0 ? fd : unix_stage(l, end, fd);

	if (r == 0)
		r = unix_bind_end(l, end, true);
	if (r < 0)
		return r;
	end->connected = true;
	if (end->file->users.n)
		as.pid = end->file->users.at[0].task->pid;
	r = unix_connect(l, end->file->fd, &to->place, as.pid ? &as : NULL);
	return r < 0 ? error_set(l->cx, CR_E_RESTORE, -r, 0,
				 unix_name_text(l->cx, to->e->name.data, to->e->name.len),
				 "a connection that waited to be accepted cannot be made again "
				 "(net.core.somaxconn)")
		     : 0;
}

static int unix_make_queue(struct load *l, const struct unix_end *to)
{
	const Cr__CrUnixEntry *extra = to->file->extra ? to->file->extra->usk : NULL;
	int r = 0;

	for (size_t i = 0; r == 0 && extra && i < extra->n_waiting; i++) {
		const struct load_file *file = unix_by_ino(l, extra->waiting[i]);
		struct unix_end *end = file ? unix_find_end(l, file) : NULL;

		if (end && end->peer == to && end->file->fd < 0)
			r = unix_make_waiting(l, to, end);
	}
	/* CRIU keeps no order. */
	for (size_t i = 0; r == 0 && i < l->sockets->ends.n; i++)
		if (l->sockets->ends.at[i]->peer == to && l->sockets->ends.at[i]->file->fd < 0)
			r = unix_make_waiting(l, to, l->sockets->ends.at[i]);
	return r;
}

static int unix_make_all(struct load *l)
{
	struct unix_end *const *ends = l->sockets->ends.at;
	size_t n = l->sockets->ends.n;
	int r = 0;

	for (size_t i = 0; r == 0 && i < n; i++)
		if (ends[i]->file->fd < 0 &&
		    (ends[i]->e->type == SOCK_DGRAM || ends[i]->e->state != SOCK_STATE_ESTABLISHED))
			r = unix_make_alone(l, ends[i]);
	for (size_t i = 0; r == 0 && i < n; i++)
		if (ends[i]->file->fd < 0 && !unix_waits(ends[i]))
			r = unix_make_connected(l, ends[i]);
	for (size_t i = 0; r == 0 && i < n; i++)
		if (ends[i]->e->state == SOCK_STATE_LISTEN)
			r = unix_make_queue(l, ends[i]);
	for (size_t i = 0; r == 0 && i < n; i++)
		unix_check_credentials(l, ends[i]->file);
	return r;
}

CR_FN int unix_load_create(struct load *l, struct load_file *file)
{
	if (unix_is_extern(file->entry->usk))
		return 0;
	int r = unix_find_ends(l, file->maker);
	return r < 0 ? r : unix_make_all(l);
}

/* == content =================================================================================== */

/* Sends with a name that its owner has taken with him. */
static int unix_sender(struct load *l, const struct load_file *file,
		       const ProtobufCBinaryData *name)
{
	for (size_t i = 0; i < l->sockets->ends.n; i++)
		if (unix_same_name(&l->sockets->ends.at[i]->e->name, name) &&
		    l->sockets->ends.at[i]->e->type == SOCK_DGRAM)
			return l->sockets->ends.at[i]->file->fd;
	for (size_t i = 0; i < l->sockets->providers.n; i++)
		if (l->sockets->providers.at[i]->type == SOCK_DGRAM &&
		    unix_same_name(&l->sockets->providers.at[i]->name, name))
			return l->sockets->providers.at[i]->fd;
	struct unix_provider **slot = vec_add(&l->cx->arena, &l->sockets->providers),
			     *p = cx_alloc(l->cx, sizeof(*p));
	struct load_file *gone = cx_alloc(l->cx, sizeof(*gone));
	Cr__FileEntry *entry = cx_alloc(l->cx, sizeof(*entry));
	Cr__UnixSkEntry *e = cx_alloc(l->cx, sizeof(*e));

	if (!slot || !p || !gone || !entry || !e)
		return error_memory(l->cx);
	cr__file_entry__init(entry);
	cr__unix_sk_entry__init(e);
	entry->usk = e;
	e->name = *name;
	e->has_deleted = e->deleted = true;
	gone->id = file->id;
	gone->entry = entry;
	*p = (struct unix_provider){.name = *name, .type = SOCK_DGRAM, .lent = true};
	int fd = unix_new(l, SOCK_DGRAM);
	p->fd = fd < 0 ? fd : object_stage(l, fd);
	*slot = p;
	if (p->fd < 0)
		return p->fd;
	int r = unix_name_bind(l, gone, p->fd, false, &p->place);
	/* One at a time may lie where this one does. */
	if (p->place.ghost)
		unix_ghost_remove(l, gone);
	return r < 0 ? r : p->fd;
}

CR_FN int unix_load_way(struct load *l, const struct load_file *file,
			const Cr__CrPacketEntry *packet, struct unix_way *ret)
{
	const struct unix_end *end = unix_find_end(l, file), *partner = unix_partner(l, end);
	const ProtobufCBinaryData *name = &end->e->name;
	const void *to = end->place.path ? (const void *)end->place.path : name->data;
	size_t n = end->place.path ? strlen(end->place.path) : name->len;

	*ret = (struct unix_way){.fd = end->other};
	if (end->e->type != SOCK_DGRAM) {
		if (end->peer)
			ret->fd = end->peer->file->fd;
		return 0;
	}
	if (partner && (!name->len || (partner->peer == end && end->connected))) {
		ret->fd = partner->file->fd;
		return 0;
	}
	if (!name->len && end->other >= 0)
		return 0;
	if (packet && packet->has_sender)
		ret->fd = unix_sender(l, file, &packet->sender);
	else if (l->sockets->anyone < 0) {
		ret->fd = unix_new(l, SOCK_DGRAM);
		if (ret->fd >= 0)
			ret->fd = l->sockets->anyone = object_stage(l, ret->fd);
	} else {
		ret->fd = l->sockets->anyone;
	}
	if (ret->fd < 0)
		return ret->fd;
	if (n == 0 || n > sizeof(ret->to.sun_path))
		return error_set(l->cx, CR_E_UNSUPPORTED, 0, 0, "sk-queues.img",
				 "what waits in Unix socket %u cannot be sent to it", file->id);
	ret->to.sun_family = AF_UNIX;
	memcpy(ret->to.sun_path, to, n);
	ret->to_len = (uint32_t)(offsetof(struct sockaddr_un, sun_path) + n);
	return 0;
}

/* == datagram sockets are connected ============================================================ */

/* A peer outside, which has to be there again. */
static int unix_connect_extern(struct load *l, struct unix_end *end, const struct load_file *peer)
{
	const Cr__UnixSkEntry *out = peer->entry->usk;
	const char *text = unix_name_text(l->cx, out->name.data, out->name.len);
	struct unix_place place = {.abstract = out->name};

	if (out->name.len && out->name.data[0]) {
		char *path = cx_alloc(l->cx, out->name.len + 1);

		if (!path)
			return error_memory(l->cx);
		memcpy(path, out->name.data, out->name.len);
		place.path = path[0] == '/' ? object_path(l, path)
			     : out->name_dir
				     ? arena_format(&l->cx->arena, "%s/%s", out->name_dir, path)
				     : path;
	}
	int r = unix_connect(l, end->file->fd, &place, NULL);
	return r < 0 ? error_set(l->cx, CR_E_OUTSIDE, -r, 0, text,
				 "a datagram socket was connected to '%s', outside the tree, which "
				 "is not there",
				 text)
		     : 0;
}

/* Its peer is gone: the next message finds nobody. What it was called is not worth the trouble. */
static int unix_connect_gone(struct load *l, struct unix_end *end)
{
	int fds[2];
	int r = unix_pair(l, SOCK_DGRAM, fds, NULL);

	if (r < 0)
		return r;
	struct sockaddr_un addr = {.sun_family = AF_UNIX};
	uint32_t len = sizeof(addr);

	/* The kernel finds a name for it. */
	r = sys_bind(fds[0], &addr, sizeof(sa_family_t));
	if (r == 0)
		r = sys_getsockname(fds[0], &addr, &len);
	sys_close(fds[1]);
	int fd = r < 0 ? r : unix_new(l, SOCK_DGRAM);
	sys_close(fds[0]);
	if (fd < 0)
		return fd;
	r = sys_bind(fd, &addr, len);
	if (r == 0)
		r = sys_connect(end->file->fd, &addr, len);
	sys_close(fd);
	return r < 0 ? error_set(l->cx, CR_E_RESTORE, -r, 0, "connect",
				 "a datagram socket cannot lose its peer again")
		     : 0;
}

static int unix_connect_end(struct load *l, struct unix_end *end)
{
	const struct load_file *peer = unix_by_ino(l, end->e->peer);
	int r;

	end->connected = true;
	if (!peer || peer->entry->usk->type != SOCK_DGRAM)
		return unix_connect_gone(l, end);
	if (unix_is_extern(peer->entry->usk))
		return unix_connect_extern(l, end, peer);
	if (!end->peer)
		return error_set(l->cx, CR_E_DAMAGED, 0, 0, "files.img",
				 "Unix socket %u has no peer", end->file->id);
	r = unix_connect(l, end->file->fd, &end->peer->place, NULL);
	return r < 0 ? error_set(l->cx, CR_E_RESTORE, -r, 0, "connect",
				 "datagram socket %u cannot be connected again", end->file->id)
		     : 0;
}

static bool unix_wants_peer(const struct unix_end *end)
{
	/* CRIU's state may mean that somebody is connected to it. */
	return end->e->type == SOCK_DGRAM && end->e->state == SOCK_STATE_ESTABLISHED &&
	       !end->connected && (end->e->peer || end->file->extra);
}

/* Who is connected is not connected to by others any more: so those come first. */
static int unix_connect_all(struct load *l)
{
	struct unix_end *const *ends = l->sockets->ends.at;
	size_t n = l->sockets->ends.n;
	int r = 0;

	for (bool more = true; more && r == 0;) {
		more = false;
		for (size_t i = 0; r == 0 && i < n; i++) {
			bool others = false;

			for (size_t j = 0; unix_wants_peer(ends[i]) && j < n; j++)
				others |= ends[j]->peer == ends[i] && ends[j] != ends[i]->peer &&
					  unix_wants_peer(ends[j]);
			if (!unix_wants_peer(ends[i]) || others)
				continue;
			r = unix_connect_end(l, ends[i]);
			more = true;
		}
	}
	return r;
}

/* One of a pair that has gone on to another loses what was queued, and the one that it leaves gets
 * an error. So before there is anything. */
static int unix_connect_partners(struct load *l)
{
	for (size_t i = 0; i < l->sockets->ends.n; i++) {
		struct unix_end *end = l->sockets->ends.at[i], *partner = unix_partner(l, end);
		int r = 0;

		if (!partner || partner->peer != end || end->peer == partner ||
		    !unix_wants_peer(end))
			continue;
		r = unix_connect_end(l, end);
		(void)socket_option(partner->file->fd, SO_ERROR);
		if (r < 0)
			return r;
	}
	return 0;
}

/* == the last steps ============================================================================ */

static int unix_shut(struct load *l, const struct unix_end *end)
{
	const Cr__UnixSkEntry *e = end->e;

	if (!e->has_shutdown || e->shutdown == CR__SK_SHUTDOWN__NONE)
		return 0;
	int how = e->shutdown == CR__SK_SHUTDOWN__READ	  ? SHUT_RD
		  : e->shutdown == CR__SK_SHUTDOWN__WRITE ? SHUT_WR
							  : SHUT_RDWR;
	int r = sys_shutdown(end->file->fd, how);
	return r < 0 ? error_set(l->cx, CR_E_RESTORE, -r, 0, "shutdown",
				 "a Unix socket cannot be shut down")
		     : 0;
}

static void unix_close_other(struct load *l, struct unix_end *end)
{
	/* Goes with something unread: the program's next call finds the connection reset. */
	if (end->file->extra && end->file->extra->has_reset && end->file->extra->reset)
		(void)sys_send(end->file->fd, "", 1, MSG_DONTWAIT);
	object_drop(l, sys_take(&end->other));
}

static int unix_finish(struct load *l, struct unix_end *end)
{
	int fd = end->file->fd, r = 0;

	if (end->other >= 0)
		unix_close_other(l, end);
	else
		r = unix_shut(l, end);
	socket_owner_load(l, end->file, fd);
	if (r == 0)
		r = socket_options_load(l, fd, end->e->opts);
	if (r == 0)
		r = socket_limits_load(l, end->file, fd, end->e->opts);
	if (r == 0)
		r = socket_more_load(l, end->file, true);
	if (r == 0 && end->e->state == SOCK_STATE_LISTEN)
		r = unix_listen(l, fd, end->e->backlog, unix_credentials(l, end->file));
	if (r < 0)
		return r;
	r = sys_fcntl(fd, F_SETFL, end->e->flags & O_NONBLOCK);
	return r < 0 ? error_set(l->cx, CR_E_RESTORE, -r, 0, "socket",
				 "the flags of a Unix socket cannot be set")
		     : 0;
}

static void unix_remove_ghosts(struct load *l)
{
	for (size_t i = 0; i < l->sockets->providers.n; i++) {
		const struct unix_provider *p = l->sockets->providers.at[i];

		if (p->ghost)
			unix_ghost_remove(l, p->ghost);
	}
	for (size_t i = 0; i < l->sockets->ends.n; i++)
		if (l->sockets->ends.at[i]->place.ghost)
			unix_ghost_remove(l, l->sockets->ends.at[i]->file);
}

static void unix_drop_providers(struct load *l)
{
	if (l->sockets->anyone >= 0)
		object_drop(l, sys_take(&l->sockets->anyone));
	for (size_t i = 0; i < l->sockets->providers.n; i++)
		if (l->sockets->providers.at[i]->lent)
			object_drop(l, l->sockets->providers.at[i]->fd);
	l->sockets->providers.n = 0;
}

CR_FN int unix_load_fill(struct load *l, struct load_file *file)
{
	struct unix_end *const *ends = l->sockets->ends.at;
	size_t n = l->sockets->ends.n;

	if (unix_is_extern(file->entry->usk) || l->sockets->filled)
		return 0;
	l->sockets->filled = true;
	int r = unix_connect_partners(l);
	for (size_t i = 0; r == 0 && i < n; i++)
		if (ends[i]->e->state != SOCK_STATE_LISTEN)
			r = socket_queue_load(l, ends[i]->file, (int)ends[i]->e->type);
	if (r == 0)
		r = unix_connect_all(l);
	for (size_t i = 0; r == 0 && i < n; i++)
		r = unix_finish(l, ends[i]);
	unix_remove_ghosts(l);
	unix_drop_providers(l);
	return r;
}
