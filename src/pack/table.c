/* table.c - tables of text: parses TSV (docs/formats/tables.md), finds columns, reads cells, says where a fault stands.
 *
 * The text is copied once; a cell is a pair {offset, length} into the copy. So the offset of a cell is also its place
 * in the file, and line and column are counted only when a message needs them. */
#include <stdarg.h>
#include <stdio.h>

#include "pack/pack.h"
#include "pack/pack_format.h"

enum { MAX_TEXT = 1 << 30 };

typedef struct {
  view text;
  const char *path;
  seimei_error *error;
  uint32_t *cells; /* of the table, NULL until its header is read */
} parser;

/* ---- messages ---- */

/* Line and column (in characters), both from 1, of a byte of text. */
static void find_place(view text, size_t at, uint64_t *line, uint64_t *column) {
  *line = 1;
  size_t start = 0;
  for (const char *p; (p = memchr(text.ptr + start, '\n', at - start)); start = (size_t)(p - text.ptr) + 1) ++*line;
  *column = utf8_count(view_slice(text, start, at)) + 1;
}

/* BAD_TABLE with "path:line:column: " before the message. */
static seimei_status fault_at(const parser *p, size_t at, const char *message) {
  if (!p->error) return SEIMEI_BAD_TABLE;
  uint64_t line, column;
  find_place(p->text, at, &line, &column);
  error_set(p->error, SEIMEI_BAD_TABLE, "%s:%llu:%llu: %s", p->path, (unsigned long long)line,
            (unsigned long long)column, message);
  p->error->line = line;
  p->error->column = column;
  return SEIMEI_BAD_TABLE;
}

seimei_status table_error(const table *t, uint32_t row, uint32_t column, seimei_error *error, const char *format, ...) {
  if (!error) return SEIMEI_BAD_TABLE;
  char message[sizeof error->message];
  va_list args;
  va_start(args, format);
  vsnprintf(message, sizeof message, format, args);
  va_end(args);
  if (!t->path.len)
    return error_set(error, SEIMEI_BAD_TABLE, "%.*s, row %u: %s", (int)t->name.len, t->name.ptr, row + 1, message);
  size_t cell = ((size_t)row + 1) * t->columns + (column == NONE ? 0 : column);
  size_t at = t->cells[2 * cell];
  parser p = {view_of(t->strings, at), t->path.ptr, error, NULL};
  return fault_at(&p, at, message);
}

/* ---- parsing ---- */

static uint32_t count_lines(view text) {
  uint32_t n = 1;
  for (size_t i = 0; i < text.len; i++) n += text.ptr[i] == '\n';
  return n;
}

/* The line at *at without its end, which may be CR LF; moves *at past it. */
static view next_line(view text, size_t *at) {
  const char *begin = text.ptr + *at;
  const char *end = memchr(begin, '\n', text.len - *at);
  size_t len = end ? (size_t)(end - begin) : text.len - *at;
  *at += len + (end != NULL);
  if (len && begin[len - 1] == '\r') len--;
  return view_of(begin, len);
}

/* Only well-formed UTF-8 without control characters: what else is in a table is a slip that would hide for long. */
static seimei_status check_characters(const parser *p, view line) {
  for (size_t at = 0; at < line.len;) {
    uint32_t length, c = utf8_decode(line, at, &length);
    if ((c < 0x20 && c != '\t') || c == 0x7F)
      return fault_at(p, (size_t)(line.ptr - p->text.ptr) + at, "a control character");
    if (c == 0xFFFD) return fault_at(p, (size_t)(line.ptr - p->text.ptr) + at, "not UTF-8");
    at += length;
  }
  return SEIMEI_OK;
}

/* Writes the cells of a line as pairs; at most limit of them. Returns how many the line has. */
static uint32_t split_cells(const parser *p, view line, uint32_t *cells, uint32_t limit) {
  uint32_t count = 0;
  for (view rest = line, cell; view_split(&rest, '\t', &cell); count++) {
    if (count >= limit) continue;
    cells[2 * count] = (uint32_t)(cell.ptr - p->text.ptr);
    cells[2 * count + 1] = (uint32_t)cell.len;
  }
  return count;
}

static seimei_status check_header_row(const parser *p, const table *t) {
  for (uint32_t i = 0; i < t->columns; i++) {
    view name = view_of(t->strings + t->cells[2 * i], t->cells[2 * i + 1]);
    if (!name.len) return fault_at(p, t->cells[2 * i], "a column without a name");
    for (uint32_t k = 0; k < i; k++)
      if (view_equals(name, view_of(t->strings + t->cells[2 * k], t->cells[2 * k + 1])))
        return fault_at(p, t->cells[2 * i], "a second column of this name");
  }
  return SEIMEI_OK;
}

static seimei_status wrong_count(const parser *p, view line, uint32_t expected, uint32_t found) {
  char message[80];
  snprintf(message, sizeof message, "%u cells where the header has %u", found, expected);
  return fault_at(p, (size_t)(line.ptr - p->text.ptr), message);
}

/* One line that is neither empty nor a comment: the header when there is none yet, else a row. */
static seimei_status add_line(arena *a, parser *p, view line, uint32_t line_count, table *t) {
  if (!p->cells) {
    uint32_t found[2 * PACK_MAX_COLUMNS], count = split_cells(p, line, found, PACK_MAX_COLUMNS);
    if (count > PACK_MAX_COLUMNS) return wrong_count(p, line, PACK_MAX_COLUMNS, count);
    p->cells = ARENA_NEW(a, uint32_t, (size_t)line_count * count * 2);
    memcpy(p->cells, found, count * 2 * sizeof *found);
    t->cells = p->cells;
    t->columns = count;
    return check_header_row(p, t);
  }
  uint32_t *row = p->cells + 2 * (size_t)(t->rows + 1) * t->columns;
  uint32_t count = split_cells(p, line, row, t->columns);
  if (count != t->columns) return wrong_count(p, line, t->columns, count);
  t->rows++;
  return SEIMEI_OK;
}

seimei_status table_parse(arena *a, view text, view name, const char *path, table *out, seimei_error *error) {
  *out = (table){0};
  if (text.len > MAX_TEXT) return error_set(error, SEIMEI_TOO_LARGE, "%s: larger than 1 GiB", path);
  if (view_starts_with(text, TEXT("\xEF\xBB\xBF"))) text = view_skip(text, 3);
  parser p = {arena_copy(a, text), path, error, NULL};
  table t = {.name = arena_copy(a, name), .path = arena_copy(a, view_of_string(path)), .strings = p.text.ptr};
  uint32_t line_count = count_lines(p.text);
  seimei_status status = SEIMEI_OK;
  for (size_t at = 0; !status && at < p.text.len;) {
    view line = next_line(p.text, &at);
    if (!line.len) continue;
    status = check_characters(&p, line);
    if (!status && line.ptr[0] != '#') status = add_line(a, &p, line, line_count, &t);
  }
  if (!status && !t.cells) status = fault_at(&p, p.text.len, "no line with the names of the columns");
  if (!status) *out = t;
  return status;
}

/* ---- reading ---- */

static view raw_cell(const table *t, size_t index) {
  return view_of(t->strings + t->cells[2 * index], t->cells[2 * index + 1]);
}

uint32_t table_column(const table *t, const char *column) {
  view wanted = view_of_string(column);
  for (uint32_t i = 0; i < t->columns; i++)
    if (view_equals(raw_cell(t, i), wanted)) return i;
  return NONE;
}

view table_cell(const table *t, uint32_t row, uint32_t column) {
  if (column == NONE) return (view){NULL, 0};
  view cell = raw_cell(t, ((size_t)row + 1) * t->columns + column);
  return cell.len == 1 && cell.ptr[0] == '-' ? (view){NULL, 0} : cell;
}
