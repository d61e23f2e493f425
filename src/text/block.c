/* block.c - lines to blocks: title, headings, paragraphs.
 *
 * A line end always ends a block, unless the whole text is clearly wrapped at a fixed width: then a full line that
 * does not end a sentence goes on in the next one.
 *
 * A heading is a short line without any end of a sentence. Broadcasters and agencies write paragraphs that way too,
 * so a longer line that ends in a predicate is a paragraph, and so is an item of a list that holds a whole clause. */
#include "text/text_parts.h"

enum {
  HEADING_MAX = 60,       /* code points */
  HEADING_PREDICATE = 40, /* a longer line that ends like a predicate is no heading */
  WRAP_MIN = 30,          /* columns: narrower or wider texts are not taken for wrapped ones */
  WRAP_MAX = 120,
  WRAP_SLACK = 4, /* line breaking moves up to two wide characters to the next line */
  WRAP_LINES = 3  /* so many full lines at least */
};

typedef struct {
  span span; /* without blanks */
  uint32_t columns;
  bool indented, gap_before, open; /* open: no mark at its end that ends a sentence or a heading */
} line;

typedef LIST(line) line_list;

static uint32_t last_char(view text, span s) {
  uint32_t length;
  return s.begin < s.end ? utf8_decode(text, utf8_before(text, s.end), &length) : 0;
}

static uint32_t first_char(view text, span s) {
  uint32_t length;
  return s.begin < s.end ? utf8_decode(text, s.begin, &length) : 0;
}

static uint32_t columns_of(view text, span s) {
  uint32_t columns = 0, length;
  for (uint32_t at = s.begin; at < s.end; at += length) columns += utf8_decode(text, at, &length) < 0x300 ? 1 : 2;
  return columns;
}

static void find_lines(arena *a, view text, uint32_t begin, line_list *lines) {
  bool gap = true;
  while (begin < text.len) {
    const char *p = memchr(text.ptr + begin, '\n', text.len - begin);
    uint32_t end = p ? (uint32_t)(p - text.ptr) : (uint32_t)text.len;
    span s = text_trim(text, (span){begin, end});
    if (s.begin < s.end) {
      uint32_t last = last_char(text, s);
      line l = {.span = s,
                .columns = columns_of(text, s),
                .indented = s.begin > begin,
                .gap_before = gap,
                .open = !char_ends_sentence(last) && !bracket_is_closing(last)};
      LIST_PUSH(a, lines, l);
    }
    gap = s.begin == s.end;
    begin = end + 1;
  }
}

static bool is_full(const text_layout *layout, const line_list *lines, uint32_t i, uint32_t width) {
  const line *l = &lines->at[i];
  if (layout->language == LANGUAGE_EN)
    return english_line_is_full(layout->text, l->columns, lines->at[i + 1].span, width);
  return l->open && l->columns + WRAP_SLACK >= width;
}

/* The width at which the text is wrapped, or 0. */
static uint32_t wrap_width(const text_layout *layout, const line_list *lines) {
  uint32_t width = 0, full = 0, inner = 0;
  for (uint32_t i = 0; i < lines->count; i++)
    if (lines->at[i].columns > width) width = lines->at[i].columns;
  if (width < WRAP_MIN || width > WRAP_MAX) return 0;
  for (uint32_t i = 0; i + 1 < lines->count; i++) {
    if (lines->at[i + 1].gap_before || lines->at[i + 1].indented) continue;
    inner++;
    if (is_full(layout, lines, i, width)) full++;
  }
  return full >= WRAP_LINES && full * 2 >= inner ? width : 0;
}

bool block_is_list_mark(uint32_t c) {
  return c == 0x30FB || c == '-' || c == 0x2022 || c == '(' || c == '*' || char_is_digit(c) ||
         (c >= 0x2460 && c <= 0x2473) || c == 0x2014 || c == 0x25CB || c == 0x25CF;
}

static block_kind kind_of(const text_layout *layout, const text_rules *rules, span s) {
  if (layout->language == LANGUAGE_EN) return english_block_kind(layout, rules, s);
  view text = layout->text;
  enum { BYTES_MAX = HEADING_MAX * 4 };
  if (span_length(s) > BYTES_MAX) return BLOCK_PARAGRAPH;
  view words = view_span(text, s);
  uint32_t length, count = 0;
  for (uint32_t at = 0; at < words.len; at += length, count++)
    if (char_ends_sentence(utf8_decode(words, at, &length))) return BLOCK_PARAGRAPH;
  if (count > HEADING_MAX) return BLOCK_PARAGRAPH;
  bool clause = ends_like_predicate(words);
  if (clause && (count > HEADING_PREDICATE || block_is_list_mark(first_char(text, s)))) return BLOCK_PARAGRAPH;
  return BLOCK_HEADING;
}

static void add_blocks(arena *a, text_layout *layout, const text_rules *rules, const line_list *lines) {
  uint32_t width = wrap_width(layout, lines);
  for (uint32_t i = 0; i < lines->count; i++) {
    span s = lines->at[i].span;
    while (width && i + 1 < lines->count && is_full(layout, lines, i, width) &&
           !lines->at[i + 1].gap_before && !lines->at[i + 1].indented)
      s.end = lines->at[++i].span.end;
    block b = {kind_of(layout, rules, s), s};
    LIST_PUSH(a, &layout->blocks, b);
  }
}

/* A text without any paragraph, such as a sentence typed by hand without its mark: what ends like one is one. */
static void find_paragraphs_without_marks(text_layout *layout) {
  for (uint32_t i = 0; i < layout->blocks.count; i++)
    if (layout->blocks.at[i].kind == BLOCK_PARAGRAPH) return;
  for (uint32_t i = 0; i < layout->blocks.count; i++) {
    block *b = &layout->blocks.at[i];
    view words = view_span(layout->text, b->span);
    bool clause = layout->language == LANGUAGE_EN ? english_is_sentence(words) : ends_like_predicate(words);
    if (b->kind == BLOCK_HEADING && clause) b->kind = BLOCK_PARAGRAPH;
  }
}

static size_t skip_blanks(view text, size_t at) {
  uint32_t length;
  while (at < text.len && char_is_space(utf8_decode(text, at, &length))) at += length;
  return at;
}

/* Where the title ends when the text begins with it, blanks apart, and nothing follows on its line; else 0. */
static uint32_t title_end(view text, view title, uint32_t begin) {
  size_t at = begin, t = skip_blanks(title, 0);
  while (t < title.len) {
    if (at >= text.len || text.ptr[at] != title.ptr[t]) return 0;
    at++, t++;
    size_t next = skip_blanks(title, t);
    if (next != t || next == title.len) t = next;
    if (t < title.len) at = skip_blanks(text, at);
  }
  for (size_t rest = at; rest < text.len && text.ptr[rest] != '\n'; rest++)
    if (text.ptr[rest] != ' ') return 0;
  return (uint32_t)at;
}

void block_find(arena *a, text_layout *layout, const text_rules *rules, view title) {
  size_t unused;
  view wanted = normalise_text(a, layout->language, title, &unused);
  uint32_t begin = (uint32_t)skip_blanks(layout->text, 0), after = 0;
  if (skip_blanks(wanted, 0) < wanted.len) after = title_end(layout->text, wanted, begin);
  if (after) {
    block b = {BLOCK_TITLE, text_trim(layout->text, (span){begin, after})};
    LIST_PUSH(a, &layout->blocks, b);
  }
  line_list lines = {0};
  find_lines(a, layout->text, after, &lines);
  add_blocks(a, layout, rules, &lines);
  find_paragraphs_without_marks(layout);
}
