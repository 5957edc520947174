/* SPDX-License-Identifier: MIT
 *
 * proc_maps: the mappings of a process, from /proc/PID/maps or, with their flags, from smaps.
 * Leans on sys. Reads line by line through one buffer, because smaps of a large process is tens of
 * megabytes; refuses lines that the kernel cannot have written.
 */
#include "kernel.h"

/* A line is a path and a little more. Of this only what the kernel hands over at a time (4 KiB) is
 * ever touched. */
#define PROC_MAPS_BUFFER 65536

/* == one line ================================================================================== */

/* As the kernel encodes a device for stat(2); makedev() is a call into libc. */
static dev_t proc_device(uint64_t major, uint64_t minor)
{
	return (dev_t)((minor & 0xff) | (major & 0xfff) << 8 | (minor & ~(uint64_t)0xff) << 12 |
		       (major & ~(uint64_t)0xfff) << 32);
}

/* The kernel writes a line break in a name as \012, and nothing else that way. */
static void proc_unescape(char *name)
{
	char *to = name;

	for (const char *from = name; *from; to++) {
		bool newline = str_starts(from, "\\012");

		*to = newline ? '\n' : *from;
		from += newline ? 4 : 1;
	}
	*to = '\0';
}

static bool proc_map_perms(const char *p, struct proc_map *map)
{
	static const char letters[] = "rwx";
	static const int bits[] = {PROT_READ, PROT_WRITE, PROT_EXEC};

	map->prot = 0;
	for (int i = 0; i < 3; i++) {
		if (p[i] == letters[i])
			map->prot |= bits[i];
		else if (p[i] != '-')
			return false;
	}
	map->shared = p[3] == 's';
	return p[3] == 's' || p[3] == 'p';
}

/* "7f0c12400000-7f0c12428000 r--p 00001000 fe:01 1234      /usr/lib/libc.so.6" */
CR_FN int proc_parse_map_line(char *line, struct proc_map *ret)
{
	struct proc_map map = {0};
	uint64_t major, minor;
	const char *p = line;

	if (!str_number(&p, 16, &map.start) || *p++ != '-')
		return -EINVAL;
	if (!str_number(&p, 16, &map.end) || *p++ != ' ' || map.start >= map.end)
		return -EINVAL;
	if (!proc_map_perms(p, &map) || p[4] != ' ')
		return -EINVAL;
	p += 5;
	if (!str_number(&p, 16, &map.pgoff) || *p++ != ' ')
		return -EINVAL;
	if (!str_number(&p, 16, &major) || *p++ != ':' || !str_number(&p, 16, &minor) ||
	    *p++ != ' ')
		return -EINVAL;
	if (major > 0xfff || minor > 0xfffff || !str_number(&p, 10, &map.inode) ||
	    (*p && *p != ' '))
		return -EINVAL;
	while (*p == ' ')
		p++;
	map.dev = proc_device(major, minor);
	map.name = p;
	proc_unescape(line + (p - line));
	*ret = map;
	return 0;
}

static const struct {
	char name[3];
	uint64_t flag;
} proc_vmflag_names[] = {
	{"gd", PROC_VM_GROWSDOWN},  {"lo", PROC_VM_LOCKED},	  {"nr", PROC_VM_NORESERVE},
	{"ht", PROC_VM_HUGETLB},    {"dc", PROC_VM_DONTCOPY},	  {"dd", PROC_VM_DONTDUMP},
	{"wf", PROC_VM_WIPEONFORK}, {"mg", PROC_VM_MERGEABLE},	  {"hg", PROC_VM_HUGEPAGE},
	{"nh", PROC_VM_NOHUGEPAGE}, {"io", PROC_VM_IO},		  {"pf", PROC_VM_PFNMAP},
	{"sr", PROC_VM_SEQ},	    {"rr", PROC_VM_RAND},	  {"dp", PROC_VM_DROPPABLE},
	{"sl", PROC_VM_SEALED},	    {"um", PROC_VM_UFFD_MISSING}, {"uw", PROC_VM_UFFD_WP},
	{"ac", PROC_VM_ACCOUNT},    {"mw", PROC_VM_MAYWRITE},	  {"mm", PROC_VM_MIXEDMAP},
	{"ss", PROC_VM_SHSTK},	    {"ui", PROC_VM_UFFD_MINOR},	  {"sf", PROC_VM_SYNC},
	{"mr", PROC_VM_MAYREAD},    {"me", PROC_VM_MAYEXEC},	  {"lf", PROC_VM_LOCKONFAULT},
};

CR_FN uint64_t proc_parse_vmflags(const char *text)
{
	uint64_t flags = 0;

	while (*text && *text != '\n') {
		size_t n = 0;

		while (text[n] && text[n] != ' ' && text[n] != '\n')
			n++;
		for (size_t i = 0; n == 2 && i < ARRAY_LEN(proc_vmflag_names); i++)
			if (memcmp(text, proc_vmflag_names[i].name, 2) == 0)
				flags |= proc_vmflag_names[i].flag;
		text += n;
		while (*text == ' ')
			text++;
	}
	return flags;
}

/* == the file ================================================================================== */

struct proc_lines {
	int fd;
	char *buf;
	size_t start, end; /* what is read and not yet given out */
	bool eof;
};

/* 1 and the next line, without its end; 0 when there is none. The line is valid until the next
 * call. */
static int proc_next_line(struct proc_lines *in, char **ret)
{
	size_t scanned = in->start;

	for (;;) {
		for (; scanned < in->end; scanned++) {
			if (in->buf[scanned] != '\n')
				continue;
			in->buf[scanned] = '\0';
			*ret = in->buf + in->start;
			in->start = scanned + 1;
			return 1;
		}
		if (in->eof)
			return in->start == in->end ? 0 : -EINVAL; /* the kernel ends every line */
		memmove(in->buf, in->buf + in->start, in->end - in->start);
		scanned -= in->start;
		in->end -= in->start;
		in->start = 0;
		if (in->end == PROC_MAPS_BUFFER)
			return -ENAMETOOLONG;
		ssize_t r = sys_read(in->fd, in->buf + in->end, PROC_MAPS_BUFFER - in->end);
		if (r < 0 && r != -EINTR)
			return (int)r;
		in->eof = r == 0;
		if (r > 0)
			in->end += (size_t)r;
	}
}

/* Neighbours are often of one file: they share the name. */
static const char *proc_map_name(struct cr_ctx *cx, const char *name, const struct proc_map *before)
{
	if (!*name)
		return "";
	if (before && strcmp(before->name, name) == 0)
		return before->name;
	return arena_str(&cx->arena, name);
}

/* Lines of smaps other than the first of a mapping begin with a capital. */
static bool proc_line_is_key(const char *line)
{
	return *line >= 'A' && *line <= 'Z';
}

/* Of the two dozen lines behind each mapping few matter. */
static void proc_map_key(const char *line, struct proc_map *map)
{
	const char *value;
	uint64_t pkey, kib;

	if (line[0] == 'V' && (value = proc_key(line, "VmFlags")) != NULL)
		map->vmflags = proc_parse_vmflags(value);
	else if (line[0] == 'K' && (value = proc_key(line, "KernelPageSize")) != NULL &&
		 str_number(&value, 10, &kib) && kib > 4 && kib <= 64 << 20 &&
		 (kib & (kib - 1)) == 0)
		map->page_size = kib << 10;
	else if (line[0] == 'P' && (value = proc_key(line, "ProtectionKey")) != NULL &&
		 str_number(&value, 10, &pkey) && pkey < 1024)
		map->pkey = (int)pkey;
}

CR_FN int proc_maps(struct cr_ctx *cx, int pid_fd, bool flags, struct proc_map **ret, size_t *ret_n)
{
	const char *file = flags ? "smaps" : "maps";
	CR_AUTOFD int fd = sys_openat(pid_fd, file, O_RDONLY, 0);
	VEC(struct proc_map) maps = {NULL, 0, 0};
	struct proc_lines in = {.fd = fd};
	char *line = NULL;
	int r;

	if (fd < 0)
		return fd;
	in.buf = cx_alloc(cx, PROC_MAPS_BUFFER);
	if (!in.buf)
		return error_memory(cx);
	while ((r = proc_next_line(&in, &line)) > 0) {
		struct proc_map map, *last = maps.n ? &maps.at[maps.n - 1] : NULL, *new;

		if (last && proc_line_is_key(line)) {
			proc_map_key(line, last);
			continue;
		}
		r = proc_parse_map_line(line, &map);
		if (r == 0 && last && map.start < last->end)
			r = -EINVAL;
		if (r < 0)
			break;
		map.name = proc_map_name(cx, map.name, last);
		new = vec_add(&cx->arena, &maps);
		if (!map.name || !new)
			return error_memory(cx);
		*new = map;
	}
	if (r == -EINVAL || r == -ENAMETOOLONG)
		return error_set(cx, CR_E_SYSTEM, -r, 0, file,
				 "a line of /proc/PID/%s behind %zu mappings makes no sense", file,
				 maps.n);
	if (r < 0)
		return r;
	*ret = maps.at;
	*ret_n = maps.n;
	return 0;
}
