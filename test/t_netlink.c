/* SPDX-License-Identifier: MIT
 *
 * Netlink sockets, saved and brought back: port, groups, connection, options; what was not read is
 * lost and listed; a port that is taken is refused.
 */
#include "t.h"
#include <sched.h>
#include "../cr.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static struct sockaddr_nl netlink_name(int fd, bool peer)
{
	struct sockaddr_nl nl = {0};
	socklen_t len = sizeof(nl);

	T_CHECK((peer ? getpeername : getsockname)(fd, (struct sockaddr *)&nl, &len) == 0, "name");
	return nl;
}

static int netlink_option(int fd, int name)
{
	int value = -1;
	socklen_t len = sizeof(value);

	return getsockopt(fd, SOL_NETLINK, name, &value, &len) == 0 ? value : -1;
}

/* The links, asked for and counted. */
static int netlink_links(int fd)
{
	struct {
		struct nlmsghdr head;
		struct rtgenmsg gen;
	} ask = {{.nlmsg_len = sizeof(ask),
		  .nlmsg_type = RTM_GETLINK,
		  .nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP,
		  .nlmsg_seq = 5},
		 {AF_UNSPEC}};
	static char buf[65536] __attribute__((aligned(4)));
	int links = 0;

	T_CHECK(send(fd, &ask, sizeof(ask), 0) == sizeof(ask), "send: %s", strerror(errno));
	for (;;) {
		ssize_t n = recv(fd, buf, sizeof(buf), MSG_DONTWAIT);
		if (!T_CHECK(n > 0, "recv: %s", strerror(errno)))
			return -1;
		for (struct nlmsghdr *h = (struct nlmsghdr *)(void *)buf; NLMSG_OK(h, (unsigned)n);
		     h = NLMSG_NEXT(h, n)) {
			if (h->nlmsg_type == NLMSG_DONE)
				return links;
			links += h->nlmsg_type == RTM_NEWLINK;
		}
	}
}

static void route_subject(void)
{
	struct sockaddr_nl nl = {.nl_family = AF_NETLINK, .nl_groups = RTMGRP_LINK}, kernel = nl;
	int one = 1, high = RTNLGRP_NEXTHOP, fd = socket(AF_NETLINK, SOCK_DGRAM, NETLINK_ROUTE),
	    other = socket(AF_NETLINK, SOCK_RAW | SOCK_NONBLOCK, NETLINK_KOBJECT_UEVENT);

	T_MUST(fd >= 0 && other >= 0 && bind(fd, (const struct sockaddr *)&nl, sizeof(nl)) == 0,
	       "netlink: %s", strerror(errno));
	bool joined = setsockopt(fd, SOL_NETLINK, NETLINK_ADD_MEMBERSHIP, &high, sizeof(high)) == 0;
	T_CHECK(setsockopt(fd, SOL_NETLINK, NETLINK_PKTINFO, &one, sizeof(one)) == 0 &&
			setsockopt(fd, SOL_NETLINK, NETLINK_EXT_ACK, &one, sizeof(one)) == 0,
		"options");
	kernel.nl_groups = 0;
	T_CHECK(connect(other, (const struct sockaddr *)&kernel, sizeof(kernel)) == 0, "connect");
	nl = netlink_name(fd, false);
	int links = netlink_links(fd);
	t_ready();
	struct sockaddr_nl now = netlink_name(fd, false);
	T_CHECK(now.nl_pid == nl.nl_pid && now.nl_groups == nl.nl_groups, "port %u, groups %x",
		now.nl_pid, now.nl_groups);
	uint32_t words[8] = {0};
	socklen_t len = sizeof(words);
	T_CHECK(getsockopt(fd, SOL_NETLINK, NETLINK_LIST_MEMBERSHIPS, words, &len) == 0 &&
			(words[0] & RTMGRP_LINK) &&
			(words[(high - 1) / 32] >> (high - 1) % 32 & 1) == joined,
		"groups %x %x", words[0], words[1]);
	T_CHECK(netlink_option(fd, NETLINK_PKTINFO) == 1 &&
			netlink_option(fd, NETLINK_EXT_ACK) == 1 &&
			netlink_option(fd, NETLINK_CAP_ACK) == 0,
		"options");
	T_CHECK(links > 0 && netlink_links(fd) == links, "links");
	int type = 0;
	len = sizeof(type);
	T_CHECK(getsockopt(fd, SOL_SOCKET, SO_TYPE, &type, &len) == 0 && type == SOCK_DGRAM,
		"type %d", type);
	T_CHECK(fcntl(other, F_GETFL) & O_NONBLOCK, "flags");
	(void)netlink_name(other, true);
}

/* Ports are those of a network namespace; processes of other tests have the same ids. */
static void netlink_apart(void)
{
	if (geteuid() == 0)
		T_MUST(unshare(CLONE_NEWNET) == 0, "unshare: %s", strerror(errno));
}

static void netlink_route(void)
{
	struct t_subject s;

	netlink_apart();
	t_start(&s, route_subject);
	t_cycles(&s, 3);
	t_end(&s);
}

static void unread_answer_subject(void)
{
	struct {
		struct nlmsghdr head;
		struct rtgenmsg gen;
	} ask = {{.nlmsg_len = sizeof(ask),
		  .nlmsg_type = RTM_GETLINK,
		  .nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP},
		 {AF_UNSPEC}};
	int fd = socket(AF_NETLINK, SOCK_RAW, NETLINK_ROUTE);
	char byte;

	T_MUST(fd >= 0 && send(fd, &ask, sizeof(ask), 0) == sizeof(ask), "netlink");
	t_ready();
	T_CHECK(recv(fd, &byte, 1, MSG_DONTWAIT) < 0 && errno == EAGAIN, "it is there");
	T_CHECK(netlink_links(fd) > 0, "links");
}

/* Where its port is taken nothing comes back. */
static void netlink_unread(void)
{
	struct sockaddr_nl nl = {.nl_family = AF_NETLINK};
	struct t_subject s;
	cr_child child = cr_child_init();
	cr_error err;
	cr_save_opts end = {.size = sizeof(end), .flags = CR_END};
	bool noted = false;
	int status;

	netlink_apart();
	t_start(&s, unread_answer_subject);
	T_MUST(cr_dump(s.pid, "save", &end, &err) == 0, "%s", err.text);
	T_CHECK(t_wait(s.pid, 5000) >= 0, "it does not end");
	cr_report *report;
	if (T_CHECK(cr_inspect("save", &report, &err) == 0, "%s", err.text)) {
		for (size_t i = 0; i < report->note_count; i++)
			noted |= strstr(report->notes[i].text, "has not read are lost") != NULL;
		T_CHECK(noted, "nothing is listed");
		cr_report_free(report);
	}
	int taken = socket(AF_NETLINK, SOCK_RAW, NETLINK_ROUTE);
	nl.nl_pid = (uint32_t)s.pid;
	if (bind(taken, (const struct sockaddr *)&nl, sizeof(nl)) == 0)
		T_CHECK(cr_restore("save", NULL, &child, &err) < 0 && strstr(err.text, "port"),
			"%s", err.text);
	close(taken);
	if (T_CHECK(cr_restore("save", NULL, &child, &err) == 0, "%s", err.text)) {
		s.pid = child.pid;
		close(child.pidfd);
		t_go(&s);
		status = t_wait(child.pid, 5000);
		T_CHECK(status == 0, "status %x", status);
	}
}

static const struct t_test netlink_tests[] = {
	{"netlink_route", netlink_route, T_ROOT | T_USER, 0, NULL, "netlink: fill"},
	{"netlink_unread", netlink_unread, T_ROOT, 0, NULL, NULL},
};
