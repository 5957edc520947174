/* SPDX-License-Identifier: MIT
 *
 * Tests of the readers of /proc in impl/kernel: texts of several kernels (test/proc), damaged ones,
 * the real ones.
 */
#include "t.h"
#include "fuzz_proc.c"

#include <dirent.h>
#include <pthread.h>
#include <stdatomic.h>
#include <sys/sysmacros.h>

/* == /proc: parsers ============================================================================ */

static char *procfs_recorded(const char *name)
{
	char path[128];

	snprintf(path, sizeof(path), "test/proc/%s.txt", name);
	char *text = t_read(t_path(path), NULL);
	T_MUST(text != NULL, "%s is missing", path);
	return text;
}

static void procfs_stat(void)
{
	struct proc_stat st;
	char *text = procfs_recorded("stat-5.10");

	T_CHECK(proc_parse_stat(text, &st) == 0, "bash");
	T_CHECK(st.pid == 1187 && st.ppid == 1181 && st.pgid == 1187 && st.sid == 1187 &&
			st.tpgid == 1302,
		"ids");
	T_CHECK(strcmp(st.comm, "bash") == 0 && st.state == 'S' && st.tty == 34816 &&
			st.flags == 4194304,
		"%s", st.comm);
	T_CHECK(st.nice == 0 && st.threads == 1 && st.starttime == 3212, "nice %ld", st.nice);
	T_CHECK(st.start_code == 94366183723008 && st.end_code == 94366184443181, "code %lu",
		st.start_code);
	T_CHECK(st.start_stack == 140728303118272 && st.start_data == 94366184686544 &&
			st.end_data == 94366184733700,
		"data %lu", st.start_data);
	T_CHECK(st.start_brk == 94366188867584 && st.arg_start == 140728303124245 &&
			st.arg_end == 140728303124251 && st.env_start == 140728303124251 &&
			st.env_end == 140728303124462,
		"brk %lu", st.start_brk);
	T_CHECK(st.exit_signal == 17 && st.exit_code == 0 && st.policy == 0 && st.rt_priority == 0,
		"exit signal %d", st.exit_signal);
	/* Every shorter text is no such text, except without the line's end. */
	size_t len = strlen(text);
	for (size_t n = 0; n + 3 < len; n++) {
		char *cut = strndup(text, n);
		T_CHECK(proc_parse_stat(cut, &st) == -EINVAL, "'%s'", cut);
		free(cut);
	}
	free(text);

	text = procfs_recorded("stat-6.1-odd-name");
	T_CHECK(proc_parse_stat(text, &st) == 0, "odd name");
	T_CHECK(strcmp(st.comm, "a) R 1 (\nb)") == 0 && st.state == 'T' && st.ppid == 700, "'%s'",
		st.comm);
	T_CHECK(st.tpgid == -1 && st.nice == -5 && st.threads == 3 && st.exit_signal == -1,
		"nice %ld", st.nice);
	T_CHECK(st.rt_priority == 99 && st.policy == 1 && st.exit_code == 9, "%u %u %d",
		st.rt_priority, st.policy, st.exit_code);
	free(text);
	text = procfs_recorded("stat-6.6-kworker");
	T_CHECK(proc_parse_stat(text, &st) == 0 && st.flags & 0x00200000, "a kernel thread: %x",
		st.flags);
	T_CHECK(strcmp(st.comm, "kworker/u17:2-events_unbound") == 0, "%s", st.comm);
	free(text);
	text = procfs_recorded("stat-6.18-zombie");
	T_CHECK(proc_parse_stat(text, &st) == 0 && st.state == 'Z' && st.exit_code == 7 << 8,
		"exit code %d", st.exit_code);
	free(text);

	st.pid = 4;
	T_CHECK(proc_parse_stat("", &st) == -EINVAL && proc_parse_stat("1", &st) == -EINVAL,
		"nothing");
	T_CHECK(proc_parse_stat("99999999999 (a) S", &st) == -EINVAL &&
			proc_parse_stat("1 (a S 1 2", &st) == -EINVAL,
		"no pid");
	T_CHECK(st.pid == 4, "failed and wrote");
}

static void procfs_status(void)
{
	struct proc_status st;
	uint32_t groups[4] = {0, 0, 0, 77};
	char *text = procfs_recorded("status-5.10");

	T_CHECK(proc_parse_status(text, &st) == 0, "bash");
	T_CHECK(st.state == 'S' && st.tgid == 1187 && st.pid == 1187 && st.ppid == 1181 &&
			st.tracer == 0,
		"ids");
	T_CHECK(st.umask == 027 && st.threads == 1 && st.nspid_n == 1 && st.nspid[0] == 1187,
		"umask %o", st.umask);
	T_CHECK(st.uid[0] == 1000 && st.gid[3] == 1000 && st.groups_n == 9, "%d groups",
		st.groups_n);
	T_CHECK(proc_parse_groups(st.groups, groups, 3) == 9, "groups");
	T_CHECK(groups[0] == 24 && groups[2] == 27 && groups[3] == 77, "%u %u %u", groups[0],
		groups[2], groups[3]);
	T_CHECK(st.sig_blk == 0x10000 && st.sig_ign == 0x384004 && st.sig_cgt == 0x4b813efb, "%lx",
		st.sig_cgt);
	T_CHECK(st.cap_eff == 0 && st.cap_bnd == 0x1ffffffffff && st.no_new_privs == 0 &&
			st.seccomp == 0,
		"%lx", st.cap_bnd);
	free(text);

	text = procfs_recorded("status-6.1-container");
	T_CHECK(proc_parse_status(text, &st) == 0, "container");
	T_CHECK(st.state == 't' && st.tgid == 70512 && st.pid == 70514 && st.tracer == 70600, "%d",
		st.tracer);
	T_CHECK(st.nspid_n == 3 && st.nspid[0] == 70514 && st.nspid[1] == 414 && st.nspid[2] == 9,
		"%d", st.nspid_n);
	T_CHECK(st.uid[0] == 100000 && st.uid[3] == 100999 && st.gid[1] == 100033 &&
			st.gid[3] == 4294967294u,
		"%u", st.gid[3]);
	T_CHECK(st.groups_n == 0 && st.umask == 0 && st.threads == 4, "%d groups", st.groups_n);
	T_CHECK(st.sig_pnd == 0x200 && st.shd_pnd == 0x200002000 &&
			st.sig_blk == 0xfffffffe7ffbfeff,
		"%lx", st.sig_blk);
	T_CHECK(st.cap_prm == 0xa80425fb && st.cap_eff == 0xc0 && st.cap_amb == 0x400 &&
			st.cap_inh == 0,
		"%lx", st.cap_prm);
	T_CHECK(st.no_new_privs == 1 && st.seccomp == 2 && st.seccomp_filters == 3, "%d",
		st.seccomp_filters);
	free(text);

	text = procfs_recorded("status-5.15-no-pidns");
	T_CHECK(proc_parse_status(text, &st) == 0, "a small kernel");
	T_CHECK(st.nspid_n == 1 && st.nspid[0] == 1 && st.seccomp == 0 && st.cap_amb == 0 &&
			st.groups_n == 2,
		"%d", st.nspid_n);
	free(text);
	text = procfs_recorded("status-6.6-zombie");
	T_CHECK(proc_parse_status(text, &st) == 0 && st.state == 'Z' && st.umask == 0, "zombie");

	/* Without any of these lines it is not to be trusted. */
	static const char *const needed[] = {
		"State",  "Tgid",   "Pid",    "PPid",	"TracerPid", "Uid",    "Gid",	 "SigPnd",
		"ShdPnd", "SigBlk", "SigIgn", "SigCgt", "CapInh",    "CapPrm", "CapEff", "CapBnd"};
	for (size_t i = 0; i < ARRAY_LEN(needed); i++) {
		char *other = strdup(text);
		char *line = (char *)proc_key(other, needed[i]) - strlen(needed[i]) - 2;

		T_CHECK(proc_parse_status(other, &st) == 0, "whole");
		line[0] = '?';
		T_CHECK(proc_parse_status(other, &st) == -EINVAL, "without %s", needed[i]);
		free(other);
	}
	free(text);
	T_CHECK(proc_parse_groups("1 2 x", groups, 3) == -EINVAL &&
			proc_parse_groups("4294967296", groups, 3) == -EINVAL,
		"groups");
	T_CHECK(proc_parse_groups("", groups, 3) == 0 &&
			proc_parse_groups("7\n8", groups, 3) == 1 && groups[0] == 7,
		"groups");
}

/* As many namespaces as the kernel allows, and one more. */
static void procfs_status_nested(void)
{
	char *text = procfs_recorded("status-6.6-zombie"), *wide = malloc(8192);
	char *at = strstr(text, "NSpid:\t9034"), *end = at + strlen("NSpid:\t9034");
	struct proc_status st;

	for (int n = 32; n <= 34; n++) {
		int len = snprintf(wide, 8192, "%.*sNSpid:\t9034", (int)(at - text), text);

		for (int i = 1; i < n; i++)
			len += snprintf(wide + len, (size_t)(8192 - len), "\t%d", i);
		snprintf(wide + len, (size_t)(8192 - len), "%s", end);
		int r = proc_parse_status(wide, &st);
		T_CHECK(n <= 33 ? r == 0 && st.nspid_n == n && st.nspid[n - 1] == n - 1
				: r == -EINVAL,
			"%d namespaces: %d", n, r);
	}
	free(wide);
	free(text);
}

static void procfs_map_lines(void)
{
	static const char *const bad[] = {
		"",
		"x",
		"-",
		"1-2",
		"1000-2000",
		"1000-2000 ",
		"1000-2000 rw-p",
		"1000-2000 rw-p 0 0:0",
		"2000-1000 rw-p 0 0:0 0",
		"1000-1000 rw-p 0 0:0 0",
		"1000-2000 rwzp 0 0:0 0",
		"1000-2000 rw-x 0 0:0 0",
		"1000-2000 rw-p 0 00 0",
		"1000-2000 rw-p 0 1000:0 0",
		"1000-2000 rw-p 0 0:100000 0",
		"1000-10000000000000000 rw-p 0 0:0 0",
		"1000-2000 rw-p 0 0:0 18446744073709551616",
		"1000-2000 rw-p 0 0:0 5x",
		"1000 2000 rw-p 0 0:0 0",
		"Size:                  4 kB",
	};
	char *text = procfs_recorded("maps-5.10"), *p = text, *line;
	struct proc_map map[32] = {0};
	int n = 0;

	while ((line = str_line(&p)) != NULL && n < 32) {
		T_CHECK(proc_parse_map_line(line, &map[n]) == 0, "line %d", n);
		n++;
	}
	T_MUST(n == 17, "%d lines", n);
	T_CHECK(map[1].start == 0x55d37a0fe000 && map[1].end == 0x55d37a1ae000 &&
			map[1].pgoff == 0x2d000,
		"%lx", map[1].start);
	T_CHECK(map[1].prot == (PROT_READ | PROT_EXEC) && !map[1].shared &&
			map[1].dev == makedev(0xfd, 1),
		"%d", map[1].prot);
	T_CHECK(map[1].inode == 1703958 && strcmp(map[1].name, "/usr/bin/bash") == 0, "%s",
		map[1].name);
	T_CHECK(*map[4].name == '\0' && map[7].prot == 0 && strcmp(map[5].name, "[heap]") == 0,
		"'%s'", map[4].name);
	T_CHECK(map[8].shared && strcmp(map[8].name, "/dev/zero (deleted)") == 0, "%s",
		map[8].name);
	T_CHECK(strcmp(map[9].name, "/memfd:a name with spaces (deleted)") == 0, "%s", map[9].name);
	T_CHECK(map[11].pgoff == 0x3fffffffff000 && map[11].dev == makedev(0x103, 2) &&
			map[11].inode == 9007199254740993,
		"%lx", map[11].pgoff);
	T_CHECK(strcmp(map[11].name, "/var/lib/two\nlines and a \\134") == 0, "%s", map[11].name);
	T_CHECK(map[16].start == 0xffffffffff600000 && map[16].prot == PROT_EXEC, "%lx",
		map[16].start);
	free(text);
	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		char *copy = strdup(bad[i]);
		T_CHECK(proc_parse_map_line(copy, &map[0]) == -EINVAL, "'%s'", bad[i]);
		free(copy);
	}
	T_CHECK(proc_parse_vmflags("rd wr mr mw me gd ac \n") ==
			(PROC_VM_MAYREAD | PROC_VM_MAYWRITE | PROC_VM_MAYEXEC | PROC_VM_GROWSDOWN |
			 PROC_VM_ACCOUNT),
		"flags");
	T_CHECK(proc_parse_vmflags("") == 0 && proc_parse_vmflags("  zz gdx g lolo\nlo") == 0,
		"none");
	T_CHECK(proc_parse_vmflags("lo lf") == (PROC_VM_LOCKED | PROC_VM_LOCKONFAULT),
		"the end of the text");
}

static void procfs_fdinfo(void)
{
	struct proc_fdinfo info;
	char *text = procfs_recorded("fdinfo-5.10-file");

	T_CHECK(proc_parse_fdinfo(text, &info) == 0, "5.10");
	T_CHECK(info.pos == 1234567890123 && info.mnt_id == 29 && info.ino == 0, "pos %lu",
		info.pos);
	T_CHECK(info.flags == (O_RDWR | O_APPEND | O_CLOEXEC | 0100000), "flags %o", info.flags);
	free(text);
	text = procfs_recorded("fdinfo-6.18-mem");
	T_CHECK(proc_parse_fdinfo(text, &info) == 0 && info.pos == (uint64_t)-4096 &&
			info.ino == 4026531841,
		"pos %lx", info.pos);
	free(text);
	text = procfs_recorded("fdinfo-6.18-epoll");
	T_CHECK(proc_parse_fdinfo(text, &info) == 0 && info.flags == O_RDWR && info.ino == 1057,
		"epoll");
	T_CHECK(str_starts(proc_key(text, "tfd"), "5 events:       19 data:"), "%s",
		proc_key(text, "tfd"));
	T_CHECK(!proc_key(text, "events") && !proc_key(text, "po") && !proc_key(text, "ino:"),
		"only whole keys, at the line's start");
	free(text);
	text = procfs_recorded("fdinfo-5.10-inotify");
	T_CHECK(proc_parse_fdinfo(text, &info) == 0 && info.flags == 0 && info.ino == 0,
		"inotify's ino is not this one");
	free(text);
	info.pos = 9;
	T_CHECK(proc_parse_fdinfo("pos:\t0\nflags:\t02\n", &info) == -EINVAL && info.pos == 9,
		"no mnt_id");
	T_CHECK(proc_parse_fdinfo("pos:\t0\nflags:\t9\nmnt_id:\t1\n", &info) == -EINVAL,
		"flags are octal");
	T_CHECK(proc_parse_fdinfo("pos:\t0\nflags:\t2\nmnt_id:\t1\nino:\tx\n", &info) == -EINVAL,
		"ino");
	T_CHECK(proc_parse_fdinfo("", &info) == -EINVAL, "nothing");
}

static void procfs_timers(void)
{
	static const struct proc_timer want[] = {
		{0, 14, SIGEV_SIGNAL, 0, 0x7fff86e452a8, 2634},
		{7, 34, SIGEV_SIGNAL | SIGEV_THREAD_ID, 1, 0, 2640},
		{INT32_MAX, 0, SIGEV_NONE, -21078, UINT64_MAX, 2634},
		{9, 64, SIGEV_THREAD, 7, 0xdeadbeef, 0},
	};
	char *text = procfs_recorded("timers-6.1");
	const char *p = text;
	struct proc_timer t;

	for (size_t i = 0; i < ARRAY_LEN(want); i++) {
		T_MUST(proc_parse_timer(&p, &t) == 1, "timer %zu", i);
		T_CHECK(t.id == want[i].id && t.signo == want[i].signo &&
				t.notify == want[i].notify,
			"%d %d %d", t.id, t.signo, t.notify);
		T_CHECK(t.clock == want[i].clock && t.value == want[i].value &&
				t.pid == want[i].pid,
			"%d %lx %d", t.clock, t.value, t.pid);
	}
	T_CHECK(proc_parse_timer(&p, &t) == 0 && !*p, "the end");
	/* Cut anywhere but behind a timer it is an error, and nothing is lost before. */
	for (size_t n = 1; n < strlen(text); n++) {
		char *cut = strndup(text, n);
		bool whole = strncmp(text + n - 1, "\nID: ", 5) == 0;
		int r;

		for (p = cut; (r = proc_parse_timer(&p, &t)) > 0;)
			;
		T_CHECK(whole ? r == 0 && !*p : r == -EINVAL && *p == 'I', "%zu: %d", n, r);
		free(cut);
	}
	free(text);
}

static void procfs_numbers(void)
{
	const char *p = "-9223372036854775808 rest";
	uint64_t v = 0;
	pid_t pid = 0;

	T_CHECK(proc_parse_signed(&p, &v) && (int64_t)v == INT64_MIN && strcmp(p, " rest") == 0,
		"%ld", (int64_t)v);
	p = "18446744073709551615";
	T_CHECK(proc_parse_signed(&p, &v) && v == UINT64_MAX, "%lu", v);
	static const char *const bad[] = {
		"-9223372036854775809", "18446744073709551616", "", "-", "+1", " 1", "x"};
	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		p = bad[i];
		T_CHECK(!proc_parse_signed(&p, &v) && p == bad[i] && v == UINT64_MAX, "'%s'",
			bad[i]);
	}
	p = "2147483647";
	T_CHECK(proc_parse_pid(&p, &pid) && pid == INT32_MAX, "%d", pid);
	p = "2147483648";
	T_CHECK(!proc_parse_pid(&p, &pid), "%d", pid);
}

static void procfs_fuzz(void)
{
	struct fuzz_seed seeds[64];
	size_t n = 0;
	DIR *dir = opendir(t_path("test/proc"));
	struct dirent *entry;

	T_MUST(dir != NULL, "test/proc");
	while ((entry = readdir(dir)) != NULL && n < ARRAY_LEN(seeds)) {
		char path[512];

		if (entry->d_name[0] == '.')
			continue;
		snprintf(path, sizeof(path), "test/proc/%s", entry->d_name);
		seeds[n].data = t_read(t_path(path), &seeds[n].size);
		T_MUST(seeds[n].data != NULL, "%s", path);
		n++;
	}
	closedir(dir);
	T_MUST(n > 20, "%zu seeds", n);
	size_t inputs = fuzz_run(&fuzz_proc, seeds, n, (uint64_t)getpid(), SIZE_MAX,
				 t_now_ns() + 2000000000u);
	T_CHECK(inputs > 1000, "%zu inputs", inputs);
	t_say("%zu inputs", inputs);
	while (n > 0)
		free(seeds[--n].data);
}

/* == /proc: the real one ======================================================================= */

struct procfs_proc {
	struct cr_ctx cx;
	int proc, self;
};

static void procfs_open(struct procfs_proc *p)
{
	p->proc = p->self = -1;
	T_MUST(ctx_open(&p->cx, NULL) == 0, "ctx_open");
	T_MUST(proc_open(&p->cx, &p->proc) == 0, "%s", p->cx.err.text);
	T_MUST(proc_open_pid(p->proc, getpid(), &p->self) == 0, "proc_open_pid");
}

static void procfs_close(struct procfs_proc *p)
{
	T_CHECK(p->cx.err.code == CR_E_OK, "left behind: %s", p->cx.err.text);
	ctx_close(&p->cx);
	close(p->proc);
	close(p->self);
}

static void procfs_self(void)
{
	struct procfs_proc p;
	struct proc_status status = {0};
	struct proc_stat st = {0};
	char *text, *path, cwd[PATH_MAX];
	size_t len;
	int fd = 5;

	procfs_open(&p);
	T_CHECK(kernel_cloexec(p.proc) && kernel_cloexec(p.self), "close-on-exec");
	T_CHECK(prctl(PR_SET_NAME, "a) R 1 (\n)") == 0, "prctl");
	T_MUST(proc_read(&p.cx, p.self, "stat", &text, &len) == 0 && strlen(text) == len, "stat");
	T_CHECK(proc_parse_stat(text, &st) == 0 && strcmp(st.comm, "a) R 1 (\n)") == 0, "'%s'",
		st.comm);
	T_CHECK(st.pid == getpid() && st.ppid == getppid() && st.sid == getsid(0) &&
			st.pgid == getpgid(0),
		"ids");
	T_CHECK(st.start_stack > 4096 && st.start_brk > 4096 && st.arg_end > st.arg_start,
		"stack %lx", st.start_stack);
	umask(031);
	T_MUST(proc_read(&p.cx, p.self, "status", &text, NULL) == 0, "status");
	T_CHECK(proc_parse_status(text, &status) == 0 && status.pid == getpid() &&
			status.umask == 031,
		"umask %o", status.umask);
	T_CHECK(status.uid[1] == geteuid() && status.groups_n == getgroups(0, NULL), "%d groups",
		status.groups_n);
	for (int cap = 0; cap < 64; cap++)
		T_CHECK(feature_has_cap(cap) == (status.cap_eff >> cap & 1), "%s",
			feature_cap_name(cap));
	T_CHECK(!feature_has_cap(-1) && !feature_has_cap(64), "no such capability");
	T_MUST(proc_readlink(&p.cx, p.self, "cwd", &path) == 0 && getcwd(cwd, sizeof(cwd)), "cwd");
	T_CHECK(strcmp(path, cwd) == 0, "%s, %s", path, cwd);

	T_CHECK(proc_read(&p.cx, p.self, "nothing", &text, NULL) == -ENOENT,
		"a file that is not there");
	T_CHECK(proc_readlink(&p.cx, p.self, "stat", &path) == -EINVAL, "no link");
	T_CHECK(proc_open_pid(p.proc, 0x3ffffff, &fd) == -ESRCH && fd == 5, "nobody");
	T_CHECK(proc_open_pid(p.proc, 0, &fd) == -EINVAL &&
			proc_open_pid(p.proc, -1, &fd) == -EINVAL,
		"no pid");
	char small[8];
	T_CHECK(proc_read_small(p.self, "status", small, sizeof(small)) == -EFBIG,
		"too small a buffer");
	procfs_close(&p);
}

/* Files of every length around the sizes of buffers. */
static void procfs_read_sizes(void)
{
	static const size_t sizes[] = {0, 1, 4095, 4096, 4097, 16383, 16384, 16385, 100000};
	struct procfs_proc p;
	char *data = malloc(100000), *text;
	size_t len;

	procfs_open(&p);
	for (size_t i = 0; i < 100000; i++)
		data[i] = (char)(i % 251 + 1);
	for (size_t i = 0; i < ARRAY_LEN(sizes); i++) {
		t_write("text", data, sizes[i]);
		T_MUST(proc_read(&p.cx, AT_FDCWD, "text", &text, &len) == 0, "%zu bytes", sizes[i]);
		T_CHECK(len == sizes[i] && memcmp(text, data, len) == 0 && text[len] == '\0',
			"%zu bytes of %zu", len, sizes[i]);
	}
	free(data);
	procfs_close(&p);
	/* No arena, no text, and the error says so. */
	T_MUST(ctx_open(&p.cx, NULL) == 0, "ctx_open");
	p.cx.arena.used = p.cx.arena.size;
	T_CHECK(proc_read(&p.cx, AT_FDCWD, "text", &text, &len) == -ENOMEM &&
			p.cx.err.code == CR_E_MEMORY,
		"%s", p.cx.err.text);
	ctx_close(&p.cx);
}

static void procfs_sysctl(void)
{
	struct procfs_proc p;
	uint64_t v = 0;

	procfs_open(&p);
	T_CHECK(proc_sysctl_u64(p.proc, "sys/kernel/pid_max", &v) == 0 && v >= 300, "%lu", v);
	v = 5;
	T_CHECK(proc_sysctl_u64(p.proc, "sys/kernel/ostype", &v) == -EINVAL && v == 5, "no number");
	T_CHECK(proc_sysctl_u64(p.proc, "sys/kernel/nothing", &v) == -ENOENT && v == 5, "no file");
	int scope = proc_yama(p.proc);
	T_CHECK(scope == 0 || t_exists("/proc/sys/kernel/yama/ptrace_scope"), "%d", scope);
	T_CHECK(scope >= 0 && scope <= 3, "%d", scope);
	procfs_close(&p);
}

static void procfs_foreign_child(void)
{
	struct cr_ctx cx;
	int fd = -1;

	T_MUST(ctx_open(&cx, NULL) == 0, "ctx_open");
	T_CHECK(proc_open(&cx, &fd) < 0 && fd == -1, "%d", fd);
	T_CHECK(t_contains(cx.err.text, "another pid namespace") &&
			strcmp(cx.err.object, "/proc") == 0,
		"%s", cx.err.text);
	ctx_close(&cx);
}

/* The first process of a new pid namespace still sees the old one's /proc. */
static void procfs_foreign(void)
{
	if (unshare(CLONE_NEWPID) < 0)
		t_skip("unshare: %s", strerror(errno));
	kernel_in_child(procfs_foreign_child);
}

static const struct proc_map *procfs_map_at(const struct proc_map *maps, size_t n, const void *at)
{
	for (size_t i = 0; i < n; i++)
		if (maps[i].start <= (uintptr_t)at && (uintptr_t)at < maps[i].end)
			return &maps[i];
	T_MUST(false, "nothing is mapped at %p", at);
	return NULL;
}

static char *procfs_anon(int prot, int flags)
{
	char *p = mmap(NULL, 16384, prot, MAP_PRIVATE | MAP_ANONYMOUS | flags, -1, 0);

	T_MUST(p != MAP_FAILED, "mmap: %s", strerror(errno));
	return p;
}

static void procfs_maps(void)
{
	struct procfs_proc p;
	struct proc_map *maps, *plain;
	size_t n = 0, plain_n = 0;

	t_write("two\nlines \\ (deleted)", "text", 4);
	int fd = open("two\nlines \\ (deleted)", O_RDWR | O_CLOEXEC);
	char *file = mmap(NULL, 16384, PROT_READ, MAP_SHARED, fd, 4096);
	T_MUST(file != MAP_FAILED, "mmap");
	char *fork_not = procfs_anon(PROT_READ, 0), *wipe = procfs_anon(PROT_READ | PROT_WRITE, 0);
	char *dump_not = procfs_anon(PROT_NONE, 0),
	     *grows = procfs_anon(PROT_READ | PROT_WRITE, MAP_GROWSDOWN);
	char *reserve = procfs_anon(PROT_READ | PROT_WRITE, MAP_NORESERVE),
	     *huge = procfs_anon(PROT_EXEC, 0);
	madvise(fork_not, 16384, MADV_DONTFORK);
	madvise(wipe, 16384, MADV_WIPEONFORK);
	madvise(dump_not, 16384, MADV_DONTDUMP);
	bool huge_known = madvise(huge, 16384, MADV_NOHUGEPAGE) == 0;
	T_CHECK(mlock(wipe, 4096) == 0, "mlock");

	procfs_open(&p);
	T_MUST(proc_maps(&p.cx, p.self, true, &maps, &n) == 0, "%s", p.cx.err.text);
	T_MUST(proc_maps(&p.cx, p.self, false, &plain, &plain_n) == 0, "%s", p.cx.err.text);
	for (size_t i = 1; i < n; i++)
		T_CHECK(maps[i - 1].end <= maps[i].start, "mapping %zu", i);
	for (size_t i = 0; i < plain_n; i++)
		T_CHECK(!plain[i].vmflags, "flags from maps: %lx", plain[i].vmflags);

	const struct proc_map *m = procfs_map_at(maps, n, file);
	struct stat st;
	fstat(fd, &st);
	T_CHECK(str_ends(m->name, "/two\nlines \\ (deleted)") && m->shared && m->pgoff == 4096,
		"%s", m->name);
	T_CHECK(m->inode == st.st_ino && m->prot == PROT_READ, "inode %lu of %lu", m->inode,
		st.st_ino);
	T_CHECK(m->end - m->start == 16384 &&
			strcmp(procfs_map_at(plain, plain_n, file)->name, m->name) == 0,
		"both agree");
	T_CHECK(procfs_map_at(maps, n, fork_not)->vmflags & PROC_VM_DONTCOPY, "dc");
	T_CHECK(procfs_map_at(maps, n, wipe)->vmflags & PROC_VM_WIPEONFORK, "wf");
	T_CHECK(procfs_map_at(maps, n, wipe)->vmflags & PROC_VM_LOCKED, "lo");
	T_CHECK(!(procfs_map_at(maps, n, wipe + 4096)->vmflags & PROC_VM_LOCKED), "not lo");
	T_CHECK(procfs_map_at(maps, n, dump_not)->vmflags & PROC_VM_DONTDUMP &&
			!procfs_map_at(maps, n, dump_not)->prot,
		"dd");
	T_CHECK(procfs_map_at(maps, n, grows)->vmflags & PROC_VM_GROWSDOWN, "gd");
	T_CHECK(procfs_map_at(maps, n, reserve)->vmflags & PROC_VM_NORESERVE, "nr");
	T_CHECK(!huge_known || procfs_map_at(maps, n, huge)->vmflags & PROC_VM_NOHUGEPAGE, "nh");
	T_CHECK(procfs_map_at(maps, n, huge)->prot & PROT_EXEC &&
			!*procfs_map_at(maps, n, huge)->name,
		"no name");
	T_CHECK(procfs_map_at(maps, n, &st)->vmflags & PROC_VM_MAYWRITE, "the stack");
	munmap(file, 16384);
	close(fd);
	procfs_close(&p);
}

static void procfs_maps_recorded_file(const char *name, bool flags, struct proc_map **ret,
				      size_t *ret_n)
{
	struct procfs_proc p;
	char *text = procfs_recorded(name);

	mkdir("pid", 0700);
	t_write(flags ? "pid/smaps" : "pid/maps", text, strlen(text));
	free(text);
	procfs_open(&p);
	int dir = open("pid", O_PATH | O_CLOEXEC);
	T_MUST(proc_maps(&p.cx, dir, flags, ret, ret_n) == 0, "%s: %s", name, p.cx.err.text);
	close(dir);
	close(p.proc);
	close(p.self); /* the arena stays: what it holds is looked at */
}

static void procfs_maps_recorded(void)
{
	struct proc_map *m;
	size_t n;

	procfs_maps_recorded_file("smaps-5.10", true, &m, &n);
	T_MUST(n == 3, "%zu", n);
	T_CHECK(m[0].pkey == 0 && m[1].pkey == 3 && m[2].pkey == 0, "keys %d %d %d", m[0].pkey,
		m[1].pkey, m[2].pkey);
	T_CHECK(m[0].vmflags == (PROC_VM_MAYREAD | PROC_VM_MAYWRITE | PROC_VM_MAYEXEC), "%lx",
		m[0].vmflags);
	T_CHECK(m[1].vmflags == (PROC_VM_MAYREAD | PROC_VM_MAYWRITE | PROC_VM_MAYEXEC |
				 PROC_VM_LOCKED | PROC_VM_LOCKONFAULT | PROC_VM_NORESERVE |
				 PROC_VM_DONTCOPY | PROC_VM_DONTDUMP | PROC_VM_WIPEONFORK |
				 PROC_VM_HUGEPAGE | PROC_VM_MERGEABLE | PROC_VM_ACCOUNT |
				 PROC_VM_UFFD_MISSING | PROC_VM_UFFD_WP),
		"%lx", m[1].vmflags);
	T_CHECK(strcmp(m[2].name, "[stack]") == 0 && m[2].vmflags & PROC_VM_GROWSDOWN, "%s",
		m[2].name);
	procfs_maps_recorded_file("smaps-6.18", true, &m, &n);
	T_MUST(n == 20, "%zu", n);
	T_CHECK(m[12].vmflags & PROC_VM_SEALED && m[13].vmflags & PROC_VM_DROPPABLE, "%lx %lx",
		m[12].vmflags, m[13].vmflags);
	T_CHECK(strcmp(m[14].name, "[anon:a b: c]") == 0, "%s", m[14].name);
	T_CHECK(m[15].vmflags == (PROC_VM_MAYREAD | PROC_VM_PFNMAP | PROC_VM_IO | PROC_VM_DONTDUMP),
		"vvar %lx", m[15].vmflags);
	T_CHECK(m[0].name == m[1].name && m[4].name == m[0].name, "one file, one name");
	procfs_maps_recorded_file("maps-6.18", false, &m, &n);
	T_CHECK(n > 10 && strcmp(m[n - 1].name, "[vsyscall]") == 0, "%zu, %s", n, m[n - 1].name);
}

/* Files that no kernel would write. */
static void procfs_maps_damaged(void)
{
	static const char one[] = "1000-2000 rw-p 00000000 00:00 0 \n";
	struct {
		const char *text;
		size_t pad;
		int result;
	} cases[] = {
		{"", 0, 0},
		{one, 0, 0},
		{"1000-2000 rw-p 00000000 00:00 0 ", 0, -EINVAL}, /* no end of line */
		{"1000-2000 rw-p 00000000 00:00 0 \n1800-3000 rw-p 00000000 00:00 0 \n", 0,
		 -EINVAL},
		{"5000-6000 rw-p 00000000 00:00 0 \n1000-2000 rw-p 00000000 00:00 0 \n", 0,
		 -EINVAL},
		{"Size: 4 kB\n", 0, -EINVAL},
		{"\n", 0, -EINVAL},
		{"1000-2000 rw-p 00000000 00:00 0 /", 60000, 0},
		{"1000-2000 rw-p 00000000 00:00 0 /", 70000, -ENAMETOOLONG},
	};
	struct procfs_proc p;

	mkdir("pid", 0700);
	int dir = open("pid", O_PATH | O_CLOEXEC);
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		size_t len = strlen(cases[i].text), n = 99;
		char *text = malloc(len + cases[i].pad + 1);
		struct proc_map *maps = NULL;

		memcpy(text, cases[i].text, len);
		memset(text + len, 'n', cases[i].pad);
		text[len + cases[i].pad] = '\n';
		t_write("pid/maps", text, len + cases[i].pad + (cases[i].pad ? 1 : 0));
		procfs_open(&p);
		int r = proc_maps(&p.cx, dir, false, &maps, &n);
		T_CHECK(r == cases[i].result, "case %zu: %d", i, r);
		T_CHECK(r < 0 ? n == 99 && t_contains(p.cx.err.text, "/proc/PID/maps")
			      : n == (len ? 1 : 0),
			"case %zu: %zu", i, n);
		T_CHECK(r < 0 || !cases[i].pad || strlen(maps[0].name) == cases[i].pad + 1,
			"case %zu: name", i);
		memset(&p.cx.err, 0, sizeof(p.cx.err));
		procfs_close(&p);
		free(text);
	}
	close(dir);
}

/* One mapping per page of every second protection. */
static void procfs_maps_many(void)
{
	enum { MANY = 60000 };
	struct procfs_proc p;
	struct proc_map *maps;
	size_t n = 0;
	uint64_t limit = 0;

	procfs_open(&p);
	if (proc_sysctl_u64(p.proc, "sys/vm/max_map_count", &limit) < 0 || limit < MANY + 2000)
		t_skip("max_map_count is %lu", limit);
	char *area = mmap(NULL, (size_t)MANY * 4096, PROT_NONE,
			  MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	T_MUST(area != MAP_FAILED, "mmap");
	for (size_t i = 0; i < MANY; i += 2)
		T_MUST(mprotect(area + i * 4096, 4096, PROT_READ) == 0, "mprotect %zu: %s", i,
		       strerror(errno));
	for (int flags = 0; flags < 2; flags++) {
		size_t used = p.cx.arena.used, found = 0;
		uint64_t start = t_now_ns();

		T_MUST(proc_maps(&p.cx, p.self, flags, &maps, &n) == 0, "%s", p.cx.err.text);
		t_say("%zu mappings from %s: %lu ms, %zu KiB", n, flags ? "smaps" : "maps",
		      (t_now_ns() - start) / 1000000, (p.cx.arena.used - used) / 1024);
		for (size_t i = 0; i < n; i++) {
			if (maps[i].start < (uintptr_t)area ||
			    maps[i].end > (uintptr_t)area + (size_t)MANY * 4096)
				continue;
			size_t page = (maps[i].start - (uintptr_t)area) / 4096;
			T_MUST(page == found && maps[i].prot == (page % 2 ? PROT_NONE : PROT_READ),
			       "page %zu, mapping %zu", page, found);
			T_MUST(!flags || maps[i].vmflags & PROC_VM_MAYREAD, "page %zu has no flags",
			       page);
			found++;
		}
		T_CHECK(found == MANY, "%zu of %d", found, MANY);
	}
	munmap(area, (size_t)MANY * 4096);
	procfs_close(&p);
}

static atomic_int procfs_thread_child;
static int procfs_thread_pipe[2];

static void *procfs_thread(void *arg)
{
	pid_t *ret = arg;
	char byte;

	ret[0] = gettid();
	ret[1] = fork(); /* a child of this thread, not of the first */
	if (ret[1] == 0) {
		close(procfs_thread_pipe[1]);
		_exit(read(procfs_thread_pipe[0], &byte, 1) == 0 ? 0 : 1);
	}
	procfs_thread_child++;
	while (read(procfs_thread_pipe[0], &byte, 1) < 0 && errno == EINTR)
		;
	return NULL;
}

static bool procfs_has_pid(const pid_t *pids, size_t n, pid_t pid)
{
	size_t found = 0;

	for (size_t i = 0; i < n; i++)
		found += pids[i] == pid;
	return found == 1;
}

static void procfs_family(void)
{
	struct procfs_proc p;
	struct proc_pids slow = {{NULL, 0, 0}};
	pthread_t threads[3];
	pid_t ids[3][2], *pids, *children;
	size_t n = 0, children_n = 0;
	int status;

	procfs_open(&p);
	T_CHECK(proc_children(&p.cx, p.self, &children, &children_n) == 0 && children_n == 0,
		"%zu children", children_n);
	T_MUST(pipe(procfs_thread_pipe) == 0, "pipe");
	for (int i = 0; i < 3; i++)
		T_MUST(pthread_create(&threads[i], NULL, procfs_thread, ids[i]) == 0,
		       "pthread_create");
	pid_t dead = fork();
	if (dead == 0)
		_exit(0);
	while (procfs_thread_child < 3 || t_state(dead) != 'Z')
		t_sleep_ms(1);
	T_CHECK(proc_threads(&p.cx, p.self, &pids, &n) == 0 && n == 4 && pids[0] == getpid(),
		"%zu threads", n);
	T_CHECK(proc_children(&p.cx, p.self, &children, &children_n) == 0 && children_n == 4,
		"%zu children", children_n);
	T_CHECK(proc_children_by_parent(&p.cx, p.self, &slow) == 0 && slow.v.n == 4, "%zu children",
		slow.v.n);
	for (int i = 0; i < 3; i++) {
		T_CHECK(procfs_has_pid(pids, n, ids[i][0]), "thread %d", ids[i][0]);
		T_CHECK(procfs_has_pid(children, children_n, ids[i][1]), "child %d", ids[i][1]);
		T_CHECK(procfs_has_pid(slow.v.at, slow.v.n, ids[i][1]), "child %d", ids[i][1]);
	}
	T_CHECK(procfs_has_pid(children, children_n, dead) &&
			procfs_has_pid(slow.v.at, slow.v.n, dead),
		"the zombie");
	close(procfs_thread_pipe[1]);
	for (int i = 0; i < 3; i++) {
		pthread_join(threads[i], NULL);
		T_CHECK(waitpid(ids[i][1], &status, 0) == ids[i][1] && status == 0, "%x", status);
	}
	int dead_fd = -1;
	T_CHECK(proc_open_pid(p.proc, dead, &dead_fd) == 0, "zombie");
	waitpid(dead, &status, 0);
	T_CHECK(proc_children(&p.cx, dead_fd, &children, &children_n) == -ESRCH ||
			proc_children(&p.cx, dead_fd, &children, &children_n) == -ENOENT,
		"of nobody");
	T_CHECK(proc_threads(&p.cx, dead_fd, &pids, &n) < 0, "of nobody");
	close(dead_fd);
	close(procfs_thread_pipe[0]);
	procfs_close(&p);
}

/* A kernel without CONFIG_PROC_CHILDREN: nothing under task/ tells of children. */
static void procfs_family_by_parent(void)
{
	static const struct {
		int pid, ppid;
	} tasks[] = {{100, 1}, {200, 100}, {201, 1}, {202, 200}, {203, 100}};
	struct procfs_proc p;
	pid_t *children;
	size_t n = 0;

	mkdir("fake", 0700);
	for (size_t i = 0; i < ARRAY_LEN(tasks); i++) {
		char path[64], stat[256];

		snprintf(path, sizeof(path), "fake/%d", tasks[i].pid);
		mkdir(path, 0700);
		snprintf(path, sizeof(path), "fake/%d/stat", tasks[i].pid);
		int len = snprintf(stat, sizeof(stat), "%d (x) S %d", tasks[i].pid, tasks[i].ppid);
		for (int field = 5; field <= 52; field++)
			len += snprintf(stat + len, sizeof(stat) - (size_t)len, " 0");
		t_write(path, stat, (size_t)len);
	}
	mkdir("fake/204", 0700); /* ended: its files are gone */
	mkdir("fake/self", 0700);
	mkdir("fake/100/task", 0700);
	mkdir("fake/100/task/100", 0700);
	procfs_open(&p);
	int dir = open("fake/100", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	T_MUST(proc_children(&p.cx, dir, &children, &n) == 0, "%s", p.cx.err.text);
	T_MUST(n == 2, "%zu children", n);
	T_CHECK(procfs_has_pid(children, n, 200) && procfs_has_pid(children, n, 203), "%d, %d",
		children[0], children[1]);
	t_write("fake/100/task/children", "", 0);
	t_write("fake/100/task/100/children", "300 301 ", 8);
	T_CHECK(proc_children(&p.cx, dir, &children, &n) == 0 && n == 2 && children[0] == 300 &&
			children[1] == 301,
		"by thread");
	t_write("fake/100/task/100/children", "300 x", 5);
	T_CHECK(proc_children(&p.cx, dir, &children, &n) == -EINVAL && n == 2, "no number");
	T_CHECK(t_contains(p.cx.err.text, "task/100/children"), "%s", p.cx.err.text);
	memset(&p.cx.err, 0, sizeof(p.cx.err));
	close(dir);
	procfs_close(&p);
}

static void procfs_real_fdinfo(void)
{
	struct procfs_proc p;
	struct proc_fdinfo info;
	char name[32], *text;
	struct stat st;

	procfs_open(&p);
	int fd = open("file", O_RDWR | O_CREAT | O_APPEND | O_NONBLOCK | O_CLOEXEC, 0600);
	T_CHECK(pwrite(fd, "abc", 3, 0) == 3 && lseek(fd, 77, SEEK_SET) == 77 &&
			fstat(fd, &st) == 0,
		"file");
	snprintf(name, sizeof(name), "fdinfo/%d", fd);
	T_MUST(proc_read(&p.cx, p.self, name, &text, NULL) == 0, "%s", name);
	T_CHECK(proc_parse_fdinfo(text, &info) == 0 && info.pos == 77 && info.mnt_id > 0, "%s",
		text);
	T_CHECK((info.flags & (O_ACCMODE | O_APPEND | O_NONBLOCK | O_CLOEXEC)) ==
			(O_RDWR | O_APPEND | O_NONBLOCK | O_CLOEXEC),
		"%s", text);
	T_CHECK(info.ino == 0 || info.ino == st.st_ino, "%s", text);
	fcntl(fd, F_SETFD, 0);
	T_MUST(proc_read(&p.cx, p.self, name, &text, NULL) == 0, "%s", name);
	T_CHECK(proc_parse_fdinfo(text, &info) == 0 && !(info.flags & O_CLOEXEC), "%s", text);
	close(fd);
	fd = open("/proc/self/mem", O_RDONLY | O_CLOEXEC);
	T_CHECK(lseek(fd, (off_t)0xffffffffff600000u, SEEK_SET) != 77, "lseek");
	snprintf(name, sizeof(name), "fdinfo/%d", fd);
	T_MUST(proc_read(&p.cx, p.self, name, &text, NULL) == 0, "%s", name);
	T_CHECK(proc_parse_fdinfo(text, &info) == 0 && info.pos == 0xffffffffff600000u, "%s", text);
	close(fd);
	procfs_close(&p);
}

static void procfs_real_timers(void)
{
	struct sigevent by_thread = {.sigev_notify = SIGEV_THREAD_ID, .sigev_signo = SIGUSR2};
	struct sigevent none = {.sigev_notify = SIGEV_NONE};
	struct procfs_proc p;
	struct proc_timer t[4];
	timer_t a, b, c;
	char *text;
	int n = 0, r;

	by_thread.sigev_value.sival_ptr = &p;
	by_thread._sigev_un._tid = gettid();
	T_MUST(timer_create(CLOCK_REALTIME, NULL, &a) == 0 &&
		       timer_create(CLOCK_MONOTONIC, &by_thread, &b) == 0 &&
		       timer_create(CLOCK_PROCESS_CPUTIME_ID, &none, &c) == 0,
	       "timer_create: %s", strerror(errno));
	procfs_open(&p);
	r = proc_read(&p.cx, p.self, "timers", &text, NULL);
	if (r == -ENOENT)
		t_skip("no /proc/PID/timers");
	T_MUST(r == 0, "timers: %d", r);
	const char *at = text;
	while (n < 4 && (r = proc_parse_timer(&at, &t[n])) > 0)
		n++;
	T_MUST(r == 0 && n == 3, "%d timers of\n%s", n, text);
	for (int i = 0; i < 3; i++) {
		if (t[i].signo == SIGUSR2) {
			T_CHECK(t[i].notify == (SIGEV_SIGNAL | SIGEV_THREAD_ID) &&
					t[i].pid == gettid(),
				"%s", text);
			T_CHECK(t[i].value == (uintptr_t)&p && t[i].clock == CLOCK_MONOTONIC, "%s",
				text);
		} else if (t[i].signo == SIGALRM) {
			T_CHECK(t[i].notify == SIGEV_SIGNAL && t[i].pid == getpid() &&
					t[i].clock == CLOCK_REALTIME,
				"%s", text);
		} else {
			T_CHECK(t[i].notify == SIGEV_NONE &&
					t[i].clock == -6 /* as the kernel numbers it */,
				"%s", text);
		}
	}
	procfs_close(&p);
}

static const struct t_test procfs_tests[] = {
	{.name = "proc-stat", .fn = procfs_stat, .flags = T_PURE},
	{.name = "proc-status", .fn = procfs_status, .flags = T_PURE},
	{.name = "proc-status-nested", .fn = procfs_status_nested, .flags = T_PURE},
	{.name = "proc-map-lines", .fn = procfs_map_lines, .flags = T_PURE},
	{.name = "proc-fdinfo", .fn = procfs_fdinfo, .flags = T_PURE},
	{.name = "proc-timers", .fn = procfs_timers, .flags = T_PURE},
	{.name = "proc-numbers", .fn = procfs_numbers, .flags = T_PURE},
	{.name = "proc-fuzz", .fn = procfs_fuzz, .flags = T_PURE},
	{.name = "proc-self", .fn = procfs_self, .flags = T_ROOT | T_USER},
	{.name = "proc-read-sizes", .fn = procfs_read_sizes},
	{.name = "proc-sysctl", .fn = procfs_sysctl},
	{.name = "proc-foreign", .fn = procfs_foreign, .flags = T_ROOT},
	{.name = "proc-maps", .fn = procfs_maps},
	{.name = "proc-maps-recorded", .fn = procfs_maps_recorded},
	{.name = "proc-maps-damaged", .fn = procfs_maps_damaged},
	{.name = "proc-maps-many", .fn = procfs_maps_many},
	{.name = "proc-family", .fn = procfs_family, .flags = T_ROOT | T_USER},
	{.name = "proc-family-by-parent", .fn = procfs_family_by_parent},
	{.name = "proc-real-fdinfo", .fn = procfs_real_fdinfo},
	{.name = "proc-real-timers", .fn = procfs_real_timers},
};
