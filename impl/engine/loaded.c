/* SPDX-License-Identifier: MIT
 *
 * loaded: the read-only page that a load adds to the program, by which it can ask who it is now. It
 * is found by its name in /proc/self/maps; nothing is kept in globals. Later saves leave it out.
 *
 * Content (fixed-width, checked on reading, though only this library writes it): header, notes as
 * NUL-terminated texts, payload.
 */
#include "engine.h"

struct loaded_page {
	char magic[8]; /* "cr-load" and NUL */
	uint32_t version, pids, times_loaded, note_count;
	uint8_t load_id[16], save_id[16], parent_id[16];
	int64_t realtime_gap_ns, monotonic_gap_ns, boottime_gap_ns;
	int32_t old_pid, pad; /* of the root; other tasks keep theirs */
	uint64_t notes_off, notes_len, payload_off, payload_len, size;
};
static const char loaded_magic[8] = "cr-load";

/* == writing =================================================================================== */

/* Clocks that were set to what they had been have gone on since. */
static int64_t loaded_gap(const struct load *l, bool boot)
{
	uint64_t then = l->shared ? l->shared->clocks_at[boot] : 0;

	if (!l->clocks.told)
		return 0;
	return (int64_t)(sys_clock_ns(boot ? CLOCK_BOOTTIME : CLOCK_MONOTONIC) -
			 (then ? then : l->clocks.saved[boot]));
}

static void loaded_gaps(const struct load *l, struct loaded_page *page)
{
	if (l->cr && l->cr->has_realtime_ns)
		page->realtime_gap_ns = (int64_t)sys_clock_ns(CLOCK_REALTIME) - l->cr->realtime_ns;
	page->monotonic_gap_ns = loaded_gap(l, false);
	page->boottime_gap_ns = loaded_gap(l, true);
}

static void loaded_header(const struct load *l, struct loaded_page *page)
{
	memset(page, 0, sizeof(*page));
	memcpy(page->magic, loaded_magic, sizeof(page->magic));
	page->version = 1;
	page->pids = l->pids;
	page->times_loaded = (l->cr && l->cr->has_times_loaded ? l->cr->times_loaded : 0) + 1;
	memcpy(page->load_id, l->load_id, sizeof(page->load_id));
	if (l->cr && l->cr->save_id.len == sizeof(page->save_id))
		memcpy(page->save_id, l->cr->save_id.data, sizeof(page->save_id));
	if (l->cr && l->cr->has_parent_id && l->cr->parent_id.len == sizeof(page->parent_id))
		memcpy(page->parent_id, l->cr->parent_id.data, sizeof(page->parent_id));
	page->old_pid = l->tasks.at[0]->pid;
	page->payload_off = sizeof(*page);
	page->payload_len = l->opts->payload_size;
	page->notes_off = page->payload_off + page->payload_len;
	page->size = l->loaded_size;
	loaded_gaps(l, page);
}

CR_FN int loaded_make(struct load *l)
{
	/* Notes are only complete at the very end; room for them is kept. */
	l->loaded_size = num_round_up(sizeof(struct loaded_page) + l->opts->payload_size +
					      LOAD_NOTES_SIZE + mapped_list_size(l),
				      l->cx->page);
	int fd = sys_memfd(LOADED_NAME);
	if (fd < 0)
		return error_set(l->cx, CR_E_SYSTEM, -fd, 0, "memfd_create",
				 "no memory for cr_loaded");
	int r = sys_ftruncate(fd, l->loaded_size);
	if (r == 0 && l->opts->payload_size)
		r = sys_pwrite_all(fd, l->opts->payload, l->opts->payload_size,
				   sizeof(struct loaded_page));
	if (r == 0)
		r = mapped_list_write(l, fd, l->loaded_size);
	if (r < 0) {
		sys_close(fd);
		return error_set(l->cx, CR_E_SYSTEM, -r, 0, LOADED_NAME,
				 "cr_loaded cannot be written");
	}
	l->loaded_fd = object_stage(l, fd);
	return l->loaded_fd < 0 ? l->loaded_fd : 0;
}

static uint32_t loaded_notes(struct load *l, char *out, size_t room, size_t *ret_len)
{
	uint32_t n = 0;
	size_t len = 0;

	for (size_t i = 0; i < l->cx->notes.n; i++) {
		const cr_note *note = &l->cx->notes.at[i];
		size_t want = str_format(NULL, 0, "%d%c%s%c%s", (int)note->pid, 0, note->object, 0,
					 note->text) +
			      1;

		if (want > room - len)
			break;
		str_format(out + len, want, "%d%c%s%c%s", (int)note->pid, 0, note->object, 0,
			   note->text);
		len += want;
		n++;
	}
	if (l->shared) { /* of the tasks; written by them, in the same form */
		size_t used = l->shared->notes_used < LOAD_NOTES_SIZE ? l->shared->notes_used
								      : LOAD_NOTES_SIZE;
		size_t nuls = 0;

		used = used < room - len ? used : room - len;
		for (size_t i = 0; i < used; i++)
			nuls += (out[len + i] = l->shared->notes[i]) == '\0';
		len += used;
		n += (uint32_t)(nuls / 3);
	}
	*ret_len = len;
	return n;
}

CR_FN int loaded_write(struct load *l)
{
	struct loaded_page page;
	char *notes = cx_alloc(l->cx, LOAD_NOTES_SIZE);
	size_t len;

	if (!notes)
		return error_memory(l->cx);
	loaded_header(l, &page);
	page.note_count = loaded_notes(l, notes, LOAD_NOTES_SIZE, &len);
	page.notes_len = len;
	int r = sys_pwrite_all(l->loaded_fd, notes, len, page.notes_off);
	if (r == 0)
		r = sys_pwrite_all(l->loaded_fd, &page, sizeof(page), 0);
	return r < 0 ? error_set(l->cx, CR_E_SYSTEM, -r, 0, LOADED_NAME,
				 "cr_loaded cannot be written")
		     : 0;
}

/* == reading =================================================================================== */

static bool loaded_is_page(const struct proc_map *map)
{
	return str_starts(map->name, "/memfd:" LOADED_NAME) && (map->prot & PROT_READ) &&
	       map->end - map->start >= sizeof(struct loaded_page);
}

CR_FN uint32_t loaded_times(struct cr_ctx *cx, struct task *task)
{
	struct loaded_page page;
	struct proc_map *maps;
	size_t n;

	if (proc_maps(cx, task->dir_fd, false, &maps, &n) < 0)
		return 0;
	for (size_t i = 0; i < n; i++)
		if (loaded_is_page(&maps[i]) &&
		    task_read_memory(task, maps[i].start, &page, sizeof(page)) == 0 &&
		    memcmp(page.magic, loaded_magic, sizeof(page.magic)) == 0)
			return page.times_loaded;
	return 0;
}

CR_FN int loaded_find(struct cr_ctx *cx, const void **ret, size_t *ret_size)
{
	CR_AUTOFD int proc = -1, self = -1;
	struct proc_map *maps;
	size_t n;
	int r = proc_open(cx, &proc);

	if (r == 0)
		r = proc_open_pid(proc, sys_getpid(), &self);
	if (r == 0)
		r = proc_maps(cx, self, false, &maps, &n);
	if (r < 0)
		return r;
	for (size_t i = 0; i < n; i++) {
		const struct loaded_page *page =
			(const struct loaded_page *)(uintptr_t)maps[i].start;

		if (!loaded_is_page(&maps[i]) ||
		    memcmp(page->magic, loaded_magic, sizeof(page->magic)) != 0)
			continue;
		*ret = page;
		*ret_size = maps[i].end - maps[i].start;
		return 0;
	}
	return -ENOENT;
}

static const char *loaded_text(const char **p, const char *end)
{
	const char *start = *p, *s = start;

	while (s < end && *s)
		s++;
	if (s == end)
		return NULL;
	*p = s + 1;
	return start;
}

/* What its tasks have told, in the log of whoever made the tree: their own goes nowhere. */
CR_FN void loaded_log(struct load *l)
{
	const char *p = l->shared->notes,
		   *end = p + (l->shared->notes_used < LOAD_NOTES_SIZE ? l->shared->notes_used
								       : LOAD_NOTES_SIZE);

	for (;;) {
		const char *pid = loaded_text(&p, end), *object = loaded_text(&p, end),
			   *text = loaded_text(&p, end);

		if (!pid || !object || !text)
			return;
		log_warn(l->cx, "degraded: %s: %s", object, text);
	}
}

/* One allocation of malloc: header, notes, texts, payload. Runs in the program's own context. */
CR_FN int loaded_copy(struct cr_ctx *cx, const void *data, size_t size, cr_loaded *out,
		      cr_note *notes, char *texts)
{
	const struct loaded_page *page = data;
	uint64_t end;

	if (!num_add(page->notes_off, page->notes_len, &end) || end > size ||
	    !num_add(page->payload_off, page->payload_len, &end) || end > size)
		return error_set(cx, CR_E_DAMAGED, 0, 0, LOADED_NAME,
				 "the page that tells about the load is damaged");
	memcpy(texts, (const char *)data + page->notes_off, page->notes_len);
	memcpy(texts + page->notes_len, (const char *)data + page->payload_off, page->payload_len);
	const char *p = texts, *texts_end = texts + page->notes_len;
	for (uint32_t i = 0; i < page->note_count; i++) {
		const char *pid = loaded_text(&p, texts_end), *object = loaded_text(&p, texts_end),
			   *text = loaded_text(&p, texts_end);
		uint64_t number = 0;

		if (!pid || !object || !text)
			break;
		(void)str_number(&pid, 10, &number);
		notes[out->degraded_count++] = (cr_note){CR_E_OK, (pid_t)number, object, text, ""};
	}
	memcpy(out->load_id, page->load_id, sizeof(out->load_id));
	memcpy(out->save_id, page->save_id, sizeof(out->save_id));
	memcpy(out->parent_id, page->parent_id, sizeof(out->parent_id));
	out->times_loaded = page->times_loaded;
	out->new_pid = sys_getpid();
	out->old_pid = page->pids == CR_PIDS_NEW ? page->old_pid : out->new_pid;
	out->pids = page->pids;
	out->realtime_gap_ns = page->realtime_gap_ns;
	out->monotonic_gap_ns = page->monotonic_gap_ns;
	out->boottime_gap_ns = page->boottime_gap_ns;
	out->degraded = notes;
	out->payload = texts + page->notes_len;
	out->payload_size = page->payload_len;
	return 0;
}

CR_FN size_t loaded_room(const void *data, size_t size, size_t *ret_notes)
{
	const struct loaded_page *page = data;

	*ret_notes = page->note_count < size / 3 ? page->note_count : size / 3;
	return size;
}
