/* SPDX-License-Identifier: MIT
 *
 * The saving side of object/: the registry of open files and the members that several parts add to.
 *
 * One open file is registered once, however many descriptors of however many tasks show it. Whether
 * two descriptors are one open file is asked of kcmp(2); where that is forbidden, by trial: a
 * status flag flipped on one of our copies and seen, or not, on the other (the tasks are stopped,
 * so nobody notices).
 */
#include "object.h"

CR_FN int dump_out(struct dump *d, enum image_type type, struct record_out **ret)
{
	struct record_out *out = &d->out[type];

	if (!d->out_used[type]) {
		int r = record_begin(d->cx, out, type);
		if (r < 0)
			return r;
		d->out_used[type] = true;
	}
	*ret = out;
	return 0;
}

CR_FN int dump_add(struct dump *d, enum image_type type, const ProtobufCMessage *msg)
{
	struct record_out *out;
	int r = dump_out(d, type, &out);

	return r < 0 ? r : record_add(d->cx, out, msg);
}

CR_FN int dump_put(struct dump *d, enum image_type type, uint64_t key, const ProtobufCMessage *msg)
{
	const char *name = image_name(d->cx, type, key);
	struct record_out out = {0};
	int r = name ? record_begin(d->cx, &out, type) : error_memory(d->cx);

	if (r == 0)
		r = record_add(d->cx, &out, msg);
	return r < 0 ? r : save_put(d->save, name, out.at, out.n);
}

CR_FN int dump_put_later(struct dump *d, enum image_type type, uint64_t key,
			 const ProtobufCMessage *msg)
{
	struct dump_late *late = vec_add(&d->cx->arena, &d->late);

	if (!late)
		return error_memory(d->cx);
	*late = (struct dump_late){type, key, msg};
	return 0;
}

CR_FN int dump_put_late(struct dump *d)
{
	int r = 0;

	for (size_t i = 0; r == 0 && i < d->late.n; i++)
		r = dump_put(d, d->late.at[i].type, d->late.at[i].key, d->late.at[i].msg);
	return r;
}

CR_FN Cr__CrTaskEntry *dump_cr_task(struct dump *d, const struct task *task)
{
	/* In the order of the tree, nearly always. */
	if (task->index < d->cr_tasks.n && d->cr_tasks.at[task->index]->pid == (uint32_t)task->pid)
		return d->cr_tasks.at[task->index];
	for (size_t i = 0; i < d->cr_tasks.n; i++)
		if (d->cr_tasks.at[i]->pid == (uint32_t)task->pid)
			return d->cr_tasks.at[i];
	Cr__CrTaskEntry **slot = vec_add(&d->cx->arena, &d->cr_tasks),
			*e = cx_alloc(d->cx, sizeof(*e));
	if (!slot || !e)
		return NULL;
	cr__cr_task_entry__init(e);
	e->pid = (uint32_t)task->pid;
	e->threads = cx_array(d->cx, task->thread_n, sizeof(*e->threads));
	if (!e->threads)
		return NULL;
	for (size_t i = 0; i < task->thread_n; i++) {
		Cr__CrThreadEntry *t = cx_alloc(d->cx, sizeof(*t));
		if (!t)
			return NULL;
		cr__cr_thread_entry__init(t);
		t->tid = (uint32_t)task->threads[i].tid;
		e->threads[e->n_threads++] = t;
	}
	*slot = e;
	return e;
}

CR_FN Cr__CrThreadEntry *dump_cr_thread(struct dump *d, const struct task *task, size_t thread)
{
	Cr__CrTaskEntry *e = dump_cr_task(d, task);

	return e && thread < e->n_threads ? e->threads[thread] : NULL;
}

CR_FN Cr__CrFileEntry *dump_cr_file(struct dump *d, uint32_t id)
{
	while (d->cr_by_id.n <= id) {
		Cr__CrFileEntry **none = vec_add(&d->cx->arena, &d->cr_by_id);

		if (!none)
			return NULL;
	}
	if (d->cr_by_id.at[id])
		return d->cr_by_id.at[id];
	Cr__CrFileEntry **slot = vec_add(&d->cx->arena, &d->cr_files),
			*e = cx_alloc(d->cx, sizeof(*e));
	if (!slot || !e)
		return NULL;
	cr__cr_file_entry__init(e);
	e->id = id;
	d->cr_by_id.at[id] = e;
	*slot = e;
	return e;
}

/* == sameness ================================================================================== */

/* Both are our own copies, so no right over a task is needed. */
static int object_same_by_trial(int a, int b)
{
	int fa = sys_fcntl(a, F_GETFL, 0), fb = sys_fcntl(b, F_GETFL, 0);

	if (fa < 0 || fb < 0 || fa != fb || (fa & O_PATH))
		return 0; /* O_PATH has no flags to flip, and no state that sharing would show */
	if (sys_fcntl(a, F_SETFL, (uint64_t)(fa ^ O_NONBLOCK)) < 0)
		return 0;
	fb = sys_fcntl(b, F_GETFL, 0);
	int r = sys_fcntl(a, F_SETFL, (uint64_t)fa);
	return r < 0 ? r : fb == (fa ^ O_NONBLOCK);
}

/* Open files of one inode, the root of a tree that kcmp(2) orders. */
struct object_bucket {
	uint64_t dev, ino;
	struct open_file *root; /* NULL: free */
	struct open_file *last; /* head of the list through next_same */
};

struct object_set {
	struct object_bucket *at;
	size_t n, cap; /* cap: a power of two */
};

static struct object_bucket *object_bucket(const struct object_set *set, const struct stat *st)
{
	size_t i = (size_t)((st->st_ino * 0x9e3779b97f4a7c15ull) >> 20 ^ st->st_dev);

	for (;; i++) {
		struct object_bucket *b = &set->at[i & (set->cap - 1)];

		if (!b->root || (b->ino == st->st_ino && b->dev == st->st_dev))
			return b;
	}
}

/* Room for one more. */
static bool object_set_grow(struct dump *d)
{
	struct object_set *set = d->known, old;

	if (!set)
		set = d->known = cx_alloc(d->cx, sizeof(*set));
	if (!set)
		return false;
	if (set->n < set->cap / 2)
		return true;
	old = *set;
	set->cap = old.cap ? old.cap * 2 : 64;
	set->at = cx_array(d->cx, set->cap, sizeof(*set->at));
	for (size_t i = 0; set->at && i < old.cap; i++)
		if (old.at[i].root)
			*object_bucket(set, &old.at[i].root->st) = old.at[i];
	return set->at != NULL;
}

/* Is it known? 1 and *ret, or 0 and the place where it belongs, or -errno: kcmp is forbidden. */
static int object_search(struct dump *d, const struct open_file *look, struct open_file **ret,
			 struct open_file ***ret_place)
{
	if (!object_set_grow(d))
		return error_memory(d->cx);
	struct open_file **at = &object_bucket(d->known, &look->st)->root;
	pid_t self = *at ? sys_getpid() : 0;
	while (*at) {
		int r = d->cx->faults & (1ull << FEATURE_KCMP)
				? -EPERM
				: sys_kcmp(self, self, 0 /* KCMP_FILE */, (uint64_t)(*at)->fd,
					   (uint64_t)look->fd);

		if (r < 0)
			return r;
		if (r == 0) {
			*ret = *at;
			return 1;
		}
		at = &(*at)->same[r == 1];
	}
	*ret_place = at;
	return 0;
}

/* place: in the tree; NULL where kcmp is forbidden. */
static void object_enter(struct dump *d, struct open_file *file, struct open_file **place)
{
	struct object_bucket *b = object_bucket(d->known, &file->st);

	d->known->n += !b->root;
	b->dev = file->st.st_dev;
	b->ino = file->st.st_ino;
	file->next_same = b->last;
	b->last = file;
	if (place)
		*place = file; /* b->root, or below it */
	else if (!b->root)
		b->root = file;
}

CR_FN const struct open_file *object_same_inode(const struct dump *d, const struct open_file *file)
{
	return d->known ? object_bucket(d->known, &file->st)->last : NULL;
}

/* Without kcmp: 1 and *ret, 0, -errno. */
static int object_try(struct dump *d, const struct open_file *look, struct open_file **ret)
{
	for (size_t i = 0; !d->checking && i < d->files.n; i++) {
		struct open_file *f = d->files.at[i];

		if (f->special || f->st.st_ino != look->st.st_ino ||
		    f->st.st_dev != look->st.st_dev || f->info.flags != look->info.flags ||
		    f->fd < 0)
			continue;
		int r = object_same_by_trial(f->fd, look->fd);
		if (r > 0)
			*ret = f;
		if (r != 0)
			return r;
	}
	return 0;
}

/* The kernel's mark on a file that has lost its name; but a name may end so, too. */
static const char *object_cut_deleted(char *path, const struct stat *st, bool *ret_deleted)
{
	struct stat named;

	*ret_deleted = str_ends(path, " (deleted)");
	if (*ret_deleted && path[0] == '/' &&
	    sys_fstatat(AT_FDCWD, path, &named, AT_SYMLINK_NOFOLLOW) == 0 &&
	    named.st_ino == st->st_ino && ((named.st_mode ^ st->st_mode) & S_IFMT) == 0)
		*ret_deleted = false;
	if (*ret_deleted)
		path[strlen(path) - strlen(" (deleted)")] = '\0';
	return path;
}

/* == registering =============================================================================== */

static struct open_file *object_new(struct dump *d, struct task *task)
{
	struct open_file **slot = vec_add(&d->cx->arena, &d->files),
			 *file = cx_alloc(d->cx, sizeof(*file));

	if (!slot || !file) {
		if (slot)
			d->files.n--;
		return NULL;
	}
	file->id = ++d->last_file_id;
	file->task = task;
	file->fd = file->task_fd = -1;
	file->entry = cx_alloc(d->cx, sizeof(*file->entry));
	if (!file->entry)
		return NULL;
	cr__file_entry__init(file->entry);
	file->entry->id = file->id;
	*slot = file;
	return file;
}

CR_FN struct open_file *object_foreign(struct dump *d, struct task *task)
{
	struct open_file *file = object_new(d, task);

	if (file)
		file->path = file->fdinfo = "";
	return file;
}

/* /dev/null in the copy. */
static int object_as_null(struct dump *d, struct open_file *file)
{
	Cr__RegFileEntry *reg = cx_alloc(d->cx, sizeof(*reg));
	Cr__FownEntry *fown = cx_alloc(d->cx, sizeof(*fown));

	if (!reg || !fown)
		return error_memory(d->cx);
	cr__reg_file_entry__init(reg);
	cr__fown_entry__init(fown);
	reg->id = file->id;
	reg->flags = file->info.flags & O_ACCMODE;
	reg->fown = fown;
	reg->name = arena_str(&d->cx->arena, "/dev/null");
	if (!reg->name)
		return error_memory(d->cx);
	file->entry->type = CR__FD_TYPES__REG;
	file->entry->reg = reg;
	return 0;
}

/* A placeholder that says only: somebody will bring it. */
static int object_as_named(struct dump *d, struct open_file *file)
{
	Cr__ExtFileEntry *ext = cx_alloc(d->cx, sizeof(*ext));
	Cr__FownEntry *fown = cx_alloc(d->cx, sizeof(*fown));
	Cr__CrFileEntry *extra = dump_cr_file(d, file->id);

	if (!ext || !fown || !extra)
		return error_memory(d->cx);
	if (!file->rule->name || !file->rule->name[0])
		return error_set(d->cx, CR_E_ARGUMENT, EINVAL, file->task->pid, file->path,
				 "a rule CR_NAMED has no name");
	cr__ext_file_entry__init(ext);
	cr__fown_entry__init(fown);
	ext->id = file->id;
	ext->fown = fown;
	file->entry->type = CR__FD_TYPES__EXT;
	file->entry->ext = ext;
	extra->name = arena_str(&d->cx->arena, file->rule->name);
	return extra->name ? 0 : error_memory(d->cx);
}

static int object_note_extra(struct dump *d, struct open_file *file)
{
	Cr__CrFileEntry *extra = dump_cr_file(d, file->id);

	if (!extra)
		return error_memory(d->cx);
	if (file->rule && file->rule->action != CR_DEFAULT) {
		extra->has_action = true;
		extra->action = (uint32_t)file->rule->action;
	}
	extra->kind = arena_str(&d->cx->arena, file->kind ? file->kind->name : "other");
	return extra->kind ? 0 : error_memory(d->cx);
}

/* What nobody can save, by the name that /proc shows; and why not. */
static const char *object_why_not(const char *path)
{
	static const struct {
		const char *name, *why;
	} kinds[] = {
		{"anon_inode:[userfaultfd]",
		 "userfaultfd: who serves page faults has to unregister "
		 "the memory and close it before the save"},
		{"anon_inode:[io_uring]", "io_uring: requests are in the kernel's hands; let them "
					  "end and close the ring before the save, open one after "
					  "it"},
		{"anon_inode:[perf_event]", "a counter of perf: close it before the save"},
		{"anon_inode:bpf", "a BPF object: load it again after the save"},
		{"anon_inode:[landlock-ruleset]",
		 "a landlock ruleset: the kernel does not tell its "
		 "rules"},
		{"anon_inode:seccomp notify",
		 "a listener of seccomp: the kernel does not tell what "
		 "waits in it"},
		{"anon_inode:kvm", "a virtual machine of KVM: its monitor has to save it"},
		{"anon_inode:[secretmem]", "secret memory, which nobody else may read"},
		{"anon_inode:", "of a kind that is not known"},
	};

	for (size_t i = 0; i < ARRAY_LEN(kinds); i++)
		if (str_starts(path, kinds[i].name))
			return kinds[i].why;
	return "of a kind that is not known";
}

/* Finds the kind and the rule, and has the kind describe the file. */
static int object_describe(struct dump *d, struct open_file *file)
{
	struct cr_ctx *cx = d->cx;
	char key[64]; /* as CRIU names an external file */
	int action;

	for (size_t i = 0; d->kinds[i] && !file->kind; i++)
		if (d->kinds[i]->match && d->kinds[i]->match(file))
			file->kind = d->kinds[i];
	str_format(key, sizeof(key), "file[%x:%lx]", (unsigned)file->info.mnt_id,
		   (unsigned long)file->st.st_ino);
	file->rule = rule_find_fd(d->opts->rules, file->passed ? -1 : file->task_fd,
				  file->kind ? file->kind->name : NULL, file->path, key);
	action = file->rule ? file->rule->action : CR_DEFAULT;
	if (action == CR_FAIL)
		return refuse(cx, CR_E_RULE, file->task->pid, file->path,
			      "descriptor %d, '%s', is forbidden by a rule", file->task_fd,
			      file->path);
	if (action == CR_CLOSE)
		return 0;
	int r = object_note_extra(d, file);
	if (r < 0)
		return r;
	if (action == CR_NULL)
		return object_as_null(d, file);
	if (action == CR_NAMED)
		return object_as_named(d, file);
	if (!file->kind)
		return refuse(cx, CR_E_FILE_KIND, file->task->pid, file->path,
			      "descriptor %d is '%s', %s", file->task_fd, file->path,
			      object_why_not(file->path));
	file->entry->type = (Cr__FdTypes)file->kind->type;
	r = file->kind->dump(d, file);
	return r < 0 ? error_frame(cx, r, "saving descriptor %d ('%s') of process %d",
				   file->task_fd, file->path, file->task->pid)
		     : 0;
}

static int object_look(struct dump *d, struct task *task, int fd, struct open_file *file)
{
	char name[32];
	char *text, *path;

	str_format(name, sizeof(name), "fd/%d", fd);
	int r = proc_readlink(d->cx, task->dir_fd, name, &path);
	if (r < 0)
		return error_set(d->cx, CR_E_SYSTEM, -r, task->pid, name,
				 "descriptor %d cannot be looked at", fd);
	str_format(name, sizeof(name), "fdinfo/%d", fd);
	r = proc_read(d->cx, task->dir_fd, name, &text, NULL);
	if (r == 0)
		r = proc_parse_fdinfo(text, &file->info);
	if (r < 0)
		return error_set(d->cx, CR_E_SYSTEM, -r, task->pid, name,
				 "descriptor %d cannot be looked at", fd);
	file->fdinfo = text;
	file->fd = file->passed ? fd : task_get_fd(d->tree, task, fd);
	if (file->fd < 0)
		return error_set(d->cx, CR_E_SYSTEM, -file->fd, task->pid, path,
				 "descriptor %d ('%s') cannot be copied", fd, path);
	r = sys_fstat(file->fd, &file->st);
	if (r < 0)
		return error_set(d->cx, CR_E_SYSTEM, -r, task->pid, path,
				 "descriptor %d ('%s') has no status", fd, path);
	file->path = object_cut_deleted(path, &file->st, &file->deleted);
	return 0;
}

/* look: whether it is passed; its fd is taken. */
static int object_register(struct dump *d, struct task *task, int fd, struct open_file *look,
			   struct open_file **ret)
{
	struct open_file **place = NULL;
	int r = object_look(d, task, fd, look);

	if (r < 0)
		goto out;
	struct proc_fdinfo info = look->info;
	look->info.flags &= ~(unsigned)O_CLOEXEC; /* the descriptor's, not the open file's */
	r = object_search(d, look, ret, &place);
	if (r < 0)
		r = object_try(d, look, ret);
	if (r != 0) {
		r = r < 0 ? r : 0;
		look->info = info;
		goto out;
	}
	struct open_file *file = object_new(d, task);
	if (!file) {
		r = error_memory(d->cx);
		goto out;
	}
	file->task_fd = fd;
	file->passed = look->passed;
	file->fd = sys_take(&look->fd);
	file->st = look->st;
	file->info = look->info;
	file->path = look->path;
	file->deleted = look->deleted;
	file->fdinfo = look->fdinfo;
	look->info = info;
	object_enter(d, file, place);
	*ret = file;
	return object_describe(d, file);
out:
	if (look->fd >= 0)
		sys_close(look->fd);
	return r;
}

CR_FN int object_fd(struct dump *d, struct task *task, int fd, struct open_file **ret,
		    const char **ret_text, struct proc_fdinfo *ret_info)
{
	struct open_file look = {.fd = -1};
	int r = object_register(d, task, fd, &look, ret);

	*ret_text = look.fdinfo;
	*ret_info = look.info;
	/* Met before, on its way through a socket: somebody holds it, too. */
	if (r == 0 && *ret && (*ret)->passed) {
		(*ret)->passed = false;
		(*ret)->task = task;
		(*ret)->task_fd = fd;
	}
	return r;
}

CR_FN int object_passed(struct dump *d, const struct task *receiver, int fd, struct open_file **ret)
{
	struct open_file look = {.fd = fd, .passed = true};
	struct task *ours = cx_alloc(d->cx, sizeof(*ours));
	int r = ours ? 0 : error_memory(d->cx);

	if (r == 0) {
		*ours = *receiver;
		r = proc_open_pid(d->tree->proc_fd, sys_getpid(), &ours->dir_fd);
	}
	if (r < 0) {
		sys_close(fd);
		return r;
	}
	r = object_register(d, ours, fd, &look, ret);
	sys_close(sys_take(&ours->dir_fd));
	return r;
}

/* What nobody holds but a queue: a lock on it is nobody's, and nobody gets to set its owner. */
static int object_settle_passed(struct dump *d, const struct open_file *file)
{
	const Cr__FownEntry *fown = object_entry_fown(file->entry);

	if (file->held_by.n == 0 && proc_key(file->fdinfo, "lock"))
		return refuse(d->cx, CR_E_UNSUPPORTED, file->task->pid, file->path,
			      "'%s' is on its way through a socket with a lock on it, and no "
			      "process holds it",
			      file->path);
	if (fown && fown->pid)
		degrade(d->cx, file->task->pid, file->path,
			"'%s' is on its way through a socket, and signals about it were to go to "
			"process %u",
			file->path, fown->pid);
	return 0;
}

CR_FN int object_special(struct dump *d, struct task *task, const char *link, const char *path,
			 const struct stat *st, unsigned flags, struct open_file **ret)
{
	for (size_t i = 0; i < d->files.n; i++) {
		struct open_file *f = d->files.at[i];

		if (f->special && f->st.st_ino == st->st_ino && f->st.st_dev == st->st_dev &&
		    f->info.flags == flags && strcmp(f->path, path) == 0) {
			*ret = f;
			return 0;
		}
	}
	struct open_file *file = object_new(d, task);
	char *copy = arena_str(&d->cx->arena, path);
	if (!file || !copy)
		return error_memory(d->cx);
	file->special = true;
	file->st = *st;
	file->info.flags = flags;
	file->path = object_cut_deleted(copy, st, &file->deleted);
	file->fdinfo = "";
	/* map_files/ needs CAP_CHECKPOINT_RESTORE: without it the path has to do, and its kind
	 * compares the inode. */
	int fd = sys_openat(task->dir_fd, link, (int)(flags & O_PATH) | O_RDONLY, 0);
	file->fd = fd >= 0 ? fd : -1;
	*ret = file;
	return object_describe(d, file);
}

CR_FN int object_settle(struct dump *d)
{
	for (size_t i = 0; i < d->files.n; i++) {
		struct open_file *file = d->files.at[i];
		int r = file->passed ? object_settle_passed(d, file) : 0;

		if (r == 0 && file->kind && file->kind->settle &&
		    (!file->rule || file->rule->action == CR_DEFAULT))
			r = file->kind->settle(d, file);
		if (r < 0)
			return r;
	}
	return 0;
}

CR_FN int object_add_segment(struct dump *d, struct task *task, uint64_t shmid, int fd)
{
	struct dump_segment *seg = vec_add(&d->cx->arena, &d->segments);

	if (!seg) {
		sys_close(fd);
		return error_memory(d->cx);
	}
	*seg = (struct dump_segment){shmid, task, fd};
	return 0;
}

CR_FN void object_end(struct dump *d)
{
	for (size_t i = 0; i < d->files.n; i++)
		if (d->files.at[i]->kind && d->files.at[i]->kind->end)
			d->files.at[i]->kind->end(d, d->files.at[i]);
}

CR_FN void dump_close(struct dump *d)
{
	sys_close_auto(&d->lock_fd);
	for (size_t i = 0; i < d->segments.n; i++)
		sys_close(d->segments.at[i].fd);
	for (size_t i = 0; i < d->files.n; i++)
		if (d->files.at[i]->fd >= 0)
			sys_close(sys_take(&d->files.at[i]->fd));
}
