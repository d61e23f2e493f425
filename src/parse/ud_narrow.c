/* ud_narrow.c - products of small whole numbers, which are exact in whatever order they are summed.
 *
 *   inputs   32 + 31 x / range, unsigned, 1 to 63
 *   weights  w range / (31 unit), signed, -63 to 63
 *
 * Eight products fit 16 bits, so that a machine with AVX2 multiplies 32 pairs at a time and widens the sums only once in four
 * times. Two more bits of each would be worth nothing: the trees are as good. */
#include <math.h>

#include "parse/ud_lanes.h"
#include "parse/ud_net.h"

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#define HAS_AVX2 1
#endif

enum { COLUMNS = 16, PANEL = COLUMNS * UD_GROUP, ROWS = 3, BLOCK = 4 * UD_GROUP };
_Static_assert((int)BLOCK == (int)UD_ALIGN, "inputs come in whole blocks");
_Static_assert(2 * BLOCK / UD_GROUP * (UD_ZERO + UD_STEPS) * UD_MOST_WEIGHT <= INT16_MAX, "the sums of a block fit");

/* ---- inputs ---- */

typedef uint8_t eight __attribute__((vector_size(8), aligned(1), may_alias));

typedef struct {
  const float *x, *ranges;
  uint32_t rows, width;
  uint8_t *out;
} input_run;

INLINE void ud_inputs_body(const input_run *r) {
  const float steps = UD_STEPS, zero = UD_ZERO + 0.5f, least = 1, most = UD_ZERO + UD_STEPS + 0.5f;
  float factors[UD_WIDEST];
  for (uint32_t k = 0; k < r->width; k++) factors[k] = steps / r->ranges[k];
  for (uint32_t i = 0; i < r->rows; i++)
    for (uint32_t k = 0; k < r->width; k += LANES) {
      lanes x = lanes_at(r->x + (size_t)i * r->width + k) * lanes_at(factors + k) + zero;
      lane_bits low = x < least, high = x > most;
      x = (lanes)((~low & (lane_bits)x) | (low & (lane_bits)(x - x + least)));
      x = (lanes)((~high & (lane_bits)x) | (high & (lane_bits)(x - x + most)));
      *(eight *)(void *)(r->out + (size_t)i * r->width + k) = __builtin_convertvector(__builtin_convertvector(x, lane_bits), eight);
    }
}
static void ud_inputs(const input_run *r);
UD_WIDE(ud_inputs, const input_run *)

void ud_narrow_inputs(const float *x, const float *ranges, uint32_t rows, uint32_t width, uint8_t *out) {
  ud_inputs(&(input_run){x, ranges, rows, width, out});
}

/* ---- products ---- */

static void put(const ud_narrow_product *p, uint32_t row, uint32_t column, int32_t sum) {
  p->y[(size_t)row * p->matrix->columns + column] = p->bias[column] + p->matrix->units[column] * (float)(sum - p->matrix->corrections[column]);
}

static void multiply_plain(const ud_narrow_product *p) {
  const ud_narrow *m = p->matrix;
  for (uint32_t i = 0; i < p->rows; i++)
    for (uint32_t j = 0; j < m->columns; j++) {
      const int8_t *w = m->weights + (size_t)(j / COLUMNS) * m->inner * COLUMNS + (j % COLUMNS) * UD_GROUP;
      const uint8_t *a = p->inputs + (size_t)i * m->inner;
      int32_t sum = 0;
      for (uint32_t k = 0; k < m->inner; k += UD_GROUP, w += PANEL)
        for (uint32_t h = 0; h < UD_GROUP; h++) sum += a[k + h] * w[h];
      put(p, i, j, sum);
    }
}

#ifdef HAS_AVX2
#define WIDE static inline __attribute__((always_inline, target("avx2")))

WIDE void put_wide(const ud_narrow_product *p, uint32_t row, uint32_t column, __m256i sum) {
  const ud_narrow *m = p->matrix;
  __m256 x = _mm256_cvtepi32_ps(_mm256_sub_epi32(sum, _mm256_loadu_si256((const __m256i *)(const void *)(m->corrections + column))));
  x = _mm256_add_ps(_mm256_loadu_ps(p->bias + column), _mm256_mul_ps(_mm256_loadu_ps(m->units + column), x));
  _mm256_storeu_ps(p->y + (size_t)row * m->columns + column, x);
}

WIDE __m256i load(const int8_t *at) { return _mm256_loadu_si256((const __m256i *)(const void *)at); }

WIDE __m256i four_at(const uint8_t *at) {
  int32_t four;
  memcpy(&four, at, sizeof four);
  return _mm256_set1_epi32(four);
}

/* sum + four inputs times the weights of eight columns, two of the four each. */
WIDE __m256i step(__m256i sum, __m256i inputs, __m256i weights) { return _mm256_add_epi16(sum, _mm256_maddubs_epi16(inputs, weights)); }

/* What is loaded later stays behind this, or else the registers do not suffice. */
#define KEEP_ORDER(a, b) __asm__ volatile("" : "+x"(a), "+x"(b) : : "memory")

WIDE __m256i widen(__m256i sum, __m256i block) { return _mm256_add_epi32(sum, _mm256_madd_epi16(block, _mm256_set1_epi16(1))); }

WIDE void three_rows(const ud_narrow_product *p, uint32_t i, uint32_t j) {
  size_t inner = p->matrix->inner;
  const int8_t *w = p->matrix->weights + j * inner;
  const uint8_t *a = p->inputs + i * inner, *end = a + inner;
  __m256i none = _mm256_setzero_si256(), l0 = none, h0 = none, l1 = none, h1 = none, l2 = none, h2 = none;
  while (a < end) {
    __m256i bl0 = none, bh0 = none, bl1 = none, bh1 = none, bl2 = none, bh2 = none;
    UD_UNROLL for (int g = 0; g < BLOCK / UD_GROUP; g++, a += UD_GROUP, w += PANEL) {
      __m256i low = load(w), high = load(w + PANEL / 2), x = four_at(a);
      bl0 = step(bl0, x, low), bh0 = step(bh0, x, high), x = four_at(a + inner);
      bl1 = step(bl1, x, low), bh1 = step(bh1, x, high), x = four_at(a + 2 * inner);
      bl2 = step(bl2, x, low), bh2 = step(bh2, x, high);
      KEEP_ORDER(bl0, bh0);
      KEEP_ORDER(bl1, bh1);
      KEEP_ORDER(bl2, bh2);
    }
    l0 = widen(l0, bl0), h0 = widen(h0, bh0), l1 = widen(l1, bl1), h1 = widen(h1, bh1), l2 = widen(l2, bl2), h2 = widen(h2, bh2);
  }
  put_wide(p, i, j, l0), put_wide(p, i, j + LANES, h0), put_wide(p, i + 1, j, l1), put_wide(p, i + 1, j + LANES, h1);
  put_wide(p, i + 2, j, l2), put_wide(p, i + 2, j + LANES, h2);
}

WIDE void one_row(const ud_narrow_product *p, uint32_t i, uint32_t j) {
  size_t inner = p->matrix->inner;
  const int8_t *w = p->matrix->weights + j * inner;
  const uint8_t *a = p->inputs + i * inner, *end = a + inner;
  __m256i none = _mm256_setzero_si256(), low = none, high = none;
  while (a < end) {
    __m256i block_low = none, block_high = none;
    UD_UNROLL for (int g = 0; g < BLOCK / UD_GROUP; g++, a += UD_GROUP, w += PANEL) {
      __m256i x = four_at(a);
      block_low = step(block_low, x, load(w)), block_high = step(block_high, x, load(w + PANEL / 2));
    }
    low = widen(low, block_low), high = widen(high, block_high);
  }
  put_wide(p, i, j, low), put_wide(p, i, j + LANES, high);
}

static __attribute__((target("avx2"))) void multiply_wide(const ud_narrow_product *p) {
  for (uint32_t j = 0; j < p->matrix->columns; j += COLUMNS) {
    uint32_t i = 0;
    for (; i + ROWS <= p->rows; i += ROWS) three_rows(p, i, j);
    for (; i < p->rows; i++) one_row(p, i, j);
  }
}
#endif

void ud_narrow_multiply(const ud_narrow_product *p) {
#ifdef HAS_AVX2
  if (__builtin_cpu_supports("avx2")) {
    multiply_wide(p);
    return;
  }
#endif
  multiply_plain(p);
}

/* ---- matrices ---- */

static size_t place_of(uint32_t inner, uint32_t k, uint32_t j) {
  return (size_t)(j / COLUMNS) * inner * COLUMNS + (size_t)(k / UD_GROUP) * PANEL + (j % COLUMNS) * UD_GROUP + k % UD_GROUP;
}

int8_t ud_narrow_at(const ud_narrow *m, uint32_t k, uint32_t j) { return m->weights[place_of(m->inner, k, j)]; }

void ud_narrow_fill(const float *matrix, const float *ranges, uint32_t inner, uint32_t columns, int8_t *weights, float *units) {
  for (uint32_t j = 0; j < columns; j++) {
    float largest = 1e-9f;
    for (uint32_t k = 0; k < inner; k++) largest = fmaxf(largest, fabsf(matrix[(size_t)k * columns + j]) * ranges[k] / UD_STEPS);
    units[j] = largest / UD_MOST_WEIGHT;
    for (uint32_t k = 0; k < inner; k++) {
      float w = matrix[(size_t)k * columns + j] * ranges[k] / UD_STEPS / units[j];
      weights[place_of(inner, k, j)] = (int8_t)lrintf(w);
    }
  }
}

void ud_narrow_correct(const ud_narrow *m) {
  for (uint32_t j = 0; j < m->columns; j++) {
    const int8_t *w = m->weights + (size_t)(j / COLUMNS) * m->inner * COLUMNS + (j % COLUMNS) * UD_GROUP;
    int32_t sum = 0;
    for (uint32_t k = 0; k < m->inner; k += UD_GROUP, w += PANEL)
      for (uint32_t h = 0; h < UD_GROUP; h++) sum += w[h];
    m->corrections[j] = UD_ZERO * sum;
  }
}
