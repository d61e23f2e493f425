/* sql.c - prepared statements: binding and running. */
#include "store/sql.h"

static const char *const TEXTS[SQL_COUNT] = {
#define X(name, text) text,
    SQL_LIST(X)
#undef X
};

static sqlite3_stmt *prepared(sql_set *set, sql_name name) {
  if (!set->statements[name])
    sqlite3_prepare_v3(set->database, TEXTS[name], -1, SQLITE_PREPARE_PERSISTENT, &set->statements[name], NULL);
  return set->statements[name];
}

static sql_value integer_value(int64_t n) { return (sql_value){VALUE_INTEGER, {.integer = n}}; }

static sql_value text_value(view text) {
  return (sql_value){VALUE_TEXT, {.text = view_of(text.ptr ? text.ptr : "", text.len)}};
}

static sql_value text_or_null(view text) { return text.len ? text_value(text) : (sql_value){VALUE_NULL, {0}}; }

/* The place of words; the number of values. */
static int place_values(seimei_words words, sql_value *out) {
  bool known = words.text.len > 0;
  out[0] = known ? integer_value(words.span.begin) : (sql_value){VALUE_NULL, {0}};
  out[1] = known ? integer_value(words.span.end) : (sql_value){VALUE_NULL, {0}};
  return 2;
}

static int one_value(char kind, va_list *arguments, sql_value *out) {
  seimei_words words;
  switch (kind) {
  case 'i': *out = integer_value(va_arg(*arguments, int64_t)); return 1;
  case 'r': *out = (sql_value){VALUE_REAL, {.real = va_arg(*arguments, double)}}; return 1;
  case 't': *out = text_or_null(va_arg(*arguments, view)); return 1;
  case 's': *out = text_value(va_arg(*arguments, view)); return 1;
  case 'b':
    *out = text_value(va_arg(*arguments, view));
    out->kind = VALUE_BLOB;
    return 1;
  case 'w':
    words = va_arg(*arguments, seimei_words);
    *out = text_or_null(words.text);
    return 1 + place_values(words, out + 1);
  case 'p': return place_values(va_arg(*arguments, seimei_words), out);
  default: *out = (sql_value){VALUE_NULL, {0}}; return 1;
  }
}

int sql_values(const char *kinds, va_list *arguments, sql_value *out) {
  int count = 0;
  for (const char *k = kinds; *k; k++) count += one_value(*k, arguments, out + count);
  return count;
}

static void bind_value(sqlite3_stmt *s, int at, const sql_value *v) {
  switch (v->kind) {
  case VALUE_INTEGER: sqlite3_bind_int64(s, at, v->integer); break;
  case VALUE_REAL: sqlite3_bind_double(s, at, v->real); break;
  case VALUE_TEXT: sqlite3_bind_text64(s, at, v->text.ptr, v->text.len, SQLITE_STATIC, SQLITE_UTF8); break;
  case VALUE_BLOB: sqlite3_bind_blob64(s, at, v->text.ptr, v->text.len, SQLITE_STATIC); break;
  case VALUE_NULL: sqlite3_bind_null(s, at); break;
  }
}

static sqlite3_stmt *bind_all(sql_set *set, sql_name name, const char *kinds, va_list *arguments) {
  sql_value values[SQL_MOST_VALUES];
  sqlite3_stmt *s = prepared(set, name);
  int count = sql_values(kinds, arguments, values);
  for (int i = 0; i < count && s; i++) bind_value(s, i + 1, &values[i]);
  return s;
}

sqlite3_stmt *sql_bind(sql_set *set, sql_name name, const char *kinds, ...) {
  va_list arguments;
  va_start(arguments, kinds);
  sqlite3_stmt *s = bind_all(set, name, kinds, &arguments);
  va_end(arguments);
  return s;
}

bool sql_run(sql_set *set, sql_name name, const char *kinds, ...) {
  va_list arguments;
  va_start(arguments, kinds);
  sqlite3_stmt *s = bind_all(set, name, kinds, &arguments);
  va_end(arguments);
  if (!s) return false;
  int code = sqlite3_step(s);
  sqlite3_reset(s);
  return code == SQLITE_DONE || code == SQLITE_ROW;
}

int64_t sql_number(sqlite3_stmt *bound, bool *ok) {
  int64_t number = 0;
  int code = bound ? sqlite3_step(bound) : SQLITE_ERROR;
  if (code == SQLITE_ROW) number = sqlite3_column_int64(bound, 0);
  else if (code != SQLITE_DONE) *ok = false;
  sqlite3_reset(bound);
  return number;
}

void sql_release(sql_set *set) {
  for (int i = 0; i < SQL_COUNT; i++) sqlite3_finalize(set->statements[i]);
  memset(set->statements, 0, sizeof set->statements);
}
