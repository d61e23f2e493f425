/* token_dump.c - tokens as lines: surface, class, lemma where it differs, and marks.
 *
 *   segment
 *     訪中    noun.sahen             name=中
 *     し      verb        する  suru
 */
#include "token/token_parts.h"

static const char *const pos_names[] = {"noun",         "verb",   "adjective", "adverb",    "adnominal", "conjunction",
                                        "interjection", "prefix", "particle",  "auxiliary", "symbol",    "other"};
static const char *const sub_names[] = {"",        "sahen",        "na",        "proper",      "person",
                                        "place",   "organisation", "number",    "suffix",      "counter",
                                        "pronoun", "dependent",    "adverbial", "verb-suffix", "case",
                                        "topic",   "conjunctive",  "adnominal", "parallel",    "adverb-particle",
                                        "final",   "open",         "close",     "comma",       "period"};
_Static_assert(COUNT_OF(sub_names) == SUB_PERIOD + 1, "one name a value of subpos");
_Static_assert(COUNT_OF(pos_names) == POS_OTHER + 1, "one name a value of pos");

static void dump_token(buffer *out, const text_layout *layout, const token_layout *tokens, const token *t) {
  buffer_printf(out, "  %.*s %s", (int)t->surface.len, t->surface.ptr, pos_names[t->pos]);
  if (t->sub) buffer_printf(out, ".%s", sub_names[t->sub]);
  if (!view_equals(t->lemma, t->surface)) buffer_printf(out, " %.*s", (int)t->lemma.len, t->lemma.ptr);
  if (t->suru) buffer_add_string(out, " suru");
  if (t->unknown) buffer_add_string(out, " unknown");
  if (t->quote != NONE) buffer_printf(out, " quote=%u", t->quote);
  if (t->name != NONE) {
    view name = view_span(layout->text, tokens->names.at[t->name].span);
    buffer_printf(out, " name=%.*s", (int)name.len, name.ptr);
  }
  buffer_add_byte(out, '\n');
}

void token_dump(buffer *out, const text_layout *layout, const token_layout *tokens) {
  for (uint32_t s = 0; s < tokens->segments.count; s++) {
    const token_range *range = &tokens->segments.at[s];
    buffer_add_string(out, "segment\n");
    for (uint32_t i = 0; i < range->count; i++) dump_token(out, layout, tokens, &tokens->tokens.at[range->first + i]);
  }
  for (uint32_t i = 0; i < tokens->asides.count; i++) {
    view words = view_span(layout->text, tokens->asides.at[i]);
    buffer_printf(out, "aside %.*s\n", (int)words.len, words.ptr);
  }
}
