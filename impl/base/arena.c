/* SPDX-License-Identifier: MIT
 *
 * arena: memory that may be used between freeze and release.
 * One MAP_NORESERVE mapping, made before anything is stopped; pages are paid for when they are
 * touched.
 */
#include "base.h"
#include <sys/mman.h>

CR_FN int arena_open(struct arena *a, size_t size)
{
	/* Address space may be limited (RLIMIT_AS): halve until it fits, but not below what a small
	 * tree needs. */
	for (; size >= (size_t)4 << 20; size /= 2) {
		/* A program that locks all memory to come (mlockall) would have all of it filled at
		 * once. */
		void *p = mmap(NULL, size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE,
			       -1, 0);
		if (p == MAP_FAILED)
			continue;
		if (munlock(p, size) < 0 || mprotect(p, size, PROT_READ | PROT_WRITE) < 0) {
			munmap(p, size);
			continue;
		}
		/* A huge page per touched 4 KiB would multiply the saver's memory by up to 512;
		 * refused is harmless. */
		(void)madvise(p, size, MADV_NOHUGEPAGE);
		a->base = p;
		a->size = size;
		a->used = 0;
		return 0;
	}
	return -ENOMEM;
}

CR_FN void arena_close(struct arena *a)
{
	if (a->base)
		munmap(a->base, a->size);
	a->base = NULL;
	a->size = a->used = 0;
}

CR_FN void *arena_alloc(struct arena *a, size_t size)
{
	size_t start = (a->used + 15) & ~(size_t)15;

	if (start > a->size || size > a->size - start)
		return NULL;
	a->used = start + size;
	return a->base + start; /* fresh anonymous memory: zeros */
}

CR_FN void *arena_array(struct arena *a, size_t count, size_t size)
{
	uint64_t bytes;

	return num_mul(count, size, &bytes) ? arena_alloc(a, bytes) : NULL;
}

CR_FN void *arena_copy(struct arena *a, const void *data, size_t size)
{
	void *p = arena_alloc(a, size);

	if (p && size)
		memcpy(p, data, size);
	return p;
}

CR_FN char *arena_str(struct arena *a, const char *s)
{
	return arena_copy(a, s, strlen(s) + 1);
}

CR_FN char *arena_format(struct arena *a, const char *fmt, ...)
{
	va_list ap, again;
	char *p;

	va_start(ap, fmt);
	va_copy(again, ap);
	size_t len = str_vformat(NULL, 0, fmt, ap);
	p = arena_alloc(a, len + 1);
	if (p)
		str_vformat(p, len + 1, fmt, again);
	va_end(again);
	va_end(ap);
	return p;
}

CR_FN bool vec_grow(struct arena *a, void *at, size_t n, size_t *cap, size_t elem)
{
	size_t want = *cap ? *cap * 2 : 16;
	unsigned char *old;
	uint64_t bytes;
	void *p;

	memcpy(&old, at, sizeof(old)); /* a pointer of unknown type, moved as bytes */
	/* The arena gives nothing back: what lies last in it grows where it is. */
	if (*cap && old + *cap * elem == a->base + a->used) {
		if (!num_mul(want - *cap, elem, &bytes) || bytes > a->size - a->used)
			return false;
		a->used += bytes;
		*cap = want;
		return true;
	}
	p = arena_array(a, want, elem);
	if (!p)
		return false;
	if (n)
		memcpy(p, old, n * elem);
	memcpy(at, &p, sizeof(p));
	*cap = want;
	return true;
}
