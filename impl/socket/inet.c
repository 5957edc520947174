/* SPDX-License-Identifier: MIT
 *
 * inet: TCP, UDP, UDP-Lite, ping and raw sockets, IPv4 and IPv6: what they have in common. Their
 * own part is in tcp.c, mptcp.c, udp.c and raw.c.
 *
 * All is asked of the socket itself. Sockets of one port are made by one task together, for the
 * right to share a port is looked at when the second one is bound: each is bound with SO_REUSEADDR,
 * and gets its own value when all are. Other protocols (SCTP, MPTCP) are refused by name as sockets
 * of no known kind.
 */
#include "socket.h"

#include <linux/sockios.h>
#include <net/if.h>
#include <sys/ioctl.h>

/* == addresses ================================================================================= */

CR_FN uint16_t inet_port(const struct inet_address *a)
{
	uint16_t port = a->at.any.sa_family == AF_INET6 ? a->at.v6.sin6_port : a->at.v4.sin_port;

	return (uint16_t)(port >> 8 | port << 8);
}

CR_FN bool inet_is_wildcard(const struct inet_address *a)
{
	static const unsigned char any[16], mapped[16] = {[10] = 0xff, [11] = 0xff};

	if (a->at.any.sa_family == AF_INET)
		return a->at.v4.sin_addr.s_addr == INADDR_ANY;
	return memcmp(&a->at.v6.sin6_addr, any, 16) == 0 ||
	       memcmp(&a->at.v6.sin6_addr, mapped, 16) == 0;
}

CR_FN const char *inet_text(struct cr_ctx *cx, const struct inet_address *a)
{
	const unsigned char *b = a->at.any.sa_family == AF_INET
					 ? (const unsigned char *)&a->at.v4.sin_addr
					 : a->at.v6.sin6_addr.s6_addr;
	char text[80];
	int at = 0;

	if (a->len == 0)
		return "nothing";
	if (a->at.any.sa_family == AF_INET) {
		str_format(text, sizeof(text), "%u.%u.%u.%u:%u", b[0], b[1], b[2], b[3],
			   inet_port(a));
	} else if (IN6_IS_ADDR_V4MAPPED(&a->at.v6.sin6_addr)) {
		str_format(text, sizeof(text), "[::ffff:%u.%u.%u.%u]:%u", b[12], b[13], b[14],
			   b[15], inet_port(a));
	} else {
		text[at++] = '[';
		for (int i = 0; i < 16; i += 2) {
			str_format(text + at, sizeof(text) - (size_t)at, "%s%x", i ? ":" : "",
				   (unsigned)(b[i] << 8 | b[i + 1]));
			at += (int)strlen(text + at);
		}
		str_format(text + at, sizeof(text) - (size_t)at, "]:%u", inet_port(a));
	}
	const char *copy = arena_str(&cx->arena, text);
	return copy ? copy : "an address";
}

/* The image has the bytes of an address as words, and ports in host order. Lengths have been
 * checked. */
static struct inet_address inet_address_of(uint32_t family, const uint32_t *words, uint32_t port)
{
	struct inet_address a = {0};
	uint16_t net = (uint16_t)((port & 0xff) << 8 | (port >> 8 & 0xff));

	a.at.any.sa_family = (sa_family_t)family;
	if (family == AF_INET) {
		a.len = sizeof(a.at.v4);
		a.at.v4.sin_port = net;
		memcpy(&a.at.v4.sin_addr, words, 4);
	} else {
		a.len = sizeof(a.at.v6);
		a.at.v6.sin6_port = net;
		memcpy(&a.at.v6.sin6_addr, words, 16);
	}
	return a;
}

CR_FN struct inet_address inet_source(const Cr__InetSkEntry *e)
{
	return inet_address_of(e->family, e->src_addr, e->src_port);
}

CR_FN struct inet_address inet_destination(const Cr__InetSkEntry *e)
{
	return inet_address_of(e->family, e->dst_addr, e->dst_port);
}

/* IPv4 addresses as IPv6 writes them: a connection may have one end of each sort. */
static void inet_words_of_end(const uint32_t *words, size_t n, uint32_t port, uint32_t ret[5])
{
	memset(ret, 0, 5 * sizeof(*ret));
	memset((unsigned char *)&ret[2] + 2, 0xff, n == 1 ? 2 : 0);
	memcpy(&ret[n == 1 ? 3 : 0], words, n * sizeof(*words));
	ret[4] = port;
}

CR_FN bool inet_are_peers(const Cr__InetSkEntry *a, const Cr__InetSkEntry *b)
{
	uint32_t end[4][5];

	if (a->src_port != b->dst_port || a->dst_port != b->src_port)
		return false;
	inet_words_of_end(a->src_addr, a->n_src_addr, a->src_port, end[0]);
	inet_words_of_end(b->dst_addr, b->n_dst_addr, b->dst_port, end[1]);
	inet_words_of_end(a->dst_addr, a->n_dst_addr, a->dst_port, end[2]);
	inet_words_of_end(b->src_addr, b->n_src_addr, b->src_port, end[3]);
	return memcmp(end[0], end[1], sizeof(end[0])) == 0 &&
	       memcmp(end[2], end[3], sizeof(end[0])) == 0;
}

/* A raw socket may have any protocol, that of TCP, too. */
static bool inet_knows(int family, int type, int protocol)
{
	if (family != AF_INET && family != AF_INET6)
		return false;
	return (type == SOCK_STREAM && (protocol == IPPROTO_TCP || protocol == IPPROTO_MPTCP)) ||
	       (type == SOCK_DGRAM && (protocol == IPPROTO_UDP || protocol == IPPROTO_UDPLITE)) ||
	       type == SOCK_RAW || raw_is_ping(family, type, protocol);
}

CR_FN bool inet_is_tcp(const Cr__InetSkEntry *e)
{
	return e->type == SOCK_STREAM && (e->proto == IPPROTO_TCP || mptcp_is(e));
}

CR_FN bool inet_is_udp(const Cr__InetSkEntry *e)
{
	return e->type == SOCK_DGRAM && (e->proto == IPPROTO_UDP || e->proto == IPPROTO_UDPLITE);
}

CR_FN bool inet_is_connection(const Cr__InetSkEntry *e)
{
	return inet_is_tcp(e) && (e->state == SOCK_STATE_ESTABLISHED ||
				  tcp_has_their_end(e->state) || tcp_has_our_end(e->state));
}

/* == saving ==================================================================================== */

static bool inet_match(const struct open_file *file)
{
	if (!S_ISSOCK(file->st.st_mode) || (file->info.flags & O_PATH) || file->fd < 0)
		return false;
	return inet_knows(socket_option(file->fd, SO_DOMAIN), socket_option(file->fd, SO_TYPE),
			  socket_option(file->fd, SO_PROTOCOL));
}

CR_FN int inet_words(struct dump *d, uint32_t family, const struct inet_address *a, size_t *ret_n,
		     uint32_t **ret, uint32_t *port)
{
	*ret_n = family == AF_INET ? 1 : 4;
	*ret = cx_array(d->cx, *ret_n, sizeof(**ret));
	if (!*ret)
		return error_memory(d->cx);
	memset(*ret, 0, *ret_n * sizeof(**ret));
	*port = 0;
	if (a->len == 0)
		return 0;
	memcpy(*ret,
	       family == AF_INET ? (const void *)&a->at.v4.sin_addr
				 : (const void *)&a->at.v6.sin6_addr,
	       *ret_n * 4);
	*port = inet_port(a);
	return 0;
}

static int inet_addresses_dump(struct dump *d, const struct open_file *file, Cr__InetSkEntry *e)
{
	struct inet_address src = {.len = sizeof(src.at)}, dst = {.len = sizeof(dst.at)};
	int r = sys_getsockname(file->fd, &src.at, &src.len);

	if (r < 0)
		return error_set(d->cx, CR_E_SYSTEM, -r, file->task->pid, file->path,
				 "getsockname of descriptor %d failed", file->task_fd);
	if (sys_getpeername(file->fd, &dst.at, &dst.len) < 0)
		dst.len = 0;
	r = inet_words(d, e->family, &src, &e->n_src_addr, &e->src_addr, &e->src_port);
	return r < 0 ? r
		     : inet_words(d, e->family, &dst, &e->n_dst_addr, &e->dst_addr, &e->dst_port);
}

/* Made in another network namespace than its task is in: addresses, locks and connections of there
 * are none of here. Who may not ask is none who could have done that. */
static int inet_check_space(struct dump *d, const struct open_file *file)
{
	struct stat its, task;
	CR_AUTOFD int fd = sys_ioctl(file->fd, SIOCGSKNS, NULL);

	if (fd < 0 || sys_fstat(fd, &its) < 0 ||
	    sys_fstatat(file->task->dir_fd, "ns/net", &task, 0) < 0 || its.st_ino == task.st_ino)
		return 0;
	return refuse(d->cx, CR_E_UNSUPPORTED, file->task->pid, file->path,
		      "descriptor %d is a socket of another network namespace than that of its "
		      "program; a rule can leave it out (CR_CLOSE, CR_NULL) or have another one "
		      "given at the load (CR_NAMED)",
		      file->task_fd);
}

static int inet_dump(struct dump *d, struct open_file *file)
{
	Cr__InetSkEntry *e = cx_alloc(d->cx, sizeof(*e));

	if (!e)
		return error_memory(d->cx);
	cr__inet_sk_entry__init(e);
	file->entry->isk = e;
	e->id = file->id;
	e->ino = (uint32_t)file->st.st_ino;
	e->family = (uint32_t)socket_option(file->fd, SO_DOMAIN);
	e->type = (uint32_t)socket_option(file->fd, SO_TYPE);
	e->proto = (uint32_t)socket_option(file->fd, SO_PROTOCOL);
	e->flags = file->info.flags;
	e->has_ns_id = true;
	e->ns_id = 2; /* that of ids-PID */
	e->fown = object_fown(d, file);
	if (!e->fown)
		return error_memory(d->cx);
	int r = inet_check_space(d, file);
	if (r == 0)
		r = inet_addresses_dump(d, file, e);
	if (r == 0)
		r = socket_options_dump(d, file, &e->opts);
	if (r == 0)
		r = mptcp_is(e)	     ? mptcp_dump(d, file, e)
		    : inet_is_tcp(e) ? tcp_dump(d, file, e)
		    : inet_is_udp(e) ? udp_dump(d, file, e)
				     : raw_dump(d, file, e);
	if (r == 0)
		r = inet_options_dump(d, file, e);
	return r < 0 || e->type == SOCK_STREAM ? r : multicast_dump(d, file, e);
}

static int inet_settle(struct dump *d, struct open_file *file)
{
	const Cr__InetSkEntry *e = file->entry->isk;

	return e && (inet_is_connection(e) || e->state == SOCK_STATE_LISTEN)
		       ? tcp_stream_settle(d, file)
		       : 0;
}

/* A connection that is saved ends without a word: a last one would keep its port from it for a
 * minute. */
static void inet_end(struct dump *d, struct open_file *file)
{
	const Cr__InetSkEntry *e = file->entry->isk;

	if (e && inet_is_connection(e))
		tcp_stream_end_silently(file);
	else if (e && e->state == SOCK_STATE_LISTEN)
		tcp_waiting_end(d, file);
}

/* == loading =================================================================================== */

CR_FN int inet_bind(struct load *l, int fd, const struct inet_address *a)
{
	int r = sys_bind(fd, &a->at, a->len);

	if (r == 0)
		return 0;
	const char *text = inet_text(l->cx, a);
	return error_set(l->cx, CR_E_RESTORE, -r, 0, text,
			 "a socket cannot have the address %s again%s", text,
			 r == -EADDRINUSE      ? ": another program has it now"
			 : r == -EADDRNOTAVAIL ? ": it is none of this machine's"
			 : r == -EACCES	       ? ": ports this low need CAP_NET_BIND_SERVICE"
					       : "");
}

CR_FN int inet_check_addresses(struct load *l, const Cr__InetSkEntry *e)
{
	size_t words = e->family == AF_INET ? 1 : 4;

	if (e->n_src_addr != words || e->n_dst_addr != words || e->src_port > UINT16_MAX ||
	    e->dst_port > UINT16_MAX)
		return error_set(l->cx, CR_E_DAMAGED, 0, 0, "files.img",
				 "inet socket %u has an impossible address", e->id);
	return 0;
}

static int inet_check(struct load *l, const struct load_file *file)
{
	const Cr__InetSkEntry *e = file->entry->isk;
	int r = inet_check_addresses(l, e);

	if (r < 0)
		return r;
	return mptcp_is(e)	? mptcp_check(l, file)
	       : inet_is_tcp(e) ? tcp_check(l, file)
				: udp_check(l, file);
}

/* The right to share a port is looked at again by listen(2). */
static int inet_set_reuse(struct load *l, const struct load_file *file, int value)
{
	int r = sys_setsockopt(file->fd, SOL_SOCKET, SO_REUSEADDR, &value, sizeof(value));

	return r < 0 ? error_set(l->cx, CR_E_RESTORE, -r, 0, "SO_REUSEADDR",
				 "SO_REUSEADDR of a socket cannot be set")
		     : 0;
}

/* What decides whether it may have a port that another one has. */
static int inet_share_port(struct load *l, const struct load_file *file)
{
	const Cr__SkOptsEntry *opts = file->entry->isk->opts;
	const int on = 1;
	int r = inet_set_reuse(l, file, on);

	if (r == 0 && opts->has_so_reuseport && opts->so_reuseport)
		r = sys_setsockopt(file->fd, SOL_SOCKET, SO_REUSEPORT, &on, sizeof(on));
	return r < 0 ? error_set(l->cx, CR_E_RESTORE, -r, 0, "SO_REUSEPORT",
				 "the port of a socket cannot be shared")
		     : 0;
}

/* What is needed to make one, in general. */
static const char *inet_why_not(const Cr__InetSkEntry *e)
{
	return e->type == SOCK_RAW ? ": raw sockets need CAP_NET_RAW"
	       : inet_is_tcp(e) || inet_is_udp(e)
		       ? ""
		       : ": net.ipv4.ping_group_range says which groups may have it";
}

static int inet_create(struct load *l, struct load_file *file)
{
	const Cr__InetSkEntry *e = file->entry->isk;
	int r = inet_check(l, file);

	if (r < 0)
		return r;
	int fd = sys_socket((int)e->family, (int)e->type, (int)e->proto);
	if (fd == -EACCES && raw_is_ping((int)e->family, (int)e->type, (int)e->proto))
		fd = raw_make_ping(file);
	if (fd < 0)
		return error_set(l->cx, CR_E_RESTORE, -fd, 0, "socket",
				 "no inet socket (family %u, protocol %u) can be made%s", e->family,
				 e->proto, inet_why_not(e));
	file->fd = object_stage(l, fd);
	if (file->fd < 0)
		return file->fd;
	r = sys_fcntl(file->fd, F_SETFL, e->flags & O_NONBLOCK);
	if (r < 0)
		return error_set(l->cx, CR_E_RESTORE, -r, 0, "F_SETFL",
				 "the flags of a socket cannot be set");
	r = inet_options_load_early(l, file);
	if (r == 0)
		r = inet_share_port(l, file);
	if (r == 0 && inet_is_connection(e))
		return tcp_create(l, file);
	struct inet_address src = inet_source(e);
	/* The port of a raw socket is its protocol. */
	if (r < 0 || ((e->src_port == 0 || e->type == SOCK_RAW) && inet_is_wildcard(&src)) ||
	    (inet_is_tcp(e) && e->has_shutdown))
		return r; /* never had an address, or has lost it with its connection */
	return inet_bind(l, file->fd, &src);
}

/* UDP says ENOTCONN when it is not connected, and does it all the same; so does TCP. */
static int inet_shut(struct load *l, const struct load_file *file)
{
	const Cr__InetSkEntry *e = file->entry->isk;

	if (!e->has_shutdown || e->shutdown == CR__SK_SHUTDOWN__NONE)
		return 0;
	int how = e->shutdown == CR__SK_SHUTDOWN__READ	  ? SHUT_RD
		  : e->shutdown == CR__SK_SHUTDOWN__WRITE ? SHUT_WR
							  : SHUT_RDWR;
	int r = sys_shutdown(file->fd, how);
	return r < 0 && r != -ENOTCONN ? error_set(l->cx, CR_E_RESTORE, -r, 0, "shutdown",
						   "a socket cannot be shut down")
				       : 0;
}

/* Who comes to be accepted has what the socket has by then. */
static int inet_fill_waiting(struct load *l, const struct load_file *file)
{
	const Cr__SkOptsEntry *opts = file->entry->isk->opts;
	int r = inet_set_reuse(l, file, opts->has_reuseaddr && opts->reuseaddr);

	if (r == 0)
		r = tcp_waiting_fill(l, file);
	return r < 0 ? r : inet_set_reuse(l, file, 1);
}

static int inet_fill(struct load *l, struct load_file *file)
{
	const Cr__InetSkEntry *e = file->entry->isk;
	int r = inet_is_tcp(e)	 ? tcp_fill(l, file)
		: inet_is_udp(e) ? udp_fill(l, file)
				 : udp_connect(l, file);

	if (r == 0)
		r = socket_options_load(l, file->fd, e->opts);
	if (r == 0)
		r = inet_set_reuse(l, file, 1);
	if (r == 0)
		r = inet_options_load(l, file);
	if (r == 0)
		r = multicast_load(l, file);
	if (r == 0)
		r = inet_shut(l, file);
	if (r == 0)
		r = socket_limits_load(l, file, file->fd, e->opts);
	return r < 0 || !file->extra || file->extra->n_waiting == 0 ? r
								    : inet_fill_waiting(l, file);
}

/* All sockets of its port are bound and listen. */
static int inet_release(struct load *l, struct load_file *file)
{
	const Cr__SkOptsEntry *opts = file->entry->isk->opts;

	if (file->action == CR_NULL || file->action == CR_NAMED)
		return 0;
	if (tcp_is_stream(l, file)) {
		int r = tcp_stream_prepare(l, file);

		if (r < 0 || tcp_is_late(l, file))
			return r;
		return tcp_stream_wake_up(l, file);
	}
	int r = inet_set_reuse(l, file, opts->has_reuseaddr && opts->reuseaddr ? 1 : 0);
	return r < 0 ? r : tcp_waiting_release(l, file);
}

static bool inet_accepts(const Cr__FileEntry *entry)
{
	const Cr__InetSkEntry *e = entry->isk;

	return e && e->opts && inet_knows((int)e->family, (int)e->type, (int)e->proto);
}

static uint64_t inet_group(const Cr__FileEntry *entry)
{
	const Cr__InetSkEntry *e = entry->isk;

	return e->src_port && e->type != SOCK_RAW ? (uint64_t)e->proto << 32 | e->src_port : 0;
}

CR_FN const struct kind socket_inet = {
	.name = "inet",
	.type = CR__FD_TYPES__INETSK,
	.match = inet_match,
	.dump = inet_dump,
	.settle = inet_settle,
	.end = inet_end,
	.accepts = inet_accepts,
	.group = inet_group,
	.create = inet_create,
	.fill = inet_fill,
	.release = inet_release,
};
