/* SPDX-License-Identifier: MIT
 *
 * Tests of impl/base: arena, text, errors, log lines, checksums.
 */
#include "t.h"
#include <sys/resource.h>

/* == arena ===================================================================================== */

static void base_arena(void)
{
	struct arena a;

	T_MUST(arena_open(&a, 8u << 20) == 0, "arena_open");
	T_CHECK(a.size == 8u << 20 && a.used == 0, "size %zu, used %zu", a.size, a.used);
	unsigned char *one = arena_alloc(&a, 1), *two = arena_alloc(&a, 100);
	T_MUST(one && two, "arena_alloc");
	T_CHECK((uintptr_t)one % 16 == 0 && (uintptr_t)two % 16 == 0, "%p %p", (void *)one,
		(void *)two);
	T_CHECK(two - one == 16, "%td bytes apart", two - one);
	for (int i = 0; i < 100; i++)
		T_CHECK(two[i] == 0, "byte %d is %d", i, two[i]);
	T_CHECK(!arena_alloc(&a, a.size), "more than there is");
	T_CHECK(!arena_alloc(&a, SIZE_MAX), "far more than there is");
	T_CHECK(!arena_array(&a, SIZE_MAX / 8, 16), "product overflows");
	void *rest = arena_alloc(&a, a.size - ((a.used + 15) & ~(size_t)15));
	T_CHECK(rest && !arena_alloc(&a, 1), "the last byte");
	T_CHECK(arena_alloc(&a, 0) != NULL, "nothing still fits");
	arena_close(&a);
	T_CHECK(!arena_alloc(&a, 1), "a closed arena");
}

/* A list that lies last grows where it is, another is copied and left behind. */
static void base_vec_grows(void)
{
	struct arena a;
	VEC(uint64_t) v = {NULL, 0, 0};

	T_MUST(arena_open(&a, 4u << 20) == 0, "arena_open");
	(void)arena_alloc(&a, 3);
	for (uint64_t i = 0; i < 5000; i++) {
		uint64_t *p = vec_add(&a, &v);

		T_MUST(p && *p == 0, "a place for %lu", i);
		*p = i;
	}
	T_CHECK(a.used == 16 + v.cap * sizeof(*v.at), "%zu bytes for a list of %zu", a.used,
		v.cap * sizeof(*v.at));
	unsigned char *other = arena_alloc(&a, 1);
	const uint64_t *before = v.at;
	*other = 7;
	for (uint64_t i = v.n, end = v.cap; i <= end; i++) {
		uint64_t *p = vec_add(&a, &v);

		T_MUST(p, "a place for %lu", i);
		*p = i;
	}
	T_CHECK(v.at != before && *other == 7, "it grew into another's place");
	for (uint64_t i = 0; i < v.n; i++)
		T_MUST(v.at[i] == i, "element %lu is %lu", i, v.at[i]);
	while (vec_add(&a, &v))
		;
	T_CHECK(a.used <= a.size, "more than there is");
	arena_close(&a);
}

static void base_arena_strings(void)
{
	struct arena a;

	T_MUST(arena_open(&a, 4u << 20) == 0, "arena_open");
	char *s = arena_str(&a, "word"), *f = arena_format(&a, "%s-%d", s, 42);
	T_CHECK(strcmp(s, "word") == 0 && strcmp(f, "word-42") == 0, "%s, %s", s, f);
	T_CHECK(memcmp(arena_copy(&a, "ab\0cd", 5), "ab\0cd", 5) == 0, "copy");
	arena_close(&a);
}

static void base_arena_limit(void)
{
	struct rlimit old, low = {256u << 20, 256u << 20};
	struct arena a;

	getrlimit(RLIMIT_AS, &old);
	low.rlim_max = old.rlim_max;
	T_MUST(setrlimit(RLIMIT_AS, &low) == 0, "setrlimit");
	int r = arena_open(&a, ARENA_SIZE);
	setrlimit(RLIMIT_AS, &old);
	T_MUST(r == 0, "arena_open: %d", r);
	T_CHECK(a.size < 256u << 20 && a.size >= 4u << 20, "size %zu", a.size);
	T_CHECK(arena_alloc(&a, a.size) != NULL, "all of it");
	arena_close(&a);
	low.rlim_cur = 1 << 20;
	setrlimit(RLIMIT_AS, &low);
	r = arena_open(&a, ARENA_SIZE);
	setrlimit(RLIMIT_AS, &old);
	T_CHECK(r == -ENOMEM, "arena_open: %d", r);
}

static void base_vec(void)
{
	struct arena a;
	VEC(int) v = {0};

	T_MUST(arena_open(&a, 4u << 20) == 0, "arena_open");
	for (int i = 0; i < 1000; i++) {
		int *p = vec_add(&a, &v);
		T_MUST(p != NULL, "vec_add %d", i);
		T_CHECK(*p == 0, "element %d starts as %d", i, *p);
		*p = i;
	}
	T_CHECK(v.n == 1000, "%zu", v.n);
	for (int i = 0; i < 1000; i++)
		T_CHECK(v.at[i] == i, "element %d is %d", i, v.at[i]);
	while (vec_add(&a, &v))
		v.at[v.n - 1] = 1;
	T_CHECK(v.n >= 1000 && v.at[999] == 999, "kept when the arena is full");
	arena_close(&a);
}

/* == text ====================================================================================== */

static void base_format(void)
{
	char ours[128], libc[128];

#define SAME(...) \
	do { \
		size_t n = str_format(ours, sizeof(ours), __VA_ARGS__); \
		int m = snprintf(libc, sizeof(libc), __VA_ARGS__); \
		T_CHECK(strcmp(ours, libc) == 0 && (int)n == m, "'%s' (%zu), libc says '%s' (%d)", \
			ours, n, libc, m); \
	} while (0)
	SAME("plain");
	SAME("%d %d %d", 0, -1, 2147483647);
	SAME("%d", -2147483647 - 1);
	SAME("%ld %lu %lx", (long)INT64_MIN, (unsigned long)UINT64_MAX, (unsigned long)UINT64_MAX);
	SAME("%zu %zd", (size_t)SIZE_MAX, (ssize_t)-5);
	SAME("%u %x %c %%", 4000000000u, 0xbeefu, 'x');
	SAME("[%8d] [%08d] [%-8d] [%08x]", -42, -42, -42, 0xabcu);
	SAME("[%5s] [%-5s] [%.2s] [%.*s]", "abc", "abc", "abc", 1, "abc");
	SAME("[%016lx]", 0x7fff12345678ul);
	SAME("%s", "");
#undef SAME
	T_CHECK(str_format(ours, 4, "%s", "abcdef") == 6 && strcmp(ours, "abc") == 0, "'%s'", ours);
	T_CHECK(str_format(NULL, 0, "%d", 12345) == 5, "length alone");
	const char *volatile none = NULL; /* volatile: compilers know what libc does with it */
	str_format(ours, sizeof(ours), "%s", none);
	T_CHECK(strcmp(ours, "(null)") == 0, "'%s'", ours);
	str_format(ours, sizeof(ours), "%p", (void *)0x1234);
	T_CHECK(strcmp(ours, "0x1234") == 0, "'%s'", ours);
}

static void base_number(void)
{
	static const struct {
		const char *text;
		unsigned base;
		bool ok;
		uint64_t value;
		size_t used;
	} rows[] = {
		{"0", 10, true, 0, 1},
		{"12 kB", 10, true, 12, 2},
		{"18446744073709551615", 10, true, UINT64_MAX, 20},
		{"18446744073709551616", 10, false, 0, 0},
		{"99999999999999999999999", 10, false, 0, 0},
		{"7fFf-", 16, true, 0x7fff, 4},
		{"ffffffffffffffff", 16, true, UINT64_MAX, 16},
		{"10000000000000000", 16, false, 0, 0},
		{"", 10, false, 0, 0},
		{"-1", 10, false, 0, 0},
		{"x1", 16, false, 0, 0},
		{"a", 10, false, 0, 0},
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		const char *p = rows[i].text;
		uint64_t v = 0;
		bool ok = str_number(&p, rows[i].base, &v);
		T_CHECK(ok == rows[i].ok && v == rows[i].value &&
				(size_t)(p - rows[i].text) == rows[i].used,
			"'%s': %d %llu, %td characters", rows[i].text, ok, (unsigned long long)v,
			p - rows[i].text);
	}
}

static void base_lines(void)
{
	char text[] = "one\n\nthree";
	char *p = text, *line;

	line = str_line(&p);
	T_CHECK(line && strcmp(line, "one") == 0, "%s", line);
	line = str_line(&p);
	T_CHECK(line && strcmp(line, "") == 0, "%s", line);
	line = str_line(&p);
	T_CHECK(line && strcmp(line, "three") == 0, "%s", line);
	T_CHECK(!str_line(&p), "the end");
	T_CHECK(str_starts("abc", "ab") && str_starts("abc", "") && !str_starts("ab", "abc"),
		"str_starts");
	T_CHECK(str_ends("abc", "bc") && str_ends("abc", "") && !str_ends("bc", "abc"), "str_ends");
}

static void base_arithmetic(void)
{
	uint64_t v = 0;

	T_CHECK(num_add(1, 2, &v) && v == 3, "%llu", (unsigned long long)v);
	T_CHECK(!num_add(UINT64_MAX, 1, &v), "overflow");
	T_CHECK(num_mul(UINT64_MAX, 1, &v) && v == UINT64_MAX, "%llu", (unsigned long long)v);
	T_CHECK(!num_mul(UINT64_MAX / 2 + 1, 2, &v), "overflow");
	T_CHECK(num_round_up(4097, 4096) == 8192 && num_round_up(4096, 4096) == 4096 &&
			num_round_up(0, 4096) == 0,
		"rounding");
}

/* == errors and log ============================================================================ */

static void base_errors(void)
{
	struct cr_ctx cx;
	cr_error err;

	T_MUST(ctx_open(&cx, NULL) == 0, "ctx_open");
	cx.stage = CR_STAGE_GATHER;
	int r = error_set(&cx, CR_E_FILE_KIND, ENOENT, 17, "fd 3", "descriptor %d", 3);
	T_CHECK(r == -ENOENT, "%d", r);
	r = error_set(&cx, CR_E_MEMORY, ENOMEM, 18, "other", "a later one");
	T_CHECK(r == -ENOMEM, "%d", r);
	r = error_frame(&cx, r, "files of task %d", 17);
	T_CHECK(r == -ENOMEM, "%d", r);
	r = ctx_leave(&cx, r, &err);
	T_CHECK(r == -1, "%d", r);
	T_CHECK(err.code == CR_E_FILE_KIND && err.sys_errno == ENOENT && err.pid == 17 &&
			err.stage == CR_STAGE_GATHER,
		"the first cause: code %d, errno %d, pid %d, stage %d", err.code, err.sys_errno,
		(int)err.pid, err.stage);
	T_CHECK(strcmp(err.object, "fd 3") == 0, "%s", err.object);
	T_CHECK(strcmp(err.text,
		       "descriptor 3 (ENOENT): close it before the save, or set a rule for it, "
		       "while files of task 17") == 0,
		"%s", err.text);
	ctx_close(&cx);
}

static void base_error_frame_alone(void)
{
	struct cr_ctx cx;
	cr_error err;

	T_MUST(ctx_open(&cx, NULL) == 0, "ctx_open");
	error_frame(&cx, -EIO, "the %s", "thing");
	ctx_leave(&cx, -EIO, &err);
	T_CHECK(err.code == CR_E_SYSTEM && err.sys_errno == EIO, "code %d, errno %d", err.code,
		err.sys_errno);
	t_contains(err.text, "the thing failed (EIO)");
	ctx_close(&cx);

	T_MUST(ctx_open(&cx, NULL) == 0, "ctx_open");
	ctx_leave(&cx, -EIO, &err);
	T_CHECK(err.code == CR_E_SYSTEM && err.text[0],
		"a failure never comes without a cause: %d '%s'", err.code, err.text);
	ctx_leave(&cx, 1, &err);
	T_CHECK(err.code == CR_E_OK && !err.text[0], "success leaves none: %d '%s'", err.code,
		err.text);
	ctx_close(&cx);
}

static void base_error_long(void)
{
	struct cr_ctx cx;
	char name[2000];
	cr_error err;

	memset(name, 'x', sizeof(name) - 1);
	name[sizeof(name) - 1] = '\0';
	T_MUST(ctx_open(&cx, NULL) == 0, "ctx_open");
	error_set(&cx, CR_E_FILE_GONE, ENOENT, 0, name, "file '%s'", name);
	for (int i = 0; i < 100; i++)
		error_frame(&cx, -ENOENT, "step %d of '%s'", i, name);
	ctx_leave(&cx, -ENOENT, &err);
	T_CHECK(strlen(err.text) == sizeof(err.text) - 1, "%zu", strlen(err.text));
	T_CHECK(strlen(err.object) == sizeof(err.object) - 1, "%zu", strlen(err.object));
	ctx_close(&cx);
}

static void base_codes(void)
{
	for (int code = 0; code < CR_E_COUNT; code++) {
		T_CHECK(cr_code_text(code)[0], "code %d has no text", code);
		T_CHECK(code == CR_E_OK || cr_code_advice(code)[0], "code %d has no advice", code);
	}
	T_CHECK(cr_code_text(-1)[0] && cr_code_text(CR_E_COUNT)[0] && cr_code_advice(9999),
		"codes that are none");
	T_CHECK(cr_version() == CR_VERSION, "%d", cr_version());
	T_CHECK(strcmp(error_name(ENOENT), "ENOENT") == 0 && error_name(12345)[0],
		"names of errno");
}

static void base_refuse(void)
{
	struct cr_ctx cx;

	T_MUST(ctx_open(&cx, NULL) == 0, "ctx_open");
	cx.collect = true;
	T_CHECK(refuse(&cx, CR_E_MAPPING, 5, "0x1000", "first") == 0, "a note in cr_check");
	T_CHECK(refuse(&cx, CR_E_TERMINAL, 6, "tty", "second %d", 2) == 0, "a note in cr_check");
	T_MUST(cx.notes.n == 2, "%zu notes", cx.notes.n);
	T_CHECK(cx.notes.at[1].code == CR_E_TERMINAL && cx.notes.at[1].pid == 6 &&
			!strcmp(cx.notes.at[1].text, "second 2") &&
			!strcmp(cx.notes.at[1].advice, cr_code_advice(CR_E_TERMINAL)),
		"%s", cx.notes.at[1].text);
	cx.collect = false;
	T_CHECK(refuse(&cx, CR_E_MAPPING, 5, "0x1000", "first") < 0 && cx.err.code == CR_E_MAPPING,
		"an error in a save");
	ctx_close(&cx);
}

static void base_log_line(void *arg, int level, const char *line)
{
	char *all = arg;
	snprintf(all + strlen(all), 256 - strlen(all), "%d:%s;", level, line);
}

static void base_log(void)
{
	char all[256] = "";
	const cr_watch watch = {.arg = all, .log = base_log_line};
	struct cr_ctx cx;

	T_MUST(ctx_open(&cx, &watch) == 0, "ctx_open");
	log_info(&cx, "a %d", 1);
	cx.frozen = 1;
	log_warn(&cx, "b");
	log_error(&cx, "c");
	T_CHECK(strcmp(all, "3:a 1;") == 0, "nobody is called while frozen: %s", all);
	cx.frozen = 0;
	log_debug(&cx, "d");
	T_CHECK(strcmp(all, "3:a 1;2:b;1:c;4:d;") == 0, "in order afterwards: %s", all);
	cx.frozen = 1;
	log_info(&cx, "e");
	cx.frozen = 0;
	ctx_close(&cx);
	T_CHECK(strcmp(all, "3:a 1;2:b;1:c;4:d;3:e;") == 0, "nothing is lost: %s", all);
}

/* == checksums ================================================================================= */

static void base_crc(void)
{
	static unsigned char big[100003];
	uint32_t whole, pieces = 0;

	T_CHECK(crc32c(0, "", 0) == 0, "nothing");
	T_CHECK(crc32c(0, "123456789", 9) == 0xE3069283u, "%08x", crc32c(0, "123456789", 9));
	T_CHECK(crc32c(0, big, 32) == 0x8A9136AAu, "32 zeros: %08x",
		crc32c(0, big, 32)); /* RFC 3720, B.4 */
	memset(big, 0xff, 32);
	T_CHECK(crc32c(0, big, 32) == 0x62A8AB43u, "32 ones: %08x", crc32c(0, big, 32));
	for (size_t i = 0; i < sizeof(big); i++)
		big[i] = (unsigned char)(i * 2654435761u >> 13);
	whole = crc32c(0, big, sizeof(big));
	for (size_t at = 0, n = 1; at < sizeof(big); at += n, n = n * 7 % 4099) {
		if (n > sizeof(big) - at)
			n = sizeof(big) - at;
		pieces = crc32c(pieces, big + at, n);
	}
	T_CHECK(whole == pieces, "%08x at once, %08x in pieces", whole, pieces);
	big[5000] ^= 1;
	T_CHECK(crc32c(0, big, sizeof(big)) != whole, "one bit goes unnoticed");
}

static const struct t_test base_tests[] = {
	{.name = "arena", .fn = base_arena, .flags = T_PURE},
	{.name = "arena-strings", .fn = base_arena_strings, .flags = T_PURE},
	{.name = "vec-grows", .fn = base_vec_grows, .flags = T_PURE},
	{.name = "arena-limit", .fn = base_arena_limit},
	{.name = "vec", .fn = base_vec, .flags = T_PURE},
	{.name = "format", .fn = base_format, .flags = T_PURE},
	{.name = "number", .fn = base_number, .flags = T_PURE},
	{.name = "lines", .fn = base_lines, .flags = T_PURE},
	{.name = "arithmetic", .fn = base_arithmetic, .flags = T_PURE},
	{.name = "errors", .fn = base_errors, .flags = T_PURE},
	{.name = "error-frame-alone", .fn = base_error_frame_alone, .flags = T_PURE},
	{.name = "error-long", .fn = base_error_long, .flags = T_PURE},
	{.name = "codes", .fn = base_codes, .flags = T_PURE},
	{.name = "refuse", .fn = base_refuse, .flags = T_PURE},
	{.name = "log", .fn = base_log, .flags = T_PURE},
	{.name = "crc32c", .fn = base_crc, .flags = T_PURE},
};
