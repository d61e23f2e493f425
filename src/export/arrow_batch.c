/* arrow_batch.c - cells into columns. */
#include "export/arrow_batch.h"

void arrow_batch_init(arrow_batch *b, const sheet_column *columns, uint32_t count) {
  *b = (arrow_batch){.columns = columns, .column_count = count};
  for (uint32_t i = 0; i < count; i++) {
    buffer_init(&b->data[i].known, NULL);
    buffer_init(&b->data[i].offsets, NULL);
    buffer_init(&b->data[i].values, NULL);
  }
  arrow_batch_clear(b);
}

void arrow_batch_release(arrow_batch *b) {
  for (uint32_t i = 0; i < b->column_count; i++) {
    buffer_release(&b->data[i].known);
    buffer_release(&b->data[i].offsets);
    buffer_release(&b->data[i].values);
  }
}

static void add_bytes(buffer *b, const void *bytes, size_t len) { buffer_add(b, view_of(bytes, len)); }

static void add_offset(arrow_column *c) {
  int32_t end = (int32_t)c->values.len;
  add_bytes(&c->offsets, &end, sizeof end);
}

void arrow_batch_clear(arrow_batch *b) {
  b->rows = 0;
  b->bytes = 0;
  for (uint32_t i = 0; i < b->column_count; i++) {
    arrow_column *c = &b->data[i];
    buffer_clear(&c->known);
    buffer_clear(&c->offsets);
    buffer_clear(&c->values);
    c->missing = 0;
    if (arrow_is_text(b->columns[i].kind)) add_offset(c);
  }
}

/* ---- days ---- */

static int figure(view v, size_t from, size_t to) {
  int n = 0;
  for (size_t i = from; i < to; i++) n = n * 10 + (v.ptr[i] - '0');
  return n;
}

static bool is_day(view v) {
  static const char FORM[] = "dddd-dd-dd";
  if (v.len != sizeof FORM - 1) return false;
  for (size_t i = 0; i < v.len; i++)
    if (FORM[i] == 'd' ? !char_is_digit((unsigned char)v.ptr[i]) : v.ptr[i] != '-') return false;
  return true;
}

/* Days since 1970-01-01, after H. Hinnant, chrono-Compatible Low-Level Date Algorithms. */
static int32_t epoch_day(view day) {
  int y = figure(day, 0, 4), m = figure(day, 5, 7), d = figure(day, 8, 10);
  y -= m <= 2;
  int era = y / 400, of_era = y - era * 400, of_year = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
  return (int32_t)(era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468);
}

/* ---- cells ---- */

static void add_known(arrow_batch *b, arrow_column *c, bool known) {
  if (b->rows % 8 == 0) buffer_add_byte(&c->known, 0);
  if (!known) c->missing++;
  else if (c->known.len) c->known.ptr[c->known.len - 1] = (char)(c->known.ptr[c->known.len - 1] | 1 << b->rows % 8);
}

static void add_cell(arrow_batch *b, arrow_column *c, const sheet_cell *cell, cell_kind kind) {
  int32_t day;
  bool known = cell->known && (kind != CELL_DAY || is_day(cell->text));
  add_known(b, c, known);
  switch (kind) {
  case CELL_TEXT:
    if (known) cell_clean(&c->values, cell->text);
    add_offset(c);
    break;
  case CELL_DAY:
    day = known ? epoch_day(cell->text) : 0;
    add_bytes(&c->values, &day, sizeof day);
    break;
  case CELL_INTEGER: add_bytes(&c->values, &cell->integer, sizeof cell->integer); break;
  case CELL_NUMBER:
  case CELL_SCORE: add_bytes(&c->values, &cell->number, sizeof cell->number); break;
  }
  b->bytes += cell->text.len + 8;
}

void arrow_batch_add(arrow_batch *b, const sheet_row *row) {
  for (uint32_t i = 0; i < b->column_count; i++) add_cell(b, &b->data[i], &row->cells[i], b->columns[i].kind);
  b->rows++;
}

bool arrow_batch_is_full(const arrow_batch *b) { return b->rows >= ARROW_ROWS || b->bytes >= ARROW_BYTES; }

bool arrow_batch_has_failed(const arrow_batch *b) {
  for (uint32_t i = 0; i < b->column_count; i++)
    if (b->data[i].known.failed || b->data[i].offsets.failed || b->data[i].values.failed) return true;
  return false;
}
