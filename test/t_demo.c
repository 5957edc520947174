/* SPDX-License-Identifier: MIT
 *
 * Test of the demo: build/demo plays build/savegame on a terminal, saves, kills it, starts anew and
 * loads, and says whether all was as it should be; as root it makes itself an ordinary user.
 */
#include "t.h"

static void demo_plays(void)
{
	char *text;

	setenv("TMPDIR", ".", 1);
	if (geteuid() == 0) /* who plays is nobody */
		T_MUST(chmod(".", 0777) == 0, "chmod: %s", strerror(errno));
	T_CHECK(t_run(&text, "%s %s", t_path("build/demo"), t_path("build/savegame")) == 0, "demo");
	t_contains(text, "went on from there");
	free(text);
	t_files_are("");
}

static const struct t_test demo_tests[] = {
	{"demo", demo_plays, T_ROOT | T_USER | T_JAIL, 60, NULL, NULL},
};
