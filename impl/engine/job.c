/* SPDX-License-Identifier: MIT
 *
 * job: a live save whose caller has gone on. Its helper writes what is in the copies of memory; the
 * job tells when it is done and how it went. Nothing runs in the caller but what it calls.
 */
#include "engine.h"

#include <stdlib.h>

struct cr_job {
	struct self_job *self; /* NULL: it has ended, what it came to is here */
	pid_t helper;
	int fd; /* readable when it has ended */
	int result;
	cr_stats stats;
	cr_error err;
};

/* Before the save: afterwards a lack of memory could not be told any more. */
CR_FN int job_new(struct cr_ctx *cx, struct cr_job **ret)
{
	struct cr_job *job = calloc(1, sizeof(*job));

	if (!job)
		return error_set(cx, CR_E_MEMORY, ENOMEM, 0, "calloc", "no memory for a job");
	job->fd = -1;
	*ret = job;
	return 0;
}

CR_FN void job_begin(struct cr_job *job, const struct self_result *res)
{
	job->self = res->job;
	job->helper = res->helper;
	job->stats = res->stats;
	job->fd = res->job ? sys_pidfd_open(res->helper, 0) : sys_eventfd(1, O_CLOEXEC);
}

static void job_end(struct cr_job *job)
{
	int r;

	do
		r = sys_wait(job->helper, NULL, __WALL);
	while (r == -EINTR);
	job->result = self_end(job->self, &job->stats, &job->err);
	job->self = NULL;
}

CR_API int cr_job_fd(cr_job *job)
{
	return job->fd;
}

CR_API int cr_job_wait(cr_job *job, int ms, cr_stats *stats, cr_error *err)
{
	struct pollfd p = {.fd = job->fd, .events = POLLIN};

	if (job->self && job->fd >= 0) {
		int r;

		do
			r = sys_poll(&p, 1, ms);
		while (r == -EINTR && ms < 0);
		if (r <= 0)
			return 1;
	}
	if (job->self)
		job_end(job);
	api_give(stats, &job->stats, sizeof(job->stats));
	if (err)
		*err = job->err;
	return job->result < 0 ? -1 : 0;
}

CR_API int cr_job_cancel(cr_job *job)
{
	if (job->self)
		self_cancel(job->self);
	return 0;
}

CR_API void cr_job_free(cr_job *job)
{
	if (!job)
		return;
	if (job->self) {
		self_cancel(job->self);
		job_end(job);
	}
	sys_close_auto(&job->fd);
	free(job);
}
