/* english_reported.c - puts dependencies right around verbs of speech, where the news is unlike what parsers learn from: a finite
 * verb has one subject, a subject has no preposition, an auxiliary stands for no clause.
 *
 *   〓 │ said the minister                       whoever stands behind a finite verb of speech without a subject is its subject
 *   The reef, the minister said, │ belongs       the first of two subjects is that of the clause behind the second comma
 *   said the talks │ in Geneva had failed        what a subject behind a preposition stands beside is the subject
 *   said Iran │ had │ broken                     had is an auxiliary
 *   adding │ that crews were trained             that is no subject beside another one
 *   said it was shut │ and said that             who tells goes on telling, and not what is told */
#include "frame/english_reported.h"

bool reported_is_nominal(const english_context *c, uint32_t t) {
  uint8_t p = en_token(c, t)->upos;
  return (p == UPOS_NOUN || p == UPOS_PROPN || p == UPOS_PRON || p == UPOS_NUM) && en_token(c, t)->quote == NONE;
}

bool reported_is_subject(relation r) { return r == RELATION_NSUBJ || r == RELATION_NSUBJ_PASS || r == RELATION_CSUBJ || r == RELATION_CSUBJ_PASS || r == RELATION_EXPL; }

bool reported_has_subject(const english_context *c, uint32_t t) {
  EN_CHILDREN(c, t, d) if (reported_is_subject(en_relation(c, d))) return true;
  return false;
}

/* Past and participle look alike: what has no auxiliary is finite. */
bool reported_is_finite(const english_context *c, uint32_t t) {
  return en_is_verb(c, t) && (en_token(c, t)->morph & (MORPH_PAST | MORPH_PRESENT | MORPH_PARTICIPLE)) && !(en_token(c, t)->morph & MORPH_GERUND) &&
         en_child(c, t, RELATION_AUX) == NONE && en_child(c, t, RELATION_AUX_PASS) == NONE;
}

bool reported_is_speech(const english_context *c, uint32_t t) {
  return en_is_verb(c, t) && map_get(&c->rules->quote_verbs, en_token(c, t)->lemma) != NONE;
}

uint32_t reported_case_before(const english_context *c, uint32_t t) {
  EN_CHILDREN(c, t, d) if (d < t && en_relation(c, d) == RELATION_CASE) return d;
  return NONE;
}


bool reported_same_segment(const english_context *c, uint32_t a, uint32_t b) {
  return b < c->parse->bunsetsu.count && c->parse->bunsetsu.at[a].segment == c->parse->bunsetsu.at[b].segment;
}

/* ---- words with a grammatical task ---- */

/* adding │ that crews were trained */
static void mend_that(english_context *c, uint32_t t) {
  uint32_t verb = en_head(c, t);
  if (!en_is(c, t, "that") || verb == NONE || verb < t || !reported_is_subject(en_relation(c, t))) return;
  EN_CHILDREN(c, verb, d)
    if (d > t && d < verb && reported_is_subject(en_relation(c, d))) {
      en_set_head(c, t, verb, RELATION_MARK);
      return;
    }
}

/* the council │ was out of date: nothing hangs on a preposition, a conjunction or an auxiliary but their own parts. */
static void mend_function_head(english_context *c, uint32_t t) {
  uint32_t word = en_head(c, t);
  relation r = en_relation(c, t), of = word == NONE ? RELATION_ROOT : en_relation(c, word);
  bool function = of == RELATION_CASE || of == RELATION_MARK || of == RELATION_COP || of == RELATION_AUX || of == RELATION_AUX_PASS || of == RELATION_CC;
  bool clause = reported_is_subject(r) || r == RELATION_AUX || r == RELATION_COP || r == RELATION_OBJ || r == RELATION_ADVCL || r == RELATION_CCOMP;
  if (function && clause && en_head(c, word) != NONE && en_head(c, word) != t) en_set_head(c, t, en_head(c, word), r);
}

/* dismissed the ruling │ as waste paper: what a verb of speech calls something stands with the verb. */
static void mend_as(english_context *c, uint32_t t) {
  uint32_t noun = en_head(c, t), preposition = en_relation(c, t) == RELATION_NMOD ? reported_case_before(c, t) : NONE;
  if (preposition == NONE || noun == NONE || noun > t || en_relation(c, noun) != RELATION_OBJ || !en_is(c, preposition, "as")) return;
  if (reported_is_speech(c, en_head(c, noun))) en_set_head(c, t, en_head(c, noun), RELATION_OBL);
}

/* labeled the fund │ "plain theft": a noun before the opening mark is no part of what stands in the marks. */
static void mend_before_marks(english_context *c, uint32_t t) {
  uint32_t head = en_head(c, t);
  if (!reported_is_nominal(c, t) || head == NONE || head <= t + 1 || !reported_same_segment(c, t, t + 1) || en_token(c, t + 1)->sub != SUB_OPEN) return;
  uint32_t q = text_quote_at(c->layout, en_token(c, head)->span.begin), verb = en_head(c, head);
  if (q == NONE || span_has(c->layout->quotes.at[q].outer, en_token(c, t)->span.begin) || verb == NONE || verb > t || !reported_is_speech(c, verb)) return;
  relation r = en_relation(c, t);
  if (r != RELATION_COMPOUND && r != RELATION_FLAT && r != RELATION_AMOD) return;
  en_set_head(c, t, verb, RELATION_OBJ);
  for (uint32_t d = verb + 1; d < t; d++)
    if (en_head(c, d) == head || en_head(c, d) == t) en_set_head(c, d, t, en_token(c, d)->upos == UPOS_DET ? RELATION_DET : RELATION_COMPOUND);
}

/* 〓, Georgia's prime minister began: a quotation that ends in a comma or a question is no part of a phrase. */
static void mend_spoken(english_context *c, uint32_t t) {
  enum { REACH = 24 };
  uint32_t q = en_token(c, t)->quote, head = en_head(c, t);
  if (q == NONE || head == NONE || en_is_verb(c, head)) return;
  span inner = c->layout->quotes.at[q].inner;
  char last = inner.end > inner.begin ? c->layout->text.ptr[inner.end - 1] : ' ';
  if (last != ',' && last != '?' && last != '!') return;
  for (uint32_t v = t + 1; v <= t + REACH && reported_same_segment(c, t, v); v++) {
    if (!reported_is_speech(c, v)) continue;
    for (uint32_t d = t + 1; d <= v; d++)
      if (en_head(c, d) == t) en_set_head(c, d, d == v ? en_head(c, t) : v, en_relation(c, d));
    en_set_head(c, t, v, RELATION_CCOMP);
    return;
  }
}

/* The verb that the words of an auxiliary lead to: had │ not yet broken. */
static uint32_t verb_of_auxiliary(const english_context *c, uint32_t t) {
  enum { REACH = 4 };
  for (uint32_t v = t + 1; v <= t + REACH && reported_same_segment(c, t, v); v++) {
    uint8_t p = en_token(c, v)->upos;
    if (p == UPOS_VERB) return en_token(c, v)->morph & (MORPH_PARTICIPLE | MORPH_INFINITIVE | MORPH_GERUND | MORPH_PAST) ? v : NONE;
    if (p != UPOS_ADV && p != UPOS_PART && p != UPOS_AUX) return NONE;
  }
  return NONE;
}

/* said Iran │ had │ broken: had is no clause of its own. */
static void mend_auxiliary(english_context *c, uint32_t t) {
  relation r = en_relation(c, t);
  if (en_token(c, t)->upos != UPOS_AUX || (r != RELATION_CCOMP && r != RELATION_CONJ && r != RELATION_PARATAXIS && r != RELATION_ADVCL)) return;
  uint32_t verb = verb_of_auxiliary(c, t);
  if (verb == NONE || en_head(c, verb) != en_head(c, t)) return;
  EN_CHILDREN(c, t, d) en_set_head(c, d, verb, en_relation(c, d));
  en_set_head(c, t, verb, RELATION_AUX);
}

/* troops had fired: have and do make no passive. */
static void mend_voice(english_context *c, uint32_t t) {
  uint32_t verb = en_head(c, t);
  bool active = false;
  if (en_relation(c, t) != RELATION_NSUBJ_PASS || verb == NONE) return;
  EN_CHILDREN(c, verb, d) {
    if (en_relation(c, d) == RELATION_AUX_PASS || en_is(c, d, "be") || en_is(c, d, "get")) return;
    active = active || en_relation(c, d) == RELATION_AUX;
  }
  if (active) en_set_head(c, t, verb, RELATION_NSUBJ);
}

/* It │ voiced hope: a verb of speech has no empty subject. */
static void mend_empty_subject(english_context *c, uint32_t t) {
  uint32_t verb = en_head(c, t);
  if (en_relation(c, t) == RELATION_EXPL && verb != NONE && t < verb && !en_is(c, t, "there") && en_child(c, verb, RELATION_OBJ) != NONE) en_set_head(c, t, verb, RELATION_NSUBJ);
}

/* described by Russia │ as a dead letter: only by names the agent. */
static void mend_agent(english_context *c, uint32_t t) {
  uint32_t preposition = en_relation(c, t) == RELATION_OBL_AGENT ? reported_case_before(c, t) : NONE;
  if (preposition != NONE && !en_is(c, preposition, "by")) en_set_head(c, t, en_head(c, t), RELATION_OBL);
}

/* Russia's claim │ that the depot was empty: behind that as a conjunction nothing is left open. */
static void mend_noun_clause(english_context *c, uint32_t t) {
  uint32_t noun = en_head(c, t), mark = en_relation(c, t) == RELATION_ACL_RELCL ? en_mark(c, t) : NONE;
  bool open = reported_is_speech(c, t) && en_child(c, t, RELATION_OBJ) == NONE && en_child(c, t, RELATION_CCOMP) == NONE; /* a claim that they dismissed */
  if (mark != NONE && noun != NONE && en_is(c, mark, "that") && !open) en_set_head(c, t, noun, RELATION_ACL);
}

/* hailed the vote as a first step │ and said: what stands before and belongs to the first of two verbs. */
static void mend_before_and(english_context *c, uint32_t t) {
  uint32_t verb = en_head(c, t), and = verb == NONE ? NONE : en_child(c, verb, RELATION_CC), first = verb == NONE ? NONE : en_head(c, verb);
  if (and == NONE || and > verb || t >= and || first == NONE || first >= t || en_relation(c, verb) != RELATION_CONJ || en_relation(c, t) == RELATION_PUNCT) return;
  if (en_is_verb(c, verb) && en_is_verb(c, first) && !reported_is_subject(en_relation(c, t))) en_set_head(c, t, first, en_relation(c, t));
}

/* as a partner │ that cannot be trusted: that behind a noun stands for the noun. */
static void mend_relative(english_context *c, uint32_t t) {
  uint32_t verb = en_head(c, t), says = verb == NONE ? NONE : en_head(c, verb);
  if (!en_is(c, t, "that") || t == 0 || says == NONE || verb < t || says >= t || !reported_is_subject(en_relation(c, t)) || en_relation(c, verb) != RELATION_CCOMP) return;
  if (en_token(c, t - 1)->upos != UPOS_NOUN || en_in_class(c, en_token(c, says)->lemma, "telling") || en_in_class(c, en_token(c, t - 1)->lemma, "time")) return;
  if (en_child(c, verb, RELATION_NSUBJ) != t && en_child(c, verb, RELATION_NSUBJ_PASS) != t) return;
  en_set_head(c, verb, t - 1, RELATION_ACL_RELCL);
}

/* ---- subjects ---- */

/* Guterres, │ addressing the council, urged its members: a participle behind a comma has no subject, and a noun behind an active
 * verb is its object. */
static void mend_participle_subject(english_context *c, uint32_t t) {
  uint32_t participle = en_head(c, t), verb = participle == NONE ? NONE : en_head(c, participle);
  if (!reported_is_subject(en_relation(c, t)) || verb == NONE || t + 1 >= participle || !(en_token(c, participle)->morph & MORPH_GERUND)) return;
  relation r = en_relation(c, participle);
  if ((r != RELATION_ADVCL && r != RELATION_CCOMP) || verb < participle || !en_is_verb(c, verb) || en_child(c, participle, RELATION_AUX) != NONE) return;
  if (!en_is(c, participle - 1, ",")) return;
  EN_CHILDREN(c, verb, d) {
    if (!reported_is_subject(en_relation(c, d))) continue;
    if (d < verb) return;
    en_set_head(c, d, verb, RELATION_OBJ);
  }
  en_set_head(c, t, verb, RELATION_NSUBJ);
  if (r == RELATION_CCOMP) en_set_head(c, participle, verb, RELATION_ADVCL);
}

/* said the talks │ in Geneva had failed */
static void mend_subject_behind_preposition(english_context *c, uint32_t t) {
  uint32_t verb = en_head(c, t), preposition = reported_case_before(c, t);
  if (!reported_is_subject(en_relation(c, t)) || verb == NONE || verb < t || preposition == NONE || preposition != c->parse->extents.at[t].begin) return;
  uint32_t says = en_head(c, verb);
  if (says == NONE || says > preposition || preposition == 0 || !reported_is_speech(c, says)) return;
  uint32_t noun = preposition - 1;
  for (int n = 0; n < 8 && en_head(c, noun) != says; n++) {
    noun = en_head(c, noun);
    if (noun == NONE || noun < says) return;
  }
  bool beside = reported_is_nominal(c, noun) && noun > says && noun < preposition && (en_relation(c, noun) == RELATION_OBJ || en_relation(c, noun) == RELATION_OBL_UNMARKED);
  if (!beside) return;
  en_set_head(c, t, noun, RELATION_NMOD);
  en_set_head(c, noun, verb, RELATION_NSUBJ);
}

/* The strikes, the minister told lawmakers, │ were measured: who says it, read as an apposition. */
static void mend_apposed_speaker(english_context *c, uint32_t subject, uint32_t says, uint32_t clause) {
  uint32_t speaker = en_child(c, subject, RELATION_APPOS), begin = c->parse->extents.at[clause].begin;
  bool passive = en_child(c, clause, RELATION_AUX_PASS) != NONE;
  bool finite = passive || en_child(c, clause, RELATION_AUX) != NONE || en_child(c, clause, RELATION_COP) != NONE;
  if (speaker == NONE || speaker < subject || speaker > says || !finite || en_mark(c, clause) != NONE || !(en_is(c, begin, ",") || en_after_comma(c, begin))) return;
  en_set_head(c, subject, clause, passive ? RELATION_NSUBJ_PASS : RELATION_NSUBJ);
  en_set_head(c, speaker, says, RELATION_NSUBJ);
}

/* The reef, the minister said, │ belongs */
static void mend_subject_before_speech(english_context *c, uint32_t says) {
  uint32_t first = NONE, second = NONE, clause = NONE;
  if (!reported_is_speech(c, says)) return;
  EN_CHILDREN(c, says, d) {
    if (reported_is_subject(en_relation(c, d)) && d < says) *(first == NONE ? &first : &second) = d;
    if (d > says && clause == NONE && (en_is_verb(c, d) || en_child(c, d, RELATION_COP) != NONE) && !reported_has_subject(c, d) && en_relation(c, d) != RELATION_XCOMP) clause = d;
  }
  if (first != NONE && second == NONE && clause != NONE) {
    mend_apposed_speaker(c, first, says, clause);
    return;
  }
  if (second == NONE || clause == NONE || !en_after_comma(c, c->parse->extents.at[second].begin)) return;
  en_set_head(c, first, clause, RELATION_NSUBJ);
}

/* while Azerbaijan │ said: the bare noun right before a finite verb that has no subject. */
static void mend_missing_subject(english_context *c, uint32_t verb) {
  if (!reported_is_finite(c, verb) || !reported_is_speech(c, verb) || reported_has_subject(c, verb) || en_relation(c, verb) == RELATION_CONJ) return;
  uint32_t noun = verb;
  do {
    if (noun == 0 || !reported_same_segment(c, verb, noun - 1)) return;
    noun--;
  } while (en_token(c, noun)->upos == UPOS_ADV);
  if (!reported_is_nominal(c, noun) || en_in_class(c, en_token(c, noun)->lemma, "time") || reported_case_before(c, noun) != NONE) return;
  if (en_head(c, noun) == verb) en_set_head(c, noun, verb, RELATION_NSUBJ);
}

static bool is_quoted_before(const english_context *c, uint32_t verb) {
  uint32_t t = verb;
  while (t > 0 && reported_same_segment(c, verb, t - 1) && en_token(c, t - 1)->upos == UPOS_PUNCT && en_token(c, t - 1)->quote == NONE) t--;
  return t > 0 && reported_same_segment(c, verb, t - 1) && (en_token(c, t - 1)->quote != NONE || t < verb);
}

/* 〓 │ said the minister */
static void mend_inverted(english_context *c, uint32_t verb) {
  if (!reported_is_finite(c, verb) || !reported_is_speech(c, verb) || reported_has_subject(c, verb) || en_in_class(c, en_token(c, verb)->lemma, "telling")) return;
  relation r = en_relation(c, verb);
  if (r == RELATION_CONJ || r == RELATION_ACL || r == RELATION_AMOD || !is_quoted_before(c, verb)) return;
  EN_CHILDREN(c, verb, d) {
    if (d < verb || !reported_is_nominal(c, d) || reported_case_before(c, d) != NONE || en_in_class(c, en_token(c, d)->lemma, "time")) continue;
    en_set_head(c, d, verb, RELATION_NSUBJ);
    return;
  }
}

/* ---- clauses ---- */

static bool has_clause(const english_context *c, uint32_t t) {
  EN_CHILDREN(c, t, d) if (d > t && en_relation(c, d) == RELATION_CCOMP) return true;
  return false;
}

typedef enum { TENSE_NONE, TENSE_PAST, TENSE_PRESENT } tense;

static tense tense_of_form(uint16_t morph) {
  if ((morph & (MORPH_PAST | MORPH_PARTICIPLE)) == MORPH_PAST) return TENSE_PAST;
  return morph & MORPH_PRESENT && !(morph & (MORPH_PARTICIPLE | MORPH_GERUND)) ? TENSE_PRESENT : TENSE_NONE;
}

/* Of the first auxiliary or the copula, else of the verb; would and could count as past, will and can as present. */
static tense tense_of(const english_context *c, uint32_t t) {
  EN_CHILDREN(c, t, d) {
    relation r = en_relation(c, d);
    if (r != RELATION_AUX && r != RELATION_AUX_PASS && r != RELATION_COP) continue;
    view word = en_token(c, d)->surface;
    if (view_is_word(word, "would") || view_is_word(word, "could") || view_is_word(word, "might")) return TENSE_PAST;
    if (view_is_word(word, "will") || view_is_word(word, "can")) return TENSE_PRESENT;
    return tense_of_form(en_token(c, d)->morph);
  }
  return tense_of_form(en_token(c, t)->morph);
}

/* and, but or a comma right before the verb and its adverbs: a further one in a row. */
static bool is_joined(const english_context *c, uint32_t t) {
  while (t > 0 && reported_same_segment(c, t, t - 1) && en_token(c, t - 1)->upos == UPOS_ADV) t--;
  return t > 0 && reported_same_segment(c, t, t - 1) && (en_token(c, t - 1)->upos == UPOS_CCONJ || en_is(c, t - 1, ","));
}

static bool is_clause(const english_context *c, uint32_t t) { return en_is_verb(c, t) || en_child(c, t, RELATION_COP) != NONE; }

/* opposed tariffs that hurt trade │ and said: verbs in a row are of one tense, so that the first of them is the verb above that has it. */
static void mend_tense(english_context *c, uint32_t t) {
  enum { REACH = 12 };
  uint32_t head = en_head(c, t);
  if (en_relation(c, t) != RELATION_CONJ || head == NONE || head > t || !reported_is_finite(c, t) || reported_has_subject(c, t) || !is_joined(c, t)) return;
  tense own = tense_of(c, t), other = is_clause(c, head) ? tense_of(c, head) : TENSE_NONE;
  if (own == TENSE_NONE && !is_clause(c, head)) own = TENSE_PAST;
  if (own == TENSE_NONE && other == TENSE_PRESENT && en_child(c, head, RELATION_AUX) == NONE && en_child(c, head, RELATION_AUX_PASS) == NONE) own = TENSE_PAST; /* no participle */
  if (own == TENSE_NONE || own == other || (other == TENSE_NONE && is_clause(c, head))) return;
  for (int n = 0; n < REACH; n++) {
    head = en_head(c, head);
    if (head == NONE || head > t) return;
    if (!en_is_verb(c, head) || !reported_is_finite(c, head) || tense_of(c, head) != own) continue;
    en_set_head(c, t, head, RELATION_CONJ);
    return;
  }
}

/* The verb of speech in whose clause the token is, and the head of that clause. */
static uint32_t teller_of(const english_context *c, uint32_t t, uint32_t *told) {
  enum { REACH = 12 };
  for (int n = 0; n < REACH; n++) {
    uint32_t head = en_head(c, t);
    relation r = en_relation(c, t);
    if (head == NONE || head > t || r == RELATION_ACL_RELCL || r == RELATION_ACL) return NONE;
    *told = t;
    if (r == RELATION_CCOMP && reported_is_speech(c, head)) return head;
    t = head;
  }
  return NONE;
}

/* said it was shut │ and said that it would open: who tells goes on, in the same form, where what is told has an auxiliary (would be
 * shut) or tells nothing. */
static void mend_joined_speech(english_context *c, uint32_t t) {
  uint32_t told = NONE, says = NONE;
  if (en_relation(c, t) == RELATION_CONJ && reported_is_finite(c, t) && !reported_has_subject(c, t) && is_joined(c, t)) says = teller_of(c, en_head(c, t), &told);
  if (says == NONE || !reported_is_finite(c, says)) return;
  bool passive = en_child(c, told, RELATION_AUX_PASS) != NONE, object = en_child(c, t, RELATION_OBJ) != NONE;
  tense own = passive && object && (en_token(c, t)->morph & MORPH_PARTICIPLE) ? TENSE_PAST : tense_of(c, t); /* would be closed │ and urged them: a passive has no object */
  if (tense_of(c, says) != own) return;
  bool speech = reported_is_speech(c, t) && has_clause(c, t) && !reported_is_speech(c, told);
  bool compound = en_child(c, told, RELATION_AUX) != NONE || en_child(c, told, RELATION_AUX_PASS) != NONE || en_child(c, told, RELATION_COP) != NONE;
  if (speech || (compound && own != TENSE_NONE)) en_set_head(c, t, says, RELATION_CONJ);
}

static bool is_behind_comma(const english_context *c, uint32_t t) { return t > 0 && en_is(c, t - 1, ",") && reported_same_segment(c, t, t - 1); }

/* praised the army and would leave: the row ends in another form. */
static bool row_changes(const english_context *c, uint32_t t) {
  EN_CHILDREN(c, t, d)
    if (en_relation(c, d) == RELATION_CONJ && is_clause(c, d) && !reported_has_subject(c, d) && en_child(c, d, RELATION_AUX) != NONE) return true;
  return false;
}

/* said he was sorry │, praised the army and left: verbs in a row have one subject, and nouns behind them are objects. */
static void mend_row(english_context *c, uint32_t t) {
  uint32_t says = en_head(c, t);
  relation r = en_relation(c, t);
  if ((r != RELATION_CCOMP && r != RELATION_PARATAXIS) || says == NONE || says > t || !is_behind_comma(c, t) || !reported_is_speech(c, says)) return;
  if (!reported_is_finite(c, t) || !reported_is_finite(c, says) || en_mark(c, t) != NONE || !has_clause(c, says)) return;
  if (tense_of(c, t) != tense_of(c, says) || row_changes(c, t)) return;
  uint32_t behind = NONE;
  EN_CHILDREN(c, t, d) {
    if (!reported_is_subject(en_relation(c, d))) continue;
    if (d < t) return;
    behind = d;
  }
  if (reported_is_speech(c, t) && behind != NONE && en_child(c, t, RELATION_CCOMP) == NONE && en_child(c, t, RELATION_XCOMP) == NONE) return; /* , said the army */
  if (behind != NONE) en_set_head(c, behind, t, RELATION_OBJ);
  en_set_head(c, t, says, RELATION_CONJ);
}

/* said it would help │, and an envoy warned: a second clause of speech, with a subject of its own. */
static void mend_second_speech(english_context *c, uint32_t t) {
  uint32_t says = en_head(c, t), and = en_child(c, t, RELATION_CC);
  if (en_relation(c, t) != RELATION_CCOMP || says == NONE || says > t || and == NONE || and > t || and < says || !is_behind_comma(c, and)) return;
  if (reported_is_speech(c, t) && reported_is_speech(c, says) && reported_has_subject(c, t)) en_set_head(c, t, says, RELATION_CONJ);
}

void english_reported_mend(english_context *c) {
  EACH_TOKEN(c, t) mend_function_head(c, t), mend_spoken(c, t);
  english_tree_link(c);
  EACH_TOKEN(c, t) mend_that(c, t), mend_auxiliary(c, t), mend_agent(c, t), mend_empty_subject(c, t), mend_as(c, t), mend_before_marks(c, t);
  english_tree_link(c);
  EACH_TOKEN(c, t) mend_before_and(c, t), mend_relative(c, t), mend_participle_subject(c, t);
  english_tree_link(c);
  EACH_TOKEN(c, t) mend_voice(c, t), mend_noun_clause(c, t), mend_subject_behind_preposition(c, t);
  english_tree_link(c);
  EACH_TOKEN(c, t) mend_subject_before_speech(c, t), mend_missing_subject(c, t);
  english_tree_link(c);
  EACH_TOKEN(c, t) mend_inverted(c, t), mend_tense(c, t), mend_joined_speech(c, t), mend_row(c, t), mend_second_speech(c, t);
  english_tree_link(c);
  english_said_mend(c);
}
