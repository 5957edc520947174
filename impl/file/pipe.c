/* SPDX-License-Identifier: MIT
 *
 * pipe: both ends, size and content of pipes, and of FIFOs, which are pipes with a name.
 *
 * Content is read with tee(2), which leaves it where it is, through a read end of our own: opening
 * the /proc link of any end makes one. The packets of O_DIRECT stay packets in what tee has copied;
 * where they begin and end is noted in cr.img. They are there even when nobody is in that mode any
 * more, so every pipe is looked through.
 *
 * Refuses a pipe whose other end only a process outside the tree has, for the copy would find it
 * closed.
 */
#include "file.h"

#define PIPE_CONTENT_MAX (1u << 20) /* of one pipe, as pipe-max-size has it by default */
#define PIPE_LARGEFILE 0100000u	    /* O_LARGEFILE as the kernel has it; libc's is 0 */

static bool pipe_match(const struct open_file *file)
{
	return S_ISFIFO(file->st.st_mode) && str_starts(file->path, "pipe:[") &&
	       !(file->info.flags & O_PATH);
}

static bool fifo_match(const struct open_file *file)
{
	return S_ISFIFO(file->st.st_mode) && file->path[0] == '/' && !(file->info.flags & O_PATH);
}

/* == saving ==================================================================================== */

/* What lies in a pipe, in order: bytes that run into each other, and packets. A part is its length
 * twice, plus one for a packet; neighbours that are no packets are one part. */
struct pipe_content {
	unsigned char *at;
	uint32_t n;
	VEC(uint32_t) parts;
	bool packets; /* there is one among them */
};

static int pipe_add_part(struct dump *d, struct pipe_content *c, uint32_t n, bool packet)
{
	uint32_t *part = c->parts.n ? &c->parts.at[c->parts.n - 1] : NULL;

	c->packets |= packet;
	if (part && !packet && !(*part & 1)) {
		*part += n * 2;
		return 0;
	}
	part = vec_add(&d->cx->arena, &c->parts);
	if (!part)
		return error_memory(d->cx);
	*part = n * 2 + packet;
	return 0;
}

/* Moves the first buffer of the pipe `from` into c, by way of `one`, a pipe with room for two. A
 * read ends with a packet (pipe(7), O_DIRECT): the marker behind the buffer comes along with bytes,
 * not with a packet. Returns 0 when there is none left. */
static int pipe_take_buffer(struct dump *d, struct pipe_content *c, int from, const int one[2],
			    uint32_t room)
{
	unsigned char marker = 0;
	int there = 0;
	int r = sys_write_all(one[1], &marker, 1); /* takes one place, so that one buffer fits */
	ssize_t n = r < 0 ? r : sys_splice(from, one[1], room, 2 /* SPLICE_F_NONBLOCK */);

	if (r == 0)
		r = sys_read_all(one[0], &marker, 1);
	if (r < 0 || n <= 0)
		return r < 0 ? r : n == -EAGAIN ? 0 : (int)n;
	r = sys_write_all(one[1], &marker, 1);
	if (r < 0)
		return r;
	/* There is room for the marker: c->at has one byte more than the pipe can hold. */
	ssize_t got = sys_read(one[0], c->at + c->n, (size_t)n + 1);
	if (got < n)
		return got < 0 ? (int)got : -EIO;
	if (got == n)
		r = sys_read_all(one[0], &marker, 1);
	if (r == 0)
		r = sys_fionread(one[0], &there);
	if (r < 0 || there)
		return r < 0 ? r : -EIO;
	r = pipe_add_part(d, c, (uint32_t)n, got == n);
	c->n += (uint32_t)n;
	return r < 0 ? r : 1;
}

/* All that is in the pipe behind `from`, `there` bytes, into the arena. */
static int pipe_read_content(struct dump *d, struct open_file *file, int from, uint32_t size,
			     uint32_t there, struct pipe_content *c)
{
	int copy[2] = {-1, -1}, one[2] = {-1, -1};
	int r = sys_pipe(copy);

	c->at = cx_alloc(d->cx, (size_t)there + 1);
	if (r == 0 && !c->at)
		r = error_memory(d->cx);
	if (r == 0)
		r = sys_pipe(one);
	if (r == 0)
		r = sys_fcntl(one[1], F_SETPIPE_SZ, 2 * 4096);
	/* Not permitted above pipe-max-size: then what fits is less than what is there, and that is
	 * noticed below. */
	if (r >= 0)
		(void)sys_fcntl(copy[1], F_SETPIPE_SZ, size);
	ssize_t n = r < 0 ? r : sys_tee(from, copy[1], size, 2 /* SPLICE_F_NONBLOCK */);
	/* Its end shows when nobody could write any more. */
	sys_close_auto(&copy[1]);
	r = n < 0 && n != -EAGAIN ? (int)n : 1;
	while (r > 0 && c->n < there)
		r = pipe_take_buffer(d, c, copy[0], one, there - c->n);
	for (int i = 0; i < 2; i++) {
		sys_close_auto(&copy[i]);
		sys_close_auto(&one[i]);
	}
	if (r < 0)
		return error_set(d->cx, CR_E_SYSTEM, -r, file->task->pid, file->path,
				 "the content of the pipe cannot be read");
	if (c->n < there)
		return error_set(d->cx, CR_E_SYSTEM, 0, file->task->pid, file->path,
				 "only %u of %u bytes in the pipe could be read "
				 "(fs.pipe-max-size, fs.pipe-user-pages-soft)",
				 c->n, there);
	return 0;
}

/* Where the packets are has no place in CRIU's message. */
static int pipe_note_packets(struct dump *d, const struct open_file *file,
			     const struct pipe_content *c)
{
	Cr__CrFileEntry *extra = c->packets ? dump_cr_file(d, file->id) : NULL;

	if (!c->packets)
		return 0;
	if (!extra)
		return error_memory(d->cx);
	extra->n_parts = c->parts.n;
	extra->parts = c->parts.at;
	return 0;
}

static int pipe_dump_content(struct dump *d, struct open_file *file, enum image_type type)
{
	Cr__PipeDataEntry e;
	struct pipe_content content = {.n = 0};
	struct record_out *out;
	char name[32];
	int there = 0;

	cr__pipe_data_entry__init(&e);
	int size = sys_fcntl(file->fd, F_GETPIPE_SZ, 0);
	if (size < 0)
		return error_set(d->cx, CR_E_SYSTEM, -size, file->task->pid, file->path,
				 "the pipe does not tell its size");
	str_format(name, sizeof(name), "fd/%d", file->task_fd);
	bool reader = (file->info.flags & O_ACCMODE) != O_WRONLY;
	CR_AUTOFD int own = reader ? -1
				   : sys_openat(file->task->dir_fd, name, O_RDONLY | O_NONBLOCK, 0);
	int from = reader ? file->fd : own;
	/* A pipe that another user made, and only its writing end is here: if the reading end is in
	 * the tree it will be met, if it is not, nobody will ever read from the new pipe. */
	if (from < 0)
		return 0;
	int r = sys_fionread(from, &there);
	if (r < 0)
		return error_set(d->cx, CR_E_SYSTEM, -r, file->task->pid, file->path,
				 "the pipe does not tell what is in it");
	if (there > 0)
		r = pipe_read_content(d, file, from, (uint32_t)size, (uint32_t)there, &content);
	if (r == 0)
		r = pipe_note_packets(d, file, &content);
	if (r < 0)
		return r;
	file->content_saved = true;
	e.pipe_id = (uint32_t)file->st.st_ino;
	e.has_size = true;
	e.size = (uint32_t)size;
	e.bytes = content.n;
	r = dump_out(d, type, &out);
	if (r == 0)
		r = record_add(d->cx, out, &e.base);
	return r == 0 && e.bytes ? record_raw(d->cx, out, content.at, e.bytes) : r;
}

/* Once for a pipe, however many open files it has. */
static bool pipe_content_done(const struct dump *d, const struct open_file *file)
{
	for (const struct open_file *f = object_same_inode(d, file); f; f = f->next_same)
		if (f->content_saved)
			return true;
	return false;
}

static int pipe_dump(struct dump *d, struct open_file *file)
{
	Cr__PipeEntry *e = cx_alloc(d->cx, sizeof(*e));

	if (!e)
		return error_memory(d->cx);
	cr__pipe_entry__init(e);
	e->id = file->id;
	e->pipe_id = (uint32_t)file->st.st_ino;
	e->flags = file->info.flags;
	e->fown = object_fown(d, file);
	file->entry->pipe = e;
	if (!e->fown)
		return error_memory(d->cx);
	return pipe_content_done(d, file) ? 0 : pipe_dump_content(d, file, IMAGE_PIPES_DATA);
}

/* Has any process of the tree an end of this pipe that is good for `mode`? One that a rule takes
 * care of counts. */
static bool pipe_has_end(const struct dump *d, const struct open_file *file, unsigned mode)
{
	for (const struct open_file *f = object_same_inode(d, file); f; f = f->next_same) {
		unsigned acc = f->info.flags & O_ACCMODE;

		if (f->kind == file->kind && (acc == mode || acc == O_RDWR))
			return true;
	}
	return false;
}

/* What each side cannot see of the other, poll tells of it. */
static int pipe_settle(struct dump *d, struct open_file *file)
{
	struct pollfd pfd = {.fd = file->fd};

	if (file->path[0] == '/') /* a FIFO: others come and go by its name */
		return 0;
	unsigned other = (file->info.flags & O_ACCMODE) == O_RDONLY ? O_WRONLY : O_RDONLY;
	if (pipe_has_end(d, file, other) || sys_poll(&pfd, 1, 0) < 0 ||
	    (pfd.revents & (POLLHUP | POLLERR)))
		return 0;
	return refuse(d->cx, CR_E_OUTSIDE, file->task->pid, file->path,
		      "descriptor %d of process %d is a pipe ('%s') whose %s is outside the tree",
		      file->task_fd, file->task->pid, file->path,
		      other == O_WRONLY ? "writer" : "reader");
}

static int fifo_settle(struct dump *d, struct open_file *file)
{
	int r = name_settle(d, file, file->entry->fifo->regf_id);

	return r < 0 ? r : pipe_settle(d, file);
}

/* The name is a file entry of its own; it must lead to this FIFO. */
static int fifo_dump(struct dump *d, struct open_file *file)
{
	Cr__FifoEntry *e = cx_alloc(d->cx, sizeof(*e));

	if (!e)
		return error_memory(d->cx);
	cr__fifo_entry__init(e);
	e->id = file->id;
	e->pipe_id = (uint32_t)file->st.st_ino;
	file->entry->fifo = e;
	uint32_t id = ++d->last_file_id;
	Cr__RegFileEntry *reg = file_describe_path(d, file, id);
	Cr__FileEntry *entry = cx_alloc(d->cx, sizeof(*entry));
	if (!reg || !entry)
		return d->cx->err.code ? -EINVAL : d->cx->collect ? 0 : error_memory(d->cx);
	cr__file_entry__init(entry);
	entry->type = CR__FD_TYPES__REG;
	entry->id = id;
	entry->reg = reg;
	e->has_regf_id = true;
	e->regf_id = entry->id;
	int r = dump_add(d, IMAGE_FILES, &entry->base);
	if (r < 0)
		return r;
	return pipe_content_done(d, file) ? 0 : pipe_dump_content(d, file, IMAGE_FIFO_DATA);
}

/* == loading =================================================================================== */

static uint32_t pipe_id(const struct load_file *file)
{
	return file->entry->pipe ? file->entry->pipe->pipe_id : file->entry->fifo->pipe_id;
}

/* Another member of the group that is there already. */
static struct load_file *pipe_sibling(struct load_file *file)
{
	for (struct load_file *f = file->group_next; f != file; f = f->group_next)
		if (f->fd >= 0)
			return f;
	return NULL;
}

static int pipe_set_flags(struct load *l, struct load_file *file, uint32_t flags)
{
	int r = sys_fcntl(file->fd, F_SETFL, flags & (O_NONBLOCK | O_DIRECT));

	return r < 0 ? error_set(l->cx, CR_E_RESTORE, -r, 0, "pipe",
				 "the flags of a pipe cannot be set")
		     : 0;
}

/* An end that pipe(2) gave, rather than one that was opened by a name below /proc: those are marked
 * O_LARGEFILE. */
static bool pipe_is_original(const struct load_file *file, unsigned mode)
{
	uint32_t flags = file->entry->pipe->flags;

	return file->fd < 0 && (flags & O_ACCMODE) == mode && !(flags & PIPE_LARGEFILE);
}

static int pipe_give(struct load *l, struct load_file *file, int fd)
{
	file->fd = object_stage_file(l, file, fd);
	return file->fd < 0 ? file->fd : pipe_set_flags(l, file, file->entry->pipe->flags);
}

/* Another open file of the pipe behind `fd`. Packet mode cannot be asked for here, only be set. */
static int pipe_open_again(struct load *l, struct load_file *file, int fd)
{
	int r = sys_reopen(fd, (int)(file->entry->pipe->flags & O_ACCMODE) | O_NONBLOCK);

	return r < 0 ? error_set(l->cx, CR_E_RESTORE, -r, 0, "pipe",
				 "an end of a pipe cannot be opened again")
		     : pipe_give(l, file, r);
}

/* Makes the pipe and gives its ends to the first members that had such: at most one reader and one
 * writer. Of a pipe of which only opened ends are left, `file` gets one of those. */
static int pipe_make(struct load *l, struct load_file *file)
{
	int own[2], r = sys_pipe(own);
	struct load_file *f = file;

	if (r < 0)
		return error_set(l->cx, CR_E_RESTORE, -r, 0, "pipe2", "no pipe can be made");
	do
		for (unsigned mode = 0; r == 0 && mode < 2; mode++)
			if (own[mode] >= 0 && pipe_is_original(f, mode))
				r = pipe_give(l, f, sys_take(&own[mode]));
	while ((f = f->group_next) != file);
	if (r == 0 && file->fd < 0)
		r = pipe_open_again(l, file,
				    own[0] >= 0	  ? own[0]
				    : own[1] >= 0 ? own[1]
						  : pipe_sibling(file)->fd);
	for (unsigned mode = 0; mode < 2; mode++)
		sys_close_auto(&own[mode]);
	return r;
}

/* The first member makes the pipe; members that got none of its ends open it again. So nobody keeps
 * an end that the program did not have, and end-of-file comes when it should. */
static int pipe_create(struct load *l, struct load_file *file)
{
	const struct load_file *sibling = pipe_sibling(file);

	if (!sibling)
		return pipe_make(l, file);
	return pipe_open_again(l, file, sibling->fd);
}

static int fifo_create(struct load *l, struct load_file *file)
{
	const struct load_file *name = file->entry->fifo->has_regf_id
					       ? load_find_file(l, file->entry->fifo->regf_id)
					       : NULL;

	if (!name || !name->entry->reg)
		return error_set(l->cx, CR_E_DAMAGED, 0, 0, "files.img", "FIFO %u has no name",
				 file->id);
	/* Opening one end waits for the other: hold both for the moment. */
	CR_AUTOFD int both = file_open_saved(l, name->entry->reg, O_RDWR | O_NONBLOCK);
	if (both < 0)
		return both;
	int fd = sys_reopen(both, (int)(name->entry->reg->flags & (O_ACCMODE | O_NONBLOCK)));
	if (fd < 0)
		return error_set(l->cx, CR_E_RESTORE, -fd, 0, name->entry->reg->name,
				 "the FIFO '%s' cannot be opened", name->entry->reg->name);
	file->fd = object_stage_file(l, file, fd);
	return file->fd < 0 ? file->fd : pipe_set_flags(l, file, name->entry->reg->flags);
}

/* All of it at once, or it is an error: nobody reads yet. */
static int pipe_write(int to, const unsigned char *content, uint32_t n)
{
	ssize_t r = sys_write(to, content, n);

	return r == (ssize_t)n ? 0 : r < 0 ? (int)r : -EAGAIN;
}

/* Bytes that nothing written behind them runs into, not even a packet: tee(2) copies them so. */
static int pipe_write_apart(int to, const unsigned char *content, uint32_t n)
{
	int copy[2];
	int r = sys_pipe(copy);

	if (r < 0)
		return r;
	(void)sys_fcntl(copy[1], F_SETFL, O_NONBLOCK);
	(void)sys_fcntl(copy[1], F_SETPIPE_SZ, n);
	r = pipe_write(copy[1], content, n);
	if (r == 0) {
		ssize_t done = sys_tee(copy[0], to, n, 2 /* SPLICE_F_NONBLOCK */);

		r = done == (ssize_t)n ? 0 : done < 0 ? (int)done : -EAGAIN;
	}
	sys_close(copy[0]);
	sys_close(copy[1]);
	return r;
}

static int pipe_write_parts(struct load *l, int to, const Cr__CrFileEntry *extra,
			    const unsigned char *content, uint32_t n)
{
	uint32_t done = 0;
	int r = 0;

	for (size_t i = 0; r >= 0 && i < extra->n_parts; i++) {
		uint32_t len = extra->parts[i] / 2, packet = extra->parts[i] & 1;

		if (len == 0 || len > n - done)
			return error_set(l->cx, CR_E_DAMAGED, 0, 0, "cr.img",
					 "the parts of a pipe's content are more than the content");
		r = sys_fcntl(to, F_SETFL, (uint64_t)O_NONBLOCK | (packet ? O_DIRECT : 0));
		if (r == 0)
			r = packet ? pipe_write(to, content + done, len)
				   : pipe_write_apart(to, content + done, len);
		done += len;
	}
	if (r == 0 && done < n)
		r = pipe_write(to, content + done, n - done);
	return r;
}

/* Any end of the pipe may have brought its content. */
static const Cr__CrFileEntry *pipe_with_packets(const struct load_file *file)
{
	const struct load_file *f = file;

	do
		if (f->extra && f->extra->n_parts)
			return f->extra;
	while ((f = f->group_next) != file);
	return NULL;
}

/* Writes what the save holds of the pipe, through an end of our own that cannot block. */
static int pipe_write_content(struct load *l, struct load_file *file, const Cr__PipeDataEntry *e,
			      const struct image_member *m, uint64_t off)
{
	if (e->has_size && e->size) {
		int r = sys_fcntl(file->fd, F_SETPIPE_SZ, e->size);

		if (r < 0)
			degrade(l->cx, 0, "F_SETPIPE_SZ",
				"a pipe had a buffer of %u bytes, which is not permitted here",
				e->size);
	}
	if (!e->bytes)
		return 0;
	if (e->bytes > PIPE_CONTENT_MAX * 64u)
		return error_set(l->cx, CR_E_DAMAGED, 0, 0, "pipes-data.img",
				 "a pipe with %u bytes in it", e->bytes);
	unsigned char *content = cx_alloc(l->cx, e->bytes);
	if (!content)
		return error_memory(l->cx);
	int r = image_read(l->cx, m, off, content, e->bytes);
	if (r < 0)
		return r;
	/* Both ways: without a reader, writing would raise SIGPIPE. */
	CR_AUTOFD int to = sys_reopen(file->fd, O_RDWR | O_NONBLOCK);
	const Cr__CrFileEntry *extra = pipe_with_packets(file);
	r = to < 0  ? to
	    : extra ? pipe_write_parts(l, to, extra, content, e->bytes)
		    : pipe_write(to, content, e->bytes);
	if (r < 0)
		return error_set(l->cx, CR_E_RESTORE, -r, 0, "pipe",
				 "%u bytes do not fit into the new pipe", e->bytes);
	return 0;
}

static bool pipe_first_of_group(const struct load_file *file)
{
	for (const struct load_file *f = file->group_next; f != file; f = f->group_next)
		if (f->id < file->id)
			return false;
	return true;
}

struct pipe_saved {
	const Cr__PipeDataEntry *entry;
	struct image_member member;
	uint64_t off;
};

/* Of pipes and of FIFOs, each sorted by id. */
struct pipe_saves {
	VEC(struct pipe_saved) at[2];
};

static bool pipe_saved_before(const void *a, const void *b)
{
	return ((const struct pipe_saved *)a)->entry->pipe_id <
	       ((const struct pipe_saved *)b)->entry->pipe_id;
}

static int pipe_read_saves(struct load *l, enum image_type type, struct pipe_saves *saves,
			   int which)
{
	struct record_in in;
	Cr__PipeDataEntry *e;
	int r = record_open(l->image, type, 0, &in);

	if (r < 0)
		return r == -ENOENT ? 0 : r;
	while ((r = record_next(&in, &cr__pipe_data_entry__descriptor, &e)) > 0) {
		struct pipe_saved *saved = vec_add(&l->cx->arena, &saves->at[which]);

		if (!saved)
			return error_memory(l->cx);
		saved->entry = e;
		saved->member = in.member;
		r = record_skip(&in, e->bytes, &saved->off);
		if (r < 0)
			return r;
	}
	object_sort(saves->at[which].at, saves->at[which].n, sizeof(struct pipe_saved),
		    pipe_saved_before);
	return r;
}

/* Read once, by the first that has a pipe to fill; those forked after it have it, too. */
static int pipe_saves(struct load *l)
{
	if (l->pipes)
		return 0;
	l->pipes = cx_alloc(l->cx, sizeof(*l->pipes));
	if (!l->pipes)
		return error_memory(l->cx);
	int r = pipe_read_saves(l, IMAGE_PIPES_DATA, l->pipes, 0);
	return r < 0 ? r : pipe_read_saves(l, IMAGE_FIFO_DATA, l->pipes, 1);
}

static int pipe_fill_from(struct load *l, struct load_file *file, int which)
{
	if (!pipe_first_of_group(file))
		return 0;
	int r = pipe_saves(l);
	if (r < 0)
		return r;
	size_t low = 0, high = l->pipes->at[which].n;
	const struct pipe_saved *at = l->pipes->at[which].at;
	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (at[mid].entry->pipe_id < pipe_id(file))
			low = mid + 1;
		else
			high = mid;
	}
	if (low == l->pipes->at[which].n || at[low].entry->pipe_id != pipe_id(file))
		return 0;
	return pipe_write_content(l, file, at[low].entry, &at[low].member, at[low].off);
}

/* Owner and signal are with the name. */
static int fifo_own(struct load *l, struct load_task *lt, struct load_file *file, int fd)
{
	const struct load_file *name = load_find_file(l, file->entry->fifo->regf_id);

	object_plan_fown(l, lt, name->entry, fd);
	return 0;
}

static int pipe_fill(struct load *l, struct load_file *file)
{
	return pipe_fill_from(l, file, 0);
}

static int fifo_fill(struct load *l, struct load_file *file)
{
	return pipe_fill_from(l, file, 1);
}

static bool pipe_accepts(const Cr__FileEntry *entry)
{
	return entry->pipe != NULL;
}

static bool fifo_accepts(const Cr__FileEntry *entry)
{
	return entry->fifo != NULL;
}

static uint64_t pipe_group(const Cr__FileEntry *entry)
{
	return (entry->pipe ? entry->pipe->pipe_id : entry->fifo->pipe_id) + 1ull;
}

CR_FN const struct kind file_pipe = {
	.name = "pipe",
	.type = CR__FD_TYPES__PIPE,
	.match = pipe_match,
	.dump = pipe_dump,
	.settle = pipe_settle,
	.accepts = pipe_accepts,
	.group = pipe_group,
	.create = pipe_create,
	.fill = pipe_fill,
};

CR_FN const struct kind file_fifo = {
	.name = "fifo",
	.type = CR__FD_TYPES__FIFO,
	.match = fifo_match,
	.dump = fifo_dump,
	.settle = fifo_settle,
	.accepts = fifo_accepts,
	.group = pipe_group,
	.create = fifo_create,
	.fill = fifo_fill,
	.own = fifo_own,
};
