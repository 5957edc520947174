/* SPDX-License-Identifier: MIT
 *
 * pty: pseudo-terminals whose master side is in the tree: index, modes, window size, packet mode,
 * lock, exclusive mode, controlling terminal and foreground group. tty.c has the terminals that
 * come from outside, and the entries of both.
 *
 * All open files of one pair are a group and have one maker: it opens a new master, and the slaves
 * through that, by TIOCGPTPEER, so no path is needed. A session's leader takes its terminal when it
 * has made its session. Bytes that one side has written and the other not read can be looked at by
 * nobody without taking them away: they are lost, which is listed.
 *
 * Refuses a pair whose slave side is held outside the tree, and /dev/tty where it stands for a
 * terminal of the tree.
 */
#include "file.h"

#include <sys/ioctl.h>
#include <sys/sysmacros.h>

#define PTY_MASTER 0x80000000u /* info ids of masters: and the index */
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

CR_FN uint32_t pty_info_id(const struct open_file *file)
{
	return PTY_MASTER | (pty_index(file) & ~PTY_MASTER);
}

CR_FN uint32_t pty_slave_device(uint32_t index)
{
	return (136u << 8) | (index & 0xff) | ((index & ~0xffu) << 12);
}

CR_FN void pty_dump_info(const struct open_file *file, Cr__TtyInfoEntry *e)
{
	int on = 0;

	e->pty->index = pty_index(file);
	if (sys_ioctl(file->fd, TIOCGPKT, &on) == 0)
		e->packet_mode = on != 0;
	if (sys_ioctl(file->fd, TIOCGPTLCK, &on) == 0)
		e->locked = on != 0;
}

/* The other side of file, if the tree has it. */
static const struct open_file *pty_other(const struct dump *d, const struct open_file *file,
					 bool master, uint32_t index)
{
	for (size_t i = 0; i < d->files.n; i++) {
		const struct open_file *f = d->files.at[i];

		if (f->kind != file->kind || f->special ||
		    (f->rule && f->rule->action != CR_DEFAULT))
			continue;
		if (master ? pty_is_master(f->st.st_rdev) && pty_index(f) == index
			   : pty_is_slave(f->st.st_rdev) && pty_slave_index(f->st.st_rdev) == index)
			return f;
	}
	return NULL;
}

static void pty_tell_unread(struct dump *d, const struct open_file *file)
{
	int n = 0;

	if (sys_fionread(file->fd, &n) == 0 && n > 0)
		degrade(d->cx, file->task->pid, file->path,
			"terminal descriptor %d loses %d bytes that were not read yet",
			file->task_fd, n);
}

/* A master without a slave in the tree: hung up, still locked, or somebody else has the other side.
 */
static int pty_settle_master(struct dump *d, const struct open_file *file)
{
	struct pollfd pfd = {.fd = file->fd};
	int locked = 0;

	pty_tell_unread(d, file);
	if (pty_other(d, file, false, pty_index(file)) || sys_poll(&pfd, 1, 0) < 0 ||
	    (pfd.revents & POLLHUP))
		return 0;
	if (sys_ioctl(file->fd, TIOCGPTLCK, &locked) == 0 && locked)
		return 0;
	return refuse(d->cx, CR_E_OUTSIDE, file->task->pid, file->path,
		      "descriptor %d is the master side of a pseudo-terminal (/dev/pts/%u) whose "
		      "slave side is outside the tree",
		      file->task_fd, pty_index(file));
}

CR_FN int pty_settle(struct dump *d, const struct open_file *file, bool *ret_inside)
{
	dev_t rdev = file->st.st_rdev;
	unsigned real = 0;

	*ret_inside = pty_is_master(rdev);
	if (*ret_inside)
		return pty_settle_master(d, file);
	if (pty_is_slave(rdev) && pty_other(d, file, true, pty_slave_index(rdev))) {
		pty_tell_unread(d, file);
		*ret_inside = true;
		return 0;
	}
	if (rdev != makedev(5, 0) || sys_ioctl(file->fd, TIOCGDEV, &real) < 0)
		return 0;
	uint32_t index = (real & 0xff) | (real >> 12 & ~0xffu);
	*ret_inside = (real >> 8 & 0xfff) == 136 && pty_other(d, file, true, index);
	return *ret_inside ? refuse(d->cx, CR_E_UNSUPPORTED, file->task->pid, file->path,
				    "descriptor %d is '/dev/tty' of the pseudo-terminal %u, which "
				    "is inside the tree",
				    file->task_fd, index)
			   : 0;
}

/* == loading =================================================================================== */

static bool pty_id_is_master(const struct load_file *file)
{
	return file->entry->tty && (file->entry->tty->tty_info_id & PTY_MASTER);
}

/* Both sides of a pair; 0: not one of ours. */
CR_FN uint64_t pty_group(const Cr__FileEntry *entry)
{
	uint32_t id = entry->tty->tty_info_id, device = id - 1;

	if (id & PTY_MASTER)
		return (id & ~PTY_MASTER) + 1ull;
	return device >> 20 >= 136 && device >> 20 < 144
		       ? (device & 0xfffff) + ((device >> 20) - 136) * 256ull + 1
		       : 0;
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

static int pty_create_slaves(struct load *l, struct load_file *master, const Cr__TtyInfoEntry *info)
{
	struct load_file *f = master;
	int locked = 1, r = 0;

	/* Without any, and not as it came into being, it has had one that was closed. */
	if (master->group_next == master && !info->locked) {
		int fd = pty_open_slave(l, master->fd, O_RDWR);
		if (fd < 0)
			return fd;
		sys_close(fd);
	}
	while ((f = f->group_next) != master) {
		int fd = pty_id_is_master(f) ? error_set(l->cx, CR_E_DAMAGED, 0, 0, "files.img",
							 "a pseudo-terminal has two masters")
					     : pty_open_slave(l, master->fd, f->entry->tty->flags);
		if (fd < 0)
			return fd;
		f->fd = object_stage(l, fd);
		if (f->fd < 0)
			return f->fd;
	}
	if (info->locked)
		r = sys_ioctl(master->fd, TIOCSPTLCK, &locked);
	if (r == 0 && info->exclusive)
		r = sys_ioctl(master->fd, TIOCEXCL, NULL);
	return r < 0 ? error_set(l->cx, CR_E_RESTORE, -r, 0, "pty",
				 "the pseudo-terminal %u cannot be locked", info->pty->index)
		     : 0;
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
