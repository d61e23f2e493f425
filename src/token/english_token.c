/* english_token.c - English segments to tokens. */
#include "token/token_parts.h"

seimei_status english_tokenizer_open(const pack *p, tokenizer *t, tokenizer **out, seimei_error *error) {
  (void)p;
  (void)error;
  *out = t;
  return SEIMEI_OK;
}

/* Words between blanks, each a noun. */
void english_token_run(token_worker *w, arena *a, const text_layout *layout, token_layout *out) {
  (void)w;
  for (uint32_t s = 0; s < layout->segments.count; s++) {
    span words = layout->segments.at[s].span;
    token_range range = {out->tokens.count, 0};
    for (uint32_t at = words.begin; at < words.end;) {
      uint32_t end = at;
      while (end < words.end && layout->text.ptr[end] != ' ' && layout->text.ptr[end] != '\n') end++;
      token t = {.span = {at, end}, .pos = POS_NOUN, .upos = UPOS_NOUN, .quote = NONE, .name = NONE};
      t.surface = t.lemma = view_span(layout->text, t.span);
      if (end > at) LIST_PUSH(a, &out->tokens, t);
      at = end + 1;
    }
    range.count = out->tokens.count - range.first;
    LIST_PUSH(a, &out->segments, range);
  }
}
