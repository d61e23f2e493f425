/* embedding.c - events inside events: what is demanded, promised or refused is that event's about, what is asserted
 * stands for itself. */
#include "event/event_parts.h"

static const frame *frame_at(const event_context *c, uint32_t f) { return &c->scene->frames->frames.at[f]; }

/* 関与を否定した; 反発を買うのを避ける: what is denied or kept from coming about. */
static bool is_denial(const event_context *c, const frame *holder, const frame *x) {
  if (word_in_class(c->rules->index.words, holder->lemma, scene_class(c->scene, "打ち消す", "deny"))) return true;
  return x->embedding == EMBED_NOMINAL && !x->past && word_in_class(c->rules->index.words, holder->lemma, scene_class(c->scene, "避ける", "avoid"));
}

/* Types whose content is what they are about and not told as a fact. */
static bool takes_content(seimei_type t) {
  return t == SEIMEI_REQUEST || t == SEIMEI_REJECT || t == SEIMEI_AGREE || t == SEIMEI_CONCEDE || t == SEIMEI_THREATEN || t == SEIMEI_SUPPORT ||
         t == SEIMEI_ACCUSE;
}

static bool is_told_as_fact(const frame *x) { return x->past || x->progressive; }

static bool is_conflict(seimei_type t) {
  return t == SEIMEI_ACCUSE || t == SEIMEI_REQUEST || t == SEIMEI_REJECT || t == SEIMEI_SANCTION || t == SEIMEI_MOBILIZE || t == SEIMEI_COERCE ||
         t == SEIMEI_THREATEN;
}

/* The clause that frame x is, through clauses joined to it, part of as content; NONE when it heads its sentence. */
static uint32_t holder_of(const event_context *c, uint32_t f, const frame **top) {
  const frame *x = frame_at(c, f);
  *top = x;
  for (int depth = 0; depth < 8; depth++) {
    *top = x;
    if (x->embedding == EMBED_MAIN) {
      uint32_t q = c->scene->layout->segments.at[x->segment].quote;
      return q == NONE ? NONE : c->scene->speakers[q].frame;
    }
    if (x->embedding == EMBED_CONDITION) return NONE;
    if (x->embedding != EMBED_COORDINATE && x->embedding != EMBED_ADVERBIAL) return x->parent;
    if (x->parent == NONE) return NONE;
    x = frame_at(c, x->parent);
  }
  return NONE;
}

static const event *candidate_of(const event_context *c, uint32_t f) {
  uint32_t i = f == NONE ? NONE : c->of_frame[f];
  return i == NONE || c->fates[i] != FATE_RECORDED ? NULL : &c->candidates.at[i];
}

static bool is_mutual_rule(const rule *r) { return !r->has_actor || (r->actor.count && r->actor.at[0].kind == PLACE_MUTUAL); }

/* 反対することで一致した: what is agreed is coded when it is directed against somebody. */
static bool is_agreement_on(const event *outer, const frame *top) {
  return outer->type == SEIMEI_AGREE && (is_mutual_rule(outer->rule) || top->link == LINK_KOTO) && (top->link == LINK_KOTO || top->link == LINK_TO || top->embedding == EMBED_NOMINAL);
}

static bool head_noun_is(const event_context *c, const frame *x, const char *class_name) {
  const scene *s = c->scene;
  if (x->head_noun == NONE) return false;
  view word = s->tokens->tokens.at[x->head_noun].surface;
  return word_in_class(c->rules->index.words, word, view_of_string(class_name));
}

/* 支援する任務, 資金を出す国, 課す法案: a deed without tense before a noun says of what kind it is and not that it was done;
 * a stance (批判する声), a decision that orders it (課す大統領令) and a mere frame (派遣する事態) are told. */
static bool is_attribute(const event_context *c, const event *e, const frame *x) {
  bool stance = e->type == SEIMEI_SUPPORT || e->type == SEIMEI_REQUEST || e->type == SEIMEI_ACCUSE || e->type == SEIMEI_REJECT || e->type == SEIMEI_THREATEN ||
                e->type == SEIMEI_PROTEST;
  if (scene_is_english(c->scene) || stance || x->embedding != EMBED_RELATIVE || x->link == LINK_TONO || x->past || x->progressive || x->modal || (x->mood & (MOOD_POSSIBLE | MOOD_CONDITION))) return false;
  if (is_planned(c, e->frame)) return false;
  return !head_noun_is(c, x, "決定") && !head_noun_is(c, x, "事態");
}

/* 軍が撤退し、武器を渡すよう求めた: a clause with a subject of its own before the demand is part of it. */
static bool is_part_of_demand(const event_context *c, const frame *x) {
  const scene *s = c->scene;
  if (x->embedding != EMBED_COORDINATE || x->parent == NONE || x->past) return false;
  const argument *ga = frame_argument(s->frames, x, ROLE_GA);
  if (!ga || ga->topic || ga->also) return false;
  const frame *p = frame_at(c, x->parent);
  const argument *demand = frame_argument(s->frames, p, ROLE_QUOTE);
  return demand && demand->link == LINK_YOU && demand->frame != NONE && frame_at(c, demand->frame) > x;
}

/* 撤退したことを非難した: nobody condemns, or fears, what he does himself; a subject lent by the critic is a wrong guess. */
static bool is_lent_by_critic(const event *outer, const event *e) {
  bool lent = e->actor.found != FOUND_OVERT && e->actor.found != FOUND_GAP;
  return outer->type == SEIMEI_ACCUSE && lent && actor_sets_equal(&outer->actor.who, &e->actor.who);
}

/* 受け入れられないとして拒否した, 協定に違反するとして提訴した: the judgement is the reason of the act. */
static bool is_own_reason(const event *outer, const event *e) {
  bool speaks = e->rule->has_actor && e->rule->actor.count && e->rule->actor.at[0].kind == PLACE_SPEAKER;
  bool acts = outer->type == SEIMEI_REJECT || outer->type == SEIMEI_ACCUSE;
  return (speaks || e->rule->negative) && acts && e->type == SEIMEI_ACCUSE && actor_sets_equal(&outer->actor.who, &e->actor.who);
}

/* どこが違法なのか: a question judges nothing. */
static bool is_question(const event_context *c, const frame *x) {
  view after = view_skip(c->scene->layout->text, x->trigger.end);
  return x->embedding == EMBED_MAIN && view_ends_with(x->lemma, TEXT("だ")) && view_starts_with(after, TEXT("か"));
}

/* Peru, spurning the offer, left: behind a comma a participle tells what its noun does; so does one on each (each side accusing the
 * other). */
static bool is_loose(const event_context *c, const frame *x) {
  const token *all = c->scene->tokens->tokens.at;
  uint32_t begin = c->scene->parse->extents.at[x->bunsetsu].begin;
  if (x->head_noun != NONE && x->head_noun > 0 && view_is(all[x->head_noun - 1].lemma, "each") && (all[x->bunsetsu].morph & MORPH_GERUND)) return true;
  bool comma = view_is(all[begin].surface, ",") || (begin > 0 && view_is(all[begin - 1].surface, ","));
  return comma && (all[x->bunsetsu].morph & MORPH_GERUND) && x->voice == VOICE_ACTIVE;
}

/* the detained crew, a bill to ban it, accused of shelling: forms without a tense of their own tell no act. */
static bool is_untold(const event_context *c, const frame *x) {
  if (!scene_is_english(c->scene) || x->modal) return false;
  bool gerund = x->embedding == EMBED_NOMINAL && x->link == LINK_KOTO && c->scene->parse->relations.at[x->bunsetsu] != RELATION_CSUBJ;
  const argument *own = frame_argument(c->scene->frames, x, ROLE_GA);
  if (own && !own->gap && !gerund) return false; /* each side accusing the other */
  bool participle = x->embedding == EMBED_RELATIVE && x->link != LINK_TONO && c->scene->parse->relations.at[x->bunsetsu] != RELATION_ACL_RELCL;
  return gerund || (participle && !is_loose(c, x));
}

event_fate embedding_fate(const event_context *c, const event *e) {
  const frame *x = frame_at(c, e->frame), *top;
  if (is_untold(c, x)) return FATE_ATTRIBUTE;
  if (is_question(c, x)) return FATE_ATTRIBUTE;
  if ((x->mood & MOOD_PURPOSE) && !x->past) return FATE_PURPOSE;
  if (is_attribute(c, e, x)) return FATE_ATTRIBUTE;
  bool unable = x->negated && (x->mood & MOOD_POTENTIAL) && x->voice == VOICE_ACTIVE && !e->rule->negative;
  if (unable && (e->type == SEIMEI_AGREE || e->type == SEIMEI_SUPPORT)) return FATE_ATTRIBUTE; /* 手を差し伸べることはできない */
  if ((x->mood & MOOD_CONDITION) && x->negated) return FATE_DEMANDED; /* 応じなければ */
  if (is_part_of_demand(c, x)) return FATE_DEMANDED;
  uint32_t holder = holder_of(c, e->frame, &top);
  const event *outer = candidate_of(c, holder);
  bool fact = is_told_as_fact(x) || is_told_as_fact(top);
  bool wished = x->embedding == EMBED_RELATIVE && !x->past && !x->progressive && x->parent != NONE && (frame_at(c, x->parent)->mood & MOOD_OBLIGATION);
  if (wished) return FATE_OBLIGATION; /* 撤退を促す機会とすべきだ */
  if ((x->mood & MOOD_OBLIGATION) && e->type != SEIMEI_REQUEST && e->type != SEIMEI_THREATEN) return FATE_OBLIGATION;
  if (holder != NONE && is_denial(c, frame_at(c, holder), top)) return FATE_DENIED;
  if (top->embedding == EMBED_QUOTE && top->link == LINK_YOU) return (x->mood & MOOD_CONDITION) ? FATE_RECORDED : FATE_DEMANDED;
  if (top->embedding == EMBED_RELATIVE && outer && takes_content(outer->type) && !fact && (top->mood & ~(uint32_t)MOOD_POTENTIAL) == 0 && outer->about_argument &&
      span_contains(outer->about, x->trigger) && e->type != SEIMEI_SANCTION)
    return FATE_RECORDED;
  if (!outer || !takes_content(outer->type) || outer->frame == e->frame) return FATE_RECORDED;
  bool friendly = e->type == SEIMEI_AGREE || e->type == SEIMEI_SUPPORT || e->type == SEIMEI_COOPERATE; /* 容認しているとして批判した */
  if (is_lent_by_critic(outer, e) && (top->link != LINK_TOSHITE || friendly)) return FATE_SELF;
  if (top->link == LINK_TOSHITE && is_own_reason(outer, e)) return FATE_DEMANDED;
  if (top->link == LINK_TOSHITE && e->type != outer->type && takes_content(e->type) && e->type != SEIMEI_AGREE) return FATE_RECORDED; /* 看過できないとして支持を求めた */
  if (x->mood & MOOD_CONDITION) return FATE_RECORDED;
  bool answer = e->type == SEIMEI_CONCEDE || e->type == SEIMEI_REJECT; /* 受け入れると表明した, 参加しないと決めた */
  if (outer->type == SEIMEI_AGREE && answer && top->link == LINK_TO) return FATE_RECORDED;
  if (is_agreement_on(outer, top)) return is_conflict(e->type) && e->status != SEIMEI_HYPOTHETICAL && e->status != SEIMEI_NEGATED ? FATE_RECORDED : fact ? FATE_RECORDED : FATE_DEMANDED;
  return fact || top->embedding == EMBED_RELATIVE ? FATE_RECORDED : FATE_DEMANDED;
}
