/* SPDX-License-Identifier: MIT
 *
 * Options of sockets, saved and brought back, one by one; and that there is no option which the
 * kernel tells and the kit does not know.
 */
#include "t.h"
#include "../cr.h"

#include <errno.h>
#include <linux/filter.h>
#include <linux/net_tstamp.h>
#include <linux/tcp.h>
#include <linux/udp.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/stat.h>

/* == all that the kernel tells ================================================================= */

struct option_name {
	int level, name;
};

/* Told, and not in the tables that are saved from: in a field of CRIU's messages; what the kernel
 * makes of other things; what is only for reading; or what changes nothing. */
static const struct option_name options_elsewhere[] = {
	/* in files.img */
	{SOL_SOCKET, SO_TYPE},
	{SOL_SOCKET, SO_SNDBUF},
	{SOL_SOCKET, SO_RCVBUF},
	{SOL_SOCKET, SO_LINGER},
	{SOL_SOCKET, SO_RCVTIMEO},
	{SOL_SOCKET, SO_SNDTIMEO},
	{SOL_SOCKET, 66 /* SO_RCVTIMEO_NEW */},
	{SOL_SOCKET, 67 /* SO_SNDTIMEO_NEW */},
	{SOL_SOCKET, SO_BINDTODEVICE},
	{SOL_SOCKET, SO_GET_FILTER},
	{SOL_SOCKET, SO_PROTOCOL},
	{SOL_SOCKET, SO_DOMAIN},
	{SOL_SOCKET, SO_LOCK_FILTER},
	{SOL_SOCKET, 62 /* SO_BINDTOIFINDEX */},
	{SOL_SOCKET, 72 /* SO_BUF_LOCK */},
	{IPPROTO_IP, IP_TOS},
	{IPPROTO_IP, IP_TTL},
	{IPPROTO_IP, IP_PKTINFO},
	{IPPROTO_IP, IP_FREEBIND},
	{IPPROTO_IPV6, IPV6_V6ONLY},
	{IPPROTO_IPV6, IPV6_RECVPKTINFO},
	{IPPROTO_IPV6, 78 /* IPV6_FREEBIND: IP_FREEBIND */},
	{IPPROTO_TCP, TCP_NODELAY},
	{IPPROTO_TCP, TCP_CORK},
	{IPPROTO_TCP, TCP_KEEPIDLE},
	{IPPROTO_TCP, TCP_KEEPINTVL},
	{IPPROTO_TCP, TCP_KEEPCNT},
	{IPPROTO_IPV6, IPV6_CHECKSUM}, /* of SOL_RAW */
	/* only for reading */
	{SOL_SOCKET, SO_ERROR},
	{SOL_SOCKET, SO_ACCEPTCONN},
	{SOL_SOCKET, SO_PEERCRED},
	{SOL_SOCKET, SO_PEERSEC},
	{SOL_SOCKET, SO_PEERGROUPS},
	{SOL_SOCKET, SO_MEMINFO},
	{SOL_SOCKET, SO_INCOMING_NAPI_ID},
	{SOL_SOCKET, SO_COOKIE},
	{SOL_SOCKET, 71 /* SO_NETNS_COOKIE */},
	{SOL_SOCKET, SO_BSDCOMPAT},
	{SOL_SOCKET, SO_SNDLOWAT},
	{SOL_SOCKET, SO_BPF_EXTENSIONS},
	{IPPROTO_IP, IP_MTU},
	{IPPROTO_IP, IP_MSFILTER},
	{IPPROTO_IP, MCAST_MSFILTER},
	{IPPROTO_IP, IP_PKTOPTIONS},
	{IPPROTO_IP, 52 /* IP_PROTOCOL */},
	{IPPROTO_IPV6, IPV6_ADDRFORM},
	{IPPROTO_IPV6, IPV6_MTU},
	{IPPROTO_IPV6, IPV6_PATHMTU},
	{IPPROTO_IPV6, 6 /* IPV6_2292PKTOPTIONS */},
	{IPPROTO_TCP, TCP_INFO},
	{IPPROTO_TCP, TCP_CC_INFO},
	{IPPROTO_TCP, 43 /* TCP_IS_MPTCP */},
	/* of repair: see tcp_stream */
	{IPPROTO_TCP, TCP_REPAIR},
	{IPPROTO_TCP, TCP_REPAIR_QUEUE},
	{IPPROTO_TCP, TCP_QUEUE_SEQ},
	{IPPROTO_TCP, TCP_REPAIR_WINDOW},
	{IPPROTO_TCP, TCP_TIMESTAMP},
	{IPPROTO_TCP, TCP_SAVED_SYN},
	/* refused where it is set */
	{IPPROTO_TCP, TCP_ULP},
	{IPPROTO_UDP, UDP_CORK},
	{IPPROTO_UDP, UDP_ENCAP},
	/* the kernel's own from moment to moment */
	{IPPROTO_TCP, TCP_QUICKACK},
	/* does nothing any more */
	{IPPROTO_TCP, TCP_THIN_DUPACK},
	/* not saved, and so in the README: what is told is not what was set, or others know it, too
	 */
	{IPPROTO_IPV6, IPV6_ROUTER_ALERT},
	{IPPROTO_IPV6, 206 /* MRT6_VERSION, of who routes multicast */},
	{IPPROTO_IPV6, 207 /* MRT6_ASSERT */},
	{IPPROTO_IPV6, 208 /* MRT6_PIM */},
	{IPPROTO_TCP, TCP_FASTOPEN_KEY},
	{IPPROTO_IPV6, 32 /* IPV6_FLOWLABEL_MGR */},
	{IPPROTO_IPV6, 30 /* IPV6_ROUTER_ALERT_ISOLATE */},
};

static bool option_known_of(int level, int name)
{
	for (size_t i = 0; i < ARRAY_LEN(inet_option_table); i++)
		if (inet_option_table[i].level == level && inet_option_table[i].name == name)
			return true;
	for (size_t i = 0; i < ARRAY_LEN(socket_more); i++)
		if (socket_more[i].level == level && socket_more[i].name == name)
			return true;
	for (size_t i = 0; i < ARRAY_LEN(socket_flags); i++)
		if (level == SOL_SOCKET && socket_flags[i].name == name)
			return true;
	for (size_t i = 0; i < ARRAY_LEN(options_elsewhere); i++)
		if (options_elsewhere[i].level == level && options_elsewhere[i].name == name)
			return true;
	return false;
}

/* UDP and UDP-Lite answer at each other's level. */
static bool option_known(int level, int name)
{
	bool udp = level == IPPROTO_UDP || level == IPPROTO_UDPLITE;

	return udp ? option_known_of(IPPROTO_UDP, name) || option_known_of(IPPROTO_UDPLITE, name)
		   : option_known_of(level, name);
}

/* Asks sockets of all sorts for all numbers. */
static void options_known(void)
{
	static const int levels[] = {SOL_SOCKET,  IPPROTO_IP,  IPPROTO_IPV6,
				     IPPROTO_TCP, IPPROTO_UDP, IPPROTO_UDPLITE};
	static const struct {
		int family, type, protocol;
	} sorts[] = {{AF_INET, SOCK_STREAM, 0},
		     {AF_INET6, SOCK_STREAM, 0},
		     {AF_INET, SOCK_DGRAM, 0},
		     {AF_INET6, SOCK_DGRAM, 0},
		     {AF_INET, SOCK_RAW, IPPROTO_ICMP},
		     {AF_INET6, SOCK_RAW, IPPROTO_ICMPV6},
		     {AF_INET, SOCK_DGRAM, IPPROTO_UDPLITE},
		     {AF_UNIX, SOCK_STREAM, 0},
		     {AF_PACKET, SOCK_RAW, 0}};
	char value[4096];
	int told = 0;

	for (size_t i = 0; i < ARRAY_LEN(sorts); i++) {
		int fd = socket(sorts[i].family, sorts[i].type, sorts[i].protocol);

		for (size_t k = 0; fd >= 0 && k < ARRAY_LEN(levels); k++)
			for (int name = 0; name < 256; name++) {
				socklen_t len = sizeof(value);

				if (getsockopt(fd, levels[k], name, value, &len) < 0)
					continue;
				told++;
				T_CHECK(option_known(levels[k], name),
					"option %d of level %d, told by socket %zu, is not known",
					name, levels[k], i);
			}
		close(fd);
	}
	T_CHECK(told > 200, "only %d were told", told);
}

/* == one by one ================================================================================ */

enum { OPTION_TCP = 1, OPTION_UDP = 2, OPTION_TCP6 = 4, OPTION_UDP6 = 8, OPTION_LITE = 16 };
#define OPTION_FOUR (OPTION_TCP | OPTION_UDP)
#define OPTION_SIX (OPTION_TCP6 | OPTION_UDP6)
#define OPTION_ANY (OPTION_FOUR | OPTION_SIX)

static const struct {
	int level, name, value;
	unsigned where;
} option_values[] = {
	{SOL_SOCKET, SO_DEBUG, 1, OPTION_ANY},
	{SOL_SOCKET, SO_MARK, 77, OPTION_ANY},
	{SOL_SOCKET, SO_PRIORITY, 5, OPTION_ANY},
	{SOL_SOCKET, SO_DONTROUTE, 1, OPTION_ANY},
	{SOL_SOCKET, SO_RCVLOWAT, 7, OPTION_ANY},
	{SOL_SOCKET, SO_BUSY_POLL, 3, OPTION_ANY},
	{SOL_SOCKET, 69 /* SO_PREFER_BUSY_POLL */, 1, OPTION_ANY},
	{SOL_SOCKET, SO_ZEROCOPY, 1, OPTION_ANY},
	{SOL_SOCKET, SO_RXQ_OVFL, 1, OPTION_ANY},
	{SOL_SOCKET, SO_SELECT_ERR_QUEUE, 1, OPTION_ANY},
	{SOL_SOCKET, SO_TIMESTAMPNS, 1, OPTION_UDP},
	{SOL_SOCKET, 63 /* SO_TIMESTAMP_NEW */, 1, OPTION_UDP6},
	{SOL_SOCKET, SO_TIMESTAMPING, SOF_TIMESTAMPING_RX_SOFTWARE | SOF_TIMESTAMPING_SOFTWARE,
	 OPTION_TCP | OPTION_UDP},
	{SOL_SOCKET, 75 /* SO_RCVMARK */, 1, OPTION_UDP | OPTION_UDP6},
	{SOL_SOCKET, SO_INCOMING_CPU, 0, OPTION_TCP},
	{IPPROTO_IP, IP_TRANSPARENT, 1, OPTION_FOUR},
	{IPPROTO_IP, IP_FREEBIND, 1, OPTION_FOUR},
	{IPPROTO_IP, IP_PASSSEC, 1, OPTION_UDP},
	{IPPROTO_IP, IP_CHECKSUM, 1, OPTION_UDP},
	{IPPROTO_IP, IP_RECVFRAGSIZE, 1, OPTION_UDP},
	{IPPROTO_IP, IP_RECVERR, 1, OPTION_FOUR},
	{IPPROTO_IP, 26 /* IP_RECVERR_RFC4884 */, 1, OPTION_UDP},
	{IPPROTO_IP, IP_MINTTL, 9, OPTION_FOUR},
	{IPPROTO_IP, IP_RECVORIGDSTADDR, 1, OPTION_UDP},
	{IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, 1, OPTION_FOUR},
	{IPPROTO_IPV6, IPV6_TRANSPARENT, 1, OPTION_SIX},
	{IPPROTO_IPV6, IPV6_RECVHOPOPTS, 1, OPTION_UDP6},
	{IPPROTO_IPV6, IPV6_RECVRTHDR, 1, OPTION_UDP6},
	{IPPROTO_IPV6, IPV6_RECVDSTOPTS, 1, OPTION_UDP6},
	{IPPROTO_IPV6, IPV6_RECVORIGDSTADDR, 1, OPTION_UDP6},
	{IPPROTO_IPV6, 77 /* IPV6_RECVFRAGSIZE */, 1, OPTION_UDP6},
	{IPPROTO_IPV6, IPV6_2292HOPLIMIT, 1, OPTION_UDP6},
	{IPPROTO_IPV6, 11 /* IPV6_FLOWINFO */, 1, OPTION_SIX},
	{IPPROTO_IPV6, 33 /* IPV6_FLOWINFO_SEND */, 1, OPTION_SIX},
	{IPPROTO_IPV6, IPV6_AUTOFLOWLABEL, 0, OPTION_SIX},
	{IPPROTO_IPV6, IPV6_MINHOPCOUNT, 4, OPTION_SIX},
	{IPPROTO_IPV6, IPV6_DONTFRAG, 1, OPTION_UDP6},
	{IPPROTO_TCP, TCP_NOTSENT_LOWAT, 4096, OPTION_TCP | OPTION_TCP6},
	{IPPROTO_TCP, 37 /* TCP_TX_DELAY */, 100, OPTION_TCP},
	{IPPROTO_UDP, 103 /* UDP_SEGMENT */, 1000, OPTION_UDP},
	{IPPROTO_UDP, 104 /* UDP_GRO */, 1, OPTION_UDP6},
	{IPPROTO_UDP, 101 /* UDP_NO_CHECK6_TX */, 1, OPTION_UDP6},
	{IPPROTO_UDPLITE, 10 /* UDPLITE_SEND_CSCOV */, 8, OPTION_LITE},
	{IPPROTO_UDPLITE, 11 /* UDPLITE_RECV_CSCOV */, 20, OPTION_LITE},
};
#define OPTION_SORTS 5

/* A set of one socket of each sort with all that it lets be set, and of such as are new. */
static void options_all_subject(void)
{
	static int before[ARRAY_LEN(option_values)][OPTION_SORTS];
	static const unsigned char route[8] = {7, 7, 4}; /* IPOPT_RR with room for one */
	/* A header of options with nothing but padding. */
	static const unsigned char padding[8] = {0, 0, 1, 4};
	int s[OPTION_SORTS] = {socket(AF_INET, SOCK_STREAM, 0), socket(AF_INET, SOCK_DGRAM, 0),
			       socket(AF_INET6, SOCK_STREAM, 0), socket(AF_INET6, SOCK_DGRAM, 0),
			       socket(AF_INET, SOCK_DGRAM, IPPROTO_UDPLITE)},
	    fresh[OPTION_SORTS] = {socket(AF_INET, SOCK_STREAM, 0), socket(AF_INET, SOCK_DGRAM, 0),
				   socket(AF_INET6, SOCK_STREAM, 0),
				   socket(AF_INET6, SOCK_DGRAM, 0),
				   socket(AF_INET, SOCK_DGRAM, IPPROTO_UDPLITE)};
	static int usual[ARRAY_LEN(option_values)][OPTION_SORTS];
	uint64_t rate = 123456789, now = 0;
	struct {
		int clock;
		unsigned flags;
	} txtime = {CLOCK_MONOTONIC, 2}, txtime_now = {0, 0};
	unsigned char bytes[64] = {0};
	socklen_t len = sizeof(now);
	int set = 0;

	for (size_t i = 0; i < ARRAY_LEN(option_values); i++)
		for (int k = 0; k < OPTION_SORTS; k++) {
			int level = option_values[i].level, name = option_values[i].name;

			if (!(option_values[i].where & 1u << k))
				continue;
			/* What is not permitted, or not known to this kernel, is as it was. */
			set += setsockopt(s[k], level, name, &option_values[i].value,
					  sizeof(int)) == 0;
			before[i][k] = net_option(s[k], level, name);
			usual[i][k] = net_option(fresh[k], level, name);
		}
	T_CHECK(set > 30, "only %d could be set", set);
	T_CHECK(setsockopt(s[0], SOL_SOCKET, SO_MAX_PACING_RATE, &rate, sizeof(rate)) == 0 &&
			setsockopt(s[1], SOL_SOCKET, 61 /* SO_TXTIME */, &txtime, sizeof(txtime)) ==
				0 &&
			setsockopt(s[1], IPPROTO_IP, IP_OPTIONS, route, sizeof(route)) == 0,
		"pacing, times, IP_OPTIONS: %s", strerror(errno));
	bool padded = setsockopt(s[3], IPPROTO_IPV6, IPV6_DSTOPTS, padding, sizeof(padding)) == 0;
	t_ready();
	for (size_t i = 0; i < ARRAY_LEN(option_values); i++)
		for (int k = 0; k < OPTION_SORTS; k++) {
			int level = option_values[i].level, name = option_values[i].name;

			if (!(option_values[i].where & 1u << k))
				continue;
			T_CHECK(net_option(s[k], level, name) == before[i][k],
				"option %d of level %d of %d: %d, was %d", name, level, k,
				net_option(s[k], level, name), before[i][k]);
			T_CHECK(net_option(fresh[k], level, name) == usual[i][k],
				"option %d of level %d of new %d: %d, was %d", name, level, k,
				net_option(fresh[k], level, name), usual[i][k]);
		}
	T_CHECK(getsockopt(s[0], SOL_SOCKET, SO_MAX_PACING_RATE, &now, &len) == 0 && now == rate,
		"SO_MAX_PACING_RATE %llu", (unsigned long long)now);
	len = sizeof(txtime_now);
	T_CHECK(getsockopt(s[1], SOL_SOCKET, 61, &txtime_now, &len) == 0 &&
			txtime_now.clock == txtime.clock && txtime_now.flags == txtime.flags,
		"SO_TXTIME %d %u", txtime_now.clock, txtime_now.flags);
	len = sizeof(bytes);
	T_CHECK(getsockopt(s[1], IPPROTO_IP, IP_OPTIONS, bytes, &len) == 0 && len >= 7 &&
			memcmp(bytes, route, 7) == 0,
		"IP_OPTIONS: %u bytes", len);
	len = sizeof(bytes);
	T_CHECK(getsockopt(s[3], IPPROTO_IPV6, IPV6_DSTOPTS, bytes, &len) == 0 &&
			len == (padded ? 8 : 0) && (!padded || memcmp(bytes, padding, 8) == 0),
		"IPV6_DSTOPTS: %u bytes", len);
}

static void options_all(void)
{
	inet_cycle(options_all_subject);
}

/* == a filter that is locked; whose a socket is ================================================ */

static void options_locked_subject(void)
{
	/* Lets pass what begins with an 'a', behind the 8 bytes of the head. */
	struct sock_filter code[] = {{BPF_LD | BPF_B | BPF_ABS, 0, 0, 8},
				     {BPF_JMP | BPF_JEQ | BPF_K, 0, 1, 'a'},
				     {BPF_RET | BPF_K, 0, 0, 65535},
				     {BPF_RET | BPF_K, 0, 0, 0}};
	struct sock_fprog filter = {4, code};
	int fd = net_bound(AF_INET, SOCK_DGRAM, "127.0.0.1"), b = socket(AF_INET, SOCK_DGRAM, 0),
	    off = 0;
	union net_address name = net_name(fd);

	T_MUST(setsockopt(fd, SOL_SOCKET, SO_ATTACH_FILTER, &filter, sizeof(filter)) == 0,
	       "filter");
	net_set(fd, SOL_SOCKET, SO_LOCK_FILTER, 1);
	net_puts(b, "a waits", &name);
	t_ready();
	T_CHECK(net_option(fd, SOL_SOCKET, SO_LOCK_FILTER) == 1 &&
			net_option(b, SOL_SOCKET, SO_LOCK_FILTER) == 0,
		"SO_LOCK_FILTER");
	T_CHECK(setsockopt(fd, SOL_SOCKET, SO_DETACH_FILTER, &off, sizeof(off)) < 0 &&
			errno == EPERM,
		"it can be taken away: %s", strerror(errno));
	net_gets(fd, "a waits", NULL);
	net_puts(b, "b", &name);
	net_puts(b, "a comes", &name);
	net_gets(fd, "a comes", NULL);
}

static void options_filter_locked(void)
{
	inet_cycle(options_locked_subject);
}

static void options_owner_subject(void)
{
	struct stat st;
	int four = net_bound(AF_INET, SOCK_STREAM, "127.0.0.1"), pair[2], other;

	T_MUST(socketpair(AF_UNIX, SOCK_STREAM, 0, pair) == 0, "socketpair");
	T_MUST(setgid(1002) == 0 && setuid(1001) == 0, "ids: %s", strerror(errno));
	other = net_bound(AF_INET6, SOCK_DGRAM, "::1");
	t_ready();
	T_CHECK(fstat(four, &st) == 0 && st.st_uid == 0 && st.st_gid == 0, "user %u", st.st_uid);
	T_CHECK(fstat(pair[0], &st) == 0 && st.st_uid == 0, "user %u", st.st_uid);
	T_CHECK(fstat(other, &st) == 0 && st.st_uid == 1001 && st.st_gid == 1002, "user %u",
		st.st_uid);
}

static void options_owner(void)
{
	chmod(".", 0777);
	inet_cycle(options_owner_subject);
}

static const struct t_test options_tests[] = {
	{"options_known", options_known, T_ROOT | T_USER, 0, NULL, NULL},
	{"options_all", options_all, T_ROOT | T_USER, 0, NULL, NULL},
	{"options_filter_locked", options_filter_locked, T_ROOT | T_USER, 0, NULL, NULL},
	{"options_owner", options_owner, T_ROOT, 0, NULL, NULL},
};
