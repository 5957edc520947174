/* SPDX-License-Identifier: MIT
 *
 * demo - plays examples/savegame.c by script and watches the screen (what `make demo` runs).
 *
 *	demo [GAME]		GAME is build/savegame unless told otherwise
 *
 * The game runs on a pseudo-terminal, as an ordinary user even when this is started by root, in a
 * scratch directory. It is played, saved, played on, killed with SIGKILL, started anew and loaded,
 * twice: from the menu of a running game and by --load. Each time the game must stand where it
 *stood at the save, to the last bit, and must go on from there: its thread must make pieces fall
 *and the keys must work. The exit status is 0 only if all of that was seen.
 *
 * Nothing here depends on speed: every wait is for something on the screen, with a limit that only
 * a hang reaches.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

enum { NOBODY = 65534, PATIENCE_S = 60 };

static const char frame_start[] = "\033[H", frame_end[] = "\033[J";

/* What the game shows, without colours. */
struct screen {
	char text[8192];
	unsigned score, lines, ticks, state;
};

/* The running game and what has been read from its terminal but not been looked at. */
static struct {
	pid_t pid;
	int terminal;
	char input[65536];
	size_t got;
	struct screen screen;
} game;

static char scratch[PATH_MAX];

/* ---- ends ------------------------------------------------------------------------------------ */

static void clean_up(void)
{
	static const char *const files[] = {"slots/slot1", "slots", "savegame"};
	char path[PATH_MAX + 16];

	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		snprintf(path, sizeof(path), "%s/%s", scratch, files[i]);
		remove(path);
	}
	remove(scratch);
}

__attribute__((format(printf, 1, 2), noreturn)) static void fail(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	fprintf(stderr, "demo: ");
	vfprintf(stderr, format, args);
	va_end(args);
	if (game.screen.text[0])
		fprintf(stderr, "\nThe last screen was:\n%s\n", game.screen.text);
	fprintf(stderr, "\nThe files are left in %s\n", scratch);
	if (game.pid > 0)
		kill(game.pid, SIGKILL);
	exit(1);
}

static void fail_errno(const char *what)
{
	fail("%s: %s", what, strerror(errno));
}

/* ---- the stage: an ordinary user, a scratch directory, a terminal ---------------------------- */

/* The user of the scratch directory must be able to read the game, whoever owns the place where it
 * was built. */
static void copy_to_scratch(int from)
{
	char path[PATH_MAX + 16], buffer[65536];
	ssize_t n;
	int to;

	snprintf(path, sizeof(path), "%s/savegame", scratch);
	to = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0700);
	if (to < 0)
		fail_errno(path);
	while ((n = read(from, buffer, sizeof(buffer))) > 0)
		if (write(to, buffer, (size_t)n) != n)
			fail_errno(path);
	if (n < 0 || close(to) < 0)
		fail_errno(path);
	close(from);
}

static void set_stage(const char *program)
{
	const char *tmp = getenv("TMPDIR");
	int from = open(program, O_RDONLY | O_CLOEXEC);

	if (from < 0)
		fail_errno(program);
	if (geteuid() == 0 && (setgroups(0, NULL) < 0 || setgid(NOBODY) < 0 || setuid(NOBODY) < 0))
		fail_errno("becoming an ordinary user");
	snprintf(scratch, sizeof(scratch), "%s/cr-demo-XXXXXX", tmp ? tmp : "/tmp");
	if (!mkdtemp(scratch))
		fail_errno(scratch);
	copy_to_scratch(from);
}

static int open_terminal(char *name, size_t size)
{
	const struct winsize window = {.ws_row = 24, .ws_col = 80};
	int terminal = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);

	if (terminal < 0 || grantpt(terminal) < 0 || unlockpt(terminal) < 0 ||
	    ptsname_r(terminal, name, size) != 0 || ioctl(terminal, TIOCSWINSZ, &window) < 0)
		fail_errno("opening a pseudo-terminal");
	return terminal;
}

/* In the child. Opening a terminal makes it the controlling one of a new session. */
__attribute__((noreturn)) static void become_game(const char *terminal, const char *option)
{
	int fd;

	setsid();
	fd = open(terminal, O_RDWR);
	if (fd < 0 || chdir(scratch) < 0 || dup2(fd, 0) < 0 || dup2(fd, 1) < 0 || dup2(fd, 2) < 0)
		_exit(126);
	closefrom(3); /* make's jobserver, or what else our caller has left open, is no part of the
			 game */
	if (option)
		execl("./savegame", "savegame", option, "1", "slots", (char *)NULL);
	else
		execl("./savegame", "savegame", "slots", (char *)NULL);
	_exit(127);
}

static void game_start(const char *option)
{
	char name[64];

	memset(&game, 0, sizeof(game));
	game.terminal = open_terminal(name, sizeof(name));
	game.pid = fork();
	if (game.pid < 0)
		fail_errno("fork");
	if (game.pid == 0)
		become_game(name, option);
}

/* ---- looking at the screen ------------------------------------------------------------------- */

static int64_t now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* Copies `from` without escape sequences and carriage returns. */
static void copy_plain(char *to, size_t size, const char *from, const char *end)
{
	char *last = to + size - 1;

	while (from < end && to < last) {
		if (from[0] == '\033' && from[1] == '[') {
			from += 2;
			while (from < end && (*from < '@' || *from > '~'))
				from++;
			from++;
		} else if (*from == '\r') {
			from++;
		} else {
			*to++ = *from++;
		}
	}
	*to = '\0';
}

/* Takes one whole picture out of the input. 0 when there is none yet. */
static int screen_take(void)
{
	struct screen *s = &game.screen;
	char *start, *end, *rest;

	game.input[game.got] = '\0';
	start = strstr(game.input, frame_start);
	end = start ? strstr(start, frame_end) : NULL;
	if (!end)
		return 0;
	copy_plain(s->text, sizeof(s->text), start, end);
	rest = end + sizeof(frame_end) - 1;
	game.got -= (size_t)(rest - game.input);
	memmove(game.input, rest, game.got);
	sscanf(s->text, " score %u lines %u level %*u ticks %u time %*s state %x", &s->score,
	       &s->lines, &s->ticks,
	       &s->state); /* the menu has no such line: what was known stays */
	return 1;
}

/* 0 when the game has closed its terminal. */
static int input_read(int64_t deadline)
{
	struct pollfd ready = {.fd = game.terminal, .events = POLLIN};
	int64_t left = deadline - now_ms();
	char *to = game.input + game.got;
	ssize_t n;

	if (left <= 0 || poll(&ready, 1, (int)left) == 0)
		fail("the game did not do what was expected within %d seconds", PATIENCE_S);
	n = read(game.terminal, to, sizeof(game.input) - 1 - game.got);
	if (n <= 0)
		return 0;
	for (char *nul = to;
	     (nul = memchr(nul, '\0', (size_t)(to + n - nul)));) /* strstr is used on this */
		*nul = ' ';
	game.got += (size_t)n;
	return 1;
}

typedef int (*condition)(const struct screen *, const void *);

/* Looks at every picture in turn until one is as wanted. */
static void screen_wait(condition is_wanted, const void *arg)
{
	int64_t deadline = now_ms() + PATIENCE_S * 1000;

	for (;;) {
		while (!screen_take())
			if (!input_read(deadline))
				fail("the game has ended; it said: %s", game.input);
		if (is_wanted(&game.screen, arg))
			return;
	}
}

static int shows(const struct screen *s, const void *text)
{
	return strstr(s->text, text) != NULL;
}

static int score_above(const struct screen *s, const void *score)
{
	return s->score > *(const unsigned *)score;
}

static int ticks_above(const struct screen *s, const void *ticks)
{
	return s->ticks > *(const unsigned *)ticks;
}

/* The picture of the board alone: from the second line down to its floor. */
static size_t board(const struct screen *s, const char **start)
{
	const char *from = strchr(s->text, '\n'), *to = strstr(s->text, "+--");

	if (!from || !to || to < from)
		fail("there is no board on the screen");
	*start = from;
	return (size_t)(to - from);
}

static int same_board(const struct screen *a, const struct screen *b)
{
	const char *of_a, *of_b;
	size_t size_a = board(a, &of_a), size_b = board(b, &of_b);

	return size_a == size_b && memcmp(of_a, of_b, size_a) == 0;
}

/* ---- playing --------------------------------------------------------------------------------- */

static void press(const char *keys)
{
	if (write(game.terminal, keys, strlen(keys)) != (ssize_t)strlen(keys))
		fail_errno("pressing keys");
}

/* Drops pieces here and there, so that the pile does not reach the top. A drop always earns points.
 */
static void drop_pieces(int n)
{
	static const char *const places[] = {"\033[D\033[D\033[D", "\033[C\033[C\033[C", "\033[A"};

	for (int i = 0; i < n; i++) {
		unsigned score = game.screen.score;

		press(places[i % 3]);
		press(" ");
		screen_wait(score_above, &score);
	}
}

static void tell(const char *what)
{
	const struct screen *s = &game.screen;

	printf("%-34s score %04u, %u lines, tick %3u, state %08x\n", what, s->score, s->lines,
	       s->ticks, s->state);
	fflush(stdout);
}

/* Reads what the game has to say until it ends, for it waits when nobody reads. */
static int game_wait(void)
{
	int64_t deadline = now_ms() + PATIENCE_S * 1000;
	int status;

	do
		game.got = 0;
	while (input_read(deadline));
	if (waitpid(game.pid, &status, 0) != game.pid)
		fail_errno("waitpid");
	game.pid = 0;
	close(game.terminal);
	return status;
}

static void kill_game(void)
{
	int status;

	kill(game.pid, SIGKILL);
	status = game_wait();
	if (!WIFSIGNALED(status) || WTERMSIG(status) != SIGKILL)
		fail("the game did not die");
	printf("kill -9\n");
}

/* The first picture after a load is the state that was loaded. */
static void check_continues(const struct screen *saved)
{
	struct screen *s = &game.screen;

	screen_wait(shows, "loaded slot 1");
	tell("loaded, this is on the screen:");
	if (s->score != saved->score || s->lines != saved->lines || s->ticks != saved->ticks)
		fail("the score is not that of the save: %u, %u lines, tick %u", saved->score,
		     saved->lines, saved->ticks);
	if (s->state != saved->state || !same_board(s, saved))
		fail("the board is not that of the save:\n%s", saved->text);
	screen_wait(ticks_above, &saved->ticks);
	tell("its thread makes pieces fall:");
	drop_pieces(3);
	tell("its keys work:");
}

static void quit_game(void)
{
	int status;

	press("q");
	status = game_wait();
	if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
		fail("the game did not end well: status 0x%x", (unsigned)status);
	printf("quit with q\n");
}

static double pause_shown(const struct screen *s)
{
	const char *text = strstr(s->text, "paused for ");
	double ms = -1;

	if (!text || sscanf(text, "paused for %lf ms", &ms) != 1 || ms <= 0)
		fail("the game does not say how long the save took");
	return ms;
}

int main(int argc, char **argv)
{
	const char *program = argc > 1 ? argv[1] : "build/savegame";
	struct screen saved;
	char label[64];
	double pause_ms;

	signal(SIGPIPE, SIG_IGN);
	set_stage(program);
	printf("Playing %s by script as user %u in %s\n\n", program, (unsigned)getuid(), scratch);

	game_start(NULL);
	screen_wait(shows, "score 0000");
	drop_pieces(6);
	screen_wait(ticks_above, &(unsigned){1});
	tell("played six pieces:");
	press("s1");
	screen_wait(shows, "saved slot 1");
	saved = game.screen;
	pause_ms = pause_shown(&saved);
	tell("saved to slot 1 with s 1:");
	drop_pieces(3);
	tell("played on:");
	kill_game();

	game_start(NULL);
	screen_wait(shows, "score 0000");
	tell("started anew, a fresh game:");
	snprintf(label, sizeof(label), "1  level 1, score %u", saved.score);
	press("m");
	screen_wait(shows, label);
	printf("chose slot 1 in the menu\n");
	press("1");
	check_continues(&saved);
	kill_game();

	game_start("--load");
	printf("started anew with --load 1\n");
	check_continues(&saved);
	quit_game();

	printf("\nThe game stood where it was saved, both times, and went on from there. The save "
	       "is the program itself:\n"
	       "there is no line in examples/savegame.c that writes or reads its state. Saving "
	       "paused it for %.2f ms.\n"
	       "The screen at the save was:\n\n%s\n\n"
	       "To play it yourself: %s, and after any accident: %s --load 1\n",
	       pause_ms, saved.text, program, program);
	clean_up();
	return 0;
}
