/* SPDX-License-Identifier: MIT
 *
 * sum: CRC-32C of members, whole and by chunks of 1 MiB. What cr-sum.img says is compared in in.c
 * and made in out.c.
 */
#include "image.h"

static int sum_chunk_end(struct cr_ctx *cx, struct sum *sum)
{
	uint32_t *p = vec_add(&cx->arena, &sum->done);

	if (!p)
		return error_memory(cx);
	*p = sum->chunk;
	sum->chunk = 0;
	return 0;
}

CR_FN int sum_feed(struct cr_ctx *cx, struct sum *sum, const void *data, size_t size)
{
	const unsigned char *p = data;

	if (!sum->chunks) {
		sum->all = crc32c(sum->all, p, size);
		sum->size += size;
		return 0;
	}
	while (size) {
		size_t n = SUM_CHUNK - sum->size % SUM_CHUNK;

		if (n > size)
			n = size;
		sum->chunk = crc32c(sum->chunk, p, n);
		sum->size += n;
		p += n;
		size -= n;
		if (sum->size % SUM_CHUNK == 0) {
			int r = sum_chunk_end(cx, sum);
			if (r < 0)
				return r;
		}
	}
	return 0;
}

CR_FN int sum_end(struct cr_ctx *cx, struct sum *sum)
{
	return sum->chunks && sum->size % SUM_CHUNK ? sum_chunk_end(cx, sum) : 0;
}

CR_FN int sum_feed_fd(struct cr_ctx *cx, struct sum *sum, int fd, uint64_t off, uint64_t size,
		      const char *name)
{
	unsigned char buf[16384];
	int r = 0;

	while (size && r >= 0) {
		size_t n = size < sizeof(buf) ? size : sizeof(buf);

		r = sys_pread_all(fd, buf, n, off);
		if (r < 0)
			return error_set(cx, CR_E_SYSTEM, -r, 0, name,
					 "%s cannot be read at offset %llu", name,
					 (unsigned long long)off);
		r = sum_feed(cx, sum, buf, n);
		off += n;
		size -= n;
	}
	return r;
}
