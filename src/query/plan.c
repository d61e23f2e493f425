/* plan.c - SQLite knows no counts of what it has not analysed, and what is frequent differs from store to store. So
 * each term that has an index is counted first, up to a bound: a range of an index, which costs little.
 * If one finds few records, the question begins there and sorts them. If all find many, it walks in the order that is
 * wanted and stops at the limit: many records, so the limit is near. */
#include "query/plan.h"

enum { FEW = 6000 }; /* records that are looked at and sorted within some ten milliseconds */

static bool can_begin(const term_set *t, term_id id) {
  const term_form *form = &TERM_FORMS[id];
  if (!t->present[id]) return false;
  if (t->filter->records == QUERY_STATEMENTS && form->shape == TERM_ABOUT) return false;
  return form->shape == TERM_COLUMN ? form->index || id == TERM_DAY : form->shape != TERM_CHECK;
}

/* Up to FEW + 1. */
static seimei_status count_some(const store *s, const term_set *t, term_id id, int64_t *count, seimei_error *error) {
  ask_text q;
  ask_init(&q);
  ask_add(&q, "SELECT count(*) FROM (SELECT 1 ");
  term_begin(&q, t, id, false);
  ask_add(&q, " LIMIT ");
  ask_bind_number(&q, FEW + 1);
  ask_add(&q, ")");
  sqlite3_stmt *ask = ask_prepare(s, &q, error);
  seimei_status status = ask ? SEIMEI_OK : SEIMEI_IO;
  if (ask && sqlite3_step(ask) == SQLITE_ROW) *count = sqlite3_column_int64(ask, 0);
  else if (ask) status = store_failure(s, "counting", error);
  sqlite3_finalize(ask);
  ask_release(&q);
  return status;
}

/* Whether rows come in the order of the sort when the question begins with the term. */
static bool is_ordered(const term_set *t, term_id id) {
  bool by_day = t->filter->sort == SORT_NEWEST || t->filter->sort == SORT_OLDEST;
  if (!by_day) return false;
  if (TERM_FORMS[id].shape == TERM_KEYED) return term_is_single(t, id);
  return id == TERM_DAY || (TERM_FORMS[id].shape == TERM_COLUMN && term_is_single(t, id));
}

static seimei_status choose(const store *s, const term_set *t, bool sorted, query_plan *plan, seimei_error *error) {
  int64_t least = FEW + 1;
  term_id wide = TERM_COUNT;
  for (int i = 0; i < TERM_COUNT; i++) {
    int64_t count = FEW + 1;
    if (!can_begin(t, (term_id)i)) continue;
    seimei_status status = count_some(s, t, (term_id)i, &count, error);
    if (status) return status;
    if (count < least) least = count, plan->first = (term_id)i;
    if (wide == TERM_COUNT && (!sorted || is_ordered(t, (term_id)i))) wide = (term_id)i;
    if (count < FEW / 20) break;
  }
  /* Words cost most as a check. */
  if (!sorted && t->present[TERM_WORDS_TEXT]) wide = TERM_WORDS_TEXT;
  plan->narrow = plan->first != TERM_COUNT;
  if (!plan->narrow) plan->first = wide;
  return SEIMEI_OK;
}

seimei_status plan_make(const store *s, const term_set *t, bool wants_record, bool sorted, query_plan *plan,
                        seimei_error *error) {
  *plan = (query_plan){.first = TERM_COUNT, .row = "e.id", .day = "e.day"};
  seimei_status status = choose(s, t, sorted, plan, error);
  if (status) return status;
  plan->has_record = true;
  if (plan->first == TERM_COUNT || TERM_FORMS[plan->first].shape != TERM_KEYED) return SEIMEI_OK;
  plan->day = "k.day";
  plan->row = t->filter->records == QUERY_EVENTS ? "k.event" : "k.statement";
  plan->has_record = wants_record;
  for (int i = 0; i < TERM_COUNT; i++)
    if (t->present[i] && i != TERM_DAY && term_needs_record((term_id)i)) plan->has_record = true;
  return SEIMEI_OK;
}

static void begin_with_all(ask_text *q, const term_set *t) {
  bool by_day = t->filter->sort == SORT_NEWEST || t->filter->sort == SORT_OLDEST;
  ask_add(q, "FROM "), ask_add(q, t->kind->table);
  if (by_day) ask_add(q, " e INDEXED BY "), ask_add(q, t->kind->by_day), ask_add(q, " WHERE e.day >= ''");
  else ask_add(q, " e NOT INDEXED WHERE 1");
}

void plan_write(ask_text *q, const term_set *t, const query_plan *plan) {
  if (plan->first == TERM_COUNT) begin_with_all(q, t);
  else term_begin(q, t, plan->first, plan->has_record);
  for (int i = 0; i < TERM_COUNT; i++) {
    bool done = i == (int)plan->first || (i == TERM_DAY && plan->first != TERM_COUNT && term_has_days(plan->first));
    /* Who is both begins with the pair, and must also have the roles. */
    bool implied = i == TERM_DIRECTED;
    if (!t->present[i] || done || implied) continue;
    ask_add(q, " AND ");
    term_check(q, t, (term_id)i, plan->row, plan->day);
  }
}
