/* ud_run.c - the network over sentences: tags, trees, relations. */
#include "parse/ud_net.h"

ud_scratch ud_scratch_new(arena *a, const ud_net *net, uint32_t capacity) {
  const ud_plan *p = &net->plan;
  uint32_t longest = capacity < UD_MOST_TOKENS ? capacity : UD_MOST_TOKENS, widest = p->embed > p->state ? p->embed : p->state;
  return (ud_scratch){.capacity = capacity,
                      .x = ARENA_NEW(a, float, (size_t)capacity * widest),
                      .gates = ARENA_NEW(a, float, (size_t)capacity * p->gates),
                      .state = ARENA_NEW(a, float, (size_t)capacity * widest),
                      .parts = ARENA_NEW(a, float, (size_t)capacity * p->parts),
                      .tags = ARENA_NEW(a, float, (size_t)capacity * p->tag_room),
                      .turned = ARENA_NEW(a, float, (size_t)p->shape.arc * ud_round(longest + 1)),
                      .scores = ARENA_NEW(a, float, (size_t)longest * ud_round(longest + 1)),
                      .sums = ARENA_NEW(a, float, (size_t)capacity * p->shape.relation),
                      .cells = ARENA_NEW(a, float, (size_t)capacity * UD_RELATIONS),
                      .tree = arena_alloc(a, ud_tree_size())};
}

static void add_row(const int8_t *row, float unit, uint32_t width, float *x) {
  for (uint32_t k = 0; k < width; k++) x[k] += unit * row[k];
}

static void fill_word(const ud_net *net, const ud_word *w, float *x) {
  uint32_t width = net->plan.shape.word, affix = net->plan.shape.affix, row = ud_net_row(net, w->word);
  memset(x, 0, sizeof *x * net->plan.embed);
  add_row(net->words + (size_t)row * width, net->word_units[row], width, x);
  for (uint32_t k = 0; k < UD_SLOTS; k++)
    add_row(net->slots + (size_t)w->slots[k] * affix, net->slot_units[w->slots[k]], affix, x + width);
}

static uint32_t best_of(const float *row, uint32_t count) {
  uint32_t best = 0;
  for (uint32_t k = 1; k < count; k++)
    if (row[k] > row[best]) best = k;
  return best;
}

/* The states of all tokens, in s->x. */
static void encode(const ud_net *net, ud_scratch *s, const ud_word *words, const ud_batch *batch) {
  const ud_plan *p = &net->plan;
  uint32_t n = ud_batch_tokens(batch);
  for (uint32_t i = 0; i < n; i++) fill_word(net, &words[i], s->x + (size_t)i * p->embed);
  for (uint32_t l = 0; l < p->shape.layers; l++) {
    ud_layer_run(p, net->weights, l, batch, s->x, s->gates, s->state);
    if (l)
      for (size_t k = 0; k < (size_t)n * p->state; k++) s->state[k] += s->x[k];
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
  ud_states_map(p, net->weights, p->part, p->part_bias, p->parts, s->x, n, s->parts);
  ud_states_map(p, net->weights, p->tag, p->tag_bias, p->tag_room, s->x, n, s->tags);
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
