/* SPDX-License-Identifier: MIT
 *
 * clocks: the monotonic clock and that of the time since boot go on where the program left them, in
 * a time namespace (Linux 5.6) that the first process of a load makes and enters before it forks.
 * Who may not have one finds the clocks of this machine; cr_loaded tells the gap, as it does where
 * they are wanted. What a clock showed is in cr.img and, for CRIU, in timens-0.img.
 *
 * Refuses by name: processes of one tree in different time namespaces, and one that has chosen
 * another for its children. A thread can only do that for the children that it forks.
 */
#include "task.h"

#include <linux/sched.h>

#define TASK_CLOCK_MOST (INT64_MAX / 2) /* KTIME_SEC_MAX / 2 of the kernel, in ns */

static bool task_is_same_file(int a_dir, const char *a, int b_dir, const char *b)
{
	struct stat x, y;

	return sys_fstatat(a_dir, a, &x, 0) == 0 && sys_fstatat(b_dir, b, &y, 0) == 0 &&
	       x.st_dev == y.st_dev && x.st_ino == y.st_ino;
}

static int task_read_clocks(int dir_fd, int64_t ret[2])
{
	char text[256];
	ssize_t n = proc_read_small(dir_fd, "timens_offsets", text, sizeof(text));

	return n < 0 ? (int)n : proc_parse_clocks(text, ret);
}

/* == at a save ================================================================================= */

CR_FN int task_clocks_check(struct dump *d, const struct task *task)
{
	const struct task *root = d->tree->tasks.at[0];
	struct stat st;

	if (sys_fstatat(task->dir_fd, "ns/time", &st, 0) == -ENOENT)
		return 0; /* a kernel without */
	if (!task_is_same_file(task->dir_fd, "ns/time", root->dir_fd, "ns/time"))
		return refuse(d->cx, CR_E_UNSUPPORTED, task->pid, "ns/time",
			      "task %d is in another time namespace than task %d", task->pid,
			      root->pid);
	if (!task_is_same_file(task->dir_fd, "ns/time", task->dir_fd, "ns/time_for_children"))
		return refuse(d->cx, CR_E_UNSUPPORTED, task->pid, "ns/time_for_children",
			      "task %d has chosen another time namespace for its children",
			      task->pid);
	return 0;
}

/* Our own clocks were read at the freeze. */
CR_FN int task_clocks_dump(struct dump *d)
{
	struct tree *t = d->tree;
	const struct task *root = t->tasks.at[0];
	CR_AUTOFD int own = -1;
	int64_t ours[2] = {0, 0}, its[2] = {0, 0};
	int r = proc_open_pid(t->proc_fd, sys_getpid(), &own);

	if (r == 0 && root->state != TASK_ZOMBIE &&
	    !task_is_same_file(own, "ns/time", root->dir_fd, "ns/time")) {
		r = task_read_clocks(own, ours);
		if (r == 0)
			r = task_read_clocks(root->dir_fd, its);
	}
	if (r < 0 && r != -ENOENT) /* a kernel without time namespaces */
		return error_set(d->cx, CR_E_SYSTEM, -r, root->pid, "timens_offsets",
				 "what the clocks of task %d show cannot be read", root->pid);
	d->cr->has_monotonic_ns = d->cr->has_boottime_ns = true;
	d->cr->monotonic_ns = (int64_t)t->monotonic_ns + its[0] - ours[0];
	d->cr->boottime_ns = (int64_t)t->boottime_ns + its[1] - ours[1];
	return 0;
}

static Cr__Timespec task_timespec(int64_t ns)
{
	Cr__Timespec t = CR__TIMESPEC__INIT;

	t.tv_sec = (uint64_t)ns / 1000000000;
	t.tv_nsec = (uint64_t)ns % 1000000000;
	return t;
}

CR_FN int task_clocks_put(struct dump *d)
{
	Cr__Timespec monotonic = task_timespec(d->cr->monotonic_ns),
		     boottime = task_timespec(d->cr->boottime_ns);
	Cr__TimensEntry e = CR__TIMENS_ENTRY__INIT;
	struct record_out out;
	const char *name = image_name(d->cx, IMAGE_TIMENS, 0);
	int r = record_begin(d->cx, &out, IMAGE_TIMENS);

	e.monotonic = &monotonic;
	e.boottime = &boottime;
	if (r >= 0)
		r = record_add(d->cx, &out, &e.base);
	if (r >= 0 && !name)
		r = error_memory(d->cx);
	return r < 0 ? r : save_put(d->save, name, out.at, out.n);
}

/* == at a load ================================================================================= */

/* Of a save by CRIU: under 0, or the number of the root's namespace where that is one of its own.
 */
static int task_clocks_find(struct load *l, Cr__TimensEntry **ret)
{
	const Cr__TaskKobjIdsEntry *ids = l->tasks.at[0]->ids;
	uint64_t keys[2] = {0, ids && ids->has_time_ns_id ? ids->time_ns_id : 0};
	struct image_member m;

	*ret = NULL;
	for (size_t i = 0; i < ARRAY_LEN(keys); i++)
		if (image_find(l->image, image_name(l->cx, IMAGE_TIMENS, keys[i]), &m) == 0 &&
		    m.size > 0)
			return record_one(l->image, IMAGE_TIMENS, keys[i],
					  &cr__timens_entry__descriptor, ret);
	return 0;
}

static bool task_clock_set(struct load_clocks *c, size_t which, uint64_t sec, uint64_t nsec)
{
	if (sec >= TASK_CLOCK_MOST / 1000000000 || nsec > 999999999)
		return false;
	c->saved[which] = sec * 1000000000 + nsec;
	return true;
}

CR_FN int task_clocks_load(struct load *l)
{
	struct load_clocks *c = &l->clocks;
	Cr__TimensEntry *e = NULL;
	bool good = true;
	int r = 0;

	c->told = l->cr && l->cr->has_monotonic_ns && l->cr->has_boottime_ns;
	if (c->told) {
		good = l->cr->monotonic_ns >= 0 && l->cr->monotonic_ns < TASK_CLOCK_MOST &&
		       l->cr->boottime_ns >= 0 && l->cr->boottime_ns < TASK_CLOCK_MOST;
		c->saved[0] = (uint64_t)l->cr->monotonic_ns;
		c->saved[1] = (uint64_t)l->cr->boottime_ns;
	} else {
		r = task_clocks_find(l, &e);
	}
	if (r == 0 && e) {
		c->told = true;
		good = task_clock_set(c, 0, e->monotonic->tv_sec, e->monotonic->tv_nsec) &&
		       task_clock_set(c, 1, e->boottime->tv_sec, e->boottime->tv_nsec);
	}
	return good ? r
		    : error_set(l->cx, CR_E_DAMAGED, 0, l->tasks.at[0]->pid,
				e ? "timens-0.img" : "cr.img",
				"what the clocks showed makes no sense");
}

/* "sec nsec" with nsec not below 0. */
static size_t task_clock_line(char *out, size_t size, const char *name, int64_t ns)
{
	int64_t sec = ns / 1000000000, nsec = ns % 1000000000;

	if (nsec < 0) {
		sec--;
		nsec += 1000000000;
	}
	return str_format(out, size, "%s %lld %lld\n", name, (long long)sec, (long long)nsec);
}

/* file: timens_offsets of `self`, which is about the namespace that children will be in; its
 * offsets are those of the one before until they are written, which nobody may once somebody is in.
 */
static int task_clocks_write(struct load *l, int self, int file, uint64_t now[2])
{
	int64_t offsets[2];
	char text[256];
	int r = task_read_clocks(self, offsets);

	if (r < 0)
		return r;
	now[0] = sys_clock_ns(CLOCK_MONOTONIC);
	now[1] = sys_clock_ns(CLOCK_BOOTTIME);
	for (size_t i = 0; i < 2; i++)
		offsets[i] += (int64_t)(l->clocks.saved[i] - now[i]);
	size_t n = task_clock_line(text, sizeof(text), "monotonic", offsets[0]);
	n += task_clock_line(text + n, sizeof(text) - n, "boottime", offsets[1]);
	return sys_write_all(file, text, n);
}

/* False: that is not allowed, and all is as it was. */
static bool task_clocks_set(struct load *l, int self, int was, uint64_t now[2])
{
	CR_AUTOFD int file = sys_openat(self, "timens_offsets", O_WRONLY, 0);

	/* Nobody with other threads may enter one (EUSERS), nor take unshare back: asked first. */
	if (l->in_place && sys_setns(was, CLONE_NEWTIME) < 0)
		return false;
	if (file < 0 || sys_unshare(CLONE_NEWTIME) < 0)
		return false;
	int r = task_clocks_write(l, self, file, now);
	CR_AUTOFD int fd = r < 0 ? r : sys_openat(self, "ns/time_for_children", O_RDONLY, 0);
	if (fd >= 0 && sys_setns(fd, CLONE_NEWTIME) == 0)
		return true;
	(void)sys_setns(was, CLONE_NEWTIME);
	return false;
}

CR_FN int task_clocks_enter(struct load *l)
{
	uint64_t now[2];

	if (!l->clocks.told || (l->opts->flags & CR_LOAD_HOST_CLOCKS) ||
	    (l->cx->faults & (1ull << FEATURE_TIMENS)))
		return 0;
	CR_AUTOFD int self = sys_openat(l->proc_fd, "self", O_PATH | O_DIRECTORY, 0);
	int was = sys_openat(self, "ns/time", O_RDONLY, 0);
	if (was < 0)
		return 0; /* a kernel without */
	was = object_stage(l, was);
	if (was < 0)
		return was;
	l->clocks.kept = task_clocks_set(l, self, was, now);
	if (l->clocks.kept && l->shared)
		memcpy(l->shared->clocks_at, now, sizeof(now));
	if (l->clocks.kept && l->in_place)
		l->clocks.was_fd = was;
	else
		object_drop(l, was);
	return 0;
}

CR_FN void task_clocks_leave(struct load *l)
{
	if (!l->clocks.kept)
		return;
	(void)sys_setns(l->clocks.was_fd, CLONE_NEWTIME);
	l->clocks.kept = false;
}
