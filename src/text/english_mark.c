/* english_mark.c - which quotation marks of an English paragraph belong together.
 *
 *   “…”  "…"  ‘…’  '…'      a straight mark opens behind a blank and before a letter, and closes behind a letter
 *   the ministers’ plan     an apostrophe closes nothing; neither does one between letters, nor in ’90s and ’em
 *   6'2" tall               feet and inches
 *   “It is over.            a quotation without its closing mark goes on when the next paragraph opens with the mark again
 *
 * ' and ’ are read as closing marks only where the innermost open mark is one of theirs. */
#include "text/text_parts.h"

enum { LOOK_AHEAD = 400 };

typedef struct {
  bracket_matcher m;
  const text_rules *rules;
  span block;
} marks;

static uint32_t char_at(const marks *x, uint32_t at) {
  uint32_t length;
  return at < x->block.end ? utf8_decode(x->m.text, at, &length) : 0;
}

static uint32_t char_before(const marks *x, uint32_t at) {
  uint32_t length;
  return at > x->block.begin ? utf8_decode(x->m.text, utf8_before(x->m.text, at), &length) : 0;
}

static bool is_letter(uint32_t c) { return char_is_latin(c) || char_is_digit(c); }
static bool is_blank(uint32_t c) { return !c || char_is_space(c); }
static bool is_dash(uint32_t c) { return c == '-' || c == '/' || (c >= 0x2010 && c <= 0x2015); }
static bool is_mark(uint32_t c) { return c == '"' || c == '\'' || c == '(' || c == '[' || c == 0x2018 || c == 0x201C; }
static bool is_point(uint32_t c) { return c == '.' || c == ',' || c == '!' || c == '?' || c == 0x2026; }

static bool can_open(uint32_t before, uint32_t next) {
  return (is_blank(before) || is_dash(before) || is_mark(before)) && !is_blank(next) && !is_point(next) && next != ')' && next != ';';
}

/* ---- single marks ---- */

/* ’em, ’90s: an apostrophe where letters are left out. */
static bool is_elision(const marks *x, uint32_t next_at) {
  uint32_t end = next_at, length;
  while (end < x->block.end && is_letter(utf8_decode(x->m.text, end, &length))) end += length;
  view word = view_slice(x->m.text, next_at, end);
  return text_word_is(x->rules, word, WORD_ELISION) || (word.len > 1 && char_is_digit((unsigned char)word.ptr[0]) && view_ends_with(word, TEXT("s")));
}

static bool is_single_close(uint32_t c, uint32_t opened) { return opened == '\'' ? c == '\'' : c == 0x2019; }

/* The innermost open mark, or 0. */
static uint32_t open_mark(const marks *x) {
  const bracket_scratch *s = x->m.scratch;
  uint32_t length;
  return s->stack.count ? utf8_decode(x->m.text, s->openers.at[s->stack.at[s->stack.count - 1]].at, &length) : 0;
}

/* Is a surer closing mark to come? One beside a point, before another quotation opens. */
static bool closes_later(const marks *x, uint32_t at, uint32_t opened) {
  uint32_t length, before = 0;
  for (uint32_t end = at + LOOK_AHEAD; at < x->block.end && at < end; at += length) {
    uint32_t c = utf8_decode(x->m.text, at, &length);
    if (c == 0x2018 || c == 0x201C || (c == '"' && is_blank(before))) return false;
    if (c == '\'' && opened == '\'' && is_blank(before)) return false;
    if (is_single_close(c, opened) && (is_point(before) || (!is_letter(before) && !is_blank(before)) || is_point(char_at(x, at + length)))) return true;
    before = c;
  }
  return false;
}

/* the ministers’ plan: s before it, a small letter behind, and a closing mark still to come */
static bool is_possessive(const marks *x, uint32_t at, uint32_t length, uint32_t opened) {
  uint32_t next = char_at(x, at + length);
  if (char_before(x, at) != 's' || next != ' ') return false;
  uint32_t word = char_at(x, at + length + 1);
  return char_is_latin(word) && closes_later(x, at + length, opened);
}

static void take_single(marks *x, uint32_t c, uint32_t at, uint32_t length) {
  uint32_t before = char_before(x, at), next = char_at(x, at + length), opened = open_mark(x);
  if (is_letter(before) && is_letter(next)) return;
  bool inside = (opened == 0x2018 || opened == '\'') && is_single_close(c, opened);
  if (inside && !is_blank(before) && !is_letter(next)) {
    if (!is_possessive(x, at, length, opened)) bracket_close(&x->m, at + length, bracket_opened_by(opened));
    return;
  }
  bool opens = c == 0x2018 || (c == '\'' && can_open(before, next));
  if (opens && !is_letter(before) && !is_elision(x, at + length)) bracket_open(&x->m, at, bracket_opened_by(c));
}

/* ---- double marks ---- */

static void take_double(marks *x, uint32_t at) {
  uint32_t type = bracket_opened_by('"'), before = char_before(x, at), next = char_at(x, at + 1);
  bool open = x->m.open[type] > 0, opens = can_open(before, next);
  if (open && (!is_blank(before) || !opens)) bracket_close(&x->m, at + 1, type);
  else if (opens || (is_blank(before) && !open && next)) bracket_open(&x->m, at, type);
}

static void take(marks *x, uint32_t c, uint32_t at, uint32_t length) {
  if (c == '\'' || c == 0x2018 || c == 0x2019) {
    take_single(x, c, at, length);
  } else if (c == '"') {
    take_double(x, at);
  } else if (bracket_may_be(c)) {
    uint32_t closed = bracket_closed_by(&x->m, c), opened = closed == NONE ? bracket_opened_by(c) : NONE;
    if (closed != NONE) bracket_close(&x->m, at + length, closed);
    else if (opened != NONE) bracket_open(&x->m, at, opened);
  }
}

/* ---- over paragraphs ---- */

/* The last quotation that was opened and not closed goes on to the end of the block. */
static bool extend_last(marks *x) {
  bracket_scratch *s = x->m.scratch;
  for (uint32_t i = s->stack.count; i > 0; i--) {
    opener *o = &s->openers.at[s->stack.at[i - 1]];
    uint32_t length, c = utf8_decode(x->m.text, o->at, &length);
    if (o->end != NONE || bracket_class(c) != MARK_QUOTE || o->at + length >= x->block.end) continue;
    o->end = x->block.end;
    o->goes_on = true;
    return true;
  }
  return false;
}

/* "(a - b)": what seemed to be a dateline ends inside of brackets. */
static void drop_crossed_lead(bracket_scratch *s, uint32_t lead) {
  for (uint32_t i = 1; i < s->openers.count && s->openers.at[i].at < lead; i++)
    if (s->openers.at[i].end == NONE || s->openers.at[i].end > lead) s->openers.at[0].end = NONE;
}

static void link_to_before(text_layout *layout, uint32_t first, uint32_t before) {
  if (first >= layout->quotes.count || before == NONE) return;
  layout->quotes.at[first].continues = before;
}

/* The last quote that has no closing mark. */
static uint32_t last_open(const text_layout *layout, uint32_t end) {
  while (end > 0 && layout->quotes.at[end - 1].outer.end != layout->quotes.at[end - 1].inner.end) end--;
  return end ? end - 1 : NONE;
}

void english_marks_match(arena *a, text_layout *layout, const text_rules *rules, span block, bool next_opens, bool *goes_on,
                         bracket_scratch *scratch) {
  marks x = {.m = {.a = a, .text = view_of(layout->text.ptr, block.end), .scratch = scratch}, .rules = rules, .block = block};
  scratch->openers.count = scratch->stack.count = 0;
  uint32_t length, lead = english_lead_end(rules, layout->text, block), first = layout->quotes.count;
  if (lead > block.begin) LIST_PUSH(a, &scratch->openers, ((opener){.at = block.begin, .end = lead, .bare = true, .goes_on = true}));
  for (uint32_t at = block.begin; at < block.end; at += length) {
    uint32_t c = utf8_decode(x.m.text, at, &length);
    if (c == '\'' || bracket_may_be(c)) take(&x, c, at, length);
  }
  if (lead > block.begin) drop_crossed_lead(scratch, lead);
  bool was = *goes_on;
  *goes_on = (next_opens || was) && extend_last(&x) && next_opens;
  uint32_t before = was ? last_open(layout, first) : NONE;
  bracket_add_quotes(a, layout, scratch);
  link_to_before(layout, first, before);
}
