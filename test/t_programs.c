/* SPDX-License-Identifier: MIT
 *
 * Tests with programs that nobody here wrote, from Debian's packages: saved by build/cr dump,
 * really gone, brought back by build/cr restore -d, working on, and done with the result of a run
 * that nothing disturbed. Each once, and with three saves in a row.
 */
#include "t.h"
#include <sys/prctl.h>

/* == saved, gone, brought back ================================================================= */

/* Restored trees become children of the test, and so do the children of those that were ended. */
static void programs_begin(void)
{
	T_MUST(prctl(PR_SET_CHILD_SUBREAPER, 1) == 0, "subreaper: %s", strerror(errno));
}

/* Everything that the test has started is gone. */
static void programs_gone(void)
{
	for (uint64_t end = t_now_ns() + 5000000000u; waitpid(-1, NULL, WNOHANG) >= 0;) {
		T_MUST(t_now_ns() < end, "processes do not end");
		t_sleep_ms(1);
	}
}

/* Without privilege the pid may be another one. */
static void programs_cycle(pid_t *pid, const char *dump, const char *restore)
{
	const char *cr = t_path("build/cr"), *pids = geteuid() == 0 ? "" : "--pids auto";
	char *text;

	T_MUST(t_run(NULL, "rm -rf save; %s dump -t %d -D save -v4 %s", cr, (int)*pid, dump) == 0,
	       "dump");
	programs_gone();
	T_CHECK(t_state(*pid) == 0, "process %d is still there", (int)*pid);
	T_MUST(t_run(NULL, "%s restore -d -D save -v4 --pidfile pid %s %s", cr, pids, restore) == 0,
	       "restore");
	text = t_read("save/pid", NULL);
	T_MUST(text != NULL, "pidfile");
	T_CHECK(geteuid() != 0 || atoi(text) == *pid, "process %d came back as %s", (int)*pid,
		text);
	*pid = atoi(text);
	free(text);
	T_MUST(t_alive(*pid), "process %d is not there", (int)*pid);
}

static void programs_end(pid_t pid)
{
	int status = t_wait(pid, 15000);

	T_CHECK(status == 0, "the program ends with status 0x%x", (unsigned)status);
	programs_gone();
}

static void programs_await(const char *file, const char *text)
{
	for (uint64_t end = t_now_ns() + 10000000000u;; t_sleep_ms(1)) {
		char *now = t_read(file, NULL);
		bool there = now && strstr(now, text);
		if (there || t_now_ns() > end) {
			T_MUST(there, "%s does not say '%s' but: %s", file, text,
			       now ? now : "nothing");
			free(now);
			return;
		}
		free(now);
	}
}

static void programs_same(const char *file, const char *expected)
{
	char *text = t_read(file, NULL);

	T_CHECK(text && strcmp(text, expected) == 0, "%s holds\n%s\ninstead of\n%s", file,
		text ? text : "nothing", expected);
	free(text);
}

#define PROGRAMS_TEST(name) \
	static void name##_once(void) \
	{ \
		name(1); \
	} \
	static void name##_thrice(void) \
	{ \
		name(3); \
	}

/* == interpreters ============================================================================== */

/* Four threads that meet each other at a barrier at every step; each computes. */
static const char programs_python[] =
	"import hashlib, sys, threading, time\n"
	"pause, out = float(sys.argv[1]), []\n"
	"barrier = threading.Barrier(5)\n"
	"def work(n):\n"
	"    h = hashlib.sha256()\n"
	"    for step in range(14):\n"
	"        for k in range(500): h.update(b'%d %d %d' % (n, step, k))\n"
	"        time.sleep(pause * (n + 1))\n"
	"        barrier.wait()\n"
	"    out.append((n, h.hexdigest()))\n"
	"threads = [threading.Thread(target=work, args=(n,)) for n in range(4)]\n"
	"for t in threads: t.start()\n"
	"for step in range(14):\n"
	"    barrier.wait()\n"
	"    print('step', step, flush=True)\n"
	"for t in threads: t.join()\n"
	"print(sorted(out))\n";

static void programs_python_threads(int cycles)
{
	struct t_subject s;
	char *expected, step[32];

	programs_begin();
	t_write("threads.py", programs_python, strlen(programs_python));
	T_MUST(t_run(&expected, "python3 threads.py 0") == 0, "undisturbed");
	t_start_program(&s, "python", (char *[]){"python3", "threads.py", "0.01", NULL});
	for (int i = 0; i < cycles; i++) {
		snprintf(step, sizeof(step), "step %d\n", 2 + 3 * i);
		programs_await("python.out", step);
		programs_cycle(&s.pid, "", "");
	}
	programs_end(s.pid);
	programs_same("python.out", expected);
	free(expected);
}
PROGRAMS_TEST(programs_python_threads)

/* A child writes into a pipe, the parent reads, and a timer of its own counts meanwhile. */
static const char programs_perl_script[] =
	"$| = 1; $SIG{VTALRM} = sub { die }; $SIG{USR1} = sub { $signals++ };\n"
	"$pid = open($kid, '-|') // die;\n"
	"if (!$pid) { $| = 1; for (1 .. 30) { print \"line $_ \", $_ ** 3, \"\\n\"; select undef, "
	"undef, undef, $ARGV[0] } exit 3 }\n"
	"while (<$kid>) { /(\\d+) (\\d+)/ or die; $cube{$1} = $2; kill 'USR1', $$; print \"$1\\n\" "
	"}\n"
	"close $kid; $sum += $cube{$_} for sort keys %cube;\n"
	"print \"sum $sum status \", $? >> 8, \" signals $signals\\n\";\n";

static void programs_perl(int cycles)
{
	struct t_subject s;
	char *expected, step[32];

	programs_begin();
	t_write("pipe.pl", programs_perl_script, strlen(programs_perl_script));
	T_MUST(t_run(&expected, "perl pipe.pl 0.001") == 0, "undisturbed");
	t_start_program(&s, "perl", (char *[]){"perl", "pipe.pl", "0.03", NULL});
	for (int i = 0; i < cycles; i++) {
		snprintf(step, sizeof(step), "\n%d\n", 4 + 8 * i);
		programs_await("perl.out", step);
		programs_cycle(&s.pid, "", "");
	}
	programs_end(s.pid);
	programs_same("perl.out", expected);
	t_contains(expected, "sum 216225 status 3 signals 30\n");
	free(expected);
}
PROGRAMS_TEST(programs_perl)

/* == at the end of pipes ======================================================================= */

/* Feeder and reader are both in the tree. */
static void programs_gawk(int cycles)
{
	static char feed[] =
		"i=0; while [ $i -lt 30 ]; do i=$((i+1)); echo $i; sleep 0.03; done |"
		" gawk '{ sum += $1; print $1, sum; fflush() } END { print \"end\", sum }'";
	struct t_subject s;
	char step[32];

	programs_begin();
	t_start_program(&s, "gawk", (char *[]){"sh", "-c", feed, NULL});
	for (int i = 0; i < cycles; i++) {
		snprintf(step, sizeof(step), "\n%d ", 4 + 8 * i);
		programs_await("gawk.out", step);
		programs_cycle(&s.pid, "", "");
	}
	programs_end(s.pid);
	char *out = t_read("gawk.out", NULL);
	t_contains(out, "1 1\n2 3\n3 6\n");
	t_contains(out, "\n30 465\nend 465\n");
	free(out);
}
PROGRAMS_TEST(programs_gawk)

/* bash opens its end of the pipe again by its name below /dev/fd, while it keeps the first one. */
static void programs_bash(int cycles)
{
	static char script[] = "while read n; do echo got $n; done < <(for i in {1..30}; do echo "
			       "$i; sleep 0.03; done); echo end";
	struct t_subject s;
	char step[32];

	programs_begin();
	t_start_program(&s, "bash", (char *[]){"bash", "-c", script, NULL});
	for (int i = 0; i < cycles; i++) {
		snprintf(step, sizeof(step), "got %d\n", 4 + 8 * i);
		programs_await("bash.out", step);
		programs_cycle(&s.pid, "", "");
	}
	programs_end(s.pid);
	T_CHECK(t_run(NULL, "(seq -f 'got %%g' 30; echo end) | cmp - bash.out") == 0,
		"lines are lost or repeated");
}
PROGRAMS_TEST(programs_bash)

/* One question, one answer, through pipes whose other ends are the test's. */
static void programs_ask(int to, int from, const char *question, const char *answer)
{
	char text[64];
	size_t n = 0;

	T_CHECK(write(to, question, strlen(question)) == (ssize_t)strlen(question), "write: %s",
		strerror(errno));
	while (n < sizeof(text) - 1 && (n == 0 || text[n - 1] != '\n')) {
		struct pollfd ready = {.fd = from, .events = POLLIN};
		T_MUST(poll(&ready, 1, 10000) == 1, "no answer to %s", question);
		ssize_t got = read(from, text + n, sizeof(text) - 1 - n);
		T_MUST(got > 0, "read: %zd", got);
		n += (size_t)got;
	}
	text[n] = '\0';
	T_CHECK(strcmp(text, answer) == 0, "%s is %s", question, text);
}

static void programs_pipe_name(int fd, char name[64])
{
	char path[64];

	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	ssize_t n = readlink(path, name, 63);
	T_MUST(n > 0, "readlink: %s", strerror(errno));
	name[n] = '\0';
}

static void programs_bc(int cycles)
{
	char in_name[64], out_name[64], dump[256], restore[256], question[64], answer[64];
	int in[2], out[2];

	programs_begin();
	T_MUST(pipe(in) == 0 && pipe(out) == 0, "pipe: %s", strerror(errno));
	pid_t pid = fork();
	T_MUST(pid >= 0, "fork: %s", strerror(errno));
	if (pid == 0) {
		setsid();
		dup2(in[0], 0);
		dup2(out[1], 1);
		int null = open("/dev/null", O_WRONLY);
		dup2(null, 2);
		for (int fd = 3; fd < 1024; fd++)
			close(fd);
		execlp("bc", "bc", (char *)NULL);
		_exit(127);
	}
	programs_pipe_name(in[0], in_name);
	programs_pipe_name(out[1], out_name);
	snprintf(dump, sizeof(dump), "--external '%s' --external '%s'", in_name, out_name);
	snprintf(restore, sizeof(restore), "--inherit-fd 'fd[%d]:%s' --inherit-fd 'fd[%d]:%s'",
		 in[0], in_name, out[1], out_name);
	programs_ask(in[1], out[0], "x = 2 ^ 70; x\n", "1180591620717411303424\n");
	for (int i = 0; i < cycles; i++) {
		programs_cycle(&pid, dump, restore);
		snprintf(question, sizeof(question), "x += 1; x\n");
		snprintf(answer, sizeof(answer), "1180591620717411303%d\n", 425 + i);
		programs_ask(in[1], out[0], question, answer);
	}
	close(in[1]);
	close(in[0]);
	programs_end(pid);
	close(out[0]);
	close(out[1]);
}
PROGRAMS_TEST(programs_bc)

/* == in the middle of a large file ============================================================= */

/* How far the program has read into its file. */
static unsigned long programs_position(pid_t pid, const char *name)
{
	char path[64], link[PATH_MAX];

	for (int fd = 0; fd < 16; fd++) {
		unsigned long pos = 0;
		snprintf(path, sizeof(path), "/proc/%d/fd/%d", (int)pid, fd);
		ssize_t n = readlink(path, link, sizeof(link) - 1);
		if (n <= 0)
			continue;
		link[n] = '\0';
		if (!strstr(link, name))
			continue;
		snprintf(path, sizeof(path), "/proc/%d/fdinfo/%d", (int)pid, fd);
		char *info = t_read(path, NULL);
		if (info)
			sscanf(info, "pos: %lu", &pos);
		free(info);
		return pos;
	}
	return 0;
}

/* Waits until it has read on, past `from`; where it is then. */
static unsigned long programs_await_position(pid_t pid, const char *name, unsigned long from)
{
	unsigned long pos;

	for (uint64_t end = t_now_ns() + 10000000000u;
	     (pos = programs_position(pid, name)) <= from;) {
		T_MUST(t_alive(pid), "the program has ended too early");
		T_MUST(t_now_ns() < end, "the program does not get past %lu", from);
	}
	return pos;
}

static void programs_gzip(int cycles)
{
	const unsigned long size = 3000000;
	unsigned long pos = 0;
	struct t_subject s;

	programs_begin();
	/* text that is some work for gzip: numbers that do not repeat */
	T_MUST(t_run(NULL, "seq 1000003 7 9000000 | head -c %lu > large", size) == 0, "input");
	T_MUST(t_run(NULL, "gzip -nc large > expected.gz") == 0, "undisturbed");
	t_start_program(&s, "gzip", (char *[]){"gzip", "-nc", "large", NULL});
	for (int i = 0; i < cycles; i++) {
		pos = programs_await_position(s.pid, "large", pos + size / 32);
		programs_cycle(&s.pid, "", "");
	}
	programs_end(s.pid);
	T_CHECK(t_run(NULL, "cmp gzip.out expected.gz && gzip -dc <gzip.out | cmp - large") == 0,
		"the result differs");
}
PROGRAMS_TEST(programs_gzip)

static void programs_sha256sum(int cycles)
{
	const unsigned long size = 80000000;
	unsigned long pos = 0;
	struct t_subject s;
	char *expected;

	programs_begin();
	T_MUST(t_run(NULL,
		     "truncate -s %lu large && seq 100000 | dd of=large conv=notrunc bs=1000 "
		     "seek=40000",
		     size) == 0,
	       "input");
	T_MUST(t_run(&expected, "sha256sum large") == 0, "undisturbed");
	t_start_program(&s, "sha256sum", (char *[]){"sha256sum", "large", NULL});
	for (int i = 0; i < cycles; i++) {
		pos = programs_await_position(s.pid, "large", pos + size / 32);
		programs_cycle(&s.pid, "", "");
	}
	programs_end(s.pid);
	programs_same("sha256sum.out", expected);
	free(expected);
}
PROGRAMS_TEST(programs_sha256sum)

/* == a build =================================================================================== */

/* The submake gets its tokens from the first one's jobserver. */
static const char programs_makefile[] = "all: a1 a2 a3 a4 a5 a6 sub\n"
					"\tcat a1 a2 a3 a4 a5 a6 b1 b2 b3 b4 b5 b6 > all\n"
					"sub:\n"
					"\t$(MAKE) b1 b2 b3 b4 b5 b6\n"
					"a% b%:\n"
					"\tsleep 0.1; echo $@ > $@.tmp; sleep 0.1; mv $@.tmp $@\n";

static void programs_make(int cycles)
{
	static const char *const stages[] = {"a2", "a4", "b2"};
	struct t_subject s;

	programs_begin();
	t_write("Makefile", programs_makefile, strlen(programs_makefile));
	t_start_program(&s, "make", (char *[]){"make", "-j2", NULL});
	for (int i = 0; i < cycles; i++) {
		programs_await(stages[i], stages[i]);
		programs_cycle(&s.pid, "", "");
		T_CHECK(!t_exists("all"), "the build was over before save %d", i);
	}
	programs_end(s.pid);
	programs_same("all", "a1\na2\na3\na4\na5\na6\nb1\nb2\nb3\nb4\nb5\nb6\n");
	char *out = t_read("make.out", NULL);
	T_CHECK(out && !strstr(out, "warning") && !strstr(out, "***"), "make says: %s", out);
	free(out);
}
PROGRAMS_TEST(programs_make)

/* == a shell on a terminal ===================================================================== */

static const char programs_job[] =
	"i=0\nwhile [ $i -lt 40 ]; do i=$((i+1)); echo $i; sleep 0.05; done\n";

/* What is typed shows twice: the terminal's echo, and what cat has read and says. */
static void programs_dash_cat(struct t_pty *p, const char *text)
{
	t_pty_expect(p, text, 5000);
	t_pty_expect(p, text, 5000);
}

/* A shell with a function, a variable, a job in the background and a stopped one. */
static void programs_dash_start(struct t_pty *p)
{
	t_write("job", programs_job, strlen(programs_job));
	t_pty_start(p, (char *[]){"dash", "-i", NULL});
	t_pty_expect(p, "# ", 5000);
	t_pty_send(p, "PS1='ready> '; f() { echo \"got $1 $n\"; }; n=7\n");
	t_pty_expect(p, "\nready> ", 5000);
	t_pty_send(p, "dash job > job.out &\n");
	t_pty_expect(p, "ready> ", 5000);
	t_pty_send(p, "cat\n");
	t_pty_send(p, "there and back\n");
	programs_dash_cat(p, "there and back");
	t_pty_send(p, "\032");
	t_pty_expect(p, "ready> ", 5000);
}

/* Brought back on a new terminal, by a plain restore that waits. */
static void programs_dash_cycle(struct t_pty *p, pid_t shell, int i)
{
	char save[16], cr[PATH_MAX];

	snprintf(save, sizeof(save), "save%d", i);
	snprintf(cr, sizeof(cr), "%s", t_path("build/cr"));
	T_MUST(t_run(NULL, "%s dump --shell-job -t %d -D %s -v4", cr, (int)shell, save) == 0,
	       "dump");
	int status = t_wait(p->pid, 5000);
	T_CHECK(p->pid == shell ? WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL
				: status == (128 + SIGKILL) << 8,
		"status 0x%x", (unsigned)status);
	t_pty_close(p);
	programs_gone();
	t_pty_start(p, (char *[]){cr, "restore", "--shell-job", "-D", save, "-v4", NULL});
	t_pty_send(p, "f hello\n");
	t_pty_expect(p, "got hello 7", 5000);
	t_pty_send(p, "jobs\n");
	t_pty_expect(p, "Stopped", 5000);
	t_pty_expect(p, "Running", 5000);
	t_pty_expect(p, "ready> ", 5000);
}

static void programs_dash(int cycles)
{
	struct t_pty p;

	programs_begin();
	programs_dash_start(&p);
	pid_t shell = p.pid;
	for (int i = 0; i < cycles; i++)
		programs_dash_cycle(&p, shell, i);
	t_pty_send(&p, "wait %1; echo waited $?\n");
	t_pty_expect(&p, "\r\nwaited 0\r\n", 10000);
	t_pty_expect(&p, "ready> ", 5000);
	t_pty_send(&p, "fg\n");
	t_pty_expect(&p, "cat\r\n", 5000);
	t_pty_send(&p, "and again\n");
	programs_dash_cat(&p, "and again");
	t_pty_send(&p, "\003");
	t_pty_expect(&p, "ready> ", 5000);
	t_pty_send(&p, "exit 3\n");
	int status = t_wait(p.pid, 5000);
	T_CHECK(status == 3 << 8, "status 0x%x", (unsigned)status);
	t_pty_close(&p);
	programs_gone();
	T_CHECK(t_run(NULL, "seq 40 | cmp - job.out") == 0, "the job lost or repeated lines");
}
PROGRAMS_TEST(programs_dash)

/* An ordinary user gets a tree back in a namespace of its own, and cannot save it from outside
 * again. */
static const struct t_test programs_tests[] = {
	{"programs-python", programs_python_threads_once, T_ROOT | T_USER, 30, "python3", NULL},
	{"programs-python-3", programs_python_threads_thrice, T_ROOT | T_USER, 30, "python3", NULL},
	{"programs-perl", programs_perl_once, T_ROOT | T_USER, 30, "perl", NULL},
	{"programs-perl-3", programs_perl_thrice, T_ROOT, 30, "perl", NULL},
	{"programs-gawk", programs_gawk_once, T_ROOT | T_USER, 30, "gawk", NULL},
	{"programs-gawk-3", programs_gawk_thrice, T_ROOT, 30, "gawk", NULL},
	{"programs-bash", programs_bash_once, T_ROOT | T_USER, 30, "bash", NULL},
	{"programs-bash-3", programs_bash_thrice, T_ROOT, 30, "bash", NULL},
	{"programs-bc", programs_bc_once, T_ROOT | T_USER, 30, "bc", NULL},
	{"programs-bc-3", programs_bc_thrice, T_ROOT | T_USER, 30, "bc", NULL},
	{"programs-gzip", programs_gzip_once, T_ROOT | T_USER, 30, "gzip", NULL},
	{"programs-gzip-3", programs_gzip_thrice, T_ROOT | T_USER, 30, "gzip", NULL},
	{"programs-sha256sum", programs_sha256sum_once, T_ROOT | T_USER, 30, "sha256sum", NULL},
	{"programs-sha256sum-3", programs_sha256sum_thrice, T_ROOT | T_USER, 30, "sha256sum", NULL},
	{"programs-make", programs_make_once, T_ROOT | T_USER, 30, "make", NULL},
	{"programs-make-3", programs_make_thrice, T_ROOT, 30, "make", NULL},
	{"programs-dash", programs_dash_once, T_ROOT, 30, "dash", NULL},
	{"programs-dash-3", programs_dash_thrice, T_ROOT, 30, "dash", NULL},
};
