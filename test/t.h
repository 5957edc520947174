/* SPDX-License-Identifier: MIT
 *
 * t: what a test is written with.
 *
 * A test is a function in a table of its piece (test/t_*.c). The runner calls it in a process of
 * its own, in a pid namespace of its own, with a fresh directory as its working directory and a
 *time limit. It passes when it returns and no check failed; then nothing may be left: no process,
 *no open descriptor. T_CHECK notes a failure and goes on; T_MUST ends the test.
 *
 * A subject is what gets saved: a function run in a child that has no descriptors but 0, 1, 2 on
 * /dev/null and leads its own session. It calls t_ready() where it may be saved, judges itself with
 * T_CHECK after that, and returns.
 *
 *	static void counter_subject(void)
 *	{
 *		int n = 7;
 *		t_ready();              // the test saves it here; t_go() or t_end() lets it go on
 *		T_CHECK(n == 7, "n is %d", n);
 *	}
 *
 *	static void counter_comes_back(void)
 *	{
 *		struct t_subject s;
 *		t_start(&s, counter_subject);
 *		t_cycle(&s, "save", NULL, NULL);
 *		t_end(&s);
 *	}
 */
#ifndef T_H
#define T_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

enum {
	T_PURE = 1
		 << 0, /* touches nothing but memory and its directory: run under sanitizers, too */
	T_ROOT = 1 << 1,  /* run as root */
	T_USER = 1 << 2,  /* run as an ordinary user without any capability; with T_ROOT: both */
	T_ALONE = 1 << 3, /* measures or disturbs: nothing else runs meanwhile */
	T_SOAK = 1 << 4,  /* long: only in make soak */
	T_FDS = 1 << 5,	  /* may leave descriptors open */
	T_JAIL = 1
		 << 6, /* once more as an ordinary user under a seccomp filter like a container's */
	T_OWN_PLAN = 1 << 7, /* builds plans of its own, whose steps are no restore's: see teeth */
	T_OUTSIDE =
		1 << 8 /* in the runner's own pid namespace; leaves nobody, which nobody checks */
};

struct t_test {
	const char *name; /* letters, digits, '_' and '-' */
	void (*fn)(void);
	unsigned flags;
	unsigned seconds;  /* time limit; 0: 20 */
	const char *needs; /* commands it runs, separated by spaces */
	const char *teeth; /* restore steps, separated by ';', without any of which it must fail:
			      see test/t_teeth.c */
};

/* == judging =================================================================================== */

#define T_PRINTF(f, a) __attribute__((format(printf, f, a)))

/* T_CHECK(cond, "text %d", value): the text says what was seen, the condition what should be. */
#define T_CHECK(cond, ...) t_is((cond) || t_check(false, __FILE__, __LINE__, #cond, __VA_ARGS__))
#define T_MUST(cond, ...) \
	do { \
		if (!T_CHECK(cond, __VA_ARGS__)) \
			t_stop(); \
	} while (0)
#define T_FAIL(...) t_check(false, __FILE__, __LINE__, "", __VA_ARGS__)

/* What the text shows is looked at after the condition. */
static inline bool t_is(bool ok)
{
	return ok;
}
bool t_check(bool ok, const char *file, int line, const char *cond, const char *fmt, ...)
	T_PRINTF(5, 6);
/* A line in the log that a failure shows. */
void t_say(const char *fmt, ...) T_PRINTF(1, 2);
/* Ends the test, or the subject, as failed if a check has failed. */
void t_stop(void) __attribute__((noreturn));
/* Ends the test as skipped; for what only shows while it runs. Else use flags and needs. */
void t_skip(const char *fmt, ...) T_PRINTF(1, 2) __attribute__((noreturn));
int t_failures(void);

/* == subjects ================================================================================== */

struct t_subject {
	char name[32];
	pid_t pid;
	int phase;	 /* of t_ready */
	const char *but; /* words of lines that a cycle may change, see t_same; NULL: none */
};

/* Forks and returns when fn has come to its first t_ready(); the name is that of the function. */
#define t_start(s, fn) t_start_(s, #fn, fn)
void t_start_(struct t_subject *s, const char *name, void (*fn)(void));
/* A program with its own main, leader of its own session: stdin /dev/null, output into the file
 * NAME.out. Does not wait. */
void t_start_program(struct t_subject *s, const char *name, char *const argv[]);
/* Lets it go on from t_ready(), and returns when it has come to the next one. */
void t_next(struct t_subject *s);
/* Lets it go on from t_ready(). */
void t_go(struct t_subject *s);
/* Lets it go on and checks that it ends with status 0 within 10 seconds. */
void t_end(struct t_subject *s);
/* Ends it. */
void t_kill(struct t_subject *s);
/* The status as of waitpid, or -1 (and it is killed) when the time is up. */
int t_wait(pid_t pid, int ms);

/* In the subject: says that it is ready, then waits to be let go. Opens nothing that stays open. */
void t_ready(void);

/* == saves ===================================================================================== */

struct cr_save_opts;
struct cr_load_opts;

/* Saves s, ends it, brings it back, and compares what /proc shows before and after. */
void t_cycle(struct t_subject *s, const char *path, const struct cr_save_opts *save,
	     const struct cr_load_opts *load);
/* The same n times, in both forms of a save by turns; once, when it comes back in a pid namespace
 * of its own. */
void t_cycles(struct t_subject *s, int n);

/* In what was loaded: is something listed as degraded whose object this is, or whose text says it?
 */
bool t_listed(const char *what);

/* == what /proc shows ========================================================================== */

/* Text of one line per fact about pid and its descendants: mappings, descriptors, status, limits,
 * stat, ... without times, counters and numbers that the kernel chooses. malloc. */
char *t_snapshot(pid_t pid);
/* Words of the lines that hold pids, for a process that came back under a new one. */
#define T_NEW_PIDS "Tgid: Pid: NStgid: NSpid: NSpgid: NSsid: pgrp session tpgid"
/* And for one that came back in namespaces of its own: other mounts, and the kernel tells its
 * parents more or less. */
#define T_NEW_SPACES \
	"mnt_id: notify: timerslack_ns exit_code uid_map gid_map projid_map setgroups cgroup"
/* Checks that both are the same but for lines that contain one of the words in `but` (separated by
 * spaces, or NULL). */
bool t_same(const char *before, const char *after, const char *but);

/* == faults ==================================================================================== */

/* Runs fn in a child and counts its system calls (and those of its children). The one with number
 * `at`, from 1, is its undoing: by SIGKILL before or after it, or by an error that it returns
 * without having run. */
enum t_fault_how { T_FAULT_NONE, T_FAULT_KILL_BEFORE, T_FAULT_KILL_AFTER, T_FAULT_ERROR };
struct t_fault {
	enum t_fault_how how;
	long at;
	int error;  /* positive errno */
	bool alone; /* its children and other threads are left alone: they may be traced by itself
		     */
	/* out */
	long calls;  /* in all, as far as it came */
	long nr;     /* of the call at `at`, -1: there were fewer */
	int status;  /* as of waitpid */
	bool missed; /* who made the call was ended by another before the call's end */
};
void t_fault_run(struct t_fault *f, void (*fn)(void *), void *arg);
/* "openat", for what these walks meet; else the number. Static buffer. */
const char *t_syscall_name(long nr);

/* == terminals ================================================================================= */

/* A screen of the terminal: test/t_vt.c. */
enum { T_VT_ROWS = 60, T_VT_COLS = 200, T_VT_ARGS = 8 };
#define T_VT_TEXT (T_VT_ROWS * (T_VT_COLS + 1) + 1)
struct t_vt {
	int rows, cols;
	char cell[T_VT_ROWS][T_VT_COLS];
	int row, col; /* of the cursor */
	bool wrap;    /* the next character belongs to the next line */
	/* inside */
	char first[T_VT_ROWS][T_VT_COLS];
	int first_row, first_col, top, bottom, saved_row, saved_col;
	int state, arg[T_VT_ARGS], args;
	char mark, last;
};
void t_vt_open(struct t_vt *vt, int rows, int cols);
void t_vt_write(struct t_vt *vt, const char *text, size_t n);
void t_vt_text(const struct t_vt *vt, char *text); /* lines without the spaces at their ends */

/* A program on a terminal of its own, as the leader of a session. All it writes is kept. */
struct t_pty {
	int master;
	pid_t pid;
	char *seen;	/* NUL-terminated */
	size_t n, from; /* from: what t_pty_expect looks at next */
	struct t_vt vt; /* what a screen would show */
};
/* fn(arg), in a child with descriptors 0, 1 and 2 on the terminal; it ends as a subject does. */
void t_pty_fork(struct t_pty *p, unsigned short rows, unsigned short cols, void (*fn)(void *),
		void *arg);
void t_pty_start(struct t_pty *p, char *const argv[]); /* of 24 lines and 80 columns */
void t_pty_send(struct t_pty *p, const char *text);
/* Waits until the text has come (behind what the last call found); false, and a failure, when the
 * time is up. */
bool t_pty_expect(struct t_pty *p, const char *text, int ms);
/* The same for what stands on the screen. */
bool t_pty_shows(struct t_pty *p, const char *text, int ms);
/* Reads what comes within ms. */
void t_pty_drain(struct t_pty *p, int ms);
/* Reads until nothing has come for ms. */
void t_pty_settle(struct t_pty *p, int ms);
void t_pty_close(struct t_pty *p); /* the program is on its own */

/* Puts the process under a seccomp filter like the default one of container engines; for good. See
 * T_JAIL. */
void t_jail(void);

/* == files, commands, time ===================================================================== */

/* Whole file, NUL-terminated, malloc; NULL when it cannot be read. */
char *t_read(const char *path, size_t *size);
void t_write(const char *path, const void *data, size_t size);
bool t_exists(const char *path);
/* Checks that the working directory holds these names (separated by spaces) and nothing else; files
 * of t_ready() apart. */
bool t_files_are(const char *names);
/* Checks for text in a string. */
bool t_contains(const char *text, const char *part);
/* Path of a file of this tree, like "test/images/counter"; of a built one: t_path("build/cr").
 * Static buffers, four. */
const char *t_path(const char *relative);
/* Runs a shell command; its exit status, its output (both streams; NULL: none wanted) malloc'ed. */
int t_run(char **output, const char *fmt, ...) T_PRINTF(2, 3);
bool t_has_command(const char *name);
/* Number of open descriptors of this process. */
int t_open_fds(void);
/* The task is there and no zombie. */
bool t_alive(pid_t pid);
/* State letter of /proc/PID/stat, 0 when it is gone. */
char t_state(pid_t pid);
pid_t t_tracer(pid_t pid);
void t_sleep_ms(int ms);
uint64_t t_now_ns(void);
/* A POSIX timer by the bare call: its number, or -1. */
int t_new_timer(clockid_t clock, int notify, pid_t tid, int sig, int value);

#endif
