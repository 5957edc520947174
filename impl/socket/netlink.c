/* SPDX-License-Identifier: MIT
 *
 * netlink: sockets to the kernel: protocol, port, groups, whom they are connected to, options; both
 * directions. All of it is asked of the socket itself.
 *
 * Messages that have not been read, and answers that the kernel has not finished, are lost and
 * listed: nobody can put them back, and a program that misses some has to ask anew in any case
 * (ENOBUFS, netlink(7)). A port that another socket of the network namespace has is refused.
 */
#include "socket.h"

#include <linux/netlink.h>

#define NETLINK_WORDS 64 /* of groups: 2048 of them */

static const int netlink_options[] = {
	NETLINK_PKTINFO,	NETLINK_BROADCAST_ERROR,
	NETLINK_NO_ENOBUFS,	8 /* NETLINK_LISTEN_ALL_NSID, needs CAP_NET_BROADCAST */,
	NETLINK_CAP_ACK,	NETLINK_EXT_ACK,
	NETLINK_GET_STRICT_CHK,
};

static bool netlink_match(const struct open_file *file)
{
	return S_ISSOCK(file->st.st_mode) && !(file->info.flags & O_PATH) && file->fd >= 0 &&
	       socket_option(file->fd, SO_DOMAIN) == AF_NETLINK;
}

/* == saving ==================================================================================== */

static int netlink_dump_groups(struct dump *d, const struct open_file *file, Cr__NetlinkSkEntry *e)
{
	uint32_t words[NETLINK_WORDS] = {0}, size = sizeof(words);
	int r = sys_getsockopt(file->fd, SOL_NETLINK, NETLINK_LIST_MEMBERSHIPS, words, &size);
	size_t n = size / sizeof(*words);

	if (r < 0 || n > NETLINK_WORDS)
		return error_set(d->cx, CR_E_KERNEL, -r, file->task->pid, file->path,
				 "the groups of a netlink socket are not told");
	while (n > 0 && words[n - 1] == 0)
		n--;
	e->groups = arena_copy(&d->cx->arena, words, n * sizeof(*words) + 1);
	e->n_groups = n;
	return e->groups ? 0 : error_memory(d->cx);
}

/* The type among them: CRIU takes all for SOCK_RAW. */
static int netlink_dump_options(struct dump *d, const struct open_file *file)
{
	Cr__CrFileEntry *extra = dump_cr_file(d, file->id);
	int r = extra ? 0 : error_memory(d->cx), type = socket_option(file->fd, SO_TYPE);

	if (r == 0 && type != SOCK_RAW)
		r = socket_option_add(d, extra, SOL_SOCKET, SO_TYPE, type);
	for (size_t i = 0; r == 0 && i < ARRAY_LEN(netlink_options); i++) {
		int value = 0;
		uint32_t len = sizeof(value);

		if (sys_getsockopt(file->fd, SOL_NETLINK, netlink_options[i], &value, &len) == 0 &&
		    value)
			r = socket_option_add(d, extra, SOL_NETLINK, netlink_options[i], value);
	}
	return r;
}

static int netlink_dump(struct dump *d, struct open_file *file)
{
	Cr__NetlinkSkEntry *e = cx_alloc(d->cx, sizeof(*e));
	struct sockaddr_nl own = {0}, peer = {0};
	uint32_t own_len = sizeof(own), peer_len = sizeof(peer);
	struct pollfd pfd = {.fd = file->fd, .events = POLLIN};
	int protocol = socket_option(file->fd, SO_PROTOCOL);

	if (!e)
		return error_memory(d->cx);
	cr__netlink_sk_entry__init(e);
	file->entry->nlsk = e;
	int r = protocol < 0 ? protocol : sys_getsockname(file->fd, &own, &own_len);
	if (r == 0)
		r = sys_getpeername(file->fd, &peer, &peer_len);
	if (r < 0)
		return error_set(d->cx, CR_E_SYSTEM, -r, file->task->pid, file->path,
				 "a netlink socket does not tell its addresses");
	e->id = file->id;
	e->ino = (uint32_t)file->st.st_ino;
	e->protocol = (uint32_t)protocol;
	e->state = peer.nl_pid || peer.nl_groups; /* NETLINK_CONNECTED */
	e->flags = file->info.flags;
	e->portid = own.nl_pid;
	e->dst_portid = peer.nl_pid;
	e->dst_group = peer.nl_groups;
	e->has_ns_id = true;
	e->ns_id = 2; /* that of ids-PID */
	e->fown = object_fown(d, file);
	if (!e->fown)
		return error_memory(d->cx);
	r = netlink_dump_groups(d, file, e);
	if (r == 0)
		r = netlink_dump_options(d, file);
	if (r == 0)
		r = socket_options_dump(d, file, &e->opts);
	if (r == 0 && sys_poll(&pfd, 1, 0) > 0 && (pfd.revents & POLLIN))
		degrade(d->cx, file->task->pid, file->path,
			"messages that descriptor %d, a netlink socket, has not read are lost",
			file->task_fd);
	return r;
}

/* == loading =================================================================================== */

static bool netlink_accepts(const Cr__FileEntry *entry)
{
	return entry->nlsk && entry->nlsk->opts;
}

static int netlink_set(struct load *l, int fd, int level, int name, int value)
{
	int r = sys_setsockopt(fd, level, name, &value, sizeof(value));

	return r < 0 ? error_set(l->cx, CR_E_RESTORE, -r, 0, "setsockopt",
				 "option %d (%d) of a netlink socket cannot be set", name, value)
		     : 0;
}

static int netlink_load_groups(struct load *l, int fd, const Cr__NetlinkSkEntry *e)
{
	int r = 0;

	if (e->n_groups > NETLINK_WORDS)
		return error_set(l->cx, CR_E_DAMAGED, 0, 0, "files.img",
				 "a netlink socket has too many groups");
	for (uint32_t i = 0; r == 0 && i < e->n_groups * 32; i++)
		if (e->groups[i / 32] & 1u << i % 32)
			r = netlink_set(l, fd, SOL_NETLINK, NETLINK_ADD_MEMBERSHIP, (int)i + 1);
	return r;
}

static int netlink_load_addresses(struct load *l, int fd, const Cr__NetlinkSkEntry *e)
{
	struct sockaddr_nl own = {.nl_family = AF_NETLINK, .nl_pid = e->portid},
			   peer = {.nl_family = AF_NETLINK,
				   .nl_pid = e->dst_portid,
				   .nl_groups = e->dst_group};
	int r = e->portid ? sys_bind(fd, &own, sizeof(own)) : 0;

	if (r < 0)
		return error_set(l->cx, CR_E_RESTORE, -r, 0, "bind",
				 "a netlink socket cannot have the port %u of protocol %u again%s",
				 e->portid, e->protocol,
				 r == -EADDRINUSE ? ": another program has it now" : "");
	if (e->dst_portid || e->dst_group)
		r = sys_connect(fd, &peer, sizeof(peer));
	return r < 0 ? error_set(l->cx, CR_E_RESTORE, -r, 0, "connect",
				 "a netlink socket cannot be connected to port %u, groups %x again",
				 e->dst_portid, e->dst_group)
		     : 0;
}

static int netlink_create(struct load *l, struct load_file *file)
{
	const Cr__NetlinkSkEntry *e = file->entry->nlsk;
	int type = SOCK_RAW, r = 0;

	for (size_t i = 0; file->extra && i < file->extra->n_options; i++)
		if (socket_option_is(file->extra->options[i], SOL_SOCKET, SO_TYPE))
			type = SOCK_DGRAM;
	int fd = sys_socket(AF_NETLINK, type, (int)e->protocol);
	if (fd < 0)
		return error_set(l->cx, CR_E_RESTORE, -fd, 0, "socket",
				 "no netlink socket of protocol %u can be made", e->protocol);
	file->fd = object_stage(l, fd);
	if (file->fd < 0)
		return file->fd;
	r = netlink_load_addresses(l, file->fd, e);
	if (r == 0)
		r = netlink_load_groups(l, file->fd, e);
	for (size_t i = 0; r == 0 && file->extra && i < file->extra->n_options; i++) {
		const Cr__CrOptionEntry *o = file->extra->options[i];
		int value;

		for (size_t j = 0; r == 0 && j < ARRAY_LEN(netlink_options); j++)
			if (socket_option_is(o, SOL_NETLINK, netlink_options[j])) {
				memcpy(&value, o->value.data, sizeof(value));
				r = netlink_set(l, file->fd, SOL_NETLINK, (int)o->name, value);
			}
	}
	return r;
}

static int netlink_fill(struct load *l, struct load_file *file)
{
	const Cr__NetlinkSkEntry *e = file->entry->nlsk;
	socket_owner_load(l, file, file->fd);
	int r = socket_options_load(l, file->fd, e->opts);

	if (r == 0)
		r = socket_limits_load(l, file, file->fd, e->opts);
	if (r < 0)
		return r;
	r = sys_fcntl(file->fd, F_SETFL, e->flags & O_NONBLOCK);
	return r < 0 ? error_set(l->cx, CR_E_RESTORE, -r, 0, "socket",
				 "the flags of a netlink socket cannot be set")
		     : 0;
}

CR_FN const struct kind socket_netlink = {
	.name = "netlink",
	.type = CR__FD_TYPES__NETLINKSK,
	.match = netlink_match,
	.dump = netlink_dump,
	.accepts = netlink_accepts,
	.create = netlink_create,
	.fill = netlink_fill,
};
