/* english_lemma.c - dictionary forms.
 *
 *   plural, third person   -ies ─▶ -y    -ches -shes -sses -xes -zzes ─▶ without -es    -s ─▶
 *   past, participle       -ied ─▶ -y    -tted ─▶ -t    -ed ─▶ with or without e
 *   gerund                 -ying ─▶ -y   -tting ─▶ -t   -ing ─▶ with or without e
 *
 * Whether a stem takes an e again (making, meeting) goes by its letters; what goes another way is in the table. */
#include "token/english_lemma.h"

#include "token/english_spelling.h"

struct english_lemmas {
  const seimei_allocator *allocator;
  arena memory;
  map forms; /* "v saw": row of the table */
  const table *table;
  uint32_t lemma_column;
  english_spelling spelling;
};

enum { LONGEST = 48 };

/* Groups of tags that the table knows: a word may be another's form as a noun and as a verb (saw, leaves). */
char english_lemma_group(upos tag, uint16_t morph) {
  if (tag == UPOS_VERB || tag == UPOS_AUX) return 'v';
  if (tag == UPOS_NOUN) return 'n';
  if (tag == UPOS_ADJ) return morph & MORPH_PARTICIPLE ? 'v' : 'a';
  if (tag == UPOS_ADV) return 'r';
  return tag == UPOS_PROPN ? 'p' : 'o';
}

static seimei_status fill(english_lemmas *l, const pack *p, seimei_error *error) {
  if (p) english_spelling_load(&l->memory, p, &l->spelling);
  l->table = p ? pack_table(p, "en/lemma") : NULL;
  if (!l->table) return SEIMEI_OK;
  uint32_t group = table_column(l->table, "group"), form = table_column(l->table, "form");
  l->lemma_column = table_column(l->table, "lemma");
  if (group == NONE || form == NONE || l->lemma_column == NONE)
    return table_error(l->table, 0, NONE, error, "columns group, form and lemma are needed");
  for (uint32_t r = 0; r < l->table->rows; r++) {
    view g = table_cell(l->table, r, group), f = table_cell(l->table, r, form);
    if (g.len != 1 || f.len > LONGEST) return table_error(l->table, r, group, error, "a group is one letter, a form at most %d", LONGEST);
    map_put(&l->memory, &l->forms, arena_format(&l->memory, "%c %.*s", g.ptr[0], (int)f.len, f.ptr), r);
  }
  return SEIMEI_OK;
}

seimei_status english_lemmas_new(const pack *p, const seimei_allocator *allocator, english_lemmas **out, seimei_error *error) {
  jmp_buf unwind;
  english_lemmas *l = allocator_resize(allocator, NULL, sizeof *l);
  *out = NULL;
  if (!l) return error_set(error, SEIMEI_NO_MEMORY, "out of memory");
  *l = (english_lemmas){.allocator = allocator};
  arena_init(&l->memory, allocator);
  l->memory.on_failure = &unwind;
  seimei_status status = setjmp(unwind) ? error_set(error, SEIMEI_NO_MEMORY, "out of memory") : fill(l, p, error);
  l->memory.on_failure = NULL;
  if (status) english_lemmas_free(l);
  else *out = l;
  return status;
}

void english_lemmas_free(english_lemmas *l) {
  if (!l) return;
  arena_release(&l->memory);
  allocator_resize(l->allocator, l, 0);
}

/* ---- rules ---- */

static bool is_vowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u'; }
static bool ends(view v, const char *end) { return view_ends_with(v, view_of_string(end)); }
static view cut(view v, size_t n) { return view_of(v.ptr, v.len - n); }
static view joined(arena *a, view stem, const char *end) { return arena_format(a, "%.*s%s", (int)stem.len, stem.ptr, end); }

static view without_s(arena *a, view w) {
  static const char *const es[] = {"ches", "shes", "sses", "xes", "zzes", "oes"};
  if (w.len < 4 || !ends(w, "s") || ends(w, "ss") || ends(w, "us") || ends(w, "is")) return w;
  if (ends(w, "ies") && w.len > 4) return joined(a, cut(w, 3), "y");
  for (size_t i = 0; i < COUNT_OF(es); i++)
    if (ends(w, es[i])) return cut(w, 2);
  return cut(w, 1);
}

/* Whether the stem of a form in -ed or -ing has lost an e: mak, announc, accus, handl, initiat. */
static bool lost_e(view stem) {
  static const char *const yes[] = {"iat", "uat", "dg", "rg", "ag", "eg", "ang", "eng", "ung", "ps", "ns", "rs", "ls", "quir"};
  static const char *const no[] = {"en", "er", "el", "et", "it", "on", "or", "ed", "ol", "al"};
  char last = stem.ptr[stem.len - 1], before = stem.len > 1 ? stem.ptr[stem.len - 2] : 'x', third = stem.len > 2 ? stem.ptr[stem.len - 3] : 'x';
  for (size_t i = 0; i < COUNT_OF(yes); i++)
    if (ends(stem, yes[i])) return true;
  if (last == 'v' || last == 'u' || last == 'c' || (last == 'z' && before != 'z') || (last == 's' && is_vowel(before))) return true;
  if (last == 'l' && !is_vowel(before)) return before != 'l' && before != 'r' && before != 'w' && before != 'y';
  if (is_vowel(last) || last == 'y' || last == 'h' || last == 'w' || last == 'x' || !is_vowel(before) || is_vowel(third)) return false;
  for (size_t i = 0; i < COUNT_OF(no); i++)
    if (ends(stem, no[i])) return false;
  return stem.len > 2;
}

static view stem_lemma(arena *a, view stem) {
  char last = stem.ptr[stem.len - 1];
  bool twice = stem.len > 2 && last == stem.ptr[stem.len - 2] && !is_vowel(last);
  if (twice && last != 's' && last != 'l' && last != 'f' && last != 'z') return cut(stem, 1);
  return lost_e(stem) ? joined(a, stem, "e") : stem;
}

static bool has_vowel(view v) {
  for (size_t i = 0; i < v.len; i++)
    if (is_vowel(v.ptr[i]) || v.ptr[i] == 'y') return true;
  return false;
}

static view verb_lemma(arena *a, view w, uint16_t morph) {
  if (morph & (MORPH_PAST | MORPH_PARTICIPLE)) {
    if (ends(w, "ied") && w.len > 4) return joined(a, cut(w, 3), "y");
    if (ends(w, "eed")) return cut(w, 1);
    if (ends(w, "ed") && w.len > 3 && has_vowel(cut(w, 2))) return stem_lemma(a, cut(w, 2));
  } else if (morph & MORPH_GERUND) {
    if (ends(w, "ing") && w.len > 4 && has_vowel(cut(w, 3))) return stem_lemma(a, cut(w, 3));
  } else if (morph & MORPH_PRESENT) return without_s(a, w);
  return w;
}

static view compared(arena *a, view w) {
  size_t n = ends(w, "est") ? 3 : ends(w, "er") ? 2 : 0;
  if (!n || w.len < n + 3) return w;
  view stem = cut(w, n);
  if (ends(stem, "i")) return joined(a, cut(stem, 1), "y");
  return stem_lemma(a, stem);
}

/* With ' for the typographic apostrophe: n't. */
static view straight(arena *a, view w) {
  view sign = TEXT("\xE2\x80\x99");
  size_t at = view_find(w, sign, 0);
  if (at == SIZE_MAX) return w;
  view rest = view_skip(w, at + sign.len);
  return arena_format(a, "%.*s'%.*s", (int)at, w.ptr, (int)rest.len, rest.ptr);
}

static bool is_lower(view v) {
  for (size_t i = 0; i < v.len; i++)
    if (v.ptr[i] >= 'A' && v.ptr[i] <= 'Z') return false;
  return true;
}

view english_lemma_form(arena *a, view surface, upos tag) {
  return straight(a, is_lower(surface) || tag == UPOS_PROPN ? surface : arena_lower(a, surface));
}

view english_lemma(const english_lemmas *l, arena *a, view surface, upos tag, uint16_t morph) {
  char group = english_lemma_group(tag, morph), key[LONGEST + 2] = {group, ' '};
  if (tag == UPOS_PROPN && !(morph & MORPH_PLURAL)) return surface;
  view w = english_lemma_form(a, surface, tag);
  if (w.len && w.len <= LONGEST) {
    memcpy(key + 2, w.ptr, w.len);
    uint32_t row = map_get(&l->forms, view_of(key, w.len + 2));
    if (row != NONE) return table_cell(l->table, row, l->lemma_column);
  }
  if (tag == UPOS_VERB || tag == UPOS_AUX) return verb_lemma(a, w, morph);
  if ((tag == UPOS_NOUN || tag == UPOS_PROPN) && (morph & MORPH_PLURAL)) return without_s(a, w);
  if (morph & MORPH_COMPARED) return compared(a, w);
  return w;
}

view english_lemma_american(const english_lemmas *l, arena *a, view surface, upos tag, uint16_t morph) {
  view lemma = english_lemma(l, a, surface, tag, morph);
  return tag == UPOS_PROPN ? lemma : english_spelling_of(&l->spelling, a, lemma);
}
