/* SPDX-License-Identifier: MIT
 *
 * proc_net: what /proc/PID/net says of sockets whose own calls, and sock_diag, do not tell it; and
 * the multicast groups of the network.
 * Leans on proc_task (numbers). Pure parsers for any text.
 */
#include "kernel.h"

/* "0100007F:0001", or 32 digits for IPv6: words as they lie in memory. */
static bool proc_net_address(const char **p, struct proc_net_address *ret)
{
	const char *colon = *p;
	uint64_t value;

	memset(ret, 0, sizeof(*ret));
	while (*colon && *colon != ':' && *colon != '\n')
		colon++;
	size_t digits = (size_t)(colon - *p);
	if (*colon != ':' || (digits != 8 && digits != 32))
		return false;
	ret->n = digits / 8;
	for (size_t i = 0; i < ret->n; i++) {
		char word[9] = {0};
		const char *at = word;

		memcpy(word, *p + i * 8, 8);
		if (!str_number(&at, 16, &value) || *at)
			return false;
		ret->words[i] = (uint32_t)value;
	}
	*p = colon + 1;
	if (!str_number(p, 16, &value) || value > UINT16_MAX)
		return false;
	ret->port = (uint16_t)value;
	return true;
}

/* Past n words and the blanks behind each. */
static const char *proc_net_skip(const char *p, int n)
{
	for (; n > 0; n--) {
		while (*p && *p != ' ' && *p != '\n')
			p++;
		while (*p == ' ')
			p++;
	}
	return p;
}

/* "  12: LOCAL REMOTE ST TX:RX TR:WHEN RETR UID TIMEOUT INODE ..." */
static bool proc_net_line(const char *p, struct proc_net_socket *ret)
{
	uint64_t state, queued;

	while (*p == ' ')
		p++;
	p = proc_net_skip(p, 1);
	if (!proc_net_address(&p, &ret->local))
		return false;
	p = proc_net_skip(p, 1);
	if (!proc_net_address(&p, &ret->remote))
		return false;
	p = proc_net_skip(p, 1);
	if (!str_number(&p, 16, &state) || state > UINT8_MAX)
		return false;
	p = proc_net_skip(p, 1);
	while (*p && *p != ':' && *p != '\n')
		p++;
	if (*p != ':')
		return false;
	p++;
	if (!str_number(&p, 16, &queued) || queued > UINT32_MAX)
		return false;
	ret->state = (uint8_t)state;
	ret->queued = (uint32_t)queued;
	p = proc_net_skip(p, 5);
	return str_number(&p, 10, &ret->ino);
}

CR_FN int proc_parse_net_socket(const char **p, struct proc_net_socket *ret)
{
	for (const char *line = *p; *line;) {
		const char *next = line;

		while (*next && *next != '\n')
			next++;
		next += *next == '\n';
		*p = next;
		while (*line == ' ')
			line++;
		/* The head, and lines of a form that is not known, are passed by. */
		if (*line >= '0' && *line <= '9' && proc_net_line(line, ret))
			return 1;
		line = next;
	}
	return 0;
}

CR_FN int proc_find_net_socket(struct cr_ctx *cx, int pid_fd, const char *table, uint64_t ino,
			       struct proc_net_socket *ret)
{
	const char *name = arena_format(&cx->arena, "net/%s", table), *at;
	char *text;
	int r = name ? proc_read(cx, pid_fd, name, &text, NULL) : -ENOMEM;

	if (r < 0)
		return r;
	for (at = text; (r = proc_parse_net_socket(&at, ret)) > 0;)
		if (ret->ino == ino)
			return 1;
	return r;
}

/* == multicast groups ========================================================================== */

static const char *proc_net_line_end(const char *p)
{
	while (*p && *p != '\n')
		p++;
	return p + (*p == '\n');
}

/* "1    lo   ff020000000000000000000000000001     1 0000000C 0" */
static bool proc_net_group6(const char *p, struct proc_net_group *ret)
{
	uint64_t value;

	if (!str_number(&p, 10, &value) || value > INT32_MAX)
		return false;
	ret->index = (uint32_t)value;
	while (*p == ' ')
		p++;
	p = proc_net_skip(p, 1);
	ret->len = 16;
	for (int i = 0; i < 16; i++, p += 2) {
		char byte[3] = {0};
		const char *at = byte;

		if (!p[0] || !p[1])
			return false;
		memcpy(byte, p, 2);
		if (!str_number(&at, 16, &value) || *at)
			return false;
		ret->address[i] = (unsigned char)value;
	}
	return *p == ' ';
}

/* "\t\t\t\t010000E0     1 0:00000000\t\t0": the bytes as they lie in memory. */
static bool proc_net_group4(const char *p, struct proc_net_group *ret)
{
	uint64_t value;
	uint32_t word;

	while (*p == '\t')
		p++;
	if (!str_number(&p, 16, &value) || value > UINT32_MAX || *p != ' ')
		return false;
	word = (uint32_t)value;
	memset(ret->address, 0, sizeof(ret->address));
	memcpy(ret->address, &word, sizeof(word));
	ret->len = 4;
	return true;
}

CR_FN int proc_parse_group(const char **p, bool six, struct proc_net_group *ret)
{
	while (**p) {
		const char *line = *p;
		uint64_t index;

		*p = proc_net_line_end(line);
		if (six) {
			if (proc_net_group6(line, ret))
				return 1;
			continue;
		}
		if (*line == '\t') {
			if (proc_net_group4(line, ret))
				return 1;
		} else if (str_number(&line, 10, &index) && index <= INT32_MAX) {
			ret->index = (uint32_t)index; /* of the groups that follow */
		}
	}
	return 0;
}
