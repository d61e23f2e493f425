/* ud_forward.c - from the rows of words to states, parts and scores. */
#include "parse/ud_lanes.h"
#include "parse/ud_net.h"

/* ---- layers ---- */

typedef struct {
  const float *self;
  const ud_batch *batch;
  float *gates, *state;
  uint32_t hidden;
} cell_pass;

/* Sixteen cells of one direction over one sentence, two registers side by side, since each waits for its last state. first:
 * token; step: 1 or -1. */
INLINE void run_cells(const cell_pass *p, uint32_t column, int64_t first, int64_t step, uint32_t n) {
  lanes self[2] = {lanes_at(p->self + column), lanes_at(p->self + column + LANES)}, c[2] = {self[0] - self[0], self[0] - self[0]};
  size_t width = (size_t)2 * p->hidden;
  for (uint32_t k = 0; k < n; k++, first += step) {
    float *gate = p->gates + (size_t)first * 2 * width + column, *state = p->state + (size_t)first * width + column;
    UD_UNROLL for (int h = 0; h < 2; h++) {
      lanes a = lanes_at(gate + h * LANES) + self[h] * c[h], z = lanes_at(gate + width + h * LANES);
      lanes f = (1.0f + lanes_soft(a)) * 0.5f;
      z = lanes_soft(z);
      c[h] = f * c[h] + (1.0f - f) * z;
      lanes_put(gate + h * LANES, &f);
      lanes_put(gate + width + h * LANES, &z);
      lanes_put(state + h * LANES, &c[h]);
    }
  }
}

INLINE void ud_cells_body(const cell_pass *p) {
  for (uint32_t s = 0; s < p->batch->count; s++) {
    uint32_t begin = p->batch->starts[s], end = p->batch->starts[s + 1];
    for (uint32_t j = 0; j < p->hidden; j += 2 * LANES) {
      run_cells(p, j, begin, 1, end - begin);
      run_cells(p, p->hidden + j, (int64_t)end - 1, -1, end - begin);
    }
  }
}
static void ud_cells(const cell_pass *p);
UD_WIDE(ud_cells, const cell_pass *)

void ud_cells_run(const ud_plan *plan, const float *weights, uint32_t layer, const ud_batch *batch, float *gates, float *state) {
  ud_cells(&(cell_pass){weights + plan->layers[layer].self, batch, gates, state, plan->shape.hidden});
}

/* ---- arcs and relations ---- */

/* 0: the root; 1 to 15: so far to the left, the last ones in steps; 16 to 30: to the right. */
uint32_t ud_distance(uint32_t i, uint32_t head) {
  if (head == NONE) return 0;
  uint32_t far = head < i ? i - head : head - i;
  uint32_t step = far <= 8 ? far - 1 : far <= 10 ? 8 : far <= 13 ? 9 : far <= 17 ? 10 : far <= 24 ? 11 : far <= 40 ? 12 : far <= 80 ? 13 : 14;
  return (head < i ? 1 : 16) + step;
}

uint32_t ud_arcs_score(const ud_plan *plan, const float *weights, const float *parts, uint32_t n, float *turned, float *scores) {
  uint32_t arc = plan->shape.arc, stride = ud_round(n + 1);
  for (uint32_t k = 0; k < arc; k++) {
    float *row = turned + (size_t)k * stride;
    row[0] = weights[plan->root + k];
    for (uint32_t h = 0; h < n; h++) row[h + 1] = parts[(size_t)h * plan->parts + arc + k];
    for (uint32_t h = n + 1; h < stride; h++) row[h] = 0;
  }
  const float *distance = weights + plan->distance;
  for (uint32_t i = 0; i < n; i++) {
    float *row = scores + (size_t)i * stride;
    row[0] = distance[0];
    for (uint32_t h = 0; h < n; h++) row[h + 1] = h == i ? -1e9f : distance[ud_distance(i, h)];
    for (uint32_t h = n + 1; h < stride; h++) row[h] = -1e9f;
  }
  ud_product p = {.y = scores, .a = parts, .b = turned, .y_stride = stride, .a_row = plan->parts, .a_column = 1,
                  .b_stride = stride, .rows = n, .inner = arc, .columns = stride};
  ud_multiply(&p);
  return stride;
}

void ud_relation_input(const ud_plan *plan, const float *weights, const float *token, const float *head, float *sums) {
  uint32_t width = plan->shape.relation, at = 2 * plan->shape.arc;
  const float *other = head ? head + at + width : weights + plan->root + plan->shape.arc;
  for (uint32_t k = 0; k < width; k++) sums[k] = ud_leaky(token[at + k] + other[k]);
}
