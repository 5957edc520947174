/* SPDX-License-Identifier: MIT
 *
 * sys_task: system calls about processes and threads: sessions, ids, scheduling, signals, tracing.
 * Like sys.c: -errno, no libc.
 */
#include "kernel.h"

#include <linux/keyctl.h>
#include <signal.h>
#include <sys/resource.h>

enum { SYS_IOPRIO_PROCESS = 1 }; /* IOPRIO_WHO_PROCESS; no header has it */

/* == sessions and ids ========================================================================== */

CR_FN int sys_setsid(void)
{
	return (int)SYS0(SYS_setsid);
}

CR_FN int sys_setpgid(pid_t pid, pid_t pgid)
{
	return (int)SYS2(SYS_setpgid, pid, pgid);
}

CR_FN uint32_t sys_getuid(void)
{
	return (uint32_t)SYS0(SYS_getuid);
}

CR_FN uint32_t sys_geteuid(void)
{
	return (uint32_t)SYS0(SYS_geteuid);
}

CR_FN uint32_t sys_getegid(void)
{
	return (uint32_t)SYS0(SYS_getegid);
}

CR_FN int sys_set_uids(const uint32_t ids[4])
{
	long r = SYS3(SYS_setresuid, ids[0], ids[1], ids[2]);

	if (r >= 0)
		(void)SYS1(SYS_setfsuid, ids[3]);
	return (int)r;
}

CR_FN int sys_set_gids(const uint32_t ids[4])
{
	long r = SYS3(SYS_setresgid, ids[0], ids[1], ids[2]);

	if (r >= 0)
		(void)SYS1(SYS_setfsgid, ids[3]);
	return (int)r;
}

CR_FN long sys_session_keyring(void)
{
	return SYS3(SYS_keyctl, KEYCTL_GET_KEYRING_ID, KEY_SPEC_SESSION_KEYRING, 0);
}

CR_FN long sys_get_personality(void)
{
	return SYS1(SYS_personality, 0xffffffff);
}

/* == scheduling ================================================================================ */

CR_FN void sys_yield(void)
{
	(void)SYS0(SYS_sched_yield);
}

CR_FN ssize_t sys_get_affinity(pid_t tid, void *set, size_t size)
{
	return SYS3(SYS_sched_getaffinity, tid, size, set);
}

CR_FN int sys_set_affinity(pid_t tid, const void *set, size_t size)
{
	return (int)SYS3(SYS_sched_setaffinity, tid, size, set);
}

CR_FN int sys_get_scheduling(pid_t tid, void *attr, size_t size)
{
	return (int)SYS4(SYS_sched_getattr, tid, attr, size, 0);
}

CR_FN int sys_get_nice(pid_t tid)
{
	return (int)SYS2(SYS_getpriority, PRIO_PROCESS, tid);
}

CR_FN int sys_get_io_priority(pid_t tid)
{
	return (int)SYS2(SYS_ioprio_get, SYS_IOPRIO_PROCESS, tid);
}

CR_FN int sys_set_memory_policy(int mode, const void *nodes, size_t max)
{
	return (int)SYS3(SYS_set_mempolicy, mode, nodes, max);
}

CR_FN int sys_get_memory_policy(int *ret_mode, void *nodes, size_t max)
{
	return (int)SYS5(SYS_get_mempolicy, ret_mode, nodes, max, 0, 0);
}

CR_FN int sys_get_policy_at(uint64_t addr, int *ret_mode, void *nodes, size_t max)
{
	return (int)SYS5(SYS_get_mempolicy, ret_mode, nodes, max, addr, 2 /* MPOL_F_ADDR */);
}

CR_FN int sys_mbind(uint64_t addr, uint64_t len, int mode, const void *nodes, size_t max)
{
	return (int)SYS6(SYS_mbind, addr, len, mode, nodes, max, 0);
}

/* == signals =================================================================================== */

CR_FN int sys_get_action(int sig, void *ret)
{
	return (int)SYS4(SYS_rt_sigaction, sig, NULL, ret, sizeof(uint64_t));
}

CR_FN int sys_set_action(int sig, const void *action)
{
	return (int)SYS4(SYS_rt_sigaction, sig, action, NULL, sizeof(uint64_t));
}

CR_FN int sys_get_pending(uint64_t *ret)
{
	return (int)SYS2(SYS_rt_sigpending, ret, sizeof(*ret));
}

CR_FN int sys_take_signal(uint64_t set)
{
	const struct timespec now = {0, 0};

	return (int)SYS4(SYS_rt_sigtimedwait, &set, NULL, &now, sizeof(set));
}

CR_FN void sys_pause(void)
{
	(void)SYS0(SYS_pause);
}

/* == other tasks =============================================================================== */

CR_FN long sys_ptrace(long request, pid_t tid, const void *addr, const void *data)
{
	return SYS4(SYS_ptrace, request, tid, addr, data);
}

CR_FN int sys_waitid(pid_t pid, void *info, int options)
{
	return (int)SYS5(SYS_waitid, P_PID, pid, info, options, NULL);
}

CR_FN int sys_get_robust_list(pid_t tid, uint64_t *ret_head, uint64_t *ret_len)
{
	return (int)SYS3(SYS_get_robust_list, tid, ret_head, ret_len);
}

CR_FN bool sys_has_rseq(void)
{
	return SYS4(SYS_rseq, 0, 0, 0, 0) != -ENOSYS;
}
