/* question.c - records one after the other. */
#include <stdlib.h>

#include "query/plan.h"

struct question {
  store *store;
  sqlite3_stmt *rows; /* NULL: nothing can be found */
  int64_t last;       /* the same record comes again where an index has it under two sectors */
  uint64_t skip, left;
  bool bounded;
};

/* ---- order ---- */

static void add_order(ask_text *q, const term_set *t, const query_plan *plan) {
  static const struct {
    const char *column, *direction;
  } ORDERS[] = {[SORT_NEWEST] = {NULL, " DESC"},
                [SORT_OLDEST] = {NULL, ""},
                [SORT_CONFLICT] = {"e.event_scale", ""},
                [SORT_COOPERATION] = {"e.event_scale", " DESC"},
                [SORT_CONFIDENCE] = {"e.confidence", " DESC"},
                [SORT_STORED] = {NULL, ""}};
  query_sort sort = t->filter->sort;
  ask_add(q, " ORDER BY ");
  if (ORDERS[sort].column) {
    ask_add(q, ORDERS[sort].column), ask_add(q, ORDERS[sort].direction);
    ask_add(q, ", ");
  }
  if (sort != SORT_STORED) {
    ask_add(q, plan->day), ask_add(q, ORDERS[sort].direction);
    ask_add(q, ", ");
  }
  ask_add(q, plan->row), ask_add(q, ORDERS[sort].direction);
}

static seimei_status prepare(question *q, const term_set *t, seimei_error *error) {
  query_plan plan;
  bool by_column = t->filter->sort > SORT_OLDEST && t->filter->sort != SORT_STORED;
  seimei_status status = plan_make(q->store, t, by_column, true, &plan, error);
  if (status) return status;
  ask_text sql;
  ask_init(&sql);
  ask_add(&sql, "SELECT "), ask_add(&sql, plan.row), ask_add(&sql, " ");
  plan_write(&sql, t, &plan);
  add_order(&sql, t, &plan);
  q->rows = ask_prepare(q->store, &sql, error);
  ask_release(&sql);
  return q->rows ? SEIMEI_OK : error && error->status ? error->status : SEIMEI_IO;
}

seimei_status question_open(store *s, const query_filter *filter, question **out, seimei_error *error) {
  *out = NULL;
  question *q = calloc(1, sizeof *q);
  if (!q) return error_set(error, SEIMEI_NO_MEMORY, "out of memory");
  *q = (question){.store = s, .skip = filter->offset, .left = filter->limit, .bounded = filter->limit > 0};
  term_set terms;
  terms_init(&terms, filter);
  seimei_status status = terms.finds_nothing ? SEIMEI_OK : prepare(q, &terms, error);
  terms_release(&terms);
  if (status) question_close(q);
  else *out = q;
  return status;
}

seimei_status question_next(question *q, int64_t *id, bool *more, seimei_error *error) {
  *more = false;
  if (!q->rows || (q->bounded && !q->left)) return SEIMEI_OK;
  for (;;) {
    int step = sqlite3_step(q->rows);
    if (step == SQLITE_DONE) return SEIMEI_OK;
    if (step != SQLITE_ROW) return store_failure(q->store, "asking it", error);
    *id = sqlite3_column_int64(q->rows, 0);
    if (*id == q->last) continue;
    q->last = *id;
    if (!q->skip) break;
    q->skip--;
  }
  if (q->bounded) q->left--;
  *more = true;
  return SEIMEI_OK;
}

void question_close(question *q) {
  if (!q) return;
  sqlite3_finalize(q->rows);
  free(q);
}
