/* query_test.c - what questions find in a made store is what plain SQL finds, in the same order, whether the question
 * begins with an option that finds few records or walks along an index. */
#include <unistd.h>

#include "query/scan.h"
#include "store_fill.h"
#include "test_support.h"

enum { DOCUMENTS = 1500 }; /* more events than a plan sorts */

static char path[64];
static store *made;

static int make_store(void **state) {
  (void)state;
  seimei_error error = {0};
  snprintf(path, sizeof path, "/tmp/seimei-query-%d.db", (int)getpid());
  unlink(path);
  if (store_open(path, STORE_CREATE, &made, &error) || !fill_store(made, DOCUMENTS)) fail_msg("%s", error.message);
  store_close(made);
  if (store_open(path, STORE_READ, &made, &error)) fail_msg("%s", error.message);
  return 0;
}

static int remove_store(void **state) {
  (void)state;
  store_close(made);
  unlink(path);
  return 0;
}

#define WHO(role, code)                                                                                                \
  "EXISTS (SELECT 1 FROM event_actors r JOIN actors a ON a.id = r.actor WHERE r.event = e.id AND "                     \
  "r.role = '" role "' AND a.code = '" code "')"

static const struct {
  query_filter filter;
  const char *where;
} QUESTIONS[] = {
    {{.actor = SEIMEI_TEXT("CHN")}, WHO("actor", "CHN")},
    {{.actor = SEIMEI_TEXT("TON")}, WHO("actor", "TON")},
    {{.actor = SEIMEI_TEXT("IGO/NATO"), .lang = SEIMEI_TEXT("ja")}, WHO("actor", "IGO/NATO")},
    {{.actor = SEIMEI_TEXT("CHN"), .recipient = SEIMEI_TEXT("JPN")},
     WHO("actor", "CHN") " AND " WHO("recipient", "JPN")},
    {{.pair = SEIMEI_TEXT("USA,RUS")},
     "(" WHO("actor", "USA") " AND " WHO("recipient", "RUS") ") OR (" WHO("actor", "RUS") " AND " WHO("recipient",
                                                                                                      "USA") ")"},
    {{.lang = SEIMEI_TEXT("ja")}, "1"},
    {{.lang = SEIMEI_TEXT("ja"), .type = SEIMEI_TEXT("AID")}, "e.type = 'AID'"},
    {{.since = SEIMEI_TEXT("2014-01-01"), .until = SEIMEI_TEXT("2019-06-30"), .status = SEIMEI_TEXT("actual")},
     "e.day BETWEEN '2014-01-01' AND '2019-06-30' AND e.status = 'actual'"},
    {{.type = SEIMEI_TEXT(
          "ACCUSE,AGREE,AID,ASSAULT,COERCE,CONSULT,SUPPORT,REJECT,RETREAT,REQUEST,PROTEST,MOBILIZE,SANCTION")},
     "e.type NOT IN ('CONCEDE', 'COOPERATE', 'THREATEN')"},
    {{.has_score = true, .least = -10, .most = 10, .sort = SORT_CONFLICT}, "1"},
    {{.has_score = true, .least = -5, .most = -4, .sort = SORT_COOPERATION}, "e.event_scale BETWEEN -5 AND -4"},
    {{.lang = SEIMEI_TEXT("ja"), .sort = SORT_CONFIDENCE}, "1"},
    {{.lang = SEIMEI_TEXT("ja"), .sort = SORT_STORED}, "1"},
    {{.words = SEIMEI_TEXT("漁業協定 議定書")},
     "e.document IN (SELECT document FROM texts WHERE text LIKE '%漁業協定%' AND text LIKE '%議定書%')"},
    {{.words = SEIMEI_TEXT("述べた"), .publisher = SEIMEI_TEXT("Machi Press")},
     "e.document IN (SELECT id FROM documents WHERE publisher = 'Machi Press')"},
    {{.about = SEIMEI_TEXT("NATO")}, "e.about LIKE '%NATO%'"},
    {{.context = SEIMEI_TEXT("economic"), .place = SEIMEI_TEXT("UKR")},
     "e.contexts = 'economic' AND e.place_code = 'UKR'"},
    {{.mode = SEIMEI_TEXT("arrest,weapons"), .sort = SORT_OLDEST}, "e.mode IN ('arrest', 'weapons')"},
    {{.context = SEIMEI_TEXT("economic,human rights"), .limit = 0}, "e.contexts IN ('economic', 'human rights')"},
    {{.status = SEIMEI_TEXT("future"), .sort = SORT_STORED}, "e.status = 'future'"},
    {{.sector = SEIMEI_TEXT("MIL"), .no_repeats = true},
     "EXISTS (SELECT 1 FROM event_actors r JOIN actors a ON a.id = r.actor WHERE r.event = e.id AND r.role = 'actor' "
     "AND "
     "a.sector = 'MIL')"},
    {{.about = SEIMEI_TEXT("拡大 NATO"), .place = SEIMEI_TEXT("UKR")},
     "e.about LIKE '%NATO%' AND e.about LIKE '%拡大%' AND e.place_code = 'UKR'"},
    {{.actor = SEIMEI_TEXT("CHN,JPN:MIL"), .recipient = SEIMEI_TEXT("RUS")},
     "EXISTS (SELECT 1 FROM event_actors r JOIN actors a ON a.id = r.actor WHERE r.event = e.id AND r.role = 'actor' "
     "AND "
     "(a.code = 'CHN' OR a.label = 'JPN:MIL')) AND " WHO("recipient", "RUS")},
    {{.actor = SEIMEI_TEXT("x' OR '1'='1")}, "0"},
    {{.about = SEIMEI_TEXT("\" OR about:\"")}, "0"},
};

static const char *const ORDERS[] = {[SORT_NEWEST] = "e.day DESC, e.id DESC",
                                     [SORT_OLDEST] = "e.day, e.id",
                                     [SORT_CONFLICT] = "e.event_scale, e.day, e.id",
                                     [SORT_COOPERATION] = "e.event_scale DESC, e.day DESC, e.id DESC",
                                     [SORT_CONFIDENCE] = "e.confidence DESC, e.day DESC, e.id DESC",
                                     [SORT_STORED] = "e.id"};

static sqlite3_stmt *plain(size_t i) {
  char sql[2048];
  sqlite3_stmt *rows = NULL;
  snprintf(sql, sizeof sql, "SELECT e.id FROM events e WHERE %s ORDER BY %s", QUESTIONS[i].where,
           ORDERS[QUESTIONS[i].filter.sort]);
  if (sqlite3_prepare_v2(store_database(made), sql, -1, &rows, NULL))
    fail_msg("%s", sqlite3_errmsg(store_database(made)));
  return rows;
}

static void compare(size_t i, uint64_t limit, uint64_t offset) {
  question *q = NULL;
  seimei_error error = {0};
  query_filter filter = QUESTIONS[i].filter;
  filter.limit = limit;
  filter.offset = offset;
  if (question_open(made, &filter, &q, &error)) fail_msg("question %zu: %s", i, error.message);
  sqlite3_stmt *rows = plain(i);
  uint64_t wanted = 0;
  while (offset--) sqlite3_step(rows);
  for (bool more = true; more;) {
    int64_t id = 0;
    assert_int_equal(question_next(q, &id, &more, &error), SEIMEI_OK);
    bool has = (!limit || wanted < limit) && sqlite3_step(rows) == SQLITE_ROW;
    if (more != has)
      fail_msg("question %zu: %s after %llu records", i, more ? "more than plain SQL" : "an early end",
               (unsigned long long)wanted);
    if (more && id != sqlite3_column_int64(rows, 0))
      fail_msg("question %zu: another record at %llu", i, (unsigned long long)wanted);
    wanted += more;
  }
  sqlite3_finalize(rows);
  question_close(q);
}

/* The columns of events select the same. */
static void compare_scan(size_t i) {
  term_set terms;
  scan *c = NULL;
  scan_part p;
  seimei_error error = {0};
  char sql[2048];
  sqlite3_stmt *rows = NULL;
  terms_init(&terms, &QUESTIONS[i].filter);
  if (scan_can(&terms) && !terms.finds_nothing) {
    snprintf(sql, sizeof sql, "SELECT e.id FROM events e WHERE %s ORDER BY e.id", QUESTIONS[i].where);
    assert_int_equal(sqlite3_prepare_v2(store_database(made), sql, -1, &rows, NULL), SQLITE_OK);
    assert_int_equal(scan_open(made, &terms, &(scan_options){.every = 0}, &c, &error), SEIMEI_OK);
    for (bool more = true; more;) {
      assert_int_equal(scan_next(c, &p, &more, &error), SEIMEI_OK);
      for (uint32_t r = 0; more && r < p.count; r++) {
        assert_int_equal(sqlite3_step(rows), SQLITE_ROW);
        int64_t id = p.base | p.columns[FACT_RECORD].numbers.at[p.rows[r]];
        if (id != sqlite3_column_int64(rows, 0)) fail_msg("question %zu: another record", i);
      }
    }
    assert_int_equal(sqlite3_step(rows), SQLITE_DONE);
    scan_close(c);
    sqlite3_finalize(rows);
  }
  terms_release(&terms);
}

static void test_questions(void **state) {
  (void)state;
  for (size_t i = 0; i < COUNT_OF(QUESTIONS); i++) {
    compare(i, 0, 0);
    compare(i, 7, 0);
    compare(i, 5, 3);
    compare_scan(i);
  }
}

/* ---- counts ---- */

static void test_counts(void **state) {
  (void)state;
  arena memory;
  jmp_buf failed;
  count_rows rows;
  timeline_rows times;
  seimei_error error = {0};
  volatile uint64_t sum = 0;
  arena_init(&memory, NULL);
  if (setjmp(failed)) fail_msg("out of memory");
  memory.on_failure = &failed;
  query_filter all = {.limit = 0}, pair = {.pair = SEIMEI_TEXT("USA,RUS"), .status = SEIMEI_TEXT("actual")};
  assert_int_equal(query_count(made, &all, TEXT("year,publisher"), &memory, &rows, &error), SEIMEI_OK);
  for (uint32_t i = 0; i < rows.count; i++) sum += rows.at[i].count;
  assert_int_equal(sum, DOCUMENTS * FILL_SENTENCES);
  for (uint32_t i = 1; i < rows.count; i++) assert_true(view_compare(rows.at[i - 1].keys[0], rows.at[i].keys[0]) <= 0);
  assert_int_equal(query_count(made, &pair, TEXT("dyad"), &memory, &rows, &error), SEIMEI_OK);
  assert_int_equal(query_timeline(made, &pair, TEXT("quarter"), 0, &memory, &times, &error), SEIMEI_OK);
  assert_int_equal(rows.count, 2);
  for (uint32_t r = 0; r < 2; r++) {
    uint64_t events = 0;
    for (uint32_t i = 0; i < times.count; i++)
      if (view_starts_with(rows.at[r].keys[0], times.at[i].actor)) events += times.at[i].events;
    assert_int_equal(events, rows.at[r].count);
  }
  arena_release(&memory);
}

/* Counts from the columns and from the rows are the same: a word that every text has asks for the second. */
static const char *const COUNTED[] = {"day",
                                      "week",
                                      "month",
                                      "quarter",
                                      "year",
                                      "type",
                                      "mode",
                                      "context",
                                      "status",
                                      "actor",
                                      "recipient",
                                      "sector",
                                      "dyad",
                                      "place",
                                      "quad",
                                      "publisher",
                                      "lang",
                                      "month,dyad",
                                      "actor,type,context",
                                      "year,sector,lang,publisher"};

static void test_both_counts(void **state) {
  (void)state;
  static const query_filter FILTERS[] = {{.limit = 0},
                                         {.status = SEIMEI_TEXT("actual")},
                                         {.context = SEIMEI_TEXT("economic"), .sector = SEIMEI_TEXT("GOV")},
                                         {.has_score = true, .least = -7, .most = 3.5},
                                         {.lang = SEIMEI_TEXT("ja"), .since = SEIMEI_TEXT("2015-05-05")}};
  arena memory;
  jmp_buf failed;
  count_rows one, other;
  seimei_error error = {0};
  arena_init(&memory, NULL);
  if (setjmp(failed)) fail_msg("out of memory");
  memory.on_failure = &failed;
  for (size_t i = 0; i < COUNT_OF(COUNTED); i++) {
    view by = view_of_string(COUNTED[i]);
    query_filter columns = FILTERS[i % COUNT_OF(FILTERS)], rows = columns;
    rows.words = TEXT("について");
    assert_int_equal(query_count(made, &columns, by, &memory, &one, &error), SEIMEI_OK);
    assert_int_equal(query_count(made, &rows, by, &memory, &other, &error), SEIMEI_OK);
    assert_true(one.count > 0 && one.records == other.records);
    assert_int_equal(one.count, other.count);
    for (uint32_t r = 0; r < one.count; r++) {
      bool same = one.at[r].count == other.at[r].count;
      for (int k = 0; k < COUNT_MOST_KEYS; k++) same &= view_equals(one.at[r].keys[k], other.at[r].keys[k]);
      if (!same) fail_msg("row %u by %s", r, by.ptr);
    }
  }
  arena_release(&memory);
}

/* The columns and the parties of events give the same timeline: words in every text ask for the second. */
static void test_both_timelines(void **state) {
  (void)state;
  arena memory;
  jmp_buf failed;
  timeline_rows one, other;
  seimei_error error = {0};
  arena_init(&memory, NULL);
  if (setjmp(failed)) fail_msg("out of memory");
  memory.on_failure = &failed;
  query_filter pairs = {.status = SEIMEI_TEXT("actual")},
               events = {.status = SEIMEI_TEXT("actual"), .words = SEIMEI_TEXT("について")};
  assert_int_equal(query_timeline(made, &pairs, TEXT("year"), 20, &memory, &one, &error), SEIMEI_OK);
  assert_int_equal(query_timeline(made, &events, TEXT("year"), 20, &memory, &other, &error), SEIMEI_OK);
  assert_int_equal(one.count, other.count);
  assert_true(one.count > 20);
  for (uint32_t i = 0; i < one.count; i++) {
    assert_true(view_equals(one.at[i].period, other.at[i].period) && view_equals(one.at[i].actor, other.at[i].actor));
    assert_memory_equal(one.at[i].quad, other.at[i].quad, sizeof one.at[i].quad);
    assert_true(one.at[i].sum - other.at[i].sum < 1e-9 && other.at[i].sum - one.at[i].sum < 1e-9);
  }
  arena_release(&memory);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_questions), cmocka_unit_test(test_counts),
                                     cmocka_unit_test(test_both_counts), cmocka_unit_test(test_both_timelines)};
  return cmocka_run_group_tests(tests, make_store, remove_store);
}
