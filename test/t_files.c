/* SPDX-License-Identifier: MIT
 *
 * t_files: descriptor tables, files and directories in every state that a name can be in, and what
 * is done when they have changed since the save.
 */
#include "t.h"
#include "../cr.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#ifndef F_GETOWNER_UIDS
#define F_GETOWNER_UIDS 17
#endif

static void files_cycled(void (*fn)(void), const char *name, int n)
{
	struct t_subject s;

	t_start_(&s, name, fn);
	t_cycles(&s, n);
	t_end(&s);
}
#define files_cycle(fn) files_cycled(fn, #fn, 2)

/* == owners ==================================================================================== */

/* A signal without an owner, O_ASYNC without one, and owners named by somebody with other ids. */
static void owner_ids_subject(void)
{
	struct f_owner_ex owner = {F_OWNER_PGRP, getpgrp()};
	int a[2], b[2];
	uid_t uids[2];

	T_MUST(pipe(a) == 0 && pipe(b) == 0, "pipe");
	T_MUST(setresuid(1234, 1235, 0) == 0, "setresuid: %s", strerror(errno));
	T_MUST(fcntl(a[0], F_SETOWN_EX, &owner) == 0, "F_SETOWN_EX: %s", strerror(errno));
	T_MUST(setresuid(0, 0, 0) == 0, "setresuid: %s", strerror(errno));
	owner = (struct f_owner_ex){F_OWNER_PID, getpid()};
	T_MUST(fcntl(a[1], F_SETOWN_EX, &owner) == 0, "F_SETOWN_EX: %s", strerror(errno));
	T_MUST(fcntl(b[0], F_SETSIG, SIGUSR1) == 0 && fcntl(b[1], F_SETFL, O_ASYNC) == 0,
	       "fcntl: %s", strerror(errno));
	t_ready();
	T_CHECK(fcntl(a[0], F_GETOWNER_UIDS, uids) == 0 && uids[0] == 1234 && uids[1] == 1235,
		"user ids %u %u", uids[0], uids[1]);
	T_CHECK(fcntl(a[1], F_GETOWNER_UIDS, uids) == 0 && uids[0] == 0 && uids[1] == 0,
		"user ids %u %u", uids[0], uids[1]);
	T_CHECK(fcntl(a[0], F_GETOWN) == -getpgrp() && fcntl(a[1], F_GETOWN) == getpid(), "owners");
	T_CHECK(fcntl(b[0], F_GETSIG) == SIGUSR1 && fcntl(b[0], F_GETOWN) == 0, "signal %d",
		fcntl(b[0], F_GETSIG));
	T_CHECK(fcntl(b[1], F_GETFL) & O_ASYNC, "O_ASYNC");
	T_CHECK(geteuid() == 0 && access("/", W_OK) == 0, "not root any more");
}

static void files_owner_ids(void)
{
	files_cycle(owner_ids_subject);
}

static const struct t_test files_tests[] = {
	{"files_owner_ids", files_owner_ids, T_ROOT, 0, NULL, "plan: ids of an owner"},
};
