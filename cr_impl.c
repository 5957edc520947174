/* SPDX-License-Identifier: MIT
 *
 * The whole kit: compile this one file (cc -c cr_impl.c) and link with -lprotobuf-c -lcap.
 *
 * This page is the table of contents. Layers stand on those above them and know nothing of those
 * below; the five of layer 6 do not know each other either. `make split` compiles every part
 * alone, `make check` holds the order.
 */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#define CR_ONE_TU

#include "cr.h"

/* Results are left unset by who fails, throughout; gcc loses sight of that where it inlines much,
 * more or less with every version and -O level. Real ones are found by clang's analyzer, which
 * looks at paths (make check). */
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif

/* == 1 base: errors, log, memory, text ========================================================= */
#include "impl/base/arena.c"
#include "impl/base/text.c"
#include "impl/base/crc.c"
#include "impl/base/context.c"

/* == generated from proto/: the messages of the image format =================================== */
#include "gen/inventory.pb-c.c"
#include "gen/task.pb-c.c"
#include "gen/memory.pb-c.c"
#include "gen/file.pb-c.c"
#include "gen/socket.pb-c.c"
#include "gen/namespace.pb-c.c"
#include "gen/cr.pb-c.c"

/* == 2 kernel: system calls, registers, /proc, what this kernel can do ========================= */
#include "impl/kernel/arch.c"
#include "impl/kernel/sys.c"
#include "impl/kernel/sys_task.c"
#include "impl/kernel/crew.c"
#include "impl/kernel/proc_file.c"
#include "impl/kernel/proc_maps.c"
#include "impl/kernel/proc_net.c"
#include "impl/kernel/proc_task.c"
#include "impl/kernel/huge.c"
#include "impl/kernel/feature.c"
#include "impl/kernel/nlmsg.c"
#include "impl/kernel/sock_diag.c"
#include "impl/kernel/nft.c"
#include "impl/kernel/handshake.c"

/* == 3 image: how a save lies in files ========================================================= */
#include "impl/image/format.c"
#include "impl/image/record.c"
#include "impl/image/place.c"
#include "impl/image/tar.c"
#include "impl/image/sum.c"
#include "impl/image/stream.c"
#include "impl/image/packed.c"
#include "impl/image/whole.c"
#include "impl/image/out.c"
#include "impl/image/in.c"
#include "impl/image/parent.c"
#include "impl/image/page.c"

/* == 4 control: freezing a tree, running code in a task, letting it go ========================= */
#include "impl/control/trace.c"
#include "impl/control/siginfo.c"
#include "impl/control/freeze.c"
#include "impl/control/infect.c"
#include "impl/control/parasite.c"
#include "impl/control/plan.c"
#include "impl/control/release.c"
#include "impl/control/alone.c"
#include "impl/control/visit.c"

/* == 5 object: what spans tasks; who makes what ================================================ */
#include "impl/object/rules.c"
#include "impl/object/fown.c"
#include "impl/object/dump.c"
#include "impl/object/load.c"

/* == 6 task: threads, signals, timers, credentials, limits ===================================== */
#include "impl/task/attributes.c"
#include "impl/task/calls.c"
#include "impl/task/clocks.c"
#include "impl/task/core.c"
#include "impl/task/core_x86_64.c"
#include "impl/task/core_ia32.c"
#include "impl/task/creds.c"
#include "impl/task/limits.c"
#include "impl/task/load.c"
#include "impl/task/plan.c"
#include "impl/task/births.c"
#include "impl/task/seccomp.c"
#include "impl/task/session.c"
#include "impl/task/signals.c"
#include "impl/task/timers.c"

/* == 6 memory: mappings and pages ============================================================== */
#include "impl/memory/advice.c"
#include "impl/memory/aio.c"
#include "impl/memory/cow.c"
#include "impl/memory/compare.c"
#include "impl/memory/dump.c"
#include "impl/memory/holes.c"
#include "impl/memory/load.c"
#include "impl/memory/mapped.c"
#include "impl/memory/maps.c"
#include "impl/memory/pages.c"
#include "impl/memory/policy.c"
#include "impl/memory/restore.c"
#include "impl/memory/shared.c"
#include "impl/memory/track.c"
#include "impl/memory/sysv.c"
#include "impl/memory/vdso.c"

/* == 6 file: descriptors, one file per kind ==================================================== */
#include "impl/file/device.c"
#include "impl/file/epoll.c"
#include "impl/file/eventfd.c"
#include "impl/file/fanotify.c"
#include "impl/file/ghost.c"
#include "impl/file/inotify.c"
#include "impl/file/locks.c"
#include "impl/file/memfd.c"
#include "impl/file/mqueue.c"
#include "impl/file/name.c"
#include "impl/file/outside.c"
#include "impl/file/pidfd.c"
#include "impl/file/pipe.c"
#include "impl/file/process.c"
#include "impl/file/pty.c"
#include "impl/file/pty_data.c"
#include "impl/file/regular.c"
#include "impl/file/signalfd.c"
#include "impl/file/table.c"
#include "impl/file/timerfd.c"
#include "impl/file/tty.c"
#include "impl/file/watch.c"

/* == 6 socket ================================================================================== */
#include "impl/socket/inet.c"
#include "impl/socket/inet_options.c"
#include "impl/socket/interface.c"
#include "impl/socket/lock.c"
#include "impl/socket/mptcp.c"
#include "impl/socket/multicast.c"
#include "impl/socket/netlink.c"
#include "impl/socket/options.c"
#include "impl/socket/packet.c"
#include "impl/socket/queue.c"
#include "impl/socket/raw.c"
#include "impl/socket/scm.c"
#include "impl/socket/tcp.c"
#include "impl/socket/tcp_closing.c"
#include "impl/socket/tcp_packet.c"
#include "impl/socket/tcp_silent.c"
#include "impl/socket/tcp_stream.c"
#include "impl/socket/tcp_waiting.c"
#include "impl/socket/udp.c"
#include "impl/socket/unix.c"
#include "impl/socket/unix_load.c"
#include "impl/socket/unix_names.c"
#include "impl/socket/vsock.c"

/* == 7 engine: the order of things ============================================================= */
#include "impl/engine/kinds.c"
#include "impl/engine/live.c"
#include "impl/engine/job.c"
#include "impl/engine/stats.c"
#include "impl/engine/dump.c"
#include "impl/engine/load.c"
#include "impl/engine/loaded.c"
#include "impl/engine/restore.c"
#include "impl/engine/copies.c"
#include "impl/engine/become.c"
#include "impl/engine/standin.c"
#include "impl/engine/self.c"
#include "impl/engine/report.c"
#include "impl/engine/api.c"
#include "impl/engine/namespace.c"

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic pop
#endif
