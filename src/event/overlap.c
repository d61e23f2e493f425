/* overlap.c - one act that several predicates of a sentence tell.
 *
 *   NATOの拡大に│反対することで│一致した      the agreement gives way to the opposition
 *   協力する│考えを示した                   one promise
 *   広場に集まり│首相の辞任を要求した         a demonstration and what it is about */
#include "event/event_parts.h"

static const frame *frame_at(const event_context *c, uint32_t f) { return &c->scene->frames->frames.at[f]; }

/* Agreements on acts against others give way to those acts (guideline 3.2, 1). */
static void drop_agreements(event_context *c) {
  for (uint32_t i = 0; i < c->candidates.count; i++) {
    event *e = &c->candidates.at[i];
    if (e->type != SEIMEI_AGREE || c->fates[i] != FATE_RECORDED || !e->about_argument || e->about_argument->frame == NONE) continue;
    uint32_t inner = c->of_frame[e->about_argument->frame];
    if (inner == NONE || c->fates[inner] != FATE_RECORDED) continue;
    event *x = &c->candidates.at[inner];
    if (frame_at(c, x->frame)->past || x->status == SEIMEI_NEGATED || x->type == SEIMEI_AGREE || x->type == SEIMEI_SUPPORT) continue;
    c->fates[i] = FATE_AGREED;
    if (e->actor.who.count > 1) x->actor.who = e->actor.who;
  }
}

/* 停止を求める決議を採択した: who passes it does what it says (guideline 3.2, 8). */
static void drop_resolutions(event_context *c) {
  for (uint32_t i = 0; i < c->candidates.count; i++) {
    event *e = &c->candidates.at[i];
    const argument *about = e->about_argument;
    if (e->type != SEIMEI_SUPPORT || c->fates[i] != FATE_RECORDED || !about || about->frame == NONE || about->role != ROLE_WO) continue;
    uint32_t inner = c->of_frame[about->frame];
    if (inner == NONE || c->fates[inner] != FATE_RECORDED) continue;
    event *x = &c->candidates.at[inner];
    bool against = x->type == SEIMEI_REQUEST || x->type == SEIMEI_ACCUSE || x->type == SEIMEI_SANCTION || x->type == SEIMEI_COERCE;
    if (against && actor_sets_equal(&x->actor.who, &e->actor.who)) c->fates[i] = FATE_DUPLICATE;
  }
}

static bool has_all(const actor_set *set, const actor_set *part) {
  actor_set all = *set;
  for (uint32_t i = 0; i < part->count; i++) {
    bool found = false;
    for (uint32_t k = 0; k < all.count; k++) found = found || view_equals(all.at[k].code, part->at[i].code);
    if (!found) return false;
  }
  return true;
}

/* 協力する考えを示した, 是正を求める書簡を送った: both predicates tell one act; the one that names more parties is kept. */
static void drop_told_twice(event_context *c) {
  for (uint32_t i = 0; i < c->candidates.count; i++) {
    event *e = &c->candidates.at[i];
    const frame *x = frame_at(c, e->frame);
    uint32_t k = x->parent == NONE || x->past || x->embedding == EMBED_COORDINATE || x->embedding == EMBED_ADVERBIAL ? NONE : c->of_frame[x->parent];
    if (k == NONE || k == i || c->fates[i] != FATE_RECORDED || c->fates[k] != FATE_RECORDED) continue;
    event *outer = &c->candidates.at[k];
    bool one = has_all(&e->actor.who, &outer->actor.who) || has_all(&outer->actor.who, &e->actor.who);
    if (outer->type != e->type || !one || !outer->about_argument || !span_contains(outer->about, e->trigger)) continue;
    bool inner_says_more = e->actor.who.count + e->recipient.who.count > outer->actor.who.count + outer->recipient.who.count;
    c->fates[inner_says_more ? k : i] = FATE_DUPLICATE;
  }
}

/* 「辞任するつもりはない」とはねつけた, 「譲歩しない」と述べて要求を退けた: the words of a refusal are no second one. */
static void drop_words_of_refusals(event_context *c) {
  for (uint32_t i = 0; i < c->candidates.count; i++) {
    event *e = &c->candidates.at[i];
    const frame *x = frame_at(c, e->frame);
    uint32_t q = c->scene->layout->segments.at[x->segment].quote, holder = q == NONE ? NONE : c->scene->speakers[q].frame;
    bool refusal = e->type == SEIMEI_REJECT || ((e->type == SEIMEI_CONCEDE || e->type == SEIMEI_RETREAT || e->type == SEIMEI_AGREE) && (x->negated || (x->mood & MOOD_CONDITION)));
    if (!refusal || c->fates[i] != FATE_RECORDED || holder == NONE) continue;
    for (int depth = 0; depth < 3 && holder != NONE; depth++) { /* clauses */
      uint32_t k = c->of_frame[holder];
      const event *outer = k == NONE || c->fates[k] != FATE_RECORDED ? NULL : &c->candidates.at[k];
      if (outer && outer->type == SEIMEI_REJECT && actor_sets_equal(&outer->actor.who, &e->actor.who)) {
        c->fates[i] = FATE_DUPLICATE;
        break;
      }
      const frame *y = frame_at(c, holder);
      holder = y->embedding == EMBED_COORDINATE ? y->parent : NONE;
    }
  }
}

static bool is_crowd(const actor_set *who) {
  for (uint32_t i = 0; i < who->count; i++) {
    view sector = who->at[i].sector;
    if (!view_equals(sector, TEXT("CVL")) && !view_equals(sector, TEXT("LAB")) && !view_equals(sector, TEXT("EDU")) && !view_equals(sector, TEXT("AGR")) &&
        !view_equals(sector, TEXT("MED")))
      return false;
  }
  return who->count > 0;
}

/* The sentence's clause in which the crowd of the demand gathers: 首相府前に集まって辞任を要求した; NONE when it does not. */
static uint32_t gathering_of(const event_context *c, const event *e) {
  const frame *x = frame_at(c, e->frame);
  frame_range range = c->scene->frames->segments.at[x->segment];
  for (uint32_t f = range.first; f < range.first + range.count; f++) {
    const frame *y = frame_at(c, f);
    bool linked = (y->parent == e->frame && y->embedding == EMBED_COORDINATE) || (x->parent == f && x->embedding == EMBED_COORDINATE);
    uint32_t k = c->of_frame[f];
    bool protest = k != NONE && c->candidates.at[k].type == SEIMEI_PROTEST;
    linked = linked || (protest && x->embedding == EMBED_RELATIVE && x->parent == f); /* 退陣を求める集会を開いた */
    if (linked && (protest || word_in_class(c->rules->index.words, y->lemma, scene_class(c->scene, "群れる", "gather")))) return f;
  }
  return NONE;
}

/* What a crowd demands by demonstrating is what the demonstration is about (guideline 3.1). */
static void settle_crowds(event_context *c) {
  for (uint32_t i = 0; i < c->candidates.count; i++) {
    event *e = &c->candidates.at[i];
    if (e->type != SEIMEI_REQUEST || c->fates[i] != FATE_RECORDED || !is_crowd(&e->actor.who)) continue;
    uint32_t f = gathering_of(c, e), k = f == NONE ? NONE : c->of_frame[f];
    if (f == NONE) continue;
    if (k != NONE && c->candidates.at[k].type == SEIMEI_PROTEST && c->fates[k] == FATE_RECORDED) {
      c->fates[i] = FATE_DUPLICATE;
      bool told = e->recipient.found == FOUND_OVERT && !c->candidates.at[k].recipient.who.count;
      if (told) c->candidates.at[k].recipient = e->recipient;
    }
    else e->type = SEIMEI_PROTEST, e->mode = TEXT("demo");
  }
}

/* 銃撃し、2人を殺害した tells one act; 催涙弾を撃って解散させた is the force that was used. */
static bool is_outcome(const event_context *c, const event *means, const event *end) {
  const frame *x = frame_at(c, means->frame), *y = frame_at(c, end->frame);
  if (end->type == SEIMEI_ASSAULT) return !end->mode.len && word_in_class(c->rules->index.words, y->lemma, scene_class(c->scene, "殺害する", "kill"));
  bool hold = view_equals(end->mode, TEXT("restrict")) || view_equals(end->mode, TEXT("seize"));
  view after = view_skip(c->scene->layout->text, x->trigger.end);
  return end->type == SEIMEI_COERCE && hold && !x->past && !view_starts_with(after, TEXT("、")) &&
         !view_ends_with(view_span(c->scene->layout->text, x->trigger), TEXT("、"));
}

static void drop_outcomes(event_context *c) {
  for (uint32_t i = 0; i < c->candidates.count; i++) {
    event *e = &c->candidates.at[i];
    const frame *x = frame_at(c, e->frame);
    uint32_t k = x->embedding != EMBED_COORDINATE || x->parent == NONE ? NONE : c->of_frame[x->parent];
    if (k == NONE || e->type != SEIMEI_ASSAULT || c->fates[i] != FATE_RECORDED || c->fates[k] != FATE_RECORDED) continue;
    event *end = &c->candidates.at[k];
    if (!actor_sets_equal(&e->actor.who, &end->actor.who) || !is_outcome(c, e, end)) continue;
    bool apart = e->recipient.who.count && end->recipient.who.count && !has_all(&e->recipient.who, &end->recipient.who);
    if (apart && end->type == SEIMEI_ASSAULT) continue;
    if (!e->recipient.who.count) e->recipient = end->recipient;
    c->fates[k] = FATE_DUPLICATE;
  }
}

void overlap_settle(event_context *c) {
  drop_agreements(c);
  drop_resolutions(c);
  drop_told_twice(c);
  drop_words_of_refusals(c);
  settle_crowds(c);
  drop_outcomes(c);
}
