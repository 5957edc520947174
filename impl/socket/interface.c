/* SPDX-License-Identifier: MIT
 *
 * interface: interfaces of the network that sockets have by their numbers; both directions. The
 * save has their names, too: where a network is made anew, or on another machine, the same name has
 * another number.
 */
#include "socket.h"

#include <linux/sockios.h>
#include <net/if.h>

CR_FN int interface_dump(struct dump *d, const struct open_file *file, uint32_t index)
{
	Cr__CrFileEntry *extra = dump_cr_file(d, file->id);
	struct ifreq req = {.ifr_ifindex = (int)index};
	Cr__CrInterfaceEntry *e, **more;

	if (!extra)
		return error_memory(d->cx);
	for (size_t i = 0; i < extra->n_interfaces; i++)
		if (extra->interfaces[i]->index == index)
			return 0;
	if (index == 0 || sys_ioctl(file->fd, SIOCGIFNAME, &req) < 0)
		return 0;
	e = cx_alloc(d->cx, sizeof(*e));
	more = cx_array(d->cx, extra->n_interfaces + 1, sizeof(*more));
	if (!e || !more)
		return error_memory(d->cx);
	cr__cr_interface_entry__init(e);
	e->index = index;
	e->name = arena_str(&d->cx->arena, req.ifr_name);
	if (!e->name)
		return error_memory(d->cx);
	if (extra->n_interfaces)
		memcpy(more, extra->interfaces, extra->n_interfaces * sizeof(*more));
	more[extra->n_interfaces++] = e;
	extra->interfaces = more;
	return 0;
}

CR_FN const char *interface_name(const struct load_file *file, uint32_t index)
{
	for (size_t i = 0; file->extra && i < file->extra->n_interfaces; i++)
		if (file->extra->interfaces[i]->index == index)
			return file->extra->interfaces[i]->name;
	return "whose name is not known";
}

CR_FN uint32_t interface_load(const struct load_file *file, uint32_t index)
{
	const char *name = interface_name(file, index);
	struct ifreq req = {.ifr_ifindex = 0};

	if (strlen(name) >= sizeof(req.ifr_name))
		return index;
	memcpy(req.ifr_name, name, strlen(name) + 1);
	return sys_ioctl(file->fd, SIOCGIFINDEX, &req) < 0 ? index : (uint32_t)req.ifr_ifindex;
}
