/* detail.c - date, place, quantity, scores and confidence of an event. */
#include "event/event_parts.h"

static const frame *frame_at(const event_context *c, uint32_t f) { return &c->scene->frames->frames.at[f]; }

static bool is_dated(const when *w) { return w->date[0] && (w->kind == WHEN_POINT || w->kind == WHEN_SAME || w->kind == WHEN_RANGE); }

/* First date expression at or after a byte: they are sorted by position. */
static uint32_t first_when(const when_layout *whens, uint32_t byte) {
  uint32_t low = 0, high = whens->whens.count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (whens->whens.at[middle].span.begin < byte) low = middle + 1;
    else high = middle;
  }
  return low;
}

static uint32_t first_quantity(const when_layout *whens, uint32_t byte) {
  uint32_t low = 0, high = whens->quantities.count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (whens->quantities.at[middle].span.begin < byte) low = middle + 1;
    else high = middle;
  }
  return low;
}

static const when *date_of_frame(const event_context *c, uint32_t f) {
  const scene *s = c->scene;
  const frame *x = frame_at(c, f);
  span words = s->layout->segments.at[x->segment].span;
  const when *best = NULL, *any = NULL;
  for (uint32_t i = first_when(s->whens, words.begin); i < s->whens->whens.count; i++) {
    const when *w = &s->whens->whens.at[i];
    if (w->span.begin >= words.end) break;
    if (w->segment != x->segment || !is_dated(w)) continue;
    if (w->span.begin >= x->clause.begin && w->span.end <= x->trigger.begin) {
      uint32_t head = s->parse->bunsetsu.at[w->bunsetsu].head;
      if (head != NONE && head >= x->first_bunsetsu && head <= x->bunsetsu) return w;
      best = w;
    } else if (w->span.end <= x->trigger.begin) any = w;
  }
  return best ? best : any;
}

/* Through the clauses that share their subject, then to the frame that holds the quotation. */
static const when *date_around(const event_context *c, uint32_t f, int depth) {
  const scene *s = c->scene;
  const when *w = date_of_frame(c, f);
  if (w || depth > 4) return w;
  uint32_t q = s->layout->segments.at[frame_at(c, f)->segment].quote;
  uint32_t holder = q == NONE ? NONE : s->speakers[q].frame;
  return holder == NONE ? NULL : date_around(c, holder, depth + 1);
}

static bool is_verbal(seimei_type t) { return t <= SEIMEI_CONCEDE || t == SEIMEI_REQUEST || t == SEIMEI_ACCUSE || t == SEIMEI_REJECT || t == SEIMEI_THREATEN; }

void date_settle(const event_context *c, event *e, char last_date[11]) {
  const when *w = date_around(c, e->frame, 0);
  if (w && w->future && is_verbal(e->type) && e->status == SEIMEI_ACTUAL) w = NULL; /* a promise is made before it is kept */
  if (w) memcpy(e->date, w->date, sizeof e->date);
  else memcpy(e->date, last_date, sizeof e->date);
  int32_t day = when_day_number(view_of_string(e->date)), today = when_day_number(c->scene->published);
  if (w && w->date[0] && (e->status == SEIMEI_ACTUAL || e->status == SEIMEI_NEGATED)) memcpy(last_date, w->date, sizeof e->date);
  if (day == INT32_MIN || today == INT32_MIN) return;
  if (today - day > 366 && e->status == SEIMEI_ACTUAL) e->status = SEIMEI_HISTORICAL;
  if (day > today && e->status == SEIMEI_ACTUAL && !is_verbal(e->type)) e->status = SEIMEI_FUTURE;
}

static void place_settle(const event_context *c, event *e) {
  const scene *s = c->scene;
  static const role roles[] = {ROLE_DE, ROLE_NI, ROLE_WO};
  for (size_t i = 0; i < COUNT_OF(roles); i++) {
    const argument *a = frame_argument(s->frames, frame_at(c, e->frame), roles[i]);
    uint32_t m = a ? s->actors->of_token.at[a->head_token] : NONE;
    if (m == NONE || s->actors->mentions.at[m].kind != MENTION_PLACE) continue;
    e->place = s->actors->mentions.at[m].span;
    if (s->actors->mentions.at[m].who_count) e->place_code = s->actors->mentions.at[m].who->code;
    return;
  }
}

static void quantity_settle(const event_context *c, event *e) {
  const scene *s = c->scene;
  const frame *x = frame_at(c, e->frame);
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
    if (k->span.begin < x->clause.begin || k->span.begin >= x->trigger.end || k->pos != POS_NOUN) continue;
    uint32_t context = map_get(&c->rules->context_words, k->surface);
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
