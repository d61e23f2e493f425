/* predicate.c - finds the predicates of a segment: which bunsetsu are one, and what its dictionary form is.
 *
 *   批判しました        sahen noun + する      批判する
 *   会談を │ 行った     light verb phrase      会談する (two bunsetsu)
 *   明らかに │ した     na-adjective + する    明らかにする
 *   遺憾だ              copula                 遺憾だ
 *   訪問中の            verbal noun + 中       訪問する
 *   …と警告。           bare verbal noun       警告する
 */
#include "frame/context.h"

view noun_phrase_text(const frame_context *c, uint32_t b) {
  const bunsetsu *x = bunsetsu_at(c, b);
  uint32_t first = x->first;
  while (first < x->head_token && token_at(c, first)->pos == POS_SYMBOL) first++;
  return view_span(c->layout->text, (span){token_at(c, first)->span.begin, token_at(c, x->head_token)->span.end});
}

static view join_views(const frame_context *c, view a, view b) {
  return arena_format(c->arena, "%.*s%.*s", (int)a.len, a.ptr, (int)b.len, b.ptr);
}

/* The verbal noun that heads the bunsetsu: 批判, or 訪問 of 訪問中. NONE when there is none. */
static uint32_t verbal_noun(const frame_context *c, uint32_t b) {
  const bunsetsu *x = bunsetsu_at(c, b);
  const token *head = token_at(c, x->head_token);
  if (head->pos != POS_NOUN) return NONE;
  if (head->sub == SUB_SUFFIX && x->head_token > x->first && token_is(head, "中")) {
    const token *before = token_at(c, x->head_token - 1);
    return before->sub == SUB_SAHEN ? x->head_token - 1 : NONE;
  }
  return x->head_token;
}

static bool has_case_argument(const frame_context *c, uint32_t b) {
  for (uint32_t d = c->child_first[b]; d != NONE; d = c->child_next[d]) {
    const tail *t = &c->tails[d];
    if (t->topic || t->quotative || t->role == ROLE_GA || t->role == ROLE_WO || t->role == ROLE_NI || t->role == ROLE_NITAISURU) return true;
  }
  return false;
}

/* A verbal noun without する that ends its clause: 「…」と警告。 or 懸念を表明、… */
static bool is_bare_predicate(const frame_context *c, uint32_t b, uint32_t last_of_segment) {
  const bunsetsu *x = bunsetsu_at(c, b);
  const tail *t = &c->tails[b];
  if (token_at(c, x->head_token)->sub != SUB_SAHEN || t->role != ROLE_COUNT || t->topic || t->also || t->adnominal) return false;
  if (b != last_of_segment && !t->comma && !t->quotative) return false;
  return has_case_argument(c, b);
}

typedef enum { PREDICATE_NONE, PREDICATE_VERB, PREDICATE_SAHEN, PREDICATE_ADJECTIVE, PREDICATE_COPULA } predicate_kind;

static predicate_kind kind_of(const frame_context *c, uint32_t b, uint32_t last_of_segment) {
  const bunsetsu *x = bunsetsu_at(c, b);
  const token *head = token_at(c, x->head_token);
  const tail *t = &c->tails[b];
  if (t->noun != NONE) return PREDICATE_NONE;
  if (head->pos == POS_VERB) return PREDICATE_VERB;
  if (head->pos == POS_ADJECTIVE) return head->form == FORM_RENYO && !t->past && !t->comma && t->role == ROLE_COUNT && !t->negated && t->join != JOIN_TE ? PREDICATE_NONE : PREDICATE_ADJECTIVE;
  if (head->pos != POS_NOUN && head->pos != POS_ADVERB) return PREDICATE_NONE;
  if (t->suru && !t->quotative) return PREDICATE_SAHEN;
  if (t->suru && head->sub == SUB_SAHEN) return PREDICATE_SAHEN;
  if (t->copula) return PREDICATE_COPULA;
  if (t->progress && verbal_noun(c, b) != NONE && token_at(c, verbal_noun(c, b))->sub == SUB_SAHEN && has_case_argument(c, b)) return PREDICATE_SAHEN;
  if (is_bare_predicate(c, b, last_of_segment)) return PREDICATE_SAHEN;
  return PREDICATE_NONE;
}

/* 撃ち返す, 踏み切る: verbs joined in one bunsetsu are one verb. */
static void set_verb_lemma(const frame_context *c, const bunsetsu *x, frame *f) {
  uint32_t first = x->head_token, last = x->head_token;
  while (first > x->first && token_at(c, first - 1)->pos == POS_VERB && token_at(c, first - 1)->form == FORM_RENYO) first--;
  while (last + 1 < x->end && token_at(c, last)->form == FORM_RENYO && token_at(c, last + 1)->pos == POS_VERB &&
         token_at(c, last + 1)->sub != SUB_VERB_SUFFIX && !token_has_lemma(token_at(c, last + 1), "ます"))
    last++;
  f->lemma = token_at(c, x->head_token)->lemma;
  view stem = view_span(c->layout->text, (span){token_at(c, first)->span.begin, token_at(c, last)->span.begin});
  f->compound = first == last ? f->lemma : join_views(c, stem, token_at(c, last)->lemma);
  f->trigger.begin = token_at(c, first)->span.begin;
}

static void set_noun_lemma(const frame_context *c, const bunsetsu *x, uint32_t noun, const char *ending, frame *f) {
  uint32_t first = x->first;
  while (first < noun && token_at(c, first)->pos == POS_SYMBOL) first++;
  view compound = view_span(c->layout->text, (span){token_at(c, first)->span.begin, token_at(c, noun)->span.end});
  f->lemma = join_views(c, token_at(c, noun)->surface, view_of_string(ending));
  f->compound = join_views(c, compound, view_of_string(ending));
  f->head_token = noun;
  f->trigger.begin = token_at(c, first)->span.begin;
}

static void set_mood(const frame_context *c, uint32_t b, frame *f) {
  const tail *t = &c->tails[b];
  f->mood |= t->mood | (t->potential ? MOOD_POTENTIAL : 0);
  f->negated ^= t->negated;
  f->past = t->past;
  f->progressive = f->progressive || t->progress || token_has_lemma(token_at(c, bunsetsu_at(c, b)->head_token), "いる");
  f->voice = t->passive && t->causative ? VOICE_CAUSATIVE_PASSIVE : t->passive ? VOICE_PASSIVE : t->causative ? VOICE_CAUSATIVE : f->voice;
  f->trigger.end = token_at(c, t->end - 1)->span.end;
  f->bunsetsu = b;
}

/* A bunsetsu that only adds to the predicate before it: ざるを│得ない, なければ│ならない, (よ)うと│している, て│いる,
 * ことが│できる. */
static bool is_auxiliary(const frame_context *c, uint32_t b, const frame *before) {
  const bunsetsu *x = bunsetsu_at(c, b);
  const token *head = token_at(c, x->head_token);
  if (!before || x->first == 0) return false;
  const tail *t = &c->tails[b - 1];
  bool adjacent = before->bunsetsu + 1 == b;
  if (adjacent && token_has_lemma(head, "得る") && (t->mood & MOOD_OBLIGATION)) return true;
  if (adjacent && token_has_lemma(head, "なる") && t->join == JOIN_CONDITION && t->negated) return true;
  if (adjacent && head->sub == SUB_DEPENDENT && head->pos == POS_VERB && t->join == JOIN_TE) return true;
  if (adjacent && head->pos == POS_ADJECTIVE && head->sub == SUB_DEPENDENT && t->join == JOIN_TE) return true;
  if (adjacent && token_has_lemma(head, "する") && t->quotative && (t->mood & MOOD_INTENT) && t->link == LINK_TO) return true;
  bool after_koto = before->bunsetsu + 2 == b && token_is(token_at(c, bunsetsu_at(c, b - 1)->head_token), "こと");
  return after_koto && (token_has_lemma(head, "できる") || token_has_lemma(head, "出来る"));
}

static void add_auxiliary(const frame_context *c, uint32_t b, frame *f) {
  const token *head = token_at(c, bunsetsu_at(c, b)->head_token);
  voice before = f->voice;
  uint32_t end_before = f->trigger.begin;
  if (token_has_lemma(head, "できる") || token_has_lemma(head, "出来る")) f->mood |= MOOD_POTENTIAL;
  if (token_has_lemma(head, "なる") || token_has_lemma(head, "得る")) f->negated = true, f->mood |= MOOD_OBLIGATION;
  if (token_has_lemma(head, "ほしい")) f->mood |= MOOD_REQUEST;
  set_mood(c, b, f);
  f->voice = before;
  f->trigger.begin = end_before;
}

/* 明らかに│する, 明らかに│なる; returns whether the bunsetsu before belongs to the predicate. */
static bool absorb_adjective(const frame_context *c, uint32_t b, frame *f) {
  if (b == 0) return false;
  bool verb = view_equals(f->lemma, TEXT("する")) || view_equals(f->lemma, TEXT("なる"));
  const bunsetsu *x = bunsetsu_at(c, b - 1);
  const token *head = token_at(c, x->head_token);
  if (!verb || x->segment != f->segment || x->head != b || head->sub != SUB_NA || c->tails[b - 1].role != ROLE_NI) return false;
  f->lemma = f->compound = arena_format(c->arena, "%.*sに%.*s", (int)head->surface.len, head->surface.ptr, (int)f->lemma.len, f->lemma.ptr);
  f->first_bunsetsu = b - 1;
  f->trigger.begin = head->span.begin;
  f->head_token = x->head_token;
  return true;
}

/* 会談を│行う, 攻撃を│受ける, 制裁に│踏み切る: the verb lends its form to the noun. */
static void absorb_light_noun(const frame_context *c, uint32_t b, frame *f) {
  if (b == 0) return;
  const bunsetsu *x = bunsetsu_at(c, b - 1);
  const tail *t = &c->tails[b - 1];
  if (x->segment != f->segment || x->head != b || (t->role != ROLE_WO && t->role != ROLE_NI)) return;
  uint32_t noun = verbal_noun(c, b - 1);
  if (noun == NONE || token_at(c, noun)->sub != SUB_SAHEN) return;
  view key = arena_format(c->arena, "%s|%.*s", t->role == ROLE_WO ? "を" : "に", (int)f->lemma.len, f->lemma.ptr);
  uint32_t special = map_get(&c->rules->lights, key);
  const word_classes *classes = &c->rules->classes;
  bool light = special != NONE || (t->role == ROLE_WO && (word_in_class(classes, f->lemma, TEXT("行う")) ||
                                                         word_in_class(classes, f->lemma, TEXT("始める")) ||
                                                         word_in_class(classes, f->lemma, TEXT("続ける"))));
  if (!light) return;
  f->first_bunsetsu = b - 1;
  f->light = true;
  f->verb = f->lemma;
  set_noun_lemma(c, x, noun, "する", f);
  f->noun = noun_phrase_text(c, b - 1);
  if (special == VOICE_PASSIVE) f->voice = VOICE_PASSIVE;
}

static frame make_frame(const frame_context *c, uint32_t b, predicate_kind kind) {
  const bunsetsu *x = bunsetsu_at(c, b);
  frame f = {.segment = x->segment, .bunsetsu = b, .first_bunsetsu = b, .head_token = x->head_token,
             .parent = NONE, .head_noun = NONE, .subject = NONE};
  if (kind == PREDICATE_VERB) {
    set_verb_lemma(c, x, &f);
    f.negated = token_has_lemma(token_at(c, x->head_token), "ない");
  } else if (kind == PREDICATE_SAHEN) set_noun_lemma(c, x, verbal_noun(c, b), "する", &f);
  else if (kind == PREDICATE_ADJECTIVE) {
    f.lemma = f.compound = token_at(c, x->head_token)->lemma;
    f.trigger.begin = token_at(c, x->head_token)->span.begin;
  } else set_noun_lemma(c, x, x->head_token, "だ", &f);
  set_mood(c, b, &f);
  if (kind == PREDICATE_VERB) {
    if (!absorb_adjective(c, b, &f)) absorb_light_noun(c, b, &f);
  }
  return f;
}

void predicates_find(frame_context *c, uint32_t segment) {
  bunsetsu_range range = c->parse->segments.at[segment];
  frame_range frames = {c->out->frames.count, 0};
  for (uint32_t b = range.first; b < range.first + range.count; b++) {
    frame *before = frames.count ? &c->out->frames.at[c->out->frames.count - 1] : NULL;
    if (is_auxiliary(c, b, before)) {
      add_auxiliary(c, b, before);
      c->out->of_bunsetsu.at[b] = c->out->frames.count - 1;
      continue;
    }
    predicate_kind kind = kind_of(c, b, range.first + range.count - 1);
    if (kind == PREDICATE_NONE) continue;
    frame f = make_frame(c, b, kind);
    for (uint32_t i = f.first_bunsetsu; i <= b; i++) c->out->of_bunsetsu.at[i] = c->out->frames.count;
    LIST_PUSH(c->arena, &c->out->frames, f);
    frames.count++;
  }
  c->out->segments.at[segment] = frames;
}
