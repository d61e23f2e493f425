/* html_readability.c - the article's body by where the long paragraphs are, without regard to names.
 *
 * Each block that has text of its own is a paragraph; its score (one, and one for each comma, and up to three for
 * length, less what is links) goes to its parent whole and to the parent above by half; text of a cell or div that lies
 * there without <p> counts for the cell itself. The element with the highest score wins, with those beside it that have
 * much of it. After M. Bryant and Arc90, Readability (2010). */
#include "html/html_parts.h"

typedef struct {
  float *score;  /* of each node */
  uint32_t *own; /* letters of text that belongs to a block without another block between */
  uint32_t *own_links;
  uint32_t *commas;
} scoring;

static uint32_t commas_of(view text) {
  uint32_t n = 0, length;
  for (size_t at = 0; at < text.len; at += length) {
    uint32_t c = utf8_decode(text, at, &length);
    n += c == ',' || c == 0x3001 || c == 0x3002 || c == 0xFF0C;
  }
  return n;
}

/* Gives each text to the block that it stands in. */
static void find_paragraphs(const html_tree *t, scoring *s) {
  for (uint32_t i = 1; i < t->nodes.count; i++) {
    const html_node *n = &t->nodes.at[i];
    if (n->tag != TAG_TEXT || n->dropped) continue;
    uint32_t block = n->parent;
    while (block && !(html_tag_traits(t->nodes.at[block].tag) & TAG_IS_BLOCK)) block = t->nodes.at[block].parent;
    s->own[block] += t->weight[i + 1] - t->weight[i];
    s->own_links[block] += t->linked[i + 1] - t->linked[i];
    s->commas[block] += commas_of(n->text);
  }
}

static void score_paragraphs(const html_tree *t, scoring *s) {
  enum { SHORTEST = 40, LONG = 100, MOST = 3 };
  for (uint32_t i = 1; i < t->nodes.count; i++) {
    const html_node *n = &t->nodes.at[i];
    if (s->own[i] < SHORTEST || html_tag_traits(n->tag) & TAG_IS_HEADING || n->tag == TAG_li) continue;
    float length = (float)s->own[i] / LONG, links = (float)s->own_links[i] / (float)s->own[i];
    float score = (1 + (float)s->commas[i] + (length < MOST ? length : MOST)) * (1 - links);
    uint32_t first = n->tag == TAG_p || n->tag == TAG_pre || n->tag == TAG_blockquote ? n->parent : i;
    s->score[first] += score;
    if (first) s->score[t->nodes.at[first].parent] += score / 2;
  }
}

static float links_of(const html_tree *t, uint32_t node) {
  uint32_t weight = html_weight(t, node);
  return weight ? (float)html_link_weight(t, node) / (float)weight : 0;
}

static float final_score(const html_tree *t, const scoring *s, uint32_t node) {
  return s->score[node] * (1 - links_of(t, node));
}

static uint32_t find_top(const html_tree *t, const scoring *s) {
  uint32_t top = 0;
  float best = 0;
  for (uint32_t i = 1; i < t->nodes.count; i++) {
    if (t->nodes.at[i].dropped || s->score[i] <= 0) continue;
    float score = final_score(t, s, i);
    if (score > best) best = score, top = i;
  }
  return top;
}

/* The winner with its neighbours that belong to it. */
static html_parts with_neighbours(const html_tree *t, const scoring *s, uint32_t top) {
  enum { PARAGRAPH = 80 };
  LIST(uint32_t) found = {0};
  uint32_t parent = t->nodes.at[top].parent;
  float enough = final_score(t, s, top) / 5;
  for (uint32_t i = parent + 1; i < t->nodes.at[parent].end; i = t->nodes.at[i].end) {
    const html_node *n = &t->nodes.at[i];
    bool good = !n->dropped && final_score(t, s, i) >= enough && final_score(t, s, i) > 0;
    bool paragraph = !n->dropped && n->tag == TAG_p && s->own[i] >= PARAGRAPH && links_of(t, i) < 0.25F;
    if (i == top || good || paragraph) LIST_PUSH(t->arena, &found, i);
  }
  return (html_parts){found.at, found.count, false};
}

html_parts html_readability(const html_tree *t) {
  uint32_t count = t->nodes.count;
  scoring s = {ARENA_NEW(t->arena, float, count), ARENA_NEW(t->arena, uint32_t, count),
               ARENA_NEW(t->arena, uint32_t, count), ARENA_NEW(t->arena, uint32_t, count)};
  find_paragraphs(t, &s);
  score_paragraphs(t, &s);
  uint32_t top = find_top(t, &s);
  return top ? with_neighbours(t, &s, top) : (html_parts){0};
}

/* The baseline: every paragraph that is no list of links, wherever it is. */
html_parts html_all_paragraphs(const html_tree *t) {
  LIST(uint32_t) found = {0};
  for (uint32_t i = 1; i < t->nodes.count; i++) {
    const html_node *n = &t->nodes.at[i];
    bool paragraph = n->tag == TAG_p || n->tag == TAG_pre || n->tag == TAG_blockquote;
    if (!paragraph || n->dropped || links_of(t, i) > 0.5F) continue;
    LIST_PUSH(t->arena, &found, i);
    i = n->end - 1;
  }
  return (html_parts){found.at, found.count, false};
}
