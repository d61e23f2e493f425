/* when_scan.c - a segment as numbers and words of time and measure.
 *
 *   外相は | 先月 | 16 | 日 | の会談で、兵士 | 1万2000 | 人 …
 *            month  16   n-day                 12000    (unit person)
 *
 * A word begins where a token begins or right behind another word, so that tokens may be larger (十二月) or smaller
 * (週|明け) than the words of the tables. A word of one character ends where a token ends: 日 is not read in 4日本. */
#include "when/when_parts.h"

/* ---- numbers ---- */

static int kanji_figure(uint32_t c) {
  static const uint32_t figures[] = {0x3007, 0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D};
  for (int i = 0; i < (int)COUNT_OF(figures); i++)
    if (figures[i] == c) return i;
  return -1;
}

static double small_factor(uint32_t c) {
  return c == 0x5341 ? 10 : c == 0x767E ? 100 : c == 0x5343 ? 1000 : 0;
} /* 十百千 */
static double large_factor(uint32_t c) {
  return c == 0x4E07 ? 1e4 : c == 0x5104 ? 1e8 : c == 0x5146 ? 1e12 : 0;
} /* 万億兆 */

typedef struct {
  double total, section,
      current; /* 1億 | 2千 | 5: what 億 and its kin closed, 十百千, and the figures in hand (-1: none) */
  uint32_t digits, scaled; /* figures in a row; whether 十百千万億兆 came */
} numeral;

static double pending(const numeral *n) { return n->current < 0 ? 0 : n->current; }

/* 1,200 and 37.6: the bytes of the figures at text[at]. */
static size_t read_figures(view text, size_t at, numeral *n) {
  size_t i = at;
  double value = 0, scale = 0;
  for (; i < text.len; i++) {
    char c = text.ptr[i];
    if (char_is_digit((unsigned char)c)) {
      value = value * 10 + (c - '0');
      scale *= 10;
      n->digits++;
      continue;
    }
    bool more = i + 1 < text.len && char_is_digit((unsigned char)text.ptr[i + 1]);
    bool thousands = i + 3 < text.len && char_is_digit((unsigned char)text.ptr[i + 2]) &&
                     char_is_digit((unsigned char)text.ptr[i + 3]);
    if (c == '.' && more && scale == 0) scale = 1;
    else if (c != ',' || !more || !thousands || scale != 0) break;
    n->digits = 0;
    n->scaled = 1;
  }
  n->current = scale > 1 ? value / scale : value;
  return i - at;
}

/* Takes the character c into the numeral; false when the numeral ends before it. */
static bool take_kanji(numeral *n, uint32_t c) {
  int figure = kanji_figure(c);
  double small = small_factor(c), large = large_factor(c);
  if (figure >= 0) {
    n->current = pending(n) * 10 + figure;
    n->digits++;
  } else if (small > 0) {
    n->section += (n->current < 0 ? 1 : n->current) * small;
    n->current = -1;
    n->scaled = 1;
  } else if (large > 0 && (n->section > 0 || n->current >= 0)) {
    n->total += (n->section + pending(n)) * large;
    n->section = 0;
    n->current = -1;
    n->scaled = 1;
  } else {
    return false;
  }
  return true;
}

static bool read_number(view text, size_t at, item *out) {
  numeral n = {.current = -1};
  size_t i = at;
  while (i < text.len) {
    uint32_t length, c = utf8_decode(text, i, &length);
    if (char_is_digit(c) && n.current < 0) i += read_figures(text, i, &n);
    else if (char_is_digit(c) || !take_kanji(&n, c)) break;
    else i += length;
  }
  if (i == at) return false;
  double value = n.total + n.section + pending(&n);
  bool small = value < 1e6 && value == (double)(int)value;
  *out = (item){.class = WORD_NUMBER,
                .number = value,
                .value = small ? (int)value : -1,
                .digits = n.scaled ? 0 : n.digits,
                .begin = (uint32_t)at,
                .end = (uint32_t)i};
  return true;
}

/* ---- words ---- */

static void set_text(arena *a, const token_layout *tokens, line *l) {
  static const char hole[] = "\xE3\x80\x93"; /* 〓 stands for a quotation */
  size_t length = 0;
  const token *first = tokens->tokens.at + l->first_token;
  for (uint32_t i = 0; i < l->token_count; i++)
    length += first[i].quote == NONE ? first[i].surface.len : sizeof hole - 1;
  char *text = ARENA_NEW(a, char, length + 1);
  l->token_at = ARENA_NEW(a, uint32_t, length + 1);
  size_t at = 0;
  for (uint32_t i = 0; i < l->token_count; i++) {
    view words = first[i].quote == NONE ? first[i].surface : view_of(hole, sizeof hole - 1);
    if (words.len) memcpy(text + at, words.ptr, words.len);
    for (size_t k = 0; k < words.len; k++) l->token_at[at + k] = l->first_token + i;
    at += words.len;
  }
  l->token_at[at] = l->first_token + l->token_count;
  l->text = view_of(text, length);
}

/* A word of one character, and a word behind a number, ends where a token ends: 日 is not read in 4日本, 年内 not in
 * 2020年内閣. */
static const time_word *word_at(const when_tables *t, const line *l, size_t at, lexicon from, bool after_number) {
  const time_word *w;
  for (size_t limit = SIZE_MAX; limit && (w = word_longest(t, l->text, at, limit, from)); limit = w->form.len - 1)
    if (line_starts_token(l, at + w->form.len) || (!after_number && utf8_count(w->form) > 1)) return w;
  return NULL;
}

static bool read_word(const when_tables *t, const line *l, size_t at, bool after_number, item *out) {
  const time_word *word = word_at(t, l, at, LEXICON_TIME, after_number);
  const time_word *unit = after_number || !word ? word_at(t, l, at, LEXICON_UNIT, after_number) : NULL;
  if (unit && !after_number && !unit->before) unit = NULL;
  if (unit && (!word || unit->form.len > word->form.len)) word = unit;
  if (!word) return false;
  *out = (item){.class = word->class,
                .value = word->value,
                .word = word,
                .begin = (uint32_t)at,
                .end = (uint32_t)(at + word->form.len)};
  return true;
}

static bool is_blocked(const line *l, const item *it) {
  const item *before = l->items.count ? &l->items.at[l->items.count - 1] : NULL;
  if (before && before->end == it->begin && before->class == WORD_BLOCK) return true;
  if (it->begin == 0) return false;
  const char *c = l->text.ptr + it->begin - 1;
  if (*c == '-' && it->begin > 1) c--; /* F-16 */
  return char_is_latin((unsigned char)*c) || *c == '.';
}

void line_scan(const when_tables *t, arena *a, const token_layout *tokens, uint32_t segment, line *out) {
  token_range range = tokens->segments.at[segment];
  *out = (line){.segment = segment, .first_token = range.first, .token_count = range.count};
  set_text(a, tokens, out);
  size_t at = 0, last_end = 0;
  while (at < out->text.len) {
    uint32_t length;
    utf8_decode(out->text, at, &length);
    item it;
    bool unit = last_end && at == last_end && line_starts_token(out, at + length);
    bool named = tokens->tokens.at[out->token_at[at]].name != NONE && !unit; /* G7; but 前 behind 4年 is no title */
    bool here = !named && (at == last_end || line_starts_token(out, at));
    bool after_number = out->items.count && last_end == at && out->items.at[out->items.count - 1].class == WORD_NUMBER;
    bool word = here && read_word(t, out, at, after_number, &it);
    if (!word && here && read_number(out->text, at, &it)) {
      it.blocked = is_blocked(out, &it);
      word = true;
    }
    if (word) LIST_PUSH(a, &out->items, it);
    at = word ? it.end : at + length;
    if (word) last_end = at;
  }
}

span line_span(const line *l, const token_layout *tokens, uint32_t begin, uint32_t end) {
  const token *first = &tokens->tokens.at[l->token_at[begin]], *last = &tokens->tokens.at[l->token_at[end - 1]];
  uint32_t a = begin, b = end;
  while (a > 0 && l->token_at[a - 1] == l->token_at[begin]) a--;
  while (b < l->text.len && l->token_at[b] == l->token_at[end - 1]) b++;
  span s = {first->span.begin + (begin - a), last->span.end - (b - end)};
  if (s.begin >= s.end) s = (span){first->span.begin, last->span.end}; /* surface and text differ in length */
  return s;
}
