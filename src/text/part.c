/* part.c - a long document in parts, so that what the later stages hold does not grow with its length.
 *
 *   sentences  ├──────── part ────────┤├──────── part ────────┤├─ part ─┤
 *   blocks     ├────┤├───┤├───────────┤├──┤├──────┤├──────────┤├────────┤
 *
 * The whole text is laid out once; a part has a copy of its sentences, segments and quotes with indices of its own,
 * while text, blocks and marks are the document's, so that every offset stays what it was. */
#include "text/text_parts.h"

enum { PART_BYTES = 256 * 1024 };

/* The sentence after the last one of the part that begins at first: at the end of a block, where there is one. */
static uint32_t part_end(const text_layout *whole, uint32_t first) {
  const sentence *all = whole->sentences.at;
  uint32_t i = first + 1, begin = all[first].span.begin;
  for (; i < whole->sentences.count; i++) {
    uint32_t length = all[i].span.begin - begin;
    if (length >= 2 * PART_BYTES || (length >= PART_BYTES && all[i].block != all[i - 1].block)) break;
  }
  return i;
}

static uint32_t first_quote(const text_layout *whole, uint32_t byte) {
  uint32_t low = 0, high = whole->quotes.count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (whole->quotes.at[middle].outer.begin < byte) low = middle + 1;
    else high = middle;
  }
  return low;
}

/* Copies list[first .. first + n) into an arena. */
#define COPY_PART(a, type, list, first, n)                                                                             \
  do {                                                                                                                 \
    type *copy = ARENA_NEW((a), type, (n));                                                                            \
    if (n) memcpy(copy, (list).at + (first), sizeof(type) * (n));                                                      \
    (list).at = copy;                                                                                                  \
    (list).count = (list).capacity = (n);                                                                              \
  } while (0)

static void move_back(uint32_t *index, uint32_t by) {
  if (*index != NONE) *index -= by;
}

/* Takes sentences [first, end) out of the whole. */
static void cut_part(arena *a, const text_layout *whole, uint32_t first, uint32_t end, text_layout *part) {
  const sentence *begin = &whole->sentences.at[first], *last = &whole->sentences.at[end - 1];
  uint32_t next = end < whole->sentences.count ? whole->sentences.at[end].span.begin : UINT32_MAX;
  uint32_t segments = begin->segment, segment_count = last->segment + last->segment_count - segments;
  uint32_t quotes = first_quote(whole, begin->span.begin), quote_count = first_quote(whole, next) - quotes;
  COPY_PART(a, sentence, part->sentences, first, end - first);
  COPY_PART(a, segment, part->segments, segments, segment_count);
  COPY_PART(a, quote, part->quotes, quotes, quote_count);
  for (uint32_t i = 0; i < part->sentences.count; i++) part->sentences.at[i].segment -= segments;
  for (uint32_t i = 0; i < segment_count; i++) {
    segment *s = &part->segments.at[i];
    s->sentence -= first;
    move_back(&s->quote, quotes);
    move_back(&s->parent, segments);
  }
  for (uint32_t i = 0; i < quote_count; i++) {
    quote *q = &part->quotes.at[i];
    q->sentence -= first;
    move_back(&q->parent, quotes);
    q->continues = q->continues != NONE && q->continues >= quotes ? q->continues - quotes : NONE;
    if (q->segment_count) q->segment -= segments;
  }
}

bool text_next_part(arena *a, const text_layout *whole, uint32_t *at, text_layout *part) {
  uint32_t first = *at;
  if (first > 0 && first >= whole->sentences.count) return false;
  *part = *whole;
  uint32_t end = whole->sentences.count ? part_end(whole, first) : 0;
  if (first > 0 || end < whole->sentences.count) cut_part(a, whole, first, end, part);
  *at = end ? end : 1;
  return true;
}

view text_of_part(const text_layout *part) {
  if (!part->sentences.count) return part->text;
  const sentence *first = &part->sentences.at[0], *last = &part->sentences.at[part->sentences.count - 1];
  return view_span(part->text, (span){first->span.begin, last->span.end});
}
