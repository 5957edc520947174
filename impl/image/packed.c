/* SPDX-License-Identifier: MIT
 *
 * packed: members of page data that are compressed, with LZ4 where the kit was built with it
 * (CR_WITH_LZ4). Such a member, cr-pages-N.img, stands for pages-N.img and is read as if it were
 * that; it is not CRIU's and found in saves of the file form only. Refuses, by name, to make or to
 * read one where it was built without.
 *
 *	head, frames, table    a frame is 256 KiB of pages, the last one what is left; the table
 *			       says how long each is; one that would not have become shorter is
 *			       stored as it is
 *
 * Nothing that a reader needs depends on another frame, so any of them can be had alone, and by
 * several readers at once.
 */
#include "image.h"

#ifdef CR_WITH_LZ4
#include <lz4.h>
#endif

#define PACKED_LZ4 1
#define PACKED_RATIO 255 /* LZ4 cannot do better: what claims to is damaged */

struct packed_head {
	uint32_t magic, codec, frame, zero;
	uint64_t size; /* of the pages */
	uint64_t spare;
};
_Static_assert(sizeof(struct packed_head) == 32, "format: head of a packed member");

struct packed {
	struct image_member stored;
	uint64_t size;
	uint64_t *at; /* where in the member each frame begins, and behind the last */
	size_t n;
	struct packed_room room;
};

CR_FN bool packed_can(void)
{
#ifdef CR_WITH_LZ4
	return true;
#else
	return false;
#endif
}

CR_FN int packed_refuse(struct cr_ctx *cx, const char *name)
{
	return error_set(cx, CR_E_UNSUPPORTED, 0, 0, name,
			 "%s: pages are compressed with LZ4, which this library was built without "
			 "(CR_WITH_LZ4)",
			 name);
}

/* Bytes of pages in frame i. */
static size_t packed_len(uint64_t size, size_t i)
{
	uint64_t left = size - (uint64_t)i * PACKED_FRAME;

	return left < PACKED_FRAME ? (size_t)left : PACKED_FRAME;
}

CR_FN int packed_room_make(struct cr_ctx *cx, struct packed_room *room)
{
	*room = (struct packed_room){.stored = cx_alloc(cx, PACKED_FRAME),
				     .frame = cx_alloc(cx, PACKED_FRAME)};
	return room->stored && room->frame ? 0 : error_memory(cx);
}

/* == reading =================================================================================== */

static int packed_damaged(struct cr_ctx *cx, const struct image_member *m, const char *what)
{
	return error_set(cx, CR_E_DAMAGED, 0, 0, m->name, "%s: %s", m->name, what);
}

static int packed_read_table(struct cr_ctx *cx, struct packed *p)
{
	uint64_t from = p->stored.size - p->n * sizeof(uint32_t), at = sizeof(struct packed_head);
	uint32_t part[1024];

	p->at = cx_array(cx, p->n + 1, sizeof(*p->at));
	if (!p->at)
		return error_memory(cx);
	for (size_t i = 0; i < p->n; i++) {
		size_t k = i % ARRAY_LEN(part),
		       n = p->n - i < ARRAY_LEN(part) ? p->n - i : ARRAY_LEN(part);
		int r = k ? 0
			  : image_read(cx, &p->stored, from + i * sizeof(part[0]), part,
				       n * sizeof(part[0]));

		if (r < 0)
			return r;
		if (part[k] == 0 || part[k] > packed_len(p->size, i) || part[k] > from - at)
			return packed_damaged(cx, &p->stored, "the size of a frame makes no sense");
		p->at[i] = at;
		at += part[k];
	}
	p->at[p->n] = at;
	return at == from ? 0
			  : packed_damaged(cx, &p->stored, "there is more in it than its frames");
}

static int packed_decode(const void *from, size_t n, void *to, size_t len)
{
#ifdef CR_WITH_LZ4
	return LZ4_decompress_safe(from, to, (int)n, (int)len) == (int)len ? 0 : -EBADMSG;
#else
	(void)from, (void)n, (void)to, (void)len;
	return -EOPNOTSUPP;
#endif
}

/* All of frame i to `to`. */
static int packed_frame(const struct packed *p, size_t i, struct packed_room *room, void *to)
{
	size_t n = (size_t)(p->at[i + 1] - p->at[i]), len = packed_len(p->size, i);
	void *in = n == len ? to : room->stored;
	int r = sys_pread_all(p->stored.fd, in, n, p->stored.off + p->at[i]);

	if (r < 0 || n == len)
		return r < 0 ? r : 0;
	return packed_decode(in, n, to, len);
}

CR_FN int packed_open(struct cr_ctx *cx, const struct image_member *stored,
		      struct image_member *ret)
{
	struct packed *p = cx_alloc(cx, sizeof(*p));
	struct packed_head head;

	if (!p)
		return error_memory(cx);
	if (stored->size < sizeof(head))
		return packed_damaged(cx, stored, "it is too short");
	int r = image_read(cx, stored, 0, &head, sizeof(head));
	if (r < 0)
		return r;
	if (head.magic != format_of(IMAGE_PACKED)->magic || head.codec != PACKED_LZ4 ||
	    head.frame != PACKED_FRAME || head.zero || head.spare)
		return packed_damaged(cx, stored, "it does not begin as compressed pages do");
	if (head.size % 4096 || head.size / PACKED_RATIO > stored->size)
		return packed_damaged(cx, stored, "it claims more pages than it can hold");
	p->stored = *stored;
	p->size = head.size;
	p->n = (size_t)((head.size + PACKED_FRAME - 1) / PACKED_FRAME);
	if (p->n > (stored->size - sizeof(head)) / sizeof(uint32_t))
		return packed_damaged(cx, stored, "its table is cut short");
	r = packed_read_table(cx, p);
	if (r == 0)
		r = packed_room_make(cx, &p->room);
	if (r < 0)
		return r;
	/* The library's functions are bound now: where all stand still nothing can be. */
	if (p->n)
		(void)packed_frame(p, 0, &p->room, p->room.frame);
	*ret = (struct image_member){.name = stored->name + strlen("cr-"),
				     .fd = stored->fd,
				     .size = p->size,
				     .packed = p};
	return 0;
}

CR_FN int packed_read(const struct packed *p, uint64_t off, void *buf, size_t size,
		      struct packed_room *room)
{
	unsigned char *to = buf;

	if (!room) /* the reader's own, which is the only one */
		room = (struct packed_room *)(uintptr_t)&p->room;
	while (size) {
		size_t i = (size_t)(off / PACKED_FRAME), skip = (size_t)(off % PACKED_FRAME),
		       len = packed_len(p->size, i), n = len - skip < size ? len - skip : size;
		int r = 0;

		if (n == len) {
			r = packed_frame(p, i, room, to);
		} else if (room->of != p || room->have != i) {
			room->of = NULL;
			r = packed_frame(p, i, room, room->frame);
			room->of = r < 0 ? NULL : p;
			room->have = i;
		}
		if (r < 0)
			return r;
		if (n < len)
			memcpy(to, room->frame + skip, n);
		to += n;
		off += n;
		size -= n;
	}
	return 0;
}

/* Every frame can be had. */
CR_FN int packed_check(struct cr_ctx *cx, const struct packed *p)
{
	unsigned char *frame = p->room.frame;
	int r = packed_can() ? 0 : packed_refuse(cx, p->stored.name);

	for (size_t i = 0; r == 0 && i < p->n; i++) {
		((struct packed *)(uintptr_t)p)->room.of = NULL;
		r = packed_frame(p, i, (struct packed_room *)(uintptr_t)&p->room, frame);
		if (r < 0)
			r = packed_failed(cx, p, (uint64_t)i * PACKED_FRAME, r);
	}
	return r;
}

CR_FN int packed_failed(struct cr_ctx *cx, const struct packed *p, uint64_t off, int r)
{
	if (r == -EOPNOTSUPP)
		return packed_refuse(cx, p->stored.name);
	if (r == -EBADMSG)
		return error_set(cx, CR_E_DAMAGED, 0, 0, p->stored.name,
				 "%s: the frame of pages at offset %llu is damaged", p->stored.name,
				 (unsigned long long)p->at[off / PACKED_FRAME]);
	return error_set(cx, CR_E_SYSTEM, -r, 0, p->stored.name, "%s cannot be read at offset %llu",
			 p->stored.name, (unsigned long long)p->at[off / PACKED_FRAME]);
}

/* == writing =================================================================================== */

struct packed_put {
	int fd;
	uint64_t off, pos; /* of the member in fd; of what comes next in it */
	uint64_t size;	   /* of pages so far */
	unsigned char *raw, *out;
	size_t have; /* in raw */
	void *state; /* LZ4's */
	VEC(uint32_t) table;
};

CR_FN int packed_put_new(struct cr_ctx *cx, struct packed_put **ret)
{
	struct packed_put *p = cx_alloc(cx, sizeof(*p));

	if (!p)
		return error_memory(cx);
#ifdef CR_WITH_LZ4
	p->state = cx_alloc(cx, (size_t)LZ4_sizeofState());
	p->raw = cx_alloc(cx, PACKED_FRAME);
	p->out = cx_alloc(cx, PACKED_FRAME);
	if (!p->state || !p->raw || !p->out)
		return error_memory(cx);
	/* Its functions are bound now: where all stand still nothing can be. */
	memset(p->raw, 1, PACKED_FRAME / 2);
	if (LZ4_compress_fast_extState(p->state, (char *)p->raw, (char *)p->out, PACKED_FRAME,
				       PACKED_FRAME, 1) <= 0)
		return error_set(cx, CR_E_SYSTEM, 0, 0, "LZ4", "the library of LZ4 does not work");
#endif
	*ret = p;
	return 0;
}

CR_FN void packed_put_begin(struct packed_put *p, int fd, uint64_t off)
{
	p->fd = fd;
	p->off = off;
	p->pos = sizeof(struct packed_head);
	p->size = 0;
	p->have = 0;
	p->table.n = 0;
}

static size_t packed_put_encode(struct packed_put *p)
{
#ifdef CR_WITH_LZ4
	int n = LZ4_compress_fast_extState(p->state, (const char *)p->raw, (char *)p->out,
					   (int)p->have, (int)p->have - 1, 1);

	return n > 0 ? (size_t)n : 0;
#else
	(void)p;
	return 0;
#endif
}

static int packed_put_flush(struct cr_ctx *cx, struct packed_put *p)
{
	uint32_t *slot = p->have ? vec_add(&cx->arena, &p->table) : NULL;

	if (!slot)
		return p->have ? error_memory(cx) : 0;
	size_t n = packed_put_encode(p), len = n ? n : p->have;
	int r = sys_pwrite_all(p->fd, n ? p->out : p->raw, len, p->off + p->pos);

	*slot = (uint32_t)len;
	p->pos += len;
	p->size += p->have;
	p->have = 0;
	return r;
}

CR_FN int packed_put_write(struct cr_ctx *cx, struct packed_put *p, const void *data, size_t size)
{
	const unsigned char *from = data;
	int r = 0;

	while (size && r >= 0) {
		size_t n = PACKED_FRAME - p->have < size ? PACKED_FRAME - p->have : size;

		memcpy(p->raw + p->have, from, n);
		p->have += n;
		from += n;
		size -= n;
		if (p->have == PACKED_FRAME)
			r = packed_put_flush(cx, p);
	}
	return r;
}

CR_FN int packed_put_end(struct cr_ctx *cx, struct packed_put *p, uint64_t *ret_size)
{
	struct packed_head head = {.magic = format_of(IMAGE_PACKED)->magic,
				   .codec = PACKED_LZ4,
				   .frame = PACKED_FRAME};
	int r = packed_put_flush(cx, p);

	head.size = p->size;
	if (r >= 0)
		r = sys_pwrite_all(p->fd, p->table.at, p->table.n * sizeof(*p->table.at),
				   p->off + p->pos);
	if (r >= 0)
		r = sys_pwrite_all(p->fd, &head, sizeof(head), p->off);
	*ret_size = p->pos + p->table.n * sizeof(*p->table.at);
	return r;
}
