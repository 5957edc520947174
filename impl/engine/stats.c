/* SPDX-License-Identifier: MIT
 *
 * stats: what a save or a load has cost, as CRIU's images stats-dump and stats-restore tell it. The
 * first is a member of every save; the second is written where the caller of a load wants it.
 */
#include "engine.h"

#define STATS_US 1000u /* nanoseconds; CRIU's times are in microseconds, of 32 bits */

static uint32_t stats_us(uint64_t ns)
{
	return ns / STATS_US < UINT32_MAX ? (uint32_t)(ns / STATS_US) : UINT32_MAX;
}

/* CRIU's counts of pages are of private memory; shared memory has its own. */
CR_FN int stats_put(struct dump *d)
{
	const cr_stats *s = &d->stats;
	Cr__DumpStatsEntry dump = CR__DUMP_STATS_ENTRY__INIT;
	Cr__StatsEntry all = CR__STATS_ENTRY__INIT;
	struct record_out out;

	dump.freezing_time = stats_us(s->freezing_ns);
	dump.frozen_time = stats_us(s->frozen_ns);
	dump.memdump_time = stats_us(s->finding_ns);
	dump.memwrite_time = stats_us(s->writing_ns);
	dump.pages_scanned = s->scanned - s->shared_scanned;
	dump.pages_skipped_parent = s->in_parent - s->shared_in_parent;
	dump.pages_written = s->written - s->shared_written;
	dump.pages_lazy = s->lazy;
	dump.has_shpages_scanned = dump.has_shpages_skipped_parent = dump.has_shpages_written =
		true;
	dump.shpages_scanned = s->shared_scanned;
	dump.shpages_skipped_parent = s->shared_in_parent;
	dump.shpages_written = s->shared_written;
	all.dump = &dump;
	int r = record_begin(d->cx, &out, IMAGE_STATS_DUMP);
	if (r == 0)
		r = record_add(d->cx, &out, &all.base);
	return r < 0 ? r : save_put(d->save, image_name(d->cx, IMAGE_STATS_DUMP, 0), out.at, out.n);
}

/* The tree runs by now: a file that cannot be written undoes nothing. */
CR_FN void stats_write(struct cr_ctx *cx, const char *path, const cr_load_stats *s)
{
	Cr__RestoreStatsEntry load = CR__RESTORE_STATS_ENTRY__INIT;
	Cr__StatsEntry all = CR__STATS_ENTRY__INIT;
	struct record_out out;
	CR_AUTOFD int fd = -1;

	load.pages_compared = s->compared;
	load.pages_skipped_cow = s->shared;
	load.forking_time = stats_us(s->forking_ns);
	load.restore_time = stats_us(s->total_ns);
	load.has_pages_restored = true;
	load.pages_restored = s->restored;
	all.restore = &load;
	int r = record_begin(cx, &out, IMAGE_STATS_RESTORE);
	if (r == 0)
		r = record_add(cx, &out, &all.base);
	if (r == 0)
		r = fd = sys_openat(AT_FDCWD, path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW,
				    0600);
	if (r >= 0)
		r = sys_write_all(fd, out.at, out.n);
	if (r < 0)
		log_warn(cx, "%s cannot be written (%s)", path, error_name(-r));
}
