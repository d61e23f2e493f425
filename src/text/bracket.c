/* bracket.c - which brackets belong together.
 *
 * One pass with a stack. A closing mark takes the nearest opening mark of its type; what was opened in between and
 * not closed is ordinary text, and so is a closing mark without a partner. A count of open marks a type says whether
 * there is a partner, so that each mark is pushed and popped once: a text of brackets only stays linear.
 *
 * Marks that look alike on both sides (", and ” used for “) open when none of their type is open, else they close. */
#include "text/text_parts.h"

static const struct {
  uint32_t open, close, or_close;
  mark_class class;
} types[] = {
    {0x300C, 0x300D, 0, MARK_QUOTE}, /* 「」 */
    {0x300E, 0x300F, 0, MARK_QUOTE}, /* 『』 */
    {'(', ')', 0, MARK_PAREN},       /* full-width ones too, after normalisation */
    {'[', ']', 0, MARK_PAREN},
    {0x3010, 0x3011, 0, MARK_LENS},       /* 【】 */
    {0x201C, 0x201D, 0, MARK_QUOTE},      /* “” */
    {0x2018, 0x2019, 0, MARK_QUOTE},      /* ‘’ */
    {0x3008, 0x3009, 0, MARK_QUOTE},      /* 〈〉 */
    {0x300A, 0x300B, 0, MARK_QUOTE},      /* 《》 */
    {0x3014, 0x3015, 0, MARK_PAREN},      /* 〔〕 */
    {0x301D, 0x301F, 0x301E, MARK_QUOTE}, /* 〝〟 */
    {0x3016, 0x3017, 0, MARK_LENS},       /* 〖〗 */
    {0x201D, 0x201D, 0, MARK_QUOTE},      /* ” on both sides */
    {'"', '"', 0, MARK_QUOTE},
    {'\'', '\'', 0, MARK_QUOTE}, /* in English */
};
enum { TYPE_COUNT = COUNT_OF(types) };
_Static_assert(COUNT_OF(types) == BRACKET_TYPES, "one count of open marks a type");

bool bracket_may_be(uint32_t c) {
  return c == '(' || c == ')' || c == '[' || c == ']' || c == '"' || (c >= 0x2018 && c <= 0x201D) ||
         (c >= 0x3008 && c <= 0x301F);
}

mark_class bracket_class(uint32_t c) {
  if (!bracket_may_be(c)) return MARK_NONE;
  for (size_t i = 0; i < TYPE_COUNT; i++)
    if (types[i].open == c) return types[i].class;
  return MARK_NONE;
}

bool bracket_is_closing(uint32_t c) {
  if (!bracket_may_be(c)) return false;
  for (size_t i = 0; i < TYPE_COUNT; i++)
    if (types[i].close == c || types[i].or_close == c) return true;
  return false;
}

void bracket_open(bracket_matcher *m, uint32_t at, uint32_t type) {
  LIST_PUSH(m->a, &m->scratch->stack, m->scratch->openers.count);
  LIST_PUSH(m->a, &m->scratch->openers, (opener){.at = at, .end = NONE, .type = type});
  m->open[type]++;
}

void bracket_close(bracket_matcher *m, uint32_t end, uint32_t type) {
  for (;;) {
    opener *o = &m->scratch->openers.at[m->scratch->stack.at[--m->scratch->stack.count]];
    m->open[o->type]--;
    if (o->type != type) continue;
    o->end = end;
    return;
  }
}

/* ’ between letters is an apostrophe. */
static bool is_apostrophe(view text, uint32_t at, uint32_t length) {
  uint32_t unused;
  return at > 0 && at + length < text.len && char_is_latin(utf8_decode(text, utf8_before(text, at), &unused)) &&
         char_is_latin(utf8_decode(text, at + length, &unused));
}

uint32_t bracket_closed_by(const bracket_matcher *m, uint32_t c) {
  for (uint32_t type = 0; type < TYPE_COUNT; type++)
    if ((types[type].close == c || types[type].or_close == c) && m->open[type]) return type;
  return NONE;
}

uint32_t bracket_opened_by(uint32_t c) {
  for (uint32_t type = 0; type < TYPE_COUNT; type++)
    if (types[type].open == c) return type;
  return NONE;
}

static void take(bracket_matcher *m, uint32_t c, uint32_t at, uint32_t length) {
  if ((c == 0x2019 || c == 0x2018) && is_apostrophe(m->text, at, length)) return;
  uint32_t closed = bracket_closed_by(m, c), opened = closed == NONE ? bracket_opened_by(c) : NONE;
  if (closed != NONE) bracket_close(m, at + length, closed);
  else if (opened != NONE) bracket_open(m, at, opened);
}

/* Turns the matched marks, which are in order of their opening, into quotes. */
void bracket_add_quotes(arena *a, text_layout *layout, const bracket_scratch *scratch) {
  uint32_t around = NONE, depth = 0;
  for (uint32_t i = 0; i < scratch->openers.count; i++) {
    const opener *o = &scratch->openers.at[i];
    if (o->end == NONE || o->end - o->at > MAX_QUOTE_BYTES) continue;
    while (around != NONE && layout->quotes.at[around].outer.end <= o->at) {
      around = layout->quotes.at[around].parent;
      depth--;
    }
    if (depth >= MAX_QUOTE_DEPTH) continue;
    uint32_t open_length;
    utf8_decode(layout->text, o->at, &open_length);
    size_t close = o->goes_on ? o->end : utf8_before(layout->text, o->end);
    quote q = {.kind = QUOTE_TERM,
               .outer = {o->at, o->end},
               .inner = {o->at + (o->bare ? 0 : open_length), (uint32_t)close},
               .parent = around,
               .depth = depth,
               .sentence = NONE,
               .continues = NONE};
    LIST_PUSH(a, &layout->quotes, q);
    around = layout->quotes.count - 1;
    depth++;
  }
}

void bracket_match(arena *a, text_layout *layout, span block, bracket_scratch *scratch) {
  bracket_matcher m = {.a = a, .text = view_of(layout->text.ptr, block.end), .scratch = scratch};
  scratch->openers.count = scratch->stack.count = 0;
  uint32_t length;
  for (uint32_t at = block.begin; at < block.end; at += length) {
    uint32_t c = utf8_decode(m.text, at, &length);
    if (bracket_may_be(c)) take(&m, c, at, length);
  }
  bracket_add_quotes(a, layout, scratch);
}
