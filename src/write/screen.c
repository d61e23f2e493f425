/* screen.c - glyphs, their columns, and where a line may break (a simple kinsoku: no closing mark at the start of a
 * line, no opening mark at its end, Latin words whole). */
#include <unicode/uchar.h>

#include "write/screen.h"

/* ---- columns ---- */

uint32_t char_columns(uint32_t c) {
  if (c < 0x20 || (c >= 0x7F && c < 0xA0)) return 0;
  if (c < 0x300) return 1;
  switch (u_charType((UChar32)c)) {
  case U_NON_SPACING_MARK:
  case U_ENCLOSING_MARK:
  case U_FORMAT_CHAR: return 0;
  default: break;
  }
  if (c >= 0x1160 && c <= 0x11FF) return 0; /* vowels and finals of Hangul, drawn into the initial's cell */
  int width = u_getIntPropertyValue((UChar32)c, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

uint32_t text_columns(view text) {
  uint32_t n = 0;
  for (size_t at = 0; at < text.len;) {
    uint32_t length;
    n += char_columns(utf8_decode(text, at, &length));
    at += length;
  }
  return n;
}

/* ---- runs ---- */

/* What must not reach a terminal: 0 for nothing at all, else what is shown in its place. */
static uint32_t safe_char(uint32_t c) {
  if (c == '\t' || c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029) return ' ';
  if (c < 0x20 || (c >= 0x7F && c < 0xA0)) return 0xFFFD;
  if ((c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069)) return 0; /* they reorder what follows */
  return c;
}

static void add_glyph(run *r, uint32_t c, unsigned style) {
  glyph g = {.c = c, .columns = (uint8_t)char_columns(c), .style = (uint8_t)style};
  LIST_PUSH(r->arena, &r->glyphs, g);
}

void run_add(run *r, view text, unsigned style) {
  for (size_t at = 0; at < text.len;) {
    uint32_t length, c = safe_char(utf8_decode(text, at, &length));
    if (c) add_glyph(r, c, style);
    at += length;
  }
}

void run_add_string(run *r, const char *text, unsigned style) { run_add(r, view_of_string(text), style); }

void run_add_cut(run *r, view text, uint32_t columns, unsigned style) {
  uint32_t first = r->glyphs.count, used = 0, keep = first;
  run_add(r, text, style);
  for (uint32_t i = first; i < r->glyphs.count; i++) {
    used += r->glyphs.at[i].columns;
    if (used + 1 <= columns) keep = i + 1;
  }
  if (used <= columns) return;
  r->glyphs.count = keep;
  add_glyph(r, 0x2026, style);
}

void run_clear(run *r) { r->glyphs.count = 0; }

uint32_t run_columns(const run *r) {
  uint32_t n = 0;
  for (uint32_t i = 0; i < r->glyphs.count; i++) n += r->glyphs.at[i].columns;
  return n;
}

void run_pad(run *r, uint32_t columns) {
  for (uint32_t n = run_columns(r); n < columns; n++) add_glyph(r, ' ', STYLE_PLAIN);
}

/* ---- lines ---- */

static bool is_one_of(uint32_t c, view set) {
  for (size_t at = 0; at < set.len;) {
    uint32_t length;
    if (utf8_decode(set, at, &length) == c) return true;
    at += length;
  }
  return false;
}

static bool may_not_begin(uint32_t c) {
  return is_one_of(c, TEXT("、。，．,.・:;：；?!？！)]}）］｝」』】〕〉》〗”’»…‥ー々ゝゞヽヾぁぃぅぇぉっゃゅょゎ"
                           "ァィゥェォッャュョヮヵヶ％%℃"));
}

static bool may_not_end(uint32_t c) { return is_one_of(c, TEXT("([{（［｛「『【〔〈《〖“‘«")); }

static bool may_break(const glyph *before, const glyph *after) {
  if (before->c == ' ' || before->c == 0x3000) return true;
  if (after->columns == 0 || after->c == ' ' || may_not_begin(after->c) || may_not_end(before->c)) return false;
  return before->columns == 2 || after->columns == 2;
}

/* Glyphs from begin that fit in columns; all of them when columns is 0. */
static uint32_t line_end(const run *r, uint32_t begin, uint32_t columns) {
  uint32_t used = 0, last_break = begin, count = r->glyphs.count;
  if (!columns) return count;
  for (uint32_t i = begin; i < count; i++) {
    const glyph *g = &r->glyphs.at[i];
    if (i > begin && may_break(g - 1, g)) last_break = i;
    used += g->columns;
    if (used > columns && g->c != ' ') return last_break > begin ? last_break : i > begin ? i : i + 1;
  }
  return count;
}

static void set_style(buffer *out, unsigned style) {
  buffer_add(out, TEXT("\x1b[0"));
  for (unsigned bit = 0; bit < 4; bit++)
    if (style & 1U << bit) buffer_printf(out, ";%u", bit + 1); /* 1 bold, 2 dim, 3 italic, 4 underlined */
  if (style >> 4) buffer_printf(out, ";3%u", style >> 4);
  buffer_add_byte(out, 'm');
}

static void write_line(buffer *out, const run *r, uint32_t begin, uint32_t end, bool color) {
  unsigned now = STYLE_PLAIN;
  for (uint32_t i = begin; i < end; i++) {
    const glyph *g = &r->glyphs.at[i];
    char bytes[4];
    if (color && g->style != now) set_style(out, now = g->style);
    buffer_add(out, view_of(bytes, utf8_encode(g->c, bytes)));
  }
  if (now != STYLE_PLAIN) buffer_add(out, TEXT("\x1b[0m"));
}

void run_write(buffer *out, const run *r, const run_layout *layout) {
  uint32_t begin = 0, count = r->glyphs.count, indent = layout->first;
  do {
    uint32_t room = layout->width > indent + 8 ? layout->width - indent : layout->width ? 8 : 0;
    while (layout->width && begin < count && r->glyphs.at[begin].c == ' ') begin++;
    uint32_t end = line_end(r, begin, room), last = end;
    while (last > begin && r->glyphs.at[last - 1].c == ' ') last--;
    for (uint32_t i = 0; i < indent && last > begin; i++) buffer_add_byte(out, ' ');
    write_line(out, r, begin, last, layout->color);
    buffer_add_byte(out, '\n');
    begin = end;
    indent = layout->rest;
  } while (begin < count);
}
