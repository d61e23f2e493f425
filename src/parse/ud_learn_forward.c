/* ud_learn_forward.c - a batch through the network with parts left out at random, and its losses.
 *
 * What is left out of the inputs of a layer is the same for all tokens of a sentence (Gal and Ghahramani 2016). */
#include <math.h>

#include "parse/ud_learn.h"

ud_work *ud_work_new(arena *a, const ud_plan *p, uint32_t most_tokens, uint32_t most_sentences) {
  ud_work *w = ARENA_NEW(a, ud_work, 1);
  size_t n = most_tokens, widest = ud_round(p->embed > p->state ? p->embed : p->state);
  w->starts = ARENA_NEW(a, uint32_t, most_sentences + 1);
  w->examples = ARENA_NEW(a, const ud_example *, most_sentences);
  w->rows = ARENA_NEW(a, uint32_t, n);
  for (uint32_t l = 0; l < p->shape.layers; l++) {
    w->in[l] = ARENA_NEW(a, float, n * widest), w->gates[l] = ARENA_NEW(a, float, n * p->gates);
    w->cells[l] = ARENA_NEW(a, float, n * p->state), w->out[l] = ARENA_NEW(a, float, n * p->state);
  }
  for (uint32_t l = 0; l < UD_MOST_LAYERS + 2; l++) w->masks[l] = ARENA_NEW(a, float, most_sentences * (widest + p->parts));
  w->top = ARENA_NEW(a, float, n * p->state), w->d_top = ARENA_NEW(a, float, n * p->state);
  w->d_in = ARENA_NEW(a, float, n * widest);
  w->parts = ARENA_NEW(a, float, n * p->parts), w->d_parts = ARENA_NEW(a, float, n * p->parts);
  w->tags = ARENA_NEW(a, float, n * p->tag_room);
  w->sums = ARENA_NEW(a, float, 2 * n * p->shape.relation), w->labels = ARENA_NEW(a, float, n * UD_RELATIONS);
  w->turned = ARENA_NEW(a, float, (size_t)p->shape.arc * ud_round(UD_MOST_TOKENS + 1));
  w->scores = ARENA_NEW(a, float, (size_t)UD_MOST_TOKENS * ud_round(UD_MOST_TOKENS + 1));
  return w;
}

void ud_work_set(ud_work *w, const ud_example *const *examples, uint32_t count) {
  w->sentences = count;
  w->tokens = 0;
  for (uint32_t s = 0; s < count; s++) {
    w->starts[s] = w->tokens;
    w->examples[s] = examples[s];
    w->tokens += examples[s]->count;
  }
  w->starts[count] = w->tokens;
}

/* ---- what is left out ---- */

static void draw_mask(ud_learner *l, float *mask, size_t count, float share) {
  for (size_t i = 0; i < count; i++) mask[i] = share > 0 && ud_random(&l->random) < share ? 0 : 1 / (1 - share);
}

/* y = x with the sentence's mask on each row. */
static void apply_mask(const ud_work *w, const float *mask, uint32_t width, const float *x, float *y) {
  for (uint32_t s = 0; s < w->sentences; s++)
    for (uint32_t i = w->starts[s]; i < w->starts[s + 1]; i++)
      for (uint32_t k = 0; k < width; k++) y[(size_t)i * width + k] = x[(size_t)i * width + k] * mask[(size_t)s * width + k];
}

static void fill_token(ud_learner *l, ud_work *w, uint32_t i, const ud_word *word, uint8_t tag, float *x) {
  uint32_t width = l->plan.shape.word, affix = l->plan.shape.affix, row = word->word;
  if (ud_random(&l->random) < (l->name_tags && l->name_tags[tag] ? l->dropout.name : l->dropout.word)) row = 0;
  bool own = row < l->words.count && !(row && ud_random(&l->random) < l->dropout.own);
  w->rows[i] = own ? row : NONE;
  memset(x, 0, sizeof *x * l->plan.embed);
  const float *given = l->vectors + (size_t)row * width, *learnt = l->words.values + (size_t)(own ? row : 0) * width;
  for (uint32_t k = 0; k < width; k++) x[k] = given[k] + (own ? learnt[k] : 0);
  for (uint32_t s = 0; s < UD_SLOTS; s++) {
    const float *ends = l->slots.values + (size_t)word->slots[s] * affix;
    for (uint32_t k = 0; k < affix; k++) x[width + k] += ends[k];
  }
}

/* ---- forward ---- */

static void run_layer(const ud_plan *plan, const float *weights, uint32_t layer, const ud_batch *batch, const float *in,
                  float *gates, float *state) {
  const ud_layer *l = &plan->layers[layer];
  ud_product p = {.y = gates, .a = in, .b = weights + l->in, .start = weights + l->bias, .y_stride = plan->gates,
                  .a_row = l->inputs, .a_column = 1, .b_stride = plan->gates, .rows = ud_batch_tokens(batch),
                  .inner = l->inputs, .columns = plan->gates};
  ud_multiply(&p);
  ud_cells_run(plan, weights, layer, batch, gates, state);
}

static void map_states(const ud_plan *plan, const float *weights, uint32_t matrix, uint32_t bias, uint32_t columns, const float *state,
                   uint32_t n, float *y) {
  ud_product p = {.y = y, .a = state, .b = weights + matrix, .start = weights + bias, .y_stride = columns,
                  .a_row = plan->state, .a_column = 1, .b_stride = columns, .rows = n, .inner = plan->state, .columns = columns};
  ud_multiply(&p);
}

static void run_layers(ud_learner *l, ud_work *w) {
  const ud_plan *p = &l->plan;
  ud_batch batch = {w->starts, w->sentences};
  const float *below = NULL;
  for (uint32_t k = 0; k < p->shape.layers; k++) {
    uint32_t width = p->layers[k].inputs;
    draw_mask(l, w->masks[k], (size_t)w->sentences * width, k ? l->dropout.state : l->dropout.input);
    apply_mask(w, w->masks[k], width, k ? below : w->in[0], w->in[k]);
    run_layer(p, l->weights, k, &batch, w->in[k], w->gates[k], w->cells[k]);
    for (size_t i = 0; i < (size_t)w->tokens * p->state; i++) w->out[k][i] = w->cells[k][i] + (k ? below[i] : 0);
    below = w->out[k];
  }
  draw_mask(l, w->masks[UD_MOST_LAYERS], (size_t)w->sentences * p->state, l->dropout.state);
  apply_mask(w, w->masks[UD_MOST_LAYERS], p->state, below, w->top);
}

static void run_parts(ud_learner *l, ud_work *w) {
  const ud_plan *p = &l->plan;
  map_states(p, l->weights, p->tag, p->tag_bias, p->tag_room, w->top, w->tokens, w->tags);
  map_states(p, l->weights, p->part, p->part_bias, p->parts, w->top, w->tokens, w->parts);
  for (uint32_t i = 0; i < w->tokens; i++)
    for (uint32_t k = 0; k < 2 * p->shape.arc; k++) w->parts[(size_t)i * p->parts + k] = ud_leaky(w->parts[(size_t)i * p->parts + k]);
  draw_mask(l, w->masks[UD_MOST_LAYERS + 1], (size_t)w->sentences * p->parts, l->dropout.part);
  apply_mask(w, w->masks[UD_MOST_LAYERS + 1], p->parts, w->parts, w->parts);
}

/* ---- losses ---- */

/* Row of scores to gradient: probabilities, less one at the right column. Returns the loss. */
static double soften(float *row, uint32_t count, uint32_t room, uint32_t right, float scale) {
  float most = row[0], sum = 0;
  for (uint32_t k = 1; k < count; k++) most = row[k] > most ? row[k] : most;
  float gap = row[right] - most;
  for (uint32_t k = 0; k < count; k++) sum += row[k] = expf(row[k] - most);
  for (uint32_t k = 0; k < count; k++) row[k] *= scale / sum;
  for (uint32_t k = count; k < room; k++) row[k] = 0;
  row[right] -= scale;
  return (double)logf(sum) - (double)gap;
}

/* Scores of one sentence's arcs to gradients of its parts. */
static double learn_arcs(ud_learner *l, ud_work *w, uint32_t s, float scale) {
  const ud_plan *p = &l->plan;
  const ud_example *x = w->examples[s];
  uint32_t n = x->count, arc = p->shape.arc;
  float *parts = w->parts + (size_t)w->starts[s] * p->parts, *d_parts = w->d_parts + (size_t)w->starts[s] * p->parts;
  uint32_t stride = ud_arcs_score(p, l->weights, parts, n, w->turned, w->scores);
  double loss = 0;
  for (uint32_t i = 0; i < n; i++) {
    float *row = w->scores + (size_t)i * stride;
    loss += soften(row, n + 1, stride, x->heads[i] == NONE ? 0 : x->heads[i] + 1, scale);
    for (uint32_t k = 0; k < arc; k++) {
      d_parts[(size_t)i * p->parts + k] += row[0] * l->weights[p->root + k];
      l->gradient[p->root + k] += row[0] * parts[(size_t)i * p->parts + k];
    }
    l->gradient[p->distance] += row[0];
    for (uint32_t h = 0; h < n; h++)
      if (h != i) l->gradient[p->distance + ud_distance(i, h)] += row[h + 1];
  }
  ud_multiply(&(ud_product){.y = d_parts, .a = w->scores + 1, .b = parts + arc, .y_stride = p->parts, .a_row = stride, .a_column = 1,
                            .b_stride = p->parts, .rows = n, .inner = n, .columns = arc});
  ud_multiply(&(ud_product){.y = d_parts + arc, .a = w->scores + 1, .b = parts, .y_stride = p->parts, .a_row = 1, .a_column = stride,
                            .b_stride = p->parts, .rows = n, .inner = n, .columns = arc});
  return loss;
}

static const float *head_parts(const ud_work *w, const ud_plan *p, uint32_t s, uint32_t i) {
  uint32_t head = w->examples[s]->heads[i];
  return head == NONE ? NULL : w->parts + (size_t)(w->starts[s] + head) * p->parts;
}

static double learn_relations(ud_learner *l, ud_work *w, float scale) {
  const ud_plan *p = &l->plan;
  uint32_t width = p->shape.relation;
  double loss = 0;
  for (uint32_t s = 0; s < w->sentences; s++)
    for (uint32_t i = 0; i < w->examples[s]->count; i++) {
      size_t t = w->starts[s] + i;
      ud_relation_input(p, l->weights, w->parts + t * p->parts, head_parts(w, p, s, i), w->sums + t * width);
    }
  ud_multiply(&(ud_product){.y = w->labels, .a = w->sums, .b = l->weights + p->label, .start = l->weights + p->label_bias,
                            .y_stride = UD_RELATIONS, .a_row = width, .a_column = 1, .b_stride = UD_RELATIONS,
                            .rows = w->tokens, .inner = width, .columns = UD_RELATIONS});
  for (uint32_t s = 0; s < w->sentences; s++)
    for (uint32_t i = 0; i < w->examples[s]->count; i++)
      loss += soften(w->labels + (size_t)(w->starts[s] + i) * UD_RELATIONS, RELATION_COUNT, UD_RELATIONS, w->examples[s]->relations[i], scale);
  return loss;
}

ud_loss ud_batch_forward(ud_learner *l, ud_work *w) {
  const ud_plan *p = &l->plan;
  ud_loss loss = {0};
  float scale = 1.0f / (float)w->tokens;
  for (uint32_t s = 0; s < w->sentences; s++)
    for (uint32_t i = 0; i < w->examples[s]->count; i++)
      fill_token(l, w, w->starts[s] + i, &w->examples[s]->words[i], w->examples[s]->tags[i], w->in[0] + (size_t)(w->starts[s] + i) * p->embed);
  run_layers(l, w);
  run_parts(l, w);
  memset(w->d_parts, 0, sizeof(float) * w->tokens * p->parts);
  for (uint32_t s = 0; s < w->sentences; s++) {
    loss.arc += learn_arcs(l, w, s, scale);
    for (uint32_t i = 0; i < w->examples[s]->count; i++)
      loss.tag += soften(w->tags + (size_t)(w->starts[s] + i) * p->tag_room, p->shape.tags, p->tag_room, w->examples[s]->tags[i], scale);
  }
  loss.relation = learn_relations(l, w, scale);
  return loss;
}

ud_loss ud_batch_learn(ud_learner *l, ud_work *w) {
  ud_loss loss = ud_batch_forward(l, w);
  ud_batch_backward(l, w);
  return loss;
}
