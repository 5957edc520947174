/* SPDX-License-Identifier: MIT
 *
 * vsock: sockets between a virtual machine and its host (AF_VSOCK), streams and sequenced packets,
 * without a connection: new, bound, listening; address and options; both directions. CRIU knows
 * none of them; they are in its message for inet sockets, under their own family.
 *
 * How many may wait to be accepted the kernel does not tell: as many as it lets. Refused by name:
 * connections, whose other end is in another machine, and those that wait to be accepted.
 */
#include "socket.h"

#include <linux/vm_sockets.h>

#define VSOCK_MOST 16 /* bytes of an option */

/* In the order in which they can be set: the size is held within the two bounds. */
static const struct {
	int name;
	const char *text;
} vsock_options[] = {
	{SO_VM_SOCKETS_BUFFER_MAX_SIZE, "SO_VM_SOCKETS_BUFFER_MAX_SIZE"},
	{SO_VM_SOCKETS_BUFFER_MIN_SIZE, "SO_VM_SOCKETS_BUFFER_MIN_SIZE"},
	{SO_VM_SOCKETS_BUFFER_SIZE, "SO_VM_SOCKETS_BUFFER_SIZE"},
	{6, "SO_VM_SOCKETS_CONNECT_TIMEOUT"}, /* with the words of 64 bits */
};

static bool vsock_match(const struct open_file *file)
{
	int type;

	if (!S_ISSOCK(file->st.st_mode) || (file->info.flags & O_PATH) || file->fd < 0 ||
	    socket_option(file->fd, SO_DOMAIN) != AF_VSOCK)
		return false;
	type = socket_option(file->fd, SO_TYPE);
	return type == SOCK_STREAM || type == SOCK_SEQPACKET;
}

/* == saving ==================================================================================== */

static int vsock_dump_state(struct dump *d, const struct open_file *file, Cr__InetSkEntry *e)
{
	struct pollfd pfd = {.fd = file->fd, .events = POLLIN | POLLOUT | POLLRDHUP};
	struct sockaddr_vm peer;
	uint32_t len = sizeof(peer);

	(void)sys_poll(&pfd, 1, 0);
	if (socket_option(file->fd, SO_ACCEPTCONN) > 0) {
		e->state = SOCK_STATE_LISTEN;
		e->backlog = INT32_MAX;
		if (!(pfd.revents & POLLIN))
			return 0;
		return refuse(d->cx, CR_E_UNSUPPORTED, file->task->pid, file->path,
			      "descriptor %d, listening on vsock port %u, has connections that the "
			      "program has not yet accepted",
			      file->task_fd, e->src_port);
	}
	e->state = SOCK_STATE_CLOSE;
	/* While it is being connected nothing can be written; before, that gives an error. */
	if (sys_getpeername(file->fd, &peer, &len) < 0 && (pfd.revents & POLLOUT) &&
	    !(pfd.revents & (POLLRDHUP | POLLHUP | POLLERR)))
		return 0;
	return refuse(
		d->cx, CR_E_UNSUPPORTED, file->task->pid, file->path,
		"descriptor %d is a vsock connection, whose other end is in another machine; "
		"a rule can leave it out (CR_CLOSE, CR_NULL) or have another one given at the "
		"load (CR_NAMED)",
		file->task_fd);
}

static int vsock_dump_options(struct dump *d, const struct open_file *file)
{
	Cr__CrFileEntry *extra = dump_cr_file(d, file->id);
	int r = extra ? 0 : error_memory(d->cx);

	for (size_t i = 0; r == 0 && i < ARRAY_LEN(vsock_options); i++) {
		unsigned char value[VSOCK_MOST];
		uint32_t len = vsock_options[i].name == 6 ? 16 : 8;

		if (sys_getsockopt(file->fd, AF_VSOCK, vsock_options[i].name, value, &len) == 0)
			r = socket_option_put(d, extra, AF_VSOCK, vsock_options[i].name, value,
					      len);
	}
	return r;
}

static int vsock_dump(struct dump *d, struct open_file *file)
{
	Cr__InetSkEntry *e = cx_alloc(d->cx, sizeof(*e));
	struct sockaddr_vm own = {0};
	uint32_t len = sizeof(own);
	int r = e ? sys_getsockname(file->fd, &own, &len) : -ENOMEM;

	if (r < 0)
		return error_set(d->cx, CR_E_SYSTEM, -r, file->task->pid, file->path,
				 "getsockname of descriptor %d failed", file->task_fd);
	cr__inet_sk_entry__init(e);
	file->entry->isk = e;
	e->id = file->id;
	e->ino = (uint32_t)file->st.st_ino;
	e->family = AF_VSOCK;
	e->type = (uint32_t)socket_option(file->fd, SO_TYPE);
	e->flags = file->info.flags;
	e->src_port = own.svm_port;
	e->n_src_addr = 1;
	e->src_addr = arena_copy(&d->cx->arena, &own.svm_cid, sizeof(own.svm_cid));
	e->fown = object_fown(d, file);
	if (!e->src_addr || !e->fown)
		return error_memory(d->cx);
	r = vsock_dump_state(d, file, e);
	if (r == 0)
		r = socket_options_dump(d, file, &e->opts);
	return r < 0 ? r : vsock_dump_options(d, file);
}

/* == loading =================================================================================== */

static bool vsock_accepts(const Cr__FileEntry *entry)
{
	const Cr__InetSkEntry *e = entry->isk;

	return e && e->opts && e->family == AF_VSOCK && e->n_src_addr == 1 &&
	       (e->type == SOCK_STREAM || e->type == SOCK_SEQPACKET) &&
	       (e->state == SOCK_STATE_CLOSE || e->state == SOCK_STATE_LISTEN);
}

static int vsock_load_options(struct load *l, const struct load_file *file)
{
	for (size_t i = 0; file->extra && i < file->extra->n_options; i++) {
		const Cr__CrOptionEntry *e = file->extra->options[i];

		for (size_t k = 0; k < ARRAY_LEN(vsock_options); k++) {
			if (e->level != AF_VSOCK || e->name != (uint32_t)vsock_options[k].name ||
			    e->value.len > VSOCK_MOST)
				continue;
			int r = sys_setsockopt(file->fd, AF_VSOCK, (int)e->name, e->value.data,
					       (uint32_t)e->value.len);
			if (r < 0)
				return error_set(l->cx, CR_E_RESTORE, -r, 0, vsock_options[k].text,
						 "%s of a socket cannot be set",
						 vsock_options[k].text);
		}
	}
	return 0;
}

static int vsock_create(struct load *l, struct load_file *file)
{
	const Cr__InetSkEntry *e = file->entry->isk;
	struct sockaddr_vm own = {
		.svm_family = AF_VSOCK, .svm_cid = e->src_addr[0], .svm_port = e->src_port};
	int fd = sys_socket(AF_VSOCK, (int)e->type, 0);

	if (fd < 0)
		return error_set(l->cx, CR_E_RESTORE, -fd, 0, "socket",
				 "no vsock socket can be made");
	file->fd = object_stage(l, fd);
	if (file->fd < 0)
		return file->fd;
	int r = sys_fcntl(file->fd, F_SETFL, e->flags & O_NONBLOCK);
	if (r < 0)
		return error_set(l->cx, CR_E_RESTORE, -r, 0, "F_SETFL",
				 "the flags of a socket cannot be set");
	socket_owner_load(l, file, file->fd);
	r = vsock_load_options(l, file);
	if (r < 0 || e->src_port == VMADDR_PORT_ANY)
		return r;
	r = sys_bind(file->fd, &own, sizeof(own));
	if (r == 0 && e->state == SOCK_STATE_LISTEN)
		r = sys_listen(file->fd, (int)(e->backlog & INT32_MAX));
	return r < 0 ? error_set(l->cx, CR_E_RESTORE, -r, 0, "bind",
				 "a socket cannot have vsock port %u of context %u again%s",
				 e->src_port, e->src_addr[0],
				 r == -EADDRINUSE      ? ": another program has it now"
				 : r == -EADDRNOTAVAIL ? ": this is another machine"
						       : "")
		     : 0;
}

static int vsock_fill(struct load *l, struct load_file *file)
{
	const Cr__InetSkEntry *e = file->entry->isk;
	int r = socket_options_load(l, file->fd, e->opts);

	return r < 0 ? r : socket_limits_load(l, file, file->fd, e->opts);
}

CR_FN const struct kind socket_vsock = {
	.name = "vsock",
	.type = CR__FD_TYPES__INETSK,
	.match = vsock_match,
	.dump = vsock_dump,
	.accepts = vsock_accepts,
	.create = vsock_create,
	.fill = vsock_fill,
};
