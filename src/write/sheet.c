/* sheet.c - CSV, tabs and JSON. */
#include "write/sheet.h"

#include "write/json.h"

void sheet_begin(sheet *s) {
  if (s->form->begin) s->form->begin(s);
}
void sheet_add(sheet *s, const sheet_row *row) { s->form->row(s, row); }
void sheet_end(sheet *s) {
  if (s->form->end) s->form->end(s);
}
void sheet_release(sheet *s) {
  if (s->form->release) s->form->release(s);
}

/* ---- cells ---- */

static bool is_blank_or_control(uint32_t c) {
  return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0x2028 || c == 0x2029;
}

/* What needs no change is copied in one piece. */
void cell_clean(buffer *out, view text) {
  size_t copied = 0;
  for (size_t at = 0; at < text.len;) {
    uint32_t length, c = utf8_decode(text, at, &length);
    bool blank = is_blank_or_control(c), broken = c == 0xFFFD && length == 1;
    if (blank || broken) {
      buffer_add(out, view_slice(text, copied, at));
      buffer_add_string(out, blank ? " " : "\xEF\xBF\xBD");
      copied = at + length;
    }
    at += length;
  }
  buffer_add(out, view_skip(text, copied));
}

static void add_plain(buffer *out, const sheet_cell *cell, cell_kind kind) {
  if (!cell->known) return;
  switch (kind) {
  case CELL_TEXT:
  case CELL_DAY: cell_clean(out, cell->text); break;
  case CELL_INTEGER: buffer_printf(out, "%lld", (long long)cell->integer); break;
  case CELL_NUMBER: json_number(out, cell->number); break;
  case CELL_SCORE: json_score(out, cell->number); break;
  }
}

/* ---- CSV ---- */

static bool needs_quotes(view text) {
  if (!text.len) return false;
  if (text.ptr[0] == ' ' || text.ptr[text.len - 1] == ' ') return true;
  for (size_t i = 0; i < text.len; i++)
    if (text.ptr[i] == ',' || text.ptr[i] == '"' || (unsigned char)text.ptr[i] < 0x20) return true;
  return false;
}

void cell_csv(buffer *out, view text) {
  bool quoted = needs_quotes(text);
  view part;
  if (quoted) buffer_add_byte(out, '"');
  for (bool first = true; view_split(&text, '"', &part); first = false) {
    if (!first) buffer_add_string(out, "\"\"");
    cell_clean(out, part);
  }
  if (quoted) buffer_add_byte(out, '"');
}

static void add_csv(buffer *out, const sheet_cell *cell, cell_kind kind) {
  if (kind <= CELL_DAY && cell->known) cell_csv(out, cell->text);
  else add_plain(out, cell, kind);
}

static void csv_begin(sheet *s) {
  for (uint32_t i = 0; i < s->column_count; i++) {
    if (i) buffer_add_byte(s->out, ',');
    buffer_add_string(s->out, s->columns[i].name);
  }
  buffer_add_string(s->out, "\r\n");
}

static void csv_row(sheet *s, const sheet_row *row) {
  for (uint32_t i = 0; i < s->column_count; i++) {
    if (i) buffer_add_byte(s->out, ',');
    add_csv(s->out, &row->cells[i], s->columns[i].kind);
  }
  buffer_add_string(s->out, "\r\n");
}

const sheet_form SHEET_CSV = {csv_begin, csv_row, NULL, NULL};

/* ---- tabs ---- */

static void tsv_begin(sheet *s) {
  for (uint32_t i = 0; i < s->column_count; i++) {
    if (i) buffer_add_byte(s->out, '\t');
    buffer_add_string(s->out, s->columns[i].name);
  }
  buffer_add_byte(s->out, '\n');
}

/* Files with tabs know no quotation: readers that look for it (R, pandas) would take a mark for its beginning. */
static void add_tsv(buffer *out, const sheet_cell *cell, cell_kind kind) {
  size_t from = out->len;
  add_plain(out, cell, kind);
  for (size_t i = from; i < out->len; i++)
    if (out->ptr[i] == '"') out->ptr[i] = '\'';
}

static void tsv_row(sheet *s, const sheet_row *row) {
  for (uint32_t i = 0; i < s->column_count; i++) {
    if (i) buffer_add_byte(s->out, '\t');
    add_tsv(s->out, &row->cells[i], s->columns[i].kind);
  }
  buffer_add_byte(s->out, '\n');
}

const sheet_form SHEET_TSV = {tsv_begin, tsv_row, NULL, NULL};
const sheet_form SHEET_TSV_BARE = {NULL, tsv_row, NULL, NULL};

/* ---- JSON ---- */

static void jsonl_row(sheet *s, const sheet_row *row) {
  buffer_add_byte(s->out, '{');
  for (uint32_t i = 0; i < s->column_count; i++) {
    const sheet_cell *cell = &row->cells[i];
    json_key(s->out, s->columns[i].name);
    if (!cell->known) buffer_add_string(s->out, "null");
    else if (s->columns[i].kind <= CELL_DAY) json_string(s->out, cell->text);
    else add_plain(s->out, cell, s->columns[i].kind);
  }
  buffer_add_string(s->out, "}\n");
}

const sheet_form SHEET_JSONL = {NULL, jsonl_row, NULL, NULL};
