/* SPDX-License-Identifier: MIT
 *
 * t_teeth: leaves steps of a restore out, by name, so that it shows which test would notice (make
 * test-teeth). A step is a named one of a task's plan ("plan: name") or a phase of a kind of
 * descriptor ("pipe: fill"). A test names those that it bites on in its table entry; every step
 * that the tests meet must be named somewhere.
 */
#include <stdbool.h>

/* Set when the test starts, by the runner's wish; inherited by all that it makes. */
static char t_step_skipped[128]; /* "": none */
static char t_steps_met[4096];	 /* file to which the steps that are met are added; "": none */

/* Called in restoring tasks: raw system calls and str_format only. */
static bool t_step_left_out(const char *part, const char *step);

#define CR_TEST_SKIP(part, step) t_step_left_out((part), (step))
