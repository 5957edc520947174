/* SPDX-License-Identifier: MIT
 *
 * maps: what a mapping is, as smaps and the rules say it; and what of the maps is not the program's
 * own. All decisions are pure: text in, kind out. Refuses, by name, everything whose content or
 * meaning lies outside the process: device memory, rings shared with the kernel.
 */
#include "memory.h"

/* == kinds ===================================================================================== */

static const struct {
	const char *start, *what;
} memory_refused_names[] = {
	{"/dmabuf", "a buffer of a device"},
	{"/drm", "memory of a graphics device"},
	{"/i915", "memory of a graphics device"},
	{"anon_inode:[io_uring]",
	 "a ring of io_uring: close it before the save and make it anew after (a hook of "
	 "cr_save)"},
	{"anon_inode:[perf_event]", "a ring of perf events"},
	{"anon_inode:", "memory of an anonymous inode"},
	{"socket:", "a packet ring"},
	{"[uprobes]", "probes of a tracing tool"},
};

static const struct {
	uint64_t flags;
	const char *what;
} memory_refused_flags[] = {
	{PROC_VM_SHSTK, "a shadow stack"},
	{PROC_VM_IO | PROC_VM_PFNMAP, "memory of a device"},
	{PROC_VM_UFFD_MISSING | PROC_VM_UFFD_WP | PROC_VM_UFFD_MINOR,
	 "memory registered with userfaultfd: end that before the save (a hook of cr_save)"},
};

/* Huge pages that mmap(2) gave without a file. */
CR_FN bool memory_is_huge_anon(const struct proc_map *map)
{
	return (map->vmflags & PROC_VM_HUGETLB) && str_starts(map->name, "/anon_hugepage");
}

CR_FN enum memory_kind memory_classify(const struct proc_map *map, const char **ret_why)
{
	const char *name = map->name;

	if (strcmp(name, "[vdso]") == 0)
		return MEMORY_IS_VDSO;
	if (str_starts(name, "[vvar")) /* [vvar_vclock] beside it since 6.13 */
		return MEMORY_IS_VVAR;
	if (strcmp(name, "[vsyscall]") == 0)
		return MEMORY_IS_VSYSCALL;
	if (str_starts(name, "/SYSV"))
		return MEMORY_IS_SYSV;
	if (map->shared && strcmp(name, "/[aio] (deleted)") == 0)
		return MEMORY_IS_AIO;
	for (size_t i = 0; i < ARRAY_LEN(memory_refused_names); i++)
		if (str_starts(name, memory_refused_names[i].start)) {
			*ret_why = memory_refused_names[i].what;
			return MEMORY_IS_REFUSED;
		}
	for (size_t i = 0; i < ARRAY_LEN(memory_refused_flags); i++)
		if (map->vmflags & memory_refused_flags[i].flags) {
			*ret_why = memory_refused_flags[i].what;
			return MEMORY_IS_REFUSED;
		}
	if (map->pkey != 0) {
		*ret_why = "memory with a protection key";
		return MEMORY_IS_REFUSED;
	}
	if (map->vmflags & PROC_VM_OF_A_SAVE)
		return MEMORY_IS_ANON;
	if (map->shared &&
	    (strcmp(name, "/dev/zero (deleted)") == 0 || str_starts(name, "[anon_shmem:")))
		return MEMORY_IS_SHARED;
	if (strcmp(name, "[heap]") == 0)
		return MEMORY_IS_HEAP;
	/* A private mapping of /dev/zero is anonymous memory but for its name. */
	if (!map->shared && (!*name || str_starts(name, "[anon:") || str_starts(name, "[stack") ||
			     strcmp(name, "/dev/zero") == 0 || memory_is_huge_anon(map)))
		return MEMORY_IS_ANON;
	if (*name == '/' && map->inode != 0)
		return MEMORY_IS_FILE;
	*ret_why = "a mapping of a kind that is not known";
	return MEMORY_IS_REFUSED;
}

CR_FN uint32_t memory_map_flags(const struct proc_map *map, bool anonymous)
{
	uint32_t flags = map->shared ? MAP_SHARED : MAP_PRIVATE;

	if (map->vmflags & PROC_VM_DROPPABLE)
		flags = MEMORY_MAP_DROPPABLE;
	if (anonymous)
		flags |= MAP_ANONYMOUS;
	if (map->vmflags & PROC_VM_HUGETLB)
		flags |= MAP_HUGETLB | huge_bits(map->page_size);
	if (map->vmflags & PROC_VM_GROWSDOWN)
		flags |= MAP_GROWSDOWN;
	if (map->vmflags & PROC_VM_NORESERVE)
		flags |= MAP_NORESERVE;
	/* "Locked on fault" has no flag in the format, and locking a mapping fills it: see
	 * advice.c.
	 */
	if ((map->vmflags & PROC_VM_LOCKED) && !(map->vmflags & PROC_VM_LOCKONFAULT))
		flags |= MAP_LOCKED;
	return flags;
}

/* == rules ===================================================================================== */

/* The pages a rule is about: none that it names in part, but for secrets, where such pages count,
 * too. */
static bool memory_rule_range(const cr_rule *rule, size_t page, uint64_t *ret_start,
			      uint64_t *ret_end)
{
	uint64_t end, mask = ~((uint64_t)page - 1);

	if (rule->kind != CR_RULE_MEMORY || rule->len == 0 ||
	    !num_add(rule->addr, rule->len, &end) || end > UINT64_MAX - page ||
	    rule->addr > UINT64_MAX - page)
		return false;
	if (rule->action == CR_SECRET) {
		*ret_start = rule->addr & mask;
		*ret_end = (end + page - 1) & mask;
	} else {
		*ret_start = (rule->addr + page - 1) & mask;
		*ret_end = end & mask;
	}
	return *ret_start < *ret_end;
}

CR_FN int memory_action(const cr_rule *rules, uint64_t at, uint64_t end, size_t page,
			uint64_t *ret_end)
{
	int action = CR_DEFAULT;
	bool found = false;

	for (const cr_rule *r = rules; r && r->kind != CR_RULE_END; r++) {
		uint64_t from, to;

		if (!memory_rule_range(r, page, &from, &to))
			continue;
		if (!found && from <= at && at < to) {
			action = r->action;
			found = true;
		}
		/* Any edge may end the answer, be it of a rule that comes too late to count. */
		if (from > at && from < end)
			end = from;
		if (to > at && to < end)
			end = to;
	}
	*ret_end = end;
	return action;
}

/* == the maps of a task ======================================================================== */

static void memory_keep(struct proc_map *to, size_t *n, const struct proc_map *map, uint64_t start,
			uint64_t end)
{
	if (start >= end)
		return;
	to[*n] = *map;
	to[*n].start = start;
	to[*n].end = end;
	to[*n].pgoff = map->pgoff + (map->inode ? start - map->start : 0);
	++*n;
}

CR_FN int memory_cut(struct cr_ctx *cx, const struct proc_map *maps, size_t n, uint64_t hide_start,
		     uint64_t hide_end, struct proc_map **ret, size_t *ret_n)
{
	struct proc_map *kept = cx_array(cx, n + 1, sizeof(*kept));
	size_t k = 0;

	if (!kept)
		return error_memory(cx);
	for (size_t i = 0; i < n; i++) {
		const struct proc_map *m = &maps[i];

		if (str_starts(m->name, "/memfd:cr-loaded"))
			continue;
		if (hide_start >= hide_end || m->end <= hide_start || m->start >= hide_end) {
			kept[k++] = *m;
			continue;
		}
		/* The kernel may have joined it with a neighbour: what is left may be two pieces,
		 * one time at most. */
		memory_keep(kept, &k, m, m->start, m->start < hide_start ? hide_start : m->start);
		memory_keep(kept, &k, m, m->end > hide_end ? hide_end : m->end, m->end);
	}
	*ret = kept;
	*ret_n = k;
	return 0;
}

CR_FN int memory_maps(struct dump *d, struct task *task)
{
	bool hide = task->shares_memory;
	struct proc_map *maps;
	size_t n;

	if (task->state == TASK_ZOMBIE)
		return 0;
	int r = proc_maps(d->cx, task->dir_fd, true, &maps, &n);
	if (r < 0)
		return error_set(d->cx, CR_E_SYSTEM, -r, task->pid, "smaps",
				 "the mappings of process %d cannot be read", task->pid);
	r = mapped_list_read(d, task, maps, n);
	if (r < 0)
		return r;
	r = memory_cut(d->cx, maps, n, hide ? d->tree->hide_start : 0, hide ? d->tree->hide_end : 0,
		       &task->maps, &task->map_n);
	/* cr_check stops nobody and infects nobody: what there is to say about the mappings is said
	 * at once. */
	return r == 0 && d->checking ? memory_dump(d, task) : r;
}
