/* SPDX-License-Identifier: MIT
 *
 * crew: a few helpers that share memory and descriptors with who makes them, for work that more
 * than one processor can do. They are gone when the call returns. What runs in them uses no malloc,
 * no errno and nothing of the context.
 */
#include "kernel.h"

#include <sched.h>
#include <signal.h>
#include <sys/prctl.h>

#define CREW_STACK ((size_t)64 << 10)
#define CREW_CPUS_BYTES 1024

struct crew_hand {
	int (*fn)(void *arg, unsigned who);
	void *arg;
	unsigned who;
	int result;
	bool done;
};

CR_FN int crew_make(struct cr_ctx *cx, unsigned most, struct crew *ret)
{
	unsigned char set[CREW_CPUS_BYTES];
	ssize_t n = sys_get_affinity(0, set, sizeof(set));

	ret->n = 0;
	for (ssize_t i = 0; i < n * 8 && ret->n < most; i++)
		ret->n += set[i / 8] >> (i % 8) & 1;
	if (ret->n < 2)
		return 0;
	ret->stacks = cx_alloc(cx, (ret->n - 1) * CREW_STACK);
	return ret->stacks ? 0 : error_memory(cx);
}

static int crew_hand(void *arg)
{
	struct crew_hand *hand = arg;

	(void)sys_prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
	hand->result = hand->fn(hand->arg, hand->who);
	__atomic_store_n(&hand->done, true, __ATOMIC_RELEASE);
	return 0;
}

CR_FN int crew_run(const struct crew *crew, int (*fn)(void *arg, unsigned who), void *arg)
{
	struct crew_hand hands[CREW_MAX];
	pid_t pids[CREW_MAX];
	uint64_t all = UINT64_MAX, old;
	unsigned n = 1;
	int r = sys_sigmask(SIG_SETMASK, &all, &old); /* no handler of the program runs in them */

	if (r < 0)
		return r;
	for (; n < crew->n && n < CREW_MAX; n++) {
		hands[n] = (struct crew_hand){fn, arg, n, 0, false};
		pids[n] = sys_clone_fn(CLONE_VM | CLONE_FILES, 0,
				       crew->stacks + (n - 1) * CREW_STACK, CREW_STACK, crew_hand,
				       &hands[n]);
		if (pids[n] < 0)
			break; /* with fewer it takes longer */
	}
	r = fn(arg, 0);
	for (unsigned i = 1; i < n; i++) {
		while (sys_wait(pids[i], NULL, __WALL) == -EINTR)
			;
		if (!__atomic_load_n(&hands[i].done, __ATOMIC_ACQUIRE))
			r = r < 0 ? r : -EINTR;
		else if (hands[i].result < 0)
			r = r < 0 ? r : hands[i].result;
	}
	(void)sys_sigmask(SIG_SETMASK, &old, NULL);
	return r;
}
