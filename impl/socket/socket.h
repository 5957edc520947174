/* SPDX-License-Identifier: MIT
 *
 * socket: sockets and what is queued in them; one file per family.
 */
#ifndef CR_SOCKET_H
#define CR_SOCKET_H

#include "../object/object.h"

/* The kinds; see engine/kinds.c. socket_other: every socket that has no kind of its own; refuses it
 * by family. */
CR_DATA const struct kind socket_unix, socket_other;

/* -- inside */

/* options.c: what setsockopt(2) sets on sockets of any family. */
CR_FN int socket_option(int fd, int name); /* the value of an int at SOL_SOCKET, or -errno */
CR_FN int socket_options_dump(struct dump *d, const struct open_file *file, Cr__SkOptsEntry **ret);
/* Before content is queued: all that does not stand in its way. */
CR_FN int socket_options_load(struct load *l, int fd, const Cr__SkOptsEntry *e);
/* After it: sizes of buffers, the filter. */
CR_FN int socket_limits_load(struct load *l, int fd, const Cr__SkOptsEntry *e);

/* queue.c: what has been sent and not been received. */
/* ends: of packets, the other side will send no more. bytes: in all, as far as the kernel tells. */
CR_FN int socket_queue_dump(struct dump *d, const struct open_file *file, int type, bool ends,
			    uint32_t bytes);
/* Sends what the save holds for `file` from the other end, so that it waits there. */
CR_FN int socket_queue_load(struct load *l, const struct load_file *file, int type, int sender);

/* A word for the type of a socket: "stream". */
CR_FN const char *socket_type_name(int type);

#endif
