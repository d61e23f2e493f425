/* retie_topic.c - sentences with several topics: which clause is whose. */
#include "frame/retie.h"

/* 確認した of 両国が確認したことについて、; NONE where it has a subject. */
static uint32_t clause_of_fact(const frame_context *c, uint32_t noun) {
  uint32_t found = NONE;
  if (!token_is(token_at(c, bunsetsu_at(c, noun)->head_token), "こと")) return NONE;
  for (uint32_t d = c->child_first[noun]; d != NONE; d = c->child_next[d])
    if (!retie_is_noun(c, d) && !retie_has_subject(c, d, true)) found = d;
  return found;
}

static bool has_topic_after(const frame_context *c, uint32_t b, uint32_t after) {
  for (uint32_t d = c->child_first[b]; d != NONE; d = c->child_next[d])
    if (d > after && retie_is_topic(c, d)) return true;
  return false;
}

/* 首相も, 国防省は: a person by name or office, or a body; a bare state may be what is spoken of. */
static bool may_speak(const frame_context *c, uint32_t d) {
  enum { SPEAKERS = 1u << NAME_TITLE | 1u << NAME_INSTITUTION | 1u << NAME_BODY | 1u << NAME_METONYM | 1u << NAME_GENERIC | 1u << NAME_GROUP };
  const token *head = token_at(c, bunsetsu_at(c, d)->head_token);
  if (head->name == NONE && word_in_class(&c->rules->classes, head->surface, TEXT("actor-organ")) && d > 0 && bunsetsu_at(c, d - 1)->head == d && c->tails[d - 1].role == ROLE_NO) { /* EUの委員会は */
    const token *owner = token_at(c, bunsetsu_at(c, d - 1)->head_token);
    return owner->name != NONE && c->tokens->names.at[owner->name].kinds & 1u << NAME_BODY;
  }
  return head->sub == SUB_PERSON || (head->name != NONE && c->tokens->names.at[head->name].kinds & SPEAKERS);
}

/* 会見を開き, 記者団に語り: a clause that only leads up to words. */
static bool leads_to_words(const frame_context *c, uint32_t clause) {
  const word_classes *words = &c->rules->classes;
  for (uint32_t d = c->child_first[clause]; d != NONE; d = c->child_next[d]) {
    view noun = token_at(c, bunsetsu_at(c, d)->head_token)->surface;
    if (word_in_class(words, noun, TEXT("発言の場")) || word_in_class(words, noun, TEXT("文書")) || word_in_class(words, noun, TEXT("話"))) return true;
  }
  const token *k = token_at(c, bunsetsu_at(c, clause)->head_token);
  view verb = k->pos == POS_NOUN ? arena_format(c->arena, "%.*sする", (int)k->surface.len, k->surface.ptr) : k->lemma;
  return map_get(&c->rules->meeting_verbs, verb) != NONE;
}

/* 軍は攻撃したと発表し、│ 国防省は; 軍は町を空爆し、│ 保健省は: after another's words or deed. */
static bool speaks_next(const frame_context *c, uint32_t clause, uint32_t d) {
  const tail *t = &c->tails[d];
  if (!(t->also || t->topic) || t->role != ROLE_COUNT || !may_speak(c, d)) return false;
  uint32_t before = phrase_first(c->parse, d) - 1; /* the clause, or one joined to it, or 一方、 */
  if (before > clause + 1 && !(retie_goes_on(&c->tails[before]) && !retie_is_noun(c, before))) return false;
  return retie_content_end(c, clause) != NONE || retie_is_speech(c, clause) || !leads_to_words(c, clause);
}

/* A topic with a comma, the first of two, or after another's words a person or body inside of what g is told to say: that
 * of a new speaker. */
static uint32_t topic_of_content(const frame_context *c, uint32_t g, uint32_t after) {
  uint32_t end = retie_content_end(c, g);
  for (uint32_t d = end == NONE ? NONE : c->child_first[end]; d != NONE; d = c->child_next[d]) {
    if (d <= after) continue;
    if (retie_is_topic(c, d) && (c->tails[d].comma || has_topic_after(c, end, d))) return d;
    if (speaks_next(c, after, d)) return d;
  }
  return NONE;
}

/* は, and も behind a name. */
static bool is_named_subject(const frame_context *c, uint32_t d) {
  const tail *t = &c->tails[d];
  return retie_is_topic(c, d) || (t->also && t->role == ROLE_COUNT && retie_is_noun(c, d) && token_at(c, bunsetsu_at(c, d)->head_token)->name != NONE);
}

/* A name, or persons and ships that are counted. */
static bool may_act(const frame_context *c, uint32_t d) {
  const token *head = token_at(c, bunsetsu_at(c, d)->head_token);
  const word_classes *words = &c->rules->classes;
  return retie_is_noun(c, d) && (head->name != NONE || word_in_class(words, head->surface, TEXT("actor-heads")) || word_in_class(words, head->surface, TEXT("actor-over")));
}

static void move_between(frame_context *c, uint32_t first, uint32_t clause) {
  for (uint32_t d = first; d != NONE && d < clause; d = c->child_next[d]) c->parse->bunsetsu.at[d].head = clause;
}

/* 長官が、│ 敵国は │ 「…」と │ 非難すると、: behind a subject set off by a comma a topic right before a direct quotation is of the
 * words. */
static bool has_own_subject(const frame_context *c, uint32_t clause, uint32_t first) {
  if (!retie_has_subject(c, clause, true)) return false;
  if (c->tails[first].role != ROLE_GA || !c->tails[first].comma || retie_has_subject(c, clause, false)) return true;
  for (uint32_t d = c->child_first[clause]; d != NONE; d = c->child_next[d])
    if (c->tails[d].quotative && token_at(c, bunsetsu_at(c, d)->head_token)->quote != NONE) return !(d > 0 && retie_is_topic(c, d - 1) && bunsetsu_at(c, d - 1)->head == clause);
  return true;
}

/* 「…」と警告、│ 団体は: words without する before a comma. */
static bool stops(const frame_context *c, uint32_t d) { return d > 0 && retie_is_bare_speech(c, d) && c->tails[d - 1].quotative && bunsetsu_at(c, d - 1)->head == d; }

/* 中国は │ 船を │ 送り、│ 米国は │ 抗議した: of two topics the first goes with the first clause. */
void retie_split_topics(frame_context *c, uint32_t g) {
  uint32_t first = NONE, clause = NONE, end = retie_content_end(c, g);
  for (uint32_t d = c->child_first[g]; d != NONE; d = c->child_next[d]) {
    const tail *t = &c->tails[d];
    uint32_t speech = retie_speech_of(c, d);
    if (speech == NONE && t->comma && retie_joins_clause(c, d)) speech = d - 1; /* 示した│一方、 */
    bool goes = (retie_goes_on(t) && !t->quotative) || speech != NONE || stops(c, d);
    if (bunsetsu_at(c, d)->head != g) continue;
    bool speaker = retie_is_noun(c, d) && (t->role == ROLE_GA || (t->role == ROLE_KARA && t->comma));
    bool other = clause != NONE && c->tails[first].topic + c->tails[first].also && t->role == ROLE_GA && may_act(c, d);
    bool answers = first != NONE && c->tails[first].role == ROLE_KARA && t->role == ROLE_KARA && may_speak(c, d); /* 先方から */
    if (is_named_subject(c, d) || (first == NONE && speaker) || other || answers) {
      if (first == NONE) first = d;
      else if (clause != NONE && (end == NONE || d > end || t->comma || has_topic_after(c, g, d) || speaks_next(c, clause, d))) move_between(c, first, clause), first = d, clause = NONE;
    } else if (first != NONE && !c->tails[first].topic && clause == NONE && clause_of_fact(c, d) != NONE) clause = clause_of_fact(c, d);
    else if (first != NONE && goes) clause = has_own_subject(c, speech != NONE ? speech : d, first) ? NONE : speech != NONE ? speech : d;
  }
  uint32_t second = clause == NONE ? NONE : topic_of_content(c, g, clause);
  if (second == NONE) return;
  c->parse->bunsetsu.at[second].head = g;
  move_between(c, first, clause);
}

/* 条約は: nothing that has a name or speaks. */
static bool is_thing(const frame_context *c, uint32_t d) {
  const token *noun = token_at(c, bunsetsu_at(c, d)->head_token);
  return noun->name == NONE && noun->sub != SUB_PERSON && !may_speak(c, d) && !word_in_class(&c->rules->classes, noun->surface, TEXT("actor-text"));
}

/* 軍は │ 町を │ 攻め、│ 省は │ 人が │ 死んだと │ 述べた: a clause without a subject before a topic in what is said goes with
 * the topic before it, and the second topic speaks. */
void retie_split_content(frame_context *c, uint32_t g) {
  uint32_t end = retie_content_end(c, g), first = NONE, clause = NONE, second = NONE;
  if (end == NONE || bunsetsu_at(c, end)->head != g) return;
  for (uint32_t d = c->child_first[g]; d != NONE && d < end; d = c->child_next[d])
    if (retie_is_topic(c, d)) first = d;
  for (uint32_t d = first == NONE ? NONE : c->child_first[end]; d != NONE && second == NONE; d = c->child_next[d]) {
    if (retie_is_topic(c, d) && clause != NONE) second = d;
    else if (retie_is_topic(c, d)) return;
    else if (retie_goes_on(&c->tails[d]) && !c->tails[d].quotative && d > first) clause = retie_has_subject(c, d, true) ? NONE : d;
  }
  if (second == NONE) return;
  for (uint32_t d = first; d != NONE && d < clause; d = c->child_next[d])
    if (bunsetsu_at(c, d)->head == g) c->parse->bunsetsu.at[d].head = clause;
  c->parse->bunsetsu.at[clause].head = g;
  if (!may_speak(c, first) || !is_thing(c, second)) c->parse->bunsetsu.at[second].head = g;
}

/* 省は │ 関税は │ 協定に │ 反すると │ 述べ、│ 提訴した: of two topics side by side the second is that of what is said. */
void retie_nest_topic(frame_context *c, uint32_t g) {
  uint32_t first = NONE, second = NONE;
  for (uint32_t d = c->child_first[g]; d != NONE; d = c->child_next[d]) {
    if (bunsetsu_at(c, d)->head != g) continue;
    if (retie_is_topic(c, d)) {
      if (first == NONE) first = d;
      else if (second == NONE) second = d;
      else return;
    } else if (retie_goes_on(&c->tails[d]) || retie_joint(c, d ? d - 1 : d) == d) {
      if (first != NONE && second == NONE) return;
      uint32_t end = second == NONE ? NONE : retie_content_end(c, d);
      if (end != NONE && !retie_has_subject(c, d, true) && !retie_has_subject(c, end, true)) c->parse->bunsetsu.at[second].head = end;
      if (second != NONE) return;
    }
  }
}

/* 長官が、│ 敵国は │ 町を │ 攻めていると │ 批判した: set off by a comma が speaks, and the topic behind it is of the words. */
void retie_split_speaker(frame_context *c, uint32_t g) {
  uint32_t end = retie_content_end(c, g), speaker = NONE;
  if (end == NONE || bunsetsu_at(c, end)->head != g) return;
  for (uint32_t d = c->child_first[end]; d != NONE; d = c->child_next[d]) {
    bool apart = c->tails[d].role == ROLE_GA && c->tails[d].comma && may_speak(c, d);
    if (apart && speaker == NONE && !retie_has_subject(c, g, true)) speaker = d;
    else if (speaker != NONE && retie_is_topic(c, d)) {
      for (uint32_t k = c->child_first[end]; k <= speaker; k = c->child_next[k]) c->parse->bunsetsu.at[k].head = g;
      return;
    } else if (speaker != NONE && retie_goes_on(&c->tails[d])) return;
  }
  if (retie_has_subject(c, end, true)) return;
  for (uint32_t d = c->child_first[g]; d != NONE && d < end; d = c->child_next[d]) {
    if (c->tails[d].role == ROLE_GA && c->tails[d].comma && may_speak(c, d)) speaker = d;
    else if (speaker != NONE && retie_goes_on(&c->tails[d])) return;
    else if (speaker != NONE && retie_is_topic(c, d)) {
      for (uint32_t k = d; k != NONE && k < end; k = c->child_next[k]) c->parse->bunsetsu.at[k].head = end;
      return;
    }
  }
}

/* 法相は │ 文書を │ 示し、│ 条約は │ 法と │ 相いれないと │ 説明した: behind the deed of somebody who may speak, a thing that is a
 * topic is that of what is said. */
void retie_nest_thing(frame_context *c, uint32_t g) {
  uint32_t end = retie_content_end(c, g), thing = NONE, deed = NONE;
  if (end == NONE || retie_has_subject(c, end, true)) return;
  for (uint32_t d = c->child_first[g]; d != NONE && d < end; d = c->child_next[d]) {
    if (bunsetsu_at(c, d)->head != g) continue;
    if (retie_is_topic(c, d)) {
      if (thing != NONE || deed == NONE) return;
      thing = d;
    } else if (retie_goes_on(&c->tails[d]) && !retie_is_noun(c, d)) deed = d;
  }
  if (thing == NONE || thing < deed) return;
  bool speaker = false;
  for (uint32_t d = c->child_first[deed]; d != NONE; d = c->child_next[d]) speaker = speaker || (retie_is_topic(c, d) && may_speak(c, d));
  if (speaker && is_thing(c, thing)) c->parse->bunsetsu.at[thing].head = end;
}

/* 首相は │ 作戦は │ 侵害だと │ 述べて │ 批判し、│ …と │ 申し出た: a second topic is that of the nearest words after it, when they
 * have none. */
void retie_nest_before_words(frame_context *c, bunsetsu_range range) {
  uint32_t outer = NONE;
  for (uint32_t b = range.first; b < range.first + range.count; b++) {
    if (!retie_is_topic(c, b)) continue;
    uint32_t head = bunsetsu_at(c, b)->head;
    bool inside = outer != NONE && head != NONE && bunsetsu_at(c, outer)->head != NONE && bunsetsu_at(c, outer)->head >= head;
    if (outer == NONE || (bunsetsu_at(c, outer)->head != NONE && bunsetsu_at(c, outer)->head < b)) outer = b;
    if (!inside || c->tails[b].comma) continue;
    for (uint32_t q = b + 1; q < head; q++) {
      const tail *t = &c->tails[q];
      if (retie_is_topic(c, q)) break;
      if (!t->quotative || t->adnominal || t->link != LINK_TO) continue;
      uint32_t verb = bunsetsu_at(c, q)->head;
      bool quoted = token_at(c, bunsetsu_at(c, q)->head_token)->quote != NONE; /* 接近は「賭けだ」と述べ、 */
      bool nests = quoted && q == b + 1 && verb != NONE && verb <= head && retie_goes_on(&c->tails[verb]);
      if (nests) c->parse->bunsetsu.at[b].head = verb;
      for (uint32_t d = outer; nests && may_speak(c, outer) && d < b; d++) /* 外相は、 */
        if (bunsetsu_at(c, d)->head != NONE && bunsetsu_at(c, d)->head > verb) c->parse->bunsetsu.at[d].head = verb;
      if (quoted) break;
      if (verb != NONE && verb < head && c->tails[verb].join == JOIN_TE && !retie_has_subject(c, q, true)) c->parse->bunsetsu.at[b].head = q;
      break;
    }
  }
}

/* 7日、│ 大臣は │ …会談を │ 行った │ ところ、│ 概要は │ 以下の │ とおり: the opening of a release. What stands before ところ
 * belongs to its clause; the topic behind it begins another. */
void retie_lower_into_occasion(frame_context *c, bunsetsu_range range) {
  for (uint32_t b = range.first + 1; b + 1 < range.first + range.count; b++) {
    uint32_t main = bunsetsu_at(c, b)->head;
    bool occasion = token_is(token_at(c, bunsetsu_at(c, b)->head_token), "ところ") && bunsetsu_at(c, b - 1)->head == b && c->tails[b].comma;
    if (!occasion || main == NONE || !retie_is_topic(c, b + 1)) continue;
    for (uint32_t d = range.first; d + 1 < b; d++)
      if (bunsetsu_at(c, d)->head == main) c->parse->bunsetsu.at[d].head = b - 1;
  }
}
