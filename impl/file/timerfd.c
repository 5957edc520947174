/* SPDX-License-Identifier: MIT
 *
 * timerfd: clock, remaining time, interval, expirations not yet read. fdinfo tells all of it.
 *
 * The timer starts with the plan's late part, when everything else is in place. An absolute timer,
 * too, fires as long after the load as it would have after the save, whatever its clock shows by
 * then; it stays an absolute one.
 */
#include "file.h"

#include <sys/ioctl.h>
#include <sys/timerfd.h>

#ifndef TFD_IOC_SET_TICKS
#define TFD_IOC_SET_TICKS _IOW('T', 0, uint64_t)
#endif

#define TIMERFD_SEC_MAX (INT64_MAX / 1000000000) /* the kernel's own limit */

static bool timerfd_match(const struct open_file *file)
{
	return strcmp(file->path, "anon_inode:[timerfd]") == 0;
}

/* "(12, 345)" behind a key. */
static bool timerfd_pair(const char *text, const char *key, uint64_t *ret_sec, uint64_t *ret_nsec)
{
	const char *p = proc_key(text, key);

	if (!p || *p++ != '(' || !str_number(&p, 10, ret_sec) || *p++ != ',')
		return false;
	while (*p == ' ')
		p++;
	return str_number(&p, 10, ret_nsec);
}

/* An interval timer that has expired stands still until somebody reads it or asks for its time;
 * only then the periods that have passed meanwhile are counted. The program cannot tell whether we
 * asked. */
static const char *timerfd_look(struct dump *d, const struct open_file *file)
{
	struct itimerspec its;
	char name[32], *text;

	(void)sys_timerfd_gettime(file->fd, &its);
	str_format(name, sizeof(name), "fdinfo/%d", file->task_fd);
	return proc_read(d->cx, file->task->dir_fd, name, &text, NULL) < 0 ? file->fdinfo : text;
}

/* The clock that the save tells of was read at the freeze: until then the time of an absolute timer
 * is so much more. */
static void timerfd_since_freeze(const struct dump *d, Cr__TimerfdEntry *e)
{
	bool boot = e->clockid == CLOCK_BOOTTIME || e->clockid == CLOCK_BOOTTIME_ALARM;
	uint64_t then = boot ? d->tree->boottime_ns : d->tree->monotonic_ns;

	if (!then || !(e->settime_flags & TFD_TIMER_ABSTIME) || (!e->vsec && !e->vnsec) ||
	    (!boot && e->clockid != CLOCK_MONOTONIC))
		return;
	e->vnsec += sys_clock_ns((clockid_t)e->clockid) - then;
	e->vsec += e->vnsec / 1000000000;
	e->vnsec %= 1000000000;
}

static int timerfd_dump(struct dump *d, struct open_file *file)
{
	Cr__TimerfdEntry *e = cx_alloc(d->cx, sizeof(*e));
	const char *info = timerfd_look(d, file);
	const char *clock = proc_key(info, "clockid"), *ticks = proc_key(info, "ticks"),
		   *flags = proc_key(info, "settime flags");
	uint64_t clockid = 0, settime = 0;

	if (!e)
		return error_memory(d->cx);
	cr__timerfd_entry__init(e);
	e->id = file->id;
	e->flags = file->info.flags;
	e->fown = object_fown(d, file);
	if (!clock || !str_number(&clock, 10, &clockid) || !ticks ||
	    !str_number(&ticks, 10, &e->ticks) || !flags || !str_number(&flags, 8, &settime) ||
	    !timerfd_pair(info, "it_value", &e->vsec, &e->vnsec) ||
	    !timerfd_pair(info, "it_interval", &e->isec, &e->insec))
		return error_set(d->cx, CR_E_SYSTEM, 0, file->task->pid, file->path,
				 "fdinfo does not tell the timerfd's state");
	e->clockid = (uint32_t)clockid;
	e->settime_flags = (uint32_t)settime;
	timerfd_since_freeze(d, e);
	file->entry->tfd = e;
	return e->fown ? 0 : error_memory(d->cx);
}

static int timerfd_create_one(struct load *l, struct load_file *file)
{
	const Cr__TimerfdEntry *e = file->entry->tfd;

	if (e->vnsec > 999999999 || e->insec > 999999999 || e->vsec > TIMERFD_SEC_MAX ||
	    e->isec > TIMERFD_SEC_MAX)
		return error_set(l->cx, CR_E_DAMAGED, 0, 0, "files.img",
				 "timerfd %u has an impossible time", file->id);
	int fd = sys_timerfd((int)e->clockid, O_CLOEXEC | (int)(e->flags & O_NONBLOCK));
	if (fd < 0)
		return error_set(l->cx, CR_E_RESTORE, -fd, 0, "timerfd_create",
				 "no timerfd of clock %u can be made", e->clockid);
	file->fd = object_stage_file(l, file, fd);
	return file->fd < 0 ? file->fd : 0;
}

/* What it is armed with: the remaining time, of an absolute timer counted from its clock's now. */
static struct itimerspec timerfd_value(const struct load *l, const Cr__TimerfdEntry *e)
{
	struct itimerspec its = {.it_value = {(time_t)e->vsec, (long)e->vnsec},
				 .it_interval = {(time_t)e->isec, (long)e->insec}};
	bool due = !e->vsec && !e->vnsec && (e->isec || e->insec);
	uint64_t now = object_clock(l, (clockid_t)e->clockid);

	/* Due at the very moment of the save: zero would disarm it. If that period has been
	 * counted, the next one is due. */
	if (due && e->ticks)
		its.it_value = its.it_interval;
	else if (due)
		its.it_value.tv_nsec = 1;
	if (!(e->settime_flags & TFD_TIMER_ABSTIME) ||
	    (!its.it_value.tv_sec && !its.it_value.tv_nsec))
		return its;
	its.it_value.tv_sec += (time_t)(now / 1000000000);
	its.it_value.tv_nsec += (long)(now % 1000000000);
	if (its.it_value.tv_nsec > 999999999) {
		its.it_value.tv_sec++;
		its.it_value.tv_nsec -= 1000000000;
	}
	return its;
}

/* Once per open file, by its first user. */
static int timerfd_own(struct load *l, struct load_task *lt, struct load_file *file, int fd)
{
	const Cr__TimerfdEntry *e = file->entry->tfd;
	const struct load_user *first = &file->users.at[0];

	if (first->task != lt || first->fd != fd)
		return 0;
	struct itimerspec its = timerfd_value(l, e);
	plan_call(lt->plan, 0, PLAN_AT_LATE, "timerfd_settime", SYS_timerfd_settime, (uint64_t)fd,
		  e->settime_flags & (TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET),
		  plan_data(lt->plan, &its, sizeof(its)), 0);
	if (e->ticks)
		plan_call(lt->plan, 0, PLAN_AT_LATE, "TFD_IOC_SET_TICKS", SYS_ioctl, (uint64_t)fd,
			  TFD_IOC_SET_TICKS, plan_data(lt->plan, &e->ticks, sizeof(e->ticks)));
	return 0;
}

static bool timerfd_accepts(const Cr__FileEntry *entry)
{
	return entry->tfd != NULL;
}

CR_FN const struct kind file_timerfd = {
	.name = "timerfd",
	.type = CR__FD_TYPES__TIMERFD,
	.match = timerfd_match,
	.dump = timerfd_dump,
	.accepts = timerfd_accepts,
	.create = timerfd_create_one,
	.own = timerfd_own,
};
