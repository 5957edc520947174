/* SPDX-License-Identifier: MIT
 *
 * epoll: watched descriptors with events and data. fdinfo tells them by number, device and inode.
 *
 * The kernel knows a watch by (open file, number): it is added in the task's plan, after all
 * descriptors have their final numbers. A watch whose number now belongs to another file, or to
 * none (dup and close), cannot be named that way and is refused by name. Numbers are those of the
 * task that added the watch, which is taken to be the first one that has the epoll descriptor;
 * kcmp(2) tells whether that is so.
 */
#include "file.h"

#include <sys/epoll.h>

#define EPOLL_KCMP_TFD 7

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

/* 1: the number of the first task leads to the file that is watched. anon: by the inode alone
 * eventfd, timerfd and the like cannot be told apart, for they share one. */
static int epoll_same(struct dump *d, const struct open_file *file, const Cr__EventpollTfdEntry *e,
		      uint32_t nth)
{
	CR_AUTOFD int fd = task_get_fd(d->tree, file->task, (int)e->tfd);
	const struct epoll_slot slot = {(uint32_t)file->fd, e->tfd, nth};
	pid_t self = sys_getpid();
	struct stat st;

	if (fd < 0)
		return 0;
	int r = d->cx->faults & (1ull << FEATURE_KCMP)
			? -EPERM
			: sys_kcmp(self, self, EPOLL_KCMP_TFD, (uint64_t)fd, (uintptr_t)&slot);
	if (r >= 0)
		return r == 0;
	r = sys_fstat(fd, &st);
	return r == 0 && (!e->has_inode || (uint64_t)st.st_ino == e->inode);
}

static int epoll_settle(struct dump *d, struct open_file *file)
{
	const Cr__EventpollFileEntry *e = file->entry->epfd;

	for (size_t i = 0; e && i < e->n_tfd; i++) {
		uint32_t nth = 0;

		/* Several files under one number: at most one of them still has it. */
		for (size_t j = 0; j < i; j++)
			nth += e->tfd[j]->tfd == e->tfd[i]->tfd;
		if (epoll_same(d, file, e->tfd[i], nth))
			continue;
		int r = refuse(d->cx, CR_E_UNSUPPORTED, file->task->pid, file->path,
			       "epoll descriptor %d watches number %u, which has been closed or "
			       "given to another file",
			       file->task_fd, e->tfd[i]->tfd);
		if (r < 0)
			return r;
	}
	return 0;
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
	return e->fown ? 0 : error_memory(d->cx);
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
	int r = sys_fcntl(file->fd, F_SETFL, file->entry->epfd->flags & O_NONBLOCK);
	return r < 0 ? error_set(l->cx, CR_E_RESTORE, -r, 0, "epoll",
				 "the flags of an epoll descriptor cannot be set")
		     : 0;
}

static bool epoll_has_target(const struct load_task *lt, uint32_t tfd)
{
	for (size_t i = 0; i < lt->fds.n; i++)
		if (lt->fds.at[i].fd == (int)tfd)
			return lt->fds.at[i].file->action !=
			       CR_NULL; /* /dev/null cannot be watched */
	return false;
}

static void epoll_plan_watch(struct load *l, struct load_task *lt, int fd,
			     const Cr__EventpollTfdEntry *e)
{
	struct epoll_event ev = {.events = e->events, .data.u64 = e->data};
	/* A one-shot watch that has fired has no events left but its flags. Adding puts ERR and HUP
	 * back. */
	bool spent = !(ev.events &
		       ~(uint32_t)(EPOLLET | EPOLLONESHOT | EPOLLWAKEUP | EPOLLEXCLUSIVE));

	if (!epoll_has_target(lt, e->tfd)) {
		degrade(l->cx, lt->pid, "epoll", "the watch of descriptor %u is gone with it",
			e->tfd);
		return;
	}
	if (spent)
		degrade(l->cx, lt->pid, "epoll",
			"a one-shot watch of descriptor %u that had fired may tell of errors again",
			e->tfd);
	plan_call(lt->plan, 0, PLAN_AT_TASK, "epoll_ctl", SYS_epoll_ctl, (uint64_t)fd,
		  EPOLL_CTL_ADD, e->tfd, plan_data(lt->plan, &ev, sizeof(ev)));
}

/* By the first user alone. */
static int epoll_link(struct load *l, struct load_task *lt, struct load_file *file, int fd)
{
	const Cr__EventpollFileEntry *e = file->entry->epfd;
	const struct load_user *first = &file->users.at[0];

	if (first->task != lt || first->fd != fd)
		return 0;
	for (size_t i = 0; i < e->n_tfd; i++)
		epoll_plan_watch(l, lt, fd, e->tfd[i]);
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
	.create = epoll_create_one,
	.link = epoll_link,
};
