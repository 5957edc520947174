/* SPDX-License-Identifier: MIT
 *
 * t_lib: judging, subjects, files and commands of the tests. Runs in the process of one test and in
 * its subjects.
 */
#include "t.h"
#include "../cr.h"
#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* Set by the runner's child before the test runs; subjects inherit them. */
static char t_log[PATH_MAX];
static char t_tree[PATH_MAX], t_build[PATH_MAX];
static int t_failed;
static char t_name[32];
static int t_phase;

/* == judging =================================================================================== */

/* Opened anew for each line: a subject must hold nothing that it did not ask for. */
static void t_vsay(const char *fmt, va_list ap)
{
	char line[4096];
	int n = vsnprintf(line, sizeof(line) - 1, fmt, ap);

	if (n < 0)
		return;
	if ((size_t)n > sizeof(line) - 2)
		n = sizeof(line) - 2;
	line[n++] = '\n';
	int fd = t_log[0] ? open(t_log, O_WRONLY | O_APPEND | O_CLOEXEC) : 2;
	if (write(fd, line, (size_t)n) < 0) {
		/* nowhere left to say it */
	}
	if (fd > 2)
		close(fd);
}

void t_say(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	t_vsay(fmt, ap);
	va_end(ap);
}

bool t_check(bool ok, const char *file, int line, const char *cond, const char *fmt, ...)
{
	if (ok)
		return true;
	va_list ap;
	char text[2048];

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	t_failed++;
	t_say("%s:%d: %s%s%s%s%s", file, line, t_name, t_name[0] ? ": " : "", text,
	      cond[0] ? "; not so: " : "", cond);
	return false;
}

int t_failures(void)
{
	return t_failed;
}

void t_stop(void)
{
	_exit(t_failed ? 1 : 0);
}

void t_skip(const char *fmt, ...)
{
	va_list ap;
	char text[512];

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	t_say("SKIP %s", text);
	_exit(77);
}

/* == time and processes ======================================================================== */

void t_sleep_ms(int ms)
{
	struct timespec ts = {ms / 1000, ms % 1000 * 1000000L};

	while (nanosleep(&ts, &ts) < 0 && errno == EINTR)
		;
}

int t_new_timer(clockid_t clock, int notify, pid_t tid, int sig, int value)
{
	struct sigevent ev;
	int id = -1;

	memset(&ev, 0, sizeof(ev));
	ev.sigev_notify = notify;
	ev.sigev_signo = sig;
	ev.sigev_value.sival_int = value;
	ev._sigev_un._tid = tid;
	return syscall(SYS_timer_create, clock, &ev, &id) == 0 ? id : -1;
}

uint64_t t_now_ns(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (uint64_t)ts.tv_sec * 1000000000u + (uint64_t)ts.tv_nsec;
}

/* The value of a line of /proc/PID/status. */
static bool t_status(pid_t pid, const char *key, char *value, size_t size)
{
	char path[64], line[256];
	bool found = false;

	snprintf(path, sizeof(path), "/proc/%d/status", (int)pid);
	FILE *f = fopen(path, "re");
	while (f && !found && fgets(line, sizeof(line), f))
		if (strncmp(line, key, strlen(key)) == 0 && line[strlen(key)] == ':') {
			snprintf(value, size, "%s", line + strlen(key) + 2);
			found = true;
		}
	if (f)
		fclose(f);
	return found;
}

char t_state(pid_t pid)
{
	char value[64];

	return t_status(pid, "State", value, sizeof(value)) ? value[0] : 0;
}

bool t_alive(pid_t pid)
{
	char state = t_state(pid);

	return state && state != 'Z' && state != 'X';
}

pid_t t_tracer(pid_t pid)
{
	char value[64];

	return t_status(pid, "TracerPid", value, sizeof(value)) ? atoi(value) : 0;
}

int t_wait(pid_t pid, int ms)
{
	uint64_t end = t_now_ns() + (uint64_t)ms * 1000000u;
	int status;

	for (;;) {
		pid_t got = waitpid(pid, &status, WNOHANG);
		if (got == pid)
			return status;
		if (got < 0 && errno != EINTR) {
			t_say("waitpid %d: %s", (int)pid, strerror(errno));
			return -1;
		}
		if (t_now_ns() > end)
			break;
		t_sleep_ms(1);
	}
	t_say("process %d does not end; state %c", (int)pid, t_state(pid));
	kill(pid, SIGKILL);
	waitpid(pid, &status, 0);
	return -1;
}

int t_open_fds(void)
{
	DIR *d = opendir("/proc/self/fd");
	int n = -3; /* ".", "..", and the directory itself */

	while (d && readdir(d))
		n++;
	if (d)
		closedir(d);
	return n;
}

/* == files and commands ======================================================================== */

char *t_read(const char *path, size_t *size)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	char *text = NULL;
	size_t n = 0, cap = 0;
	ssize_t got = -1;

	if (fd < 0)
		return NULL;
	do {
		if (cap - n < 4096)
			text = realloc(text, cap = cap * 2 + 8192);
		got = read(fd, text + n, cap - n - 1);
		n += got > 0 ? (size_t)got : 0;
	} while (got > 0);
	close(fd);
	if (got < 0) {
		free(text);
		return NULL;
	}
	text[n] = '\0';
	if (size)
		*size = n;
	return text;
}

void t_write(const char *path, const void *data, size_t size)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);

	T_MUST(fd >= 0, "%s: %s", path, strerror(errno));
	T_MUST(write(fd, data, size) == (ssize_t)size, "%s: %s", path, strerror(errno));
	close(fd);
}

bool t_exists(const char *path)
{
	struct stat st;

	return lstat(path, &st) == 0;
}

static bool t_word_in(const char *words, const char *word)
{
	size_t n = strlen(word);

	for (const char *p = words; (p = strstr(p, word)) != NULL; p += n)
		if ((p == words || p[-1] == ' ') && (p[n] == ' ' || p[n] == '\0'))
			return true;
	return false;
}

bool t_files_are(const char *names)
{
	DIR *d = opendir(".");
	const struct dirent *e;
	bool ok = true;

	T_MUST(d != NULL, "opendir: %s", strerror(errno));
	while ((e = readdir(d)) != NULL) {
		if (e->d_name[0] == '.' &&
		    (!e->d_name[1] || e->d_name[1] == '.' || strncmp(e->d_name, ".t-", 3) == 0))
			continue;
		ok &= T_CHECK(t_word_in(names, e->d_name), "'%s' was left behind; expected: %s",
			      e->d_name, names);
	}
	closedir(d);
	char *copy = strdup(names), *rest = copy;
	for (char *word; (word = strtok_r(rest, " ", &rest)) != NULL;)
		ok &= T_CHECK(t_exists(word), "'%s' is missing", word);
	free(copy);
	return ok;
}

bool t_contains(const char *text, const char *part)
{
	return T_CHECK(text && strstr(text, part), "\"%s\" does not contain \"%s\"",
		       text ? text : "(null)", part);
}

const char *t_path(const char *relative)
{
	static char paths[4][PATH_MAX + 256];
	static unsigned next;
	char *path = paths[next++ % 4];

	if (strncmp(relative, "build/", 6) == 0)
		snprintf(path, sizeof(paths[0]), "%s/%s", t_build, relative + 6);
	else
		snprintf(path, sizeof(paths[0]), "%s/%s", t_tree, relative);
	return path;
}

int t_run(char **output, const char *fmt, ...)
{
	char command[8192], *text = NULL;
	size_t n = 0, cap = 0;
	va_list ap;
	int ends[2], status = -1;

	va_start(ap, fmt);
	vsnprintf(command, sizeof(command), fmt, ap);
	va_end(ap);
	T_MUST(pipe2(ends, O_CLOEXEC) == 0, "pipe: %s", strerror(errno));
	pid_t pid = fork();
	T_MUST(pid >= 0, "fork: %s", strerror(errno));
	if (pid == 0) {
		dup2(ends[1], 1);
		dup2(ends[1], 2);
		execl("/bin/sh", "sh", "-c", command, (char *)NULL);
		_exit(127);
	}
	close(ends[1]);
	for (ssize_t got = 1; got > 0;) {
		if (cap - n < 4096)
			text = realloc(text, cap = cap * 2 + 8192);
		got = read(ends[0], text + n, cap - n - 1);
		n += got > 0 ? (size_t)got : 0;
	}
	text[n] = '\0';
	close(ends[0]);
	waitpid(pid, &status, 0);
	status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
	t_say("$ %s\n%s[exit status %d]", command, text, status);
	if (output)
		*output = text;
	else
		free(text);
	return status;
}

bool t_has_command(const char *name)
{
	const char *path = getenv("PATH");
	char *copy = strdup(path ? path : "/usr/bin:/bin"), *rest = copy;
	bool found = name[0] == '/' && access(name, X_OK) == 0;

	for (char *dir; !found && (dir = strtok_r(rest, ":", &rest)) != NULL;) {
		char file[PATH_MAX];
		snprintf(file, sizeof(file), "%s/%s", dir, name);
		found = access(file, X_OK) == 0;
	}
	free(copy);
	return found;
}

/* == steps of a restore ======================================================================== */

static bool t_step_left_out(const char *part, const char *step)
{
	char name[128];

	if (!t_step_skipped[0] && !t_steps_met[0])
		return false;
	size_t n = str_format(name, sizeof(name) - 1, "%s: %s", part, step);
	if (n >= sizeof(name) - 1)
		n = sizeof(name) - 2;
	if (t_steps_met[0]) {
		int fd = sys_openat(AT_FDCWD, t_steps_met, O_WRONLY | O_APPEND, 0);
		name[n] = '\n';
		if (fd >= 0) {
			(void)sys_write(fd, name, n + 1);
			sys_close(fd);
		}
		name[n] = '\0';
	}
	return strcmp(name, t_step_skipped) == 0;
}

/* == subjects ================================================================================== */

/* Readiness goes by files that are made and gone again: a pipe would be a descriptor shared with
 * the outside. */
static void t_mark(char *path, size_t size, const char *name, const char *what, int phase)
{
	snprintf(path, size, ".t-%s.%s%d", name, what, phase);
}

void t_ready(void)
{
	char ready[64], go[64];

	t_phase++;
	t_mark(ready, sizeof(ready), t_name, "ready", t_phase);
	t_mark(go, sizeof(go), t_name, "go", t_phase);
	/* In one step: it may be saved as soon as the name is there, and should not be seen with a
	 * descriptor of it. */
	T_MUST(mknod(ready, S_IFREG | 0644, 0) == 0, "%s: %s", ready, strerror(errno));
	while (access(go, F_OK) < 0) {
		struct timespec ts = {0, 2000000};
		nanosleep(&ts, NULL);
	}
}

static void t_child(const char *output)
{
	setsid();
	int in = open("/dev/null", O_RDONLY),
	    out = open(output, O_WRONLY | O_CREAT | O_TRUNC, 0644);
	dup2(in, 0);
	dup2(out, 1);
	dup2(out, 2);
	for (int fd = 3; fd < 1024; fd++)
		close(fd);
}

static void t_await(struct t_subject *s)
{
	char ready[64];

	t_mark(ready, sizeof(ready), s->name, "ready", ++s->phase);
	for (uint64_t end = t_now_ns() + 10000000000u; !t_exists(ready);) {
		T_MUST(t_alive(s->pid), "subject %s ended before it was ready", s->name);
		T_MUST(t_now_ns() < end, "subject %s does not get ready", s->name);
		t_sleep_ms(1);
	}
}

void t_start_(struct t_subject *s, const char *name, void (*fn)(void))
{
	memset(s, 0, sizeof(*s));
	snprintf(s->name, sizeof(s->name), "%s", name);
	s->pid = fork();
	T_MUST(s->pid >= 0, "fork: %s", strerror(errno));
	if (s->pid == 0) {
		t_child("/dev/null");
		memcpy(t_name, s->name, sizeof(t_name));
		t_failed = t_phase = 0;
		fn();
		t_stop();
	}
	t_await(s);
}

void t_start_program(struct t_subject *s, const char *name, char *const argv[])
{
	char output[64];

	memset(s, 0, sizeof(*s));
	snprintf(s->name, sizeof(s->name), "%s", name);
	snprintf(output, sizeof(output), "%s.out", s->name);
	s->pid = fork();
	T_MUST(s->pid >= 0, "fork: %s", strerror(errno));
	if (s->pid == 0) {
		t_child(output);
		execvp(argv[0], argv);
		t_say("%s: %s", argv[0], strerror(errno));
		_exit(127);
	}
}

void t_go(struct t_subject *s)
{
	char go[64];

	t_mark(go, sizeof(go), s->name, "go", s->phase);
	t_write(go, "", 0);
}

void t_next(struct t_subject *s)
{
	t_go(s);
	t_await(s);
}

void t_end(struct t_subject *s)
{
	if (s->phase)
		t_go(s);
	int status = t_wait(s->pid, 10000);
	T_CHECK(status == 0, "subject %s: %s %d", s->name,
		WIFSIGNALED(status) ? "killed by signal" : "exit status",
		WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status));
}

void t_kill(struct t_subject *s)
{
	kill(s->pid, SIGKILL);
	waitpid(s->pid, NULL, 0);
}

bool t_listed(const char *what)
{
	cr_loaded *loaded;
	bool found = false;

	T_MUST(cr_load_info(&loaded, NULL) == 0, "no page tells of the load");
	for (size_t i = 0; i < loaded->degraded_count; i++)
		found |= strcmp(loaded->degraded[i].object, what) == 0 ||
			 strstr(loaded->degraded[i].text, what);
	cr_loaded_free(loaded);
	return found;
}
