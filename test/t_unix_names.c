/* SPDX-License-Identifier: MIT
 *
 * Unix sockets with names, saved and brought back: paths, abstract names, those that the kernel
 * chose; listening, with those who wait to be accepted; connected by name, across processes;
 * datagrams with their senders; names that are gone, moved, or relative.
 */
#include "t.h"
#include "../cr.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#define NAMES_CYCLE(fn, n) names_cycle(#fn, fn, n)

static void names_cycle(const char *name, void (*fn)(void), int n)
{
	struct t_subject s;

	t_start_(&s, name, fn);
	t_cycles(&s, n);
	t_end(&s);
}

/* "@name" is abstract. */
static socklen_t names_address(struct sockaddr_un *un, const char *name)
{
	size_t n = strlen(name);

	memset(un, 0, sizeof(*un));
	un->sun_family = AF_UNIX;
	memcpy(un->sun_path, name, n);
	if (name[0] == '@')
		un->sun_path[0] = '\0';
	return (socklen_t)(offsetof(struct sockaddr_un, sun_path) + n + (name[0] != '@'));
}

static int names_bound(int type, const char *name)
{
	struct sockaddr_un un;
	socklen_t len = names_address(&un, name);
	int fd = socket(AF_UNIX, type, 0);

	T_MUST(fd >= 0 && bind(fd, (const struct sockaddr *)&un, len) == 0, "bind to %s: %s", name,
	       strerror(errno));
	return fd;
}

static int names_listening(int type, const char *name, int backlog)
{
	int fd = names_bound(type, name);

	T_MUST(listen(fd, backlog) == 0, "listen: %s", strerror(errno));
	return fd;
}

static bool names_connect(int fd, const char *name)
{
	struct sockaddr_un un;
	socklen_t len = names_address(&un, name);

	return T_CHECK(connect(fd, (const struct sockaddr *)&un, len) == 0, "connect to %s: %s",
		       name, strerror(errno));
}

static int names_connected(int type, const char *name)
{
	int fd = socket(AF_UNIX, type, 0);

	T_MUST(fd >= 0 && names_connect(fd, name), "no connection");
	return fd;
}

static bool names_is(const struct sockaddr_un *un, socklen_t len, const char *name)
{
	struct sockaddr_un want;
	socklen_t want_len = names_address(&want, name);

	if (!name[0])
		want_len = sizeof(sa_family_t);
	return T_CHECK(len == want_len && memcmp(un, &want, len) == 0,
		       "a name of %u bytes, '%c%s', for '%s'", len,
		       un->sun_path[0] ? un->sun_path[0] : '@', un->sun_path + 1, name);
}

/* Its own name and that of its peer; NULL: not asked. */
static void names_are(int fd, const char *own, const char *peer)
{
	struct sockaddr_un un;
	socklen_t len = sizeof(un);

	T_CHECK(getsockname(fd, (struct sockaddr *)&un, &len) == 0, "getsockname");
	names_is(&un, len, own);
	len = sizeof(un);
	if (!peer)
		return;
	if (T_CHECK(getpeername(fd, (struct sockaddr *)&un, &len) == 0, "getpeername: %s",
		    strerror(errno)))
		names_is(&un, len, peer);
}

static void names_puts(int fd, const char *text)
{
	T_CHECK(send(fd, text, strlen(text), MSG_DONTWAIT | MSG_NOSIGNAL) == (ssize_t)strlen(text),
		"send '%s': %s", text, strerror(errno));
}

/* The next message is this; NULL: the end. */
static void names_gets(int fd, const char *text)
{
	char buf[256];
	ssize_t n = recv(fd, buf, sizeof(buf), MSG_DONTWAIT);

	T_CHECK(n == (text ? (ssize_t)strlen(text) : 0) &&
			(n <= 0 || memcmp(buf, text, (size_t)n) == 0),
		"'%s': %zd, %.*s, %s", text ? text : "(end)", n, n > 0 ? (int)n : 0, buf,
		n < 0 ? strerror(errno) : "");
}

static void names_gets_from(int fd, const char *text, const char *sender)
{
	struct sockaddr_un un;
	socklen_t len = sizeof(un);
	char buf[256];
	ssize_t n = recvfrom(fd, buf, sizeof(buf), MSG_DONTWAIT, (struct sockaddr *)&un, &len);

	T_CHECK(n == (ssize_t)strlen(text) && memcmp(buf, text, (size_t)n) == 0, "'%s': %zd, %s",
		text, n, n < 0 ? strerror(errno) : "");
	if (!sender[0])
		T_CHECK(len == 0, "a name of %u bytes", len);
	else
		names_is(&un, len, sender);
}

/* == streams =================================================================================== */

static void server_of(int type, const char *name)
{
	struct stat st;
	int s = names_listening(type, name, 3), fd[4], c[4];
	bool path = name[0] != '@';
	int len = 0;

	if (path)
		T_CHECK(chmod(name, 0751) == 0, "chmod");
	for (int i = 0; i < 3; i++) {
		c[i] = names_connected(type, name);
		fd[i] = accept(s, NULL, NULL);
		T_MUST(fd[i] >= 0, "accept");
	}
	names_puts(c[0], "to the server");
	names_puts(fd[1], "to the client");
	/* Server's side gone, and client's; what they sent is still there. */
	names_puts(fd[2], "last words");
	close(fd[2]);
	c[3] = names_connected(type, name);
	fd[3] = accept(s, NULL, NULL);
	names_puts(c[3], "bye");
	close(c[3]);
	/* Two wait to be accepted. */
	int w1 = names_connected(type, name), w2 = names_connected(type, name);
	shutdown(w2, SHUT_WR);
	t_ready();
	if (path)
		T_CHECK(stat(name, &st) == 0 && S_ISSOCK(st.st_mode) &&
				(st.st_mode & 07777) == 0751 && st.st_uid == geteuid(),
			"file: %o", st.st_mode);
	names_are(s, name, NULL);
	names_are(c[0], "", name);
	names_are(fd[0], name, "");
	names_gets(fd[0], "to the server");
	names_gets(c[1], "to the client");
	names_puts(fd[0], "answer");
	names_gets(c[0], "answer");
	names_are(c[2], "", name);
	names_gets(c[2], "last words");
	names_gets(c[2], NULL);
	names_are(fd[3], name, "");
	names_gets(fd[3], "bye");
	names_gets(fd[3], NULL);
	/* In their order. */
	int a = accept4(s, NULL, NULL, SOCK_NONBLOCK), d = accept4(s, NULL, NULL, SOCK_NONBLOCK);
	T_MUST(a >= 0 && d >= 0, "accept: %d %d", a, d);
	names_puts(w1, "first");
	names_gets(a, "first");
	names_gets(d, NULL);
	names_puts(d, "still heard");
	names_gets(w2, "still heard");
	T_CHECK(fcntl(s, F_SETFL, O_NONBLOCK) == 0 && accept(s, NULL, NULL) < 0 && errno == EAGAIN,
		"one too many");
	/* The length of the queue is what it was: 3 + 1 fit. */
	for (int i = 0; i < 6; i++) {
		int fresh = socket(AF_UNIX, type | SOCK_NONBLOCK, 0);
		struct sockaddr_un un;
		socklen_t n = names_address(&un, name);
		len += connect(fresh, (const struct sockaddr *)&un, n) == 0;
	}
	T_CHECK(len == 4, "%d fit into the queue", len);
	if (path)
		unlink(name);
}

static void path_server_subject(void)
{
	server_of(SOCK_STREAM, "server.sock");
}

static void abstract_server_subject(void)
{
	char name[64];

	snprintf(name, sizeof(name), "@cr-test-%d-%llx", (int)geteuid(),
		 (unsigned long long)t_now_ns());
	server_of(SOCK_STREAM, name);
}

static void packet_server_subject(void)
{
	char dir[200], name[256];

	T_MUST(getcwd(dir, sizeof(dir)), "getcwd");
	snprintf(name, sizeof(name), "%s/p.sock", dir);
	server_of(SOCK_SEQPACKET, strlen(name) < 100 ? name : "p.sock");
}

static void names_path_server(void)
{
	NAMES_CYCLE(path_server_subject, 3);
}

static void names_abstract_server(void)
{
	NAMES_CYCLE(abstract_server_subject, 3);
}

static void names_packet_server(void)
{
	NAMES_CYCLE(packet_server_subject, 3);
}

/* Three processes that share nothing: a server, its client, and who started them; the client is
 * bound, too. */
static void family_subject(void)
{
	int status, ready[2];
	char c;

	T_MUST(pipe(ready) == 0, "pipe");
	pid_t server = fork();
	if (server == 0) {
		int s = names_listening(SOCK_STREAM, "family.sock", 5);
		T_CHECK(write(ready[1], "s", 1) == 1, "write");
		int fd = accept(s, NULL, NULL);
		struct ucred who;
		socklen_t len = sizeof(who);
		names_are(fd, "family.sock", "client.sock");
		T_CHECK(recv(fd, &c, 1, 0) == 1 && c == 'q' && send(fd, "a", 1, 0) == 1,
			"question");
		T_CHECK(getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &who, &len) == 0 &&
				who.uid == getuid(),
			"peer's user %d", (int)who.uid);
		if (T_CHECK(recv(fd, &c, 1, 0) == 0, "not the end"))
			_exit(t_failures() ? 1 : (int)(who.pid == getpid() + 1) + 10);
		_exit(1);
	}
	T_CHECK(read(ready[0], &c, 1) == 1, "the server");
	pid_t client = fork();
	if (client == 0) {
		int fd = names_bound(SOCK_STREAM, "client.sock");
		names_connect(fd, "family.sock");
		T_CHECK(write(ready[1], "c", 1) == 1, "write");
		while (!t_exists("ask"))
			t_sleep_ms(2);
		names_are(fd, "client.sock", "family.sock");
		T_CHECK(send(fd, "q", 1, 0) == 1 && recv(fd, &c, 1, 0) == 1 && c == 'a', "answer");
		_exit(t_failures() ? 1 : 0);
	}
	T_CHECK(read(ready[0], &c, 1) == 1, "the client");
	t_sleep_ms(20);
	t_ready();
	t_write("ask", "", 0);
	T_CHECK(waitpid(client, &status, 0) == client && status == 0, "client: %x", status);
	/* 11: it still knows the client by its process id. */
	T_CHECK(waitpid(server, &status, 0) == server &&
			status == (client == server + 1 ? 11 << 8 : 10 << 8),
		"server: %x", status);
}

static void names_family(void)
{
	NAMES_CYCLE(family_subject, 2);
}

/* == datagrams ================================================================================= */

#define LETTER (geteuid() ? "@cr-letter-user" : "@cr-letter-root")

static void letters_subject(void)
{
	int hub = names_bound(SOCK_DGRAM, "hub.sock"), a = names_bound(SOCK_DGRAM, LETTER),
	    b = socket(AF_UNIX, SOCK_DGRAM, 0), gone = names_bound(SOCK_DGRAM, "gone.sock"),
	    fresh = socket(AF_UNIX, SOCK_DGRAM, 0);
	const sa_family_t any = AF_UNIX;
	struct sockaddr_un un;
	socklen_t len = sizeof(un);
	char own[64] = "@";

	names_connect(a, "hub.sock");
	names_connect(b, "hub.sock");
	names_connect(gone, "hub.sock");
	T_MUST(bind(fresh, (const struct sockaddr *)&any, sizeof(any)) == 0 &&
		       getsockname(fresh, (struct sockaddr *)&un, &len) == 0 && len == 8,
	       "no name of the kernel's choice");
	memcpy(own + 1, un.sun_path + 1, 5);
	names_puts(a, "from a");
	names_puts(b, "from b");
	names_puts(gone, "from one who is gone");
	names_puts(a, "");
	names_connect(fresh, "hub.sock");
	names_puts(fresh, "from nobody in particular");
	close(gone);
	unlink("gone.sock");
	t_ready();
	names_gets_from(hub, "from a", LETTER);
	names_gets_from(hub, "from b", "");
	names_gets_from(hub, "from one who is gone", "gone.sock");
	names_gets_from(hub, "", LETTER);
	names_gets_from(hub, "from nobody in particular", own);
	names_are(fresh, own, "hub.sock");
	names_are(a, LETTER, "hub.sock");
	names_puts(b, "more");
	names_gets_from(hub, "more", "");
}

static void names_letters(void)
{
	NAMES_CYCLE(letters_subject, 3);
}

/* Who is connected takes nothing from others: in whatever order they were connected. */
static void web_subject(void)
{
	int x = names_bound(SOCK_DGRAM, "x.sock"), y = names_bound(SOCK_DGRAM, "y.sock"),
	    z = names_bound(SOCK_DGRAM, "z.sock"), lone = names_bound(SOCK_DGRAM, "lone.sock"),
	    lost = names_bound(SOCK_DGRAM, "lost.sock"), t = names_bound(SOCK_DGRAM, "t.sock"),
	    pair[2];

	T_MUST(socketpair(AF_UNIX, SOCK_DGRAM, 0, pair) == 0, "socketpair");
	/* z to x, then x and y to each other; a half of a pair to t. */
	names_connect(z, "x.sock");
	names_puts(z, "from z");
	names_connect(x, "y.sock");
	names_connect(y, "x.sock");
	names_puts(y, "from y");
	names_puts(x, "from x");
	names_connect(pair[0], "t.sock");
	names_puts(pair[0], "from the pair");
	names_connect(lone, "lost.sock");
	close(lost);
	unlink("lost.sock");
	t_ready();
	names_gets_from(x, "from z", "z.sock");
	names_gets_from(x, "from y", "y.sock");
	names_gets_from(y, "from x", "x.sock");
	names_gets_from(t, "from the pair", "");
	names_are(z, "z.sock", "x.sock");
	T_CHECK(send(z, "no", 2, MSG_DONTWAIT) < 0 && errno == EPERM, "z to x: %s",
		strerror(errno));
	T_CHECK(send(pair[1], "no", 2, MSG_DONTWAIT) < 0 && errno == EPERM, "left by its half: %s",
		strerror(errno));
	names_puts(x, "again");
	names_gets(y, "again");
	T_CHECK(send(lone, "?", 1, MSG_DONTWAIT) < 0 && errno == ECONNREFUSED, "to the lost: %s",
		strerror(errno));
}

static void names_web(void)
{
	NAMES_CYCLE(web_subject, 3);
}

/* == where names lie =========================================================================== */

static int names_short_of(const char *name)
{
	return names_connected(SOCK_STREAM, name);
}

/* Relative to another directory than now; moved to where others find it; gone, in part with
 * another in its place; gone with its directory. */
static void places_subject(void)
{
	T_MUST(mkdir("in", 0755) == 0 && mkdir("off", 0755) == 0 && chdir("in") == 0, "mkdir");
	int relative = names_listening(SOCK_STREAM, "r.sock", 5);
	T_MUST(chdir("..") == 0, "chdir");
	int moved = names_listening(SOCK_STREAM, "m.tmp", 5);
	T_MUST(rename("m.tmp", "m.sock") == 0, "rename");
	int gone = names_listening(SOCK_STREAM, "g.sock", 5), client = names_short_of("g.sock"),
	    waits = names_short_of("g.sock"), server = accept(gone, NULL, NULL);
	T_MUST(unlink("g.sock") == 0, "unlink");
	int second = names_listening(SOCK_STREAM, "g.sock", 5), c2 = names_short_of("g.sock"),
	    s2 = accept(second, NULL, NULL);
	int off = names_listening(SOCK_STREAM, "off/o.sock", 5);
	T_MUST(unlink("off/o.sock") == 0 && rmdir("off") == 0, "rmdir");
	/* Its listener is closed. */
	int closed = names_listening(SOCK_STREAM, "c.sock", 5), c3 = names_short_of("c.sock"),
	    c4 = names_short_of("c.sock"), s3 = accept(closed, NULL, NULL),
	    s4 = accept(closed, NULL, NULL);
	close(closed);
	t_ready();
	names_are(relative, "r.sock", NULL);
	close(names_short_of("in/r.sock"));
	T_CHECK(!t_exists("r.sock") && !t_exists("m.tmp") && !t_exists("off"), "names too many");
	names_are(moved, "m.tmp", NULL);
	close(names_short_of("m.sock"));
	names_are(gone, "g.sock", NULL);
	names_are(client, "", "g.sock");
	names_are(server, "g.sock", "");
	names_puts(server, "hello");
	names_gets(client, "hello");
	int a = accept4(gone, NULL, NULL, SOCK_NONBLOCK);
	names_puts(waits, "there");
	names_gets(a, "there");
	names_puts(c2, "second");
	names_gets(s2, "second");
	names_are(off, "off/o.sock", NULL);
	names_are(s3, "c.sock", "");
	names_are(s4, "c.sock", "");
	names_puts(c3, "three");
	names_gets(s3, "three");
	names_puts(c4, "four");
	names_gets(s4, "four");
}

static void names_places(void)
{
	NAMES_CYCLE(places_subject, 2);
	T_CHECK(t_run(NULL, "ls -d /tmp/.cr-* 2>/dev/null") != 0, "something is left in /tmp");
}

/* == refusals ================================================================================== */

static void names_refused(const char *name, void (*fn)(void), int code, const char *text)
{
	struct t_subject s;
	cr_error err;

	t_start_(&s, name, fn);
	if (T_CHECK(cr_dump(s.pid, "save", NULL, &err) < 0, "%s was saved", name)) {
		T_CHECK(err.code == code, "code %d: %s", err.code, err.text);
		t_contains(err.text, text);
	}
	T_CHECK(!t_exists("save"), "a save was made");
	t_end(&s);
}
#define NAMES_REFUSED(fn, code, text) names_refused(#fn, fn, code, text)

static void unread_subject(void)
{
	int s = names_listening(SOCK_STREAM, "unread.sock", 5), c = names_short_of("unread.sock");

	names_puts(c, "nobody reads this");
	t_ready();
	names_gets(accept(s, NULL, NULL), "nobody reads this");
}

static void gone_again_subject(void)
{
	int s = names_listening(SOCK_STREAM, "again.sock", 5), c = names_short_of("again.sock");

	names_puts(c, "fire and forget");
	close(c);
	t_ready();
	names_gets(accept(s, NULL, NULL), "fire and forget");
}

static void taken_subject(void)
{
	int s = names_listening(SOCK_STREAM, "taken.sock", 5);

	t_ready();
	close(names_short_of("taken.sock"));
	close(s);
}

/* Somebody outside waits to be accepted; is connected. */
static void outsider_subject(void)
{
	int s = names_listening(SOCK_STREAM, "out.sock", 5), fd;

	t_ready();
	fd = accept(s, NULL, NULL);
	t_ready();
	names_puts(fd, "well");
}

static void names_refusals(void)
{
	struct t_subject s;
	cr_error err;

	NAMES_REFUSED(unread_subject, CR_E_UNSUPPORTED, "waits to be accepted");
	NAMES_REFUSED(gone_again_subject, CR_E_UNSUPPORTED, "not accepted yet");
	t_start(&s, outsider_subject);
	int fd = names_short_of("out.sock");
	T_CHECK(cr_dump(s.pid, "save", NULL, &err) < 0 && err.code == CR_E_OUTSIDE, "%d: %s",
		err.code, err.text);
	t_contains(err.text, "waits to be connected");
	t_next(&s);
	T_CHECK(cr_dump(s.pid, "save", NULL, &err) < 0 && err.code == CR_E_OUTSIDE, "%d: %s",
		err.code, err.text);
	t_contains(err.text, "whose other end");
	t_end(&s);
	names_gets(fd, "well");
	close(fd);
	unlink("out.sock");
}

/* The program goes on; its copy does not take the name away from it, and leaves nothing. */
static void names_taken(void)
{
	struct t_subject s;
	cr_load_opts opts = {.size = sizeof(opts), .pids = CR_PIDS_NEW};
	cr_child child = cr_child_init();
	cr_error err;

	t_start(&s, taken_subject);
	T_CHECK(cr_dump(s.pid, "save", NULL, &err) == 0, "%s", err.text);
	T_CHECK(cr_restore("save", &opts, &child, &err) < 0 && strstr(err.text, "taken.sock"),
		"%d: %s", err.code, err.text);
	t_end(&s);
	/* Dead, it is in nobody's way; a file is. */
	T_MUST(unlink("taken.sock") == 0, "unlink");
	t_write("taken.sock", "x", 1);
	T_CHECK(cr_restore("save", &opts, &child, &err) < 0 && strstr(err.text, "taken.sock"),
		"%d: %s", err.code, err.text);
	char *text = t_read("taken.sock", NULL);
	T_CHECK(text && strcmp(text, "x") == 0, "the file is gone");
	free(text);
	unlink("taken.sock");
}

/* == a peer outside ============================================================================ */

static void to_outside_subject(void)
{
	int fd = socket(AF_UNIX, SOCK_DGRAM, 0);

	names_connect(fd, "outside.sock");
	names_puts(fd, "before");
	t_ready();
	names_are(fd, "", "outside.sock");
	names_puts(fd, "after");
}

static void names_outside_datagram(void)
{
	int out = names_bound(SOCK_DGRAM, "outside.sock");

	NAMES_CYCLE(to_outside_subject, 2);
	names_gets(out, "before");
	names_gets(out, "after");
	close(out);
	unlink("outside.sock");
}

/* == a stream to the outside =================================================================== */

static void stream_outside_subject(void)
{
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);
	char c;

	names_connect(fd, "stream.sock");
	t_ready();
	names_gets(fd, "unread");
	if (t_exists("reset"))
		T_CHECK(recv(fd, &c, 1, MSG_DONTWAIT) < 0 && errno == ECONNRESET, "reset: %s",
			strerror(errno));
	else
		names_puts(fd, "to the new one");
}

/* Given by somebody else; or reset, after what had come was read. */
static void names_outside_stream(void)
{
	int s = names_listening(SOCK_STREAM, "stream.sock", 3), pair[2], fd;
	cr_rule rules[2] = {{.size = sizeof(rules[0]),
			     .kind = CR_RULE_PATH,
			     .pattern = "socket:*",
			     .action = CR_NAMED,
			     .name = "it"},
			    {.size = sizeof(rules[0])}};
	cr_save_opts save = {.size = sizeof(save), .rules = rules};
	cr_load_opts load = {.size = sizeof(load)};
	struct t_subject a, b;

	T_MUST(socketpair(AF_UNIX, SOCK_STREAM, 0, pair) == 0, "socketpair");
	cr_given given = {"it", pair[0]};
	load.given = &given;
	load.given_count = 1;
	t_start_(&a, "given", stream_outside_subject);
	fd = accept(s, NULL, NULL);
	names_puts(fd, "lost with it");
	a.but = "socket: flags:";
	t_cycle(&a, "save", &save, &load);
	close(fd);
	names_puts(pair[1], "unread");
	t_end(&a);
	names_gets(pair[1], "to the new one");
	close(pair[0]);
	close(pair[1]);

	t_start_(&b, "closed", stream_outside_subject);
	fd = accept(s, NULL, NULL);
	names_puts(fd, "unread");
	save.rules = NULL;
	save.flags = CR_UNIX_CLOSE;
	t_cycle(&b, "save", &save, NULL);
	t_write("reset", "", 0);
	t_end(&b);
	close(fd);
	close(s);
	unlink("stream.sock");
}

static const struct t_test unix_names_tests[] = {
	{"names_path_server", names_path_server, T_ROOT | T_USER, 0, NULL, "unix: fill"},
	{"names_abstract_server", names_abstract_server, T_ROOT | T_USER, 0, NULL, NULL},
	{"names_packet_server", names_packet_server, T_ROOT | T_USER, 0, NULL, NULL},
	{"names_family", names_family, T_ROOT | T_USER, 0, NULL, NULL},
	{"names_letters", names_letters, T_ROOT | T_USER, 0, NULL, NULL},
	{"names_web", names_web, T_ROOT | T_USER, 0, NULL, NULL},
	{"names_places", names_places, T_ROOT, 0, NULL, NULL},
	{"names_refusals", names_refusals, T_ROOT | T_USER, 0, NULL, NULL},
	{"names_taken", names_taken, T_ROOT | T_USER, 0, NULL, NULL},
	{"names_outside_stream", names_outside_stream, T_ROOT | T_USER, 0, NULL, NULL},
	{"names_outside_datagram", names_outside_datagram, T_ROOT | T_USER, 0, NULL, NULL},
};
