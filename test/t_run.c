/* SPDX-License-Identifier: MIT
 *
 * t_run: the runner. Three processes per test: the runner; an init, first process of the test's pid
 * namespace, that reaps, keeps the time and looks for what was left behind; the test itself, a
 * fresh exec of this program with --body.
 */
#include "t.h"
#include <fnmatch.h>
#include <grp.h>
#include <poll.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

enum { RUN_PLAIN, RUN_USER, RUN_ASAN, RUN_JAIL };
enum { RUN_UID = 61000, RUN_SECONDS = 20, RUN_SKIP = 77, RUN_TIMEOUT = 124 };

struct run_job {
	const struct t_test *test;
	int variant;
	char name[80];
	char dir[PATH_MAX - 128], log[PATH_MAX - 64];
	const char *skip; /* reason not to run it */
	const char *step; /* --teeth: the step of a restore that is left out; the test must fail */
	pid_t pid;
	uint64_t started;
	bool done;
};

/* Where everything is: set once at the start, then only read. */
struct run {
	char base[128]; /* scratch directories and logs */
	char tree[PATH_MAX],
		build[PATH_MAX]; /* sources and products, reachable for the ordinary user */
	char self[PATH_MAX], asan[PATH_MAX];
	struct run_job *jobs;
	size_t n;
	unsigned workers;
	char steps[160]; /* --teeth: file of the steps that tests have met, else "" */
	bool soak, teeth, verbose;
	int passed, failed, skipped;
};

static const char *run_suffix(int variant)
{
	static const char *const suffixes[] = {"", ":user", ":asan", ":jail"};

	return suffixes[variant];
}

static bool run_is_user(const struct run_job *job)
{
	return job->variant == RUN_USER || job->variant == RUN_JAIL;
}

/* == the process of the test =================================================================== */

static const struct t_test *run_find(const char *name)
{
	for (size_t i = 0; i < ARRAY_LEN(t_lists); i++)
		for (size_t k = 0; k < t_lists[i].n; k++)
			if (strcmp(t_lists[i].at[k].name, name) == 0)
				return &t_lists[i].at[k];
	return NULL;
}

static void run_list_fds(void)
{
	char path[64], link[512];

	for (int fd = 3; fd < 1024; fd++) {
		snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
		ssize_t n = readlink(path, link, sizeof(link));
		if (n > 0)
			t_say("descriptor %d is left open: %.*s", fd, (int)n, link);
	}
}

static int run_body(const char *name, const char *log, const char *tree, const char *build)
{
	const struct t_test *test = run_find(name);

	snprintf(t_log, sizeof(t_log), "%s", log);
	snprintf(t_tree, sizeof(t_tree), "%s", tree);
	snprintf(t_build, sizeof(t_build), "%s", build);
	snprintf(t_step_skipped, sizeof(t_step_skipped), "%s",
		 getenv("T_STEP_SKIPPED") ? getenv("T_STEP_SKIPPED") : "");
	snprintf(t_steps_met, sizeof(t_steps_met), "%s",
		 getenv("T_STEPS_MET") ? getenv("T_STEPS_MET") : "");
	unsetenv("T_STEP_SKIPPED");
	unsetenv("T_STEPS_MET");
	bool jail = getenv("T_JAIL") != NULL;
	unsetenv("T_JAIL");
	if (!test) {
		t_say("there is no test '%s'", name);
		return 1;
	}
	signal(SIGPIPE, SIG_DFL);
	umask(022);
	int fds = t_open_fds();
	if (jail)
		t_jail();
	test->fn();
	int left = t_open_fds();
	if (!(test->flags & T_FDS) &&
	    !T_CHECK(left == fds, "%d descriptors at the end, %d at the start", left, fds))
		run_list_fds();
	return t_failures() ? 1 : 0;
}

static void run_exec_body(const struct run *run, const struct run_job *job)
{
	const char *program = job->variant == RUN_ASAN ? run->asan : run->self;
	sigset_t none;

	setsid();
	int in = open("/dev/null", O_RDONLY), out = open(job->log, O_WRONLY | O_APPEND);
	dup2(in, 0);
	dup2(out, 1);
	dup2(out, 2);
	for (int fd = 3; fd < 1024; fd++)
		close(fd);
	/* Whoever started us, a shell in the background or nohup, may ignore some. */
	for (int sig = 1; sig < NSIG; sig++)
		signal(sig, SIG_DFL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	setenv("HOME", job->dir, 1);
	setenv("LC_ALL", "C", 1);
	if (job->variant == RUN_JAIL)
		setenv("T_JAIL", "1", 1);
	if (job->step)
		setenv("T_STEP_SKIPPED", job->step, 1);
	else if (run->steps[0] && !(job->test->flags & T_OWN_PLAN))
		setenv("T_STEPS_MET", run->steps, 1);
	if (chdir(job->dir) < 0)
		_exit(126);
	if (run_is_user(job) && geteuid() == 0 &&
	    (setgroups(0, NULL) < 0 || setresgid(RUN_UID, RUN_UID, RUN_UID) < 0 ||
	     setresuid(RUN_UID, RUN_UID, RUN_UID) < 0))
		_exit(126);
	execl(program, program, "--body", job->test->name, job->log, run->tree, run->build,
	      (char *)NULL);
	_exit(126);
}

/* == init of one test ========================================================================== */

static void run_show_file(FILE *out, int pid, const char *file)
{
	char path[64], text[256];

	snprintf(path, sizeof(path), "/proc/%d/%s", pid, file);
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t n = fd >= 0 ? read(fd, text, sizeof(text) - 1) : -1;
	if (fd >= 0)
		close(fd);
	if (n <= 0)
		return;
	text[n] = '\0';
	text[strcspn(text, "\n")] = '\0';
	fprintf(out, " %s=%s", file, text);
}

/* Every process of the namespace but init; with out, each is named there. Zombies that init has yet
 * to reap count. */
static int run_others(FILE *out, const char *what)
{
	DIR *d = opendir("/proc");
	const struct dirent *e;
	int n = 0;

	while (d && (e = readdir(d)) != NULL) {
		int pid = atoi(e->d_name);
		if (pid <= 0 || pid == getpid())
			continue;
		n++;
		if (!out)
			continue;
		fprintf(out, "%s: process %d, tracer %d:", what, pid, (int)t_tracer(pid));
		run_show_file(out, pid, "comm");
		run_show_file(out, pid, "stat");
		run_show_file(out, pid, "wchan");
		run_show_file(out, pid, "syscall");
		fputc('\n', out);
	}
	if (d)
		closedir(d);
	return n;
}

/* Waits until the body has ended, reaping whatever else ends; its status, or -1 at the time limit.
 */
static int run_reap(pid_t body, uint64_t deadline, bool others)
{
	int status = -1;

	for (;;) {
		int s;
		pid_t pid = waitpid(-1, &s, WNOHANG | __WALL);
		if (pid == body)
			status = s;
		if (pid > 0)
			continue;
		if (!others && status != -1)
			return status;
		if (others && run_others(NULL, "") == 0)
			return 0;
		if (t_now_ns() > deadline)
			return -1;
		sigset_t child;
		struct timespec ts = {0, others ? 5000000 : 100000000};
		sigemptyset(&child);
		sigaddset(&child, SIGCHLD);
		sigtimedwait(&child, NULL, &ts);
	}
}

static int run_init(const struct run *run, const struct run_job *job, bool namespaced, int go)
{
	char c;
	sigset_t child;
	unsigned seconds = job->test->seconds ? job->test->seconds : RUN_SECONDS;

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (read(go, &c, 1) != 1) /* the runner has mapped our user ids by then */
		return 1;
	close(go);
	sigemptyset(&child);
	sigaddset(&child, SIGCHLD);
	sigprocmask(SIG_BLOCK, &child, NULL);
	FILE *out = fopen(job->log, "ae");
	if (!out)
		return 1;
	setvbuf(out, NULL, _IOLBF, 0);
	if (namespaced) {
		if (mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) < 0 ||
		    mount("proc", "/proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, NULL) < 0) {
			fprintf(out, "mount of /proc: %s\n", strerror(errno));
			return 1;
		}
		/* Terminals of its own: one that is ended and comes back finds its number free. */
		if (mount("devpts", "/dev/pts", "devpts", MS_NOSUID | MS_NOEXEC,
			  "newinstance,ptmxmode=0666,mode=620") < 0)
			fprintf(out, "mount of /dev/pts: %s\n", strerror(errno));
	} else {
		prctl(PR_SET_CHILD_SUBREAPER, 1);
	}
	pid_t body = fork();
	if (body == 0)
		run_exec_body(run, job);
	if (body < 0) {
		fprintf(out, "fork: %s\n", strerror(errno));
		return 1;
	}
	int status = run_reap(body, t_now_ns() + seconds * 1000000000ull, false);
	if (status == -1) {
		fprintf(out, "time limit of %u s\n", seconds);
		if (namespaced)
			run_others(out, "still there");
		else
			kill(-body, SIGKILL);
		return RUN_TIMEOUT;
	}
	if (WIFSIGNALED(status)) {
		fprintf(out, "killed by signal %d, %s\n", WTERMSIG(status),
			strsignal(WTERMSIG(status)));
		return 1;
	}
	/* What the test has killed may take a moment to go. */
	if (WEXITSTATUS(status) == 0 && namespaced &&
	    run_reap(0, t_now_ns() + 1000000000u, true) < 0) {
		run_others(out, "left behind");
		return 1;
	}
	return WEXITSTATUS(status);
}

/* == the runner ================================================================================ */

static bool run_write_map(pid_t pid, const char *file, const char *text)
{
	char path[64];

	snprintf(path, sizeof(path), "/proc/%d/%s", (int)pid, file);
	int fd = open(path, O_WRONLY | O_CLOEXEC);
	bool ok = fd >= 0 && write(fd, text, strlen(text)) == (ssize_t)strlen(text);
	if (fd >= 0)
		close(fd);
	return ok;
}

/* Without root a user namespace, in which we stay who we are, allows the other ones. */
static bool run_map_ids(pid_t pid)
{
	char line[64];

	snprintf(line, sizeof(line), "%d %d 1", (int)getuid(), (int)getuid());
	if (!run_write_map(pid, "setgroups", "deny") || !run_write_map(pid, "uid_map", line))
		return false;
	snprintf(line, sizeof(line), "%d %d 1", (int)getgid(), (int)getgid());
	return run_write_map(pid, "gid_map", line);
}

static pid_t run_clone(unsigned long flags)
{
	return (pid_t)syscall(SYS_clone, flags | SIGCHLD, NULL, NULL, NULL, NULL);
}

static bool run_start(const struct run *run, struct run_job *job)
{
	unsigned long spaces = CLONE_NEWPID | CLONE_NEWNS | CLONE_NEWIPC;
	bool user = geteuid() != 0;
	int go[2];

	if (mkdir(job->dir, 0755) < 0 || pipe2(go, O_CLOEXEC) < 0)
		return false;
	int log = open(job->log, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
	if (log < 0)
		return false;
	if (run_is_user(job) && !user &&
	    (chown(job->dir, RUN_UID, RUN_UID) < 0 || fchown(log, RUN_UID, RUN_UID) < 0))
		return false;
	close(log);
	fflush(NULL);
	job->started = t_now_ns();
	job->pid = job->test->flags & T_OUTSIDE
			   ? -1
			   : run_clone(user ? spaces | CLONE_NEWUSER : spaces);
	if (job->pid > 0 && user && !run_map_ids(job->pid)) {
		kill(job->pid, SIGKILL);
		waitpid(job->pid, NULL, 0);
		job->pid = -1;
	}
	if (job->pid < 0) /* then without: less is noticed, and pids cannot be kept */
		job->pid = fork();
	if (job->pid == 0) {
		close(go[1]);
		_exit(run_init(run, job, getpid() == 1, go[0]));
	}
	close(go[0]);
	bool ok = job->pid > 0 && write(go[1], "", 1) == 1;
	close(go[1]);
	return ok;
}

static void run_remove(const char *path)
{
	char command[PATH_MAX + 32];

	snprintf(command, sizeof(command), "rm -rf '%s'", path);
	if (system(command) != 0)
		printf("# %s could not be removed\n", path);
}

/* Prefixed lines of the log; all of them are shown, a log is short or it is worth it. */
static void run_print_log(const struct run_job *job)
{
	char line[4200];
	FILE *f = fopen(job->log, "re");

	while (f && fgets(line, sizeof(line), f))
		printf("#   %s%s", line, strchr(line, '\n') ? "" : "\n");
	if (f)
		fclose(f);
}

static void run_skip_reason(const struct run_job *job, char *reason, size_t size)
{
	char line[1024];
	FILE *f = fopen(job->log, "re");

	snprintf(reason, size, "no reason given");
	while (f && fgets(line, sizeof(line), f))
		if (strncmp(line, "SKIP ", 5) == 0)
			snprintf(reason, size, "%.*s", (int)strcspn(line + 5, "\n"), line + 5);
	if (f)
		fclose(f);
}

static void run_report(struct run *run, struct run_job *job, int status)
{
	double seconds = (double)(t_now_ns() - job->started) / 1e9;
	int code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
	int number = (int)(job - run->jobs) + 1;
	char reason[512];

	job->done = true;
	if (job->step) /* the other way round: it has to notice */
		code = code == 0 ? 1 : code == RUN_SKIP ? RUN_SKIP : 0;
	if (job->skip || code == RUN_SKIP) {
		if (!job->skip)
			run_skip_reason(job, reason, sizeof(reason));
		printf("ok %d - %s # SKIP %s\n", number, job->name, job->skip ? job->skip : reason);
		run->skipped++;
	} else if (code == 0) {
		printf("ok %d - %s # %.2f s\n", number, job->name, seconds);
		if (run->verbose)
			run_print_log(job);
		run->passed++;
	} else {
		printf("not ok %d - %s # %.2f s, status %d%s\n", number, job->name, seconds, code,
		       job->step ? ": it does not notice" : "");
		run_print_log(job);
		printf("#   kept: %s and .log; again: build/test '%s'\n", job->dir, job->name);
		run->failed++;
	}
	fflush(stdout);
	if (!job->skip && (code == 0 || code == RUN_SKIP)) {
		run_remove(job->dir);
		unlink(job->log);
	}
}

static void run_all(struct run *run)
{
	size_t next = 0, running = 0;
	bool alone = false;

	while (next < run->n || running > 0) {
		struct run_job *job = &run->jobs[next];
		bool fits = next < run->n && running < run->workers && !alone &&
			    (!(job->test->flags & T_ALONE) || running == 0);
		if (fits && job->skip) {
			run_report(run, job, 0);
			next++;
			continue;
		}
		if (fits) {
			if (!run_start(run, job)) {
				printf("Bail out! cannot start %s: %s\n", job->name,
				       strerror(errno));
				exit(1);
			}
			alone = job->test->flags & T_ALONE;
			running++;
			next++;
			continue;
		}
		int status;
		pid_t pid = waitpid(-1, &status, 0);
		for (size_t i = 0; i < next; i++)
			if (run->jobs[i].pid == pid && !run->jobs[i].done && !run->jobs[i].skip) {
				run_report(run, &run->jobs[i], status);
				running--;
				alone = false;
			}
	}
}

/* == what to run =============================================================================== */

/* "a b": the reason why one of them keeps the test from running, or NULL. */
static const char *run_missing(const char *needs)
{
	static char reason[128];
	char *copy = strdup(needs), *rest = copy, *missing = NULL;

	for (char *word; !missing && (word = strtok_r(rest, " ", &rest)) != NULL;)
		if (!t_has_command(word))
			missing = word;
	if (missing)
		snprintf(reason, sizeof(reason), "needs the command %s", missing);
	free(copy);
	return missing ? strdup(reason) : NULL;
}

static bool run_wanted(const char *name, const struct t_test *test, char **patterns, int n)
{
	for (int i = 0; i < n; i++)
		if (fnmatch(patterns[i], name, 0) == 0 || fnmatch(patterns[i], test->name, 0) == 0)
			return true;
	return n == 0;
}

static void run_add(struct run *run, const struct t_test *test, int variant, char **patterns, int n)
{
	struct run_job job = {.test = test, .variant = variant};

	snprintf(job.name, sizeof(job.name), "%s%s", test->name, run_suffix(variant));
	if (!run_wanted(job.name, test, patterns, n) ||
	    (n == 0 && run->soak != !!(test->flags & T_SOAK)))
		return;
	snprintf(job.dir, sizeof(job.dir), "%s/%s", run->base, job.name);
	if (variant)
		strchr(job.dir, ':')[0] = '.';
	snprintf(job.log, sizeof(job.log), "%s.log", job.dir);
	if (variant == RUN_PLAIN && test->flags & T_ROOT && geteuid() != 0)
		job.skip = "needs root";
	else if (test->needs)
		job.skip = run_missing(test->needs);
	run->jobs = realloc(run->jobs, (run->n + 1) * sizeof(job));
	run->jobs[run->n++] = job;
}

static void run_collect(struct run *run, char **patterns, int n)
{
	for (size_t i = 0; i < ARRAY_LEN(t_lists); i++)
		for (size_t k = 0; k < t_lists[i].n; k++) {
			const struct t_test *test = &t_lists[i].at[k];
			bool plain = !(test->flags & T_USER) || test->flags & T_ROOT;
			/* To see which steps there are, the short tests are enough, once each. */
			if (run->teeth && n == 0 && !test->teeth && test->seconds > RUN_SECONDS)
				continue;
			if (plain)
				run_add(run, test, RUN_PLAIN, patterns, n);
			if (run->teeth && plain)
				continue;
			if (test->flags & T_USER)
				run_add(run, test, RUN_USER, patterns, n);
			if (test->flags & T_JAIL)
				run_add(run, test, RUN_JAIL, patterns, n);
			if (test->flags & T_PURE && run->asan[0])
				run_add(run, test, RUN_ASAN, patterns, n);
		}
}

/* == teeth: does each test notice when a step is left out? ===================================== */

static void run_add_teeth(struct run *run, const struct t_test *test, char **patterns, int n)
{
	char *copy = strdup(test->teeth), *rest = copy;
	size_t i = 0;

	for (char *step; (step = strtok_r(rest, ";", &rest)) != NULL; i++) {
		step += strspn(step, " ");
		size_t before = run->n;
		run_add(run, test,
			test->flags & T_ROOT || !(test->flags & T_USER) ? RUN_PLAIN : RUN_USER,
			patterns, n);
		if (run->n == before)
			continue;
		struct run_job *job = &run->jobs[before];
		job->step = strdup(step);
		snprintf(job->name, sizeof(job->name), "%s without %s", test->name, step);
		snprintf(job->dir, sizeof(job->dir), "%s/%s.%zu", run->base, test->name, i);
		snprintf(job->log, sizeof(job->log), "%s.log", job->dir);
	}
	free(copy);
}

/* Is the step one of the list, as a whole? */
static bool run_lists(const char *teeth, const char *step)
{
	size_t n = strlen(step);

	for (const char *at = teeth; *at; at += strcspn(at, ";"), at += *at == ';') {
		at += strspn(at, " ");
		if (strcspn(at, ";") == n && strncmp(at, step, n) == 0)
			return true;
	}
	return false;
}

static bool run_is_named(const char *step)
{
	for (size_t i = 0; i < ARRAY_LEN(t_lists); i++)
		for (size_t k = 0; k < t_lists[i].n; k++)
			if (t_lists[i].at[k].teeth && run_lists(t_lists[i].at[k].teeth, step))
				return true;
	return false;
}

/* First every test as it is, noting the steps it meets; then each test without each of its own. */
static void run_teeth(struct run *run, char **patterns, int n)
{
	size_t size;

	snprintf(run->steps, sizeof(run->steps), "%s/steps", run->base);
	close(open(run->steps, O_WRONLY | O_CREAT | O_CLOEXEC, 0666));
	chmod(run->steps, 0666);
	run_all(run);
	char *met = t_read(run->steps, &size), *rest = met, *seen = calloc(1, size + 2);
	run->n = 0;
	for (size_t i = 0; i < ARRAY_LEN(t_lists); i++)
		for (size_t k = 0; k < t_lists[i].n; k++)
			if (t_lists[i].at[k].teeth)
				run_add_teeth(run, &t_lists[i].at[k], patterns, n);
	run_all(run);
	for (char *step; n == 0 && (step = strtok_r(rest, "\n", &rest)) != NULL;) {
		char line[160];
		snprintf(line, sizeof(line), "\n%s\n", step);
		if (strstr(seen, line))
			continue;
		strcat(strcat(seen, seen[0] ? "" : "\n"), line + 1);
		if (run_is_named(step))
			continue;
		printf("not ok - no test is named for '%s'\n", step);
		run->failed++;
	}
	free(met);
	free(seen);
}

/* May everybody go through all directories of this path? */
static bool run_reachable(const char *path)
{
	char part[PATH_MAX];
	struct stat st;

	for (const char *p = path; (p = strchr(p + 1, '/')) != NULL;) {
		snprintf(part, sizeof(part), "%.*s", (int)(p - path), path);
		if (stat(part, &st) < 0 || !(st.st_mode & S_IXOTH))
			return false;
	}
	return true;
}

static bool run_prepare(struct run *run)
{
	const char *tmp = getenv("TMPDIR");
	char command[3 * PATH_MAX];

	ssize_t n = readlink("/proc/self/exe", run->self, sizeof(run->self) - 1);
	if (n <= 0)
		return false;
	snprintf(run->tree, sizeof(run->tree), "%s", T_TREE);
	snprintf(run->build, sizeof(run->build), "%.*s", (int)(strrchr(run->self, '/') - run->self),
		 run->self);
	snprintf(run->base, sizeof(run->base), "%s/cr-test.XXXXXX",
		 tmp && strlen(tmp) < 100 ? tmp : "/tmp");
	if (!mkdtemp(run->base) || chmod(run->base, 0755) < 0)
		return false;
	if (geteuid() == 0 && (!run_reachable(run->self) ||
			       !run_reachable(T_TREE "/test"))) { /* a copy where all may go */
		snprintf(command, sizeof(command),
			 "mkdir %s/.tree && cp -r '%s/test' %s/.tree/ && cp -r '%s' %s/.tree/build "
			 "&& chmod -R a+rX %s/.tree",
			 run->base, run->tree, run->base, run->build, run->base, run->base);
		if (system(command) != 0)
			return false;
		snprintf(run->tree, sizeof(run->tree), "%s/.tree", run->base);
		snprintf(run->build, sizeof(run->build), "%s/.tree/build", run->base);
		snprintf(run->self, sizeof(run->self), "%s/test", run->build);
	}
	snprintf(command, sizeof(command), "%s/asan/test", run->build);
	if (access(command, X_OK) == 0)
		snprintf(run->asan, sizeof(run->asan), "%s", command);
	return true;
}

static int run_usage(void)
{
	fprintf(stderr, "usage: build/test [--list] [--soak | --teeth] [-v] [-j N] [PATTERN...]\n");
	return 2;
}

int main(int argc, char **argv)
{
	struct run run = {.workers = (unsigned)sysconf(_SC_NPROCESSORS_ONLN)};
	bool list = false;
	int i = 1;

	if (argc == 6 && strcmp(argv[1], "--body") == 0)
		return run_body(argv[2], argv[3], argv[4], argv[5]);
	for (; i < argc && argv[i][0] == '-'; i++) {
		if (strcmp(argv[i], "--list") == 0)
			list = true;
		else if (strcmp(argv[i], "--soak") == 0)
			run.soak = true;
		else if (strcmp(argv[i], "--teeth") == 0)
			run.teeth = true;
		else if (strcmp(argv[i], "-v") == 0)
			run.verbose = true;
		else if (strcmp(argv[i], "-j") == 0 && i + 1 < argc && atoi(argv[i + 1]) > 0)
			run.workers = (unsigned)atoi(argv[++i]);
		else
			return run_usage();
	}
	if (!run_prepare(&run)) {
		fprintf(stderr, "cannot prepare %s: %s\n", run.base, strerror(errno));
		return 1;
	}
	run_collect(&run, argv + i, argc - i);
	if (list) {
		for (size_t k = 0; k < run.n; k++)
			printf("%s\n", run.jobs[k].name);
		run_remove(run.base);
		return 0;
	}
	if (!run.teeth)
		printf("1..%zu\n", run.n);
	if (run.teeth)
		run_teeth(&run, argv + i, argc - i);
	else
		run_all(&run);
	if (!run.failed)
		run_remove(run.base);
	else
		printf("# kept: %s\n", run.base);
	printf("%d passed, %d failed, %d skipped\n", run.passed, run.failed, run.skipped);
	return run.failed || run.n == 0 ? 1 : 0;
}
