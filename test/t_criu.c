/* SPDX-License-Identifier: MIT
 *
 * Tests against CRIU: sets that it wrote come back by ours (test/images/), and crit, its own reader, decodes each image that
 * our dump writes and writes the same bytes again.
 */
#include "t.h"
#include "../cr.h"

/* == what CRIU wrote =============================================================================================== */

/* Puts test/images/NAME where it was dumped, /tmp/cr-interop/NAME, on a tmpfs over /tmp in which the directory of this
 * test is found again, and goes there. */
static void criu_place(const char *name)
{
	char *out;
	int r = t_run(&out, "set -e; mkdir tmp; mount -t tmpfs none tmp; mkdir tmp/cr-interop; cp -r %s tmp/cr-interop/\n"
		"dir=$(dirname $PWD); case $dir in /tmp/*) mkdir -p tmp/${dir#/tmp/}; mount --bind $dir tmp/${dir#/tmp/};; esac\n"
		"chmod 1777 tmp; mount --rbind tmp /tmp", t_path(name));

	T_MUST(r == 0, "%s", out);
	free(out);
	char path[64];
	snprintf(path, sizeof(path), "/tmp/cr-interop/%s", strrchr(name, '/') + 1);
	T_MUST(chdir(path) == 0, "%s: %s", path, strerror(errno));
	chmod("img", 0700);
}

static pid_t criu_restore(const char *path)
{
	cr_child child = cr_child_init();
	cr_error err;

	T_MUST(cr_restore(path, NULL, &child, &err) == 0, "%s: %s", path, err.text);
	close(child.pidfd);
	return child.pid;
}

/* How many numbers out.txt holds; they must be 0, 1, 2 ... without a gap. */
static long criu_count(void)
{
	char *text = t_read("out.txt", NULL), *p = text;
	long n = 0;

	T_MUST(text, "out.txt: %s", strerror(errno));
	for (char *end; *p && strchr(p, '\n'); p = end + 1, n++)
		T_MUST(strtol(p, &end, 10) == n && *end == '\n', "number %ld is followed by '%.20s'", n - 1, p);
	free(text);
	return n;
}

static void criu_counter_goes_on(const char *path)
{
	long n = criu_count(), more = n;

	for (int ms = 0; more < n + 5 && ms < 5000; ms += 10, more = criu_count())
		t_sleep_ms(10);
	T_CHECK(more >= n + 5, "%s: %ld numbers, then %ld", path, n, more);
}

static void criu_counter(void)
{
	criu_place("test/images/counter");
	pid_t pid = criu_restore("img");
	T_CHECK(pid == 305, "pid %d", (int)pid);
	criu_counter_goes_on("img");

	/* On from there with our own saves, in both forms. */
	static const char *const forms[] = { "save", "save.dir/" };
	for (int i = 0; i < 2; i++) {
		cr_save_opts o = cr_save_opts_init();
		cr_error err;
		o.flags = CR_END;
		T_MUST(cr_dump(pid, forms[i], &o, &err) == 0, "%s", err.text);
		int status = t_wait(pid, 5000);
		T_CHECK(WIFSIGNALED(status), "status 0x%x", status);
		pid = criu_restore(forms[i]);
		criu_counter_goes_on(forms[i]);
	}
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
}

static void criu_tree_passes(pid_t pid, const char *path)
{
	t_write("go", "", 0);
	int status = t_wait(pid, 10000);
	char *verdict = t_read("verdict.txt", NULL);
	T_CHECK(status == 0 && verdict && strcmp(verdict, "PASS\n") == 0, "%s: status 0x%x, %s", path, status,
		verdict ? verdict : "no verdict");
	free(verdict);
	unlink("verdict.txt");
	unlink("go");
}

static void criu_tree(void)
{
	criu_place("test/images/tree");
	pid_t pid = criu_restore("img");
	T_CHECK(pid == 349, "pid %d", (int)pid);
	criu_tree_passes(pid, "img");
}

/* What came from CRIU's images, saved and brought back in our own. */
static void criu_tree_again(void)
{
	criu_place("test/images/tree");
	struct t_subject s = { .name = "tree", .pid = criu_restore("img") };

	t_cycles(&s, 3);
	criu_tree_passes(s.pid, "save");
}

static const struct t_test criu_tests[] = {
	{ "criu_counter", criu_counter, T_ROOT, 0, NULL, NULL },
	{ "criu_tree", criu_tree, T_ROOT, 0, NULL, NULL },
	{ "criu_tree_again", criu_tree_again, T_ROOT, 0, NULL, NULL },
};
