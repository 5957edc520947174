/* SPDX-License-Identifier: MIT
 *
 * Sockets where they meet other things: in the queues of others, in circles, watched by epoll, with
 * owners that are told of what comes; of another network namespace; handed over by name with the
 * command; and screen, whose terminal goes away and comes back.
 */
#include "t.h"
#include "../cr.h"

#include <errno.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

/* == queues, epoll, owners ===================================================================== */

/* A TCP connection whose one end waits in a queue, together with an end of the pair that the queue
 * belongs to, and an epoll that watches the other one. */
static void mix_passed_subject(void)
{
	int tcp[2], pair[2], ep = epoll_create1(EPOLL_CLOEXEC), fds[3];
	struct epoll_event e = {.events = EPOLLIN, .data.u64 = 7711};

	net_pair(AF_INET, "127.0.0.1", tcp);
	T_MUST(socketpair(AF_UNIX, SOCK_STREAM, 0, pair) == 0, "socketpair");
	T_MUST(epoll_ctl(ep, EPOLL_CTL_ADD, tcp[0], &e) == 0, "epoll_ctl");
	T_CHECK(send(tcp[0], "on its way", 10, 0) == 10, "send");
	scm_pass(pair[0], "all", (int[]){tcp[1], pair[1], ep}, 3);
	close(tcp[1]);
	close(ep);
	t_ready();
	scm_take(pair[1], 64, "all", fds, 3, NULL);
	tcp_gets(fds[0], "on its way");
	T_CHECK(send(fds[0], "back", 4, 0) == 4, "send: %s", strerror(errno));
	T_CHECK(epoll_wait(fds[2], &e, 1, 5000) == 1 && e.data.u64 == 7711, "epoll: %llx",
		(unsigned long long)e.data.u64);
	tcp_gets(tcp[0], "back");
	names_puts(pair[0], "circle");
	names_gets(fds[1], "circle");
}

static void mix_passed(void)
{
	struct t_subject s;

	net_alone();
	t_start(&s, mix_passed_subject);
	t_cycles(&s, 4);
	t_end(&s);
}

/* Who is told by a signal of what comes. */
static void mix_owners_subject(void)
{
	int s[3][2], sig = SIGRTMIN + 3;
	sigset_t set;
	siginfo_t info;

	sigemptyset(&set);
	sigaddset(&set, sig);
	sigprocmask(SIG_BLOCK, &set, NULL);
	net_pair(AF_INET, "127.0.0.1", s[0]);
	net_pair(AF_INET6, "::1", s[1]);
	T_MUST(socketpair(AF_UNIX, SOCK_STREAM, 0, s[2]) == 0, "socketpair");
	for (int i = 0; i < 3; i++)
		T_MUST(fcntl(s[i][0], F_SETOWN, getpid()) == 0 &&
			       fcntl(s[i][0], F_SETSIG, sig) == 0 &&
			       fcntl(s[i][0], F_SETFL, O_ASYNC | O_NONBLOCK) == 0,
		       "owner");
	while (sigtimedwait(&set, NULL, &(struct timespec){0, 0}) > 0)
		;
	t_ready();
	T_CHECK(sigtimedwait(&set, NULL, &(struct timespec){0, 0}) < 0, "told of nothing");
	for (int i = 0; i < 3; i++) {
		T_CHECK(send(s[i][1], "x", 1, 0) == 1, "send");
		T_CHECK(sigtimedwait(&set, &info, &(struct timespec){5, 0}) == sig &&
				info.si_fd == s[i][0],
			"%d: not told", i);
	}
}

static void mix_owners(void)
{
	struct t_subject s;

	net_alone();
	t_start(&s, mix_owners_subject);
	t_cycles(&s, 3);
	t_end(&s);
}

/* == again and again =========================================================================== */

/* All sorts at once; each cycle finds what the last one has made. */
static void mix_unix_subject(void)
{
	int stream[2], packets[2], datagrams[2], l = names_listening(SOCK_STREAM, "all.sock", 5),
						 waits = names_connected(SOCK_STREAM, "all.sock"),
						 got;

	T_MUST(socketpair(AF_UNIX, SOCK_STREAM, 0, stream) == 0 &&
		       socketpair(AF_UNIX, SOCK_SEQPACKET, 0, packets) == 0 &&
		       socketpair(AF_UNIX, SOCK_DGRAM, 0, datagrams) == 0,
	       "socketpair");
	unix_puts(stream[0], "a stream");
	unix_puts(packets[0], "one");
	unix_puts(packets[0], "two");
	scm_pass(datagrams[0], "a circle", (int[]){stream[0], datagrams[1]}, 2);
	shutdown(packets[0], SHUT_WR);
	close(stream[0]);
	t_ready();
	unix_gets(stream[1], "a stream");
	unix_gets(packets[1], "one");
	unix_gets(packets[1], "two");
	T_CHECK(recv(packets[1], &got, 1, MSG_DONTWAIT) == 0, "no end");
	int fds[2] = {-1, -1};
	scm_take(datagrams[1], 64, "a circle", fds, 2, NULL);
	unix_puts(fds[0], "late");
	unix_gets(stream[1], "late");
	unix_puts(datagrams[0], "still");
	unix_gets(fds[1], "still");
	got = accept(l, NULL, NULL);
	T_CHECK(got >= 0, "accept: %s", strerror(errno));
	unix_puts(got, "welcome");
	unix_gets(waits, "welcome");
	unlink("all.sock");
}

static void mix_unix(void)
{
	struct t_subject s;

	t_start(&s, mix_unix_subject);
	t_cycles(&s, 20);
	t_end(&s);
}

/* == another network =========================================================================== */

static void mix_space_subject(void)
{
	int here = open("/proc/self/ns/net", O_RDONLY | O_CLOEXEC), tcp[2];

	net_alone();
	net_pair(AF_INET, "127.0.0.1", tcp);
	T_MUST(setns(here, CLONE_NEWNET) == 0 && close(here) == 0, "setns: %s", strerror(errno));
	t_ready();
	T_CHECK(send(tcp[0], "x", 1, 0) == 1, "disturbed");
	tcp_gets(tcp[1], "x");
}

static void mix_space(void)
{
	struct t_subject s;
	cr_error err;

	net_alone();
	t_start(&s, mix_space_subject);
	T_CHECK(cr_dump(s.pid, "save", NULL, &err) < 0 && err.code == CR_E_UNSUPPORTED, "%s",
		err.text);
	t_contains(err.text, "another network namespace");
	t_end(&s);
}

/* == by the command ============================================================================ */

static unsigned long mix_inode(pid_t pid, int fd)
{
	char path[64], link[64] = "";
	unsigned long ino = 0;

	snprintf(path, sizeof(path), "/proc/%d/fd/%d", (int)pid, fd);
	T_MUST(readlink(path, link, sizeof(link) - 1) > 0 &&
		       sscanf(link, "socket:[%lu]", &ino) == 1,
	       "%s: %s", path, link);
	return ino;
}

/* Each stream to the outside by its inode. */
static void mix_handed_over(void)
{
	int l = names_listening(SOCK_STREAM, "stream.sock", 3), pair[2];
	char dump[80], restore[80];
	struct t_subject s;

	programs_begin();
	t_start(&s, stream_outside_subject);
	int fd = accept(l, NULL, NULL);
	unsigned long ino = mix_inode(s.pid, 3);
	T_CHECK(t_run(NULL, "%s dump -t %d -D save -x -v0", t_path("build/cr"), (int)s.pid) != 0,
		"saved by itself");
	T_MUST(socketpair(AF_UNIX, SOCK_STREAM, 0, pair) == 0 && dup2(pair[0], 99) == 99, "pair");
	snprintf(dump, sizeof(dump), "--ext-unix-sk=1,%lu", ino);
	snprintf(restore, sizeof(restore), "--inherit-fd 'fd[99]:socket:[%lu]'", ino);
	programs_cycle(&s.pid, dump, restore);
	close(99);
	close(pair[0]);
	names_puts(pair[1], "unread");
	t_end(&s);
	names_gets(pair[1], "to the new one");
	close(pair[1]);
	close(fd);
	close(l);
	unlink("stream.sock");
}

static void mix_reset(void)
{
	int l = names_listening(SOCK_STREAM, "stream.sock", 3);
	struct t_subject s;

	programs_begin();
	t_start(&s, stream_outside_subject);
	int fd = accept(l, NULL, NULL);
	names_puts(fd, "unread");
	programs_cycle(&s.pid, "--unix-close", "");
	t_write("reset", "", 0);
	t_end(&s);
	close(fd);
	close(l);
	unlink("stream.sock");
	unlink("reset");
}

/* == screen ==================================================================================== */

/* Saved while nobody looks; whoever comes back to it finds what he left. */
static void mix_screen(void)
{
	char dir[400], *text;
	struct t_pty p;
	pid_t pid;

	programs_begin();
	T_MUST(getcwd(dir, sizeof(dir) - 20) != NULL, "getcwd");
	strcat(dir, "/screens");
	T_MUST(mkdir(dir, 0700) == 0, "mkdir");
	setenv("SCREENDIR", dir, 1);
	setenv("PS1", "ready>", 1);
	setenv("TERM", "vt100", 1);
	t_pty_start(&p,
		    (char *[]){"screen", "-c", "/dev/null", "-S", "it", "-s", "/bin/dash", NULL});
	T_MUST(t_pty_shows(&p, "ready>", 8000), "no shell");
	t_pty_send(&p, "x=kept; echo before the $x\r");
	T_MUST(t_pty_shows(&p, "before the kept", 8000), "no answer");
	t_pty_send(&p, "\001d");
	T_CHECK(t_wait(p.pid, 8000) == 0, "screen does not detach");
	t_pty_close(&p);
	T_MUST(t_run(&text, "ls screens | sed 's/\\..*//'") == 0 && (pid = atoi(text)) > 0, "pid");
	free(text);
	for (int i = 0; i < 2; i++) {
		programs_cycle(&pid, "", "");
		t_pty_start(&p, (char *[]){"screen", "-r", "it", NULL});
		T_MUST(t_pty_shows(&p, "before the kept", 8000), "what stood there is gone");
		t_pty_send(&p, i ? "echo after the $x $x\r" : "echo now the $x one\r");
		T_MUST(t_pty_shows(&p, i ? "after the kept kept" : "now the kept one", 8000),
		       "no answer");
		t_pty_send(&p, i ? "exit\r" : "\001d");
		T_CHECK(t_wait(p.pid, 8000) == 0, "screen does not end");
		t_pty_close(&p);
	}
	programs_gone();
	T_CHECK(t_run(NULL, "rm -rf screens") == 0, "rm");
}

static const struct t_test socket_mix_tests[] = {
	{"mix_passed", mix_passed, T_ROOT, 0, NULL, "inet: fill"},
	{"mix_owners", mix_owners, T_ROOT, 0, NULL, NULL},
	{"mix_unix", mix_unix, T_ROOT | T_USER, 0, NULL, "unix: fill"},
	{"mix_space", mix_space, T_ROOT, 0, NULL, NULL},
	{"mix_handed_over", mix_handed_over, T_ROOT | T_USER, 0, NULL, NULL},
	{"mix_reset", mix_reset, T_ROOT | T_USER, 0, NULL, NULL},
	{"mix_screen", mix_screen, T_ROOT, 60, "screen dash sed ls", NULL},
};
