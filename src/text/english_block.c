/* english_block.c - headings and paragraphs of English text, and lines that were wrapped.
 *
 * A heading is a short line without a stop at its end. Items of a list are paragraphs when they have the length of a
 * clause. */
#include "text/text_parts.h"

enum { HEADING_BYTES = 130, ITEM_WORDS = 5, SENTENCE_WORDS = 4 };

static uint32_t words_in(view words) {
  uint32_t count = 0;
  for (size_t i = 0; i < words.len; i++)
    count += words.ptr[i] != ' ' && words.ptr[i] != '\n' && (i == 0 || words.ptr[i - 1] == ' ' || words.ptr[i - 1] == '\n');
  return count;
}

/* The last character that is no closing mark. */
static uint32_t last_char(view words) {
  uint32_t c = 0, length;
  while (words.len) {
    size_t at = utf8_before(words, words.len);
    c = utf8_decode(words, at, &length);
    words.len = at;
    if (!bracket_is_closing(c) && c != '\'' && c != 0x2019 && !char_is_space(c)) break;
  }
  return c;
}

static bool ends_inside(const text_layout *layout, const text_rules *rules, span s) {
  sentence_cursor c = {layout, rules, s.begin, s.end, layout->quotes.count};
  span first;
  return sentence_next(&c, &first) && first.end < s.end;
}

block_kind english_block_kind(const text_layout *layout, const text_rules *rules, span s) {
  view words = view_span(layout->text, s);
  if (words.len > HEADING_BYTES) return BLOCK_PARAGRAPH;
  uint32_t last = last_char(words), length, first = utf8_decode(words, 0, &length);
  if (last == '.' || last == '!' || last == '?' || last == 0x2026 || last == ':' || last == ';' || last == ',') return BLOCK_PARAGRAPH;
  bool item = english_lead_end(rules, layout->text, s) > s.begin || (first >= 'a' && first <= 'z') || bracket_class(first) == MARK_QUOTE;
  if (item && words_in(words) >= ITEM_WORDS) return BLOCK_PARAGRAPH;
  return ends_inside(layout, rules, s) ? BLOCK_PARAGRAPH : BLOCK_HEADING;
}

bool english_is_sentence(view words) { return words_in(words) >= SENTENCE_WORDS; }

/* A line is full when the first word of the next one had no room in it. */
bool english_line_is_full(view text, uint32_t columns, span next, uint32_t width) {
  uint32_t word = 0, length;
  for (uint32_t at = next.begin; at < next.end && !char_is_space(utf8_decode(text, at, &length)); at += length) word++;
  return columns + 1 + word > width;
}
