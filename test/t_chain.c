/* SPDX-License-Identifier: MIT
 *
 * Saves that hold only what has changed since another: chains of them, in both forms and mixed;
 * what is missing or was replaced is named; what others build on is not removed unasked.
 */
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define CHAIN_PAGES 256
#define CHAIN_PAGE 4096u

static unsigned chain_sum(const unsigned char *at, size_t n)
{
	unsigned sum = 1;

	for (size_t i = 0; i < n; i++)
		sum = sum * 31 + at[i];
	return sum;
}

/* Between two saves: two pages written, one given back to the kernel, one mapped anew with other
 * content, in private and in shared memory. The child of it has memory of its own. */
static void chain_subject(void)
{
	const int prot = PROT_READ | PROT_WRITE;
	size_t size = CHAIN_PAGES * CHAIN_PAGE;
	unsigned char *own = mmap(NULL, size, prot, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	unsigned char *shared = mmap(NULL, size, prot, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	T_MUST(own != MAP_FAILED && shared != MAP_FAILED, "mmap");
	memset(own, 1, size);
	memset(shared, 2, size / 2);
	for (unsigned step = 1;; step++) {
		unsigned a = chain_sum(own, size), b = chain_sum(shared, size);

		t_ready();
		T_CHECK(a == chain_sum(own, size) && b == chain_sum(shared, size),
			"the memory of step %u is another", step);
		if (own[0] == 'e')
			break;
		own[step * 7 % CHAIN_PAGES * CHAIN_PAGE + 5] = (unsigned char)step;
		shared[step * 5 % CHAIN_PAGES * CHAIN_PAGE + 9] = (unsigned char)step;
		unsigned char *gone = own + step * 11 % CHAIN_PAGES * CHAIN_PAGE;
		madvise(gone, CHAIN_PAGE, MADV_DONTNEED);
		unsigned char *anew = own + (step * 13 + 1) % CHAIN_PAGES * CHAIN_PAGE;
		T_CHECK(mmap(anew, CHAIN_PAGE, prot, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1,
			     0) == anew,
			"mmap");
		anew[1] = 3;
		if (access("last", F_OK) == 0)
			own[0] = 'e';
	}
}

static const char *chain_name(int i, int form)
{
	static char names[2][16];

	/* By turns a file and a directory, or all of one form. */
	snprintf(names[i % 2], sizeof(names[0]), form == 0 ? "s%d" : "s%d/", i);
	if (form == 2 && i % 2)
		snprintf(names[i % 2], sizeof(names[0]), "s%d", i);
	return names[i % 2];
}

static void chain_save(pid_t pid, int i, int form, cr_stats *stats)
{
	cr_save_opts o = {.size = sizeof(o), .stats = stats};
	char parent[16];
	cr_error err;

	stats->size = sizeof(*stats);
	if (i > 0)
		o.parent = strcpy(parent, chain_name(i - 1, form));
	T_MUST(cr_dump(pid, chain_name(i, form), &o, &err) == 0, "save %d: %s", i, err.text);
}

/* n saves, each of which builds on the one before it; then the last comes back. */
static void chain_run(struct t_subject *s, int n, int form)
{
	cr_save_opts o = {.size = sizeof(o)};
	char parent[16];
	cr_stats stats, first = {.size = sizeof(first)};

	for (int i = 0; i < n - 1; i++) {
		chain_save(s->pid, i, form, i ? &stats : &first);
		if (i == n - 2)
			t_write("last", "", 0);
		t_next(s);
		if (i > 0)
			T_CHECK(stats.in_parent > first.written / 2 &&
					stats.written < first.written / 8,
				"save %d: %llu pages written, %llu in the parent", i,
				(unsigned long long)stats.written,
				(unsigned long long)stats.in_parent);
	}
	o.parent = strcpy(parent, chain_name(n - 2, form));
	t_cycle(s, chain_name(n - 1, form), &o, NULL);
}

static void chain_comes_back(void)
{
	for (int form = 0; form < 3; form++) {
		struct t_subject s;

		t_start(&s, chain_subject);
		chain_run(&s, 4, form);
		t_end(&s);
		T_MUST(t_run(NULL, "rm -rf last s0 s1 s2 s3 .t-*") == 0, "rm");
	}
}

static void chain_of_fifty(void)
{
	struct t_subject s;

	t_start(&s, chain_subject);
	chain_run(&s, 50, 2);
	t_end(&s);
}

static void chain_failed(const char *path, int code, const char *part)
{
	cr_error err;
	cr_child child = {.size = sizeof(child)};

	T_CHECK(cr_restore(path, NULL, &child, &err) < 0 && err.code == code, "%s: code %d, %s",
		path, err.code, err.text);
	t_contains(err.text, part);
	T_CHECK(cr_verify(path, &err) < 0 && err.code == code, "%s: code %d, %s", path, err.code,
		err.text);
	t_contains(err.text, part);
}

/* What a save builds on is gone, another, or itself. */
static void chain_names_what_is_missing(void)
{
	for (int form = 0; form < 2; form++) {
		struct t_subject s;
		cr_save_opts o = {.size = sizeof(o)};
		cr_stats stats;
		cr_error err;

		t_start(&s, chain_subject);
		for (int i = 0; i < 3; i++)
			chain_save(s.pid, i, form, &stats);
		T_CHECK(cr_verify(chain_name(2, form), &err) == 0, "%s", err.text);
		o.parent = chain_name(1, form);
		T_CHECK(cr_dump(s.pid, "s0", &o, &err) < 0 && err.code == CR_E_ARGUMENT,
			"a save replaced what it builds on: %s", err.text);
		rename("s0", "away");
		chain_failed(chain_name(2, form), CR_E_PARENT, "s0, which s1");
		t_contains(err.text, "s0");
		/* An equal save, but not the one that was built on. */
		T_MUST(cr_dump(s.pid, chain_name(0, form), NULL, &err) == 0, "%s", err.text);
		chain_failed(chain_name(2, form), CR_E_PARENT, "was replaced");
		T_MUST(t_run(NULL, "rm -rf s0") == 0, "rm");
		rename("away", "s0");
		T_CHECK(cr_verify(chain_name(2, form), &err) == 0, "%s", err.text);
		if (form) { /* a loop */
			unlink("s0/parent");
			T_MUST(symlink("../s1", "s0/parent") == 0, "symlink");
			T_CHECK(cr_verify(chain_name(2, form), &err) < 0 && err.code == CR_E_PARENT,
				"%s", err.text);
			t_contains(err.text, "builds on it in turn");
		}
		t_kill(&s);
		T_MUST(t_run(NULL, "rm -rf s0 s1 s2 .t-*") == 0, "rm");
	}
}

static const struct t_test chain_tests[] = {
	{"chain_comes_back", chain_comes_back, T_ROOT | T_USER, 0, NULL, NULL},
	{"chain_of_fifty", chain_of_fifty, 0, 60, NULL, NULL},
	{"chain_names_what_is_missing", chain_names_what_is_missing, T_ROOT | T_USER, 0, NULL,
	 NULL},
};
