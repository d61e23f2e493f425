/* english_speech.c - ties what is said to a verb of speech that stands beside or inside it and not above it.
 *
 *   The deal is dead, the minister said.           said is a parataxis of dead: all of the rest is its content
 *   The deal, the minister said, is dead.          two spans, one content
 *   〓, he added, 〓.                                both quotations
 *   He was blunt: 〓                                the quotation behind the verb nearest to it */
#include "frame/english_context.h"

enum { MOST_QUOTES = 8 }; /* of one verb */

static bool is_speech(const english_context *c, const frame *f) {
  if (f->copular) return false;
  return map_get(&c->rules->quote_verbs, f->lemma) != NONE || (f->particle.len && map_get(&c->rules->quote_verbs, f->compound) != NONE);
}

static bool has_content(const english_context *c, const frame *f) {
  for (uint32_t i = f->argument; i < f->argument + f->argument_count; i++)
    if (c->out->arguments.at[i].role == ROLE_QUOTE && c->out->arguments.at[i].of == NONE && c->out->arguments.at[i].link != LINK_YOU) return true;
  return false;
}

static argument content_argument(const english_context *c, uint32_t head, uint32_t first, uint32_t end) {
  const token *k = en_token(c, head);
  uint32_t clause = c->out->of_bunsetsu.at[head];
  argument a = {.role = ROLE_QUOTE, .of = NONE, .bunsetsu = head, .head_token = head, .span = en_words(c, first, end), .words = k->lemma,
                .frame = clause, .quote = clause == NONE ? k->quote : NONE, .link = LINK_TO};
  return a;
}

/* The words around the clause of speech. */
static void tie_around(english_context *c, frame *says, uint32_t head) {
  span whole = c->parse->extents.at[head], own = c->parse->extents.at[says->bunsetsu];
  uint32_t first = whole.begin;
  while (first < own.begin && en_token(c, first)->upos == UPOS_CCONJ) first++; /* But the deal is dead, he said */
  if (own.begin > first) {
    argument a = content_argument(c, head, first, own.begin);
    english_argument_add(c, says, &a);
  }
  if (own.end < whole.end && en_token(c, whole.end - 1)->upos != UPOS_PUNCT ? own.end < whole.end : own.end + 1 < whole.end) {
    argument a = content_argument(c, head, own.end, whole.end);
    if (a.span.end > a.span.begin) english_argument_add(c, says, &a);
  }
}

/* The minister was clear: the deal is dead. */
static uint32_t clause_behind(const english_context *c, const frame *says) {
  EN_CHILDREN(c, says->bunsetsu, d) {
    bool clause = en_relation(c, d) == RELATION_PARATAXIS && d > says->bunsetsu && (c->out->of_bunsetsu.at[d] != NONE || en_token(c, d)->quote != NONE);
    uint32_t begin = c->parse->extents.at[d].begin;
    if (clause && begin > says->bunsetsu + 1 && (en_is(c, begin - 1, ":") || en_is(c, begin - 1, ",") || en_is(c, begin, ":"))) return d;
  }
  return NONE;
}

static void tie_frame(english_context *c, uint32_t f) {
  frame *says = en_frame(c, f);
  if (!is_speech(c, says) || has_content(c, says)) return;
  uint32_t head = en_head(c, says->bunsetsu);
  if (en_relation(c, says->bunsetsu) == RELATION_PARATAXIS && head != NONE) {
    tie_around(c, says, head);
    return;
  }
  uint32_t behind = clause_behind(c, says);
  if (behind == NONE) return;
  span extent = c->parse->extents.at[behind];
  argument a = content_argument(c, behind, extent.begin, extent.end);
  english_argument_add(c, says, &a);
}

/* ---- quotations that no predicate has ---- */

static bool is_tied(const english_context *c, frame_range range, uint32_t quote) {
  for (uint32_t f = range.first; f < range.first + range.count; f++) {
    const frame *x = en_frame(c, f);
    for (uint32_t i = x->argument; i < x->argument + x->argument_count; i++)
      if (c->out->arguments.at[i].quote == quote) return true;
  }
  return false;
}

/* Part of a noun phrase or of what another predicate tells. */
static bool is_inside(const english_context *c, uint32_t t) {
  uint32_t head = en_head(c, t);
  relation r = en_relation(c, t);
  if (head == NONE || c->out->of_bunsetsu.at[t] != NONE) return c->out->of_bunsetsu.at[t] != NONE;
  return r == RELATION_AMOD || r == RELATION_COMPOUND || r == RELATION_NMOD || r == RELATION_NMOD_POSS || r == RELATION_OBL || r == RELATION_OBJ ||
         r == RELATION_NSUBJ || r == RELATION_NSUBJ_PASS || r == RELATION_XCOMP;
}

/* The verb of speech nearest to the token. */
static uint32_t speech_beside(const english_context *c, frame_range range, uint32_t t) {
  enum { REACH = 24 };
  uint32_t best = NONE, distance = REACH;
  for (uint32_t f = range.first; f < range.first + range.count; f++) {
    const frame *x = en_frame(c, f);
    uint32_t far = x->bunsetsu > t ? x->bunsetsu - t : t - x->bunsetsu;
    if (far < distance && is_speech(c, x)) best = f, distance = far;
  }
  return best;
}

static void tie_quotes(english_context *c, uint32_t segment) {
  frame_range range = c->out->segments.at[segment];
  bunsetsu_range words = c->parse->segments.at[segment];
  uint32_t budget = 4 * MOST_QUOTES; /* keeps a segment of nothing but quotations linear */
  for (uint32_t t = words.first; t < words.first + words.count && budget; t++) {
    uint32_t q = en_token(c, t)->quote;
    if (q == NONE || is_inside(c, t)) continue;
    budget--;
    uint32_t f = is_tied(c, range, q) ? NONE : speech_beside(c, range, t);
    if (f == NONE) continue;
    argument a = {.role = ROLE_QUOTE, .of = NONE, .bunsetsu = t, .head_token = t, .span = en_token(c, t)->span, .words = en_token(c, t)->lemma,
                  .frame = NONE, .quote = q, .link = LINK_BARE};
    english_argument_add(c, en_frame(c, f), &a);
  }
}

void english_speech_tie(english_context *c, uint32_t segment) {
  frame_range range = c->out->segments.at[segment];
  for (uint32_t f = range.first; f < range.first + range.count; f++) tie_frame(c, f);
  tie_quotes(c, segment);
}
