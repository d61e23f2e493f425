/* ud_product.c - products of matrices, four rows by sixteen columns at a time.
 *
 * Each sum runs over k from first to last in single precision, whatever the width of the machine's registers, and products
 * are rounded before they are added (the build forbids contraction): the result is the same everywhere.
 *
 * Sixteen columns of b are copied together first, since rows that lie a power of two apart push each other out of the cache. */
#include "parse/ud_lanes.h"
#include "parse/ud_net.h"

enum { COLUMNS = 2 * LANES, ROWS = 4, BLOCK = 256, FEW = 16 };

INLINE void four_rows(const ud_product *p, uint32_t i, uint32_t j) {
  const float *b = p->b + j, *a0 = p->a + (size_t)i * p->a_row, *a1 = a0 + p->a_row, *a2 = a1 + p->a_row, *a3 = a2 + p->a_row;
  float *y0 = p->y + (size_t)i * p->y_stride + j, *y1 = y0 + p->y_stride, *y2 = y1 + p->y_stride, *y3 = y2 + p->y_stride;
  const float *s0 = p->start ? p->start + j : y0, *s1 = p->start ? s0 : y1, *s2 = p->start ? s0 : y2, *s3 = p->start ? s0 : y3;
  lanes l0 = lanes_at(s0), h0 = lanes_at(s0 + LANES), l1 = lanes_at(s1), h1 = lanes_at(s1 + LANES);
  lanes l2 = lanes_at(s2), h2 = lanes_at(s2 + LANES), l3 = lanes_at(s3), h3 = lanes_at(s3 + LANES);
  for (size_t k = 0, at = 0; k < p->inner; k++, at += p->a_column, b += p->b_stride) {
    lanes low = lanes_at(b), high = lanes_at(b + LANES);
    l0 += a0[at] * low, h0 += a0[at] * high;
    l1 += a1[at] * low, h1 += a1[at] * high;
    l2 += a2[at] * low, h2 += a2[at] * high;
    l3 += a3[at] * low, h3 += a3[at] * high;
  }
  lanes_put(y0, &l0), lanes_put(y0 + LANES, &h0), lanes_put(y1, &l1), lanes_put(y1 + LANES, &h1);
  lanes_put(y2, &l2), lanes_put(y2 + LANES, &h2), lanes_put(y3, &l3), lanes_put(y3 + LANES, &h3);
}

INLINE void one_row(const ud_product *p, uint32_t i, uint32_t j) {
  const float *b = p->b + j, *a = p->a + (size_t)i * p->a_row;
  float *y = p->y + (size_t)i * p->y_stride + j;
  const float *start = p->start ? p->start + j : y;
  lanes low = lanes_at(start), high = lanes_at(start + LANES);
  for (size_t k = 0, at = 0; k < p->inner; k++, at += p->a_column, b += p->b_stride)
    low += a[at] * lanes_at(b), high += a[at] * lanes_at(b + LANES);
  lanes_put(y, &low), lanes_put(y + LANES, &high);
}

static void copy_panel(const ud_product *p, uint32_t j, float *panel) {
  for (uint32_t k = 0; k < p->inner; k++) memcpy(panel + (size_t)k * COLUMNS, p->b + (size_t)k * p->b_stride + j, sizeof(float) * COLUMNS);
}

/* At most BLOCK terms of each sum. */
INLINE void multiply_block(const ud_product *p, float *panel) {
  ud_product q = *p;
  for (uint32_t j = 0; j < p->columns; j += COLUMNS) {
    uint32_t i = 0;
    if (p->rows >= FEW) {
      copy_panel(p, j, panel);
      q.b = panel, q.b_stride = COLUMNS, q.y = p->y + j, q.start = p->start ? p->start + j : NULL;
    }
    for (; i + ROWS <= p->rows; i += ROWS) four_rows(&q, i, p->rows >= FEW ? 0 : j);
    for (; i < p->rows; i++) one_row(&q, i, p->rows >= FEW ? 0 : j);
  }
}

INLINE void ud_multiply_body(const ud_product *p) {
  float panel[BLOCK * COLUMNS];
  ud_product q = *p;
  for (uint32_t k = 0; k < p->inner || !k; k += BLOCK) {
    q.inner = p->inner - k < BLOCK ? p->inner - k : BLOCK;
    q.a = p->a + (size_t)k * p->a_column, q.b = p->b + (size_t)k * p->b_stride, q.start = k ? NULL : p->start;
    multiply_block(&q, panel);
  }
}
UD_WIDE(ud_multiply, const ud_product *)
