/* english_predicate.c - finds the predicates of a segment, with their dictionary form, voice, tense, polarity and mood.
 *
 *   condemned                  verb                 condemn
 *   pulled out                 verb and particle    pull, particle out
 *   held a meeting             light verb           meet, noun meeting, verb hold (the table says which)
 *   is critical, a violation   copula               be critical, be violation
 *   were imposed by            passive              impose
 *   might not have attacked    auxiliaries          attack: possible, negated, past */
#include "frame/english_context.h"

typedef enum { PREDICATE_NONE, PREDICATE_VERB, PREDICATE_COPULAR } predicate_kind;

/* was opposed to the plan, is concerned by it: a participle of state, with be. */
static bool is_state(const english_context *c, uint32_t t) {
  bool adjective = en_token(c, t)->upos == UPOS_ADJ;
  if (adjective && en_has_child(c, t, RELATION_AUX, "be")) return true;
  if (en_child(c, t, RELATION_AUX_PASS) == NONE) return false;
  return adjective || en_in_class(c, arena_lower(c->arena, en_token(c, t)->surface), "stative");
}

/* is to withdraw, is due to meet, is about to leave: a verb that is to come, and no predicate noun; but: is to blame. */
static bool is_to_come(const english_context *c, uint32_t t) {
  if (!en_is_verb(c, t) || !en_has_child(c, t, RELATION_MARK, "to")) return false;
  if (en_has_child(c, t, RELATION_MARK, "about")) return true;
  return (en_token(c, t)->morph & MORPH_INFINITIVE) && en_child(c, t, RELATION_COP) != NONE && !en_in_class(c, en_token(c, t)->lemma, "judging");
}

static bool has_copula(const english_context *c, uint32_t t) {
  return !is_to_come(c, t) && (en_child(c, t, RELATION_COP) != NONE || is_state(c, t));
}

/* Verbs that only say what a noun is like or stand for a preposition: occupied territories, including. */
static bool is_attributive(const english_context *c, uint32_t t) {
  relation r = en_relation(c, t);
  return r == RELATION_AMOD || r == RELATION_COMPOUND || r == RELATION_CASE || r == RELATION_FIXED || r == RELATION_FLAT || r == RELATION_MARK ||
         r == RELATION_AUX || r == RELATION_COP || r == RELATION_AUX_PASS || r == RELATION_DET || r == RELATION_CC;
}

/* is ready and willing; deemed the plan unacceptable: without a copula of its own. */
static bool is_bare_adjective(const english_context *c, uint32_t t) {
  const token *k = en_token(c, t);
  relation r = en_relation(c, t);
  uint32_t head = en_head(c, t);
  if (k->upos != UPOS_ADJ || head == NONE) return false;
  if (r == RELATION_CONJ) return en_token(c, head)->upos == UPOS_ADJ && has_copula(c, head);
  return r == RELATION_XCOMP || r == RELATION_ACL || r == RELATION_ADVCL || r == RELATION_PARATAXIS;
}

/* the administration would 〓: quoted words that are the predicate of the sentence around them. */
static bool is_quoted_predicate(const english_context *c, uint32_t t) {
  if (en_token(c, t)->quote == NONE) return false;
  return has_copula(c, t) || en_child(c, t, RELATION_NSUBJ) != NONE || en_child(c, t, RELATION_AUX) != NONE || en_has_child(c, t, RELATION_MARK, "to");
}

static predicate_kind kind_of(const english_context *c, uint32_t t) {
  if (en_token(c, t)->quote != NONE) return is_quoted_predicate(c, t) ? (has_copula(c, t) ? PREDICATE_COPULAR : PREDICATE_VERB) : PREDICATE_NONE;
  if (has_copula(c, t)) return PREDICATE_COPULAR;
  if (en_is_verb(c, t)) return is_attributive(c, t) ? PREDICATE_NONE : PREDICATE_VERB;
  if (en_token(c, t)->upos == UPOS_AUX) return is_attributive(c, t) ? PREDICATE_NONE : PREDICATE_VERB; /* is, with nothing else */
  return is_bare_adjective(c, t) ? PREDICATE_COPULAR : PREDICATE_NONE;
}

/* ---- auxiliaries ---- */

static bool is_negation(const english_context *c, uint32_t d) {
  relation r = en_relation(c, d);
  if (r != RELATION_ADVMOD && r != RELATION_DET && r != RELATION_CC_PRECONJ && r != RELATION_CC) return false;
  return en_in_class(c, en_token(c, d)->lemma, "negation");
}

/* no country condemned it, took no action: the determiner of a subject or object. */
static bool has_no(const english_context *c, uint32_t t) {
  EN_CHILDREN(c, t, d) {
    relation r = en_relation(c, d);
    bool party = r == RELATION_NSUBJ || r == RELATION_OBJ || r == RELATION_NSUBJ_PASS;
    if (party && en_in_class(c, en_token(c, d)->lemma, "nobody")) return true;
    if (!party) continue;
    EN_CHILDREN(c, d, k) { /* no country, neither Cuba nor Venezuela */
      relation of = en_relation(c, k);
      if ((of == RELATION_DET || of == RELATION_CC_PRECONJ) && en_in_class(c, en_token(c, k)->lemma, "negation")) return true;
    }
  }
  return false;
}

static void read_auxiliary(const english_context *c, uint32_t d, frame *f) {
  const token *k = en_token(c, d);
  uint32_t mood = map_get(&c->rules->auxiliaries, k->lemma);
  if (mood != NONE) f->mood |= mood;
  if (k->morph & MORPH_PAST) f->past = true;
  if (view_is(k->lemma, "have")) f->past = true; /* has attacked */
  if (view_is(k->lemma, "be") && (en_token(c, f->head_token)->morph & MORPH_GERUND)) f->progressive = true;
}

static void read_adverb(const english_context *c, uint32_t d, frame *f) {
  uint32_t mood = map_get(&c->rules->adverb_moods, en_token(c, d)->lemma);
  if (mood != NONE) f->mood |= mood;
}

/* were arrested and deported */
static bool is_joined_participle(const english_context *c, uint32_t t) {
  uint32_t head = en_head(c, t);
  bool joined = en_relation(c, t) == RELATION_CONJ && head != NONE && (en_token(c, t)->morph & MORPH_PARTICIPLE);
  return joined && en_child(c, head, RELATION_AUX_PASS) != NONE && en_child(c, t, RELATION_NSUBJ) == NONE && en_child(c, t, RELATION_OBJ) == NONE;
}

/* since they jailed him: past and participle look alike, but what has a subject of its own is finite; with hundreds jailed is not. */
static bool is_finite_clause(const english_context *c, uint32_t t) {
  uint32_t mark = en_mark(c, t);
  return en_child(c, t, RELATION_NSUBJ) != NONE && (mark == NONE || !en_is(c, mark, "with"));
}

/* jailed by Rome; Asked why, she said: without a subject before its head, what looks like the past is a participle. */
static bool is_passive_clause(const english_context *c, uint32_t t) {
  uint16_t morph = en_token(c, t)->morph;
  relation r = en_relation(c, t);
  if ((r != RELATION_ACL && r != RELATION_ADVCL) || is_finite_clause(c, t)) return false;
  bool opens = r == RELATION_ADVCL && t < en_head(c, t) && en_mark(c, t) == NONE && en_child(c, t, RELATION_NSUBJ) == NONE;
  return morph & MORPH_PARTICIPLE || (morph & MORPH_PAST && opens);
}

static void read_form(const english_context *c, uint32_t t, frame *f) {
  const token *k = en_token(c, t);
  bool auxiliary = false, state = is_state(c, t);
  EN_CHILDREN(c, t, d) {
    relation r = en_relation(c, d);
    if (r == RELATION_AUX || r == RELATION_AUX_PASS || r == RELATION_COP) read_auxiliary(c, d, f), auxiliary = true;
    if (r == RELATION_AUX_PASS && !state) f->voice = VOICE_PASSIVE;
    if ((r == RELATION_NSUBJ_PASS || r == RELATION_CSUBJ_PASS) && !(k->morph & MORPH_PAST) && !state) f->voice = VOICE_PASSIVE;
    if (r == RELATION_ADVMOD) read_adverb(c, d, f);
    if (is_negation(c, d)) f->negated = !f->negated;
    if (r == RELATION_COMPOUND_PRT) f->particle = en_token(c, d)->lemma;
  }
  if (has_no(c, t)) f->negated = !f->negated;
  if (is_to_come(c, t)) f->mood |= MOOD_FUTURE;
  if (!auxiliary && (k->morph & (MORPH_PAST | MORPH_PARTICIPLE))) f->past = true;
  if (!auxiliary && is_joined_participle(c, t)) f->voice = VOICE_PASSIVE, f->past = true;
  if (!auxiliary && is_passive_clause(c, t)) f->voice = VOICE_PASSIVE, f->past = true;
  if (!auxiliary && (k->morph & MORPH_GERUND) && en_relation(c, t) == RELATION_ACL) f->progressive = true;
}

/* must halt, urged to halt; Stop at once: an order. */
static void read_imperative(const english_context *c, uint32_t t, frame *f) {
  const token *k = en_token(c, t);
  bool bare = (k->morph & MORPH_INFINITIVE) && en_relation(c, t) == RELATION_ROOT;
  if (!bare || en_child(c, t, RELATION_NSUBJ) != NONE || en_child(c, t, RELATION_AUX) != NONE || en_mark(c, t) != NONE) return;
  f->mood |= MOOD_REQUEST;
}

static bool is_one(const english_context *c, uint32_t noun) {
  const token *k = en_token(c, noun);
  return (k->upos == UPOS_NOUN || k->upos == UPOS_PROPN) && !(k->morph & MORPH_PLURAL) && en_child(c, noun, RELATION_CONJ) == NONE;
}

/* demanded that the president resign, that he be freed: the bare form behind a subject that asks for another one. */
static void read_subjunctive(const english_context *c, uint32_t t, frame *f) {
  const token *k = en_token(c, t);
  uint32_t mark = en_mark(c, t), subject = en_child(c, t, RELATION_NSUBJ), passive = en_child(c, t, RELATION_AUX_PASS);
  if (en_relation(c, t) != RELATION_CCOMP || mark == NONE || !en_is(c, mark, "that") || en_child(c, t, RELATION_AUX) != NONE) return;
  bool bare = passive == NONE && subject != NONE && is_one(c, subject) && view_equals(k->surface, k->lemma) && !(k->morph & (MORPH_PAST | MORPH_PARTICIPLE));
  bool be = passive != NONE && view_is_word(en_token(c, passive)->surface, "be");
  if (k->upos == UPOS_VERB && (bare || be)) f->mood |= MOOD_OBLIGATION;
}

/* ---- dictionary forms ---- */

/* held a meeting: the noun's verb, where the table gives one. */
static void read_light_verb(const english_context *c, uint32_t t, frame *f) {
  EN_CHILDREN(c, t, d) {
    relation r = en_relation(c, d);
    if (r != RELATION_OBJ && r != RELATION_NSUBJ_PASS && r != RELATION_OBL) continue;
    view noun = en_token(c, d)->lemma;
    char key[128];
    if (noun.len + f->lemma.len + 1 > sizeof key || !noun.len || !f->lemma.len) continue;
    memcpy(key, f->lemma.ptr, f->lemma.len);
    key[f->lemma.len] = '|';
    memcpy(key + f->lemma.len + 1, noun.ptr, noun.len);
    uint32_t row = map_get(&c->rules->light_nouns, view_of(key, f->lemma.len + 1 + noun.len));
    if (row == NONE) continue;
    f->light = true;
    f->verb = f->lemma;
    f->noun = english_noun_words(c, d);
    f->lemma = f->compound = c->rules->others.at[row];
    f->first_bunsetsu = d; /* whose modifiers are the predicate's */
    return;
  }
}

/* made clear, held responsible: an adjective that is one with the verb. */
static void read_result(const english_context *c, uint32_t t, frame *f) {
  uint32_t adjective = en_child(c, t, RELATION_XCOMP);
  if (f->particle.len || adjective == NONE || adjective < t || en_token(c, adjective)->upos != UPOS_ADJ) return;
  if (text_quote_at(c->layout, en_token(c, adjective)->span.begin) != text_quote_at(c->layout, en_token(c, t)->span.begin)) return; /* called it 〓 */
  if (en_child(c, adjective, RELATION_COP) == NONE && en_mark(c, adjective) == NONE) f->particle = en_token(c, adjective)->lemma;
}

static void set_copular(const english_context *c, uint32_t t, frame *f) {
  view word = is_state(c, t) ? arena_lower(c->arena, en_token(c, t)->surface) : en_token(c, t)->lemma;
  uint32_t preposition = en_child(c, t, RELATION_CASE);
  f->copular = true;
  f->lemma = f->compound = arena_format(c->arena, "be %.*s", (int)word.len, word.ptr);
  if (preposition != NONE && preposition < t) f->particle = en_token(c, preposition)->lemma; /* is against the plan */
}

static span trigger_of(const english_context *c, uint32_t t) {
  span words = en_token(c, t)->span;
  uint32_t particle = en_child(c, t, RELATION_COMPOUND_PRT);
  if (particle == t + 1) words.end = en_token(c, particle)->span.end;
  return words;
}

static frame make_frame(const english_context *c, uint32_t t, uint32_t segment, predicate_kind kind) {
  frame f = {.segment = segment, .bunsetsu = t, .first_bunsetsu = t, .head_token = t, .parent = NONE, .head_noun = NONE, .subject = NONE};
  f.lemma = f.compound = en_token(c, t)->lemma;
  f.trigger = trigger_of(c, t);
  read_form(c, t, &f);
  read_imperative(c, t, &f);
  read_subjunctive(c, t, &f);
  if (kind == PREDICATE_COPULAR) set_copular(c, t, &f);
  else read_light_verb(c, t, &f), read_result(c, t, &f);
  view verb = f.copular ? TEXT("be") : f.lemma;
  if (f.particle.len) f.compound = arena_format(c->arena, "%.*s %.*s", (int)verb.len, verb.ptr, (int)f.particle.len, f.particle.ptr);
  span extent = c->parse->extents.at[t];
  f.clause = en_words(c, extent.begin, extent.end);
  return f;
}

void english_predicates_find(english_context *c, uint32_t segment) {
  bunsetsu_range range = c->parse->segments.at[segment];
  frame_range frames = {c->out->frames.count, 0};
  for (uint32_t t = range.first; t < range.first + range.count; t++) {
    predicate_kind kind = kind_of(c, t);
    if (kind == PREDICATE_NONE) continue;
    c->out->of_bunsetsu.at[t] = c->out->frames.count;
    frame f = make_frame(c, t, segment, kind);
    LIST_PUSH(c->arena, &c->out->frames, f);
    frames.count++;
  }
  c->out->segments.at[segment] = frames;
}
