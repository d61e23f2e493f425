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

/* The verbal noun that heads the bunsetsu: 批判, or 訪問 of 訪問中, 凍結 of 凍結済み. NONE when there is none. */
static uint32_t verbal_noun(const frame_context *c, uint32_t b) {
  const bunsetsu *x = bunsetsu_at(c, b);
  const token *head = token_at(c, x->head_token);
  if (head->pos != POS_NOUN) return NONE;
  if (head->sub == SUB_SUFFIX && x->head_token > x->first && is_phase(head)) {
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

/* 撃ち合いになる, もみ合いに発展する; not 会いに行く, which says what for. */
static bool turns_into(const frame_context *c, const bunsetsu *x) {
  const token *next = token_at(c, x->head_token + 1);
  if (next->sub != SUB_CASE || !token_is(next, "に") || x->head == NONE) return false;
  view verb = token_at(c, bunsetsu_at(c, x->head)->head_token)->lemma;
  return word_in_class(&c->rules->classes, verb, TEXT("至る先"));
}

/* 核の脅し, 援助をえさにした脅し: the bunsetsu before it modifies a noun. */
static bool is_modified(const frame_context *c, const bunsetsu *x) {
  uint32_t b = (uint32_t)(x - c->parse->bunsetsu.at);
  if (!b || bunsetsu_at(c, b - 1)->segment != x->segment || bunsetsu_at(c, b - 1)->head != b) return false;
  const tail *t = &c->tails[b - 1];
  bool verb = token_at(c, bunsetsu_at(c, b - 1)->head_token)->pos == POS_VERB;
  return !t->comma && !t->quotative && ((t->adnominal && t->role == ROLE_NO) || (t->join == JOIN_NOUN && verb));
}

/* 苛立ちを示す, 怒りが広がる: a verb's stem before a case particle is a noun. */
bool is_deverbal_noun(const frame_context *c, const bunsetsu *x) {
  if (token_at(c, x->head_token)->form != FORM_RENYO || x->head_token + 1 >= x->end) return false;
  if (turns_into(c, x)) return true;
  const token *next = token_at(c, x->head_token + 1);
  if (next->pos == POS_PARTICLE && is_modified(c, x) && (token_is(next, "に") || token_is(next, "は") || token_is(next, "も"))) return true; /* 核の脅しは */
  return next->pos == POS_PARTICLE && next->sub == SUB_CASE && (token_is(next, "を") || token_is(next, "が") || token_is(next, "で"));
}

/* 断じた: the dictionary knows the noun 断 only, and takes じ for an auxiliary. */
bool is_monosyllabic_verb(const frame_context *c, const bunsetsu *x) {
  const token *head = token_at(c, x->head_token);
  if (head->pos != POS_NOUN || x->head_token + 1 >= x->end || head->surface.len != strlen("断")) return false;
  const token *next = token_at(c, x->head_token + 1);
  return next->pos == POS_AUXILIARY && token_is(next, "じ");
}

/* 中国訪問中の首相: whom the act is directed at stands inside the word. */
static bool names_somebody(const frame_context *c, uint32_t b, uint32_t noun) {
  for (uint32_t i = bunsetsu_at(c, b)->first; i < noun; i++)
    if (token_at(c, i)->name != NONE) return true;
  return false;
}

/* A noun without copula that ends its sentence: 概要は以下のとおり。 */
static bool is_final_noun(const frame_context *c, uint32_t b, uint32_t last_of_segment) {
  const tail *t = &c->tails[b];
  if (b != last_of_segment || token_at(c, bunsetsu_at(c, b)->head_token)->quote != NONE) return false;
  if (t->role != ROLE_COUNT || t->topic || t->also || t->adnominal || t->quotative) return false;
  for (uint32_t d = c->child_first[b]; d != NONE; d = c->child_next[d])
    if (c->tails[d].topic || c->tails[d].role == ROLE_GA) return true;
  return false;
}

typedef enum { PREDICATE_NONE, PREDICATE_VERB, PREDICATE_SAHEN, PREDICATE_ADJECTIVE, PREDICATE_COPULA } predicate_kind;

static predicate_kind kind_of(const frame_context *c, uint32_t b, uint32_t last_of_segment) {
  const bunsetsu *x = bunsetsu_at(c, b);
  const token *head = token_at(c, x->head_token);
  const tail *t = &c->tails[b];
  if (t->noun != NONE) return PREDICATE_NONE;
  if (head->pos == POS_VERB) return is_deverbal_noun(c, x) ? PREDICATE_NONE : PREDICATE_VERB;
  if (is_monosyllabic_verb(c, x)) return PREDICATE_VERB;
  if (head->pos == POS_ADJECTIVE) return head->form == FORM_RENYO && !t->past && !t->comma && t->role == ROLE_COUNT && !t->negated && t->join != JOIN_TE ? PREDICATE_NONE : PREDICATE_ADJECTIVE;
  if (head->pos != POS_NOUN && head->pos != POS_ADVERB) return PREDICATE_NONE;
  if (t->suru && (!t->quotative || t->past || t->progress)) return PREDICATE_SAHEN; /* 問題視したと */
  if (t->suru && head->sub == SUB_SAHEN) return PREDICATE_SAHEN;
  uint32_t noun = t->progress ? verbal_noun(c, b) : NONE;
  if (noun != NONE && token_at(c, noun)->sub == SUB_SAHEN && (has_case_argument(c, b) || names_somebody(c, b, noun))) return PREDICATE_SAHEN;
  if (t->copula) return PREDICATE_COPULA;
  if (is_bare_predicate(c, b, last_of_segment)) return PREDICATE_SAHEN;
  if (is_final_noun(c, b, last_of_segment)) return PREDICATE_COPULA;
  return PREDICATE_NONE;
}

/* 呈した may be of 呈す or 呈する, 断った of 断る or 断つ: the dictionary gives one of them. */
static view other_form(const frame_context *c, const token *verb, view lemma) {
  view ending = TEXT("す");
  if (view_ends_with(lemma, ending)) return arena_format(c->arena, "%.*sする", (int)(lemma.len - ending.len), lemma.ptr);
  uint32_t other = verb->form == FORM_RENYO_TA ? map_get(&c->rules->homographs, lemma) : NONE;
  return other == NONE ? (view){0} : c->rules->others.at[other];
}

/* あらわ│に│する, 余儀なく│する in one bunsetsu. */
static bool set_adjective_lemma(const frame_context *c, const bunsetsu *x, frame *f) {
  const token *before = x->head_token > x->first ? token_at(c, x->head_token - 1) : NULL;
  if (before && before->pos == POS_ADJECTIVE && before->form == FORM_RENYO && token_has_lemma(token_at(c, x->head_token), "する")) {
    f->lemma = f->compound = join_views(c, before->surface, TEXT("する"));
    f->trigger.begin = before->span.begin;
    return true;
  }
  if (x->head_token < x->first + 2 || !token_has_lemma(token_at(c, x->head_token), "する") || !token_is(token_at(c, x->head_token - 1), "に")) return false;
  const token *stem = token_at(c, x->head_token - 2);
  if (stem->pos != POS_NOUN) return false;
  f->lemma = f->compound = arena_format(c->arena, "%.*sにする", (int)stem->surface.len, stem->surface.ptr);
  f->trigger.begin = stem->span.begin;
  f->head_token = x->head_token - 2;
  return true;
}

/* 見過ごす│ことはできない in one bunsetsu: the verb that is not to be done. */
static bool set_impossible_lemma(const frame_context *c, const bunsetsu *x, frame *f) {
  const token *head = token_at(c, x->head_token);
  if (x->head_token < x->first + 3 || (!token_has_lemma(head, "できる") && !token_has_lemma(head, "出来る"))) return false;
  const token *verb = token_at(c, x->head_token - 3);
  if (!token_is(token_at(c, x->head_token - 2), "こと") || verb->pos != POS_VERB) return false;
  bool suru = token_has_lemma(verb, "する") && x->head_token >= x->first + 4;
  f->head_token = suru ? x->head_token - 4 : x->head_token - 3;
  const token *stem = token_at(c, f->head_token);
  f->lemma = f->compound = suru ? join_views(c, stem->surface, TEXT("する")) : verb->lemma;
  f->trigger.begin = stem->span.begin;
  f->mood |= MOOD_POTENTIAL;
  return true;
}

/* 撃ち返す, 踏み切る: verbs joined in one bunsetsu are one verb. */
static void set_verb_lemma(const frame_context *c, const bunsetsu *x, frame *f) {
  if (set_adjective_lemma(c, x, f) || set_impossible_lemma(c, x, f)) return;
  uint32_t first = x->head_token, last = x->head_token;
  while (first > x->first && token_at(c, first - 1)->pos == POS_VERB && token_at(c, first - 1)->form == FORM_RENYO) first--;
  while (last + 1 < x->end && token_at(c, last)->form == FORM_RENYO && token_at(c, last + 1)->pos == POS_VERB &&
         token_at(c, last + 1)->sub != SUB_VERB_SUFFIX && !token_has_lemma(token_at(c, last + 1), "ます"))
    last++;
  f->lemma = token_at(c, x->head_token)->lemma;
  view stem = view_span(c->layout->text, (span){token_at(c, first)->span.begin, token_at(c, last)->span.begin});
  f->compound = first == last ? f->lemma : join_views(c, stem, token_at(c, last)->lemma);
  f->other = other_form(c, token_at(c, last), f->compound);
  f->trigger.begin = token_at(c, first)->span.begin;
}

static void set_monosyllabic_lemma(const frame_context *c, const bunsetsu *x, frame *f) {
  view stem = token_at(c, x->head_token)->surface;
  f->lemma = f->compound = join_views(c, stem, TEXT("じる"));
  f->other = join_views(c, stem, TEXT("ずる"));
  f->trigger.begin = token_at(c, x->head_token)->span.begin;
}

/* 切り捨て、 is of 切り捨てる, 取り消し、 of 取り消す: the stem of a verb that the dictionary has as a verbal noun too. */
static view verb_of_stem(const frame_context *c, view stem) {
  static const char *const rows[][2] = {{"し", "す"}, {"き", "く"}, {"り", "る"}, {"い", "う"}, {"ち", "つ"}, {"み", "む"}, {"び", "ぶ"}, {"ぎ", "ぐ"},
                                        {"え", "える"}, {"け", "ける"}, {"せ", "せる"}, {"て", "てる"}, {"め", "める"}, {"れ", "れる"}, {"げ", "げる"}, {"べ", "べる"}};
  for (size_t i = 0; i < COUNT_OF(rows); i++) {
    view row = view_of_string(rows[i][0]);
    if (view_ends_with(stem, row)) return arena_format(c->arena, "%.*s%s", (int)(stem.len - row.len), stem.ptr, rows[i][1]);
  }
  return (view){0};
}

/* 沈没させる: the words up to the causative, in its dictionary form. */
static void set_causative(const frame_context *c, const bunsetsu *x, frame *f) {
  for (uint32_t i = x->head_token + 1; i < x->end; i++) {
    const token *k = token_at(c, i);
    if (k->sub != SUB_VERB_SUFFIX || (!token_has_lemma(k, "せる") && !token_has_lemma(k, "させる"))) continue;
    span stem = {f->trigger.begin, k->span.begin};
    f->causative = join_views(c, view_span(c->layout->text, stem), k->lemma);
    return;
  }
}

/* 攻め│入る, かみ│付く, 立ち入り│検査する: a bare stem right before its head is the first half of one verb. */
static bool is_first_half(const frame_context *c, uint32_t b) {
  const bunsetsu *x = bunsetsu_at(c, b);
  const token *head = token_at(c, x->head_token);
  if (head->pos != POS_VERB || head->form != FORM_RENYO || x->head_token + 1 != x->end || x->head != b + 1) return false;
  const token *next = token_at(c, bunsetsu_at(c, b + 1)->first);
  return next->span.begin == head->span.end && (next->pos == POS_VERB || next->sub == SUB_SAHEN);
}

static void absorb_first_half(const frame_context *c, uint32_t b, frame *f) {
  if (b == 0 || f->first_bunsetsu != b || bunsetsu_at(c, b - 1)->segment != f->segment || !is_first_half(c, b - 1)) return;
  const token *stem = token_at(c, bunsetsu_at(c, b - 1)->head_token);
  f->compound = join_views(c, stem->surface, f->compound);
  if (f->other.len) f->other = join_views(c, stem->surface, f->other);
  f->first_bunsetsu = b - 1;
  f->trigger.begin = stem->span.begin;
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
  if (!after_koto) return false;
  if (token_has_lemma(head, "ない") || (token_has_lemma(head, "ある") && c->tails[b].negated)) return c->tails[b - 1].topic && !c->tails[before->bunsetsu].past;
  return token_has_lemma(head, "できる") || token_has_lemma(head, "出来る");
}

static void add_auxiliary(const frame_context *c, uint32_t b, frame *f) {
  const token *head = token_at(c, bunsetsu_at(c, b)->head_token);
  voice before = f->voice;
  uint32_t end_before = f->trigger.begin;
  if (token_has_lemma(head, "できる") || token_has_lemma(head, "出来る")) f->mood |= MOOD_POTENTIAL;
  if (token_has_lemma(head, "なる") || token_has_lemma(head, "得る")) f->negated = true, f->mood |= MOOD_OBLIGATION;
  if (token_has_lemma(head, "ない") && head->pos == POS_ADJECTIVE && head->sub != SUB_DEPENDENT) f->negated = !f->negated; /* ことはない */
  if (token_has_lemma(head, "ほしい")) f->mood |= MOOD_REQUEST;
  set_mood(c, b, f);
  f->voice = before;
  f->trigger.begin = end_before;
}

/* 口に│する, 標的に│する: phrases that the tables know as one verb. */
static bool is_idiom(const frame_context *c, view phrase) {
  return map_get(&c->rules->classes.members, phrase) != NONE || map_get(&c->rules->quote_verbs, phrase) != NONE;
}

/* 明らかに│する, 明らかに│なる; returns whether the bunsetsu before belongs to the predicate. */
static bool absorb_adjective(const frame_context *c, uint32_t b, frame *f) {
  if (b == 0) return false;
  bool verb = view_equals(f->lemma, TEXT("する")) || view_equals(f->lemma, TEXT("なる"));
  const bunsetsu *x = bunsetsu_at(c, b - 1);
  const token *head = token_at(c, x->head_token);
  if (!verb || x->segment != f->segment || x->head != b || c->tails[b - 1].role != ROLE_NI) return false;
  view phrase = arena_format(c->arena, "%.*sに%.*s", (int)head->surface.len, head->surface.ptr, (int)f->lemma.len, f->lemma.ptr);
  if (head->sub != SUB_NA && !is_idiom(c, phrase)) return false;
  f->lemma = f->compound = phrase;
  f->first_bunsetsu = b - 1;
  f->trigger.begin = head->span.begin;
  f->head_token = x->head_token;
  return true;
}

/* 明らかにする in one bunsetsu. */
static bool absorb_adjective_within(const frame_context *c, uint32_t b, frame *f) {
  const bunsetsu *x = bunsetsu_at(c, b);
  bool verb = view_equals(f->lemma, TEXT("する")) || view_equals(f->lemma, TEXT("なる"));
  if (!verb || x->head_token < x->first + 2) return false;
  const token *adjective = token_at(c, x->head_token - 2);
  if (!token_is(token_at(c, x->head_token - 1), "に") || adjective->sub != SUB_NA) return false;
  f->lemma = f->compound = arena_format(c->arena, "%.*sに%.*s", (int)adjective->surface.len, adjective->surface.ptr, (int)f->lemma.len, f->lemma.ptr);
  f->trigger.begin = adjective->span.begin;
  f->head_token = x->head_token - 2;
  return true;
}

/* 会談を│行う, 攻撃を│受ける, 制裁に│踏み切る: the verb lends its form to the noun. */
static void absorb_light_noun(const frame_context *c, uint32_t b, frame *f) {
  if (b == 0) return;
  const bunsetsu *x = bunsetsu_at(c, b - 1);
  const tail *t = &c->tails[b - 1];
  bool suru = !c->tails[b].passive && (t->topic || t->also) && t->role == ROLE_COUNT; /* 派兵はしない, 遮断も計画していない */
  if (x->segment != f->segment || x->head != b || (t->role != ROLE_WO && t->role != ROLE_NI && !suru)) return;
  uint32_t noun = verbal_noun(c, b - 1);
  if (noun == NONE || token_at(c, noun)->sub != SUB_SAHEN) return;
  view key = arena_format(c->arena, "%s|%.*s", t->role == ROLE_NI ? "に" : "を", (int)f->lemma.len, f->lemma.ptr);
  uint32_t special = map_get(&c->rules->lights, key);
  const word_classes *classes = &c->rules->classes;
  bool light = special != NONE || (t->role != ROLE_NI && (word_in_class(classes, f->lemma, TEXT("行う")) ||
                                                         word_in_class(classes, f->lemma, TEXT("始める")) ||
                                                         word_in_class(classes, f->lemma, TEXT("続ける"))));
  const tail *own = &c->tails[b]; /* 核実験を受け、制裁を強めた: an answer to it, and nothing that is done to the subject */
  bool answers = token_has_lemma(token_at(c, bunsetsu_at(c, b)->head_token), "受ける") && own->comma && (own->join == JOIN_RENYO || own->join == JOIN_TE);
  if (!light || answers || (special == LIGHT_FORCED && f->voice != VOICE_PASSIVE)) return;
  f->first_bunsetsu = b - 1;
  f->light = true;
  f->verb = f->lemma;
  set_noun_lemma(c, x, noun, "する", f);
  f->noun = noun_phrase_text(c, b - 1);
  f->other = f->causative = (view){0};
  if (special == VOICE_PASSIVE) f->voice = VOICE_PASSIVE;
  if (special == LIGHT_FORCED) f->voice = VOICE_ACTIVE;
  if (special != NONE && (special & LIGHT_MOOD)) f->mood |= special & ~(uint32_t)LIGHT_MOOD;
}

static frame make_frame(const frame_context *c, uint32_t b, predicate_kind kind) {
  const bunsetsu *x = bunsetsu_at(c, b);
  frame f = {.segment = x->segment, .bunsetsu = b, .first_bunsetsu = b, .head_token = x->head_token,
             .parent = NONE, .head_noun = NONE, .subject = NONE};
  if (kind == PREDICATE_VERB) {
    if (token_at(c, x->head_token)->pos == POS_VERB) set_verb_lemma(c, x, &f);
    else set_monosyllabic_lemma(c, x, &f);
    f.negated = token_has_lemma(token_at(c, x->head_token), "ない");
  } else if (kind == PREDICATE_SAHEN) {
    uint32_t noun = verbal_noun(c, b);
    set_noun_lemma(c, x, noun == NONE ? x->head_token : noun, "する", &f);
    if (!c->tails[b].suru) f.other = verb_of_stem(c, token_at(c, f.head_token)->surface);
    else if (token_at(c, f.head_token)->sub != SUB_SAHEN) f.other = join_views(c, token_at(c, f.head_token)->surface, TEXT("す")); /* 手渡した */
  }
  else if (kind == PREDICATE_ADJECTIVE) {
    f.lemma = f.compound = token_at(c, x->head_token)->lemma;
    f.trigger.begin = token_at(c, x->head_token)->span.begin;
  } else set_noun_lemma(c, x, x->head_token, "だ", &f);
  set_mood(c, b, &f);
  if (kind == PREDICATE_VERB || kind == PREDICATE_SAHEN) absorb_first_half(c, b, &f);
  if (c->tails[b].causative) set_causative(c, x, &f);
  if (kind == PREDICATE_VERB) idiom_absorb(c, b, &f);
  bool full = kind == PREDICATE_SAHEN && word_in_class(&c->rules->classes, f.lemma, TEXT("重い動詞"));
  if ((kind == PREDICATE_VERB || (kind == PREDICATE_SAHEN && !full)) && f.first_bunsetsu == b) {
    if (!absorb_adjective(c, b, &f) && !absorb_adjective_within(c, b, &f)) absorb_light_noun(c, b, &f);
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
    if (kind == PREDICATE_NONE || (b + 1 < range.first + range.count && (is_first_half(c, b) || idiom_is_half(c, b)))) continue;
    frame f = make_frame(c, b, kind);
    for (uint32_t i = f.first_bunsetsu; i <= b; i++) c->out->of_bunsetsu.at[i] = c->out->frames.count;
    LIST_PUSH(c->arena, &c->out->frames, f);
    frames.count++;
  }
  c->out->segments.at[segment] = frames;
}
