/* event.c - runs the event stage: a candidate for each predicate that a rule fits, then what embeds it, its status and
 * date, duplicates, who claims it. */
#include "event/event_parts.h"

static const frame *frame_at(const event_context *c, uint32_t f) { return &c->scene->frames->frames.at[f]; }

static const char *const fate_texts[] = {
#define X(name, text) text,
    EVENT_FATE_LIST(X)
#undef X
};

const char *event_fate_text(event_fate f) { return (unsigned)f < FATE_COUNT ? fate_texts[f] : ""; }

/* The best rule that fits frame f; what each came to goes into trials (may be NULL). */
static event_fate best_candidate(const event_context *c, uint32_t f, event *out, event_trial *trials, uint32_t *trial_count) {
  rule_match matches[MAX_MATCHES];
  scene *s = c->scene;
  uint32_t n = rule_match_frame(&c->rules->index, s->layout, s->tokens, s->frames, frame_at(c, f), matches);
  event_fate result = FATE_NEED;
  for (uint32_t i = 0; i < n; i++) {
    event e;
    const need *failed;
    event_fate fate = result == FATE_RECORDED ? FATE_WEAKER : candidate_build(c, f, &matches[i], &e, &failed);
    if (trials) trials[(*trial_count)++] = (event_trial){matches[i].rule, fate, fate == FATE_NEED ? failed : NULL};
    if (fate == FATE_RECORDED) *out = e, result = fate;
    if (result == FATE_RECORDED && !trials) break;
  }
  return result;
}

static void collect_candidates(event_context *c) {
  exchange_begin(c);
  uint32_t n = c->scene->frames->frames.count;
  c->of_frame = ARENA_NEW(c->scene->arena, uint32_t, n);
  for (uint32_t f = 0; f < n; f++) {
    c->of_frame[f] = NONE;
    const segment *g = &c->scene->layout->segments.at[frame_at(c, f)->segment];
    event e;
    if (c->scene->layout->sentences.at[g->sentence].heading) continue;
    bool built = best_candidate(c, f, &e, NULL, NULL) == FATE_RECORDED;
    bool vague = !built || (e.type == SEIMEI_SUPPORT && !e.recipient.who.count); /* 追随した: whom is not said */
    if (!(vague && candidate_follow(c, f, &e)) && !built) continue;
    c->of_frame[f] = c->candidates.count;
    exchange_note(c, &e);
    LIST_PUSH(c->scene->arena, &c->candidates, e);
  }
  c->fates = ARENA_NEW(c->scene->arena, event_fate, c->candidates.count);
}

static bool same_parties(const event *a, const event *b) {
  return actor_sets_equal(&a->actor.who, &b->actor.who) && actor_sets_equal(&a->recipient.who, &b->recipient.who);
}

static bool same_sentence(const event_context *c, const event *a, const event *b) {
  return scene_sentence(c->scene, a->frame) == scene_sentence(c->scene, b->frame);
}

static bool is_duplicate(const event_context *c, const event *e) {
  for (uint32_t i = c->out->events.count; i-- > 0;) {
    event *o = &c->out->events.at[i];
    if (!same_sentence(c, o, e)) break;
    bool session = e->type == SEIMEI_CONSULT && o->date[0] == 0 && view_equals(e->mode, TEXT("multilateral")); /* 開かれた会議は19日に閉幕した */
    if (o->type != e->type || !view_equals(o->mode, e->mode) || o->status != e->status || (strcmp(o->date, e->date) != 0 && o->date[0] && e->date[0] && !session)) continue;
    if (session && same_parties(o, e)) memcpy(o->date, e->date, sizeof o->date);
    if (same_parties(o, e)) return true;
    /* marching, burning a flag and shouting are one demonstration */
    bool one_sided = !o->recipient.who.count || !e->recipient.who.count;
    if (o->type != SEIMEI_PROTEST || !one_sided || !actor_sets_equal(&o->actor.who, &e->actor.who)) continue;
    party whom = o->recipient.who.count ? o->recipient : e->recipient;
    if (frame_at(c, o->frame)->embedding == EMBED_RELATIVE) *o = *e; /* 抗議するデモを行った */
    o->recipient = whom;
    return true;
  }
  return false;
}

static void settle_candidates(event_context *c) {
  for (uint32_t i = 0; i < c->candidates.count; i++) status_settle(c, &c->candidates.at[i]);
  for (uint32_t i = 0; i < c->candidates.count; i++) c->fates[i] = FATE_RECORDED;
  event_fate *fates = ARENA_NEW(c->scene->arena, event_fate, c->candidates.count);
  for (uint32_t i = 0; i < c->candidates.count; i++) fates[i] = embedding_fate(c, &c->candidates.at[i]);
  c->fates = fates;
  overlap_settle(c);
}

/* Two parties of a mutual act are both actors; a meeting of one party with nobody is none. */
static void settle_parties(event_context *c, event *e) {
  bool mutual = type_is_mutual(e->type) && !view_equals(e->mode, TEXT("visit"));
  if (!mutual || !e->recipient.who.count || e->type == SEIMEI_AGREE) return;
  e->actor.who = actor_sets_join(c->scene->arena, &e->actor.who, &e->recipient.who);
  e->recipient = (party){0};
}

/* それぞれ会談した: the talks were held one by one. */
static bool is_told_apart(const event_context *c, const event *e) {
  const scene *s = c->scene;
  const frame *x = frame_at(c, e->frame);
  if (e->type != SEIMEI_CONSULT || view_equals(e->mode, TEXT("visit")) || e->actor.who.count < 3) return false;
  for (uint32_t b = s->parse->segments.at[x->segment].first; b < x->bunsetsu; b++) {
    const bunsetsu *y = &s->parse->bunsetsu.at[b];
    if (y->head < x->first_bunsetsu || y->head > x->bunsetsu) continue;
    if (word_in_class(c->rules->index.words, s->tokens->tokens.at[y->head_token].surface, TEXT("各々"))) return true;
  }
  return false;
}

static event_fate party_fate(const event *e) {
  bool single = e->actor.who.count == 1 && !e->actor.who.several && !e->recipient.who.count;
  bool body = single && e->actor.who.at[0].sector.len == 0;
  if (e->type == SEIMEI_CONSULT && single && !body && !view_equals(e->mode, TEXT("visit")) && !view_equals(e->mode, TEXT("third-party"))) return FATE_VAGUE;
  if (e->type == SEIMEI_CONSULT && view_equals(e->mode, TEXT("visit")) && !e->recipient.who.count) return FATE_SELF;
  return FATE_RECORDED;
}

/* First statement whose cue is at or after a byte: they are sorted by cue. */
static uint32_t first_statement(const attribute_layout *all, uint32_t byte) {
  uint32_t low = 0, high = all->statements.count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (all->statements.at[middle].cue.begin < byte) low = middle + 1;
    else high = middle;
  }
  return low;
}

/* The innermost statement whose content holds the trigger. */
static void claim_settle(const event_context *c, event *e) {
  uint32_t best = UINT32_MAX, sentence_index = scene_sentence(c->scene, e->frame);
  span words = c->scene->layout->sentences.at[sentence_index].span;
  for (uint32_t i = first_statement(c->statements, words.begin); i < c->statements->statements.count; i++) {
    const statement *st = &c->statements->statements.at[i];
    if (st->cue.begin >= words.end) break;
    if (st->wide) continue;
    for (uint32_t k = 0; k < st->content_count; k++)
      if (span_contains(st->content[k].span, e->trigger) && span_length(st->content[k].span) < best) {
        best = span_length(st->content[k].span);
        e->statement = i;
      }
  }
  if (e->statement == NONE) return;
  const statement *st = &c->statements->statements.at[e->statement];
  bool own = false;
  for (uint32_t i = 0; i < st->source.count; i++)
    for (uint32_t k = 0; k < e->actor.who.count; k++) own = own || view_equals(st->source.at[i].code, e->actor.who.at[k].code);
  if (!own) e->claimed_by = st->source;
}

/* An earlier record of the same act, told again within the last records of the document. */
static void same_as_settle(const event_context *c, event *e) {
  enum { REACH = 256 }; /* records; keeps long documents linear */
  for (uint32_t i = c->out->events.count > REACH ? c->out->events.count - REACH : 0; i < c->out->events.count; i++) {
    const event *o = &c->out->events.at[i];
    bool same = o->type == e->type && view_equals(o->mode, e->mode) && o->status == e->status && same_parties(o, e) && !strcmp(o->date, e->date) &&
                view_equals(frame_at(c, o->frame)->lemma, frame_at(c, e->frame)->lemma);
    if (!same) continue;
    e->same_as = o->same_as != NONE ? o->same_as : i;
    return;
  }
}

static void sort_by_trigger(event_context *c, uint32_t *order) {
  for (uint32_t i = 0; i < c->candidates.count; i++) {
    uint32_t k = i;
    for (; k > 0 && c->candidates.at[order[k - 1]].trigger.begin > c->candidates.at[i].trigger.begin; k--) order[k] = order[k - 1];
    order[k] = i;
  }
}

static void record(event_context *c, event *e) {
  if (is_duplicate(c, e)) return;
  details_settle(c, e);
  claim_settle(c, e);
  same_as_settle(c, e);
  LIST_PUSH(c->scene->arena, &c->out->events, *e);
}

/* accused each other, expelled each other's envoys, each side accusing the other: what each does to the other is a record of its own. */
static bool is_reciprocal(const event_context *c, const event *e) {
  bool one_sided = e->type == SEIMEI_ACCUSE || e->type == SEIMEI_THREATEN || e->type == SEIMEI_SANCTION || e->type == SEIMEI_COERCE || e->type == SEIMEI_REQUEST;
  if (!scene_is_english(c->scene) || !one_sided || e->actor.who.count != 2) return false;
  const frame *x = frame_at(c, e->frame);
  for (uint32_t i = x->argument; i < x->argument + x->argument_count; i++) {
    const argument *a = &c->scene->frames->arguments.at[i];
    view words = a->of == NONE ? view_span(c->scene->layout->text, a->span) : (view){0};
    if (view_starts_with(words, TEXT("each other")) || view_starts_with(words, TEXT("one another")) || view_is(words, "the other")) return true;
  }
  return false;
}

static void record_both(event_context *c, const event *e) {
  for (uint32_t i = 0; i < 2; i++) {
    event one = *e;
    one.actor.who.at = &e->actor.who.at[i], one.actor.who.count = 1;
    one.recipient = one.actor;
    one.recipient.who.at = &e->actor.who.at[1 - i];
    record(c, &one);
  }
}

/* Talks that were held one by one are one record for each partner of the host's. */
static void record_all(event_context *c, event *e) {
  if (is_reciprocal(c, e)) {
    record_both(c, e);
    return;
  }
  actor_set host = is_told_apart(c, e) ? scene_subject(c->scene, e->frame).who : (actor_set){0}, all = e->actor.who;
  actor_set guests = actors_known(c->scene->arena, all, &host);
  if (host.count != 1 || guests.count + 1 != all.count) {
    record(c, e);
    return;
  }
  for (uint32_t i = 0; i < guests.count; i++) {
    event one = *e;
    actor_set guest = guests;
    guest.at = &guests.at[i], guest.count = 1;
    one.actor.who = actor_sets_join(c->scene->arena, &host, &guest);
    record(c, &one);
  }
}

void event_run(const event_rules *r, scene *s, const attribute_layout *statements, event_layout *out) {
  *out = (event_layout){0};
  event_context c = {.rules = r, .scene = s, .statements = statements, .out = out, .scratch = ARENA_NEW(s->arena, ranking, 1)};
  collect_candidates(&c);
  settle_candidates(&c);
  uint32_t *order = ARENA_NEW(s->arena, uint32_t, c.candidates.count);
  sort_by_trigger(&c, order);
  c.day = (told_day){.sentence = NONE, .left = NONE};
  dating_prepare(&c);
  for (uint32_t i = 0; i < c.candidates.count; i++) {
    event *e = &c.candidates.at[order[i]];
    if (c.fates[order[i]] != FATE_RECORDED) continue;
    settle_parties(&c, e);
    if (party_fate(e) != FATE_RECORDED) continue;
    seimei_type told;
    date_settle(&c, e, type_of_name(e->rule->table, &told) && told != e->type);
    record_all(&c, e);
  }
}

uint32_t event_try(const event_rules *r, scene *s, const attribute_layout *statements, uint32_t f, event_trial out[MAX_MATCHES]) {
  event_layout events = {0};
  event_context c = {.rules = r, .scene = s, .statements = statements, .out = &events, .scratch = ARENA_NEW(s->arena, ranking, 1)};
  collect_candidates(&c);
  settle_candidates(&c);
  event e;
  uint32_t n = 0;
  event_fate fate = best_candidate(&c, f, &e, out, &n);
  if (fate != FATE_RECORDED || c.of_frame[f] == NONE) return n;
  event_fate after = c.fates[c.of_frame[f]];
  if (after == FATE_RECORDED) {
    settle_parties(&c, &e);
    after = party_fate(&c.candidates.at[c.of_frame[f]]);
  }
  for (uint32_t i = 0; i < n; i++)
    if (out[i].fate == FATE_RECORDED) out[i].fate = after;
  return n;
}

static void dump_actors(buffer *out, const actor_set *who) {
  for (uint32_t i = 0; i < who->count; i++)
    buffer_printf(out, " %.*s%s%.*s", (int)who->at[i].code.len, who->at[i].code.ptr, who->at[i].sector.len ? ":" : "", (int)who->at[i].sector.len,
                  who->at[i].sector.ptr);
}

void event_dump(buffer *out, const text_layout *layout, const event_layout *events, span words) {
  for (uint32_t i = 0; i < events->events.count; i++) {
    const event *e = &events->events.at[i];
    if (!span_has(words, e->trigger.begin)) continue;
    view trigger = view_span(layout->text, e->trigger), about = view_span(layout->text, e->about);
    buffer_printf(out, "  event %u: %s %.*s \"%.*s\"", i, seimei_type_name(e->type), (int)e->mode.len, e->mode.ptr, (int)trigger.len, trigger.ptr);
    dump_actors(out, &e->actor.who);
    buffer_add_string(out, " ->");
    dump_actors(out, &e->recipient.who);
    buffer_printf(out, " about \"%.*s\" %s %s rule %.*s\n", (int)about.len, about.ptr, seimei_event_status_name(e->status), e->date, (int)e->rule->id.len,
                  e->rule->id.ptr);
    if (e->ranking) ranking_dump(out, e->ranking);
  }
}
