/* english_owner.c - what hangs on a noun phrase tells whose it is.
 *
 *   its army, Norway's minister      the possessor
 *   the prime minister of Norway     of, for, from; in and at for places; to for persons (an aide to the president)
 *   Anna Berg, the prime minister    an apposition on either side, also where the tree ties it elsewhere
 *   Anna Berg (Norway)               brackets
 *   Norway's police and army         the neighbour in a list */
#include "actor/english_actor.h"

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

/* A Western diplomat in Oslo is of no state. */
static bool may_have_owner(const group *g) { return (g->kind == MENTION_PERSON && !(g->vague && !g->who_count)) || g->kind == MENTION_INSTITUTION || g->kind == MENTION_GENERIC || g->kind == MENTION_GROUP; }

/* The states of a list behind a preposition, the parser may hang each on the one before: the ministers of France, Germany and Italy. */
static void take_listed(english_reader *r, group *g, uint32_t noun, int depth) {
  PARSE_CHILDREN(r->c.parse, noun, d) {
    if (depth == MAX_DEPTH || (english_relation(r, d) != RELATION_CONJ && english_relation(r, d) != RELATION_APPOS)) continue;
    const mention *m = english_mention(r, d);
    bool state = m && m->who_count && (m->kind == MENTION_STATE || m->kind == MENTION_PLACE) && code_is_state(m->who[0].code);
    if (state) english_add_state(g, m->who[0].code);
    take_listed(r, g, d, depth + 1);
  }
}

/* The rest of a list of states as it stands in the text, whatever the tree makes of it. */
static void take_listed_behind(const english_reader *r, group *g, uint32_t t) {
  token_range range = r->c.tokens->segments.at[g->segment];
  for (uint32_t stop = range.first + range.count; t + 1 < stop && g->who_count < MAX_WHO;) {
    uint32_t next = t;
    while (next < stop && next < t + 3 && (english_word(r, next)->sub == SUB_COMMA || english_word(r, next)->upos == UPOS_CCONJ || english_word(r, next)->upos == UPOS_DET)) next++;
    const part *p = next < stop && next > t ? english_part(r, next) : NULL;
    if (!p || p->kind != PART_STATE || row_has(p->row, TEXT("adjective"))) return;
    english_add_state(g, p->row->label);
    t = p->end;
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
    if (g->who_count || (to && state) || (in && (!state || g->vague))) continue;
    if (m->kind == MENTION_PLACE && of && !in && g->kind == MENTION_GROUP) continue;
    uint32_t behind = m->end;
    bool plural = (english_word(r, head)->morph & MORPH_PLURAL) != 0;
    take_owner(g, m);
    take_listed(r, g, d, 0);
    if (plural && m->kind == MENTION_STATE) take_listed_behind(r, g, behind);
  }
}

static bool has_state(const group *g, view code) {
  for (uint32_t i = 0; i < g->who_count; i++)
    if (view_equals(g->who[i].code, code)) return true;
  return false;
}

/* Anna Berg, the president of Norway: a known person whose state the words beside do not name is not the one that they are about. */
static bool is_somebody_else(const english_reader *r, const group *named, const group *told) {
  const name_form *f = named->person;
  bool known = f && view_find(f->form, TEXT(" "), 0) != SIZE_MAX && !told->person && told->who_count && code_is_state(told->who[0].code);
  for (uint32_t k = 0; known && k < f->row_count; k++) {
    const name_row *row = name_index_row(r->c.tables->names, f, k);
    view code = label_code(row->label);
    if (row->kind == NAME_PERSON && (!code_is_state(code) || has_state(told, code))) return false;
  }
  return known;
}

/* An apposition on either side gives office, state and name. */
static void take_apposition(english_reader *r, group *g, uint32_t noun) {
  english_core_words x = english_core(r, noun);
  group y = {.segment = g->segment, .kind = MENTION_VAGUE};
  bool named = english_core_add(r, &y, &x, noun);
  if (!named) {
    bool common = english_word(r, noun)->upos == UPOS_NOUN && g->kind == MENTION_PERSON && !g->title && !g->body && !g->person && !g->group;
    bool peer = word_is(r->c.tables, english_word(r, noun)->lemma, WORD_PEER);
    if (!common) return;
    if (!g->who_count) memcpy(g->who, y.who, sizeof y.who), g->who_count = y.who_count;
    g->civil = !peer;
    if (!peer) g->sector = TEXT("CVL");
    return;
  }
  if (y.vague && y.kind == MENTION_GENERIC) return; /* an ally of the president: of nobody's office */
  if (!y.who_count && x.owner != NONE) take_owner(&y, english_mention(r, x.owner));
  if (!y.who_count && may_have_owner(&y)) take_prepositional(r, &y, noun);
  bool person = g->kind == MENTION_PERSON && y.kind == MENTION_PERSON;
  bool office = g->kind == MENTION_PERSON && (y.kind == MENTION_INSTITUTION || y.kind == MENTION_GENERIC);
  if ((!person && !office) || is_somebody_else(r, g, &y) || is_somebody_else(r, &y, g)) return;
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
  if (row && row->kind == NAME_COUNTRY) english_add_state(g, row->label);
}

static bool is_name_begin(const english_reader *r, uint32_t t) {
  const part *p = english_part(r, t);
  return english_is_name_word(r, t) || (p && p->kind == PART_HONORIFIC);
}

/* The head of the phrase that the token is inside of. */
static uint32_t phrase_head(const english_reader *r, uint32_t t) {
  for (int step = 0; step < MAX_DEPTH && english_above(r, t) != NONE && english_is_inner(english_relation(r, t)); step++) t = english_above(r, t);
  return t;
}

static bool holds_title(const english_reader *r, uint32_t head) {
  english_core_words x = english_core(r, head);
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

static bool is_age(const english_reader *r, uint32_t t) {
  token_range range = r->c.tokens->segments.at[r->c.parse->bunsetsu.at[t - 1].segment];
  return t + 1 < range.first + range.count && english_word(r, t)->sub == SUB_COMMA && english_word(r, t + 1)->upos == UPOS_NUM && english_word(r, t + 1)->surface.len == 2;
}

/* Whom somebody leads, by the clause on the name: Anna Berg, who chairs the panel. */
static const mention *led_by(english_reader *r, uint32_t clause) {
  if (!word_is(r->c.tables, english_word(r, clause)->lemma, WORD_LEADING)) return NULL;
  PARSE_CHILDREN(r->c.parse, clause, d)
    if (english_relation(r, d) == RELATION_OBJ && d > clause) return english_mention(r, d);
  return NULL;
}

/* Anna Berg, 41; Anna Berg, who sells bread: a person of no office, unless the clause says whom she leads. */
static void take_private(english_reader *r, group *g, uint32_t head) {
  bool named = g->kind == MENTION_PERSON && g->name_end > g->name_first + 1 && !g->title && !g->body && !g->person && !g->group;
  if (!named || g->who_count || g->honorific || g->elite || memory_person(r->memory, actor_words(&r->c, g->name_first, g->name_end))) return;
  bool told = is_age(r, g->end);
  PARSE_CHILDREN(r->c.parse, head, d) {
    if (english_relation(r, d) != RELATION_ACL_RELCL || d < g->end) continue;
    const mention *m = led_by(r, d);
    if (m && m->who_count) {
      take_owner(g, m);
      return;
    }
    PARSE_CHILDREN(r->c.parse, d, w) told |= english_relation(r, w) == RELATION_NSUBJ && view_is_word(english_word(r, w)->surface, "who");
  }
  if (told) g->civil = true, g->sector = TEXT("CVL");
}

/* Iraq's police and army: what is joined to an office or body of a state is of that state too. */
static void take_neighbour(english_reader *r, group *g, uint32_t head) {
  uint32_t above = english_above(r, head);
  if (english_relation(r, head) != RELATION_CONJ || above == NONE || above > head || g->who_count || g->person || g->group) return;
  const mention *m = english_mention(r, above);
  bool alike = m && !m->anaphoric && m->who_count && (m->kind == MENTION_INSTITUTION || m->kind == MENTION_GENERIC || m->kind == MENTION_PERSON);
  if (alike && g->name_end == g->name_first) take_owner(g, m);
}

void english_owner_add(english_reader *r, group *g, uint32_t possessor, uint32_t head) {
  bool body = g->who_count && code_is_body(g->who[0].code), known = g->who_count && g->kind == MENTION_PERSON;
  if (possessor != NONE && may_have_owner(g) && !body && !known) take_owner(g, english_mention(r, possessor));
  if (may_have_owner(g)) take_prepositional(r, g, head);
  take_appositions(r, g, head);
  take_private(r, g, head);
  if (may_have_owner(g)) take_neighbour(r, g, head);
}
