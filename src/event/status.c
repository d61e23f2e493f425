/* status.c - is it done, planned, possible, denied, long ago: and what type a promise becomes. */
#include "event/event_parts.h"

static const frame *frame_at(const event_context *c, uint32_t f) { return &c->scene->frames->frames.at[f]; }

static bool is_deed(seimei_type t) {
  return t == SEIMEI_CONSULT || t == SEIMEI_COOPERATE || t == SEIMEI_AID || t == SEIMEI_RETREAT || t == SEIMEI_SANCTION || t == SEIMEI_MOBILIZE ||
         t == SEIMEI_COERCE || t == SEIMEI_ASSAULT || t == SEIMEI_PROTEST || t == SEIMEI_CONCEDE;
}

/* A clause joined to a later one takes that one's tense and mood: 行い、発表する予定だ. */
static const frame *finite_frame(const event_context *c, uint32_t f) {
  const frame *x = frame_at(c, f);
  for (int depth = 0; depth < 8 && x->embedding == EMBED_COORDINATE && x->parent != NONE && !x->past && !x->mood && x->head_noun == NONE; depth++) {
    const frame *p = frame_at(c, x->parent);
    if (p->voice == VOICE_PASSIVE && x->voice != VOICE_PASSIVE) break;
    x = p;
  }
  return x;
}

/* The tense of a joined clause is that of the clause it is joined to, whatever the voices: 衝突し、追われた. */
static bool is_past_in_chain(const event_context *c, uint32_t f) {
  const frame *x = frame_at(c, f);
  for (int depth = 0; depth < 8 && x->embedding == EMBED_COORDINATE && x->parent != NONE && !x->past && !x->progressive; depth++) x = frame_at(c, x->parent);
  return x->past || x->progressive;
}

/* 空爆。 and 警告、 without する report what was done. */
static bool is_bare_noun(const event_context *c, const frame *x) {
  const token *head = &c->scene->tokens->tokens.at[x->head_token];
  return head->pos == POS_NOUN && x->trigger.end == head->span.end;
}

/* A clause that stands for itself at the end of its sentence. */
static bool heads_sentence(const event_context *c, uint32_t f) {
  const frame *x = frame_at(c, f);
  for (int depth = 0; depth < 8 && x->embedding == EMBED_COORDINATE && x->parent != NONE; depth++) x = frame_at(c, x->parent);
  return x->embedding == EMBED_MAIN && !view_ends_with(x->lemma, TEXT("だ"));
}

/* 復帰するまで停止する: how long it lasts and not on what it hangs. */
static bool is_limit(const event_context *c, const frame *x) {
  return view_starts_with(view_skip(c->scene->layout->text, x->trigger.end), TEXT("まで"));
}

/* 攻撃を再開すれば応戦する: what is said to follow upon another's act. */
static uint32_t condition_of(const event_context *c, uint32_t f) {
  frame_range range = c->scene->frames->segments.at[frame_at(c, f)->segment];
  for (uint32_t i = f; i-- > range.first;)
    if (frame_at(c, i)->embedding == EMBED_CONDITION && frame_at(c, i)->parent == f && !is_limit(c, frame_at(c, i))) return i;
  for (uint32_t i = f + 1; i < range.first + range.count; i++) /* will answer if attacked */
    if (frame_at(c, i)->embedding == EMBED_CONDITION && frame_at(c, i)->parent == f) return i;
  return NONE;
}

/* Whoever does what the threat answers is whom it is aimed at. */
static void aim_at_condition(const event_context *c, event *e) {
  uint32_t f = condition_of(c, e->frame);
  party p = f == NONE || e->recipient.found ? (party){0} : scene_subject(c->scene, f);
  for (uint32_t i = 0; i < p.who.count; i++)
    for (uint32_t k = 0; k < e->actor.who.count; k++)
      if (view_equals(p.who.at[i].code, e->actor.who.at[k].code)) return;
  if (p.who.count) e->recipient = p;
}

static bool is_renyo(const frame *x) { return x->embedding == EMBED_COORDINATE && !x->past; }

bool is_planned(const event_context *c, uint32_t f) {
  const frame *x = frame_at(c, f);
  if (x->embedding != EMBED_RELATIVE || x->past || x->progressive || x->negated || x->link == LINK_TONO) return false;
  const argument *a = frame_argument(c->scene->frames, x, ROLE_TIME);
  return a && !view_starts_with(view_span(c->scene->layout->text, a->span), TEXT("毎"));
}

modality frame_modality(const event_context *c, uint32_t f, const event *e) {
  const frame *own = frame_at(c, f);
  bool negated = own->negated && !e->rule->negative;
  bool english = scene_is_english(c->scene); /* tense and mood are on each verb */
  const frame *x = !english && is_renyo(own) ? finite_frame(c, f) : own;
  bool content = scene_heads_content(c->scene, f);
  uint32_t mood = own->mood | (content ? x->mood : (x->mood & (MOOD_FUTURE | MOOD_POSSIBLE | MOOD_INTENT | MOOD_CONDITION)));
  if (mood & (MOOD_CONDITION | MOOD_POSSIBLE)) return MODALITY_HYPOTHETICAL;
  if (english && (mood & MOOD_POTENTIAL) && is_deed(e->type) && !e->rule->negative) return MODALITY_HYPOTHETICAL; /* can attack */
  bool threat = (e->type == SEIMEI_SANCTION || (english && is_deed(e->type))) && !negated && condition_of(c, f) != NONE; /* 軍政が続けば援助を打ち切る方針だ */
  if (threat && (mood & (MOOD_INTENT | MOOD_FUTURE))) return MODALITY_CONDITIONAL;
  if (mood & MOOD_INTENT) return negated ? MODALITY_REFUSAL : MODALITY_INTENT;
  if (mood & MOOD_FUTURE) return negated ? MODALITY_REFUSAL : MODALITY_FUTURE;
  if (english) return negated ? MODALITY_NEGATED : MODALITY_ACTUAL;
  if (is_deed(e->type) && is_planned(c, f)) return MODALITY_FUTURE;
  bool plain = !x->past && !x->progressive && !own->progressive && !is_past_in_chain(c, f) && !is_bare_noun(c, own);
  if (plain && is_deed(e->type) && !e->rule->negative && /* 認めない is done by saying so */ (content || heads_sentence(c, f)))
    return negated ? MODALITY_REFUSAL : content && condition_of(c, f) != NONE ? MODALITY_CONDITIONAL : MODALITY_INTENT;
  return negated ? MODALITY_NEGATED : MODALITY_ACTUAL;
}

static bool cameo_fits(view list, view cameo) {
  view part;
  if (!list.len) return true;
  while (list.len && view_split(&list, '|', &part))
    if (view_starts_with(cameo, part)) return true;
  return false;
}

static const shift *find_shift(const event_context *c, const event *e, modality m) {
  for (uint32_t i = 0; i < c->rules->shifts.count; i++) {
    const shift *s = &c->rules->shifts.at[i];
    if (s->type == e->type && s->modality == m && cameo_fits(s->cameo, e->rule->cameo)) return s;
  }
  return NULL;
}

static seimei_event_status plain_status(modality m) {
  static const seimei_event_status statuses[] = {SEIMEI_ACTUAL, SEIMEI_FUTURE, SEIMEI_FUTURE, SEIMEI_NEGATED, SEIMEI_HYPOTHETICAL, SEIMEI_NEGATED, SEIMEI_FUTURE};
  return statuses[m];
}

static bool status_named(view name, seimei_event_status *out) {
  for (int i = SEIMEI_ACTUAL; i <= SEIMEI_HISTORICAL; i++)
    if (view_equals(name, view_of_string(seimei_event_status_name((seimei_event_status)i)))) return *out = (seimei_event_status)i, true;
  return false;
}

/* will not sign with them: one side refuses the other. */
static void part_refusal(const event_context *c, event *e) {
  party one = scene_subject(c->scene, e->frame);
  actor_set others = actors_known(c->scene->arena, e->actor.who, &one.who);
  if (!scene_is_english(c->scene) || !one.found || e->actor.who.count < 2 || e->recipient.who.count || others.count == e->actor.who.count || !others.count) return;
  e->recipient = (party){others, e->actor.found, NULL, e->frame};
  e->actor = one;
}

void status_settle(const event_context *c, event *e) {
  modality m = frame_modality(c, e->frame, e);
  const shift *s = m == MODALITY_ACTUAL ? NULL : find_shift(c, e, m);
  if (!s && m == MODALITY_CONDITIONAL) s = find_shift(c, e, m = MODALITY_INTENT);
  if (status_named(e->rule->status, &e->status) && (m == MODALITY_ACTUAL || m == MODALITY_INTENT)) return;
  e->status = plain_status(m);
  if (!s) return;
  e->type = s->becomes;
  e->status = s->status;
  if (e->type == SEIMEI_REJECT) part_refusal(c, e);
  if (!view_equals(s->mode, TEXT("="))) e->mode = s->mode;
  if (m == MODALITY_CONDITIONAL && e->type == SEIMEI_THREATEN) aim_at_condition(c, e);
}
