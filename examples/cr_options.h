/* SPDX-License-Identifier: MIT
 *
 * cr_options - what the command line of examples/cr.c can say: every option of the kit's own and of
 * CRIU, in one table.
 */
#ifndef CR_OPTIONS_H
#define CR_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

enum log_level { LOG_ALWAYS, LOG_ERROR, LOG_WARNING, LOG_INFO, LOG_DEBUG };

/* Lines are held in memory until it is known where the log file goes: the directory may not be
 * there yet. */
struct log {
	FILE *file; /* the log file, or a stream into `held` */
	char *held;
	size_t held_size;
	bool is_open;
	int64_t start_ns;
};

struct list {
	char **item;
	size_t count;
};

/* What the command line says, and what belongs to running it. */
struct run {
	const struct command *command;
	struct list operands;
	long pid, timeout_s, verbosity, copies;
	bool leave_running, live, leave_stopped, detached, sibling, shell_job, extra, experimental,
		all;
	bool tcp_established, tcp_close, clean_up, skip_in_flight, unix_close;
	bool checksum, compress, embed, sync, trust, mapped, host_clocks, json, display_stats, help,
		version;
	const char *images_dir, *work_dir, *file, *log_file, *pidfile, *label, *prev_images_dir,
		*pids, *feature, *ghost_limit, *network_lock;
	struct list external, ext_unix_sk, inherit_fd, map_path;
	const struct option_row *used[64]; /* for notes and checks once the command is known */
	size_t used_count;
	struct list memory; /* what is freed at the end */
	struct log log;
	int64_t progress_ns; /* when progress was last shown; 0: never */
};

struct command {
	const char *name, *operands;
	unsigned bit;
	size_t operands_min, operands_max;
	const char *log_file; /* written unless -o says another; NULL: only with -o */
	int (*run)(struct run *);
	const char *what;
};

enum {
	DUMP = 1,
	RESTORE = 2,
	CHECK = 4,
	SHOW = 8,
	VERIFY = 16,
	PACK = 32,
	UNPACK = 64,
	SQUASH = 128,
	ALL = 255
};

enum option_kind {
	OPTION_FLAG,   /* sets a bool */
	OPTION_TEXT,   /* sets a string */
	OPTION_NUMBER, /* sets a long */
	OPTION_LEVEL,  /* -v, -vv, -v4, --verbosity=4 */
	OPTION_LIST,   /* adds to a list */
	OPTION_NOTED,  /* CRIU's, of no use here; `what` says why */
	OPTION_REFUSED /* CRIU's, needs what the kit lacks; `what` says what that is */
};

struct option_row {
	const char *name;
	char letter;
	enum option_kind kind;
	const char *value; /* NULL: takes none; "[N]": may take one, in the same word */
	unsigned commands;
	size_t field;
	const char *what;
};

#define FIELD(name) offsetof(struct run, name)
#define LEFT_ALONE \
	"the mounts, cgroups and labels of the tree are those of the place where it is restored"
#define BY_ITSELF "the kit does or refuses this by itself"
#define REMOTE "pages come from and go to files"

/* clang-format off */
static const struct option_row options[] = {
	{ "tree",             't', OPTION_NUMBER, "PID",      DUMP | CHECK,   FIELD(pid),           "the process at the root of the tree" },
	{ "images-dir",       'D', OPTION_TEXT,   "DIR",      ALL,            FIELD(images_dir),    "the save, as a directory (default: .)" },
	{ "file",             0,   OPTION_TEXT,   "FILE",     ALL,            FIELD(file),          "the save, as one file" },
	{ "work-dir",         'W', OPTION_TEXT,   "DIR",      ALL,            FIELD(work_dir),      "where log and pidfile go (default: the images directory)" },
	{ "log-file",         'o', OPTION_TEXT,   "FILE",     ALL,            FIELD(log_file),      "the log (default: dump.log, restore.log)" },
	{ "verbosity",        'v', OPTION_LEVEL,  "[N]",      ALL,            FIELD(verbosity),     "log level: 1 errors, 2 warnings, 3 information, 4 all" },
	{ "leave-running",    'R', OPTION_FLAG,   NULL,       DUMP,           FIELD(leave_running), "the tree goes on after the dump" },
	{ "leave-stopped",    's', OPTION_FLAG,   NULL,       DUMP,           FIELD(leave_stopped), "the tree stays, stopped, after the dump" },
	{ "live",             0,   OPTION_FLAG,   NULL,       DUMP,           FIELD(live),          "the tree goes on while its memory is written; implies -R" },
	{ "timeout",          0,   OPTION_NUMBER, "SECONDS",  DUMP | RESTORE, FIELD(timeout_s),     "how long stopping the tree may take (default: 10)" },
	{ "ghost-limit",      0,   OPTION_TEXT,   "SIZE",     DUMP,           FIELD(ghost_limit),   "data that a deleted file may have, also 4K, 20M, 2G (default: 1G)" },
	{ "prev-images-dir",  0,   OPTION_TEXT,   "DIR",      DUMP,           FIELD(prev_images_dir), "an older save, seen from the images directory: only what changed since is stored" },
	{ "label",            0,   OPTION_TEXT,   "TEXT",     DUMP,           FIELD(label),         "kept in the save; see cr show" },
	{ "checksum",         0,   OPTION_FLAG,   NULL,       DUMP,           FIELD(checksum),      "checksums of memory too, for cr verify" },
	{ "compress",         0,   OPTION_FLAG,   NULL,       DUMP,           FIELD(compress),      "compress memory (with --file)" },
	{ "embed",            0,   OPTION_FLAG,   NULL,       DUMP,           FIELD(embed),         "store programs and libraries in the save" },
	{ "sync",             0,   OPTION_FLAG,   NULL,       DUMP,           FIELD(sync),          "the save is on the disk when cr ends" },
	{ "display-stats",    0,   OPTION_FLAG,   NULL,       DUMP,           FIELD(display_stats), "print times and sizes" },
	{ "external",         0,   OPTION_LIST,   "NAME",     DUMP,           FIELD(external),      "file[MNT:INODE], unix[INODE], pipe:[INODE], socket:[INODE] or /path: given again at the restore" },
	{ "restore-detached", 'd', OPTION_FLAG,   NULL,       RESTORE,        FIELD(detached),      "end as soon as the tree runs" },
	{ "restore-sibling",  'S', OPTION_FLAG,   NULL,       RESTORE,        FIELD(sibling),       "the tree becomes a child of cr's parent; implies -d" },
	{ "pidfile",          0,   OPTION_TEXT,   "FILE",     RESTORE,        FIELD(pidfile),       "gets the pid of the tree's root; must not exist" },
	{ "ext-unix-sk",      'x', OPTION_LIST,   "[INODES]", DUMP | RESTORE, FIELD(ext_unix_sk), "Unix streams to the outside, by inode: given again at the restore (inherit-fd)" },
	{ "unix-close",       0,   OPTION_FLAG,   NULL,       DUMP | CHECK,   FIELD(unix_close),    "the copy finds Unix streams to the outside reset" },
	{ "inherit-fd",       0,   OPTION_LIST,   "fd[N]:NAME", RESTORE,      FIELD(inherit_fd),    "descriptor N of cr stands for NAME" },
	{ "map-path",         0,   OPTION_LIST,   "FROM:TO",  RESTORE,        FIELD(map_path),      "files saved under FROM are found under TO" },
	{ "pids",             0,   OPTION_TEXT,   "HOW",      RESTORE,        FIELD(pids),          "same (default), new, namespace or auto" },
	{ "copies",           0,   OPTION_NUMBER, "N",        RESTORE,        FIELD(copies),        "so many copies that share memory until they write; with -d; prints their pids" },
	{ "mapped",           0,   OPTION_FLAG,   NULL,       RESTORE,        FIELD(mapped),        "memory is mapped from the save, not read; not for every program, see README" },
	{ "host-clocks",      0,   OPTION_FLAG,   NULL,       RESTORE,        FIELD(host_clocks),   "the monotonic and boot clocks are those of this machine" },
	{ "trust",            0,   OPTION_FLAG,   NULL,       RESTORE,        FIELD(trust),         "restore although others can write the save" },
	{ "shell-job",        'j', OPTION_FLAG,   NULL,       DUMP | RESTORE | CHECK, FIELD(shell_job), "the terminal and session may be from outside the tree" },
	{ "tcp-established",  0,   OPTION_FLAG,   NULL,       DUMP | RESTORE | CHECK, FIELD(tcp_established), "TCP connections to the outside go on" },
	{ "tcp-close",        0,   OPTION_FLAG,   NULL,       DUMP | RESTORE | CHECK, FIELD(tcp_close), "the copy finds TCP connections to the outside reset" },
	{ "skip-in-flight",   0,   OPTION_FLAG,   NULL,       DUMP | CHECK,   FIELD(skip_in_flight), "leave out connections that are not yet accepted" },
	{ "network-lock",     0,   OPTION_TEXT,   "HOW",      DUMP | RESTORE, FIELD(network_lock), "what silences connections meanwhile: nftables (default) or skip" },
	{ "clean-up",         0,   OPTION_FLAG,   NULL,       CHECK,          FIELD(clean_up),      "take away what killed dumps have left: locks of the network, silent connections" },
	{ "feature",          0,   OPTION_TEXT,   "NAME",     CHECK,          FIELD(feature),       "exit status 0 if this kernel feature is there ('list': names)" },
	{ "extra",            0,   OPTION_FLAG,   NULL,       CHECK,          FIELD(extra),         "want every kernel feature" },
	{ "experimental",     0,   OPTION_FLAG,   NULL,       CHECK,          FIELD(experimental),  "the same" },
	{ "all",              0,   OPTION_FLAG,   NULL,       CHECK,          FIELD(all),           "the same" },
	{ "json",             0,   OPTION_FLAG,   NULL,       DUMP | RESTORE | CHECK | SHOW, FIELD(json), "print results for programs" },
	{ "help",             'h', OPTION_FLAG,   NULL,       ALL,            FIELD(help),          "this text" },
	{ "version",          'V', OPTION_FLAG,   NULL,       ALL,            FIELD(version),       "the version of the kit" },

	{ "log-pid",             0,   OPTION_NOTED, NULL,       ALL, 0, "there is one log" },
	{ "status-fd",           0,   OPTION_NOTED, "FD",       ALL, 0, "there is no server to wait for" },
	{ "close",               0,   OPTION_NOTED, "FD",       ALL, 0, "no descriptor of cr gets into the tree" },
	{ "deprecated",          0,   OPTION_NOTED, NULL,       ALL, 0, "nothing is deprecated" },
	{ "no-default-config",   0,   OPTION_NOTED, NULL,       ALL, 0, "there are no configuration files" },
	{ "libdir",              'L', OPTION_NOTED, "DIR",      ALL, 0, "there are no plugins" },
	{ "unprivileged",        0,   OPTION_NOTED, NULL,       ALL, 0, "no privilege is used that is not needed" },
	{ "file-locks",          'l', OPTION_NOTED, NULL,       ALL, 0, BY_ITSELF },
	{ "link-remap",          0,   OPTION_NOTED, NULL,       ALL, 0, BY_ITSELF },
	{ "ghost-fiemap",        0,   OPTION_NOTED, NULL,       ALL, 0, BY_ITSELF },
	{ "force-irmap",         0,   OPTION_NOTED, NULL,       ALL, 0, BY_ITSELF },
	{ "irmap-scan-path",     0,   OPTION_NOTED, "PATH",     ALL, 0, BY_ITSELF },
	{ "evasive-devices",     0,   OPTION_NOTED, NULL,       ALL, 0, BY_ITSELF },
	{ "allow-uprobes",       0,   OPTION_NOTED, NULL,       ALL, 0, BY_ITSELF },
	{ "cpu-cap",             0,   OPTION_NOTED, "[CAPS]",   ALL, 0, BY_ITSELF },
	{ "weak-sysctls",        0,   OPTION_NOTED, NULL,       ALL, 0, BY_ITSELF },
	{ "file-validation",     0,   OPTION_NOTED, "METHOD",   ALL, 0, BY_ITSELF },
	{ "skip-file-rwx-check", 0,   OPTION_NOTED, NULL,       ALL, 0, BY_ITSELF },
	{ "freeze-cgroup",       0,   OPTION_NOTED, "PATH",     ALL, 0, "the tree is stopped task by task" },
	{ "pre-dump-mode",       0,   OPTION_NOTED, "MODE",     ALL, 0, BY_ITSELF },
	{ "auto-dedup",          0,   OPTION_NOTED, NULL,       ALL, 0, "what a save builds on is left as it is; see cr squash" },
	{ "track-mem",           0,   OPTION_NOTED, NULL,       ALL, 0, "what has changed is found by comparing with the older save" },
	{ "root",                'r', OPTION_NOTED, "PATH",     ALL, 0, LEFT_ALONE },
	{ "ext-mount-map",       'M', OPTION_NOTED, "KEY:VALUE", ALL, 0, LEFT_ALONE },
	{ "enable-external-sharing", 0, OPTION_NOTED, NULL,     ALL, 0, LEFT_ALONE },
	{ "enable-external-masters", 0, OPTION_NOTED, NULL,     ALL, 0, LEFT_ALONE },
	{ "enable-fs",           0,   OPTION_NOTED, "NAMES",    ALL, 0, LEFT_ALONE },
	{ "skip-mnt",            0,   OPTION_NOTED, "PATH",     ALL, 0, LEFT_ALONE },
	{ "mntns-compat-mode",   0,   OPTION_NOTED, NULL,       ALL, 0, LEFT_ALONE },
	{ "lsm-mount-context",   0,   OPTION_NOTED, "CONTEXT",  ALL, 0, LEFT_ALONE },
	{ "manage-cgroups",      0,   OPTION_NOTED, "[MODE]",   ALL, 0, LEFT_ALONE },
	{ "cgroup-props",        0,   OPTION_NOTED, "TEXT",     ALL, 0, LEFT_ALONE },
	{ "cgroup-props-file",   0,   OPTION_NOTED, "FILE",     ALL, 0, LEFT_ALONE },
	{ "cgroup-dump-controller", 0, OPTION_NOTED, "NAME",    ALL, 0, LEFT_ALONE },

	{ "lazy-pages",          0,   OPTION_REFUSED, NULL,     ALL, 0, REMOTE },
	{ "page-server",         0,   OPTION_REFUSED, NULL,     ALL, 0, REMOTE },
	{ "address",             0,   OPTION_REFUSED, "ADDRESS", ALL, 0, REMOTE },
	{ "port",                0,   OPTION_REFUSED, "PORT",   ALL, 0, REMOTE },
	{ "ps-socket",           0,   OPTION_REFUSED, "FD",     ALL, 0, REMOTE },
	{ "stream",              0,   OPTION_REFUSED, NULL,     ALL, 0, REMOTE },
	{ "tls",                 0,   OPTION_REFUSED, NULL,     ALL, 0, REMOTE },
	{ "tls-cacert",          0,   OPTION_REFUSED, "FILE",   ALL, 0, REMOTE },
	{ "tls-cacrl",           0,   OPTION_REFUSED, "FILE",   ALL, 0, REMOTE },
	{ "tls-cert",            0,   OPTION_REFUSED, "FILE",   ALL, 0, REMOTE },
	{ "tls-key",             0,   OPTION_REFUSED, "FILE",   ALL, 0, REMOTE },
	{ "tls-no-cn-verify",    0,   OPTION_REFUSED, NULL,     ALL, 0, REMOTE },
	{ "daemon",              0,   OPTION_REFUSED, NULL,     ALL, 0, "there is no server" },
	{ "config",              0,   OPTION_REFUSED, "FILE",   ALL, 0, "there are no configuration files" },
	{ "action-script",       0,   OPTION_REFUSED, "FILE",   ALL, 0, "scripts are not run" },
	{ "exec-cmd",            0,   OPTION_REFUSED, NULL,     ALL, 0, "cr itself waits for the tree" },
	{ "join-ns",             'J', OPTION_REFUSED, "NS",     ALL, 0, "the tree is restored into the namespaces of cr" },
	{ "empty-ns",            0,   OPTION_REFUSED, "NS",     ALL, 0, "the tree is restored into the namespaces of cr" },
	{ "veth-pair",           0,   OPTION_REFUSED, "IN=OUT", ALL, 0, "the tree is restored into the namespaces of cr" },
	{ "cgroup-root",         0,   OPTION_REFUSED, "PATH",   ALL, 0, "the tree is restored into the cgroup of cr" },
	{ "cgroup-yard",         0,   OPTION_REFUSED, "PATH",   ALL, 0, "the tree is restored into the cgroup of cr" },
	{ "lsm-profile",         0,   OPTION_REFUSED, "PROFILE", ALL, 0, "the tree gets the label of cr" },
};
/* clang-format on */

#endif
