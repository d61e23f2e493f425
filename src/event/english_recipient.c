/* english_recipient.c - whom an act of an English clause is directed at when no place of its rule says so.
 *
 *   condemned the launch                      whoever did the last deed of that kind that the text has told of
 *   fired tear gas to disperse protesters     the object of the purpose
 *   refused to give data to Norway            whom the thing refused would be done to
 *   marched, demanding that Norway pay        whom the crowd demands something of
 *   marched outside the Norwegian embassy     whose mission it is */
#include "event/recipient.h"

static const frame *frame_at(const event_context *c, uint32_t f) { return &c->scene->frames->frames.at[f]; }

static bool is_word(const event_context *c, view word, const char *class_name) { return word_in_class(c->rules->index.words, word, view_of_string(class_name)); }

/* ---- deeds that a noun points back to ---- */

static bool is_definite(const event_context *c, const argument *a) {
  const scene *s = c->scene;
  PARSE_CHILDREN(s->parse, a->bunsetsu, t)
    if (s->parse->relations.at[t] == RELATION_DET && is_word(c, s->tokens->tokens.at[t].lemma, "definite")) return true;
  return false;
}

/* The types of the deeds that the noun may stand for: the takeover is a seizure, the launch a show of force; 0: of any hostile one. */
static uint32_t types_of(const event_context *c, view noun) {
  static const struct {
    const char *class_name;
    uint32_t types;
  } kinds[] = {
      {"attack", 1u << SEIMEI_ASSAULT},
      {"seizure", 1u << SEIMEI_COERCE},
      {"show-of-force", 1u << SEIMEI_MOBILIZE},
      {"penalty", 1u << SEIMEI_SANCTION},
  };
  uint32_t types = 0;
  for (size_t i = 0; i < COUNT_OF(kinds); i++)
    if (is_word(c, noun, kinds[i].class_name)) types |= kinds[i].types;
  return types;
}

party deed_before(const event_context *c, uint32_t f, const event *e) {
  enum { DEEDS = 16, HOSTILE = 1u << SEIMEI_ASSAULT | 1u << SEIMEI_MOBILIZE | 1u << SEIMEI_COERCE | 1u << SEIMEI_SANCTION | 1u << SEIMEI_PROTEST };
  scene *s = c->scene;
  const argument *object = scene_is_english(s) ? frame_argument(s->frames, frame_at(c, f), ROLE_WO) : NULL;
  if (!object || object->frame != NONE || s->actors->of_token.at[object->head_token] != NONE || !is_definite(c, object)) return (party){0};
  uint32_t own = types_of(c, s->tokens->tokens.at[object->head_token].lemma), types = own ? own : HOSTILE;
  for (uint32_t back = 1; back <= DEEDS && back <= c->candidates.count; back++) {
    const event *o = &c->candidates.at[c->candidates.count - back];
    actor_set who = types & (1u << o->type) ? actors_known(s->arena, o->actor.who, &e->actor.who) : (actor_set){0};
    if (who.count) return (party){who, FOUND_DISCOURSE, object, f};
  }
  return (party){0};
}

/* ---- clauses below ---- */

/* The clauses behind f that hang on it: to disperse protesters; killing two soldiers. */
party done_by_it(const event_context *c, uint32_t f, const event *e) {
  const scene *s = c->scene;
  frame_range range = s->frames->segments.at[frame_at(c, f)->segment];
  for (uint32_t g = f + 1; scene_is_english(s) && g < range.first + range.count && g - f < CHAIN; g++) {
    const frame *y = frame_at(c, g);
    if (y->parent != f || y->embedding != EMBED_ADVERBIAL || y->past || y->subject != f) continue;
    party p = acted_on(c, g, e);
    if (p.found) return p;
  }
  return (party){0};
}

/* The subject of a condition that hangs on the clause g or on what is threatened in it. */
party condition_behind(const event_context *c, uint32_t g) {
  scene *s = c->scene;
  frame_range range = s->frames->segments.at[frame_at(c, g)->segment];
  for (uint32_t k = g + 1; k < range.first + range.count && k - g < CHAIN; k++) {
    const frame *y = frame_at(c, k);
    bool own = y->parent == g || (y->parent != NONE && frame_at(c, y->parent)->parent == g);
    if (!own || y->embedding != EMBED_CONDITION) continue;
    party p = scene_subject(s, k);
    p.who = actors_known(s->arena, p.who, NULL);
    if (p.found == FOUND_OVERT && p.who.count && !view_equals(p.who.at[0].sector, TEXT("CVL"))) return p.found = FOUND_SPEAKER, p.frame = g, p;
  }
  return (party){0};
}

/* refused to hand the data over to Norway: whom it would be done to. */
party meant_by_it(const event_context *c, uint32_t f, const event *e) {
  const scene *s = c->scene;
  const frame *x = frame_at(c, f);
  for (uint32_t i = x->argument; scene_is_english(s) && i < x->argument + x->argument_count; i++) {
    const argument *a = &s->frames->arguments.at[i];
    if (a->role != ROLE_QUOTE || a->frame == NONE || a->link != LINK_YOU) continue;
    party p = acted_on(c, a->frame, e);
    if (p.found) return p.frame = f, p;
  }
  return (party){0};
}

/* ---- protests ---- */

static party asked_by(const event_context *c, uint32_t g, const event *e) {
  scene *s = c->scene;
  static const place places[] = {{PLACE_AGENT, ROLE_QUOTE}, {PLACE_OWNER, ROLE_WO}, {PLACE_OWNER, ROLE_NITAISURU}, {PLACE_OWNER, ROLE_AT}, {PLACE_OWNER, ROLE_OVER}};
  party p = acted_on(c, g, e);
  for (size_t i = 0; i < COUNT_OF(places) && !p.who.count; i++) {
    place_list one = {.at = (place *)&places[i], .count = 1};
    p = scene_party(s, g, NULL, &one);
    p.who = actors_known(s->arena, p.who, &e->actor.who);
  }
  return p;
}

/* outside the Norwegian embassy */
static party mission_of(const event_context *c, uint32_t f) {
  const scene *s = c->scene;
  const frame *x = frame_at(c, f);
  for (uint32_t i = x->argument; i < x->argument + x->argument_count; i++) {
    const argument *a = &s->frames->arguments.at[i];
    uint32_t m = s->actors->of_token.at[a->head_token];
    view noun = arena_lower(s->arena, s->tokens->tokens.at[a->head_token].lemma);
    if (m == NONE || a->role == ROLE_GA || !is_word(c, noun, "actor-abroad")) continue;
    const mention *y = &s->actors->mentions.at[m];
    if (y->who_count && !y->anaphoric) return (party){{y->who, y->who_count, y->span, m, false}, FOUND_OVERT, a, f};
  }
  return (party){0};
}

party protested_at(const event_context *c, uint32_t f, const event *e) {
  const scene *s = c->scene;
  frame_range range = s->frames->segments.at[frame_at(c, f)->segment];
  party p = scene_is_english(s) ? mission_of(c, f) : (party){0};
  for (uint32_t g = f + 1; scene_is_english(s) && !p.who.count && g < range.first + range.count && g - f < CHAIN; g++) {
    const frame *y = frame_at(c, g);
    bool joined = y->parent == f && y->subject == f && (y->embedding == EMBED_ADVERBIAL || y->embedding == EMBED_COORDINATE);
    if (joined) p = asked_by(c, g, e);
  }
  return p;
}
