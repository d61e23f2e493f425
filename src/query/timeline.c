/* timeline.c - dyads over time, from the columns of events; where words are asked for, the events are found as for any
 * question, and their dyads are put together from their parties. */
#include <stdlib.h>

#include "query/count_key.h"
#include "query/party.h"

typedef struct {
  arena *arena;
  period_kind period;
  tally rows_index, pairs_index;
  LIST(timeline_row) rows;
  LIST(uint64_t) pairs; /* events of each pair */
  LIST(uint32_t) pair_of;
} timing;

typedef struct {
  view actor, recipient, day, type;
  double scale;
} timed_event;

/* PLOVER's four quads follow from the type: eight verbal and deeds of cooperation come first in its list, then
 * conflict. */
static uint32_t quad_of(view type) {
  for (int i = 0; i < SEIMEI_TYPE_COUNT; i++)
    if (view_is(type, seimei_type_name((seimei_type)i)))
      return i <= SEIMEI_CONCEDE ? 0 : i <= SEIMEI_RETREAT ? 1 : i <= SEIMEI_THREATEN ? 2 : 3;
  return 0;
}

static void add_event(timing *t, const timed_event *e) {
  period_text text;
  bool is_new;
  view pair[] = {e->actor, e->recipient};
  view keys[] = {period_of(&text, t->period, e->day), e->actor, e->recipient};
  uint32_t p = tally_row(&t->pairs_index, pair, 2, &is_new);
  if (is_new) LIST_PUSH(t->arena, &t->pairs, 0);
  t->pairs.at[p]++;
  uint32_t r = tally_row(&t->rows_index, keys, 3, &is_new);
  if (is_new) {
    LIST_PUSH(t->arena, &t->rows,
              (timeline_row){.period = arena_copy(t->arena, keys[0]),
                             .actor = arena_copy(t->arena, e->actor),
                             .recipient = arena_copy(t->arena, e->recipient)});
    LIST_PUSH(t->arena, &t->pair_of, p);
  }
  timeline_row *row = &t->rows.at[r];
  row->events++;
  row->quad[quad_of(e->type)]++;
  row->sum += e->scale;
}

/* ---- from the columns of events ---- */

typedef struct {
  timing *timing;
  const term_set *terms;
  scan *scan;
  party_table parties;
  const bool *of_dyads; /* terms that select dyads and not events */
  arena record;
} fact_timing;

/* Who is named without a sector selects dyads: of an event of three, those that he is in as he was asked for. */
static void find_dyad_terms(const term_set *t, bool of_dyads[TERM_COUNT]) {
  of_dyads[TERM_PAIR] = true;
  of_dyads[TERM_ACTOR] = view_find(t->filter->actor, TEXT(":"), 0) == SIZE_MAX;
  of_dyads[TERM_RECIPIENT] = view_find(t->filter->recipient, TEXT(":"), 0) == SIZE_MAX;
}

static bool is_in(view list, view word) {
  view one;
  while (view_split(&list, ',', &one))
    if (view_equals(one, word)) return true;
  return false;
}

static bool is_wanted(const fact_timing *f, view actor, view recipient) {
  const query_filter *q = f->terms->filter;
  view other = q->pair, one;
  if (q->actor.len && f->of_dyads[TERM_ACTOR] && !is_in(q->actor, actor)) return false;
  if (q->recipient.len && f->of_dyads[TERM_RECIPIENT] && !is_in(q->recipient, recipient)) return false;
  if (!other.len || !view_split(&other, ',', &one)) return true;
  return (view_equals(actor, one) && view_equals(recipient, other)) ||
         (view_equals(actor, other) && view_equals(recipient, one));
}

static void time_row(fact_timing *f, const scan_part *p, uint32_t row) {
  char day[16];
  dyad_numbers dyads = {NULL, 0, 0};
  arena_reset(&f->record);
  scan_dyads(&f->record, p, row, &f->parties, &dyads);
  for (uint32_t i = 0; i < dyads.count; i++) {
    view actor = f->parties.codes[dyads.at[i] >> 32], recipient = f->parties.codes[dyads.at[i] & UINT32_MAX];
    if (!is_wanted(f, actor, recipient)) continue;
    add_event(f->timing,
              &(timed_event){actor, recipient, fact_day_text(p->columns[FACT_DAY].numbers.at[row], day),
                             scan_words(f->scan, FACT_TYPE)->words[p->columns[FACT_TYPE].numbers.at[row]],
                             scan_words(f->scan, FACT_SCORE)->reals[p->columns[FACT_SCORE].numbers.at[row]]});
  }
}

static seimei_status time_facts(timing *t, store *s, const term_set *terms, seimei_error *error) {
  scan_options options = {
      .wanted = {
          [FACT_DAY] = true, [FACT_TYPE] = true, [FACT_SCORE] = true, [FACT_ACTORS] = true, [FACT_RECIPIENTS] = true}};
  fact_timing f = {.timing = t, .terms = terms, .of_dyads = options.passed};
  scan_part p;
  find_dyad_terms(terms, options.passed);
  arena_init(&f.record, NULL);
  f.record.on_failure = t->arena->on_failure;
  seimei_status status = scan_open(s, terms, &options, &f.scan, error);
  if (!status) scan_parties(f.scan, t->arena, &f.parties);
  for (bool more = true; !status;) {
    status = scan_next(f.scan, &p, &more, error);
    if (status || !more) break;
    for (uint32_t i = 0; i < p.count; i++) time_row(&f, &p, p.rows[i]);
  }
  scan_close(f.scan);
  arena_release(&f.record);
  return status;
}

/* ---- from events ---- */

static seimei_status time_events_of(timing *t, const store *s, sqlite3_stmt *rows, arena *record, party_reader *parties,
                                    seimei_error *error) {
  int step = SQLITE_DONE;
  int64_t last = 0;
  seimei_status status = SEIMEI_OK;
  while (!status && (step = sqlite3_step(rows)) == SQLITE_ROW) {
    int64_t id = sqlite3_column_int64(rows, 0);
    party_list sides[2];
    dyad_list dyads = {NULL, 0, 0};
    if (id == last) continue;
    last = id;
    arena_reset(record);
    status = party_read(parties, id, record, sides, error);
    if (!status) party_dyads(record, sides, &dyads);
    for (uint32_t i = 0; i < dyads.count; i++)
      add_event(t, &(timed_event){dyads.at[i].actor, dyads.at[i].recipient, column_text(rows, 1), column_text(rows, 2),
                                  sqlite3_column_double(rows, 3)});
  }
  return status || step == SQLITE_DONE ? status : store_failure(s, "reading it", error);
}

static seimei_status time_events(timing *t, store *s, const term_set *terms, seimei_error *error) {
  query_plan plan;
  party_reader parties;
  seimei_status status = plan_make(s, terms, true, false, &plan, error);
  if (status) return status;
  ask_text q;
  arena record;
  ask_init(&q);
  arena_init(&record, NULL);
  record.on_failure = t->arena->on_failure;
  ask_add(&q, "SELECT e.id, e.day, e.type, e.event_scale ");
  plan_write(&q, terms, &plan);
  sqlite3_stmt *rows = ask_prepare(s, &q, error);
  status = party_reader_open(&parties, s, QUERY_EVENTS, error);
  if (!rows) status = SEIMEI_IO;
  if (!status) status = time_events_of(t, s, rows, &record, &parties, error);
  party_reader_close(&parties);
  sqlite3_finalize(rows);
  arena_release(&record);
  ask_release(&q);
  return status;
}

/* ---- order ---- */

typedef struct {
  timeline_row row;
  uint64_t of_pair;
} ranked_row;

static int compare_pairs(const ranked_row *x, const ranked_row *y) {
  if (x->of_pair != y->of_pair) return x->of_pair < y->of_pair ? 1 : -1;
  int order = view_compare(x->row.actor, y->row.actor);
  return order ? order : view_compare(x->row.recipient, y->row.recipient);
}

static int by_pair(const void *a, const void *b) {
  int order = compare_pairs(a, b);
  return order ? order : view_compare(((const ranked_row *)a)->row.period, ((const ranked_row *)b)->row.period);
}

static void rank(timing *t, uint32_t most, timeline_rows *out) {
  uint32_t n = t->rows.count, pairs = 0;
  ranked_row *ranked = ARENA_NEW(t->arena, ranked_row, n + 1);
  for (uint32_t i = 0; i < n; i++) ranked[i] = (ranked_row){t->rows.at[i], t->pairs.at[t->pair_of.at[i]]};
  qsort(ranked, n, sizeof *ranked, by_pair);
  *out = (timeline_rows){ARENA_NEW(t->arena, timeline_row, n + 1), 0};
  for (uint32_t i = 0; i < n; i++) {
    if (i == 0 || compare_pairs(&ranked[i - 1], &ranked[i])) pairs++;
    if (most && pairs > most) break;
    out->at[out->count++] = ranked[i].row;
  }
}

seimei_status query_timeline(store *s, const query_filter *filter, view by, uint32_t most, arena *a, timeline_rows *out,
                             seimei_error *error) {
  timing t = {.arena = a, .period = period_named(by)};
  *out = (timeline_rows){NULL, 0};
  if (t.period == PERIOD_NONE)
    return error_set(error, SEIMEI_USAGE, "a timeline goes by day, week, month, quarter or year, and not by \"%.*s\"",
                     (int)by.len, by.ptr);
  if (filter->records != QUERY_EVENTS) return error_set(error, SEIMEI_USAGE, "a timeline is one of events");
  tally_init(&t.rows_index, a);
  tally_init(&t.pairs_index, a);
  term_set terms;
  terms_init(&terms, filter);
  seimei_status status = SEIMEI_OK;
  if (!terms.finds_nothing)
    status = scan_can(&terms) ? time_facts(&t, s, &terms, error) : time_events(&t, s, &terms, error);
  terms_release(&terms);
  tally_release(&t.rows_index);
  tally_release(&t.pairs_index);
  if (!status) rank(&t, most, out);
  return status;
}
