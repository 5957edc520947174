/* SPDX-License-Identifier: MIT
 *
 * nlmsg: what the kernel answers by netlink, taken apart: messages and their attributes. Pure, and
 * takes any bytes. Netlink aligns everything to 4; the macros of its header cast away const and
 * signs.
 */
#include "kernel.h"

#include <linux/netlink.h>

CR_FN int nlmsg_next(const void *data, size_t size, size_t *pos, struct nlmsg *ret)
{
	const unsigned char *at = (const unsigned char *)data + *pos;
	struct nlmsghdr head;
	int err;

	if (*pos >= size)
		return 0;
	if (size - *pos < sizeof(head))
		return -EBADMSG;
	memcpy(&head, at, sizeof(head));
	if (head.nlmsg_len < sizeof(head) || head.nlmsg_len > size - *pos)
		return -EBADMSG;
	*pos += num_round_up(head.nlmsg_len, 4);
	*ret = (struct nlmsg){head.nlmsg_type, at + sizeof(head), head.nlmsg_len - sizeof(head)};
	if (head.nlmsg_type != NLMSG_DONE && head.nlmsg_type != NLMSG_ERROR)
		return 1;
	if (ret->size < sizeof(err))
		return -EBADMSG;
	memcpy(&err, ret->data, sizeof(err));
	return err == 0 ? NLMSG_OVER : err < 0 && err >= -4095 ? err : -EBADMSG;
}

CR_FN int nlmsg_attr_next(const unsigned char *at, size_t n, size_t *pos, struct nlmsg *ret)
{
	struct nlattr head;

	if (*pos >= n)
		return 0;
	if (n - *pos < sizeof(head))
		return -EBADMSG;
	memcpy(&head, at + *pos, sizeof(head));
	if (head.nla_len < sizeof(head) || head.nla_len > n - *pos)
		return -EBADMSG;
	*ret = (struct nlmsg){head.nla_type & NLA_TYPE_MASK, at + *pos + sizeof(head),
			      head.nla_len - sizeof(head)};
	*pos += num_round_up(head.nla_len, 4);
	return 1;
}
