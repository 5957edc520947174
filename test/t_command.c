/* SPDX-License-Identifier: MIT
 *
 * Tests of build/cr, the command: what scripts written for CRIU rely on (names of options in both
 * spellings, exit statuses, where log and pidfile go), and what it says and refuses.
 */
#include "t.h"
#include <sys/prctl.h>

/* == a program to save ========================================================================= */

/* Sleeps until it gets a signal or the file "go" is there; ends with status 7, or by SIGTERM
 * with 8. */
static void command_start(struct t_subject *s)
{
	static char script[] =
		"trap 'exit 8' TERM; echo ready; while [ ! -e go ]; do sleep 0.02; done; exit 7";

	T_MUST(prctl(PR_SET_CHILD_SUBREAPER, 1) == 0, "subreaper: %s", strerror(errno));
	unlink("go");
	t_start_program(s, "sh", (char *[]){"sh", "-c", script, NULL});
	for (uint64_t end = t_now_ns() + 5000000000u;; t_sleep_ms(1)) {
		char *text = t_read("sh.out", NULL);
		bool ready = text && strcmp(text, "ready\n") == 0;
		free(text);
		if (ready)
			break;
		T_MUST(t_now_ns() < end, "not ready");
	}
}

/* A single process without anything special: may come back under another pid. */
static void command_start_plain(struct t_subject *s)
{
	T_MUST(prctl(PR_SET_CHILD_SUBREAPER, 1) == 0, "subreaper: %s", strerror(errno));
	t_start_program(s, "sleep", (char *[]){"sleep", "1000", NULL});
	for (uint64_t end = t_now_ns() + 5000000000u;; t_sleep_ms(1)) {
		char path[64];
		snprintf(path, sizeof(path), "/proc/%d/comm", (int)s->pid);
		char *comm = t_read(path, NULL);
		bool there = comm && strcmp(comm, "sleep\n") == 0 && t_state(s->pid) == 'S';
		free(comm);
		if (there)
			break;
		T_MUST(t_now_ns() < end, "not there");
	}
}

static void command_gone(void)
{
	for (uint64_t end = t_now_ns() + 5000000000u; waitpid(-1, NULL, WNOHANG) >= 0;) {
		T_MUST(t_now_ns() < end, "processes do not end");
		t_sleep_ms(1);
	}
}

/* cr ARGUMENTS; the exit status. What it said is for the caller, or nobody. */
#define command_cr(output, ...) t_run(output, "$CR " __VA_ARGS__)

static void command_begin(void)
{
	setenv("CR", t_path("build/cr"), 1);
}

/* Fails with this status and says this. */
static void command_fails(int status, const char *says, const char *arguments)
{
	char *text;
	int got = t_run(&text, "$CR %s", arguments);

	T_CHECK(got == status, "cr %s: status %d instead of %d", arguments, got, status);
	t_contains(text, says);
	T_CHECK(strncmp(text, "cr: ", 4) == 0, "cr %s says: %s", arguments, text);
	free(text);
}

static void command_file_contains(const char *path, const char *part)
{
	char *text = t_read(path, NULL);

	T_CHECK(text != NULL, "%s is not there", path);
	if (text)
		t_contains(text, part);
	free(text);
}

/* == spelling ================================================================================== */

static void command_spellings(void)
{
	static const char *const ways[] = {
		"dump --tree %d --images-dir save --leave-running --log-file my.log --verbosity=4",
		"dump --tree=%d --images-dir=save --leave-running --log-file=my.log --verbosity=4",
		"dump -t %d -D save -R -o my.log -v4",
		"dump -t%d -Dsave -Romy.log -vvvv",
		"-R -v4 -o my.log --images-dir save/ dump --tree %d",
		"dump -t 1 -D nowhere --tree %d --images-dir save -s --no-leave-stopped "
		"--leave-running -o my.log -vv",
	};
	struct t_subject s;

	command_begin();
	command_start_plain(&s);
	for (size_t i = 0; i < ARRAY_LEN(ways); i++) {
		char arguments[256];
		snprintf(arguments, sizeof(arguments), ways[i], (int)s.pid);
		T_CHECK(command_cr(NULL, "%s", arguments) == 0, "%s", arguments);
		T_CHECK(t_alive(s.pid) && t_tracer(s.pid) == 0, "%s: state %c", arguments,
			t_state(s.pid));
		T_CHECK(t_exists("save/inventory.img") && t_exists("save/cr.img"), "%s: no save",
			arguments);
		command_file_contains("save/my.log", "Dumping finished successfully");
		T_CHECK(!t_exists("save/dump.log"), "%s: two logs", arguments);
		t_run(NULL, "rm -r save");
	}
	t_kill(&s);
	t_files_are("sleep.out");
}

/* Wrong words get status 1, or 125 where a restore would pass a status on, and nothing is made. */
static void command_wrong_usage(void)
{
	command_begin();
	command_fails(1, "no command given", "");
	command_fails(1, "there is no command 'dmup'", "dmup -t 1 -D save");
	command_fails(1, "there is no option '--tere=1'", "dump --tere=1");
	command_fails(1, "there is no option '-q'", "dump -q");
	command_fails(1, "--tree wants a value", "dump --tree");
	command_fails(1, "-t wants a value", "dump -t");
	command_fails(1, "--tree wants a number", "dump --tree=abc -D save");
	command_fails(1, "--tree wants a number", "dump -t -5 -D save");
	command_fails(1, "--tree wants a number", "dump -t 12x -D save");
	command_fails(1, "--leave-running takes no value", "dump --leave-running=1 -t 1");
	command_fails(1, "dump wants the process to save", "dump -D .");
	command_fails(1, "usage: cr dump", "dump -t 1 save");
	command_fails(1, "usage: cr pack", "pack save");
	command_fails(1, "--lazy-pages is not supported", "restore --lazy-pages -D save");
	command_fails(1, "the command page-server is not supported", "page-server -D save");
	command_fails(125, "--pids wants same, new, namespace or auto",
		      "restore -D . --pids other -o /dev/null");
	command_fails(125, "--inherit-fd wants fd[NUMBER]:NAME",
		      "restore -D . --inherit-fd 3:x -o /dev/null");
	command_fails(125, "descriptor 77 is not open",
		      "restore -D . --inherit-fd 'fd[77]:x' -o /dev/null");
	command_fails(125, "--map-path wants FROM:TO", "restore -D . --map-path here -o /dev/null");
	t_files_are("");
}

static void command_help(void)
{
	char *text;

	command_begin();
	T_CHECK(command_cr(&text, "help") == 0, "help");
	t_contains(text, "--images-dir DIR");
	t_contains(text, "cr unpack FILE DIR");
	free(text);
	T_CHECK(command_cr(&text, "dump --help") == 0, "--help");
	free(text);
	T_CHECK(command_cr(&text, "--version") == 0, "--version");
	t_contains(text, "Version: 0.1.0\n");
	free(text);
	t_files_are("");
}

/* == what cannot be done ======================================================================= */

static void command_refusals(void)
{
	char arguments[128];
	struct t_subject s;

	command_begin();
	command_start_plain(&s);
	command_fails(1, "999999", "dump -t 999999 -D save -o my.log");
	command_file_contains("save/my.log", "999999");
	snprintf(arguments, sizeof(arguments), "dump -t %d -D no/where/at/all", (int)s.pid);
	command_fails(1, "no/where", arguments);
	snprintf(arguments, sizeof(arguments), "dump -t %d -D save2 --file save.cr", (int)s.pid);
	command_fails(1, "not both", arguments);
	t_kill(&s);
	command_fails(125, "there", "restore -D there");
	command_fails(1, "there", "restore -d -D there");
	command_fails(1, "there", "restore --restore-sibling -D there");
	command_fails(1, "there", "show there");
	command_fails(1, "there", "verify there");
	command_fails(1, "there", "pack there there.cr");
	command_fails(1, "there.cr", "unpack there.cr there");
	t_write("there", "this is no save\n", 16);
	command_fails(1, "there", "verify there");
	command_fails(125, "there", "restore --file there -o log");
	t_files_are("sleep.out there log save");
}

/* == log and pidfile =========================================================================== */

static void command_log(void)
{
	struct t_subject s;

	command_begin();
	command_start_plain(&s);
	/* the name says nothing: in the images directory, or where -W says, or where it says itself
	 */
	T_CHECK(command_cr(NULL, "dump -R -t %d -D save", (int)s.pid) == 0, "dump");
	command_file_contains("save/dump.log", "Dumping finished successfully");
	T_CHECK(mkdir("logs", 0755) == 0, "mkdir: %s", strerror(errno));
	T_CHECK(command_cr(NULL, "dump -R -t %d -D save -W logs -o my.log", (int)s.pid) == 0,
		"dump");
	command_file_contains("logs/my.log", "Dumping finished successfully");
	T_CHECK(command_cr(NULL, "dump -R -t %d -D save -o $PWD/logs/absolute.log", (int)s.pid) ==
			0,
		"dump");
	command_file_contains("logs/absolute.log", "Dumping finished successfully");
	/* what has no effect is said */
	T_CHECK(command_cr(NULL, "dump -R -t %d -D save --link-remap --pidfile x -o noted.log",
			   (int)s.pid) == 0,
		"dump");
	command_file_contains("save/noted.log", "--link-remap has no effect");
	command_file_contains("save/noted.log", "--pidfile has no effect on dump");
	/* a failure is in the log, too */
	T_CHECK(command_cr(NULL, "dump -t 999999 -D save -o failed.log") == 1, "dump of nobody");
	command_file_contains("save/failed.log", "Error: ");
	T_CHECK(command_cr(NULL, "dump -t 999999 -D save -o none/failed.log") == 1,
		"log in no directory");
	t_kill(&s);
	t_files_are("sleep.out save logs");
}

static void command_pidfile(void)
{
	char expected[16];
	struct t_subject s;

	command_begin();
	command_start_plain(&s);
	T_MUST(command_cr(NULL, "dump -t %d -D save", (int)s.pid) == 0, "dump");
	command_gone();
	/* one that is there stays, and nothing is restored */
	t_write("save/pid", "old", 3);
	T_CHECK(command_cr(NULL, "restore -d -D save --pids auto --pidfile pid") == 1, "restore");
	command_file_contains("save/pid", "old");
	command_file_contains("save/restore.log", "there already");
	T_CHECK(waitpid(-1, NULL, WNOHANG) < 0, "there is a process");
	unlink("save/pid");
	T_CHECK(command_cr(NULL, "restore -d -D save --pids auto --pidfile no/pid") == 1,
		"pidfile in no directory");
	command_gone();
	T_MUST(command_cr(NULL, "restore -d -D save --pids auto --pidfile pid -v4") == 0,
	       "restore");
	char *text = t_read("save/pid", NULL);
	T_MUST(text != NULL, "no pidfile");
	pid_t pid = atoi(text);
	snprintf(expected, sizeof(expected), "%d", (int)pid);
	T_CHECK(strcmp(text, expected) == 0 && pid > 1, "'%s'", text);
	T_CHECK(geteuid() != 0 || pid == s.pid, "%d came back as %d", (int)s.pid, (int)pid);
	T_CHECK(t_alive(pid) && t_tracer(pid) == 0, "state %c", t_state(pid));
	command_file_contains("save/restore.log", "Restore finished successfully");
	free(text);
	kill(pid, SIGKILL);
	command_gone();
	t_files_are("sleep.out save");
}

/* == restore: who waits, and for what ========================================================== */

static void command_statuses(void)
{
	struct t_subject s;
	pid_t cr;

	command_begin();
	command_start(&s);
	T_MUST(command_cr(NULL, "dump -t %d -D save", (int)s.pid) == 0, "dump");
	command_gone();
	/* its own status */
	t_write("go", "", 0);
	T_CHECK(command_cr(NULL, "restore -D save -v4") == 7, "status");
	unlink("go");
	/* a signal sent to cr goes on to the tree; a signal that ends the tree is told as a shell
	 * does */
	for (int i = 0; i < 2; i++) {
		T_CHECK(!t_exists("save/pid"), "pidfile");
		cr = fork();
		if (cr == 0) {
			execl(t_path("build/cr"), "cr", "restore", "-D", "save", "--pidfile", "pid",
			      (char *)NULL);
			_exit(99);
		}
		for (uint64_t end = t_now_ns() + 5000000000u; !t_exists("save/pid"); t_sleep_ms(1))
			T_MUST(t_now_ns() < end, "not restored");
		t_sleep_ms(20);
		kill(i ? s.pid : cr, i ? SIGKILL : SIGTERM);
		int status = t_wait(cr, 5000);
		T_CHECK(status == (i ? 128 + SIGKILL : 8) << 8, "%d: status 0x%x", i,
			(unsigned)status);
		command_gone();
		unlink("save/pid");
	}
}

/* -d: cr ends and the tree is init's, or here, the subreaper's. -S: the tree is its parent's at
 * once. */
static void command_detached(void)
{
	static const char *const ways[] = {"-d", "--restore-detached", "--restore-sibling",
					   "-d -S"};
	struct t_subject s;

	command_begin();
	command_start(&s);
	T_MUST(command_cr(NULL, "dump -t %d -D save", (int)s.pid) == 0, "dump");
	command_gone();
	for (size_t i = 0; i < ARRAY_LEN(ways); i++) {
		char line[32];
		unlink("go");
		T_MUST(t_run(NULL, "exec $CR restore %s -D save --pidfile pid%zu", ways[i], i) == 0,
		       "%s", ways[i]);
		T_MUST(t_status(s.pid, "PPid", line, sizeof(line)), "%s: not there", ways[i]);
		T_CHECK(atoi(line) == getpid(), "%s: child of %s", ways[i], line);
		T_CHECK(t_alive(s.pid), "%s: state %c", ways[i], t_state(s.pid));
		t_write("go", "", 0);
		int status = t_wait(s.pid, 5000);
		T_CHECK(status == 7 << 8, "%s: status 0x%x", ways[i], (unsigned)status);
		command_gone();
	}
}

/* == dump: what stays ========================================================================== */

static void command_what_stays(void)
{
	struct t_subject s;
	char *text;

	command_begin();
	command_start_plain(&s);
	T_CHECK(command_cr(NULL, "dump --leave-stopped -t %d -D save", (int)s.pid) == 0, "dump");
	for (uint64_t end = t_now_ns() + 1000000000u; t_state(s.pid) != 'T' && t_now_ns() < end;)
		t_sleep_ms(1); /* SIGSTOP is there, and soon seen */
	T_CHECK(t_state(s.pid) == 'T' && t_tracer(s.pid) == 0, "state %c", t_state(s.pid));
	kill(s.pid, SIGCONT);
	T_CHECK(command_cr(&text, "dump -R -t %d -D save2 --display-stats", (int)s.pid) == 0,
		"dump");
	t_contains(text, "Frozen for ");
	t_contains(text, "1 tasks, 1 threads");
	free(text);
	T_CHECK(t_alive(s.pid) && t_state(s.pid) != 'T', "state %c", t_state(s.pid));
	T_CHECK(command_cr(NULL, "dump -t %d -D save3", (int)s.pid) == 0, "dump");
	int status = t_wait(s.pid, 5000);
	T_CHECK(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL, "status 0x%x",
		(unsigned)status);
	command_gone();
	t_files_are("sleep.out save save2 save3");
}

/* A directory that holds other things stays the same directory. */
static void command_existing_directory(void)
{
	struct stat before, after;
	struct t_subject s;

	command_begin();
	command_start_plain(&s);
	T_MUST(mkdir("dir", 0750) == 0 && stat("dir", &before) == 0, "mkdir: %s", strerror(errno));
	t_write("dir/mine", "my own", 6);
	for (int i = 0; i < 2; i++) {
		T_CHECK(command_cr(NULL, "dump -R -t %d -D dir", (int)s.pid) == 0, "dump");
		T_CHECK(stat("dir", &after) == 0 && after.st_ino == before.st_ino &&
				after.st_mode == before.st_mode,
			"another directory");
		command_file_contains("dir/mine", "my own");
		T_CHECK(command_cr(NULL, "verify dir/") == 0, "verify");
	}
	T_CHECK(t_run(NULL, "cd dir && $CR dump -t %d && $CR verify", (int)s.pid) == 0,
		"no -D: here");
	command_gone();
	T_MUST(command_cr(NULL, "restore -d -D dir --pids auto --pidfile pid") == 0, "restore");
	char *text = t_read("dir/pid", NULL);
	kill(text ? atoi(text) : -1, SIGKILL);
	free(text);
	command_gone();
	t_files_are("sleep.out dir");
}

/* == one file, and the other form ============================================================== */

static void command_file(void)
{
	struct t_subject s;

	command_begin();
	command_start(&s);
	T_MUST(command_cr(NULL, "dump -t %d --file slot.cr --label 'a label' --checksum --sync",
			  (int)s.pid) == 0,
	       "dump");
	command_gone();
	T_CHECK(command_cr(NULL, "verify slot.cr") == 0, "verify");
	T_CHECK(command_cr(NULL, "unpack slot.cr dir") == 0, "unpack");
	T_CHECK(command_cr(NULL, "unpack slot.cr dir") == 1, "unpack over what is there");
	T_CHECK(command_cr(NULL, "pack dir again.cr") == 0, "pack");
	T_CHECK(command_cr(NULL, "pack dir again.cr") == 1, "pack over what is there");
	T_CHECK(command_cr(NULL, "verify dir/") == 0 && command_cr(NULL, "verify again.cr") == 0,
		"verify");
	t_write("go", "", 0);
	T_CHECK(command_cr(NULL, "restore --file slot.cr") == 7, "restore of the file");
	T_CHECK(command_cr(NULL, "restore -D dir") == 7, "restore of what was unpacked");
	T_CHECK(command_cr(NULL, "restore --file again.cr") == 7,
		"restore of what was packed again");
	/* one bit */
	T_MUST(t_run(NULL,
		     "cp slot.cr bad.cr && printf X | dd of=bad.cr bs=1 seek=70000 conv=notrunc") ==
		       0,
	       "dd");
	command_fails(1, "pages-1.img is damaged", "verify bad.cr");
	t_files_are("sh.out go slot.cr dir again.cr bad.cr dump.log restore.log");
}

/* == what it shows ============================================================================= */

static void command_show(void)
{
	struct t_subject s;
	char *text, line[64];

	command_begin();
	command_start_plain(&s);
	T_MUST(command_cr(NULL, "dump -t %d -D save --label 'level 3, \"boss\"'", (int)s.pid) == 0,
	       "dump");
	command_gone();
	T_CHECK(command_cr(&text, "show save/") == 0, "show");
	t_contains(text, "level 3, \"boss\"");
	t_contains(text, "x86_64");
	snprintf(line, sizeof(line), "%8d", (int)s.pid);
	t_contains(text, line);
	t_contains(text, "sleep\n");
	t_contains(text, "alive");
	t_contains(text, "fd 0: device /dev/null\n");
	free(text);
	T_CHECK(command_cr(NULL, "show -D save") == 0, "show -D");
	command_fails(1, "save/x", "show save/x");
	t_files_are("sleep.out save");
}

/* Read back by somebody else's reader. */
static void command_json(void)
{
	struct t_subject s;
	char *text;

	command_begin();
	command_start_plain(&s);
	T_MUST(t_run(&text,
		     "$CR dump -R -t %d -D save --json --label 'a \"b\" \\ \xc3\xa4 \x01' | "
		     "python3 -c '"
		     "import json, sys; d = json.load(sys.stdin); print(d[\"tasks\"], "
		     "d[\"threads\"], d[\"frozen_ns\"] > 0)'",
		     (int)s.pid) == 0,
	       "dump");
	t_contains(text, "1 1 True");
	free(text);
	T_CHECK(t_run(&text, "$CR show save/ --json | python3 -c '"
			     "import json, sys; d = json.load(sys.stdin); t = d[\"tasks\"][0];"
			     "print(ascii(d[\"label\"]), t[\"pid\"], t[\"comm\"], t[\"state\"], "
			     "t[\"fds\"],"
			     "len(d[\"save_id\"]))'") == 0,
		"show");
	char expected[128];
	snprintf(expected, sizeof(expected), "'a \"b\" \\\\ \\xe4 \\x01' %d sleep alive 3 32",
		 (int)s.pid);
	t_contains(text, expected);
	free(text);
	T_CHECK(t_run(&text, "$CR check --json | python3 -c '"
			     "import json, sys; d = json.load(sys.stdin);"
			     "print(len(d[\"features\"]) > 5, d[\"blockers\"])'") == 0,
		"check");
	t_contains(text, "True []");
	free(text);
	t_kill(&s);
	T_CHECK(t_run(&text,
		      "$CR restore -d -D save --pids auto --json | "
		      "python3 -c 'import json, sys; print(json.load(sys.stdin)[\"pid\"])'") == 0,
		"restore");
	T_CHECK(atoi(text) > 1, "%s", text);
	kill(atoi(text), SIGKILL);
	free(text);
	command_gone();
}

static void command_check(void)
{
	struct t_subject s;
	char *text;

	command_begin();
	T_CHECK(command_cr(&text, "check") == 0, "check");
	t_contains(text, "Looks good.\n");
	free(text);
	T_CHECK(command_cr(&text, "check --feature list") == 0, "list");
	t_contains(text, "pagemap_scan");
	free(text);
	command_fails(1, "does not ask for a feature 'other'", "check --feature other");
	T_CHECK(command_cr(NULL, "check --feature mem_dirty_track") <= 1, "feature");
	command_start_plain(&s);
	T_CHECK(command_cr(&text, "check -t %d", (int)s.pid) == 0, "check of a process");
	t_contains(text, "Looks good.\n");
	free(text);
	T_CHECK(t_alive(s.pid) && t_tracer(s.pid) == 0, "state %c", t_state(s.pid));
	t_kill(&s);
	command_fails(1, "999999", "check -t 999999");
	t_files_are("sleep.out");
}

/* On a terminal: whatever it shows meanwhile, the line is empty in the end. */
static void command_terminal(void)
{
	char pid[16], cr[PATH_MAX];
	struct t_subject s;
	struct t_pty p;

	command_begin();
	command_start_plain(&s);
	snprintf(pid, sizeof(pid), "%d", (int)s.pid);
	snprintf(cr, sizeof(cr), "%s", t_path("build/cr"));
	t_pty_start(&p, (char *[]){cr, "dump", "-t", pid, "-D", "save", NULL});
	T_CHECK(t_wait(p.pid, 5000) == 0, "dump");
	t_pty_drain(&p, 100);
	T_CHECK(p.n == 0 || (p.n > 4 && strcmp(p.seen + p.n - 4, "\r\033[K") == 0),
		"left on the terminal: '%s'", p.seen);
	t_pty_close(&p);
	command_gone();
}

static const struct t_test command_tests[] = {
	{"command-spellings", command_spellings, T_ROOT | T_USER, 0, "sleep", NULL},
	{"command-wrong-usage", command_wrong_usage, T_ROOT | T_USER, 0, NULL, NULL},
	{"command-help", command_help, T_USER, 0, NULL, NULL},
	{"command-refusals", command_refusals, T_ROOT | T_USER, 0, "sleep", NULL},
	{"command-log", command_log, T_ROOT | T_USER, 0, "sleep", NULL},
	{"command-pidfile", command_pidfile, T_ROOT | T_USER, 0, "sleep", NULL},
	{"command-statuses", command_statuses, T_ROOT, 0, "sleep", NULL},
	{"command-detached", command_detached, T_ROOT, 0, "sleep", NULL},
	{"command-what-stays", command_what_stays, T_ROOT | T_USER, 0, "sleep", NULL},
	{"command-existing-directory", command_existing_directory, T_ROOT | T_USER, 0, "sleep",
	 NULL},
	{"command-file", command_file, T_ROOT, 0, "sleep dd", NULL},
	{"command-show", command_show, T_ROOT | T_USER, 0, "sleep", NULL},
	{"command-json", command_json, T_ROOT | T_USER, 0, "sleep python3", NULL},
	{"command-check", command_check, T_ROOT | T_USER, 0, "sleep", NULL},
	{"command-terminal", command_terminal, T_ROOT | T_USER, 0, "sleep", NULL},
};
