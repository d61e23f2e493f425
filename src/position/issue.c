/* issue.c - clusters of phrases, by leaders (Hartigan, Clustering Algorithms, 1975, ch. 3): phrases of one key are one
 * group; groups come in an order that only their events and keys decide, and each joins the first issue that is like it
 * or begins one. Like it: the same names, and of the concepts of both at least 0.6 in common (Jaccard). So a word more
 * or less does not part what belongs together, and an actor more or less does. */
#include "position/issue.h"

#include <stdlib.h>

typedef struct {
  issue_key key;
  uint64_t events;
  uint32_t issue;
} group;

typedef LIST(group) group_list;

static view key_text(arena *a, const issue_key *k) {
  view text = {"", 0};
  for (uint32_t i = 0; i < k->name_count; i++)
    text = arena_format(a, "%.*s\x1F%.*s", (int)text.len, text.ptr, (int)k->names[i].len, k->names[i].ptr);
  text = arena_format(a, "%.*s\x1E", (int)text.len, text.ptr);
  for (uint32_t i = 0; i < k->concept_count; i++)
    text = arena_format(a, "%.*s\x1F%.*s", (int)text.len, text.ptr, (int)k->concepts[i].len, k->concepts[i].ptr);
  return text;
}

/* ---- groups of one key ---- */

static void group_phrases(const concepts *c, phrase_list *phrases, arena *a, group_list *groups) {
  map by_key = {0};
  for (uint32_t i = 0; i < phrases->count; i++) {
    issue_phrase *p = &phrases->at[i];
    issue_key key;
    concepts_read(c, p->text, a, &key);
    p->issue = NONE;
    if (!key.name_count && !key.concept_count) continue;
    view text = key_text(a, &key);
    uint32_t found = map_get(&by_key, text);
    if (found == NONE) {
      found = groups->count;
      map_put(a, &by_key, text, found);
      LIST_PUSH(a, groups, (group){.key = key});
    }
    groups->at[found].events += p->events;
    p->issue = found; /* the group, for now */
  }
}

static int compare_lists(const view *a, uint32_t n, const view *b, uint32_t m) {
  for (uint32_t i = 0; i < n && i < m; i++) {
    int order = view_compare(a[i], b[i]);
    if (order) return order;
  }
  return n < m ? -1 : n > m;
}

/* The most events first; then fewer concepts, then the names of all. */
static int before(const void *x, const void *y) {
  const group *a = *(group *const *)x, *b = *(group *const *)y;
  if (a->events != b->events) return a->events < b->events ? 1 : -1;
  if (a->key.concept_count != b->key.concept_count) return a->key.concept_count < b->key.concept_count ? -1 : 1;
  int order = compare_lists(a->key.names, a->key.name_count, b->key.names, b->key.name_count);
  return order ? order : compare_lists(a->key.concepts, a->key.concept_count, b->key.concepts, b->key.concept_count);
}

/* ---- issues ---- */

static bool same_names(const issue_key *a, const issue_key *b) {
  return a->name_count == b->name_count && !compare_lists(a->names, a->name_count, b->names, b->name_count);
}

static bool alike(const issue_key *a, const issue_key *b) {
  uint32_t common = 0;
  for (uint32_t i = 0; i < a->concept_count; i++)
    for (uint32_t k = 0; k < b->concept_count; k++) common += view_equals(a->concepts[i], b->concepts[k]);
  uint32_t all = a->concept_count + b->concept_count - common;
  return same_names(a, b) && (!all || common * 10 >= all * 6);
}

/* Issues that share a concept with the group, or its names where it has no concept, are looked at: chains by concept.
 */
typedef struct {
  uint32_t issue, next;
} link;

typedef struct {
  map heads;
  LIST(link) links;
} chains;

static void chain(chains *c, arena *a, view word, uint32_t issue) {
  uint32_t head = map_get(&c->heads, word);
  LIST_PUSH(a, &c->links, (link){issue, head});
  map_put(a, &c->heads, word, c->links.count - 1);
}

/* The earliest issue that is like the key, or NONE. */
static uint32_t find_issue(const chains *c, const issue_list *issues, const issue_key *key) {
  uint32_t best = NONE;
  const view *words = key->concept_count ? key->concepts : key->names;
  uint32_t count = key->concept_count ? key->concept_count : key->name_count;
  for (uint32_t i = 0; i < count; i++)
    for (uint32_t at = map_get(&c->heads, words[i]); at != NONE; at = c->links.at[at].next) {
      uint32_t issue = c->links.at[at].issue;
      if (issue < best && alike(&issues->at[issue].key, key)) best = issue;
    }
  return best;
}

static void place_group(group *g, chains *c, arena *a, issue_list *issues) {
  g->issue = find_issue(c, issues, &g->key);
  if (g->issue != NONE) return;
  g->issue = issues->count;
  LIST_PUSH(a, issues, (issue){.key = g->key});
  const view *words = g->key.concept_count ? g->key.concepts : g->key.names;
  uint32_t count = g->key.concept_count ? g->key.concept_count : g->key.name_count;
  for (uint32_t i = 0; i < count; i++) chain(c, a, words[i], g->issue);
}

/* The most events, then the shortest, then the first by its bytes. */
static bool is_better_label(const issue_phrase *p, view label, uint64_t events) {
  if (!label.len || p->events != events) return !label.len || p->events > events;
  if (p->text.len != label.len) return p->text.len < label.len;
  return view_compare(p->text, label) < 0;
}

static void name_issues(phrase_list *phrases, const group_list *groups, arena *a, issue_list *issues) {
  uint64_t *most = ARENA_NEW(a, uint64_t, issues->count + 1);
  for (uint32_t i = 0; i < phrases->count; i++) {
    issue_phrase *p = &phrases->at[i];
    if (p->issue == NONE) continue;
    p->issue = groups->at[p->issue].issue;
    issue *in = &issues->at[p->issue];
    in->events += p->events;
    in->phrases++;
    if (!is_better_label(p, in->label, most[p->issue])) continue;
    in->label = p->text;
    most[p->issue] = p->events;
  }
}

void issues_make(const concepts *c, phrase_list *phrases, arena *a, issue_list *out) {
  group_list groups = {NULL, 0, 0};
  chains by_word = {.heads = {0}};
  *out = (issue_list){NULL, 0, 0};
  group_phrases(c, phrases, a, &groups);
  group **order = ARENA_NEW(a, group *, groups.count + 1);
  for (uint32_t i = 0; i < groups.count; i++) order[i] = &groups.at[i];
  qsort(order, groups.count, sizeof *order, before);
  for (uint32_t i = 0; i < groups.count; i++) place_group(order[i], &by_word, a, out);
  name_issues(phrases, &groups, a, out);
}

view issue_key_words(arena *a, const issue_key *k) {
  view text = {"", 0};
  for (uint32_t i = 0; i < k->name_count + k->concept_count; i++) {
    view word = i < k->name_count ? k->names[i] : k->concepts[i - k->name_count];
    text = arena_format(a, "%.*s%s%.*s", (int)text.len, text.ptr, text.len ? " " : "", (int)word.len, word.ptr);
  }
  return text;
}

/* ---- the issue that is asked for ---- */

/* "missile" is also in "ballistic-missile", and 協定 in 漁業協定; "war" is not in "warship". */
static bool has_part(view whole, view part) {
  for (size_t at = view_find(whole, part, 0); at != SIZE_MAX; at = view_find(whole, part, at + 1)) {
    size_t end = at + part.len;
    if (!part.len || (unsigned char)part.ptr[0] >= 0x80) return true;
    if ((!at || whole.ptr[at - 1] == '-') && (end == whole.len || whole.ptr[end] == '-')) return true;
  }
  return false;
}

static bool holds_all(const view *all, uint32_t n, const view *wanted, uint32_t m) {
  for (uint32_t i = 0; i < m; i++) {
    bool found = false;
    for (uint32_t k = 0; k < n; k++) found |= has_part(all[k], wanted[i]);
    if (!found) return false;
  }
  return true;
}

bool issue_has(const issue_key *key, const issue_key *wanted) {
  return holds_all(key->names, key->name_count, wanted->names, wanted->name_count) &&
         holds_all(key->concepts, key->concept_count, wanted->concepts, wanted->concept_count);
}
