/* sql.c - prepared statements: binding and running. */
#include "store/sql.h"

#include <stdarg.h>

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

static void bind_text(sqlite3_stmt *s, int at, view text) {
  sqlite3_bind_text64(s, at, text.ptr ? text.ptr : "", text.len, SQLITE_STATIC, SQLITE_UTF8);
}

/* Binds the place of words; the number of the next parameter. */
static int bind_place(sqlite3_stmt *s, int at, seimei_words words) {
  if (words.text.len) {
    sqlite3_bind_int64(s, at, words.span.begin);
    sqlite3_bind_int64(s, at + 1, words.span.end);
  } else {
    sqlite3_bind_null(s, at);
    sqlite3_bind_null(s, at + 1);
  }
  return at + 2;
}

static int bind_text_or_null(sqlite3_stmt *s, int at, view text) {
  if (text.len) bind_text(s, at, text);
  else sqlite3_bind_null(s, at);
  return at + 1;
}

static int bind_one(sqlite3_stmt *s, int at, char kind, va_list *arguments) {
  seimei_words words;
  view text;
  switch (kind) {
  case 'i': return sqlite3_bind_int64(s, at, va_arg(*arguments, int64_t)), at + 1;
  case 'r': return sqlite3_bind_double(s, at, va_arg(*arguments, double)), at + 1;
  case 't': return bind_text_or_null(s, at, va_arg(*arguments, view));
  case 's': return bind_text(s, at, va_arg(*arguments, view)), at + 1;
  case 'b':
    text = va_arg(*arguments, view);
    return sqlite3_bind_blob64(s, at, text.ptr, text.len, SQLITE_STATIC), at + 1;
  case 'w': words = va_arg(*arguments, seimei_words); return bind_place(s, bind_text_or_null(s, at, words.text), words);
  case 'p': return bind_place(s, at, va_arg(*arguments, seimei_words));
  default: return sqlite3_bind_null(s, at), at + 1;
  }
}

static sqlite3_stmt *bind_all(sql_set *set, sql_name name, const char *kinds, va_list *arguments) {
  sqlite3_stmt *s = prepared(set, name);
  int at = 1;
  if (s)
    for (const char *k = kinds; *k; k++) at = bind_one(s, at, *k, arguments);
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
