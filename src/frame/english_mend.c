/* english_mend.c - puts dependencies right that grammar does not allow, so that what a parser of other texts gets wrong in the
 * news does no harm: every clause has one subject, a bare noun behind an active verb is its object, a possessor has no
 * preposition, a noun that has a subject and no copula is the object of the verb between them.
 *
 *   Libya │ harbored rebels            harbored is no participle on rebels: it heads the clause
 *   Peru and Chile │ reached           two subjects with and between them are one
 *   Rebels in Mali │ took              a subject behind a preposition is part of the one before it
 *   took in migrants, cut off water    particles of phrasal verbs, and not prepositions
 *   hit back, sent them away           likewise, and not adverbs */
#include "frame/english_context.h"

static bool is_nominal(const english_context *c, uint32_t t) {
  uint8_t p = en_token(c, t)->upos;
  return (p == UPOS_NOUN || p == UPOS_PROPN || p == UPOS_PRON) && en_token(c, t)->quote == NONE;
}

static bool is_time(const english_context *c, uint32_t t) { return en_in_class(c, en_token(c, t)->lemma, "time"); }

static bool is_finite(const english_context *c, uint32_t t) {
  const token *k = en_token(c, t);
  return k->upos == UPOS_VERB && !(k->morph & (MORPH_GERUND | MORPH_INFINITIVE)) && (k->morph & (MORPH_PAST | MORPH_PRESENT | MORPH_PARTICIPLE));
}

static bool has_subject(const english_context *c, uint32_t t) {
  EN_CHILDREN(c, t, d) {
    relation r = en_relation(c, d);
    if (r == RELATION_NSUBJ || r == RELATION_NSUBJ_PASS || r == RELATION_CSUBJ || r == RELATION_CSUBJ_PASS || r == RELATION_EXPL || r == RELATION_NSUBJ_OUTER) return true;
  }
  return false;
}

static bool has_preposition(const english_context *c, uint32_t t) {
  EN_CHILDREN(c, t, d) if (d < t && (en_relation(c, d) == RELATION_CASE || en_relation(c, d) == RELATION_MARK)) return true;
  return false;
}

static bool is_passive(const english_context *c, uint32_t t) {
  return en_child(c, t, RELATION_AUX_PASS) != NONE || en_child(c, t, RELATION_NSUBJ_PASS) != NONE;
}

/* ---- names ---- */

static bool is_tied_outside(const english_context *c, uint32_t t, uint32_t first, uint32_t end) {
  uint32_t head = en_head(c, t);
  return head == NONE || head < first || head >= end;
}

/* Boko Haram: one word of a name ties it to the rest. */
static void mend_name(english_context *c, uint32_t t) {
  uint32_t name = en_token(c, t)->name, n = c->parse->bunsetsu.count, end = t + 1, kept = NONE;
  if (name == NONE || (t > 0 && en_token(c, t - 1)->name == name)) return;
  while (end < n && en_token(c, end)->name == name && c->parse->bunsetsu.at[end].segment == c->parse->bunsetsu.at[t].segment) end++;
  for (uint32_t i = t; i < end; i++)
    if (is_tied_outside(c, i, t, end) && (kept == NONE || en_head(c, kept) != NONE)) kept = i;
  for (uint32_t i = t; i < end && kept != NONE; i++)
    if (i != kept && is_tied_outside(c, i, t, end) && !en_is_above(c, i, kept)) en_set_head(c, i, kept, RELATION_FLAT);
}

/* to │ Poland's wish */
static void mend_possessor(english_context *c, uint32_t t) {
  uint32_t owned = en_head(c, t);
  if (en_relation(c, t) != RELATION_NMOD_POSS || owned == NONE || owned < t) return;
  EN_CHILDREN(c, t, d)
    if (d < t && en_relation(c, d) == RELATION_CASE && en_token(c, d)->upos == UPOS_ADP) en_set_head(c, d, owned, RELATION_CASE);
}

/* ---- the verb of a clause ---- */

static bool heads_clause(relation r) {
  return r == RELATION_ROOT || r == RELATION_CCOMP || r == RELATION_PARATAXIS || r == RELATION_ADVCL || r == RELATION_ACL_RELCL;
}

/* The noun before the verb that is its subject: tied to the verb, or to the noun that the verb was tied to. */
static uint32_t subject_before(const english_context *c, uint32_t verb, uint32_t noun) {
  for (uint32_t t = verb; t-- > 0 && verb - t <= 3;) {
    if (en_token(c, t)->upos == UPOS_ADV) continue;
    return is_nominal(c, t) && !is_time(c, t) && (en_head(c, t) == verb || en_head(c, t) == noun) ? t : NONE;
  }
  return NONE;
}

/* Libya harbored rebels, with harbored on rebels */
static void mend_verb(english_context *c, uint32_t verb) {
  uint32_t noun = en_head(c, verb);
  if (en_relation(c, verb) != RELATION_AMOD || noun == NONE || noun < verb || !is_finite(c, verb) || !is_nominal(c, noun)) return;
  if (!heads_clause(en_relation(c, noun)) || en_child(c, noun, RELATION_COP) != NONE) return;
  uint32_t subject = subject_before(c, verb, noun);
  if (subject == NONE) return;
  EN_CHILDREN(c, noun, d) {
    if (d < subject && en_relation(c, d) != RELATION_PUNCT && en_relation(c, d) != RELATION_MARK && en_relation(c, d) != RELATION_CC) en_set_head(c, d, subject, en_relation(c, d));
    if (en_relation(c, d) == RELATION_PUNCT || en_relation(c, d) == RELATION_MARK || en_relation(c, d) == RELATION_CC || en_relation(c, d) == RELATION_CONJ)
      en_set_head(c, d, verb, en_relation(c, d));
  }
  en_set_head(c, verb, en_head(c, noun), en_relation(c, noun));
  en_set_head(c, noun, verb, RELATION_OBJ);
  en_set_head(c, subject, verb, RELATION_NSUBJ);
}

/* ---- subjects ---- */

static bool is_no_noun_relation(relation r) {
  return r == RELATION_ADVMOD || r == RELATION_AUX || r == RELATION_AMOD || r == RELATION_COMPOUND || r == RELATION_DET || r == RELATION_MARK ||
         r == RELATION_DEP || r == RELATION_DISCOURSE || r == RELATION_VOCATIVE || r == RELATION_OBL_UNMARKED || r == RELATION_CC;
}

/* Chile │ decried, with Chile an adverb; the army │ conducted raids, with army on raids */
static void mend_missing_subject(english_context *c, uint32_t verb) {
  if (!is_finite(c, verb) || has_subject(c, verb) || en_relation(c, verb) == RELATION_AMOD) return;
  uint32_t object = en_child(c, verb, RELATION_OBJ), subject = NONE;
  EN_CHILDREN(c, verb, d)
    if (d < verb && is_nominal(c, d) && is_no_noun_relation(en_relation(c, d)) && !is_time(c, d) && !has_preposition(c, d)) subject = d;
  if (subject == NONE && object != NONE && object > verb) {
    EN_CHILDREN(c, object, d) if (d < verb && is_nominal(c, d) && en_relation(c, d) != RELATION_NMOD_POSS && !is_time(c, d)) subject = d;
    if (subject != NONE) EN_CHILDREN(c, object, d) if (d < subject && en_relation(c, d) != RELATION_PUNCT) en_set_head(c, d, subject, en_relation(c, d));
  }
  if (subject != NONE) en_set_head(c, subject, verb, RELATION_NSUBJ);
}

static uint32_t between(const english_context *c, uint32_t first, uint32_t end, upos p) {
  for (uint32_t t = first; t < end; t++)
    if (en_token(c, t)->upos == p) return t;
  return NONE;
}

/* people │ familiar with the talks said: an adjective behind a noun is no subject beside it. */
static void mend_adjective(english_context *c, uint32_t t) {
  uint32_t noun = t - 1, verb = en_head(c, t);
  relation r = en_relation(c, t);
  if (t == 0 || (r != RELATION_NSUBJ && r != RELATION_NSUBJ_PASS) || en_token(c, t)->upos != UPOS_ADJ || !is_nominal(c, noun) || en_head(c, noun) != t) return;
  en_set_head(c, noun, verb, r);
  en_set_head(c, t, noun, RELATION_AMOD);
}

/* Latvia, Poland and Malta; but: Perez, the minister, */
static bool and_follows(const english_context *c, uint32_t t, uint32_t verb) { return between(c, t + 1, verb, UPOS_CCONJ) != NONE; }

/* Perez, who was in Rome, │ said Peru had protested, with Perez a second subject of protested */
static void mend_lent_subject(english_context *c, uint32_t verb) {
  uint32_t says = en_head(c, verb);
  if (says == NONE || says > verb || !en_is_verb(c, says) || has_subject(c, says) || !is_finite(c, says)) return;
  EN_CHILDREN(c, verb, d)
    if (en_relation(c, d) == RELATION_NSUBJ && d < says) en_set_head(c, d, says, RELATION_NSUBJ);
}

static bool has_auxiliary(const english_context *c, uint32_t t) {
  EN_CHILDREN(c, t, d)
    if (en_token(c, d)->upos == UPOS_AUX && d < t) return true;
  return false;
}

/* congratulated him, with a passive subject and no auxiliary; the curfew it imposed, with it an object */
static void mend_subject(english_context *c, uint32_t verb) {
  relation clause = en_relation(c, verb);
  bool reduced = clause == RELATION_ACL || clause == RELATION_AMOD || clause == RELATION_CONJ || (clause == RELATION_ADVCL && en_mark(c, verb) == NONE);
  if (!is_finite(c, verb)) return;
  EN_CHILDREN(c, verb, d) {
    relation r = en_relation(c, d);
    if (d > verb || en_token(c, d)->morph & MORPH_WH) continue;
    if (r == RELATION_NSUBJ_PASS && !reduced && !has_auxiliary(c, verb)) en_set_head(c, d, verb, RELATION_NSUBJ);
    if (r == RELATION_OBJ && is_nominal(c, d) && !has_subject(c, verb) && !en_is(c, d, "that") && d + 3 > verb) en_set_head(c, d, verb, RELATION_NSUBJ);
  }
}

/* Peru and Chile │ reached; Rebels in Mali │ took */
static void mend_two_subjects(english_context *c, uint32_t verb) {
  uint32_t first = NONE;
  EN_CHILDREN(c, verb, d) {
    relation r = en_relation(c, d);
    if ((r != RELATION_NSUBJ && r != RELATION_NSUBJ_PASS) || d > verb) continue;
    if (first == NONE) {
      first = d;
      continue;
    }
    uint32_t and = between(c, first + 1, d, UPOS_CCONJ), preposition = en_child(c, d, RELATION_CASE);
    if (c->parse->extents.at[d].begin == first + 1) { /* Mr Perez, envoy Ana Perez */
      en_set_head(c, first, d, RELATION_COMPOUND);
      first = d;
      continue;
    }
    if (preposition != NONE && preposition > first && preposition < d) en_set_head(c, d, first, RELATION_NMOD);
    else if (and != NONE) {
      en_set_head(c, d, first, RELATION_CONJ);
      if (en_head(c, and) == verb || en_head(c, and) == first) en_set_head(c, and, d, RELATION_CC);
    }
    else if (between(c, first + 1, d, UPOS_PUNCT) != NONE) en_set_head(c, d, first, and_follows(c, d, verb) ? RELATION_CONJ : RELATION_APPOS);
  }
}

/* ---- objects ---- */

/* shelled │ Azerbaijan, shut down │ the school: a noun with no preposition. */
static bool is_bare_noun(const english_context *c, uint32_t verb, uint32_t d) {
  relation r = en_relation(c, d);
  bool open = r == RELATION_XCOMP || r == RELATION_ADVMOD || r == RELATION_MARK || r == RELATION_OBL || r == RELATION_OBL_UNMARKED || r == RELATION_DEP;
  if (!open || d < verb || !is_nominal(c, d) || is_time(c, d) || has_preposition(c, d)) return false;
  return en_child(c, d, RELATION_COP) == NONE && en_child(c, d, RELATION_NSUBJ) == NONE && en_child(c, d, RELATION_NUMMOD) == NONE;
}

static void mend_object(english_context *c, uint32_t verb) {
  view lemma = en_token(c, verb)->lemma;
  if (!en_is_verb(c, verb) || is_passive(c, verb) || en_child(c, verb, RELATION_OBJ) != NONE || en_in_class(c, lemma, "linking")) return;
  if (map_get(&c->rules->quote_verbs, lemma) != NONE && !has_subject(c, verb)) return; /* 〓, said Perez */
  EN_CHILDREN(c, verb, d)
    if (is_bare_noun(c, verb, d)) {
      en_set_head(c, d, verb, RELATION_OBJ);
      return;
    }
}

/* lent │ Angola 2 billion dollars; fired │ tear gas */
static void mend_two_objects(english_context *c, uint32_t verb) {
  uint32_t first = NONE;
  EN_CHILDREN(c, verb, d) {
    if (en_relation(c, d) != RELATION_OBJ || d < verb) continue;
    if (first == NONE) first = d;
    else if (d == first + 1 && en_token(c, first)->upos == en_token(c, d)->upos) en_set_head(c, first, d, RELATION_COMPOUND), first = d;
    else if (between(c, first + 1, d, UPOS_CCONJ) == NONE) en_set_head(c, first, verb, RELATION_IOBJ), first = d;
  }
}

/* came │ to blows, with to come as for a verb */
static void mend_no_infinitive(english_context *c, uint32_t t) {
  if (en_relation(c, t) != RELATION_XCOMP || en_token(c, t)->upos != UPOS_NOUN || !(en_token(c, t)->morph & MORPH_PLURAL)) return;
  uint32_t to = en_mark(c, t);
  if (to == NONE || !en_is(c, to, "to") || en_child(c, t, RELATION_COP) != NONE) return;
  en_set_head(c, t, en_head(c, t), RELATION_OBL);
  en_set_head(c, to, t, RELATION_CASE);
}

/* ---- particles ---- */

static bool is_phrasal(const english_context *c, uint32_t verb, uint32_t particle) {
  view lemma = en_token(c, verb)->lemma, word = en_token(c, particle)->lemma;
  char bytes[64];
  if (lemma.len + 1 + word.len > sizeof bytes) return false;
  memcpy(bytes, lemma.ptr, lemma.len);
  bytes[lemma.len] = ' ';
  memcpy(bytes + lemma.len + 1, word.ptr, word.len);
  return en_in_class(c, view_of(bytes, lemma.len + 1 + word.len), "phrasal");
}

/* out of, up to: one preposition. */
static bool is_double(const english_context *c, uint32_t t) {
  char bytes[32];
  view a = en_token(c, t)->surface, b = en_token(c, t + 1)->surface;
  if (a.len + 1 + b.len > sizeof bytes) return false;
  memcpy(bytes, a.ptr, a.len);
  bytes[a.len] = ' ';
  memcpy(bytes + a.len + 1, b.ptr, b.len);
  return map_get(&c->rules->particles, view_of(bytes, a.len + 1 + b.len)) != NONE;
}

/* The word right behind a verb. */
static void mend_particle(english_context *c, uint32_t verb) {
  uint32_t t = verb + 1;
  if (!en_is_verb(c, verb) || t >= c->parse->bunsetsu.count || c->parse->bunsetsu.at[t].segment != c->parse->bunsetsu.at[verb].segment) return;
  if (!en_in_class(c, en_token(c, t)->lemma, "particle")) return;
  relation r = en_relation(c, t);
  uint32_t noun = en_head(c, t);
  if (noun == NONE) return;
  if (r == RELATION_COMPOUND_PRT) { /* ruled │ out leaving */
    if (noun != verb && en_head(c, noun) == verb) en_set_head(c, t, verb, RELATION_COMPOUND_PRT);
    return;
  }
  if (r == RELATION_ADVMOD || r == RELATION_AMOD) { /* hit back at; turned │ back refugees */
    bool mine = noun == verb || (en_head(c, noun) == verb && noun > t);
    if (mine && en_child(c, t, RELATION_OBL) == NONE) en_set_head(c, t, verb, RELATION_COMPOUND_PRT);
    return;
  }
  if ((r != RELATION_CASE && r != RELATION_MARK) || en_head(c, noun) != verb) return;
  bool before_preposition = t + 1 < noun && en_head(c, t + 1) == noun && en_relation(c, t + 1) == RELATION_CASE; /* caved in to */
  bool object = en_relation(c, noun) == RELATION_OBJ || is_phrasal(c, verb, t); /* cut off water */
  if (before_preposition ? is_double(c, t) : !object) return;
  en_set_head(c, t, verb, RELATION_COMPOUND_PRT);
  if (!before_preposition && is_nominal(c, noun) && !is_passive(c, verb)) en_set_head(c, noun, verb, RELATION_OBJ);
}

/* sent them away: an adverb that may be a particle, further behind. */
static void mend_far_particle(english_context *c, uint32_t t) {
  uint32_t verb = en_head(c, t);
  if (en_relation(c, t) != RELATION_ADVMOD || verb == NONE || verb > t || !en_is_verb(c, verb) || en_child(c, verb, RELATION_COMPOUND_PRT) != NONE) return;
  if (is_phrasal(c, verb, t) || en_is(c, t, "together")) en_set_head(c, t, verb, RELATION_COMPOUND_PRT);
}

/* warned them of war: of whom the object is told or deprived is no part of it. */
static void mend_object_of(english_context *c, uint32_t t) {
  uint32_t object = en_head(c, t), verb = object == NONE ? NONE : en_head(c, object);
  if (en_relation(c, t) != RELATION_NMOD || verb == NONE || object < verb || object > t || !en_has_child(c, t, RELATION_CASE, "of")) return;
  bool patient = en_relation(c, object) == RELATION_OBJ || en_relation(c, object) == RELATION_IOBJ;
  if (patient && en_in_class(c, en_token(c, verb)->lemma, "object-of")) en_set_head(c, t, verb, RELATION_OBL);
}

/* ---- clauses of nouns ---- */

/* conveyed its intention │ to cooperate */
static void mend_noun_clause(english_context *c, uint32_t t) {
  relation r = en_relation(c, t);
  uint32_t to = en_mark(c, t), verb = en_head(c, t);
  if ((r != RELATION_ADVCL && r != RELATION_XCOMP) || to == NONE || to == 0 || verb == NONE || !en_is(c, to, "to")) return;
  uint32_t noun = to - 1;
  bool object = en_head(c, noun) == verb && (en_relation(c, noun) == RELATION_OBJ || en_relation(c, noun) == RELATION_NSUBJ_PASS) && noun > verb;
  if (object && map_get(&c->rules->nouns, en_token(c, noun)->lemma) != NONE) en_set_head(c, t, noun, RELATION_ACL);
}

/* blamed them for │ what he called a crime: the preposition is of the outer verb, which the free relative clause hangs on. */
static void mend_free_relative(english_context *c, uint32_t t) {
  uint32_t verb = en_head(c, t), outer = verb == NONE ? NONE : en_head(c, verb);
  if (!en_is(c, t, "what") || t == 0 || en_token(c, t - 1)->upos != UPOS_ADP || en_head(c, t - 1) != t) return;
  if (outer == NONE || verb < t || outer > t || en_relation(c, verb) != RELATION_ADVCL || !has_subject(c, verb)) return;
  en_set_head(c, t, outer, RELATION_OBL);
  en_set_head(c, verb, t, RELATION_ACL_RELCL);
}

/* on Tuesday, │ days after they attacked: what measures the time between is tied to the later deed's clause. */
static void mend_measure(english_context *c, uint32_t t) {
  uint32_t after = t + 1, deed = after < c->parse->bunsetsu.count ? en_head(c, after) : NONE;
  if (deed == NONE || deed <= after || !is_time(c, t) || !(en_token(c, t)->morph & MORPH_PLURAL) || has_preposition(c, t)) return;
  if (!(en_is(c, after, "after") || en_is(c, after, "before")) || en_head(c, t) == deed || en_is_above(c, t, deed)) return;
  en_set_head(c, t, deed, RELATION_OBL_UNMARKED);
}

#define EACH_TOKEN(c, t) for (uint32_t t = 0; t < (c)->parse->bunsetsu.count; t++)

void english_core_mend(english_context *c) {
  EACH_TOKEN(c, t) mend_name(c, t);
  english_tree_link(c);
  EACH_TOKEN(c, t) mend_possessor(c, t), mend_no_infinitive(c, t), mend_adjective(c, t);
  english_tree_link(c);
  EACH_TOKEN(c, t) mend_verb(c, t);
  english_tree_link(c);
  EACH_TOKEN(c, t) mend_lent_subject(c, t), mend_subject(c, t);
  english_tree_link(c);
  EACH_TOKEN(c, t) mend_missing_subject(c, t), mend_two_subjects(c, t);
  english_tree_link(c);
  EACH_TOKEN(c, t) mend_particle(c, t), mend_far_particle(c, t);
  english_tree_link(c);
  EACH_TOKEN(c, t) mend_object(c, t), mend_noun_clause(c, t);
  english_tree_link(c);
  EACH_TOKEN(c, t) mend_two_objects(c, t), mend_object_of(c, t), mend_free_relative(c, t), mend_measure(c, t);
}
