/* html_parts.h - what the files of html share: the tree of a page as one array in the order of the document.
 *
 *   html_parse ─▶ tree ─ html_prune ─▶ tree with dropped parts ─ html_body, html_readability ─▶ parts of the text
 *                                                              ─ html_paragraphs ─▶ text
 *
 * The descendants of node i are the nodes i + 1 .. end - 1, so sums over a part of the page are two look-ups. */
#ifndef SEIMEI_HTML_PARTS_H
#define SEIMEI_HTML_PARTS_H

#include "html/html.h"

#define HTML_TAGS(X)                                                                                                   \
  X(a)                                                                                                                 \
  X(abbr) X(address) X(article) X(aside) X(audio) X(base) X(blockquote) X(body) X(br) X(button) X(canvas) X(caption)   \
      X(center) X(dd) X(details) X(dialog) X(div) X(dl) X(dt) X(embed) X(fieldset) X(figcaption) X(figure) X(font)     \
          X(footer) X(form) X(h1) X(h2) X(h3) X(h4) X(h5) X(h6) X(head) X(header) X(hgroup) X(hr) X(html) X(iframe)    \
              X(img) X(input) X(label) X(li) X(link) X(main) X(math) X(menu) X(meta) X(nav) X(noscript) X(object)      \
                  X(ol) X(option) X(p) X(picture) X(pre) X(rp) X(rt) X(script) X(search) X(section) X(select) X(span)  \
                      X(style) X(summary) X(svg) X(table) X(tbody) X(td) X(template) X(textarea) X(tfoot) X(th)        \
                          X(thead) X(time) X(title) X(tr) X(ul) X(video)

typedef enum {
  TAG_OTHER, /* any other element: taken for inline */
#define X(name) TAG_##name,
  HTML_TAGS(X)
#undef X
      TAG_TEXT,
  TAG_ROOT,
  TAG_COUNT
} html_tag;

enum {
  TAG_IS_BLOCK = 1,  /* begins a line of its own */
  TAG_IS_HIDDEN = 2, /* never shown as text of a page */
  TAG_IS_FRAME = 4,  /* shown, and never part of an article: navigation, forms */
  TAG_IS_HEADING = 8
};
uint8_t html_tag_traits(html_tag t);
html_tag html_tag_of(view name);

/* What the words of an element's class, id and role say. */
enum {
  WORD_NOISE = 1,   /* related, ranking, comments, share ... */
  WORD_ITEM = 2,    /* article, entry, post, story ... */
  WORD_BODY = 4,    /* body, content, text ... */
  WORD_EXACT = 8,   /* the name of an article's body and of nothing else: articlebody, honbun */
  WORD_CAPTION = 16 /* of a picture */
};
/* Words are cut at signs, at figures and where lower case goes over to upper case. */
uint8_t html_words(view names);

typedef struct {
  view name, value;
} html_attribute;

typedef struct {
  uint32_t parent, end;
  uint32_t first_attribute;
  uint16_t attribute_count;
  uint8_t tag, words;
  bool dropped;
  view text; /* of text nodes, and of scripts that hold JSON-LD */
} html_node;

typedef struct {
  arena *arena;
  LIST(html_node) nodes; /* the first is the root */
  LIST(html_attribute) attributes;
  uint32_t *weight; /* sums over the nodes before: letters that are shown and not dropped, Han and kana counting two */
  uint32_t *linked; /* of these, inside links */
} html_tree;

/* The page without scripts (but JSON-LD), styles, drawings, comments and NULs. */
view html_clean(arena *a, view utf8);
bool html_parse(arena *a, view utf8, html_tree *out);
view html_attribute_of(const html_tree *t, uint32_t node, const char *name);
/* All text below a node in one line, blanks folded, hidden parts and ruby left out, dropped parts not. */
view html_inner_text(const html_tree *t, uint32_t node);
/* The same as it stands there: of a script. */
view html_raw_text(const html_tree *t, uint32_t node);

typedef enum { PRUNE_STRONG, PRUNE_WEAK } prune_strength;
/* Marks what is no part of any article, and sums up the rest. */
void html_prune(html_tree *t, prune_strength strength);
static inline uint32_t html_weight(const html_tree *t, uint32_t node) {
  return t->weight[t->nodes.at[node].end] - t->weight[node];
}
static inline uint32_t html_link_weight(const html_tree *t, uint32_t node) {
  return t->linked[t->nodes.at[node].end] - t->linked[node];
}

/* Parts of a page, in its order and none inside another. */
typedef struct {
  uint32_t *at;
  uint32_t count;
  bool certain; /* the page itself says that this is the article's body */
} html_parts;

html_parts html_body(const html_tree *t);
html_parts html_readability(const html_tree *t);
html_parts html_all_paragraphs(const html_tree *t);
/* Their text; a paragraph that is the title is left out. KEEP_ALL: no paragraph is judged. */
typedef enum { KEEP_GOOD, KEEP_ALL } keep_what;
view html_paragraphs(const html_tree *t, html_parts parts, view title, keep_what keep);

/* What the page says of itself. */
typedef struct {
  view title, published, publisher, url, body; /* of JSON-LD; body is articleBody */
  bool found;
} html_json;
void html_json_read(arena *a, view json, html_json *out);
void html_meta(const html_tree *t, view url, html_page *out, view *json_body);

/* ---- dates, addresses, signs ---- */

/* YYYY-MM-DD out of a timestamp in any of the usual ways of writing; zone: minutes east of UTC to which a time with Z
 * is carried over. Empty when there is none. */
enum { HTML_JAPAN = 9 * 60 };
view html_date(arena *a, view words, int zone);
view html_date_in_address(arena *a, view url);
/* ref against base; empty when it is not http or https. */
view html_address(arena *a, view base, view ref);
view html_host(view url); /* without www. */
view html_trim(view v);
bool html_is_noise_paragraph(view paragraph);

#endif
