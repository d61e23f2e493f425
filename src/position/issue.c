/* issue.c - clusters of phrases, by leaders (Hartigan, Clustering Algorithms, 1975, ch. 3): phrases of one key are one
 * group; groups come in an order that only their events and keys decide, and each joins the first issue that is like it
 * or begins one. Like it: the same names, and of the concepts of both at least 0.6 in common (Jaccard). So a word more
 * or less does not part what belongs together, and an actor more or less does.
 *
 * Two sets that have so much in common share one of their rarest words (prefix filtering; Bayardo, Ma, Srikant, Scaling
 * up all pairs similarity search, WWW 2007): issues are looked for by those, so that an archive of a million phrases
 * does not compare all that speak of sanctions. */
#include "position/issue.h"

#include <stdlib.h>

typedef struct {
  view key;
  uint32_t names; /* bytes of the key that are names, without the blank after them */
  uint32_t name_count, concept_count, index;
  uint64_t events;
} group;

typedef struct {
  uint32_t issue, next;
} link;

typedef struct {
  const concepts *concepts;
  arena work, phrase; /* of all groups; of the phrase that is read */
  phrase_table keys;  /* issue: of the group */
  LIST(group) groups;
  phrase_table frequency; /* of a concept: in how many groups */
  phrase_table heads;     /* names and a concept: index into links */
  LIST(link) links;
  arena *result;
  issue_list issues;
} clustering;

static view names_of(const group *g) { return view_slice(g->key, 0, g->names); }

static view concepts_of(const group *g) { return view_skip(g->key, g->names + (g->names && g->concept_count ? 1 : 0)); }

/* ---- groups of one key ---- */

static view join(arena *a, const view *words, uint32_t count, view text) {
  for (uint32_t i = 0; i < count; i++)
    text = arena_format(a, "%.*s%s%.*s", (int)text.len, text.ptr, text.len ? " " : "", (int)words[i].len, words[i].ptr);
  return text;
}

static void group_phrase(clustering *c, issue_phrase *p) {
  issue_key key;
  arena_reset(&c->phrase);
  concepts_read(c->concepts, p->text, &c->phrase, &key);
  p->issue = NONE;
  if (!key.name_count && !key.concept_count) return;
  view names = join(&c->phrase, key.names, key.name_count, (view){"", 0});
  view text = join(&c->phrase, key.concepts, key.concept_count, names);
  uint32_t at = phrase_add(&c->keys, text, p->events); /* the group, for now */
  p->issue = at;
  if (at == c->groups.count)
    LIST_PUSH(&c->work, &c->groups,
              (group){.names = (uint32_t)names.len, .name_count = key.name_count, .concept_count = key.concept_count});
}

static void count_concepts(clustering *c, const group *g) {
  view rest = concepts_of(g), word;
  while (g->concept_count && view_split(&rest, ' ', &word)) phrase_add(&c->frequency, word, 1);
}

static void make_groups(clustering *c, phrase_list *phrases) {
  for (uint32_t i = 0; i < phrases->count; i++) group_phrase(c, &phrases->at[i]);
  for (uint32_t i = 0; i < c->groups.count; i++) {
    group *g = &c->groups.at[i];
    g->key = c->keys.list.at[i].text;
    g->events = c->keys.list.at[i].events;
    g->index = i;
    count_concepts(c, g);
  }
}

/* The most events first; then fewer concepts, then the names of all. */
static int before(const void *x, const void *y) {
  const group *a = x, *b = y;
  if (a->events != b->events) return a->events < b->events ? 1 : -1;
  if (a->concept_count != b->concept_count) return a->concept_count < b->concept_count ? -1 : 1;
  int order = view_compare(names_of(a), names_of(b));
  return order ? order : view_compare(concepts_of(a), concepts_of(b));
}

/* ---- issues ---- */

typedef struct {
  view at[ISSUE_MOST_WORDS];
  uint64_t frequency[ISSUE_MOST_WORDS];
  uint32_t count;
} word_set;

/* The concepts of a group, the rarest first. */
static void rarest_first(const clustering *c, const group *g, word_set *out) {
  view rest = concepts_of(g), word;
  out->count = 0;
  while (g->concept_count && out->count < ISSUE_MOST_WORDS && view_split(&rest, ' ', &word)) {
    uint64_t often = c->frequency.list.at[phrase_find(&c->frequency, word)].events;
    uint32_t i = out->count++;
    for (; i && (out->frequency[i - 1] > often ||
                 (out->frequency[i - 1] == often && view_compare(out->at[i - 1], word) > 0));
         i--) {
      out->at[i] = out->at[i - 1];
      out->frequency[i] = out->frequency[i - 1];
    }
    out->at[i] = word;
    out->frequency[i] = often;
  }
}

enum { LIKE = 6, OF = 10 };

/* Of so many words, one of these is in whatever is like them. */
static uint32_t prefix_of(uint32_t count) { return count ? count - (count * LIKE + OF - 1) / OF + 1 : 0; }

/* The names of both are the same. */
static bool alike(const issue *of, size_t names, const word_set *words) {
  uint32_t common = 0, count = 0;
  view rest = view_skip(of->key, names + (names ? 1 : 0)), word;
  while (rest.len && view_split(&rest, ' ', &word)) {
    count++;
    for (uint32_t i = 0; i < words->count; i++) common += view_equals(words->at[i], word);
  }
  return common * OF >= (words->count + count - common) * LIKE;
}

static view chain_name(clustering *c, const group *g, view word) {
  arena_reset(&c->phrase);
  return arena_format(&c->phrase, "%.*s\n%.*s", (int)g->names, g->key.ptr, (int)word.len, word.ptr);
}

/* The earliest issue that is like the group, or NONE. */
static uint32_t find_issue(clustering *c, const group *g, const word_set *words) {
  uint32_t best = NONE;
  for (uint32_t i = 0; i < prefix_of(words->count); i++) {
    uint32_t head = phrase_find(&c->heads, chain_name(c, g, words->at[i]));
    for (uint32_t at = head == NONE ? NONE : c->heads.list.at[head].issue; at != NONE; at = c->links.at[at].next) {
      uint32_t other = c->links.at[at].issue;
      if (other < best && alike(&c->issues.at[other], g->names, words)) best = other;
    }
  }
  return best;
}

static uint32_t begin_issue(clustering *c, const group *g, const word_set *words) {
  uint32_t number = c->issues.count;
  LIST_PUSH(c->result, &c->issues, (issue){.key = arena_copy(c->result, g->key), .name_count = g->name_count});
  for (uint32_t i = 0; i < prefix_of(words->count); i++) {
    uint32_t at = phrase_add(&c->heads, chain_name(c, g, words->at[i]), 1);
    issue_phrase *head = &c->heads.list.at[at];
    LIST_PUSH(&c->work, &c->links, (link){number, head->issue});
    head->issue = c->links.count - 1;
  }
  return number;
}

static void place_groups(clustering *c) {
  word_set words;
  if (c->groups.count) qsort(c->groups.at, c->groups.count, sizeof *c->groups.at, before);
  for (uint32_t i = 0; i < c->groups.count; i++) {
    const group *g = &c->groups.at[i];
    rarest_first(c, g, &words);
    uint32_t found = find_issue(c, g, &words);
    c->keys.list.at[g->index].issue = found == NONE ? begin_issue(c, g, &words) : found;
  }
}

/* ---- what issues are called ---- */

static issue_language language_of(view text) {
  for (size_t at = 0; at < text.len;) {
    uint32_t length, c = utf8_decode(text, at, &length);
    if (char_is_kanji(c) || char_is_hiragana(c) || char_is_katakana(c)) return ISSUE_JA;
    at += length;
  }
  return ISSUE_OTHER;
}

/* The most events, then the shortest, then the first by its bytes. */
static bool is_better_label(view text, uint64_t events, view label, uint64_t most) {
  if (!label.len || events != most) return !label.len || events > most;
  if (text.len != label.len) return text.len < label.len;
  return view_compare(text, label) < 0;
}

static void name_issues(clustering *c, phrase_list *phrases) {
  uint64_t(*most)[ISSUE_LANGUAGES] = arena_alloc(&c->work, (c->issues.count + 1) * sizeof *most);
  for (uint32_t i = 0; i < phrases->count; i++) {
    issue_phrase *p = &phrases->at[i];
    if (p->issue == NONE) continue;
    p->issue = c->keys.list.at[p->issue].issue;
    issue *in = &c->issues.at[p->issue];
    issue_language language = language_of(p->text);
    in->events += p->events;
    in->phrases++;
    if (!is_better_label(p->text, p->events, in->labels[language], most[p->issue][language])) continue;
    in->labels[language] = p->text;
    most[p->issue][language] = p->events;
  }
  for (uint32_t i = 0; i < c->issues.count; i++) {
    view *labels = c->issues.at[i].labels;
    bool other = labels[ISSUE_OTHER].len &&
                 is_better_label(labels[ISSUE_OTHER], most[i][ISSUE_OTHER], labels[ISSUE_JA], most[i][ISSUE_JA]);
    for (int k = 0; k < ISSUE_LANGUAGES; k++)
      if (labels[k].len) labels[k] = arena_copy(c->result, labels[k]);
    c->issues.at[i].label = labels[other ? ISSUE_OTHER : ISSUE_JA];
  }
}

static void release(clustering *c) {
  arena_release(&c->phrase);
  arena_release(&c->work);
}

void issues_make(const concepts *concepts, phrase_list *phrases, arena *a, issue_list *out) {
  clustering c = {.concepts = concepts, .result = a};
  jmp_buf failed, *outer = a->on_failure;
  *out = (issue_list){NULL, 0, 0};
  arena_init(&c.work, NULL);
  arena_init(&c.phrase, NULL);
  a->on_failure = c.work.on_failure = c.phrase.on_failure = &failed;
  if (setjmp(failed)) {
    release(&c);
    a->on_failure = outer;
    longjmp(*outer, 1);
  }
  c.keys.arena = c.frequency.arena = c.heads.arena = &c.work;
  make_groups(&c, phrases);
  place_groups(&c);
  name_issues(&c, phrases);
  *out = c.issues;
  release(&c);
  a->on_failure = outer;
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

/* Among the words of the key from begin on, before end. */
static bool holds(view key, uint32_t begin, uint32_t end, view wanted) {
  view word;
  for (uint32_t i = 0; key.len && i < end && view_split(&key, ' ', &word); i++)
    if (i >= begin && has_part(word, wanted)) return true;
  return false;
}

bool issue_has(const issue *i, const issue_key *wanted) {
  for (uint32_t k = 0; k < wanted->name_count; k++)
    if (!holds(i->key, 0, i->name_count, wanted->names[k])) return false;
  for (uint32_t k = 0; k < wanted->concept_count; k++)
    if (!holds(i->key, i->name_count, UINT32_MAX, wanted->concepts[k])) return false;
  return true;
}
