/* SPDX-License-Identifier: MIT
 *
 * Tests of a program that saves itself and becomes what was saved: from any thread, whatever the
 * others do, several times over; with all that the interface offers around it: hooks, rules,
 * callbacks, label, payload, streams, reports.
 *
 * The player is a program with threads that saves itself, is killed, and is loaded by a fresh
 * process in its place. It judges itself and ends with status 0.
 */
#include "t.h"
#include "../cr.h"
#include <arpa/inet.h>
#include <pthread.h>
#include <semaphore.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/socket.h>

/* == the player ================================================================================ */

enum {
	SELF_BUSY = 6,
	SELF_ASLEEP = 8,
	SELF_LOCKED = 6,
	SELF_THREADS = SELF_BUSY + SELF_ASLEEP + SELF_LOCKED
};
enum { SELF_ROUNDS = 3 };

static struct self {
	const char *path;
	bool by_other; /* not the first thread saves */
	cr_save_opts opts;
	int rounds; /* saves in a row */
	pthread_t threads[SELF_THREADS];
	pthread_mutex_t lock; /* held by whoever saves */
	volatile uint64_t progress[SELF_THREADS];
	volatile int stop;
	int round;
} self;

static uint64_t self_compute(uint64_t x)
{
	volatile double d = (double)x;

	for (int i = 0; i < 20000; i++) {
		x = x * 6364136223846793005u + 1442695040888963407u;
		d = d * 1.0000001 + 0.5;
	}
	return x ^ (uint64_t)d;
}

static void *self_busy_thread(void *arg)
{
	size_t n = (size_t)(uintptr_t)arg;
	uint64_t want = self_compute(n);

	while (!self.stop) {
		T_CHECK(self_compute(n) == want, "thread %zu computes something else", n);
		self.progress[n]++;
	}
	return NULL;
}

static void *self_sleeping_thread(void *arg)
{
	size_t n = (size_t)(uintptr_t)arg;

	while (!self.stop) {
		struct timespec ts = {0, 10000000};
		int r = n % 2 ? poll(NULL, 0, 10) : nanosleep(&ts, NULL);
		T_CHECK(r == 0, "thread %zu was woken: %s", n, strerror(errno));
		self.progress[n]++;
	}
	return NULL;
}

static void *self_locked_thread(void *arg)
{
	size_t n = (size_t)(uintptr_t)arg;

	pthread_mutex_lock(&self.lock);
	self.progress[n]++;
	pthread_mutex_unlock(&self.lock);
	return NULL;
}

static void self_threads_start(void)
{
	pthread_mutex_init(&self.lock, NULL);
	pthread_mutex_lock(&self.lock);
	for (size_t i = 0; i < SELF_THREADS; i++) {
		void *(*fn)(void *) = i < SELF_BUSY		    ? self_busy_thread
				      : i < SELF_BUSY + SELF_ASLEEP ? self_sleeping_thread
								    : self_locked_thread;
		int r = pthread_create(&self.threads[i], NULL, fn, (void *)(uintptr_t)i);
		T_MUST(r == 0, "pthread_create: %s", strerror(r));
	}
}

/* All that are not locked out get somewhere; those get nowhere. */
static void self_threads_go_on(void)
{
	uint64_t before[SELF_THREADS];
	size_t stuck = 1;

	for (size_t i = 0; i < SELF_THREADS; i++)
		before[i] = self.progress[i];
	for (uint64_t end = t_now_ns() + 5000000000u; stuck && t_now_ns() < end; t_sleep_ms(2)) {
		stuck = 0;
		for (size_t i = 0; i < SELF_BUSY + SELF_ASLEEP; i++)
			stuck += self.progress[i] == before[i];
	}
	T_CHECK(stuck == 0, "round %d: %zu threads do not go on", self.round, stuck);
	for (size_t i = SELF_BUSY + SELF_ASLEEP; i < SELF_THREADS; i++)
		T_CHECK(self.progress[i] == 0, "thread %zu got the lock", i);
}

static void self_threads_end(void)
{
	self.stop = 1;
	pthread_mutex_unlock(&self.lock);
	for (size_t i = 0; i < SELF_THREADS; i++)
		pthread_join(self.threads[i], NULL);
	for (size_t i = SELF_BUSY + SELF_ASLEEP; i < SELF_THREADS; i++)
		T_CHECK(self.progress[i] == 1, "thread %zu came %lu times", i,
			(unsigned long)self.progress[i]);
}

/* What a copy is told: which load it is, by which process, with the loader's words. */
static void self_check_info(uint32_t times)
{
	cr_loaded *info;
	cr_error err;
	char word[32];

	T_MUST(cr_load_info(&info, &err) == 0, "cr_load_info: %s", err.text);
	T_CHECK(info->times_loaded == times, "loaded %u times instead of %u", info->times_loaded,
		times);
	T_CHECK(info->new_pid == getpid() && info->old_pid > 0, "pids %d, %d", info->new_pid,
		info->old_pid);
	T_CHECK(info->pids >= CR_PIDS_SAME && info->pids <= CR_PIDS_NAMESPACE, "pids %u",
		info->pids);
	/* Seconds at most: the machine was not off in between. */
	T_CHECK(info->realtime_gap_ns > 0 && info->realtime_gap_ns < 60000000000, "%ld",
		(long)info->realtime_gap_ns);
	T_CHECK(info->monotonic_gap_ns > 0 && info->monotonic_gap_ns < 60000000000, "%ld",
		(long)info->monotonic_gap_ns);
	T_CHECK(info->boottime_gap_ns > 0 && info->boottime_gap_ns < 60000000000, "%ld",
		(long)info->boottime_gap_ns);
	snprintf(word, sizeof(word), "load %u", times);
	T_CHECK(info->payload_size == strlen(word) + 1 &&
			memcmp(info->payload, word, info->payload_size) == 0,
		"payload '%.*s'", (int)info->payload_size, (const char *)info->payload);
	bool id = false;
	for (size_t i = 0; i < sizeof(info->load_id); i++)
		id |= info->load_id[i] != 0;
	T_CHECK(id, "no load id");
	cr_loaded_free(info);
}

static void self_wait_for_end(int round)
{
	char mark[32];

	snprintf(mark, sizeof(mark), ".t-self.saved%d", round);
	t_write(mark, "", 0);
	for (;;)
		pause();
}

static void *self_play(void *arg)
{
	cr_error err;
	char on_stack[4096];
	int fds = t_open_fds();

	memset(on_stack, 0x5a, sizeof(on_stack));
	for (self.round = 0; self.round < self.rounds; self.round++) {
		cr_result result = cr_save(self.path, &self.opts, &err);
		T_MUST(result != CR_FAILED, "round %d: %s", self.round, err.text);
		self_threads_go_on();
		if (result == CR_SAVED)
			self_wait_for_end(self.round);
		self_check_info((uint32_t)self.round + 1);
		T_CHECK(t_open_fds() == fds, "%d descriptors, there were %d", t_open_fds(), fds);
	}
	for (size_t i = 0; i < sizeof(on_stack); i++)
		T_MUST(on_stack[i] == 0x5a, "the stack is not what it was");
	return arg;
}

static void self_player(void)
{
	pthread_t other;
	void *told = NULL;

	self_threads_start();
	if (self.by_other) {
		pthread_create(&other, NULL, self_play, &self);
		pthread_join(other, &told);
	} else {
		told = self_play(&self);
	}
	T_CHECK(told == &self, "the result of the thread is lost");
	self_threads_end();
}

/* == the loader ================================================================================ */

static struct self_loader {
	const char *path;
	cr_load_opts opts;
	bool threads, by_other;
	char payload[32];
} self_loader;

static void *self_loader_idle(void *arg)
{
	for (;;) {
		if (arg)
			self_compute(1);
		else
			pause();
	}
	return NULL;
}

static void *self_become(void *arg)
{
	cr_error err;

	(void)arg;
	cr_load(self_loader.path, &self_loader.opts, &err);
	T_FAIL("cr_load: %s", err.text);
	t_stop();
}

/* A fresh process that becomes what was saved. */
static pid_t self_start_loader(void)
{
	pid_t pid = fork();
	pthread_t t;

	T_MUST(pid >= 0, "fork: %s", strerror(errno));
	if (pid > 0)
		return pid;
	t_failed = 0;
	for (int i = 0; self_loader.threads && i < 4; i++)
		pthread_create(&t, NULL, self_loader_idle, i % 2 ? &self_loader : NULL);
	if (self_loader.by_other) {
		pthread_create(&t, NULL, self_become, NULL);
		for (;;)
			pause();
	}
	self_become(NULL);
	return 0;
}

static void self_await_saved(pid_t pid, int round)
{
	char mark[32];

	snprintf(mark, sizeof(mark), ".t-self.saved%d", round);
	for (uint64_t end = t_now_ns() + 10000000000u; !t_exists(mark); t_sleep_ms(1)) {
		T_MUST(t_alive(pid), "the player ended before save %d", round);
		T_MUST(t_now_ns() < end, "the player does not get to save %d", round);
	}
	unlink(mark);
}

static pid_t self_start_player(void (*fn)(void))
{
	pid_t pid = fork();

	T_MUST(pid >= 0, "fork: %s", strerror(errno));
	if (pid == 0) {
		t_child("/dev/null");
		t_failed = 0;
		fn();
		t_stop();
	}
	return pid;
}

static void self_loader_init(const char *path)
{
	memset(&self_loader, 0, sizeof(self_loader));
	self_loader.path = path;
	self_loader.opts = cr_load_opts_init();
}

static void self_init(const char *path)
{
	memset(&self, 0, sizeof(self));
	self.path = path;
	self.opts = cr_save_opts_init();
	self.rounds = 1;
}

/* Saves, is killed, is loaded, saves again ...; at the end it must have come through all. */
static void self_rounds(const char *path, bool save_by_other, bool load_by_other, bool threads)
{
	self_init(path);
	self.by_other = save_by_other;
	self.rounds = SELF_ROUNDS;
	self_loader_init(path);
	self_loader.by_other = load_by_other;
	self_loader.threads = threads;
	pid_t pid = self_start_player(self_player);
	for (int round = 0; round < SELF_ROUNDS; round++) {
		self_await_saved(pid, round);
		kill(pid, SIGKILL);
		waitpid(pid, NULL, 0);
		int n = snprintf(self_loader.payload, sizeof(self_loader.payload), "load %d",
				 round + 1);
		self_loader.opts.payload = self_loader.payload;
		self_loader.opts.payload_size = (size_t)n + 1;
		pid = self_start_loader();
	}
	int status = t_wait(pid, 15000);
	T_CHECK(status == 0, "%s, saved by %s thread, loaded by %s thread: status %x", path,
		save_by_other ? "another" : "the first", load_by_other ? "another" : "the first",
		status);
}

static void self_first_thread(void)
{
	self_rounds("slot", false, false, false);
	self_rounds("slot.dir/", false, true, true);
	t_files_are("slot slot.dir");
}

static void self_other_thread(void)
{
	self_rounds("slot", true, true, true);
	self_rounds("slot.dir/", true, false, true);
	t_files_are("slot slot.dir");
}

/* == hooks ===================================================================================== */

static char self_heard[64];
static char self_refuses; /* the hook that does */

static int self_before(void *arg, cr_error *err)
{
	const char *name = arg;

	strncat(self_heard, name, 1);
	if (*name != self_refuses)
		return 0;
	snprintf(err->text, sizeof(err->text), "hook %s does not like it", name);
	return -1;
}

static void self_after(void *arg, cr_result result)
{
	static const char letters[] = {'F', 'S', 'R'};

	strncat(self_heard, arg, 1);
	strncat(self_heard, &letters[result + 1], 1);
}

static const cr_hook self_hooks[] = {
	{"a", self_before, self_after},
	{"b", self_before, self_after},
	{"c", self_before, self_after},
};

static void self_hooks_player(void)
{
	cr_error err;

	self.opts.hooks = self_hooks;
	self.opts.hook_count = 3;
	self_refuses = 'b';
	T_CHECK(cr_save("slot", &self.opts, &err) == CR_FAILED && err.code == CR_E_HOOK,
		"code %d: %s", err.code, err.text);
	T_CHECK(strcmp(self_heard, "cbcF") == 0, "a refusal: %s", self_heard);
	t_contains(err.text, "hook b does not like it");
	T_CHECK(!t_exists("slot"), "it was saved all the same");

	self_refuses = 0;
	self_heard[0] = '\0';
	T_CHECK(cr_save("no/such/place", &self.opts, &err) == CR_FAILED && err.code == CR_E_PATH,
		"code %d: %s", err.code, err.text);
	T_CHECK(strcmp(self_heard, "cbaaFbFcF") == 0, "a failure: %s", self_heard);

	self_heard[0] = '\0';
	cr_result result = cr_save("slot", &self.opts, &err);
	T_MUST(result != CR_FAILED, "%s", err.text);
	T_CHECK(strcmp(self_heard, result == CR_SAVED ? "cbaaSbScS" : "cbaaRbRcR") == 0, "%s",
		self_heard);
	if (result == CR_SAVED)
		self_wait_for_end(0);
}

static void self_hooks_paired(void)
{
	cr_error err;

	self_init("slot");
	pid_t pid = self_start_player(self_hooks_player);
	self_await_saved(pid, 0);
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
	/* Those of the loader: they run before the commit point, and may refuse. */
	self_loader_init("slot");
	self_loader.opts.hooks = self_hooks;
	self_loader.opts.hook_count = 3;
	self_refuses = 'a';
	self_heard[0] = '\0';
	T_CHECK(cr_load("slot", &self_loader.opts, &err) == -1 && err.code == CR_E_HOOK,
		"code %d: %s", err.code, err.text);
	T_CHECK(strcmp(self_heard, "cbabFcF") == 0, "a load refused: %s", self_heard);
	self_refuses = 0;
	int status = t_wait(self_start_loader(), 10000);
	T_CHECK(status == 0, "status %x", status);
}

/* == rules: descriptors ======================================================================== */

enum {
	SELF_REOPEN = 20,
	SELF_AT_END,
	SELF_NAMED,
	SELF_NULL,
	SELF_CLOSED,
	SELF_BY_KIND,
	SELF_BY_PATH,
	SELF_SOCKET
};

static void self_fds_player(void)
{
	static const char *const names[] = {"reopen", "at-end", "named", "null", "closed"};
	cr_error err;
	char text[16] = "";

	for (int i = 0; i < 5; i++) {
		int fd = open(names[i], O_RDWR | O_CREAT, 0644);
		T_MUST(dup2(fd, SELF_REOPEN + i) >= 0 && write(fd, "0123456789", 10) == 10, "%s",
		       names[i]);
		lseek(fd, 4, SEEK_SET);
		close(fd);
	}
	int fd = eventfd(7, 0);
	dup2(fd, SELF_BY_KIND);
	close(fd);
	fd = open("by-path.tmp", O_RDWR | O_CREAT, 0644);
	dup2(fd, SELF_BY_PATH);
	close(fd);
	fd = socket(AF_NETLINK, SOCK_RAW,
		    0); /* of a kind that cannot be saved: the rule makes it possible */
	dup2(fd, SELF_SOCKET);
	close(fd);
	cr_rule rules[] = {
		{.size = sizeof(cr_rule), .kind = CR_RULE_FD, .fd = SELF_REOPEN, .action = CR_FAIL},
		{.size = sizeof(cr_rule),
		 .kind = CR_RULE_FD,
		 .fd = SELF_REOPEN,
		 .action = CR_CLOSE}, /* too late to count */
		{.size = sizeof(cr_rule),
		 .kind = CR_RULE_FD,
		 .fd = SELF_AT_END,
		 .action = CR_REOPEN_AT_END},
		{.size = sizeof(cr_rule),
		 .kind = CR_RULE_FD,
		 .fd = SELF_NAMED,
		 .action = CR_NAMED,
		 .name = "the log"},
		{.size = sizeof(cr_rule), .kind = CR_RULE_FD, .fd = SELF_NULL, .action = CR_NULL},
		{.size = sizeof(cr_rule),
		 .kind = CR_RULE_FD,
		 .fd = SELF_CLOSED,
		 .action = CR_CLOSE},
		{.size = sizeof(cr_rule),
		 .kind = CR_RULE_KIND,
		 .pattern = "eventfd",
		 .action = CR_CLOSE},
		{.size = sizeof(cr_rule),
		 .kind = CR_RULE_PATH,
		 .pattern = "*/by-[o-q]ath.???",
		 .action = CR_NULL},
		{.size = sizeof(cr_rule), .kind = CR_RULE_FD, .fd = SELF_SOCKET, .action = CR_NULL},
		{.kind = CR_RULE_END},
	};
	self.opts.rules = rules;
	T_CHECK(cr_save("slot", &self.opts, &err) == CR_FAILED && err.code == CR_E_RULE,
		"code %d: %s", err.code, err.text);
	t_contains(err.object, "reopen");
	T_CHECK(!t_exists("slot"), "it was saved all the same");
	rules[0].action = CR_REOPEN;
	cr_result result = cr_save("slot", &self.opts, &err);
	T_MUST(result != CR_FAILED, "%s", err.text);
	if (result == CR_SAVED)
		self_wait_for_end(0);
	T_CHECK(read(SELF_REOPEN, text, 3) == 2 && memcmp(text, "EF", 2) == 0, "reopened: '%s'",
		text);
	T_CHECK(lseek(SELF_AT_END, 0, SEEK_CUR) == 26, "at the end: %ld",
		(long)lseek(SELF_AT_END, 0, SEEK_CUR));
	T_CHECK(write(SELF_NAMED, "hello", 5) == 5, "named: %s", strerror(errno));
	T_CHECK(read(SELF_NULL, text, 1) == 0 && write(SELF_NULL, "x", 1) == 1, "null: %s",
		strerror(errno));
	T_CHECK(fcntl(SELF_CLOSED, F_GETFD) < 0 && errno == EBADF, "it is not closed");
	T_CHECK(fcntl(SELF_BY_KIND, F_GETFD) < 0 && errno == EBADF, "the eventfd is not closed");
	T_CHECK(read(SELF_BY_PATH, text, 1) == 0 && write(SELF_BY_PATH, "x", 1) == 1, "by path: %s",
		strerror(errno));
	T_CHECK(write(SELF_SOCKET, "x", 1) == 1, "the socket: %s", strerror(errno));
}

static void self_rules_for_descriptors(void)
{
	cr_error err;
	struct stat st;

	self_init("slot");
	pid_t pid = self_start_player(self_fds_player);
	self_await_saved(pid, 0);
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
	t_write("reopen", "ABCDEF", 6);			     /* shorter than it was */
	t_write("at-end", "abcdefghijklmnopqrstuvwxyz", 26); /* and longer */
	self_loader_init("slot");
	T_CHECK(cr_load("slot", NULL, &err) == -1 && err.code == CR_E_NAMED, "code %d: %s",
		err.code, err.text);
	t_contains(err.object, "the log");
	int log = open("another-log", O_RDWR | O_CREAT | O_CLOEXEC, 0644);
	cr_given given = {"the log", log};
	self_loader.opts.given = &given;
	self_loader.opts.given_count = 1;
	int status = t_wait(self_start_loader(), 10000);
	T_CHECK(status == 0, "status %x", status);
	close(log);
	char *text = t_read("another-log", NULL);
	T_CHECK(text && strcmp(text, "hello") == 0, "the given file has '%s'", text ? text : "");
	free(text);
	T_CHECK(stat("null", &st) == 0 && st.st_size == 10, "null was written to");
	/* Rules of the load come first. */
	cr_rule rules[] = {
		{.size = sizeof(cr_rule), .kind = CR_RULE_FD, .fd = SELF_NAMED, .action = CR_CLOSE},
		{.kind = CR_RULE_END},
	};
	cr_child child = cr_child_init();
	cr_load_opts o = cr_load_opts_init();
	o.rules = rules;
	T_MUST(cr_restore("slot", &o, &child, &err) == 0, "%s", err.text);
	close(child.pidfd);
	status = t_wait(child.pid, 10000);
	T_CHECK(status >= 0 && WIFEXITED(status) && WEXITSTATUS(status) == 1,
		"status %x: 'named' was there", status);
}

/* == rules: content of files =================================================================== */

enum { SELF_ROLLED = 20, SELF_OWN };

static void self_content_player(void)
{
	cr_error err;
	char text[32] = "";
	struct stat st;
	int fd = open("rolled", O_RDWR | O_CREAT, 0640);

	T_MUST(dup2(fd, SELF_ROLLED) >= 0 && write(fd, "as it was then", 14) == 14, "rolled");
	lseek(fd, 3, SEEK_SET);
	close(fd);
	fd = open("own", O_RDWR | O_CREAT, 0600);
	T_MUST(dup2(fd, SELF_OWN) >= 0 && write(fd, "mine", 4) == 4, "own");
	T_MUST(ftruncate(fd, 100000) == 0 && pwrite(fd, "end", 3, 99997) == 3, "own");
	close(fd);
	cr_rule rules[] = {
		{.size = sizeof(cr_rule),
		 .kind = CR_RULE_PATH,
		 .pattern = "*/rolled",
		 .action = CR_ROLL_BACK},
		{.size = sizeof(cr_rule),
		 .kind = CR_RULE_FD,
		 .fd = SELF_OWN,
		 .action = CR_EMBED_FILE},
		{.kind = CR_RULE_END},
	};
	self.opts.rules = rules;
	cr_result result = cr_save("slot", &self.opts, &err);
	T_MUST(result != CR_FAILED, "%s", err.text);
	if (result == CR_SAVED)
		self_wait_for_end(0);
	T_CHECK(read(SELF_ROLLED, text, sizeof(text)) == 11 && memcmp(text, "it was then", 11) == 0,
		"rolled back: '%s'", text);
	T_CHECK(fstat(SELF_OWN, &st) == 0 && st.st_size == 100000 && st.st_nlink == 0, "%ld bytes",
		(long)st.st_size);
	T_CHECK(lseek(SELF_OWN, 0, SEEK_CUR) == 4, "the offset of its own file");
	T_CHECK(pread(SELF_OWN, text, 5, 0) == 5 && memcmp(text, "mine", 5) == 0, "its own: '%s'",
		text);
	T_CHECK(pread(SELF_OWN, text, 4, 99997) == 3 && memcmp(text, "end", 3) == 0, "its end");
}

static void self_rules_for_content(void)
{
	self_init("slot");
	pid_t pid = self_start_player(self_content_player);
	self_await_saved(pid, 0);
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
	t_write("rolled", "something longer that came after the save", 41);
	t_write("own", "not the program's any more", 26);
	self_loader_init("slot");
	int status = t_wait(self_start_loader(), 10000);
	T_CHECK(status == 0, "status %x", status);
	char *text = t_read("rolled", NULL);
	T_CHECK(text && strcmp(text, "as it was then") == 0, "rolled back to '%s'",
		text ? text : "");
	free(text);
	text = t_read("own", NULL);
	T_CHECK(text && strncmp(text, "not the program's", 17) == 0, "the file itself: '%s'",
		text ? text : "");
	free(text);
}

/* == rules: memory ============================================================================= */

static unsigned char *self_area; /* 6 parts of 16 pages */

#define SELF_PART(n) (self_area + (size_t)(n)*65536)

static void self_memory_player(void)
{
	unsigned char vec[16];
	cr_error err;

	self_area = mmap(NULL, 6 * 65536, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1,
			 0);
	madvise(SELF_PART(4), 2 * 65536, MADV_WIPEONFORK);
	memset(self_area, 0x77, 6 * 65536);
	memcpy(SELF_PART(2), "the password is 1234567", 23);
	cr_rule rules[] = {
		{.size = sizeof(cr_rule),
		 .kind = CR_RULE_MEMORY,
		 .addr = (uintptr_t)SELF_PART(0),
		 .len = 65536,
		 .action = CR_ZERO},
		{.size = sizeof(cr_rule),
		 .kind = CR_RULE_MEMORY,
		 .addr = (uintptr_t)SELF_PART(1),
		 .len = 65536,
		 .action = CR_DROP},
		{.size = sizeof(cr_rule),
		 .kind = CR_RULE_MEMORY,
		 .addr = (uintptr_t)SELF_PART(2) + 4,
		 .len = 100,
		 .action = CR_SECRET},
		{.size = sizeof(cr_rule),
		 .kind = CR_RULE_MEMORY,
		 .addr = (uintptr_t)SELF_PART(4),
		 .len = 65536,
		 .action = CR_KEEP},
		{.kind = CR_RULE_END},
	};
	self.opts.rules = rules;
	cr_result result = cr_save("slot", &self.opts, &err);
	T_MUST(result != CR_FAILED, "%s", err.text);
	if (result == CR_SAVED) {
		T_CHECK(SELF_PART(0)[5] == 0x77 && SELF_PART(1)[5] == 0x77 &&
				SELF_PART(2)[0] == 't',
			"the saver itself has lost it");
		self_wait_for_end(0);
	}
	for (size_t i = 0; i < 65536; i++) {
		T_MUST(SELF_PART(0)[i] == 0, "zeroed: byte %zu is %x", i, SELF_PART(0)[i]);
		T_MUST(SELF_PART(2)[i] == (i < 4096 ? 0 : 0x77), "secret: byte %zu is %x", i,
		       SELF_PART(2)[i]);
		T_MUST(SELF_PART(3)[i] == 0x77, "no rule: byte %zu is %x", i, SELF_PART(3)[i]);
		T_MUST(SELF_PART(4)[i] == 0x77, "kept: byte %zu is %x", i, SELF_PART(4)[i]);
		T_MUST(SELF_PART(5)[i] == 0, "wiped on fork: byte %zu is %x", i, SELF_PART(5)[i]);
	}
	T_CHECK(mincore(SELF_PART(1), 65536, vec) < 0 && errno == ENOMEM, "it is still mapped");
}

static void self_rules_for_memory(void)
{
	size_t size;

	self_init("slot");
	pid_t pid = self_start_player(self_memory_player);
	self_await_saved(pid, 0);
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
	/* "password is 1" is in the program's text, too, but its pages of code are not in the save.
	 */
	char *save = t_read("slot", &size);
	char secret[] = "uif!qbttxpse!jt!2345678";
	for (char *p = secret; *p; p++)
		(*p)--;
	bool found = false;
	for (size_t i = 0x1000; i + sizeof(secret) < size; i += 4096)
		found |= memcmp(save + i, secret, sizeof(secret) - 1) == 0;
	T_CHECK(!found, "the secret is in the save");
	free(save);
	self_loader_init("slot");
	int status = t_wait(self_start_loader(), 10000);
	T_CHECK(status == 0, "status %x", status);
}

/* == callbacks ================================================================================= */

static struct {
	int lines, calls;
	uint64_t done, all;
	int cancel_at;
	bool bad;
} self_seen;

static void self_log(void *arg, int level, const char *line)
{
	self_seen.bad |= arg != &self_seen || level < 1 || level > 4 || !line[0];
	self_seen.lines++;
}

static int self_progress(void *arg, uint64_t done, uint64_t all)
{
	self_seen.bad |= arg != &self_seen || done > all || done < self_seen.done;
	self_seen.done = done;
	self_seen.all = all;
	return ++self_seen.calls == self_seen.cancel_at ? -1 : 0;
}

static const cr_watch self_watch = {&self_seen, self_log, self_progress};

static void self_forget(int cancel_at)
{
	memset(&self_seen, 0, sizeof(self_seen));
	self_seen.cancel_at = cancel_at;
}

static void self_watched_player(void)
{
	cr_error err;

	self.opts.watch = &self_watch;
	self_forget(1);
	T_CHECK(cr_save("slot", &self.opts, &err) == CR_FAILED && err.code == CR_E_HOOK,
		"code %d: %s", err.code, err.text);
	T_CHECK(!t_exists("slot"), "it was saved all the same");
	self_forget(0);
	cr_result result = cr_save("slot", &self.opts, &err);
	T_MUST(result != CR_FAILED, "%s", err.text);
	if (result == CR_RESTORED)
		return;
	T_CHECK(!self_seen.bad && self_seen.calls >= 2, "%d calls", self_seen.calls);
	T_CHECK(self_seen.all > 0 && self_seen.done == self_seen.all, "%lu of %lu", self_seen.done,
		self_seen.all);
	self_wait_for_end(0);
}

static void self_callbacks(void)
{
	cr_save_opts o = cr_save_opts_init();
	cr_load_opts lo = cr_load_opts_init();
	cr_child child = cr_child_init();
	cr_error err;

	self_init("slot");
	pid_t pid = self_start_player(self_watched_player);
	self_await_saved(pid, 0);
	o.watch = lo.watch = &self_watch;
	self_forget(1);
	T_CHECK(cr_dump(pid, "dumped", &o, &err) == -1 && err.code == CR_E_HOOK, "code %d: %s",
		err.code, err.text);
	t_files_are("slot");
	self_forget(0);
	T_CHECK(cr_dump(pid, "dumped", &o, &err) == 0, "%s", err.text);
	T_CHECK(!self_seen.bad && self_seen.calls >= 2 && self_seen.all > 0 &&
			self_seen.done == self_seen.all,
		"%d calls, %lu of %lu", self_seen.calls, self_seen.done, self_seen.all);
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
	self_forget(1);
	T_CHECK(cr_restore("slot", &lo, &child, &err) == -1 && err.code == CR_E_HOOK, "code %d: %s",
		err.code, err.text);
	T_CHECK(self_seen.lines > 0, "no line in the log");
	self_forget(0);
	T_MUST(cr_restore("slot", &lo, &child, &err) == 0, "%s", err.text);
	T_CHECK(!self_seen.bad && self_seen.calls >= 2 && self_seen.all > 0 &&
			self_seen.done == self_seen.all,
		"%d calls, %lu of %lu", self_seen.calls, self_seen.done, self_seen.all);
	close(child.pidfd);
	int status = t_wait(child.pid, 10000);
	T_CHECK(status == 0, "status %x", status);
	/* And a program that loads. */
	self_loader_init("slot");
	self_loader.opts.watch = &self_watch;
	self_forget(1);
	T_CHECK(cr_load("slot", &lo, &err) == -1 && err.code == CR_E_HOOK, "code %d: %s", err.code,
		err.text);
	status = t_wait(self_start_loader(), 10000);
	T_CHECK(status == 0, "status %x", status);
}

/* == label, data, paths ======================================================================== */

static void self_labelled_player(void)
{
	cr_error err;
	char text[8] = "";

	T_MUST(mkdir("old", 0755) == 0, "%s", strerror(errno));
	t_write("old/map", "level 1", 7);
	int fd = open("old/map", O_RDONLY);
	cr_stats stats = cr_stats_init();
	self.opts.label = "Level 7, 1234 points";
	self.opts.user_data = "\0\1\2binary";
	self.opts.user_data_size = 9;
	self.opts.stats = &stats;
	cr_result result = cr_save("slot", &self.opts, &err);
	T_MUST(result != CR_FAILED, "%s", err.text);
	if (result == CR_SAVED) {
		struct stat st;
		T_CHECK(stat("slot", &st) == 0 && stats.bytes == (uint64_t)st.st_size, "%lu bytes",
			stats.bytes);
		T_CHECK(stats.tasks == 1 && stats.threads == 1 && stats.fds == 4 &&
				stats.mappings > 5,
			"%u %u %u %u", stats.tasks, stats.threads, stats.fds, stats.mappings);
		T_CHECK(stats.frozen_ns > 0 && stats.frozen_ns < stats.total_ns, "%lu of %lu ns",
			stats.frozen_ns, stats.total_ns);
		T_CHECK(stats.written > 0 && stats.scanned >= stats.written, "%lu of %lu pages",
			stats.written, stats.scanned);
		self_wait_for_end(0);
	}
	T_CHECK(pread(fd, text, 7, 0) == 7 && strcmp(text, "level 2") == 0, "'%s'", text);
}

static void self_inspected(const char *path, pid_t pid)
{
	cr_report *report;
	cr_error err;
	struct timespec now;

	T_MUST(cr_inspect(path, &report, &err) == 0, "%s: %s", path, err.text);
	clock_gettime(CLOCK_REALTIME, &now);
	T_CHECK(strcmp(report->label, "Level 7, 1234 points") == 0, "label '%s'", report->label);
	T_CHECK(report->user_data_size == 9 && memcmp(report->user_data, "\0\1\2binary", 9) == 0,
		"data of %zu bytes", report->user_data_size);
	T_CHECK(strncmp(report->writer, "cr ", 3) == 0 && strcmp(report->arch, ARCH_NAME) == 0,
		"%s, %s", report->writer, report->arch);
	T_CHECK(report->saved_at_ns / 1000000000 >= now.tv_sec - 30 &&
			report->saved_at_ns / 1000000000 <= now.tv_sec,
		"saved at %ld", (long)report->saved_at_ns);
	T_CHECK(report->bytes > 0 && report->file_bytes > report->bytes, "%lu, %lu", report->bytes,
		report->file_bytes);
	T_MUST(report->task_count == 1, "%zu tasks", report->task_count);
	T_CHECK(report->tasks[0].pid == pid && report->tasks[0].state == 1 &&
			report->tasks[0].threads == 1 && report->tasks[0].fds == 4 &&
			report->tasks[0].comm[0],
		"%d %d %u %u %s", report->tasks[0].pid, report->tasks[0].state,
		report->tasks[0].threads, report->tasks[0].fds, report->tasks[0].comm);
	bool named = false;
	for (size_t i = 0; i < report->note_count; i++)
		named |= strstr(report->notes[i].text, "old/map") != NULL;
	T_CHECK(named, "the open file is not listed");
	cr_report_free(report);
}

static void self_label_and_paths(void)
{
	cr_error err;
	char from[PATH_MAX], to[PATH_MAX + 8];

	self_init("slot");
	pid_t pid = self_start_player(self_labelled_player);
	self_await_saved(pid, 0);
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
	self_inspected("slot", pid);
	T_CHECK(cr_unpack("slot", "slot.dir", &err) == 0, "%s", err.text);
	self_inspected("slot.dir", pid);
	T_MUST(getcwd(from, sizeof(from) - 8) != NULL, "getcwd");
	snprintf(to, sizeof(to), "%s/new", from);
	strcat(from, "/old");
	T_MUST(rename("old", "new") == 0, "rename");
	t_write("new/map", "level 2", 7);
	self_loader_init("slot");
	T_CHECK(cr_load("slot", NULL, &err) == -1 && err.code == CR_E_FILE_GONE, "code %d: %s",
		err.code, err.text);
	t_contains(err.object, "old/map");
	cr_path map[] = {{"/", "/nowhere"}, {from, to}, {"/usr", "/usr"}, {"/lib", "/lib"}};
	self_loader.opts.paths = map +
				 1; /* the longest counts; the first would lead everything astray */
	self_loader.opts.path_count = 3;
	int status = t_wait(self_start_loader(), 10000);
	T_CHECK(status == 0, "status %x", status);
}

/* == streams =================================================================================== */

struct self_store {
	unsigned char *at;
	size_t n, cap, reads, last;
	int fail;
	bool back; /* read with an offset that shrank */
};

static int self_store_write(void *arg, const void *data, size_t size)
{
	struct self_store *s = arg;

	if (s->fail)
		return -s->fail;
	while (s->n + size > s->cap)
		s->at = realloc(s->at, s->cap = s->cap * 2 + (1 << 20));
	memcpy(s->at + s->n, data, size);
	s->n += size;
	return 0;
}

static ssize_t self_store_read(void *arg, void *data, size_t size, uint64_t offset)
{
	struct self_store *s = arg;

	s->back |= offset < s->last;
	s->last = offset;
	s->reads++;
	if (offset >= s->n)
		return 0;
	if (size > s->n - offset)
		size = s->n - offset;
	memcpy(data, s->at + offset, size);
	return (ssize_t)size;
}

static void self_callback_player(void)
{
	struct self_store store = {0};
	cr_io io = {.arg = &store, .write = self_store_write};
	cr_error err;

	self.opts.io = &io;
	self.opts.flags = CR_CHECKSUM;
	store.fail = ENOSPC;
	T_CHECK(cr_save(NULL, &self.opts, &err) == CR_FAILED && err.code == CR_E_STREAM &&
			err.sys_errno == ENOSPC,
		"code %d: %s", err.code, err.text);
	store.fail = 0;
	cr_result result = cr_save(NULL, &self.opts, &err);
	T_MUST(result != CR_FAILED, "%s", err.text);
	if (result == CR_RESTORED)
		return;
	t_write("stored", store.at, store.n);
	self_wait_for_end(0);
}

static void self_by_callbacks(void)
{
	struct self_store store = {0};
	cr_io io = {.arg = &store, .read = self_store_read};
	cr_error err;

	self_init(NULL);
	pid_t pid = self_start_player(self_callback_player);
	self_await_saved(pid, 0);
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
	store.at = (unsigned char *)t_read("stored", &store.n);
	T_CHECK(cr_verify("stored", &err) == 0, "%s", err.text);
	self_loader_init(NULL);
	self_loader.opts.io = &io;
	int status = t_wait(self_start_loader(), 10000);
	T_CHECK(status == 0, "status %x", status);
	cr_child child = cr_child_init();
	T_CHECK(cr_restore(NULL, &self_loader.opts, &child, &err) == 0, "%s", err.text);
	T_CHECK(store.reads > 0 && !store.back, "%zu reads, %s", store.reads,
		store.back ? "not in order" : "in order");
	close(child.pidfd);
	status = t_wait(child.pid, 10000);
	T_CHECK(status == 0, "status %x", status);
	/* Cut short. */
	store.n /= 2;
	store.last = 0;
	T_CHECK(cr_load(NULL, &self_loader.opts, &err) == -1 &&
			(err.code == CR_E_TRUNCATED || err.code == CR_E_STREAM),
		"code %d: %s", err.code, err.text);
	free(store.at);
}

static int self_pipe[2];

static void self_pipe_player(void)
{
	cr_io io = {.fd = 10};
	cr_error err;
	cr_rule rules[] = {
		{.size = sizeof(cr_rule), .kind = CR_RULE_FD, .fd = 10, .action = CR_CLOSE},
		{.kind = CR_RULE_END},
	};

	int fd = open("fifo", O_WRONLY);
	dup2(fd, 10);
	close(fd);
	self.opts.rules = rules;
	self.opts.io = &io;
	cr_result result = cr_save(NULL, &self.opts, &err);
	T_MUST(result != CR_FAILED, "%s", err.text);
	if (result == CR_RESTORED)
		return;
	close(10);
	self_wait_for_end(0);
}

/* cat keeps what comes through; then feeds it back. */
static void self_by_pipe(void)
{
	cr_error err;

	self_init(NULL);
	T_MUST(mkfifo("fifo", 0600) == 0, "mkfifo");
	pid_t cat = fork();
	if (cat == 0) {
		execlp("sh", "sh", "-c", "cat fifo >through", (char *)NULL);
		_exit(127);
	}
	pid_t pid = self_start_player(self_pipe_player);
	self_await_saved(pid, 0);
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
	T_CHECK(t_wait(cat, 5000) == 0, "cat");
	T_CHECK(cr_verify("through", &err) == 0, "%s", err.text);
	T_MUST(pipe2(self_pipe, O_CLOEXEC) == 0, "pipe");
	cat = fork();
	if (cat == 0) {
		dup2(self_pipe[1], 1);
		execlp("cat", "cat", "through", (char *)NULL);
		_exit(127);
	}
	close(self_pipe[1]);
	cr_io io = {.fd = self_pipe[0]};
	self_loader_init(NULL);
	self_loader.opts.io = &io;
	int status = t_wait(self_start_loader(), 10000);
	T_CHECK(status == 0, "status %x", status);
	close(self_pipe[0]);
	T_CHECK(t_wait(cat, 5000) == 0, "cat");
}

/* == reports =================================================================================== */

static const cr_note *self_find_note(const cr_report *report, int code, const char *text)
{
	for (size_t i = 0; i < report->note_count; i++)
		if (report->notes[i].code == code &&
		    (strstr(report->notes[i].object, text) || strstr(report->notes[i].text, text)))
			return &report->notes[i];
	return NULL;
}

static void self_checked_player(void)
{
	cr_report *report;
	cr_error err;

	T_MUST(cr_check(0, &self.opts, &report, &err) == 0, "%s", err.text);
	for (size_t i = 0; i < report->note_count; i++)
		T_FAIL("blocked by %d %s: %s", report->notes[i].code, report->notes[i].object,
		       report->notes[i].text);
	cr_report_free(report);
	uint64_t access = 1; /* any right: a set of rules is no descriptor that can be saved */
	int watch = (int)syscall(SYS_landlock_create_ruleset, &access, sizeof(access), 0),
	    other = (int)syscall(SYS_landlock_create_ruleset, &access, sizeof(access), 0);
	T_MUST(cr_check(0, &self.opts, &report, &err) == 0, "%s", err.text);
	const cr_note *note = self_find_note(report, CR_E_FILE_KIND, "landlock");
	T_CHECK(note && note->pid == getpid() && note->advice[0], "the ruleset is not told of");
	T_CHECK(report->note_count == 2, "%zu notes", report->note_count);
	cr_report_free(report);
	/* Rules count. */
	cr_rule rules[] = {
		{.size = sizeof(cr_rule), .kind = CR_RULE_FD, .fd = watch, .action = CR_CLOSE},
		{.size = sizeof(cr_rule), .kind = CR_RULE_FD, .fd = other, .action = CR_NULL},
		{.kind = CR_RULE_END},
	};
	self.opts.rules = rules;
	T_MUST(cr_check(0, &self.opts, &report, &err) == 0, "%s", err.text);
	T_CHECK(report->note_count == 0, "%zu notes", report->note_count);
	cr_report_free(report);
	t_ready();
}

static void self_check_report(void)
{
	struct t_subject s;
	cr_report *report;
	cr_error err;

	self_init("slot");
	t_start(&s, self_checked_player);
	/* Of another, all at once, without a stop. */
	T_MUST(cr_check(s.pid, NULL, &report, &err) == 0, "%s", err.text);
	T_CHECK(self_find_note(report, CR_E_FILE_KIND, "landlock") && report->note_count == 2,
		"%zu notes", report->note_count);
	cr_report_free(report);
	t_end(&s);
	T_CHECK(cr_check(999999, NULL, &report, &err) == -1 && err.code == CR_E_NO_PROCESS,
		"code %d: %s", err.code, err.text);

	T_MUST(cr_features(&report, &err) == 0, "%s", err.text);
	T_CHECK(report->feature_count == FEATURE_COUNT, "%zu features", report->feature_count);
	for (size_t i = 0; i < report->feature_count; i++) {
		const cr_feature *f = &report->features[i];
		T_CHECK(f->name[0] && f->since[0] && f->answer >= CR_UNKNOWN && f->answer <= CR_YES,
			"feature %zu", i);
		T_CHECK(f->answer == CR_YES || f->advice[0], "%s: no advice", f->name);
	}
	cr_report_free(report);
	cr_loaded *info;
	T_CHECK(cr_load_info(&info, &err) == -1 && err.code == CR_E_NOT_A_SAVE, "code %d: %s",
		err.code, err.text);
}

/* == one at a time, and arguments ============================================================== */

static int self_save_again(void *arg, const void *data, size_t size)
{
	int *code = arg;
	cr_error err;

	(void)data;
	(void)size;
	if (*code < 0) {
		T_CHECK(cr_save("second", NULL, &err) == CR_FAILED, "a second save at once");
		*code = err.code;
	}
	return 0;
}

static void self_busy_player(void)
{
	int code = -1;
	cr_io io = {.arg = &code, .write = self_save_again};
	cr_error err;

	self.opts.io = &io;
	T_CHECK(cr_save(NULL, &self.opts, &err) == CR_SAVED, "%s", err.text);
	T_CHECK(code == CR_E_BUSY, "code %d", code);
	T_CHECK(!t_exists("second"), "the second has left something");
	cr_result result = cr_save("second", NULL, &err);
	T_CHECK(result == CR_SAVED, "afterwards: %s", err.text);
	/* Nothing stays behind in the program that goes on. */
	T_CHECK(t_tracer(getpid()) == 0, "traced");
}

static void self_argument(int line, cr_result result, const cr_error *err, const char *object)
{
	T_CHECK(result == CR_FAILED && err->code == CR_E_ARGUMENT &&
			strcmp(err->object, object) == 0,
		"line %d: %d, code %d, '%s': %s", line, result, err->code, err->object, err->text);
}

static void self_one_at_a_time(void)
{
	struct {
		cr_save_opts o;
		char later[8];
	} longer;
	cr_save_opts o = cr_save_opts_init();
	cr_rule rules[2] = {{.kind = CR_RULE_FD, .fd = 5, .action = CR_ROLL_BACK}};
	cr_error err;

	self_init(NULL);
	int status = t_wait(self_start_player(self_busy_player), 10000);
	T_CHECK(status == 0, "status %x", status);
	t_files_are("second");

	o.size = 3;
	self_argument(__LINE__, cr_save("slot", &o, &err), &err, "cr_save_opts");
	memset(&longer, 0, sizeof(longer));
	longer.o.size = sizeof(longer);
	longer.later[3] = 1;
	self_argument(__LINE__, cr_save("slot", &longer.o, &err), &err, "cr_save_opts");
	o = cr_save_opts_init();
	self_argument(__LINE__, cr_save("", &o, &err), &err, "path");
	o.flags = 1u << 30;
	self_argument(__LINE__, cr_save("slot", &o, &err), &err, "flags");
	o.flags = CR_END;
	self_argument(__LINE__, cr_save("slot", &o, &err), &err, "flags");
	o.flags = 0;
	o.user_data_size = 5;
	self_argument(__LINE__, cr_save("slot", &o, &err), &err, "user_data");
	o.user_data_size = 0;
	o.rules = rules;
	rules[0].kind = 99;
	self_argument(__LINE__, cr_save("slot", &o, &err), &err, "rules");
	rules[0].kind = CR_RULE_FD;
	rules[0].action = CR_ZERO; /* of memory, not of descriptors */
	self_argument(__LINE__, cr_save("slot", &o, &err), &err, "rules");
	rules[0].action = CR_KEEP;
	self_argument(__LINE__, cr_save("slot", &o, &err), &err, "rules");
	T_CHECK(cr_save("slot", NULL, NULL) == CR_SAVED, "no options, no error");
	t_files_are("second slot");
}

/* A fall-back must do what the first choice does. */
static void self_fallback_subject(void)
{
	pthread_t t;
	int fds[2], same = dup(0), ev = eventfd(3, 0), again = dup(ev);
	uint64_t n;
	unsigned char *area = mmap(NULL, 64 * 4096, PROT_READ | PROT_WRITE,
				   MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	for (int i = 0; i < 64; i += 3)
		memset(area + i * 4096, i + 1, 4096);
	T_MUST(pipe(fds) == 0 && write(fds[1], "queued", 6) == 6, "pipe");
	pthread_create(&t, NULL, self_sleeping_thread, NULL);
	t_ready();
	self.stop = 1;
	pthread_join(t, NULL);
	char text[8] = "";
	T_CHECK(read(fds[0], text, 8) == 6 && strcmp(text, "queued") == 0, "'%s'", text);
	T_CHECK(write(again, &(uint64_t){4}, 8) == 8 && read(ev, &n, 8) == 8 && n == 7,
		"the eventfd is not shared: %lu", n);
	T_CHECK(fcntl(same, F_GETFD) == 0, "dup");
	for (int i = 0; i < 64; i++)
		T_CHECK(area[i * 4096 + 7] == (i % 3 ? 0 : i + 1), "page %d is %u", i,
			area[i * 4096 + 7]);
}

static int self_dump_with(uint64_t faults, pid_t pid, cr_error *err)
{
	struct cr_ctx cx;
	cr_save_opts opts;
	int r = ctx_open(&cx, NULL);

	cx.faults = faults;
	if (r == 0)
		r = api_save_opts(&cx, &opts, "save", NULL);
	if (r == 0) {
		struct dump_job job = {.root = pid,
				       .path = "save",
				       .opts = &opts,
				       .end = TREE_KILL,
				       .hide_fds = {-1, -1, -1, -1}};
		r = engine_dump(&cx, &job);
	}
	r = ctx_leave(&cx, r, err);
	ctx_close(&cx);
	return r;
}

static int self_restore_with(uint64_t faults, cr_child *child, cr_error *err)
{
	struct cr_ctx cx;
	struct load l;
	cr_load_opts opts;
	int r = ctx_open(&cx, NULL);

	cx.faults = faults;
	if (r == 0)
		r = api_load_begin(&l, &cx, &opts, "save", NULL);
	if (r == 0) {
		r = load_decide_pids(&l);
		if (r == 0)
			r = restore_tree(&l, child);
		load_close(&l);
	}
	r = ctx_leave(&cx, r, err);
	ctx_close(&cx);
	return r;
}

/* Each probe overridden in turn, then all. */
static void self_fallbacks(void)
{
	int worked = 0;

	for (int i = 0; i <= FEATURE_COUNT; i++) {
		uint64_t faults = i < FEATURE_COUNT ? 1ull << i : (1ull << FEATURE_COUNT) - 1;
		const char *name = i < FEATURE_COUNT ? feature_name((enum feature)i) : "all";
		struct t_subject s;
		cr_child child = cr_child_init();
		cr_error err;
		char start[32];

		self_init("save");
		snprintf(start, sizeof(start), "fallback%d", i);
		t_start_(&s, start, self_fallback_subject);
		if (self_dump_with(faults, s.pid, &err) < 0) {
			t_kill(&s);
			T_CHECK(err.code == CR_E_KERNEL, "without %s: %s", name, err.text);
			t_say("without %s: %s", name, err.text);
			continue;
		}
		waitpid(s.pid, NULL, 0);
		if (self_restore_with(faults, &child, &err) < 0) {
			T_CHECK(err.code == CR_E_KERNEL, "without %s: %s", name, err.text);
			t_say("without %s: %s", name, err.text);
			continue;
		}
		worked++;
		close(child.pidfd);
		s.pid = child.pid;
		t_end(&s);
		T_CHECK(t_failures() == 0, "without %s", name);
	}
	T_CHECK(worked >= FEATURE_COUNT - 3, "only %d fall-backs of %d", worked, FEATURE_COUNT);
}

static const struct t_test self_tests[] = {
	{.name = "self-first-thread",
	 .fn = self_first_thread,
	 .flags = T_ROOT | T_USER | T_JAIL,
	 .seconds = 60,
	 .teeth = "plan: mapping the page of cr_loaded; plan: close"},
	{.name = "self-other-thread",
	 .fn = self_other_thread,
	 .flags = T_ROOT | T_USER | T_JAIL,
	 .seconds = 60},
	{.name = "self-hooks", .fn = self_hooks_paired, .flags = T_USER},
	{.name = "self-rules-fd",
	 .fn = self_rules_for_descriptors,
	 .flags = T_ROOT | T_USER | T_JAIL},
	{.name = "self-rules-content",
	 .fn = self_rules_for_content,
	 .flags = T_ROOT | T_USER | T_JAIL,
	 .teeth = "file: release"},
	{.name = "self-rules-memory", .fn = self_rules_for_memory, .flags = T_USER},
	{.name = "self-callbacks", .fn = self_callbacks, .flags = T_ROOT | T_USER},
	{.name = "self-label", .fn = self_label_and_paths, .flags = T_ROOT | T_USER},
	{.name = "self-io", .fn = self_by_callbacks, .flags = T_ROOT | T_USER | T_JAIL},
	{.name = "self-pipe", .fn = self_by_pipe, .flags = T_ROOT | T_USER},
	{.name = "self-check", .fn = self_check_report, .flags = T_ROOT | T_USER},
	{.name = "self-one-at-a-time", .fn = self_one_at_a_time, .flags = T_USER},
	{.name = "self-fallbacks", .fn = self_fallbacks, .flags = T_ROOT | T_USER, .seconds = 60},
};
