/* english_clause_time.c - whether the clause that a date stands in speaks of what is to come.
 *
 *   will meet on Friday, is meeting on Friday, agreed to meet on Friday, is due on Friday      future
 *   met on Friday, has met, was forced to leave on Friday                                      past
 *
 * Goes up the tree from the date to the first verb that tells. */
#include "when/when_parts.h"

enum { MAX_STEPS = 6, GROUP = 8 }; /* up the tree; tokens on either side that may belong to the verb */

static const time_word *lemma_word(const reader *r, const token *t, word_class class) {
  const time_word *w = t->lemma.len ? word_longest(r->tables, t->lemma, 0, t->lemma.len, LEXICON_TIME) : NULL;
  return w && w->form.len == t->lemma.len && w->class == class ? w : NULL;
}

typedef struct {
  bool modal, to, past, present, have, be;
} group;

/* The auxiliaries of a verb, and the copula of what stands in for one. */
static group group_of(const reader *r, uint32_t verb) {
  group g = {0};
  token_range range = r->tokens->segments.at[r->parse->bunsetsu.at[verb].segment];
  uint32_t first = verb - range.first > GROUP ? verb - GROUP : range.first;
  for (uint32_t t = first; t < verb; t++) {
    const token *k = &r->tokens->tokens.at[t];
    if (r->parse->bunsetsu.at[t].head != verb) continue;
    relation rel = (relation)r->parse->relations.at[t];
    if (rel == RELATION_MARK && view_is(k->lemma, "to")) g.to = true;
    if (rel != RELATION_AUX && rel != RELATION_AUX_PASS && rel != RELATION_COP) continue;
    g.modal |= (k->morph & MORPH_MODAL) != 0;
    g.past |= (k->morph & MORPH_PAST) != 0;
    g.present |= (k->morph & MORPH_PRESENT) != 0;
    g.have |= view_is(k->lemma, "have");
    g.be |= view_is(k->lemma, "be");
  }
  return g;
}

/* What the verb says, or CLAUSE_UNKNOWN: then the one above it decides. near: the date hangs on the verb itself. */
static clause_time time_of_verb(const reader *r, uint32_t verb, bool near) {
  const token *k = &r->tokens->tokens.at[verb];
  group g = group_of(r, verb);
  if (lemma_word(r, k, WORD_FUTURE) && !(k->morph & (MORPH_PAST | MORPH_PRESENT))) return CLAUSE_FUTURE; /* due, scheduled */
  if (g.modal) return g.have ? CLAUSE_PAST : CLAUSE_FUTURE;
  if (g.have || g.past || (k->morph & MORPH_PAST)) return CLAUSE_PAST;
  if (g.to) {
    uint32_t above = r->parse->bunsetsu.at[verb].head;
    return above != NONE && lemma_word(r, &r->tokens->tokens.at[above], WORD_PAST) ? CLAUSE_UNKNOWN : CLAUSE_FUTURE;
  }
  if (g.present || (k->morph & MORPH_PRESENT)) return near ? CLAUSE_FUTURE : CLAUSE_UNKNOWN;
  if (k->morph & MORPH_PARTICIPLE) return CLAUSE_PAST;
  return CLAUSE_UNKNOWN;
}

/* who met in Oslo on May 25, spoke: a date right before the main verb is that of the clause before it. The verb of that clause, or
 * NONE. */
static uint32_t verb_before(const token_layout *tokens, const parse_layout *parse, uint32_t at) {
  enum { REACH = 12 };
  token_range range = tokens->segments.at[parse->bunsetsu.at[at].segment];
  const token *next = at + 1 < range.first + range.count ? &tokens->tokens.at[at + 1] : NULL;
  if (!next || (next->sub != SUB_COMMA && next->upos != UPOS_AUX && next->upos != UPOS_VERB)) return NONE;
  for (uint32_t t = at; t-- > range.first && t + REACH > at;) {
    const token *k = &tokens->tokens.at[t];
    if (k->sub == SUB_COMMA || k->upos == UPOS_CCONJ) return NONE;
    if (k->upos == UPOS_VERB && (k->morph & (MORPH_PAST | MORPH_PARTICIPLE))) return t;
  }
  return NONE;
}

uint32_t english_date_head(const token_layout *tokens, const parse_layout *parse, uint32_t token) {
  uint32_t head = parse->bunsetsu.at[token].head, above = head == NONE ? NONE : parse->bunsetsu.at[head].head;
  uint32_t before = head == NONE || head < token ? NONE : verb_before(tokens, parse, token);
  if (before != NONE) return before;
  if (head == NONE || head < token || above == NONE || above > token) return head;
  for (uint32_t t = token + 1; t < head; t++) {
    bool to = parse->bunsetsu.at[t].head == head && parse->relations.at[t] == RELATION_MARK && tokens->tokens.at[t].upos == UPOS_PART;
    if (to) return above;
  }
  return head;
}

uint32_t english_head(const parse_layout *parse, uint32_t token, uint32_t end) {
  for (uint32_t t = token; t < end && t < parse->bunsetsu.count; t++) {
    uint32_t head = parse->bunsetsu.at[t].head;
    bool sign = parse->relations.at[t] == RELATION_PUNCT || parse->relations.at[t] == RELATION_CASE;
    if (!sign && (head == NONE || head < token || head >= end)) return t;
  }
  return token;
}

clause_time english_clause_time(const reader *r, uint32_t token) {
  if (token >= r->parse->bunsetsu.count || r->parse->relations.at[token] == RELATION_NMOD_POSS) return CLAUSE_UNKNOWN; /* Friday's talks */
  for (int step = 0; step < MAX_STEPS && token != NONE; step++) {
    upos p = (upos)r->tokens->tokens.at[token].upos;
    bool verbal = p == UPOS_VERB || p == UPOS_AUX || group_of(r, token).be;
    clause_time found = verbal ? time_of_verb(r, token, step < 2) : CLAUSE_UNKNOWN;
    if (found != CLAUSE_UNKNOWN) return found;
    token = step ? r->parse->bunsetsu.at[token].head : english_date_head(r->tokens, r->parse, token);
  }
  return CLAUSE_UNKNOWN;
}
