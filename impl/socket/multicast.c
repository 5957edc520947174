/* SPDX-License-Identifier: MIT
 *
 * multicast: which groups a socket of datagrams is a member of, at which interface, and from which
 * sources it wants to hear; both directions.
 *
 * The kernel lists the groups of its interfaces, not those of a socket. But a socket that is asked
 * for its sources in a group (MCAST_MSFILTER) says EADDRNOTAVAIL where it is no member: so each is
 * asked for every group there is. An IPv6 socket may be a member of IPv4's groups, too. What is not
 * told is not saved: anycast addresses, and the interface for what is sent to groups of IPv4 when
 * it was chosen by its number.
 */
#include "socket.h"

#define MULTICAST_MOST_SOURCES 65536

struct multicast_groups {
	VEC(struct proc_net_group) list;
};

/* struct group_filter, with room for the sources; its own name is not in every header. */
struct multicast_filter {
	uint32_t index;
	struct sockaddr_storage group;
	uint32_t mode;
	uint32_t n;
	struct sockaddr_storage sources[1];
};
#define MULTICAST_FILTER_SIZE(n) \
	(offsetof(struct multicast_filter, sources) + (n) * sizeof(struct sockaddr_storage))

static struct sockaddr_storage multicast_address(const unsigned char *bytes, size_t len)
{
	struct sockaddr_storage a = {.ss_family = len == 4 ? AF_INET : AF_INET6};

	if (len == 4)
		memcpy(&((struct sockaddr_in *)(void *)&a)->sin_addr, bytes, 4);
	else
		memcpy(&((struct sockaddr_in6 *)(void *)&a)->sin6_addr, bytes, 16);
	return a;
}

static int multicast_level(size_t len)
{
	return len == 4 ? IPPROTO_IP : IPPROTO_IPV6;
}

/* == saving ==================================================================================== */

static int multicast_read(struct dump *d, const struct task *task, bool six)
{
	struct proc_net_group group = {0}, *slot;
	const char *at;
	char *text;
	int r = proc_read(d->cx, task->dir_fd, six ? "net/igmp6" : "net/igmp", &text, NULL);

	if (r < 0)
		return r == -ENOENT ? 0 : r; /* a kernel without it */
	for (at = text; proc_parse_group(&at, six, &group) > 0;) {
		slot = vec_add(&d->cx->arena, &d->groups->list);
		if (!slot)
			return error_memory(d->cx);
		*slot = group;
	}
	return 0;
}

static int multicast_prepare(struct dump *d, const struct task *task)
{
	if (d->groups)
		return 0;
	d->groups = cx_alloc(d->cx, sizeof(*d->groups));
	if (!d->groups)
		return error_memory(d->cx);
	memset(d->groups, 0, sizeof(*d->groups));
	int r = multicast_read(d, task, false);
	return r < 0 ? r : multicast_read(d, task, true);
}

/* 1: it is a member, with *ret; 0: it is not. */
static int multicast_ask(struct dump *d, const struct open_file *file,
			 const struct proc_net_group *g, struct multicast_filter **ret)
{
	uint32_t n = 0;

	for (int tries = 0; tries < 3; tries++) {
		struct multicast_filter *f = cx_alloc(d->cx, MULTICAST_FILTER_SIZE(n + 1));
		uint32_t len = (uint32_t)MULTICAST_FILTER_SIZE(n);

		if (!f)
			return error_memory(d->cx);
		f->index = g->index;
		f->group = multicast_address(g->address, g->len);
		f->n = n;
		int r = sys_getsockopt(file->fd, multicast_level(g->len), MCAST_MSFILTER, f, &len);
		if (r < 0)
			return r == -EADDRNOTAVAIL || r == -ENOPROTOOPT || r == -ENODEV ||
					       r == -EOPNOTSUPP
				       ? 0
				       : r;
		*ret = f;
		if (f->n <= n)
			return 1;
		n = f->n;
		if (n > MULTICAST_MOST_SOURCES)
			return -E2BIG;
	}
	return -EAGAIN;
}

static int multicast_add(struct dump *d, const struct open_file *file,
			 const struct proc_net_group *g, const struct multicast_filter *f)
{
	Cr__CrFileEntry *extra = dump_cr_file(d, file->id);
	Cr__CrGroupEntry *e = cx_alloc(d->cx, sizeof(*e)), **more;

	more = extra ? cx_array(d->cx, extra->n_groups + 1, sizeof(*more)) : NULL;
	if (!e || !more)
		return error_memory(d->cx);
	cr__cr_group_entry__init(e);
	e->index = g->index;
	e->address.len = g->len;
	e->address.data = arena_copy(&d->cx->arena, g->address, g->len);
	e->has_exclude = e->exclude = f->mode == MCAST_EXCLUDE;
	e->sources = cx_array(d->cx, f->n + 1, sizeof(*e->sources));
	if (!e->address.data || !e->sources)
		return error_memory(d->cx);
	for (; e->n_sources < f->n; e->n_sources++) {
		const struct sockaddr_storage *from = &f->sources[e->n_sources];
		ProtobufCBinaryData *to = &e->sources[e->n_sources];

		to->len = g->len;
		to->data = arena_copy(
			&d->cx->arena,
			g->len == 4
				? (const void *)&((const struct sockaddr_in *)(const void *)from)
					  ->sin_addr
				: &((const struct sockaddr_in6 *)(const void *)from)->sin6_addr,
			g->len);
		if (!to->data)
			return error_memory(d->cx);
	}
	if (extra->n_groups)
		memcpy(more, extra->groups, extra->n_groups * sizeof(*more));
	more[extra->n_groups++] = e;
	extra->groups = more;
	return interface_dump(d, file, g->index);
}

CR_FN int multicast_dump(struct dump *d, const struct open_file *file, const Cr__InetSkEntry *e)
{
	int r = multicast_prepare(d, file->task);

	for (size_t i = 0; r >= 0 && i < d->groups->list.n; i++) {
		const struct proc_net_group *g = &d->groups->list.at[i];
		struct multicast_filter *f;

		if (g->len == 16 && e->family == AF_INET)
			continue;
		r = multicast_ask(d, file, g, &f);
		if (r > 0)
			r = multicast_add(d, file, g, f);
	}
	return r < 0 ? error_set(d->cx, CR_E_SYSTEM, -r, file->task->pid, file->path,
				 "which multicast groups descriptor %d is a member of is not told",
				 file->task_fd)
		     : 0;
}

/* == loading =================================================================================== */

static int multicast_filter_load(struct load *l, const struct load_file *file,
				 const Cr__CrGroupEntry *e, uint32_t index)
{
	struct multicast_filter *f = cx_alloc(l->cx, MULTICAST_FILTER_SIZE(e->n_sources + 1));

	if (!f)
		return error_memory(l->cx);
	f->index = index;
	f->group = multicast_address(e->address.data, e->address.len);
	f->mode = e->exclude ? MCAST_EXCLUDE : MCAST_INCLUDE;
	for (; f->n < e->n_sources; f->n++) {
		if (e->sources[f->n].len != e->address.len)
			return -EINVAL;
		f->sources[f->n] = multicast_address(e->sources[f->n].data, e->address.len);
	}
	return sys_setsockopt(file->fd, multicast_level(e->address.len), MCAST_MSFILTER, f,
			      (uint32_t)MULTICAST_FILTER_SIZE(f->n));
}

/* A member of all, and of some then. */
static int multicast_join(struct load *l, const struct load_file *file, const Cr__CrGroupEntry *e)
{
	struct {
		uint32_t index;
		struct sockaddr_storage group;
	} req = {.index = interface_load(file, e->index)};

	if ((e->address.len != 4 && e->address.len != 16) || e->n_sources > MULTICAST_MOST_SOURCES)
		return error_set(l->cx, CR_E_DAMAGED, 0, 0, "cr.img",
				 "socket %u is a member of an impossible group", file->id);
	req.group = multicast_address(e->address.data, e->address.len);
	int r = sys_setsockopt(file->fd, multicast_level(e->address.len), MCAST_JOIN_GROUP, &req,
			       sizeof(req));
	if (r == 0 && e->n_sources)
		r = multicast_filter_load(l, file, e, req.index);
	return r < 0 ? error_set(l->cx, CR_E_RESTORE, -r, 0, "MCAST_JOIN_GROUP",
				 "a socket cannot be a member of its multicast group at interface "
				 "%u ('%s') again",
				 e->index, interface_name(file, e->index))
		     : 0;
}

CR_FN int multicast_load(struct load *l, const struct load_file *file)
{
	int r = 0;

	for (size_t i = 0; r == 0 && file->extra && i < file->extra->n_groups; i++)
		r = multicast_join(l, file, file->extra->groups[i]);
	return r;
}
