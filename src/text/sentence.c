/* sentence.c - cuts a range of text into sentences, never inside brackets.
 *
 * The range is a block, or the inside of a speech quote; brackets that were matched in it are jumped over:
 *
 *   首相は「反対だ。断る。」と述べた。続けて…
 *         └──── one jump ────┘    ▲ cut
 *
 * No sentence of prose has thousands of characters. What has them (a list, a table without line ends) is cut after a
 * comma or blank, or where it is: what later stages do inside a sentence then has an upper bound. */
#include "text/text_parts.h"

enum { LONG = 6000, LONGEST = 8000 }; /* bytes */

bool char_ends_sentence(uint32_t c) { return c == 0x3002 || c == '!' || c == '?'; }

bool sentence_is_alphanumeric(uint32_t c) { return char_is_latin(c) || char_is_digit(c); }

/* Does the mark at at end a sentence? Not 'Yahoo!ニュース', 'なぜ?と', 'a?b=c'. */
static bool is_end(const sentence_cursor *c, uint32_t at, uint32_t mark, uint32_t length, uint32_t begin) {
  if (c->layout->language == LANGUAGE_EN) return english_mark_ends(c, at, mark, length, begin);
  if (mark == 0x3002) return true;
  if (!char_ends_sentence(mark)) return false;
  uint32_t before = text_char_before(c->layout->text, at, begin), after = text_char_at(c->layout->text, at + length, c->end);
  if (sentence_is_alphanumeric(before)) return after == 0 || char_is_space(after) || char_ends_sentence(after);
  return !char_is_one_of(after, "とのをがにはもでなやっ、");
}

/* A quote that is a sentence by itself, 「…。」, ends there unless the words go on from it: 「…。」と, 「…。」などと.
 */
static bool stands_alone(const sentence_cursor *c, const quote *q, uint32_t begin) {
  if (c->layout->language == LANGUAGE_EN) return english_quote_ends(c, q, begin);
  if (q->outer.begin != begin || q->inner.begin == q->inner.end) return false;
  if (!char_ends_sentence(text_char_before(c->layout->text, q->inner.end, q->inner.begin))) return false;
  uint32_t next = text_char_at(c->layout->text, q->outer.end, c->end);
  return next != 0 && !char_ends_sentence(next) &&
         !char_is_one_of(next, "とのをがにへはもでやかなだよさまっ、)旨等,・");
}

static void skip_nested(sentence_cursor *c, uint32_t at) {
  while (c->quote < c->layout->quotes.count && c->layout->quotes.at[c->quote].outer.begin < at) c->quote++;
}

static const quote *quote_begins(const sentence_cursor *c, uint32_t at) {
  if (c->quote >= c->layout->quotes.count) return NULL;
  const quote *q = &c->layout->quotes.at[c->quote];
  return q->outer.begin == at && q->outer.end <= c->end ? q : NULL;
}

/* Takes further end marks, closing marks without a partner, and a last remark: …した。(共同) */
static uint32_t take_tail(sentence_cursor *c, uint32_t at) {
  uint32_t length;
  while (at < c->end && !quote_begins(c, at)) {
    uint32_t mark = utf8_decode(c->layout->text, at, &length);
    if (!char_ends_sentence(mark) && !bracket_is_closing(mark)) break;
    at += length;
    skip_nested(c, at);
  }
  uint32_t after = text_trim(c->layout->text, (span){at, c->end}).begin;
  const quote *q = quote_begins(c, after);
  if (!q || bracket_class(text_char_at(c->layout->text, after, c->end)) != MARK_PAREN || q->outer.end != c->end) return at;
  skip_nested(c, c->end);
  return c->end;
}

/* Is the sentence, which ends in mark so far, too long to go on? */
static bool is_too_long(uint32_t length, uint32_t mark) {
  return length >= LONGEST || (length >= LONG && (mark == 0x3001 || mark == ' '));
}

bool sentence_next(sentence_cursor *c, span *out) {
  span rest = text_trim(c->layout->text, (span){c->at, c->end});
  if (rest.begin == rest.end) return false;
  skip_nested(c, rest.begin);
  uint32_t at = rest.begin, length;
  while (at < rest.end) {
    const quote *q = quote_begins(c, at);
    if (q) {
      at = q->outer.end;
      skip_nested(c, at);
      if (stands_alone(c, q, rest.begin) || is_too_long(at - rest.begin, 0)) break;
      continue;
    }
    uint32_t mark = utf8_decode(c->layout->text, at, &length);
    bool ends = is_end(c, at, mark, length, rest.begin);
    at += length;
    if (ends) at = take_tail(c, at);
    if (ends || is_too_long(at - rest.begin, mark)) break;
  }
  *out = (span){rest.begin, at};
  c->at = at;
  return true;
}
