/* SPDX-License-Identifier: MIT
 *
 * A chain of saves as one save; chains packed, unpacked and removed; the command's way with chains.
 */
#include <string.h>
#include <unistd.h>

/* s0 .. s3, each of which builds on the one before it, and the subject at the point of the last. */
static void squash_chain(struct t_subject *s, int form)
{
	cr_stats stats;

	t_start(s, chain_subject);
	for (int i = 0; i < 4; i++) {
		chain_save(s->pid, i, form, &stats);
		if (i == 2)
			t_write("last", "", 0);
		if (i < 3)
			t_next(s);
	}
	t_kill(s);
	s->pid = 0;
}

static void squash_load(struct t_subject *s, const char *path)
{
	cr_child child = {.size = sizeof(child)};
	cr_error err;

	T_CHECK(cr_verify(path, &err) == 0, "%s: %s", path, err.text);
	T_MUST(cr_restore(path, NULL, &child, &err) == 0, "%s: %s", path, err.text);
	close(child.pidfd);
	s->pid = child.pid;
	t_end(s);
	char ready[64];
	snprintf(ready, sizeof(ready), ".t-%s.ready4", s->name);
	unlink(ready);
	snprintf(ready, sizeof(ready), ".t-%s.go4", s->name);
	unlink(ready);
}

static void squash_makes_one(void)
{
	for (int form = 0; form < 2; form++) {
		struct t_subject s;
		cr_error err;
		cr_stats stats = {.size = sizeof(stats)};

		squash_chain(&s, form);
		T_MUST(cr_squash(chain_name(3, form), "one", &err) == 0, "%s", err.text);
		T_MUST(cr_squash(chain_name(2, form), "two/", &err) == 0, "%s", err.text);
		T_CHECK(cr_squash("s3", "one", &err) < 0 && err.code == CR_E_PATH, "%s", err.text);
		/* The same id: it takes the place of what it was made of. */
		T_CHECK(cr_remove("s2", &err) < 0 && err.code == CR_E_PARENT, "removed: %s",
			err.text);
		t_contains(err.text, "s3");
		T_MUST(t_run(NULL, "rm -rf s2 s1 s0 && mv two s2") == 0, "mv");
		squash_load(&s, "s3");
		T_CHECK(cr_remove("s3", &err) == 0, "%s", err.text);
		T_CHECK(cr_remove("s2", &err) == 0, "%s", err.text);
		squash_load(&s, "one");
		T_MUST(t_run(NULL, "rm -rf one last .t-*") == 0, "rm");
	}
}

/* Of files directories are made, all of them; of a directory a file that builds on the same. */
static void squash_unpack(void)
{
	struct t_subject s;
	cr_error err;

	squash_chain(&s, 0);
	T_MUST(cr_unpack("s3", "d", &err) == 0, "%s", err.text);
	T_CHECK(t_run(NULL,
		      "test $(readlink d/parent) = ../d.1 -a -e d.3/inventory.img -a ! -e d.4") ==
			0,
		"what was made of the chain");
	T_MUST(t_run(NULL, "rm s0 s1 s2 s3 && mkdir in") == 0, "rm");
	squash_load(&s, "d");
	T_MUST(cr_pack("d", "in/packed", &err) == 0, "%s", err.text);
	squash_load(&s, "in/packed");
	T_MUST(cr_squash("in/packed", "whole", &err) == 0, "%s", err.text);
	T_MUST(t_run(NULL, "rm -rf d d.* in") == 0, "rm");
	squash_load(&s, "whole");
}

/* cr pre-dump, cr dump --prev-images-dir, cr squash. */
static void squash_command(void)
{
	const char *cr = t_path("build/cr");
	struct t_subject s;
	char *out;

	t_start(&s, chain_subject);
	T_MUST(t_run(&out, "mkdir i && %s pre-dump --track-mem -t %d -D i/1", cr, s.pid) == 0, "%s",
	       out);
	t_next(&s);
	T_MUST(t_run(&out, "%s dump --track-mem --prev-images-dir ../1 --live -t %d -D i/2", cr,
		     s.pid) == 0,
	       "%s", out);
	t_write("last", "", 0);
	t_next(&s);
	T_MUST(t_run(&out, "%s dump --prev-images-dir ../2 -t %d -D i/3", cr, s.pid) == 0, "%s",
	       out);
	T_CHECK(t_wait(s.pid, 5000) > 0, "it goes on");
	T_CHECK(t_run(NULL, "test $(readlink i/3/parent) = ../2") == 0, "the link");
	T_MUST(t_run(&out, "%s squash i/3 i/4/ && %s verify i/4", cr, cr) == 0, "%s", out);
	squash_load(&s, "i/3");
}

static const struct t_test squash_tests[] = {
	{"squash_makes_one", squash_makes_one, T_ROOT | T_USER, 0, NULL, NULL},
	{"squash_unpack", squash_unpack, 0, 0, NULL, NULL},
	{"squash_command", squash_command, T_ROOT | T_USER, 0, NULL, NULL},
};
