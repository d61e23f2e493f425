/* column_test.c - what columns select, order and count is what questions to the store find. */
#include <unistd.h>

#include "column/code_label.h"
#include "column/summary.h"
#include "store_fill.h"
#include "test_support.h"

enum { DOCUMENTS = 1200 };

static char path[64];
static store *made;
static concepts *words;
static columns *all;

static int make_store(void **state) {
  (void)state;
  seimei_error error = {0};
  snprintf(path, sizeof path, "/tmp/seimei-column-%d.db", (int)getpid());
  unlink(path);
  if (store_open(path, STORE_CREATE, &made, &error) || !fill_store(made, DOCUMENTS)) fail_msg("%s", error.message);
  store_close(made);
  if (store_open(path, STORE_READ, &made, &error)) fail_msg("%s", error.message);
  if (concepts_open(SEIMEI_BUILD_DIR "/seimei.pack", &words, &error)) fail_msg("%s", error.message);
  if (columns_load(made, words, &all, &error)) fail_msg("%s", error.message);
  return 0;
}

static int remove_store(void **state) {
  (void)state;
  columns_free(all);
  concepts_close(words);
  store_close(made);
  unlink(path);
  return 0;
}

static arena memory;
#define ARMED(failed)                                                                                                  \
  jmp_buf failed;                                                                                                      \
  arena_init(&memory, NULL);                                                                                           \
  if (setjmp(failed)) fail_msg("out of memory");                                                                       \
  memory.on_failure = &failed

static selection select_by(const column_filter *f, query_records kind) {
  selection s;
  seimei_error error = {0};
  if (selection_make(all, made, words, f, kind, NULL, &memory, &s, &error)) fail_msg("%s", error.message);
  return s;
}

/* ---- the same records as questions find ---- */

static const query_filter FILTERS[] = {
    {.limit = 0},
    {.actor = SEIMEI_TEXT("CHN")},
    {.actor = SEIMEI_TEXT("CHN,TON")},
    {.actor = SEIMEI_TEXT("RUS:MIL,IGO/NATO")},
    {.actor = SEIMEI_TEXT("CHN"), .recipient = SEIMEI_TEXT("JPN")},
    {.actor = SEIMEI_TEXT("XXX")},
    {.pair = SEIMEI_TEXT("USA,RUS")},
    {.pair = SEIMEI_TEXT("USA,XXX")},
    {.sector = SEIMEI_TEXT("MIL,LEG")},
    {.type = SEIMEI_TEXT("ACCUSE,AID")},
    {.mode = SEIMEI_TEXT("arrest,weapons")},
    {.context = SEIMEI_TEXT("military,human rights"), .status = SEIMEI_TEXT("future")},
    {.place = SEIMEI_TEXT("UKR,RUS")},
    {.publisher = SEIMEI_TEXT("Machi Press,Minato Times")},
    {.lang = SEIMEI_TEXT("en")},
    {.since = SEIMEI_TEXT("2016-05-07"), .until = SEIMEI_TEXT("2019-06-30")},
    {.words = SEIMEI_TEXT("漁業協定 議定書")},
    {.words = SEIMEI_TEXT("。")},
    {.about = SEIMEI_TEXT("nato")},
    {.about = SEIMEI_TEXT("ミサイル 発射"), .actor = SEIMEI_TEXT("USA")},
    {.has_score = true, .least = -7.2, .most = -6},
    {.no_repeats = true, .type = SEIMEI_TEXT("ASSAULT")},
    {.records = QUERY_STATEMENTS},
    {.records = QUERY_STATEMENTS, .actor = SEIMEI_TEXT("JPN:GOV"), .since = SEIMEI_TEXT("2020-01-01")},
    {.records = QUERY_STATEMENTS, .about = SEIMEI_TEXT("nato")},
    {.records = QUERY_STATEMENTS, .about = SEIMEI_TEXT("処理水 放出"), .publisher = SEIMEI_TEXT("Yoru Nippo")},
};

static void compare(query_filter filter, query_sort sort) {
  question *q = NULL;
  seimei_error error = {0};
  column_filter f = {.query = filter};
  selection s = select_by(&f, filter.records);
  uint32_t count, at = 0;
  uint32_t *rows = selection_rows(&s, sort, 0, UINT32_MAX, &memory, &count);
  filter.sort = sort;
  assert_int_equal(count, s.count);
  if (question_open(made, &filter, &q, &error)) fail_msg("%s", error.message);
  for (bool more = true; more; at += more) {
    int64_t id = 0;
    if (question_next(q, &id, &more, &error)) fail_msg("%s", error.message);
    if (more != (at < count)) fail_msg("%u and not %u records", count, at);
    if (more) assert_int_equal(id, record_id(all, s.from, rows[at]));
  }
  question_close(q);
}

static void test_filters(void **state) {
  (void)state;
  ARMED(failed);
  for (size_t i = 0; i < COUNT_OF(FILTERS); i++) {
    compare(FILTERS[i], SORT_NEWEST);
    compare(FILTERS[i], SORT_OLDEST);
    if (FILTERS[i].records == QUERY_STATEMENTS) continue;
    compare(FILTERS[i], SORT_CONFLICT);
    compare(FILTERS[i], SORT_COOPERATION);
    compare(FILTERS[i], SORT_CONFIDENCE);
  }
  arena_release(&memory);
}

/* A page is what stands there in the whole list. */
static void test_pages(void **state) {
  (void)state;
  ARMED(failed);
  column_filter f = {.query = {.actor = TEXT("USA")}};
  selection s = select_by(&f, QUERY_EVENTS);
  uint32_t whole, count;
  uint32_t *list = selection_rows(&s, SORT_CONFLICT, 0, UINT32_MAX, &memory, &whole);
  uint32_t *page = selection_rows(&s, SORT_CONFLICT, 100, 37, &memory, &count);
  assert_int_equal(count, 37);
  assert_memory_equal(page, list + 100, 37 * sizeof *page);
  selection_rows(&s, SORT_CONFLICT, whole - 1, 37, &memory, &count);
  assert_int_equal(count, 1);
  selection_rows(&s, SORT_CONFLICT, UINT64_MAX - 3, 37, &memory, &count);
  assert_int_equal(count, 0);
  arena_release(&memory);
}

/* ---- what only columns select ---- */

static const struct {
  column_filter filter;
  const char *where;
} OWN[] = {
    {{.party = SEIMEI_TEXT("TON")},
     "EXISTS (SELECT 1 FROM event_actors r JOIN actors a ON a.id = r.actor WHERE r.event = e.id AND a.code = 'TON')"},
    {{.quad = SEIMEI_TEXT("2,4")}, "e.quad_code IN (2, 4)"},
    {{.query = {.since = SEIMEI_TEXT("2016"), .until = SEIMEI_TEXT("2017-03")}},
     "e.day BETWEEN '2016-01-01' AND '2017-03-31'"},
    {{.issue = SEIMEI_TEXT("NATO enlargement")}, "e.about = 'NATO拡大'"},
    {{.stance = SEIMEI_TEXT("any")},
     "e.type IN ('SUPPORT','AGREE','CONCEDE','ACCUSE','REJECT','PROTEST','THREATEN','SANCTION','REQUEST')"},
    {{.stance = SEIMEI_TEXT("demand")}, "e.type = 'REQUEST'"},
};

static void test_own_filters(void **state) {
  (void)state;
  ARMED(failed);
  for (size_t i = 0; i < COUNT_OF(OWN); i++) {
    char sql[1024];
    sqlite3_stmt *ask = NULL;
    snprintf(sql, sizeof sql, "SELECT count(*) FROM events e WHERE %s", OWN[i].where);
    assert_int_equal(sqlite3_prepare_v2(store_database(made), sql, -1, &ask, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(ask), SQLITE_ROW);
    selection s = select_by(&OWN[i].filter, QUERY_EVENTS);
    if (s.count != (uint32_t)sqlite3_column_int(ask, 0))
      fail_msg("filter %zu: %u and not %d records", i, s.count, sqlite3_column_int(ask, 0));
    assert_true(s.count > 0);
    sqlite3_finalize(ask);
  }
  column_filter one = {.document = TEXT("nothing")};
  assert_int_equal(select_by(&one, QUERY_EVENTS).count, 0);
  assert_int_equal(select_by(&OWN[1].filter, QUERY_STATEMENTS).count, 0);
  arena_release(&memory);
}

/* ---- counts ---- */

static const char *const KEYS[] = {
    "day",       "week",   "month", "quarter", "year", "type", "mode", "context",   "status",     "actor",
    "recipient", "sector", "dyad",  "place",   "quad", "rule", "lang", "publisher", "month,type", "actor,year,status"};

static void test_counts(void **state) {
  (void)state;
  ARMED(failed);
  column_filter f = {.query = {.actor = TEXT("USA,CHN")}};
  selection s = select_by(&f, QUERY_EVENTS);
  for (size_t i = 0; i < COUNT_OF(KEYS); i++) {
    summary_rows rows;
    count_rows expected;
    seimei_error error = {0};
    if (summary_count(&s, view_of_string(KEYS[i]), &memory, &rows, &error)) fail_msg("%s", error.message);
    if (query_count(made, &f.query, view_of_string(KEYS[i]), &memory, &expected, &error)) fail_msg("%s", error.message);
    if (rows.count != expected.count) fail_msg("%s: %u and not %u rows", KEYS[i], rows.count, expected.count);
    for (uint32_t k = 0; k < rows.count; k++) {
      assert_int_equal(rows.at[k].count, expected.at[k].count);
      for (int n = 0; n < SUMMARY_MOST_KEYS; n++) assert_view_equal(rows.at[k].keys[n], expected.at[k].keys[n]);
    }
  }
  summary_rows rows;
  seimei_error error = {0};
  assert_int_equal(summary_count(&s, TEXT("color"), &memory, &rows, &error), SEIMEI_USAGE);
  assert_int_equal(summary_count(&s, TEXT("manner"), &memory, &rows, &error), SEIMEI_USAGE);
  assert_int_equal(summary_count(&s, TEXT(""), &memory, &rows, &error), SEIMEI_USAGE);
  assert_int_equal(summary_count(&s, TEXT("day,type,mode,year"), &memory, &rows, &error), SEIMEI_USAGE);
  arena_release(&memory);
}

/* ---- series, networks, positions ---- */

static void test_series(void **state) {
  (void)state;
  ARMED(failed);
  column_filter f = {.query = {.pair = TEXT("USA,RUS"), .status = TEXT("actual")}};
  selection s = select_by(&f, QUERY_EVENTS);
  series_set set;
  timeline_rows expected;
  seimei_error error = {0};
  assert_int_equal(summary_series(&s, PERIOD_QUARTER, TEXT("dyad"), 50, &memory, &set, &error), SEIMEI_OK);
  assert_int_equal(query_timeline(made, &f.query, TEXT("quarter"), 0, &memory, &expected, &error), SEIMEI_OK);
  uint32_t seen = 0;
  for (uint32_t i = 0; i < set.count; i++)
    for (uint32_t p = 0; p < set.period_count; p++) {
      const series_point *point = &set.at[i].points[p];
      if (!point->events) continue;
      const timeline_row *row = &expected.at[seen++];
      assert_view_equal(set.at[i].key, arena_format(&memory, "%.*s>%.*s", (int)row->actor.len, row->actor.ptr,
                                                    (int)row->recipient.len, row->recipient.ptr));
      assert_view_equal(period_text_of(&memory, PERIOD_QUARTER, set.first + (int32_t)p), row->period);
      assert_int_equal(point->events, row->events);
      assert_memory_equal(point->quads, row->quad, sizeof row->quad);
      assert_true(point->score - row->sum < 1e-6 && row->sum - point->score < 1e-6);
    }
  assert_int_equal(seen, expected.count);
  assert_int_equal(summary_series(&s, PERIOD_DAY, TEXT("hue"), 5, &memory, &set, &error), SEIMEI_USAGE);
  arena_release(&memory);
}

static void test_periods(void **state) {
  (void)state;
  static const period_kind KINDS[] = {PERIOD_DAY, PERIOD_WEEK, PERIOD_MONTH, PERIOD_QUARTER, PERIOD_YEAR};
  static const char *const DAYS[] = {"1969-12-28", "1969-12-29", "1970-01-01", "2000-02-29",
                                     "2022-01-02", "2022-01-03", "2022-12-31", "2023-01-01"};
  ARMED(failed);
  for (size_t k = 0; k < COUNT_OF(KINDS); k++)
    for (size_t i = 0; i < COUNT_OF(DAYS); i++) {
      period_text text;
      uint32_t day = 0;
      for (const char *c = DAYS[i]; *c; c++)
        if (*c != '-') day = day * 10 + (uint32_t)(*c - '0');
      assert_view_equal(period_text_of(&memory, KINDS[k], period_number(KINDS[k], day)),
                        period_of(&text, KINDS[k], view_of_string(DAYS[i])));
    }
  arena_release(&memory);
}

static void test_network(void **state) {
  (void)state;
  ARMED(failed);
  column_filter f = {.query = {.since = TEXT("2020")}};
  selection s = select_by(&f, QUERY_EVENTS);
  network n;
  seimei_error error = {0};
  uint64_t events = 0, in = 0, out = 0;
  assert_int_equal(summary_network(&s, 1000, 100000, &memory, &n, &error), SEIMEI_OK);
  for (uint32_t i = 0; i < n.edge_count; i++) events += n.edges[i].count;
  for (uint32_t i = 0; i < n.node_count; i++) in += n.nodes[i].in, out += n.nodes[i].out;
  assert_int_equal(events, s.count); /* one actor, one recipient each */
  assert_int_equal(in, events);
  assert_int_equal(out, events);
  assert_int_equal(summary_network(&s, 5, 7, &memory, &n, &error), SEIMEI_OK);
  assert_int_equal(n.node_count, 5);
  assert_int_equal(n.edge_count, 7);
  for (uint32_t i = 0; i < n.edge_count; i++) assert_true(n.edges[i].source < 5 && n.edges[i].target < 5);
  arena_release(&memory);
}

static void test_positions(void **state) {
  (void)state;
  ARMED(failed);
  column_filter f = {.query = {.records = QUERY_EVENTS}};
  selection s = select_by(&f, QUERY_EVENTS);
  position_matrix m;
  position_rows expected;
  seimei_error error = {0};
  position_options options = {.period = PERIOD_YEAR};
  summary_positions(&s, PERIOD_YEAR, 1000, 1000, &memory, &m);
  if (positions_read(made, words, &f.query, &options, &memory, &expected, &error)) fail_msg("%s", error.message);
  assert_int_equal(m.cells.count, expected.count);
  assert_int_equal(m.issue_count, expected.issues);
  for (uint32_t i = 0; i < m.cells.count; i++) {
    const matrix_cell *cell = &m.cells.at[i];
    view key = all->issues.at[m.issues[cell->issue].number].key,
         code = word_at(&all->codes, m.actors[cell->actor].number);
    uint32_t k = 0;
    while (k < expected.count && !(view_equals(expected.at[k].key, key) && view_equals(expected.at[k].actor, code)))
      k++;
    assert_true(k < expected.count);
    assert_memory_equal(cell->counts, expected.at[k].counts, sizeof cell->counts);
  }
  arena_release(&memory);
}

/* What a cell counts is what its link selects. */
static void test_cells(void **state) {
  (void)state;
  ARMED(failed);
  column_filter f = {.query = {.status = TEXT("actual")}};
  selection s = select_by(&f, QUERY_EVENTS);
  position_matrix m;
  summary_positions(&s, PERIOD_MONTH, 3, 4, &memory, &m);
  assert_true(m.cells.count > 0 && m.cells.count <= 12);
  for (uint32_t i = 0; i < m.cells.count; i++) {
    const matrix_cell *cell = &m.cells.at[i];
    column_filter one = f;
    one.keys = all->issues.at[m.issues[cell->issue].number].key;
    one.query.actor = word_at(&all->codes, m.actors[cell->actor].number);
    one.stance = TEXT("any");
    selection evidence = select_by(&one, QUERY_EVENTS);
    uint32_t count;
    uint32_t *rows = selection_rows(&evidence, SORT_NEWEST, 0, CELL_RECORDS, &memory, &count);
    assert_int_equal(evidence.count, cell->count);
    assert_memory_equal(rows, cell->records, count * sizeof *rows);
    assert_int_equal(s.from->day[rows[0]], cell->last);
  }
  arena_release(&memory);
}

/* ---- names ---- */

static void test_labels(void **state) {
  (void)state;
  code_labels *l = NULL;
  seimei_error error = {0};
  double scale = 0;
  if (code_labels_open(SEIMEI_BUILD_DIR "/seimei.pack", &l, &error)) fail_msg("%s", error.message);
  assert_view_equal(code_label(l, LABEL_EN, TEXT("JPN")), TEXT("Japan"));
  assert_view_equal(code_label(l, LABEL_JA, TEXT("CHN")), TEXT("中国"));
  assert_view_equal(code_label(l, LABEL_JA, TEXT("UNO")), TEXT("国際連合"));
  assert_view_equal(code_label(l, LABEL_JA, TEXT("XXX")), TEXT(""));
  assert_view_equal(code_label_sector(l, TEXT("MIL")), TEXT("Military"));
  assert_true(code_label_scale(l, TEXT("AGREE"), &scale) && scale == 3.0);
  assert_false(code_label_scale(l, TEXT("NOTHING"), &scale));
  code_labels_close(l);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_filters), cmocka_unit_test(test_pages),     cmocka_unit_test(test_own_filters),
      cmocka_unit_test(test_counts),  cmocka_unit_test(test_series),    cmocka_unit_test(test_periods),
      cmocka_unit_test(test_network), cmocka_unit_test(test_positions), cmocka_unit_test(test_cells),
      cmocka_unit_test(test_labels),
  };
  return cmocka_run_group_tests(tests, make_store, remove_store);
}
