/* english_scan.c - an English segment as numbers, words of time and measure, and what is between them.
 *
 *   on | Feb. | 4 | , | 2022 | , | 5,000 | troops            mid | - | April        $ | 10 | billion
 *
 * Tokens are cut where letters, figures and signs meet, so that it does not matter how the tokenizer cuts compounds. */
#include "when/when_parts.h"

enum { WORD_BYTES = 24, WHOLE = 1000000 };

typedef struct {
  const when_tables *tables;
  arena *arena;
  const text_layout *layout;
  line *line;
  uint32_t origin, token; /* byte of the layout where the segment begins; the token at hand */
} scanner;

static bool is_letter(uint32_t c) { return char_is_latin(c); }

const item *english_item(const line *l, uint32_t i) {
  static const item nothing = {.class = WORD_STOP};
  return i < l->items.count ? &l->items.at[i] : &nothing;
}

static void push(scanner *s, uint32_t begin, uint32_t end, item it) {
  it.begin = begin - s->origin;
  it.end = end - s->origin;
  it.token = s->token;
  LIST_PUSH(s->arena, &s->line->items, it);
}

/* ---- numbers ---- */

/* 1,200 and 37.6 */
static uint32_t read_figures(view text, uint32_t at, item *out) {
  double value = 0, scale = 0;
  uint32_t i = at;
  bool plain = true;
  for (; i < text.len; i++) {
    unsigned char c = (unsigned char)text.ptr[i];
    bool more = i + 1 < text.len && char_is_digit((unsigned char)text.ptr[i + 1]);
    if (char_is_digit(c)) {
      value = value * 10 + (c - '0');
      scale *= 10;
    } else if (c == '.' && more && scale == 0) scale = 1, plain = false;
    else if (c == ',' && more && scale == 0 && i + 3 < text.len && char_is_digit((unsigned char)text.ptr[i + 3])) plain = false;
    else break;
  }
  *out = (item){.class = WORD_NUMBER, .number = scale > 1 ? value / scale : value, .digits = plain ? i - at : 0, .value = -1};
  if (scale <= 1 && value < WHOLE) out->value = (int)value;
  return i;
}

/* 4th, 1990s, 21st: the letters behind the figures; *ordinal, or a decade that tells no date. */
static uint32_t read_suffix(view text, uint32_t at, item *out) {
  static const char *const ordinals[] = {"st", "nd", "rd", "th"};
  view rest = view_skip(text, at);
  bool ends = rest.len <= 2 || !is_letter((unsigned char)rest.ptr[2]);
  for (size_t i = 0; i < COUNT_OF(ordinals); i++)
    if (ends && view_starts_with(rest, view_of_string(ordinals[i]))) {
      out->digits = 0;
      out->word = NULL;
      out->class = WORD_ORDINAL;
      return at + 2;
    }
  if (rest.len && rest.ptr[0] == 's' && (rest.len == 1 || !is_letter((unsigned char)rest.ptr[1])) && out->digits) {
    out->class = WORD_DECADE;
    return at + 1;
  }
  return at;
}

/* F-16, G7, Su-35, 9/11, 24/7 are names. */
static bool is_blocked(const scanner *s, uint32_t begin) {
  uint32_t count = s->line->items.count;
  const item *before = english_item(s->line, count - 1), *second = english_item(s->line, count - 2);
  if (!count || before->end + s->origin != begin) return false;
  if (before->class == WORD_STOP && !before->blocked) return before->value == 1; /* letters right before it */
  if (before->class == WORD_HYPHEN && count > 1 && second->end == before->begin) return second->class == WORD_STOP && second->value == 1;
  return before->blocked;
}

/* ---- words ---- */

static const time_word *find(const scanner *s, view word, lexicon from) {
  const time_word *w = word_longest(s->tables, word, 0, word.len, from);
  return w && w->form.len == word.len ? w : NULL;
}

static const time_word *find_any_case(const scanner *s, view word, lexicon from) {
  const time_word *w = find(s, word, from);
  if (w || word.len > WORD_BYTES || !word.len) return w;
  char small[WORD_BYTES];
  bool capitals = word.len > 2;
  for (size_t i = 0; i < word.len; i++) {
    small[i] = ascii_lower(word.ptr[i]);
    capitals &= word.ptr[i] < 'a' || word.ptr[i] > 'z';
  }
  if ((w = find(s, view_of(small, word.len), from)) || !capitals) return w;
  small[0] = ascii_upper(small[0]); /* MONDAY */
  return find(s, view_of(small, word.len), from);
}

static item word_item(const scanner *s, view word) {
  view bare = word.len > 1 && word.ptr[word.len - 1] == '.' ? view_of(word.ptr, word.len - 1) : word;
  const time_word *w = find_any_case(s, bare, LEXICON_TIME);
  if (!w && bare.len < word.len) w = find_any_case(s, word, LEXICON_TIME);
  if (w) return (item){.class = w->class, .value = w->value, .word = w, .number = w->value};
  return (item){.class = WORD_STOP, .value = 1}; /* value 1: letters */
}

static uint32_t word_end(view text, uint32_t at) {
  uint32_t length, end = at;
  while (end < text.len) {
    uint32_t c = utf8_decode(text, end, &length);
    bool dot = c == '.' && end > at && (end + 1 >= text.len || is_letter((unsigned char)text.ptr[end + 1]) || text.ptr[end - 1] != ' ');
    if (!is_letter(c) && !dot) break;
    end += length;
  }
  return end;
}

/* ---- signs ---- */

static item sign_item(const scanner *s, view sign, uint32_t c) {
  const time_word *w = find(s, sign, LEXICON_UNIT);
  if (w) return (item){.class = WORD_UNIT, .word = w};
  if (c == ',') return (item){.class = WORD_COMMA};
  if (c == '-' || (c >= 0x2010 && c <= 0x2015)) return (item){.class = WORD_HYPHEN};
  return (item){.class = WORD_STOP, .blocked = c == '/' || c == ':' || c == '.'};
}

static void scan_token(scanner *s, const token *t) {
  view text = t->surface;
  uint32_t at = 0, length, base = t->span.begin;
  while (at < text.len) {
    uint32_t c = utf8_decode(text, at, &length), end = at + length;
    item it;
    if (char_is_digit(c)) {
      end = read_figures(text, at, &it);
      it.blocked = is_blocked(s, base + at);
      end = read_suffix(text, end, &it);
    } else if (is_letter(c)) {
      end = word_end(text, at);
      it = word_item(s, view_slice(text, at, end));
    } else {
      it = sign_item(s, view_slice(text, at, end), c);
    }
    push(s, base + at, base + end, it);
    at = end;
  }
}

void english_scan(const when_tables *t, arena *a, const text_layout *layout, const token_layout *tokens, uint32_t segment, line *out) {
  token_range range = tokens->segments.at[segment];
  span whole = layout->segments.at[segment].span;
  *out = (line){.segment = segment, .first_token = range.first, .token_count = range.count, .text = view_span(layout->text, whole)};
  const uint32_t named = 1u << NAME_BODY | 1u << NAME_GROUP;
  scanner s = {.tables = t, .arena = a, .layout = layout, .line = out, .origin = whole.begin};
  for (s.token = range.first; s.token < range.first + range.count; s.token++) {
    const token *k = &tokens->tokens.at[s.token];
    bool name = k->name != NONE && (tokens->names.at[k->name].kinds & named); /* 23 March Movement */
    if (name) push(&s, k->span.begin, k->span.end, (item){.class = WORD_STOP, .value = 1});
    else if (k->quote == NONE && k->span.begin >= whole.begin && k->span.end <= whole.end) scan_token(&s, k);
    else push(&s, whole.begin, whole.begin, (item){.class = WORD_STOP});
  }
}
