/* question.c - records one after the other.
 *
 * What many records have is found by a walk along an index in the wanted order where that finds as many as are wanted
 * soon, else by a scan of the columns, which takes the same time whatever is asked. Which it is a sample of the columns
 * tells; should it be wrong, the walk is cut off after some of SQLite's steps. */
#include <stdlib.h>

#include "query/scan.h"

struct question {
  store *store;
  sqlite3_stmt *rows; /* NULL: nothing can be found, or all is in found */
  int64_t *found;     /* by a scan, in order; NULL: rows are asked for */
  size_t at, found_count;
  int64_t last; /* the same record comes again where an index has it under two sectors */
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

/* ---- by a scan ---- */

typedef struct {
  double score;
  int64_t id;
  uint32_t day;
} found_record;

typedef struct {
  found_record *at;
  size_t count, capacity;
} found_list;

static int by_stored(const void *a, const void *b) {
  const found_record *x = a, *y = b;
  return (x->id > y->id) - (x->id < y->id);
}

static int by_oldest(const void *a, const void *b) {
  const found_record *x = a, *y = b;
  return x->day != y->day ? (x->day > y->day) - (x->day < y->day) : by_stored(a, b);
}

static int by_newest(const void *a, const void *b) { return by_oldest(b, a); }

static int by_conflict(const void *a, const void *b) {
  const found_record *x = a, *y = b;
  return x->score != y->score ? (x->score > y->score) - (x->score < y->score) : by_oldest(a, b);
}

static int by_cooperation(const void *a, const void *b) { return by_conflict(b, a); }

static int (*const COMPARE[])(const void *, const void *) = {
    [SORT_NEWEST] = by_newest,           [SORT_OLDEST] = by_oldest, [SORT_CONFLICT] = by_conflict,
    [SORT_COOPERATION] = by_cooperation, [SORT_CONFIDENCE] = NULL,  [SORT_STORED] = by_stored};

static bool is_by_score(const term_set *t) {
  return t->filter->sort == SORT_CONFLICT || t->filter->sort == SORT_COOPERATION;
}

/* Where the first term alone gives rows in order they need not be found first. */
static bool scan_serves(const term_set *t, const query_plan *plan) {
  int terms = t->present[TERM_DIRECTED] ? -2 : 0; /* actor and recipient together are one way to begin */
  for (int i = 0; i < TERM_COUNT; i++) terms += t->present[i];
  return scan_can(t) && !plan->narrow && COMPARE[t->filter->sort] &&
         (is_by_score(t) || terms > 1 || (terms == 1 && plan->first == TERM_COUNT));
}

static bool keep_found(found_list *found, const scan_part *p, const fact_words *scores) {
  if (found->count + p->count > found->capacity) {
    size_t more = (found->count + p->count) * 2;
    found_record *at = realloc(found->at, more * sizeof *at);
    if (!at) return false;
    found->at = at;
    found->capacity = more;
  }
  for (uint32_t i = 0; i < p->count; i++) {
    uint32_t row = p->rows[i];
    found->at[found->count++] =
        (found_record){scores ? scores->reals[p->columns[FACT_SCORE].numbers.at[row]] : 0,
                       p->base | p->columns[FACT_RECORD].numbers.at[row], p->columns[FACT_DAY].numbers.at[row]};
  }
  return true;
}

/* More than are wanted: the first of them in order are put to the front when the list is full again. */
static void trim_found(found_list *found, query_sort sort, uint64_t most) {
  if (!most || found->count <= most * 2 + 100000) return;
  qsort(found->at, found->count, sizeof *found->at, COMPARE[sort]);
  found->count = (size_t)most;
}

static seimei_status scan_all(question *q, const term_set *t, scan_options *options, found_list *found,
                              seimei_error *error) {
  const query_filter *f = t->filter;
  scan *c = NULL;
  scan_part p;
  options->wanted[FACT_DAY] = true;
  options->wanted[FACT_SCORE] = is_by_score(t);
  seimei_status status = scan_open(q->store, t, options, &c, error);
  for (bool more = true; !status;) {
    status = scan_next(c, &p, &more, error);
    if (status || !more) break;
    if (!keep_found(found, &p, is_by_score(t) ? scan_words(c, FACT_SCORE) : NULL))
      status = error_set(error, SEIMEI_NO_MEMORY, "out of memory");
    trim_found(found, f->sort, f->limit ? f->limit + f->offset : 0);
  }
  scan_close(c);
  return status;
}

static seimei_status find_by_scan(question *q, const term_set *t, seimei_error *error) {
  found_list found = {NULL, 0, 0};
  seimei_status status = scan_all(q, t, &(scan_options){.every = 0}, &found, error);
  if (!status && found.count) qsort(found.at, found.count, sizeof *found.at, COMPARE[t->filter->sort]);
  q->found = status ? NULL : malloc((found.count + 1) * sizeof *q->found);
  if (!status && !q->found) status = error_set(error, SEIMEI_NO_MEMORY, "out of memory");
  for (size_t i = 0; !status && i < found.count; i++) q->found[i] = found.at[i].id;
  q->found_count = found.count;
  free(found.at);
  return status;
}

/* ---- by rows ---- */

static seimei_status ask_rows(question *q, const term_set *t, const query_plan *plan, seimei_error *error) {
  ask_text sql;
  ask_init(&sql);
  ask_add(&sql, "SELECT "), ask_add(&sql, plan->row), ask_add(&sql, " ");
  plan_write(&sql, t, plan);
  add_order(&sql, t, plan);
  q->rows = ask_prepare(q->store, &sql, error);
  ask_release(&sql);
  return q->rows ? SEIMEI_OK : error && error->status ? error->status : SEIMEI_IO;
}

/* ---- walk or scan ---- */

enum { SAMPLE = 16, MOST_LOOKED_AT = 6000, MOST_WANTED = 10000, WALK_STEPS = 400, STEPS_A_CALL = 1000 };

/* Whether the records that are wanted lie among the first MOST_LOOKED_AT of those that the walk looks at, in a sample
 * of both. */
static seimei_status is_soon(question *q, const term_set *t, const query_plan *plan, bool *soon, seimei_error *error) {
  int (*compare)(const void *, const void *) = COMPARE[t->filter->sort];
  found_list found = {NULL, 0, 0}, walked = {NULL, 0, 0};
  scan_options all = {.every = SAMPLE}, first = {.every = SAMPLE};
  for (int i = 0; i < TERM_COUNT; i++) {
    bool of_first = i == (int)plan->first ||
                    (plan->first == TERM_DIRECTED && (i == TERM_ACTOR || i == TERM_RECIPIENT)); /* a scan has no such */
    first.passed[i] = !of_first && i != TERM_DAY;
  }
  size_t last = (size_t)(q->skip + q->left) / SAMPLE, looked_at = 0;
  *soon = false;
  seimei_status status = scan_all(q, t, &all, &found, error);
  if (!status && found.count > last) {
    qsort(found.at, found.count, sizeof *found.at, compare);
    status = scan_all(q, t, &first, &walked, error);
    for (size_t i = 0; i < walked.count; i++) looked_at += compare(&walked.at[i], &found.at[last]) <= 0;
    *soon = !status && looked_at * SAMPLE <= MOST_LOOKED_AT;
  }
  free(found.at);
  free(walked.at);
  return status;
}

static int count_steps(void *left) { return --*(int *)left <= 0; }

/* Takes the first records of a walk, unless it goes on for too long: then q->found stays NULL. */
static seimei_status walk(question *q, const term_set *t, const query_plan *plan, seimei_error *error) {
  size_t most = (size_t)(q->skip + q->left);
  int left = WALK_STEPS, step = SQLITE_DONE;
  seimei_status status = ask_rows(q, t, plan, error);
  if (status) return status;
  int64_t *found = malloc((most + 1) * sizeof *found);
  if (!found) return error_set(error, SEIMEI_NO_MEMORY, "out of memory");
  q->found_count = 0;
  sqlite3_progress_handler(store_database(q->store), STEPS_A_CALL, count_steps, &left);
  while (q->found_count < most && (step = sqlite3_step(q->rows)) == SQLITE_ROW) {
    int64_t id = sqlite3_column_int64(q->rows, 0);
    if (!q->found_count || found[q->found_count - 1] != id) found[q->found_count++] = id;
  }
  sqlite3_progress_handler(store_database(q->store), 0, NULL, NULL);
  bool cut_off = step == SQLITE_INTERRUPT, failed = step != SQLITE_ROW && step != SQLITE_DONE && !cut_off;
  if (failed) status = store_failure(q->store, "asking it", error);
  sqlite3_finalize(q->rows);
  q->rows = NULL;
  if (cut_off || failed) free(found);
  else q->found = found;
  return status;
}

static seimei_status prepare(question *q, const term_set *t, seimei_error *error) {
  query_plan plan;
  query_sort sort = t->filter->sort;
  bool by_column = is_by_score(t) || sort == SORT_CONFIDENCE, soon = false;
  seimei_status status = plan_make(q->store, t, by_column, true, &plan, error);
  if (status) return status;
  if (!scan_serves(t, &plan)) return ask_rows(q, t, &plan, error);
  if (!by_column && q->bounded && q->skip + q->left <= MOST_WANTED) status = is_soon(q, t, &plan, &soon, error);
  if (!status && soon) status = walk(q, t, &plan, error);
  return status || q->found ? status : find_by_scan(q, t, error);
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

/* The next record of all that are found. */
static seimei_status next_found(question *q, int64_t *id, bool *more, seimei_error *error) {
  *more = q->found ? q->at < q->found_count : false;
  if (*more) *id = q->found[q->at++];
  while (q->rows) {
    int step = sqlite3_step(q->rows);
    if (step == SQLITE_DONE) break;
    if (step != SQLITE_ROW) return store_failure(q->store, "asking it", error);
    *id = sqlite3_column_int64(q->rows, 0);
    if (*id == q->last) continue;
    q->last = *id;
    *more = true;
    break;
  }
  return SEIMEI_OK;
}

seimei_status question_next(question *q, int64_t *id, bool *more, seimei_error *error) {
  *more = false;
  if (q->bounded && !q->left) return SEIMEI_OK;
  seimei_status status = next_found(q, id, more, error);
  for (; !status && *more && q->skip; q->skip--) status = next_found(q, id, more, error);
  if (q->bounded && *more) q->left--;
  return status;
}

void question_close(question *q) {
  if (!q) return;
  sqlite3_finalize(q->rows);
  free(q->found);
  free(q);
}
