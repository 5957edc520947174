/* SPDX-License-Identifier: MIT
 *
 * socket: sockets and what is queued in them; one file per family.
 */
#ifndef CR_SOCKET_H
#define CR_SOCKET_H

#include "../object/object.h"

#include <netinet/in.h>
#include <sys/un.h>

/* The kinds; see engine/kinds.c. socket_other: every socket that has no kind of its own; refuses it
 * by family. */
CR_DATA const struct kind socket_unix, socket_inet, socket_netlink, socket_packet, socket_vsock,
	socket_other;

/* lock.c. The save is there, and the tree is about to be killed: its connections stay silent. */
CR_FN int lock_keep(struct dump *d);
/* All that was saved is there again: its connections may be heard. */
CR_FN int lock_open(struct load *l);

/* What killed savers have left, with a note for each: locks are taken away; connections in repair
 * mode speak again (tcp_silent.c). */
CR_FN int lock_clean_up(struct cr_ctx *cx);
CR_FN int tcp_silent_clean_up(struct cr_ctx *cx);

/* -- inside */

/* options.c: what setsockopt(2) sets on sockets of any family. */
CR_FN int socket_option(int fd, int name); /* the value of an int at SOL_SOCKET, or -errno */
CR_FN int socket_options_dump(struct dump *d, const struct open_file *file, Cr__SkOptsEntry **ret);
/* Before content is queued: all that does not stand in its way. */
CR_FN int socket_options_load(struct load *l, int fd, const Cr__SkOptsEntry *e);
/* After it: sizes of buffers, the filter. */
CR_FN int socket_limits_load(struct load *l, const struct load_file *file, int fd,
			     const Cr__SkOptsEntry *e);
/* The user that it counts as: for ports that are shared, rules of the network, /proc/net. */
CR_FN void socket_owner_load(struct load *l, const struct load_file *file, int fd);

/* unix.c */
struct unix_end;
struct unix_provider;
struct socket_load {
	const struct load_task *maker;
	bool filled;
	VEC(struct unix_end *) ends;	       /* Unix sockets that this task makes */
	VEC(struct unix_provider *) providers; /* and who lends them names */
	int anyone;			       /* a datagram socket without a name, or -1 */
};
/* What cr.img has on a Unix socket, made at first use; NULL: out of memory. */
CR_FN Cr__CrUnixEntry *unix_extra(struct dump *d, const struct open_file *file);

#define UNIX_UFLAG_EXTERN 1u /* CRIU: the peer was outside */

/* unix_load.c */
CR_FN int unix_load_join(struct load *l, struct load_file *file);
CR_FN int unix_load_create(struct load *l, struct load_file *file);
CR_FN int unix_load_fill(struct load *l, struct load_file *file);
/* From where, and where to, a message that waits at `file` is to be sent. packet: NULL when nothing
 * is known of it. */
struct unix_way {
	int fd;
	struct sockaddr_un to;
	uint32_t to_len; /* 0: it is connected */
};
CR_FN int unix_load_way(struct load *l, const struct load_file *file,
			const Cr__CrPacketEntry *packet, struct unix_way *ret);

/* unix_names.c */
struct unix_place {
	const char *path; /* where the file is; NULL: an abstract name, or none */
	ProtobufCBinaryData abstract;
	bool ghost; /* to be removed when all have connected */
};
/* A name as an error shows it: "@abstract", "/run/it.sock". On the arena, never NULL. */
CR_FN const char *unix_name_text(struct cr_ctx *cx, const void *name, size_t len);
CR_FN int unix_name_dump(struct dump *d, const struct open_file *file, const struct sock_unix *s,
			 Cr__UnixSkEntry *e);
/* Binds fd to the name that the file had. 1: it goes without, which is noted. keep: it is the
 * file's owner, nobody else may have the name. */
CR_FN int unix_name_bind(struct load *l, const struct load_file *file, int fd, bool keep,
			 struct unix_place *ret);
CR_FN void unix_ghost_remove(struct load *l, const struct load_file *file);
CR_FN void unix_name_undo(struct load *l, const struct load_file *file, unsigned char what);
/* As somebody with these ids, where that can be done (SO_PEERCRED); NULL: as ourselves. */
CR_FN int unix_connect(struct load *l, int fd, const struct unix_place *to, const struct ucred *as);
CR_FN int unix_pair(struct load *l, int type, int fds[2], const struct ucred *as);
CR_FN int unix_listen(struct load *l, int fd, uint32_t backlog, const struct ucred *as);

/* Sends in the name of somebody who is not there: the number of bytes, or -errno. */
CR_FN ssize_t unix_send_as(struct load *l, int fd, const struct msghdr *msg, int flags,
			   const struct ucred *as);

/* scm.c: what a message carries beside its bytes. */
#define SCM_MOST 253 /* descriptors, SCM_MAX_FD */
struct scm {
	struct sockaddr_un sender;
	uint32_t sender_len;
	struct ucred who; /* pid 0: not told */
	int fds[SCM_MOST];
	size_t fd_n;
	bool cut; /* not all of it could be received */
};
/* recvmsg with MSG_PEEK; what came along is to be closed. */
CR_FN ssize_t scm_peek(int fd, void *buf, size_t size, int flags, struct scm *ret);
CR_FN void scm_close(struct scm *s);
CR_FN bool scm_same_sender(const struct scm *a, const struct scm *b);
/* One message for what the save holds; takes the descriptors. */
CR_FN int scm_dump(struct dump *d, const struct open_file *file, struct scm *s, bool urgent,
		   const void *data, size_t n);
CR_FN int scm_join(struct load *l);
/* e: NULL when its descriptors have gone already. packet: may be NULL. */
CR_FN ssize_t scm_send(struct load *l, const struct unix_way *way, const Cr__SkPacketEntry *e,
		       const Cr__CrPacketEntry *packet, const void *data, size_t n);

/* One option more that only cr.img has room for; add: an int. */
CR_FN int socket_option_put(struct dump *d, Cr__CrFileEntry *extra, int level, int name,
			    const void *value, size_t len);
CR_FN int socket_option_add(struct dump *d, Cr__CrFileEntry *extra, int level, int name, int value);
CR_FN bool socket_option_is(const Cr__CrOptionEntry *e, int level, int name);
/* Options that only cr.img has room for; those of inet's levels: see inet_options. */
CR_FN int socket_fresh(int fd); /* a new one of the same sort, as far as may be; -errno */
/* fresh: what has the values that need not be stored; -errno: all are. */
CR_FN int socket_more_dump(struct dump *d, const struct open_file *file, int fresh);
CR_FN bool socket_is_more(const Cr__CrOptionEntry *e);
/* all: the file has no others. */
CR_FN int socket_more_load(struct load *l, const struct load_file *file, bool all);

/* queue.c: what has been sent and not been received. */
/* ends: of packets, the other side will send no more. bytes: in all, as far as the kernel tells. */
CR_FN int socket_queue_dump(struct dump *d, const struct open_file *file, int type, bool ends,
			    uint32_t bytes);
/* Sends what the save holds for `file`, a Unix socket, so that it waits there again. */
CR_FN int socket_queue_load(struct load *l, const struct load_file *file, int type);

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
CR_FN bool inet_is_tcp(const Cr__InetSkEntry *e);
CR_FN bool inet_is_udp(const Cr__InetSkEntry *e); /* or UDP-Lite */
CR_FN bool inet_is_connection(const Cr__InetSkEntry *e);
CR_FN bool inet_are_peers(const Cr__InetSkEntry *a, const Cr__InetSkEntry *b);
CR_FN int inet_words(struct dump *d, uint32_t family, const struct inet_address *a, size_t *ret_n,
		     uint32_t **ret, uint32_t *port);
CR_FN int inet_check_addresses(struct load *l, const Cr__InetSkEntry *e);
CR_FN int inet_bind(struct load *l, int fd, const struct inet_address *a);

/* inet_options.c: options of the levels IP, IPv6, TCP and UDP. */
CR_FN int inet_options_dump(struct dump *d, const struct open_file *file, Cr__InetSkEntry *e);
/* Before the socket gets an address: what binding needs, and all that CRIU's messages have no field
 * for. */
CR_FN int inet_options_load_early(struct load *l, const struct load_file *file);
/* When it has one. */
CR_FN int inet_options_load(struct load *l, const struct load_file *file);

/* interface.c: an interface by its name, where a socket has its number. */
CR_FN int interface_dump(struct dump *d, const struct open_file *file, uint32_t index);
/* The number that the interface has now: of its name, where the save has that. */
CR_FN uint32_t interface_load(const struct load_file *file, uint32_t index);
/* Its name as an error shows it, never NULL. */
CR_FN const char *interface_name(const struct load_file *file, uint32_t index);

/* multicast.c: memberships in groups, of sockets of datagrams */
CR_FN int multicast_dump(struct dump *d, const struct open_file *file, const Cr__InetSkEntry *e);
CR_FN int multicast_load(struct load *l, const struct load_file *file);

/* lock.c: connections to the outside are silent while their program is not there. */
CR_FN void lock_connection(const Cr__InetSkEntry *e, struct nft_connection *ret);
CR_FN int lock_add(struct dump *d, const Cr__InetSkEntry *e);
/* One lock, by the save's id and a suffix; owned: as long as fd is open. */
CR_FN int lock_set(struct dump *d, int fd, const char *suffix, bool owned,
		   const struct nft_connection *c, size_t n);
CR_FN int lock_begin(struct dump *d); /* what was added, for as long as the save is being made */

/* tcp.c */
CR_FN int tcp_dump(struct dump *d, const struct open_file *file, Cr__InetSkEntry *e);
CR_FN int tcp_check(struct load *l, const struct load_file *file);
CR_FN int tcp_create(struct load *l, const struct load_file *file);
CR_FN int tcp_fill(struct load *l, struct load_file *file);
/* The program is to find a connection reset that it had. */
CR_FN bool tcp_is_reset(const struct load *l, const struct load_file *file);
/* Is to go on when the network is open again, and not before. */
CR_FN bool tcp_is_late(const struct load *l, const struct load_file *file);
/* Is to go on as a connection. */
CR_FN bool tcp_is_stream(const struct load *l, const struct load_file *file);

/* Whether its other end is not of the save. */
CR_FN bool tcp_is_outside(const struct load *l, const Cr__InetSkEntry *e);
CR_FN int tcp_check_policy(struct load *l, const Cr__InetSkEntry *e);

/* tcp_stream.c: connections */
struct tcp_stream_side {
	const struct open_file *file, *peer; /* peer NULL: outside */
	Cr__TcpStreamEntry e;
	unsigned char *in, *out;
	bool read;
};
struct tcp_stream_saved {
	struct record_in in;
	Cr__TcpStreamEntry *e;
	uint64_t in_off, out_off; /* of what has been received, and sent */
};
/* Both ends of a connection, or the one that is ours. */
CR_FN int tcp_stream_read_all(struct dump *d, struct tcp_stream_side *s, size_t n);
/* One that is over: what is still to be read. Its numbers are as good as any, from `number` on. */
CR_FN int tcp_stream_read_over(struct dump *d, struct tcp_stream_side *s, uint32_t number);
CR_FN int tcp_stream_put(struct dump *d, const struct tcp_stream_side *s);
CR_FN int tcp_stream_open(struct load *l, const Cr__InetSkEntry *isk, struct tcp_stream_saved *s);
CR_FN int tcp_stream_settle(struct dump *d, struct open_file *file);
CR_FN void tcp_stream_end_silently(const struct open_file *file);
CR_FN int tcp_stream_create(struct load *l, const struct load_file *file);
CR_FN int tcp_stream_fill(struct load *l, const struct load_file *file);
CR_FN int tcp_stream_prepare(struct load *l, const struct load_file *file);
CR_FN int tcp_stream_wake_up(struct load *l, const struct load_file *file);

/* tcp_waiting.c: who waits to be accepted. In order: noted when a listening socket is met; found,
 * by asking; locked; taken, and read as a side of tcp_stream.c; back where they were; put into the
 * save. */
CR_FN int tcp_waiting_note(struct dump *d, const struct open_file *file, uint32_t n);
CR_FN int tcp_waiting_find(struct dump *d); /* 1: the first time, and there are some */
CR_FN struct open_file *tcp_waiting_at(const struct dump *d, size_t i); /* NULL: no more */
CR_FN bool tcp_is_waiting(const struct dump *d, const struct open_file *file);
CR_FN bool tcp_is_left_out(const struct dump *d, const struct open_file *file);
CR_FN void tcp_waiting_leave_out(struct dump *d, struct open_file *file);
CR_FN void tcp_waiting_side(struct dump *d, struct tcp_stream_side *side);
CR_FN int tcp_waiting_lock(struct dump *d, int *ret_fd);
CR_FN int tcp_waiting_take(struct dump *d);
CR_FN int tcp_waiting_restore(struct dump *d);
CR_FN int tcp_waiting_put(struct dump *d);
CR_FN void tcp_waiting_end(struct dump *d, const struct open_file *file);
CR_FN int tcp_waiting_check(struct load *l, const struct load_file *file);
CR_FN int tcp_waiting_fill(struct load *l, const struct load_file *file);
CR_FN int tcp_waiting_release(struct load *l, const struct load_file *file);

/* tcp_packet.c: as the other end would send it */
enum {
	TCP_PACKET_FIN = 0x11,
	TCP_PACKET_RST = 0x14,
	TCP_PACKET_ACK = 0x10,
	TCP_PACKET_MOST = 7000
};
struct tcp_packet {
	uint8_t flags; /* TCP_PACKET_* */
	uint32_t seq, ack;
	uint16_t window;
	const unsigned char *data;
	size_t n; /* up to TCP_PACKET_MOST */
};
/* Passes every lock. -EPERM without CAP_NET_RAW. */
CR_FN int tcp_packet_send(const Cr__InetSkEntry *e, const struct tcp_packet *p);
CR_FN uint16_t tcp_packet_window(const Cr__TcpStreamEntry *e);

/* tcp_closing.c */
CR_FN bool tcp_has_their_end(uint32_t state); /* a FIN has come */
CR_FN bool tcp_has_our_end(uint32_t state);   /* a FIN has been sent, or is about to be */
/* The other end's FIN comes again. */
CR_FN int tcp_their_end(struct load *l, const struct load_file *file, const Cr__TcpStreamEntry *e);
/* Of a socket in CLOSE: with an error, with bytes, that the program has yet to see. */
CR_FN int tcp_ended_dump(struct dump *d, const struct open_file *file, bool error, int queued);
CR_FN int tcp_ended_load(struct load *l, const struct load_file *file);
CR_FN int tcp_policy_reset(struct load *l, const struct load_file *file);

/* udp.c */
/* What was shut down; refuses an error that the program has yet to see. */
CR_FN int udp_shutdown_dump(struct dump *d, const struct open_file *file, Cr__InetSkEntry *e,
			    uint8_t protocol);
CR_FN int udp_connect(struct load *l, const struct load_file *file);
CR_FN int udp_dump(struct dump *d, const struct open_file *file, Cr__InetSkEntry *e);
CR_FN int udp_check(struct load *l, const struct load_file *file);
CR_FN int udp_fill(struct load *l, struct load_file *file);

/* mptcp.c */
CR_FN bool mptcp_is(const Cr__InetSkEntry *e);
CR_FN int mptcp_dump(struct dump *d, const struct open_file *file, Cr__InetSkEntry *e);
CR_FN int mptcp_check(struct load *l, const struct load_file *file);

/* raw.c */
CR_FN bool raw_is_ping(int family, int type, int protocol);
/* By the groups of who has it; -errno. */
CR_FN int raw_make_ping(const struct load_file *file);
CR_FN int raw_dump(struct dump *d, const struct open_file *file, Cr__InetSkEntry *e);
CR_FN int raw_options_dump(struct dump *d, const struct open_file *file, const Cr__InetSkEntry *e);
CR_FN int raw_options_load(struct load *l, const struct load_file *file);

/* A word for the type of a socket: "stream". */
CR_FN const char *socket_type_name(int type);

#endif
