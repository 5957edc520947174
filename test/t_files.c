/* SPDX-License-Identifier: MIT
 *
 * t_files: descriptor tables, files and directories in every state that a name can be in, and what
 * is done when they have changed since the save.
 */
#include "t.h"
#include "../cr.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <linux/perf_event.h>
#include <sys/mount.h>
#include <sys/xattr.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <sys/wait.h>
#include <unistd.h>

#ifndef F_GETOWNER_UIDS
#define F_GETOWNER_UIDS 17
#endif

static void files_cycled(void (*fn)(void), const char *name, int n)
{
	struct t_subject s;

	t_start_(&s, name, fn);
	t_cycles(&s, n);
	t_end(&s);
}
/* Nothing is left behind but this. */
static void files_left(const char *names)
{
	t_run(NULL, "rm -rf save save.dir");
	t_files_are(names);
}

#define files_cycle(fn) files_cycled(fn, #fn, 2)

/* == owners ==================================================================================== */

/* A signal without an owner, O_ASYNC without one, and owners named by somebody with other ids. */
static void owner_ids_subject(void)
{
	struct f_owner_ex owner = {F_OWNER_PGRP, getpgrp()};
	int a[2], b[2];
	uid_t uids[2];

	T_MUST(pipe(a) == 0 && pipe(b) == 0, "pipe");
	T_MUST(setresuid(1234, 1235, 0) == 0, "setresuid: %s", strerror(errno));
	T_MUST(fcntl(a[0], F_SETOWN_EX, &owner) == 0, "F_SETOWN_EX: %s", strerror(errno));
	T_MUST(setresuid(0, 0, 0) == 0, "setresuid: %s", strerror(errno));
	owner = (struct f_owner_ex){F_OWNER_PID, getpid()};
	T_MUST(fcntl(a[1], F_SETOWN_EX, &owner) == 0, "F_SETOWN_EX: %s", strerror(errno));
	T_MUST(fcntl(b[0], F_SETSIG, SIGUSR1) == 0 && fcntl(b[1], F_SETFL, O_ASYNC) == 0,
	       "fcntl: %s", strerror(errno));
	t_ready();
	T_CHECK(fcntl(a[0], F_GETOWNER_UIDS, uids) == 0 && uids[0] == 1234 && uids[1] == 1235,
		"user ids %u %u", uids[0], uids[1]);
	T_CHECK(fcntl(a[1], F_GETOWNER_UIDS, uids) == 0 && uids[0] == 0 && uids[1] == 0,
		"user ids %u %u", uids[0], uids[1]);
	T_CHECK(fcntl(a[0], F_GETOWN) == -getpgrp() && fcntl(a[1], F_GETOWN) == getpid(), "owners");
	T_CHECK(fcntl(b[0], F_GETSIG) == SIGUSR1 && fcntl(b[0], F_GETOWN) == 0, "signal %d",
		fcntl(b[0], F_GETSIG));
	T_CHECK(fcntl(b[1], F_GETFL) & O_ASYNC, "O_ASYNC");
	T_CHECK(geteuid() == 0 && access("/", W_OK) == 0, "not root any more");
}

static void files_owner_ids(void)
{
	files_cycle(owner_ids_subject);
}

/* == names ===================================================================================== */

static int files_open(const char *path, int flags)
{
	int fd = open(path, flags, 0640);

	T_MUST(fd >= 0, "%s: %s", path, strerror(errno));
	return fd;
}

static bool files_holds(int fd, const char *text)
{
	char buf[64] = "";

	return pread(fd, buf, sizeof(buf) - 1, 0) == (ssize_t)strlen(text) &&
	       strcmp(buf, text) == 0;
}

/* Descriptors of paths, of links themselves, of links that lead nowhere; and what they stood for
 * has gone. */
static void paths_subject(void)
{
	char buf[64] = "";

	t_write("file", "x", 1);
	T_MUST(symlink("file", "link") == 0 && symlink("nowhere", "dangling") == 0 &&
		       symlink("gone far", "gone") == 0 && mkfifo("fifo", 0600) == 0,
	       "%s", strerror(errno));
	int link = files_open("link", O_PATH | O_NOFOLLOW),
	    dangling = files_open("dangling", O_PATH | O_NOFOLLOW),
	    gone = files_open("gone", O_PATH | O_NOFOLLOW), file = files_open("link", O_PATH),
	    dir = files_open(".", O_PATH | O_DIRECTORY), fifo = files_open("fifo", O_PATH);
	unlink("gone");
	t_ready();
	T_CHECK(readlinkat(link, "", buf, sizeof(buf)) == 4 && memcmp(buf, "file", 4) == 0, "link");
	T_CHECK(readlinkat(dangling, "", buf, sizeof(buf)) == 7, "dangling link");
	T_CHECK(readlinkat(gone, "", buf, sizeof(buf)) == 8 && memcmp(buf, "gone far", 8) == 0,
		"deleted link");
	T_CHECK(access("gone", F_OK) < 0 && faccessat(dir, "file", R_OK, 0) == 0, "names");
	T_CHECK(read(file, buf, 1) < 0 && errno == EBADF && read(fifo, buf, 1) < 0 &&
			errno == EBADF,
		"they can be read");
}

static void files_paths(void)
{
	files_cycle(paths_subject);
	files_left("file link dangling fifo");
}

/* A file that never had a name may be given one; one that had lost it may not. */
static void unnamed_subject(void)
{
	char path[64];
	int file = open(".", O_TMPFILE | O_RDWR, 0604), lost;

	if (file < 0 && errno == EOPNOTSUPP)
		t_skip("no O_TMPFILE here");
	lost = files_open("lost", O_RDWR | O_CREAT);
	unlink("lost");
	T_MUST(write(file, "new", 3) == 3, "write: %s", strerror(errno));
	t_ready();
	snprintf(path, sizeof(path), "/proc/self/fd/%d", lost);
	T_CHECK(linkat(AT_FDCWD, path, AT_FDCWD, "found", AT_SYMLINK_FOLLOW) < 0, "found");
	snprintf(path, sizeof(path), "/proc/self/fd/%d", file);
	T_CHECK(linkat(AT_FDCWD, path, AT_FDCWD, "published", AT_SYMLINK_FOLLOW) == 0, "linkat: %s",
		strerror(errno));
	struct stat st;
	T_CHECK(stat("published", &st) == 0 && st.st_size == 3 && (st.st_mode & 0777) == 0604,
		"%ld bytes, mode 0%o", (long)st.st_size, st.st_mode);
	T_CHECK((fcntl(file, F_GETFL) & O_TMPFILE) == O_TMPFILE, "flags 0%o", fcntl(file, F_GETFL));
}

static void files_unnamed(void)
{
	files_cycle(unnamed_subject);
	files_left("published");
}

/* The name it was opened by is gone, or another's; it has a second one. */
static void second_name_subject(void)
{
	struct stat st, st2;
	int a = files_open("a", O_RDWR | O_CREAT), c = files_open("c", O_RDWR | O_CREAT);

	T_MUST(mkdir("other", 0700) == 0, "mkdir: %s", strerror(errno));
	int dir = files_open("other", O_RDONLY | O_DIRECTORY);
	T_MUST(write(a, "first", 5) == 5 && write(c, "third", 5) == 5, "write");
	T_MUST(link("a", "b") == 0 && unlink("a") == 0 && link("c", "other/d") == 0 &&
		       unlink("c") == 0,
	       "link: %s", strerror(errno));
	t_write("c", "not me", 6);
	char *map = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, a, 0);
	T_MUST(map != MAP_FAILED, "mmap: %s", strerror(errno));
	t_ready();
	T_CHECK(fstat(a, &st) == 0 && stat("b", &st2) == 0 && st.st_ino == st2.st_ino &&
			st.st_nlink == 1,
		"a is not b, %ld links", (long)st.st_nlink);
	T_CHECK(fstat(c, &st) == 0 && fstatat(dir, "d", &st2, 0) == 0 && st.st_ino == st2.st_ino &&
			st.st_nlink == 1,
		"c is not d, %ld links", (long)st.st_nlink);
	T_CHECK(access("a", F_OK) < 0, "a has its name again");
	map[0] = 'F';
	T_CHECK(files_holds(a, "First") && files_holds(c, "third"), "content");
	T_CHECK(lseek(a, 0, SEEK_CUR) == 5, "offset");
}

static void files_second_name(void)
{
	struct t_subject s;

	t_start(&s, second_name_subject);
	s.but = "/c"; /* that name is taken: its link is beside it */
	t_cycles(&s, 2);
	t_end(&s);
	files_left("b c other");
}

/* Directories that are gone, open and worked in, one in the other; a file that was in them. */
static void gone_directory_child(int ready, int go)
{
	struct stat st;
	char buf[16];

	T_MUST(mkdir("d", 0750) == 0 && mkdir("d/e", 0700) == 0 && chdir("d/e") == 0, "mkdir: %s",
	       strerror(errno));
	int dir = files_open("..", O_RDONLY | O_DIRECTORY),
	    file = files_open("f", O_RDWR | O_CREAT);
	T_MUST(write(file, "text", 4) == 4 && unlink("f") == 0 && rmdir("../e") == 0 &&
		       unlinkat(dir, "../d", AT_REMOVEDIR) == 0,
	       "rmdir: %s", strerror(errno));
	T_CHECK(write(ready, "r", 1) == 1 && read(go, buf, 1) == 1, "go");
	T_CHECK(fstat(dir, &st) == 0 && S_ISDIR(st.st_mode) && st.st_nlink == 0 &&
			(st.st_mode & 0777) == 0750,
		"links %ld, mode 0%o", (long)st.st_nlink, st.st_mode);
	T_CHECK(stat(".", &st) == 0 && st.st_nlink == 0 && !getcwd(buf, sizeof(buf)) &&
			errno == ENOENT,
		"works somewhere else");
	T_CHECK(mkdir("new", 0700) < 0 && errno == ENOENT, "it can be built on");
	T_CHECK(files_holds(file, "text"), "content");
	t_stop();
}

static void gone_directory_subject(void)
{
	int up[2], down[2], status;
	char c;

	T_MUST(pipe(up) == 0 && pipe(down) == 0, "pipe");
	pid_t child = fork();
	if (child == 0)
		gone_directory_child(up[1], down[0]);
	T_CHECK(read(up[0], &c, 1) == 1, "the child is not ready");
	t_ready();
	T_CHECK(write(down[1], "g", 1) == 1 && waitpid(child, &status, 0) == child && status == 0,
		"the child ended with %x", status);
}

static void files_gone_directory(void)
{
	files_cycle(gone_directory_subject);
	files_left("");
}

/* On a mount that is read-only by now, a file and a deleted one. */
static void read_only_subject(void)
{
	T_MUST(mkdir("m", 0700) == 0 && mount("none", "m", "tmpfs", 0, NULL) == 0, "mount: %s",
	       strerror(errno));
	t_write("m/there", "there", 5);
	t_write("m/gone", "gone", 4);
	int there = files_open("m/there", O_RDONLY), gone = files_open("m/gone", O_RDONLY);
	unlink("m/gone");
	T_MUST(mount("none", "m", NULL, MS_REMOUNT | MS_BIND | MS_RDONLY, NULL) == 0, "remount: %s",
	       strerror(errno));
	t_ready();
	T_CHECK(files_holds(there, "there") && files_holds(gone, "gone"), "content");
	umount2("m", MNT_DETACH);
	rmdir("m");
}

static void files_read_only(void)
{
	struct t_subject s;

	t_start(&s, read_only_subject);
	s.but = "gone /tmp/# mnt_id: flags: ino:"; /* it is in /tmp now */
	t_cycle(&s, "save", NULL, NULL);
	t_end(&s);
	files_left("");
}

/* Below an overlay: written, only read, deleted. */
static void overlay_subject(void)
{
	static const char *const dirs[] = {"m", "m/low", "m/up", "m/work", "m/all"};

	T_MUST(mkdir("m", 0700) == 0 && mount("none", "m", "tmpfs", 0, NULL) == 0, "mount: %s",
	       strerror(errno));
	for (size_t i = 1; i < ARRAY_LEN(dirs); i++)
		T_MUST(mkdir(dirs[i], 0700) == 0, "mkdir: %s", strerror(errno));
	t_write("m/low/read", "read", 4);
	t_write("m/low/written", "write", 5);
	t_write("m/low/gone", "gone", 4);
	if (mount("none", "m/all", "overlay", 0, "lowerdir=m/low,upperdir=m/up,workdir=m/work") < 0)
		t_skip("no overlay: %s", strerror(errno));
	int low = files_open("m/all/read", O_RDONLY), up = files_open("m/all/written", O_RDWR),
	    gone = files_open("m/all/gone", O_RDWR);
	T_MUST(pwrite(up, "W", 1, 0) == 1 && unlink("m/all/gone") == 0, "write: %s",
	       strerror(errno));
	t_ready();
	T_CHECK(files_holds(low, "read") && files_holds(up, "Write") && files_holds(gone, "gone"),
		"content");
	T_CHECK(pwrite(up, "w", 1, 0) == 1, "write: %s", strerror(errno));
	char *text = t_read("m/all/written", NULL);
	T_CHECK(text && strcmp(text, "write") == 0, "another file");
	free(text);
	umount2("m/all", MNT_DETACH);
	umount2("m", MNT_DETACH);
	rmdir("m");
}

static void files_overlay(void)
{
	files_cycle(overlay_subject);
}

/* The save of s is refused with this code, and the text names this; s goes on. */
static void files_refused(struct t_subject *s, const cr_save_opts *o, int code, const char *text)
{
	cr_error err;

	if (T_CHECK(cr_dump(s->pid, "save", o, &err) < 0, "%s was saved", s->name))
		T_CHECK(err.code == code && strstr(err.text, text), "%d: %s", err.code, err.text);
	T_CHECK(!t_exists("save"), "a refused save is there");
}

static void hidden_subject(void)
{
	T_MUST(mkdir("m", 0700) == 0, "mkdir: %s", strerror(errno));
	t_write("m/file", "under", 5);
	int file = files_open("m/file", O_RDONLY);
	T_MUST(mount("none", "m", "tmpfs", 0, NULL) == 0, "mount: %s", strerror(errno));
	t_write("m/file", "above", 5);
	t_ready();
	T_CHECK(files_holds(file, "under"), "content");
}

/* By default it is refused; its content can be taken along. */
static void files_hidden(void)
{
	cr_save_opts o = cr_save_opts_init();
	const cr_rule rules[] = {{.size = sizeof(cr_rule),
				  .kind = CR_RULE_PATH,
				  .pattern = "*/m/file",
				  .action = CR_EMBED_FILE},
				 {.kind = CR_RULE_END}};
	struct t_subject s;

	t_start(&s, hidden_subject);
	files_refused(&s, NULL, CR_E_UNSUPPORTED, "m/file");
	o.rules = rules;
	s.but = "m/file /tmp/# mnt_id: flags: ino:";
	t_cycle(&s, "save", &o, NULL);
	t_end(&s);
	umount2("m", MNT_DETACH);
}

/* == content =================================================================================== */

enum { FILES_BIG = 24 << 20 };

/* More than fits into the saver's memory at once; holes; nothing at all. */
static void big_subject(void)
{
	static char page[1 << 16];
	struct stat st;
	int big = files_open("big", O_RDWR | O_CREAT), hole = files_open("hole", O_RDWR | O_CREAT),
	    empty = files_open("empty", O_RDWR | O_CREAT);

	for (size_t i = 0; i < FILES_BIG / sizeof(page); i++) {
		memset(page, (int)i % 251, sizeof(page));
		T_MUST(write(big, page, sizeof(page)) == sizeof(page), "write");
	}
	T_MUST(ftruncate(hole, 1ll << 40) == 0 && pwrite(hole, "x", 1, 1ll << 39) == 1, "hole: %s",
	       strerror(errno));
	unlink("big");
	unlink("hole");
	unlink("empty");
	t_ready();
	size_t wrong = 0;
	for (size_t i = 0; i < FILES_BIG / sizeof(page); i++)
		wrong += pread(big, page, sizeof(page), (off_t)(i * sizeof(page))) !=
				 sizeof(page) ||
			 (unsigned char)page[0] != i % 251 || page[0] != page[sizeof(page) - 1];
	T_CHECK(wrong == 0, "%zu pieces are wrong", wrong);
	T_CHECK(fstat(hole, &st) == 0 && st.st_size == 1ll << 40 && st.st_blocks < 1000 &&
			pread(hole, page, 1, 1ll << 39) == 1 && page[0] == 'x',
		"%ld blocks", (long)st.st_blocks);
	T_CHECK(fstat(empty, &st) == 0 && st.st_size == 0, "not empty");
}

static void files_big(void)
{
	cr_save_opts o = cr_save_opts_init();
	struct t_subject s;

	t_start(&s, big_subject);
	o.ghost_limit = 1 << 20;
	files_refused(&s, &o, CR_E_UNSUPPORTED, "big");
	t_cycles(&s, 2);
	t_end(&s);
	files_left("");
}

/* The deleted file is shared by tasks that read, write and map it; without privilege the mapping
 * alone leads nowhere, but a descriptor does. */
static void shared_deleted_subject(void)
{
	int fd = files_open("deleted", O_RDWR | O_CREAT), go[2];
	char path[64], c;

	T_MUST(write(fd, "0123456789", 10) == 10 && unlink("deleted") == 0 && pipe(go) == 0, "%s",
	       strerror(errno));
	char *map = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	T_MUST(map != MAP_FAILED, "mmap: %s", strerror(errno));
	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	pid_t child = fork();
	if (child == 0) {
		int own = files_open(path, O_WRONLY);
		T_CHECK(write(own, "ab", 2) == 2 && read(go[0], &c, 1) == 1, "child");
		T_CHECK(map[2] == 'C' && write(own, "de", 2) == 2, "child: %.10s", map);
		t_stop();
	}
	while (map[1] != 'b')
		t_sleep_ms(1);
	t_ready();
	map[2] = 'C';
	int status;
	T_CHECK(write(go[1], "x", 1) == 1 && waitpid(child, &status, 0) == child && status == 0,
		"the child ended with %x", status);
	T_CHECK(files_holds(fd, "abde456789") && memcmp(map, "abde456789", 10) == 0, "%.10s", map);
}

static void files_shared_deleted(void)
{
	files_cycle(shared_deleted_subject);
	files_left("");
}

/* An access list for user 4321, as setfacl writes it, and attributes of the user's own. */
static void attributes_subject(void)
{
	static const unsigned char list[] = {
		2, 0,	 0,    0,   1,	 0,   6,  0, 255, 255, 255, 255, 2,   0,  4,
		0, 0xe1, 0x10, 0,   0,	 4,   0,  0, 0,	  255, 255, 255, 255, 16, 0,
		4, 0,	 255,  255, 255, 255, 32, 0, 0,	  0,   255, 255, 255, 255};
	int file = files_open("file", O_RDWR | O_CREAT), dir;
	char got[64];

	T_MUST(mkdir("dir", 0700) == 0, "mkdir");
	dir = files_open("dir", O_RDONLY | O_DIRECTORY);
	if (fsetxattr(file, "user.note", "a\0b", 3, 0) < 0 ||
	    fsetxattr(dir, "user.of", "dir", 3, 0) < 0)
		t_skip("no extended attributes here: %s", strerror(errno));
	bool lists = fsetxattr(file, "system.posix_acl_access", list, sizeof(list), 0) == 0;
	T_MUST(fsetxattr(file, "user.empty", "", 0, 0) == 0 && unlink("file") == 0 &&
		       rmdir("dir") == 0,
	       "%s", strerror(errno));
	t_ready();
	T_CHECK(fgetxattr(file, "user.note", got, sizeof(got)) == 3 && memcmp(got, "a\0b", 3) == 0,
		"user.note: %s", strerror(errno));
	T_CHECK(fgetxattr(file, "user.empty", got, sizeof(got)) == 0, "user.empty: %s",
		strerror(errno));
	T_CHECK(!lists || fgetxattr(file, "system.posix_acl_access", got, sizeof(got)) ==
				  sizeof(list),
		"access list: %s", strerror(errno));
	T_CHECK(!lists || memcmp(got, list, sizeof(list)) == 0, "another access list");
	T_CHECK(fgetxattr(dir, "user.of", got, sizeof(got)) == 3, "user.of: %s", strerror(errno));
}

static void files_attributes(void)
{
	files_cycle(attributes_subject);
	files_left("");
}

/* == what has changed since ==================================================================== */

/* What happens to one file between save and load, and what comes of it. */
struct files_change {
	const char *name;
	int flags, action, load_action, code; /* code: CR_E_*, how the load fails */
	const char *to;			      /* its content at the load; NULL: gone */
	const char *text;  /* in the error, or in what is listed; NULL: neither */
	const char *after; /* its content when the program has written "+" */
	long offset;	   /* of the program before that */
};

static const struct files_change *files_change;

static void change_subject(void)
{
	const struct files_change *c = files_change;
	int fd = files_open("file", c->flags);
	bool writes = (c->flags & O_ACCMODE) != O_RDONLY;

	lseek(fd, 10, SEEK_SET);
	t_ready();
	long at = (long)lseek(fd, 0, SEEK_CUR);
	T_CHECK(at == c->offset, "%s: offset %ld, not %ld", c->name, at, c->offset);
	if (writes)
		T_CHECK(write(fd, "+", 1) == 1, "%s: write", c->name);
}

static void listed_subject(void)
{
	const struct files_change *c = files_change;

	files_open("file", c->flags);
	t_ready();
	T_CHECK(t_listed(c->text), "%s: not listed: %s", c->name, c->text);
}

static const struct files_change files_changes[] = {
	{"same", O_RDWR, 0, 0, 0, "0123456789", NULL, "0123456789+", 10},
	{"a log that grew", O_WRONLY, 0, 0, 0, "0123456789abc", NULL, "0123456789abc+", 13},
	{"an appended log that grew", O_WRONLY | O_APPEND, 0, 0, 0, "0123456789abc", NULL,
	 "0123456789abc+", 13},
	{"data that grew", O_RDWR, 0, 0, 0, "0123456789abc", NULL, "0123456789+bc", 10},
	{"data that shrank", O_RDWR, 0, 0, CR_E_FILE_CHANGED, "0123",
	 "10 bytes at the save and now has 4", NULL, 0},
	{"a log that was emptied", O_WRONLY | O_APPEND, 0, 0, 0, "0", NULL, "0+", 1},
	{"gone", O_RDONLY, 0, 0, CR_E_FILE_GONE, NULL, "is not there any more", NULL, 0},
	{"REOPEN, shrank", O_RDWR, CR_REOPEN, 0, 0, "012345678", NULL, "012345678", 10},
	{"REOPEN_AT_END", O_RDWR, CR_REOPEN_AT_END, 0, 0, "0123", NULL, "0123+", 4},
	{"REOPEN_AT_END at the load", O_RDWR, 0, CR_REOPEN_AT_END, 0, "0123", NULL, "0123+", 4},
	{"ROLL_BACK, grew", O_RDWR, CR_ROLL_BACK, 0, 0, "abcabcabcabcabc", NULL, "0123456789+", 10},
	{"ROLL_BACK, gone", O_RDWR, CR_ROLL_BACK, 0, 0, NULL, NULL, "0123456789+", 10},
	{"ROLL_BACK too late", O_RDWR, 0, CR_ROLL_BACK, CR_E_RULE, "01", "does not hold", NULL, 0},
	{"EMBED, gone", O_RDWR, CR_EMBED_FILE, 0, 0, NULL, NULL, NULL, 10},
	{"EMBED, changed", O_RDWR, CR_EMBED_FILE, 0, 0, "abc", NULL, "abc", 10},
	{"EMBED too late", O_RDWR, 0, CR_EMBED_FILE, CR_E_RULE, "01", "does not hold", NULL, 0},
	{"NULL, gone", O_RDWR, 0, CR_NULL, 0, NULL, NULL, NULL, 0},
	{"FAIL", O_RDWR, CR_FAIL, 0, CR_E_RULE, NULL, "forbidden", NULL, 0},
};

static void files_change_one(const struct files_change *c)
{
	cr_rule rules[2][2] = {
		{{.kind = CR_RULE_PATH, .pattern = "*/file", .action = c->action}},
		{{.kind = CR_RULE_PATH, .pattern = "*/file", .action = c->load_action}}};
	cr_save_opts save = cr_save_opts_init();
	cr_load_opts load = cr_load_opts_init();
	cr_child child = cr_child_init();
	struct t_subject s;
	cr_error err;

	for (int i = 0; i < 4; i++)
		rules[i / 2][i % 2].size = sizeof(cr_rule);
	files_change = c;
	t_write("file", "0123456789", 10);
	t_start(&s, change_subject);
	save.flags = CR_END;
	save.rules = c->action ? rules[0] : NULL;
	load.rules = c->load_action ? rules[1] : NULL;
	int r = cr_dump(s.pid, "save", &save, &err);
	if (r == 0) {
		waitpid(s.pid, NULL, 0);
		unlink("file");
		if (c->to)
			t_write("file", c->to, strlen(c->to));
		r = cr_restore("save", &load, &child, &err);
	}
	if (c->code) {
		T_CHECK(r < 0 && err.code == c->code && strstr(err.text, c->text), "%s: %d %s",
			c->name, r < 0 ? err.code : 0, r < 0 ? err.text : "");
		if (r < 0 && t_alive(s.pid))
			t_kill(&s);
	}
	if (r == 0) {
		close(child.pidfd);
		s.pid = child.pid;
		t_end(&s);
	} else {
		T_CHECK(c->code, "%s: %s", c->name, err.text);
	}
	char *text = t_read("file", NULL);
	/* REOPEN writes behind a gap. */
	if (c->after)
		T_CHECK(text && strncmp(text, c->after, strlen(c->after)) == 0, "%s: '%s'", c->name,
			text ? text : "gone");
	else if (!c->code)
		T_CHECK(!text, "%s: it is there again", c->name);
	free(text);
	t_run(NULL, "rm -rf .t-* save file");
}

static void files_changed(void)
{
	for (size_t i = 0; i < ARRAY_LEN(files_changes); i++)
		files_change_one(&files_changes[i]);
}

/* Replaced by another of the same content, and with another mode: goes on, and is listed. */
static void files_listed(void)
{
	static const struct files_change changes[] = {
		{.name = "replaced", .flags = O_RDONLY, .text = "is another file than"},
		{.name = "mode", .flags = O_RDONLY, .text = "mode of"}};
	cr_save_opts save = cr_save_opts_init();
	cr_child child = cr_child_init();
	cr_error err;

	save.flags = CR_END;
	for (size_t i = 0; i < ARRAY_LEN(changes); i++) {
		struct t_subject s;

		files_change = &changes[i];
		t_write("file", "x", 1);
		t_write("new", "x", 1);
		t_start(&s, listed_subject);
		T_MUST(cr_dump(s.pid, "save", &save, &err) == 0, "%s", err.text);
		waitpid(s.pid, NULL, 0);
		T_MUST(i == 0 ? rename("new", "file") == 0 : chmod("file", 0604) == 0, "%s",
		       strerror(errno));
		T_MUST(cr_restore("save", NULL, &child, &err) == 0, "%s", err.text);
		close(child.pidfd);
		s.pid = child.pid;
		t_end(&s);
		t_run(NULL, "rm -rf .t-* save file new");
	}
}

/* == by the command ============================================================================ */

static void external_subject(void)
{
	int fd = files_open("mine", O_RDWR), other = files_open("other", O_RDWR);

	t_ready();
	T_CHECK(files_holds(fd, "given") && files_holds(other, "other"), "content");
}

/* CRIU's names: the file is told by mount and inode, and brought by number. */
static void files_external(void)
{
	struct t_subject s;
	struct stat st;
	char path[64], *info;
	int mnt_id = 0;
	pid_t pid;

	t_write("mine", "mine", 4);
	t_write("other", "other", 5);
	t_write("given", "given", 5);
	t_start(&s, external_subject);
	snprintf(path, sizeof(path), "/proc/%d/fdinfo/3", (int)s.pid);
	info = t_read(path, NULL);
	T_MUST(info && sscanf(strstr(info, "mnt_id:"), "mnt_id: %d", &mnt_id) == 1 &&
		       stat("mine", &st) == 0,
	       "fdinfo");
	free(info);
	T_MUST(t_run(NULL, "%s dump -t %d -D img --external 'file[%x:%lx]'", t_path("build/cr"),
		     (int)s.pid, (unsigned)mnt_id, (unsigned long)st.st_ino) == 0,
	       "dump");
	waitpid(s.pid, NULL, 0);
	unlink("mine");
	T_CHECK(t_run(NULL, "%s restore -D img -d --pidfile pid", t_path("build/cr")) != 0,
		"restored, though nobody brought the file");
	unlink("img/pid");
	T_MUST(t_run(NULL,
		     "%s restore -D img -d --pidfile pid --inherit-fd 'fd[9]:file[%x:%lx]' "
		     "9<>given",
		     t_path("build/cr"), (unsigned)mnt_id, (unsigned long)st.st_ino) == 0,
	       "restore");
	char *text = t_read("img/pid", NULL);
	T_MUST(text && (pid = atoi(text)) > 0, "pid");
	free(text);
	t_go(&s);
	for (int i = 0; i < 1000 && t_alive(pid); i++)
		t_sleep_ms(5);
	T_CHECK(!t_alive(pid), "it goes on");
	t_run(NULL, "rm -rf img mine");
}

/* == /proc and devices ========================================================================= */

static void proc_subject(void)
{
	char path[64], buf[128], c;
	int dead_status, status, go[2];

	T_MUST(pipe(go) == 0, "pipe");
	pid_t dead = fork();
	if (dead == 0)
		for (;;)
			pause();
	snprintf(path, sizeof(path), "/proc/%d/status", dead);
	int of_dead = files_open(path, O_RDONLY);
	kill(dead, SIGKILL);
	waitpid(dead, &dead_status, 0);
	int self = files_open("/proc/self/status", O_RDONLY),
	    mem = files_open("/proc/self/mem", O_RDWR),
	    maps = files_open("/proc/self/maps", O_RDONLY),
	    dir = files_open("/proc/self/task", O_RDONLY | O_DIRECTORY),
	    all = files_open("/proc/meminfo", O_RDONLY),
	    sys = files_open("/proc/sys/kernel/pid_max", O_RDONLY),
	    attr = files_open("/sys/kernel/notes", O_RDONLY);
	T_CHECK(read(self, buf, 6) == 6, "read");
	pid_t parent = getpid(), child = fork();
	if (child == 0) { /* looks at its parent, and shares what the parent has of it */
		snprintf(path, sizeof(path), "/proc/%d/comm", parent);
		int of_parent = files_open(path, O_RDONLY);
		T_CHECK(read(of_parent, buf, 1) == 1, "its parent's name");
		T_CHECK(write(go[1], "r", 1) == 1, "write");
		for (;;)
			pause();
	}
	snprintf(path, sizeof(path), "/proc/%d/stat", child);
	int of_child = files_open(path, O_RDONLY);
	T_CHECK(read(go[0], &c, 1) == 1, "the child is not ready");
	t_ready();
	T_CHECK(read(self, buf, 10) == 10, "its own status");
	T_CHECK(pread(of_child, buf, 20, 0) > 0 && atoi(buf) == child, "the child's: %.20s", buf);
	T_CHECK(pread(of_dead, buf, 20, 0) < 0 && errno == ESRCH, "the dead one's: %s",
		strerror(errno));
	c = 'a';
	T_CHECK(pwrite(mem, "b", 1, (off_t)(uintptr_t)&c) == 1 && *(volatile char *)&c == 'b',
		"its own memory");
	T_CHECK(pread(maps, buf, 20, 0) > 0 && pread(all, buf, 8, 0) == 8 &&
			memcmp(buf, "MemTotal", 8) == 0 && pread(sys, buf, 1, 0) == 1 &&
			pread(attr, buf, 1, 0) == 1,
		"files of the system");
	snprintf(path, sizeof(path), "%d/comm", parent);
	T_CHECK(faccessat(dir, path, R_OK, 0) == 0, "its own directory");
	kill(child, SIGKILL);
	T_CHECK(waitpid(child, &status, 0) == child && WTERMSIG(status) == SIGKILL, "%x", status);
}

static void files_proc(void)
{
	struct t_subject s;

	t_start(&s, proc_subject);
	s.but = geteuid() ? "ino:" : NULL; /* another mount of /proc, where it needs a namespace */
	t_cycles(&s, 2);
	t_end(&s);
}

static void *files_thread(void *arg)
{
	char path[64];

	snprintf(path, sizeof(path), "/proc/self/task/%d/comm", gettid());
	prctl(PR_SET_NAME, "thread");
	*(int *)arg = open(path, O_RDONLY | O_CLOEXEC);
	for (;;)
		pause();
	return NULL;
}

/* A file of another thread, which is there before that is; under two numbers. */
static void thread_proc_subject(void)
{
	int fd = -1;
	char buf[16] = "";
	pthread_t thread;

	T_MUST(pthread_create(&thread, NULL, files_thread, &fd) == 0, "pthread_create");
	while (__atomic_load_n(&fd, __ATOMIC_SEQ_CST) < 0)
		t_sleep_ms(1);
	int too = fcntl(fd, F_DUPFD, 40);
	lseek(fd, 2, SEEK_SET);
	t_ready();
	T_CHECK(read(too, buf, 15) == 5 && memcmp(buf, "read\n", 5) == 0, "'%s'", buf);
	T_CHECK(lseek(fd, 0, SEEK_CUR) == 7, "two files of one");
	T_CHECK(fcntl(fd, F_GETFD) == FD_CLOEXEC && fcntl(too, F_GETFD) == 0, "close-on-exec");
}

static void files_thread_proc(void)
{
	files_cycle(thread_proc_subject);
}

static void devices_subject(void)
{
	char buf[8];

	int null = files_open("/dev/null", O_RDWR), zero = files_open("/dev/zero", O_RDONLY),
	    full = files_open("/dev/full", O_WRONLY),
	    random = files_open("/dev/urandom", O_RDONLY | O_NONBLOCK);
	int kmsg = open("/dev/kmsg", O_WRONLY), rtc = open("/dev/rtc0", O_RDONLY);
	(void)kmsg;
	(void)rtc;
	t_ready();
	T_CHECK(read(null, buf, 8) == 0 && read(zero, buf, 8) == 8 && !buf[0] &&
			read(random, buf, 8) == 8,
		"read");
	T_CHECK(write(full, "x", 1) < 0 && errno == ENOSPC, "write");
}

static void files_devices(void)
{
	files_cycle(devices_subject);
}

/* A device that is in no table, and one that is deleted. */
static void odd_device_subject(void)
{
	char c;

	T_MUST(mknod("odd", S_IFCHR | 0600, makedev(10, 237)) == 0 &&
		       mknod("gone", S_IFCHR | 0600, makedev(1, 5)) == 0,
	       "mknod: %s", strerror(errno));
	int gone = open("gone", O_RDONLY), odd = open("odd", O_RDONLY);
	if (gone < 0 || odd < 0)
		t_skip("devices may not be opened here: %s", strerror(errno));
	unlink("gone");
	t_ready();
	T_CHECK(read(gone, &c, 1) == 1 && c == 0, "the deleted device");
	T_CHECK(fcntl(odd, F_GETFD) == 0, "the odd one");
}

static void files_odd_device(void)
{
	const cr_rule rules[] = {{.size = sizeof(cr_rule),
				  .kind = CR_RULE_PATH,
				  .pattern = "*/odd",
				  .action = CR_REOPEN},
				 {.kind = CR_RULE_END}};
	cr_save_opts o = cr_save_opts_init();
	struct t_subject s;

	t_start(&s, odd_device_subject);
	files_refused(&s, NULL, CR_E_FILE_KIND, "device");
	o.rules = rules;
	t_cycle(&s, "save", &o, NULL);
	t_end(&s);
}

/* == many ====================================================================================== */

/* More than a thousand pipes, each with its own content, a descriptor at the very last number;
 * files, every third one twice. */
static void many_subject(void)
{
	enum { PIPES = 1030, FILES = 120 };
	struct rlimit lim;
	int(*p)[2] = calloc(PIPES, sizeof(*p)), *file = calloc(FILES, sizeof(*file)), n = 0;
	size_t wrong = 0;

	getrlimit(RLIMIT_NOFILE, &lim);
	lim.rlim_cur = lim.rlim_max;
	T_MUST(setrlimit(RLIMIT_NOFILE, &lim) == 0, "setrlimit: %s", strerror(errno));
	if (lim.rlim_max < 2 * PIPES + 2 * FILES)
		t_skip("only %ld descriptors are allowed", (long)lim.rlim_max);
	for (int i = 0; i < PIPES; i++)
		T_MUST(pipe(p[i]) == 0 && write(p[i][1], &i, sizeof(i)) == sizeof(i), "pipe %d: %s",
		       i, strerror(errno));
	for (int i = 0; i < FILES; i++) {
		file[i] = i % 3 == 2 ? dup(file[i - 1]) : open("/proc/version", O_RDONLY);
		T_MUST(file[i] >= 0, "file %d: %s", i, strerror(errno));
		lseek(file[i], i, SEEK_SET);
	}
	int last = fcntl(file[0], F_DUPFD_CLOEXEC, (int)lim.rlim_max - 1);
	t_ready();
	for (int i = 0; i < PIPES; i++)
		wrong += read(p[i][0], &n, sizeof(n)) != sizeof(n) || n != i;
	T_CHECK(wrong == 0, "%zu pipes have something else in them", wrong);
	for (int i = wrong = 0; i < FILES; i++)
		wrong += lseek(file[i], 0, SEEK_CUR) != (i % 3 == 1 && i + 1 < FILES ? i + 1 : i);
	T_CHECK(wrong == 0, "%zu files have another offset", wrong);
	T_CHECK(last == (int)lim.rlim_max - 1 && fcntl(last, F_GETFD) == FD_CLOEXEC, "the last");
	lseek(last, 77, SEEK_SET);
	T_CHECK(lseek(file[0], 0, SEEK_CUR) == 77, "the last is another file");
	free(p);
	free(file);
}

static void files_many(void)
{
	files_cycled(many_subject, "many_subject", 1);
}

/* A thousand open files that five tasks share: an offset moved by one is moved for all. */
static void shared_many_subject(void)
{
	enum { SHARED = 1000, TASKS = 4 };
	int go[TASKS][2], at[TASKS], status;
	size_t wrong = 0;
	char c;

	for (int i = 0; i < TASKS; i++)
		T_MUST(pipe(go[i]) == 0, "pipe: %s", strerror(errno));
	int first = files_open("shared", O_RDWR | O_CREAT);
	for (int i = 1; i < SHARED; i++)
		T_MUST(open("shared", O_RDWR) == first + i, "open: %s", strerror(errno));
	for (int task = 0; task < TASKS; task++) {
		at[task] = fork();
		if (at[task] != 0)
			continue;
		T_CHECK(read(go[task][0], &c, 1) == 1, "read");
		for (int i = task; i < SHARED; i += TASKS)
			T_CHECK(lseek(first + i, 1 + i, SEEK_CUR) == 2 + 2 * i, "offset of %d", i);
		t_stop();
	}
	for (int i = 0; i < SHARED; i++)
		lseek(first + i, 1 + i, SEEK_SET);
	t_ready();
	for (int task = 0; task < TASKS; task++)
		T_CHECK(write(go[task][1], "x", 1) == 1 &&
				waitpid(at[task], &status, 0) == at[task] && status == 0,
			"task %d ended with %x", task, status);
	for (int i = 0; i < SHARED; i++)
		wrong += lseek(first + i, 0, SEEK_CUR) != 2 + 2 * i;
	T_CHECK(wrong == 0, "%zu offsets are not shared", wrong);
}

static void files_shared_many(void)
{
	struct rlimit lim;

	if (getrlimit(RLIMIT_NOFILE, &lim) == 0 && lim.rlim_cur < 2048)
		t_skip("only %ld descriptors are allowed", (long)lim.rlim_cur);
	files_cycled(shared_many_subject, "shared_many_subject", 1);
}

/* Bytes that the kernel writes otherwise, that look like its own marks, or are no text; one name as
 * long as can be. Every second one loses its name. */
static void odd_names_subject(void)
{
	static const char *const names[] = {
		"with\nbreak", "with\nbreak too", "\xff\xfe\x01", "\xc3", "a\\012b",
		"a\\012c",     "x (deleted)",	  "y (deleted)",  " ",	  "*[?]",
		"-n",	       "\t\"'$(x)"};
	int fd[ARRAY_LEN(names) + 1];
	char longest[256] = {0};
	const char *dir = "dir\nof\\ \xe9";

	memset(longest, 'L', 255);
	T_MUST(mkdir(dir, 0700) == 0, "mkdir: %s", strerror(errno));
	int at = files_open(dir, O_RDONLY | O_DIRECTORY);
	for (size_t i = 0; i <= ARRAY_LEN(names); i++) {
		const char *name = i < ARRAY_LEN(names) ? names[i] : longest;

		fd[i] = openat(at, name, O_RDWR | O_CREAT, 0600);
		T_MUST(fd[i] >= 0 && write(fd[i], name, strlen(name) % 255) >= 0 &&
			       (i % 2 == 0 || unlinkat(at, name, 0) == 0),
		       "%zu: %s", i, strerror(errno));
	}
	t_ready();
	for (size_t i = 0; i <= ARRAY_LEN(names); i++) {
		const char *name = i < ARRAY_LEN(names) ? names[i] : longest;
		struct stat st;

		T_CHECK(files_holds(fd[i], name == longest ? "" : name), "content of %zu", i);
		T_CHECK(fstat(fd[i], &st) == 0 && st.st_nlink == (i % 2 == 0), "name of %zu", i);
		T_CHECK((faccessat(at, name, F_OK, 0) == 0) == (i % 2 == 0), "a name of %zu", i);
		unlinkat(at, name, 0);
	}
	T_CHECK(rmdir(dir) == 0, "rmdir: %s", strerror(errno));
}

static void files_odd_names(void)
{
	files_cycle(odd_names_subject);
	files_left("");
}

/* == what would stop a save ==================================================================== */

/* One of each that can be had here. */
static void blockers_subject(void)
{
	struct perf_event_attr perf = {.type = PERF_TYPE_SOFTWARE,
				       .size = sizeof(perf),
				       .config = PERF_COUNT_SW_TASK_CLOCK,
				       .exclude_kernel = 1,
				       .exclude_hv = 1};
	const uint32_t map[16] = {2 /* BPF_MAP_TYPE_ARRAY */, 4, 4, 1};
	const uint64_t rights = 1;
	char params[256] = {0};
	int fd;

	if ((fd = (int)syscall(SYS_userfaultfd, O_CLOEXEC | 1)) >= 0)
		t_write("has.userfaultfd", "", 0);
	if ((fd = (int)syscall(SYS_io_uring_setup, 4, params)) >= 0)
		t_write("has.io_uring", "", 0);
	t_write("asked", "", 0);
	if ((fd = (int)syscall(SYS_fanotify_init, 4 /* FAN_CLASS_CONTENT */, O_RDONLY)) >= 0) {
		if (syscall(SYS_fanotify_mark, fd, 1 /* FAN_MARK_ADD */,
			    0x10000ul /* FAN_OPEN_PERM */, AT_FDCWD, "asked") == 0)
			t_write("has.fanotify", "", 0);
		else
			close(fd);
	}
	if ((fd = (int)syscall(SYS_perf_event_open, &perf, 0, -1, -1, 0)) >= 0)
		t_write("has.perf", "", 0);
	if ((fd = (int)syscall(444 /* landlock_create_ruleset */, &rights, sizeof(rights), 0)) >= 0)
		t_write("has.landlock", "", 0);
	if ((fd = (int)syscall(SYS_bpf, 0 /* BPF_MAP_CREATE */, map, sizeof(map))) >= 0)
		t_write("has.BPF", "", 0);
	if ((fd = (int)syscall(SYS_pidfd_open, 1, 0)) >= 0)
		t_write("has.pidfd", "", 0);
	if (mknod("odd", S_IFCHR | 0600, makedev(10, 237)) == 0 && open("odd", O_RDONLY) >= 0)
		t_write("has.device", "", 0);
	t_ready();
}

/* Each is named, with what to do about it, in one report; nobody is stopped. */
static void files_check(void)
{
	static const char *const names[] = {"userfaultfd", "io_uring", "fanotify", "pidfd",
					    "device",	   "perf",     "landlock", "BPF"};
	struct t_subject s;
	cr_report *report = NULL;
	cr_error err;
	size_t wanted = 0;

	t_start(&s, blockers_subject);
	T_MUST(cr_check(s.pid, NULL, &report, &err) == 0, "%s", err.text);
	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		char mark[32];
		bool named = false;

		snprintf(mark, sizeof(mark), "has.%s", names[i]);
		if (!t_exists(mark))
			continue;
		wanted++;
		for (size_t j = 0; j < report->note_count; j++)
			named |= strstr(report->notes[j].text, names[i]) != NULL &&
				 report->notes[j].advice && report->notes[j].advice[0];
		T_CHECK(named, "%s is not named", names[i]);
		unlink(mark);
	}
	T_CHECK(report->note_count == wanted, "%zu notes for %zu blockers", report->note_count,
		wanted);
	cr_report_free(report);
	t_end(&s);
}

/* == nothing remains =========================================================================== */

/* One of each thing that is made under a name for an instant. */
static void remains_subject(void)
{
	T_MUST(eventfd(0, 0) >= 0 && mkdir("d", 0700) == 0 && mkdir("d/e", 0700) == 0 &&
		       symlink("x", "link") == 0 && mkfifo("fifo", 0600) == 0,
	       "%s", strerror(errno));
	files_open("d", O_RDONLY | O_DIRECTORY);
	files_open("link", O_PATH | O_NOFOLLOW);
	files_open("fifo", O_RDWR);
	files_open("d/e/file", O_RDWR | O_CREAT);
	files_open("second", O_RDWR | O_CREAT);
	files_open("taken", O_RDWR | O_CREAT);
	T_MUST(link("second", "other") == 0 && unlink("second") == 0 && unlink("taken") == 0 &&
		       unlink("d/e/file") == 0 && rmdir("d/e") == 0 && rmdir("d") == 0 &&
		       unlink("link") == 0 && unlink("fifo") == 0,
	       "%s", strerror(errno));
	t_write("taken", "", 0);
	t_ready();
}

/* In a process of its own: fails when all that is deleted has been made. */
static void files_load_in_vain(void *arg)
{
	const cr_rule rules[] = {{.size = sizeof(cr_rule),
				  .kind = CR_RULE_KIND,
				  .pattern = "eventfd",
				  .action = CR_NAMED,
				  .name = "nobody's"},
				 {.kind = CR_RULE_END}};
	cr_load_opts o = cr_load_opts_init();
	cr_error err;

	(void)arg;
	o.pids = CR_PIDS_NEW;
	o.rules = rules;
	cr_load("save", &o, &err);
	_exit(err.code == CR_E_NAMED ? 0 : 1);
}

/* Removes what was left in the working directory; false: nothing. */
static bool files_clear_remains(void)
{
	static const char *const ours[] = {".", "..", "save", "other", "taken"};
	DIR *dir = opendir(".");
	struct dirent *e;
	bool some = false;

	while (dir && (e = readdir(dir)) != NULL) {
		bool known = strncmp(e->d_name, ".t-", 3) == 0;

		for (size_t i = 0; i < ARRAY_LEN(ours); i++)
			known |= strcmp(e->d_name, ours[i]) == 0;
		if (known)
			continue;
		some = true;
		unlink("d/e/file");
		rmdir("d/e");
		if (rmdir(e->d_name) < 0)
			unlink(e->d_name);
	}
	if (dir)
		closedir(dir);
	return some;
}

/* Between these and the call that takes the name away there may be one that opens it. */
static bool files_makes_a_name(long nr)
{
	return nr == SYS_openat || nr == SYS_mkdirat || nr == SYS_symlinkat || nr == SYS_linkat ||
	       nr == SYS_mknodat || nr == SYS_unlinkat;
}

/* A loader that is killed at any call, or that fails, leaves no name: but in the instant between
 * the call that makes one and that which takes it away again, which is the next (for a directory
 * that is missing on the way, the next but a few). */
static void files_remains_walk(long first, long step)
{
	struct t_fault f = {.how = T_FAULT_KILL_AFTER, .alone = true};
	cr_save_opts o = cr_save_opts_init();
	struct t_subject s;
	cr_error err;
	int left = 0;

	t_start(&s, remains_subject);
	o.flags = CR_END;
	T_MUST(cr_dump(s.pid, "save", &o, &err) == 0, "%s", err.text);
	waitpid(s.pid, NULL, 0);
	for (f.at = first; t_failures() == 0; f.at += step) {
		kill_run(&f, files_load_in_vain);
		if (f.nr < 0)
			break;
		bool some = files_clear_remains();
		left += some;
		T_CHECK(!some || files_makes_a_name(f.nr), "call %ld (%s): something is left", f.at,
			t_syscall_name(f.nr));
	}
	T_CHECK(f.status == 0, "it did not fail in the end: %x", f.status);
	T_CHECK(left <= 16, "%d times something was left", left);
	T_CHECK(f.at > 100, "only %ld calls", f.at);
	files_left("other taken");
}

static void files_remains(void)
{
	files_remains_walk(5, 9);
}

static void files_remains_all(void)
{
	files_remains_walk(1, 1);
}

static const struct t_test files_tests[] = {
	{"files_shared_many", files_shared_many, T_ROOT | T_USER, 0, NULL, NULL},
	{"files_odd_names", files_odd_names, T_ROOT | T_USER, 0, NULL, NULL},
	{"files_attributes", files_attributes, T_ROOT | T_USER, 0, NULL, NULL},
	{"files_owner_ids", files_owner_ids, T_ROOT, 0, NULL, "plan: ids of an owner"},
	{"files_paths", files_paths, T_ROOT | T_USER, 0, NULL, NULL},
	{"files_unnamed", files_unnamed, T_ROOT | T_USER, 0, NULL, NULL},
	{"files_second_name", files_second_name, T_ROOT | T_USER, 0, NULL, NULL},
	{"files_gone_directory", files_gone_directory, T_ROOT | T_USER, 0, NULL, NULL},
	{"files_read_only", files_read_only, T_ROOT, 0, NULL, NULL},
	{"files_overlay", files_overlay, T_ROOT, 0, NULL, NULL},
	{"files_hidden", files_hidden, T_ROOT, 0, NULL, NULL},
	{"files_big", files_big, T_ROOT | T_USER, 0, NULL, NULL},
	{"files_shared_deleted", files_shared_deleted, T_ROOT | T_USER, 0, NULL, NULL},
	{"files_changed", files_changed, T_ROOT | T_USER, 40, NULL, NULL},
	{"files_listed", files_listed, T_ROOT | T_USER, 0, NULL, NULL},
	{"files_external", files_external, T_ROOT, 0, NULL, NULL},
	{"files_proc", files_proc, T_ROOT | T_USER, 0, NULL, "proc: link"},
	{"files_thread_proc", files_thread_proc, T_ROOT, 0, NULL,
	 "plan: dup3 of a late descriptor;plan: openat of a thread's file;plan: lseek;"
	 "plan: close of a late descriptor"},
	{"files_devices", files_devices, T_ROOT | T_USER, 0, NULL, NULL},
	{"files_odd_device", files_odd_device, T_ROOT, 0, NULL, NULL},
	{"files_many", files_many, T_ROOT | T_USER, 40, NULL, "plan: F_SETFD"},
	{"files_check", files_check, T_ROOT | T_USER, 0, NULL, NULL},
	{"files_remains", files_remains, T_ROOT | T_USER, 0, NULL, NULL},
	{"files_remains_all", files_remains_all, T_ROOT | T_SOAK, 120, NULL, NULL},
};
