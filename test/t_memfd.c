/* SPDX-License-Identifier: MIT
 *
 * memfds, saved and brought back: content, open files, mappings, seals.
 */
#include "t.h"
#include "../cr.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static void memfd_cycled(void (*fn)(void), const char *name, int n)
{
	struct t_subject s;

	t_start_(&s, name, fn);
	t_cycles(&s, n);
	t_end(&s);
}
#define memfd_cycle(fn) memfd_cycled(fn, #fn, 3)

static int memfd_reopen(int fd, int flags)
{
	char path[64];

	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	return open(path, flags);
}

static bool memfd_has(int fd, off_t at, const char *text)
{
	char buf[64] = "";

	return pread(fd, buf, strlen(text), at) == (ssize_t)strlen(text) &&
	       memcmp(buf, text, strlen(text)) == 0;
}

/* == open files ================================================================================ */

static void memfd_open_subject(void)
{
	int fd = memfd_create("a name", MFD_CLOEXEC), same = dup(fd),
	    reader = memfd_reopen(fd, O_RDONLY);
	int empty = memfd_create("", 0), other = memfd_create("a name", 0);
	struct stat st, st2;
	char buf[8];

	T_MUST(fd >= 0 && reader >= 0, "memfd: %s", strerror(errno));
	/* A hole between, and an end that is no page's. */
	T_CHECK(write(fd, "begin", 5) == 5 && pwrite(fd, "middle", 6, 5 << 20) == 6 &&
			ftruncate(fd, (9 << 20) + 123) == 0,
		"write");
	T_CHECK(pwrite(fd, "end", 3, (9 << 20) + 120) == 3 && read(reader, buf, 2) == 2, "read");
	T_CHECK(write(other, "other", 5) == 5 && fchmod(other, 0640) == 0, "other");
	t_ready();
	T_CHECK(lseek(fd, 0, SEEK_CUR) == 5 && lseek(same, 0, SEEK_CUR) == 5 &&
			lseek(reader, 0, SEEK_CUR) == 2,
		"offsets");
	T_CHECK(fcntl(fd, F_GETFD) == FD_CLOEXEC && fcntl(same, F_GETFD) == 0, "flags");
	T_CHECK((fcntl(reader, F_GETFL) & O_ACCMODE) == O_RDONLY &&
			(fcntl(fd, F_GETFL) & O_ACCMODE) == O_RDWR,
		"modes");
	T_CHECK(fstat(fd, &st) == 0 && st.st_size == (9 << 20) + 123 && st.st_blocks * 512 <= 65536,
		"%ld bytes, %ld blocks", (long)st.st_size, (long)st.st_blocks);
	T_CHECK(memfd_has(reader, 0, "begin") && memfd_has(reader, 5 << 20, "middle") &&
			memfd_has(reader, (9 << 20) + 120, "end"),
		"content");
	T_CHECK(fcntl(fd, F_GET_SEALS) == F_SEAL_SEAL, "seals %x", fcntl(fd, F_GET_SEALS));
	T_CHECK(write(same, "!", 1) == 1 && memfd_has(reader, 5, "!") &&
			lseek(fd, 0, SEEK_CUR) == 6,
		"not the same file");
	T_CHECK(fstat(empty, &st) == 0 && st.st_size == 0, "empty");
	T_CHECK(fstat(other, &st2) == 0 && st2.st_ino != st.st_ino &&
			(st2.st_mode & 07777) == 0640 && memfd_has(other, 0, "other"),
		"other: mode %o", st2.st_mode);
	T_CHECK(fcntl(other, F_SETLK, &(struct flock){.l_type = F_WRLCK}) == 0, "lock");
}

static void memfd_open_files(void)
{
	memfd_cycle(memfd_open_subject);
}

/* == mappings ================================================================================== */

/* Parent and child map the same file, at different offsets; one has no descriptor of it. */
static void memfd_mapped_subject(void)
{
	int fd = memfd_create("shared", MFD_ALLOW_SEALING), there[2], back[2], status;
	char c;

	T_MUST(fd >= 0 && ftruncate(fd, 3 << 20) == 0 && pipe(there) == 0 && pipe(back) == 0,
	       "memfd");
	char *all = mmap(NULL, 3 << 20, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	char *own = mmap(NULL, 1 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 1 << 20);
	char *seen = mmap(NULL, 4096, PROT_READ, MAP_SHARED, memfd_reopen(fd, O_RDONLY), 2 << 20);
	T_MUST(all != MAP_FAILED && own != MAP_FAILED && seen != MAP_FAILED, "mmap");
	strcpy(all + 4096, "one");
	strcpy(all + (2 << 20), "two");
	strcpy(all + (1 << 20) + 8192, "both");
	strcpy(own, "mine");
	/* Who maps it already may write on. */
	T_CHECK(fcntl(fd, F_ADD_SEALS, F_SEAL_FUTURE_WRITE | F_SEAL_SHRINK) == 0, "seal: %s",
		strerror(errno));
	pid_t child = fork();
	if (child == 0) {
		while (read(there[0], &c, 1) == 1 && c != 'q') {
			all[100]++;
			if (write(back[1], &c, 1) != 1)
				_exit(1);
		}
		_exit(strcmp(all + 4096, "uno") == 0 && strcmp(own, "mine") == 0 ? 0 : 2);
	}
	t_ready();
	T_CHECK(strcmp(all + 4096, "one") == 0 && strcmp(seen, "two") == 0 &&
			strcmp(own, "mine") == 0 && all[1 << 20] == 0 &&
			strcmp(own + 8192, "both") == 0,
		"content");
	all[100] = 41;
	T_CHECK(write(there[1], "x", 1) == 1 && read(back[0], &c, 1) == 1 && all[100] == 42,
		"not shared with the child");
	T_CHECK(pread(fd, &c, 1, 100) == 1 && c == 42, "not shared with the descriptor");
	T_CHECK(write(fd, "x", 1) < 0 && errno == EPERM && ftruncate(fd, 0) < 0 &&
			ftruncate(fd, 4 << 20) == 0,
		"seals");
	T_CHECK(fcntl(fd, F_GET_SEALS) == (F_SEAL_FUTURE_WRITE | F_SEAL_SHRINK), "seals %x",
		fcntl(fd, F_GET_SEALS));
	strcpy(all + 4096, "uno");
	T_CHECK(write(there[1], "q", 1) == 1 && waitpid(child, &status, 0) == child && status == 0,
		"child: %x", status);
}

static void memfd_mapped(void)
{
	memfd_cycle(memfd_mapped_subject);
}

/* Sealed for good; the mapping is all that is left of another. */
static void memfd_sealed_subject(void)
{
	int fd = memfd_create("sealed", MFD_ALLOW_SEALING), gone = memfd_create("gone", 0);
	int all = F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE;

	T_MUST(write(fd, "constant", 8) == 8 && fcntl(fd, F_ADD_SEALS, all) == 0 &&
		       ftruncate(gone, 8192) == 0,
	       "seal");
	char *seen = mmap(NULL, 4096, PROT_READ, MAP_PRIVATE, fd, 0),
	     *last = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_SHARED, gone, 0);
	T_MUST(seen != MAP_FAILED && last != MAP_FAILED, "mmap");
	strcpy(last, "still there");
	if (geteuid() == 0) /* else nobody could read it */
		close(gone);
	t_ready();
	T_CHECK(fcntl(fd, F_GET_SEALS) == all, "seals %x", fcntl(fd, F_GET_SEALS));
	T_CHECK(pwrite(fd, "x", 1, 0) < 0 && errno == EPERM && memfd_has(fd, 0, "constant") &&
			memcmp(seen, "constant", 8) == 0,
		"content");
	T_CHECK(strcmp(last, "still there") == 0, "gone: %s", last);
	strcpy(last, "and changed");
}

static void memfd_sealed(void)
{
	memfd_cycle(memfd_sealed_subject);
}

static const struct t_test memfd_tests[] = {
	{"memfd_open_files", memfd_open_files, T_ROOT | T_USER, 0, NULL, NULL},
	{"memfd_mapped", memfd_mapped, T_ROOT, 0, NULL, "memfd: seal"},
	{"memfd_sealed", memfd_sealed, T_ROOT | T_USER, 0, NULL, "memfd: seal"},
};
