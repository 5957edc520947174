/* SPDX-License-Identifier: MIT
 *
 * outside: who outside the tree has what the tree has open. Of processes that may not be looked at
 * nothing is known.
 */
#include "file.h"

/* One of the copies that the save itself has made. */
static bool outside_is_copy(const struct dump *d, int fd)
{
	for (size_t i = 0; i < d->files.n; i++)
		if (d->files.at[i]->fd == fd)
			return true;
	return false;
}

CR_FN bool outside_has(struct dump *d, const struct open_file *file, pid_t pid, bool any_opening)
{
	CR_AUTOFD int dir = -1, fds = -1;
	pid_t self = sys_getpid();
	struct sys_dir walk;
	struct stat st;
	const char *name;

	if (proc_open_pid(d->tree->proc_fd, pid, &dir) < 0)
		return false; /* it has ended */
	fds = sys_openat(dir, "fd", O_RDONLY | O_DIRECTORY, 0);
	if (fds < 0)
		return !any_opening &&
		       fds == -EACCES; /* of another user; -ENOENT: ended just now */
	sys_dir_start(&walk, fds);
	while (sys_dir_next(&walk, &name) > 0) {
		uint64_t fd;

		if (sys_fstatat(fds, name, &st, 0) < 0 || st.st_ino != file->st.st_ino ||
		    st.st_dev != file->st.st_dev || !str_number(&name, 10, &fd) ||
		    (pid == self && outside_is_copy(d, (int)fd)))
			continue;
		/* Where kcmp may not be asked, the same inode is enough. */
		if (any_opening ||
		    sys_kcmp(self, pid, 0 /* KCMP_FILE */, (uint64_t)file->fd, fd) <= 0)
			return true;
	}
	return false;
}

CR_FN pid_t outside_find(struct dump *d, const struct open_file *file)
{
	CR_AUTOFD int proc = sys_openat(d->tree->proc_fd, ".", O_RDONLY | O_DIRECTORY, 0);
	struct sys_dir walk;
	const char *name;
	pid_t pid;

	if (proc < 0)
		return 0;
	sys_dir_start(&walk, proc);
	while (sys_dir_next(&walk, &name) > 0)
		/* A helper of the caller has copies of all that the caller has. */
		if (proc_parse_pid(&name, &pid) && !*name && !tree_find(d->tree, pid) &&
		    pid != d->tree->helper && outside_has(d, file, pid, true))
			return pid;
	return 0;
}
