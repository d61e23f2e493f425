/* english_quantity.c - amounts of English text.
 *
 *   $10 billion in aid        US$5m        20 million euros        20%        5,000 Russian troops
 *   10 million cubic metres of gas a year
 *
 *   amount ::= [money] number [scale] [money | unit]   [of noun | in noun]   [a year | per year | annually] */
#include "when/when_parts.h"

enum { BETWEEN = 3, NOUN = 6 }; /* words between a number and what it counts; of a noun phrase */

static view words_of(const reader *r, uint32_t first, uint32_t end) {
  const token *t = r->tokens->tokens.at;
  return end > first ? view_span(r->layout->text, (span){t[first].span.begin, t[end - 1].span.end}) : (view){0};
}

/* ---- units ---- */

/* The unit whose form begins at item i; *end the item behind it. Forms of several words hold single blanks. */
static const time_word *unit_at(const reader *r, const line *l, uint32_t i, uint32_t *end) {
  const item *it = english_item(l, i);
  if (i >= l->items.count) return NULL;
  if (it->class == WORD_UNIT) return *end = i + 1, it->word;
  const time_word *w = word_longest(r->tables, l->text, it->begin, l->text.len - it->begin, LEXICON_UNIT);
  if (!w) return NULL;
  uint32_t stop = it->begin + (uint32_t)w->form.len, last = i;
  while (last + 1 < l->items.count && english_item(l, last)->end < stop) last++;
  if (english_item(l, last)->end != stop) return NULL;
  *end = last + 1;
  return w;
}

/* The unit behind the number, with up to three words between: 24 additional fighter jets. Money, shares and measures (place
 * "right") stand right behind it. */
static const time_word *unit_behind(const reader *r, const line *l, uint32_t at, uint32_t *end, uint32_t *counted) {
  *counted = at;
  for (uint32_t k = 0; k <= BETWEEN; k++) {
    const item *it = english_item(l, at + k);
    const time_word *w = unit_at(r, l, at + k, end);
    if (w && !w->before && (k == 0 || w->value)) return w;
    bool word = (it->class == WORD_STOP && it->value == 1) || it->class == WORD_HYPHEN || it->class == WORD_MORE;
    upos p = word ? (upos)r->tokens->tokens.at[it->token].upos : UPOS_X;
    if (!word || p == UPOS_VERB || p == UPOS_ADP || p == UPOS_CCONJ || p == UPOS_AUX || p == UPOS_SCONJ) return NULL;
  }
  return NULL;
}

/* ---- what it is of ---- */

static bool is_noun_part(const token *t) {
  return t->quote == NONE && (t->upos == UPOS_NOUN || t->upos == UPOS_PROPN || t->upos == UPOS_ADJ);
}

/* "of gas", "in aid", "worth of arms" */
static view noun_behind(const reader *r, const line *l, uint32_t i) {
  const item *it = english_item(l, i);
  const token *t = r->tokens->tokens.at;
  if (item_is(it, WORD_MORE)) it = english_item(l, ++i); /* worth of arms */
  bool joins = item_is(it, WORD_OF) || (item_is(it, WORD_AT) && it->value == 1);
  if (!joins || i + 1 >= l->items.count) return (view){0};
  uint32_t first = english_item(l, i + 1)->token, end = first, limit = l->first_token + l->token_count;
  while (end < limit && end - first < NOUN && is_noun_part(&t[end])) end++;
  return words_of(r, first, end);
}

/* "a year", "per day", "annually" at item i or right behind the noun; the unit of the rate or empty */
static view rate_at(const line *l, uint32_t i) {
  const item *it = english_item(l, i), *next = english_item(l, i + 1);
  if (item_is(it, WORD_PER) && it->word->unit.len) return it->word->unit; /* annually */
  bool per = item_is(it, WORD_PER) || item_is(it, WORD_ARTICLE);
  return per && !next->blocked && next->class >= WORD_YEARS && next->class <= WORD_HOURS && next->word && !next->value ? next->word->unit : (view){0};
}

static view rate_behind(const reader *r, const line *l, uint32_t i, view of) {
  view rate = rate_at(l, i);
  if (rate.len || !of.len) return rate;
  uint32_t end = (uint32_t)(of.ptr + of.len - r->layout->text.ptr) - r->layout->segments.at[l->segment].span.begin;
  while (i < l->items.count && english_item(l, i)->begin < end) i++;
  return rate_at(l, i);
}

/* ---- the amount ---- */

static const double powers[] = {1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12};

static bool read_number(const line *l, uint32_t *at, double *value) {
  const item *it = english_item(l, *at);
  if (item_is(it, WORD_NUMBER)) *value = it->number;
  else if (item_is(it, WORD_NUMERAL) && it->value > 0) *value = it->value;
  else if (item_is(it, WORD_ARTICLE) && item_is(english_item(l, *at + 1), WORD_SCALE)) *value = 1; /* a million */
  else return false;
  ++*at;
  for (const item *s; (s = english_item(l, *at))->class == WORD_SCALE && s->value < (int)COUNT_OF(powers); ++*at) *value *= powers[s->value];
  if (item_is(english_item(l, *at), WORD_HYPHEN) && english_item(l, *at)->begin == english_item(l, *at - 1)->end) ++*at; /* 500-metre */
  return true;
}

/* "both countries", "the two leaders": who is meant, and no amount. */
static bool names_group(const reader *r, const line *l, uint32_t i) {
  const token *t = r->tokens->tokens.at;
  const item *it = english_item(l, i);
  if (!item_is(it, WORD_NUMERAL)) return false;
  if (t[it->token].upos == UPOS_DET) return true;
  if (it->token == l->first_token) return false;
  const token *before = &t[it->token - 1];
  return before->upos == UPOS_DET && !view_equals(before->lemma, TEXT("a")) && !view_equals(before->lemma, TEXT("another"));
}

uint32_t english_quantity_read(reader *r, const line *l, uint32_t i) {
  if (names_group(r, l, i)) return 0;
  uint32_t at = i, end = i, counted = i;
  double value = 0;
  const time_word *money = unit_at(r, l, i, &at);
  if (!money || !money->before) money = NULL, at = i;
  if (!read_number(l, &at, &value)) return 0;
  const time_word *unit = money;
  end = at;
  if (!money) unit = unit_behind(r, l, at, &end, &counted);
  if (!unit) return 0;
  const item *first = english_item(l, i), *last = english_item(l, end - 1);
  uint32_t origin = r->layout->segments.at[l->segment].span.begin;
  quantity q = {.segment = l->segment, .span = {origin + first->begin, origin + last->end}, .token = first->token, .end_token = last->token + 1};
  q.bunsetsu = q.end_token <= r->parse->bunsetsu.count ? english_head(r->parse, q.token, q.end_token) : NONE;
  q.value = value * unit->factor;
  q.unit = unit->unit;
  q.of = noun_behind(r, l, end);
  if (!q.of.len && unit->value && !money) q.of = words_of(r, english_item(l, counted)->token, last->token + 1); /* troops */
  q.per = rate_behind(r, l, end, q.of);
  LIST_PUSH(r->arena, &r->out->quantities, q);
  return end - i;
}
