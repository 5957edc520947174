/* SPDX-License-Identifier: MIT
 *
 * lock: keeps TCP connections to the outside silent while the program that they belong to is not
 * there. The other end would else be told by our kernel that nobody knows them.
 *
 * The first lock is made before a connection is read, and goes with the saver, however that ends.
 * When the save is in place and the tree is about to be killed, a second one takes over; it stays
 * until the save is loaded, and bears the save's id. Leans on nf_tables; without it, or without
 * CAP_NET_ADMIN, such a save is refused by name.
 */
#include "socket.h"

enum { LOCK_NAME_SIZE = 32, LOCK_MANY = 256 };

static void lock_name(char name[LOCK_NAME_SIZE], const ProtobufCBinaryData *id, const char *suffix)
{
	size_t n = str_format(name, LOCK_NAME_SIZE, "cr-");

	for (size_t i = 0; i < 8 && i < id->len; i++)
		n += str_format(name + n, LOCK_NAME_SIZE - n, "%02x", id->data[i]);
	str_format(name + n, LOCK_NAME_SIZE - n, "%s", suffix);
}

/* Packets show a v4-mapped address as the IPv4 one that it is. */
static void lock_end(struct nft_end *end, const struct inet_address *a, bool v4)
{
	end->port = inet_port(a);
	if (a->at.any.sa_family == AF_INET)
		memcpy(end->address, &a->at.v4.sin_addr, 4);
	else
		memcpy(end->address, a->at.v6.sin6_addr.s6_addr + (v4 ? 12 : 0), v4 ? 4 : 16);
}

CR_FN void lock_connection(const Cr__InetSkEntry *e, struct nft_connection *ret)
{
	struct inet_address src = inet_source(e), dst = inet_destination(e);
	bool v4 = e->family == AF_INET || IN6_IS_ADDR_V4MAPPED(&dst.at.v6.sin6_addr);

	memset(ret, 0, sizeof(*ret));
	ret->family = v4 ? AF_INET : AF_INET6;
	lock_end(&ret->ours, &src, v4);
	lock_end(&ret->theirs, &dst, v4);
}

CR_FN int lock_add(struct dump *d, const Cr__InetSkEntry *e)
{
	struct nft_connection *c = vec_add(&d->cx->arena, &d->locked);

	if (!c)
		return error_memory(d->cx);
	lock_connection(e, c);
	return 0;
}

CR_FN int lock_set(struct dump *d, int fd, const char *suffix, bool owned,
		   const struct nft_connection *c, size_t n)
{
	char name[LOCK_NAME_SIZE];

	lock_name(name, &d->cr->save_id, suffix);
	int r = nft_lock(d->cx, fd, name, owned, c, n);
	if (r == 0)
		log_info(d->cx, "%zu connections locked: nft table 'inet %s'", n, name);
	return r == 0 ? 0
		      : error_set(d->cx, r == -EPERM ? CR_E_PERMISSION : CR_E_KERNEL, -r, 0,
				  "nf_tables",
				  "the network of %zu connections cannot be locked (%s); with "
				  "CR_NETWORK_OPEN (--network-lock skip) it is left to you",
				  n, r == -EPERM ? "CAP_NET_ADMIN" : "a kernel with nf_tables");
}

/* Two connections of one tree to another in it are none of this. */
CR_FN int lock_begin(struct dump *d)
{
	if (!(d->opts->flags & CR_END) || (d->opts->flags & CR_NETWORK_OPEN) || d->locked.n == 0)
		return 0;
	d->lock_fd = nft_open();
	return lock_set(d, d->lock_fd, "-now", true, d->locked.at, d->locked.n);
}

CR_FN int lock_keep(struct dump *d)
{
	if (d->lock_fd < 0)
		return 0;
	CR_AUTOFD int fd = nft_open();
	return lock_set(d, fd, "", false, d->locked.at, d->locked.n);
}

static int lock_remove(struct load *l)
{
	char name[LOCK_NAME_SIZE];
	CR_AUTOFD int fd = nft_open();

	lock_name(name, &l->cr->save_id, "");
	int r = fd < 0 ? fd : nft_unlock(l->cx, fd, name);
	/* Another machine, or a save that locked nothing. Without the right to know, there is no
	 * connection that needs it. */
	if (r == 0 || r == -ENOENT || r == -EPERM || r == -EPROTONOSUPPORT || r == -EOPNOTSUPP)
		return 0;
	return error_set(l->cx, CR_E_RESTORE, -r, 0, "nf_tables",
			 "the lock of the network, nft table 'inet %s', cannot be taken away",
			 name);
}

/* A copy of a connection's descriptor: its task has it under its final number by now, unless we are
 * to become that task. */
static int lock_fetch(struct load *l, struct load_file *file)
{
	const struct load_user *user = &file->users.at[0];

	if (l->in_place)
		return sys_dup_above(file->fd, l->stage_base);
	CR_AUTOFD int pidfd = sys_pidfd_open(user->task->new_pid, 0);
	return pidfd < 0 ? pidfd : sys_pidfd_getfd(pidfd, user->fd);
}

static int lock_wake_up(struct load *l, struct load_file *file, bool trial)
{
	CR_AUTOFD int fd = lock_fetch(l, file);
	struct load_file as = *file;

	if (fd < 0)
		return error_set(l->cx, CR_E_RESTORE, -fd, 0, "pidfd_getfd",
				 "TCP connection %u cannot be woken up", file->id);
	as.fd = fd;
	return trial ? 0 : tcp_stream_wake_up(l, &as);
}

/* Until here all is silent, and a failure is, too. */
CR_FN int lock_open(struct load *l)
{
	bool any = false, tried = false;
	int r = 0;

	for (size_t i = 0; r == 0 && i < l->files.n && !tried; i++) {
		struct load_file *file = l->files.at[i];
		const Cr__InetSkEntry *e = file->entry->isk;

		any |= e && inet_is_tcp(e) && e->dst_port;
		any |= file->extra && file->extra->n_waiting;
		tried = e && tcp_is_late(l, file);
		if (tried)
			r = lock_wake_up(l, file, true);
	}
	if (r == 0 && any && l->cr)
		r = lock_remove(l);
	for (size_t i = 0; r == 0 && tried && i < l->files.n; i++)
		if (l->files.at[i]->entry->isk && tcp_is_late(l, l->files.at[i]))
			r = lock_wake_up(l, l->files.at[i], false);
	return r;
}

/* == what a killed saver has left ============================================================== */

static int lock_tell(void *arg, const struct nft_connection *c)
{
	bool *lives = arg;
	struct sock_inet told;

	*lives |= sock_connection_ask(c, &told) == 0 && told.ino != 0;
	return 0;
}

/* A lock of connections that are there is none that anybody waits behind. */
CR_FN int lock_clean_up(struct cr_ctx *cx)
{
	const char *names[LOCK_MANY];
	size_t n = 0;
	CR_AUTOFD int fd = nft_open();
	int r = fd < 0 ? fd : nft_locks(cx, fd, names, LOCK_MANY, &n);

	if (r == -EPERM || r == -EPROTONOSUPPORT || r == -EOPNOTSUPP)
		return error_set(cx, r == -EPERM ? CR_E_PERMISSION : CR_E_KERNEL, -r, 0,
				 "nf_tables", "locks of the network cannot be listed");
	for (size_t i = 0; r == 0 && i < n; i++) {
		bool lives = false;
		cr_note *note;

		r = nft_locked(cx, fd, names[i], lock_tell, &lives);
		/* One that is owned cannot be taken from its saver, who still is at work. */
		if (r < 0 || !lives || nft_unlock(cx, fd, names[i]) < 0)
			continue;
		note = vec_add(&cx->arena, &cx->notes);
		if (!note)
			return error_memory(cx);
		*note = (cr_note){.object = names[i],
				  .text = "a lock of TCP connections whose program goes on is gone",
				  .advice = ""};
	}
	return r < 0 ? error_set(cx, CR_E_SYSTEM, -r, 0, "nf_tables",
				 "locks of the network cannot be looked at")
		     : 0;
}
