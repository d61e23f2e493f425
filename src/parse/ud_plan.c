/* ud_plan.c - where the matrices of the network lie. */
#include "parse/ud_net.h"

static uint32_t take(uint32_t *at, uint32_t rows, uint32_t columns) {
  uint32_t begin = *at;
  *at += rows * columns;
  return begin;
}

static bool is_in_bounds(const ud_shape *s) {
  enum { WIDEST = UD_WIDEST / 2 };
  return s->word > 0 && s->word <= WIDEST && s->affix > 0 && s->affix <= WIDEST && s->hidden > 0 && s->hidden <= WIDEST &&
         s->layers > 0 && s->layers <= UD_MOST_LAYERS && s->arc > 0 && s->arc <= WIDEST && s->relation > 0 && s->relation <= WIDEST &&
         s->tags > 0 && s->tags <= UD_MOST_TAGS && !(s->hidden % UD_ALIGN) && !(s->arc % UD_ALIGN) && !(s->relation % UD_ALIGN) && !((s->word + s->affix) % UD_ALIGN);
}

bool ud_plan_of(const ud_shape *shape, ud_plan *out) {
  if (!is_in_bounds(shape)) return false;
  ud_plan p = {.shape = *shape,
               .embed = shape->word + shape->affix,
               .state = 2 * shape->hidden,
               .gates = 4 * shape->hidden,
               .parts = 2 * (shape->arc + shape->relation),
               .tag_room = ud_round(shape->tags)};
  for (uint32_t l = 0; l < shape->layers; l++) {
    p.layers[l].inputs = l ? p.state : p.embed;
    p.layers[l].bias = take(&p.count, 1, p.gates);
    p.layers[l].self = take(&p.count, 1, p.state);
  }
  p.part_bias = take(&p.count, 1, p.parts);
  p.root = take(&p.count, 1, shape->arc + shape->relation);
  p.distance = take(&p.count, 1, UD_DISTANCES);
  p.tag_bias = take(&p.count, 1, p.tag_room);
  p.label = take(&p.count, shape->relation, UD_RELATIONS);
  p.label_bias = take(&p.count, 1, UD_RELATIONS);
  p.small = p.count;
  for (uint32_t l = 0; l < shape->layers; l++) p.layers[l].in = take(&p.count, p.layers[l].inputs, p.gates);
  p.part = take(&p.count, p.state, p.parts);
  p.tag = take(&p.count, p.state, p.tag_room);
  *out = p;
  return true;
}
