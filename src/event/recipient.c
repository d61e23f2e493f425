/* recipient.c - whom an act is directed at: what the rule's places name, else what the words around them let one
 * know, else whom the actor dealt with last; what is only inferred is weighed by ranking.c. */
#include "event/recipient.h"

static const frame *frame_at(const event_context *c, uint32_t f) { return &c->scene->frames->frames.at[f]; }

bool type_is_mutual(seimei_type t) { return t == SEIMEI_AGREE || t == SEIMEI_CONSULT || t == SEIMEI_COOPERATE; }

#define TYPE(name) (1u << SEIMEI_##name)
enum {
  VERBAL = TYPE(ACCUSE) | TYPE(REJECT) | TYPE(THREATEN) | TYPE(REQUEST) | TYPE(SUPPORT),
  MUTUAL = TYPE(AGREE) | TYPE(CONSULT) | TYPE(COOPERATE),
  EVERY = (1u << SEIMEI_TYPE_COUNT) - 1
};

/* UNK:UNK may speak but does nothing; whoever is both actor and recipient is only the actor. */
actor_set actors_known(arena *a, actor_set set, const actor_set *without) {
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

/* 部隊の撤収を発表した: one's own forces are no party of what one says or gives. */
static actor_set without_own_forces(const event *e, actor_set who) {
  enum { AGAINST = TYPE(ASSAULT) | TYPE(COERCE) | TYPE(ACCUSE) | TYPE(REQUEST) | TYPE(PROTEST) };
  bool alleged = e->type == SEIMEI_ACCUSE && view_equals(e->mode, TEXT("allege"));
  if (!e->actor.who.count || !who.count || ((AGAINST & (1u << e->type)) && !alleged)) return who;
  const actor *own = &e->actor.who.at[0];
  bool state = view_equals(own->sector, TEXT("GOV")) || view_equals(own->sector, TEXT("MIL"));
  bool forces = view_equals(who.at[0].sector, TEXT("MIL")) || view_equals(who.at[0].sector, TEXT("COP"));
  if (state && forces && who.count == 1 && view_equals(own->code, who.at[0].code)) who.count = 0;
  return who;
}

/* A place stands for its state as the target of force and of visits: 北京を訪れ, ベイルートを空爆した. */
static party place_party(const event_context *c, uint32_t f, const event *e) {
  seimei_type type = e->type;
  static const role roles[] = {ROLE_WO, ROLE_NI, ROLE_HE, ROLE_AT, ROLE_ON, ROLE_INTO, ROLE_NO, ROLE_DE, ROLE_KARA};
  scene *s = c->scene;
  bool visit = type == SEIMEI_CONSULT && view_equals(e->rule->mode, TEXT("visit"));
  bool given = type == SEIMEI_AID || type == SEIMEI_RETREAT || type == SEIMEI_COERCE; /* ガザへの搬入を止めた */
  if (!visit && type != SEIMEI_ASSAULT && !given) return (party){0};
  for (size_t i = 0; i < COUNT_OF(roles); i++) {
    const argument *a = scene_argument(s, f, e->noun, (place){PLACE_ROLE, roles[i]});
    if (!a) continue;
    for (uint32_t t = a->head_token + 1; t-- > 0 && s->tokens->tokens.at[t].span.begin >= a->span.begin;) {
      uint32_t m = s->actors->of_token.at[t];
      const mention *x = m == NONE ? NULL : &s->actors->mentions.at[m];
      bool border = x && type == SEIMEI_RETREAT && x->kind == MENTION_STATE; /* カンボジアとの国境から */
      if (!x || (x->kind != MENTION_PLACE && !border) || !x->who_count) continue;
      actor *who = ARENA_NEW(s->arena, actor, x->who_count);
      memcpy(who, x->who, x->who_count * sizeof *who);
      bool people = type == SEIMEI_ASSAULT || type == SEIMEI_AID || type == SEIMEI_COERCE;
      for (uint32_t k = 0; k < x->who_count; k++) who[k].sector = people ? TEXT("CVL") : TEXT("GOV");
      return (party){{who, x->who_count, x->span, m, false}, FOUND_OVERT, a, f};
    }
  }
  return (party){0};
}

/* 訪米する, 対ロ制裁を科す: the state is inside the predicate or its noun. */
static party inside_party(const event_context *c, uint32_t f, const event *e) {
  if (!e->rule->prefix && !e->rule->suffix) return (party){0};
  scene *s = c->scene;
  const bunsetsu *b = &s->parse->bunsetsu.at[frame_at(c, f)->first_bunsetsu];
  for (uint32_t t = b->first; t < b->end; t++) {
    uint32_t m = s->actors->of_token.at[t];
    if (m == NONE || !s->actors->mentions.at[m].who_count) continue;
    const mention *x = &s->actors->mentions.at[m];
    return (party){{x->who, x->who_count, x->span, m, false}, FOUND_OVERT, NULL, f};
  }
  return (party){0};
}

/* 対ロ制裁, 中国への批判: the argument says its own target. */
static party target_party(const event_context *c, uint32_t f, const event *e) {
  (void)e;
  static const role roles[] = {ROLE_WO, ROLE_NI, ROLE_DE};
  scene *s = c->scene;
  for (size_t i = 0; i < COUNT_OF(roles); i++) {
    const argument *a = frame_argument(s->frames, frame_at(c, f), roles[i]);
    actor_set who = a ? actor_of_target(s->arena, s->layout, s->tokens, s->parse, s->actors, a->bunsetsu) : (actor_set){0};
    if (who.count) return (party){who, FOUND_OVERT, a, f};
  }
  return (party){0};
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

static bool may_be_party(const mention *m) {
  return m->who_count && m->kind != MENTION_PLACE && m->kind != MENTION_SPEAKER && m->kind != MENTION_VAGUE;
}

static bool joins_on(const scene *s, uint32_t b) {
  const bunsetsu *x = &s->parse->bunsetsu.at[b];
  const token *last = &s->tokens->tokens.at[x->end - 1];
  return last->sub == SUB_COMMA || last->sub == SUB_PARALLEL || view_equals(last->surface, TEXT("と"));
}

/* The actors of a mention with those that are joined to it on its right: 中国やロシアにも. */
static actor_set listed(const scene *s, uint32_t m) {
  enum { LONGEST = 8 };
  const mention *x = &s->actors->mentions.at[m];
  if (scene_is_english(s)) {
    actor_set phrase = x->modifier ? (actor_set){0} : actor_of_phrase(s->arena, s->layout, s->tokens, s->parse, s->actors, x->head_token);
    return phrase.count ? phrase : (actor_set){x->who, x->who_count, x->span, m, false};
  }
  uint32_t b = s->parse->of_token.at[x->head_token], begin = b;
  for (int n = 0; n < LONGEST && joins_on(s, b) && s->parse->bunsetsu.at[b].head == b + 1; n++) {
    uint32_t next = s->actors->of_token.at[s->parse->bunsetsu.at[b + 1].head_token];
    if (next == NONE || !may_be_party(&s->actors->mentions.at[next])) break;
    b++;
  }
  actor_set own = {x->who, x->who_count, x->span, m, false};
  if (b == begin) return own;
  actor_set all = actor_of_phrase(s->arena, s->layout, s->tokens, s->parse, s->actors, b);
  return actor_sets_join(s->arena, &own, &all);
}

/* How many clauses on nouns the token is inside of, within the words: 2 for 国 of 国が資金を出した団体を持つ党を. */
static uint32_t clauses_around(const scene *s, uint32_t token, span words) {
  uint32_t depth = 0;
  for (uint32_t b = s->parse->of_token.at[token], n = 0; b != NONE && n < 4 * CHAIN; b = s->parse->bunsetsu.at[b].head, n++) {
    if (s->tokens->tokens.at[s->parse->bunsetsu.at[b].head_token].span.begin >= words.end) break;
    uint32_t f = s->frames->of_bunsetsu.at[b];
    depth += f != NONE && s->frames->frames.at[f].embedding == EMBED_RELATIVE && s->frames->frames.at[f].bunsetsu == b;
  }
  return depth;
}

/* People at large are warned, but nobody threatens refugees with their own flight. */
static bool is_bystander(const mention *x, const event *e) {
  if (e->type != SEIMEI_THREATEN || x->kind != MENTION_GENERIC || !x->who_count) return false;
  return view_equals(x->who[0].sector, TEXT("CVL")) || view_equals(x->who[0].sector, TEXT("REF"));
}

/* 潜水艦の分野での協力: arms and forces whose state only the text around gives are what is spoken of and not who. */
static bool is_guessed_force(const mention *x) {
  return x->kind == MENTION_GENERIC && x->anaphoric && view_equals(x->who[0].sector, TEXT("MIL"));
}

/* 『台湾の│独立』: who is named at the beginning of a term is not who is meant by it; 「AUKUS」 is a name as a whole. */
static bool begins_term(const scene *s, const mention *x) {
  const bunsetsu *b = &s->parse->bunsetsu.at[s->parse->of_token.at[x->head_token]];
  if (s->tokens->tokens.at[b->first].sub != SUB_OPEN) return false;
  for (uint32_t i = b->first; i < b->end; i++)
    if (s->tokens->tokens.at[i].sub == SUB_CLOSE) return false;
  return true;
}

/* The first other actor that is named in the words; of help one outside of the clauses on their nouns before one inside:
 * 内戦の続く国から人が逃れた隣国への支援 is for the neighbour. */
static party named_in(const event_context *c, uint32_t f, const event *e, span words, bool generics) {
  scene *s = c->scene;
  party best = {0};
  uint32_t depth = UINT32_MAX;
  bool help = !(VERBAL & (1u << e->type));
  for (uint32_t m = first_mention(s->actors, words.begin); m < s->actors->mentions.count; m++) {
    const mention *x = &s->actors->mentions.at[m];
    if (x->span.begin >= words.end) break;
    if (!may_be_party(x) || (!generics && x->kind == MENTION_GENERIC) || is_bystander(x, e) || is_guessed_force(x) || begins_term(s, x)) continue;
    actor_set who = without_own_forces(e, actors_known(s->arena, (actor_set){x->who, x->who_count, x->span, m, false}, &e->actor.who));
    uint32_t around = !who.count ? UINT32_MAX : help ? clauses_around(s, x->head_token, words) : 0;
    if (around < depth) depth = around, best = (party){listed(s, m), FOUND_TOPIC, NULL, f};
    if (!depth) break;
  }
  return best;
}

static span words_of(const scene *s, const argument *a) {
  return a->quote != NONE ? s->layout->quotes.at[a->quote].inner : a->span;
}

/* Whom the words speak of. */
party spoken_of(const event_context *c, uint32_t f, const event *e) {
  scene *s = c->scene;
  const frame *x = frame_at(c, f);
  for (uint32_t i = x->argument; i < x->argument + x->argument_count; i++) {
    const argument *a = &s->frames->arguments.at[i];
    if (a->role != ROLE_QUOTE) continue;
    party p = named_in(c, f, e, words_of(s, a), false);
    if (p.found) return p.found = FOUND_SPEAKER, p.argument = a, p;
  }
  return (party){0};
}

party acted_on(const event_context *c, uint32_t g, const event *e) {
  static const role roles[] = {ROLE_NITAISURU, ROLE_NI, ROLE_WO, ROLE_TO};
  scene *s = c->scene;
  for (size_t i = 0; i < COUNT_OF(roles); i++) {
    const argument *a = frame_argument(s->frames, frame_at(c, g), roles[i]);
    actor_set who = a ? actors_known(s->arena, scene_actors(s, a), &e->actor.who) : (actor_set){0};
    if (who.count) return (party){who, FOUND_SHARED, a, g};
  }
  return (party){0};
}

/* condemned the launch as a breach of UN resolutions: of another noun than the object. */
static bool is_of_aside(const event_context *c, const frame *x, const argument *a) {
  const argument *object = scene_is_english(c->scene) ? frame_argument(c->scene->frames, x, ROLE_WO) : NULL;
  return object && a->of != object->bunsetsu;
}

/* The first other actor that the words of an argument name: 韓国との離散家族の再会に前向きだ. */
static party mentioned(const event_context *c, uint32_t f, const event *e) {
  scene *s = c->scene;
  const frame *x = frame_at(c, f);
  for (uint32_t i = x->argument; i < x->argument + x->argument_count; i++) {
    const argument *a = &s->frames->arguments.at[i];
    bool object = a->role == ROLE_WO || a->role == ROLE_NI || a->role == ROLE_NITSUITE || a->role == ROLE_NITAISURU || a->role == ROLE_QUOTE || a->role == ROLE_OVER || a->role == ROLE_ON || a->role == ROLE_FOR ||
                  (a->role == ROLE_DE && e->type == SEIMEI_AGREE) || (a->of != NONE && a->role == ROLE_NO && !is_of_aside(c, x, a));
    if (a == e->noun && a->frame != NONE) { /* Xに送る用意がある */
      party to = acted_on(c, a->frame, e);
      if (!to.found) to = named_in(c, f, e, a->span, true);
      if (to.found) return to;
    }
    party p = object && a->quote == NONE ? named_in(c, f, e, a->span, true) : (party){0};
    if (p.found) return p.argument = a, p;
  }
  return (party){0};
}

/* Whether the argument only counts people: 2400人以上. */
static bool counts_people(const event_context *c, const argument *a) {
  const token *k = &c->scene->tokens->tokens.at[a->head_token];
  const word_classes *words = c->rules->index.words;
  if (k->sub == SUB_COUNTER) return word_in_class(words, k->surface, TEXT("actor-crowd"));
  if (k->sub != SUB_SUFFIX || a->head_token == 0) return false; /* 以上, 余り */
  return word_in_class(words, c->scene->tokens->tokens.at[a->head_token - 1].surface, TEXT("actor-crowd"));
}

/* People that are only counted are civilians of the place, else of the state whose organs act on them. */
static party people_counted(const event_context *c, uint32_t f, const event *e) {
  scene *s = c->scene;
  const argument *a = frame_argument(s->frames, frame_at(c, f), ROLE_WO);
  if (!a || !e->actor.who.count || !counts_people(c, a)) return (party){0};
  view code = e->actor.who.at[0].code;
  const argument *at = frame_argument(s->frames, frame_at(c, f), ROLE_DE);
  uint32_t m = at ? s->actors->of_token.at[at->head_token] : NONE;
  if (m != NONE && s->actors->mentions.at[m].kind == MENTION_PLACE && s->actors->mentions.at[m].who_count) code = s->actors->mentions.at[m].who->code;
  actor *who = ARENA_NEW(s->arena, actor, 1);
  *who = (actor){.code = code, .sector = TEXT("CVL")};
  return (party){{who, 1, a->span, NONE, false}, FOUND_OVERT, a, f};
}

/* ---- in which order ---- */

static const struct {
  const char *name;
  party (*find)(const event_context *c, uint32_t f, const event *e);
  uint32_t types;
} finders[] = {
    {"place", place_party, EVERY},
    {"inside", inside_party, EVERY},
    {"target", target_party, EVERY & ~MUTUAL},
    {"unbearable", unbearable, TYPE(ACCUSE) | TYPE(REJECT)},
    {"patient", passive_party, VERBAL | TYPE(AID) | TYPE(SANCTION) | TYPE(COERCE)},
    {"chained", chained, (VERBAL & ~TYPE(SUPPORT)) | TYPE(AID)},
    {"purpose", done_by_it, TYPE(ASSAULT) | TYPE(COERCE)},
    {"meant", meant_by_it, TYPE(REJECT) | TYPE(AGREE) | TYPE(THREATEN)},
    {"protested", protested_at, TYPE(PROTEST)},
    {"mentioned", mentioned, EVERY & ~(TYPE(MOBILIZE) | TYPE(PROTEST) | TYPE(CONSULT))},
    {"going-on", going_on, TYPE(CONSULT)},
    {"pointed", pointed_at, TYPE(ACCUSE) | TYPE(SUPPORT) | TYPE(REJECT)},
    {"spoken", spoken_of, VERBAL},
    {"deed", deed_before, TYPE(ACCUSE) | TYPE(SUPPORT)},
    {"addressed", addressed, VERBAL | TYPE(AGREE) | TYPE(CONCEDE) | TYPE(COOPERATE) | TYPE(AID)},
    {"answered", answered, VERBAL},
    {"counted", people_counted, TYPE(COERCE) | TYPE(ASSAULT)},
    {"crowd", exchange_crowd, TYPE(COERCE) | TYPE(ASSAULT)},
    {"counterpart", exchange_counterpart, VERBAL | TYPE(AGREE) | TYPE(SANCTION) | TYPE(CONCEDE)},
    {"chain-spoken", chain_spoken, VERBAL & ~TYPE(SUPPORT)},
    {"pair", exchange_pair, TYPE(SUPPORT)},
};

/* urged all parties, called on regional powers: a noun for parties, said of nobody in particular. */
static bool is_anyone(const event_context *c, const argument *a) {
  const scene *s = c->scene;
  const word_classes *words = c->rules->index.words;
  view noun = s->tokens->tokens.at[a->head_token].lemma;
  if (!scene_is_english(s)) return false;
  if (word_in_class(words, noun, TEXT("actor-anyone"))) return true;
  if (!word_in_class(words, noun, TEXT("actor-several"))) return false;
  PARSE_CHILDREN(s->parse, a->bunsetsu, t) {
    relation r = (relation)s->parse->relations.at[t];
    bool inner = r == RELATION_DET || r == RELATION_AMOD;
    if (inner && word_in_class(words, s->tokens->tokens.at[t].surface, TEXT("actor-anyone"))) return true;
  }
  return false;
}

/* 欧州諸国を脅した: whom it is directed at is said, though it is nobody in particular. */
static bool is_vaguely_aimed(const event_context *c, uint32_t f) {
  static const role roles[] = {ROLE_NITAISURU, ROLE_NI, ROLE_WO, ROLE_ON};
  scene *s = c->scene;
  for (size_t i = 0; i < COUNT_OF(roles); i++) {
    const argument *a = frame_argument(s->frames, frame_at(c, f), roles[i]);
    uint32_t m = a ? s->actors->of_token.at[a->head_token] : NONE;
    bool heard = a && word_in_class(c->rules->index.words, s->tokens->tokens.at[a->head_token].surface, TEXT("actor-listener"));
    if (a && m == NONE && is_anyone(c, a)) return true;
    if (m != NONE && !heard && s->actors->mentions.at[m].kind == MENTION_VAGUE) return true;
  }
  return false;
}

/* Xに対し or Xに of the predicate itself. */
static bool names_listener(const event_context *c, uint32_t f, const event *e) {
  static const role roles[] = {ROLE_NITAISURU, ROLE_NI};
  scene *s = c->scene;
  for (size_t i = 0; i < COUNT_OF(roles); i++) {
    const argument *a = frame_argument(s->frames, frame_at(c, f), roles[i]);
    if (a && actors_known(s->arena, scene_actors(s, a), &e->actor.who).count) return true;
  }
  return false;
}

/* ordered officials, asked the cabinet: others of one's own side, said in words of their own. */
static bool is_of_own_side(const event_context *c, const event *e, const proposal *p) {
  const scene *s = c->scene;
  uint32_t m = p->party.who.mention;
  bool direct = p->at && p->at->kind == PLACE_ROLE && p->party.argument && p->party.argument->of == NONE;
  if (!scene_is_english(s) || !direct || m == NONE || m == e->actor.who.mention || (MUTUAL & (1u << e->type))) return false;
  const mention *x = &s->actors->mentions.at[m];
  bool people = x->kind == MENTION_PERSON || x->kind == MENTION_INSTITUTION || x->kind == MENTION_GENERIC;
  return people && s->tokens->tokens.at[x->head_token].upos != UPOS_PRON && actor_sets_equal(&p->party.who, &e->actor.who);
}

static bool is_found(const event_context *c, const event *e, proposal *p) {
  if (is_of_own_side(c, e, p)) return true;
  p->party.who = without_own_forces(e, actors_known(c->scene->arena, p->party.who, &e->actor.who));
  return p->party.who.count;
}

/* The first of the rule's places that names an actor. */
static bool propose_place(const event_context *c, uint32_t f, const argument *noun, const event *e, const place_list *places, proposal *p) {
  for (uint32_t i = 0; i < places->count; i++) {
    place_list one = {.at = &places->at[i], .count = 1};
    *p = (proposal){scene_party(c->scene, f, noun, &one), "place", &places->at[i]};
    if (is_found(c, e, p)) return true;
  }
  return false;
}

static void propose_found(const event_context *c, uint32_t f, const event *e, bool places_only, proposal *p) {
  for (size_t i = 0; i < COUNT_OF(finders) && !(places_only && finders[i].find != place_party); i++) {
    if (!(finders[i].types & (1u << e->type))) continue;
    *p = (proposal){finders[i].find(c, f, e), finders[i].name, NULL};
    if (is_found(c, e, p)) return;
  }
  *p = (proposal){0};
}

/* The army took over: from the government of its own state. */
static void take_overthrown(const event_context *c, event *e) {
  const actor *own = e->actor.who.count == 1 ? &e->actor.who.at[0] : NULL;
  bool coup = scene_is_english(c->scene) && own && e->type == SEIMEI_COERCE && view_equals(e->rule->mode, TEXT("seize"));
  if (!coup || e->recipient.who.count || !view_equals(own->sector, TEXT("MIL"))) return;
  actor *government = ARENA_NEW(c->scene->arena, actor, 1);
  *government = (actor){.code = own->code, .sector = TEXT("GOV")};
  e->recipient = (party){{government, 1, e->actor.who.words, NONE, false}, FOUND_DISCOURSE, NULL, e->frame};
}

static void find(const event_context *c, uint32_t f, const argument *noun, event *e, const place_list *places) {
  proposal p = {0};
  bool several = e->actor.who.count > 1 && type_is_mutual(e->type); /* they are each other's party */
  if (e->type == SEIMEI_THREATEN && !names_listener(c, f, e)) p = (proposal){conditioned(c, f, e), "condition", NULL};
  if (!p.party.found && !propose_place(c, f, noun, e, places, &p)) {
    bool nobody = places->count && places->at[places->count - 1].kind == PLACE_NONE;
    if (nobody || ((VERBAL & (1u << e->type)) && is_vaguely_aimed(c, f))) return;
    propose_found(c, f, e, several, &p);
  }
  e->aimed_at = p.party.who;
  bool guessed = scene_is_english(c->scene) && p.party.found == FOUND_TOPIC; /* somebody whom the words name in whatever place */
  bool inferred = !p.party.who.count || p.party.found == FOUND_DISCOURSE || guessed; /* what is said stands */
  e->recipient = several || !inferred ? p.party : ranking_choose(c, f, e, &p);
}

void recipient_find(const event_context *c, uint32_t f, const argument *noun, event *e, const place_list *places) {
  find(c, f, noun, e, places);
  take_overthrown(c, e);
}
