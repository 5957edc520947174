/* SPDX-License-Identifier: MIT
 *
 * parasite: questions to the parasite and its answers, what all tasks are asked, and the way of
 * memory into a file. Leans on infect.c for putting it there. Refuses nothing; whoever asks decides
 * what an answer means.
 */
#include "control.h"

#include <sys/wait.h>

enum {
	PARASITE_POLL_MS = 50,		 /* between looks at whether it was stopped by a signal */
	PARASITE_COPY_SIZE = 256 * 1024, /* pieces when bytes have to pass through our own memory */
};

static int parasite_fail(struct tree *t, const struct task *task, int r, const char *what)
{
	return error_set(t->cx, CR_E_INFECT, -r, task->pid, task->stat.comm, "task %d (%s) %s",
			 task->pid, task->stat.comm, what);
}

/* == packets =================================================================================== */

union parasite_control {
	struct cmsghdr head;
	char room[CMSG_SPACE(sizeof(int))];
};

static int parasite_send(struct tree *t, struct task *task, const struct wire_msg *msg,
			 const void *body, size_t n, int fd)
{
	union parasite_control control;
	struct iovec v[2] = {{(void *)(uintptr_t)msg, sizeof(*msg)}, {(void *)(uintptr_t)body, n}};
	struct msghdr m = {.msg_iov = v, .msg_iovlen = n ? 2 : 1};
	ssize_t r;

	if (fd >= 0) {
		control.head.cmsg_len = CMSG_LEN(sizeof(int));
		control.head.cmsg_level = SOL_SOCKET;
		control.head.cmsg_type = SCM_RIGHTS;
		memcpy(CMSG_DATA(&control.head), &fd, sizeof(int));
		m.msg_control = &control;
		m.msg_controllen = sizeof(control);
	}
	do
		r = sys_sendmsg(task->infect.channel, &m, MSG_NOSIGNAL);
	while (r == -EINTR);
	return r < 0 ? parasite_fail(t, task, (int)r, "does not take questions any more") : 0;
}

/* A stop signal cannot be blocked: it stops the thread under us, takes its effect on the process,
 * and we go on. */
static int parasite_await(struct task *task, pid_t tid)
{
	struct pollfd poll = {.fd = task->infect.channel, .events = POLLIN};

	for (int failed = 0;;) {
		int stop, r = sys_poll(&poll, 1, PARASITE_POLL_MS);

		if (r > 0)
			return 0;
		/* Short of memory, say. To give up in the middle of an answer would leave a
		 * descriptor that was sent along in the task. */
		if (r < 0 && r != -EINTR && ++failed > 3)
			return r;
		r = trace_wait(tid, 0, &stop);
		if (r == 0)
			r = trace_cont(tid, stop >> 8 ? 0 : stop & 0x7f);
		if (r < 0 && r != -ETIMEDOUT)
			return r;
	}
}

/* Length of the body. *ret_fd (may be NULL): what came along. */
static ssize_t parasite_receive(struct tree *t, struct task *task, struct wire_msg *msg, void *body,
				size_t size, int *ret_fd)
{
	union parasite_control control;
	struct iovec v[2] = {{msg, sizeof(*msg)}, {body, size}};
	CR_AUTOFD int fd = -1;
	ssize_t n;
	int r = parasite_await(task, task->threads[task->infect.thread].tid);

	if (r < 0)
		return parasite_fail(t, task, r, "ended or stopped while it was asked");
	struct msghdr m = {
		.msg_iov = v,
		.msg_iovlen = 2,
		.msg_control = ret_fd ? &control : NULL,
		.msg_controllen = ret_fd ? sizeof(control) : 0,
	};
	/* Again, like the wait before it: the answer is there, and what was sent along with the
	 * question may be open in the task until it is. */
	for (int failed = 0; (n = sys_recvmsg(task->infect.channel, &m, MSG_CMSG_CLOEXEC)) < 0 &&
			     (n == -EINTR || ++failed <= 3);)
		;
	if (n > 0 && ret_fd && m.msg_controllen >= CMSG_LEN(sizeof(int)) &&
	    control.head.cmsg_type == SCM_RIGHTS)
		memcpy(&fd, CMSG_DATA(&control.head), sizeof(int));
	if (n < (ssize_t)sizeof(*msg) || msg->size != (size_t)n || m.msg_flags & MSG_TRUNC ||
	    msg->version != WIRE_VERSION)
		return parasite_fail(t, task, n < 0 ? (int)n : 0,
				     n > 0 ? "gave an answer that makes no sense" : "has ended");
	if (ret_fd)
		*ret_fd = sys_take(&fd);
	return n - (ssize_t)sizeof(*msg);
}

/* Length of the answer's body. */
static ssize_t parasite_exchange(struct tree *t, struct task *task, struct wire_msg *msg,
				 const void *body, size_t n, int send_fd, void *ret_body,
				 size_t size, int *ret_fd)
{
	uint32_t cmd = msg->cmd;

	msg->size = (uint32_t)(sizeof(*msg) + n);
	msg->version = WIRE_VERSION;
	msg->err = 0;
	int r = parasite_send(t, task, msg, body, n, send_fd);
	if (r < 0)
		return r;
	ssize_t got = parasite_receive(t, task, msg, ret_body, size, ret_fd);
	if (got >= 0 && msg->cmd != cmd)
		return parasite_fail(t, task, 0, "answered another question");
	return got;
}

CR_FN int parasite_ask(struct tree *t, struct task *task, struct wire_msg *msg, const void *body,
		       size_t n, int send_fd, void *ret_body, size_t ret_n)
{
	ssize_t got = parasite_exchange(t, task, msg, body, n, send_fd, ret_body, ret_n, NULL);

	if (got < 0)
		return (int)got;
	if (msg->err == 0 && msg->cmd != WIRE_GROUPS && (size_t)got != ret_n)
		return parasite_fail(t, task, 0, "gave an answer of another length");
	return 0;
}

CR_FN int parasite_call(struct tree *t, struct task *task, long nr, const uint64_t args[5],
			int64_t *ret)
{
	struct wire_msg msg = {.cmd = WIRE_CALL, .arg = {(uint64_t)nr, args[0], args[1], args[2]}};
	int r = parasite_ask(t, task, &msg, &args[3], 2 * sizeof(args[3]), -1, NULL, 0);

	*ret = (int64_t)msg.arg[0];
	return r < 0 ? r : msg.err;
}

/* == what every task is asked ================================================================== */

/* Has it a child (0: any) of which a wait would tell this? Asked without a place for the answer:
 * the kernel only comes to look at the last argument, which is none, when there is something to
 * tell. */
static int parasite_has_news(struct tree *t, struct task *task, pid_t child, int what)
{
	const uint64_t more[2] = {
		(uint64_t)(what | WNOHANG | WNOWAIT | __WALL), 1 /* no address of a struct rusage */
	};
	struct wire_msg msg = {
		.cmd = WIRE_CALL,
		.arg = {SYS_waitid, child ? P_PID : P_ALL, (uint64_t)child, 0},
	};
	int r = parasite_ask(t, task, &msg, more, sizeof(more), -1, NULL, 0);

	return r < 0 ? r : (int64_t)msg.arg[0] == -EFAULT;
}

/* Nothing is waited for: whoever is to hear of it still will. */
static int parasite_ask_news(struct tree *t, struct task *task)
{
	int stopped = -1, continued = -1;

	for (size_t i = 0; i < t->tasks.n; i++) {
		struct task *child = t->tasks.at[i];
		bool stops = child->state == TASK_STOPPED;
		int *any = stops ? &stopped : &continued, what = stops ? WSTOPPED : WCONTINUED;

		if (child->parent != task || child->state == TASK_ZOMBIE)
			continue;
		if (*any < 0)
			*any = parasite_has_news(t, task, 0, what);
		int r = *any > 0 ? parasite_has_news(t, task, child->pid, what) : *any;
		if (r < 0)
			return r;
		child->news = r == 0  ? TASK_NEWS_NONE
			      : stops ? TASK_NEWS_STOPPED
				      : TASK_NEWS_CONTINUED;
	}
	return 0;
}

/* To be woken, to tell and to be heard takes it as long as a look at the next one takes us. */
static int parasite_visit(struct tree *t, struct task *task, size_t i)
{
	struct thread *th = &task->threads[i], *next = th + 1;
	int r = infect_send_in(t, task, th), peeked = 0;

	if (r < 0)
		return r;
	if (i + 1 < task->thread_n && i + 1 != task->infect.thread && !next->peeked)
		peeked = task_peek(t, task, next);
	r = infect_take_back(t, task, th);
	return r < 0 ? r : peeked;
}

CR_FN int task_gather(struct tree *t, struct task *task)
{
	bool filters = task->status.seccomp > 0 && !t->seccomp_suspended;
	struct wire_msg msg = {
		.cmd = WIRE_TASK,
		.arg = {(filters ? 0u : WIRE_ASK_RARE) | (task->compat ? WIRE_ASK_COMPAT : 0u)}};
	int r = parasite_ask(t, task, &msg, NULL, 0, -1, &task->in, sizeof(task->in));

	if (r < 0)
		return r;
	task->in.umask = task->status.umask; /* to ask for it would be to change it */
	for (size_t i = 0; r == 0 && i < task->thread_n; i++) {
		struct thread *th = &task->threads[i];

		if (!th->peeked && i != task->infect.thread)
			r = task_peek(t, task, th);
		if (r < 0 || !th->stopped)
			continue;
		if (i != task->infect.thread) {
			r = parasite_visit(t, task, i);
		} else {
			msg.cmd = WIRE_THREAD;
			r = parasite_ask(t, task, &msg, NULL, 0, -1, &th->in, sizeof(th->in));
		}
		memcpy(th->comm, th->in.comm, sizeof(th->comm));
	}
	return r < 0 ? r : parasite_ask_news(t, task);
}

CR_FN int task_get_fd(struct tree *t, struct task *task, int fd)
{
	int r = t->cx->faults & 1ull << FEATURE_PIDFD_GETFD ? -ENOSYS
							    : sys_pidfd_getfd(task->pidfd, fd);

	/* Yama keeps a child from its parent. */
	if (r == -EPERM && t->copied_table && task->pid == t->self)
		return sys_dup_above(fd, 3);
	/* A leader that has ended before its process has no descriptors any more; other threads
	 * have. */
	if (r >= 0 || !task->infect.live)
		return r;
	struct wire_msg msg = {.cmd = WIRE_FD, .arg = {(uint64_t)fd}};
	int got = -1;
	ssize_t n = parasite_exchange(t, task, &msg, NULL, 0, -1, NULL, 0, &got);
	if (n < 0)
		return (int)n;
	return got >= 0 ? got : msg.err < 0 ? msg.err : -EMFILE;
}

/* == memory into a file ======================================================================== */

CR_FN int task_read_memory(struct task *task, uint64_t addr, void *buf, size_t n)
{
	return sys_pread_all(task->mem_fd, buf, n, addr);
}

struct parasite_batch {
	struct wire_range ranges[WIRE_RANGES];
	size_t n;
	uint64_t bytes;
};

struct parasite_out {
	struct tree *t;
	struct task *task;
	int fd;
	bool inside; /* the bytes go straight from the task's pages to the file */
	bool stream;
	uint64_t off;
};

static int parasite_refuse_write(const struct parasite_out *out, int r)
{
	bool full = r == -ENOSPC || r == -EDQUOT || r == -EFBIG;

	return error_set(out->t->cx, full ? CR_E_NO_SPACE : CR_E_SYSTEM, -r, out->task->pid,
			 "pages", "memory of task %d cannot be written to the save",
			 out->task->pid);
}

/* Works for any protection and any file. */
static int parasite_copy(const struct parasite_out *out, const struct parasite_batch *batch)
{
	struct tree *t = out->t;
	uint64_t off = out->off;

	if (!t->copy_buffer)
		t->copy_buffer = cx_alloc(t->cx, PARASITE_COPY_SIZE);
	if (!t->copy_buffer)
		return error_memory(t->cx);
	for (size_t i = 0; i < batch->n; i++) {
		struct wire_range left = batch->ranges[i];

		while (left.len) {
			size_t n = left.len < PARASITE_COPY_SIZE ? left.len : PARASITE_COPY_SIZE;
			int r = task_read_memory(out->task, left.addr, t->copy_buffer, n);

			if (r < 0)
				return error_set(t->cx, CR_E_SYSTEM, -r, out->task->pid, "mem",
						 "memory of task %d at %lx cannot be read",
						 out->task->pid, left.addr);
			r = out->stream ? sys_write_all(out->fd, t->copy_buffer, n)
					: sys_pwrite_all(out->fd, t->copy_buffer, n, off);
			if (r < 0)
				return parasite_refuse_write(out, r);
			left.addr += n;
			left.len -= n;
			off += n;
		}
	}
	return 0;
}

_Static_assert(sizeof(struct wire_range) == sizeof(struct iovec),
	       "ranges are handed to pwritev as they are");

/* From here: the task's memory is ours, too. */
static int parasite_write_shared(const struct parasite_out *out, const struct parasite_batch *batch)
{
	struct wire_range ranges[WIRE_RANGES], *at = ranges;
	uint64_t off = out->off;

	memcpy(ranges, batch->ranges, batch->n * sizeof(ranges[0]));
	for (size_t n = batch->n; n;) {
		long r = sys_pwritev(out->fd, at, n, off);

		if (r == -EINTR)
			continue;
		if (r <= 0)
			return r < 0 ? (int)r : -EIO;
		off += (uint64_t)r;
		for (; n && (uint64_t)r >= at->len; n--)
			r -= (long)(at++)->len;
		if (n) {
			at->addr += (uint64_t)r;
			at->len -= (uint64_t)r;
		}
	}
	return 0;
}

/* The task's limit on file sizes counts for what it writes for us: beyond it there would be a
 * SIGXFSZ. */
static int parasite_write_inside(const struct parasite_out *out, const struct parasite_batch *batch)
{
	struct wire_msg msg = {.cmd = WIRE_WRITE, .arg = {out->off, batch->n}};
	uint64_t end;

	if (out->task->shares_memory)
		return parasite_write_shared(out, batch);
	if (!num_add(out->off, batch->bytes, &end) || end > out->task->in.rlimits[RLIMIT_FSIZE].cur)
		return -EFBIG;
	int r = parasite_ask(out->t, out->task, &msg, batch->ranges,
			     batch->n * sizeof(batch->ranges[0]), out->fd, NULL, 0);
	if (r < 0)
		return r;
	if (msg.err == 0 && msg.arg[0] != batch->bytes)
		return -EIO;
	return msg.err;
}

static int parasite_flush(struct parasite_out *out, struct parasite_batch *batch)
{
	int r = out->inside && batch->n ? parasite_write_inside(out, batch) : -EFAULT;

	if (out->t->cx->err.code != CR_E_OK)
		return r;
	/* Pages that may not be read, no free descriptor in there, a limit: nothing of that binds
	 * us. */
	if (r == -EFAULT || r == -EMFILE || r == -EFBIG)
		r = parasite_copy(out, batch);
	else if (r < 0)
		r = parasite_refuse_write(out, r);
	out->off += batch->bytes;
	batch->n = 0;
	batch->bytes = 0;
	return r;
}

CR_FN int task_write_memory(struct tree *t, struct task *task, const struct wire_range *ranges,
			    size_t n, int fd, uint64_t off)
{
	struct parasite_out out = {.t = t, .task = task, .fd = fd, .off = off};
	struct parasite_batch batch;
	int r = 0;

	batch.n = 0;
	batch.bytes = 0;
	out.stream = sys_lseek(fd, 0, SEEK_CUR) < 0;
	out.inside = !out.stream && (task->shares_memory || task->infect.live);
	for (size_t i = 0; r == 0 && i < n; i++) {
		struct wire_range left = ranges[i];

		while (r == 0 && left.len) {
			uint64_t room = WIRE_WRITE_MAX - batch.bytes,
				 len = left.len < room ? left.len : room;

			batch.ranges[batch.n++] = (struct wire_range){left.addr, len};
			batch.bytes += len;
			left.addr += len;
			left.len -= len;
			if (batch.n == WIRE_RANGES || batch.bytes == WIRE_WRITE_MAX)
				r = parasite_flush(&out, &batch);
		}
	}
	return r == 0 && batch.n ? parasite_flush(&out, &batch) : r;
}
