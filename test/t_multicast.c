/* SPDX-License-Identifier: MIT
 *
 * Memberships in multicast groups, saved and brought back: of IPv4 and IPv6, of all sources, of
 * some and of all but some; and what is set for that which is sent to groups. Each test has a
 * network of its own.
 */
#include "t.h"
#include "../cr.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <sys/socket.h>

static struct group_source_req group_req(int family, const char *group, const char *source)
{
	struct group_source_req req = {
		.gsr_interface = if_nametoindex(family == AF_INET ? "lo" : "test0")};
	union net_address a;
	socklen_t len = net_address(&a, family, group, 0);

	memcpy(&req.gsr_group, &a, len);
	if (source) {
		len = net_address(&a, family, source, 0);
		memcpy(&req.gsr_source, &a, len);
	}
	return req;
}

static void group_do(int fd, int family, int what, const char *group, const char *source)
{
	struct group_source_req req = group_req(family, group, source);
	struct group_req plain = {req.gsr_interface, req.gsr_group};
	const void *at = source ? (const void *)&req : &plain;

	T_CHECK(setsockopt(fd, family == AF_INET ? IPPROTO_IP : IPPROTO_IPV6, what, at,
			   source ? sizeof(req) : sizeof(plain)) == 0,
		"%d of %s: %s", what, group, strerror(errno));
}

/* lo does for IPv4; of IPv6 what leaves one end of a pair comes in at the other. */
static void group_network(void)
{
	packet_network();
	T_MUST(t_run(NULL, "ip addr add fd00::1/64 dev test1 nodad && ip addr add fd00::2/64 dev "
			   "test1 nodad && ip -6 route add multicast ff15::/16 dev test1 table "
			   "local") == 0,
	       "addresses");
}

/* From an address of ours to a group: how many of the n sockets get it, as bits. */
static unsigned group_heard(int family, const char *from, const char *group, int port,
			    const int *fds, int n)
{
	int s = net_bound(family, SOCK_DGRAM, from), lo = (int)if_nametoindex("lo");
	struct ip_mreqn by = {.imr_ifindex = lo};
	union net_address to;
	socklen_t len = net_address(&to, family, group, port);
	unsigned heard = 0;
	char c;

	if (family == AF_INET)
		T_CHECK(setsockopt(s, IPPROTO_IP, IP_MULTICAST_IF, &by, sizeof(by)) == 0, "lo");
	else
		net_set(s, IPPROTO_IPV6, IPV6_MULTICAST_IF, (int)if_nametoindex("test1"));
	T_CHECK(sendto(s, "m", 1, 0, &to.any, len) == 1, "to %s: %s", group, strerror(errno));
	for (int i = 0; i < n; i++)
		while (recv(fds[i], &c, 1, MSG_DONTWAIT) == 1)
			heard |= 1u << i;
	close(s);
	return heard;
}

/* Which of them are members of what: each row is heard by those whose bits are set. */
static void group_check(const int *four, const int *six, int port)
{
	static const struct {
		int family;
		const char *from, *group;
		unsigned heard;
	} rows[] = {
		{AF_INET, "127.0.0.1", "239.1.0.1", 1 << 0 | 1 << 1},
		{AF_INET, "127.0.0.2", "239.1.0.1", 1 << 0 | 1 << 1},
		{AF_INET, "127.0.0.1", "239.1.0.2", 1 << 2},
		{AF_INET, "127.0.0.2", "239.1.0.2", 0},
		{AF_INET, "127.0.0.1", "239.1.0.3", 0},
		{AF_INET, "127.0.0.2", "239.1.0.3", 1 << 2},
		{AF_INET, "127.0.0.3", "239.1.0.3", 0},
		{AF_INET, "127.0.0.1", "239.1.0.4", 0},
		{AF_INET6, "fd00::1", "ff15::1", 1 << 0},
		{AF_INET6, "fd00::1", "ff15::2", 1 << 1},
		{AF_INET6, "fd00::2", "ff15::2", 0},
		{AF_INET6, "fd00::1", "ff15::3", 0},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		unsigned heard = group_heard(rows[i].family, rows[i].from, rows[i].group, port,
					     rows[i].family == AF_INET ? four : six,
					     rows[i].family == AF_INET ? 4 : 2);

		T_CHECK(heard == rows[i].heard, "from %s to %s: heard by %x, not %x", rows[i].from,
			rows[i].group, heard, rows[i].heard);
	}
}

static void multicast_subject(void)
{
	int four[4], six[2], port = 4711, v6 = -1;

	for (int i = 0; i < 4; i++) {
		/* The second one is of IPv6, and in a group of IPv4. */
		four[i] = socket(i == 1 ? AF_INET6 : AF_INET, SOCK_DGRAM, 0);
		net_set(four[i], SOL_SOCKET, SO_REUSEADDR, 1);
		net_set(four[i], IPPROTO_IP, IP_MULTICAST_ALL, 0);
		union net_address any;
		socklen_t len = net_address(&any, i == 1 ? AF_INET6 : AF_INET,
					    i == 1 ? "::" : "0.0.0.0", port);
		T_MUST(bind(four[i], &any.any, len) == 0, "bind: %s", strerror(errno));
		v6 = i == 1 ? four[i] : v6;
	}
	for (int i = 0; i < 2; i++) {
		union net_address any;
		socklen_t len = net_address(&any, AF_INET6, "::", port);

		six[i] = socket(AF_INET6, SOCK_DGRAM, 0);
		net_set(six[i], SOL_SOCKET, SO_REUSEADDR, 1);
		net_set(six[i], IPPROTO_IPV6, IPV6_V6ONLY, 1);
		net_set(six[i], IPPROTO_IPV6, IPV6_MULTICAST_ALL, 0);
		T_MUST(bind(six[i], &any.any, len) == 0, "bind: %s", strerror(errno));
	}
	group_do(four[0], AF_INET, MCAST_JOIN_GROUP, "239.1.0.1", NULL);
	group_do(v6, AF_INET, MCAST_JOIN_GROUP, "239.1.0.1", NULL);
	group_do(four[2], AF_INET, MCAST_JOIN_SOURCE_GROUP, "239.1.0.2", "127.0.0.1");
	group_do(four[2], AF_INET, MCAST_JOIN_GROUP, "239.1.0.3", NULL);
	group_do(four[2], AF_INET, MCAST_BLOCK_SOURCE, "239.1.0.3", "127.0.0.1");
	group_do(four[2], AF_INET, MCAST_BLOCK_SOURCE, "239.1.0.3", "127.0.0.3");
	group_do(six[0], AF_INET6, MCAST_JOIN_GROUP, "ff15::1", NULL);
	group_do(six[1], AF_INET6, MCAST_JOIN_SOURCE_GROUP, "ff15::2", "fd00::1");
	net_set(four[0], IPPROTO_IP, IP_MULTICAST_LOOP, 0);
	net_set(four[0], IPPROTO_IP, IP_MULTICAST_TTL, 5);
	net_set(six[0], IPPROTO_IPV6, IPV6_MULTICAST_LOOP, 0);
	net_set(six[0], IPPROTO_IPV6, IPV6_MULTICAST_HOPS, 6);
	net_set(six[0], IPPROTO_IPV6, IPV6_MULTICAST_IF, (int)if_nametoindex("lo"));
	struct in_addr local = {htonl(INADDR_LOOPBACK)}, now = {0};
	socklen_t len = sizeof(now);
	T_CHECK(setsockopt(four[2], IPPROTO_IP, IP_MULTICAST_IF, &local, sizeof(local)) == 0,
		"IP_MULTICAST_IF");
	group_check(four, six, port);
	t_ready();
	group_check(four, six, port);
	T_CHECK(net_option(four[0], IPPROTO_IP, IP_MULTICAST_LOOP) == 0 &&
			net_option(four[2], IPPROTO_IP, IP_MULTICAST_LOOP) == 1 &&
			net_option(four[0], IPPROTO_IP, IP_MULTICAST_TTL) == 5 &&
			net_option(four[0], IPPROTO_IP, IP_MULTICAST_ALL) == 0,
		"options of IPv4");
	T_CHECK(net_option(six[0], IPPROTO_IPV6, IPV6_MULTICAST_LOOP) == 0 &&
			net_option(six[0], IPPROTO_IPV6, IPV6_MULTICAST_HOPS) == 6 &&
			net_option(six[0], IPPROTO_IPV6, IPV6_MULTICAST_ALL) == 0 &&
			net_option(six[0], IPPROTO_IPV6, IPV6_MULTICAST_IF) ==
				(int)if_nametoindex("lo"),
		"options of IPv6");
	T_CHECK(getsockopt(four[2], IPPROTO_IP, IP_MULTICAST_IF, &now, &len) == 0 &&
			now.s_addr == local.s_addr,
		"IP_MULTICAST_IF %x", now.s_addr);
	/* They can be left, once. */
	group_do(four[0], AF_INET, MCAST_LEAVE_GROUP, "239.1.0.1", NULL);
	T_CHECK(group_heard(AF_INET, "127.0.0.1", "239.1.0.1", port, four, 4) == 1 << 1, "left");
	struct group_source_req req = group_req(AF_INET, "239.1.0.1", NULL);
	struct group_req plain = {req.gsr_interface, req.gsr_group};
	T_CHECK(setsockopt(four[0], IPPROTO_IP, MCAST_LEAVE_GROUP, &plain, sizeof(plain)) < 0 &&
			errno == EADDRNOTAVAIL,
		"left twice: %s", strerror(errno));
}

static void multicast_groups(void)
{
	struct t_subject s;

	group_network();
	t_start(&s, multicast_subject);
	t_cycles(&s, 3);
	t_end(&s);
}

/* Anybody may be a member. */
static void multicast_plain_subject(void)
{
	int fd = socket(AF_INET, SOCK_DGRAM, 0), none = socket(AF_INET, SOCK_DGRAM, 0);
	struct group_source_req req = group_req(AF_INET, "239.1.0.8", NULL);
	struct group_req plain = {req.gsr_interface, req.gsr_group};

	group_do(fd, AF_INET, MCAST_JOIN_GROUP, "239.1.0.8", NULL);
	t_ready();
	group_do(fd, AF_INET, MCAST_LEAVE_GROUP, "239.1.0.8", NULL);
	T_CHECK(setsockopt(none, IPPROTO_IP, MCAST_LEAVE_GROUP, &plain, sizeof(plain)) < 0,
		"the other one was a member");
}

static void multicast_plain(void)
{
	inet_cycle(multicast_plain_subject);
}

/* A program that goes on is a member as it was; the interface of another number is found. */
static void multicast_moved_subject(void)
{
	struct group_req req = {.gr_interface = if_nametoindex("test0")};
	int fd = socket(AF_INET, SOCK_DGRAM, 0);
	union net_address a;

	memcpy(&req.gr_group, &a, net_address(&a, AF_INET, "239.1.0.9", 0));
	T_CHECK(setsockopt(fd, IPPROTO_IP, MCAST_JOIN_GROUP, &req, sizeof(req)) == 0, "join: %s",
		strerror(errno));
	t_ready();
	req.gr_interface = if_nametoindex("test0");
	T_CHECK(setsockopt(fd, IPPROTO_IP, MCAST_LEAVE_GROUP, &req, sizeof(req)) == 0, "leave: %s",
		strerror(errno));
}

static void multicast_moved(void)
{
	struct t_subject s;
	cr_child child = cr_child_init();
	cr_error err;

	packet_network();
	t_start(&s, multicast_moved_subject);
	T_MUST(cr_dump(s.pid, "save", NULL, &err) == 0, "%s", err.text);
	t_end(&s);
	t_run(NULL, "ip link del test0");
	if (T_CHECK(cr_restore("save", NULL, &child, &err) < 0, "without the interface"))
		t_contains(err.text, "multicast group at interface");
	t_run(NULL, "ip link add test2 type veth peer name test3; ip link add test0 type veth peer "
		    "name test1");
	unlink(".t-multicast_moved_subject.go1");
	T_MUST(cr_restore("save", NULL, &child, &err) == 0, "%s", err.text);
	close(child.pidfd);
	s.pid = child.pid;
	t_end(&s);
}

/* == /proc/net ================================================================================= */

static void multicast_table_text(void)
{
	static const char four[] =
		"Idx\tDevice    : Count Querier\tGroup    Users Timer\tReporter\n"
		"1\tlo        :     1      V3\n"
		"\t\t\t\t010000E0     1 0:00000000\t\t0\n"
		"12\ttest0     :     2      V3\n"
		"\t\t\t\t090001EF     1 0:00000000\t\t0\n"
		"\t\t\t\t010000E0     1 0:00000000\t\t0\n",
			  six[] = "1    lo              ff020000000000000000000000000001     1 "
				  "0000000C 0\n"
				  "7    test0           ff150000000000000000000000000002     1 "
				  "00000004 0\n";
	struct proc_net_group g = {0};
	const char *at = four;

	T_CHECK(proc_parse_group(&at, false, &g) == 1 && g.index == 1 && g.len == 4 &&
			g.address[0] == 224 && g.address[3] == 1,
		"lo");
	T_CHECK(proc_parse_group(&at, false, &g) == 1 && g.index == 12 && g.address[0] == 239 &&
			g.address[3] == 9,
		"test0");
	T_CHECK(proc_parse_group(&at, false, &g) == 1 && g.index == 12 && g.address[0] == 224,
		"test0, the second");
	T_CHECK(proc_parse_group(&at, false, &g) == 0, "the end");
	at = six;
	T_CHECK(proc_parse_group(&at, true, &g) == 1 && g.index == 1 && g.len == 16 &&
			g.address[0] == 0xff && g.address[1] == 2 && g.address[15] == 1,
		"lo");
	T_CHECK(proc_parse_group(&at, true, &g) == 1 && g.index == 7 && g.address[15] == 2,
		"test0");
	T_CHECK(proc_parse_group(&at, true, &g) == 0, "the end");
	for (size_t n = 0; n < sizeof(four); n++) {
		char *cut = strndup(four, n), *cut6 = strndup(six, n);

		for (at = cut; proc_parse_group(&at, false, &g) > 0;)
			T_CHECK(g.len == 4, "%zu", n);
		for (at = cut6; proc_parse_group(&at, true, &g) > 0;)
			T_CHECK(g.len == 16, "%zu", n);
		free(cut);
		free(cut6);
	}
}

static const struct t_test multicast_tests[] = {
	{"multicast_groups", multicast_groups, T_ROOT, 0, "ip", NULL},
	{"multicast_plain", multicast_plain, T_ROOT | T_USER, 0, NULL, NULL},
	{"multicast_moved", multicast_moved, T_ROOT, 0, "ip", NULL},
	{"multicast_table_text", multicast_table_text, T_PURE | T_ROOT, 0, NULL, NULL},
};
