/* retie.c - heads that the parser often gets wrong around quotations, put right by what the function words say.
 *
 *   「不当だ」と │ 政府を │ 批判した          the quotation belongs to the verb and not to the noun after it
 *   「…」と述べ、│ …支援を │ 急ぐよう │ 促した  the first speech is joined to the second, not to what is urged
 *   米国は │ 日本は │ 約束を │ 守ると │ 述べた    of two topics the first speaks and the second is spoken of
 *   軍は │ 敵が │ 退き、│ 町が │ 残ったと │ 述べた  a clause with its own subject goes into what is said
 *
 *   裁判所は │ 捜査して │ おり、│ 団体は │ 求めた  of two topics the first belongs to the clause between them
 *
 * What moves takes along what would cross it, so that arcs still do not cross. */
#include "frame/context.h"

static bool is_noun_phrase(const frame_context *c, uint32_t b) {
  const bunsetsu *x = bunsetsu_at(c, b);
  const tail *t = &c->tails[b];
  const token *head = token_at(c, x->head_token);
  if (head->pos != POS_NOUN || t->suru || t->copula || t->quotative) return false;
  if (t->role != ROLE_COUNT || t->adnominal) return true;
  return head->sub != SUB_SAHEN || !t->comma; /* 懸念を表明、 is a predicate */
}

static bool is_conjunction(const frame_context *c, uint32_t b) { return token_at(c, bunsetsu_at(c, b)->head_token)->pos == POS_CONJUNCTION; }

static bool is_adjective(const frame_context *c, uint32_t b) {
  return token_at(c, bunsetsu_at(c, b)->head_token)->pos == POS_ADJECTIVE && !c->tails[b].quotative && !c->tails[b].comma;
}

/* Whether と before predicate b may be that of a quotation: 述べる, とする, 疑問を呈する. */
static bool may_quote(const frame_context *c, uint32_t b) {
  if (token_has_lemma(token_at(c, bunsetsu_at(c, b)->head_token), "する") || tail_quotes_by_verb(c, b)) return true;
  for (uint32_t d = c->child_first[b]; d != NONE; d = c->child_next[d])
    if (tail_quotes_by_noun(c, d)) return true;
  return false;
}

/* 「…」と、│ 代表を │ 務める │ 氏は │ 話した, 「…」と │ 一貫して │ 否定した: a verb in between that cannot quote. */
static bool is_passed_verb(const frame_context *c, uint32_t b) {
  const tail *t = &c->tails[b];
  if ((t->join != JOIN_NOUN && t->join != JOIN_TE) || t->comma || t->quotative) return false;
  return !is_adjective(c, b) && !may_quote(c, b);
}

/* The bunsetsu after と and before the verb that it belongs to may only be phrases of that verb. */
static uint32_t verb_above(const frame_context *c, uint32_t b) {
  uint32_t head = bunsetsu_at(c, b)->head;
  while (head != NONE && (is_noun_phrase(c, head) || is_conjunction(c, head) || is_adjective(c, head) || is_passed_verb(c, head)) && bunsetsu_at(c, head)->head != NONE)
    head = bunsetsu_at(c, head)->head;
  return head;
}

/* Moves b to head; what stands before it and is tied to something in between goes along. */
static void move(frame_context *c, uint32_t first, uint32_t b, uint32_t head) {
  for (uint32_t d = first; d < b; d++)
    if (c->parse->bunsetsu.at[d].head > b && c->parse->bunsetsu.at[d].head < head && c->parse->bunsetsu.at[d].head != NONE)
      c->parse->bunsetsu.at[d].head = head;
  c->parse->bunsetsu.at[b].head = head;
}

static void raise_quotations(frame_context *c, bunsetsu_range range) {
  for (uint32_t b = range.first; b < range.first + range.count; b++) {
    const tail *t = &c->tails[b];
    if (!t->quotative || t->adnominal || t->link != LINK_TO) continue;
    uint32_t head = verb_above(c, b);
    if (head != NONE && head != bunsetsu_at(c, b)->head) move(c, range.first, b, head);
    bool pure = token_at(c, bunsetsu_at(c, b)->head_token)->quote != NONE && !t->copula;
    for (uint32_t d = pure ? c->child_first[b] : NONE; d != NONE; d = c->child_next[d]) /* さらに「…」と述べた */
      if (!c->tails[d].adnominal && token_at(c, bunsetsu_at(c, d)->head_token)->quote == NONE) c->parse->bunsetsu.at[d].head = bunsetsu_at(c, b)->head;
  }
}

/* 首相は │ 演説で、│ …と述べた: は, が and を give a noun to a verb, never to a noun. */
static void raise_arguments(frame_context *c, bunsetsu_range range) {
  for (uint32_t b = range.first; b < range.first + range.count; b++) {
    const tail *t = &c->tails[b];
    uint32_t head = bunsetsu_at(c, b)->head;
    if (head != NONE && t->join == JOIN_TE && !t->comma && token_at(c, bunsetsu_at(c, b + 1)->head_token)->sub == SUB_DEPENDENT &&
        token_at(c, bunsetsu_at(c, b + 1)->head_token)->pos == POS_ADJECTIVE) {
      c->parse->bunsetsu.at[b].head = b + 1; /* 増やして│ほしい */
      continue;
    }
    if (head != NONE && !is_noun_phrase(c, b) && token_is(token_at(c, bunsetsu_at(c, b + 1)->head_token), "旨")) {
      c->parse->bunsetsu.at[b].head = b + 1; /* …である旨 */
      continue;
    }
    if (t->role == ROLE_KARA && t->comma && token_at(c, bunsetsu_at(c, b)->head_token)->name != NONE) { /* 大臣から、… */
      uint32_t verb = head;
      while (verb != NONE && (is_noun_phrase(c, verb) || (c->tails[verb].join == JOIN_NOUN && !c->tails[verb].comma)) && bunsetsu_at(c, verb)->head != NONE)
        verb = bunsetsu_at(c, verb)->head;
      if (verb != head) move(c, range.first, b, verb);
      continue;
    }
    bool argument = is_noun_phrase(c, b) && !t->adnominal && (t->topic || t->role == ROLE_GA || t->role == ROLE_WO);
    if (!argument || head == NONE || !(is_noun_phrase(c, head) || is_conjunction(c, head)) || c->tails[head].progress) continue; /* 中国を訪問中の */
    uint32_t verb = verb_above(c, b);
    if (verb != head && !is_noun_phrase(c, verb)) move(c, range.first, b, verb);
  }
}

/* The predicate that takes the clause of h as its content, when h is in one: 急ぐ of 急ぐよう促した gives 促した. */
static uint32_t above_content(const frame_context *c, uint32_t h) {
  enum { REACH = 8 };
  for (int steps = 0; h != NONE && steps < REACH; steps++) {
    const tail *t = &c->tails[h];
    uint32_t head = bunsetsu_at(c, h)->head;
    if (head == NONE) return NONE;
    const token *next = token_at(c, bunsetsu_at(c, head)->head_token);
    if (t->quotative) return t->adnominal || token_is(next, "よう") || token_is(next, "旨") ? verb_above(c, h) : head;
    if (token_is(next, "よう") || token_is(next, "旨") || (token_is(next, "こと") && c->tails[head].role == ROLE_WO)) return verb_above(c, h);
    if (tail_quotes_by_noun(c, head)) return verb_above(c, h);
    if (is_noun_phrase(c, head)) return NONE;
    h = head;
  }
  return NONE;
}

static bool has_quotative(const frame_context *c, uint32_t b) {
  for (uint32_t d = c->child_first[b]; d != NONE; d = c->child_next[d])
    if (c->tails[d].quotative) return true;
  return false;
}

/* A predicate that takes a quotation, or とする with a clause. */
static bool is_speech(const frame_context *c, uint32_t b) {
  bool suru = token_has_lemma(token_at(c, bunsetsu_at(c, b)->head_token), "する");
  for (uint32_t d = c->child_first[b]; d != NONE; d = c->child_next[d]) {
    const tail *t = &c->tails[d];
    if (t->quotative && !t->adnominal && (suru || token_at(c, bunsetsu_at(c, d)->head_token)->quote != NONE)) return true;
    if (token_is(token_at(c, bunsetsu_at(c, d)->head_token), "旨")) return true;
    if (tail_quotes_by_noun(c, d) && has_quotative(c, d)) return true; /* …との説明があり */
  }
  return false;
}

static bool has_child(const frame_context *c, uint32_t b, bool topics) {
  for (uint32_t d = c->child_first[b]; d != NONE; d = c->child_next[d]) {
    const tail *t = &c->tails[d];
    if (!t->topic && t->role == ROLE_GA && !(tail_quotes_by_noun(c, d) && has_quotative(c, d))) return true;
    if (topics && (t->topic || (t->also && t->comma)) && t->role == ROLE_COUNT) return true;
  }
  return false;
}

static bool goes_on(const tail *t) {
  if (t->quotative) return t->link == LINK_TOSHITE && t->comma;
  return t->comma && (t->join == JOIN_RENYO || t->join == JOIN_TE || t->join == JOIN_AND || t->join == JOIN_BUT || t->join == JOIN_WHILE);
}

static uint32_t adverbial_kind_of(const frame_context *c, uint32_t b) {
  return map_get(&c->rules->adverbials, token_at(c, bunsetsu_at(c, b)->head_token)->surface);
}

/* 上で of …とした上で: what ties the clause of b to the later one; b itself where it does so alone. */
static uint32_t joint_of(const frame_context *c, uint32_t b) {
  uint32_t head = bunsetsu_at(c, b)->head;
  return head == b + 1 && adverbial_kind_of(c, head) == ADVERBIAL_COORDINATE && c->tails[b].join == JOIN_NOUN ? head : b;
}

/* 「…」と書き込んで介入に反対し、 */
static bool follows_speech(const frame_context *c, uint32_t b) {
  for (uint32_t d = c->child_first[b]; d != NONE; d = c->child_next[d])
    if (c->tails[d].join == JOIN_TE && !c->tails[d].comma && is_speech(c, d)) return true;
  return false;
}

static void raise_speeches(frame_context *c, bunsetsu_range range) {
  for (uint32_t b = range.first; b < range.first + range.count; b++) {
    const tail *t = &c->tails[b];
    uint32_t joint = joint_of(c, b);
    if (joint == b && !goes_on(t)) continue;
    if (!(t->quotative && t->link == LINK_TOSHITE) && !is_speech(c, b) && !follows_speech(c, b)) continue;
    uint32_t head = above_content(c, bunsetsu_at(c, joint)->head);
    if (head == NONE || head <= joint) continue;
    if (!t->quotative && has_child(c, b, false) && (has_child(c, head, true) || !has_child(c, bunsetsu_at(c, joint)->head, true))) continue;
    move(c, range.first, joint, head);
  }
}

/* …として「…」と述べてけん制した: what goes on with として or とした上で goes on to the next speech, not beyond it. */
static void gather_reasons(frame_context *c, bunsetsu_range range) {
  for (uint32_t b = range.first; b < range.first + range.count; b++) {
    const tail *t = &c->tails[b];
    uint32_t joint = joint_of(c, b), head = bunsetsu_at(c, joint)->head;
    bool reason = t->quotative ? t->link == LINK_TOSHITE : joint != b && is_speech(c, b);
    if (!reason || head == NONE) continue;
    for (uint32_t d = joint + 1; d < head; d++) {
      if (c->tails[d].topic && bunsetsu_at(c, d)->head == head) break;
      if (bunsetsu_at(c, d)->head != head || !is_speech(c, d) || c->tails[d].join != JOIN_TE) continue;
      c->parse->bunsetsu.at[joint].head = d;
      break;
    }
  }
}

/* 応じない of 応じない考えを示した */
static bool is_clause_of_cue(const frame_context *c, uint32_t noun, uint32_t b) {
  return c->tails[b].join == JOIN_NOUN && !is_noun_phrase(c, b) && !is_adjective(c, b) && tail_quotes_by_noun(c, noun);
}

/* The last predicate of the clause that g takes as its content: 守る of …を守ると述べた, of …を守る考えを示した. */
static uint32_t content_end(const frame_context *c, uint32_t g) {
  uint32_t found = NONE;
  for (uint32_t d = c->child_first[g]; d != NONE; d = c->child_next[d]) {
    const token *head = token_at(c, bunsetsu_at(c, d)->head_token);
    if (head->quote != NONE) found = NONE;
    else if (c->tails[d].quotative) found = d;
    else if (is_noun_phrase(c, d))
      for (uint32_t e = c->child_first[d]; e != NONE; e = c->child_next[e])
        if (token_at(c, bunsetsu_at(c, e)->head_token)->quote == NONE &&
            (c->tails[e].quotative || token_is(head, "よう") || token_is(head, "旨") || is_clause_of_cue(c, d, e)))
          found = e;
  }
  return found;
}

static bool is_condition(const frame_context *c, uint32_t b) {
  const tail *t = &c->tails[b];
  return t->bare_to ? false : t->join == JOIN_CONDITION || (adverbial_kind_of(c, b) == ADVERBIAL_CONDITION && t->role != ROLE_WO && t->role != ROLE_GA);
}

/* Whether a topic before d is the subject of g or of a clause that g is joined to. */
static bool has_topic_before(const frame_context *c, uint32_t g, uint32_t d) {
  enum { REACH = 6 };
  for (int steps = 0; g != NONE && steps < REACH; steps++) {
    for (uint32_t k = c->child_first[g]; k != NONE && k < d; k = c->child_next[k])
      if (c->tails[k].topic && c->tails[k].role == ROLE_COUNT) return true;
    if (!goes_on(&c->tails[g]) && joint_of(c, g) == g) return false;
    g = bunsetsu_at(c, joint_of(c, g))->head;
  }
  return false;
}

/* 敵が増やせば反撃すると述べた: a subject in が before a condition is that of the condition. */
static void lower_into_condition(frame_context *c, uint32_t g) {
  uint32_t subject = NONE;
  for (uint32_t d = c->child_first[g]; d != NONE; d = c->child_next[d]) {
    const tail *t = &c->tails[d];
    if (!t->topic && t->role == ROLE_GA && is_noun_phrase(c, d)) subject = d;
    else if (t->topic) subject = NONE;
    else if (subject != NONE && is_condition(c, d) && !is_noun_phrase(c, d) && !has_child(c, d, true)) {
      c->parse->bunsetsu.at[subject].head = d;
      return;
    }
  }
}

/* 軍は │ 敵が │ 退き、│ …と述べた: of は and が in a joined clause before what is said the topic is whoever says it. */
static bool raise_outer_topic(frame_context *c, uint32_t g, uint32_t clause) {
  uint32_t topic = NONE;
  for (uint32_t d = c->child_first[clause]; d != NONE; d = c->child_next[d]) {
    const tail *t = &c->tails[d];
    if (t->topic && t->role == ROLE_COUNT) topic = d;
    else if (topic != NONE && !t->topic && t->role == ROLE_GA) {
      for (uint32_t k = topic; k != d; k = c->child_next[k]) c->parse->bunsetsu.at[k].head = g;
      return true;
    }
  }
  return false;
}

/* The speech that d is, or that d joins to what follows (批判したほか), or NONE. */
static uint32_t speech_of(const frame_context *c, uint32_t d) {
  if (is_speech(c, d)) return d;
  return d > 0 && joint_of(c, d - 1) == d && is_speech(c, d - 1) ? d - 1 : NONE;
}

/* 供給することで of 供給することで合意したと述べた. */
static bool is_fact(const frame_context *c, uint32_t d) {
  return token_is(token_at(c, bunsetsu_at(c, d)->head_token), "こと") && c->tails[d].role == ROLE_DE;
}

/* ことは: no speaker. */
static bool is_fact_noun(const frame_context *c, uint32_t d) {
  const token *head = token_at(c, bunsetsu_at(c, d)->head_token);
  return token_is(head, "こと") || token_is(head, "もの") || token_is(head, "の");
}

/* 側は、│ 応じないと │ 返したと、│ 新聞は │ 伝えた: with a topic after what is said, one before it belongs to what is said. */
static uint32_t topic_before_later_one(const frame_context *c, uint32_t g, uint32_t end) {
  uint32_t first = NONE;
  for (uint32_t d = c->child_first[g]; d != NONE; d = c->child_next[d]) {
    if (bunsetsu_at(c, d)->head != g || !c->tails[d].topic || c->tails[d].role != ROLE_COUNT) continue;
    if (d > end) return first;
    if (first == NONE) first = d;
  }
  return NONE;
}

/* What is tied to a verb of saying but belongs to what is said: all from the second topic on, or from the first clause
 * that has a subject of its own or is a condition. */
static void lower_into_content(frame_context *c, uint32_t g, uint32_t first_topic) {
  uint32_t end = content_end(c, g), from = NONE;
  if (end == NONE) return;
  bool speaker = first_topic < c->child_first[g] && bunsetsu_at(c, first_topic)->head != NONE && bunsetsu_at(c, first_topic)->head > g;
  uint32_t noun = bunsetsu_at(c, end)->head; /* 連邦政府は…との説明があった: whoever speaks stands in から */
  speaker = speaker || (noun != g && c->tails[noun].role == ROLE_GA && token_has_lemma(token_at(c, bunsetsu_at(c, g)->head_token), "ある"));
  for (uint32_t d = c->child_first[g]; d != NONE && d < end; d = c->child_next[d]) {
    const tail *t = &c->tails[d];
    if (bunsetsu_at(c, d)->head != g) continue;
    bool clause = goes_on(t);
    uint32_t speech = speech_of(c, d);
    if (t->quotative) from = NONE;
    else if (speech != NONE) from = NONE, speaker = !has_child(c, speech, true);
    else if (t->topic && t->role == ROLE_COUNT) {
      if ((speaker || is_fact_noun(c, d)) && from == NONE) from = d;
      speaker = true;
    } else if (t->role == ROLE_KARA && t->comma) speaker = true;
    else if (from == NONE && !t->topic && t->role == ROLE_GA && has_topic_before(c, g, d) && !has_child(c, end, true)) from = d;
    else if (from == NONE && (is_fact(c, d) || (t->topic && (t->role == ROLE_NI || t->role == ROLE_TO)))) from = d;
    else if (from == NONE && clause && raise_outer_topic(c, g, d)) from = d, speaker = true;
    else if (from == NONE && (is_condition(c, d) || (speaker && clause && has_child(c, d, true)))) from = d;
  }
  uint32_t topic = topic_before_later_one(c, g, end);
  if (topic != NONE && (from == NONE || topic < from)) from = topic;
  for (uint32_t d = from; d != NONE && d < end; d = c->child_next[d])
    if (bunsetsu_at(c, d)->head == g) c->parse->bunsetsu.at[d].head = end;
}

static bool is_topic(const frame_context *c, uint32_t b) { return c->tails[b].topic && c->tails[b].role == ROLE_COUNT; }

/* 確認した of 両国が確認したことについて、; NONE where it has a subject. */
static uint32_t clause_of_fact(const frame_context *c, uint32_t noun) {
  uint32_t found = NONE;
  if (!token_is(token_at(c, bunsetsu_at(c, noun)->head_token), "こと")) return NONE;
  for (uint32_t d = c->child_first[noun]; d != NONE; d = c->child_next[d])
    if (!is_noun_phrase(c, d) && !has_child(c, d, true)) found = d;
  return found;
}

static bool has_topic_after(const frame_context *c, uint32_t b, uint32_t after) {
  for (uint32_t d = c->child_first[b]; d != NONE; d = c->child_next[d])
    if (d > after && is_topic(c, d)) return true;
  return false;
}

/* A topic with a comma, or the first of two, inside of what g is told to say: that of a new speaker. */
static uint32_t topic_of_content(const frame_context *c, uint32_t g, uint32_t after) {
  uint32_t end = content_end(c, g);
  for (uint32_t d = end == NONE ? NONE : c->child_first[end]; d != NONE; d = c->child_next[d])
    if (d > after && is_topic(c, d) && (c->tails[d].comma || has_topic_after(c, end, d))) return d;
  return NONE;
}

/* は, and も behind a name. */
static bool is_named_subject(const frame_context *c, uint32_t d) {
  const tail *t = &c->tails[d];
  return is_topic(c, d) || (t->also && t->role == ROLE_COUNT && is_noun_phrase(c, d) && token_at(c, bunsetsu_at(c, d)->head_token)->name != NONE);
}

/* A name, or persons and ships that are counted. */
static bool may_act(const frame_context *c, uint32_t d) {
  const token *head = token_at(c, bunsetsu_at(c, d)->head_token);
  const word_classes *words = &c->rules->classes;
  return is_noun_phrase(c, d) && (head->name != NONE || word_in_class(words, head->surface, TEXT("actor-heads")) || word_in_class(words, head->surface, TEXT("actor-over")));
}

static void move_between(frame_context *c, uint32_t first, uint32_t clause) {
  for (uint32_t d = first; d != NONE && d < clause; d = c->child_next[d]) c->parse->bunsetsu.at[d].head = clause;
}

/* 中国は │ 船を │ 送り、│ 米国は │ 抗議した: of two topics the first goes with the first clause. */
static void split_topics(frame_context *c, uint32_t g) {
  uint32_t first = NONE, clause = NONE, end = content_end(c, g);
  for (uint32_t d = c->child_first[g]; d != NONE; d = c->child_next[d]) {
    const tail *t = &c->tails[d];
    uint32_t speech = speech_of(c, d);
    bool goes = (goes_on(t) && !t->quotative) || speech != NONE;
    if (bunsetsu_at(c, d)->head != g) continue;
    bool speaker = is_noun_phrase(c, d) && (t->role == ROLE_GA || (t->role == ROLE_KARA && t->comma));
    bool other = clause != NONE && c->tails[first].topic + c->tails[first].also && t->role == ROLE_GA && may_act(c, d);
    if (is_named_subject(c, d) || (first == NONE && speaker) || other) {
      if (first == NONE) first = d;
      else if (clause != NONE && (end == NONE || d > end || t->comma || has_topic_after(c, g, d))) move_between(c, first, clause), first = d, clause = NONE;
    } else if (first != NONE && !c->tails[first].topic && clause == NONE && clause_of_fact(c, d) != NONE) clause = clause_of_fact(c, d);
    else if (first != NONE && goes) clause = has_child(c, speech != NONE ? speech : d, true) ? NONE : speech != NONE ? speech : d;
  }
  uint32_t second = clause == NONE ? NONE : topic_of_content(c, g, clause);
  if (second == NONE) return;
  c->parse->bunsetsu.at[second].head = g;
  move_between(c, first, clause);
}

/* 軍は │ 町を │ 攻め、│ 省は │ 人が │ 死んだと │ 述べた: a clause without a subject before a topic in what is said goes with
 * the topic before it, and the second topic speaks. */
static void split_content(frame_context *c, uint32_t g) {
  uint32_t end = content_end(c, g), first = NONE, clause = NONE, second = NONE;
  if (end == NONE || bunsetsu_at(c, end)->head != g) return;
  for (uint32_t d = c->child_first[g]; d != NONE && d < end; d = c->child_next[d])
    if (is_topic(c, d)) first = d;
  for (uint32_t d = first == NONE ? NONE : c->child_first[end]; d != NONE && second == NONE; d = c->child_next[d]) {
    if (is_topic(c, d) && clause != NONE) second = d;
    else if (is_topic(c, d)) return;
    else if (goes_on(&c->tails[d]) && !c->tails[d].quotative && d > first) clause = has_child(c, d, true) ? NONE : d;
  }
  if (second == NONE) return;
  for (uint32_t d = first; d != NONE && d < clause; d = c->child_next[d])
    if (bunsetsu_at(c, d)->head == g) c->parse->bunsetsu.at[d].head = clause;
  c->parse->bunsetsu.at[clause].head = g;
  c->parse->bunsetsu.at[second].head = g;
}

/* 省は │ 関税は │ 協定に │ 反すると │ 述べ、│ 提訴した: of two topics side by side the second is that of what is said. */
static void nest_topic(frame_context *c, uint32_t g) {
  uint32_t first = NONE, second = NONE;
  for (uint32_t d = c->child_first[g]; d != NONE; d = c->child_next[d]) {
    if (bunsetsu_at(c, d)->head != g) continue;
    if (is_topic(c, d)) {
      if (first == NONE) first = d;
      else if (second == NONE) second = d;
      else return;
    } else if (goes_on(&c->tails[d]) || joint_of(c, d ? d - 1 : d) == d) {
      if (first != NONE && second == NONE) return;
      uint32_t end = second == NONE ? NONE : content_end(c, d);
      if (end != NONE && !has_child(c, d, true) && !has_child(c, end, true)) c->parse->bunsetsu.at[second].head = end;
      if (second != NONE) return;
    }
  }
}

static uint32_t first_topic_of(const frame_context *c, bunsetsu_range range) {
  for (uint32_t b = range.first; b < range.first + range.count; b++)
    if (is_topic(c, b)) return b;
  return range.first;
}

/* 両国が会談で確認したことについて、報道官は…: what stands in が before the topic belongs to the clause before it. */
static void lower_before_topic(frame_context *c, uint32_t g) {
  uint32_t subject = NONE, topic = NONE;
  for (uint32_t d = c->child_first[g]; d != NONE && topic == NONE; d = c->child_next[d]) {
    if (bunsetsu_at(c, d)->head != g) continue;
    if (is_topic(c, d)) topic = d;
    else if (subject == NONE && c->tails[d].role == ROLE_GA && is_noun_phrase(c, d)) subject = d;
  }
  if (subject == NONE || topic == NONE || token_at(c, bunsetsu_at(c, topic)->head_token)->name == NONE) return;
  uint32_t p = subject + 1;
  while (p < topic && is_noun_phrase(c, p)) p++;
  if (p == topic || c->child_first[p] == NONE || has_child(c, p, true)) return;
  for (uint32_t d = c->child_first[g]; d != NONE && d < p; d = c->child_next[d])
    if (d >= subject) c->parse->bunsetsu.at[d].head = p;
}

/* 一貫して│要求した: what is tied to a verb that only says how belongs to the verb after it. */
static void raise_from_manner(frame_context *c, bunsetsu_range range) {
  for (uint32_t b = range.first; b < range.first + range.count; b++) {
    uint32_t head = bunsetsu_at(c, b)->head;
    if (head == NONE || bunsetsu_at(c, head)->head == NONE || c->tails[head].join != JOIN_TE || c->tails[head].comma) continue;
    const token *k = token_at(c, bunsetsu_at(c, head)->head_token);
    view verb = k->pos == POS_NOUN ? arena_format(c->arena, "%.*sする", (int)k->surface.len, k->surface.ptr) : k->lemma;
    if (word_in_class(&c->rules->classes, verb, TEXT("様子"))) move(c, range.first, b, bunsetsu_at(c, head)->head);
  }
}

/* …を開始し、│ 当局に │ よると、│ …: a clause before a source goes on behind it. */
static void raise_over_source(frame_context *c, bunsetsu_range range) {
  for (uint32_t b = range.first; b < range.first + range.count; b++) {
    uint32_t head = bunsetsu_at(c, b)->head;
    if (head == NONE || bunsetsu_at(c, head)->head == NONE || !goes_on(&c->tails[b]) || is_noun_phrase(c, b)) continue;
    const tail *t = &c->tails[head];
    bool source = token_has_lemma(token_at(c, bunsetsu_at(c, head)->head_token), "よる") && (t->join == JOIN_CONDITION || t->bare_to);
    if (source) move(c, range.first, b, bunsetsu_at(c, head)->head);
  }
}

/* 大統領は…と明らかにし、…とみられる: the topic is that of what is only supposed. */
static void lower_into_supposed(frame_context *c, bunsetsu_range range) {
  for (uint32_t g = range.first; g < range.first + range.count; g++) {
    const token *k = token_at(c, bunsetsu_at(c, g)->head_token);
    if (!c->tails[g].passive || map_get(&c->rules->verbs, k->lemma) == NONE) continue;
    uint32_t end = NONE;
    for (uint32_t d = c->child_first[g]; d != NONE; d = c->child_next[d])
      if (c->tails[d].quotative && !c->tails[d].adnominal && c->tails[d].link == LINK_TO && token_at(c, bunsetsu_at(c, d)->head_token)->quote == NONE) end = d;
    for (uint32_t d = c->child_first[g]; end != NONE && d != NONE && d < end; d = c->child_next[d]) c->parse->bunsetsu.at[d].head = end;
  }
}

/* 政府は│一方的だとして│非難した: the topic before a reason in として is whoever gives it. */
static void raise_from_reason(frame_context *c, bunsetsu_range range) {
  for (uint32_t b = range.first; b < range.first + range.count; b++) {
    const tail *t = &c->tails[b];
    uint32_t head = bunsetsu_at(c, b)->head, topic = NONE;
    if (!t->quotative || t->link != LINK_TOSHITE || head == NONE || token_at(c, bunsetsu_at(c, b)->head_token)->quote != NONE || has_child(c, head, true)) continue;
    for (uint32_t d = c->child_first[b]; d != NONE; d = c->child_next[d]) {
      if (topic != NONE && (c->tails[d].topic || c->tails[d].role == ROLE_GA)) break;
      if (topic == NONE && c->tails[d].topic && c->tails[d].role == ROLE_COUNT && token_at(c, bunsetsu_at(c, d)->head_token)->name != NONE) topic = d;
    }
    if (topic != NONE) move(c, range.first, topic, head);
  }
}

void bunsetsu_retie(frame_context *c, uint32_t segment) {
  bunsetsu_range range = c->parse->segments.at[segment];
  raise_from_manner(c, range);
  raise_over_source(c, range);
  lower_into_supposed(c, range);
  raise_arguments(c, range);
  raise_quotations(c, range);
  raise_speeches(c, range);
  raise_from_reason(c, range);
  gather_reasons(c, range);
}

void bunsetsu_retie_content(frame_context *c, uint32_t segment) {
  bunsetsu_range range = c->parse->segments.at[segment];
  uint32_t first_topic = first_topic_of(c, range);
  for (uint32_t b = range.first; b < range.first + range.count; b++) {
    if (is_noun_phrase(c, b)) continue;
    lower_before_topic(c, b);
    lower_into_condition(c, b);
    split_topics(c, b);
    lower_into_content(c, b, first_topic);
    split_content(c, b);
    nest_topic(c, b);
  }
}
