/* article_summary.c - what the signs mean, how many records there are and who has most of them. */
#include <assert.h>
#include <stdlib.h>

#include "write/article_parts.h"

enum { MOST = 3 };

typedef struct {
  view label;
  uint32_t count, first;
} tally;

static int compare_tallies(const void *a, const void *b) {
  const tally *x = a, *y = b;
  if (x->count != y->count) return x->count > y->count ? -1 : 1;
  return x->first < y->first ? -1 : x->first > y->first;
}

typedef struct {
  arena *arena;
  map index;
  LIST(tally) list;
} tallies;

static void count_actors(tallies *t, seimei_actors actors) {
  for (size_t i = 0; i < actors.count; i++) {
    view label = actors.at[i].label;
    if (!label.len) continue;
    uint32_t n = map_get(&t->index, label);
    if (n == NONE) {
      n = t->list.count;
      map_put(t->arena, &t->index, label, n);
      LIST_PUSH(t->arena, &t->list, (tally){label, 0, n});
    }
    assert(n < t->list.count && t->list.at);
    t->list.at[n].count++;
  }
}

static void add_count(run *r, size_t n, const char *what) {
  view digits = arena_format(r->arena, "%zu", n);
  run_add(r, digits, STYLE_BOLD);
  run_add_string(r, " ", STYLE_PLAIN);
  run_add_string(r, what, STYLE_PLAIN);
  if (n != 1) run_add_string(r, "s", STYLE_PLAIN);
}

static void add_most(run *r, const seimei_records *records, write_kinds kinds) {
  tallies t = {.arena = r->arena};
  for (size_t i = 0; kinds != WRITE_EVENTS && i < records->statement_count; i++)
    count_actors(&t, records->statements[i].source);
  for (size_t i = 0; kinds != WRITE_STATEMENTS && i < records->event_count; i++)
    count_actors(&t, records->events[i].actor);
  if (!t.list.count) return;
  qsort(t.list.at, t.list.count, sizeof *t.list.at, compare_tallies);
  run_add_string(r, "  most by ", STYLE_DIM);
  for (uint32_t i = 0; i < t.list.count && i < MOST; i++) {
    if (i) run_add_string(r, ", ", STYLE_DIM);
    run_add(r, t.list.at[i].label, STYLE_BOLD);
    run_add(r, arena_format(r->arena, " %u", t.list.at[i].count), STYLE_PLAIN);
  }
}

static void add_legend(run *r, write_kinds kinds) {
  if (kinds != WRITE_EVENTS) {
    run_add_string(r, "❝", STYLE_MAGENTA);
    run_add_string(r, " statement", STYLE_DIM);
  }
  for (int quad = 1; kinds != WRITE_STATEMENTS && quad <= 4; quad++) {
    const event_family *f = event_family_of(quad);
    if (r->glyphs.count) run_add_string(r, "  ", STYLE_PLAIN);
    run_add_string(r, f->shape, f->color);
    run_add_string(r, " ", STYLE_PLAIN);
    run_add_string(r, f->name, STYLE_DIM);
  }
}

void article_write_summary(buffer *out, arena *a, const seimei_records *records, const write_options *options) {
  run r = {.arena = a};
  run_layout layout = {.width = options->width, .first = 2, .rest = 2, .color = options->color};
  uint32_t rule = options->width > 4 && options->width < 80 ? options->width - 4 : 76;
  for (uint32_t i = 0; i < rule; i++) run_add_string(&r, "─", STYLE_DIM);
  run_write(out, &r, &layout);
  run_clear(&r);
  size_t statements = options->kinds == WRITE_EVENTS ? 0 : records->statement_count;
  size_t events = options->kinds == WRITE_STATEMENTS ? 0 : records->event_count;
  if (statements + events == 0) {
    run_add_string(&r, "No statement and no event was found; seimei explain shows why.", STYLE_PLAIN);
    run_write(out, &r, &layout);
    return;
  }
  if (options->kinds != WRITE_EVENTS) add_count(&r, statements, "statement");
  if (options->kinds == WRITE_ALL) run_add_string(&r, ", ", STYLE_PLAIN);
  if (options->kinds != WRITE_STATEMENTS) add_count(&r, events, "event");
  add_most(&r, records, options->kinds);
  run_write(out, &r, &layout);
  run_clear(&r);
  add_legend(&r, options->kinds);
  run_write(out, &r, &layout);
}
