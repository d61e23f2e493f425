/* html_page.c - a page to its article, in the order that A. Barbaresi's trafilatura (2021) documents: prune, the body
 * by the names of elements, comparison with a readability pass, the baseline, and once more with weaker pruning when
 * too little came out. */
#include "html/html_parts.h"

enum { LITTLE = 250, NOTHING = 60 /* bytes */ };

view html_charset(view bytes) {
  enum { SAMPLE = 4096 };
  view v = bytes.len > SAMPLE ? view_of(bytes.ptr, SAMPLE) : bytes;
  static const view names[] = {TEXT("charset="), TEXT("encoding="), TEXT("CHARSET="), TEXT("charset =")};
  for (size_t i = 0; i < COUNT_OF(names); i++) {
    size_t at = view_find(v, names[i], 0);
    if (at == SIZE_MAX) continue;
    at += names[i].len;
    while (at < v.len && (v.ptr[at] == '"' || v.ptr[at] == '\'' || v.ptr[at] == ' ')) at++;
    size_t end = at;
    while (end < v.len && v.ptr[end] > ' ' && !strchr("\"'/>;?", v.ptr[end])) end++;
    if (end > at && end - at < 32) return view_slice(v, at, end);
  }
  return (view){0};
}

/* The longer of what the names of elements and what readability find, with a bias to the first. */
static view find_text(const html_tree *t, view title) {
  html_parts body = html_body(t);
  view named = html_paragraphs(t, body, title, KEEP_GOOD);
  if (body.certain && named.len >= LITTLE) return named;
  view scored = html_paragraphs(t, html_readability(t), title, KEEP_GOOD);
  return scored.len > named.len * 2 || (named.len > scored.len * 3 && scored.len >= LITTLE * 4) ? scored : named;
}

static view longer(view a, view b) { return b.len > a.len + a.len / 4 ? b : a; }

/* What JSON-LD has, with lines as paragraphs. */
static view json_paragraphs(arena *a, view body) {
  char *out = arena_alloc(a, body.len * 2 + 2);
  size_t n = 0;
  for (view rest = body, line; view_split(&rest, '\n', &line);) {
    line = html_trim(line);
    if (!line.len) continue;
    if (n) out[n++] = '\n', out[n++] = '\n';
    memcpy(out + n, line.ptr, line.len);
    n += line.len;
  }
  return view_of(out, n);
}

static view find_article(html_tree *t, view title, view json_body) {
  html_prune(t, PRUNE_STRONG);
  view text = find_text(t, title);
  if (text.len < LITTLE) text = longer(text, html_paragraphs(t, html_all_paragraphs(t), title, KEEP_GOOD));
  if (text.len < LITTLE) {
    html_prune(t, PRUNE_WEAK);
    text = longer(text, find_text(t, title));
  }
  view body = json_paragraphs(t->arena, json_body);
  if (body.len > text.len * 2 && memchr(body.ptr, '<', body.len) == NULL) text = body;
  return text.len >= NOTHING ? text : (view){0};
}

bool html_read(arena *a, view utf8, view url, html_page *out) {
  html_tree t;
  view json_body;
  *out = (html_page){0};
  if (!html_parse(a, utf8, &t)) return false;
  html_meta(&t, url, out, &json_body);
  out->text = find_article(&t, out->title, json_body);
  return true;
}

bool html_fragment(arena *a, view utf8, view *text) {
  html_tree t;
  *text = (view){0};
  if (!html_parse(a, utf8, &t)) return false;
  html_prune(&t, PRUNE_WEAK);
  uint32_t root = 0;
  *text = html_paragraphs(&t, (html_parts){&root, 1, true}, (view){0}, KEEP_ALL);
  return true;
}
