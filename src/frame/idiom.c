/* idiom.c - verbs of several words that the tables know as one. */
#include "frame/context.h"

/* 買って│出る, 食ってかかる, 夕食を│共に│する: words that the tables know as one verb. Empty when they are none. */
static view idiom_of(const frame_context *c, uint32_t from, uint32_t last) {
  if (token_at(c, last)->pos != POS_VERB) return (view){0};
  view words = view_span(c->layout->text, (span){token_at(c, from)->span.begin, token_at(c, last)->span.begin});
  view lemma = token_at(c, last)->lemma;
  view phrase = arena_format(c->arena, "%.*s%.*s", (int)words.len, words.ptr, (int)lemma.len, lemma.ptr);
  return word_in_class(&c->rules->classes, phrase, TEXT("連語")) ? phrase : (view){0};
}

/* Whether the bunsetsu is the first half of such words. */
bool idiom_is_half(const frame_context *c, uint32_t b) {
  const bunsetsu *x = bunsetsu_at(c, b);
  return x->head == b + 1 && !c->tails[b].comma && idiom_of(c, x->head_token, bunsetsu_at(c, b + 1)->head_token).len;
}

void idiom_absorb(const frame_context *c, uint32_t b, frame *f) {
  const bunsetsu *x = bunsetsu_at(c, b);
  bool half = b > 0 && bunsetsu_at(c, b - 1)->segment == f->segment && idiom_is_half(c, b - 1);
  uint32_t from = half ? bunsetsu_at(c, b - 1)->head_token : x->head_token;
  for (uint32_t last = x->head_token; last < x->end; last++) {
    view phrase = last == from ? (view){0} : idiom_of(c, from, last);
    if (!phrase.len) continue;
    f->lemma = f->compound = phrase;
    f->trigger.begin = token_at(c, from)->span.begin;
    f->other = (view){0};
    if (half) f->first_bunsetsu = b - 1;
    return;
  }
}
