/* english_tree.c - the tree of a segment: children, an order from the root down, what each token spans. */
#include "frame/english_context.h"

/* A token is numbered after its head, so that a walk in this order meets heads first; without recursion, since a tree may
 * be as deep as the text is long. */
static void order_segment(english_context *c, bunsetsu_range range) {
  uint32_t *order = c->order + range.first, count = 0, next = 0;
  for (uint32_t t = range.first; t < range.first + range.count; t++)
    if (en_head(c, t) == NONE) order[count++] = t;
  while (next < count) EN_CHILDREN(c, order[next++], d) order[count++] = d;
  while (count < range.count) order[count++] = NONE; /* tokens that no root is above */
}

static void extend_segment(english_context *c, bunsetsu_range range) {
  span *extents = c->parse->extents.at;
  for (uint32_t i = range.first + range.count; i-- > range.first;) {
    uint32_t t = c->order[i], head = t == NONE ? NONE : en_head(c, t);
    if (head == NONE) continue;
    if (extents[t].begin < extents[head].begin) extents[head].begin = extents[t].begin;
    if (extents[t].end > extents[head].end) extents[head].end = extents[t].end;
  }
}

void english_tree_link(english_context *c) {
  uint32_t n = c->parse->bunsetsu.count;
  if (c->parse->extents.count != n) {
    c->parse->extents.at = ARENA_NEW(c->arena, span, n);
    c->parse->extents.count = c->parse->extents.capacity = n;
  }
  for (uint32_t t = 0; t < n; t++) c->child_first[t] = c->child_next[t] = NONE, c->parse->extents.at[t] = (span){t, t + 1};
  for (uint32_t t = n; t-- > 0;) {
    uint32_t head = en_head(c, t);
    if (head == NONE) continue;
    c->child_next[t] = c->child_first[head];
    c->child_first[head] = t;
  }
  for (uint32_t s = 0; s < c->parse->segments.count; s++) {
    order_segment(c, c->parse->segments.at[s]);
    extend_segment(c, c->parse->segments.at[s]);
  }
}

uint32_t en_child(const english_context *c, uint32_t t, relation r) {
  EN_CHILDREN(c, t, d) if (en_relation(c, d) == r) return d;
  return NONE;
}

bool en_has_child(const english_context *c, uint32_t t, relation r, const char *lemma) {
  EN_CHILDREN(c, t, d) if (en_relation(c, d) == r && en_is(c, d, lemma)) return true;
  return false;
}

bool en_is_verb(const english_context *c, uint32_t t) { return en_token(c, t)->upos == UPOS_VERB; }

static bool is_sign(const token *k) { return k->upos == UPOS_PUNCT && k->quote == NONE; }

/* Takes the marks in at the ends, where only they are missing: "too slow" to act. */
static span with_marks(const text_layout *layout, span words) {
  uint32_t q = text_quote_at(layout, words.end - 1);
  if (q != NONE && layout->quotes.at[q].inner.end == words.end && layout->quotes.at[q].outer.begin >= words.begin) words.end = layout->quotes.at[q].outer.end;
  q = text_quote_at(layout, words.begin);
  bool opens = q != NONE && layout->quotes.at[q].inner.begin == words.begin && layout->quotes.at[q].inner.end <= words.end;
  if (opens) words.begin = layout->quotes.at[q].outer.begin;
  if (opens && layout->quotes.at[q].inner.end == words.end) words.end = layout->quotes.at[q].outer.end;
  return words;
}

span en_words(const english_context *c, uint32_t first, uint32_t end) {
  while (end > first + 1 && is_sign(en_token(c, end - 1)) && en_token(c, end - 1)->sub != SUB_CLOSE) end--;
  while (first + 1 < end && is_sign(en_token(c, first)) && en_token(c, first)->sub != SUB_OPEN) first++;
  span words = {en_token(c, first)->span.begin, en_token(c, end - 1)->span.end};
  if (end == first + 1) return words;
  uint32_t opens = en_token(c, first)->quote, closes = en_token(c, end - 1)->quote; /* part of more words, marks and all */
  if (opens != NONE) words.begin = c->layout->quotes.at[opens].outer.begin;
  if (closes != NONE) words.end = c->layout->quotes.at[closes].outer.end;
  return with_marks(c->layout, words);
}

uint32_t en_mark(const english_context *c, uint32_t t) {
  EN_CHILDREN(c, t, d) if (en_relation(c, d) == RELATION_MARK) return d;
  return NONE;
}

void en_set_head(english_context *c, uint32_t t, uint32_t head, relation r) {
  c->parse->bunsetsu.at[t].head = head;
  c->parse->relations.at[t] = (uint8_t)r;
}

bool en_is_above(const english_context *c, uint32_t t, uint32_t below) {
  enum { REACH = 64 };
  for (int n = 0; below != NONE && n < REACH; n++, below = en_head(c, below))
    if (below == t) return true;
  return below != NONE; /* too deep to know */
}

/* ---- heads that grammar does not allow, around quotations and in the clauses of speech ---- */

static bool is_speech(const english_context *c, uint32_t t) {
  return en_is_verb(c, t) && map_get(&c->rules->quote_verbs, en_token(c, t)->lemma) != NONE;
}

/* said; was quoted as saying */
static bool leads_speech(const english_context *c, uint32_t verb) {
  if (is_speech(c, verb)) return true;
  EN_CHILDREN(c, verb, d) if (d > verb && is_speech(c, d) && en_has_child(c, d, RELATION_MARK, "as")) return true;
  return false;
}

/* "We go," │ Iran's minister said: what ends as a sentence does is no part of the noun behind it. */
static void mend_quote_before(english_context *c, uint32_t t) {
  relation r = en_relation(c, t);
  uint32_t noun = en_head(c, t), verb = noun == NONE ? NONE : en_head(c, noun), q = en_token(c, t)->quote;
  if (q == NONE || noun < t || verb == NONE || verb < noun || !leads_speech(c, verb)) return;
  if (r != RELATION_COMPOUND && r != RELATION_AMOD && r != RELATION_NMOD && r != RELATION_NMOD_POSS && r != RELATION_APPOS) return;
  span inner = c->layout->quotes.at[q].inner;
  if (inner.end > inner.begin && strchr(",.?!", c->layout->text.ptr[inner.end - 1])) en_set_head(c, t, verb, RELATION_CCOMP);
}

/* A quotation is no sign and no adverb: whatever the model made of it, it is spoken by the verb beside it. */
static void mend_quote(english_context *c, uint32_t t) {
  relation r = en_relation(c, t);
  uint32_t head = en_head(c, t);
  if (en_token(c, t)->quote == NONE || head == NONE || !en_is_verb(c, head)) return;
  bool bare = r == RELATION_ADVCL && leads_speech(c, head) && en_child(c, t, RELATION_MARK) == NONE && en_child(c, t, RELATION_CASE) == NONE;
  if (bare || r == RELATION_PUNCT || r == RELATION_DISCOURSE || r == RELATION_DEP) en_set_head(c, t, head, RELATION_CCOMP);
}

/* saying: 〓 */
static void mend_quote_behind(english_context *c, uint32_t t) {
  bunsetsu_range range = c->parse->segments.at[c->parse->bunsetsu.at[t].segment];
  if (en_token(c, t)->quote == NONE || t < range.first + 2 || !en_is(c, t - 1, ":") || !is_speech(c, t - 2)) return;
  if (en_head(c, t) != t - 2 && !en_is_above(c, t, t - 2)) en_set_head(c, t, t - 2, RELATION_CCOMP);
}

/* The preposition on the left edge of a noun phrase or clause: a child of head that stands right before first. */
static uint32_t preposition_before(const english_context *c, uint32_t head, uint32_t first) {
  for (uint32_t t = first; t-- > 0 && first - t < 2;)
    if (en_head(c, t) == head && (en_relation(c, t) == RELATION_MARK || en_relation(c, t) == RELATION_CASE) && en_token(c, t)->upos == UPOS_ADP) return t;
  return NONE;
}

/* called │ on Moscow to withdraw: the model makes on Moscow the subject of withdraw; whoever is called on is its own argument. */
static void mend_addressed(english_context *c, uint32_t verb) {
  relation r = en_relation(c, verb);
  uint32_t head = en_head(c, verb);
  if (head == NONE || head > verb || !en_is_verb(c, head) || !en_is_verb(c, verb) || (r != RELATION_ADVCL && r != RELATION_XCOMP && r != RELATION_CCOMP)) return;
  uint32_t subject = NONE, to = NONE;
  EN_CHILDREN(c, verb, d) {
    if (en_relation(c, d) == RELATION_NSUBJ && d < verb) subject = d;
    if (en_relation(c, d) == RELATION_MARK && en_is(c, d, "to")) to = d;
  }
  if (subject == NONE || to == NONE || subject > to) return;
  uint32_t preposition = preposition_before(c, verb, c->parse->extents.at[subject].begin);
  if (preposition == NONE || en_is(c, preposition, "for")) return;
  en_set_head(c, subject, head, RELATION_OBL);
  en_set_head(c, preposition, subject, RELATION_CASE);
  en_set_head(c, verb, head, RELATION_XCOMP);
}

static bool is_definite(const english_context *c, uint32_t noun) {
  const token *k = en_token(c, noun);
  return k->upos == UPOS_PROPN || k->upos == UPOS_PRON || en_child(c, noun, RELATION_NMOD_POSS) != NONE || en_has_child(c, noun, RELATION_DET, "the");
}

/* urged Iran in a letter │ to go back: the paper that it is asked in. */
static bool is_medium_of(const english_context *c, uint32_t noun, uint32_t asks) {
  uint32_t asked = en_child(c, asks, RELATION_OBJ);
  return en_relation(c, noun) == RELATION_OBL && en_has_child(c, noun, RELATION_CASE, "in") && asked != NONE && asked < noun && en_in_class(c, en_token(c, noun)->lemma, "medium");
}

/* asked the army to leave, called on supporters to stay: the infinitive is the verb's and not the noun's (plans to leave). */
static void mend_asked(english_context *c, uint32_t verb) {
  uint32_t noun = en_head(c, verb), asks = noun == NONE ? NONE : en_head(c, noun);
  if (en_relation(c, verb) != RELATION_ACL || asks == NONE || asks > noun || noun > verb || !en_is_verb(c, asks) || !en_has_child(c, verb, RELATION_MARK, "to")) return;
  if (map_get(&c->rules->order_verbs, en_token(c, asks)->lemma) == NONE || map_get(&c->rules->nouns, en_token(c, noun)->lemma) != NONE) return;
  relation r = en_relation(c, noun);
  bool addressed = r == RELATION_OBJ && en_in_class(c, en_token(c, asks)->lemma, "addressing"); /* urged both sides to talk */
  bool asked = r == RELATION_IOBJ || addressed || is_medium_of(c, noun, asks) || (r == RELATION_OBJ && is_definite(c, noun)) ||
               (r == RELATION_OBL && (en_has_child(c, noun, RELATION_CASE, "on") || en_has_child(c, noun, RELATION_CASE, "upon") ||
                                     en_has_child(c, noun, RELATION_CASE, "to") || en_has_child(c, noun, RELATION_CASE, "with")));
  if (asked) en_set_head(c, verb, asks, RELATION_XCOMP);
}

static bool takes_clause(const english_context *c, uint32_t t) {
  view lemma = en_token(c, t)->lemma;
  return en_is_verb(c, t) && (map_get(&c->rules->quote_verbs, lemma) != NONE || map_get(&c->rules->order_verbs, lemma) != NONE);
}

/* The outermost verb of speech or order whose clause the token is in, or NONE. */
static uint32_t speech_above(const english_context *c, uint32_t t) {
  enum { REACH = 16 };
  uint32_t found = NONE;
  for (int n = 0; n < REACH && t != NONE; n++) {
    uint32_t head = en_head(c, t);
    relation r = en_relation(c, t);
    if (r != RELATION_CCOMP && r != RELATION_XCOMP && r != RELATION_CONJ && r != RELATION_ADVCL && r != RELATION_ACL_RELCL) break;
    if (head != NONE && head < t && (r == RELATION_CCOMP || r == RELATION_XCOMP) && takes_clause(c, head)) found = head;
    t = head;
  }
  return found;
}

/* said it would send a team, adding that …, although the road was shut: behind a comma the one who tells goes on, and not what is
 * told: a participle of speech, a contrast, and but with a subject of its own. */
static bool goes_on_outside(const english_context *c, uint32_t t) {
  uint32_t begin = c->parse->extents.at[t].begin;
  relation r = en_relation(c, t);
  bool joined = en_has_child(c, t, RELATION_CC, "but") || (en_has_child(c, t, RELATION_CC, "and") && is_speech(c, t)); /* , and Kyiv said */
  if (r == RELATION_CONJ && joined && en_child(c, t, RELATION_NSUBJ) != NONE && en_mark(c, t) == NONE)
    return begin > 0 && (en_is(c, begin, ",") || en_is(c, begin - 1, ","));
  if (r != RELATION_ADVCL || begin == 0 || !(en_is(c, begin, ",") || en_is(c, begin - 1, ","))) return false;
  if ((en_token(c, t)->morph & MORPH_GERUND) && en_mark(c, t) == NONE) return takes_clause(c, t) || en_in_class(c, en_token(c, t)->lemma, "remark");
  uint32_t mark = en_mark(c, t);
  return mark != NONE && en_in_class(c, en_token(c, mark)->lemma, "contrast");
}

static void mend_outside(english_context *c, uint32_t t) {
  if (!en_is_verb(c, t) && en_child(c, t, RELATION_COP) == NONE) return;
  if (!goes_on_outside(c, t)) return;
  uint32_t above = speech_above(c, en_head(c, t));
  if (above != NONE) en_set_head(c, t, above, en_relation(c, t));
}

/* he said, calling on supporters to stay: a participle behind a comma goes on with its verb and is no clause that it takes. */
static void mend_participle(english_context *c, uint32_t t) {
  relation r = en_relation(c, t);
  uint32_t head = en_head(c, t), begin = c->parse->extents.at[t].begin;
  bool clause = r == RELATION_CCOMP || r == RELATION_XCOMP;
  if (!clause || head == NONE || head > t || !(en_token(c, t)->morph & MORPH_GERUND) || en_mark(c, t) != NONE) return;
  if (en_child(c, t, RELATION_NSUBJ) != NONE || en_child(c, t, RELATION_AUX) != NONE || en_child(c, t, RELATION_CASE) != NONE) return;
  if (begin > 0 && (en_is(c, begin, ",") || en_is(c, begin - 1, ","))) en_set_head(c, t, head, RELATION_ADVCL);
}

/* pledged to stay in the pact and │ called for restraint: a finite verb is no partner of an infinitive or a gerund, but of the
 * finite verb above it. */
static void mend_partner(english_context *c, uint32_t t) {
  uint32_t head = en_head(c, t);
  bool finite = (en_token(c, t)->morph & (MORPH_PAST | MORPH_PARTICIPLE)) && !(en_token(c, t)->morph & MORPH_GERUND) && en_child(c, t, RELATION_AUX) == NONE;
  if (en_relation(c, t) != RELATION_CONJ || !finite || head == NONE || head > t || !en_is_verb(c, head)) return;
  bool bare = (en_token(c, head)->morph & MORPH_INFINITIVE) && en_has_child(c, head, RELATION_MARK, "to") && en_child(c, head, RELATION_AUX_PASS) == NONE;
  if ((en_token(c, head)->morph & MORPH_GERUND) && en_child(c, head, RELATION_AUX) == NONE) bare = true; /* accused it of spying and expelled two men */
  if (!bare || en_child(c, t, RELATION_NSUBJ) != NONE) return;
  for (int n = 0; n < 8 && head != NONE; n++, head = en_head(c, head)) {
    if (!en_is_verb(c, head) || !(en_token(c, head)->morph & MORPH_PAST) || head > t) continue;
    en_set_head(c, t, head, RELATION_CONJ);
    return;
  }
}

/* The drill, which he called │ a ploy, ended: an object stands behind its verb, so a phrase right behind another verb is that
 * one's; of a verb that has an object it is the complement. */
static void mend_early_object(english_context *c, uint32_t t) {
  uint32_t head = en_head(c, t), begin = c->parse->extents.at[t].begin, verb = begin ? begin - 1 : NONE;
  if (en_relation(c, t) != RELATION_OBJ || head == NONE || head < t || (en_token(c, t)->morph & MORPH_WH)) return;
  if (verb == NONE || c->parse->bunsetsu.at[verb].segment != c->parse->bunsetsu.at[t].segment || !en_is_verb(c, verb)) return;
  en_set_head(c, t, verb, en_child(c, verb, RELATION_OBJ) == NONE ? RELATION_OBJ : RELATION_XCOMP);
}

void english_tree_mend(english_context *c) {
  uint32_t n = c->parse->bunsetsu.count;
  english_core_mend(c);
  for (uint32_t t = 0; t < n; t++) mend_quote(c, t), mend_quote_before(c, t), mend_quote_behind(c, t);
  english_tree_link(c);
  for (uint32_t t = 0; t < n; t++) mend_early_object(c, t);
  english_tree_link(c);
  for (uint32_t t = 0; t < n; t++) mend_addressed(c, t), mend_asked(c, t);
  for (uint32_t t = 0; t < n; t++) mend_outside(c, t), mend_participle(c, t), mend_partner(c, t);
}
