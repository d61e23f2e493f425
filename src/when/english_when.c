/* english_when.c - dates and quantities of English text, segment by segment in reading order, counted from the day of the dateline. */
#include "when/when_parts.h"

static void read_line(reader *r, const line *l) {
  for (uint32_t i = 0; i < l->items.count;) {
    uint32_t taken = english_expression_read(r, l, i);
    if (!taken) taken = english_quantity_read(r, l, i);
    i += taken ? taken : 1;
  }
}

/* ---- the day that a dateline tells ---- */

static int number_at(view text, uint32_t at, uint32_t end) {
  int n = 0, digits = 0;
  for (; at < end && text.ptr[at] >= '0' && text.ptr[at] <= '9'; at++, digits++) n = digits < 4 ? n * 10 + text.ptr[at] - '0' : 0;
  return n >= 1 && n <= 31 ? n : 0;
}

static bool begins_word(view text, uint32_t at, uint32_t begin) { return at == begin || text.ptr[at - 1] == ' ' || text.ptr[at - 1] == ','; }

/* Feb 4, Sept. 12, 12 September in [begin, end): month and day, or none. */
static date day_in(const when_tables *t, view text, uint32_t begin, uint32_t end) {
  int before = 0;
  for (uint32_t at = begin; at < end; at++) {
    if (!begins_word(text, at, begin)) continue;
    if (number_at(text, at, end)) before = number_at(text, at, end);
    const time_word *w = word_longest(t, text, at, end - at, LEXICON_TIME);
    if (!w || (w->class != WORD_N_MONTH && w->class != WORD_MONTH_NAME)) continue;
    uint32_t next = at + (uint32_t)w->form.len;
    while (next < end && (text.ptr[next] == '.' || text.ptr[next] == ' ')) next++;
    int behind = number_at(text, next, end);
    if (behind || before) return (date){0, w->value, behind ? behind : before};
  }
  return (date){0};
}

/* Where the text of a block begins, or far enough into a dateline that was not taken for one. */
static uint32_t lead_end(view text, span block, uint32_t sentence) {
  enum { CAPITALS = 3, LEAD = 48 };
  uint32_t n = 0;
  if (sentence > block.begin) return sentence;
  while (block.begin + n < block.end && text.ptr[block.begin + n] >= 'A' && text.ptr[block.begin + n] <= 'Z') n++;
  return n < CAPITALS ? block.begin : block.end - block.begin < LEAD ? block.end : block.begin + LEAD;
}

/* ISLAMABAD, May 28 - over a text that came out on the 29th: today was the 28th. */
static void read_dateline(reader *r) {
  enum { LATE = 4 }; /* days from writing to publication at the most */
  const text_layout *layout = r->layout;
  for (uint32_t i = 0; i < layout->sentences.count && r->published.year; i++) {
    const sentence *s = &layout->sentences.at[i];
    if (s->heading) continue;
    span block = layout->blocks.at[s->block].span;
    date d = day_in(r->tables, layout->text, block.begin, lead_end(layout->text, block, s->span.begin));
    if (!d.month) return;
    d.year = r->published.year - (d.month > r->published.month);
    int32_t late = date_number(r->published) - date_number(d);
    if (late > 0 && late <= LATE) r->published = d;
    return;
  }
}

void english_when_run(reader *r) {
  read_dateline(r);
  for (uint32_t i = 0; i < r->tokens->segments.count; i++) {
    line l;
    english_scan(r->tables, r->arena, r->layout, r->tokens, i, &l);
    read_line(r, &l);
  }
}
