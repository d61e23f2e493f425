/* query_test.c - what questions find in a made store is what plain SQL finds, in the same order, whether the question
 * begins with an option that finds few records or walks along an index. */
#include <unistd.h>

#include "query/query.h"
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

static void test_questions(void **state) {
  (void)state;
  for (size_t i = 0; i < COUNT_OF(QUESTIONS); i++) {
    compare(i, 0, 0);
    compare(i, 7, 0);
    compare(i, 5, 3);
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

/* The table of pairs and the parties of events give the same timeline: words in every text ask for the second. */
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
                                     cmocka_unit_test(test_both_timelines)};
  return cmocka_run_group_tests(tests, make_store, remove_store);
}
