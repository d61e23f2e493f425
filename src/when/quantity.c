/* quantity.c - numbers with their units, and what they are of.
 *
 *   天然ガスを | 年間 | 100億 | 立方メートル      of 天然ガス, per year
 *   兵士 | 1万5000 | 人                       of 兵士: the noun right before
 *   5万 | マルク | の資金                      of 資金: the noun after の */
#include "when/when_parts.h"

enum { MAX_NOUN = 16 }; /* tokens of a compound noun */

static bool is_noun(const token *t) {
  return t->pos == POS_NOUN && t->sub != SUB_NUMBER && t->sub != SUB_DEPENDENT && t->sub != SUB_PRONOUN &&
         t->quote == NONE;
}

static view words_of(const reader *r, uint32_t first, uint32_t end) {
  if (first >= end) return (view){0};
  const token *t = r->tokens->tokens.at;
  return view_span(r->layout->text, (span){t[first].span.begin, t[end - 1].span.end});
}

/* The compound noun that ends before token end; empty when there is none. */
static view noun_before(const reader *r, const line *l, uint32_t end) {
  uint32_t first = end;
  while (first > l->first_token && end - first < MAX_NOUN && is_noun(&r->tokens->tokens.at[first - 1])) first--;
  bool counter = first > l->first_token && r->tokens->tokens.at[first - 1].sub == SUB_NUMBER; /* 50年に一度 */
  return counter ? (view){0} : words_of(r, first, end);
}

static view noun_after(const reader *r, const line *l, uint32_t first) {
  uint32_t end = first, last = l->first_token + l->token_count;
  while (end < last && end - first < MAX_NOUN &&
         (is_noun(&r->tokens->tokens.at[end]) || r->tokens->tokens.at[end].pos == POS_PREFIX))
    end++;
  return words_of(r, first, end);
}

static bool is_adverbial(const token *t) {
  return t->pos == POS_ADVERB || t->pos == POS_PREFIX || t->sub == SUB_ADVERBIAL;
}

/* 政府は300世帯を: an amount that is itself the object is not of the subject. */
static bool is_object(const reader *r, const token *after) {
  const time_word *w = word_longest(r->tables, after->surface, 0, after->surface.len, LEXICON_TIME);
  return w && w->class == WORD_OBJECT;
}

static view of_what(const reader *r, const line *l, uint32_t first, uint32_t end) {
  const token *t = r->tokens->tokens.at;
  uint32_t last = l->first_token + l->token_count;
  if (end < last && t[end].sub == SUB_ADNOMINAL) {
    view after = noun_after(r, l, end + 1);
    if (after.len) return after;
  }
  for (int i = 0; i < MAX_NOUN && first > l->first_token && is_adverbial(&t[first - 1]); i++)
    first--; /* 約, 年間, 新たに */
  view before = noun_before(r, l, first);
  if (before.len || first == l->first_token) return before;
  if (end < last && is_object(r, &t[end])) return (view){0};
  const token *particle = &t[first - 1];
  bool case_marked = particle->pos == POS_PARTICLE &&
                     (particle->sub == SUB_CASE || particle->sub == SUB_TOPIC || particle->sub == SUB_ADNOMINAL);
  return case_marked ? noun_before(r, l, first - 1) : (view){0};
}

/* 年間100億, 1日あたり10万: the word of rate before item i, which may have a counter of its own. */
static const time_word *rate_before(const line *l, uint32_t i) {
  const item *it = i ? &l->items.at[i - 1] : NULL;
  if (it && it->class == WORD_ABOUT && i > 1) it--;
  if (!it) return NULL;
  bool counted = it->class == WORD_YEARS && i > 1 && it[-1].class == WORD_NUMBER && it[-1].end == it->begin; /* 3年間 */
  return it->class == WORD_PER || (it->class == WORD_YEARS && !counted) ? it->word : NULL;
}

uint32_t quantity_read(reader *r, const line *l, uint32_t i) {
  const item *n = &l->items.at[i];
  uint32_t last = i;
  const item *unit = NULL;
  if (n->class == WORD_UNIT && n->word->before) {
    unit = n;
    n = line_item(l, ++last);
    if (!n || n->class != WORD_NUMBER || n->begin != unit->end) return 0;
  } else if (n->class == WORD_NUMBER && !n->blocked) {
    unit = line_item(l, ++last);
    if (!unit || unit->class != WORD_UNIT || unit->begin != n->end || unit->word->before) return 0;
  } else {
    return 0;
  }
  uint32_t begin = l->items.at[i].begin, end = l->items.at[last].end;
  quantity q = {.segment = l->segment, .span = line_span(l, r->tokens, begin, end)};
  q.token = l->token_at[begin];
  q.end_token = l->token_at[end - 1] + 1;
  q.bunsetsu = q.end_token <= r->parse->of_token.count ? r->parse->of_token.at[q.end_token - 1] : NONE;
  q.value = n->number * unit->word->factor;
  q.unit = unit->word->unit;
  const time_word *rate = rate_before(l, i);
  uint32_t first = q.token;
  if (rate) {
    q.per = rate->unit;
    first = l->token_at[l->items.at[i - 1].begin];
  }
  q.of = of_what(r, l, first, q.end_token);
  LIST_PUSH(r->arena, &r->out->quantities, q);
  return last + 1 - i;
}
