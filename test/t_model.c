/* SPDX-License-Identifier: MIT
 *
 * t_model: random sequences of map, unmap, move, protect, write, give back and fork, saved and
 * loaded in between in every way, compared with a model. The model is a function of the seed and of
 * how many steps were made: whoever checks makes it anew, and the number of steps is compared with
 * a file that no save holds. A failure shows the seed; T_SEED=... tries that one.
 */
#include "t.h"
#include "../cr.h"

#define MODEL_PAGES 96
#define MODEL_SHARED 4096 /* pages of shared memory that a run can ever make */
#define MODEL_BASE ((unsigned char *)0x300000000000)

enum model_op {
	MODEL_PRIVATE,
	MODEL_SHARE,
	MODEL_UNMAP,
	MODEL_MOVE,
	MODEL_PROTECT,
	MODEL_WRITE,
	MODEL_GIVE_BACK,
	MODEL_FORK,
	MODEL_OPS
};
enum model_kind { MODEL_NONE, MODEL_IS_PRIVATE, MODEL_IS_SHARED };

struct model_page {
	uint8_t kind, prot;
	uint16_t shared; /* which page of shared memory */
	uint32_t value;	 /* of a private one; 0: zeros */
};

struct model {
	uint64_t seed, state, steps;
	struct model_page own[MODEL_PAGES], child[MODEL_PAGES]; /* as it was forked */
	uint32_t shared[MODEL_SHARED];
	unsigned shared_n;
	bool has_child;
	/* the last step */
	enum model_op op;
	unsigned first, n, to;
	int prot;
};

/* == the model ================================================================================= */

static uint64_t model_seed;
static bool model_keeps; /* nothing is given back: see CR_MAPPED */

static unsigned model_random(struct model *m, unsigned below)
{
	m->state ^= m->state << 13;
	m->state ^= m->state >> 7;
	m->state ^= m->state << 17;
	return (unsigned)(m->state >> 20) % below;
}

static void model_start(struct model *m)
{
	memset(m, 0, sizeof(*m));
	m->seed = model_seed;
	m->state = model_seed * 0x9e3779b97f4a7c15u + 1;
}

static bool model_all_mapped(const struct model *m)
{
	for (unsigned i = m->first; i < m->first + m->n; i++)
		if (m->own[i].kind == MODEL_NONE)
			return false;
	return true;
}

static void model_change(struct model *m, struct model_page *page)
{
	switch (m->op) {
	case MODEL_PRIVATE:
		*page = (struct model_page){MODEL_IS_PRIVATE, PROT_READ | PROT_WRITE, 0, 0};
		break;
	case MODEL_SHARE:
		*page = (struct model_page){MODEL_IS_SHARED, PROT_READ | PROT_WRITE,
					    (uint16_t)m->shared_n++, 0};
		break;
	case MODEL_UNMAP:
		*page = (struct model_page){MODEL_NONE, 0, 0, 0};
		break;
	case MODEL_PROTECT:
		page->prot = (uint8_t)m->prot;
		break;
	case MODEL_WRITE:
		if (!(page->prot & PROT_WRITE))
			break;
		if (page->kind == MODEL_IS_SHARED)
			m->shared[page->shared] = (uint32_t)m->steps;
		else
			page->value = (uint32_t)m->steps;
		break;
	case MODEL_GIVE_BACK:
		if (page->kind == MODEL_IS_PRIVATE)
			page->value = 0;
		break;
	default:
		break;
	}
}

/* Chooses the next step and does it to the model. */
static void model_step(struct model *m)
{
	static const int prots[] = {PROT_NONE, PROT_READ, PROT_READ | PROT_WRITE,
				    PROT_READ | PROT_WRITE};
	unsigned kind = model_random(m, 100);

	m->steps++;
	m->op = kind < 12   ? MODEL_PRIVATE
		: kind < 20 ? MODEL_SHARE
		: kind < 28 ? MODEL_UNMAP
		: kind < 38 ? MODEL_MOVE
		: kind < 50 ? MODEL_PROTECT
		: kind < 92 ? MODEL_WRITE
		: kind < 98 ? MODEL_GIVE_BACK
			    : MODEL_FORK;
	m->n = 1 + model_random(m, m->op == MODEL_MOVE ? 1 : 12);
	m->first = model_random(m, MODEL_PAGES - m->n);
	m->to = model_random(m, MODEL_PAGES);
	m->prot = prots[model_random(m, 4)];
	if (m->op == MODEL_SHARE && m->shared_n + m->n > MODEL_SHARED)
		m->op = MODEL_UNMAP;
	if ((m->op == MODEL_GIVE_BACK && model_keeps) ||
	    ((m->op == MODEL_PROTECT || m->op == MODEL_MOVE || m->op == MODEL_GIVE_BACK) &&
	     !model_all_mapped(m)))
		m->op = MODEL_WRITE;
	if (m->op == MODEL_FORK) {
		memcpy(m->child, m->own, sizeof(m->own));
		m->has_child = true;
	}
	if (m->op == MODEL_MOVE && m->to != m->first) {
		m->own[m->to] = m->own[m->first];
		m->own[m->first] = (struct model_page){MODEL_NONE, 0, 0, 0};
	}
	for (unsigned i = m->first; i < m->first + m->n; i++)
		model_change(m, &m->own[i]);
}

/* == the memory ================================================================================ */

static struct model_talk {
	volatile uint64_t steps; /* how many the child is to compare itself with ... */
	volatile uint32_t ask, answer, bad;
} * model_talk;

static void model_fill(unsigned char *p, uint32_t value)
{
	for (size_t i = 0; i < 1024; i++)
		((uint32_t *)(void *)p)[i] = value ? value + (uint32_t)i : 0;
}

static bool model_is(const unsigned char *p, uint32_t value)
{
	for (size_t i = 0; i < 1024; i++)
		if (((const uint32_t *)(const void *)p)[i] != (value ? value + (uint32_t)i : 0))
			return false;
	return true;
}

static const char *model_page_is(const struct model *m, const struct model_page *page,
				 unsigned char *p)
{
	unsigned char present;

	if (page->kind == MODEL_NONE)
		return mincore(p, 4096, &present) < 0 && errno == ENOMEM ? NULL : "it is mapped";
	if ((memory_touch(p, false) == 0) != ((page->prot & PROT_READ) != 0))
		return "its protection against reading";
	if ((page->prot & PROT_READ) &&
	    (memory_touch(p, true) == 0) != ((page->prot & PROT_WRITE) != 0))
		return "its protection against writing";
	if (!(page->prot & PROT_READ) && mprotect(p, 4096, PROT_READ) < 0)
		return "it is not mapped";
	bool is = model_is(p,
			   page->kind == MODEL_IS_SHARED ? m->shared[page->shared] : page->value);
	if (!(page->prot & PROT_READ))
		mprotect(p, 4096, page->prot);
	return is ? NULL : "its content";
}

static unsigned model_compare(uint64_t steps, bool child)
{
	static struct model m;
	unsigned bad = 0;

	model_start(&m);
	while (m.steps < steps)
		model_step(&m);
	for (unsigned i = 0; i < MODEL_PAGES; i++) {
		const char *why = model_page_is(&m, child ? &m.child[i] : &m.own[i],
						MODEL_BASE + 4096 * i);
		if (why && bad++ == 0)
			t_say("seed %llu, step %llu, %s, page %u: %s", (unsigned long long)m.seed,
			      (unsigned long long)steps, child ? "child" : "parent", i, why);
	}
	return bad;
}

/* seen: of the questions that its parent had asked when it was forked. */
static void model_be_child(uint32_t seen)
{
	for (;;) {
		if (model_talk->ask == seen) {
			t_sleep_ms(1);
			continue;
		}
		seen = model_talk->ask;
		model_talk->bad = model_compare(model_talk->steps, true);
		model_talk->answer = seen;
	}
}

static void model_do(const struct model *m, pid_t *child)
{
	unsigned char *p = MODEL_BASE + 4096 * m->first;
	size_t len = 4096 * m->n;
	int shared = m->op == MODEL_SHARE ? MAP_SHARED : MAP_PRIVATE;
	uint32_t asked = model_talk->ask;

	switch (m->op) {
	case MODEL_PRIVATE:
	case MODEL_SHARE:
		T_MUST(mmap(p, len, PROT_READ | PROT_WRITE, shared | MAP_ANONYMOUS | MAP_FIXED, -1,
			    0) == p,
		       "mmap: %s", strerror(errno));
		break;
	case MODEL_UNMAP:
		munmap(p, len);
		break;
	case MODEL_MOVE:
		T_MUST(m->to == m->first || mremap(p, 4096, 4096, MREMAP_MAYMOVE | MREMAP_FIXED,
						   MODEL_BASE + 4096 * m->to) != MAP_FAILED,
		       "mremap: %s", strerror(errno));
		break;
	case MODEL_PROTECT:
		T_MUST(mprotect(p, len, m->prot) == 0, "mprotect: %s", strerror(errno));
		break;
	case MODEL_WRITE:
		for (unsigned i = m->first; i < m->first + m->n; i++)
			if (m->own[i].kind != MODEL_NONE && (m->own[i].prot & PROT_WRITE))
				model_fill(MODEL_BASE + 4096 * i, (uint32_t)m->steps);
		break;
	case MODEL_GIVE_BACK:
		for (unsigned i = m->first; i < m->first + m->n; i++)
			if (m->own[i].kind == MODEL_IS_PRIVATE)
				madvise(MODEL_BASE + 4096 * i, 4096, MADV_DONTNEED);
		break;
	default:
		if (*child > 0) {
			kill(*child, SIGKILL);
			waitpid(*child, NULL, 0);
		}
		*child = fork();
		if (*child == 0)
			model_be_child(asked);
	}
}

static void model_check(uint64_t steps, pid_t child)
{
	char *text = t_read("steps", NULL);

	T_CHECK(text && strtoull(text, NULL, 10) == steps,
		"seed %llu: it has gone back to step %llu", (unsigned long long)model_seed,
		(unsigned long long)steps);
	free(text);
	T_MUST(model_compare(steps, false) == 0, "seed %llu", (unsigned long long)model_seed);
	if (child < 0)
		return;
	model_talk->steps = steps;
	model_talk->ask++;
	for (uint64_t end = t_now_ns() + 10000000000u; model_talk->answer != model_talk->ask;) {
		int status = 0;

		T_MUST(t_now_ns() < end && waitpid(child, &status, WNOHANG) == 0,
		       "seed %llu, step %llu: the child does not answer (%x)",
		       (unsigned long long)model_seed, (unsigned long long)steps, (unsigned)status);
		t_sleep_ms(1);
	}
	T_MUST(model_talk->bad == 0, "seed %llu: the child", (unsigned long long)model_seed);
}

static void model_subject(void)
{
	struct model m;
	pid_t child = -1;
	char steps[32];

	model_talk = (struct model_talk *)memory_subject_map(4096, PROT_READ | PROT_WRITE,
							     MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	model_start(&m);
	for (;;) {
		for (unsigned n = 20 + (unsigned)(m.steps % 37); n-- > 0;) {
			model_step(&m);
			model_do(&m, &child);
		}
		snprintf(steps, sizeof(steps), "%llu", (unsigned long long)m.steps);
		t_write("steps", steps, strlen(steps));
		t_ready();
		model_check(m.steps, child);
		if (t_exists("last"))
			break;
	}
	if (child > 0) {
		kill(child, SIGKILL);
		waitpid(child, NULL, 0);
	}
}

/* == saves and loads =========================================================================== */

enum model_way { MODEL_STOP, MODEL_LIVE, MODEL_CHAIN, MODEL_TRACKED, MODEL_MAPPED, MODEL_WAYS };
static const char *const model_ways[] = {"stop", "live", "chain", "tracked", "mapped"};

static void model_back(struct t_subject *s, const char *path, enum model_way way)
{
	cr_load_opts o = cr_load_opts_init();
	cr_child child = cr_child_init();
	cr_error err;

	o.flags = way == MODEL_MAPPED ? CR_MAPPED : 0;
	T_MUST(cr_restore(path, &o, &child, &err) == 0, "seed %llu, %s: %s",
	       (unsigned long long)model_seed, model_ways[way], err.text);
	close(child.pidfd);
	s->pid = child.pid;
}

/* A chain is loaded at its end, once in four saves. */
static void model_rounds(struct t_subject *s, enum model_way way, int rounds)
{
	bool chain = way == MODEL_CHAIN || way == MODEL_TRACKED;
	char name[2][24] = {"", ""};
	cr_tracker *tracker = NULL;
	cr_error err;

	for (int i = 0; i < rounds; i++) {
		cr_save_opts o = cr_save_opts_init();
		bool end = !chain || i % 4 == 3;

		snprintf(name[i % 2], sizeof(name[0]), "%s%d", model_ways[way], i);
		o.flags = way == MODEL_LIVE ? CR_LIVE : end ? CR_END : 0;
		if (chain && i % 4)
			o.parent = name[(i + 1) % 2];
		if (way == MODEL_TRACKED && i % 4 == 0)
			track_begin_test(s->pid, &tracker);
		o.tracker = tracker;
		T_MUST(cr_dump(s->pid, name[i % 2], &o, &err) == 0, "seed %llu, %s, save %d: %s",
		       (unsigned long long)model_seed, model_ways[way], i, err.text);
		if (way == MODEL_LIVE)
			kill(-s->pid, SIGKILL); /* with its child */
		if (end) {
			T_MUST(t_wait(s->pid, 5000) > 0, "it was not ended");
			model_back(s, name[i % 2], way);
		}
		if (end && tracker) {
			cr_track_stop(tracker);
			tracker = NULL;
		}
		if (cycle_went_inside(s->pid))
			break;
		if (i + 1 < rounds)
			t_next(s);
	}
	if (tracker)
		cr_track_stop(tracker);
}

static void model_run(uint64_t seed, enum model_way way, int rounds)
{
	struct t_subject s;
	char name[24];

	model_seed = seed;
	model_keeps = way == MODEL_MAPPED;
	snprintf(name, sizeof(name), "m%d-%u", (int)way, (unsigned)(seed % 100000));
	t_start_(&s, name, model_subject);
	model_rounds(&s, way, rounds);
	t_write("last", "", 0);
	t_end(&s);
	unlink("last");
}

static uint64_t model_wanted(uint64_t otherwise)
{
	const char *want = getenv("T_SEED");

	return want ? strtoull(want, NULL, 10) : otherwise;
}

static void model_short(void)
{
	for (int way = 0; way < MODEL_WAYS; way++)
		model_run(model_wanted(4711 + (uint64_t)way), (enum model_way)way, 5);
}

static void model_long(void)
{
	uint64_t seed = model_wanted(t_now_ns());

	t_say("seed %llu", (unsigned long long)seed);
	for (int i = 0; i < 60; i++)
		model_run(seed + (uint64_t)i, (enum model_way)(i % MODEL_WAYS), 12);
}

static const struct t_test model_tests[] = {
	{.name = "model_short", .fn = model_short, .flags = T_ROOT | T_USER},
	{.name = "model_long", .fn = model_long, .flags = T_SOAK, .seconds = 600},
};
