/* SPDX-License-Identifier: MIT
 *
 * page: the page map of a save that holds only what has changed, completed from those that it
 * builds on. Refuses pages that no save of the chain holds.
 */
#include "image.h"

CR_FN const struct image_member *page_map_member(const struct page_map *map,
						 const struct page_run *run)
{
	return run->from == 0 ? &map->pages : &map->more[run->from - 1];
}

CR_FN bool page_map_leans(const struct page_map *map)
{
	for (size_t i = 0; i < map->n; i++)
		if (map->runs[i].flags & PAGE_RUN_PARENT)
			return true;
	return false;
}

struct page_join {
	struct image *img;
	VEC(struct page_run) runs;
	const struct page_map *above; /* complete */
	size_t at;		      /* in above->runs, ascending as the runs asked for do */
};

static int page_keep(struct page_join *j, struct page_run run)
{
	struct page_run *slot = vec_add(&image_ctx(j->img)->arena, &j->runs);

	if (slot)
		*slot = run;
	return slot ? 0 : error_memory(image_ctx(j->img));
}

/* Pages that the parent has: pieces of its runs, without a gap. */
static int page_take(struct page_join *j, const struct page_run *run)
{
	uint64_t at = run->addr, end = run->addr + run->pages * 4096;
	int r = 0;

	while (r >= 0 && at < end) {
		while (j->at < j->above->n &&
		       j->above->runs[j->at].addr + j->above->runs[j->at].pages * 4096 <= at)
			j->at++;
		if (j->at == j->above->n || j->above->runs[j->at].addr > at)
			return error_set(image_ctx(j->img), CR_E_DAMAGED, 0, 0, image_path(j->img),
					 "the save that %s builds on lacks the page at %llx",
					 image_path(j->img), (unsigned long long)at);
		const struct page_run *from = &j->above->runs[j->at];
		uint64_t to = from->addr + from->pages * 4096;
		struct page_run piece = *from;

		to = to < end ? to : end;
		piece.addr = at;
		piece.pages = (to - at) / 4096;
		piece.off += at - from->addr;
		piece.from++;
		r = page_keep(j, piece);
		at = to;
	}
	return r;
}

/* Makes `map`, of img, complete out of the complete map above it. */
static int page_join(struct image *img, struct page_map *map, const struct page_map *above)
{
	struct page_join j = {.img = img, .above = above};
	struct image_member *more = cx_array(image_ctx(img), above->more_n + 1, sizeof(*more));
	int r = 0;

	if (!more)
		return error_memory(image_ctx(img));
	more[0] = above->pages;
	for (size_t i = 0; i < above->more_n; i++)
		more[i + 1] = above->more[i];
	for (size_t i = 0; r >= 0 && i < map->n; i++)
		r = map->runs[i].flags & PAGE_RUN_PARENT ? page_take(&j, &map->runs[i])
							 : page_keep(&j, map->runs[i]);
	map->more = more;
	map->more_n = above->more_n + 1;
	map->runs = j.runs.at;
	map->n = j.runs.n;
	return r;
}

CR_FN int page_map_load(struct image *img, enum image_type type, uint64_t key, struct page_map *ret)
{
	struct cr_ctx *cx = image_ctx(img);
	VEC(struct page_map) chain = {NULL, 0, 0};
	struct image *first = img;
	int r;

	for (;;) {
		struct page_map *map = vec_add(&cx->arena, &chain);

		if (!map)
			return error_memory(cx);
		map->pages = (struct image_member){.name = "", .fd = -1};
		r = page_map_own(img, type, key, map);
		if (r < 0 && (r != -ENOENT || img == first))
			return r;
		if (!page_map_leans(map))
			break;
		r = image_parent(img, &img);
		if (r < 0)
			return r;
	}
	for (size_t i = chain.n - 1; i > 0; i--) {
		img = image_links(img)->child;
		r = page_join(img, &chain.at[i - 1], &chain.at[i]);
		if (r < 0)
			return r;
	}
	*ret = chain.at[0];
	return 0;
}
