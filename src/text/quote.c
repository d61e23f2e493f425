/* quote.c - what a pair of brackets is for: speech, a term, an aside, a dateline.
 *
 * Quotation marks are decided by the shape of what is inside and by the words after the closing mark:
 *
 *                     inside:  a sentence with 。   a clause ending in a predicate   a noun
 *   と and its kin             speech               speech                           speech if a verb of saying follows
 *   、「…」と (a chain)        speech               as the next quote                term
 *   end of the sentence        speech               speech                           speech if nothing stands before
 *   の を が に は …           speech               term                             term
 *
 * Quotes are looked at from the last to the first, so that a chain finds the next one decided. */
#include "text/text_parts.h"

typedef enum { SHAPE_EMPTY, SHAPE_NOUN, SHAPE_CLAUSE, SHAPE_PASSAGE } inner_shape;

static const quote *quote_of(const quote_pass *p, uint32_t q) { return &p->layout->quotes.at[q]; }

static mark_class class_of(const quote_pass *p, uint32_t q) {
  return bracket_class(text_char_at(p->layout->text, quote_of(p, q)->outer.begin, p->sentence.end));
}

/* The quote after q that begins at or after at; quotes nested in q are passed. */
static uint32_t next_quote(const quote_pass *p, uint32_t q, uint32_t at) {
  do q++;
  while (q < p->end && quote_of(p, q)->outer.begin < at);
  return q;
}

static span range_around(const quote_pass *p, uint32_t q) {
  uint32_t parent = quote_of(p, q)->parent;
  return parent == NONE ? p->sentence : quote_of(p, parent)->inner;
}

static bool has_own_period(const quote_pass *p, uint32_t q) {
  uint32_t child = q + 1, length;
  span inner = quote_of(p, q)->inner;
  for (uint32_t at = inner.begin; at < inner.end; at += length) {
    while (child < p->end && quote_of(p, child)->outer.begin < at) child++;
    if (child < p->end && quote_of(p, child)->outer.begin == at) {
      length = span_length(quote_of(p, child)->outer);
      continue;
    }
    if (utf8_decode(p->layout->text, at, &length) == 0x3002) return true;
  }
  return false;
}

static inner_shape shape_of(const quote_pass *p, uint32_t q) {
  span inner = text_trim(p->layout->text, quote_of(p, q)->inner);
  if (inner.begin == inner.end) return SHAPE_EMPTY;
  if (has_own_period(p, q)) return SHAPE_PASSAGE;
  return ends_like_predicate(view_span(p->layout->text, inner)) ? SHAPE_CLAUSE : SHAPE_NOUN;
}

/* The words after と up to where another clause begins: 、 。 a bracket, or a further と. */
static view window_of(view rest, uint32_t max) {
  uint32_t length;
  size_t at = 0;
  for (uint32_t n = 0; at < rest.len && n < max; n++, at += length) {
    uint32_t c = utf8_decode(rest, at, &length);
    if (char_is_one_of(c, "、。と!?,") || bracket_class(c) == MARK_QUOTE) break;
  }
  return view_of(rest.ptr, at);
}

static bool starts(view rest, const char *words) { return view_starts_with(rest, view_of_string(words)); }
static view after(view rest, const char *words) { return view_skip(rest, strlen(words)); }

static bool starts_with_quote(view rest) {
  uint32_t length;
  return rest.len && bracket_class(utf8_decode(rest, 0, &length)) == MARK_QUOTE;
}

static bool is_end(view rest) {
  uint32_t length;
  return !rest.len || char_ends_sentence(utf8_decode(rest, 0, &length));
}

/* A noun in quotation marks with と after it; rest begins after と. */
static bool noun_is_said(view rest) {
  enum { CLAUSE = 60, PHRASE = 12 };
  if (is_end(rest)) return true;
  if (starts(rest, "、")) return !starts_with_quote(after(rest, "、"));
  if (starts(rest, "の")) return quote_word_in(window_of(after(rest, "の"), PHRASE), WORDS_CONTENT);
  if (starts(rest, "いう")) return is_end(after(rest, "いう"));
  if (starts(rest, "いった")) return false;
  if (starts(rest, "して")) return !quote_word_starts(after(rest, "して"), WORDS_APPOINT);
  if (starts(rest, "し")) return true;
  view window = window_of(rest, CLAUSE);
  return !quote_word_starts(window, WORDS_COMPANY) && quote_word_in(window, WORDS_CALL);
}

/* と that is no quotation particle, though a clause stands before it: 「…」とともに */
static bool is_company(view rest) { return starts(rest, "ともに") || starts(rest, "は別"); }

static view skip_such(view rest) {
  static const char *const words[] = {"など", "等", "なんて"};
  for (size_t i = 0; i < COUNT_OF(words); i++)
    if (starts(rest, words[i])) return after(rest, words[i]);
  return rest;
}

/* The words that join a quote to the next one, or NULL. */
static const char *chain_word(view rest) {
  static const char *const words[] = {"、", "や", "とか", "、また", "、さらに", "", "・", "および", "及び", ","};
  for (size_t i = 0; i < COUNT_OF(words); i++)
    if (starts(rest, words[i]) && starts_with_quote(after(rest, words[i]))) return words[i];
  return NULL;
}

/* 「X」だと after は or a noun is the end of a whole clause that is said: 作戦は「X」だと. After を or 、 only X is. */
static bool copula_is_said(const quote_pass *p, uint32_t q, view rest, inner_shape shape) {
  static const char *const words[] = {"だと", "だ、と", "であると"};
  for (size_t i = 0; i < COUNT_OF(words); i++) {
    if (!starts(rest, words[i])) continue;
    uint32_t before = text_char_before(p->layout->text, quote_of(p, q)->outer.begin, range_around(p, q).begin);
    return !starts(rest, "だという") && (shape == SHAPE_CLAUSE || !before || char_is_one_of(before, "、をてしり "));
  }
  return false;
}

static bool is_quoting(view rest, inner_shape shape) {
  static const char *const always[] = {"旨", "って"};
  if (starts(rest, "と")) {
    rest = after(rest, "と");
    return shape == SHAPE_NOUN ? noun_is_said(rest) : !is_company(rest);
  }
  for (size_t i = 0; i < COUNT_OF(always); i++)
    if (starts(rest, always[i])) return true;
  if (starts(rest, "、と"))
    return !starts(rest, "、とくに") && !starts(rest, "、とりわけ") && !starts(rest, "、ところ");
  return shape == SHAPE_CLAUSE && starts(rest, "よう") && !starts(rest, "ような");
}

/* Where the words after q go on: behind the mark and behind remarks right after it. */
static uint32_t end_with_asides(const quote_pass *p, uint32_t q) {
  uint32_t end = quote_of(p, q)->outer.end;
  for (uint32_t next = next_quote(p, q, end); next < p->end; next = next_quote(p, next, end)) {
    if (quote_of(p, next)->outer.begin != end || class_of(p, next) != MARK_PAREN) break;
    end = quote_of(p, next)->outer.end;
  }
  return end;
}

static quote_kind kind_of_marks(const quote_pass *p, uint32_t q) {
  inner_shape shape = shape_of(p, q);
  if (shape == SHAPE_EMPTY) return QUOTE_TERM;
  if (shape == SHAPE_PASSAGE) return QUOTE_SPEECH;
  span around = range_around(p, q);
  uint32_t end = end_with_asides(p, q);
  view words = view_span(p->layout->text, (span){end, around.end});
  const char *joined = chain_word(words);
  if (joined) {
    uint32_t next = next_quote(p, q, end + (uint32_t)strlen(joined));
    bool speech = shape == SHAPE_CLAUSE && next < p->end && quote_of(p, next)->kind == QUOTE_SPEECH;
    return speech ? QUOTE_SPEECH : QUOTE_TERM;
  }
  view rest = skip_such(words);
  if (is_quoting(rest, shape) || copula_is_said(p, q, rest, shape)) return QUOTE_SPEECH;
  bool first = text_trim(p->layout->text, around).begin == quote_of(p, q)->outer.begin;
  bool ends = is_end(rest) || starts(rest, " ") || starts(rest, "\n");
  if (ends) return first || shape == SHAPE_CLAUSE ? QUOTE_SPEECH : QUOTE_TERM;
  return first && shape == SHAPE_CLAUSE && starts(rest, "、") ? QUOTE_SPEECH : QUOTE_TERM;
}

/* A remark is a sentence by itself when only ends of sentences stand around it. */
static bool is_alone(const quote_pass *p, uint32_t q) {
  span around = text_trim(p->layout->text, range_around(p, q));
  span left = text_trim(p->layout->text, (span){around.begin, quote_of(p, q)->outer.begin});
  span right = text_trim(p->layout->text, (span){quote_of(p, q)->outer.end, around.end});
  uint32_t before = text_char_before(p->layout->text, left.end, left.begin), next = text_char_at(p->layout->text, right.begin, right.end);
  if (quote_of(p, q)->parent == NONE)
    return !before && (!next || (char_ends_sentence(next) && span_length(right) <= 3));
  return (!before || char_ends_sentence(before)) && (!next || char_ends_sentence(next));
}

/* At the head of a paragraph: 【北京共同】, [ワシントン 4日 ロイター], and a second one right after it. */
static bool is_dateline(const quote_pass *p, uint32_t q) {
  enum { DATELINE_BYTES = 120 };
  const quote *it = quote_of(p, q);
  if (it->parent != NONE || span_length(it->outer) > DATELINE_BYTES) return false;
  if (it->outer.begin == p->block_begin) return true;
  return q > 0 && quote_of(p, q - 1)->kind == QUOTE_DATELINE && quote_of(p, q - 1)->outer.end == it->outer.begin;
}

static quote_kind kind_of_remark(const quote_pass *p, uint32_t q) { return is_alone(p, q) ? QUOTE_TERM : QUOTE_ASIDE; }

bool quote_is_lifted(const text_layout *layout, uint32_t q) {
  for (; q != NONE; q = layout->quotes.at[q].parent)
    if (layout->quotes.at[q].kind == QUOTE_ASIDE || layout->quotes.at[q].kind == QUOTE_DATELINE) return true;
  return false;
}

void quote_set_kinds(text_layout *layout, const text_rules *rules, const sentence *s, uint32_t first, uint32_t end) {
  quote_pass p = {layout, rules, s->span, layout->blocks.at[s->block].span.begin, end};
  if (layout->language == LANGUAGE_EN) {
    english_quote_kinds(&p, first);
    return;
  }
  for (uint32_t q = end; q-- > first;)
    layout->quotes.at[q].kind = class_of(&p, q) == MARK_QUOTE ? kind_of_marks(&p, q) : kind_of_remark(&p, q);
  for (uint32_t q = first; q < end; q++) {
    quote *it = &layout->quotes.at[q];
    if (it->kind == QUOTE_ASIDE && is_dateline(&p, q)) it->kind = QUOTE_DATELINE;
    if (it->kind == QUOTE_SPEECH && quote_is_lifted(layout, it->parent)) it->kind = QUOTE_TERM;
  }
}
