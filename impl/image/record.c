/* SPDX-License-Identifier: MIT
 *
 * record: the inside of typed images. A magic number or two, then messages, each behind its size,
 * some followed by raw bytes. What is read is hostile until shown otherwise: every message is
 * walked over in the wire format first (sizes, depth, enum values, strings), then unpacked by
 * protobuf-c onto the arena, which bounds its memory.
 */
#include "image.h"

#define RECORD_MAX ((uint64_t)64 << 20)	  /* bytes of one message */
#define RECORD_DEPTH 24			  /* messages inside messages */
#define RECORD_WHOLE ((uint64_t)16 << 20) /* members up to this size are read in one go */

/* == written =================================================================================== */

CR_FN int record_raw(struct cr_ctx *cx, struct record_out *out, const void *data, size_t size)
{
	if (size > out->cap - out->n) {
		uint64_t want;

		if (!num_add(out->n, size, &want) || want > SIZE_MAX / 2)
			return error_memory(cx);
		want = want < 512 ? 1024 : want * 2;
		unsigned char *at = cx_alloc(cx, want);
		if (!at)
			return error_memory(cx);
		if (out->n)
			memcpy(at, out->at, out->n);
		out->at = at;
		out->cap = want;
	}
	if (size)
		memcpy(out->at + out->n, data, size);
	out->n += size;
	return 0;
}

CR_FN int record_begin(struct cr_ctx *cx, struct record_out *out, enum image_type type)
{
	uint32_t magic[2] = {format_common(type), format_of(type)->magic};
	size_t skip = magic[0] == 0;

	memset(out, 0, sizeof(*out));
	return record_raw(cx, out, magic + skip, sizeof(magic) - skip * sizeof(magic[0]));
}

CR_FN int record_add(struct cr_ctx *cx, struct record_out *out, const ProtobufCMessage *msg)
{
	size_t size = protobuf_c_message_get_packed_size(msg);
	uint32_t size32 = (uint32_t)size;

	if (size > RECORD_MAX)
		return error_set(cx, CR_E_MEMORY, E2BIG, 0, msg->descriptor->name,
				 "a message of %zu bytes is too large", size);
	int r = record_raw(cx, out, &size32, sizeof(size32));
	if (r < 0)
		return r;
	unsigned char *packed = cx_alloc(cx, size);
	if (!packed)
		return error_memory(cx);
	protobuf_c_message_pack(msg, packed);
	return record_raw(cx, out, packed, size);
}

/* == the wire format, walked over ============================================================== */

struct record_wire {
	const unsigned char *at, *end;
};

static bool record_varint(struct record_wire *w, uint64_t *ret)
{
	uint64_t v = 0;

	for (unsigned shift = 0; shift < 64 && w->at < w->end; shift += 7) {
		unsigned char c = *w->at++;

		v |= (uint64_t)(c & 127) << shift;
		if (c < 128) {
			*ret = v;
			return true;
		}
	}
	return false;
}

static const char *record_scan(const ProtobufCMessageDescriptor *d, struct record_wire w,
			       unsigned depth);

/* NULL, or what is wrong with the field's content. */
static const char *record_scan_field(const ProtobufCFieldDescriptor *f, unsigned type,
				     uint64_t value, struct record_wire body, unsigned depth)
{
	if (f->type == PROTOBUF_C_TYPE_ENUM && type == 0 &&
	    !protobuf_c_enum_descriptor_get_value(f->descriptor, (int)value))
		return "holds no known value";
	if (f->type == PROTOBUF_C_TYPE_STRING && type == 2)
		for (const unsigned char *p = body.at; p < body.end; p++)
			if (*p == 0)
				return "is a string with a zero byte in it";
	if (f->type == PROTOBUF_C_TYPE_MESSAGE && type == 2)
		return record_scan(f->descriptor, body, depth + 1);
	return NULL;
}

static const char *record_scan(const ProtobufCMessageDescriptor *d, struct record_wire w,
			       unsigned depth)
{
	if (depth > RECORD_DEPTH)
		return "is nested too deeply";
	while (w.at < w.end) {
		uint64_t tag, value = 0;
		struct record_wire body = {NULL, NULL};

		if (!record_varint(&w, &tag) || tag >> 3 == 0 || tag >> 3 > (1u << 29) - 1)
			return "is no message";
		unsigned type = tag & 7;
		uint64_t skip = type == 1 ? 8 : type == 5 ? 4 : 0;
		if (type != 0 && type != 1 && type != 2 && type != 5)
			return "is no message";
		if ((type == 0 || type == 2) && !record_varint(&w, &value))
			return "is no message";
		if (type == 2)
			skip = value;
		if (skip > (uint64_t)(w.end - w.at))
			return "is cut short";
		body.at = w.at;
		w.at += skip;
		body.end = w.at;
		const ProtobufCFieldDescriptor *f = protobuf_c_message_descriptor_get_field(
			d, (unsigned)(tag >> 3));
		const char *wrong = f ? record_scan_field(f, type, value, body, depth) : NULL;
		if (wrong)
			return wrong;
	}
	return NULL;
}

/* == read ====================================================================================== */

static void *record_alloc(void *arena, size_t size)
{
	return arena_alloc(arena, size);
}

static void record_free(void *arena, void *p)
{
	(void)arena;
	(void)p;
}

static int record_damaged(struct record_in *in, uint64_t pos, const char *what)
{
	return error_set(in->cx, CR_E_DAMAGED, 0, 0, in->member.name,
			 "%s: what lies at offset %llu %s", in->member.name,
			 (unsigned long long)pos, what);
}

/* Bytes of the member: in place when it was read whole, else on the arena. */
static int record_bytes(struct record_in *in, uint64_t pos, size_t size, const unsigned char **ret)
{
	unsigned char *buf;

	if (in->whole) {
		*ret = in->whole + pos;
		return 0;
	}
	buf = cx_alloc(in->cx, size);
	if (!buf)
		return error_memory(in->cx);
	int r = image_read(in->cx, &in->member, pos, buf, size);
	if (r < 0)
		return r;
	*ret = buf;
	return 0;
}

static int record_magic(struct record_in *in)
{
	const struct format *f = format_of(in->type);
	uint32_t magic[2];
	uint32_t common = format_common(in->type);
	size_t size = common ? 8 : 4;
	const unsigned char *p;

	if (in->member.size < size)
		return record_damaged(in, 0, "is too short for an image");
	int r = record_bytes(in, 0, size, &p);
	if (r < 0)
		return r;
	memcpy(magic, p, size);
	if (magic[size / 4 - 1] != f->magic || (common && magic[0] != common))
		return record_damaged(in, 0, "is not the magic number of its type");
	in->pos = size;
	return 0;
}

CR_FN int record_open_member(struct cr_ctx *cx, const struct image_member *m, enum image_type type,
			     struct record_in *ret)
{
	struct record_in in = {.cx = cx, .type = type, .member = *m};

	if (format_of(type)->raw == FORMAT_NO_RAW && m->size <= RECORD_WHOLE) {
		unsigned char *whole = cx_alloc(cx, m->size);

		if (!whole)
			return error_memory(cx);
		int r = image_read(cx, m, 0, whole, m->size);
		if (r < 0)
			return r;
		in.whole = whole;
	}
	int r = record_magic(&in);
	if (r < 0)
		return r;
	*ret = in;
	return 0;
}

CR_FN int record_open(struct image *img, enum image_type type, uint64_t key, struct record_in *ret)
{
	struct cr_ctx *cx = image_ctx(img);
	const char *name = image_name(cx, type, key);
	struct image_member m;

	if (!name)
		return error_memory(cx);
	int r = image_find(img, name, &m);
	return r < 0 ? r : record_open_member(cx, &m, type, ret);
}

CR_FN int record_next(struct record_in *in, const ProtobufCMessageDescriptor *descriptor,
		      void *ret_msg)
{
	ProtobufCAllocator allocator = {record_alloc, record_free, &in->cx->arena};
	uint64_t left = in->member.size - in->pos;
	const unsigned char *p;
	uint32_t size;

	if (left == 0)
		return 0;
	if (left < sizeof(size))
		return record_damaged(in, in->pos, "is too short for a message");
	int r = record_bytes(in, in->pos, sizeof(size), &p);
	if (r < 0)
		return r;
	memcpy(&size, p, sizeof(size));
	if (size > left - sizeof(size) || size > RECORD_MAX)
		return record_damaged(in, in->pos, "claims to be longer than it can be");
	r = record_bytes(in, in->pos + sizeof(size), size, &p);
	if (r < 0)
		return r;
	const char *wrong = record_scan(descriptor, (struct record_wire){p, p + size}, 0);
	if (wrong)
		return record_damaged(in, in->pos, wrong);
	size_t used = in->cx->arena.used;
	ProtobufCMessage *msg = protobuf_c_message_unpack(descriptor, &allocator, size, p);
	/* Too little memory and a message that lacks a required field look the same from here. */
	if (!msg && in->cx->arena.size - used < ((size_t)size + 4096) * 64)
		return error_memory(in->cx);
	if (!msg)
		return record_damaged(in, in->pos, "lacks a field that it must have");
	in->pos += sizeof(size) + size;
	memcpy(ret_msg, &msg, sizeof(void *));
	return 1;
}

CR_FN int record_skip(struct record_in *in, uint64_t size, uint64_t *ret_off)
{
	if (size > in->member.size - in->pos)
		return record_damaged(in, in->pos, "is cut short");
	*ret_off = in->pos;
	in->pos += size;
	return 0;
}

CR_FN int record_one(struct image *img, enum image_type type, uint64_t key,
		     const ProtobufCMessageDescriptor *descriptor, void *ret_msg)
{
	struct cr_ctx *cx = image_ctx(img);
	struct record_in in;
	ProtobufCMessage *msg;

	int r = record_open(img, type, key, &in);
	if (r == -ENOENT && cx->err.code == CR_E_OK) {
		const char *name = image_name(cx, type, key);

		return name ? error_set(cx, CR_E_DAMAGED, ENOENT, 0, name, "the save has no %s",
					name)
			    : error_memory(cx);
	}
	if (r < 0)
		return r;
	r = record_next(&in, descriptor, &msg);
	if (r < 0)
		return r;
	if (r == 0)
		return record_damaged(&in, in.pos, "should be a message, and is the end");
	if (in.pos != in.member.size)
		return record_damaged(&in, in.pos, "should not be there");
	memcpy(ret_msg, &msg, sizeof(void *));
	return 0;
}

/* Steps over what the format says comes behind a message. */
static int record_walk_raw(struct record_in *in, enum format_raw raw, const ProtobufCMessage *msg)
{
	uint64_t off, size = 0;

	switch (raw) {
	case FORMAT_RAW_PIPE:
		size = ((const Cr__PipeDataEntry *)(const void *)msg)->bytes;
		break;
	case FORMAT_RAW_SOCKET:
		size = ((const Cr__SkPacketEntry *)(const void *)msg)->length;
		break;
	case FORMAT_RAW_TCP:
		size = (uint64_t)((const Cr__TcpStreamEntry *)(const void *)msg)->inq_len +
		       ((const Cr__TcpStreamEntry *)(const void *)msg)->outq_len;
		break;
	case FORMAT_RAW_GHOST:
		if (msg->descriptor == &cr__ghost_chunk_entry__descriptor)
			size = ((const Cr__GhostChunkEntry *)(const void *)msg)->len;
		else if (!((const Cr__GhostFileEntry *)(const void *)msg)->chunks)
			size = in->member.size - in->pos;
		break;
	case FORMAT_NO_RAW:
		break;
	}
	return record_skip(in, size, &off);
}

CR_FN int record_walk(struct cr_ctx *cx, const struct image_member *m)
{
	int type = format_parse(m->name);

	if (type < 0 || type >= IMAGE_TYPES || format_is_pages(type))
		return 0;
	const struct format *f = format_of((enum image_type)type);
	const ProtobufCMessageDescriptor *d = f->first;
	struct record_in in;
	ProtobufCMessage *msg;
	size_t mark = cx->arena.used;

	int r = record_open_member(cx, m, (enum image_type)type, &in);
	while (r >= 0 && (r = record_next(&in, d, &msg)) > 0) {
		r = record_walk_raw(&in, f->raw, msg);
		d = f->rest ? f->rest : f->first;
	}
	if (r >= 0)
		image_rewind(cx, mark);
	return r;
}

/* == page maps ================================================================================= */

CR_FN int page_map_save(struct save *s, enum image_type type, uint64_t key, uint32_t pages_id,
			const struct page_run *runs, size_t n)
{
	struct cr_ctx *cx = save_ctx(s);
	Cr__PagemapHead head = CR__PAGEMAP_HEAD__INIT;
	const char *name = image_name(cx, type, key);
	struct record_out out;

	if (!name)
		return error_memory(cx);
	head.pages_id = pages_id;
	int r = record_begin(cx, &out, type);
	if (r >= 0)
		r = record_add(cx, &out, &head.base);
	for (size_t i = 0; i < n && r >= 0; i++) {
		Cr__PagemapEntry e = CR__PAGEMAP_ENTRY__INIT;
		unsigned char packed[128]; /* five numbers of at most 11 bytes */

		e.vaddr = runs[i].addr;
		e.compat_nr_pages = runs[i].pages <= UINT32_MAX ? (uint32_t)runs[i].pages : 0;
		e.has_flags = e.has_nr_pages = true;
		e.flags = runs[i].flags;
		e.nr_pages = runs[i].pages;
		uint32_t size = (uint32_t)protobuf_c_message_pack(&e.base, packed + sizeof(size));
		memcpy(packed, &size, sizeof(size));
		r = record_raw(cx, &out, packed, sizeof(size) + size);
	}
	return r < 0 ? r : save_put(s, name, out.at, out.n);
}

static int page_map_entry(struct record_in *in, const Cr__PagemapEntry *e, struct page_run *ret)
{
	struct page_run run = {.addr = e->vaddr,
			       .pages = e->has_nr_pages ? e->nr_pages : e->compat_nr_pages};
	uint64_t size, end;

	/* Before CRIU had flags: data, unless the parent has it. */
	run.flags = e->has_flags ? e->flags : PAGE_RUN_PRESENT;
	if (e->has_in_parent && e->in_parent)
		run.flags = (run.flags & ~(uint32_t)PAGE_RUN_PRESENT) | PAGE_RUN_PARENT;
	if (run.flags & ~(uint32_t)(PAGE_RUN_PARENT | PAGE_RUN_LAZY | PAGE_RUN_PRESENT))
		return record_damaged(in, in->pos, "follows a run of pages of an unknown kind");
	if ((run.flags & PAGE_RUN_PARENT) && (run.flags & PAGE_RUN_PRESENT))
		return record_damaged(
			in, in->pos, "follows a run of pages that are both here and in the parent");
	if (run.addr % 4096 || run.pages == 0 || !num_mul(run.pages, 4096, &size) ||
	    !num_add(run.addr, size, &end))
		return record_damaged(in, in->pos, "follows a run of pages at an impossible place");
	*ret = run;
	return 0;
}

static int page_map_runs(struct record_in *in, struct page_map *map)
{
	struct cr_ctx *cx = in->cx;
	VEC(struct page_run) runs = {NULL, 0, 0};
	uint64_t last = 0, off = 0;
	int r;

	for (;;) {
		size_t mark = cx->arena.used;
		Cr__PagemapEntry *e;
		struct page_run run, *p;

		r = record_next(in, &cr__pagemap_entry__descriptor, &e);
		if (r <= 0)
			break;
		r = page_map_entry(in, e, &run);
		if (r < 0)
			break;
		image_rewind(cx, mark); /* e is gone: a map has millions of entries */
		if (run.addr < last)
			return record_damaged(
				in, in->pos,
				"follows a run of pages that overlaps the one before it");
		last = run.addr + run.pages * 4096;
		run.off = off;
		if ((run.flags & PAGE_RUN_PRESENT) &&
		    (!num_add(off, run.pages * 4096, &off) || off > map->pages.size))
			return record_damaged(in, in->pos,
					      "follows a run of pages that the save does not hold");
		p = vec_add(&cx->arena, &runs);
		if (!p)
			return error_memory(cx);
		*p = run;
	}
	map->runs = runs.at;
	map->n = runs.n;
	return r;
}

CR_FN int page_map_own(struct image *img, enum image_type type, uint64_t key, struct page_map *ret)
{
	struct cr_ctx *cx = image_ctx(img);
	struct page_map map = {.pages = {.name = "", .fd = -1}};
	Cr__PagemapHead *head;
	struct record_in in;

	int r = record_open(img, type, key, &in);
	if (r < 0)
		return r;
	r = record_next(&in, &cr__pagemap_head__descriptor, &head);
	if (r == 0)
		return record_damaged(&in, in.pos, "should be a message, and is the end");
	if (r < 0)
		return r;
	const char *name = image_name(cx, IMAGE_PAGES, head->pages_id);
	if (!name)
		return error_memory(cx);
	/* A map without data needs no pages member; runs are checked against its size, which is 0
	 * then. */
	r = image_find(img, name, &map.pages);
	if (r < 0 && r != -ENOENT)
		return r;
	if (map.pages.packed && !packed_can())
		return packed_refuse(cx, name);
	r = page_map_runs(&in, &map);
	if (r < 0)
		return r;
	*ret = map;
	return 0;
}
