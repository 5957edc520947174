/* SPDX-License-Identifier: MIT
 *
 * file: descriptor tables, cwd, root, umask, and every kind of descriptor that is not a socket; one
 * file per kind.
 */
#ifndef CR_FILE_H
#define CR_FILE_H

#include "../object/object.h"

/* The descriptor table, cwd, root, umask of a task: fdinfo-N and fs-PID. */
CR_FN int file_dump(struct dump *d, struct task *task);
/* The bulk of what file_dump has found: contents of deleted files. After all metadata has been put.
 */
CR_FN int file_write(struct dump *d);
/* What would stop a save, without stopping anybody. */
CR_FN int file_check(struct dump *d, struct task *task);
/* Whether the loader's process group has the foreground of the terminal that it would give away. */
CR_FN bool file_has_foreground(void);
/* In the maker of a tree, before it forks: gives up its terminal where the tree can have it in no
 * other way. If the load fails: takes it again. */
CR_FN bool file_yield_terminal(struct load *l);
CR_FN void file_regain_terminal(void);
/* In a task that has made its session: the terminal that the session had. Before further children
 * are forked. */
CR_FN int file_session(struct load *l, struct load_task *lt);
/* In the task: the calls that put every staged descriptor at its number, close all others, set cwd,
 * root, umask, owners, and the link and own phases of kinds. */
CR_FN int file_plan(struct load *l, struct load_task *lt);
/* Before it forks those who share its descriptor table. */
CR_FN int file_share_table(struct load *l, struct load_task *lt);

/* The kinds; see engine/kinds.c. */
CR_DATA const struct kind file_regular, file_device, file_pipe, file_fifo, file_eventfd, file_epoll,
	file_timerfd, file_signalfd, file_tty, file_memfd, file_inotify, file_pidfd, file_process,
	file_mqueue, file_fanotify;

/* -- inside */

/* What fdinfo of a descriptor shows of locks: into filelocks.img. */
CR_FN int locks_dump(struct dump *d, struct task *task, struct open_file *file, int fd,
		     const char *fdinfo);
/* Has that process, outside the tree, this very open file, or any of the same inode? (outside.c) */
CR_FN bool outside_has(struct dump *d, const struct open_file *file, pid_t pid, bool any_opening);
/* Somebody who has opened the inode, too; 0: nobody who may be looked at. */
CR_FN pid_t outside_find(struct dump *d, const struct open_file *file);
/* In the task: the calls that take its locks again. */
CR_FN int locks_plan(struct load *l, struct load_task *lt);
/* That plan also names the owner of this file, for a lease on it is being broken. */
CR_FN bool locks_name_owner(struct load *l, const struct load_file *file);
/* In the root, before it forks, all memfds of the save; and their seals, when everybody has what he
 * needs. */
CR_FN int memfd_make(struct load *l);
CR_FN int memfd_seal(struct load *l);

/* Watches under numbers that are lent to them before all descriptors move. */
CR_FN void epoll_plan_early(struct load *l, struct load_task *lt);
/* Is this the first of the task's numbers for the file? */
CR_FN bool table_is_first(const struct load_task *lt, const struct load_file *file, int fd);
/* A step of the late part that opens something: the number it will get, ... */
CR_FN int table_plan_opened(const struct load_task *lt, struct plan_op *op);
/* ... from where it is put at all of the file's numbers. */
CR_FN void table_plan_put(struct load_task *lt, int low, const struct load_file *file);

/* Terminals: what tty.c and pty.c have from each other. */
/* As the kernel has it; termios.h has another, larger one. */
struct tty_modes {
	uint32_t iflag, oflag, cflag, lflag;
	uint8_t line, cc[19];
};
CR_FN int tty_find_info(struct load *l, uint32_t id, const Cr__TtyInfoEntry **ret);
CR_FN int tty_set_modes(int fd, const Cr__TermiosEntry *e);
/* Needs CAP_SYS_ADMIN; without it that is listed. */
CR_FN int tty_lock_modes(struct load *l, int fd, const Cr__TermiosEntry *e);
CR_FN bool pty_is_master(dev_t rdev);
CR_FN bool pty_is_hung_up(const struct open_file *file);  /* of any terminal */
CR_FN uint32_t pty_info_id(const struct open_file *file); /* 0: of tty.c's choice */
CR_FN uint32_t pty_slave_device(uint32_t index);	  /* as stat tells it of a session */
CR_FN int pty_dump_info(struct dump *d, const struct open_file *file, Cr__TtyInfoEntry *e);
/* Refuses what cannot be; *ret_inside: both sides are the tree's business. */
CR_FN int pty_settle(struct dump *d, const struct open_file *file, bool *ret_inside);
CR_FN uint64_t pty_group(const Cr__FileEntry *entry);
CR_FN struct load_file *pty_master(struct load_file *file); /* of file's pair; NULL: from outside */
CR_FN bool pty_is_inside(const struct load *l, uint32_t id); /* not from outside */
CR_FN bool pty_id_is_hung_up(uint32_t id);
CR_FN int pty_create(struct load *l, struct load_file *file);
CR_FN int pty_fill(struct load *l, const struct load_file *master, const Cr__TtyInfoEntry *info);
/* What waits unread on both sides, and is there afterwards as before. -errno without an error set:
 * it cannot be had. */
CR_FN int pty_data_dump(struct dump *d, const struct open_file *master, uint32_t slave_id,
			bool packet);
CR_FN int pty_data_load(struct load *l, const struct load_file *master, uint32_t slave_id,
			bool packet);
CR_FN int pty_create_hung_up(struct load *l, struct load_file *file, const Cr__TtyInfoEntry *info);
/* In a session leader: 1 if its terminal is one of the tree's. */
CR_FN int pty_session(struct load *l, struct load_task *lt);
CR_FN void pty_plan_foreground(struct load_task *lt, const struct load_file *file, int fd,
			       const Cr__TtyInfoEntry *info, int32_t group);

/* An open file with its path, as it is told; NULL: out of memory, said. */
CR_FN Cr__RegFileEntry *file_describe_open(struct dump *d, struct open_file *file, uint32_t id);
/* A reg_file_entry, to be number `id`, for a path that leads to this very inode; a deleted file
 * goes into the save; one that must have another name is marked nameless, for name_settle. NULL:
 * refused or out of memory, with the error set (in cr_check: a note). */
CR_FN Cr__RegFileEntry *file_describe_path(struct dump *d, struct open_file *file, uint32_t id);

/* Of files with a path: what devices share with them. */
CR_FN int regular_dump(struct dump *d, struct open_file *file);
CR_FN int regular_settle(struct dump *d, struct open_file *file);
CR_FN int regular_create(struct load *l, struct load_file *file);

/* What inotify and fanotify have in common (watch.c). */
CR_FN bool watch_number(const char **p, const char *key, uint64_t *ret); /* "key" and hex digits */
CR_FN Cr__FhEntry *watch_handle(struct dump *d); /* an empty one; NULL: out of memory */
/* "fhandle-bytes:8 fhandle-type:1 f_handle:2c2f0a0011223344"; file systems without handles have
 * none. */
CR_FN void watch_parse_handle(const char *p, Cr__FhEntry *fh);
/* The path of an inode, when all files and directories of the tree are known; NULL: not found. */
CR_FN const char *watch_find(struct dump *d, uint64_t ino, uint32_t dev, const Cr__FhEntry *fh);

/* Names of inodes (name.c). */
typedef bool name_same(const void *what, const struct stat *st);
/* The path leads there from our own root. */
CR_FN bool name_leads(const char *path, name_same *same, const void *what);
/* Near this path (or NULL) and all over the tree's directories; NULL: not found. */
CR_FN const char *name_find(struct dump *d, const char *near, name_same *same, const void *what);
/* The other name of a file that is marked nameless, into cr.img's entry `id`. */
CR_FN int name_settle(struct dump *d, struct open_file *file, uint32_t id);

/* Files that are open but have lost their name (ghost.c). */
/* Puts file (nlink 0) into the save, once however often it is open; id: of its reg_file_entry. */
CR_FN int ghost_dump(struct dump *d, struct open_file *file, uint32_t id);
/* Rules ROLL_BACK and EMBED_FILE: the content of a file that has a name goes into the save too. */
CR_FN int ghost_keep_content(struct dump *d, struct open_file *file);
/* What ghost_keep_content kept for file `id`, written to fd, which then has exactly that content.
 */
CR_FN int ghost_fill_content(struct load *l, uint32_t id, int fd);
/* Is this file one of them? Then it is opened so. */
CR_FN bool ghost_is(struct load *l, uint32_t id);
CR_FN int ghost_open(struct load *l, uint32_t id, unsigned flags);

#endif
