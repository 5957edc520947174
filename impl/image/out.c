/* SPDX-License-Identifier: MIT
 *
 * out: a save being written. Four places behind one set of calls:
 *
 *	FILE     a tar beside the path, renamed over it; a file that the caller opened; a memfd
 * (then fed to the callback) DIR      a directory beside the path, exchanged with it KEPT     an
 * existing directory that stays: members are written into a directory inside and moved out STREAM a
 * tar in one pass
 *
 * In FILE, page data goes straight to its place and all headers follow when the tasks run again.
 * Nothing that exists is touched before save_finish; what was made under a temporary name is
 *removed on every failure. No malloc, no libc.
 */
#include "image.h"

/* renameat2(2); glibc has these in stdio.h, which has no business here. */
enum { OUT_NOREPLACE = 1, OUT_EXCHANGE = 2 };

enum out_form { OUT_FILE, OUT_DIR, OUT_KEPT, OUT_STREAM };

#define OUT_BUF ((size_t)64 << 10)

struct out_member {
	const char *name;
	const void *data; /* metadata; NULL for bulk */
	uint64_t size, off;
	int fd; /* bulk of the directory forms */
	bool bulk, pages;
	struct sum sum;
	bool summed;
};

struct out_reserve {
	char name[32];
	uint64_t size;
	int fd;
};

struct save {
	struct cr_ctx *cx;
	unsigned flags;
	enum out_form form;
	struct place place;
	char temp[32]; /* name beside (or, KEPT, inside) the place; "" when there is none */
	int fd;	       /* the file, stream or temporary directory */
	int kept;      /* KEPT: the directory that stays */
	bool socket, own_fd;
	bool nameless;	    /* FILE: temp is still to be given */
	const cr_io *feed;  /* the callback that gets the memfd's content */
	const char *parent; /* the directory forms: where the link `parent` leads; NULL: none */
	VEC(struct out_member) members;
	VEC(struct out_reserve) reserves;
	uint64_t front, next, reserved; /* FILE: end of the first two, where the next bulk goes;
					   what was touched */
	bool laid;
	size_t told;	    /* STREAM: members that have gone out when pages began */
	size_t current;	    /* 1 + number of the member being written; 0: none */
	uint64_t written;   /* of current, through save_pages_write */
	bool packs;	    /* current is being compressed */
	unsigned char *buf; /* of bytes that go to buf_pos (FILE) or out next (STREAM) */
	size_t buf_n;
	uint64_t buf_pos;
	struct packed_put *packer; /* COMPRESS */
};

CR_FN struct cr_ctx *save_ctx(const struct save *s)
{
	return s->cx;
}

static const char *out_path(const struct save *s)
{
	return s->place.path ? s->place.path : "stream";
}

/* Which code a failed write gets. */
static int out_error(struct save *s, int r, const char *name)
{
	const char *path = out_path(s);
	int code = s->form == OUT_STREAM ? CR_E_STREAM : CR_E_SYSTEM;

	if (r == -ENOSPC || r == -EDQUOT || r == -EFBIG)
		code = CR_E_NO_SPACE;
	else if (r == -EACCES || r == -EPERM || r == -EROFS || r == -ENOENT || r == -ENOTDIR ||
		 r == -ENAMETOOLONG)
		code = CR_E_PATH;
	return error_set(s->cx, code, -r, 0, name[0] ? name : path, "%s%s%s cannot be written",
			 path, name[0] ? "/" : "", name);
}

/* == buffered bytes of a tar =================================================================== */

static int out_flush(struct save *s)
{
	int r = s->form == OUT_STREAM ? stream_write(s->fd, s->socket, s->buf, s->buf_n)
				      : sys_pwrite_all(s->fd, s->buf, s->buf_n, s->buf_pos);

	if (r < 0)
		return out_error(s, r, "");
	s->buf_pos += s->buf_n;
	s->buf_n = 0;
	return 0;
}

static int out_bytes(struct save *s, const void *data, size_t size)
{
	const unsigned char *p = data;

	while (size) {
		size_t n = OUT_BUF - s->buf_n < size ? OUT_BUF - s->buf_n : size;

		memcpy(s->buf + s->buf_n, p, n);
		s->buf_n += n;
		p += n;
		size -= n;
		int r = s->buf_n == OUT_BUF ? out_flush(s) : 0;
		if (r < 0)
			return r;
	}
	return 0;
}

static int out_zeros(struct save *s, uint64_t size)
{
	static const unsigned char zeros[2 * TAR_BLOCK];

	return out_bytes(s, zeros, (size_t)size);
}

/* Where the buffer's next byte will lie. */
static uint64_t out_pos(const struct save *s)
{
	return s->buf_pos + s->buf_n;
}

static int out_seek(struct save *s, uint64_t pos)
{
	int r = out_flush(s);

	s->buf_pos = pos;
	return r;
}

static int out_place(struct save *s, const char *name, uint64_t size, uint64_t pos,
		     struct tar_place *ret)
{
	if (tar_place(name, size, pos, ret))
		return 0;
	return error_set(s->cx, CR_E_NO_SPACE, EFBIG, 0, name, "%s would be too large", name);
}

/* The headers of a member, at the buffer's place. */
static int out_head(struct save *s, const char *name, uint64_t size, uint64_t *ret_off)
{
	struct tar_place place;
	size_t mark = s->cx->arena.used;

	int r = out_place(s, name, size, out_pos(s), &place);
	if (r < 0)
		return r;
	unsigned char *head = cx_alloc(s->cx, (size_t)(place.data - place.head));
	if (!head)
		return error_memory(s->cx);
	tar_head(&place, name, size, head);
	r = out_bytes(s, head, (size_t)(place.data - place.head));
	image_rewind(s->cx, mark);
	*ret_off = place.data;
	return r;
}

static uint64_t out_padding(uint64_t size)
{
	return num_round_up(size, TAR_BLOCK) - size;
}

static int out_member(struct save *s, struct out_member *m)
{
	int r = out_head(s, m->name, m->size, &m->off);
	if (r >= 0)
		r = out_bytes(s, m->data, (size_t)m->size);
	return r < 0 ? r : out_zeros(s, out_padding(m->size));
}

/* == opening =================================================================================== */

static int out_open_io(struct save *s, const cr_io *io)
{
	struct stat st;
	int r;

	if (!io->fd) {
		if (!io->write)
			return error_set(s->cx, CR_E_ARGUMENT, 0, 0, "io",
					 "cr_io has neither a descriptor nor a write function");
		/* Nothing of the caller's may run while tasks are frozen, so its callback gets all
		 * of it at the end. */
		s->form = OUT_FILE;
		s->feed = io;
		s->fd = sys_memfd("cr-save");
		s->own_fd = s->fd >= 0;
		return s->fd >= 0 ? 0
				  : error_set(s->cx, CR_E_SYSTEM, -s->fd, 0, "memfd",
					      "no memory file can be made");
	}
	s->fd = io->fd;
	r = sys_fstat(io->fd, &st);
	int flags = r < 0 ? r : sys_fcntl(io->fd, F_GETFL, 0);
	if (flags < 0)
		return error_set(s->cx, CR_E_ARGUMENT, -flags, 0, "io", "cr_io.fd cannot be used");
	s->socket = S_ISSOCK(st.st_mode);
	s->form = OUT_STREAM;
	if (S_ISREG(st.st_mode) && !(s->flags & SAVE_STREAM) && !(flags & O_APPEND) &&
	    sys_lseek(io->fd, 0, SEEK_CUR) == 0) {
		s->form = OUT_FILE;
		r = sys_ftruncate(io->fd, 0);
		if (r < 0)
			return out_error(s, r, "");
	}
	return 0;
}

/* What is at the path now, without following a link: 0 nothing, else its type. */
static int out_existing(struct save *s, mode_t *ret)
{
	struct stat st;

	int r = sys_fstatat(s->place.parent, s->place.name, &st, AT_SYMLINK_NOFOLLOW);
	*ret = r < 0 ? 0 : st.st_mode & S_IFMT;
	if (r < 0 && r != -ENOENT)
		return error_set(s->cx, CR_E_PATH, -r, 0, s->place.path, "%s cannot be examined",
				 s->place.path);
	if (*ret && (s->flags & SAVE_NEW))
		return error_set(s->cx, CR_E_PATH, EEXIST, 0, s->place.path, "%s exists already",
				 s->place.path);
	if (*ret && *ret != S_IFREG && *ret != S_IFDIR)
		return error_set(s->cx, CR_E_PATH, 0, 0, s->place.path,
				 "%s is neither a regular file nor a directory", s->place.path);
	return 0;
}

/* A directory that is to be exchanged may hold a save and nothing else, lest anything be lost. */
static int out_check_replaceable(struct save *s)
{
	const char *foreign;

	CR_AUTOFD int dir = sys_openat(s->place.parent, s->place.name,
				       O_RDONLY | O_DIRECTORY | O_NOFOLLOW, 0);
	if (dir < 0)
		return error_set(s->cx, CR_E_PATH, -dir, 0, s->place.path, "%s cannot be opened",
				 s->place.path);
	int r = place_foreign_name(s->cx, dir, &foreign);
	if (r < 0)
		return error_set(s->cx, CR_E_PATH, -r, 0, s->place.path, "%s cannot be read",
				 s->place.path);
	if (foreign[0])
		return error_set(s->cx, CR_E_PATH, ENOTEMPTY, 0, s->place.path,
				 "%s holds '%s', which is no part of a save (CR_KEEP_DIR keeps "
				 "what else is there)",
				 s->place.path, foreign);
	return 0;
}

static int out_make_dir(struct save *s, int parent)
{
	int r = place_temp_name(s->cx, s->temp);
	if (r < 0)
		return r;
	r = sys_mkdirat(parent, s->temp, 0700);
	if (r >= 0)
		r = s->fd = sys_openat(parent, s->temp, O_RDONLY | O_DIRECTORY | O_NOFOLLOW, 0);
	if (r < 0)
		return out_error(s, r, "");
	s->own_fd = true;
	return 0;
}

static int out_open_dir(struct save *s, mode_t existing)
{
	bool dots = strcmp(s->place.name, ".") == 0 || strcmp(s->place.name, "..") == 0 ||
		    !s->place.name[0];

	s->form = OUT_DIR;
	if (s->flags & SAVE_KEEP_DIR) {
		s->kept = sys_openat(AT_FDCWD, s->place.path, O_RDONLY | O_DIRECTORY, 0);
		if (s->kept >= 0) {
			s->form = OUT_KEPT;
			return out_make_dir(s, s->kept);
		}
		if (s->kept != -ENOENT)
			return error_set(s->cx, CR_E_PATH, -s->kept, 0, s->place.path,
					 "%s cannot be opened", s->place.path);
	}
	if (dots)
		return error_set(s->cx, CR_E_PATH, 0, 0, s->place.path,
				 "'%s' cannot be replaced by another directory", s->place.path);
	if (existing == S_IFREG)
		return error_set(s->cx, CR_E_PATH, ENOTDIR, 0, s->place.path, "%s is a file",
				 s->place.path);
	int r = existing ? out_check_replaceable(s) : 0;
	return r < 0 ? r : out_make_dir(s, s->place.parent);
}

static int out_open_tmpfile(const struct save *s)
{
	return sys_openat(s->place.parent, ".", O_TMPFILE | O_RDWR, 0600);
}

/* A file without a name vanishes with a saver that is killed. It gets its temporary one in the last
 * step; whether that works is tried with another, for a file that has lost its last name gets no
 * new one (linkat(2)). */
static int out_open_nameless(struct save *s)
{
	CR_AUTOFD int trial = out_open_tmpfile(s);
	int r = trial < 0 ? trial : sys_link_open(trial, s->place.parent, s->temp);

	if (r >= 0)
		r = sys_unlinkat(s->place.parent, s->temp, 0);
	if (r >= 0)
		r = out_open_tmpfile(s);
	s->nameless = r >= 0;
	return r;
}

static int out_open_file(struct save *s)
{
	int r = place_temp_name(s->cx, s->temp);
	if (r < 0)
		return r;
	s->form = OUT_FILE;
	s->fd = out_open_nameless(s);
	if (s->fd < 0)
		s->fd = sys_openat(s->place.parent, s->temp, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW,
				   0600);
	if (s->fd < 0) {
		s->temp[0] = 0;
		return out_error(s, s->fd, "");
	}
	s->own_fd = true;
	return 0;
}

static int out_open_path(struct save *s, const char *path)
{
	mode_t existing = 0;

	int r = place_open(s->cx, path, &s->place);
	if (r < 0)
		return r;
	struct stat st;
	bool dir = s->place.slash || (s->flags & SAVE_AS_DIR) || strcmp(s->place.name, ".") == 0 ||
		   strcmp(s->place.name, "..") == 0 ||
		   (sys_fstatat(AT_FDCWD, path, &st, 0) >= 0 && S_ISDIR(st.st_mode));

	if (dir && (s->flags & SAVE_AS_FILE))
		return error_set(s->cx, CR_E_PATH, EISDIR, 0, path, "%s is a directory", path);
	/* A kept directory may be reached through a link, as CRIU's may. */
	if (!(dir && (s->flags & SAVE_KEEP_DIR)))
		r = out_existing(s, &existing);
	if (r < 0)
		return r;
	return dir ? out_open_dir(s, existing) : out_open_file(s);
}

/* CRIU reads the directory form; how long a stream's members will be must be known before. */
static int out_open_packer(struct save *s)
{
	if (!packed_can())
		return error_set(s->cx, CR_E_UNSUPPORTED, 0, 0, "CR_COMPRESS",
				 "nothing can be compressed: this library was built without LZ4 "
				 "(CR_WITH_LZ4)");
	if (s->form != OUT_FILE)
		return error_set(s->cx, CR_E_UNSUPPORTED, 0, 0, "CR_COMPRESS",
				 "%s cannot be compressed: only a save in one file can, no %s",
				 out_path(s), s->form == OUT_STREAM ? "stream" : "directory");
	return packed_put_new(s->cx, &s->packer);
}

CR_FN int save_open(struct cr_ctx *cx, const char *path, const cr_io *io, unsigned flags,
		    struct save **ret)
{
	struct save *s = cx_alloc(cx, sizeof(*s));

	if (!s)
		return error_memory(cx);
	s->cx = cx;
	s->flags = flags;
	s->fd = s->kept = s->place.parent = -1;
	s->buf = cx_alloc(cx, OUT_BUF);
	int r = s->buf ? 0 : error_memory(cx);
	if (r >= 0)
		r = io ? out_open_io(s, io) : out_open_path(s, path);
	if (r >= 0 && (flags & SAVE_COMPRESS))
		r = out_open_packer(s);
	if (r < 0) {
		save_close(s);
		return r;
	}
	*ret = s;
	return 0;
}

/* Nothing that the save builds on may be what it takes the place of. */
static int out_check_parent(struct save *s, struct image *parent)
{
	struct stat st;
	int r = s->kept >= 0	       ? sys_fstat(s->kept, &st)
		: s->place.parent >= 0 ? sys_fstatat(s->place.parent, s->place.name, &st, 0)
				       : -ENOENT;

	while (r >= 0) {
		const struct image_links *links = image_links(parent);

		if (links->dev == st.st_dev && links->ino == st.st_ino)
			return error_set(s->cx, CR_E_ARGUMENT, EEXIST, 0, out_path(s),
					 "%s cannot be replaced by a save that builds on it",
					 out_path(s));
		if (!image_has_parent(parent))
			return 0;
		r = image_parent(parent, &parent);
		if (r < 0)
			return r;
	}
	return 0;
}

CR_FN int save_set_parent(struct save *s, struct image *parent, char **ret_path)
{
	bool dir = s->form == OUT_DIR || s->form == OUT_KEPT;
	char *link;
	int r = out_check_parent(s, parent);

	if (r < 0)
		return r;
	r = s->form == OUT_KEPT ? parent_link(s->cx, s->kept, NULL, parent, &link)
				: parent_link(s->cx, s->place.parent, dir ? s->place.name : NULL,
					      parent, &link);
	if (r < 0)
		return r;
	*ret_path = dir ? NULL : link;
	s->parent = dir ? link : NULL;
	return 0;
}

CR_FN bool save_is_stream(const struct save *s)
{
	return s->form == OUT_STREAM;
}

/* == room made ahead =========================================================================== */

#define OUT_TOUCH ((uint64_t)4 << 20)

/* Zeros, so that the pages of the file are there and clean of other content; how far it came. In
 * large pieces: file systems that have large folios make them as large as a write is, and what is
 * written over them later, while all stand still, takes two thirds of the time then. */
static uint64_t out_touch(int fd, uint64_t from, uint64_t to)
{
	static const unsigned char zeros[16384];
	struct iovec pieces[OUT_TOUCH / sizeof(zeros)];

	for (size_t i = 0; i < ARRAY_LEN(pieces); i++)
		pieces[i] = (struct iovec){(void *)(uintptr_t)zeros, sizeof(zeros)};
	if (sys_fallocate(fd, 0, from, to - from) == -ENOSPC)
		return from; /* not by filling the disk to the brim; what fits is seen when it is
				written */
	while (from < to) {
		uint64_t left = (to - from + sizeof(zeros) - 1) / sizeof(zeros);
		ssize_t n = sys_pwritev(fd, pieces,
					left < ARRAY_LEN(pieces) ? left : ARRAY_LEN(pieces), from);

		if (n <= 0 && n != -EINTR)
			break;
		from += n > 0 ? (uint64_t)n : 0;
	}
	return from < to ? from : to;
}

static int out_reserve_file(struct save *s, uint64_t bytes)
{
	struct out_reserve *r = vec_add(&s->cx->arena, &s->reserves);

	if (!r)
		return error_memory(s->cx);
	str_format(r->name, sizeof(r->name), ".room-%zu", s->reserves.n);
	r->fd = sys_openat(s->fd, r->name, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW, 0600);
	if (r->fd < 0)
		return out_error(s, r->fd, r->name);
	r->size = out_touch(r->fd, 0, bytes);
	return 0;
}

CR_FN int save_reserve(struct save *s, uint64_t page_bytes)
{
	struct stream_guard guard;
	struct rlimit limit;
	int r = 0;

	if (s->form == OUT_STREAM || page_bytes == 0 || s->packer)
		return 0; /* how much will be written is not known */
	/* A limit on file sizes is met when pages are really written, and then with an error that
	 * says so. */
	if (sys_prlimit(0, RLIMIT_FSIZE, NULL, &limit) >= 0 && page_bytes > limit.rlim_cur / 2)
		return 0;
	stream_guard_begin(&guard);
	if (s->form == OUT_FILE)
		s->reserved = out_touch(s->fd, s->reserved,
					s->reserved + TAR_HEAD_MAX + page_bytes);
	else
		r = out_reserve_file(s, page_bytes);
	stream_guard_end(&guard);
	return r;
}

/* The smallest reserved file that is large enough, else any. */
static struct out_reserve *out_pick_reserve(struct save *s, uint64_t bytes)
{
	struct out_reserve *best = NULL;

	for (size_t i = 0; i < s->reserves.n; i++) {
		struct out_reserve *r = &s->reserves.at[i];

		if (r->fd >= 0 &&
		    (!best || (r->size >= bytes ? best->size < bytes || r->size < best->size
						: best->size < bytes && r->size > best->size)))
			best = r;
	}
	return best;
}

/* == members =================================================================================== */

static int out_misuse(struct save *s, const char *name, const char *what)
{
	return error_set(s->cx, CR_E_ARGUMENT, 0, 0, name, "%s %s", name, what);
}

static int out_add(struct save *s, const char *name, struct out_member **ret)
{
	static const char *const front[] = {"inventory.img", "cr.img"};
	size_t n = s->members.n;

	if (format_parse(name) < 0 || (!(s->flags & SAVE_COPY) && strcmp(name, "cr-sum.img") == 0))
		return out_misuse(s, name, "is not the name of a member");
	/* What was copied from CRIU has no cr.img. */
	if (n < ARRAY_LEN(front) && strcmp(name, front[n]) != 0 &&
	    !(n == 1 && (s->flags & SAVE_COPY)))
		return out_misuse(s, name, "was put before inventory.img and cr.img");
	struct out_member *m = vec_add(&s->cx->arena, &s->members);
	if (!m)
		return error_memory(s->cx);
	m->name = arena_str(&s->cx->arena, name);
	m->fd = -1;
	m->pages = format_is_pages(format_parse(name));
	if (!m->name)
		return error_memory(s->cx);
	*ret = m;
	return 0;
}

CR_FN int save_put(struct save *s, const char *name, const void *data, size_t size)
{
	/* Only the first two may come twice; looking for them alone keeps this independent of the
	 * number of members. */
	struct out_member *m = NULL;
	void *copy;

	for (size_t i = 0; i < s->members.n && i < 2 && !m; i++)
		if (strcmp(s->members.at[i].name, name) == 0)
			m = &s->members.at[i];
	/* What is counted while pages are written can only come behind them. */
	if (s->laid && s->form == OUT_STREAM && format_parse(name) != IMAGE_STATS_DUMP)
		return out_misuse(s, name, "came after the first pages of a stream");
	if (m && s->laid && m->size != size)
		return out_misuse(s, name, "was put again with another size");
	int r = m ? 0 : out_add(s, name, &m);
	if (r < 0)
		return r;
	copy = m->data && m->size == size ? (void *)(uintptr_t)m->data : cx_alloc(s->cx, size);
	if (!copy)
		return error_memory(s->cx);
	if (size)
		memcpy(copy, data, size);
	m->data = copy;
	m->size = size;
	return 0;
}

/* FILE: what lies ahead of the pages is the first one or two members; their bytes come at the end.
 */
static int out_lay_file(struct save *s)
{
	struct tar_place place;
	uint64_t pos = 0;

	for (size_t i = 0; i < s->members.n && i < 2; i++) {
		struct out_member *m = &s->members.at[i];
		int type = format_parse(m->name);

		if (type != IMAGE_INVENTORY && type != IMAGE_CR)
			break;
		int r = out_place(s, m->name, m->size, pos, &place);
		if (r < 0)
			return r;
		pos = place.end;
	}
	s->front = s->next = pos;
	return 0;
}

static int out_lay_stream(struct save *s)
{
	int r = 0;

	for (size_t i = 0; i < s->members.n && r >= 0; i++)
		r = out_member(s, &s->members.at[i]);
	s->told = s->members.n;
	return r;
}

static int out_lay(struct save *s)
{
	if (s->laid)
		return 0;
	if (s->members.n == 0)
		return out_misuse(s, "inventory.img", "is missing");
	s->laid = true;
	return s->form == OUT_FILE     ? out_lay_file(s)
	       : s->form == OUT_STREAM ? out_lay_stream(s)
				       : 0;
}

static int out_begin_dir(struct save *s, struct out_member *m, uint64_t bytes)
{
	struct out_reserve *room = out_pick_reserve(s, bytes);
	int r;

	if (room) {
		r = sys_renameat2(s->fd, room->name, s->fd, m->name, OUT_NOREPLACE);
		m->fd = room->fd;
		room->fd = -1;
		if (r == -EINVAL) /* a file system that knows no flags */
			r = sys_renameat2(s->fd, room->name, s->fd, m->name, 0);
	} else {
		r = m->fd = sys_openat(s->fd, m->name, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW,
				       0600);
	}
	return r < 0 ? out_error(s, r, m->name) : 0;
}

static int out_begin(struct save *s, struct out_member *m, uint64_t bytes)
{
	struct tar_place place;
	int r;

	switch (s->form) {
	case OUT_FILE:
		r = out_place(s, m->name, bytes, s->next, &place);
		if (r < 0)
			return r;
		m->off = place.data;
		return 0;
	case OUT_STREAM:
		return out_head(s, m->name, bytes, &m->off);
	default:
		return out_begin_dir(s, m, bytes);
	}
}

CR_FN int save_pages_begin(struct save *s, const char *name, uint64_t bytes, int *ret_fd,
			   uint64_t *ret_off)
{
	struct stream_guard guard;
	struct out_member *m;

	if (s->current)
		return out_misuse(s, name, "was begun before another member was ended");
	bool packs = s->packer && format_parse(name) == IMAGE_PAGES;
	if (packs)
		name = arena_format(&s->cx->arena, "cr-%s", name);
	int r = name ? out_add(s, name, &m) : error_memory(s->cx);
	if (r < 0)
		return r;
	s->members.n--; /* what is laid out for good is what came before it */
	stream_guard_begin(&guard);
	r = out_lay(s);
	s->members.n++;
	if (r >= 0)
		r = out_begin(s, m, bytes);
	stream_guard_end(&guard);
	if (r < 0)
		return r;
	m->bulk = true;
	m->size = bytes;
	m->sum.chunks = m->pages;
	s->current = s->members.n;
	s->written = 0;
	s->packs = packs;
	if (packs)
		packed_put_begin(s->packer, s->fd, m->off);
	*ret_fd = packs ? -1 : s->form == OUT_FILE ? s->fd : s->form == OUT_STREAM ? -1 : m->fd;
	*ret_off = s->form == OUT_FILE ? m->off : 0;
	return 0;
}

/* Not a pointer kept: the array moves when members are put meanwhile. */
static struct out_member *out_current(struct save *s)
{
	return s->current ? &s->members.at[s->current - 1] : NULL;
}

static bool out_wants_sum(const struct save *s, const struct out_member *m)
{
	return !(s->flags & SAVE_COPY) && (!m->pages || (s->flags & SAVE_CHECKSUM));
}

CR_FN int save_failed(struct save *s, int r)
{
	struct out_member *m = out_current(s);

	return r < 0 ? out_error(s, r, m ? m->name : "") : r;
}

CR_FN int save_pages_write(struct save *s, const void *data, size_t size)
{
	struct out_member *m = out_current(s);
	struct stream_guard guard;
	int r = 0;

	if (!m || size > m->size - s->written)
		return out_misuse(s, m ? m->name : "pages", "got more bytes than were told");
	if (s->form == OUT_STREAM && out_wants_sum(s, m))
		r = sum_feed(s->cx, &m->sum, data, size);
	if (r < 0)
		return r;
	stream_guard_begin(&guard);
	if (s->form == OUT_STREAM) {
		r = out_flush(s);
		if (r >= 0 && (r = stream_write(s->fd, s->socket, data, size)) < 0)
			r = out_error(s, r, m->name);
		s->buf_pos += size;
	} else if (s->packs) {
		r = packed_put_write(s->cx, s->packer, data, size);
		if (r < 0)
			r = out_error(s, r, m->name);
	} else {
		r = sys_pwrite_all(s->form == OUT_FILE ? s->fd : m->fd, data, size,
				   m->off + s->written);
		if (r < 0)
			r = out_error(s, r, m->name);
	}
	stream_guard_end(&guard);
	s->written += size;
	return r;
}

CR_FN int save_pages_end(struct save *s, uint64_t written)
{
	struct out_member *m = out_current(s);
	struct stream_guard guard;
	struct tar_place place;
	int r;

	if (!m || written > m->size ||
	    (written < m->size && (s->form == OUT_STREAM || !m->pages)) ||
	    ((s->form == OUT_STREAM || s->packs) && s->written != written))
		return out_misuse(s, m ? m->name : "pages",
				  "ended with another number of bytes than was told");
	if (s->packs) {
		stream_guard_begin(&guard);
		r = packed_put_end(s->cx, s->packer, &written);
		stream_guard_end(&guard);
		if (r < 0)
			return out_error(s, r, m->name);
	}
	s->current = 0;
	m->size = written;
	switch (s->form) {
	case OUT_FILE:
		r = out_place(s, m->name, written, s->next, &place);
		s->next = place.end;
		return r;
	case OUT_STREAM:
		if (out_wants_sum(s, m)) {
			r = sum_end(s->cx, &m->sum);
			if (r < 0)
				return r;
			m->summed = true;
		}
		stream_guard_begin(&guard);
		r = out_zeros(s, out_padding(written));
		stream_guard_end(&guard);
		return r;
	default:
		r = sys_ftruncate(m->fd, written);
		return r < 0 ? out_error(s, r, m->name) : 0;
	}
}

/* == checksums ================================================================================= */

static int out_sum_member(struct save *s, struct out_member *m)
{
	int r = 0;

	if (m->summed || !out_wants_sum(s, m))
		return 0;
	if (m->bulk)
		r = sum_feed_fd(s->cx, &m->sum, s->form == OUT_FILE ? s->fd : m->fd, m->off,
				m->size, m->name);
	else
		r = sum_feed(s->cx, &m->sum, m->data, (size_t)m->size);
	if (r >= 0)
		r = sum_end(s->cx, &m->sum);
	m->summed = r >= 0;
	return r;
}

/* cr-sum.img: a message, and behind it the sum of all before it. */
static int out_sum_image(struct save *s, struct record_out *out)
{
	struct cr_ctx *cx = s->cx;
	Cr__CrSumEntry entry = CR__CR_SUM_ENTRY__INIT;
	Cr__CrSumMember *rows = cx_array(cx, s->members.n, sizeof(*rows));
	Cr__CrSumMember **at = cx_array(cx, s->members.n, sizeof(void *));

	if (!rows || !at)
		return error_memory(cx);
	for (size_t i = 0; i < s->members.n; i++) {
		struct out_member *m = &s->members.at[i];

		int r = out_sum_member(s, m);
		if (r < 0)
			return r;
		at[i] = &rows[i];
		cr__cr_sum_member__init(at[i]);
		at[i]->name = (char *)(uintptr_t)m->name;
		at[i]->size = m->size;
		at[i]->has_crc = !m->pages;
		at[i]->crc = m->pages ? 0 : m->sum.all;
		at[i]->page_crcs = m->sum.done.at;
		at[i]->n_page_crcs = m->sum.done.n;
		entry.total += m->size;
	}
	entry.version = SUM_VERSION;
	entry.has_chunk = true;
	entry.chunk = SUM_CHUNK;
	entry.members = at;
	entry.n_members = s->members.n;
	int r = record_begin(cx, out, IMAGE_SUM);
	if (r >= 0)
		r = record_add(cx, out, &entry.base);
	if (r < 0)
		return r;
	uint32_t own = crc32c(0, out->at, out->n);
	return record_raw(cx, out, &own, sizeof(own));
}

static int out_add_sums(struct save *s)
{
	struct record_out out;
	struct out_member *m;

	if (s->flags & SAVE_COPY)
		return 0;
	int r = out_sum_image(s, &out);
	if (r < 0)
		return r;
	unsigned flags = s->flags;
	s->flags |= SAVE_COPY; /* this one name is ours to put */
	r = out_add(s, "cr-sum.img", &m);
	s->flags = flags;
	if (r < 0)
		return r;
	m->data = out.at;
	m->size = out.n;
	m->summed = true;
	return 0;
}

/* == finishing ================================================================================= */

static bool out_is_front(size_t i, const struct out_member *m)
{
	int type = format_parse(m->name);

	return i < 2 && (type == IMAGE_INVENTORY || type == IMAGE_CR);
}

static int out_finish_file(struct save *s, uint64_t *ret_bytes)
{
	uint64_t pos = 0, ignored;
	int r = 0;

	s->buf_pos = s->buf_n = 0;
	for (size_t i = 0; i < s->members.n && r >= 0; i++)
		if (out_is_front(i, &s->members.at[i]))
			r = out_member(s, &s->members.at[i]);
	for (size_t i = 0; i < s->members.n && r >= 0; i++) {
		struct out_member *m = &s->members.at[i];

		if (!m->bulk)
			continue;
		r = out_head(s, m->name, m->size, &ignored);
		if (r >= 0)
			r = out_seek(s, m->off + m->size);
		if (r >= 0)
			r = out_zeros(s, out_padding(m->size));
	}
	for (size_t i = 0; i < s->members.n && r >= 0; i++)
		if (!s->members.at[i].bulk && !out_is_front(i, &s->members.at[i]))
			r = out_member(s, &s->members.at[i]);
	if (r >= 0)
		r = out_zeros(s, 2 * TAR_BLOCK);
	if (r >= 0)
		r = out_flush(s);
	pos = out_pos(s);
	if (r >= 0 && (r = sys_ftruncate(s->fd, pos)) < 0)
		r = out_error(s, r, "");
	*ret_bytes = pos;
	return r;
}

static int out_finish_stream(struct save *s, uint64_t *ret_bytes)
{
	int r = 0;

	for (size_t i = s->told; i < s->members.n && r >= 0; i++)
		if (!s->members.at[i].bulk)
			r = out_member(s, &s->members.at[i]);
	if (r >= 0)
		r = out_zeros(s, 2 * TAR_BLOCK);
	if (r >= 0)
		r = out_flush(s);
	*ret_bytes = out_pos(s);
	return r;
}

static int out_write_member(struct save *s, const struct out_member *m)
{
	CR_AUTOFD int fd = sys_openat(s->fd, m->name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW,
				      0600);
	int r = fd;

	if (r >= 0)
		r = sys_write_all(fd, m->data, (size_t)m->size);
	if (r >= 0 && (s->flags & SAVE_SYNC))
		r = sys_fsync(fd);
	return r < 0 ? out_error(s, r, m->name) : 0;
}

static void out_drop_reserves(struct save *s)
{
	for (size_t i = 0; i < s->reserves.n; i++) {
		struct out_reserve *room = &s->reserves.at[i];

		if (room->fd >= 0)
			(void)sys_unlinkat(s->fd, room->name, 0);
		sys_close_auto(&room->fd);
	}
}

static int out_finish_dir(struct save *s, uint64_t *ret_bytes)
{
	uint64_t bytes = 0;
	int r = 0;

	out_drop_reserves(s); /* first: they may hold the space that is needed */
	if (s->parent && (r = sys_symlinkat(s->parent, s->fd, "parent")) < 0)
		return out_error(s, r, "parent");
	for (size_t i = 0; i < s->members.n && r >= 0; i++) {
		struct out_member *m = &s->members.at[i];

		bytes += m->size;
		if (!m->bulk)
			r = out_write_member(s, m);
		else if (s->flags & SAVE_SYNC)
			r = (r = sys_fsync(m->fd)) < 0 ? out_error(s, r, m->name) : 0;
	}
	*ret_bytes = bytes;
	return r;
}

/* == putting in place ========================================================================== */

static int out_rename(struct save *s, unsigned flags)
{
	return sys_renameat2(s->place.parent, s->temp, s->place.parent, s->place.name, flags);
}

/* The old directory, now under the temporary name. */
static void out_remove_dir(struct save *s, const char *name)
{
	CR_AUTOFD int dir = sys_openat(s->place.parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW,
				       0);

	if (dir >= 0)
		(void)place_clear_dir(dir);
	int r = sys_unlinkat(s->place.parent, name, AT_REMOVEDIR);
	if (r < 0)
		log_warn(s->cx, "the old save could not be removed: it is %s now, beside %s (%s)",
			 name, s->place.path, error_name(-r));
}

/* Without RENAME_EXCHANGE there is an instant in which neither is at the path; the old one is then
 * beside it. */
static int out_exchange_in_steps(struct save *s)
{
	char old[32];

	int r = place_temp_name(s->cx, old);
	if (r < 0)
		return r;
	r = sys_renameat2(s->place.parent, s->place.name, s->place.parent, old, 0);
	if (r < 0)
		return r;
	r = out_rename(s, 0);
	if (r < 0) {
		(void)sys_renameat2(s->place.parent, old, s->place.parent, s->place.name, 0);
		return r;
	}
	out_remove_dir(s, old);
	s->temp[0] = 0;
	return 0;
}

static int out_swap_dir(struct save *s)
{
	mode_t existing;

	int r = out_existing(s, &existing);
	if (r < 0)
		return r;
	if (existing) {
		r = out_check_replaceable(s);
		if (r < 0)
			return r;
		r = out_rename(s, OUT_EXCHANGE);
		if (r >= 0)
			out_remove_dir(s, s->temp);
		else if (r == -EINVAL || r == -ENOSYS)
			r = out_exchange_in_steps(s);
	} else {
		r = out_rename(s, OUT_NOREPLACE);
		if (r == -EINVAL || r == -ENOSYS)
			r = out_rename(s, 0);
	}
	if (r < 0)
		return error_set(s->cx, CR_E_PATH, -r, 0, s->place.path,
				 "the new directory cannot be put in place as %s (CR_KEEP_DIR "
				 "would write into it)",
				 s->place.path);
	s->temp[0] = 0;
	return 0;
}

static int out_swap_file(struct save *s)
{
	int r = s->nameless ? sys_link_open(s->fd, s->place.parent, s->temp) : 0;

	s->nameless &= r < 0;
	if (r >= 0)
		r = out_rename(s, s->flags & SAVE_NEW ? OUT_NOREPLACE : 0);

	if (r == -EINVAL && (s->flags & SAVE_NEW))
		r = out_rename(s, 0);
	if (r < 0)
		return error_set(s->cx, CR_E_PATH, -r, 0, s->place.path,
				 "the new file cannot be put in place as %s", s->place.path);
	s->temp[0] = 0;
	return 0;
}

/* The kept directory is no save from the removal of its inventory.img until the new one is moved
 * in. */
static int out_fill_kept(struct save *s)
{
	struct sys_dir walk;
	const char *name;

	int r = sys_unlinkat(s->kept, "inventory.img", 0);
	if (r < 0 && r != -ENOENT)
		return out_error(s, r, "inventory.img");
	r = place_clear_dir(s->kept);
	if (r >= 0 && s->parent)
		r = sys_renameat2(s->fd, "parent", s->kept, "parent", 0);
	for (size_t i = s->members.n;
	     i-- > 0 && r >= 0;) /* inventory.img is the first, so the last here */
		r = sys_renameat2(s->fd, s->members.at[i].name, s->kept, s->members.at[i].name, 0);
	if (r < 0)
		return out_error(s, r, "");
	sys_dir_start(&walk, s->fd);
	if (sys_dir_next(&walk, &name) == 0 && sys_unlinkat(s->kept, s->temp, AT_REMOVEDIR) >= 0)
		s->temp[0] = 0;
	return 0;
}

static int out_feed(struct save *s, uint64_t bytes)
{
	uint64_t off = 0;
	int r = 0;

	while (off < bytes && r >= 0) {
		size_t n = bytes - off < OUT_BUF ? (size_t)(bytes - off) : OUT_BUF;

		r = sys_pread_all(s->fd, s->buf, n, off);
		if (r >= 0)
			r = s->feed->write(s->feed->arg, s->buf, n);
		off += n;
	}
	return r < 0 ? error_set(s->cx, CR_E_STREAM, -r, 0, "io",
				 "cr_io.write failed at offset %llu", (unsigned long long)off)
		     : 0;
}

static int out_install(struct save *s)
{
	int dir = s->form == OUT_KEPT ? s->kept : s->place.parent, r = 0;

	if ((s->flags & SAVE_SYNC) && s->form != OUT_STREAM && (r = sys_fsync(s->fd)) < 0)
		return out_error(s, r, "");
	if (s->form == OUT_KEPT)
		r = out_fill_kept(s);
	else if (s->form == OUT_DIR)
		r = out_swap_dir(s);
	else if (s->temp[0])
		r = out_swap_file(s);
	if (r >= 0 && (s->flags & SAVE_SYNC) && dir >= 0 && (r = sys_fsync(dir)) == -EBADF)
		r = 0; /* opened for its path only, as it cannot be read */
	return r;
}

CR_FN int save_finish(struct save *s, uint64_t *ret_bytes)
{
	struct stream_guard guard;
	uint64_t bytes = 0;

	if (s->current)
		return out_misuse(s, out_current(s)->name, "was begun and not ended");
	stream_guard_begin(&guard);
	int r = out_lay(s);
	if (r >= 0)
		r = out_add_sums(s);
	if (r >= 0)
		r = s->form == OUT_FILE	    ? out_finish_file(s, &bytes)
		    : s->form == OUT_STREAM ? out_finish_stream(s, &bytes)
					    : out_finish_dir(s, &bytes);
	if (r >= 0)
		r = out_install(s);
	stream_guard_end(&guard);
	if (r >= 0 && s->feed)
		r = out_feed(s, bytes);
	if (r < 0)
		return r;
	if (ret_bytes)
		*ret_bytes = bytes;
	return 0;
}

/* == closing =================================================================================== */

/* The temporary directory is ours alone: all that is in it goes. */
static void out_remove_temp_dir(struct save *s, int parent)
{
	struct sys_dir walk;
	const char *name;
	int removed;

	do {
		removed = 0;
		sys_dir_start(&walk, s->fd);
		while (sys_dir_next(&walk, &name) > 0)
			removed += sys_unlinkat(s->fd, name, 0) >= 0;
	} while (removed);
	(void)sys_unlinkat(parent, s->temp, AT_REMOVEDIR);
}

CR_FN void save_close(struct save *s)
{
	if (!s)
		return;
	out_drop_reserves(s);
	if (s->temp[0] && s->form == OUT_FILE && !s->nameless)
		(void)sys_unlinkat(s->place.parent, s->temp, 0);
	else if (s->temp[0])
		out_remove_temp_dir(s, s->form == OUT_KEPT ? s->kept : s->place.parent);
	for (size_t i = 0; i < s->members.n; i++)
		sys_close_auto(&s->members.at[i].fd);
	if (s->own_fd)
		sys_close_auto(&s->fd);
	sys_close_auto(&s->kept);
	place_close(&s->place);
}
