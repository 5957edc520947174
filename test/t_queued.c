/* SPDX-License-Identifier: MIT
 *
 * TCP connections that a listening socket has not yet accepted, with clients that are saved with it
 * and such that are not, and must not notice more than a delay. Each test has a network of its own,
 * with only lo in it.
 */
#include "t.h"
#include "../cr.h"

#include <errno.h>
#include <linux/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { QUEUED_SAYS, QUEUED_SILENT, QUEUED_ENDS, QUEUED_FULL, QUEUED_RESETS, QUEUED_N };
enum { QUEUED_BYTES = 50000 };

static void queued_fill(char *buf)
{
	for (int i = 0; i < QUEUED_BYTES; i++)
		buf[i] = (char)(i * 7);
}

/* The other ends of QUEUED_N connections, in this order. */
static void queued_clients(const union net_address *at, int c[QUEUED_N])
{
	const struct linger now = {1, 0};
	static char buf[QUEUED_BYTES];

	queued_fill(buf);
	for (int i = 0; i < QUEUED_N; i++) {
		c[i] = socket(at->any.sa_family, SOCK_STREAM, 0);
		T_MUST(net_connect(c[i], at) == 0, "connect: %s", strerror(errno));
	}
	T_CHECK(send(c[QUEUED_SAYS], "hello", 5, 0) == 5, "send");
	T_CHECK(send(c[QUEUED_ENDS], "bye", 3, 0) == 3, "send");
	shutdown(c[QUEUED_ENDS], SHUT_WR);
	T_CHECK(send(c[QUEUED_FULL], buf, sizeof(buf), 0) == sizeof(buf), "send");
	T_CHECK(send(c[QUEUED_RESETS], "lost", 4, 0) == 4, "send");
	setsockopt(c[QUEUED_RESETS], SOL_SOCKET, SO_LINGER, &now, sizeof(now));
	close(c[QUEUED_RESETS]);
	c[QUEUED_RESETS] = -1;
}

static void queued_gets(int s, const char *text, size_t n)
{
	static char buf[QUEUED_BYTES];
	ssize_t got = recv(s, buf, n, MSG_WAITALL);

	T_CHECK(got == (ssize_t)n && memcmp(buf, text, n) == 0, "%zd of %zu bytes: %s", got, n,
		got < 0 ? strerror(errno) : "");
}

/* Accepts them all, in order, and answers. */
static void queued_serve(int l)
{
	static char buf[QUEUED_BYTES];
	int s[QUEUED_N];
	char c;

	queued_fill(buf);
	for (int i = 0; i < QUEUED_N; i++) {
		s[i] = accept(l, NULL, NULL);
		T_MUST(s[i] >= 0, "accept %d: %s", i, strerror(errno));
		T_CHECK(net_option(s[i], IPPROTO_TCP, TCP_NODELAY) == 1 &&
				net_option(s[i], SOL_SOCKET, SO_REUSEADDR) == 0,
			"%d: options", i);
	}
	T_CHECK(accept4(l, NULL, NULL, 0) < 0 && errno == EAGAIN, "there are more");
	queued_gets(s[QUEUED_SAYS], "hello", 5);
	queued_gets(s[QUEUED_ENDS], "bye", 3);
	T_CHECK(recv(s[QUEUED_ENDS], &c, 1, 0) == 0, "no end");
	queued_gets(s[QUEUED_FULL], buf, sizeof(buf));
	queued_gets(s[QUEUED_RESETS], "lost", 4);
	T_CHECK(recv(s[QUEUED_RESETS], &c, 1, 0) < 0 && errno == ECONNRESET, "not reset: %s",
		strerror(errno));
	for (int i = 0; i < QUEUED_RESETS; i++)
		T_CHECK(send(s[i], "answer", 6, MSG_NOSIGNAL) == 6, "send: %s", strerror(errno));
	for (int i = 0; i < QUEUED_N; i++)
		close(s[i]);
}

static void queued_hear(const int c[QUEUED_N])
{
	char end;

	for (int i = 0; i < QUEUED_RESETS; i++) {
		queued_gets(c[i], "answer", 6);
		T_CHECK(recv(c[i], &end, 1, 0) == 0, "%d: no end: %s", i, strerror(errno));
		close(c[i]);
	}
}

static int queued_listen(int family, const char *at)
{
	int l = net_bound(family, SOCK_STREAM, at);

	net_set(l, IPPROTO_TCP, TCP_NODELAY, 1); /* theirs, too */
	T_MUST(listen(l, QUEUED_N) == 0 && fcntl(l, F_SETFL, O_NONBLOCK) == 0, "listen");
	return l;
}

static void queued_subject(void)
{
	int family = t_exists("six") ? AF_INET6 : AF_INET;
	int l = queued_listen(family, t_exists("mapped")   ? "::ffff:127.0.0.1"
				      : family == AF_INET6 ? "::1"
							   : "127.0.0.1");
	union net_address name = net_name(l);

	t_write("name", &name, sizeof(name));
	t_ready();
	queued_serve(l);
}

static void queued_start(struct t_subject *s, const char *name_of, int c[QUEUED_N])
{
	t_start_(s, name_of, queued_subject);
	char *name = t_read("name", NULL);
	T_MUST(name != NULL, "no name");
	queued_clients((const union net_address *)(void *)name, c);
	free(name);
	while (net_tcp_state(c[QUEUED_ENDS]) != 5)
		t_sleep_ms(1);
}

static void queued_outside_at(const char *marks)
{
	struct t_subject s;
	int c[QUEUED_N];

	T_CHECK(t_run(NULL, "rm -f six mapped; touch %s", marks) == 0, "touch");
	queued_start(&s, marks, c);
	tcp_cycle(&s, "save");
	tcp_cycle(&s, "save");
	t_end(&s);
	queued_hear(c);
}

static void queued_outside(void)
{
	net_alone();
	queued_outside_at("four");
	queued_outside_at("six");
	queued_outside_at("six mapped");
}

/* A program that goes on finds them as they were, whatever becomes of the save. */
static void queued_left_running(void)
{
	cr_save_opts save = cr_save_opts_init();
	struct t_subject s;
	cr_report *report;
	cr_error err;
	int c[QUEUED_N];

	net_alone();
	queued_start(&s, "queued", c);
	T_CHECK(cr_dump(s.pid, "save", &save, &err) < 0 && err.code == CR_E_OUTSIDE, "%s",
		err.text);
	t_contains(err.text, "not yet accepted");
	save.flags = CR_TCP_ESTABLISHED;
	for (int i = 0; i < 3; i++)
		T_MUST(cr_dump(s.pid, "save", &save, &err) == 0, "%s", err.text);
	T_CHECK(cr_clean_up(&report, &err) == 0 && report->note_count == 0, "a lock is left");
	cr_report_free(report);
	save.io = &(cr_io){.fd = open("/dev/full", O_WRONLY | O_CLOEXEC)};
	T_CHECK(cr_dump(s.pid, NULL, &save, &err) < 0, "saved to /dev/full");
	close(save.io->fd);
	t_end(&s);
	queued_hear(c);
}

static void queued_inside_subject(void)
{
	int l = queued_listen(AF_INET6, "::1"), c[QUEUED_N];
	union net_address name = net_name(l);

	queued_clients(&name, c);
	while (net_tcp_state(c[QUEUED_ENDS]) != 5)
		t_sleep_ms(1);
	t_ready();
	queued_serve(l);
	queued_hear(c);
}

/* Both ends are saved. */
static void queued_inside(void)
{
	struct t_subject s;

	net_alone();
	t_start(&s, queued_inside_subject);
	t_cycles(&s, 4);
	t_end(&s);
}

/* Their reset is theirs to see; what had been accepted is not touched. */
static void queued_policy(void)
{
	cr_save_opts save = cr_save_opts_init();
	cr_load_opts load = cr_load_opts_init();
	cr_child child = cr_child_init();
	struct t_subject s;
	cr_error err;
	int c[QUEUED_N];

	net_alone();
	queued_start(&s, "queued", c);
	save.flags = CR_TCP_ESTABLISHED | CR_END;
	T_MUST(cr_dump(s.pid, "save", &save, &err) == 0, "%s", err.text);
	t_wait(s.pid, 5000);
	T_CHECK(cr_restore("save", NULL, &child, &err) < 0 && err.code == CR_E_OUTSIDE,
		"loaded by itself: %s", err.text);
	t_contains(err.text, "CR_LOAD_TCP_ESTABLISHED");
	load.flags = CR_LOAD_TCP_ESTABLISHED;
	T_MUST(cr_restore("save", &load, &child, &err) == 0, "%s", err.text);
	close(child.pidfd);
	s.pid = child.pid;
	t_end(&s);
	queued_hear(c);
}

/* What the kernel has of the other end of a client's: -1: nothing. */
static int64_t queued_holds(int client)
{
	union net_address name = net_name(client), peer;
	struct nft_connection c = {.family = AF_INET};
	socklen_t len = sizeof(peer);
	struct sock_inet told;

	if (getpeername(client, &peer.any, &len) < 0)
		return -1;
	memcpy(c.ours.address, &peer.v4.sin_addr, 4);
	memcpy(c.theirs.address, &name.v4.sin_addr, 4);
	c.ours.port = ntohs(peer.v4.sin_port);
	c.theirs.port = ntohs(name.v4.sin_port);
	return sock_connection_ask(&c, &told) == 0 && told.ino == 0 ? (int64_t)told.queued : -1;
}

/* A saver that is killed, after whatever call, leaves everybody where he was. */
static void queued_kill_walk(long first, long step)
{
	static const int64_t expected[QUEUED_RESETS] = {5, 0, 4, QUEUED_BYTES};
	struct t_fault f = {.how = T_FAULT_KILL_AFTER, .alone = true};
	struct t_subject s;
	int c[QUEUED_N];
	long n = 0;

	net_alone();
	queued_start(&s, "queued", c);
	tcp_saver_pid = s.pid;
	tcp_saver_flags = 0;
	for (f.at = first; t_failures() == 0; f.at += step, n++) {
		kill_run(&f, tcp_saver);
		if (f.nr < 0)
			break;
		for (int i = 0; i < QUEUED_RESETS; i++) {
			uint64_t end = t_now_ns() + 5000000000u;

			/* Who reads them may still be at it. */
			while (queued_holds(c[i]) != expected[i] && t_now_ns() < end)
				t_sleep_ms(1);
			T_CHECK(queued_holds(c[i]) == expected[i], "after call %ld (%s): %d: %lld",
				f.at, t_syscall_name(f.nr), i, (long long)queued_holds(c[i]));
		}
		T_MUST(t_alive(s.pid), "it is gone");
	}
	T_CHECK(n > 10, "only %ld calls", n);
	t_sleep_ms(20);
	t_end(&s);
	queued_hear(c);
	T_CHECK(t_run(NULL, "rm -rf killed .cr-*") == 0, "rm");
}

static void queued_killed(void)
{
	queued_kill_walk(7, 37);
}

static void queued_killed_all(void)
{
	queued_kill_walk(1, 1);
}

/* Without a lock of ours nobody is told, either; but who comes when it is too late is. */
static void queued_without_lock(void)
{
	cr_save_opts save = cr_save_opts_init();
	cr_load_opts load = cr_load_opts_init();
	cr_child child = cr_child_init();
	struct t_subject s;
	const char *names[4];
	struct cr_ctx cx;
	cr_error err;
	int c[QUEUED_N];
	size_t n = 0;

	net_alone();
	queued_start(&s, "queued", c);
	save.flags = CR_TCP_ESTABLISHED | CR_NETWORK_OPEN | CR_END;
	T_MUST(cr_dump(s.pid, "save", &save, &err) == 0, "%s", err.text);
	t_wait(s.pid, 5000);
	int fd = nft_open();
	T_CHECK(ctx_open(&cx, NULL) == 0 && nft_locks(&cx, fd, names, 4, &n) == 0 && n == 0,
		"%zu locks are left", n);
	close(fd);
	ctx_close(&cx);
	for (int i = 0; i < QUEUED_RESETS; i++) {
		struct pollfd pfd = {.fd = c[i], .events = POLLIN};

		T_CHECK(poll(&pfd, 1, i ? 0 : 100) == 0, "%d is told: %x", i, pfd.revents);
	}
	load.flags = CR_LOAD_TCP_ESTABLISHED;
	T_MUST(cr_restore("save", &load, &child, &err) == 0, "%s", err.text);
	close(child.pidfd);
	s.pid = child.pid;
	t_end(&s);
	queued_hear(c);
}

/* A program that saves itself goes on with all of them; so does the copy. */
static void queued_self_subject(void)
{
	static const int expected[QUEUED_N] = {5, 0, 3, QUEUED_BYTES, 4};
	const struct linger now = {1, 0};
	int l = queued_listen(AF_INET, "127.0.0.1"), c[QUEUED_N], s, n;
	union net_address name = net_name(l);
	cr_error err;

	queued_clients(&name, c);
	while (net_tcp_state(c[QUEUED_ENDS]) != 5)
		t_sleep_ms(1);
	cr_result r = cr_save("self.save", NULL, &err);
	T_MUST(r != CR_FAILED, "%s", err.text);
	if (r == CR_RESTORED) {
		queued_serve(l);
		queued_hear(c);
		return;
	}
	for (int i = 0; i < QUEUED_N; i++) {
		s = accept(l, NULL, NULL);
		T_CHECK(s >= 0 && ioctl(s, FIONREAD, &n) == 0 && n == expected[i], "%d: %d bytes",
			i, n);
		/* Nothing is to be left of it that the copy would find in its way. */
		setsockopt(s, SOL_SOCKET, SO_LINGER, &now, sizeof(now));
		close(s);
	}
}

static void queued_self(void)
{
	cr_child child = cr_child_init();
	struct t_subject s;
	cr_error err;

	net_alone();
	s.pid = fork();
	if (s.pid == 0) {
		setsid();
		queued_self_subject();
		_exit(t_failures() ? 1 : 0);
	}
	T_CHECK(t_wait(s.pid, 10000) == 0, "the program that went on");
	T_MUST(cr_restore("self.save", NULL, &child, &err) == 0, "%s", err.text);
	close(child.pidfd);
	T_CHECK(t_wait(child.pid, 10000) == 0, "the copy");
}

/* What came with the SYN waits, too, and the next one may do the same. */
static void queued_fast_open_subject(void)
{
	int l = net_bound(AF_INET, SOCK_STREAM, "127.0.0.1"), a;
	union net_address name = net_name(l);

	net_set(l, IPPROTO_TCP, TCP_FASTOPEN, 7);
	T_MUST(listen(l, 9) == 0, "listen");
	t_write("name", &name, sizeof(name));
	t_ready();
	T_CHECK(net_option(l, IPPROTO_TCP, TCP_FASTOPEN) == 7, "its length is %d",
		net_option(l, IPPROTO_TCP, TCP_FASTOPEN));
	for (int i = 0; i < 3; i++) {
		a = accept(l, NULL, NULL);
		T_MUST(a >= 0, "accept: %s", strerror(errno));
		tcp_gets(a, "with it");
		T_CHECK(send(a, "answer", 6, 0) == 6, "send: %s", strerror(errno));
	}
}

/* The first one is given a cookie, the second one uses it. */
static int queued_fast_open_client(const union net_address *to)
{
	int s = socket(AF_INET, SOCK_STREAM, 0);

	T_CHECK(sendto(s, "with it", 7, MSG_FASTOPEN, &to->any, sizeof(to->v4)) == 7, "sendto: %s",
		strerror(errno));
	return s;
}

static void queued_fast_open(void)
{
	struct t_subject s;
	int c[3];

	net_alone();
	T_MUST(t_run(NULL, "echo 3 >/proc/sys/net/ipv4/tcp_fastopen") == 0, "sysctl");
	t_start(&s, queued_fast_open_subject);
	union net_address *to = (union net_address *)(void *)t_read("name", NULL);
	T_MUST(to != NULL, "no name");
	c[0] = queued_fast_open_client(to);
	c[1] = queued_fast_open_client(to);
	while (net_tcp_state(c[1]) != 1)
		t_sleep_ms(1);
	tcp_cycle(&s, "save");
	tcp_cycle(&s, "save");
	c[2] = queued_fast_open_client(to);
	t_end(&s);
	for (int i = 0; i < 3; i++) {
		tcp_gets(c[i], "answer");
		close(c[i]);
	}
	free(to);
}

/* Where the kernel cannot, nobody is touched. */
static void queued_unable(void)
{
	cr_save_opts save = cr_save_opts_init();
	struct t_subject s;
	cr_error err;
	int c[QUEUED_N];

	net_alone();
	queued_start(&s, "queued", c);
	T_CHECK(t_run(NULL, "echo 0 >/proc/sys/net/ipv4/tcp_syncookies") == 0, "sysctl");
	save.flags = CR_TCP_ESTABLISHED;
	T_CHECK(cr_dump(s.pid, "save", &save, &err) < 0 && err.code == CR_E_UNSUPPORTED, "%s",
		err.text);
	t_contains(err.text, "not yet accepted, and to save them needs");
	t_contains(err.text, "CR_SKIP_IN_FLIGHT");
	t_end(&s);
	queued_hear(c);
}

static const struct t_test queued_tests[] = {
	{"queued_outside", queued_outside, T_ROOT, 0, NULL, "inet: fill;inet: release"},
	{"queued_left_running", queued_left_running, T_ROOT, 0, NULL, NULL},
	{"queued_inside", queued_inside, T_ROOT, 0, NULL, "inet: fill;inet: release"},
	{"queued_policy", queued_policy, T_ROOT, 0, NULL, NULL},
	{"queued_without_lock", queued_without_lock, T_ROOT, 0, NULL, NULL},
	{"queued_self", queued_self, T_ROOT, 0, NULL, NULL},
	{"queued_fast_open", queued_fast_open, T_ROOT, 0, NULL, NULL},
	{"queued_unable", queued_unable, T_ROOT, 0, NULL, NULL},
	{"queued_killed", queued_killed, T_ROOT, 0, NULL, NULL},
	{"queued_killed_all", queued_killed_all, T_ROOT | T_SOAK, 300, NULL, NULL},
};
