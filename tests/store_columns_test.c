/* store_columns_test.c - the columns of events: what is written and read, an older store that gets them, damage that is
 * found. */
#include <unistd.h>

#include "store/bigram.h"
#include "store/check.h"
#include "store/event_facts.h"
#include "store/schema.h"
#include "store/word_match.h"
#include "store_fill.h"
#include "test_support.h"

enum { DOCUMENTS = 1100 }; /* more than a part has */

static char path[64], old_path[80];

static void remove_stores(void) {
  const char *const ends[] = {"", "-wal", "-shm"};
  char name[120];
  for (size_t i = 0; i < COUNT_OF(ends); i++) {
    snprintf(name, sizeof name, "%s%s", path, ends[i]);
    unlink(name);
    snprintf(name, sizeof name, "%s%s", old_path, ends[i]);
    unlink(name);
  }
}

static store *opened(const char *name, store_mode mode) {
  store *s = NULL;
  seimei_error error = {0};
  if (store_open(name, mode, &s, &error)) fail_msg("%s", error.message);
  return s;
}

static void run_sql(sqlite3 *db, const char *sql) {
  if (sqlite3_exec(db, sql, NULL, NULL, NULL)) fail_msg("%s: %s", sql, sqlite3_errmsg(db));
}

static int number_of(store *s, const char *sql) {
  sqlite3_stmt *ask = NULL;
  if (sqlite3_prepare_v2(store_database(s), sql, -1, &ask, NULL)) fail_msg("%s", sqlite3_errmsg(store_database(s)));
  assert_int_equal(sqlite3_step(ask), SQLITE_ROW);
  int number = sqlite3_column_int(ask, 0);
  sqlite3_finalize(ask);
  return number;
}

static int make_store(void **state) {
  (void)state;
  snprintf(path, sizeof path, "/tmp/seimei-columns-%d.db", (int)getpid());
  snprintf(old_path, sizeof old_path, "%s.old", path);
  remove_stores();
  store *s = opened(path, STORE_CREATE);
  if (!fill_store(s, DOCUMENTS)) fail_msg("the store cannot be filled");
  store_close(s);
  return 0;
}

static int drop_stores(void **state) {
  (void)state;
  remove_stores();
  return 0;
}

/* ---- blobs ---- */

static const uint32_t NUMBERS[][4] = {{0, 0, 0, 0}, {1, 255, 0, 7}, {256, 65535, 3, 1}, {65536, 4294967295u, 2, 0}};

static void test_blobs(void **state) {
  (void)state;
  arena a;
  buffer blob;
  arena_init(&a, NULL);
  buffer_init(&blob, NULL);
  for (size_t i = 0; i < COUNT_OF(NUMBERS); i++) {
    uint32_t numbers[4], lengths[] = {1, 0, 3};
    memcpy(numbers, NUMBERS[i], sizeof numbers);
    fact_column list = {{lengths, 3, 3}, {numbers, 4, 4}}, found;
    buffer_clear(&blob);
    fact_encode(&list, true, &blob);
    assert_true(fact_decode(&a, view_of(blob.ptr, blob.len), true, &found));
    assert_int_equal(found.numbers.count, 3);
    assert_int_equal(found.items.count, 4);
    assert_memory_equal(found.numbers.at, lengths, sizeof lengths);
    assert_memory_equal(found.items.at, NUMBERS[i], sizeof numbers);
    for (size_t cut = 0; cut < blob.len; cut++) assert_false(fact_decode(&a, view_of(blob.ptr, cut), true, &found));
    blob.ptr[5] = 9; /* other lengths than there are items */
    assert_false(fact_decode(&a, view_of(blob.ptr, blob.len), true, &found));
    blob.ptr[4] = 3; /* no such width */
    assert_false(fact_decode(&a, view_of(blob.ptr, blob.len), true, &found));
  }
  buffer_release(&blob);
  arena_release(&a);
}

static void test_days(void **state) {
  (void)state;
  char text[11];
  static const char *const DAYS[] = {"2022-02-04", "1900-12-31", "9999-01-01", "0001-01-01"};
  for (size_t i = 0; i < COUNT_OF(DAYS); i++)
    assert_view_equal(fact_day_text(fact_day(view_of_string(DAYS[i])), text), view_of_string(DAYS[i]));
  assert_int_equal(fact_day(TEXT("")), 0);
  assert_int_equal(fact_day_text(0, text).len, 0);
  assert_true(fact_day(TEXT("2022-02-04")) < fact_day(TEXT("2022-10-01")));
}

/* ---- an older store ---- */

/* The same rows in a store as schema 1 had it. */
static void make_old(void) {
  static const char *const COPIED[] = {"versions",        "inputs", "documents",    "texts",       "sentences",
                                       "signatures",      "bands",  "actors",       "statements",  "statement_actors",
                                       "statement_codes", "events", "event_actors", "event_codes", "event_pairs"};
  char sql[200];
  sqlite3 *db = NULL;
  assert_int_equal(sqlite3_open(old_path, &db), SQLITE_OK);
  assert_int_equal(bigram_register(db), SQLITE_OK);
  assert_int_equal(schema_bring_up(db, 1), SQLITE_OK);
  snprintf(sql, sizeof sql, "ATTACH '%s' AS made", path);
  run_sql(db, sql);
  for (size_t i = 0; i < COUNT_OF(COPIED); i++) {
    snprintf(sql, sizeof sql, "INSERT INTO main.%s SELECT * FROM made.%s", COPIED[i], COPIED[i]);
    run_sql(db, sql);
  }
  run_sql(db, "INSERT INTO document_words(document_words) VALUES('rebuild')");
  run_sql(db, "INSERT INTO event_words(event_words) VALUES('rebuild')");
  sqlite3_close(db);
}

static void test_migration(void **state) {
  (void)state;
  store *s = NULL;
  seimei_error error = {0};
  char sql[200];
  make_old();
  assert_int_equal(store_open(old_path, STORE_READ, &s, &error), SEIMEI_BAD_INPUT); /* a reader changes nothing */
  s = opened(old_path, STORE_WRITE);
  if (store_check(s, &error)) fail_msg("%s", error.message);
  snprintf(sql, sizeof sql, "ATTACH '%s' AS made", path);
  run_sql(store_database(s), sql);
  assert_int_equal(number_of(s, "SELECT count(*) FROM event_facts"), 2 * FACT_COUNT);
  assert_int_equal(
      number_of(s, "SELECT count(*) FROM (SELECT * FROM event_facts EXCEPT SELECT * FROM made.event_facts)"), 0);
  assert_int_equal(
      number_of(s, "SELECT count(*) FROM (SELECT * FROM fact_values EXCEPT SELECT * FROM made.fact_values)"), 0);
  assert_int_equal(number_of(s, "SELECT count(*) FROM sqlite_schema WHERE name = 'event_words'"), 0);
  assert_true(number_of(s, "SELECT count(*) FROM about_words WHERE about_words MATCH '\"拡大\"'") > 0);
  store_close(s);
}

/* ---- damage ---- */

static const char *const DAMAGES[] = {
    "UPDATE events SET type = 'AID' WHERE id = (SELECT max(id) FROM events WHERE type = 'REJECT')",
    "UPDATE events SET same_as = 1 WHERE id = (1 << 20) + 2",
    "UPDATE documents SET publisher = 'Nobody' WHERE id = 7",
    "UPDATE event_facts SET data = x'00' WHERE fact = 'mode' AND part = 0",
    "DELETE FROM event_facts WHERE fact = 'actors' AND part = 1",
    "INSERT INTO event_facts VALUES('day', 77, x'0000000001')",
    "UPDATE fact_values SET value = 'XXX' WHERE kind = 'party' AND number = 3"};

static void test_damage(void **state) {
  (void)state;
  store *s = opened(path, STORE_WRITE);
  seimei_error error = {0};
  if (store_check(s, &error)) fail_msg("%s", error.message);
  for (size_t i = 0; i < COUNT_OF(DAMAGES); i++) {
    int64_t part;
    run_sql(store_database(s), "BEGIN");
    run_sql(store_database(s), DAMAGES[i]);
    assert_int_equal(facts_check(store_database(s), &part), SQLITE_OK);
    if (part < 0) fail_msg("not found: %s", DAMAGES[i]);
    run_sql(store_database(s), "ROLLBACK");
  }
  store_close(s);
}

/* ---- words in one text ---- */

static const struct {
  const char *text, *words;
  bool has;
} HAS[] = {
    {"NATOのさらなる拡大", "拡大", true},
    {"NATOのさらなる拡大", "nato", true},
    {"NATOのさらなる拡大", "ＮＡＴＯ", true},
    {"NATOのさらなる拡大", "NAT", false},
    {"NATOの拡大", "NATOの拡大", true},
    {"NATOの拡大", "拡大 NATO", true},
    {"NATOの拡大", "拡大 EU", false},
    {"sanctions on Iran", "Sanctions", true},
    {"sanctions on Iran", "sanction", false},
    {"sanctions on Iran", "iran on", true},
    {"中国・外務省", "中国", true},
    {"中国・外務省", "中国外務省", false},
    {"中国・外務省", "中国、外務省", true},
    {"ﾐｻｲﾙ発射", "ミサイル", true},
    {"", "拡大", false},
};

static void test_has_words(void **state) {
  (void)state;
  sqlite3 *db = NULL;
  sqlite3_stmt *ask = NULL;
  assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
  assert_int_equal(words_register(db), SQLITE_OK);
  assert_int_equal(sqlite3_prepare_v2(db, "SELECT seimei_has(?, ?)", -1, &ask, NULL), SQLITE_OK);
  for (size_t i = 0; i < COUNT_OF(HAS); i++) {
    sqlite3_bind_text(ask, 1, HAS[i].text, -1, SQLITE_STATIC);
    sqlite3_bind_text(ask, 2, HAS[i].words, -1, SQLITE_STATIC);
    assert_int_equal(sqlite3_step(ask), SQLITE_ROW);
    if (sqlite3_column_int(ask, 0) != HAS[i].has) fail_msg("%s in %s", HAS[i].words, HAS[i].text);
    sqlite3_reset(ask);
  }
  sqlite3_finalize(ask);
  sqlite3_close(db);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_blobs), cmocka_unit_test(test_days),
                                     cmocka_unit_test(test_migration), cmocka_unit_test(test_damage),
                                     cmocka_unit_test(test_has_words)};
  return cmocka_run_group_tests(tests, make_store, drop_stores);
}
