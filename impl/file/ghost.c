/* SPDX-License-Identifier: MIT
 *
 * ghost: files that are open but have no name left (nlink 0). Their content is part of the save:
 * remap-fpath.img says which file is which ghost, ghost-file-N.img has owner, mode, times and data,
 * holes left out.
 *
 * On the way of a load the root makes them under a name before anybody opens anything, and removes
 * the name after all have: under their old name if it is free, else beside it.
 */
#include "file.h"

#define GHOST_MAX \
	(8u << 20) /* bytes of data in one ghost: it passes through the saver's memory \
		    */

struct ghost {
	uint32_t id; /* remap id */
	const char *path;
	bool made;
};

struct ghost_map {
	uint32_t file, ghost; /* id of a file entry, index of its ghost */
};

struct ghost_list {
	VEC(struct ghost) at;
	VEC(struct ghost_map) files;
};

/* == saving ==================================================================================== */

/* The ghost of the same inode that another open file has brought in; its remap id is that file's
 * id. */
static uint32_t ghost_find_same(const struct dump *d, const struct open_file *file)
{
	for (size_t i = 0; i < d->files.n && d->files.at[i] != file; i++) {
		const struct open_file *f = d->files.at[i];

		if (f->entry->reg && f->st.st_ino == file->st.st_ino &&
		    f->st.st_dev == file->st.st_dev && f->st.st_nlink == 0)
			return f->id;
	}
	return 0;
}

static int ghost_add_chunk(struct dump *d, struct record_out *out, int fd, uint64_t off,
			   uint64_t len)
{
	Cr__GhostChunkEntry chunk;
	unsigned char *data = cx_alloc(d->cx, len);

	if (!data)
		return error_memory(d->cx);
	cr__ghost_chunk_entry__init(&chunk);
	chunk.off = off;
	chunk.len = len;
	int r = sys_pread_all(fd, data, len, off);
	if (r == 0)
		r = record_add(d->cx, out, &chunk.base);
	return r < 0 ? r : record_raw(d->cx, out, data, len);
}

/* Data only; what lies between is a hole again after the load. */
static int ghost_add_content(struct dump *d, struct record_out *out, const struct open_file *file,
			     int fd)
{
	uint64_t total = 0;

	for (int64_t at = 0; at < file->st.st_size;) {
		int64_t data = sys_lseek(fd, at, SEEK_DATA),
			hole = data < 0 ? data : sys_lseek(fd, data, SEEK_HOLE);

		if (data == -ENXIO)
			break;
		if (data < 0 || hole < 0)
			return error_set(d->cx, CR_E_SYSTEM, (int)-(data < 0 ? data : hole),
					 file->task->pid, file->path,
					 "the deleted file '%s' cannot be read", file->path);
		total += (uint64_t)(hole - data);
		if (total > GHOST_MAX)
			return refuse(d->cx, CR_E_UNSUPPORTED, file->task->pid, file->path,
				      "the deleted file '%s' has more than %u MiB of data; link it "
				      "back or close it",
				      file->path, GHOST_MAX >> 20);
		int r = ghost_add_chunk(d, out, fd, (uint64_t)data, (uint64_t)(hole - data));
		if (r < 0)
			return r;
		at = hole;
	}
	return 0;
}

static int ghost_put(struct dump *d, const struct open_file *file, int fd)
{
	Cr__GhostFileEntry e;
	Cr__Timeval atim, mtim;
	struct record_out out = {0};

	cr__ghost_file_entry__init(&e);
	cr__timeval__init(&atim);
	cr__timeval__init(&mtim);
	e.uid = file->st.st_uid;
	e.gid = file->st.st_gid;
	e.mode = file->st.st_mode;
	atim.tv_sec = (uint64_t)file->st.st_atim.tv_sec;
	atim.tv_usec = (uint64_t)file->st.st_atim.tv_nsec / 1000;
	mtim.tv_sec = (uint64_t)file->st.st_mtim.tv_sec;
	mtim.tv_usec = (uint64_t)file->st.st_mtim.tv_nsec / 1000;
	e.atim = &atim;
	e.mtim = &mtim;
	e.has_dev = e.has_ino = e.has_chunks = e.has_size = true;
	e.dev = (uint32_t)file->st.st_dev;
	e.ino = file->st.st_ino;
	e.chunks = true;
	e.size = (uint64_t)file->st.st_size;
	int r = record_begin(d->cx, &out, IMAGE_GHOST_FILE);
	if (r == 0)
		r = record_add(d->cx, &out, &e.base);
	if (r == 0)
		r = ghost_add_content(d, &out, file, fd);
	if (r < 0 || !d->save)
		return r;
	return save_put(d->save, image_name(d->cx, IMAGE_GHOST_FILE, file->id), out.at, out.n);
}

/* A descriptor of our own, readable whatever the program's is. Mappings have none: theirs needs
 * map_files. */
static int ghost_put_file(struct dump *d, struct open_file *file)
{
	char name[40];

	str_format(name, sizeof(name), "fd/%d", file->task_fd);
	CR_AUTOFD int own = file->special ? -1 : sys_openat(file->task->dir_fd, name, O_RDONLY, 0);
	int fd = own >= 0 ? own : file->fd;
	if (fd < 0)
		return refuse(d->cx, CR_E_UNSUPPORTED, file->task->pid, file->path,
			      "the content of '%s' is to be saved, and reading it needs "
			      "CAP_CHECKPOINT_RESTORE",
			      file->path);
	return ghost_put(d, file, fd);
}

CR_FN int ghost_dump(struct dump *d, struct open_file *file)
{
	Cr__RemapFilePathEntry remap;
	uint32_t same = ghost_find_same(d, file);

	cr__remap_file_path_entry__init(&remap);
	remap.orig_id = file->id;
	remap.remap_id = same ? same : file->id;
	remap.has_remap_type = true;
	remap.remap_type = CR__REMAP_TYPE__GHOST;
	int r = dump_add(d, IMAGE_REMAP_FPATH, &remap.base);
	return r < 0 || same || d->checking ? r : ghost_put_file(d, file);
}

CR_FN int ghost_keep_content(struct dump *d, struct open_file *file)
{
	Cr__CrFileEntry *extra = dump_cr_file(d, file->id);

	if (!extra)
		return error_memory(d->cx);
	extra->has_embedded = extra->embedded = true;
	return d->checking ? 0 : ghost_put_file(d, file);
}

/* == loading =================================================================================== */

CR_FN const char *ghost_path(struct load *l, uint32_t id)
{
	for (size_t i = 0; l->ghosts && i < l->ghosts->files.n; i++)
		if (l->ghosts->files.at[i].file == id)
			return l->ghosts->at.at[l->ghosts->files.at[i].ghost].path;
	return NULL;
}

static int ghost_read(struct load *l)
{
	struct record_in in;
	Cr__RemapFilePathEntry *e;
	int r = record_open(l->image, IMAGE_REMAP_FPATH, 0, &in);

	if (r < 0)
		return r == -ENOENT ? 0 : r;
	l->ghosts = cx_alloc(l->cx, sizeof(*l->ghosts));
	if (!l->ghosts)
		return error_memory(l->cx);
	while ((r = record_next(&in, &cr__remap_file_path_entry__descriptor, &e)) > 0) {
		const struct load_file *file = load_find_file(l, e->orig_id);
		size_t i = 0;

		if (!file || !file->entry->reg)
			return error_set(l->cx, CR_E_DAMAGED, 0, 0, "remap-fpath.img",
					 "file id %u is not known", e->orig_id);
		if (e->has_remap_type && e->remap_type != CR__REMAP_TYPE__GHOST)
			return error_set(l->cx, CR_E_UNSUPPORTED, 0, 0, file->entry->reg->name,
					 "'%s' was open under a name that is gone (remap type %d)",
					 file->entry->reg->name, (int)e->remap_type);
		while (i < l->ghosts->at.n && l->ghosts->at.at[i].id != e->remap_id)
			i++;
		if (i == l->ghosts->at.n) {
			struct ghost *g = vec_add(&l->cx->arena, &l->ghosts->at);

			if (!g)
				return error_memory(l->cx);
			g->id = e->remap_id;
			g->path = object_path(l, file->entry->reg->name);
		}
		struct ghost_map *map = vec_add(&l->cx->arena, &l->ghosts->files);
		if (!map)
			return error_memory(l->cx);
		*map = (struct ghost_map){e->orig_id, (uint32_t)i};
	}
	return r;
}

static int ghost_copy(struct load *l, const struct image_member *m, uint64_t from, int fd,
		      uint64_t to, uint64_t len)
{
	unsigned char buf[4096];

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

/* Its old name if nobody has it now, so that links in /proc read as before. */
static int ghost_open_new(struct load *l, struct ghost *g)
{
	int fd = sys_openat(AT_FDCWD, g->path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW, 0600);

	if (fd == -EEXIST) {
		g->path = arena_format(&l->cx->arena, "%s.cr.%x.ghost", g->path, g->id);
		if (!g->path)
			return error_memory(l->cx);
		fd = sys_openat(AT_FDCWD, g->path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW, 0600);
	}
	if (fd < 0)
		return error_set(l->cx, CR_E_FILE_GONE, -fd, 0, g->path,
				 "the deleted file '%s' cannot be made again", g->path);
	g->made = true;
	return fd;
}

CR_FN int ghost_fill_content(struct load *l, uint32_t id, int fd)
{
	struct record_in in;
	Cr__GhostFileEntry *e;
	int r = record_open(l->image, IMAGE_GHOST_FILE, id, &in);

	if (r == 0)
		r = record_next(&in, &cr__ghost_file_entry__descriptor, &e);
	if (r <= 0)
		return r < 0 && r != -ENOENT ? r
					     : error_set(l->cx, CR_E_DAMAGED, 0, 0, "ghost-file",
							 "the content of file %u is missing", id);
	r = sys_ftruncate(fd, 0);
	return r < 0 ? r : ghost_fill(l, &in, e, fd);
}

static int ghost_make(struct load *l, struct ghost *g)
{
	struct record_in in;
	Cr__GhostFileEntry *e;
	int r = record_open(l->image, IMAGE_GHOST_FILE, g->id, &in);

	if (r == 0)
		r = record_next(&in, &cr__ghost_file_entry__descriptor, &e);
	if (r <= 0)
		return r < 0 && r != -ENOENT ? r
					     : error_set(l->cx, CR_E_DAMAGED, 0, 0, "ghost-file",
							 "ghost file %u is missing", g->id);
	if (!S_ISREG(e->mode))
		return error_set(l->cx, CR_E_UNSUPPORTED, 0, 0, g->path,
				 "the deleted '%s' is not a regular file", g->path);
	CR_AUTOFD int fd = ghost_open_new(l, g);
	if (fd < 0)
		return fd;
	r = ghost_fill(l, &in, e, fd);
	if (r < 0)
		return error_frame(l->cx, r, "filling the deleted file '%s'", g->path);
	/* Owner first: chown clears set-id bits. */
	if (sys_fchown(fd, e->uid, e->gid) < 0)
		degrade(l->cx, 0, g->path, "the deleted file's owner %u:%u cannot be set", e->uid,
			e->gid);
	r = sys_fchmod(fd, e->mode & 07777);
	return r < 0 ? error_set(l->cx, CR_E_RESTORE, -r, 0, g->path,
				 "the mode of '%s' cannot be set", g->path)
		     : 0;
}

CR_FN int file_ghosts_make(struct load *l)
{
	int r = ghost_read(l);

	for (size_t i = 0; r >= 0 && l->ghosts && i < l->ghosts->at.n; i++)
		r = ghost_make(l, &l->ghosts->at.at[i]);
	if (r < 0)
		(void)file_ghosts_remove(l);
	return r < 0 ? r : memfd_make(l);
}

CR_FN int file_ghosts_remove(struct load *l)
{
	int first = 0;

	for (size_t i = 0; l->ghosts && i < l->ghosts->at.n; i++) {
		struct ghost *g = &l->ghosts->at.at[i];
		int r = g->made ? sys_unlinkat(AT_FDCWD, g->path, 0) : 0;

		g->made = false;
		if (r < 0 && r != -ENOENT && first == 0)
			first = error_set(l->cx, CR_E_SYSTEM, -r, 0, g->path,
					  "the name '%s' cannot be removed again", g->path);
	}
	return first < 0 ? first : memfd_seal(l);
}
