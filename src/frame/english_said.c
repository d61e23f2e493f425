/* english_said.c - whose words and which: puts the subject before a verb of speech and the clause behind it right.
 *
 *   its envoy, who was in Doha, │ told           the noun before the verb is its subject, over what stands between commas
 *   noted in Oslo │ that the ban goes on         the clause behind that is what is said
 *   said Japan │ had lodged a protest            a clause with a subject right behind the verb
 *   The deal stands │, and its envoy told        a clause before and is not said by the verb behind it */
#include "frame/english_reported.h"

/* ---- whoever stands before the verb ---- */

static bool is_inside(uint32_t t, uint32_t first, uint32_t end) { return t != NONE && t >= first && t < end; }

/* The token before the verb and what belongs to it, or NONE at the beginning of the sentence. */
static uint32_t token_before(const english_context *c, uint32_t verb) {
  uint32_t t = verb;
  while (t > 0 && reported_same_segment(c, verb, t - 1)) {
    t--;
    if (en_token(c, t)->upos != UPOS_ADV && en_token(c, t)->upos != UPOS_AUX && en_token(c, t)->upos != UPOS_PART) return t;
  }
  return NONE;
}

/* , who was attending the summit, or , its envoy,: where it begins; NONE where no comma does. */
static uint32_t insertion_before(const english_context *c, uint32_t comma) {
  enum { LONGEST = 30 };
  for (uint32_t t = comma; t-- > 0 && comma - t <= LONGEST && reported_same_segment(c, comma, t);)
    if (en_is(c, t, ",")) return t;
  return NONE;
}

/* The noun that heads the words up to t, over its modifiers only. */
static uint32_t head_of_phrase(const english_context *c, uint32_t t, uint32_t verb) {
  enum { REACH = 12 };
  for (int n = 0; n < REACH; n++) {
    uint32_t head = en_head(c, t);
    relation r = en_relation(c, t);
    bool part = r == RELATION_NMOD || r == RELATION_NMOD_POSS || r == RELATION_COMPOUND || r == RELATION_FLAT || r == RELATION_APPOS ||
                r == RELATION_NUMMOD || r == RELATION_AMOD || r == RELATION_CONJ || r == RELATION_NMOD_DESC;
    if (r == RELATION_NMOD && reported_case_before(c, t) == NONE) return t; /* in Oslo │ a nurse said */
    if (head == NONE || head >= verb || !part || !reported_is_nominal(c, head) || (r == RELATION_APPOS && head > t)) return t;
    uint32_t begin = c->parse->extents.at[t].begin;
    if (r == RELATION_CONJ && begin > 1 && (en_token(c, begin)->upos == UPOS_CCONJ ? en_is(c, begin - 1, ",") : en_token(c, begin - 1)->upos == UPOS_CCONJ && en_is(c, begin - 2, ","))) return t; /* , and its envoy */
    t = head;
  }
  return t;
}

/* What stands between commas behind a noun is tied to it, or to the verb that stands there too. */
static void tie_insertion(english_context *c, uint32_t noun, uint32_t first, uint32_t end) {
  uint32_t verb = NONE;
  for (uint32_t t = first; t < end && verb == NONE; t++)
    if (en_is_verb(c, t) && !is_inside(en_head(c, t), first, end)) verb = t;
  for (uint32_t t = first; t < end; t++) {
    if (is_inside(en_head(c, t), first, end) || en_head(c, t) == noun || en_token(c, t)->upos == UPOS_PUNCT) continue;
    if (t == verb) en_set_head(c, t, noun, en_token(c, first)->morph & MORPH_WH ? RELATION_ACL_RELCL : RELATION_ACL);
    else en_set_head(c, t, verb == NONE ? noun : verb, verb == NONE ? RELATION_APPOS : RELATION_OBL);
  }
}

/* her husband, Karl Perez, or Mr Perez, her husband,: a name beside what somebody is. */
static bool is_apposition(const english_context *c, uint32_t noun, uint32_t first, uint32_t end) {
  bool named = en_token(c, noun)->upos == UPOS_PROPN;
  for (uint32_t t = first; t < end; t++) {
    uint8_t p = en_token(c, t)->upos;
    if (named ? p == UPOS_VERB || p == UPOS_CCONJ : p != UPOS_PROPN) return false;
  }
  return first < end && (!named || en_token(c, first)->upos == UPOS_DET || en_relation(c, first) == RELATION_NMOD_POSS);
}

/* Its envoy, who was in Doha, │ told lawmakers: a finite verb of speech without a subject has the noun before it. */
static void mend_far_subject(english_context *c, uint32_t verb) {
  bool finite = reported_is_finite(c, verb) || (en_child(c, verb, RELATION_AUX) != NONE && en_child(c, verb, RELATION_AUX_PASS) == NONE);
  relation r = en_relation(c, verb);
  if (!finite || !reported_is_speech(c, verb) || reported_has_subject(c, verb) || r == RELATION_XCOMP || r == RELATION_ACL || r == RELATION_AMOD) return;
  uint32_t t = token_before(c, verb), first = NONE, comma = t;
  if (t == NONE || en_mark(c, verb) != NONE) return;
  if (en_is(c, t, ",")) {
    first = insertion_before(c, t);
    if (first == NONE || first == 0 || (en_is_verb(c, first + 1) && !(en_token(c, first + 1)->morph & MORPH_GERUND)) || !reported_same_segment(c, verb, first - 1)) return;
    t = first - 1;
  }
  if (!reported_is_nominal(c, t) || (r == RELATION_CONJ && (first == NONE || !is_apposition(c, t, first + 1, comma)))) return;
  uint32_t noun = head_of_phrase(c, t, verb);
  if (reported_case_before(c, noun) != NONE || en_in_class(c, en_token(c, noun)->lemma, "time")) return;
  if (en_head(c, noun) == NONE) return; /* it would hang on itself */
  en_set_head(c, noun, verb, RELATION_NSUBJ);
  if (first != NONE) tie_insertion(c, noun, first + 1, comma);
}

static bool is_finite_word(const english_context *c, uint32_t t) {
  return reported_is_finite(c, t) || (en_token(c, t)->upos == UPOS_AUX && (en_token(c, t)->morph & (MORPH_PAST | MORPH_PRESENT | MORPH_MODAL)));
}

/* The noun that the words from first on end in, before the verb: a phrase without any verb. */
static uint32_t phrase_before(const english_context *c, uint32_t first, uint32_t verb) {
  uint32_t noun = NONE;
  for (uint32_t t = first; t < verb; t++) {
    uint8_t p = en_token(c, t)->upos;
    if (p == UPOS_VERB || p == UPOS_AUX || p == UPOS_SCONJ || en_token(c, t)->quote != NONE || (en_token(c, t)->morph & MORPH_WH)) return NONE;
    if (noun == NONE && reported_is_nominal(c, t) && (t + 1 == verb || !reported_is_nominal(c, t + 1)) && !(t + 1 < verb && en_token(c, t + 1)->upos == UPOS_PART)) noun = t;
  }
  return noun;
}

/* The fleet that left may return, an envoy │ said: a phrase right before a verb of speech at the end is its subject, and what stands
 * before the comma is none. */
static void mend_trailing(english_context *c, uint32_t verb) {
  enum { REACH = 14 };
  uint32_t comma = verb, old = en_child(c, verb, RELATION_NSUBJ);
  if (!reported_is_finite(c, verb) || !reported_is_speech(c, verb) || en_relation(c, verb) == RELATION_ACL_RELCL) return;
  while (comma > 0 && verb - comma <= REACH && reported_same_segment(c, verb, comma - 1) && !en_is(c, comma, ",")) comma--;
  if (!en_is(c, comma, ",") || comma == 0 || (old != NONE && old > comma)) return;
  EN_CHILDREN(c, verb, d) if (d > verb && (en_relation(c, d) == RELATION_CCOMP || en_relation(c, d) == RELATION_OBJ || en_relation(c, d) == RELATION_XCOMP)) return;
  uint32_t noun = phrase_before(c, comma + 1, verb), finite = 0, relative = 0;
  if (noun == NONE || en_token(c, comma + 1)->upos == UPOS_CCONJ || en_token(c, comma + 1)->upos == UPOS_ADP || en_in_class(c, en_token(c, noun)->lemma, "time")) return;
  for (uint32_t t = comma; t > 0 && reported_same_segment(c, verb, t - 1) && !en_is(c, t - 1, ";"); t--) {
    finite += is_finite_word(c, t - 1);
    relative += (en_token(c, t - 1)->morph & MORPH_WH) != 0;
  }
  if (finite <= relative || en_is_above(c, noun, verb)) return;
  for (uint32_t t = comma + 1; t < verb; t++) { /* flat names and titles may have their head before the comma */
    uint32_t head = en_head(c, t);
    if (t != noun && (head == NONE || head < comma || head >= verb) && en_token(c, t)->upos != UPOS_ADV) en_set_head(c, t, noun, RELATION_COMPOUND);
  }
  if (old != NONE) en_set_head(c, old, verb, RELATION_DEP);
  en_set_head(c, noun, verb, RELATION_NSUBJ);
}

/* ---- what is said ---- */

static bool is_predicate(const english_context *c, uint32_t t) { return en_is_verb(c, t) || en_child(c, t, RELATION_COP) != NONE; }

/* alleged, without a proof, that: the second comma, right before that. */
static uint32_t comma_before_that(const english_context *c, uint32_t comma) {
  enum { REACH = 10 };
  for (uint32_t t = comma + 1; t <= comma + REACH && reported_same_segment(c, comma, t + 1); t++) {
    if (en_token(c, t)->upos == UPOS_CCONJ) return NONE;
    if (en_is(c, t, ",")) return view_is_word(en_token(c, t + 1)->surface, "that") ? t : NONE;
  }
  return NONE;
}

/* said in Paris │ that: the conjunction behind the verb, its phrases and whom it is told. */
static uint32_t that_behind(const english_context *c, uint32_t verb) {
  enum { REACH = 14 };
  for (uint32_t t = verb + 1; t <= verb + REACH && reported_same_segment(c, verb, t); t++) {
    const token *k = en_token(c, t);
    if (view_is_word(k->surface, "that")) {
      uint32_t before = t - 1;
      bool of_object = before > verb && en_token(c, before)->upos == UPOS_NOUN && en_head(c, before) == verb && reported_case_before(c, before) == NONE &&
                       !en_in_class(c, en_token(c, before)->lemma, "time");
      bool told = en_in_class(c, en_token(c, verb)->lemma, "telling");
      uint32_t object = en_child(c, verb, RELATION_OBJ);
      if (object != NONE && object > verb && object < before && en_token(c, before)->upos == UPOS_NOUN && en_after_comma(c, c->parse->extents.at[before].begin)) of_object = true; /* a law, a bill that */
      return (of_object && !told) || (reported_same_segment(c, verb, t + 1) && (reported_is_finite(c, t + 1) || en_token(c, t + 1)->upos == UPOS_AUX)) ? NONE : t;
    }
    if (view_is(k->surface, ",") && comma_before_that(c, t) != NONE) {
      t = comma_before_that(c, t);
      continue;
    }
    relation r = en_relation(c, t);
    bool posted = r == RELATION_ACL && (k->morph & MORPH_PARTICIPLE) && en_head(c, t) > verb && en_head(c, t) < t; /* in a film posted on Monday */
    bool attribute = r == RELATION_AMOD || r == RELATION_COMPOUND || posted; /* the Saudi-owned channel */
    if ((k->upos == UPOS_VERB && !attribute) || k->upos == UPOS_AUX || k->sub == SUB_PERIOD || view_is(k->surface, ";") || view_is(k->surface, ":")) return NONE;
  }
  return NONE;
}

/* Whether the verb heads a finite clause that is none on a noun: not having left. */
static bool heads_finite(const english_context *c, uint32_t p) {
  relation r = en_relation(c, p);
  if (r == RELATION_ACL_RELCL || r == RELATION_ACL || r == RELATION_AMOD) return false;
  if (reported_is_finite(c, p)) return true;
  uint32_t auxiliary = en_child(c, p, RELATION_AUX);
  if (auxiliary == NONE) auxiliary = en_child(c, p, RELATION_AUX_PASS);
  if (auxiliary == NONE) auxiliary = en_child(c, p, RELATION_COP);
  return auxiliary != NONE && !(en_token(c, auxiliary)->morph & (MORPH_GERUND | MORPH_INFINITIVE));
}

/* The predicate of the clause that begins behind t. */
static uint32_t predicate_behind(const english_context *c, uint32_t t) {
  enum { REACH = 40 };
  uint32_t p = en_head(c, t);
  if (p == NONE || p < t || !is_predicate(c, p) || (en_token(c, p)->morph & MORPH_GERUND && !heads_finite(c, p)))
    for (p = t + 1; p <= t + REACH && reported_same_segment(c, t, p) && !heads_finite(c, p); p++)
      if (en_is(c, p - 1, ",") && en_in_class(c, en_token(c, p)->lemma, "contrast")) return NONE;
  if (p > t + REACH || !reported_same_segment(c, t, p) || !is_predicate(c, p)) return NONE;
  for (int n = 0; n < 4 && en_relation(c, p) == RELATION_XCOMP && en_head(c, p) > t && is_predicate(c, en_head(c, p)); n++) p = en_head(c, p);
  return p;
}

/* Makes the clause of p the content of the verb, wherever the model had either. */
static void give_clause(english_context *c, uint32_t verb, uint32_t p) {
  enum { REACH = 64 };
  uint32_t up = verb;
  for (int n = 0; up != NONE && up != p && n < REACH; n++) up = en_head(c, up);
  if (up != NONE && up != p) return; /* too deep to know */
  if (up == p) en_set_head(c, verb, en_head(c, p), en_relation(c, p));
  en_set_head(c, p, verb, RELATION_CCOMP);
}

/* a partner that cannot be trusted: that stands for the noun before it. Told a rally that he would run: whoever is told something. */
static bool is_relative(const english_context *c, uint32_t that, uint32_t says) {
  uint32_t verb = en_head(c, that);
  if (verb != NONE && verb > that && en_in_class(c, en_token(c, says)->lemma, "telling"))
    EN_CHILDREN(c, verb, d) if (d > that && d < verb && reported_is_subject(en_relation(c, d)) && en_head(c, en_head(c, verb)) == says) return false;
  uint32_t object = verb == NONE ? NONE : en_child(c, verb, RELATION_OBJ);
  if (object == that) { /* in the Times that it had become a target: nothing is left open */
    EN_CHILDREN(c, verb, d) if (d > verb && (en_relation(c, d) == RELATION_OBJ || en_relation(c, d) == RELATION_CCOMP)) return false;
  }
  return en_relation(c, that) != RELATION_MARK && verb != NONE && verb > that && en_relation(c, verb) == RELATION_ACL_RELCL && en_head(c, verb) < that;
}

/* noted │ that the exchange continues */
static void mend_that_clause(english_context *c, uint32_t verb) {
  uint32_t that = reported_is_speech(c, verb) ? that_behind(c, verb) : NONE;
  uint32_t p = that == NONE ? NONE : predicate_behind(c, that);
  if (p == NONE || is_relative(c, that, verb)) return;
  if (en_head(c, p) != verb) give_clause(c, verb, p);
  else if (en_relation(c, p) != RELATION_CCOMP) en_set_head(c, p, verb, RELATION_CCOMP);
  en_set_head(c, that, p, RELATION_MARK);
  EN_CHILDREN(c, verb, d) if (d > that && d < p && !reported_has_subject(c, p) && reported_is_subject(en_relation(c, d))) en_set_head(c, d, p, RELATION_NSUBJ);
}

static bool has_content(const english_context *c, uint32_t t) {
  EN_CHILDREN(c, t, d) if (en_relation(c, d) == RELATION_CCOMP || en_token(c, d)->quote != NONE || en_relation(c, d) == RELATION_OBJ) return true;
  relation r = en_relation(c, t);
  return r == RELATION_PARATAXIS;
}

/* said Japan │ had lodged: a clause with a subject right behind the verb. */
static void mend_bare_clause(english_context *c, uint32_t verb) {
  enum { REACH = 8 };
  if (!reported_is_speech(c, verb) || has_content(c, verb) || !reported_has_subject(c, verb)) return;
  for (uint32_t t = verb + 1; t <= verb + REACH && reported_same_segment(c, verb, t) && en_token(c, t)->upos != UPOS_PUNCT; t++) {
    uint32_t p = en_head(c, t);
    if (!reported_is_subject(en_relation(c, t)) || p == NONE || p < t || !is_predicate(c, p) || en_relation(c, p) == RELATION_ACL_RELCL) continue;
    if (c->parse->extents.at[t].begin == verb + 1) give_clause(c, verb, p);
    return;
  }
}

/* The deal stands │, and its envoy told lawmakers: a clause before and is no content of the verb behind it. */
static void mend_clause_before(english_context *c, uint32_t verb) {
  if (!reported_is_speech(c, verb)) return;
  uint32_t subject = NONE, clause = NONE;
  EN_CHILDREN(c, verb, d) {
    if (reported_is_subject(en_relation(c, d)) && d < verb) subject = d;
    if (d < verb && en_relation(c, d) == RELATION_CCOMP && en_token(c, d)->quote == NONE && is_predicate(c, d)) clause = d;
  }
  if (subject == NONE || clause == NONE || clause > subject) return;
  uint32_t begin = subject;
  for (int n = 0; n < 24 && begin > clause && en_token(c, begin)->upos != UPOS_CCONJ && en_token(c, begin)->upos != UPOS_SCONJ; n++) begin--;
  if (begin <= clause || begin < 1 || !en_is(c, begin - 1, ",")) return;
  for (uint32_t t = begin + 1; t < subject; t++)
    if (en_is_verb(c, t)) return;
  bool joined = en_token(c, begin)->upos == UPOS_CCONJ;
  en_set_head(c, clause, en_head(c, verb), en_relation(c, verb));
  en_set_head(c, verb, clause, joined ? RELATION_CONJ : RELATION_ADVCL);
  en_set_head(c, begin, verb, joined ? RELATION_CC : RELATION_MARK);
}

/* said France and Spain │ had agreed, said the time for talks │ was over: say has no object, and a noun behind it is the subject of the
 * verb behind that. */
static void mend_said_object(english_context *c, uint32_t t) {
  uint32_t says = en_head(c, t);
  relation r = en_relation(c, t);
  bool object = r == RELATION_OBJ || r == RELATION_IOBJ || (r == RELATION_CCOMP && en_child(c, t, RELATION_COP) == NONE);
  if (!object || says == NONE || says > t || !reported_is_nominal(c, t) || !en_in_class(c, en_token(c, says)->lemma, "objectless")) return;
  uint32_t p = t + 1, begin = c->parse->extents.at[t].begin;
  while (begin < t && (en_is(c, begin, "that") || en_token(c, begin)->upos == UPOS_PUNCT)) begin++;
  if (begin > says + 2) return;
  for (; reported_same_segment(c, t, p) && !(heads_finite(c, p) && is_predicate(c, p)); p++)
    if (en_is(c, p, ";") || en_token(c, p)->quote != NONE || en_token(c, p)->sub == SUB_CLOSE) return;
  if (!reported_same_segment(c, t, p) || en_is_above(c, p, says)) return;
  uint32_t subject = en_child(c, p, RELATION_NSUBJ);
  if (subject == NONE) subject = en_child(c, p, RELATION_NSUBJ_PASS);
  uint32_t first = subject == NONE ? 0 : c->parse->extents.at[subject].begin;
  if (subject != NONE && subject > t && !(first > 0 && en_token(c, first - 1)->upos == UPOS_CCONJ)) return;
  if (subject != NONE && subject < t) return;
  if (subject != NONE) en_set_head(c, subject, t, RELATION_CONJ);
  en_set_head(c, t, p, en_child(c, p, RELATION_AUX_PASS) == NONE ? RELATION_NSUBJ : RELATION_NSUBJ_PASS);
  en_set_head(c, p, says, RELATION_CCOMP);
}

/* who say │ the tariffs cost jobs: what has a subject is a clause and no object. */
static void mend_object_clause(english_context *c, uint32_t t) {
  uint32_t says = en_head(c, t);
  relation r = en_relation(c, t);
  if ((r != RELATION_OBJ && r != RELATION_XCOMP) || says == NONE || says > t || !en_is_verb(c, t) || !reported_is_speech(c, says) || en_mark(c, t) != NONE) return;
  EN_CHILDREN(c, t, d) if (d < t && reported_is_subject(en_relation(c, d))) en_set_head(c, t, says, RELATION_CCOMP);
}

/* the square, where │ a nurse said nobody would leave: where stands with the verb of speech. */
static void mend_where(english_context *c, uint32_t t) {
  uint32_t told = en_head(c, t), says = told == NONE ? NONE : en_head(c, told);
  if (en_token(c, t)->upos != UPOS_ADV || !(en_token(c, t)->morph & MORPH_WH) || says == NONE || told < says || says < t) return;
  if (en_relation(c, told) == RELATION_CCOMP && reported_is_speech(c, says)) en_set_head(c, t, says, RELATION_ADVMOD);
}

/* said Tuesday │ it had agreed: the day right behind the verb is that of the speech. */
static void mend_day(english_context *c, uint32_t t) {
  uint32_t told = en_head(c, t), says = told == NONE ? NONE : en_head(c, told);
  if (says == NONE || told < t || says > t || en_relation(c, told) != RELATION_CCOMP || !reported_is_speech(c, says) || !en_in_class(c, en_token(c, t)->lemma, "time")) return;
  if (c->parse->extents.at[t].begin == says + 1 && !reported_is_subject(en_relation(c, t))) en_set_head(c, t, says, en_relation(c, t));
}

/* said that it funds │ rebels: a bare noun behind a clause is the object of its verb. */
static void mend_stray_object(english_context *c, uint32_t t) {
  uint32_t says = en_head(c, t), verb = t - 1;
  relation r = en_relation(c, t);
  if ((r != RELATION_CCOMP && r != RELATION_XCOMP) || t == 0 || says == NONE || !reported_is_nominal(c, t) || en_child(c, t, RELATION_COP) != NONE) return;
  if (reported_case_before(c, t) != NONE || en_head(c, verb) != says || en_relation(c, verb) != RELATION_CCOMP || !en_is_verb(c, verb)) return;
  if (en_child(c, verb, RELATION_OBJ) == NONE) en_set_head(c, t, verb, RELATION_OBJ);
}

void english_said_mend(english_context *c) {
  EACH_TOKEN(c, t) mend_far_subject(c, t), mend_trailing(c, t);
  english_tree_link(c);
  EACH_TOKEN(c, t) mend_clause_before(c, t);
  english_tree_link(c);
  EACH_TOKEN(c, t) mend_that_clause(c, t);
  english_tree_link(c);
  EACH_TOKEN(c, t) mend_said_object(c, t);
  english_tree_link(c);
  EACH_TOKEN(c, t) mend_object_clause(c, t), mend_bare_clause(c, t), mend_stray_object(c, t), mend_where(c, t), mend_day(c, t);
  english_tree_link(c);
}
