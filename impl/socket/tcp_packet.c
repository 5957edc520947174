/* SPDX-License-Identifier: MIT
 *
 * tcp_packet: packets of our own making, which reach one of our TCP sockets as if its other end had
 * sent them. They go out and come in by lo, whatever address they show, and pass a lock by their
 * mark. Needs CAP_NET_RAW, and CAP_NET_ADMIN for the mark.
 */
#include "socket.h"

#define TCP_PACKET_HEADERS 60

/* Ports, numbers and lengths: in network order. */
static void tcp_packet_be(unsigned char *at, uint32_t value, int n)
{
	for (int i = 0; i < n; i++)
		at[i] = (unsigned char)(value >> 8 * (n - 1 - i));
}

/* RFC 1071 */
static uint32_t tcp_packet_sum(uint32_t sum, const unsigned char *data, size_t n)
{
	for (size_t i = 0; i + 1 < n; i += 2)
		sum += (uint32_t)data[i] << 8 | data[i + 1];
	return n % 2 ? sum + ((uint32_t)data[n - 1] << 8) : sum;
}

CR_FN uint16_t tcp_packet_window(const Cr__TcpStreamEntry *e)
{
	uint32_t window = e->has_snd_wnd ? e->snd_wnd >> (e->snd_wscale & 15) : 1000;

	return window < UINT16_MAX ? (uint16_t)window : UINT16_MAX;
}

static size_t tcp_packet_tcp(unsigned char *at, const struct nft_connection *c,
			     const struct tcp_packet *p)
{
	size_t address = c->family == AF_INET ? 4 : 16, n = 20 + p->n;

	memset(at, 0, 20);
	tcp_packet_be(at, c->theirs.port, 2);
	tcp_packet_be(at + 2, c->ours.port, 2);
	tcp_packet_be(at + 4, p->seq, 4);
	tcp_packet_be(at + 8, p->ack, 4);
	at[12] = 20 / 4 << 4;
	at[13] = p->flags;
	tcp_packet_be(at + 14, p->window, 2);
	if (p->n)
		memcpy(at + 20, p->data, p->n);
	uint32_t sum = IPPROTO_TCP + (uint32_t)n;
	sum = tcp_packet_sum(sum, c->theirs.address, address);
	sum = tcp_packet_sum(sum, c->ours.address, address);
	sum = tcp_packet_sum(sum, at, n);
	while (sum >> 16)
		sum = (sum & 0xffff) + (sum >> 16);
	tcp_packet_be(at + 16, ~sum & 0xffff, 2);
	return n;
}

/* The kernel fills in length, identification and sum of an IPv4 header. */
static size_t tcp_packet_ip(unsigned char *at, const struct nft_connection *c, size_t tcp_n)
{
	size_t n = c->family == AF_INET ? 20 : 40;

	memset(at, 0, n);
	if (c->family == AF_INET) {
		at[0] = 0x45;
		at[8] = 64;
		at[9] = IPPROTO_TCP;
		memcpy(at + 12, c->theirs.address, 4);
		memcpy(at + 16, c->ours.address, 4);
		return n;
	}
	at[0] = 0x60;
	tcp_packet_be(at + 4, (uint32_t)tcp_n, 2);
	at[6] = IPPROTO_TCP;
	at[7] = 64;
	memcpy(at + 8, c->theirs.address, 16);
	memcpy(at + 24, c->ours.address, 16);
	return n;
}

CR_FN int tcp_packet_send(const Cr__InetSkEntry *e, const struct tcp_packet *p)
{
	const int mark = NFT_PASS_MARK;
	struct inet_address to = {.len = sizeof(to.at.v6)};
	unsigned char packet[TCP_PACKET_HEADERS + TCP_PACKET_MOST];
	struct nft_connection c;

	if (p->n > TCP_PACKET_MOST)
		return -EMSGSIZE;
	lock_connection(e, &c);
	to.at.any.sa_family = c.family;
	if (c.family == AF_INET) {
		to.len = sizeof(to.at.v4);
		memcpy(&to.at.v4.sin_addr, c.ours.address, 4);
	} else {
		memcpy(&to.at.v6.sin6_addr, c.ours.address, 16);
	}
	size_t n = tcp_packet_ip(packet, &c, 20 + p->n);
	n += tcp_packet_tcp(packet + n, &c, p);
	CR_AUTOFD int fd = sys_socket(c.family, SOCK_RAW, IPPROTO_RAW);
	if (fd < 0)
		return fd;
	int r = sys_setsockopt(fd, SOL_SOCKET, SO_MARK, &mark, sizeof(mark));
	if (r < 0)
		return r;
	ssize_t sent = sys_sendto(fd, packet, n, 0, &to.at, to.len);
	return sent < 0 ? (int)sent : 0;
}
