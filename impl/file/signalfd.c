/* SPDX-License-Identifier: MIT
 *
 * signalfd: a set of signals; what it reads belongs to the reader. fdinfo tells the set.
 */
#include "file.h"

static bool signalfd_match(const struct open_file *file)
{
	return strcmp(file->path, "anon_inode:[signalfd]") == 0;
}

static int signalfd_dump(struct dump *d, struct open_file *file)
{
	Cr__SignalfdEntry *e = cx_alloc(d->cx, sizeof(*e));
	const char *mask = proc_key(file->fdinfo, "sigmask");

	if (!e)
		return error_memory(d->cx);
	cr__signalfd_entry__init(e);
	e->id = file->id;
	e->flags = file->info.flags;
	e->fown = object_fown(d, file);
	if (!mask || !str_number(&mask, 16, &e->sigmask))
		return error_set(d->cx, CR_E_SYSTEM, 0, file->task->pid, file->path,
				 "fdinfo does not tell the signalfd's set");
	file->entry->sgfd = e;
	return e->fown ? 0 : error_memory(d->cx);
}

static int signalfd_create(struct load *l, struct load_file *file)
{
	const Cr__SignalfdEntry *e = file->entry->sgfd;
	int fd = sys_signalfd(e->sigmask, O_CLOEXEC | (int)(e->flags & O_NONBLOCK));

	if (fd < 0)
		return error_set(l->cx, CR_E_RESTORE, -fd, 0, "signalfd4",
				 "no signalfd can be made");
	file->fd = object_stage_file(l, file, fd);
	return file->fd < 0 ? file->fd : 0;
}

static bool signalfd_accepts(const Cr__FileEntry *entry)
{
	return entry->sgfd != NULL;
}

CR_FN const struct kind file_signalfd = {
	.name = "signalfd",
	.type = CR__FD_TYPES__SIGNALFD,
	.match = signalfd_match,
	.dump = signalfd_dump,
	.accepts = signalfd_accepts,
	.create = signalfd_create,
};
