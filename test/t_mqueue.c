/* SPDX-License-Identifier: MIT
 *
 * POSIX message queues, saved and brought back: attributes, messages, notifications, waiters.
 */
#include "t.h"
#include "../cr.h"

#include <errno.h>
#include <fcntl.h>
#include <mqueue.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MQ_ROOM = 64 };

/* Names are the machine's: of the test's directory, which nobody else has. */
static const char *mqueue_of(char c)
{
	static char name[64];
	struct stat st;

	T_MUST(stat(".", &st) == 0, "stat");
	snprintf(name, sizeof(name), "/cr-test-%lu-%c", (unsigned long)st.st_ino, c);
	return name;
}

static mqd_t mqueue_new(char c, int flags, mode_t mode, long most)
{
	struct mq_attr attr = {.mq_maxmsg = most, .mq_msgsize = MQ_ROOM};
	mode_t mask = umask(0);

	mq_unlink(mqueue_of(c));
	mqd_t q = mq_open(mqueue_of(c), flags | O_CREAT | O_EXCL, mode, &attr);
	umask(mask);
	T_MUST(q >= 0, "mq_open: %s", strerror(errno));
	return q;
}

static void mqueue_gone(const char *which)
{
	for (; *which; which++)
		mq_unlink(mqueue_of(*which));
}

static void mqueue_send(mqd_t q, const char *text, unsigned priority)
{
	T_CHECK(mq_send(q, text, strlen(text), priority) == 0, "mq_send %s: %s", text,
		strerror(errno));
}

/* The next message is this one. */
static void mqueue_gives(mqd_t q, const char *text, unsigned priority)
{
	char got[MQ_ROOM + 1];
	unsigned p = 99;
	ssize_t n = mq_receive(q, got, MQ_ROOM, &p);

	got[n > 0 ? n : 0] = '\0';
	T_CHECK(n == (ssize_t)strlen(text) && strcmp(got, text) == 0 && p == priority,
		"%zd: '%s' with %u, not '%s' with %u", n, got, p, text, priority);
}

static void mqueue_is(mqd_t q, long flags, long most, long waiting)
{
	struct mq_attr a;

	T_CHECK(mq_getattr(q, &a) == 0 && a.mq_flags == flags && a.mq_maxmsg == most &&
			a.mq_msgsize == MQ_ROOM && a.mq_curmsgs == waiting,
		"flags %lx, %ld of %ld messages", a.mq_flags, a.mq_curmsgs, a.mq_maxmsg);
}

/* A restore, or none, leaves what one of these calls. */
static bool mqueue_is_there(char c)
{
	mqd_t q = mq_open(mqueue_of(c), O_RDONLY);

	if (q >= 0)
		mq_close(q);
	return q >= 0;
}

/* == content =================================================================================== */

static void mqueue_subject(void)
{
	mqd_t q = mqueue_new('q', O_RDWR | O_NONBLOCK, 0640, 8),
	      full = mqueue_new('f', O_RDWR, 0600, 2), lost = mqueue_new('l', O_RDWR, 0600, 4),
	      in = mq_open(mqueue_of('q'), O_WRONLY), none = mqueue_new('n', O_RDONLY, 0600, 1),
	      twice = dup(q);
	struct stat a, b;

	mqueue_send(q, "low", 1);
	mqueue_send(in, "high", 9);
	mqueue_send(q, "low too", 1);
	mqueue_send(q, "", 0);
	T_CHECK(mq_send(q, "a\0b", 3, 32767) == 0, "mq_send");
	mqueue_send(full, "one", 3);
	mqueue_send(full, "two", 3);
	mqueue_send(lost, "found", 2);
	T_CHECK(mq_unlink(mqueue_of('l')) == 0, "mq_unlink");
	t_ready();
	mqueue_is(q, O_NONBLOCK, 8, 5);
	mqueue_is(in, 0, 8, 5);
	mqueue_is(full, 0, 2, 2);
	mqueue_is(lost, 0, 4, 1);
	mqueue_is(none, 0, 1, 0);
	T_CHECK(fstat(q, &a) == 0 && fstat(in, &b) == 0 && a.st_ino == b.st_ino &&
			(a.st_mode & 07777) == 0640,
		"mode %o", a.st_mode);
	T_CHECK((fcntl(in, F_GETFL) & (O_ACCMODE | O_NONBLOCK)) == O_WRONLY, "flags %x",
		fcntl(in, F_GETFL));
	T_CHECK(fstat(lost, &b) == 0 && b.st_nlink == 0 && !mqueue_is_there('l'), "lost");
	mqd_t again = mq_open(mqueue_of('q'), O_RDONLY);
	T_CHECK(again >= 0 && fstat(again, &b) == 0 && a.st_ino == b.st_ino, "by its name");
	char got[MQ_ROOM];
	unsigned p;
	T_CHECK(mq_receive(q, got, MQ_ROOM, &p) == 3 && memcmp(got, "a\0b", 3) == 0 && p == 32767,
		"%u", p);
	mqueue_gives(twice, "high", 9);
	mqueue_gives(q, "low", 1);
	mqueue_gives(q, "low too", 1);
	mqueue_gives(again, "", 0);
	T_CHECK(mq_receive(q, got, MQ_ROOM, NULL) < 0 && errno == EAGAIN, "not empty");
	mqueue_gives(full, "one", 3);
	mqueue_gives(full, "two", 3);
	mqueue_gives(lost, "found", 2);
	mqueue_send(in, "new", 0);
	mqueue_gives(q, "new", 0);
}

static void mqueue_returns(void)
{
	struct t_subject s;

	t_start(&s, mqueue_subject);
	t_cycles(&s, 3);
	t_end(&s);
	mqueue_gone("qfln");
}

/* One whose name is gone at the load, as after a restart of the machine: all of it is made again;
 * and once more from what came back. */
static void mqueue_is_made_again(void)
{
	cr_save_opts o = cr_save_opts_init();
	cr_child child = cr_child_init();
	struct t_subject s;
	cr_error err;

	o.flags = CR_END;
	t_start(&s, mqueue_subject);
	for (int i = 0; i < 2; i++) {
		T_MUST(cr_dump(s.pid, "save", &o, &err) == 0, "save: %s", err.text);
		t_wait(s.pid, 5000);
		T_CHECK(mqueue_is_there('q') && mqueue_is_there('f'), "the end takes it away");
		mqueue_gone("qfn");
		T_MUST(cr_restore("save", NULL, &child, &err) == 0, "load: %s", err.text);
		close(child.pidfd);
		s.pid = child.pid;
	}
	t_end(&s);
	mqueue_gone("qfln");
}

/* == changed since ============================================================================= */

static bool mqueue_rolls_back;

static void mqueue_changed_subject(void)
{
	mqd_t q = mqueue_new('c', O_RDWR | O_NONBLOCK, 0600, 4);

	mqueue_send(q, "one", 1);
	mqueue_send(q, "two", 1);
	t_ready();
	if (mqueue_rolls_back)
		mqueue_gives(q, "one", 1);
	else
		T_CHECK(t_listed("has been used since the save"), "not listed");
	mqueue_gives(q, "two", 1);
	mqueue_is(q, O_NONBLOCK, 4, 0);
}

static void mqueue_changed(void)
{
	cr_rule rules[2] = {{.size = sizeof(cr_rule),
			     .kind = CR_RULE_KIND,
			     .pattern = "mqueue",
			     .action = CR_ROLL_BACK}};
	cr_save_opts o = cr_save_opts_init();
	cr_load_opts load = cr_load_opts_init();
	cr_child child = cr_child_init();
	struct mq_attr other = {.mq_maxmsg = 3, .mq_msgsize = MQ_ROOM};
	struct t_subject s;
	cr_error err;

	rules[1].size = sizeof(cr_rule);
	o.flags = CR_END;
	for (int i = 0; i < 2; i++) {
		mqueue_rolls_back = i == 1;
		t_start_(&s, i ? "rolled_back" : "listed", mqueue_changed_subject);
		T_MUST(cr_dump(s.pid, "save", &o, &err) == 0, "save: %s", err.text);
		t_wait(s.pid, 5000);
		mqd_t q = mq_open(mqueue_of('c'), O_RDWR | O_NONBLOCK);
		mqueue_gives(q, "one", 1);
		if (mqueue_rolls_back)
			mqueue_send(q, "a third", 5);
		mq_close(q);
		load.rules = mqueue_rolls_back ? rules : NULL;
		T_MUST(cr_restore("save", &load, &child, &err) == 0, "load: %s", err.text);
		close(child.pidfd);
		s.pid = child.pid;
		t_end(&s);
	}
	/* Another one by that name. */
	mqueue_gone("c");
	mqd_t q = mq_open(mqueue_of('c'), O_RDWR | O_CREAT, 0600, &other);
	T_CHECK(cr_restore("save", NULL, &child, &err) < 0 && err.code == CR_E_FILE_CHANGED,
		"%d: %s", err.code, err.text);
	mq_close(q);
	mqueue_gone("c");
}

/* A load that fails leaves no queue behind. */
static void mqueue_failed_subject(void)
{
	mqueue_new('x', O_RDWR, 0600, 4);
	T_MUST(open("file", O_RDWR | O_CREAT, 0600) >= 0, "open");
	t_ready();
}

static void mqueue_failed_load(void)
{
	cr_save_opts o = cr_save_opts_init();
	cr_child child = cr_child_init();
	struct t_subject s;
	cr_error err;

	o.flags = CR_END;
	t_start(&s, mqueue_failed_subject);
	T_MUST(cr_dump(s.pid, "save", &o, &err) == 0, "save: %s", err.text);
	t_wait(s.pid, 5000);
	mqueue_gone("x");
	unlink("file");
	T_CHECK(cr_restore("save", NULL, &child, &err) < 0 && err.code == CR_E_FILE_GONE, "%d: %s",
		err.code, err.text);
	T_CHECK(!mqueue_is_there('x'), "a queue is left");
}

/* == waiters =================================================================================== */

/* Who waits in mq_receive and in mq_send goes on waiting; a time limit is a point in time. */
static void mqueue_waits_subject(void)
{
	mqd_t empty = mqueue_new('e', O_RDWR, 0600, 2), full = mqueue_new('w', O_RDWR, 0600, 1);
	struct timespec end;
	char got[MQ_ROOM];
	int status;

	mqueue_send(full, "first", 1);
	clock_gettime(CLOCK_REALTIME, &end);
	end.tv_sec += 1000;
	pid_t takes = fork();
	if (takes == 0) {
		mqueue_gives(empty, "given", 4);
		T_CHECK(mq_timedreceive(empty, got, MQ_ROOM, NULL, &end) == 4, "timed: %s",
			strerror(errno));
		t_stop();
	}
	pid_t gives = fork();
	if (gives == 0) {
		mqueue_send(full, "second", 1);
		t_stop();
	}
	while (t_state(takes) != 'S' || t_state(gives) != 'S')
		t_sleep_ms(1);
	t_ready();
	mqueue_is(full, 0, 1, 1);
	mqueue_send(empty, "given", 4);
	while (t_state(takes) == 'R')
		t_sleep_ms(1);
	t_ready();
	mqueue_send(empty, "more", 4);
	mqueue_gives(full, "first", 1);
	mqueue_gives(full, "second", 1);
	for (int i = 0; i < 2; i++)
		T_CHECK(waitpid(i ? takes : gives, &status, 0) > 0 && status == 0, "status %x",
			status);
}

static void mqueue_waits(void)
{
	struct t_subject s;

	t_start(&s, mqueue_waits_subject);
	t_cycles(&s, 2);
	t_next(&s);
	t_cycles(&s, 2);
	t_end(&s);
	mqueue_gone("ew");
}

/* == notifications ============================================================================= */

static void mqueue_notify_subject(void)
{
	mqd_t q = mqueue_new('s', O_RDWR, 0600, 4), quiet = mqueue_new('u', O_RDWR, 0600, 4);
	struct sigevent by_signal = {.sigev_notify = SIGEV_SIGNAL,
				     .sigev_signo = SIGRTMIN + 3,
				     .sigev_value.sival_int = 7},
			none = {.sigev_notify = SIGEV_NONE};
	const struct timespec soon = {10, 0}, now = {0, 0};
	siginfo_t info;
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGRTMIN + 3);
	sigprocmask(SIG_BLOCK, &set, NULL);
	mqd_t other = mq_open(mqueue_of('s'), O_RDONLY);
	T_MUST(mq_notify(other, &by_signal) == 0 && mq_notify(quiet, &none) == 0, "mq_notify: %s",
	       strerror(errno));
	t_ready();
	T_CHECK(sigtimedwait(&set, &info, &now) < 0, "notified of nothing");
	T_CHECK(mq_notify(q, &none) < 0 && errno == EBUSY, "it is not registered");
	T_CHECK(mq_notify(quiet, &none) < 0 && errno == EBUSY, "it is not registered");
	mqueue_send(q, "rings", 1);
	T_CHECK(sigtimedwait(&set, &info, &soon) == SIGRTMIN + 3 && info.si_code == SI_MESGQ &&
			info.si_pid == getpid(),
		"signal: code %d of %d", info.si_code, info.si_pid);
	mqueue_gives(q, "rings", 1);
	T_CHECK(mq_notify(q, NULL) == 0 && mq_notify(q, &by_signal) == 0, "anew");
}

static void mqueue_notifies(void)
{
	struct t_subject s;

	t_start(&s, mqueue_notify_subject);
	t_cycles(&s, 3);
	t_end(&s);
	mqueue_gone("su");
}

/* == refused =================================================================================== */

static void mqueue_ignore(union sigval value)
{
	(void)value;
}

static void mqueue_thread_subject(void)
{
	mqd_t q = mqueue_new('t', O_RDWR, 0600, 4);
	struct sigevent event = {.sigev_notify = SIGEV_THREAD,
				 .sigev_notify_function = mqueue_ignore};

	T_MUST(mq_notify(q, &event) == 0, "mq_notify: %s", strerror(errno));
	t_ready();
	T_CHECK(mq_notify(q, NULL) == 0, "not registered any more");
}

/* Looking at what waits would set it off. */
static void mqueue_armed_subject(void)
{
	mqd_t q = mqueue_new('a', O_RDWR, 0600, 4);
	struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGUSR1};

	mqueue_send(q, "waits", 1);
	T_MUST(mq_notify(q, &event) == 0, "mq_notify: %s", strerror(errno));
	t_ready();
	mqueue_gives(q, "waits", 1);
	T_CHECK(mq_notify(q, NULL) == 0, "not registered any more");
}

static void mqueue_refused_one(const char *name, void (*fn)(void), int code, const char *text)
{
	struct t_subject s;
	cr_report *report;
	cr_error err;

	t_start_(&s, name, fn);
	if (T_CHECK(cr_dump(s.pid, "save", NULL, &err) < 0, "saved")) {
		T_CHECK(err.code == code, "%d: %s", err.code, err.text);
		t_contains(err.text, text);
	}
	T_CHECK(!t_exists("save"), "a save was made");
	T_MUST(cr_check(s.pid, NULL, &report, &err) == 0, "check: %s", err.text);
	bool found = false;
	for (size_t i = 0; i < report->note_count; i++)
		found |= report->notes[i].code == code && strstr(report->notes[i].text, text);
	T_CHECK(found, "not among %zu notes", report->note_count);
	cr_report_free(report);
	t_end(&s);
}

static void mqueue_refused(void)
{
	mqueue_refused_one("thread", mqueue_thread_subject, CR_E_UNSUPPORTED, "by a thread");
	mqueue_refused_one("armed", mqueue_armed_subject, CR_E_UNSUPPORTED, "set off");
	mqueue_gone("ta");
}

/* == with others =============================================================================== */

static void mqueue_shared_subject(void)
{
	mqd_t q = mq_open(mqueue_of('o'), O_RDWR);

	T_MUST(q >= 0, "mq_open: %s", strerror(errno));
	t_ready();
	mqueue_gives(q, "theirs", 1);
}

/* What somebody outside has open, too, is left alone; without a name it is refused. */
static void mqueue_with_others(void)
{
	mqd_t q = mqueue_new('o', O_RDWR | O_NONBLOCK, 0600, 2);
	struct stat before, after;
	struct t_subject s;
	cr_error err;

	mqueue_send(q, "theirs", 1);
	t_start(&s, mqueue_shared_subject);
	T_CHECK(fstat(q, &before) == 0, "fstat");
	t_cycles(&s, 2);
	T_CHECK(fstat(q, &after) == 0 && before.st_mtim.tv_sec == after.st_mtim.tv_sec &&
			before.st_mtim.tv_nsec == after.st_mtim.tv_nsec,
		"its messages were touched");
	mqueue_gone("o");
	if (T_CHECK(cr_dump(s.pid, "lost", NULL, &err) < 0, "saved"))
		T_CHECK(err.code == CR_E_OUTSIDE, "%d: %s", err.code, err.text);
	t_end(&s);
	mqueue_is(q, O_NONBLOCK, 2, 0);
	mq_close(q);
}

static const struct t_test mqueue_tests[] = {
	{"mqueue_returns", mqueue_returns, T_ROOT | T_USER, 0, NULL, "mqueue: fill"},
	{"mqueue_is_made_again", mqueue_is_made_again, T_ROOT | T_USER, 0, NULL,
	 "mqueue: fill; mqueue: release"},
	{"mqueue_changed", mqueue_changed, T_ROOT | T_USER, 0, NULL, NULL},
	{"mqueue_failed_load", mqueue_failed_load, T_ROOT | T_USER, 0, NULL, NULL},
	{"mqueue_waits", mqueue_waits, T_ROOT | T_USER, 0, NULL, NULL},
	{"mqueue_notifies", mqueue_notifies, T_ROOT | T_USER, 0, NULL,
	 "mqueue: own; plan: mq_notify"},
	{"mqueue_refused", mqueue_refused, T_ROOT | T_USER, 0, NULL, NULL},
	{"mqueue_with_others", mqueue_with_others, T_ROOT | T_USER, 0, NULL, NULL},
};
