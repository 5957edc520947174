/* SPDX-License-Identifier: MIT
 *
 * Locks on files, saved and brought back: record locks, flock, open-file-description locks, leases.
 */
#include "t.h"
#include "../cr.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static void locks_cycled(void (*fn)(void), const char *name, int n)
{
	struct t_subject s;

	t_start_(&s, name, fn);
	s.but = "lock:"; /* in an order that the kernel chooses; the subjects look at them
			    themselves */
	t_cycles(&s, n);
	t_end(&s);
}
#define locks_cycle(fn) locks_cycled(fn, #fn, 3)

static int locks_set(int fd, int cmd, int type, off_t start, off_t len)
{
	struct flock lock = {
		.l_type = (short)type, .l_whence = SEEK_SET, .l_start = start, .l_len = len};

	return fcntl(fd, cmd, &lock);
}

/* Type and pid of what keeps somebody else from writing at `at`; F_UNLCK: nothing. Asked through an
 * own open file for OFD locks, by a child for record locks. */
static int locks_in_the_way(const char *path, bool record, off_t at, pid_t *owner)
{
	struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = at, .l_len = 1};
	int told[2], out[2] = {-1, 0};

	T_MUST(pipe(told) == 0, "pipe");
	pid_t child = fork();
	if (child == 0) {
		int fd = open(path, O_RDWR);
		int r = fcntl(fd, record ? F_GETLK : F_OFD_GETLK, &lock);
		out[0] = r < 0 ? -1 : lock.l_type;
		out[1] = lock.l_pid;
		_exit(write(told[1], out, sizeof(out)) == sizeof(out) ? 0 : 1);
	}
	T_CHECK(waitpid(child, NULL, 0) == child && read(told[0], out, sizeof(out)) == sizeof(out),
		"no answer");
	close(told[0]);
	close(told[1]);
	if (owner)
		*owner = out[1];
	return out[0];
}

/* == record locks ============================================================================== */

static void locks_posix_subject(void)
{
	int fd = open("data", O_RDWR | O_CREAT, 0600), again = dup(fd),
	    other = open("data", O_RDONLY);
	pid_t owner;

	T_CHECK(ftruncate(fd, 1000) == 0, "ftruncate");
	T_CHECK(locks_set(fd, F_SETLK, F_WRLCK, 10, 5) == 0 &&
			locks_set(again, F_SETLK, F_RDLCK, 100, 0) == 0 &&
			locks_set(other, F_SETLK, F_RDLCK, 20, 1) == 0,
		"F_SETLK: %s", strerror(errno));
	t_ready();
	T_CHECK(locks_in_the_way("data", true, 9, NULL) == F_UNLCK, "byte 9");
	T_CHECK(locks_in_the_way("data", true, 10, &owner) == F_WRLCK && owner == getpid(),
		"byte 10: owner %d", (int)owner);
	T_CHECK(locks_in_the_way("data", true, 14, NULL) == F_WRLCK &&
			locks_in_the_way("data", true, 15, NULL) == F_UNLCK,
		"byte 14");
	T_CHECK(locks_in_the_way("data", true, 20, NULL) == F_RDLCK &&
			locks_in_the_way("data", true, 21, NULL) == F_UNLCK,
		"byte 20");
	T_CHECK(locks_in_the_way("data", true, 1 << 30, NULL) == F_RDLCK, "to the end");
	close(other); /* all of the process's go */
	T_CHECK(locks_in_the_way("data", true, 10, NULL) == F_UNLCK, "still there");
}

static void locks_posix(void)
{
	locks_cycle(locks_posix_subject);
}

/* Parent and child share the open file; each has record locks of its own, and the child waits for
 * one of the parent's. */
static void locks_waiter_subject(void)
{
	int fd = open("data", O_RDWR | O_CREAT, 0600), status;
	pid_t owner;

	T_CHECK(locks_set(fd, F_SETLK, F_WRLCK, 0, 1) == 0, "F_SETLK");
	pid_t child = fork();
	if (child == 0) {
		if (locks_set(fd, F_SETLK, F_WRLCK, 5, 1) < 0)
			_exit(1);
		t_write("waits", "", 0);
		_exit(locks_set(fd, F_SETLKW, F_WRLCK, 0, 1) == 0 ? 0 : 2);
	}
	while (!t_exists("waits"))
		t_sleep_ms(2);
	t_sleep_ms(20);
	t_ready();
	T_CHECK(waitpid(child, &status, WNOHANG) == 0, "did not wait");
	T_CHECK(locks_in_the_way("data", true, 5, &owner) == F_WRLCK && owner == child,
		"byte 5: owner %d", (int)owner);
	T_CHECK(locks_set(fd, F_SETLK, F_UNLCK, 0, 1) == 0, "unlock");
	T_CHECK(waitpid(child, &status, 0) == child && status == 0, "status %x", status);
	T_CHECK(locks_in_the_way("data", true, 5, NULL) == F_UNLCK, "of the dead");
}

static void locks_waiter(void)
{
	locks_cycle(locks_waiter_subject);
}

/* == flock and open-file-description locks ===================================================== */

static void locks_flock_subject(void)
{
	int one = open("one", O_RDWR | O_CREAT, 0600), two = open("two", O_RDWR | O_CREAT, 0600),
	    ofd = open("ofd", O_RDWR | O_CREAT, 0600);
	int status;

	T_CHECK(flock(one, LOCK_EX) == 0 && flock(two, LOCK_SH) == 0, "flock");
	T_CHECK(locks_set(ofd, F_OFD_SETLK, F_WRLCK, 7, 3) == 0 &&
			locks_set(ofd, F_OFD_SETLK, F_RDLCK, 0, 2) == 0,
		"F_OFD_SETLK");
	/* The open file is the owner: as long as the child has it. */
	pid_t child = fork();
	if (child == 0) {
		pause();
		_exit(0);
	}
	t_ready();
	int one2 = open("one", O_RDWR), two2 = open("two", O_RDWR);
	T_CHECK(flock(one2, LOCK_SH | LOCK_NB) < 0 && errno == EWOULDBLOCK, "one is not locked");
	T_CHECK(flock(two2, LOCK_SH | LOCK_NB) == 0, "two is not shared");
	T_CHECK(flock(two2, LOCK_EX | LOCK_NB) < 0 && errno == EWOULDBLOCK, "two is not locked");
	T_CHECK(locks_in_the_way("ofd", false, 9, NULL) == F_WRLCK &&
			locks_in_the_way("ofd", false, 10, NULL) == F_UNLCK &&
			locks_in_the_way("ofd", false, 1, NULL) == F_RDLCK,
		"ofd");
	close(one);
	close(ofd);
	T_CHECK(flock(one2, LOCK_EX | LOCK_NB) < 0 &&
			locks_in_the_way("ofd", false, 8, NULL) == F_WRLCK,
		"the child's");
	kill(child, SIGKILL);
	T_CHECK(waitpid(child, &status, 0) == child, "wait");
	T_CHECK(flock(one2, LOCK_EX | LOCK_NB) == 0 &&
			locks_in_the_way("ofd", false, 8, NULL) == F_UNLCK,
		"nobody's");
}

static void locks_flock(void)
{
	locks_cycle(locks_flock_subject);
}

static void locks_lease_subject(void)
{
	int fd = open("data", O_RDWR | O_CREAT, 0600),
	    seen = open("seen", O_RDONLY | O_CREAT, 0600);

	T_CHECK(fcntl(fd, F_SETLEASE, F_WRLCK) == 0 && fcntl(seen, F_SETLEASE, F_RDLCK) == 0,
		"F_SETLEASE: %s", strerror(errno));
	t_ready();
	T_CHECK(fcntl(fd, F_GETLEASE) == F_WRLCK && fcntl(seen, F_GETLEASE) == F_RDLCK, "%d and %d",
		fcntl(fd, F_GETLEASE), fcntl(seen, F_GETLEASE));
	T_CHECK(fcntl(fd, F_SETLEASE, F_UNLCK) == 0, "given back");
}

static void locks_lease(void)
{
	locks_cycle(locks_lease_subject);
}

/* A child waits for the lease to be broken, and goes on waiting; the holder is not told twice. */
static void locks_break(int type, int how)
{
	int fd = open("data", O_RDWR | O_CREAT, 0600), status;
	const struct timespec soon = {10, 0}, now = {0, 0};
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGIO);
	sigprocmask(SIG_BLOCK, &set, NULL);
	if (type == F_RDLCK) {
		close(fd);
		fd = open("data", O_RDONLY);
	}
	T_MUST(fcntl(fd, F_SETLEASE, type) == 0, "F_SETLEASE: %s", strerror(errno));
	pid_t child = fork();
	if (child == 0) {
		int own = open("data", how); /* it holds the lease's open file, too */
		T_CHECK(own >= 0, "open: %s", strerror(errno));
		t_stop();
	}
	T_MUST(sigtimedwait(&set, NULL, &soon) == SIGIO, "nobody breaks it");
	while (t_state(child) != 'S')
		t_sleep_ms(1);
	int to = fcntl(fd, F_GETLEASE);
	T_CHECK(to == (how == O_RDONLY ? F_RDLCK : F_UNLCK), "to become %d", to);
	t_ready();
	while (t_state(child) == 'R')
		t_sleep_ms(1);
	T_CHECK(fcntl(fd, F_GETLEASE) == to, "to become %d", fcntl(fd, F_GETLEASE));
	T_CHECK(sigtimedwait(&set, NULL, &now) < 0, "told twice");
	T_CHECK(fcntl(fd, F_SETLEASE, F_UNLCK) == 0, "F_SETLEASE: %s", strerror(errno));
	T_CHECK(waitpid(child, &status, 0) == child && status == 0, "status %x", status);
}

static void locks_breaking_subject(void)
{
	locks_break(F_WRLCK, O_RDWR);
}

static void locks_downgrade_subject(void)
{
	locks_break(F_WRLCK, O_RDONLY);
}

static void locks_read_breaking_subject(void)
{
	locks_break(F_RDLCK, O_WRONLY);
}

static void locks_breaking(void)
{
	locks_cycle(locks_breaking_subject);
	locks_cycle(locks_downgrade_subject);
	locks_cycle(locks_read_breaking_subject);
}

/* == what cannot be ============================================================================ */

static void locks_outside_subject(void)
{
	int fd = open("data", O_RDWR | O_CREAT, 0600);

	t_ready();
	T_CHECK(fcntl(fd, F_GETFD) >= 0, "gone");
}

/* The test takes the lock, through the subject's open file, and keeps that. */
static void locks_outside(void)
{
	struct t_subject s;
	cr_report *report;
	cr_error err;

	t_start(&s, locks_outside_subject);
	int pidfd = (int)syscall(SYS_pidfd_open, s.pid, 0),
	    fd = (int)syscall(SYS_pidfd_getfd, pidfd, 3, 0);
	T_MUST(fd >= 0 && flock(fd, LOCK_EX) == 0, "flock: %s", strerror(errno));
	if (T_CHECK(cr_dump(s.pid, "save", NULL, &err) < 0, "saved")) {
		T_CHECK(err.code == CR_E_OUTSIDE, "%d: %s", err.code, err.text);
		t_contains(err.text, "lock");
	}
	T_CHECK(!t_exists("save"), "a save was made");
	if (T_CHECK(cr_check(s.pid, NULL, &report, &err) == 0, "%s", err.text)) {
		T_CHECK(report->note_count >= 1 && report->notes[0].code == CR_E_OUTSIDE,
			"%zu notes", report->note_count);
		cr_report_free(report);
	}
	close(fd);
	T_CHECK(cr_dump(s.pid, "save", NULL, &err) == 0, "%s", err.text);
	close(pidfd);
	t_end(&s);
}

/* Somebody else has taken the lock before the program came back: the error says who, and nothing is
 * left. */
static void locks_stolen(void)
{
	cr_save_opts o = cr_save_opts_init();
	cr_child child = cr_child_init();
	struct t_subject s;
	cr_error err;

	t_start(&s, locks_posix_subject);
	o.flags = CR_END;
	T_MUST(cr_dump(s.pid, "save", &o, &err) == 0, "%s", err.text);
	T_CHECK(t_wait(s.pid, 5000) == SIGKILL, "not ended");
	int fd = open("data", O_RDWR);
	T_MUST(locks_set(fd, F_SETLK, F_WRLCK, 12, 1) == 0, "F_SETLK");
	if (T_CHECK(cr_restore("save", NULL, &child, &err) < 0, "restored"))
		t_contains(err.text, "lock");
	T_CHECK(locks_set(fd, F_SETLK, F_UNLCK, 12, 1) == 0, "unlock");
	close(fd);
	T_MUST(cr_restore("save", NULL, &child, &err) == 0, "%s", err.text);
	close(child.pidfd);
	s.pid = child.pid;
	t_end(&s);
}

/* A look at oneself costs no lock. */
static void locks_checked(void)
{
	int fd = open("data", O_RDWR | O_CREAT, 0600);
	cr_report *report;
	cr_error err;

	T_MUST(locks_set(fd, F_SETLK, F_WRLCK, 12, 1) == 0, "F_SETLK");
	T_MUST(cr_check(0, NULL, &report, &err) == 0, "%s", err.text);
	cr_report_free(report);
	T_CHECK(locks_in_the_way("data", true, 12, NULL) == F_WRLCK, "the lock is gone");
	close(fd);
}

static const struct t_test locks_tests[] = {
	{"locks_posix", locks_posix, T_ROOT | T_USER, 0, NULL, "plan: F_SETLK"},
	{"locks_waiter", locks_waiter, T_ROOT, 0, NULL, "plan: F_SETLK"},
	{"locks_flock", locks_flock, T_ROOT, 0, NULL, "plan: flock; plan: F_OFD_SETLK"},
	{"locks_lease", locks_lease, T_ROOT, 0, NULL, "plan: F_SETLEASE"},
	{"locks_breaking", locks_breaking, T_ROOT | T_USER, 0, NULL,
	 "plan: F_SETLEASE; plan: F_SETOWN; plan: open that breaks a lease"},
	{"locks_outside", locks_outside, T_ROOT | T_USER, 0, NULL, NULL},
	{"locks_checked", locks_checked, T_ROOT | T_USER, 0, NULL, NULL},
	{"locks_stolen", locks_stolen, T_ROOT, 0, NULL, NULL},
};
