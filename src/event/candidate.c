/* candidate.c - one rule on one frame: its parties, what it is about, whether its conditions hold. */
#include "event/event_parts.h"

static const frame *frame_at(const event_context *c, uint32_t f) { return &c->scene->frames->frames.at[f]; }

static bool is_mutual_type(seimei_type t) { return t == SEIMEI_AGREE || t == SEIMEI_CONSULT || t == SEIMEI_COOPERATE; }

/* UNK:UNK may speak but does nothing; whoever is both actor and recipient is only the actor. */
static actor_set known_only(arena *a, actor_set set, const actor_set *without) {
  actor *kept = ARENA_NEW(a, actor, set.count);
  uint32_t n = 0;
  for (uint32_t i = 0; i < set.count; i++) {
    bool drop = view_equals(set.at[i].code, TEXT("UNK"));
    for (uint32_t k = 0; without && k < without->count; k++)
      drop = drop || (view_equals(without->at[k].code, set.at[i].code) && view_equals(without->at[k].sector, set.at[i].sector));
    if (!drop) kept[n++] = set.at[i];
  }
  set.at = kept;
  set.count = n;
  return set;
}

/* A place stands for its state as the target of force and of visits: 北京を訪れ, ベイルートを空爆した. */
static party place_party(const event_context *c, uint32_t f, seimei_type type, view mode) {
  static const role roles[] = {ROLE_WO, ROLE_NI, ROLE_HE, ROLE_DE, ROLE_KARA};
  scene *s = c->scene;
  bool visit = type == SEIMEI_CONSULT && view_equals(mode, TEXT("visit"));
  if (!visit && type != SEIMEI_ASSAULT && type != SEIMEI_RETREAT) return (party){0};
  for (size_t i = 0; i < COUNT_OF(roles); i++) {
    const argument *a = frame_argument(s->frames, frame_at(c, f), roles[i]);
    if (!a) continue;
    for (uint32_t t = a->head_token + 1; t-- > 0 && s->tokens->tokens.at[t].span.begin >= a->span.begin;) {
      uint32_t m = s->actors->of_token.at[t];
      if (m == NONE || s->actors->mentions.at[m].kind != MENTION_PLACE || !s->actors->mentions.at[m].who_count) continue;
      const mention *x = &s->actors->mentions.at[m];
      actor *who = ARENA_NEW(s->arena, actor, x->who_count);
      memcpy(who, x->who, x->who_count * sizeof *who);
      for (uint32_t k = 0; k < x->who_count; k++) who[k].sector = type == SEIMEI_ASSAULT ? TEXT("CVL") : TEXT("GOV");
      return (party){{who, x->who_count, x->span, m}, FOUND_OVERT, a, f};
    }
  }
  return (party){0};
}

/* 訪米する, 対ロ制裁を科す: the state is inside the predicate or its noun. */
static party inside_party(const event_context *c, uint32_t f) {
  scene *s = c->scene;
  const bunsetsu *b = &s->parse->bunsetsu.at[frame_at(c, f)->first_bunsetsu];
  for (uint32_t t = b->first; t < b->end; t++) {
    uint32_t m = s->actors->of_token.at[t];
    if (m == NONE || !s->actors->mentions.at[m].who_count) continue;
    const mention *x = &s->actors->mentions.at[m];
    return (party){{x->who, x->who_count, x->span, m}, FOUND_OVERT, NULL, f};
  }
  return (party){0};
}

/* 対ロ制裁, 中国への批判: the argument says its own target. */
static party target_party(const event_context *c, uint32_t f) {
  static const role roles[] = {ROLE_WO, ROLE_NI, ROLE_DE};
  scene *s = c->scene;
  for (size_t i = 0; i < COUNT_OF(roles); i++) {
    const argument *a = frame_argument(s->frames, frame_at(c, f), roles[i]);
    actor_set who = a ? actor_of_target(s->arena, s->layout, s->tokens, s->parse, s->actors, a->bunsetsu) : (actor_set){0};
    if (who.count) return (party){who, FOUND_OVERT, a, f};
  }
  return (party){0};
}

static bool is_verbal_conflict(seimei_type t) {
  return t == SEIMEI_ACCUSE || t == SEIMEI_REJECT || t == SEIMEI_THREATEN || t == SEIMEI_REQUEST || t == SEIMEI_SUPPORT;
}

static uint32_t first_mention(const actor_layout *actors, uint32_t byte) {
  uint32_t low = 0, high = actors->mentions.count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (actors->mentions.at[middle].span.begin < byte) low = middle + 1;
    else high = middle;
  }
  return low;
}

/* Whom words are aimed at when the clause does not say: whom the quotation speaks of, else whom the sentence answers. */
static party spoken_of(const event_context *c, uint32_t f, const event *e) {
  scene *s = c->scene;
  const frame *x = frame_at(c, f);
  for (uint32_t i = x->argument; i < x->argument + x->argument_count; i++) {
    const argument *a = &s->frames->arguments.at[i];
    if (a->role != ROLE_QUOTE) continue;
    span words = a->quote != NONE ? s->layout->quotes.at[a->quote].inner : a->span;
    for (uint32_t m = first_mention(s->actors, words.begin); m < s->actors->mentions.count; m++) {
      const mention *y = &s->actors->mentions.at[m];
      if (y->span.begin >= words.end) break;
      if (!y->who_count || y->kind == MENTION_PLACE || y->kind == MENTION_SPEAKER || y->kind == MENTION_GENERIC) continue;
      actor_set who = known_only(s->arena, (actor_set){y->who, y->who_count, y->span, m}, &e->actor.who);
      if (who.count) return (party){who, FOUND_SPEAKER, a, f};
    }
  }
  return (party){0};
}

static bool may_be_party(const mention *m) {
  return m->who_count && m->kind != MENTION_PLACE && m->kind != MENTION_SPEAKER && m->kind != MENTION_VAGUE;
}

/* The first other actor that the words of an argument name: 韓国との離散家族の再会に前向きだ. */
static party mentioned_in(const event_context *c, uint32_t f, const event *e, const argument *a) {
  scene *s = c->scene;
  for (uint32_t m = first_mention(s->actors, a->span.begin); m < s->actors->mentions.count; m++) {
    const mention *x = &s->actors->mentions.at[m];
    if (x->span.begin >= a->span.end) break;
    if (!may_be_party(x)) continue;
    actor_set who = known_only(s->arena, (actor_set){x->who, x->who_count, x->span, m}, &e->actor.who);
    if (who.count) return (party){who, FOUND_TOPIC, a, f};
  }
  return (party){0};
}

static party mentioned(const event_context *c, uint32_t f, const event *e) {
  scene *s = c->scene;
  const frame *x = frame_at(c, f);
  for (uint32_t i = x->argument; i < x->argument + x->argument_count; i++) {
    const argument *a = &s->frames->arguments.at[i];
    bool object = a->role == ROLE_WO || a->role == ROLE_NI || a->role == ROLE_NITSUITE || a->role == ROLE_NITAISURU || a->role == ROLE_QUOTE ||
                  (a->role == ROLE_DE && e->type == SEIMEI_AGREE) || (a->of != NONE && a->role == ROLE_NO);
    party p = object && a->quote == NONE ? mentioned_in(c, f, e, a) : (party){0};
    if (p.found) return p;
  }
  return (party){0};
}

static bool is_answer(const event_context *c, uint32_t f) {
  scene *s = c->scene;
  const frame *x = frame_at(c, f);
  const argument *a = frame_argument(s->frames, x, ROLE_NITAISURU);
  if (a && view_equals(view_span(s->layout->text, a->span), TEXT("これ"))) return true;
  view words = view_span(s->layout->text, s->layout->segments.at[x->segment].span);
  return view_starts_with(words, TEXT("これに対")) || view_starts_with(words, TEXT("これに反発"));
}

static party answered(const event_context *c, uint32_t f, const event *e) {
  scene *s = c->scene;
  uint32_t index = scene_sentence(s, f);
  if (!is_answer(c, f) || index == 0) return (party){0};
  actor_set who = known_only(s->arena, s->subjects[index - 1], &e->actor.who);
  return (party){who, who.count ? FOUND_DISCOURSE : FOUND_NONE, NULL, f};
}

static bool shares_code(const actor_set *a, const actor_set *b) {
  for (uint32_t i = 0; i < a->count; i++)
    for (uint32_t k = 0; k < b->count; k++)
      if (view_equals(a->at[i].code, b->at[k].code)) return true;
  return false;
}

/* Whoever talks in a meeting of two talks to the other one. */
static party counterpart(const event_context *c, uint32_t f, const event *e) {
  for (int side = 0; side < 2; side++)
    if (c->dyad[1].count && shares_code(&e->actor.who, &c->dyad[side]) && !shares_code(&e->actor.who, &c->dyad[!side]))
      return (party){c->dyad[!side], FOUND_DISCOURSE, NULL, f};
  return (party){0};
}

static void find_recipient(const event_context *c, uint32_t f, const argument *noun, event *e, const place_list *places) {
  scene *s = c->scene;
  bool none = places->count && places->at[0].kind == PLACE_NONE;
  for (uint32_t i = 0; i < places->count && !e->recipient.found; i++) {
    place_list one = {.at = &places->at[i], .count = 1};
    party p = scene_party(s, f, noun, &one);
    p.who = known_only(s->arena, p.who, &e->actor.who);
    if (p.who.count) e->recipient = p;
  }
  if (e->recipient.found || none) return;
  e->recipient = place_party(c, f, e->type, e->rule->mode);
  if (!e->recipient.found && e->rule->prefix) e->recipient = inside_party(c, f);
  if (!e->recipient.found && !is_mutual_type(e->type)) e->recipient = target_party(c, f);
  bool single = e->actor.who.count == 1 || !is_mutual_type(e->type);
  if (!e->recipient.found && single && e->type != SEIMEI_MOBILIZE && e->type != SEIMEI_PROTEST && e->type != SEIMEI_CONSULT) e->recipient = mentioned(c, f, e);
  if (!e->recipient.found && is_verbal_conflict(e->type)) e->recipient = spoken_of(c, f, e);
  if (!e->recipient.found && is_verbal_conflict(e->type)) e->recipient = answered(c, f, e);
  bool verbal = is_verbal_conflict(e->type) || (e->type == SEIMEI_AGREE && e->actor.who.count == 1);
  if (!e->recipient.found && verbal) e->recipient = counterpart(c, f, e);
  e->recipient.who = known_only(s->arena, e->recipient.who, &e->actor.who);
  if (!e->recipient.who.count) e->recipient.found = FOUND_NONE;
}

static span trigger_span(const event_context *c, const frame *x, const argument *noun, const rule *r) {
  span t = x->trigger;
  (void)c;
  if (noun && noun->bunsetsu < x->bunsetsu && noun->bunsetsu + 2 >= x->bunsetsu) t.begin = noun->span.end - (uint32_t)r->noun.len;
  return t;
}

event_fate candidate_build(const event_context *c, uint32_t f, const rule_match *match, event *e, const need **failed) {
  scene *s = c->scene;
  const rule *r = match->rule;
  seimei_type type;
  *failed = NULL;
  if (!type_of_name(r->table, &type)) return FATE_NEED;
  const type_defaults *d = &c->rules->defaults[type];
  *e = (event){.segment = frame_at(c, f)->segment, .frame = f, .type = type, .rule = r, .noun = match->noun, .mode = r->mode,
               .statement = NONE, .same_as = NONE, .quantity = NONE};
  e->actor = scene_party(s, f, match->noun, r->has_actor ? &r->actor : &d->actor);
  bool vague = e->actor.found && !known_only(s->arena, e->actor.who, NULL).count;
  e->actor.who = known_only(s->arena, e->actor.who, NULL);
  find_recipient(c, f, match->noun, e, r->has_recipient ? &r->recipient : &d->recipient);
  for (uint32_t i = 0; i < r->need_count; i++)
    if (!scene_need(s, c->rules->index.words, f, match->noun, &r->needs[i], &e->actor, &e->recipient)) {
      *failed = &r->needs[i];
      return FATE_NEED;
    }
  if (!e->actor.who.count) return vague ? FATE_VAGUE : FATE_NO_ACTOR;
  e->trigger = trigger_span(c, frame_at(c, f), match->noun, r);
  e->about_argument = scene_about(s, f, match->noun, r->has_about ? &r->about : &d->about);
  if (e->about_argument) {
    const argument *a = e->about_argument;
    e->about = a->quote != NONE && a->role == ROLE_QUOTE ? s->layout->quotes.at[a->quote].inner : a->span;
  }
  return FATE_RECORDED;
}
