/* SPDX-License-Identifier: MIT
 *
 * The loading side of object/: from files.img and fdinfo to "who makes what".
 *
 * A file that several tasks hold is made by their nearest common ancestor before it forks, and
 * reaches the others by inheritance: no sockets, no waiting for each other. Files made together
 * (both ends of a pipe) are one group with one maker. Until a task's plan runs, everything lies at
 * staging numbers, above every number of the save.
 */
#include "object.h"

#define OBJECT_FD_MAX (1u << 30)

CR_FN struct load_file *load_find_file(const struct load *l, uint32_t id)
{
	size_t low = 0, high = l->files.n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (l->files.at[mid]->id == id)
			return l->files.at[mid];
		if (l->files.at[mid]->id < id)
			low = mid + 1;
		else
			high = mid;
	}
	return NULL;
}

static const struct kind *object_kind(const struct load *l, const struct load_file *file)
{
	const char *told = file->extra && file->extra->kind ? file->extra->kind : "";

	for (size_t i = 0; l->kinds[i]; i++) {
		const struct kind *kind = l->kinds[i];

		if (kind->type == (int)file->entry->type &&
		    (!kind->accepts || kind->accepts(file->entry)) &&
		    (!kind->by_name || strcmp(kind->name, told) == 0))
			return kind;
	}
	return NULL;
}

/* Ids ascend in practice; an image that does otherwise is sorted in by insertion. */
static int object_insert(struct load *l, struct load_file *file)
{
	struct load_file **slot = vec_add(&l->cx->arena, &l->files);
	size_t i = l->files.n - 1;

	if (!slot)
		return error_memory(l->cx);
	for (; i > 0 && l->files.at[i - 1]->id >= file->id; i--) {
		if (l->files.at[i - 1]->id == file->id)
			return error_set(l->cx, CR_E_DAMAGED, 0, 0, "files.img",
					 "file id %u is there twice", file->id);
		l->files.at[i] = l->files.at[i - 1];
	}
	l->files.at[i] = file;
	return 0;
}

/* They mostly come in the order of the files: *next is where the last one was found, and one. */
static const Cr__CrFileEntry *object_find_extra(const struct load *l, uint32_t id, size_t *next)
{
	size_t n = l->cr ? l->cr->n_files : 0;

	for (size_t i = 0; i < n; i++) {
		size_t at = (*next + i) % n;

		if (l->cr->files[at]->id != id)
			continue;
		*next = at + 1;
		return l->cr->files[at];
	}
	return NULL;
}

static int object_read_files(struct load *l)
{
	struct record_in in;
	Cr__FileEntry *entry;
	size_t next = 0;
	int r = record_open(l->image, IMAGE_FILES, 0, &in);

	if (r < 0)
		return r == -ENOENT ? 0 : r;
	while ((r = record_next(&in, &cr__file_entry__descriptor, &entry)) > 0) {
		struct load_file *file = cx_alloc(l->cx, sizeof(*file));

		if (!file)
			return error_memory(l->cx);
		file->id = entry->id;
		file->entry = entry;
		file->fd = -1;
		file->group_next = file->maker_next = file;
		file->extra = object_find_extra(l, file->id, &next);
		file->kind = object_kind(l, file);
		if (file->extra && file->extra->has_action)
			file->action = (int)file->extra->action;
		file->name = file->extra && file->extra->name ? file->extra->name : "";
		r = object_insert(l, file);
		if (r < 0)
			return r;
	}
	return r;
}

static const char *object_shown_path(const struct load_file *file)
{
	return file->entry->reg			  ? file->entry->reg->name
	       : file->extra && file->extra->path ? file->extra->path
						  : "";
}

static int object_add_user(struct load *l, struct load_task *lt, const Cr__FdinfoEntry *info)
{
	struct cr_ctx *cx = l->cx;
	struct load_file *file = load_find_file(l, info->id);

	if (!file)
		return error_set(cx, CR_E_DAMAGED, 0, lt->pid, "fdinfo",
				 "descriptor %u has the unknown file id %u", info->fd, info->id);
	if (info->fd >= OBJECT_FD_MAX)
		return error_set(cx, CR_E_DAMAGED, 0, lt->pid, "fdinfo",
				 "descriptor %u is out of range", info->fd);
	const cr_rule *rule = rule_find_fd(l->opts->rules, (int)info->fd,
					   file->kind ? file->kind->name : NULL,
					   object_shown_path(file), NULL);
	if (rule && rule->action == CR_CLOSE)
		return 0;
	if (rule && rule->action != CR_DEFAULT) {
		file->action = rule->action;
		file->name = rule->name ? rule->name : "";
	}
	struct load_file_at *at = vec_add(&cx->arena, &lt->fds);
	struct load_user *user = vec_add(&cx->arena, &file->users);
	if (!at || !user)
		return error_memory(cx);
	at->file = file;
	at->fd = user->fd = (int)info->fd;
	at->flags = user->flags = info->flags;
	user->task = lt;
	struct load_number *number = vec_add(&cx->arena, &l->numbers);
	if (!number)
		return error_memory(cx);
	*number = (struct load_number){(int)info->fd, file, lt};
	if (!file->kind && file->action != CR_NULL && file->action != CR_NAMED)
		return error_set(
			cx, CR_E_FILE_KIND, 0, lt->pid, "files.img",
			"descriptor %u is of kind %d, which this version cannot bring back",
			info->fd, (int)file->entry->type);
	return 0;
}

static int object_read_table(struct load *l, struct load_task *lt)
{
	struct record_in in;
	Cr__FdinfoEntry *info;

	if (lt->state == TASK_ZOMBIE || !lt->ids)
		return 0;
	int r = record_open(l->image, IMAGE_FDINFO, lt->ids->files_id, &in);
	if (r < 0)
		return r == -ENOENT ? 0 : r;
	while ((r = record_next(&in, &cr__fdinfo_entry__descriptor, &info)) > 0) {
		r = object_add_user(l, lt, info);
		if (r < 0)
			return r;
	}
	return r;
}

/* == groups and makers ========================================================================= */

static size_t object_depth(const struct load_task *lt)
{
	size_t depth = 0;

	for (; lt->parent; lt = lt->parent)
		depth++;
	return depth;
}

static struct load_task *object_ancestor(struct load_task *a, struct load_task *b)
{
	size_t da = object_depth(a), db = object_depth(b);

	for (; da > db; da--)
		a = a->parent;
	for (; db > da; db--)
		b = b->parent;
	while (a != b) {
		a = a->parent;
		b = b->parent;
	}
	return a;
}

static uint64_t object_group(const struct load_file *file)
{
	return file->kind && file->kind->group && file->action != CR_NULL &&
			       file->action != CR_NAMED
		       ? file->kind->group(file->entry)
		       : 0;
}

static void object_join(struct load_file *a, struct load_file *b)
{
	struct load_file *next = a->group_next;

	a->group_next = b->group_next;
	b->group_next = next;
}

/* Shell sort: in place, no libc. */
CR_FN void object_sort(void *array, size_t n, size_t size,
		       bool (*before)(const void *, const void *))
{
	unsigned char *at = array, t[64];

	for (size_t gap = n / 2; gap; gap = gap == 2 ? 1 : gap * 5 / 11)
		for (size_t i = gap; i < n; i++) {
			size_t j = i;

			memcpy(t, at + i * size, size);
			for (; j >= gap && before(t, at + (j - gap) * size); j -= gap)
				memcpy(at + j * size, at + (j - gap) * size, size);
			memcpy(at + j * size, t, size);
		}
}

struct object_member {
	uint64_t group;
	struct load_file *file;
};

static bool object_member_before(const void *a, const void *b)
{
	const struct object_member *x = a, *y = b;

	if (x->group != y->group)
		return x->group < y->group;
	if (x->file->kind != y->file->kind)
		return x->file->kind < y->file->kind;
	return x->file->id < y->file->id;
}

static int object_find_groups(struct load *l)
{
	VEC(struct object_member) all = {0};

	for (size_t i = 0; i < l->files.n; i++) {
		uint64_t group = object_group(l->files.at[i]);
		struct object_member *m = group ? vec_add(&l->cx->arena, &all) : NULL;

		if (group && !m)
			return error_memory(l->cx);
		if (m)
			*m = (struct object_member){group, l->files.at[i]};
	}
	object_sort(all.at, all.n, sizeof(*all.at), object_member_before);
	for (size_t i = 1; i < all.n; i++)
		if (all.at[i - 1].group == all.at[i].group &&
		    all.at[i - 1].file->kind == all.at[i].file->kind)
			object_join(all.at[i - 1].file, all.at[i].file);
	return 0;
}

/* == numbers =================================================================================== */

static bool object_number_before(const void *a, const void *b)
{
	const struct load_number *x = a, *y = b;

	return x->fd != y->fd ? x->fd < y->fd : x->task < y->task;
}

/* Above all numbers that are used, or, where the limit leaves too little room there, in the widest
 * gap. */
static int object_find_stage(struct load *l)
{
	struct rlimit lim = {.rlim_max = RLIM_INFINITY};
	size_t n = l->numbers.n;
	int last = n ? l->numbers.at[n - 1].fd : 2, widest = 0;

	(void)sys_prlimit(0, RLIMIT_NOFILE, NULL, &lim);
	l->stage_base = last < 2 ? 3 : last + 1;
	l->stage_end = INT32_MAX;
	if (lim.rlim_max == RLIM_INFINITY ||
	    (uint64_t)l->stage_base + l->files.n + 64 < lim.rlim_max)
		return 0;
	for (size_t i = 0; i <= n; i++) {
		int from = i ? l->numbers.at[i - 1].fd + 1 : 3, to = i < n ? l->numbers.at[i].fd
								     : lim.rlim_max < 1u << 30
									     ? (int)lim.rlim_max
									     : INT32_MAX;

		if (to - from <= widest)
			continue;
		widest = to - from;
		l->stage_base = from;
		l->stage_end = to;
	}
	return widest > 0 ? 0
			  : error_set(l->cx, CR_E_RESTORE, EMFILE, 0, "RLIMIT_NOFILE",
				      "the save uses every descriptor number up to the limit of "
				      "%lu: raise the hard limit for the load",
				      (unsigned long)lim.rlim_max);
}

static int object_order_numbers(struct load *l)
{
	object_sort(l->numbers.at, l->numbers.n, sizeof(*l->numbers.at), object_number_before);
	for (size_t i = 1; i < l->numbers.n; i++)
		if (l->numbers.at[i].task && l->numbers.at[i - 1].fd == l->numbers.at[i].fd &&
		    l->numbers.at[i - 1].task == l->numbers.at[i].task)
			return error_set(l->cx, CR_E_DAMAGED, 0, l->numbers.at[i].task->pid,
					 "fdinfo", "descriptor %d is there twice",
					 l->numbers.at[i].fd);
	return object_find_stage(l);
}

CR_FN int object_keep_free(struct load *l, uint32_t number)
{
	struct load_number *n = vec_add(&l->cx->arena, &l->numbers);

	if (!n)
		return error_memory(l->cx);
	if (number >= OBJECT_FD_MAX)
		return -EINVAL;
	*n = (struct load_number){.fd = (int)number};
	return 0;
}

/* Does every table that has this number have this file there? */
static bool object_number_is(const struct load *l, int fd, const struct load_file *file)
{
	size_t low = 0, high = l->numbers.n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (l->numbers.at[mid].fd < fd)
			low = mid + 1;
		else
			high = mid;
	}
	for (; low < l->numbers.n && l->numbers.at[low].fd == fd; low++)
		if (l->numbers.at[low].file != file)
			return false;
	return true;
}

CR_FN void object_join_makers(struct load_file *a, struct load_file *b)
{
	const struct load_file *f = a;

	do
		if (f == b)
			return;
	while ((f = f->maker_next) != a);
	struct load_file *next = a->maker_next;
	a->maker_next = b->maker_next;
	b->maker_next = next;
}

static int object_join_kinds(struct load *l)
{
	for (size_t i = 0; i < l->files.n; i++) {
		struct load_file *file = l->files.at[i];
		int r = 0;

		if (file->group_next != file)
			object_join_makers(file, file->group_next);
		if (file->kind && file->kind->join && file->action != CR_NULL &&
		    file->action != CR_NAMED)
			r = file->kind->join(l, file);
		if (r < 0)
			return r;
	}
	return 0;
}

/* Of the whole ring; NULL when nobody holds any of it. */
static void object_find_maker(struct load_file *file)
{
	struct load_task *maker = NULL;
	struct load_file *f = file;

	if (file->maker)
		return;
	do
		for (size_t i = 0; i < f->users.n; i++)
			maker = maker ? object_ancestor(maker, f->users.at[i].task)
				      : f->users.at[i].task;
	while ((f = f->maker_next) != file);
	do
		f->maker = maker;
	while ((f = f->maker_next) != file);
}

static int object_read_fs(struct load *l, struct load_task *lt)
{
	Cr__FsEntry *fs;

	if (lt->state == TASK_ZOMBIE)
		return 0;
	int r = record_one(l->image, IMAGE_FS, (uint64_t)lt->pid, &cr__fs_entry__descriptor, &fs);
	if (r < 0)
		return r;
	const struct load_file *cwd = load_find_file(l, fs->cwd_id),
			       *root = load_find_file(l, fs->root_id);
	if (!cwd || !cwd->entry->reg || !root || !root->entry->reg)
		return error_set(l->cx, CR_E_DAMAGED, 0, lt->pid, "fs",
				 "the directories of process %d are not known", lt->pid);
	lt->fs = fs;
	return 0;
}

/* == what a failed load takes away again ======================================================= */

static size_t object_made_size(const struct load *l)
{
	return num_round_up(l->files.n, l->cx->page);
}

static int object_prepare_made(struct load *l)
{
	bool any = false;
	uint64_t at;

	for (size_t i = 0; i < l->files.n; i++)
		any |= l->files.at[i]->kind && l->files.at[i]->kind->undo;
	int r = any ? sys_mmap(0, object_made_size(l), PROT_READ | PROT_WRITE,
			       MAP_SHARED | MAP_ANONYMOUS, -1, 0, &at)
		    : 0;
	if (r < 0)
		return error_set(l->cx, CR_E_MEMORY, -r, 0, "mmap",
				 "no memory to share with the tasks");
	l->made = any ? (unsigned char *)(uintptr_t)at : NULL;
	return 0;
}

CR_FN void object_made(struct load *l, const struct load_file *file, unsigned char what)
{
	for (size_t i = 0; i < l->files.n; i++)
		if (l->files.at[i]->id == file->id)
			l->made[i] = what;
}

CR_FN bool object_has_made(const struct load *l, const struct load_file *file)
{
	for (size_t i = 0; i < l->files.n; i++)
		if (l->files.at[i] == file)
			return l->made && l->made[i];
	return false;
}

CR_FN void object_undo(struct load *l)
{
	for (size_t i = 0; l->made && i < l->files.n; i++) {
		if (l->made[i])
			l->files.at[i]->kind->undo(l, l->files.at[i], l->made[i]);
		l->made[i] = 0;
	}
}

CR_FN void object_close(struct load *l)
{
	if (l->made)
		(void)sys_munmap((uintptr_t)l->made, object_made_size(l));
	l->made = NULL;
}

CR_FN int object_load(struct load *l)
{
	int r = object_read_files(l);

	for (size_t i = 0; r >= 0 && i < l->tasks.n; i++) {
		r = object_read_table(l, l->tasks.at[i]);
		if (r >= 0)
			r = object_read_fs(l, l->tasks.at[i]);
	}
	if (r < 0)
		return r;
	r = object_find_groups(l);
	if (r == 0)
		r = object_join_kinds(l);
	if (r == 0)
		r = object_order_numbers(l);
	for (size_t i = 0; r == 0 && i < l->files.n; i++)
		object_find_maker(l->files.at[i]);
	return r < 0 ? r : object_prepare_made(l);
}

/* == making ==================================================================================== */

static int object_note_staged(struct load *l, int staged)
{
	int *slot = vec_add(&l->cx->arena, &l->staged);

	if (!slot) {
		sys_close(staged);
		return error_memory(l->cx);
	}
	*slot = staged;
	return staged;
}

CR_FN int object_stage(struct load *l, int fd)
{
	int staged = sys_dup_above(fd, l->stage_base);

	sys_close(fd);
	if (staged >= l->stage_end) {
		sys_close(staged);
		staged = -EMFILE;
	}
	if (staged < 0)
		return error_set(l->cx, CR_E_SYSTEM, -staged, 0, "RLIMIT_NOFILE",
				 "no descriptor from %d to %d can be had", l->stage_base,
				 l->stage_end);
	return object_note_staged(l, staged);
}

CR_FN int object_stage_file(struct load *l, const struct load_file *file, int fd)
{
	for (size_t i = 0; i < file->users.n && i < 4; i++) {
		int want = file->users.at[i].fd;

		if (want <= 2 || !object_number_is(l, want, file))
			continue;
		/* Never over what is there: in cr_load other threads may just have opened it. */
		int got = sys_dup_above(fd, want);
		if (got == want) {
			sys_close(fd);
			return object_note_staged(l, got);
		}
		if (got >= 0)
			sys_close(got);
	}
	return object_stage(l, fd);
}

CR_FN void object_drop(struct load *l, int fd)
{
	for (size_t i = 0; i < l->staged.n; i++)
		if (l->staged.at[i] == fd)
			l->staged.at[i] = l->staged.at[--l->staged.n];
	sys_close(fd);
}

CR_FN void object_unstage(struct load *l)
{
	for (size_t i = 0; i < l->staged.n; i++)
		sys_close(l->staged.at[i]);
	l->staged.n = 0;
}

CR_FN int object_given(struct load *l, const char *name)
{
	for (size_t i = 0; i < l->opts->given_count; i++)
		if (l->opts->given[i].name && strcmp(l->opts->given[i].name, name) == 0)
			return l->opts->given[i].fd;
	return -1;
}

static int object_create_named(struct load *l, struct load_file *file)
{
	int given = object_given(l, file->name);

	if (given < 0)
		return error_set(l->cx, CR_E_NAMED, 0, 0, file->name,
				 "the descriptor named '%s' was not given", file->name);
	int fd = sys_dup_above(given, 3);
	if (fd < 0)
		return error_set(l->cx, CR_E_NAMED, -fd, 0, file->name,
				 "the descriptor given as '%s' cannot be used", file->name);
	file->fd = object_stage_file(l, file, fd);
	return file->fd < 0 ? file->fd : 0;
}

static int object_create_null(struct load *l, struct load_file *file)
{
	int fd = sys_openat(AT_FDCWD, "/dev/null", O_RDWR, 0);

	if (fd < 0)
		return error_set(l->cx, CR_E_SYSTEM, -fd, 0, "/dev/null",
				 "/dev/null cannot be opened");
	file->fd = object_stage_file(l, file, fd);
	return file->fd < 0 ? file->fd : 0;
}

static int object_create_one(struct load *l, struct load_file *file)
{
	if (file->fd >= 0)
		return 0; /* its group made it */
	if (file->action == CR_NAMED)
		return object_create_named(l, file);
	if (file->action == CR_NULL)
		return object_create_null(l, file);
	int r = file->kind->create(l, file);
	return r < 0 ? error_frame(l->cx, r, "making %s %u ('%s')", file->kind->name, file->id,
				   object_shown_path(file))
		     : 0;
}

CR_FN int object_create(struct load *l, struct load_task *lt)
{
	for (size_t i = 0; i < l->files.n; i++) {
		struct load_file *file = l->files.at[i];

		if (!file->maker || file->maker != lt)
			continue;
		int r = object_create_one(l, file);
		if (r < 0)
			return r;
	}
	/* Content only once all ends of everything exist. */
	for (size_t i = 0; i < l->files.n; i++) {
		struct load_file *file = l->files.at[i];

		if (!file->maker || file->maker != lt || file->action == CR_NULL ||
		    file->action == CR_NAMED || !file->kind->fill ||
		    CR_TEST_SKIP(file->kind->name, "fill"))
			continue;
		int r = file->kind->fill(l, file);
		if (r < 0)
			return error_frame(l->cx, r, "filling %s %u", file->kind->name, file->id);
	}
	return 0;
}

CR_FN int object_release(struct load *l, struct load_task *lt)
{
	int first = 0;

	for (size_t i = 0; i < l->files.n; i++) {
		struct load_file *file = l->files.at[i];

		if (file->maker != lt || !file->kind || !file->kind->release ||
		    CR_TEST_SKIP(file->kind->name, "release"))
			continue;
		int r = file->kind->release(l, file);
		if (r < 0 && first == 0)
			first = error_frame(l->cx, r, "tidying up after %s %u", file->kind->name,
					    file->id);
	}
	return first;
}

CR_FN bool object_is_anonymous(const struct load *l, const Cr__MemfdInodeEntry *inode)
{
	return strcmp(inode->name, "/dev/zero") == 0 && object_only_mapped(l, inode);
}

CR_FN bool object_only_mapped(const struct load *l, const Cr__MemfdInodeEntry *inode)
{
	for (size_t i = 0; i < l->files.n; i++) {
		const struct load_file *file = l->files.at[i];

		if (file->entry->memfd && file->users.n &&
		    file->entry->memfd->inode_id == inode->inode_id)
			return false;
	}
	return true;
}

CR_FN int object_open(struct load *l, uint32_t id, unsigned flags)
{
	struct load_file *file = load_find_file(l, id);

	if (!file)
		return error_set(l->cx, CR_E_DAMAGED, 0, 0, "files.img",
				 "the file id %u is not known", id);
	if (file->entry->memfd)
		return file_open_memfd(l, file->entry->memfd, flags);
	if (!file->entry->reg)
		return error_set(l->cx, CR_E_DAMAGED, 0, 0, "files.img",
				 "file %u is of kind %d, not one with a path", id,
				 (int)file->entry->type);
	return file_open_saved(l, file->entry->reg, flags);
}

CR_FN const char *object_path(struct load *l, const char *saved)
{
	const cr_path *best = NULL;
	size_t best_len = 0;

	for (size_t i = 0; i < l->opts->path_count; i++) {
		const cr_path *p = &l->opts->paths[i];
		size_t n = p->from ? strlen(p->from) : 0;

		while (n > 1 && p->from[n - 1] == '/')
			n--;
		if (n == 0 || n < best_len || strlen(saved) < n || memcmp(saved, p->from, n) != 0 ||
		    (saved[n] != '/' && saved[n] != '\0' && n > 1))
			continue;
		best = p;
		best_len = n;
	}
	if (!best || !best->to)
		return saved;
	if (best_len == 1)
		best_len = 0; /* from "/": keep the slash */
	return arena_format(&l->cx->arena, "%s%s", best->to, saved + best_len);
}

CR_FN uint64_t object_clock(const struct load *l, clockid_t clock)
{
	bool boot = clock == CLOCK_BOOTTIME || clock == CLOCK_BOOTTIME_ALARM;

	return l->clocks.kept && (boot || clock == CLOCK_MONOTONIC) ? l->clocks.saved[boot]
								    : sys_clock_ns(clock);
}

CR_FN pid_t object_pid(struct load *l, pid_t old)
{
	for (size_t i = 0; i < l->tasks.n; i++) {
		const struct load_task *lt = l->tasks.at[i];

		for (size_t j = 0; j < lt->thread_n; j++) {
			if (lt->threads[j].tid != old)
				continue;
			if (l->pids != CR_PIDS_NEW)
				return old;
			/* a single process: itself */
			return j == 0 ? sys_getpid() : 0;
		}
	}
	return 0;
}
