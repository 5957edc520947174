/* SPDX-License-Identifier: MIT
 *
 * tcp_waiting: connections that a listening socket has not yet accepted; both directions.
 *
 * No descriptor leads to them. So the process that reads connections (tcp_stream.c) accepts them,
 * reads them like all others, lets go of them without a word, and has the listening socket take
 * them again as they were: kernel/handshake.c. What waits in them is sent to them again, in packets
 * of our own making. Meanwhile they are locked, for a packet that comes while nobody has them would
 * be answered with a reset. That process shares the saver's descriptors, and whichever of the two
 * is not killed brings this to its end. One that has been reset by its other end comes back so,
 * too.
 *
 * A load does the same. Refused where the kernel has no such thing, unless they are to be left out.
 */
#include "socket.h"

#include <linux/tcp.h>

enum {
	TCP_WAITING_SYN_RECV = 3,
	TCP_WAITING_CLOSE_WAIT = 8,
	TCP_WAITING_TRIES = 100,     /* of packets, each a millisecond apart after the first ones */
	TCP_WAITING_NUMBER = 1000000 /* of one that is over, and has none any more */
};

/* == what is handed in ========================================================================= */

static void tcp_waiting_shake(const Cr__InetSkEntry *isk, const Cr__TcpStreamEntry *e,
			      struct handshake *ret)
{
	memset(ret, 0, sizeof(*ret));
	lock_connection(isk, &ret->c);
	ret->timestamp = e->timestamp;
	ret->mss = e->mss_clamp < UINT16_MAX ? (uint16_t)e->mss_clamp : UINT16_MAX;
	ret->sack = e->opt_mask & TCPI_OPT_SACK;
	ret->scaling = e->opt_mask & TCPI_OPT_WSCALE;
	ret->timestamps = e->opt_mask & TCPI_OPT_TIMESTAMPS;
	ret->snd_wscale = e->snd_wscale & 15;
	ret->rcv_wscale = e->rcv_wscale & 15;
}

/* The number of the first byte that waits in it. */
static uint32_t tcp_waiting_first(const Cr__InetSkEntry *isk, const Cr__TcpStreamEntry *e)
{
	return e->inq_seq - e->inq_len - (tcp_has_their_end(isk->state) ? 1 : 0);
}

static struct tcp_packet tcp_waiting_packet(const Cr__TcpStreamEntry *e, uint8_t flags,
					    uint32_t seq)
{
	return (struct tcp_packet){.flags = flags,
				   .seq = seq,
				   .ack = e->outq_seq - e->outq_len,
				   .window = tcp_packet_window(e)};
}

/* What it holds as the kernel sees it: bytes, and one for a FIN; -ENOENT: it is not there. */
static int64_t tcp_waiting_holds(const Cr__InetSkEntry *isk)
{
	struct nft_connection c;
	struct sock_inet told;

	lock_connection(isk, &c);
	int r = sock_connection_ask(&c, &told);
	return r < 0 ? r : told.ino == 0 ? (int64_t)told.queued : -EEXIST;
}

/* Through the gate that handshake_open has made, into the queue, with nothing in it yet. */
static int tcp_waiting_enter(const Cr__InetSkEntry *isk, const Cr__TcpStreamEntry *e)
{
	const struct tcp_packet p = tcp_waiting_packet(e, TCP_PACKET_ACK,
						       tcp_waiting_first(isk, e));
	int r = tcp_packet_send(isk, &p);

	for (int i = 0; r == 0 && i < TCP_WAITING_TRIES; i++) {
		if (tcp_waiting_holds(isk) >= 0)
			return 0;
		(void)sys_sleep_ns(i < 10 ? 10000 : 1000000);
	}
	return r < 0 ? r : -ENOBUFS;
}

/* What waited in it, and how it had ended. Where a packet has no room, it is sent again. */
static int tcp_waiting_say(const Cr__InetSkEntry *isk, const Cr__TcpStreamEntry *e,
			   const unsigned char *in)
{
	uint32_t first = tcp_waiting_first(isk, e);
	int64_t done = 0, n = e->inq_len, end = tcp_has_their_end(isk->state) ? 1 : 0;
	int r = 0;

	for (int i = 0; r == 0 && done >= 0 && done < n + end && i < TCP_WAITING_TRIES; i++) {
		int64_t was = done;

		for (int64_t at = done; r == 0 && at < n; at += TCP_PACKET_MOST) {
			struct tcp_packet p = tcp_waiting_packet(e, TCP_PACKET_ACK,
								 first + (uint32_t)at);
			p.data = in + at;
			p.n = (size_t)(n - at < TCP_PACKET_MOST ? n - at : TCP_PACKET_MOST);
			r = tcp_packet_send(isk, &p);
		}
		if (r == 0 && end) {
			struct tcp_packet p = tcp_waiting_packet(e, TCP_PACKET_FIN,
								 first + (uint32_t)n);
			r = tcp_packet_send(isk, &p);
		}
		done = tcp_waiting_holds(isk);
		if (done > was)
			i = 0;
		else
			(void)sys_sleep_ns(1000000);
	}
	if (r == 0 && isk->state == SOCK_STATE_CLOSE) {
		struct tcp_packet p = tcp_waiting_packet(e, TCP_PACKET_RST, first + (uint32_t)n);
		return tcp_packet_send(isk, &p);
	}
	return r < 0 ? r : done < n + end ? -ENOBUFS : 0;
}

/* == saving ==================================================================================== */

enum tcp_waiting_stage {
	TCP_WAITING_QUEUED,
	TCP_WAITING_TAKEN,
	TCP_WAITING_AWAY,
	TCP_WAITING_BACK
};

struct tcp_waiting {
	struct open_file file;	      /* as if a descriptor led to it */
	struct tcp_stream_side *side; /* who reads it */
	struct tcp_stream_side own;   /* of one that is over: nobody else does */
	enum tcp_waiting_stage stage;
	bool left_out;
};

struct tcp_waiting_list {
	VEC(struct tcp_waiting_place {
		const struct open_file *file;
		uint32_t n;
	})
	places;				 /* listening sockets, and how many wait there */
	VEC(struct tcp_waiting *) known; /* by the kernel's list */
	VEC(struct tcp_waiting *) taken; /* in order */
	VEC(struct nft_connection) locked;
	int gate; /* of handshake_open; 0: none */
	bool asked;
};

static struct tcp_waiting *tcp_waiting_new(struct dump *d, const struct open_file *place,
					   const Cr__InetSkEntry *isk)
{
	struct tcp_waiting *w = cx_alloc(d->cx, sizeof(*w));
	Cr__FileEntry *entry = cx_alloc(d->cx, sizeof(*entry));
	Cr__InetSkEntry *copy = cx_alloc(d->cx, sizeof(*copy));

	if (!w || !entry || !copy)
		return NULL;
	memset(w, 0, sizeof(*w));
	w->file = *place;
	*entry = *place->entry;
	*copy = *isk;
	w->file.entry = entry;
	w->file.fd = -1;
	w->file.content_saved = false;
	entry->isk = copy;
	return w;
}

/* An entry like that of who listens, but for these addresses. */
static int tcp_waiting_entry(struct dump *d, const struct open_file *place,
			     const struct inet_address *src, const struct inet_address *dst,
			     uint32_t state, Cr__InetSkEntry *ret)
{
	*ret = *place->entry->isk;
	ret->ino = 0;
	ret->state = state;
	ret->backlog = 0;
	ret->ip_opts = NULL;
	ret->tcp_opts = NULL;
	ret->ifname = NULL;
	int r = inet_words(d, ret->family, src, &ret->n_src_addr, &ret->src_addr, &ret->src_port);
	return r < 0 ? r
		     : inet_words(d, ret->family, dst, &ret->n_dst_addr, &ret->dst_addr,
				  &ret->dst_port);
}

static bool tcp_waiting_same(const Cr__InetSkEntry *a, const Cr__InetSkEntry *b)
{
	return a->family == b->family && a->src_port == b->src_port && a->dst_port == b->dst_port &&
	       memcmp(a->src_addr, b->src_addr, a->n_src_addr * sizeof(*a->src_addr)) == 0 &&
	       memcmp(a->dst_addr, b->dst_addr, a->n_dst_addr * sizeof(*a->dst_addr)) == 0;
}

static struct tcp_waiting *tcp_waiting_known(const struct dump *d, const Cr__InetSkEntry *isk)
{
	for (size_t i = 0; i < d->waiting->known.n; i++)
		if (tcp_waiting_same(d->waiting->known.at[i]->file.entry->isk, isk))
			return d->waiting->known.at[i];
	return NULL;
}

CR_FN int tcp_waiting_note(struct dump *d, const struct open_file *file, uint32_t n)
{
	static const enum feature needed[] = {FEATURE_HANDSHAKE, FEATURE_NFTABLES,
					      FEATURE_TCP_REPAIR};
	struct inet_address at = inet_source(file->entry->isk);

	for (size_t i = 0; i < ARRAY_LEN(needed); i++)
		if (feature_ask(d->cx, needed[i]) != CR_YES)
			return refuse(d->cx, CR_E_UNSUPPORTED, file->task->pid, file->path,
				      "descriptor %d, listening on %s, has %u connections that the "
				      "program has not yet accepted, and to save them needs %s; "
				      "CR_SKIP_IN_FLIGHT (--skip-in-flight) leaves them out, or "
				      "try again",
				      file->task_fd, inet_text(d->cx, &at), n,
				      feature_name(needed[i]));
	if (!d->waiting) {
		d->waiting = cx_alloc(d->cx, sizeof(*d->waiting));
		if (!d->waiting)
			return error_memory(d->cx);
		memset(d->waiting, 0, sizeof(*d->waiting));
	}
	struct tcp_waiting_place *place = vec_add(&d->cx->arena, &d->waiting->places);
	if (!place)
		return error_memory(d->cx);
	*place = (struct tcp_waiting_place){file, n};
	return 0;
}

struct tcp_waiting_search {
	struct dump *d;
	const struct open_file *place;
	bool half;
};

static int tcp_waiting_see(void *arg, const struct sock_inet *s)
{
	struct tcp_waiting_search *search = arg;
	struct dump *d = search->d;
	const Cr__InetSkEntry *at = search->place->entry->isk;
	struct inet_address listens = inet_source(at);
	Cr__InetSkEntry isk = *at;
	uint32_t src[4], dst[4];

	search->half |= s->ino == 0 && s->state == TCP_WAITING_SYN_RECV;
	if (s->ino != 0 ||
	    (s->state != SOCK_STATE_ESTABLISHED && s->state != TCP_WAITING_CLOSE_WAIT))
		return 0;
	memcpy(src, s->own, sizeof(src));
	memcpy(dst, s->peer, sizeof(dst));
	isk.src_addr = src;
	isk.dst_addr = dst;
	isk.dst_port = s->peer_port;
	if (!inet_is_wildcard(&listens) &&
	    memcmp(src, at->src_addr, at->n_src_addr * sizeof(*src)) != 0)
		return 0;
	struct inet_address source = inet_source(&isk), destination = inet_destination(&isk);
	int r = tcp_waiting_entry(d, search->place, &source, &destination, s->state, &isk);
	if (r < 0 || tcp_waiting_known(d, &isk))
		return r;
	struct tcp_waiting *w = tcp_waiting_new(d, search->place, &isk),
			   **known = vec_add(&d->cx->arena, &d->waiting->known);
	struct nft_connection *lock = vec_add(&d->cx->arena, &d->waiting->locked);
	if (!w || !known || !lock)
		return error_memory(d->cx);
	*known = w;
	lock_connection(w->file.entry->isk, lock);
	return 0;
}

/* Nobody has touched anything yet. */
CR_FN int tcp_waiting_find(struct dump *d)
{
	if (!d->waiting || d->waiting->asked)
		return 0;
	d->waiting->asked = true;
	for (size_t i = 0; i < d->waiting->places.n; i++) {
		const struct open_file *file = d->waiting->places.at[i].file;
		const Cr__InetSkEntry *e = file->entry->isk;
		struct inet_address at = inet_source(e);
		struct tcp_waiting_search search = {.d = d, .place = file};
		uint32_t fast = 0, len = sizeof(fast);
		int r = sock_inet_each(d->cx, (uint8_t)e->family, IPPROTO_TCP,
				       (uint16_t)e->src_port, tcp_waiting_see, &search);

		if (r < 0)
			return error_set(d->cx, CR_E_SYSTEM, -r, file->task->pid, file->path,
					 "sock_diag does not tell who waits at %s",
					 inet_text(d->cx, &at));
		if (search.half &&
		    sys_getsockopt(file->fd, IPPROTO_TCP, TCP_FASTOPEN, &fast, &len) == 0 && fast)
			return refuse(d->cx, CR_E_UNSUPPORTED, file->task->pid, file->path,
				      "descriptor %d, listening on %s, is just being connected to, "
				      "perhaps by fast open; try again",
				      file->task_fd, inet_text(d->cx, &at));
	}
	return 1;
}

CR_FN struct open_file *tcp_waiting_at(const struct dump *d, size_t i)
{
	return d->waiting && i < d->waiting->known.n ? &d->waiting->known.at[i]->file : NULL;
}

static struct tcp_waiting *tcp_waiting_of(const struct dump *d, const struct open_file *file)
{
	for (size_t i = 0; d->waiting && i < d->waiting->known.n; i++)
		if (&d->waiting->known.at[i]->file == file)
			return d->waiting->known.at[i];
	return NULL;
}

CR_FN bool tcp_is_left_out(const struct dump *d, const struct open_file *file)
{
	const struct tcp_waiting *w = tcp_waiting_of(d, file);

	return w && w->left_out;
}

CR_FN bool tcp_is_waiting(const struct dump *d, const struct open_file *file)
{
	return tcp_waiting_of(d, file) != NULL;
}

CR_FN void tcp_waiting_leave_out(struct dump *d, struct open_file *file)
{
	struct inet_address dst = inet_destination(file->entry->isk);

	tcp_waiting_of(d, file)->left_out = true;
	degrade(d->cx, file->task->pid, file->path,
		"a connection from %s that had not yet been accepted is left out",
		inet_text(d->cx, &dst));
}

CR_FN void tcp_waiting_side(struct dump *d, struct tcp_stream_side *side)
{
	struct tcp_waiting *w = tcp_waiting_of(d, side->file);

	if (w)
		w->side = side;
}

CR_FN int tcp_waiting_lock(struct dump *d, int *ret_fd)
{
	*ret_fd = -1;
	if (!d->waiting || d->waiting->locked.n == 0)
		return 0;
	*ret_fd = nft_open();
	return lock_set(d, *ret_fd, "-queue", true, d->waiting->locked.at, d->waiting->locked.n);
}

/* One of them, by its descriptor. */
static int tcp_waiting_take_one(struct dump *d, const struct open_file *place, int fd,
				const struct inet_address *dst)
{
	struct tcp_waiting **taken, *w;
	struct inet_address src = {.len = sizeof(src.at)};
	struct tcp_info info = {0};
	uint32_t len = sizeof(info);
	Cr__InetSkEntry isk;
	struct stat st;
	int r = sys_getsockname(fd, &src.at, &src.len);

	if (r == 0)
		r = sys_getsockopt(fd, IPPROTO_TCP, TCP_INFO, &info, &len);
	if (r == 0)
		r = tcp_waiting_entry(d, place, &src, dst, info.tcpi_state, &isk);
	if (r == 0)
		r = sys_fstat(fd, &st);
	if (r < 0)
		return r;
	w = info.tcpi_state == SOCK_STATE_CLOSE ? NULL : tcp_waiting_known(d, &isk);
	if (!w)
		w = tcp_waiting_new(d, place, &isk);
	if (!w)
		return -ENOMEM;
	w->file.task_fd = place->task_fd;
	w->file.id = place->id;
	w->file.fd = fd;
	w->file.entry->isk->state = info.tcpi_state;
	w->file.entry->isk->ino = (uint32_t)st.st_ino;
	w->stage = TCP_WAITING_TAKEN;
	if (!w->side) {
		w->side = &w->own;
		w->own.file = &w->file;
	}
	taken = vec_add(&d->cx->arena, &d->waiting->taken);
	if (!taken)
		return -ENOMEM;
	*taken = w;
	return w->side == &w->own ? tcp_stream_read_over(d, &w->own, TCP_WAITING_NUMBER) : 0;
}

/* Those that came first: who comes meanwhile stays where it is. */
CR_FN int tcp_waiting_take(struct dump *d)
{
	int r = 0;

	for (size_t i = 0; d->waiting && i < d->waiting->places.n; i++) {
		const struct tcp_waiting_place *place = &d->waiting->places.at[i];

		for (uint32_t k = 0; r == 0 && k < place->n; k++) {
			struct pollfd pfd = {.fd = place->file->fd, .events = POLLIN};
			struct inet_address dst = {.len = sizeof(dst.at)};

			if (sys_poll(&pfd, 1, 0) != 1)
				break; /* somebody else has accepted it */
			int fd = sys_accept_from(place->file->fd, &dst.at, &dst.len);
			r = fd < 0 ? fd : tcp_waiting_take_one(d, place->file, fd, &dst);
		}
	}
	return r;
}

/* Room for those who came first, if there is none any more. */
static int tcp_waiting_enter_anyhow(const struct open_file *place, const struct tcp_waiting *w)
{
	const Cr__InetSkEntry *isk = w->file.entry->isk;
	int backlog = (int)(place->entry->isk->backlog & INT16_MAX);
	int r = tcp_waiting_enter(isk, &w->side->e);

	if (r != -ENOBUFS || sys_listen(place->fd, backlog + 100) < 0)
		return r;
	r = tcp_waiting_enter(isk, &w->side->e);
	(void)sys_listen(place->fd, backlog);
	return r;
}

static const struct open_file *tcp_waiting_place(const struct dump *d, const struct tcp_waiting *w)
{
	for (size_t i = 0; i < d->waiting->places.n; i++)
		if (d->waiting->places.at[i].file->id == w->file.id)
			return d->waiting->places.at[i].file;
	return NULL;
}

/* Those that nobody has read are read now. */
static int tcp_waiting_open(struct dump *d)
{
	struct tcp_waiting_list *list = d->waiting;
	struct handshake *h = cx_array(d->cx, list->taken.n, sizeof(*h));
	int number = handshake_find();

	if (!h)
		return -ENOMEM;
	for (size_t i = 0; i < list->taken.n; i++) {
		struct tcp_waiting *w = list->taken.at[i];
		int r = w->side->read ? 0 : tcp_stream_read_all(d, w->side, 1);

		if (r < 0)
			return r;
		tcp_waiting_shake(w->file.entry->isk, &w->side->e, &h[i]);
	}
	return number < 0 ? number : handshake_open(d->cx, number, h, list->taken.n);
}

/* Without a word, and in again. */
static int tcp_waiting_back(struct dump *d, struct tcp_waiting *w)
{
	const struct sockaddr nobody = {.sa_family = AF_UNSPEC};

	if (w->stage == TCP_WAITING_TAKEN) {
		(void)sys_connect(w->file.fd, &nobody, sizeof(nobody));
		w->stage = TCP_WAITING_AWAY;
	}
	if (w->stage == TCP_WAITING_BACK)
		return 0;
	int r = tcp_waiting_enter_anyhow(tcp_waiting_place(d, w), w);
	if (r == 0)
		r = tcp_waiting_say(w->file.entry->isk, &w->side->e, w->side->in);
	w->stage = TCP_WAITING_BACK;
	sys_close(sys_take(&w->file.fd));
	return r;
}

CR_FN int tcp_waiting_restore(struct dump *d)
{
	int first = 0;

	if (!d->waiting || d->waiting->taken.n == 0)
		return 0;
	if (d->waiting->gate == 0) {
		int gate = tcp_waiting_open(d);

		if (gate < 0)
			return gate;
		d->waiting->gate = gate;
	}
	for (size_t i = 0; i < d->waiting->taken.n; i++) {
		int r = tcp_waiting_back(d, d->waiting->taken.at[i]);

		first = first < 0 ? first : r;
	}
	sys_close(d->waiting->gate);
	d->waiting->gate = -1;
	return first;
}

/* What the save has of them. */
CR_FN int tcp_waiting_put(struct dump *d)
{
	for (size_t i = 0; d->waiting && i < d->waiting->taken.n; i++) {
		struct tcp_waiting *w = d->waiting->taken.at[i];
		Cr__CrFileEntry *extra = dump_cr_file(d, w->file.id);

		if (!extra)
			return error_memory(d->cx);
		if (w->left_out)
			continue;
		Cr__InetSkEntry **waiting = cx_array(d->cx, extra->n_waiting + 1,
						     sizeof(Cr__InetSkEntry *));
		if (!waiting)
			return error_memory(d->cx);
		if (extra->n_waiting)
			memcpy(waiting, extra->waiting, extra->n_waiting * sizeof(*waiting));
		waiting[extra->n_waiting++] = w->file.entry->isk;
		extra->waiting = waiting;
		int r = w->side == &w->own ? tcp_stream_put(d, w->side) : 0;
		if (r < 0)
			return r;
	}
	return 0;
}

static bool tcp_waiting_is_saved(const struct dump *d, const Cr__InetSkEntry *isk)
{
	for (size_t i = 0; i < d->waiting->taken.n; i++)
		if (!d->waiting->taken.at[i]->left_out &&
		    tcp_waiting_same(d->waiting->taken.at[i]->file.entry->isk, isk))
			return true;
	return false;
}

/* The tree has been killed, and we are the last who has the listening socket. Who has come since is
 * told. */
CR_FN void tcp_waiting_end(struct dump *d, const struct open_file *file)
{
	struct pollfd pfd = {.fd = file->fd, .events = POLLIN};

	while (d->waiting && sys_poll(&pfd, 1, 0) == 1) {
		struct inet_address src = {.len = sizeof(src.at)}, dst = {.len = sizeof(dst.at)};
		CR_AUTOFD int fd = sys_accept_from(file->fd, &dst.at, &dst.len);
		Cr__InetSkEntry isk;

		if (fd < 0)
			return;
		if (sys_getsockname(fd, &src.at, &src.len) == 0 &&
		    tcp_waiting_entry(d, file, &src, &dst, SOCK_STATE_ESTABLISHED, &isk) == 0 &&
		    tcp_waiting_is_saved(d, &isk))
			tcp_stream_end_silently(&(struct open_file){.fd = fd});
	}
}

/* == loading =================================================================================== */

static bool tcp_waiting_is_left_out(const struct load *l, const Cr__InetSkEntry *isk)
{
	return inet_is_connection(isk) && (l->opts->flags & CR_LOAD_TCP_CLOSE) &&
	       tcp_is_outside(l, isk);
}

CR_FN int tcp_waiting_check(struct load *l, const struct load_file *file)
{
	for (size_t i = 0; file->extra && i < file->extra->n_waiting; i++) {
		const Cr__InetSkEntry *isk = file->extra->waiting[i];
		int r = inet_check_addresses(l, isk);

		if (r == 0 && (isk->family != file->entry->isk->family ||
			       isk->proto != IPPROTO_TCP || !isk->dst_port))
			return error_set(l->cx, CR_E_DAMAGED, 0, 0, "cr.img",
					 "an impossible connection waits at socket %u", file->id);
		if (r == 0)
			r = tcp_check_policy(l, isk);
		if (r < 0)
			return r;
	}
	return 0;
}

static int tcp_waiting_failed(struct load *l, const Cr__InetSkEntry *isk, int r)
{
	struct inet_address dst = inet_destination(isk);
	const char *text = inet_text(l->cx, &dst);

	if (r >= 0)
		return r;
	return error_set(
		l->cx, r == -EPERM ? CR_E_PERMISSION : CR_E_RESTORE, -r, 0, text,
		"a connection from %s that had not yet been accepted cannot be had again: "
		"%s is needed",
		text, r == -EPERM ? "CAP_BPF and CAP_NET_ADMIN" : feature_name(FEATURE_HANDSHAKE));
}

/* Those that are to come, with their numbers. */
static int tcp_waiting_gate(struct load *l, const struct load_file *file)
{
	size_t n = file->extra->n_waiting, used = 0;
	struct handshake *h = cx_array(l->cx, n, sizeof(*h));
	int number = handshake_find();

	if (!h)
		return error_memory(l->cx);
	for (size_t i = 0; i < n; i++) {
		const Cr__InetSkEntry *isk = file->extra->waiting[i];
		struct tcp_stream_saved s;

		if (tcp_waiting_is_left_out(l, isk))
			continue;
		int r = tcp_stream_open(l, isk, &s);
		if (r < 0)
			return r;
		tcp_waiting_shake(isk, s.e, &h[used++]);
	}
	int gate = number < 0 ? number : handshake_open(l->cx, number, h, used);
	return gate < 0 ? tcp_waiting_failed(l, file->extra->waiting[0], gate) : gate;
}

CR_FN int tcp_waiting_fill(struct load *l, const struct load_file *file)
{
	CR_AUTOFD int gate = tcp_waiting_gate(l, file);
	int r = gate < 0 ? gate : 0;

	for (size_t i = 0; r == 0 && i < file->extra->n_waiting; i++) {
		const Cr__InetSkEntry *isk = file->extra->waiting[i];
		struct inet_address dst = inet_destination(isk);
		struct tcp_stream_saved s;

		if (tcp_waiting_is_left_out(l, isk)) {
			degrade(l->cx, 0, inet_text(l->cx, &dst),
				"the connection from %s that had not yet been accepted is left out",
				inet_text(l->cx, &dst));
			continue;
		}
		r = tcp_stream_open(l, isk, &s);
		if (r == 0)
			r = tcp_waiting_failed(l, isk, tcp_waiting_enter(isk, s.e));
	}
	return r;
}

/* By now every socket of the tree that has a connection is there, and can be told that what waited
 * has arrived. */
CR_FN int tcp_waiting_release(struct load *l, const struct load_file *file)
{
	int r = 0;

	for (size_t i = 0; r == 0 && file->extra && i < file->extra->n_waiting; i++) {
		const Cr__InetSkEntry *isk = file->extra->waiting[i];
		struct tcp_stream_saved s;

		if (tcp_waiting_is_left_out(l, isk))
			continue;
		r = tcp_stream_open(l, isk, &s);
		if (r < 0)
			return r;
		unsigned char *in = cx_alloc(l->cx, (size_t)s.e->inq_len + 1);
		if (!in)
			return error_memory(l->cx);
		r = image_read(l->cx, &s.in.member, s.in_off, in, s.e->inq_len);
		if (r == 0)
			r = tcp_waiting_failed(l, isk, tcp_waiting_say(isk, s.e, in));
	}
	return r;
}
