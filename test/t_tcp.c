/* SPDX-License-Identifier: MIT
 *
 * TCP connections to somebody who is not saved: the other end is held by the test itself, or by a
 * process of its, and must not notice more than a delay. Each test has a network of its own, with
 * only lo in it.
 */
#include "t.h"
#include "../cr.h"

#include <errno.h>
#include <linux/if_tun.h>
#include <linux/tcp.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

/* == the subject: an echo that is connected to the outside ===================================== */

/* Where the test listens, in the file "name"; connects n times. */
static int tcp_join(void)
{
	char *name = t_read("name", NULL);
	union net_address at;

	T_MUST(name != NULL, "no name");
	memcpy(&at, name, sizeof(at));
	free(name);
	int s = socket(at.any.sa_family, SOCK_STREAM, 0);
	T_MUST(s >= 0 && net_connect(s, &at) == 0, "connect: %s", strerror(errno));
	return s;
}

/* Sends back what comes, until the end; says what it found. */
static void tcp_echo(int s)
{
	char buf[65536];

	for (;;) {
		ssize_t n = recv(s, buf, sizeof(buf), 0);
		if (n == 0)
			return;
		T_MUST(n > 0, "recv: %s", strerror(errno));
		for (ssize_t done = 0, k; done < n; done += k) {
			k = send(s, buf + done, (size_t)(n - done), MSG_NOSIGNAL);
			T_MUST(k > 0, "send: %s", strerror(errno));
		}
	}
}

static int tcp_listener(int family, const char *at)
{
	int l = net_bound(family, SOCK_STREAM, at);
	union net_address name = net_name(l);

	T_MUST(listen(l, 100) == 0, "listen");
	t_write("name", &name, sizeof(name));
	return l;
}

/* Ended for good, and brought back, with the other end outside. */
static void tcp_cycle(struct t_subject *s, const char *path)
{
	cr_save_opts save = cr_save_opts_init();
	cr_load_opts load = cr_load_opts_init();

	save.flags = CR_TCP_ESTABLISHED;
	load.flags = CR_LOAD_TCP_ESTABLISHED;
	t_cycle(s, path, &save, &load);
}

static void tcp_says(int s, const char *text)
{
	char buf[64];
	struct pollfd pfd = {.fd = s, .events = POLLIN};
	size_t n = 0;

	T_CHECK(send(s, text, strlen(text), MSG_NOSIGNAL) == (ssize_t)strlen(text), "send: %s",
		strerror(errno));
	while (n < strlen(text) && poll(&pfd, 1, 8000) == 1) {
		ssize_t k = recv(s, buf + n, sizeof(buf) - n, 0);
		if (k <= 0)
			break;
		n += (size_t)k;
	}
	T_CHECK(n == strlen(text) && memcmp(buf, text, n) == 0, "%zu bytes came back: %s", n,
		strerror(errno));
}

/* Options of a connection are its own; before what is queued is read. */
static void outside_subject(void)
{
	int s = tcp_join(), reuse;
	union net_address mine = net_name(s), its, now;
	socklen_t len = sizeof(its), info_len = sizeof(struct tcp_info);
	struct tcp_info before = {0}, after = {0};

	memset(&its, 0, sizeof(its));
	memset(&now, 0, sizeof(now));
	getpeername(s, &its.any, &len);
	net_set(s, IPPROTO_TCP, TCP_NODELAY, 1);
	net_set(s, SOL_SOCKET, SO_REUSEADDR, 1);
	net_set(s, SOL_SOCKET, SO_KEEPALIVE, 1);
	net_set(s, IPPROTO_TCP, TCP_KEEPIDLE, 77);
	T_CHECK(setsockopt(s, IPPROTO_TCP, TCP_CONGESTION, "reno", 4) == 0, "reno");
	T_CHECK(send(s, "hello ", 6, 0) == 6, "send");
	getsockopt(s, IPPROTO_TCP, TCP_INFO, &before, &info_len);
	t_ready();
	net_same_name(s, &mine);
	len = sizeof(now);
	getpeername(s, &now.any, &len);
	T_CHECK(memcmp(&its, &now, sizeof(now)) == 0, "another peer");
	getsockopt(s, IPPROTO_TCP, TCP_INFO, &after, &info_len);
	T_CHECK(after.tcpi_options == before.tcpi_options &&
			after.tcpi_snd_wscale == before.tcpi_snd_wscale &&
			after.tcpi_rcv_wscale == before.tcpi_rcv_wscale,
		"options %x, were %x", after.tcpi_options, before.tcpi_options);
	T_CHECK(net_option(s, IPPROTO_TCP, TCP_NODELAY) == 1 &&
			net_option(s, SOL_SOCKET, SO_KEEPALIVE) == 1 &&
			net_option(s, IPPROTO_TCP, TCP_KEEPIDLE) == 77,
		"options of its own");
	reuse = net_option(s, SOL_SOCKET, SO_REUSEADDR);
	T_CHECK(reuse == 1, "SO_REUSEADDR %d", reuse);
	tcp_echo(s);
}

static void tcp_outside_at(int family, const char *at)
{
	struct t_subject s;
	char buf[64];

	int l = tcp_listener(family, at);
	t_start_(&s, at, outside_subject);
	int b = accept(l, NULL, NULL);
	/* One byte queue waits to be read on either side. */
	T_CHECK(send(b, "waiting ", 8, 0) == 8, "send");
	tcp_cycle(&s, "save");
	tcp_cycle(&s, "dir/");
	t_go(&s);
	T_CHECK(recv(b, buf, 14, MSG_WAITALL) == 14 && memcmp(buf, "hello waiting ", 14) == 0,
		"what was queued: %.14s", buf);
	tcp_says(b, "and on");
	shutdown(b, SHUT_WR);
	T_CHECK(recv(b, buf, 1, 0) == 0, "the end");
	int status = t_wait(s.pid, 5000);
	T_CHECK(status == 0, "status %x", status);
	close(b);
	close(l);
}

static void tcp_outside(void)
{
	net_alone();
	tcp_outside_at(AF_INET, "127.0.0.1");
	tcp_outside_at(AF_INET6, "::1");
	tcp_outside_at(AF_INET6, "::ffff:127.0.0.1");
	T_CHECK(t_run(NULL, "rm -rf dir") == 0, "rm");
}

/* == while the program is away ================================================================= */

static void tcp_plain_subject(void)
{
	int s = tcp_join();

	t_ready();
	tcp_echo(s);
}

/* Ends the program at the other side of b, and the test's own. */
static void tcp_end(struct t_subject *s, int b, int l)
{
	char c;

	shutdown(b, SHUT_WR);
	T_CHECK(recv(b, &c, 1, 0) == 0, "the end");
	int status = t_wait(s->pid, 5000);
	T_CHECK(status == 0, "status %x", status);
	close(b);
	close(l);
}

/* Nothing tells the client that its server is not there, and what it sends is not lost. */
static void tcp_away(void)
{
	cr_save_opts save = cr_save_opts_init();
	cr_load_opts load = cr_load_opts_init();
	cr_child child = cr_child_init();
	struct t_subject s;
	cr_error err;
	char buf[8];

	net_alone();
	int l = tcp_listener(AF_INET, "127.0.0.1");
	t_start(&s, tcp_plain_subject);
	int b = accept(l, NULL, NULL);
	save.flags = CR_TCP_ESTABLISHED | CR_END;
	T_MUST(cr_dump(s.pid, "save", &save, &err) == 0, "%s", err.text);
	t_wait(s.pid, 5000);
	T_CHECK(send(b, "away", 4, MSG_NOSIGNAL) == 4, "send: %s", strerror(errno));
	struct pollfd pfd = {.fd = b, .events = POLLIN};
	T_CHECK(poll(&pfd, 1, 300) == 0, "something came: %x", pfd.revents);
	/* It must be said that it is to go on. */
	T_CHECK(cr_restore("save", NULL, &child, &err) < 0 && err.code == CR_E_OUTSIDE,
		"loaded by itself: %s", err.text);
	t_contains(err.text, "CR_LOAD_TCP_ESTABLISHED");
	T_CHECK(poll(&pfd, 1, 0) == 0, "something came: %x", pfd.revents);
	load.flags = CR_LOAD_TCP_ESTABLISHED;
	T_MUST(cr_restore("save", &load, &child, &err) == 0, "%s", err.text);
	close(child.pidfd);
	s.pid = child.pid;
	t_go(&s);
	T_CHECK(recv(b, buf, 4, MSG_WAITALL) == 4 && memcmp(buf, "away", 4) == 0, "it is lost");
	tcp_says(b, "and on");
	tcp_end(&s, b, l);
}

/* A save of a program that goes on: it and its connection are as they were. A second one beside it
 * cannot be. */
static void tcp_left_running(void)
{
	cr_save_opts save = cr_save_opts_init();
	cr_load_opts load = cr_load_opts_init();
	cr_child child = cr_child_init();
	struct t_subject s;
	cr_error err;

	net_alone();
	int l = tcp_listener(AF_INET6, "::1");
	t_start(&s, tcp_plain_subject);
	int b = accept(l, NULL, NULL);
	save.flags = CR_TCP_ESTABLISHED;
	T_MUST(cr_dump(s.pid, "save", &save, &err) == 0, "%s", err.text);
	t_go(&s);
	for (int i = 0; i < 5; i++) {
		T_MUST(cr_dump(s.pid, "save", &save, &err) == 0, "%s", err.text);
		tcp_says(b, "undisturbed");
	}
	load.flags = CR_LOAD_TCP_ESTABLISHED;
	load.pids = CR_PIDS_NEW;
	if (T_CHECK(cr_restore("save", &load, &child, &err) < 0, "two have one connection"))
		t_contains(err.text, "cannot be had again");
	tcp_says(b, "still");
	/* A save that fails at its very end. */
	T_CHECK(mkdir("full", 0700) == 0 && symlink("/dev/full", "full/save") == 0, "mkdir");
	save.flags = CR_TCP_ESTABLISHED | CR_END;
	T_CHECK(cr_dump(s.pid, "nowhere/save", &save, &err) < 0, "saved to nowhere");
	save.io = &(cr_io){.fd = open("/dev/full", O_WRONLY | O_CLOEXEC)};
	T_CHECK(cr_dump(s.pid, NULL, &save, &err) < 0, "saved to /dev/full");
	close(save.io->fd);
	tcp_says(b, "after a failure");
	tcp_end(&s, b, l);
	T_CHECK(t_run(NULL, "rm -rf full") == 0, "rm");
}

/* == policy ==================================================================================== */

static void tcp_reset_subject(void)
{
	int s = tcp_join(), six = tcp_join();
	struct pollfd pfd = {.fd = s, .events = POLLIN};
	char c;

	t_ready();
	if (t_exists("reset")) {
		T_CHECK(poll(&pfd, 1, 1000) == 1 && (pfd.revents & POLLERR), "no error: %x",
			pfd.revents);
		T_CHECK(recv(s, &c, 1, 0) < 0 && errno == ECONNRESET, "recv: %s", strerror(errno));
		T_CHECK(recv(s, &c, 1, 0) == 0, "no end");
		T_CHECK(send(s, "x", 1, MSG_NOSIGNAL) < 0 && errno == EPIPE, "send: %s",
			strerror(errno));
		T_CHECK(send(six, "x", 1, MSG_NOSIGNAL) < 0 && errno == ECONNRESET, "send: %s",
			strerror(errno));
		return;
	}
	T_CHECK(recv(s, &c, 1, 0) == 1, "disturbed: %s", strerror(errno));
}

static void tcp_reset_at(int family, const char *at, uint32_t save_flags, uint32_t load_flags)
{
	cr_save_opts save = cr_save_opts_init();
	cr_load_opts load = cr_load_opts_init();
	char name[40];
	struct t_subject s;
	cr_error err;

	snprintf(name, sizeof(name), "%s.%x", at, save_flags);
	int l = tcp_listener(family, at);
	t_start_(&s, name, tcp_reset_subject);
	int a = accept(l, NULL, NULL), b = accept(l, NULL, NULL);
	T_CHECK(cr_dump(s.pid, "save", NULL, &err) < 0 && err.code == CR_E_OUTSIDE, "%s", err.text);
	save.flags = save_flags;
	load.flags = load_flags;
	t_cycle(&s, "save", &save, &load);
	t_cycle(&s, "save", &save, &load);
	t_write("reset", "", 0);
	t_end(&s);
	unlink("reset");
	close(a);
	close(b);
	close(l);
}

static void tcp_reset_by_policy(void)
{
	net_alone();
	tcp_reset_at(AF_INET, "127.0.0.1", CR_TCP_CLOSE, 0);
	tcp_reset_at(AF_INET6, "::1", CR_TCP_CLOSE, 0);
	if (geteuid() == 0)
		tcp_reset_at(AF_INET, "127.0.0.1", CR_TCP_ESTABLISHED, CR_LOAD_TCP_CLOSE);
}

static void in_flight_subject(void)
{
	int s = net_bound(AF_INET, SOCK_STREAM, "127.0.0.1"), a;
	union net_address name = net_name(s);
	char c;

	T_MUST(listen(s, 3) == 0, "listen");
	t_write("name", &name, sizeof(name));
	t_ready();
	a = accept(s, NULL, NULL);
	T_CHECK(a >= 0 && recv(a, &c, 1, 0) == 1 && c == 'n', "not the new one: %c", c);
}

/* Those that nobody has accepted yet find out; the next one does not. */
static void tcp_skip_in_flight(void)
{
	cr_save_opts save = cr_save_opts_init();
	struct t_subject s;
	cr_error err;
	char c;

	net_alone();
	t_start(&s, in_flight_subject);
	int a = tcp_join();
	T_CHECK(send(a, "o", 1, 0) == 1, "send");
	T_CHECK(cr_dump(s.pid, "save", NULL, &err) < 0, "saved by itself");
	t_contains(err.text, "CR_SKIP_IN_FLIGHT");
	save.flags = CR_SKIP_IN_FLIGHT;
	t_cycle(&s, "save", &save, NULL);
	T_CHECK(recv(a, &c, 1, 0) < 0 && errno == ECONNRESET, "not told: %s", strerror(errno));
	close(a);
	a = tcp_join();
	T_CHECK(send(a, "n", 1, 0) == 1, "send");
	t_end(&s);
	close(a);
}

/* == half closed, and closed =================================================================== */

/* In a connection's send queue until the window is full; the number of bytes. */
static size_t tcp_stuff(int s)
{
	static unsigned char buf[8192];
	size_t sent = 0;

	for (ssize_t n;; sent += (size_t)n) {
		for (size_t i = 0; i < sizeof(buf); i++)
			buf[i] = (unsigned char)((sent + i) * 11);
		n = send(s, buf, sizeof(buf), MSG_DONTWAIT);
		if (n <= 0)
			return sent;
	}
}

/* All of it, and then the end. */
static void tcp_drain(int s, size_t n)
{
	static unsigned char buf[8192];
	size_t got = 0, wrong = 0;
	ssize_t k = 1;

	while (k > 0) {
		struct pollfd pfd = {.fd = s, .events = POLLIN};

		T_MUST(poll(&pfd, 1, 8000) == 1, "stuck at %zu of %zu", got, n);
		k = recv(s, buf, sizeof(buf), 0);
		for (ssize_t i = 0; i < k; i++)
			wrong += buf[i] != (unsigned char)((got + (size_t)i) * 11);
		got += k > 0 ? (size_t)k : 0;
	}
	T_CHECK(k == 0 && got == n && wrong == 0, "%zu of %zu bytes, %zu wrong, %s", got, n, wrong,
		k < 0 ? strerror(errno) : "");
}

static void tcp_gets(int s, const char *text)
{
	char buf[64] = "";
	ssize_t n = recv(s, buf, strlen(text), MSG_WAITALL);

	T_CHECK(n == (ssize_t)strlen(text) && memcmp(buf, text, (size_t)n) == 0, "'%s': %zd '%s'",
		text, n, buf);
}

enum { HALF_OURS, HALF_THEIRS, HALF_FULL, HALF_BOTH, HALF_READ, HALF_N };
static const int half_states[HALF_N] = {5, 8, 4, 9, 1};

static void half_subject(void)
{
	int s[HALF_N];
	char c;

	for (int i = 0; i < HALF_N; i++)
		s[i] = tcp_join();
	t_ready();
	T_CHECK(send(s[HALF_OURS], "bye", 3, 0) == 3, "send");
	shutdown(s[HALF_OURS], SHUT_WR);
	shutdown(s[HALF_READ], SHUT_RD);
	size_t full = tcp_stuff(s[HALF_FULL]);
	shutdown(s[HALF_FULL], SHUT_WR);
	while (net_tcp_state(s[HALF_BOTH]) != half_states[HALF_THEIRS])
		t_sleep_ms(1);
	size_t both = tcp_stuff(s[HALF_BOTH]);
	shutdown(s[HALF_BOTH], SHUT_WR);
	size_t sizes[2] = {full, both};
	t_write("sizes", sizes, sizeof(sizes));
	while (net_tcp_state(s[HALF_OURS]) != half_states[HALF_OURS] ||
	       net_tcp_state(s[HALF_THEIRS]) != half_states[HALF_THEIRS])
		t_sleep_ms(1);
	for (int i = 0; i < HALF_N; i++)
		T_CHECK(net_tcp_state(s[i]) == half_states[i], "%d: state %d", i,
			net_tcp_state(s[i]));
	t_ready();
	for (uint64_t end = t_now_ns() + 5000000000u;
	     net_tcp_state(s[HALF_OURS]) != half_states[HALF_OURS] && t_now_ns() < end;)
		t_sleep_ms(1); /* the other end has to say once more that it has our end */
	for (int i = 0; i < HALF_N; i++)
		T_CHECK(net_tcp_state(s[i]) == half_states[i], "%d: state %d afterwards", i,
			net_tcp_state(s[i]));
	t_ready();
	T_CHECK(send(s[HALF_OURS], "x", 1, MSG_NOSIGNAL) < 0 && errno == EPIPE, "it can send");
	tcp_gets(s[HALF_OURS], "late");
	T_CHECK(recv(s[HALF_OURS], &c, 1, 0) == 0, "no end");
	tcp_gets(s[HALF_THEIRS], "last words");
	T_CHECK(recv(s[HALF_THEIRS], &c, 1, 0) == 0, "no end of theirs");
	T_CHECK(send(s[HALF_THEIRS], "heard", 5, MSG_NOSIGNAL) == 5, "send: %s", strerror(errno));
	T_CHECK(recv(s[HALF_FULL], &c, 1, 0) == 0, "no end of the full one");
	T_CHECK(recv(s[HALF_BOTH], &c, 1, 0) == 0, "no end of both");
	T_CHECK(recv(s[HALF_READ], &c, 1, MSG_DONTWAIT) == 0, "it can read");
	T_CHECK(send(s[HALF_READ], "only", 4, MSG_NOSIGNAL) == 4, "send: %s", strerror(errno));
}

/* Each is half closed in its own way, with something unread or unsent. */
static void tcp_half_at(int family, const char *at)
{
	struct t_subject s;
	size_t *sizes;
	int b[HALF_N];
	char c;

	int l = tcp_listener(family, at);
	t_start_(&s, at, half_subject);
	for (int i = 0; i < HALF_N; i++)
		b[i] = accept(l, NULL, NULL);
	T_CHECK(send(b[HALF_THEIRS], "last words", 10, 0) == 10, "send");
	shutdown(b[HALF_THEIRS], SHUT_WR);
	shutdown(b[HALF_BOTH], SHUT_WR);
	t_next(&s);
	tcp_cycle(&s, "save");
	tcp_cycle(&s, "save");
	tcp_gets(b[HALF_OURS], "bye");
	T_CHECK(recv(b[HALF_OURS], &c, 1, 0) == 0, "no end");
	T_CHECK(send(b[HALF_OURS], "late", 4, MSG_NOSIGNAL) == 4, "send: %s", strerror(errno));
	t_next(&s);
	t_go(&s);
	shutdown(b[HALF_OURS], SHUT_WR);
	tcp_gets(b[HALF_THEIRS], "heard");
	sizes = (size_t *)(void *)t_read("sizes", NULL);
	T_MUST(sizes != NULL, "sizes");
	shutdown(b[HALF_FULL], SHUT_WR);
	tcp_gets(b[HALF_READ], "only");
	int status = t_wait(s.pid, 8000);
	T_CHECK(status == 0, "status %x", status);
	/* It has gone, and the rest is still delivered. */
	tcp_drain(b[HALF_FULL], sizes[0]);
	tcp_drain(b[HALF_BOTH], sizes[1]);
	free(sizes);
	for (int i = 0; i < HALF_N; i++)
		close(b[i]);
	close(l);
}

static void tcp_half(void)
{
	net_alone();
	tcp_half_at(AF_INET, "127.0.0.1");
	tcp_half_at(AF_INET6, "::1");
	tcp_half_at(AF_INET6, "::ffff:127.0.0.1");
}

/* Both ends in the tree. */
static void half_pair_subject(void)
{
	int a[2], b[2];
	char c;

	net_pair(AF_INET, "127.0.0.1", a);
	net_pair(AF_INET6, "::1", b);
	T_CHECK(send(a[0], "there", 5, 0) == 5 && send(b[1], "waits", 5, 0) == 5, "send");
	shutdown(a[0], SHUT_WR);
	shutdown(b[0], SHUT_RD);
	while (net_tcp_state(a[0]) != 5 || net_tcp_state(a[1]) != 8)
		t_sleep_ms(1);
	t_ready();
	tcp_gets(a[1], "there");
	T_CHECK(recv(a[1], &c, 1, 0) == 0, "no end");
	T_CHECK(send(a[1], "back", 4, MSG_NOSIGNAL) == 4, "send: %s", strerror(errno));
	tcp_gets(a[0], "back");
	T_CHECK(send(a[0], "x", 1, MSG_NOSIGNAL) < 0 && errno == EPIPE, "it can send");
	close(a[1]);
	T_CHECK(recv(a[0], &c, 1, 0) == 0, "no end at last");
	tcp_gets(b[0], "waits");
	T_CHECK(recv(b[0], &c, 1, MSG_DONTWAIT) == 0, "it can read");
}

static void tcp_half_pair(void)
{
	struct t_subject s;

	net_alone();
	t_start(&s, half_pair_subject);
	t_cycles(&s, 3);
	t_end(&s);
}

/* Connections that have come to their end before the program has seen all. */
static void ended_subject(void)
{
	const struct linger now = {1, 0};
	union net_address name;
	int data[2], broken[2], refused;
	char c;

	net_pair(AF_INET, "127.0.0.1", data);
	net_pair(AF_INET6, "::1", broken);
	T_CHECK(send(data[1], "unread", 6, 0) == 6 && send(broken[1], "left", 4, 0) == 4, "send");
	shutdown(data[1], SHUT_WR);
	shutdown(data[0], SHUT_WR);
	close(data[1]);
	setsockopt(broken[1], SOL_SOCKET, SO_LINGER, &now, sizeof(now));
	close(broken[1]);
	int gone = net_bound(AF_INET, SOCK_STREAM, "127.0.0.1");
	name = net_name(gone);
	close(gone);
	refused = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
	T_CHECK(net_connect(refused, &name) < 0 && errno == EINPROGRESS, "connect: %s",
		strerror(errno));
	while (net_tcp_state(data[0]) != 7 || net_tcp_state(refused) != 7 ||
	       net_tcp_state(broken[0]) != 7)
		t_sleep_ms(1);
	t_ready();
	tcp_gets(data[0], "unread");
	T_CHECK(recv(data[0], &c, 1, 0) == 0, "no end: %s", strerror(errno));
	T_CHECK(send(data[0], "x", 1, MSG_NOSIGNAL) < 0 && errno == EPIPE, "it can send");
	tcp_gets(broken[0], "left");
	T_CHECK(recv(broken[0], &c, 1, 0) < 0 && errno == ECONNRESET, "not reset: %s",
		strerror(errno));
	T_CHECK(recv(broken[0], &c, 1, 0) == 0, "no end of the broken one");
	T_CHECK(net_option(refused, SOL_SOCKET, SO_ERROR) == ECONNREFUSED, "not refused");
	T_CHECK((fcntl(refused, F_GETFL) & O_NONBLOCK) && !(fcntl(data[0], F_GETFL) & O_NONBLOCK),
		"O_NONBLOCK");
}

static void tcp_ended(void)
{
	struct t_subject s;

	net_alone();
	t_start(&s, ended_subject);
	t_cycles(&s, 3);
	t_end(&s);
}

/* == under load, far away ====================================================================== */

/* Two networks, and between them a process that hands on packets after a while, or not at all. */
enum { FAR_DELAY_NS = 3000000, FAR_PACKETS = 4096, FAR_MTU = 1500, FAR_LOST = 100 };

struct far_packet {
	int to;
	uint64_t due;
	ssize_t n;
	unsigned char data[FAR_MTU];
};

static int far_tun(const char *address)
{
	struct ifreq ifr = {.ifr_name = "far", .ifr_flags = IFF_TUN | IFF_NO_PI};
	struct ifreq up = {.ifr_name = "far", .ifr_flags = IFF_UP};
	int fd = open("/dev/net/tun", O_RDWR | O_NONBLOCK | O_CLOEXEC),
	    s = socket(AF_INET, SOCK_DGRAM, 0);
	union net_address at;

	if (fd < 0 || ioctl(fd, TUNSETIFF, &ifr) < 0)
		t_skip("/dev/net/tun: %s", strerror(errno));
	net_address(&at, AF_INET, address, 0);
	memset(&ifr, 0, sizeof(ifr));
	strcpy(ifr.ifr_name, "far");
	memcpy(&ifr.ifr_addr, &at.v4, sizeof(at.v4));
	T_MUST(ioctl(s, SIOCSIFADDR, &ifr) == 0, "address: %s", strerror(errno));
	net_address(&at, AF_INET, "255.255.255.0", 0);
	memcpy(&ifr.ifr_addr, &at.v4, sizeof(at.v4));
	T_MUST(ioctl(s, SIOCSIFNETMASK, &ifr) == 0 && ioctl(s, SIOCSIFFLAGS, &up) == 0, "up: %s",
	       strerror(errno));
	close(s);
	return fd;
}

static void far_take(int from, int to, struct far_packet *ring, size_t *head, size_t tail)
{
	while (*head - tail < FAR_PACKETS) {
		struct far_packet *p = &ring[*head % FAR_PACKETS];

		p->n = read(from, p->data, sizeof(p->data));
		if (p->n <= 0)
			return;
		p->to = to;
		p->due = t_now_ns() + FAR_DELAY_NS;
		*head += rand() % FAR_LOST != 0;
	}
}

static void far_relay(int a, int b)
{
	struct far_packet *ring = calloc(FAR_PACKETS, sizeof(*ring));
	size_t head = 0, tail = 0;

	srand(4711);
	for (;;) {
		struct pollfd pfd[2] = {{.fd = a, .events = POLLIN}, {.fd = b, .events = POLLIN}};
		uint64_t now = t_now_ns();
		struct timespec wait = {1, 0};

		for (; tail < head && ring[tail % FAR_PACKETS].due <= now; tail++)
			(void)!write(ring[tail % FAR_PACKETS].to, ring[tail % FAR_PACKETS].data,
				     (size_t)ring[tail % FAR_PACKETS].n);
		if (tail < head)
			wait = (struct timespec){0, (long)(ring[tail % FAR_PACKETS].due - now)};
		ppoll(pfd, 2, &wait, NULL);
		far_take(a, b, ring, &head, tail);
		far_take(b, a, ring, &head, tail);
	}
}

struct far_shared {
	volatile uint64_t got[2]; /* bytes, by the near end and by the far one */
};

/* Both ways at once: a stream whose every byte is known by its place. Ends when `stop` is there
 * and the other end has said all. */
static void far_talk(int s, volatile uint64_t *ret_got, const char *stop)
{
	static unsigned char buf[16384];
	uint64_t sent = 0, got = 0, wrong = 0;
	bool open = true, more = true;

	net_set(s, SOL_SOCKET, SO_SNDBUF, 65536); /* little is left to be said at the end */
	while (open || more) {
		struct pollfd pfd = {.fd = s,
				     .events = (short)((open ? POLLIN : 0) | (more ? POLLOUT : 0))};

		poll(&pfd, 1, 1000);
		T_MUST(!(pfd.revents & POLLERR), "broken at %llu", (unsigned long long)got);
		if (pfd.revents & (POLLIN | POLLHUP)) {
			ssize_t n = recv(s, buf, sizeof(buf), MSG_DONTWAIT);
			for (ssize_t i = 0; i < n; i++)
				wrong += buf[i] !=
					 (unsigned char)(((got + (uint64_t)i) * 2654435761u) >> 16);
			T_MUST(wrong == 0, "wrong after %llu", (unsigned long long)got);
			got += n > 0 ? (uint64_t)n : 0;
			*ret_got = got;
			open = n != 0;
		}
		if (more && t_exists(stop)) {
			shutdown(s, SHUT_WR);
			more = false;
		}
		if (more && (pfd.revents & POLLOUT)) {
			for (size_t i = 0; i < sizeof(buf); i++)
				buf[i] = (unsigned char)(((sent + i) * 2654435761u) >> 16);
			ssize_t n = send(s, buf, sizeof(buf), MSG_DONTWAIT | MSG_NOSIGNAL);
			sent += n > 0 ? (uint64_t)n : 0;
		}
	}
	T_CHECK(got > 0 && sent > 0, "nothing was said");
}

static struct far_shared *far_counts(void)
{
	int fd = open("counts", O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	struct far_shared *c;

	T_MUST(fd >= 0 && ftruncate(fd, sizeof(*c)) == 0, "counts");
	c = mmap(NULL, sizeof(*c), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	close(fd);
	T_MUST(c != MAP_FAILED, "mmap");
	return c;
}

static void far_subject(void)
{
	struct far_shared *c = far_counts();
	int s = tcp_join();

	t_ready();
	far_talk(s, &c->got[0], "stop");
}

static pid_t far_start(void)
{
	int near = far_tun("10.9.0.1");
	pid_t relay = fork();

	T_MUST(relay >= 0, "fork");
	if (relay > 0) {
		close(near);
		return relay;
	}
	T_MUST(unshare(CLONE_NEWNET) == 0, "unshare: %s", strerror(errno));
	int far = far_tun("10.9.0.2"), l = net_bound_of(AF_INET, SOCK_STREAM, 0, "10.9.0.2", 4711);
	union net_address name = net_name(l);
	pid_t end = fork();
	if (end == 0) {
		T_MUST(listen(l, 1) == 0, "listen");
		/* Whoever sees it may read it. */
		t_write("name.new", &name, sizeof(name));
		T_MUST(rename("name.new", "name") == 0, "rename");
		int s = accept(l, NULL, NULL);
		far_talk(s, &far_counts()->got[1], "stop");
		t_write("done", "", 0);
		_exit(t_failures() ? 1 : 0);
	}
	far_relay(near, far);
	_exit(1);
}

static void tcp_load(int cycles)
{
	struct far_shared *c = far_counts();
	struct t_subject s;

	net_alone();
	pid_t relay = far_start();
	while (!t_exists("name"))
		t_sleep_ms(1);
	t_start(&s, far_subject);
	t_go(&s);
	s.but = "stat status timers wchan";
	for (int i = 0; i <= cycles; i++) {
		uint64_t was[2] = {c->got[0], c->got[1]}, end = t_now_ns() + 20000000000u;

		while (c->got[0] < was[0] + 100000 || c->got[1] < was[1] + 100000) {
			T_MUST(t_alive(s.pid) && t_now_ns() < end, "cycle %d: %llu and %llu bytes",
			       i, (unsigned long long)c->got[0], (unsigned long long)c->got[1]);
			t_sleep_ms(1);
		}
		if (i == cycles)
			break;
		cr_save_opts save = cr_save_opts_init();
		cr_load_opts load = cr_load_opts_init();
		cr_child child = cr_child_init();
		cr_error err;
		save.flags = CR_TCP_ESTABLISHED | CR_END;
		load.flags = CR_LOAD_TCP_ESTABLISHED;
		T_MUST(cr_dump(s.pid, "save", &save, &err) == 0, "%s", err.text);
		t_wait(s.pid, 5000);
		T_MUST(cr_restore("save", &load, &child, &err) == 0, "%s", err.text);
		close(child.pidfd);
	}
	t_write("stop", "", 0);
	int status = t_wait(s.pid, 40000);
	T_CHECK(status == 0, "status %x", status);
	for (int i = 0; i < 20000 && !t_exists("done"); i++)
		t_sleep_ms(1);
	T_CHECK(t_exists("done"), "the far end has not come to its end");
	kill(relay, SIGKILL);
	waitpid(relay, NULL, 0);
	munmap(c, sizeof(*c));
}

static void tcp_under_load(void)
{
	tcp_load(5);
}

static void tcp_under_load_long(void)
{
	tcp_load(20);
}

/* == a saver that is killed ==================================================================== */

static int tcp_saver_pid;
static uint32_t tcp_saver_flags;

static void tcp_saver(void *arg)
{
	cr_save_opts o = cr_save_opts_init();
	cr_error err;

	(void)arg;
	o.flags = CR_TCP_ESTABLISHED | tcp_saver_flags;
	_exit(cr_dump(tcp_saver_pid, "killed", &o, &err) == 0 ? 0 : 1);
}

/* Whatever call is its last, the connection is not silent afterwards. With CR_END only up to where
 * the tree is about to be killed. */
static void tcp_kill_walk(uint32_t flags, long first, long step)
{
	struct t_fault f = {.how = T_FAULT_KILL_AFTER, .alone = true};
	struct t_subject s;
	cr_report *report;
	cr_error err;
	long n = 0;

	net_alone();
	int l = tcp_listener(AF_INET, "127.0.0.1");
	t_start(&s, tcp_plain_subject);
	int b = accept(l, NULL, NULL);
	t_go(&s);
	tcp_saver_pid = s.pid;
	tcp_saver_flags = flags;
	for (f.at = first; t_failures() == 0; f.at += step, n++) {
		kill_run(&f, tcp_saver);
		if (f.nr < 0 || !t_alive(s.pid))
			break;
		if (flags & CR_END) {
			T_MUST(cr_clean_up(&report, &err) == 0, "%s", err.text);
			cr_report_free(report);
		}
		tcp_says(b, "alive");
		T_CHECK(t_failures() == 0, "after call %ld (%s)", f.at, t_syscall_name(f.nr));
	}
	T_CHECK(n > 20, "only %ld calls", n);
	T_CHECK(t_run(NULL, "rm -rf killed .cr-*") == 0, "rm");
	if (t_alive(s.pid)) {
		tcp_end(&s, b, l);
		return;
	}
	t_wait(s.pid, 1000);
	close(b);
	close(l);
}

/* A lock that stands between a program and its peer goes; one that a save waits behind stays. */
static void tcp_clean_up(void)
{
	cr_save_opts save = cr_save_opts_init();
	cr_load_opts load = cr_load_opts_init();
	cr_child child = cr_child_init();
	struct nft_connection lock = {.family = AF_INET};
	struct t_subject s;
	cr_report *report;
	struct cr_ctx cx;
	cr_error err;

	net_alone();
	int l = tcp_listener(AF_INET, "127.0.0.1");
	t_start(&s, tcp_plain_subject);
	socklen_t len = sizeof(union net_address);
	union net_address its;
	int b = accept(l, &its.any, &len), fd = nft_open();
	T_MUST(ctx_open(&cx, NULL) == 0 && fd >= 0, "nft_open: %d", fd);
	memcpy(lock.ours.address, &its.v4.sin_addr, 4);
	lock.ours.port = ntohs(its.v4.sin_port);
	its = net_name(b);
	memcpy(lock.theirs.address, &its.v4.sin_addr, 4);
	lock.theirs.port = ntohs(its.v4.sin_port);
	int r = nft_lock(&cx, fd, "cr-0123456789abcdef", false, &lock, 1);
	T_MUST(r == 0, "nft_lock: %d", r);
	t_go(&s);
	struct pollfd pfd = {.fd = b, .events = POLLIN};
	T_CHECK(send(b, "x", 1, 0) == 1 && poll(&pfd, 1, 100) == 0, "it is not locked");
	T_MUST(cr_clean_up(&report, &err) == 0, "%s", err.text);
	if (T_CHECK(report->note_count == 1, "%zu notes", report->note_count))
		t_contains(report->notes[0].object, "cr-0123456789abcdef");
	cr_report_free(report);
	tcp_gets(b, "x");
	/* Somebody at work. */
	r = nft_lock(&cx, fd, "cr-0123456789abcdef-now", true, &lock, 1);
	T_CHECK(r == 0, "nft_lock: %d", r);
	T_CHECK(cr_clean_up(&report, &err) == 0 && report->note_count == 0, "%s", err.text);
	cr_report_free(report);
	T_CHECK(send(b, "y", 1, 0) == 1 && poll(&pfd, 1, 100) == 0, "it is not locked");
	close(fd);
	tcp_gets(b, "y");
	/* Away. */
	save.flags = CR_TCP_ESTABLISHED | CR_END;
	load.flags = CR_LOAD_TCP_ESTABLISHED;
	T_MUST(cr_dump(s.pid, "save", &save, &err) == 0, "%s", err.text);
	t_wait(s.pid, 5000);
	T_CHECK(cr_clean_up(&report, &err) == 0 && report->note_count == 0, "%s", err.text);
	cr_report_free(report);
	T_CHECK(send(b, "away", 4, MSG_NOSIGNAL) == 4 && poll(&pfd, 1, 50) == 0, "it is told");
	T_MUST(cr_restore("save", &load, &child, &err) == 0, "%s", err.text);
	close(child.pidfd);
	s.pid = child.pid;
	tcp_gets(b, "away");
	tcp_end(&s, b, l);
	ctx_close(&cx);
}

/* In repair mode, as a saver leaves it that is killed together with who reads for it. */
static void tcp_silent(void)
{
	const int on = 1;
	struct t_subject s;
	cr_report *report;
	cr_error err;

	net_alone();
	int l = tcp_listener(AF_INET, "127.0.0.1");
	t_start(&s, tcp_plain_subject);
	int b = accept(l, NULL, NULL), pidfd = sys_pidfd_open(s.pid, 0);
	int fd = sys_pidfd_getfd(pidfd, 3);
	T_MUST(setsockopt(fd, IPPROTO_TCP, TCP_REPAIR, &on, sizeof(on)) == 0, "repair: %s",
	       strerror(errno));
	close(fd);
	close(pidfd);
	T_CHECK(send(b, "x", 1, 0) == 1, "send");
	T_MUST(cr_clean_up(&report, &err) == 0, "%s", err.text);
	if (T_CHECK(report->note_count == 1 && report->notes[0].pid == s.pid, "%zu notes",
		    report->note_count))
		t_contains(report->notes[0].text, "descriptor 3 was left in repair mode");
	cr_report_free(report);
	t_go(&s);
	tcp_gets(b, "x");
	tcp_says(b, "and on");
	T_CHECK(cr_clean_up(&report, &err) == 0 && report->note_count == 0, "again: %s", err.text);
	cr_report_free(report);
	tcp_end(&s, b, l);
}

static void tcp_killed(void)
{
	tcp_kill_walk(0, 5, 13);
}

static void tcp_killed_all(void)
{
	tcp_kill_walk(0, 1, 1);
}

/* Up to where it is ended: after that there is nobody to speak to. */
static void tcp_killed_ending(void)
{
	tcp_kill_walk(CR_END, 11, 17);
}

static void tcp_killed_ending_all(void)
{
	tcp_kill_walk(CR_END, 1, 1);
}

static const struct t_test tcp_tests[] = {
	{"tcp_outside", tcp_outside, T_ROOT, 0, NULL, "inet: fill"},
	{"tcp_away", tcp_away, T_ROOT, 0, NULL, NULL},
	{"tcp_left_running", tcp_left_running, T_ROOT, 0, NULL, NULL},
	{"tcp_reset_by_policy", tcp_reset_by_policy, T_ROOT | T_USER, 0, NULL, "inet: fill"},
	{"tcp_skip_in_flight", tcp_skip_in_flight, T_ROOT, 0, NULL, NULL},
	{"tcp_half", tcp_half, T_ROOT, 40, NULL, "inet: release"},
	{"tcp_half_pair", tcp_half_pair, T_ROOT, 0, NULL, "inet: release"},
	{"tcp_ended", tcp_ended, T_ROOT | T_USER, 0, NULL, "inet: fill"},
	{"tcp_under_load", tcp_under_load, T_ROOT, 120, NULL, NULL},
	{"tcp_under_load_long", tcp_under_load_long, T_ROOT | T_SOAK, 300, NULL, NULL},
	{"tcp_killed", tcp_killed, T_ROOT, 0, NULL, NULL},
	{"tcp_silent", tcp_silent, T_ROOT, 0, NULL, NULL},
	{"tcp_clean_up", tcp_clean_up, T_ROOT, 0, NULL, NULL},
	{"tcp_killed_ending", tcp_killed_ending, T_ROOT, 0, NULL, NULL},
	{"tcp_killed_ending_all", tcp_killed_ending_all, T_ROOT | T_SOAK, 300, NULL, NULL},
	{"tcp_killed_all", tcp_killed_all, T_ROOT | T_SOAK, 300, NULL, NULL},
};
