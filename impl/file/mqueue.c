/* SPDX-License-Identifier: MIT
 *
 * mqueue: POSIX message queues: attributes, owner, mode, what waits in them, who is to be notified.
 *
 * A queue is like a file: it has a name and outlives who uses it. So one that is still there at the
 * load is used as it is; that it has changed since is listed, and a rule CR_ROLL_BACK makes it what
 * it was. One that is gone, or had lost its name, is made anew with all its messages.
 *
 * Messages cannot be looked at without taking them. They are taken and put back at once, in their
 * order, by a process that goes on when the saver is killed; nobody in the tree waits in a call
 * then, for all are stopped. What somebody outside the tree has open, too, is left alone: it lives
 * on without us.
 *
 * Refuses queues without a name that others have open, too; a notification by a thread (glibc's:
 * whose cookie nobody tells); and one that would go off when messages are put back.
 */
#include "file.h"

#define MQUEUE_MAGIC 0x19800202
#define MQUEUE_FILE_SIZE 80	  /* of every one, as stat(2) tells it: spares others the statfs */
#define MQUEUE_MESSAGES_MAX 65536 /* HARD_MSGMAX */
#define MQUEUE_SIZE_MAX (16u << 20) /* HARD_MSGSIZEMAX */
#define MQUEUE_PRIORITIES 32768	    /* MQ_PRIO_MAX */
#define MQUEUE_AS_FILE 0100000	    /* O_LARGEFILE, which open(2) sets and mq_open(2) does not */
#define MQUEUE_TRIES 1000	    /* of a millisecond */

enum { MQUEUE_MADE_NAME = 1, MQUEUE_MADE_NAMELESS = 2 }; /* what object_made is told */

static bool mqueue_match(const struct open_file *file)
{
	return S_ISREG(file->st.st_mode) && file->st.st_size == MQUEUE_FILE_SIZE &&
	       !(file->info.flags & O_PATH) && file->fd >= 0 &&
	       sys_fstatfs_type(file->fd) == MQUEUE_MAGIC;
}

/* Names have no slash; of one that was opened by way of a mounted file system the last one tells.
 */
static const char *mqueue_name(const char *path)
{
	const char *name = path + strlen(path);

	while (name > path && name[-1] != '/')
		name--;
	return name;
}

/* == taking and putting ======================================================================== */

struct mqueue_visit {
	int fd; /* not blocking */
	struct sys_mq_attr attr;
	struct timespec times[2]; /* before */
	unsigned char *room;	  /* for all of it, and one more message */
	Cr__CrMessageEntry *messages;
	size_t n;
	int r;
};

static int mqueue_put(int fd, const Cr__CrMessageEntry *m)
{
	int r = -EAGAIN;

	for (int i = 0; i < MQUEUE_TRIES && r < 0; i++) {
		r = sys_mq_send(fd, m->data.data, m->data.len, m->priority);
		if (r != -EAGAIN && r != -EINTR && r != -ENOMEM)
			break;
		(void)sys_sleep_ns(1000000);
	}
	return r;
}

static void mqueue_visit(void *arg)
{
	struct mqueue_visit *v = arg;
	unsigned char *at = v->room;

	while (v->n < (size_t)v->attr.now) {
		Cr__CrMessageEntry *m = &v->messages[v->n];
		ssize_t n = sys_mq_receive(v->fd, at, (size_t)v->attr.size, &m->priority);

		if (n < 0) {
			v->r = n == -EAGAIN ? 0 : (int)n;
			break;
		}
		m->data.data = at;
		m->data.len = (size_t)n;
		at += n;
		v->n++;
	}
	for (size_t i = 0; i < v->n; i++) {
		int r = mqueue_put(v->fd, &v->messages[i]);

		v->r = v->r < 0 ? v->r : r;
	}
	(void)sys_futimens(v->fd, v->times);
}

/* == saving ==================================================================================== */

/* What the queue tells who reads it as a file. */
static bool mqueue_status(int fd, uint64_t *ret_bytes, Cr__CrQueueEntry *q)
{
	static const char *const keys[] = {"QSIZE:", "NOTIFY:", "SIGNO:", "NOTIFY_PID:"};
	uint64_t v[ARRAY_LEN(keys)];
	char text[128];
	const char *p = text;
	ssize_t n = sys_pread(fd, text, sizeof(text) - 1, 0);

	text[n > 0 ? n : 0] = '\0';
	for (size_t i = 0; i < ARRAY_LEN(keys); i++) {
		while (*p == ' ')
			p++;
		if (!str_starts(p, keys[i]))
			return false;
		p += strlen(keys[i]);
		if (!str_number(&p, 10, &v[i]))
			return false;
	}
	*ret_bytes = v[0];
	q->notify = (uint32_t)v[1];
	q->notify_signo = (uint32_t)v[2];
	q->notify_pid = (uint32_t)v[3];
	q->has_notify = q->has_notify_signo = q->has_notify_pid = v[3] != 0;
	return true;
}

/* The name leads to this queue, as far as that may be known. */
static bool mqueue_is_ours(const struct open_file *file)
{
	const char *name = mqueue_name(file->path);
	struct stat st;
	CR_AUTOFD int fd = sys_mq_open(name, O_RDONLY | O_NONBLOCK, 0, NULL);

	if (fd == -EACCES)
		return true;
	return fd >= 0 && sys_fstat(fd, &st) == 0 && st.st_ino == file->st.st_ino &&
	       st.st_dev == file->st.st_dev;
}

/* The value that goes with the signal is told by nobody. */
static int mqueue_dump_notify(struct dump *d, const struct open_file *file, Cr__CrQueueEntry *q)
{
	if (!q->has_notify || !tree_find(d->tree, (pid_t)q->notify_pid)) {
		q->has_notify = q->has_notify_signo = q->has_notify_pid = false;
		return 0;
	}
	if (q->notify == SIGEV_THREAD)
		return refuse(d->cx, CR_E_UNSUPPORTED, (pid_t)q->notify_pid, file->path,
			      "message queue '%s' (descriptor %d) is to notify process %u by a "
			      "thread, and the kernel does not tell which; take that back "
			      "(mq_notify with NULL) before the save, and ask for it again after",
			      file->path, file->task_fd, q->notify_pid);
	if (q->notify == SIGEV_SIGNAL)
		degrade(d->cx, (pid_t)q->notify_pid, file->path,
			"signal %u, by which message queue '%s' is to notify process %u, will come "
			"with the value 0: the kernel does not tell the one that was asked for",
			q->notify_signo, file->path, q->notify_pid);
	return 0;
}

static int mqueue_read(struct dump *d, const struct open_file *file, int fd, uint64_t bytes,
		       Cr__CrQueueEntry *q)
{
	struct mqueue_visit *v = cx_alloc(d->cx, sizeof(*v));
	uint64_t room;
	int r = v ? sys_mq_getattr(fd, &v->attr) : -ENOMEM;

	if (r == 0 && num_add(bytes, (uint64_t)v->attr.size, &room)) {
		v->fd = fd;
		v->times[0] = file->st.st_atim;
		v->times[1] = file->st.st_mtim;
		v->room = cx_alloc(d->cx, room);
		v->messages = cx_array(d->cx, (size_t)v->attr.now, sizeof(*v->messages));
		q->messages = cx_array(d->cx, (size_t)v->attr.now, sizeof(*q->messages));
	}
	if (!v || !v->room || !v->messages || !q->messages)
		return error_memory(d->cx);
	for (size_t i = 0; i < (size_t)v->attr.now; i++) {
		cr__cr_message_entry__init(&v->messages[i]);
		q->messages[i] = &v->messages[i];
	}
	r = visit_run(d->cx, mqueue_visit, v);
	if (r == 0)
		r = v->r;
	q->n_messages = v->n;
	return r < 0 ? error_set(d->cx, CR_E_SYSTEM, -r, file->task->pid, file->path,
				 "message queue '%s' cannot be read", file->path)
		     : 0;
}

/* Whoever else has it open is looked for before it is opened here. */
static int mqueue_dump_messages(struct dump *d, const struct open_file *file,
				const struct sys_mq_attr *attr, Cr__CrQueueEntry *q)
{
	pid_t other = attr->now || q->unlinked ? outside_find(d, file) : 0;
	CR_AUTOFD int fd = sys_reopen(file->fd, O_RDWR | O_NONBLOCK);
	uint64_t bytes;

	if (fd < 0 || !mqueue_status(fd, &bytes, q))
		return refuse(d->cx, CR_E_PERMISSION, file->task->pid, file->path,
			      "message queue '%s' (descriptor %d) may not be opened for reading "
			      "and writing by this user (%s)",
			      file->path, file->task_fd, error_name(fd < 0 ? -fd : EIO));
	int r = mqueue_dump_notify(d, file, q);
	if (r < 0)
		return r;
	if (other && q->unlinked)
		return refuse(d->cx, CR_E_OUTSIDE, file->task->pid, file->path,
			      "message queue '%s' (descriptor %d) has lost its name, and process "
			      "%d outside the tree has it open, too",
			      file->path, file->task_fd, (int)other);
	q->has_outside = q->outside = other != 0;
	if (other || attr->now == 0)
		return 0;
	if (q->has_notify)
		return refuse(d->cx, CR_E_UNSUPPORTED, file->task->pid, file->path,
			      "message queue '%s' (descriptor %d) is to notify process %u of the "
			      "next message, which looking at those that wait would set off; "
			      "receive them, or take that back (mq_notify with NULL)",
			      file->path, file->task_fd, q->notify_pid);
	return d->checking ? 0 : mqueue_read(d, file, fd, bytes, q);
}

static bool mqueue_is_first(const struct dump *d, const struct open_file *file)
{
	for (const struct open_file *f = object_same_inode(d, file); f; f = f->next_same)
		if (f->id < file->id && f->entry->reg && f->kind == file->kind)
			return false;
	return true;
}

static int mqueue_dump(struct dump *d, struct open_file *file)
{
	Cr__CrFileEntry *extra = dump_cr_file(d, file->id);
	Cr__CrQueueEntry *q = cx_alloc(d->cx, sizeof(*q));
	bool first = mqueue_is_first(d, file);
	struct sys_mq_attr attr;
	struct stat st;

	file->entry->reg = file_describe_open(d, file, file->id);
	if (!extra || !q || !file->entry->reg)
		return error_memory(d->cx);
	cr__cr_queue_entry__init(q);
	int r = sys_mq_getattr(file->fd, &attr);
	if (r < 0)
		return error_set(d->cx, CR_E_SYSTEM, -r, file->task->pid, file->path,
				 "message queue '%s' does not tell its attributes", file->path);
	q->max_messages = (uint32_t)attr.max;
	q->message_size = (uint32_t)attr.size;
	q->mode = file->st.st_mode & 07777;
	q->uid = file->st.st_uid;
	q->gid = file->st.st_gid;
	q->has_unlinked = q->unlinked = file->st.st_nlink == 0;
	extra->queue = q;
	if (!q->unlinked && !mqueue_is_ours(file))
		return refuse(d->cx, CR_E_UNSUPPORTED, file->task->pid, file->path,
			      "descriptor %d is the message queue '%s' of another IPC namespace "
			      "than the saver's",
			      file->task_fd, file->path);
	r = first ? mqueue_dump_messages(d, file, &attr, q) : 0;
	if (r == 0)
		r = sys_fstat(file->fd, &st); /* perhaps our own visit has changed it */
	extra->has_dev = extra->has_ino = extra->has_mtime_ns = true;
	extra->dev = file->st.st_dev;
	extra->ino = file->st.st_ino;
	extra->mtime_ns = r < 0 ? 0 : num_timespec_ns(&st.st_mtim);
	return r;
}

/* == loading =================================================================================== */

static bool mqueue_comes_back(const struct load_file *file)
{
	return file->kind == &file_mqueue && file->extra->queue && file->action != CR_NULL &&
	       file->action != CR_NAMED;
}

static bool mqueue_same(const struct load_file *a, const struct load_file *b)
{
	return mqueue_comes_back(a) && a->extra->ino == b->extra->ino &&
	       a->extra->dev == b->extra->dev;
}

static int mqueue_check(struct load *l, const struct load_file *file)
{
	const Cr__CrQueueEntry *q = file->extra->queue;
	bool ok = q && q->max_messages && q->max_messages <= MQUEUE_MESSAGES_MAX &&
		  q->message_size && q->message_size <= MQUEUE_SIZE_MAX &&
		  q->n_messages <= q->max_messages && *mqueue_name(file->entry->reg->name) &&
		  q->notify_signo < 65;

	for (size_t i = 0; ok && i < q->n_messages; i++)
		ok = q->messages[i]->data.len <= q->message_size &&
		     q->messages[i]->priority < MQUEUE_PRIORITIES;
	return ok ? 0
		  : error_set(l->cx, CR_E_DAMAGED, 0, 0, "cr.img",
			      "message queue %u is described in an impossible way", file->id);
}

static int mqueue_join(struct load *l, struct load_file *file)
{
	int r = mqueue_check(l, file);

	for (size_t i = 0; r == 0 && l->files.at[i] != file; i++)
		if (mqueue_same(l->files.at[i], file))
			object_join_makers(l->files.at[i], file);
	return r;
}

/* The open file of the queue that has the messages; itself when none has. */
static const Cr__CrQueueEntry *mqueue_content(const struct load *l, const struct load_file *file)
{
	for (size_t i = 0; i < l->files.n; i++)
		if (l->files.at[i]->extra && l->files.at[i]->extra->queue &&
		    l->files.at[i]->extra->ino == file->extra->ino &&
		    l->files.at[i]->extra->dev == file->extra->dev)
			return l->files.at[i]->extra->queue; /* the first one */
	return file->extra->queue;
}

/* *name: what to open it by; its own, so that /proc shows that, or any for the moment. */
static int mqueue_make(struct load *l, const struct load_file *file, const char **name)
{
	const Cr__CrQueueEntry *q = file->extra->queue;
	const struct sys_mq_attr attr = {.max = q->max_messages, .size = q->message_size};

	for (int i = 0;; i++) {
		int fd = sys_mq_open(*name, O_CREAT | O_EXCL | O_RDWR | O_NONBLOCK, 0600, &attr);

		if (fd >= 0)
			object_made(l, file, q->unlinked ? MQUEUE_MADE_NAMELESS : MQUEUE_MADE_NAME);
		if (fd != -EEXIST || i || !q->unlinked)
			return fd;
		*name = arena_format(&l->cx->arena, ".cr-%x%x%x%x-%x", l->load_id[0], l->load_id[1],
				     l->load_id[2], l->load_id[3], file->id);
		if (!*name)
			return -ENOMEM;
	}
}

static int mqueue_fill_with(const Cr__CrQueueEntry *content, int fd)
{
	int r = 0;

	for (size_t i = 0; r == 0 && i < content->n_messages; i++)
		r = mqueue_put(fd, content->messages[i]);
	return r;
}

/* CR_ROLL_BACK: what waits now goes, what waited then comes. */
static int mqueue_roll_back(struct load *l, const struct load_file *file, int queue)
{
	const Cr__CrQueueEntry *q = file->extra->queue;
	CR_AUTOFD int fd = sys_reopen(queue, O_RDWR | O_NONBLOCK);
	unsigned char *room = cx_alloc(l->cx, q->message_size);
	unsigned priority;
	int r = fd < 0 ? fd : room ? 0 : -ENOMEM;

	for (uint32_t i = 0; r == 0 && i < q->max_messages; i++)
		if (sys_mq_receive(fd, room, q->message_size, &priority) < 0)
			break;
	if (r == 0)
		r = mqueue_fill_with(mqueue_content(l, file), fd);
	return r < 0 ? error_set(l->cx, CR_E_RESTORE, -r, 0, file->entry->reg->name,
				 "message queue '%s' cannot be made what it was",
				 file->entry->reg->name)
		     : 0;
}

/* One that is there. */
static int mqueue_take(struct load *l, const struct load_file *file, int fd)
{
	const Cr__CrQueueEntry *q = file->extra->queue, *content = mqueue_content(l, file);
	const char *name = file->entry->reg->name;
	struct sys_mq_attr attr;
	struct stat st;
	int r = sys_mq_getattr(fd, &attr);

	if (r == 0)
		r = sys_fstat(fd, &st);
	if (r < 0 || attr.max != (long)q->max_messages || attr.size != (long)q->message_size)
		return error_set(l->cx, CR_E_FILE_CHANGED, -r, 0, name,
				 "message queue '%s' was made for %u messages of %u bytes, and the "
				 "one that is there now is for %ld of %ld; mq_unlink it",
				 name, q->max_messages, q->message_size, attr.max, attr.size);
	if (file->action == CR_ROLL_BACK && !content->outside)
		return mqueue_roll_back(l, file, fd);
	/* Times are those of the last tick of the clock. */
	if (!content->outside && (attr.now != (long)content->n_messages ||
				  file->extra->dev != st.st_dev || file->extra->ino != st.st_ino ||
				  file->extra->mtime_ns != num_timespec_ns(&st.st_mtim)))
		degrade(l->cx, 0, name,
			"message queue '%s' has been used since the save, and has %ld messages "
			"where there were %lu: it goes on as it is (a rule CR_ROLL_BACK makes it "
			"what it was)",
			name, attr.now, (unsigned long)content->n_messages);
	return 0;
}

/* The queue itself, there or made. */
static int mqueue_find(struct load *l, const struct load_file *file, const char **name)
{
	const Cr__CrQueueEntry *q = file->extra->queue;
	const char *path = file->entry->reg->name;
	int flags = (int)(file->entry->reg->flags & O_ACCMODE) | O_NONBLOCK;
	int fd = q->unlinked ? -ENOENT : sys_mq_open(*name, flags, 0, NULL);

	if (fd >= 0) {
		int r = mqueue_take(l, file, fd);

		if (r < 0)
			sys_close(fd);
		return r < 0 ? r : fd;
	}
	bool gone = fd == -ENOENT;
	if (gone)
		fd = mqueue_make(l, file, name);
	if (fd < 0)
		return error_set(
			l->cx, fd == -EACCES ? CR_E_PERMISSION : CR_E_RESTORE, -fd, 0, path,
			"message queue '%s', for %u messages of %u bytes, cannot be %s%s", path,
			q->max_messages, q->message_size, gone ? "made again" : "opened",
			fd == -EMFILE || fd == -EINVAL
				? ": see RLIMIT_MSGQUEUE and /proc/sys/fs/mqueue"
				: "");
	if (mqueue_content(l, file)->outside)
		degrade(l->cx, 0, path,
			"message queue '%s' is gone, and what waited in it is not in the save, for "
			"others had it open, too",
			path);
	return fd;
}

/* As it was opened: by mq_open(2), or as a file, by a path where the file system is mounted; flags
 * tell which. */
static int mqueue_open(struct load *l, const struct load_file *file, const char *name, int queue)
{
	const Cr__RegFileEntry *reg = file->entry->reg;
	int flags = (int)(reg->flags & (O_ACCMODE | O_NONBLOCK));
	const char *path = object_path(l, reg->name);
	struct stat st, want;

	if (!(reg->flags & MQUEUE_AS_FILE))
		return sys_mq_open(name, flags, 0, NULL);
	int fd = path ? sys_openat(AT_FDCWD, path, flags, 0) : -ENOMEM;
	if (fd >= 0 && sys_fstat(fd, &st) == 0 && sys_fstat(queue, &want) == 0 &&
	    st.st_ino == want.st_ino && st.st_dev == want.st_dev)
		return fd;
	if (fd >= 0)
		sys_close(fd);
	return sys_reopen(queue, flags);
}

/* All open files of the queue, before it loses its name. */
static int mqueue_create(struct load *l, struct load_file *file)
{
	const char *name = mqueue_name(file->entry->reg->name);
	CR_AUTOFD int queue = mqueue_find(l, file, &name);
	int r = queue < 0 ? queue : 0;

	for (size_t i = 0; r >= 0 && i < l->files.n; i++) {
		struct load_file *f = l->files.at[i];

		if (!mqueue_same(f, file) || !f->maker)
			continue;
		r = mqueue_open(l, f, name, queue);
		if (r < 0)
			r = error_set(l->cx, CR_E_RESTORE, -r, 0, f->entry->reg->name,
				      "message queue '%s' cannot be opened", f->entry->reg->name);
		else
			r = f->fd = object_stage_file(l, f, r);
	}
	if (queue >= 0 && file->extra->queue->unlinked)
		(void)sys_mq_unlink(name);
	return r < 0 ? r : 0;
}

static int mqueue_fill(struct load *l, struct load_file *file)
{
	if (!object_has_made(l, file))
		return 0;
	CR_AUTOFD int fd = sys_reopen(file->fd, O_RDWR | O_NONBLOCK);
	int r = fd < 0 ? fd : mqueue_fill_with(mqueue_content(l, file), fd);

	return r < 0 ? error_set(l->cx, CR_E_RESTORE, -r, 0, file->entry->reg->name,
				 "what waited in message queue '%s' cannot be put there",
				 file->entry->reg->name)
		     : 0;
}

/* By the first of the owner's descriptors that lead to it, when nothing closes one any more: any
 * close by him takes the wish back. */
static int mqueue_own(struct load *l, struct load_task *lt, struct load_file *file, int fd)
{
	const Cr__CrQueueEntry *q = mqueue_content(l, file);
	struct sigevent event = {.sigev_notify = (int)q->notify,
				 .sigev_signo = (int)q->notify_signo};
	CR_AUTOFD int now = -1;
	Cr__CrQueueEntry there = {0};
	uint64_t bytes;

	if (!q->has_notify || q->notify_pid != (uint32_t)lt->pid)
		return 0;
	for (size_t i = 0; lt->fds.at[i].fd != fd; i++)
		if (mqueue_same(lt->fds.at[i].file, file))
			return 0;
	now = sys_reopen(file->fd, O_RDONLY | O_NONBLOCK);
	if (now >= 0 && mqueue_status(now, &bytes, &there) && there.notify_pid) {
		degrade(l->cx, lt->pid, file->entry->reg->name,
			"message queue '%s' was to notify process %d, and notifies another now",
			file->entry->reg->name, lt->pid);
		return 0;
	}
	plan_call(lt->plan, 0, PLAN_AT_LATE, "mq_notify", SYS_mq_notify, (uint64_t)fd,
		  plan_data(lt->plan, &event, sizeof(event)));
	return 0;
}

/* Owner and mode of one that was made: all have opened it. */
static int mqueue_release(struct load *l, struct load_file *file)
{
	const Cr__CrQueueEntry *q = file->extra ? file->extra->queue : NULL;

	if (!q || !object_has_made(l, file))
		return 0;
	struct stat st;
	int r = sys_fstat(file->fd, &st);
	if (r == 0 && (st.st_uid != q->uid || st.st_gid != q->gid) &&
	    sys_fchown(file->fd, q->uid, q->gid) < 0)
		degrade(l->cx, 0, file->entry->reg->name,
			"the owner %u:%u of message queue '%s' cannot be set", q->uid, q->gid,
			file->entry->reg->name);
	if (r == 0)
		r = sys_fchmod(file->fd, q->mode);
	return r < 0 ? error_set(l->cx, CR_E_RESTORE, -r, 0, file->entry->reg->name,
				 "the mode of message queue '%s' cannot be set",
				 file->entry->reg->name)
		     : 0;
}

static void mqueue_undo(struct load *l, const struct load_file *file, unsigned char what)
{
	(void)l;
	if (what == MQUEUE_MADE_NAME)
		(void)sys_mq_unlink(mqueue_name(file->entry->reg->name));
}

static bool mqueue_accepts(const Cr__FileEntry *entry)
{
	return entry->reg != NULL;
}

CR_FN const struct kind file_mqueue = {
	.name = "mqueue",
	.type = CR__FD_TYPES__REG,
	.match = mqueue_match,
	.dump = mqueue_dump,
	.accepts = mqueue_accepts,
	.by_name = true,
	.join = mqueue_join,
	.create = mqueue_create,
	.fill = mqueue_fill,
	.own = mqueue_own,
	.release = mqueue_release,
	.undo = mqueue_undo,
};
