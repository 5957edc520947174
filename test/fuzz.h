/* SPDX-License-Identifier: MIT
 *
 * What the fuzzers share: seeds, the loop over their mutations, and a program of each. A fuzzer
 * brings what is done with one input and how one is changed.
 */
#ifndef FUZZ_H
#define FUZZ_H

#ifndef CR_ONE_TU
#include "../cr_impl.c"
#define FUZZ_ALONE
#endif
#include <stdio.h>
#include <stdlib.h>

struct fuzz_seed {
	char *data;
	size_t size;
};

struct fuzzer {
	void (*one)(const void *data, size_t size);
	/* May let the seed grow, by realloc. */
	void (*mutate)(struct fuzz_seed *s, const struct fuzz_seed *other, uint64_t *state);
};

#define FUZZ_MUST(cond) ((cond) ? (void)0 : fuzz_fail(#cond, __FILE__, __LINE__))

static inline void fuzz_fail(const char *cond, const char *file, int line)
{
	fprintf(stderr, "%s:%d: not so: %s\n", file, line, cond);
	abort();
}

static inline uint64_t fuzz_random(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state;
}

/* The seeds, then mutations of them until `inputs` have been tried or the time (0: none) is up. How
 * many were tried. */
static inline size_t fuzz_run(const struct fuzzer *f, const struct fuzz_seed *seeds, size_t n,
			      uint64_t seed, size_t inputs, uint64_t until_ns)
{
	uint64_t state = seed * 2 + 0x9e3779b97f4a7c15u;
	size_t i;

	for (i = 0; i < n; i++)
		f->one(seeds[i].data, seeds[i].size);
	for (; i < inputs && (!until_ns || sys_clock_ns(CLOCK_MONOTONIC) < until_ns); i++) {
		const struct fuzz_seed *from = &seeds[fuzz_random(&state) % n];
		struct fuzz_seed s = {malloc(from->size + 1), from->size};

		memcpy(s.data, from->data, from->size);
		for (uint64_t k = fuzz_random(&state) % 5 + 1; k > 0; k--)
			f->mutate(&s, &seeds[fuzz_random(&state) % n], &state);
		f->one(s.data, s.size);
		free(s.data);
	}
	return i;
}

#ifdef FUZZ_ALONE
static bool fuzz_read(const char *path, struct fuzz_seed *ret)
{
	FILE *f = fopen(path, "re");

	if (!f)
		return false;
	ret->data = malloc(1 << 20);
	ret->size = fread(ret->data, 1, 1 << 20, f);
	fclose(f);
	return true;
}

static inline int fuzz_main(const struct fuzzer *f, int argc, char **argv)
{
	struct fuzz_seed *seeds = calloc((size_t)argc, sizeof(*seeds));
	size_t n = 0, inputs = 100000;
	uint64_t seed = 1;

	for (int i = 1; i < argc; i++) {
		if (strcmp(argv[i], "-s") == 0 && i + 1 < argc)
			seed = strtoull(argv[++i], NULL, 0);
		else if (strcmp(argv[i], "-n") == 0 && i + 1 < argc)
			inputs = strtoull(argv[++i], NULL, 0);
		else if (fuzz_read(argv[i], &seeds[n]))
			n++;
		else
			fprintf(stderr, "%s: cannot be read\n", argv[i]);
	}
	if (n == 0) {
		fprintf(stderr, "usage: %s [-s SEED] [-n INPUTS] FILE...\n", argv[0]);
		return 2;
	}
	printf("%zu inputs, none of which did harm\n", fuzz_run(f, seeds, n, seed, inputs, 0));
	for (size_t i = 0; i < n; i++)
		free(seeds[i].data);
	free(seeds);
	return 0;
}
#endif

#endif
