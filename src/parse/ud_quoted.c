/* ud_quoted.c - quotations as the parser gets them.
 *
 *   " We go , " he said .   ─▶   〓 he said .
 *
 * What hangs on a word inside hangs on 〓 instead, and 〓 takes the place of the one word that hangs on something outside.
 * Where the treebank makes the verb of speech an insertion of what is said (parataxis), the two change places. */
#include "parse/ud_quoted.h"

enum { LONGEST_SPEAKER = 8 };

static bool is_mark(view form) {
  static const char *const marks[] = {"\"", "``", "''", "\xE2\x80\x9C", "\xE2\x80\x9D"};
  for (size_t i = 0; i < COUNT_OF(marks); i++)
    if (view_is(form, marks[i])) return true;
  return false;
}

/* The one word of [begin, end) whose head is outside, signs left aside; NONE when there is none or more. */
static uint32_t top_of(const ud_sentence *s, uint32_t begin, uint32_t end) {
  uint32_t top = NONE;
  for (uint32_t i = begin; i < end; i++) {
    bool outside = s->heads[i] == NONE || s->heads[i] < begin || s->heads[i] >= end;
    if (!outside || s->relations[i] == RELATION_PUNCT) continue;
    if (top != NONE) return NONE;
    top = i;
  }
  return top;
}

static void drop_token(ud_sentence *s, uint32_t i) {
  for (uint32_t k = i; k + 1 < s->count; k++)
    s->forms[k] = s->forms[k + 1], s->lemmas[k] = s->lemmas[k + 1], s->tags[k] = s->tags[k + 1], s->heads[k] = s->heads[k + 1],
    s->relations[k] = s->relations[k + 1];
  s->count--;
}

#define COPY(field, type) (t.field = ARENA_NEW(a, type, s->count), memcpy(t.field, s->field, sizeof(type) * s->count))

/* A copy with 〓 for the tokens [begin, end), marks and all. */
static ud_sentence replaced(arena *a, const ud_sentence *s, uint32_t begin, uint32_t end, uint32_t top) {
  ud_sentence t = {.text = s->text, .count = s->count, .spans = s->spans};
  COPY(forms, view), COPY(lemmas, view), COPY(tags, view), COPY(heads, uint32_t), COPY(relations, uint8_t);
  uint32_t gone = end - begin - 1;
  for (uint32_t i = 0; i < s->count; i++) {
    uint32_t h = i == begin ? s->heads[top] : s->heads[i];
    t.heads[i] = h == NONE || h < begin ? h : h < end ? begin : h - gone;
  }
  t.forms[begin] = t.lemmas[begin] = TEXT("〓");
  t.tags[begin] = TEXT("X,QUOTE");
  t.relations[begin] = s->relations[top];
  for (uint32_t k = 0; k < gone; k++) drop_token(&t, begin + 1);
  return t;
}

/* 〓 is the root and said hangs on it: said becomes the root. */
static void lift_speaker(ud_sentence *s, uint32_t quote) {
  if (s->heads[quote] != NONE) return;
  for (uint32_t i = 0; i < s->count; i++) {
    bool near = i > quote ? i - quote < LONGEST_SPEAKER : quote - i < LONGEST_SPEAKER;
    if (s->heads[i] != quote || s->relations[i] != RELATION_PARATAXIS || !near || !view_starts_with(s->tags[i], TEXT("VERB"))) continue;
    s->heads[i] = NONE, s->relations[i] = RELATION_ROOT;
    s->heads[quote] = i, s->relations[quote] = RELATION_CCOMP;
    for (uint32_t k = 0; k < s->count; k++)
      if (k != i && s->heads[k] == quote && s->relations[k] == RELATION_PUNCT) s->heads[k] = i;
    return;
  }
}

static void add_copies(ud_corpus *c, arena *a, ud_sentence s) {
  for (uint32_t i = 0; i + 2 < s.count; i++) {
    if (!is_mark(s.forms[i])) continue;
    uint32_t end = i + 1;
    while (end < s.count && !is_mark(s.forms[end])) end++;
    uint32_t top = end < s.count ? top_of(&s, i, end + 1) : NONE;
    if (end - i >= 3 && end < s.count && s.count - (end - i) > 2 && top != NONE) {
      s = replaced(a, &s, i, end + 1, top);
      lift_speaker(&s, i);
      LIST_PUSH(a, &c->sentences, s);
    } else i = end;
  }
}

void ud_quoted_add(ud_corpus *c, arena *a) {
  uint32_t count = c->sentences.count;
  for (uint32_t s = 0; s < count; s++) add_copies(c, a, c->sentences.at[s]);
}
