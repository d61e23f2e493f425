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

/* ---- adding ---- */

static bool add_person(const actor_context *c, group *g, const part *p, part_link link) {
  bool dot = link == LINK_DOT && (g->last == PART_GENERIC || g->last == PART_GROUP);
  bool meeting = g->last == PART_BODY && p->kind == PART_NAME && p->first == g->end + 2 && actor_word(c, g->end + 1, TEXT("の")) &&
                 word_is(c->tables, actor_token(c, g->end)->surface, WORD_TALKS); /* NATO会合のX議長 */
  if (!link_is_near(link) && !dot && !meeting) return false;
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
    if (!link_is_genitive(link) || g->vague ||
        !(row_has(g->pronoun, TEXT("institution")) || row_has(g->pronoun, TEXT("state"))))
      return false;
    if (row_has(g->pronoun, TEXT("dual"))) return false;
    break;
  case PART_INSTITUTION:
  case PART_BODY:
  case PART_GROUP:
  case PART_GENERIC:
  case PART_PREFIX: break;
  default: return false;
  }
  group_set_person(g, p);
  g->last = p->kind;
  group_extend(g, p, link);
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

/* The name of a body or group behind a state or a common noun: ドイツの緑の党, 人権団体アムネスティ, RSF=即応支援部隊.
 */
static bool add_named_body(const actor_context *c, group *g, const part *p, part_link link) {
  if (g->toward || g->vague) return false;
  bool said_of = g->last == PART_GENERIC || (g->last == PART_INSTITUTION && is_press(g));
  bool after_state = g->last == PART_STATE && g->who_count == 1 && p->kind == PART_GROUP && link_is_near(link);
  if (after_state && !row_of_code(c, p->form, g->who[0].code)) {
    view sector = p->row ? label_sector(p->row->label) : (view){0};
    bool common = row_has(p->row, TEXT("party")) || view_equals(sector, TEXT("LAB"));
    if (!common || !code_is_state(label_code(p->row->label))) return false;
    g->kind = MENTION_GROUP; /* ドイツの金属労組: a name that another state's group has */
    g->sector = sector;
    g->last = PART_GENERIC;
    group_extend(g, p, link);
    return true;
  }
  bool near = link_is_near(link) || link == LINK_QUOTED || link == LINK_DOT || link == LINK_NO_NOUN;
  if (!(said_of && near) && !after_state) return false;
  g->kind = p->kind == PART_BODY ? MENTION_BODY : MENTION_GROUP;
  if (p->kind == PART_BODY) {
    g->who_count = 0;
    group_add_label(g, p->row->label);
    g->group = NULL;
  } else g->group = p->form;
  g->sector = (view){0};
  g->last = p->kind;
  group_extend(g, p, link);
  return true;
}

static bool add_state(const actor_context *c, group *g, const part *p, part_link link, bool title_next) {
  if (g->last == PART_STATE && link == LINK_ADJACENT && g->list && p->abbreviated && !p->toward) {
    g->choice = g->who_count;
    group_add_label(g, p->row->label);
    g->choice_count = g->who_count - g->choice;
    g->listed = true;
    group_extend(g, p, link);
    return true;
  }
  if (p->toward) return false;
  if (g->last == PART_POSTED && link == LINK_ADJACENT) {
    group_add_label(g, p->row->label);
    g->last = PART_STATE;
    group_extend(g, p, link);
    return true;
  }
  if ((g->last == PART_PERSON || g->last == PART_NAME) && (link == LINK_ADJACENT || link == LINK_DOT) && title_next) {
    g->who_count = 0;
    group_add_label(g, p->row->label);
    g->end = p->end;
    return true;
  }
  if (!g->vague || !link_is_near(link)) return false;
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
  group_extend(g, p, LINK_ADJACENT);
  return true;
}

/* Words for several behind their list: 日中両国, インドとパキスタンの両国, 英独仏3カ国. */
static bool add_several(group *g, const part *p, part_link link) {
  if (p->row && p->kind == PART_PRONOUN && link_is_near(link) && (g->last == PART_GENERIC || g->last == PART_GROUP) &&
      row_has(p->row, TEXT("dual")) && row_has(p->row, TEXT("group"))) { /* 野党の両党首 */
    g->plural = true;
    return group_extend(g, p, link), true;
  }
  if (p->kind == PART_PRONOUN && link_is_near(link) && g->last == PART_BODY &&
      row_has(p->row, TEXT("vague"))) /* EU各国 */
    return group_extend(g, p, link), true;
  bool such = link == LINK_SUCH && p->kind == PART_COUNT;
  if ((!link_is_near(link) && !such) || g->last != PART_STATE || g->toward) return false;
  bool counts = p->kind == PART_COUNT || row_has(p->row, TEXT("dual")) || row_has(p->row, TEXT("group"));
  if (!counts) return false;
  if (p->row) g->sector = label_sector(p->row->label);
  if (p->row && row_has(p->row, TEXT("person"))) g->kind = MENTION_PERSON;
  g->listed = g->plural = true;
  g->list = false;
  group_extend(g, p, link);
  return true;
}

static bool add_member(group *g, const part *p, part_link link) {
  if (!link_is_loose(link) || g->toward) return false;
  if (g->last != PART_INSTITUTION && g->last != PART_BODY && g->last != PART_GROUP && g->last != PART_GENERIC)
    return false;
  if (g->vague) return false;
  group_extend(g, p, link);
  return true;
}

static bool add_honorific(group *g, const part *p, part_link link) {
  if (link != LINK_ADJACENT) return false;
  if (g->last != PART_PERSON && g->last != PART_NAME && g->last != PART_TITLE && g->last != PART_GENERIC &&
      g->last != PART_GROUP)
    return false;
  g->honorific = true;
  g->private = p->row && row_has(p->row, TEXT("private"));
  if (g->last == PART_PERSON || g->last == PART_NAME) {
    view sector = label_sector(p->row->label);
    if (sector.len) {
      g->title = p->row;
      g->sector = sector;
    }
    g->last = PART_TITLE;
  }
  group_extend(g, p, link);
  return true;
}

/* RSF=即応支援部隊: the same body once more. */
static bool add_other_name(group *g, const part *p) {
  bool body = g->last == PART_BODY || g->last == PART_GROUP || g->last == PART_INSTITUTION || g->last == PART_STATE;
  bool other = p->kind == PART_BODY || p->kind == PART_GROUP || p->kind == PART_INSTITUTION || p->kind == PART_STATE;
  if (body && other) group_extend(g, p, LINK_EQUALS);
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
    group_extend(g, p, link);
    return true;
  case PART_INSTITUTION:
  case PART_GENERIC:
  case PART_TITLE: return group_add_office(c, g, p, link);
  case PART_HONORIFIC: return add_honorific(g, p, link);
  case PART_PERSON:
  case PART_NAME: return add_person(c, g, p, link);
  case PART_BODY:
    if (title_next && link == LINK_ADJACENT &&
        (g->last == PART_PERSON || g->last == PART_NAME)) { /* カラスEU上級代表 */
      g->who_count = 0;
      group_add_label(g, p->row->label);
      g->end = p->end;
      return true;
    }
    return add_named_body(c, g, p, link);
  case PART_GROUP:
    if (title_next && link == LINK_ADJACENT && (g->last == PART_PERSON || g->last == PART_NAME)) { /* 王毅共産党政治局員 */
      g->end = p->end;
      return true;
    }
    return add_named_body(c, g, p, link);
  case PART_PREFIX:
    if (!link_is_near(link) || g->toward || g->vague || g->last == PART_PRONOUN || g->last == PART_PLACE) return false;
    if (link == LINK_NO && g->name_end > g->name_first) return false;
    if (!goes_on || next->kind == PART_SIDE || next->kind == PART_PLURAL) return false;
    if (view_equals(label_sector(p->row->label), TEXT("ELI"))) g->elite = true;
    group_extend(g, p, link);
    return true;
  case PART_PRONOUN: return add_several(g, p, link);
  case PART_COUNT: return add_several(g, p, link);
  case PART_TEXT:
    if (g->last != PART_SAME || link != LINK_ADJACENT) return false;
    g->kind = MENTION_TEXT;
    g->last = PART_TEXT;
    return group_extend(g, p, link), true;
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

static bool is_followed_by(const actor_context *c, const group *g, uint32_t limit, uint64_t words) {
  return g->end < limit && (g->last == PART_STATE || g->last == PART_PLACE) && actor_token(c, g->end)->name == NONE &&
         word_is(c->tables, actor_token(c, g->end)->surface, words);
}

/* A figure behind a noun for persons, ships or bodies: 兵士およそ300人. */
static void take_figure(const actor_context *c, group *g, uint32_t limit) {
  bool counts = g->kind == MENTION_GENERIC || g->kind == MENTION_GROUP ||
                (g->kind == MENTION_PERSON && g->name_end == g->name_first) || (g->kind == MENTION_PERSON && g->plural);
  uint32_t i = g->end;
  if (!counts || g->vague || i >= limit) return;
  if (word_is(c->tables, actor_token(c, i)->surface, WORD_ABOUT)) i++;
  if (i + 1 >= limit || actor_token(c, i)->sub != SUB_NUMBER ||
      !word_is(c->tables, actor_token(c, i + 1)->surface, WORD_HEADS))
    return;
  g->end = i + 2;
  g->head = i + 1;
  g->plural = true;
}

/* 共同, 合意 before a text that no other group has taken. */
static void widen_text(const actor_context *c, group *g, uint32_t first, uint32_t limit) {
  while (g->first > first && g->first > limit &&
         word_is(c->tables, actor_token(c, g->first - 1)->surface, WORD_JOINT)) {
    g->first--;
    g->joint = true;
  }
  view words = actor_words(c, g->first, g->end);
  for (size_t at = 0; at + 6 < words.len && !g->joint; at += 3)
    g->joint = word_is(c->tables, view_slice(words, 0, at + 3), WORD_JOINT);
}

void groups_compose(const actor_context *c, uint32_t segment, const part_list *parts, group_list *out) {
  token_range r = c->tokens->segments.at[segment];
  uint32_t limit = r.first + r.count, from = out->count;
  for (uint32_t i = 0; i < parts->count;) {
    bool taken = out->count > from && parts->at[i].first < out->at[out->count - 1].end; /* by a figure */
    if (taken || !part_begins_group(&parts->at[i])) {
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
    bool empty =
        g.last == PART_PREFIX || g.last == PART_SAME || g.last == PART_EACH || (g.last == PART_POSTED && !g.who_count);
    if (empty || is_followed_by(c, &g, limit, WORD_NOT)) continue;
    g.toward = g.toward || is_followed_by(c, &g, limit, WORD_FROM);
    take_figure(c, &g, limit);
    if (g.kind == MENTION_TEXT) widen_text(c, &g, r.first, out->count > from ? out->at[out->count - 1].end : r.first);
    LIST_PUSH(c->arena, out, g);
  }
  join_lists(c, out, from);
}
