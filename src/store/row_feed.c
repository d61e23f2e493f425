/* row_feed.c - rows that wait, and the virtual table that shows them to SQLite. */
#include "store/row_feed.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

enum { MOST_COLUMNS = 28 };

typedef LIST(sql_value) value_list;

struct row_feed {
  sqlite3 *database;
  sqlite3_stmt *statements[FEED_COUNT]; /* prepared when first used */
  value_list values[FEED_COUNT];        /* row after row */
  feed_name shown;                      /* what `waiting` is at the moment */
  arena memory;
};

static const struct {
  int columns;
  const char *text;
} FEEDS[FEED_COUNT] = {
#define X(name, columns, text) {columns, text},
    FEED_LIST(X)
#undef X
};

/* ---- the virtual table ---- */

typedef struct {
  sqlite3_vtab base;
  const row_feed *feed;
} waiting_table;

typedef struct {
  sqlite3_vtab_cursor base;
  const sql_value *row, *end;
  int columns;
} waiting_cursor;

static int waiting_connect(sqlite3 *db, void *feed, int count, const char *const *arguments, sqlite3_vtab **out,
                           char **message) {
  (void)count, (void)arguments, (void)message;
  char columns[MOST_COLUMNS * 5 + 32] = "CREATE TABLE x(c0";
  for (int i = 1, at = (int)strlen(columns); i <= MOST_COLUMNS; i++)
    at += snprintf(columns + at, sizeof columns - (size_t)at, i < MOST_COLUMNS ? ",c%d" : ")", i);
  int failure = sqlite3_declare_vtab(db, columns);
  waiting_table *t = failure ? NULL : sqlite3_malloc(sizeof *t);
  if (!failure && !t) failure = SQLITE_NOMEM;
  if (failure) return failure;
  *t = (waiting_table){.feed = feed};
  *out = &t->base;
  return SQLITE_OK;
}

static int waiting_disconnect(sqlite3_vtab *table) {
  sqlite3_free(table);
  return SQLITE_OK;
}

static int waiting_best_index(sqlite3_vtab *table, sqlite3_index_info *info) {
  (void)table;
  info->estimatedCost = 100;
  return SQLITE_OK;
}

static int waiting_open(sqlite3_vtab *table, sqlite3_vtab_cursor **out) {
  (void)table;
  waiting_cursor *c = sqlite3_malloc(sizeof *c);
  if (!c) return SQLITE_NOMEM;
  *c = (waiting_cursor){.row = NULL};
  *out = &c->base;
  return SQLITE_OK;
}

static int waiting_close(sqlite3_vtab_cursor *cursor) {
  sqlite3_free(cursor);
  return SQLITE_OK;
}

static int waiting_filter(sqlite3_vtab_cursor *cursor, int number, const char *name, int count,
                          sqlite3_value **values) {
  (void)number, (void)name, (void)count, (void)values;
  waiting_cursor *c = (waiting_cursor *)cursor;
  const row_feed *f = ((const waiting_table *)cursor->pVtab)->feed;
  const value_list *shown = &f->values[f->shown];
  c->row = shown->at;
  c->end = shown->at + shown->count;
  c->columns = FEEDS[f->shown].columns;
  return SQLITE_OK;
}

static int waiting_next(sqlite3_vtab_cursor *cursor) {
  waiting_cursor *c = (waiting_cursor *)cursor;
  c->row += c->columns;
  return SQLITE_OK;
}

static int waiting_eof(sqlite3_vtab_cursor *cursor) {
  const waiting_cursor *c = (const waiting_cursor *)cursor;
  return c->row >= c->end;
}

static int waiting_column(sqlite3_vtab_cursor *cursor, sqlite3_context *to, int column) {
  const sql_value *v = &((const waiting_cursor *)cursor)->row[column];
  switch (v->kind) {
  case VALUE_INTEGER: sqlite3_result_int64(to, v->integer); break;
  case VALUE_REAL: sqlite3_result_double(to, v->real); break;
  case VALUE_TEXT: sqlite3_result_text64(to, v->text.ptr, v->text.len, SQLITE_STATIC, SQLITE_UTF8); break;
  case VALUE_BLOB: sqlite3_result_blob64(to, v->text.ptr, v->text.len, SQLITE_STATIC); break;
  case VALUE_NULL: sqlite3_result_null(to); break;
  }
  return SQLITE_OK;
}

static int waiting_rowid(sqlite3_vtab_cursor *cursor, sqlite3_int64 *row) {
  const waiting_cursor *c = (const waiting_cursor *)cursor;
  *row = c->end - c->row;
  return SQLITE_OK;
}

/* Without xCreate the table is there by itself in the connection, and nothing of it in the file. */
static const sqlite3_module WAITING = {.xConnect = waiting_connect,
                                       .xBestIndex = waiting_best_index,
                                       .xDisconnect = waiting_disconnect,
                                       .xOpen = waiting_open,
                                       .xClose = waiting_close,
                                       .xFilter = waiting_filter,
                                       .xNext = waiting_next,
                                       .xEof = waiting_eof,
                                       .xColumn = waiting_column,
                                       .xRowid = waiting_rowid};

/* ---- the feed ---- */

row_feed *feed_new(sqlite3 *db) {
  row_feed *f = calloc(1, sizeof *f);
  if (!f) return NULL;
  f->database = db;
  arena_init(&f->memory, NULL);
  if (!sqlite3_create_module(db, "waiting", &WAITING, f)) return f;
  feed_free(f);
  return NULL;
}

void feed_free(row_feed *f) {
  if (!f) return;
  for (int i = 0; i < FEED_COUNT; i++) sqlite3_finalize(f->statements[i]);
  sqlite3_create_module(f->database, "waiting", NULL, NULL);
  arena_release(&f->memory);
  free(f);
}

void feed_begin(row_feed *f, jmp_buf *failure) {
  f->memory.on_failure = failure;
  memset(f->values, 0, sizeof f->values);
  arena_reset(&f->memory);
}

arena *feed_memory(row_feed *f) { return &f->memory; }

void feed_add(row_feed *f, feed_name name, const char *kinds, ...) {
  sql_value row[MOST_COLUMNS];
  va_list arguments;
  va_start(arguments, kinds);
  int count = sql_values(kinds, &arguments, row);
  va_end(arguments);
  for (int i = 0; i < count; i++) LIST_PUSH(&f->memory, &f->values[name], row[i]);
}

static sqlite3_stmt *prepared(row_feed *f, feed_name name) {
  char text[1024];
  if (f->statements[name]) return f->statements[name];
  int at = snprintf(text, sizeof text, "%s SELECT c0", FEEDS[name].text);
  for (int i = 1; i < FEEDS[name].columns; i++) at += snprintf(text + at, sizeof text - (size_t)at, ", c%d", i);
  snprintf(text + at, sizeof text - (size_t)at, " FROM waiting");
  sqlite3_prepare_v3(f->database, text, -1, SQLITE_PREPARE_PERSISTENT, &f->statements[name], NULL);
  return f->statements[name];
}

bool feed_flush(row_feed *f) {
  bool ok = true;
  for (int i = 0; i < FEED_COUNT && ok; i++) {
    if (!f->values[i].count) continue;
    sqlite3_stmt *s = prepared(f, (feed_name)i);
    f->shown = (feed_name)i;
    ok = s && sqlite3_step(s) == SQLITE_DONE;
    sqlite3_reset(s);
    f->values[i].count = 0;
  }
  return ok;
}
