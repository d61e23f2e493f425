/* layout.c - a document's text laid out, block by block: brackets, sentences, kinds of quotes, segments. */
#include <assert.h>

#include "text/text_parts.h"

static uint32_t first_quote_in(const text_layout *layout, uint32_t from, uint32_t begin) {
  while (from < layout->quotes.count && layout->quotes.at[from].outer.begin < begin) from++;
  return from;
}

/* The segment in which a speech quote stands: a sentence of the speech quote around it, or the outer sentence. */
static uint32_t parent_segment(const text_layout *layout, const sentence *s, const quote *q) {
  uint32_t around = q->parent;
  while (around != NONE && layout->quotes.at[around].kind != QUOTE_SPEECH) around = layout->quotes.at[around].parent;
  if (around == NONE) return s->segment;
  uint32_t low = layout->quotes.at[around].segment, high = low + layout->quotes.at[around].segment_count;
  while (high - low > 1) {
    uint32_t middle = low + (high - low) / 2;
    if (layout->segments.at[middle].span.begin <= q->outer.begin) low = middle;
    else high = middle;
  }
  return low;
}

/* The words of a quotation; the comma before the closing mark belongs to the sentence around it. */
static span quoted_words(const text_layout *layout, const quote *q) {
  span inner = text_trim(layout->text, q->inner);
  bool comma = layout->language == LANGUAGE_EN && inner.end > inner.begin + 1 && layout->text.ptr[inner.end - 1] == ',';
  return comma ? text_trim(layout->text, (span){inner.begin, inner.end - 1}) : inner;
}

static void add_quote_segments(arena *a, text_layout *layout, const text_rules *rules, uint32_t sentence_index,
                               uint32_t quote_index) {
  quote *q = &layout->quotes.at[quote_index];
  uint32_t parent = parent_segment(layout, &layout->sentences.at[sentence_index], q);
  span inner = quoted_words(layout, q), s;
  sentence_cursor cursor = {layout, rules, inner.begin, inner.end, quote_index + 1};
  q->segment = layout->segments.count;
  while (sentence_next(&cursor, &s)) {
    segment part = {.span = s, .sentence = sentence_index, .quote = quote_index, .parent = parent};
    LIST_PUSH(a, &layout->segments, part);
  }
  q->segment_count = layout->segments.count - q->segment;
}

static void add_segments(arena *a, text_layout *layout, const text_rules *rules, uint32_t sentence_index, uint32_t first,
                         uint32_t end) {
  sentence *s = &layout->sentences.at[sentence_index];
  s->segment = layout->segments.count;
  segment outer = {.span = s->span, .sentence = sentence_index, .quote = NONE, .parent = NONE};
  LIST_PUSH(a, &layout->segments, outer);
  for (uint32_t q = first; q < end; q++)
    if (layout->quotes.at[q].kind == QUOTE_SPEECH) add_quote_segments(a, layout, rules, sentence_index, q);
  s->segment_count = layout->segments.count - s->segment;
}

typedef struct {
  uint32_t paragraph, number; /* of the next one */
} counters;

static void add_sentences(arena *a, text_layout *layout, const text_rules *rules, uint32_t block_index, uint32_t first,
                          counters *next) {
  const block *b = &layout->blocks.at[block_index];
  bool heading = b->kind != BLOCK_PARAGRAPH;
  sentence_cursor cursor = {layout, rules, b->span.begin, b->span.end, first};
  span found;
  while (sentence_next(&cursor, &found)) {
    sentence s = {.span = found,
                  .block = block_index,
                  .paragraph = next->paragraph,
                  .heading = heading,
                  .number = heading ? NONE : next->number++};
    LIST_PUSH(a, &layout->sentences, s);
    uint32_t index = layout->sentences.count - 1;
    first = first_quote_in(layout, first, found.begin);
    uint32_t end = first_quote_in(layout, first, found.end);
    for (uint32_t q = first; q < end; q++) layout->quotes.at[q].sentence = index;
    quote_set_kinds(layout, rules, &layout->sentences.at[index], first, end);
    add_segments(a, layout, rules, index, first, end);
    first = end;
  }
  if (!heading) next->paragraph++;
}

/* Does a paragraph begin with a quotation mark? */
static bool block_opens_quote(const text_layout *layout, uint32_t b) {
  uint32_t length;
  if (b >= layout->blocks.count || layout->blocks.at[b].kind != BLOCK_PARAGRAPH) return false;
  return bracket_class(utf8_decode(layout->text, layout->blocks.at[b].span.begin, &length)) == MARK_QUOTE;
}

void text_lay_out(arena *a, const text_rules *rules, view text, view title, text_layout *out) {
  size_t code_points;
  *out = (text_layout){.language = rules ? rules->language : LANGUAGE_JA, .source = text};
  out->text = normalise_text(a, out->language, text, &code_points);
  normalise_marks(a, out, code_points);
  block_find(a, out, rules, title);
  bracket_scratch scratch = {0};
  counters next = {0};
  bool goes_on = false;
  for (uint32_t b = 0; b < out->blocks.count; b++) {
    uint32_t first = out->quotes.count;
    if (out->language == LANGUAGE_EN)
      english_marks_match(a, out, rules, out->blocks.at[b].span, block_opens_quote(out, b + 1), &goes_on, &scratch);
    else bracket_match(a, out, out->blocks.at[b].span, &scratch);
    add_sentences(a, out, rules, b, first, &next);
  }
}

uint32_t text_quote_at(const text_layout *layout, uint32_t byte) {
  uint32_t low = 0, high = layout->quotes.count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (layout->quotes.at[middle].outer.begin <= byte) low = middle + 1;
    else high = middle;
  }
  uint32_t q = low ? low - 1 : NONE;
  while (q != NONE && !span_has(layout->quotes.at[q].outer, byte)) q = layout->quotes.at[q].parent;
  return q;
}
