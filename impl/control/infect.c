/* SPDX-License-Identifier: MIT
 *
 * infect: a task is made to run the parasite, and put back. Leans on trace.c, the slots of the
 * architecture, the blob. Refuses tasks under seccomp that cannot be suspended, and tasks without
 * room for a stub.
 *
 * The dumper may be killed at any instant, and then the kernel lets every thread run on from where
 * it stands. So each state that a thread is ever put into must by itself lead home. Before anything
 * else the way home is written into bytes that no program executes (behind the file in the vdso's
 * last page, else behind the code of a file): a stub that unmaps the parasite, restores the signal
 * mask and all registers, and jumps back. Then, in this order, registers (a call of mmap inside the
 * stub, which then goes home) and signal mask. Every way out of the parasite leads into the stub,
 * too. The stub uses no stack, no breakpoint and no signal frame: sigreturn would destroy the
 * restart block of a sleeping call.
 *
 * A stub of a save that was cut short is never overwritten while a thread may still be in it
 * (infect_holds), and for the sake of signal handlers that will return into it, not before all
 * other room is used.
 */
#include "control.h"

#include <elf.h>
#include <linux/kcmp.h>

#include "../../parasite_blob.h"

#define INFECT_MAGIC 0x62757473726300ffull /* not code that anybody would jump to */
#define INFECT_TIMEOUT_NS 10000000000ull
#define INFECT_ALL_SIGNALS UINT64_MAX

/* A stub in the room: this, the slot of the serving thread, the slot of the others in turn. */
struct infect_head {
	uint64_t magic;
	uint32_t generation;
	uint32_t go; /* tid of the thread that may enter by the second slot; it stays when that
		      * thread is out again */
	uint64_t map, map_len;
};
enum {
	INFECT_SERVE_AT = sizeof(struct infect_head),
	INFECT_THREAD_AT = INFECT_SERVE_AT + 320,
	INFECT_STUB_LEN = INFECT_THREAD_AT + 352,
	/* For 32-bit code, which has fewer and smaller registers. */
	INFECT_COMPAT_THREAD_AT = INFECT_SERVE_AT + 192,
	INFECT_COMPAT_STUB_LEN = INFECT_COMPAT_THREAD_AT + 224,
	INFECT_ROOM_MAX = 4096,
	INFECT_ALIGN = 16,
	INFECT_SEGMENTS_MAX = 16,
	INFECT_LOWEST = 64 << 10 /* vm.mmap_min_addr, and away from what is there */
};

static int infect_fail(struct tree *t, const struct task *task, int r, const char *what)
{
	return error_set(t->cx, CR_E_INFECT, -r, task->pid, task->stat.comm, "task %d (%s): %s",
			 task->pid, task->stat.comm, what);
}

static uint64_t infect_deadline(void)
{
	return sys_clock_ns(CLOCK_MONOTONIC) + INFECT_TIMEOUT_NS;
}

/* == room for stubs ============================================================================ */

/* What the heads of an ELF file say, whatever its word size. */
struct infect_elf {
	uint64_t segments_at, sections_end;
	size_t segment_n, segment_size;
	bool narrow; /* of 32 bits */
};

static bool infect_elf_read(const struct task *task, uint64_t at, struct infect_elf *ret)
{
	union {
		unsigned char ident[EI_NIDENT];
		Elf64_Ehdr wide;
		Elf32_Ehdr narrow;
	} head;

	if (sys_pread_all(task->mem_fd, &head, sizeof(head), at) < 0 ||
	    memcmp(head.ident, ELFMAG, SELFMAG) != 0)
		return false;
	if (head.ident[EI_CLASS] == ELFCLASS64)
		*ret = (struct infect_elf){
			.segments_at = head.wide.e_phoff,
			.sections_end = head.wide.e_shoff +
					(uint64_t)head.wide.e_shnum * head.wide.e_shentsize,
			.segment_n = head.wide.e_phnum,
			.segment_size = head.wide.e_phentsize,
		};
	else
		*ret = (struct infect_elf){
			.segments_at = head.narrow.e_phoff,
			.sections_end = head.narrow.e_shoff +
					(uint64_t)head.narrow.e_shnum * head.narrow.e_shentsize,
			.segment_n = head.narrow.e_phnum,
			.segment_size = head.narrow.e_phentsize,
			.narrow = true,
		};
	return ret->segment_size == (ret->narrow ? sizeof(Elf32_Phdr) : sizeof(Elf64_Phdr)) &&
	       ret->segments_at <= INT32_MAX && ret->sections_end <= INT32_MAX;
}

static bool infect_elf_segment(const struct task *task, uint64_t at, const struct infect_elf *elf,
			       size_t i, Elf64_Phdr *ret)
{
	Elf32_Phdr narrow;

	at += elf->segments_at + i * elf->segment_size;
	if (!elf->narrow)
		return sys_pread_all(task->mem_fd, ret, sizeof(*ret), at) == 0;
	if (sys_pread_all(task->mem_fd, &narrow, sizeof(narrow), at) < 0)
		return false;
	*ret = (Elf64_Phdr){.p_type = narrow.p_type,
			    .p_flags = narrow.p_flags,
			    .p_offset = narrow.p_offset,
			    .p_filesz = narrow.p_filesz};
	return true;
}

/* Where the last byte of an ELF file in memory ends, and the last byte of its code; 0: not one. */
static uint64_t infect_elf_end(const struct task *task, uint64_t at, uint64_t *ret_code_end)
{
	struct infect_elf elf;
	Elf64_Phdr segment;

	if (!infect_elf_read(task, at, &elf) || elf.segment_n > INFECT_SEGMENTS_MAX)
		return 0;
	uint64_t end = elf.sections_end;
	*ret_code_end = 0;
	for (size_t i = 0; i < elf.segment_n; i++) {
		if (!infect_elf_segment(task, at, &elf, i, &segment) ||
		    segment.p_offset > INT32_MAX || segment.p_filesz > INT32_MAX)
			return 0;
		uint64_t last = segment.p_offset + segment.p_filesz;

		if (last > end)
			end = last;
		if (segment.p_type == PT_LOAD && segment.p_flags & PF_X && last > *ret_code_end)
			*ret_code_end = last;
	}
	return end;
}

static size_t infect_thread_at(const struct task *task)
{
	return task->compat ? INFECT_COMPAT_THREAD_AT : INFECT_THREAD_AT;
}

static size_t infect_stub_len(const struct task *task)
{
	return task->compat ? INFECT_COMPAT_STUB_LEN : INFECT_STUB_LEN;
}

/* The rest of the page behind `at`. */
static void infect_set_room(const struct tree *t, struct task *task, uint64_t at)
{
	uint64_t start = num_round_up(at, INFECT_ALIGN), end = num_round_up(at, t->cx->page);
	uint64_t len = end > start ? end - start : 0;

	if (len > INFECT_ROOM_MAX)
		len = INFECT_ROOM_MAX;
	task->infect.room_at = start;
	task->infect.room_len = len >= infect_stub_len(task) ? len : 0;
}

CR_FN int infect_find_room(struct tree *t, struct task *task)
{
	uint64_t code_end;
	size_t len;
	char *auxv;
	int r = proc_read(t->cx, task->dir_fd, "auxv", &auxv, &len);

	if (r < 0)
		return error_set(t->cx, CR_E_SYSTEM, -r, task->pid, "auxv",
				 "the auxiliary vector of task %d cannot be read", task->pid);
	task->compat = proc_auxv_is_compat(auxv, len);
	uint64_t vdso = proc_auxv_value(auxv, len, AT_SYSINFO_EHDR);
	uint64_t end = vdso ? infect_elf_end(task, vdso, &code_end) : 0;
	if (end)
		infect_set_room(t, task, vdso + end);
	return 0;
}

/* Behind the code of a file, in its last page. Nothing but zeros may be there. */
static void infect_find_slack(struct tree *t, struct task *task)
{
	for (size_t i = 0; i < task->map_n && !task->infect.room_len; i++) {
		const struct proc_map *map = &task->maps[i], *first = map;
		uint64_t code_end;

		if (!(map->prot & PROT_EXEC) || map->shared || !map->inode)
			continue;
		while (first > task->maps && first[-1].inode == map->inode &&
		       first[-1].dev == map->dev)
			first--;
		if (first->pgoff || !infect_elf_end(task, first->start, &code_end) ||
		    code_end <= map->pgoff)
			continue;
		uint64_t at = map->start + (code_end - map->pgoff);
		if (num_round_up(at, t->cx->page) == map->end)
			infect_set_room(t, task, at);
	}
}

static bool infect_is_executable(const struct task *task)
{
	for (size_t i = 0; i < task->map_n; i++)
		if (task->maps[i].start <= task->infect.room_at && task->maps[i].prot & PROT_EXEC &&
		    task->infect.room_at + task->infect.room_len <= task->maps[i].end)
			return true;
	return false;
}

/* The head of the stub at `at`, if one is there. */
static bool infect_read_head(const struct task *task, uint64_t at, struct infect_head *ret)
{
	return sys_pread_all(task->mem_fd, ret, sizeof(*ret), at) == 0 &&
	       ret->magic == INFECT_MAGIC;
}

static uint64_t infect_next(const struct task *task, uint64_t at)
{
	const struct infect *in = &task->infect;

	size_t len = infect_stub_len(task);

	at = at ? at + num_round_up(len, 16) : in->room_at;
	return in->room_len && at + len <= in->room_at + in->room_len ? at : 0;
}

CR_FN bool infect_has_remains(const struct task *task)
{
	struct infect_head head;

	for (uint64_t at = 0; (at = infect_next(task, at)) != 0;)
		if (infect_read_head(task, at, &head))
			return true;
	return false;
}

CR_FN bool infect_holds(const struct task *task, const struct thread *thread)
{
	uint64_t ip = arch_ip(&thread->regs);
	unsigned char code[16];
	struct infect_head head;

	for (uint64_t at = 0; (at = infect_next(task, at)) != 0;) {
		if (!infect_read_head(task, at, &head))
			continue;
		if (ip - at < infect_stub_len(task))
			return true;
		/* The mapping may be long gone, and others have its place. */
		if (head.map && ip - head.map < head.map_len &&
		    sys_pread_all(task->mem_fd, code, sizeof(code), head.map) == 0 &&
		    memcmp(code, PARASITE_BLOB, sizeof(code)) == 0)
			return true;
	}
	return false;
}

/* Untouched room, else the oldest stub. */
static uint64_t infect_choose(const struct task *task, uint32_t *ret_generation)
{
	unsigned char bytes[INFECT_STUB_LEN];
	uint64_t untouched = 0, oldest = 0;
	uint32_t newest_generation = 0, oldest_generation = UINT32_MAX;

	for (uint64_t at = 0; (at = infect_next(task, at)) != 0;) {
		struct infect_head head;
		size_t n = 0;

		if (infect_read_head(task, at, &head)) {
			if (head.generation > newest_generation)
				newest_generation = head.generation;
			if (head.generation <= oldest_generation) {
				oldest_generation = head.generation;
				oldest = at;
			}
			continue;
		}
		if (untouched || sys_pread_all(task->mem_fd, bytes, infect_stub_len(task), at) < 0)
			continue;
		while (n < infect_stub_len(task) && bytes[n] == 0)
			n++;
		if (n == infect_stub_len(task))
			untouched = at;
	}
	*ret_generation = newest_generation + 1;
	return untouched ? untouched : oldest;
}

/* == one thread's moves ======================================================================== */

/* Runs one system call to its exit; the thread stands before its instruction. */
static int infect_run_call(pid_t tid, long *ret_result)
{
	struct arch_regs regs;
	int r = trace_syscall(tid, infect_deadline());

	if (r == 0)
		r = trace_syscall(tid, infect_deadline());
	if (r == 0)
		r = trace_get_regs(tid, &regs);
	if (r < 0)
		return r;
	*ret_result = arch_syscall_result(&regs);
	return 0;
}

/* The end of every cure. Mask first: until the registers are set too, the stub does it all once
 * more. The stop must be an interrupt's, so that the kernel itself enters the interrupted call
 * again. */
static int infect_put_back(const struct thread *th, const struct arch_regs *home)
{
	int r = trace_set_mask(th->tid, th->sigmask);

	if (r == 0)
		r = trace_set_regs(th->tid, home);
	return r == 0 && th->dispatch.mode ? trace_set_dispatch(th->tid, &th->dispatch) : r;
}

/* Sends a thread into calls of ours. Its own dispatch of system calls would get them: that is off
 * before the first and on behind the last, and the stub, too, ends with putting it on. */
static int infect_take(const struct thread *th, const struct arch_regs *regs)
{
	const struct arch_dispatch off = {0, 0, 0, 0};
	int r = th->dispatch.mode ? trace_set_dispatch(th->tid, &off) : 0;

	if (r == 0)
		r = trace_set_regs(th->tid, regs);
	return r == 0 ? trace_set_mask(th->tid, INFECT_ALL_SIGNALS) : r;
}

static int infect_write_head(const struct task *task, size_t offset, const void *bytes, size_t n)
{
	return sys_pwrite_all(task->mem_fd, bytes, n, task->infect.stub_at + offset);
}

/* == beginning ================================================================================= */

/* The number of seccomp filters that the dumper itself is under; -1: none, or not known. */
static int64_t infect_own_filters(struct tree *t)
{
	CR_AUTOFD int own = -1;
	struct proc_status status;
	char *text;

	if (proc_open_pid(t->proc_fd, sys_getpid(), &own) < 0 ||
	    proc_read(t->cx, own, "status", &text, NULL) < 0 ||
	    proc_parse_status(text, &status) < 0 || status.seccomp != 2 ||
	    status.seccomp_filters <= 0)
		return -1;
	return status.seccomp_filters;
}

/* Filters of the surroundings, a container's say: the dumper lives under as many, and what it may
 * do the task may, too. */
static bool infect_same_filters(const char *status, int64_t own)
{
	const char *mode = proc_key(status, "Seccomp"),
		   *count = proc_key(status, "Seccomp_filters");
	uint64_t n;

	return own > 0 && mode && *mode == '2' && count && str_number(&count, 10, &n) &&
	       n == (uint64_t)own;
}

static int infect_refuse_filters(struct tree *t, struct task *task)
{
	char name[40], text[4096];
	int64_t own = t->seccomp_suspended || task->status.seccomp == 0 ? -1
									: infect_own_filters(t);

	for (size_t i = 0; i < task->thread_n; i++) {
		pid_t tid = task->threads[i].tid;

		if (!task->threads[i].stopped)
			continue;
		trace_get_dispatch(tid, &task->threads[i].dispatch);
		if (t->seccomp_suspended)
			continue;
		str_format(name, sizeof(name), "task/%d/status", tid);
		ssize_t n = proc_read_small(task->dir_fd, name, text, sizeof(text));
		const char *mode = n > 0 ? proc_key(text, "Seccomp") : NULL;
		if (n > 0 && infect_same_filters(text, own))
			continue;
		/* The line may be behind a long list of groups; then the task's own status tells.
		 */
		if (mode ? *mode != '0' : task->status.seccomp != 0)
			return error_set(t->cx, CR_E_SECCOMP, 0, task->pid, task->stat.comm,
					 "thread %d of task %d (%s) is under a seccomp filter: it "
					 "takes CAP_SYS_ADMIN, "
					 "and no filter on the caller, to suspend it",
					 tid, task->pid, task->stat.comm);
	}
	return 0;
}

static int infect_choose_thread(struct tree *t, struct task *task)
{
	for (size_t i = 0; i < task->thread_n; i++) {
		if (!task->threads[i].stopped)
			continue;
		task->infect.thread = i;
		task->infect.home = task->threads[i].regs;
		return 0;
	}
	return infect_fail(t, task, -ESRCH, "no thread of it is alive");
}

/* Writes the way home. */
static int infect_lay_stub(struct tree *t, struct task *task)
{
	struct infect *in = &task->infect;
	const struct thread *th = &task->threads[in->thread];
	unsigned char bytes[INFECT_STUB_LEN] = {0};
	struct infect_head head = {.magic = INFECT_MAGIC};

	if (!infect_is_executable(task))
		in->room_len = 0;
	if (!in->room_len)
		infect_find_slack(t, task);
	uint64_t at = infect_choose(task, &head.generation);
	if (!at)
		return infect_fail(t, task, 0,
				   "there are no bytes in it that no program executes, to put a "
				   "return stub into");
	for (size_t i = 0; head.generation > 1 && i < task->thread_n; i++)
		if (task->threads[i].stopped && infect_holds(task, &task->threads[i]))
			return infect_fail(t, task, 0,
					   "it is still on its way out of a save that was cut "
					   "short; try again");
	struct arch_stub stub = {
		.at = at + INFECT_SERVE_AT,
		.sigmask = th->sigmask,
		.unmap = ARCH_STUB_UNMAP_RESULT,
		.unmap_len = in->map_len,
		.dispatch = th->dispatch,
	};
	arch_resume_regs(&in->home, &stub.regs);
	int r = arch_slot_serve(&stub, bytes + INFECT_SERVE_AT,
				infect_thread_at(task) - INFECT_SERVE_AT, &in->serve);
	if (r < 0)
		return infect_fail(t, task, r, "the return stub does not fit");
	memcpy(bytes, &head, sizeof(head));
	in->stub_at = at;
	in->stub_len = infect_stub_len(task);
	r = infect_write_head(task, 0, bytes, in->stub_len);
	return r < 0 ? infect_fail(t, task, r, "the return stub cannot be written") : 0;
}

/* In a 32-bit program the kernel would look for room where 64-bit ones have it, and then refuse the
 * place. */
static uint64_t infect_find_hole(const struct task *task, uint64_t len)
{
	uint64_t at = INFECT_LOWEST;

	if (!task->compat)
		return 0;
	for (size_t i = 0; i < task->map_n && at + len + INFECT_LOWEST > task->maps[i].start; i++)
		if (task->maps[i].end + INFECT_LOWEST > at)
			at = task->maps[i].end + INFECT_LOWEST;
	return at + len + INFECT_LOWEST <= ARCH_COMPAT_END ? at : UINT64_MAX;
}

/* The mapping: code, and data that the parasite makes writable; never both in one place. */
static int infect_map(struct tree *t, struct task *task)
{
	struct infect *in = &task->infect;
	const struct thread *th = &task->threads[in->thread];
	struct arch_regs regs = in->home;
	uint64_t hole = infect_find_hole(task, in->map_len);
	int flags = MAP_PRIVATE | MAP_ANONYMOUS | (hole ? MAP_FIXED_NOREPLACE : 0);
	long result;

	if (hole == UINT64_MAX)
		return infect_fail(t, task, 0, "its 4 GiB of addresses have no hole left");
	arch_set_call(&regs, in->stub_at + INFECT_SERVE_AT + in->serve.call, SYS_mmap,
		      (const uint64_t[6]){hole, in->map_len, PROT_READ | PROT_EXEC, (uint64_t)flags,
					  UINT64_MAX, 0});
	int r = infect_take(th, &regs);
	if (r == 0)
		r = infect_run_call(th->tid, &result);
	if (r < 0)
		return infect_fail(t, task, r, "it cannot be made to map memory");
	if (result < 0 && result > -4096)
		return infect_fail(t, task, (int)result, "it cannot map memory");
	in->map = (uint64_t)result;
	in->data = in->map + in->map_len - num_round_up(WIRE_DATA_SIZE, t->cx->page);
	const uint64_t place[2] = {in->map, in->map_len};
	r = infect_write_head(task, offsetof(struct infect_head, map), place, sizeof(place));
	if (r == 0)
		r = sys_pwrite_all(task->mem_fd, PARASITE_BLOB, PARASITE_BLOB_SIZE, in->map);
	return r < 0 ? infect_fail(t, task, r, "the parasite cannot be written") : 0;
}

/* Where seccomp or age keep pidfd_getfd from us. */
static bool infect_must_connect(const struct tree *t, const struct task *task)
{
	if (t->cx->faults & 1ull << FEATURE_PIDFD_GETFD)
		return true;
	int r = sys_pidfd_getfd(task->pidfd, -1);
	return r == -EPERM || r == -ENOSYS;
}

/* The parasite's next calls, at whose stops we get our end of the socket: they must not pass
 * unseen, because it serves at once. */
static int infect_connect(const struct task *task, pid_t tid, struct wire_start *start)
{
	const size_t len_at = offsetof(struct wire_start, address_len),
		     name_at = offsetof(struct wire_start, address);
	uint64_t data = task->infect.data;
	long result;

	CR_AUTOFD int listener = sys_unix_listen(SOCK_SEQPACKET, start->address,
						 &start->address_len);
	int r = listener < 0 ? listener
			     : sys_pwrite_all(task->mem_fd, start->address, start->address_len,
					      data + name_at);
	if (r == 0)
		r = sys_pwrite_all(task->mem_fd, &start->address_len, sizeof(start->address_len),
				   data + len_at);
	for (int i = 0; r == 0 && i < 2; i++) { /* socket, connect */
		r = infect_run_call(tid, &result);
		if (r == 0 && result < 0)
			r = (int)result;
	}
	if (r == 0)
		r = sys_pread_all(task->mem_fd, start->sockets, sizeof(start->sockets), data);
	return r < 0 ? r : sys_unix_accept(listener, task->pid);
}

static int infect_pair(const struct task *task, pid_t tid, struct wire_start *start)
{
	long result;
	int r = infect_run_call(tid, &result);

	if (r == 0 && result < 0)
		r = (int)result;
	if (r == 0)
		r = sys_pread_all(task->mem_fd, start->sockets, sizeof(start->sockets),
				  task->infect.data);
	if (r < 0)
		return r;
	CR_AUTOFD int fd = sys_pidfd_getfd(task->pidfd, start->sockets[1]);
	/* It closes its copy of our end: only after that is its own the one descriptor that
	 * infect_go_home has to close. */
	r = fd < 0 ? fd : infect_run_call(tid, &result);
	return r < 0 ? r : sys_take(&fd);
}

/* Until it has made its socket and we have our end. */
static int infect_start(struct tree *t, struct task *task)
{
	struct infect *in = &task->infect;
	const struct thread *th = &task->threads[in->thread];
	struct arch_regs regs = in->home;
	struct wire_start start;
	long result;

	arch_set_call(&regs, in->map + PARASITE_ENTRY_SERVE, SYS_mprotect,
		      (const uint64_t[6]){in->data, in->map + in->map_len - in->data,
					  PROT_READ | PROT_WRITE});
	arch_set_sp(&regs, in->data + WIRE_STACK_TOP);
	arch_set_serve(&regs, in->map, in->stub_at + INFECT_SERVE_AT + in->serve.tail, in->data,
		       in->stub_at + offsetof(struct infect_head, go));
	int r = trace_set_regs(th->tid, &regs);
	if (r == 0)
		r = infect_run_call(th->tid, &result);
	if (r < 0 || result < 0)
		return infect_fail(t, task, r < 0 ? r : (int)result, "the parasite does not start");
	bool connects = infect_must_connect(t, task);
	r = connects ? infect_connect(task, th->tid, &start) : infect_pair(task, th->tid, &start);
	if (r < 0)
		return infect_fail(t, task, r,
				   connects ? "the parasite cannot connect to us"
					    : "the parasite's socket cannot be taken");
	in->remote = start.sockets[0];
	in->channel = r;
	r = trace_cont(th->tid, 0);
	return r < 0 ? infect_fail(t, task, r, "the parasite does not go on") : 0;
}

/* Back from wherever it stands at a stop: the socket closed, the mapping gone, everything as it
 * was. */
static int infect_go_home(struct tree *t, struct task *task)
{
	struct infect *in = &task->infect;
	const struct thread *th = &task->threads[in->thread];
	struct arch_regs regs = in->home;
	long result;

	arch_set_call(&regs, in->stub_at + INFECT_SERVE_AT + in->serve.leave, SYS_close,
		      (const uint64_t[6]){(uint64_t)in->remote, 0, 0, 0, 0, 0});
	arch_set_serve(&regs, in->map, 0, 0, 0);
	int r = trace_set_regs(th->tid, &regs);
	if (r == 0)
		r = infect_run_call(th->tid, &result);
	if (r == 0)
		r = infect_run_call(th->tid, &result);
	if (r == 0)
		r = trace_stop(th->tid, infect_deadline(), NULL);
	if (r == 0)
		r = infect_put_back(th, &in->home);
	if (r == 0) {
		static const unsigned char nothing[INFECT_STUB_LEN];

		in->map = 0;
		(void)infect_write_head(task, 0, nothing, in->stub_len);
		in->stub_at = in->stub_len = 0;
	} else if (r != -ESRCH) {
		log_error(t->cx,
			  "task %d could not be put back (%s); it does so itself when it runs",
			  task->pid, error_name(-r));
	}
	sys_close_auto(&in->channel);
	in->live = false;
	return r == -ESRCH ? 0 : r;
}

CR_FN int infect_begin(struct tree *t, struct task *task)
{
	struct infect *in = &task->infect;
	int r;

	if (in->live)
		return 0;
	in->map = 0;
	in->visited = false;
	in->remote = in->channel = -1;
	in->map_len = num_round_up(PARASITE_BLOB_SIZE, t->cx->page) +
		      num_round_up(WIRE_DATA_SIZE, t->cx->page);
	r = infect_refuse_filters(t, task);
	if (r == 0)
		r = infect_choose_thread(t, task);
	if (r == 0)
		r = infect_lay_stub(t, task);
	if (r < 0)
		return r;
	r = infect_map(t, task);
	if (r == 0)
		r = infect_start(t, task);
	/* Wherever it stands after a failure: once let go, parasite and stub take it home. */
	if (r < 0)
		sys_close_auto(&in->channel);
	in->live = r == 0;
	return r;
}

CR_FN int infect_end(struct tree *t, struct task *task)
{
	struct infect *in = &task->infect;

	if (!in->live)
		return 0;
	/* After a failed visit the other thread may be anywhere. They sort it out between them, as
	 * if we were dead. */
	int r = in->visited ? -ESRCH
			    : trace_stop(task->threads[in->thread].tid, infect_deadline(), NULL);
	if (r == 0)
		return infect_go_home(t, task);
	in->live = false;
	sys_close_auto(&in->channel);
	if (r != -ESRCH)
		log_error(t->cx, "task %d cannot be stopped to put it back (%s)", task->pid,
			  error_name(-r));
	return r == -ESRCH ? 0 : r;
}

/* == the other threads, in turn ================================================================ */

/* The parasite's socket is only good for who shares the table of descriptors. */
static int infect_check_table(struct tree *t, const struct task *task, const struct thread *th)
{
	char name[64], own[64], other[64];
	int r = sys_kcmp(task->threads[task->infect.thread].tid, th->tid, KCMP_FILES, 0, 0);

	if (r < 0) { /* not to be had: is the same socket there? */
		str_format(name, sizeof(name), "task/%d/fd/%d",
			   task->threads[task->infect.thread].tid, task->infect.remote);
		r = (int)sys_readlinkat(task->dir_fd, name, own, sizeof(own));
		str_format(name, sizeof(name), "task/%d/fd/%d", th->tid, task->infect.remote);
		if (r >= 0)
			r = (int)sys_readlinkat(task->dir_fd, name, other, sizeof(other));
		r = r < 0 || strcmp(own, other) != 0;
	}
	if (r == 0)
		return 0;
	return error_set(t->cx, CR_E_UNSUPPORTED, 0, task->pid, task->stat.comm,
			 "thread %d of task %d (%s) has a table of descriptors of its own", th->tid,
			 task->pid, task->stat.comm);
}

/* From the moment `go` is written the serving thread, if we are dead, keeps the mapping until this
 * one is out of it. */
CR_FN int infect_send_in(struct tree *t, struct task *task, struct thread *th)
{
	struct infect *in = &task->infect;
	size_t at = infect_thread_at(task), len = infect_stub_len(task) - at;
	uint64_t slot = in->stub_at + at;
	struct arch_stub stub = {.at = slot, .sigmask = th->sigmask, .dispatch = th->dispatch};
	unsigned char bytes[INFECT_STUB_LEN - INFECT_THREAD_AT] = {0};
	struct arch_regs regs = th->regs;
	uint32_t go = (uint32_t)th->tid;
	struct arch_doors doors;

	int r = infect_check_table(t, task, th);
	if (r < 0)
		return r;
	arch_resume_regs(&th->regs, &stub.regs);
	uint64_t word = in->stub_at + offsetof(struct infect_head, go);
	r = arch_slot_thread(&stub, word, go, bytes, len, &doors);
	if (r >= 0)
		r = infect_write_head(task, at, bytes, len);
	if (r < 0)
		return infect_fail(t, task, r,
				   "the return stub of another thread cannot be written");
	arch_set_call(&regs, slot + doors.call, 0, (const uint64_t[6]){0});
	arch_set_thread(&regs, in->data + offsetof(struct wire_start, left), go, slot + doors.leave,
			in->data, in->map + PARASITE_ENTRY_THREAD);
	in->visited = true;
	r = infect_take(th, &regs);
	if (r == 0)
		r = infect_write_head(task, offsetof(struct infect_head, go), &go, sizeof(go));
	if (r == 0)
		r = trace_cont(th->tid, 0);
	return r < 0 ? infect_fail(t, task, r, "another thread cannot be sent into the parasite")
		     : 0;
}

/* Until it has stored its id into `left`: then it waits, or is about to, for the end of the socket.
 * A stop signal, which nothing keeps away, would stop it on its way. */
static int infect_await_left(struct task *task, const struct thread *th)
{
	uint64_t deadline = infect_deadline();

	for (unsigned round = 0;; round++) {
		uint32_t left;
		int stop, r = sys_pread_all(task->mem_fd, &left, sizeof(left),
					    task->infect.data + offsetof(struct wire_start, left));

		if (r < 0 || left == (uint32_t)th->tid)
			return r;
		if (round % 16 != 15)
			continue;
		r = trace_wait(th->tid, 0, &stop);
		if (r == 0)
			r = trace_cont(th->tid, stop >> 8 ? 0 : stop & 0x7f);
		if (r < 0 && r != -ETIMEDOUT)
			return r;
		if (sys_clock_ns(CLOCK_MONOTONIC) > deadline)
			return -ETIMEDOUT;
		sys_yield();
	}
}

CR_FN int infect_take_back(struct tree *t, struct task *task, struct thread *th)
{
	int r = infect_await_left(task, th);

	if (r == 0)
		r = sys_pread_all(task->mem_fd, &th->in, sizeof(th->in),
				  task->infect.data + offsetof(struct wire_start, visitor));
	/* Wherever it stops now is behind the parasite, in its slot. */
	if (r == 0)
		r = trace_stop(th->tid, infect_deadline(), NULL);
	if (r == 0)
		r = th->in.tid ? infect_put_back(th, &th->regs) : -EPROTO;
	if (r < 0)
		return infect_fail(t, task, r,
				   "another thread cannot be taken back from the parasite");
	task->infect.visited = false;
	return 0;
}
