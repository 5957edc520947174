/* SPDX-License-Identifier: MIT
 *
 * Sockets that are rarer: MPTCP and vsock without connections, saved and brought back; and those
 * that are refused by name.
 */
#include "t.h"
#include "../cr.h"

#include <errno.h>
#include <linux/vm_sockets.h>
#include <netinet/in.h>
#include <sys/socket.h>

/* == MPTCP ===================================================================================== */

static void mptcp_needed(void)
{
	int s = socket(AF_INET, SOCK_STREAM, IPPROTO_MPTCP);

	if (s < 0)
		t_skip("MPTCP: %s", strerror(errno));
	close(s);
}

static void mptcp_subject(void)
{
	int s = net_bound_of(AF_INET, SOCK_STREAM, IPPROTO_MPTCP, "127.0.0.1", 0),
	    six = net_bound_of(AF_INET6, SOCK_STREAM, IPPROTO_MPTCP, "::1", 0),
	    fresh = socket(AF_INET, SOCK_STREAM, IPPROTO_MPTCP);
	union net_address names[2] = {net_name(s), net_name(six)};
	char c = 0;

	T_MUST(listen(s, 3) == 0, "listen: %s", strerror(errno));
	net_set(fresh, IPPROTO_TCP, TCP_NODELAY, 1);
	net_set(s, SOL_SOCKET, SO_KEEPALIVE, 1);
	t_ready();
	net_same_name(s, &names[0]);
	net_same_name(six, &names[1]);
	T_CHECK(net_option(fresh, SOL_SOCKET, SO_PROTOCOL) == IPPROTO_MPTCP &&
			net_option(s, SOL_SOCKET, SO_PROTOCOL) == IPPROTO_MPTCP,
		"another protocol");
	T_CHECK(net_option(fresh, IPPROTO_TCP, TCP_NODELAY) == 1 &&
			net_option(s, SOL_SOCKET, SO_KEEPALIVE) == 1 &&
			net_option(s, SOL_SOCKET, SO_ACCEPTCONN) == 1 &&
			net_option(six, SOL_SOCKET, SO_ACCEPTCONN) == 0,
		"options");
	T_CHECK(net_connect(fresh, &names[0]) == 0, "connect: %s", strerror(errno));
	int got = accept(s, NULL, NULL);
	T_CHECK(send(fresh, "x", 1, 0) == 1 && recv(got, &c, 1, 0) == 1 && c == 'x', "no data: %s",
		strerror(errno));
	T_CHECK(listen(six, 1) == 0, "listen: %s", strerror(errno));
}

static void mptcp_sockets(void)
{
	mptcp_needed();
	inet_cycle(mptcp_subject);
}

static void mptcp_connected_subject(void)
{
	int s = net_bound_of(AF_INET, SOCK_STREAM, IPPROTO_MPTCP, "127.0.0.1", 0),
	    a = socket(AF_INET, SOCK_STREAM, IPPROTO_MPTCP);
	union net_address name = net_name(s);
	char c;

	T_MUST(listen(s, 3) == 0 && net_connect(a, &name) == 0, "connect");
	int b = accept(s, NULL, NULL);
	close(s);
	t_ready();
	T_CHECK(send(a, "x", 1, 0) == 1 && recv(b, &c, 1, 0) == 1, "disturbed: %s",
		strerror(errno));
}

static void mptcp_waiting_subject(void)
{
	int s = net_bound_of(AF_INET, SOCK_STREAM, IPPROTO_MPTCP, "127.0.0.1", 0),
	    a = socket(AF_INET, SOCK_STREAM, 0);
	union net_address name = net_name(s);

	T_MUST(listen(s, 3) == 0 && net_connect(a, &name) == 0, "connect");
	close(a);
	t_ready();
	T_CHECK(accept(s, NULL, NULL) >= 0, "it is gone: %s", strerror(errno));
}

static void mptcp_refusals(void)
{
	mptcp_needed();
	net_alone();
	INET_REFUSED(mptcp_connected_subject, "is an MPTCP connection to 127.0.0.1");
	INET_REFUSED(mptcp_waiting_subject, "by MPTCP, has connections");
}

/* == vsock ===================================================================================== */

static struct sockaddr_vm vsock_name(int s)
{
	struct sockaddr_vm at = {0};
	socklen_t len = sizeof(at);

	T_CHECK(getsockname(s, (struct sockaddr *)&at, &len) == 0, "getsockname: %s",
		strerror(errno));
	return at;
}

static void vsock_subject(void)
{
	struct sockaddr_vm any = {
		.svm_family = AF_VSOCK, .svm_cid = VMADDR_CID_ANY, .svm_port = VMADDR_PORT_ANY};
	int s = socket(AF_VSOCK, SOCK_STREAM | SOCK_NONBLOCK, 0),
	    bound = socket(AF_VSOCK, SOCK_STREAM, 0), fresh = socket(AF_VSOCK, SOCK_STREAM, 0);
	uint64_t size = 100000, most = 400000, now = 0;
	struct timeval limit = {7, 0}, limit_now = {0, 0};
	socklen_t len = sizeof(now);
	int priority = 3;

	T_CHECK(setsockopt(bound, SOL_SOCKET, SO_PRIORITY, &priority, sizeof(priority)) == 0,
		"SO_PRIORITY: %s", strerror(errno));
	T_MUST(bind(s, (const struct sockaddr *)&any, sizeof(any)) == 0 && listen(s, 3) == 0 &&
		       bind(bound, (const struct sockaddr *)&any, sizeof(any)) == 0,
	       "bind: %s", strerror(errno));
	struct sockaddr_vm names[2] = {vsock_name(s), vsock_name(bound)};
	T_CHECK(setsockopt(bound, AF_VSOCK, SO_VM_SOCKETS_BUFFER_MAX_SIZE, &most, sizeof(most)) ==
				0 &&
			setsockopt(bound, AF_VSOCK, SO_VM_SOCKETS_BUFFER_SIZE, &size,
				   sizeof(size)) == 0 &&
			setsockopt(bound, AF_VSOCK, 6, &limit, sizeof(limit)) == 0,
		"options: %s", strerror(errno));
	t_ready();
	struct sockaddr_vm again[3] = {vsock_name(s), vsock_name(bound), vsock_name(fresh)};
	for (int i = 0; i < 2; i++)
		T_CHECK(again[i].svm_port == names[i].svm_port &&
				again[i].svm_cid == names[i].svm_cid,
			"%d: port %u", i, again[i].svm_port);
	T_CHECK(again[2].svm_port == VMADDR_PORT_ANY, "port %u", again[2].svm_port);
	T_CHECK(net_option(s, SOL_SOCKET, SO_ACCEPTCONN) == 1 &&
			net_option(bound, SOL_SOCKET, SO_ACCEPTCONN) == 0,
		"SO_ACCEPTCONN");
	T_CHECK(net_option(bound, SOL_SOCKET, SO_PRIORITY) == priority, "SO_PRIORITY");
	T_CHECK(accept(s, NULL, NULL) < 0 && errno == EAGAIN, "accept: %s", strerror(errno));
	T_CHECK(getsockopt(bound, AF_VSOCK, SO_VM_SOCKETS_BUFFER_SIZE, &now, &len) == 0 &&
			now == size,
		"size %llu", (unsigned long long)now);
	T_CHECK(getsockopt(bound, AF_VSOCK, SO_VM_SOCKETS_BUFFER_MAX_SIZE, &now, &len) == 0 &&
			now == most,
		"most %llu", (unsigned long long)now);
	len = sizeof(limit_now);
	T_CHECK(getsockopt(bound, AF_VSOCK, 6, &limit_now, &len) == 0 && limit_now.tv_sec == 7,
		"limit %ld", (long)limit_now.tv_sec);
	T_CHECK(listen(bound, 1) == 0, "listen: %s", strerror(errno));
}

static void vsock_sockets(void)
{
	int s = socket(AF_VSOCK, SOCK_STREAM, 0);

	if (s < 0)
		t_skip("vsock: %s", strerror(errno));
	close(s);
	inet_cycle(vsock_subject);
}

/* == no others ================================================================================= */

static int other_family, other_type, other_protocol;

static void other_subject(void)
{
	int s = socket(other_family, other_type, other_protocol);

	t_ready();
	T_CHECK(net_option(s, SOL_SOCKET, SO_DOMAIN) == other_family, "it was disturbed");
}

/* Those that this kernel has. */
static void other_sockets(void)
{
	static const struct {
		int family, type, protocol;
		const char *text;
	} all[] = {
		{AF_ALG, SOCK_SEQPACKET, 0, "an AF_ALG (38)"},
		{AF_INET, SOCK_STREAM, IPPROTO_SCTP, "an AF_INET (2) stream socket of SCTP"},
		{AF_INET6, SOCK_SEQPACKET, IPPROTO_SCTP, "of SCTP"},
		{44 /* AF_XDP */, SOCK_RAW, 0, "an AF_XDP (44)"},
		{AF_CAN, SOCK_RAW, 1, "an AF_CAN (29)"},
		{AF_TIPC, SOCK_RDM, 0, "an AF_TIPC (30)"},
		{AF_BLUETOOTH, SOCK_SEQPACKET, 0, "an AF_BLUETOOTH (31)"},
	};
	int met = 0;

	net_alone();
	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++) {
		int s = socket(all[i].family, all[i].type, all[i].protocol);

		if (s < 0)
			continue;
		close(s);
		other_family = all[i].family;
		other_type = all[i].type;
		other_protocol = all[i].protocol;
		INET_REFUSED(other_subject, all[i].text);
		t_run(NULL, "rm -rf .t-*");
		met++;
	}
	if (!met)
		t_skip("this kernel has none of them");
}

static const struct t_test sockets_tests[] = {
	{"mptcp_sockets", mptcp_sockets, T_ROOT | T_USER, 0, NULL, NULL},
	{"mptcp_refusals", mptcp_refusals, T_ROOT | T_USER, 0, NULL, NULL},
	{"vsock_sockets", vsock_sockets, T_ROOT | T_USER, 0, NULL, "vsock: fill"},
	{"other_sockets", other_sockets, T_ROOT, 0, NULL, NULL},
};
