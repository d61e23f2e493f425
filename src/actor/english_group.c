/* english_group.c - the names and titles of a noun phrase put together.
 *
 *   the Russian Foreign Ministry spokeswoman Maria Zakharova     state, body, title, name: in the order of the text
 *   Anna Berg, Norway's prime minister     apposition      the prime minister of Norway     of, for, from, in, at
 *   US and Chinese officials     two states     its army     the possessor's state
 *
 * The words inside of a phrase are taken in their order, whatever the tree makes of them; the tree tells which words belong to the
 * phrase and what hangs on it. */
#include "actor/english_actor.h"

enum { MAX_CORE = 40, MAX_DEPTH = 8 };

typedef struct {
  uint32_t at[MAX_CORE], count; /* tokens, in order */
  uint32_t owner;               /* a possessor in front, or NONE */
} core;

/* ---- the words of a phrase ---- */

bool english_is_inner(relation r) {
  return r == RELATION_COMPOUND || r == RELATION_FLAT || r == RELATION_AMOD || r == RELATION_NMOD_DESC || r == RELATION_NUMMOD ||
         r == RELATION_DET || r == RELATION_DET_PREDET || r == RELATION_GOESWITH || r == RELATION_FIXED || r == RELATION_NMOD_UNMARKED;
}

/* "in a statement Theresa Hill said": a whole name of the tables behind its head is no part of that. */
bool english_stands_apart(const english_reader *r, uint32_t t) {
  const part *p = english_part(r, t);
  uint32_t above = english_above(r, t);
  return p && p->kind == PART_PERSON && p->end > p->first + 1 && above != NONE && above < p->first && english_relation(r, t) != RELATION_APPOS;
}

static void collect(const english_reader *r, core *x, uint32_t t, bool top, int depth) {
  if (x->count == MAX_CORE || depth == MAX_DEPTH) return;
  x->at[x->count++] = t;
  PARSE_CHILDREN(r->c.parse, t, d) {
    relation rel = english_relation(r, d);
    if (rel == RELATION_NMOD_POSS && x->owner == NONE) x->owner = d;
    if ((english_is_inner(rel) && !english_stands_apart(r, d)) || (rel == RELATION_CONJ && !top)) collect(r, x, d, false, depth + 1);
  }
}

static core core_of(const english_reader *r, uint32_t head) {
  core x = {.owner = NONE};
  collect(r, &x, head, true, 0);
  for (uint32_t i = 1; i < x.count; i++)
    for (uint32_t k = i; k > 0 && x.at[k] < x.at[k - 1]; k--) {
      uint32_t swap = x.at[k];
      x.at[k] = x.at[k - 1];
      x.at[k - 1] = swap;
    }
  return x;
}

/* ---- adding parts ---- */

static void widen(group *g, uint32_t first, uint32_t end) {
  if (g->end == 0) g->first = first;
  if (first < g->first) g->first = first;
  if (end > g->end) g->end = end;
}

static void add_state(group *g, view label) {
  if (g->who_count && (g->group || code_is_body(g->who[0].code))) return;
  actor found[MAX_WHO];
  uint32_t count = label_actors(label, found);
  for (uint32_t i = 0; i < count && g->who_count < MAX_WHO; i++) {
    bool known = false;
    for (uint32_t k = 0; k < g->who_count; k++) known |= view_equals(g->who[k].code, found[i].code);
    if (!known) g->who[g->who_count++] = (actor){.code = found[i].code, .sector = found[i].sector.len ? found[i].sector : TEXT("GOV")};
  }
}

static view body_sector(const group *g) {
  if (g->body) return label_sector(g->body->label);
  return g->sector;
}

/* The state that a form of several words begins with: US of "US Senate". */
static void add_inner_state(const english_reader *r, group *g, const part *p) {
  uint32_t form = p->end > p->first + 1 ? name_index_exact(r->c.tables->names, english_word(r, p->first)->surface) : NONE;
  if (form == NONE || g->who_count) return;
  const name_row *row = name_index_row(r->c.tables->names, name_index_form(r->c.tables->names, form), 0);
  if (row->kind == NAME_COUNTRY) add_state(g, row->label);
}

/* An office behind its body, an institution behind its state. */
static void add_office(const english_reader *r, group *g, const part *p) {
  if (!label_code(p->row->label).len) add_inner_state(r, g, p);
  view code = label_code(p->row->label), sector = label_sector(p->row->label), body = body_sector(g);
  bool keeps = g->group || (g->who_count && code_is_body(g->who[0].code));
  if (code.len && !keeps) {
    g->who_count = 0;
    group_add_label(g, p->row->label);
  }
  if (p->kind == PART_TITLE) {
    g->sector = keeps ? (view){0} : office_sector(body, sector);
    g->title = p->row;
    g->title_first = p->first;
    g->title_end = p->end;
    g->kind = MENTION_PERSON;
  } else {
    g->sector = keeps ? (view){0} : office_sector(p->kind == PART_GENERIC ? body : (view){0}, sector);
    g->body = p->row;
    g->kind = p->kind == PART_GENERIC ? MENTION_GENERIC : MENTION_INSTITUTION;
    g->vague |= p->kind == PART_GENERIC && (!p->row->label.len || row_has(p->row, TEXT("vague")));
  }
  g->last = p->kind;
}

static bool roles_of(const english_reader *r, const name_form *f, view role) {
  for (uint32_t k = 0; k < f->row_count; k++) {
    const name_row *row = name_index_row(r->c.tables->names, f, k);
    if (row->kind == NAME_PERSON && role.len && row->role.len && (view_find(row->role, role, 0) != SIZE_MAX || view_find(role, row->role, 0) != SIZE_MAX)) return true;
  }
  return false;
}

static const name_row *person_row(const english_reader *r, const name_form *f) {
  for (uint32_t k = 0; k < f->row_count; k++) {
    const name_row *row = name_index_row(r->c.tables->names, f, k);
    if (row->kind == NAME_PERSON) return row;
  }
  return NULL;
}

/* The label of whoever of the name was in office on the day. */
static view state_of_person(const english_reader *r, const name_form *f) {
  const name_row *best = NULL;
  for (uint32_t k = 0; k < f->row_count; k++) {
    const name_row *row = name_index_row(r->c.tables->names, f, k);
    if (row->kind == NAME_PERSON && (!best || (row_holds(row, r->c.published) && !row_holds(best, r->c.published)))) best = row;
  }
  return best ? best->label : (view){0};
}

static bool is_one_word(const part *p) { return p->end == p->first + 1; }

/* Tokens [first, end) are a person's name; p: the part of the tables in it, or NULL. A surname of the tables behind a given name that
 * they do not know is somebody else's, unless the office is the known one's. */
static void add_name(const english_reader *r, group *g, uint32_t first, uint32_t end, const part *p) {
  bool more = p && is_one_word(p) && (first < p->first || end > p->end);
  bool same = !more || (g->title && roles_of(r, p->form, g->title->role));
  const name_row *row = p ? person_row(r, p->form) : NULL;
  if (g->person && !g->who_count) add_state(g, state_of_person(r, g->person)); /* Putin's man: another name behind his */
  g->person = row && same ? p->form : NULL;
  g->name_first = first;
  g->name_end = end;
  g->kind = MENTION_PERSON;
  g->last = p && row ? PART_PERSON : PART_NAME;
}

/* A name that a group of another state has too. */
static bool is_other_state(const group *g, const part *p) {
  view code = label_code(p->row->label);
  return code_is_state(code) && !view_equals(code, g->who[0].code);
}

static void add_part(const english_reader *r, group *g, const part *p, bool tells) {
  switch (p->kind) {
  case PART_STATE:
  case PART_PLACE:
    if (p->kind == PART_PLACE && g->who_count) break;
    add_state(g, p->row->label);
    g->vague |= !label_code(p->row->label).len; /* European, Arab: of no state in particular */
    if (tells || g->kind == MENTION_VAGUE) g->kind = p->kind == PART_PLACE ? MENTION_PLACE : MENTION_STATE;
    g->capital = p->kind == PART_PLACE && row_has(p->row, TEXT("capital"));
    break;
  case PART_PEOPLE:
    group_add_label(g, p->row->label);
    g->kind = MENTION_GENERIC;
    g->people = g->plural = true;
    break;
  case PART_BODY:
    if (!(g->who_count && code_is_body(g->who[0].code) && !tells)) {
      g->who_count = 0;
      group_add_label(g, p->row->label);
      g->kind = MENTION_BODY;
    }
    break;
  case PART_GROUP:
    if (g->person) break;
    if (g->kind == MENTION_STATE && g->who_count == 1 && g->end == p->first && is_other_state(g, p)) { /* China | Semiconductor Association */
      g->sector = label_sector(p->row->label);
      g->kind = MENTION_GROUP;
      break;
    }
    g->group = p->form;
    g->kind = MENTION_GROUP;
    break;
  case PART_PREFIX: g->elite |= view_equals(label_sector(p->row->label), TEXT("ELI")); break;
  case PART_HONORIFIC: g->honorific = true; break;
  case PART_PRONOUN: g->pronoun = p->row; break;
  case PART_PERSON: add_name(r, g, p->first, p->end, p); break;
  default: add_office(r, g, p);
  }
  g->last = p->kind;
}

/* ---- names ---- */

/* A word of a name that no table has, or one of theirs that is part of a longer name here (Georgia Hill, Chad Brown). */
static bool is_name_word(const english_reader *r, uint32_t t) {
  const part *p = english_part(r, t);
  const token *k = english_word(r, t);
  if (k->quote != NONE) return false;
  relation rel = english_relation(r, t);
  if (p && p->kind == PART_PERSON) return true;
  if (!p) return k->upos == UPOS_PROPN || (rel == RELATION_FLAT && k->upos != UPOS_PUNCT);
  if (!is_one_word(p) || (p->kind != PART_STATE && p->kind != PART_PLACE && p->kind != PART_GENERIC && p->kind != PART_INSTITUTION)) return false;
  if (rel == RELATION_FLAT) return true;
  PARSE_CHILDREN(r->c.parse, t, d)
    if (english_relation(r, d) == RELATION_FLAT && !english_part(r, d)) return true;
  return false;
}

/* Words of a name behind the core: Volodymyr | Zelenskiy. Token behind them. */
static uint32_t name_tail(const english_reader *r, uint32_t t, uint32_t stop, const part **person) {
  for (; t < stop && english_word(r, t)->upos == UPOS_PROPN && english_word(r, t)->quote == NONE; t++) {
    const part *p = english_part(r, t);
    relation rel = english_relation(r, t);
    if ((p && p->kind != PART_PERSON) || rel == RELATION_OBL_UNMARKED || rel == RELATION_NMOD_UNMARKED || rel == RELATION_CONJ || rel == RELATION_APPOS) break;
    if (p && (!*person || p->end - p->first > (*person)->end - (*person)->first)) *person = p;
  }
  return t;
}

static bool is_title_part(const part *p) { return p && (p->kind == PART_TITLE || p->kind == PART_HONORIFIC || p->kind == PART_PREFIX); }

/* Al-Harbi: a hyphen without blanks joins the words of a name. */
static bool is_joined(const english_reader *r, uint32_t left, uint32_t right) {
  if (right == left + 1) return true;
  if (right != left + 2) return false;
  const token *hyphen = english_word(r, left + 1);
  return hyphen->upos == UPOS_PUNCT && hyphen->span.begin == english_word(r, left)->span.end && hyphen->span.end == english_word(r, right)->span.begin;
}

/* Item behind the run of words of a name that begins at item i of the core. */
static uint32_t name_run(const english_reader *r, const core *x, uint32_t i, const part **person) {
  uint32_t k = i;
  *person = NULL;
  for (; k < x->count; k++) {
    uint32_t t = x->at[k];
    if (k > i && !is_joined(r, x->at[k - 1], t)) break;
    const part *p = english_part(r, t);
    if (!is_name_word(r, t) || is_title_part(p)) break;
    if (p && p->kind == PART_PERSON && (!*person || p->end - p->first > (*person)->end - (*person)->first)) *person = p;
  }
  return k;
}

/* ---- the core ---- */

static bool holds_head(const part *p, uint32_t head) { return p->first <= head && head < p->end; }

/* Adds the names of the core; whether the head is one of them. */
static bool add_core(english_reader *r, group *g, const core *x, uint32_t head) {
  bool named = false;
  for (uint32_t i = 0; i < x->count;) {
    uint32_t t = x->at[i];
    const part *p = english_part(r, t), *person;
    uint32_t end = name_run(r, x, i, &person);
    if (end > i) {
      token_range range = r->c.tokens->segments.at[g->segment];
      uint32_t last = end == x->count ? name_tail(r, x->at[end - 1] + 1, range.first + range.count, &person) : x->at[end - 1] + 1;
      bool held = t <= head && head < last;
      bool apt = person || held || g->title || g->honorific; /* a name before a common noun is that of anything */
      if (apt) {
        add_name(r, g, t, last, person);
        widen(g, t, last);
        named |= held;
      }
      i = end;
      continue;
    }
    if (!p) {
      i++;
      continue;
    }
    bool held = holds_head(p, head);
    if (held || p->kind != PART_PRONOUN) { /* determiners are pronouns of the tables too */
      add_part(r, g, p, held || x->count == 1);
      widen(g, p->first, p->end);
    }
    named |= held;
    while (i < x->count && x->at[i] < p->end) i++;
  }
  return named;
}

/* ---- what hangs on the phrase ---- */

bool english_has_case(const english_reader *r, uint32_t noun, uint64_t words) {
  PARSE_CHILDREN(r->c.parse, noun, k) {
    if (k > noun) break;
    if (english_relation(r, k) == RELATION_CASE && word_is(r->c.tables, arena_lower(r->c.arena, english_word(r, k)->surface), words)) return true;
  }
  return false;
}

/* Whom the phrase belongs to gives its state: a state, a body, a group or a person that speaks for one. */
static void take_owner(group *g, const mention *m) {
  if (!m || !m->who_count || m->kind == MENTION_VAGUE || m->kind == MENTION_TEXT || m->kind == MENTION_SPEAKER) return;
  bool whole = code_is_body(m->who[0].code) || m->kind == MENTION_GROUP;
  view sector = m->who[0].sector;
  if (whole) {
    memcpy(g->who, m->who, sizeof *g->who * m->who_count);
    g->who_count = m->who_count;
    g->sector = (view){0};
    return;
  }
  g->who_count = 0;
  for (uint32_t i = 0; i < m->who_count && i < MAX_WHO; i++) g->who[g->who_count++] = (actor){.code = m->who[i].code, .sector = TEXT("GOV")};
  bool of_body = (m->kind == MENTION_INSTITUTION || m->kind == MENTION_GENERIC) && g->kind == MENTION_PERSON;
  if (of_body) g->sector = office_sector(sector, g->sector);
}

static bool may_have_owner(const group *g) { return g->kind == MENTION_PERSON || g->kind == MENTION_INSTITUTION || g->kind == MENTION_GENERIC || g->kind == MENTION_GROUP; }

/* The states of a list behind a preposition, the parser may hang each on the one before: the ministers of France, Germany and Italy. */
static void take_listed(english_reader *r, group *g, uint32_t noun, int depth) {
  PARSE_CHILDREN(r->c.parse, noun, d) {
    if (depth == MAX_DEPTH || (english_relation(r, d) != RELATION_CONJ && english_relation(r, d) != RELATION_APPOS)) continue;
    const mention *m = english_mention(r, d);
    bool state = m && m->who_count && (m->kind == MENTION_STATE || m->kind == MENTION_PLACE) && code_is_state(m->who[0].code);
    if (state && g->who_count < MAX_WHO) g->who[g->who_count++] = (actor){.code = m->who[0].code, .sector = TEXT("GOV")};
    take_listed(r, g, d, depth + 1);
  }
}

static bool is_posted(const english_reader *r, const group *g) {
  return g->title_end > g->title_first && word_is(r->c.tables, english_word(r, g->title_end - 1)->lemma, WORD_POSTED);
}

static void take_prepositional(english_reader *r, group *g, uint32_t head) {
  PARSE_CHILDREN(r->c.parse, head, d) {
    if (d < head || english_relation(r, d) != RELATION_NMOD) continue;
    bool to = english_has_case(r, d, WORD_GOAL), of = english_has_case(r, d, WORD_FROM), in = english_has_case(r, d, WORD_AT);
    if (!to && !of && !in) continue;
    const mention *m = english_mention(r, d);
    if (!m || !m->who_count) {
      if (of && !g->who_count) take_listed(r, g, d, 0);
      continue;
    }
    bool state = m->kind == MENTION_STATE || m->kind == MENTION_PLACE || m->kind == MENTION_BODY;
    if (is_posted(r, g) && (to || in)) {
      if (!g->host.len) g->host = m->who[0].code;
      continue;
    }
    if (g->who_count || (to && state) || (in && !state)) continue;
    if (m->kind == MENTION_PLACE && of && !in && g->kind == MENTION_GROUP) continue;
    take_owner(g, m);
    take_listed(r, g, d, 0);
  }
}

/* An apposition on either side gives office, state and name. */
static void take_apposition(english_reader *r, group *g, uint32_t noun) {
  core x = core_of(r, noun);
  group y = {.segment = g->segment, .kind = MENTION_VAGUE};
  bool named = add_core(r, &y, &x, noun);
  if (!named) {
    bool common = english_word(r, noun)->upos == UPOS_NOUN && g->kind == MENTION_PERSON && !g->title && !g->body && !g->person && !g->group;
    bool peer = word_is(r->c.tables, english_word(r, noun)->lemma, WORD_PEER);
    if (!common) return;
    if (!g->who_count) memcpy(g->who, y.who, sizeof y.who), g->who_count = y.who_count;
    g->civil = !peer;
    if (!peer) g->sector = TEXT("CVL");
    return;
  }
  if (!y.who_count && x.owner != NONE) take_owner(&y, english_mention(r, x.owner));
  if (!y.who_count && may_have_owner(&y)) take_prepositional(r, &y, noun);
  bool person = g->kind == MENTION_PERSON && y.kind == MENTION_PERSON;
  bool office = g->kind == MENTION_PERSON && (y.kind == MENTION_INSTITUTION || y.kind == MENTION_GENERIC);
  if (!person && !office) return;
  if (!g->title && y.title) g->title = y.title, g->title_first = y.title_first, g->title_end = y.title_end;
  if (!g->sector.len) g->sector = y.sector;
  if (!g->person && g->name_end == g->name_first) g->person = y.person, g->name_first = y.name_first, g->name_end = y.name_end;
  if (!g->group) g->group = y.group;
  if (!g->who_count) memcpy(g->who, y.who, sizeof y.who), g->who_count = y.who_count;
  if (!g->host.len) g->host = y.host;
  g->elite |= y.elite;
  if (!g->title && !g->body) g->body = y.body;
}

/* ANNA BERG (Norway): the state in brackets behind a name. */
static void take_aside(const english_reader *r, group *g) {
  const token_layout *tokens = r->c.tokens;
  uint32_t end = english_word(r, g->end - 1)->span.end, low = 0, high = tokens->asides.count;
  while (low < high) {
    uint32_t middle = (low + high) / 2;
    if (tokens->asides.at[middle].begin < end) low = middle + 1;
    else high = middle;
  }
  if (low == tokens->asides.count || tokens->asides.at[low].begin > end + 1) return;
  span a = tokens->asides.at[low];
  uint32_t form = a.end > a.begin + 2 ? name_index_exact(r->c.tables->names, view_span(r->c.layout->text, (span){a.begin + 1, a.end - 1})) : NONE;
  const name_row *row = form == NONE ? NULL : name_index_row(r->c.tables->names, name_index_form(r->c.tables->names, form), 0);
  if (row && row->kind == NAME_COUNTRY) add_state(g, row->label);
}

static bool is_name_begin(const english_reader *r, uint32_t t) {
  const part *p = english_part(r, t);
  return is_name_word(r, t) || (p && p->kind == PART_HONORIFIC);
}

/* The head of the phrase that the token is inside of. */
static uint32_t phrase_head(const english_reader *r, uint32_t t) {
  for (int step = 0; step < MAX_DEPTH && english_above(r, t) != NONE && english_is_inner(english_relation(r, t)); step++) t = english_above(r, t);
  return t;
}

static bool holds_title(const english_reader *r, uint32_t head) {
  core x = core_of(r, head);
  bool title = false;
  for (uint32_t i = 0; i < x.count; i++) {
    const part *p = english_part(r, x.at[i]);
    title |= p && p->kind == PART_TITLE;
    if (!p && english_word(r, x.at[i])->upos == UPOS_PROPN) return false;
  }
  return title;
}

/* What stands right beside the phrase, or behind a comma, whatever the tree makes of it: Captain | Anna Berg, Anna Berg, | the minister */
static uint32_t beside(const english_reader *r, const group *g, uint32_t head) {
  token_range range = r->c.tokens->segments.at[g->segment];
  uint32_t stop = range.first + range.count;
  bool named = g->name_end > g->name_first, comma = g->end < stop && english_word(r, g->end)->sub == SUB_COMMA;
  uint32_t next = g->end + (comma ? 1 : 0), found = NONE;
  const part *left = g->first > range.first ? english_part(r, g->first - 1) : NULL;
  if (named && !g->title && left && left->kind == PART_TITLE) found = phrase_head(r, g->first - 1);
  else if (next >= stop) return NONE;
  else if (!named && g->title && is_name_begin(r, next) && english_word(r, next)->upos == UPOS_PROPN) found = phrase_head(r, next);
  else if (named && !g->title && comma && holds_title(r, phrase_head(r, next))) found = phrase_head(r, next);
  bool apart = found == head || (found != NONE && r->c.parse->bunsetsu.at[found].segment != g->segment);
  return apart ? NONE : found;
}

static void take_appositions(english_reader *r, group *g, uint32_t head) {
  PARSE_CHILDREN(r->c.parse, head, d)
    if (english_relation(r, d) == RELATION_APPOS) take_apposition(r, g, d);
  uint32_t above = english_above(r, head), next = beside(r, g, head);
  if (english_relation(r, head) == RELATION_APPOS && above != NONE) take_apposition(r, g, above);
  if (next != NONE && g->kind == MENTION_PERSON) take_apposition(r, g, next);
  if (g->kind == MENTION_PERSON && !g->who_count) take_aside(r, g);
}

/* Iraq's police and army: what is joined to an office or body of a state is of that state too. */
static void take_neighbour(english_reader *r, group *g, uint32_t head) {
  uint32_t above = english_above(r, head);
  if (english_relation(r, head) != RELATION_CONJ || above == NONE || above > head || g->who_count || g->person || g->group) return;
  const mention *m = english_mention(r, above);
  bool alike = m && !m->anaphoric && m->who_count && (m->kind == MENTION_INSTITUTION || m->kind == MENTION_GENERIC || m->kind == MENTION_PERSON);
  if (alike && g->name_end == g->name_first) take_owner(g, m);
}

/* ---- the phrase ---- */

/* A name that no table and no earlier sentence has, without an office: rather a place or a firm, unless it does something. */
static bool is_stray_name(const english_reader *r, const group *g, uint32_t head) {
  if (g->title || g->honorific || g->person || g->body || g->group || g->who_count || g->name_end == g->name_first) return false;
  if (memory_person(r->memory, actor_words(&r->c, g->name_first, g->name_end))) return false;
  relation rel = english_relation(r, head);
  bool acts = rel == RELATION_NSUBJ || rel == RELATION_OBL_AGENT || english_has_case(r, head, WORD_ABOUT);
  bool appositive = rel == RELATION_APPOS;
  PARSE_CHILDREN(r->c.parse, head, d) appositive |= english_relation(r, d) == RELATION_APPOS;
  return !appositive && !(acts && g->name_end - g->name_first > 1);
}

phrase_reading english_group_read(english_reader *r, uint32_t head, group *out) {
  core x = core_of(r, head);
  group g = {.segment = r->c.parse->bunsetsu.at[head].segment, .kind = MENTION_VAGUE, .head = head};
  bool named = add_core(r, &g, &x, head);
  bool nobody = g.kind == MENTION_VAGUE && !g.vague && !g.pronoun; /* new, former: nothing but words before an office */
  bool adjective = named && g.kind == MENTION_PERSON && g.who_count; /* the state is in the phrase itself */
  if (!g.end || nobody || (named && g.kind == MENTION_PERSON && is_stray_name(r, &g, head))) return PHRASE_NONE;
  if (named) {
    bool countable = g.kind == MENTION_PERSON || g.kind == MENTION_GENERIC || g.kind == MENTION_INSTITUTION;
    g.plural |= countable && (english_word(r, head)->morph & MORPH_PLURAL) != 0;
    bool body = g.who_count && code_is_body(g.who[0].code);
    if (x.owner != NONE && may_have_owner(&g) && !body && !(g.who_count && g.kind == MENTION_PERSON)) take_owner(&g, english_mention(r, x.owner));
    if (may_have_owner(&g)) take_prepositional(r, &g, head);
    take_appositions(r, &g, head);
    if (may_have_owner(&g)) take_neighbour(r, &g, head);
    bool somebody = g.who_count || g.person || g.group || g.name_end > g.name_first;
    if (g.vague && !somebody) g.kind = MENTION_VAGUE;
  }
  bool thing = named && adjective && g.kind == MENTION_PERSON && !g.title && !g.person && !g.honorific && !g.body && !g.group && !g.civil;
  if (thing) { /* the American network Friendly: whatever it is, no person */
    named = false;
    g.kind = MENTION_STATE;
  }
  *out = g;
  return named ? PHRASE_NAMED : PHRASE_MODIFIED;
}
