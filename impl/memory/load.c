/* SPDX-License-Identifier: MIT
 *
 * load: reads mm and page maps of all tasks and believes nothing of them: every number is checked
 * before anything is made. Refuses what is damaged, and kinds of mappings that cannot be brought
 * back, by name.
 */
#include "memory.h"

/* == checks ==================================================================================== */

static const struct {
	uint32_t status;
	const char *what;
} memory_not_back[] = {
	{MEMORY_SOCKET, "a packet ring"},
	{MEMORY_SHSTK, "a shadow stack"},
	{MEMORY_UPROBES, "probes of a tracing tool"},
	{MEMORY_EXTERNAL, "a mapping of a plugin"},
};

/* The first of these kinds that the status says: CRIU's mappings of a memfd are those of a shared
 * file, too. */
static const struct {
	uint32_t status;
	enum memory_back back;
	bool shared;
} memory_backs[] = {
	{MEMORY_VSYSCALL, MEMORY_BACK_NONE, false},
	{MEMORY_VDSO, MEMORY_BACK_VDSO, false},
	{MEMORY_VVAR, MEMORY_BACK_VVAR, false},
	{MEMORY_AIORING, MEMORY_BACK_AIO, true},
	{MEMORY_FILE_PRIVATE, MEMORY_BACK_FILE, false},
	{MEMORY_FILE_SHARED, MEMORY_BACK_FILE, true},
	{MEMORY_SYSVIPC, MEMORY_BACK_SYSV, true},
	{MEMORY_MEMFD, MEMORY_BACK_SHARED, true},
	{MEMORY_ANON_SHARED, MEMORY_BACK_SHARED, true},
	{MEMORY_ANON_PRIVATE, MEMORY_BACK_ANON, false},
};

/* What may be asked of madvise(2) for a saved mapping. */
#define MEMORY_ADVICE \
	(1ull << MADV_RANDOM | 1ull << MADV_SEQUENTIAL | 1ull << MADV_DONTFORK | \
	 1ull << MADV_MERGEABLE | 1ull << MADV_HUGEPAGE | 1ull << MADV_NOHUGEPAGE | \
	 1ull << MADV_DONTDUMP | 1ull << MADV_WIPEONFORK)

static const char *memory_check_range(const Cr__VmaEntry *vma, uint64_t after)
{
	uint64_t end;

	if (vma->start % MEMORY_PAGE || vma->end % MEMORY_PAGE || vma->start >= vma->end)
		return "its bounds make no sense";
	if (vma->start < after)
		return "it overlaps the one before it, or comes out of order";
	if (vma->end > ARCH_TASK_END)
		return "it lies outside of the memory of programs";
	if (vma->pgoff % MEMORY_PAGE || !num_add(vma->pgoff, vma->end - vma->start, &end) ||
	    end > INT64_MAX)
		return "its offset makes no sense";
	return NULL;
}

CR_FN uint64_t memory_huge_size(const Cr__VmaEntry *vma)
{
	return vma->flags & MAP_HUGETLB ? huge_size(vma->flags) : 0;
}

static const char *memory_check_huge(const Cr__VmaEntry *vma, enum memory_back back)
{
	uint64_t size = memory_huge_size(vma);

	if (size < MEMORY_PAGE || size > ARCH_TASK_END)
		return "no huge page is of its size";
	if ((vma->start | vma->end | vma->pgoff) & (size - 1))
		return "its bounds are not those of huge pages";
	return back == MEMORY_BACK_ANON || back == MEMORY_BACK_FILE || back == MEMORY_BACK_SYSV
		       ? NULL
		       : "its flags contradict its kind";
}

CR_FN enum memory_back memory_check_vma(const Cr__VmaEntry *vma, uint64_t after,
					const char **ret_why)
{
	size_t i = 0;

	*ret_why = NULL;
	while (i < ARRAY_LEN(memory_backs) && !(vma->status & memory_backs[i].status))
		i++;
	if (i == ARRAY_LEN(memory_backs)) {
		*ret_why = "its kind is not known";
		return MEMORY_BACK_NONE;
	}
	if (memory_backs[i].back == MEMORY_BACK_NONE)
		return MEMORY_BACK_NONE; /* the kernel's own, at its own place */
	*ret_why = memory_check_range(vma, after);
	if (!*ret_why && (vma->prot & ~(uint32_t)(PROT_READ | PROT_WRITE | PROT_EXEC)))
		*ret_why = "its protection makes no sense";
	if (!*ret_why && memory_backs[i].shared != ((vma->flags & 0xf) == MAP_SHARED))
		*ret_why = "its flags contradict its kind";
	if (!*ret_why && vma->has_madv && (vma->madv & ~MEMORY_ADVICE))
		*ret_why = "its advice makes no sense";
	if (!*ret_why && (vma->flags & MAP_HUGETLB))
		*ret_why = memory_check_huge(vma, memory_backs[i].back);
	return memory_backs[i].back;
}

CR_FN const char *memory_check_bounds(const Cr__MmEntry *mm)
{
	const uint64_t all[] = {mm->mm_start_code, mm->mm_end_code,   mm->mm_start_data,
				mm->mm_end_data,   mm->mm_start_brk,  mm->mm_brk,
				mm->mm_arg_start,  mm->mm_arg_end,    mm->mm_env_start,
				mm->mm_env_end,	   mm->mm_start_stack};

	for (size_t i = 0; i < ARRAY_LEN(all); i++)
		if (all[i] < MEMORY_PAGE || all[i] >= ARCH_TASK_END)
			return "a bound lies outside of the memory of programs";
	for (size_t i = 0; i + 1 < ARRAY_LEN(all); i += 2)
		if (all[i] > all[i + 1])
			return "bounds are out of order";
	if (mm->mm_start_code == mm->mm_end_code)
		return "there is no code";
	return mm->n_mm_saved_auxv % 2 ? "the auxiliary vector is cut short" : NULL;
}

static int memory_damaged(struct load *l, const struct load_task *lt, const char *what, uint64_t at,
			  const char *why)
{
	const char *object = image_name(l->cx, IMAGE_MM, (uint64_t)lt->pid);

	return error_set(l->cx, CR_E_DAMAGED, 0, lt->pid, object ? object : "mm",
			 "%s %llx of process %d: %s", what, (unsigned long long)at, lt->pid, why);
}

/* == areas ===================================================================================== */

/* The mapping that holds addr, or NULL. */
CR_FN struct memory_area *memory_area_at(const struct memory_load *m, uint64_t addr)
{
	size_t low = 0, high = m->area_n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (m->areas[mid].vma->end > addr)
			high = mid;
		else
			low = mid + 1;
	}
	return low < m->area_n && m->areas[low].vma->start <= addr ? &m->areas[low] : NULL;
}

static int memory_load_guard(struct load *l, struct load_task *lt, const Cr__VmaEntry *vma)
{
	struct memory_load *m = lt->memory;
	const char *why = memory_check_range(vma, 0);

	for (uint64_t at = vma->start; !why && at < vma->end;) {
		const struct memory_area *area = memory_area_at(m, at);

		if (area && (area->back == MEMORY_BACK_ANON || area->back == MEMORY_BACK_FILE ||
			     area->back == MEMORY_BACK_SHARED || area->back == MEMORY_BACK_SYSV))
			at = area->vma->end;
		else
			why = "it guards what is not there";
	}
	if (why)
		return memory_damaged(l, lt, "guard", vma->start, why);
	m->guards[m->guard_n++] = vma;
	return 0;
}

static int memory_load_file(struct load *l, struct load_task *lt, const Cr__VmaEntry *vma)
{
	const struct load_file *file = vma->shmid <= UINT32_MAX
					       ? load_find_file(l, (uint32_t)vma->shmid)
					       : NULL;

	return file && (file->entry->reg || file->entry->memfd)
		       ? 0
		       : memory_damaged(l, lt, "mapping", vma->start,
					"the file behind it is not known");
}

/* CRIU with privilege writes shared anonymous memory as a memfd that nobody else has. */
static bool memory_is_anonymous(const struct load *l, const struct load_task *lt,
				const Cr__VmaEntry *vma)
{
	const struct load_file *file = load_find_file(l, (uint32_t)vma->shmid);
	const struct memory_common *common = lt->memory->common;

	if (!(vma->status & MEMORY_MEMFD) || !file || !file->entry->memfd)
		return false;
	for (size_t i = 0; i < common->memfds.n; i++)
		if (common->memfds.at[i]->inode_id == file->entry->memfd->inode_id)
			return object_is_anonymous(l, common->memfds.at[i]);
	return false;
}

static int memory_load_area(struct load *l, struct load_task *lt, const Cr__VmaEntry *vma,
			    uint64_t *after)
{
	struct memory_load *m = lt->memory;
	const char *why;

	for (size_t i = 0; i < ARRAY_LEN(memory_not_back); i++)
		if (vma->status & memory_not_back[i].status)
			return error_set(
				l->cx, CR_E_UNSUPPORTED, 0, lt->pid, memory_not_back[i].what,
				"mapping %llx of process %d is %s, which this version cannot bring "
				"back",
				(unsigned long long)vma->start, lt->pid, memory_not_back[i].what);
	if (vma->status & MEMORY_GUARD)
		return memory_load_guard(l, lt, vma);
	enum memory_back back = memory_check_vma(vma, *after, &why);
	if (why)
		return memory_damaged(l, lt, "mapping", vma->start, why);
	if (back == MEMORY_BACK_NONE)
		return 0;
	if (back == MEMORY_BACK_FILE && memory_is_anonymous(l, lt, vma))
		back = MEMORY_BACK_SHARED;
	struct memory_area *area = &m->areas[m->area_n++];

	*area = (struct memory_area){.vma = vma, .back = back};
	*after = vma->end;
	if ((back == MEMORY_BACK_VDSO && m->vdso) || (back == MEMORY_BACK_VVAR && m->vvar))
		return memory_damaged(l, lt, "mapping", vma->start, "it is the second of its kind");
	if (back == MEMORY_BACK_VDSO)
		m->vdso = area;
	if (back == MEMORY_BACK_VVAR)
		m->vvar = area;
	if (back == MEMORY_BACK_FILE)
		return memory_load_file(l, lt, vma);
	return back == MEMORY_BACK_SHARED ? memory_find_pool(l, lt, area) : 0;
}

static int memory_load_areas(struct load *l, struct load_task *lt)
{
	struct memory_load *m = lt->memory;
	const Cr__MmEntry *mm = lt->mm;
	uint64_t after = 0;
	int r = 0;

	m->areas = cx_array(l->cx, mm->n_vmas + 1, sizeof(*m->areas));
	m->guards = cx_array(l->cx, mm->n_vmas + 1, sizeof(*m->guards));
	if (!m->areas || !m->guards)
		return error_memory(l->cx);
	for (size_t i = 0; r == 0 && i < mm->n_vmas; i++)
		r = memory_load_area(l, lt, mm->vmas[i], &after);
	return r;
}

/* == pages ===================================================================================== */

static bool memory_keeps_pages(const struct memory_area *area)
{
	return area->back == MEMORY_BACK_ANON || area->back == MEMORY_BACK_VDSO ||
	       area->back == MEMORY_BACK_AIO ||
	       (area->back == MEMORY_BACK_FILE && (area->vma->status & MEMORY_FILE_PRIVATE));
}

/* Every page of every run lies in a mapping that has pages of its own. Both lists ascend. */
static int memory_check_runs(struct load *l, struct load_task *lt)
{
	struct memory_load *m = lt->memory;
	size_t a = 0;

	for (size_t i = 0; i < m->map.n; i++) {
		const struct page_run *run = &m->map.runs[i];
		uint64_t at = run->addr, end = at + run->pages * MEMORY_PAGE;

		while (at < end) {
			while (a < m->area_n && m->areas[a].vma->end <= at)
				a++;
			if (a == m->area_n || m->areas[a].vma->start > at ||
			    !memory_keeps_pages(&m->areas[a]))
				return memory_damaged(
					l, lt, "page", at,
					"it belongs to no mapping that has pages of its own");
			m->areas[a].has_pages = true;
			at = m->areas[a].vma->end;
		}
	}
	return 0;
}

#define MEMORY_PREFAULT (64 * MEMORY_PAGE)
#define MEMORY_PIECE ((uint64_t)4 << 20) /* what one of several readers takes at a time */
#define MEMORY_READERS 4

CR_FN size_t memory_first_run(const struct page_map *map, uint64_t addr)
{
	size_t low = 0, high = map->n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (map->runs[mid].addr + map->runs[mid].pages * MEMORY_PAGE > addr)
			high = mid;
		else
			low = mid + 1;
	}
	return low;
}

CR_FN bool memory_is_sparse(const struct page_map *map, uint64_t addr, uint64_t len)
{
	uint64_t pages = 0, blocks = 0,
		 next = 0; /* next: the first block that was not counted yet */

	for (size_t i = memory_first_run(map, addr); i < map->n && map->runs[i].addr < addr + len;
	     i++) {
		uint64_t end = map->runs[i].addr + map->runs[i].pages * MEMORY_PAGE;
		uint64_t first = map->runs[i].addr / MEMORY_HUGE, last = (end - 1) / MEMORY_HUGE;

		first = first > next ? first : next;
		blocks += last >= first ? last - first + 1 : 0;
		next = last + 1;
		pages += map->runs[i].pages;
	}
	return pages < blocks * (MEMORY_HUGE / MEMORY_PAGE / 2);
}

CR_FN struct load_count *memory_count(struct load *l)
{
	return l->shared ? &l->shared->pages : &l->pages;
}

/* Runs that follow each other in the save, though not in memory: read by one call. */
struct memory_gather {
	const struct image_member *from;
	uint64_t off, size;
	size_t n;
	struct iovec to[64];
};

static int memory_gather_end(struct load *l, struct memory_gather *g)
{
	int r = g->n ? image_read_into(l->cx, g->from, g->off, g->to, g->n, g->size) : 0;

	if (r == 0)
		__atomic_fetch_add(&memory_count(l)->restored, g->size / MEMORY_PAGE,
				   __ATOMIC_RELAXED);
	g->n = 0;
	g->size = 0;
	return r;
}

static int memory_gather_add(struct load *l, struct memory_gather *g,
			     const struct image_member *from, uint64_t off, void *to, uint64_t size)
{
	int r = g->n && (g->from != from || g->off + g->size != off || g->n == ARRAY_LEN(g->to))
			? memory_gather_end(l, g)
			: 0;

	if (g->n == 0) {
		g->from = from;
		g->off = off;
	}
	g->to[g->n++] = (struct iovec){to, size};
	g->size += size;
	return r;
}

/* Pages of one page map on their way to where they belong. */
struct memory_reading {
	const struct page_map *map;
	uint64_t addr, len;
	unsigned char *to; /* of addr */
	bool prefault;
	uint64_t next, done; /* the next piece that nobody has taken; pages that have been read */
	struct packed_room rooms[CREW_MAX];
};

static int memory_read_piece(struct memory_reading *rd, uint64_t addr, uint64_t len,
			     struct packed_room *room)
{
	const struct page_map *map = rd->map;

	for (size_t i = memory_first_run(map, addr); i < map->n && map->runs[i].addr < addr + len;
	     i++) {
		const struct page_run *run = &map->runs[i];
		uint64_t from = run->addr > addr ? run->addr : addr,
			 end = run->addr + run->pages * MEMORY_PAGE;
		unsigned char *dest = rd->to + (from - rd->addr);

		end = end < addr + len ? end : addr + len;
		if (rd->prefault && end - from >= MEMORY_PREFAULT)
			(void)sys_madvise((uintptr_t)dest, end - from, MEMORY_POPULATE_WRITE);
		int r = image_read_by(page_map_member(map, run), run->off + (from - run->addr),
				      dest, end - from, room);
		if (r < 0)
			return r;
		__atomic_fetch_add(&rd->done, (end - from) / MEMORY_PAGE, __ATOMIC_RELAXED);
	}
	return 0;
}

/* One of the crew: takes piece after piece. */
static int memory_read_some(void *arg, unsigned who)
{
	struct memory_reading *rd = arg;
	int r = 0;

	while (r == 0) {
		uint64_t k = __atomic_fetch_add(&rd->next, 1, __ATOMIC_RELAXED),
			 from = k * MEMORY_PIECE;

		if (from >= rd->len)
			return 0;
		size_t i = memory_first_run(rd->map, rd->addr + from);
		if (i == rd->map->n)
			return 0;
		/* Over a hole, however large, in one step. */
		uint64_t to = rd->map->runs[i].addr > rd->addr + from + MEMORY_PIECE
				      ? (rd->map->runs[i].addr - rd->addr) / MEMORY_PIECE
				      : k + 1,
			 seen = k + 1;
		if (to > k + 1)
			(void)__atomic_compare_exchange_n(&rd->next, &seen, to, false,
							  __ATOMIC_RELAXED, __ATOMIC_RELAXED);
		else
			r = memory_read_piece(rd, rd->addr + from,
					      rd->len - from < MEMORY_PIECE ? rd->len - from
									    : MEMORY_PIECE,
					      &rd->rooms[who]);
	}
	return r;
}

CR_FN bool memory_map_is_packed(const struct page_map *map)
{
	bool packed = map->pages.packed;

	for (size_t i = 0; i < map->more_n; i++)
		packed |= map->more[i].packed != NULL;
	return packed;
}

/* Worth it where runs are long: short ones are read many by one call. Processes of a tree are read
 * at the same time anyway; and a helper might take the number that one of them is to have. */
static const struct crew *memory_crew(struct load *l, const struct page_map *map, uint64_t addr,
				      uint64_t len)
{
	size_t runs = memory_first_run(map, addr + len) - memory_first_run(map, addr) + 1;

	if (len < 4 * MEMORY_PIECE || len / runs < MEMORY_PREFAULT || l->tasks.n > 1)
		return NULL;
	if (!l->crew && (l->crew = cx_alloc(l->cx, sizeof(*l->crew))))
		(void)crew_make(l->cx, MEMORY_READERS, l->crew);
	return l->crew && l->crew->n > 1 ? l->crew : NULL;
}

static int memory_read_together(struct load *l, const struct crew *crew, struct memory_reading *rd)
{
	bool packed = memory_map_is_packed(rd->map);
	int r = 0;

	for (unsigned i = 0; packed && r == 0 && i < crew->n; i++)
		r = packed_room_make(l->cx, &rd->rooms[i]);
	if (r == 0)
		r = crew_run(crew, memory_read_some, rd);
	if (r == 0)
		__atomic_fetch_add(&memory_count(l)->restored, rd->done, __ATOMIC_RELAXED);
	return r;
}

static int memory_read_alone(struct load *l, const struct page_map *map, uint64_t addr,
			     uint64_t len, void *to, bool prefault)
{
	struct memory_gather gather;

	gather.n = 0;
	gather.size = 0;
	for (size_t i = memory_first_run(map, addr); i < map->n && map->runs[i].addr < addr + len;
	     i++) {
		const struct page_run *run = &map->runs[i];
		uint64_t from = run->addr > addr ? run->addr : addr,
			 end = run->addr + run->pages * MEMORY_PAGE;
		unsigned char *dest = (unsigned char *)to + (from - addr);

		end = end < addr + len ? end : addr + len;
		if (prefault && end - from >= MEMORY_PREFAULT)
			(void)sys_madvise((uintptr_t)dest, end - from, MEMORY_POPULATE_WRITE);
		int r = memory_gather_add(l, &gather, page_map_member(map, run),
					  run->off + (from - run->addr), dest, end - from);
		if (r < 0)
			return r;
	}
	return memory_gather_end(l, &gather);
}

CR_FN int memory_read_pages(struct load *l, const struct page_map *map, uint64_t addr, uint64_t len,
			    void *to, bool prefault)
{
	struct memory_reading rd = {
		.map = map, .addr = addr, .len = len, .to = to, .prefault = prefault};
	const struct crew *crew = memory_crew(l, map, addr, len);

	/* What went wrong in one of many is found, and said, by one alone. */
	if (crew && memory_read_together(l, crew, &rd) == 0)
		return 0;
	return memory_read_alone(l, map, addr, len, to, prefault);
}

/* The code of the saved vdso: needed early, to see whether this kernel's is the same. */
static int memory_load_vdso(struct load *l, struct load_task *lt)
{
	struct memory_load *m = lt->memory;

	if (!m->vdso)
		return 0;
	uint64_t size = m->vdso->vma->end - m->vdso->vma->start;

	if (size > MEMORY_VDSO_MAX)
		return memory_damaged(l, lt, "mapping", m->vdso->vma->start,
				      "no vdso is that large");
	void *image = cx_alloc(l->cx, size);
	if (!image)
		return error_memory(l->cx);
	int r = memory_read_pages(l, &m->map, m->vdso->vma->start, size, image, false);
	if (r == 0)
		r = vdso_parse(l->cx, image, size, &m->saved_vdso);
	return r == -EBADMSG ? memory_damaged(l, lt, "mapping", m->vdso->vma->start,
					      "the vdso in it makes no sense")
			     : r;
}

/* == all of it ================================================================================= */

static int memory_load_task(struct load *l, struct load_task *lt, struct memory_common *common)
{
	struct memory_load *m = cx_alloc(l->cx, sizeof(*m));
	Cr__MmEntry *mm;

	if (!m)
		return error_memory(l->cx);
	m->common = common;
	m->map.pages.fd = -1;
	lt->memory = m;
	int r = record_one(l->image, IMAGE_MM, (uint64_t)lt->pid, &cr__mm_entry__descriptor, &mm);
	if (r < 0)
		return r;
	lt->mm = mm;
	const char *why = memory_check_bounds(mm);
	if (why)
		return memory_damaged(l, lt, "the bounds at", mm->mm_start_code, why);
	if (!load_find_file(l, mm->exe_file_id))
		return memory_damaged(l, lt, "executable", mm->exe_file_id, "it is not known");
	r = memory_load_areas(l, lt);
	uint64_t at;
	why = r == 0 ? advice_load(lt, &at) : NULL;
	if (r == 0 && !why)
		why = policy_load(lt, &at);
	if (why)
		return memory_damaged(l, lt, "what cr.img says of mapping", at, why);
	if (r == 0) {
		r = page_map_load(l->image, IMAGE_PAGEMAP, (uint64_t)lt->pid, &m->map);
		r = r == -ENOENT ? 0 : r; /* no page map: no pages */
	}
	if (r == 0)
		r = memory_check_runs(l, lt);
	for (size_t i = 0; r == 0 && i < lt->memory->area_n; i++) {
		const struct memory_area *area = &lt->memory->areas[i];
		uint32_t nr;

		why = area->back == MEMORY_BACK_AIO ? aio_load(mm, area, &nr) : NULL;
		if (why)
			r = memory_damaged(l, lt, "mapping", area->vma->start, why);
	}
	if (r == 0)
		r = mapped_choose(l, lt);
	if (r == 0)
		r = sysv_load(l, lt);
	return r < 0 ? r : memory_load_vdso(l, lt);
}

static int memory_load_memfds(struct load *l, struct memory_common *common)
{
	Cr__MemfdInodeEntry *inode;
	struct record_in in;
	int r = record_open(l->image, IMAGE_MEMFD, 0, &in);

	if (r < 0)
		return r == -ENOENT ? 0 : r;
	while ((r = record_next(&in, &cr__memfd_inode_entry__descriptor, &inode)) > 0) {
		Cr__MemfdInodeEntry **slot = vec_add(&l->cx->arena, &common->memfds);

		if (!slot)
			return error_memory(l->cx);
		*slot = inode;
	}
	return r;
}

CR_FN int memory_load(struct load *l)
{
	struct memory_common *common = cx_alloc(l->cx, sizeof(*common));

	if (!common)
		return error_memory(l->cx);
	if (feature_ask(l->cx, FEATURE_SET_MM_MAP) == CR_NO)
		return error_set(l->cx, CR_E_KERNEL, 0, 0, feature_name(FEATURE_SET_MM_MAP),
				 "this kernel cannot set the bounds of a program (%s)",
				 feature_advice(FEATURE_SET_MM_MAP));
	int r = advice_check_loader(l);
	if (r == 0)
		r = memory_load_memfds(l, common);
	for (size_t i = 0; r == 0 && i < l->tasks.n; i++)
		if (l->tasks.at[i]->state != TASK_ZOMBIE) {
			r = memory_load_task(l, l->tasks.at[i], common);
			if (r < 0)
				return error_frame(l->cx, r, "reading the memory of process %d",
						   l->tasks.at[i]->pid);
		}
	return r;
}
