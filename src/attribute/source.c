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

/* A stance that comes up by itself has its source in から, に, で or の: 与党からは批判が出た, 専門家の間では見方が強い. */
static party source_of_stance(const scene *s, uint32_t f, const rule_match *match) {
  static const role roles[] = {ROLE_KARA, ROLE_NI, ROLE_DE, ROLE_NO};
  for (size_t i = 0; i < COUNT_OF(roles); i++) {
    const argument *a = scene_argument(s, f, match->noun, (place){PLACE_ROLE, roles[i]});
    if (!a) continue;
    party p = source_of_phrase(s, a->bunsetsu);
    p.argument = a;
    if (p.found) return p;
  }
  return (party){0};
}

/* The nearest は or が before the cue that names an actor, though the parser tied it to the attributed clause. The
 * contents that begin with it lose it. */
static party nearest_topic(const scene *s, uint32_t f, content_list *contents) {
  const frame *x = frame_at(s, f);
  uint32_t begin = s->parse->segments.at[x->segment].first;
  party best = {0};
  for (uint32_t b = begin; b < x->first_bunsetsu; b++) {
    const bunsetsu *p = &s->parse->bunsetsu.at[b];
    uint32_t end = p->end;
    while (end > p->first && s->tokens->tokens.at[end - 1].pos == POS_SYMBOL) end--;
    if (end == p->first) continue;
    const token *last = &s->tokens->tokens.at[end - 1];
    bool topic = last->sub == SUB_TOPIC && view_equals(last->surface, TEXT("は"));
    if (!topic) continue;
    actor_set who = actor_of_phrase(s->arena, s->layout, s->tokens, s->parse, s->actors, b);
    if (!who.count) continue;
    bool leads = false;
    for (uint32_t i = 0; i < contents->count; i++) {
      content *c = &contents->at[i];
      if (c->quote != NONE || !span_has(c->span, last->span.begin)) continue;
      if (who.words.begin > c->span.begin + 2) continue; /* not at its front */
      leads = true;
      uint32_t next = p->end < s->tokens->tokens.count ? s->tokens->tokens.at[p->end].span.begin : c->span.end;
      if (next < c->span.end) c->span.begin = next;
    }
    bool inside = false;
    for (uint32_t i = 0; i < contents->count; i++) inside = inside || span_has(contents->at[i].span, last->span.begin);
    if (inside && !leads) continue;
    best = party_of(who, FOUND_TOPIC);
    if (leads) break;
  }
  return best;
}

party source_of_cue(const attribution *a, uint32_t f, const rule_match *match, content_list *contents) {
  const scene *s = a->scene;
  const frame *x = frame_at(s, f);
  if (match->rule->particle == ROLE_GA) {
    party p = source_of_stance(s, f, match);
    if (p.found) return p;
  }
  const argument *kara = scene_argument(s, f, match->noun, (place){PLACE_ROLE, ROLE_KARA});
  actor_set who = kara && kara->of == NONE ? scene_actors(s, kara) : (actor_set){0};
  if (who.count) return (party){who, FOUND_OVERT, kara, f};
  party p = scene_subject(s, f);
  if (p.found && p.found != FOUND_DISCOURSE) return p;
  const argument *ga = frame_argument(s->frames, x, ROLE_GA);
  if (ga && (!match->noun || ga != match->noun)) {
    party owner = source_of_phrase(s, ga->bunsetsu);
    if (owner.found) return owner;
  }
  party topic = nearest_topic(s, f, contents);
  if (topic.found) return topic;
  if (p.found) return p;
  for (uint32_t back = 1, index = scene_sentence(s, f); back <= 2 && back <= index; back++) { /* a passive such as と記された */
    if (s->layout->sentences.at[index - back].heading) break;
    if (s->subjects[index - back].count) return party_of(s->subjects[index - back], FOUND_DISCOURSE);
  }
  return (party){0};
}
