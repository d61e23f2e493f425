/* ud_ranges.c - ranges by the root of the mean square; what is larger is cut off there. */
#include "parse/ud_ranges.h"

#include <math.h>

enum { EXAMPLES = 400 };
static const double range_sizes = 4.5, smallest = 1e-3;

static void add_squares(const float *rows, uint32_t count, uint32_t width, double *sums) {
  for (uint32_t i = 0; i < count; i++)
    for (uint32_t k = 0; k < width; k++) sums[k] += (double)rows[(size_t)i * width + k] * (double)rows[(size_t)i * width + k];
}

static uint32_t width_of(const ud_plan *p, uint32_t layer) { return layer ? p->state : p->embed; }

static void add_example(ud_learner *l, ud_work *w, const ud_example *x, double **sums) {
  ud_work_set(w, &x, 1);
  ud_batch_forward(l, w);
  for (uint32_t k = 0; k <= l->plan.shape.layers; k++)
    add_squares(k < l->plan.shape.layers ? w->in[k] : w->top, w->tokens, width_of(&l->plan, k), sums[k]);
}

void ud_find_ranges(arena *a, ud_learner *l, ud_work *w, const ud_example *const *examples, uint32_t count,
                    const float *ranges[UD_MOST_LAYERS + 1]) {
  ud_dropout dropout = l->dropout;
  uint64_t random = l->random;
  double *sums[UD_MOST_LAYERS + 1], tokens = 0;
  l->dropout = (ud_dropout){0};
  for (uint32_t k = 0; k <= l->plan.shape.layers; k++) sums[k] = ARENA_NEW(a, double, width_of(&l->plan, k));
  for (uint32_t i = 0; i < count && i < EXAMPLES; i++) add_example(l, w, examples[i], sums), tokens += examples[i]->count;
  memset(l->gradient, 0, sizeof(float) * l->plan.count); /* the forward pass adds to that of the scores */
  for (uint32_t k = 0; k <= l->plan.shape.layers; k++) {
    float *made = ARENA_NEW(a, float, width_of(&l->plan, k));
    for (uint32_t i = 0; i < width_of(&l->plan, k); i++) made[i] = (float)fmax(range_sizes * sqrt(sums[k][i] / fmax(tokens, 1)), smallest);
    ranges[k] = made;
  }
  l->dropout = dropout;
  l->random = random;
}
