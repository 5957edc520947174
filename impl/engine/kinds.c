/* SPDX-License-Identifier: MIT
 *
 * kinds: the only place that sees all kinds of descriptor. Adding one is one file and one line
 * here; what has no line is refused by name.
 */
#include "engine.h"

CR_FN const struct kind *const *engine_kinds(void)
{
	static const struct kind *const kinds[] = {
		&file_pipe,	&file_fifo,	&socket_unix,  &socket_inet,  &socket_netlink,
		&socket_packet, &socket_vsock,	&socket_other, &file_eventfd, &file_epoll,
		&file_timerfd,	&file_signalfd, &file_tty,     &file_memfd,   &file_inotify,
		&file_pidfd,	&file_process,	&file_device,  &file_mqueue,  &file_fanotify,
		&file_regular,	NULL,
	};

	return kinds;
}
