/* normalise.c - one code point to one code point, and the maps between bytes and code points.
 *
 * Full NFKC changes the number of characters (㌔ to キロ), and every span would need a map of its own. Of NFKC we take
 * the part that keeps the count, which is the part that news text needs: full-width ASCII, half-width kana, the
 * compatibility ideographs of CP932. So the n-th code point of the text is the n-th code point of the source, and
 * two sparse tables are enough to go from one to the other:
 *
 *   marks[i]         code-point index at byte 64 * i of the text
 *   source_marks[i]  byte of the source where code point 64 * i begins
 */
#include <assert.h>

#include "text/text_parts.h"

enum { STEP = 64, SOURCE_STEP = 16 }; /* bytes of the text, code points of the source, between two marks */

/* U+FF61 to U+FF9F in full width. */
static const uint16_t half_kana[] = {
    0x3002, 0x300C, 0x300D, 0x3001, 0x30FB, 0x30F2, 0x30A1, 0x30A3, 0x30A5, 0x30A7, 0x30A9, 0x30E3, 0x30E5,
    0x30E7, 0x30C3, 0x30FC, 0x30A2, 0x30A4, 0x30A6, 0x30A8, 0x30AA, 0x30AB, 0x30AD, 0x30AF, 0x30B1, 0x30B3,
    0x30B5, 0x30B7, 0x30B9, 0x30BB, 0x30BD, 0x30BF, 0x30C1, 0x30C4, 0x30C6, 0x30C8, 0x30CA, 0x30CB, 0x30CC,
    0x30CD, 0x30CE, 0x30CF, 0x30D2, 0x30D5, 0x30D8, 0x30DB, 0x30DE, 0x30DF, 0x30E0, 0x30E1, 0x30E2, 0x30E4,
    0x30E6, 0x30E8, 0x30E9, 0x30EA, 0x30EB, 0x30EC, 0x30ED, 0x30EF, 0x30F3, 0x309B, 0x309C};
_Static_assert(COUNT_OF(half_kana) == 0xFF9F - 0xFF61 + 1, "one entry a half-width character");

/* U+FFE0 to U+FFE6: signs of money and others. */
static const uint16_t full_signs[] = {0xA2, 0xA3, 0xAC, 0xAF, 0xA6, 0xA5, 0x20A9};

/* Ideographs that CP932 has twice, with the usual one. */
static const struct {
  uint16_t from, to;
} ideographs[] = {{0xFA10, 0x585A}, {0xFA12, 0x6674}, {0xFA15, 0x51DE}, {0xFA16, 0x732A}, {0xFA17, 0x76CA},
                  {0xFA18, 0x793C}, {0xFA19, 0x795E}, {0xFA1A, 0x7965}, {0xFA1B, 0x798F}, {0xFA1C, 0x9756},
                  {0xFA1E, 0x7FBD}, {0xFA22, 0x8AF8}, {0xFA25, 0x9038}, {0xFA26, 0x90FD}, {0xFA2A, 0x98EF},
                  {0xFA2B, 0x98FC}, {0xFA2C, 0x9928}, {0xFA2D, 0x9DB4}};

static uint32_t normalise_ideograph(uint32_t c) {
  for (size_t i = 0; i < COUNT_OF(ideographs); i++)
    if (ideographs[i].from == c) return ideographs[i].to;
  return c;
}

static uint32_t normalise_high(uint32_t c) {
  if (c == 0xFF5E) return 0x301C; /* CP932 reads the wave dash as a full-width tilde */
  if (c >= 0xFF01 && c <= 0xFF5D) return c - 0xFEE0;
  if (c >= 0xFF61 && c <= 0xFF9F) return half_kana[c - 0xFF61];
  if (c >= 0xFFE0 && c <= 0xFFE6) return full_signs[c - 0xFFE0];
  if (c >= 0xFA10 && c <= 0xFA2D) return normalise_ideograph(c);
  return c == 0xFEFF ? ' ' : c;
}

static uint32_t normalise_char(uint32_t c) {
  if (c >= 0xFA10) return normalise_high(c);
  if (c < 0x80) return (c < ' ' && c != '\n') || c == 0x7F ? ' ' : c;
  if (c >= 0x3001) return c;
  if (c == 0x85 || c == 0x2028 || c == 0x2029) return '\n';
  if (c <= 0xA0 || c == 0x3000) return ' ';
  if ((c >= 0x2000 && c <= 0x200F) || (c >= 0x202A && c <= 0x202F) || (c >= 0x205F && c <= 0x206F)) return ' ';
  return c;
}

static uint32_t char_before(view source, size_t at) {
  uint32_t length;
  return at ? normalise_char(utf8_decode(source, utf8_before(source, at), &length)) : 0;
}

static uint32_t char_at(view source, size_t at) {
  uint32_t length;
  return at < source.len ? normalise_char(utf8_decode(source, at, &length)) : 0;
}

static bool is_japanese(uint32_t c) {
  return char_is_kanji(c) || char_is_hiragana(c) || char_is_katakana(c) || c == 0x30FC ||
         (c >= 0x300C && c <= 0x300F) || c == ')';
}

/* Official documents write ， and ． for 、 and 。; after figures and letters they stay what they are. */
static uint32_t normalise_stop(view source, size_t at, uint32_t length, uint32_t c) {
  if (!is_japanese(char_before(source, at))) return c;
  if (c == ',') return 0x3001;
  uint32_t next = char_at(source, at + length);
  return char_is_digit(next) || char_is_latin(next) || next == c ? c : 0x3002;
}

/* The normal form of the code point at source[at]; a lone carriage return ends a line. */
static uint32_t normal_at(language_id language, view source, size_t at, uint32_t *length) {
  uint32_t c = utf8_decode(source, at, length);
  if (c == '\r' && (at + 1 == source.len || source.ptr[at + 1] != '\n')) return '\n';
  c = normalise_char(c);
  return language == LANGUAGE_JA && (c == ',' || c == '.') ? normalise_stop(source, at, *length, c) : c;
}

static uint32_t encoded_length(uint32_t c) { return c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4; }

view normalise_text(arena *a, language_id language, view source, size_t *code_points) {
  size_t size = 0, count = 0;
  uint32_t length;
  for (size_t at = 0; at < source.len; at += length, count++) size += encoded_length(normal_at(language, source, at, &length));
  assert(size < UINT32_MAX && "the engine bounds the size of a document");
  char *text = arena_alloc(a, size + 4), *p = text;
  for (size_t at = 0; at < source.len; at += length) p += utf8_encode(normal_at(language, source, at, &length), p);
  *code_points = count;
  return view_of(text, size);
}

void normalise_marks(arena *a, text_layout *layout, size_t code_points) {
  uint32_t length, n = 0;
  layout->marks.count = layout->marks.capacity = (uint32_t)(layout->text.len / STEP + 1);
  layout->marks.at = ARENA_NEW(a, uint32_t, layout->marks.count);
  layout->source_marks.count = layout->source_marks.capacity = (uint32_t)(code_points / SOURCE_STEP + 1);
  layout->source_marks.at = ARENA_NEW(a, uint32_t, layout->source_marks.count);
  for (size_t at = 0; at < layout->text.len; at++) {
    if (at % STEP == 0) layout->marks.at[at / STEP] = n;
    if (((unsigned char)layout->text.ptr[at] & 0xC0) != 0x80) n++;
  }
  if (layout->text.len % STEP == 0) layout->marks.at[layout->text.len / STEP] = n;
  n = 0;
  for (size_t at = 0; at < layout->source.len; at += length, n++) {
    if (n % SOURCE_STEP == 0) layout->source_marks.at[n / SOURCE_STEP] = (uint32_t)at;
    utf8_decode(layout->source, at, &length);
  }
  if (n % SOURCE_STEP == 0) layout->source_marks.at[n / SOURCE_STEP] = (uint32_t)layout->source.len;
}

uint32_t text_code_point(const text_layout *layout, uint32_t byte) {
  if (byte > layout->text.len) byte = (uint32_t)layout->text.len;
  uint32_t n = layout->marks.at[byte / STEP];
  for (uint32_t at = byte / STEP * STEP; at < byte; at++) n += ((unsigned char)layout->text.ptr[at] & 0xC0) != 0x80;
  return n;
}

static size_t source_byte(const text_layout *layout, uint32_t code_point) {
  size_t at = layout->source_marks.at[code_point / SOURCE_STEP];
  uint32_t length;
  for (uint32_t n = code_point % SOURCE_STEP; n > 0 && at < layout->source.len; n--, at += length)
    utf8_decode(layout->source, at, &length);
  return at;
}

view text_source(const text_layout *layout, span s) {
  size_t begin = source_byte(layout, text_code_point(layout, s.begin));
  return view_slice(layout->source, begin, source_byte(layout, text_code_point(layout, s.end)));
}

span text_trim(view text, span s) {
  uint32_t length;
  while (s.begin < s.end && char_is_space(utf8_decode(text, s.begin, &length))) s.begin += length;
  while (s.begin < s.end) {
    size_t last = utf8_before(text, s.end);
    if (!char_is_space(utf8_decode(text, last, &length))) break;
    s.end = (uint32_t)last;
  }
  return s;
}
