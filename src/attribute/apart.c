/* apart.c - words that stand in a sentence of their own beside their cue.
 *
 *   「出て行け」。男性はそう叫んだ。    そう: the quotation before
 *   首相はこう述べた。「…」             こう, 次のように: the quotation after, else the one before */
#include "attribute/attribution.h"

static const token *token_at(const scene *s, uint32_t i) { return &s->tokens->tokens.at[i]; }

/* The speech quote that is all of a sentence, or NONE. */
static uint32_t lone_quote(const scene *s, uint32_t sentence_index) {
  if (sentence_index >= s->layout->sentences.count || s->layout->sentences.at[sentence_index].heading) return NONE;
  token_range r = s->tokens->segments.at[s->layout->sentences.at[sentence_index].segment];
  uint32_t found = NONE;
  for (uint32_t i = r.first; i < r.first + r.count; i++) {
    if (token_at(s, i)->pos == POS_SYMBOL) continue;
    if (token_at(s, i)->quote == NONE || found != NONE) return NONE;
    found = token_at(s, i)->quote;
  }
  return found;
}

/* そう or こう before the predicate: which way the words lie. */
static bool points(const attribution *a, const frame *x, bool *ahead) {
  const scene *s = a->scene;
  bunsetsu_range range = s->parse->segments.at[x->segment];
  for (uint32_t b = range.first; b < x->first_bunsetsu; b++) {
    const bunsetsu *p = &s->parse->bunsetsu.at[b];
    if (p->head != x->first_bunsetsu && p->head != x->bunsetsu) continue;
    view words = view_span(s->layout->text, (span){token_at(s, p->first)->span.begin, token_at(s, p->end - 1)->span.end});
    bool back = word_in_class(a->rules->index.words, words, TEXT("先の言葉"));
    *ahead = word_in_class(a->rules->index.words, words, TEXT("次の言葉"));
    if (back || *ahead) return true;
  }
  return false;
}

void content_apart(const attribution *a, uint32_t f, content_list *out) {
  const scene *s = a->scene;
  bool ahead = false;
  if (!points(a, &s->frames->frames.at[f], &ahead)) return;
  uint32_t here = scene_sentence(s, f), quote = ahead ? lone_quote(s, here + 1) : NONE;
  if (quote == NONE && here > 0) quote = lone_quote(s, here - 1);
  if (quote == NONE || s->speakers[quote].source.count) return;
  LIST_PUSH(s->arena, out, ((content){s->layout->quotes.at[quote].inner, quote, NONE}));
}
