/* SPDX-License-Identifier: MIT
 *
 * memory, pure: what a mapping is, holes, entries that nobody vouches for, the symbols of a vdso.
 * The rest is in t_memory.c, which comes after.
 */
#include "t.h"

#include <setjmp.h>
#include <sys/auxv.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

static struct cr_ctx *memory_test_ctx(void)
{
	struct cr_ctx *cx = calloc(1, sizeof(*cx));

	T_MUST(cx && ctx_open(cx, NULL) == 0, "no context");
	return cx;
}

static void memory_test_ctx_close(struct cr_ctx *cx)
{
	ctx_close(cx);
	free(cx);
}

/* == what a mapping is ========================================================================= */

static const struct {
	const char *line, *flags;
	enum memory_kind kind;
} memory_lines[] = {
	{"7f0c12400000-7f0c12428000 r--p 00001000 fe:01 1234      /usr/lib/libc.so.6",
	 "rd mr mw me", MEMORY_IS_FILE},
	{"7f0c12400000-7f0c12428000 rw-s 00001000 fe:01 1234      /tmp/a file (deleted)",
	 "rd wr sh mr mw", MEMORY_IS_FILE},
	{"7f0c12400000-7f0c12428000 rw-p 00000000 00:00 0 ", "rd wr mr mw me ac", MEMORY_IS_ANON},
	{"7f0c12400000-7f0c12428000 rw-p 00000000 00:00 0         [anon:arena]", "rd wr mr mw",
	 MEMORY_IS_ANON},
	{"55e912400000-55e912428000 rw-p 00000000 00:00 0         [heap]", "rd wr mr mw",
	 MEMORY_IS_HEAP},
	{"7ffd12400000-7ffd12428000 rw-p 00000000 00:00 0         [stack]", "rd wr mr mw gd",
	 MEMORY_IS_ANON},
	{"7f0c12400000-7f0c12428000 rw-p 00000000 00:05 6         /dev/zero", "rd wr mr mw",
	 MEMORY_IS_ANON},
	{"7f0c12400000-7f0c12428000 rw-s 00000000 00:01 1026      /dev/zero (deleted)", "rd wr sh",
	 MEMORY_IS_SHARED},
	{"7f0c12400000-7f0c12428000 rw-s 00000000 00:01 1026      [anon_shmem:x]", "rd wr sh",
	 MEMORY_IS_SHARED},
	{"7f0c12400000-7f0c12404000 r--p 00000000 00:00 0         [vvar]", "rd mr de io pf dd",
	 MEMORY_IS_VVAR},
	{"7f0c12400000-7f0c12402000 r--p 00000000 00:00 0         [vvar_vclock]", "rd mr pf dd",
	 MEMORY_IS_VVAR},
	{"7f0c12400000-7f0c12402000 r-xp 00000000 00:00 0         [vdso]", "rd ex mr mw me de",
	 MEMORY_IS_VDSO},
	{"ffffffffff600000-ffffffffff601000 --xp 00000000 00:00 0 [vsyscall]", "ex",
	 MEMORY_IS_VSYSCALL},
	{"7f0c12400000-7f0c12428000 rw-s 00000000 00:01 1026      /memfd:buffer (deleted)",
	 "rd wr sh", MEMORY_IS_FILE},
	{"7f0c12400000-7f0c12428000 rw-s 00000000 00:01 32768     /SYSV0000002a (deleted)",
	 "rd wr sh", MEMORY_IS_SYSV},
	{"7f0c12400000-7f0c12428000 rw-s 00000000 00:0c 1026      /secretmem (deleted)",
	 "rd wr sh lo", MEMORY_IS_FILE},
	{"7f0c12400000-7f0c12402000 rw-s 00000000 00:11 1026      /[aio] (deleted)", "rd wr sh de",
	 MEMORY_IS_AIO},
	{"7f0c12400000-7f0c12600000 rw-p 00000000 00:10 1026      /anon_hugepage (deleted)",
	 "rd wr ht", MEMORY_IS_ANON},
	{"7f0c12400000-7f0c12600000 rw-s 00000000 00:10 1026      /anon_hugepage (deleted)",
	 "rd wr sh ht", MEMORY_IS_FILE},
	{"7f0c12400000-7f0c12600000 rw-p 00000000 00:10 1026      /anon_hugepage (deleted)",
	 "rd wr", MEMORY_IS_FILE},
	{"7f0c12400000-7f0c12600000 rw-p 00000000 00:10 1026      /dev/hugepages/x", "rd wr ht",
	 MEMORY_IS_FILE},
	{"7f0c12400000-7f0c12428000 rw-s 00000000 00:0e 1026      anon_inode:[io_uring]",
	 "rd wr sh", MEMORY_IS_REFUSED},
	{"7f0c12400000-7f0c12428000 rw-s 00000000 00:0a 1026      socket:[1026]", "rd wr sh",
	 MEMORY_IS_REFUSED},
	{"7f0c12400000-7f0c12428000 rw-s 00000000 00:06 1026      /dev/dri/card0", "rd wr sh io pf",
	 MEMORY_IS_REFUSED},
	{"7f0c12400000-7f0c12428000 rw-p 00000000 00:00 0 ", "rd wr um", MEMORY_IS_REFUSED},
	{"7f0c12400000-7f0c12428000 rw-p 00000000 00:00 0 ", "rd wr ss", MEMORY_IS_REFUSED},
	{"7f0c12400000-7f0c12428000 r-xp 00000000 00:00 0         [uprobes]", "rd ex",
	 MEMORY_IS_REFUSED},
	{"7f0c12400000-7f0c12428000 r-xp 00000000 00:00 0         [sigpage]", "rd ex",
	 MEMORY_IS_REFUSED},
	{"7f0c12400000-7f0c12428000 rw-s 00000000 00:00 0 ", "rd wr sh", MEMORY_IS_REFUSED},
};

static void memory_kinds_of_mappings(void)
{
	for (size_t i = 0; i < ARRAY_LEN(memory_lines); i++) {
		struct proc_map map;
		char line[200];
		const char *why = NULL;

		str_format(line, sizeof(line), "%s", memory_lines[i].line);
		T_MUST(proc_parse_map_line(line, &map) == 0, "%s", memory_lines[i].line);
		map.vmflags = proc_parse_vmflags(memory_lines[i].flags);
		enum memory_kind kind = memory_classify(&map, &why);
		T_CHECK(kind == memory_lines[i].kind, "%s: %d", memory_lines[i].line, (int)kind);
		T_CHECK((kind == MEMORY_IS_REFUSED) == (why != NULL), "%s: %s",
			memory_lines[i].line, why ? why : "no reason");
	}
}

static void memory_flags_of_mappings(void)
{
	struct proc_map map = {.vmflags = PROC_VM_GROWSDOWN | PROC_VM_NORESERVE | PROC_VM_LOCKED};

	T_CHECK(memory_map_flags(&map, true) ==
			(MAP_PRIVATE | MAP_ANONYMOUS | MAP_GROWSDOWN | MAP_NORESERVE | MAP_LOCKED),
		"%x", memory_map_flags(&map, true));
	map.vmflags |= PROC_VM_LOCKONFAULT;
	T_CHECK(!(memory_map_flags(&map, true) & MAP_LOCKED), "%x", memory_map_flags(&map, true));
	map = (struct proc_map){.shared = true};
	T_CHECK(memory_map_flags(&map, false) == MAP_SHARED, "%x", memory_map_flags(&map, false));
	map.vmflags = PROC_VM_DONTDUMP | PROC_VM_NOHUGEPAGE | PROC_VM_WIPEONFORK;
	T_CHECK(memory_advice(&map) == (1u << 16 | 1u << 15 | 1u << 18), "%llx",
		(unsigned long long)memory_advice(&map));
}

static void memory_rules_on_ranges(void)
{
	const cr_rule rules[] = {
		{.kind = CR_RULE_MEMORY, .addr = 0x11000, .len = 0x2000, .action = CR_ZERO},
		{.kind = CR_RULE_FD, .fd = 3, .action = CR_CLOSE},
		{.kind = CR_RULE_MEMORY,
		 .addr = 0x12800,
		 .len = 0x1000,
		 .action = CR_SECRET}, /* 0x12000 to 0x14000 */
		{.kind = CR_RULE_MEMORY,
		 .addr = 0x15800,
		 .len = 0x2000,
		 .action = CR_DROP}, /* 0x16000 to 0x17000 */
		{.kind = CR_RULE_MEMORY, .addr = UINT64_MAX - 5, .len = 100, .action = CR_DROP},
		{.kind = CR_RULE_END},
	};
	static const struct {
		uint64_t at, end;
		int action;
	} want[] = {
		{0x10000, 0x11000, CR_DEFAULT}, {0x11000, 0x12000, CR_ZERO},
		{0x12000, 0x13000, CR_ZERO},	{0x13000, 0x14000, CR_SECRET},
		{0x14000, 0x16000, CR_DEFAULT}, {0x16000, 0x17000, CR_DROP},
		{0x17000, 0x20000, CR_DEFAULT},
	};
	uint64_t at = 0x10000, end;

	for (size_t i = 0; i < ARRAY_LEN(want); i++, at = end) {
		int action = memory_action(rules, at, 0x20000, 4096, &end);

		T_CHECK(at == want[i].at && end == want[i].end && action == want[i].action,
			"%llx to %llx: %d", (unsigned long long)at, (unsigned long long)end,
			action);
	}
	T_CHECK(memory_action(NULL, 0x1000, 0x9000, 4096, &end) == CR_DEFAULT && end == 0x9000,
		"without rules: %llx", (unsigned long long)end);
}

static void memory_maps_are_cut(void)
{
	struct cr_ctx *cx = memory_test_ctx();
	const struct proc_map maps[] = {
		{.start = 0x10000, .end = 0x20000, .name = ""},
		{.start = 0x20000,
		 .end = 0x30000,
		 .name = "/memfd:cr-loaded (deleted)",
		 .inode = 5},
		{.start = 0x40000, .end = 0x80000, .name = ""},
	};
	struct proc_map *cut;
	size_t n;

	T_MUST(memory_cut(cx, maps, 3, 0, 0, &cut, &n) == 0, "%s", cx->err.text);
	T_CHECK(n == 2 && cut[1].start == 0x40000, "%zu", n);
	T_MUST(memory_cut(cx, maps, 3, 0x50000, 0x60000, &cut, &n) == 0, "%s", cx->err.text);
	T_CHECK(n == 3 && cut[1].end == 0x50000 && cut[2].start == 0x60000 && cut[2].end == 0x80000,
		"%zu", n);
	T_MUST(memory_cut(cx, maps, 3, 0x10000, 0x20000, &cut, &n) == 0, "%s", cx->err.text);
	T_CHECK(n == 1 && cut[0].start == 0x40000, "%zu", n);
	memory_test_ctx_close(cx);
}

/* == holes ===================================================================================== */

static void memory_holes_between_ranges(void)
{
	const uint64_t huge = 2 << 20, tib = 1ull << 40;
	struct wire_range ranges[] = {{tib + 4 * huge, huge}, {0x400000, 0x1000},   {tib, huge},
				      {0x400800, 0x1800},     {tib + huge, 0x1000}, {0x500000, 0}};
	struct memory_taken taken = {.at = ranges, .n = ARRAY_LEN(ranges)};

	memory_taken_sort(&taken);
	T_MUST(taken.n == 3, "%zu ranges", taken.n);
	T_CHECK(taken.at[0].addr == 0x400000 && taken.at[0].len == 0x2000, "%llx",
		(unsigned long long)taken.at[0].len);
	T_CHECK(taken.at[1].addr == tib && taken.at[1].len == huge + 0x1000, "%llx",
		(unsigned long long)taken.at[1].len);
	T_CHECK(memory_taken_hit(&taken, 0x401fff, 1) &&
			!memory_taken_hit(&taken, 0x402000, 0x1000),
		"the end of a range");
	T_CHECK(memory_taken_hit(&taken, 0x3ff000, 0x1001) &&
			!memory_taken_hit(&taken, 0x3ff000, 0x1000),
		"its start");
	T_CHECK(memory_taken_hit(&taken, tib - 1, 8 * huge), "one that holds several");

	uint64_t last = 0, first = memory_taken_hole(&taken, huge, 0x7f0000123000);
	T_CHECK(first == tib + 2 * huge - (huge - 0x123000), "%llx", (unsigned long long)first);
	for (int i = 0; i < 1000; i++) {
		uint64_t at = memory_taken_hole(&taken, 0x5000, 0x3000);

		T_CHECK(at > last && (at & (huge - 1)) == 0x3000 &&
				!memory_taken_hit(&taken, at, 0x5000),
			"hole at %llx", (unsigned long long)at);
		last = at;
	}
	T_CHECK(memory_taken_hole(&taken, ARCH_TASK_END - 4 * huge, 0) == 0 &&
			memory_taken_hole(&taken, ARCH_TASK_END, 0) == 0,
		"larger than anything");

	/* Nothing is left above: then below, and then nowhere. */
	struct wire_range above = {tib, ARCH_TASK_END - tib};
	taken = (struct memory_taken){.at = &above, .n = 1};
	first = memory_taken_hole(&taken, 600ull << 30, 0);
	T_CHECK(first > 0 && first + (600ull << 30) < tib, "%llx", (unsigned long long)first);
	T_CHECK(memory_taken_hole(&taken, 600ull << 30, 0) == 0, "the same twice");
}

/* == entries that nobody vouches for =========================================================== */

static Cr__VmaEntry memory_entry(void)
{
	Cr__VmaEntry vma;

	cr__vma_entry__init(&vma);
	vma.start = 0x10000;
	vma.end = 0x20000;
	vma.prot = PROT_READ;
	vma.flags = MAP_PRIVATE | MAP_ANONYMOUS;
	vma.status = MEMORY_REGULAR | MEMORY_ANON_PRIVATE;
	return vma;
}

static bool memory_refuses(const Cr__VmaEntry *vma)
{
	const char *why;

	(void)memory_check_vma(vma, 0x10000, &why);
	return why != NULL;
}

static void memory_entries_are_checked(void)
{
	const char *why;
	Cr__VmaEntry vma = memory_entry();

	enum memory_back back = memory_check_vma(&vma, 0x10000, &why);
	T_CHECK(back == MEMORY_BACK_ANON && !why, "%d: %s", (int)back, why ? why : "");
#define REFUSED(field, value) \
	do { \
		vma = memory_entry(); \
		vma.field = (value); \
		T_CHECK(memory_refuses(&vma), #field " = " #value); \
	} while (0)
	REFUSED(start, 0x10001);
	REFUSED(start, 0xf000);
	REFUSED(start, 0x20000);
	REFUSED(start, 0x30000);
	REFUSED(end, 0x20001);
	REFUSED(end, ARCH_TASK_END + 4096);
	REFUSED(end, UINT64_MAX);
	REFUSED(pgoff, 17);
	REFUSED(pgoff, INT64_MAX - 4095);
	REFUSED(pgoff, UINT64_MAX - 4095);
	REFUSED(prot, 8);
	REFUSED(flags, MAP_SHARED);
	REFUSED(flags, MAP_PRIVATE | MAP_ANONYMOUS | MAP_HUGETLB);
	REFUSED(flags, MAP_PRIVATE | MAP_ANONYMOUS | MAP_HUGETLB | huge_bits(1));
	REFUSED(flags, MAP_PRIVATE | MAP_ANONYMOUS | MAP_HUGETLB | 63u << 26);
	REFUSED(status, MEMORY_REGULAR);
	REFUSED(status, MEMORY_REGULAR | MEMORY_FILE_SHARED);
	REFUSED(status, MEMORY_REGULAR | MEMORY_MEMFD | MEMORY_ANON_SHARED);
#undef REFUSED
	vma = memory_entry();
	vma.has_madv = true;
	vma.madv = 1ull << MADV_DONTNEED;
	T_CHECK(memory_refuses(&vma), "MADV_DONTNEED");
	vma.madv = 1ull << MADV_DONTFORK;
	T_CHECK(!memory_refuses(&vma), "MADV_DONTFORK");
	vma.start = 0xffffffffff600000;
	vma.end = 0xffffffffff601000;
	vma.status = MEMORY_VSYSCALL | MEMORY_ANON_PRIVATE;
	back = memory_check_vma(&vma, 0x10000, &why);
	T_CHECK(back == MEMORY_BACK_NONE && !why, "%d: %s", (int)back, why ? why : "");
}

static void memory_bounds_are_checked(void)
{
	Cr__MmEntry mm;

	cr__mm_entry__init(&mm);
	T_CHECK(memory_check_bounds(&mm) != NULL, "all zero");
	mm.mm_start_code = mm.mm_start_data = mm.mm_end_data = mm.mm_start_brk = mm.mm_brk =
		mm.mm_arg_start = mm.mm_arg_end = mm.mm_env_start = mm.mm_env_end =
			mm.mm_start_stack = 0x400000;
	mm.mm_end_code = 0x500000;
	T_CHECK(memory_check_bounds(&mm) == NULL, "%s", memory_check_bounds(&mm));
	mm.n_mm_saved_auxv = 3;
	T_CHECK(memory_check_bounds(&mm) != NULL, "half a pair");
	mm.n_mm_saved_auxv = 0;
	mm.mm_brk--;
	T_CHECK(memory_check_bounds(&mm) != NULL, "brk below its start");
	mm.mm_brk = ARCH_TASK_END;
	T_CHECK(memory_check_bounds(&mm) != NULL, "brk outside");
}

/* == vdso ====================================================================================== */

/* A copy of this kernel's, as any kernel's would be in a save: writable, and not where it belongs.
 */
static unsigned char *memory_vdso_copy(size_t *ret_size)
{
	const unsigned char *own = (const unsigned char *)getauxval(AT_SYSINFO_EHDR);
	const Elf64_Ehdr *head = (const Elf64_Ehdr *)own;
	size_t size = (head->e_shoff + (size_t)head->e_shnum * head->e_shentsize + 4095) &
		      ~(size_t)4095;

	if (!own)
		t_skip("no vdso");
	unsigned char *copy = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS,
				   -1, 0);
	T_MUST(copy != MAP_FAILED, "mmap: %s", strerror(errno));
	memcpy(copy, own, size);
	*ret_size = size;
	return copy;
}

/* What another kernel's may look like: without one of the names, and each function `shift` bytes
 * further on. The code itself is gone: whoever runs it without its being redirected is lost. */
static void memory_vdso_make_foreign(unsigned char *image, size_t size, unsigned shift)
{
	struct cr_ctx *cx = memory_test_ctx();
	struct vdso v, heads = {.image = image, .size = size};
	struct vdso_tables tables;
	Elf64_Phdr dynamic;
	uint64_t bias;

	T_MUST(vdso_parse(cx, image, size, &v) == 0 &&
		       vdso_read_heads(&heads, &dynamic, &bias) == 0 &&
		       vdso_read_dynamic(&heads, &dynamic, bias, &tables),
	       "this kernel's own vdso makes no sense");
	for (size_t i = 1; i < vdso_count(&heads, &tables); i++) {
		Elf64_Sym *sym = (Elf64_Sym *)(image + tables.symtab) + i;

		if (ELF64_ST_TYPE(sym->st_info) == STT_FUNC)
			sym->st_value += shift;
		if (strcmp((const char *)image + tables.strtab + sym->st_name, "getcpu") == 0)
			sym->st_shndx = SHN_UNDEF;
	}
	for (size_t i = 0; i < v.n; i++)
		memset(image + v.symbols[i].value, 0xcc, v.symbols[i].room);
	memory_test_ctx_close(cx);
}

/* Other kernels', as test/vdso/ has them: their layout, and code that must not run. NULL: one made
 * of this kernel's. */
static const char *const memory_vdsos[] = {NULL, "5.10", "6.1", "6.12"};

static void memory_vdso_lay(const char *recorded, unsigned char *image, size_t size)
{
	char path[64];
	size_t n;

	if (!recorded || !recorded[0]) {
		memory_vdso_make_foreign(image, size, recorded ? 0 : 16);
		return;
	}
	snprintf(path, sizeof(path), "test/vdso/%s.bin", recorded);
	char *text = t_read(t_path(path), &n);
	T_MUST(text && n > 1024 && n <= size, "%s: %zu bytes", path, n);
	memset(image, 0, size);
	memcpy(image, text, n);
	free(text);
}

static void memory_vdso_symbols(void)
{
	struct cr_ctx *cx = memory_test_ctx();
	struct vdso own, other;
	size_t size;
	unsigned char *image = memory_vdso_copy(&size), *foreign = memory_vdso_copy(&size);

	memory_vdso_make_foreign(foreign, size, 16);
	T_MUST(vdso_parse(cx, image, size, &own) == 0, "own vdso");
	T_MUST(vdso_parse(cx, foreign, size, &other) == 0, "foreign vdso");
	bool found = false;
	for (size_t i = 0; i < own.n; i++) {
		found |= strcmp(own.symbols[i].name, "__vdso_clock_gettime") == 0;
		T_CHECK(own.symbols[i].room >= 8 && own.symbols[i].room <= size, "%s: %llu bytes",
			own.symbols[i].name, (unsigned long long)own.symbols[i].room);
	}
	T_CHECK(found && own.n >= 6, "%zu symbols, clock_gettime %d", own.n, found);
	T_CHECK(own.file_end > own.end && own.file_end <= size, "%llx",
		(unsigned long long)own.file_end);
	T_CHECK(vdso_same(&own, &own) && !vdso_same(&own, &other) && !vdso_same(&other, &own),
		"sameness");
	munmap(image, size);
	munmap(foreign, size);
	memory_test_ctx_close(cx);
}

static uint64_t memory_vdso_at(const struct vdso *v, const char *name)
{
	for (size_t i = 0; i < v->n; i++)
		if (strcmp(v->symbols[i].name, name) == 0)
			return v->symbols[i].value;
	T_MUST(false, "no %s", name);
	return 0;
}

/* The code of another kernel, laid over this one: every call gives the right answer, by jumping or
 * by asking the kernel. */
static void memory_vdso_calls(void)
{
	for (size_t i = 0; i < 2 * ARRAY_LEN(memory_vdsos); i++) {
		bool jump = i % 2;
		struct cr_ctx *cx = memory_test_ctx();
		const unsigned char *own = (const unsigned char *)getauxval(AT_SYSINFO_EHDR);
		struct vdso v, now;
		size_t size;
		unsigned char *image = memory_vdso_copy(&size);

		T_MUST(vdso_parse(cx, own, size, &now) == 0, "own vdso");
		memory_vdso_lay(memory_vdsos[i / 2], image, size);
		T_MUST(vdso_parse(cx, image, size, &v) == 0 && v.n >= 6, "foreign vdso");
		vdso_redirect(&v, image, (uintptr_t)image, jump ? &now : NULL, (uintptr_t)own);
		T_MUST(mprotect(image, size, PROT_READ | PROT_EXEC) == 0, "mprotect: %s",
		       strerror(errno));

		int (*gettime)(clockid_t, struct timespec *) = (int (*)(clockid_t,
									struct timespec *))(
			uintptr_t)(image + memory_vdso_at(&v, "__vdso_clock_gettime"));
		int (*getcpu_)(unsigned *, unsigned *, void *) = (int (*)(unsigned *, unsigned *,
									  void *))(
			uintptr_t)(image + memory_vdso_at(&v, "__vdso_getcpu"));
		time_t (*time_)(time_t *) = (time_t(*)(time_t *))(
			uintptr_t)(image + memory_vdso_at(&v, "time"));
		struct timespec before, got = {0, 0}, after;
		unsigned cpu = 1000000, node = 1000000;

		clock_gettime(CLOCK_MONOTONIC, &before);
		int r = gettime(CLOCK_MONOTONIC, &got);
		clock_gettime(CLOCK_MONOTONIC, &after);
		T_CHECK(r == 0 &&
				(got.tv_sec > before.tv_sec ||
				 (got.tv_sec == before.tv_sec && got.tv_nsec >= before.tv_nsec)) &&
				(got.tv_sec < after.tv_sec ||
				 (got.tv_sec == after.tv_sec && got.tv_nsec <= after.tv_nsec)),
			"clock_gettime: %d, %lld.%09ld", r, (long long)got.tv_sec, got.tv_nsec);
		T_CHECK(getcpu_(&cpu, &node, NULL) == 0 && cpu < 100000 && node < 100000,
			"getcpu: %u %u", cpu, node);
		T_CHECK(time_(NULL) - time(NULL) <= 1, "time");
		T_CHECK(gettime(12345, &got) == -EINVAL, "a clock that does not exist");
		munmap(image, size);
		memory_test_ctx_close(cx);
	}
}

/* Whatever the bytes: an answer, and no access outside. */
static void memory_vdso_damaged(void)
{
	struct cr_ctx *cx = memory_test_ctx();
	size_t size;
	unsigned char *copy = memory_vdso_copy(&size);
	unsigned char *image = malloc(size);
	struct vdso v;
	int taken = 0;

	for (size_t n = 0; n < size; n += n < 1024 ? 1 : 61) {
		unsigned char *cut = malloc(n + 1);

		memcpy(cut, copy, n);
		taken += vdso_parse(cx, cut, n, &v) == 0;
		free(cut);
	}
	for (size_t at = 0; at < 0x600 && at < size; at++)
		for (int bit = 0; bit < 8; bit++) {
			cx->arena.used = 0;
			memcpy(image, copy, size);
			image[at] ^= (unsigned char)(1 << bit);
			if (vdso_parse(cx, image, size, &v) != 0)
				continue;
			taken++;
			vdso_redirect(&v, image, 0x7e0000000000, &v, 0x7f0000000000);
		}
	T_CHECK(taken > 0, "none was taken at all");
	free(image);
	munmap(copy, size);
	memory_test_ctx_close(cx);
}

static const struct t_test memory_pure_tests[] = {
	{.name = "memory_kinds_of_mappings", .fn = memory_kinds_of_mappings, .flags = T_PURE},
	{.name = "memory_flags_of_mappings", .fn = memory_flags_of_mappings, .flags = T_PURE},
	{.name = "memory_rules_on_ranges", .fn = memory_rules_on_ranges, .flags = T_PURE},
	{.name = "memory_maps_are_cut", .fn = memory_maps_are_cut, .flags = T_PURE},
	{.name = "memory_holes_between_ranges", .fn = memory_holes_between_ranges, .flags = T_PURE},
	{.name = "memory_entries_are_checked", .fn = memory_entries_are_checked, .flags = T_PURE},
	{.name = "memory_bounds_are_checked", .fn = memory_bounds_are_checked, .flags = T_PURE},
	{.name = "memory_vdso_symbols", .fn = memory_vdso_symbols, .flags = T_PURE},
	{.name = "memory_vdso_damaged", .fn = memory_vdso_damaged, .flags = T_PURE},
	{.name = "memory_vdso_calls", .fn = memory_vdso_calls, .flags = T_ROOT | T_USER},
};
