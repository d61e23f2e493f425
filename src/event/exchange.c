/* exchange.c - who dealt with whom: the memory that gives an act its other side when the text leaves it out.
 *
 *   中国は日本を批判した。              CHN ─▶ JPN
 *   日本側は撤回を求めた。              JPN ─▶ ?      the last exchange of Japan's: CHN
 *   国連は両者の合意を歓迎した。        UNO ─▶ ?      what was agreed is of both: CHN, JPN */
#include "event/event_parts.h"

enum { REACH = 8 }; /* sentences */

static bool shares_code(const actor_set *a, const actor_set *b) {
  for (uint32_t i = 0; i < a->count; i++)
    for (uint32_t k = 0; k < b->count; k++)
      if (view_equals(a->at[i].code, b->at[k].code)) return true;
  return false;
}

static bool shares_actor(const actor_set *a, const actor_set *b) {
  for (uint32_t i = 0; i < a->count; i++)
    for (uint32_t k = 0; k < b->count; k++)
      if (view_equals(a->at[i].code, b->at[k].code) && view_equals(a->at[i].sector, b->at[k].sector)) return true;
  return false;
}

/* Whether the actor is of one side and not of the other; within one state the sectors tell them apart. */
static bool is_of_side(const actor_set *actor, const actor_set *side, const actor_set *other) {
  if (shares_code(side, other)) return shares_actor(actor, side) && !shares_actor(actor, other);
  return shares_code(actor, side) && !shares_code(actor, other);
}

void exchange_begin(event_context *c) {
  const actor_layout *actors = c->scene->actors;
  if (actors->host_count != 2) return;
  for (int side = 0; side < 2; side++) c->meeting.side[side] = (actor_set){.at = &actors->hosts[side], .count = 1, .mention = NONE};
  c->meeting.mutual = true;
}

/* Soldiers, police and armed groups. */
static bool uses_force(const actor_set *who) {
  static const char *const sectors[] = {"MIL", "COP", "REB", "PRM", "SPY", "UAF"};
  for (uint32_t i = 0; i < who->count; i++) {
    bool armed = view_starts_with(who->at[i].code, TEXT("IMG"));
    for (size_t k = 0; k < COUNT_OF(sectors); k++) armed = armed || view_equals(who->at[i].sector, view_of_string(sectors[k]));
    if (!armed) return false;
  }
  return who->count > 0;
}

void exchange_note(event_context *c, const event *e) {
  exchange x = {{e->actor.who, e->aimed_at}, scene_sentence(c->scene, e->frame), false};
  if (e->type == SEIMEI_PROTEST) c->protest = x;
  if ((e->type == SEIMEI_ASSAULT || e->type == SEIMEI_COERCE) && uses_force(&e->actor.who)) c->force = x;
  if (e->type == SEIMEI_CONSULT && !view_equals(e->mode, TEXT("visit"))) {
    c->gathered = actor_sets_join(c->scene->arena, &e->actor.who, &e->aimed_at);
    c->gathered_in = scene_sentence(c->scene, e->frame);
  }
  if (e->type == SEIMEI_CONSULT || e->type == SEIMEI_AGREE) {
    actor_set all = actor_sets_join(c->scene->arena, &e->actor.who, &e->aimed_at);
    if (all.count == 2) {
      for (int side = 0; side < 2; side++) {
        x.side[side] = all;
        x.side[side].at = &all.at[side];
        x.side[side].count = 1;
      }
      x.mutual = true;
      if (c->scene->actors->host_count != 2) c->meeting = x;
    }
  }
  if (!x.side[0].count || !x.side[1].count || shares_actor(&x.side[0], &x.side[1])) return;
  if (shares_code(&x.side[0], &x.side[1]) && x.side[0].count + x.side[1].count > 2) return;
  c->exchanges[c->exchange_count++ % EXCHANGES] = x;
}

static party other_side(const exchange *x, uint32_t f, const event *e) {
  for (int side = 0; side < 2; side++)
    if (x->side[1].count && is_of_side(&e->actor.who, &x->side[side], &x->side[!side]))
      return (party){x->side[!side], FOUND_DISCOURSE, NULL, f};
  return (party){0};
}

/* A report on talks: each side speaks to the other. */
static party exchange_host(const event_context *c, uint32_t f, const event *e) {
  return c->scene->actors->host_count == 2 ? other_side(&c->meeting, f, e) : (party){0};
}

party exchange_counterpart(const event_context *c, uint32_t f, const event *e) {
  uint32_t here = scene_sentence(c->scene, f);
  party host = exchange_host(c, f, e);
  if (host.found && e->type != SEIMEI_SUPPORT) return host;
  for (uint32_t back = 1; e->type != SEIMEI_SUPPORT && back <= EXCHANGES && back <= c->exchange_count; back++) {
    const exchange *x = &c->exchanges[(c->exchange_count - back) % EXCHANGES];
    if (x->sentence + REACH < here) break;
    party p = other_side(x, f, e);
    if (p.found) return p;
  }
  return other_side(&c->meeting, f, e);
}

static bool is_of_both(const event_context *c, uint32_t f) {
  static const role roles[] = {ROLE_WO, ROLE_NI, ROLE_NITSUITE};
  const scene *s = c->scene;
  const frame *x = &s->frames->frames.at[f];
  bool any = false;
  for (size_t i = 0; i < COUNT_OF(roles); i++) {
    const argument *a = frame_argument(s->frames, x, roles[i]);
    if (!a) continue;
    any = true;
    if (word_in_class(c->rules->index.words, s->tokens->tokens.at[a->head_token].surface, TEXT("双方の事"))) return true;
  }
  return !any;
}

party exchange_pair(const event_context *c, uint32_t f, const event *e) {
  const exchange *x = &c->meeting;
  if (!is_of_both(c, f)) return (party){0};
  if (!x->side[1].count || shares_code(&e->actor.who, &x->side[0]) || shares_code(&e->actor.who, &x->side[1])) return (party){0};
  return (party){actor_sets_join(c->scene->arena, &x->side[0], &x->side[1]), FOUND_DISCOURSE, NULL, f};
}

/* 軍は首相を拘束した。その後、首相は帰宅を許された: a passive that names nobody tells of those who hold the power over its
 * subject just now. Casualties in English news are counted so (six people were killed) whoever did it. */
party exchange_force(const event_context *c, uint32_t f, const rule *r, seimei_type type) {
  enum { RECENT = 3 }; /* sentences */
  const frame *x = &c->scene->frames->frames.at[f];
  const exchange *last = &c->force;
  bool attack = type == SEIMEI_ASSAULT && !scene_is_english(c->scene);
  bool deed = attack || type == SEIMEI_COERCE || type == SEIMEI_RETREAT;
  bool by_subject = !r->has_actor || (r->actor.count == 1 && r->actor.at[0].kind == PLACE_ROLE && r->actor.at[0].role == ROLE_GA);
  bool told = x->embedding != EMBED_RELATIVE && (x->past || x->progressive || x->embedding == EMBED_COORDINATE); /* not 拘束された市民 */
  if (!deed || !by_subject || !told || !x->agentless || !last->side[0].count || last->sentence + RECENT < scene_sentence(c->scene, f)) return (party){0};
  return (party){last->side[0], FOUND_DISCOURSE, NULL, f};
}

party exchange_crowd(const event_context *c, uint32_t f, const event *e) {
  const exchange *x = &c->protest;
  if (!e->actor.who.count) return (party){0};
  bool near = x->side[0].count && x->sentence + 1 >= scene_sentence(c->scene, f);
  bool police = view_equals(e->actor.who.at[0].sector, TEXT("COP")) || view_equals(e->actor.who.at[0].sector, TEXT("MIL"));
  if (!near || !police || e->actor.who.count != 1 || !shares_code(&e->actor.who, &x->side[0])) return (party){0};
  return (party){x->side[0], FOUND_DISCOURSE, NULL, f};
}
