/* scene.c - who fills a place of a frame. */
#include "rule/scene_parts.h"

uint32_t scene_sentence(const scene *s, uint32_t f) { return s->layout->segments.at[frame_at(s, f)->segment].sentence; }

/* ---- phrases ---- */

actor_set scene_actors(const scene *s, const argument *a) {
  actor_set set = actor_of_phrase(s->arena, s->layout, s->tokens, s->parse, s->actors, a->bunsetsu);
  set.words = set.words.end ? set.words : a->span;
  return set;
}

/* The relative clause on the argument's noun: its subject made or did the thing (政府が決めた計画). */
static actor_set clause_subject(const scene *s, const argument *a) {
  if (a->frame == NONE) return (actor_set){0};
  const argument *ga = frame_argument(s->frames, frame_at(s, a->frame), ROLE_GA);
  return ga ? scene_actors(s, ga) : (actor_set){0};
}

actor_set scene_owner(const scene *s, const argument *a) {
  actor_set set = actor_of_owner(s->arena, s->layout, s->tokens, s->parse, s->actors, a->bunsetsu);
  return set.count ? set : clause_subject(s, a);
}

/* ---- quotations ---- */

void scene_init(scene *s) {
  s->speakers = ARENA_NEW(s->arena, speaker, s->layout->quotes.count);
  s->subjects = ARENA_NEW(s->arena, actor_set, s->layout->sentences.count);
  for (uint32_t q = 0; q < s->layout->quotes.count; q++) s->speakers[q] = (speaker){.frame = NONE, .argument = NONE};
  for (uint32_t f = 0; f < s->frames->frames.count; f++) {
    const frame *x = frame_at(s, f);
    for (uint32_t i = x->argument; i < x->argument + x->argument_count; i++) {
      uint32_t q = s->frames->arguments.at[i].quote;
      if (q != NONE && s->speakers[q].frame == NONE) s->speakers[q] = (speaker){.frame = f, .argument = i};
    }
  }
}

/* ---- places ---- */

static bool in_clause_links(const argument *a) {
  if (a->role == ROLE_OTHER || a->role == ROLE_TIME) return false;
  return a->role == ROLE_QUOTE || (a->frame != NONE && (a->link == LINK_KOTO || a->link == LINK_YOU || a->link == LINK_MUNE));
}

/* 食料の配布を続ける: what names nobody before the noun of a light verb is its object; 部隊の派遣を検討する: and so are
 * people or forces without a name, beside a subject. */
static const argument *object_of_noun(const scene *s, const frame *x) {
  bool led = frame_argument(s->frames, x, ROLE_GA) != NULL && x->voice == VOICE_ACTIVE;
  for (uint32_t i = x->argument; i < x->argument + x->argument_count; i++) {
    const argument *a = &s->frames->arguments.at[i];
    uint32_t m = s->actors->of_token.at[a->head_token];
    bool unnamed = m == NONE || (led && s->actors->mentions.at[m].kind == MENTION_GENERIC);
    if (a->role == ROLE_NO && a->of == x->first_bunsetsu && unnamed) return a;
  }
  return NULL;
}

/* 兵士に襲われて 首相が死亡した: what is done to the subject that a passive shares; the frame's own object moves it to に. */
static const argument *shared_patient(const scene *s, const frame *x, role wanted) {
  bool passive = x->voice == VOICE_PASSIVE && !x->light && x->subject != NONE && !frame_argument(s->frames, x, ROLE_GA);
  if (!passive) return NULL;
  bool own = frame_argument(s->frames, x, ROLE_WO) != NULL;
  if (wanted != (own ? ROLE_NI : ROLE_WO)) return NULL;
  const frame *y = frame_at(s, x->subject);
  return frame_argument(s->frames, y, y->voice == VOICE_PASSIVE && !y->light ? ROLE_WO : ROLE_GA);
}

/* 制裁を「選択肢として検討している」と語った: a verb that only says takes no object; it is that of the words behind it. */
static const argument *object_before_quote(const scene *s, const frame *x) {
  uint32_t q = x->embedding == EMBED_MAIN && x->voice == VOICE_ACTIVE && !view_ends_with(x->lemma, TEXT("だ")) ? s->layout->segments.at[x->segment].quote : NONE;
  if (q == NONE || s->speakers[q].frame == NONE) return NULL;
  const frame *says = frame_at(s, s->speakers[q].frame);
  return says->objectless ? frame_argument(s->frames, says, ROLE_WO) : NULL;
}

/* warned in a letter to the council: whom it was written to is no party of what is said in it. */
static bool is_of_setting(const scene *s, const frame *x, const argument *a) {
  if (a->role != ROLE_NI && a->role != ROLE_TO) return false;
  for (uint32_t i = x->argument; i < x->argument + x->argument_count; i++) {
    const argument *b = &s->frames->arguments.at[i];
    if (b->of == NONE && b->bunsetsu == a->of) return b->role == ROLE_DE;
  }
  return false;
}

/* impose sanctions on Iran, criticised China over its plans: the preposition may be tied to the object. */
static const argument *modifier_of_object(const scene *s, const frame *x, role wanted) {
  const argument *found = NULL;
  for (uint32_t i = x->argument; i < x->argument + x->argument_count; i++) {
    const argument *a = &s->frames->arguments.at[i];
    bool fits = wanted == ROLE_QUOTE ? in_clause_links(a) : a->role == wanted;
    if (a->of == NONE || !fits || is_of_setting(s, x, a)) continue;
    const argument *object = frame_argument(s->frames, x, ROLE_WO);
    if (object && a->of == object->bunsetsu) return a;
    if (!found) found = a;
  }
  return found;
}

const argument *scene_argument(const scene *s, uint32_t f, const argument *noun, place p) {
  const frame *x = frame_at(s, f);
  uint32_t of = noun ? noun->bunsetsu : x->light ? x->first_bunsetsu : NONE;
  const argument *second = NULL;
  for (uint32_t i = x->argument; i < x->argument + x->argument_count; i++) {
    const argument *a = &s->frames->arguments.at[i];
    if (a == noun) continue;
    bool fits = p.role == ROLE_QUOTE ? in_clause_links(a) : a->role == p.role;
    if (!fits) continue;
    if (a->of == NONE) return a;
    if (a->of == of && of != NONE && !second) second = a;
  }
  if (!second && p.role == ROLE_QUOTE && noun && noun->frame != NONE) return noun; /* 開く用意がある: the clause before the noun */
  if (!second && (p.role == ROLE_WO || p.role == ROLE_NI)) second = shared_patient(s, x, p.role);
  if (!second && s->layout->language == LANGUAGE_EN) return p.role == ROLE_NO ? NULL : modifier_of_object(s, x, p.role);
  if (second || p.role != ROLE_WO) return second;
  if (x->light && !noun) return object_of_noun(s, x);
  const argument *outside = object_before_quote(s, x), *topic = frame_argument(s->frames, x, ROLE_GA);
  if (outside) return outside;
  return topic && topic != noun && scene_may_be_object(s, x, topic) ? topic : NULL;
}

/* 外相と昼食を囲んで会談した: the partner may stand in a clause that only says how. */
static const argument *partner_beside(const scene *s, uint32_t f) {
  for (uint32_t g = f; g-- > 0 && frame_at(s, g)->segment == frame_at(s, f)->segment;) {
    const frame *x = frame_at(s, g);
    bool beside = x->parent == f && (x->embedding == EMBED_COORDINATE || x->embedding == EMBED_ADVERBIAL) && x->subject == f;
    const argument *a = beside ? frame_argument(s->frames, x, ROLE_TO) : NULL;
    if (a) return a;
  }
  return NULL;
}

/* 両国の間で協議が行われた: those in between are the parties. */
static party parties_between(const scene *s, uint32_t f) {
  const argument *a = frame_argument(s->frames, frame_at(s, f), ROLE_DE);
  if (!a || !view_equals(s->tokens->tokens.at[a->head_token].surface, TEXT("間"))) return (party){0};
  return party_found(scene_owner(s, a), FOUND_OVERT, a, f);
}

static party mutual_party(const scene *s, uint32_t f, const argument *noun) {
  party p = parties_between(s, f);
  if (p.who.count > 1) return p;
  p = scene_subject(s, f);
  static const role partners[] = {ROLE_TO, ROLE_TOTOMONI, ROLE_BETWEEN};
  for (size_t i = 0; i < COUNT_OF(partners); i++) {
    const argument *a = scene_argument(s, f, noun, (place){PLACE_ROLE, partners[i]});
    if (!a && i == 0 && s->layout->language == LANGUAGE_JA) a = partner_beside(s, f);
    actor_set who = a ? scene_actors(s, a) : (actor_set){0};
    if (!who.count) continue;
    p.who = actor_sets_join(s->arena, &p.who, &who);
    if (!p.found) p.found = FOUND_OVERT;
  }
  return p;
}

static party clause_agent(const scene *s, const argument *a) {
  if (a->frame == NONE) return (party){0};
  party p = {0};
  const frame *x = frame_at(s, a->frame);
  scene_overt_subject(s, a->frame, &p);
  if (p.found) return p;
  if (s->layout->language == LANGUAGE_EN) return scene_subject(s, a->frame); /* of gerunds and infinitives */
  if (x->voice == VOICE_PASSIVE) return scene_passive_agent(s, a->frame); /* 軍に妨げられた */
  const frame *fact = a->frame && view_ends_with(x->lemma, TEXT("だ")) ? x - 1 : NULL; /* 火を放ったのは住民だ */
  bool cleft = fact && fact->parent == a->frame && fact->segment == x->segment && view_ends_with(view_span(s->layout->text, fact->trigger), TEXT("の"));
  if (!cleft) return p;
  return party_found(actor_of_phrase(s->arena, s->layout, s->tokens, s->parse, s->actors, x->bunsetsu), FOUND_OVERT, NULL, a->frame);
}

/* 日本と韓国に25%、中国に10%を課す: all of them. */
static actor_set listeners(const scene *s, uint32_t f, const argument *first) {
  const frame *x = frame_at(s, f);
  actor_set all = scene_actors(s, first);
  for (uint32_t i = x->argument; all.count && i < x->argument + x->argument_count; i++) {
    const argument *a = &s->frames->arguments.at[i];
    if (a == first || a->of != NONE || a->role != ROLE_NI || a->topic) continue;
    actor_set more = scene_actors(s, a);
    all = actor_sets_join(s->arena, &all, &more);
  }
  return all;
}

/* 駐米大使: the government that the envoy is posted to. */
static actor_set host_of(const scene *s, const argument *a) {
  uint32_t m = s->actors->of_token.at[a->head_token];
  const mention *x = m == NONE ? NULL : &s->actors->mentions.at[m];
  if (!x || !x->host.len) return (actor_set){0};
  actor *who = ARENA_NEW(s->arena, actor, 1);
  *who = (actor){.code = x->host, .sector = TEXT("GOV")};
  return (actor_set){who, 1, x->span, m, false};
}

/* ホニアラの大使館, 尖閣諸島の領海: the government of the last place or state that the phrase names. */
static actor_set scene_site(const scene *s, const argument *a) {
  actor_set host = host_of(s, a);
  if (host.count) return host;
  for (uint32_t t = a->head_token + 1; t-- > 0 && s->tokens->tokens.at[t].span.begin >= a->span.begin;) {
    uint32_t m = s->actors->of_token.at[t];
    const mention *x = m == NONE ? NULL : &s->actors->mentions.at[m];
    if (!x || (x->kind != MENTION_PLACE && x->kind != MENTION_STATE) || !x->who_count) continue;
    actor *who = ARENA_NEW(s->arena, actor, x->who_count);
    memcpy(who, x->who, x->who_count * sizeof *who);
    for (uint32_t k = 0; k < x->who_count; k++) who[k].sector = TEXT("GOV");
    return (actor_set){who, x->who_count, x->span, m, false};
  }
  return (actor_set){0};
}

/* G7外相会合を開く: the noun of the pattern says whose it is. */
static party noun_owner(const scene *s, uint32_t f, const argument *noun) {
  const frame *x = frame_at(s, f);
  if (noun) return party_found(scene_owner(s, noun), FOUND_OVERT, noun, f);
  if (!x->light) return (party){0};
  return party_found(actor_of_owner(s->arena, s->layout, s->tokens, s->parse, s->actors, x->first_bunsetsu), FOUND_OVERT, NULL, f);
}

static party party_at(const scene *s, uint32_t f, const argument *noun, place p) {
  if (p.kind == PLACE_MUTUAL) return mutual_party(s, f, noun);
  if (p.kind == PLACE_SPEAKER) return scene_speaker(s, f);
  if (p.kind == PLACE_NONE) return (party){0};
  if (p.kind == PLACE_NOUN) return noun_owner(s, f, noun);
  if (p.kind == PLACE_ROLE && p.role == ROLE_GA) return scene_subject(s, f);
  const argument *a = scene_argument(s, f, noun, p);
  if (!a) return (party){0};
  if (p.kind == PLACE_AGENT) return clause_agent(s, a);
  if (p.kind == PLACE_SITE) return party_found(scene_site(s, a), FOUND_OVERT, a, f);
  if (p.kind == PLACE_ROLE && p.role == ROLE_NI && a->of == NONE) return party_found(listeners(s, f, a), FOUND_OVERT, a, f);
  return party_found(p.kind == PLACE_OWNER ? scene_owner(s, a) : scene_actors(s, a), FOUND_OVERT, a, f);
}

party scene_party(const scene *s, uint32_t f, const argument *noun, const place_list *places) {
  for (uint32_t i = 0; i < places->count; i++) {
    party p = party_at(s, f, noun, places->at[i]);
    if (p.found) return p;
  }
  return (party){0};
}

const argument *scene_about(const scene *s, uint32_t f, const argument *noun, const place_list *places) {
  for (uint32_t i = 0; i < places->count; i++) {
    if (places->at[i].kind == PLACE_NONE) return NULL;
    const argument *a = scene_argument(s, f, noun, places->at[i]);
    if (a) return a;
  }
  return NULL;
}

bool scene_heads_content(const scene *s, uint32_t f) {
  const frame *x = frame_at(s, f);
  for (int depth = 0; depth < MAX_DEPTH; depth++) {
    if (x->embedding == EMBED_QUOTE || (x->embedding == EMBED_NOMINAL && x->link == LINK_KOTO)) return true;
    if (x->embedding == EMBED_RELATIVE && x->link == LINK_TONO) return true;
    if (x->embedding == EMBED_MAIN) return s->layout->segments.at[x->segment].quote != NONE;
    if (x->embedding != EMBED_COORDINATE || x->parent == NONE) return false;
    x = frame_at(s, x->parent);
  }
  return false;
}
