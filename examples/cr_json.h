/* SPDX-License-Identifier: MIT
 *
 * JSON as the command cr prints it: one object on one line. Included by cr.c alone.
 */
#ifndef CR_JSON_H
#define CR_JSON_H

#include "cr.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>

struct json {
	FILE *to;
	bool needs_comma;
};

/* The length of the UTF-8 character at s, 0 if there is none. */
static size_t utf8_length(const unsigned char *s)
{
	size_t n = s[0] < 0x80	 ? 1
		   : s[0] < 0xc2 ? 0
		   : s[0] < 0xe0 ? 2
		   : s[0] < 0xf0 ? 3
		   : s[0] < 0xf5 ? 4
				 : 0;

	for (size_t i = 1; i < n; i++)
		if ((s[i] & 0xc0) != 0x80)
			return 0;
	if ((s[0] == 0xe0 && s[1] < 0xa0) ||
	    (s[0] == 0xed && s[1] > 0x9f)) /* overlong, surrogate */
		return 0;
	if ((s[0] == 0xf0 && s[1] < 0x90) ||
	    (s[0] == 0xf4 && s[1] > 0x8f)) /* overlong, past the end */
		return 0;
	return n;
}

static void json_quote(FILE *to, const char *text)
{
	const unsigned char *s = (const unsigned char *)text;

	putc('"', to);
	while (*s) {
		size_t n = utf8_length(s);

		if (n == 0)
			fputs("\\ufffd", to);
		else if (*s == '"' || *s == '\\')
			fprintf(to, "\\%c", *s);
		else if (*s < ' ' || *s == 127)
			fprintf(to, "\\u%04x", *s);
		else
			fwrite(s, 1, n, to);
		s += n ? n : 1;
	}
	putc('"', to);
}

static void json_key(struct json *json, const char *key)
{
	if (json->needs_comma)
		fputs(", ", json->to);
	if (key) {
		json_quote(json->to, key);
		fputs(": ", json->to);
	}
	json->needs_comma = true;
}

static void json_open(struct json *json, const char *key, char bracket)
{
	json_key(json, key);
	putc(bracket, json->to);
	json->needs_comma = false;
}

static void json_close(struct json *json, char bracket)
{
	putc(bracket, json->to);
	json->needs_comma = true;
}

static void json_text(struct json *json, const char *key, const char *text)
{
	json_key(json, key);
	json_quote(json->to, text ? text : "");
}

static void json_number(struct json *json, const char *key, int64_t number)
{
	json_key(json, key);
	fprintf(json->to, "%" PRId64, number);
}

static void json_begin(struct json *json)
{
	*json = (struct json){.to = stdout};
	json_open(json, NULL, '{');
}

static void json_end(struct json *json)
{
	json_close(json, '}');
	putc('\n', json->to);
}

static void json_notes(struct json *json, const char *key, const cr_note *notes, size_t count,
		       bool facts)
{
	json_open(json, key, '[');
	for (const cr_note *note = notes; note < notes + count; note++) {
		if ((note->code == CR_E_OK) != facts)
			continue;
		json_open(json, NULL, '{');
		json_number(json, "pid", note->pid);
		json_text(json, "object", note->object);
		json_text(json, "text", note->text);
		if (!facts) {
			json_number(json, "code", note->code);
			json_text(json, "advice", note->advice);
		}
		json_close(json, '}');
	}
	json_close(json, ']');
}

#endif
