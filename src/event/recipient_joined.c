/* recipient_joined.c - the other side of an act as the clauses around its own give it: those of one subject, the one before,
 * the condition, the sentence before. */
#include "event/recipient.h"

static const frame *frame_at(const event_context *c, uint32_t f) { return &c->scene->frames->frames.at[f]; }

static bool is_this(const event_context *c, uint32_t f, role r) {
  const argument *a = frame_argument(c->scene->frames, frame_at(c, f), r);
  return a && view_equals(view_span(c->scene->layout->text, a->span), TEXT("これ"));
}

static bool is_answer(const event_context *c, uint32_t f) {
  scene *s = c->scene;
  if (is_this(c, f, ROLE_NITAISURU)) return true;
  view words = view_span(s->layout->text, s->layout->segments.at[frame_at(c, f)->segment].span);
  return view_starts_with(words, TEXT("これに対")) || view_starts_with(words, TEXT("これに反発"));
}

/* The subject of the clause before: Xは提案し、Yはこれに賛意を示した. */
static party answered_clause(const event_context *c, uint32_t f, const event *e) {
  scene *s = c->scene;
  uint32_t first = s->frames->segments.at[frame_at(c, f)->segment].first;
  if (!is_this(c, f, ROLE_NI) && !is_this(c, f, ROLE_WO)) return (party){0};
  for (uint32_t g = f; g > first && f - g < CHAIN;) {
    const argument *a = frame_argument(s->frames, frame_at(c, --g), ROLE_GA);
    actor_set who = a && frame_at(c, g)->embedding == EMBED_COORDINATE ? actors_known(s->arena, scene_actors(s, a), &e->actor.who) : (actor_set){0};
    if (who.count) return (party){who, FOUND_DISCOURSE, a, f};
  }
  return (party){0};
}

party answered(const event_context *c, uint32_t f, const event *e) {
  scene *s = c->scene;
  uint32_t index = scene_sentence(s, f);
  party p = answered_clause(c, f, e);
  if (p.found || !is_answer(c, f) || index == 0) return p;
  actor_set who = actors_known(s->arena, s->subjects[index - 1], &e->actor.who);
  return (party){who, who.count ? FOUND_DISCOURSE : FOUND_NONE, NULL, f};
}

/* 会長は協力を求められて断った: whom a joined passive clause shares with the next one is whom it happens to. */
party passive_party(const event_context *c, uint32_t f, const event *e) {
  const frame *x = frame_at(c, f);
  if (x->voice != VOICE_PASSIVE || x->negated || x->embedding != EMBED_COORDINATE || x->parent == NONE || e->actor.found == FOUND_DISCOURSE) return (party){0};
  party p = scene_subject(c->scene, x->parent);
  if (p.found != FOUND_OVERT && p.found != FOUND_SHARED) return (party){0};
  return p.found = FOUND_SHARED, p;
}

/* 侵略は違法であり、断じて容認できない: what cannot be borne is the subject of the clause before. */
party unbearable(const event_context *c, uint32_t f, const event *e) {
  scene *s = c->scene;
  uint32_t first = s->frames->segments.at[frame_at(c, f)->segment].first;
  for (uint32_t g = f; e->rule->potential && g > first && f - g < CHAIN;) {
    const frame *y = frame_at(c, --g);
    const argument *a = y->parent == f && y->embedding == EMBED_COORDINATE ? frame_argument(s->frames, y, ROLE_GA) : NULL;
    actor_set who = a ? actors_known(s->arena, scene_actors(s, a), &e->actor.who) : (actor_set){0};
    if (a && !who.count) who = actors_known(s->arena, scene_owner(s, a), &e->actor.who);
    if (who.count) return (party){who, FOUND_SHARED, a, g};
  }
  return (party){0};
}

/* 首相に電話をかけて決定を伝えた: the partner may stand in the clause that goes on. */
party going_on(const event_context *c, uint32_t f, const event *e) {
  const frame *x = frame_at(c, f);
  const argument *a = x->embedding == EMBED_COORDINATE && x->parent != NONE ? frame_argument(c->scene->frames, frame_at(c, x->parent), ROLE_NI) : NULL;
  actor_set who = a && x->subject == x->parent ? actors_known(c->scene->arena, scene_actors(c->scene, a), &e->actor.who) : (actor_set){0};
  return (party){who, who.count ? FOUND_SHARED : FOUND_NONE, a, f};
}

/* この決定を非難した: that of whom the sentence before told. */
party pointed_at(const event_context *c, uint32_t f, const event *e) {
  static const role roles[] = {ROLE_NI, ROLE_WO, ROLE_NITSUITE, ROLE_NITAISURU};
  static const char *const words[] = {"この", "こうした", "その", "これ"};
  scene *s = c->scene;
  uint32_t index = scene_sentence(s, f);
  for (size_t i = 0; i < COUNT_OF(roles) && index > 0; i++) {
    const argument *a = frame_argument(s->frames, frame_at(c, f), roles[i]);
    for (size_t k = 0; a && k < COUNT_OF(words); k++) {
      if (!view_starts_with(view_span(s->layout->text, a->span), view_of_string(words[k]))) continue;
      actor_set who = actors_known(s->arena, s->subjects[index - 1], &e->actor.who);
      return (party){who, who.count ? FOUND_DISCOURSE : FOUND_NONE, a, f};
    }
  }
  return (party){0};
}

/* The clause before g, g included, that is joined to f and has its subject; NONE when there is none near by. */
static uint32_t joined_before(const event_context *c, uint32_t f, uint32_t g) {
  const frame *x = frame_at(c, f);
  uint32_t first = c->scene->frames->segments.at[x->segment].first;
  for (; g > first && f - g < CHAIN; ) {
    const frame *y = frame_at(c, --g);
    bool joined = y->embedding == EMBED_COORDINATE || y->embedding == EMBED_ADVERBIAL || (y->parent == f && y->embedding == EMBED_QUOTE);
    if (joined && y->embedding != EMBED_QUOTE && (y->subject == f || x->subject == g || (y->subject != NONE && y->subject == x->subject))) return g;
  }
  return NONE;
}

/* Whom the actor acts on in a clause that is joined to this one: 大使を呼び出して抗議した. */
party chained(const event_context *c, uint32_t f, const event *e) {
  for (uint32_t g = joined_before(c, f, f); g != NONE; g = joined_before(c, f, g)) {
    party p = acted_on(c, g, e);
    if (p.found) return p;
  }
  return (party){0};
}

/* Whom the actor speaks of in such a clause: 「中国の覇権を許さない」と語り、軍事行動も辞さない構えを見せた. */
party chain_spoken(const event_context *c, uint32_t f, const event *e) {
  for (uint32_t g = joined_before(c, f, f); g != NONE; g = joined_before(c, f, g)) {
    party p = spoken_of(c, g, e);
    if (p.found) return p;
  }
  return (party){0};
}

/* Words inside quotation marks are said to whom the sentence around them names: Xに電話し「…」と伝えた. */
party addressed(const event_context *c, uint32_t f, const event *e) {
  uint32_t q = c->scene->layout->segments.at[frame_at(c, f)->segment].quote;
  uint32_t holder = q == NONE ? NONE : c->scene->speakers[q].frame;
  if (holder == NONE) return (party){0};
  party p = acted_on(c, holder, e);
  return p.found ? p : chained(c, holder, e);
}

/* The subject of a condition among the frames whose triggers are in the words. */
static party condition_in(const event_context *c, uint32_t f, const event *e, frame_range range, span words) {
  scene *s = c->scene;
  for (uint32_t g = range.first; g < range.first + range.count; g++) {
    const frame *y = frame_at(c, g);
    bool attribute = y->embedding == EMBED_RELATIVE; /* 侵攻した場合の危険 */
    if (!(y->mood & MOOD_CONDITION) || attribute || !span_contains(words, y->trigger)) continue;
    const argument *a = frame_argument(s->frames, y, ROLE_GA);
    actor_set who = a ? actors_known(s->arena, scene_actors(s, a), &e->actor.who) : (actor_set){0};
    if (who.count) return (party){who, FOUND_SPEAKER, a, f};
  }
  return (party){0};
}

static party condition_of(const event_context *c, uint32_t f, uint32_t g, const event *e) {
  scene *s = c->scene;
  const frame *x = frame_at(c, g);
  uint32_t first = s->frames->segments.at[x->segment].first;
  for (uint32_t k = g, n = 0; k-- > first && n < CHAIN; n++) { /* 敵が動けば「報復する」と警告した */
    const frame *y = frame_at(c, k);
    const argument *a = y->embedding == EMBED_CONDITION && y->parent == g ? frame_argument(s->frames, y, ROLE_GA) : NULL;
    actor_set who = a ? actors_known(s->arena, scene_actors(s, a), &e->actor.who) : (actor_set){0};
    if (who.count && !view_equals(who.at[0].sector, TEXT("CVL"))) return (party){who, FOUND_SPEAKER, a, f};
  }
  party behind = scene_is_english(s) ? condition_behind(c, g) : (party){0};
  if (behind.found) return behind;
  for (uint32_t i = x->argument; i < x->argument + x->argument_count; i++) {
    const argument *a = &s->frames->arguments.at[i];
    if (a->role != ROLE_QUOTE) continue;
    party p = {0};
    if (a->quote == NONE) p = condition_in(c, f, e, s->frames->segments.at[x->segment], a->span);
    else {
      const quote *q = &s->layout->quotes.at[a->quote];
      for (uint32_t k = q->segment; k < q->segment + q->segment_count && !p.found; k++)
        p = condition_in(c, f, e, s->frames->segments.at[k], q->inner);
    }
    if (p.found) return p;
  }
  return (party){0};
}

/* A threat is made to whose doing it depends on: 敵が増やせば報復すると述べて、けん制した. */
party conditioned(const event_context *c, uint32_t f, const event *e) {
  party p = condition_of(c, f, f, e);
  for (uint32_t g = joined_before(c, f, f); g != NONE && !p.found; g = joined_before(c, f, g)) p = condition_of(c, f, g, e);
  return p;
}
