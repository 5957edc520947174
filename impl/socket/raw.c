/* SPDX-License-Identifier: MIT
 *
 * raw: raw sockets of any protocol, and ping sockets (datagrams of ICMP), IPv4 and IPv6. Their
 * addresses are inet's, their options inet_options'.
 *
 * getpeername(2) knows a peer by its port, of which a raw socket has none and a ping socket mostly
 * none: whom one is connected to stands in /proc/PID/net. Packets that have not been read are lost
 * and listed: of these sockets a look (MSG_PEEK) shows the first alone, and nothing that is sent
 * reaches one socket and no other. What was shut down for writing alone is only seen where the
 * kernel has sock_diag for raw sockets. Refused: an error that the program has yet to see.
 */
#include "socket.h"

#define RAW_FILTER 1 /* ICMP_FILTER and ICMP6_FILTER, each of its level */

CR_FN bool raw_is_ping(int family, int type, int protocol)
{
	return type == SOCK_DGRAM &&
	       protocol == (family == AF_INET ? IPPROTO_ICMP : IPPROTO_ICMPV6);
}

/* == saving ==================================================================================== */

/* A ping socket without a number is in no table; it has nothing, then. */
static int raw_find(struct dump *d, const struct open_file *file, const Cr__InetSkEntry *e,
		    struct proc_net_socket *ret)
{
	const char *table = e->type == SOCK_RAW ? (e->family == AF_INET ? "raw" : "raw6")
						: (e->family == AF_INET ? "icmp" : "icmp6");
	int r = proc_find_net_socket(d->cx, file->task->dir_fd, table, e->ino, ret);

	if (r > 0 && ret->remote.n != e->n_dst_addr)
		r = -EBADMSG;
	if (r < 0 || (r == 0 && e->type == SOCK_RAW))
		return error_set(d->cx, CR_E_SYSTEM, -r, file->task->pid, file->path,
				 "the kernel's table '%s' does not tell of descriptor %d", table,
				 file->task_fd);
	return r;
}

/* What CRIU's messages have a field for; ours have all of it, see inet_options. */
CR_FN int raw_options_dump(struct dump *d, const struct open_file *file, const Cr__InetSkEntry *e)
{
	bool six = e->family == AF_INET6;
	Cr__IpOptsRawEntry *raw = cx_alloc(d->cx, sizeof(*raw));
	uint32_t filter[8], len = sizeof(filter), flag = 0, size = sizeof(flag);

	if (!raw)
		return error_memory(d->cx);
	cr__ip_opts_raw_entry__init(raw);
	if (sys_getsockopt(file->fd, six ? IPPROTO_IPV6 : IPPROTO_IP,
			   six ? IPV6_HDRINCL : IP_HDRINCL, &flag, &size) == 0)
		raw->has_hdrincl = raw->hdrincl = flag != 0;
	if (!six && sys_getsockopt(file->fd, IPPROTO_IP, IP_NODEFRAG, &flag, &size) == 0)
		raw->has_nodefrag = raw->nodefrag = flag != 0;
	if (sys_getsockopt(file->fd, six ? IPPROTO_ICMPV6 : SOL_RAW, RAW_FILTER, filter, &len) ==
	    0) {
		raw->n_icmpv_filter = len / sizeof(*filter);
		raw->icmpv_filter = arena_copy(&d->cx->arena, filter, sizeof(filter));
		if (!raw->icmpv_filter)
			return error_memory(d->cx);
	}
	e->ip_opts->raw = raw;
	return 0;
}

CR_FN int raw_dump(struct dump *d, const struct open_file *file, Cr__InetSkEntry *e)
{
	struct proc_net_socket s;
	int r = raw_find(d, file, e, &s);

	if (r < 0)
		return r;
	e->state = r > 0 && s.state == SOCK_STATE_ESTABLISHED ? SOCK_STATE_ESTABLISHED
							      : SOCK_STATE_CLOSE;
	if (e->state == SOCK_STATE_ESTABLISHED) {
		memcpy(e->dst_addr, s.remote.words, s.remote.n * sizeof(*e->dst_addr));
		e->dst_port = s.remote.port;
	}
	if (r > 0 && s.queued)
		degrade(d->cx, file->task->pid, file->path,
			"packets that descriptor %d, a %s socket, has not read are lost",
			file->task_fd, e->type == SOCK_RAW ? "raw" : "ping");
	return udp_shutdown_dump(d, file, e, IPPROTO_RAW);
}

/* == loading =================================================================================== */

/* For ping sockets the group of who makes one counts, even of root. */
static int raw_make_as(const Cr__InetSkEntry *e, uint32_t gid)
{
	const uint32_t keep = UINT32_MAX, own = sys_getegid();
	const uint32_t as[4] = {keep, gid, keep, gid}, back[4] = {keep, own, keep, own};

	if (sys_set_gids(as) < 0)
		return -EACCES;
	int fd = sys_socket((int)e->family, (int)e->type, (int)e->proto);
	(void)sys_set_gids(back);
	return fd;
}

CR_FN int raw_make_ping(const struct load_file *file)
{
	int fd = -EACCES;

	for (size_t i = 0; fd == -EACCES && i < file->users.n; i++) {
		const Cr__CoreEntry *core = file->users.at[i].task->threads[0].core;
		const Cr__CredsEntry *c = core && core->thread_core ? core->thread_core->creds
								    : NULL;

		fd = c ? raw_make_as(file->entry->isk, c->egid) : fd;
		for (size_t k = 0; c && fd == -EACCES && k < c->n_groups; k++)
			fd = raw_make_as(file->entry->isk, c->groups[k]);
	}
	return fd;
}

static int raw_set(struct load *l, int fd, int level, int name, const void *value, uint32_t len)
{
	int r = sys_setsockopt(fd, level, name, value, len);

	return r < 0 ? error_set(l->cx, CR_E_RESTORE, -r, 0, "setsockopt",
				 "option %d of level %d of a raw socket cannot be set", name, level)
		     : 0;
}

CR_FN int raw_options_load(struct load *l, const struct load_file *file)
{
	const Cr__InetSkEntry *e = file->entry->isk;
	const Cr__IpOptsRawEntry *raw = e->ip_opts ? e->ip_opts->raw : NULL;
	bool six = e->family == AF_INET6;
	const int on = 1;
	int r = 0;

	if (raw && raw->has_hdrincl && raw->hdrincl)
		r = raw_set(l, file->fd, six ? IPPROTO_IPV6 : IPPROTO_IP,
			    six ? IPV6_HDRINCL : IP_HDRINCL, &on, sizeof(on));
	if (r == 0 && raw && raw->has_nodefrag && raw->nodefrag && !six)
		r = raw_set(l, file->fd, IPPROTO_IP, IP_NODEFRAG, &on, sizeof(on));
	if (r == 0 && raw && raw->n_icmpv_filter)
		r = raw_set(l, file->fd, six ? IPPROTO_ICMPV6 : SOL_RAW, RAW_FILTER,
			    raw->icmpv_filter,
			    (uint32_t)(raw->n_icmpv_filter * sizeof(*raw->icmpv_filter)));
	return r;
}
