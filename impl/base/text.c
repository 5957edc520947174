/* SPDX-License-Identifier: MIT
 *
 * text: formatting and scanning without libc's locale, errno or locks; usable while the tree is
 * frozen.
 */
#include "base.h"

struct str_out {
	char *buf;
	size_t size, len;
};

static void str_put(struct str_out *o, char c)
{
	if (o->len + 1 < o->size)
		o->buf[o->len] = c;
	o->len++;
}

static void str_put_padded(struct str_out *o, const char *s, size_t len, size_t width, bool left)
{
	for (size_t i = len; !left && i < width; i++)
		str_put(o, ' ');
	for (size_t i = 0; i < len; i++)
		str_put(o, s[i]);
	for (size_t i = len; left && i < width; i++)
		str_put(o, ' ');
}

static void str_put_number(struct str_out *o, uint64_t v, bool minus, unsigned base, size_t width,
			   bool zero, bool left)
{
	char digits[32];
	size_t n = sizeof(digits);

	do
		digits[--n] = "0123456789abcdef"[v % base];
	while ((v /= base) != 0);
	if (minus && !zero)
		digits[--n] = '-';
	else if (minus)
		str_put(o, '-');
	for (size_t i = sizeof(digits) - n + (minus && zero); zero && i < width; i++)
		str_put(o, '0');
	str_put_padded(o, digits + n, sizeof(digits) - n, zero ? 0 : width, left);
}

CR_FN size_t str_vformat(char *buf, size_t size, const char *fmt, va_list ap)
{
	struct str_out o = {buf, size, 0};

	for (; *fmt; fmt++) {
		if (*fmt != '%') {
			str_put(&o, *fmt);
			continue;
		}
		bool zero = false, left = false;
		size_t width = 0, precision = SIZE_MAX, longs = 0;

		for (fmt++; *fmt == '0' || *fmt == '-'; fmt++)
			*(*fmt == '0' ? &zero : &left) = true;
		for (; *fmt >= '0' && *fmt <= '9'; fmt++)
			width = width * 10 + (size_t)(*fmt - '0');
		if (*fmt == '.' && fmt[1] == '*') {
			precision = (size_t)va_arg(ap, int);
			fmt += 2;
		} else if (*fmt == '.') {
			precision = 0;
			for (fmt++; *fmt >= '0' && *fmt <= '9'; fmt++)
				precision = precision * 10 + (size_t)(*fmt - '0');
		}
		for (; *fmt == 'l' || *fmt == 'z'; fmt++)
			longs++;
		switch (*fmt) {
		case 'd':
		case 'i': {
			int64_t v = longs ? va_arg(ap, long) : va_arg(ap, int);
			str_put_number(&o, v < 0 ? 0 - (uint64_t)v : (uint64_t)v, v < 0, 10, width,
				       zero, left);
			break;
		}
		case 'u':
		case 'x': {
			uint64_t v = longs ? va_arg(ap, unsigned long) : va_arg(ap, unsigned);
			str_put_number(&o, v, false, *fmt == 'x' ? 16 : 10, width, zero, left);
			break;
		}
		case 'p':
			str_put(&o, '0');
			str_put(&o, 'x');
			str_put_number(&o, (uintptr_t)va_arg(ap, void *), false, 16, 0, false,
				       false);
			break;
		case 'c':
			str_put(&o, (char)va_arg(ap, int));
			break;
		case 's': {
			const char *s = va_arg(ap, const char *);
			size_t len = 0;

			for (s = s ? s : "(null)"; len < precision && s[len]; len++)
				;
			str_put_padded(&o, s, len, width, left);
			break;
		}
		case '%':
			str_put(&o, '%');
			break;
		default: /* not a conversion of ours: shown as it is */
			str_put(&o, '%');
			if (!*fmt)
				fmt--;
			else
				str_put(&o, *fmt);
		}
	}
	if (o.size)
		o.buf[o.len < o.size ? o.len : o.size - 1] = '\0';
	return o.len;
}

CR_FN size_t str_format(char *buf, size_t size, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	size_t len = str_vformat(buf, size, fmt, ap);
	va_end(ap);
	return len;
}

CR_FN bool str_number(const char **p, unsigned base, uint64_t *ret)
{
	const char *s = *p;
	uint64_t v = 0;

	for (;; s++) {
		unsigned digit = *s >= '0' && *s <= '9'	  ? (unsigned)(*s - '0')
				 : *s >= 'a' && *s <= 'f' ? (unsigned)(*s - 'a') + 10
				 : *s >= 'A' && *s <= 'F' ? (unsigned)(*s - 'A') + 10
							  : 99;
		if (digit >= base)
			break;
		if (!num_mul(v, base, &v) || !num_add(v, digit, &v))
			return false;
	}
	if (s == *p)
		return false;
	*p = s;
	*ret = v;
	return true;
}

CR_FN bool str_starts(const char *s, const char *prefix)
{
	while (*prefix)
		if (*s++ != *prefix++)
			return false;
	return true;
}

CR_FN bool str_ends(const char *s, const char *suffix)
{
	size_t n = strlen(s), m = strlen(suffix);

	return n >= m && memcmp(s + n - m, suffix, m) == 0;
}

CR_FN char *str_line(char **p)
{
	char *start = *p, *s = start;

	if (!*start)
		return NULL;
	while (*s && *s != '\n')
		s++;
	if (*s)
		*s++ = '\0';
	*p = s;
	return start;
}
