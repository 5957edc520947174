/* SPDX-License-Identifier: MIT
 *
 * Unix socket pairs, saved and brought back: queues, boundaries, closed and shut ends, options;
 * what cannot be saved; and the reader of sock_diag's answers under any bytes.
 */
#include "t.h"
#include "../cr.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/unix_diag.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

static void unix_cycled(void (*fn)(void), const char *name, int n)
{
	struct t_subject s;

	t_start_(&s, name, fn);
	t_cycles(&s, n);
	t_end(&s);
}
#define unix_cycle(fn) unix_cycled(fn, #fn, 3)

static void unix_refused(void (*fn)(void), const char *name, int code, const char *text)
{
	struct t_subject s;
	cr_error err;
	cr_report *report = NULL;
	bool noted = false;

	t_start_(&s, name, fn);
	if (T_CHECK(cr_dump(s.pid, "save", NULL, &err) < 0, "%s was saved", name)) {
		T_CHECK(err.code == code, "code %d: %s", err.code, err.text);
		t_contains(err.text, text);
	}
	T_CHECK(!t_exists("save"), "a save was made");
	/* What needs a look into a queue is not seen from outside. */
	if (T_CHECK(cr_check(s.pid, NULL, &report, &err) == 0, "%s", err.text)) {
		for (size_t i = 0; i < report->note_count; i++)
			noted |= report->notes[i].code == code &&
				 strstr(report->notes[i].text, text);
		T_CHECK(noted || strstr(text, "queue"), "cr_check says nothing of '%s'", text);
		cr_report_free(report);
	}
	t_end(&s);
}
#define UNIX_REFUSED(fn, code, text) unix_refused(fn, #fn, code, text)

/* The next message is exactly this; NULL: the end; "": an empty packet. */
static bool unix_gets(int fd, const char *text)
{
	char buf[256];
	ssize_t n = recv(fd, buf, sizeof(buf), MSG_DONTWAIT);

	return T_CHECK(n == (text ? (ssize_t)strlen(text) : 0) &&
			       (n <= 0 || memcmp(buf, text, (size_t)n) == 0),
		       "'%s': %zd, %.*s, %s", text ? text : "(end)", n, n > 0 ? (int)n : 0, buf,
		       n < 0 ? strerror(errno) : "");
}

static bool unix_empty(int fd)
{
	char c;

	return T_CHECK(recv(fd, &c, 1, MSG_DONTWAIT) < 0 && errno == EAGAIN, "not empty: %s",
		       strerror(errno));
}

static void unix_puts(int fd, const char *text)
{
	T_CHECK(send(fd, text, strlen(text), MSG_DONTWAIT | MSG_NOSIGNAL) == (ssize_t)strlen(text),
		"send: %s", strerror(errno));
}

/* == queues ==================================================================================== */

static void stream_subject(void)
{
	int a[2], b[2];

	T_MUST(socketpair(AF_UNIX, SOCK_STREAM, 0, a) == 0, "socketpair");
	T_MUST(socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, b) == 0,
	       "socketpair");
	unix_puts(a[0], "from 0 ");
	unix_puts(a[0], "to 1");
	unix_puts(a[1], "from 1 to 0");
	t_ready();
	unix_gets(a[1], "from 0 to 1");
	unix_gets(a[0], "from 1 to 0");
	unix_empty(a[0]);
	unix_empty(b[0]);
	unix_puts(b[0], "still");
	unix_gets(b[1], "still");
	T_CHECK(fcntl(b[0], F_GETFL) & O_NONBLOCK && !(fcntl(a[0], F_GETFL) & O_NONBLOCK), "flags");
	close(a[0]);
	unix_gets(a[1], NULL);
}

static void unix_stream(void)
{
	unix_cycle(stream_subject);
}

/* Both directions until nothing more fits. */
static void full_stream_subject(void)
{
	static unsigned char buf[4096];
	size_t sent[2] = {0, 0};
	int a[2];

	T_MUST(socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, a) == 0, "socketpair");
	for (int way = 0; way < 2; way++)
		for (ssize_t n;; sent[way] += (size_t)n) {
			size_t piece = way ? 17 : sizeof(buf);
			for (size_t i = 0; i < piece; i++)
				buf[i] = (unsigned char)((sent[way] + i) * 7 + (size_t)way);
			n = send(a[way], buf, piece, 0);
			if (n <= 0)
				break;
		}
	T_CHECK(sent[0] > 50000 && sent[1] > 1000, "%zu and %zu bytes fit", sent[0], sent[1]);
	t_ready();
	for (int way = 0; way < 2; way++) {
		size_t got = 0, wrong = 0;
		for (ssize_t n; (n = recv(a[!way], buf, sizeof(buf), 0)) > 0; got += (size_t)n)
			for (size_t i = 0; i < (size_t)n; i++)
				wrong += buf[i] != (unsigned char)((got + i) * 7 + (size_t)way);
		T_CHECK(got == sent[way] && wrong == 0, "%zu of %zu bytes, %zu wrong", got,
			sent[way], wrong);
	}
}

static void unix_full_stream(void)
{
	unix_cycle(full_stream_subject);
}

static void packets_of(int type)
{
	char large[3000], got[4000];
	int a[2];

	T_MUST(socketpair(AF_UNIX, type, 0, a) == 0, "socketpair");
	memset(large, 'L', sizeof(large));
	unix_puts(a[0], "one");
	unix_puts(a[0], "");
	unix_puts(a[0], "three");
	T_CHECK(send(a[0], large, sizeof(large), 0) == sizeof(large), "send");
	unix_puts(a[0], "last");
	unix_puts(a[1], "back");
	t_ready();
	unix_gets(a[1], "one");
	unix_gets(a[1], "");
	unix_gets(a[1], "three");
	T_CHECK(recv(a[1], got, sizeof(got), MSG_DONTWAIT) == sizeof(large) &&
			memcmp(got, large, sizeof(large)) == 0,
		"the large one");
	unix_gets(a[1], "last");
	unix_empty(a[1]);
	unix_gets(a[0], "back");
	unix_empty(a[0]);
}

static void datagram_subject(void)
{
	packets_of(SOCK_DGRAM);
}

static void seqpacket_subject(void)
{
	packets_of(SOCK_SEQPACKET);
}

static void unix_datagram(void)
{
	unix_cycle(datagram_subject);
}

static void unix_seqpacket(void)
{
	unix_cycle(seqpacket_subject);
}

/* The program goes on after the save, and is saved again: nothing was consumed, its own peek offset
 * is as it set it. */
static void peek_subject(void)
{
	static const int types[] = {SOCK_STREAM, SOCK_DGRAM, SOCK_SEQPACKET};
	int a[3][2], off = 2, got;
	socklen_t len = sizeof(got);
	char buf[16];

	for (int i = 0; i < 3; i++) {
		T_MUST(socketpair(AF_UNIX, types[i], 0, a[i]) == 0, "socketpair");
		unix_puts(a[i][0], "abcd");
		unix_puts(a[i][0], "efgh");
	}
	T_CHECK(setsockopt(a[1][1], SOL_SOCKET, SO_PEEK_OFF, &off, sizeof(off)) == 0,
		"SO_PEEK_OFF");
	t_ready();
	for (int i = 0; i < 3; i++) {
		T_CHECK(getsockopt(a[i][1], SOL_SOCKET, SO_PEEK_OFF, &got, &len) == 0 &&
				got == (i == 1 ? 2 : -1),
			"offset %d", got);
		T_CHECK(recv(a[i][1], buf, 2, MSG_PEEK) == 2 &&
				memcmp(buf, i == 1 ? "cd" : "ab", 2) == 0,
			"peek: %.2s", buf);
		T_CHECK(recv(a[i][1], buf, 4, 0) == 4 && memcmp(buf, "abcd", 4) == 0, "%.4s", buf);
		unix_gets(a[i][1], "efgh");
	}
}

static void unix_left_running(void)
{
	struct t_subject s;
	cr_error err;

	t_start(&s, peek_subject);
	for (int i = 0; i < 3; i++)
		T_CHECK(cr_dump(s.pid, "save", NULL, &err) == 0, "%s", err.text);
	t_end(&s);
}

/* == ends ====================================================================================== */

static void closed_peer_subject(void)
{
	static const int types[] = {SOCK_STREAM, SOCK_SEQPACKET, SOCK_DGRAM};
	int a[3][2], empty[2];

	signal(SIGPIPE, SIG_IGN);
	T_MUST(socketpair(AF_UNIX, SOCK_STREAM, 0, empty) == 0, "socketpair");
	close(empty[1]);
	for (int i = 0; i < 3; i++) {
		T_MUST(socketpair(AF_UNIX, types[i], 0, a[i]) == 0, "socketpair");
		unix_puts(a[i][1], "last");
		unix_puts(a[i][1], "words");
		close(a[i][1]);
	}
	t_ready();
	unix_gets(a[0][0], "lastwords");
	unix_gets(a[0][0], NULL);
	unix_gets(a[1][0], "last");
	unix_gets(a[1][0], "words");
	unix_gets(a[1][0], NULL);
	unix_gets(a[2][0], "last");
	unix_gets(a[2][0], "words");
	unix_empty(a[2][0]);
	T_CHECK(send(a[0][0], "x", 1, 0) < 0 && errno == EPIPE, "stream: %s", strerror(errno));
	T_CHECK(send(a[2][0], "x", 1, 0) < 0 && errno == ECONNREFUSED, "datagram: %s",
		strerror(errno));
	unix_gets(empty[0], NULL);
}

static void unix_closed_peer(void)
{
	unix_cycle(closed_peer_subject);
}

/* The peer went without having read all: an error that comes once. */
static void reset_subject(void)
{
	int a[2];
	char c;

	T_MUST(socketpair(AF_UNIX, SOCK_STREAM, 0, a) == 0, "socketpair");
	unix_puts(a[0], "never read");
	unix_puts(a[1], "bye");
	close(a[1]);
	t_ready();
	unix_gets(a[0], "bye");
	T_CHECK(recv(a[0], &c, 1, MSG_DONTWAIT) < 0 && errno == ECONNRESET, "no error: %s",
		strerror(errno));
	unix_gets(a[0], NULL);
}

static void unix_reset(void)
{
	unix_cycle(reset_subject);
}

static void shut_subject(void)
{
	int half[2], deaf[2], both[2], packets[2];

	signal(SIGPIPE, SIG_IGN);
	T_MUST(socketpair(AF_UNIX, SOCK_STREAM, 0, half) == 0 &&
		       socketpair(AF_UNIX, SOCK_STREAM, 0, deaf) == 0 &&
		       socketpair(AF_UNIX, SOCK_STREAM, 0, both) == 0 &&
		       socketpair(AF_UNIX, SOCK_SEQPACKET, 0, packets) == 0,
	       "socketpair");
	unix_puts(half[0], "before");
	shutdown(half[0], SHUT_WR);
	unix_puts(deaf[1], "heard");
	shutdown(deaf[0], SHUT_RD);
	unix_puts(both[0], "x");
	shutdown(both[0], SHUT_RDWR);
	unix_puts(packets[0], "p");
	unix_puts(packets[0], "");
	unix_puts(packets[0], "q");
	shutdown(packets[0], SHUT_WR);
	t_ready();
	unix_gets(half[1], "before");
	unix_gets(half[1], NULL);
	unix_puts(half[1], "answer");
	unix_gets(half[0], "answer");
	T_CHECK(send(half[0], "x", 1, 0) < 0 && errno == EPIPE, "half: %s", strerror(errno));
	unix_gets(deaf[0], "heard");
	unix_gets(deaf[0], NULL);
	T_CHECK(send(deaf[1], "x", 1, 0) < 0 && errno == EPIPE, "deaf: %s", strerror(errno));
	unix_puts(deaf[0], "speaks");
	unix_gets(deaf[1], "speaks");
	unix_gets(both[1], "x");
	unix_gets(both[1], NULL);
	unix_gets(packets[1], "p");
	unix_gets(packets[1], "");
	unix_gets(packets[1], "q");
	unix_gets(packets[1], NULL);
}

static void unix_shut_down(void)
{
	unix_cycle(shut_subject);
}

/* Parent and child on either end; both ends shared by a third. */
static void shared_socket_subject(void)
{
	int a[2], b[2], status;
	char c;

	T_MUST(socketpair(AF_UNIX, SOCK_STREAM, 0, a) == 0 &&
		       socketpair(AF_UNIX, SOCK_SEQPACKET, 0, b) == 0,
	       "socketpair");
	pid_t child = fork();
	if (child == 0) {
		close(a[0]);
		T_CHECK(send(a[1], "r", 1, 0) == 1, "send");
		while (recv(a[1], &c, 1, 0) == 1)
			if (send(b[1], &c, 1, 0) != 1)
				_exit(1);
		_exit(send(b[1], "end", 3, 0) == 3 ? 5 : 2);
	}
	close(a[1]);
	T_CHECK(recv(a[0], &c, 1, 0) == 1, "recv");
	t_ready();
	unix_puts(a[0], "k");
	T_CHECK(recv(b[0], &c, 1, 0) == 1 && c == 'k', "echo %c", c);
	shutdown(a[0], SHUT_WR);
	char end[4];
	T_CHECK(recv(b[0], end, sizeof(end), 0) == 3, "end");
	T_CHECK(waitpid(child, &status, 0) == child && WIFEXITED(status) &&
			WEXITSTATUS(status) == 5,
		"status %x", status);
	unix_gets(a[0], NULL);
	unix_puts(b[1], "still ours");
	unix_gets(b[0], "still ours");
}

static void unix_shared(void)
{
	unix_cycle(shared_socket_subject);
}

/* Made, and not connected to anything. */
static void unconnected_subject(void)
{
	int s = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0), d = socket(AF_UNIX, SOCK_DGRAM, 0),
	    on = 1;
	struct sockaddr_un un = {.sun_family = AF_UNIX, .sun_path = "nowhere"};

	setsockopt(s, SOL_SOCKET, SO_PASSCRED, &on, sizeof(on));
	t_ready();
	T_CHECK(send(s, "x", 1, MSG_NOSIGNAL) < 0 && errno == ENOTCONN, "stream: %s",
		strerror(errno));
	T_CHECK(send(d, "x", 1, 0) < 0 && errno == ENOTCONN, "datagram: %s", strerror(errno));
	T_CHECK(bind(s, (const struct sockaddr *)&un, sizeof(un)) == 0 && listen(s, 1) == 0,
		"bind: %s", strerror(errno));
}

static void unix_unconnected(void)
{
	unix_cycle(unconnected_subject);
}

/* == options =================================================================================== */

static int option_of(int fd, int name)
{
	int value = -1;
	socklen_t len = sizeof(value);

	getsockopt(fd, SOL_SOCKET, name, &value, &len);
	return value;
}

static void options_subject(void)
{
	struct timeval tv = {3, 500000}, got = {0, 0};
	struct sock_filter pass = {BPF_RET | BPF_K, 0, 0, 2}; /* two bytes of each packet */
	struct sock_fprog filter = {1, &pass};
	socklen_t len = sizeof(got);
	int a[2], small = 5000, large = 150000, on = 1, prio = 4;
	char buf[16];

	T_MUST(socketpair(AF_UNIX, SOCK_DGRAM, 0, a) == 0, "socketpair");
	unix_puts(a[0], "whole");
	setsockopt(a[0], SOL_SOCKET, SO_SNDBUF, &small, sizeof(small));
	setsockopt(a[0], SOL_SOCKET, SO_RCVBUF, &large, sizeof(large));
	setsockopt(a[0], SOL_SOCKET, SO_RCVTIMEO, &tv, sizeof(tv));
	setsockopt(a[1], SOL_SOCKET, SO_PASSCRED, &on, sizeof(on));
	setsockopt(a[1], SOL_SOCKET, SO_PRIORITY, &prio, sizeof(prio));
	setsockopt(a[1], SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
	T_MUST(setsockopt(a[1], SOL_SOCKET, SO_ATTACH_FILTER, &filter, sizeof(filter)) == 0,
	       "filter: %s", strerror(errno));
	int before[2] = {option_of(a[0], SO_SNDBUF), option_of(a[0], SO_RCVBUF)};
	t_ready();
	T_CHECK(option_of(a[0], SO_SNDBUF) == before[0] && option_of(a[0], SO_RCVBUF) == before[1],
		"buffers %d, %d", option_of(a[0], SO_SNDBUF), option_of(a[0], SO_RCVBUF));
	T_CHECK(option_of(a[1], SO_SNDBUF) == option_of(a[1], SO_RCVBUF),
		"buffers that nobody set");
	T_CHECK(option_of(a[1], SO_PASSCRED) == 1 && option_of(a[0], SO_PASSCRED) == 0,
		"SO_PASSCRED");
	T_CHECK(option_of(a[1], SO_PRIORITY) == 4 && option_of(a[1], SO_REUSEADDR) == 1, "numbers");
	T_CHECK(getsockopt(a[0], SOL_SOCKET, SO_RCVTIMEO, &got, &len) == 0 && got.tv_sec == 3 &&
			got.tv_usec >= 490000 && got.tv_usec <= 510000,
		"time limit %ld.%06ld", (long)got.tv_sec, (long)got.tv_usec);
	/* What had passed the filter before is whole, what comes now is cut. */
	unix_puts(a[0], "short");
	T_CHECK(recv(a[1], buf, sizeof(buf), 0) == 5, "queued before the filter");
	T_CHECK(recv(a[1], buf, sizeof(buf), MSG_DONTWAIT) == 2, "not filtered");
}

static void unix_options(void)
{
	unix_cycle(options_subject);
}

static void more_options_subject(void)
{
	static const int names[] = {SO_TIMESTAMP, SO_RXQ_OVFL, 76 /* SO_PASSPIDFD */};
	int a[2], off = 2, one = 1, had[3];
	struct linger linger = {1, 7}, got = {0, 0};
	socklen_t len = sizeof(got);
	char buf[8];

	T_MUST(socketpair(AF_UNIX, SOCK_STREAM, 0, a) == 0, "socketpair");
	unix_puts(a[0], "abcd");
	T_CHECK(setsockopt(a[1], SOL_SOCKET, SO_PEEK_OFF, &off, sizeof(off)) == 0 &&
			setsockopt(a[1], SOL_SOCKET, SO_LINGER, &linger, sizeof(linger)) == 0,
		"options");
	/* Kernels differ in what they have. */
	for (int i = 0; i < 3; i++)
		had[i] = setsockopt(a[1], SOL_SOCKET, names[i], &one, sizeof(one)) == 0;
	t_ready();
	for (int i = 0; i < 3; i++)
		T_CHECK(!had[i] || option_of(a[1], names[i]) == 1, "option %d is %d", names[i],
			option_of(a[1], names[i]));
	T_CHECK(option_of(a[0], SO_PEEK_OFF) == -1 && option_of(a[1], SO_PEEK_OFF) == 2,
		"offsets %d, %d", option_of(a[0], SO_PEEK_OFF), option_of(a[1], SO_PEEK_OFF));
	T_CHECK(recv(a[1], buf, 8, MSG_PEEK | MSG_DONTWAIT) == 2 && buf[0] == 'c', "peek");
	T_CHECK(getsockopt(a[1], SOL_SOCKET, SO_LINGER, &got, &len) == 0 && got.l_onoff == 1 &&
			got.l_linger == 7,
		"linger %d", got.l_linger);
	off = 0;
	T_CHECK(setsockopt(a[1], SOL_SOCKET, SO_PEEK_OFF, &off, sizeof(off)) == 0, "offset");
	unix_gets(a[1], "abcd");
}

static void unix_more_options(void)
{
	unix_cycle(more_options_subject);
}

/* == what cannot be saved ====================================================================== */

/* Kernels differ in what they have. */
static int unix_other_family(void)
{
	static const int families[][2] = {
		{44 /* AF_XDP */, SOCK_RAW}, {AF_ALG, SOCK_SEQPACKET}, {AF_CAN, SOCK_RAW}};
	int fd = -1;

	for (int i = 0; fd < 0 && i < 3; i++)
		fd = socket(families[i][0], families[i][1], 0);
	return fd;
}

static void other_family_subject(void)
{
	T_MUST(unix_other_family() >= 0, "socket");
	t_ready();
}

static void unix_refusals(void)
{
	int fd = unix_other_family();

	if (fd < 0)
		t_skip("no family here that is not known");
	close(fd);
	UNIX_REFUSED(other_family_subject, CR_E_FILE_KIND, "is an AF_");
}

/* One end in the tree, the other in its brother. */
static void half_tree_subject(void)
{
	int a[2], status;
	char c;

	T_MUST(socketpair(AF_UNIX, SOCK_STREAM, 0, a) == 0, "socketpair");
	pid_t child = fork();
	if (child == 0) {
		close(a[0]);
		t_write("child", "", 0);
		_exit(recv(a[1], &c, 1, 0) == 1 && c == 'g' ? 0 : 1);
	}
	close(a[1]);
	while (!t_exists("child"))
		t_sleep_ms(2);
	char text[16];
	snprintf(text, sizeof(text), "%d", (int)child);
	t_write("child.pid", text, strlen(text));
	t_ready();
	unix_puts(a[0], "g");
	T_CHECK(waitpid(child, &status, 0) == child && status == 0, "status %x", status);
}

static void unix_outside_peer(void)
{
	struct t_subject s;
	cr_error err;
	size_t n;

	t_start(&s, half_tree_subject);
	char *pid = t_read("child.pid", &n);
	T_MUST(pid, "no child");
	if (T_CHECK(cr_dump(atoi(pid), "save", NULL, &err) < 0,
		    "the child was saved without its parent"))
		T_CHECK(err.code == CR_E_OUTSIDE && strstr(err.text, "socket"), "%d: %s", err.code,
			err.text);
	free(pid);
	t_cycle(&s, "save", NULL, NULL); /* both together */
	t_end(&s);
}

/* == sock_diag ================================================================================= */

static uint64_t unix_random(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state * 0x2545f4914f6cdd1dull;
}

static void unix_diag_bytes(void)
{
	/* An answer of Linux 6.18: a pair with bytes in it. */
	static const unsigned char answer[] = {
		0x64, 0,    0, 0, 0x14, 0, 0, 0, 1, 0,	  0, 0, 0x4f, 0x19, 0, 0, 1,	1,    1, 0,
		0xe7, 0xf1, 2, 0, 1,	0, 0, 0, 0, 0,	  0, 0, 8,    0,    2, 0, 0xe8, 0xf1, 2, 0,
		12,   0,    4, 0, 9,	0, 0, 0, 7, 0,	  0, 0, 0x28, 0,    5, 0, 0,	0,    0, 0,
		0,    0x40, 3, 0, 0,	0, 0, 0, 0, 0x40, 3, 0, 0,    0,    0, 0, 0,	0,    0, 0,
		0,    0,    0, 0, 0,	0, 0, 0, 0, 0,	  0, 0, 5,    0,    6, 0, 2,	0,    0, 0,
	};
	static const unsigned char refusal[] = {
		0x24, 0,    0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0xfe, 0xff,
		0xff, 0xff, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,    0,
	};
	unsigned char buf[sizeof(answer)];
	struct sock_unix s;
	uint64_t seed = 88172645463325252ull;

	size_t pos = 0;

	T_CHECK(sizeof(answer) == 100 && sock_unix_parse(answer, sizeof(answer), &pos, &s) == 1 &&
			pos == 100 && sock_unix_parse(answer, sizeof(answer), &pos, &s) == 0,
		"a good answer");
	pos = 0;
	(void)sock_unix_parse(answer, sizeof(answer), &pos, &s);
	T_CHECK(s.ino == 0x2f1e7 && s.has_peer && s.peer == 0x2f1e8 && s.type == SOCK_STREAM &&
			s.state == SOCK_STATE_ESTABLISHED && s.queued == 9 && s.unsent == 7 &&
			s.shutdown == 2 && !s.name_len,
		"ino %x peer %x type %u state %u queued %u unsent %u shutdown %u", s.ino, s.peer,
		s.type, s.state, s.queued, s.unsent, s.shutdown);
	pos = 0;
	T_CHECK(sock_unix_parse(refusal, sizeof(refusal), &pos, &s) == -ENOENT, "a refusal");
	for (size_t n = 1; n < sizeof(answer); n++) {
		unsigned char *cut = malloc(
			n + 1); /* so that a sanitizer sees what is read behind it */
		memcpy(cut, answer, n);
		pos = 0;
		T_CHECK(sock_unix_parse(cut, n, &pos, &s) == -EBADMSG, "cut at %zu", n);
		free(cut);
	}
	for (int i = 0; i < 200000; i++) {
		memcpy(buf, answer, sizeof(buf));
		for (uint64_t k = unix_random(&seed) % 4 + 1; k; k--)
			buf[unix_random(&seed) % sizeof(buf)] = (unsigned char)unix_random(&seed);
		pos = 0;
		int r = sock_unix_parse(buf, sizeof(buf), &pos, &s);
		T_CHECK(r <= 1 && r >= -4095 && s.name_len <= sizeof(s.name), "%d", r);
		if (r == 1 && s.waiting_n)
			T_CHECK(s.waiting >= buf &&
					s.waiting + s.waiting_n * 4 <= buf + sizeof(buf),
				"%zu who wait, somewhere", s.waiting_n);
	}
}

/* What the kernel says of sockets of our own. */
static void unix_diag_asks(void)
{
	struct sockaddr_un un = {.sun_family = AF_UNIX, .sun_path = "\0abstract"};
	unsigned char answer[SOCK_ANSWER_SIZE];
	struct cr_ctx cx = {0};
	struct sock_unix s;
	struct stat st[2];
	int a[2], named = socket(AF_UNIX, SOCK_DGRAM, 0);

	T_MUST(socketpair(AF_UNIX, SOCK_STREAM, 0, a) == 0 && fstat(a[0], &st[0]) == 0 &&
		       fstat(a[1], &st[1]) == 0,
	       "socketpair");
	unix_puts(a[0], "12345");
	T_CHECK(sock_unix_ask(&cx, (uint32_t)st[1].st_ino, answer, &s) == 0 && s.queued == 5 &&
			s.peer == st[0].st_ino,
		"queued %u", s.queued);
	close(a[0]);
	T_CHECK(sock_unix_ask(&cx, (uint32_t)st[1].st_ino, answer, &s) == 0 && s.has_peer &&
			s.peer == 0 && s.shutdown == 3,
		"peer %u", s.peer);
	close(a[1]);
	T_CHECK(sock_unix_ask(&cx, (uint32_t)st[1].st_ino, answer, &s) == -ENOENT, "a closed one");
	T_MUST(bind(named, (const struct sockaddr *)&un, 2 + 9) == 0 && fstat(named, &st[0]) == 0,
	       "bind: %s", strerror(errno));
	T_CHECK(sock_unix_ask(&cx, (uint32_t)st[0].st_ino, answer, &s) == 0 && s.name_len == 9 &&
			memcmp(s.name, "\0abstract", 9) == 0,
		"%zu bytes of a name", s.name_len);
	close(named);
}

static const struct t_test unix_tests[] = {
	{"unix_stream", unix_stream, T_ROOT | T_USER, 0, NULL, "unix: fill"},
	{"unix_full_stream", unix_full_stream, T_ROOT | T_USER, 0, NULL, NULL},
	{"unix_datagram", unix_datagram, T_ROOT | T_USER, 0, NULL, NULL},
	{"unix_seqpacket", unix_seqpacket, T_ROOT | T_USER, 0, NULL, NULL},
	{"unix_left_running", unix_left_running, T_ROOT | T_USER, 0, NULL, NULL},
	{"unix_closed_peer", unix_closed_peer, T_ROOT | T_USER, 0, NULL, NULL},
	{"unix_reset", unix_reset, T_ROOT | T_USER, 0, NULL, NULL},
	{"unix_shut_down", unix_shut_down, T_ROOT | T_USER, 0, NULL, NULL},
	{"unix_shared", unix_shared, T_ROOT, 0, NULL, NULL},
	{"unix_unconnected", unix_unconnected, T_ROOT | T_USER, 0, NULL, NULL},
	{"unix_options", unix_options, T_ROOT | T_USER, 0, NULL, NULL},
	{"unix_more_options", unix_more_options, T_ROOT | T_USER, 0, NULL, NULL},
	{"unix_refusals", unix_refusals, T_ROOT | T_USER, 0, NULL, NULL},
	{"unix_outside_peer", unix_outside_peer, T_ROOT, 0, NULL, NULL},
	{"unix_diag_bytes", unix_diag_bytes, T_PURE | T_ROOT, 0, NULL, NULL},
	{"unix_diag_asks", unix_diag_asks, T_ROOT | T_USER, 0, NULL, NULL},
};
