/* SPDX-License-Identifier: MIT
 *
 * Pipes and FIFOs, saved and brought back: content, size, flags, ends; and those that cannot be
 * saved.
 */
#include "t.h"
#include "../cr.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static void pipe_cycled(void (*fn)(void), const char *name, int n)
{
	struct t_subject s;

	t_start_(&s, name, fn);
	t_cycles(&s, n);
	t_end(&s);
}
#define pipe_cycle(fn) pipe_cycled(fn, #fn, 3)

static unsigned char pipe_byte(size_t i)
{
	return (unsigned char)(i * 31 + (i >> 8));
}

static void pipe_check_bytes(int fd, size_t n)
{
	unsigned char *buf = malloc(n + 1);
	size_t done = 0, wrong = 0;

	while (done < n) {
		ssize_t r = read(fd, buf + done, n - done);
		if (r <= 0)
			break;
		done += (size_t)r;
	}
	for (size_t i = 0; i < done; i++)
		wrong += buf[i] != pipe_byte(i);
	T_CHECK(done == n && wrong == 0, "%zu of %zu bytes, %zu wrong", done, n, wrong);
	free(buf);
}

static size_t pipe_put_bytes(int fd, size_t n, size_t piece)
{
	size_t done = 0;
	unsigned char *buf = malloc(piece);

	while (done < n) {
		size_t k = n - done < piece ? n - done : piece;
		for (size_t i = 0; i < k; i++)
			buf[i] = pipe_byte(done + i);
		ssize_t r = write(fd, buf, k);
		if (r <= 0)
			break;
		done += (size_t)r;
	}
	free(buf);
	return done;
}

/* Is the pipe at its end, or empty with a writer (EAGAIN)? Leaves O_NONBLOCK as it was. */
static bool pipe_at_end(int fd)
{
	int flags = fcntl(fd, F_GETFL);
	char c;

	fcntl(fd, F_SETFL, flags | O_NONBLOCK);
	ssize_t r = read(fd, &c, 1);
	bool end = r == 0;
	T_CHECK(r == 0 || (r < 0 && errno == EAGAIN), "read gives %zd", r);
	fcntl(fd, F_SETFL, flags);
	return end;
}

/* == content =================================================================================== */

static void full_subject(void)
{
	int p[2];

	T_MUST(pipe(p) == 0, "pipe");
	fcntl(p[1], F_SETFL, O_NONBLOCK);
	size_t n = pipe_put_bytes(p[1], 1 << 20, 1000);
	T_CHECK(n >= 60000, "%zu bytes fit", n);
	t_ready();
	pipe_check_bytes(p[0], n);
	T_CHECK(!pipe_at_end(p[0]), "the end, though there is a writer");
	T_CHECK(pipe_put_bytes(p[1], 1 << 20, 4096) == 65536,
		"the pipe holds more or less than before");
	pipe_check_bytes(p[0], 65536);
	T_CHECK(fcntl(p[1], F_GETFL) & O_NONBLOCK, "O_NONBLOCK of the writer");
	T_CHECK(!(fcntl(p[0], F_GETFL) & O_NONBLOCK), "O_NONBLOCK of the reader");
}

static void pipe_full(void)
{
	pipe_cycle(full_subject);
}

/* A page for each write: all slots are taken by few bytes. */
static void slots_subject(void)
{
	int p[2];
	char c;

	T_MUST(pipe2(p, O_NONBLOCK) == 0, "pipe");
	T_CHECK(fcntl(p[1], F_SETPIPE_SZ, 4096 * 4) == 4096 * 4, "F_SETPIPE_SZ");
	/* Spliced pages are never merged. */
	int zero = open("/dev/zero", O_RDONLY);
	for (int i = 0; i < 4; i++)
		T_CHECK(splice(zero, NULL, p[1], NULL, 3, 0) == 3, "splice %d: %s", i,
			strerror(errno));
	close(zero);
	t_ready();
	for (int i = 0; i < 12; i++)
		T_CHECK(read(p[0], &c, 1) == 1 && c == 0, "byte %d", i);
	T_CHECK(!pipe_at_end(p[0]), "too many bytes, or the end");
	T_CHECK(fcntl(p[0], F_GETPIPE_SZ) == 4096 * 4, "size %d", fcntl(p[0], F_GETPIPE_SZ));
}

static void pipe_slots(void)
{
	pipe_cycle(slots_subject);
}

static void sizes_subject(void)
{
	static const int sizes[] = {4096, 8192, 65536, 262144, 1048576};
	int p[ARRAY_LEN(sizes)][2];

	for (size_t i = 0; i < ARRAY_LEN(sizes); i++) {
		T_MUST(pipe(p[i]) == 0 && fcntl(p[i][0], F_SETPIPE_SZ, sizes[i]) == sizes[i],
		       "size %d", sizes[i]);
		pipe_put_bytes(p[i][1], (size_t)sizes[i], 4096);
	}
	t_ready();
	for (size_t i = 0; i < ARRAY_LEN(sizes); i++) {
		T_CHECK(fcntl(p[i][0], F_GETPIPE_SZ) == sizes[i], "%d is %d", sizes[i],
			fcntl(p[i][0], F_GETPIPE_SZ));
		pipe_check_bytes(p[i][0], (size_t)sizes[i]);
	}
}

static void pipe_sizes(void)
{
	pipe_cycle(sizes_subject);
}

/* == ends ====================================================================================== */

static void closed_writer_subject(void)
{
	int p[2], empty[2];

	T_MUST(pipe(p) == 0 && pipe(empty) == 0, "pipe");
	pipe_put_bytes(p[1], 5000, 5000);
	close(p[1]);
	close(empty[1]);
	t_ready();
	pipe_check_bytes(p[0], 5000);
	T_CHECK(pipe_at_end(p[0]), "no end behind the last byte");
	T_CHECK(pipe_at_end(empty[0]), "no end");
}

static void pipe_closed_writer(void)
{
	pipe_cycle(closed_writer_subject);
}

static void closed_reader_subject(void)
{
	int p[2];

	T_MUST(pipe(p) == 0, "pipe");
	pipe_put_bytes(p[1], 100, 100);
	close(p[0]);
	signal(SIGPIPE, SIG_IGN);
	t_ready();
	T_CHECK(write(p[1], "x", 1) < 0 && errno == EPIPE, "a write without a reader");
}

static void pipe_closed_reader(void)
{
	pipe_cycle(closed_reader_subject);
}

/* An end opened anew, one for both ways, one that is the same open file twice. */
static void odd_ends_subject(void)
{
	char name[64];
	int p[2];

	T_MUST(pipe(p) == 0, "pipe");
	snprintf(name, sizeof(name), "/proc/self/fd/%d", p[0]);
	int both = open(name, O_RDWR), again = open(name, O_RDONLY | O_NONBLOCK),
	    same = fcntl(p[1], F_DUPFD_CLOEXEC, 40);
	close(p[1]);
	pipe_put_bytes(both, 10, 10);
	t_ready();
	T_CHECK(fcntl(again, F_GETFL) & O_NONBLOCK && !(fcntl(p[0], F_GETFL) & O_NONBLOCK),
		"one end's flags are the other's");
	T_CHECK((fcntl(both, F_GETFL) & O_ACCMODE) == O_RDWR, "both ways");
	T_CHECK(fcntl(same, F_GETFD) == FD_CLOEXEC && fcntl(both, F_GETFD) == 0, "close-on-exec");
	pipe_check_bytes(p[0], 10);
	T_CHECK(!pipe_at_end(again), "the end, though there are writers");
	close(both);
	T_CHECK(!pipe_at_end(again), "the end, though there is a writer");
	T_CHECK(write(same, "y", 1) == 1, "write");
	close(same);
	T_CHECK(read(again, name, 4) == 1, "one byte");
	T_CHECK(pipe_at_end(p[0]), "no end: somebody holds a writer");
}

static void pipe_odd_ends(void)
{
	pipe_cycle(odd_ends_subject);
}

/* Parent and child hold both ends; closing must be seen exactly when the last holder has closed. */
static void shared_subject(void)
{
	int down[2], up[2], status;
	char buf[16];

	T_MUST(pipe(down) == 0 && pipe(up) == 0, "pipe");
	pid_t child = fork();
	if (child == 0) {
		close(up[0]);
		close(down[1]);
		T_CHECK(write(up[1], "r", 1) == 1, "write"); /* settled */
		int n = 0;
		while (read(down[0], buf, 1) == 1)
			n++;
		buf[0] = (char)n;
		_exit(write(up[1], buf, 1) == 1 ? 7 : 8);
	}
	close(up[1]);
	close(down[0]);
	T_CHECK(read(up[0], buf, 1) == 1 && write(down[1], "ab", 2) == 2, "write");
	t_ready();
	T_CHECK(write(down[1], "c", 1) == 1, "write");
	close(down[1]);
	T_CHECK(read(up[0], buf, 1) == 1 && buf[0] == 3, "the child counted %d", buf[0]);
	T_CHECK(waitpid(child, &status, 0) == child && WIFEXITED(status) &&
			WEXITSTATUS(status) == 7,
		"status %x", status);
	T_CHECK(read(up[0], buf, 1) == 0, "no end");
}

static void pipe_shared(void)
{
	pipe_cycle(shared_subject);
}

/* Two processes wait for each other by pipes while they are saved, many times over. */
static void ping_subject(void)
{
	int a[2], b[2], status;
	uint32_t n = 0, seen = 0;

	T_MUST(pipe(a) == 0 && pipe(b) == 0, "pipe");
	pid_t child = fork();
	if (child == 0) {
		close(a[1]);
		close(b[0]);
		while (read(a[0], &n, sizeof(n)) == sizeof(n)) {
			n++;
			if (write(b[1], &n, sizeof(n)) != sizeof(n))
				_exit(2);
		}
		_exit(n == 4000 ? 0 : 3);
	}
	close(a[0]);
	close(b[1]);
	for (int round = 0; round < 4; round++) {
		if (round) /* after the first the child has settled */
			t_ready();
		for (int i = 0; i < 1000; i++) {
			T_CHECK(write(a[1], &n, sizeof(n)) == sizeof(n) &&
					read(b[0], &seen, sizeof(seen)) == sizeof(seen) &&
					seen == n + 1,
				"%u after %u", seen, n);
			n = seen;
		}
	}
	close(a[1]);
	T_CHECK(waitpid(child, &status, 0) == child && status == 0, "status %x", status);
}

static void pipe_ping(void)
{
	struct t_subject s;

	t_start(&s, ping_subject);
	t_cycles(&s, 2);
	t_next(&s);
	t_cycles(&s, 2);
	t_next(&s);
	t_cycles(&s, 1);
	t_end(&s);
}

/* Packets are kept apart while none is there. */
static void packet_mode_subject(void)
{
	int p[2];
	char buf[16];

	T_MUST(pipe2(p, O_DIRECT) == 0, "pipe");
	t_ready();
	T_CHECK(write(p[1], "ab", 2) == 2 && write(p[1], "c", 1) == 1, "write");
	T_CHECK(read(p[0], buf, sizeof(buf)) == 2, "packets run into each other");
}

static void pipe_packet_mode(void)
{
	pipe_cycle(packet_mode_subject);
}

/* What is one open file, under several numbers in several processes, is one afterwards, and what is
 * two is two. */
static void sameness_subject(void)
{
	int p[2], q[2], status;

	T_MUST(pipe(p) == 0 && pipe(q) == 0, "pipe");
	int same = dup(p[0]), again = open("/dev/zero", O_RDONLY),
	    other = open("/dev/zero", O_RDONLY);
	int event = eventfd(0, 0), event_too = eventfd(0, 0);
	pid_t child = fork();
	if (child == 0) {
		close(q[0]);
		char c;
		T_CHECK(write(q[1], "r", 1) == 1 && read(p[0], &c, 1) == 1, "read");
		fcntl(again, F_SETFL, O_NONBLOCK);
		_exit(0);
	}
	char c;
	T_CHECK(read(q[0], &c, 1) == 1, "read");
	t_ready();
	T_CHECK(write(p[1], "x", 1) == 1 && waitpid(child, &status, 0) == child && status == 0,
		"the child ended with %x", status);
	T_CHECK(fcntl(again, F_GETFL) & O_NONBLOCK,
		"parent and child had one open file, and have two");
	T_CHECK(!(fcntl(other, F_GETFL) & O_NONBLOCK), "two open files have become one");
	fcntl(p[0], F_SETFL, O_NONBLOCK);
	T_CHECK(fcntl(same, F_GETFL) & O_NONBLOCK, "two numbers had one open file, and have two");
	T_CHECK(eventfd_write(event, 3) == 0, "eventfd");
	fcntl(event_too, F_SETFL, O_NONBLOCK);
	eventfd_t n;
	T_CHECK(eventfd_read(event_too, &n) < 0 && errno == EAGAIN, "two eventfds have become one");
}

static void pipe_sameness(void)
{
	pipe_cycle(sameness_subject);
}

/* The same where kcmp(2) is forbidden. */
static void pipe_without_kcmp(void)
{
	cr_save_opts o = cr_save_opts_init();
	struct dump_job job = {
		.path = "save", .opts = &o, .end = TREE_KILL, .hide_fds = {-1, -1, -1, -1}};
	cr_child child = cr_child_init();
	struct t_subject s;
	struct cr_ctx cx;
	cr_error err;

	t_start(&s, sameness_subject);
	T_MUST(ctx_open(&cx, NULL) == 0, "ctx_open");
	cx.faults = 1ull << FEATURE_KCMP;
	job.root = s.pid;
	o.timeout_ms = 10000;
	T_CHECK(engine_dump(&cx, &job) == 0, "%s", cx.err.text);
	ctx_close(&cx);
	T_CHECK(t_wait(s.pid, 5000) == SIGKILL, "not ended");
	T_MUST(cr_restore("save", NULL, &child, &err) == 0, "%s", err.text);
	close(child.pidfd);
	s.pid = child.pid;
	t_end(&s);
}

/* == FIFOs ===================================================================================== */

static void fifo_subject(void)
{
	T_MUST(mkfifo("fifo", 0600) == 0, "mkfifo");
	int r = open("fifo", O_RDONLY | O_NONBLOCK), w = open("fifo", O_WRONLY), alone = -1;
	T_MUST(r >= 0 && w >= 0, "open: %s", strerror(errno));
	T_CHECK(mkfifo("other", 0600) == 0, "mkfifo");
	alone = open("other", O_RDONLY | O_NONBLOCK);
	T_MUST(fcntl(w, F_SETFL, O_DIRECT) == 0, "fcntl");
	T_MUST(fcntl(alone, F_SETOWN, getpid()) == 0 && fcntl(alone, F_SETSIG, SIGUSR2) == 0,
	       "fcntl");
	pipe_put_bytes(w, 3000, 3000);
	t_ready();
	T_CHECK(fcntl(alone, F_GETOWN) == getpid() && fcntl(alone, F_GETSIG) == SIGUSR2,
		"its owner: %d, %d", fcntl(alone, F_GETOWN), fcntl(alone, F_GETSIG));
	pipe_check_bytes(r, 3000);
	T_CHECK(!pipe_at_end(r), "the end, though there is a writer");
	int more = open("fifo", O_WRONLY | O_NONBLOCK);
	T_CHECK(more >= 0 && write(more, "z", 1) == 1, "the name leads elsewhere");
	close(more);
	T_CHECK(fcntl(w, F_GETFL) & O_DIRECT, "packet mode");
	char c;
	T_CHECK(read(r, &c, 1) == 1 && c == 'z', "what was written by the name");
	close(w);
	T_CHECK(pipe_at_end(r), "no end");
	T_CHECK(fcntl(alone, F_GETFL) & O_NONBLOCK, "flags");
	T_CHECK(fcntl(r, F_GETFL) & O_NONBLOCK, "flags");
}

static void pipe_fifo(void)
{
	pipe_cycle(fifo_subject);
}

/* Names that are gone; nobody at the other end. */
static void fifo_gone_subject(void)
{
	char c;

	T_MUST(mkfifo("gone", 0604) == 0 && mkfifo("lonely", 0600) == 0, "mkfifo");
	int r = open("gone", O_RDONLY | O_NONBLOCK), w = open("gone", O_WRONLY),
	    both = open("lonely", O_RDWR | O_NONBLOCK), lonely = open("lonely", O_WRONLY);
	T_MUST(r >= 0 && w >= 0 && both >= 0 && lonely >= 0, "open: %s", strerror(errno));
	close(both); /* nobody will ever read */
	pipe_put_bytes(w, 500, 500);
	unlink("gone");
	unlink("lonely");
	signal(SIGPIPE, SIG_IGN);
	t_ready();
	pipe_check_bytes(r, 500);
	T_CHECK(!pipe_at_end(r), "the end, though there is a writer");
	T_CHECK(write(w, "x", 1) == 1 && read(r, &c, 1) == 1 && c == 'x', "they are two");
	close(w);
	T_CHECK(pipe_at_end(r), "no end");
	T_CHECK(write(lonely, "y", 1) < 0 && errno == EPIPE, "somebody reads");
	struct stat st;
	T_CHECK(fstat(r, &st) == 0 && (st.st_mode & 0777) == 0604 && st.st_nlink == 0, "mode 0%o",
		st.st_mode);
}

static void pipe_fifo_gone(void)
{
	pipe_cycle(fifo_gone_subject);
	t_files_are("save save.dir");
}

/* == packets =================================================================================== */

static void packets_subject(void)
{
	int p[2];
	char buf[16];

	T_MUST(pipe(p) == 0, "pipe");
	fcntl(p[1], F_SETFL, O_DIRECT); /* the reader's flags do not show it */
	T_CHECK(write(p[1], "ab", 2) == 2 && write(p[1], "c", 1) == 1, "write");
	t_ready();
	T_CHECK(read(p[0], buf, sizeof(buf)) == 2, "packets run into each other");
	T_CHECK(read(p[0], buf, 1) == 1 && buf[0] == 'c', "the second is %c", buf[0]);
	T_CHECK(!pipe_at_end(p[0]), "the end, though there is a writer");
}

static void pipe_packets(void)
{
	pipe_cycle(packets_subject);
}

/* Bytes and packets in one pipe that is full of them; the writer is gone, so nobody is in packet
 * mode any more. */
static void mixed_packets_subject(void)
{
	int p[2];
	char buf[5000], big[4096];
	ssize_t n;

	memset(big, 'B', sizeof(big));
	T_MUST(pipe(p) == 0 && fcntl(p[0], F_SETPIPE_SZ, 8 * 4096) == 8 * 4096, "pipe");
	T_CHECK(write(p[1], "abc", 3) == 3 && write(p[1], "def", 3) == 3, "bytes");
	fcntl(p[1], F_SETFL, O_DIRECT | O_NONBLOCK);
	/* Anything but whole pages would run into the bytes before it. */
	T_CHECK(write(p[1], big, sizeof(big)) == sizeof(big) && write(p[1], "1", 1) == 1 &&
			write(p[1], "23", 2) == 2,
		"packets");
	fcntl(p[1], F_SETFL, O_NONBLOCK);
	T_CHECK(write(p[1], "ghi", 3) == 3, "bytes");
	fcntl(p[1], F_SETFL, O_DIRECT | O_NONBLOCK);
	T_CHECK(write(p[1], big, sizeof(big)) == sizeof(big) && write(p[1], "4", 1) == 1 &&
			write(p[1], "56", 2) == 2,
		"packets");
	T_CHECK(write(p[1], "no", 2) < 0 && errno == EAGAIN, "not full");
	close(p[1]);
	t_ready();
	T_CHECK((n = read(p[0], buf, 6)) == 6 && memcmp(buf, "abcdef", 6) == 0, "%zd bytes", n);
	T_CHECK((n = read(p[0], buf, sizeof(buf))) == sizeof(big) && buf[4095] == 'B', "%zd", n);
	T_CHECK((n = read(p[0], buf, sizeof(buf))) == 1 && buf[0] == '1', "%zd", n);
	T_CHECK((n = read(p[0], buf, 1)) == 1 && buf[0] == '2', "%zd", n); /* the 3 is lost */
	T_CHECK((n = read(p[0], buf, 3)) == 3 && memcmp(buf, "ghi", 3) == 0, "%zd", n);
	T_CHECK((n = read(p[0], buf, sizeof(buf))) == sizeof(big), "%zd", n);
	T_CHECK((n = read(p[0], buf, sizeof(buf))) == 1 && buf[0] == '4', "%zd", n);
	T_CHECK((n = read(p[0], buf, sizeof(buf))) == 2 && buf[1] == '6', "%zd", n);
	T_CHECK(pipe_at_end(p[0]), "more than there was");
}

static void pipe_mixed_packets(void)
{
	pipe_cycle(mixed_packets_subject);
}

/* == what cannot be saved ====================================================================== */

static void outside_program(struct t_subject *s, const char *redirect, int p[2])
{
	char line[128];
	char *argv[] = {"sh", "-c", line, NULL};

	/* A shell of the same session that has one end only, by its /proc name here. */
	snprintf(line, sizeof(line), "exec %s/proc/%d/fd/%d; echo up >up; exec sleep 1000",
		 redirect, (int)getpid(), p[redirect[0] == '5' && redirect[1] == '>']);
	t_start_program(s, "outside", argv);
	for (int i = 0; i < 500 && !t_exists("up"); i++)
		t_sleep_ms(10);
	t_sleep_ms(20);
}

static void pipe_outside_refused(void)
{
	static const char *const ways[] = {"5<", "5>"};

	for (int i = 0; i < 2; i++) {
		struct t_subject s;
		cr_error err;
		int p[2];

		T_MUST(pipe2(p, O_CLOEXEC) == 0, "pipe");
		outside_program(&s, ways[i], p);
		if (T_CHECK(cr_dump(s.pid, "save", NULL, &err) < 0, "saved"))
			T_CHECK(err.code == CR_E_OUTSIDE &&
					strstr(err.text, i ? "reader" : "writer"),
				"%d: %s", err.code, err.text);
		T_CHECK(!t_exists("save") && t_alive(s.pid), "not as before");
		/* Nobody outside: then it is an ordinary closed end. */
		close(p[0]);
		close(p[1]);
		T_CHECK(cr_dump(s.pid, "save", NULL, &err) == 0, "%s", err.text);
		T_CHECK(cr_remove("save", &err) == 0, "%s", err.text);
		t_kill(&s);
		unlink("up");
	}
}

static const struct t_test pipe_tests[] = {
	{"pipe_sameness", pipe_sameness, T_ROOT | T_USER, 0, NULL, NULL},
	{"pipe_without_kcmp", pipe_without_kcmp, T_ROOT, 0, NULL, NULL},
	{"pipe_full", pipe_full, T_ROOT | T_USER, 30, NULL, "pipe: fill"},
	{"pipe_slots", pipe_slots, T_ROOT | T_USER, 0, NULL, NULL},
	{"pipe_sizes", pipe_sizes, T_ROOT | T_USER, 0, NULL, NULL},
	{"pipe_closed_writer", pipe_closed_writer, T_ROOT | T_USER, 0, NULL, NULL},
	{"pipe_closed_reader", pipe_closed_reader, T_ROOT | T_USER, 0, NULL, NULL},
	{"pipe_odd_ends", pipe_odd_ends, T_ROOT | T_USER, 0, NULL, NULL},
	{"pipe_shared", pipe_shared, T_ROOT, 0, NULL, NULL},
	{"pipe_ping", pipe_ping, T_ROOT, 40, NULL, NULL},
	{"pipe_packet_mode", pipe_packet_mode, T_ROOT | T_USER, 0, NULL, NULL},
	{"pipe_fifo", pipe_fifo, T_ROOT | T_USER, 0, NULL, "fifo: fill; fifo: own"},
	{"pipe_fifo_gone", pipe_fifo_gone, T_ROOT | T_USER, 0, NULL, "fifo: fill"},
	{"pipe_packets", pipe_packets, T_ROOT | T_USER, 0, NULL, NULL},
	{"pipe_mixed_packets", pipe_mixed_packets, T_ROOT | T_USER, 0, NULL, "pipe: fill"},
	{"pipe_outside_refused", pipe_outside_refused, T_ROOT | T_USER, 0, NULL, NULL},
};
