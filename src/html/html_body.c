/* html_body.c - the article's body by the names that sites give it, from sure to vague.
 *
 *   itemprop="articleBody" ─▶ class "articlebody", "honbun" ─▶ article/story/kiji and body/text ─▶ <article> ─▶ <main>,
 *   class "content" ─▶ class "article"
 *
 * On each level the part with most text counts, and of two that hold about the same the inner one. Where the text lies
 * in several parts (a live blog) it is all of them. */
#include "html/html_parts.h"

enum { ENOUGH = 160 /* letters, Han and kana counting two */ };

typedef enum { LEVEL_DECLARED, LEVEL_EXACT, LEVEL_NAMED, LEVEL_ARTICLE, LEVEL_MAIN, LEVEL_ITEM, LEVEL_COUNT } level;

static bool is_container(html_tag tag) {
  return tag == TAG_div || tag == TAG_section || tag == TAG_article || tag == TAG_main || tag == TAG_td ||
         tag == TAG_dd || tag == TAG_dl || tag == TAG_p || tag == TAG_span || tag == TAG_center ||
         tag == TAG_blockquote || tag == TAG_form;
}

static bool is_of_level(const html_tree *t, uint32_t node, level l) {
  const html_node *n = &t->nodes.at[node];
  if (n->dropped || !is_container(n->tag)) return false;
  switch (l) {
  case LEVEL_DECLARED: return view_find(html_attribute_of(t, node, "itemprop"), TEXT("articleBody"), 0) != SIZE_MAX;
  case LEVEL_EXACT: return n->words & WORD_EXACT;
  case LEVEL_NAMED: return (n->words & WORD_ITEM) && (n->words & WORD_BODY);
  case LEVEL_ARTICLE: return n->tag == TAG_article;
  case LEVEL_MAIN:
    return n->tag == TAG_main || (n->words & WORD_BODY) || view_is(html_attribute_of(t, node, "role"), "main");
  default: return n->words & WORD_ITEM;
  }
}

/* Text that is not in links. */
static uint32_t plain_weight(const html_tree *t, uint32_t node) {
  return html_weight(t, node) - html_link_weight(t, node);
}

/* The outermost nodes of a level, in order. */
static html_parts outermost(const html_tree *t, level l) {
  LIST(uint32_t) found = {0};
  for (uint32_t i = 1; i < t->nodes.count; i++) {
    if (!is_of_level(t, i, l)) continue;
    LIST_PUSH(t->arena, &found, i);
    i = t->nodes.at[i].end - 1;
  }
  return (html_parts){found.at, found.count, l == LEVEL_DECLARED || l == LEVEL_EXACT};
}

/* The innermost node of the level below one that holds nine tenths of it. */
static uint32_t innermost(const html_tree *t, uint32_t node, level l) {
  uint32_t best = node, weight = plain_weight(t, node);
  for (uint32_t i = node + 1; i < t->nodes.at[node].end; i++)
    if (is_of_level(t, i, l) && plain_weight(t, i) >= weight - weight / 10) best = i;
  return best;
}

/* The heaviest of the parts, when it outweighs the others together; else all that are no mere links. */
static html_parts choose(const html_tree *t, html_parts parts, level l) {
  uint32_t sum = 0, best = 0;
  for (uint32_t i = 0; i < parts.count; i++) {
    uint32_t weight = plain_weight(t, parts.at[i]);
    sum += weight;
    if (weight > plain_weight(t, parts.at[best])) best = i;
  }
  if (parts.count && plain_weight(t, parts.at[best]) * 10 >= sum * 6) {
    parts.at[0] = innermost(t, parts.at[best], l);
    parts.count = 1;
    return parts;
  }
  uint32_t kept = 0;
  for (uint32_t i = 0; i < parts.count; i++)
    if (html_link_weight(t, parts.at[i]) * 2 <= html_weight(t, parts.at[i])) parts.at[kept++] = parts.at[i];
  parts.count = kept;
  return parts;
}

static uint32_t parts_weight(const html_tree *t, html_parts parts) {
  uint32_t sum = 0;
  for (uint32_t i = 0; i < parts.count; i++) sum += plain_weight(t, parts.at[i]);
  return sum;
}

html_parts html_body(const html_tree *t) {
  for (level l = 0; l < LEVEL_COUNT; l++) {
    html_parts parts = choose(t, outermost(t, l), l);
    if (parts_weight(t, parts) >= ENOUGH) return parts;
  }
  return (html_parts){0};
}
