/* SPDX-License-Identifier: MIT
 *
 * t_proc: all that /proc tells about a tree of processes as text, one line per fact, and the
 * comparison of two such texts. Left out is what no save can keep (times, counters, high-water
 * marks) and what the kernel numbers anew.
 */
#include "t.h"
#include <dirent.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct t_shot {
	FILE *out;
	pid_t pid;
	int index; /* of the process in the tree: lines begin with it, as pids may change */
	bool root; /* its parent may be another one afterwards */
	unsigned long inodes[512]; /* of pipes, sockets, ...: numbered in order of appearance */
	int inode_count;
};

static void shot_line(struct t_shot *s, const char *file, const char *fmt, ...) T_PRINTF(3, 4);
static void shot_line(struct t_shot *s, const char *file, const char *fmt, ...)
{
	va_list ap;

	fprintf(s->out, "%d/%s: ", s->index, file);
	va_start(ap, fmt);
	vfprintf(s->out, fmt, ap);
	va_end(ap);
	fputc('\n', s->out);
}

static char *shot_read(const struct t_shot *s, const char *file, size_t *size)
{
	char path[320];

	snprintf(path, sizeof(path), "/proc/%d/%s", (int)s->pid, file);
	return t_read(path, size);
}

/* The same number for the same inode, whatever the kernel called it this time. */
static int shot_inode(struct t_shot *s, unsigned long inode)
{
	int i = 0;

	while (i < s->inode_count && s->inodes[i] != inode)
		i++;
	if (i == s->inode_count && i < (int)(sizeof(s->inodes) / sizeof(s->inodes[0])))
		s->inodes[s->inode_count++] = inode;
	return i + 1;
}

static bool shot_starts(const char *text, const char *start)
{
	return strncmp(text, start, strlen(start)) == 0;
}

static bool shot_any(const char *line, const char *const *starts)
{
	for (; *starts; starts++)
		if (shot_starts(line, *starts))
			return true;
	return false;
}

/* == mappings ================================================================================== */

struct shot_map {
	unsigned long start, end, offset, inode;
	char perms[8], dev[16], name[PATH_MAX], flags[128];
};

/* The kernel joins neighbours that differ in nothing, and when it does is its own business. */
static bool shot_map_joins(const struct shot_map *a, const struct shot_map *b)
{
	if (a->end != b->start || strcmp(a->perms, b->perms) != 0 ||
	    strcmp(a->flags, b->flags) != 0 || strcmp(a->name, b->name) != 0 ||
	    a->inode != b->inode)
		return false;
	return a->inode == 0 || a->offset + (a->end - a->start) == b->offset;
}

/* A deleted file comes back as another one, made anew. */
static bool shot_is_deleted(const char *name)
{
	static const char mark[] = " (deleted)";
	size_t n = strlen(name);

	return n >= sizeof(mark) && strcmp(name + n - (sizeof(mark) - 1), mark) == 0;
}

static void shot_map_print(struct t_shot *s, const struct shot_map *m)
{
	/* The page that tells a restored program who it is; the kit leaves it out of later saves as
	 * well. */
	if (!m->end || shot_starts(m->name, "/memfd:cr-loaded"))
		return;
	/* Shared memory without a name of its own is a file of the kernel's, with a new inode each
	 * time. */
	if (shot_is_deleted(m->name) || shot_starts(m->name, "/SYSV"))
		shot_line(s, "maps", "%lx-%lx %s %lx #%d %s [%s]", m->start, m->end, m->perms,
			  m->offset, shot_inode(s, m->inode), m->name, m->flags);
	else
		shot_line(s, "maps", "%lx-%lx %s %lx %s %lu %s [%s]", m->start, m->end, m->perms,
			  m->offset, m->dev, m->inode, m->name, m->flags);
}

static void shot_maps(struct t_shot *s)
{
	char *text = shot_read(s, "smaps", NULL), *rest = text;
	struct shot_map last = {0}, m = {0};

	for (char *line; text && (line = strtok_r(rest, "\n", &rest)) != NULL;) {
		struct shot_map head = {0};
		int name = 0;
		if (shot_starts(line, "VmFlags: ")) {
			/* sd: written since the last clear_refs; nothing that the program has set
			 */
			snprintf(m.flags, sizeof(m.flags), "%s", line + 9);
			char *sd = strstr(m.flags, "sd ");
			if (sd)
				memmove(sd, sd + 3, strlen(sd + 3) + 1);
			if (shot_map_joins(&last, &m)) {
				last.end = m.end;
			} else {
				shot_map_print(s, &last);
				last = m;
			}
		} else if (sscanf(line, "%lx-%lx %7s %lx %15s %lu %n", &head.start, &head.end,
				  head.perms, &head.offset, head.dev, &head.inode, &name) >= 6) {
			m = head;
			snprintf(m.name, sizeof(m.name), "%s", name ? line + name : "");
		}
	}
	shot_map_print(s, &last);
	free(text);
}

/* == descriptors =============================================================================== */

/* "pipe:[4711]" and the like get a number of ours, and so does "/tmp/#4711 (deleted)". */
static void shot_link_name(struct t_shot *s, const char *link, char *name, size_t size)
{
	const char *open = strchr(link, '['), *base = strrchr(link, '/');

	if (base && base[1] == '#' && shot_is_deleted(link)) {
		snprintf(name, size, "%.*s#%d (deleted)", (int)(base + 1 - link), link,
			 shot_inode(s, strtoul(base + 2, NULL, 10)));
		return;
	}

	if (link[0] == '/' || !open || open == link || open[-1] != ':' || open[1] < '0' ||
	    open[1] > '9') {
		snprintf(name, size, "%s", link);
		return;
	}
	snprintf(name, size, "%.*s[#%d]", (int)(open - link), link,
		 shot_inode(s, strtoul(open + 1, NULL, 10)));
}

static void shot_fdinfo(struct t_shot *s, const char *fd, const char *name)
{
	static const char *const ours[] = {"eventfd-id:", "it_value:", "scm_fds:", NULL};
	/* /proc has new inodes at every look at a process. */
	bool named = name[0] == '/' && !shot_is_deleted(name) &&
		     !(shot_starts(name, "/proc/") && name[6] >= '0' && name[6] <= '9');
	char file[320];

	snprintf(file, sizeof(file), "fdinfo/%s", fd);
	char *text = shot_read(s, file, NULL), *rest = text;
	for (char *line; text && (line = strtok_r(rest, "\n", &rest)) != NULL;) {
		char *ino = strstr(line, "ino:");
		if (shot_any(line, ours) ||
		    (!named && (shot_starts(line, "ino:") || shot_starts(line, "mnt_id:"))))
			continue;
		if (shot_starts(line, "tfd:") && ino) /* they come in an order that the kernel
							 chooses, inodes would be numbered by it */
			shot_line(s, file, "%.*s", (int)(ino - line), line);
		else
			shot_line(s, file, "%s", line);
	}
	free(text);
}

static int shot_number_order(const struct dirent **a, const struct dirent **b)
{
	return atoi((*a)->d_name) - atoi((*b)->d_name);
}

static int shot_is_number(const struct dirent *e)
{
	return e->d_name[0] >= '0' && e->d_name[0] <= '9';
}

static void shot_fds(struct t_shot *s)
{
	char path[320], link[PATH_MAX], name[PATH_MAX];
	struct dirent **list;

	snprintf(path, sizeof(path), "/proc/%d/fd", (int)s->pid);
	int n = scandir(path, &list, shot_is_number, shot_number_order);
	for (int i = 0; i < n; i++) {
		snprintf(path, sizeof(path), "/proc/%d/fd/%s", (int)s->pid, list[i]->d_name);
		ssize_t len = readlink(path, link, sizeof(link) - 1);
		if (len >= 0) {
			link[len] = '\0';
			shot_link_name(s, link, name, sizeof(name));
			shot_line(s, "fd", "%s -> %s", list[i]->d_name, name);
			shot_fdinfo(s, list[i]->d_name, name);
		}
		free(list[i]);
	}
	if (n >= 0)
		free(list);
}

/* == status, stat and the rest ================================================================= */

static void shot_status(struct t_shot *s, const char *file, const char *as)
{
	/* clang-format off */
	static const char *const changing[] = {
		"State:", "TracerPid:", "VmPeak:", "VmSize:", "VmHWM:", "VmRSS:", "RssAnon:", "RssFile:", "RssShmem:", "VmPTE:",
		"VmSwap:", "FDSize:", "SigQ:", "voluntary_ctxt", "nonvoluntary_ctxt", "HugetlbPages:", NULL,
	};
	/* clang-format on */
	/* Of who has ended, only who it was and how it ended: nothing else matters any more. */
	static const char *const living[] = {
		"Sig", "ShdPnd:", "Cap", "NoNewPrivs:", "Seccomp", "Speculation", "Umask:", NULL};
	char *text = shot_read(s, file, NULL), *rest = text;
	bool ended = text && strstr(text, "State:\tZ");

	for (char *line; text && (line = strtok_r(rest, "\n", &rest)) != NULL;) {
		char *tab = strchr(line, '\t');
		if (shot_starts(line, "State:")) /* running or asleep is chance, stopped is not */
			shot_line(s, as, "State:\t%c", strchr("TtZX", line[7]) ? line[7] : 'S');
		if (!shot_any(line, changing) && !(ended && shot_any(line, living)) &&
		    !(s->root && shot_starts(line, "PPid:"))) {
			if (tab)
				*tab = ' ';
			shot_line(s, as, "%s", line);
		}
	}
	free(text);
}

static void shot_stat(struct t_shot *s, const char *file, const char *as)
{
	/* Fields by their number in proc(5); what is missing here is a time, a counter or a place
	 * of the moment. */
	static const struct {
		int field;
		const char *name;
	} kept[] = {
		{5, "pgrp"},	   {6, "session"},     {7, "tty_nr"},	    {8, "tpgid"},
		{18, "priority"},  {19, "nice"},       {20, "num_threads"}, {26, "startcode"},
		{27, "endcode"},   {28, "startstack"}, {31, "signal"},	    {32, "blocked"},
		{33, "sigignore"}, {34, "sigcatch"},   {38, "exit_signal"}, {40, "rt_priority"},
		{41, "policy"},	   {45, "start_data"}, {46, "end_data"},    {47, "start_brk"},
		{48, "arg_start"}, {49, "arg_end"},    {50, "env_start"},   {51, "env_end"},
		{52, "exit_code"},
	};
	char *text = shot_read(s, file, NULL);
	char *p = text ? strrchr(text, ')') : NULL;
	bool ended = p && p[2] == 'Z';

	if (p)
		p += 2;
	for (int field = 3; p && *p; field++) {
		size_t n = strcspn(p, " \n");
		for (size_t i = 0; i < sizeof(kept) / sizeof(kept[0]); i++)
			if (kept[i].field == field && !(field == 38 && s->root) &&
			    !(ended && field >= 31 && field <= 34))
				shot_line(s, as, "%s %.*s", kept[i].name, (int)n, p);
		p += n + (p[n] != '\0');
	}
	free(text);
}

static void shot_lines_as(struct t_shot *s, const char *file, const char *as)
{
	char *text = shot_read(s, file, NULL), *rest = text;

	for (char *line; text && (line = strtok_r(rest, "\n", &rest)) != NULL;)
		shot_line(s, as, "%s", line);
	free(text);
}

static void shot_lines(struct t_shot *s, const char *file)
{
	shot_lines_as(s, file, file);
}

/* Bytes that are no text, as a number that changes with them. */
static void shot_bytes(struct t_shot *s, const char *file)
{
	size_t size = 0;
	char *bytes = shot_read(s, file, &size);
	uint64_t sum = 14695981039346656037u;

	for (size_t i = 0; bytes && i < size; i++)
		sum = (sum ^ (unsigned char)bytes[i]) * 1099511628211u;
	shot_line(s, file, "%zu bytes, %016llx", size, (unsigned long long)sum);
	free(bytes);
}

static void shot_link(struct t_shot *s, const char *file)
{
	char path[320], link[PATH_MAX];

	snprintf(path, sizeof(path), "/proc/%d/%s", (int)s->pid, file);
	ssize_t n = readlink(path, link, sizeof(link));
	shot_line(s, file, "%.*s", n > 0 ? (int)n : 0, link);
}

/* Files that are shown above or below in a form of their own, and those of what no save can keep.
 */
/* clang-format off */
static const char *const shot_own_form[] = {
	"auxv", "cmdline", "comm", "coredump_filter", "environ", "limits", "maps", "numa_maps", "personality", "sched",
	"smaps", "stat", "status", "timers", "autogroup", NULL,
};
static const char *const shot_never_same[] = {
	"io", "schedstat", "statm", "smaps_rollup", "latency", /* times, counters, pages in memory */
	"syscall", "wchan", "stack", "arch_status", "oom_score", "timens_offsets", /* of the moment */
	"sessionid", "children", "mountinfo", "mounts", "mountstats", /* numbered anew */
	"ksm_", "mem", "pagemap", "clear_refs", "oom_adj", "patch_state", NULL, /* not text, or told by others */
};
/* clang-format on */

/* Every other file there is, whatever this kernel calls it. */
static void shot_others(struct t_shot *s, const char *dir, const char *as)
{
	char path[320], name[320], label[320];
	struct dirent **list;

	snprintf(path, sizeof(path), "/proc/%d/%s", (int)s->pid, dir);
	int n = scandir(path, &list, NULL, alphasort);
	for (int i = 0; i < n; i++) {
		const char *file = list[i]->d_name;
		if (list[i]->d_type == DT_REG && !shot_any(file, shot_own_form) &&
		    !shot_any(file, shot_never_same)) {
			snprintf(name, sizeof(name), "%.40s%.60s", dir, file);
			snprintf(label, sizeof(label), "%.40s%.60s", as, file);
			shot_lines_as(s, name, label);
		}
		free(list[i]);
	}
	if (n >= 0)
		free(list);
}

/* What a thread has chosen, among what has happened to it. Not its weight: for that of a realtime
 * thread it matters when nice was set. */
static void shot_sched(struct t_shot *s, const char *file, const char *as)
{
	static const char *const chosen[] = {"policy", "prio ", "se.slice", "uclamp", "dl.", NULL};
	char *text = shot_read(s, file, NULL), *rest = text;

	for (char *line; text && (line = strtok_r(rest, "\n", &rest)) != NULL;)
		if (shot_any(line, chosen))
			shot_line(s, as, "%s", line);
	free(text);
}

/* "/autogroup-12 nice 3": its number is the kernel's. */
static void shot_autogroup(struct t_shot *s)
{
	char *text = shot_read(s, "autogroup", NULL), *nice = text ? strstr(text, " nice ") : NULL;

	if (nice)
		shot_line(s, "autogroup", "%s", strtok(nice, "\n"));
	free(text);
}

enum { SHOT_WHOLE_THREADS = 8 }; /* of which every file is read */

static void shot_threads(struct t_shot *s)
{
	char path[320], as[64];
	struct dirent **list;

	snprintf(path, sizeof(path), "/proc/%d/task", (int)s->pid);
	int n = scandir(path, &list, shot_is_number, shot_number_order);
	for (int i = 0; i < n; i++) {
		static const char *const texts[] = {"comm", "personality"};
		for (size_t k = 0; k < 2; k++) {
			snprintf(path, sizeof(path), "task/%.16s/%s", list[i]->d_name, texts[k]);
			snprintf(as, sizeof(as), "task/%d/%s", i, texts[k]);
			shot_lines_as(s, path, as);
		}
		snprintf(path, sizeof(path), "task/%.16s/status", list[i]->d_name);
		snprintf(as, sizeof(as), "task/%d/status", i);
		shot_status(s, path, as);
		snprintf(path, sizeof(path), "task/%.16s/stat", list[i]->d_name);
		snprintf(as, sizeof(as), "task/%d/stat", i);
		shot_stat(s, path, as);
		snprintf(path, sizeof(path), "task/%.16s/sched", list[i]->d_name);
		snprintf(as, sizeof(as), "task/%d/sched", i);
		shot_sched(s, path, as);
		snprintf(path, sizeof(path), "task/%.16s/", list[i]->d_name);
		snprintf(as, sizeof(as), "task/%d/", i);
		if (i < SHOT_WHOLE_THREADS)
			shot_others(s, path, as);
		free(list[i]);
	}
	if (n >= 0)
		free(list);
}

static void shot_process(struct t_shot *s)
{
	shot_maps(s);
	shot_fds(s);
	shot_threads(s);
	shot_lines(s, "limits");
	shot_lines(s, "coredump_filter");
	shot_autogroup(s);
	shot_others(s, "", "");
	shot_lines(s, "timers");
	shot_bytes(s, "cmdline");
	shot_bytes(s, "environ");
	shot_bytes(s, "auxv");
	shot_link(s, "cwd");
	shot_link(s, "root");
	shot_link(s, "exe");
}

/* As it knows itself: in a namespace of its own, those outside are in another order. */
static int shot_own_pid(const char *pid)
{
	char value[256];
	const char *last;

	if (!t_status(atoi(pid), "NSpid", value, sizeof(value)))
		return atoi(pid);
	last = strrchr(value, '\t');
	return atoi(last ? last : value);
}

static int shot_own_order(const struct dirent **a, const struct dirent **b)
{
	return shot_own_pid((*a)->d_name) - shot_own_pid((*b)->d_name);
}

static pid_t shot_parent_asked;

static int shot_is_child(const struct dirent *e)
{
	char path[320], *text, *p;

	if (!shot_is_number(e))
		return 0;
	snprintf(path, sizeof(path), "/proc/%.16s/stat", e->d_name);
	text = t_read(path, NULL);
	p = text ? strrchr(text, ')') : NULL;
	bool is = p && atoi(p + 4) == shot_parent_asked;
	free(text);
	return is;
}

/* Parents before children, children by pid. */
static void shot_tree(struct t_shot *s, pid_t pid, bool root)
{
	struct dirent **list;

	s->pid = pid;
	s->root = root;
	shot_process(s);
	s->index++;
	shot_parent_asked = pid;
	int n = scandir("/proc", &list, shot_is_child, shot_own_order);
	for (int i = 0; i < n; i++) {
		shot_tree(s, atoi(list[i]->d_name), false);
		free(list[i]);
	}
	if (n >= 0)
		free(list);
}

char *t_snapshot(pid_t pid)
{
	struct t_shot s = {.pid = pid};
	char *text = NULL;
	size_t size = 0;

	s.out = open_memstream(&text, &size);
	T_MUST(s.out != NULL, "open_memstream");
	shot_tree(&s, pid, true);
	fclose(s.out);
	T_CHECK(size > 0, "process %d shows nothing", (int)pid);
	return text;
}

/* == comparison ================================================================================ */

static bool shot_exempt(const char *line, const char *but)
{
	char words[1024];

	snprintf(words, sizeof(words), "%s", but ? but : "");
	char *rest = words;
	for (char *word; (word = strtok_r(rest, " ", &rest)) != NULL;)
		if (strstr(line, word))
			return true;
	return false;
}

struct shot_lines {
	char *text, **at;
	size_t n;
};

static int shot_line_order(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static struct shot_lines shot_sorted(const char *text, const char *but)
{
	struct shot_lines l = {strdup(text), NULL, 0};
	char *rest = l.text;

	l.at = calloc(strlen(text) / 2 + 1, sizeof(*l.at));
	for (char *line; (line = strtok_r(rest, "\n", &rest)) != NULL;)
		if (!shot_exempt(line, but))
			l.at[l.n++] = line;
	qsort(l.at, l.n, sizeof(*l.at), shot_line_order);
	return l;
}

bool t_same(const char *before, const char *after, const char *but)
{
	struct shot_lines a = shot_sorted(before, but), b = shot_sorted(after, but);
	size_t i = 0, k = 0, differ = 0;

	while (i < a.n || k < b.n) {
		int order = i == a.n ? 1 : k == b.n ? -1 : strcmp(a.at[i], b.at[k]);
		if (order != 0 && differ++ < 60)
			t_say("  %s %s",
			      order < 0 ? "before:" : "after: ", order < 0 ? a.at[i] : b.at[k]);
		i += order <= 0;
		k += order >= 0;
	}
	free(a.text);
	free(a.at);
	free(b.text);
	free(b.at);
	return T_CHECK(differ == 0, "%zu lines of /proc differ before and after", differ);
}
