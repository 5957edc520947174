/* SPDX-License-Identifier: MIT
 *
 * base: what every part stands on. Linkage, the call context, errors, log lines, the arena, growing
 * arrays, text.
 *
 * Between freeze and release, and in a child of a possibly threaded process, nothing here may
 * allocate with malloc, take a libc lock, set errno or print: all memory comes from the arena, all
 * text from str_format.
 */
#ifndef CR_BASE_H
#define CR_BASE_H

#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/types.h>
#include <errno.h>

#include "../../cr.h"

/* Linkage of everything inside: static in the one translation unit, hidden when parts are compiled
 * alone. */
#ifdef CR_ONE_TU
#define CR_FN static __attribute__((unused))
#define CR_DATA \
	static __attribute__(( \
		unused)) /* declares const data that another file defines with CR_FN */
#else
#define CR_FN __attribute__((visibility("hidden")))
#define CR_DATA extern __attribute__((visibility("hidden")))
#endif

/* For the tests of the tests: whether a step of a restore is left out (see test/t_teeth.c). */
#ifndef CR_TEST_SKIP
#define CR_TEST_SKIP(part, step) false
#endif

#define CR_AUTO(fn) __attribute__((cleanup(fn)))
#define CR_PRINTF(f, a) __attribute__((format(printf, f, a)))
#define CR_MUST_CHECK __attribute__((warn_unused_result))
#define ARRAY_LEN(a) (sizeof(a) / sizeof((a)[0]))

/* == arena ===================================================================================== */

/* One mapping made up front and only touched as far as used; a bump pointer. Nothing is freed
 * singly. */
struct arena {
	unsigned char *base;
	size_t size, used;
};

/* Address space only, committed page by page as it is used. */
#define ARENA_SIZE ((size_t)1 << 30)

CR_FN int arena_open(struct arena *a,
		     size_t size); /* 0 or -errno; tries smaller sizes under RLIMIT_AS */
CR_FN void arena_close(struct arena *a);
/* Zeroed, 16-byte aligned; NULL when full. */
CR_FN void *arena_alloc(struct arena *a, size_t size);
/* count * size without overflow. */
CR_FN void *arena_array(struct arena *a, size_t count, size_t size);
CR_FN void *arena_copy(struct arena *a, const void *data, size_t size);
CR_FN char *arena_str(struct arena *a, const char *s);
CR_FN char *arena_format(struct arena *a, const char *fmt, ...) CR_PRINTF(2, 3);

/* Growing array on an arena: VEC(struct x) v; vec_add(cx, &v) gives a zeroed new element or NULL.
 */
#define VEC(type) \
	struct { \
		type *at; \
		size_t n, cap; \
	}
/* at: address of the array's pointer. false, and the array as it was, when the arena is full. */
CR_FN bool vec_grow(struct arena *a, void *at, size_t n, size_t *cap, size_t elem);
#define vec_add(arena, v) \
	((v)->n < (v)->cap || vec_grow((arena), &(v)->at, (v)->n, &(v)->cap, sizeof(*(v)->at)) \
		 ? &(v)->at[(v)->n++] \
		 : NULL)

/* == text ====================================================================================== */

/* snprintf without locale, errno or locks: %% %c %s %.*s %d %u %x %p with l, ll, z, width and 0.
 * Always terminates; returns the length it wanted to write. */
CR_FN size_t str_format(char *buf, size_t size, const char *fmt, ...) CR_PRINTF(3, 4);
CR_FN size_t str_vformat(char *buf, size_t size, const char *fmt, va_list ap);
/* Unsigned number at *p in base 10 or 16 (no prefix); moves *p behind it. false: no digit, or
 * overflow. */
CR_FN bool str_number(const char **p, unsigned base, uint64_t *ret);
CR_FN bool str_starts(const char *s, const char *prefix);
CR_FN bool str_ends(const char *s, const char *suffix);
/* Cuts the next line out of *p (its '\n' becomes NUL); NULL at the end. */
CR_FN char *str_line(char **p);

/* == checked arithmetic on untrusted numbers =================================================== */

static inline bool num_add(uint64_t a, uint64_t b, uint64_t *ret)
{
	return !__builtin_add_overflow(a, b, ret);
}

static inline bool num_mul(uint64_t a, uint64_t b, uint64_t *ret)
{
	return !__builtin_mul_overflow(a, b, ret);
}

static inline uint64_t num_round_up(uint64_t v, uint64_t to)
{
	return (v + to - 1) / to * to;
}

static inline int64_t num_timespec_ns(const struct timespec *t)
{
	return (int64_t)t->tv_sec * 1000000000 + t->tv_nsec;
}

/* == the context of one call =================================================================== */

enum { LOG_ERROR = 1, LOG_WARN, LOG_INFO, LOG_DEBUG };

struct log_line {
	struct log_line *next;
	int level;
	char text[];
};

/* One per public call; holds its error, log, memory. No globals anywhere. */
struct cr_ctx {
	struct arena arena;
	cr_error err; /* first cause wins */
	int stage;    /* CR_STAGE_*, stamped on errors */
	const cr_watch *watch;
	int frozen; /* > 0: no callback may run, lines wait in the arena */
	struct log_line *lines, **lines_end;
	VEC(cr_note) notes; /* degraded things (load), blockers (check) */
	bool collect;	    /* cr_check: refusals become notes and the walk goes on; see refuse() */
	size_t page;	    /* page size */
	unsigned cpus;	    /* task's: processors that run; 0: not counted yet */
	struct arch_layout *layout; /* kernel's: see arch_layout */
	uint64_t faults;	    /* tests: probes overridden, see kernel.h */
	uint32_t visitors; /* processes that work in this memory and outlive who made them */
};

CR_FN int ctx_open(struct cr_ctx *cx, const cr_watch *watch);
CR_FN void ctx_close(struct cr_ctx *cx); /* flushes the log, frees the arena */
/* At the edge: copies the error out, flushes the log. Returns -1 when r < 0, else r. */
CR_FN int ctx_leave(struct cr_ctx *cx, int r, cr_error *err);

#define cx_alloc(cx, size) arena_alloc(&(cx)->arena, (size))
#define cx_array(cx, n, size) arena_array(&(cx)->arena, (n), (size))

/* == errors ==================================================================================== */

/* Records the first cause and returns -e (e: positive errno, 0 becomes EINVAL). `object` goes to
 * err.object; the text is fmt, then the errno's name in brackets when `e` != 0, then the code's
 * advice. pid 0: none. int error_set(struct cr_ctx *cx, int code, int e, pid_t pid, const char
 **object, const char *fmt, ...) */
#define error_set(cx, code, e, pid, ...) \
	error_negative(error_record((cx), (code), (e), (pid), __VA_ARGS__))
CR_FN int error_record(struct cr_ctx *cx, int code, int e, pid_t pid, const char *object,
		       const char *fmt, ...) CR_PRINTF(6, 7);
/* Adds ", while ..." to the recorded error; if none was recorded yet, r becomes CR_E_SYSTEM.
 * Returns r. int error_frame(struct cr_ctx *cx, int r, const char *fmt, ...) */
#define error_frame(cx, r, ...) error_negative(error_record_frame((cx), (r), __VA_ARGS__))
CR_FN int error_record_frame(struct cr_ctx *cx, int r, const char *fmt, ...) CR_PRINTF(3, 4);
#define error_memory(cx) error_negative(error_record_memory(cx)) /* CR_E_MEMORY, -ENOMEM */
CR_FN int error_record_memory(struct cr_ctx *cx);
/* Tells the compiler what every caller relies on: no error is ever 0, so what is left unset behind
 * one is not used. */
static inline int error_negative(int r)
{
	return r < 0 ? r : -EINVAL;
}
CR_FN const char *error_name(int e); /* "ENOENT"; a table, no strerror */

/* A state that cannot be saved: an error, or in cr_check a note; then it returns 0 and the walk
 * goes on. */
CR_FN int refuse(struct cr_ctx *cx, int code, pid_t pid, const char *object, const char *fmt, ...)
	CR_PRINTF(5, 6);
/* A thing that does not come back as it was. Also logged as a warning. */
CR_FN void degrade(struct cr_ctx *cx, pid_t pid, const char *object, const char *fmt, ...)
	CR_PRINTF(4, 5);

/* == log ======================================================================================= */

CR_FN void log_add(struct cr_ctx *cx, int level, const char *fmt, ...) CR_PRINTF(3, 4);
CR_FN void log_flush(struct cr_ctx *cx); /* no-op while frozen */
#define log_error(...) log_add_(LOG_ERROR, __VA_ARGS__)
#define log_warn(...) log_add_(LOG_WARN, __VA_ARGS__)
#define log_info(...) log_add_(LOG_INFO, __VA_ARGS__)
#define log_debug(...) log_add_(LOG_DEBUG, __VA_ARGS__)
#define log_add_(level, cx, ...) log_add((cx), (level), __VA_ARGS__)

/* == checksums ================================================================================= */

/* CRC-32C (Castagnoli); start with 0, feed pieces in order. */
CR_FN uint32_t crc32c(uint32_t crc, const void *data, size_t size);

#endif
