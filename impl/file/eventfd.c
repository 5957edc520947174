/* SPDX-License-Identifier: MIT
 *
 * eventfd: a counter. fdinfo tells it and, since 6.3, whether a read takes one or all of it. CRIU's
 * message has no place for the latter: it goes to cr.img. An older kernel tells nobody; then a read
 * takes all, and that is said.
 */
#include "file.h"

#include <sys/eventfd.h>

static bool eventfd_match(const struct open_file *file)
{
	return strcmp(file->path, "anon_inode:[eventfd]") == 0;
}

static int eventfd_dump(struct dump *d, struct open_file *file)
{
	Cr__EventfdFileEntry *e = cx_alloc(d->cx, sizeof(*e));
	const char *count = proc_key(file->fdinfo, "eventfd-count"),
		   *semaphore = proc_key(file->fdinfo, "eventfd-semaphore");
	Cr__CrFileEntry *extra = dump_cr_file(d, file->id);
	uint64_t one = 0;

	if (!e || !extra)
		return error_memory(d->cx);
	cr__eventfd_file_entry__init(e);
	e->id = file->id;
	e->fown = object_fown(d, file);
	/* The kernel prints the count in hexadecimal. */
	if (!count || !str_number(&count, 16, &e->counter))
		return error_set(d->cx, CR_E_SYSTEM, 0, file->task->pid, file->path,
				 "fdinfo does not tell the eventfd's count");
	e->flags = file->info.flags;
	if (!semaphore)
		degrade(d->cx, file->task->pid, file->path,
			"this kernel does not tell whether eventfd %d is a semaphore: it is taken "
			"for an ordinary one",
			file->task_fd);
	else if (str_number(&semaphore, 10, &one) && one)
		extra->has_semaphore = extra->semaphore = true;
	file->entry->efd = e;
	return e->fown ? 0 : error_memory(d->cx);
}

static int eventfd_create(struct load *l, struct load_file *file)
{
	const Cr__EventfdFileEntry *e = file->entry->efd;
	bool semaphore = file->extra && file->extra->has_semaphore && file->extra->semaphore;
	uint64_t left = e->counter;

	if (left == UINT64_MAX)
		return error_set(l->cx, CR_E_DAMAGED, 0, 0, "files.img",
				 "eventfd %u has an impossible count", file->id);
	int fd = sys_eventfd(0, EFD_CLOEXEC | (semaphore ? EFD_SEMAPHORE : 0));
	if (fd < 0)
		return error_set(l->cx, CR_E_RESTORE, -fd, 0, "eventfd2", "no eventfd can be made");
	int r = left ? sys_write_all(fd, &left, sizeof(left))
		     : 0; /* eventfd2 itself takes only 32 bits */
	if (r == 0)
		r = sys_fcntl(fd, F_SETFL, e->flags & O_NONBLOCK);
	if (r < 0) {
		sys_close(fd);
		return error_set(l->cx, CR_E_RESTORE, -r, 0, "eventfd",
				 "the eventfd cannot be set");
	}
	file->fd = object_stage_file(l, file, fd);
	return file->fd < 0 ? file->fd : 0;
}

static bool eventfd_accepts(const Cr__FileEntry *entry)
{
	return entry->efd != NULL;
}

CR_FN const struct kind file_eventfd = {
	.name = "eventfd",
	.type = CR__FD_TYPES__EVENTFD,
	.match = eventfd_match,
	.dump = eventfd_dump,
	.accepts = eventfd_accepts,
	.create = eventfd_create,
};
