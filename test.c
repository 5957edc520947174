/* SPDX-License-Identifier: MIT
 *
 * The test program: the kit itself, so that tests reach inside; the pieces with the tests; and
 * their runner.
 *
 *	build/test [--list] [--soak] [--teeth] [-j N] [PATTERN...]
 *
 * Each test runs in a process of its own, under an init that reaps, with its own pid, mount and ipc
 * namespace where that is allowed, as root or as an ordinary user as its flags say. Lines are TAP;
 * the last one is the sum. What a failed test wrote stays where the runner says.
 */
#include "test/t_teeth.c"
#ifdef T_IMPL /* the two-file form */
#include T_IMPL
#else
#include "cr_impl.c"
#endif

#include "test/t_lib.c"
#include "test/t_proc.c"
#include "test/t_cycle.c"
#include "test/t_fault.c"
#include "test/t_jail.c"
#include "test/t_vt.c"
#include "test/t_term.c"

#include "test/t_infra.c"
#include "test/t_base.c"
#include "test/t_kernel.c"
#include "test/t_image.c"
#include "test/t_restorer.c"
#include "test/t_control.c"
#include "test/t_attributes.c"
#include "test/t_bad.c"
#include "test/t_calls.c"
#include "test/t_chain.c"
#include "test/t_clocks.c"
#include "test/t_command.c"
#include "test/t_criu.c"
#include "test/t_demo.c"
#include "test/t_events.c"
#include "test/t_inet.c"
#include "test/t_inotify.c"
#include "test/t_mqueue.c"
#include "test/t_fanotify.c"
#include "test/t_kill.c"
#include "test/t_dispatch.c"
#include "test/t_files.c"
#include "test/t_limits.c"
#include "test/t_locks.c"
#include "test/t_memfd.c"
#include "test/t_memory_pure.c"
#include "test/t_memory.c"
#include "test/t_pair.c"
#include "test/t_pidfd.c"
#include "test/t_pipe.c"
#include "test/t_procfs.c"
#include "test/t_programs.c"
#include "test/t_socket_programs.c"
#include "test/t_mappings.c"
#include "test/t_copies.c"
#include "test/t_mapped.c"
#include "test/t_scale.c"
#include "test/t_screens.c"
#include "test/t_seccomp.c"
#include "test/t_self.c"
#include "test/t_queues.c"
#include "test/t_raw.c"
#include "test/t_packet.c"
#include "test/t_multicast.c"
#include "test/t_sockets.c"
#include "test/t_options.c"
#include "test/t_cycles.c"
#include "test/t_servers.c"
#include "test/t_squash.c"
#include "test/t_packed.c"
#include "test/t_stats.c"
#include "test/t_shells.c"
#include "test/t_subjects.c"
#include "test/t_task.c"
#include "test/t_ia32.c"
#include "test/t_task_live.c"
#include "test/t_tcp.c"
#include "test/t_queued.c"
#include "test/t_track.c"
#include "test/t_hugetlb.c"
#include "test/t_model.c"
#include "test/t_live.c"
#include "test/t_tree.c"
#include "test/t_standin.c"
#include "test/t_tty.c"
#include "test/t_netlink.c"
#include "test/t_scm.c"
#include "test/t_unix.c"
#include "test/t_unix_names.c"
#include "test/t_diag.c"
#include "test/t_socket_mix.c"

#define T_LIST(tests) \
	{ \
		tests, ARRAY_LEN(tests) \
	}

static const struct t_list {
	const struct t_test *at;
	size_t n;
} t_lists[] = {
	/* clang-format off */
	T_LIST(infra_tests),
	T_LIST(base_tests),
	T_LIST(kernel_tests),
	T_LIST(image_tests),
	T_LIST(restorer_tests),
	T_LIST(control_tests),
	T_LIST(attributes_tests),
	T_LIST(bad_tests),
	T_LIST(calls_tests),
	T_LIST(chain_tests),
	T_LIST(clocks_tests),
	T_LIST(command_tests),
	T_LIST(criu_tests),
	T_LIST(cycles_tests),
	T_LIST(demo_tests),
	T_LIST(dispatch_tests),
	T_LIST(events_tests),
	T_LIST(files_tests),
	T_LIST(inet_tests),
	T_LIST(inotify_tests), T_LIST(mqueue_tests), T_LIST(fanotify_tests),
	T_LIST(kill_tests),
	T_LIST(limits_tests),
	T_LIST(live_tests),
	T_LIST(locks_tests),
	T_LIST(memfd_tests),
	T_LIST(memory_pure_tests),
	T_LIST(memory_tests),
	T_LIST(mapping_tests), T_LIST(hugetlb_tests), T_LIST(model_tests), T_LIST(copies_tests), T_LIST(mapped_tests),
	T_LIST(pair_tests),
	T_LIST(pidfd_tests),
	T_LIST(pipe_tests),
	T_LIST(procfs_tests),
	T_LIST(programs_tests),
	T_LIST(ia32_tests),
	T_LIST(socket_programs_tests),
	T_LIST(scale_tests),
	T_LIST(screens_tests),
	T_LIST(queues_tests),
	T_LIST(seccomp_tests),
	T_LIST(self_tests),
	T_LIST(servers_tests),
	T_LIST(squash_tests),
	T_LIST(packed_tests),
	T_LIST(stats_tests),
	T_LIST(shells_tests),
	T_LIST(subject_tests),
	T_LIST(task_tests),
	T_LIST(task_live_tests),
	T_LIST(tcp_tests),
	T_LIST(queued_tests),
	T_LIST(diag_tests),
	T_LIST(socket_mix_tests),
	T_LIST(track_tests),
	T_LIST(tree_tests),
	T_LIST(standin_tests),
	T_LIST(tty_tests),
	T_LIST(netlink_tests),
	T_LIST(raw_tests),
	T_LIST(packet_tests),
	T_LIST(multicast_tests),
	T_LIST(sockets_tests),
	T_LIST(options_tests),
	T_LIST(scm_tests),
	T_LIST(unix_tests),
	T_LIST(unix_names_tests),
	/* clang-format on */
};

#include "test/t_run.c"
