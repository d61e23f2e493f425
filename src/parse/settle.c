/* settle.c - heads that grammar does not allow, put right after the model has spoken.
 *
 *   代表団は │ 2日、│ … │ 合意した          は and が depend on a predicate, not on a date
 *   外相と │ 4時間にわたって │ 会談した      nor does the partner of a talk
 *   首相も │ 交渉を │ 進める │ ことに │ 反対した    a topic is not that of a clause that only modifies a noun
 *   大臣から、│ 措置を │ 歓迎する │ 旨 │ 述べた      nor is a speaker inside the words
 *
 * A head that is not allowed gives way to the next one above it. */
#include "parse/settle.h"

enum { MAX_CLIMB = 16, MAX_BRACKETS = 16 };

typedef struct {
  const token_layout *tokens;
  parse_layout *parse;
  uint32_t closes[MAX_BRACKETS], depth; /* bunsetsu that the brackets around the one at hand close in, innermost last */
} settler;

static bunsetsu *at(const settler *s, uint32_t b) { return &s->parse->bunsetsu.at[b]; }
static const token *word(const settler *s, uint32_t i) { return &s->tokens->tokens.at[i]; }
static bool is(const token *t, const char *surface) { return view_equals(t->surface, view_of_string(surface)); }

/* The last word of the bunsetsu that is no sign. */
static const token *ending(const settler *s, const bunsetsu *b) {
  uint32_t last = b->end - 1;
  while (last > b->first && word(s, last)->pos == POS_SYMBOL) last--;
  return word(s, last);
}

static bool ends_with_comma(const settler *s, const bunsetsu *b) { return word(s, b->end - 1)->sub == SUB_COMMA; }

static bool is_predicate(const settler *s, const bunsetsu *b) {
  const token *head = word(s, b->head_token);
  if (head->pos != POS_NOUN || b->head == NONE) return true;
  for (uint32_t i = b->head_token + 1; i < b->end; i++) {
    const token *t = word(s, i);
    if (t->suru || t->pos == POS_AUXILIARY || t->pos == POS_VERB || t->pos == POS_ADJECTIVE) return true;
  }
  return (head->sub == SUB_SAHEN || head->sub == SUB_SUFFIX || head->sub == SUB_NA) && ending(s, b) == head;
}

static bool is_time(const settler *s, const bunsetsu *b) {
  const token *head = word(s, b->head_token);
  return head->sub == SUB_COUNTER || head->sub == SUB_ADVERBIAL || head->sub == SUB_NUMBER;
}

/* A predicate that only modifies a noun: 進める of 進めることに. */
static bool is_adnominal(const settler *s, const bunsetsu *b) {
  if (b->head == NONE || ends_with_comma(s, b)) return false;
  const token *last = ending(s, b), *noun = word(s, at(s, b->head)->head_token);
  bool inflected = last->pos == POS_VERB || last->pos == POS_AUXILIARY || last->pos == POS_ADJECTIVE;
  return inflected && (last->form == FORM_BASE || last->form == FORM_TAIGEN) && noun->pos == POS_NOUN &&
         !(noun->sub == SUB_SAHEN && word(s, b->head_token)->pos == POS_NOUN && b->head + 1 < b->first);
}

static bool is_subject(const settler *s, const bunsetsu *b) {
  const token *last = ending(s, b);
  return last->sub == SUB_TOPIC || (last->sub == SUB_CASE && is(last, "が"));
}

/* は, and も behind a name, go with a whole sentence. */
static bool is_topic(const settler *s, const bunsetsu *b) {
  const token *last = ending(s, b);
  if (last->sub != SUB_TOPIC || word(s, b->head_token)->pos != POS_NOUN) return false;
  if (is(last, "は")) return true;
  return is(last, "も") && word(s, b->head_token)->name != NONE && word(s, b->head_token + 1) == last;
}

/* 大臣から、…: whoever says it, and not where a thing inside the words comes from. */
static bool is_speaker(const settler *s, const bunsetsu *b) {
  const token *last = ending(s, b);
  return last->sub == SUB_CASE && is(last, "から") && ends_with_comma(s, b) && word(s, b->head_token)->name != NONE;
}

/* A clause that is somebody's words: 遺憾だとして, 歓迎する旨. */
static bool is_quoted(const settler *s, const bunsetsu *b) {
  const token *last = ending(s, b);
  if (b->head != NONE && is(word(s, at(s, b->head)->first), "旨")) return true;
  return last->sub == SUB_CASE && (is(last, "と") || is(last, "として") || is(last, "との"));
}

/* Whether something between bunsetsu b and its would-be head is its subject already. */
static bool has_subject_after(const settler *s, uint32_t b, uint32_t head) {
  for (uint32_t k = head, n = 0; k-- > b + 1 && n < 4 * MAX_CLIMB; n++)
    if (at(s, k)->head == head && is_subject(s, at(s, k))) return true;
  return false;
}

/* The bunsetsu above k, inside the brackets around the one at hand, or NONE. */
static uint32_t above(const settler *s, uint32_t k) {
  uint32_t head = at(s, k)->head;
  return head == NONE || (s->depth && head > s->closes[s->depth - 1]) ? NONE : head;
}

/* 大統領と電話で, 大統領とワシントンで: where or by what they talk is no partner of theirs. */
static bool is_setting(const settler *s, const bunsetsu *partner, const bunsetsu *b) {
  const token *own = word(s, partner->head_token), *head = word(s, b->head_token);
  return is(ending(s, b), "で") && own->name != NONE && own->sub != SUB_PLACE && (head->name == NONE || head->sub == SUB_PLACE);
}

/* Whether the head of the bunsetsu is a name, with ら or 側 behind it or without. */
static bool has_name(const settler *s, const bunsetsu *b) {
  uint32_t head = b->head_token;
  if (word(s, head)->sub == SUB_SUFFIX && head > b->first && word(s, head)->name == NONE) head--;
  return word(s, head)->name != NONE;
}

/* A person or state in と beside a thing is who something is done with: 外相と │ 夕食を │ 共にする. */
static bool may_pair(const settler *s, const bunsetsu *partner, const bunsetsu *b) {
  return !is_time(s, b) && (has_name(s, b) || !has_name(s, partner));
}

/* は and が go with a predicate; the partner in と does not go with a time or a thing. */
static uint32_t fitting_head(const settler *s, uint32_t b) {
  const bunsetsu *x = at(s, b);
  const token *last = ending(s, x);
  bool partner = (last->sub == SUB_PARALLEL || last->sub == SUB_CASE) && is(last, "と") && !is_time(s, x);
  if (!partner && !is_subject(s, x)) return x->head;
  bool acts = word(s, x->head_token)->name != NONE; /* 両軍が激しい砲撃戦を続けた */
  uint32_t k = x->head;
  for (uint32_t n = 0; n < MAX_CLIMB && k != NONE; k = above(s, k), n++)
    if (acts && is_adnominal(s, at(s, k)) && word(s, at(s, k)->head_token)->pos == POS_ADJECTIVE) continue;
    else if (is_predicate(s, at(s, k)) || (partner && may_pair(s, x, at(s, k)) && !is_setting(s, x, at(s, k)))) return k;
  return x->head;
}

/* 中国を │ 訪問中の: a verbal noun with 中 takes the phrase before it. */
static bool is_under_way(const settler *s, uint32_t b) {
  const bunsetsu *x = at(s, b);
  const token *last = ending(s, at(s, b - 1)), *head = word(s, x->head_token);
  if (last->sub != SUB_CASE || !(is(last, "を") || is(last, "に") || is(last, "へ"))) return false;
  if (x->head_token == x->first || !is(head, "中") || word(s, x->head_token - 1)->sub != SUB_SAHEN) return false;
  return ending(s, x) != head && is(ending(s, x), "の");
}

/* を goes with a verb: 発射を強い言葉で非難した, 声明を「改ざん」だと断じた. */
static uint32_t verbal_head(const settler *s, uint32_t b) {
  uint32_t head = at(s, b)->head;
  const token *last = ending(s, at(s, b));
  if (last->sub != SUB_CASE || !is(last, "を")) return head;
  for (uint32_t k = head, n = 0; n < MAX_CLIMB && k != NONE; k = above(s, k), n++) {
    const bunsetsu *x = at(s, k);
    const token *h = word(s, x->head_token);
    bool verbal = h->pos == POS_VERB || h->sub == SUB_SAHEN || h->sub == SUB_SUFFIX || x->head == NONE || h->pos == POS_ADVERB;
    bool copula = false;
    for (uint32_t i = x->head_token + 1; i < x->end; i++) {
      verbal = verbal || word(s, i)->suru || word(s, i)->pos == POS_VERB;
      copula = copula || word(s, i)->pos == POS_AUXILIARY;
    }
    if (verbal || (h->pos != POS_ADJECTIVE && !copula)) return k;
  }
  return head;
}

/* 首都など │ 各地に: examples before the word for all of them. */
static bool is_example(const settler *s, uint32_t b) {
  const bunsetsu *x = at(s, b), *next = at(s, b + 1);
  const token *last = ending(s, x);
  if (!is(last, "など") || ends_with_comma(s, x) || !has_name(s, x) || x->first == x->head_token + 1) return false;
  const token *head = word(s, next->head_token);
  return head->pos == POS_NOUN && head->sub != SUB_ADVERBIAL && !is_time(s, next) && !is_predicate(s, next);
}

/* 10隻を │ 超える │ 艦船: a verb that only says how many there are takes nothing but the figure before it. */
static bool is_measure(const settler *s, uint32_t b) {
  const bunsetsu *x = at(s, b), *figure = at(s, b - 1);
  if (b == 0 || !is_adnominal(s, x) || x->first + 1 != x->end || word(s, x->first)->pos != POS_VERB) return false;
  const token *head = word(s, figure->head_token);
  return figure->head == b && is(ending(s, figure), "を") && (head->sub == SUB_COUNTER || head->sub == SUB_NUMBER || head->sub == SUB_SUFFIX) &&
         word(s, figure->first)->sub == SUB_NUMBER && word(s, x->first)->form == FORM_BASE;
}

/* 軍の │ 即時かつ │ 無条件の │ 撤退: what の gives goes with the noun behind both. */
static bool is_first_of_two(const settler *s, uint32_t b) {
  return b != NONE && at(s, b)->head != NONE && is(ending(s, at(s, b)), "かつ") && word(s, at(s, b)->head_token)->pos == POS_NOUN;
}

/* The head that b may have instead of its own, else its own. */
static uint32_t allowed_head(const settler *s, uint32_t b) {
  if (is(ending(s, at(s, b)), "の") && is_first_of_two(s, at(s, b)->head)) return at(s, at(s, b)->head)->head;
  uint32_t measured = at(s, b)->head;
  if (measured != NONE && measured > b + 1 && is_measure(s, measured) && above(s, measured) != NONE && !is_predicate(s, at(s, b))) {
    measured = above(s, measured); /* the noun, which passes it on to its predicate */
    uint32_t up = above(s, measured);
    return !is_predicate(s, at(s, measured)) && up != NONE ? up : measured;
  }
  if (is_example(s, b)) return b + 1;
  if (is_under_way(s, b + 1)) return b + 1;
  uint32_t head = fitting_head(s, b), k = head;
  if (head == at(s, b)->head) head = k = verbal_head(s, b);
  bool speaker = is_speaker(s, at(s, b));
  if (!speaker && !is_topic(s, at(s, b))) return head;
  for (uint32_t n = 0; n < MAX_CLIMB && k != NONE; k = above(s, k), n++) {
    if (!is_predicate(s, at(s, k)) || is_adnominal(s, at(s, k)) || (speaker && is_quoted(s, at(s, k)))) continue;
    return has_subject_after(s, b, k) ? head : k;
  }
  return head;
}

/* The head of b that crosses no arc behind it: b + 1, that one's head, and so on. */
static uint32_t uncrossed_head(const settler *s, uint32_t b) {
  uint32_t k = b + 1, head = at(s, b)->head;
  for (uint32_t n = 0; n < 4 * MAX_CLIMB && k < head; n++) k = at(s, k)->head;
  return k < head ? head : k;
}

/* Brackets are met from the right. */
static void pass_brackets(settler *s, uint32_t b) {
  for (uint32_t i = at(s, b)->end; i-- > at(s, b)->first;) {
    const token *t = word(s, i);
    if (t->sub == SUB_CLOSE && s->depth < MAX_BRACKETS) s->closes[s->depth++] = b;
    if (t->sub == SUB_OPEN && s->depth) s->depth--;
  }
}

static bool is_object(const settler *s, const bunsetsu *b) {
  const token *last = ending(s, b);
  return last->sub == SUB_CASE && is(last, "を");
}

/* No verb has two objects: the first one is that of a predicate between the two, 作戦を │ 実施したとする │ 声明を │ 発表した. */
static void lower_object(settler *s, uint32_t b) {
  if (!is_object(s, at(s, b))) return;
  uint32_t second = b + 1, verb = b + 1, head = at(s, b)->head;
  while (second < head && !(at(s, second)->head == head && is_object(s, at(s, second)))) second++;
  if (second >= head) return;
  while (verb < second && (!is_predicate(s, at(s, verb)) || is_object(s, at(s, verb)) || word(s, at(s, verb)->head_token)->pos == POS_ADJECTIVE)) verb++;
  for (uint32_t k = b + 1; k < verb; k++)
    if (is_object(s, at(s, k)) && at(s, k)->head == verb) return;
  if (verb >= second) return;
  for (uint32_t k = b + 1; k < verb; k++)
    if (at(s, k)->head > verb) at(s, k)->head = verb;
  at(s, b)->head = verb;
}

static void settle_segment(settler *s, bunsetsu_range range) {
  bool changed = false;
  s->depth = 0;
  for (uint32_t b = range.first + range.count; b-- > range.first;) {
    bunsetsu *x = at(s, b);
    if (x->head != NONE) {
      if (changed) x->head = uncrossed_head(s, b);
      uint32_t head = allowed_head(s, b);
      changed = changed || head != x->head;
      x->head = head;
      lower_object(s, b);
      changed = changed || head != x->head;
    }
    pass_brackets(s, b);
  }
}

void heads_settle(const token_layout *tokens, parse_layout *parse) {
  if (parse->language != LANGUAGE_JA) return;
  settler s = {.tokens = tokens, .parse = parse};
  for (uint32_t i = 0; i < parse->segments.count; i++) settle_segment(&s, parse->segments.at[i]);
}
