/* text_dump.c - a layout as indented lines, the form that tests compare.
 *
 *   paragraph
 *     0 首相は「反対だ。断る。」と述べた。     the sentence's number, - in a heading
 *       speech 反対だ。断る。
 *         > 反対だ。
 *         > 断る。
 */
#include <stdio.h>

#include "text/text_parts.h"

static const char *const block_names[] = {"title", "heading", "paragraph"};
static const char *const quote_names[] = {"speech", "term", "aside", "dateline"};

static void add_line(buffer *out, uint32_t indent, const char *label, view words) {
  buffer_printf(out, "%*s%s ", (int)indent, "", label);
  for (size_t at = 0; at < words.len; at++) buffer_add_byte(out, words.ptr[at] == '\n' ? ' ' : words.ptr[at]);
  buffer_add_byte(out, '\n');
}

static void dump_quote(buffer *out, const text_layout *layout, const quote *q) {
  uint32_t indent = 4 + 2 * q->depth;
  add_line(out, indent, quote_names[q->kind], view_span(layout->text, q->inner));
  for (uint32_t i = 0; i < q->segment_count; i++)
    add_line(out, indent + 2, ">", view_span(layout->text, layout->segments.at[q->segment + i].span));
}

void text_dump(buffer *out, const text_layout *layout) {
  uint32_t q = 0, block_index = NONE;
  for (uint32_t i = 0; i < layout->sentences.count; i++) {
    const sentence *s = &layout->sentences.at[i];
    if (s->block != block_index) buffer_printf(out, "%s\n", block_names[layout->blocks.at[s->block].kind]);
    block_index = s->block;
    char number[16] = "-";
    if (!s->heading) snprintf(number, sizeof number, "%u", s->number);
    add_line(out, 2, number, view_span(layout->text, s->span));
    for (; q < layout->quotes.count && layout->quotes.at[q].sentence <= i; q++)
      dump_quote(out, layout, &layout->quotes.at[q]);
  }
}
