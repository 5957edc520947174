/* SPDX-License-Identifier: MIT
 *
 * t_mappings: every kind of mapping in whole saves of programs that then go on. Each subject fills
 * what it has, judges the content after the load, and does what only this kind of memory allows.
 */
#include "t.h"

#include <linux/aio_abi.h>
#include <linux/userfaultfd.h>
#include <sys/ioctl.h>
#include <sys/ipc.h>
#include <sys/shm.h>

#define MAPPING_PAGE ((size_t)4096)

static void mapping_goes_on(void (*subject)(void))
{
	memory_goes_on(subject, 2);
}

static int mapping_file(const char *name, size_t pages, unsigned seed)
{
	int fd = open(name, O_RDWR | O_CREAT | O_CLOEXEC, 0644);
	unsigned char page[4096];

	T_MUST(fd >= 0, "%s: %s", name, strerror(errno));
	for (size_t i = 0; i < pages; i++) {
		memory_fill(page, sizeof(page), seed + (unsigned)i);
		T_MUST(write(fd, page, sizeof(page)) == (ssize_t)sizeof(page), "write: %s",
		       strerror(errno));
	}
	return fd;
}

static bool mapping_has(const unsigned char *at, size_t pages, unsigned seed)
{
	for (size_t i = 0; i < pages; i++)
		if (!memory_is_filled(at + i * MAPPING_PAGE, MAPPING_PAGE, seed + (unsigned)i))
			return false;
	return true;
}

/* == files ===================================================================================== */

static void mapping_shared_files_subject(void)
{
	int fd = mapping_file("shared", 8, 10), ro = open("shared", O_RDONLY | O_CLOEXEC);
	unsigned char byte;
	/* Of a descriptor that may only read, one that may do both, one that shows no reading. */
	unsigned char *read_only = memory_subject_map(4 << 12, PROT_READ, MAP_SHARED, ro, 0);
	unsigned char *may_write = memory_subject_map(4 << 12, PROT_READ, MAP_SHARED, fd, 4 << 12);
	unsigned char *write_only = memory_subject_map(4 << 12, PROT_WRITE, MAP_SHARED, fd, 0);
	unsigned char *past = memory_subject_map(16 << 12, PROT_READ | PROT_WRITE, MAP_SHARED, fd,
						 4 << 12);
	unsigned char *cow = memory_subject_map(16 << 12, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd,
						4 << 12);

	cow[0] = 200;
	close(ro);
	t_ready();
	T_CHECK(mapping_has(read_only, 4, 10) && mapping_has(may_write, 4, 14), "content");
	T_CHECK(mprotect(read_only, 4096, PROT_READ | PROT_WRITE) < 0 && errno == EACCES,
		"what could only be read can be written");
	T_CHECK(mprotect(may_write, 4096, PROT_READ | PROT_WRITE) == 0, "mprotect: %s",
		strerror(errno));
	*(volatile unsigned char *)(write_only + 5) = 99;
	T_CHECK(pread(fd, &byte, 1, 5) == 1 && byte == 99, "the file has %u", byte);
	T_CHECK(memory_touch(past + (4 << 12), false) == SIGBUS &&
			memory_touch(cow + (4 << 12), false) == SIGBUS,
		"there is something behind the end of the file");
	T_CHECK(ftruncate(fd, 12 << 12) == 0 && memory_touch(past + (7 << 12), true) == 0 &&
			memory_touch(cow + (7 << 12), true) == 0,
		"the file has grown, the mapping not");
	T_CHECK(cow[0] == 200 && past[0] != 200, "the page that was written to");
	T_CHECK(ftruncate(fd, 8 << 12) == 0, "ftruncate");
	close(fd);
}

static void mapping_shared_files(void)
{
	mapping_goes_on(mapping_shared_files_subject);
}

/* Files that only mappings hold, and one that has another name now. */
static void mapping_gone_files_subject(void)
{
	int fd = mapping_file("gone", 4, 20), other = mapping_file("old-name", 4, 30);
	unsigned char *gone = memory_subject_map(4 << 12, PROT_READ | PROT_WRITE, MAP_SHARED, fd,
						 0);
	unsigned char *cow = memory_subject_map(4 << 12, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd,
						0);
	unsigned char *renamed = memory_subject_map(4 << 12, PROT_READ | PROT_WRITE, MAP_SHARED,
						    other, 0);
	unsigned char byte = 0;

	memory_fill(cow + 4096, 4096, 77);
	T_MUST(unlink("gone") == 0 && rename("old-name", "new-name") == 0, "%s", strerror(errno));
	close(fd);
	close(other);
	t_ready();
	T_CHECK(mapping_has(gone, 4, 20) && mapping_has(renamed, 4, 30), "content");
	T_CHECK(mapping_has(cow, 1, 20) && memory_is_filled(cow + 4096, 4096, 77) &&
			mapping_has(cow + 8192, 2, 22),
		"content of the private mapping");
	gone[8192] ^= 1;
	T_CHECK(gone[8192] == cow[8192], "they are of two files now");
	gone[8192] ^= 1;
	other = open("new-name", O_RDONLY | O_CLOEXEC);
	renamed[7] = 111;
	T_CHECK(pread(other, &byte, 1, 7) == 1 && byte == 111, "the renamed file has %u", byte);
	close(other);
}

static void mapping_gone_files(void)
{
	mapping_goes_on(mapping_gone_files_subject);
}

/* POSIX shared memory is a file on /dev/shm; with a name, and without. */
static void mapping_posix_subject(void)
{
	char name[2][40];
	unsigned char *at[2];

	for (int i = 0; i < 2; i++) {
		snprintf(name[i], sizeof(name[i]), "/cr-test-%d-%d-%d", (int)getpid(), i,
			 (int)getuid());
		int fd = shm_open(name[i], O_RDWR | O_CREAT | O_EXCL, 0600);
		T_MUST(fd >= 0 && ftruncate(fd, 8 << 12) == 0, "%s: %s", name[i], strerror(errno));
		at[i] = memory_subject_map(8 << 12, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
		memory_fill(at[i], 4 << 12, 40 + (unsigned)i);
		close(fd);
	}
	shm_unlink(name[1]);
	t_ready();
	for (unsigned i = 0; i < 2; i++)
		T_CHECK(memory_is_filled(at[i], 4 << 12, 40 + i) && at[i][5 << 12] == 0,
			"content of %s", name[i]);
	int fd = shm_open(name[0], O_RDWR, 0);
	unsigned char byte = 0;
	at[0][5 << 12] = 17;
	T_CHECK(fd >= 0 && pread(fd, &byte, 1, 5 << 12) == 1 && byte == 17, "%s is another one",
		name[0]);
	close(fd);
	shm_unlink(name[0]);
}

static void mapping_posix(void)
{
	mapping_goes_on(mapping_posix_subject);
}

/* == shared memory ============================================================================= */

/* Two children and a grandchild share what their parent does not have any more. */
static void mapping_unrelated_child(volatile uint32_t *word, const unsigned char *all, int i)
{
	if (i == 0 && fork() == 0) {
		while (word[1] == 0)
			t_sleep_ms(1);
		_exit(memory_is_filled(all + 4096, 8192, 50) ? 0 : 1);
	}
	word[2 + i] = 1;
	while (word[0] == 0)
		t_sleep_ms(1);
	if (i == 0) {
		int status;

		memory_fill((unsigned char *)(uintptr_t)all + 4096, 8192, 50);
		word[1] = 1;
		wait(&status);
		_exit(WIFEXITED(status) ? WEXITSTATUS(status) : 1);
	}
	while (word[1] == 0)
		t_sleep_ms(1);
	_exit(memory_is_filled(all + 4096, 8192, 50) ? 0 : 2);
}

static void mapping_unrelated_subject(void)
{
	unsigned char *all = memory_subject_map(3 << 12, PROT_READ | PROT_WRITE,
						MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	volatile uint32_t *word = (volatile uint32_t *)all;
	volatile uint32_t *own = (volatile uint32_t *)memory_subject_map(
		4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	pid_t pids[2];
	int status;

	memory_fill(all + 4096, 8192, 49);
	for (int i = 0; i < 2; i++)
		if ((pids[i] = fork()) == 0) {
			munmap((void *)(uintptr_t)own, 4096);
			mapping_unrelated_child(word, all, i);
		}
	pid_t starter = fork();
	if (starter == 0) {
		while (own[0] == 0)
			t_sleep_ms(1);
		word[0] = 1;
		_exit(0);
	}
	while (!word[2] || !word[3])
		t_sleep_ms(1);
	munmap(all, 3 << 12);
	t_ready();
	own[0] = 1;
	for (int i = 0; i < 2; i++) {
		status = t_wait(pids[i], 5000);
		T_CHECK(status == 0, "child %d ended with %x", i, (unsigned)status);
	}
	status = t_wait(starter, 5000);
	T_CHECK(status == 0, "the starter ended with %x", (unsigned)status);
}

static void mapping_unrelated(void)
{
	mapping_goes_on(mapping_unrelated_subject);
}

#ifndef F_SEAL_FUTURE_WRITE
#define F_SEAL_FUTURE_WRITE 0x0010
#endif
/* x86_64: mov $42,%eax; ret */
static const unsigned char mapping_code[] = {0xb8, 42, 0, 0, 0, 0xc3};

static void mapping_memfd_subject(void)
{
	int fd = memfd_create("seals", MFD_CLOEXEC | MFD_ALLOW_SEALING);
	int code = memfd_create("code", MFD_CLOEXEC | MFD_ALLOW_SEALING);
	int (*call)(void);

	T_MUST(fd >= 0 && code >= 0 && ftruncate(fd, 16 << 12) == 0 && ftruncate(code, 4096) == 0,
	       "%s", strerror(errno));
	unsigned char *all = memory_subject_map(16 << 12, PROT_READ | PROT_WRITE, MAP_SHARED, fd,
						0);
	unsigned char *part = memory_subject_map(4 << 12, PROT_READ | PROT_WRITE, MAP_SHARED, fd,
						 8 << 12);
	unsigned char *mine = memory_subject_map(4 << 12, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd,
						 4 << 12);
	for (unsigned i = 0; i < 16; i++)
		memory_fill(all + i * MAPPING_PAGE, 4096, 60 + i);
	mine[1] = 77;
	T_MUST(fcntl(fd, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_FUTURE_WRITE) == 0,
	       "seals: %s", strerror(errno));
	unsigned char *later = memory_subject_map(4 << 12, PROT_READ, MAP_SHARED, fd, 0);
	T_MUST(write(code, mapping_code, sizeof(mapping_code)) == (ssize_t)sizeof(mapping_code),
	       "write");
	T_MUST(fcntl(code, F_ADD_SEALS, F_SEAL_WRITE | F_SEAL_SEAL) == 0, "seals: %s",
	       strerror(errno));
	unsigned char *run = memory_subject_map(4096, PROT_READ | PROT_EXEC, MAP_SHARED, code, 0);
	close(code);
	t_ready();
	T_CHECK(mapping_has(all, 16, 60) && mapping_has(part, 4, 68) && mapping_has(later, 4, 60),
		"content");
	T_CHECK(mine[1] == 77 && memory_is_filled(mine + 4096, 4096, 65), "the private mapping");
	memory_fill(part, 4096, 68);
	part[3] ^= 1;
	T_CHECK(all[(8 << 12) + 3] == part[3], "offsets");
	part[3] ^= 1;
	T_CHECK(mprotect(later, 4096, PROT_READ | PROT_WRITE) < 0,
		"a mapping made after the seal can be written");
	T_CHECK(write(fd, "x", 1) < 0 && errno == EPERM, "the seal is gone");
	memcpy(&call, &run, sizeof(call));
	T_CHECK(call() == 42, "code");
	T_CHECK(fcntl(fd, F_GET_SEALS) == (F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_FUTURE_WRITE),
		"seals %x", fcntl(fd, F_GET_SEALS));
	close(fd);
}

static void mapping_memfd(void)
{
	struct t_subject s;

	t_start(&s, mapping_memfd_subject);
	s.but = "memfd:"; /* what may not be written is opened for reading: a flag says so, and
			     nothing else */
	t_cycles(&s, 2);
	t_end(&s);
}

/* == protections, advice, locks ================================================================ */

static void mapping_execute_only_subject(void)
{
	unsigned char *p = memory_subject_map(2 << 12, PROT_READ | PROT_WRITE,
					      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	int (*call)(void);

	memcpy(p, mapping_code, sizeof(mapping_code));
	T_MUST(mprotect(p, 4096, PROT_EXEC) == 0, "mprotect: %s", strerror(errno));
	memcpy(&call, &p, sizeof(call));
	t_ready();
	T_CHECK(call() == 42, "code");
}

static void mapping_execute_only(void)
{
	mapping_goes_on(mapping_execute_only_subject);
}

static void mapping_growsdown_subject(void)
{
	/* Room below, and nothing in the way of it. */
	unsigned char *room = memory_subject_map(256 << 12, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS,
						 -1, 0);
	munmap(room, 256 << 12);
	unsigned char *p = mmap(room + (252 << 12), 4 << 12, PROT_READ | PROT_WRITE,
				MAP_PRIVATE | MAP_ANONYMOUS | MAP_GROWSDOWN | MAP_FIXED_NOREPLACE,
				-1, 0);

	T_MUST(p == room + (252 << 12), "mmap: %s", strerror(errno));
	memory_fill(p, 4 << 12, 80);
	p[-4000] = 5; /* it grows */
	t_ready();
	T_CHECK(memory_is_filled(p, 4 << 12, 80) && p[-4000] == 5, "content");
	T_CHECK(memory_touch(p - 2 * MAPPING_PAGE, true) == 0 &&
			memory_touch(p - 3 * MAPPING_PAGE, true) == 0,
		"it does not grow");
	munmap(p - 3 * MAPPING_PAGE, 3 * MAPPING_PAGE);
	p[-4000] = 5;
}

static void mapping_growsdown(void)
{
	mapping_goes_on(mapping_growsdown_subject);
}

static void mapping_advice_subject(void)
{
	static const int advice[] = {MADV_DONTFORK,   MADV_WIPEONFORK, MADV_DONTDUMP,
				     MADV_MERGEABLE,  MADV_HUGEPAGE,   MADV_NOHUGEPAGE,
				     MADV_SEQUENTIAL, MADV_RANDOM};
	unsigned char *at[ARRAY_LEN(advice)];
	int fd = mapping_file("advised", 4, 90);

	for (unsigned i = 0; i < ARRAY_LEN(advice); i++) {
		at[i] = memory_subject_map(4 << 12, PROT_READ | PROT_WRITE,
					   MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
		memory_fill(at[i], 2 << 12, 90 + i);
		if (madvise(at[i], 4 << 12, advice[i]) < 0)
			t_say("advice %d: %s", advice[i], strerror(errno));
	}
	unsigned char *file = memory_subject_map(4 << 12, PROT_READ, MAP_SHARED, fd, 0);
	unsigned char *random = memory_subject_map(4 << 12, PROT_READ, MAP_PRIVATE, fd, 0);
	madvise(file, 4 << 12, MADV_SEQUENTIAL);
	madvise(random, 4 << 12, MADV_RANDOM);
	madvise(random, 4 << 12, MADV_DONTFORK);
	close(fd);
	t_ready();
	for (unsigned i = 0; i < ARRAY_LEN(advice); i++)
		T_CHECK(advice[i] == MADV_WIPEONFORK ? at[i][0] == 0
						     : memory_is_filled(at[i], 2 << 12, 90 + i),
			"content under advice %d", advice[i]);
	T_CHECK(mapping_has(file, 4, 90) && mapping_has(random, 4, 90), "content of files");
	memory_fill(at[1], 2 << 12, 91);
}

static void mapping_advice(void)
{
	mapping_goes_on(mapping_advice_subject);
}

static void mapping_guards_subject(void)
{
	int fd = mapping_file("guarded", 8, 100);
	unsigned char *at[3] = {
		memory_subject_map(8 << 12, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1,
				   0),
		memory_subject_map(8 << 12, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0),
		memory_subject_map(8 << 12, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1,
				   0),
	};

	bool has[3];
	for (unsigned i = 0; i < 3; i++) {
		memory_fill(at[i], 4096, 100);
		memory_fill(at[i] + 4096, 4096, 101);
		has[i] = madvise(at[i] + 8192, 2 << 12, MEMORY_GUARD_INSTALL) == 0;
		t_say("guards %u: %s", i, has[i] ? "yes" : strerror(errno));
	}
	close(fd);
	t_ready();
	for (unsigned i = 0; i < 3; i++) {
		T_CHECK(mapping_has(at[i], 2, 100), "content %u", i);
		T_CHECK(!has[i] || (memory_touch(at[i] + 8192, false) == SIGSEGV &&
				    memory_touch(at[i] + (3 << 12), false) == SIGSEGV),
			"guards %u are gone", i);
		T_CHECK(memory_touch(at[i] + (4 << 12), true) == 0, "a guard too many in %u", i);
		T_CHECK(!has[i] || (madvise(at[i] + 8192, 4096, 103) == 0 &&
				    memory_touch(at[i] + 8192, true) == 0 &&
				    madvise(at[i] + 8192, 4096, MEMORY_GUARD_INSTALL) == 0),
			"guards %u are of another kind", i);
	}
}

static void mapping_guards(void)
{
	mapping_goes_on(mapping_guards_subject);
}

static size_t mapping_present(unsigned char *p, size_t len)
{
	unsigned char present[4096];
	size_t n = 0;

	T_MUST(len <= sizeof(present) << 12 && mincore(p, len, present) == 0, "mincore: %s",
	       strerror(errno));
	for (size_t i = 0; i < len >> 12; i++)
		n += present[i] & 1;
	return n;
}

static void mapping_locks_subject(void)
{
	unsigned char *all = memory_subject_map(8 << 12, PROT_READ | PROT_WRITE,
						MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	unsigned char *on_fault = memory_subject_map(8 << 12, PROT_READ | PROT_WRITE,
						     MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	unsigned char *shared = memory_subject_map(8 << 12, PROT_READ | PROT_WRITE,
						   MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	T_MUST(mlock(all, 8 << 12) == 0 && mlock2(on_fault, 8 << 12, MLOCK_ONFAULT) == 0 &&
		       mlock2(shared, 8 << 12, MLOCK_ONFAULT) == 0,
	       "mlock: %s", strerror(errno));
	memory_fill(all, 4 << 12, 110);
	memory_fill(on_fault, 2 << 12, 111);
	memory_fill(shared, 2 << 12, 112);
	t_ready();
	T_CHECK(memory_is_filled(all, 4 << 12, 110) && memory_is_filled(on_fault, 2 << 12, 111) &&
			memory_is_filled(shared, 2 << 12, 112),
		"content");
	T_CHECK(mapping_present(all, 8 << 12) == 8, "%zu pages are locked",
		mapping_present(all, 8 << 12));
	T_CHECK(mapping_present(on_fault, 8 << 12) == 2, "%zu pages are there of those on fault",
		mapping_present(on_fault, 8 << 12));
}

static void mapping_locks(void)
{
	mapping_goes_on(mapping_locks_subject);
}

static void mapping_lock_future_subject(void)
{
	T_MUST(mlockall(MCL_FUTURE | MCL_ONFAULT) == 0, "mlockall: %s", strerror(errno));
	unsigned char *before = memory_subject_map(4 << 12, PROT_READ | PROT_WRITE,
						   MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	memory_fill(before, 4096, 113);
	t_ready();
	T_CHECK(memory_is_filled(before, 4096, 113), "content");
	unsigned char *p = memory_subject_map(4 << 12, PROT_READ | PROT_WRITE,
					      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	char *text = t_read("/proc/self/smaps", NULL), head[32];
	snprintf(head, sizeof(head), "%lx-", (unsigned long)(uintptr_t)p);
	char *at = text ? strstr(text, head) : NULL;
	char *flags = at ? strstr(at, "VmFlags:") : NULL;
	T_CHECK(flags && strstr(flags, " lo ") && strstr(flags, " lo ") < strchr(flags, '\n'),
		"new memory is not locked");
	free(text);
	munmap(p, 4 << 12);
}

static void mapping_lock_future(void)
{
	mapping_goes_on(mapping_lock_future_subject);
}

static void mapping_mseal_subject(void)
{
	unsigned char *p = memory_subject_map(8 << 12, PROT_READ | PROT_WRITE,
					      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	memory_fill(p, 8 << 12, 120);
	mprotect(p + 4096, 4096, PROT_READ);
	T_MUST(syscall(462, p, 8 << 12, 0) == 0, "mseal: %s", strerror(errno));
	t_ready();
	T_CHECK(memory_is_filled(p, 8 << 12, 120), "content");
	T_CHECK(munmap(p, 4096) < 0 && errno == EPERM, "it is not sealed");
}

static void mapping_mseal(void)
{
	if (sys_mseal(0, 0) < 0)
		t_skip("this kernel has no mseal");
	mapping_goes_on(mapping_mseal_subject);
}

/* Locks everything, saves itself, is loaded by a program that locks what is to come. */
static void mapping_locked_player(bool future)
{
	unsigned char *p;
	cr_error err;

	T_MUST(mlockall(MCL_CURRENT | (future ? MCL_FUTURE : 0)) == 0, "mlockall: %s",
	       strerror(errno));
	p = memory_subject_map(8 << 12, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	memory_fill(p, 4 << 12, 115);
	cr_result r = cr_save("self", NULL, &err);
	T_MUST(r != CR_FAILED, "cr_save: %s", err.text);
	T_CHECK(memory_is_filled(p, 4 << 12, 115), "content");
	T_CHECK(!future || mapping_present(p, 8 << 12) == 8, "%zu pages are there",
		mapping_present(p, 8 << 12));
	unsigned char *q = memory_subject_map(4 << 12, PROT_READ | PROT_WRITE,
					      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	T_CHECK(mapping_present(q, 4 << 12) == (future ? 4 : 0), "%zu new pages are there",
		mapping_present(q, 4 << 12));
	_exit(t_failures() ? 1 : r == CR_RESTORED ? 42 : 0);
}

static void mapping_locks_self(void)
{
	for (int future = 0; future < 2; future++) {
		pid_t pid = fork();
		if (pid == 0)
			mapping_locked_player(future);
		int status = t_wait(pid, 10000);
		T_CHECK(status == 0, "the player ended with %x", (unsigned)status);
		for (int loader = 0; loader < 2; loader++) {
			pid = fork();
			if (pid == 0) {
				cr_error err;

				if (loader)
					T_MUST(mlockall(MCL_FUTURE | MCL_CURRENT) == 0, "mlockall");
				cr_load("self", NULL, &err);
				T_FAIL("cr_load: %s", err.text);
				_exit(1);
			}
			status = t_wait(pid, 10000);
			T_CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 42,
				"the copy ended with %x (%d, %d)", (unsigned)status, future,
				loader);
		}
	}
}

/* A segment of System V, attached twice, once to be read only, and in part. */
static void mapping_sysv_subject(void)
{
	int id = shmget(IPC_PRIVATE, 20000, IPC_CREAT | 0600);
	unsigned char *p = shmat(id, NULL, 0), *ro = shmat(id, NULL, SHM_RDONLY);
	struct shmid_ds ds;

	T_MUST(p != (void *)-1 && ro != (void *)-1, "shmat: %s", strerror(errno));
	memory_fill(p, 20000, 140);
	munmap(ro, 4096);
	mprotect(p + 8192, 4096, PROT_READ);
	char name[24];
	snprintf(name, sizeof(name), "%d", id);
	t_write("id", name, strlen(name));
	t_ready();
	T_CHECK(memory_is_filled(p, 20000, 140) && memcmp(p + 4096, ro + 4096, 16384) == 0,
		"content");
	p[5000] ^= 1;
	T_CHECK(ro[5000] == p[5000], "they are of two segments");
	T_CHECK(memory_touch(ro + 4096, true) == SIGSEGV && memory_touch(ro, false) == SIGSEGV &&
			mprotect(ro + 4096, 4096, PROT_READ | PROT_WRITE) < 0,
		"the attachment that could only be read");
	T_CHECK(shmctl(id, IPC_STAT, &ds) == 0 && ds.shm_nattch >= 2, "%lu attachments",
		(unsigned long)ds.shm_nattch);
	T_CHECK(shmdt(p) == 0, "shmdt: %s", strerror(errno));
	shmctl(id, IPC_RMID, NULL);
}

static void mapping_sysv(void)
{
	struct t_subject s;
	cr_child child = cr_child_init();
	cr_error err;

	t_start(&s, mapping_sysv_subject);
	t_cycles(&s, 2);
	char *id = t_read("id", NULL);
	t_end(&s);
	/* Gone, it is missed by name. */
	T_CHECK(cr_restore("save", NULL, &child, &err) < 0 && err.code == CR_E_RESTORE, "%d %s",
		err.code, err.text);
	t_contains(err.text, "System V segment");
	t_contains(err.text, id);
	free(id);
}

/* A segment that has been removed and lives on in the tree: attached twice, in part, by a child. */
static void mapping_sysv_removed_subject(void)
{
	int id = shmget(IPC_PRIVATE, 20000, IPC_CREAT | 0640);
	unsigned char *p = shmat(id, NULL, 0), *ro = shmat(id, NULL, SHM_RDONLY);
	struct shmid_ds ds;

	T_MUST(p != (void *)-1 && ro != (void *)-1, "shmat: %s", strerror(errno));
	memory_fill(p, 20000, 150);
	munmap(ro, 8192);
	T_MUST(shmctl(id, IPC_RMID, NULL) == 0, "shmctl: %s", strerror(errno));
	pid_t pid = fork();
	if (pid == 0) {
		while (p[0] != 99)
			t_sleep_ms(1);
		p[1] = 98;
		_exit(memory_is_filled(p + 4096, 4096, 151) ? 0 : 1);
	}
	memory_fill(p + 4096, 4096, 151);
	char name[24];
	snprintf(name, sizeof(name), "%d", id);
	t_write("id", name, strlen(name));
	t_ready();
	T_CHECK(memory_is_filled(p, 4096, 150) && memory_is_filled(p + 4096, 4096, 151) &&
			memcmp(p + 8192, ro + 8192, 11000) == 0,
		"content");
	T_CHECK(memory_touch(ro, false) == SIGSEGV && memory_touch(ro + 8192, true) == SIGSEGV &&
			mprotect(ro + 8192, 4096, PROT_READ | PROT_WRITE) < 0,
		"the attachment that could only be read");
	p[9000] ^= 1;
	T_CHECK(p[9000] == ro[9000], "they are of two segments");
	if (geteuid() == 0)
		T_CHECK(shmctl(id, IPC_STAT, &ds) == 0 && ds.shm_segsz == 20000 &&
				(ds.shm_perm.mode & SHM_DEST) && (ds.shm_perm.mode & 0777) == 0640,
			"segment %d: %s", id, strerror(errno));
	p[0] = 99;
	int status = t_wait(pid, 5000);
	T_CHECK(status == 0 && p[1] == 98, "the child: %x", (unsigned)status);
}

static void mapping_sysv_removed(void)
{
	struct t_subject s;
	cr_error err;

	t_start(&s, mapping_sysv_removed_subject);
	s.but = geteuid() ? "/SYSV" : NULL; /* another number, without the right to choose it */
	t_cycles(&s, 2);
	if (geteuid() == 0) { /* somebody else has it, too: it is not the tree's alone */
		char *id = t_read("id", NULL);
		void *mine = shmat(atoi(id), NULL, 0);
		T_MUST(mine != (void *)-1, "shmat: %s", strerror(errno));
		T_CHECK(cr_dump(s.pid, "other", NULL, &err) < 0 && err.code == CR_E_OUTSIDE,
			"%d %s", err.code, err.text);
		t_contains(err.text, id);
		shmdt(mine);
		free(id);
	}
	t_end(&s);
}

/* == memory nodes ============================================================================== */

enum { MAPPING_BIND = 2, MAPPING_INTERLEAVE = 3, MAPPING_STATIC = 1 << 15 };

static int mapping_policy_of(const void *p)
{
	unsigned long nodes[16] = {0};
	int mode = -1;

	return syscall(SYS_get_mempolicy, &mode, nodes, 1024ul, p, 2ul) == 0 && nodes[0] < 2
		       ? mode * 10 + (int)nodes[0]
		       : -errno;
}

static bool mapping_bind(void *p, size_t len, int mode)
{
	unsigned long node = 1;

	return syscall(SYS_mbind, p, len, mode, &node, 64ul, 0ul) == 0;
}

/* In the middle of a mapping, of shared memory, of memory that was never touched; and none. */
static void mapping_policy_subject(void)
{
	unsigned char *p = memory_subject_map(8 << 12, PROT_READ | PROT_WRITE,
					      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	unsigned char *shared = memory_subject_map(8 << 12, PROT_READ | PROT_WRITE,
						   MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	unsigned char *empty = memory_subject_map(8 << 12, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS,
						  -1, 0);

	memory_fill(p, 8 << 12, 170);
	memory_fill(shared, 4 << 12, 171);
	T_MUST(mapping_bind(p + 8192, 8192, MAPPING_BIND) &&
		       mapping_bind(shared, 8 << 12, MAPPING_INTERLEAVE) &&
		       mapping_bind(empty, 8 << 12, MAPPING_BIND | MAPPING_STATIC),
	       "mbind: %s", strerror(errno));
	t_ready();
	T_CHECK(memory_is_filled(p, 8 << 12, 170) && memory_is_filled(shared, 4 << 12, 171),
		"content");
	T_CHECK(mapping_policy_of(p) == 0 && mapping_policy_of(p + (4 << 12)) == 0 &&
			mapping_policy_of(p + 8192) == 10 * MAPPING_BIND + 1 &&
			mapping_policy_of(p + 12288) == 10 * MAPPING_BIND + 1,
		"private: %d %d", mapping_policy_of(p), mapping_policy_of(p + 8192));
	T_CHECK(mapping_policy_of(shared) == 10 * MAPPING_INTERLEAVE + 1, "shared: %d",
		mapping_policy_of(shared));
	T_CHECK(mapping_policy_of(empty) == 10 * (MAPPING_BIND | MAPPING_STATIC) + 1,
		"untouched: %d", mapping_policy_of(empty));
}

static void mapping_policy(void)
{
	if (mapping_policy_of(&mapping_code) < 0)
		t_skip("this kernel has no memory policies, or does not tell them");
	mapping_goes_on(mapping_policy_subject);
}

/* By itself. The whole thread has a policy, too: only what differs from it is the mapping's. */
static void mapping_policy_self(void)
{
	cr_error err;
	pid_t pid;

	if (mapping_policy_of(&mapping_code) < 0)
		t_skip("this kernel has no memory policies, or does not tell them");
	pid = fork();
	if (pid == 0) {
		unsigned long node = 1;
		unsigned char *p = memory_subject_map(8 << 12, PROT_READ | PROT_WRITE,
						      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

		T_MUST(syscall(SYS_set_mempolicy, MAPPING_INTERLEAVE, &node, 64ul) == 0 &&
			       mapping_bind(p, 4096, MAPPING_BIND),
		       "%s", strerror(errno));
		cr_result r = cr_save("self", NULL, &err);
		T_MUST(r != CR_FAILED, "cr_save: %s", err.text);
		syscall(SYS_set_mempolicy, 0, NULL, 0ul);
		T_CHECK(mapping_policy_of(p) == 10 * MAPPING_BIND + 1 &&
				mapping_policy_of(p + 4096) == 0,
			"%d %d", mapping_policy_of(p), mapping_policy_of(p + 4096));
		_exit(t_failures() ? 1 : r == CR_RESTORED ? 42 : 0);
	}
	int status = t_wait(pid, 10000);
	T_CHECK(status == 0, "the player ended with %x", (unsigned)status);
	pid = fork();
	if (pid == 0) {
		cr_load("self", NULL, &err);
		T_FAIL("cr_load: %s", err.text);
		_exit(1);
	}
	status = t_wait(pid, 10000);
	T_CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 42, "the copy ended with %x",
		(unsigned)status);
}

/* == rings and secrets ========================================================================= */

static long mapping_io(int nr, aio_context_t id, long n, void *list)
{
	return nr == SYS_io_submit ? syscall(SYS_io_submit, id, n, list)
				   : syscall(SYS_io_getevents, id, n, n, list, NULL);
}

/* Submits n reads of a byte that end at once; their data says the how many'th each is. */
static void mapping_io_read(aio_context_t id, int fd, unsigned from, unsigned n)
{
	static unsigned char byte;

	for (unsigned i = 0; i < n; i++) {
		struct iocb request = {.aio_data = from + i,
				       .aio_lio_opcode = IOCB_CMD_PREAD,
				       .aio_fildes = (uint32_t)fd,
				       .aio_buf = (uintptr_t)&byte,
				       .aio_nbytes = 1,
				       .aio_offset = (int64_t)(from + i) % 100};
		struct iocb *list = &request;

		T_MUST(mapping_io(SYS_io_submit, id, 1, &list) == 1, "io_submit %u: %s", from + i,
		       strerror(errno));
	}
}

static void mapping_io_expect(aio_context_t id, unsigned from, unsigned n)
{
	for (unsigned i = 0; i < n; i++) {
		struct io_event event = {0};

		T_CHECK(mapping_io(SYS_io_getevents, id, 1, &event) == 1 &&
				event.data == from + i && event.res == 1,
			"event %u: %llu, %lld", from + i, (unsigned long long)event.data,
			(long long)event.res);
	}
}

/* Four rings: never used; with events read and unread; whose events begin near the end and go on at
 * the front; full. A child has the mappings, but no ring. */
static void mapping_aio_subject(void)
{
	const unsigned old = 5, unread = 9;
	aio_context_t id[4] = {0};
	unsigned nr[4], many;
	int fd = mapping_file("requests", 1, 3);
	pid_t pid;

	for (int i = 0; i < 4; i++) {
		T_MUST(syscall(SYS_io_setup, i == 1 ? 500 : 20, &id[i]) == 0, "io_setup: %s",
		       strerror(errno));
		nr[i] = ((const uint32_t *)id[i])[1];
	}
	mapping_io_read(id[1], fd, 0, old + unread);
	mapping_io_expect(id[1], 0, old);
	many = nr[2] - 4;
	for (unsigned i = 0; i < many; i++) {
		mapping_io_read(id[2], fd, i, 1);
		mapping_io_expect(id[2], i, 1);
	}
	mapping_io_read(id[2], fd, many, unread);
	for (many = 0; many < nr[3]; many++) {
		struct iocb request = {.aio_data = many,
				       .aio_lio_opcode = IOCB_CMD_PREAD,
				       .aio_fildes = (uint32_t)fd,
				       .aio_buf = (uintptr_t)&request,
				       .aio_nbytes = 0};
		struct iocb *list = &request;
		if (mapping_io(SYS_io_submit, id[3], 1, &list) != 1)
			break;
	}
	pid = fork();
	if (pid == 0) {
		t_sleep_ms(600000);
		_exit(0);
	}
	t_ready();
	mapping_io_read(id[0], fd, 7, 3);
	mapping_io_expect(id[0], 7, 3);
	mapping_io_expect(id[1], old, unread);
	mapping_io_expect(id[2], nr[2] - 4, unread);
	mapping_io_read(id[2], fd, 50, nr[2] / 2);
	mapping_io_expect(id[2], 50, nr[2] / 2);
	struct io_event event;
	for (unsigned i = 0; i < many; i++)
		T_CHECK(mapping_io(SYS_io_getevents, id[3], 1, &event) == 1 && event.data == i,
			"event %u of the full ring", i);
	mapping_io_read(id[3], fd, 1, 4);
	mapping_io_expect(id[3], 1, 4);
	for (int i = 0; i < 4; i++)
		T_CHECK(syscall(SYS_io_destroy, id[i]) == 0, "io_destroy: %s", strerror(errno));
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
	close(fd);
}

static void mapping_aio(void)
{
	struct t_subject s;

	t_start(&s, mapping_aio_subject);
	s.but = "[aio] rw-p rw-s VmData:"; /* of the child: plain memory */
	t_cycles(&s, 2);
	t_end(&s);
}

/* In place: the ring's place is taken in the loader; a second try after one that was refused. */
static void mapping_aio_self(void)
{
	cr_error err;
	pid_t pid = fork();

	if (pid == 0) {
		aio_context_t id = 0;
		int fd = mapping_file("requests", 1, 3);

		T_MUST(syscall(SYS_io_setup, 20, &id) == 0, "io_setup: %s", strerror(errno));
		mapping_io_read(id, fd, 0, 5);
		mapping_io_expect(id, 0, 2);
		cr_result r = cr_save("self", NULL, &err);
		T_MUST(r != CR_FAILED, "cr_save: %s", err.text);
		mapping_io_expect(id, 2, 3);
		mapping_io_read(id, fd, 5, 1);
		mapping_io_expect(id, 5, 1);
		_exit(t_failures() ? 1 : r == CR_RESTORED ? 42 : 0);
	}
	int status = t_wait(pid, 10000);
	T_CHECK(status == 0, "the player ended with %x", (unsigned)status);
	pid = fork();
	if (pid == 0) {
		rename("requests", "moved"); /* refused, and nothing is left of it */
		T_CHECK(cr_load("self", NULL, &err) < 0, "without its file");
		rename("moved", "requests");
		char *maps = t_read("/proc/self/maps", NULL);
		T_CHECK(maps && !strstr(maps, "[aio]"), "a ring was left");
		free(maps);
		aio_context_t own = 0;
		T_MUST(syscall(SYS_io_setup, 20, &own) == 0, "io_setup: %s", strerror(errno));
		cr_load("self", NULL, &err);
		T_FAIL("cr_load: %s", err.text);
		_exit(1);
	}
	status = t_wait(pid, 10000);
	T_CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 42, "the copy ended with %x",
		(unsigned)status);
}

/* Secret memory, of which an open file is left, and of which none is: back, and empty. */
static void mapping_secret_subject(void)
{
	int fd = (int)syscall(447, O_CLOEXEC), gone = (int)syscall(447, O_CLOEXEC);

	T_MUST(fd >= 0 && gone >= 0 && ftruncate(fd, 4 << 12) == 0 && ftruncate(gone, 4096) == 0,
	       "memfd_secret: %s", strerror(errno));
	unsigned char *p = memory_subject_map(4 << 12, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	unsigned char *part = memory_subject_map(4096, PROT_READ, MAP_SHARED, fd, 2 << 12);
	unsigned char *q = memory_subject_map(4096, PROT_READ | PROT_WRITE, MAP_SHARED, gone, 0);
	static const char word[] = "gjsfxpsl";
	struct stat st;

	for (size_t i = 0; i < sizeof(word) - 1; i++)
		p[i] = q[i] = p[8192 + i] = (unsigned char)(word[i] - 1);
	close(gone);
	t_ready();
	T_CHECK(p[0] == 0 && p[8192] == 0 && q[0] == 0, "it has content");
	p[8192] = 7;
	q[1] = 8;
	T_CHECK(part[0] == 7 && q[1] == 8, "it cannot be used");
	int mem = open("/proc/self/mem", O_RDONLY | O_CLOEXEC);
	unsigned char byte;
	T_CHECK(pread(mem, &byte, 1, (off_t)(uintptr_t)p) < 0 &&
			pread(mem, &byte, 1, (off_t)(uintptr_t)q) < 0,
		"it is not secret any more");
	close(mem);
	T_CHECK(fstat(fd, &st) == 0 && st.st_size == 4 << 12, "size %ld", (long)st.st_size);
	close(fd);
}

static void mapping_secret(void)
{
	struct t_subject s;
	int fd = (int)syscall(447, O_CLOEXEC);
	bool told = false;
	cr_report *report;
	cr_error err;

	if (fd < 0)
		t_skip("no memfd_secret here: %s", strerror(errno));
	close(fd);
	t_start(&s, mapping_secret_subject);
	t_cycles(&s, 2);
	T_MUST(cr_inspect("save", &report, &err) == 0, "%s", err.text);
	for (size_t i = 0; i < report->note_count; i++)
		told |= strstr(report->notes[i].text, "secret memory") != NULL;
	T_CHECK(told, "the save says nothing of it");
	cr_report_free(report);
	size_t n;
	char *save = t_read("save", &n);
	T_CHECK(save && !memmem(save, n, "firework", 8), "it is in the save");
	free(save);
	t_end(&s);
}

/* What cannot be kept is said, with what to do about it, and the program goes on. */
static void mapping_uring_subject(void)
{
	uint64_t params[15] = {0};
	int fd = (int)syscall(SYS_io_uring_setup, 4, params);

	if (fd < 0)
		_exit(77);
	(void)memory_subject_map(4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_POPULATE, fd, 0);
	t_ready();
	close(fd);
}

static void mapping_uffd_subject(void)
{
	unsigned char *p = memory_subject_map(4096, PROT_READ | PROT_WRITE,
					      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	int fd = (int)syscall(SYS_userfaultfd, O_CLOEXEC);
	struct uffdio_api api = {.api = UFFD_API};
	struct uffdio_register reg = {.range = {(uintptr_t)p, 4096},
				      .mode = UFFDIO_REGISTER_MODE_MISSING};

	if (fd < 0 || ioctl(fd, UFFDIO_API, &api) < 0 || ioctl(fd, UFFDIO_REGISTER, &reg) < 0)
		_exit(77);
	t_ready();
	close(fd);
}

static void mapping_refused(void (*subject)(void), const char *what)
{
	struct t_subject s;
	cr_error err;

	t_start_(&s, "refused", subject);
	T_CHECK(cr_dump(s.pid, "save", NULL, &err) < 0 && err.code == CR_E_MAPPING, "%d %s",
		err.code, err.text);
	t_contains(err.text, what);
	t_contains(err.text, "hook");
	T_CHECK(!t_exists("save"), "something was left");
	t_end(&s);
}

static void mapping_uring(void)
{
	uint64_t params[15] = {0};
	int fd = (int)syscall(SYS_io_uring_setup, 4, params);

	if (fd < 0)
		t_skip("no io_uring here");
	close(fd);
	mapping_refused(mapping_uring_subject, "io_uring");
}

static void mapping_uffd(void)
{
	int fd = (int)syscall(SYS_userfaultfd, O_CLOEXEC);

	if (fd < 0)
		t_skip("no userfaultfd here");
	close(fd);
	mapping_refused(mapping_uffd_subject, "userfaultfd");
}

/* Memory of the loader that can never be unmapped: refused before anything is made. */
static void mapping_sealed_loader(void)
{
	struct t_subject s;
	cr_error err;

	if (sys_mseal(0, 0) < 0)
		t_skip("this kernel has no mseal");
	t_start(&s, mapping_execute_only_subject);
	T_MUST(cr_dump(s.pid, "save", NULL, &err) == 0, "%s", err.text);
	t_end(&s);
	pid_t pid = fork();
	if (pid == 0) {
		unsigned char *p = memory_subject_map(4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS,
						      -1, 0);
		cr_child child = cr_child_init();

		T_MUST(sys_mseal((uintptr_t)p, 4096) == 0, "mseal");
		T_CHECK(cr_restore("save", NULL, &child, &err) < 0 && err.code == CR_E_LOADER,
			"restore: %d %s", err.code, err.text);
		T_CHECK(cr_load("save", NULL, &err) < 0 && err.code == CR_E_LOADER, "load: %d %s",
			err.code, err.text);
		t_contains(err.text, "mseal");
		_exit(t_failures() ? 1 : 0);
	}
	int status = t_wait(pid, 5000);
	T_CHECK(status == 0, "the loader ended with %x", (unsigned)status);
}

/* == places ==================================================================================== */

static void mapping_edges_subject(void)
{
	unsigned char *low = mmap((void *)0x10000, 4096, PROT_READ | PROT_WRITE,
				  MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);
	unsigned char *top = mmap((void *)0x7fffffffe000, 4096, PROT_READ | PROT_WRITE,
				  MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);
	T_MUST(low != MAP_FAILED && top != MAP_FAILED, "%p %p %s", (void *)low, (void *)top,
	       strerror(errno));
	memory_fill(low, 4096, 160);
	memory_fill(top, 4096, 161);
	t_ready();
	T_CHECK(memory_is_filled(low, 4096, 160) && memory_is_filled(top, 4096, 161), "content");
}

static void mapping_edges(void)
{
	mapping_goes_on(mapping_edges_subject);
}

/* A terabyte of address space, with a page here and there: what is not there costs nothing. */
static void mapping_terabyte_subject(void)
{
	const size_t step = (size_t)16 << 30;
	unsigned char *p = memory_subject_map((size_t)1 << 40, PROT_READ | PROT_WRITE,
					      MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

	madvise(p, (size_t)1 << 40, MADV_NOHUGEPAGE);
	for (unsigned i = 0; i < 64; i++)
		memory_fill(p + i * step + 4096 * i, 4096, 200 + i);
	t_ready();
	for (unsigned i = 0; i < 64; i++)
		T_CHECK(memory_is_filled(p + i * step + 4096 * i, 4096, 200 + i) &&
				p[i * step + 4096 * i + 4096] == 0,
			"page %u", i);
}

static void mapping_terabyte(void)
{
	uint64_t start = t_now_ns();

	mapping_goes_on(mapping_terabyte_subject);
	T_CHECK(t_now_ns() - start < 10000000000u, "it took %lu ms",
		(unsigned long)((t_now_ns() - start) / 1000000));
}

/* Neighbours that a load makes by one mapping and reads by few calls: full, empty and with holes,
 * of several protections, over more than a huge page; among them some that are not like that. */
static void mapping_side_by_side_subject(void)
{
	enum { PAGES = 1200, EACH = 3 };
	static const int prots[] = {PROT_READ | PROT_WRITE, PROT_READ, PROT_NONE};
	unsigned char *p = memory_subject_map(PAGES << 12, PROT_READ | PROT_WRITE,
					      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	madvise(p + (600 << 12), EACH << 12, MADV_DONTDUMP);
	for (size_t i = 0; i < PAGES; i++)
		if (i % 7 != 3 && i % 100 > 1)
			memory_fill(p + (i << 12), 4096, (unsigned)i);
	for (size_t i = 0; i < PAGES; i += EACH)
		T_MUST(mprotect(p + (i << 12), EACH << 12,
				i / EACH % 197 == 196 ? PROT_READ | PROT_EXEC
						      : prots[i / EACH % 3]) == 0,
		       "mprotect");
	t_ready();
	mprotect(p, PAGES << 12, PROT_READ);
	for (size_t i = 0; i < PAGES; i++)
		T_MUST(i % 7 != 3 && i % 100 > 1
			       ? memory_is_filled(p + (i << 12), 4096, (unsigned)i)
			       : p[i << 12] == 0,
		       "page %zu", i);
}

static void mapping_side_by_side(void)
{
	mapping_goes_on(mapping_side_by_side_subject);
}

/* As many as a process may have (vm.max_map_count, 65,530 as a rule). */
static void mapping_sixty_thousand_subject(void)
{
	enum { PAIRS = 30000 };
	unsigned char *p = memory_subject_map((size_t)2 * PAIRS << 12, PROT_READ | PROT_WRITE,
					      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	madvise(p, (size_t)2 * PAIRS << 12, MADV_NOHUGEPAGE);
	for (size_t i = 0; i < PAIRS; i++) {
		if (i % 64 == 0)
			p[2 * i << 12] = (unsigned char)(i >> 6);
		T_MUST(mprotect(p + (2 * i << 12), 4096, PROT_READ) == 0, "mprotect %zu: %s", i,
		       strerror(errno));
	}
	t_ready();
	for (size_t i = 0; i < PAIRS; i++)
		T_MUST(p[2 * i << 12] == (i % 64 ? 0 : (unsigned char)(i >> 6)), "page %zu", 2 * i);
}

static void mapping_sixty_thousand(void)
{
	struct t_subject s;

	t_start(&s, mapping_sixty_thousand_subject);
	s.but = "[rd mr mw me"; /* what cannot be written to is counted as memory when it can be */
	t_cycles(&s, 1);
	t_end(&s);
}

/* == allocators ================================================================================ */

/* A program that allocates all the time, under an allocator with a mind of its own. */
static const char mapping_allocating[] =
	"import hashlib, sys, time\n"
	"keep, h = {}, hashlib.sha256()\n"
	"for i in range(24):\n"
	"    for k in range(200):\n"
	"        n = (i * 7919 + k * 104729) % 701\n"
	"        keep[n] = bytes([n % 251]) * (n * n % 30011)\n"
	"        h.update(keep[n][:64])\n"
	"        if k % 3 == 0: keep.pop((n * 31) % 701, None)\n"
	"    for n, b in sorted(keep.items()): h.update(b)\n"
	"    assert all(b == bytes([n % 251]) * (n * n % 30011) for n, b in keep.items())\n"
	"    print('step', i, flush=True)\n"
	"    time.sleep(float(sys.argv[1]))\n"
	"print(h.hexdigest())\n";

static void mapping_allocator(const char *library)
{
	char path[128], preload[160], step[32], *expected;
	struct t_subject s;

	snprintf(path, sizeof(path), "/usr/lib/x86_64-linux-gnu/%s", library);
	if (!t_exists(path))
		t_skip("%s is not installed", path);
	snprintf(preload, sizeof(preload), "LD_PRELOAD=%s", path);
	programs_begin();
	t_write("allocating.py", mapping_allocating, strlen(mapping_allocating));
	T_MUST(t_run(&expected, "PYTHONMALLOC=malloc %s python3 allocating.py 0", preload) == 0,
	       "undisturbed");
	t_start_program(&s, "python",
			(char *[]){"env", "PYTHONMALLOC=malloc", preload, "python3",
				   "allocating.py", "0.01", NULL});
	for (int i = 0; i < 2; i++) {
		snprintf(step, sizeof(step), "step %d\n", 3 + 6 * i);
		programs_await("python.out", step);
		programs_cycle(&s.pid, "", "");
	}
	programs_end(s.pid);
	programs_same("python.out", expected);
	free(expected);
}

static void mapping_jemalloc(void)
{
	mapping_allocator("libjemalloc.so.2");
}

static void mapping_tcmalloc(void)
{
	mapping_allocator("libtcmalloc_minimal.so.4");
}

static const struct t_test mapping_tests[] = {
	{.name = "mapping_terabyte", .fn = mapping_terabyte, .flags = T_ROOT | T_USER},
	{.name = "mapping_side_by_side", .fn = mapping_side_by_side, .flags = T_ROOT | T_USER},
	{.name = "mapping_sixty_thousand", .fn = mapping_sixty_thousand, .flags = T_SOAK},
	{.name = "mapping_jemalloc", .fn = mapping_jemalloc, .needs = "python3"},
	{.name = "mapping_tcmalloc", .fn = mapping_tcmalloc, .needs = "python3"},
	{.name = "mapping_shared_files", .fn = mapping_shared_files, .flags = T_ROOT | T_USER},
	{.name = "mapping_gone_files", .fn = mapping_gone_files},
	{.name = "mapping_posix", .fn = mapping_posix},
	{.name = "mapping_unrelated", .fn = mapping_unrelated, .flags = T_ROOT | T_USER},
	{.name = "mapping_memfd", .fn = mapping_memfd},
	{.name = "mapping_execute_only", .fn = mapping_execute_only, .flags = T_ROOT | T_USER},
	{.name = "mapping_growsdown", .fn = mapping_growsdown, .flags = T_ROOT | T_USER},
	{.name = "mapping_advice", .fn = mapping_advice, .flags = T_ROOT | T_USER},
	{.name = "mapping_guards", .fn = mapping_guards, .flags = T_ROOT | T_USER},
	{.name = "mapping_locks",
	 .fn = mapping_locks,
	 .flags = T_ROOT | T_USER,
	 .teeth = "plan: mlock2"},
	{.name = "mapping_lock_future",
	 .fn = mapping_lock_future,
	 .flags = T_ROOT | T_USER,
	 .teeth = "plan: mlockall"},
	{.name = "mapping_locks_self", .fn = mapping_locks_self, .teeth = "plan: munlockall"},
	{.name = "mapping_mseal",
	 .fn = mapping_mseal,
	 .flags = T_ROOT | T_USER,
	 .teeth = "plan: mseal"},
	{.name = "mapping_sysv", .fn = mapping_sysv, .flags = T_ROOT | T_USER},
	{.name = "mapping_aio",
	 .fn = mapping_aio,
	 .flags = T_ROOT | T_USER,
	 .teeth = "memory: events"},
	{.name = "mapping_aio_self", .fn = mapping_aio_self, .flags = T_ROOT | T_USER},
	{.name = "mapping_secret", .fn = mapping_secret, .flags = T_ROOT | T_USER},
	{.name = "mapping_sysv_removed", .fn = mapping_sysv_removed, .flags = T_ROOT | T_USER},
	{.name = "mapping_policy",
	 .fn = mapping_policy,
	 .flags = T_ROOT | T_USER,
	 .teeth = "memory: policy"},
	{.name = "mapping_policy_self", .fn = mapping_policy_self, .flags = T_ROOT | T_USER},
	{.name = "mapping_uring", .fn = mapping_uring},
	{.name = "mapping_uffd", .fn = mapping_uffd},
	{.name = "mapping_sealed_loader", .fn = mapping_sealed_loader, .flags = T_ROOT | T_USER},
	{.name = "mapping_edges", .fn = mapping_edges, .flags = T_ROOT | T_USER},
};
