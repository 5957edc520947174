/* SPDX-License-Identifier: MIT
 *
 * name: the name of something that is known by its inode alone: a watch of inotify, a file that is
 * open under a name which is gone, and has another. Looked for among what the tree has open, and
 * directly in the directories that it has open, works in, or has files open in.
 */
#include "file.h"

/* Among the entries of a directory. */
static const char *name_in_dir(struct dump *d, const char *dir, name_same *same, const void *what)
{
	CR_AUTOFD int fd = sys_openat(AT_FDCWD, dir, O_RDONLY | O_DIRECTORY | O_NONBLOCK, 0);
	struct sys_dir walk;
	const char *name;
	struct stat st;

	if (fd < 0)
		return NULL;
	sys_dir_start(&walk, fd);
	while (sys_dir_next(&walk, &name) > 0)
		if (sys_fstatat(fd, name, &st, AT_SYMLINK_NOFOLLOW) == 0 && same(what, &st))
			return arena_format(&d->cx->arena, "%s/%s",
					    strcmp(dir, "/") == 0 ? "" : dir, name);
	return NULL;
}

CR_FN bool name_leads(const char *path, name_same *same, const void *what)
{
	struct stat st;

	return path && path[0] == '/' &&
	       sys_fstatat(AT_FDCWD, path, &st, AT_SYMLINK_NOFOLLOW) == 0 && same(what, &st);
}

CR_FN const char *name_find(struct dump *d, const char *near, name_same *same, const void *what)
{
	char *dir = near ? arena_str(&d->cx->arena, near) : NULL;
	size_t n = dir ? strlen(dir) : 0;
	const char *found = NULL;

	while (n > 0 && dir[n - 1] != '/')
		n--;
	if (n) {
		dir[n > 1 ? n - 1 : n] = '\0';
		found = name_in_dir(d, dir, same, what);
	}
	for (size_t i = 0; !found && i < d->files.n; i++)
		if (!d->files.at[i]->deleted && name_leads(d->files.at[i]->path, same, what))
			found = d->files.at[i]->path;
	for (size_t i = 0; !found && i < d->files.n; i++) {
		const struct open_file *f = d->files.at[i];

		if (S_ISDIR(f->st.st_mode) && !f->deleted && f->path[0] == '/')
			found = name_in_dir(d, f->path, same, what);
	}
	return found;
}

static bool name_same_file(const void *what, const struct stat *st)
{
	const struct stat *want = what;

	return st->st_ino == want->st_ino && st->st_dev == want->st_dev;
}

/* All directories of the tree are known now. */
CR_FN int name_settle(struct dump *d, struct open_file *file, uint32_t id)
{
	if (!file->nameless)
		return 0;
	const char *path = name_find(d, file->path, name_same_file, &file->st);
	Cr__CrFileEntry *extra = path ? dump_cr_file(d, id) : NULL;

	if (!path)
		return refuse(d->cx, CR_E_UNSUPPORTED, file->task->pid, file->path,
			      "'%s' is open but its name %s, and no other name of it is found: it "
			      "is hidden by a mount, or linked to elsewhere; close it, or take its "
			      "content along by a rule CR_EMBED_FILE",
			      file->path, file->deleted ? "is gone" : "is another file's now");
	if (!extra)
		return error_memory(d->cx);
	extra->linked = arena_str(&d->cx->arena, path);
	return extra->linked ? 0 : error_memory(d->cx);
}
