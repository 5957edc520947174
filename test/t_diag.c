/* SPDX-License-Identifier: MIT
 *
 * Savers that may not ask sock_diag: what sockets say of themselves, and /proc/net, have to do;
 * what cannot be known so is refused by name.
 */
#include "t.h"
#include "../cr.h"

#include <errno.h>
#include <linux/filter.h>
#include <linux/netlink.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* No netlink socket of any sort for this process. */
static void diag_forbid(void)
{
	struct sock_filter code[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_socket, 0, 3),
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, AF_NETLINK, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	struct sock_fprog program = {sizeof(code) / sizeof(code[0]), code};

	T_MUST(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
		       prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0) == 0,
	       "seccomp: %s", strerror(errno));
	T_MUST(socket(AF_NETLINK, SOCK_RAW, NETLINK_SOCK_DIAG) < 0, "it may ask");
}

/* By a process that may not ask; what it says of a failure is in "said". */
static int diag_dump(pid_t pid, uint32_t flags)
{
	pid_t saver = fork();

	if (saver == 0) {
		cr_save_opts o = cr_save_opts_init();
		cr_error err;

		diag_forbid();
		o.flags = flags;
		int r = cr_dump(pid, "save", &o, &err);
		if (r < 0)
			t_write("said", err.text, strlen(err.text));
		_exit(r < 0 ? 1 : 0);
	}
	return t_wait(saver, 10000);
}

static void diag_subject(void)
{
	int stream = socket(AF_UNIX, SOCK_STREAM, 0),
	    path = names_listening(SOCK_STREAM, "it.sock", 3),
	    datagram = names_bound(SOCK_DGRAM, "other.sock"), from = socket(AF_UNIX, SOCK_DGRAM, 0),
	    packet = names_listening(SOCK_SEQPACKET, "@packets", 5);
	int udp = net_bound(AF_INET, SOCK_DGRAM, "127.0.0.1"),
	    tcp = net_bound(AF_INET6, SOCK_STREAM, "::1");
	union net_address name = net_name(tcp);

	T_MUST(listen(tcp, 3) == 0, "listen");
	names_connect(from, "other.sock");
	names_puts(from, "queued");
	close(from);
	t_ready();
	names_gets(datagram, "queued");
	int c = names_connected(SOCK_STREAM, "it.sock"), a = accept(path, NULL, NULL);
	T_CHECK(a >= 0, "accept: %s", strerror(errno));
	names_puts(c, "through");
	names_gets(a, "through");
	close(c);
	close(a);
	c = names_connected(SOCK_SEQPACKET, "@packets");
	a = accept(packet, NULL, NULL);
	names_puts(a, "back");
	names_gets(c, "back");
	names_connect(stream, "it.sock");
	int t = socket(AF_INET6, SOCK_STREAM, 0);
	T_CHECK(net_connect(t, &name) == 0, "connect: %s", strerror(errno));
	T_CHECK(net_name(udp).v4.sin_port != 0, "its port is gone");
	unlink("it.sock");
	unlink("other.sock");
}

static void diag_missing(void)
{
	cr_child child = cr_child_init();
	struct t_subject s;
	cr_error err;

	net_alone();
	t_start(&s, diag_subject);
	if (T_CHECK(diag_dump(s.pid, CR_END) == 0, "%s", t_read("said", NULL)))
		t_wait(s.pid, 5000);
	T_MUST(cr_restore("save", NULL, &child, &err) == 0, "%s", err.text);
	close(child.pidfd);
	s.pid = child.pid;
	t_end(&s);
}

/* Where to a TCP socket is being connected, only /proc/net tells. */
static void diag_connecting(void)
{
	cr_child child = cr_child_init();
	struct t_subject s;
	cr_error err;

	net_alone();
	t_start(&s, syn_sent_subject);
	if (T_CHECK(diag_dump(s.pid, CR_END) == 0, "%s", t_read("said", NULL)))
		t_wait(s.pid, 5000);
	T_MUST(cr_restore("save", NULL, &child, &err) == 0, "%s", err.text);
	close(child.pidfd);
	s.pid = child.pid;
	t_end(&s);
}

static void diag_pair_subject(void)
{
	int fd[2];
	char c;

	T_MUST(socketpair(AF_UNIX, SOCK_STREAM, 0, fd) == 0, "socketpair");
	t_ready();
	T_CHECK(write(fd[0], "x", 1) == 1 && read(fd[1], &c, 1) == 1, "disturbed");
}

static void diag_waited_for_subject(void)
{
	int l = names_listening(SOCK_STREAM, "waits.sock", 3),
	    c = names_connected(SOCK_STREAM, "waits.sock");

	t_ready();
	T_CHECK(accept(l, NULL, NULL) >= 0 && c >= 0, "disturbed");
	unlink("waits.sock");
}

static void diag_refuses(void (*fn)(void), const char *name)
{
	struct t_subject s;

	t_start_(&s, name, fn);
	unlink("said");
	T_CHECK(diag_dump(s.pid, 0) != 0, "saved");
	char *said = t_read("said", NULL);
	t_contains(said, "not enough is known of descriptor");
	t_contains(said, "sock_diag");
	free(said);
	t_end(&s);
}

static void diag_refusals(void)
{
	diag_refuses(diag_pair_subject, "pair");
	diag_refuses(diag_waited_for_subject, "waited for");
}

static void diag_lines(void)
{
	static const char v4[] =
		"   1: 0100007F:1F90 0200A8C0:01BB 02 00000010:00000020 00:00000000 "
		"00000000  1000        0 123456 1 0000000000000000 100 0 0 10 0\n";
	static const char v6[] = "   0: 00000000000000000000000001000000:0050 "
				 "00000000000000000000000000000000:0000 0A 00000000:00000000 "
				 "00:00000000 00000000     0        0 77 1 0000000000000000\n";
	struct sock_inet s;
	uint16_t port;

	T_CHECK(sock_inet_parse_line(v4, &s, &port) == 0 && port == 8080 && s.state == 2 &&
			s.peer_port == 443 && s.ino == 123456 && s.queued == 0x20 &&
			s.peer[0] == 0x0200a8c0 && s.own[0] == 0x0100007f,
		"ino %u port %u", s.ino, port);
	T_CHECK(sock_inet_parse_line(v6, &s, &port) == 0 && port == 80 && s.state == 10 &&
			s.ino == 77 && s.own[3] == 0x01000000,
		"ino %u port %u", s.ino, port);
	for (size_t n = 0; n < strlen(v4) - 50; n++) {
		char *cut = strndup(v4, n);
		T_CHECK(sock_inet_parse_line(cut, &s, &port) < 0, "cut at %zu", n);
		free(cut);
	}
	T_CHECK(sock_inet_parse_line("  sl  local_address rem_address   st", &s, &port) < 0 &&
			sock_inet_parse_line("", &s, &port) < 0,
		"no line");
}

static const struct t_test diag_tests[] = {
	{"diag_missing", diag_missing, T_ROOT | T_USER, 0, NULL, NULL},
	{"diag_connecting", diag_connecting, T_ROOT | T_USER, 0, NULL, NULL},
	{"diag_refusals", diag_refusals, T_ROOT | T_USER, 0, NULL, NULL},
	{"diag_lines", diag_lines, T_PURE | T_ROOT, 0, NULL, NULL},
};
