/* SPDX-License-Identifier: MIT
 *
 * inotify, saved and brought back: watches, their numbers, their events.
 */
#include "t.h"
#include "../cr.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

/* The next event, and nothing else: a file made for it may be named. 0: none. */
static uint32_t inotify_event(int fd, int wd, const char *name)
{
	char buf[4096] __attribute__((aligned(8)));
	const struct inotify_event *e = (const struct inotify_event *)buf;
	ssize_t n = read(fd, buf, sizeof(struct inotify_event) + 16);

	if (n <= 0) {
		T_CHECK(errno == EAGAIN, "read: %s", strerror(errno));
		return 0;
	}
	T_CHECK(e->wd == wd, "event %x of watch %d, not %d", e->mask, e->wd, wd);
	T_CHECK(!name || strcmp(e->len ? e->name : "", name) == 0, "event %x of '%s'", e->mask,
		e->len ? e->name : "");
	return e->mask;
}

static void inotify_subject(void)
{
	int fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC), own = open("dir", O_RDONLY | O_DIRECTORY);
	int first = inotify_add_watch(fd, "dir", IN_CREATE | IN_DELETE),
	    gone = inotify_add_watch(fd, "gone", IN_MODIFY);
	int file = inotify_add_watch(fd, "file", IN_MODIFY | IN_ATTRIB | IN_OPEN);

	T_MUST(fd >= 0 && first == 1 && gone == 2 && file == 3, "watches %d %d %d: %s", first, gone,
	       file, strerror(errno));
	T_CHECK(inotify_rm_watch(fd, gone) == 0 && inotify_event(fd, gone, NULL) == IN_IGNORED,
		"rm");
	t_ready();
	T_CHECK(fcntl(fd, F_GETFL) & O_NONBLOCK && fcntl(fd, F_GETFD) == FD_CLOEXEC, "flags");
	T_CHECK(inotify_event(fd, 0, NULL) == 0, "an event that is the restore's");
	t_write("dir/new", "", 0);
	T_CHECK(inotify_event(fd, first, "new") == IN_CREATE, "created");
	unlink("dir/new");
	T_CHECK(inotify_event(fd, first, "new") == IN_DELETE, "deleted");
	T_CHECK(chmod("file", 0640) == 0 && inotify_event(fd, file, "") == IN_ATTRIB, "changed");
	t_write("gone", "x", 1);
	T_CHECK(inotify_event(fd, 0, NULL) == 0, "the watch that was taken away");
	T_CHECK(inotify_add_watch(fd, "dir", IN_CREATE) == first,
		"another watch of the same directory");
	int next = inotify_add_watch(fd, "gone", IN_OPEN);
	T_CHECK(next == 4, "the next watch is %d", next);
	close(own);
}

static void inotify_comes_back(void)
{
	struct t_subject s;

	T_MUST(mkdir("dir", 0755) == 0, "mkdir");
	t_write("file", "content", 7);
	t_write("gone", "", 0);
	t_start(&s, inotify_subject);
	t_cycles(&s, 3);
	t_end(&s);
}

/* Events that nobody has read: the save says so. */
static void inotify_unread_subject(void)
{
	int fd = inotify_init1(IN_NONBLOCK);

	T_MUST(inotify_add_watch(fd, "dir", IN_CREATE) == 1, "watch");
	t_write("dir/made", "", 0);
	t_ready();
	t_write("dir/made-too", "", 0);
	uint32_t mask = inotify_event(fd, 1, NULL);
	T_CHECK(mask & IN_CREATE, "event %x", mask);
}

static int inotify_log_lines;

static void inotify_log(void *arg, int level, const char *line)
{
	(void)arg;
	(void)level;
	inotify_log_lines += strstr(line, "not read yet") != NULL;
}

static void inotify_unread(void)
{
	cr_watch watch = {.log = inotify_log};
	cr_save_opts o = cr_save_opts_init();
	struct t_subject s;

	T_MUST(mkdir("dir", 0755) == 0, "mkdir");
	o.watch = &watch;
	t_start(&s, inotify_unread_subject);
	t_cycle(&s, "save", &o, NULL);
	T_CHECK(inotify_log_lines == 1, "told %d times", inotify_log_lines);
	t_end(&s);
}

static void inotify_nameless_subject(void)
{
	int fd = inotify_init1(0), file = open("file", O_RDONLY);

	T_MUST(inotify_add_watch(fd, "file", IN_ALL_EVENTS) == 1 && unlink("file") == 0, "watch");
	t_ready();
	close(file);
}

static void inotify_nameless_refused(void)
{
	struct t_subject s;
	cr_error err;

	t_write("file", "", 0);
	t_start(&s, inotify_nameless_subject);
	if (T_CHECK(cr_dump(s.pid, "save", NULL, &err) < 0, "saved")) {
		T_CHECK(err.code == CR_E_UNSUPPORTED, "%d: %s", err.code, err.text);
		t_contains(err.text, "inotify");
	}
	T_CHECK(!t_exists("save"), "a save was made");
	t_end(&s);
}

static const struct t_test inotify_tests[] = {
	{"inotify_comes_back", inotify_comes_back, T_ROOT | T_USER, 0, NULL,
	 "inotify: link; plan: INOTIFY_IOC_SETNEXTWD; plan: inotify_add_watch"},
	{"inotify_unread", inotify_unread, T_ROOT, 0, NULL, "plan: inotify_add_watch"},
	{"inotify_nameless_refused", inotify_nameless_refused, T_ROOT | T_USER, 0, NULL, NULL},
};
