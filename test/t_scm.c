/* SPDX-License-Identifier: MIT
 *
 * What messages in Unix sockets carry, saved and brought back: descriptors on their way, of every
 * sort, nested and in circles; credentials; urgent bytes; and options that reading depends on.
 */
#include "t.h"
#include "../cr.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#define SCM_CYCLE(fn) scm_cycle(#fn, fn)

static void scm_cycle(const char *name, void (*fn)(void))
{
	struct t_subject s;

	t_start_(&s, name, fn);
	t_cycles(&s, 3);
	t_end(&s);
}

struct scm_test_room {
	_Alignas(struct cmsghdr) char at[1024];
};

static void scm_pass(int to, const char *text, const int *fds, size_t n)
{
	struct scm_test_room room = {{0}};
	struct iovec iov = {(void *)(uintptr_t)text, strlen(text)};
	struct msghdr msg = {.msg_iov = &iov,
			     .msg_iovlen = 1,
			     .msg_control = room.at,
			     .msg_controllen = CMSG_SPACE(n * sizeof(int))};
	struct cmsghdr *c = CMSG_FIRSTHDR(&msg);

	c->cmsg_level = SOL_SOCKET;
	c->cmsg_type = SCM_RIGHTS;
	c->cmsg_len = CMSG_LEN(n * sizeof(int));
	memcpy(CMSG_DATA(c), fds, n * sizeof(int));
	T_MUST(sendmsg(to, &msg, MSG_DONTWAIT) == (ssize_t)strlen(text), "sendmsg: %s",
	       strerror(errno));
}

/* Reads at most `room` bytes: they are the text, and bring n descriptors. */
static void scm_take(int from, size_t room, const char *text, int *fds, size_t n, struct ucred *who)
{
	struct scm_test_room control;
	char buf[256];
	struct iovec iov = {buf, room};
	struct msghdr msg = {.msg_iov = &iov,
			     .msg_iovlen = 1,
			     .msg_control = control.at,
			     .msg_controllen = sizeof(control.at)};
	ssize_t r = recvmsg(from, &msg, MSG_DONTWAIT);
	size_t got = 0;

	T_CHECK(r == (ssize_t)strlen(text) && memcmp(buf, text, strlen(text)) == 0,
		"'%s': %zd, %.*s, %s", text, r, r > 0 ? (int)r : 0, buf,
		r < 0 ? strerror(errno) : "");
	if (r < 0)
		return;
	for (struct cmsghdr *c = CMSG_FIRSTHDR(&msg); c; c = CMSG_NXTHDR(&msg, c)) {
		if (c->cmsg_type == SCM_CREDENTIALS && who)
			memcpy(who, CMSG_DATA(c), sizeof(*who));
		if (c->cmsg_type != SCM_RIGHTS)
			continue;
		got = (c->cmsg_len - CMSG_LEN(0)) / sizeof(int);
		if (T_CHECK(got <= n, "%zu descriptors for %zu", got, n))
			memcpy(fds, CMSG_DATA(c), got * sizeof(int));
	}
	T_CHECK(got == n, "%zu descriptors with '%s', not %zu", got, text, n);
}

/* == descriptors =============================================================================== */

static void sorts_subject(void)
{
	int a[2], p[2], d[2], got[4], e = eventfd(5, 0), one = 1;
	char buf[8];

	T_MUST(socketpair(AF_UNIX, SOCK_STREAM, 0, a) == 0 && pipe(p) == 0 &&
		       socketpair(AF_UNIX, SOCK_SEQPACKET, 0, d) == 0,
	       "descriptors");
	int f = open("file", O_RDWR | O_CREAT, 0600);
	T_MUST(f >= 0 && write(f, "0123456789", 10) == 10 && lseek(f, 4, SEEK_SET) == 4, "file");
	T_MUST(write(p[1], "piped", 5) == 5, "write");
	/* Bytes without anything run into those that bring descriptors, and not into the next. */
	T_CHECK(send(a[0], "ab", 2, 0) == 2, "send");
	scm_pass(a[0], "cd", (int[]){p[0], f, e}, 3);
	T_CHECK(send(a[0], "ef", 2, 0) == 2, "send");
	scm_pass(d[0], "packet", &f, 1);
	scm_pass(d[0], "the same twice", (int[]){f, f}, 2);
	close(p[0]);
	close(f);
	T_CHECK(setsockopt(a[1], SOL_SOCKET, SO_PASSCRED, &one, sizeof(one)) == 0, "SO_PASSCRED");
	t_ready();
	scm_take(a[1], 1, "a", NULL, 0, NULL);
	scm_take(a[1], 1, "b", NULL, 0, NULL);
	scm_take(a[1], 1, "c", got, 3, NULL);
	scm_take(a[1], 100, "def", NULL, 0, NULL);
	T_CHECK(read(got[0], buf, 5) == 5 && memcmp(buf, "piped", 5) == 0, "the pipe");
	T_CHECK(read(got[1], buf, 2) == 2 && memcmp(buf, "45", 2) == 0, "the file");
	uint64_t count = 0;
	T_CHECK(write(e, &(uint64_t){2}, 8) == 8 && read(got[2], &count, 8) == 8 && count == 7,
		"the counter: %llu", (unsigned long long)count);
	T_CHECK(write(p[1], "x", 1) == 1 && read(got[0], buf, 1) == 1, "its other end");
	int g, h[2];
	scm_take(d[1], 100, "packet", &g, 1, NULL);
	scm_take(d[1], 100, "the same twice", h, 2, NULL);
	T_CHECK(lseek(g, 0, SEEK_CUR) == 6 && lseek(h[1], 8, SEEK_SET) == 8 &&
			lseek(got[1], 0, SEEK_CUR) == 8,
		"one open file");
	unlink("file");
}

static void scm_sorts(void)
{
	SCM_CYCLE(sorts_subject);
}

/* Sockets in sockets, whose other ends are on their way, too; one in its own queue. */
static void nested_subject(void)
{
	int a[2], b[2], c[2], own[2], got[2];
	char buf[8];

	T_MUST(socketpair(AF_UNIX, SOCK_STREAM, 0, a) == 0 &&
		       socketpair(AF_UNIX, SOCK_DGRAM, 0, b) == 0 &&
		       socketpair(AF_UNIX, SOCK_SEQPACKET, 0, c) == 0 &&
		       socketpair(AF_UNIX, SOCK_STREAM, 0, own) == 0,
	       "socketpair");
	T_CHECK(send(c[0], "inmost", 6, 0) == 6, "send");
	scm_pass(b[0], "c", &c[1], 1);
	scm_pass(a[0], "b", &b[1], 1);
	close(b[1]);
	close(c[1]);
	/* A circle: in the queue of the one that is held waits the other, in whose queue waits the
	 * first. */
	scm_pass(own[0], "circle", &own[0], 1);
	scm_pass(own[1], "elcric", &own[1], 1);
	close(own[0]);
	t_ready();
	scm_take(a[1], 100, "b", &got[0], 1, NULL);
	scm_take(got[0], 100, "c", &got[1], 1, NULL);
	T_CHECK(recv(got[1], buf, 8, MSG_DONTWAIT) == 6 && memcmp(buf, "inmost", 6) == 0, "inmost");
	T_CHECK(send(c[0], "more", 4, 0) == 4 && recv(got[1], buf, 8, MSG_DONTWAIT) == 4, "more");
	scm_take(own[1], 100, "circle", &got[0], 1, NULL);
	close(own[1]);
	scm_take(got[0], 100, "elcric", &got[1], 1, NULL);
	T_CHECK(send(got[0], "x", 1, 0) == 1 && recv(got[1], buf, 1, MSG_DONTWAIT) == 1,
		"each other");
}

static void scm_nested(void)
{
	SCM_CYCLE(nested_subject);
}

/* A listening socket on its way, to which somebody is connected; received by another process. */
static void handed_subject(void)
{
	struct sockaddr_un un = {.sun_family = AF_UNIX, .sun_path = "handed.sock"};
	int a[2], s = socket(AF_UNIX, SOCK_STREAM, 0), c = socket(AF_UNIX, SOCK_STREAM, 0), status;

	T_MUST(bind(s, (const struct sockaddr *)&un, sizeof(un)) == 0 && listen(s, 3) == 0 &&
		       connect(c, (const struct sockaddr *)&un, sizeof(un)) == 0 &&
		       socketpair(AF_UNIX, SOCK_STREAM, 0, a) == 0,
	       "sockets");
	scm_pass(a[0], "s", &s, 1);
	close(s);
	pid_t child = fork();
	if (child == 0) {
		int got = -1;
		char byte;
		close(a[0]);
		close(c);
		t_write("closed", "", 0);
		while (!t_exists("take"))
			t_sleep_ms(2);
		scm_take(a[1], 100, "s", &got, 1, NULL);
		int fd = accept(got, NULL, NULL);
		T_CHECK(read(fd, &byte, 1) == 1 && byte == '!', "through it");
		_exit(t_failures() ? 1 : 0);
	}
	close(a[1]);
	while (!t_exists("closed"))
		t_sleep_ms(2);
	t_ready();
	t_write("take", "", 0);
	T_CHECK(write(c, "!", 1) == 1, "write");
	T_CHECK(waitpid(child, &status, 0) == child && status == 0, "status %x", status);
	unlink("handed.sock");
}

static void scm_handed(void)
{
	SCM_CYCLE(handed_subject);
}

/* == credentials =============================================================================== */

static void scm_say(int fd, const char *text, const struct ucred *who)
{
	struct scm_test_room room = {{0}};
	struct iovec iov = {(void *)(uintptr_t)text, strlen(text)};
	struct msghdr msg = {.msg_iov = &iov,
			     .msg_iovlen = 1,
			     .msg_control = room.at,
			     .msg_controllen = CMSG_SPACE(sizeof(*who))};
	struct cmsghdr *c = CMSG_FIRSTHDR(&msg);

	c->cmsg_level = SOL_SOCKET;
	c->cmsg_type = SCM_CREDENTIALS;
	c->cmsg_len = CMSG_LEN(sizeof(*who));
	memcpy(CMSG_DATA(c), who, sizeof(*who));
	T_CHECK(sendmsg(fd, &msg, 0) == (ssize_t)strlen(text), "sendmsg: %s", strerror(errno));
}

/* Three senders, one of them gone: messages of different ones are not read as one. */
static void who_subject(void)
{
	int a[2], d[2], one = 1, status;
	struct ucred who[5] = {{0, 0, 0}};

	T_MUST(socketpair(AF_UNIX, SOCK_STREAM, 0, a) == 0 &&
		       socketpair(AF_UNIX, SOCK_DGRAM, 0, d) == 0,
	       "socketpair");
	T_CHECK(setsockopt(a[1], SOL_SOCKET, SO_PASSCRED, &one, sizeof(one)) == 0 &&
			setsockopt(d[1], SOL_SOCKET, SO_PASSCRED, &one, sizeof(one)) == 0,
		"SO_PASSCRED");
	struct ucred me = {getpid(), getuid(), getgid()};
	scm_say(a[0], "parent", &me);
	pid_t child = fork();
	if (child == 0) {
		struct ucred it = {getpid(), geteuid() ? geteuid() : 12, getegid()};
		scm_say(a[0], "child", &it);
		scm_say(d[0], "packet", &it);
		t_write("said", "", 0);
		while (!t_exists("end"))
			t_sleep_ms(2);
		_exit(0);
	}
	while (!t_exists("said"))
		t_sleep_ms(2);
	pid_t gone = fork();
	if (gone == 0) {
		scm_say(a[0], "gone", &(struct ucred){getpid(), getuid(), getgid()});
		_exit(0);
	}
	T_CHECK(waitpid(gone, &status, 0) == gone && status == 0, "status %x", status);
	scm_say(a[0], "again", &me);
	t_ready();
	scm_take(a[1], 100, "parent", NULL, 0, &who[0]);
	scm_take(a[1], 100, "child", NULL, 0, &who[1]);
	scm_take(a[1], 100, "gone", NULL, 0, &who[2]);
	scm_take(a[1], 100, "again", NULL, 0, &who[3]);
	scm_take(d[1], 100, "packet", NULL, 0, &who[4]);
	T_CHECK(who[0].pid == getpid() && who[0].uid == getuid(), "parent: %d", who[0].pid);
	T_CHECK(who[1].pid == child && who[1].uid == (geteuid() ? geteuid() : 12), "child: %d, %d",
		who[1].pid, (int)who[1].uid);
	T_CHECK(who[2].pid == gone, "gone: %d, not %d", who[2].pid, gone);
	T_CHECK(who[3].pid == getpid(), "again: %d", who[3].pid);
	T_CHECK(who[4].pid == child, "packet: %d", who[4].pid);
	t_write("end", "", 0);
	T_CHECK(waitpid(child, &status, 0) == child && status == 0, "status %x", status);
	unlink("said");
	unlink("end");
}

static void scm_who(void)
{
	SCM_CYCLE(who_subject);
}

/* == urgent bytes ============================================================================== */

static void scm_urgent_of(const char *before, const char *after, int in_line)
{
	int a[2], mark = -1;
	char buf[16];
	size_t n = strlen(before), m = strlen(after);

	T_MUST(socketpair(AF_UNIX, SOCK_STREAM, 0, a) == 0, "socketpair");
	T_CHECK(setsockopt(a[1], SOL_SOCKET, SO_OOBINLINE, &in_line, sizeof(in_line)) == 0,
		"SO_OOBINLINE");
	T_CHECK((n == 0 || send(a[0], before, n, 0) == (ssize_t)n) &&
			send(a[0], "!", 1, MSG_OOB) == 1 &&
			(m == 0 || send(a[0], after, m, 0) == (ssize_t)m),
		"send: %s", strerror(errno));
	t_ready();
	T_CHECK(getsockopt(a[1], SOL_SOCKET, SO_OOBINLINE, &mark, &(socklen_t){sizeof(mark)}) ==
				0 &&
			mark == in_line,
		"SO_OOBINLINE is %d", mark);
	/* A read ends at the mark. */
	if (n)
		T_CHECK(recv(a[1], buf, sizeof(buf), MSG_DONTWAIT) == (ssize_t)n &&
				memcmp(buf, before, n) == 0,
			"before");
	T_CHECK(ioctl(a[1], SIOCATMARK, &mark) == 0 && mark == 1, "not at the mark");
	if (!in_line)
		T_CHECK(recv(a[1], buf, 1, MSG_OOB) == 1 && buf[0] == '!', "urgent: %s",
			strerror(errno));
	else
		T_CHECK(recv(a[1], buf, 1, 0) == 1 && buf[0] == '!', "in line: %c", buf[0]);
	if (m)
		T_CHECK(recv(a[1], buf, sizeof(buf), MSG_DONTWAIT) == (ssize_t)m &&
				memcmp(buf, after, m) == 0,
			"after");
	T_CHECK(recv(a[1], buf, 1, MSG_DONTWAIT) < 0 && errno == EAGAIN, "more");
}

static void urgent_between_subject(void)
{
	scm_urgent_of("ab", "cd", 0);
}

static void urgent_first_subject(void)
{
	scm_urgent_of("", "cd", 0);
}

static void urgent_last_subject(void)
{
	scm_urgent_of("ab", "", 0);
}

static void urgent_in_line_subject(void)
{
	scm_urgent_of("ab", "cd", 1);
}

static void scm_urgent(void)
{
	int a[2];

	T_MUST(socketpair(AF_UNIX, SOCK_STREAM, 0, a) == 0, "socketpair");
	if (send(a[0], "!", 1, MSG_OOB) != 1)
		t_skip("no urgent bytes in Unix sockets here: %s", strerror(errno));
	close(a[0]);
	close(a[1]);
	SCM_CYCLE(urgent_between_subject);
	SCM_CYCLE(urgent_first_subject);
	SCM_CYCLE(urgent_last_subject);
	SCM_CYCLE(urgent_in_line_subject);
}

/* == refusals ================================================================================== */

/* A lock that only an open file on its way has. */
static void locked_subject(void)
{
	int a[2], f = open("locked", O_RDWR | O_CREAT, 0600);

	T_MUST(socketpair(AF_UNIX, SOCK_STREAM, 0, a) == 0 && f >= 0 && flock(f, LOCK_EX) == 0,
	       "lock");
	scm_pass(a[0], "f", &f, 1);
	close(f);
	t_ready();
	scm_take(a[1], 10, "f", &f, 1, NULL);
	T_CHECK(flock(f, LOCK_EX | LOCK_NB) == 0, "no lock");
	unlink("locked");
}

static void scm_refusals(void)
{
	struct t_subject s;
	cr_error err;

	t_start(&s, locked_subject);
	if (T_CHECK(cr_dump(s.pid, "save", NULL, &err) < 0, "it was saved")) {
		T_CHECK(err.code == CR_E_UNSUPPORTED, "code %d", err.code);
		t_contains(err.text, "lock");
	}
	t_end(&s);
}

static const struct t_test scm_tests[] = {
	{"scm_sorts", scm_sorts, T_ROOT | T_USER, 0, NULL, "unix: fill"},
	{"scm_nested", scm_nested, T_ROOT | T_USER, 0, NULL, NULL},
	{"scm_handed", scm_handed, T_ROOT | T_USER, 0, NULL, NULL},
	{"scm_who", scm_who, T_ROOT | T_USER, 0, NULL, NULL},
	{"scm_urgent", scm_urgent, T_ROOT | T_USER, 0, NULL, NULL},
	{"scm_refusals", scm_refusals, T_ROOT, 0, NULL, NULL},
};
