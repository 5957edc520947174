/* SPDX-License-Identifier: MIT
 *
 * context: the memory, error, notes and log lines of one public call.
 * The innermost failure sets the error; outer steps only add ", while ...". Nothing here is global.
 */
#include "base.h"
#include <unistd.h>

static const struct {
	const char *name, *text, *advice;
} error_codes[] = {
#define CR_CODE_ROW(id, text, advice) {#id, text, advice},
	CR_CODES(CR_CODE_ROW)
#undef CR_CODE_ROW
};

CR_API const char *cr_code_text(int code)
{
	return code >= 0 && code < CR_E_COUNT ? error_codes[code].text : "unknown code";
}

CR_API const char *cr_code_advice(int code)
{
	return code >= 0 && code < CR_E_COUNT ? error_codes[code].advice : "";
}

CR_API int cr_version(void)
{
	return CR_VERSION;
}

CR_FN const char *error_name(int e)
{
	/* clang-format off */
	static const struct { int e; const char *name; } names[] = {
#define E(x) { x, #x }
		E(EPERM), E(ENOENT), E(ESRCH), E(EINTR), E(EIO), E(ENXIO), E(E2BIG), E(ENOEXEC), E(EBADF), E(ECHILD),
		E(EAGAIN), E(ENOMEM), E(EACCES), E(EFAULT), E(ENOTBLK), E(EBUSY), E(EEXIST), E(EXDEV), E(ENODEV),
		E(ENOTDIR), E(EISDIR), E(EINVAL), E(ENFILE), E(EMFILE), E(ENOTTY), E(ETXTBSY), E(EFBIG), E(ENOSPC),
		E(ESPIPE), E(EROFS), E(EMLINK), E(EPIPE), E(EDOM), E(ERANGE), E(EDEADLK), E(ENAMETOOLONG), E(ENOLCK),
		E(ENOSYS), E(ENOTEMPTY), E(ELOOP), E(ENODATA), E(ETIME), E(EPROTO), E(EBADMSG), E(EOVERFLOW),
		E(ENOTSOCK), E(EDESTADDRREQ), E(EMSGSIZE), E(EPROTOTYPE), E(ENOPROTOOPT), E(EPROTONOSUPPORT),
		E(EOPNOTSUPP), E(EAFNOSUPPORT), E(EADDRINUSE), E(EADDRNOTAVAIL), E(ENETDOWN), E(ECONNABORTED),
		E(ECONNRESET), E(ENOBUFS), E(EISCONN), E(ENOTCONN), E(ETIMEDOUT), E(ECONNREFUSED), E(EALREADY),
		E(EINPROGRESS), E(ESTALE), E(EDQUOT), E(ECANCELED), E(ENOKEY), E(ESHUTDOWN), E(EUSERS),
#undef E
	};
	/* clang-format on */
	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		if (names[i].e == e)
			return names[i].name;
	return "unknown errno";
}

CR_FN int ctx_open(struct cr_ctx *cx, const cr_watch *watch)
{
	memset(cx, 0, sizeof(*cx));
	cx->watch = watch;
	cx->stage = CR_STAGE_OPTIONS;
	cx->lines_end = &cx->lines;
	cx->page = (size_t)sysconf(_SC_PAGESIZE);
	return arena_open(&cx->arena, ARENA_SIZE);
}

CR_FN void ctx_close(struct cr_ctx *cx)
{
	log_flush(cx);
	arena_close(&cx->arena);
}

CR_FN int ctx_leave(struct cr_ctx *cx, int r, cr_error *err)
{
	if (r < 0 && cx->err.code == CR_E_OK)
		(void)error_set(cx, CR_E_SYSTEM, -r, 0, "", "%s", cr_code_text(CR_E_SYSTEM));
	if (r >= 0)
		memset(&cx->err, 0, sizeof(cx->err));
	else
		log_error(cx, "%s", cx->err.text);
	if (err)
		*err = cx->err;
	log_flush(cx);
	return r < 0 ? -1 : r;
}

static int error_vset(struct cr_ctx *cx, int code, int e, pid_t pid, const char *object,
		      const char *fmt, va_list ap)
{
	cr_error *err = &cx->err;

	if (err->code != CR_E_OK)
		return -(e ? e : EINVAL);
	err->code = code;
	err->sys_errno = e;
	err->stage = cx->stage;
	err->pid = pid;
	str_format(err->object, sizeof(err->object), "%s", object ? object : "");
	size_t n = str_vformat(err->text, sizeof(err->text), fmt, ap);
	if (e && n < sizeof(err->text))
		n += str_format(err->text + n, sizeof(err->text) - n, " (%s)", error_name(e));
	if (cr_code_advice(code)[0] && n < sizeof(err->text))
		str_format(err->text + n, sizeof(err->text) - n, ": %s", cr_code_advice(code));
	return -(e ? e : EINVAL);
}

CR_FN int error_record(struct cr_ctx *cx, int code, int e, pid_t pid, const char *object,
		       const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	int r = error_vset(cx, code, e, pid, object, fmt, ap);
	va_end(ap);
	return r;
}

CR_FN int error_record_frame(struct cr_ctx *cx, int r, const char *fmt, ...)
{
	cr_error *err = &cx->err;
	va_list ap;

	va_start(ap, fmt);
	if (err->code == CR_E_OK) {
		char what[256];

		str_vformat(what, sizeof(what), fmt, ap);
		(void)error_set(cx, CR_E_SYSTEM, -r, 0, "", "%s failed", what);
	} else {
		size_t n = strlen(err->text);

		n += str_format(err->text + n, sizeof(err->text) - n, ", while ");
		if (n < sizeof(err->text))
			str_vformat(err->text + n, sizeof(err->text) - n, fmt, ap);
	}
	va_end(ap);
	return r;
}

CR_FN int error_record_memory(struct cr_ctx *cx)
{
	return error_set(cx, CR_E_MEMORY, ENOMEM, 0, "arena", "the arena of %zu bytes is full",
			 cx->arena.size);
}

static cr_note *note_add(struct cr_ctx *cx, int code, pid_t pid, const char *object,
			 const char *fmt, va_list ap)
{
	char text[512];
	cr_note *note = vec_add(&cx->arena, &cx->notes);

	if (!note)
		return NULL;
	str_vformat(text, sizeof(text), fmt, ap);
	note->code = code;
	note->pid = pid;
	note->object = arena_str(&cx->arena, object ? object : "");
	note->text = arena_str(&cx->arena, text);
	note->advice = cr_code_advice(code);
	if (note->object && note->text)
		return note;
	cx->notes.n--;
	return NULL;
}

CR_FN int refuse(struct cr_ctx *cx, int code, pid_t pid, const char *object, const char *fmt, ...)
{
	va_list ap;
	int r;

	va_start(ap, fmt);
	if (!cx->collect)
		r = error_vset(cx, code, 0, pid, object, fmt, ap);
	else
		r = note_add(cx, code, pid, object, fmt, ap) ? 0 : error_memory(cx);
	va_end(ap);
	return r;
}

CR_FN void degrade(struct cr_ctx *cx, pid_t pid, const char *object, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	cr_note *note = note_add(cx, CR_E_OK, pid, object, fmt, ap);
	va_end(ap);
	if (note)
		log_warn(cx, "degraded: %s: %s", note->object, note->text);
}

CR_FN void log_add(struct cr_ctx *cx, int level, const char *fmt, ...)
{
	va_list ap;

	if (!cx->watch || !cx->watch->log)
		return;
	char text[768];
	va_start(ap, fmt);
	size_t n = str_vformat(text, sizeof(text), fmt, ap);
	va_end(ap);
	if (n >= sizeof(text))
		n = sizeof(text) - 1;
	if (!cx->frozen) {
		log_flush(cx);
		cx->watch->log(cx->watch->arg, level, text);
		return;
	}
	struct log_line *line = arena_alloc(&cx->arena, sizeof(*line) + n + 1);
	if (!line)
		return; /* a lost line is better than a failed save */
	line->level = level;
	memcpy(line->text, text, n + 1);
	*cx->lines_end = line;
	cx->lines_end = &line->next;
}

CR_FN void log_flush(struct cr_ctx *cx)
{
	if (cx->frozen)
		return;
	for (struct log_line *line = cx->lines; line; line = line->next)
		cx->watch->log(cx->watch->arg, line->level, line->text);
	cx->lines = NULL;
	cx->lines_end = &cx->lines;
}
