/* SPDX-License-Identifier: MIT
 *
 * The whole kit: compile this one file (cc -c cr_impl.c) and link with -lprotobuf-c -lcap.
 *
 * This page is the table of contents. Layers stand on those above them and know nothing of those below; the five of
 * layer 6 do not know each other either. `make split` compiles every part alone, `make check` holds the order.
 */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#define CR_ONE_TU

#include "cr.h"

/* == 1 base: errors, log, memory, text ============================================================================= */
#include "impl/base/arena.c"
#include "impl/base/text.c"
#include "impl/base/crc.c"
#include "impl/base/context.c"

/* == generated from proto/: the messages of the image format ======================================================= */
#include "gen/inventory.pb-c.c"
#include "gen/task.pb-c.c"
#include "gen/memory.pb-c.c"
#include "gen/file.pb-c.c"
#include "gen/socket.pb-c.c"
#include "gen/namespace.pb-c.c"
#include "gen/cr.pb-c.c"

/* == 2 kernel: system calls, registers, /proc, what this kernel can do ============================================= */
#include "impl/kernel/arch.c"
#include "impl/kernel/sys.c"
#include "impl/kernel/proc_file.c"
#include "impl/kernel/proc_maps.c"
#include "impl/kernel/proc_task.c"
#include "impl/kernel/feature.c"

/* == 3 image: how a save lies in files ============================================================================= */
#include "impl/image/format.c"
#include "impl/image/in.c"
#include "impl/image/out.c"
#include "impl/image/place.c"
#include "impl/image/record.c"
#include "impl/image/stream.c"
#include "impl/image/sum.c"
#include "impl/image/tar.c"
#include "impl/image/whole.c"

/* == 4 control: freezing a tree, running code in a task, letting it go ============================================= */
#include "impl/control/freeze.c"
#include "impl/control/infect.c"
#include "impl/control/parasite.c"
#include "impl/control/plan.c"
#include "impl/control/release.c"
#include "impl/control/siginfo.c"
#include "impl/control/trace.c"
