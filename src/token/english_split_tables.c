/* english_split_tables.c - reads what the cutting of English words depends on. */
#include "token/english_split.h"

typedef enum { ABBREVIATION_ENDS, ABBREVIATION_GOES_ON } abbreviation_use;

/* Forms of a cell, divided by |. */
static void add_forms(english_split_tables *t, view cell, abbreviation_use use) {
  view form;
  while (view_split(&cell, '|', &form))
    if (form.len) map_put(&t->memory, &t->abbreviations, form, (uint32_t)use);
}

static seimei_status read_abbreviations(english_split_tables *t, const table *rows, seimei_error *error) {
  static const char *const kinds[] = {"name", "number", "day", "inside", "noun", "hour"};
  uint32_t form = table_column(rows, "form"), class = table_column(rows, "class");
  if (form == NONE || class == NONE) return table_error(rows, 0, NONE, error, "columns form and class are needed");
  for (uint32_t r = 0; r < rows->rows; r++)
    for (size_t k = 0; k < COUNT_OF(kinds); k++)
      if (view_is(table_cell(rows, r, class), kinds[k])) add_forms(t, table_cell(rows, r, form), k < 2 ? ABBREVIATION_GOES_ON : ABBREVIATION_ENDS);
  return SEIMEI_OK;
}

static seimei_status read_words(english_split_tables *t, const table *rows, seimei_error *error) {
  uint32_t kind = table_column(rows, "kind"), form = table_column(rows, "form"), value = table_column(rows, "value");
  if (kind == NONE || form == NONE || value == NONE) return table_error(rows, 0, NONE, error, "columns kind, form and value are needed");
  for (uint32_t r = 0; r < rows->rows; r++) {
    view k = table_cell(rows, r, kind), f = table_cell(rows, r, form), v = table_cell(rows, r, value);
    if (view_is(k, "prefix")) map_put(&t->memory, &t->prefixes, f, 1);
    else if (view_is(k, "whole")) map_put(&t->memory, &t->wholes, f, 1);
    else if (view_is(k, "unit")) map_put(&t->memory, &t->units, f, 1);
    else if (view_is(k, "abbreviation")) map_put(&t->memory, &t->abbreviations, f, ABBREVIATION_ENDS);
    else if (view_is(k, "split") && v.len && v.len < f.len && view_starts_with(f, v)) map_put(&t->memory, &t->splits, f, (uint32_t)v.len);
    else return table_error(rows, r, kind, error, "prefix, whole, unit, abbreviation, or split with the first part as value");
  }
  return SEIMEI_OK;
}

static seimei_status fill(english_split_tables *t, const pack *p, seimei_error *error) {
  const table *abbreviations = p ? pack_table(p, "en/abbreviation") : NULL, *words = p ? pack_table(p, "en/token") : NULL;
  seimei_status status = SEIMEI_OK;
  if (abbreviations) status = read_abbreviations(t, abbreviations, error);
  if (!status && words) status = read_words(t, words, error);
  return status;
}

seimei_status english_split_init(english_split_tables *t, const pack *p, const seimei_allocator *allocator, seimei_error *error) {
  jmp_buf unwind;
  arena_init(&t->memory, allocator);
  t->memory.on_failure = &unwind;
  seimei_status status = setjmp(unwind) ? error_set(error, SEIMEI_NO_MEMORY, "out of memory") : fill(t, p, error);
  t->memory.on_failure = NULL;
  return status;
}

void english_split_release(english_split_tables *t) { arena_release(&t->memory); }
