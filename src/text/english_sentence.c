/* english_sentence.c - which full stop ends an English sentence.
 *
 *   Gen. Bajwa     3.5     No. 4     J. F. Kennedy     Feb. 4     10 a.m. GMT       go on
 *   … to the U.S. The army …     … at 3 p.m. Talks …     … of Plan B. He …           end
 *
 * The word before the stop (lang/en/abbreviation.tsv) says what must follow if it is to be an end; what follows is told by
 * its first letter and, behind the ambiguous ones, by whether it is a word that begins sentences. */
#include "text/text_parts.h"

enum { WORD_BYTES = 40, SPEECH_WORDS = 7 };

static bool is_lower(uint32_t c) { return (c >= 'a' && c <= 'z') || (c >= 0xDF && c <= 0xFF && c != 0xF7); }
static bool is_upper(uint32_t c) { return (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7); }
static bool is_opening(uint32_t c) {
  return c == '"' || c == '\'' || c == '(' || c == '[' || c == 0x2018 || c == 0x201C || c == 0xAB;
}
static bool is_stop(uint32_t c) { return c == '.' || c == '!' || c == '?' || c == 0x2026 || c == 0x3002; }

/* Marks that may stand between the stop and the blank behind it. */
static bool is_closing(uint32_t c) { return c == '"' || c == '\'' || c == ')' || c == ']' || c == 0x2019 || c == 0x201D; }

/* ---- the words on both sides ---- */

/* The word that ends at at, without opening marks and what stands before a hyphen. */
static view word_before(const sentence_cursor *c, uint32_t at, uint32_t begin) {
  uint32_t first = at, least = at - begin > WORD_BYTES ? at - WORD_BYTES : begin;
  const char *text = c->layout->text.ptr;
  while (first > least && text[first - 1] != ' ' && text[first - 1] != '\n' && text[first - 1] != '-' && text[first - 1] != '/' &&
         text[first - 1] != '(' && text[first - 1] != '"' && text[first - 1] != '\'' && text[first - 1] != '[' &&
         (unsigned char)text[first - 1] < 0x80)
    first--;
  return view_slice(c->layout->text, first, at);
}

typedef struct {
  uint32_t first; /* its first letter, marks before it apart; 0 at the end of the range */
  uint32_t at;    /* of that letter */
  bool marked;    /* a quotation or bracket opens before it */
  bool bracket;   /* a bracket opens before it */
  bool joined;    /* no blank before it */
} following;

static following after_stop(const sentence_cursor *c, uint32_t at) {
  uint32_t length;
  while (at < c->end && is_closing(utf8_decode(c->layout->text, at, &length))) at += length;
  following f = {.joined = at < c->end && !char_is_space(text_char_at(c->layout->text, at, c->end))};
  while (at < c->end && (char_is_space(text_char_at(c->layout->text, at, c->end)) || is_opening(text_char_at(c->layout->text, at, c->end)))) {
    f.marked |= is_opening(text_char_at(c->layout->text, at, c->end));
    f.bracket |= text_char_at(c->layout->text, at, c->end) == '(';
    utf8_decode(c->layout->text, at, &length);
    at += length;
  }
  f.first = text_char_at(c->layout->text, at, c->end);
  f.at = at;
  return f;
}

static view word_at(const sentence_cursor *c, uint32_t at) {
  uint32_t end = at, length;
  while (end < c->end && end - at < WORD_BYTES) {
    uint32_t x = utf8_decode(c->layout->text, end, &length);
    if (!char_is_latin(x) && !char_is_digit(x)) break;
    end += length;
  }
  return view_slice(c->layout->text, at, end);
}

static bool starts_sentence(const sentence_cursor *c, const following *f) {
  return f->marked ? is_upper(f->first) : text_word_is(c->rules, word_at(c, f->at), WORD_STARTER);
}

/* "10 a.m. GMT", "3 p.m. Tuesday", "3 p.m. Moscow time" */
static bool is_time_of(const sentence_cursor *c, const following *f) {
  view word = word_at(c, f->at);
  if (text_word_is(c->rules, word, WORD_ZONE)) return true;
  uint32_t next = f->at + (uint32_t)word.len;
  return char_is_space(text_char_at(c->layout->text, next, c->end)) && view_is(word_at(c, next + 1), "time");
}

/* ---- abbreviations ---- */

/* U.S., H.E., U.S.S.R: letters with stops between them. */
static bool is_acronym(view word) {
  if (word.len < 3 || word.len % 2 == 0) return false;
  for (size_t i = 0; i < word.len; i++)
    if (i % 2 ? word.ptr[i] != '.' : !char_is_latin((unsigned char)word.ptr[i])) return false;
  return true;
}

static bool is_digits(view word) {
  for (size_t i = 0; i < word.len; i++)
    if (!char_is_digit((unsigned char)word.ptr[i])) return false;
  return word.len > 0;
}

/* Does a stop behind this word end the sentence, given that a capital, a figure or a mark follows? */
static bool ends_behind(const sentence_cursor *c, view word, const following *f, bool first_word) {
  const text_rules *r = c->rules;
  if (first_word && (is_digits(word) || word.len == 1)) return false; /* 1. The parties; a. The parties */
  if (text_word_is(r, word, WORD_BEFORE_NAME) || text_word_is(r, word, WORD_INSIDE)) return false;
  if (text_word_is(r, word, WORD_BEFORE_NUMBER) || text_word_is(r, word, WORD_BEFORE_DAY)) return !char_is_digit(f->first);
  if (text_word_is(r, word, WORD_HOUR)) return !f->bracket && !is_time_of(c, f);
  bool initial = word.len == 1 && is_upper((unsigned char)word.ptr[0]);
  if (initial || text_word_is(r, word, WORD_BEFORE_NOUN) || is_acronym(word)) return !f->bracket && starts_sentence(c, f);
  return true;
}

/* "talks.The minister": a page lost its blank. */
static bool is_lost_blank(const sentence_cursor *c, view word, const following *f) {
  if (f->marked || !is_upper(f->first) || word.len < 3 || view_find(word, TEXT("."), 0) != SIZE_MAX) return false;
  for (size_t i = 1; i < word.len; i++)
    if (!is_lower((unsigned char)word.ptr[i])) return false;
  return text_word_is(c->rules, word_at(c, f->at), WORD_STARTER);
}

/* "talks. al-Shabaab said": a particle of names may begin a sentence. */
static bool is_particle(const sentence_cursor *c, const following *f) {
  view rest = view_slice(c->layout->text, f->at, c->end);
  return (view_starts_with(rest, TEXT("al-")) || view_starts_with(rest, TEXT("el-"))) && rest.len > 3 && is_upper((unsigned char)rest.ptr[3]);
}

static bool dot_ends(const sentence_cursor *c, uint32_t at, const following *f, uint32_t begin) {
  view word = word_before(c, at, begin);
  if (f->joined) return is_lost_blank(c, word, f);
  bool first_word = text_trim(c->layout->text, (span){begin, at}).begin == (uint32_t)(word.ptr - c->layout->text.ptr);
  if (is_lower(f->first)) return is_particle(c, f) && ends_behind(c, word, f, first_word);
  return ends_behind(c, word, f, first_word);
}

bool english_mark_ends(const sentence_cursor *c, uint32_t at, uint32_t mark, uint32_t length, uint32_t begin) {
  if (!is_stop(mark)) return false;
  if (mark == 0x3002) return true;
  if (is_stop(text_char_at(c->layout->text, at + length, c->end))) return false; /* the last of them decides */
  following f = after_stop(c, at + length);
  if (!f.first) return true;
  bool several = mark == 0x2026 || is_stop(text_char_before(c->layout->text, at, begin));
  if (mark == '.' && !several) return dot_ends(c, at, &f, begin);
  if (f.joined) return false;
  if (mark != '.' && mark != 0x2026 && text_word_is(c->rules, view_slice(c->layout->text, word_before(c, at, begin).ptr - c->layout->text.ptr, at + length), WORD_INSIDE))
    return false; /* Yahoo! */
  return !is_lower(f.first);
}

/* ---- quotations ---- */

bool english_says(const text_rules *rules, view words, uint32_t count) {
  size_t at = 0;
  for (uint32_t n = 0; n < count && at < words.len; n++) {
    while (at < words.len && !char_is_latin((unsigned char)words.ptr[at]) && (unsigned char)words.ptr[at] < 0x80) at++;
    size_t begin = at;
    while (at < words.len && (char_is_latin((unsigned char)words.ptr[at]) || (unsigned char)words.ptr[at] >= 0x80)) at++;
    if (at > begin && text_word_is(rules, view_slice(words, begin, at), WORD_SAYS)) return true;
  }
  return false;
}

/* The stop inside the closing mark, or 0. */
static uint32_t stop_inside(const sentence_cursor *c, const quote *q) {
  uint32_t at = text_trim(c->layout->text, q->inner).end;
  while (at > q->inner.begin && is_closing(text_char_before(c->layout->text, at, q->inner.begin))) at = (uint32_t)utf8_before(c->layout->text, at);
  uint32_t last = text_char_before(c->layout->text, at, q->inner.begin);
  return is_stop(last) ? last : 0;
}

/* He said: "It is over." Then …     "It is over." Then …     (It was not.) Then … */
bool english_quote_ends(const sentence_cursor *c, const quote *q, uint32_t begin) {
  if (q->outer.begin == q->inner.begin) return false; /* a dateline */
  uint32_t stop = stop_inside(c, q);
  if (!stop) return false;
  bool bracket = bracket_class(text_char_at(c->layout->text, q->outer.begin, c->end)) == MARK_PAREN;
  if (bracket && q->outer.begin != begin) return false;
  following f = after_stop(c, q->outer.end);
  if (!f.first || f.joined || is_lower(f.first) || f.first == ',' || f.first == ';' || f.first == '-' || f.first >= 0x2010)
    return false;
  if (bracket || f.marked || !is_upper(f.first)) return true;
  bool asked = stop != '.' && english_says(c->rules, view_slice(c->layout->text, f.at, c->end), SPEECH_WORDS);
  return !asked; /* "Will it end?" President Diallo asked. */
}
