/* conditions.c - the parts of a filter that the columns alone can tell. */
#include "column/conditions.h"

#include <math.h>

#include "position/position.h"

static bool list_has(view list, view word) {
  view part;
  while (view_split(&list, ',', &part))
    if (view_equals(part, word)) return true;
  return false;
}

static void keep_none(selecting *s) { memset(s->mask, 0, s->from->count); }

/* ---- words ---- */

/* kept: a byte for each word of the column. */
static void keep_kept(selecting *s, column_id column, const uint8_t *kept) {
  const uint16_t *words = s->from->columns[column];
  if (!words) {
    keep_none(s);
    return;
  }
  for (uint32_t i = 0; i < s->from->count; i++) s->mask[i] &= kept[words[i]];
}

void keep_words(selecting *s, column_id column, view list) {
  const word_list *words = &s->columns->words[column];
  if (!list.len) return;
  uint8_t *kept = ARENA_NEW(s->arena, uint8_t, words->words.count);
  for (uint32_t i = 1; i < words->words.count; i++) {
    view all = word_at(words, i), part;
    if (column != COLUMN_CONTEXTS) kept[i] = list_has(list, all);
    else
      while (view_split(&all, '|', &part)) kept[i] |= list_has(list, part);
  }
  keep_kept(s, column, kept);
}

void keep_stances(selecting *s, view list) {
  if (!view_is(list, "any")) {
    keep_words(s, COLUMN_STANCE, list);
    return;
  }
  uint8_t *kept = ARENA_NEW(s->arena, uint8_t, s->columns->words[COLUMN_STANCE].words.count);
  memset(kept + 1, 1, s->columns->words[COLUMN_STANCE].words.count - 1);
  keep_kept(s, COLUMN_STANCE, kept);
}

/* ---- numbers ---- */

/* "2022", "2022-02", "2022-02-04": the figures, filled up with that for what is missing. */
static uint32_t day_filled(view day, char with) {
  uint32_t n = 0, figures = 0;
  for (size_t i = 0; i < day.len && figures < 8; i++)
    if (char_is_digit((unsigned char)day.ptr[i])) n = n * 10 + (uint32_t)(day.ptr[i] - '0'), figures++;
  for (; figures < 8; figures++) n = n * 10 + (uint32_t)(with - '0');
  return n;
}

void keep_days(selecting *s, view since, view until) {
  if (!since.len && !until.len) return;
  uint32_t least = since.len ? day_filled(since, '0') : 1, most = until.len ? day_filled(until, '9') : UINT32_MAX;
  const uint32_t *day = s->from->day;
  if (!least) least = 1; /* what has no day is never between two */
  for (uint32_t i = 0; i < s->from->count; i++) s->mask[i] &= (day[i] >= least) & (day[i] <= most);
}

void keep_scores(selecting *s) {
  const query_filter *q = &s->filter->query;
  if (!q->has_score) return;
  long least = lround(fmax(-30, q->least) * SCORE_UNIT), most = lround(fmin(30, q->most) * SCORE_UNIT);
  for (uint32_t i = 0; i < s->from->count; i++)
    s->mask[i] &= (s->from->score[i] >= least) & (s->from->score[i] <= most);
}

void keep_first(selecting *s) {
  if (!s->filter->query.no_repeats) return;
  for (uint32_t i = 0; i < s->from->count; i++) s->mask[i] &= !s->from->repeated[i];
}

/* ---- parties ---- */

static bool party_is(const columns *c, const column_party *p, view wanted) {
  view code, sector = wanted;
  view_split(&sector, ':', &code);
  return view_equals(word_at(&c->codes, p->code), code) &&
         (!sector.len || view_equals(word_at(&c->sectors, p->sector), sector));
}

/* kept: a byte for each party. */
static void keep_sides(selecting *s, const uint8_t *kept, unsigned sides) {
  const record_columns *k = s->from;
  for (uint32_t row = 0; row < k->count; row++) {
    if (!s->mask[row]) continue;
    uint8_t found = 0;
    for (uint32_t i = k->first_party[row]; i < k->first_party[row + 1]; i++)
      found |= (uint8_t)(kept[k->parties[i] >> 1] & (sides >> (k->parties[i] & 1)));
    s->mask[row] = found & 1;
  }
}

void keep_parties(selecting *s, view list, unsigned sides) {
  const columns *c = s->columns;
  if (!list.len) return;
  uint8_t *kept = ARENA_NEW(s->arena, uint8_t, c->parties.count + 1);
  for (uint32_t i = 0; i < c->parties.count; i++) {
    view rest = list, part;
    while (view_split(&rest, ',', &part)) kept[i] |= party_is(c, &c->parties.at[i], part);
  }
  keep_sides(s, kept, sides);
}

void keep_sectors(selecting *s, view list) {
  const columns *c = s->columns;
  if (!list.len) return;
  uint8_t *kept = ARENA_NEW(s->arena, uint8_t, c->parties.count + 1);
  for (uint32_t i = 0; i < c->parties.count; i++)
    kept[i] = list_has(list, word_at(&c->sectors, c->parties.at[i].sector));
  keep_sides(s, kept, 1 << SIDE_ACTOR);
}

/* One acts on the other, or both act and nobody is acted on. */
static bool is_between(const columns *c, const record_columns *k, uint32_t row, uint32_t one, uint32_t other) {
  bool at[2][2] = {{false, false}, {false, false}}, has_recipient = false;
  for (uint32_t i = k->first_party[row]; i < k->first_party[row + 1]; i++) {
    uint32_t code = c->parties.at[k->parties[i] >> 1].code, side = k->parties[i] & 1;
    has_recipient |= side == SIDE_RECIPIENT;
    at[side][0] |= code == one;
    at[side][1] |= code == other;
  }
  const bool *others = at[has_recipient ? SIDE_RECIPIENT : SIDE_ACTOR];
  return (at[SIDE_ACTOR][0] && others[1]) || (at[SIDE_ACTOR][1] && others[0]);
}

void keep_pair(selecting *s, view pair) {
  view one, other = pair;
  if (!pair.len) return;
  view_split(&other, ',', &one);
  uint32_t first = word_number(&s->columns->codes, one), second = word_number(&s->columns->codes, other);
  if (first == NONE || second == NONE || first == second) {
    keep_none(s);
    return;
  }
  for (uint32_t row = 0; row < s->from->count; row++)
    if (s->mask[row]) s->mask[row] = is_between(s->columns, s->from, row, first, second);
}

/* ---- issues ---- */

/* kept: a byte for each issue. */
static void mark_issues(selecting *s, const concepts *c, uint8_t *kept) {
  const columns *columns = s->columns;
  const column_filter *f = s->filter;
  issue_key wanted;
  if (f->issue.len) concepts_read(c, f->issue, s->arena, &wanted);
  for (uint32_t i = 0; i < columns->issues.count; i++) {
    kept[i] = !f->issue.len || issue_has(&columns->issues.at[i], &wanted);
    if (f->keys.len) kept[i] &= list_has(f->keys, columns->issues.at[i].key);
  }
}

void keep_issues(selecting *s, const concepts *c) {
  if (!s->filter->issue.len && !s->filter->keys.len) return;
  uint8_t *kept = ARENA_NEW(s->arena, uint8_t, s->columns->issues.count + 1);
  mark_issues(s, c, kept);
  for (uint32_t row = 0; row < s->from->count; row++) {
    if (!s->mask[row]) continue;
    uint32_t issue = s->from->issue[row];
    s->mask[row] = issue != NONE && kept[issue];
  }
}
