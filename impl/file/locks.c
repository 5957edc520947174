/* SPDX-License-Identifier: MIT
 *
 * locks: POSIX record locks, flock, open-file-description locks and leases; both directions.
 *
 * fdinfo shows a lock at the descriptors of the open file that it was taken through: a record lock
 * only to the process that owns it, all others to whoever has the open file. Each is saved once, by
 * the first descriptor that shows it, and taken again by that descriptor's process in the late part
 * of its plan: after every task has closed what is not the program's, for the first close of a file
 * ends all record locks that the process has on it.
 *
 * Refuses locks that a process outside the tree took through an open file that it still shares, for
 * the copy could not have them as long as that process lives.
 *
 * A lease that is being broken is taken again and broken again, by an open that does not wait; the
 * time that its holder has left begins anew.
 */
#include "file.h"

#include <sys/file.h>

/* What kind of lock, in CRIU's numbers. */
enum { LOCKS_POSIX = 1, LOCKS_FLOCK = 2, LOCKS_OFD = 4, LOCKS_LEASE = 8 };
enum { LOCKS_BREAKING = 4 }; /* in the type of a lease, which then is what it is to become */

#ifndef F_OFD_GETLK
#define F_OFD_GETLK 36
#define F_OFD_SETLK 37
#endif

struct locks_line {
	unsigned kind; /* 0: of a kind that is not known */
	int type;      /* F_RDLCK, F_WRLCK; of a lease being broken F_UNLCK, too */
	bool breaking;
	uint64_t pid;	     /* who took it; 0: not in our namespace, or not told */
	uint64_t start, len; /* len 0: to the end, however far that moves */
};

/* == saving ==================================================================================== */

/* The next word of a line; false at its end. */
static bool locks_word(const char **p, char *word, size_t size)
{
	size_t n = 0;

	while (**p == ' ' || **p == '\t')
		(*p)++;
	while (**p && **p != ' ' && **p != '\n') {
		if (n + 1 < size)
			word[n++] = **p;
		(*p)++;
	}
	word[n] = '\0';
	return n > 0;
}

static unsigned locks_kind(const char *word)
{
	return strcmp(word, "POSIX") == 0    ? LOCKS_POSIX
	       : strcmp(word, "FLOCK") == 0  ? LOCKS_FLOCK
	       : strcmp(word, "OFDLCK") == 0 ? LOCKS_OFD
	       : strcmp(word, "LEASE") == 0  ? LOCKS_LEASE
					     : 0;
}

/* "1: POSIX  ADVISORY  WRITE 4711 08:02:1234 0 EOF"; an OFD lock has no owner, -1. */
static bool locks_parse(const char *p, struct locks_line *ret)
{
	char word[8][40];
	const char *number;
	uint64_t end;

	for (size_t i = 0; i < ARRAY_LEN(word); i++)
		if (!locks_word(&p, word[i], sizeof(word[i])))
			return false;
	ret->kind = locks_kind(word[1]);
	ret->breaking = ret->kind == LOCKS_LEASE && strcmp(word[2], "ACTIVE") != 0;
	ret->type = strcmp(word[3], "WRITE") == 0   ? F_WRLCK
		    : strcmp(word[3], "UNLCK") == 0 ? F_UNLCK
						    : F_RDLCK;
	number = word[4];
	if (!str_number(&number, 10, &ret->pid))
		ret->pid = 0;
	number = word[6];
	if (!str_number(&number, 10, &ret->start))
		return false;
	number = word[7];
	if (strcmp(word[7], "EOF") == 0)
		ret->len = 0;
	else if (!str_number(&number, 10, &end) || end < ret->start || end >= INT64_MAX)
		return false;
	else
		ret->len = end - ret->start + 1;
	return true;
}

static int locks_refuse(struct dump *d, const struct task *task, const struct open_file *file,
			int fd, const struct locks_line *line)
{
	if (!line->kind)
		return refuse(d->cx, CR_E_UNSUPPORTED, task->pid, file->path,
			      "descriptor %d ('%s') has a lock of an unknown kind", fd, file->path);
	if (!line->pid || line->pid > INT32_MAX || tree_find(d->tree, (pid_t)line->pid) ||
	    !outside_has(d, file, (pid_t)line->pid, false))
		return 0;
	return refuse(
		d->cx, CR_E_OUTSIDE, task->pid, file->path,
		"the lock on descriptor %d ('%s') belongs to process %d, which is outside the tree",
		fd, file->path, (int)line->pid);
}

/* An open file is met many times: a record lock is told once per process, the others once. */
static bool locks_told(const struct task *task, const struct open_file *file, unsigned kind)
{
	if (kind != LOCKS_POSIX && task != file->task)
		return true;
	for (size_t i = 0; i < file->held_by.n; i++)
		if (file->held_by.at[i] == task)
			return true;
	return false;
}

static int locks_dump_line(struct dump *d, const struct task *task, const struct open_file *file,
			   int fd, const char *text)
{
	struct locks_line line = {0};
	Cr__FileLockEntry e;

	if (!locks_parse(text, &line))
		return error_set(d->cx, CR_E_SYSTEM, 0, task->pid, file->path,
				 "descriptor %d shows a lock of an unknown form", fd);
	if (locks_told(task, file, line.kind))
		return 0;
	int r = locks_refuse(d, task, file, fd, &line);
	if (r < 0 || d->checking)
		return r;
	cr__file_lock_entry__init(&e);
	e.flag = line.kind;
	e.type = (uint32_t)line.type | (line.breaking ? LOCKS_BREAKING : 0);
	e.pid = task->pid;
	e.fd = fd;
	e.start = (int64_t)line.start;
	e.len = (int64_t)line.len;
	return dump_add(d, IMAGE_FILELOCKS, &e.base);
}

CR_FN int locks_dump(struct dump *d, struct task *task, struct open_file *file, int fd,
		     const char *fdinfo)
{
	int r = 0;

	/* Somebody else brings the file: he locks it. */
	if (file->rule && file->rule->action != CR_DEFAULT)
		return 0;
	for (const char *p = fdinfo; r == 0 && *p; p += *p == '\n') {
		if (str_starts(p, "lock:"))
			r = locks_dump_line(d, task, file, fd, p + strlen("lock:"));
		while (*p && *p != '\n')
			p++;
	}
	if (r < 0)
		return r;
	struct task **by = vec_add(&d->cx->arena, &file->held_by);
	if (!by)
		return error_memory(d->cx);
	*by = task;
	return 0;
}

/* == loading =================================================================================== */

static int locks_taken(struct load *l, const struct load_task *lt, const struct load_file *file,
		       int e, pid_t by)
{
	const char *path = file->entry->reg ? file->entry->reg->name : file->kind->name;

	if (by > 0)
		return error_set(l->cx, CR_E_RESTORE, e, lt->pid, path,
				 "process %d now has a lock on '%s' that the save has, too", by,
				 path);
	return error_set(l->cx, CR_E_RESTORE, e, lt->pid, path,
			 "'%s' is locked now by somebody else than the save says", path);
}

/* Looks while there is time for a good error. The tree has no locks yet. */
static int locks_look(struct load *l, const struct load_task *lt, const struct load_file *file,
		      const Cr__FileLockEntry *e)
{
	struct flock lock = {.l_type = (short)e->type,
			     .l_whence = SEEK_SET,
			     .l_start = e->start,
			     .l_len = e->len};
	int r;

	if (e->flag == LOCKS_LEASE)
		return 0;
	if (e->flag == LOCKS_FLOCK) {
		r = sys_flock(file->fd, (e->type == F_WRLCK ? LOCK_EX : LOCK_SH) | LOCK_NB);
		if (r < 0)
			return locks_taken(l, lt, file, -r, 0);
		(void)sys_flock(file->fd, LOCK_UN);
		return 0;
	}
	r = sys_fcntl(file->fd, e->flag == LOCKS_OFD ? F_OFD_GETLK : F_GETLK, (uintptr_t)&lock);
	if (r < 0)
		return locks_taken(l, lt, file, -r, 0);
	return lock.l_type == F_UNLCK ? 0 : locks_taken(l, lt, file, EAGAIN, lock.l_pid);
}

/* What is to become a read lease was a write lease; of one that is to go nothing tells what it was,
 * but read leases are mostly had through descriptors that cannot write. The open that breaks it
 * must not send the signal that the holder has had: the file has no owner meanwhile, and nobody
 * else who has it open may name one (locks_name_owner). */
static void locks_plan_breaking(struct load *l, struct load_task *lt, const struct load_file *file,
				const Cr__FileLockEntry *e)
{
	int to = (int)(e->type & ~(uint32_t)LOCKS_BREAKING),
	    how = (to == F_RDLCK ? O_RDONLY : O_WRONLY) | O_NONBLOCK | O_NOCTTY | O_CLOEXEC;
	bool reads = (object_entry_flags(file->entry) & O_ACCMODE) == O_RDONLY;
	const char *path = file->entry->reg ? object_path(l, file->entry->reg->name) : NULL;
	CR_AUTOFD int probe = path ? sys_openat(AT_FDCWD, path, how, 0) : -ENOENT;
	uint64_t fd = (uint64_t)e->fd;

	plan_call(lt->plan, 0, PLAN_AT_LATE, "F_SETLEASE", SYS_fcntl, fd, F_SETLEASE,
		  to == F_UNLCK && reads ? F_RDLCK : F_WRLCK);
	if (probe < 0) {
		degrade(l->cx, lt->pid, "lease",
			"the lease on descriptor %d was being broken, and is not any more (%s)",
			e->fd, error_name(-probe));
		object_plan_fown(l, lt, file->entry, e->fd);
		return;
	}
	plan_call(lt->plan, 0, PLAN_AT_LATE, "F_SETOWN", SYS_fcntl, fd, F_SETOWN, 0);
	plan_call(lt->plan, 0, PLAN_AT_LATE, "open that breaks a lease", SYS_openat,
		  (uint64_t)AT_FDCWD, plan_string(lt->plan, path), (uint64_t)how)
		->flags = PLAN_MAY_FAIL; /* it does, and has broken it */
	object_plan_fown(l, lt, file->entry, e->fd);
}

static void locks_plan_one(struct load_task *lt, const Cr__FileLockEntry *e)
{
	struct flock lock = {.l_type = (short)e->type,
			     .l_whence = SEEK_SET,
			     .l_start = e->start,
			     .l_len = e->len};
	uint64_t fd = (uint64_t)e->fd;

	switch (e->flag) {
	case LOCKS_POSIX:
		plan_call(lt->plan, 0, PLAN_AT_LATE, "F_SETLK", SYS_fcntl, fd, F_SETLK,
			  plan_data(lt->plan, &lock, sizeof(lock)));
		break;
	case LOCKS_OFD:
		plan_call(lt->plan, 0, PLAN_AT_LATE, "F_OFD_SETLK", SYS_fcntl, fd, F_OFD_SETLK,
			  plan_data(lt->plan, &lock, sizeof(lock)));
		break;
	case LOCKS_LEASE:
		plan_call(lt->plan, 0, PLAN_AT_LATE, "F_SETLEASE", SYS_fcntl, fd, F_SETLEASE,
			  e->type);
		break;
	default:
		plan_call(lt->plan, 0, PLAN_AT_LATE, "flock", SYS_flock, fd,
			  (e->type == F_WRLCK ? LOCK_EX : LOCK_SH) | LOCK_NB);
	}
}

static bool locks_sane(const Cr__FileLockEntry *e)
{
	uint32_t breaking = e->flag == LOCKS_LEASE ? e->type & LOCKS_BREAKING : 0;
	uint32_t type = e->type & ~breaking;
	bool kind = e->flag == LOCKS_POSIX || e->flag == LOCKS_FLOCK || e->flag == LOCKS_OFD ||
		    e->flag == LOCKS_LEASE;
	uint64_t end;

	return kind && (type == F_RDLCK || type == (breaking ? F_UNLCK : F_WRLCK)) &&
	       e->start >= 0 && e->len >= 0 &&
	       num_add((uint64_t)e->start, (uint64_t)e->len, &end) && end <= INT64_MAX;
}

static const struct load_file *locks_file(const struct load_task *lt, int64_t fd)
{
	for (size_t i = 0; i < lt->fds.n; i++)
		if (lt->fds.at[i].fd == fd)
			return lt->fds.at[i].file;
	return NULL;
}

static int locks_load(struct load *l, struct load_task *lt, const Cr__FileLockEntry *e)
{
	const struct load_file *file = locks_file(lt, e->fd);

	if (!locks_sane(e))
		return error_set(l->cx, CR_E_DAMAGED, 0, lt->pid, "filelocks.img",
				 "an impossible lock on descriptor %d", e->fd);
	if (!file || file->action == CR_NULL || file->action == CR_NAMED || !file->kind) {
		degrade(l->cx, lt->pid, "lock", "the lock on descriptor %d is gone with it", e->fd);
		return 0;
	}
	int r = locks_look(l, lt, file, e);
	if (r == 0 && (e->type & LOCKS_BREAKING))
		locks_plan_breaking(l, lt, file, e);
	else if (r == 0)
		locks_plan_one(lt, e);
	return r;
}

CR_FN bool locks_name_owner(struct load *l, const struct load_file *file)
{
	const Cr__FownEntry *fown = object_entry_fown(file->entry);
	struct record_in in;
	Cr__FileLockEntry *e;

	if (!fown || !fown->pid || record_open(l->image, IMAGE_FILELOCKS, 0, &in) < 0)
		return false;
	while (record_next(&in, &cr__file_lock_entry__descriptor, &e) > 0) {
		if (e->flag != LOCKS_LEASE || !(e->type & LOCKS_BREAKING))
			continue;
		for (size_t i = 0; i < l->tasks.n; i++)
			if (l->tasks.at[i]->pid == e->pid &&
			    locks_file(l->tasks.at[i], e->fd) == file)
				return true;
	}
	return false;
}

CR_FN int locks_plan(struct load *l, struct load_task *lt)
{
	struct record_in in;
	Cr__FileLockEntry *e;
	int r = record_open(l->image, IMAGE_FILELOCKS, 0, &in);

	if (r < 0)
		return r == -ENOENT ? 0 : r;
	while ((r = record_next(&in, &cr__file_lock_entry__descriptor, &e)) > 0) {
		if (e->pid != lt->pid)
			continue;
		r = locks_load(l, lt, e);
		if (r < 0)
			return r;
	}
	return r;
}
