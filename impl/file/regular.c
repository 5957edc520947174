/* SPDX-License-Identifier: MIT
 *
 * regular: files and directories that have a path.
 *
 * Saved are path, flags, offset, and what tells later whether the file is still the same: size,
 * mode, build id, and in cr.img device, inode and time. A file whose path does not lead to it any
 * more has another name (name.c), or none: then it is itself part of the save (ghost.c).
 */
#include "file.h"

#include <elf.h>
#include <sys/sysmacros.h>

static bool regular_match(const struct open_file *file)
{
	return file->path[0] == '/' && !str_starts(file->path, "/memfd:") &&
	       (S_ISREG(file->st.st_mode) || S_ISDIR(file->st.st_mode) ||
		(file->info.flags & O_PATH));
}

/* == saving ==================================================================================== */

/* The id that the linker gave an ELF file: the same file on another host has it too. Looks at the
 * first page only. */
static size_t regular_build_id(int fd, unsigned char *ret, size_t room)
{
	unsigned char page[4096];
	ssize_t n = sys_pread(fd, page, sizeof(page), 0);
	Elf64_Ehdr eh;

	if (n < (ssize_t)sizeof(eh))
		return 0;
	memcpy(&eh, page, sizeof(eh));
	if (memcmp(eh.e_ident, ELFMAG, SELFMAG) != 0 || eh.e_ident[EI_CLASS] != ELFCLASS64)
		return 0;
	for (unsigned i = 0; i < eh.e_phnum; i++) {
		Elf64_Phdr ph;
		uint64_t at = eh.e_phoff + (uint64_t)i * sizeof(ph), end;

		if (eh.e_phoff > (uint64_t)n || at + sizeof(ph) > (uint64_t)n)
			return 0;
		memcpy(&ph, page + at, sizeof(ph));
		if (ph.p_type != PT_NOTE || !num_add(ph.p_offset, ph.p_filesz, &end) ||
		    end > (uint64_t)n)
			continue;
		for (at = ph.p_offset; at + sizeof(Elf64_Nhdr) <= end;) {
			Elf64_Nhdr nh;

			memcpy(&nh, page + at, sizeof(nh));
			uint64_t desc = at + sizeof(nh) + num_round_up(nh.n_namesz, 4),
				 next = desc + num_round_up(nh.n_descsz, 4);

			if (nh.n_namesz > 4096 || nh.n_descsz > 4096 || next > end)
				break;
			if (nh.n_type == NT_GNU_BUILD_ID && nh.n_namesz == 4 &&
			    memcmp(page + at + sizeof(nh), "GNU", 4) == 0) {
				size_t len = nh.n_descsz < room ? nh.n_descsz : room;

				memcpy(ret, page + desc, len);
				return len;
			}
			at = next;
		}
	}
	return 0;
}

static int regular_add_build_id(struct dump *d, const struct open_file *file, Cr__RegFileEntry *e)
{
	unsigned char id[64];
	size_t n = file->special && file->fd >= 0 && S_ISREG(file->st.st_mode)
			   ? regular_build_id(file->fd, id, sizeof(id))
			   : 0;

	if (n < 4)
		return 0;
	e->n_build_id = n / 4; /* CRIU keeps it as numbers */
	e->build_id = arena_copy(&d->cx->arena, id, e->n_build_id * 4);
	return e->build_id ? 0 : error_memory(d->cx);
}

static int regular_add_identity(struct dump *d, const struct open_file *file, uint32_t id)
{
	Cr__CrFileEntry *extra = dump_cr_file(d, id);

	if (!extra)
		return error_memory(d->cx);
	extra->has_dev = extra->has_ino = extra->has_mtime_ns = true;
	extra->dev = file->st.st_dev;
	extra->ino = file->st.st_ino;
	extra->mtime_ns = num_timespec_ns(&file->st.st_mtim);
	return 0;
}

static bool regular_keeps_content(const struct open_file *file)
{
	return file->rule && S_ISREG(file->st.st_mode) && file->st.st_nlink > 0 &&
	       (file->rule->action == CR_ROLL_BACK || file->rule->action == CR_EMBED_FILE);
}

/* Is the file deleted altogether? Of directories the kernel keeps no count that can be trusted. */
static bool regular_is_gone(const struct open_file *file)
{
	return file->st.st_nlink == 0 || (file->deleted && S_ISDIR(file->st.st_mode));
}

/* Says how the file is to be found again. */
static int regular_find_name(struct dump *d, struct open_file *file, Cr__RegFileEntry *e)
{
	struct stat st;
	/* A link of /proc shows the way from our own root, whatever the task's is. */
	int r = sys_fstatat(AT_FDCWD, file->path, &st, AT_SYMLINK_NOFOLLOW);

	/* Overlay and btrfs show other devices through stat of a path than through an open file:
	 * the inode has to do. */
	if (!file->deleted && r == 0 && st.st_ino == file->st.st_ino &&
	    (st.st_mode & S_IFMT) == (file->st.st_mode & S_IFMT)) {
		r = regular_add_build_id(d, file, e);
		if (r == 0 && st.st_dev == file->st.st_dev)
			r = regular_add_identity(d, file, e->id);
		return r;
	}
	if (r == -EACCES || r == -EPERM)
		return refuse(d->cx, CR_E_PERMISSION, file->task->pid, file->path,
			      "'%s' is open, but its path may not be followed by this user, who "
			      "could not open it again",
			      file->path);
	if (regular_is_gone(file))
		return ghost_dump(d, file, e->id);
	if (regular_keeps_content(file))
		return 0;
	file->nameless = true;
	return regular_add_identity(d, file, e->id);
}

CR_FN Cr__RegFileEntry *file_describe_open(struct dump *d, struct open_file *file, uint32_t id)
{
	Cr__RegFileEntry *e = cx_alloc(d->cx, sizeof(*e));

	if (!e)
		return (void)error_memory(d->cx), NULL;
	cr__reg_file_entry__init(e);
	e->id = id;
	e->flags = file->info.flags;
	e->pos = file->special ? 0 : file->info.pos;
	e->fown = object_fown(d, file);
	e->name = arena_str(&d->cx->arena, file->path);
	e->has_mode = true;
	e->mode = file->st.st_mode;
	if (!e->fown || !e->name)
		return (void)error_memory(d->cx), NULL;
	return e;
}

CR_FN Cr__RegFileEntry *file_describe_path(struct dump *d, struct open_file *file, uint32_t id)
{
	Cr__RegFileEntry *e = file_describe_open(d, file, id);

	if (!e)
		return NULL;
	if (S_ISREG(file->st.st_mode)) {
		e->has_size = true;
		e->size = (uint64_t)file->st.st_size;
	}
	return regular_find_name(d, file, e) < 0 ? NULL : e;
}

CR_FN int regular_dump(struct dump *d, struct open_file *file)
{
	file->entry->reg = file_describe_path(d, file, file->id);
	if (file->entry->reg && regular_keeps_content(file))
		return ghost_keep_content(d, file);
	if (file->entry->reg)
		return 0;
	return d->cx->err.code != CR_E_OK ? -(d->cx->err.sys_errno ? d->cx->err.sys_errno : EINVAL)
					  : 0;
}

CR_FN int regular_settle(struct dump *d, struct open_file *file)
{
	return name_settle(d, file, file->id);
}

/* == loading =================================================================================== */

static const Cr__CrFileEntry *regular_extra(const struct load *l, uint32_t id)
{
	const struct load_file *file = load_find_file(l, id);

	return file ? file->extra : NULL;
}

static int regular_action(const struct load *l, uint32_t id)
{
	const struct load_file *file = load_find_file(l, id);

	return file ? file->action : CR_DEFAULT;
}

/* Mapped: code and data are taken from the file, so it has to be the very same. */
static int regular_check_mapped(struct load *l, const Cr__RegFileEntry *reg, int fd,
				const struct stat *st, const char *path)
{
	const Cr__CrFileEntry *extra = regular_extra(l, reg->id);
	unsigned char id[64];

	if (reg->has_size && (uint64_t)st->st_size != reg->size)
		return error_set(l->cx, CR_E_FILE_CHANGED, 0, 0, path,
				 "'%s' had %lu bytes and now has %lu", path,
				 (unsigned long)reg->size, (unsigned long)st->st_size);
	if (reg->n_build_id) {
		size_t n = regular_build_id(fd, id, sizeof(id));

		if (n / 4 != reg->n_build_id || memcmp(id, reg->build_id, n / 4 * 4) != 0)
			return error_set(l->cx, CR_E_FILE_CHANGED, 0, 0, path,
					 "'%s' is another build than at the save", path);
		return 0;
	}
	int64_t mtime = num_timespec_ns(&st->st_mtim);
	if (extra && extra->has_mtime_ns && extra->mtime_ns != mtime)
		return error_set(l->cx, CR_E_FILE_CHANGED, 0, 0, path,
				 "'%s' was changed after the save", path);
	return 0;
}

/* What is different but no reason to stop. Another file by the name is only told from the same on
 * the same file system. */
static void regular_note_change(struct load *l, const Cr__RegFileEntry *reg, const struct stat *st,
				const char *path)
{
	const Cr__CrFileEntry *extra = regular_extra(l, reg->id);

	if (ghost_is(l, reg->id))
		return;
	if (extra && extra->has_ino && extra->dev == st->st_dev && extra->ino != st->st_ino)
		degrade(l->cx, 0, path, "'%s' is another file than at the save", path);
	if (reg->has_mode && S_ISREG(st->st_mode) && ((st->st_mode ^ reg->mode) & 07777))
		degrade(l->cx, 0, path, "the mode of '%s' is not what it was at the save", path);
}

/* Opened by the program: a log may have grown since; a file that shrank below what it was would be
 * read differently. */
static int regular_check_open(struct load *l, const Cr__RegFileEntry *reg, const struct stat *st,
			      const char *path)
{
	int action = regular_action(l, reg->id);

	if (reg->has_mode && ((st->st_mode ^ reg->mode) & S_IFMT))
		return error_set(l->cx, CR_E_FILE_CHANGED, 0, 0, path,
				 "'%s' is of another type now", path);
	regular_note_change(l, reg, st, path);
	if (!S_ISREG(st->st_mode) || action == CR_REOPEN || action == CR_REOPEN_AT_END ||
	    action == CR_ROLL_BACK || !reg->has_size)
		return 0;
	if ((uint64_t)st->st_size < reg->size &&
	    !((reg->flags & O_ACCMODE) == O_WRONLY && (reg->flags & O_APPEND)))
		return error_set(l->cx, CR_E_FILE_CHANGED, 0, 0, path,
				 "'%s' had %lu bytes at the save and now has %lu (a rule REOPEN "
				 "would allow it)",
				 path, (unsigned long)reg->size, (unsigned long)st->st_size);
	return 0;
}

static int regular_missing(struct load *l, int e, const char *path)
{
	bool gone = e == ENOENT || e == ENOTDIR;

	return error_set(l->cx, gone ? CR_E_FILE_GONE : CR_E_PERMISSION, e, 0, path,
			 gone ? "'%s' is not there any more (a rule CR_NULL, CR_NAMED or CR_CLOSE "
				"would do without it)"
			      : "'%s' cannot be opened",
			 path);
}

CR_FN int file_open_saved(struct load *l, const Cr__RegFileEntry *reg, unsigned flags)
{
	bool ghost = ghost_is(l, reg->id);
	const char *path = object_path(l, reg->name);
	struct stat st;

	if (!path)
		return error_memory(l->cx);
	CR_AUTOFD int fd = ghost ? ghost_open(l, reg->id, flags)
				 : sys_openat(AT_FDCWD, path, (int)flags | O_NOCTTY, 0);
	if (fd < 0)
		return regular_missing(l, -fd, path);
	int r = sys_fstat(fd, &st);
	if (r < 0)
		return regular_missing(l, -r, path);
	if (reg->has_mode && ((st.st_mode ^ reg->mode) & S_IFMT))
		return error_set(l->cx, CR_E_FILE_CHANGED, 0, 0, path,
				 "'%s' is of another type now", path);
	const struct load_file *file = load_find_file(l, reg->id);
	if (file && file->users.n == 0 && S_ISREG(st.st_mode) && !(flags & O_PATH)) {
		r = regular_check_mapped(l, reg, fd, &st, path);
		if (r < 0)
			return r;
	}
	return sys_take(&fd);
}

/* A log: only written, and the program stood at its end. What others have added since must not be
 * written over. */
static bool regular_is_log(const struct load_file *file, const Cr__RegFileEntry *reg)
{
	return file->action == CR_DEFAULT && reg->has_size && reg->pos == reg->size &&
	       (reg->flags & O_ACCMODE) == O_WRONLY && S_ISREG(reg->mode);
}

static int regular_seek(struct load *l, struct load_file *file, const Cr__RegFileEntry *reg,
			const char *path)
{
	int64_t r = 0;

	if (reg->flags & O_PATH)
		return 0;
	if (file->action == CR_REOPEN_AT_END || regular_is_log(file, reg))
		r = sys_lseek(file->fd, 0, SEEK_END);
	else if (reg->pos)
		r = sys_lseek(file->fd, (int64_t)reg->pos, SEEK_SET);
	/* Devices that cannot seek have no offset worth keeping. */
	if (r < 0 && r != -ESPIPE)
		return error_set(l->cx, CR_E_RESTORE, (int)-r, 0, path,
				 "'%s' cannot be set to its offset %lu", path,
				 (unsigned long)reg->pos);
	return 0;
}

/* EMBED_FILE: the copy has a file of its own, without a name, with the content of the save. */
static int regular_create_embedded(struct load *l, struct load_file *file, unsigned flags)
{
	const Cr__RegFileEntry *reg = file->entry->reg;
	CR_AUTOFD int own = sys_openat(AT_FDCWD, "/tmp", O_TMPFILE | O_RDWR,
				       reg->has_mode ? reg->mode & 0777 : 0600);

	if (own < 0) /* a file system without O_TMPFILE, or no /tmp */
		own = sys_memfd("cr-embedded");
	if (own < 0)
		return error_set(l->cx, CR_E_RESTORE, -own, 0, reg->name,
				 "no file can be made for the content of '%s'", reg->name);
	int r = ghost_fill_content(l, file->id, own);
	if (r < 0)
		return r;
	int fd = sys_reopen(own, (int)flags);
	if (fd < 0)
		return error_set(l->cx, CR_E_RESTORE, -fd, 0, reg->name,
				 "the content of '%s' cannot be opened", reg->name);
	file->fd = object_stage_file(l, file, fd);
	return file->fd < 0 ? file->fd : regular_seek(l, file, reg, reg->name);
}

/* ROLL_BACK: the file itself becomes what it was. As late as a load can be sure of: after all tasks
 * have opened everything. */
static int regular_roll_back(struct load *l, struct load_file *file)
{
	const Cr__RegFileEntry *reg = file->entry->reg;

	if (file->action != CR_ROLL_BACK || !file->extra || !file->extra->embedded)
		return 0;
	const char *path = object_path(l, reg->name);
	CR_AUTOFD int fd = path ? sys_openat(AT_FDCWD, path, O_WRONLY | O_NOCTTY, 0) : -ENOMEM;
	if (fd < 0)
		return regular_missing(l, -fd, reg->name);
	return ghost_fill_content(l, file->id, fd);
}

static bool regular_wants_content(struct load *l, const struct load_file *file)
{
	return (file->action == CR_ROLL_BACK || file->action == CR_EMBED_FILE) &&
	       S_ISREG(file->entry->reg->mode) && !ghost_is(l, file->id);
}

/* ROLL_BACK of a file that is gone: its content comes later. */
static int regular_make_again(struct load *l, const Cr__RegFileEntry *reg)
{
	const char *path = object_path(l, reg->name);
	CR_AUTOFD int fd = path ? sys_openat(AT_FDCWD, path,
					     O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0600)
				: -ENOMEM;

	if (fd == -EEXIST)
		return 0;
	if (fd >= 0)
		return sys_fchmod(fd, reg->mode & 07777);
	return regular_missing(l, -fd, reg->name);
}

CR_FN int regular_create(struct load *l, struct load_file *file)
{
	const Cr__RegFileEntry *reg = file->entry->reg;
	/* Never again: what creates, cuts or refuses. O_CLOEXEC belongs to the descriptor. */
	unsigned flags = reg->flags &
			 ~(unsigned)(O_CREAT | O_EXCL | O_TRUNC | O_CLOEXEC | O_ASYNC | O_TMPFILE);
	struct stat st;

	if ((reg->flags & O_TMPFILE) == O_TMPFILE)
		flags &= ~(unsigned)O_DIRECTORY;
	if (S_ISDIR(reg->has_mode ? reg->mode : 0))
		flags |= O_DIRECTORY;
	if (regular_wants_content(l, file) && !(file->extra && file->extra->embedded))
		return error_set(l->cx, CR_E_RULE, 0, 0, reg->name,
				 "a rule wants '%s' as it was, and the save does not hold its "
				 "content: the rule must be there when it is saved",
				 reg->name);
	if (file->action == CR_EMBED_FILE && regular_wants_content(l, file))
		return regular_create_embedded(l, file, flags);
	if (file->action == CR_ROLL_BACK && regular_wants_content(l, file)) {
		int r = regular_make_again(l, reg);

		if (r < 0)
			return r;
	}
	int fd = file_open_saved(l, reg, flags);
	if (fd < 0)
		return fd;
	int r = sys_fstat(fd, &st);
	if (r == 0)
		r = regular_check_open(l, reg, &st, reg->name);
	if (r < 0) {
		sys_close(fd);
		return r;
	}
	file->fd = object_stage_file(l, file, fd);
	return file->fd < 0 ? file->fd : regular_seek(l, file, reg, reg->name);
}

static bool regular_accepts(const Cr__FileEntry *entry)
{
	return entry->reg != NULL;
}

CR_FN const struct kind file_regular = {
	.name = "file",
	.type = CR__FD_TYPES__REG,
	.match = regular_match,
	.dump = regular_dump,
	.settle = regular_settle,
	.accepts = regular_accepts,
	.create = regular_create,
	.release = regular_roll_back,
};
