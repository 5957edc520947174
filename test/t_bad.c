/* SPDX-License-Identifier: MIT
 *
 * Tests of what cannot be done: each gets its own error, which names the object; nothing is
 * created, changed or lost, and whoever was to be saved runs on as it was.
 */
#include "t.h"
#include "../cr.h"
#include <pthread.h>
#include <grp.h>
#include <sys/mount.h>
#include <sys/ptrace.h>
#include <sys/socket.h>

/* == how it is looked at ======================================================================= */

static void bad_is(const cr_error *err, int r, int code, const char *object, const char *what)
{
	T_CHECK(r == -1 && err->code == code, "%s: %d, code %d instead of %d: %s", what, r,
		err->code, code, err->text);
	T_CHECK(strstr(err->object, object) || strstr(err->text, object),
		"%s: '%s' is not named: %s", what, object, err->text);
	T_CHECK(err->text[0] && err->stage != CR_STAGE_NONE, "%s: stage %d, text '%s'", what,
		err->stage, err->text);
}

/* A dump that must fail. The target may be in any state but a changed one. */
static void bad_dump(pid_t pid, const char *path, const cr_save_opts *opts, int code,
		     const char *object)
{
	cr_error err;
	/* Not of our own parents: their output grows. */
	bool stays = t_alive(pid) && pid != getpid() && pid != getppid();
	char what[64], *before = stays ? t_snapshot(pid) : NULL;
	pid_t tracer = t_tracer(pid);
	int fds = t_open_fds();

	snprintf(what, sizeof(what), "dump of %d", (int)pid);
	int r = cr_dump(pid, path, opts, &err);
	bad_is(&err, r, code, object, what);
	T_CHECK(t_open_fds() == fds, "%s: %d descriptors instead of %d", what, t_open_fds(), fds);
	T_CHECK(t_tracer(pid) == tracer, "%s: traced by %d", what, t_tracer(pid));
	if (before) {
		char *after = t_snapshot(pid);
		t_same(before, after, NULL);
		free(after);
	}
	free(before);
}

/* A restore that must fail; true: it did, and nobody is there who was not before. */
static bool bad_restore(const char *path, const cr_load_opts *opts, int code, const char *object)
{
	cr_child child = cr_child_init();
	int fds = t_open_fds(), failures = t_failures();
	cr_error err;

	int r = cr_restore(path, opts, &child, &err);
	if (r == 0) {
		close(child.pidfd);
		kill(child.pid, SIGKILL);
		waitpid(child.pid, NULL, 0);
	}
	if (code < 0)
		T_CHECK(r == -1 && err.code != CR_E_OK && err.text[0], "%s: %s", path,
			r == 0 ? "it was restored" : "no error");
	else
		bad_is(&err, r, code, object, path);
	pid_t left = waitpid(-1, NULL, WNOHANG | __WALL);
	T_CHECK(left < 0 && errno == ECHILD, "%s: a child is left, %d", path, (int)left);
	T_CHECK(t_open_fds() == fds, "%s: %d descriptors instead of %d", path, t_open_fds(), fds);
	return t_failures() == failures;
}

static void bad_subject(void)
{
	t_ready();
}

static void bad_save(struct t_subject *s, const char *path, unsigned flags)
{
	cr_save_opts o = cr_save_opts_init();
	cr_error err;

	o.flags = flags;
	T_MUST(cr_dump(s->pid, path, &o, &err) == 0, "%s: %s", path, err.text);
	if (flags & CR_END)
		waitpid(s->pid, NULL, 0);
}

/* == whom ====================================================================================== */

/* As a load does it to the threads that it lets go one by one. */
static void bad_traced_a_moment(struct t_subject *s)
{
	for (int i = 0; i < 5; i++) {
		pid_t tracer = fork();

		if (tracer == 0) {
			t_failed = 0;
			T_CHECK(ptrace(PTRACE_SEIZE, s->pid, NULL, NULL) == 0, "%s",
				strerror(errno));
			while (!t_exists("traced"))
				usleep(100);
			usleep(2000);
			_exit(t_failures());
		}
		while (t_tracer(s->pid) != tracer)
			t_sleep_ms(1);
		t_write("traced", "", 0);
		bad_save(s, "save", 0);
		T_CHECK(t_wait(tracer, 5000) == 0, "the tracer has failed");
		unlink("traced");
	}
}

/* They are only there where the machine's first process is. */
static void bad_kernel_thread(void)
{
	cr_report *report;
	cr_error err;
	char *stat = t_read("/proc/3/stat", NULL), *rest = stat ? strrchr(stat, ')') : NULL;

	if (!rest || strncmp(rest + 3, " 2 ", 3) != 0) /* a child of kthreadd */
		t_skip("no kernel thread is to be seen in this pid namespace");
	bad_dump(3, "save", NULL, CR_E_KERNEL_THREAD, "3");
	T_MUST(cr_check(3, NULL, &report, &err) == 0, "cr_check: %s", err.text);
	T_CHECK(report->note_count == 1 && report->notes[0].code == CR_E_KERNEL_THREAD,
		"%zu blockers", (size_t)report->note_count);
	cr_report_free(report);
	free(stat);
}

static void bad_processes(void)
{
	struct t_subject s;
	char word[64];

	bad_dump(999999, "save", NULL, CR_E_NO_PROCESS, "999999");
	bad_dump(0, "save", NULL, CR_E_NO_PROCESS, "pid");
	bad_dump(-1, "save", NULL, CR_E_NO_PROCESS, "-1");
	bad_dump(getpid(), "save", NULL, CR_E_OWN_PID, "pid");
	bad_dump(getppid(), "save", NULL, CR_E_OWN_PID, "");
	pid_t zombie = fork();
	if (zombie == 0)
		_exit(0);
	while (t_state(zombie) != 'Z')
		t_sleep_ms(1);
	snprintf(word, sizeof(word), "%d", (int)zombie);
	bad_dump(zombie, "save", NULL, CR_E_ZOMBIE, word);
	waitpid(zombie, NULL, 0);

	t_start(&s, bad_subject);
	pid_t tracer = fork();
	if (tracer == 0) {
		ptrace(PTRACE_SEIZE, s.pid, NULL, NULL);
		for (;;)
			pause();
	}
	while (t_tracer(s.pid) != tracer)
		t_sleep_ms(1);
	snprintf(word, sizeof(word), "traced by process %d", (int)tracer);
	bad_dump(s.pid, "save", NULL, CR_E_TRACED, word);
	kill(tracer, SIGKILL);
	waitpid(tracer, NULL, 0);
	t_files_are("");
	bad_save(&s, "save", 0);
	bad_traced_a_moment(&s);
	t_end(&s);
}

/* In a child without privilege. */
static void bad_as_user(void (*fn)(void))
{
	pid_t pid = fork();

	if (pid == 0) {
		t_failed = 0;
		if (setgroups(0, NULL) < 0 || setresgid(61000, 61000, 61000) < 0 ||
		    setresuid(61000, 61000, 61000) < 0)
			_exit(126);
		fn();
		t_stop();
	}
	int status = t_wait(pid, 10000);
	T_CHECK(status == 0, "as an ordinary user: status %x", status);
}

static struct t_subject bad_target;

static void bad_user_dumps(void)
{
	bad_dump(bad_target.pid, "/tmp/save", NULL, CR_E_PERMISSION, "CAP_SYS_PTRACE");
	t_files_are("ours theirs");
}

static void bad_user_writes(void)
{
	struct t_subject s;
	cr_error err;

	T_MUST(chdir("theirs") == 0, "chdir: %s", strerror(errno));
	t_start(&s, bad_subject);
	bad_dump(s.pid, "../ours/save", NULL, CR_E_PATH, "ours");
	bad_dump(s.pid, "../ours/save.dir/", NULL, CR_E_PATH, "ours");
	T_CHECK(cr_save("../ours/save", NULL, &err) == CR_FAILED && err.code == CR_E_PATH,
		"code %d: %s", err.code, err.text);
	t_end(&s);
}

static void bad_permissions(void)
{
	T_MUST(mkdir("ours", 0755) == 0 && mkdir("theirs", 0777) == 0 && chmod("theirs", 0777) == 0,
	       "mkdir");
	t_start(&bad_target, bad_subject);
	bad_as_user(bad_user_dumps);
	t_end(&bad_target);
	bad_as_user(bad_user_writes);
	T_CHECK(rmdir("ours") == 0, "something is left in the directory: %s", strerror(errno));
}

/* == where ===================================================================================== */

static void bad_places(void)
{
	struct t_subject s;

	t_start(&s, bad_subject);
	bad_dump(s.pid, "no/such/save", NULL, CR_E_PATH, "no/such");
	bad_dump(s.pid, "no/such/save/", NULL, CR_E_PATH, "no/such");
	t_write("file", "", 0);
	bad_dump(s.pid, "file/save", NULL, CR_E_PATH, "file");
	bad_dump(s.pid, "", NULL, CR_E_ARGUMENT, "path");
	/* Not ours to replace. */
	mkdir("full-of-things", 0755);
	t_write("full-of-things/thing", "x", 1);
	bad_dump(s.pid, "full-of-things", NULL, CR_E_PATH, "full-of-things");
	t_files_are("file full-of-things");
	T_CHECK(t_exists("full-of-things/thing"), "the thing is gone");
	t_end(&s);
}

static void bad_big_subject(void)
{
	size_t size = 8 << 20;
	char *p = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	t_ready();
	memset(p, 1, size);
	t_ready();
	munmap(p, size);
}

/* The disk fills up in the middle: the old save is what it was, and so is the program. */
static void bad_full(const char *path)
{
	struct t_subject s;
	cr_error err;
	size_t size, again;

	T_MUST(mkdir("disk", 0755) == 0 && mount("none", "disk", "tmpfs", 0, "size=6m") == 0,
	       "tmpfs: %s", strerror(errno));
	t_start(&s, bad_big_subject);
	bad_save(&s, path, CR_CHECKSUM);
	char first[64];
	snprintf(first, sizeof(first), "%s%s", path,
		 path[strlen(path) - 1] == '/' ? "cr-sum.img" : "");
	char *old = t_read(first, &size);
	t_next(&s);
	bad_dump(s.pid, path, NULL, CR_E_NO_SPACE, "");
	cr_save_opts o = cr_save_opts_init();
	o.flags = CR_END;
	bad_dump(s.pid, path, &o, CR_E_NO_SPACE, "");
	char *now = t_read(first, &again);
	T_CHECK(now && again == size && memcmp(old, now, size) == 0, "the old save has changed");
	T_CHECK(cr_verify(path, &err) == 0, "the old save: %s", err.text);
	int n = t_run(NULL, "test $(ls -A disk | wc -l) = 1");
	T_CHECK(n == 0, "something is left on the disk");
	t_end(&s);
	free(old);
	free(now);
	unlink(".t-bad_big_subject.ready1");
	unlink(".t-bad_big_subject.go1");
	unlink(".t-bad_big_subject.ready2");
	unlink(".t-bad_big_subject.go2");
	umount2("disk", MNT_DETACH);
	rmdir("disk");
}

static void bad_full_disk(void)
{
	bad_full("disk/save");
	bad_full("disk/save.dir/");
}

static void bad_file_size(void)
{
	struct t_subject s;
	struct rlimit was, low = {300000, RLIM_INFINITY};

	t_start(&s, bad_big_subject);
	t_next(&s);
	getrlimit(RLIMIT_FSIZE, &was);
	low.rlim_max = was.rlim_max;
	setrlimit(RLIMIT_FSIZE, &low);
	signal(SIGXFSZ, SIG_IGN);
	bad_dump(s.pid, "save", NULL, CR_E_NO_SPACE, "RLIMIT_FSIZE");
	setrlimit(RLIMIT_FSIZE, &was);
	t_files_are("");
	t_end(&s);
}

/* == descriptors that cannot be saved ========================================================== */

static void bad_kinds_subject(void)
{
	uint64_t access = 1;
	char params[120] = {0};
	int fds[] = {(int)syscall(SYS_landlock_create_ruleset, &access, sizeof(access), 0),
		     socket(44 /* AF_XDP */, SOCK_RAW, 0), socket(AF_ALG, SOCK_SEQPACKET, 0),
		     (int)syscall(SYS_io_uring_setup, 4, params), (int)syscall(SYS_userfaultfd, 1)};

	for (size_t i = 0; i < ARRAY_LEN(fds); i++)
		if (fds[i] >= 0)
			dup2(fds[i], 50 + (int)i);
	for (size_t i = 0; i < ARRAY_LEN(fds); i++)
		close(fds[i]);
	t_ready();
}

static void bad_kinds(void)
{
	static const char *const names[] = {"landlock", "socket", "socket", "io_uring",
					    "userfaultfd"};
	struct t_subject s;
	char word[64];
	int met = 0;

	t_start(&s, bad_kinds_subject);
	for (int i = 0; i < 5; i++) {
		cr_rule rules[6] = {{0}};
		char link[64], at[64];

		snprintf(link, sizeof(link), "/proc/%d/fd/%d", (int)s.pid, 50 + i);
		if (readlink(link, at, sizeof(at)) < 0)
			continue;
		met++;
		/* The others are out of the way. */
		for (int j = 0, n = 0; j < 5; j++)
			if (j != i)
				rules[n++] = (cr_rule){.size = sizeof(cr_rule),
						       .kind = CR_RULE_FD,
						       .fd = 50 + j,
						       .action = CR_CLOSE};
		cr_save_opts o = cr_save_opts_init();
		o.rules = rules;
		snprintf(word, sizeof(word), "descriptor %d", 50 + i);
		bad_dump(s.pid, "save", &o, CR_E_FILE_KIND, word);
		bad_dump(s.pid, "save", &o, CR_E_FILE_KIND, names[i]);
	}
	T_CHECK(met >= 3, "only %d kinds", met);
	t_files_are("");
	t_end(&s);
}

/* In the middle of a save of itself: its reader does not read. */
static void bad_saving_subject(void)
{
	cr_save_opts o = cr_save_opts_init();
	cr_io io = {.fd = 40};
	cr_error err;
	cr_rule rules[] = {
		{.size = sizeof(cr_rule), .kind = CR_RULE_FD, .fd = 40, .action = CR_CLOSE},
		{.kind = CR_RULE_END}};

	int fd = open("fifo", O_WRONLY);
	dup2(fd, 40);
	close(fd);
	o.io = &io;
	o.rules = rules;
	t_ready();
	T_CHECK(cr_save(NULL, &o, &err) == CR_SAVED, "%s", err.text);
}

static void bad_busy(void)
{
	struct t_subject s;
	cr_error err;
	char buf[65536];

	T_MUST(mkfifo("fifo", 0600) == 0, "mkfifo");
	int fd = open("fifo", O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	t_start(&s, bad_saving_subject);
	t_go(&s);
	for (uint64_t end = t_now_ns() + 5000000000u; t_tracer(s.pid) == 0 && t_now_ns() < end;)
		t_sleep_ms(1);
	pid_t helper = t_tracer(s.pid);
	T_CHECK(helper > 0, "the save does not begin");
	int r = cr_dump(s.pid, "save", NULL, &err);
	bad_is(&err, r, CR_E_BUSY, "", "a dump in the middle of cr_save");
	T_CHECK(t_tracer(s.pid) == helper, "the helper has lost it");
	t_files_are("fifo");
	fcntl(fd, F_SETFL, 0);
	while (read(fd, buf, sizeof(buf)) > 0)
		;
	close(fd);
	t_end(&s);
}

/* == what is loaded ============================================================================ */

/* The first place of `from` in a file becomes `to`, of the same length. The old content is at
 * *ret_old. */
static void bad_patch(const char *path, const void *from, const void *to, size_t n, char **ret_old)
{
	size_t size;
	char *text = t_read(path, &size), *at = text ? memmem(text, size, from, n) : NULL;

	T_MUST(at != NULL, "%s: nothing to patch", path);
	*ret_old = malloc(size);
	memcpy(*ret_old, text, size);
	memcpy(at, to, n);
	t_write(path, text, size);
	free(text);
}

/* Not damage but another truth: the checksums are right. */
static void bad_forge(const char *dir, const char *file, const void *from, const void *to, size_t n)
{
	char path[128], *old, *now;
	size_t size;

	snprintf(path, sizeof(path), "%s/%s", dir, file);
	bad_patch(path, from, to, n, &old);
	now = t_read(path, &size);
	uint32_t was = crc32c(0, old, size), is = crc32c(0, now, size);
	free(old);
	free(now);
	snprintf(path, sizeof(path), "%s/cr-sum.img", dir);
	bad_patch(path, &was, &is, sizeof(is), &old);
	now = t_read(path, &size);
	is = crc32c(0, now, size - sizeof(is));
	memcpy(now + size - sizeof(is), &is, sizeof(is));
	t_write(path, now, size);
	free(old);
	free(now);
}

static void bad_saves(void)
{
	struct t_subject s;

	bad_restore("nothing", NULL, CR_E_NOT_A_SAVE, "nothing");
	bad_restore("nothing/", NULL, CR_E_NOT_A_SAVE, "nothing");
	t_write("text", "this is not a save, but long enough to be looked at\n", 52);
	bad_restore("text", NULL, CR_E_NOT_A_SAVE, "text");
	t_write("empty", "", 0);
	bad_restore("empty", NULL, CR_E_NOT_A_SAVE, "empty");
	T_MUST(mkdir("empty.dir", 0700) == 0, "mkdir");
	bad_restore("empty.dir", NULL, CR_E_NOT_A_SAVE, "empty.dir");
	T_CHECK(t_run(NULL, "echo hello >h; tar cf other.tar h") == 0, "tar");
	bad_restore("other.tar", NULL, CR_E_NOT_A_SAVE, "other.tar");

	t_start(&s, bad_subject);
	bad_save(&s, "old/", CR_END);
	T_CHECK(t_run(NULL, "for i in newer arch version missing cut; do cp -a old $i; done; rm "
			    "missing/mm-*.img cut/cr-sum.img") == 0,
		"cp");
	bad_forge("newer", "cr.img", "\x08\x01\x12", "\x08\x02\x12", 3);
	bad_restore("newer", NULL, CR_E_VERSION, "version 2");
	bad_forge("arch", "cr.img", "x86_64", "s390x0", 6);
	bad_restore("arch", NULL, CR_E_ARCH, "s390x0");
	bad_forge("version", "inventory.img", "\x08\x02", "\x08\x09", 2);
	bad_restore("version", NULL, CR_E_VERSION, "version 9");
	bad_restore("missing", NULL, CR_E_DAMAGED, "mm-");
	bad_restore("cut", NULL, CR_E_TRUNCATED, "cr-sum.img");
	if (geteuid() != 0)
		return;
	T_CHECK(chmod("old", 0777) == 0,
		"chmod"); /* with privilege, what others may write is not to be run */
	bad_restore("old", NULL, CR_E_UNSAFE, "old");
	T_CHECK(chmod("old", 0700) == 0 && chown("old", 61000, 61000) == 0, "chown");
	bad_restore("old", NULL, CR_E_UNSAFE, "old");
}

/* == programs and libraries that are not what they were ======================================== */

static void bad_library_subject(void)
{
	int fd = open("library", O_RDONLY);
	volatile char *p = mmap(NULL, 8192, PROT_READ, MAP_PRIVATE, fd, 0);

	close(fd);
	T_CHECK(p[0] == 'L', "library");
	t_ready();
	T_CHECK(p[0] == 'L' && p[4096] == 'L', "the library has changed under the program: %c",
		p[0]);
}

static void bad_write_library(char c)
{
	char text[8192];

	memset(text, c, sizeof(text));
	t_write("library", text, sizeof(text));
}

static void bad_libraries(void)
{
	cr_child child = cr_child_init();
	struct t_subject s;
	cr_error err;

	bad_write_library('L');
	t_start(&s, bad_library_subject);
	bad_save(&s, "save", 0);
	bad_save(&s, "embedded", CR_EMBED | CR_END);
	t_sleep_ms(20);
	bad_write_library('M');
	bad_restore("save", NULL, CR_E_FILE_CHANGED, "library");
	T_CHECK(cr_load("save", NULL, &err) == -1 && err.code == CR_E_FILE_CHANGED, "code %d: %s",
		err.code, err.text);
	unlink("library");
	bad_restore("save", NULL, CR_E_FILE_GONE, "library");
	T_CHECK(cr_load("save", NULL, &err) == -1 && err.code == CR_E_FILE_GONE, "code %d: %s",
		err.code, err.text);
	T_MUST(cr_restore("embedded", NULL, &child, &err) == 0, "embedded: %s", err.text);
	close(child.pidfd);
	s.pid = child.pid;
	t_end(&s);
}

static void bad_executable(void)
{
	cr_child child = cr_child_init();
	struct t_subject s;
	cr_error err;

	T_MUST(t_run(NULL, "cp $(command -v sleep) program") == 0, "cp");
	t_start_program(&s, "program", (char *[]){"./program", "1000", NULL});
	while (t_state(s.pid) != 'S' || !t_exists("program.out"))
		t_sleep_ms(1);
	t_sleep_ms(100); /* into its sleep */
	bad_save(&s, "save", 0);
	bad_save(&s, "embedded", CR_EMBED | CR_END);
	T_CHECK(t_run(NULL, "mv program was; cp was program; printf x >>program") == 0, "cp");
	bad_restore("save", NULL, CR_E_FILE_CHANGED, "program");
	unlink("program");
	bad_restore("save", NULL, CR_E_FILE_GONE, "program");
	T_MUST(cr_restore("embedded", NULL, &child, &err) == 0, "embedded: %s", err.text);
	close(child.pidfd);
	T_CHECK(t_alive(child.pid), "embedded: it does not live");
	kill(child.pid, SIGKILL);
	waitpid(child.pid, NULL, 0);
	T_CHECK(rename("was", "program") == 0, "rename");
	T_MUST(cr_restore("save", NULL, &child, &err) == 0, "with the old file: %s", err.text);
	close(child.pidfd);
	kill(child.pid, SIGKILL);
	waitpid(child.pid, NULL, 0);
}

/* == process ids =============================================================================== */

static void *bad_reap_later(void *arg)
{
	t_sleep_ms(300);
	waitpid(*(pid_t *)arg, NULL, 0);
	return NULL;
}

static void bad_pids(void)
{
	cr_load_opts o = cr_load_opts_init();
	cr_child child = cr_child_init();
	struct t_subject s;
	cr_error err;
	pthread_t t;

	o.pids = CR_PIDS_SAME;
	t_start(&s, bad_subject);
	bad_save(&s, "save", 0);
	char *before = t_snapshot(s.pid);
	int r = cr_restore("save", &o, &child, &err);
	bad_is(&err, r, CR_E_PID_TAKEN, "test", "pid taken");
	T_CHECK(err.pid == s.pid, "pid %d", (int)err.pid);
	char *after = t_snapshot(s.pid);
	t_same(before, after, NULL);
	free(before);
	free(after);
	/* By a zombie: it is waited for, but not for ever. */
	kill(s.pid, SIGKILL);
	while (t_state(s.pid) != 'Z')
		t_sleep_ms(1);
	uint64_t start = t_now_ns();
	r = cr_restore("save", &o, &child, &err);
	bad_is(&err, r, CR_E_PID_TAKEN, "zombie", "pid of a zombie");
	T_CHECK(t_now_ns() - start > 800000000u && t_now_ns() - start < 5000000000u, "after %lu ms",
		(t_now_ns() - start) / 1000000);
	pthread_create(&t, NULL, bad_reap_later, &s.pid);
	T_MUST(cr_restore("save", &o, &child, &err) == 0, "%s", err.text);
	pthread_join(t, NULL);
	close(child.pidfd);
	T_CHECK(child.pid == s.pid, "pid %d", (int)child.pid);
	t_end(&s);
	o.pids = 77;
	bad_restore("save", &o, CR_E_ARGUMENT, "pids");
}

static void bad_pids_user(void)
{
	cr_load_opts o = cr_load_opts_init();
	struct t_subject s;

	o.pids = CR_PIDS_SAME;
	t_start(&s, bad_subject);
	bad_save(&s, "save", CR_END);
	bad_restore("save", &o, CR_E_PID_MODE, "CAP_CHECKPOINT_RESTORE");
}

/* == damage ==================================================================================== */

/* Ranges of the bytes of a save in the file form that are not pages. */
static bool bad_is_meta(const unsigned char *save, size_t size, size_t at)
{
	for (size_t head = 0; head + 512 <= size;) {
		const char *name = (const char *)save + head;
		size_t len = strtoull(name + 124, NULL, 8), room = (len + 511) / 512 * 512;
		bool pages = strncmp(name, "pages-", 6) == 0;

		if (at < head + 512)
			return true;
		if (at < head + 512 + room)
			return !pages || at >= head + 512 + len;
		head += 512 + room;
		if (!name[0])
			break;
	}
	return true;
}

/* Every step-th byte of what is not pages, three patterns by turns. */
static void bad_flip(size_t step)
{
	static const unsigned char patterns[] = {0x01, 0x80, 0xff};
	struct t_subject s;
	size_t size, n = 0;

	t_start(&s, bad_subject);
	bad_save(&s, "save", CR_END);
	unsigned char *save = (unsigned char *)t_read("save", &size);
	int fd = open("save", O_RDWR | O_CLOEXEC);
	T_MUST(save && fd >= 0, "save");
	for (size_t at = 0; at < size; at += step) {
		unsigned char bad = save[at] ^ patterns[at / step % 3];

		if (!bad_is_meta(save, size, at))
			continue;
		T_MUST(pwrite(fd, &bad, 1, (off_t)at) == 1, "pwrite");
		if (!bad_restore("save", NULL, -1, ""))
			T_FAIL("byte %zu of %zu", at, size);
		T_MUST(pwrite(fd, &save[at], 1, (off_t)at) == 1, "pwrite");
		n++;
	}
	T_CHECK(n > 20, "only %zu bytes", n);
	close(fd);
	free(save);
	t_files_are("save");
}

static void bad_flips(void)
{
	bad_flip(331);
}

static void bad_all_flips(void)
{
	bad_flip(1);
}

/* The same in every file of a directory. */
static void bad_flip_directory(size_t step)
{
	struct t_subject s;
	struct dirent *e;

	t_start(&s, bad_subject);
	bad_save(&s, "save/", CR_END);
	DIR *d = opendir("save");
	while ((e = readdir(d)) != NULL) {
		char path[300];
		size_t size;

		if (e->d_name[0] == '.' || strncmp(e->d_name, "pages-", 6) == 0)
			continue;
		snprintf(path, sizeof(path), "save/%s", e->d_name);
		unsigned char *save = (unsigned char *)t_read(path, &size);
		int fd = open(path, O_RDWR | O_CLOEXEC);
		for (size_t at = 0; at < size; at += step) {
			unsigned char bad = save[at] ^ 0x04;
			T_MUST(pwrite(fd, &bad, 1, (off_t)at) == 1, "pwrite");
			if (!bad_restore("save", NULL, -1, ""))
				T_FAIL("%s: byte %zu of %zu", path, at, size);
			T_MUST(pwrite(fd, &save[at], 1, (off_t)at) == 1, "pwrite");
		}
		for (size_t len = 0; len < size; len += step) {
			T_MUST(ftruncate(fd, (off_t)len) == 0, "ftruncate");
			if (!bad_restore("save", NULL, -1, ""))
				T_FAIL("%s: cut at %zu of %zu", path, len, size);
			T_MUST(pwrite(fd, save, size, 0) == (ssize_t)size, "pwrite");
		}
		close(fd);
		unlink(path);
		if (!bad_restore("save", NULL, -1, ""))
			T_FAIL("%s: gone", path);
		t_write(path, save, size);
		free(save);
	}
	closedir(d);
}

static void bad_directory(void)
{
	bad_flip_directory(97);
}

static void bad_whole_directory(void)
{
	bad_flip_directory(1);
}

static void bad_cut(void)
{
	struct t_subject s;
	size_t size;

	t_start(&s, bad_subject);
	bad_save(&s, "save", CR_END);
	char *save = t_read("save", &size);
	for (size_t len = size - 1; len > 0; len = len > size / 40 ? len - size / 40 : len / 2) {
		T_MUST(truncate("save", (off_t)len) == 0, "truncate");
		if (!bad_restore("save", NULL, len > 4096 ? CR_E_TRUNCATED : -1, "save"))
			T_FAIL("cut at %zu of %zu", len, size);
	}
	free(save);
	t_files_are("save");
}

static const struct t_test bad_tests[] = {
	{.name = "bad-processes", .fn = bad_processes, .flags = T_ROOT | T_USER},
	{.name = "bad-kernel-thread",
	 .fn = bad_kernel_thread,
	 .flags = T_ROOT | T_USER | T_OUTSIDE},
	{.name = "bad-permissions", .fn = bad_permissions, .flags = T_ROOT},
	{.name = "bad-places", .fn = bad_places, .flags = T_ROOT | T_USER},
	{.name = "bad-full-disk", .fn = bad_full_disk, .flags = T_ROOT},
	{.name = "bad-file-size", .fn = bad_file_size, .flags = T_USER},
	{.name = "bad-kinds", .fn = bad_kinds, .flags = T_ROOT | T_USER},
	{.name = "bad-busy", .fn = bad_busy, .flags = T_ROOT | T_USER},
	{.name = "bad-saves", .fn = bad_saves, .flags = T_ROOT | T_USER},
	{.name = "bad-libraries", .fn = bad_libraries, .flags = T_ROOT | T_USER},
	{.name = "bad-executable", .fn = bad_executable, .flags = T_ROOT | T_USER},
	{.name = "bad-pids", .fn = bad_pids, .flags = T_ROOT},
	{.name = "bad-pids-user", .fn = bad_pids_user, .flags = T_USER},
	{.name = "bad-flips", .fn = bad_flips, .flags = T_ROOT},
	{.name = "bad-all-flips", .fn = bad_all_flips, .flags = T_ROOT | T_SOAK, .seconds = 900},
	{.name = "bad-directory", .fn = bad_directory, .flags = T_USER},
	{.name = "bad-whole-directory",
	 .fn = bad_whole_directory,
	 .flags = T_USER | T_SOAK,
	 .seconds = 900},
	{.name = "bad-cut", .fn = bad_cut, .flags = T_ROOT},
};
