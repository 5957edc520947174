/* SPDX-License-Identifier: MIT
 *
 * fuzz_proc: any text through every parser of /proc; what they accept must hold together.
 *
 *	make build/fuzz_proc
 *	build/fuzz_proc [-s SEED] [-n INPUTS] test/proc/[*].txt
 * takes the files themselves, then mutations of them. Under libFuzzer:
 *	clang -O1 -g -DFUZZ_LIB -fsanitize=fuzzer,address,undefined -o build/fuzz_proc
 *		test/fuzz_proc.c -lprotobuf-c -lcap
 *	build/fuzz_proc CORPUS test/proc
 */
#include "fuzz.h"

/* == one input ================================================================================= */

static void fuzz_stat(const char *text)
{
	struct proc_stat st;

	if (proc_parse_stat(text, &st) < 0)
		return;
	const char *p = text;
	pid_t pid;
	FUZZ_MUST(proc_parse_pid(&p, &pid) && pid == st.pid);
	FUZZ_MUST(memchr(st.comm, '\0', sizeof(st.comm)) != NULL);
	FUZZ_MUST(strlen(st.comm) <= strlen(text) &&
		  (st.comm[0] == '\0' || strstr(text, st.comm) != NULL));
}

static void fuzz_status(const char *text)
{
	struct proc_status st;

	if (proc_parse_status(text, &st) < 0)
		return;
	FUZZ_MUST(st.nspid_n >= 1 && st.nspid_n <= (int)ARRAY_LEN(st.nspid));
	FUZZ_MUST(st.umask <= 0777 && st.groups && st.groups_n >= 0);
	FUZZ_MUST(*st.groups == '\0' || (st.groups >= text && st.groups < text + strlen(text)));
	uint32_t *groups = calloc((size_t)st.groups_n + 1, sizeof(*groups));
	groups[st.groups_n] = 77;
	FUZZ_MUST(proc_parse_groups(st.groups, groups, st.groups_n) == st.groups_n &&
		  groups[st.groups_n] == 77);
	free(groups);
}

/* Written as the kernel would write it, it reads the same again. */
static void fuzz_map_again(const struct proc_map *map)
{
	char *name = calloc(1, strlen(map->name) * 4 + 1), *line = NULL, *to = name;
	struct proc_map again;

	for (const char *from = map->name; *from; from++)
		to += *from == '\n' ? sprintf(to, "\\012") : sprintf(to, "%c", *from);
	uint64_t major = (map->dev >> 8 & 0xfff) | (map->dev >> 32 & ~(uint64_t)0xfff);
	uint64_t minor = (map->dev & 0xff) | (map->dev >> 12 & 0xfff00);
	FUZZ_MUST(asprintf(&line, "%08lx-%08lx %c%c%c%c %08lx %02lx:%02lx %lu%s%s", map->start,
			   map->end, map->prot & PROT_READ ? 'r' : '-',
			   map->prot & PROT_WRITE ? 'w' : '-', map->prot & PROT_EXEC ? 'x' : '-',
			   map->shared ? 's' : 'p', map->pgoff, major, minor, map->inode,
			   *name ? "         " : " ", name) > 0);
	FUZZ_MUST(proc_parse_map_line(line, &again) == 0);
	FUZZ_MUST(again.start == map->start && again.end == map->end && again.pgoff == map->pgoff);
	FUZZ_MUST(again.prot == map->prot && again.shared == map->shared && again.dev == map->dev);
	FUZZ_MUST(again.inode == map->inode && strcmp(again.name, map->name) == 0);
	free(line);
	free(name);
}

static void fuzz_maps(char *text)
{
	const uint64_t flags = (uint64_t)PROC_VM_LOCKONFAULT * 2 - 1;
	struct proc_map map = {0};

	for (char *line; (line = str_line(&text)) != NULL;) {
		size_t n = strlen(line);

		FUZZ_MUST((proc_parse_vmflags(line) & ~flags) == 0);
		proc_map_key(line, &map);
		FUZZ_MUST((map.vmflags & ~flags) == 0 && map.pkey >= 0);
		if (proc_parse_map_line(line, &map) < 0)
			continue;
		FUZZ_MUST(map.start < map.end && map.name >= line && map.name <= line + n);
		FUZZ_MUST(!map.vmflags && !map.pkey);
		/* A break inside a name, read back, is what the other parsers' inputs cannot have.
		 */
		fuzz_map_again(&map);
	}
}

static void fuzz_fdinfo(const char *text)
{
	struct proc_fdinfo info;

	if (proc_parse_fdinfo(text, &info) == 0)
		FUZZ_MUST(info.mnt_id >= 0 && proc_key(text, "pos") && proc_key(text, "flags"));
}

static void fuzz_inet(const char *text)
{
	struct sock_inet s;
	uint16_t port;

	(void)sock_inet_parse_line(text, &s, &port);
}

static void fuzz_timers(const char *text)
{
	const char *p = text, *before = p;
	struct proc_timer timer;
	int r;

	while ((r = proc_parse_timer(&p, &timer)) > 0) {
		FUZZ_MUST(p > before && timer.id >= 0);
		FUZZ_MUST((timer.notify & ~SIGEV_THREAD_ID) <= SIGEV_THREAD);
		before = p;
	}
	FUZZ_MUST(p == before && (r == -EINVAL || (r == 0 && !*p)));
}

static void fuzz_words(const char *text)
{
	static const char *const keys[] = {"pos", "tfd", "State", "Groups", ""};
	const char *end = text + strlen(text);

	for (size_t i = 0; i < ARRAY_LEN(keys); i++) {
		const char *value = proc_key(text, keys[i]);
		FUZZ_MUST(!value || (value > text && value <= end));
	}
	for (const char *p = text; p < end; p++) {
		const char *s = p;
		uint64_t v;

		FUZZ_MUST(proc_parse_signed(&s, &v) ? s > p && s <= end : s == p);
	}
}

static void fuzz_proc_one(const void *data, size_t size)
{
	static void (*const parsers[])(const char *) = {fuzz_stat,   fuzz_status, fuzz_fdinfo,
							fuzz_timers, fuzz_words,  fuzz_inet};
	char *text = malloc(size + 1); /* of the exact size: a byte too far is seen */

	memcpy(text, data, size);
	text[size] = '\0';
	for (size_t i = 0; i < ARRAY_LEN(parsers); i++)
		parsers[i](text);
	fuzz_maps(text);
	free(text);
}

/* == mutations ================================================================================= */

/* Replaces n bytes at `at` by others. */
static void fuzz_proc_replace(struct fuzz_seed *s, size_t at, size_t n, const void *with,
			      size_t with_n)
{
	char *data = malloc(s->size - n + with_n + 1);

	memcpy(data, s->data, at);
	memcpy(data + at, with, with_n);
	memcpy(data + at + with_n, s->data + at + n, s->size - at - n);
	s->size += with_n - n;
	free(s->data);
	s->data = data;
}

static void fuzz_proc_mutate(struct fuzz_seed *s, const struct fuzz_seed *other, uint64_t *state)
{
	static const char *const words[] = {
		"0",
		"-1",
		"18446744073709551615",
		"18446744073709551616",
		"ffffffffffffffff",
		"2147483648",
		"-9223372036854775808",
		"-9223372036854775809",
		"99999999999999999999999",
		"\n",
		"\t",
		" ",
		":",
		")",
		"(",
		"/",
		"\\012",
		"0x",
		"",
		"\377",
	};
	size_t at = fuzz_random(state) % (s->size + 1), n = fuzz_random(state) % 24;

	if (n > s->size - at)
		n = s->size - at;
	switch (fuzz_random(state) % 6) {
	case 0: /* a bit */
		if (at < s->size)
			s->data[at] = (char)(s->data[at] ^ 1 << fuzz_random(state) % 8);
		break;
	case 1: { /* a word somewhere */
		const char *word = words[fuzz_random(state) % ARRAY_LEN(words)];

		fuzz_proc_replace(s, at, fuzz_random(state) % 2 ? n : 0, word, strlen(word));
		break;
	}
	case 2: { /* another number */
		const char *word = words[fuzz_random(state) % 9];

		while (at < s->size && (s->data[at] < '0' || s->data[at] > '9'))
			at++;
		for (n = 0; at + n < s->size && s->data[at + n] >= '0' && s->data[at + n] <= '9';)
			n++;
		fuzz_proc_replace(s, at, n, word, strlen(word));
		break;
	}
	case 3: /* an end */
		s->size = at;
		break;
	case 4: /* a hole */
		fuzz_proc_replace(s, at, n, "", 0);
		break;
	default: { /* a piece of another */
		size_t from = fuzz_random(state) % (other->size + 1),
		       len = fuzz_random(state) % 200;

		fuzz_proc_replace(s, at, n, other->data + from,
				  len < other->size - from ? len : other->size - from);
	}
	}
}

static const struct fuzzer fuzz_proc = {fuzz_proc_one, fuzz_proc_mutate};

/* == alone ===================================================================================== */

#if defined(FUZZ_LIB)
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	fuzz_proc_one(data, size);
	return 0;
}
#elif defined(FUZZ_ALONE)
int main(int argc, char **argv)
{
	return fuzz_main(&fuzz_proc, argc, argv);
}
#endif
