/* SPDX-License-Identifier: MIT
 *
 * tcp_stream: TCP connections, with both ends in the tree or one of them elsewhere, by TCP_REPAIR,
 * which needs CAP_NET_ADMIN: sequence numbers, both queues, windows, what was negotiated.
 *
 * The program does not run, but its sockets do: acknowledgements and what a timer sends again go
 * on. So what both have sent is read before what both have received: a byte may then be in both
 * queues, which the protocol sorts out, but never in none. When the tree is ended and the other end
 * is elsewhere, nothing comes or goes from before the reading until the load: see lock.c. Refused
 * by name: urgent data.
 */
#include "socket.h"

#include <linux/sockios.h>
#include <sys/ioctl.h>
#include <linux/tcp.h>

enum {
	TCP_STREAM_CLOSING = 11, /* a state */
	TCP_STREAM_TRIES = 20,
	TCP_STREAM_PIECE = 16384,
	TCP_STREAM_MOST = 1 << 29,
	TCP_STREAM_MSS = 1220 /* as good as any */
};
enum {
	TCP_STREAM_MAXSEG = 2,
	TCP_STREAM_WSCALE = 3,
	TCP_STREAM_SACK = 4,
	TCP_STREAM_TIMESTAMP = 8
}; /* RFC 9293, 7323 */

static int tcp_stream_set(int fd, int name, uint32_t value)
{
	return sys_setsockopt(fd, IPPROTO_TCP, name, &value, sizeof(value));
}

static int tcp_stream_get(int fd, int name, uint32_t *ret)
{
	uint32_t len = sizeof(*ret);

	return sys_getsockopt(fd, IPPROTO_TCP, name, ret, &len);
}

/* == saving ==================================================================================== */

static bool tcp_stream_is_peer(const struct open_file *file, const struct open_file *other)
{
	return other != file && other->kind == file->kind && other->entry->isk &&
	       inet_is_connection(other->entry->isk) &&
	       inet_are_peers(file->entry->isk, other->entry->isk);
}

static struct open_file *tcp_stream_peer(const struct dump *d, const struct open_file *file)
{
	struct open_file *w;

	for (size_t i = 0; i < d->files.n; i++)
		if (tcp_stream_is_peer(file, d->files.at[i]))
			return d->files.at[i];
	for (size_t i = 0; (w = tcp_waiting_at(d, i)) != NULL; i++)
		if (tcp_stream_is_peer(file, w))
			return w;
	return NULL;
}

/* One queue as it is at one moment: its end's number, its length, its bytes. */
static int tcp_stream_read(struct dump *d, const struct tcp_stream_side *s, uint32_t queue,
			   uint32_t *ret_seq, uint32_t *ret_len, unsigned char **ret)
{
	int fd = s->file->fd;
	/* A FIN counts as a byte until it is acknowledged. */
	int fin = queue == TCP_SEND_QUEUE && tcp_has_our_end(s->file->entry->isk->state);
	unsigned long ask = queue == TCP_RECV_QUEUE ? SIOCINQ : SIOCOUTQ;
	int r = tcp_stream_set(fd, TCP_REPAIR_QUEUE, queue);

	for (int i = 0; r == 0 && i < TCP_STREAM_TRIES; i++) {
		uint32_t seq;
		int len = 0, again = 0;

		r = tcp_stream_get(fd, TCP_QUEUE_SEQ, ret_seq);
		if (r == 0)
			r = sys_ioctl(fd, ask, &len);
		if (r < 0 || len < 0)
			break;
		len -= len > 0 ? fin : 0;
		*ret = cx_alloc(d->cx, (size_t)len + 1);
		if (!*ret)
			return error_memory(d->cx);
		ssize_t n = len ? sys_recv(fd, *ret, (size_t)len, MSG_PEEK | MSG_DONTWAIT) : 0;
		r = tcp_stream_get(fd, TCP_QUEUE_SEQ, &seq);
		if (r == 0)
			r = sys_ioctl(fd, ask, &again);
		again -= again > 0 ? fin : 0;
		*ret_len = (uint32_t)len;
		if (r == 0 && n == len && again == len && seq == *ret_seq)
			return 0;
	}
	return r < 0 ? r : -EAGAIN;
}

static int tcp_stream_read_sent(struct dump *d, struct tcp_stream_side *s)
{
	int unsent = 0;
	int r = tcp_stream_read(d, s, TCP_SEND_QUEUE, &s->e.outq_seq, &s->e.outq_len, &s->out);

	if (r == 0)
		r = sys_ioctl(s->file->fd, SIOCOUTQNSD, &unsent);
	unsent -= unsent > 0 && tcp_has_our_end(s->file->entry->isk->state) ? 1 : 0;
	s->e.has_unsq_len = true;
	s->e.unsq_len = (uint32_t)unsent < s->e.outq_len ? (uint32_t)unsent : s->e.outq_len;
	return r;
}

/* The window first: what has been received must not lag behind what it says of it. */
static int tcp_stream_read_rest(struct dump *d, struct tcp_stream_side *s)
{
	struct tcp_repair_window w = {0};
	struct tcp_info info = {0};
	uint32_t len = sizeof(w), info_len = sizeof(info);
	int fd = s->file->fd;
	int r = sys_getsockopt(fd, IPPROTO_TCP, TCP_REPAIR_WINDOW, &w, &len);

	if (r == 0)
		r = tcp_stream_read(d, s, TCP_RECV_QUEUE, &s->e.inq_seq, &s->e.inq_len, &s->in);
	if (r == 0)
		r = sys_getsockopt(fd, IPPROTO_TCP, TCP_INFO, &info, &info_len);
	if (r == 0)
		r = tcp_stream_get(fd, TCP_MAXSEG, &s->e.mss_clamp);
	if (r == 0)
		r = tcp_stream_get(fd, TCP_TIMESTAMP, &s->e.timestamp);
	s->e.has_timestamp = s->e.has_rcv_wscale = true;
	s->e.opt_mask = info.tcpi_options & (TCPI_OPT_TIMESTAMPS | TCPI_OPT_SACK | TCPI_OPT_WSCALE);
	s->e.snd_wscale = info.tcpi_snd_wscale;
	s->e.rcv_wscale = info.tcpi_rcv_wscale;
	s->e.has_snd_wl1 = s->e.has_snd_wnd = s->e.has_max_window = s->e.has_rcv_wnd =
		s->e.has_rcv_wup = true;
	s->e.snd_wl1 = w.snd_wl1;
	s->e.snd_wnd = w.snd_wnd;
	s->e.max_window = w.max_window;
	s->e.rcv_wnd = w.rcv_wnd;
	s->e.rcv_wup = w.rcv_wup;
	return r;
}

/* Out of repair mode, which takes SO_REUSEADDR away. */
static void tcp_stream_wake(const struct tcp_stream_side *s)
{
	const Cr__SkOptsEntry *opts = s->file->entry->isk->opts;
	int reuse = opts->has_reuseaddr && opts->reuseaddr;

	(void)tcp_stream_set(s->file->fd, TCP_REPAIR, TCP_REPAIR_OFF);
	(void)sys_setsockopt(s->file->fd, SOL_SOCKET, SO_REUSEADDR, &reuse, sizeof(reuse));
}

CR_FN int tcp_stream_put(struct dump *d, const struct tcp_stream_side *s)
{
	struct record_out out;
	int r = record_begin(d->cx, &out, IMAGE_TCP_STREAM);

	if (r == 0)
		r = record_add(d->cx, &out, &s->e.base);
	if (r == 0)
		r = record_raw(d->cx, &out, s->in, s->e.inq_len);
	if (r == 0)
		r = record_raw(d->cx, &out, s->out, s->e.outq_len);
	return r < 0 ? r
		     : save_put(d->save,
				image_name(d->cx, IMAGE_TCP_STREAM, s->file->entry->isk->ino),
				out.at, out.n);
}

CR_FN int tcp_stream_read_over(struct dump *d, struct tcp_stream_side *s, uint32_t number)
{
	int n = 0;

	cr__tcp_stream_entry__init(&s->e);
	(void)sys_ioctl(s->file->fd, SIOCINQ, &n);
	s->in = n < 0 ? NULL : cx_alloc(d->cx, (size_t)n + 1);
	if (!s->in)
		return error_memory(d->cx);
	s->e.inq_len = (uint32_t)n;
	s->e.inq_seq = number + (uint32_t)n;
	s->e.outq_seq = number;
	s->e.mss_clamp = TCP_STREAM_MSS;
	s->read = true;
	return n && sys_recv(s->file->fd, s->in, (size_t)n, MSG_PEEK | MSG_DONTWAIT) != n ? -EIO
											  : 0;
}

/* Who waits to be accepted stays silent: see tcp_waiting.c. */
CR_FN int tcp_stream_read_all(struct dump *d, struct tcp_stream_side *s, size_t n)
{
	size_t on = 0;
	int r = 0;

	for (; r == 0 && on < n; on += r == 0)
		r = tcp_stream_set(s[on].file->fd, TCP_REPAIR, TCP_REPAIR_ON);
	for (size_t i = 0; r == 0 && i < n; i++)
		r = tcp_stream_read_sent(d, &s[i]);
	for (size_t i = 0; r == 0 && i < n; i++) {
		r = tcp_stream_read_rest(d, &s[i]);
		s[i].read = r == 0;
	}
	while (on-- > 0)
		if (!tcp_is_waiting(d, s[on].file))
			tcp_stream_wake(&s[on]);
	return r;
}

static int tcp_stream_failed_dump(struct dump *d, const struct open_file *file, int r)
{
	if (r == -EPERM)
		return refuse(d->cx, CR_E_PERMISSION, file->task->pid, file->path,
			      "descriptor %d is a TCP connection, and to save it needs "
			      "CAP_NET_ADMIN; a rule can leave it out (CR_CLOSE, "
			      "CR_NULL) or have another one given at the load (CR_NAMED), "
			      "CR_TCP_CLOSE lets the copy find it reset",
			      file->task_fd);
	return error_set(d->cx, CR_E_SYSTEM, -r, file->task->pid, file->path,
			 "the connection of descriptor %d cannot be read", file->task_fd);
}

/* == the visit ================================================================================= */

/* A socket in repair mode is silent for ever if who set that does not take it back. So a process of
 * its own reads the connections: it goes on when the saver is killed, and when it is killed itself
 * the saver wakes them. */
struct tcp_stream_visit {
	struct dump *d;
	VEC(struct tcp_stream_side) sides; /* peers are neighbours */
	size_t at;			   /* the side that is being read */
	int r, back;			   /* of reading; of handing in again who waits */
};

static size_t tcp_stream_unit(const struct tcp_stream_visit *v, size_t i)
{
	return v->sides.at[i].peer ? 2 : 1;
}

static void tcp_stream_visit(void *arg)
{
	struct tcp_stream_visit *v = arg;

	v->r = tcp_waiting_take(v->d);
	for (v->at = 0; v->r == 0 && v->at < v->sides.n;) {
		size_t n = tcp_stream_unit(v, v->at);

		/* Who is not there any more has been accepted by somebody else. */
		if (n == 2 || v->sides.at[v->at].file->fd >= 0)
			v->r = tcp_stream_read_all(v->d, &v->sides.at[v->at], n);
		if (v->r == 0)
			v->at += n;
	}
	v->back = tcp_waiting_restore(v->d);
}

static int tcp_stream_run(struct tcp_stream_visit *v)
{
	struct cr_ctx *cx = v->d->cx;
	int r = visit_run(cx, tcp_stream_visit, v);

	for (size_t i = 0; r == -EINTR && i < v->sides.n; i++)
		if (!tcp_is_waiting(v->d, v->sides.at[i].file))
			tcp_stream_wake(&v->sides.at[i]);
	if (r == -EINTR)
		v->back = tcp_waiting_restore(v->d);
	if (v->back < 0)
		return error_set(cx, CR_E_SYSTEM, -v->back, 0, "handshake",
				 "connections that had not yet been accepted are lost: the kernel "
				 "did not take them again");
	if (r < 0)
		return error_set(cx, CR_E_SYSTEM, -r, 0, "reader",
				 r == -EINTR ? "the process that reads connections was killed"
					     : "no process can be made that reads connections");
	if (v->r < 0 && v->at >= v->sides.n)
		return error_set(cx, CR_E_SYSTEM, -v->r, 0, "accept",
				 "connections that had not yet been accepted cannot be read");
	return v->r < 0 ? tcp_stream_failed_dump(v->d, v->sides.at[v->at].file, v->r) : 0;
}

static int tcp_stream_add(struct tcp_stream_visit *v, struct open_file *file,
			  const struct open_file *peer)
{
	struct tcp_stream_side *s = vec_add(&v->d->cx->arena, &v->sides);

	if (!s)
		return error_memory(v->d->cx);
	s->file = file;
	s->peer = peer;
	cr__tcp_stream_entry__init(&s->e);
	file->content_saved = true;
	return 0;
}

/* The copy finds it reset: it is saved as a socket that has come to its end. */
static int tcp_stream_as_reset(struct dump *d, struct open_file *file)
{
	Cr__CrFileEntry *extra = dump_cr_file(d, file->id);

	if (!extra)
		return error_memory(d->cx);
	extra->has_reset = extra->reset = true;
	file->entry->isk->state = SOCK_STATE_CLOSE;
	file->entry->isk->has_shutdown = true;
	file->entry->isk->shutdown = CR__SK_SHUTDOWN__BOTH;
	file->content_saved = true;
	return 0;
}

/* The other end is not ours. */
static int tcp_stream_add_outside(struct tcp_stream_visit *v, struct open_file *file)
{
	struct dump *d = v->d;
	struct inet_address src = inet_source(file->entry->isk),
			    dst = inet_destination(file->entry->isk);

	if (d->opts->flags & CR_TCP_ESTABLISHED) {
		int r = lock_add(d, file->entry->isk);
		return r < 0 ? r : tcp_stream_add(v, file, NULL);
	}
	if (tcp_is_waiting(d, file) && (d->opts->flags & CR_TCP_CLOSE)) {
		tcp_waiting_leave_out(d, file);
		return tcp_stream_add(v, file, NULL);
	}
	if (d->opts->flags & CR_TCP_CLOSE)
		return tcp_stream_as_reset(d, file);
	file->content_saved = true;
	if (tcp_is_waiting(d, file))
		return refuse(d->cx, CR_E_OUTSIDE, file->task->pid, file->path,
			      "descriptor %d, listening on %s, has a connection from %s that the "
			      "program has not yet accepted, whose other end is outside the tree; "
			      "CR_TCP_ESTABLISHED (--tcp-established) saves it, CR_SKIP_IN_FLIGHT "
			      "(--skip-in-flight) leaves it out",
			      file->task_fd, inet_text(d->cx, &src), inet_text(d->cx, &dst));
	return refuse(d->cx, CR_E_OUTSIDE, file->task->pid, file->path,
		      "descriptor %d is a TCP connection from %s to %s, whose other end is outside "
		      "the tree; CR_TCP_ESTABLISHED (--tcp-established) saves it, CR_TCP_CLOSE "
		      "(--tcp-close) lets the copy find it reset, a rule can leave it out "
		      "(CR_CLOSE, CR_NULL) or have another one given at the load (CR_NAMED)",
		      file->task_fd, inet_text(d->cx, &src), inet_text(d->cx, &dst));
}

static int tcp_stream_look(struct tcp_stream_visit *v, struct open_file *file)
{
	struct open_file *peer = tcp_stream_peer(v->d, file);
	char urgent;

	if (!v->d->checking &&
	    sys_recv(file->fd, &urgent, 1, MSG_OOB | MSG_PEEK | MSG_DONTWAIT) == 1)
		return refuse(v->d->cx, CR_E_UNSUPPORTED, file->task->pid, file->path,
			      "descriptor %d is a TCP connection with urgent (out of band) data",
			      file->task_fd);
	if (!peer)
		return tcp_stream_add_outside(v, file);
	int r = tcp_stream_add(v, file, peer);
	return r < 0 || peer->content_saved ? r : tcp_stream_look(v, peer);
}

static int tcp_stream_look_at_all(struct tcp_stream_visit *v)
{
	const struct dump *d = v->d;
	struct open_file *w;
	int r = 0;

	for (size_t i = 0; r == 0 && i < d->files.n; i++) {
		struct open_file *f = d->files.at[i];

		if (f->kind == &socket_inet && f->entry->isk && inet_is_connection(f->entry->isk) &&
		    !f->content_saved && (!f->rule || f->rule->action == CR_DEFAULT))
			r = tcp_stream_look(v, f);
	}
	for (size_t i = 0; r == 0 && (w = tcp_waiting_at(d, i)) != NULL; i++)
		if (!w->content_saved)
			r = tcp_stream_look(v, w);
	return r;
}

/* All at once, when the first one is met. */
CR_FN int tcp_stream_settle(struct dump *d, struct open_file *file)
{
	struct tcp_stream_visit v = {.d = d};
	CR_AUTOFD int lock = -1;

	if (file->content_saved)
		return 0;
	int any = tcp_waiting_find(d), r = any < 0 ? any : tcp_stream_look_at_all(&v);
	if (r < 0 || d->checking || (v.sides.n == 0 && !any))
		return r;
	for (size_t i = 0; i < v.sides.n; i++)
		tcp_waiting_side(d, &v.sides.at[i]);
	r = lock_begin(d);
	if (r == 0)
		r = tcp_waiting_lock(d, &lock);
	if (r == 0)
		r = tcp_stream_run(&v);
	for (size_t i = 0; r == 0 && i < v.sides.n; i++)
		if (v.sides.at[i].read && !tcp_is_left_out(d, v.sides.at[i].file))
			r = tcp_stream_put(d, &v.sides.at[i]);
	return r < 0 ? r : tcp_waiting_put(d);
}

/* At once: in a queue that nobody can reach any more it would stay until the kernel has collected
 * that, and its addresses could not be had again. */
CR_FN void tcp_stream_end_silently(const struct open_file *file)
{
	const struct sockaddr nobody = {.sa_family = AF_UNSPEC};

	if (tcp_stream_set(file->fd, TCP_REPAIR, TCP_REPAIR_ON) == 0)
		(void)sys_connect(file->fd, &nobody, sizeof(nobody));
}

/* == loading =================================================================================== */

CR_FN int tcp_stream_open(struct load *l, const Cr__InetSkEntry *isk, struct tcp_stream_saved *s)
{
	int r = record_open(l->image, IMAGE_TCP_STREAM, isk->ino, &s->in);

	if (r == 0)
		r = record_next(&s->in, &cr__tcp_stream_entry__descriptor, &s->e);
	if (r == 0 || r == -ENOENT)
		return error_set(l->cx, CR_E_DAMAGED, 0, 0, "tcp-stream",
				 "the save does not hold the content of TCP connection %u",
				 isk->id);
	if (r > 0)
		r = record_skip(&s->in, s->e->inq_len, &s->in_off);
	if (r == 0)
		r = record_skip(&s->in, s->e->outq_len, &s->out_off);
	if (r == 0 && s->e->has_unsq_len && s->e->unsq_len > s->e->outq_len)
		r = error_set(l->cx, CR_E_DAMAGED, 0, 0, "tcp-stream",
			      "TCP connection %u has an impossible queue", isk->id);
	return r;
}

static int tcp_stream_failed(struct load *l, int r, const char *what)
{
	if (r == -EPERM)
		return error_set(l->cx, CR_E_PERMISSION, -r, 0, what,
				 "to bring a TCP connection back needs CAP_NET_ADMIN");
	return error_set(l->cx, CR_E_RESTORE, -r, 0, what,
			 "a TCP connection cannot be brought back: %s failed", what);
}

static int tcp_stream_negotiated(int fd, const Cr__TcpStreamEntry *e)
{
	struct tcp_repair_opt opt[4];
	uint32_t n = 0;

	if (e->opt_mask & TCPI_OPT_SACK)
		opt[n++] = (struct tcp_repair_opt){TCP_STREAM_SACK, 0};
	if (e->opt_mask & TCPI_OPT_WSCALE)
		opt[n++] = (struct tcp_repair_opt){
			TCP_STREAM_WSCALE, (e->snd_wscale & 15) | (e->rcv_wscale & 15) << 16};
	if (e->opt_mask & TCPI_OPT_TIMESTAMPS)
		opt[n++] = (struct tcp_repair_opt){TCP_STREAM_TIMESTAMP, 0};
	opt[n++] = (struct tcp_repair_opt){TCP_STREAM_MAXSEG, e->mss_clamp};
	return sys_setsockopt(fd, IPPROTO_TCP, TCP_REPAIR_OPTIONS, opt, n * (uint32_t)sizeof(*opt));
}

/* What is expected next, before the FIN if one has come. */
static uint32_t tcp_stream_in(const struct load_file *file, const Cr__TcpStreamEntry *e)
{
	return e->inq_seq - (tcp_has_their_end(file->entry->isk->state) ? 1 : 0);
}

/* In repair mode all of this is silent: connecting sends nothing. */
CR_FN int tcp_stream_create(struct load *l, const struct load_file *file)
{
	struct inet_address src = inet_source(file->entry->isk),
			    dst = inet_destination(file->entry->isk);
	struct tcp_stream_saved s;
	int fd = file->fd, r = tcp_stream_open(l, file->entry->isk, &s);

	if (r < 0)
		return r;
	r = tcp_stream_set(fd, TCP_REPAIR, TCP_REPAIR_ON);
	if (r < 0)
		return tcp_stream_failed(l, r, "TCP_REPAIR");
	r = tcp_stream_set(fd, TCP_REPAIR_QUEUE, TCP_RECV_QUEUE);
	if (r == 0)
		r = tcp_stream_set(fd, TCP_QUEUE_SEQ, tcp_stream_in(file, s.e) - s.e->inq_len);
	if (r == 0)
		r = tcp_stream_set(fd, TCP_REPAIR_QUEUE, TCP_SEND_QUEUE);
	if (r == 0)
		r = tcp_stream_set(fd, TCP_QUEUE_SEQ,
				   s.e->outq_seq - s.e->outq_len -
					   (tcp_has_our_end(file->entry->isk->state) ? 1 : 0));
	if (r < 0)
		return tcp_stream_failed(l, r, "TCP_QUEUE_SEQ");
	r = inet_bind(l, fd, &src);
	if (r < 0)
		return r;
	r = sys_connect(fd, &dst.at, dst.len);
	if (r < 0)
		return error_set(l->cx, CR_E_RESTORE, -r, 0, inet_text(l->cx, &dst),
				 "a connection from %s to %s cannot be had again",
				 inet_text(l->cx, &src), inet_text(l->cx, &dst));
	r = tcp_stream_negotiated(fd, s.e);
	if (r == 0 && s.e->has_timestamp)
		r = tcp_stream_set(fd, TCP_TIMESTAMP, s.e->timestamp);
	return r < 0 ? tcp_stream_failed(l, r, "TCP_REPAIR_OPTIONS") : 0;
}

static int tcp_stream_send(struct load *l, const struct load_file *file,
			   const struct tcp_stream_saved *s, uint64_t off, uint32_t n)
{
	unsigned char *data = cx_alloc(l->cx, (size_t)n + 1);

	if (!data)
		return error_memory(l->cx);
	int r = image_read(l->cx, &s->in.member, off, data, n);
	for (uint32_t done = 0; r == 0 && done < n;) {
		uint32_t piece = n - done < TCP_STREAM_PIECE ? n - done : TCP_STREAM_PIECE;
		ssize_t sent = sys_send(file->fd, data + done, piece, MSG_DONTWAIT);

		if (sent <= 0)
			return tcp_stream_failed(l, sent < 0 ? (int)sent : -EIO, "filling a queue");
		done += (uint32_t)sent;
	}
	return r;
}

static int tcp_stream_window(const struct load_file *file, const Cr__TcpStreamEntry *e)
{
	struct tcp_repair_window w = {e->snd_wl1, e->snd_wnd, e->max_window, e->rcv_wnd,
				      e->rcv_wup};

	/* The window may have been told again behind the FIN. */
	if ((int32_t)(w.rcv_wup - tcp_stream_in(file, e)) > 0)
		w.rcv_wup = tcp_stream_in(file, e);
	return e->has_snd_wnd
		       ? sys_setsockopt(file->fd, IPPROTO_TCP, TCP_REPAIR_WINDOW, &w, sizeof(w))
		       : 0;
}

CR_FN int tcp_stream_fill(struct load *l, const struct load_file *file)
{
	const int most = TCP_STREAM_MOST;
	struct tcp_stream_saved s;
	int fd = file->fd, r = tcp_stream_open(l, file->entry->isk, &s);

	if (r < 0)
		return r;
	/* Both are set to what they were when all is there. */
	(void)sys_setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &most, sizeof(most));
	(void)sys_setsockopt(fd, SOL_SOCKET, SO_SNDBUFFORCE, &most, sizeof(most));
	r = tcp_stream_set(fd, TCP_REPAIR_QUEUE, TCP_RECV_QUEUE);
	if (r < 0)
		return tcp_stream_failed(l, r, "TCP_REPAIR_QUEUE");
	r = tcp_stream_send(l, file, &s, s.in_off, s.e->inq_len);
	if (r < 0)
		return r;
	r = tcp_stream_set(fd, TCP_REPAIR_QUEUE, TCP_SEND_QUEUE);
	if (r < 0)
		return tcp_stream_failed(l, r, "TCP_REPAIR_QUEUE");
	r = tcp_stream_send(l, file, &s, s.out_off, s.e->outq_len - s.e->unsq_len);
	if (r < 0)
		return r;
	r = tcp_stream_window(file, s.e);
	return r < 0 ? tcp_stream_failed(l, r, "TCP_REPAIR_WINDOW") : 0;
}

static int tcp_stream_send_unsent(struct load *l, const struct load_file *file,
				  const struct tcp_stream_saved *s)
{
	const int most = TCP_STREAM_MOST;

	if (s->e->unsq_len == 0)
		return 0;
	(void)sys_setsockopt(file->fd, SOL_SOCKET, SO_SNDBUFFORCE, &most, sizeof(most));
	int r = tcp_stream_send(l, file, s, s->out_off + s->e->outq_len - s->e->unsq_len,
				s->e->unsq_len);
	return r < 0 ? r : socket_limits_load(l, file, file->fd, file->entry->isk->opts);
}

/* Everything is there; what can still be refused is done while the connection is silent. */
CR_FN int tcp_stream_prepare(struct load *l, const struct load_file *file)
{
	uint32_t state = file->entry->isk->state;
	struct tcp_stream_saved s;
	int r = tcp_stream_open(l, file->entry->isk, &s);

	/* Of a CLOSING one ours was the first. */
	if (r < 0 || !tcp_has_their_end(state) || state == TCP_STREAM_CLOSING)
		return r < 0 ? r : 0;
	r = tcp_their_end(l, file, s.e);
	if (r == 0 && tcp_stream_window(file, s.e) < 0)
		r = tcp_stream_failed(l, -EINVAL, "TCP_REPAIR_WINDOW");
	return r;
}

/* From now on it talks. What had not been sent yet is sent as the program had, and what had been
 * closed is closed. */
CR_FN int tcp_stream_wake_up(struct load *l, const struct load_file *file)
{
	const Cr__InetSkEntry *e = file->entry->isk;
	struct tcp_stream_saved s;
	int r = tcp_stream_open(l, file->entry->isk, &s);

	if (r < 0)
		return r;
	r = tcp_stream_set(file->fd, TCP_REPAIR, TCP_REPAIR_OFF);
	if (r < 0)
		return tcp_stream_failed(l, r, "TCP_REPAIR");
	int reuse = e->opts->has_reuseaddr && e->opts->reuseaddr;
	(void)sys_setsockopt(file->fd, SOL_SOCKET, SO_REUSEADDR, &reuse, sizeof(reuse));
	r = tcp_stream_send_unsent(l, file, &s);
	if (r == 0 && tcp_has_our_end(e->state)) {
		r = sys_shutdown(file->fd, SHUT_WR);
		if (r < 0)
			return tcp_stream_failed(l, r, "shutdown");
	}
	return r == 0 && e->state == TCP_STREAM_CLOSING ? tcp_their_end(l, file, s.e) : r;
}
