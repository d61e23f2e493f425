/* link.c - how two names hang together: what stands between them. */
#include "actor/actor_parts.h"

static bool is_plain_noun(const token *t) {
  return t->pos == POS_PREFIX ||
         (t->pos == POS_NOUN && t->quote == NONE && t->sub != SUB_ADVERBIAL && t->sub != SUB_DEPENDENT &&
          t->sub != SUB_NUMBER && t->sub != SUB_COUNTER && t->sub != SUB_PRONOUN);
}

uint32_t skip_nouns(const actor_context *c, uint32_t i, uint32_t end) {
  while (i < end && is_plain_noun(actor_token(c, i)) && !word_is(c->tables, actor_token(c, i)->surface, WORD_NOT)) i++;
  return i;
}

static bool is_and(const actor_context *c, uint32_t a, uint32_t b) {
  for (uint32_t i = a; i < b; i++) {
    view w = actor_token(c, i)->surface;
    if (!word_is(c->tables, w, WORD_AND) && !(i > a && view_equals(w, TEXT("その")))) return false;
  }
  return b - a <= 2;
}

/* Blanks part clauses in headlines; an aside between is none. */
static bool is_blank_before(const actor_context *c, uint32_t b) {
  uint32_t length, end = actor_token(c, b - 1)->span.end;
  return actor_token(c, b)->span.begin > end && char_is_space(utf8_decode(c->layout->text, end, &length));
}

/* シリア東部の民兵, シリアの首都の国防省: a part of the state between the two. */
static bool is_region_of(const actor_context *c, uint32_t a, uint32_t b) {
  uint32_t i = a, found = 0;
  if (i < b && actor_word(c, i, TEXT("の"))) i++;
  for (; i < b && word_is(c->tables, actor_token(c, i)->surface, WORD_REGION); i++) found++;
  return found && i + 1 == b && actor_word(c, i, TEXT("の"));
}

part_link tokens_link(const actor_context *c, uint32_t a, uint32_t b) {
  if (a == b) return is_blank_before(c, b) ? LINK_FAR : LINK_ADJACENT;
  if (a > b || b - a > 6) return LINK_FAR;
  const token *t = actor_token(c, a);
  bool one = b - a == 1;
  if (one && view_equals(t->surface, TEXT("・"))) return LINK_DOT;
  if (one && (view_equals(t->surface, TEXT("=")) || view_equals(t->surface, TEXT("゠")))) return LINK_EQUALS;
  if (one && t->sub == SUB_OPEN) return LINK_QUOTED;
  if (one && word_is(c->tables, t->surface, WORD_SUCH)) return LINK_SUCH;
  if (is_and(c, a, b)) return LINK_AND;
  if (skip_nouns(c, a, b) == b) return LINK_NOUN;
  if (is_region_of(c, a, b)) return LINK_NO_NOUN;
  if (!view_equals(t->surface, TEXT("の"))) return LINK_FAR;
  if (one) return LINK_NO;
  if (b - a == 2 && actor_token(c, a + 1)->sub == SUB_OPEN) return LINK_QUOTED;
  return skip_nouns(c, a + 1, b) == b ? LINK_NO_NOUN : LINK_FAR;
}
