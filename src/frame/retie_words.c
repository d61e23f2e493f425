/* retie_words.c - what the function words say about a bunsetsu, for those who move it. */
#include "frame/retie.h"

bool retie_is_noun(const frame_context *c, uint32_t b) {
  const bunsetsu *x = bunsetsu_at(c, b);
  const tail *t = &c->tails[b];
  const token *head = token_at(c, x->head_token);
  if (head->pos == POS_VERB) return is_deverbal_noun(c, x);
  if (head->pos != POS_NOUN || t->suru || t->copula || t->quotative || is_monosyllabic_verb(c, x)) return false;
  if (t->role != ROLE_COUNT || t->adnominal) return true;
  return head->sub != SUB_SAHEN || !t->comma; /* 懸念を表明、 is a predicate */
}

/* 説明、 of …したと説明、「…」と述べた: a verbal noun of saying without する. */
bool retie_is_bare_speech(const frame_context *c, uint32_t b) {
  if (b >= c->parse->bunsetsu.count) return false;
  const tail *t = &c->tails[b];
  bool bare = token_at(c, bunsetsu_at(c, b)->head_token)->sub == SUB_SAHEN && t->role == ROLE_COUNT && !t->topic && !t->also && t->comma && !t->quotative;
  return bare && tail_quotes_by_verb(c, b);
}

bool retie_is_conjunction(const frame_context *c, uint32_t b) { return token_at(c, bunsetsu_at(c, b)->head_token)->pos == POS_CONJUNCTION; }

bool retie_is_adjective(const frame_context *c, uint32_t b) {
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
  return !retie_is_adjective(c, b) && !may_quote(c, b);
}

/* The bunsetsu after と and before the verb that it belongs to may only be phrases of that verb. */
uint32_t retie_verb_above(const frame_context *c, uint32_t b) {
  uint32_t head = bunsetsu_at(c, b)->head;
  while (head != NONE && (retie_is_noun(c, head) || retie_is_conjunction(c, head) || retie_is_adjective(c, head) || is_passed_verb(c, head)) && bunsetsu_at(c, head)->head != NONE)
    head = bunsetsu_at(c, head)->head;
  return head;
}

/* Moves b to head; what stands before it and is tied to something in between goes along. */
void retie_move(frame_context *c, uint32_t first, uint32_t b, uint32_t head) {
  for (uint32_t d = first; d < b; d++)
    if (c->parse->bunsetsu.at[d].head > b && c->parse->bunsetsu.at[d].head < head && c->parse->bunsetsu.at[d].head != NONE)
      c->parse->bunsetsu.at[d].head = head;
  c->parse->bunsetsu.at[b].head = head;
}

/* The predicate that takes the clause of h as its content, when h is in one: 急ぐ of 急ぐよう促した gives 促した. */
uint32_t retie_above_content(const frame_context *c, uint32_t h) {
  enum { REACH = 8 };
  for (int steps = 0; h != NONE && steps < REACH; steps++) {
    const tail *t = &c->tails[h];
    uint32_t head = bunsetsu_at(c, h)->head;
    if (head == NONE) return NONE;
    const token *next = token_at(c, bunsetsu_at(c, head)->head_token);
    if (t->quotative) return t->adnominal || token_is(next, "よう") || token_is(next, "旨") ? retie_verb_above(c, h) : head;
    if (token_is(next, "よう") || token_is(next, "旨") || (token_is(next, "こと") && c->tails[head].role == ROLE_WO)) return retie_verb_above(c, h);
    if (tail_quotes_by_noun(c, head)) return retie_verb_above(c, h);
    bool fact = token_is(next, "こと") && c->tails[head].role == ROLE_NO; /* 滞ることのないよう */
    if (retie_is_noun(c, head) && !fact) return NONE;
    h = head;
  }
  return NONE;
}

static bool has_quotative(const frame_context *c, uint32_t b) {
  for (uint32_t d = c->child_first[b]; d != NONE; d = c->child_next[d])
    if (c->tails[d].quotative) return true;
  return false;
}

bool retie_takes_order(const frame_context *c, uint32_t b) {
  const token *k = token_at(c, bunsetsu_at(c, b)->head_token);
  view verb = k->pos == POS_NOUN ? arena_format(c->arena, "%.*sする", (int)k->surface.len, k->surface.ptr) : k->lemma;
  return map_get(&c->rules->order_verbs, verb) != NONE;
}

/* A predicate that takes a quotation or a clause in よう, or とする with a clause. */
bool retie_is_speech(const frame_context *c, uint32_t b) {
  bool suru = token_has_lemma(token_at(c, bunsetsu_at(c, b)->head_token), "する");
  for (uint32_t d = c->child_first[b]; d != NONE; d = c->child_next[d]) {
    const tail *t = &c->tails[d];
    if (t->quotative && !t->adnominal && (suru || token_at(c, bunsetsu_at(c, d)->head_token)->quote != NONE)) return true;
    if (token_is(token_at(c, bunsetsu_at(c, d)->head_token), "旨")) return true;
    if (token_is(token_at(c, bunsetsu_at(c, d)->head_token), "よう") && !t->adnominal && retie_takes_order(c, b)) return true;
    if (tail_quotes_by_noun(c, d) && has_quotative(c, d)) return true; /* …との説明があり */
  }
  return false;
}

bool retie_has_subject(const frame_context *c, uint32_t b, bool topics) {
  for (uint32_t d = c->child_first[b]; d != NONE; d = c->child_next[d]) {
    const tail *t = &c->tails[d];
    if (!t->topic && t->role == ROLE_GA && !(tail_quotes_by_noun(c, d) && has_quotative(c, d))) return true;
    if (topics && (t->topic || (t->also && t->comma)) && t->role == ROLE_COUNT) return true;
  }
  return false;
}

bool retie_goes_on(const tail *t) {
  if (t->quotative) return t->link == LINK_TOSHITE && t->comma;
  return t->comma && (t->join == JOIN_RENYO || t->join == JOIN_TE || t->join == JOIN_AND || t->join == JOIN_BUT || t->join == JOIN_WHILE);
}

static uint32_t adverbial_kind_of(const frame_context *c, uint32_t b) {
  return map_get(&c->rules->adverbials, token_at(c, bunsetsu_at(c, b)->head_token)->surface);
}

bool retie_joins_clause(const frame_context *c, uint32_t b) {
  if (adverbial_kind_of(c, b) != ADVERBIAL_COORDINATE || b == 0) return false;
  return bunsetsu_at(c, b - 1)->head == b && c->tails[b - 1].join == JOIN_NOUN;
}

/* 上で of …とした上で: what ties the clause of b to the later one; b itself where it does so alone. */
uint32_t retie_joint(const frame_context *c, uint32_t b) {
  uint32_t head = bunsetsu_at(c, b)->head;
  return head == b + 1 && adverbial_kind_of(c, head) == ADVERBIAL_COORDINATE && c->tails[b].join == JOIN_NOUN ? head : b;
}

/* 応じない of 応じない考えを示した */
static bool is_clause_of_cue(const frame_context *c, uint32_t noun, uint32_t b) {
  return c->tails[b].join == JOIN_NOUN && !retie_is_noun(c, b) && !retie_is_adjective(c, b) && tail_quotes_by_noun(c, noun);
}

/* The last predicate of the clause that g takes as its content: 守る of …を守ると述べた, of …を守る考えを示した. */
uint32_t retie_content_end(const frame_context *c, uint32_t g) {
  uint32_t found = NONE;
  for (uint32_t d = c->child_first[g]; d != NONE; d = c->child_next[d]) {
    const token *head = token_at(c, bunsetsu_at(c, d)->head_token);
    if (head->quote != NONE) found = NONE;
    else if (c->tails[d].quotative) found = d;
    else if (retie_is_noun(c, d))
      for (uint32_t e = c->child_first[d]; e != NONE; e = c->child_next[e])
        if (token_at(c, bunsetsu_at(c, e)->head_token)->quote == NONE &&
            (c->tails[e].quotative || token_is(head, "よう") || token_is(head, "旨") || is_clause_of_cue(c, d, e)))
          found = e;
  }
  return found;
}

bool retie_is_condition(const frame_context *c, uint32_t b) {
  const tail *t = &c->tails[b];
  return t->bare_to ? false : t->join == JOIN_CONDITION || (adverbial_kind_of(c, b) == ADVERBIAL_CONDITION && t->role != ROLE_WO && t->role != ROLE_GA);
}

/* The speech that d is, or that d joins to what follows (批判したほか), or NONE. */
uint32_t retie_speech_of(const frame_context *c, uint32_t d) {
  if (retie_is_speech(c, d)) return d;
  return d > 0 && retie_joint(c, d - 1) == d && retie_is_speech(c, d - 1) ? d - 1 : NONE;
}

bool retie_is_topic(const frame_context *c, uint32_t b) { return c->tails[b].topic && c->tails[b].role == ROLE_COUNT; }

/* Whether a topic before d is the subject of g or of a clause that g is joined to. */
bool retie_topic_before(const frame_context *c, uint32_t g, uint32_t d) {
  enum { REACH = 6 };
  for (int steps = 0; g != NONE && steps < REACH; steps++) {
    for (uint32_t k = c->child_first[g]; k != NONE && k < d; k = c->child_next[k])
      if (c->tails[k].topic && c->tails[k].role == ROLE_COUNT) return true;
    if (!retie_goes_on(&c->tails[g]) && retie_joint(c, g) == g) return false;
    g = bunsetsu_at(c, retie_joint(c, g))->head;
  }
  return false;
}
