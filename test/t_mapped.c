/* SPDX-License-Identifier: MIT
 *
 * t_mapped: loads that map the memory from the save.
 */
#include "t.h"
#include "../cr.h"

#define MAPPED_BYTES ((size_t)4 << 20)

static bool mapped_shows(const char *name)
{
	char *text = t_read("/proc/self/maps", NULL);
	bool there = text && strstr(text, name);

	free(text);
	return there;
}

/* Memory of several protections, with holes, a page here and there, under a private mapping, and a
 * stack. */
static void mapped_subject(void)
{
	unsigned char *p = memory_subject_map(MAPPED_BYTES, PROT_READ | PROT_WRITE,
					      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	unsigned char *few = memory_subject_map(MAPPED_BYTES, PROT_READ | PROT_WRITE,
						MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	size_t half = MAPPED_BYTES / 2;

	memory_fill(p, half, 1);
	memory_fill(p + half, half / 2, 2);
	mprotect(p + half, half / 4, PROT_READ);
	mprotect(p + half + half / 4, half / 4, PROT_NONE);
	for (size_t i = 0; i < MAPPED_BYTES; i += 65536)
		memory_fill(few + i, 4096, 3);
	for (int load = 0;; load++) {
		t_ready();
		bool mapped = mapped_shows("/save");
		T_CHECK(mapped == (load == 1 || load == 2), "load %d: %smapped", load,
			mapped ? "" : "not ");
		mprotect(p + half, half / 2, PROT_READ | PROT_WRITE);
		T_CHECK(memory_is_filled(p, half, 1) && memory_is_filled(p + half, half / 2, 2),
			"content of load %d", load);
		for (size_t i = 0; i < MAPPED_BYTES; i += 65536)
			T_CHECK(memory_is_filled(few + i, 4096, 3) && few[i + 4096] == 0,
				"page %zu", i >> 12);
		for (size_t i = half + half / 2; i < MAPPED_BYTES; i += 4096)
			T_CHECK(p[i] == 0, "what was never touched has %u at %zu", p[i], i);
		mprotect(p + half, half / 4, PROT_READ);
		mprotect(p + half + half / 4, half / 4, PROT_NONE);
		p[5] ^= 1; /* written to: a page of its own */
		p[5] ^= 1;
		if (load == 1) { /* the difference that CR_MAPPED is about */
			p[65536] ^= 1;
			madvise(p + 65536, 4096, MADV_DONTNEED);
			T_CHECK(memory_is_filled(p, half, 1), "the saved bytes are not there");
		}
		if (load == 3)
			return;
	}
}

static void mapped_save(struct t_subject *s, const char *path)
{
	cr_save_opts o = cr_save_opts_init();
	cr_error err;

	o.flags = CR_END;
	T_MUST(cr_dump(s->pid, path, &o, &err) == 0, "%s", err.text);
	(void)t_wait(s->pid, 5000);
}

static void mapped_load(struct t_subject *s, const char *path, uint32_t flags)
{
	cr_load_opts o = cr_load_opts_init();
	cr_child child = cr_child_init();
	cr_error err;

	o.flags = flags;
	T_MUST(cr_restore(path, &o, &child, &err) == 0, "%s", err.text);
	close(child.pidfd);
	s->pid = child.pid;
}

/* Saved, mapped, the save gone, saved again, mapped from that, saved again, read. Both forms. */
static void mapped_goes_on(bool directory)
{
	static const char *const paths[2][3] = {{"save1", "save2", "save3"},
						{"save1/", "save2/", "save3/"}};
	const char *const *path = paths[directory];
	struct t_subject s;

	t_start_(&s, "mapped", mapped_subject);
	t_next(&s);
	mapped_save(&s, path[0]);
	mapped_load(&s, path[0], CR_MAPPED);
	T_MUST(t_run(NULL, "rm -rf save1; echo other >save1") == 0, "rm");
	t_next(&s);
	mapped_save(&s, path[1]);
	mapped_load(&s, path[1], CR_MAPPED);
	t_next(&s);
	mapped_save(&s, path[2]);
	T_MUST(t_run(NULL, "rm -rf save1 save2") == 0, "rm");
	mapped_load(&s, path[2], 0);
	t_end(&s);
}

static void mapped_file(void)
{
	mapped_goes_on(false);
}

static void mapped_directory(void)
{
	mapped_goes_on(true);
}

/* A program that saves itself: in place, and told what it is in for. */
static void mapped_self(void)
{
	pid_t pid = fork();
	cr_error err;

	if (pid == 0) {
		unsigned char *p = memory_subject_map(MAPPED_BYTES, PROT_READ | PROT_WRITE,
						      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
		memory_fill(p, MAPPED_BYTES, 9);
		cr_result r = cr_save("save", NULL, &err);
		T_MUST(r != CR_FAILED, "%s", err.text);
		T_CHECK(memory_is_filled(p, MAPPED_BYTES, 9), "content");
		if (r == CR_RESTORED) {
			cr_loaded *info;
			bool told = false;

			T_CHECK(mapped_shows("/save"), "nothing is mapped");
			T_MUST(cr_load_info(&info, &err) == 0, "%s", err.text);
			for (size_t i = 0; i < info->degraded_count; i++)
				told |= strcmp(info->degraded[i].object, "CR_MAPPED") == 0;
			T_CHECK(told, "not told");
			cr_loaded_free(info);
		}
		_exit(t_failures() ? 1 : r == CR_RESTORED ? 42 : 0);
	}
	T_CHECK(t_wait(pid, 5000) == 0, "the player");
	pid = fork();
	if (pid == 0) {
		cr_load_opts o = cr_load_opts_init();

		o.flags = CR_MAPPED;
		cr_load("save", &o, &err);
		T_FAIL("%s", err.text);
		_exit(1);
	}
	int status = t_wait(pid, 5000);
	T_CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 42, "the copy ended with %x",
		(unsigned)status);
}

static const struct t_test mapped_tests[] = {
	{.name = "mapped_file", .fn = mapped_file, .flags = T_ROOT | T_USER},
	{.name = "mapped_directory", .fn = mapped_directory, .flags = T_ROOT | T_USER},
	{.name = "mapped_self", .fn = mapped_self, .flags = T_ROOT | T_USER},
};
