/* SPDX-License-Identifier: MIT
 *
 * proc_file: what /proc says of a descriptor (fdinfo), of posix timers (timers) and of mounts.
 * Leans on proc_task (words). Pure parsers for any text; lines that a kind of descriptor adds are
 * for its own file to read, by proc_key.
 */
#include "kernel.h"

/* == /proc/PID/fdinfo/N ======================================================================== */

CR_FN int proc_parse_fdinfo(const char *text, struct proc_fdinfo *ret)
{
	const char *pos = proc_key(text, "pos"), *flags = proc_key(text, "flags");
	const char *mnt_id = proc_key(text, "mnt_id"), *ino = proc_key(text, "ino");
	struct proc_fdinfo info = {0};
	uint64_t flag_bits, mnt;

	if (!pos || !proc_parse_signed(&pos, &info.pos) || !flags ||
	    !str_number(&flags, 8, &flag_bits) || flag_bits > UINT32_MAX || !mnt_id ||
	    !str_number(&mnt_id, 10, &mnt) || mnt > INT32_MAX)
		return -EINVAL;
	if (ino && !str_number(&ino, 10, &info.ino))
		return -EINVAL;
	info.flags = (unsigned)flag_bits;
	info.mnt_id = (int)mnt;
	*ret = info;
	return 0;
}

/* == paths of processes ======================================================================== */

/* "36 35 98:0 /root /mnt rw,noatime ...": the mount point is at *p. */
static bool proc_parse_mount(const char **p, uint64_t *ret_id, uint32_t *ret_dev)
{
	uint64_t parent, major, minor;

	if (!str_number(p, 10, ret_id) || *(*p)++ != ' ' || !str_number(p, 10, &parent) ||
	    *(*p)++ != ' ' || !str_number(p, 10, &major) || *(*p)++ != ':' ||
	    !str_number(p, 10, &minor) || *(*p)++ != ' ')
		return false;
	*ret_dev = (uint32_t)(major << 20 | minor);
	while (**p && **p != ' ' && **p != '\n')
		(*p)++;
	return *(*p)++ == ' ';
}

/* Up to the next space; spaces and their like are written as three octal digits. */
static char *proc_copy_mount(struct cr_ctx *cx, const char *p)
{
	size_t n = 0;

	while (p[n] && p[n] != ' ' && p[n] != '\n')
		n++;
	char *path = cx_alloc(cx, n + 1), *to = path;
	for (const char *end = p + n; path && p < end; to++) {
		if (*p == '\\' && end - p >= 4) {
			*to = (char)((p[1] - '0') << 6 | (p[2] - '0') << 3 | (p[3] - '0'));
			p += 4;
		} else {
			*to = *p++;
		}
	}
	return path;
}

CR_FN int proc_find_mount(struct cr_ctx *cx, int pid_fd, int id, uint32_t dev, char **ret_path)
{
	char *text, *found = NULL;
	int r = proc_read(cx, pid_fd, "mountinfo", &text, NULL);

	for (const char *p = text; r == 0 && *p; p += *p == '\n') {
		const char *at = p;
		uint32_t its_dev;
		uint64_t its_id;

		if (proc_parse_mount(&at, &its_id, &its_dev)) {
			char *path = proc_copy_mount(cx, at);
			bool wanted = id >= 0 ? its_id == (uint64_t)id : its_dev == dev && !found;

			if (!path)
				return error_memory(cx);
			if (found && strcmp(found, path) == 0)
				found = NULL; /* hidden by this one */
			if (wanted)
				found = path;
		}
		while (*p && *p != '\n')
			p++;
	}
	*ret_path = found;
	return r < 0 ? r : found ? 0 : -ENOENT;
}

CR_FN bool proc_path_split(const char *path, pid_t *ret_pid, pid_t *ret_tid, const char **ret_rest)
{
	uint64_t pid, tid = 0;

	if (!str_starts(path, "/proc/"))
		return false;
	path += strlen("/proc/");
	if (!str_number(&path, 10, &pid) || pid == 0 || pid > INT32_MAX || (*path && *path != '/'))
		return false;
	if (str_starts(path, "/task/")) {
		const char *rest = path + strlen("/task/");

		if (str_number(&rest, 10, &tid) && tid > 0 && tid <= INT32_MAX &&
		    (!*rest || *rest == '/'))
			path = rest;
		else
			tid = 0;
	}
	*ret_pid = (pid_t)pid;
	*ret_tid = (pid_t)tid;
	*ret_rest = path;
	return true;
}

CR_FN const char *proc_path_join(struct arena *a, pid_t pid, pid_t tid, const char *rest)
{
	return tid ? arena_format(a, "/proc/%d/task/%d%s", (int)pid, (int)tid, rest)
		   : arena_format(a, "/proc/%d%s", (int)pid, rest);
}

/* == /proc/PID/timers ========================================================================== */

/* Moves behind a literal. */
static bool proc_expect(const char **p, const char *literal)
{
	if (!str_starts(*p, literal))
		return false;
	*p += strlen(literal);
	return true;
}

static bool proc_expect_int(const char **p, int *ret)
{
	uint64_t v;

	if (!proc_parse_signed(p, &v) || (int64_t)v < INT32_MIN || (int64_t)v > INT32_MAX)
		return false;
	*ret = (int)(int64_t)v;
	return true;
}

/* "signal/tid.12": how, and whether a thread or the process is meant. */
static bool proc_expect_notify(const char **p, struct proc_timer *timer)
{
	static const struct {
		const char *name;
		int notify;
	} kinds[] = {{"signal/", SIGEV_SIGNAL}, {"none/", SIGEV_NONE}, {"thread/", SIGEV_THREAD}};

	for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
		if (!proc_expect(p, kinds[i].name))
			continue;
		timer->notify = kinds[i].notify;
		if (proc_expect(p, "tid."))
			timer->notify |= SIGEV_THREAD_ID;
		else if (!proc_expect(p, "pid."))
			return false;
		return proc_expect_int(p, &timer->pid);
	}
	return false;
}

CR_FN int proc_parse_timer(const char **p, struct proc_timer *ret)
{
	struct proc_timer timer = {0};
	const char *s = *p;

	if (!*s)
		return 0;
	if (!proc_expect(&s, "ID: ") || !proc_expect_int(&s, &timer.id) || timer.id < 0)
		return -EINVAL;
	if (!proc_expect(&s, "\nsignal: ") || !proc_expect_int(&s, &timer.signo) ||
	    !proc_expect(&s, "/") || !str_number(&s, 16, &timer.value))
		return -EINVAL;
	if (!proc_expect(&s, "\nnotify: ") || !proc_expect_notify(&s, &timer))
		return -EINVAL;
	if (!proc_expect(&s, "\nClockID: ") || !proc_expect_int(&s, &timer.clock) ||
	    !proc_expect(&s, "\n"))
		return -EINVAL;
	*p = s;
	*ret = timer;
	return 1;
}
