/* SPDX-License-Identifier: MIT
 *
 * socket: sockets and what is queued in them; one file per family.
 */
#ifndef CR_SOCKET_H
#define CR_SOCKET_H

#include "../object/object.h"

CR_DATA const struct kind socket_unix;

#endif
