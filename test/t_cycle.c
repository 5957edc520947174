/* SPDX-License-Identifier: MIT
 *
 * t_cycle: saved, ended, brought back, compared.
 */
#include "t.h"
#include "../cr.h"

/* In a pid namespace of its own now: a save of it would have to be made from there. */
static bool cycle_went_inside(pid_t pid)
{
	char value[64];

	return t_status(pid, "NStgid", value, sizeof(value)) && strchr(value, '\t');
}

void t_cycle(struct t_subject *s, const char *path, const struct cr_save_opts *save,
	     const struct cr_load_opts *load)
{
	cr_save_opts o = save ? *save : cr_save_opts_init();
	cr_child child = cr_child_init();
	cr_error err;
	char but[256];

	o.flags |= CR_END;
	char *before = t_snapshot(s->pid);
	T_MUST(cr_dump(s->pid, path, &o, &err) == 0, "save of %s: %s", s->name, err.text);
	int status = t_wait(s->pid, 5000);
	T_MUST(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL, "%s has not been ended: %d",
	       s->name, status);
	T_MUST(cr_restore(path, load, &child, &err) == 0, "load of %s: %s", s->name, err.text);
	close(child.pidfd);
	bool same_pids = child.pid == s->pid;
	T_CHECK(same_pids || geteuid() != 0, "%s came back as %d", s->name, (int)child.pid);
	s->pid = child.pid;
	char *after = t_snapshot(s->pid);
	snprintf(but, sizeof(but), "%s %s %s", same_pids ? "" : T_NEW_PIDS,
		 cycle_went_inside(s->pid) ? T_NEW_SPACES : "", s->but ? s->but : "");
	t_same(before, after, but);
	free(before);
	free(after);
}

void t_cycles(struct t_subject *s, int n)
{
	for (int i = 0; i < n && !cycle_went_inside(s->pid); i++)
		t_cycle(s, i % 2 ? "save.dir/" : "save", NULL, NULL);
}
