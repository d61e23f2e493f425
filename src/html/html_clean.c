/* html_clean.c - a page without what no reader of it needs, before it is parsed: scripts (but JSON-LD), styles,
 * drawings, comments, attributes that nothing is read from, NULs.
 *
 * They are the larger half of most pages, and this pass goes over them at the speed of memchr where the parser takes
 * them sign by sign. An element keeps its tags and loses what is between them. */
#include "html/html_parts.h"

/* Whether name (in lower case) stands at p, and ends there. */
static bool is_name_at(view v, size_t at, const char *name) {
  size_t length = strlen(name);
  if (at + length >= v.len || !view_starts_with_word(view_skip(v, at), name)) return false;
  char next = v.ptr[at + length];
  return next == '>' || next == '/' || (unsigned char)next <= ' ';
}

/* Of the end tag of an element, from from; the end of the page when it is not there. */
static size_t find_end_tag(view v, size_t from, const char *name) {
  for (size_t at = from; at < v.len;) {
    const char *p = memchr(v.ptr + at, '<', v.len - at);
    if (!p) break;
    at = (size_t)(p - v.ptr) + 1;
    if (at < v.len && v.ptr[at] == '/' && is_name_at(v, at + 1, name)) return at - 1;
  }
  return v.len;
}

static size_t tag_end(view v, size_t from) {
  const char *p = memchr(v.ptr + from, '>', v.len - from);
  return p ? (size_t)(p - v.ptr) + 1 : v.len;
}

static size_t comment_end(view v, size_t at) {
  size_t end = view_find(v, TEXT("-->"), at + 2);
  return end == SIZE_MAX ? v.len : end + 3;
}

/* What begins with < at at and is dropped: its end, and in *kept how much of its beginning stays. 0: nothing is
 * dropped. */
static size_t dropped_end(view v, size_t at, size_t *kept) {
  static const char *const names[] = {"script", "style", "svg"};
  *kept = 0;
  if (at + 3 < v.len && !memcmp(v.ptr + at, "<!--", 4)) return comment_end(v, at);
  for (size_t i = 0; i < COUNT_OF(names); i++) {
    if (!is_name_at(v, at + 1, names[i])) continue;
    size_t end = tag_end(v, at);
    view tag = view_slice(v, at, end);
    if (view_find(tag, TEXT("ld+json"), 0) != SIZE_MAX || view_ends_with(tag, TEXT("/>"))) return 0;
    *kept = tag.len;
    return find_end_tag(v, end, names[i]);
  }
  return 0;
}

/* ---- attributes ---- */

static bool is_blank(char c) { return (unsigned char)c <= ' '; }

/* Only those that something is read from; addresses of links and pictures are the longest part of many pages. */
static bool is_kept(view tag, view name) {
  static const char *const names[] = {
      "aria-hidden", "class", "content",  "data-component", "data-testid", "datetime", "hidden",
      "http-equiv",  "id",    "itemprop", "lang",           "name",        "property", "pubdate",
      "rel",         "role",  "style",    "title",          "type",        "xml:lang"};
  for (size_t i = 0; i < COUNT_OF(names); i++)
    if (view_is_word(name, names[i])) return true;
  return view_is_word(name, "href") && (view_is_word(tag, "link") || view_is_word(tag, "base"));
}

/* The attribute at at; its end, or 0 when the page ends inside of it. */
static size_t attribute_end(view v, size_t at, view *name) {
  size_t begin = at;
  while (at < v.len && !is_blank(v.ptr[at]) && v.ptr[at] != '=' && v.ptr[at] != '>' &&
         (v.ptr[at] != '/' || at == begin))
    at++;
  *name = view_slice(v, begin, at);
  size_t equals = at;
  while (equals < v.len && is_blank(v.ptr[equals])) equals++;
  if (equals >= v.len || v.ptr[equals] != '=') return at;
  at = equals + 1;
  while (at < v.len && is_blank(v.ptr[at])) at++;
  if (at >= v.len) return 0;
  if (v.ptr[at] == '"' || v.ptr[at] == '\'') {
    const char *p = memchr(v.ptr + at + 1, v.ptr[at], v.len - at - 1);
    return p ? (size_t)(p - v.ptr) + 1 : 0;
  }
  while (at < v.len && !is_blank(v.ptr[at]) && v.ptr[at] != '>') at++;
  return at;
}

typedef struct {
  view in;
  char *out; /* half as long again as in: each attribute that stays, of two bytes at least, may get a blank */
  size_t n;
} cleaning;

static void add(cleaning *c, size_t from, size_t to) {
  if (to == from) return;
  memcpy(c->out + c->n, c->in.ptr + from, to - from);
  c->n += to - from;
}

/* Copies a tag without the attributes that nobody reads; its end, or 0 when it has none. */
static size_t copy_tag(cleaning *c, size_t at) {
  view v = c->in, name;
  size_t begin = at + 1, n = c->n;
  at = begin;
  while (at < v.len && !is_blank(v.ptr[at]) && v.ptr[at] != '>' && v.ptr[at] != '/') at++;
  view tag = view_slice(v, begin, at);
  add(c, begin - 1, at);
  for (;;) {
    while (at < v.len && (is_blank(v.ptr[at]) || v.ptr[at] == '/')) at++;
    if (at >= v.len) return c->n = n, 0;
    if (v.ptr[at] == '>') return add(c, at, at + 1), at + 1;
    size_t end = attribute_end(v, at, &name);
    if (!end) return c->n = n, 0;
    if (is_kept(tag, name)) {
      c->out[c->n++] = ' ';
      add(c, at, end);
    }
    at = end;
  }
}

/* ---- pages ---- */

static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/* libxml2 takes NUL for the end. */
static void blank_nul(char *out, size_t n) {
  for (char *p = out; (p = memchr(p, '\0', n - (size_t)(p - out)));) *p = ' ';
}

/* Tags that have no end were looked through to the end of the page; after some of them the rest stays as it is. */
enum { MOST_ENDLESS = 16 };

view html_clean(arena *a, view utf8) {
  cleaning c = {utf8, arena_alloc(a, utf8.len + utf8.len / 2 + 16), 0};
  size_t at = 0, kept, endless = 0;
  while (at < utf8.len && endless < MOST_ENDLESS) {
    const char *p = memchr(utf8.ptr + at, '<', utf8.len - at);
    size_t open = p ? (size_t)(p - utf8.ptr) : utf8.len;
    add(&c, at, open);
    at = open;
    if (at + 1 >= utf8.len) break;
    size_t end = dropped_end(utf8, at, &kept), from = at;
    if (end) add(&c, from, from + kept);
    else if (is_letter(utf8.ptr[at + 1])) end = copy_tag(&c, at);
    if (end) at = end;
    else endless += is_letter(utf8.ptr[at + 1]), add(&c, at, at + 1), at++;
  }
  add(&c, at, utf8.len);
  blank_nul(c.out, c.n);
  return view_of(c.out, c.n);
}
