/* SPDX-License-Identifier: MIT
 *
 * become: cr_load of a save of one process. The calling process itself turns into the program,
 * under its own pid.
 *
 * Up to plan_become's own commit point everything that is done here can be undone and is, on
 * failure: descriptors lie at staging numbers beside the caller's, memory at addresses that the
 * caller does not use. After it only the kernel can fail; the process then ends with status 125,
 * and says why on what was its standard error.
 */
#include "engine.h"

/* A copy of standard error that the plan keeps until its very end. */
static void become_keep_stderr(struct load *l)
{
	int fd = sys_dup_above(2, 3);

	l->complain_fd = fd < 0 ? -1 : object_stage(l, fd);
}

static int become_prepare(struct load *l, struct load_task *lt)
{
	int r = task_session_plan(l);

	if (r == 0)
		r = task_clocks_enter(l);
	if (r == 0)
		r = plan_board_make(l->cx, &l->board);
	if (r == 0)
		r = loaded_make(l);
	if (r < 0)
		return r;
	become_keep_stderr(l);
	r = file_ghosts_make(l);
	if (r == 0)
		r = object_create(l, lt);
	if (r == 0)
		r = memory_create(l, lt);
	if (r == 0)
		r = restore_plan(l, lt);
	if (r == 0)
		r = object_release(l, lt);
	return r < 0 ? r : file_ghosts_finish(l);
}

static int become_commit(struct load *l, struct load_task *lt)
{
	struct release_thread *out = cx_array(l->cx, lt->thread_n, sizeof(*out));
	uint64_t stub_at;
	size_t stub_room;

	if (!out)
		return error_memory(l->cx);
	if (l->complain_fd >= 0) {
		plan_complain(lt->plan, l->complain_fd,
			      "cr_load: the program could not be completed: ");
		plan_call(lt->plan, 0, PLAN_AT_LAST, "close", SYS_close, (uint64_t)l->complain_fd)
			->flags = PLAN_MAY_FAIL;
	}
	for (size_t i = 0; i < lt->thread_n; i++) {
		out[i] = lt->threads[i].out;
		out[i].xstate = plan_data(lt->plan, (const void *)(uintptr_t)out[i].xstate,
					  out[i].xstate_len);
	}
	int r = memory_stub(l, lt, &stub_at, &stub_room);
	if (r == 0)
		r = loaded_write(l);
	if (r == 0)
		r = plan_seal(lt->plan);
	if (r < 0)
		return r;
	r = lock_open(l);
	if (r < 0)
		return r;
	l->cx->stage = CR_STAGE_COMMIT;
	log_flush(l->cx); /* the last chance */
	return plan_become(lt->plan, l->proc_fd, out, lt->thread_n, stub_at, stub_room,
			   l->opts->timeout_ms);
}

CR_FN int become_run(struct load *l)
{
	struct load_task *lt = l->tasks.at[0];
	struct rlimit was, room;

	if (lt->state == TASK_ZOMBIE)
		return error_set(l->cx, CR_E_ZOMBIE, 0, lt->pid, "save",
				 "the saved process had already ended");
	l->cx->stage = CR_STAGE_CREATE;
	l->self = lt;
	lt->new_pid = sys_getpid();
	int limited = sys_prlimit(0, RLIMIT_NOFILE, NULL, &was);
	if (limited == 0) {
		room = was;
		room.rlim_cur = room.rlim_max;
		(void)sys_prlimit(0, RLIMIT_NOFILE, &room, NULL);
	}
	int r = become_prepare(l, lt);
	if (r == 0)
		r = become_commit(l, lt);
	/* Refused: in the reverse order. */
	memory_undo(l, lt);
	if (lt->plan)
		plan_close(lt->plan);
	lt->plan = NULL;
	task_clocks_leave(l);
	object_unstage(l);
	object_undo(l);
	l->loaded_fd = l->complain_fd = -1;
	if (limited == 0)
		(void)sys_prlimit(0, RLIMIT_NOFILE, &was, NULL);
	return r < 0 ? r : -EINVAL;
}
