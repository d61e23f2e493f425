/* summary_count.c - how many records of each kind, and how many over time. */
#include <stdlib.h>

#include "column/summary_key.h"

typedef struct {
  const selection *selection;
  const summary_key *keys[SUMMARY_MOST_KEYS];
  uint32_t key_count;
  tuple_index index;
  LIST(summary_row) rows;
  arena *arena;
  bool too_many;
} counting;

static double score_of(const record_columns *k, uint32_t row) { return k->score ? k->score[row] : 0; }

static seimei_status find_keys(counting *c, view by, seimei_error *error) {
  view name;
  while (view_split(&by, ',', &name)) {
    if (c->key_count == SUMMARY_MOST_KEYS)
      return error_set(error, SEIMEI_USAGE, "records are counted by at most %d keys", SUMMARY_MOST_KEYS);
    c->keys[c->key_count] = summary_key_named(name, c->selection->kind, error);
    if (!c->keys[c->key_count++]) return SEIMEI_USAGE;
  }
  return c->key_count ? SEIMEI_OK : error_set(error, SEIMEI_USAGE, "by: count by what?");
}

/* Every value of each key with every one of the others. */
static void count_all(counting *c, const key_values *values, uint32_t at, tuple *key, uint32_t row) {
  if (at < c->key_count) {
    for (uint32_t i = 0; i < values[at].count; i++) {
      key->at[at] = values[at].at[i];
      count_all(c, values, at + 1, key, row);
    }
    return;
  }
  uint32_t found = tuple_row(&c->index, *key, SUMMARY_MOST_ROWS);
  if (found == NONE) {
    c->too_many = true;
    return;
  }
  if (found == c->rows.count) LIST_PUSH(c->arena, &c->rows, (summary_row){.count = 0});
  c->rows.at[found].count++;
  c->rows.at[found].score += score_of(c->selection->from, row);
}

static int compare_keys(const summary_row *x, const summary_row *y) {
  int order = 0;
  for (int i = 0; i < SUMMARY_MOST_KEYS && !order; i++) order = view_compare(x->keys[i], y->keys[i]);
  return order;
}

static int by_keys(const void *x, const void *y) { return compare_keys(x, y); }

static int by_count(const void *x, const void *y) {
  const summary_row *a = x, *b = y;
  if (a->count != b->count) return a->count < b->count ? 1 : -1;
  return compare_keys(a, b);
}

static void name_rows(counting *c) {
  for (uint32_t i = 0; i < c->rows.count; i++) {
    summary_row *row = &c->rows.at[i];
    for (uint32_t k = 0; k < c->key_count; k++)
      row->keys[k] = summary_key_text(c->keys[k], c->selection, c->index.rows.at[i].at[k], c->arena);
    row->score /= SCORE_UNIT;
  }
}

seimei_status summary_count(const selection *s, view by, arena *a, summary_rows *out, seimei_error *error) {
  counting c = {.selection = s, .index = {.arena = a}, .arena = a};
  key_values values[SUMMARY_MOST_KEYS];
  seimei_status status = find_keys(&c, by, error);
  if (status) return status;
  for (uint32_t row = 0; row < s->from->count && !c.too_many; row++) {
    tuple key = {{0}};
    if (!s->mask[row]) continue;
    for (uint32_t k = 0; k < c.key_count; k++) summary_key_values(c.keys[k], s, row, &values[k]);
    count_all(&c, values, 0, &key, row);
  }
  if (c.too_many)
    return error_set(error, SEIMEI_USAGE, "by these keys there are more than %d counts; select less or fewer keys",
                     SUMMARY_MOST_ROWS);
  name_rows(&c);
  if (c.rows.count)
    qsort(c.rows.at, c.rows.count, sizeof *c.rows.at, summary_key_is_time(c.keys[0]) ? by_keys : by_count);
  *out = (summary_rows){c.rows.at, c.rows.count};
  return SEIMEI_OK;
}

/* ---- series ---- */

typedef struct {
  uint64_t value, events;
  uint32_t place; /* among the series that are kept, or NONE */
  view key;
} series_rank;

static int by_events(const void *x, const void *y) {
  const series_rank *a = x, *b = y;
  if (a->events != b->events) return a->events < b->events ? 1 : -1;
  return view_compare(a->key, b->key);
}

typedef struct {
  const selection *selection;
  const summary_key *split; /* NULL: one series */
  period_kind by;
  arena *arena;
  tuple_index index;
  LIST(series_rank) ranks;
  uint32_t *places;                                     /* of each row of the index: its series, or NONE */
  uint8_t types[UINT16_MAX + 1], quads[UINT16_MAX + 1]; /* of words */
} timing;

static void values_of(const timing *t, uint32_t row, key_values *out) {
  if (t->split) summary_key_values(t->split, t->selection, row, out);
  else out->at[0] = 0, out->count = 1;
}

static void count_series(timing *t, series_set *out) {
  int32_t last = INT32_MIN;
  key_values values;
  out->first = INT32_MAX;
  for (uint32_t row = 0; row < t->selection->from->count; row++) {
    if (!t->selection->mask[row]) continue;
    int32_t period = period_number(t->by, t->selection->from->day[row]);
    if (!period) out->undated++;
    else {
      if (period < out->first) out->first = period;
      if (period > last) last = period;
    }
    values_of(t, row, &values);
    for (uint32_t i = 0; i < values.count; i++) {
      uint32_t at = tuple_row(&t->index, (tuple){{values.at[i]}}, SUMMARY_MOST_ROWS);
      if (at == NONE) continue;
      if (at == t->ranks.count) LIST_PUSH(t->arena, &t->ranks, (series_rank){.value = values.at[i]});
      t->ranks.at[at].events++;
    }
  }
  out->period_count = last == INT32_MIN ? 0 : (uint32_t)(last - out->first) + 1;
}

static void rank_series(timing *t, uint32_t most, series_set *out) {
  out->total = t->ranks.count;
  for (uint32_t i = 0; i < t->ranks.count; i++)
    if (t->split) t->ranks.at[i].key = summary_key_text(t->split, t->selection, t->ranks.at[i].value, t->arena);
  if (t->ranks.count) qsort(t->ranks.at, t->ranks.count, sizeof *t->ranks.at, by_events);
  out->count = t->ranks.count < most ? t->ranks.count : most;
  out->at = ARENA_NEW(t->arena, time_series, out->count + 1);
  t->places = ARENA_NEW(t->arena, uint32_t, t->ranks.count + 1);
  for (uint32_t i = 0; i < t->ranks.count; i++)
    t->places[tuple_find(&t->index, (tuple){{t->ranks.at[i].value}})] = i < out->count ? i : NONE;
  for (uint32_t i = 0; i < out->count; i++)
    out->at[i] = (time_series){.key = t->ranks.at[i].key,
                               .events = t->ranks.at[i].events,
                               .points = ARENA_NEW(t->arena, series_point, out->period_count + 1)};
}

/* What each word of the columns of types and quads stands for. */
static void read_words(timing *t) {
  const columns *c = t->selection->columns;
  for (uint32_t i = 0; i < c->words[COLUMN_TYPE].words.count; i++)
    for (int type = 0; type < SEIMEI_TYPE_COUNT; type++)
      if (view_is(word_at(&c->words[COLUMN_TYPE], i), seimei_type_name((seimei_type)type))) t->types[i] = (uint8_t)type;
  for (uint32_t i = 0; i < c->words[COLUMN_QUAD].words.count; i++) {
    view word = word_at(&c->words[COLUMN_QUAD], i);
    t->quads[i] = word.len == 1 && word.ptr[0] >= '1' && word.ptr[0] <= '4' ? (uint8_t)(word.ptr[0] - '1') : 0;
  }
}

static void add_points(timing *t, series_set *out) {
  const record_columns *k = t->selection->from;
  key_values values;
  for (uint32_t row = 0; row < k->count; row++) {
    if (!t->selection->mask[row] || !k->day[row]) continue;
    values_of(t, row, &values);
    for (uint32_t i = 0; i < values.count; i++) {
      uint32_t at = tuple_find(&t->index, (tuple){{values.at[i]}});
      if (at == NONE || t->places[at] == NONE) continue;
      series_point *p = &out->at[t->places[at]].points[period_number(t->by, k->day[row]) - out->first];
      p->events++;
      p->quads[t->quads[k->columns[COLUMN_QUAD][row]]]++;
      p->types[t->types[k->columns[COLUMN_TYPE][row]]]++;
      p->score += score_of(k, row) / SCORE_UNIT;
    }
  }
}

seimei_status summary_series(const selection *s, period_kind by, view split, uint32_t most, arena *a, series_set *out,
                             seimei_error *error) {
  timing *t = ARENA_NEW(a, timing, 1);
  *t = (timing){.selection = s, .by = by, .arena = a, .index = {.arena = a}};
  *out = (series_set){.count = 0};
  if (split.len && !view_is(split, "none") && !(t->split = summary_key_named(split, QUERY_EVENTS, error)))
    return SEIMEI_USAGE;
  count_series(t, out);
  if (out->period_count > SERIES_MOST_PERIODS)
    return error_set(error, SEIMEI_USAGE, "there are more than %d periods; take longer ones or a shorter time",
                     SERIES_MOST_PERIODS);
  read_words(t);
  rank_series(t, most, out);
  add_points(t, out);
  return SEIMEI_OK;
}
