/* english_when.c - dates and quantities of English text, segment by segment in reading order. */
#include "when/when_parts.h"

static void read_line(reader *r, const line *l) {
  for (uint32_t i = 0; i < l->items.count;) {
    uint32_t taken = english_expression_read(r, l, i);
    if (!taken) taken = english_quantity_read(r, l, i);
    i += taken ? taken : 1;
  }
}

void english_when_run(reader *r) {
  for (uint32_t i = 0; i < r->tokens->segments.count; i++) {
    line l;
    english_scan(r->tables, r->arena, r->layout, r->tokens, i, &l);
    read_line(r, &l);
  }
}
