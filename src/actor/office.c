/* office.c - adds an office, a body or a common noun to what stands before it. The state or body comes from the left,
 * the sector from both. */
#include "actor/actor_parts.h"

static bool is_official_sector(view sector) {
  return sector.len == 0 || view_equals(sector, TEXT("GOV")) || view_equals(sector, TEXT("UNK"));
}

static bool is_irregular(view sector) {
  return view_equals(sector, TEXT("REB")) || view_equals(sector, TEXT("PRM")) || view_equals(sector, TEXT("PRE")) ||
         view_equals(sector, TEXT("CRM"));
}

/* Sector of an office of a body: the body's where the office has none of its own (軍の報道官), else the office's. */
view office_sector(view body, view office) {
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

/* ---- may it be added? ---- */

static bool has_name(const group *g) { return g->name_end > g->name_first; }
static bool is_own(const part *p) { return label_code(p->row->label).len > 0; }
static bool is_vague(const part *p) { return p->kind == PART_GENERIC && p->row->label.len == 0; }

static bool has_same_code(const group *g, const part *p) {
  return g->who_count == 1 && view_equals(label_code(p->row->label), g->who[0].code);
}

/* 同国の, 両国の, それぞれの before an office; not 同氏の. */
static bool pronoun_takes_office(const group *g) {
  static const char *const flags[] = {"state", "dual", "institution", "other", "group"};
  if (!g->pronoun || g->last != PART_PRONOUN) return true;
  for (size_t i = 0; i < COUNT_OF(flags); i++)
    if (row_has(g->pronoun, view_of_string(flags[i]))) return true;
  return false;
}

static bool takes_office(const group *g, const part *p, part_link link) {
  bool own = is_own(p), vague = is_vague(p);
  switch (g->last) {
  case PART_STATE: return !vague && (!own || has_same_code(g, p));
  case PART_BODY:
    if (own && !is_organ(label_code(p->row->label), g->who[0].code)) return false;
    return p->kind != PART_INSTITUTION || link_is_near(link);
  case PART_GROUP: return !own && (!vague || link_is_near(link));
  case PART_INSTITUTION: /* also ロシアの治安機関FSB */
    if (own) return p->kind == PART_INSTITUTION && link_is_near(link) && has_same_code(g, p);
    return !vague;
  case PART_PERSON:
  case PART_NAME: return link == LINK_ADJACENT;
  case PART_PREFIX: return link == LINK_ADJACENT;
  case PART_SAME: return !vague && link == LINK_ADJACENT;
  case PART_POSTED: return !own && !vague && link == LINK_ADJACENT;
  case PART_PLACE: return !own && !vague && link_is_near(link);
  case PART_GENERIC: return !own && !vague && !g->vague && link != LINK_NOUN;
  case PART_TITLE: return !own && !vague && link_is_near(link) && !(link == LINK_NO && has_name(g));
  case PART_PRONOUN:
  case PART_COUNT:
  case PART_EACH:
    if (own || vague || !pronoun_takes_office(g)) return false;
    return link_is_near(link) || link == LINK_NO_NOUN;
  default: return false;
  }
}

/* ---- what it makes of the group ---- */

/* 社員, 男性 of a firm are the firm's. */
static bool is_member(const actor_context *c, const part *p) {
  return p->kind == PART_GENERIC && word_is(c->tables, actor_words(c, p->first, p->end), WORD_PART);
}

/* The sector of a person whose name stood before the office. */
static void settle_named(const actor_context *c, group *g, const group *before, const part *p) {
  if (is_own(p)) return;
  if (before->body) g->sector = office_sector(before->sector, g->sector);
  if (keeps_label(c, before, p) && !view_equals(g->sector, TEXT("ELI"))) g->sector = (view){0};
  if (before->title && p->kind == PART_TITLE && !is_official_sector(before->sector)) g->sector = before->sector;
}

static void settle(const actor_context *c, group *g, const group *before, const part *p, part_link link) {
  view sector = before->sector.len || before->who_count == 0 ? before->sector : before->who[0].sector;
  switch (before->last) {
  case PART_BODY:
    g->sector = (view){0};
    if (is_vague(p) || p->kind == PART_INSTITUTION) g->kind = MENTION_BODY, g->vague = false;
    break;
  case PART_GROUP:
    if (p->kind != PART_INSTITUTION || !link_is_near(link)) g->sector = (view){0};
    break;
  case PART_INSTITUTION:
    if (is_own(p)) break;
    /* fall through */
  case PART_GENERIC:
  case PART_TITLE: g->sector = is_member(c, p) && sector.len ? sector : office_sector(sector, g->sector); break;
  case PART_PERSON:
  case PART_NAME: settle_named(c, g, before, p); break;
  default: break;
  }
}

/* An embassy is not of the place that it is in. */
static bool is_abroad(const actor_context *c, const group *g, const part *p) {
  return g->last == PART_PLACE && g->who_count && word_is(c->tables, actor_words(c, p->first, p->end), WORD_ABROAD);
}

/* As vague as the first word (外国軍), of the group whatever the noun (ヒズボラの調査団), or said of those before
 * (X氏ら幹部). */
static bool only_extends(const group *g, const part *p) {
  bool pronoun = g->last == PART_PRONOUN || g->last == PART_COUNT || g->last == PART_EACH;
  return (pronoun && g->vague) || (g->last == PART_GROUP && is_vague(p)) ||
         (g->plural && has_name(g) && p->kind == PART_GENERIC);
}

bool group_add_office(const actor_context *c, group *g, const part *p, part_link link) {
  if (!link_is_loose(link) || g->toward) return false;
  if (only_extends(g, p)) return (g->vague || link_is_near(link)) && (group_extend(g, p, link), true);
  if (!takes_office(g, p, link)) return false;
  group before = *g;
  if (is_abroad(c, g, p)) {
    g->host = g->who[0].code;
    g->who_count = before.who_count = 0;
  }
  group_set_office(c, g, p);
  settle(c, g, &before, p, link);
  if (before.last == PART_SAME) g->who_count = 0;
  if (before.who_count && !is_own(p)) {
    memcpy(g->who, before.who, sizeof g->who);
    g->who_count = before.who_count;
  }
  bool pronoun = before.last == PART_PRONOUN || before.last == PART_COUNT || before.last == PART_EACH;
  g->last = pronoun ? PART_PRONOUN : p->kind;
  group_extend(g, p, link);
  return true;
}
