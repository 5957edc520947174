/* SPDX-License-Identifier: MIT
 *
 * siginfo: what a stopped thread has that only ptrace(2) shows and that belongs to no stop: pending
 * signals with all their information, segments, seccomp filters. Leans on PTRACE_PEEKSIGINFO, which
 * takes nothing out of the queues.
 */
#include "control.h"

#include <sys/ptrace.h>

enum {
	SIGINFO_BATCH = 32,
	SIGINFO_MOST =
		1 << 20, /* more than any RLIMIT_SIGPENDING in use: the queue grows while we look */
	SIGINFO_GDT_TLS = 12, /* the first of three entries of the table that are a thread's own */
	SIGINFO_GET_THREAD_AREA = 25
};

static int siginfo_peek(struct tree *t, const struct thread *thread, bool shared,
			unsigned char **ret, size_t *ret_n)
{
	struct cr_ctx *cx = t->cx;
	unsigned char *all = NULL;
	size_t n = 0, cap = 0;

	for (;;) {
		struct __ptrace_peeksiginfo_args args = {
			.off = n,
			.flags = shared ? PTRACE_PEEKSIGINFO_SHARED : 0,
			.nr = SIGINFO_BATCH,
		};
		while (cap < n + SIGINFO_BATCH)
			if (!vec_grow(&cx->arena, &all, n, &cap, SIGINFO_SIZE))
				return error_memory(cx);
		long got = sys_ptrace(PTRACE_PEEKSIGINFO, thread->tid, &args,
				      all + n * SIGINFO_SIZE);

		if (got < 0)
			return error_set(
				cx, CR_E_SYSTEM, (int)-got, thread->tid, "PTRACE_PEEKSIGINFO",
				"the pending signals of thread %d cannot be read", thread->tid);
		n += (size_t)got;
		if (got < SIGINFO_BATCH || n > SIGINFO_MOST)
			break;
	}
	*ret = all;
	*ret_n = n;
	return 0;
}

/* An entry that is not used, or cannot be asked for, is empty: read-only and not present. */
static void siginfo_segments(struct thread *thread)
{
	for (uint32_t i = 0; i < ARRAY_LEN(thread->segments); i++) {
		uint32_t *desc = thread->segments[i];
		const uint32_t empty[4] = {SIGINFO_GDT_TLS + i, 0, 0, 1u << 3 | 1u << 5};

		if (sys_ptrace(SIGINFO_GET_THREAD_AREA, thread->tid,
			       (const void *)(uintptr_t)(SIGINFO_GDT_TLS + i), desc) < 0)
			memcpy(desc, empty, sizeof(empty));
	}
}

/* Only who has put the filters aside may read them. */
static int siginfo_filters(struct tree *t, struct thread *thread)
{
	VEC(struct thread_filter) filters = {NULL, 0, 0};
	int n = -ENOENT;

	while (t->seccomp_suspended &&
	       (n = trace_get_filter(thread->tid, filters.n, NULL, 0, NULL)) > 0) {
		struct thread_filter *f = vec_add(&t->cx->arena, &filters);

		if (f)
			f->code = cx_array(t->cx, (size_t)n, sizeof(*f->code));
		if (!f || !f->code)
			return error_memory(t->cx);
		f->n = (size_t)n;
		n = trace_get_filter(thread->tid, filters.n - 1, f->code, f->n, &f->flags);
		if (n <= 0)
			break;
	}
	thread->filters = filters.at;
	thread->filter_n = filters.n;
	return n == -ENOENT || n == -EINVAL
		       ? 0
		       : error_set(t->cx, CR_E_SECCOMP, -n, thread->tid, "seccomp",
				   "seccomp filter %zu of thread %d cannot be read", filters.n,
				   thread->tid);
}

/* Nearly always short; a long list of groups makes it long. */
static int siginfo_status(struct tree *t, const struct task *task, struct thread *thread)
{
	char name[40], small[4096], *text = small;

	str_format(name, sizeof(name), "task/%d/status", thread->tid);
	ssize_t n = proc_read_small(task->dir_fd, name, small, sizeof(small));
	int r = n == -EFBIG ? proc_read(t->cx, task->dir_fd, name, &text, NULL) : (int)n;
	if (r >= 0)
		r = proc_parse_status(text, &thread->status);
	if (r < 0)
		return error_set(t->cx, CR_E_SYSTEM, -r, thread->tid, name,
				 "the status of thread %d cannot be read", thread->tid);
	if (text != small)
		return 0;
	/* They are in what was read. */
	const char *groups = thread->status.groups_n ? thread->status.groups : "";
	size_t len = 0;
	while (groups[len] && groups[len] != '\n')
		len++;
	char *copy = cx_alloc(t->cx, len + 1);
	if (!copy)
		return error_memory(t->cx);
	memcpy(copy, groups, len);
	thread->status.groups = copy;
	return 0;
}

CR_FN int task_peek(struct tree *t, struct task *task, struct thread *thread)
{
	int r = siginfo_status(t, task, thread);

	thread->peeked = true;
	if (r < 0 || !thread->stopped)
		return r;
	/* Who has none is not asked for them. */
	if (thread->status.sig_pnd)
		r = siginfo_peek(t, thread, false, &thread->pending, &thread->pending_n);
	if (r == 0 && !task->pending_known && thread->status.shd_pnd)
		r = siginfo_peek(t, thread, true, &task->pending, &task->pending_n);
	task->pending_known = true;
	siginfo_segments(thread);
	thread->has_breakpoints = trace_has_breakpoints(thread->tid);
	thread->has_ports = trace_has_ports(thread->tid);
	return r == 0 && thread->status.seccomp ? siginfo_filters(t, thread) : r;
}
