/* token_chunk.c - a segment's text as MeCab and the names get it.
 *
 *   layout   欧州連合(EU)は「反対だ。」と5%…
 *   plain    欧州連合 は「〓」と5%…          an aside leaves a blank, which no word of MeCab crosses
 *   wide     欧州連合 は「〓」と5％…         signs in full width, quotation marks as 「」
 *
 * A long segment comes in several chunks, cut after a comma or stop where there is one: MeCab's lattice takes a
 * hundred times the room of its text. A run of one kind of signs, figures or letters that is longer than any word is cut
 * too: MeCab reads to the end of the run at each of its characters. Line ends inside wrapped paragraphs are left out. */
#include "token/token_parts.h"

enum { CHUNK_SOFT = CHUNK * 3 / 4, RUN_CHARACTERS = 192 };

chunk_reader chunk_reader_of(const text_layout *layout, span s) {
  uint32_t low = 0, high = layout->quotes.count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (layout->quotes.at[middle].outer.begin < s.begin) low = middle + 1;
    else high = middle;
  }
  return (chunk_reader){layout->text, layout->quotes.at, layout->quotes.count, s.begin, s.end, low};
}

static void put_bytes(char *to, uint32_t *length, const char *from, uint32_t count) {
  for (uint32_t i = 0; i < count; i++) to[*length + i] = from[i];
  *length += count;
}

/* Adds one character of the layout at where. */
static void put(chunk *c, view character, view wide, span where) {
  c->begin[c->plain_length] = where.begin;
  c->plain_at[c->wide_length] = (uint16_t)c->plain_length;
  put_bytes(c->plain, &c->plain_length, character.ptr, (uint32_t)character.len);
  put_bytes(c->wide, &c->wide_length, wide.ptr, (uint32_t)wide.len);
  c->end[c->plain_length] = where.end;
}

static bool is_ascii_sign(uint32_t c) { return c > ' ' && c < 0x7F && !char_is_digit(c) && !char_is_latin(c); }
static bool is_opening_mark(uint32_t c) { return c == 0x201C || c == 0x2018 || c == 0x301D; }
static bool is_closing_mark(uint32_t c) { return c == '"' || c == 0x201D || c == 0x2019 || c == 0x301E || c == 0x301F; }

/* Kinds of characters that MeCab puts together into unknown words of any length; 0: it does not. */
static uint8_t run_kind(uint32_t c) {
  if (char_is_hiragana(c) || char_is_kanji(c)) return 0;
  if (char_is_digit(c)) return 1;
  if (char_is_latin(c)) return 2;
  return char_is_kana_letter(c) ? 3 : 4;
}

static void count_run(chunk *c, uint32_t code_point) {
  uint8_t kind = run_kind(code_point);
  c->run = kind && kind == c->run_kind ? c->run + 1 : 1;
  c->run_kind = kind;
}

/* Adds the character c of the layout as MeCab knows it; opens: it is a mark that begins a quote. */
static void put_character(chunk *c, const chunk_reader *r, uint32_t code_point, uint32_t length, bool opens) {
  char full[4];
  view plain = view_of(r->text.ptr + r->at, length);
  if (code_point == 0xFFFD) plain = TEXT("\xEF\xBF\xBD"); /* also for an invalid byte */
  view wide = plain;
  if (is_opening_mark(code_point) || is_closing_mark(code_point))
    wide = opens || is_opening_mark(code_point) ? TEXT("「") : TEXT("」");
  else if (is_ascii_sign(code_point)) wide = view_of(full, utf8_encode(code_point + 0xFEE0, full));
  count_run(c, code_point);
  put(c, plain, wide, (span){r->at, r->at + length});
}

static void put_blank(chunk *c, uint32_t at, uint32_t length) {
  if (c->plain_length && c->plain[c->plain_length - 1] != ' ') put(c, TEXT(" "), TEXT(" "), (span){at, at + length});
}

/* A line end inside a word or between two is nothing in Japanese, a blank between Latin words. */
static void put_line_end(chunk *c, const chunk_reader *r, uint32_t at) {
  bool latin_before = c->plain_length && (unsigned char)c->plain[c->plain_length - 1] < 0x80;
  bool latin_after = at + 1 < r->end && (unsigned char)r->text.ptr[at + 1] < 0x80;
  if (latin_before && latin_after) put_blank(c, at, 1);
}

static void put_hole(chunk *c, const quote *q, uint32_t index) {
  put(c, TEXT("「"), TEXT("「"), (span){q->outer.begin, q->inner.begin});
  c->holes[c->hole_count++] = (chunk_hole){c->plain_length, index};
  put(c, TEXT("〓"), TEXT("〓"), q->inner);
  put(c, TEXT("」"), TEXT("」"), (span){q->inner.end, q->outer.end});
}

static bool is_full(const chunk *c) {
  if (c->run > RUN_CHARACTERS) return true;
  if (c->plain_length < CHUNK_SOFT && c->hole_count < CHUNK_HOLES) return false;
  if (c->plain_length >= CHUNK || c->hole_count >= CHUNK_HOLES) return true;
  view text = view_of(c->plain, c->plain_length);
  return view_ends_with(text, TEXT("、")) || view_ends_with(text, TEXT("。")) || view_ends_with(text, TEXT(" "));
}

static void skip_quotes(chunk_reader *r) {
  while (r->quote < r->quote_count && r->quotes[r->quote].outer.begin < r->at) r->quote++;
}

/* Takes the quote that begins here. */
static void take_quote(chunk_reader *r, chunk *c) {
  const quote *q = &r->quotes[r->quote];
  if (q->kind == QUOTE_SPEECH) {
    put_hole(c, q, r->quote);
    r->at = q->outer.end;
  } else if (q->kind == QUOTE_TERM) {
    uint32_t length, mark = utf8_decode(r->text, r->at, &length);
    put_character(c, r, mark, length, true);
    r->at += length;
  } else {
    put_blank(c, q->outer.begin, span_length(q->outer));
    r->at = q->outer.end;
  }
  skip_quotes(r);
}

/* As utf8_decode; the common kinds of characters are read in place. */
static uint32_t decode(const chunk_reader *r, uint32_t at, uint32_t *length) {
  const unsigned char *p = (const unsigned char *)r->text.ptr + at;
  if (p[0] < 0x80) return *length = 1, p[0];
  if (p[0] > 0xE0 && p[0] < 0xED && at + 3 <= r->end && (p[1] & 0xC0) == 0x80 && (p[2] & 0xC0) == 0x80)
    return *length = 3, (uint32_t)(p[0] & 0x0F) << 12 | (uint32_t)(p[1] & 0x3F) << 6 | (p[2] & 0x3F);
  return utf8_decode(r->text, at, length);
}

bool chunk_next(chunk_reader *r, chunk *c) {
  c->plain_length = c->wide_length = c->hole_count = c->run = 0;
  c->run_kind = 0;
  while (r->at < r->end && !is_full(c)) {
    if (r->quote < r->quote_count && r->quotes[r->quote].outer.begin == r->at) {
      take_quote(r, c);
      continue;
    }
    uint32_t length, code_point = decode(r, r->at, &length);
    if (code_point == '\n') put_line_end(c, r, r->at);
    else if (char_is_space(code_point)) put_blank(c, r->at, length);
    else put_character(c, r, code_point, length, false);
    r->at += length;
  }
  c->plain_at[c->wide_length] = (uint16_t)c->plain_length;
  return c->plain_length > 0;
}

/* From the end, so that nothing is overwritten. There is room: the wide text has three bytes for one of the plain text,
 * and names are at least one byte long and hold no signs. */
void chunk_cut(chunk *c, const uint8_t *marks) {
  uint32_t count = 0;
  for (uint32_t at = 0; at < c->plain_length; at++) count += (marks[at] & MARK_CUT) != 0;
  uint32_t from = c->wide_length, to = c->wide_length += count;
  c->plain_at[to] = (uint16_t)c->plain_length;
  while (from-- > 0) {
    c->wide[--to] = c->wide[from];
    if (((unsigned char)c->wide[to] & 0xC0) == 0x80) continue;
    uint16_t plain = c->plain_at[to] = c->plain_at[from];
    if (!(marks[plain] & MARK_CUT)) continue;
    c->wide[--to] = ' ';
    c->plain_at[to] = plain;
  }
}
