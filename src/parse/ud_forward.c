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

/* Eight cells of one direction over one sentence. first: token; step: 1 or -1. */
INLINE void run_cells(const cell_pass *p, uint32_t column, int64_t first, int64_t step, uint32_t n) {
  lanes self = lanes_at(p->self + column), c = self - self;
  size_t width = (size_t)2 * p->hidden;
  for (uint32_t k = 0; k < n; k++, first += step) {
    float *gate = p->gates + (size_t)first * 2 * width + column;
    lanes a = lanes_at(gate) + self * c, z = lanes_at(gate + width);
    lanes f = (1.0f + lanes_soft(a)) * 0.5f;
    z = lanes_soft(z);
    c = f * c + (1.0f - f) * z;
    lanes_put(gate, &f);
    lanes_put(gate + width, &z);
    lanes_put(p->state + (size_t)first * width + column, &c);
  }
}

INLINE void ud_cells_body(const cell_pass *p) {
  for (uint32_t s = 0; s < p->batch->count; s++) {
    uint32_t begin = p->batch->starts[s], end = p->batch->starts[s + 1];
    for (uint32_t j = 0; j < p->hidden; j += LANES) {
      run_cells(p, j, begin, 1, end - begin);
      run_cells(p, p->hidden + j, (int64_t)end - 1, -1, end - begin);
    }
  }
}
static void ud_cells(const cell_pass *p);
UD_WIDE(ud_cells, const cell_pass *)

void ud_layer_run(const ud_plan *plan, const float *weights, uint32_t layer, const ud_batch *batch, const float *in,
                  float *gates, float *state) {
  const ud_layer *l = &plan->layers[layer];
  ud_product p = {.y = gates, .a = in, .b = weights + l->in, .start = weights + l->bias, .y_stride = plan->gates,
                  .a_row = l->inputs, .a_column = 1, .b_stride = plan->gates, .rows = ud_batch_tokens(batch),
                  .inner = l->inputs, .columns = plan->gates};
  ud_multiply(&p);
  cell_pass cells = {weights + l->self, batch, gates, state, plan->shape.hidden};
  ud_cells(&cells);
}

void ud_states_map(const ud_plan *plan, const float *weights, uint32_t matrix, uint32_t bias, uint32_t columns, const float *state,
                   uint32_t n, float *y) {
  ud_product p = {.y = y, .a = state, .b = weights + matrix, .start = weights + bias, .y_stride = columns,
                  .a_row = plan->state, .a_column = 1, .b_stride = columns, .rows = n, .inner = plan->state, .columns = columns};
  ud_multiply(&p);
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
