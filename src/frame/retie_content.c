/* retie_content.c - what belongs to the words that are said, and what to whoever says them. */
#include "frame/retie.h"

/* 敵が増やせば反撃すると述べた: a subject in が before a condition is that of the condition. */
static void lower_into_condition(frame_context *c, uint32_t g) {
  uint32_t subject = NONE;
  for (uint32_t d = c->child_first[g]; d != NONE; d = c->child_next[d]) {
    const tail *t = &c->tails[d];
    if (!t->topic && t->role == ROLE_GA && retie_is_noun(c, d)) subject = d;
    else if (t->topic) subject = NONE;
    else if (subject != NONE && retie_is_condition(c, d) && !retie_is_noun(c, d) && !retie_has_subject(c, d, true)) {
      c->parse->bunsetsu.at[subject].head = d;
      return;
    }
  }
}

/* 軍は │ 敵が │ 退き、│ …と述べた: of は and が, or the first of two は, in a joined clause before what is said is whoever says
 * it. */
static bool raise_outer_topic(frame_context *c, uint32_t g, uint32_t clause) {
  uint32_t topic = NONE;
  for (uint32_t d = c->child_first[clause]; d != NONE; d = c->child_next[d]) {
    const tail *t = &c->tails[d];
    bool second = topic != NONE && t->topic && t->role == ROLE_COUNT;
    if (t->topic && t->role == ROLE_COUNT && !second) topic = d;
    else if (second || (topic != NONE && !t->topic && t->role == ROLE_GA)) {
      for (uint32_t k = topic; k != d; k = c->child_next[k]) c->parse->bunsetsu.at[k].head = g;
      return true;
    }
  }
  return false;
}

/* 供給することで of 供給することで合意したと述べた. */
static bool is_fact(const frame_context *c, uint32_t d) {
  return token_is(token_at(c, bunsetsu_at(c, d)->head_token), "こと") && c->tails[d].role == ROLE_DE;
}

/* 制約により, 現時点では of 日本側は、制約により現時点では応じられない旨述べた; 会見では says where it was said. */
static bool is_circumstance(const frame_context *c, uint32_t d) {
  const tail *t = &c->tails[d];
  if (t->role == ROLE_NIYORU) return true;
  view noun = token_at(c, bunsetsu_at(c, d)->head_token)->surface;
  return t->topic && t->role == ROLE_DE && token_at(c, bunsetsu_at(c, d)->head_token)->name == NONE && !word_in_class(&c->rules->classes, noun, TEXT("発言の場")) &&
         !word_in_class(&c->rules->classes, noun, TEXT("文書"));
}

/* ことは: no speaker. */
static bool is_fact_noun(const frame_context *c, uint32_t d) {
  const token *head = token_at(c, bunsetsu_at(c, d)->head_token);
  return token_is(head, "こと") || token_is(head, "もの") || token_is(head, "の");
}

/* 側は、│ 応じないと │ 返したと、│ 新聞は │ 伝えた: with a topic after what is said, or a name in が, one before it belongs to
 * what is said. */
static uint32_t topic_before_later_one(const frame_context *c, uint32_t g, uint32_t end) {
  uint32_t first = NONE;
  for (uint32_t d = c->child_first[g]; d != NONE; d = c->child_next[d]) {
    bool named = d > end && c->tails[d].role == ROLE_GA && !c->tails[d].topic && token_at(c, bunsetsu_at(c, d)->head_token)->name != NONE;
    if (bunsetsu_at(c, d)->head == g && named) return first;
    if (bunsetsu_at(c, d)->head != g || !c->tails[d].topic || c->tails[d].role != ROLE_COUNT) continue;
    if (d > end) return first;
    if (first == NONE) first = d;
  }
  return NONE;
}

/* What is tied to a verb of saying but belongs to what is said: all from the second topic on, or from the first clause
 * that has a subject of its own or is a condition. */
static void lower_into_content(frame_context *c, uint32_t g, uint32_t first_topic) {
  uint32_t end = retie_content_end(c, g), from = NONE;
  if (end == NONE) return;
  bool speaker = first_topic < c->child_first[g] && bunsetsu_at(c, first_topic)->head != NONE && bunsetsu_at(c, first_topic)->head > g;
  uint32_t noun = bunsetsu_at(c, end)->head; /* 連邦政府は…との説明があった: whoever speaks stands in から */
  speaker = speaker || (noun != g && c->tails[noun].role == ROLE_GA && token_has_lemma(token_at(c, bunsetsu_at(c, g)->head_token), "ある"));
  bool reported = end + 1 < c->parse->bunsetsu.count && token_is(token_at(c, bunsetsu_at(c, end + 1)->head_token), "旨");
  for (uint32_t d = c->child_first[g]; d != NONE && d < end; d = c->child_next[d]) {
    const tail *t = &c->tails[d];
    if (bunsetsu_at(c, d)->head != g) continue;
    bool clause = retie_goes_on(t);
    uint32_t speech = retie_speech_of(c, d);
    if (t->quotative) from = NONE;
    else if (speech != NONE) from = NONE, speaker = !retie_has_subject(c, speech, true);
    else if (t->topic && t->role == ROLE_COUNT) {
      if ((speaker || is_fact_noun(c, d)) && from == NONE) from = d;
      speaker = true;
    } else if (t->role == ROLE_KARA && t->comma) speaker = true;
    else if (from == NONE && !t->topic && t->role == ROLE_GA && retie_topic_before(c, g, d) && !retie_has_subject(c, end, true)) from = d;
    else if (from == NONE && (is_fact(c, d) || (reported && is_circumstance(c, d)) || (t->topic && (t->role == ROLE_NI || t->role == ROLE_TO)))) from = d;
    else if (from == NONE && clause && raise_outer_topic(c, g, d)) from = d, speaker = true;
    else if (from == NONE && (retie_is_condition(c, d) || (speaker && clause && retie_has_subject(c, d, true)))) from = d;
  }
  uint32_t topic = topic_before_later_one(c, g, end);
  if (topic != NONE && (from == NONE || topic < from)) from = topic;
  for (uint32_t d = from; d != NONE && d < end; d = c->child_next[d])
    if (bunsetsu_at(c, d)->head == g) c->parse->bunsetsu.at[d].head = end;
}

static uint32_t first_topic_of(const frame_context *c, bunsetsu_range range) {
  for (uint32_t b = range.first; b < range.first + range.count; b++)
    if (retie_is_topic(c, b)) return b;
  return range.first;
}

/* 両国が会談で確認したことについて、報道官は…: what stands in が before the topic belongs to the clause before it. */
static void lower_before_topic(frame_context *c, uint32_t g) {
  uint32_t subject = NONE, topic = NONE;
  for (uint32_t d = c->child_first[g]; d != NONE && topic == NONE; d = c->child_next[d]) {
    if (bunsetsu_at(c, d)->head != g) continue;
    if (retie_is_topic(c, d)) topic = d;
    else if (subject == NONE && c->tails[d].role == ROLE_GA && retie_is_noun(c, d)) subject = d;
  }
  if (subject == NONE || topic == NONE || token_at(c, bunsetsu_at(c, topic)->head_token)->name == NONE) return;
  uint32_t p = subject + 1;
  while (p < topic && retie_is_noun(c, p)) p++;
  if (p == topic || c->child_first[p] == NONE || retie_has_subject(c, p, true)) return;
  for (uint32_t d = c->child_first[g]; d != NONE && d < p; d = c->child_next[d])
    if (d >= subject) c->parse->bunsetsu.at[d].head = p;
}

static bool has_listener(const frame_context *c, uint32_t order) {
  for (uint32_t d = c->child_first[order]; d != NONE; d = c->child_next[d])
    if (c->tails[d].role == ROLE_NI && !c->tails[d].topic && token_at(c, bunsetsu_at(c, d)->head_token)->name != NONE) return true;
  return false;
}

/* 政府が │ 隣国に │ 報復すると │ 警告した │ ため: with no topic before it, who is first named in a clause that tells what is to
 * come says it himself. */
static void raise_speaker(frame_context *c, uint32_t first, uint32_t g) {
  const tail *t = &c->tails[g];
  uint32_t end = retie_content_end(c, g);
  if (end == NONE || t->passive || bunsetsu_at(c, g)->head == NONE || retie_is_noun(c, g) || retie_has_subject(c, g, true)) return;
  const tail *e = &c->tails[end];
  bool asks = !e->quotative && retie_takes_order(c, g) && has_listener(c, end); /* 大統領が│首相に│退くよう│命じた│後 */
  bool tells = e->quotative && e->link == LINK_TO && tail_quotes_by_verb(c, g) && !e->past && !e->passive && !e->copula;
  if (!asks && !tells) return;
  uint32_t begin = phrase_first(c->parse, end);
  for (uint32_t d = first; d < begin; d++) /* somebody else may speak */
    if (retie_is_topic(c, d) || ((c->tails[d].role == ROLE_GA || c->tails[d].also || c->tails[d].role == ROLE_KARA) && retie_is_noun(c, d))) return;
  for (uint32_t d = begin; d < end; d++) {
    if (retie_is_topic(c, d) || (retie_is_noun(c, d) ? false : c->tails[d].comma)) return;
    if (c->tails[d].topic || c->tails[d].role != ROLE_GA || !retie_is_noun(c, d)) continue;
    if (token_at(c, bunsetsu_at(c, d)->head_token)->name == NONE || phrase_first(c->parse, d) != begin || retie_topic_before(c, g, d)) return;
    retie_move(c, first, d, g);
    return;
  }
}

/* 政府が │ 措置を │ 決めたのを │ 受け、: who did it stands before it and not with what it led to. */
static void lower_into_received(frame_context *c, uint32_t g) {
  const token *k = token_at(c, bunsetsu_at(c, g)->head_token);
  uint32_t fact = NONE, subject = NONE;
  if (!token_has_lemma(k, "受ける") && !token_has_lemma(k, "踏まえる")) return;
  for (uint32_t d = c->child_first[g]; d != NONE; d = c->child_next[d]) {
    if (c->tails[d].role == ROLE_WO && !retie_is_noun(c, d) && !c->tails[d].quotative) fact = d;
    else if (fact == NONE && subject == NONE && c->tails[d].role == ROLE_GA && !c->tails[d].topic) subject = d;
  }
  if (fact == NONE || subject == NONE || retie_has_subject(c, fact, true)) return;
  for (uint32_t d = subject; d != NONE && d < fact; d = c->child_next[d])
    if (bunsetsu_at(c, d)->head == g) c->parse->bunsetsu.at[d].head = fact;
}

/* 声明は │ 同盟が │ 加盟国を │ 増やすことに │ 反対し: behind a topic, が before a fact with no subject is that of the fact. */
static void lower_into_fact(frame_context *c, uint32_t g) {
  uint32_t subject = NONE;
  for (uint32_t d = c->child_first[g]; d != NONE; d = c->child_next[d]) {
    if (bunsetsu_at(c, d)->head != g) continue;
    if (subject == NONE) {
      if (c->tails[d].role == ROLE_GA && !c->tails[d].topic && retie_is_noun(c, d) && retie_topic_before(c, g, d)) subject = d;
      continue;
    }
    bool object = c->tails[d].role == ROLE_NI || c->tails[d].role == ROLE_WO;
    if (!object || !is_fact_noun(c, d) || c->child_first[d] == NONE) continue;
    uint32_t clause = d - 1;
    if (bunsetsu_at(c, clause)->head != d || retie_is_noun(c, clause) || retie_has_subject(c, clause, true)) return;
    for (uint32_t k = subject; k != NONE && k < clause; k = c->child_next[k])
      if (bunsetsu_at(c, k)->head == g) c->parse->bunsetsu.at[k].head = clause;
    return;
  }
}

void bunsetsu_retie_content(frame_context *c, uint32_t segment) {
  bunsetsu_range range = c->parse->segments.at[segment];
  uint32_t first_topic = first_topic_of(c, range);
  retie_nest_before_words(c, range);
  for (uint32_t b = range.first; b < range.first + range.count; b++) {
    if (retie_is_noun(c, b)) continue;
    retie_split_speaker(c, b);
    lower_before_topic(c, b);
    lower_into_condition(c, b);
    retie_split_topics(c, b);
    lower_into_content(c, b, first_topic);
    retie_split_content(c, b);
    retie_nest_topic(c, b);
    retie_nest_thing(c, b);
    lower_into_received(c, b);
    lower_into_fact(c, b);
    raise_speaker(c, range.first, b);
  }
}
