/* detail.c - place, quantity, scores and confidence of an event. */
#include "event/event_parts.h"

static const frame *frame_at(const event_context *c, uint32_t f) { return &c->scene->frames->frames.at[f]; }

static uint32_t first_quantity(const when_layout *whens, uint32_t byte) {
  uint32_t low = 0, high = whens->quantities.count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (whens->quantities.at[middle].span.begin < byte) low = middle + 1;
    else high = middle;
  }
  return low;
}

static void place_settle(const event_context *c, event *e) {
  const scene *s = c->scene;
  static const role roles[] = {ROLE_DE, ROLE_AT, ROLE_NI, ROLE_WO};
  for (size_t i = 0; i < COUNT_OF(roles); i++) {
    const argument *a = frame_argument(s->frames, frame_at(c, e->frame), roles[i]);
    uint32_t m = a ? s->actors->of_token.at[a->head_token] : NONE;
    if (m == NONE || s->actors->mentions.at[m].kind != MENTION_PLACE) continue;
    e->place = s->actors->mentions.at[m].span;
    if (s->actors->mentions.at[m].who_count) e->place_code = s->actors->mentions.at[m].who->code;
    return;
  }
}

/* In English the amount stands behind the verb: sent 5,000 troops. */
static void english_quantity(const event_context *c, event *e) {
  const scene *s = c->scene;
  const frame *x = frame_at(c, e->frame);
  for (uint32_t i = first_quantity(s->whens, x->clause.begin); i < s->whens->quantities.count; i++) {
    const quantity *q = &s->whens->quantities.at[i];
    if (q->span.begin >= x->clause.end) break;
    if (q->segment != x->segment) continue;
    e->quantity = i;
    if (q->span.begin > x->trigger.begin) break;
  }
}

static void quantity_settle(const event_context *c, event *e) {
  const scene *s = c->scene;
  const frame *x = frame_at(c, e->frame);
  if (scene_is_english(s)) {
    english_quantity(c, e);
    return;
  }
  for (uint32_t i = first_quantity(s->whens, x->clause.begin); i < s->whens->quantities.count; i++) {
    const quantity *q = &s->whens->quantities.at[i];
    if (q->span.begin >= x->trigger.begin) break;
    if (q->segment == x->segment && q->span.begin >= x->clause.begin && q->span.end <= x->trigger.begin) e->quantity = i;
  }
}

static void score_settle(const event_context *c, event *e) {
  for (uint32_t i = 0; i < c->rules->scores.count; i++) {
    const plover_score *p = &c->rules->scores.at[i];
    if (p->type != e->type || (p->mode.len && !view_equals(p->mode, e->mode))) continue;
    e->quad = p->quad;
    e->scale = p->scale;
  }
}

static void add_context(event *e, view name) {
  for (uint32_t i = 0; i < e->context_count; i++)
    if (view_equals(e->context[i], name)) return;
  if (e->context_count < COUNT_OF(e->context)) e->context[e->context_count++] = name;
}

/* The fields that the words of the clause and of what it is about belong to. */
static void contexts_settle(const event_context *c, event *e) {
  const scene *s = c->scene;
  const frame *x = frame_at(c, e->frame);
  token_range range = s->tokens->segments.at[x->segment];
  for (uint32_t t = range.first; t < range.first + range.count; t++) {
    const token *k = &s->tokens->tokens.at[t];
    if (k->span.begin < x->clause.begin || k->span.begin >= x->clause.end || k->pos != POS_NOUN) continue;
    uint32_t context = map_get(&c->rules->context_words, scene_is_english(s) ? k->lemma : k->surface);
    if (context != NONE) add_context(e, c->rules->context_names.at[context]);
  }
}

/* How sure: what the parties were read from, how much of the rule was there. Rounded so that it prints alike. */
static double confidence_of(const event *e) {
  static const double actor[] = {0, 0.95, 0.9, 0.88, 0.8, 0.65, 0.7};
  double p = actor[e->actor.found];
  if (!e->recipient.found) p *= 0.95;
  else if (e->recipient.found == FOUND_DISCOURSE || e->recipient.found == FOUND_SPEAKER) p *= 0.85;
  if (e->status == SEIMEI_HYPOTHETICAL) p *= 0.9;
  return (double)(int)(p * 100 + 0.5) / 100;
}

void details_settle(const event_context *c, event *e) {
  place_settle(c, e);
  quantity_settle(c, e);
  contexts_settle(c, e);
  score_settle(c, e);
  e->confidence = confidence_of(e);
}
