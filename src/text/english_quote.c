/* english_quote.c - what an English quotation is for: speech, a term, an aside, a dateline.
 *
 * Speech is what stands beside the sentence that reports it, and is analysed as a text of its own:
 *
 *   "We will not go," he said.    He said: "We will not go."    "We," he said, "will not go."    "It is over. We won."
 *
 * Words that are part of the sentence around them keep their place in it and are a term, however long:
 *
 *   He called it "a surrender".   Russia must "take steps" soon.   the frigate "Dawn"   said that "all sides" agreed
 *
 * Who says them is for the attribution to see; a term that belongs to a verb of speech is quoted words all the same. */
#include "text/text_parts.h"

enum { TITLE_WORDS = 3, WORDS_BESIDE = 8 };

static const quote *quote_of(const quote_pass *p, uint32_t q) { return &p->layout->quotes.at[q]; }

static uint32_t last_char(const quote_pass *p, span s) {
  s = text_trim(p->layout->text, s);
  return s.end > s.begin ? text_char_at(p->layout->text, (uint32_t)utf8_before(p->layout->text, s.end), s.end) : 0;
}

static bool is_upper(uint32_t c) { return (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE); }
static bool is_stop(uint32_t c) { return c == '.' || c == '!' || c == '?' || c == 0x2026; }

/* ---- what is inside ---- */

typedef struct {
  uint32_t words, capitals; /* words, and those that begin with a capital or are short (of, the) */
  bool upper, stop, comma, passage;
} inner_shape;

static void count_words(view words, inner_shape *x) {
  bool gap = true;
  for (size_t i = 0; i < words.len; i++) {
    bool blank = words.ptr[i] == ' ' || words.ptr[i] == '\n';
    if (gap && !blank) {
      x->words++;
      size_t end = i;
      while (end < words.len && words.ptr[end] != ' ' && words.ptr[end] != '\n') end++;
      x->capitals += (words.ptr[i] >= 'A' && words.ptr[i] <= 'Z') || end - i <= 3;
    }
    gap = blank;
  }
}

static inner_shape shape_of(const quote_pass *p, uint32_t q) {
  inner_shape x = {0};
  span inner = text_trim(p->layout->text, quote_of(p, q)->inner), first;
  uint32_t last = last_char(p, inner), at = inner.begin;
  while (at < inner.end && bracket_class(text_char_at(p->layout->text, at, inner.end)) == MARK_QUOTE) at++;
  x.upper = is_upper(text_char_at(p->layout->text, at, inner.end));
  x.stop = is_stop(last);
  x.comma = last == ',';
  count_words(view_span(p->layout->text, inner), &x);
  sentence_cursor c = {p->layout, p->rules, inner.begin, inner.end, q + 1};
  x.passage = sentence_next(&c, &first) && first.end < inner.end && c.at < inner.end;
  return x;
}

/* ---- what is around ---- */

static span range_around(const quote_pass *p, uint32_t q) {
  uint32_t parent = quote_of(p, q)->parent;
  return parent == NONE ? p->sentence : quote_of(p, parent)->inner;
}

/* The speech before q in the same range, or NONE. */
static uint32_t speech_before(const quote_pass *p, uint32_t q, uint32_t first) {
  for (uint32_t k = q; k-- > first;)
    if (quote_of(p, k)->parent == quote_of(p, q)->parent && quote_of(p, k)->kind == QUOTE_SPEECH) return k;
  return NONE;
}

/* A verb of speech among the last words of s. */
static bool says_before(const quote_pass *p, span s) {
  view words = view_span(p->layout->text, s);
  size_t at = words.len, count = 0;
  while (at > 0 && count < 4) count += words.ptr[--at] == ' ';
  return english_says(p->rules, view_skip(words, at), 5);
}

static bool is_title(const inner_shape *x) { return !x->stop && !x->comma && x->words == x->capitals && x->words <= TITLE_WORDS; }

/* "…" at the start of what is around it */
static bool opens_sentence(const quote_pass *p, const inner_shape *x, view rest, bool whole) {
  if (x->stop || x->comma) return true;
  if (whole) return x->words > TITLE_WORDS || !is_title(x);
  bool comma = rest.len && rest.ptr[0] == ',';
  return comma && (x->words > TITLE_WORDS || english_says(p->rules, rest, WORDS_BESIDE));
}

static bool is_speech(const quote_pass *p, uint32_t q, uint32_t first) {
  const quote *it = quote_of(p, q);
  inner_shape x = shape_of(p, q);
  if (!x.words) return false;
  if (x.passage || it->continues != NONE || it->outer.end == it->inner.end) return true;
  span around = range_around(p, q), left = text_trim(p->layout->text, (span){around.begin, it->outer.begin});
  while (left.begin < left.end && quote_of(p, first)->kind == QUOTE_DATELINE && left.begin < quote_of(p, first)->outer.end)
    left = text_trim(p->layout->text, (span){quote_of(p, first)->outer.end < left.end ? quote_of(p, first)->outer.end : left.end, left.end});
  span right = text_trim(p->layout->text, (span){it->outer.end, around.end});
  view rest = view_span(p->layout->text, right);
  bool whole = !rest.len || (rest.len <= 3 && is_stop((unsigned char)rest.ptr[0]));
  uint32_t before = last_char(p, left);
  if (!before) return opens_sentence(p, &x, rest, whole);
  if (before == ':') return !is_title(&x);
  bool split = speech_before(p, q, first) != NONE;
  if (before == ',' || before == ';' || before == 0x2014 || before == 0x2013 || before == '-') {
    if (split && (x.stop || x.comma || x.words > 1)) return true;
    bool said = says_before(p, left);
    return x.upper && !is_title(&x) && (x.stop || whole || said);
  }
  if (is_stop(before)) return x.stop || x.comma || whole; /* He left. "No." */
  return x.upper && x.stop && !is_title(&x) && says_before(p, left); /* asked "Will you go?" */
}

/* ---- brackets ---- */

/* A remark that is attached to a word (Article 5(1)) or is a sentence by itself stays where it is. */
static quote_kind kind_of_remark(const quote_pass *p, uint32_t q) {
  const quote *it = quote_of(p, q);
  uint32_t mark = text_char_at(p->layout->text, it->outer.begin, it->outer.end);
  if (mark == '[') return QUOTE_TERM;
  span around = range_around(p, q);
  bool joined = it->outer.begin > around.begin && !char_is_space(text_char_at(p->layout->text, (uint32_t)utf8_before(p->layout->text, it->outer.begin), it->outer.begin));
  span left = text_trim(p->layout->text, (span){around.begin, it->outer.begin});
  span right = text_trim(p->layout->text, (span){it->outer.end, around.end});
  bool alone = left.begin == left.end && (right.begin == right.end || (span_length(right) <= 3 && is_stop(text_char_at(p->layout->text, right.begin, right.end))));
  return joined || alone ? QUOTE_TERM : QUOTE_ASIDE;
}

static quote_kind kind_of(const quote_pass *p, uint32_t q, uint32_t first) {
  const quote *it = quote_of(p, q);
  if (it->outer.begin == it->inner.begin) return QUOTE_DATELINE;
  uint32_t mark = text_char_at(p->layout->text, it->outer.begin, it->outer.end);
  if (bracket_class(mark) != MARK_QUOTE && mark != '\'') return kind_of_remark(p, q);
  if (quote_is_lifted(p->layout, it->parent)) return QUOTE_TERM;
  return is_speech(p, q, first) ? QUOTE_SPEECH : QUOTE_TERM;
}

void english_quote_kinds(quote_pass *p, uint32_t first) {
  for (uint32_t q = first; q < p->end; q++) {
    quote *it = &p->layout->quotes.at[q];
    it->kind = kind_of(p, q, first);
    uint32_t before = it->kind == QUOTE_SPEECH && it->continues == NONE ? speech_before(p, q, first) : NONE;
    if (before != NONE && !is_stop(last_char(p, quote_of(p, before)->inner))) it->continues = before;
  }
}
