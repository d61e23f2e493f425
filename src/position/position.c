/* position.c - positions out of a store: one walk over its events, then sorting. */
#include "position/position.h"

#include <stdlib.h>

#include "position/issue.h"
#include "query/party.h"
#include "query/plan.h"

/* One actor's stance in one event. */
typedef struct {
  uint32_t phrase, actor, day; /* day: 20220204 */
  uint32_t stance, rank, issue;
} taken;

/* One event, for those who want them one by one. */
typedef struct {
  int64_t event;
  uint32_t phrase, stance;
} taken_event;

typedef struct {
  const concepts *concepts;
  const position_options *options;
  bool keeps_events;
  arena *arena;
  tally actor_index;
  phrase_table phrases;
  LIST(view) actors;
  LIST(taken) taken;
  LIST(taken_event) events;
  issue_list issues;
  uint32_t *ranks; /* of the issues; NONE: left out */
} collecting;

/* ---- events ---- */

static uint32_t day_of(view day) {
  uint32_t n = 0;
  for (size_t i = 0; i < day.len; i++)
    if (char_is_digit((unsigned char)day.ptr[i])) n = n * 10 + (uint32_t)(day.ptr[i] - '0');
  return n;
}

static void take_parties(collecting *c, const party_list *side, taken t) {
  for (uint32_t i = 0; i < side->count; i++) {
    bool is_new, repeated = false;
    view code = side->at[i].code;
    for (uint32_t k = 0; k < i; k++) repeated |= view_equals(side->at[k].code, code);
    if (repeated) continue;
    t.actor = tally_row(&c->actor_index, &code, 1, &is_new);
    if (is_new) LIST_PUSH(c->arena, &c->actors, arena_copy(c->arena, code));
    LIST_PUSH(c->arena, &c->taken, t);
  }
}

/* Columns: id, day, type, trigger, about. */
static seimei_status walk(collecting *c, const store *s, sqlite3_stmt *rows, party_reader *parties, arena *record,
                          seimei_error *error) {
  int step = SQLITE_DONE;
  int64_t last = 0;
  seimei_status status = SEIMEI_OK;
  while (!status && (step = sqlite3_step(rows)) == SQLITE_ROW) {
    party_list sides[2];
    int64_t id = sqlite3_column_int64(rows, 0);
    uint32_t stance = concepts_stance(c->concepts, column_text(rows, 2), column_text(rows, 3));
    view about = column_text(rows, 4);
    if (id == last || stance == NONE || !about.len) continue;
    last = id;
    arena_reset(record);
    status = party_read(parties, id, record, sides, error);
    if (status) break;
    uint32_t phrase = phrase_add(&c->phrases, about, 1);
    take_parties(c, &sides[0], (taken){.phrase = phrase, .day = day_of(column_text(rows, 1)), .stance = stance});
    if (c->keeps_events) LIST_PUSH(c->arena, &c->events, (taken_event){id, phrase, stance});
  }
  return status || step == SQLITE_DONE ? status : store_failure(s, "reading it", error);
}

static seimei_status collect_with(collecting *c, store *s, const term_set *terms, seimei_error *error) {
  query_plan plan;
  party_reader parties;
  ask_text q;
  arena record;
  seimei_status status = plan_make(s, terms, true, false, &plan, error);
  if (status) return status;
  ask_init(&q);
  arena_init(&record, NULL);
  record.on_failure = c->arena->on_failure;
  ask_add(&q, "SELECT e.id, e.day, e.type, e.\"trigger\", e.about ");
  plan_write(&q, terms, &plan);
  sqlite3_stmt *rows = ask_prepare(s, &q, error);
  status = party_reader_open(&parties, s, QUERY_EVENTS, error);
  if (!rows) status = SEIMEI_IO;
  if (!status) status = walk(c, s, rows, &parties, &record, error);
  party_reader_close(&parties);
  sqlite3_finalize(rows);
  arena_release(&record);
  ask_release(&q);
  return status;
}

/* ---- order ---- */

static int by_issue(const void *x, const void *y) {
  const taken *a = x, *b = y;
  if (a->rank != b->rank) return a->rank < b->rank ? -1 : 1;
  if (a->actor != b->actor) return a->actor < b->actor ? -1 : 1;
  if (a->day != b->day) return a->day < b->day ? -1 : 1;
  return a->stance < b->stance ? -1 : a->stance > b->stance;
}

typedef struct {
  uint64_t positions;
  uint32_t issue;
  view label;
} ranked_issue;

static int by_positions(const void *x, const void *y) {
  const ranked_issue *a = x, *b = y;
  if (a->positions != b->positions) return a->positions < b->positions ? 1 : -1;
  return view_compare(a->label, b->label);
}

/* Sets the rank of each position, NONE for those that are left out; returns the number of issues. */
static uint32_t rank_issues(collecting *c) {
  uint32_t n = c->issues.count, kept = 0;
  issue_key wanted;
  concepts_read(c->concepts, c->options->issue, c->arena, &wanted);
  ranked_issue *ranked = ARENA_NEW(c->arena, ranked_issue, n + 1);
  uint32_t *ranks = c->ranks = ARENA_NEW(c->arena, uint32_t, n + 1);
  for (uint32_t i = 0; i < n; i++) ranked[i] = (ranked_issue){0, i, c->issues.at[i].label};
  for (uint32_t i = 0; i < c->taken.count; i++) {
    c->taken.at[i].issue = c->phrases.list.at[c->taken.at[i].phrase].issue;
    if (c->taken.at[i].issue != NONE) ranked[c->taken.at[i].issue].positions++;
  }
  qsort(ranked, n, sizeof *ranked, by_positions);
  for (uint32_t i = 0; i < n; i++) {
    bool fits = issue_has(&c->issues.at[ranked[i].issue], &wanted);
    bool full = c->options->most_issues && kept >= c->options->most_issues;
    ranks[ranked[i].issue] = fits && !full && ranked[i].positions ? kept++ : NONE;
  }
  for (uint32_t i = 0; i < c->taken.count; i++)
    c->taken.at[i].rank = c->taken.at[i].issue == NONE ? NONE : ranks[c->taken.at[i].issue];
  return kept;
}

/* ---- rows ---- */

static view day_text(arena *a, uint32_t day) {
  if (!day) return (view){"", 0};
  return arena_format(a, "%04u-%02u-%02u", day / 10000, day / 100 % 100, day % 100);
}

/* What an actor mostly did in a period: the most frequent stance, of equal ones the first. */
static uint32_t main_stance(const uint64_t counts[STANCE_COUNT]) {
  uint32_t best = 0;
  for (uint32_t i = 1; i < STANCE_COUNT; i++)
    if (counts[i] > counts[best]) best = i;
  return best;
}

static view add_period(arena *a, view course, view period, const uint64_t counts[STANCE_COUNT]) {
  course =
      arena_format(a, "%.*s%s%.*s:", (int)course.len, course.ptr, course.len ? "; " : "", (int)period.len, period.ptr);
  for (uint32_t i = 0, first = 1; i < STANCE_COUNT; i++) {
    if (!counts[i]) continue;
    course = arena_format(a, "%.*s%s %s %llu", (int)course.len, course.ptr, first ? "" : ",", STANCE_NAMES[i],
                          (unsigned long long)counts[i]);
    first = 0;
  }
  return course;
}

/* Positions of one actor on one issue, in the order of their days. */
static void fill_course(const collecting *c, const taken *at, uint32_t count, position_row *row) {
  uint32_t first = NONE, last = NONE;
  row->course = (view){"", 0};
  for (uint32_t i = 0; i < count;) {
    uint64_t counts[STANCE_COUNT] = {0};
    period_text text, other;
    view period = period_of(&text, c->options->period, day_text(c->arena, at[i].day));
    for (; i < count && view_equals(period, period_of(&other, c->options->period, day_text(c->arena, at[i].day))); i++)
      counts[at[i].stance]++;
    for (uint32_t k = 0; k < STANCE_COUNT; k++) row->counts[k] += counts[k];
    row->course = add_period(c->arena, row->course, period.len ? period : TEXT("?"), counts);
    last = main_stance(counts);
    if (first == NONE) first = last;
  }
  if (first != last) row->moved = arena_format(c->arena, "%s > %s", STANCE_NAMES[first], STANCE_NAMES[last]);
}

typedef struct {
  position_row row;
  uint32_t rank;
  uint64_t positions;
} ranked_row;

static int by_rank(const void *x, const void *y) {
  const ranked_row *a = x, *b = y;
  if (a->rank != b->rank) return a->rank < b->rank ? -1 : 1;
  if (a->positions != b->positions) return a->positions < b->positions ? 1 : -1;
  return view_compare(a->row.actor, b->row.actor);
}

static position_row make_row(const collecting *c, const taken *at, uint32_t count) {
  const issue *in = &c->issues.at[at->issue];
  position_row row = {.issue = in->label,
                      .key = in->key,
                      .actor = c->actors.at[at->actor],
                      .phrases = in->phrases,
                      .first = day_text(c->arena, at[0].day),
                      .last = day_text(c->arena, at[count - 1].day)};
  fill_course(c, at, count, &row);
  return row;
}

static void make_rows(collecting *c, position_rows *out) {
  LIST(ranked_row) rows = {NULL, 0, 0};
  const taken *all = c->taken.at;
  uint32_t count = c->taken.count;
  if (count) qsort(c->taken.at, count, sizeof *c->taken.at, by_issue);
  for (uint32_t i = 0, end; i < count && all[i].rank != NONE; i = end) {
    for (end = i; end < count && all[end].rank == all[i].rank && all[end].actor == all[i].actor;) end++;
    LIST_PUSH(c->arena, &rows, (ranked_row){make_row(c, &all[i], end - i), all[i].rank, end - i});
  }
  if (rows.count) qsort(rows.at, rows.count, sizeof *rows.at, by_rank);
  out->at = ARENA_NEW(c->arena, position_row, rows.count + 1);
  out->count = rows.count;
  for (uint32_t i = 0; i < rows.count; i++) out->at[i] = rows.at[i].row;
}

/* ---- events one by one ---- */

static int by_event(const void *x, const void *y) {
  const position_event *a = x, *b = y;
  return (a->event > b->event) - (a->event < b->event);
}

static void make_events(const collecting *c, position_events *out) {
  *out = (position_events){ARENA_NEW(c->arena, position_event, c->events.count + 1), 0};
  for (uint32_t i = 0; i < c->events.count; i++) {
    const taken_event *e = &c->events.at[i];
    uint32_t number = c->phrases.list.at[e->phrase].issue;
    if (number == NONE || c->ranks[number] == NONE) continue;
    const issue *in = &c->issues.at[number];
    out->at[out->count++] =
        (position_event){.event = e->event, .stance = (stance)e->stance, .issue = in->label, .issue_key = in->key};
  }
  if (out->count) qsort(out->at, out->count, sizeof *out->at, by_event);
}

/* The key of each event's document. */
static seimei_status name_events(store *s, arena *a, position_events *events, seimei_error *error) {
  sqlite3_stmt *ask = NULL;
  view key = {"", 0};
  int64_t last = 0;
  if (sqlite3_prepare_v2(store_database(s), "SELECT key FROM documents WHERE id = ?", -1, &ask, NULL))
    return store_failure(s, "reading it", error);
  seimei_status status = SEIMEI_OK;
  for (uint32_t i = 0; i < events->count && !status; i++) {
    int64_t document = events->at[i].event >> STORE_RECORD_BITS;
    if (document != last) {
      sqlite3_reset(ask);
      sqlite3_bind_int64(ask, 1, document);
      if (sqlite3_step(ask) == SQLITE_ROW) key = arena_copy(a, column_text(ask, 0));
      else status = store_failure(s, "reading it", error);
    }
    last = document;
    events->at[i].key = key;
  }
  sqlite3_finalize(ask);
  return status;
}

/* ---- all of it ---- */

/* Events to issues with ranks; returns how many issues are kept in *kept. */
static seimei_status collect(collecting *c, store *s, const query_filter *filter, uint32_t *kept, seimei_error *error) {
  term_set terms;
  seimei_status status = SEIMEI_OK;
  tally_init(&c->actor_index, c->arena);
  terms_init(&terms, filter);
  if (!terms.finds_nothing) status = collect_with(c, s, &terms, error);
  terms_release(&terms);
  tally_release(&c->actor_index);
  if (status) return status;
  issues_make(c->concepts, &c->phrases.list, c->arena, &c->issues);
  *kept = rank_issues(c);
  return SEIMEI_OK;
}

seimei_status positions_read(store *s, const concepts *concepts, const query_filter *filter,
                             const position_options *options, arena *a, position_rows *out, seimei_error *error) {
  collecting c = {.concepts = concepts, .options = options, .arena = a, .phrases = {.arena = a}};
  *out = (position_rows){NULL, 0, 0};
  seimei_status status = collect(&c, s, filter, &out->issues, error);
  if (!status) make_rows(&c, out);
  return status;
}

seimei_status position_events_read(store *s, const concepts *concepts, const query_filter *filter,
                                   const position_options *options, arena *a, position_events *out,
                                   seimei_error *error) {
  collecting c = {.concepts = concepts, .options = options, .keeps_events = true, .arena = a, .phrases = {.arena = a}};
  uint32_t kept;
  *out = (position_events){NULL, 0};
  seimei_status status = collect(&c, s, filter, &kept, error);
  if (!status) make_events(&c, out);
  return status ? status : name_events(s, a, out, error);
}
