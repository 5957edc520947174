/* SPDX-License-Identifier: MIT
 *
 * inet_options: options of the levels IP, IPv6, TCP and UDP; both directions.
 *
 * Some have a field in CRIU's messages. The others are in a table here and go into our own entry,
 * those alone that differ from what a new socket of the sort has. What an option's value is on a
 * connection, where the kernel has set it itself, is left to tcp.c. Refuses what has been handed to
 * another part of the kernel (TLS, tunnels) or is half sent (corked UDP).
 */
#include "socket.h"

#include <linux/tcp.h>
#include <linux/udp.h>
#include <netinet/icmp6.h>

#ifndef IP_LOCAL_PORT_RANGE
#define IP_LOCAL_PORT_RANGE 51
#endif
#ifndef IPV6_MULTICAST_ALL
#define IPV6_MULTICAST_ALL 29
#endif
#ifndef IPV6_RECVERR_RFC4884
#define IPV6_RECVERR_RFC4884 31
#endif
#ifndef ICMP_FILTER /* linux/icmp.h, which does not go with net/if.h */
#define ICMP_FILTER 1
#endif
#define INET_UDPLITE_SEND_CSCOV 10
#define INET_UDPLITE_RECV_CSCOV 11
#define INET_OPTION_MOST 264 /* the longest are headers that IPv6 sends along */
/* linux/in6.h and linux/tcp.h have these, as far as they are old enough. */
#define INET_IP_RECVERR_RFC4884 26
#define INET_TCP_TX_DELAY 37
#define INET_TCP_RTO_MAX_MS 44
#define INET_TCP_RTO_MIN_US 45
#define INET_TCP_DELACK_MAX_US 46
#define INET_IPV6_FLOWINFO 11
#define INET_IPV6_FLOWINFO_SEND 33
#define INET_IPV6_RECVFRAGSIZE 77

enum inet_where {
	INET_ALL = 1,
	INET_V6 = 2,
	INET_TCP = 4,
	INET_UDP = 8,
	INET_UDPLITE = 16,
	INET_UNCONNECTED = 32,
	INET_DATAGRAM = 64,
	INET_RAW = 128
};

struct inet_option {
	int level, name;
	unsigned where;
	const char *text;
};
#define INET_OPTION(level, name, where) \
	{ \
		level, name, where, #name \
	}

static const struct inet_option inet_option_table[] = {
	INET_OPTION(IPPROTO_IP, IP_OPTIONS, INET_ALL),
	INET_OPTION(IPPROTO_IP, IP_RECVTTL, INET_ALL),
	INET_OPTION(IPPROTO_IP, IP_RECVTOS, INET_ALL),
	INET_OPTION(IPPROTO_IP, IP_RECVOPTS, INET_ALL),
	INET_OPTION(IPPROTO_IP, IP_PASSSEC, INET_ALL),
	INET_OPTION(IPPROTO_IP, IP_CHECKSUM, INET_ALL),
	INET_OPTION(IPPROTO_IP, IP_RECVFRAGSIZE, INET_ALL),
	INET_OPTION(IPPROTO_IP, INET_IP_RECVERR_RFC4884, INET_ALL),
	INET_OPTION(IPPROTO_IP, IP_RETOPTS, INET_ALL),
	INET_OPTION(IPPROTO_IP, IP_MTU_DISCOVER, INET_ALL),
	INET_OPTION(IPPROTO_IP, IP_RECVERR, INET_ALL),
	INET_OPTION(IPPROTO_IP, IP_RECVORIGDSTADDR, INET_ALL),
	INET_OPTION(IPPROTO_IP, IP_MINTTL, INET_ALL),
	INET_OPTION(IPPROTO_IP, IP_TRANSPARENT, INET_ALL),
	INET_OPTION(IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, INET_ALL),
	INET_OPTION(IPPROTO_IP, IP_LOCAL_PORT_RANGE, INET_ALL),
	INET_OPTION(IPPROTO_IP, IP_UNICAST_IF, INET_ALL),
	INET_OPTION(IPPROTO_IP, IP_MULTICAST_TTL, INET_ALL | INET_DATAGRAM),
	INET_OPTION(IPPROTO_IP, IP_MULTICAST_LOOP, INET_ALL | INET_DATAGRAM),
	INET_OPTION(IPPROTO_IP, IP_MULTICAST_ALL, INET_ALL | INET_DATAGRAM),
	INET_OPTION(IPPROTO_IP, IP_MULTICAST_IF, INET_ALL | INET_DATAGRAM),
	INET_OPTION(IPPROTO_IPV6, IPV6_TCLASS, INET_V6),
	INET_OPTION(IPPROTO_IPV6, IPV6_UNICAST_HOPS, INET_V6),
	INET_OPTION(IPPROTO_IPV6, IPV6_MULTICAST_HOPS, INET_V6 | INET_DATAGRAM),
	INET_OPTION(IPPROTO_IPV6, IPV6_MULTICAST_LOOP, INET_V6 | INET_DATAGRAM),
	INET_OPTION(IPPROTO_IPV6, IPV6_MULTICAST_ALL, INET_V6 | INET_DATAGRAM),
	INET_OPTION(IPPROTO_IPV6, IPV6_MULTICAST_IF, INET_V6 | INET_DATAGRAM),
	INET_OPTION(IPPROTO_IPV6, IPV6_MTU_DISCOVER, INET_V6),
	INET_OPTION(IPPROTO_IPV6, IPV6_RECVERR, INET_V6),
	INET_OPTION(IPPROTO_IPV6, IPV6_RECVERR_RFC4884, INET_V6),
	INET_OPTION(IPPROTO_IPV6, IPV6_RECVHOPLIMIT, INET_V6),
	INET_OPTION(IPPROTO_IPV6, IPV6_RECVTCLASS, INET_V6),
	INET_OPTION(IPPROTO_IPV6, IPV6_RECVPATHMTU, INET_V6),
	INET_OPTION(IPPROTO_IPV6, IPV6_DONTFRAG, INET_V6),
	INET_OPTION(IPPROTO_IPV6, IPV6_RECVHOPOPTS, INET_V6),
	INET_OPTION(IPPROTO_IPV6, IPV6_RECVRTHDR, INET_V6),
	INET_OPTION(IPPROTO_IPV6, IPV6_RECVDSTOPTS, INET_V6),
	INET_OPTION(IPPROTO_IPV6, IPV6_RECVORIGDSTADDR, INET_V6),
	INET_OPTION(IPPROTO_IPV6, INET_IPV6_RECVFRAGSIZE, INET_V6),
	INET_OPTION(IPPROTO_IPV6, IPV6_2292PKTINFO, INET_V6),
	INET_OPTION(IPPROTO_IPV6, IPV6_2292HOPLIMIT, INET_V6),
	INET_OPTION(IPPROTO_IPV6, IPV6_2292RTHDR, INET_V6),
	INET_OPTION(IPPROTO_IPV6, IPV6_2292HOPOPTS, INET_V6),
	INET_OPTION(IPPROTO_IPV6, IPV6_2292DSTOPTS, INET_V6),
	INET_OPTION(IPPROTO_IPV6, INET_IPV6_FLOWINFO, INET_V6),
	INET_OPTION(IPPROTO_IPV6, INET_IPV6_FLOWINFO_SEND, INET_V6),
	INET_OPTION(IPPROTO_IPV6, IPV6_HOPOPTS, INET_V6),
	INET_OPTION(IPPROTO_IPV6, IPV6_RTHDRDSTOPTS, INET_V6),
	INET_OPTION(IPPROTO_IPV6, IPV6_RTHDR, INET_V6),
	INET_OPTION(IPPROTO_IPV6, IPV6_DSTOPTS, INET_V6),
	INET_OPTION(IPPROTO_IPV6, IPV6_AUTOFLOWLABEL, INET_V6),
	INET_OPTION(IPPROTO_IPV6, IPV6_ADDR_PREFERENCES, INET_V6),
	INET_OPTION(IPPROTO_IPV6, IPV6_MINHOPCOUNT, INET_V6),
	INET_OPTION(IPPROTO_IPV6, IPV6_TRANSPARENT, INET_V6),
	INET_OPTION(IPPROTO_IPV6, IPV6_UNICAST_IF, INET_V6),
	/* A socket to which one does not apply does not tell it. */
	INET_OPTION(IPPROTO_IP, IP_HDRINCL, INET_RAW),
	INET_OPTION(IPPROTO_IP, IP_NODEFRAG, INET_RAW),
	INET_OPTION(IPPROTO_IP, IP_ROUTER_ALERT, INET_RAW),
	INET_OPTION(SOL_RAW, ICMP_FILTER, INET_RAW),
	INET_OPTION(IPPROTO_IPV6, IPV6_HDRINCL, INET_RAW),
	INET_OPTION(SOL_RAW, IPV6_CHECKSUM, INET_RAW),
	INET_OPTION(IPPROTO_ICMPV6, ICMP6_FILTER, INET_RAW),
	INET_OPTION(IPPROTO_TCP, TCP_MAXSEG, INET_TCP | INET_UNCONNECTED),
	INET_OPTION(IPPROTO_TCP, TCP_WINDOW_CLAMP, INET_TCP | INET_UNCONNECTED),
	INET_OPTION(IPPROTO_TCP, TCP_FASTOPEN, INET_TCP | INET_UNCONNECTED),
	INET_OPTION(IPPROTO_TCP, TCP_FASTOPEN_CONNECT, INET_TCP | INET_UNCONNECTED),
	INET_OPTION(IPPROTO_TCP, TCP_FASTOPEN_NO_COOKIE, INET_TCP | INET_UNCONNECTED),
	INET_OPTION(IPPROTO_TCP, TCP_DEFER_ACCEPT, INET_TCP | INET_UNCONNECTED),
	INET_OPTION(IPPROTO_TCP, TCP_SAVE_SYN, INET_TCP | INET_UNCONNECTED),
	INET_OPTION(IPPROTO_TCP, TCP_SYNCNT, INET_TCP),
	INET_OPTION(IPPROTO_TCP, TCP_LINGER2, INET_TCP),
	INET_OPTION(IPPROTO_TCP, TCP_USER_TIMEOUT, INET_TCP),
	INET_OPTION(IPPROTO_TCP, TCP_NOTSENT_LOWAT, INET_TCP),
	INET_OPTION(IPPROTO_TCP, TCP_INQ, INET_TCP),
	INET_OPTION(IPPROTO_TCP, TCP_CONGESTION, INET_TCP),
	INET_OPTION(IPPROTO_TCP, TCP_THIN_LINEAR_TIMEOUTS, INET_TCP),
	INET_OPTION(IPPROTO_TCP, INET_TCP_TX_DELAY, INET_TCP),
	INET_OPTION(IPPROTO_TCP, INET_TCP_RTO_MAX_MS, INET_TCP),
	INET_OPTION(IPPROTO_TCP, INET_TCP_RTO_MIN_US, INET_TCP),
	INET_OPTION(IPPROTO_TCP, INET_TCP_DELACK_MAX_US, INET_TCP),
	INET_OPTION(IPPROTO_UDP, UDP_NO_CHECK6_TX, INET_UDP),
	INET_OPTION(IPPROTO_UDP, UDP_NO_CHECK6_RX, INET_UDP),
	INET_OPTION(IPPROTO_UDP, UDP_SEGMENT, INET_UDP),
	INET_OPTION(IPPROTO_UDP, UDP_GRO, INET_UDP),
	INET_OPTION(IPPROTO_UDPLITE, INET_UDPLITE_SEND_CSCOV, INET_UDPLITE),
	INET_OPTION(IPPROTO_UDPLITE, INET_UDPLITE_RECV_CSCOV, INET_UDPLITE),
};

static bool inet_option_fits(const struct inet_option *o, const Cr__InetSkEntry *e)
{
	unsigned has = INET_ALL | (e->family == AF_INET6 ? INET_V6 : 0) |
		       (inet_is_tcp(e) ? INET_TCP : 0) | (inet_is_udp(e) ? INET_UDP : 0) |
		       (inet_is_udp(e) && e->proto == IPPROTO_UDPLITE ? INET_UDPLITE : 0) |
		       (e->type == SOCK_RAW ? INET_RAW : 0);

	if ((o->where & INET_UNCONNECTED) && e->state != SOCK_STATE_LISTEN &&
	    (e->state != SOCK_STATE_CLOSE || e->has_shutdown))
		return false;
	/* The kernel fills these in for a connection that is accepted. */
	if ((o->where & INET_DATAGRAM) && inet_is_tcp(e))
		return false;
	return o->where & has;
}

/* The value of an int, or -errno. */
static int inet_option(int fd, int level, int name)
{
	int value = 0;
	uint32_t len = sizeof(value);
	int r = sys_getsockopt(fd, level, name, &value, &len);

	return r < 0 ? r : value;
}

/* == saving ==================================================================================== */

static int inet_option_refuse(struct dump *d, const struct open_file *file,
			      const struct inet_option *o)
{
	return refuse(d->cx, CR_E_UNSUPPORTED, file->task->pid, file->path,
		      "descriptor %d is a socket with more of %s than can be saved", file->task_fd,
		      o->text);
}

/* What differs from a socket that is new. */
static int inet_options_dump_rest(struct dump *d, const struct open_file *file,
				  const Cr__InetSkEntry *e)
{
	CR_AUTOFD int same = sys_socket((int)e->family, (int)e->type, (int)e->proto);
	/* Without the right to have a raw one; what alone that has counts as set. */
	CR_AUTOFD int other = same < 0 ? sys_socket((int)e->family, SOCK_DGRAM, 0) : -1;
	int fresh = same < 0 ? other : same;
	Cr__CrFileEntry *extra = dump_cr_file(d, file->id);

	int more = extra ? socket_more_dump(d, file, fresh) : error_memory(d->cx);

	if (more < 0)
		return more;
	for (size_t i = 0; i < ARRAY_LEN(inet_option_table); i++) {
		const struct inet_option *o = &inet_option_table[i];
		unsigned char value[INET_OPTION_MOST] = {0}, usual[INET_OPTION_MOST] = {0};
		uint32_t len = sizeof(value), usual_len = sizeof(usual);

		if (!inet_option_fits(o, e) ||
		    sys_getsockopt(file->fd, o->level, o->name, value, &len) < 0)
			continue;
		if (!(same < 0 && o->where & INET_RAW) &&
		    sys_getsockopt(fresh, o->level, o->name, usual, &usual_len) == 0 &&
		    len == usual_len && memcmp(value, usual, len) == 0)
			continue;
		int r = len < sizeof(value)
				? socket_option_put(d, extra, o->level, o->name, value, len)
				: inet_option_refuse(d, file, o);
		if (r < 0)
			return r;
	}
	return 0;
}

static int inet_options_dump_ip(struct dump *d, const struct open_file *file, Cr__InetSkEntry *e)
{
	Cr__IpOptsEntry *ip = cx_alloc(d->cx, sizeof(*ip));
	char name[32] = "";
	uint32_t len = sizeof(name) - 1;

	if (!ip)
		return error_memory(d->cx);
	cr__ip_opts_entry__init(ip);
	int value = inet_option(file->fd, IPPROTO_IP, IP_FREEBIND);
	ip->has_freebind = ip->freebind = value > 0;
	value = e->family == AF_INET ? inet_option(file->fd, IPPROTO_IP, IP_PKTINFO)
				     : inet_option(file->fd, IPPROTO_IPV6, IPV6_RECVPKTINFO);
	ip->has_pktinfo = ip->pktinfo = value > 0;
	value = inet_option(file->fd, IPPROTO_IP, IP_TOS);
	ip->has_tos = value >= 0;
	ip->tos = value >= 0 ? (uint32_t)value : 0;
	value = inet_option(file->fd, IPPROTO_IP, IP_TTL);
	ip->has_ttl = value >= 0;
	ip->ttl = value >= 0 ? (uint32_t)value : 0;
	e->ip_opts = ip;
	if (e->family == AF_INET6) {
		e->has_v6only = true;
		e->v6only = inet_option(file->fd, IPPROTO_IPV6, IPV6_V6ONLY) > 0;
	}
	if (sys_getsockopt(file->fd, SOL_SOCKET, SO_BINDTODEVICE, name, &len) == 0 && name[0]) {
		e->opts->so_bound_dev = e->ifname = arena_str(&d->cx->arena, name);
		if (!e->ifname)
			return error_memory(d->cx);
	}
	return 0;
}

static int inet_options_dump_tcp(struct dump *d, const struct open_file *file, Cr__InetSkEntry *e)
{
	Cr__TcpOptsEntry *tcp = cx_alloc(d->cx, sizeof(*tcp));
	char ulp[16] = "";
	uint32_t len = sizeof(ulp) - 1;

	if (!tcp)
		return error_memory(d->cx);
	if (!mptcp_is(e) && sys_getsockopt(file->fd, IPPROTO_TCP, TCP_ULP, ulp, &len) == 0 && len &&
	    ulp[0])
		return refuse(d->cx, CR_E_UNSUPPORTED, file->task->pid, file->path,
			      "descriptor %d is a TCP socket that the kernel's '%s' works on",
			      file->task_fd, ulp);
	cr__tcp_opts_entry__init(tcp);
	tcp->has_cork = tcp->cork = inet_option(file->fd, IPPROTO_TCP, TCP_CORK) > 0;
	tcp->has_nodelay = tcp->nodelay = inet_option(file->fd, IPPROTO_TCP, TCP_NODELAY) > 0;
	/* Of MPTCP not every kernel tells them. */
	int cnt = inet_option(file->fd, IPPROTO_TCP, TCP_KEEPCNT),
	    idle = inet_option(file->fd, IPPROTO_TCP, TCP_KEEPIDLE),
	    intvl = inet_option(file->fd, IPPROTO_TCP, TCP_KEEPINTVL);
	tcp->has_keepcnt = cnt > 0;
	tcp->keepcnt = (uint32_t)cnt;
	tcp->has_keepidle = idle > 0;
	tcp->keepidle = (uint32_t)idle;
	tcp->has_keepintvl = intvl > 0;
	tcp->keepintvl = (uint32_t)intvl;
	e->tcp_opts = tcp;
	return 0;
}

static int inet_options_refuse_udp(struct dump *d, const struct open_file *file)
{
	bool cork = inet_option(file->fd, IPPROTO_UDP, UDP_CORK) > 0;

	if (!cork && inet_option(file->fd, IPPROTO_UDP, UDP_ENCAP) <= 0)
		return 0;
	return refuse(d->cx, CR_E_UNSUPPORTED, file->task->pid, file->path,
		      "descriptor %d is a UDP socket %s", file->task_fd,
		      cork ? "with UDP_CORK, which may hold a part of a datagram"
			   : "that the kernel uses for a tunnel");
}

CR_FN int inet_options_dump(struct dump *d, const struct open_file *file, Cr__InetSkEntry *e)
{
	int r = inet_options_dump_ip(d, file, e);

	if (r == 0)
		r = inet_is_tcp(e)   ? inet_options_dump_tcp(d, file, e)
		    : inet_is_udp(e) ? inet_options_refuse_udp(d, file)
				     : raw_options_dump(d, file, e);
	return r < 0 ? r : inet_options_dump_rest(d, file, e);
}

/* == loading =================================================================================== */

static int inet_set_bytes(struct load *l, int fd, const struct inet_option *o, const void *value,
			  uint32_t len)
{
	int r = sys_setsockopt(fd, o->level, o->name, value, len);

	if (r == -EPERM || r == -ENOPROTOOPT || r == -EOPNOTSUPP)
		degrade(l->cx, 0, o->text, "a socket had %s set, which is not %s here", o->text,
			r == -EPERM ? "permitted" : "known to the kernel");
	else if (r < 0)
		return error_set(l->cx, CR_E_RESTORE, -r, 0, o->text,
				 "%s of a socket cannot be set", o->text);
	return 0;
}

/* Only what differs: 0 and the like are no values to be set in some cases. */
static int inet_set(struct load *l, int fd, int level, int name, const char *text, int value)
{
	const struct inet_option o = {level, name, INET_ALL, text};

	return inet_option(fd, level, name) == value
		       ? 0
		       : inet_set_bytes(l, fd, &o, &value, sizeof(value));
}
#define INET_SET(l, fd, level, name, value) inet_set(l, fd, level, name, #name, value)

/* Stored without need, where the saver could not have a new socket of the sort; and setting what is
 * set fails of some. */
static bool inet_has_already(int fd, const struct inet_option *o, const Cr__CrOptionEntry *saved)
{
	unsigned char now[INET_OPTION_MOST];
	uint32_t len = sizeof(now);

	return (o->where & INET_RAW) && sys_getsockopt(fd, o->level, o->name, now, &len) == 0 &&
	       len == saved->value.len && memcmp(now, saved->value.data, len) == 0;
}

static int inet_options_load_rest(struct load *l, const struct load_file *file)
{
	const Cr__InetSkEntry *e = file->entry->isk;
	int r = 0;

	for (size_t i = 0; r == 0 && file->extra && i < file->extra->n_options; i++) {
		const Cr__CrOptionEntry *saved = file->extra->options[i];
		const struct inet_option *o = NULL;

		if (socket_is_more(saved))
			continue;
		for (size_t j = 0; j < ARRAY_LEN(inet_option_table); j++)
			if (inet_option_table[j].level == (int)saved->level &&
			    inet_option_table[j].name == (int)saved->name)
				o = &inet_option_table[j];
		if (!o || !inet_option_fits(o, e) || saved->value.len > INET_OPTION_MOST)
			return error_set(l->cx, CR_E_DAMAGED, 0, 0, "cr.img",
					 "socket %u has the unknown option %u of level %u",
					 file->id, saved->name, saved->level);
		if (inet_has_already(file->fd, o, saved))
			continue;
		r = inet_set_bytes(l, file->fd, o, saved->value.data, (uint32_t)saved->value.len);
	}
	return r;
}

CR_FN int inet_options_load_early(struct load *l, const struct load_file *file)
{
	const Cr__InetSkEntry *e = file->entry->isk;
	const char *dev = e->opts->so_bound_dev ? e->opts->so_bound_dev : e->ifname;
	int r = 0;

	if (e->has_v6only && e->family == AF_INET6)
		r = INET_SET(l, file->fd, IPPROTO_IPV6, IPV6_V6ONLY, e->v6only ? 1 : 0);
	if (r == 0 && e->ip_opts && e->ip_opts->has_freebind && e->ip_opts->freebind)
		r = INET_SET(l, file->fd, IPPROTO_IP, IP_FREEBIND, 1);
	if (r == 0 && dev && dev[0]) {
		r = sys_setsockopt(file->fd, SOL_SOCKET, SO_BINDTODEVICE, dev,
				   (uint32_t)strlen(dev));
		if (r < 0)
			r = error_set(l->cx, CR_E_RESTORE, -r, 0, dev,
				      "a socket cannot be bound to the interface '%s'", dev);
	}
	socket_owner_load(l, file, file->fd);
	if (r == 0)
		r = socket_more_load(l, file, false);
	return r < 0 ? r : inet_options_load_rest(l, file);
}

static int inet_options_load_tcp(struct load *l, int fd, const Cr__TcpOptsEntry *tcp)
{
	int r = tcp->has_keepcnt ? INET_SET(l, fd, IPPROTO_TCP, TCP_KEEPCNT, (int)tcp->keepcnt) : 0;

	if (r == 0 && tcp->has_keepidle)
		r = INET_SET(l, fd, IPPROTO_TCP, TCP_KEEPIDLE, (int)tcp->keepidle);
	if (r == 0 && tcp->has_keepintvl)
		r = INET_SET(l, fd, IPPROTO_TCP, TCP_KEEPINTVL, (int)tcp->keepintvl);
	if (r == 0 && tcp->has_nodelay && tcp->nodelay)
		r = INET_SET(l, fd, IPPROTO_TCP, TCP_NODELAY, 1);
	if (r == 0 && tcp->has_cork && tcp->cork)
		r = INET_SET(l, fd, IPPROTO_TCP, TCP_CORK, 1);
	return r;
}

CR_FN int inet_options_load(struct load *l, const struct load_file *file)
{
	const Cr__InetSkEntry *e = file->entry->isk;
	const Cr__IpOptsEntry *ip = e->ip_opts;
	int r = 0;

	if (ip && ip->has_pktinfo && ip->pktinfo)
		r = e->family == AF_INET ? INET_SET(l, file->fd, IPPROTO_IP, IP_PKTINFO, 1)
					 : INET_SET(l, file->fd, IPPROTO_IPV6, IPV6_RECVPKTINFO, 1);
	if (r == 0 && ip && ip->has_tos)
		r = INET_SET(l, file->fd, IPPROTO_IP, IP_TOS, (int)ip->tos);
	if (r == 0 && ip && ip->has_ttl)
		r = INET_SET(l, file->fd, IPPROTO_IP, IP_TTL, (int)ip->ttl);
	if (r == 0)
		r = raw_options_load(l, file);
	return r == 0 && e->tcp_opts && inet_is_tcp(e)
		       ? inet_options_load_tcp(l, file->fd, e->tcp_opts)
		       : r;
}
