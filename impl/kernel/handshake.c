/* SPDX-License-Identifier: MIT
 *
 * handshake: has a listening socket take a connection that was made long ago, as one that waits to
 * be accepted, with numbers of our choice. No call does that. But since Linux 6.9 a BPF program at
 * the entrance of a network device may say of a packet that it completes a handshake whose numbers
 * are those in it (bpf_sk_assign_tcp_reqsk, made for those who answer in a server's place): the
 * packet is one of our own making, and the program compares it with the one connection.
 *
 * Leans on bpf(2) and the kernel's description of its own types (BTF), where the function's number
 * stands; nothing else is needed, and nothing stays. Needs CAP_BPF and CAP_NET_ADMIN.
 */
#include "kernel.h"

#include <linux/bpf.h>
#include <linux/btf.h>
#include <netinet/in.h>

enum {
	HANDSHAKE_TCX_INGRESS = 46, /* newer than some headers */
	HANDSHAKE_LO = 1,	    /* in every network namespace */
	HANDSHAKE_EACH = 48,	    /* instructions for one connection, at most */
	HANDSHAKE_ATTRS = -40,	    /* on the program's stack */
	HANDSHAKE_TUPLE = -80,
	HANDSHAKE_NEXT = -1,  /* TCX_NEXT */
	HANDSHAKE_MSS4 = 536, /* the kernel takes no less */
	HANDSHAKE_MSS6 = 1220
};

/* == the number of the function ================================================================ */

/* A window on the description, which is some megabytes. */
struct handshake_btf {
	int fd;
	uint64_t off;
	size_t n;
	unsigned char buf[8192];
};

static int handshake_see(struct handshake_btf *b, uint64_t off, size_t n, const unsigned char **ret)
{
	if (off < b->off || off + n > b->off + b->n) {
		b->off = off;
		b->n = 0;
		while (b->n < n) {
			ssize_t got = sys_pread(b->fd, b->buf + b->n, sizeof(b->buf) - b->n,
						off + b->n);

			if (got <= 0)
				return got < 0 ? (int)got : -EBADMSG;
			b->n += (size_t)got;
		}
	}
	*ret = b->buf + (off - b->off);
	return 0;
}

/* Where the name stands among all names. */
static int handshake_name(struct handshake_btf *b, const struct btf_header *h, uint32_t *ret)
{
	static const char name[] = "\0bpf_sk_assign_tcp_reqsk";
	const unsigned char *at;

	for (uint32_t i = 0; i + sizeof(name) <= h->str_len; i++) {
		int r = handshake_see(b, (uint64_t)h->hdr_len + h->str_off + i, sizeof(name), &at);

		if (r < 0)
			return r;
		if (memcmp(at, name, sizeof(name)) == 0) {
			*ret = i + 1;
			return 0;
		}
	}
	return -ENOENT;
}

/* What follows the head of a type. */
static int handshake_size(uint32_t info)
{
	static const struct {
		unsigned char fixed, each;
	} sizes[] = {{0, 0}, {4, 0},  {0, 0}, {12, 0}, {0, 12}, {0, 12}, {0, 8},
		     {0, 0}, {0, 0},  {0, 0}, {0, 0},  {0, 0},	{0, 0},	 {0, 8},
		     {4, 0}, {0, 12}, {0, 0}, {4, 0},  {0, 0},	{0, 12}};
	uint32_t kind = BTF_INFO_KIND(info);

	return kind == 0 || kind >= ARRAY_LEN(sizes)
		       ? -EBADMSG
		       : sizes[kind].fixed + sizes[kind].each * (int)BTF_INFO_VLEN(info);
}

CR_FN int handshake_find(void)
{
	struct btf_header head;
	struct btf_type type;
	struct handshake_btf b = {
		.fd = sys_openat(AT_FDCWD, "/sys/kernel/btf/vmlinux", O_RDONLY, 0)};
	CR_AUTOFD int fd = b.fd;
	const unsigned char *at;
	uint32_t name;
	int r = fd < 0 ? fd : handshake_see(&b, 0, sizeof(head), &at);

	if (r < 0)
		return r;
	memcpy(&head, at, sizeof(head));
	if (head.magic != BTF_MAGIC)
		return -EBADMSG;
	r = handshake_name(&b, &head, &name);
	for (uint32_t off = 0, id = 1; r == 0 && off + sizeof(type) <= head.type_len; id++) {
		r = handshake_see(&b, (uint64_t)head.hdr_len + head.type_off + off, sizeof(type),
				  &at);
		if (r < 0)
			return r;
		memcpy(&type, at, sizeof(type));
		if (type.name_off == name && BTF_INFO_KIND(type.info) == BTF_KIND_FUNC)
			return (int)id;
		r = handshake_size(type.info);
		off += (uint32_t)sizeof(type) + (r < 0 ? 0 : (uint32_t)r);
		r = r < 0 ? r : 0;
	}
	return r < 0 ? r : -ENOENT;
}

/* == the program =============================================================================== */

/* struct bpf_tcp_req_attrs */
struct handshake_attrs {
	uint32_t rcv_tsval, rcv_tsecr;
	uint16_t mss;
	uint8_t rcv_wscale, snd_wscale, ecn_ok, wscale_ok, sack_ok, tstamp_ok, usec_ts_ok, zero[3];
};
_Static_assert(sizeof(struct handshake_attrs) == 20, "as the kernel has it");

struct handshake_program {
	struct bpf_insn *at;
	size_t n;
};

static void handshake_op(struct handshake_program *p, uint8_t code, uint8_t dst, uint8_t src,
			 int16_t off, int32_t imm)
{
	p->at[p->n++] = (struct bpf_insn){
		.code = code, .dst_reg = dst & 15, .src_reg = src & 15, .off = off, .imm = imm};
}

/* Goes on only where the register, 32 bits, has the value; else where handshake_land says. */
static void handshake_only(struct handshake_program *p, uint8_t reg, uint32_t value)
{
	handshake_op(p, BPF_JMP32 | BPF_JNE | BPF_K, reg, 0, 0, (int32_t)value);
}

static void handshake_store(struct handshake_program *p, int off, const void *data, size_t n)
{
	for (size_t i = 0; i < n; i += 4) {
		int32_t word;

		memcpy(&word, (const unsigned char *)data + i, 4);
		handshake_op(p, BPF_ST | BPF_MEM | BPF_W, BPF_REG_10, 0, (int16_t)(off + (int)i),
			     word);
	}
}

static void handshake_address(struct handshake_program *p, uint8_t reg, int off)
{
	handshake_op(p, BPF_ALU64 | BPF_MOV | BPF_X, reg, BPF_REG_10, 0, 0);
	handshake_op(p, BPF_ALU64 | BPF_ADD, reg, 0, 0, off);
}

static void handshake_value(struct handshake_program *p, uint8_t reg, int32_t value)
{
	handshake_op(p, BPF_ALU64 | BPF_MOV | BPF_K, reg, 0, 0, value);
}

static void handshake_copy(struct handshake_program *p, uint8_t to, uint8_t from)
{
	handshake_op(p, BPF_ALU64 | BPF_MOV | BPF_X, to, from, 0, 0);
}

/* The socket that the connection belongs to: the listening one. In register 0, borrowed. */
static void handshake_lookup(struct handshake_program *p, const struct nft_connection *c)
{
	size_t n = c->family == AF_INET ? 4 : 16;
	const unsigned char ports[4] = {
		(unsigned char)(c->theirs.port >> 8), (unsigned char)c->theirs.port,
		(unsigned char)(c->ours.port >> 8), (unsigned char)c->ours.port};
	unsigned char tuple[36];

	memcpy(tuple, c->theirs.address, n);
	memcpy(tuple + n, c->ours.address, n);
	memcpy(tuple + 2 * n, ports, sizeof(ports));
	handshake_store(p, HANDSHAKE_TUPLE, tuple, 2 * n + 4);
	handshake_copy(p, BPF_REG_1, BPF_REG_6);
	handshake_address(p, BPF_REG_2, HANDSHAKE_TUPLE);
	handshake_value(p, BPF_REG_3, (int32_t)(2 * n + 4));
	handshake_value(p, BPF_REG_4, BPF_F_CURRENT_NETNS);
	handshake_value(p, BPF_REG_5, 0);
	handshake_op(p, BPF_JMP | BPF_CALL, 0, 0, 0, BPF_FUNC_sk_lookup_tcp);
}

static void handshake_assign(struct handshake_program *p, int number, const struct handshake *h)
{
	uint16_t least = h->c.family == AF_INET ? HANDSHAKE_MSS4 : HANDSHAKE_MSS6;
	struct handshake_attrs attrs = {
		.rcv_tsecr = h->timestamp,
		.mss = h->mss < least ? least : h->mss,
		.rcv_wscale = h->scaling ? h->rcv_wscale : 0,
		.snd_wscale = h->scaling ? h->snd_wscale : 0,
		.wscale_ok = h->scaling,
		.sack_ok = h->sack,
		.tstamp_ok = h->timestamps,
	};

	handshake_store(p, HANDSHAKE_ATTRS, &attrs, sizeof(attrs));
	handshake_copy(p, BPF_REG_7, BPF_REG_0);
	handshake_copy(p, BPF_REG_1, BPF_REG_6);
	handshake_copy(p, BPF_REG_2, BPF_REG_7);
	handshake_address(p, BPF_REG_3, HANDSHAKE_ATTRS);
	handshake_value(p, BPF_REG_4, sizeof(attrs));
	handshake_op(p, BPF_JMP | BPF_CALL, 0, BPF_PSEUDO_KFUNC_CALL, 0, number);
	handshake_copy(p, BPF_REG_1, BPF_REG_7);
	handshake_op(p, BPF_JMP | BPF_CALL, 0, 0, 0, BPF_FUNC_sk_release);
}

/* Every jump from `first` on leads here. */
static void handshake_land(struct handshake_program *p, size_t first)
{
	for (size_t i = first; i < p->n; i++) {
		uint8_t code = p->at[i].code;

		if (code == (BPF_JMP32 | BPF_JNE | BPF_K) || code == (BPF_JMP | BPF_JEQ | BPF_K))
			p->at[i].off = (int16_t)(p->n - i - 1);
	}
}

/* What the packet is, is in register 8. */
static void handshake_one(struct handshake_program *p, int number, const struct handshake *h)
{
	bool v4 = h->c.family == AF_INET;
	size_t first = p->n;

	handshake_only(p, BPF_REG_8, v4 ? 0x0008 : 0xdd86); /* ETH_P_IP, ETH_P_IPV6 */
	/* Ports, from the start of the Ethernet header that lo gives every packet. */
	handshake_op(p, BPF_LD | BPF_ABS, 0, 0, 0, v4 ? 14 + 20 : 14 + 40);
	handshake_only(p, BPF_REG_0, (uint32_t)h->c.theirs.port << 16 | h->c.ours.port);
	handshake_lookup(p, &h->c);
	handshake_op(p, BPF_JMP | BPF_JEQ | BPF_K, BPF_REG_0, 0, 0, 0);
	handshake_assign(p, number, h);
	handshake_land(p, first);
}

static void handshake_write(struct handshake_program *p, int number, const struct handshake *h,
			    size_t n)
{
	handshake_copy(p, BPF_REG_6, BPF_REG_1);
	handshake_op(p, BPF_LDX | BPF_MEM | BPF_W, BPF_REG_8, BPF_REG_1,
		     offsetof(struct __sk_buff, protocol), 0);
	handshake_op(p, BPF_LDX | BPF_MEM | BPF_W, BPF_REG_2, BPF_REG_1,
		     offsetof(struct __sk_buff, mark), 0);
	size_t mark = p->n;
	handshake_only(p, BPF_REG_2, NFT_PASS_MARK);
	/* Others' packets take the shortest way. */
	handshake_op(p, BPF_JMP | BPF_JA, 0, 0, 2, 0);
	p->at[mark].off = 1;
	handshake_value(p, BPF_REG_0, HANDSHAKE_NEXT);
	handshake_op(p, BPF_JMP | BPF_EXIT, 0, 0, 0, 0);
	for (size_t i = 0; i < n; i++)
		handshake_one(p, number, &h[i]);
	handshake_value(p, BPF_REG_0, HANDSHAKE_NEXT);
	handshake_op(p, BPF_JMP | BPF_EXIT, 0, 0, 0, 0);
}

CR_FN int handshake_open(struct cr_ctx *cx, int number, const struct handshake *h, size_t n)
{
	struct handshake_program p = {cx_array(cx, n * HANDSHAKE_EACH + 16, sizeof(*p.at)), 0};
	union bpf_attr attr;

	if (!p.at)
		return -ENOMEM;
	handshake_write(&p, number, h, n);
	memset(&attr, 0, sizeof(attr));
	attr.prog_type = BPF_PROG_TYPE_SCHED_CLS;
	attr.insns = (uintptr_t)p.at;
	attr.insn_cnt = (uint32_t)p.n;
	attr.license = (uintptr_t) "Dual MIT/GPL"; /* the function may be called by such only */
	CR_AUTOFD int program = (int)SYS3(SYS_bpf, BPF_PROG_LOAD, &attr, sizeof(attr));
	if (program < 0)
		return program;
	memset(&attr, 0, sizeof(attr));
	attr.link_create.prog_fd = (uint32_t)program;
	attr.link_create.target_ifindex = HANDSHAKE_LO;
	attr.link_create.attach_type = HANDSHAKE_TCX_INGRESS;
	return (int)SYS3(SYS_bpf, BPF_LINK_CREATE, &attr, sizeof(attr));
}
