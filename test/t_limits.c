/* SPDX-License-Identifier: MIT
 *
 * t_limits: all sixteen resource limits, each with a value that no loader has by chance.
 */
#include "t.h"
#include <sys/resource.h>

/* Soft limits are halved, with an odd remainder; what is unlimited becomes large. */
static rlim_t limits_odd(int which, rlim_t hard)
{
	static const rlim_t large[] = {
		[RLIMIT_NPROC] = 30001, [RLIMIT_NOFILE] = 513, [RLIMIT_SIGPENDING] = 3001,
		[RLIMIT_NICE] = 0,	[RLIMIT_RTPRIO] = 0,
	};

	if (hard == 0)
		return 0;
	rlim_t value = (size_t)which < ARRAY_LEN(large) && large[which] ? large[which]
									: ((rlim_t)1 << 40) + 4096;
	if (which == RLIMIT_STACK) /* what the kernel lays out by it stays as it is */
		value = (rlim_t)7 << 20;
	return hard != RLIM_INFINITY && value > hard ? hard / 2 + 1 : value;
}

static void limits_subject(void)
{
	struct rlimit set[RLIM_NLIMITS], now;

	for (int i = 0; i < (int)RLIM_NLIMITS; i++) {
		T_MUST(getrlimit((__rlimit_resource_t)i, &set[i]) == 0, "getrlimit %d", i);
		set[i].rlim_cur = limits_odd(i, set[i].rlim_max);
		T_MUST(setrlimit((__rlimit_resource_t)i, &set[i]) == 0, "setrlimit %d: %s", i,
		       strerror(errno));
	}
	t_ready();
	for (int i = 0; i < (int)RLIM_NLIMITS; i++) {
		getrlimit((__rlimit_resource_t)i, &now);
		T_CHECK(now.rlim_cur == set[i].rlim_cur && now.rlim_max == set[i].rlim_max,
			"limit %d: %llu of %llu, was %llu of %llu", i,
			(unsigned long long)now.rlim_cur, (unsigned long long)now.rlim_max,
			(unsigned long long)set[i].rlim_cur, (unsigned long long)set[i].rlim_max);
	}
}

static void limits_come_back(void)
{
	struct t_subject s;

	t_start(&s, limits_subject);
	t_cycles(&s, 3);
	t_end(&s);
}

static const struct t_test limits_tests[] = {
	{.name = "limits-come-back",
	 .fn = limits_come_back,
	 .flags = T_ROOT | T_USER,
	 .teeth = "plan: RLIMIT_FSIZE; plan: RLIMIT_RSS; plan: RLIMIT_MEMLOCK; plan: RLIMIT_LOCKS; "
		  "plan: RLIMIT_SIGPENDING; plan: RLIMIT_MSGQUEUE; plan: RLIMIT_RTTIME; "
		  "plan: RLIMIT_DATA; plan: RLIMIT_AS; plan: RLIMIT_CPU; plan: RLIMIT_STACK"},
};
