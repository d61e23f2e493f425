/* group.c - a group with its first part, and what an office or a person's name makes of a group. */
#include "actor/actor_parts.h"

void group_add_label(group *g, view label) {
  actor found[MAX_WHO];
  uint32_t count = label_actors(label, found);
  for (uint32_t i = 0; i < count && g->who_count < MAX_WHO; i++) g->who[g->who_count++] = found[i];
}

/* The state of an office or body whose name only one state uses (国務省), where nothing to the left gave one. */
static void set_own_state(const actor_context *c, group *g, const part *p) {
  view code = row_value(p->row, TEXT("default="));
  if (g->who_count || !code.len || g->last == PART_PRONOUN || g->last == PART_SAME) return;
  if (!word_is(c->tables, actor_words(c, p->first, p->end), WORD_OWN_STATE)) return;
  g->who[g->who_count++] = (actor){.code = code, .sector = label_sector(p->row->label)};
}

void group_set_office(const actor_context *c, group *g, const part *p) {
  view code = label_code(p->row->label);
  g->sector = label_sector(p->row->label);
  if (code.len) {
    g->who_count = 0;
    group_add_label(g, p->row->label);
    g->sector = (view){0};
  }
  set_own_state(c, g, p);
  if (p->kind == PART_TITLE) {
    g->title = p->row;
    g->title_first = p->first;
    g->title_end = p->end;
  } else g->body = p->row;
  g->kind = p->kind == PART_TITLE ? MENTION_PERSON : p->kind == PART_GENERIC ? MENTION_GENERIC : MENTION_INSTITUTION;
  g->vague = p->kind == PART_GENERIC &&
             (p->row->label.len == 0 || word_is(c->tables, actor_words(c, p->first, p->end), WORD_LISTENER));
  if (g->vague) g->kind = MENTION_VAGUE;
}

void group_set_person(group *g, const part *p) {
  g->kind = MENTION_PERSON;
  g->person = p->kind == PART_PERSON ? p->form : NULL;
  g->name_first = p->first;
  g->name_end = p->end;
}

/* 級, 補, 兼: they say nothing without an office before them. */
static bool is_title_tail(const part *p) {
  return p->kind == PART_TITLE && p->row->label.len == 0 && !row_has(p->row, TEXT("standalone")) &&
         !row_has(p->row, TEXT("body"));
}

/* A lasting part that the tables of words alone give, without anything to hold on to, is no group. */
bool part_begins_group(const part *p) {
  return p->kind != PART_SIDE && p->kind != PART_PLURAL && p->kind != PART_PEOPLE && p->kind != PART_MEMBER &&
         p->kind != PART_HONORIFIC && !is_title_tail(p);
}

static void begin_body(const actor_context *c, group *g, const part *p) {
  g->kind = MENTION_BODY;
  if (row_has(p->row, TEXT("expand")))
    g->who_count = body_members(c->tables, label_code(p->row->label), c->published, g->who);
  if (g->who_count) {
    g->kind = MENTION_STATE;
    g->last = PART_STATE;
    g->listed = g->plural = true;
  } else group_add_label(g, p->row->label);
}

group group_begin(const actor_context *c, uint32_t segment, const part *p) {
  group g = {
      .segment = segment, .first = p->first, .end = p->end, .head = p->end - 1, .last = p->kind, .toward = p->toward};
  switch (p->kind) {
  case PART_STATE:
    group_add_label(&g, p->row->label);
    g.kind = MENTION_STATE;
    g.ambiguous = p->abbreviated && g.who_count > 1;
    g.list = p->abbreviated;
    break;
  case PART_PLACE:
    group_add_label(&g, p->row->label);
    g.kind = MENTION_PLACE;
    g.capital = row_has(p->row, TEXT("capital"));
    for (uint32_t i = 0; i < g.who_count; i++)
      if (!g.who[i].sector.len && code_is_state(g.who[i].code)) g.who[i].sector = TEXT("GOV");
    break;
  case PART_BODY: begin_body(c, &g, p); break;
  case PART_GROUP:
    g.group = p->form;
    g.kind = MENTION_GROUP;
    break;
  case PART_PERSON:
  case PART_NAME: group_set_person(&g, p); break;
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
  case PART_TEXT: g.kind = MENTION_TEXT; break;
  case PART_CROWD:
    g.kind = MENTION_GENERIC;
    g.people = g.plural = true;
    g.sector = TEXT("CVL");
    break;
  default: group_set_office(c, &g, p);
  }
  return g;
}
