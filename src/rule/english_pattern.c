/* english_pattern.c - reads predicate patterns of English rules: lemmas with blanks between.
 *
 *   condemn               verb
 *   call on, pull out of  verb with particles and prepositions: call, with on
 *   express concern       verb, object; <express> concern: any verb of a class
 *   put on alert          verb, preposition, noun; carry out attack may be carry, out, attack or carry out, attack:
 *                         every way to part it is a pattern of its own
 *   take part in          and a preposition that must follow the noun
 *   be critical, be in talk   copula: the noun or adjective makes the verb (be critical, be talk)
 *   not accept, cannot accept */
#include "rule/pattern_parts.h"

enum { MAX_WORDS = 10, BEHIND = 3 }; /* a preposition that must follow counts as a condition on a word */

typedef struct {
  view at[MAX_WORDS];
  uint32_t count;
} word_list;

static word_list words_of(view text) {
  word_list w = {.count = 0};
  view part;
  while (text.len && w.count < MAX_WORDS && view_split(&text, ' ', &part))
    if (part.len) w.at[w.count++] = part;
  return w;
}

static bool in_class(const rule_index *index, view word, const char *name) {
  return index->words && word_in_class(index->words, word, view_of_string(name));
}

/* Words first to end, which stand beside each other in the pattern. */
static view between(const word_list *w, uint32_t first, uint32_t end) {
  return view_of(w->at[first].ptr, (size_t)(w->at[end - 1].ptr + w->at[end - 1].len - w->at[first].ptr));
}

static void set_verb(rule *r, view verb) {
  bool open = verb.len > 2 && verb.ptr[0] == '<' && verb.ptr[verb.len - 1] == '>';
  r->is_class = open;
  r->verb = open ? view_slice(verb, 1, verb.len - 1) : verb;
}

static void put(arena *a, rule_index *index, const rule *row, view verb, view marker, view noun) {
  rule r = *row;
  set_verb(&r, verb);
  r.noun = noun;
  r.marker = marker;
  if (noun.len && (!marker.len || !role_of_name(index->language, marker, &r.particle))) r.particle = marker.len ? ROLE_OTHER : ROLE_WO;
  rule_index_put(a, index, &r);
}

/* be critical of: the preposition must be there; be in talk: the noun has the copula. */
static void put_copular(arena *a, rule_index *index, rule *r, const word_list *w, uint32_t first) {
  uint32_t end = w->count;
  while (end > first + 1 && in_class(index, w->at[end - 1], "preposition")) end--;
  if (end < w->count) r->behind = between(w, end, w->count), r->weight += BEHIND;
  view last = w->at[end - 1];
  put(a, index, r, arena_format(a, "be %.*s", (int)last.len, last.ptr), (view){0}, (view){0});
}

void english_pattern_add(arena *a, rule_index *index, rule *r) {
  word_list w = words_of(r->predicate);
  uint32_t first = 0;
  if (w.count > 1 && (view_is(w.at[0], "not") || view_is(w.at[0], "cannot"))) {
    r->negative = true;
    r->potential = view_is(w.at[0], "cannot");
    first = 1;
  }
  if (first == w.count) return;
  if (view_is(w.at[first], "be") && w.count > first + 1) {
    put_copular(a, index, r, &w, first + 1);
    return;
  }
  uint32_t noun = first + 1, end = w.count;
  while (noun < end && (in_class(index, w.at[noun], "preposition") || in_class(index, w.at[noun], "particle"))) noun++;
  if (noun == end) {
    put(a, index, r, between(&w, first, end), (view){0}, (view){0});
    return;
  }
  while (end > noun + 1 && in_class(index, w.at[end - 1], "preposition")) end--;
  if (end < w.count) r->behind = between(&w, end, w.count), r->weight += BEHIND;
  view words = between(&w, noun, end);
  if (noun == first + 1 && end == noun + 1 && end == w.count) put(a, index, r, between(&w, first, end), (view){0}, (view){0}); /* make clear */
  if (noun == first + 1 || in_class(index, w.at[noun - 1], "particle")) put(a, index, r, between(&w, first, noun), (view){0}, words);
  if (noun > first + 1 && in_class(index, w.at[noun - 1], "preposition"))
    for (uint32_t m = first + 1; m < noun; m++) put(a, index, r, between(&w, first, m), between(&w, m, noun), words);
}
