/* SPDX-License-Identifier: MIT
 *
 * Live saves: the program goes on while it is being written out. What is saved is what was at one
 * instant, in all tasks; whatever the program does meanwhile; and the program notices nothing.
 */
#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static void live_load(struct t_subject *s, const char *path)
{
	cr_child child = {.size = sizeof(child)};
	cr_error err;

	T_MUST(cr_restore(path, NULL, &child, &err) == 0, "%s", err.text);
	close(child.pidfd);
	s->pid = child.pid;
}

/* == others ==================================================================================== */

/* Two tasks count, each for itself and both together, as fast as they can: a save must hold one
 * instant of all three counts. */
struct live_shared {
	pthread_mutex_t lock;
	volatile uint64_t both;
	atomic_int stop;
};

static void live_count(struct live_shared *shared, volatile uint64_t *own, size_t own_pages)
{
	while (!shared->stop) {
		pthread_mutex_lock(&shared->lock);
		shared->both++;
		own[own[0] % own_pages * 512 + 1]++;
		own[0]++;
		pthread_mutex_unlock(&shared->lock);
	}
}

static atomic_int live_sigchld;

static void live_on_sigchld(int sig)
{
	(void)sig;
	live_sigchld++;
}

static void live_tree_subject(void)
{
	const int prot = PROT_READ | PROT_WRITE;
	struct live_shared *shared = mmap(NULL, 4096, prot, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	const size_t pages = 512;
	volatile uint64_t *own = mmap(NULL, pages * 4096, prot, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	volatile uint64_t *told = mmap(NULL, 4096, prot, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	pthread_mutexattr_t attr;
	struct sigaction act = {.sa_handler = live_on_sigchld};
	int status;

	T_MUST(shared != MAP_FAILED && own != MAP_FAILED && told != MAP_FAILED, "mmap");
	pthread_mutexattr_init(&attr);
	pthread_mutexattr_setpshared(&attr, PTHREAD_PROCESS_SHARED);
	pthread_mutex_init(&shared->lock, &attr);
	sigaction(SIGCHLD, &act, NULL);
	pid_t pid = fork();
	if (pid == 0) {
		live_count(shared, own, pages);
		*told = own[0];
		_exit(0);
	}
	t_ready();
	for (int i = 0; i < 200; i++) {
		uint64_t sum = 0;

		pthread_mutex_lock(&shared->lock);
		for (size_t j = 0; j < pages; j++)
			sum += own[j * 512 + 1];
		T_CHECK(sum == own[0], "%llu and %llu", (unsigned long long)sum,
			(unsigned long long)own[0]);
		shared->both++;
		own[own[0] % pages * 512 + 1]++;
		own[0]++;
		pthread_mutex_unlock(&shared->lock);
	}
	T_CHECK(waitpid(-1, &status, WNOHANG) == 0, "there is another child");
	T_CHECK(live_sigchld == 0, "%d signals", live_sigchld);
	shared->stop = 1;
	T_CHECK(waitpid(pid, &status, 0) == pid && status == 0, "status 0x%x", status);
	T_CHECK(waitpid(-1, &status, 0) < 0 && errno == ECHILD, "there is another child");
	T_CHECK(waitpid(-1, &status, __WALL) < 0 && errno == ECHILD, "there is a hidden child");
	T_CHECK(shared->both == own[0] + *told, "%llu together, %llu and %llu alone",
		(unsigned long long)shared->both, (unsigned long long)own[0],
		(unsigned long long)*told);
}

/* No words in the log that a task was stopped meanwhile. */
static void live_log(void *arg, int level, const char *line)
{
	int *stopped = arg;

	(void)level;
	*stopped += strstr(line, "is not saved live") != NULL;
}

static void live_tree(void)
{
	for (int i = 0; i < 4; i++) {
		static const char *const paths[] = {"s0", "s1/", "s2", "s3"};
		struct t_subject s;
		int stopped = 0;
		cr_watch watch = {.arg = &stopped, .log = live_log};
		cr_save_opts o = {.size = sizeof(o), .flags = CR_LIVE, .watch = &watch};
		cr_stats stats = {.size = sizeof(stats)};
		cr_tracker *tracker = NULL;
		cr_error err;

		t_start(&s, live_tree_subject);
		o.stats = &stats;
		if (i == 3 && cr_track_start(s.pid, &tracker, &err) == 0) {
			o.tracker = tracker;
			T_MUST(cr_dump(s.pid, "base", &o, &err) == 0, "%s", err.text);
		}
		o.parent = i == 2 ? "s0" : i == 3 && tracker ? "base" : NULL;
		T_MUST(cr_dump(s.pid, paths[i], &o, &err) == 0, "%s", err.text);
		T_CHECK(stopped == 0, "%d tasks were stopped", stopped);
		T_CHECK(stats.frozen_ns < stats.total_ns, "frozen %llu of %llu",
			(unsigned long long)stats.frozen_ns, (unsigned long long)stats.total_ns);
		T_CHECK(cr_verify(paths[i], &err) == 0, "%s", err.text);
		t_end(&s);
		cr_track_stop(tracker);
		T_MUST(t_run(NULL, "rm -f .t-*") == 0, "rm");
		live_load(&s, paths[i]);
		t_end(&s);
		T_MUST(t_run(NULL, "rm -f .t-*") == 0, "rm");
	}
}

/* A task that may not be forked, or would lose memory by it, is saved all the same. */
static void live_few_subject(void)
{
	struct rlimit none = {0, 0};
	unsigned char *own = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS,
				  -1, 0);

	T_MUST(own != MAP_FAILED, "mmap");
	memset(own, 5, 8192);
	if (geteuid() == 0)
		madvise(own, 4096, MADV_DONTFORK);
	else
		setrlimit(RLIMIT_NPROC, &none);
	t_ready();
	T_CHECK(own[0] == 5 && own[8191] == 5, "its memory");
}

static void live_falls_back(void)
{
	struct t_subject s;
	int stopped = 0;
	cr_watch watch = {.arg = &stopped, .log = live_log};
	cr_save_opts o = {.size = sizeof(o), .flags = CR_LIVE, .watch = &watch};
	cr_error err;

	t_start(&s, live_few_subject);
	T_MUST(cr_dump(s.pid, "save", &o, &err) == 0, "%s", err.text);
	T_CHECK(stopped == 1 || geteuid() != 0, "nobody said so");
	t_kill(&s);
	live_load(&s, "save");
	t_end(&s);
	o.flags |= CR_END;
	T_CHECK(cr_dump(1, "no", &o, &err) < 0 && err.code == CR_E_ARGUMENT, "%s", err.text);
}

/* == oneself =================================================================================== */

/* 0 in the program, 1 in the copy. */
static int live_save_self(const char *path, cr_job **job)
{
	cr_save_opts o = {.size = sizeof(o), .flags = CR_LIVE, .job = job};
	cr_error err;
	cr_result r = cr_save(path, &o, &err);

	T_MUST(r != CR_FAILED, "%s", err.text);
	return r == CR_RESTORED;
}

/* Memory that takes a while to be written. */
#define LIVE_BIG ((size_t)48 << 20)

static int live_self_program(void)
{
	pthread_t thread[4];
	int fds = t_open_fds(), status;
	unsigned char *big = mmap(NULL, LIVE_BIG, PROT_READ | PROT_WRITE,
				  MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	struct sigaction act = {.sa_handler = live_on_sigchld};
	cr_stats stats = {.size = sizeof(stats)};
	cr_job *job = NULL;
	cr_error err;

	T_MUST(big != MAP_FAILED, "mmap");
	memset(big, 1, LIVE_BIG);
	sigaction(SIGCHLD, &act, NULL);
	track_threads_start(thread);
	if (live_save_self("save", &job)) { /* the copy */
		T_CHECK(big[0] == 1 && big[LIVE_BIG - 1] == 1, "the copy has later memory");
		track_judge("copy");
		track_stop = true;
		for (int i = 0; i < 4; i++)
			pthread_join(thread[i], NULL);
		T_CHECK(live_sigchld == 0, "%d signals", live_sigchld);
		return t_failures() ? 1 : 42;
	}
	T_MUST(job, "no job");
	memset(big, 2, LIVE_BIG);
	track_judge("program");
	T_CHECK(cr_save("other", NULL, &err) == CR_FAILED && err.code == CR_E_BUSY, "%s", err.text);
	pid_t pid = fork();
	if (pid == 0)
		_exit(0);
	T_CHECK(waitpid(-1, &status, 0) == pid, "another child");
	T_CHECK(waitpid(-1, &status, 0) < 0 && errno == ECHILD, "a child that is not ours");
	struct pollfd p = {.fd = cr_job_fd(job), .events = POLLIN};
	T_CHECK(poll(&p, 1, 10000) == 1, "the job does not end");
	T_CHECK(cr_job_wait(job, -1, &stats, &err) == 0, "%s", err.text);
	T_CHECK(stats.written >= LIVE_BIG / 4096 && stats.frozen_ns < stats.total_ns, "%llu pages",
		(unsigned long long)stats.written);
	cr_job_free(job);
	T_CHECK(live_sigchld == 1, "%d signals", live_sigchld);
	T_CHECK(waitpid(-1, &status, __WALL) < 0 && errno == ECHILD, "a hidden child is left");
	T_CHECK(t_open_fds() == fds, "%d descriptors more", t_open_fds() - fds);
	T_CHECK(cr_verify("save", &err) == 0, "%s", err.text);
	/* Given up: what was there stays. */
	T_CHECK(live_save_self("other", &job) == 0, "a copy of a save given up");
	T_CHECK(cr_job_cancel(job) == 0, "cancel");
	int r = cr_job_wait(job, -1, NULL, &err);
	T_CHECK(r == 0 || (err.code == CR_E_HOOK && err.sys_errno == ECANCELED), "%s", err.text);
	cr_job_free(job);
	if (r == 0)
		unlink("other"); /* it was quicker than its end */
	T_CHECK(t_files_are("save"), "something is left");
	track_stop = true;
	for (int i = 0; i < 4; i++)
		pthread_join(thread[i], NULL);
	return t_failures() ? 1 : 0;
}

static void live_self(void)
{
	cr_child child = {.size = sizeof(child)};
	cr_error err;
	pid_t pid = fork();

	if (pid == 0)
		_exit(live_self_program());
	int status = t_wait(pid, 15000);
	T_MUST(status == 0, "status 0x%x", status);
	T_MUST(cr_restore("save", NULL, &child, &err) == 0, "%s", err.text);
	close(child.pidfd);
	status = t_wait(child.pid, 10000);
	T_CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 42, "the copy: status 0x%x", status);
}

/* The program ends, or becomes another, before its save is stored. */
static void live_outlives(void)
{
	for (int how = 0; how < 2; how++) {
		const char *path = how ? "exec" : "end";
		cr_child child = {.size = sizeof(child)};
		cr_error err;
		pid_t pid = fork();

		if (pid == 0) {
			unsigned char *big = mmap(NULL, LIVE_BIG, PROT_READ | PROT_WRITE,
						  MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
			cr_job *job;

			memset(big, 1, LIVE_BIG);
			if (live_save_self(path, &job))
				_exit(big[0] == 1 && big[LIVE_BIG - 1] == 1 ? 42 : 1);
			memset(big, 2, LIVE_BIG);
			if (how)
				execl("/bin/true", "true", (char *)NULL);
			_exit(0);
		}
		int status = t_wait(pid, 5000);
		T_CHECK(status == 0, "status 0x%x", status);
		for (int i = 0; i < 1000 && !t_exists(path); i++)
			usleep(10000);
		T_MUST(t_exists(path), "no save came");
		T_MUST(cr_restore(path, NULL, &child, &err) == 0, "%s", err.text);
		close(child.pidfd);
		status = t_wait(child.pid, 5000);
		T_CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 42, "the copy: status 0x%x",
			status);
		unlink(path);
	}
}

static const struct t_test live_tests[] = {
	{"live_tree", live_tree, T_ROOT | T_USER, 30, NULL, NULL},
	{"live_falls_back", live_falls_back, T_ROOT | T_USER, 0, NULL, NULL},
	{"live_self", live_self, T_ROOT | T_USER, 40, NULL, NULL},
	{"live_outlives", live_outlives, T_ROOT | T_USER, 30, NULL, NULL},
};
