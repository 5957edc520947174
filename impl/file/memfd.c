/* SPDX-License-Identifier: MIT
 *
 * memfd: files of memory that have no name, held by descriptors, by mappings, or by both. memfd.img
 * has one entry per file (name, size, owner, seals), files.img one per open file or mapping, and
 * the content is stored like that of shared memory.
 *
 * On the way of a load all of them are made, filled and kept open by the root before it forks, so
 * that every open file and every mapping of the tree, opened anew through the same one, has the
 * same memory behind it. Seals come last, when all that they would forbid is done.
 *
 * Huge pages that tasks share without a file of their own (mmap(2) gave them) are stored as a memfd
 * of that name, as CRIU does it, and come back as one.
 */
#include "file.h"

#include <linux/memfd.h>

#ifndef F_ADD_SEALS
#define F_ADD_SEALS 1033
#define F_GET_SEALS 1034
#endif
#define MEMFD_SEALS_KNOWN 0x3fu /* up to F_SEAL_EXEC */

struct memfd_list {
	VEC(struct memfd_made {
		const Cr__MemfdInodeEntry *inode;
		int fd; /* staged, read and write */
		bool secret;
	})
	at;
};

/* What CRIU, too, makes of huge pages that tasks share without a file. */
static const char memfd_huge_anon[] = "anon_hugepage";

static bool memfd_is_huge_anon(const struct open_file *file)
{
	return file->path[0] == '/' && strcmp(file->path + 1, memfd_huge_anon) == 0;
}

/* memfd_secret(2): nobody but the tasks that map it can read it, and no save ever holds it. */
static const char memfd_secret[] = "secretmem";

static bool memfd_is_secret(const struct open_file *file)
{
	return file->path[0] == '/' && strcmp(file->path + 1, memfd_secret) == 0;
}

static bool memfd_match(const struct open_file *file)
{
	return (str_starts(file->path, "/memfd:") || memfd_is_huge_anon(file) ||
		memfd_is_secret(file)) &&
	       file->deleted && S_ISREG(file->st.st_mode) && !(file->info.flags & O_PATH);
}

/* == saving ==================================================================================== */

static bool memfd_is_described(const struct dump *d, const struct open_file *file)
{
	for (size_t i = 0; i < d->files.n; i++) {
		const struct open_file *other = d->files.at[i];

		if (other != file && other->entry && other->entry->memfd &&
		    other->st.st_ino == file->st.st_ino)
			return true;
	}
	return false;
}

/* A descriptor of our own, with an offset of its own: the search for content moves it. */
static int memfd_open_own(const struct open_file *file)
{
	char name[40];

	if (file->special)
		return file->fd >= 0 ? sys_reopen(file->fd, O_RDONLY) : -EBADF;
	str_format(name, sizeof(name), "fd/%d", file->task_fd);
	return sys_openat(file->task->dir_fd, name, O_RDONLY, 0);
}

static int memfd_dump_inode(struct dump *d, const struct open_file *file)
{
	bool anonymous = memfd_is_huge_anon(file), secret = memfd_is_secret(file);
	const char *name = anonymous ? memfd_huge_anon
			   : secret  ? memfd_secret
				     : file->path + strlen("/memfd:");
	int seals = anonymous ? 0 : sys_fcntl(file->fd, F_GET_SEALS, 0);
	Cr__MemfdInodeEntry e;

	CR_AUTOFD int own = secret ? -EPERM : memfd_open_own(file);
	if (own < 0 && !anonymous && !secret) /* else memory/ stores what the tasks show of it */
		return refuse(d->cx, CR_E_PERMISSION, file->task->pid, file->path,
			      "the memfd '%s' cannot be read (%s)", name, error_name(-own));
	if (secret)
		degrade(d->cx, file->task->pid, "memfd_secret",
			"what is in secret memory of process %d is never saved: it comes back as "
			"zeros",
			file->task->pid);
	if (d->checking)
		return 0;
	cr__memfd_inode_entry__init(&e);
	e.name = arena_str(&d->cx->arena, name);
	if (!e.name)
		return error_memory(d->cx);
	e.uid = file->st.st_uid;
	e.gid = file->st.st_gid;
	e.size = (uint64_t)file->st.st_size;
	e.shmid = (uint32_t)file->st.st_ino;
	e.inode_id = file->st.st_ino;
	e.seals = seals >= 0 ? (uint32_t)seals : 0;
	e.has_mode = true;
	e.mode = file->st.st_mode & 07777;
	e.has_hugetlb_flag = anonymous || (own >= 0 && sys_fstatfs_type(own) == HUGE_FS);
	if (e.has_hugetlb_flag)
		e.hugetlb_flag = MFD_HUGETLB | huge_bits((uint64_t)file->st.st_blksize);
	int r = dump_add(d, IMAGE_MEMFD, &e.base);
	return r < 0 || own < 0
		       ? r
		       : object_add_segment(d, file->task, file->st.st_ino, sys_take(&own));
}

static bool memfd_tell_secret(struct dump *d, const struct open_file *file)
{
	Cr__CrFileEntry *extra = dump_cr_file(d, file->id);

	if (extra)
		extra->has_secret = extra->secret = true;
	return extra != NULL;
}

static int memfd_dump(struct dump *d, struct open_file *file)
{
	Cr__MemfdFileEntry *e = cx_alloc(d->cx, sizeof(*e));

	if (!e)
		return error_memory(d->cx);
	cr__memfd_file_entry__init(e);
	e->id = file->id;
	e->flags = file->info.flags;
	e->pos = file->special ? 0 : file->info.pos;
	e->fown = object_fown(d, file);
	e->inode_id = (uint32_t)file->st.st_ino;
	file->entry->memfd = e;
	if (!e->fown || (memfd_is_secret(file) && !memfd_tell_secret(d, file)))
		return error_memory(d->cx);
	return memfd_is_described(d, file) ? 0 : memfd_dump_inode(d, file);
}

/* == loading =================================================================================== */

static bool memfd_is_huge(const Cr__MemfdInodeEntry *inode)
{
	return inode->has_hugetlb_flag && inode->hugetlb_flag;
}

static int memfd_read_pages(struct load *l, const Cr__MemfdInodeEntry *inode,
			    const struct page_run *run, const struct image_member *pages, int fd)
{
	unsigned char buf[4096];

	for (uint64_t i = 0; i < run->pages; i++) {
		uint64_t at = run->addr + i * sizeof(buf),
			 n = inode->size - at < sizeof(buf) ? inode->size - at : sizeof(buf);
		int r = image_read(l->cx, pages, run->off + i * sizeof(buf), buf, sizeof(buf));

		if (r < 0)
			return r;
		r = sys_pwrite_all(fd, buf, (size_t)n, at);
		if (r < 0)
			return error_set(l->cx, CR_E_RESTORE, -r, 0, inode->name,
					 "the memfd '%s' cannot be filled", inode->name);
	}
	return 0;
}

static int memfd_check_run(struct load *l, const Cr__MemfdInodeEntry *inode,
			   const struct page_run *run)
{
	return run->addr + run->pages * 4096 <= num_round_up(inode->size, 4096)
		       ? 0
		       : error_set(l->cx, CR_E_DAMAGED, 0, 0, "pagemap-shmem",
				   "the memfd '%s' has content behind its end", inode->name);
}

static int memfd_fill(struct load *l, const Cr__MemfdInodeEntry *inode, int fd)
{
	struct page_map map = {.n = 0};
	int r = page_map_load(l->image, IMAGE_PAGEMAP_SHMEM, inode->shmid, &map);

	if (r < 0 && r != -ENOENT)
		return r;
	r = 0;
	for (size_t i = 0; r == 0 && i < map.n; i++) {
		const struct page_run *run = &map.runs[i];

		r = memfd_check_run(l, inode, run);
		if (r == 0)
			r = memfd_read_pages(l, inode, run, page_map_member(&map, run), fd);
	}
	return r;
}

/* Huge pages cannot be written to but by a mapping, and that promises all of them to the file. */
static int memfd_fill_huge(struct load *l, const Cr__MemfdInodeEntry *inode, int fd)
{
	struct page_map map = {.n = 0};
	uint64_t at;
	int r = page_map_load(l->image, IMAGE_PAGEMAP_SHMEM, inode->shmid, &map);

	if (r < 0)
		return r == -ENOENT ? 0 : r;
	r = map.n ? sys_mmap(0, inode->size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0, &at) : 0;
	if (r < 0 || map.n == 0)
		return r == -ENOMEM ? huge_failed(l->cx, r, 0, inode->name, inode->size,
						  huge_size(inode->hugetlb_flag))
				    : r;
	for (size_t i = 0; r == 0 && i < map.n; i++) {
		const struct page_run *run = &map.runs[i];
		uint64_t len = run->pages * 4096;

		r = memfd_check_run(l, inode, run);
		if (r == 0)
			r = image_read(l->cx, page_map_member(&map, run), run->off,
				       (void *)(uintptr_t)(at + run->addr), len);
	}
	(void)sys_munmap(at, inode->size);
	return r;
}

static int memfd_set(struct load *l, const Cr__MemfdInodeEntry *inode, int fd)
{
	int r = inode->size ? sys_ftruncate(fd, inode->size) : 0; /* secret memory: only once */

	if (r < 0)
		return error_set(l->cx, CR_E_RESTORE, -r, 0, inode->name,
				 "the memfd '%s' cannot have %lu bytes", inode->name,
				 (unsigned long)inode->size);
	r = memfd_is_huge(inode) ? memfd_fill_huge(l, inode, fd) : memfd_fill(l, inode, fd);
	if (r < 0)
		return r;
	if ((inode->uid != sys_geteuid() || inode->gid != sys_getegid()) &&
	    sys_fchown(fd, inode->uid, inode->gid) < 0)
		degrade(l->cx, 0, inode->name, "the memfd's owner %u:%u cannot be set", inode->uid,
			inode->gid);
	if (inode->has_mode && sys_fchmod(fd, inode->mode & 07777) < 0)
		degrade(l->cx, 0, inode->name, "the memfd's mode %x cannot be set", inode->mode);
	return 0;
}

/* A saver without the right to reach them does not know how large they are, but what is in them. */
static int memfd_measure_huge(struct load *l, Cr__MemfdInodeEntry *inode)
{
	struct page_map map = {.n = 0};

	if (!memfd_is_huge(inode) || strcmp(inode->name, memfd_huge_anon) != 0)
		return 0;
	int r = page_map_load(l->image, IMAGE_PAGEMAP_SHMEM, inode->shmid, &map);
	if (r == 0 && map.n) {
		const struct page_run *last = &map.runs[map.n - 1];
		uint64_t end = num_round_up(last->addr + last->pages * 4096,
					    huge_size(inode->hugetlb_flag));

		inode->size = end > inode->size ? end : inode->size;
	}
	return r == -ENOENT ? 0 : r;
}

/* Without a name, as they were, where the right is there to get hold of them; else in a memfd. */
static int memfd_create_huge(struct load *l, const Cr__MemfdInodeEntry *inode)
{
	uint32_t bits = huge_bits(huge_size(inode->hugetlb_flag));
	char link[64];
	uint64_t at;
	int fd = -1;

	if (strcmp(inode->name, memfd_huge_anon) == 0 && object_only_mapped(l, inode) &&
	    sys_mmap(0, inode->size, PROT_READ | PROT_WRITE,
		     MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE | MAP_HUGETLB | (int)bits, -1, 0,
		     &at) == 0) {
		const unsigned long long start = at, end = at + inode->size;
		str_format(link, sizeof(link), "self/map_files/%llx-%llx", start, end);
		fd = sys_openat(l->proc_fd, link, O_RDWR, 0);
		(void)sys_munmap(at, inode->size);
	}
	return fd >= 0 ? fd : sys_memfd_huge(inode->name, bits);
}

static bool memfd_was_secret(const struct load *l, const Cr__MemfdInodeEntry *inode)
{
	for (size_t i = 0; i < l->files.n; i++) {
		const struct load_file *file = l->files.at[i];

		if (file->entry->memfd && file->entry->memfd->inode_id == inode->inode_id &&
		    file->extra && file->extra->secret)
			return true;
	}
	return false;
}

static int memfd_make_one(struct load *l, const Cr__MemfdInodeEntry *inode)
{
	if (inode->size > INT64_MAX - 4096 || (inode->seals & ~MEMFD_SEALS_KNOWN))
		return error_set(l->cx, CR_E_DAMAGED, 0, 0, "memfd.img",
				 "the memfd '%s' has an impossible size or seals", inode->name);
	bool secret = memfd_was_secret(l, inode);
	int fd = secret			? sys_memfd_secret()
		 : memfd_is_huge(inode) ? memfd_create_huge(l, inode)
					: sys_memfd_sealable(inode->name);

	if (fd == -ENOSYS && secret)
		return error_set(
			l->cx, CR_E_KERNEL, ENOSYS, 0, "memfd_secret",
			"the program has secret memory, which this kernel lacks (5.14 with "
			"CONFIG_SECRETMEM; before 6.5 it is started with "
			"secretmem.enable=1)");
	if (fd < 0)
		return error_set(l->cx, CR_E_RESTORE, -fd, 0, inode->name,
				 "the memfd '%s' cannot be made", inode->name);
	fd = object_stage(l, fd);
	if (fd < 0)
		return fd;
	struct memfd_made *made = vec_add(&l->cx->arena, &l->memfds->at);
	if (!made)
		return error_memory(l->cx);
	*made = (struct memfd_made){inode, fd, secret};
	return memfd_set(l, inode, fd);
}

CR_FN int memfd_make(struct load *l)
{
	struct record_in in;
	Cr__MemfdInodeEntry *inode;
	int r = record_open(l->image, IMAGE_MEMFD, 0, &in);

	if (r < 0)
		return r == -ENOENT ? 0 : r;
	l->memfds = cx_alloc(l->cx, sizeof(*l->memfds));
	if (!l->memfds)
		return error_memory(l->cx);
	while ((r = record_next(&in, &cr__memfd_inode_entry__descriptor, &inode)) > 0) {
		if (object_is_anonymous(l, inode))
			continue; /* memory makes it */
		r = memfd_measure_huge(l, inode);
		if (r == 0)
			r = memfd_make_one(l, inode);
		if (r < 0)
			return r;
	}
	return r;
}

/* Everybody has opened and mapped what he needs. A seal against writing waits for nobody here: what
 * it forbids did not exist at the save either. */
CR_FN int memfd_seal(struct load *l)
{
	int r = 0;

	for (size_t i = 0; r >= 0 && l->memfds && i < l->memfds->at.n; i++) {
		const struct memfd_made *made = &l->memfds->at.at[i];

		if (!made->inode->seals || CR_TEST_SKIP("memfd", "seal"))
			continue;
		r = sys_fcntl(made->fd, F_ADD_SEALS, made->inode->seals);
		if (r < 0)
			(void)error_set(l->cx, CR_E_RESTORE, -r, 0, made->inode->name,
					"the memfd '%s' cannot be sealed", made->inode->name);
	}
	return r < 0 ? r : 0;
}

CR_FN int file_open_memfd(struct load *l, const Cr__MemfdFileEntry *e, unsigned flags)
{
	for (size_t i = 0; l->memfds && i < l->memfds->at.n; i++) {
		const struct memfd_made *made = &l->memfds->at.at[i];

		if (made->inode->inode_id != e->inode_id)
			continue;
		/* Of secret memory there is never more than one open file. */
		int fd = made->secret ? sys_dup_above(made->fd, 3)
				      : sys_reopen(made->fd, (int)flags);
		return fd < 0 ? error_set(l->cx, CR_E_RESTORE, -fd, 0, made->inode->name,
					  "the memfd '%s' cannot be opened", made->inode->name)
			      : fd;
	}
	return error_set(l->cx, CR_E_DAMAGED, 0, 0, "memfd.img", "the memfd %u is not described",
			 e->inode_id);
}

static int memfd_create_one(struct load *l, struct load_file *file)
{
	const Cr__MemfdFileEntry *e = file->entry->memfd;
	CR_AUTOFD int fd = file_open_memfd(
		l, e, e->flags & (O_ACCMODE | O_NONBLOCK | O_APPEND | O_NOATIME));

	if (fd < 0)
		return fd;
	int64_t r = e->pos ? sys_lseek(fd, (int64_t)e->pos, SEEK_SET) : 0;
	if (r < 0)
		return error_set(l->cx, CR_E_RESTORE, (int)-r, 0, "memfd",
				 "a memfd cannot be set to its offset %lu", (unsigned long)e->pos);
	file->fd = object_stage_file(l, file, sys_take(&fd));
	return file->fd < 0 ? file->fd : 0;
}

static bool memfd_accepts(const Cr__FileEntry *entry)
{
	return entry->memfd != NULL;
}

CR_FN const struct kind file_memfd = {
	.name = "memfd",
	.type = CR__FD_TYPES__MEMFD,
	.match = memfd_match,
	.dump = memfd_dump,
	.accepts = memfd_accepts,
	.create = memfd_create_one,
};
