/* html_prune.c - marks what is no part of any article: what elements say (nav, aside, form), what is hidden, and what
 * the words of class and id say (related, ranking, comments).
 *
 * A wrapper may carry such a word by accident ("has-sidebar"), so nothing is dropped for its words that holds the
 * headline or what the page calls its article's body. */
#include "html/html_parts.h"

typedef struct {
  uint32_t *precious; /* sums over the nodes before: headlines, bodies of articles */
  uint32_t *bytes;    /* and bytes of text */
} holding;

static bool holds_precious(const html_tree *t, const holding *h, uint32_t node) {
  return h->precious[t->nodes.at[node].end] > h->precious[node];
}

/* Some systems put the whole page into a form. */
static bool holds_most(const html_tree *t, const holding *h, uint32_t node) {
  return h->bytes[t->nodes.at[node].end] - h->bytes[node] > h->bytes[t->nodes.count] / 2;
}

static bool is_hidden(const html_tree *t, uint32_t node) {
  const html_node *n = &t->nodes.at[node];
  for (uint32_t i = 0; i < n->attribute_count; i++) {
    const html_attribute *at = &t->attributes.at[n->first_attribute + i];
    if (view_is(at->name, "hidden")) return true;
    if (view_is(at->name, "aria-hidden") && view_is(at->value, "true") && n->tag != TAG_body) return true;
    if (!view_is(at->name, "style")) continue;
    size_t found = view_find(at->value, TEXT("display"), 0);
    if (found != SIZE_MAX && view_find(at->value, TEXT("none"), found) != SIZE_MAX) return true;
  }
  return false;
}

static bool is_frame_role(view role) {
  static const char *const roles[] = {"navigation", "complementary", "banner",  "contentinfo", "dialog", "alertdialog",
                                      "search",     "menu",          "menubar", "tablist",     "toolbar"};
  for (size_t i = 0; i < COUNT_OF(roles); i++)
    if (view_is(role, roles[i])) return true;
  return false;
}

/* The main elements of a page may have any class. */
static bool is_structure(html_tag tag) {
  return tag == TAG_html || tag == TAG_body || tag == TAG_main || tag == TAG_ROOT;
}

static bool is_dropped(const html_tree *t, const holding *h, uint32_t node, prune_strength strength) {
  const html_node *n = &t->nodes.at[node];
  uint8_t traits = html_tag_traits(n->tag);
  if (traits & TAG_IS_HIDDEN) return true;
  if (is_structure(n->tag)) return false;
  bool wraps = holds_precious(t, h, node);
  if (n->tag == TAG_header && n->parent && strength == PRUNE_STRONG)
    return true; /* titles and dates are read from the page as it is */
  if (n->tag == TAG_form || n->tag == TAG_fieldset) return !wraps && !holds_most(t, h, node);
  if (traits & TAG_IS_FRAME) return n->tag != TAG_figure || !wraps;
  if (is_hidden(t, node) && !wraps) return true;
  if (is_frame_role(html_attribute_of(t, node, "role")) && !wraps) return true;
  if (strength == PRUNE_WEAK || wraps) return false;
  return n->words & (WORD_NOISE | WORD_CAPTION) && !(n->words & WORD_EXACT);
}

static void find_precious(const html_tree *t, holding *h) {
  for (uint32_t i = 0; i < t->nodes.count; i++) {
    const html_node *n = &t->nodes.at[i];
    bool precious = n->tag == TAG_h1 || (n->words & WORD_EXACT) ||
                    view_find(html_attribute_of(t, i, "itemprop"), TEXT("articleBody"), 0) != SIZE_MAX;
    h->precious[i + 1] = h->precious[i] + precious;
    h->bytes[i + 1] = h->bytes[i] + (n->tag == TAG_TEXT ? (uint32_t)n->text.len : 0);
  }
}

/* ---- sums ---- */

static uint32_t letters_of(view text) {
  uint32_t sum = 0, length;
  for (size_t at = 0; at < text.len; at += length) {
    uint32_t c = utf8_decode(text, at, &length);
    if (length >= 3) sum += 2;
    else sum += !char_is_space(c);
  }
  return sum;
}

static void sum_up(html_tree *t) {
  uint32_t in_link = 0; /* end of the link that is open */
  for (uint32_t i = 0; i < t->nodes.count; i++) {
    html_node *n = &t->nodes.at[i];
    if (i) n->dropped = n->dropped || t->nodes.at[n->parent].dropped;
    if (n->tag == TAG_a && n->end > in_link) in_link = n->end;
    uint32_t letters = n->tag == TAG_TEXT && !n->dropped ? letters_of(n->text) : 0;
    t->weight[i + 1] = t->weight[i] + letters;
    t->linked[i + 1] = t->linked[i] + (i < in_link ? letters : 0);
  }
}

void html_prune(html_tree *t, prune_strength strength) {
  size_t count = (size_t)t->nodes.count + 1;
  holding h = {ARENA_NEW(t->arena, uint32_t, count), ARENA_NEW(t->arena, uint32_t, count)};
  if (!t->weight) t->weight = ARENA_NEW(t->arena, uint32_t, count);
  if (!t->linked) t->linked = ARENA_NEW(t->arena, uint32_t, count);
  find_precious(t, &h);
  for (uint32_t i = 0; i < t->nodes.count; i++)
    t->nodes.at[i].dropped = t->nodes.at[i].tag != TAG_TEXT && is_dropped(t, &h, i, strength);
  sum_up(t);
}
