/* english_group.c - the names and titles of a noun phrase put together, in the order of the text; the tree tells which words belong to
 * the phrase.
 *
 *   the Russian Foreign Ministry spokeswoman Maria Zakharova     state, body, title, name
 *   US and Chinese officials                                     two states */
#include "actor/english_actor.h"

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

static void collect(const english_reader *r, english_core_words *x, uint32_t t, bool top, int depth) {
  if (x->count == MAX_CORE || depth == MAX_DEPTH) return;
  x->at[x->count++] = t;
  PARSE_CHILDREN(r->c.parse, t, d) {
    relation rel = english_relation(r, d);
    if (rel == RELATION_NMOD_POSS && x->owner == NONE) x->owner = d;
    if ((english_is_inner(rel) && !english_stands_apart(r, d)) || (rel == RELATION_CONJ && !top)) collect(r, x, d, false, depth + 1);
  }
}

english_core_words english_core(const english_reader *r, uint32_t head) {
  english_core_words x = {.owner = NONE};
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

void english_add_state(group *g, view label) {
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
  if (row->kind == NAME_COUNTRY) english_add_state(g, row->label);
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

/* Macron and Merkel, where the tree makes one name of the two. */
static bool add_other_person(const english_reader *r, group *g, uint32_t first, const part *p) {
  bool listed = p && g->kind == MENTION_PERSON && g->person && first > g->name_end && english_word(r, first - 1)->upos == UPOS_CCONJ;
  const name_form *other = listed && person_row(r, p->form) ? p->form : NULL;
  if (!other) return false;
  english_add_state(g, state_of_person(r, g->person));
  english_add_state(g, state_of_person(r, other));
  g->person = NULL;
  g->name_first = g->name_end = 0;
  return g->plural = g->listed = true;
}

static bool is_one_word(const part *p) { return p->end == p->first + 1; }

/* Tokens [first, end) are a person's name; p: the part of the tables in it, or NULL. A surname of the tables behind a given name that
 * they do not know is somebody else's, unless the office is the known one's. */
static void add_name(const english_reader *r, group *g, uint32_t first, uint32_t end, const part *p) {
  bool more = p && is_one_word(p) && (first < p->first || end > p->end);
  bool same = !more || (g->title && roles_of(r, p->form, g->title->role));
  const name_row *row = p ? person_row(r, p->form) : NULL;
  if (g->person && !g->who_count) english_add_state(g, state_of_person(r, g->person)); /* Putin's man: another name behind his */
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
    english_add_state(g, p->row->label);
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
bool english_is_name_word(const english_reader *r, uint32_t t) {
  const part *p = english_part(r, t);
  const token *k = english_word(r, t);
  if (k->quote != NONE) return false;
  relation rel = english_relation(r, t);
  if (p && p->kind == PART_PERSON) return true;
  if (!p) return k->upos == UPOS_PROPN || (rel == RELATION_FLAT && k->upos != UPOS_PUNCT && k->upos != UPOS_CCONJ);
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
static uint32_t name_run(const english_reader *r, const english_core_words *x, uint32_t i, const part **person) {
  uint32_t k = i;
  *person = NULL;
  for (; k < x->count; k++) {
    uint32_t t = x->at[k];
    if (k > i && !is_joined(r, x->at[k - 1], t)) break;
    const part *p = english_part(r, t);
    if (!english_is_name_word(r, t) || is_title_part(p)) break;
    if (p && p->kind == PART_PERSON && (!*person || p->end - p->first > (*person)->end - (*person)->first)) *person = p;
  }
  return k;
}

/* ---- the core ---- */

static bool holds_head(const part *p, uint32_t head) { return p->first <= head && head < p->end; }

/* Adds the names of the core; whether the head is one of them. */
bool english_core_add(english_reader *r, group *g, const english_core_words *x, uint32_t head) {
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
        if (!add_other_person(r, g, t, person)) add_name(r, g, t, last, person);
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
  english_core_words x = english_core(r, head);
  group g = {.segment = r->c.parse->bunsetsu.at[head].segment, .kind = MENTION_VAGUE, .head = head};
  bool named = english_core_add(r, &g, &x, head);
  bool nobody = g.kind == MENTION_VAGUE && !g.vague && !g.pronoun; /* new, former: nothing but words before an office */
  bool adjective = named && g.kind == MENTION_PERSON && g.who_count; /* the state is in the phrase itself */
  if (!g.end || nobody || (named && g.kind == MENTION_PERSON && is_stray_name(r, &g, head))) return PHRASE_NONE;
  if (named) {
    bool countable = g.kind == MENTION_PERSON || g.kind == MENTION_GENERIC || g.kind == MENTION_INSTITUTION;
    g.plural |= countable && (english_word(r, head)->morph & MORPH_PLURAL) != 0;
    english_owner_add(r, &g, x.owner, head);
    bool somebody = g.who_count || g.person || g.group || g.name_end > g.name_first;
    if (g.vague && !somebody) g.kind = MENTION_VAGUE;
  }
  bool thing = named && adjective && g.kind == MENTION_PERSON && !g.title && !g.person && !g.honorific && !g.body && !g.group && !g.civil && !g.listed;
  if (thing) { /* the American network Friendly: whatever it is, no person */
    named = false;
    g.kind = MENTION_STATE;
  }
  *out = g;
  return named ? PHRASE_NAMED : PHRASE_MODIFIED;
}
