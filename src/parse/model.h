/* model.h - linear models as they lie in the pack: a header and tables of weights.
 *
 *   0    magic · version · kind · tables · bits[3] · units[3] · checksum
 *   64   int8 weights[2^bits[0]], weights[2^bits[1]], ...
 *
 * The feature of two atoms a and b has weight[(a + b) >> (32 - bits)]. Many features share a weight; the model was
 * trained with them sharing it. */
#ifndef SEIMEI_PARSE_MODEL_H
#define SEIMEI_PARSE_MODEL_H

#include "base/base.h"

typedef enum { MODEL_CHUNK = 1, MODEL_DEPENDENCY = 2 } model_kind;
enum { MODEL_MAX_TABLES = 3, MODEL_MAX_BITS = 24 };

typedef struct {
  const int8_t *weights;
  uint32_t shift; /* 32 - bits */
  int32_t unit;   /* the margin that training asks for, as a sum of weights */
} weight_table;

typedef struct {
  weight_table tables[MODEL_MAX_TABLES];
  uint32_t table_count;
} model;

/* Reads a model in place; bytes must stay and lie on 8 bytes. Header, size and checksum are checked: BAD_PACK. */
seimei_status model_read(view bytes, model_kind kind, model *out, seimei_error *error);

/* One table to write: trained weights of any scale. */
typedef struct {
  const float *weights;
  uint32_t bits;
} trained_table;

/* Writes a model; each table is scaled so that its largest weight fits an int8: a
 * table must stay in the processor's cache, and the finer steps of an int16 change no head in a thousand. */
void model_write(model_kind kind, const trained_table *tables, uint32_t count, buffer *out);

/* Sum of the weights of the pairs of one atom with each of b. */
static inline int32_t weight_row(const weight_table *t, uint32_t a, const uint32_t *b, uint32_t count) {
  const int8_t *w = t->weights;
  uint32_t shift = t->shift;
  int32_t sum = 0;
  for (uint32_t j = 0; j < count; j++) sum += w[(a + b[j]) >> shift];
  return sum;
}

/* The same for four atoms side by side: a load of b serves four, and four sums do not wait for each other. */
static inline int32_t weight_rows(const weight_table *t, const uint32_t a[4], const uint32_t *b, uint32_t count) {
  const int8_t *w = t->weights;
  uint32_t shift = t->shift, a0 = a[0], a1 = a[1], a2 = a[2], a3 = a[3];
  int32_t s0 = 0, s1 = 0, s2 = 0, s3 = 0;
  for (uint32_t j = 0; j < count; j++) {
    uint32_t x = b[j];
    s0 += w[(a0 + x) >> shift];
    s1 += w[(a1 + x) >> shift];
    s2 += w[(a2 + x) >> shift];
    s3 += w[(a3 + x) >> shift];
  }
  return s0 + s1 + s2 + s3;
}

/* Sum of the weights of the six pairs among four atoms. */
static inline int32_t weight_four(const weight_table *t, const uint32_t a[4]) {
  const int8_t *w = t->weights;
  uint32_t shift = t->shift, a0 = a[0], a1 = a[1], a2 = a[2], a3 = a[3];
  return w[(a0 + a1) >> shift] + w[(a0 + a2) >> shift] + w[(a0 + a3) >> shift] + w[(a1 + a2) >> shift] +
         w[(a1 + a3) >> shift] + w[(a2 + a3) >> shift];
}

/* Sum of the weights of all pairs of one atom of a and one of b. */
static inline int32_t weight_across(const weight_table *t, const uint32_t *a, uint32_t na, const uint32_t *b,
                                    uint32_t nb) {
  int32_t sum = 0;
  uint32_t i = 0;
  for (; i + 4 <= na; i += 4) sum += weight_rows(t, a + i, b, nb);
  for (; i < na; i++) sum += weight_row(t, a[i], b, nb);
  return sum;
}

/* Sum of the weights of all pairs among atoms. */
static inline int32_t weight_within(const weight_table *t, const uint32_t *a, uint32_t count) {
  int32_t sum = 0;
  uint32_t i = 0;
  for (; i + 4 <= count; i += 4) sum += weight_four(t, a + i) + weight_rows(t, a + i, a + i + 4, count - i - 4);
  for (; i < count; i++) sum += weight_row(t, a[i], a + i + 1, count - i - 1);
  return sum;
}

#endif
