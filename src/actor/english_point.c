/* english_point.c - pronouns and words that point back.
 *
 *   Norway said it would … its army       the subject of the clause around, else of the sentence before
 *   Berg met Dahl. She said …             persons by gender, nearness, subject before object
 *   both leaders, the two sides           the pair; the three countries: the list; the country, the bloc: the last that fits
 *
 * The candidates of the tree come first (Hobbs 1978: subjects of the clauses around), then those of memory, each with a score. */
#include "actor/english_actor.h"

enum { REACH = 3, MAX_CLIMB = 8 }; /* sentences back; clauses up */

/* What a pronoun asks for. */
typedef struct {
  bool person, thing, several;
  gender gender;
} wanted;

static wanted wanted_of(const english_reader *r, const group *g) {
  const name_row *row = g->pronoun;
  view word = arena_lower(r->c.arena, english_word(r, g->head)->surface);
  wanted w = {.person = row_has(row, TEXT("he")), .thing = row_has(row, TEXT("it")), .several = row_has(row, TEXT("they"))};
  if (word_is(r->c.tables, word, WORD_MAN)) w.gender = GENDER_MAN;
  if (word_is(r->c.tables, word, WORD_WOMAN)) w.gender = GENDER_WOMAN;
  return w;
}

static bool is_body_like(mention_kind k) { return k == MENTION_STATE || k == MENTION_INSTITUTION || k == MENTION_BODY || k == MENTION_GROUP; }

static bool fits(const wanted *w, const recalled *k) {
  if (!k->who_count || k->place || k->heading || k->kind == MENTION_TEXT) return false;
  if (w->person) {
    bool other = w->gender && k->gender && w->gender != k->gender;
    return k->kind == MENTION_PERSON && k->who_count == 1 && !k->several && !other;
  }
  if (w->several && (k->who_count > 1 || k->several)) return true;
  if (w->several && k->kind == MENTION_GENERIC) return true;
  return is_body_like(k->kind) && k->who_count == 1 && !k->several;
}

/* ---- the subjects of the clauses around ---- */

static bool is_subject(relation r) { return r == RELATION_NSUBJ || r == RELATION_NSUBJ_PASS || r == RELATION_NSUBJ_OUTER; }

static uint32_t subject_of(const english_reader *r, uint32_t clause) {
  PARSE_CHILDREN(r->c.parse, clause, d)
    if (is_subject(english_relation(r, d))) return d;
  return NONE;
}

/* The last mention in memory whose head is the token, with those joined to it. */
static const recalled *recalled_of(const english_reader *r, uint32_t token) {
  const recalled *k, *found = NULL;
  for (uint32_t back = 0; (k = memory_at(r->memory, back)); back++)
    if (k->token == token && (!found || k->who_count > found->who_count)) found = k;
  return found;
}

static bool is_object(relation r) { return r == RELATION_OBJ || r == RELATION_IOBJ || r == RELATION_OBL || r == RELATION_OBL_AGENT; }

/* The object of the verb over an infinitive, which is who does what the infinitive says. */
static const recalled *controller_of(const english_reader *r, uint32_t verb, uint32_t t) {
  PARSE_CHILDREN(r->c.parse, verb, d) {
    relation rel = english_relation(r, d);
    if ((rel == RELATION_OBJ || rel == RELATION_IOBJ) && d < t) return recalled_of(r, d);
  }
  return NULL;
}

typedef struct {
  const recalled *found;
  bool closed; /* the subject is something that is no actor: the pronoun stands for it */
} climbed;

/* Looks at the subjects of the clauses that the pronoun is in, from the inside out. */
static climbed climb(const english_reader *r, const wanted *w, uint32_t t) {
  uint32_t below = t, above = english_above(r, t);
  bool object = is_object(english_relation(r, t)); /* him: not the subject of its own verb */
  for (int step = 0; above != NONE && step < MAX_CLIMB; step++, below = above, above = english_above(r, above)) {
    relation rel = english_relation(r, below);
    if (rel == RELATION_CONJ && english_relation(r, t) == RELATION_NMOD_POSS) { /* Norway and its allies */
      const recalled *k = recalled_of(r, above);
      if (k && fits(w, k)) return (climbed){k, false};
    }
    const recalled *told = rel == RELATION_XCOMP ? controller_of(r, above, t) : NULL; /* asked Norway to open its border */
    if (told && fits(w, told)) return (climbed){told, false};
    uint32_t s = subject_of(r, above);
    if (s == NONE || s == below || s > t) continue;
    if (object) {
      object = false;
      continue;
    }
    const recalled *k = recalled_of(r, s);
    if (k && fits(w, k)) return (climbed){k, false};
    upos p = (upos)english_word(r, s)->upos;
    bool plural = (english_word(r, s)->morph & MORPH_PLURAL) != 0;
    bool thing = !k && p == UPOS_NOUN && (w->thing && (w->several ? plural : !plural));
    if (thing) return (climbed){NULL, true};
  }
  return (climbed){0};
}

/* ---- memory ---- */

static float score_of(const english_reader *r, const wanted *w, const recalled *k) {
  uint32_t apart = r->memory->sentence - k->sentence;
  float s = -2.0F * (float)apart;
  relation rel = apart ? RELATION_ROOT : english_relation(r, k->token); /* of this sentence: whom a clause before acts on */
  if (k->subject) s += k->topic ? 2.5F : 1.5F;
  else if (rel == RELATION_OBJ || rel == RELATION_IOBJ) s += 1.0F;
  if (k->modifier) s -= 2.0F;
  if (k->quoted && !r->memory->quoted) s -= 3.0F;
  if (k->named || k->anaphoric) s += 0.5F; /* who has been spoken of goes on being spoken of */
  if (w->gender && w->gender == k->gender) s += 1.0F;
  if (w->several && k->who_count > 1) s += 2.0F;
  return s;
}

static const recalled *remembered(const english_reader *r, const wanted *w, uint32_t t) {
  const recalled *k, *best = NULL;
  float score = -100;
  bool object = is_object(english_relation(r, t));
  uint32_t own = object ? subject_of(r, english_above(r, t)) : NONE;
  for (uint32_t back = 0; (k = memory_at(r->memory, back)) && k->sentence + REACH >= r->memory->sentence; back++) {
    if (!fits(w, k) || (own != NONE && k->token == own)) continue;
    float s = score_of(r, w, k);
    if (s > score) best = k, score = s;
  }
  if (best && w->thing && !w->several && r->thing_sentence != NONE && r->thing_sentence >= best->sentence && !(best->topic && r->thing_sentence == best->sentence)) return NULL;
  return best;
}

/* It was the second coup: the event, not a party. */
static bool is_what_it_is(const english_reader *r, uint32_t t) {
  uint32_t above = english_above(r, t);
  if (above == NONE || !is_subject(english_relation(r, t)) || english_word(r, above)->upos != UPOS_NOUN) return false;
  PARSE_CHILDREN(r->c.parse, above, d)
    if (english_relation(r, d) == RELATION_COP) return true;
  return false;
}

static uint32_t pronoun(english_reader *r, group *g, actor out[MAX_WHO]) {
  wanted w = wanted_of(r, g);
  uint32_t t = g->head;
  if (english_relation(r, t) == RELATION_EXPL || (w.thing && !w.several && is_what_it_is(r, t))) return g->dropped = true, 0;
  climbed c = climb(r, &w, t);
  bool far = w.thing && !w.several && is_object(english_relation(r, t)); /* called it a farce: seldom an actor of before */
  const recalled *k = c.found || c.closed || far ? c.found : remembered(r, &w, t);
  g->kind = MENTION_PERSON;
  if (!k) return g->dropped = !w.person, 0;
  g->kind = w.person ? MENTION_PERSON : k->kind;
  g->plural = k->who_count > 1 || k->several;
  return recall_copy(k, out);
}

/* ---- the country, the group, the man ---- */

static bool sector_fits(const name_row *row, const recalled *k) {
  view sector = label_sector(row->label), own = k->who[0].sector;
  bool party = view_equals(sector, TEXT("PTY")) && view_equals(own, TEXT("OPP"));
  return !sector.len || party || view_equals(sector, own);
}

static const recalled *newest(const english_reader *r, const name_row *row) {
  bool state = row_has(row, TEXT("state")), person = row_has(row, TEXT("person")), body = row_has(row, TEXT("institution"));
  const recalled *k, *spare = NULL;
  for (uint32_t back = 0; (k = memory_at(r->memory, back)); back++) {
    if (k->who_count != 1 || k->heading || k->kind == MENTION_TEXT || (k->quoted && !r->memory->quoted)) continue;
    bool is_state = code_is_state(k->who[0].code);
    if (person ? k->kind != MENTION_PERSON : state ? !is_state || k->kind == MENTION_GROUP : body ? k->kind != MENTION_BODY && !code_is_body(k->who[0].code) : k->kind != MENTION_GROUP || !sector_fits(row, k)) continue;
    if (state && k->anaphoric && !k->named && k->kind != MENTION_STATE) continue;
    if (!state || !k->scene) return k;
    if (!spare) spare = k; /* crossed into Norway: the country is rather that which they left */
  }
  return spare;
}

/* The party beside the subject. */
uint32_t english_point_other(const english_reader *r, view subject, actor out[MAX_WHO]) {
  actor pair[MAX_WHO];
  if (subject.len && memory_pair(r->memory, r->c.tables, true, pair) == 2)
    for (uint32_t i = 0; i < 2; i++)
      if (view_equals(pair[i].code, subject)) return out[0] = pair[1 - i], 1;
  return state_only(memory_focus(r->memory, r->c.tables, subject, (view){0}), out);
}

static uint32_t dual(const english_reader *r, const group *g, actor out[MAX_WHO]) {
  bool states = row_has(g->pronoun, TEXT("state"));
  return memory_pair(r->memory, r->c.tables, states, out);
}

static uint32_t pointing(english_reader *r, group *g, actor out[MAX_WHO]) {
  const name_row *row = g->pronoun;
  view sector = label_sector(row->label);
  bool state = row_has(row, TEXT("state"));
  g->kind = row_has(row, TEXT("person")) ? MENTION_PERSON : row_has(row, TEXT("institution")) ? MENTION_INSTITUTION : row_has(row, TEXT("group")) && !state ? MENTION_GROUP : MENTION_STATE;
  uint32_t count = 0;
  if (label_code(row->label).len) count = label_actors(row->label, out);
  else if (row_has(row, TEXT("dual"))) count = dual(r, g, out);
  else if (row_has(row, TEXT("three"))) count = memory_list(r->memory, 3, out);
  else if (row_has(row, TEXT("other"))) count = english_point_other(r, memory_topic_state(r->memory), out);
  else if (row_has(row, TEXT("reflexive")) && state) count = state_only(memory_topic_state(r->memory), out);
  else if (!row_has(row, TEXT("several"))) count = recall_copy(newest(r, row), out);
  for (uint32_t i = 0; i < count; i++)
    if (sector.len && code_is_state(out[i].code) && (state || row_has(row, TEXT("dual")) || row_has(row, TEXT("three")))) out[i].sector = sector;
  g->plural = count > 1;
  if (!count) g->dropped = true;
  return count;
}

/* ---- lists ---- */

bool english_is_definite(const english_reader *r, uint32_t head) {
  PARSE_CHILDREN(r->c.parse, head, d)
    if (english_relation(r, d) == RELATION_DET && word_is(r->c.tables, english_word(r, d)->lemma, WORD_DEFINITE)) return true;
  return false;
}

static uint32_t number_of(const english_reader *r, uint32_t head) {
  static const char *const numbers[] = {"two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"};
  PARSE_CHILDREN(r->c.parse, head, d) {
    if (english_relation(r, d) != RELATION_NUMMOD) continue;
    view word = arena_lower(r->c.arena, english_word(r, d)->surface);
    for (uint32_t i = 0; i < COUNT_OF(numbers); i++)
      if (view_equals(word, view_of_string(numbers[i]))) return i + 2;
    return words_figure(word);
  }
  return 0;
}

uint32_t english_point_several(const english_reader *r, const group *g, actor out[MAX_WHO]) {
  bool plural = (english_word(r, g->head)->morph & MORPH_PLURAL) != 0, definite = english_is_definite(r, g->head);
  if (!plural || !definite || !word_is(r->c.tables, english_word(r, g->head)->lemma, WORD_SEVERAL)) return 0;
  uint32_t number = number_of(r, g->head), count = 0;
  const recalled *k;
  for (uint32_t back = 0; !count && (k = memory_at(r->memory, back)) && k->sentence + REACH + 1 >= r->memory->sentence; back++) {
    bool list = k->who_count > 1 && !k->place && !k->heading && k->kind != MENTION_TEXT && (!number || k->who_count == number);
    if (list && (!k->quoted || r->memory->quoted)) count = recall_copy(k, out);
  }
  if (!count && number == 2) count = memory_pair(r->memory, r->c.tables, true, out);
  view sector = g->title ? label_sector(g->title->label) : (view){0};
  for (uint32_t i = 0; i < count && sector.len; i++)
    if (code_is_state(out[i].code)) out[i].sector = sector;
  return count;
}

uint32_t english_point(english_reader *r, group *g, actor out[MAX_WHO]) {
  const name_row *row = g->pronoun;
  if (row_has(row, TEXT("first"))) return g->kind = MENTION_SPEAKER, 0;
  if (row_has(row, TEXT("second")) || row_has(row, TEXT("vague"))) return g->dropped = true, 0;
  if (row_has(row, TEXT("he")) || row_has(row, TEXT("it"))) return pronoun(r, g, out);
  if (row_has(row, TEXT("reflexive")) && !row_has(row, TEXT("state"))) return g->dropped = true, 0;
  return pointing(r, g, out);
}
