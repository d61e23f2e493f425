/* ud_learn.c - weights to begin with, rows, and steps by Adam. */
#include "parse/ud_learn.h"

#include <math.h>

#include "parse/ud_lanes.h"

static const float first_decay = 0.9f, second_decay = 0.98f, tiny = 1e-8f;

/* ---- rows ---- */

ud_rows ud_rows_new(arena *a, uint32_t count, uint32_t width) {
  size_t size = (size_t)count * width;
  return (ud_rows){count, width, ARENA_NEW(a, float, size), ARENA_NEW(a, float, size), ARENA_NEW(a, float, size),
                   ARENA_NEW(a, float, size), ARENA_NEW(a, uint32_t, count), 0, ARENA_NEW(a, uint8_t, count)};
}

float *ud_rows_touch(ud_rows *r, uint32_t row) {
  if (!r->marks[row]) r->touched[r->touched_count++] = row;
  r->marks[row] = 1;
  return r->gradient + (size_t)row * r->width;
}

/* ---- the beginning ---- */

static void fill_random(float *at, size_t count, float size, uint64_t *random) {
  for (size_t i = 0; i < count; i++) at[i] = size * (2 * ud_random(random) - 1);
}

ud_learner ud_learner_new(arena *a, const ud_plan *plan, uint32_t own_words, uint64_t seed) {
  ud_learner l = {.plan = *plan,
                  .weights = ARENA_NEW(a, float, plan->count),
                  .gradient = ARENA_NEW(a, float, plan->count),
                  .moment = ARENA_NEW(a, float, plan->count),
                  .square = ARENA_NEW(a, float, plan->count),
                  .turned = ARENA_NEW(a, float, plan->count),
                  .words = ud_rows_new(a, own_words, plan->shape.word),
                  .slots = ud_rows_new(a, UD_SLOT_ROWS, plan->shape.affix),
                  .rate = 0.002f, .decay_first = 1, .decay_second = 1,
                  .random = seed * UINT64_C(0x9E3779B97F4A7C15) + 88172645463325252u};
  for (uint32_t k = 0; k < plan->shape.layers; k++) {
    const ud_layer *layer = &plan->layers[k];
    fill_random(l.weights + layer->in, (size_t)layer->inputs * plan->gates, sqrtf(3.0f / (float)layer->inputs), &l.random);
    fill_random(l.weights + layer->self, plan->state, 1, &l.random);
  }
  float size = sqrtf(3.0f / (float)plan->state);
  fill_random(l.weights + plan->part, (size_t)plan->state * plan->parts, size, &l.random);
  fill_random(l.weights + plan->root, plan->shape.arc + plan->shape.relation, 0.5f, &l.random);
  fill_random(l.weights + plan->tag, (size_t)plan->state * plan->tag_room, size, &l.random);
  fill_random(l.weights + plan->label, (size_t)plan->shape.relation * UD_RELATIONS, sqrtf(3.0f / (float)plan->shape.relation), &l.random);
  fill_random(l.slots.values, (size_t)UD_SLOT_ROWS * plan->shape.affix, 0.2f, &l.random);
  return l;
}

/* ---- a step ---- */

typedef struct {
  float *values, *gradient, *moment, *square;
  size_t count;
  float rate, second; /* with what corrects the first steps' moments */
} adam_run;

INLINE void ud_adam_body(const adam_run *r) {
  size_t i = 0;
  for (; i + LANES <= r->count; i += LANES) {
    lanes g = lanes_at(r->gradient + i), m = first_decay * lanes_at(r->moment + i) + (1 - first_decay) * g;
    lanes v = second_decay * lanes_at(r->square + i) + (1 - second_decay) * g * g, size = v * r->second, x = lanes_at(r->values + i);
    for (int k = 0; k < LANES; k++) size[k] = sqrtf(size[k]);
    x -= r->rate * m / (size + tiny);
    g -= g;
    lanes_put(r->moment + i, &m), lanes_put(r->square + i, &v), lanes_put(r->values + i, &x), lanes_put(r->gradient + i, &g);
  }
  for (; i < r->count; i++) {
    float g = r->gradient[i], m = r->moment[i] = first_decay * r->moment[i] + (1 - first_decay) * g;
    float v = r->square[i] = second_decay * r->square[i] + (1 - second_decay) * g * g;
    r->values[i] -= r->rate * m / (sqrtf(v * r->second) + tiny);
    r->gradient[i] = 0;
  }
}
static void ud_adam(const adam_run *r);
UD_WIDE(ud_adam, const adam_run *)

static void step_rows(ud_rows *r, float rate, float second) {
  for (uint32_t i = 0; i < r->touched_count; i++) {
    size_t at = (size_t)r->touched[i] * r->width;
    ud_adam(&(adam_run){r->values + at, r->gradient + at, r->moment + at, r->square + at, r->width, rate, second});
    r->marks[r->touched[i]] = 0;
  }
  r->touched_count = 0;
}

void ud_learner_step(ud_learner *l) {
  l->decay_first *= first_decay;
  l->decay_second *= second_decay;
  float rate = l->rate / (1 - l->decay_first), second = 1 / (1 - l->decay_second);
  ud_adam(&(adam_run){l->weights, l->gradient, l->moment, l->square, l->plan.count, rate, second});
  step_rows(&l->words, rate, second);
  step_rows(&l->slots, rate, second);
}
