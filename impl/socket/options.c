/* SPDX-License-Identifier: MIT
 *
 * options: what setsockopt(2) sets at the level SOL_SOCKET, of sockets of any family; both
 * directions.
 *
 * The kernel doubles the sizes of buffers that it is given, and never gives back what it was asked
 * for. Sizes and filters come last: they would stand in the way of putting content into the queues.
 * Refuses filters that cannot be read back.
 */
#include "socket.h"

#include <linux/filter.h>
#include <linux/if_packet.h>

#ifndef SO_BUF_LOCK
#define SO_BUF_LOCK 72
#endif

/* How the image's booleans and numbers are called by the kernel, and where they lie in the message.
 */
struct socket_flag {
	int name;
	size_t has, at;
	bool wide; /* uint32_t, else a boolean */
	const char *text;
};
#define SOCKET_FLAG(name, field, wide, text) \
	{ \
		name, offsetof(Cr__SkOptsEntry, has_##field), offsetof(Cr__SkOptsEntry, field), \
			wide, text \
	}

static const struct socket_flag socket_flags[] = {
	SOCKET_FLAG(SO_REUSEADDR, reuseaddr, false, "SO_REUSEADDR"),
	SOCKET_FLAG(SO_PRIORITY, so_priority, true, "SO_PRIORITY"),
	SOCKET_FLAG(SO_RCVLOWAT, so_rcvlowat, true, "SO_RCVLOWAT"),
	SOCKET_FLAG(SO_MARK, so_mark, true, "SO_MARK"),
	SOCKET_FLAG(SO_PASSCRED, so_passcred, false, "SO_PASSCRED"),
	SOCKET_FLAG(SO_PASSSEC, so_passsec, false, "SO_PASSSEC"),
	SOCKET_FLAG(SO_DONTROUTE, so_dontroute, false, "SO_DONTROUTE"),
	SOCKET_FLAG(SO_NO_CHECK, so_no_check, false, "SO_NO_CHECK"),
	SOCKET_FLAG(SO_REUSEPORT, so_reuseport, false, "SO_REUSEPORT"),
	SOCKET_FLAG(SO_BROADCAST, so_broadcast, false, "SO_BROADCAST"),
	SOCKET_FLAG(SO_KEEPALIVE, so_keepalive, false, "SO_KEEPALIVE"),
	SOCKET_FLAG(SO_OOBINLINE, so_oobinline, true, "SO_OOBINLINE"),
};

CR_FN int socket_option(int fd, int name)
{
	int value = 0;
	uint32_t len = sizeof(value);
	int r = sys_getsockopt(fd, SOL_SOCKET, name, &value, &len);

	return r < 0 ? r : value;
}

CR_FN const char *socket_type_name(int type)
{
	switch (type) {
	case SOCK_STREAM:
		return "stream";
	case SOCK_DGRAM:
		return "datagram";
	case SOCK_SEQPACKET:
		return "sequenced packet";
	case SOCK_RAW:
		return "raw";
	default:
		return "other";
	}
}

/* == saving ==================================================================================== */

static void socket_flags_dump(int fd, Cr__SkOptsEntry *e)
{
	for (size_t i = 0; i < ARRAY_LEN(socket_flags); i++) {
		const struct socket_flag *f = &socket_flags[i];
		protobuf_c_boolean yes = true;
		int value = socket_option(fd, f->name);

		/* What a family does not have it does not tell; a mark of 0 would need a capability
		 * to be set. */
		if (value < 0 || (f->name == SO_MARK && value == 0))
			continue;
		memcpy((char *)e + f->has, &yes, sizeof(yes));
		if (f->wide) {
			memcpy((char *)e + f->at, &value, sizeof(value));
		} else {
			yes = value != 0;
			memcpy((char *)e + f->at, &yes, sizeof(yes));
		}
	}
}

static int socket_timeout_dump(int fd, int name, uint64_t *ret_sec, uint64_t *ret_usec)
{
	struct timeval tv = {0, 0};
	uint32_t len = sizeof(tv);
	int r = sys_getsockopt(fd, SOL_SOCKET, name, &tv, &len);

	*ret_sec = (uint64_t)tv.tv_sec;
	*ret_usec = (uint64_t)tv.tv_usec;
	return r;
}

/* A classic filter: one word of the image is one instruction. The length is counted in
 * instructions. */
static int socket_filter_dump(struct dump *d, const struct open_file *file, Cr__SkOptsEntry *e)
{
	uint32_t n = 0;
	int r = sys_getsockopt(file->fd, SOL_SOCKET, SO_GET_FILTER, NULL, &n);

	if (r == -EACCES)
		return refuse(d->cx, CR_E_UNSUPPORTED, file->task->pid, file->path,
			      "descriptor %d is a socket with a filter that cannot be read (of "
			      "eBPF)",
			      file->task_fd);
	if (r < 0 || n == 0)
		return r < 0 ? error_set(d->cx, CR_E_SYSTEM, -r, file->task->pid, file->path,
					 "SO_GET_FILTER failed")
			     : 0;
	e->so_filter = cx_array(d->cx, n, sizeof(*e->so_filter));
	if (!e->so_filter)
		return error_memory(d->cx);
	_Static_assert(sizeof(struct sock_filter) == sizeof(*e->so_filter),
		       "an instruction is a word");
	r = sys_getsockopt(file->fd, SOL_SOCKET, SO_GET_FILTER, e->so_filter, &n);
	e->n_so_filter = n;
	return r < 0 ? error_set(d->cx, CR_E_SYSTEM, -r, file->task->pid, file->path,
				 "SO_GET_FILTER failed")
		     : 0;
}

/* Whose it is, and that its filter is there to stay. */
static int socket_extra_dump(struct dump *d, const struct open_file *file)
{
	Cr__CrFileEntry *extra = dump_cr_file(d, file->id);

	if (!extra)
		return error_memory(d->cx);
	extra->has_uid = extra->has_gid = true;
	extra->uid = file->st.st_uid;
	extra->gid = file->st.st_gid;
	return socket_option(file->fd, SO_LOCK_FILTER) > 0
		       ? socket_option_add(d, extra, SOL_SOCKET, SO_LOCK_FILTER, 1)
		       : 0;
}

CR_FN int socket_options_dump(struct dump *d, const struct open_file *file, Cr__SkOptsEntry **ret)
{
	Cr__SkOptsEntry *e = cx_alloc(d->cx, sizeof(*e));
	int send = socket_option(file->fd, SO_SNDBUF), receive = socket_option(file->fd, SO_RCVBUF);
	struct linger linger = {0, 0};
	uint32_t len = sizeof(linger);

	if (!e)
		return error_memory(d->cx);
	cr__sk_opts_entry__init(e);
	int r = send < 0 ? send : receive < 0 ? receive : 0;
	if (r == 0)
		r = socket_timeout_dump(file->fd, SO_SNDTIMEO, &e->so_snd_tmo_sec,
					&e->so_snd_tmo_usec);
	if (r == 0)
		r = socket_timeout_dump(file->fd, SO_RCVTIMEO, &e->so_rcv_tmo_sec,
					&e->so_rcv_tmo_usec);
	if (r < 0)
		return error_set(d->cx, CR_E_SYSTEM, -r, file->task->pid, file->path,
				 "the socket's options cannot be read");
	e->so_sndbuf = (uint32_t)send;
	e->so_rcvbuf = (uint32_t)receive;
	socket_flags_dump(file->fd, e);
	if (sys_getsockopt(file->fd, SOL_SOCKET, SO_LINGER, &linger, &len) == 0 && linger.l_onoff) {
		e->has_so_linger = true;
		e->so_linger = (uint32_t)linger.l_linger;
	}
	int lock = socket_option(file->fd, SO_BUF_LOCK); /* since 5.14 */
	e->has_so_buf_lock = lock >= 0;
	e->so_buf_lock = lock >= 0 ? (uint32_t)lock : 0;
	*ret = e;
	r = socket_filter_dump(d, file, e);
	return r < 0 ? r : socket_extra_dump(d, file);
}

/* == loading =================================================================================== */

CR_FN void socket_owner_load(struct load *l, const struct load_file *file, int fd)
{
	const Cr__CrFileEntry *extra = file->extra;
	struct stat st;

	if (!extra || !extra->has_uid || !extra->has_gid || sys_fstat(fd, &st) < 0 ||
	    (st.st_uid == extra->uid && st.st_gid == extra->gid))
		return;
	if (sys_fchown(fd, extra->uid, extra->gid) < 0)
		degrade(l->cx, 0, "socket",
			"a socket belonged to user %u, group %u, which cannot be set here",
			extra->uid, extra->gid);
}

/* Only what differs from what a new socket has: some need a capability even for that. */
static int socket_set(struct load *l, int fd, int name, const char *text, int value)
{
	int now = socket_option(fd, name);

	if (now == value)
		return 0;
	int r = sys_setsockopt(fd, SOL_SOCKET, name, &value, sizeof(value));
	if (r == -EPERM)
		degrade(l->cx, 0, text,
			"a socket had the value %d for %s, which is not permitted here", value,
			text);
	else if (r < 0)
		return error_set(l->cx, CR_E_RESTORE, -r, 0, text,
				 "%s of a socket cannot be set to %d", text, value);
	return 0;
}

static int socket_flags_load(struct load *l, int fd, const Cr__SkOptsEntry *e)
{
	for (size_t i = 0; i < ARRAY_LEN(socket_flags); i++) {
		const struct socket_flag *f = &socket_flags[i];
		protobuf_c_boolean has, yes;
		int value;

		memcpy(&has, (const char *)e + f->has, sizeof(has));
		if (!has)
			continue;
		if (f->wide) {
			memcpy(&value, (const char *)e + f->at, sizeof(value));
		} else {
			memcpy(&yes, (const char *)e + f->at, sizeof(yes));
			value = yes ? 1 : 0;
		}
		int r = socket_set(l, fd, f->name, f->text, value);
		if (r < 0)
			return r;
	}
	return 0;
}

static int socket_timeout_load(struct load *l, int fd, int name, uint64_t sec, uint64_t usec)
{
	struct timeval tv = {(time_t)sec, (suseconds_t)usec};

	if (sec == 0 && usec == 0)
		return 0;
	if (sec > INT64_MAX || usec > 999999)
		return error_set(l->cx, CR_E_DAMAGED, 0, 0, "files.img",
				 "a socket has an impossible time limit");
	int r = sys_setsockopt(fd, SOL_SOCKET, name, &tv, sizeof(tv));
	return r < 0 ? error_set(l->cx, CR_E_RESTORE, -r, 0, "setsockopt",
				 "a socket's time limit cannot be set")
		     : 0;
}

CR_FN int socket_options_load(struct load *l, int fd, const Cr__SkOptsEntry *e)
{
	struct linger linger = {1, (int)e->so_linger};
	int r = socket_flags_load(l, fd, e);

	if (r == 0)
		r = socket_timeout_load(l, fd, SO_SNDTIMEO, e->so_snd_tmo_sec, e->so_snd_tmo_usec);
	if (r == 0)
		r = socket_timeout_load(l, fd, SO_RCVTIMEO, e->so_rcv_tmo_sec, e->so_rcv_tmo_usec);
	if (r < 0 || !e->has_so_linger)
		return r;
	r = sys_setsockopt(fd, SOL_SOCKET, SO_LINGER, &linger, sizeof(linger));
	return r < 0 ? error_set(l->cx, CR_E_RESTORE, -r, 0, "SO_LINGER",
				 "SO_LINGER of a socket cannot be set")
		     : 0;
}

/* The saved size is what the kernel made of twice the size that it was given. */
static int socket_size_load(struct load *l, int fd, int name, int force, const char *text,
			    uint32_t size)
{
	int half = (int)(size / 2);

	if (size > INT32_MAX)
		return error_set(l->cx, CR_E_DAMAGED, 0, 0, "files.img",
				 "a socket has an impossible buffer");
	if (socket_option(fd, name) == (int)size)
		return 0;
	int r = sys_setsockopt(fd, SOL_SOCKET, name, &half, sizeof(half));
	if (r == 0 && socket_option(fd, name) != (int)size)
		r = sys_setsockopt(fd, SOL_SOCKET, force, &half, sizeof(half));
	if (r < 0 && r != -EPERM)
		return error_set(l->cx, CR_E_RESTORE, -r, 0, text, "%s of a socket cannot be set",
				 text);
	int now = socket_option(fd, name);
	if (now != (int)(size & ~1u))
		degrade(l->cx, 0, text, "a socket had a buffer of %u bytes and has one of %d", size,
			now);
	return 0;
}

static int socket_filter_load(struct load *l, int fd, const Cr__SkOptsEntry *e)
{
	struct sock_fprog filter = {.len = (unsigned short)e->n_so_filter,
				    .filter = (struct sock_filter *)e->so_filter};

	if (e->n_so_filter == 0 || socket_option(fd, SO_LOCK_FILTER) > 0)
		return 0; /* there is none; or it is there already, for good */
	if (e->n_so_filter > UINT16_MAX)
		return error_set(l->cx, CR_E_DAMAGED, 0, 0, "files.img",
				 "a socket's filter has %zu instructions", e->n_so_filter);
	int r = sys_setsockopt(fd, SOL_SOCKET, SO_ATTACH_FILTER, &filter, sizeof(filter));
	return r < 0 ? error_set(l->cx, CR_E_RESTORE, -r, 0, "SO_ATTACH_FILTER",
				 "the filter of a socket cannot be set")
		     : 0;
}

/* For good: the filter is there to stay. */
static int socket_lock_load(struct load *l, const struct load_file *file, int fd)
{
	const int on = 1;
	int r = 0;

	for (size_t i = 0; r == 0 && file->extra && i < file->extra->n_options; i++)
		if (socket_option_is(file->extra->options[i], SOL_SOCKET, SO_LOCK_FILTER))
			r = sys_setsockopt(fd, SOL_SOCKET, SO_LOCK_FILTER, &on, sizeof(on));
	return r < 0 ? error_set(l->cx, CR_E_RESTORE, -r, 0, "SO_LOCK_FILTER",
				 "the filter of a socket cannot be locked")
		     : 0;
}

CR_FN int socket_limits_load(struct load *l, const struct load_file *file, int fd,
			     const Cr__SkOptsEntry *e)
{
	int r = socket_size_load(l, fd, SO_SNDBUF, SO_SNDBUFFORCE, "SO_SNDBUF", e->so_sndbuf);

	if (r == 0)
		r = socket_size_load(l, fd, SO_RCVBUF, SO_RCVBUFFORCE, "SO_RCVBUF", e->so_rcvbuf);
	/* Setting a size has locked it; whether it was is put back where the kernel lets us (5.14).
	 */
	if (r == 0 && e->has_so_buf_lock)
		(void)sys_setsockopt(fd, SOL_SOCKET, SO_BUF_LOCK, &e->so_buf_lock,
				     sizeof(e->so_buf_lock));
	if (r == 0)
		r = socket_filter_load(l, fd, e);
	return r < 0 ? r : socket_lock_load(l, file, fd);
}

/* == what CRIU's messages have no field for ==================================================== */

#define SOCKET_MORE_MOST 16

/* cr.img. Sockets that lack one do not tell it. Numbers: not in every header. */
static const struct {
	int family; /* 0: any */
	int level, name;
} socket_more[] = {
	{0, SOL_SOCKET, SO_DEBUG},
	{0, SOL_SOCKET, SO_PEEK_OFF},
	{0, SOL_SOCKET, SO_TIMESTAMP},
	{0, SOL_SOCKET, SO_TIMESTAMPNS},
	{0, SOL_SOCKET, SO_TIMESTAMPING},
	{0, SOL_SOCKET, 63 /* SO_TIMESTAMP_NEW: seconds of 64 bits */},
	{0, SOL_SOCKET, 64 /* SO_TIMESTAMPNS_NEW */},
	{0, SOL_SOCKET, 65 /* SO_TIMESTAMPING_NEW */},
	{0, SOL_SOCKET, SO_RXQ_OVFL},
	{0, SOL_SOCKET, SO_WIFI_STATUS},
	{0, SOL_SOCKET, SO_NOFCS},
	{0, SOL_SOCKET, SO_SELECT_ERR_QUEUE},
	{0, SOL_SOCKET, SO_BUSY_POLL},
	{0, SOL_SOCKET, SO_MAX_PACING_RATE},
	{0, SOL_SOCKET, SO_INCOMING_CPU},
	{0, SOL_SOCKET, SO_ZEROCOPY},
	{0, SOL_SOCKET, 61 /* SO_TXTIME, since 4.19 */},
	{0, SOL_SOCKET, 69 /* SO_PREFER_BUSY_POLL, since 5.11 */},
	{0, SOL_SOCKET, 73 /* SO_RESERVE_MEM, since 5.17 */},
	{0, SOL_SOCKET, 74 /* SO_TXREHASH, since 5.18 */},
	{0, SOL_SOCKET, 75 /* SO_RCVMARK, since 5.19 */},
	{0, SOL_SOCKET, 76 /* SO_PASSPIDFD, since 6.5 */},
	{0, SOL_SOCKET, 82 /* SO_RCVPRIORITY, since 6.14 */},
	{0, SOL_SOCKET, 83 /* SO_PASSRIGHTS, since 6.16 */},
	{AF_PACKET, SOL_PACKET, PACKET_TX_HAS_OFF},
	{AF_PACKET, SOL_PACKET, PACKET_QDISC_BYPASS},
	{AF_PACKET, SOL_PACKET, 23 /* PACKET_IGNORE_OUTGOING, since 4.20 */},
	{AF_PACKET, SOL_PACKET, 24 /* PACKET_VNET_HDR_SZ, since 6.4 */},
};

CR_FN int socket_option_put(struct dump *d, Cr__CrFileEntry *extra, int level, int name,
			    const void *value, size_t len)
{
	Cr__CrOptionEntry *e = cx_alloc(d->cx, sizeof(*e)), **more;
	size_t n = extra->n_options;

	if (!e)
		return error_memory(d->cx);
	cr__cr_option_entry__init(e);
	e->level = (uint32_t)level;
	e->name = (uint32_t)name;
	e->value.len = len;
	e->value.data = arena_copy(&d->cx->arena, value, len);
	more = cx_array(d->cx, n + 1, sizeof(*more));
	if (!e->value.data || !more)
		return error_memory(d->cx);
	if (n)
		memcpy(more, extra->options, n * sizeof(*more));
	more[n] = e;
	extra->options = more;
	extra->n_options = n + 1;
	return 0;
}

CR_FN int socket_option_add(struct dump *d, Cr__CrFileEntry *extra, int level, int name, int value)
{
	return socket_option_put(d, extra, level, name, &value, sizeof(value));
}

CR_FN bool socket_option_is(const Cr__CrOptionEntry *e, int level, int name)
{
	return e->level == (uint32_t)level && e->name == (uint32_t)name &&
	       e->value.len == sizeof(int);
}

CR_FN int socket_fresh(int fd)
{
	int family = socket_option(fd, SO_DOMAIN), type = socket_option(fd, SO_TYPE);

	int fresh = sys_socket(family, type, socket_option(fd, SO_PROTOCOL));

	/* Without the right to such a one: at SOL_SOCKET all are alike. */
	return fresh < 0 ? sys_socket(AF_UNIX, SOCK_DGRAM, 0) : fresh;
}

CR_FN int socket_more_dump(struct dump *d, const struct open_file *file, int fresh)
{
	Cr__CrFileEntry *extra = dump_cr_file(d, file->id);
	int family = socket_option(file->fd, SO_DOMAIN), number;

	if (!extra)
		return error_memory(d->cx);
	for (size_t i = 0; i < ARRAY_LEN(socket_more); i++) {
		int level = socket_more[i].level, name = socket_more[i].name;
		unsigned char value[SOCKET_MORE_MOST], usual[SOCKET_MORE_MOST];
		uint32_t len = sizeof(value), usual_len = sizeof(usual);

		if ((socket_more[i].family && socket_more[i].family != family) ||
		    sys_getsockopt(file->fd, level, name, value, &len) < 0)
			continue;
		/* An offset may be negative, and is when there is none; so is a processor. */
		memcpy(&number, value, sizeof(number));
		if (len == sizeof(number) && level == SOL_SOCKET && number < 0)
			continue;
		if (sys_getsockopt(fresh, level, name, usual, &usual_len) == 0 &&
		    len == usual_len && memcmp(value, usual, len) == 0)
			continue;
		int r = socket_option_put(d, extra, level, name, value, len);
		if (r < 0)
			return r;
	}
	return 0;
}

static bool socket_is_lock(const Cr__CrOptionEntry *e)
{
	return socket_option_is(e, SOL_SOCKET, SO_LOCK_FILTER);
}

CR_FN bool socket_is_more(const Cr__CrOptionEntry *e)
{
	for (size_t i = 0; i < ARRAY_LEN(socket_more); i++)
		if (e->level == (uint32_t)socket_more[i].level &&
		    e->name == (uint32_t)socket_more[i].name && e->value.len <= SOCKET_MORE_MOST)
			return true;
	return socket_is_lock(e);
}

CR_FN int socket_more_load(struct load *l, const struct load_file *file, bool all)
{
	for (size_t i = 0; file->extra && i < file->extra->n_options; i++) {
		const Cr__CrOptionEntry *e = file->extra->options[i];

		if (!socket_is_more(e)) {
			if (!all)
				continue;
			return error_set(l->cx, CR_E_DAMAGED, 0, 0, "cr.img",
					 "file %u has the unknown socket option %u of level %u",
					 file->id, e->name, e->level);
		}
		if (socket_is_lock(e))
			continue; /* see socket_limits_load */
		int r = sys_setsockopt(file->fd, (int)e->level, (int)e->name, e->value.data,
				       (uint32_t)e->value.len);
		if (r < 0)
			degrade(l->cx, 0, "setsockopt",
				"option %u of a socket cannot be set here (%s)", e->name,
				error_name(-r));
	}
	return 0;
}
