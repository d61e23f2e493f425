/* grown_pack.h - a pack with so many times the rows: made names and made rules beside the true ones, so that a bench
 * can show that the number of rows does not slow a document down.
 *
 *   中国 │ CHN     ▶  中国丁甲 (a longer name with the same beginning), 丁甲中国 (a new one)
 *   懸念を<示す>   ▶  丁甲懸念を<示す>: one more rule of the same verb
 *   批判する       ▶  丁甲批判する: a verb of its own
 *
 * No text has the made words, so the records are the same and what is measured is what the rows cost. */
#ifndef SEIMEI_GROWN_PACK_H
#define SEIMEI_GROWN_PACK_H

#include "bench_support.h"
#include "pack/pack.h"

/* Two characters that stand for a number; no name of the tables has both. */
static inline view made_mark(char bytes[8], uint32_t n) {
  size_t length = utf8_encode(0x4E01 + n % 7, bytes);
  return view_of(bytes, length + utf8_encode(0x7532 + n / 7, bytes + length));
}

static inline void add_made_forms(buffer *out, view forms, uint32_t copy) {
  char bytes[8];
  view mark = made_mark(bytes, copy), form;
  for (bool first = true; view_split(&forms, '|', &form); first = false) {
    if (!first) buffer_add_byte(out, '|');
    if (copy % 2) buffer_add(out, mark);
    buffer_add(out, form);
    if (copy % 2 == 0) buffer_add(out, mark);
  }
}

/* The mark stands before a verb and before a pattern's noun; patterns that begin with a sign are left alone. */
static inline void add_made_predicate(buffer *out, view predicate, uint32_t copy) {
  char bytes[8];
  if (predicate.len && predicate.ptr[0] != '<' && predicate.ptr[0] != '*') buffer_add(out, made_mark(bytes, copy));
  buffer_add(out, predicate);
}

static inline void add_row(buffer *out, const table *t, uint32_t row, uint32_t made_column, uint32_t copy) {
  for (uint32_t column = 0; column < t->columns; column++) {
    view cell = table_cell(t, row, column);
    if (column) buffer_add_byte(out, '\t');
    if (!cell.len) buffer_add_byte(out, '-');
    else if (copy && column == made_column) {
      if (made_column == table_column(t, "form")) add_made_forms(out, cell, copy);
      else add_made_predicate(out, cell, copy);
    } else {
      buffer_add(out, cell);
      if (copy && column == 0) buffer_printf(out, "+%u", copy);
    }
  }
  buffer_add_byte(out, '\n');
}

/* The column whose words a made row changes, or NONE for tables that stay as they are. One-character names and
 * pronouns are a closed class and have no more rows in a larger table. */
static inline uint32_t grown_column(const table *t) {
  bool closed = view_ends_with(t->name, TEXT("/abbr")) || view_ends_with(t->name, TEXT("/pronoun"));
  if (view_starts_with(t->name, TEXT("ja/name/"))) return closed ? NONE : table_column(t, "form");
  if (view_starts_with(t->name, TEXT("ja/event/"))) return table_column(t, "predicate");
  return NONE;
}

static inline void grow_table(arena *a, const table *t, uint32_t times, table *out, uint32_t *rows) {
  buffer text;
  uint32_t column = grown_column(t), id = table_column(t, "id");
  buffer_init(&text, NULL);
  *out = *t;
  *rows += t->rows;
  if (column == NONE || id != 0) return;
  *rows += t->rows * (times - 1);
  for (uint32_t i = 0; i < t->columns; i++) { /* row 0 of the cells is the header */
    if (i) buffer_add_byte(&text, '\t');
    buffer_add(&text, view_of(t->strings + t->cells[2 * i], t->cells[2 * i + 1]));
  }
  buffer_add_byte(&text, '\n');
  for (uint32_t copy = 0; copy < times; copy++)
    for (uint32_t row = 0; row < t->rows; row++) add_row(&text, t, row, column, copy);
  seimei_error error = {0};
  if (text.failed || table_parse(a, view_of(text.ptr, text.len), t->name, "grown", out, &error)) stop(error.message);
  buffer_release(&text);
}

/* Writes a pack whose names and rules are times as many. Returns its number of rows. */
static inline uint32_t write_grown_pack(const pack *p, uint32_t times, const char *path) {
  static const char *const blobs[] = {"ja/model/chunk", "ja/model/dependency"};
  arena a;
  jmp_buf failure;
  pack_builder *b = NULL;
  seimei_error error = {0};
  uint32_t rows = 0;
  arena_init(&a, NULL);
  a.on_failure = &failure;
  if (setjmp(failure)) stop("out of memory");
  seimei_status status = pack_builder_new(NULL, &b, &error);
  for (uint32_t i = 0; !status && i < pack_table_count(p); i++) {
    table grown;
    grow_table(&a, pack_table_at(p, i), times, &grown, &rows);
    status = pack_builder_add_table(b, &grown, &error);
  }
  for (size_t i = 0; !status && i < COUNT_OF(blobs); i++) {
    view blob = pack_blob(p, blobs[i]);
    if (blob.len) status = pack_builder_add_blob(b, view_of_string(blobs[i]), blob, &error);
  }
  if (!status) status = pack_builder_write(b, path, &error);
  if (status) stop(error.message);
  pack_builder_free(b);
  arena_release(&a);
  return rows;
}

#endif
