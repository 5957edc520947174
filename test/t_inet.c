/* SPDX-License-Identifier: MIT
 *
 * TCP and UDP sockets, saved and brought back: addresses, listening, options, datagrams that wait;
 * what cannot be saved; and the reader of sock_diag's answers under any bytes. As root each test
 * has a network of its own, with only lo in it.
 */
#include "t.h"
#include "../cr.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/inet_diag.h>
#include <linux/sock_diag.h>
#include <linux/tcp.h>
#include <net/if.h>
#include <netinet/in.h>
#include <poll.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

/* An ordinary user shares the network with the others: its ports are the kernel's choice. */
static void net_alone(void)
{
	struct ifreq lo = {.ifr_name = "lo", .ifr_flags = IFF_UP};

	if (geteuid() != 0)
		return;
	T_MUST(unshare(CLONE_NEWNET) == 0, "unshare: %s", strerror(errno));
	int s = socket(AF_INET, SOCK_DGRAM, 0);
	T_MUST(ioctl(s, SIOCSIFFLAGS, &lo) == 0, "lo: %s", strerror(errno));
	close(s);
}

static void inet_cycled(void (*fn)(void), const char *name, int n)
{
	struct t_subject s;

	net_alone();
	t_start_(&s, name, fn);
	t_cycles(&s, n);
	t_end(&s);
}
#define inet_cycle(fn) inet_cycled(fn, #fn, 3)

static void inet_refused(void (*fn)(void), const char *name, const char *text)
{
	struct t_subject s;
	cr_error err;

	t_start_(&s, name, fn);
	if (T_CHECK(cr_dump(s.pid, "save", NULL, &err) < 0, "%s was saved", name)) {
		T_CHECK(err.code == CR_E_UNSUPPORTED || err.code == CR_E_FILE_KIND, "code %d: %s",
			err.code, err.text);
		t_contains(err.text, text);
	}
	T_CHECK(!t_exists("save"), "a save was made");
	t_end(&s);
}
#define INET_REFUSED(fn, text) inet_refused(fn, #fn, text)

union net_address {
	struct sockaddr any;
	struct sockaddr_in v4;
	struct sockaddr_in6 v6;
};

static socklen_t net_address(union net_address *a, int family, const char *text, int port)
{
	memset(a, 0, sizeof(*a));
	a->any.sa_family = (sa_family_t)family;
	if (family == AF_INET) {
		a->v4.sin_port = htons((uint16_t)port);
		T_MUST(inet_pton(family, text, &a->v4.sin_addr) == 1, "%s", text);
		return sizeof(a->v4);
	}
	a->v6.sin6_port = htons((uint16_t)port);
	T_MUST(inet_pton(family, text, &a->v6.sin6_addr) == 1, "%s", text);
	return sizeof(a->v6);
}

static int net_bound_of(int family, int type, int protocol, const char *text, int port)
{
	union net_address a;
	socklen_t len = net_address(&a, family, text, port);
	int s = socket(family, type, protocol);

	T_MUST(s >= 0 && bind(s, &a.any, len) == 0, "bind to %s: %s", text, strerror(errno));
	return s;
}

static int net_bound(int family, int type, const char *text)
{
	return net_bound_of(family, type, 0, text, 0);
}

static union net_address net_name(int s)
{
	union net_address a;
	socklen_t len = sizeof(a);

	memset(&a, 0, sizeof(a));
	T_CHECK(getsockname(s, &a.any, &len) == 0, "getsockname: %s", strerror(errno));
	return a;
}

static void net_same_name(int s, const union net_address *before)
{
	union net_address now = net_name(s);

	T_CHECK(memcmp(&now, before, sizeof(now)) == 0, "another address: port %d, was %d",
		ntohs(now.v4.sin_port), ntohs(before->v4.sin_port));
}

static int net_connect(int s, const union net_address *a)
{
	return connect(s, &a->any, a->any.sa_family == AF_INET ? sizeof(a->v4) : sizeof(a->v6));
}

static int net_option(int fd, int level, int name)
{
	int value = -1;
	socklen_t len = sizeof(value);

	getsockopt(fd, level, name, &value, &len);
	return value;
}

static int net_tcp_state(int fd)
{
	struct tcp_info info = {0};
	socklen_t len = sizeof(info);

	getsockopt(fd, IPPROTO_TCP, TCP_INFO, &info, &len);
	return info.tcpi_state;
}

static void net_set(int fd, int level, int name, int value)
{
	T_CHECK(setsockopt(fd, level, name, &value, sizeof(value)) == 0,
		"option %d of level %d: %s", name, level, strerror(errno));
}

/* == TCP without connections =================================================================== */

/* To all of these a new client comes through. */
static void listening_inet_subject(void)
{
	static const struct {
		int family;
		const char *at, *to;
	} places[] = {
		{AF_INET, "127.0.0.1", "127.0.0.1"},
		{AF_INET, "0.0.0.0", "127.0.0.1"},
		{AF_INET6, "::1", "::1"},
		{AF_INET6, "::", "::ffff:127.0.0.1"},
		{AF_INET6, "::ffff:127.0.0.1", "::ffff:127.0.0.1"},
	};
	union net_address names[5], to;
	int s[5];

	for (int i = 0; i < 5; i++) {
		s[i] = net_bound(places[i].family, SOCK_STREAM, places[i].at);
		T_MUST(listen(s[i], 3 + i) == 0, "listen: %s", strerror(errno));
		names[i] = net_name(s[i]);
	}
	t_ready();
	for (int i = 0; i < 5; i++) {
		char c = 0;

		net_same_name(s[i], &names[i]);
		T_CHECK(net_option(s[i], SOL_SOCKET, SO_ACCEPTCONN) == 1, "%d does not listen", i);
		net_address(&to, places[i].family, places[i].to, ntohs(names[i].v4.sin_port));
		int client = socket(places[i].family, SOCK_STREAM, 0);
		T_CHECK(net_connect(client, &to) == 0, "%d: %s", i, strerror(errno));
		int server = accept(s[i], NULL, NULL);
		T_CHECK(send(client, "x", 1, 0) == 1 && recv(server, &c, 1, 0) == 1 && c == 'x',
			"%d: no data", i);
		close(client);
		close(server);
	}
}

static void inet_listening(void)
{
	inet_cycle(listening_inet_subject);
}

/* As many fit into the queue as before. */
static void backlog_subject(void)
{
	union net_address name;
	int s = net_bound(AF_INET, SOCK_STREAM, "127.0.0.1"), clients[8], in = 0;
	struct pollfd pfd;

	T_MUST(listen(s, 2) == 0, "listen");
	name = net_name(s);
	t_ready();
	for (int i = 0; i < 8; i++) {
		clients[i] = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
		(void)net_connect(clients[i], &name);
		pfd = (struct pollfd){.fd = clients[i], .events = POLLOUT};
		in += poll(&pfd, 1, 50) == 1 && (pfd.revents & POLLOUT);
	}
	T_CHECK(in == 3, "%d connections fit", in);
	for (int i = 0; i < 8; i++)
		close(clients[i]);
}

static void inet_backlog(void)
{
	inet_cycle(backlog_subject);
}

static void tcp_new_subject(void)
{
	int fresh = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0),
	    six = socket(AF_INET6, SOCK_STREAM, 0);
	int bound = net_bound(AF_INET, SOCK_STREAM, "127.0.0.1");
	union net_address name = net_name(bound), none = net_name(fresh);

	t_ready();
	net_same_name(bound, &name);
	net_same_name(fresh, &none);
	T_CHECK(fcntl(fresh, F_GETFL) & O_NONBLOCK && !(fcntl(six, F_GETFL) & O_NONBLOCK), "flags");
	T_CHECK(send(fresh, "x", 1, MSG_NOSIGNAL) < 0 && errno == EPIPE, "fresh: %s",
		strerror(errno));
	T_CHECK(listen(bound, 1) == 0 && net_connect(fresh, &name) < 0 && errno == EINPROGRESS,
		"connect: %s", strerror(errno));
	int server = accept(bound, NULL, NULL);
	T_CHECK(server >= 0 && send(server, "y", 1, 0) == 1, "accept: %s", strerror(errno));
	/* It is what it was: its port is its own. */
	int other = socket(AF_INET, SOCK_STREAM, 0);
	T_CHECK(bind(other, &name.any, sizeof(name.v4)) < 0 && errno == EADDRINUSE,
		"the port is shared");
}

static void inet_new(void)
{
	inet_cycle(tcp_new_subject);
}

/* Where its connection has been: the end, for good. */
static void tcp_ended_subject(void)
{
	int s = net_bound(AF_INET, SOCK_STREAM, "127.0.0.1"), a = socket(AF_INET, SOCK_STREAM, 0);
	struct linger reset = {1, 0};
	union net_address name = net_name(s);
	char c;

	T_MUST(listen(s, 1) == 0 && net_connect(a, &name) == 0, "connect");
	int b = accept(s, NULL, NULL);
	setsockopt(b, SOL_SOCKET, SO_LINGER, &reset, sizeof(reset));
	close(b);
	T_CHECK(recv(a, &c, 1, 0) < 0 && errno == ECONNRESET, "no reset: %s", strerror(errno));
	t_ready();
	T_CHECK(recv(a, &c, 1, MSG_DONTWAIT) == 0, "recv: %s", strerror(errno));
	T_CHECK(send(a, "x", 1, MSG_NOSIGNAL) < 0 && errno == EPIPE, "send: %s", strerror(errno));
	close(a);
	a = socket(AF_INET, SOCK_STREAM, 0);
	T_CHECK(net_connect(a, &name) == 0, "the listening one: %s", strerror(errno));
}

static void inet_ended(void)
{
	inet_cycle(tcp_ended_subject);
}

/* Nobody answers at an address that lo does not lead to: the way is there, but the queue of the
 * listening one is full. */
static void syn_sent_subject(void)
{
	int s = net_bound(AF_INET, SOCK_STREAM, "127.0.0.1"), fill, late;
	union net_address name = net_name(s), mine;

	T_MUST(listen(s, 0) == 0, "listen");
	fill = socket(AF_INET, SOCK_STREAM, 0);
	T_MUST(net_connect(fill, &name) == 0, "connect");
	late = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
	T_CHECK(net_connect(late, &name) < 0 && errno == EINPROGRESS, "connect: %s",
		strerror(errno));
	mine = net_name(late);
	/* Both ends of the first one go: only what still knocks is left. */
	int got = accept(s, NULL, NULL);
	setsockopt(got, SOL_SOCKET, SO_LINGER, &(struct linger){1, 0}, sizeof(struct linger));
	close(got);
	close(fill);
	t_ready();
	net_same_name(late, &mine);
	struct pollfd pfd = {.fd = late, .events = POLLOUT};
	T_CHECK(poll(&pfd, 1, 5000) == 1 && net_option(late, SOL_SOCKET, SO_ERROR) == 0,
		"it does not come through: state %d, error %d", net_tcp_state(late),
		net_option(late, SOL_SOCKET, SO_ERROR));
	got = accept(s, NULL, NULL);
	T_CHECK(send(got, "x", 1, 0) == 1, "send: %s", strerror(errno));
}

static void inet_syn_sent(void)
{
	struct t_subject s;

	net_alone();
	t_start(&s, syn_sent_subject);
	t_cycle(&s, "save", NULL, NULL);
	t_end(&s);
}

/* == sharing a port ============================================================================ */

static void shared_port_subject(void)
{
	union net_address any, name;
	int a = socket(AF_INET, SOCK_STREAM, 0), b = socket(AF_INET, SOCK_STREAM, 0), status;
	int u[3] = {socket(AF_INET, SOCK_DGRAM, 0), socket(AF_INET, SOCK_DGRAM, 0),
		    socket(AF_INET, SOCK_DGRAM, 0)};

	/* A group: two that listen, one of them in a child. */
	net_address(&any, AF_INET, "127.0.0.1", 0);
	net_set(a, SOL_SOCKET, SO_REUSEPORT, 1);
	net_set(b, SOL_SOCKET, SO_REUSEPORT, 1);
	T_MUST(bind(a, &any.any, sizeof(any.v4)) == 0, "bind: %s", strerror(errno));
	name = net_name(a);
	pid_t child = fork();
	if (child == 0) {
		T_MUST(bind(b, &name.any, sizeof(name.v4)) == 0 && listen(b, 5) == 0, "bind: %s",
		       strerror(errno));
		t_write("child", "", 0);
		while (!t_exists("go"))
			t_sleep_ms(5);
		T_CHECK(net_option(b, SOL_SOCKET, SO_REUSEPORT) == 1, "SO_REUSEPORT");
		net_same_name(b, &name);
		_exit(t_failures() ? 1 : 0);
	}
	close(b);
	T_MUST(listen(a, 5) == 0, "listen: %s", strerror(errno));
	while (!t_exists("child"))
		t_sleep_ms(5);
	/* SO_REUSEADDR only while they were bound. */
	for (int i = 0; i < 3; i++) {
		net_set(u[i], SOL_SOCKET, SO_REUSEADDR, 1);
		T_MUST(bind(u[i], &any.any, sizeof(any.v4)) == 0, "bind: %s", strerror(errno));
		if (i == 0)
			any = net_name(u[0]);
	}
	net_set(u[0], SOL_SOCKET, SO_REUSEADDR, 0);
	net_set(u[2], SOL_SOCKET, SO_REUSEADDR, 0);
	t_ready();
	T_CHECK(net_option(a, SOL_SOCKET, SO_REUSEPORT) == 1 &&
			net_option(a, SOL_SOCKET, SO_REUSEADDR) == 0,
		"TCP");
	for (int i = 0; i < 3; i++) {
		T_CHECK(net_option(u[i], SOL_SOCKET, SO_REUSEADDR) == (i == 1), "UDP %d", i);
		net_same_name(u[i], &any);
	}
	t_write("go", "", 0);
	T_CHECK(waitpid(child, &status, 0) == child && status == 0, "status %x", status);
}

static void inet_shared_port(void)
{
	inet_cycle(shared_port_subject);
}

/* == options =================================================================================== */

static void options_inet_subject(void)
{
	static const struct {
		int level, name, value;
		bool six;
	} options[] = {
		{IPPROTO_TCP, TCP_NODELAY, 1, false},
		{IPPROTO_TCP, TCP_KEEPCNT, 5, false},
		{IPPROTO_TCP, TCP_KEEPIDLE, 77, false},
		{IPPROTO_TCP, TCP_KEEPINTVL, 33, false},
		{IPPROTO_TCP, TCP_USER_TIMEOUT, 9000, false},
		{IPPROTO_TCP, TCP_SYNCNT, 3, false},
		{IPPROTO_TCP, TCP_MAXSEG, 700, false},
		{IPPROTO_TCP, TCP_LINGER2, 11, false},
		{IPPROTO_IP, IP_TOS, 0x10, false},
		{IPPROTO_IP, IP_TTL, 44, false},
		{IPPROTO_IP, IP_RECVTTL, 1, false},
		{IPPROTO_IP, IP_MTU_DISCOVER, IP_PMTUDISC_DO, false},
		{IPPROTO_IPV6, IPV6_TCLASS, 0x20, true},
		{IPPROTO_IPV6, IPV6_UNICAST_HOPS, 7, true},
		{IPPROTO_IPV6, IPV6_RECVPKTINFO, 1, true},
		{SOL_SOCKET, SO_KEEPALIVE, 1, false},
		{SOL_SOCKET, SO_OOBINLINE, 1, false},
		{SOL_SOCKET, SO_TIMESTAMP, 1, false},
	};
	int s[2] = {socket(AF_INET, SOCK_STREAM, 0), socket(AF_INET6, SOCK_STREAM, 0)},
	    u = socket(AF_INET, SOCK_DGRAM, 0);
	int plain = socket(AF_INET6, SOCK_STREAM, 0), only = socket(AF_INET6, SOCK_STREAM, 0),
	    before[2][18];
	char name[16] = "";
	socklen_t len = sizeof(name);

	net_set(only, IPPROTO_IPV6, IPV6_V6ONLY, 1);
	net_set(u, IPPROTO_IP, IP_PKTINFO, 1);
	net_set(u, IPPROTO_IP, IP_FREEBIND, 1);
	net_set(u, IPPROTO_IP, IP_MULTICAST_TTL, 4);
	net_set(u, SOL_SOCKET, SO_BROADCAST, 1);
	for (int k = 0; k < 2; k++)
		for (int i = 0; i < 18; i++) {
			if (options[i].six && k == 0)
				continue;
			net_set(s[k], options[i].level, options[i].name, options[i].value);
			before[k][i] = net_option(s[k], options[i].level, options[i].name);
			T_CHECK(before[k][i] == options[i].value, "option %d: %d", i, before[k][i]);
		}
	T_CHECK(setsockopt(s[0], IPPROTO_TCP, TCP_CONGESTION, "reno", 4) == 0, "reno: %s",
		strerror(errno));
	T_CHECK(setsockopt(s[0], SOL_SOCKET, SO_BINDTODEVICE, "lo", 2) == 0, "lo: %s",
		strerror(errno));
	int idle = net_option(plain, IPPROTO_TCP, TCP_KEEPIDLE);
	t_ready();
	for (int k = 0; k < 2; k++)
		for (int i = 0; i < 18; i++)
			T_CHECK((options[i].six && k == 0) ||
					net_option(s[k], options[i].level, options[i].name) ==
						before[k][i],
				"option %d of %d: %d", i, k,
				net_option(s[k], options[i].level, options[i].name));
	T_CHECK(net_option(only, IPPROTO_IPV6, IPV6_V6ONLY) == 1 &&
			net_option(plain, IPPROTO_IPV6, IPV6_V6ONLY) == 0,
		"IPV6_V6ONLY");
	T_CHECK(net_option(plain, IPPROTO_TCP, TCP_KEEPIDLE) == idle &&
			net_option(plain, IPPROTO_TCP, TCP_NODELAY) == 0,
		"plain");
	T_CHECK(net_option(u, IPPROTO_IP, IP_PKTINFO) == 1 &&
			net_option(u, IPPROTO_IP, IP_FREEBIND) == 1 &&
			net_option(u, IPPROTO_IP, IP_MULTICAST_TTL) == 4 &&
			net_option(u, SOL_SOCKET, SO_BROADCAST) == 1,
		"UDP");
	T_CHECK(getsockopt(s[0], IPPROTO_TCP, TCP_CONGESTION, name, &len) == 0 &&
			strcmp(name, "reno") == 0,
		"'%s'", name);
	len = sizeof(name);
	T_CHECK(getsockopt(s[0], SOL_SOCKET, SO_BINDTODEVICE, name, &len) == 0 &&
			strcmp(name, "lo") == 0,
		"'%s'", name);
}

static void inet_options(void)
{
	inet_cycle(options_inet_subject);
}

/* == UDP ======================================================================================= */

static bool net_gets(int s, const char *text, const union net_address *from)
{
	union net_address a;
	socklen_t len = sizeof(a);
	char buf[64];

	memset(&a, 0, sizeof(a));
	ssize_t n = recvfrom(s, buf, sizeof(buf), MSG_DONTWAIT, &a.any, &len);
	return T_CHECK(n == (ssize_t)strlen(text) && memcmp(buf, text, (size_t)n) == 0,
		       "'%s': %zd, %s", text, n, n < 0 ? strerror(errno) : "") &&
	       T_CHECK(!from || memcmp(&a, from, sizeof(a)) == 0, "'%s' from port %d", text,
		       ntohs(a.v4.sin_port));
}

static void net_puts(int s, const char *text, const union net_address *to)
{
	socklen_t len = to->any.sa_family == AF_INET ? sizeof(to->v4) : sizeof(to->v6);

	T_CHECK(sendto(s, text, strlen(text), 0, &to->any, len) == (ssize_t)strlen(text),
		"sendto: %s", strerror(errno));
}

static void datagrams_of(int protocol)
{
	union net_address a4, b4, a6, gone;
	int a = net_bound_of(AF_INET, SOCK_DGRAM, protocol, "127.0.0.1", 0);
	int b = net_bound_of(AF_INET, SOCK_DGRAM, protocol, "127.0.0.1", 0);
	int any = net_bound_of(AF_INET6, SOCK_DGRAM, protocol, "::", 0);
	int six = net_bound_of(AF_INET6, SOCK_DGRAM, protocol, "::1", 0), other;

	a4 = net_name(a);
	b4 = net_name(b);
	a6 = net_name(six);
	net_puts(b, "before it was connected", &a4);
	other = net_bound_of(AF_INET, SOCK_DGRAM, protocol, "127.0.0.1", 0);
	gone = net_name(other);
	net_puts(other, "from a closed one", &a4);
	net_puts(other, "", &a4);
	close(other);
	T_CHECK(net_connect(a, &b4) == 0 && net_connect(b, &a4) == 0, "connect: %s",
		strerror(errno));
	T_CHECK(send(b, "connected", 9, 0) == 9 && send(a, "back", 4, 0) == 4, "send: %s",
		strerror(errno));
	union net_address to = net_name(any);
	net_address(&to, AF_INET6, "::1", ntohs(to.v6.sin6_port));
	net_puts(six, "to any", &to);
	t_ready();
	net_gets(a, "before it was connected", &b4);
	net_gets(a, "from a closed one", &gone);
	net_gets(a, "", &gone);
	net_gets(a, "connected", &b4);
	net_gets(b, "back", &a4);
	net_gets(any, "to any", &a6);
	T_CHECK(recv(any, &to, 1, MSG_DONTWAIT) < 0 && errno == EAGAIN, "more than there was");
	net_same_name(a, &a4);
	/* They are still connected, and to nobody else. */
	T_CHECK(send(a, "again", 5, 0) == 5, "send: %s", strerror(errno));
	net_gets(b, "again", &a4);
	other = net_bound_of(AF_INET, SOCK_DGRAM, protocol, "127.0.0.1", 0);
	net_puts(other, "a stranger", &a4);
	T_CHECK(recv(a, &to, 1, MSG_DONTWAIT) < 0 && errno == EAGAIN, "a stranger came through");
}

static void udp_subject(void)
{
	datagrams_of(IPPROTO_UDP);
}

static void udplite_subject(void)
{
	datagrams_of(IPPROTO_UDPLITE);
}

static void inet_udp(void)
{
	inet_cycle(udp_subject);
}

static void inet_udplite(void)
{
	int s = socket(AF_INET, SOCK_DGRAM, IPPROTO_UDPLITE);

	if (s < 0)
		t_skip("UDP-Lite: %s", strerror(errno));
	close(s);
	inet_cycle(udplite_subject);
}

/* Its own peek offset is as it set it. */
static void udp_peek_subject(void)
{
	int a = net_bound(AF_INET, SOCK_DGRAM, "127.0.0.1"), b = socket(AF_INET, SOCK_DGRAM, 0);
	union net_address name = net_name(a);
	char buf[8];

	net_puts(b, "abcd", &name);
	net_puts(b, "efgh", &name);
	net_set(a, SOL_SOCKET, SO_PEEK_OFF, 2);
	t_ready();
	T_CHECK(net_option(a, SOL_SOCKET, SO_PEEK_OFF) == 2, "offset %d",
		net_option(a, SOL_SOCKET, SO_PEEK_OFF));
	T_CHECK(recv(a, buf, 2, MSG_PEEK) == 2 && memcmp(buf, "cd", 2) == 0, "peek: %.2s", buf);
	net_gets(a, "abcd", NULL);
	net_gets(a, "efgh", NULL);
}

/* The program goes on after the save: nothing was taken from it. */
static void inet_udp_left_running(void)
{
	struct t_subject s;
	cr_error err;

	net_alone();
	t_start(&s, udp_peek_subject);
	for (int i = 0; i < 3; i++)
		T_CHECK(cr_dump(s.pid, "save", NULL, &err) == 0, "%s", err.text);
	t_end(&s);
}

static void udp_shut_subject(void)
{
	int a = net_bound(AF_INET, SOCK_DGRAM, "127.0.0.1"),
	    b = net_bound(AF_INET, SOCK_DGRAM, "127.0.0.1"), c;
	union net_address a4 = net_name(a), b4 = net_name(b);
	char byte;

	c = net_bound(AF_INET6, SOCK_DGRAM, "::1");
	T_CHECK(net_connect(a, &b4) == 0 && net_connect(b, &a4) == 0, "connect: %s",
		strerror(errno));
	net_puts(b, "waits", &a4);
	shutdown(a, SHUT_WR);
	shutdown(b, SHUT_RD);
	T_CHECK(shutdown(c, SHUT_RDWR) < 0, "shutdown of one that is not connected");
	t_ready();
	T_CHECK(send(a, "x", 1, MSG_NOSIGNAL) < 0 && errno == EPIPE, "a sends: %s",
		strerror(errno));
	net_gets(a, "waits", &b4);
	T_CHECK(send(b, "y", 1, 0) == 1 && recv(a, &byte, 1, 0) == 1, "b sends: %s",
		strerror(errno));
	T_CHECK(recv(b, &byte, 1, 0) == 0, "b receives");
	T_CHECK(recv(c, &byte, 1, 0) == 0, "c receives");
}

static void inet_udp_shut_down(void)
{
	inet_cycle(udp_shut_subject);
}

/* From a sender that is not here when it is loaded: it is gone, and this is said. */
static void udp_lost_subject(void)
{
	int a = net_bound(AF_INET, SOCK_DGRAM, "127.0.0.1"),
	    alias = net_bound(AF_INET, SOCK_DGRAM, "10.1.2.3");
	union net_address name = net_name(a);

	net_puts(alias, "lost", &name);
	close(alias);
	t_ready();
	net_same_name(a, &name);
	T_CHECK(recv(a, &name, 1, MSG_DONTWAIT) < 0 && errno == EAGAIN, "where does it come from?");
}

static void inet_udp_lost(void)
{
	struct t_subject s;
	cr_child child = cr_child_init();
	cr_save_opts o = cr_save_opts_init();
	cr_error err;
	struct ifreq lo = {.ifr_name = "lo:1"};
	union net_address a;

	net_alone();
	net_address(&a, AF_INET, "10.1.2.3", 0);
	memcpy(&lo.ifr_addr, &a.v4, sizeof(a.v4));
	int s4 = socket(AF_INET, SOCK_DGRAM, 0);
	T_MUST(ioctl(s4, SIOCSIFADDR, &lo) == 0, "lo:1: %s", strerror(errno));
	t_start(&s, udp_lost_subject);
	o.flags |= CR_END;
	T_MUST(cr_dump(s.pid, "save", &o, &err) == 0, "%s", err.text);
	t_wait(s.pid, 5000);
	lo.ifr_flags = 0;
	T_CHECK(ioctl(s4, SIOCSIFFLAGS, &lo) == 0, "lo:1: %s", strerror(errno));
	close(s4);
	T_MUST(cr_restore("save", NULL, &child, &err) == 0, "%s", err.text);
	close(child.pidfd);
	s.pid = child.pid;
	t_end(&s);
}

/* == connections =============================================================================== */

static void net_pair(int family, const char *at, int fds[2])
{
	int s = net_bound(family, SOCK_STREAM, at);
	union net_address name = net_name(s);

	fds[0] = socket(family, SOCK_STREAM, 0);
	T_MUST(listen(s, 1) == 0 && net_connect(fds[0], &name) == 0, "connect: %s",
	       strerror(errno));
	fds[1] = accept(s, NULL, NULL);
	close(s);
}

/* Small queues, one full way, one empty, one that never said anything; a listening one still there.
 */
static void connected_inet_subject(void)
{
	static unsigned char buf[8192];
	int a[2], six[2], full[2], quiet[2], mapped[2];
	size_t sent = 0, got = 0, wrong = 0;
	char text[32];

	net_pair(AF_INET, "127.0.0.1", a);
	net_pair(AF_INET6, "::1", six);
	net_pair(AF_INET, "127.0.0.1", full);
	net_pair(AF_INET, "127.0.0.1", quiet);
	net_pair(AF_INET6, "::ffff:127.0.0.1", mapped);
	union net_address names[2] = {net_name(a[0]), net_name(a[1])};
	net_set(a[0], IPPROTO_TCP, TCP_NODELAY, 1);
	T_CHECK(send(a[0], "there", 5, 0) == 5 && send(a[1], "and back", 8, 0) == 8, "send");
	T_CHECK(send(six[1], "six", 3, 0) == 3 && send(mapped[0], "mapped", 6, 0) == 6, "send");
	for (ssize_t n;; sent += (size_t)n) {
		for (size_t i = 0; i < sizeof(buf); i++)
			buf[i] = (unsigned char)((sent + i) * 7);
		n = send(full[0], buf, sizeof(buf), MSG_DONTWAIT);
		if (n <= 0)
			break;
	}
	T_CHECK(sent > 100000, "only %zu bytes fit", sent);
	t_ready();
	T_CHECK(recv(a[1], text, sizeof(text), MSG_DONTWAIT) == 5 && memcmp(text, "there", 5) == 0,
		"there: %s", strerror(errno));
	T_CHECK(recv(a[0], text, sizeof(text), MSG_DONTWAIT) == 8 &&
			memcmp(text, "and back", 8) == 0,
		"back: %s", strerror(errno));
	T_CHECK(recv(six[0], text, sizeof(text), 0) == 3 &&
			recv(mapped[1], text, sizeof(text), 0) == 6,
		"six");
	T_CHECK(net_option(a[0], IPPROTO_TCP, TCP_NODELAY) == 1 &&
			net_option(a[1], IPPROTO_TCP, TCP_NODELAY) == 0,
		"TCP_NODELAY");
	net_same_name(a[0], &names[0]);
	net_same_name(a[1], &names[1]);
	while (got < sent) {
		struct pollfd pfd = {.fd = full[1], .events = POLLIN};

		if (!T_CHECK(poll(&pfd, 1, 5000) == 1, "stuck at %zu of %zu", got, sent))
			break;
		ssize_t n = recv(full[1], buf, sizeof(buf), 0);
		if (!T_CHECK(n > 0, "recv: %s", strerror(errno)))
			break;
		for (size_t i = 0; i < (size_t)n; i++)
			wrong += buf[i] != (unsigned char)((got + i) * 7);
		got += (size_t)n;
	}
	T_CHECK(got == sent && wrong == 0, "%zu of %zu bytes, %zu wrong", got, sent, wrong);
	for (int i = 0; i < 2; i++) {
		T_CHECK(send(quiet[i], "go", 2, 0) == 2 &&
				recv(quiet[!i], text, sizeof(text), 0) == 2,
			"quiet: %s", strerror(errno));
		T_CHECK(send(full[i], "go", 2, 0) == 2 &&
				recv(full[!i], text, sizeof(text), 0) == 2,
			"full: %s", strerror(errno));
	}
	close(a[0]);
	T_CHECK(recv(a[1], text, 1, 0) == 0, "the end: %s", strerror(errno));
}

static void inet_connected(void)
{
	inet_cycle(connected_inet_subject);
}

/* A server and its client, each a process. */
static void served_subject(void)
{
	int s = net_bound(AF_INET, SOCK_STREAM, "127.0.0.1"), status;
	union net_address name = net_name(s);
	char c;

	T_MUST(listen(s, 5) == 0, "listen");
	pid_t child = fork();
	if (child == 0) {
		close(s);
		int a = socket(AF_INET, SOCK_STREAM, 0);
		T_MUST(net_connect(a, &name) == 0 && send(a, "a", 1, 0) == 1, "connect");
		while (recv(a, &c, 1, 0) == 1)
			if (send(a, &c, 1, 0) != 1)
				_exit(2);
		_exit(7);
	}
	int b = accept(s, NULL, NULL);
	T_CHECK(recv(b, &c, 1, 0) == 1, "recv");
	t_ready();
	for (int i = 0; i < 100; i++)
		T_CHECK(send(b, "x", 1, MSG_NOSIGNAL) == 1 && recv(b, &c, 1, 0) == 1 && c == 'x',
			"%d: %s", i, strerror(errno));
	close(b);
	T_CHECK(waitpid(child, &status, 0) == child && WIFEXITED(status) &&
			WEXITSTATUS(status) == 7,
		"status %x", status);
	b = socket(AF_INET, SOCK_STREAM, 0);
	T_CHECK(net_connect(b, &name) == 0 && accept(s, NULL, NULL) >= 0, "another client: %s",
		strerror(errno));
}

static void inet_served(void)
{
	inet_cycle(served_subject);
}

/* Saved while it goes on. */
static void inet_connected_left_running(void)
{
	struct t_subject s;
	cr_error err;

	net_alone();
	t_start(&s, connected_inet_subject);
	for (int i = 0; i < 3; i++)
		T_CHECK(cr_dump(s.pid, "save", NULL, &err) == 0, "%s", err.text);
	t_end(&s);
}

/* The other end is in the test itself. */
static void outside_client_subject(void)
{
	size_t n;
	char *name = t_read("name", &n), c;
	int a = socket(AF_INET, SOCK_STREAM, 0);

	T_MUST(name && connect(a, (const struct sockaddr *)(const void *)name,
			       sizeof(struct sockaddr_in)) == 0,
	       "connect");
	free(name);
	t_ready();
	T_CHECK(send(a, "x", 1, 0) == 1 && recv(a, &c, 1, 0) == 1, "disturbed: %s",
		strerror(errno));
}

static void inet_outside_peer(void)
{
	struct t_subject s;
	cr_error err;

	net_alone();
	int l = net_bound(AF_INET, SOCK_STREAM, "127.0.0.1");
	union net_address name = net_name(l);
	T_MUST(listen(l, 1) == 0, "listen");
	t_write("name", &name, sizeof(name));
	t_start(&s, outside_client_subject);
	int b = accept(l, NULL, NULL);
	if (T_CHECK(cr_dump(s.pid, "save", NULL, &err) < 0, "it was saved")) {
		T_CHECK(err.code == CR_E_OUTSIDE, "code %d: %s", err.code, err.text);
		t_contains(err.text, "whose other end is outside the tree");
		t_contains(err.text, "CR_NAMED");
	}
	T_CHECK(send(b, "y", 1, 0) == 1, "send");
	t_end(&s);
	close(b);
	close(l);
}

/* == what cannot be saved, or loaded =========================================================== */

static void unaccepted_subject(void)
{
	int s = net_bound(AF_INET, SOCK_STREAM, "127.0.0.1"), a = socket(AF_INET, SOCK_STREAM, 0);
	union net_address name = net_name(s);

	T_MUST(listen(s, 3) == 0 && net_connect(a, &name) == 0, "connect");
	close(a);
	t_ready();
	a = accept(s, NULL, NULL);
	T_CHECK(recv(a, &name, 1, 0) == 0, "it was disturbed: %s", strerror(errno));
}

static void udp_corked_subject(void)
{
	int a = net_bound(AF_INET, SOCK_DGRAM, "127.0.0.1"), b = socket(AF_INET, SOCK_DGRAM, 0);
	union net_address name = net_name(a);

	net_set(b, IPPROTO_UDP, 1 /* UDP_CORK */, 1);
	net_puts(b, "half ", &name);
	t_ready();
	net_puts(b, "whole", &name);
	net_set(b, IPPROTO_UDP, 1, 0);
	net_gets(a, "half whole", NULL);
}

static void unreachable_subject(void)
{
	int a = net_bound(AF_INET, SOCK_DGRAM, "127.0.0.1"), b = socket(AF_INET, SOCK_DGRAM, 0);
	union net_address name = net_name(a);

	close(a);
	T_CHECK(net_connect(b, &name) == 0 && send(b, "x", 1, 0) == 1, "send: %s", strerror(errno));
	t_ready();
	T_CHECK(recv(b, &name, 1, MSG_DONTWAIT) < 0 && errno == ECONNREFUSED,
		"the error is gone: %s", strerror(errno));
}

static void inet_refusals(void)
{
	net_alone();
	if (geteuid() != 0)
		INET_REFUSED(unaccepted_subject, "not yet accepted, and to save them needs");
	INET_REFUSED(udp_corked_subject, "UDP_CORK");
	INET_REFUSED(unreachable_subject, "error that the program has yet to see");
}

static void port_taken_subject(void)
{
	int s = net_bound_of(AF_INET6, SOCK_STREAM, 0, "::1", 4711);

	T_MUST(listen(s, 3) == 0, "listen");
	t_ready();
}

static void inet_port_taken(void)
{
	struct t_subject s;
	cr_save_opts o = cr_save_opts_init();
	cr_child child = cr_child_init();
	cr_error err;

	net_alone();
	t_start(&s, port_taken_subject);
	o.flags |= CR_END;
	T_MUST(cr_dump(s.pid, "save", &o, &err) == 0, "%s", err.text);
	t_wait(s.pid, 5000);
	int thief = net_bound_of(AF_INET6, SOCK_STREAM, 0, "::1", 4711);
	T_MUST(listen(thief, 1) == 0, "listen");
	if (T_CHECK(cr_restore("save", NULL, &child, &err) < 0, "two have one port")) {
		T_CHECK(err.code == CR_E_RESTORE, "code %d", err.code);
		t_contains(err.text, "[0:0:0:0:0:0:0:1]:4711");
		t_contains(err.text, "another program has it now");
	}
	close(thief);
	T_MUST(cr_restore("save", NULL, &child, &err) == 0, "%s", err.text);
	close(child.pidfd);
	s.pid = child.pid;
	t_end(&s);
}

/* == sock_diag ================================================================================= */

static void inet_diag_bytes(void)
{
	struct {
		struct nlmsghdr head;
		struct inet_diag_msg msg;
		struct rtattr attr;
		unsigned char shut[4];
		struct nlmsghdr done;
		int32_t error;
	} good = {
		.head = {.nlmsg_type = SOCK_DIAG_BY_FAMILY},
		.msg = {.idiag_family = AF_INET, .idiag_state = 7, .idiag_inode = 4711},
		.attr = {.rta_len = 5, .rta_type = INET_DIAG_SHUTDOWN},
		.shut = {2},
		.done = {.nlmsg_len = 20, .nlmsg_type = NLMSG_DONE},
	};
	uint64_t seed = 88172645463325252ull;
	struct sock_inet s;
	size_t pos = 0;

	good.head.nlmsg_len = sizeof(good.head) + sizeof(good.msg) + sizeof(good.attr) +
			      sizeof(good.shut);
	T_CHECK(sock_inet_parse(&good, sizeof(good), &pos, &s) == 1 && s.ino == 4711 &&
			s.state == 7 && s.shutdown == 2,
		"%u %u %u", s.ino, s.state, s.shutdown);
	T_CHECK(sock_inet_parse(&good, sizeof(good), &pos, &s) == -ENOENT, "the end");
	for (size_t n = 1; n < sizeof(good); n++) {
		unsigned char *cut = malloc(
			n); /* so that a sanitizer sees what is read behind it */
		int r;

		memcpy(cut, &good, n);
		pos = 0;
		while ((r = sock_inet_parse(cut, n, &pos, &s)) > 0)
			;
		T_CHECK(r == (n == good.head.nlmsg_len ? 0 : -EBADMSG), "cut at %zu: %d", n, r);
		free(cut);
	}
	for (int i = 0; i < 200000; i++) {
		unsigned char buf[sizeof(good)];
		int r;

		memcpy(buf, &good, sizeof(buf));
		for (int k = i % 4 + 1; k; k--) {
			seed = seed * 6364136223846793005ull + 1442695040888963407ull;
			buf[(seed >> 33) % sizeof(buf)] = (unsigned char)(seed >> 56);
		}
		pos = 0;
		while ((r = sock_inet_parse(buf, sizeof(buf), &pos, &s)) > 0)
			;
		T_CHECK(r <= 0 && r >= -4095, "%d", r);
	}
}

static const struct t_test inet_tests[] = {
	{"inet_listening", inet_listening, T_ROOT | T_USER, 0, NULL, "inet: fill"},
	{"inet_backlog", inet_backlog, T_ROOT, 0, NULL, NULL},
	{"inet_new", inet_new, T_ROOT | T_USER, 0, NULL, NULL},
	{"inet_ended", inet_ended, T_ROOT | T_USER, 0, NULL, NULL},
	{"inet_syn_sent", inet_syn_sent, T_ROOT, 0, NULL, NULL},
	{"inet_shared_port", inet_shared_port, T_ROOT, 0, NULL, "inet: release"},
	{"inet_connected", inet_connected, T_ROOT, 60, NULL, NULL},
	{"inet_served", inet_served, T_ROOT, 0, NULL, NULL},
	{"inet_connected_left_running", inet_connected_left_running, T_ROOT, 0, NULL, NULL},
	{"inet_outside_peer", inet_outside_peer, T_ROOT | T_USER, 0, NULL, NULL},
	{"inet_options", inet_options, T_ROOT | T_USER, 0, NULL, NULL},
	{"inet_udp", inet_udp, T_ROOT | T_USER, 0, NULL, NULL},
	{"inet_udplite", inet_udplite, T_ROOT, 0, NULL, NULL},
	{"inet_udp_left_running", inet_udp_left_running, T_ROOT | T_USER, 0, NULL, NULL},
	{"inet_udp_shut_down", inet_udp_shut_down, T_ROOT | T_USER, 0, NULL, NULL},
	{"inet_udp_lost", inet_udp_lost, T_ROOT, 0, NULL, NULL},
	{"inet_refusals", inet_refusals, T_ROOT | T_USER, 0, NULL, NULL},
	{"inet_port_taken", inet_port_taken, T_ROOT, 0, NULL, NULL},
	{"inet_diag_bytes", inet_diag_bytes, T_PURE | T_ROOT, 0, NULL, NULL},
};
