/* SPDX-License-Identifier: MIT
 *
 * tty: a terminal that the tree has from outside (a shell job): the slave side of somebody's pty, a
 * console, a serial line, /dev/tty. Saved are its modes, window size, session and foreground group.
 * In the copy it becomes the loader's terminal: the first of the caller's descriptors 0, 1, 2 that
 * is one, opened anew with the saved flags, so that the flags of the loader's own descriptor stay
 * its own. A console or a line that is no task's terminal is a device, opened by its name.
 *
 * Both directions must be asked for (CR_SHELL_JOB, CR_LOAD_SHELL_JOB). The modes are set, and the
 * foreground taken, only for a tree that was in the foreground: a background job has the modes of
 * the shell's line editor on its terminal. What has been typed and not been read is the terminal's,
 * and stays there. What has its other side in the tree, or none any more, is pty.c's.
 */
#include "file.h"

#include <sys/ioctl.h>
#include <sys/sysmacros.h>

#define TTY_MAJOR_VT 4 /* and serial lines from 64 on */
#define TTY_MAJOR_AUX 5
#define TTY_MAJOR_PTY 136 /* to 143 */
#define TTY_SERIAL 64

#define TTY_SPEED(cflag) ((cflag)&0010017u)

#ifndef TIOCGDEV
#define TIOCGDEV _IOR('T', 0x32, unsigned)
#endif
#ifndef TIOCGEXCL
#define TIOCGEXCL _IOR('T', 0x40, int)
#endif

static bool tty_is(dev_t rdev)
{
	unsigned m = major(rdev);

	return m == TTY_MAJOR_VT || (m == TTY_MAJOR_AUX && minor(rdev) <= 2) ||
	       (m >= TTY_MAJOR_PTY && m < TTY_MAJOR_PTY + 8);
}

static bool tty_match(const struct open_file *file)
{
	return S_ISCHR(file->st.st_mode) && tty_is(file->st.st_rdev) &&
	       !(file->info.flags & O_PATH) && !file->special;
}

/* == saving ==================================================================================== */

static Cr__TtyType tty_type(dev_t rdev)
{
	if (major(rdev) == TTY_MAJOR_AUX)
		return minor(rdev) == 0 ? CR__TTY_TYPE__CTTY : CR__TTY_TYPE__CONSOLE;
	if (major(rdev) == TTY_MAJOR_VT)
		return minor(rdev) < TTY_SERIAL ? CR__TTY_TYPE__VT : CR__TTY_TYPE__SERIAL;
	return CR__TTY_TYPE__PTY;
}

static Cr__TermiosEntry *tty_termios_entry(struct dump *d, const struct tty_modes *t)
{
	Cr__TermiosEntry *e = cx_alloc(d->cx, sizeof(*e));

	if (!e)
		return NULL;
	cr__termios_entry__init(e);
	e->c_iflag = t->iflag;
	e->c_oflag = t->oflag;
	e->c_cflag = t->cflag;
	e->c_lflag = t->lflag;
	e->c_line = t->line;
	e->c_ispeed = e->c_ospeed = TTY_SPEED(t->cflag);
	e->c_cc = cx_array(d->cx, sizeof(t->cc), sizeof(*e->c_cc));
	if (!e->c_cc)
		return NULL;
	e->n_c_cc = sizeof(t->cc);
	for (size_t i = 0; i < sizeof(t->cc); i++)
		e->c_cc[i] = t->cc[i];
	return e;
}

static int tty_dump_modes(struct dump *d, const struct open_file *file, Cr__TtyInfoEntry *e)
{
	struct tty_modes modes, locked;
	struct winsize size;
	int exclusive = 0;
	int r = sys_ioctl(file->fd, TCGETS, &modes);

	if (r < 0)
		return error_set(d->cx, CR_E_SYSTEM, -r, file->task->pid, file->path,
				 "the terminal's modes cannot be read");
	if (modes.line != 0)
		return refuse(d->cx, CR_E_UNSUPPORTED, file->task->pid, file->path,
			      "descriptor %d is a line that is no terminal now (line discipline "
			      "%d)",
			      file->task_fd, modes.line);
	e->termios = tty_termios_entry(d, &modes);
	if (sys_ioctl(file->fd, TIOCGLCKTRMIOS, &locked) < 0)
		memset(&locked, 0, sizeof(locked));
	e->termios_locked = tty_termios_entry(d, &locked);
	e->winsize = cx_alloc(d->cx, sizeof(*e->winsize));
	if (!e->termios || !e->termios_locked || !e->winsize)
		return error_memory(d->cx);
	cr__winsize_entry__init(e->winsize);
	if (sys_ioctl(file->fd, TIOCGWINSZ, &size) == 0) {
		e->winsize->ws_row = size.ws_row;
		e->winsize->ws_col = size.ws_col;
		e->winsize->ws_xpixel = size.ws_xpixel;
		e->winsize->ws_ypixel = size.ws_ypixel;
	}
	(void)sys_ioctl(file->fd, TIOCGEXCL, &exclusive);
	e->exclusive = exclusive != 0;
	return 0;
}

/* Session and foreground group: the terminal tells them only those in its session, their stat tells
 * all. The device is asked for because /dev/tty and /dev/console stand for others. */
static const struct task *tty_find_session(const struct dump *d, const struct open_file *file,
					   const Cr__TtyInfoEntry *e)
{
	uint32_t real = (uint32_t)file->st.st_rdev;

	if (pty_is_master(file->st.st_rdev))
		real = pty_slave_device(e->pty->index);
	else
		(void)sys_ioctl(file->fd, TIOCGDEV, &real);
	for (size_t i = 0; i < d->tree->tasks.n; i++) {
		const struct task *task = d->tree->tasks.at[i];

		if (task->state != TASK_ZOMBIE && task->stat.tty != 0 &&
		    (uint32_t)task->stat.tty == real)
			return task;
	}
	return NULL;
}

static void tty_dump_session(const struct dump *d, const struct open_file *file,
			     Cr__TtyInfoEntry *e)
{
	const struct task *task = tty_find_session(d, file, e);

	if (!task)
		return;
	e->sid = (uint32_t)task->stat.sid;
	e->pgrp = task->stat.tpgid > 0 ? (uint32_t)task->stat.tpgid : 0;
}

/* A console or a line that is nobody's terminal in the tree: a device, known by its name. */
static bool tty_is_device(Cr__TtyType type, bool session)
{
	return !session && (type == CR__TTY_TYPE__CONSOLE || type == CR__TTY_TYPE__VT ||
			    type == CR__TTY_TYPE__SERIAL);
}

/* The same for all open files of one terminal, except that they may show it as /dev/tty. */
static uint32_t tty_info_id(const struct open_file *file)
{
	uint32_t id = pty_info_id(file);
	dev_t rdev = file->st.st_rdev;

	return id ? id : (major(rdev) << 20 | (minor(rdev) & 0xfffff)) + 1;
}

static int tty_dump_info(struct dump *d, const struct open_file *file)
{
	Cr__TtyInfoEntry e;
	Cr__TtyPtyEntry pty;
	dev_t rdev = file->st.st_rdev;
	int r = 0;

	cr__tty_info_entry__init(&e);
	cr__tty_pty_entry__init(&pty);
	e.id = tty_info_id(file);
	e.type = tty_type(rdev);
	e.rdev = (uint32_t)rdev;
	e.has_dev = e.has_uid = e.has_gid = true;
	e.dev = (uint32_t)file->st.st_dev;
	e.uid = file->st.st_uid;
	e.gid = file->st.st_gid;
	if (e.type == CR__TTY_TYPE__PTY) {
		pty.index = minor(rdev) + (major(rdev) - TTY_MAJOR_PTY) * 256u;
		e.pty = &pty;
	}
	if (pty_is_master(rdev)) {
		e.type = CR__TTY_TYPE__PTY;
		e.pty = &pty;
		r = pty_dump_info(d, file, &e);
	}
	if (r < 0)
		return r;
	if (pty_is_hung_up(file)) {
		e.type = CR__TTY_TYPE__PTY; /* whatever it was: as such it comes back */
		e.pty = &pty;
		return dump_add(d, IMAGE_TTY_INFO, &e.base);
	}
	tty_dump_session(d, file, &e);
	r = tty_dump_modes(d, file, &e);
	/* In a check, a refusal is a note and the rest is not there. */
	return r < 0 || !e.termios ? r : dump_add(d, IMAGE_TTY_INFO, &e.base);
}

static bool tty_info_done(const struct dump *d, const struct open_file *file)
{
	for (size_t i = 0; i < d->files.n && d->files.at[i] != file; i++)
		if (d->files.at[i]->kind == file->kind && !d->files.at[i]->rule &&
		    tty_info_id(d->files.at[i]) == tty_info_id(file))
			return true;
	return false;
}

/* The name, as a file of its own: CRIU wants one, and uses it for what is no shell job. */
static int tty_dump_name(struct dump *d, const struct open_file *file, Cr__TtyFileEntry *e)
{
	Cr__RegFileEntry *reg = cx_alloc(d->cx, sizeof(*reg));
	Cr__FileEntry *entry = cx_alloc(d->cx, sizeof(*entry));
	Cr__FownEntry *fown = cx_alloc(d->cx, sizeof(*fown));

	if (!reg || !entry || !fown)
		return error_memory(d->cx);
	cr__reg_file_entry__init(reg);
	cr__file_entry__init(entry);
	cr__fown_entry__init(fown);
	reg->flags = file->info.flags;
	reg->fown = fown;
	reg->name = arena_str(&d->cx->arena, file->path);
	reg->has_mode = true;
	reg->mode = file->st.st_mode;
	if (!reg->name)
		return error_memory(d->cx);
	entry->type = CR__FD_TYPES__REG;
	entry->id = reg->id = ++d->last_file_id;
	entry->reg = reg;
	e->has_regf_id = true;
	e->regf_id = entry->id;
	return dump_add(d, IMAGE_FILES, &entry->base);
}

static int tty_dump(struct dump *d, struct open_file *file)
{
	Cr__TtyFileEntry *e = cx_alloc(d->cx, sizeof(*e));

	if (!e)
		return error_memory(d->cx);
	cr__tty_file_entry__init(e);
	file->entry->tty = e;
	e->id = file->id;
	e->tty_info_id = tty_info_id(file);
	e->flags = file->info.flags;
	e->fown = object_fown(d, file);
	if (!e->fown)
		return error_memory(d->cx);
	int r = tty_info_done(d, file) ? 0 : tty_dump_info(d, file);
	return r < 0 ? r : tty_dump_name(d, file, e);
}

/* Is the other side inside the tree? Known when all descriptors are. */
static int tty_settle(struct dump *d, struct open_file *file)
{
	bool inside;
	int r = pty_settle(d, file, &inside);

	if (r < 0 || inside || (d->opts->flags & CR_SHELL_JOB) ||
	    tty_is_device(tty_type(file->st.st_rdev), tty_find_session(d, file, NULL) != NULL))
		return r;
	return refuse(d->cx, CR_E_TERMINAL, file->task->pid, file->path,
		      "descriptor %d is the terminal '%s', whose other side is outside the tree",
		      file->task_fd, file->path);
}

/* == loading =================================================================================== */

/* *ret_first: id of the first terminal from outside that is not /dev/tty. */
static int tty_look_up(struct load *l, uint32_t id, const Cr__TtyInfoEntry **ret,
		       uint32_t *ret_first)
{
	struct record_in in;
	Cr__TtyInfoEntry *e;
	int r = record_open(l->image, IMAGE_TTY_INFO, 0, &in);

	*ret = NULL;
	*ret_first = 0;
	if (r < 0 && r != -ENOENT)
		return r;
	while (r == 0 && (r = record_next(&in, &cr__tty_info_entry__descriptor, &e)) > 0) {
		if (e->id == id)
			*ret = e;
		if (!*ret_first && e->type != CR__TTY_TYPE__CTTY && !pty_is_inside(l, e->id) &&
		    !tty_is_device(e->type, e->sid != 0))
			*ret_first = e->id;
		r = 0;
	}
	if (r < 0 && r != -ENOENT)
		return r;
	return *ret ? 0
		    : error_set(l->cx, CR_E_DAMAGED, 0, 0, "tty-info.img",
				"the save does not describe terminal %u", id);
}

CR_FN int tty_find_info(struct load *l, uint32_t id, const Cr__TtyInfoEntry **ret)
{
	uint32_t first;

	return tty_look_up(l, id, ret, &first);
}

/* Where the loader has it; descriptors 0 to 2 are still its own. -1: nowhere. */
static int tty_ours(void)
{
	struct tty_modes t;

	for (int fd = 0; fd < 3; fd++)
		if (sys_ioctl(fd, TCGETS, &t) == 0)
			return fd;
	return -1;
}

/* Asked before there are tasks: in a pid namespace of theirs the loader's group has no number. */
CR_FN bool file_has_foreground(void)
{
	int ours = tty_ours();
	int32_t group;

	return ours >= 0 && sys_ioctl(ours, TIOCGPGRP, &group) == 0 && group == sys_getpgid(0);
}

static int tty_find_ours(struct load *l)
{
	int ours = tty_ours();

	if (ours >= 0)
		return ours;
	return error_set(
		l->cx, CR_E_TERMINAL, ENOTTY, 0, "descriptors 0, 1, 2",
		"the program had a terminal, and none of the loader's descriptors 0, 1, 2 is one");
}

static int tty_open_ours(struct load *l, struct load_file *file, const Cr__TtyInfoEntry *info)
{
	uint32_t keep = O_ACCMODE | O_NONBLOCK | O_APPEND | O_SYNC;
	int flags = (int)(file->entry->tty->flags & keep) | O_NOCTTY;
	int ours = tty_find_ours(l);

	if (ours < 0)
		return ours;
	int fd = info->type == CR__TTY_TYPE__CTTY ? sys_openat(AT_FDCWD, "/dev/tty", flags, 0)
						  : -ENXIO;
	if (fd < 0)
		fd = sys_reopen(ours, flags);
	if (fd >= 0)
		return fd;
	/* Of another user, after su or sudo: then with the loader's own flags. */
	fd = sys_dup_above(ours, l->stage_base);
	if (fd >= 0)
		degrade(l->cx, 0, "terminal",
			"the terminal is shared with the loader, with the loader's flags (%s)",
			error_name(EACCES));
	return fd < 0 ? error_set(l->cx, CR_E_RESTORE, -fd, 0, "terminal",
				  "the loader's terminal cannot be opened")
		      : fd;
}

static int tty_open_device(struct load *l, const struct load_file *file,
			   const Cr__TtyInfoEntry *info)
{
	uint32_t keep = O_ACCMODE | O_NONBLOCK | O_APPEND | O_SYNC;
	const struct load_file *name = load_find_file(l, file->entry->tty->regf_id);
	struct stat st;

	if (!name || !name->entry->reg)
		return error_set(l->cx, CR_E_DAMAGED, 0, 0, "files.img",
				 "file %u is a device without a name", file->id);
	CR_AUTOFD int fd = file_open_saved(l, name->entry->reg, file->entry->tty->flags & keep);
	if (fd < 0)
		return fd;
	if (sys_fstat(fd, &st) < 0 || st.st_rdev != info->rdev)
		return error_set(l->cx, CR_E_FILE_CHANGED, 0, 0, name->entry->reg->name,
				 "'%s' is another device now", name->entry->reg->name);
	return sys_take(&fd);
}

static int tty_create(struct load *l, struct load_file *file)
{
	const Cr__TtyInfoEntry *info;
	uint32_t first;
	int r = tty_look_up(l, file->entry->tty->tty_info_id, &info, &first);

	if (r < 0)
		return r;
	if (pty_master(file))
		return pty_create(l, file);
	if (pty_id_is_hung_up(info->id))
		return pty_create_hung_up(l, file, info);
	bool device = tty_is_device(info->type, info->sid != 0);
	if (!device && !(l->opts->flags & CR_LOAD_SHELL_JOB))
		return error_set(l->cx, CR_E_TERMINAL, 0, 0, "terminal",
				 "the program had a terminal from outside, and it is not allowed "
				 "to have the loader's");
	if (major(info->rdev) == TTY_MAJOR_AUX && minor(info->rdev) == 2)
		return error_set(l->cx, CR_E_FILE_KIND, 0, 0, "files.img",
				 "file %u is the master side of a pseudo-terminal", file->id);
	if (!device && info->type != CR__TTY_TYPE__CTTY && info->id != first)
		degrade(l->cx, 0, "terminal",
			"the program had several terminals, and gets the loader's for each of "
			"them");
	int fd = device ? tty_open_device(l, file, info) : tty_open_ours(l, file, info);
	if (fd < 0)
		return fd;
	file->fd = object_stage_file(l, file, fd);
	return file->fd < 0 ? file->fd : 0;
}

/* What had been written and not been read. */
static int tty_fill(struct load *l, struct load_file *file)
{
	const Cr__TtyInfoEntry *info;

	if (pty_master(file) != file)
		return 0;
	int r = tty_find_info(l, file->entry->tty->tty_info_id, &info);
	return r < 0 ? r : pty_fill(l, file, info);
}

/* 1: a terminal of the save was the controlling one of the session. */
static int tty_of_session(struct load *l, uint32_t sid)
{
	struct record_in in;
	Cr__TtyInfoEntry *e;
	int r = record_open(l->image, IMAGE_TTY_INFO, 0, &in);

	if (r < 0)
		return r == -ENOENT ? 0 : r;
	while ((r = record_next(&in, &cr__tty_info_entry__descriptor, &e)) > 0 && e->sid != sid)
		;
	return r;
}

/* The loader leads the session that has the terminal, and nobody may take it from there: it gives
 * it up, which is its right. The kernel sends SIGHUP to the terminal's foreground group then; that
 * means us. */
CR_FN bool file_yield_terminal(struct load *l)
{
	const struct load_task *root = l->tasks.at[0];
	const struct wire_sigaction ignore = {.handler = 1 /* SIG_IGN */};
	struct wire_sigaction was;
	int ours = tty_ours();
	int32_t sid;

	if (!(l->opts->flags & CR_LOAD_SHELL_JOB) || root->sid != root->pid ||
	    sys_getsid(0) != sys_getpid() || ours < 0 || sys_ioctl(ours, TIOCGSID, &sid) < 0 ||
	    sid != sys_getpid() ||
	    (l->pids != CR_PIDS_NAMESPACE && feature_has_cap(CAP_SYS_ADMIN)) ||
	    tty_of_session(l, (uint32_t)root->sid) <= 0 || sys_get_action(SIGHUP, &was) < 0 ||
	    sys_set_action(SIGHUP, &ignore) < 0)
		return false;
	int r = sys_ioctl(ours, TIOCNOTTY, NULL);
	(void)sys_set_action(SIGHUP, &was);
	return r == 0;
}

CR_FN void file_regain_terminal(void)
{
	(void)sys_ioctl(tty_ours(), TIOCSCTTY, NULL);
}

/* A session made anew has no terminal. Its leader takes the loader's, which the kernel grants if no
 * other session has it; from a loader that leads its own session it is taken away, where that is
 * permitted. */
CR_FN int file_session(struct load *l, struct load_task *lt)
{
	if (lt->sid != lt->pid || l->in_place)
		return 0;
	int r = pty_session(l, lt);
	if (r != 0 || !(l->opts->flags & CR_LOAD_SHELL_JOB))
		return r < 0 ? r : 0;
	r = tty_of_session(l, (uint32_t)lt->sid);
	if (r <= 0)
		return r;
	pid_t parent = sys_getppid();
	int ours = tty_find_ours(l);
	if (ours < 0)
		return ours;
	r = sys_ioctl(ours, TIOCSCTTY, sys_getsid(parent) == parent ? (void *)1 : NULL);
	if (r < 0)
		degrade(l->cx, lt->pid, "session",
			"the session of process %d has no controlling terminal (%s): the loader's "
			"keeps it",
			lt->pid, error_name(-r));
	return 0;
}

/* The group that a group of the save has become, by asking one of its members: all are where they
 * belong by now. It is the loader's own when it was led from outside the tree. 0: none of the save
 * is in it. */
static pid_t tty_group(const struct load *l, uint32_t pgrp)
{
	for (size_t i = 0; pgrp && i < l->tasks.n; i++)
		if (l->tasks.at[i]->pgid == (pid_t)pgrp && l->tasks.at[i]->state != TASK_ZOMBIE)
			return sys_getpgid(l->shared->slots[i].pid);
	return 0;
}

static bool tty_in_foreground(const struct load *l, const Cr__TtyInfoEntry *info)
{
	if (!info->pgrp)
		return true; /* not known */
	for (size_t i = 0; i < l->tasks.n; i++)
		if (l->tasks.at[i]->pgid == (pid_t)info->pgrp)
			return true;
	return false;
}

/* The terminal's modes; from the background it is permitted while SIGTTOU is blocked, and in a plan
 * all are. */
static struct tty_modes tty_modes_of(const Cr__TermiosEntry *e)
{
	struct tty_modes t;

	memset(&t, 0, sizeof(t));
	t.iflag = e->c_iflag;
	t.oflag = e->c_oflag;
	t.cflag = e->c_cflag;
	t.lflag = e->c_lflag;
	t.line = (uint8_t)e->c_line;
	for (size_t i = 0; i < sizeof(t.cc) && i < e->n_c_cc; i++)
		t.cc[i] = (uint8_t)e->c_cc[i];
	return t;
}

CR_FN int tty_set_modes(int fd, const Cr__TermiosEntry *e)
{
	struct tty_modes t = tty_modes_of(e);

	return sys_ioctl(fd, TCSETS, &t);
}

CR_FN int tty_lock_modes(struct load *l, int fd, const Cr__TermiosEntry *e)
{
	static const struct tty_modes none = {0};
	struct tty_modes t = tty_modes_of(e);
	int r = 0;

	if (memcmp(&t, &none, sizeof(t)) != 0)
		r = sys_ioctl(fd, TIOCSLCKTRMIOS, &t);
	if (r == -EPERM)
		degrade(l->cx, 0, "terminal",
			"the terminal's modes are not locked (%s): that needs CAP_SYS_ADMIN",
			error_name(-r));
	return r == -EPERM ? 0 : r;
}

static void tty_plan_modes(struct load_task *lt, int fd, const Cr__TermiosEntry *e)
{
	struct tty_modes t = tty_modes_of(e);

	plan_call(lt->plan, 0, PLAN_AT_LATE, "modes of the terminal", SYS_ioctl, (uint64_t)fd,
		  TCSETS, plan_data(lt->plan, &t, sizeof(t)));
}

/* The foreground goes to the group that had it, if the loader had it to give: by a task in the
 * terminal's session. */
static void tty_plan_foreground(struct load *l, struct load_task *lt, const struct load_file *file,
				int fd, const Cr__TtyInfoEntry *info)
{
	int32_t now = 0, group = l->in_place ? 0 : tty_group(l, info->pgrp);

	if (group <= 0 || sys_ioctl(file->fd, TIOCGPGRP, &now) < 0 || now == group)
		return;
	if (!l->foreground && !object_pid(l, lt->sid))
		return; /* a loader in the background */
	plan_call(lt->plan, 0, PLAN_AT_LATE, "foreground of the terminal", SYS_ioctl, (uint64_t)fd,
		  TIOCSPGRP, plan_data(lt->plan, &group, sizeof(group)));
}

/* The new terminal keeps its size, and who draws on it is told. */
static void tty_plan_size(struct load *l, struct load_task *lt, const struct load_file *file,
			  const Cr__TtyInfoEntry *info)
{
	struct winsize now;

	if (!info->winsize || sys_ioctl(file->fd, TIOCGWINSZ, &now) < 0 ||
	    (now.ws_row == info->winsize->ws_row && now.ws_col == info->winsize->ws_col))
		return;
	plan_call(lt->plan, 0, PLAN_AT_LATE, "SIGWINCH", SYS_kill, (uint64_t)object_pid(l, lt->pid),
		  SIGWINCH);
}

static bool tty_first_of_task(const struct load_task *lt, const struct load_file *file, int fd)
{
	for (size_t i = 0; i < lt->fds.n; i++)
		if (lt->fds.at[i].file->kind == file->kind)
			return lt->fds.at[i].file == file && lt->fds.at[i].fd == fd;
	return false;
}

static int tty_own(struct load *l, struct load_task *lt, struct load_file *file, int fd)
{
	const struct load_user *first = &file->users.at[0];
	const Cr__TtyInfoEntry *info;
	int r = tty_find_info(l, file->entry->tty->tty_info_id, &info);

	if (r < 0)
		return r;
	if (pty_id_is_hung_up(info->id) || tty_is_device(info->type, info->sid != 0))
		return 0;
	if (pty_master(file))
		pty_plan_foreground(lt, file, fd, info, l->in_place ? 0 : tty_group(l, info->pgrp));
	else if (!tty_in_foreground(l, info))
		return 0;
	/* Not before, for others are still opening it; a master has its own. */
	if (info->exclusive && pty_master(file) != file && first->task == lt && first->fd == fd)
		plan_call(lt->plan, 0, PLAN_AT_LATE, "exclusive use of the terminal", SYS_ioctl,
			  (uint64_t)fd, TIOCEXCL);
	if (pty_master(file))
		return 0;
	if (tty_first_of_task(lt, file, fd)) {
		tty_plan_foreground(l, lt, file, fd, info);
		if (!info->pgrp || lt->pgid == (pid_t)info->pgrp)
			tty_plan_size(l, lt, file, info);
	}
	if (first->task == lt && first->fd == fd && info->termios)
		tty_plan_modes(lt, fd, info->termios);
	return 0;
}

static bool tty_accepts(const Cr__FileEntry *entry)
{
	return entry->tty != NULL;
}

CR_FN const struct kind file_tty = {
	.name = "tty",
	.type = CR__FD_TYPES__TTY,
	.match = tty_match,
	.dump = tty_dump,
	.settle = tty_settle,
	.accepts = tty_accepts,
	.group = pty_group,
	.create = tty_create,
	.fill = tty_fill,
	.own = tty_own,
};
