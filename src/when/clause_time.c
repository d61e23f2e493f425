/* clause_time.c - whether the clause that a date stands in speaks of what is to come.
 *
 *   4日に ──▶ 開かれる ──▶ 予定だ      future: a word of plans, or a verb without past at the end
 *   4日に ──▶ 会談した, 始めていて        past, or begun
 *
 * Goes up the dependencies of the date's bunsetsu and reads the first sign. */
#include "when/when_parts.h"

enum { MAX_STEPS = 6, MAX_WORDS = 64 }; /* bunsetsu up the tree, and tokens read of each */

static const time_word *exact_word(const reader *r, view words, word_class class) {
  const time_word *w = words.len ? word_longest(r->tables, words, 0, words.len, LEXICON_TIME) : NULL;
  return w && w->class == class && w->form.len == words.len ? w : NULL;
}

static const time_word *word_of(const reader *r, const token *t, word_class class) {
  const time_word *w = exact_word(r, t->surface, class);
  return w ? w : exact_word(r, t->lemma, class);
}

static bool is_past(const reader *r, uint32_t i, uint32_t first) {
  const token *t = &r->tokens->tokens.at[i];
  if (t->pos != POS_AUXILIARY || i == first || !word_of(r, t, WORD_PAST)) return false;
  const token *before = t - 1;
  return before->pos == POS_VERB || before->pos == POS_AUXILIARY || before->pos == POS_ADJECTIVE;
}

/* What the words of a bunsetsu from token first say. *verb: whether a verb in its dictionary form came before; 方針 and
 * its kin tell of what is to come only behind one. */
static clause_time read_words(const reader *r, uint32_t first, uint32_t end, bool last, bool *verb) {
  bool base = false, state = false;
  if (end > first + MAX_WORDS) end = first + MAX_WORDS;
  for (uint32_t i = first; i < end; i++) {
    const token *t = &r->tokens->tokens.at[i];
    const time_word *plan = word_of(r, t, WORD_FUTURE);
    if (plan && (!plan->value || *verb || base)) return CLAUSE_FUTURE;
    if (is_past(r, i, first)) return CLAUSE_PAST;
    base |= t->pos == POS_VERB && t->form == FORM_BASE;
    state |= t->pos == POS_VERB && word_of(r, t, WORD_STATE);
  }
  *verb = base;
  if (state) return CLAUSE_PAST;
  return last && base ? CLAUSE_FUTURE : CLAUSE_UNKNOWN;
}

clause_time clause_time_of(const reader *r, uint32_t end_token) {
  if (end_token == 0 || end_token > r->parse->of_token.count) return CLAUSE_UNKNOWN;
  uint32_t b = r->parse->of_token.at[end_token - 1], first = end_token;
  bool verb = false;
  for (int step = 0; step < MAX_STEPS && b < r->parse->bunsetsu.count; step++) {
    const bunsetsu *x = &r->parse->bunsetsu.at[b];
    clause_time found = read_words(r, first, x->end, x->head == NONE, &verb);
    if (found != CLAUSE_UNKNOWN || x->head == NONE || x->head <= b) return found;
    b = x->head;
    first = b < r->parse->bunsetsu.count ? r->parse->bunsetsu.at[b].first : 0;
  }
  return CLAUSE_UNKNOWN;
}
