/* SPDX-License-Identifier: MIT
 *
 * rules: what the caller wants done with descriptors and memory. The first rule that matches wins.
 */
#include "object.h"

/* One bracket expression at *p ("[a-z]"); moves *p behind it. An unclosed one is a plain '['. */
static bool rule_glob_set(const char **p, char c)
{
	const char *s = *p + 1;
	bool negate = *s == '!' || *s == '^', hit = false;

	if (negate)
		s++;
	for (bool first = true; *s && (*s != ']' || first); first = false, s++) {
		char low = *s, high = low;

		if (s[1] == '-' && s[2] && s[2] != ']') {
			high = s[2];
			s += 2;
		}
		hit |= low <= c && c <= high;
	}
	if (!*s) {
		(*p)++;
		return c == '[';
	}
	*p = s + 1;
	return hit != negate;
}

CR_FN bool rule_glob(const char *pattern, const char *text)
{
	const char *star = NULL, *star_text = NULL;

	/* Only the last star is ever tried again: time is at most the product of both lengths. */
	while (*text) {
		const char *next = pattern + 1;
		bool ok = false;

		if (*pattern == '*') {
			star = ++pattern;
			star_text = text;
			continue;
		}
		if (*pattern == '[') {
			next = pattern;
			ok = rule_glob_set(&next, *text);
		} else if (*pattern == '\\' && pattern[1]) {
			ok = pattern[1] == *text;
			next = pattern + 2;
		} else if (*pattern) {
			ok = *pattern == '?' || *pattern == *text;
		}
		if (ok) {
			pattern = next;
			text++;
		} else if (star) {
			pattern = star;
			text = ++star_text;
		} else {
			return false;
		}
	}
	while (*pattern == '*')
		pattern++;
	return !*pattern;
}

CR_FN const cr_rule *rule_find_fd(const cr_rule *rules, int fd, const char *kind, const char *path,
				  const char *file)
{
	for (const cr_rule *r = rules; r && r->kind != CR_RULE_END; r++)
		if ((r->kind == CR_RULE_FD && r->fd == fd) ||
		    (r->kind == CR_RULE_KIND && r->pattern && kind &&
		     strcmp(r->pattern, kind) == 0) ||
		    (r->kind == CR_RULE_FILE && r->pattern && file &&
		     strcmp(r->pattern, file) == 0) ||
		    (r->kind == CR_RULE_PATH && r->pattern && path && rule_glob(r->pattern, path)))
			return r;
	return NULL;
}

CR_FN const cr_rule *rule_find_memory(const cr_rule *rules, uint64_t addr, uint64_t len)
{
	for (const cr_rule *r = rules; r && r->kind != CR_RULE_END; r++)
		if (r->kind == CR_RULE_MEMORY && addr < r->addr + r->len && r->addr < addr + len)
			return r;
	return NULL;
}
