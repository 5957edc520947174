/* SPDX-License-Identifier: MIT
 *
 * image: everything that knows how a save lies in files. The two forms (directory, one tar file)
 * and streams, records, page data, checksums, and CRIU's names and magic numbers. Above this layer
 * a save is members, messages and page runs.
 */
#ifndef CR_IMAGE_H
#define CR_IMAGE_H

#include "../kernel/kernel.h"

#include <protobuf-c/protobuf-c.h>
/* gen/: the schemas of proto/ */
#include "../../gen/inventory.pb-c.h"
#include "../../gen/task.pb-c.h"
#include "../../gen/memory.pb-c.h"
#include "../../gen/file.pb-c.h"
#include "../../gen/socket.pb-c.h"
#include "../../gen/namespace.pb-c.h"
#include "../../gen/cr.pb-c.h"

/* == members =================================================================================== */

/* Every typed image: its name ("core-%u"; NULL arguments where there are none), its magic, the
 * message of its records. */
enum image_type {
	IMAGE_INVENTORY,
	IMAGE_PSTREE,
	IMAGE_IDS,
	IMAGE_CORE,
	IMAGE_MM,
	IMAGE_FS,
	IMAGE_FDINFO,
	IMAGE_FILES,
	IMAGE_PAGEMAP,
	IMAGE_PAGEMAP_SHMEM,
	IMAGE_PAGES,
	IMAGE_PACKED, /* pages, compressed; image_find finds them under the name of pages */
	IMAGE_MEMFD,
	IMAGE_PIPES_DATA,
	IMAGE_FIFO_DATA,
	IMAGE_SK_QUEUES,
	IMAGE_TCP_STREAM,
	IMAGE_FILELOCKS,
	IMAGE_REMAP_FPATH,
	IMAGE_GHOST_FILE,
	IMAGE_SECCOMP,
	IMAGE_TTY_INFO,
	IMAGE_TTY_DATA,
	IMAGE_TIMENS,
	IMAGE_STATS_DUMP,
	IMAGE_STATS_RESTORE,
	IMAGE_CR,
	IMAGE_SUM,
	IMAGE_TYPES
};
/* "core-305.img" on the arena; key is the pid, id or number that the type is keyed by, ignored
 * where there is none. */
CR_FN const char *image_name(struct cr_ctx *cx, enum image_type type, uint64_t key);

/* == records, written ========================================================================== */

/* One member being put together on the arena. */
struct record_out {
	unsigned char *at;
	size_t n, cap;
};
CR_FN int record_begin(struct cr_ctx *cx, struct record_out *out,
		       enum image_type type); /* magics */
CR_FN int record_add(struct cr_ctx *cx, struct record_out *out,
		     const ProtobufCMessage *msg); /* size + message */
CR_FN int record_raw(struct cr_ctx *cx, struct record_out *out, const void *data, size_t size);

/* == a save being written ====================================================================== */

struct save;
struct image;

/* COMPRESS: pages, in the file form (see packed.c); then save_pages_begin gives no descriptor. */
enum save_flags {
	SAVE_CHECKSUM = 1,
	SAVE_SYNC = 2,
	SAVE_KEEP_DIR = 4,
	SAVE_STREAM = 8,
	SAVE_COMPRESS = 16
};

/* Opens a new save beside `path` under a temporary name (O_TMPFILE is not used: a directory cannot
 * be one). Nothing that exists is touched before save_finish. path ending in '/' or an existing
 * directory: the directory form. io: see cr.h. */
CR_FN int save_open(struct cr_ctx *cx, const char *path, const cr_io *io, unsigned flags,
		    struct save **ret);
/* Makes room for about this many bytes of pages and touches it (a cold file costs 12 times a warm
 * one): before the freeze. One call for all in the file form; in the directory form one call for
 * each member of pages that is to come. A disk too full for it is no error yet. */
CR_FN int save_reserve(struct save *s, uint64_t page_bytes);
/* The seekable forms want inventory.img and cr.img laid out ahead of pages: their sizes, before the
 * first pages. Streams: all metadata but statistics must have been put
 * before the first pages. */
CR_FN bool save_is_stream(const struct save *s);
/* The save builds on `parent`, which must be another than what is replaced. ret_path: for
 * cr.img, in the forms that have no link. */
CR_FN int save_set_parent(struct save *s, struct image *parent, char **ret_path);
/* A metadata member; content is copied to the arena. The first two members put must be
 * inventory.img and cr.img; both may be put again, the last one counts: with any size before the
 * first pages, later with the same. */
CR_FN int save_put(struct save *s, const char *name, const void *data, size_t size);
/* A member of page data of exactly `bytes` bytes. Then write all of it, in order: by
 * save_pages_write, or, when *ret_fd >= 0, directly to that descriptor at *ret_off onwards. Also
 * for other bulk (a deleted file's content) that should not pass through the arena; then name is
 * that member's, and `written` must equal `bytes`. */
CR_FN int save_pages_begin(struct save *s, const char *name, uint64_t bytes, int *ret_fd,
			   uint64_t *ret_off);
/* What a direct write to that descriptor came to: r >= 0 is passed on, else the error is set as
 * save_pages_write would. */
CR_FN int save_failed(struct save *s, int r);
CR_FN int save_pages_write(struct save *s, const void *data, size_t size);
/* written: must equal bytes of begin for streams; may be less otherwise (zero pages found on the
 * way). */
CR_FN int save_pages_end(struct save *s, uint64_t written);
/* Writes the rest, checksums, fsync if asked, puts the save in place in one step. */
CR_FN int save_finish(struct save *s, uint64_t *ret_bytes);
/* Removes what was made. Safe after a failed finish; needed after success too (it frees). */
CR_FN void save_close(struct save *s);

/* == a save being read ========================================================================= */

struct image_member {
	const char *name;
	int fd;		    /* borrowed */
	uint64_t off, size; /* where its bytes lie in fd */
	/* Not NULL: its bytes lie nowhere, image_read makes them out of compressed ones. */
	const struct packed *packed;
};

/* ANY_ARCH: what another architecture wrote is not refused; for who only looks. */
enum image_flags { IMAGE_TRUST = 1, IMAGE_ANY_ARCH = 2 };

/* Opens either form (or spools a stream into a memfd). Checks structure, sizes, and the checksums
 * of all metadata when the save has cr-sum.img. Refuses saves that others can write when the caller
 * is privileged, unless IMAGE_TRUST. */
CR_FN int image_open(struct cr_ctx *cx, const char *path, const cr_io *io, unsigned flags,
		     struct image **ret);
CR_FN void image_close(struct image *img);
CR_FN int image_find(struct image *img, const char *name,
		     struct image_member *ret); /* -ENOENT, without an error set */
CR_FN size_t image_count(const struct image *img);
/* By number. fd is -1 for a large member of a directory that nobody has asked for yet: image_find
 * opens it. */
CR_FN void image_at(const struct image *img, size_t i, struct image_member *ret);
CR_FN uint64_t image_file_bytes(const struct image *img);
CR_FN bool image_is_packed(const struct image *img); /* some of its pages are compressed */
CR_FN bool image_has_sums(const struct image *img);
CR_FN const char *image_path(const struct image *img); /* for texts */
/* The save that this one builds on: opened once, held to the id recorded, closed with this one.
 * CR_E_PARENT when it is missing or another. */
CR_FN int image_parent(struct image *img, struct image **ret);
CR_FN bool image_has_parent(struct image *img);
CR_FN const uint8_t *image_save_id(struct image *img); /* 16 bytes; NULL: it has none */
/* The same into several places, of `size` bytes together; changes the list of them. */
CR_FN int image_read_into(struct cr_ctx *cx, const struct image_member *m, uint64_t off,
			  struct iovec *to, size_t n, uint64_t size);
CR_FN int image_read(struct cr_ctx *cx, const struct image_member *m, uint64_t off, void *buf,
		     size_t size);
/* The same for one of several readers at once, each with a room: no error is set. */
struct packed_room;
CR_FN int image_read_by(const struct image_member *m, uint64_t off, void *buf, size_t size,
			struct packed_room *room);
/* Can compressed pages be written and read? */
CR_FN bool packed_can(void);
CR_FN int packed_refuse(struct cr_ctx *cx, const char *name);
/* Page data against its checksums, where the save has them; padding and headers too. */
CR_FN int image_check_pages(struct image *img);

/* == records, read ============================================================================= */

struct record_in {
	struct cr_ctx *cx;
	struct image_member member;
	uint64_t pos;
	enum image_type type;
	const unsigned char *whole; /* all of the member, or NULL: too large */
};
/* -ENOENT (no error set) when the member does not exist: CRIU reads that as empty. */
CR_FN int record_open(struct image *img, enum image_type type, uint64_t key, struct record_in *ret);
/* The next message, unpacked onto the arena: 1, 0 at the end, -errno. Unpacked messages are never
 * freed. */
CR_FN int record_next(struct record_in *in, const ProtobufCMessageDescriptor *descriptor,
		      void *ret_msg);
/* Raw bytes behind a message: where in the member they lie, for image_read; moves on. */
CR_FN int record_skip(struct record_in *in, uint64_t size, uint64_t *ret_off);
/* The only message of a member that must exist; nothing may follow it. */
CR_FN int record_one(struct image *img, enum image_type type, uint64_t key,
		     const ProtobufCMessageDescriptor *descriptor, void *ret_msg);

/* == page runs ================================================================================= */

struct page_run {
	uint64_t addr, pages; /* 4096-byte pages */
	uint32_t flags;	      /* PAGE_RUN_* */
	uint32_t from;	      /* which save of the chain holds them: see page_map_member */
	uint64_t off;	      /* of its data in that pages member; meaningless for PARENT */
};
enum { PAGE_RUN_PARENT = 1, PAGE_RUN_LAZY = 2, PAGE_RUN_PRESENT = 4 };

/* The page map of a task or of a shared memory segment, checked: ascending, no overlap, inside the
 * pages member. */
struct page_map {
	struct page_run *runs;
	size_t n;
	struct image_member pages; /* fd -1 when the map has no data */
	struct image_member
		*more; /* the same of the saves that this one builds on, nearest first */
	size_t more_n;
};
/* Complete: no run is PARENT, what the parents hold is found in theirs. -ENOENT, without an error
 * set, when there is no such page map. */
CR_FN int page_map_load(struct image *img, enum image_type type, uint64_t key,
			struct page_map *ret);
/* As this save alone has it. */
CR_FN int page_map_own(struct image *img, enum image_type type, uint64_t key, struct page_map *ret);
CR_FN bool page_map_leans(const struct page_map *map); /* some of it is in the parent */
/* Where the data of a run lies. */
CR_FN const struct image_member *page_map_member(const struct page_map *map,
						 const struct page_run *run);
/* The member that describes runs: pagemap-N with head.pages_id. Writes both the old and the new
 * count field as CRIU does. */
CR_FN int page_map_save(struct save *s, enum image_type type, uint64_t key, uint32_t pages_id,
			const struct page_run *runs, size_t n);

/* == whole saves =============================================================================== */

/* All of it: structure, sums, every record decoded. */
CR_FN int image_verify(struct cr_ctx *cx, const char *path, const cr_io *io);
CR_FN int image_pack(struct cr_ctx *cx, const char *from, const char *to);
CR_FN int image_unpack(struct cr_ctx *cx, const char *from, const char *to);
/* Refuses what a save beside it builds on. */
CR_FN int image_remove(struct cr_ctx *cx, const char *path);
/* The whole chain that ends with `from` as one save that builds on nothing. */
CR_FN int image_squash(struct cr_ctx *cx, const char *from, const char *to);

/* == inside: what the files of this folder have from each other ================================ */

/* -- names and magic numbers (format.c) */

enum format_key { FORMAT_PLAIN, FORMAT_DEC, FORMAT_HEX, FORMAT_BARE /* without .img */ };
enum format_raw {
	FORMAT_NO_RAW,
	FORMAT_RAW_PIPE,
	FORMAT_RAW_SOCKET,
	FORMAT_RAW_TCP,
	FORMAT_RAW_GHOST
};

#define FORMAT_MAGIC_COMMON 0x54564319u
#define FORMAT_MAGIC_SERVICE 0x55105940u

struct format {
	const char *stem; /* "core" of "core-305.img" */
	enum format_key key;
	uint32_t magic;					/* 0: no head at all */
	enum format_raw raw;				/* what follows a message */
	const ProtobufCMessageDescriptor *first, *rest; /* rest NULL: like the first */
};
CR_FN const struct format *format_of(enum image_type type);
/* What the image begins with, ahead of its own magic number; 0: nothing. */
CR_FN uint32_t format_common(enum image_type type);
/* The type that a member's name says, IMAGE_TYPES for one that only CRIU knows; -ENOENT: not the
 * name of a member (stats-restore is none: each load may write it anew beside them). */
CR_FN int format_parse(const char *name);
static inline bool format_is_pages(int type)
{
	return type == IMAGE_PAGES || type == IMAGE_PACKED;
}
/* Members, and what CRIU leaves beside them (statistics, the link to the parent). */
CR_FN bool format_may_remove(const char *name);

/* -- the file form (tar.c): one canonical tar for given members; every byte of it follows from
 * names, sizes, content */

#define TAR_BLOCK 512
/* Of page data, which is to be mapped. Not more than a page: a save of the few pages that have
 * changed should not be padding. */
#define TAR_ALIGN 4096
#define TAR_HEAD_MAX (TAR_ALIGN + 3 * TAR_BLOCK)

struct tar_place {
	uint64_t head, data, end; /* headers, content, where the next member begins */
	uint64_t pax;		  /* bytes of the extended header's records; 0: none */
};
/* Where the member lies that begins at pos; false: no file is that large. */
CR_FN bool tar_place(const char *name, uint64_t size, uint64_t pos, struct tar_place *ret);
/* All bytes between head and data. */
CR_FN void tar_head(const struct tar_place *place, const char *name, uint64_t size,
		    unsigned char *buf);
/* One header block: 1, 0 when it is all zeros, -EBADMSG. */
struct tar_block {
	char name[101], type; /* 'x' or '0' */
	uint64_t size;
};
CR_FN int tar_parse(const unsigned char *block, struct tar_block *ret);
/* The value of the size record that begins the records of an extended header; false: there is none.
 */
CR_FN bool tar_pax_size(const char *records, size_t len, uint64_t *ret);

/* -- records (record.c) */

CR_FN int record_open_member(struct cr_ctx *cx, const struct image_member *m, enum image_type type,
			     struct record_in *ret);
/* Decodes all that is in a member, and leaves nothing on the arena. */
CR_FN int record_walk(struct cr_ctx *cx, const struct image_member *m);

/* -- checksums of a save (sum.c) */

#define SUM_CHUNK ((uint64_t)1 << 20)
#define SUM_VERSION 1

/* Takes content in order; a sum for all of it, and one for each chunk. */
struct sum {
	uint64_t size;
	uint32_t all, chunk;
	bool chunks;
	VEC(uint32_t) done;
};
CR_FN int sum_feed(struct cr_ctx *cx, struct sum *sum, const void *data, size_t size);
CR_FN int sum_end(struct cr_ctx *cx, struct sum *sum); /* the last, short chunk */
/* Bytes of a descriptor. */
CR_FN int sum_feed_fd(struct cr_ctx *cx, struct sum *sum, int fd, uint64_t off, uint64_t size,
		      const char *name);

/* -- compressed pages (packed.c) */

#define PACKED_FRAME ((size_t)256 << 10)

/* What a reader of frames needs, and the one it has had to take apart last. */
struct packed_room {
	unsigned char *stored, *frame;
	const struct packed *of; /* NULL: there is none in `frame` */
	size_t have;
};
CR_FN int packed_room_make(struct cr_ctx *cx, struct packed_room *room);
/* Checks all that can be without taking frames apart. ret: what it stands for. */
CR_FN int packed_open(struct cr_ctx *cx, const struct image_member *stored,
		      struct image_member *ret);
/* The range must lie inside. 0 or -errno, without an error set (see packed_failed). room NULL: its
 * own, for one reader at a time. */
CR_FN int packed_read(const struct packed *p, uint64_t off, void *buf, size_t size,
		      struct packed_room *room);
CR_FN int packed_failed(struct cr_ctx *cx, const struct packed *p, uint64_t off, int r);
CR_FN int packed_check(struct cr_ctx *cx, const struct packed *p);

struct packed_put;
CR_FN int packed_put_new(struct cr_ctx *cx, struct packed_put **ret);
/* The member is to lie at `off`. All return 0 or -errno. */
CR_FN void packed_put_begin(struct packed_put *p, int fd, uint64_t off);
CR_FN int packed_put_write(struct cr_ctx *cx, struct packed_put *p, const void *data, size_t size);
CR_FN int packed_put_end(struct cr_ctx *cx, struct packed_put *p, uint64_t *ret_size);

/* -- descriptors that are not plain files (stream.c) */

/* Around writes: neither SIGPIPE nor SIGXFSZ of ours reaches the caller. */
struct stream_guard {
	uint64_t mask, pending;
};
CR_FN void stream_guard_begin(struct stream_guard *g);
CR_FN void stream_guard_end(const struct stream_guard *g);
CR_FN int stream_write(int fd, bool socket, const void *data, size_t size); /* 0 or -errno */
/* All of a stream into a new memfd; ends behind the save, without waiting for the end of the
 * stream. */
CR_FN int stream_spool(struct cr_ctx *cx, const cr_io *io, int *ret_fd);

/* -- paths and directories (place.c) */

struct place {
	const char *path, *name; /* as given; last component */
	int parent;		 /* of name; -1: not open */
	bool slash;		 /* ended in '/' */
};
CR_FN int place_open(struct cr_ctx *cx, const char *path, struct place *ret);
CR_FN void place_close(struct place *p);
CR_FN int place_temp_name(struct cr_ctx *cx, char name[32]);
/* Removes what format_may_remove names; other names stay. */
CR_FN int place_clear_dir(int dir);
/* The first name in dir that is not of a save, "" if there is none. */
CR_FN int place_foreign_name(struct cr_ctx *cx, int dir, const char **ret);
/* CR_E_UNSAFE when the caller is privileged and others can change what st describes. */
CR_FN int place_check_safe(struct cr_ctx *cx, const struct stat *st, const char *path,
			   const char *name);

/* -- more of saves being read (in.c) */

CR_FN struct cr_ctx *image_ctx(const struct image *img);
/* Gives back what was allocated since arena.used was `mark`. */
CR_FN void image_rewind(struct cr_ctx *cx, size_t mark);
/* The whole save again, record by record. */
CR_FN int image_check_records(struct image *img);

/* What parent.c knows of a save. */
struct image_links {
	struct image *parent, *child; /* NULL: not opened; this is the one that was asked for */
	const char *opened;	      /* the path as opened, relative to what the child says */
	int origin; /* the file form: the directory it lies in, once needed; or -1 */
	int fd;
	bool dir;
	unsigned flags;
	dev_t dev;
	ino_t ino;
	const Cr__CrEntry *cr; /* NULL: CRIU's own */
};
CR_FN struct image_links *image_links(const struct image *img);
CR_FN int image_open_at(struct cr_ctx *cx, int base, const char *path, const char *shown,
			unsigned flags, struct image **ret);
/* The path of `parent` as it is reached from the directory from_dir, or from the name `below` in
 * it; from_dir -1: from anywhere. */
CR_FN int parent_link(struct cr_ctx *cx, int from_dir, const char *below, struct image *parent,
		      char **ret);

/* -- more of saves being written (out.c) */

CR_FN struct cr_ctx *save_ctx(const struct save *s);

/* COPY: members come as they are, cr-sum.img among them; NEW: nothing may be at the path; AS_*:
 * form by choice, not by path. */
enum { SAVE_COPY = 1 << 16, SAVE_NEW = 1 << 17, SAVE_AS_DIR = 1 << 18, SAVE_AS_FILE = 1 << 19 };

#endif
