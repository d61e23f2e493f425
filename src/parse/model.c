/* model.c - the file of a linear model: written by training, checked and used in place. */
#include "parse/model.h"

#include <math.h>

enum { MODEL_VERSION = 2, WEIGHTS_AT = 64 };

typedef struct {
  char magic[8];
  uint32_t version, kind, table_count, byte_order;
  uint32_t bits[MODEL_MAX_TABLES], units[MODEL_MAX_TABLES];
  uint64_t checksum; /* of all that follows the header */
  char padding[WEIGHTS_AT - 56];
} model_header;
_Static_assert(sizeof(model_header) == WEIGHTS_AT, "weights begin on a cache line");

static const char magic[8] = {'S', 'E', 'I', 'M', 'E', 'I', 'L', 'M'};
enum { BYTE_ORDER_MARK = 0x01020304 };

static seimei_status bad(seimei_error *error, const char *what) {
  return error_set(error, SEIMEI_BAD_PACK, "the parser's model is not valid: %s", what);
}

seimei_status model_read(view bytes, model_kind kind, model *out, seimei_error *error) {
  model_header h;
  if (bytes.len < sizeof h) return bad(error, bytes.len ? "it is cut short" : "there is none");
  if ((uintptr_t)bytes.ptr % 8) return bad(error, "it does not lie on 8 bytes");
  memcpy(&h, bytes.ptr, sizeof h);
  if (memcmp(h.magic, magic, sizeof magic) != 0 || h.byte_order != BYTE_ORDER_MARK) return bad(error, "it is another file");
  if (h.version != MODEL_VERSION || h.kind != (uint32_t)kind) return bad(error, "it is of another version or kind");
  if (h.table_count == 0 || h.table_count > MODEL_MAX_TABLES) return bad(error, "the number of tables is wrong");
  size_t at = WEIGHTS_AT;
  model m = {.table_count = h.table_count};
  for (uint32_t k = 0; k < h.table_count; k++) {
    if (h.bits[k] == 0 || h.bits[k] > MODEL_MAX_BITS) return bad(error, "a table has a wrong size");
    if (h.units[k] == 0 || h.units[k] > INT32_MAX / 64) return bad(error, "a table has a wrong unit");
    m.tables[k] = (weight_table){(const int8_t *)(const void *)(bytes.ptr + at), 32 - h.bits[k], (int32_t)h.units[k]};
    at += sizeof(int8_t) << h.bits[k];
    if (at > bytes.len) return bad(error, "it is cut short");
  }
  if (at != bytes.len) return bad(error, "it is too long");
  if (hash_view(view_skip(bytes, WEIGHTS_AT)) != h.checksum) return bad(error, "its checksum is wrong");
  *out = m;
  return SEIMEI_OK;
}

/* Weights of int8 for a weight of one: the largest just fits. */
static float scale_of(const trained_table *t) {
  float largest = 1e-6f;
  for (size_t k = 0; k < (size_t)1 << t->bits; k++) largest = fmaxf(largest, fabsf(t->weights[k]));
  return fminf(INT8_MAX / largest, INT32_MAX / 128);
}

static void add_table(const trained_table *t, buffer *out) {
  float scale = scale_of(t);
  for (size_t k = 0; k < (size_t)1 << t->bits; k++) {
    int8_t weight = (int8_t)lrintf(t->weights[k] * scale);
    buffer_add(out, view_of((const char *)&weight, sizeof weight));
  }
}

void model_write(model_kind kind, const trained_table *tables, uint32_t count, buffer *out) {
  model_header h = {
      .version = MODEL_VERSION, .kind = (uint32_t)kind, .table_count = count, .byte_order = BYTE_ORDER_MARK};
  memcpy(h.magic, magic, sizeof magic);
  size_t start = out->len;
  for (uint32_t k = 0; k < count; k++) {
    h.bits[k] = tables[k].bits;
    h.units[k] = (uint32_t)fmaxf(1, roundf(scale_of(&tables[k])));
  }
  buffer_add(out, view_of((const char *)&h, sizeof h));
  for (uint32_t k = 0; k < count; k++) add_table(&tables[k], out);
  if (out->failed) return;
  h.checksum = hash_bytes(out->ptr + start + sizeof h, out->len - start - sizeof h);
  memcpy(out->ptr + start, &h, sizeof h);
}
