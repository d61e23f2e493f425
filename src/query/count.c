/* count.c - how many records of each kind. The keys of each record are put together here and not in SQL: an event with
 * two actors counts for both, once for each, and rows come from an index in any order. */
#include <stdlib.h>

#include "query/count_key.h"
#include "query/party.h"

enum { BY_EVENTS = 1, BY_STATEMENTS = 2, BY_BOTH = 3 };

static const count_key KEYS[] = {
    {"day", KEY_PERIOD, BY_BOTH, NULL, false, FACT_DAY},
    {"week", KEY_PERIOD, BY_BOTH, NULL, false, FACT_DAY},
    {"month", KEY_PERIOD, BY_BOTH, NULL, false, FACT_DAY},
    {"quarter", KEY_PERIOD, BY_BOTH, NULL, false, FACT_DAY},
    {"year", KEY_PERIOD, BY_BOTH, NULL, false, FACT_DAY},
    {"type", KEY_COLUMN, BY_EVENTS, "type", false, FACT_TYPE},
    {"mode", KEY_COLUMN, BY_EVENTS, "mode", false, FACT_MODE},
    {"context", KEY_LIST, BY_EVENTS, "contexts", false, FACT_CONTEXTS},
    {"status", KEY_COLUMN, BY_EVENTS, "status", false, FACT_STATUS},
    {"actor", KEY_ACTOR, BY_BOTH, NULL, false, FACT_ACTORS},
    {"recipient", KEY_RECIPIENT, BY_BOTH, NULL, false, FACT_RECIPIENTS},
    {"sector", KEY_SECTOR, BY_BOTH, NULL, false, FACT_ACTORS},
    {"dyad", KEY_DYAD, BY_EVENTS, NULL, false, FACT_ACTORS},
    {"place", KEY_COLUMN, BY_EVENTS, "place_code", false, FACT_PLACE},
    {"quad", KEY_COLUMN, BY_EVENTS, "quad_code", false, FACT_QUAD},
    {"manner", KEY_COLUMN, BY_STATEMENTS, "manner", false, FACT_COUNT},
    {"medium", KEY_COLUMN, BY_STATEMENTS, "medium", false, FACT_COUNT},
    {"rule", KEY_COLUMN, BY_BOTH, "rule", false, FACT_COUNT},
    {"publisher", KEY_COLUMN, BY_BOTH, "publisher", true, FACT_PUBLISHER},
    {"lang", KEY_COLUMN, BY_BOTH, "lang", true, FACT_LANG},
};

typedef struct {
  arena *arena; /* of the result */
  arena record; /* of one record */
  const count_key *keys[COUNT_MOST_KEYS];
  int columns[COUNT_MOST_KEYS]; /* of the question */
  uint32_t key_count;
  party_reader parties;
  bool needs_parties;
  tally tally;
  count_list rows;
  uint64_t records;
} counting;

/* ---- what is counted by ---- */

static seimei_status find_keys(counting *c, view by, query_records records, seimei_error *error) {
  view name;
  while (view_split(&by, ',', &name)) {
    const count_key *found = NULL;
    for (size_t i = 0; i < COUNT_OF(KEYS); i++)
      if (view_is(name, KEYS[i].name)) found = &KEYS[i];
    if (!found) return error_set(error, SEIMEI_USAGE, "nothing can be counted by \"%.*s\"", (int)name.len, name.ptr);
    if (!(found->records & (records == QUERY_EVENTS ? BY_EVENTS : BY_STATEMENTS)))
      return error_set(error, SEIMEI_USAGE, "%s have no %s to count by",
                       records == QUERY_EVENTS ? "events" : "statements", found->name);
    if (c->key_count == COUNT_MOST_KEYS)
      return error_set(error, SEIMEI_USAGE, "records are counted by at most %d keys", COUNT_MOST_KEYS);
    c->needs_parties |= found->kind >= KEY_ACTOR;
    c->keys[c->key_count++] = found;
  }
  return c->key_count ? SEIMEI_OK : error_set(error, SEIMEI_USAGE, "count by what?");
}

static bool reads_record(const counting *c) {
  for (uint32_t i = 0; i < c->key_count; i++)
    if (c->keys[i]->column && !c->keys[i]->of_document) return true;
  return false;
}

static void select_columns(ask_text *q, counting *c, const query_plan *plan) {
  int next = 2;
  ask_add(q, "SELECT "), ask_add(q, plan->row), ask_add(q, ", "), ask_add(q, plan->day);
  for (uint32_t i = 0; i < c->key_count; i++) {
    const count_key *k = c->keys[i];
    if (!k->column) continue;
    c->columns[i] = next++;
    ask_add(q, k->of_document ? ", (SELECT y." : ", e."), ask_add(q, k->column);
    if (k->of_document) ask_add(q, " FROM documents y WHERE y.id = "), ask_add(q, plan->row), ask_add(q, " >> 20)");
  }
  ask_add(q, " ");
}

/* ---- keys of a record ---- */

typedef LIST(view) view_list;

static void add_once(arena *a, view_list *list, view value) {
  for (uint32_t i = 0; i < list->count; i++)
    if (view_equals(list->at[i], value)) return;
  LIST_PUSH(a, list, value);
}

static void add_dyads(arena *a, view_list *list, const party_list sides[2]) {
  dyad_list dyads;
  party_dyads(a, sides, &dyads);
  for (uint32_t i = 0; i < dyads.count; i++) {
    view actor = dyads.at[i].actor, recipient = dyads.at[i].recipient;
    LIST_PUSH(a, list, arena_format(a, "%.*s>%.*s", (int)actor.len, actor.ptr, (int)recipient.len, recipient.ptr));
  }
}

static void values_of(counting *c, uint32_t i, sqlite3_stmt *row, const party_list sides[2], view_list *out) {
  arena *a = &c->record;
  const count_key *k = c->keys[i];
  const party_list *side = &sides[k->kind == KEY_RECIPIENT];
  view list, part;
  switch (k->kind) {
  case KEY_PERIOD: {
    period_text text;
    LIST_PUSH(a, out, arena_copy(a, period_of(&text, period_named(view_of_string(k->name)), column_text(row, 1))));
    break;
  }
  case KEY_COLUMN: LIST_PUSH(a, out, arena_copy(a, column_text(row, c->columns[i]))); break;
  case KEY_LIST:
    list = arena_copy(a, column_text(row, c->columns[i]));
    while (view_split(&list, '|', &part)) LIST_PUSH(a, out, part);
    break;
  case KEY_SECTOR:
    for (uint32_t p = 0; p < side->count; p++) add_once(a, out, side->at[p].sector);
    break;
  case KEY_ACTOR:
  case KEY_RECIPIENT:
    for (uint32_t p = 0; p < side->count; p++) add_once(a, out, side->at[p].code);
    break;
  case KEY_DYAD: add_dyads(a, out, sides); return; /* an event without a dyad does not count */
  }
  if (!out->count) LIST_PUSH(a, out, TEXT(""));
}

static void count_row_of(counting *c, const view keys[COUNT_MOST_KEYS]) {
  bool is_new;
  uint32_t row = tally_row(&c->tally, keys, c->key_count, &is_new);
  if (is_new) {
    count_row made = {.count = 0};
    for (uint32_t i = 0; i < c->key_count; i++) made.keys[i] = arena_copy(c->arena, keys[i]);
    LIST_PUSH(c->arena, &c->rows, made);
  }
  c->rows.at[row].count++;
}

/* Every value of each key with every one of the others. */
static void count_all(counting *c, const view_list lists[COUNT_MOST_KEYS], uint32_t at, view keys[COUNT_MOST_KEYS]) {
  if (at == c->key_count) {
    count_row_of(c, keys);
    return;
  }
  for (uint32_t i = 0; i < lists[at].count; i++) {
    keys[at] = lists[at].at[i];
    count_all(c, lists, at + 1, keys);
  }
}

static seimei_status count_record(counting *c, sqlite3_stmt *row, seimei_error *error) {
  party_list sides[2] = {{NULL, 0, 0}, {NULL, 0, 0}};
  view_list lists[COUNT_MOST_KEYS] = {{NULL, 0, 0}};
  view keys[COUNT_MOST_KEYS];
  arena_reset(&c->record);
  if (c->needs_parties) {
    seimei_status status = party_read(&c->parties, sqlite3_column_int64(row, 0), &c->record, sides, error);
    if (status) return status;
  }
  for (uint32_t i = 0; i < c->key_count; i++) values_of(c, i, row, sides, &lists[i]);
  count_all(c, lists, 0, keys);
  c->records++;
  return SEIMEI_OK;
}

static seimei_status count_rows_of(counting *c, const store *s, sqlite3_stmt *rows, seimei_error *error) {
  int step;
  int64_t last = 0;
  seimei_status status = SEIMEI_OK;
  while (!status && (step = sqlite3_step(rows)) == SQLITE_ROW) {
    int64_t id = sqlite3_column_int64(rows, 0);
    if (id != last) status = count_record(c, rows, error);
    last = id;
  }
  if (!status && step != SQLITE_DONE) status = store_failure(s, "counting", error);
  return status;
}

/* ---- order ---- */

static int compare_keys(const count_row *a, const count_row *b) {
  int order = 0;
  for (int i = 0; i < COUNT_MOST_KEYS && !order; i++) order = view_compare(a->keys[i], b->keys[i]);
  return order;
}

static int by_keys(const void *a, const void *b) { return compare_keys(a, b); }

static int by_count(const void *a, const void *b) {
  const count_row *x = a, *y = b;
  if (x->count != y->count) return x->count < y->count ? 1 : -1;
  return compare_keys(x, y);
}

static bool are_facts(const counting *c) {
  for (uint32_t i = 0; i < c->key_count; i++)
    if (c->keys[i]->fact == FACT_COUNT) return false;
  return true;
}

/* What few records have is counted row by row, the rest from the columns of events. */
static seimei_status count_with(counting *c, store *s, const term_set *t, seimei_error *error) {
  query_plan plan;
  seimei_status status = plan_make(s, t, reads_record(c), false, &plan, error);
  if (status) return status;
  if (!plan.narrow && scan_can(t) && are_facts(c))
    return count_facts(s, t, &(count_keys){c->keys, c->key_count}, c->arena, &c->rows, &c->records, error);
  ask_text q;
  ask_init(&q);
  select_columns(&q, c, &plan);
  plan_write(&q, t, &plan);
  sqlite3_stmt *rows = ask_prepare(s, &q, error);
  status = rows ? count_rows_of(c, s, rows, error) : SEIMEI_IO;
  sqlite3_finalize(rows);
  ask_release(&q);
  return status;
}

static seimei_status count_filter(counting *c, store *s, const query_filter *filter, seimei_error *error) {
  seimei_status status = SEIMEI_OK;
  if (c->needs_parties) status = party_reader_open(&c->parties, s, filter->records, error);
  if (status) return status;
  term_set terms;
  terms_init(&terms, filter);
  if (!terms.finds_nothing) status = count_with(c, s, &terms, error);
  terms_release(&terms);
  return status;
}

seimei_status query_count(store *s, const query_filter *filter, view by, arena *a, count_rows *out,
                          seimei_error *error) {
  counting c = {.arena = a};
  *out = (count_rows){NULL, 0, 0};
  seimei_status status = find_keys(&c, by, filter->records, error);
  if (status) return status;
  tally_init(&c.tally, a);
  arena_init(&c.record, NULL);
  c.record.on_failure = a->on_failure;
  status = count_filter(&c, s, filter, error);
  party_reader_close(&c.parties);
  arena_release(&c.record);
  tally_release(&c.tally);
  if (status) return status;
  if (c.rows.count)
    qsort(c.rows.at, c.rows.count, sizeof *c.rows.at, c.keys[0]->kind == KEY_PERIOD ? by_keys : by_count);
  *out = (count_rows){c.rows.at, c.rows.count, c.records};
  return SEIMEI_OK;
}
