/* SPDX-License-Identifier: MIT
 *
 * epoll: watched descriptors with events and data. fdinfo tells them by number, device and inode.
 *
 * The kernel knows a watch by (open file, number): it is added in the task's plan, after all descriptors have their final
 * numbers. A watch whose number now belongs to another file, or to none (dup and close), cannot be named that way and is
 * refused by name.
 */
#include "file.h"

#include <sys/epoll.h>

static bool epoll_match(const struct open_file *file)
{
	return strcmp(file->path, "anon_inode:[eventpoll]") == 0;
}

/* "tfd:        7 events:       19 data:             feed  pos:0 ino:1a sdev:10" */
static bool epoll_parse(const char *line, Cr__EventpollTfdEntry *e)
{
	static const char *const keys[] = { "tfd:", "events:", "data:", "pos:", "ino:", "sdev:" };
	uint64_t v[ARRAY_LEN(keys)] = { 0 };

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

/* Does the number still lead to the file that is watched? */
static int epoll_check_target(struct dump *d, struct open_file *file, const Cr__EventpollTfdEntry *e)
{
	char name[32];
	struct stat st;

	str_format(name, sizeof(name), "fd/%u", e->tfd);
	int r = sys_fstatat(file->task->dir_fd, name, &st, 0);
	if (r == 0 && (!e->has_inode || (uint64_t)st.st_ino == e->inode))
		return 0;
	return refuse(d->cx, CR_E_UNSUPPORTED, file->task->pid, file->path,
		      "an epoll descriptor watches number %u, which has been closed or given to another file", e->tfd);
}

static int epoll_dump(struct dump *d, struct open_file *file)
{
	Cr__EventpollFileEntry *e = cx_alloc(d->cx, sizeof(*e));
	VEC(Cr__EventpollTfdEntry *) tfds = { 0 };

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
			tfd->id = file->id;
			*slot = tfd;
			if (!epoll_parse(p, tfd))
				return error_set(d->cx, CR_E_SYSTEM, 0, file->task->pid, file->path, "fdinfo of an epoll descriptor has an unknown form");
			int r = epoll_check_target(d, file, tfd);
			if (r < 0)
				return r;
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
		return error_set(l->cx, CR_E_RESTORE, -fd, 0, "epoll_create1", "no epoll descriptor can be made");
	file->fd = object_stage(l, fd);
	if (file->fd < 0)
		return file->fd;
	return sys_fcntl(file->fd, F_SETFL, file->entry->epfd->flags & O_NONBLOCK);
}

/* By the first user alone: numbers in fdinfo are those of the task that added them, which in all but odd cases is it. */
static int epoll_link(struct load *l, struct load_task *lt, struct load_file *file, int fd)
{
	const Cr__EventpollFileEntry *e = file->entry->epfd;
	const struct load_user *first = &file->users.at[0];

	(void)l;
	if (first->task != lt || first->fd != fd)
		return 0;
	for (size_t i = 0; i < e->n_tfd; i++) {
		struct epoll_event ev = { .events = e->tfd[i]->events, .data.u64 = e->tfd[i]->data };
		/* A one-shot watch that has fired has no events left but its flags: the kernel keeps ERR and HUP out of it then,
		 * and adding would put them back. */
		bool spent = !(ev.events & ~(uint32_t)(EPOLLET | EPOLLONESHOT | EPOLLWAKEUP | EPOLLEXCLUSIVE));
		uint64_t data = plan_data(lt->plan, &ev, sizeof(ev));

		plan_call(lt->plan, 0, PLAN_AT_TASK, "epoll_ctl", SYS_epoll_ctl, (uint64_t)fd, EPOLL_CTL_ADD, e->tfd[i]->tfd, data);
		if (spent && (ev.events & EPOLLONESHOT))
			degrade(l->cx, lt->pid, "epoll", "a one-shot watch of descriptor %u that had fired may tell errors again",
				e->tfd[i]->tfd);
	}
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
	.accepts = epoll_accepts,
	.create = epoll_create_one,
	.link = epoll_link,
};
