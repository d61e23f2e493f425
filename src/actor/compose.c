/* compose.c - puts parts together to noun phrases, from left to right, the head last.
 *
 *   米 + 国務省 + の + ミラー + 報道官     state, body, (の), name, title: one person, USA:GOV
 *   トランプ + 米 + 大統領                 the state between name and title
 *   イスラエル 、 レバノン + 両政府        a list in front of a word for several
 *   最大野党 + の + 急進左派連合           a common noun and the name that it is said of
 *
 * What is to the left gives the state (and a body gives the whole label), what is to the right gives the sector and the
 * kind. A part that cannot be added begins the next group. */
#include "actor/actor_parts.h"

/* ---- links ---- */

static bool is_plain_noun(const token *t) {
  return t->pos == POS_PREFIX ||
         (t->pos == POS_NOUN && t->quote == NONE && t->sub != SUB_ADVERBIAL && t->sub != SUB_DEPENDENT && t->sub != SUB_NUMBER &&
          t->sub != SUB_COUNTER && t->sub != SUB_PRONOUN);
}

static uint32_t skip_nouns(const actor_context *c, uint32_t i, uint32_t end) {
  while (i < end && is_plain_noun(actor_token(c, i)) && !word_is(c->tables, actor_token(c, i)->surface, WORD_NOT)) i++;
  return i;
}

static bool is_and(const actor_context *c, uint32_t a, uint32_t b) {
  for (uint32_t i = a; i < b; i++) {
    view w = actor_token(c, i)->surface;
    if (!word_is(c->tables, w, WORD_AND) && !(i > a && view_equals(w, TEXT("その")))) return false;
  }
  return b - a <= 2;
}

/* Blanks part clauses in headlines; an aside between is none. */
static bool is_blank_before(const actor_context *c, uint32_t b) {
  uint32_t length, end = actor_token(c, b - 1)->span.end;
  return actor_token(c, b)->span.begin > end && char_is_space(utf8_decode(c->layout->text, end, &length));
}

part_link tokens_link(const actor_context *c, uint32_t a, uint32_t b) {
  if (a == b) return is_blank_before(c, b) ? LINK_FAR : LINK_ADJACENT;
  if (a > b || b - a > 6) return LINK_FAR;
  const token *t = actor_token(c, a);
  bool one = b - a == 1;
  if (one && view_equals(t->surface, TEXT("・"))) return LINK_DOT;
  if (one && (view_equals(t->surface, TEXT("=")) || view_equals(t->surface, TEXT("゠")))) return LINK_EQUALS;
  if (one && t->sub == SUB_OPEN) return LINK_QUOTED;
  if (one && word_is(c->tables, t->surface, WORD_SUCH)) return LINK_SUCH;
  if (is_and(c, a, b)) return LINK_AND;
  if (skip_nouns(c, a, b) == b) return LINK_NOUN;
  if (!view_equals(t->surface, TEXT("の"))) return LINK_FAR;
  if (one) return LINK_NO;
  if (b - a == 2 && actor_token(c, a + 1)->sub == SUB_OPEN) return LINK_QUOTED;
  return skip_nouns(c, a + 1, b) == b ? LINK_NO_NOUN : LINK_FAR;
}

/* ---- beginning ---- */

static void add_actors(group *g, view label) {
  actor found[MAX_WHO];
  uint32_t count = label_actors(label, found);
  for (uint32_t i = 0; i < count && g->who_count < MAX_WHO; i++) g->who[g->who_count++] = found[i];
}

static bool has_code(const name_row *row) { return label_code(row->label).len > 0; }

/* The state of an office or body whose name only one state uses (国務省), where nothing to the left gave one. */
static void set_own_state(const actor_context *c, group *g, const part *p) {
  view code = row_value(p->row, TEXT("default="));
  if (g->who_count || !code.len || g->last == PART_PRONOUN || g->last == PART_SAME) return;
  if (!word_is(c->tables, actor_words(c, p->first, p->end), WORD_OWN_STATE)) return;
  g->who[g->who_count++] = (actor){.code = code, .sector = label_sector(p->row->label)};
  g->needs_state = false;
}

static void set_office(const actor_context *c, group *g, const part *p) {
  view code = label_code(p->row->label);
  g->sector = label_sector(p->row->label);
  if (code.len) {
    g->who_count = 0;
    add_actors(g, p->row->label);
    g->sector = (view){0};
  } else g->needs_state = g->who_count == 0;
  set_own_state(c, g, p);
  if (p->kind == PART_TITLE) {
    g->title = p->row;
    g->title_first = p->first;
    g->title_end = p->end;
  } else g->body = p->row;
  g->kind = p->kind == PART_TITLE ? MENTION_PERSON : p->kind == PART_GENERIC ? MENTION_GENERIC : MENTION_INSTITUTION;
  g->vague = p->kind == PART_GENERIC && p->row->label.len == 0;
  if (g->vague) g->kind = MENTION_VAGUE;
}

static void set_person(group *g, const part *p) {
  g->kind = MENTION_PERSON;
  g->person = p->kind == PART_PERSON ? p->form : NULL;
  g->name_first = p->first;
  g->name_end = p->end;
}

/* 級, 補, 兼: they say nothing without an office before them. */
static bool is_title_tail(const part *p) {
  return p->kind == PART_TITLE && p->row->label.len == 0 && !row_has(p->row, TEXT("standalone")) && !row_has(p->row, TEXT("body"));
}

/* A lasting part that the tables of words alone give, without anything to hold on to, is no group. */
static bool begins_group(const part *p) {
  return p->kind != PART_SIDE && p->kind != PART_PLURAL && p->kind != PART_PEOPLE && p->kind != PART_MEMBER &&
         p->kind != PART_HONORIFIC && !is_title_tail(p);
}

static void begin_body(const actor_context *c, group *g, const part *p) {
  g->kind = MENTION_BODY;
  if (row_has(p->row, TEXT("expand"))) g->who_count = body_members(c->tables, label_code(p->row->label), c->published, g->who);
  if (g->who_count) {
    g->kind = MENTION_STATE;
    g->last = PART_STATE;
    g->listed = g->plural = true;
  } else add_actors(g, p->row->label);
}

static group group_begin(const actor_context *c, uint32_t segment, const part *p) {
  group g = {.segment = segment, .first = p->first, .end = p->end, .head = p->end - 1, .last = p->kind, .toward = p->toward};
  switch (p->kind) {
  case PART_STATE:
    add_actors(&g, p->row->label);
    g.kind = MENTION_STATE;
    g.ambiguous = p->abbreviated && g.who_count > 1;
    g.list = p->abbreviated;
    break;
  case PART_PLACE:
    add_actors(&g, p->row->label);
    g.kind = MENTION_PLACE;
    g.has_place = true;
    g.capital = row_has(p->row, TEXT("capital"));
    for (uint32_t i = 0; i < g.who_count; i++)
      if (!g.who[i].sector.len && code_is_state(g.who[i].code)) g.who[i].sector = TEXT("GOV");
    break;
  case PART_BODY:
    begin_body(c, &g, p);
    break;
  case PART_GROUP:
    g.group = p->form;
    g.kind = MENTION_GROUP;
    break;
  case PART_PERSON:
  case PART_NAME: set_person(&g, p); break;
  case PART_POSTED:
    g.kind = MENTION_STATE;
    if (p->row) g.host = label_code(p->row->label);
    break;
  case PART_PRONOUN:
    g.pronoun = p->row;
    g.pronoun_end = p->end;
    g.kind = row_has(p->row, TEXT("person")) ? MENTION_PERSON : MENTION_STATE;
    g.vague = row_has(p->row, TEXT("vague"));
    if (g.vague) g.kind = MENTION_VAGUE;
    break;
  case PART_COUNT:
    g.kind = MENTION_STATE;
    g.pronoun = p->row;
    break;
  case PART_PREFIX:
    g.kind = MENTION_PERSON;
    g.elite = view_equals(label_sector(p->row->label), TEXT("ELI"));
    break;
  case PART_SAME:
    g.kind = MENTION_GENERIC;
    g.same = true;
    break;
  case PART_EACH:
    g.kind = MENTION_VAGUE;
    g.each = true;
    break;
  case PART_TEXT:
    g.kind = MENTION_TEXT;
    break;
  default: set_office(c, &g, p);
  }
  return g;
}

/* ---- adding ---- */

static void extend(group *g, const part *p, part_link link) {
  g->end = p->end;
  g->head = p->end - 1;
  if (link == LINK_NO || link == LINK_NO_NOUN) g->genitive = true;
}

static bool is_near(part_link link) { return link == LINK_ADJACENT || link == LINK_NO; }
static bool is_loose(part_link link) { return is_near(link) || link == LINK_NOUN || link == LINK_NO_NOUN; }

static bool is_official_sector(view sector) {
  return sector.len == 0 || view_equals(sector, TEXT("GOV")) || view_equals(sector, TEXT("UNK"));
}

static bool is_irregular(view sector) {
  return view_equals(sector, TEXT("REB")) || view_equals(sector, TEXT("PRM")) || view_equals(sector, TEXT("PRE")) ||
         view_equals(sector, TEXT("CRM"));
}

/* Sector of an office of a body: the body's where the office has none of its own (軍の報道官), else the office's. */
static view joined_sector(view body, view office) {
  bool party = view_equals(office, TEXT("PTY")) || view_equals(office, TEXT("LEG"));
  bool keeps = is_official_sector(office) || (party && !is_official_sector(body)) ||
               (view_equals(office, TEXT("MIL")) && is_irregular(body));
  return keeps && body.len ? body : office;
}

static bool is_state_role(const actor_context *c, view role) {
  for (view rest = role, word; view_split(&rest, ' ', &word);)
    if (word_is(c->tables, word, WORD_STATE_ROLE)) return true;
  return false;
}

static bool is_party(const name_form *f, const actor_context *c) {
  for (uint32_t k = 0; f && k < f->row_count; k++)
    if (row_has(name_index_row(c->tables->names, f, k), TEXT("party"))) return true;
  return false;
}

/* Officials of a group or body have its label; a minister is one whatever his party. */
static bool keeps_label(const actor_context *c, const group *g, const part *title) {
  if (g->group) return !(is_party(g->group, c) && title->kind == PART_TITLE && is_state_role(c, title->row->role));
  return g->who_count && code_is_body(g->who[0].code);
}

/* UNO/OHCHR is an organ of UNO. */
static bool is_organ(view code, view body) {
  return code.len > body.len && view_starts_with(code, body) && code.ptr[body.len] == '/';
}

/* An office, body or common noun behind what has a state or a body. */
static bool add_office(const actor_context *c, group *g, const part *p, part_link link) {
  if (!is_loose(link) || g->toward) return false;
  bool own = has_code(p->row), vague = p->kind == PART_GENERIC && p->row->label.len == 0;
  view sector = g->sector.len || g->who_count == 0 ? g->sector : g->who[0].sector;
  if (g->plural && g->name_end > g->name_first && p->kind == PART_GENERIC) /* X氏ら幹部 */
    return link == LINK_ADJACENT ? extend(g, p, link), true : false;
  group before = *g;
  switch (g->last) {
  case PART_STATE:
    if (vague || (own && (g->who_count != 1 || !view_equals(label_code(p->row->label), g->who[0].code)))) return false;
    set_office(c, g, p);
    break;
  case PART_POSTED:
    if (own || vague || link != LINK_ADJACENT) return false;
    set_office(c, g, p);
    break;
  case PART_PLACE:
    if (own || vague || !is_near(link)) return false;
    if (word_is(c->tables, actor_words(c, p->first, p->end), WORD_ABROAD) && g->who_count) {
      g->host = g->who[0].code;
      g->who_count = before.who_count = 0;
    }
    set_office(c, g, p);
    break;
  case PART_BODY:
    if ((own && !is_organ(label_code(p->row->label), g->who[0].code)) || (p->kind == PART_INSTITUTION && !is_near(link)))
      return false;
    set_office(c, g, p);
    g->sector = (view){0};
    if (vague || p->kind == PART_INSTITUTION) g->kind = MENTION_BODY, g->vague = false;
    break;
  case PART_GROUP:
    if (own || (vague && !is_near(link))) return false;
    if (vague) return extend(g, p, link), true;
    set_office(c, g, p);
    g->needs_state = false;
    if (p->kind != PART_INSTITUTION || !is_near(link)) g->sector = (view){0};
    break;
  case PART_PRONOUN:
  case PART_COUNT:
  case PART_EACH:
    if (g->vague) return extend(g, p, link), true; /* 外国軍: as vague as the first word */
    if (own || vague || !(is_near(link) || (link == LINK_NO_NOUN && p->kind == PART_TITLE)) || (g->pronoun && g->last == PART_PRONOUN && !row_has(g->pronoun, TEXT("state")) &&
                                           !row_has(g->pronoun, TEXT("dual")) && !row_has(g->pronoun, TEXT("institution")) &&
                                           !row_has(g->pronoun, TEXT("other")) && !row_has(g->pronoun, TEXT("group"))))
      return false;
    set_office(c, g, p);
    g->needs_state = false;
    g->last = PART_PRONOUN;
    extend(g, p, link);
    return true;
  case PART_SAME:
    if (vague || link != LINK_ADJACENT) return false;
    set_office(c, g, p);
    g->who_count = 0;
    break;
  case PART_PREFIX:
    if (link != LINK_ADJACENT) return false;
    set_office(c, g, p);
    break;
  case PART_INSTITUTION:
    if (own && is_near(link) && g->who_count == 1 && view_equals(label_code(p->row->label), g->who[0].code) &&
        p->kind == PART_INSTITUTION) { /* ロシアの治安機関FSB */
      set_office(c, g, p);
      break;
    }
    if (own || vague) return false;
    set_office(c, g, p);
    g->sector = joined_sector(sector, g->sector);
    break;
  case PART_GENERIC:
    if (own || vague || before.vague || link == LINK_NOUN) return false;
    set_office(c, g, p);
    g->sector = joined_sector(sector, g->sector);
    break;
  case PART_TITLE:
    if (own || vague || !is_near(link)) return false;
    if (link == LINK_NO && g->name_end > g->name_first) return false;
    set_office(c, g, p);
    if (before.name_end > before.name_first && p->kind != PART_TITLE) g->person = before.person;
    g->sector = joined_sector(sector, g->sector);
    break;
  case PART_PERSON:
  case PART_NAME:
    if (link != LINK_ADJACENT) return false;
    if (own && g->who_count) g->who_count = 0;
    set_office(c, g, p);
    if (before.body && !own) g->sector = joined_sector(before.sector, g->sector);
    if (!own && keeps_label(c, &before, p) && !view_equals(g->sector, TEXT("ELI"))) g->sector = (view){0};
    if (before.title && p->kind == PART_TITLE && !own && !is_official_sector(before.sector)) g->sector = before.sector;
    if (p->kind == PART_INSTITUTION) g->kind = MENTION_INSTITUTION;
    break;
  default: return false;
  }
  if (before.who_count && !own) {
    memcpy(g->who, before.who, sizeof g->who);
    g->who_count = before.who_count;
    g->needs_state = false;
  }
  g->last = p->kind;
  extend(g, p, link);
  return true;
}

static bool link_is_genitive(part_link link) { return link == LINK_NO || link == LINK_NO_NOUN; }

static bool add_person(group *g, const part *p, part_link link) {
  bool dot = link == LINK_DOT && (g->last == PART_GENERIC || g->last == PART_GROUP);
  if (!is_near(link) && !dot) return false;
  if (g->toward || g->vague) return false;
  switch (g->last) {
  case PART_STATE:
    if (g->who_count != 1) return false;
    break;
  case PART_TITLE:
    if (g->name_end > g->name_first) return false;
    break;
  case PART_PLACE:
    if (link != LINK_NO || p->kind != PART_NAME) return false;
    break;
  case PART_PRONOUN: /* 同省のX報道官 */
    if (!link_is_genitive(link) || g->vague || !(row_has(g->pronoun, TEXT("institution")) || row_has(g->pronoun, TEXT("state")))) return false;
    if (row_has(g->pronoun, TEXT("dual"))) return false;
    break;
  case PART_INSTITUTION:
  case PART_BODY:
  case PART_GROUP:
  case PART_GENERIC:
  case PART_PREFIX: break;
  default: return false;
  }
  set_person(g, p);
  g->last = p->kind;
  extend(g, p, link);
  return true;
}

static bool is_press(const group *g) {
  view sector = g->sector.len || !g->who_count ? g->sector : g->who[0].sector;
  return g->kind == MENTION_INSTITUTION && view_equals(sector, TEXT("JRN"));
}

static const name_row *row_of_code(const actor_context *c, const name_form *f, view code) {
  for (uint32_t k = 0; k < f->row_count; k++) {
    const name_row *row = name_index_row(c->tables->names, f, k);
    if (row->kind == NAME_GROUP && view_equals(label_code(row->label), code)) return row;
  }
  return NULL;
}

/* The name of a body or group behind a state or a common noun: ドイツの緑の党, 人権団体アムネスティ, RSF=即応支援部隊. */
static bool add_named_body(const actor_context *c, group *g, const part *p, part_link link) {
  if (g->toward || g->vague) return false;
  bool said_of = g->last == PART_GENERIC || (g->last == PART_INSTITUTION && is_press(g));
  bool after_state = g->last == PART_STATE && g->who_count == 1 && p->kind == PART_GROUP && is_near(link);
  if (after_state && !row_of_code(c, p->form, g->who[0].code)) {
    view sector = label_sector(p->row->label);
    bool common = row_has(p->row, TEXT("party")) || view_equals(sector, TEXT("LAB"));
    if (!common || !code_is_state(label_code(p->row->label))) return false;
    g->kind = MENTION_GROUP; /* ドイツの金属労組: a name that another state's group has */
    g->sector = sector;
    g->last = PART_GENERIC;
    extend(g, p, link);
    return true;
  }
  bool near = is_near(link) || link == LINK_QUOTED || link == LINK_DOT || link == LINK_NO_NOUN;
  if (!(said_of && near) && !after_state) return false;
  g->kind = p->kind == PART_BODY ? MENTION_BODY : MENTION_GROUP;
  if (p->kind == PART_BODY) {
    g->who_count = 0;
    add_actors(g, p->row->label);
    g->group = NULL;
  } else g->group = p->form;
  g->sector = (view){0};
  g->needs_state = false;
  g->last = p->kind;
  extend(g, p, link);
  return true;
}

static bool add_state(const actor_context *c, group *g, const part *p, part_link link, bool title_next) {
  if (g->last == PART_STATE && link == LINK_ADJACENT && g->list && p->abbreviated && !p->toward) {
    add_actors(g, p->row->label);
    g->listed = true;
    extend(g, p, link);
    return true;
  }
  if (p->toward) return false;
  if (g->last == PART_POSTED && link == LINK_ADJACENT) {
    add_actors(g, p->row->label);
    g->last = PART_STATE;
    extend(g, p, link);
    return true;
  }
  if ((g->last == PART_PERSON || g->last == PART_NAME) && (link == LINK_ADJACENT || link == LINK_DOT) && title_next) {
    g->who_count = 0;
    add_actors(g, p->row->label);
    g->end = p->end;
    return true;
  }
  if (!g->vague || !is_near(link)) return false;
  group fresh = group_begin(c, g->segment, p);
  fresh.first = g->first;
  *g = fresh;
  return true;
}

static bool add_suffix(group *g, const part *p) {
  if (p->kind == PART_SIDE) g->side = true;
  else if (p->kind == PART_PLURAL) g->plural = true;
  else if (g->kind == MENTION_STATE && g->last == PART_STATE) {
    g->kind = MENTION_GENERIC;
    g->people = true;
    g->sector = TEXT("CVL");
    g->last = PART_GENERIC;
  } else return false;
  extend(g, p, LINK_ADJACENT);
  return true;
}

/* Words for several behind their list: 日中両国, インドとパキスタンの両国, 英独仏3カ国. */
static bool add_several(group *g, const part *p, part_link link) {
  if (p->row && p->kind == PART_PRONOUN && is_near(link) && (g->last == PART_GENERIC || g->last == PART_GROUP) &&
      row_has(p->row, TEXT("dual")) && row_has(p->row, TEXT("group"))) { /* 野党の両党首 */
    g->plural = true;
    return extend(g, p, link), true;
  }
  if (p->kind == PART_PRONOUN && is_near(link) && g->last == PART_BODY && row_has(p->row, TEXT("vague"))) /* EU各国 */
    return extend(g, p, link), true;
  bool such = link == LINK_SUCH && p->kind == PART_COUNT;
  if ((!is_near(link) && !such) || g->last != PART_STATE || g->toward) return false;
  bool counts = p->kind == PART_COUNT || row_has(p->row, TEXT("dual")) || row_has(p->row, TEXT("group"));
  if (!counts) return false;
  if (p->row) g->sector = label_sector(p->row->label);
  if (p->row && row_has(p->row, TEXT("person"))) g->kind = MENTION_PERSON;
  g->listed = g->plural = true;
  g->list = false;
  extend(g, p, link);
  return true;
}

static bool add_member(group *g, const part *p, part_link link) {
  if (!is_loose(link) || g->toward) return false;
  if (g->last != PART_INSTITUTION && g->last != PART_BODY && g->last != PART_GROUP && g->last != PART_GENERIC) return false;
  if (g->vague) return false;
  extend(g, p, link);
  return true;
}

static bool add_honorific(group *g, const part *p, part_link link) {
  if (link != LINK_ADJACENT) return false;
  if (g->last != PART_PERSON && g->last != PART_NAME && g->last != PART_TITLE && g->last != PART_GENERIC && g->last != PART_GROUP)
    return false;
  g->honorific = true;
  if (g->last == PART_PERSON || g->last == PART_NAME) {
    view sector = label_sector(p->row->label);
    if (sector.len) {
      g->title = p->row;
      g->sector = sector;
    }
    g->last = PART_TITLE;
  }
  extend(g, p, link);
  return true;
}

/* RSF=即応支援部隊: the same body once more. */
static bool add_other_name(group *g, const part *p) {
  bool body = g->last == PART_BODY || g->last == PART_GROUP || g->last == PART_INSTITUTION || g->last == PART_STATE;
  bool other = p->kind == PART_BODY || p->kind == PART_GROUP || p->kind == PART_INSTITUTION || p->kind == PART_STATE;
  if (body && other) extend(g, p, LINK_EQUALS);
  return body && other;
}

static bool group_add(const actor_context *c, group *g, const part_list *parts, uint32_t i) {
  const part *p = &parts->at[i];
  part_link link = tokens_link(c, g->end, p->first);
  const part *next = i + 1 < parts->count ? &parts->at[i + 1] : NULL;
  bool goes_on = next && next->first == p->end;
  bool title_next = goes_on && (next->kind == PART_TITLE || next->kind == PART_PREFIX);
  if (link == LINK_EQUALS) return add_other_name(g, p);
  switch (p->kind) {
  case PART_STATE: return add_state(c, g, p, link, title_next);
  case PART_POSTED:
    if (link != LINK_ADJACENT && link != LINK_NO) return false;
    if (g->last != PART_STATE || g->who_count != 1 || g->toward) return false;
    g->host = p->row ? label_code(p->row->label) : g->host;
    extend(g, p, link);
    return true;
  case PART_INSTITUTION:
  case PART_GENERIC:
  case PART_TITLE: return add_office(c, g, p, link);
  case PART_HONORIFIC: return add_honorific(g, p, link);
  case PART_PERSON:
  case PART_NAME: return add_person(g, p, link);
  case PART_BODY:
    if (title_next && link == LINK_ADJACENT && (g->last == PART_PERSON || g->last == PART_NAME)) { /* カラスEU上級代表 */
      g->who_count = 0;
      add_actors(g, p->row->label);
      g->end = p->end;
      return true;
    }
    return add_named_body(c, g, p, link);
  case PART_GROUP: return add_named_body(c, g, p, link);
  case PART_PREFIX:
    if (!is_near(link) || g->toward || g->vague || g->last == PART_PRONOUN || g->last == PART_PLACE) return false;
    if (link == LINK_NO && g->name_end > g->name_first) return false;
    if (!goes_on || next->kind == PART_SIDE || next->kind == PART_PLURAL) return false;
    if (view_equals(label_sector(p->row->label), TEXT("ELI"))) g->elite = true;
    extend(g, p, link);
    return true;
  case PART_PRONOUN: return add_several(g, p, link);
  case PART_COUNT: return add_several(g, p, link);
  case PART_TEXT:
    if (g->last != PART_SAME || link != LINK_ADJACENT) return false;
    g->kind = MENTION_TEXT;
    g->last = PART_TEXT;
    return extend(g, p, link), true;
  case PART_MEMBER: return add_member(g, p, link);
  case PART_SIDE:
  case PART_PLURAL:
  case PART_PEOPLE: return link == LINK_ADJACENT && add_suffix(g, p);
  default: return false;
  }
}

/* ---- after the parts ---- */

static bool has_open(const actor_context *c, const group *g) {
  int depth = 0;
  for (uint32_t i = g->first; i < g->end; i++) {
    uint8_t sub = actor_token(c, i)->sub;
    depth += sub == SUB_OPEN ? 1 : sub == SUB_CLOSE ? -1 : 0;
  }
  return depth > 0;
}

/* A name in quotation marks, or after an equals sign, behind a common noun or a body: 与党「法と正義」. */
static uint32_t close_quoted(const actor_context *c, group *g, uint32_t limit) {
  if (g->end >= limit) return g->end;
  const token *t = actor_token(c, g->end);
  if (t->sub == SUB_CLOSE) return has_open(c, g) ? (g->head = g->end, g->end + 1) : g->end;
  if (view_equals(t->surface, TEXT("・")) && g->last == PART_GENERIC && !g->vague) {
    uint32_t end = skip_nouns(c, g->end + 1, limit);
    return end > g->end + 1 && actor_token(c, g->end + 1)->name == NONE ? (g->head = end - 1, end) : g->end;
  }
  bool opens = t->sub == SUB_OPEN && (g->kind == MENTION_GENERIC || is_press(g)) && !g->vague && !g->people;
  for (uint32_t i = g->end + 1; opens && i < limit && i < g->end + 10; i++) {
    const token *u = actor_token(c, i);
    if (u->quote != NONE || u->sub == SUB_OPEN) return g->end;
    if (u->sub == SUB_CLOSE) return g->head = i, i + 1;
  }
  return g->end;
}

/* Lists of states in front of a word for several or of an office without a name: ロシアとウクライナの代表団. */
static void join_lists(const actor_context *c, group_list *out, uint32_t from) {
  for (uint32_t i = out->count; i-- > from + 1;) {
    group *g = &out->at[i];
    bool several = g->last == PART_COUNT || (g->listed && g->who_count < 3) ||
                   ((g->last == PART_TITLE || g->last == PART_INSTITUTION || g->last == PART_GENERIC) && g->genitive &&
                    g->name_end == g->name_first && g->who_count);
    if (!several || g->dropped) continue;
    uint32_t at = g->first;
    for (uint32_t k = i; k-- > from && g->who_count < MAX_WHO;) {
      group *left = &out->at[k];
      bool plain = (left->kind == MENTION_STATE || left->kind == MENTION_BODY) && left->who_count && !left->toward &&
                   (left->last == PART_STATE || left->last == PART_BODY);
      if (!plain || tokens_link(c, left->end, at) != LINK_AND) break;
      uint32_t add = left->who_count;
      if (g->who_count + add > MAX_WHO) break;
      memmove(g->who + add, g->who, sizeof *g->who * g->who_count);
      memcpy(g->who, left->who, sizeof *g->who * add);
      g->who_count += add;
      g->first = at = left->first;
      g->listed = g->plural = true;
      left->dropped = true;
    }
  }
}

static bool is_followed_by_other(const actor_context *c, const group *g, uint32_t limit) {
  return g->end < limit && (g->last == PART_STATE || g->last == PART_PLACE) &&
         actor_token(c, g->end)->name == NONE && word_is(c->tables, actor_token(c, g->end)->surface, WORD_NOT);
}

/* A figure behind a noun for persons, ships or bodies: 兵士およそ300人. */
static void take_figure(const actor_context *c, group *g, uint32_t limit) {
  bool counts = g->kind == MENTION_GENERIC || g->kind == MENTION_GROUP || (g->kind == MENTION_PERSON && g->name_end == g->name_first) ||
                (g->kind == MENTION_PERSON && g->plural);
  uint32_t i = g->end;
  if (!counts || g->vague || i >= limit) return;
  if (word_is(c->tables, actor_token(c, i)->surface, WORD_ABOUT)) i++;
  if (i + 1 >= limit || actor_token(c, i)->sub != SUB_NUMBER || !word_is(c->tables, actor_token(c, i + 1)->surface, WORD_HEADS)) return;
  g->end = i + 2;
  g->head = i + 1;
  g->plural = true;
}

/* 共同, 合意 before a text that no other group has taken. */
static void widen_text(const actor_context *c, group *g, uint32_t first, uint32_t limit) {
  while (g->first > first && g->first > limit && word_is(c->tables, actor_token(c, g->first - 1)->surface, WORD_JOINT)) {
    g->first--;
    g->joint = true;
  }
  view words = actor_words(c, g->first, g->end);
  for (size_t at = 0; at + 6 < words.len && !g->joint; at += 3) g->joint = word_is(c->tables, view_slice(words, 0, at + 3), WORD_JOINT);
}

void groups_compose(const actor_context *c, uint32_t segment, const part_list *parts, group_list *out) {
  token_range r = c->tokens->segments.at[segment];
  uint32_t limit = r.first + r.count, from = out->count;
  for (uint32_t i = 0; i < parts->count;) {
    if (!begins_group(&parts->at[i])) {
      i++;
      continue;
    }
    group g = group_begin(c, segment, &parts->at[i++]);
    for (;;) {
      while (i < parts->count && parts->at[i].first < g.end) i++;
      if (i < parts->count && group_add(c, &g, parts, i)) {
        i++;
        if (g.end < limit && actor_token(c, g.end)->sub == SUB_CLOSE) g.end = close_quoted(c, &g, limit);
        continue;
      }
      uint32_t end = close_quoted(c, &g, limit);
      if (end == g.end) break;
      g.end = end;
    }
    bool empty = g.last == PART_PREFIX || g.last == PART_SAME || g.last == PART_EACH || (g.last == PART_POSTED && !g.who_count);
    if (empty || is_followed_by_other(c, &g, limit)) continue;
    take_figure(c, &g, limit);
    if (g.kind == MENTION_TEXT) widen_text(c, &g, r.first, out->count > from ? out->at[out->count - 1].end : r.first);
    LIST_PUSH(c->arena, out, g);
  }
  join_lists(c, out, from);
}
