/* SPDX-License-Identifier: MIT
 *
 * visit: work that must not stop half-way when the saver is killed: what takes something out of the
 * kernel to look at it, and puts it back. A process of its own does it, in our memory: out of reach
 * of what ends the saver, or its group. In cr_save that memory is the program's: the caller waits
 * for cx->visitors before he gives it back.
 */
#include "control.h"

#define VISIT_STACK ((size_t)256 << 10) /* of which little is touched */

struct visit {
	struct cr_ctx *cx;
	void (*fn)(void *arg);
	void *arg;
	bool done;
};

static int visit_main(void *arg)
{
	struct visit *v = arg;

	(void)sys_setsid();
	v->fn(v->arg);
	v->done = true;
	__atomic_store_n(&v->cx->visitors, 0, __ATOMIC_SEQ_CST);
	return 0;
}

CR_FN int visit_run(struct cr_ctx *cx, void (*fn)(void *arg), void *arg)
{
	struct visit *v = cx_alloc(cx, sizeof(*v)); /* it may outlive our stack */
	void *stack = cx_alloc(cx, VISIT_STACK);
	uint64_t all = UINT64_MAX, old;
	int status;

	if (!v || !stack)
		return error_memory(cx);
	*v = (struct visit){cx, fn, arg, false};
	int r = sys_sigmask(SIG_SETMASK, &all, &old);
	if (r < 0)
		return r;
	__atomic_store_n(&cx->visitors, 1, __ATOMIC_SEQ_CST);
	/* What one of the two has taken, in a descriptor, the other one can put back. */
	pid_t pid = sys_clone_fn(CLONE_VM | CLONE_FILES, 0, stack, VISIT_STACK, visit_main, v);
	if (pid > 0)
		(void)sys_wait(pid, &status, __WALL);
	__atomic_store_n(&cx->visitors, 0, __ATOMIC_SEQ_CST);
	(void)sys_sigmask(SIG_SETMASK, &old, NULL);
	return pid < 0 ? pid : v->done ? 0 : -EINTR;
}
