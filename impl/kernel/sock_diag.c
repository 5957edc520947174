/* SPDX-License-Identifier: MIT
 *
 * sock_diag: what the kernel tells of a socket that its owner cannot ask by a call: which one is
 * its peer, who waits to be accepted, what was shut down, the rings of a packet socket. Netlink;
 * needs no privilege. The parser is pure and takes any bytes.
 */
#include "kernel.h"

#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/packet_diag.h>
#include <linux/rtnetlink.h>
#include <linux/sock_diag.h>
#include <linux/unix_diag.h>
#include <netinet/in.h>

static int sock_unix_set(struct sock_unix *s, const struct nlmsg *a)
{
	uint32_t pair[2];

	switch (a->type) {
	case UNIX_DIAG_NAME:
		if (a->size > sizeof(s->name))
			return -EBADMSG;
		s->name_len = a->size;
		memcpy(s->name, a->data, a->size);
		return 0;
	case UNIX_DIAG_VFS:
		if (a->size != sizeof(pair))
			return -EBADMSG;
		memcpy(pair, a->data, sizeof(pair));
		s->name_ino = pair[0];
		return 0;
	case UNIX_DIAG_ICONS:
		s->waiting = a->data;
		s->waiting_n = a->size / sizeof(uint32_t);
		return a->size % sizeof(uint32_t) ? -EBADMSG : 0;
	case UNIX_DIAG_PEER:
		if (a->size != sizeof(s->peer))
			return -EBADMSG;
		s->has_peer = true;
		memcpy(&s->peer, a->data, sizeof(s->peer));
		return 0;
	case UNIX_DIAG_RQLEN:
		if (a->size != sizeof(pair))
			return -EBADMSG;
		memcpy(pair, a->data, sizeof(pair));
		s->queued = pair[0];
		s->unsent = pair[1];
		return 0;
	case UNIX_DIAG_SHUTDOWN:
		if (a->size != 1)
			return -EBADMSG;
		s->shutdown = a->data[0];
		return 0;
	default:
		return 0;
	}
}

/* One message. */
static int sock_unix_message(const unsigned char *at, size_t n, struct sock_unix *ret)
{
	struct unix_diag_msg msg;
	struct nlmsg attr;
	size_t pos = sizeof(msg);
	int r;

	if (n < pos)
		return -EBADMSG;
	memcpy(&msg, at, sizeof(msg));
	if (msg.udiag_family != AF_UNIX)
		return -EBADMSG;
	ret->ino = msg.udiag_ino;
	ret->type = msg.udiag_type;
	ret->state = msg.udiag_state;
	while ((r = nlmsg_attr_next(at, n, &pos, &attr)) > 0) {
		r = sock_unix_set(ret, &attr);
		if (r < 0)
			return r;
	}
	return r;
}

CR_FN int sock_unix_parse(const void *data, size_t size, size_t *pos, struct sock_unix *ret)
{
	struct nlmsg msg;
	int r = nlmsg_next(data, size, pos, &msg);

	memset(ret, 0, sizeof(*ret));
	if (r <= 0 || r == NLMSG_OVER)
		return r == NLMSG_OVER ? -ENOENT : r;
	if (msg.type != SOCK_DIAG_BY_FAMILY)
		return -EBADMSG;
	r = sock_unix_message(msg.data, msg.size, ret);
	return r < 0 ? r : 1;
}

/* A socket that has been asked; the answer is there when this returns. */
static int sock_question(const void *ask, size_t n)
{
	CR_AUTOFD int fd = sys_socket(AF_NETLINK, SOCK_RAW, NETLINK_SOCK_DIAG);
	ssize_t r = fd < 0 ? fd : sys_send(fd, ask, n, 0);

	return r < 0 ? (int)r : sys_take(&fd);
}

CR_FN int sock_unix_ask(struct cr_ctx *cx, uint32_t ino, unsigned char answer[SOCK_ANSWER_SIZE],
			struct sock_unix *ret)
{
	struct {
		struct nlmsghdr head;
		struct unix_diag_req req;
	} ask = {
		.head = {.nlmsg_len = sizeof(ask),
			 .nlmsg_type = SOCK_DIAG_BY_FAMILY,
			 .nlmsg_flags = NLM_F_REQUEST,
			 .nlmsg_seq = 1},
		.req =
			{
				.sdiag_family = AF_UNIX,
				.udiag_states = UINT32_MAX,
				.udiag_ino = ino,
				.udiag_show = UDIAG_SHOW_NAME | UDIAG_SHOW_VFS | UDIAG_SHOW_PEER |
					      UDIAG_SHOW_ICONS | UDIAG_SHOW_RQLEN,
				.udiag_cookie = {UINT32_MAX,
						 UINT32_MAX}, /* whichever has this inode */
			},
	};
	size_t pos = 0;
	CR_AUTOFD int fd = cx->faults & 1ull << FEATURE_SOCK_DIAG
				   ? -EPROTONOSUPPORT
				   : sock_question(&ask, sizeof(ask));

	if (fd < 0)
		return fd;
	ssize_t n = sys_recv(fd, answer, SOCK_ANSWER_SIZE, MSG_DONTWAIT);
	if (n < 0)
		return (int)n;
	int r = sock_unix_parse(answer, (size_t)n, &pos, ret);
	return r < 0 ? r : r == 0 || ret->ino != ino ? -EBADMSG : 0;
}

/* == inet ====================================================================================== */

/* Ports are in network order. */
static uint16_t sock_swap(uint16_t port)
{
	const unsigned char b[2] = {(unsigned char)(port >> 8), (unsigned char)port};
	uint16_t r;

	memcpy(&r, b, sizeof(r));
	return r;
}

static int sock_inet_message(const unsigned char *at, size_t n, struct sock_inet *ret)
{
	struct inet_diag_msg msg;
	struct nlmsg attr;
	size_t pos = sizeof(msg);
	int r;

	if (n < pos)
		return -EBADMSG;
	memcpy(&msg, at, sizeof(msg));
	ret->ino = msg.idiag_inode;
	ret->state = msg.idiag_state;
	memcpy(ret->peer, msg.id.idiag_dst, sizeof(ret->peer));
	ret->peer_port = sock_swap(msg.id.idiag_dport);
	memcpy(ret->own, msg.id.idiag_src, sizeof(ret->own));
	ret->queued = msg.idiag_rqueue;
	while ((r = nlmsg_attr_next(at, n, &pos, &attr)) > 0)
		if (attr.type == INET_DIAG_SHUTDOWN && attr.size == 1) {
			ret->has_shutdown = true;
			ret->shutdown = attr.data[0] & 3;
		}
	return r < 0 ? r : 1;
}

CR_FN int sock_inet_parse(const void *data, size_t size, size_t *pos, struct sock_inet *ret)
{
	struct nlmsg msg;
	int r = nlmsg_next(data, size, pos, &msg);

	memset(ret, 0, sizeof(*ret));
	if (r <= 0 || r == NLMSG_OVER)
		return r == NLMSG_OVER ? -ENOENT : r;
	if (msg.type != SOCK_DIAG_BY_FAMILY)
		return -EBADMSG;
	return sock_inet_message(msg.data, msg.size, ret);
}

/* 0 where nobody is told of, too: a kernel that cannot say anything says so in this way. */
static int sock_inet_each_by_diag(uint8_t family, uint8_t protocol, uint16_t port,
				  int (*tell)(void *arg, const struct sock_inet *s), void *arg,
				  bool *ret_any)
{
	struct {
		struct nlmsghdr head;
		struct inet_diag_req_v2 req;
	} ask = {
		.head = {.nlmsg_len = sizeof(ask),
			 .nlmsg_type = SOCK_DIAG_BY_FAMILY,
			 .nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP},
		.req =
			{
				.sdiag_family = family,
				.sdiag_protocol = protocol,
				.idiag_ext = 1 << (INET_DIAG_SHUTDOWN - 1),
				.idiag_states = UINT32_MAX,
				.id = {.idiag_sport = sock_swap(port)},
			},
	};
	unsigned char answer[16384];
	struct sock_inet told;
	CR_AUTOFD int fd = sock_question(&ask, sizeof(ask));
	ssize_t n;

	if (fd < 0)
		return fd;
	/* Each look makes the kernel put the next piece of the answer there. */
	while ((n = sys_recv(fd, answer, sizeof(answer), MSG_DONTWAIT)) > 0) {
		size_t pos = 0;
		int r;

		while ((r = sock_inet_parse(answer, (size_t)n, &pos, &told)) > 0) {
			*ret_any = true;
			r = tell(arg, &told);
			if (r != 0)
				return r;
		}
		if (r < 0)
			return r == -ENOENT ? 0 : r;
	}
	return n < 0 ? (int)n : -EBADMSG;
}

/* "0100007F": an address as its words are in memory, and behind the colon the port. */
static bool sock_proc_inet_end(const char **p, uint32_t address[4], uint16_t *ret_port)
{
	uint64_t v;

	while (**p == ' ')
		(*p)++;
	for (int i = 0; i < 4 && **p != ':'; i++) {
		char word[9] = {0};
		const char *at = word;

		for (int k = 0; k < 8 && (*p)[k]; k++)
			word[k] = (*p)[k];
		if (strlen(word) != 8 || !str_number(&at, 16, &v) || *at)
			return false;
		address[i] = (uint32_t)v;
		*p += 8;
	}
	if (**p != ':')
		return false;
	(*p)++;
	if (!str_number(p, 16, &v) || v > UINT16_MAX)
		return false;
	*ret_port = (uint16_t)v;
	return **p == ' ';
}

static bool sock_proc_inet_number(const char **p, int base, uint64_t *ret)
{
	while (**p == ' ' || **p == ':')
		(*p)++;
	return str_number(p, base, ret);
}

/* sl, both ends, state, queues, timer, retransmits, uid, timeout, inode. */
CR_FN int sock_inet_parse_line(const char *line, struct sock_inet *ret, uint16_t *ret_port)
{
	static const int bases[] = {16, 16, 16, 16, 16, 16, 10, 10, 10};
	uint64_t v[ARRAY_LEN(bases)], sl;
	const char *p = line;

	memset(ret, 0, sizeof(*ret));
	if (!sock_proc_inet_number(&p, 10, &sl) || *p != ':')
		return -EINVAL;
	p++;
	if (!sock_proc_inet_end(&p, ret->own, ret_port) ||
	    !sock_proc_inet_end(&p, ret->peer, &ret->peer_port))
		return -EINVAL;
	for (size_t i = 0; i < ARRAY_LEN(bases); i++)
		if (!sock_proc_inet_number(&p, bases[i], &v[i]))
			return -EINVAL;
	if (v[0] > UINT8_MAX || v[8] > UINT32_MAX)
		return -EINVAL;
	ret->state = (uint8_t)v[0];
	ret->queued = v[2] < UINT32_MAX ? (uint32_t)v[2] : UINT32_MAX;
	ret->ino = (uint32_t)v[8];
	return 0;
}

static const char *sock_proc_inet_file(uint8_t family, uint8_t protocol)
{
	bool six = family == AF_INET6;

	switch (protocol) {
	case IPPROTO_TCP:
		return six ? "net/tcp6" : "net/tcp";
	case IPPROTO_UDP:
		return six ? "net/udp6" : "net/udp";
	case IPPROTO_UDPLITE:
		return six ? "net/udplite6" : "net/udplite";
	default:
		return NULL;
	}
}

static int sock_inet_each_by_proc(struct cr_ctx *cx, const char *file, uint16_t port,
				  int (*tell)(void *arg, const struct sock_inet *s), void *arg)
{
	CR_AUTOFD int proc = -1;
	struct sock_inet told;
	char *text;
	int r = proc_open(cx, &proc);

	if (r == 0)
		r = proc_read(cx, proc, file, &text, NULL);
	while (r == 0 && *text) {
		uint16_t own;

		if (sock_inet_parse_line(text, &told, &own) == 0 && own == port)
			r = tell(arg, &told);
		while (*text && *text++ != '\n')
			;
	}
	return r;
}

CR_FN int sock_inet_each(struct cr_ctx *cx, uint8_t family, uint8_t protocol, uint16_t port,
			 int (*tell)(void *arg, const struct sock_inet *s), void *arg)
{
	const char *file = sock_proc_inet_file(family, protocol);
	bool any = false;
	int r = cx->faults & 1ull << FEATURE_SOCK_DIAG
			? -EPROTONOSUPPORT
			: sock_inet_each_by_diag(family, protocol, port, tell, arg, &any);

	return any || !file ? r : sock_inet_each_by_proc(cx, file, port, tell, arg);
}

struct sock_wanted {
	uint32_t ino;
	struct sock_inet *ret;
};

static int sock_inet_is(void *arg, const struct sock_inet *s)
{
	const struct sock_wanted *wanted = arg;

	*wanted->ret = *s;
	return s->ino == wanted->ino;
}

CR_FN int sock_inet_ask(struct cr_ctx *cx, uint8_t family, uint8_t protocol, uint16_t port,
			uint32_t ino, struct sock_inet *ret)
{
	struct sock_wanted wanted = {ino, ret};
	int r = sock_inet_each(cx, family, protocol, port, sock_inet_is, &wanted);

	return r < 0 ? r : r > 0 ? 0 : -ENOENT;
}

CR_FN int sock_connection_ask(const struct nft_connection *c, struct sock_inet *ret)
{
	struct {
		struct nlmsghdr head;
		struct inet_diag_req_v2 req;
	} ask = {
		.head = {.nlmsg_len = sizeof(ask),
			 .nlmsg_type = SOCK_DIAG_BY_FAMILY,
			 .nlmsg_flags = NLM_F_REQUEST},
		.req =
			{
				.sdiag_family = c->family,
				.sdiag_protocol = IPPROTO_TCP,
				.idiag_states = UINT32_MAX,
				.id = {.idiag_sport = sock_swap(c->ours.port),
				       .idiag_dport = sock_swap(c->theirs.port),
				       .idiag_cookie = {UINT32_MAX, UINT32_MAX}},
			},
	};
	unsigned char answer[4096];
	size_t pos = 0;

	memcpy(ask.req.id.idiag_src, c->ours.address, c->family == AF_INET ? 4 : 16);
	memcpy(ask.req.id.idiag_dst, c->theirs.address, c->family == AF_INET ? 4 : 16);
	CR_AUTOFD int fd = sock_question(&ask, sizeof(ask));
	if (fd < 0)
		return fd;
	ssize_t n = sys_recv(fd, answer, sizeof(answer), MSG_DONTWAIT);
	if (n < 0)
		return (int)n;
	int r = sock_inet_parse(answer, (size_t)n, &pos, ret);
	return r > 0 ? 0 : r < 0 ? r : -EBADMSG;
}

/* == packet ==================================================================================== */

static int sock_packet_ring_set(struct sock_packet_ring *ring, const struct nlmsg *a)
{
	struct packet_diag_ring r;

	if (a->size != sizeof(r))
		return -EBADMSG;
	memcpy(&r, a->data, sizeof(r));
	*ring = (struct sock_packet_ring){r.pdr_block_size, r.pdr_block_nr,   r.pdr_frame_size,
					  r.pdr_frame_nr,   r.pdr_retire_tmo, r.pdr_sizeof_priv,
					  r.pdr_features};
	return 0;
}

static int sock_packet_set(struct sock_packet *s, const struct nlmsg *a)
{
	struct packet_diag_info info;

	switch (a->type) {
	case PACKET_DIAG_INFO:
		if (a->size != sizeof(info))
			return -EBADMSG;
		memcpy(&info, a->data, sizeof(info));
		s->copy_thresh = info.pdi_copy_thresh;
		return 0;
	case PACKET_DIAG_MCLIST:
		s->members = a->data;
		s->member_n = a->size / sizeof(struct packet_diag_mclist);
		return a->size % sizeof(struct packet_diag_mclist) ? -EBADMSG : 0;
	case PACKET_DIAG_RX_RING:
		return sock_packet_ring_set(&s->rx, a);
	case PACKET_DIAG_TX_RING:
		return sock_packet_ring_set(&s->tx, a);
	default:
		return 0;
	}
}

CR_FN void sock_packet_member(const struct sock_packet *s, size_t i, struct sock_packet_member *ret)
{
	struct packet_diag_mclist m;

	_Static_assert(sizeof(ret->address) == sizeof(m.pdmc_addr), "the longest address");
	memcpy(&m, s->members + i * sizeof(m), sizeof(m));
	ret->index = m.pdmc_index;
	ret->count = m.pdmc_count;
	ret->type = m.pdmc_type;
	ret->len = m.pdmc_alen <= sizeof(ret->address) ? m.pdmc_alen : sizeof(ret->address);
	memcpy(ret->address, m.pdmc_addr, sizeof(ret->address));
}

CR_FN int sock_packet_parse(const void *data, size_t size, size_t *pos, struct sock_packet *ret)
{
	struct packet_diag_msg head;
	struct nlmsg msg, attr;
	size_t at = sizeof(head);
	int r = nlmsg_next(data, size, pos, &msg);

	memset(ret, 0, sizeof(*ret));
	if (r <= 0 || r == NLMSG_OVER)
		return r == NLMSG_OVER ? -ENOENT : r;
	if (msg.type != SOCK_DIAG_BY_FAMILY || msg.size < sizeof(head))
		return -EBADMSG;
	memcpy(&head, msg.data, sizeof(head));
	ret->ino = head.pdiag_ino;
	while ((r = nlmsg_attr_next(msg.data, msg.size, &at, &attr)) > 0) {
		r = sock_packet_set(ret, &attr);
		if (r < 0)
			return r;
	}
	return r < 0 ? r : 1;
}

CR_FN int sock_packet_ask(uint32_t ino, unsigned char answer[SOCK_ANSWER_SIZE],
			  struct sock_packet *ret)
{
	const struct {
		struct nlmsghdr head;
		struct packet_diag_req req;
	} ask = {
		.head = {.nlmsg_len = sizeof(ask),
			 .nlmsg_type = SOCK_DIAG_BY_FAMILY,
			 .nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP},
		.req = {.sdiag_family = AF_PACKET,
			.pdiag_show = PACKET_SHOW_INFO | PACKET_SHOW_MCLIST | PACKET_SHOW_RING_CFG},
	};
	CR_AUTOFD int fd = sock_question(&ask, sizeof(ask));
	ssize_t n;

	if (fd < 0)
		return fd;
	while ((n = sys_recv(fd, answer, SOCK_ANSWER_SIZE, MSG_DONTWAIT)) > 0) {
		size_t pos = 0;
		int r;

		while ((r = sock_packet_parse(answer, (size_t)n, &pos, ret)) > 0)
			if (ret->ino == ino)
				return 0;
		if (r < 0)
			return r;
	}
	return n < 0 ? (int)n : -EBADMSG;
}
