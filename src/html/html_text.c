/* html_text.c - chosen parts of a page to paragraphs.
 *
 * A block begins a paragraph; so do two line breaks, and one after the end of a sentence. What is gathered is judged
 * paragraph by paragraph: titles, dates, links, standing phrases and what was there before are left out, and at both
 * ends everything that is no sentence. */
#include "html/html_parts.h"

typedef struct {
  view text;
  uint32_t weight, linked;
  uint8_t tag;   /* of the block */
  bool sentence; /* ends like one */
} paragraph;

typedef struct {
  const html_tree *tree;
  view title;
  LIST(paragraph) paragraphs;
  char *bytes; /* room for all text of the parts */
  size_t begin, end;
  uint32_t weight, linked;
  uint8_t tag;
  uint32_t breaks; /* <br> since the last text */
  map seen;
} gathering;

/* ---- signs ---- */

view html_trim(view v) {
  uint32_t length;
  while (v.len && char_is_space(utf8_decode(v, 0, &length))) v = view_skip(v, length);
  while (v.len) {
    size_t at = utf8_before(v, v.len);
    if (!char_is_space(utf8_decode(v, at, &length))) break;
    v.len = at;
  }
  return v;
}

static bool is_closing(uint32_t c) {
  return c == 0x300D || c == 0x300F || c == 0xFF09 || c == ')' || c == '"' || c == 0x201D || c == 0x2019 || c == 0x3011;
}

static bool is_stop(uint32_t c) {
  return c == 0x3002 || c == '.' || c == '!' || c == '?' || c == 0xFF01 || c == 0xFF1F || c == 0x2026 || c == 0xFF0E;
}

static bool ends_sentence(view v) {
  uint32_t length;
  bool closed = false;
  while (v.len) {
    size_t at = utf8_before(v, v.len);
    uint32_t c = utf8_decode(v, at, &length);
    if (is_stop(c)) return true;
    closed = closed || c == 0x300D || c == 0x300F || c == 0x201D;
    if (!is_closing(c)) return closed;
    v.len = at;
  }
  return false;
}

/* Figures, signs and the words of a clock or calendar: 2022年2月5日 10:30, Feb. 5, 2022. */
static bool is_date_line(view v) {
  enum { LONGEST = 60 };
  static const uint16_t units[] = {0x5E74, 0x6708, 0x65E5, 0x6642, 0x5206, 0x706B, 0x6C34, 0x6728, 0x91D1,
                                   0x571F, 0x66DC, 0x4EE4, 0x548C, 0x5E73, 0x6210, 0x5348, 0x524D, 0x5F8C,
                                   0x914D, 0x4FE1, 0x66F4, 0x65B0, 0x516C, 0x958B, 0x63B2, 0x8F09};
  uint32_t length, digits = 0, other = 0;
  if (v.len > LONGEST) return false;
  for (size_t at = 0; at < v.len; at += length) {
    uint32_t c = utf8_decode(v, at, &length);
    bool unit = !char_is_kanji(c) && !char_is_hiragana(c) && !char_is_katakana(c) && !char_is_latin(c);
    for (size_t i = 0; i < COUNT_OF(units) && !unit; i++) unit = units[i] == c;
    digits += char_is_digit(c) || (c >= 0xFF10 && c <= 0xFF19);
    other += !unit;
  }
  return digits >= 2 && (other == 0 || (digits >= 4 && other <= 14 && other < digits + 8 && (uint8_t)v.ptr[0] < 0x80));
}

/* ---- gathering ---- */

static bool is_wide(view v, size_t at) {
  uint32_t length;
  return v.len > at && utf8_decode(v, at, &length) >= 0x2E80;
}

static void end_paragraph(gathering *g) {
  view text = html_trim(view_of(g->bytes + g->begin, g->end - g->begin));
  if (text.len) {
    paragraph p = {text, g->weight, g->linked, g->tag, ends_sentence(text)};
    LIST_PUSH(g->tree->arena, &g->paragraphs, p);
  }
  g->begin = g->end;
  g->weight = g->linked = g->breaks = 0;
}

/* What a line break was, now that more text follows: an end, a blank between Latin words, or nothing. */
static void settle_breaks(gathering *g, view next) {
  view before = html_trim(view_of(g->bytes + g->begin, g->end - g->begin));
  uint32_t breaks = g->breaks;
  g->breaks = 0;
  if (!breaks || !before.len) return;
  bool indented = view_starts_with(next, TEXT("\xE3\x80\x80"));
  if (breaks > 1 || indented || ends_sentence(before)) end_paragraph(g);
  else if (!is_wide(before, utf8_before(before, before.len)) || !is_wide(next, 0)) g->bytes[g->end++] = ' ';
}

static bool is_blank_text(view v) { return html_trim(v).len == 0; }

/* U+3000 begins paragraphs and separates words of headlines: it stays. */
static bool is_folded(uint32_t c) { return c == 0xA0 || (c <= ' ' && c > 0); }

/* One for a run of blanks; a line end behind a wide character is none. */
static void add_blank(gathering *g, bool line_end) {
  view so_far = view_of(g->bytes + g->begin, g->end - g->begin);
  if (!so_far.len || so_far.ptr[so_far.len - 1] == ' ') return;
  if (!line_end || !is_wide(so_far, utf8_before(so_far, so_far.len))) g->bytes[g->end++] = ' ';
}

static void add_text(gathering *g, uint32_t node) {
  view text = g->tree->nodes.at[node].text;
  if (!is_blank_text(text)) {
    view next = text;
    while (next.len && (next.ptr[0] == '\n' || next.ptr[0] == '\r' || next.ptr[0] == '\t' || next.ptr[0] == ' '))
      next = view_skip(next, 1);
    settle_breaks(g, next);
  }
  for (size_t at = 0, from; at < text.len;) {
    bool line_end = false;
    uint32_t length;
    for (from = at; at < text.len && is_folded(utf8_decode(text, at, &length)); at += length)
      line_end = line_end || text.ptr[at] == '\n';
    if (at > from) add_blank(g, line_end);
    for (from = at; at < text.len && !is_folded(utf8_decode(text, at, &length));) at += length;
    memcpy(g->bytes + g->end, text.ptr + from, at - from);
    g->end += at - from;
  }
  g->weight += g->tree->weight[node + 1] - g->tree->weight[node];
  g->linked += g->tree->linked[node + 1] - g->tree->linked[node];
}

static void gather(gathering *g, uint32_t root) {
  const html_tree *t = g->tree;
  LIST(uint32_t) open = {0}; /* blocks */
  for (uint32_t i = root; i < t->nodes.at[root].end; i++) {
    const html_node *n = &t->nodes.at[i];
    while (open.count && t->nodes.at[open.at[open.count - 1]].end <= i) {
      end_paragraph(g);
      open.count--;
      g->tag = open.count ? t->nodes.at[open.at[open.count - 1]].tag : TAG_div;
    }
    if (n->dropped) i = n->end - 1;
    else if (n->tag == TAG_TEXT) add_text(g, i);
    else if (n->tag == TAG_br) g->breaks++;
    else if (html_tag_traits(n->tag) & TAG_IS_BLOCK) {
      end_paragraph(g);
      LIST_PUSH(t->arena, &open, i);
      g->tag = n->tag;
    }
  }
  end_paragraph(g);
}

/* ---- judging ---- */

static bool is_heading(const paragraph *p) { return html_tag_traits(p->tag) & TAG_IS_HEADING; }

/* Letters only, so that blanks and signs do not matter. */
static bool is_title(view text, view title) {
  size_t i = 0, j = 0;
  uint32_t a, b;
  for (;;) {
    while (i < text.len && char_is_space(utf8_decode(text, i, &a))) i += a;
    while (j < title.len && char_is_space(utf8_decode(title, j, &b))) j += b;
    if (i >= text.len || j >= title.len) return i >= text.len && j >= title.len && text.len > 0;
    if (utf8_decode(text, i, &a) != utf8_decode(title, j, &b)) return false;
    i += a, j += b;
  }
}

/* A few words in a list or a box that are no sentence: "Share", "5 hours ago", names of topics. */
static bool is_scrap(const paragraph *p) {
  enum { SHORT = 30 };
  if (p->sentence || is_heading(p)) return false;
  return p->weight < SHORT && p->tag != TAG_p;
}

static bool was_there(gathering *g, view text) {
  enum { SHORTEST = 60 };
  if (text.len < SHORTEST) return false;
  bool there = map_get(&g->seen, text) != NONE;
  map_put(g->tree->arena, &g->seen, text, 1);
  return there;
}

static bool is_good(gathering *g, const paragraph *p) {
  if (is_title(p->text, g->title) || is_date_line(p->text)) return false;
  if (p->linked * 10 > p->weight * 8 && !p->sentence) return false;
  if (p->linked * 10 > p->weight * 9 && p->tag != TAG_p) return false;
  return !is_scrap(p) && !html_is_noise_paragraph(p->text) && !was_there(g, p->text);
}

static void judge_all(gathering *g) {
  uint32_t kept = 0;
  for (uint32_t i = 0; i < g->paragraphs.count; i++)
    if (is_good(g, &g->paragraphs.at[i])) g->paragraphs.at[kept++] = g->paragraphs.at[i];
  g->paragraphs.count = kept;
}

/* Headings without text behind them, bylines before and signatures after the text. */
static void trim_ends(gathering *g) {
  enum { LONG = 80, MOST = 5 };
  uint32_t begin = 0, end = g->paragraphs.count, last = end > MOST ? end - MOST : 0;
  const paragraph *p = g->paragraphs.at;
  while (end > last && !p[end - 1].sentence && p[end - 1].weight < LONG) end--;
  while (begin < end && begin < MOST && !p[begin].sentence && !is_heading(&p[begin]) && p[begin].weight < LONG) begin++;
  if (begin == end) return;
  if (begin) memmove(g->paragraphs.at, p + begin, (end - begin) * sizeof *p);
  g->paragraphs.count = end - begin;
}

static view join(const gathering *g) {
  size_t size = 1, n = 0;
  for (uint32_t i = 0; i < g->paragraphs.count; i++) size += g->paragraphs.at[i].text.len + 2;
  char *out = arena_alloc(g->tree->arena, size);
  for (uint32_t i = 0; i < g->paragraphs.count; i++) {
    view text = g->paragraphs.at[i].text;
    if (i) out[n++] = '\n', out[n++] = '\n';
    memcpy(out + n, text.ptr, text.len);
    n += text.len;
  }
  return view_of(out, n);
}

view html_paragraphs(const html_tree *t, html_parts parts, view title, keep_what keep) {
  size_t size = 1;
  gathering g = {.tree = t, .title = title, .tag = TAG_div};
  for (uint32_t k = 0; k < parts.count; k++)
    for (uint32_t i = parts.at[k]; i < t->nodes.at[parts.at[k]].end; i++) size += t->nodes.at[i].text.len + 1;
  g.bytes = arena_alloc(t->arena, size);
  for (uint32_t k = 0; k < parts.count; k++) gather(&g, parts.at[k]);
  if (keep == KEEP_GOOD) {
    judge_all(&g);
    trim_ends(&g);
  }
  return join(&g);
}
