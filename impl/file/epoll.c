/* SPDX-License-Identifier: MIT
 *
 * epoll: watched descriptors with events and data. fdinfo tells them by number, device and inode.
 *
 * The kernel knows a watch by (open file, number): it is added in the task's plan, after all
 * descriptors have their final numbers. Numbers are those of the task that added the watch, mostly
 * the first one that has the epoll descriptor; kcmp(2) tells. Where the number is another file's by
 * now, or nobody's (dup and close), the file is looked for under other numbers of the tasks that
 * have the epoll descriptor: the entry gets that number, so that others find it, and cr.img the
 * true one. Such a watch is added before the descriptors move to their places, while the number is
 * free. A file that only others hold is refused by name.
 */
#include "file.h"

#include <sys/epoll.h>
#include <sys/ioctl.h>

#define EPOLL_KCMP_TFD 7

/* struct epoll_params, 6.9: how long it looks for packets itself. */
struct epoll_busy {
	uint32_t usecs;
	uint16_t budget;
	uint8_t prefer, pad;
};
#define EPOLL_SET_BUSY _IOW(0x8a, 0x01, struct epoll_busy)
#define EPOLL_GET_BUSY _IOR(0x8a, 0x02, struct epoll_busy)

/* What kcmp(2) takes: our copy of the epoll descriptor, the number, which of those under it. */
struct epoll_slot {
	uint32_t efd, tfd, toff;
};

static bool epoll_match(const struct open_file *file)
{
	return strcmp(file->path, "anon_inode:[eventpoll]") == 0;
}

/* "tfd:        7 events:       19 data:             feed  pos:0 ino:1a sdev:10" */
static bool epoll_parse(const char *line, Cr__EventpollTfdEntry *e)
{
	static const char *const keys[] = {"tfd:", "events:", "data:", "pos:", "ino:", "sdev:"};
	uint64_t v[ARRAY_LEN(keys)] = {0};

	for (size_t i = 0; i < ARRAY_LEN(keys); i++) {
		while (*line == ' ')
			line++;
		if (!str_starts(line, keys[i]))
			return i >= 3; /* before 4.13 there was nothing behind the data */
		line += strlen(keys[i]);
		while (*line == ' ')
			line++;
		if (!str_number(&line, i == 0 || i == 3 ? 10 : 16, &v[i]))
			return false;
	}
	e->tfd = (uint32_t)v[0];
	e->events = (uint32_t)v[1];
	e->data = v[2];
	e->has_pos = e->has_inode = e->has_dev = true;
	e->pos = v[3];
	e->inode = v[4];
	e->dev = (uint32_t)v[5];
	return true;
}

/* Does the task's number lead to the file that is watched? Without kcmp by the inode alone:
 * eventfd, timerfd and the like cannot be told apart, for they share one. */
static bool epoll_leads(struct dump *d, struct task *task, int number, const struct open_file *file,
			const Cr__EventpollTfdEntry *e, uint32_t nth)
{
	CR_AUTOFD int fd = task_get_fd(d->tree, task, number);
	const struct epoll_slot slot = {(uint32_t)file->fd, e->tfd, nth};
	pid_t self = sys_getpid();
	struct stat st;

	if (fd < 0)
		return false;
	int r = d->cx->faults & (1ull << FEATURE_KCMP)
			? -EPERM
			: sys_kcmp(self, self, EPOLL_KCMP_TFD, (uint64_t)fd, (uintptr_t)&slot);
	if (r >= 0)
		return r == 0;
	if (number != (int)e->tfd) /* not by its inode alone */
		return false;
	r = sys_fstat(fd, &st);
	return r == 0 && (!e->has_inode || (uint64_t)st.st_ino == e->inode);
}

/* Under which of its numbers the task has the file, -1: none. */
static int epoll_find_in(struct dump *d, struct task *task, const struct open_file *file,
			 const Cr__EventpollTfdEntry *e, uint32_t nth)
{
	CR_AUTOFD int fds = sys_openat(task->dir_fd, "fd", O_RDONLY | O_DIRECTORY, 0);
	struct sys_dir walk;
	const char *name;
	uint64_t number;

	if (fds < 0)
		return -1;
	sys_dir_start(&walk, fds);
	while (sys_dir_next(&walk, &name) > 0)
		if (str_number(&name, 10, &number) &&
		    epoll_leads(d, task, (int)number, file, e, nth))
			return (int)number;
	return -1;
}

static bool epoll_task_has(const struct task *task, const struct open_file *file)
{
	for (size_t i = 0; i < file->held_by.n; i++)
		if (file->held_by.at[i] == task)
			return true;
	return false;
}

/* 1: found, and noted. */
static int epoll_find(struct dump *d, const struct open_file *file, size_t index, uint32_t nth)
{
	Cr__EventpollTfdEntry *e = file->entry->epfd->tfd[index];

	for (size_t i = 0; i < d->tree->tasks.n; i++) {
		struct task *task = d->tree->tasks.at[i];
		int number;

		if (task->state == TASK_ZOMBIE || !epoll_task_has(task, file) ||
		    (number = epoll_find_in(d, task, file, e, nth)) < 0)
			continue;
		Cr__CrFileEntry *extra = dump_cr_file(d, file->id);
		Cr__CrWatchEntry *w = cx_alloc(d->cx, sizeof(*w));
		Cr__CrWatchEntry **all = extra ? cx_array(d->cx, extra->n_watches + 1, sizeof(*all))
					       : NULL;
		if (!w || !all)
			return error_memory(d->cx);
		cr__cr_watch_entry__init(w);
		w->index = (uint32_t)index;
		w->has_number = (uint32_t)number != e->tfd;
		w->number = e->tfd;
		w->has_pid = task != file->task;
		w->pid = (uint32_t)task->pid;
		if (extra->n_watches)
			memcpy(all, extra->watches, extra->n_watches * sizeof(*all));
		all[extra->n_watches++] = w;
		extra->watches = all;
		e->tfd = (uint32_t)number;
		return 1;
	}
	return 0;
}

static int epoll_settle(struct dump *d, struct open_file *file)
{
	const Cr__EventpollFileEntry *e = file->entry->epfd;
	uint32_t *numbers = e ? cx_array(d->cx, e->n_tfd, sizeof(*numbers)) : NULL;

	if (e && !numbers)
		return error_memory(d->cx);
	for (size_t i = 0; e && i < e->n_tfd; i++)
		numbers[i] = e->tfd[i]->tfd;
	for (size_t i = 0; e && i < e->n_tfd; i++) {
		uint32_t nth = 0;

		/* Several files under one number: at most one of them still has it. */
		for (size_t j = 0; j < i; j++)
			nth += numbers[j] == numbers[i];
		if (epoll_leads(d, file->task, (int)numbers[i], file, e->tfd[i], nth))
			continue;
		int r = epoll_find(d, file, i, nth);
		if (r == 0)
			r = refuse(
				d->cx, CR_E_UNSUPPORTED, file->task->pid, file->path,
				"epoll descriptor %d watches number %u, which has been closed or "
				"given to another file, and nobody who has the epoll descriptor "
				"has the file that was watched",
				file->task_fd, e->tfd[i]->tfd);
		if (r < 0)
			return r;
	}
	return 0;
}

/* Kernels without it have nothing to tell. */
static int epoll_dump_busy(struct dump *d, const struct open_file *file)
{
	static const struct epoll_busy none;
	struct epoll_busy busy = {0};

	if (sys_ioctl(file->fd, EPOLL_GET_BUSY, &busy) < 0 ||
	    memcmp(&busy, &none, sizeof(busy)) == 0)
		return 0;
	Cr__CrFileEntry *extra = dump_cr_file(d, file->id);
	if (!extra)
		return error_memory(d->cx);
	extra->has_busy_poll = true;
	extra->busy_poll.len = sizeof(busy);
	extra->busy_poll.data = arena_copy(&d->cx->arena, &busy, sizeof(busy));
	return extra->busy_poll.data ? 0 : error_memory(d->cx);
}

static int epoll_dump(struct dump *d, struct open_file *file)
{
	Cr__EventpollFileEntry *e = cx_alloc(d->cx, sizeof(*e));
	VEC(Cr__EventpollTfdEntry *) tfds = {0};

	if (!e)
		return error_memory(d->cx);
	cr__eventpoll_file_entry__init(e);
	e->id = file->id;
	e->flags = file->info.flags;
	e->fown = object_fown(d, file);
	for (const char *p = file->fdinfo; p && *p;) {
		Cr__EventpollTfdEntry **slot, *tfd;

		if (str_starts(p, "tfd:")) {
			slot = vec_add(&d->cx->arena, &tfds);
			tfd = cx_alloc(d->cx, sizeof(*tfd));
			if (!slot || !tfd)
				return error_memory(d->cx);
			cr__eventpoll_tfd_entry__init(tfd);
			*slot = tfd;
			if (!epoll_parse(p, tfd))
				return error_set(
					d->cx, CR_E_SYSTEM, 0, file->task->pid, file->path,
					"fdinfo of an epoll descriptor has an unknown form");
		}
		while (*p && *p != '\n')
			p++;
		p += *p == '\n';
	}
	e->n_tfd = tfds.n;
	e->tfd = tfds.at;
	file->entry->epfd = e;
	return e->fown ? epoll_dump_busy(d, file) : error_memory(d->cx);
}

static void epoll_set_busy(struct load *l, const struct load_file *file)
{
	const Cr__CrFileEntry *extra = file->extra;
	struct epoll_busy busy;
	int r = -EINVAL;

	if (!extra || !extra->has_busy_poll)
		return;
	if (extra->busy_poll.len == sizeof(busy)) {
		memcpy(&busy, extra->busy_poll.data, sizeof(busy));
		r = sys_ioctl(file->fd, EPOLL_SET_BUSY, &busy);
	}
	if (r < 0)
		degrade(l->cx, 0, "epoll",
			"an epoll descriptor does not poll devices any more (%s)", error_name(-r));
}

static int epoll_create_one(struct load *l, struct load_file *file)
{
	int fd = sys_epoll();

	if (fd < 0)
		return error_set(l->cx, CR_E_RESTORE, -fd, 0, "epoll_create1",
				 "no epoll descriptor can be made");
	file->fd = object_stage_file(l, file, fd);
	if (file->fd < 0)
		return file->fd;
	epoll_set_busy(l, file);
	int r = sys_fcntl(file->fd, F_SETFL, file->entry->epfd->flags & O_NONBLOCK);
	return r < 0 ? error_set(l->cx, CR_E_RESTORE, -r, 0, "epoll",
				 "the flags of an epoll descriptor cannot be set")
		     : 0;
}

static const Cr__CrWatchEntry *epoll_odd(const struct load_file *file, size_t index)
{
	for (size_t i = 0; file->extra && i < file->extra->n_watches; i++)
		if (file->extra->watches[i]->index == index)
			return file->extra->watches[i];
	return NULL;
}

static const struct load_file *epoll_target(const struct load_task *lt, uint32_t tfd)
{
	for (size_t i = 0; i < lt->fds.n; i++)
		if (lt->fds.at[i].fd == (int)tfd)
			return lt->fds.at[i].file->action == CR_NULL
				       ? NULL /* /dev/null cannot be watched */
				       : lt->fds.at[i].file;
	return NULL;
}

/* The number is not the file's any more: lent to it while all are still at their staging numbers.
 * What takes the number, or closes all that are none of the program's, comes after. */
static void epoll_plan_lent(struct load_task *lt, const struct load_file *file,
			    const struct load_file *target, uint32_t number, uint64_t event)
{
	if ((uint32_t)target->fd != number)
		plan_call(lt->plan, 0, PLAN_AT_FILES, "dup3 of a watched file", SYS_dup3,
			  (uint64_t)target->fd, number, (uint64_t)O_CLOEXEC);
	plan_call(lt->plan, 0, PLAN_AT_FILES, "epoll_ctl of a lent number", SYS_epoll_ctl,
		  (uint64_t)file->fd, EPOLL_CTL_ADD, number, event);
}

static void epoll_plan_watch(struct load *l, struct load_task *lt, const struct load_file *file,
			     int fd, size_t index)
{
	const Cr__EventpollTfdEntry *e = file->entry->epfd->tfd[index];
	const Cr__CrWatchEntry *odd = epoll_odd(file, index);
	const struct load_file *target = epoll_target(lt, e->tfd);
	struct epoll_event ev = {.events = e->events, .data.u64 = e->data};
	/* A one-shot watch that has fired has no events left but its flags. Adding puts ERR and HUP
	 * back. */
	bool spent = !(ev.events &
		       ~(uint32_t)(EPOLLET | EPOLLONESHOT | EPOLLWAKEUP | EPOLLEXCLUSIVE));

	if (!target) {
		degrade(l->cx, lt->pid, "epoll", "the watch of descriptor %u is gone with it",
			e->tfd);
		return;
	}
	if (spent)
		degrade(l->cx, lt->pid, "epoll",
			"a one-shot watch of descriptor %u that had fired may tell of errors again",
			e->tfd);
	uint64_t event = plan_data(lt->plan, &ev, sizeof(ev));
	if (odd && odd->has_number)
		epoll_plan_lent(lt, file, target, odd->number, event);
	else if (fd < 0)
		epoll_plan_lent(lt, file, target, e->tfd, event);
	else
		plan_call(lt->plan, 0, PLAN_AT_TASK, "epoll_ctl", SYS_epoll_ctl, (uint64_t)fd,
			  EPOLL_CTL_ADD, e->tfd, event);
}

/* Watches by whoever made them: all others by the first user. When `lent`, those that want a number
 * lent to them, which come before the descriptors move. */
static void epoll_plan_all(struct load *l, struct load_task *lt, const struct load_file *file,
			   int fd, bool lent)
{
	const struct load_user *first = &file->users.at[0];

	if (!table_is_first(lt, file, fd))
		return;
	for (size_t i = 0; i < file->entry->epfd->n_tfd; i++) {
		const Cr__CrWatchEntry *odd = epoll_odd(file, i);
		bool ours = odd && odd->has_pid ? lt->pid == (pid_t)odd->pid : first->task == lt;

		if (ours && lent == (odd && odd->has_number))
			epoll_plan_watch(l, lt, file, fd, i);
	}
}

/* On its way through a socket: no table has it, and who made it what it is can only be guessed. */
static void epoll_plan_passed(struct load *l, struct load_task *lt, const struct load_file *file)
{
	for (size_t i = 0; i < file->entry->epfd->n_tfd; i++)
		epoll_plan_watch(l, lt, file, -1, i);
}

CR_FN void epoll_plan_early(struct load *l, struct load_task *lt)
{
	for (size_t i = 0; i < l->files.n; i++) {
		const struct load_file *file = l->files.at[i];

		if (file->entry->epfd && file->users.n == 0 && file->maker == lt && file->fd >= 0 &&
		    file->action != CR_NULL && file->action != CR_NAMED)
			epoll_plan_passed(l, lt, file);
	}
	for (size_t i = 0; i < lt->fds.n; i++) {
		const struct load_file *file = lt->fds.at[i].file;

		if (file->entry->epfd && file->action != CR_NULL && file->action != CR_NAMED)
			epoll_plan_all(l, lt, file, lt->fds.at[i].fd, true);
	}
}

static int epoll_link(struct load *l, struct load_task *lt, struct load_file *file, int fd)
{
	epoll_plan_all(l, lt, file, fd, false);
	return 0;
}

/* A number that is lent must be nobody's while files wait to be moved. */
static int epoll_join(struct load *l, struct load_file *file)
{
	for (size_t i = 0; file->extra && i < file->extra->n_watches; i++)
		if (file->extra->watches[i]->has_number &&
		    object_keep_free(l, file->extra->watches[i]->number) < 0)
			return error_set(l->cx, CR_E_DAMAGED, 0, 0, "cr.img",
					 "an epoll watch of the impossible number %u",
					 file->extra->watches[i]->number);
	return 0;
}

static bool epoll_accepts(const Cr__FileEntry *entry)
{
	return entry->epfd != NULL;
}

CR_FN const struct kind file_epoll = {
	.name = "epoll",
	.type = CR__FD_TYPES__EVENTPOLL,
	.match = epoll_match,
	.dump = epoll_dump,
	.settle = epoll_settle,
	.accepts = epoll_accepts,
	.join = epoll_join,
	.create = epoll_create_one,
	.link = epoll_link,
};
