/* SPDX-License-Identifier: MIT
 *
 * vdso: the kernel's code in every process. It belongs to the running kernel, and programs hold its
 * address.
 *
 * When the saved code has the same functions at the same offsets, the loader's own vdso is moved to
 * its place. Else the saved code stays as private memory, and each of its functions is made to go
 * on in this kernel's, which lies elsewhere; what this kernel's lacks makes the system call
 * instead. Later saves store both: the redirected code is memory like any other, so it goes through
 * any number of further cycles.
 *
 * The image comes from a save: nothing in it is believed. Refused: a save with a thread stopped
 * inside the code that would have to be replaced, unless it is in a system call, behind which only
 * the way out is left.
 *
 * That of a 32-bit program is another one: a task that is to become such gives the loader's away
 * and has the kernel map that first (the other way round where its parent is one).
 */
#include "memory.h"

#include <elf.h>

#define VDSO_SYMBOLS_MAX 4096

/* == symbols =================================================================================== */

/* What the dynamic section tells. Addresses are offsets once the bias is off. */
struct vdso_tables {
	uint64_t symtab, strtab, strsz, hash, gnu_hash;
};

static bool vdso_range(const struct vdso *v, uint64_t off, uint64_t len)
{
	uint64_t end;

	return num_add(off, len, &end) && end <= v->size;
}

static bool vdso_get(const struct vdso *v, uint64_t off, void *to, size_t len)
{
	if (!vdso_range(v, off, len))
		return false;
	memcpy(to, v->image + off, len);
	return true;
}

/* -- in either word size, as in 64 bits -- */

static bool vdso_get_dyn(const struct vdso *v, uint64_t *off, Elf64_Dyn *ret)
{
	Elf32_Dyn narrow;
	bool ok = v->narrow ? vdso_get(v, *off, &narrow, sizeof(narrow))
			    : vdso_get(v, *off, ret, sizeof(*ret));

	*off += v->narrow ? sizeof(narrow) : sizeof(*ret);
	if (ok && v->narrow)
		*ret = (Elf64_Dyn){.d_tag = narrow.d_tag, .d_un = {.d_val = narrow.d_un.d_val}};
	return ok && ret->d_tag != DT_NULL;
}

static bool vdso_get_symbol(const struct vdso *v, uint64_t table, size_t i, Elf64_Sym *ret)
{
	Elf32_Sym narrow;

	if (!v->narrow)
		return vdso_get(v, table + i * sizeof(*ret), ret, sizeof(*ret));
	if (!vdso_get(v, table + i * sizeof(narrow), &narrow, sizeof(narrow)))
		return false;
	*ret = (Elf64_Sym){.st_name = narrow.st_name,
			   .st_info = narrow.st_info,
			   .st_shndx = narrow.st_shndx,
			   .st_value = narrow.st_value};
	return true;
}

static bool vdso_get_segment(const struct vdso *v, uint64_t table, size_t i, Elf64_Phdr *ret)
{
	Elf32_Phdr narrow;

	if (!v->narrow)
		return vdso_get(v, table + i * sizeof(*ret), ret, sizeof(*ret));
	if (!vdso_get(v, table + i * sizeof(narrow), &narrow, sizeof(narrow)))
		return false;
	*ret = (Elf64_Phdr){.p_type = narrow.p_type,
			    .p_offset = narrow.p_offset,
			    .p_vaddr = narrow.p_vaddr,
			    .p_filesz = narrow.p_filesz};
	return true;
}

static bool vdso_get_head(struct vdso *v, Elf64_Ehdr *ret)
{
	static const unsigned char magic[] = {ELFMAG0, ELFMAG1, ELFMAG2, ELFMAG3};
	Elf32_Ehdr narrow;

	if (!vdso_get(v, 0, ret, sizeof(*ret)) || memcmp(ret->e_ident, magic, sizeof(magic)) != 0 ||
	    ret->e_ident[EI_DATA] != ELFDATA2LSB)
		return false;
	v->narrow = ret->e_ident[EI_CLASS] == ELFCLASS32;
	if (!v->narrow)
		return ret->e_ident[EI_CLASS] == ELFCLASS64 &&
		       ret->e_phentsize == sizeof(Elf64_Phdr);
	memcpy(&narrow, v->image, sizeof(narrow));
	ret->e_type = narrow.e_type;
	ret->e_phoff = narrow.e_phoff;
	ret->e_shoff = narrow.e_shoff;
	ret->e_phnum = narrow.e_phnum;
	ret->e_shnum = narrow.e_shnum;
	ret->e_shentsize = narrow.e_shentsize;
	return narrow.e_phentsize == sizeof(Elf32_Phdr);
}

static bool vdso_read_dynamic(const struct vdso *v, const Elf64_Phdr *ph, uint64_t bias,
			      struct vdso_tables *t)
{
	Elf64_Dyn dyn;

	memset(t, 0, sizeof(*t));
	for (uint64_t off = ph->p_offset; vdso_get_dyn(v, &off, &dyn);) {
		uint64_t at = dyn.d_un.d_ptr - bias;

		if (dyn.d_tag == DT_SYMTAB)
			t->symtab = at;
		else if (dyn.d_tag == DT_STRTAB)
			t->strtab = at;
		else if (dyn.d_tag == DT_STRSZ)
			t->strsz = dyn.d_un.d_val;
		else if (dyn.d_tag == DT_HASH)
			t->hash = at;
		else if (dyn.d_tag == DT_GNU_HASH)
			t->gnu_hash = at;
	}
	return t->symtab && t->strtab && (t->hash || t->gnu_hash) &&
	       vdso_range(v, t->strtab, t->strsz);
}

/* The newer kind of table does not say how many symbols there are: the end of the last chain does.
 */
static size_t vdso_count_gnu(const struct vdso *v, uint64_t at)
{
	uint32_t head[4], last = 0,
			  word; /* buckets, first symbol, words of the filter, its shift */

	if (!vdso_get(v, at, head, sizeof(head)) || head[0] > VDSO_SYMBOLS_MAX ||
	    head[2] > VDSO_SYMBOLS_MAX)
		return 0;
	uint64_t word_size = v->narrow ? sizeof(uint32_t) : sizeof(uint64_t);
	uint64_t buckets = at + sizeof(head) + head[2] * word_size,
		 chains = buckets + head[0] * sizeof(word);

	for (uint32_t i = 0; i < head[0]; i++) {
		if (!vdso_get(v, buckets + i * sizeof(word), &word, sizeof(word)))
			return 0;
		last = word > last ? word : last;
	}
	if (last < head[1] || last > VDSO_SYMBOLS_MAX)
		return 0;
	do {
		if (!vdso_get(v, chains + (uint64_t)(last - head[1]) * sizeof(word), &word,
			      sizeof(word)))
			return 0;
		last++;
	} while (!(word & 1));
	return last;
}

static size_t vdso_count(const struct vdso *v, const struct vdso_tables *t)
{
	uint32_t head[2]; /* buckets, chains */

	if (!t->hash)
		return vdso_count_gnu(v, t->gnu_hash);
	return vdso_get(v, t->hash, head, sizeof(head)) ? head[1] : 0;
}

static bool vdso_ends(const char *text, uint64_t room)
{
	for (uint64_t i = 0; i < room; i++)
		if (text[i] == '\0')
			return true;
	return false;
}

static int vdso_read_symbol(struct vdso *v, const struct vdso_tables *t, uint64_t bias, size_t i)
{
	Elf64_Sym sym;

	if (!vdso_get_symbol(v, t->symtab, i, &sym))
		return -EBADMSG;
	unsigned type = ELF64_ST_TYPE(sym.st_info);

	if (sym.st_shndx == SHN_UNDEF || sym.st_shndx == SHN_ABS ||
	    (type != STT_FUNC && type != STT_NOTYPE))
		return 0;
	uint64_t value = sym.st_value - bias;
	const char *name = (const char *)v->image + t->strtab + sym.st_name;

	if (sym.st_name >= t->strsz || !vdso_ends(name, t->strsz - sym.st_name) || value == 0 ||
	    value >= v->end)
		return -EBADMSG;
	v->symbols[v->n++] = (struct vdso_symbol){.name = name, .value = value};
	return 0;
}

/* Room ends where the next function begins. */
static void vdso_measure(struct vdso *v)
{
	for (size_t i = 0; i < v->n; i++) {
		uint64_t end = v->end;

		for (size_t j = 0; j < v->n; j++)
			if (v->symbols[j].value > v->symbols[i].value && v->symbols[j].value < end)
				end = v->symbols[j].value;
		v->symbols[i].room = end - v->symbols[i].value;
	}
}

static int vdso_read_heads(struct vdso *v, Elf64_Phdr *ret_dynamic, uint64_t *ret_bias)
{
	bool load = false, dynamic = false;
	Elf64_Ehdr head;
	Elf64_Phdr ph;

	if (!vdso_get_head(v, &head) || head.e_type != ET_DYN)
		return -EBADMSG;
	for (unsigned i = 0; i < head.e_phnum; i++) {
		if (!vdso_get_segment(v, head.e_phoff, i, &ph))
			return -EBADMSG;
		if (ph.p_type == PT_LOAD && !load) {
			if (!vdso_range(v, ph.p_offset, ph.p_filesz))
				return -EBADMSG;
			v->end = ph.p_offset + ph.p_filesz;
			*ret_bias = ph.p_vaddr - ph.p_offset;
			load = true;
		} else if (ph.p_type == PT_DYNAMIC) {
			*ret_dynamic = ph;
			dynamic = true;
		}
	}
	/* Section heads lie behind what is loaded, and nothing behind them. */
	v->file_end = v->end;
	if (head.e_shoff < v->size &&
	    vdso_range(v, head.e_shoff, (uint64_t)head.e_shnum * head.e_shentsize) &&
	    head.e_shoff + (uint64_t)head.e_shnum * head.e_shentsize > v->end)
		v->file_end = head.e_shoff + (uint64_t)head.e_shnum * head.e_shentsize;
	return load && dynamic ? 0 : -EBADMSG;
}

CR_FN int vdso_parse(struct cr_ctx *cx, const void *image, size_t size, struct vdso *ret)
{
	struct vdso v = {.image = image, .size = size};
	Elf64_Phdr dynamic = {0};
	struct vdso_tables tables;
	uint64_t bias = 0;
	int r = vdso_read_heads(&v, &dynamic, &bias);

	if (r < 0 || !vdso_read_dynamic(&v, &dynamic, bias, &tables))
		return -EBADMSG;
	size_t n = vdso_count(&v, &tables);

	if (n == 0 || n > VDSO_SYMBOLS_MAX)
		return -EBADMSG;
	v.symbols = cx_array(cx, n, sizeof(*v.symbols));
	if (!v.symbols)
		return error_memory(cx);
	for (size_t i = 1; r == 0 && i < n; i++) /* the first is always empty */
		r = vdso_read_symbol(&v, &tables, bias, i);
	if (r < 0)
		return r;
	vdso_measure(&v);
	*ret = v;
	return 0;
}

static const struct vdso_symbol *vdso_find(const struct vdso *v, const char *name)
{
	for (size_t i = 0; v && i < v->n; i++)
		if (strcmp(v->symbols[i].name, name) == 0)
			return &v->symbols[i];
	return NULL;
}

static bool vdso_covers(const struct vdso *a, const struct vdso *b)
{
	for (size_t i = 0; i < b->n; i++) {
		const struct vdso_symbol *s = vdso_find(a, b->symbols[i].name);

		if (!s || s->value != b->symbols[i].value)
			return false;
	}
	return true;
}

CR_FN bool vdso_same(const struct vdso *a, const struct vdso *b)
{
	return a->narrow == b->narrow && a->size == b->size && vdso_covers(a, b) &&
	       vdso_covers(b, a);
}

/* == redirecting =============================================================================== */

/* What a function does when nobody else does it: the same, by way of the kernel. */
static const struct {
	const char *name;
	int nr;
} vdso_calls[] = {
	{"clock_gettime", SYS_clock_gettime},
	{"gettimeofday", SYS_gettimeofday},
	{"clock_getres", SYS_clock_getres},
	{"getcpu", SYS_getcpu},
	{"getrandom", SYS_getrandom},
#ifdef SYS_time
	{"time", SYS_time},
#endif
};

static int vdso_call_of(const char *name)
{
	static const char prefix[] = "__vdso_";

	if (str_starts(name, prefix))
		name += sizeof(prefix) - 1;
	for (size_t i = 0; i < ARRAY_LEN(vdso_calls); i++)
		if (strcmp(vdso_calls[i].name, name) == 0)
			return vdso_calls[i].nr;
	return -1;
}

/* In 32-bit code arguments are on the stack: what is lacking says so, and whoever called makes the
 * system call. */
static void vdso_redirect_narrow(const struct vdso *old, unsigned char *image, uint64_t at,
				 const struct vdso *new_, uint64_t base)
{
	for (size_t i = 0; i < old->n; i++) {
		const struct vdso_symbol *from = &old->symbols[i],
					 *to = vdso_find(new_, from->name);
		unsigned char code[ARCH_JUMP_LEN];
		size_t n = to ? arch_compat_jump(code, at + from->value, base + to->value)
			   : str_starts(from->name, "__vdso_") ? arch_compat_lacking(code)
							       : 0;

		if (n <= from->room)
			memcpy(image + from->value, code, n);
	}
}

CR_FN void vdso_redirect(const struct vdso *old, unsigned char *image, uint64_t at,
			 const struct vdso *new_, uint64_t base)
{
	if (old->narrow) {
		vdso_redirect_narrow(old, image, at, new_, base);
		return;
	}
	for (size_t i = 0; i < old->n; i++) {
		const struct vdso_symbol *from = &old->symbols[i],
					 *to = vdso_find(new_, from->name);
		unsigned char code[ARCH_JUMP_LEN];
		int nr = vdso_call_of(from->name);
		size_t n = to	     ? arch_code_jump(code, base + to->value)
			   : nr >= 0 ? arch_code_call(code, nr)
				     : 0;

		/* Too small for a jump, or of no known name (an SGX entry): such code needs no data
		 * of its kernel's. */
		if (n > from->room && nr >= 0)
			n = arch_code_call(code, nr);
		if (n && n <= from->room)
			memcpy(image + from->value, code, n);
	}
}

/* == moving ==================================================================================== */

CR_FN void vdso_find_parts(const struct proc_map *maps, size_t n, struct vdso_move *ret)
{
	memset(ret, 0, sizeof(*ret));
	for (size_t i = 0; i < n && ret->n < ARRAY_LEN(ret->part); i++) {
		bool code = strcmp(maps[i].name, "[vdso]") == 0;

		if (!code && !str_starts(maps[i].name, "[vvar"))
			continue;
		ret->part[ret->n++] = (struct wire_range){maps[i].start,
							  maps[i].end - maps[i].start};
		ret->start = ret->start ? ret->start : maps[i].start;
		ret->end = maps[i].end;
		if (code)
			ret->code = maps[i].start;
	}
	if (!ret->code) /* data without code is of no use */
		memset(ret, 0, sizeof(*ret));
}

/* The other kind of vdso in the place of this one. hole: where there is room for it. */
static int vdso_swap(bool compat, const struct vdso_move *old, uint64_t hole)
{
	int r = 0;

	for (size_t i = 0; r == 0 && i < old->n; i++)
		r = sys_munmap(old->part[i].addr, old->part[i].len);
	return r < 0 ? r : arch_map_vdso(compat, hole);
}

CR_FN int vdso_choose(struct load *l, const struct load_task *lt, struct memory_taken *taken,
		      struct vdso_move *move)
{
	unsigned char class = ELFCLASSNONE;
	struct proc_map *maps;
	size_t n;

	if (move->n)
		class = ((const unsigned char *)(uintptr_t)move->code)[EI_CLASS];
	if (!lt->memory->vdso || class == (lt->compat ? ELFCLASS32 : ELFCLASS64) ||
	    (class == ELFCLASSNONE && !lt->compat))
		return 0;
	uint64_t hole = memory_taken_hole(taken, MEMORY_VDSO_MAX, 0);
	int r = hole ? vdso_swap(lt->compat, move, hole) : -ENOMEM;

	if (r >= 0)
		r = memory_own_maps(l, &maps, &n);
	if (r >= 0) {
		vdso_find_parts(maps, n, move);
		if (move->start < hole || move->end > hole + MEMORY_VDSO_MAX ||
		    (lt->compat && move->end > ARCH_COMPAT_END))
			r = -ENOMEM;
	}
	return r < 0 ? error_set(l->cx, CR_E_RESTORE, -r, lt->pid, "[vdso]",
				 "process %d cannot have the vdso of a %d-bit program", lt->pid,
				 lt->compat ? 32 : 64)
		     : 0;
}

/* Where the data begins, seen from the code, must be the same: the code reads it there. */
static bool vdso_fits(const struct memory_load *m, const struct vdso_move *move)
{
	uint64_t data = m->vvar ? m->vvar->vma->start : m->vdso->vma->start;
	uint64_t end = m->vvar && m->vvar->vma->end > m->vdso->vma->end ? m->vvar->vma->end
									: m->vdso->vma->end;

	if (data > m->vdso->vma->start)
		data = m->vdso->vma->start;
	return m->vdso->vma->start - data == move->code - move->start &&
	       end - data == move->end - move->start;
}

/* Behind a system call, or about to enter it, and not where a jump elsewhere is going to be. */
static bool vdso_is_past_use(const struct vdso *v, uint64_t off)
{
	if (!v->narrow)
		return arch_code_behind_call(v->image, off);
	uint64_t call = arch_compat_is_call(v->image, v->size, off) ? off : off - ARCH_SYSCALL_LEN;

	if (!arch_compat_is_call(v->image, v->size, call))
		return false;
	for (size_t i = 0; i < v->n; i++)
		if (call - v->symbols[i].value < ARCH_COMPAT_JUMP_LEN)
			return false;
	return true;
}

/* A thread in the old code, other than behind a system call, would go on reading data that is no
 * longer there. */
static int vdso_check_threads(struct load *l, const struct load_task *lt)
{
	const struct memory_load *m = lt->memory;
	uint64_t start = m->vdso->vma->start, end = m->vdso->vma->end;

	for (size_t i = 0; i < lt->thread_n; i++) {
		const Cr__CoreEntry *core = lt->threads[i].core;
		uint64_t ip = core && core->thread_info && core->thread_info->gpregs
				      ? core->thread_info->gpregs->ip
				      : 0;

		if (ip < start || ip >= end || vdso_is_past_use(&m->saved_vdso, ip - start))
			continue;
		return error_set(l->cx, CR_E_RESTORE, ENOTSUP, lt->threads[i].tid, "[vdso]",
				 "thread %d was stopped inside the kernel's own code (vdso), and "
				 "this kernel's differs",
				 lt->threads[i].tid);
	}
	return 0;
}

static bool vdso_hits_area(const struct memory_load *m, const struct vdso_move *move,
			   bool redirected)
{
	for (size_t i = 0; i < m->area_n; i++) {
		const struct memory_area *a = &m->areas[i];

		if (!redirected && (a->back == MEMORY_BACK_VDSO || a->back == MEMORY_BACK_VVAR))
			continue;
		if (a->vma->start < move->end && move->start < a->vma->end)
			return true;
	}
	return false;
}

static int vdso_plan_place(struct load *l, const struct load_task *lt, struct memory_taken *taken,
			   struct vdso_move *move)
{
	const struct memory_load *m = lt->memory;
	uint64_t len = move->end - move->start;
	bool overlaps;

	move->final = move->same ? m->vdso->vma->start - (move->code - move->start) : move->start;
	if (move->final == move->start && !vdso_hits_area(m, move, !move->same))
		return 0;
	overlaps = move->final < move->end && move->start < move->final + len;
	move->aside = overlaps || vdso_hits_area(m, move, !move->same);
	if (!move->aside)
		return 0;
	move->hole = memory_taken_hole(taken, len, move->start);
	if (!move->hole)
		return error_set(l->cx, CR_E_RESTORE, ENOMEM, lt->pid, "[vdso]",
				 "no room for the vdso of this kernel");
	if (!move->same)
		move->final = move->hole;
	return 0;
}

CR_FN int vdso_plan(struct load *l, struct load_task *lt, struct memory_taken *taken,
		    struct vdso_move *move)
{
	struct memory_load *m = lt->memory;
	const struct vdso *kept = &m->saved_vdso;
	int r;

	if (!m->vdso) {
		memset(move, 0, sizeof(*move)); /* a program without one stays without one */
		return 0;
	}
	if (move->n) {
		size_t size = 0;

		for (size_t i = 0; i < move->n; i++)
			size = move->part[i].addr == move->code ? move->part[i].len : size;
		r = vdso_parse(l->cx, (const void *)(uintptr_t)move->code, size, &move->now);
		if (r < 0)
			memset(move, 0,
			       sizeof(*move)); /* of a kind not known: system calls will do */
	}
	if (lt->compat != kept->narrow || (lt->compat && !move->n))
		return error_set(l->cx, CR_E_DAMAGED, 0, lt->pid, "[vdso]",
				 "the vdso of process %d is not for programs of its word size",
				 lt->pid);
	move->same = move->n && vdso_fits(m, move) && vdso_same(kept, &move->now);
	m->stub_end = move->same && move->now.file_end > kept->file_end ? move->now.file_end
									: kept->file_end;
	/* The same functions at the same offsets, but other code: a thread inside of it does not
	 * mind which. */
	if (!move->same || memcmp(kept->image, move->now.image, kept->end) != 0) {
		r = vdso_check_threads(l, lt);
		if (r < 0)
			return r;
	}
	log_debug(l->cx, "process %d: vdso %s", lt->pid, move->same ? "moved" : "redirected");
	return move->n ? vdso_plan_place(l, lt, taken, move) : 0;
}

static void vdso_step(struct load_task *lt, const struct vdso_move *move, uint64_t from,
		      uint64_t to)
{
	for (size_t i = 0; i < move->n && from != to; i++) {
		uint64_t off = move->part[i].addr - move->start;

		plan_move(lt->plan, PLAN_AT_MOVE, "mremap of the vdso", from + off,
			  move->part[i].len, to + off);
	}
}

CR_FN void vdso_step_aside(struct load_task *lt, const struct vdso_move *move)
{
	if (move->aside)
		vdso_step(lt, move, move->start, move->hole);
}

CR_FN void vdso_step_home(struct load_task *lt, const struct vdso_move *move)
{
	vdso_step(lt, move, move->aside ? move->hole : move->start, move->final);
}

CR_FN void vdso_patch(const struct load_task *lt, const struct vdso_move *move, void *image)
{
	const struct vdso *kept = &lt->memory->saved_vdso;

	/* Where savers leave their stubs: none of them is about this process. */
	memset((unsigned char *)image + kept->file_end, 0, kept->size - kept->file_end);
	vdso_redirect(kept, image, lt->memory->vdso->vma->start, move->n ? &move->now : NULL,
		      move->final + (move->code - move->start));
}

CR_FN int memory_stub(struct load *l, struct load_task *lt, uint64_t *ret_at, size_t *ret_room)
{
	const struct memory_load *m = lt->memory;
	uint64_t end = m->vdso ? num_round_up(m->stub_end, 16) : 0;

	/* Beside [vdso] no memory is sure to be executable and not executed. */
	if (!m->vdso || end >= m->saved_vdso.size)
		return error_set(l->cx, CR_E_RESTORE, 0, lt->pid, "[vdso]",
				 "the saved program has no bytes that it does not execute, for the "
				 "last steps of its load");
	*ret_at = m->vdso->vma->start + end;
	*ret_room = m->saved_vdso.size - end;
	return 0;
}
