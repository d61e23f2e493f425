/* clause.c - how clauses are embedded in each other, what mood the words around them give, whose subject they share.
 *
 *   中国は 演習を 行うと 発表し、台湾を 非難した
 *     └───────────────────────────────ga──┘         発表する shares the subject of 非難する (it stands before both)
 *           行う is a quote of 発表する and shares its subject
 */
#include "frame/context.h"

static frame *frame_at(const frame_context *c, uint32_t i) { return &c->out->frames.at[i]; }

static uint32_t frame_of_head(const frame_context *c, uint32_t b) {
  uint32_t head = bunsetsu_at(c, b)->head;
  return head == NONE ? NONE : c->out->of_bunsetsu.at[head];
}

/* The frame that the phrase ending in bunsetsu b is, in the end, part of. */
static uint32_t governing_frame(const frame_context *c, uint32_t b) {
  for (uint32_t head = bunsetsu_at(c, b)->head; head != NONE; head = bunsetsu_at(c, head)->head)
    if (c->out->of_bunsetsu.at[head] != NONE) return c->out->of_bunsetsu.at[head];
  return NONE;
}

static void embed_in_noun(frame_context *c, frame *f, uint32_t noun) {
  const token *head = token_at(c, bunsetsu_at(c, noun)->head_token);
  const tail *t = &c->tails[noun];
  f->head_noun = bunsetsu_at(c, noun)->head_token;
  f->parent = governing_frame(c, noun);
  uint32_t adverbial = map_get(&c->rules->adverbials, head->surface);
  uint32_t mood = map_get(&c->rules->nouns, noun_phrase_text(c, noun));
  if (mood == NONE) mood = map_get(&c->rules->nouns, head->surface);
  bool quotative = c->tails[f->bunsetsu].quotative;
  if (token_is(head, "よう")) f->embedding = EMBED_QUOTE, f->link = LINK_YOU;
  else if (token_is(head, "旨")) f->embedding = EMBED_QUOTE, f->link = LINK_MUNE;
  else if (token_is(head, "こと") || token_is(head, "の")) f->embedding = EMBED_NOMINAL, f->link = LINK_KOTO;
  else if (adverbial != NONE && t->role != ROLE_WO && t->role != ROLE_GA && !quotative) {
    f->embedding = adverbial == ADVERBIAL_CONDITION ? EMBED_CONDITION : adverbial == ADVERBIAL_COORDINATE ? EMBED_COORDINATE : EMBED_ADVERBIAL;
    if (adverbial == ADVERBIAL_CONDITION) f->mood |= MOOD_CONDITION;
    if (t->copula && t->negated) f->mood |= MOOD_OBLIGATION; /* 緩める時ではない */
    if (adverbial == ADVERBIAL_PURPOSE && !f->past && !f->negated) f->mood |= MOOD_PURPOSE;
  } else if (adverbial == ADVERBIAL_CONDITION) f->embedding = EMBED_CONDITION, f->mood |= MOOD_CONDITION;
  else {
    f->embedding = EMBED_RELATIVE;
    if (quotative) f->link = LINK_TONO;
    if (mood != NONE && !f->past) f->mood |= mood, f->modal = true;
  }
}

/* 約束することはない, 拘束した人はいない, 投入する考えはない: whether there is the thing says whether it happens. The
 * parser may tie the noun to a later predicate than the one right behind it. */
static void read_existence(frame_context *c, frame *f, uint32_t noun) {
  const tail *t = &c->tails[noun];
  if (noun + 1 >= c->parse->bunsetsu.count || !(t->topic || t->also || t->role == ROLE_GA) || !f->head_noun) return;
  uint32_t next = c->out->of_bunsetsu.at[noun + 1];
  for (uint32_t b = noun + 2; next == NONE && b < noun + 3 && b < c->parse->bunsetsu.count; b++) next = c->out->of_bunsetsu.at[b]; /* 決して */
  if (next == NONE || frame_at(c, next)->segment != f->segment) return;
  const frame *p = frame_at(c, next);
  bool absent = view_equals(p->lemma, TEXT("ない")), exists = view_equals(p->lemma, TEXT("ある")) || view_equals(p->lemma, TEXT("いる"));
  if (!absent && !exists) return;
  f->parent = next;
  if ((absent || p->negated) && word_in_class(&c->rules->classes, token_at(c, f->head_noun)->surface, TEXT("有無"))) f->negated = !f->negated;
}

static void embed(frame_context *c, uint32_t i) {
  frame *f = frame_at(c, i);
  const tail *t = &c->tails[f->bunsetsu];
  uint32_t head = bunsetsu_at(c, f->bunsetsu)->head;
  if (head != NONE) f->parent = frame_of_head(c, f->bunsetsu);
  bool source = t->join == JOIN_CONDITION && view_equals(f->lemma, TEXT("よる")); /* 当局によれば */
  bool temporal = source || (t->join == JOIN_CONDITION && t->bare_to && f->parent != NONE && frame_at(c, f->parent)->past); /* 呼ぶと、抗議した */
  if (t->join == JOIN_CONDITION && !temporal) f->mood |= MOOD_CONDITION;
  if (head == NONE) {
    f->embedding = EMBED_MAIN;
    return;
  }
  if (t->role == ROLE_TOTOMONI) { /* 支持するとともに */
    if (f->parent == NONE) f->parent = governing_frame(c, f->bunsetsu);
    f->embedding = f->parent == NONE ? EMBED_MAIN : EMBED_COORDINATE;
    return;
  }
  if (f->parent == NONE) {
    embed_in_noun(c, f, head);
    read_existence(c, f, head);
    return;
  }
  if (t->quotative) f->embedding = EMBED_QUOTE, f->link = t->link;
  else if (t->role == ROLE_NI || t->role == ROLE_DE || t->role == ROLE_WO) f->embedding = EMBED_NOMINAL;
  else if (t->role == ROLE_MADE) f->embedding = EMBED_CONDITION, f->mood |= MOOD_CONDITION; /* 退陣するまで続ける */
  else if (t->join == JOIN_CONDITION) f->embedding = temporal ? EMBED_ADVERBIAL : EMBED_CONDITION;
  else if (t->join == JOIN_NOUN && frame_at(c, f->parent)->light && head == frame_at(c, f->parent)->first_bunsetsu) {
    f->embedding = EMBED_RELATIVE;
    f->head_noun = bunsetsu_at(c, head)->head_token;
    uint32_t mood = map_get(&c->rules->nouns, token_at(c, f->head_noun)->surface); /* 禁じる検討に入った */
    if (mood != NONE && !f->past) f->mood |= mood, f->modal = true;
  } else if (t->join == JOIN_NOUN && token_at(c, bunsetsu_at(c, head)->head_token)->pos == POS_NOUN && !t->comma) {
    f->embedding = EMBED_RELATIVE; /* a noun that is itself a predicate: 示した提案だ */
    f->head_noun = bunsetsu_at(c, head)->head_token;
    uint32_t mood = map_get(&c->rules->nouns, noun_phrase_text(c, head));
    if (mood != NONE && !f->past) f->mood |= mood, f->modal = true;
  } else f->embedding = t->join == JOIN_WHILE ? EMBED_ADVERBIAL : EMBED_COORDINATE;
}

/* ことになる, ことにする, 予定だ, とみられる: the outer predicate only gives the inner one its mood. */
static void pass_moods(frame_context *c, uint32_t i) {
  frame *outer = frame_at(c, i);
  bool decides = view_equals(outer->lemma, TEXT("する")) || view_equals(outer->lemma, TEXT("なる"));
  uint32_t verb_mood = map_get(&c->rules->verbs, outer->lemma);
  for (uint32_t k = outer->argument; k < outer->argument + outer->argument_count; k++) {
    const argument *a = &c->out->arguments.at[k];
    if (a->frame == NONE || a->of != NONE) continue;
    frame *inner = frame_at(c, a->frame);
    if (decides && a->role == ROLE_NI && a->link == LINK_KOTO && !inner->past) inner->mood |= MOOD_FUTURE;
    if (verb_mood != NONE && a->role == ROLE_QUOTE && a->link == LINK_TO && outer->voice == VOICE_PASSIVE) inner->mood |= verb_mood;
  }
}

/* 検問所も閉じた: a topic that is no name may be the object, and the subject is left out. */
static bool has_own_subject(const frame_context *c, const frame *f) {
  const argument *a = frame_argument(c->out, f, ROLE_GA);
  if (!a) return false;
  const frame *inner = a->frame == NONE ? NULL : &c->out->frames.at[a->frame];
  if (inner && inner->embedding == EMBED_RELATIVE && inner->head_noun == a->head_token && (inner->mood & (MOOD_INTENT | MOOD_FUTURE))) return false;
  bool object = (a->topic || a->also) && (f->voice == VOICE_ACTIVE || f->voice == VOICE_CAUSATIVE) && token_at(c, a->head_token)->name == NONE &&
                !frame_argument(c->out, f, ROLE_WO);
  return !object;
}

static uint32_t subject_position(const frame_context *c, const frame *f) {
  const argument *a = frame_argument(c->out, f, ROLE_GA);
  return a ? a->bunsetsu : NONE;
}

/* An earlier clause joined to f, or to a clause joined to f, that has a subject of its own and can lend it. */
static uint32_t lender_before(const frame_context *c, frame_range range, uint32_t i, int depth) {
  const frame *f = frame_at(c, i);
  for (uint32_t k = i; k-- > range.first;) {
    const frame *g = frame_at(c, k);
    bool sibling = g->embedding == EMBED_COORDINATE && (g->parent == i || (g->parent == f->parent && f->embedding == EMBED_COORDINATE));
    if (sibling && !has_own_subject(c, g) && depth < 2) {
      uint32_t inner = lender_before(c, range, k, depth + 1); /* 数千人が通りに集まって行進し、撤回を求めた */
      const argument *lent = inner == NONE ? NULL : frame_argument(c->out, frame_at(c, inner), ROLE_GA);
      if (lent && (lent->topic || c->tails[frame_at(c, inner)->bunsetsu].join == JOIN_TE)) return inner;
    }
    if (!sibling || !has_own_subject(c, g)) continue;
    const argument *a = frame_argument(c->out, g, ROLE_GA);
    if (c->tails[g->bunsetsu].join == JOIN_BUT && !a->topic) continue;
    return k;
  }
  return NONE;
}

static void share(frame_context *c, frame_range range, uint32_t i) {
  frame *f = frame_at(c, i);
  if (has_own_subject(c, f) || f->agentless) return;
  uint32_t before = lender_before(c, range, i, 0);
  if (f->parent == NONE) {
    f->subject = before;
    return;
  }
  const frame *p = frame_at(c, f->parent);
  f->subject = f->parent;
  if (f->embedding == EMBED_QUOTE && f->link == LINK_YOU) f->subject_is_recipient = true;
  if (f->embedding != EMBED_COORDINATE && f->embedding != EMBED_ADVERBIAL) {
    if (before != NONE) f->subject = before, f->subject_is_recipient = false; /* 敵が押し入り、殺害したと述べた */
    return;
  }
  uint32_t at = subject_position(c, p);
  bool after = at != NONE && at > f->bunsetsu; /* the later clause's subject stands between the two */
  if (before != NONE && (after || !has_own_subject(c, p))) f->subject = before;
  else if (after) f->subject = NONE;
}

/* Acts that a report tells by themselves: speech, showing a stance, meetings and visits. */
static bool is_told_by_itself(const frame_context *c, const frame *f) {
  if (f->mood || f->negated) return false;
  return map_get(&c->rules->quote_verbs, f->lemma) != NONE || map_get(&c->rules->meeting_verbs, f->lemma) != NONE ||
         word_in_class(&c->rules->classes, f->lemma, TEXT("示す"));
}

/* Whether a clause is the content of its parent: よう, と, 旨, こと, との考え, 方針. */
static bool is_content(const frame *p) {
  return p->embedding == EMBED_QUOTE || p->embedding == EMBED_NOMINAL || (p->embedding == EMBED_RELATIVE && (p->link == LINK_TONO || p->mood));
}

/* The content that a clause is taken out of begins after it. */
static void shorten_content(frame_context *c, const frame *outer, uint32_t inner, const frame *taken) {
  uint32_t next = bunsetsu_at(c, taken->bunsetsu)->end;
  for (uint32_t k = outer->argument; k < outer->argument + outer->argument_count; k++) {
    argument *a = &c->out->arguments.at[k];
    if (a->frame == inner && a->of == NONE && a->quote == NONE && a->span.begin <= taken->trigger.begin && next < c->tokens->tokens.count)
      a->span.begin = token_at(c, next)->span.begin;
  }
}

/* 発射を非難し、対話に応じるよう求めた; 外相と会談し、協力することで一致した: an act that is told by itself is joined to the
 * demand or report and not part of what is demanded, though the parser ties it to the nearer predicate. */
static void lift_told_act(frame_context *c, uint32_t i) {
  frame *f = frame_at(c, i);
  const tail *t = &c->tails[f->bunsetsu];
  if (f->embedding != EMBED_COORDINATE || f->parent == NONE || !t->comma) return;
  const frame *p = frame_at(c, f->parent);
  for (int n = 0; n < 4 && p->embedding == EMBED_ADVERBIAL && p->parent != NONE && !has_own_subject(c, p); n++) p = frame_at(c, p->parent); /* 守るため */
  if (!is_content(p) || p->parent == NONE || !is_told_by_itself(c, f)) return;
  const argument *own = frame_argument(c->out, f, ROLE_GA);
  if (own && !own->topic && !own->also) return; /* 中国が日本を批判し、…したと述べた */
  uint32_t inner = (uint32_t)(p - c->out->frames.at);
  f->parent = p->parent;
  shorten_content(c, frame_at(c, f->parent), inner, f);
}

/* 米国も支持を表明していて、│ 船が攻撃されれば │ …と警告した: a clause with a topic of its own is no part of a condition with
 * a subject of its own; both go with what follows. */
static void lift_over_condition(frame_context *c, uint32_t i) {
  frame *f = frame_at(c, i);
  if (f->embedding != EMBED_COORDINATE || f->parent == NONE || !c->tails[f->bunsetsu].comma) return;
  const frame *p = frame_at(c, f->parent);
  if (p->embedding != EMBED_CONDITION || p->parent == NONE) return;
  const argument *own = frame_argument(c->out, f, ROLE_GA), *other = frame_argument(c->out, p, ROLE_GA);
  if (!other) other = p->voice == VOICE_PASSIVE ? frame_argument(c->out, p, ROLE_WO) : NULL;
  if (own && (own->topic || own->also) && other && !other->topic) f->parent = p->parent;
}

void clauses_embed(frame_context *c, frame_range range) {
  for (uint32_t i = range.first; i < range.first + range.count; i++) embed(c, i);
  for (uint32_t i = range.first; i < range.first + range.count; i++) lift_over_condition(c, i);
  for (uint32_t i = range.first; i < range.first + range.count; i++) lift_told_act(c, i);
  for (uint32_t i = range.first; i < range.first + range.count; i++) pass_moods(c, i);
}

/* 戦闘員が国境へ向かう住民から金を取る: the clause on 住民 has them as its subject, so that が is the outer predicate's. */
static void lift_subject(frame_context *c, uint32_t i) {
  const frame *f = frame_at(c, i);
  if (f->embedding != EMBED_RELATIVE || f->head_noun == NONE || f->parent == NONE || f->link == LINK_TONO) return;
  if (token_at(c, f->head_noun)->name == NONE || !word_in_class(&c->rules->classes, f->lemma, TEXT("移動"))) return;
  if (has_own_subject(c, frame_at(c, f->parent))) return;
  for (uint32_t k = f->argument; k < f->argument + f->argument_count; k++) {
    argument *a = &c->out->arguments.at[k];
    if (a->role != ROLE_GA || a->of != NONE || token_at(c, a->head_token)->name == NONE) continue;
    argument given = *a;
    a->role = ROLE_OTHER;
    frame_argument_add(c->arena, c->out, frame_at(c, f->parent), &given);
    return;
  }
}

void subjects_share(frame_context *c, frame_range range) {
  for (uint32_t i = range.first; i < range.first + range.count; i++) lift_subject(c, i);
  for (uint32_t i = range.first; i < range.first + range.count; i++) share(c, range, i);
}
