/* SPDX-License-Identifier: MIT
 *
 * Tests against CRIU: sets that it wrote come back by ours (test/images/), and crit, its own
 * reader, decodes each image that our dump writes and writes the same bytes again.
 */
#include "t.h"
#include "../cr.h"
#include <dirent.h>
#include <pthread.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/timerfd.h>
#include <sys/wait.h>

/* == what CRIU wrote =========================================================================== */

/* Puts test/images/NAME where it was dumped, /tmp/cr-interop/NAME, on a tmpfs over /tmp in which
 * the directory of this test is found again, and goes there. */
static void criu_place(const char *name)
{
	char *out;
	int r = t_run(&out,
		      "set -e; mkdir tmp; mount -t tmpfs none tmp; mkdir tmp/cr-interop; cp -r %s "
		      "tmp/cr-interop/\n"
		      "dir=$(dirname $PWD); case $dir in /tmp/*) mkdir -p tmp/${dir#/tmp/}; mount "
		      "--bind $dir tmp/${dir#/tmp/};; esac\n"
		      "chmod 1777 tmp; mount --rbind tmp /tmp",
		      t_path(name));

	T_MUST(r == 0, "%s", out);
	free(out);
	char path[64];
	snprintf(path, sizeof(path), "/tmp/cr-interop/%s", strrchr(name, '/') + 1);
	T_MUST(chdir(path) == 0, "%s: %s", path, strerror(errno));
	chmod("img", 0700);
}

static pid_t criu_restore(const char *path)
{
	cr_child child = cr_child_init();
	cr_error err;

	T_MUST(cr_restore(path, NULL, &child, &err) == 0, "%s: %s", path, err.text);
	close(child.pidfd);
	return child.pid;
}

/* How many numbers out.txt holds; they must be 0, 1, 2 ... without a gap. */
static long criu_count(void)
{
	char *text = t_read("out.txt", NULL), *p = text;
	long n = 0;

	T_MUST(text, "out.txt: %s", strerror(errno));
	for (char *end; *p && strchr(p, '\n'); p = end + 1, n++)
		T_MUST(strtol(p, &end, 10) == n && *end == '\n',
		       "number %ld is followed by '%.20s'", n - 1, p);
	free(text);
	return n;
}

static void criu_counter_goes_on(const char *path)
{
	long n = criu_count(), more = n;

	for (int ms = 0; more < n + 5 && ms < 5000; ms += 10, more = criu_count())
		t_sleep_ms(10);
	T_CHECK(more >= n + 5, "%s: %ld numbers, then %ld", path, n, more);
}

static void criu_counter(void)
{
	criu_place("test/images/counter");
	pid_t pid = criu_restore("img");
	T_CHECK(pid == 305, "pid %d", (int)pid);
	criu_counter_goes_on("img");

	/* On from there with our own saves, in both forms. */
	static const char *const forms[] = {"save", "save.dir/"};
	for (int i = 0; i < 2; i++) {
		cr_save_opts o = cr_save_opts_init();
		cr_error err;
		o.flags = CR_END;
		T_MUST(cr_dump(pid, forms[i], &o, &err) == 0, "%s", err.text);
		int status = t_wait(pid, 5000);
		T_CHECK(WIFSIGNALED(status), "status 0x%x", status);
		pid = criu_restore(forms[i]);
		criu_counter_goes_on(forms[i]);
	}
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
}

static void criu_tree_passes(pid_t pid, const char *path)
{
	t_write("go", "", 0);
	int status = t_wait(pid, 10000);
	char *verdict = t_read("verdict.txt", NULL);
	T_CHECK(status == 0 && verdict && strcmp(verdict, "PASS\n") == 0, "%s: status 0x%x, %s",
		path, status, verdict ? verdict : "no verdict");
	free(verdict);
	unlink("verdict.txt");
	unlink("go");
}

static void criu_tree(void)
{
	criu_place("test/images/tree");
	pid_t pid = criu_restore("img");
	T_CHECK(pid == 349, "pid %d", (int)pid);
	criu_tree_passes(pid, "img");
}

/* What came from CRIU's images, saved and brought back in our own. */
static void criu_tree_again(void)
{
	criu_place("test/images/tree");
	/* Its timer rings every 20 ms: the signal may be on its way, or its handler at work. */
	struct t_subject s = {.name = "tree", .pid = criu_restore("img"), .but = "ShdPnd: SigBlk: blocked"};

	t_cycles(&s, 3);
	criu_tree_passes(s.pid, "save");
}

/* == what our dump writes, read by CRIU's own reader =========================================== */

static volatile bool criu_sleeper_is_up;

static void *criu_sleeper(void *arg)
{
	criu_sleeper_is_up = true;
	for (;;)
		pause();
	return arg;
}

static void criu_event_files(void)
{
	struct epoll_event ev = {.events = EPOLLIN, .data.u64 = 0xfeed};
	struct itimerspec in_an_hour = {.it_value = {3600, 0}, .it_interval = {5, 0}};
	sigset_t usr;
	int event = eventfd(7, EFD_CLOEXEC), poll = epoll_create1(EPOLL_CLOEXEC),
	    timer = timerfd_create(CLOCK_MONOTONIC, 0);

	T_MUST(epoll_ctl(poll, EPOLL_CTL_ADD, event, &ev) == 0, "epoll_ctl: %s", strerror(errno));
	T_MUST(timerfd_settime(timer, 0, &in_an_hour, NULL) == 0, "timerfd_settime: %s",
	       strerror(errno));
	sigemptyset(&usr);
	sigaddset(&usr, SIGUSR2);
	T_MUST(signalfd(-1, &usr, SFD_CLOEXEC) >= 0, "signalfd: %s", strerror(errno));
}

/* Something of everything that the kit writes. */
static void criu_rich_subject(void)
{
	int ends[2], pair[2];
	pthread_t thread;
	timer_t timer;
	struct itimerspec in_an_hour = {.it_value = {3600, 5}, .it_interval = {2, 1}};
	struct itimerval often = {.it_value = {1000, 0}, .it_interval = {1, 0}};
	sigset_t usr;

	int ghost = open("deleted", O_RDWR | O_CREAT, 0640);
	T_MUST(write(ghost, "unlinked", 8) == 8 && unlink("deleted") == 0, "deleted: %s",
	       strerror(errno));
	T_MUST(pipe(ends) == 0 && write(ends[1], "in the pipe", 11) == 11, "pipe: %s",
	       strerror(errno));
	T_MUST(socketpair(AF_UNIX, SOCK_STREAM, 0, pair) == 0 && write(pair[0], "in it", 5) == 5,
	       "pair: %s", strerror(errno));
	T_MUST(mkfifo("fifo", 0600) == 0 && open("fifo", O_RDWR) >= 0, "fifo: %s", strerror(errno));
	criu_event_files();
	int *shared = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	shared[0] = 7;
	setitimer(ITIMER_VIRTUAL, &often, NULL);
	T_MUST(timer_create(CLOCK_MONOTONIC, NULL, &timer) == 0 &&
		       timer_settime(timer, 0, &in_an_hour, NULL) == 0,
	       "timer");
	sigemptyset(&usr);
	sigaddset(&usr, SIGUSR1);
	sigaddset(&usr, SIGRTMIN + 3);
	sigprocmask(SIG_BLOCK, &usr, NULL);
	raise(SIGUSR1);
	sigqueue(getpid(), SIGRTMIN + 3, (union sigval){.sival_int = 42});
	signal(SIGWINCH, SIG_IGN);
	T_MUST(pthread_create(&thread, NULL, criu_sleeper, NULL) == 0, "pthread_create");
	pid_t child = fork();
	if (child == 0) {
		setpgid(0, 0);
		for (;;)
			pause();
	}
	pid_t zombie = fork();
	if (zombie == 0)
		_exit(3);
	T_MUST(waitid(P_PID, (id_t)zombie, NULL, WEXITED | WNOWAIT) == 0, "waitid: %s",
	       strerror(errno));
	while (!criu_sleeper_is_up || getpgid(child) != child)
		t_sleep_ms(1);
	t_ready();
	kill(child, SIGKILL);
	waitpid(child, NULL, 0);
	waitpid(zombie, NULL, 0);
}

/* All in one process of crit's: an interpreter takes long to start. */
static void criu_run_crit(void)
{
	static const char script[] =
		"import sys, glob\n"
		"from pycriu import cli\n"
		"for path in sorted(glob.glob('save.dir/*.img')):\n"
		"\tname = path[9:-4]\n"
		"\tif name != 'cr' and name[:3] != 'cr-' and name[:6] != 'pages-':\n"
		"\t\tfor sys.argv in (['crit', 'decode', '-i', path, '-o', name + '.json'],\n"
		"\t\t\t\t['crit', 'encode', '-i', name + '.json', '-o', name + '.again']):\n"
		"\t\t\tcli.main()\n";
	char *out;

	t_write("crit.py", script, sizeof(script) - 1);
	int r = t_run(&out, "$(sed -n '1s/^#! *//p' $(command -v crit)) crit.py");
	T_MUST(r == 0, "crit: %s", out);
	free(out);
}

/* What crit does not know yet and leaves out when it encodes; all of it on the outermost level. */
static const struct {
	const char *image;
	uint64_t fields; /* bits by number */
} criu_newer[] = {
	{"inventory", 1 << 8 | 1 << 9 | 1 << 10 | 1 << 11 | 1 << 12 | 1 << 13 | 1 << 14},
	{"pagemap", 1 << 5},
};

static uint64_t criu_varint(const unsigned char **p, const unsigned char *end)
{
	uint64_t v = 0;

	for (int shift = 0; *p < end && shift < 64; shift += 7) {
		v |= (uint64_t)(**p & 0x7f) << shift;
		if (!(*(*p)++ & 0x80))
			break;
	}
	return v;
}

/* A message without these fields, to `to`; their length. */
static size_t criu_without(const unsigned char *p, size_t n, uint64_t fields, unsigned char *to)
{
	const unsigned char *end = p + n;
	size_t len = 0;

	while (p < end) {
		const unsigned char *start = p;
		uint64_t tag = criu_varint(&p, end), value = 0;

		if ((tag & 7) == 0 || (tag & 7) == 2)
			value = criu_varint(&p, end);
		p += (tag & 7) == 2 ? value : (tag & 7) == 1 ? 8 : (tag & 7) == 5 ? 4 : 0;
		T_MUST(p <= end, "a field of kind %d goes on past the end", (int)(tag & 7));
		if (tag >> 3 < 64 && fields >> (tag >> 3) & 1)
			continue;
		memcpy(to + len, start, (size_t)(p - start));
		len += (size_t)(p - start);
	}
	return len;
}

/* An image of messages only, without these fields; in place. */
static size_t criu_strip(unsigned char *image, size_t n, size_t head, uint64_t fields)
{
	size_t at = head, len = head;

	while (at < n) {
		uint32_t size;

		memcpy(&size, image + at, sizeof(size));
		at += sizeof(size);
		T_MUST(size <= n - at, "a message of %u bytes at %zu", size, at);
		size_t left = criu_without(image + at, size, fields, image + len + sizeof(size));
		at += size;
		size = (uint32_t)left;
		memcpy(image + len, &size, sizeof(size));
		len += sizeof(size) + size;
	}
	return len;
}

static void criu_crit_agrees(const char *name)
{
	char path[80];
	size_t n, again_n;

	snprintf(path, sizeof(path), "save.dir/%s.img", name);
	char *image = t_read(path, &n);
	snprintf(path, sizeof(path), "%s.again", name);
	char *again = t_read(path, &again_n);
	T_MUST(image && again, "%s: %s", path, strerror(errno));
	for (size_t i = 0; i < ARRAY_LEN(criu_newer); i++)
		if (strncmp(name, criu_newer[i].image, strlen(criu_newer[i].image)) == 0) {
			size_t head = strcmp(name, "inventory") == 0 ? 4 : 8;
			n = criu_strip((unsigned char *)image, n, head, criu_newer[i].fields);
			again_n = criu_strip((unsigned char *)again, again_n, head,
					     criu_newer[i].fields);
		}
	T_CHECK(n == again_n && memcmp(image, again, n) == 0,
		"%s.img: %zu bytes of ours, %zu of crit's differ", name, n, again_n);
	free(image);
	free(again);
}

/* What CRIU wants of every process. */
static void criu_minimum(pid_t pid)
{
	static const char *const all[] = {"inventory", "pstree", "files", "pages-1"};
	static const char *const each[] = {"ids", "core", "mm", "fs", "pagemap"};
	char path[80];

	for (size_t i = 0; i < ARRAY_LEN(all); i++) {
		snprintf(path, sizeof(path), "save.dir/%s.img", all[i]);
		T_CHECK(t_exists(path), "%s is missing", path);
	}
	for (size_t i = 0; i < ARRAY_LEN(each); i++) {
		snprintf(path, sizeof(path), "save.dir/%s-%d.img", each[i], (int)pid);
		T_CHECK(t_exists(path), "%s is missing", path);
	}
}

static void criu_crit_reads_ours(void)
{
	struct t_subject s;
	struct dirent **list;
	cr_save_opts o = cr_save_opts_init();
	cr_error err;
	int seen = 0;

	t_start(&s, criu_rich_subject);
	o.flags = CR_CHECKSUM;
	T_MUST(cr_dump(s.pid, "save.dir/", &o, &err) == 0, "%s", err.text);
	criu_minimum(s.pid);
	criu_run_crit();
	int n = scandir("save.dir", &list, NULL, alphasort);
	for (int i = 0; i < n; i++) {
		char *name = list[i]->d_name, *dot = strstr(name, ".img");
		bool own = strncmp(name, "cr.", 3) == 0 || strncmp(name, "cr-", 3) == 0 ||
			   strncmp(name, "pages-", 6) == 0;
		if (dot && !own) {
			*dot = '\0';
			criu_crit_agrees(name);
			seen++;
		}
		free(list[i]);
	}
	free(list);
	T_CHECK(seen >= 20, "%d images", seen);
	t_end(&s);
}

static const struct t_test criu_tests[] = {
	{"criu_counter", criu_counter, T_ROOT, 0, NULL, NULL},
	{"criu_tree", criu_tree, T_ROOT, 0, NULL, NULL},
	{"criu_tree_again", criu_tree_again, T_ROOT, 0, NULL, NULL},
	{"criu_crit_reads_ours", criu_crit_reads_ours, T_ROOT | T_USER, 60, "crit", NULL},
};
