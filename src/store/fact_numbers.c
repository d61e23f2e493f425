/* fact_numbers.c - words of facts and their numbers, in memory and in fact_values. */
#include "store/fact_numbers.h"

#include "store/store.h"

static const char ALL[] = "SELECT kind, number, value FROM fact_values ORDER BY kind, number";
static const char ADD[] = "INSERT INTO fact_values(kind, number, value) VALUES(?, ?, ?)";

void fact_numbers_init(fact_numbers *n, sqlite3 *db) {
  *n = (fact_numbers){.database = db};
  arena_init(&n->memory, NULL);
  buffer_init(&n->key, NULL);
}

void fact_numbers_release(fact_numbers *n) {
  sqlite3_finalize(n->all);
  sqlite3_finalize(n->add);
  arena_release(&n->memory);
  buffer_release(&n->key);
}

void fact_numbers_forget(fact_numbers *n) {
  arena_reset(&n->memory);
  n->numbers = n->counts = (map){0};
  n->is_loaded = n->failed = false;
}

static bool is_prepared(fact_numbers *n, sqlite3_stmt **s, const char *text) {
  if (!*s && sqlite3_prepare_v3(n->database, text, -1, SQLITE_PREPARE_PERSISTENT, s, NULL)) n->failed = true;
  return *s != NULL;
}

/* ---- in memory ---- */

static view key_of(fact_numbers *n, view kind, view value) {
  buffer_clear(&n->key);
  buffer_add(&n->key, kind);
  buffer_add_byte(&n->key, '\x1F');
  buffer_add(&n->key, value);
  if (n->key.failed) n->failed = true;
  return view_of(n->key.ptr ? n->key.ptr : "", n->key.len);
}

static void know(fact_numbers *n, view key, view kind, uint32_t number) {
  map_put(&n->memory, &n->numbers, arena_copy(&n->memory, key), number);
  map_put(&n->memory, &n->counts, arena_copy(&n->memory, kind), number + 1);
}

static view bytes_of(const double *real) { return view_of((const char *)real, sizeof *real); }

static void load(fact_numbers *n) {
  int step = SQLITE_ERROR;
  n->is_loaded = true;
  if (!is_prepared(n, &n->all, ALL)) return;
  while ((step = sqlite3_step(n->all)) == SQLITE_ROW) {
    view kind = column_text(n->all, 0);
    double real = sqlite3_column_double(n->all, 2);
    bool is_real = sqlite3_column_type(n->all, 2) == SQLITE_FLOAT;
    know(n, key_of(n, kind, is_real ? bytes_of(&real) : column_text(n->all, 2)), kind,
         (uint32_t)sqlite3_column_int64(n->all, 1));
  }
  if (step != SQLITE_DONE) n->failed = true;
  sqlite3_reset(n->all);
}

/* ---- new ones ---- */

static void write_number(fact_numbers *n, const char *kind, uint32_t number, view word, const double *real) {
  if (!is_prepared(n, &n->add, ADD)) return;
  sqlite3_bind_text(n->add, 1, kind, -1, SQLITE_STATIC);
  sqlite3_bind_int64(n->add, 2, number);
  if (real) sqlite3_bind_double(n->add, 3, *real);
  else sqlite3_bind_text64(n->add, 3, word.ptr ? word.ptr : "", word.len, SQLITE_STATIC, SQLITE_UTF8);
  if (sqlite3_step(n->add) != SQLITE_DONE) n->failed = true;
  sqlite3_reset(n->add);
}

/* word, or *real where that is not NULL. */
static uint32_t number_of(fact_numbers *n, const char *kind, view word, const double *real) {
  if (!n->is_loaded) load(n);
  view name = view_of_string(kind), key = key_of(n, name, real ? bytes_of(real) : word);
  uint32_t number = map_get(&n->numbers, key);
  if (number != NONE || n->is_fixed) return number;
  number = map_get(&n->counts, name);
  if (number == NONE) number = 0;
  write_number(n, kind, number, word, real);
  know(n, key, name, number);
  return number;
}

uint32_t fact_number_of_word(fact_numbers *n, const char *kind, view word) { return number_of(n, kind, word, NULL); }

uint32_t fact_number_of_real(fact_numbers *n, const char *kind, double real) {
  return number_of(n, kind, TEXT(""), &real);
}
