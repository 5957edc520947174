/* SPDX-License-Identifier: MIT
 *
 * Tests with servers that nobody here wrote, from Debian's packages, in a network of their own:
 * saved by build/cr dump, really gone, brought back by build/cr restore, while their clients, which
 * are not saved, stay connected and are kept waiting.
 */
#include "t.h"

#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* == processes that are not saved ============================================================== */

struct servers_client {
	pid_t pid;
	int to, from; /* its standard input and output */
};

/* Output goes into `out` instead, if there is one. */
static struct servers_client servers_client(const char *command, const char *out)
{
	int in[2], back[2];
	struct servers_client c;

	T_MUST(pipe2(in, O_CLOEXEC) == 0 && pipe2(back, O_CLOEXEC) == 0, "pipe");
	c.pid = fork();
	T_MUST(c.pid >= 0, "fork");
	if (c.pid == 0) {
		int fd = out ? open(out, O_WRONLY | O_CREAT | O_TRUNC, 0600) : back[1];
		setsid();
		dup2(in[0], 0);
		dup2(fd, 1);
		dup2(fd, 2);
		execl("/bin/sh", "sh", "-c", command, NULL);
		_exit(127);
	}
	close(in[0]);
	close(back[1]);
	c.to = in[1];
	c.from = back[0];
	return c;
}

static void servers_say(const struct servers_client *c, const char *text)
{
	T_MUST(write(c->to, text, strlen(text)) == (ssize_t)strlen(text), "write: %s",
	       strerror(errno));
}

/* Until `text` has come. */
static void servers_hear(const struct servers_client *c, const char *text)
{
	char heard[4096] = "";
	size_t n = 0;

	while (!strstr(heard, text) && n < sizeof(heard) - 1) {
		struct pollfd pfd = {.fd = c->from, .events = POLLIN};
		ssize_t k = poll(&pfd, 1, 10000) == 1
				    ? read(c->from, heard + n, sizeof(heard) - 1 - n)
				    : 0;
		T_MUST(k > 0, "'%s' does not come, but '%s'", text, heard);
		heard[n += (size_t)k] = '\0';
	}
}

static void servers_client_ends(const struct servers_client *c, int expected)
{
	close(c->to);
	int status = t_wait(c->pid, 15000);
	T_CHECK(status == expected, "a client ends with status %x", (unsigned)status);
	close(c->from);
}

/* == saved, gone, brought back ================================================================= */

/* Everybody but us, our init and the clients is gone. */
static void servers_gone(const pid_t *clients, size_t n)
{
	for (uint64_t end = t_now_ns() + 5000000000u;; t_sleep_ms(1)) {
		DIR *d = opendir("/proc");
		struct dirent *e;
		int others = 0;

		while (d && (e = readdir(d)) != NULL) {
			pid_t pid = atoi(e->d_name);
			bool known = pid <= 1 || pid == getpid();

			for (size_t i = 0; i < n; i++)
				known |= pid == clients[i];
			if (!known)
				waitpid(pid, NULL, WNOHANG);
			others += !known;
		}
		if (d)
			closedir(d);
		if (!others)
			return;
		T_MUST(t_now_ns() < end, "%d processes do not end", others);
	}
}

/* At whatever moment it is: connections may just be made, accepted or closed. Only kernels that
 * cannot put one back that is not accepted yet want another try. */
static void servers_dump(pid_t pid)
{
	for (uint64_t end = t_now_ns() + 10000000000u;; t_sleep_ms(10)) {
		char *text;
		int r = t_run(&text, "rm -rf save; %s dump -t %d -D save --tcp-established",
			      t_path("build/cr"), (int)pid);
		bool again = r != 0 && strstr(text, "not yet accepted, and to save them needs") &&
			     t_now_ns() < end;

		T_MUST(r == 0 || again, "dump: %s", text);
		free(text);
		if (r == 0)
			return;
	}
}

static void servers_cycle(const pid_t *pid, const pid_t *clients, size_t n)
{
	servers_dump(*pid);
	servers_gone(clients, n);
	T_MUST(t_run(NULL, "%s restore -d -D save --tcp-established --pidfile pid",
		     t_path("build/cr")) == 0,
	       "restore");
	T_MUST(t_alive(*pid), "process %d is not there", (int)*pid);
}

static void servers_end(pid_t pid)
{
	kill(pid, SIGTERM);
	T_CHECK(t_wait(pid, 10000) >= 0, "the server does not end");
	servers_gone(NULL, 0);
}

static void servers_begin(void)
{
	net_alone();
	programs_begin();
}

/* Until somebody listens there. */
static void servers_await(int port)
{
	union net_address at;

	net_address(&at, AF_INET, "127.0.0.1", port);
	for (uint64_t end = t_now_ns() + 15000000000u;; t_sleep_ms(5)) {
		int s = socket(AF_INET, SOCK_STREAM, 0), r = net_connect(s, &at);
		close(s);
		if (r == 0)
			break;
		T_MUST(t_now_ns() < end, "nobody listens on %d", port);
	}
	t_sleep_ms(100); /* it has noticed that we are gone */
}

/* == memcached ================================================================================= */

static void servers_ask(int s, const char *question, const char *answer)
{
	char text[256];
	size_t n = 0;

	T_CHECK(send(s, question, strlen(question), MSG_NOSIGNAL) == (ssize_t)strlen(question),
		"send: %s", strerror(errno));
	while (n < strlen(answer)) {
		struct pollfd pfd = {.fd = s, .events = POLLIN};
		T_MUST(poll(&pfd, 1, 10000) == 1, "no answer to %s", question);
		ssize_t k = recv(s, text + n, sizeof(text) - 1 - n, 0);
		T_MUST(k > 0, "recv: %zd", k);
		n += (size_t)k;
	}
	text[n] = '\0';
	T_CHECK(strcmp(text, answer) == 0, "%s: %s", question, text);
}

static void servers_memcached(void)
{
	struct t_subject s;
	union net_address at;
	char question[64], answer[64];
	int c[5];

	servers_begin();
	t_start_program(&s, "memcached",
			(char *[]){"memcached", "-u", "root", "-l", "127.0.0.1", "-p", "11211",
				   "-t", "2", NULL});
	servers_await(11211);
	net_address(&at, AF_INET, "127.0.0.1", 11211);
	for (int i = 0; i < 5; i++) {
		c[i] = socket(AF_INET, SOCK_STREAM, 0);
		T_MUST(net_connect(c[i], &at) == 0, "connect: %s", strerror(errno));
		snprintf(question, sizeof(question), "set key%d 0 0 6\r\nvalue%d\r\n", i, i);
		servers_ask(c[i], question, "STORED\r\n");
	}
	for (int k = 0; k < 3; k++) {
		/* A question is on its way in pieces. */
		T_CHECK(send(c[4], "get ke", 6, MSG_NOSIGNAL) == 6, "send");
		servers_cycle(&s.pid, NULL, 0);
		for (int i = 0; i < 4; i++) {
			snprintf(question, sizeof(question), "get key%d\r\n", (i + k) % 5);
			snprintf(answer, sizeof(answer), "VALUE key%d 0 6\r\nvalue%d\r\nEND\r\n",
				 (i + k) % 5, (i + k) % 5);
			servers_ask(c[i], question, answer);
		}
		servers_ask(c[4], "y4\r\n", "VALUE key4 0 6\r\nvalue4\r\nEND\r\n");
	}
	int fresh = socket(AF_INET, SOCK_STREAM, 0);
	T_CHECK(net_connect(fresh, &at) == 0, "a new client: %s", strerror(errno));
	servers_ask(fresh, "get key1\r\n", "VALUE key1 0 6\r\nvalue1\r\nEND\r\n");
	close(fresh);
	for (int i = 0; i < 5; i++)
		close(c[i]);
	servers_end(s.pid);
}

/* == lighttpd ================================================================================== */

static void servers_lighttpd(void)
{
	static const char conf[] = "server.document-root = var.CWD\n"
				   "server.bind = \"127.0.0.1\"\n"
				   "server.port = 8080\n"
				   "server.max-keep-alive-requests = 60000\n"
				   "server.max-keep-alive-idle = 60\n";
	struct t_subject s;

	servers_begin();
	t_write("lighttpd.conf", conf, strlen(conf));
	T_MUST(t_run(NULL, "seq 20000 >page.txt") == 0, "page");
	t_start_program(&s, "lighttpd", (char *[]){"lighttpd", "-D", "-f", "lighttpd.conf", NULL});
	servers_await(8080);
	struct servers_client wrk = servers_client(
		"exec wrk -t1 -c8 -d3s --timeout 20s http://127.0.0.1:8080/page.txt", "wrk.out");
	t_sleep_ms(300);
	for (int k = 0; k < 3; k++) {
		servers_cycle(&s.pid, &wrk.pid, 1);
		t_sleep_ms(200);
	}
	servers_client_ends(&wrk, 0);
	char *out = t_read("wrk.out", NULL);
	t_contains(out, "requests in");
	T_CHECK(out && !strstr(out, "Socket errors") && !strstr(out, "Non-2xx"),
		"requests have failed: %s", out ? out : "");
	free(out);
	servers_end(s.pid);
}

/* == mosquitto ================================================================================= */

static void servers_mosquitto(void)
{
	static const char conf[] = "listener 1883 127.0.0.1\nallow_anonymous true\nuser root\n";
	struct t_subject s;
	char line[32];

	servers_begin();
	t_write("mosquitto.conf", conf, strlen(conf));
	t_start_program(&s, "mosquitto", (char *[]){"mosquitto", "-c", "mosquitto.conf", NULL});
	servers_await(1883);
	struct servers_client sub = servers_client(
		"exec mosquitto_sub -h 127.0.0.1 -q 1 -t news -C 40", "sub.out");
	t_sleep_ms(200);
	struct servers_client pub = servers_client(
		"exec mosquitto_pub -h 127.0.0.1 -q 1 -t news -l", "pub.out");
	pid_t clients[2] = {sub.pid, pub.pid};
	for (int i = 1; i <= 40; i++) {
		snprintf(line, sizeof(line), "%d\n", i);
		servers_say(&pub, line);
		if (i % 10 == 5)
			servers_cycle(&s.pid, clients, 2);
	}
	servers_client_ends(&sub, 0);
	servers_client_ends(&pub, 0);
	T_CHECK(t_run(NULL, "seq 40 | cmp - sub.out") == 0, "messages are lost or repeated");
	servers_end(s.pid);
}

/* == ssh ======================================================================================= */

static void servers_ssh(void)
{
	static const char conf[] = "Port 2222\nListenAddress 127.0.0.1\nHostKey %s/host\n"
				   "AuthorizedKeysFile %s/key.pub\nStrictModes no\nUsePAM no\n"
				   "PermitRootLogin yes\nPidFile none\n";
	char text[1024], dir[400], line[32];
	struct t_subject s;

	servers_begin();
	T_MUST(getcwd(dir, sizeof(dir)) != NULL, "getcwd");
	snprintf(text, sizeof(text), conf, dir, dir);
	t_write("sshd.conf", text, strlen(text));
	T_MUST(t_run(NULL, "mkdir -p /run/sshd && ssh-keygen -q -t ed25519 -N '' -f host && "
			   "ssh-keygen -q -t ed25519 -N '' -f key") == 0,
	       "keys");
	t_start_program(&s, "sshd",
			(char *[]){"/usr/sbin/sshd", "-D", "-e", "-f", "sshd.conf", NULL});
	servers_await(2222);
	struct servers_client ssh = servers_client(
		"exec ssh -F /dev/null -i key -p 2222 -o StrictHostKeyChecking=no -o "
		"UserKnownHostsFile=known -o LogLevel=ERROR root@127.0.0.1 "
		"'while read n; do echo got $n; done; exit 7'",
		NULL);
	for (int i = 0; i < 4; i++) {
		snprintf(line, sizeof(line), "line %d\n", i);
		servers_say(&ssh, line);
		snprintf(line, sizeof(line), "got line %d\n", i);
		servers_hear(&ssh, line);
		if (i < 3)
			servers_cycle(&s.pid, &ssh.pid, 1);
	}
	servers_client_ends(&ssh, 7 << 8);
	servers_end(s.pid);
}

/* == mariadb =================================================================================== */

static void servers_mariadb(void)
{
	struct t_subject s;
	char dir[400], data[440], sock[440];

	servers_begin();
	T_MUST(getcwd(dir, sizeof(dir)) != NULL && mkdir("data", 0700) == 0, "data");
	snprintf(data, sizeof(data), "--datadir=%s/data", dir);
	snprintf(sock, sizeof(sock), "--socket=%s/data/s", dir);
	t_start_program(&s, "mariadbd",
			(char *[]){"mariadbd", "--no-defaults", data, sock, "--user=root",
				   "--skip-grant-tables", "--skip-networking=0", "--port=3307",
				   "--bind-address=127.0.0.1", "--innodb-use-native-aio=0",
				   "--innodb-buffer-pool-size=8M", "--innodb-log-file-size=4M",
				   "--skip-log-bin", NULL});
	servers_await(3307);
	struct servers_client sql = servers_client(
		"exec mariadb --no-defaults -n -N -B -h 127.0.0.1 -P 3307", NULL);
	servers_say(&sql, "CREATE DATABASE d; USE d; CREATE TABLE t (n INT PRIMARY KEY) "
			  "ENGINE=InnoDB; BEGIN; INSERT INTO t VALUES (1); SELECT 'begun';\n");
	servers_hear(&sql, "begun\n");
	servers_cycle(&s.pid, &sql.pid, 1);
	servers_say(&sql, "INSERT INTO t VALUES (2); SELECT 'rows', COUNT(*) FROM t;\n");
	servers_hear(&sql, "rows\t2\n");
	servers_cycle(&s.pid, &sql.pid, 1);
	servers_say(&sql, "ROLLBACK; SELECT 'rows', COUNT(*) FROM t; BEGIN; INSERT INTO t VALUES "
			  "(3); SELECT 'again';\n");
	servers_hear(&sql, "rows\t0\nagain\n");
	servers_cycle(&s.pid, &sql.pid, 1);
	servers_say(&sql, "COMMIT; SELECT 'last', SUM(n) FROM t;\n");
	servers_hear(&sql, "last\t3\n");
	servers_client_ends(&sql, 0);
	servers_end(s.pid);
}

static const struct t_test servers_tests[] = {
	{"servers_memcached", servers_memcached, T_ROOT, 60, "memcached", NULL},
	{"servers_lighttpd", servers_lighttpd, T_ROOT, 60, "lighttpd wrk", NULL},
	{"servers_mosquitto", servers_mosquitto, T_ROOT, 60,
	 "mosquitto mosquitto_sub mosquitto_pub", NULL},
	{"servers_ssh", servers_ssh, T_ROOT, 60, "sshd ssh ssh-keygen", NULL},
	{"servers_mariadb", servers_mariadb, T_ROOT, 90, "mariadbd mariadb", NULL},
};
