/* SPDX-License-Identifier: MIT
 *
 * packet: packet sockets (AF_PACKET): type, protocol, interface, options, memberships, fan-out;
 * both directions.
 *
 * Memberships and rings are told by sock_diag alone (CONFIG_PACKET_DIAG). Packets that have not
 * been read are lost and listed: to put them back would be to send them through the network, where
 * others see them. Refused by name: rings, fan-out by a program of BPF (which cannot be read), an
 * interface that is gone, the obsolete SOCK_PACKET.
 */
#include "socket.h"

#include <linux/if_packet.h>

#define PACKET_NO_FANOUT UINT32_MAX
#define PACKET_MOST_MEMBERS 4096

static bool packet_match(const struct open_file *file)
{
	return S_ISSOCK(file->st.st_mode) && !(file->info.flags & O_PATH) && file->fd >= 0 &&
	       socket_option(file->fd, SO_DOMAIN) == AF_PACKET;
}

static int packet_option(int fd, int name)
{
	int value = 0;
	uint32_t len = sizeof(value);
	int r = sys_getsockopt(fd, SOL_PACKET, name, &value, &len);

	return r < 0 ? r : value;
}

/* == saving ==================================================================================== */

static int packet_refuse(struct dump *d, const struct open_file *file, const char *why)
{
	return refuse(d->cx, CR_E_UNSUPPORTED, file->task->pid, file->path,
		      "descriptor %d is a packet socket %s", file->task_fd, why);
}

static int packet_dump_members(struct dump *d, const struct open_file *file,
			       const struct sock_packet *told, Cr__PacketSockEntry *e)
{
	size_t n = 0;
	struct sock_packet_member m;

	for (size_t i = 0; i < told->member_n; i++) {
		sock_packet_member(told, i, &m);
		n += m.count;
		if (n > PACKET_MOST_MEMBERS)
			return packet_refuse(d, file, "with too many memberships");
	}
	e->mclist = cx_array(d->cx, n + 1, sizeof(*e->mclist));
	if (!e->mclist)
		return error_memory(d->cx);
	/* The kernel lists the last first; one that was joined twice is there twice. */
	for (size_t i = told->member_n; i > 0; i--) {
		sock_packet_member(told, i - 1, &m);
		int r = interface_dump(d, file, m.index);
		for (uint32_t k = 0; r == 0 && k < m.count; k++) {
			Cr__PacketMclist *entry = cx_alloc(d->cx, sizeof(*entry));

			if (!entry)
				return error_memory(d->cx);
			cr__packet_mclist__init(entry);
			entry->index = m.index;
			entry->type = m.type;
			entry->addr.len = m.len;
			entry->addr.data = arena_copy(&d->cx->arena, m.address, m.len + 1u);
			if (!entry->addr.data)
				return error_memory(d->cx);
			e->mclist[e->n_mclist++] = entry;
		}
		if (r < 0)
			return r;
	}
	return 0;
}

/* A kernel that does not tell: of rings it is known whether there is one, for then the version
 * cannot be set, not even to what it is. */
static int packet_dump_untold(struct dump *d, const struct open_file *file,
			      const Cr__PacketSockEntry *e)
{
	int version = (int)e->version;

	if (sys_setsockopt(file->fd, SOL_PACKET, PACKET_VERSION, &version, sizeof(version)) ==
	    -EBUSY)
		return packet_refuse(d, file, "with a ring");
	degrade(d->cx, file->task->pid, file->path,
		"what interfaces take in for descriptor %d, a packet socket (memberships), is not "
		"told by this kernel (CONFIG_PACKET_DIAG)",
		file->task_fd);
	return 0;
}

static int packet_dump_told(struct dump *d, const struct open_file *file, Cr__PacketSockEntry *e)
{
	unsigned char answer[SOCK_ANSWER_SIZE];
	struct sock_packet told;
	int r = sock_packet_ask((uint32_t)file->st.st_ino, answer, &told);

	if (r < 0)
		return packet_dump_untold(d, file, e);
	e->copy_thresh = told.copy_thresh;
	if (told.rx.block_n || told.tx.block_n)
		return packet_refuse(d, file, "with a ring");
	return packet_dump_members(d, file, &told, e);
}

static int packet_dump_fanout(struct dump *d, const struct open_file *file, Cr__PacketSockEntry *e)
{
	int value = packet_option(file->fd, PACKET_FANOUT);
	unsigned how = (unsigned)value >> 16 & 0xff;

	e->has_fanout = true;
	e->fanout = value == 0 ? PACKET_NO_FANOUT : (uint32_t)value;
	return value && (how == PACKET_FANOUT_CBPF || how == PACKET_FANOUT_EBPF)
		       ? packet_refuse(d, file,
				       "whose fan-out is decided by a program of BPF, which cannot "
				       "be read")
		       : 0;
}

static void packet_dump_options(const struct open_file *file, Cr__PacketSockEntry *e)
{
	e->version = (uint32_t)packet_option(file->fd, PACKET_VERSION);
	e->reserve = (uint32_t)packet_option(file->fd, PACKET_RESERVE);
	e->timestamp = (uint32_t)packet_option(file->fd, PACKET_TIMESTAMP);
	e->aux_data = packet_option(file->fd, PACKET_AUXDATA) > 0;
	e->orig_dev = packet_option(file->fd, PACKET_ORIGDEV) > 0;
	e->vnet_hdr = packet_option(file->fd, PACKET_VNET_HDR) > 0;
	e->loss = packet_option(file->fd, PACKET_LOSS) > 0;
}

static int packet_dump_address(struct dump *d, const struct open_file *file, Cr__PacketSockEntry *e)
{
	struct sockaddr_ll own = {0};
	uint32_t len = sizeof(own);
	int r = e->type == SOCK_PACKET ? 0 : sys_getsockname(file->fd, &own, &len);

	if (e->type == SOCK_PACKET)
		return packet_refuse(d, file, "of the obsolete type SOCK_PACKET");
	if (r < 0)
		return error_set(d->cx, CR_E_SYSTEM, -r, file->task->pid, file->path,
				 "getsockname of descriptor %d failed", file->task_fd);
	if (own.sll_ifindex < 0)
		return packet_refuse(d, file, "of an interface that is gone");
	e->protocol = own.sll_protocol;
	e->ifindex = (uint32_t)own.sll_ifindex;
	return interface_dump(d, file, e->ifindex);
}

static void packet_dump_unread(struct dump *d, const struct open_file *file)
{
	struct pollfd pfd = {.fd = file->fd, .events = POLLIN};

	if (sys_poll(&pfd, 1, 0) > 0 && (pfd.revents & (POLLIN | POLLERR)))
		degrade(d->cx, file->task->pid, file->path,
			"%s that descriptor %d, a packet socket, has not read %s lost",
			pfd.revents & POLLIN ? "packets" : "an error", file->task_fd,
			pfd.revents & POLLIN ? "are" : "is");
}

static int packet_dump(struct dump *d, struct open_file *file)
{
	Cr__PacketSockEntry *e = cx_alloc(d->cx, sizeof(*e));

	if (!e)
		return error_memory(d->cx);
	cr__packet_sock_entry__init(e);
	file->entry->psk = e;
	e->id = file->id;
	e->type = (uint32_t)socket_option(file->fd, SO_TYPE);
	e->flags = file->info.flags;
	e->has_ns_id = true;
	e->ns_id = 2; /* that of ids-PID */
	e->fown = object_fown(d, file);
	if (!e->fown)
		return error_memory(d->cx);
	packet_dump_options(file, e);
	int r = packet_dump_address(d, file, e);
	if (r == 0)
		r = packet_dump_told(d, file, e);
	if (r == 0)
		r = packet_dump_fanout(d, file, e);
	if (r == 0)
		r = socket_options_dump(d, file, &e->opts);
	CR_AUTOFD int fresh = socket_fresh(file->fd);
	if (r == 0)
		r = socket_more_dump(d, file, fresh);
	if (r == 0)
		packet_dump_unread(d, file);
	return r;
}

/* == loading =================================================================================== */

static bool packet_accepts(const Cr__FileEntry *entry)
{
	const Cr__PacketSockEntry *e = entry->psk;

	return e && e->opts && e->fown && (e->type == SOCK_RAW || e->type == SOCK_DGRAM) &&
	       !e->rx_ring && !e->tx_ring;
}

static int packet_set(struct load *l, int fd, int name, const char *text, uint32_t value)
{
	int r = packet_option(fd, name) == (int)value
			? 0
			: sys_setsockopt(fd, SOL_PACKET, name, &value, sizeof(value));

	return r < 0 ? error_set(l->cx, CR_E_RESTORE, -r, 0, text,
				 "%s of a packet socket cannot be set to %u", text, value)
		     : 0;
}
#define PACKET_SET(l, fd, name, value) packet_set(l, fd, name, #name, value)

static int packet_load_options(struct load *l, int fd, const Cr__PacketSockEntry *e)
{
	int r = PACKET_SET(l, fd, PACKET_VERSION, e->version);

	if (r == 0)
		r = PACKET_SET(l, fd, PACKET_RESERVE, e->reserve);
	if (r == 0)
		r = PACKET_SET(l, fd, PACKET_AUXDATA, e->aux_data);
	if (r == 0)
		r = PACKET_SET(l, fd, PACKET_ORIGDEV, e->orig_dev);
	if (r == 0)
		r = PACKET_SET(l, fd, PACKET_VNET_HDR, e->vnet_hdr);
	if (r == 0)
		r = PACKET_SET(l, fd, PACKET_LOSS, e->loss);
	if (r == 0)
		r = PACKET_SET(l, fd, PACKET_TIMESTAMP, e->timestamp);
	if (r == 0 && e->copy_thresh) /* not every kernel tells it of a socket */
		r = PACKET_SET(l, fd, PACKET_COPY_THRESH, e->copy_thresh);
	return r;
}

static int packet_load_members(struct load *l, const struct load_file *file)
{
	const Cr__PacketSockEntry *e = file->entry->psk;

	for (size_t i = 0; i < e->n_mclist; i++) {
		const Cr__PacketMclist *m = e->mclist[i];
		struct {
			int index;
			uint16_t type, len;
			unsigned char address[32];
		} req = {.index = (int)interface_load(file, m->index),
			 .type = (uint16_t)m->type,
			 .len = (uint16_t)m->addr.len};

		if (m->addr.len > sizeof(req.address))
			return error_set(l->cx, CR_E_DAMAGED, 0, 0, "files.img",
					 "a packet socket has an impossible membership");
		memcpy(req.address, m->addr.data, m->addr.len);
		int r = sys_setsockopt(file->fd, SOL_PACKET, PACKET_ADD_MEMBERSHIP, &req,
				       sizeof(req));
		if (r < 0)
			return error_set(l->cx, CR_E_RESTORE, -r, 0, "PACKET_ADD_MEMBERSHIP",
					 "a packet socket cannot have its membership at interface "
					 "%u ('%s') again",
					 m->index, interface_name(file, m->index));
	}
	return 0;
}

static int packet_load_address(struct load *l, const struct load_file *file)
{
	const Cr__PacketSockEntry *e = file->entry->psk;
	struct sockaddr_ll own = {.sll_family = AF_PACKET,
				  .sll_protocol = (uint16_t)e->protocol,
				  .sll_ifindex = (int)interface_load(file, e->ifindex)};
	uint32_t fanout = e->fanout;
	int r = e->protocol || e->ifindex ? sys_bind(file->fd, &own, sizeof(own)) : 0;

	if (r < 0)
		return error_set(l->cx, CR_E_RESTORE, -r, 0, "bind",
				 "a packet socket cannot be bound to interface %u ('%s') again%s",
				 e->ifindex, interface_name(file, e->ifindex),
				 r == -ENODEV ? ": there is none" : "");
	/* That the interface is down is told to who binds it; this program knows. */
	(void)socket_option(file->fd, SO_ERROR);
	if (!e->has_fanout || fanout == PACKET_NO_FANOUT)
		return 0;
	r = sys_setsockopt(file->fd, SOL_PACKET, PACKET_FANOUT, &fanout, sizeof(fanout));
	return r < 0 ? error_set(l->cx, CR_E_RESTORE, -r, 0, "PACKET_FANOUT",
				 "a packet socket cannot join the fan-out group %u again",
				 fanout & 0xffff)
		     : 0;
}

static int packet_create(struct load *l, struct load_file *file)
{
	const Cr__PacketSockEntry *e = file->entry->psk;
	/* Of no protocol: it hears nothing until it is bound. */
	int fd = sys_socket(AF_PACKET, (int)e->type, 0);

	if (fd < 0)
		return error_set(l->cx, CR_E_RESTORE, -fd, 0, "socket",
				 "no packet socket can be made%s",
				 fd == -EPERM ? ": packet sockets need CAP_NET_RAW" : "");
	file->fd = object_stage(l, fd);
	if (file->fd < 0)
		return file->fd;
	int r = sys_fcntl(file->fd, F_SETFL, e->flags & O_NONBLOCK);
	if (r < 0)
		return error_set(l->cx, CR_E_RESTORE, -r, 0, "F_SETFL",
				 "the flags of a packet socket cannot be set");
	socket_owner_load(l, file, file->fd);
	r = packet_load_options(l, file->fd, e);
	return r < 0 ? r : socket_more_load(l, file, true);
}

/* The filter first: nothing comes in that it would not have let in. */
static int packet_fill(struct load *l, struct load_file *file)
{
	const Cr__PacketSockEntry *e = file->entry->psk;
	int r = socket_options_load(l, file->fd, e->opts);

	if (r == 0)
		r = socket_limits_load(l, file, file->fd, e->opts);
	if (r == 0)
		r = packet_load_members(l, file);
	return r < 0 ? r : packet_load_address(l, file);
}

CR_FN const struct kind socket_packet = {
	.name = "packet",
	.type = CR__FD_TYPES__PACKETSK,
	.match = packet_match,
	.dump = packet_dump,
	.accepts = packet_accepts,
	.create = packet_create,
	.fill = packet_fill,
};
