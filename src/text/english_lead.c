/* english_lead.c - what stands before the first sentence of an English paragraph and is no part of it.
 *
 *   KYIV, Feb 4 (Reuters) - …    WARSAW, Poland (AP) — …    NEW DELHI: …    (Reuters) - …    datelines
 *   • …    - …    1. …    (a) …                                                        marks of bullets
 *
 * A dateline is a run of words in capitals, with names, days and an agency behind them, up to a dash. */
#include "text/text_parts.h"

enum { LEAD_BYTES = 100 };

static bool is_blank(char c) { return c == ' ' || c == '\n'; }
static bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }
static bool is_small(char c) { return c >= 'a' && c <= 'z'; }

/* Bytes of the dash that stands at text[at] between blanks or behind a closing bracket, or 0. */
static uint32_t dash_at(view text, uint32_t at, uint32_t begin) {
  static const char *const dashes[] = {"\xE2\x80\x94", "\xE2\x80\x93", "--", "-", "\xE2\x80\x95"};
  for (size_t i = 0; i < COUNT_OF(dashes); i++) {
    view dash = view_of_string(dashes[i]);
    if (!view_starts_with(view_skip(text, at), dash)) continue;
    uint32_t end = at + (uint32_t)dash.len;
    bool long_dash = dash.len == 3;
    bool blank = at > begin && is_blank(text.ptr[at - 1]) && end < text.len && is_blank(text.ptr[end]);
    return blank || (long_dash && at > begin) ? (uint32_t)dash.len : 0;
  }
  return 0;
}

typedef struct {
  bool capitals; /* the first word is in capitals */
  bool agency;   /* ends in brackets */
} lead_shape;

/* A word of a dateline: in capitals, a name behind a comma, a day, a month, a connecting word. */
static bool is_lead_word(view word, bool first, bool after_comma) {
  if (view_is(word, "and") || view_is(word, "by") || view_is(word, "of")) return !first;
  if (char_is_digit((unsigned char)word.ptr[0])) return !first;
  if (!is_capital(word.ptr[0]) && (unsigned char)word.ptr[0] < 0x80) return false;
  for (size_t i = 1; i < word.len; i++)
    if (is_small(word.ptr[i])) return first || after_comma || word.len <= 10; /* checked by shape where it is the first */
  return true;
}

static bool in_capitals(view word) {
  uint32_t capitals = 0;
  for (size_t i = 0; i < word.len; i++) {
    if (is_small(word.ptr[i])) return false;
    capitals += is_capital(word.ptr[i]);
  }
  return capitals >= 2;
}

/* Are the words of [begin, end) those of a dateline? */
static bool is_lead(const text_rules *rules, view text, span s) {
  lead_shape shape = {.capitals = false, .agency = s.end > s.begin && text.ptr[s.end - 1] == ')'};
  uint32_t at = s.begin, words = 0;
  bool comma = false;
  while (at < s.end) {
    while (at < s.end && (is_blank(text.ptr[at]) || text.ptr[at] == ',')) comma |= text.ptr[at] == ',', at++;
    if (at >= s.end) break;
    if (text.ptr[at] == '(') {
      while (at < s.end && text.ptr[at] != ')') at++;
      at++;
      continue;
    }
    uint32_t begin = at;
    while (at < s.end && !is_blank(text.ptr[at]) && text.ptr[at] != ',') at++;
    view word = view_slice(text, begin, at);
    if (!is_lead_word(word, words == 0, comma) || text_word_is(rules, word, WORD_STARTER)) return false;
    if (words++ == 0) shape.capitals = in_capitals(word);
    else if (!comma && !shape.capitals && !shape.agency) return false;
  }
  return words <= 10 && (words ? shape.capitals || shape.agency : shape.agency);
}

static uint32_t dateline_end(const text_rules *rules, view text, span block) {
  uint32_t limit = block.end - block.begin > LEAD_BYTES ? block.begin + LEAD_BYTES : block.end;
  for (uint32_t at = block.begin; at < limit && text.ptr[at] != '\n'; at++) {
    uint32_t dash = dash_at(text, at, block.begin);
    span words = text_trim(text, (span){block.begin, at});
    if (dash && at + dash < block.end) return is_lead(rules, text, words) ? at + dash : block.begin;
    bool colon = text.ptr[at] == ':' && at - block.begin >= 5 && at + 1 < block.end && is_blank(text.ptr[at + 1]);
    if (colon) return in_capitals(view_span(text, words)) && is_lead(rules, text, words) ? at + 1 : block.begin;
    if (text.ptr[at] == '"' || text.ptr[at] == ';') break;
  }
  return block.begin;
}

/* "1.", "12)", "(3)", "(a)", "a)", "iv." */
static uint32_t enumerator_end(view text, span block) {
  uint32_t at = block.begin, letters = 0;
  bool bracket = text.ptr[at] == '(';
  if (bracket) at++;
  uint32_t first = at;
  while (at < block.end && char_is_digit((unsigned char)text.ptr[at])) at++;
  if (at == first)
    while (at < block.end && letters < 4 && (text.ptr[at] == 'i' || text.ptr[at] == 'v' || text.ptr[at] == 'x' || letters == 0) && is_small(text.ptr[at])) at++, letters++;
  if (at == first || at - first > 4 || at + 1 >= block.end) return block.begin;
  char mark = text.ptr[at];
  bool closes = mark == ')' || (mark == '.' && !bracket);
  return closes && is_blank(text.ptr[at + 1]) ? at + 1 : block.begin;
}

static uint32_t bullet_end(view text, span block) {
  uint32_t length, c = utf8_decode(text, block.begin, &length), end = block.begin + length;
  bool mark = block_is_list_mark(c) && !char_is_digit(c) && c != '(';
  mark |= c == 0x2013 || c == 0xB7 || c == 0x25AA || c == 0x25A0 || c == 0x2023 || c == '#';
  if (mark && end < block.end && is_blank(text.ptr[end])) return end;
  return enumerator_end(text, block);
}

uint32_t english_lead_end(const text_rules *rules, view text, span block) {
  if (block.begin >= block.end) return block.begin;
  uint32_t bullet = bullet_end(text, block);
  return bullet > block.begin ? bullet : dateline_end(rules, text, block);
}
