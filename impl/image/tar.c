/* SPDX-License-Identifier: MIT
 *
 * tar: the file form as a POSIX (pax) tar that `tar xf` turns into the directory form. Pure:
 * numbers and bytes in, bytes out. There is one way only to write a given set of members, so a
 * reader makes each header anew and compares: no byte of the file goes unchecked, and of tar's many
 * dialects nothing needs to be understood.
 *
 *	page data	extended header whose comment fills up to the next 4 KiB, header, data: it
 *			can be mapped
 *	compressed	always an extended header: the size is known last
 *	8 GiB up	a size record in it, as the header's own field has 33 bits
 */
#include "image.h"

#define TAR_BIG ((uint64_t)1 << 33)

struct tar_layout {
	char name[100], mode[8], uid[8], gid[8], size[12], mtime[12], sum[8], type, link[100],
		magic[6], version[2], user[32], group[32], major[8], minor[8], prefix[155], pad[12];
};
_Static_assert(sizeof(struct tar_layout) == TAR_BLOCK, "POSIX: ustar header");

CR_FN bool tar_place(const char *name, uint64_t size, uint64_t pos, struct tar_place *ret)
{
	struct tar_place p = {.head = pos};
	uint64_t end;

	if (pos > INT64_MAX / 2 || size > INT64_MAX / 2)
		return false;
	if (format_parse(name) == IMAGE_PAGES) {
		/* Two headers and at least one block of records between them. */
		p.data = num_round_up(pos + 3 * TAR_BLOCK, TAR_ALIGN);
		p.pax = p.data - pos - 2 * TAR_BLOCK;
	} else if (size >= TAR_BIG || format_parse(name) == IMAGE_PACKED) {
		/* How large compressed pages become is known only when they have been written. */
		p.pax = TAR_BLOCK;
		p.data = pos + 2 * TAR_BLOCK + p.pax;
	} else {
		p.data = pos + TAR_BLOCK;
	}
	if (!num_add(p.data, size, &end) || end > INT64_MAX / 2)
		return false;
	p.end = num_round_up(end, TAR_BLOCK);
	*ret = p;
	return true;
}

static void tar_block(unsigned char *buf, const char *prefix, const char *name, char type,
		      uint64_t size)
{
	struct tar_layout h;
	unsigned sum = 0;

	/* Owner 0, time 0: the same members always give the same bytes. */
	memset(&h, 0, sizeof(h));
	str_format(h.name, sizeof(h.name), "%s%s", prefix, name);
	str_format(h.mode, sizeof(h.mode), "0000600");
	str_format(h.uid, sizeof(h.uid), "0000000");
	str_format(h.gid, sizeof(h.gid), "0000000");
	for (size_t i = 11; i-- > 0; size >>= 3)
		h.size[i] = (char)('0' + (size & 7));
	str_format(h.mtime, sizeof(h.mtime), "00000000000");
	memset(h.sum, ' ', sizeof(h.sum));
	h.type = type;
	memcpy(h.magic, "ustar", 6);
	memcpy(h.version, "00", 2);
	str_format(h.major, sizeof(h.major), "0000000");
	str_format(h.minor, sizeof(h.minor), "0000000");
	memcpy(buf, &h, sizeof(h));
	for (size_t i = 0; i < sizeof(h); i++)
		sum += buf[i];
	for (size_t i = 6; i-- > 0; sum >>= 3)
		h.sum[i] = (char)('0' + (sum & 7));
	h.sum[6] = 0;
	memcpy(buf, &h, sizeof(h));
}

/* A record's length counts itself. */
static size_t tar_digits(uint64_t n)
{
	size_t digits = 1;

	while (n /= 10)
		digits++;
	return digits;
}

static size_t tar_size_record(char *buf, size_t room, uint64_t size)
{
	size_t body = strlen(" size=\n") + tar_digits(size);

	return str_format(buf, room, "%zu size=%llu\n", body + tar_digits(body + 2),
			  (unsigned long long)size);
}

static void tar_records(char *buf, size_t len, uint64_t size)
{
	char text[64];
	size_t n = 0;

	if (size >= TAR_BIG) {
		n = tar_size_record(text, sizeof(text), size);
		memcpy(buf, text, n);
	}
	/* What is left is one comment, which is at least 13 bytes long: blocks are much longer than
	 * a size record. */
	size_t head = str_format(text, sizeof(text), "%zu comment=", len - n);

	memcpy(buf + n, text, head);
	memset(buf + n + head, '.', len - n - head - 1);
	buf[len - 1] = '\n';
}

CR_FN void tar_head(const struct tar_place *place, const char *name, uint64_t size,
		    unsigned char *buf)
{
	if (place->pax) {
		tar_block(buf, "PaxHeaders/", name, 'x', place->pax);
		tar_records((char *)buf + TAR_BLOCK, place->pax, size);
		buf += TAR_BLOCK + place->pax;
	}
	tar_block(buf, "", name, '0', size < TAR_BIG ? size : 0);
}

static bool tar_octal(const char *field, size_t len, uint64_t *ret)
{
	uint64_t v = 0;

	for (size_t i = 0; i < len; i++) {
		if (field[i] < '0' || field[i] > '7')
			return false;
		v = v << 3 | (uint64_t)(field[i] - '0');
	}
	*ret = v;
	return true;
}

CR_FN int tar_parse(const unsigned char *block, struct tar_block *ret)
{
	struct tar_layout h;
	uint64_t want;
	unsigned sum = 0;
	bool zero = true;

	for (size_t i = 0; i < TAR_BLOCK; i++) {
		size_t at = offsetof(struct tar_layout, sum);

		sum += i >= at && i < at + sizeof(h.sum) ? ' ' : block[i];
		zero = zero && block[i] == 0;
	}
	if (zero)
		return 0;
	memcpy(&h, block, sizeof(h));
	if (memcmp(h.magic, "ustar", 6) != 0 || !tar_octal(h.sum, 6, &want) || want != sum ||
	    !tar_octal(h.size, 11, &ret->size) || (h.type != 'x' && h.type != '0'))
		return -EBADMSG;
	memcpy(ret->name, h.name, sizeof(h.name));
	ret->name[sizeof(h.name)] = 0;
	ret->type = h.type;
	return 1;
}

CR_FN bool tar_pax_size(const char *records, size_t len, uint64_t *ret)
{
	char text[64];
	const char *p = text;
	uint64_t total, size;

	size_t n = len < sizeof(text) - 1 ? len : sizeof(text) - 1;
	memcpy(text, records, n);
	text[n] = 0;
	if (!str_number(&p, 10, &total) || !str_starts(p, " size="))
		return false;
	p += strlen(" size=");
	if (!str_number(&p, 10, &size) || *p != '\n')
		return false;
	*ret = size;
	return true;
}
