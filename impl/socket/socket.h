/* SPDX-License-Identifier: MIT
 *
 * socket: sockets and what is queued in them; one file per family.
 */
#ifndef CR_SOCKET_H
#define CR_SOCKET_H

#include "../object/object.h"

#include <netinet/in.h>

/* The kinds; see engine/kinds.c. socket_other: every socket that has no kind of its own; refuses it
 * by family. */
CR_DATA const struct kind socket_unix, socket_inet, socket_other;

/* lock.c. The save is there, and the tree is about to be killed: its connections stay silent. */
CR_FN int lock_keep(struct dump *d);
/* All that was saved is there again: its connections may be heard. */
CR_FN int lock_open(struct load *l);

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

/* One message more for what the save holds. */
CR_FN int socket_queue_add(struct dump *d, const struct open_file *file, const void *data,
			   size_t n);

/* inet.c: addresses, and what TCP and UDP have in common. */
struct inet_address {
	uint32_t len; /* 0: none */
	union {
		struct sockaddr any;
		struct sockaddr_in v4;
		struct sockaddr_in6 v6;
	} at;
};
/* Address and port as an error names them: "[::1]:80". On the arena, never NULL. */
CR_FN const char *inet_text(struct cr_ctx *cx, const struct inet_address *a);
CR_FN struct inet_address inet_source(const Cr__InetSkEntry *e);
CR_FN struct inet_address inet_destination(const Cr__InetSkEntry *e);
CR_FN uint16_t inet_port(const struct inet_address *a); /* host order */
CR_FN bool inet_is_wildcard(const struct inet_address *a);
CR_FN bool inet_is_connection(const Cr__InetSkEntry *e);
CR_FN bool inet_are_peers(const Cr__InetSkEntry *a, const Cr__InetSkEntry *b);
CR_FN int inet_bind(struct load *l, int fd, const struct inet_address *a);

/* inet_options.c: options of the levels IP, IPv6, TCP and UDP. */
CR_FN int inet_options_dump(struct dump *d, const struct open_file *file, Cr__InetSkEntry *e);
/* Before the socket gets an address: what binding needs, and all that CRIU's messages have no field
 * for. */
CR_FN int inet_options_load_early(struct load *l, const struct load_file *file);
/* When it has one. */
CR_FN int inet_options_load(struct load *l, const struct load_file *file);

/* lock.c: connections to the outside are silent while their program is not there. */
CR_FN int lock_add(struct dump *d, const Cr__InetSkEntry *e);
CR_FN int lock_begin(struct dump *d); /* what was added, for as long as the save is being made */

/* tcp.c */
CR_FN int tcp_dump(struct dump *d, const struct open_file *file, Cr__InetSkEntry *e);
CR_FN int tcp_check(struct load *l, const struct load_file *file);
CR_FN int tcp_create(struct load *l, const struct load_file *file);
CR_FN int tcp_fill(struct load *l, struct load_file *file);
/* The program is to find a connection reset that it had. */
CR_FN bool tcp_is_reset(const struct load *l, const struct load_file *file);
/* Is to go on as a connection. */
CR_FN bool tcp_is_stream(const struct load *l, const struct load_file *file);

/* tcp_stream.c: connections */
CR_FN int tcp_stream_settle(struct dump *d, struct open_file *file);
CR_FN void tcp_stream_end_silently(const struct open_file *file);
CR_FN int tcp_stream_create(struct load *l, const struct load_file *file);
CR_FN int tcp_stream_fill(struct load *l, const struct load_file *file);
CR_FN int tcp_stream_release(struct load *l, const struct load_file *file);

/* udp.c */
CR_FN int udp_dump(struct dump *d, const struct open_file *file, Cr__InetSkEntry *e);
CR_FN int udp_check(struct load *l, const struct load_file *file);
CR_FN int udp_fill(struct load *l, struct load_file *file);

/* A word for the type of a socket: "stream". */
CR_FN const char *socket_type_name(int type);

#endif
