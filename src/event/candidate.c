/* candidate.c - one rule on one frame: its parties, what it is about, whether its conditions hold. */
#include "event/event_parts.h"

static const frame *frame_at(const event_context *c, uint32_t f) { return &c->scene->frames->frames.at[f]; }

static span trigger_span(const event_context *c, const frame *x, const argument *noun, const rule *r) {
  span t = x->trigger;
  if (scene_is_english(c->scene) || !noun || noun->bunsetsu >= x->bunsetsu || noun->bunsetsu + 2 < x->bunsetsu) return t;
  view words = view_span(c->scene->layout->text, noun->span);
  size_t at = words.len; /* 「強い不満」 ends in a bracket that is no part of 不満 */
  while (at > r->noun.len && !view_ends_with(view_slice(words, 0, at), r->noun)) at = utf8_before(words, at);
  t.begin = noun->span.begin + (uint32_t)(at - r->noun.len);
  return t;
}

/* プラハで抗議デモがあった: nobody is named, so it is people of the place. */
static void people_of_site(scene *s, party *found) {
  if (!found->argument || found->argument->role != ROLE_DE || !found->who.count || !view_equals(found->who.at[0].sector, TEXT("GOV"))) return;
  actor_set *who = &found->who;
  actor *people = ARENA_NEW(s->arena, actor, who->count);
  for (uint32_t i = 0; i < who->count; i++) people[i] = (actor){.code = who->at[i].code, .sector = TEXT("CVL")};
  who->at = people;
}

/* The statement that the frame is the cue of, or NULL. */
static const statement *statement_of(const event_context *c, uint32_t f) {
  const attribute_layout *all = c->statements;
  const frame *x = frame_at(c, f);
  uint32_t begin = c->scene->layout->segments.at[x->segment].span.begin, low = 0, high = all->statements.count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (all->statements.at[middle].cue.begin < begin) low = middle + 1;
    else high = middle;
  }
  for (; low < all->statements.count && all->statements.at[low].cue.begin < x->trigger.end; low++)
    if (all->statements.at[low].frame == f && !all->statements.at[low].wide) return &all->statements.at[low];
  return NULL;
}

/* 首相は願いがかなったと歓迎した: the parser may tie the topic to what is said; whoever says it also welcomes it. */
static void take_source(const event_context *c, uint32_t f, const place_list *places, party *actor) {
  if (!places->count) return;
  const place *last = &places->at[places->count - 1]; /* 米国側から…よう要請があった: or from */
  if (last->role != ROLE_KARA && (last->kind != PLACE_ROLE || last->role != ROLE_GA)) return;
  if (actor->found && actor->found != FOUND_DISCOURSE) return;
  const statement *s = statement_of(c, f);
  if (s && s->source.count && s->found != FOUND_DISCOURSE) *actor = (party){s->source, s->found, NULL, f};
}

/* 日本に制裁を科している国は, in words of Japan's: a subject that is only lent is not whom the clause acts on. */
static bool acts_on_itself(const event_context *c, uint32_t f, const party *actor) {
  static const role roles[] = {ROLE_NI, ROLE_NITAISURU, ROLE_WO};
  scene *s = c->scene;
  if ((actor->found != FOUND_SHARED && actor->found != FOUND_DISCOURSE) || frame_at(c, f)->embedding != EMBED_RELATIVE) return false;
  for (size_t i = 0; i < COUNT_OF(roles); i++) {
    const argument *a = frame_argument(s->frames, frame_at(c, f), roles[i]);
    actor_set who = a ? scene_actors(s, a) : (actor_set){0};
    if (who.count && actor_sets_equal(&who, &actor->who)) return true;
  }
  return false;
}

/* 会談では協力を進めることで合意した, with nobody named: all who met agree. */
static void take_gathering(const event_context *c, uint32_t f, const rule *r, seimei_type type, party *actor) {
  bool mutual = !r->has_actor || (r->actor.count && r->actor.at[0].kind == PLACE_MUTUAL);
  if (type != SEIMEI_AGREE || !mutual || actor->found == FOUND_OVERT || actor->found == FOUND_GAP || actor->who.count > 1 || c->gathered.count < 2) return;
  uint32_t sentence = scene_sentence(c->scene, f);
  actor_set others = actors_known(c->scene->arena, c->gathered, &actor->who);
  if (actor->who.count && others.count == c->gathered.count) return; /* not one of them */
  if (sentence <= c->gathered_in || sentence > c->gathered_in + 4 || c->scene->layout->segments.at[frame_at(c, f)->segment].quote != NONE) return;
  *actor = (party){c->gathered, FOUND_DISCOURSE, NULL, f};
}

/* 日米外相会談を行った: who met is said inside the noun. */
static void take_compound(const event_context *c, uint32_t f, seimei_type type, party *actor) {
  const scene *s = c->scene;
  const frame *x = frame_at(c, f);
  if (type != SEIMEI_CONSULT || !x->light || actor->who.count > 1) return;
  const bunsetsu *b = &s->parse->bunsetsu.at[x->first_bunsetsu];
  for (uint32_t t = b->first; t < b->end; t++) {
    uint32_t m = s->actors->of_token.at[t];
    if (m == NONE || s->actors->mentions.at[m].who_count < 2) continue;
    const mention *y = &s->actors->mentions.at[m];
    *actor = (party){{y->who, y->who_count, y->span, m, false}, FOUND_OVERT, NULL, f};
    return;
  }
}

/* 外相は中国を訪れ、意見を交わした: with nobody else named the talks are with the host. */
static void take_host(const event_context *c, uint32_t f, seimei_type type, party *actor) {
  enum { REACH = 4 }; /* clauses */
  if ((type != SEIMEI_CONSULT && type != SEIMEI_AGREE) || actor->who.count != 1) return;
  uint32_t first = c->scene->frames->segments.at[frame_at(c, f)->segment].first;
  for (uint32_t g = f; g > first && f - g < REACH;) {
    uint32_t i = c->of_frame[--g];
    const event *visit = i == NONE ? NULL : &c->candidates.at[i];
    if (!visit || visit->type != SEIMEI_CONSULT || !view_equals(visit->mode, TEXT("visit"))) continue;
    if (frame_at(c, g)->embedding == EMBED_COORDINATE && actor_sets_equal(&visit->actor.who, &actor->who))
      actor->who = actor_sets_join(c->scene->arena, &actor->who, &visit->recipient.who);
    return;
  }
}

/* 隣国に米国の戦車が引き渡された: に of what is given says to whom and not by whom. */
static void take_giver(const event_context *c, uint32_t f, const place_list *recipients, seimei_type type, party *actor) {
  const frame *x = frame_at(c, f);
  const argument *to = actor->argument, *given = frame_argument(c->scene->frames, x, ROLE_WO);
  bool gives = type == SEIMEI_AID && recipients->count && recipients->at[0].kind == PLACE_ROLE && recipients->at[0].role == ROLE_NI;
  if (!gives || x->voice != VOICE_PASSIVE || !to || to->role != ROLE_NI) return;
  *actor = given ? (party){scene_owner(c->scene, given), FOUND_OVERT, given, f} : (party){0};
}

/* 共同で警戒に当たった, 合同哨戒を行った */
static bool is_done_together(const event_context *c, uint32_t f) {
  const frame *x = frame_at(c, f);
  const argument *how = frame_argument(c->scene->frames, x, ROLE_DE);
  view words = how ? view_span(c->scene->layout->text, how->span) : x->compound;
  return view_starts_with(words, TEXT("共同")) || view_starts_with(words, TEXT("合同"));
}

/* 海軍は米軍とともに航行した: what two forces do together is no move of one. */
static void take_company(const event_context *c, uint32_t f, event *e) {
  const argument *a = e->type == SEIMEI_MOBILIZE ? frame_argument(c->scene->frames, frame_at(c, f), ROLE_TOTOMONI) : NULL;
  actor_set who = a && e->actor.who.count ? actors_known(c->scene->arena, scene_actors(c->scene, a), &e->actor.who) : (actor_set){0};
  bool both = e->type == SEIMEI_MOBILIZE && e->actor.who.count > 1 && is_done_together(c, f);
  if (!who.count && !both) return;
  e->type = SEIMEI_COOPERATE;
  e->mode = (view){0};
  e->actor.who = actor_sets_join(c->scene->arena, &e->actor.who, &who);
  e->recipient = (party){0};
  e->aimed_at = (actor_set){0};
}

static bool has_code_of(const actor_set *who, const actor_set *of) {
  return who->count && of->count && view_equals(who->at[0].code, of->at[0].code);
}

/* Spain indicted two men from Morocco; funded a school in Malawi: people without a state are of where they are said to be. */
static void take_origin(const event_context *c, uint32_t f, event *e) {
  static const role roles[] = {ROLE_KARA, ROLE_DE};
  scene *s = c->scene;
  const argument *whom = e->recipient.argument;
  uint32_t m = e->recipient.who.mention;
  if (!scene_is_english(s) || !whom || m == NONE || e->recipient.who.count != 1 || !has_code_of(&e->recipient.who, &e->actor.who)) return;
  if (s->actors->mentions.at[m].kind != MENTION_GENERIC || !s->actors->mentions.at[m].anaphoric) return;
  for (size_t i = 0; i < COUNT_OF(roles); i++) {
    place_list origin = {.at = (place[]){{PLACE_ROLE, roles[i]}, {PLACE_SITE, roles[i]}}, .count = 2};
    party p = scene_party(s, f, NULL, &origin);
    if (!p.found || !p.argument || p.argument->bunsetsu < whom->bunsetsu || has_code_of(&p.who, &e->actor.who)) continue;
    actor *people = ARENA_NEW(s->arena, actor, 1);
    *people = (actor){.code = p.who.at[0].code, .sector = e->recipient.who.at[0].sector};
    e->recipient.who.at = people;
    return;
  }
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
  take_giver(c, f, r->has_recipient ? &r->recipient : &d->recipient, type, &e->actor);
  take_source(c, f, r->has_actor ? &r->actor : &d->actor, &e->actor);
  take_gathering(c, f, r, type, &e->actor);
  take_compound(c, f, type, &e->actor);
  if (type == SEIMEI_PROTEST) people_of_site(s, &e->actor);
  if (!e->actor.found) e->actor = exchange_force(c, f, r, type);
  bool vague = e->actor.found && !actors_known(s->arena, e->actor.who, NULL).count;
  e->actor.who = actors_known(s->arena, e->actor.who, NULL);
  recipient_find(c, f, match->noun, e, r->has_recipient ? &r->recipient : &d->recipient);
  take_origin(c, f, e);
  bool mutual = !r->has_actor || (r->actor.count && r->actor.at[0].kind == PLACE_MUTUAL);
  if (mutual && !e->recipient.found) take_host(c, f, type, &e->actor);
  bool weighed = scene_is_english(s) && !e->aimed_at.count; /* a rule that needs a recipient needs one that the finders know */
  party recipient = weighed ? (party){0} : e->recipient;
  for (uint32_t i = 0; i < r->need_count; i++)
    if (!scene_need(s, c->rules->index.words, f, match->noun, &r->needs[i], &e->actor, &recipient)) {
      *failed = &r->needs[i];
      return FATE_NEED;
    }
  if (e->actor.found == FOUND_DISCOURSE && frame_at(c, f)->agentless && !e->recipient.who.count) return FATE_NO_ACTOR;
  if (!e->actor.who.count) return vague ? FATE_VAGUE : FATE_NO_ACTOR;
  if (acts_on_itself(c, f, &e->actor)) return FATE_SELF;
  take_company(c, f, e);
  e->trigger = trigger_span(c, frame_at(c, f), match->noun, r);
  e->about_argument = scene_about(s, f, match->noun, r->has_about ? &r->about : &d->about);
  if (e->about_argument) {
    const argument *a = e->about_argument;
    if (a == match->noun && a->frame != NONE) e->about = (span){a->span.begin, frame_at(c, a->frame)->trigger.end};
    else e->about = a->quote != NONE && a->role == ROLE_QUOTE ? s->layout->quotes.at[a->quote].inner : a->span;
  }
  return FATE_RECORDED;
}

/* フランスは援助を止め、ドイツもこれに続いた: the same deed by another. */
bool candidate_follow(const event_context *c, uint32_t f, event *out) {
  scene *s = c->scene;
  const frame *x = frame_at(c, f);
  const argument *who = frame_argument(s->frames, x, ROLE_GA);
  if (!who || !who->also || x->negated || !word_in_class(c->rules->index.words, x->lemma, TEXT("後に続く"))) return false;
  actor_set others = actors_known(s->arena, scene_actors(s, who), NULL);
  uint32_t first = s->frames->segments.at[x->segment].first;
  for (uint32_t g = f; others.count && g-- > first;) {
    const frame *before = frame_at(c, g);
    if (before->parent != f || before->embedding != EMBED_COORDINATE || c->of_frame[g] == NONE) continue;
    *out = c->candidates.at[c->of_frame[g]];
    out->frame = f;
    out->trigger = x->trigger;
    out->actor = (party){others, FOUND_OVERT, who, f};
    return true;
  }
  return false;
}
