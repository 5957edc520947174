/* SPDX-License-Identifier: MIT
 *
 * Packet sockets, saved and brought back: protocol, interface, options, memberships, fan-out,
 * filter; what was not read is lost and listed; what cannot be saved; and the reader of sock_diag's
 * answers under any bytes. Each test has a network of its own.
 */
#include "t.h"
#include "../cr.h"

#include <errno.h>
#include <linux/filter.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <linux/netlink.h>
#include <linux/packet_diag.h>
#include <linux/rtnetlink.h>
#include <linux/sock_diag.h>
#include <sys/socket.h>

#define PACKET_TEST_PROTOCOL 0x88b5 /* IEEE 802, for experiments */

static int packet_socket(int type, int protocol, const char *dev)
{
	struct sockaddr_ll at = {.sll_family = AF_PACKET,
				 .sll_protocol = htons((uint16_t)protocol),
				 .sll_ifindex = dev ? (int)if_nametoindex(dev) : 0};
	int s = socket(AF_PACKET, type, 0);

	T_MUST(s >= 0 && bind(s, (const struct sockaddr *)&at, sizeof(at)) == 0, "bind to %s: %s",
	       dev, strerror(errno));
	return s;
}

static struct sockaddr_ll packet_name(int s)
{
	struct sockaddr_ll at = {0};
	socklen_t len = sizeof(at);

	T_CHECK(getsockname(s, (struct sockaddr *)&at, &len) == 0, "getsockname: %s",
		strerror(errno));
	return at;
}

static void packet_send(const char *text)
{
	struct sockaddr_ll to = {.sll_family = AF_PACKET,
				 .sll_protocol = htons(PACKET_TEST_PROTOCOL),
				 .sll_ifindex = (int)if_nametoindex("lo"),
				 .sll_halen = 6};
	int s = socket(AF_PACKET, SOCK_DGRAM, 0);

	T_CHECK(sendto(s, text, strlen(text), 0, (const struct sockaddr *)&to, sizeof(to)) ==
			(ssize_t)strlen(text),
		"sendto: %s", strerror(errno));
	close(s);
}

/* head: as long as what is before the text. */
static void packet_gets(int s, size_t head, const char *text)
{
	char buf[256];
	ssize_t n = recv(s, buf, sizeof(buf), MSG_DONTWAIT);

	T_CHECK(n == (ssize_t)(head + strlen(text)) && memcmp(buf + head, text, strlen(text)) == 0,
		"'%s': %zd, %s", text, n, n < 0 ? strerror(errno) : "");
}

static void packet_nothing(int s)
{
	char c;

	T_CHECK(recv(s, &c, 1, MSG_DONTWAIT) < 0 && errno == EAGAIN, "more than there was");
}

static int packet_promiscuity(void)
{
	char *text;
	int n = -1;

	t_run(&text, "ip -d link show test0");
	const char *at = strstr(text, "promiscuity ");
	if (at)
		n = atoi(at + strlen("promiscuity "));
	free(text);
	return n;
}

static int packet_takes_group(void)
{
	return t_run(NULL, "grep -q '^3 *test0 .* 01005e010203$' /proc/net/dev_mcast") == 0;
}

static void packet_subject(void)
{
	struct packet_mreq promisc = {.mr_ifindex = (int)if_nametoindex("test0"),
				      .mr_type = PACKET_MR_PROMISC},
			   group = {.mr_ifindex = promisc.mr_ifindex,
				    .mr_type = PACKET_MR_MULTICAST,
				    .mr_alen = 6,
				    .mr_address = {1, 0, 94, 1, 2, 3}};
	/* Lets pass what has an 'a' behind the head. */
	struct sock_filter code[] = {{BPF_LD | BPF_B | BPF_ABS, 0, 0, 14},
				     {BPF_JMP | BPF_JEQ | BPF_K, 0, 1, 'a'},
				     {BPF_RET | BPF_K, 0, 0, 65535},
				     {BPF_RET | BPF_K, 0, 0, 0}};
	struct sock_fprog filter = {4, code};
	int raw = packet_socket(SOCK_RAW, PACKET_TEST_PROTOCOL, "lo"),
	    dgram = packet_socket(SOCK_DGRAM | SOCK_NONBLOCK, PACKET_TEST_PROTOCOL, NULL),
	    fresh = socket(AF_PACKET, SOCK_RAW, 0),
	    other = packet_socket(SOCK_RAW, ETH_P_IP, "test0");
	struct sockaddr_ll names[4] = {packet_name(raw), packet_name(dgram), packet_name(fresh),
				       packet_name(other)};

	for (int i = 0; i < 2; i++)
		T_CHECK(setsockopt(other, SOL_PACKET, PACKET_ADD_MEMBERSHIP, &promisc,
				   sizeof(promisc)) == 0,
			"promiscuous: %s", strerror(errno));
	T_CHECK(setsockopt(fresh, SOL_PACKET, PACKET_ADD_MEMBERSHIP, &group, sizeof(group)) == 0,
		"multicast: %s", strerror(errno));
	T_CHECK(setsockopt(raw, SOL_SOCKET, SO_ATTACH_FILTER, &filter, sizeof(filter)) == 0,
		"filter: %s", strerror(errno));
	net_set(raw, SOL_PACKET, PACKET_AUXDATA, 1);
	net_set(raw, SOL_PACKET, PACKET_ORIGDEV, 1);
	net_set(fresh, SOL_PACKET, PACKET_VERSION, TPACKET_V2);
	net_set(fresh, SOL_PACKET, PACKET_RESERVE, 64);
	net_set(fresh, SOL_PACKET, PACKET_LOSS, 1);
	net_set(fresh, SOL_PACKET, PACKET_TIMESTAMP, 1 << 4);
	net_set(fresh, SOL_PACKET, PACKET_QDISC_BYPASS, 1);
	net_set(other, SOL_PACKET, PACKET_VNET_HDR, 1);
	net_set(other, SOL_PACKET, PACKET_IGNORE_OUTGOING, 1);
	net_set(other, SOL_SOCKET, SO_TIMESTAMPNS, 1);
	t_ready();
	for (int i = 0; i < 4; i++) {
		struct sockaddr_ll now = packet_name((int[]){raw, dgram, fresh, other}[i]);

		T_CHECK(now.sll_protocol == names[i].sll_protocol &&
				now.sll_ifindex == names[i].sll_ifindex,
			"%d: protocol %x, interface %d", i, now.sll_protocol, now.sll_ifindex);
	}
	T_CHECK(net_option(raw, SOL_PACKET, PACKET_AUXDATA) == 1 &&
			net_option(raw, SOL_PACKET, PACKET_ORIGDEV) == 1 &&
			net_option(dgram, SOL_PACKET, PACKET_AUXDATA) == 0,
		"PACKET_AUXDATA");
	T_CHECK(net_option(fresh, SOL_PACKET, PACKET_VERSION) == TPACKET_V2 &&
			net_option(raw, SOL_PACKET, PACKET_VERSION) == TPACKET_V1 &&
			net_option(fresh, SOL_PACKET, PACKET_RESERVE) == 64 &&
			net_option(fresh, SOL_PACKET, PACKET_LOSS) == 1 &&
			net_option(fresh, SOL_PACKET, PACKET_TIMESTAMP) == 1 << 4 &&
			net_option(fresh, SOL_PACKET, PACKET_QDISC_BYPASS) == 1,
		"options of the new one");
	T_CHECK(net_option(other, SOL_PACKET, PACKET_VNET_HDR) == 1 &&
			net_option(other, SOL_PACKET, PACKET_IGNORE_OUTGOING) == 1 &&
			net_option(other, SOL_SOCKET, SO_TIMESTAMPNS) == 1 &&
			net_option(raw, SOL_PACKET, PACKET_IGNORE_OUTGOING) == 0,
		"options of the other one");
	packet_send("apple");
	packet_send("pear");
	packet_gets(raw, 14, "apple");
	packet_nothing(raw);
	packet_gets(dgram, 0, "apple");
	packet_gets(dgram, 0, "pear");
	packet_nothing(dgram);
	packet_nothing(fresh);
	T_CHECK(packet_promiscuity() == 1, "promiscuity %d", packet_promiscuity());
	/* It joined twice, so it has to leave twice. */
	T_CHECK(setsockopt(other, SOL_PACKET, PACKET_DROP_MEMBERSHIP, &promisc, sizeof(promisc)) ==
				0 &&
			packet_promiscuity() == 1,
		"the first time: promiscuity %d", packet_promiscuity());
	T_CHECK(setsockopt(other, SOL_PACKET, PACKET_DROP_MEMBERSHIP, &promisc, sizeof(promisc)) ==
				0 &&
			packet_promiscuity() == 0,
		"the second time: promiscuity %d", packet_promiscuity());
	T_CHECK(packet_takes_group() == 1, "the group is not taken in");
	T_CHECK(setsockopt(fresh, SOL_PACKET, PACKET_DROP_MEMBERSHIP, &group, sizeof(group)) == 0 &&
			packet_takes_group() == 0,
		"the group is still taken in");
}

static void packet_network(void)
{
	net_alone();
	T_MUST(t_run(NULL, "ip link add test0 type veth peer name test1 && ip link set test0 up && "
			   "ip link set test1 up") == 0,
	       "no veth");
}

static void packet_sockets(void)
{
	struct t_subject s;

	packet_network();
	t_start(&s, packet_subject);
	t_cycles(&s, 3);
	t_end(&s);
}

/* The network is made anew, and its interfaces have other numbers. */
static void packet_other_number_subject(void)
{
	int s = packet_socket(SOCK_RAW, ETH_P_IP, "test0");

	t_ready();
	T_CHECK(packet_name(s).sll_ifindex == (int)if_nametoindex("test0"), "interface %d",
		packet_name(s).sll_ifindex);
}

static void packet_other_number(void)
{
	struct t_subject s;
	cr_save_opts o = cr_save_opts_init();
	cr_child child = cr_child_init();
	cr_error err;

	packet_network();
	t_start(&s, packet_other_number_subject);
	o.flags |= CR_END;
	T_MUST(cr_dump(s.pid, "save", &o, &err) == 0, "%s", err.text);
	t_wait(s.pid, 5000);
	t_run(NULL, "ip link del test0");
	if (T_CHECK(cr_restore("save", NULL, &child, &err) < 0, "without the interface"))
		t_contains(err.text, "('test0') again: there is none");
	t_run(NULL, "ip link add test2 type veth peer name test3; ip link add test0 type veth peer "
		    "name test1");
	T_MUST(cr_restore("save", NULL, &child, &err) == 0, "%s", err.text);
	close(child.pidfd);
	s.pid = child.pid;
	t_end(&s);
}

/* == fan-out =================================================================================== */

#define PACKET_GROUP(id, how) ((id) | (how) << 16)

static int packet_count(int s)
{
	char c;
	int n = 0;

	while (recv(s, &c, 1, MSG_DONTWAIT) == 1)
		n++;
	return n;
}

static void packet_fanout_subject(void)
{
	int s[3], id = PACKET_GROUP(7, PACKET_FANOUT_LB | PACKET_FANOUT_FLAG_DEFRAG);

	for (int i = 0; i < 3; i++) {
		s[i] = packet_socket(SOCK_RAW, PACKET_TEST_PROTOCOL, "lo");
		if (i < 2)
			net_set(s[i], SOL_PACKET, PACKET_FANOUT, id);
	}
	t_ready();
	for (int i = 0; i < 3; i++)
		T_CHECK(net_option(s[i], SOL_PACKET, PACKET_FANOUT) == (i < 2 ? id : 0),
			"%d: group %x", i, net_option(s[i], SOL_PACKET, PACKET_FANOUT));
	for (int i = 0; i < 10; i++)
		packet_send("x");
	int n[3] = {packet_count(s[0]), packet_count(s[1]), packet_count(s[2])};
	T_CHECK(n[0] == 5 && n[1] == 5 && n[2] == 10, "%d %d %d", n[0], n[1], n[2]);
}

static void packet_fanout(void)
{
	inet_cycle(packet_fanout_subject);
}

/* == what is lost, what is refused ============================================================= */

static void packet_unread_subject(void)
{
	int s = packet_socket(SOCK_DGRAM, PACKET_TEST_PROTOCOL, "lo");

	packet_send("unread");
	t_ready();
	if (t_exists("loaded"))
		packet_nothing(s);
	else
		packet_gets(s, 0, "unread");
	packet_send("new");
	packet_gets(s, 0, "new");
}

static void packet_unread(void)
{
	struct t_subject s;

	net_alone();
	t_start(&s, packet_unread_subject);
	net_lost_and_listed(&s, 1);
}

static void packet_bpf_subject(void)
{
	struct sock_filter code[] = {{BPF_RET | BPF_K, 0, 0, 0}};
	struct sock_fprog filter = {1, code};
	int s = packet_socket(SOCK_RAW, PACKET_TEST_PROTOCOL, "lo");

	net_set(s, SOL_PACKET, PACKET_FANOUT, PACKET_GROUP(8, PACKET_FANOUT_CBPF));
	T_CHECK(setsockopt(s, SOL_PACKET, PACKET_FANOUT_DATA, &filter, sizeof(filter)) == 0,
		"PACKET_FANOUT_DATA: %s", strerror(errno));
	t_ready();
}

static void packet_gone_subject(void)
{
	int s = packet_socket(SOCK_RAW, PACKET_TEST_PROTOCOL, "test0");

	t_run(NULL, "ip link del test0");
	t_ready();
	(void)s;
}

static void packet_ring_subject(void)
{
	struct tpacket_req req = {4096, 2, 2048, 4};
	int s = packet_socket(SOCK_RAW, PACKET_TEST_PROTOCOL, "lo");

	T_CHECK(setsockopt(s, SOL_PACKET, PACKET_RX_RING, &req, sizeof(req)) == 0, "ring: %s",
		strerror(errno));
	t_ready();
}

static void packet_refusals(void)
{
	packet_network();
	INET_REFUSED(packet_bpf_subject, "a program of BPF");
	INET_REFUSED(packet_gone_subject, "of an interface that is gone");
	INET_REFUSED(packet_ring_subject, "with a ring");
}

static void packet_without_right(void)
{
	struct t_subject s;

	packet_network();
	t_start(&s, packet_subject);
	net_needs_right(&s, "packet sockets need CAP_NET_RAW");
}

/* == sock_diag ================================================================================= */

static void packet_diag_bytes(void)
{
	struct {
		struct nlmsghdr head;
		struct packet_diag_msg msg;
		struct rtattr info_attr;
		struct packet_diag_info info;
		struct rtattr list_attr;
		struct packet_diag_mclist list[2];
		struct rtattr ring_attr;
		struct packet_diag_ring ring;
		struct nlmsghdr done;
		int32_t error;
	} good = {
		.head = {.nlmsg_type = SOCK_DIAG_BY_FAMILY},
		.msg = {.pdiag_family = AF_PACKET, .pdiag_ino = 4711},
		.info_attr = {sizeof(struct rtattr) + sizeof(good.info), PACKET_DIAG_INFO},
		.info = {.pdi_copy_thresh = 9},
		.list_attr = {sizeof(struct rtattr) + sizeof(good.list), PACKET_DIAG_MCLIST},
		.list = {{.pdmc_index = 3, .pdmc_count = 2, .pdmc_alen = 6},
			 {.pdmc_index = 4, .pdmc_alen = 65535}},
		.ring_attr = {sizeof(struct rtattr) + sizeof(good.ring), PACKET_DIAG_TX_RING},
		.ring = {.pdr_block_nr = 5, .pdr_features = 6},
		.done = {.nlmsg_len = 20, .nlmsg_type = NLMSG_DONE},
	};
	uint64_t seed = 88172645463325252ull;
	struct sock_packet_member m;
	struct sock_packet s;
	size_t pos = 0;

	good.head.nlmsg_len = (uint32_t)offsetof(__typeof__(good), done);
	T_CHECK(sock_packet_parse(&good, sizeof(good), &pos, &s) == 1 && s.ino == 4711 &&
			s.copy_thresh == 9 && s.member_n == 2 && s.tx.block_n == 5 &&
			s.tx.features == 6 && s.rx.block_n == 0,
		"%u", s.ino);
	sock_packet_member(&s, 1, &m);
	T_CHECK(m.index == 4 && m.len == 32, "interface %u, %u bytes", m.index, m.len);
	T_CHECK(sock_packet_parse(&good, sizeof(good), &pos, &s) == -ENOENT, "the end");
	for (size_t n = 1; n < sizeof(good); n++) {
		unsigned char *cut = malloc(n); /* a sanitizer sees what is read behind it */
		int r;

		memcpy(cut, &good, n);
		pos = 0;
		while ((r = sock_packet_parse(cut, n, &pos, &s)) > 0)
			;
		T_CHECK(r == (n == good.head.nlmsg_len ? 0 : -EBADMSG), "cut at %zu: %d", n, r);
		free(cut);
	}
	for (int i = 0; i < 100000; i++) {
		unsigned char buf[sizeof(good)];
		int r;

		memcpy(buf, &good, sizeof(buf));
		for (int k = i % 4 + 1; k; k--) {
			seed = seed * 6364136223846793005ull + 1442695040888963407ull;
			buf[(seed >> 33) % sizeof(buf)] = (unsigned char)(seed >> 56);
		}
		pos = 0;
		while ((r = sock_packet_parse(buf, sizeof(buf), &pos, &s)) > 0)
			for (size_t k = 0; k < s.member_n; k++)
				sock_packet_member(&s, k, &m);
		T_CHECK(r <= 0 && r >= -4095, "%d", r);
	}
}

static const struct t_test packet_tests[] = {
	{"packet_sockets", packet_sockets, T_ROOT, 0, "ip", "packet: fill"},
	{"packet_other_number", packet_other_number, T_ROOT, 0, "ip", NULL},
	{"packet_fanout", packet_fanout, T_ROOT, 0, NULL, NULL},
	{"packet_unread", packet_unread, T_ROOT, 0, NULL, NULL},
	{"packet_refusals", packet_refusals, T_ROOT, 0, "ip", NULL},
	{"packet_without_right", packet_without_right, T_ROOT, 0, "ip", NULL},
	{"packet_diag_bytes", packet_diag_bytes, T_PURE | T_ROOT, 0, NULL, NULL},
};
