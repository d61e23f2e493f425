/* candidate.c - one rule on one frame: its parties, what it is about, whether its conditions hold. */
#include "event/event_parts.h"

static const frame *frame_at(const event_context *c, uint32_t f) { return &c->scene->frames->frames.at[f]; }

static span trigger_span(const event_context *c, const frame *x, const argument *noun, const rule *r) {
  span t = x->trigger;
  (void)c;
  if (noun && noun->bunsetsu < x->bunsetsu && noun->bunsetsu + 2 >= x->bunsetsu) t.begin = noun->span.end - (uint32_t)r->noun.len;
  return t;
}

event_fate candidate_build(const event_context *c, uint32_t f, const rule_match *match, event *e, const need **failed) {
  scene *s = c->scene;
  const rule *r = match->rule;
  seimei_type type;
  *failed = NULL;
  if (!type_of_name(r->table, &type)) return FATE_NEED;
  const type_defaults *d = &c->rules->defaults[type];
  *e = (event){.segment = frame_at(c, f)->segment, .frame = f, .type = type, .rule = r, .noun = match->noun, .mode = r->mode,
               .statement = NONE, .same_as = NONE, .quantity = NONE};
  e->actor = scene_party(s, f, match->noun, r->has_actor ? &r->actor : &d->actor);
  bool vague = e->actor.found && !actors_known(s->arena, e->actor.who, NULL).count;
  e->actor.who = actors_known(s->arena, e->actor.who, NULL);
  recipient_find(c, f, match->noun, e, r->has_recipient ? &r->recipient : &d->recipient);
  for (uint32_t i = 0; i < r->need_count; i++)
    if (!scene_need(s, c->rules->index.words, f, match->noun, &r->needs[i], &e->actor, &e->recipient)) {
      *failed = &r->needs[i];
      return FATE_NEED;
    }
  if (!e->actor.who.count) return vague ? FATE_VAGUE : FATE_NO_ACTOR;
  e->trigger = trigger_span(c, frame_at(c, f), match->noun, r);
  e->about_argument = scene_about(s, f, match->noun, r->has_about ? &r->about : &d->about);
  if (e->about_argument) {
    const argument *a = e->about_argument;
    if (a == match->noun && a->frame != NONE) e->about = (span){a->span.begin, frame_at(c, a->frame)->trigger.end};
    else e->about = a->quote != NONE && a->role == ROLE_QUOTE ? s->layout->quotes.at[a->quote].inner : a->span;
  }
  return FATE_RECORDED;
}
