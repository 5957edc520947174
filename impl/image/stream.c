/* SPDX-License-Identifier: MIT
 *
 * stream: descriptors that cannot seek, and the caller's callbacks. Writes that cannot kill the
 * caller by a signal; a stream being read is spooled into a memfd, since a save is read in no
 * particular order.
 */
#include "image.h"

#define STREAM_BIT(sig) (1ull << ((sig)-1))

static void stream_eat(uint64_t set)
{
	while (sys_take_signal(set) > 0)
		;
}

/* A write to a pipe without reader raises SIGPIPE, one past RLIMIT_FSIZE SIGXFSZ; both in the
 * writing thread. They are blocked, and if one is pending afterwards that was not before, it is
 * ours: eaten. */
CR_FN void stream_guard_begin(struct stream_guard *g)
{
	uint64_t block = STREAM_BIT(SIGPIPE) | STREAM_BIT(SIGXFSZ);

	g->pending = 0;
	(void)sys_get_pending(&g->pending);
	(void)sys_sigmask(SIG_BLOCK, &block, &g->mask);
}

CR_FN void stream_guard_end(const struct stream_guard *g)
{
	uint64_t now = 0, ours;

	(void)sys_get_pending(&now);
	ours = now & ~g->pending & (STREAM_BIT(SIGPIPE) | STREAM_BIT(SIGXFSZ));
	if (ours)
		stream_eat(ours);
	(void)sys_sigmask(SIG_SETMASK, &g->mask, NULL);
}

CR_FN int stream_write(int fd, bool socket, const void *data, size_t size)
{
	const unsigned char *p = data;

	while (size) {
		ssize_t n = socket ? sys_send(fd, p, size, MSG_NOSIGNAL) : sys_write(fd, p, size);

		if (n == -EINTR)
			continue;
		if (n == -EAGAIN) {
			struct pollfd pfd = {.fd = fd, .events = POLLOUT};

			(void)sys_poll(&pfd, 1, -1);
			continue;
		}
		if (n <= 0)
			return n < 0 ? (int)n : -EIO;
		p += n;
		size -= (size_t)n;
	}
	return 0;
}

/* == reading =================================================================================== */

struct stream_in {
	struct cr_ctx *cx;
	const cr_io *io;
	int memfd;
	uint64_t have;
	unsigned char *buf;
};

#define STREAM_BUF ((size_t)64 << 10)

static ssize_t stream_read_some(struct stream_in *in, size_t want)
{
	for (;;) {
		ssize_t n = in->io->fd ? sys_read(in->io->fd, in->buf, want)
				       : in->io->read(in->io->arg, in->buf, want, in->have);

		if (n == -EAGAIN && in->io->fd) {
			struct pollfd pfd = {.fd = in->io->fd, .events = POLLIN};

			(void)sys_poll(&pfd, 1, -1);
		} else if (n != -EINTR) {
			return n;
		}
	}
}

/* Until the spool holds `upto` bytes. Never reads past that: what follows the save belongs to
 * somebody else. */
static int stream_fill(struct stream_in *in, uint64_t upto)
{
	while (in->have < upto) {
		uint64_t left = upto - in->have;
		size_t want = left < STREAM_BUF ? (size_t)left : STREAM_BUF;
		ssize_t n = stream_read_some(in, want);

		if (n == 0)
			return error_set(in->cx, CR_E_TRUNCATED, 0, 0, "stream",
					 "the stream ends after %llu bytes",
					 (unsigned long long)in->have);
		if (n < 0 || (size_t)n > want)
			return error_set(in->cx, CR_E_STREAM, n < 0 ? (int)-n : EINVAL, 0, "stream",
					 "the stream cannot be read after %llu bytes",
					 (unsigned long long)in->have);
		int r = sys_pwrite_all(in->memfd, in->buf, (size_t)n, in->have);
		if (r < 0)
			return error_set(in->cx, CR_E_MEMORY, -r, 0, "stream",
					 "there is no memory for the stream");
		in->have += (uint64_t)n;
	}
	return 0;
}

/* One block of headers at pos, spooled and parsed: as tar_parse, and an error is set. */
static int stream_block(struct stream_in *in, uint64_t pos, struct tar_block *ret)
{
	unsigned char block[TAR_BLOCK];

	int r = stream_fill(in, pos + TAR_BLOCK);
	if (r >= 0)
		r = sys_pread_all(in->memfd, block, TAR_BLOCK, pos);
	if (r < 0)
		return r;
	r = tar_parse(block, ret);
	if (r < 0)
		return error_set(in->cx, pos ? CR_E_DAMAGED : CR_E_NOT_A_SAVE, 0, 0, "stream",
				 "what comes at offset %llu of the stream is no member of a save",
				 (unsigned long long)pos);
	return r;
}

/* Only as much is understood here as tells where the next member begins; all is checked when the
 * memfd is opened. */
static int stream_spool_all(struct stream_in *in)
{
	uint64_t pos = 0;

	for (;;) {
		struct tar_block block;
		uint64_t size, end;
		char records[64] = "";

		int r = stream_block(in, pos, &block);
		if (r < 0)
			return r;
		if (r == 0)
			return stream_fill(in, pos + 2 * TAR_BLOCK);
		size = block.size;
		if (block.type == 'x') {
			if (size < TAR_BLOCK || size > TAR_HEAD_MAX || size % TAR_BLOCK)
				return error_set(in->cx, CR_E_DAMAGED, 0, 0, "stream",
						 "the extended header at offset %llu of the stream "
						 "is damaged",
						 (unsigned long long)pos);
			uint64_t at = pos + TAR_BLOCK;

			pos += TAR_BLOCK + size;
			r = stream_block(in, pos, &block);
			if (r >= 0)
				r = sys_pread_all(in->memfd, records, sizeof(records), at);
			if (r < 0)
				return r;
			if (!tar_pax_size(records, sizeof(records), &size))
				size = block.size;
		}
		if (size > INT64_MAX / 4 ||
		    !num_add(pos + TAR_BLOCK, num_round_up(size, TAR_BLOCK), &end) ||
		    end > INT64_MAX / 2)
			return error_set(in->cx, CR_E_DAMAGED, 0, 0, "stream",
					 "%s claims to hold %llu bytes", block.name,
					 (unsigned long long)size);
		r = stream_fill(in, end);
		if (r < 0)
			return r;
		pos = end;
	}
}

CR_FN int stream_spool(struct cr_ctx *cx, const cr_io *io, int *ret_fd)
{
	struct stream_in in = {.cx = cx, .io = io};

	if (!io->fd && !io->read)
		return error_set(cx, CR_E_ARGUMENT, 0, 0, "io",
				 "cr_io has neither a descriptor nor a read function");
	in.buf = cx_alloc(cx, STREAM_BUF);
	if (!in.buf)
		return error_memory(cx);
	CR_AUTOFD int fd = sys_memfd("cr-stream");
	if (fd < 0)
		return error_set(cx, CR_E_SYSTEM, -fd, 0, "memfd",
				 "no memory file can be made for the stream");
	in.memfd = fd;
	int r = stream_spool_all(&in);
	if (r < 0)
		return r;
	*ret_fd = sys_take(&fd);
	return 0;
}
