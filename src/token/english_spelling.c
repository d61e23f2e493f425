/* english_spelling.c - British lemmas into American ones, by words and by endings that are exact but for a closed list. */
#include "token/english_spelling.h"

static void add_ending(arena *a, english_spelling *s, view ending, view instead) {
  uint32_t at = s->ending.count;
  LIST_PUSH(a, &s->ending, ending);
  LIST_PUSH(a, &s->instead, instead);
  for (; at > 0 && s->ending.at[at - 1].len < ending.len; at--) s->ending.at[at] = s->ending.at[at - 1], s->instead.at[at] = s->instead.at[at - 1];
  s->ending.at[at] = ending;
  s->instead.at[at] = instead;
}

void english_spelling_load(arena *a, const pack *p, english_spelling *out) {
  *out = (english_spelling){0};
  const table *t = pack_table(p, "en/spelling");
  for (uint32_t row = 0; t && row < t->rows; row++) {
    view kind = table_cell(t, row, table_column(t, "kind")), form = table_cell(t, row, table_column(t, "form"));
    view american = table_cell(t, row, table_column(t, "american"));
    if (view_is(kind, "ending")) add_ending(a, out, form, american);
    else if (view_is(kind, "keep")) map_put(a, &out->kept, form, row);
    else {
      map_put(a, &out->words, form, out->american.count);
      LIST_PUSH(a, &out->american, american);
    }
  }
}

/* advised and advising are advise. */
static bool is_kept(const english_spelling *s, arena *a, view lemma) {
  if (map_get(&s->kept, lemma) != NONE) return true;
  if (lemma.len < 4) return false;
  view stem = view_slice(lemma, 0, lemma.len - 1);
  bool past = view_ends_with(lemma, TEXT("ed")) || view_ends_with(lemma, TEXT("er")), going = view_ends_with(lemma, TEXT("ing"));
  if (past) return map_get(&s->kept, stem) != NONE;
  return going && map_get(&s->kept, arena_format(a, "%.*se", (int)(lemma.len - 3), lemma.ptr)) != NONE;
}

view english_spelling_of(const english_spelling *s, arena *a, view lemma) {
  enum { STEM = 2 }; /* letters before an ending */
  uint32_t word = map_get(&s->words, lemma);
  if (word != NONE) return s->american.at[word];
  for (uint32_t i = 0; i < s->ending.count; i++) {
    view ending = s->ending.at[i];
    if (lemma.len < ending.len + STEM || !view_ends_with(lemma, ending)) continue;
    if (is_kept(s, a, lemma)) return lemma;
    view instead = s->instead.at[i];
    return arena_format(a, "%.*s%.*s", (int)(lemma.len - ending.len), lemma.ptr, (int)instead.len, instead.ptr);
  }
  return lemma;
}
