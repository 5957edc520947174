/* SPDX-License-Identifier: MIT
 *
 * unix_names: what a Unix socket is bound to; both directions. A path, with the file that it made
 * (its place, owner and permissions), one relative to a directory, one that is gone or lies
 * elsewhere now, an abstract name.
 *
 * bind(2) keeps the text that it was given and makes a file where the text leads: so a child that
 * shares our descriptors goes to the directory, or has the root, from which it leads to the right
 * place. A name that is gone, or taken by somebody else since, is made where nobody looks and
 * unlinked again. The child may have a process id and ids of users, too, for SO_PEERCRED.
 *
 * Where the file is, SIOCUNIXFILE tells with CAP_NET_ADMIN; else sock_diag tells its inode, and it
 * is looked for under its name. Leans on sock_diag; refuses relative names that lead nowhere when
 * nobody may ask.
 */
#include "socket.h"

#include <linux/sockios.h>

#define UNIX_IOCTL_FILE (SIOCPROTOPRIVATE + 0) /* SIOCUNIXFILE, since 5.4 */
#define UNIX_PATH_MAX 4096

CR_FN const char *unix_name_text(struct cr_ctx *cx, const void *name, size_t len)
{
	char *text = arena_copy(&cx->arena, name, len + 1);

	if (!text)
		return "";
	if (len && !text[0])
		text[0] = '@';
	for (size_t i = 0; i < len; i++)
		if (!text[i] && i + 1 < len)
			text[i] = '.';
	text[len] = '\0';
	return text;
}

static bool unix_name_is_abstract(const ProtobufCBinaryData *name)
{
	return name->len && !name->data[0];
}

/* The path as text. */
static char *unix_name_path(struct cr_ctx *cx, const ProtobufCBinaryData *name)
{
	char *path = cx_alloc(cx, name->len + 1); /* zeroed */

	if (path && name->len)
		memcpy(path, name->data, name->len);
	return path;
}

/* == saving ==================================================================================== */

struct unix_file {
	struct stat st;
	const char *path; /* where it is; NULL when it is nowhere */
};

/* As the kernel knows it. -errno when it does not tell. */
static int unix_file_ask(struct dump *d, const struct open_file *file, struct unix_file *ret)
{
	char *path;
	CR_AUTOFD int fd = sys_ioctl(file->fd, UNIX_IOCTL_FILE, NULL);

	if (fd < 0)
		return fd;
	int r = sys_fstat(fd, &ret->st);
	if (r == 0 && ret->st.st_nlink)
		r = proc_own_path(d->cx, d->tree->proc_fd, fd, &path);
	if (r < 0)
		return r;
	ret->path = ret->st.st_nlink ? path : NULL;
	return 0;
}

/* Under its name, as the task sees it. A file that is not there may have been moved: nobody can
 * tell. */
static int unix_file_find(struct dump *d, const struct open_file *file, const char *name,
			  uint32_t ino, struct unix_file *ret)
{
	const char *link = name[0] == '/' ? "root" : "cwd";
	const char *at = arena_format(&d->cx->arena, "%s/%s", link, name);
	char *dir;

	if (!at)
		return error_memory(d->cx);
	int r = sys_fstatat(file->task->dir_fd, at, &ret->st, 0);
	if (r < 0 || !S_ISSOCK(ret->st.st_mode) || (ino && (uint32_t)ret->st.st_ino != ino)) {
		ret->path = NULL;
		return name[0] == '/' ? 0 : -ENOENT;
	}
	r = proc_readlink(d->cx, file->task->dir_fd, link, &dir);
	if (r < 0)
		return r;
	if (name[0] == '/')
		ret->path = dir[1] ? arena_format(&d->cx->arena, "%s%s", dir, name) : name;
	else
		ret->path = arena_format(&d->cx->arena, "%s/%s", dir[1] ? dir : "", name);
	return ret->path ? 0 : error_memory(d->cx);
}

/* The directory from which the name leads to the path: "" for the root; NULL: none does. */
static const char *unix_name_base(struct cr_ctx *cx, const char *path, const char *name)
{
	size_t n = strlen(path), m = strlen(name);

	if (n < m || strcmp(path + n - m, name) != 0)
		return NULL;
	n -= m;
	if (name[0] != '/') {
		if (n == 0 || path[n - 1] != '/')
			return NULL;
		n -= n > 1; /* of "/" the slash stays */
	}
	char *base = arena_str(&cx->arena, path);
	if (base)
		base[n] = 0;
	return base;
}

static int unix_name_place(struct dump *d, const struct open_file *file, const struct unix_file *at,
			   const char *name, Cr__UnixSkEntry *e)
{
	const char *base = unix_name_base(d->cx, at->path, name);

	if (base && name[0] != '/')
		e->name_dir = arena_str(&d->cx->arena, base);
	if (base && (name[0] != '/' || !base[0]))
		return name[0] != '/' && !e->name_dir ? error_memory(d->cx) : 0;
	struct stat st;
	/* A symbolic link on the way is not worth a word. */
	if (name[0] == '/' && sys_fstatat(AT_FDCWD, name, &st, 0) == 0 &&
	    st.st_ino == at->st.st_ino && st.st_dev == at->st.st_dev)
		return 0;
	Cr__CrUnixEntry *extra = unix_extra(d, file);
	if (!extra)
		return error_memory(d->cx);
	extra->place = arena_str(&d->cx->arena, at->path);
	return extra->place ? 0 : error_memory(d->cx);
}

CR_FN int unix_name_dump(struct dump *d, const struct open_file *file, const struct sock_unix *s,
			 Cr__UnixSkEntry *e)
{
	struct cr_ctx *cx = d->cx;
	struct unix_file at = {.path = NULL};

	e->name.data = arena_copy(&cx->arena, s->name, s->name_len + 1);
	e->name.len = s->name_len;
	if (!e->name.data)
		return error_memory(cx);
	if (s->name_len == 0 || unix_name_is_abstract(&e->name))
		return 0;
	const char *name = unix_name_path(cx, &e->name);
	if (!name)
		return error_memory(cx);
	int r = unix_file_ask(d, file, &at);
	if (r < 0)
		r = unix_file_find(d, file, name, s->name_ino, &at);
	if (r < 0)
		return refuse(cx, CR_E_UNSUPPORTED, file->task->pid, name,
			      "descriptor %d is a Unix socket with the name '%s', relative to a "
			      "directory that is not known (CAP_NET_ADMIN tells)",
			      file->task_fd, name);
	e->has_deleted = e->deleted = at.path == NULL;
	if (!at.path)
		return 0;
	e->file_perms = cx_alloc(cx, sizeof(*e->file_perms));
	if (!e->file_perms)
		return error_memory(cx);
	cr__file_perms_entry__init(e->file_perms);
	e->file_perms->mode = at.st.st_mode;
	e->file_perms->uid = at.st.st_uid;
	e->file_perms->gid = at.st.st_gid;
	return unix_name_place(d, file, &at, name, e);
}

/* == loading: who does it ====================================================================== */

/* Somebody with a directory, a root, a mask and an identity of his own. */
struct unix_job {
	int (*fn)(const struct unix_job *job);
	int fd, fd2;
	int type;
	struct sockaddr_un addr;
	uint32_t addr_len;
	const char *root, *dir; /* NULL: as they are */
	unsigned umask;
	const struct ucred *as; /* NULL: ourselves */
	const struct msghdr *msg;
	int flags;
};

static int unix_job_root(const char *root)
{
	int r = sys_chroot(root);

	/* In a user namespace of one's own everybody may. */
	if (r == -EPERM) {
		r = sys_unshare(CLONE_NEWUSER);
		if (r == 0)
			r = sys_chroot(root);
	}
	return r < 0 ? r : sys_chdir("/");
}

static int unix_job_do(const struct unix_job *job)
{
	int r = job->root ? unix_job_root(job->root) : 0;

	if (r == 0 && job->dir)
		r = sys_chdir(job->dir);
	sys_umask(job->umask);
	if (r == 0 && job->as)
		(void)sys_set_ids(job->as->uid, job->as->gid);
	return r < 0 ? r : job->fn(job);
}

/* The child shares our descriptors and nothing else. With a process id that is not to be had it
 * goes without. */
static int unix_job_run(struct load *l, const struct unix_job *job)
{
	pid_t want = job->as && l->pids != CR_PIDS_NEW ? job->as->pid : 0, pid = -EPERM;
	int status;

	if (want > 0)
		pid = sys_clone3(CLONE_FILES, 0, &want, 1, NULL);
	if (pid < 0)
		pid = sys_clone3(CLONE_FILES, 0, NULL, 0, NULL);
	if (pid == 0)
		sys_exit(-unix_job_do(job) & 0xff);
	if (pid < 0)
		return error_set(l->cx, CR_E_RESTORE, -pid, 0, "clone3", "no process can be made");
	int r = sys_wait(pid, &status, __WALL);
	return r < 0 ? r : WIFEXITED(status) ? -WEXITSTATUS(status) : -EIO;
}

static int unix_job_bind(const struct unix_job *job)
{
	return sys_bind(job->fd, &job->addr, job->addr_len);
}

static int unix_job_connect(const struct unix_job *job)
{
	return sys_connect(job->fd, &job->addr, job->addr_len);
}

static int unix_job_listen(const struct unix_job *job)
{
	return sys_listen(job->fd, (int)job->addr_len);
}

/* At the numbers fd and fd2, which are there. */
static int unix_job_pair(const struct unix_job *job)
{
	int fds[2];
	int r = sys_socketpair(job->type, fds);

	if (r == 0)
		r = sys_dup_to(fds[0], job->fd);
	if (r >= 0)
		r = sys_dup_to(fds[1], job->fd2);
	return r < 0 ? r : (sys_close(fds[0]), sys_close(fds[1]), 0);
}

static bool unix_job_address(struct unix_job *job, const void *name, size_t len)
{
	if (len > sizeof(job->addr.sun_path))
		return false;
	job->addr.sun_family = AF_UNIX;
	memcpy(job->addr.sun_path, name, len);
	job->addr_len = (uint32_t)(offsetof(struct sockaddr_un, sun_path) + len);
	return true;
}

/* Is somebody else needed to look like this? */
static const struct ucred *unix_job_as(const struct ucred *as)
{
	return as && (as->pid != sys_getpid() || as->uid != sys_geteuid() ||
		      as->gid != sys_getegid())
		       ? as
		       : NULL;
}

CR_FN int unix_listen(struct load *l, int fd, uint32_t backlog, const struct ucred *as)
{
	struct unix_job job = {.fn = unix_job_listen, .fd = fd, .as = unix_job_as(as)};

	job.addr_len = backlog < INT32_MAX ? backlog : INT32_MAX;
	int r = job.as ? unix_job_run(l, &job) : sys_listen(fd, (int)job.addr_len);
	return r < 0 ? error_set(l->cx, CR_E_RESTORE, -r, 0, "listen",
				 "a Unix socket cannot listen again")
		     : 0;
}

CR_FN int unix_pair(struct load *l, int type, int fds[2], const struct ucred *as)
{
	struct unix_job job = {.fn = unix_job_pair, .type = type, .as = unix_job_as(as)};
	int r = sys_socketpair(type, fds);

	if (r == 0 && job.as) {
		job.fd = fds[0];
		job.fd2 = fds[1];
		r = unix_job_run(l, &job);
		if (r < 0) {
			sys_close(fds[0]);
			sys_close(fds[1]);
		}
	}
	return r < 0 ? error_set(l->cx, CR_E_RESTORE, -r, 0, "socketpair",
				 "no pair of Unix sockets can be made")
		     : 0;
}

/* An answer is an exit status: all or nothing. */
static int unix_job_send(const struct unix_job *job)
{
	ssize_t n = sys_sendmsg(job->fd, job->msg, job->flags);

	return n < 0 ? (int)n : (size_t)n < job->msg->msg_iov->iov_len ? -EMSGSIZE : 0;
}

CR_FN ssize_t unix_send_as(struct load *l, int fd, const struct msghdr *msg, int flags,
			   const struct ucred *as)
{
	struct unix_job job = {.fn = unix_job_send, .fd = fd, .as = as, .msg = msg, .flags = flags};
	int r = unix_job_run(l, &job);

	return r < 0 ? r : (ssize_t)msg->msg_iov->iov_len;
}

CR_FN int unix_connect(struct load *l, int fd, const struct unix_place *to, const struct ucred *as)
{
	struct unix_job job = {.fn = unix_job_connect, .fd = fd, .as = unix_job_as(as)};
	const char *base = NULL;

	if (!to->path)
		(void)unix_job_address(&job, to->abstract.data, to->abstract.len);
	else if (!unix_job_address(&job, to->path, strlen(to->path))) {
		/* Too long for an address: from its directory. */
		base = to->path + strlen(to->path);
		while (base > to->path && base[-1] != '/')
			base--;
		char *dir = cx_alloc(l->cx, (size_t)(base - to->path) + 1);
		if (!dir)
			return error_memory(l->cx);
		memcpy(dir, to->path, (size_t)(base - to->path));
		job.dir = dir;
		if (!unix_job_address(&job, base, strlen(base)))
			return -ENAMETOOLONG;
	}
	return job.as || job.dir ? unix_job_run(l, &job) : sys_connect(fd, &job.addr, job.addr_len);
}

/* What object_made is told. */
enum { UNIX_MADE_NAME = 1, UNIX_MADE_GHOST = 2 };

/* == loading: where ============================================================================ */

/* The directory that a relative name begins in: of one that has been moved, that where its file is
 * now. NULL: it cannot be told. */
static const char *unix_name_dir(struct load *l, const struct load_file *file)
{
	const char *place = file->extra && file->extra->usk ? file->extra->usk->place : NULL;
	size_t n = place ? strlen(place) : 0;

	if (file->entry->usk->name_dir)
		return object_path(l, file->entry->usk->name_dir);
	while (n > 0 && place[n - 1] != '/')
		n--;
	char *dir = n ? cx_alloc(l->cx, n + 1) : NULL;
	if (!dir)
		return NULL;
	memcpy(dir, place, n > 1 ? n - 1 : n);
	return object_path(l, dir);
}

/* Where a name leads, on its own: NULL when it cannot be told. */
static const char *unix_name_target(struct load *l, const struct load_file *file, const char *name)
{
	if (name[0] == '/')
		return object_path(l, name);
	const char *dir = unix_name_dir(l, file);
	return dir ? arena_format(&l->cx->arena, "%s/%s", dir[1] ? dir : "", name) : NULL;
}

static const char *unix_ghost_dir(struct load *l, const struct load_file *file)
{
	return arena_format(&l->cx->arena, "/tmp/.cr-%x%x%x%x-%x", l->load_id[0], l->load_id[1],
			    l->load_id[2], l->load_id[3], file->id);
}

static bool unix_name_climbs(const char *name)
{
	for (const char *p = name; *p; p++)
		if ((p == name || p[-1] == '/') && p[0] == '.' && p[1] == '.' &&
		    (p[2] == '/' || !p[2]))
			return true;
	return false;
}

/* The directories below `dir` that lead to the name, made or removed again. */
static int unix_ghost_dirs(struct load *l, const char *dir, const char *name, bool make)
{
	char *path = arena_format(&l->cx->arena, "%s/%s", dir, name);
	size_t base = strlen(dir);
	int r = 0;

	if (!path)
		return error_memory(l->cx);
	if (unix_name_climbs(name))
		return -EINVAL;
	if (make)
		r = sys_mkdirat(AT_FDCWD, dir, 0700);
	for (size_t i = base + 1; make && r == 0 && path[i]; i++) {
		if (path[i] != '/' || path[i - 1] == '/')
			continue;
		path[i] = '\0';
		r = sys_mkdirat(AT_FDCWD, path, 0700);
		path[i] = '/';
	}
	for (size_t i = strlen(path); !make && i > base; i--) {
		if (path[i] && path[i] != '/')
			continue;
		path[i] = '\0';
		(void)sys_unlinkat(AT_FDCWD, path,
				   i == strlen(dir) + 1 + strlen(name) ? 0 : AT_REMOVEDIR);
	}
	if (!make)
		(void)sys_unlinkat(AT_FDCWD, dir, AT_REMOVEDIR);
	return r;
}

CR_FN void unix_ghost_remove(struct load *l, const struct load_file *file)
{
	char *name = unix_name_path(l->cx, &file->entry->usk->name);
	const char *dir = unix_ghost_dir(l, file);

	if (name && dir)
		(void)unix_ghost_dirs(l, dir, name, false);
	object_made(l, file, 0);
}

CR_FN void unix_name_undo(struct load *l, const struct load_file *file, unsigned char what)
{
	const char *place = file->extra && file->extra->usk ? file->extra->usk->place : NULL;
	const char *name = unix_name_path(l->cx, &file->entry->usk->name);

	if (what == UNIX_MADE_GHOST) {
		unix_ghost_remove(l, file);
		return;
	}
	if (name)
		name = place ? object_path(l, place) : unix_name_target(l, file, name);
	if (name)
		(void)sys_unlinkat(AT_FDCWD, name, 0);
}

/* == loading: binding ========================================================================== */

/* A socket's file that is left from before: 1: gone now, 0: there is none. One that is in use shows
 * when somebody tries to connect with the wrong type: nobody notices that. */
static int unix_name_clear(struct load *l, const char *path)
{
	struct unix_place place = {.path = path};
	struct stat st;
	int r = sys_fstatat(AT_FDCWD, path, &st, AT_SYMLINK_NOFOLLOW);

	if (r == -ENOENT)
		return 0;
	if (r == 0 && !S_ISSOCK(st.st_mode))
		return error_set(l->cx, CR_E_RESTORE, EEXIST, 0, path,
				 "a socket had the name '%s', and something else has it now", path);
	CR_AUTOFD int probe = r < 0 ? r : sys_socket(AF_UNIX, SOCK_DGRAM, 0);
	if (probe < 0)
		return error_set(l->cx, CR_E_RESTORE, -probe, 0, path, "'%s' cannot be looked at",
				 path);
	r = unix_connect(l, probe, &place, NULL);
	if (r != -ECONNREFUSED)
		return error_set(
			l->cx, CR_E_RESTORE, r < 0 && r != -EPROTOTYPE ? -r : EADDRINUSE, 0, path,
			"the name '%s' of a socket is in use: another program listens there now",
			path);
	r = sys_unlinkat(AT_FDCWD, path, 0);
	return r < 0 ? error_set(l->cx, CR_E_RESTORE, -r, 0, path,
				 "the name '%s' of a socket cannot be made anew", path)
		     : 1;
}

/* Of the file that it has just been bound to. */
static int unix_name_own(struct load *l, const Cr__UnixSkEntry *e, const char *path)
{
	const Cr__FilePermsEntry *p = e->file_perms;
	struct stat st;

	int r = p ? sys_fstatat(AT_FDCWD, path, &st, AT_SYMLINK_NOFOLLOW) : 0;
	if (r < 0)
		return error_set(l->cx, CR_E_RESTORE, -r, 0, path, "the socket '%s' is gone", path);
	if (p && (st.st_uid != p->uid || st.st_gid != p->gid) &&
	    sys_lchown(path, p->uid, p->gid) < 0)
		degrade(l->cx, 0, path, "the owner %u:%u of the socket's file cannot be set",
			p->uid, p->gid);
	return 0;
}

/* Where nobody looks. */
static int unix_name_bind_ghost(struct load *l, const struct load_file *file, struct unix_job *job,
				const char *name, struct unix_place *ret)
{
	const char *dir = unix_ghost_dir(l, file);

	if (!dir)
		return error_memory(l->cx);
	object_made(l, file, UNIX_MADE_GHOST);
	int r = unix_ghost_dirs(l, dir, name, true);
	job->root = name[0] == '/' ? dir : NULL;
	job->dir = name[0] == '/' ? NULL : dir;
	if (r == 0)
		r = unix_job_run(l, job);
	ret->ghost = true;
	ret->path = arena_format(&l->cx->arena, "%s/%s", dir, name);
	if (r == 0)
		return ret->path ? 0 : error_memory(l->cx);
	unix_ghost_remove(l, file);
	degrade(l->cx, 0, name,
		"a socket had the name '%s', which is gone, and comes back without one (%s)", name,
		error_name(-r));
	return 1;
}

static int unix_name_bind_path(struct load *l, const struct load_file *file, int fd, bool keep,
			       struct unix_place *ret)
{
	const Cr__UnixSkEntry *e = file->entry->usk;
	const char *place = file->extra && file->extra->usk ? file->extra->usk->place : NULL;
	const char *name = unix_name_path(l->cx, &e->name);
	bool gone = (e->has_deleted && e->deleted) || (place && !keep);
	struct unix_job job = {.fn = unix_job_bind, .fd = fd};
	int r = 0, stale = 0;

	if (place)
		place = object_path(l, place);
	const char *target = name ? unix_name_target(l, file, name) : NULL;
	if (!name || !name[0] || strlen(name) > UNIX_PATH_MAX)
		return error_set(l->cx, CR_E_DAMAGED, 0, 0, "files.img",
				 "the name of Unix socket %u is impossible", file->id);
	if (name[0] == '/' && target)
		name = target;
	if (!unix_job_address(&job, name, strlen(name)))
		return error_set(l->cx, CR_E_RESTORE, ENAMETOOLONG, 0, name,
				 "'%s' is too long for the name of a socket", name);
	if (!target && !gone)
		return error_set(l->cx, CR_E_UNSUPPORTED, 0, 0, name,
				 "a socket had the name '%s', relative to a directory that the "
				 "save does not tell",
				 name);
	job.umask = e->file_perms ? ~e->file_perms->mode & 0777 : 0077;
	job.dir = name[0] == '/' ? NULL : unix_name_dir(l, file);
	if (!gone && keep) {
		r = stale = unix_name_clear(l, place ? place : target);
		if (r < 0)
			return r;
	}
	/* A name that is gone must not show even for a moment. */
	r = gone ? -EEXIST : unix_job_run(l, &job);
	ret->path = target;
	if (r == 0 && place) {
		r = sys_renameat2(AT_FDCWD, target, AT_FDCWD, place, 0);
		ret->path = place;
	}
	if (r == 0) {
		/* One that was there before, dead, may stay. */
		if (!stale)
			object_made(l, file, UNIX_MADE_NAME);
		return unix_name_own(l, e, ret->path);
	}
	if (gone || (!keep && (r == -EADDRINUSE || r == -ENOENT)))
		return unix_name_bind_ghost(l, file, &job, name, ret);
	return error_set(l->cx, CR_E_RESTORE, -r, 0, target,
			 "a socket cannot have the name '%s' again", target);
}

CR_FN int unix_name_bind(struct load *l, const struct load_file *file, int fd, bool keep,
			 struct unix_place *ret)
{
	const Cr__UnixSkEntry *e = file->entry->usk;
	struct unix_job job = {.fd = fd};

	*ret = (struct unix_place){.path = NULL, .abstract = e->name};
	if (e->name.len == 0)
		return 0;
	if (e->name.len > sizeof(job.addr.sun_path))
		return error_set(l->cx, CR_E_DAMAGED, 0, 0, "files.img",
				 "the name of Unix socket %u is too long", file->id);
	if (!unix_name_is_abstract(&e->name))
		return unix_name_bind_path(l, file, fd, keep, ret);
	(void)unix_job_address(&job, e->name.data, e->name.len);
	int r = sys_bind(fd, &job.addr, job.addr_len);
	const char *text = unix_name_text(l->cx, e->name.data, e->name.len);
	if (r == -EADDRINUSE && !keep) {
		degrade(l->cx, 0, text,
			"a connected socket had the name '%s', which another program has now",
			text);
		return 1;
	}
	return r < 0 ? error_set(l->cx, CR_E_RESTORE, -r, 0, text,
				 "a socket cannot have the abstract name '%s' again%s", text,
				 r == -EADDRINUSE ? ": another program has it now" : "")
		     : 0;
}
