/* SPDX-License-Identifier: MIT
 *
 * proc_net: what /proc/PID/net says of sockets whose own calls, and sock_diag, do not tell it.
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
