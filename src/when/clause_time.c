/* clause_time.c - whether the clause that a date stands in speaks of what is to come.
 *
 *   4日に ──▶ 開かれる ──▶ 予定だ      future: a word of plans, or a verb without past at the end
 *   4日に ──▶ 会談した, 始めていて        past, or begun
 *
 * Goes up the dependencies of the date's bunsetsu and reads the first sign. */
#include "when/when_parts.h"

enum { MAX_STEPS = 6, MAX_WORDS = 64 }; /* bunsetsu up the tree, and tokens read of each */

static const time_word *exact_word(const reader *r, view words, word_class class) {
  const time_word *w = words.len ? word_longest(r->tables, words, 0, words.len, LEXICON_TIME) : NULL;
  return w && w->class == class && w->form.len == words.len ? w : NULL;
}

static const time_word *word_of(const reader *r, const token *t, word_class class) {
  const time_word *w = exact_word(r, t->surface, class);
  return w ? w : exact_word(r, t->lemma, class);
}

static bool is_past(const reader *r, uint32_t i, uint32_t first) {
  const token *t = &r->tokens->tokens.at[i];
  if (t->pos != POS_AUXILIARY || i == first || !word_of(r, t, WORD_PAST)) return false;
  const token *before = t - 1;
  return before->pos == POS_VERB || before->pos == POS_AUXILIARY || before->pos == POS_ADJECTIVE;
}

/* How a bunsetsu leaves its clause, where its words do not settle the time. */
typedef struct {
  bool verb;  /* a verb in its dictionary form came last: 方針 and its kin tell of what is to come only behind one */
  bool told;  /* it ends in と: 協議に臨むと発表した */
  bool open;  /* the verb modifies a noun: 7月末に期限を迎える制裁 */
} clause_end;

/* What the words of a bunsetsu from token first say. */
static clause_time read_words(const reader *r, uint32_t first, uint32_t end, bool last, clause_end *tail) {
  bool base = false, state = false;
  bool behind_verb = tail->verb;
  *tail = (clause_end){.open = tail->open};
  if (end > first + MAX_WORDS) end = first + MAX_WORDS;
  for (uint32_t i = first; i < end; i++) {
    const token *t = &r->tokens->tokens.at[i];
    const time_word *plan = word_of(r, t, WORD_FUTURE);
    if (plan && (!plan->value || behind_verb || base)) return CLAUSE_FUTURE;
    if (is_past(r, i, first)) return CLAUSE_PAST;
    base |= t->pos == POS_VERB && t->form == FORM_BASE;
    state |= t->pos == POS_VERB && word_of(r, t, WORD_STATE);
    tail->told |= base && t->pos == POS_PARTICLE && word_of(r, t, WORD_AND);
    tail->open |= base && i + 1 == end && t->pos == POS_VERB && !last;
  }
  tail->verb = base;
  if (state) return CLAUSE_PAST;
  return last && base ? CLAUSE_FUTURE : CLAUSE_UNKNOWN;
}

static const token *last_word(const token_layout *tokens, const bunsetsu *x) {
  uint32_t t = x->end;
  while (t > x->first + 1 && tokens->tokens.at[t - 1].pos == POS_SYMBOL) t--;
  return &tokens->tokens.at[t - 1];
}

const token *when_last_word(const token_layout *tokens, const parse_layout *parse, uint32_t b) { return last_word(tokens, &parse->bunsetsu.at[b]); }

static bool ends_in(const token_layout *tokens, const bunsetsu *x, const char *particle) {
  const token *t = last_word(tokens, x);
  return t->pos == POS_PARTICLE && view_equals(t->surface, view_of_string(particle));
}

/* The phrase behind one in に, if it is a subject: 8日に│中国が│提案した; else NULL. */
static const bunsetsu *subject_behind(const token_layout *tokens, const parse_layout *parse, uint32_t last) {
  const bunsetsu *x = &parse->bunsetsu.at[last], *next = x + 1;
  if (!ends_in(tokens, x, "に") || last + 1 >= parse->bunsetsu.count || next->segment != x->segment) return NULL;
  return ends_in(tokens, next, "が") && next->head != NONE ? next : NULL;
}

/* Whether the predicate ends in a verb in its dictionary form. */
static bool is_open(const token_layout *tokens, const parse_layout *parse, uint32_t b) {
  const token *t = last_word(tokens, &parse->bunsetsu.at[b]);
  return t->pos == POS_VERB && t->form == FORM_BASE;
}

/* Whether it ends in た. */
static bool is_told(const token_layout *tokens, const parse_layout *parse, uint32_t b) {
  return last_word(tokens, &parse->bunsetsu.at[b])->pos == POS_AUXILIARY;
}

/* A phrase that is bare (8日、), has で (8日の会談で) stands with the topic before it, and so does one before the subject
 * of a clause without tense (日本は│8日に│中国が│主導する│計画を│批判した); the later of the two heads has both. Else a date
 * stands with the subject behind it. */
uint32_t when_head(const token_layout *tokens, const parse_layout *parse, uint32_t first, uint32_t last) {
  if (parse->language == LANGUAGE_EN) return english_date_head(tokens, parse, last); /* last: the head of the expression */
  const bunsetsu *x = &parse->bunsetsu.at[last], *subject = subject_behind(tokens, parse, last);
  uint32_t begin = parse->of_token.at[first];
  if (x->head == NONE) return x->head;
  const bunsetsu *before = begin ? &parse->bunsetsu.at[begin - 1] : NULL;
  bool topic = before && before->segment == x->segment && last_word(tokens, before)->sub == SUB_TOPIC && before->head != NONE;
  bool with_topic = last_word(tokens, x)->pos != POS_PARTICLE || (ends_in(tokens, x, "で") && !is_told(tokens, parse, x->head)) || (subject && is_open(tokens, parse, subject->head));
  if (topic && with_topic && before->head > x->head) return before->head;
  return subject && subject->head < x->head ? subject->head : x->head;
}

bool in_relative(const reader *r, uint32_t token) {
  if (token >= r->parse->of_token.count) return false;
  const bunsetsu *x = &r->parse->bunsetsu.at[r->parse->of_token.at[token]];
  for (int step = 0; step < MAX_STEPS && x->head != NONE; step++) {
    const bunsetsu *head = &r->parse->bunsetsu.at[x->head];
    pos last = last_word(r->tokens, x)->pos;
    if (step && (last == POS_VERB || last == POS_AUXILIARY)) return r->tokens->tokens.at[x->end - 1].pos == last && r->tokens->tokens.at[head->head_token].pos == POS_NOUN;
    x = head;
  }
  return false;
}

/* 9日、続けると警告した: the parser may tie a date before a comma to the nearer verb. */
static bool has_comma(const reader *r, uint32_t token) {
  return token < r->tokens->tokens.count && r->tokens->tokens.at[token].sub == SUB_COMMA;
}

clause_time clause_time_of(const reader *r, uint32_t first_token, uint32_t end_token) {
  if (end_token == 0 || end_token > r->parse->of_token.count) return CLAUSE_UNKNOWN;
  uint32_t b = r->parse->of_token.at[end_token - 1], first = end_token;
  clause_end tail = {0};
  for (int step = 0; step < MAX_STEPS && b < r->parse->bunsetsu.count; step++) {
    const bunsetsu *x = &r->parse->bunsetsu.at[b];
    clause_time found = read_words(r, first, x->end, x->head == NONE, &tail);
    if (tail.told && found == CLAUSE_UNKNOWN) return has_comma(r, end_token) ? CLAUSE_UNKNOWN : CLAUSE_FUTURE;
    if (tail.open && found == CLAUSE_PAST) return CLAUSE_UNKNOWN;
    uint32_t head = step == 0 ? when_head(r->tokens, r->parse, first_token, b) : x->head;
    if (found != CLAUSE_UNKNOWN || head == NONE || head <= b) return found;
    b = head;
    first = b < r->parse->bunsetsu.count ? r->parse->bunsetsu.at[b].first : 0;
  }
  return CLAUSE_UNKNOWN;
}
