/* ud_backward.c - gradients of the weights, from those of the scores down to the rows of words. */
#include "parse/ud_lanes.h"
#include "parse/ud_learn.h"

/* gradient of y = a W + bias: of W and bias from those of y. */
static void learn_map(ud_learner *l, uint32_t matrix, uint32_t bias, const float *a, uint32_t inputs, const float *d_y, uint32_t columns,
                      uint32_t n) {
  ud_multiply(&(ud_product){.y = l->gradient + matrix, .a = a, .b = d_y, .y_stride = columns, .a_row = 1, .a_column = inputs,
                            .b_stride = columns, .rows = inputs, .inner = n, .columns = columns});
  const float one = 1;
  ud_multiply(&(ud_product){.y = l->gradient + bias, .a = &one, .b = d_y, .b_stride = columns, .rows = 1, .inner = n, .columns = columns});
}

/* Adds d_y times the turned W to d_a. */
static void pass_map(ud_learner *l, uint32_t matrix, uint32_t inputs, const float *d_y, uint32_t columns, uint32_t n, float *d_a) {
  const float *w = l->weights + matrix;
  float *turned = l->turned; /* inputs may be no multiple of the product's columns */
  uint32_t room = ud_round(inputs);
  for (uint32_t k = 0; k < columns; k++) {
    for (uint32_t i = 0; i < inputs; i++) turned[(size_t)k * room + i] = w[(size_t)i * columns + k];
    for (uint32_t i = inputs; i < room; i++) turned[(size_t)k * room + i] = 0;
  }
  ud_multiply(&(ud_product){.y = d_a, .a = d_y, .b = turned, .y_stride = room, .a_row = columns, .a_column = 1, .b_stride = room,
                            .rows = n, .inner = columns, .columns = room});
}

/* ---- relations, parts ---- */

static void back_relations(ud_learner *l, ud_work *w) {
  const ud_plan *p = &l->plan;
  uint32_t width = p->shape.relation, at = 2 * p->shape.arc;
  float *d_sums = w->sums + (size_t)w->tokens * width;
  memset(d_sums, 0, sizeof(float) * w->tokens * width);
  learn_map(l, p->label, p->label_bias, w->sums, width, w->labels, UD_RELATIONS, w->tokens);
  pass_map(l, p->label, width, w->labels, UD_RELATIONS, w->tokens, d_sums);
  for (uint32_t s = 0; s < w->sentences; s++)
    for (uint32_t i = 0; i < w->examples[s]->count; i++) {
      size_t t = w->starts[s] + i;
      uint32_t head = w->examples[s]->heads[i];
      float *own = w->d_parts + t * p->parts + at;
      float *other = head == NONE ? l->gradient + p->root + p->shape.arc : w->d_parts + (size_t)(w->starts[s] + head) * p->parts + at + width;
      for (uint32_t k = 0; k < width; k++) {
        float d = d_sums[t * width + k] * (w->sums[t * width + k] > 0 ? 1 : 0.1f);
        own[k] += d;
        other[k] += d;
      }
    }
}

static void back_mask(const ud_work *w, const float *mask, uint32_t width, float *d) {
  for (uint32_t s = 0; s < w->sentences; s++)
    for (uint32_t i = w->starts[s]; i < w->starts[s + 1]; i++)
      for (uint32_t k = 0; k < width; k++) d[(size_t)i * width + k] *= mask[(size_t)s * width + k];
}

static void back_parts(ud_learner *l, ud_work *w) {
  const ud_plan *p = &l->plan;
  back_mask(w, w->masks[UD_MOST_LAYERS + 1], p->parts, w->d_parts);
  for (uint32_t i = 0; i < w->tokens; i++)
    for (uint32_t k = 0; k < 2 * p->shape.arc; k++)
      if (w->parts[(size_t)i * p->parts + k] <= 0) w->d_parts[(size_t)i * p->parts + k] *= 0.1f;
  memset(w->d_top, 0, sizeof(float) * w->tokens * p->state);
  learn_map(l, p->part, p->part_bias, w->top, p->state, w->d_parts, p->parts, w->tokens);
  pass_map(l, p->part, p->state, w->d_parts, p->parts, w->tokens, w->d_top);
  learn_map(l, p->tag, p->tag_bias, w->top, p->state, w->tags, p->tag_room, w->tokens);
  pass_map(l, p->tag, p->state, w->tags, p->tag_room, w->tokens, w->d_top);
  back_mask(w, w->masks[UD_MOST_LAYERS], p->state, w->d_top);
}

/* ---- layers ---- */

typedef struct {
  const float *self, *cells, *d_out;
  float *gates, *d_self; /* gates: f and z become their gradients */
  const uint32_t *starts;
  uint32_t sentences, hidden;
} cell_gradient;

/* Eight cells, against the way that they were run: from token t on, before it in their order comes t + step. */
INLINE void back_lanes(const cell_gradient *g, uint32_t column, int64_t t, int64_t step, uint32_t n) {
  size_t state = (size_t)2 * g->hidden;
  lanes self = lanes_at(g->self + column), carry = self - self, none = carry, d_self = lanes_at(g->d_self + column);
  for (uint32_t k = 0; k < n; k++, t += step) {
    float *gate = g->gates + (size_t)t * 2 * state + column;
    lanes f = lanes_at(gate), z = lanes_at(gate + state), before = none;
    if (k + 1 < n) before = lanes_at(g->cells + (size_t)(t + step) * state + column);
    lanes d = lanes_at(g->d_out + (size_t)t * state + column) + carry, slope = 1.0f - lanes_size(2.0f * f - 1.0f), slope_z = 1.0f - lanes_size(z);
    lanes d_a = d * (before - z) * 0.5f * slope * slope, d_z = d * (1.0f - f) * slope_z * slope_z;
    carry = d * f + d_a * self;
    d_self += d_a * before;
    lanes_put(gate, &d_a);
    lanes_put(gate + state, &d_z);
  }
  lanes_put(g->d_self + column, &d_self);
}

INLINE void ud_back_cells_body(const cell_gradient *g) {
  for (uint32_t s = 0; s < g->sentences; s++)
    for (uint32_t j = 0; j < g->hidden; j += LANES) {
      uint32_t begin = g->starts[s], end = g->starts[s + 1];
      back_lanes(g, j, (int64_t)end - 1, -1, end - begin);
      back_lanes(g, g->hidden + j, begin, 1, end - begin);
    }
}
static void ud_back_cells(const cell_gradient *g);
UD_WIDE(ud_back_cells, const cell_gradient *)

static void back_layer(ud_learner *l, ud_work *w, uint32_t k) {
  const ud_plan *p = &l->plan;
  const ud_layer *layer = &p->layers[k];
  ud_back_cells(&(cell_gradient){l->weights + layer->self, w->cells[k], w->d_top, w->gates[k], l->gradient + layer->self, w->starts, w->sentences,
                                 p->shape.hidden});
  uint32_t room = ud_round(layer->inputs);
  learn_map(l, layer->in, layer->bias, w->in[k], layer->inputs, w->gates[k], p->gates, w->tokens);
  memset(w->d_in, 0, sizeof(float) * w->tokens * room);
  pass_map(l, layer->in, layer->inputs, w->gates[k], p->gates, w->tokens, w->d_in);
}

/* ---- rows ---- */

static void back_rows(ud_learner *l, ud_work *w) {
  const ud_plan *p = &l->plan;
  uint32_t width = p->shape.word, affix = p->shape.affix, room = ud_round(p->embed);
  for (uint32_t s = 0; s < w->sentences; s++)
    for (uint32_t i = 0; i < w->examples[s]->count; i++) {
      size_t t = w->starts[s] + i;
      float *d = w->d_in + t * room;
      const float *mask = w->masks[0] + (size_t)s * p->embed;
      for (uint32_t k = 0; k < p->embed; k++) d[k] *= mask[k];
      float *word = w->rows[t] == NONE ? NULL : ud_rows_touch(&l->words, w->rows[t]);
      for (uint32_t k = 0; word && k < width; k++) word[k] += d[k];
      for (uint32_t q = 0; q < UD_SLOTS; q++) {
        float *ends = ud_rows_touch(&l->slots, w->examples[s]->words[i].slots[q]);
        for (uint32_t k = 0; k < affix; k++) ends[k] += d[width + k];
      }
    }
}

void ud_batch_backward(ud_learner *l, ud_work *w) {
  const ud_plan *p = &l->plan;
  back_relations(l, w);
  back_parts(l, w);
  for (uint32_t k = p->shape.layers; k-- > 0;) {
    back_layer(l, w, k);
    if (!k) break;
    back_mask(w, w->masks[k], p->state, w->d_in);
    for (size_t i = 0; i < (size_t)w->tokens * p->state; i++) w->d_top[i] += w->d_in[i];
  }
  back_rows(l, w);
}
