/* SPDX-License-Identifier: MIT
 *
 * t_term: programs and functions on a terminal of their own, written to and read like by somebody
 * who types. The one driver of all tests; t_pair.c, whose terminals are in the tree, needs none.
 */
#include "t.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

void t_pty_fork(struct t_pty *p, unsigned short rows, unsigned short cols, void (*fn)(void *),
		void *arg)
{
	struct winsize size = {.ws_row = rows, .ws_col = cols};
	char name[64];

	memset(p, 0, sizeof(*p));
	p->seen = calloc(1, 1);
	t_vt_open(&p->vt, rows, cols);
	p->master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
	T_MUST(p->master >= 0 && unlockpt(p->master) == 0 &&
		       ptsname_r(p->master, name, sizeof(name)) == 0,
	       "pty: %s", strerror(errno));
	ioctl(p->master, TIOCSWINSZ, &size);
	p->pid = fork();
	T_MUST(p->pid >= 0, "fork: %s", strerror(errno));
	if (p->pid > 0)
		return;
	setsid();
	int slave = open(name, O_RDWR);
	ioctl(slave, TIOCSCTTY, 0);
	for (int fd = 0; fd < 3; fd++)
		dup2(slave, fd);
	for (int fd = 3; fd < 1024; fd++)
		close(fd);
	setenv("TERM", "xterm", 1);
	t_failed = 0;
	fn(arg);
	t_stop();
}

static void pty_exec(void *argv)
{
	char *const *at = argv;

	execvp(at[0], at);
	_exit(127);
}

void t_pty_start(struct t_pty *p, char *const argv[])
{
	t_pty_fork(p, 24, 80, pty_exec, (void *)(uintptr_t)argv);
}

void t_pty_send(struct t_pty *p, const char *text)
{
	size_t n = strlen(text);

	T_CHECK(write(p->master, text, n) == (ssize_t)n, "write to the terminal: %s",
		strerror(errno));
}

/* Once: what has come until end. false: nothing came. */
static bool pty_read(struct t_pty *p, uint64_t end)
{
	struct pollfd pfd = {.fd = p->master, .events = POLLIN};
	uint64_t now = t_now_ns();

	if (poll(&pfd, 1, now < end ? (int)((end - now + 999999) / 1000000) : 0) <= 0)
		return false;
	p->seen = realloc(p->seen, p->n + 4097);
	ssize_t got = read(p->master, p->seen + p->n, 4096);
	if (got <= 0)
		return false;
	t_vt_write(&p->vt, p->seen + p->n, (size_t)got);
	p->n += (size_t)got;
	p->seen[p->n] = '\0';
	return true;
}

bool t_pty_expect(struct t_pty *p, const char *text, int ms)
{
	uint64_t end = t_now_ns() + (uint64_t)ms * 1000000u;

	for (;;) {
		const char *hit = memmem(p->seen + p->from, p->n - p->from, text, strlen(text));
		if (hit) {
			p->from = (size_t)(hit - p->seen) + strlen(text);
			return true;
		}
		if (t_now_ns() >= end || !pty_read(p, end))
			return T_CHECK(false, "'%s' does not come; seen since: '%s'", text,
				       p->seen + p->from);
	}
}

bool t_pty_shows(struct t_pty *p, const char *text, int ms)
{
	uint64_t end = t_now_ns() + (uint64_t)ms * 1000000u;
	char screen[T_VT_TEXT];

	for (;;) {
		t_vt_text(&p->vt, screen);
		if (strstr(screen, text))
			return true;
		if (t_now_ns() >= end || !pty_read(p, end))
			return T_CHECK(false, "'%s' does not show; the screen:\n%s", text, screen);
	}
}

void t_pty_settle(struct t_pty *p, int ms)
{
	while (pty_read(p, t_now_ns() + (uint64_t)ms * 1000000u))
		;
}

void t_pty_drain(struct t_pty *p, int ms)
{
	uint64_t end = t_now_ns() + (uint64_t)ms * 1000000u;

	while (t_now_ns() < end && pty_read(p, end))
		;
}

void t_pty_close(struct t_pty *p)
{
	close(p->master);
	free(p->seen);
	p->seen = NULL;
}
