/* trait.c - hashes of a token's properties. */
#include "parse/trait.h"

enum { CLASS_QUOTE = 7, CLASS_OTHER = 1000 }; /* words that stand for a class: numbers below any hash that matters */

static uint32_t fold(uint64_t h) { return (uint32_t)(h >> 32 ^ h); }

/* The first fields of IPADIC's feature string, up to the inflection: 名詞,接尾,助数詞,*. */
static view details(view feature) {
  size_t at = 0;
  for (int commas = 0; at < feature.len; at++)
    if (feature.ptr[at] == ',' && ++commas == 4) break;
  return view_slice(feature, 0, at);
}

static bool is_proper(const token *t) {
  return t->pos == POS_NOUN &&
         (t->sub == SUB_PROPER || t->sub == SUB_PERSON || t->sub == SUB_PLACE || t->sub == SUB_ORGANISATION);
}

static uint8_t script_of(uint32_t c) {
  if (char_is_hiragana(c)) return 1;
  if (char_is_katakana(c) || c == 0x30FC) return 2;
  if (char_is_kanji(c)) return 3;
  if (char_is_latin(c)) return 4;
  return char_is_digit(c) ? 5 : 0;
}

static void fill_quote(token_trait *out) {
  *out = (token_trait){.surface = CLASS_QUOTE,
                       .lemma = CLASS_QUOTE,
                       .tag = CLASS_QUOTE,
                       .last = CLASS_QUOTE,
                       .form = 1 + 16u * POS_NOUN,
                       .pos = POS_NOUN,
                       .classed = true,
                       .quote = true};
}

void token_trait_fill(const token *t, token_trait *out) {
  if (t->quote != NONE || view_equals(t->surface, TEXT("〓"))) {
    fill_quote(out);
    return;
  }
  *out = (token_trait){.pos = t->pos, .sub = t->sub, .suru = t->suru};
  uint32_t general = 1 + t->pos + 32u * t->sub;
  bool number = t->pos == POS_NOUN && t->sub == SUB_NUMBER;
  out->classed = number || is_proper(t);
  out->tag = out->classed || t->name != NONE || !t->feature.len ? general : fold(hash_view(details(t->feature)));
  if (out->classed) {
    out->surface = out->lemma = general + CLASS_OTHER;
  } else {
    out->surface = fold(hash_view(t->surface));
    out->lemma = view_equals(t->surface, t->lemma) ? out->surface : fold(hash_view(t->lemma));
  }
  out->form = 1 + t->form + 16u * t->pos;
  out->quotative = t->pos == POS_PARTICLE && view_equals(t->surface, TEXT("と"));
  out->purport = t->pos == POS_NOUN && view_equals(t->surface, TEXT("旨"));
  if (!t->surface.len) return;
  uint32_t length;
  out->script = script_of(utf8_decode(t->surface, 0, &length));
  out->last = number ? 5 : 16 + utf8_decode(t->surface, utf8_before(t->surface, t->surface.len), &length);
}
