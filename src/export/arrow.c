/* arrow.c - the Arrow IPC streaming format (Arrow Columnar Format, "Serialization and Interprocess Communication"):
 *
 *   schema message, record batch messages …, end     message: FFFFFFFF, size, FlatBuffers metadata, padding, body
 *
 * The metadata are four kinds of FlatBuffers tables (Message, Schema, Field with its type, RecordBatch). They are
 * written front to back: a table after its vtable, what it points to behind it, and the pointer filled in then.
 * Little-endian. */
#include "export/arrow.h"

#include <stdlib.h>

#include "export/arrow_batch.h"

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "the stream is written as memory has it");

/* ---- FlatBuffers ---- */

enum { MOST_FIELDS = 6 };

typedef struct {
  uint32_t size; /* 0: left out; 1, 2, 4, 8; a pointer has 4 */
  int64_t value;
} flat_field;

static void put_raw(buffer *b, const void *bytes, size_t len) { buffer_add(b, view_of(bytes, len)); }

static void pad(buffer *b, size_t to) {
  while (b->len % to && !b->failed) buffer_add_byte(b, 0);
}

static void set_at(buffer *b, size_t at, uint32_t value) {
  if (!b->failed) memcpy(b->ptr + at, &value, sizeof value);
}

/* The pointer at `at` points to `target`, which comes after it. */
static void point(buffer *b, size_t at, size_t target) { set_at(b, at, (uint32_t)(target - at)); }

/* Largest fields first after the table's own pointer; places[i] is where field i stands. */
static uint32_t lay_out(const flat_field *fields, uint32_t count, uint16_t places[MOST_FIELDS]) {
  uint32_t next = 4;
  memset(places, 0, MOST_FIELDS * sizeof *places);
  for (uint32_t size = 8; size; size /= 2)
    for (uint32_t i = 0; i < count; i++) {
      if (fields[i].size != size) continue;
      next = (next + size - 1) / size * size;
      places[i] = (uint16_t)next;
      next += size;
    }
  return next;
}

/* Writes vtable and table; the table begins at a multiple of 8. Returns its place, at[i] those of its fields. */
static size_t put_table(buffer *b, const flat_field *fields, uint32_t count, size_t at[MOST_FIELDS]) {
  uint16_t places[MOST_FIELDS], head[2];
  uint32_t size = lay_out(fields, count, places);
  uint32_t vtable_size = 4 + 2 * count;
  head[0] = (uint16_t)vtable_size;
  head[1] = (uint16_t)size;
  while ((b->len + vtable_size) % 8 && !b->failed) buffer_add_byte(b, 0);
  put_raw(b, head, sizeof head);
  put_raw(b, places, count * sizeof *places);
  size_t table = b->len;
  for (uint32_t i = 0; i < size; i++) buffer_add_byte(b, 0);
  set_at(b, table, vtable_size);
  for (uint32_t i = 0; i < count && !b->failed; i++) {
    at[i] = table + places[i];
    if (fields[i].size) memcpy(b->ptr + at[i], &fields[i].value, fields[i].size);
  }
  return table;
}

/* A vector of count things of which none is written yet; its elements begin at a multiple of 8. */
static size_t put_vector(buffer *b, uint32_t count) {
  while ((b->len + 4) % 8 && !b->failed) buffer_add_byte(b, 0);
  size_t vector = b->len;
  put_raw(b, &count, sizeof count);
  return vector;
}

static size_t put_string(buffer *b, const char *text) {
  size_t string = put_vector(b, (uint32_t)strlen(text));
  buffer_add_string(b, text);
  buffer_add_byte(b, 0);
  return string;
}

/* ---- messages ---- */

enum { VERSION_5 = 4, HEADER_SCHEMA = 1, HEADER_BATCH = 3 };
enum { TYPE_INT = 2, TYPE_FLOAT = 3, TYPE_UTF8 = 5, TYPE_DATE = 8 };
enum { PRECISION_DOUBLE = 2, UNIT_DAY = 0 };

/* Begins the metadata; *header is where the pointer to the header stands. */
static void begin_message(buffer *m, int header_type, int64_t body, size_t *header) {
  size_t at[MOST_FIELDS] = {0};
  flat_field fields[] = {{2, VERSION_5}, {1, header_type}, {4, 0}, {8, body}};
  buffer_clear(m);
  put_raw(m, &(uint32_t){0}, 4);
  point(m, 0, put_table(m, fields, COUNT_OF(fields), at));
  *header = at[2];
}

static void add_message(buffer *out, buffer *m) {
  uint32_t marker = 0xFFFFFFFF;
  pad(m, 8);
  uint32_t size = (uint32_t)m->len;
  put_raw(out, &marker, sizeof marker);
  put_raw(out, &size, sizeof size);
  buffer_add(out, view_of(m->ptr, m->len));
  if (m->failed) out->failed = true;
}

static size_t put_type(buffer *m, cell_kind kind) {
  size_t at[MOST_FIELDS] = {0};
  flat_field of_int[] = {{4, 64}, {1, 1}}, of_float[] = {{2, PRECISION_DOUBLE}}, of_date[] = {{2, UNIT_DAY}};
  switch (kind) {
  case CELL_TEXT: return put_table(m, NULL, 0, at);
  case CELL_DAY: return put_table(m, of_date, 1, at);
  case CELL_INTEGER: return put_table(m, of_int, 2, at);
  case CELL_NUMBER:
  case CELL_SCORE: break;
  }
  return put_table(m, of_float, 1, at);
}

static size_t put_field(buffer *m, const sheet_column *column) {
  static const int TYPES[] = {[CELL_TEXT] = TYPE_UTF8,
                              [CELL_DAY] = TYPE_DATE,
                              [CELL_INTEGER] = TYPE_INT,
                              [CELL_NUMBER] = TYPE_FLOAT,
                              [CELL_SCORE] = TYPE_FLOAT};
  size_t at[MOST_FIELDS] = {0};
  flat_field fields[] = {{4, 0}, {1, 1}, {1, TYPES[column->kind]}, {4, 0}, {0, 0}, {4, 0}};
  size_t field = put_table(m, fields, COUNT_OF(fields), at);
  point(m, at[0], put_string(m, column->name));
  point(m, at[3], put_type(m, column->kind));
  point(m, at[5], put_vector(m, 0));
  return field;
}

static void add_schema(buffer *out, buffer *m, const sheet_column *columns, uint32_t count) {
  size_t header, at[MOST_FIELDS] = {0};
  flat_field fields[] = {{2, 0}, {4, 0}};
  begin_message(m, HEADER_SCHEMA, 0, &header);
  point(m, header, put_table(m, fields, COUNT_OF(fields), at));
  size_t vector = put_vector(m, count);
  point(m, at[1], vector);
  for (uint32_t i = 0; i < count; i++) put_raw(m, &(uint32_t){0}, 4);
  for (uint32_t i = 0; i < count; i++) {
    size_t field = put_field(m, &columns[i]);
    point(m, vector + 4 + 4 * i, field);
  }
  add_message(out, m);
}

/* ---- batches ---- */

static size_t padded(size_t n) { return (n + 7) / 8 * 8; }

static uint32_t buffers_of(const arrow_batch *b, uint32_t column, const buffer *out[3]) {
  const arrow_column *c = &b->data[column];
  uint32_t n = 0;
  out[n++] = &c->known;
  if (arrow_is_text(b->columns[column].kind)) out[n++] = &c->offsets;
  out[n++] = &c->values;
  return n;
}

static void put_nodes(buffer *m, const arrow_batch *b) {
  for (uint32_t i = 0; i < b->column_count; i++) {
    put_raw(m, &b->rows, 8);
    put_raw(m, &b->data[i].missing, 8);
  }
}

static int64_t put_places(buffer *m, const arrow_batch *b) {
  int64_t at = 0;
  const buffer *parts[3];
  for (uint32_t i = 0; i < b->column_count; i++) {
    uint32_t n = buffers_of(b, i, parts);
    for (uint32_t k = 0; k < n; k++) {
      int64_t place[2] = {at, (int64_t)parts[k]->len};
      if (m) put_raw(m, place, sizeof place);
      at += (int64_t)padded(parts[k]->len);
    }
  }
  return at;
}

static void add_batch(buffer *out, buffer *m, const arrow_batch *b) {
  size_t header, at[MOST_FIELDS] = {0};
  uint32_t buffers = 0;
  const buffer *parts[3];
  flat_field fields[] = {{8, b->rows}, {4, 0}, {4, 0}};
  for (uint32_t i = 0; i < b->column_count; i++) buffers += buffers_of(b, i, parts);
  begin_message(m, HEADER_BATCH, put_places(NULL, b), &header);
  point(m, header, put_table(m, fields, COUNT_OF(fields), at));
  point(m, at[1], put_vector(m, b->column_count));
  put_nodes(m, b);
  point(m, at[2], put_vector(m, buffers));
  put_places(m, b);
  add_message(out, m);
  for (uint32_t i = 0; i < b->column_count; i++) {
    uint32_t n = buffers_of(b, i, parts);
    for (uint32_t k = 0; k < n; k++) {
      buffer_add(out, view_of(parts[k]->ptr, parts[k]->len));
      for (size_t p = parts[k]->len; p < padded(parts[k]->len); p++) buffer_add_byte(out, 0);
    }
  }
}

/* ---- the form ---- */

typedef struct {
  arrow_batch batch;
  buffer message;
} arrow_stream;

static void arrow_begin(sheet *s) {
  arrow_stream *stream = calloc(1, sizeof *stream);
  s->state = stream;
  if (!stream) {
    s->out->failed = true;
    return;
  }
  arrow_batch_init(&stream->batch, s->columns, s->column_count);
  buffer_init(&stream->message, NULL);
  add_schema(s->out, &stream->message, s->columns, s->column_count);
}

static void write_batch(sheet *s) {
  arrow_stream *stream = s->state;
  if (!stream->batch.rows) return;
  if (arrow_batch_has_failed(&stream->batch)) s->out->failed = true;
  else add_batch(s->out, &stream->message, &stream->batch);
  arrow_batch_clear(&stream->batch);
}

static void arrow_row(sheet *s, const sheet_row *row) {
  arrow_stream *stream = s->state;
  if (!stream) return;
  arrow_batch_add(&stream->batch, row);
  if (arrow_batch_is_full(&stream->batch)) write_batch(s);
}

static void arrow_end(sheet *s) {
  static const uint32_t END[2] = {0xFFFFFFFF, 0};
  if (!s->state) return;
  write_batch(s);
  put_raw(s->out, END, sizeof END);
}

static void arrow_release(sheet *s) {
  arrow_stream *stream = s->state;
  if (!stream) return;
  arrow_batch_release(&stream->batch);
  buffer_release(&stream->message);
  free(stream);
  s->state = NULL;
}

const sheet_form SHEET_ARROW = {arrow_begin, arrow_row, arrow_end, arrow_release};
