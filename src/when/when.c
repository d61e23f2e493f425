/* when.c - runs over a document's segments in reading order and keeps what was named last. */
#include <stdlib.h>

#include "when/when_parts.h"

static int compare_whens(const void *a, const void *b) {
  span x = ((const when *)a)->span, y = ((const when *)b)->span;
  if (x.begin != y.begin) return x.begin < y.begin ? -1 : 1;
  return (x.end > y.end) - (x.end < y.end);
}

static int compare_quantities(const void *a, const void *b) {
  span x = ((const quantity *)a)->span, y = ((const quantity *)b)->span;
  if (x.begin != y.begin) return x.begin < y.begin ? -1 : 1;
  return (x.end > y.end) - (x.end < y.end);
}

static void read_line(reader *r, const line *l) {
  for (uint32_t i = 0; i < l->items.count;) {
    uint32_t taken = expression_read(r, l, i);
    if (!taken) taken = quantity_read(r, l, i);
    i += taken ? taken : 1;
  }
}

void when_run(const when_tables *t, arena *a, const text_layout *layout, const token_layout *tokens,
              const parse_layout *parse, view published, when_layout *out) {
  *out = (when_layout){0};
  reader r = {.tables = t,
              .arena = a,
              .layout = layout,
              .tokens = tokens,
              .parse = parse,
              .out = out,
              .last_sentence = NONE,
              .last_paragraph = NONE};
  if (!date_read(published, &r.published) || !r.published.day) r.published = (date){0};
  if (t->language == LANGUAGE_EN) english_when_run(&r);
  for (uint32_t i = 0; t->language == LANGUAGE_JA && i < tokens->segments.count; i++) {
    line l;
    line_scan(t, a, tokens, i, &l);
    read_line(&r, &l);
  }
  if (out->whens.count) qsort(out->whens.at, out->whens.count, sizeof *out->whens.at, compare_whens);
  if (out->quantities.count)
    qsort(out->quantities.at, out->quantities.count, sizeof *out->quantities.at, compare_quantities);
}

uint32_t when_first_from(const when_layout *whens, uint32_t byte) {
  uint32_t low = 0, high = whens->whens.count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (whens->whens.at[middle].span.begin < byte) low = middle + 1;
    else high = middle;
  }
  return low;
}
