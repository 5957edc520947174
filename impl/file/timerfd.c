/* SPDX-License-Identifier: MIT
 *
 * timerfd: clock, remaining time, interval, expirations not yet read. fdinfo tells all of it.
 *
 * The timer starts with the plan's late part, when everything else is in place. An absolute timer is armed again by its
 * remaining time, so that it fires as long after the load as it would have after the save.
 */
#include "file.h"

#include <sys/ioctl.h>
#include <sys/timerfd.h>

#ifndef TFD_IOC_SET_TICKS
#define TFD_IOC_SET_TICKS _IOW('T', 0, uint64_t)
#endif

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

static int timerfd_dump(struct dump *d, struct open_file *file)
{
	Cr__TimerfdEntry *e = cx_alloc(d->cx, sizeof(*e));
	const char *clock = proc_key(file->fdinfo, "clockid"), *ticks = proc_key(file->fdinfo, "ticks"),
		   *flags = proc_key(file->fdinfo, "settime flags");
	uint64_t clockid = 0, settime = 0;

	if (!e)
		return error_memory(d->cx);
	cr__timerfd_entry__init(e);
	e->id = file->id;
	e->flags = file->info.flags;
	e->fown = object_fown(d, file);
	if (!clock || !str_number(&clock, 10, &clockid) || !ticks || !str_number(&ticks, 10, &e->ticks) || !flags ||
	    !str_number(&flags, 8, &settime) || !timerfd_pair(file->fdinfo, "it_value", &e->vsec, &e->vnsec) ||
	    !timerfd_pair(file->fdinfo, "it_interval", &e->isec, &e->insec))
		return error_set(d->cx, CR_E_SYSTEM, 0, file->task->pid, file->path, "fdinfo does not tell the timerfd's state");
	e->clockid = (uint32_t)clockid;
	e->settime_flags = (uint32_t)settime;
	file->entry->tfd = e;
	return e->fown ? 0 : error_memory(d->cx);
}

static int timerfd_create_one(struct load *l, struct load_file *file)
{
	const Cr__TimerfdEntry *e = file->entry->tfd;

	if (e->vnsec > 999999999 || e->insec > 999999999 || e->vsec > INT64_MAX || e->isec > INT64_MAX)
		return error_set(l->cx, CR_E_DAMAGED, 0, 0, "files.img", "timerfd %u has an impossible time", file->id);
	int fd = sys_timerfd((int)e->clockid, O_CLOEXEC | (int)(e->flags & O_NONBLOCK));
	if (fd < 0)
		return error_set(l->cx, CR_E_RESTORE, -fd, 0, "timerfd_create", "no timerfd of clock %u can be made", e->clockid);
	file->fd = object_stage(l, fd);
	return file->fd < 0 ? file->fd : 0;
}

/* Once per open file, by its maker's first descriptor. */
static int timerfd_own(struct load *l, struct load_task *lt, struct load_file *file, int fd)
{
	const Cr__TimerfdEntry *e = file->entry->tfd;
	struct itimerspec its = { .it_value = { (time_t)e->vsec, (long)e->vnsec }, .it_interval = { (time_t)e->isec, (long)e->insec } };
	const struct load_user *first = &file->users.at[0];

	(void)l;
	if (first->task != lt || first->fd != fd)
		return 0;
	/* Expired this very moment, with an interval: zero would disarm it. */
	if (!e->vsec && !e->vnsec && (e->isec || e->insec))
		its.it_value.tv_nsec = 1;
	/* Remaining time is relative; the flag that says "absolute" only said how it was given. Cancel-on-set needs an absolute
	 * realtime timer and is set again by programs that use it when they see ECANCELED. */
	plan_call(lt->plan, 0, PLAN_AT_LATE, "timerfd_settime", SYS_timerfd_settime, (uint64_t)fd, 0,
		  plan_data(lt->plan, &its, sizeof(its)), 0);
	if (e->ticks)
		plan_call(lt->plan, 0, PLAN_AT_LATE, "TFD_IOC_SET_TICKS", SYS_ioctl, (uint64_t)fd, TFD_IOC_SET_TICKS,
			  plan_data(lt->plan, &e->ticks, sizeof(e->ticks)));
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
