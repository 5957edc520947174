/* SPDX-License-Identifier: MIT
 *
 * nft: packet filter rules that silence single TCP connections, in both directions, until they are
 * taken away; by raw netlink, no program is run. Needs CAP_NET_ADMIN over the network namespace and
 * a kernel with nf_tables.
 *
 * One table per lock, with two sets of connections for each family: those seen from the end that is
 * locked ("ours") and those seen from the other one ("theirs"). A table that is owned (since 5.12)
 * goes with the netlink socket that made it: whoever is killed leaves no rule behind.
 */
#include "kernel.h"

#include <netinet/in.h>

#include <linux/netfilter.h>
#include <linux/netfilter/nf_tables.h>
#include <linux/netfilter/nfnetlink.h>
#include <linux/netlink.h>

#ifndef NFT_TABLE_F_OWNER
#define NFT_TABLE_F_OWNER 2
#endif

enum { NFT_BUFFER = 60000, NFT_AT_ONCE = 500, NFT_IPV4 = 2, NFT_IPV6 = 10, NFT_REG = 8 };
#define NFT_TYPE(message) ((uint16_t)(NFNL_SUBSYS_NFTABLES << 8 | (message)))

/* A batch of messages being written: all of it is done, or nothing. */
struct nft_batch {
	unsigned char *at;
	size_t n;
	size_t message; /* where the last one begins */
	uint32_t seq;
};

static uint32_t nft_be32(uint32_t v)
{
	return v >> 24 | (v >> 8 & 0xff00) | (v & 0xff00) << 8 | v << 24;
}

static void nft_bytes(struct nft_batch *b, const void *data, size_t size)
{
	memcpy(b->at + b->n, data, size);
	b->n += size;
	while (b->n % 4)
		b->at[b->n++] = 0;
}

static void nft_close(struct nft_batch *b)
{
	uint32_t len = (uint32_t)(b->n - b->message);

	memcpy(b->at + b->message, &len, sizeof(len));
}

static void nft_message(struct nft_batch *b, uint16_t type, unsigned flags, uint8_t family)
{
	struct nlmsghdr head = {.nlmsg_type = type,
				.nlmsg_flags = (uint16_t)(NLM_F_REQUEST | flags),
				.nlmsg_seq = ++b->seq};
	struct nfgenmsg gen = {.nfgen_family = family};
	const unsigned char subsystem[2] = {0, NFNL_SUBSYS_NFTABLES};

	if (b->n)
		nft_close(b);
	if (type < NLMSG_MIN_TYPE + 16) /* begin and end of a batch */
		memcpy(&gen.res_id, subsystem, sizeof(subsystem));
	b->message = b->n;
	nft_bytes(b, &head, sizeof(head));
	nft_bytes(b, &gen, sizeof(gen));
}

static void nft_attr(struct nft_batch *b, uint16_t type, const void *data, size_t size)
{
	struct nlattr head = {(uint16_t)(sizeof(head) + size), type};

	nft_bytes(b, &head, sizeof(head));
	nft_bytes(b, data, size);
}

static void nft_text(struct nft_batch *b, uint16_t type, const char *text)
{
	nft_attr(b, type, text, strlen(text) + 1);
}

static void nft_u32(struct nft_batch *b, uint16_t type, uint32_t value)
{
	uint32_t v = nft_be32(value);

	nft_attr(b, type, &v, sizeof(v));
}

/* A nest of attributes: what nft_open_nest returned closes it. */
static size_t nft_open_nest(struct nft_batch *b, uint16_t type)
{
	size_t at = b->n;

	nft_attr(b, type | NLA_F_NESTED, NULL, 0);
	return at;
}

static void nft_close_nest(struct nft_batch *b, size_t at)
{
	uint16_t len = (uint16_t)(b->n - at);

	memcpy(b->at + at, &len, sizeof(len));
}

/* Only the last message before the end asks for an answer; a failed one answers anyhow, and first.
 */
static int nft_run(int fd, struct nft_batch *b)
{
	unsigned char answer[1024];
	struct nlmsghdr head;
	struct nlmsg msg;
	size_t pos = 0;

	memcpy(&head, b->at + b->message, sizeof(head));
	head.nlmsg_flags |= NLM_F_ACK;
	memcpy(b->at + b->message, &head, sizeof(head));
	nft_message(b, NFNL_MSG_BATCH_END, 0, 0);
	nft_close(b);
	ssize_t n = sys_send(fd, b->at, b->n, 0);
	if (n < 0)
		return (int)n;
	n = sys_recv(fd, answer, sizeof(answer), MSG_DONTWAIT);
	int r = n < 0 ? (int)n : nlmsg_next(answer, (size_t)n, &pos, &msg);
	while (sys_recv(fd, answer, sizeof(answer), MSG_DONTWAIT) > 0)
		;
	return r < 0 ? r : r == NLMSG_OVER ? 0 : -EBADMSG;
}

static void nft_begin(struct nft_batch *b)
{
	b->n = b->message = 0;
	nft_message(b, NFNL_MSG_BATCH_BEGIN, 0, 0);
}

static int nft_batch_make(struct cr_ctx *cx, struct nft_batch *b)
{
	memset(b, 0, sizeof(*b));
	b->at = cx_alloc(cx, NFT_BUFFER);
	return b->at ? 0 : error_memory(cx);
}

/* == the lock ================================================================================== */

struct nft_family {
	uint8_t family, nfproto, address, source, destination; /* offsets in the IP header */
	const char *ours, *theirs;
};
static const struct nft_family nft_families[] = {
	{AF_INET, NFT_IPV4, 4, 12, 16, "ours4", "theirs4"},
	{AF_INET6, NFT_IPV6, 16, 8, 24, "ours6", "theirs6"},
};

static void nft_add_set(struct nft_batch *b, const char *table, const char *name,
			const struct nft_family *f)
{
	nft_message(b, NFT_TYPE(NFT_MSG_NEWSET), NLM_F_CREATE | NLM_F_EXCL, NFPROTO_INET);
	nft_text(b, NFTA_SET_TABLE, table);
	nft_text(b, NFTA_SET_NAME, name);
	nft_u32(b, NFTA_SET_ID, b->seq);
	nft_u32(b, NFTA_SET_KEY_TYPE, 0);
	/* Each part of a key takes whole words. */
	nft_u32(b, NFTA_SET_KEY_LEN, 2u * f->address + 8);
}

static size_t nft_open_expr(struct nft_batch *b, const char *name, size_t *ret_data)
{
	size_t at = nft_open_nest(b, NFTA_LIST_ELEM);

	nft_text(b, NFTA_EXPR_NAME, name);
	*ret_data = nft_open_nest(b, NFTA_EXPR_DATA);
	return at;
}

static void nft_close_expr(struct nft_batch *b, size_t at, size_t data)
{
	nft_close_nest(b, data);
	nft_close_nest(b, at);
}

/* Goes on only where what is known of the packet has the value. */
static void nft_add_compare(struct nft_batch *b, uint32_t meta, const void *value, size_t size)
{
	size_t data, at = nft_open_expr(b, "meta", &data);

	nft_u32(b, NFTA_META_KEY, meta);
	nft_u32(b, NFTA_META_DREG, NFT_REG);
	nft_close_expr(b, at, data);
	at = nft_open_expr(b, "cmp", &data);
	nft_u32(b, NFTA_CMP_SREG, NFT_REG);
	nft_u32(b, NFTA_CMP_OP, NFT_CMP_EQ);
	size_t nest = nft_open_nest(b, NFTA_CMP_DATA);
	nft_attr(b, NFTA_DATA_VALUE, value, size);
	nft_close_nest(b, nest);
	nft_close_expr(b, at, data);
}

static void nft_add_payload(struct nft_batch *b, uint32_t base, uint32_t offset, uint32_t len,
			    uint32_t reg)
{
	size_t data, at = nft_open_expr(b, "payload", &data);

	nft_u32(b, NFTA_PAYLOAD_DREG, reg);
	nft_u32(b, NFTA_PAYLOAD_BASE, base);
	nft_u32(b, NFTA_PAYLOAD_OFFSET, offset);
	nft_u32(b, NFTA_PAYLOAD_LEN, len);
	nft_close_expr(b, at, data);
}

static void nft_add_verdict(struct nft_batch *b, uint32_t verdict_code)
{
	size_t data, at = nft_open_expr(b, "immediate", &data);

	nft_u32(b, NFTA_IMMEDIATE_DREG, NFT_REG_VERDICT);
	size_t value = nft_open_nest(b, NFTA_IMMEDIATE_DATA);
	size_t verdict = nft_open_nest(b, NFTA_DATA_VERDICT);
	nft_u32(b, NFTA_VERDICT_CODE, verdict_code);
	nft_close_nest(b, verdict);
	nft_close_nest(b, value);
	nft_close_expr(b, at, data);
}

/* Drops what belongs to a connection of the set. */
static void nft_add_rule(struct nft_batch *b, const char *table, const char *chain, const char *set,
			 const struct nft_family *f)
{
	const uint8_t tcp = IPPROTO_TCP;
	uint32_t reg = NFT_REG;

	nft_message(b, NFT_TYPE(NFT_MSG_NEWRULE), NLM_F_CREATE | NLM_F_APPEND, NFPROTO_INET);
	nft_text(b, NFTA_RULE_TABLE, table);
	nft_text(b, NFTA_RULE_CHAIN, chain);
	size_t list = nft_open_nest(b, NFTA_RULE_EXPRESSIONS), data;
	nft_add_compare(b, NFT_META_NFPROTO, &f->nfproto, sizeof(f->nfproto));
	nft_add_compare(b, NFT_META_L4PROTO, &tcp, sizeof(tcp));
	nft_add_payload(b, NFT_PAYLOAD_NETWORK_HEADER, f->source, f->address, reg);
	reg += f->address / 4u;
	nft_add_payload(b, NFT_PAYLOAD_TRANSPORT_HEADER, 0, 2, reg++);
	nft_add_payload(b, NFT_PAYLOAD_NETWORK_HEADER, f->destination, f->address, reg);
	reg += f->address / 4u;
	nft_add_payload(b, NFT_PAYLOAD_TRANSPORT_HEADER, 2, 2, reg);
	size_t at = nft_open_expr(b, "lookup", &data);
	nft_text(b, NFTA_LOOKUP_SET, set);
	nft_u32(b, NFTA_LOOKUP_SREG, NFT_REG);
	nft_close_expr(b, at, data);
	nft_add_verdict(b, NF_DROP);
	nft_close_nest(b, list);
}

static void nft_add_pass(struct nft_batch *b, const char *table, const char *chain)
{
	const uint32_t mark = NFT_PASS_MARK;

	nft_message(b, NFT_TYPE(NFT_MSG_NEWRULE), NLM_F_CREATE | NLM_F_APPEND, NFPROTO_INET);
	nft_text(b, NFTA_RULE_TABLE, table);
	nft_text(b, NFTA_RULE_CHAIN, chain);
	size_t list = nft_open_nest(b, NFTA_RULE_EXPRESSIONS);
	nft_add_compare(b, NFT_META_MARK, &mark, sizeof(mark));
	nft_add_verdict(b, NF_ACCEPT);
	nft_close_nest(b, list);
}

/* Before everything else that filters. */
static void nft_add_chain(struct nft_batch *b, const char *table, const char *name, uint32_t hook)
{
	nft_message(b, NFT_TYPE(NFT_MSG_NEWCHAIN), NLM_F_CREATE | NLM_F_EXCL, NFPROTO_INET);
	nft_text(b, NFTA_CHAIN_TABLE, table);
	nft_text(b, NFTA_CHAIN_NAME, name);
	size_t nest = nft_open_nest(b, NFTA_CHAIN_HOOK);
	nft_u32(b, NFTA_HOOK_HOOKNUM, hook);
	nft_u32(b, NFTA_HOOK_PRIORITY, (uint32_t)-450);
	nft_close_nest(b, nest);
	nft_text(b, NFTA_CHAIN_TYPE, "filter");
	nft_u32(b, NFTA_CHAIN_POLICY, NF_ACCEPT);
	nft_add_pass(b, table, name);
	for (size_t i = 0; i < ARRAY_LEN(nft_families); i++) {
		const struct nft_family *f = &nft_families[i];

		nft_add_rule(b, table, name, f->ours, f);
		nft_add_rule(b, table, name, f->theirs, f);
	}
}

static size_t nft_put_end(unsigned char *key, const struct nft_family *f, const struct nft_end *e)
{
	const unsigned char port[4] = {(unsigned char)(e->port >> 8), (unsigned char)e->port};

	memcpy(key, e->address, f->address);
	memcpy(key + f->address, port, sizeof(port));
	return f->address + sizeof(port);
}

static void nft_add_element(struct nft_batch *b, const struct nft_family *f,
			    const struct nft_end *from, const struct nft_end *to)
{
	unsigned char key[40];
	size_t n = nft_put_end(key, f, from);

	n += nft_put_end(key + n, f, to);
	size_t at = nft_open_nest(b, NFTA_LIST_ELEM), nest = nft_open_nest(b, NFTA_SET_ELEM_KEY);
	nft_attr(b, NFTA_DATA_VALUE, key, n);
	nft_close_nest(b, nest);
	nft_close_nest(b, at);
}

/* Up to NFT_AT_ONCE of those that are of the family, from *pos on. */
static int nft_add_elements(int fd, struct nft_batch *b, const char *table,
			    const struct nft_family *f, bool ours, const struct nft_connection *c,
			    size_t n, size_t *pos)
{
	size_t left = NFT_AT_ONCE;

	nft_begin(b);
	nft_message(b, NFT_TYPE(NFT_MSG_NEWSETELEM), NLM_F_CREATE, NFPROTO_INET);
	nft_text(b, NFTA_SET_ELEM_LIST_TABLE, table);
	nft_text(b, NFTA_SET_ELEM_LIST_SET, ours ? f->ours : f->theirs);
	size_t list = nft_open_nest(b, NFTA_SET_ELEM_LIST_ELEMENTS);
	for (; *pos < n && left; (*pos)++) {
		const struct nft_connection *one = &c[*pos];

		if (one->family != f->family)
			continue;
		nft_add_element(b, f, ours ? &one->ours : &one->theirs,
				ours ? &one->theirs : &one->ours);
		left--;
	}
	nft_close_nest(b, list);
	return left == NFT_AT_ONCE ? 0 : nft_run(fd, b);
}

static int nft_add_table(int fd, struct nft_batch *b, const char *table, bool owned)
{
	nft_begin(b);
	nft_message(b, NFT_TYPE(NFT_MSG_NEWTABLE), NLM_F_CREATE | NLM_F_EXCL, NFPROTO_INET);
	nft_text(b, NFTA_TABLE_NAME, table);
	nft_u32(b, NFTA_TABLE_FLAGS, owned ? NFT_TABLE_F_OWNER : 0);
	for (size_t i = 0; i < ARRAY_LEN(nft_families); i++) {
		nft_add_set(b, table, nft_families[i].ours, &nft_families[i]);
		nft_add_set(b, table, nft_families[i].theirs, &nft_families[i]);
	}
	return nft_run(fd, b);
}

CR_FN int nft_lock(struct cr_ctx *cx, int fd, const char *table, bool owned,
		   const struct nft_connection *c, size_t n)
{
	struct nft_batch b;
	int r = nft_batch_make(cx, &b);

	if (r == 0)
		r = nft_add_table(fd, &b, table, owned);
	if ((r == -EOPNOTSUPP || r == -EINVAL) && owned)
		r = nft_add_table(fd, &b, table, false);
	if (r < 0)
		return r;
	for (size_t i = 0; i < ARRAY_LEN(nft_families) * 2; i++)
		for (size_t pos = 0; r == 0 && pos < n;)
			r = nft_add_elements(fd, &b, table, &nft_families[i / 2], i % 2, c, n,
					     &pos);
	if (r == 0) {
		nft_begin(&b);
		nft_add_chain(&b, table, "in", NF_INET_LOCAL_IN);
		nft_add_chain(&b, table, "out", NF_INET_LOCAL_OUT);
		r = nft_run(fd, &b);
	}
	if (r < 0)
		(void)nft_unlock(cx, fd, table);
	return r;
}

CR_FN int nft_unlock(struct cr_ctx *cx, int fd, const char *table)
{
	struct nft_batch b;
	int r = nft_batch_make(cx, &b);

	if (r < 0)
		return r;
	nft_begin(&b);
	nft_message(&b, NFT_TYPE(NFT_MSG_DELTABLE), 0, NFPROTO_INET);
	nft_text(&b, NFTA_TABLE_NAME, table);
	return nft_run(fd, &b);
}

CR_FN int nft_open(void)
{
	return sys_socket(AF_NETLINK, SOCK_RAW, NETLINK_NETFILTER);
}

/* == what is locked ============================================================================ */

/* Behind path[0], path[1] ...: the attribute of the first type, in it that of the second ... */
static bool nft_attr_find(const unsigned char *at, size_t n, const uint16_t *path, size_t depth,
			  struct nlmsg *ret)
{
	struct nlmsg a = {0, at, n};

	for (size_t i = 0; i < depth; i++) {
		struct nlmsg in = a;
		size_t pos = 0;

		do {
			if (nlmsg_attr_next(in.data, in.size, &pos, &a) <= 0)
				return false;
		} while (a.type != path[i]);
	}
	*ret = a;
	return true;
}

/* Asks for a list of which each message is told, what is behind its headers: 0 or -errno. */
static int nft_list(struct cr_ctx *cx, int fd, struct nft_batch *b,
		    int (*tell)(void *arg, const unsigned char *at, size_t n), void *arg)
{
	const size_t skip = sizeof(struct nfgenmsg);
	unsigned char *answer = cx_alloc(cx, NFT_BUFFER);

	if (!answer)
		return error_memory(cx);
	nft_close(b);
	ssize_t n = sys_send(fd, b->at, b->n, 0);
	while (n >= 0 && (n = sys_recv(fd, answer, NFT_BUFFER, MSG_DONTWAIT)) > 0) {
		struct nlmsg msg;
		size_t pos = 0;
		int r;

		while ((r = nlmsg_next(answer, (size_t)n, &pos, &msg)) == 1) {
			r = msg.size < skip ? -EBADMSG
					    : tell(arg, msg.data + skip, msg.size - skip);
			if (r < 0)
				return r;
		}
		if (r != 0)
			return r == NLMSG_OVER ? 0 : r;
	}
	return n < 0 ? (int)n : -EBADMSG;
}

struct nft_tables {
	struct cr_ctx *cx;
	const char **names;
	size_t n, room;
};

static int nft_tell_table(void *arg, const unsigned char *at, size_t n)
{
	static const uint16_t name[] = {NFTA_TABLE_NAME};
	struct nft_tables *t = arg;
	struct nlmsg a;

	if (t->n == t->room || !nft_attr_find(at, n, name, 1, &a) || a.size < 4 ||
	    a.data[a.size - 1] != 0 || memcmp(a.data, "cr-", 3) != 0)
		return 0;
	t->names[t->n] = arena_str(&t->cx->arena, (const char *)a.data);
	return t->names[t->n++] ? 0 : error_memory(t->cx);
}

CR_FN int nft_locks(struct cr_ctx *cx, int fd, const char **names, size_t room, size_t *ret_n)
{
	struct nft_tables tables = {cx, names, 0, room};
	struct nft_batch b;
	int r = nft_batch_make(cx, &b);

	if (r == 0) {
		nft_message(&b, NFT_TYPE(NFT_MSG_GETTABLE), NLM_F_DUMP, NFPROTO_INET);
		r = nft_list(cx, fd, &b, nft_tell_table, &tables);
	}
	*ret_n = tables.n;
	return r;
}

struct nft_elements {
	const struct nft_family *f;
	int (*tell)(void *arg, const struct nft_connection *c);
	void *arg;
};

static size_t nft_get_end(const unsigned char *key, const struct nft_family *f, struct nft_end *e)
{
	memcpy(e->address, key, f->address);
	e->port = (uint16_t)(key[f->address] << 8 | key[f->address + 1]);
	return f->address + 4u;
}

static int nft_tell_elements(void *arg, const unsigned char *at, size_t n)
{
	static const uint16_t list[] = {NFTA_SET_ELEM_LIST_ELEMENTS},
			      key[] = {NFTA_SET_ELEM_KEY, NFTA_DATA_VALUE};
	const struct nft_elements *e = arg;
	struct nlmsg all, one, a;
	size_t pos = 0;
	int r = 0;

	if (!nft_attr_find(at, n, list, 1, &all))
		return 0;
	while (r >= 0 && nlmsg_attr_next(all.data, all.size, &pos, &one) > 0) {
		struct nft_connection c = {.family = e->f->family};

		if (!nft_attr_find(one.data, one.size, key, 2, &a) ||
		    a.size != 2u * e->f->address + 8)
			continue;
		size_t half = nft_get_end(a.data, e->f, &c.ours);
		(void)nft_get_end(a.data + half, e->f, &c.theirs);
		r = e->tell(e->arg, &c);
	}
	return r;
}

CR_FN int nft_locked(struct cr_ctx *cx, int fd, const char *table,
		     int (*tell)(void *arg, const struct nft_connection *c), void *arg)
{
	int r = 0;

	for (size_t i = 0; r == 0 && i < ARRAY_LEN(nft_families); i++) {
		struct nft_elements e = {&nft_families[i], tell, arg};
		struct nft_batch b;

		r = nft_batch_make(cx, &b);
		if (r < 0)
			return r;
		nft_message(&b, NFT_TYPE(NFT_MSG_GETSETELEM), NLM_F_DUMP, NFPROTO_INET);
		nft_text(&b, NFTA_SET_ELEM_LIST_TABLE, table);
		nft_text(&b, NFTA_SET_ELEM_LIST_SET, e.f->ours);
		r = nft_list(cx, fd, &b, nft_tell_elements, &e);
	}
	return r;
}
