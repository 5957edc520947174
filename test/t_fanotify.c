/* SPDX-License-Identifier: MIT
 *
 * fanotify, saved and brought back: groups, marks, what is ignored.
 */
#include "t.h"
#include "../cr.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/fanotify.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#ifndef FAN_MARK_FILESYSTEM
#define FAN_MARK_FILESYSTEM 0x100
#endif
#ifndef FAN_REPORT_FID
#define FAN_REPORT_FID 0x200
#endif

/* Masks of all events that are there, together, and how many. */
static uint64_t fanotify_events(int fd, int *ret_n)
{
	char buf[8192] __attribute__((aligned(8)));
	ssize_t n = read(fd, buf, sizeof(buf));
	uint64_t all = 0;

	*ret_n = 0;
	T_CHECK(n > 0 || errno == EAGAIN, "read: %s", strerror(errno));
	for (ssize_t at = 0; at < n; (*ret_n)++) {
		const struct fanotify_event_metadata *e = (const void *)(buf + at);

		all |= e->mask;
		if (e->fd >= 0)
			close(e->fd);
		at += e->event_len;
	}
	return all;
}

/* One event, or several that have become one, and these; 0: none. */
static void fanotify_gives(int fd, uint64_t mask, const char *of)
{
	int n;
	uint64_t got = fanotify_events(fd, &n);

	T_CHECK(got == mask && (n > 0) == (mask != 0), "%s: %d events, %lx, not %lx", of, n,
		(unsigned long)got, (unsigned long)mask);
}

static void fanotify_touch(const char *path)
{
	int fd = open(path, O_RDONLY);

	T_CHECK(fd >= 0, "%s: %s", path, strerror(errno));
	close(fd);
}

static void fanotify_mark_it(int fd, unsigned flags, uint64_t mask, const char *path)
{
	T_MUST(fanotify_mark(fd, FAN_MARK_ADD | flags, mask, AT_FDCWD, path) == 0, "%s: %s", path,
	       strerror(errno));
}

static void fanotify_subject(void)
{
	int group = fanotify_init(FAN_CLASS_NOTIF | FAN_NONBLOCK | FAN_CLOEXEC, O_RDONLY),
	    mount_group = fanotify_init(FAN_CLASS_NOTIF | FAN_UNLIMITED_QUEUE, O_RDWR | O_CLOEXEC),
	    whole = fanotify_init(FAN_CLASS_NOTIF | FAN_NONBLOCK, O_RDONLY),
	    dir = open("dir", O_RDONLY | O_DIRECTORY);

	T_MUST(group >= 0 && mount_group >= 0 && whole >= 0 && dir >= 0, "%s", strerror(errno));
	T_CHECK(fcntl(mount_group, F_SETFL, O_NONBLOCK) == 0, "F_SETFL");
	fanotify_mark_it(group, 0, FAN_OPEN | FAN_CLOSE_WRITE | FAN_EVENT_ON_CHILD, "dir");
	fanotify_mark_it(group, 0, FAN_OPEN | FAN_MODIFY, "file");
	fanotify_mark_it(group, FAN_MARK_IGNORED_MASK | FAN_MARK_IGNORED_SURV_MODIFY, FAN_OPEN,
			 "file");
	fanotify_mark_it(mount_group, FAN_MARK_MOUNT, FAN_CLOSE_WRITE, "m");
	fanotify_mark_it(whole, FAN_MARK_FILESYSTEM, FAN_MODIFY, "m/file");
	t_ready();
	fanotify_gives(group, 0, "the restore's own");
	fanotify_gives(mount_group, 0, "the restore's own");
	fanotify_gives(whole, 0, "the restore's own");
	fanotify_touch("dir/in");
	fanotify_gives(group, FAN_OPEN, "dir/in");
	t_write("file", "x", 1);
	fanotify_touch("file");
	fanotify_gives(group, FAN_MODIFY, "file, opening it ignored");
	t_write("m/file", "x", 1);
	fanotify_gives(mount_group, FAN_CLOSE_WRITE, "mount");
	fanotify_gives(whole, FAN_MODIFY, "file system");
	T_CHECK(fanotify_mark(group, FAN_MARK_REMOVE,
			      FAN_OPEN | FAN_CLOSE_WRITE | FAN_EVENT_ON_CHILD, AT_FDCWD,
			      "dir") == 0,
		"the mark is another");
	fanotify_touch("dir/in");
	fanotify_gives(group, 0, "not marked any more");
	close(dir);
}

static void fanotify_marks_come_back(void)
{
	struct t_subject s;

	T_MUST(mkdir("dir", 0755) == 0 && mkdir("m", 0755) == 0 &&
		       mount("none", "m", "tmpfs", 0, NULL) == 0,
	       "%s", strerror(errno));
	t_write("dir/in", "", 0);
	t_write("file", "", 0);
	t_write("m/file", "", 0);
	t_start(&s, fanotify_subject);
	t_cycles(&s, 3);
	t_end(&s);
	umount2("m", MNT_DETACH);
}

/* What an ordinary user may have: inodes, told of by handles. */
static void fanotify_fid_subject(void)
{
	int group = fanotify_init(FAN_CLASS_NOTIF | FAN_NONBLOCK | FAN_REPORT_FID, O_RDONLY),
	    dir = open("dir", O_RDONLY | O_DIRECTORY), n;

	if (group < 0)
		t_skip("fanotify is not for this user here");
	fanotify_mark_it(group, 0, FAN_CREATE | FAN_DELETE | FAN_ONDIR, "dir");
	t_ready();
	T_CHECK(fanotify_events(group, &n) == 0 && n == 0, "%d events of the restore", n);
	t_write("dir/new", "", 0);
	T_CHECK(fanotify_events(group, &n) == FAN_CREATE && n == 1, "%d events", n);
	T_CHECK(mkdir("dir/sub", 0700) == 0 &&
			fanotify_events(group, &n) == (FAN_CREATE | FAN_ONDIR),
		"%d events", n);
	unlink("dir/new");
	rmdir("dir/sub");
	close(dir);
}

static void fanotify_fid(void)
{
	struct t_subject s;

	T_MUST(mkdir("dir", 0755) == 0, "mkdir");
	t_start(&s, fanotify_fid_subject);
	t_cycles(&s, 2);
	t_end(&s);
}

/* Events that nobody has read are lost, and listed. */
static void fanotify_unread_subject(void)
{
	int group = fanotify_init(FAN_CLASS_NOTIF | FAN_NONBLOCK, O_RDONLY);

	T_MUST(group >= 0, "fanotify_init: %s", strerror(errno));
	fanotify_mark_it(group, 0, FAN_OPEN, "file");
	fanotify_touch("file");
	t_ready();
	T_CHECK(t_listed("of events that were not read yet"), "not listed");
	fanotify_gives(group, 0, "lost");
	fanotify_touch("file");
	fanotify_gives(group, FAN_OPEN, "a new one");
}

static void fanotify_unread(void)
{
	struct t_subject s;

	t_write("file", "", 0);
	t_start(&s, fanotify_unread_subject);
	t_cycle(&s, "save", NULL, NULL);
	t_end(&s);
}

/* Who opens the file waits for the answer of who is being saved. */
static void fanotify_asked_subject(void)
{
	int group = fanotify_init(FAN_CLASS_CONTENT | FAN_NONBLOCK, O_RDONLY);

	T_MUST(group >= 0, "fanotify_init: %s", strerror(errno));
	if (fanotify_mark(group, FAN_MARK_ADD, FAN_OPEN_PERM, AT_FDCWD, "asked") != 0)
		t_skip("this kernel asks nobody for permission");
	t_ready();
}

static void fanotify_asked(void)
{
	struct t_subject s;
	cr_error err;

	t_write("asked", "", 0);
	t_start(&s, fanotify_asked_subject);
	if (T_CHECK(cr_dump(s.pid, "save", NULL, &err) < 0, "saved")) {
		T_CHECK(err.code == CR_E_UNSUPPORTED, "%d: %s", err.code, err.text);
		t_contains(err.text, "permission");
	}
	T_CHECK(!t_exists("save"), "a save was made");
	t_end(&s);
}

static const struct t_test fanotify_tests[] = {
	{"fanotify_comes_back", fanotify_marks_come_back, T_ROOT, 0, NULL,
	 "fanotify: link; plan: fanotify_mark; plan: fanotify_mark of what is ignored"},
	{"fanotify_fid", fanotify_fid, T_ROOT | T_USER, 0, NULL, "plan: fanotify_mark"},
	{"fanotify_unread", fanotify_unread, T_ROOT, 0, NULL, "plan: fanotify_mark"},
	{"fanotify_asked", fanotify_asked, T_ROOT, 0, NULL, NULL},
};
