/* source.c - whose words they are: the subject of the cue, or who stands for it. */
#include "attribute/attribution.h"

static const frame *frame_at(const scene *s, uint32_t f) { return &s->frames->frames.at[f]; }

static party party_of(actor_set who, found_kind kind) { return (party){who, who.count ? kind : FOUND_NONE, NULL, NONE}; }

party source_of_phrase(const scene *s, uint32_t b) {
  actor_set who = actor_of_phrase(s->arena, s->layout, s->tokens, s->parse, s->actors, b);
  if (who.count) return party_of(who, FOUND_OVERT);
  who = actor_of_owner(s->arena, s->layout, s->tokens, s->parse, s->actors, b);
  if (who.count) return party_of(who, FOUND_OVERT);
  /* 両政府が交わした合意文書: the subject of the clause on it */
  frame_range range = s->frames->segments.at[s->parse->bunsetsu.at[b].segment];
  for (uint32_t i = range.first; i < range.first + range.count; i++) {
    const frame *x = &s->frames->frames.at[i];
    if (x->head_noun == NONE || s->parse->of_token.at[x->head_noun] != b) continue;
    const argument *ga = frame_argument(s->frames, x, ROLE_GA);
    if (ga) return party_of(scene_actors(s, ga), FOUND_OVERT);
  }
  return (party){0};
}

/* The content goes on after bunsetsu b: その外相は of その外相は町が落ちたと述べた is no part of it. */
static void trim_front(const scene *s, content *c, uint32_t b) {
  uint32_t end = s->parse->bunsetsu.at[b].end;
  uint32_t next = end < s->tokens->tokens.count ? s->tokens->tokens.at[end].span.begin : c->span.end;
  if (next < c->span.end) c->span.begin = next;
}

/* 与党から, 専門家の間で, 議会に: where a stance comes up. */
static bool is_stance_place(const scene *s, const bunsetsu *p) {
  static const char *const particles[] = {"から", "で", "に"};
  if (p->head_token + 1 >= p->end) return false;
  for (size_t i = 0; i < COUNT_OF(particles); i++)
    if (view_equals(s->tokens->tokens.at[p->head_token + 1].surface, view_of_string(particles[i]))) return true;
  return false;
}

/* A stance that comes up by itself has its source in から, に, で or の: 与党からは批判が出た, 専門家の間では見方が強い.
 * The parser may have tied it to the clause of what is said. */
static party source_of_stance(const scene *s, uint32_t f, const rule_match *match, content_list *contents) {
  static const role roles[] = {ROLE_KARA, ROLE_NI, ROLE_DE, ROLE_NO};
  for (size_t i = 0; i < COUNT_OF(roles); i++) {
    const argument *a = scene_argument(s, f, match->noun, (place){PLACE_ROLE, roles[i]});
    if (!a) continue;
    party p = source_of_phrase(s, a->bunsetsu);
    p.argument = a;
    if (p.found) return p;
  }
  for (uint32_t i = 0; i < contents->count; i++)
    for (uint32_t b = s->parse->segments.at[frame_at(s, f)->segment].first; b < frame_at(s, f)->bunsetsu; b++) {
      const bunsetsu *x = &s->parse->bunsetsu.at[b];
      uint32_t first = s->tokens->tokens.at[s->parse->bunsetsu.at[phrase_first(s->parse, b)].first].span.begin;
      if (first != contents->at[i].span.begin || !is_stance_place(s, x)) continue;
      party p = source_of_phrase(s, b);
      if (p.found) return trim_front(s, &contents->at[i], b), p;
    }
  return (party){0};
}

/* ---- phrases before the cue ---- */

typedef enum { LEAD_NONE, LEAD_TOPIC, LEAD_ALSO, LEAD_FROM, LEAD_PAPER } lead_kind;

static bool is_amount(const token *t) {
  return t->sub == SUB_COUNTER || t->sub == SUB_NUMBER || (t->surface.len && t->surface.ptr[0] >= '0' && t->surface.ptr[0] <= '9');
}

static bool is_of_class(const attribution *a, const bunsetsu *p, view class_name) {
  const scene *s = a->scene;
  uint32_t last = p->head_token; /* 関係筋2人 */
  while (last > p->first && is_amount(&s->tokens->tokens.at[last])) last--;
  view words = view_span(s->layout->text, (span){s->tokens->tokens.at[p->first].span.begin, s->tokens->tokens.at[last].span.end});
  for (size_t at = 0; at < words.len;) { /* 共同声明 ends in 声明 */
    uint32_t length;
    if (word_in_class(a->rules->index.words, view_skip(words, at), class_name)) return true;
    utf8_decode(words, at, &length);
    at += length;
  }
  return false;
}

static bool is_paper(const attribution *a, const bunsetsu *p) { return is_of_class(a, p, TEXT("文書")); }

/* How bunsetsu b may name the source of a cue farther on. */
static lead_kind lead_of(const attribution *a, uint32_t b) {
  const scene *s = a->scene;
  const bunsetsu *p = &s->parse->bunsetsu.at[b];
  uint32_t end = p->end;
  bool comma = s->tokens->tokens.at[end - 1].sub == SUB_COMMA;
  while (end > p->first && s->tokens->tokens.at[end - 1].pos == POS_SYMBOL) end--;
  if (end == p->first || end <= p->head_token + 1) return LEAD_NONE;
  const token *last = &s->tokens->tokens.at[end - 1], *before = &s->tokens->tokens.at[p->head_token + 1];
  bool paper = view_equals(before->surface, TEXT("で")) || view_equals(before->surface, TEXT("に"));
  if (paper && is_paper(a, p)) return LEAD_PAPER;
  if (view_equals(before->surface, TEXT("から"))) return comma || last->sub == SUB_TOPIC ? LEAD_FROM : LEAD_NONE;
  if (last != before || last->sub != SUB_TOPIC) return LEAD_NONE;
  if (view_equals(last->surface, TEXT("は"))) return LEAD_TOPIC;
  return view_equals(last->surface, TEXT("も")) ? LEAD_ALSO : LEAD_NONE;
}

static bool is_person(const scene *s, const actor_set *who) {
  return who->mention != NONE && s->actors->mentions.at[who->mention].person;
}

/* A content whose front the phrase of bunsetsu b is, or NULL. */
static content *led_content(const scene *s, uint32_t b, const actor_set *who, content_list *contents) {
  uint32_t at = s->tokens->tokens.at[s->parse->bunsetsu.at[b].head_token].span.begin;
  for (uint32_t i = 0; i < contents->count; i++) {
    content *c = &contents->at[i];
    if (c->quote == NONE && span_has(c->span, at) && who->words.begin <= c->span.begin + 2) return c;
  }
  return NULL;
}

static bool is_inside(const content_list *contents, uint32_t byte) {
  for (uint32_t i = 0; i < contents->count; i++)
    if (span_has(contents->at[i].span, byte)) return true;
  return false;
}

/* The nearest phrase before the cue that names who speaks, though the parser tied it to the attributed clause. Where
 * somebody is known already, only what hardly belongs to the clause that it stands in: a person, a phrase with a comma,
 * the one who is known. */
static party leading_source(const attribution *a, uint32_t f, content_list *contents, const actor_set *known) {
  const scene *s = a->scene;
  const frame *x = frame_at(s, f);
  party best = {0};
  for (uint32_t b = s->parse->segments.at[x->segment].first; b < x->first_bunsetsu; b++) {
    lead_kind kind = lead_of(a, b);
    if (kind == LEAD_NONE || kind == LEAD_PAPER) continue;
    actor_set who = actor_of_phrase(s->arena, s->layout, s->tokens, s->parse, s->actors, b);
    const bunsetsu *p = &s->parse->bunsetsu.at[b];
    if (!who.count && s->tokens->tokens.at[p->head_token].sub == SUB_COUNTER) /* 幹部の一人 */
      who = actor_of_owner(s->arena, s->layout, s->tokens, s->parse, s->actors, b);
    if (!who.count) continue;
    content *led = led_content(s, b, &who, contents);
    if (!led && (known || is_inside(contents, s->tokens->tokens.at[p->head_token].span.begin))) continue;
    bool comma = s->tokens->tokens.at[p->end - 1].sub == SUB_COMMA;
    if (known && !comma && !is_person(s, &who) && !actor_sets_equal(&who, known)) continue;
    if (led) trim_front(s, led, b);
    best = party_of(who, FOUND_TOPIC);
    if (led) break;
  }
  return best;
}

/* 共同声明では…としている: whoever issued it, by the words around it or by what was told before. */
static party paper_source(const attribution *a, uint32_t f, content_list *contents) {
  enum { MEMORY = 12 }; /* sentences */
  const scene *s = a->scene;
  const frame *x = frame_at(s, f);
  for (uint32_t b = s->parse->segments.at[x->segment].first; b < x->first_bunsetsu; b++) {
    if (lead_of(a, b) != LEAD_PAPER) continue;
    party p = source_of_phrase(s, b);
    if (!p.found && a->issuer.count && scene_sentence(s, f) <= a->issuer_sentence + MEMORY) p = party_of(a->issuer, FOUND_DISCOURSE);
    if (!p.found) continue;
    content *led = led_content(s, b, &(actor_set){.words = s->tokens->tokens.at[s->parse->bunsetsu.at[phrase_first(s->parse, b)].first].span}, contents);
    if (led) trim_front(s, led, b);
    return p;
  }
  /* 「…」と記され: in the paper that the text is telling of */
  bool written = x->voice == VOICE_PASSIVE && word_in_class(a->rules->index.words, x->lemma, TEXT("記す")) && !frame_argument(s->frames, x, ROLE_GA);
  if (!written || !a->issuer.count || scene_sentence(s, f) > a->issuer_sentence + MEMORY) return (party){0};
  return party_of(a->issuer, FOUND_DISCOURSE);
}

/* Remembers who issued a paper that the sentence tells of: 両国は共同声明を発表した. */
void source_note_issuer(attribution *a, uint32_t sentence_index) {
  scene *s = a->scene;
  frame_range range = s->frames->segments.at[s->layout->sentences.at[sentence_index].segment];
  for (uint32_t f = range.first; f < range.first + range.count; f++) {
    const argument *wo = frame_argument(s->frames, frame_at(s, f), ROLE_WO);
    if (!wo || wo->quote != NONE || !is_paper(a, &s->parse->bunsetsu.at[wo->bunsetsu])) continue;
    actor_set owner = scene_owner(s, wo);
    party p = owner.count ? party_of(owner, FOUND_OVERT) : scene_subject(s, f);
    if (!p.found) continue;
    a->issuer = p.who;
    a->issuer_sentence = sentence_index;
  }
}

/* と見られている, とされる: nobody is named whose view it is. Papers are written by those who issued them. */
static bool is_nobodys(const attribution *a, const frame *x, const rule_match *match) {
  bool agentless = x->agentless || (x->voice == VOICE_PASSIVE && x->negated && !frame_argument(a->scene->frames, x, ROLE_GA));
  return agentless && !match->noun && !word_in_class(a->rules->index.words, x->lemma, TEXT("記す"));
}

static party somebody(const scene *s, uint32_t mention, span words) {
  actor *who = ARENA_NEW(s->arena, actor, 1);
  *who = (actor){.code = TEXT("UNK"), .sector = TEXT("UNK")};
  return party_of((actor_set){.at = who, .count = 1, .mention = mention, .words = words}, FOUND_OVERT);
}

/* A person whom nothing ties to a state: 男は…と供述した. */
party source_of_unknown(const scene *s, const argument *ga) {
  uint32_t index = ga->head_token < s->actors->of_token.count ? s->actors->of_token.at[ga->head_token] : NONE;
  if (index == NONE || !s->actors->mentions.at[index].person) return (party){0};
  return somebody(s, index, ga->span);
}

party source_unnamed(const attribution *a, uint32_t b) {
  const scene *s = a->scene;
  const bunsetsu *x = &s->parse->bunsetsu.at[b];
  if (scene_is_english(s) ? !word_in_class(a->rules->index.words, s->tokens->tokens.at[x->head_token].lemma, TEXT("unnamed"))
                          : !is_of_class(a, x, TEXT("情報源")))
    return (party){0};
  return somebody(s, NONE, (span){s->tokens->tokens.at[x->first].span.begin, s->tokens->tokens.at[x->head_token].span.end});
}

static party discourse_source(const scene *s, uint32_t f) {
  for (uint32_t back = 1, index = scene_sentence(s, f); back <= 2 && back <= index; back++) { /* a passive such as と記された */
    if (s->layout->sentences.at[index - back].heading) break;
    if (s->subjects[index - back].count) return party_of(s->subjects[index - back], FOUND_DISCOURSE);
  }
  return (party){0};
}

/* 準軍事組織が停戦に合意したと発表した: where nobody else is named whoever announces a deed has done it. */
static party announcer(const attribution *a, uint32_t f, const content_list *contents) {
  const scene *s = a->scene;
  const frame *x = frame_at(s, f);
  if (!contents->count || contents->at[0].quote != NONE || contents->at[0].frame == NONE || x->voice != VOICE_ACTIVE) return (party){0};
  if (!word_in_class(a->rules->index.words, x->lemma, TEXT("公表"))) return (party){0};
  party p = scene_subject(s, contents->at[0].frame);
  if (p.found != FOUND_OVERT && p.found != FOUND_SHARED) return (party){0};
  return p;
}

/* 協定が破られたとする高官の発言: words belong to whom their noun names. */
static party source_of_words(const attribution *a, const frame *x) {
  const scene *s = a->scene;
  if (x->embedding != EMBED_RELATIVE || x->head_noun == NONE || frame_argument(s->frames, x, ROLE_GA)) return (party){0};
  uint32_t b = s->parse->of_token.at[x->head_noun];
  return is_of_class(a, &s->parse->bunsetsu.at[b], TEXT("言葉")) ? source_of_phrase(s, b) : (party){0};
}

party source_of_cue(const attribution *a, uint32_t f, const rule_match *match, content_list *contents) {
  const scene *s = a->scene;
  if (scene_is_english(s)) return english_source(a, f, match);
  const frame *x = frame_at(s, f);
  if (match->rule->particle == ROLE_GA) {
    party p = source_of_stance(s, f, match, contents);
    if (p.found) return p;
  }
  const argument *kara = scene_argument(s, f, match->noun, (place){PLACE_ROLE, ROLE_KARA});
  actor_set who = kara && kara->of == NONE ? scene_actors(s, kara) : (actor_set){0};
  if (who.count) return (party){who, FOUND_OVERT, kara, f};
  if (is_nobodys(a, x, match)) return (party){0};
  party p = source_of_words(a, x);
  if (p.found) return p;
  p = scene_subject(s, f);
  bool lent = p.found == FOUND_SHARED || p.found == FOUND_TOPIC; /* by the clause of what is said */
  if (p.found && p.found != FOUND_DISCOURSE && !lent) return p;
  const argument *ga = frame_argument(s->frames, x, ROLE_GA);
  if (ga && (!match->noun || ga != match->noun)) {
    party owner = source_of_phrase(s, ga->bunsetsu);
    if (!owner.found) owner = source_of_unknown(s, ga);
    if (owner.found) return owner;
  }
  party topic = leading_source(a, f, contents, lent ? &p.who : NULL);
  if (topic.found) return topic;
  if (lent) return p;
  party paper = paper_source(a, f, contents);
  if (paper.found) return paper;
  if (!p.found) p = discourse_source(s, f);
  return p.found ? p : announcer(a, f, contents);
}

/* ---- the front of a content ---- */

/* 5日、 or 会見で: when and where it was said. */
static bool is_setting(const attribution *a, const bunsetsu *p) {
  const scene *s = a->scene;
  const token *head = &s->tokens->tokens.at[p->head_token], *last = &s->tokens->tokens.at[p->end - 1];
  if (last->sub == SUB_COMMA && p->head_token + 2 == p->end && head->sub == SUB_COUNTER && view_ends_with(head->surface, TEXT("日"))) return true;
  if (p->head_token + 1 >= p->end) return false;
  view particle = s->tokens->tokens.at[p->head_token + 1].surface;
  if (view_equals(particle, TEXT("として"))) return is_of_class(a, p, TEXT("話")); /* 高官の話として */
  return view_equals(particle, TEXT("で")) && (is_paper(a, p) || is_of_class(a, p, TEXT("発言の場")));
}

/* Whom a demand is put to: 政府に of 政府に事実を認めるよう求めた, but not of 政府に武器を渡すよう求めた. */
static bool is_asked(const attribution *a, const content *c, uint32_t b) {
  const scene *s = a->scene;
  if (c->frame == NONE || frame_at(s, c->frame)->link != LINK_YOU || frame_at(s, c->frame)->embedding != EMBED_QUOTE) return false;
  const frame *x = frame_at(s, c->frame);
  const argument *ni = frame_argument(s->frames, x, ROLE_NI);
  if (!ni || ni->bunsetsu != b || !scene_actors(s, ni).count) return false;
  bool gives = frame_argument(s->frames, x, ROLE_WO) && word_in_class(a->rules->index.words, x->lemma, TEXT("助ける"));
  return !gives;
}

/* Takes what tells of the speech off the front of what is said; returns whom a demand was put to. */
actor_set source_tidy_front(const attribution *a, content_list *contents) {
  const scene *s = a->scene;
  actor_set asked = {0};
  for (uint32_t i = 0; i < (scene_is_english(s) ? 0 : contents->count); i++) {
    content *c = &contents->at[i];
    if (c->quote != NONE || c->frame == NONE) continue;
    uint32_t end = frame_at(s, c->frame)->first_bunsetsu;
    for (uint32_t b = s->parse->segments.at[frame_at(s, c->frame)->segment].first; b < end; b++) {
      uint32_t first = s->parse->bunsetsu.at[phrase_first(s->parse, b)].first;
      if (s->tokens->tokens.at[first].span.begin != c->span.begin) continue;
      if (is_asked(a, c, b)) asked = actor_of_phrase(s->arena, s->layout, s->tokens, s->parse, s->actors, b);
      else if (!is_setting(a, &s->parse->bunsetsu.at[b])) continue;
      trim_front(s, c, b);
    }
  }
  return asked;
}
