/* SPDX-License-Identifier: MIT
 *
 * cr - saves process trees and brings them back, from the command line.
 *
 *	cr dump -t PID -D DIRECTORY		save the tree of PID and end it (-R: let it go on)
 *	cr restore -D DIRECTORY			bring it back, wait for it, end with its status
 *	cr help					all the rest
 *
 * A thin user of cr.h. Names of commands and options are CRIU's where CRIU has them, so that
 * scripts written for it run unchanged: what the kit has no use for is accepted and noted in the
 * log, what would need a feature that the kit lacks is refused by name. The table in cr_options.h
 * says which is which; parsing and the help text are made from it.
 *
 * Exit status: 0 for success and 1 for failure, but 125 where a plain `restore` passes on the
 * status of the tree.
 */
#define _GNU_SOURCE
#include "cr.h"
#include "cr_options.h"
#include "cr_json.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

enum { EXIT_GOOD = 0, EXIT_BAD = 1, EXIT_KIT_FAILED = 125, EXIT_BY_SIGNAL = 128 };

/* ---- small things ---------------------------------------------------------------------------- */

static int64_t now_ns(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

__attribute__((noreturn)) static void out_of_memory(void)
{
	fprintf(stderr, "cr: out of memory\n");
	exit(EXIT_KIT_FAILED);
}

static void list_add(struct list *list, char *item)
{
	char **grown = reallocarray(list->item, list->count + 1, sizeof(*grown));

	if (!grown)
		out_of_memory();
	list->item = grown;
	list->item[list->count++] = item;
}

/* Freed at the end of the program. */
static void *keep(struct run *run, void *memory)
{
	if (!memory)
		out_of_memory();
	list_add(&run->memory, memory);
	return memory;
}

static void *allocate(struct run *run, size_t count, size_t size)
{
	return keep(run, calloc(count ? count : 1, size));
}

__attribute__((format(printf, 2, 3))) static char *text_of(struct run *run, const char *format, ...)
{
	char *text;
	va_list args;
	int n;

	va_start(args, format);
	n = vasprintf(&text, format, args);
	va_end(args);
	return keep(run, n < 0 ? NULL : text);
}

static bool begins_with(const char *text, const char *start)
{
	return strncmp(text, start, strlen(start)) == 0;
}

static bool parse_number(const char *text, long least, long most, long *ret)
{
	char *end;
	long n;

	errno = 0;
	n = strtol(text, &end, 10);
	if (errno || end == text || *end || n < least || n > most)
		return false;
	*ret = n;
	return true;
}

/* Names and labels come out of saves and from other people's processes: no control characters on
 * the terminal. */
static void put_plain(FILE *to, const char *text)
{
	for (; *text; text++)
		putc((unsigned char)*text < ' ' || *text == 127 ? '?' : *text, to);
}

/* ---- the log --------------------------------------------------------------------------------- */

static void log_begin(struct log *log)
{
	log->start_ns = now_ns();
	log->file = open_memstream(&log->held, &log->held_size);
	if (!log->file)
		out_of_memory();
}

static void log_line(struct run *run, int level, const char *line)
{
	static const char *const mark[] = {"", "Error: ", "Warn: ", "", ""};
	long us = (long)((now_ns() - run->log.start_ns) / 1000);

	if (level > run->verbosity)
		return;
	fprintf(run->log.file, "(%02ld.%06ld) %s%s\n", us / 1000000, us % 1000000, mark[level],
		line);
	fflush(run->log.file);
}

__attribute__((format(printf, 3, 4))) static void log_text(struct run *run, int level,
							   const char *format, ...)
{
	char line[1024];
	va_list args;

	va_start(args, format);
	vsnprintf(line, sizeof(line), format, args);
	va_end(args);
	log_line(run, level, line);
}

/* `name` in the directory that log and pidfile belong to. */
static char *work_path(struct run *run, const char *name)
{
	const char *slash = run->file ? strrchr(run->file, '/') : NULL;

	if (name[0] == '/')
		return text_of(run, "%s", name);
	if (run->work_dir)
		return text_of(run, "%s/%s", run->work_dir, name);
	if (run->images_dir)
		return text_of(run, "%s/%s", run->images_dir, name);
	if (slash)
		return text_of(run, "%.*s/%s", (int)(slash - run->file), run->file, name);
	return text_of(run, "%s", name);
}

/* False, with errno, when the file cannot be made; then lines stay in memory. */
static bool log_open(struct run *run)
{
	const char *name = run->log_file ? run->log_file : run->command->log_file;
	struct log *log = &run->log;
	FILE *file = NULL;
	char *path;
	int fd;

	if (!name || log->is_open)
		return true;
	path = work_path(run, name);
	fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	if (fd >= 0)
		file = fdopen(fd, "w");
	if (!file)
		return false;
	fflush(log->file);
	fwrite(log->held, 1, log->held_size, file);
	fclose(log->file);
	free(log->held);
	log->held = NULL;
	log->file = file;
	log->is_open = true;
	return true;
}

static void log_end(struct run *run)
{
	fclose(run->log.file);
	free(run->log.held);
}

/* ---- what the user sees ---------------------------------------------------------------------- */

/* Not by a restore that gives the terminal to the tree: that runs, and draws, before we are told.
 */
static bool progress_wanted(const struct run *run)
{
	return isatty(STDERR_FILENO) && !(run->command->bit == RESTORE && run->shell_job);
}

static void progress_clear(struct run *run)
{
	if (run->progress_ns)
		fprintf(stderr, "\r\033[K");
	run->progress_ns = 0;
}

static int progress_show(void *arg, uint64_t done, uint64_t all)
{
	struct run *run = arg;
	int64_t now = now_ns();

	if (done == all) {
		progress_clear(run);
		return 0;
	}
	if (now - run->progress_ns < 100000000)
		return 0;
	run->progress_ns = now;
	if (all == UINT64_MAX) /* not known yet */
		fprintf(stderr, "\r\033[Kcr: %s ...", run->command->name);
	else
		fprintf(stderr, "\r\033[Kcr: %s %3.0f %%, %" PRIu64 " of %" PRIu64 " MiB",
			run->command->name, 100.0 * (double)done / (double)all, done >> 20,
			all >> 20);
	return 0;
}

static void watch_log(void *arg, int level, const char *line)
{
	log_line(arg, level < LOG_ERROR ? LOG_ERROR : level > LOG_DEBUG ? LOG_DEBUG : level, line);
}

static cr_watch watch_of(struct run *run)
{
	return (cr_watch){.arg = run,
			  .log = watch_log,
			  .progress = progress_wanted(run) ? progress_show : NULL};
}

/* Every failure ends here: one line on standard error, and the same in the log. Returns the exit
 * status. */
__attribute__((format(printf, 2, 3))) static int fail(struct run *run, const char *format, ...)
{
	bool passes_status_on = run->command && run->command->bit == RESTORE && !run->detached &&
				!run->sibling;
	char text[1024];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	progress_clear(run);
	fprintf(stderr, "cr: ");
	put_plain(stderr, text);
	fprintf(stderr, "\n");
	log_line(run, LOG_ERROR, text);
	return passes_status_on ? EXIT_KIT_FAILED : EXIT_BAD;
}

/* ---- reading the command line ---------------------------------------------------------------- */

static const struct option_row *option_by_name(const char *name, size_t length)
{
	for (size_t i = 0; i < COUNT(options); i++)
		if (strlen(options[i].name) == length && memcmp(options[i].name, name, length) == 0)
			return &options[i];
	return NULL;
}

static const struct option_row *option_by_letter(char letter)
{
	for (size_t i = 0; i < COUNT(options); i++)
		if (options[i].letter == letter)
			return &options[i];
	return NULL;
}

static bool option_value_is_optional(const struct option_row *option)
{
	return option->value && option->value[0] == '[';
}

/* -v, -vv and -v3 as CRIU takes them: letters add to the default, a number is the level itself. */
static bool parse_level(const char *value, long *level)
{
	size_t letters = value ? strspn(value, "v") : 0;

	if (value && value[letters])
		return parse_number(value, 0, INT_MAX, level);
	*level += 1 + (long)letters;
	return true;
}

/* 0 or the exit status. */
static int option_apply(struct run *run, const struct option_row *option, char *value, bool is_on)
{
	void *field = (char *)run + option->field;

	if (run->used_count < COUNT(run->used))
		run->used[run->used_count++] = option;
	switch (option->kind) {
	case OPTION_FLAG:
		*(bool *)field = is_on;
		break;
	case OPTION_TEXT:
		*(const char **)field = value;
		break;
	case OPTION_NUMBER:
		if (!parse_number(value, 1, INT_MAX, field))
			return fail(run, "--%s wants a number above 0, not '%s'", option->name,
				    value);
		break;
	case OPTION_LEVEL:
		if (!parse_level(value, field))
			return fail(run, "--%s wants a number, not '%s'", option->name, value);
		break;
	case OPTION_LIST:
		list_add(field, value);
		break;
	case OPTION_NOTED:
		break;
	case OPTION_REFUSED:
		return fail(run, "--%s is not supported: %s", option->name, option->what);
	}
	return 0;
}

/* One word that begins with "--". *next is the word after it; it moves on when that is taken as the
 * value. */
static int parse_long(struct run *run, char *word, char ***next)
{
	char *name = word + 2, *equals = strchr(name, '='), *value = equals ? equals + 1 : NULL;
	size_t length = equals ? (size_t)(equals - name) : strlen(name);
	const struct option_row *option = option_by_name(name, length);
	bool is_on = true;

	if (!option &&
	    begins_with(name, "no-")) { /* as in CRIU: a flag can be switched off again */
		option = option_by_name(name + 3, length - 3);
		is_on = false;
		if (option && option->value)
			option = NULL;
	}
	if (!option)
		return fail(run, "there is no option '%s'; see cr help", word);
	if (value && !option->value)
		return fail(run, "--%s takes no value", option->name);
	if (!value && option->value && !option_value_is_optional(option)) {
		value = **next;
		if (!value)
			return fail(run, "--%s wants a value: %s", option->name, option->value);
		++*next;
	}
	return is_on || option->kind == OPTION_FLAG ? option_apply(run, option, value, is_on) : 0;
}

/* One word of letters: flags, and at its end perhaps one with a value, here or in the next word. */
static int parse_letters(struct run *run, char *word, char ***next)
{
	for (char *letter = word + 1; *letter; letter++) {
		const struct option_row *option = option_by_letter(*letter);
		char *value = NULL;
		int status;

		if (!option)
			return fail(run, "there is no option '-%c'; see cr help", *letter);
		if (option->value && letter[1])
			value = letter + 1;
		else if (option->value && !option_value_is_optional(option)) {
			value = **next;
			if (!value)
				return fail(run, "-%c wants a value: %s", *letter, option->value);
			++*next;
		}
		status = option_apply(run, option, value, true);
		if (status || value)
			return status;
	}
	return 0;
}

/* The first operand is the command, wherever it stands, as CRIU has it. */
static int parse_words(struct run *run, char **words)
{
	while (*words) {
		char *word = *words++;
		int status = 0;

		if (strcmp(word, "--") == 0) {
			while (*words)
				list_add(&run->operands, *words++);
			break;
		}
		if (begins_with(word, "--"))
			status = parse_long(run, word, &words);
		else if (word[0] == '-' && word[1])
			status = parse_letters(run, word, &words);
		else
			list_add(&run->operands, word);
		if (status)
			return status;
	}
	return 0;
}

/* ---- from CRIU's notation to the kit's ------------------------------------------------------- */

/* A pattern that matches just this text. */
static char *pattern_for(struct run *run, const char *text)
{
	char *pattern = allocate(run, 2 * strlen(text) + 1, 1), *to = pattern;

	for (; *text; text++) {
		if (strchr("*?[\\", *text))
			*to++ = '\\';
		*to++ = *text;
	}
	return pattern;
}

/* What /proc/PID/fd shows for a resource as CRIU names it; NULL for the kinds that have no such
 * name. */
static char *link_of_resource(struct run *run, const char *name)
{
	size_t length = strlen(name);

	if (name[0] == '/')
		return text_of(run, "%s", name);
	if (length < 6 || name[length - 1] != ']')
		return NULL;
	if (begins_with(name, "unix["))
		return text_of(run, "socket:%s", name + strlen("unix"));
	if (begins_with(name, "socket[") || begins_with(name, "pipe["))
		return text_of(run, "%.*s:%s", (int)strcspn(name, "["), name, strchr(name, '['));
	if (begins_with(name, "socket:[") || begins_with(name, "pipe:["))
		return text_of(run, "%s", name);
	return NULL;
}

/* "Supplied at load, under this name". */
static cr_rule rule_named(struct run *run, const char *link)
{
	cr_rule rule = {.size = sizeof(rule)};

	rule.kind = CR_RULE_PATH;
	rule.pattern = pattern_for(run, link);
	rule.action = CR_NAMED;
	rule.name = link;
	return rule;
}

/* "123,456", each the inode of a socket; without a value there is nothing to do. */
static void add_ext_unix(struct run *run)
{
	for (size_t i = 0; i < run->ext_unix_sk.count; i++) {
		const char *at = run->ext_unix_sk.item[i];

		for (int n; at && *at; at += n + (at[n] == ',')) {
			n = (int)strcspn(at, ",");
			list_add(&run->external, text_of(run, "socket:[%.*s]", n, at));
		}
	}
}

/* Rules for --external and --ext-unix-sk at a dump. The array ends with kind 0. */
static cr_rule *rules_of_external(struct run *run)
{
	const struct list *names = &run->external;
	size_t n = 0;

	add_ext_unix(run);
	cr_rule *rules = allocate(run, names->count + 1, sizeof(*rules));

	for (size_t i = 0; i < names->count; i++) {
		char *link = link_of_resource(run, names->item[i]);

		if (link)
			rules[n++] = rule_named(run, link);
		else if (begins_with(names->item[i], "file["))
			rules[n++] = (cr_rule){.size = sizeof(cr_rule),
					       .kind = CR_RULE_FILE,
					       .pattern = names->item[i],
					       .action = CR_NAMED,
					       .name = names->item[i]};
		else
			log_text(run, LOG_WARNING, "--external %s: " BY_ITSELF, names->item[i]);
	}
	rules[n].size = sizeof(rules[n]);
	return rules;
}

/* "fd[N]:NAME" */
static int parse_inherit_fd(struct run *run, const char *text, cr_given *given)
{
	const char *close_bracket = strchr(text, ']');
	char number[16] = "";
	long fd;

	if (begins_with(text, "fd[") && close_bracket && close_bracket[1] == ':' &&
	    close_bracket[2] && close_bracket - text - 3 < (ptrdiff_t)sizeof(number))
		memcpy(number, text + 3, (size_t)(close_bracket - text - 3));
	if (!parse_number(number, 0, INT_MAX, &fd))
		return fail(run, "--inherit-fd wants fd[NUMBER]:NAME, not '%s'", text);
	if (fcntl((int)fd, F_GETFD) < 0)
		return fail(run, "--inherit-fd %s: descriptor %ld is not open", text, fd);
	given->fd = (int)fd;
	given->name = close_bracket + 2;
	return 0;
}

/* Descriptors for --inherit-fd, and rules that ask for them: CRIU needs no --external at the dump
 * of a pipe or file. */
static int resolve_inherit_fd(struct run *run, cr_load_opts *opts)
{
	size_t count = run->inherit_fd.count, n = 0;
	cr_given *given = allocate(run, count, sizeof(*given));
	cr_rule *rules = allocate(run, count + 1, sizeof(*rules));

	for (size_t i = 0; i < count; i++) {
		int status = parse_inherit_fd(run, run->inherit_fd.item[i], &given[i]);
		char *link;

		if (status)
			return status;
		link = link_of_resource(run, given[i].name);
		if (!link && strchr(given[i].name, '/')) /* CRIU leaves out the first slash */
			link = text_of(run, "/%s", given[i].name);
		if (!link)
			continue;
		given[i].name = link;
		rules[n++] = rule_named(run, link);
	}
	rules[n].size = sizeof(rules[n]);
	opts->given = given;
	opts->given_count = count;
	opts->rules = rules;
	return 0;
}

static int resolve_map_path(struct run *run, cr_load_opts *opts)
{
	const struct list *maps = &run->map_path;
	cr_path *paths = allocate(run, maps->count, sizeof(*paths));

	for (size_t i = 0; i < maps->count; i++) {
		const char *colon = strchr(maps->item[i], ':');

		if (!colon || colon == maps->item[i] || !colon[1])
			return fail(run, "--map-path wants FROM:TO, not '%s'", maps->item[i]);
		paths[i].from = text_of(run, "%.*s", (int)(colon - maps->item[i]), maps->item[i]);
		paths[i].to = colon + 1;
	}
	opts->paths = paths;
	opts->path_count = maps->count;
	return 0;
}

static int resolve_pids(struct run *run, cr_load_opts *opts)
{
	static const char *const names[] = {[CR_PIDS_AUTO] = "auto",
					    [CR_PIDS_SAME] = "same",
					    [CR_PIDS_NEW] = "new",
					    [CR_PIDS_NAMESPACE] = "namespace"};

	opts->pids = CR_PIDS_SAME; /* what scripts expect of CRIU */
	for (unsigned i = 0; run->pids && i < COUNT(names); i++) {
		if (strcmp(run->pids, names[i]) == 0) {
			opts->pids = i;
			return 0;
		}
	}
	return run->pids
		       ? fail(run, "--pids wants same, new, namespace or auto, not '%s'", run->pids)
		       : 0;
}

static uint32_t timeout_ms(const struct run *run)
{
	return run->timeout_s > UINT32_MAX / 1000 ? UINT32_MAX : (uint32_t)run->timeout_s * 1000;
}

static bool is_directory(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

/* The save that --file, -D or an operand names. A slash at the end makes it the directory form. */
static char *save_path(struct run *run)
{
	const char *dir = run->images_dir ? run->images_dir : ".";

	if (run->operands.count > 0)
		return text_of(run, "%s", run->operands.item[0]);
	if (run->file)
		return text_of(run, "%s", run->file);
	return text_of(run, "%s%s", dir, dir[0] && dir[strlen(dir) - 1] == '/' ? "" : "/");
}

/* ---- dump ------------------------------------------------------------------------------------ */

static void stats_print(const cr_stats *stats)
{
	printf("Frozen for %.3f ms, %.3f ms in all\n", (double)stats->frozen_ns / 1e6,
	       (double)stats->total_ns / 1e6);
	printf("%u tasks, %u threads, %u mappings, %u descriptors\n", stats->tasks, stats->threads,
	       stats->mappings, stats->fds);
	printf("Pages scanned %" PRIu64 ", written %" PRIu64 ", in the parent %" PRIu64 "; %" PRIu64
	       " bytes in all\n",
	       stats->scanned, stats->written, stats->in_parent, stats->bytes);
}

/* CRIU's stats-dump lies in the work directory, where scripts look for it; ours is in the save. */
static void stats_copy(struct run *run)
{
	char buf[4096];
	FILE *from, *to = NULL;
	size_t n = 0;

	if (!run->work_dir || !run->images_dir)
		return;
	from = fopen(text_of(run, "%s/stats-dump", run->images_dir), "re");
	if (from && (n = fread(buf, 1, sizeof(buf), from)) > 0)
		to = fopen(work_path(run, "stats-dump"), "we");
	if (!to || fwrite(buf, 1, n, to) != n)
		log_line(run, LOG_WARNING, "stats-dump cannot be copied to the work directory");
	if (from)
		fclose(from);
	if (to)
		fclose(to);
}

static void stats_print_json(const cr_stats *stats)
{
	struct json json;

	json_begin(&json);
	json_number(&json, "frozen_ns", (int64_t)stats->frozen_ns);
	json_number(&json, "total_ns", (int64_t)stats->total_ns);
	json_number(&json, "tasks", stats->tasks);
	json_number(&json, "threads", stats->threads);
	json_number(&json, "mappings", stats->mappings);
	json_number(&json, "fds", stats->fds);
	json_number(&json, "pages_scanned", (int64_t)stats->scanned);
	json_number(&json, "pages_written", (int64_t)stats->written);
	json_number(&json, "pages_in_parent", (int64_t)stats->in_parent);
	json_number(&json, "bytes", (int64_t)stats->bytes);
	json_end(&json);
}

/* iptables is CRIU's default; a rule is a rule. */
static int check_network_lock(struct run *run)
{
	const char *how = run->network_lock;

	if (run->tcp_established && run->tcp_close)
		return fail(run, "--tcp-established and --tcp-close exclude each other");
	if (how && strcmp(how, "iptables") == 0)
		log_line(run, LOG_WARNING, "--network-lock iptables: nftables are used");
	else if (how && strcmp(how, "nftables") != 0 && strcmp(how, "skip") != 0)
		return fail(run, "--network-lock wants nftables or skip, not '%s'", how);
	return 0;
}

/* What a check asks for, too. */
static uint32_t asked_flags(const struct run *run)
{
	return (run->tcp_established ? CR_TCP_ESTABLISHED : 0u) |
	       (run->tcp_close ? CR_TCP_CLOSE : 0u) |
	       (run->skip_in_flight ? CR_SKIP_IN_FLIGHT : 0u) |
	       (run->unix_close ? CR_UNIX_CLOSE : 0u) | (run->shell_job ? CR_SHELL_JOB : 0u);
}

static uint32_t dump_flags(const struct run *run)
{
	uint32_t flags = asked_flags(run) | (run->checksum ? CR_CHECKSUM : 0u) |
			 (run->compress ? CR_COMPRESS : 0u) | (run->embed ? CR_EMBED : 0u) |
			 (run->sync ? CR_SYNC : 0u);

	if (run->network_lock && strcmp(run->network_lock, "skip") == 0)
		flags |= CR_NETWORK_OPEN;
	if (run->leave_stopped)
		flags |= CR_LEAVE_STOPPED;
	else if (!run->leave_running && !run->live)
		flags |= CR_END;
	if (run->live)
		flags |= CR_LIVE;
	if (!run->file && is_directory(run->images_dir ? run->images_dir : "."))
		flags |= CR_KEEP_DIR;
	return flags;
}

/* What must be right before there is a log: that goes into the images directory, which is made if
 * it is not there. */
static int dump_begin(struct run *run)
{
	if (!run->pid)
		return fail(run, "dump wants the process to save: -t PID");
	if (run->file && run->images_dir)
		return fail(
			run,
			"the save goes into a directory (-D) or into one file (--file), not both");
	if (run->images_dir && mkdir(run->images_dir, 0700) < 0 && errno != EEXIST)
		return fail(run, "the images directory '%s' cannot be made: %s", run->images_dir,
			    strerror(errno));
	return check_network_lock(run);
}

/* "20M" */
static int resolve_ghost_limit(struct run *run, cr_save_opts *opts)
{
	static const char units[] = "KMG";
	const char *text = run->ghost_limit;
	char *end;

	if (!text)
		return 0;
	errno = 0;
	unsigned long long n = strtoull(text, &end, 10);
	const char *unit = *end ? strchr(units, toupper((unsigned char)*end)) : NULL;
	unsigned shift = unit ? 10 * (unsigned)(unit - units + 1) : 0;

	if (errno || end == text || text[0] == '-' || (*end && (!unit || end[1])) || n == 0 ||
	    n > UINT64_MAX >> shift)
		return fail(run, "--ghost-limit wants a size like 500000, 4K, 20M or 2G, not '%s'",
			    text);
	opts->ghost_limit = (uint64_t)n << shift;
	return 0;
}

/* As CRIU has it: relative to the images directory. NULL: none. */
static const char *parent_path(struct run *run)
{
	const char *path = run->prev_images_dir;

	if (!path || path[0] == '/' || !run->images_dir)
		return path;
	return text_of(run, "%s/%s", run->images_dir, path);
}

static int run_dump(struct run *run)
{
	cr_watch watch = watch_of(run);
	cr_stats stats = {.size = sizeof(stats)};
	cr_save_opts opts = {.size = sizeof(opts)};
	cr_error err;

	opts.flags = dump_flags(run);
	opts.timeout_ms = timeout_ms(run);
	opts.label = run->label;
	opts.rules = rules_of_external(run);
	opts.watch = &watch;
	opts.stats = &stats;
	int status = resolve_ghost_limit(run, &opts);
	if (status)
		return status;
	opts.parent = parent_path(run);
	if (cr_dump((pid_t)run->pid, save_path(run), &opts, &err) < 0)
		return fail(run, "%s", err.text);
	progress_clear(run);
	log_text(run, LOG_INFO, "Frozen for %" PRIu64 " us, %" PRIu64 " bytes written",
		 stats.frozen_ns / 1000, stats.bytes);
	stats_copy(run);
	log_line(run, LOG_ALWAYS, "Dumping finished successfully");
	if (run->json)
		stats_print_json(&stats);
	else if (run->display_stats)
		stats_print(&stats);
	return EXIT_GOOD;
}

/* A full save, on which the next can build; so what CRIU's can and more. */
static int run_pre_dump(struct run *run)
{
	run->leave_running = true;
	return run_dump(run);
}

/* ---- restore --------------------------------------------------------------------------------- */

/* The pid in decimal and nothing else, in a file that was not there; of copies one in a line. */
static int pidfile_write(struct run *run, const char *path, const cr_child *children, size_t n)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	bool is_written = true;

	if (fd < 0)
		return fail(run, "the pidfile '%s' cannot be made: %s", path, strerror(errno));
	for (size_t i = 0; i < n; i++)
		is_written &= dprintf(fd, n > 1 ? "%d\n" : "%d", (int)children[i].pid) > 0;
	if (close(fd) < 0 || !is_written) {
		unlink(path);
		return fail(run, "the pidfile '%s' cannot be written: %s", path, strerror(errno));
	}
	return 0;
}

/* The terminal sends its signals to the whole foreground group, the tree included; what a process
 * sends to us alone is meant for the tree. */
static bool is_for_tree(const siginfo_t *info)
{
	return info->si_signo != SIGCHLD && info->si_code <= 0;
}

/* The status of the tree's root as a shell would have it. */
static int wait_for_tree(struct run *run, pid_t pid)
{
	static const int passed_on[] = {SIGCHLD, SIGHUP,  SIGINT, SIGQUIT,
					SIGTERM, SIGUSR1, SIGUSR2};
	sigset_t signals;
	siginfo_t info;
	pid_t ended;
	int status;

	sigemptyset(&signals);
	for (size_t i = 0; i < COUNT(passed_on); i++)
		sigaddset(&signals, passed_on[i]);
	sigprocmask(SIG_BLOCK, &signals, NULL);
	while ((ended = waitpid(pid, &status, WNOHANG)) == 0)
		if (sigwaitinfo(&signals, &info) > 0 && is_for_tree(&info))
			kill(pid, info.si_signo);
	if (ended < 0)
		return fail(run, "waiting for process %d: %s", (int)pid, strerror(errno));
	return WIFSIGNALED(status) ? EXIT_BY_SIGNAL + WTERMSIG(status) : WEXITSTATUS(status);
}

static uint32_t restore_flags(const struct run *run)
{
	uint32_t flags = 0;

	if (run->trust)
		flags |= CR_TRUST;
	if (run->mapped)
		flags |= CR_MAPPED;
	if (run->sibling)
		flags |= CR_SIBLING;
	else if (run->detached)
		flags |= CR_DETACHED;
	if (run->shell_job)
		flags |= CR_LOAD_SHELL_JOB;
	if (run->tcp_established)
		flags |= CR_LOAD_TCP_ESTABLISHED;
	if (run->tcp_close)
		flags |= CR_LOAD_TCP_CLOSE;
	if (run->host_clocks)
		flags |= CR_LOAD_HOST_CLOCKS;
	return flags;
}

/* What the command line says of a load. */
static int resolve_restore(struct run *run, cr_load_opts *opts)
{
	int status;

	opts->flags = restore_flags(run);
	opts->timeout_ms = timeout_ms(run);
	if (run->copies && !run->detached && !run->sibling)
		return fail(run, "--copies wants --restore-detached: cr waits for one tree only");
	status = check_network_lock(run);
	if (!status)
		status = resolve_inherit_fd(run, opts);
	if (!status)
		status = resolve_map_path(run, opts);
	if (!status)
		status = resolve_pids(run, opts);
	if (run->copies && !run->pids)
		opts->pids = CR_PIDS_AUTO;
	return status;
}

static void print_pids(const struct run *run, const cr_child *children, size_t n)
{
	if (run->json && !run->copies)
		printf("{\"pid\": %d}\n", (int)children[0].pid);
	else if (run->json)
		printf("{\"pids\": [");
	for (size_t i = 0; run->copies && i < n; i++)
		printf("%d%s", (int)children[i].pid, !run->json ? "\n" : i + 1 < n ? ", " : "]}\n");
	fflush(stdout);
}

static int run_restore(struct run *run)
{
	char *pidfile = run->pidfile ? work_path(run, run->pidfile) : NULL;
	cr_watch watch = watch_of(run);
	cr_load_opts opts = {.size = sizeof(opts)};
	size_t n = run->copies ? (size_t)run->copies : 1;
	cr_child *children = allocate(run, n, sizeof(*children));
	cr_error err;
	int status = resolve_restore(run, &opts);

	opts.watch = &watch;
	if (run->images_dir)
		opts.stats_path = work_path(run, "stats-restore");
	if (status)
		return status;
	if (pidfile && access(pidfile, F_OK) == 0)
		return fail(run, "the pidfile '%s' is there already", pidfile);
	for (size_t i = 0; i < n; i++)
		children[i] = (cr_child){.size = sizeof(children[i])};
	if ((run->copies ? cr_restore_copies(save_path(run), &opts, children, n, &err)
			 : cr_restore(save_path(run), &opts, children, &err)) < 0)
		return fail(run, "%s", err.text);
	progress_clear(run);
	if (pidfile && (status = pidfile_write(run, pidfile, children, n)) != 0) {
		for (size_t i = 0; i < n; i++)
			kill(children[i].pid, SIGKILL); /* nobody would know its pid */
		return status;
	}
	for (size_t i = 0; i < n; i++) {
		close(children[i].pidfd);
		log_text(run, LOG_INFO, "The tree runs, its root is process %d",
			 (int)children[i].pid);
	}
	log_line(run, LOG_ALWAYS, "Restore finished successfully. Tasks resumed.");
	print_pids(run, children, n);
	return run->detached || run->sibling ? EXIT_GOOD : wait_for_tree(run, children[0].pid);
}

/* ---- check ----------------------------------------------------------------------------------- */

/* CRIU's names of the kernel features that the kit asks for too. */
static const struct {
	const char *theirs, *ours;
} feature_names[] = {
	{"clone3_set_tid", "choosing process ids (clone3 set_tid)"},
	{"compat_cr", "32-bit programs (ia32)"},
	{"get_rseq_conf", "PTRACE_GET_RSEQ_CONFIGURATION"},
	{"kcmp_epoll", "kcmp(2)"},
	{"mem_dirty_track", "soft-dirty page tracking"},
	{"openat2", "openat2(2)"},
	{"pagemap_scan", "PAGEMAP_SCAN"},
	{"pidfd_store", "pidfd_getfd(2)"},
	{"seccomp_suspend", "PTRACE_O_SUSPEND_SECCOMP"},
	{"timens", "time namespaces"},
	{"timer_cr_ids", "PR_TIMER_CREATE_RESTORE_IDS"},
	{"userns", "own user and pid namespace"},
};

static const char *answer_text(int answer)
{
	return answer == CR_YES ? "yes" : answer == CR_NO ? "no" : "unknown";
}

static const cr_feature *feature_find(const cr_report *report, const char *name)
{
	for (size_t i = 0; i < COUNT(feature_names); i++)
		if (strcmp(feature_names[i].theirs, name) == 0)
			name = feature_names[i].ours;
	for (size_t i = 0; i < report->feature_count; i++)
		if (strcasecmp(report->features[i].name, name) == 0)
			return &report->features[i];
	return NULL;
}

static int check_feature(struct run *run, const cr_report *report)
{
	const cr_feature *feature;

	if (strcmp(run->feature, "list") == 0) {
		for (size_t i = 0; i < COUNT(feature_names); i++)
			printf("%-16s %s\n", feature_names[i].theirs, feature_names[i].ours);
		for (size_t i = 0; i < report->feature_count; i++)
			printf("%s\n", report->features[i].name);
		return EXIT_GOOD;
	}
	feature = feature_find(report, run->feature);
	if (!feature)
		return fail(run,
			    "the kit does not ask for a feature '%s'; see cr check --feature list",
			    run->feature);
	if (feature->answer != CR_YES)
		return fail(run, "%s (Linux %s): %s; %s", feature->name, feature->since,
			    answer_text(feature->answer), feature->advice);
	return EXIT_GOOD;
}

static void print_note(const cr_note *note)
{
	printf("  process %d, ", (int)note->pid);
	put_plain(stdout, note->object ? note->object : "");
	printf(": ");
	put_plain(stdout, note->text ? note->text : "");
	if (note->advice && note->advice[0]) {
		printf("; ");
		put_plain(stdout, note->advice);
	}
	printf("\n");
}

static void json_features(struct json *json, const cr_report *report)
{
	json_open(json, "features", '[');
	for (size_t i = 0; i < report->feature_count; i++) {
		json_open(json, NULL, '{');
		json_text(json, "name", report->features[i].name);
		json_text(json, "since", report->features[i].since);
		json_text(json, "answer", answer_text(report->features[i].answer));
		json_text(json, "advice", report->features[i].advice);
		json_close(json, '}');
	}
	json_close(json, ']');
}

static void print_features(const cr_report *report)
{
	for (size_t i = 0; i < report->feature_count; i++) {
		const cr_feature *feature = &report->features[i];

		printf("%-40s %-6s %s", feature->name, feature->since,
		       answer_text(feature->answer));
		printf(feature->answer == CR_YES ? "\n" : ": %s\n", feature->advice);
	}
}

/* features: NULL when only one process was asked about. Returns the exit status. */
static int print_blockers(const struct run *run, const cr_report *features, const cr_report *report)
{
	struct json json;

	if (run->json) {
		json_begin(&json);
		if (features)
			json_features(&json, features);
		json_notes(&json, "blockers", report->notes, report->note_count, false);
		json_end(&json);
	} else {
		if (features)
			print_features(features);
		for (size_t i = 0; i < report->note_count; i++)
			print_note(&report->notes[i]);
		if (report->note_count == 0)
			printf("Looks good.\n");
	}
	return report->note_count ? EXIT_BAD : EXIT_GOOD;
}

static int check_pid(struct run *run, pid_t pid, const cr_report *features)
{
	cr_save_opts opts = {.size = sizeof(opts)};
	cr_report *report;
	cr_error err;
	int status;

	opts.flags = asked_flags(run);
	if (cr_check(pid, &opts, &report, &err) < 0)
		return fail(run, "%s", err.text);
	status = print_blockers(run, features, report);
	cr_report_free(report);
	return status;
}

/* A process that owns nothing but three descriptors of /dev/null: whatever blocks its save is not
 * the process. */
static pid_t start_plain_process(void)
{
	int ready[2];
	char byte;
	pid_t pid;

	if (pipe2(ready, O_CLOEXEC) < 0)
		return -1;
	pid = fork();
	if (pid == 0) {
		int null = open("/dev/null", O_RDWR | O_CLOEXEC);

		setsid();
		for (int fd = 0; fd < 3; fd++)
			dup2(null, fd);
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		closefrom(3); /* this also tells the parent */
		for (;;)
			pause();
	}
	close(ready[1]);
	while (pid > 0 && read(ready[0], &byte, 1) < 0 && errno == EINTR)
		;
	close(ready[0]);
	return pid;
}

/* Would saving work at all, here, for this user? */
static int check_system(struct run *run, const cr_report *features)
{
	pid_t pid = start_plain_process();
	int status;

	if (pid < 0)
		return fail(run, "a process to try with cannot be started: %s", strerror(errno));
	status = check_pid(run, pid, features);
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
	for (size_t i = 0;
	     i < features->feature_count && (run->extra || run->experimental || run->all); i++)
		if (features->features[i].answer != CR_YES)
			status = EXIT_BAD;
	return status;
}

static int clean_up(struct run *run)
{
	cr_report *report;
	cr_error err;

	if (cr_clean_up(&report, &err) < 0)
		return fail(run, "%s", err.text);
	for (size_t i = 0; i < report->note_count; i++)
		printf("%s: %s\n", report->notes[i].object, report->notes[i].text);
	cr_report_free(report);
	return EXIT_GOOD;
}

static int run_check(struct run *run)
{
	cr_report *features;
	cr_error err;
	int status;

	if (run->clean_up)
		return clean_up(run);
	if (run->pid)
		return check_pid(run, (pid_t)run->pid, NULL);
	if (cr_features(&features, &err) < 0)
		return fail(run, "%s", err.text);
	status = run->feature ? check_feature(run, features) : check_system(run, features);
	cr_report_free(features);
	return status;
}

/* ---- show, verify, pack, unpack -------------------------------------------------------------- */

static const char *state_text(int state)
{
	return state == 1 ? "alive" : state == 2 ? "zombie" : state == 3 ? "stopped" : "?";
}

static void id_text(const uint8_t id[16], char text[33])
{
	static const uint8_t none[16];

	text[0] = '\0';
	for (int i = 0; i < 16 && memcmp(id, none, 16) != 0; i++)
		sprintf(text + 2 * i, "%02x", id[i]);
}

static void print_line(const char *name, const char *text)
{
	if (!text || !text[0])
		return;
	printf("%-8s ", name);
	put_plain(stdout, text);
	printf("\n");
}

static void print_task(const cr_task_info *task)
{
	printf("%8d %8d %8d %8d  %-7s %7u %8u %5u %9" PRIu64 "K  ", (int)task->pid, (int)task->ppid,
	       (int)task->pgid, (int)task->sid, state_text(task->state), task->threads,
	       task->mappings, task->fds, task->bytes / 1024);
	put_plain(stdout, task->comm ? task->comm : "");
	printf("\n");
}

static void print_notes(const char *title, const cr_report *save, bool facts)
{
	bool has_title = false;

	for (size_t i = 0; i < save->note_count; i++) {
		if ((save->notes[i].code == CR_E_OK) != facts)
			continue;
		if (!has_title)
			printf("\n%s\n", title);
		has_title = true;
		print_note(&save->notes[i]);
	}
}

static void print_save(const cr_report *save)
{
	time_t saved_at = (time_t)(save->saved_at_ns / 1000000000);
	char date[64] = "", id[33], size[96];

	if (saved_at)
		strftime(date, sizeof(date), "%F %T %z", localtime(&saved_at));
	snprintf(size, sizeof(size), "%" PRIu64 " KiB, %" PRIu64 " KiB of it memory",
		 save->file_bytes / 1024, save->bytes / 1024);
	print_line("label", save->label);
	print_line("saved", date);
	print_line("size", size);
	print_line("writer", save->writer);
	print_line("arch", save->arch);
	id_text(save->save_id, id);
	print_line("id", id);
	id_text(save->parent_id, id);
	print_line("parent", id);
	printf("\n     pid     ppid     pgid      sid  state   threads mappings   fds     memory  "
	       "name\n");
	for (size_t i = 0; i < save->task_count; i++)
		print_task(&save->tasks[i]);
	print_notes("In the save:", save, true);
	print_notes("What does not come back as it was:", save, false);
}

static void json_task(struct json *json, const cr_task_info *task)
{
	json_open(json, NULL, '{');
	json_number(json, "pid", task->pid);
	json_number(json, "ppid", task->ppid);
	json_number(json, "pgid", task->pgid);
	json_number(json, "sid", task->sid);
	json_text(json, "state", state_text(task->state));
	json_number(json, "threads", task->threads);
	json_number(json, "mappings", task->mappings);
	json_number(json, "fds", task->fds);
	json_number(json, "bytes", (int64_t)task->bytes);
	json_text(json, "comm", task->comm);
	json_close(json, '}');
}

static void print_save_json(const cr_report *save)
{
	char id[33];
	struct json json;

	json_begin(&json);
	json_text(&json, "label", save->label);
	json_number(&json, "saved_at_ns", save->saved_at_ns);
	json_number(&json, "bytes", (int64_t)save->bytes);
	json_number(&json, "file_bytes", (int64_t)save->file_bytes);
	json_number(&json, "user_data_size", (int64_t)save->user_data_size);
	json_text(&json, "writer", save->writer);
	json_text(&json, "arch", save->arch);
	id_text(save->save_id, id);
	json_text(&json, "save_id", id);
	id_text(save->parent_id, id);
	json_text(&json, "parent_id", id);
	json_open(&json, "tasks", '[');
	for (size_t i = 0; i < save->task_count; i++)
		json_task(&json, &save->tasks[i]);
	json_close(&json, ']');
	json_notes(&json, "facts", save->notes, save->note_count, true);
	json_notes(&json, "degraded", save->notes, save->note_count, false);
	json_end(&json);
}

static int run_show(struct run *run)
{
	cr_report *save;
	cr_error err;

	if (cr_inspect(save_path(run), &save, &err) < 0)
		return fail(run, "%s", err.text);
	if (run->json)
		print_save_json(save);
	else
		print_save(save);
	cr_report_free(save);
	return EXIT_GOOD;
}

static int run_verify(struct run *run)
{
	char *path = save_path(run);
	cr_error err;

	if (cr_verify(path, &err) < 0)
		return fail(run, "%s", err.text);
	printf("%s: good\n", path);
	return EXIT_GOOD;
}

static int run_convert(struct run *run)
{
	int (*convert)(const char *, const char *, cr_error *) = run->command->bit == PACK ? cr_pack
								 : run->command->bit == UNPACK
									 ? cr_unpack
									 : cr_squash;
	cr_error err;

	if (convert(run->operands.item[0], run->operands.item[1], &err) < 0)
		return fail(run, "%s", err.text);
	return EXIT_GOOD;
}

/* ---- commands -------------------------------------------------------------------------------- */

/* clang-format off */
static const struct command commands[] = {
	{ "dump",    "",            DUMP,    0, 0, "dump.log",    run_dump,    "save a process and all its descendants, then end them" },
	{ "pre-dump", "",           DUMP,    0, 0, "dump.log",    run_pre_dump, "a dump to build on (--prev-images-dir); the tree goes on" },
	{ "restore", "",            RESTORE, 0, 0, "restore.log", run_restore, "bring a saved tree back; wait for it and end with its status" },
	{ "check",   "",            CHECK,   0, 0, NULL,          run_check,   "what this system allows; with -t, what blocks a save of PID" },
	{ "show",    " [SAVE]",     SHOW,    0, 1, NULL,          run_show,    "what is in a save" },
	{ "verify",  " [SAVE]",     VERIFY,  0, 1, NULL,          run_verify,  "read all of a save and check it" },
	{ "pack",    " DIR FILE",   PACK,    2, 2, NULL,          run_convert, "turn a directory into one file" },
	{ "unpack",  " FILE DIR",   UNPACK,  2, 2, NULL,          run_convert, "turn the file into a directory" },
	{ "squash",  " FROM TO",    SQUASH,  2, 2, NULL,          run_convert, "make one save of a chain of them" },
};

static const char *const refused_commands[] = {
	"page-server", "lazy-pages", "service", "swrk", "dedup", "cpuinfo", "exec",
};
/* clang-format on */

static void help_names(const char *title, enum option_kind kind)
{
	int column = 80;

	printf("\n%s", title);
	for (size_t i = 0; i < COUNT(options); i++) {
		if (options[i].kind != kind)
			continue;
		if (column + (int)strlen(options[i].name) > 76)
			column = printf("\n   ") - 1;
		column += printf(" --%s", options[i].name);
	}
	printf("\n");
}

static void help_option(const struct option_row *option)
{
	char left[64];

	if (!option->value)
		snprintf(left, sizeof(left), "--%s", option->name);
	else if (option_value_is_optional(option))
		snprintf(left, sizeof(left), "--%s[=%s", option->name, option->value + 1);
	else
		snprintf(left, sizeof(left), "--%s %s", option->name, option->value);
	printf("  %c%c %-28s %s\n", option->letter ? '-' : ' ',
	       option->letter ? option->letter : ' ', left, option->what);
}

/* The options of one command, or, with ALL, those of every command. */
static void help_options(const char *title, unsigned bit)
{
	bool has_title = false;

	for (size_t i = 0; i < COUNT(options); i++) {
		const struct option_row *option = &options[i];

		if (option->kind >= OPTION_NOTED || !(option->commands & bit) ||
		    (option->commands == ALL) != (bit == ALL))
			continue;
		if (!has_title)
			printf("\nOptions of %s\n", title);
		has_title = true;
		help_option(option);
	}
}

static void help_command(const struct command *command)
{
	char left[64];

	snprintf(left, sizeof(left), "cr %s%s", command->name, command->operands);
	printf("  %-24s %s\n", left, command->what);
}

static int help(void)
{
	printf("Saves process trees and brings them back.\n\n");
	for (size_t i = 0; i < COUNT(commands); i++)
		help_command(&commands[i]);
	for (size_t i = 0; i < COUNT(commands); i++)
		help_options(commands[i].name, commands[i].bit);
	help_options("every command", ALL);
	help_names("Options of CRIU that are accepted and noted in the log", OPTION_NOTED);
	help_names("Options of CRIU that are refused", OPTION_REFUSED);
	printf("\nThe exit status is 0 for success; %d for failure, %d for that of a restore which "
	       "waits.\n",
	       EXIT_BAD, EXIT_KIT_FAILED);
	return EXIT_GOOD;
}

static int version(void)
{
	int number = cr_version();

	printf("Version: %d.%d.%d\n", number / 10000, number / 100 % 100, number % 100);
	return EXIT_GOOD;
}

/* Takes the command off the operands. 0 or the exit status. */
static int find_command(struct run *run)
{
	const char *name = run->operands.count ? run->operands.item[0] : NULL;

	if (!name)
		return fail(run, "no command given; see cr help");
	for (size_t i = 0; i < COUNT(refused_commands); i++)
		if (strcmp(name, refused_commands[i]) == 0)
			return fail(run, "the command %s is not supported", name);
	for (size_t i = 0; i < COUNT(commands); i++)
		if (strcmp(name, commands[i].name) == 0)
			run->command = &commands[i];
	if (!run->command)
		return fail(run, "there is no command '%s'; see cr help", name);
	run->operands.count--;
	memmove(run->operands.item, run->operands.item + 1,
		run->operands.count * sizeof(*run->operands.item));
	if (run->operands.count < run->command->operands_min ||
	    run->operands.count > run->command->operands_max)
		return fail(run, "usage: cr %s [OPTIONS]%s", run->command->name,
			    run->command->operands);
	return 0;
}

static void note_options(struct run *run)
{
	for (size_t i = 0; i < run->used_count; i++) {
		const struct option_row *option = run->used[i];

		if (option->kind == OPTION_NOTED)
			log_text(run, LOG_WARNING, "--%s has no effect: %s", option->name,
				 option->what);
		else if (!(option->commands & run->command->bit))
			log_text(run, LOG_WARNING, "--%s has no effect on %s", option->name,
				 run->command->name);
	}
}

static int run_command(struct run *run)
{
	int status = find_command(run);

	if (status)
		return status;
	note_options(run);
	if (run->command->bit == DUMP && (status = dump_begin(run)) != 0)
		return status;
	if (!log_open(run) && run->log_file)
		return fail(run, "the log '%s' cannot be written: %s", run->log_file,
			    strerror(errno));
	status = run->command->run(run);
	if (!log_open(run) && status == EXIT_GOOD)
		fprintf(stderr, "cr: no log could be written: %s\n", strerror(errno));
	return status;
}

static void free_all(struct run *run)
{
	for (size_t i = 0; i < run->memory.count; i++)
		free(run->memory.item[i]);
	free(run->memory.item);
	free(run->operands.item);
	free(run->external.item);
	free(run->ext_unix_sk.item);
	free(run->inherit_fd.item);
	free(run->map_path.item);
}

int main(int argc, char **argv)
{
	struct run run = {.verbosity = LOG_WARNING};
	int status;

	signal(SIGCHLD, SIG_DFL); /* ignored by some callers; then nobody could be waited for */
	log_begin(&run.log);
	status = argc > 0 ? parse_words(&run, argv + 1) : EXIT_BAD;
	if (status == 0) {
		if (run.version)
			status = version();
		else if (run.help ||
			 (run.operands.count && strcmp(run.operands.item[0], "help") == 0))
			status = help();
		else
			status = run_command(&run);
	}
	log_end(&run);
	free_all(&run);
	if (fflush(stdout) != 0 && status == EXIT_GOOD)
		status = EXIT_BAD;
	return status;
}
