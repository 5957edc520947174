/* SPDX-License-Identifier: MIT
 *
 * proc_task: /proc itself, its files as text, and what it says of a task: stat, status, threads,
 * children. Leans on sys. The parsers are pure and take any text: what does not look like the
 * kernel's is refused, never guessed.
 */
#include "kernel.h"

#include <linux/magic.h>
#include <sys/vfs.h>

/* == opening and reading ======================================================================= */

CR_FN int proc_open(struct cr_ctx *cx, int *ret_fd)
{
	CR_AUTOFD int fd = sys_openat(AT_FDCWD, "/proc", O_PATH | O_DIRECTORY, 0);
	struct statfs fs;
	char self[24];
	const char *p = self;
	pid_t pid;

	if (fd < 0)
		return error_set(cx, CR_E_SYSTEM, -fd, 0, "/proc", "/proc cannot be opened");
	int r = (int)SYS2(SYS_fstatfs, fd, &fs);
	if (r < 0)
		return error_set(cx, CR_E_SYSTEM, -r, 0, "/proc",
				 "/proc cannot be asked for its type");
	if (fs.f_type != PROC_SUPER_MAGIC)
		return error_set(cx, CR_E_SYSTEM, 0, 0, "/proc",
				 "what is mounted at /proc is not procfs");
	/* Of another pid namespace every number in it would mean somebody else. */
	r = (int)sys_readlinkat(fd, "self", self, sizeof(self));
	if (r < 0 || !proc_parse_pid(&p, &pid) || *p || pid != sys_getpid())
		return error_set(cx, CR_E_SYSTEM, r < 0 ? -r : 0, 0, "/proc",
				 "the procfs at /proc belongs to another pid namespace");
	*ret_fd = sys_take(&fd);
	return 0;
}

CR_FN int proc_open_pid(int proc_fd, pid_t pid, int *ret_fd)
{
	char name[16];

	if (pid <= 0)
		return -EINVAL;
	str_format(name, sizeof(name), "%d", pid);
	int fd = sys_openat(proc_fd, name, O_RDONLY | O_DIRECTORY, 0);
	if (fd < 0)
		return fd == -ENOENT ? -ESRCH : fd;
	*ret_fd = fd;
	return 0;
}

/* Reads up to size bytes; less only at the end of the file. */
static ssize_t proc_fill(int fd, char *buf, size_t size)
{
	size_t n = 0;

	while (n < size) {
		ssize_t r = sys_read(fd, buf + n, size - n);

		if (r == 0)
			break;
		if (r < 0 && r != -EINTR)
			return r;
		if (r > 0)
			n += (size_t)r;
	}
	return (ssize_t)n;
}

CR_FN ssize_t proc_read_small(int dir_fd, const char *name, char *buf, size_t size)
{
	CR_AUTOFD int fd = sys_openat(dir_fd, name, O_RDONLY | O_NOCTTY, 0);

	if (fd < 0)
		return fd;
	ssize_t n;
	do
		n = sys_read(fd, buf, size);
	while (n == -EINTR);
	if (n < 0)
		return n;
	if ((size_t)n == size)
		return -EFBIG;
	buf[n] = '\0';
	return n;
}

CR_FN int proc_read(struct cr_ctx *cx, int pid_fd, const char *name, char **ret_text,
		    size_t *ret_len)
{
	CR_AUTOFD int fd = sys_openat(pid_fd, name, O_RDONLY | O_NOCTTY, 0);
	char start[4096], *text = start;
	size_t size = sizeof(start), n = 0;

	if (fd < 0)
		return fd;
	for (;;) {
		ssize_t r = proc_fill(fd, text + n, size - n);

		if (r < 0)
			return (int)r;
		n += (size_t)r;
		if (n < size)
			break;
		/* The arena gives nothing back, so it only sees sizes that grow fourfold. */
		char *more = size <= (size_t)64 << 20 ? cx_alloc(cx, size * 4) : NULL;
		if (!more)
			return error_memory(cx);
		memcpy(more, text, n);
		text = more;
		size *= 4;
	}
	if (text == start) {
		text = cx_alloc(cx, n + 1);
		if (!text)
			return error_memory(cx);
		memcpy(text, start, n);
	}
	text[n] = '\0';
	*ret_text = text;
	if (ret_len)
		*ret_len = n;
	return 0;
}

CR_FN int proc_readlink(struct cr_ctx *cx, int pid_fd, const char *name, char **ret_path)
{
	char path[4096 + 64]; /* PATH_MAX and " (deleted)" */
	ssize_t n = sys_readlinkat(pid_fd, name, path, sizeof(path));

	if (n < 0)
		return (int)n;
	char *copy = arena_copy(&cx->arena, path, (size_t)n + 1);
	if (!copy)
		return error_memory(cx);
	*ret_path = copy;
	return 0;
}

CR_FN int proc_own_path(struct cr_ctx *cx, int proc_fd, int fd, char **ret_path)
{
	char name[40];

	str_format(name, sizeof(name), "self/fd/%d", fd);
	return proc_readlink(cx, proc_fd, name, ret_path);
}

CR_FN int proc_yama(int proc_fd)
{
	uint64_t scope;
	int r = proc_sysctl_u64(proc_fd, "sys/kernel/yama/ptrace_scope", &scope);

	if (r == -ENOENT)
		return 0;
	return r < 0 ? r : scope > 3 ? -EINVAL : (int)scope;
}

CR_FN int proc_sysctl_u64(int proc_fd, const char *name, uint64_t *ret)
{
	char text[64];
	const char *p = text;
	uint64_t value;
	ssize_t r = proc_read_small(proc_fd, name, text, sizeof(text));

	if (r < 0)
		return (int)r;
	if (!str_number(&p, 10, &value) || (*p != '\n' && *p != '\0'))
		return -EINVAL;
	*ret = value;
	return 0;
}

/* == words of a text =========================================================================== */

static void proc_skip_blanks(const char **p)
{
	while (**p == ' ' || **p == '\t')
		++*p;
}

CR_FN bool proc_parse_pid(const char **p, pid_t *ret)
{
	const char *s = *p;
	uint64_t v;

	if (!str_number(&s, 10, &v) || v > INT32_MAX)
		return false;
	*p = s;
	*ret = (pid_t)v;
	return true;
}

CR_FN bool proc_parse_signed(const char **p, uint64_t *ret)
{
	const char *s = *p;
	bool minus = *s == '-';
	uint64_t v;

	s += minus;
	if (!str_number(&s, 10, &v) || (minus && v > (uint64_t)1 << 63))
		return false;
	*p = s;
	*ret = minus ? 0 - v : v;
	return true;
}

CR_FN const char *proc_key(const char *text, const char *key)
{
	size_t n = strlen(key);

	for (const char *line = text; *line;) {
		if (str_starts(line, key) && line[n] == ':') {
			line += n + 1;
			proc_skip_blanks(&line);
			return line;
		}
		while (*line && *line != '\n')
			line++;
		if (*line)
			line++;
	}
	return NULL;
}

/* == /proc/PID/stat ============================================================================ */

/* proc_pid_stat(5) numbers the fields from 1; 1 to 3 are pid, comm and state. */
enum {
	PROC_STAT_PPID = 4,
	PROC_STAT_PGID = 5,
	PROC_STAT_SID = 6,
	PROC_STAT_TTY = 7,
	PROC_STAT_TPGID = 8,
	PROC_STAT_FLAGS = 9,
	PROC_STAT_NICE = 19,
	PROC_STAT_THREADS = 20,
	PROC_STAT_STARTTIME = 22,
	PROC_STAT_START_CODE = 26,
	PROC_STAT_END_CODE = 27,
	PROC_STAT_START_STACK = 28,
	PROC_STAT_EXIT_SIGNAL = 38,
	PROC_STAT_RT_PRIORITY = 40,
	PROC_STAT_POLICY = 41,
	PROC_STAT_START_DATA = 45,
	PROC_STAT_END_DATA = 46,
	PROC_STAT_START_BRK = 47,
	PROC_STAT_ARG_START = 48,
	PROC_STAT_ARG_END = 49,
	PROC_STAT_ENV_START = 50,
	PROC_STAT_ENV_END = 51,
	PROC_STAT_EXIT_CODE = 52,
	PROC_STAT_END
};

CR_FN int proc_parse_stat(const char *text, struct proc_stat *ret)
{
	struct proc_stat st = {0};
	uint64_t field[PROC_STAT_END] = {0};
	const char *p = text, *close = NULL;

	if (!proc_parse_pid(&p, &st.pid) || p[0] != ' ' || p[1] != '(')
		return -EINVAL;
	p += 2;
	/* The name may hold anything, a parenthesis and a line break included; behind it are only
	 * numbers. */
	for (const char *s = p; *s; s++)
		if (*s == ')')
			close = s;
	if (!close)
		return -EINVAL;
	for (size_t i = 0; i < sizeof(st.comm) - 1 && p + i < close; i++)
		st.comm[i] = p[i];
	p = close + 1;
	if (p[0] != ' ' || p[1] < 'A' || p[1] > 'z' || p[2] != ' ')
		return -EINVAL;
	st.state = p[1];
	p += 2;
	for (int i = PROC_STAT_PPID; i < PROC_STAT_END; i++) {
		proc_skip_blanks(&p);
		if (!proc_parse_signed(&p, &field[i]))
			return -EINVAL;
	}
	st.ppid = (pid_t)field[PROC_STAT_PPID];
	st.pgid = (pid_t)field[PROC_STAT_PGID];
	st.sid = (pid_t)field[PROC_STAT_SID];
	st.tpgid = (pid_t)field[PROC_STAT_TPGID];
	st.tty = (int32_t)field[PROC_STAT_TTY];
	st.flags = (uint32_t)field[PROC_STAT_FLAGS];
	st.nice = (int64_t)field[PROC_STAT_NICE];
	st.threads = (int64_t)field[PROC_STAT_THREADS];
	st.starttime = field[PROC_STAT_STARTTIME];
	st.start_code = field[PROC_STAT_START_CODE];
	st.end_code = field[PROC_STAT_END_CODE];
	st.start_stack = field[PROC_STAT_START_STACK];
	st.start_data = field[PROC_STAT_START_DATA];
	st.end_data = field[PROC_STAT_END_DATA];
	st.start_brk = field[PROC_STAT_START_BRK];
	st.arg_start = field[PROC_STAT_ARG_START];
	st.arg_end = field[PROC_STAT_ARG_END];
	st.env_start = field[PROC_STAT_ENV_START];
	st.env_end = field[PROC_STAT_ENV_END];
	st.exit_code = (int32_t)field[PROC_STAT_EXIT_CODE];
	st.exit_signal = (int32_t)field[PROC_STAT_EXIT_SIGNAL];
	st.rt_priority = (uint32_t)field[PROC_STAT_RT_PRIORITY];
	st.policy = (uint32_t)field[PROC_STAT_POLICY];
	*ret = st;
	return 0;
}

/* == /proc/PID/status ========================================================================== */

/* Lines that say something, in the order in which the kernel writes them. */
enum proc_status_key {
	PROC_STATUS_UMASK,
	PROC_STATUS_STATE,
	PROC_STATUS_TGID,
	PROC_STATUS_PID,
	PROC_STATUS_PPID,
	PROC_STATUS_TRACER,
	PROC_STATUS_UID,
	PROC_STATUS_GID,
	PROC_STATUS_GROUPS,
	PROC_STATUS_NSPID,
	PROC_STATUS_UNTAG,
	PROC_STATUS_THREADS,
	PROC_STATUS_SIGPND,
	PROC_STATUS_SHDPND,
	PROC_STATUS_SIGBLK,
	PROC_STATUS_SIGIGN,
	PROC_STATUS_SIGCGT,
	PROC_STATUS_CAPINH,
	PROC_STATUS_CAPPRM,
	PROC_STATUS_CAPEFF,
	PROC_STATUS_CAPBND,
	PROC_STATUS_CAPAMB,
	PROC_STATUS_NEW_PRIVS,
	PROC_STATUS_SECCOMP,
	PROC_STATUS_FILTERS,
	PROC_STATUS_KEYS
};

static const char *const proc_status_keys[PROC_STATUS_KEYS] = {
	"Umask",      "State",	 "Tgid",       "Pid",	  "PPid",
	"TracerPid",  "Uid",	 "Gid",	       "Groups",  "NSpid",
	"untag_mask", "Threads", "SigPnd",     "ShdPnd",  "SigBlk",
	"SigIgn",     "SigCgt",	 "CapInh",     "CapPrm",  "CapEff",
	"CapBnd",     "CapAmb",	 "NoNewPrivs", "Seccomp", "Seccomp_filters",
};

/* Where the value of each key is, NULL where there is none: found in one walk, for the file has 60
 * lines and is read of every thread. */
static void proc_status_index(const char *text, const char *at[PROC_STATUS_KEYS])
{
	for (const char *line = text; *line;) {
		for (int i = 0; i < PROC_STATUS_KEYS; i++) {
			const char *key = proc_status_keys[i];

			if (at[i] || line[0] != key[0] || line[1] != key[1] ||
			    !str_starts(line, key) || line[strlen(key)] != ':')
				continue;
			at[i] = line + strlen(key) + 1;
			proc_skip_blanks(&at[i]);
			break;
		}
		while (*line && *line != '\n')
			line++;
		if (*line)
			line++;
	}
}

/* The number of a key's line, which holds nothing else of interest. */
static bool proc_status_number(const char *p, unsigned base, uint64_t *ret)
{
	return p && str_number(&p, base, ret);
}

static bool proc_status_pid(const char *p, pid_t *ret)
{
	return p && proc_parse_pid(&p, ret);
}

/* A line that older kernels or other configurations leave out: absent is 0, present must be a
 * number. */
static bool proc_status_optional(const char *p, unsigned base, uint64_t *ret)
{
	*ret = 0;
	return !p || str_number(&p, base, ret);
}

/* Exactly four ids: real, effective, saved, file system. */
static bool proc_status_ids(const char *p, uint32_t ids[4])
{
	uint64_t v;

	for (int i = 0; i < 4; i++) {
		if (!p || !str_number(&p, 10, &v) || v > UINT32_MAX)
			return false;
		ids[i] = (uint32_t)v;
		proc_skip_blanks(&p);
	}
	return true;
}

static bool proc_status_nspid(const char *p, struct proc_status *st)
{
	if (!p) { /* a kernel without pid namespaces */
		st->nspid[0] = st->pid;
		st->nspid_n = 1;
		return true;
	}
	for (; *p && *p != '\n'; proc_skip_blanks(&p)) {
		if (st->nspid_n == (int)ARRAY_LEN(st->nspid) ||
		    !proc_parse_pid(&p, &st->nspid[st->nspid_n]))
			return false;
		st->nspid_n++;
	}
	return st->nspid_n > 0;
}

CR_FN int proc_parse_status(const char *text, struct proc_status *ret)
{
	struct proc_status st = {0};
	const char *at[PROC_STATUS_KEYS] = {NULL};
	uint64_t umask, new_privs, seccomp, filters, threads;

	proc_status_index(text, at);
	const char *state = at[PROC_STATUS_STATE];
	if (!state || state[0] < 'A' || state[0] > 'z')
		return -EINVAL;
	st.state = state[0];
	if (!proc_status_pid(at[PROC_STATUS_TGID], &st.tgid) ||
	    !proc_status_pid(at[PROC_STATUS_PID], &st.pid) ||
	    !proc_status_pid(at[PROC_STATUS_PPID], &st.ppid) ||
	    !proc_status_pid(at[PROC_STATUS_TRACER], &st.tracer) ||
	    !proc_status_nspid(at[PROC_STATUS_NSPID], &st) ||
	    !proc_status_ids(at[PROC_STATUS_UID], st.uid) ||
	    !proc_status_ids(at[PROC_STATUS_GID], st.gid))
		return -EINVAL;
	if (!proc_status_optional(at[PROC_STATUS_UMASK], 8, &umask) || umask > 0777 ||
	    !proc_status_optional(at[PROC_STATUS_THREADS], 10, &threads) || threads > INT32_MAX ||
	    !proc_status_optional(at[PROC_STATUS_NEW_PRIVS], 10, &new_privs) || new_privs > 1 ||
	    !proc_status_optional(at[PROC_STATUS_SECCOMP], 10, &seccomp) || seccomp > INT32_MAX ||
	    !proc_status_optional(at[PROC_STATUS_FILTERS], 10, &filters) || filters > INT32_MAX)
		return -EINVAL;
	st.umask = (unsigned)umask;
	st.threads = (int)threads;
	st.no_new_privs = (int)new_privs;
	st.seccomp = (int)seccomp;
	st.seccomp_filters = (int)filters;
	if (!proc_status_number(at[PROC_STATUS_SIGPND], 16, &st.sig_pnd) ||
	    !proc_status_number(at[PROC_STATUS_SHDPND], 16, &st.shd_pnd) ||
	    !proc_status_number(at[PROC_STATUS_SIGBLK], 16, &st.sig_blk) ||
	    !proc_status_number(at[PROC_STATUS_SIGIGN], 16, &st.sig_ign) ||
	    !proc_status_number(at[PROC_STATUS_SIGCGT], 16, &st.sig_cgt))
		return -EINVAL;
	if (!proc_status_number(at[PROC_STATUS_CAPINH], 16, &st.cap_inh) ||
	    !proc_status_number(at[PROC_STATUS_CAPPRM], 16, &st.cap_prm) ||
	    !proc_status_number(at[PROC_STATUS_CAPEFF], 16, &st.cap_eff) ||
	    !proc_status_number(at[PROC_STATUS_CAPBND], 16, &st.cap_bnd) ||
	    !proc_status_optional(at[PROC_STATUS_CAPAMB], 16, &st.cap_amb))
		return -EINVAL;
	const char *mask = at[PROC_STATUS_UNTAG]; /* 6.4 */
	st.address_tags = mask && !str_starts(mask, "0xffffffffffffffff");
	st.groups = at[PROC_STATUS_GROUPS] ? at[PROC_STATUS_GROUPS] : "";
	st.groups_n = proc_parse_groups(st.groups, NULL, 0);
	if (st.groups_n < 0)
		return -EINVAL;
	*ret = st;
	return 0;
}

/* "monotonic  -12  345" and "boottime  ...": seconds, and what is added to them. */
static bool proc_clock_offset(const char *text, const char *name, int64_t *ret_ns)
{
	uint64_t sec, nsec;

	while (*text && !str_starts(text, name)) {
		while (*text && *text++ != '\n')
			;
	}
	if (!*text)
		return false;
	text += strlen(name);
	proc_skip_blanks(&text);
	bool minus = *text == '-';
	text += minus;
	if (!str_number(&text, 10, &sec) || sec > INT64_MAX / 1000000000 - 1)
		return false;
	proc_skip_blanks(&text);
	if (!str_number(&text, 10, &nsec) || nsec > 999999999)
		return false;
	*ret_ns = (minus ? -(int64_t)sec : (int64_t)sec) * 1000000000 + (int64_t)nsec;
	return true;
}

CR_FN int proc_parse_clocks(const char *text, int64_t ret_ns[2])
{
	return proc_clock_offset(text, "monotonic ", &ret_ns[0]) &&
			       proc_clock_offset(text, "boottime ", &ret_ns[1])
		       ? 0
		       : -EINVAL;
}

CR_FN int proc_parse_groups(const char *text, uint32_t *groups, int n)
{
	int count = 0;

	for (proc_skip_blanks(&text); *text && *text != '\n'; proc_skip_blanks(&text)) {
		uint64_t v;

		if (!str_number(&text, 10, &v) || v > UINT32_MAX || count == INT32_MAX)
			return -EINVAL;
		if (count < n)
			groups[count] = (uint32_t)v;
		count++;
	}
	return count;
}

/* == threads and children ====================================================================== */

struct proc_pids {
	VEC(pid_t) v;
};

static int proc_pids_add(struct cr_ctx *cx, struct proc_pids *pids, pid_t pid)
{
	pid_t *p = vec_add(&cx->arena, &pids->v);

	if (!p)
		return error_memory(cx);
	*p = pid;
	return 0;
}

/* Next name of a directory that is a number; others are passed over. */
static int proc_dir_next_pid(struct sys_dir *dir, pid_t *ret)
{
	for (;;) {
		const char *name;
		int r = sys_dir_next(dir, &name);

		if (r <= 0)
			return r;
		if (proc_parse_pid(&name, ret) && !*name)
			return 1;
	}
}

CR_FN int proc_threads(struct cr_ctx *cx, int pid_fd, pid_t **ret, size_t *ret_n)
{
	CR_AUTOFD int fd = sys_openat(pid_fd, "task", O_RDONLY | O_DIRECTORY, 0);
	struct proc_pids tids = {{NULL, 0, 0}};
	struct sys_dir dir;
	pid_t tid;
	int r;

	if (fd < 0)
		return fd;
	sys_dir_start(&dir, fd);
	while ((r = proc_dir_next_pid(&dir, &tid)) > 0) {
		r = proc_pids_add(cx, &tids, tid);
		if (r < 0)
			return r;
	}
	if (r < 0)
		return r;
	*ret = tids.v.at;
	*ret_n = tids.v.n;
	return 0;
}

/* Children of one thread. A thread that ended meanwhile has left them to another of its process. */
static int proc_children_of_thread(struct cr_ctx *cx, int pid_fd, pid_t tid, struct proc_pids *pids)
{
	char name[40], *text;

	str_format(name, sizeof(name), "task/%d/children", tid);
	int r = proc_read(cx, pid_fd, name, &text, NULL);
	if (r < 0)
		return r;
	for (const char *p = text; *p;) {
		pid_t pid;

		if (!proc_parse_pid(&p, &pid) || (*p && *p != ' '))
			return error_set(cx, CR_E_SYSTEM, EINVAL, 0, name,
					 "'%s' of /proc makes no sense", name);
		proc_skip_blanks(&p);
		r = proc_pids_add(cx, pids, pid);
		if (r < 0)
			return r;
	}
	return 0;
}

static int proc_read_stat(int dir_fd, const char *name, struct proc_stat *ret)
{
	char text[2048];
	ssize_t n = proc_read_small(dir_fd, name, text, sizeof(text));

	return n < 0 ? (int)n : proc_parse_stat(text, ret);
}

/* Without CONFIG_PROC_CHILDREN: everybody is asked for the parent. */
static int proc_children_by_parent(struct cr_ctx *cx, int pid_fd, struct proc_pids *pids)
{
	CR_AUTOFD int fd = sys_openat(pid_fd, "..", O_RDONLY | O_DIRECTORY, 0);
	struct proc_stat own, other;
	struct sys_dir dir;
	char name[24];
	pid_t pid;
	int r;

	if (fd < 0)
		return fd;
	r = proc_read_stat(pid_fd, "stat", &own);
	if (r < 0)
		return r;
	sys_dir_start(&dir, fd);
	while ((r = proc_dir_next_pid(&dir, &pid)) > 0) {
		str_format(name, sizeof(name), "%d/stat", pid);
		r = proc_read_stat(fd, name, &other);
		if (r == -ENOENT || r == -ESRCH) /* ended meanwhile */
			continue;
		if (r == 0 && other.ppid == own.pid)
			r = proc_pids_add(cx, pids, pid);
		if (r < 0)
			return r;
	}
	return r;
}

CR_FN int proc_children(struct cr_ctx *cx, int pid_fd, pid_t **ret, size_t *ret_n)
{
	struct proc_pids pids = {{NULL, 0, 0}};
	pid_t *tids;
	size_t n, known = 0;
	int r = proc_threads(cx, pid_fd, &tids, &n);

	if (r < 0)
		return r;
	for (size_t i = 0; i < n; i++) {
		r = proc_children_of_thread(cx, pid_fd, tids[i], &pids);
		if (r < 0 && r != -ENOENT && r != -ESRCH)
			return r;
		known += r == 0;
	}
	if (!known) {
		pids.v.n = 0;
		r = proc_children_by_parent(cx, pid_fd, &pids);
		if (r < 0)
			return r;
	}
	*ret = pids.v.at;
	*ret_n = pids.v.n;
	return 0;
}

/* == the auxiliary vector ====================================================================== */

/* Pairs of type and value, as wide as the program's words. The first one's value is not 0. */
CR_FN bool proc_auxv_is_compat(const char *auxv, size_t len)
{
	uint64_t first;

	if (len < sizeof(first))
		return false;
	memcpy(&first, auxv, sizeof(first));
	return first > UINT32_MAX;
}

CR_FN uint64_t proc_auxv_value(const char *auxv, size_t len, uint64_t type)
{
	size_t width = proc_auxv_is_compat(auxv, len) ? sizeof(uint32_t) : sizeof(uint64_t);

	for (size_t i = 0; i + 2 * width <= len; i += 2 * width) {
		uint64_t pair[2] = {0, 0};

		memcpy(&pair[0], auxv + i, width);
		memcpy(&pair[1], auxv + i + width, width);
		if (pair[0] == type)
			return pair[1];
	}
	return 0;
}
