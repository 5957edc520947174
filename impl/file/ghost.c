/* SPDX-License-Identifier: MIT
 *
 * ghost: files that are open but have lost their name.
 *
 * With no name left (nlink 0) the file itself is part of the save: remap-fpath.img says which file
 * entry is which ghost, ghost-file-N.img has owner, mode, times and, of a regular file, its data,
 * holes left out. With another name left, that name is noted in cr.img (CRIU: a link of its own
 * making, remap type LINKED).
 *
 * On the way of a load the root makes each of them before anybody opens anything: under the old
 * name if it is free, else beside it; opens it, and takes the name away again in the next call. So
 * /proc shows it as it was, and no name is left behind, however the load ends. Everybody else opens
 * it by the descriptor that is kept meanwhile. Directories that were deleted with it are made for
 * that moment, too. Where nothing can be made (read-only, no rights, no such place) it comes back
 * in /tmp or in memory, which is listed.
 *
 * Refuses regular files with more data than cr_save_opts.ghost_limit, and sockets.
 */
#include "file.h"

#include <limits.h>

#define GHOST_LIMIT (1ull << 30) /* bytes of data in one ghost, unless the caller says else */
#define GHOST_BUFFER ((size_t)64 << 10)

/* == saving ==================================================================================== */

struct ghost_chunk {
	uint64_t off, len;
};

struct ghost_save {
	uint32_t id; /* remap id, number of its member */
	struct open_file *file;
	struct record_out head; /* magic and entry; then come the chunks */
	VEC(struct ghost_chunk) chunks;
	uint64_t bytes; /* of data */
};

struct ghost_saves {
	VEC(struct ghost_save *) at;
};

static struct ghost_save *ghost_find_same(const struct dump *d, const struct open_file *file)
{
	for (size_t i = 0; d->ghosts && i < d->ghosts->at.n; i++) {
		struct ghost_save *g = d->ghosts->at.at[i];

		if (g->file->st.st_ino == file->st.st_ino && g->file->st.st_dev == file->st.st_dev)
			return g;
	}
	return NULL;
}

static struct ghost_save *ghost_new(struct dump *d, struct open_file *file, uint32_t id)
{
	if (!d->ghosts)
		d->ghosts = cx_alloc(d->cx, sizeof(*d->ghosts));
	struct ghost_save *g = cx_alloc(d->cx, sizeof(*g));
	struct ghost_save **slot = d->ghosts ? vec_add(&d->cx->arena, &d->ghosts->at) : NULL;

	if (!g || !slot)
		return NULL;
	g->id = id;
	g->file = file;
	*slot = g;
	return g;
}

/* Somebody in the tree who has it open: a mapping alone leads nowhere without privilege. */
static int ghost_open_other(const struct task *task, const struct stat *want)
{
	CR_AUTOFD int fds = sys_openat(task->dir_fd, "fd", O_RDONLY | O_DIRECTORY, 0);
	struct sys_dir walk;
	struct stat st;
	const char *name;

	if (fds < 0)
		return fds;
	sys_dir_start(&walk, fds);
	while (sys_dir_next(&walk, &name) > 0)
		if (sys_fstatat(fds, name, &st, 0) == 0 && st.st_ino == want->st_ino &&
		    st.st_dev == want->st_dev)
			return sys_openat(fds, name, O_RDONLY, 0);
	return -ENOENT;
}

/* A descriptor of our own, readable whatever the program's is, with an offset of its own. */
static int ghost_open_own(struct dump *d, const struct open_file *file)
{
	char name[40];
	int fd;

	str_format(name, sizeof(name), "fd/%d", file->task_fd);
	if (!file->special)
		fd = sys_openat(file->task->dir_fd, name, O_RDONLY, 0);
	else if (file->fd >= 0)
		fd = sys_reopen(file->fd, O_RDONLY);
	else
		fd = ghost_open_other(file->task, &file->st);
	if (fd < 0)
		return refuse(d->cx, CR_E_UNSUPPORTED, file->task->pid, file->path,
			      "the content of '%s' is to be saved, and reading it needs "
			      "CAP_CHECKPOINT_RESTORE",
			      file->path);
	return fd;
}

/* Where its data is; what lies between is a hole again after the load. */
static int ghost_find_data(struct dump *d, struct ghost_save *g, int fd)
{
	const struct open_file *file = g->file;
	uint64_t limit = d->opts->ghost_limit ? d->opts->ghost_limit : GHOST_LIMIT;

	for (int64_t at = 0; at < file->st.st_size;) {
		int64_t data = sys_lseek(fd, at, SEEK_DATA),
			hole = data < 0 ? data : sys_lseek(fd, data, SEEK_HOLE);

		if (data == -ENXIO)
			break;
		if (data < 0 || hole < 0)
			return error_set(d->cx, CR_E_SYSTEM, (int)-(data < 0 ? data : hole),
					 file->task->pid, file->path,
					 "the deleted file '%s' cannot be read", file->path);
		struct ghost_chunk *chunk = vec_add(&d->cx->arena, &g->chunks);
		if (!chunk)
			return error_memory(d->cx);
		chunk->off = (uint64_t)data;
		chunk->len = (uint64_t)(hole - data);
		g->bytes += chunk->len;
		at = hole;
	}
	if (g->bytes > limit)
		return refuse(d->cx, CR_E_UNSUPPORTED, file->task->pid, file->path,
			      "the deleted file '%s' has %lu bytes of data, and the limit is %lu "
			      "(ghost_limit); link it back or close it",
			      file->path, (unsigned long)g->bytes, (unsigned long)limit);
	return 0;
}

static int ghost_add_target(struct dump *d, const struct open_file *file, Cr__GhostFileEntry *e)
{
	char *target = cx_alloc(d->cx, PATH_MAX);

	if (!target)
		return error_memory(d->cx);
	ssize_t n = sys_readlinkat(file->fd, "", target, PATH_MAX - 1);
	if (n < 0)
		return error_set(d->cx, CR_E_SYSTEM, (int)-n, file->task->pid, file->path,
				 "the deleted link '%s' cannot be read", file->path);
	target[n] = '\0';
	e->symlnk_target = target;
	return 0;
}

static int ghost_describe(struct dump *d, struct ghost_save *g)
{
	const struct stat *st = &g->file->st;
	Cr__GhostFileEntry e;
	Cr__Timeval atim, mtim;

	cr__ghost_file_entry__init(&e);
	cr__timeval__init(&atim);
	cr__timeval__init(&mtim);
	e.uid = st->st_uid;
	e.gid = st->st_gid;
	e.mode = st->st_mode;
	atim.tv_sec = (uint64_t)st->st_atim.tv_sec;
	atim.tv_usec = (uint64_t)st->st_atim.tv_nsec / 1000;
	mtim.tv_sec = (uint64_t)st->st_mtim.tv_sec;
	mtim.tv_usec = (uint64_t)st->st_mtim.tv_nsec / 1000;
	e.atim = &atim;
	e.mtim = &mtim;
	e.has_dev = e.has_ino = true;
	e.dev = (uint32_t)st->st_dev;
	e.ino = st->st_ino;
	if (S_ISREG(st->st_mode)) {
		e.has_chunks = e.chunks = true;
		e.has_size = true;
		e.size = (uint64_t)st->st_size;
	}
	if (S_ISCHR(st->st_mode)) {
		e.has_rdev = true;
		e.rdev = (uint32_t)st->st_rdev;
	}
	int r = S_ISLNK(st->st_mode) ? ghost_add_target(d, g->file, &e) : 0;
	if (r == 0)
		r = record_begin(d->cx, &g->head, IMAGE_GHOST_FILE);
	return r < 0 ? r : record_add(d->cx, &g->head, &e.base);
}

/* The extended attributes that this user may read, access lists among them. */
static int ghost_add_attributes(struct dump *d, const struct ghost_save *g, int fd)
{
	ssize_t n = sys_flistxattr(fd, NULL, 0);
	char *names = n > 0 ? cx_alloc(d->cx, (size_t)n + 1) : NULL;
	Cr__CrFileEntry *extra = n > 0 ? dump_cr_file(d, g->id) : NULL;

	if (n <= 0) /* none, or not in this file system */
		return 0;
	if (!names || !extra)
		return error_memory(d->cx);
	n = sys_flistxattr(fd, names, (size_t)n);
	extra->attributes = cx_array(d->cx, n > 0 ? (size_t)n : 0, sizeof(*extra->attributes));
	for (const char *name = names; extra->attributes && n > 0 && name < names + n;
	     name += strlen(name) + 1) {
		Cr__CrAttributeEntry *e = cx_alloc(d->cx, sizeof(*e));
		ssize_t size = sys_fgetxattr(fd, name, NULL, 0);

		if (size < 0)
			continue; /* gone, or not ours to read */
		if (!e)
			return error_memory(d->cx);
		cr__cr_attribute_entry__init(e);
		e->name = (char *)(uintptr_t)name;
		e->value.data = cx_alloc(d->cx, (size_t)size);
		if (!e->value.data)
			return error_memory(d->cx);
		size = sys_fgetxattr(fd, name, e->value.data, (size_t)size);
		e->value.len = size > 0 ? (size_t)size : 0;
		extra->attributes[extra->n_attributes++] = e;
	}
	return extra->attributes ? 0 : error_memory(d->cx);
}

static bool ghost_has_kind(mode_t mode)
{
	return S_ISREG(mode) || S_ISDIR(mode) || S_ISLNK(mode) || S_ISFIFO(mode) || S_ISCHR(mode);
}

/* Its member is only described here; data is copied by file_write. */
static int ghost_add(struct dump *d, struct open_file *file, uint32_t id)
{
	struct ghost_save *g = ghost_new(d, file, id);
	int r = 0;

	if (!g)
		return error_memory(d->cx);
	if (S_ISREG(file->st.st_mode)) {
		CR_AUTOFD int fd = d->checking && file->special ? -1 : ghost_open_own(d, file);

		if (fd >= 0)
			r = ghost_find_data(d, g, fd);
		else if (!d->checking)
			r = fd;
		if (r == 0 && fd >= 0 && !d->checking)
			r = ghost_add_attributes(d, g, fd);
	} else if (S_ISDIR(file->st.st_mode) && file->fd >= 0 && !d->checking) {
		r = ghost_add_attributes(d, g, file->fd);
	}
	return r < 0 || d->checking ? r : ghost_describe(d, g);
}

CR_FN int ghost_dump(struct dump *d, struct open_file *file, uint32_t id)
{
	Cr__RemapFilePathEntry remap;
	struct ghost_save *same = ghost_find_same(d, file);

	if (file->fd >= 0 && sys_fstatfs_type(file->fd) == HUGE_FS)
		return refuse(
			d->cx, CR_E_UNSUPPORTED, file->task->pid, file->path,
			"'%s' is a deleted file of huge pages, which nothing can be written to: "
			"keep its name, or use memfd_create(2) with MFD_HUGETLB",
			file->path);
	if (!ghost_has_kind(file->st.st_mode))
		return refuse(d->cx, CR_E_UNSUPPORTED, file->task->pid, file->path,
			      "descriptor %d is '%s', which is deleted and of a kind that cannot "
			      "be made again",
			      file->task_fd, file->path);
	cr__remap_file_path_entry__init(&remap);
	remap.orig_id = id;
	remap.remap_id = same ? same->id : id;
	remap.has_remap_type = true;
	remap.remap_type = CR__REMAP_TYPE__GHOST;
	int r = dump_add(d, IMAGE_REMAP_FPATH, &remap.base);
	return r < 0 || same ? r : ghost_add(d, file, id);
}

CR_FN int ghost_keep_content(struct dump *d, struct open_file *file)
{
	Cr__CrFileEntry *extra = dump_cr_file(d, file->id);

	if (!extra)
		return error_memory(d->cx);
	extra->has_embedded = extra->embedded = true;
	return ghost_add(d, file, file->id);
}

static int ghost_write_data(struct dump *d, const struct ghost_chunk *chunk, int fd,
			    unsigned char *buf)
{
	for (uint64_t done = 0; done < chunk->len;) {
		uint64_t left = chunk->len - done;
		size_t n = left < GHOST_BUFFER ? (size_t)left : GHOST_BUFFER;
		int r = sys_pread_all(fd, buf, n, chunk->off + done);

		if (r == 0)
			r = save_pages_write(d->save, buf, n);
		if (r < 0)
			return r;
		done += n;
	}
	return 0;
}

static int ghost_write(struct dump *d, struct ghost_save *g, unsigned char *buf)
{
	const char *name = image_name(d->cx, IMAGE_GHOST_FILE, g->id);
	struct record_out *heads = cx_array(d->cx, g->chunks.n, sizeof(*heads));
	uint64_t total = g->head.n + g->bytes, off;
	int r = 0, direct;

	if (!name || !heads)
		return error_memory(d->cx);
	for (size_t i = 0; r == 0 && i < g->chunks.n; i++) {
		Cr__GhostChunkEntry chunk;

		cr__ghost_chunk_entry__init(&chunk);
		chunk.off = g->chunks.at[i].off;
		chunk.len = g->chunks.at[i].len;
		r = record_add(d->cx, &heads[i], &chunk.base);
		total += heads[i].n;
	}
	CR_AUTOFD int fd = g->chunks.n ? ghost_open_own(d, g->file) : -1;
	if (r == 0 && g->chunks.n && fd < 0)
		r = fd;
	if (r == 0)
		r = save_pages_begin(d->save, name, total, &direct, &off);
	if (r == 0)
		r = save_pages_write(d->save, g->head.at, g->head.n);
	for (size_t i = 0; r == 0 && i < g->chunks.n; i++) {
		r = save_pages_write(d->save, heads[i].at, heads[i].n);
		if (r == 0)
			r = ghost_write_data(d, &g->chunks.at[i], fd, buf);
	}
	if (r == 0)
		r = save_pages_end(d->save, total);
	return r < 0 ? error_frame(d->cx, r, "saving the deleted file '%s'", g->file->path) : 0;
}

CR_FN int file_write(struct dump *d)
{
	unsigned char *buf = d->ghosts ? cx_alloc(d->cx, GHOST_BUFFER) : NULL;
	int r = 0;

	if (d->ghosts && !buf)
		return error_memory(d->cx);
	for (size_t i = 0; r == 0 && d->ghosts && i < d->ghosts->at.n; i++)
		r = ghost_write(d, d->ghosts->at.at[i], buf);
	return r;
}

/* == loading: what there is ==================================================================== */

struct ghost {
	uint32_t id;	     /* remap id */
	const char *path;    /* its old name */
	const char *from;    /* another name that it has; NULL: it is made anew */
	bool from_is_ours;   /* that name was made for the save (CRIU's link_remap) */
	bool tmpfile;	     /* O_TMPFILE: it never had a name, and may be given one */
	uint32_t tmpfile_id; /* the only file entry with that flag; 0: none or several */
	const Cr__GhostFileEntry *entry;
	int fd; /* staged; O_PATH but for regular files; -1: not made */
};

struct ghost_map {
	uint32_t file, ghost; /* id of a file entry, index of its ghost */
};

struct ghost_list {
	VEC(struct ghost) at;
	VEC(struct ghost_map) files;
};

static struct ghost *ghost_of(struct load *l, uint32_t id)
{
	for (size_t i = 0; l->ghosts && i < l->ghosts->files.n; i++)
		if (l->ghosts->files.at[i].file == id)
			return &l->ghosts->at.at[l->ghosts->files.at[i].ghost];
	return NULL;
}

CR_FN bool ghost_is(struct load *l, uint32_t id)
{
	return ghost_of(l, id) != NULL;
}

CR_FN int ghost_open(struct load *l, uint32_t id, unsigned flags)
{
	const struct ghost *g = ghost_of(l, id);

	/* A link in /proc leads to a link that is never followed further: the descriptor itself has
	 * to do, and nothing but its flags could tell. */
	if (g->entry && S_ISLNK(g->entry->mode))
		return sys_dup_above(g->fd, 3);
	/* Opened in the one way that shows the flag again; offset and status flags are not used by
	 * us. */
	if (g->tmpfile_id == id && (flags & O_ACCMODE) == O_RDWR) {
		int fd = sys_dup_above(g->fd, 3);

		if (fd >= 0)
			(void)sys_fcntl(fd, F_SETFL, flags);
		return fd;
	}
	return sys_reopen(g->fd, (int)(flags & ~(unsigned)O_NOFOLLOW) | O_NOCTTY);
}

/* "#4711", the inode's number: what the kernel shows of a file that was made without a name. */
static bool ghost_is_tmpfile(const char *path, uint64_t ino)
{
	const char *name = path + strlen(path);
	uint64_t number;

	while (name > path && name[-1] != '/')
		name--;
	if (*name++ != '#')
		return false;
	return str_number(&name, 10, &number) && !*name && number == ino;
}

/* The ghost with this remap id, entered at first sight. */
static struct ghost *ghost_enter(struct load *l, uint32_t remap_id, const struct load_file *file)
{
	size_t i = 0;

	if (!l->ghosts)
		l->ghosts = cx_alloc(l->cx, sizeof(*l->ghosts));
	if (!l->ghosts)
		return NULL;
	while (i < l->ghosts->at.n && l->ghosts->at.at[i].id != remap_id)
		i++;
	struct ghost_map *map = vec_add(&l->cx->arena, &l->ghosts->files);
	struct ghost *g = i < l->ghosts->at.n ? &l->ghosts->at.at[i]
					      : vec_add(&l->cx->arena, &l->ghosts->at);
	if (!map || !g)
		return NULL;
	*map = (struct ghost_map){file->id, (uint32_t)i};
	if (i + 1 == l->ghosts->at.n && !g->path) {
		*g = (struct ghost){.id = remap_id, .fd = -1};
		g->path = object_path(l, file->entry->reg->name);
	}
	if ((file->entry->reg->flags & O_TMPFILE) == O_TMPFILE) {
		g->tmpfile_id = g->tmpfile ? 0 : file->id;
		g->tmpfile = true;
	}
	return g;
}

/* Those that have another name; see name.c. Each such file is a ghost of its own: linked to the
 * same file, they are it. */
static int ghost_read_linked(struct load *l)
{
	for (size_t i = 0; i < l->files.n; i++) {
		const struct load_file *file = l->files.at[i];

		if (!file->extra || !file->extra->linked || !file->entry->reg)
			continue;
		struct ghost *g = ghost_enter(l, file->id, file);
		if (!g)
			return error_memory(l->cx);
		g->from = object_path(l, file->extra->linked);
	}
	return 0;
}

static int ghost_read_remap(struct load *l, const Cr__RemapFilePathEntry *e)
{
	const struct load_file *file = load_find_file(l, e->orig_id);
	bool linked = e->has_remap_type && e->remap_type == CR__REMAP_TYPE__LINKED;
	const struct load_file *link = linked ? load_find_file(l, e->remap_id) : NULL;

	if (!file || !file->entry->reg || (linked && (!link || !link->entry->reg)))
		return error_set(l->cx, CR_E_DAMAGED, 0, 0, "remap-fpath.img",
				 "file id %u is not known", e->orig_id);
	if (e->has_remap_type && e->remap_type == CR__REMAP_TYPE__PROCFS)
		return 0; /* a dead process's: process.c */
	struct ghost *g = ghost_enter(l, e->remap_id, file);
	if (!g)
		return error_memory(l->cx);
	if (linked) {
		g->from = object_path(l, link->entry->reg->name);
		g->from_is_ours = true;
	}
	return 0;
}

static int ghost_read(struct load *l)
{
	struct record_in in;
	Cr__RemapFilePathEntry *e;
	int r = ghost_read_linked(l);

	if (r == 0)
		r = record_open(l->image, IMAGE_REMAP_FPATH, 0, &in);
	if (r < 0)
		return r == -ENOENT ? 0 : r;
	while ((r = record_next(&in, &cr__remap_file_path_entry__descriptor, &e)) > 0) {
		r = ghost_read_remap(l, e);
		if (r < 0)
			return r;
	}
	return r;
}

/* == loading: content ========================================================================== */

static int ghost_copy(struct load *l, const struct image_member *m, uint64_t from, int fd,
		      uint64_t to, uint64_t len)
{
	unsigned char buf[16384];

	while (len) {
		size_t n = len < sizeof(buf) ? (size_t)len : sizeof(buf);
		int r = image_read(l->cx, m, from, buf, n);

		if (r == 0)
			r = sys_pwrite_all(fd, buf, n, to);
		if (r < 0)
			return r;
		from += n;
		to += n;
		len -= n;
	}
	return 0;
}

static int ghost_fill(struct load *l, struct record_in *in, const Cr__GhostFileEntry *e, int fd)
{
	Cr__GhostChunkEntry *chunk;
	uint64_t off;
	int r;

	if (!e->has_chunks || !e->chunks)
		return ghost_copy(l, &in->member, in->pos, fd, 0, in->member.size - in->pos);
	while ((r = record_next(in, &cr__ghost_chunk_entry__descriptor, &chunk)) > 0) {
		uint64_t end;

		if (!num_add(chunk->off, chunk->len, &end) || (e->has_size && end > e->size))
			return error_set(l->cx, CR_E_DAMAGED, 0, 0, in->member.name,
					 "a piece lies outside of the file");
		r = record_skip(in, chunk->len, &off);
		if (r == 0)
			r = ghost_copy(l, &in->member, off, fd, chunk->off, chunk->len);
		if (r < 0)
			return r;
	}
	return r == 0 && e->has_size ? sys_ftruncate(fd, e->size) : r;
}

static int ghost_open_member(struct load *l, uint32_t id, struct record_in *in,
			     Cr__GhostFileEntry **ret)
{
	int r = record_open(l->image, IMAGE_GHOST_FILE, id, in);

	if (r == 0)
		r = record_next(in, &cr__ghost_file_entry__descriptor, ret);
	if (r <= 0)
		return r < 0 && r != -ENOENT ? r
					     : error_set(l->cx, CR_E_DAMAGED, 0, 0, "ghost-file",
							 "the content of file %u is missing", id);
	return 0;
}

CR_FN int ghost_fill_content(struct load *l, uint32_t id, int fd)
{
	struct record_in in;
	Cr__GhostFileEntry *e;
	int r = ghost_open_member(l, id, &in, &e);

	if (r == 0)
		r = sys_ftruncate(fd, 0);
	return r < 0 ? r : ghost_fill(l, &in, e, fd);
}

/* == loading: a name for an instant ============================================================ */

/* The mode is for us, until all have opened it. *ret_fd: of a regular file, open. */
static int ghost_make_at(const struct ghost *g, const char *path, int *ret_fd)
{
	const Cr__GhostFileEntry *e = g->entry;
	mode_t type = e ? e->mode & S_IFMT : 0;

	*ret_fd = -1;
	if (g->from)
		return sys_linkat(AT_FDCWD, g->from, AT_FDCWD, path, 0);
	if (type == S_IFDIR)
		return sys_mkdirat(AT_FDCWD, path, 0700);
	if (type == S_IFLNK)
		return sys_symlinkat(e->symlnk_target, AT_FDCWD, path);
	if (type != S_IFREG)
		return sys_mknodat(AT_FDCWD, path, type | 0600, e->has_rdev ? e->rdev : 0);
	*ret_fd = sys_openat(AT_FDCWD, path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW, 0600);
	return *ret_fd < 0 ? *ret_fd : 0;
}

/* Makes it, opens it, and takes the name away. */
static int ghost_appear(const struct ghost *g, const char *path)
{
	int fd, r = ghost_make_at(g, path, &fd);

	if (r < 0)
		return r;
	if (fd < 0)
		fd = sys_openat(AT_FDCWD, path, O_PATH | O_NOFOLLOW, 0);
	bool dir = g->entry && S_ISDIR(g->entry->mode);
	r = sys_unlinkat(AT_FDCWD, path, dir ? AT_REMOVEDIR : 0);
	if (r < 0 && fd >= 0)
		sys_close(fd);
	return r < 0 ? r : fd;
}

/* Beside it, with a name that is short enough in any case. */
static const char *ghost_other_path(struct load *l, const struct ghost *g, const char *dir)
{
	size_t n = dir ? strlen(dir) : strlen(g->path);

	while (!dir && n > 0 && g->path[n - 1] != '/')
		n--;
	if (!dir && strlen(g->path) - n < 200)
		return arena_format(&l->cx->arena, "%s.cr.%x.ghost", g->path, g->id);
	return arena_format(&l->cx->arena, "%.*s%s.cr.%x-%x.ghost", (int)n, dir ? dir : g->path,
			    dir ? "/" : "", g->id, (unsigned)sys_getpid());
}

/* Its directories, as far as they are missing. `made` gets the lengths of the paths of those that
 * were made, *ret_n of them. */
static int ghost_make_parents(char *path, size_t *made, size_t room, size_t *ret_n)
{
	int r = 0;

	*ret_n = 0;
	for (size_t i = 1; r == 0 && path[i]; i++) {
		if (path[i] != '/')
			continue;
		path[i] = '\0';
		r = *ret_n < room ? sys_mkdirat(AT_FDCWD, path, 0700) : -ENAMETOOLONG;
		path[i] = '/';
		if (r == 0)
			made[(*ret_n)++] = i;
		else if (r == -EEXIST)
			r = 0;
	}
	return r;
}

static int ghost_appear_with_parents(struct load *l, const struct ghost *g)
{
	char *path = arena_str(&l->cx->arena, g->path);
	size_t made[64], n;

	if (!path)
		return -ENOMEM;
	int r = ghost_make_parents(path, made, ARRAY_LEN(made), &n);
	if (r == 0)
		r = ghost_appear(g, path);
	while (n-- > 0) {
		char c = path[made[n]];

		path[made[n]] = '\0';
		(void)sys_unlinkat(AT_FDCWD, path, AT_REMOVEDIR);
		path[made[n]] = c;
	}
	return r;
}

/* In a place that is not its own: said, for /proc shows it. */
static int ghost_appear_elsewhere(struct load *l, const struct ghost *g, int e)
{
	const char *path = ghost_other_path(l, g, "/tmp");
	int fd = -ENOMEM;

	if (g->from) /* under the name that it has */
		fd = sys_openat(AT_FDCWD, g->from, O_PATH | O_NOFOLLOW, 0);
	else if (S_ISREG(g->entry->mode)) {
		fd = sys_openat(AT_FDCWD, "/tmp", O_TMPFILE | O_RDWR, 0600);
		if (fd < 0) /* a file system without O_TMPFILE, or no /tmp */
			fd = sys_memfd("cr-deleted");
	} else if (path)
		fd = ghost_appear(g, path);
	if (fd >= 0)
		degrade(l->cx, 0, g->path, "'%s' cannot be made again in its place (%s): %s%s",
			g->path, error_name(e), g->from ? "it is open as " : "it is in /tmp now",
			g->from ? g->from : "");
	return fd;
}

/* A file that never had a name: the directory is in its path. */
static int ghost_appear_nameless(const struct ghost *g, char *dir)
{
	size_t n = strlen(dir);

	while (n > 0 && dir[n - 1] != '/')
		n--;
	dir[n > 1 ? n - 1 : n] = '\0';
	return g->tmpfile && !g->from ? sys_openat(AT_FDCWD, dir, O_TMPFILE | O_RDWR, 0600)
				      : -EOPNOTSUPP;
}

static int ghost_appear_somewhere(struct load *l, const struct ghost *g)
{
	char *dir = arena_str(&l->cx->arena, g->path);
	int fd = dir ? ghost_appear_nameless(g, dir) : -ENOMEM;

	if (fd < 0)
		fd = ghost_appear(g, g->path);
	if (fd == -ENOENT)
		fd = ghost_appear_with_parents(l, g);
	if (fd == -EEXIST) {
		const char *other = ghost_other_path(l, g, NULL);

		fd = other ? ghost_appear(g, other) : -ENOMEM;
	}
	return fd >= 0 ? fd : ghost_appear_elsewhere(l, g, -fd);
}

/* == loading: the whole ======================================================================== */

/* The same file that was open, or is it another by that name? */
static int ghost_check_linked(struct load *l, const struct ghost *g)
{
	const struct load_file *file = load_find_file(l, g->id);
	const Cr__CrFileEntry *extra = file ? file->extra : NULL;
	struct stat st;
	int r = sys_fstatat(AT_FDCWD, g->from, &st, AT_SYMLINK_NOFOLLOW);

	if (r < 0)
		return error_set(l->cx, CR_E_FILE_GONE, -r, 0, g->from,
				 "'%s' was open, its name removed; its other name '%s' is gone, "
				 "too",
				 g->path, g->from);
	if (extra && extra->has_ino && (extra->ino != st.st_ino || extra->dev != st.st_dev))
		return error_set(l->cx, CR_E_FILE_CHANGED, 0, 0, g->from,
				 "'%s' was open, its name removed; its other name '%s' is another "
				 "file's now",
				 g->path, g->from);
	return 0;
}

static int ghost_make(struct load *l, struct ghost *g)
{
	struct record_in in;
	Cr__GhostFileEntry *e = NULL;
	int r = g->from ? ghost_check_linked(l, g) : ghost_open_member(l, g->id, &in, &e);

	if (r < 0)
		return r;
	if (e && (!ghost_has_kind(e->mode) || (S_ISLNK(e->mode) && !e->symlnk_target)))
		return error_set(l->cx, CR_E_DAMAGED, 0, 0, g->path,
				 "the deleted '%s' is of an impossible kind", g->path);
	g->entry = e;
	g->tmpfile |= e && e->has_ino && ghost_is_tmpfile(g->path, e->ino);
	int fd = ghost_appear_somewhere(l, g);
	if (fd < 0)
		return error_set(l->cx, CR_E_FILE_GONE, -fd, 0, g->path,
				 "the deleted file '%s' cannot be made again", g->path);
	g->fd = object_stage(l, fd);
	if (g->fd < 0)
		return g->fd;
	if (e && S_ISREG(e->mode)) {
		r = ghost_fill(l, &in, e, g->fd);
		if (r < 0)
			return error_frame(l->cx, r, "filling the deleted file '%s'", g->path);
	}
	return 0;
}

CR_FN int file_ghosts_make(struct load *l)
{
	int r = ghost_read(l);

	for (size_t i = 0; r >= 0 && l->ghosts && i < l->ghosts->at.n; i++)
		r = ghost_make(l, &l->ghosts->at.at[i]);
	return r < 0 ? r : memfd_make(l);
}

static void ghost_set_attributes(struct load *l, const struct ghost *g, int fd)
{
	const struct load_file *file = load_find_file(l, g->id);

	for (size_t i = 0; file && file->extra && i < file->extra->n_attributes; i++) {
		const Cr__CrAttributeEntry *e = file->extra->attributes[i];
		int r = sys_fsetxattr(fd, e->name, e->value.data, e->value.len);

		if (r < 0)
			degrade(l->cx, 0, g->path,
				"the deleted file's attribute '%s' cannot be set (%s)", e->name,
				error_name(-r));
	}
}

/* Owner, mode, attributes and times as they were: all have opened it. */
static void ghost_finish(struct load *l, const struct ghost *g)
{
	const Cr__GhostFileEntry *e = g->entry;
	CR_AUTOFD int fd = S_ISREG(e->mode) ? sys_dup_above(g->fd, 3)
					    : sys_reopen(g->fd, O_RDONLY | O_NONBLOCK | O_NOCTTY);

	if (fd < 0)
		return; /* a device that is not there: who opened it has said so */
	/* Owner first: chown clears set-id bits. */
	if (sys_fchown(fd, e->uid, e->gid) < 0)
		degrade(l->cx, 0, g->path, "the deleted file's owner %u:%u cannot be set", e->uid,
			e->gid);
	if (sys_fchmod(fd, e->mode & 07777) < 0)
		degrade(l->cx, 0, g->path, "the mode of the deleted file cannot be set");
	ghost_set_attributes(l, g, fd);
	if (e->atim && e->mtim) {
		const struct timespec times[2] = {
			{(time_t)e->atim->tv_sec, (long)e->atim->tv_usec % 1000000 * 1000},
			{(time_t)e->mtim->tv_sec, (long)e->mtim->tv_usec % 1000000 * 1000}};

		(void)sys_futimens(fd, times);
	}
}

CR_FN int file_ghosts_finish(struct load *l)
{
	for (size_t i = 0; l->ghosts && i < l->ghosts->at.n; i++) {
		const struct ghost *g = &l->ghosts->at.at[i];

		if (g->fd >= 0 && g->entry && !S_ISLNK(g->entry->mode))
			ghost_finish(l, g);
		if (g->fd >= 0 && g->from_is_ours)
			(void)sys_unlinkat(AT_FDCWD, g->from, 0);
	}
	return memfd_seal(l);
}
