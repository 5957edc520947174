/* SPDX-License-Identifier: MIT
 *
 * Raw and ping sockets, saved and brought back: protocol, addresses, whom they are connected to,
 * filters and their other options; what was not read is lost and listed. Each test has a network of
 * its own.
 */
#include "t.h"
#include "../cr.h"

#include <errno.h>
#include <linux/capability.h>
#include <netinet/icmp6.h>
#include <netinet/in.h>
#include <netinet/ip_icmp.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/syscall.h>

/* Sent once, and the answer is there: nobody is further away than lo. */
static void raw_echo(int fd, int family, int id, unsigned char seq)
{
	unsigned char ask[12] = {family == AF_INET ? ICMP_ECHO : ICMP6_ECHO_REQUEST}, buf[256];
	struct pollfd pfd = {.fd = fd, .events = POLLIN};
	int type = net_option(fd, SOL_SOCKET, SO_TYPE), sum = 0;

	ask[4] = (unsigned char)(id >> 8);
	ask[5] = (unsigned char)id;
	ask[7] = seq;
	ask[11] = 'x';
	for (int i = 0; i < 12; i += 2)
		sum += ask[i] << 8 | ask[i + 1];
	sum = ~(sum + (sum >> 16)) & 0xffff;
	if (type == SOCK_RAW && family == AF_INET) { /* of the others the kernel does it */
		ask[2] = (unsigned char)(sum >> 8);
		ask[3] = (unsigned char)sum;
	}
	T_CHECK(send(fd, ask, sizeof(ask), 0) == sizeof(ask), "send: %s", strerror(errno));
	for (;;) {
		ssize_t head = type == SOCK_RAW && family == AF_INET ? 20 : 0;

		if (!T_CHECK(poll(&pfd, 1, 5000) == 1, "no answer"))
			return;
		ssize_t n = recv(fd, buf, sizeof(buf), 0);
		if (!T_CHECK(n == head + 12, "answer of %zd bytes", n))
			return;
		if (buf[head] == ask[0]) /* a raw one gets what is asked, too */
			continue;
		T_CHECK(buf[head] == (family == AF_INET ? ICMP_ECHOREPLY : ICMP6_ECHO_REPLY) &&
				buf[head + 7] == seq && buf[head + 11] == 'x',
			"type %d, number %d", buf[head], buf[head + 7]);
		return;
	}
}

static void raw_to(int fd, int family, int port)
{
	union net_address to;
	socklen_t len = net_address(&to, family, family == AF_INET ? "127.0.0.1" : "::1", port);

	T_CHECK(connect(fd, &to.any, len) == 0, "connect: %s", strerror(errno));
}

/* Any group may ping here. */
static void raw_ping_allowed(void)
{
	net_alone();
	t_run(NULL, "echo '0 2000000000' >/proc/sys/net/ipv4/ping_group_range");
}

/* == ping ====================================================================================== */

static void raw_ping_subject(void)
{
	int a = socket(AF_INET, SOCK_DGRAM, IPPROTO_ICMP),
	    six = socket(AF_INET6, SOCK_DGRAM, IPPROTO_ICMPV6),
	    bound = net_bound_of(AF_INET, SOCK_DGRAM, IPPROTO_ICMP, "127.0.0.1", 4711),
	    fresh = socket(AF_INET, SOCK_DGRAM, IPPROTO_ICMP);
	union net_address none = net_name(fresh), peer;
	socklen_t len = sizeof(peer);

	raw_to(a, AF_INET, 0);
	raw_to(six, AF_INET6, 7);
	net_set(bound, IPPROTO_IP, IP_TTL, 9);
	net_set(six, IPPROTO_IPV6, IPV6_UNICAST_HOPS, 8);
	union net_address names[3] = {net_name(a), net_name(six), net_name(bound)};
	raw_echo(a, AF_INET, 0, 1);
	t_ready();
	net_same_name(a, &names[0]);
	net_same_name(six, &names[1]);
	net_same_name(bound, &names[2]);
	net_same_name(fresh, &none);
	T_CHECK(ntohs(names[2].v4.sin_port) == 4711, "number %d", ntohs(names[2].v4.sin_port));
	T_CHECK(getpeername(six, &peer.any, &len) == 0 && ntohs(peer.v6.sin6_port) == 7,
		"connected to nobody: %s", strerror(errno));
	T_CHECK(net_option(bound, IPPROTO_IP, IP_TTL) == 9 &&
			net_option(six, IPPROTO_IPV6, IPV6_UNICAST_HOPS) == 8,
		"options");
	raw_echo(a, AF_INET, 0, 2);
	raw_echo(six, AF_INET6, 0, 3);
	T_CHECK(send(bound, "", 0, 0) < 0, "bound was connected");
	raw_to(bound, AF_INET, 0);
	raw_echo(bound, AF_INET, 0, 4);
	raw_to(fresh, AF_INET, 0);
	raw_echo(fresh, AF_INET, 0, 5);
}

static void raw_ping(void)
{
	struct t_subject s;

	raw_ping_allowed();
	t_start(&s, raw_ping_subject);
	t_cycles(&s, 3);
	t_end(&s);
}

/* Of another user, whose group alone may ping. */
static void raw_ping_user_subject(void)
{
	T_MUST(setgid(1001) == 0 && setuid(1001) == 0, "ids: %s", strerror(errno));
	raw_ping_subject();
}

static void raw_ping_of_user(void)
{
	struct t_subject s;
	cr_save_opts o = cr_save_opts_init();
	cr_child child = cr_child_init();
	cr_error err;

	raw_ping_allowed();
	chmod(".", 0777);
	t_start(&s, raw_ping_user_subject);
	t_cycle(&s, "save", NULL, NULL);
	t_run(NULL, "echo '1001 1001' >/proc/sys/net/ipv4/ping_group_range");
	t_cycle(&s, "save", NULL, NULL);
	/* Where it may not, it is said what is missing. */
	o.flags |= CR_END;
	T_MUST(cr_dump(s.pid, "save", &o, &err) == 0, "%s", err.text);
	t_wait(s.pid, 5000);
	t_run(NULL, "echo '1 0' >/proc/sys/net/ipv4/ping_group_range");
	if (T_CHECK(cr_restore("save", NULL, &child, &err) < 0, "nobody may ping"))
		t_contains(err.text, "net.ipv4.ping_group_range");
	t_run(NULL, "echo '1001 1001' >/proc/sys/net/ipv4/ping_group_range");
	T_MUST(cr_restore("save", NULL, &child, &err) == 0, "%s", err.text);
	close(child.pidfd);
	s.pid = child.pid;
	t_end(&s);
}

/* == raw ======================================================================================= */

static void raw_all_subject(void)
{
	uint32_t no_requests = 1u << ICMP_ECHO, filter = 0;
	struct icmp6_filter six_filter, six_now;
	int a = socket(AF_INET, SOCK_RAW, IPPROTO_ICMP),
	    six = socket(AF_INET6, SOCK_RAW, IPPROTO_ICMPV6), sum = socket(AF_INET6, SOCK_RAW, 253),
	    none = socket(AF_INET6, SOCK_RAW, 253), own = socket(AF_INET, SOCK_RAW, IPPROTO_RAW),
	    head = net_bound_of(AF_INET, SOCK_RAW, IPPROTO_TCP, "127.0.0.1", 0),
	    udp = net_bound_of(AF_INET6, SOCK_RAW, IPPROTO_UDP, "::1", 0);
	union net_address names[2] = {net_name(head), net_name(udp)};
	socklen_t len = sizeof(filter);

	ICMP6_FILTER_SETBLOCKALL(&six_filter);
	ICMP6_FILTER_SETPASS(ICMP6_ECHO_REPLY, &six_filter);
	T_MUST(setsockopt(a, SOL_RAW, ICMP_FILTER, &no_requests, sizeof(no_requests)) == 0 &&
		       setsockopt(six, IPPROTO_ICMPV6, ICMP6_FILTER, &six_filter,
				  sizeof(six_filter)) == 0,
	       "filters: %s", strerror(errno));
	raw_to(a, AF_INET, 0);
	raw_to(six, AF_INET6, 0);
	net_set(sum, SOL_RAW, IPV6_CHECKSUM, 6);
	net_set(head, IPPROTO_IP, IP_HDRINCL, 1);
	net_set(head, IPPROTO_IP, IP_NODEFRAG, 1);
	net_set(own, IPPROTO_IP, IP_HDRINCL, 0);
	shutdown(udp, SHUT_RD); /* which says that it is not connected, and does it */
	raw_echo(a, AF_INET, 55, 1);
	t_ready();
	net_same_name(head, &names[0]);
	net_same_name(udp, &names[1]);
	T_CHECK(getsockopt(a, SOL_RAW, ICMP_FILTER, &filter, &len) == 0 && filter == no_requests,
		"filter %x", filter);
	len = sizeof(six_now);
	T_CHECK(getsockopt(six, IPPROTO_ICMPV6, ICMP6_FILTER, &six_now, &len) == 0 &&
			memcmp(&six_now, &six_filter, sizeof(six_now)) == 0,
		"ICMP6_FILTER");
	T_CHECK(net_option(sum, SOL_RAW, IPV6_CHECKSUM) == 6 &&
			net_option(none, SOL_RAW, IPV6_CHECKSUM) == -1 &&
			net_option(six, SOL_RAW, IPV6_CHECKSUM) == 2,
		"IPV6_CHECKSUM %d %d %d", net_option(sum, SOL_RAW, IPV6_CHECKSUM),
		net_option(none, SOL_RAW, IPV6_CHECKSUM), net_option(six, SOL_RAW, IPV6_CHECKSUM));
	T_CHECK(net_option(head, IPPROTO_IP, IP_HDRINCL) == 1 &&
			net_option(head, IPPROTO_IP, IP_NODEFRAG) == 1 &&
			net_option(own, IPPROTO_IP, IP_HDRINCL) == 0 &&
			net_option(a, IPPROTO_IP, IP_HDRINCL) == 0,
		"IP_HDRINCL");
	T_CHECK(net_option(head, SOL_SOCKET, SO_PROTOCOL) == IPPROTO_TCP &&
			net_option(udp, SOL_SOCKET, SO_PROTOCOL) == IPPROTO_UDP &&
			net_option(own, SOL_SOCKET, SO_PROTOCOL) == IPPROTO_RAW,
		"protocols");
	struct pollfd pfd = {.fd = udp, .events = POLLRDHUP};
	T_CHECK(poll(&pfd, 1, 0) == 1 && pfd.revents == POLLRDHUP, "not shut: %x", pfd.revents);
	/* Both are connected still. */
	raw_echo(a, AF_INET, 55, 2);
	raw_echo(six, AF_INET6, 55, 3);
	T_CHECK(send(sum, "x", 1, 0) < 0 && errno == EDESTADDRREQ, "connected to whom? %s",
		strerror(errno));
}

static void raw_sockets(void)
{
	inet_cycle(raw_all_subject);
}

static void raw_unread_subject(void)
{
	unsigned char ask[8] = {ICMP_ECHO};
	int a = socket(AF_INET, SOCK_RAW, IPPROTO_ICMP),
	    ping = socket(AF_INET, SOCK_DGRAM, IPPROTO_ICMP);
	char c;

	raw_to(ping, AF_INET, 0);
	T_CHECK(send(ping, ask, sizeof(ask), 0) == sizeof(ask), "send: %s", strerror(errno));
	t_ready();
	/* Seen by who goes on, not by who comes back. */
	bool loaded = t_exists("loaded");
	T_CHECK((recv(a, &c, 1, MSG_DONTWAIT) == 1) == !loaded, "raw: %s", strerror(errno));
	T_CHECK((recv(ping, &c, 1, MSG_DONTWAIT) == 1) == !loaded, "ping: %s", strerror(errno));
}

/* Saved, and goes on as if nothing had been; in the copy, which finds the file "loaded", n queues
 * are empty, and that is listed. */
static void net_lost_and_listed(struct t_subject *s, int n)
{
	cr_child child = cr_child_init();
	cr_report *report;
	cr_error err;
	int noted = 0;

	T_MUST(cr_dump(s->pid, "save", NULL, &err) == 0, "%s", err.text);
	if (T_CHECK(cr_inspect("save", &report, &err) == 0, "%s", err.text)) {
		for (size_t i = 0; i < report->note_count; i++)
			noted += strstr(report->notes[i].text, "has not read are lost") != NULL;
		T_CHECK(noted == n, "%d are listed", noted);
		cr_report_free(report);
	}
	t_end(s);
	t_write("loaded", "", 0);
	T_MUST(cr_restore("save", NULL, &child, &err) == 0, "%s", err.text);
	close(child.pidfd);
	s->pid = child.pid;
	t_end(s);
}

static void raw_unread(void)
{
	struct t_subject s;

	raw_ping_allowed();
	t_start(&s, raw_unread_subject);
	net_lost_and_listed(&s, 2);
}

static void raw_drop_right(void)
{
	struct __user_cap_header_struct head = {_LINUX_CAPABILITY_VERSION_3, 0};
	struct __user_cap_data_struct caps[2];

	syscall(SYS_capget, &head, caps);
	caps[0].effective &= ~(1u << CAP_NET_RAW);
	T_MUST(syscall(SYS_capset, &head, caps) == 0, "capset: %s", strerror(errno));
}

/* Saved without CAP_NET_RAW, too; not brought back without it, and why is said. */
static void net_needs_right(struct t_subject *s, const char *text)
{
	cr_child child = cr_child_init();
	cr_error err;
	pid_t pid = fork();

	if (pid == 0) {
		raw_drop_right();
		T_MUST(cr_dump(s->pid, "save", NULL, &err) == 0, "%s", err.text);
		T_CHECK(cr_restore("save", NULL, &child, &err) < 0, "without the right");
		t_contains(err.text, text);
		_exit(t_failures() ? 1 : 0);
	}
	T_CHECK(t_wait(pid, 10000) == 0, "without the right");
	t_kill(s);
	T_MUST(cr_restore("save", NULL, &child, &err) == 0, "%s", err.text);
	close(child.pidfd);
	s->pid = child.pid;
	t_end(s);
}

static void raw_without_right(void)
{
	struct t_subject s;

	net_alone();
	t_start(&s, raw_all_subject);
	net_needs_right(&s, "raw sockets need CAP_NET_RAW");
}

/* == /proc/net ================================================================================= */

static void raw_table_text(void)
{
	static const char text[] =
		"  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid "
		" "
		"timeout inode ref pointer drops\n"
		"    1: 0100007F:0001 0200007F:0007 01 00000000:00000300 00:00000000 00000000     "
		"0  "
		"      0 4711 2 0000000000000000 0\n"
		" 4096: 00000000000000000000000001000000:003A "
		"00000000000000000000000000000000:0000 "
		"07 00000000:00000000 00:00000000 00000000     0        0 4712 2 0000000000000000 "
		"0\n";
	struct proc_net_socket s;
	const char *at = text;

	T_CHECK(proc_parse_net_socket(&at, &s) == 1 && s.ino == 4711 && s.state == 1 &&
			s.queued == 0x300 && s.local.n == 1 && s.local.words[0] == 0x0100007f &&
			s.remote.words[0] == 0x0200007f && s.remote.port == 7 && s.local.port == 1,
		"the first");
	T_CHECK(proc_parse_net_socket(&at, &s) == 1 && s.ino == 4712 && s.state == 7 &&
			s.local.n == 4 && s.local.words[3] == 0x01000000 && s.local.port == 0x3a,
		"the second");
	T_CHECK(proc_parse_net_socket(&at, &s) == 0, "the end");
	for (size_t n = 0; n < sizeof(text); n++) {
		char *cut = strndup(text, n); /* a sanitizer sees what is read behind it */

		for (at = cut; proc_parse_net_socket(&at, &s) > 0;)
			T_CHECK(s.ino && s.ino <= 4712, "%zu: inode %llu", n,
				(unsigned long long)s.ino);
		free(cut);
	}
}

static const struct t_test raw_tests[] = {
	{"raw_ping", raw_ping, T_ROOT, 0, NULL, NULL},
	{"raw_ping_of_user", raw_ping_of_user, T_ROOT, 0, NULL, NULL},
	{"raw_sockets", raw_sockets, T_ROOT, 0, NULL, NULL},
	{"raw_unread", raw_unread, T_ROOT, 0, NULL, NULL},
	{"raw_without_right", raw_without_right, T_ROOT, 0, NULL, NULL},
	{"raw_table_text", raw_table_text, T_PURE | T_ROOT, 0, NULL, NULL},
};
