/* SPDX-License-Identifier: MIT
 *
 * savegame - falling blocks for the terminal, with save slots and without a serializer.
 *
 *	cc -I. examples/savegame.c cr_impl.c -lprotobuf-c -lcap -o savegame
 *	./savegame [DIRECTORY]                  saves go to ./savegame-slots unless told otherwise
 *	./savegame --load SLOT [DIRECTORY]      continue a saved game at once
 *
 * Nothing in here writes the game to a file or reads it back. The score is an int, the board is a
 * linked list on the heap, the pieces fall because a thread waits on a condition variable; and all
 * of that is in the slot because the program itself is. What an application does have to think
 *about is in four short functions under "saves" below:
 *
 *	save_slot()        one call that returns twice, as fork() does
 *	load_slot()        one call that does not return
 *	screen_returns()   a hook: the terminal of the copy is another one, in a state of its own
 *	catch_up()         the clock went on while the game lay on the disk
 */
#define _GNU_SOURCE
#include "cr.h"

#include <errno.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

enum { WIDTH = 10, HEIGHT = 20, SLOTS = 9, KINDS = 7, LINES_PER_LEVEL = 5 };

#define MS INT64_C(1000000) /* in nanoseconds */

/* The board is a list of rows, top first. A full row is freed and a new one goes on top. */
struct row {
	struct row *below;
	int cell[WIDTH]; /* 0: empty, else 1 + the kind of piece it came from */
};

struct piece {
	int kind, turn, x, y;
};

/* The whole game: two threads share it under `lock`. */
static struct {
	pthread_mutex_t lock;
	pthread_cond_t wake; /* the gravity thread waits on this until drop_at */
	struct row *top;
	struct piece piece;
	int next; /* the kind of the piece that comes next */
	unsigned dice;
	unsigned score, lines, ticks;
	int over;
	int64_t started_at, drop_at; /* CLOCK_MONOTONIC, nanoseconds */
	char message[600];
} game = {.lock = PTHREAD_MUTEX_INITIALIZER};

static const char *slots_dir = "savegame-slots";
static struct termios usual_terminal;

/* ---- time ------------------------------------------------------------------------------------ */

static int64_t now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000 * MS + t.tv_nsec;
}

static unsigned level(void)
{
	return 1 + game.lines / LINES_PER_LEVEL;
}

static int64_t time_per_row(void)
{
	return level() < 12 ? (750 - 55 * (int64_t)level()) * MS : 100 * MS;
}

/* ---- board and pieces ------------------------------------------------------------------------ */

/* Each piece is a 4 by 4 picture, the top left cell in bit 0. */
static const unsigned pictures[KINDS] = {0x00f0, 0x0066, 0x0072, 0x0036, 0x0063, 0x0071, 0x0074};

static int piece_covers(const struct piece *p, int x, int y)
{
	const int from[4] = {4 * y + x, 12 + y - 4 * x, 15 - 4 * y - x, 3 - y + 4 * x};

	return pictures[p->kind] >> from[p->turn] & 1;
}

static int *board_cell(int x, int y)
{
	struct row *row = game.top;

	while (y-- > 0)
		row = row->below;
	return &row->cell[x];
}

static int piece_fits(const struct piece *p)
{
	for (int i = 0; i < 16; i++) {
		int x = p->x + i % 4, y = p->y + i / 4;

		if (!piece_covers(p, i % 4, i / 4))
			continue;
		if (x < 0 || x >= WIDTH || y < 0 || y >= HEIGHT || *board_cell(x, y))
			return 0;
	}
	return 1;
}

static void board_push_row(void)
{
	struct row *row = calloc(1, sizeof(*row));

	if (!row)
		abort();
	row->below = game.top;
	game.top = row;
}

static int row_is_full(const struct row *row)
{
	for (int x = 0; x < WIDTH; x++)
		if (!row->cell[x])
			return 0;
	return 1;
}

/* Takes the full rows out of the list. Returns how many there were. */
static unsigned board_clear_rows(void)
{
	unsigned cleared = 0;

	for (struct row **link = &game.top; *link;) {
		struct row *row = *link;

		if (!row_is_full(row)) {
			link = &row->below;
			continue;
		}
		*link = row->below;
		free(row);
		cleared++;
	}
	for (unsigned i = 0; i < cleared; i++)
		board_push_row();
	return cleared;
}

static int roll_dice(void)
{
	game.dice = game.dice * 1664525 + 1013904223;
	return (int)((game.dice >> 16) % KINDS);
}

static void piece_enter(void)
{
	game.piece = (struct piece){.kind = game.next, .x = WIDTH / 2 - 2};
	game.next = roll_dice();
	game.over = !piece_fits(&game.piece);
}

static void piece_land(void)
{
	static const unsigned reward[] = {0, 100, 300, 500, 800};
	unsigned cleared;

	for (int i = 0; i < 16; i++)
		if (piece_covers(&game.piece, i % 4, i / 4))
			*board_cell(game.piece.x + i % 4, game.piece.y + i / 4) = 1 +
										  game.piece.kind;
	cleared = board_clear_rows();
	game.score += reward[cleared] * level();
	game.lines += cleared;
	piece_enter();
}

/* Moves the piece if there is room for it there. */
static int piece_move(int x, int y, int turn)
{
	struct piece moved = game.piece;

	moved.x += x;
	moved.y += y;
	moved.turn = (moved.turn + turn) % 4;
	if (game.over || !piece_fits(&moved))
		return 0;
	game.piece = moved;
	return 1;
}

static void piece_fall(void)
{
	if (!game.over && !piece_move(0, 1, 0))
		piece_land();
}

static void piece_drop(void)
{
	if (game.over)
		return;
	while (piece_move(0, 1, 0))
		game.score += 2;
	piece_land();
}

static void game_new(void)
{
	while (game.top) {
		struct row *row = game.top;

		game.top = row->below;
		free(row);
	}
	for (int y = 0; y < HEIGHT; y++)
		board_push_row();
	game.score = game.lines = game.ticks = 0;
	game.started_at = now();
	game.drop_at = game.started_at + time_per_row();
	game.dice ^= (unsigned)game.started_at;
	game.next = roll_dice();
	piece_enter();
}

/* ---- screen and keyboard --------------------------------------------------------------------- */

static void terminal_take(void)
{
	struct termios raw;

	tcgetattr(STDIN_FILENO, &usual_terminal);
	raw = usual_terminal;
	cfmakeraw(&raw);
	tcsetattr(STDIN_FILENO, TCSAFLUSH, &raw);
	printf("\033[?1049h\033[?25l\033[2J"); /* the other screen, no cursor, clear */
}

static void terminal_give_back(void)
{
	printf("\033[?25h\033[?1049l");
	fflush(stdout);
	tcsetattr(STDIN_FILENO, TCSAFLUSH, &usual_terminal);
}

__attribute__((format(printf, 1, 2))) static void say(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vsnprintf(game.message, sizeof(game.message), format, args);
	va_end(args);
}

/* One number for all that makes up the game, so that anybody can see that a loaded one is the same.
 */
static uint32_t game_hash(void)
{
	const int more[] = {game.piece.kind, game.piece.turn, game.piece.x,
			    game.piece.y,    game.next,	      (int)game.dice};
	uint32_t hash = 2166136261;

	for (const struct row *row = game.top; row; row = row->below)
		for (int x = 0; x < WIDTH; x++)
			hash = (hash ^ (uint32_t)row->cell[x]) * 16777619;
	for (size_t i = 0; i < sizeof(more) / sizeof(more[0]); i++)
		hash = (hash ^ (uint32_t)more[i]) * 16777619;
	return hash;
}

static int cell_shown(int x, int y)
{
	int px = x - game.piece.x, py = y - game.piece.y;

	if (px >= 0 && px < 4 && py >= 0 && py < 4 && piece_covers(&game.piece, px, py))
		return 1 + game.piece.kind;
	return *board_cell(x, y);
}

static void draw_cell(int cell)
{
	if (cell)
		printf("\033[30;%dm[]\033[m", 40 + cell);
	else
		printf(" .");
}

static void draw_next(int y)
{
	const struct piece next = {.kind = game.next};

	printf("   ");
	for (int x = 0; x < 4; x++)
		if (piece_covers(&next, x, y))
			draw_cell(1 + next.kind);
		else
			printf("  ");
}

static void draw(void)
{
	int64_t played = (now() - game.started_at) / (1000 * MS);

	printf("\033[H score %04u lines %u level %u ticks %u time %lld:%02lld state %08x\033[K\r\n",
	       game.score, game.lines, level(), game.ticks, (long long)played / 60,
	       (long long)played % 60, (unsigned)game_hash());
	for (int y = 0; y < HEIGHT; y++) {
		printf(" |");
		for (int x = 0; x < WIDTH; x++)
			draw_cell(cell_shown(x, y));
		printf("|");
		if (y < 4)
			draw_next(y);
		printf("\033[K\r\n");
	}
	printf(" +--------------------+\033[K\r\n %.78s\033[K\r\n",
	       game.over ? "Game over. n: new game" : game.message);
	printf(" arrows, space   s save   l load   m menu   n new   q quit\033[K\033[J");
	fflush(stdout);
}

static int read_byte(void)
{
	unsigned char byte;
	ssize_t n;

	do
		n = read(STDIN_FILENO, &byte, 1);
	while (n < 0 && errno == EINTR);
	return n == 1 ? byte : 'q'; /* the terminal is gone */
}

/* An arrow key sends ESC [ and a letter, A to D; the letter stands for it. */
static int read_key(void)
{
	int byte = read_byte();

	if (byte != '\033')
		return byte;
	return read_byte() == '[' ? read_byte() : 0;
}

/* ---- saves: all there is to it --------------------------------------------------------------- */

static const char *slot_path(int slot, char path[PATH_MAX])
{
	snprintf(path, PATH_MAX, "%s/slot%d", slots_dir, slot);
	return path;
}

/* The copy wakes up on a terminal that its loader was given: set that one up as the old one was. */
static void screen_returns(void *unused, cr_result result)
{
	(void)unused;
	if (result == CR_RESTORED)
		terminal_take();
}

/* For the game no time has passed since the save; for the clock it has, and after a restart of the
 * machine the clock may even have gone back. The kit knows by how much. */
static void catch_up(int slot)
{
	cr_loaded *loaded;
	cr_error err;

	if (cr_load_info(&loaded, &err) < 0) {
		say("%s", err.text);
		return;
	}
	game.started_at += loaded->monotonic_gap_ns;
	game.drop_at += loaded->monotonic_gap_ns;
	pthread_cond_signal(&game.wake); /* it sleeps until a time of the old clock */
	say("loaded slot %d, saved %lld s ago", slot,
	    (long long)(loaded->realtime_gap_ns / (1000 * MS)));
	cr_loaded_free(loaded);
}

static void save_slot(int slot)
{
	char path[PATH_MAX], label[64];
	cr_hook screen = {.after = screen_returns};
	cr_stats stats = {.size = sizeof(stats)};
	cr_save_opts opts = {.size = sizeof(opts)};
	cr_error err;

	if (!slot)
		return;
	snprintf(label, sizeof(label), "level %u, score %u", level(), game.score);
	opts.flags = CR_SHELL_JOB; /* the terminal belongs to the shell */
	opts.label = label;
	opts.hooks = &screen;
	opts.hook_count = 1;
	opts.stats = &stats;

	switch (cr_save(slot_path(slot, path), &opts, &err)) {
	case CR_SAVED:
		say("saved slot %d, %llu KiB, paused for %.2f ms", slot,
		    (unsigned long long)stats.bytes / 1024, (double)stats.frozen_ns / MS);
		break;
	case CR_RESTORED:
		catch_up(slot);
		break;
	case CR_FAILED:
		say("%s", err.text);
		break;
	}
}

/* Does not return when it works: this program is then the saved one, in the middle of save_slot().
 */
static void load_slot(int slot)
{
	char path[PATH_MAX];
	cr_load_opts opts = {.size = sizeof(opts), .flags = CR_LOAD_SHELL_JOB};
	cr_error err;

	if (!slot)
		return;
	terminal_give_back();
	cr_load(slot_path(slot, path), &opts, &err);
	say("%s", err.text);
	terminal_take();
}

/* ---- commands -------------------------------------------------------------------------------- */

static void show_slot(int slot)
{
	char path[PATH_MAX], date[32] = "";
	cr_report *save;
	time_t saved_at;

	if (cr_inspect(slot_path(slot, path), &save, NULL) < 0) {
		printf("   %d  -\033[K\r\n", slot);
		return;
	}
	saved_at = (time_t)(save->saved_at_ns / (1000 * MS));
	strftime(date, sizeof(date), "%F %T", localtime(&saved_at));
	printf("   %d  %-30.30s %s %6llu KiB\033[K\r\n", slot, save->label, date,
	       (unsigned long long)save->file_bytes / 1024);
	cr_report_free(save);
}

static void show_menu(void)
{
	printf("\033[H\033[K\r\n   Saved games in %s:\033[K\r\n\033[K\r\n", slots_dir);
	for (int slot = 1; slot <= SLOTS; slot++)
		show_slot(slot);
	printf("\033[K\r\n   1-9 load, any other key back\033[K\033[J");
	fflush(stdout);
}

/* 0 when the answer is not a slot. The caller holds the lock, so nothing falls while we ask. */
static int ask_slot(const char *question)
{
	int key;

	if (question) {
		say("%s", question);
		draw();
	}
	key = read_key();
	say(" ");
	return key >= '1' && key <= '0' + SLOTS ? key - '0' : 0;
}

static void handle_key(int key)
{
	switch (key) {
	case 'D': /* left */
		piece_move(-1, 0, 0);
		break;
	case 'C': /* right */
		piece_move(1, 0, 0);
		break;
	case 'A': /* up */
		piece_move(0, 0, 1);
		break;
	case 'B': /* down */
		piece_fall();
		break;
	case ' ':
		piece_drop();
		break;
	case 'n':
		game_new();
		break;
	case 's':
		save_slot(ask_slot("save to slot 1-9?"));
		break;
	case 'l':
		load_slot(ask_slot("load slot 1-9?"));
		break;
	case 'm':
		show_menu();
		load_slot(ask_slot(NULL));
		break;
	}
}

/* The thread that makes things fall. */
static void *gravity(void *unused)
{
	(void)unused;
	pthread_mutex_lock(&game.lock);
	for (;;) {
		struct timespec until = {game.drop_at / (1000 * MS), game.drop_at % (1000 * MS)};

		pthread_cond_timedwait(&game.wake, &game.lock, &until);
		if (now() < game.drop_at)
			continue;
		game.drop_at = now() + time_per_row();
		game.ticks++;
		piece_fall();
		draw();
	}
	return NULL;
}

static void start_gravity(void)
{
	pthread_condattr_t attributes;
	pthread_t thread;

	pthread_condattr_init(&attributes);
	pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
	pthread_cond_init(&game.wake, &attributes);
	if (pthread_create(&thread, NULL, gravity, NULL) != 0)
		say("no thread, no gravity");
}

/* Returns with the lock held: nothing is drawn any more. */
static void play(void)
{
	pthread_mutex_lock(&game.lock);
	for (int key = 0; key != 'q' && key != '\003';) {
		draw();
		pthread_mutex_unlock(&game.lock);
		key = read_key();
		pthread_mutex_lock(&game.lock);
		handle_key(key);
	}
}

int main(int argc, char **argv)
{
	int slot = 0;

	if (argc > 2 && strcmp(argv[1], "--load") == 0) {
		slot = atoi(argv[2]);
		argc -= 2;
		argv += 2;
	}
	if (argc == 2)
		slots_dir = argv[1];
	if (argc > 2 || slots_dir[0] == '-' || !isatty(STDIN_FILENO)) {
		fprintf(stderr, "usage, on a terminal: savegame [--load SLOT] [DIRECTORY]\n");
		return 2;
	}
	if (mkdir(slots_dir, 0700) < 0 && errno != EEXIST) {
		perror(slots_dir);
		return 1;
	}
	game_new();
	terminal_take();
	load_slot(slot); /* if that fails, a new game says why */
	start_gravity();
	play();
	terminal_give_back();
	return 0;
}
