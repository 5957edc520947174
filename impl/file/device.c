/* SPDX-License-Identifier: MIT
 *
 * device: device nodes. Some are nothing but their path: they have no state that an open file could
 * show. Any other is refused by name, for the kernel does not tell what state it is in; whoever
 * knows better sets a rule: REOPEN opens it again by its path, NAMED has it given at the load.
 */
#include "file.h"

#include <sys/sysmacros.h>

static bool device_match(const struct open_file *file)
{
	return (S_ISCHR(file->st.st_mode) || S_ISBLK(file->st.st_mode)) &&
	       !(file->info.flags & O_PATH);
}

/* Real-time clocks have a number of their own at every boot. */
static bool device_is_plain(const struct open_file *file)
{
	static const unsigned minors[] = {3, 5, 7,
					  8, 9, 11}; /* null zero full random urandom kmsg */
	dev_t rdev = file->st.st_rdev;

	if (!S_ISCHR(file->st.st_mode))
		return false;
	for (size_t i = 0; i < ARRAY_LEN(minors); i++)
		if (major(rdev) == 1 && minor(rdev) == minors[i])
			return true;
	return str_starts(file->path, "/dev/rtc");
}

static int device_dump(struct dump *d, struct open_file *file)
{
	if (!device_is_plain(file) && !(file->rule && file->rule->action == CR_REOPEN))
		return refuse(
			d->cx, CR_E_FILE_KIND, file->task->pid, file->path,
			"descriptor %d is the device '%s' (%s %u:%u), whose state the kernel "
			"does not tell; a rule CR_REOPEN opens it again by its path, CR_NAMED "
			"has it given at the load",
			file->task_fd, file->path,
			S_ISBLK(file->st.st_mode) ? "block" : "character", major(file->st.st_rdev),
			minor(file->st.st_rdev));
	Cr__CrFileEntry *extra = dump_cr_file(d, file->id);
	if (!extra)
		return error_memory(d->cx);
	extra->has_rdev = true;
	extra->rdev = file->st.st_rdev;
	return regular_dump(d, file);
}

static int device_create(struct load *l, struct load_file *file)
{
	struct stat st;
	int r = regular_create(l, file);

	if (r < 0)
		return r;
	r = sys_fstat(file->fd, &st);
	if (r == 0 && (!file->extra || !file->extra->has_rdev || file->extra->rdev == st.st_rdev ||
		       str_starts(file->entry->reg->name, "/dev/rtc")))
		return 0;
	return error_set(l->cx, CR_E_FILE_CHANGED, -r, 0, file->entry->reg->name,
			 "'%s' is another device than at the save", file->entry->reg->name);
}

static bool device_accepts(const Cr__FileEntry *entry)
{
	return entry->reg && entry->reg->has_mode &&
	       (S_ISCHR(entry->reg->mode) || S_ISBLK(entry->reg->mode)) &&
	       !(entry->reg->flags & O_PATH);
}

CR_FN const struct kind file_device = {
	.name = "device",
	.type = CR__FD_TYPES__REG,
	.match = device_match,
	.dump = device_dump,
	.settle = regular_settle,
	.accepts = device_accepts,
	.create = device_create,
};
