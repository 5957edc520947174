/* SPDX-License-Identifier: MIT
 *
 * pty: pseudo-terminals whose master side is in the tree: index, modes, window size, packet mode,
 * lock, exclusive mode, owner, controlling terminal and foreground group; /dev/tty where it stands
 * for one of them; terminals that have been hung up. tty.c has the terminals that come from
 * outside, and the entries of all.
 *
 * All open files of one pair are a group and have one maker: it opens a new master, and the slaves
 * through that, by TIOCGPTPEER, so no path is needed. A session's leader takes its terminal when it
 * has made its session. What has been written and not been read is pty_data.c's.
 *
 * Refuses a pair whose slave side is held outside the tree, and pairs of several devpts file
 * systems that have the same number.
 */
#include "file.h"

#include <sys/ioctl.h>
#include <sys/sysmacros.h>

/* Ids of infos. Others are device numbers, see tty.c. */
#define PTY_MASTER 0x80000000u	/* and the index */
#define PTY_AS_TTY 0x40000000u	/* opened as /dev/tty: and the index */
#define PTY_HUNG_UP 0x20000000u /* and the index, which lives as long; or PTY_ALONE */
#define PTY_ALONE 0x10000000u	/* and the id of the file: was no pseudo-terminal */
#define PTY_INDEX_MAX (1u << 20)
#define PTY_WAITS 200
#define PTY_WAIT_NS 5000000
#define PTY_TRIES 256 /* masters opened to come by an index */

#ifndef TIOCGPKT
#define TIOCGPKT _IOR('T', 0x38, int)
#define TIOCGPTLCK _IOR('T', 0x39, int)
#endif
#ifndef TIOCGPTPEER
#define TIOCGPTPEER _IO('T', 0x41)
#endif
#ifndef TIOCGDEV
#define TIOCGDEV _IOR('T', 0x32, unsigned)
#endif

/* == saving ==================================================================================== */

CR_FN bool pty_is_master(dev_t rdev)
{
	return rdev == makedev(5, 2);
}

static bool pty_is_slave(dev_t rdev)
{
	return major(rdev) >= 136 && major(rdev) < 144;
}

static uint32_t pty_slave_index(dev_t rdev)
{
	return minor(rdev) + (major(rdev) - 136) * 256u;
}

/* Of a master; UINT32_MAX: it does not tell. */
static uint32_t pty_index(const struct open_file *file)
{
	unsigned index;

	return sys_ioctl(file->fd, TIOCGPTN, &index) < 0 ? UINT32_MAX : index;
}

/* Of the pseudo-terminal for which /dev/tty stands; UINT32_MAX: for none. */
static uint32_t pty_index_as_tty(const struct open_file *file)
{
	unsigned real = 0;

	if (file->st.st_rdev != makedev(5, 0) || sys_ioctl(file->fd, TIOCGDEV, &real) < 0)
		return UINT32_MAX;
	return (real >> 8 & 0xfff) == 136 ? (real & 0xff) | (real >> 12 & ~0xffu) : UINT32_MAX;
}

/* All that the kernel still does for it is to say so. */
CR_FN bool pty_is_hung_up(const struct open_file *file)
{
	unsigned char modes[64];

	return sys_ioctl(file->fd, TCGETS, modes) == -EIO;
}

CR_FN uint32_t pty_info_id(const struct open_file *file)
{
	uint32_t index = pty_index_as_tty(file);

	if (pty_is_master(file->st.st_rdev))
		return PTY_MASTER | (pty_index(file) & ~PTY_MASTER);
	if (pty_is_hung_up(file))
		return PTY_HUNG_UP |
		       (pty_is_slave(file->st.st_rdev) ? pty_slave_index(file->st.st_rdev)
						       : PTY_ALONE | file->id);
	return index == UINT32_MAX ? 0 : PTY_AS_TTY | index;
}

CR_FN uint32_t pty_slave_device(uint32_t index)
{
	return (136u << 8) | (index & 0xff) | ((index & ~0xffu) << 12);
}

/* The slave's name, without opening it: for who has never been opened is not hung up. */
static int pty_stat_slave(int master, struct stat *ret)
{
	CR_AUTOFD int peer = sys_ioctl(master, TIOCGPTPEER,
				       (void *)(uintptr_t)(O_PATH | O_CLOEXEC));

	return peer < 0 ? peer : sys_fstat(peer, ret);
}

CR_FN int pty_dump_info(struct dump *d, const struct open_file *file, Cr__TtyInfoEntry *e)
{
	Cr__CrFileEntry *extra = dump_cr_file(d, file->id);
	struct stat st;
	int on = 0;

	if (!extra)
		return error_memory(d->cx);
	e->pty->index = pty_index(file);
	if (sys_ioctl(file->fd, TIOCGPKT, &on) == 0)
		e->packet_mode = on != 0;
	if (sys_ioctl(file->fd, TIOCGPTLCK, &on) == 0)
		e->locked = on != 0;
	if (pty_stat_slave(file->fd, &st) == 0) {
		e->uid = st.st_uid;
		e->gid = st.st_gid;
		extra->has_slave_mode = true;
		extra->slave_mode = st.st_mode & 07777;
	}
	return 0;
}

/* The two sides of one pair: every devpts file system counts for itself. */
static bool pty_are_pair(const struct open_file *master, const struct open_file *slave)
{
	struct stat st;

	return pty_stat_slave(master->fd, &st) < 0 ||
	       (st.st_dev == slave->st.st_dev && st.st_ino == slave->st.st_ino);
}

static bool pty_is_ours(const struct open_file *file, const struct open_file *other)
{
	return file->kind == other->kind && !file->special &&
	       (!file->rule || file->rule->action == CR_DEFAULT);
}

static const struct open_file *pty_find_master(const struct dump *d, const struct open_file *like,
					       uint32_t index)
{
	for (size_t i = 0; i < d->files.n; i++) {
		const struct open_file *f = d->files.at[i];

		if (pty_is_ours(f, like) && pty_is_master(f->st.st_rdev) && pty_index(f) == index)
			return f;
	}
	return NULL;
}

static bool pty_has_slave(const struct dump *d, const struct open_file *master)
{
	uint32_t index = pty_index(master);

	for (size_t i = 0; i < d->files.n; i++) {
		const struct open_file *f = d->files.at[i];

		if (!pty_is_ours(f, master) || pty_is_master(f->st.st_rdev) || pty_is_hung_up(f))
			continue;
		if (pty_index_as_tty(f) == index ||
		    (pty_is_slave(f->st.st_rdev) && pty_slave_index(f->st.st_rdev) == index))
			return true;
	}
	return false;
}

/* New bytes would send signals. */
static bool pty_is_async(const struct dump *d, const struct open_file *master)
{
	uint32_t index = pty_index(master);

	for (size_t i = 0; i < d->files.n; i++) {
		const struct open_file *f = d->files.at[i];
		dev_t rdev = f->st.st_rdev;

		if (pty_is_ours(f, master) && (f->info.flags & O_ASYNC) &&
		    (f == master || (pty_is_slave(rdev) && pty_slave_index(rdev) == index)))
			return true;
	}
	return false;
}

/* As saved in the id of a slave's info; see tty.c. */
static uint32_t pty_slave_id(uint32_t index)
{
	return ((136 + index / 256) << 20 | index % 256) + 1;
}

/* What nobody can have without harm is lost, and told. */
static int pty_dump_data(struct dump *d, const struct open_file *master)
{
	int n = 0, packet = 0;

	(void)sys_fionread(master->fd, &n);
	if (d->checking || (n == 0 && !pty_has_slave(d, master)))
		return 0;
	(void)sys_ioctl(master->fd, TIOCGPKT, &packet);
	int r = pty_is_async(d, master)
			? -EBUSY
			: pty_data_dump(d, master, pty_slave_id(pty_index(master)), packet != 0);
	if (r == 0 || d->cx->err.code != CR_E_OK)
		return r;
	degrade(d->cx, master->task->pid, master->path,
		"terminal descriptor %d loses %d bytes that were not read yet, and what was typed "
		"(%s)",
		master->task_fd, n, error_name(-r));
	return 0;
}

static int pty_refuse_namesake(struct dump *d, const struct open_file *file, uint32_t index)
{
	return refuse(d->cx, CR_E_UNSUPPORTED, file->task->pid, file->path,
		      "descriptor %d is a pseudo-terminal %u, and another one that is in the tree "
		      "has the same number in another devpts file system",
		      file->task_fd, index);
}

/* Nobody has the slave's side, and it is not hung up: nobody has ever had it. To look whether
 * something waits for its first reader it would have to be opened, and would be hung up after. */
static bool pty_is_untouched(struct dump *d, const struct open_file *file)
{
	Cr__CrFileEntry *extra = dump_cr_file(d, file->id);
	struct open_file slave = *file;

	if (!extra || pty_stat_slave(file->fd, &slave.st) < 0 || outside_find(d, &slave))
		return false;
	extra->has_untouched = extra->untouched = true;
	degrade(d->cx, file->task->pid, file->path,
		"terminal descriptor %d, whose other side was never opened, loses what was written "
		"to it until now, if anything was: nobody can tell",
		file->task_fd);
	return true;
}

/* A master without a slave in the tree: hung up, still locked, not opened yet, or somebody else has
 * the other side. */
static int pty_settle_master(struct dump *d, const struct open_file *file)
{
	struct pollfd pfd = {.fd = file->fd};
	uint32_t index = pty_index(file);
	int locked = 0;

	if (pty_find_master(d, file, index) != file)
		return pty_refuse_namesake(d, file, index);
	if (pty_has_slave(d, file) || sys_poll(&pfd, 1, 0) < 0 || (pfd.revents & POLLHUP))
		return pty_dump_data(d, file);
	if (sys_ioctl(file->fd, TIOCGPTLCK, &locked) == 0 && locked)
		return 0;
	if (pty_is_untouched(d, file))
		return 0;
	return refuse(d->cx, CR_E_OUTSIDE, file->task->pid, file->path,
		      "descriptor %d is the master side of a pseudo-terminal (/dev/pts/%u) whose "
		      "slave side is outside the tree",
		      file->task_fd, index);
}

CR_FN int pty_settle(struct dump *d, const struct open_file *file, bool *ret_inside)
{
	dev_t rdev = file->st.st_rdev;
	const struct open_file *master;

	*ret_inside = true;
	if (pty_is_master(rdev))
		return pty_settle_master(d, file);
	if (pty_is_hung_up(file))
		return 0;
	uint32_t index = pty_is_slave(rdev) ? pty_slave_index(rdev) : pty_index_as_tty(file);
	master = index == UINT32_MAX ? NULL : pty_find_master(d, file, index);
	*ret_inside = master != NULL;
	if (!master)
		return 0;
	if (pty_is_slave(rdev) && !pty_are_pair(master, file))
		return pty_refuse_namesake(d, file, index);
	return 0;
}

/* == loading =================================================================================== */

static bool pty_id_is_master(const struct load_file *file)
{
	return file->entry->tty && (file->entry->tty->tty_info_id & PTY_MASTER);
}

static bool pty_id_is_as_tty(const struct load_file *file)
{
	return !pty_id_is_master(file) && (file->entry->tty->tty_info_id & PTY_AS_TTY);
}

CR_FN bool pty_id_is_hung_up(uint32_t id)
{
	return (id & (PTY_MASTER | PTY_AS_TTY | PTY_HUNG_UP)) == PTY_HUNG_UP;
}

/* The pair to which an info belongs; 0: none. */
static uint64_t pty_group_of(uint32_t id)
{
	uint32_t device = id - 1;

	if (id & PTY_MASTER)
		return (id & ~PTY_MASTER) + 1ull;
	if (id & PTY_AS_TTY)
		return (id & ~PTY_AS_TTY) + 1ull;
	if (id & PTY_HUNG_UP)
		return id;
	return device >> 20 >= 136 && device >> 20 < 144
		       ? (device & 0xfffff) + ((device >> 20) - 136) * 256ull + 1
		       : 0;
}

/* Both sides of a pair; 0: not one of ours. */
CR_FN uint64_t pty_group(const Cr__FileEntry *entry)
{
	return pty_group_of(entry->tty->tty_info_id);
}

CR_FN bool pty_is_inside(const struct load *l, uint32_t id)
{
	uint64_t group = pty_group_of(id);

	for (size_t i = 0; i < l->files.n; i++) {
		const Cr__TtyFileEntry *e = l->files.at[i]->entry->tty;

		if (e && (e->tty_info_id & PTY_MASTER) && pty_group_of(e->tty_info_id) == group)
			return true;
	}
	return pty_id_is_hung_up(id);
}

CR_FN struct load_file *pty_master(struct load_file *file)
{
	struct load_file *f = file;

	do
		if (pty_id_is_master(f))
			return f;
	while ((f = f->group_next) != file);
	return NULL;
}

/* The kernel gives the lowest index that is free: those below the one that is wanted are taken for
 * a moment. */
static int pty_open_lowest(uint32_t want, int flags, unsigned *ret_index)
{
	int held[PTY_TRIES], n = 0, fd;

	for (;; held[n++] = fd) {
		fd = sys_openat(AT_FDCWD, "/dev/ptmx", flags | O_NOCTTY, 0);
		int r = fd < 0 ? fd : sys_ioctl(fd, TIOCGPTN, ret_index);

		if (r < 0 || *ret_index >= want || n == PTY_TRIES)
			break;
	}
	while (n > 0)
		sys_close(held[--n]);
	return fd;
}

/* The name goes with the last close of a master, the index a little later. */
static int pty_open_index(struct load *l, uint32_t want, int flags)
{
	char path[32];
	struct stat st;
	unsigned got = UINT32_MAX;
	int fd;

	str_format(path, sizeof(path), "/dev/pts/%u", want);
	for (int tries = 0;; tries++) {
		fd = pty_open_lowest(want, flags, &got);
		if (fd < 0)
			return error_set(l->cx, CR_E_RESTORE, -fd, 0, "/dev/ptmx",
					 "no pseudo-terminal can be made");
		if (got == want || tries == PTY_WAITS || sys_fstatat(AT_FDCWD, path, &st, 0) == 0)
			break;
		sys_close(fd);
		(void)sys_sleep_ns(PTY_WAIT_NS);
	}
	if (got != want)
		degrade(l->cx, 0, path,
			"the terminal %s is somebody else's now: it comes back as /dev/pts/%u",
			path, got);
	return fd;
}

static int pty_set_master(struct load *l, int fd, const Cr__TtyInfoEntry *info)
{
	struct winsize size = {0};
	int on = 1, unlocked = 0;
	int r = sys_ioctl(fd, TIOCSPTLCK, &unlocked);

	if (r == 0 && info->termios)
		r = tty_set_modes(fd, info->termios);
	if (r == 0 && info->winsize) {
		size.ws_row = (unsigned short)info->winsize->ws_row;
		size.ws_col = (unsigned short)info->winsize->ws_col;
		size.ws_xpixel = (unsigned short)info->winsize->ws_xpixel;
		size.ws_ypixel = (unsigned short)info->winsize->ws_ypixel;
		r = sys_ioctl(fd, TIOCSWINSZ, &size);
	}
	if (r == 0 && info->termios_locked)
		r = tty_lock_modes(l, fd, info->termios_locked);
	if (r == 0 && info->packet_mode)
		r = sys_ioctl(fd, TIOCPKT, &on);
	return r < 0 ? error_set(l->cx, CR_E_RESTORE, -r, 0, "pty",
				 "the pseudo-terminal %u cannot be set", info->pty->index)
		     : 0;
}

/* What TIOCGPTPEER opens shows other flags than an open(2) would have; what that is opened again
 * does not. */
static int pty_open_slave(struct load *l, int master, unsigned flags)
{
	CR_AUTOFD int peer = sys_ioctl(master, TIOCGPTPEER,
				       (void *)(uintptr_t)(O_RDWR | O_NOCTTY | O_CLOEXEC));
	int fd = peer < 0 ? peer
			  : sys_reopen(peer, (int)(flags & (O_ACCMODE | O_NONBLOCK | O_APPEND)) |
						     O_NOCTTY);

	return fd < 0 ? error_set(l->cx, CR_E_RESTORE, -fd, 0, "TIOCGPTPEER",
				  "the slave side of a pseudo-terminal cannot be opened")
		      : fd;
}

/* Owner and permissions, where the new ones differ. */
static void pty_set_owner(struct load *l, const struct load_file *master, int slave,
			  const Cr__TtyInfoEntry *info)
{
	struct stat st;
	int r = 0;

	if (!master->extra || !master->extra->has_slave_mode || sys_fstat(slave, &st) < 0)
		return;
	if (st.st_uid != info->uid || st.st_gid != info->gid)
		r = sys_fchown(slave, info->uid, info->gid);
	if ((st.st_mode & 07777) != (master->extra->slave_mode & 07777) && r == 0)
		r = sys_fchmod(slave, master->extra->slave_mode & 07777);
	if (r < 0)
		degrade(l->cx, 0, "pty",
			"the pseudo-terminal %u has another owner or other permissions (%s)",
			info->pty->index, error_name(-r));
}

/* In a process of its own, which shares descriptors: only in a session with that terminal /dev/tty
 * is this one. 0 or -errno. */
static int pty_reopen_as_tty(int slave, int at, int flags)
{
	int r = sys_setsid();

	if (r >= 0)
		r = sys_ioctl(slave, TIOCSCTTY, NULL);
	int fd = r < 0 ? r : sys_openat(AT_FDCWD, "/dev/tty", flags | O_CLOEXEC, 0);
	if (fd < 0)
		return fd;
	r = sys_dup_to(fd, at);
	sys_close(fd);
	return r < 0 ? r : 0;
}

static int pty_open_as_tty(struct load *l, int master, unsigned flags)
{
	CR_AUTOFD int slave = pty_open_slave(l, master, O_RDWR);
	int at = slave < 0 ? slave : sys_dup_above(slave, 3), status = 0;

	if (at < 0)
		return at;
	pid_t child = sys_clone3(CLONE_FILES, 0, NULL, 0, NULL);
	if (child == 0)
		sys_exit(-pty_reopen_as_tty(slave, at,
					    (int)(flags & (O_ACCMODE | O_NONBLOCK | O_APPEND))));
	int r = child < 0 ? child : sys_wait(child, &status, 0x40000000 /* __WALL */);
	if (r >= 0 && status == 0)
		return at;
	sys_close(at);
	return error_set(l->cx, CR_E_RESTORE, r < 0 ? -r : status >> 8 & 0xff, 0, "/dev/tty",
			 "the pseudo-terminal cannot be opened as /dev/tty");
}

static int pty_create_others(struct load *l, struct load_file *master)
{
	struct load_file *f = master;

	while ((f = f->group_next) != master) {
		unsigned flags = f->entry->tty->flags;

		if (pty_id_is_master(f))
			return error_set(l->cx, CR_E_DAMAGED, 0, 0, "files.img",
					 "a pseudo-terminal has two masters");
		int fd = pty_id_is_as_tty(f) ? pty_open_as_tty(l, master->fd, flags)
					     : pty_open_slave(l, master->fd, flags);
		if (fd < 0)
			return fd;
		f->fd = object_stage(l, fd);
		if (f->fd < 0)
			return f->fd;
	}
	return 0;
}

static int pty_create_slaves(struct load *l, struct load_file *master, const Cr__TtyInfoEntry *info)
{
	int locked = 1, unlocked = 0, r = 0;

	/* Without any, and not as it came into being, it has had one that was closed. */
	bool untouched = master->extra && master->extra->untouched;

	if (master->group_next != master || (!info->locked && !untouched)) {
		int fd = pty_open_slave(l, master->fd, O_RDWR);
		if (fd < 0)
			return fd;
		pty_set_owner(l, master, fd, info);
		r = pty_create_others(l, master);
		sys_close(fd);
	}
	if (r == 0 && untouched)
		r = sys_ioctl(master->fd, TIOCSPTLCK, &unlocked);
	if (r == 0 && info->locked)
		r = sys_ioctl(master->fd, TIOCSPTLCK, &locked);
	if (r == 0 && info->exclusive)
		r = sys_ioctl(master->fd, TIOCEXCL, NULL);
	return r < 0 ? error_set(l->cx, CR_E_RESTORE, -r, 0, "pty",
				 "the pseudo-terminal %u cannot be locked", info->pty->index)
		     : 0;
}

CR_FN int pty_fill(struct load *l, const struct load_file *master, const Cr__TtyInfoEntry *info)
{
	if (!info->pty || info->locked)
		return 0;
	return pty_data_load(l, master, pty_slave_id(info->pty->index), info->packet_mode);
}

/* A slave loses its terminal for good when the master goes. */
CR_FN int pty_create_hung_up(struct load *l, struct load_file *file, const Cr__TtyInfoEntry *info)
{
	int unlocked = 0;

	if (!info->pty || info->pty->index >= PTY_INDEX_MAX)
		return error_set(l->cx, CR_E_DAMAGED, 0, 0, "tty-info.img",
				 "a terminal that was hung up has an impossible number");
	CR_AUTOFD int master = pty_open_index(l, info->pty->index, O_RDWR);
	if (master < 0)
		return master;
	int r = sys_ioctl(master, TIOCSPTLCK, &unlocked);
	struct load_file *f = file;
	do {
		int fd = r < 0 ? r : pty_open_slave(l, master, f->entry->tty->flags);
		if (fd < 0)
			return fd;
		f->fd = object_stage(l, fd);
		if (f->fd < 0)
			return f->fd;
	} while ((f = f->group_next) != file);
	return 0;
}

CR_FN int pty_create(struct load *l, struct load_file *file)
{
	struct load_file *master = pty_master(file);
	const Cr__TtyInfoEntry *info;
	int r = tty_find_info(l, master->entry->tty->tty_info_id, &info);

	if (r < 0)
		return r;
	if (!info->pty || info->pty->index >= PTY_INDEX_MAX)
		return error_set(l->cx, CR_E_DAMAGED, 0, 0, "tty-info.img",
				 "a pseudo-terminal has an impossible index");
	int fd = pty_open_index(l, info->pty->index,
				(int)(master->entry->tty->flags & (O_ACCMODE | O_NONBLOCK)));
	if (fd < 0)
		return fd;
	master->fd = object_stage(l, fd);
	if (master->fd < 0)
		return master->fd;
	r = pty_set_master(l, master->fd, info);
	return r < 0 ? r : pty_create_slaves(l, master, info);
}

/* Takes the terminal of the pair for the session that the caller leads. */
static int pty_take(struct load *l, const struct load_file *file)
{
	bool master = pty_id_is_master(file);
	int fd = master ? pty_open_slave(l, file->fd, O_RDWR) : file->fd;
	int r = fd < 0 ? fd : sys_ioctl(fd, TIOCSCTTY, NULL);

	if (master && fd >= 0)
		sys_close(fd);
	return r;
}

CR_FN int pty_session(struct load *l, struct load_task *lt)
{
	const Cr__TtyInfoEntry *info;
	bool found = false;

	for (size_t i = 0; i < l->files.n; i++) {
		struct load_file *file = l->files.at[i];

		if (!file->entry->tty || !file->users.n || !pty_master(file))
			continue;
		int r = tty_find_info(l, file->entry->tty->tty_info_id, &info);
		if (r < 0)
			return r;
		if (info->sid != (uint32_t)lt->sid)
			continue;
		found = true;
		if (file->fd >= 0 && !CR_TEST_SKIP("pty", "session") && pty_take(l, file) == 0)
			return 1;
	}
	if (found)
		degrade(l->cx, lt->pid, "session",
			"the session of process %d has lost its controlling terminal", lt->pid);
	return found;
}

/* In every task of the terminal's session that has it, when all groups are made. */
CR_FN void pty_plan_foreground(struct load_task *lt, const struct load_file *file, int fd,
			       const Cr__TtyInfoEntry *info, int32_t group)
{
	int32_t now;

	if (!info->sid || (uint32_t)lt->sid != info->sid || pty_id_is_master(file) || group <= 0 ||
	    sys_ioctl(file->fd, TIOCGPGRP, &now) < 0)
		return;
	plan_call(lt->plan, 0, PLAN_AT_LATE, "foreground of a pty", SYS_ioctl, (uint64_t)fd,
		  TIOCSPGRP, plan_data(lt->plan, &group, sizeof(group)));
}
