/* store_test.c - opening, locking, migrating, the words that the indexes find. */
#include <unistd.h>

#include "store/bigram.h"
#include "store/fingerprint.h"
#include "store/schema.h"
#include "test_support.h"

static char path[64];

static void fresh_path(void) {
  snprintf(path, sizeof path, "/tmp/seimei-store-%d.db", (int)getpid());
  char beside[80];
  const char *const ends[] = {"", "-wal", "-shm"};
  for (size_t i = 0; i < COUNT_OF(ends); i++) {
    snprintf(beside, sizeof beside, "%s%s", path, ends[i]);
    unlink(beside);
  }
}

static store *opened(store_mode mode) {
  store *s = NULL;
  seimei_error error = {0};
  if (store_open(path, mode, &s, &error)) fail_msg("%s", error.message);
  return s;
}

static void refused(store_mode mode, seimei_status status, const char *words) {
  store *s = NULL;
  seimei_error error = {0};
  assert_int_equal(store_open(path, mode, &s, &error), status);
  assert_null(s);
  if (!strstr(error.message, words)) fail_msg("\"%s\" is not in \"%s\"", words, error.message);
}

static void run_sql(store *s, const char *sql) {
  if (sqlite3_exec(store_database(s), sql, NULL, NULL, NULL))
    fail_msg("%s: %s", sql, sqlite3_errmsg(store_database(s)));
}

static int number_of(store *s, const char *sql, view bound) {
  sqlite3_stmt *ask = NULL;
  if (sqlite3_prepare_v2(store_database(s), sql, -1, &ask, NULL)) fail_msg("%s", sqlite3_errmsg(store_database(s)));
  if (bound.ptr) sqlite3_bind_text(ask, 1, bound.ptr, (int)bound.len, SQLITE_STATIC);
  if (sqlite3_step(ask) != SQLITE_ROW) fail_msg("%s: %s", sql, sqlite3_errmsg(store_database(s)));
  int number = sqlite3_column_int(ask, 0);
  sqlite3_finalize(ask);
  return number;
}

static void test_modes(void **state) {
  (void)state;
  fresh_path();
  refused(STORE_READ, SEIMEI_NO_FILE, "No such file");
  refused(STORE_WRITE, SEIMEI_NO_FILE, "No such file");
  store *s = opened(STORE_CREATE);
  refused(STORE_WRITE, SEIMEI_IO, "another program is writing");
  store *reader = opened(STORE_READ);
  assert_int_not_equal(sqlite3_exec(store_database(reader), "DELETE FROM events", NULL, NULL, NULL), SQLITE_OK);
  store_close(reader);
  refused(STORE_WRITE, SEIMEI_IO, "another program is writing");
  store_close(s);
  store_close(opened(STORE_WRITE));
  store_close(NULL);
}

static void test_foreign_files(void **state) {
  (void)state;
  fresh_path();
  FILE *f = fopen(path, "wb");
  for (int i = 0; i < 200; i++) fputs("no database at all, only words\n", f);
  fclose(f);
  refused(STORE_READ, SEIMEI_BAD_INPUT, "is no store");
  refused(STORE_CREATE, SEIMEI_BAD_INPUT, "is no store");
  fresh_path();
  sqlite3 *other = NULL;
  assert_int_equal(sqlite3_open(path, &other), SQLITE_OK);
  assert_int_equal(sqlite3_exec(other, "CREATE TABLE mine(x)", NULL, NULL, NULL), SQLITE_OK);
  sqlite3_close(other);
  refused(STORE_CREATE, SEIMEI_BAD_INPUT, "is no store of seimei");
  fresh_path();
  store *s = opened(STORE_CREATE);
  run_sql(s, "PRAGMA user_version = 99");
  store_close(s);
  refused(STORE_READ, SEIMEI_BAD_INPUT, "use a newer seimei");
  refused(STORE_WRITE, SEIMEI_BAD_INPUT, "use a newer seimei");
}

static void test_migration(void **state) {
  (void)state;
  static const schema_step steps[] = {{"CREATE TABLE a(x); INSERT INTO a VALUES(1)", NULL},
                                      {"ALTER TABLE a ADD y DEFAULT 7", NULL},
                                      {"UPDATE a SET y = y + 1; INSERT INTO nothing VALUES(1)", NULL}};
  sqlite3 *db = NULL;
  assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
  assert_int_equal(schema_migrate(db, steps, 1), SQLITE_OK);
  assert_int_not_equal(schema_migrate(db, steps, 3), SQLITE_OK); /* the last step fails: none is done */
  assert_int_equal(sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL), SQLITE_OK);
  assert_int_not_equal(sqlite3_exec(db, "SELECT y FROM a", NULL, NULL, NULL), SQLITE_OK);
  assert_int_equal(schema_migrate(db, steps, 2), SQLITE_OK);
  assert_int_equal(schema_migrate(db, steps, 2), SQLITE_OK);
  assert_int_equal(sqlite3_exec(db, "SELECT y FROM a", NULL, NULL, NULL), SQLITE_OK);
  sqlite3_close(db);
}

/* ---- words ---- */

static int list_token(void *user, view token, bigram_kind kind, size_t begin, size_t end) {
  (void)begin, (void)end;
  buffer_add(user, token);
  buffer_add_string(user, kind == TOKEN_TAIL ? "< " : kind == TOKEN_ALONE ? "* " : " ");
  return 0;
}

static const struct {
  const char *text;
  bigram_use use;
  const char *tokens;
} SPLITS[] = {
    {"中国外務省", BIGRAM_TEXT, "中国 国外 外務 務省 省< "},
    {"中国外務省", BIGRAM_QUESTION, "中国 国外 外務 務省 "},
    {"米", BIGRAM_TEXT, "米 "},
    {"米", BIGRAM_QUESTION, "米* "},
    {"Sanctions, G7の", BIGRAM_TEXT, "sanctions g7 の "},
    {"ＮＡＴＯ拡大", BIGRAM_TEXT, "nato 拡大 大< "},
    {"ﾌﾟｰﾁﾝ", BIGRAM_QUESTION, "プー ーチ チン "},
    {"日・中", BIGRAM_QUESTION, "日* 中* "},
    {"Élysée", BIGRAM_TEXT, "élysée "},
    {"한국", BIGRAM_TEXT, "한국 국< "},
    {"、。「」 \n", BIGRAM_TEXT, ""},
    {"\xff中\x80", BIGRAM_TEXT, "中 "},
};

static void test_tokens(void **state) {
  (void)state;
  for (size_t i = 0; i < COUNT_OF(SPLITS); i++) {
    buffer out;
    buffer_init(&out, NULL);
    bigram_split(view_of_string(SPLITS[i].text), SPLITS[i].use, list_token, &out);
    assert_string_equal(out.ptr ? out.ptr : "", SPLITS[i].tokens);
    buffer_release(&out);
  }
}

static const struct {
  const char *words;
  int found; /* of the two texts below */
} FINDS[] = {
    {"中国", 2},
    {"外務省", 1},
    {"sanctions", 1},
    {"SANCTIONS", 1},
    {"sanction", 0},
    {"国務", 0},
    {"米", 1},
    {"省", 1},
    {"中国 発表", 1},
    {"\"", 0},
    {"中国\" OR 1", 0},
    {"G7首脳", 1},
    {"首脳G7", 0},
    {"「中国」 外務省", 1},
    {"NEAR(", 0},
    {"表", 2},
    {"ＳＡＮＣＴＩＯＮＳ", 1},
};

static void test_words(void **state) {
  (void)state;
  fresh_path();
  store *s = opened(STORE_CREATE);
  run_sql(s, "INSERT INTO document_words(rowid, title, text) VALUES"
             "(1, '中国外務省の発表', 'new sanctions against 米国'), (2, 'G7首脳', '中国代表')");
  for (size_t i = 0; i < COUNT_OF(FINDS); i++) {
    buffer out;
    buffer_init(&out, NULL);
    int found = 0;
    if (store_match(view_of_string(FINDS[i].words), &out))
      found = number_of(s, "SELECT count(*) FROM (SELECT rowid FROM document_words WHERE document_words MATCH ?1)",
                        view_of(out.ptr, out.len));
    if (found != FINDS[i].found) fail_msg("%s: %d found by %s", FINDS[i].words, found, out.ptr ? out.ptr : "");
    buffer_release(&out);
  }
  store_close(s);
  fresh_path();
}

/* ---- repeats ---- */

static const struct {
  const char *url, *address;
} ADDRESSES[] = {
    {"https://News.Example:443/a/b/?utm_source=x&id=7&fbclid=1#top", "news.example/a/b?id=7"},
    {"http://news.example/a/b?id=7", "news.example/a/b?id=7"},
    {"http://news.example:8080/", "news.example:8080"},
    {" https://user:word@news.example./A ", "news.example/A"},
    {"https://news.example?utm_medium=y", "news.example"},
    {"https://news.example/?a=1&&gclid=2", "news.example?a=1"},
    {"ftp://news.example/a", ""},
    {"https://", ""},
    {"", ""},
};

static void test_addresses(void **state) {
  (void)state;
  arena a;
  arena_init(&a, NULL);
  for (size_t i = 0; i < COUNT_OF(ADDRESSES); i++)
    assert_view_equal(address_of(&a, view_of_string(ADDRESSES[i].url)), view_of_string(ADDRESSES[i].address));
  arena_release(&a);
}

static void test_content(void **state) {
  (void)state;
  arena a;
  arena_init(&a, NULL);
  view content = content_of(&a, TEXT("題 名"), TEXT("本文。\n\n 次"));
  assert_view_equal(content, TEXT("題名\n本文。次"));
  assert_true(content_is(content, TEXT("題名 "), TEXT("本 文。次\n")));
  assert_false(content_is(content, TEXT("題名"), TEXT("本文。次の")));
  assert_false(content_is(content, TEXT("題"), TEXT("名本文。次")));
  assert_true(content_hash(content, 0) != content_hash(content, 1));
  arena_release(&a);
}

/* Resemblance is near what the sets of runs say; alike texts share a band. */
static void test_signatures(void **state) {
  (void)state;
  arena a;
  buffer text;
  arena_init(&a, NULL);
  buffer_init(&text, NULL);
  for (uint32_t i = 0; i < 600; i++) {
    char letter[4];
    buffer_add(&text, view_of(letter, utf8_encode(0x4E00 + (uint32_t)(hash_mix(i, 5) % 3000), letter)));
  }
  view whole = view_of(text.ptr, text.len), most = view_of(text.ptr, text.len * 9 / 10),
       other = view_skip(whole, text.len / 2);
  signature s = signature_of(&a, whole), like = signature_of(&a, most), half = signature_of(&a, other);
  assert_true(s.known && like.known && signature_resemblance(s.bins, s.bins) == 1.0);
  double near_to = signature_resemblance(s.bins, like.bins), far = signature_resemblance(s.bins, half.bins);
  if (near_to < 0.8 || near_to > 0.99 || far < 0.35 || far > 0.65) fail_msg("resemblance %f and %f", near_to, far);
  int shared = 0;
  for (int b = 0; b < BAND_COUNT; b++) shared += s.bands[b] == like.bands[b];
  assert_true(shared > 0);
  assert_false(signature_of(&a, TEXT("短い文。")).known);
  buffer_release(&text);
  arena_release(&a);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_modes),     cmocka_unit_test(test_foreign_files),
                                     cmocka_unit_test(test_migration), cmocka_unit_test(test_tokens),
                                     cmocka_unit_test(test_words),     cmocka_unit_test(test_addresses),
                                     cmocka_unit_test(test_content),   cmocka_unit_test(test_signatures)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
