/* ud_run.c - the network over sentences: tags, trees, relations. */
#include "parse/ud_lanes.h"
#include "parse/ud_net.h"

ud_scratch ud_scratch_new(arena *a, const ud_net *net, uint32_t capacity) {
  const ud_plan *p = &net->plan;
  uint32_t longest = capacity < UD_MOST_TOKENS ? capacity : UD_MOST_TOKENS, widest = p->embed > p->state ? p->embed : p->state;
  return (ud_scratch){.capacity = capacity,
                      .x = ARENA_ROOM(a, float, (size_t)capacity * widest),
                      .gates = ARENA_ROOM(a, float, (size_t)capacity * p->gates),
                      .state = ARENA_ROOM(a, float, (size_t)capacity * widest),
                      .inputs = ARENA_ROOM(a, uint8_t, (size_t)capacity * widest),
                      .parts = ARENA_ROOM(a, float, (size_t)capacity * p->parts),
                      .tags = ARENA_ROOM(a, float, (size_t)capacity * p->tag_room),
                      .turned = ARENA_ROOM(a, float, (size_t)p->shape.arc * ud_round(longest + 1)),
                      .scores = ARENA_ROOM(a, float, (size_t)longest * ud_round(longest + 1)),
                      .sums = ARENA_ROOM(a, float, (size_t)capacity * p->shape.relation),
                      .cells = ARENA_ROOM(a, float, (size_t)capacity * UD_RELATIONS),
                      .tree = arena_alloc(a, ud_tree_size())};
}

typedef int8_t eight __attribute__((vector_size(8), aligned(1), may_alias));

typedef struct {
  const int8_t *row;
  float unit, *x;
  uint32_t width;
} row_sum;

INLINE void ud_row_body(const row_sum *r) {
  uint32_t k = 0;
  for (; k + LANES <= r->width; k += LANES) {
    lanes sum = lanes_at(r->x + k) + r->unit * __builtin_convertvector(*(const eight *)(const void *)(r->row + k), lanes);
    lanes_put(r->x + k, &sum);
  }
  for (; k < r->width; k++) r->x[k] += r->unit * r->row[k];
}
static void ud_row(const row_sum *r);
UD_WIDE(ud_row, const row_sum *)

static void fill_word(const ud_net *net, const ud_word *w, float *x) {
  uint32_t width = net->plan.shape.word, affix = net->plan.shape.affix, row = ud_net_row(net, w->word);
  memset(x, 0, sizeof *x * net->plan.embed);
  ud_row(&(row_sum){net->words + (size_t)row * width, net->word_units[row], x, width});
  for (uint32_t k = 0; k < UD_SLOTS; k++)
    ud_row(&(row_sum){net->slots + (size_t)w->slots[k] * affix, net->slot_units[w->slots[k]], x + width, affix});
}

/* The first of the largest numbers. */
static uint32_t best_of(const float *row, uint32_t count) {
  float most = row[0];
  for (uint32_t k = 1; k < count; k++) most = row[k] > most ? row[k] : most;
  uint32_t best = 0;
  while (row[best] != most) best++;
  return best;
}

typedef struct {
  float *sum;
  const float *other;
  size_t count;
} float_sum;

INLINE void ud_add_body(const float_sum *f) {
  for (size_t k = 0; k < f->count; k += LANES) {
    lanes sum = lanes_at(f->sum + k) + lanes_at(f->other + k);
    lanes_put(f->sum + k, &sum);
  }
}
static void ud_add(const float_sum *f);
UD_WIDE(ud_add, const float_sum *)

/* Inputs of the last matrices out of the states of all tokens. */
static void encode(const ud_net *net, ud_scratch *s, const ud_word *words, const ud_batch *batch) {
  const ud_plan *p = &net->plan;
  uint32_t n = ud_batch_tokens(batch), layers = p->shape.layers;
  for (uint32_t i = 0; i < n; i++) fill_word(net, &words[i], s->x + (size_t)i * p->embed);
  ud_narrow_inputs(s->x, net->ranges[0], n, p->embed, s->inputs);
  for (uint32_t l = 0; l < layers; l++) {
    ud_narrow_multiply(&(ud_narrow_product){&net->in[l], s->inputs, net->weights + p->layers[l].bias, s->gates, n});
    ud_cells_run(p, net->weights, l, batch, s->gates, s->state);
    if (l) ud_add(&(float_sum){s->state, s->x, (size_t)n * p->state});
    ud_narrow_inputs(s->state, net->ranges[l + 1], n, p->state, s->inputs);
    float *other = s->x;
    s->x = s->state;
    s->state = other;
  }
}

static void label(const ud_net *net, ud_scratch *s, const float *parts, uint32_t n, const uint32_t *heads, uint8_t *relations) {
  const ud_plan *p = &net->plan;
  uint32_t width = p->shape.relation;
  for (uint32_t i = 0; i < n; i++)
    ud_relation_input(p, net->weights, parts + (size_t)i * p->parts, heads[i] == NONE ? NULL : parts + (size_t)heads[i] * p->parts,
                      s->sums + (size_t)i * width);
  ud_product product = {.y = s->cells, .a = s->sums, .b = net->weights + p->label, .start = net->weights + p->label_bias,
                        .y_stride = UD_RELATIONS, .a_row = width, .a_column = 1, .b_stride = UD_RELATIONS, .rows = n,
                        .inner = width, .columns = UD_RELATIONS};
  ud_multiply(&product);
  for (uint32_t i = 0; i < n; i++) {
    const float *row = s->cells + (size_t)i * UD_RELATIONS;
    uint32_t best = RELATION_DEP;
    for (uint32_t k = 1; k < RELATION_COUNT; k++)
      if (k != RELATION_ROOT && row[k] > row[best]) best = k;
    relations[i] = (uint8_t)(heads[i] == NONE ? RELATION_ROOT : best);
  }
}

void ud_net_run(const ud_net *net, ud_scratch *s, const ud_word *words, const ud_batch *batch, uint8_t *tags, uint32_t *heads,
                uint8_t *relations) {
  const ud_plan *p = &net->plan;
  uint32_t n = ud_batch_tokens(batch);
  encode(net, s, words, batch);
  ud_narrow_multiply(&(ud_narrow_product){&net->part, s->inputs, net->weights + p->part_bias, s->parts, n});
  ud_narrow_multiply(&(ud_narrow_product){&net->tag, s->inputs, net->weights + p->tag_bias, s->tags, n});
  for (uint32_t i = 0; i < n; i++) {
    tags[i] = (uint8_t)best_of(s->tags + (size_t)i * p->tag_room, p->shape.tags);
    float *arcs = s->parts + (size_t)i * p->parts;
    for (uint32_t k = 0; k < 2 * p->shape.arc; k++) arcs[k] = ud_leaky(arcs[k]);
  }
  for (uint32_t k = 0; k < batch->count; k++) {
    uint32_t begin = batch->starts[k], count = batch->starts[k + 1] - begin;
    const float *parts = s->parts + (size_t)begin * p->parts;
    uint32_t stride = ud_arcs_score(p, net->weights, parts, count, s->turned, s->scores);
    ud_tree_of(s->tree, s->scores, stride, count, heads + begin);
    label(net, s, parts, count, heads + begin, relations + begin);
  }
}
