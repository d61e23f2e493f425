/* english_argument.c - what depends on a predicate, in deep roles.
 *
 *   Sanctions were imposed by the EU      nsubj:pass is the object, by the subject
 *   concern over China's plans            over modifies the object: an argument too, marked with its noun
 *   the sanctions that Canada imposed     that stands for sanctions: the object, with the noun as its words
 *   accused Iran of arming rebels         a gerund is a clause: quote, gerund */
#include "frame/english_context.h"

/* ---- prepositions ---- */

static bool is_case(const english_context *c, uint32_t d) {
  relation r = en_relation(c, d);
  return r == RELATION_CASE || r == RELATION_MARK;
}

/* out of, because of, according to: the words of the preposition in small letters. */
static view marker_of(const english_context *c, uint32_t t) {
  view words[4];
  size_t count = 0, length = 0;
  EN_CHILDREN(c, t, d) {
    if (!is_case(c, d) || d > t) continue;
    for (uint32_t k = d; k != NONE && count < COUNT_OF(words); k = k == d ? c->child_first[d] : c->child_next[k]) {
      if (k != d && en_relation(c, k) != RELATION_FIXED && en_relation(c, k) != RELATION_CASE) continue;
      view word = en_token(c, k)->surface; /* according, and not accord */
      words[count++] = arena_lower(c->arena, word);
      length += word.len + 1;
    }
  }
  if (count == 0) return (view){0};
  if (count == 1) return words[0];
  char *bytes = arena_alloc(c->arena, length);
  size_t n = 0;
  for (size_t i = 0; i < count; i++) {
    if (i) bytes[n++] = ' ';
    memcpy(bytes + n, words[i].ptr, words[i].len);
    n += words[i].len;
  }
  return view_of(bytes, n);
}

static role role_of_marker(const english_context *c, view marker) {
  uint32_t place = map_get(&c->rules->particles, marker);
  return place == NONE ? ROLE_OTHER : (role)place;
}

/* on Tuesday, in 2014, last week */
static bool is_time(const english_context *c, uint32_t t) {
  const token *k = en_token(c, t);
  if (k->upos == UPOS_NUM) return k->surface.len == 4 && en_child(c, t, RELATION_NMOD) == NONE;
  return en_in_class(c, k->lemma, "time");
}

/* ---- phrases ---- */

view english_noun_words(const english_context *c, uint32_t t) {
  enum { MOST = 4 };
  uint32_t first = t;
  while (first > 0 && t - first < MOST && en_token(c, first - 1)->quote == NONE) {
    relation r = en_relation(c, first - 1);
    bool part = (r == RELATION_COMPOUND || r == RELATION_AMOD || r == RELATION_FLAT) && en_head(c, first - 1) >= first && en_head(c, first - 1) <= t;
    if (!part) break;
    first--;
  }
  if (first == t) return en_token(c, t)->lemma;
  size_t length = 0;
  for (uint32_t i = first; i <= t; i++) length += en_token(c, i)->lemma.len + 1;
  char *bytes = arena_alloc(c->arena, length);
  size_t n = 0;
  for (uint32_t i = first; i <= t; i++) {
    if (i > first) bytes[n++] = ' ';
    memcpy(bytes + n, en_token(c, i)->lemma.ptr, en_token(c, i)->lemma.len);
    n += en_token(c, i)->lemma.len;
  }
  return view_of(bytes, n);
}

/* The noun phrase of t without its preposition; limit: a token that it ends before, or NONE. */
static span phrase_span(const english_context *c, uint32_t t, uint32_t limit) {
  span extent = c->parse->extents.at[t];
  uint32_t first = extent.begin, end = limit != NONE && limit < extent.end && limit > t ? limit : extent.end;
  EN_CHILDREN(c, t, d) {
    bool before = d < t && (is_case(c, d) || en_relation(c, d) == RELATION_PUNCT || en_relation(c, d) == RELATION_CC);
    if (before && c->parse->extents.at[d].end > first && c->parse->extents.at[d].end <= t) first = c->parse->extents.at[d].end;
  }
  return en_words(c, first, end);
}

/* dozens of rockets, a series of attacks, 23 of its envoys: what there are dozens of; t itself where it is no measure. */
static uint32_t measured(const english_context *c, uint32_t t) {
  if (en_token(c, t)->upos != UPOS_NUM && !en_in_class(c, en_token(c, t)->lemma, "measure")) return t;
  EN_CHILDREN(c, t, d)
    if (d > t && en_relation(c, d) == RELATION_NMOD && view_is(marker_of(c, d), "of") && en_token(c, d)->quote == NONE) return d;
  return t;
}

static argument noun_argument(const english_context *c, uint32_t t, role r) {
  const token *k = en_token(c, t);
  argument a = {.role = r, .of = NONE, .bunsetsu = t, .head_token = t, .span = phrase_span(c, t, NONE), .words = english_noun_words(c, measured(c, t)),
                .frame = NONE, .quote = k->quote, .link = LINK_BARE};
  return a;
}

/* The clause of a predicate as its holder has it: without that, and without the sign at its end. */
argument english_clause_argument(const english_context *c, uint32_t clause, link_kind link) {
  const frame *f = en_frame(c, clause);
  span extent = c->parse->extents.at[f->bunsetsu];
  uint32_t first = extent.begin;
  for (uint32_t t = f->bunsetsu + 1; t < extent.end; t++)
    if (en_is(c, t, ";")) extent.end = t; /* a further sentence */
  EN_CHILDREN(c, f->bunsetsu, d) {
    bool opens = en_relation(c, d) == RELATION_MARK || en_relation(c, d) == RELATION_CC;
    bool sign = en_relation(c, d) == RELATION_PUNCT && en_token(c, d)->quote == NONE;
    if ((opens || sign) && d == first && d < f->bunsetsu) first = c->parse->extents.at[d].end;
  }
  uint32_t q = en_token(c, f->bunsetsu)->quote;
  bool all = q != NONE && first == f->bunsetsu && en_child(c, f->bunsetsu, RELATION_COP) == NONE;
  return (argument){.role = ROLE_QUOTE, .of = NONE, .bunsetsu = f->bunsetsu, .head_token = f->head_token, .span = en_words(c, first, extent.end),
                    .words = f->lemma, .frame = clause, .quote = all ? q : NONE, .link = link};
}

/* ---- clauses ---- */

/* Whether the clause of t is an infinitive, a gerund or finite. */
static link_kind link_of_clause(const english_context *c, uint32_t t) {
  EN_CHILDREN(c, t, d) /* was to blame, are to be withdrawn */
    if ((en_relation(c, d) == RELATION_COP || en_relation(c, d) == RELATION_AUX || en_relation(c, d) == RELATION_AUX_PASS) && (en_token(c, d)->morph & (MORPH_PAST | MORPH_PRESENT)) && !(en_token(c, d)->morph & MORPH_PARTICIPLE)) return LINK_TO;
  EN_CHILDREN(c, t, d) if (en_relation(c, d) == RELATION_MARK && en_is(c, d, "to")) return LINK_YOU;
  EN_CHILDREN(c, t, d) {
    relation r = en_relation(c, d);
    if (r == RELATION_AUX || r == RELATION_COP || r == RELATION_AUX_PASS) return (en_token(c, d)->morph & MORPH_GERUND) ? LINK_KOTO : LINK_TO;
  }
  if (en_token(c, t)->morph & MORPH_GERUND) return LINK_KOTO;
  if ((en_token(c, t)->morph & MORPH_INFINITIVE) && en_child(c, t, RELATION_NSUBJ) == NONE) return LINK_YOU; /* made them leave */
  return LINK_TO;
}

/* accused of shelling: a gerund that the predicate's preposition governs; after, by and while only say when and how. */
static bool is_governed_gerund(const english_context *c, uint32_t t) {
  uint32_t mark = en_mark(c, t);
  if (mark == NONE) {
    EN_CHILDREN(c, t, d) if (en_relation(c, d) == RELATION_CASE) mark = d;
  }
  return mark != NONE && link_of_clause(c, t) == LINK_KOTO && en_in_class(c, en_token(c, mark)->lemma, "governing");
}

static bool takes_infinitive(const english_context *c, const frame *f) {
  if (en_in_class(c, f->lemma, "ballot")) return true; /* voted on Monday to ratify it */
  return map_get(&c->rules->order_verbs, f->lemma) != NONE || (f->particle.len && map_get(&c->rules->order_verbs, f->compound) != NONE);
}

static bool clause_argument(const english_context *c, const frame *f, uint32_t d, argument *out) {
  uint32_t clause = c->out->of_bunsetsu.at[d];
  relation r = en_relation(c, d);
  if (clause == NONE) return false;
  link_kind link = link_of_clause(c, d);
  bool governed = r == RELATION_ADVCL && is_governed_gerund(c, d);
  bool order = r == RELATION_ADVCL && link == LINK_YOU && takes_infinitive(c, f);
  if (r != RELATION_CCOMP && r != RELATION_XCOMP && !governed && !order) return false;
  if (r == RELATION_XCOMP && en_frame(c, clause)->copular && link == LINK_TO) link = LINK_BARE; /* called it unacceptable */
  *out = english_clause_argument(c, clause, link);
  if (governed) out->marker = marker_of(c, d);
  return true;
}

/* ---- arguments of a predicate ---- */

static role oblique_role(const english_context *c, const frame *f, uint32_t d, view marker) {
  relation r = en_relation(c, d);
  if (r == RELATION_OBL_AGENT && !f->copular) return ROLE_GA; /* was appalled by it: a state has no agent */
  if (r == RELATION_OBL_UNMARKED || !marker.len) return is_time(c, d) ? ROLE_TIME : ROLE_OTHER;
  if (is_time(c, d)) return ROLE_TIME;
  if (f->voice == VOICE_PASSIVE && view_is(marker, "by")) return ROLE_GA;
  return role_of_marker(c, marker);
}

/* demanded │ that the army refrain, read as a noun: a clause whose verb the tagger took for another word. */
static bool has_that(const english_context *c, uint32_t t) {
  uint32_t mark = en_relation(c, t) == RELATION_CCOMP ? en_mark(c, t) : NONE;
  return mark != NONE && mark == c->parse->extents.at[t].begin && en_is(c, mark, "that");
}

/* called the verdict a farce, with the verdict as for gave Chad a loan. */
static bool names_twice(const english_context *c, const frame *f) {
  return f->voice == VOICE_ACTIVE && en_in_class(c, f->lemma, "naming") && en_child(c, f->bunsetsu, RELATION_IOBJ) != NONE && en_child(c, f->bunsetsu, RELATION_OBJ) != NONE;
}

/* Whether d is an argument that is no clause. */
static bool read_argument(const english_context *c, const frame *f, uint32_t d, argument *out) {
  bool passive = f->voice == VOICE_PASSIVE;
  role place = ROLE_COUNT;
  view marker = {0};
  switch (en_relation(c, d)) {
  case RELATION_NSUBJ: case RELATION_NSUBJ_OUTER: case RELATION_CSUBJ: case RELATION_CSUBJ_OUTER: place = passive ? ROLE_WO : ROLE_GA; break;
  case RELATION_NSUBJ_PASS: case RELATION_CSUBJ_PASS: place = passive ? ROLE_WO : ROLE_GA; break; /* of a participle of state: the subject */
  case RELATION_OBJ: place = passive ? ROLE_NI : names_twice(c, f) ? ROLE_TOSHITE : ROLE_WO; break; /* were given weapons: whom is the subject */
  case RELATION_IOBJ: place = names_twice(c, f) ? ROLE_WO : ROLE_NI; break;
  case RELATION_CCOMP: case RELATION_XCOMP: place = en_token(c, d)->quote != NONE || has_that(c, d) ? ROLE_QUOTE : ROLE_TOSHITE; break;
  case RELATION_NMOD: case RELATION_ADVCL: case RELATION_OBL: case RELATION_OBL_AGENT: case RELATION_OBL_UNMARKED:
    if (en_relation(c, d) == RELATION_NMOD && !f->copular) return false;
    if (en_relation(c, d) == RELATION_ADVCL && en_token(c, d)->upos != UPOS_NOUN && en_token(c, d)->upos != UPOS_PROPN) return false;
    marker = marker_of(c, d);
    place = oblique_role(c, f, d, marker);
    break;
  default: return false;
  }
  *out = noun_argument(c, d, place);
  out->marker = marker;
  if (place == ROLE_QUOTE && out->quote == NONE) out->link = LINK_TO, out->span = en_words(c, c->parse->extents.at[d].begin + 1, c->parse->extents.at[d].end);
  uint32_t clause = c->out->of_bunsetsu.at[d];
  if (clause != NONE) out->frame = clause, out->link = link_of_clause(c, d); /* the subject is a clause */
  return true;
}

/* The clause that a noun takes: the claim that …, plans to …, accusations of …ing. */
static bool noun_clause(const english_context *c, uint32_t d, argument *out) {
  uint32_t clause = c->out->of_bunsetsu.at[d];
  relation r = en_relation(c, d);
  if (clause == NONE || (r != RELATION_ACL && r != RELATION_CCOMP)) return false;
  link_kind link = link_of_clause(c, d);
  uint32_t mark = en_mark(c, d);
  if (link == LINK_TO && mark != NONE) link = LINK_TONO;
  else if (link == LINK_KOTO && !is_governed_gerund(c, d)) return false;
  else if (link == LINK_TO) return false;
  *out = english_clause_argument(c, clause, link);
  if (link == LINK_KOTO) out->marker = marker_of(c, d);
  return true;
}

/* Modifiers of a noun that may serve as arguments of the predicate: concern over, sanctions on, the view that. */
static void add_modifiers_of(english_context *c, uint32_t noun, uint32_t argument_noun) {
  EN_CHILDREN(c, noun, d) {
    argument a;
    if (en_relation(c, d) == RELATION_NMOD) {
      view marker = marker_of(c, d);
      if (!marker.len) continue;
      a = noun_argument(c, d, is_time(c, d) ? ROLE_TIME : role_of_marker(c, marker));
      a.marker = marker;
    } else if (!noun_clause(c, d, &a)) continue;
    a.of = argument_noun;
    LIST_PUSH(c->arena, &c->out->arguments, a);
  }
}

static void add_modifiers(english_context *c, uint32_t noun) {
  add_modifiers_of(c, noun, noun);
  uint32_t what = measured(c, noun);
  if (what != noun) add_modifiers_of(c, what, noun); /* a series of attacks on Chad */
}

/* ---- relative clauses ---- */

static bool is_relative_pronoun(const english_context *c, uint32_t t) {
  const token *k = en_token(c, t);
  return (k->morph & MORPH_WH) || ((k->upos == UPOS_PRON || k->upos == UPOS_SCONJ) && view_is(k->lemma, "that"));
}

static bool has_role(const english_context *c, const frame *f, role r) {
  for (uint32_t i = f->argument; i < c->out->arguments.count; i++)
    if (c->out->arguments.at[i].role == r && c->out->arguments.at[i].of == NONE) return true;
  return false;
}

static argument antecedent(const english_context *c, const frame *f, uint32_t noun, role r) {
  argument a = noun_argument(c, noun, r);
  uint32_t begin = c->parse->extents.at[f->bunsetsu].begin;
  a.span = phrase_span(c, noun, begin);
  a.gap = true;
  return a;
}

/* Puts the noun in the place that the clause on it leaves open. */
static void fill_gap(english_context *c, frame *f) {
  relation r = en_relation(c, f->bunsetsu);
  uint32_t noun = en_head(c, f->bunsetsu);
  if (noun == NONE || (r != RELATION_ACL && r != RELATION_ACL_RELCL)) return;
  for (uint32_t i = f->argument; i < c->out->arguments.count; i++) {
    argument *a = &c->out->arguments.at[i];
    if (a->of != NONE || a->frame != NONE || !is_relative_pronoun(c, a->head_token)) continue;
    view marker = a->marker;
    *a = antecedent(c, f, noun, a->role);
    a->marker = marker;
    return;
  }
  link_kind link = link_of_clause(c, f->bunsetsu);
  if (r == RELATION_ACL && (link == LINK_YOU || (link == LINK_TO && f->voice != VOICE_PASSIVE) || en_mark(c, f->bunsetsu) != NONE)) return;
  role open = ROLE_COUNT;
  if (f->voice == VOICE_PASSIVE && !has_role(c, f, ROLE_WO)) open = ROLE_WO;
  else if (f->voice != VOICE_PASSIVE && !has_role(c, f, ROLE_GA)) open = ROLE_GA;
  else if (r == RELATION_ACL_RELCL && !has_role(c, f, ROLE_WO) && !has_role(c, f, ROLE_QUOTE)) open = ROLE_WO;
  if (open == ROLE_COUNT) return;
  argument a = antecedent(c, f, noun, open);
  LIST_PUSH(c->arena, &c->out->arguments, a);
}

/* ---- coordination ---- */

/* condemned and sanctioned Russia: the first of two verbs side by side has the second one's object. */
static void share_object(english_context *c, frame *f) {
  EN_CHILDREN(c, f->bunsetsu, d) {
    uint32_t other = c->out->of_bunsetsu.at[d];
    if (en_relation(c, d) != RELATION_CONJ || other == NONE || d > f->bunsetsu + 3 || d < f->bunsetsu) continue;
    if (f->voice == VOICE_PASSIVE || has_role(c, f, ROLE_WO) || has_role(c, f, ROLE_QUOTE) || f->copular) return;
    if (c->out->arguments.count > f->argument && c->out->arguments.at[c->out->arguments.count - 1].bunsetsu > f->bunsetsu) return;
    uint32_t object = en_child(c, d, RELATION_OBJ);
    if (object == NONE) return;
    argument a = noun_argument(c, object, ROLE_WO);
    LIST_PUSH(c->arena, &c->out->arguments, a);
    return;
  }
}

/* is against the plan: the noun with the copula is what the preposition governs. */
static void add_governed(english_context *c, const frame *f) {
  uint32_t preposition = f->copular ? en_child(c, f->bunsetsu, RELATION_CASE) : NONE;
  if (preposition == NONE || preposition > f->bunsetsu) return;
  view marker = marker_of(c, f->bunsetsu);
  argument a = noun_argument(c, f->bunsetsu, role_of_marker(c, marker));
  a.marker = marker;
  a.span = en_words(c, preposition + 1, c->parse->extents.at[f->bunsetsu].end);
  LIST_PUSH(c->arena, &c->out->arguments, a);
}

/* made clear that …: the clause may be tied to the adjective. */
static void add_result_clause(english_context *c, frame *f) {
  uint32_t adjective = f->particle.len ? en_child(c, f->bunsetsu, RELATION_XCOMP) : NONE;
  if (adjective == NONE || en_token(c, adjective)->upos != UPOS_ADJ) return;
  EN_CHILDREN(c, adjective, d) {
    argument a;
    if (en_relation(c, d) == RELATION_CCOMP && clause_argument(c, f, d, &a)) LIST_PUSH(c->arena, &c->out->arguments, a);
  }
}

static void collect(english_context *c, frame *f) {
  f->argument = c->out->arguments.count;
  EN_CHILDREN(c, f->bunsetsu, d) {
    argument a;
    bool one = en_relation(c, d) == RELATION_XCOMP && f->particle.len && view_equals(en_token(c, d)->lemma, f->particle); /* made clear */
    if (one && !en_in_class(c, f->lemma, "naming")) continue;
    if (!clause_argument(c, f, d, &a) && !read_argument(c, f, d, &a)) continue;
    if (f->light && d == f->first_bunsetsu) {
      add_modifiers(c, d);
      continue;
    }
    LIST_PUSH(c->arena, &c->out->arguments, a);
    if (a.role != ROLE_TIME && a.quote == NONE && (a.frame == NONE || a.role != ROLE_QUOTE)) add_modifiers(c, a.bunsetsu);
  }
  add_result_clause(c, f);
  add_governed(c, f);
  fill_gap(c, f);
  english_quoted_settle(c, f);
  share_object(c, f);
  f->argument_count = c->out->arguments.count - f->argument;
  f->agentless = f->voice == VOICE_PASSIVE && !has_role(c, f, ROLE_GA);
}

void english_arguments_collect(english_context *c, frame_range frames) {
  for (uint32_t i = frames.first; i < frames.first + frames.count; i++) collect(c, en_frame(c, i));
}
