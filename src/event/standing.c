/* standing.c - where a mention stands, seen from a predicate. */
#include "event/ranking.h"

enum { NEAR = 12, DEPTH = 24 }; /* clauses to each side, steps up to the head of an argument */

static const frame *frame_at(const chooser *x, uint32_t f) { return &x->c->scene->frames->frames.at[f]; }

static bool is_in_relative(const chooser *x, uint32_t b, uint32_t head) {
  const scene *s = x->c->scene;
  for (uint32_t n = 0; b != NONE && b < head && n < DEPTH; b = s->parse->bunsetsu.at[b].head, n++) {
    uint32_t f = s->frames->of_bunsetsu.at[b];
    if (f != NONE && frame_at(x, f)->bunsetsu == b && frame_at(x, f)->embedding == EMBED_RELATIVE) return true;
  }
  return false;
}

/* The head itself, inside the head's compound, before の, another direct dependent, in a clause on a noun, deeper. */
static view place_within(const chooser *x, const argument *a, const mention *m) {
  const scene *s = x->c->scene;
  uint32_t b = s->parse->of_token.at[m->head_token];
  if (b == a->bunsetsu) return a->head_token >= m->first && a->head_token < m->end ? TEXT("head") : TEXT("compound");
  const bunsetsu *own = &s->parse->bunsetsu.at[b];
  if (own->head == a->bunsetsu) return view_equals(s->tokens->tokens.at[own->end - 1].surface, TEXT("の")) ? TEXT("no") : TEXT("direct");
  return is_in_relative(x, b, a->bunsetsu) ? TEXT("relative") : TEXT("deep");
}

static view relation_of(const chooser *x, uint32_t g) {
  static const char *const child[] = {"child", "child-co", "child-adv", "child", "child-q", "child", "child-cond"};
  static const char *const parent[] = {"par", "par-co", "par", "par-rel", "par-q", "par", "par"};
  const frame *own = frame_at(x, x->f), *other = frame_at(x, g);
  if (other->parent == x->f) return view_of_string(child[other->embedding]);
  if (own->parent == g) return view_of_string(parent[own->embedding]);
  return g < x->f ? TEXT("before") : TEXT("after");
}

static bool stands_in_own(const chooser *x, const mention *m, standing *out) {
  const frame *own = frame_at(x, x->f);
  bool any = false;
  for (uint32_t i = own->argument; i < own->argument + own->argument_count; i++) {
    const argument *a = &x->c->scene->frames->arguments.at[i];
    if (!span_contains(a->span, m->span)) continue;
    view relation = a == x->e->noun ? TEXT("noun") : a->of == NONE ? TEXT("arg") : TEXT("nounarg");
    *out = (standing){relation, view_of_string(role_name(x->c->rules->index.language, a->role)), place_within(x, a, m)};
    any = true;
  }
  return any;
}

/* The shortest argument of a clause near by that the mention is in. */
static const argument *shortest_around(const chooser *x, const mention *m, uint32_t *frame_of) {
  const scene *s = x->c->scene;
  frame_range range = s->frames->segments.at[frame_at(x, x->f)->segment];
  uint32_t first = x->f > range.first + NEAR ? x->f - NEAR : range.first;
  const argument *best = NULL;
  for (uint32_t g = first; g < range.first + range.count && g <= x->f + NEAR; g++)
    for (uint32_t i = frame_at(x, g)->argument; i < frame_at(x, g)->argument + frame_at(x, g)->argument_count; i++) {
      const argument *a = &s->frames->arguments.at[i];
      if (a->of != NONE || !span_contains(a->span, m->span) || (best && span_length(a->span) >= span_length(best->span))) continue;
      best = a;
      *frame_of = g;
    }
  return best;
}

standing mention_standing(const chooser *x, const mention *m) {
  standing out = {TEXT("far"), TEXT("-"), TEXT("-")};
  if (stands_in_own(x, m, &out)) return out;
  uint32_t g = NONE;
  const argument *a = shortest_around(x, m, &g);
  if (a) out = (standing){relation_of(x, g), view_of_string(role_name(x->c->rules->index.language, a->role)), place_within(x, a, m)};
  if (frame_at(x, x->f)->segment != m->segment) out.relation = TEXT("other");
  return out;
}
