/* SPDX-License-Identifier: MIT
 *
 * creds: user and group ids, groups, capabilities, securebits, no_new_privs; of every thread, for
 * that is what the kernel has. Leans on /proc/PID/task/TID/status. The last thing that a thread of
 * a load changes, each for itself. What changes nothing is left out, so that an ordinary user loads
 * an ordinary user's program without any right. Refuses what the loader has no right to become, by
 * the name of the right.
 */
#include "task.h"

#include <linux/prctl.h>
#include <linux/securebits.h>

enum { TASK_GROUPS_MOST = 65536, TASK_CAP_LAST = 63 };

struct task_creds {
	uint32_t uid[4], gid[4]; /* real, effective, saved, fs */
	uint64_t inh, prm, eff, bnd, amb;
	uint32_t securebits;
	bool no_new_privs;
	const uint32_t *groups;
	size_t group_n;
};

#define TASK_CAP(cap) (1ull << (cap))

/* == at a save ================================================================================= */

static uint32_t *task_cap_words(struct cr_ctx *cx, uint64_t set, size_t *ret_n)
{
	uint32_t words[2] = {(uint32_t)set, (uint32_t)(set >> 32)};

	*ret_n = 2;
	return arena_copy(&cx->arena, words, sizeof(words));
}

static int task_groups_dump(struct cr_ctx *cx, pid_t tid, const struct proc_status *status,
			    Cr__CredsEntry *e)
{
	if (status->groups_n <= 0)
		return 0;
	e->groups = cx_array(cx, (size_t)status->groups_n, sizeof(*e->groups));
	if (!e->groups)
		return error_memory(cx);
	int n = proc_parse_groups(status->groups, e->groups, status->groups_n);
	if (n < 0)
		return error_set(cx, CR_E_SYSTEM, -n, tid, "groups",
				 "the groups of thread %d cannot be read", tid);
	e->n_groups = (size_t)status->groups_n;
	return 0;
}

CR_FN int task_creds_dump(struct dump *d, struct task *task, size_t i,
			  const struct proc_status *status, Cr__CredsEntry **ret)
{
	struct cr_ctx *cx = d->cx;
	const struct thread *t = &task->threads[i];
	Cr__CredsEntry *e = cx_alloc(cx, sizeof(*e));

	if (!e)
		return error_memory(cx);
	cr__creds_entry__init(e);
	e->uid = status->uid[0];
	e->euid = status->uid[1];
	e->suid = status->uid[2];
	e->fsuid = status->uid[3];
	e->gid = status->gid[0];
	e->egid = status->gid[1];
	e->sgid = status->gid[2];
	e->fsgid = status->gid[3];
	e->cap_inh = task_cap_words(cx, status->cap_inh, &e->n_cap_inh);
	e->cap_prm = task_cap_words(cx, status->cap_prm, &e->n_cap_prm);
	e->cap_eff = task_cap_words(cx, status->cap_eff, &e->n_cap_eff);
	e->cap_bnd = task_cap_words(cx, status->cap_bnd, &e->n_cap_bnd);
	if (status->cap_amb)
		e->cap_amb = task_cap_words(cx, status->cap_amb, &e->n_cap_amb);
	if (!e->cap_inh || !e->cap_prm || !e->cap_eff || !e->cap_bnd ||
	    (status->cap_amb && !e->cap_amb))
		return error_memory(cx);
	if (t->in.securebits < 0)
		return error_set(cx, CR_E_SYSTEM, -t->in.securebits, t->tid, "PR_GET_SECUREBITS",
				 "the secure bits of thread %d cannot be read", t->tid);
	e->secbits = (uint32_t)t->in.securebits;
	if (status->no_new_privs) {
		e->has_no_new_privs = true;
		e->no_new_privs = 1;
	}
	*ret = e;
	return task_groups_dump(cx, t->tid, status, e);
}

/* == at a load ================================================================================= */

static uint64_t task_cap_set(const uint32_t *words)
{
	return words[0] | (uint64_t)words[1] << 32;
}

CR_FN int task_creds_load(struct load *l, struct load_task *lt, size_t i)
{
	const struct load_thread *t = &lt->threads[i];
	const Cr__CredsEntry *e = t->core->thread_core->creds;

	if (!e)
		return TASK_DAMAGED(l->cx, t->tid, "thread %d has no credentials", t->tid);
	const uint32_t ids[] = {e->uid, e->euid, e->suid, e->fsuid,
				e->gid, e->egid, e->sgid, e->fsgid};
	for (size_t k = 0; k < ARRAY_LEN(ids); k++)
		if (ids[k] == UINT32_MAX)
			return TASK_DAMAGED(l->cx, t->tid,
					    "thread %d has a user or group id that does not exist",
					    t->tid);
	if (e->n_cap_inh != 2 || e->n_cap_prm != 2 || e->n_cap_eff != 2 || e->n_cap_bnd != 2 ||
	    (e->n_cap_amb != 0 && e->n_cap_amb != 2))
		return TASK_DAMAGED(l->cx, t->tid,
				    "the capabilities of thread %d have the wrong size", t->tid);
	uint64_t prm = task_cap_set(e->cap_prm), inh = task_cap_set(e->cap_inh);
	uint64_t amb = e->n_cap_amb ? task_cap_set(e->cap_amb) : 0;
	if ((task_cap_set(e->cap_eff) & ~prm) || (amb & ~(prm & inh)))
		return TASK_DAMAGED(l->cx, t->tid,
				    "the capabilities of thread %d contradict each other", t->tid);
	if (e->secbits & ~(uint32_t)(SECURE_ALL_BITS | SECURE_ALL_LOCKS))
		return TASK_DAMAGED(l->cx, t->tid, "thread %d has unknown secure bits 0x%x", t->tid,
				    e->secbits);
	if (e->n_groups > TASK_GROUPS_MOST)
		return TASK_DAMAGED(l->cx, t->tid, "thread %d has %zu groups", t->tid, e->n_groups);
	return 0;
}

static void task_creds_wanted(const Cr__CredsEntry *e, struct task_creds *ret)
{
	*ret = (struct task_creds){
		.uid = {e->uid, e->euid, e->suid, e->fsuid},
		.gid = {e->gid, e->egid, e->sgid, e->fsgid},
		.inh = task_cap_set(e->cap_inh),
		.prm = task_cap_set(e->cap_prm),
		.eff = task_cap_set(e->cap_eff),
		.bnd = task_cap_set(e->cap_bnd),
		.amb = e->n_cap_amb ? task_cap_set(e->cap_amb) : 0,
		.securebits = e->secbits,
		.no_new_privs = e->has_no_new_privs && e->no_new_privs,
		.groups = e->groups,
		.group_n = e->n_groups,
	};
}

/* What thread 0 is now; the threads that the plan starts begin as it is. */
static int task_creds_now(struct load *l, struct task_creds *ret)
{
	CR_AUTOFD int dir = sys_openat(l->proc_fd, "self", O_RDONLY | O_DIRECTORY, 0);
	struct proc_status status;
	char *text;
	int r = dir;

	if (r >= 0)
		r = proc_read(l->cx, dir, "status", &text, NULL);
	if (r >= 0)
		r = proc_parse_status(text, &status);
	if (r < 0)
		return error_set(l->cx, CR_E_SYSTEM, -r, 0, "status",
				 "the loader's own credentials cannot be read");
	uint32_t *groups = cx_array(l->cx, (size_t)status.groups_n + 1, sizeof(*groups));
	if (!groups)
		return error_memory(l->cx);
	r = proc_parse_groups(status.groups, groups, status.groups_n);
	int bits = sys_prctl(PR_GET_SECUREBITS, 0, 0, 0, 0);
	if (r < 0 || bits < 0)
		return error_set(l->cx, CR_E_SYSTEM, r < 0 ? -r : -bits, 0, "status",
				 "the loader's own credentials cannot be read");
	*ret = (struct task_creds){
		.inh = status.cap_inh,
		.prm = status.cap_prm,
		.eff = status.cap_eff,
		.bnd = status.cap_bnd,
		.amb = status.cap_amb,
		.securebits = (uint32_t)bits,
		.no_new_privs = status.no_new_privs > 0,
		.groups = groups,
		.group_n = (size_t)status.groups_n,
	};
	memcpy(ret->uid, status.uid, sizeof(ret->uid));
	memcpy(ret->gid, status.gid, sizeof(ret->gid));
	return 0;
}

static bool task_has_group(const struct task_creds *c, uint32_t group)
{
	for (size_t i = 0; i < c->group_n; i++)
		if (c->groups[i] == group)
			return true;
	return false;
}

/* As sets: the kernel sorts them. */
static bool task_same_groups(const struct task_creds *a, const struct task_creds *b)
{
	for (size_t i = 0; i < a->group_n; i++)
		if (!task_has_group(b, a->groups[i]))
			return false;
	for (size_t i = 0; i < b->group_n; i++)
		if (!task_has_group(a, b->groups[i]))
			return false;
	return true;
}

/* An id is one's own choice when it is one of the three that one has. */
static bool task_ids_free(const uint32_t want[4], const uint32_t now[4])
{
	for (int i = 0; i < 4; i++)
		if (want[i] != now[0] && want[i] != now[1] && want[i] != now[2] &&
		    !(i == 3 && want[3] == now[3]))
			return false;
	return true;
}

static int task_creds_need(struct load *l, pid_t tid, const struct task_creds *now, int cap,
			   const char *what)
{
	if (now->eff & TASK_CAP(cap))
		return 0;
	return error_set(l->cx, l->in_place ? CR_E_LOADER : CR_E_PERMISSION, EPERM, tid,
			 feature_cap_name(cap), "%s of thread %d cannot be taken without %s", what,
			 tid, feature_cap_name(cap));
}

/* The first capability in a set, by name. */
static const char *task_cap_first(uint64_t set)
{
	int cap = 0;

	while (cap < TASK_CAP_LAST && !(set >> cap & 1))
		cap++;
	return feature_cap_name(cap);
}

/* Everything that thread `tid` is to be and that the loader, as it is now, cannot become. */
static int task_creds_possible(struct load *l, pid_t tid, const struct task_creds *want,
			       const struct task_creds *now)
{
	int r = 0;

	if (!task_ids_free(want->uid, now->uid))
		r = task_creds_need(l, tid, now, CAP_SETUID, "the user ids");
	if (r >= 0 && !task_ids_free(want->gid, now->gid))
		r = task_creds_need(l, tid, now, CAP_SETGID, "the group ids");
	if (r >= 0 && !task_same_groups(want, now))
		r = task_creds_need(l, tid, now, CAP_SETGID, "the groups");
	if (r >= 0 && want->securebits != now->securebits)
		r = task_creds_need(l, tid, now, CAP_SETPCAP, "the secure bits");
	if (r < 0)
		return r;
	if (want->prm & ~now->prm)
		return error_set(l->cx, l->in_place ? CR_E_LOADER : CR_E_PERMISSION, EPERM, tid,
				 task_cap_first(want->prm & ~now->prm),
				 "thread %d had %s, which the loader has not", tid,
				 task_cap_first(want->prm & ~now->prm));
	if (want->inh & ~(now->inh | now->prm))
		return error_set(l->cx, l->in_place ? CR_E_LOADER : CR_E_PERMISSION, EPERM, tid,
				 task_cap_first(want->inh & ~(now->inh | now->prm)),
				 "thread %d could hand %s down, which the loader cannot", tid,
				 task_cap_first(want->inh & ~(now->inh | now->prm)));
	if (l->in_place && (want->bnd & ~now->bnd))
		return error_set(l->cx, CR_E_LOADER, EPERM, tid,
				 task_cap_first(want->bnd & ~now->bnd),
				 "the loader has dropped %s for good",
				 task_cap_first(want->bnd & ~now->bnd));
	if (l->in_place && now->no_new_privs && !want->no_new_privs)
		return error_set(l->cx, CR_E_LOADER, EPERM, tid, "no_new_privs",
				 "the loader has set no_new_privs, the program had not");
	return 0;
}

static void task_creds_degrade(struct load *l, pid_t tid, const struct task_creds *want,
			       const struct task_creds *now)
{
	if (want->bnd & ~now->bnd)
		degrade(l->cx, tid, "bounding set",
			"programs that thread %d starts cannot gain %s any more", tid,
			task_cap_first(want->bnd & ~now->bnd));
	if ((now->bnd & ~want->bnd) && !(now->eff & TASK_CAP(CAP_SETPCAP)))
		degrade(l->cx, tid, "bounding set",
			"the capability bounding set of thread %d is the loader's: %s is in it "
			"again",
			tid, task_cap_first(now->bnd & ~want->bnd));
	if (now->no_new_privs && !want->no_new_privs)
		degrade(l->cx, tid, "no_new_privs",
			"thread %d has no_new_privs set, as the loader has", tid);
}

static void task_capset_plan(struct load_task *lt, size_t i, const char *name, uint64_t inh,
			     uint64_t prm, uint64_t eff)
{
	struct __user_cap_header_struct head = {_LINUX_CAPABILITY_VERSION_3, 0};
	struct __user_cap_data_struct data[2] = {
		{(uint32_t)eff, (uint32_t)prm, (uint32_t)inh},
		{(uint32_t)(eff >> 32), (uint32_t)(prm >> 32), (uint32_t)(inh >> 32)},
	};

	plan_call(lt->plan, i, PLAN_AT_CREDS, name, SYS_capset,
		  plan_data(lt->plan, &head, sizeof(head)),
		  plan_data(lt->plan, data, sizeof(data)));
}

/* The fs id follows the effective one, unless it is set behind it. */
static void task_id_plan(struct load_task *lt, size_t i, const char *res, long res_nr,
			 const char *fs, long fs_nr, const uint32_t want[4], const uint32_t now[4])
{
	bool change = memcmp(want, now, 3 * sizeof(*want)) != 0;

	if (change)
		plan_call(lt->plan, i, PLAN_AT_CREDS, res, res_nr, want[0], want[1], want[2]);
	if (want[3] != (change ? want[1] : now[3]))
		plan_call(lt->plan, i, PLAN_AT_CREDS, fs, fs_nr, want[3]);
}

static bool task_other_uids(const struct task_creds *want, const struct task_creds *now)
{
	return memcmp(want->uid, now->uid, sizeof(want->uid)) != 0;
}

/* Groups first, for they need a right that ids may take; ids without losing capabilities on the
 * way. */
static void task_ids_plan(struct load_task *lt, size_t i, const struct task_creds *want,
			  const struct task_creds *now)
{
	struct plan_build *b = lt->plan;

	if (!task_same_groups(want, now))
		plan_call(b, i, PLAN_AT_CREDS, "setgroups", SYS_setgroups, want->group_n,
			  plan_data(b, want->groups, want->group_n * sizeof(*want->groups)));
	if (task_other_uids(want, now) && (now->eff & TASK_CAP(CAP_SETPCAP)))
		plan_call(b, i, PLAN_AT_CREDS, "PR_SET_SECUREBITS", SYS_prctl, PR_SET_SECUREBITS,
			  now->securebits | SECBIT_NO_SETUID_FIXUP);
	task_id_plan(lt, i, "setresgid", SYS_setresgid, "setfsgid", SYS_setfsgid, want->gid,
		     now->gid);
	task_id_plan(lt, i, "setresuid", SYS_setresuid, "setfsuid", SYS_setfsuid, want->uid,
		     now->uid);
}

/* Ambient ones need permitted and inheritable ones, and no secure bit against them; secure bits and
 * the bounding set need CAP_SETPCAP, which the last step may take. */
static void task_caps_plan(struct load_task *lt, size_t i, const struct task_creds *want,
			   const struct task_creds *now)
{
	struct plan_build *b = lt->plan;
	bool ids = task_other_uids(want, now);
	bool may = now->eff & TASK_CAP(CAP_SETPCAP);
	bool changed = ids || want->inh != now->inh || want->prm != now->prm ||
		       want->eff != now->eff;

	if (want->amb != now->amb) {
		task_capset_plan(lt, i, "capset before ambient ones", want->inh, now->prm,
				 now->eff);
		if (now->amb & ~want->amb)
			plan_call(b, i, PLAN_AT_CREDS, "PR_CAP_AMBIENT_CLEAR_ALL", SYS_prctl,
				  PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL);
		for (uint64_t cap = 0; cap <= TASK_CAP_LAST; cap++)
			if (want->amb >> cap & 1)
				plan_call(b, i, PLAN_AT_CREDS, "PR_CAP_AMBIENT_RAISE", SYS_prctl,
					  PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, cap);
		changed = true;
	}
	if (want->securebits != now->securebits || (ids && may))
		plan_call(b, i, PLAN_AT_CREDS, "PR_SET_SECUREBITS", SYS_prctl, PR_SET_SECUREBITS,
			  want->securebits);
	for (uint64_t cap = 0; may && cap <= TASK_CAP_LAST; cap++)
		if ((now->bnd & ~want->bnd) >> cap & 1)
			plan_call(b, i, PLAN_AT_CREDS, "PR_CAPBSET_DROP", SYS_prctl,
				  PR_CAPBSET_DROP, cap);
	if (changed)
		task_capset_plan(lt, i, "capset", want->inh, want->prm, want->eff);
}

CR_FN int task_creds_plan(struct load *l, struct load_task *lt)
{
	struct task_creds now, want;
	int r = task_creds_now(l, &now);

	for (size_t i = 0; r >= 0 && i < lt->thread_n; i++) {
		task_creds_wanted(lt->threads[i].core->thread_core->creds, &want);
		if (l->pids == CR_PIDS_NAMESPACE && !task_same_groups(&want, &now)) {
			/* A user namespace made without privilege denies setgroups for good. */
			degrade(l->cx, lt->threads[i].tid, "groups",
				"thread %d has the loader's groups", lt->threads[i].tid);
			want.groups = now.groups;
			want.group_n = now.group_n;
		}
		r = task_creds_possible(l, lt->threads[i].tid, &want, &now);
		if (r < 0)
			break;
		task_creds_degrade(l, lt->threads[i].tid, &want, &now);
		task_ids_plan(lt, i, &want, &now);
		task_caps_plan(lt, i, &want, &now);
		if (want.no_new_privs && !now.no_new_privs)
			plan_call(lt->plan, i, PLAN_AT_LAST, "PR_SET_NO_NEW_PRIVS", SYS_prctl,
				  PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	}
	return r;
}
