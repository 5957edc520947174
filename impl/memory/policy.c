/* SPDX-License-Identifier: MIT
 *
 * policy: on which memory nodes the pages of single mappings are to lie (mbind), in both
 * directions. Only the process itself can be asked, and what it says of a mapping without a policy
 * is the thread's own; the saver's memory in it has none, which tells the two apart. At a load the
 * policy is there before the pages.
 */
#include "memory.h"

/* == a save ==================================================================================== */

static int policy_ask(struct dump *d, struct task *task, const uint64_t *at, size_t n,
		      struct wire_policy *ret)
{
	struct wire_msg msg = {.cmd = WIRE_POLICY, .arg = {n}};
	int r = 0;

	if (!task->shares_memory) {
		r = parasite_ask(d->tree, task, &msg, at, n * sizeof(*at), -1, ret,
				 n * sizeof(*ret));
		return r < 0 ? r : msg.err;
	}
	for (size_t i = 0; r == 0 && i < n; i++) {
		memset(&ret[i], 0, sizeof(ret[i]));
		r = sys_get_policy_at(at[i], &ret[i].mode, ret[i].nodes, WIRE_NODES);
	}
	return r;
}

static int policy_add(struct dump *d, struct task *task, Cr__CrMemoryEntry *memory,
		      const Cr__VmaEntry *vma, const struct wire_policy *p)
{
	Cr__CrPolicyEntry *e = cx_alloc(d->cx, sizeof(*e)),
			  **slot = vec_add(&d->cx->arena, &task->memory->policies);

	if (!memory || !e || !slot)
		return error_memory(d->cx);
	cr__cr_policy_entry__init(e);
	e->start = vma->start;
	e->end = vma->end;
	e->mode = (uint32_t)p->mode;
	e->nodes.len = sizeof(p->nodes);
	e->nodes.data = arena_copy(&d->cx->arena, p->nodes, sizeof(p->nodes));
	*slot = e;
	memory->policies = task->memory->policies.at;
	memory->n_policies = task->memory->policies.n;
	return e->nodes.data ? 0 : error_memory(d->cx);
}

/* Mappings from *at on, as many as one question holds; the first address has no policy. */
static size_t policy_gather(const struct memory_task *m, size_t *at, uint64_t *addr,
			    const Cr__VmaEntry **ret)
{
	size_t n = 1;

	for (; *at < m->vmas.n && n < WIRE_POLICIES; ++*at) {
		if (m->vmas.at[*at]->status & (MEMORY_VDSO | MEMORY_VVAR | MEMORY_VSYSCALL))
			continue;
		addr[n] = m->vmas.at[*at]->start;
		ret[n++] = m->vmas.at[*at];
	}
	return n;
}

CR_FN int policy_dump(struct dump *d, struct task *task)
{
	struct memory_task *m = task->memory;
	const Cr__VmaEntry *vma[WIRE_POLICIES];
	uint64_t addr[WIRE_POLICIES];
	struct wire_policy *p = cx_alloc(d->cx, WIRE_POLICIES * sizeof(*p));
	int r = 0;

	if (!p)
		return error_memory(d->cx);
	/* No nodes in this kernel; or it is not asked what a filter could forbid. */
	if (d->checking || (!task->shares_memory && !task->infect.live) || task->thread_n == 0 ||
	    task->threads[0].in.memory_mode < 0)
		return 0;
	for (size_t at = 0, n; r == 0 && (n = policy_gather(m, &at, addr, vma)) > 1;) {
		addr[0] = task->shares_memory ? d->tree->hide_start : task->infect.map;
		r = policy_ask(d, task, addr, n, p);
		if (r < 0)
			return error_set(d->cx, CR_E_SYSTEM, -r, task->pid, "get_mempolicy",
					 "the memory policies of process %d cannot be asked for",
					 task->pid);
		for (size_t i = 1; r == 0 && i < n; i++)
			if (memcmp(&p[i], &p[0], sizeof(p[i])) != 0)
				r = policy_add(d, task, advice_entry(d, task), vma[i], &p[i]);
	}
	return r;
}

/* == a load ==================================================================================== */

CR_FN const char *policy_load(struct load_task *lt, uint64_t *ret_at)
{
	const Cr__CrMemoryEntry *memory = lt->extra ? lt->extra->memory : NULL;

	for (size_t i = 0; memory && i < memory->n_policies; i++) {
		const Cr__CrPolicyEntry *e = memory->policies[i];
		struct memory_area *area = memory_area_at(lt->memory, e->start);

		*ret_at = e->start;
		if (!area || area->vma->start != e->start || area->vma->end != e->end)
			return "there is no such mapping";
		if (e->nodes.len % 8 || e->nodes.len > WIRE_NODES / 8)
			return "its memory nodes make no sense";
		area->policy = e;
	}
	*ret_at = 0;
	return NULL;
}

CR_FN void policy_area(struct load *l, const struct load_task *lt, const struct memory_area *area)
{
	uint64_t nodes[WIRE_NODES / 64] = {0};
	int r;

	if (!area->policy || CR_TEST_SKIP("memory", "policy"))
		return;
	memcpy(nodes, area->policy->nodes.data, area->policy->nodes.len);
	r = sys_mbind(area->at, area->vma->end - area->vma->start, (int)area->policy->mode, nodes,
		      WIRE_NODES + 1);
	if (r < 0)
		degrade(l->cx, lt->pid, "mbind",
			"the memory policy of mapping %llx of process %d cannot be had here (%s)",
			(unsigned long long)area->vma->start, lt->pid, error_name(-r));
}
