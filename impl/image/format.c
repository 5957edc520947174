/* SPDX-License-Identifier: MIT
 *
 * format: the names, magic numbers and messages of CRIU's image files, and of our two. A name that
 * is not built from this table is no member of a save: it is never read, packed or removed.
 */
#include "image.h"

/* The first word of every typed image but inventory.img, which has its own alone. */
#define FORMAT_MAGIC_CR 0x53435243u /* ours; CRIU has no such */
#define FORMAT_MAGIC_SUM 0x4d435243u
#define FORMAT_MAGIC_PACKED 0x50435243u

/* clang-format off */
static const struct format format_types[IMAGE_TYPES] = {
#define TYPE(id, stem, key, magic, raw, first, rest) [IMAGE_##id] = { stem, FORMAT_##key, magic, FORMAT_##raw, first, rest }
	TYPE(INVENTORY,     "inventory",     PLAIN, 0x58313116, NO_RAW,     &cr__inventory_entry__descriptor, NULL),
	TYPE(PSTREE,        "pstree",        PLAIN, 0x50273030, NO_RAW,     &cr__pstree_entry__descriptor, NULL),
	TYPE(IDS,           "ids",           DEC,   0x54432030, NO_RAW,     &cr__task_kobj_ids_entry__descriptor, NULL),
	TYPE(CORE,          "core",          DEC,   0x55053847, NO_RAW,     &cr__core_entry__descriptor, NULL),
	TYPE(MM,            "mm",            DEC,   0x57492820, NO_RAW,     &cr__mm_entry__descriptor, NULL),
	TYPE(FS,            "fs",            DEC,   0x51403912, NO_RAW,     &cr__fs_entry__descriptor, NULL),
	TYPE(FDINFO,        "fdinfo",        DEC,   0x56213732, NO_RAW,     &cr__fdinfo_entry__descriptor, NULL),
	TYPE(FILES,         "files",         PLAIN, 0x56303138, NO_RAW,     &cr__file_entry__descriptor, NULL),
	TYPE(PAGEMAP,       "pagemap",       DEC,   0x56084025, NO_RAW,     &cr__pagemap_head__descriptor, &cr__pagemap_entry__descriptor),
	TYPE(PAGEMAP_SHMEM, "pagemap-shmem", DEC,   0x56084025, NO_RAW,     &cr__pagemap_head__descriptor, &cr__pagemap_entry__descriptor),
	TYPE(PAGES,         "pages",         DEC,   0,          NO_RAW,     NULL, NULL),
	TYPE(PACKED,        "cr-pages",      DEC,   FORMAT_MAGIC_PACKED, NO_RAW, NULL, NULL),
	TYPE(MEMFD,         "memfd",         PLAIN, 0x48453499, NO_RAW,     &cr__memfd_inode_entry__descriptor, NULL),
	TYPE(PIPES_DATA,    "pipes-data",    PLAIN, 0x56453709, RAW_PIPE,   &cr__pipe_data_entry__descriptor, NULL),
	TYPE(FIFO_DATA,     "fifo-data",     PLAIN, 0x59333054, RAW_PIPE,   &cr__pipe_data_entry__descriptor, NULL),
	TYPE(SK_QUEUES,     "sk-queues",     PLAIN, 0x56264026, RAW_SOCKET, &cr__sk_packet_entry__descriptor, NULL),
	TYPE(TCP_STREAM,    "tcp-stream",    HEX,   0x51465506, RAW_TCP,    &cr__tcp_stream_entry__descriptor, NULL),
	TYPE(FILELOCKS,     "filelocks",     PLAIN, 0x54323616, NO_RAW,     &cr__file_lock_entry__descriptor, NULL),
	TYPE(REMAP_FPATH,   "remap-fpath",   PLAIN, 0x59133954, NO_RAW,     &cr__remap_file_path_entry__descriptor, NULL),
	TYPE(GHOST_FILE,    "ghost-file",    HEX,   0x52583605, RAW_GHOST,  &cr__ghost_file_entry__descriptor, &cr__ghost_chunk_entry__descriptor),
	TYPE(SECCOMP,       "seccomp",       PLAIN, 0x64413049, NO_RAW,     &cr__seccomp_entry__descriptor, NULL),
	TYPE(TTY_INFO,      "tty-info",      PLAIN, 0x59453036, NO_RAW,     &cr__tty_info_entry__descriptor, NULL),
	TYPE(TTY_DATA,      "tty-data",      PLAIN, 0x59413026, NO_RAW,     &cr__tty_data_entry__descriptor, NULL),
	TYPE(TIMENS,        "timens",        DEC,   0x43114433, NO_RAW,     &cr__timens_entry__descriptor, NULL),
	TYPE(STATS_DUMP,    "stats-dump",    BARE,  0x57093306, NO_RAW,     &cr__stats_entry__descriptor, NULL),
	TYPE(STATS_RESTORE, "stats-restore", BARE,  0x57093306, NO_RAW,     &cr__stats_entry__descriptor, NULL),
	TYPE(CR,            "cr",            PLAIN, FORMAT_MAGIC_CR,  NO_RAW, &cr__cr_entry__descriptor, NULL),
	TYPE(SUM,           "cr-sum",        PLAIN, FORMAT_MAGIC_SUM, NO_RAW, &cr__cr_sum_entry__descriptor, NULL),
#undef TYPE
};

/* CRIU's others: carried along, packed and removed like the rest, not decoded. */
static const struct { const char *stem; enum format_key key; } format_others[] = {
	{ "apparmor", FORMAT_PLAIN }, { "cgroup", FORMAT_PLAIN }, { "bpfmap-file", FORMAT_PLAIN },
	{ "bpfmap-data", FORMAT_PLAIN }, { "cpuinfo", FORMAT_PLAIN }, { "binfmt-misc", FORMAT_PLAIN },
	{ "utsns", FORMAT_DEC }, { "ipcns-var", FORMAT_DEC }, { "ipcns-shm", FORMAT_DEC }, { "ipcns-msg", FORMAT_DEC },
	{ "ipcns-sem", FORMAT_DEC }, { "mountpoints", FORMAT_DEC }, { "netdev", FORMAT_DEC }, { "netns", FORMAT_DEC },
	{ "userns", FORMAT_DEC }, { "pidns", FORMAT_DEC }, { "autofs", FORMAT_DEC }, { "ifaddr", FORMAT_DEC },
	{ "route", FORMAT_DEC }, { "route6", FORMAT_DEC }, { "rule", FORMAT_DEC }, { "iptables", FORMAT_DEC },
	{ "ip6tables", FORMAT_DEC }, { "nftables", FORMAT_DEC }, { "netns-ct", FORMAT_DEC }, { "netns-exp", FORMAT_DEC },
};
/* clang-format on */

CR_FN const struct format *format_of(enum image_type type)
{
	return &format_types[type];
}

CR_FN uint32_t format_common(enum image_type type)
{
	return type == IMAGE_INVENTORY		       ? 0
	       : format_types[type].key == FORMAT_BARE ? FORMAT_MAGIC_SERVICE
						       : FORMAT_MAGIC_COMMON;
}

CR_FN const char *image_name(struct cr_ctx *cx, enum image_type type, uint64_t key)
{
	const struct format *f = &format_types[type];

	switch (f->key) {
	case FORMAT_DEC:
		return arena_format(&cx->arena, "%s-%llu.img", f->stem, (unsigned long long)key);
	case FORMAT_HEX:
		return arena_format(&cx->arena, "%s-%llx.img", f->stem, (unsigned long long)key);
	case FORMAT_BARE:
		return f->stem;
	default:
		return arena_format(&cx->arena, "%s.img", f->stem);
	}
}

/* Exactly what image_name would give: no leading zeros, no capitals, nothing else. */
static bool format_fits(const char *name, const char *stem, enum format_key key)
{
	uint64_t n;

	if (key == FORMAT_BARE)
		return strcmp(name, stem) == 0;
	if (!str_starts(name, stem))
		return false;
	name += strlen(stem);
	if (key != FORMAT_PLAIN) {
		if (*name++ != '-' || (name[0] == '0' && name[1] != '.'))
			return false;
		for (const char *p = name; *p && *p != '.'; p++)
			if (*p >= 'A' && *p <= 'F')
				return false;
		if (!str_number(&name, key == FORMAT_DEC ? 10 : 16, &n))
			return false;
	}
	return strcmp(name, ".img") == 0;
}

CR_FN int format_parse(const char *name)
{
	for (size_t i = 0; i < ARRAY_LEN(format_types); i++)
		if (i != IMAGE_STATS_RESTORE &&
		    format_fits(name, format_types[i].stem, format_types[i].key))
			return (int)i;
	for (size_t i = 0; i < ARRAY_LEN(format_others); i++)
		if (format_fits(name, format_others[i].stem, format_others[i].key))
			return IMAGE_TYPES;
	return -ENOENT;
}

CR_FN bool format_may_remove(const char *name)
{
	static const char *const beside[] = {"parent", "stats-restore", "irmap-cache"};

	for (size_t i = 0; i < ARRAY_LEN(beside); i++)
		if (strcmp(name, beside[i]) == 0)
			return true;
	return format_parse(name) >= 0;
}
