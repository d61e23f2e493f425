/* token_abbr_table.c - the one-character names of states out of the tables: tier, words in which the character is
 * something else (stop=), compounds that are words of their own (weak=). */
#include <stdlib.h>

#include "token/token_parts.h"

static char tier_of(const name_index *n, uint32_t form, view *flags) {
  const name_form *f = name_index_form(n, form);
  for (uint32_t k = 0; k < f->row_count; k++) {
    const name_row *row = name_index_row(n, f, k);
    if (row->kind != NAME_ABBR || !row->flags.len) continue;
    *flags = row->flags;
    return row->flags.ptr[0];
  }
  return 0;
}

/* The character that a form is, when it is one kanji or katakana; else 0. */
static uint32_t single_character(const name_form *f) {
  uint32_t length, c = utf8_decode(f->form, 0, &length);
  if (length != f->form.len) return 0;
  return (c >= 0x30A1 && c <= 0x30FA) || (c >= 0x4E00 && c <= 0x9FFF) ? c : 0;
}

/* In the order of the forms; out may be NULL, then they are only counted. */
static uint32_t collect(const name_index *names, abbreviation *out) {
  uint32_t count = 0;
  for (uint32_t form = 0; form < name_index_form_count(names); form++) {
    const name_form *f = name_index_form(names, form);
    uint32_t c = f->kinds & 1u << NAME_ABBR ? single_character(f) : 0;
    view flags;
    char tier = c ? tier_of(names, form, &flags) : 0;
    if (tier != 'A' && tier != 'B' && tier != 'R') continue;
    if (out) out[count] = (abbreviation){.code_point = c, .form = form, .tier = tier, .flags = flags};
    count++;
  }
  return count;
}

static int by_code_point(const void *a, const void *b) {
  uint32_t x = ((const abbreviation *)a)->code_point, y = ((const abbreviation *)b)->code_point;
  return (x > y) - (x < y);
}

bool abbreviation_listed(view *flags, view key, bool *listed, view *word) {
  while (view_split(flags, '|', word)) {
    if (view_starts_with(*word, key)) {
      *listed = true;
      *word = view_skip(*word, key.len);
      return true;
    }
    if (view_find(*word, TEXT("="), 0) != SIZE_MAX) *listed = false;
    if (*listed) return true;
  }
  return false;
}

static size_t find_last(view words, view part) {
  size_t found = SIZE_MAX;
  for (size_t at = view_find(words, part, 0); at != SIZE_MAX; at = view_find(words, part, at + 1)) found = at;
  return found;
}

/* The words of stop= that hold the character; out may be NULL, then they are only counted. */
static uint32_t collect_stops(const abbreviation *a, stop_word *out) {
  char bytes[4];
  view letter = view_of(bytes, utf8_encode(a->code_point, bytes)), word;
  uint32_t count = 0;
  bool listed = false;
  for (view rest = a->flags; abbreviation_listed(&rest, TEXT("stop="), &listed, &word);) {
    size_t back = find_last(word, letter);
    if (back == SIZE_MAX) continue;
    if (out) out[count] = (stop_word){word, (uint32_t)back};
    count++;
  }
  return count;
}

static bool add_stops(abbreviations *a, const seimei_allocator *allocator) {
  uint32_t count = 0;
  for (uint32_t i = 0; i < a->count; i++) {
    a->at[i].first_stop = count;
    count += a->at[i].stop_count = collect_stops(&a->at[i], NULL);
  }
  a->stops = allocator_resize(allocator, NULL, (count + 1) * sizeof *a->stops);
  if (!a->stops) return false;
  for (uint32_t i = 0; i < a->count; i++) collect_stops(&a->at[i], a->stops + a->at[i].first_stop);
  return true;
}

seimei_status abbreviations_new(const name_index *names, const seimei_allocator *allocator, abbreviations *out) {
  *out = (abbreviations){0};
  uint32_t count = names ? collect(names, NULL) : 0;
  if (!count) return SEIMEI_OK;
  out->at = allocator_resize(allocator, NULL, count * sizeof *out->at);
  if (!out->at) return SEIMEI_NO_MEMORY;
  out->count = collect(names, out->at);
  qsort(out->at, count, sizeof *out->at, by_code_point);
  for (uint32_t i = 0; i < count; i++) {
    uint32_t c = out->at[i].code_point;
    out->bits[c / 8] |= (uint8_t)(1u << c % 8);
  }
  return add_stops(out, allocator) ? SEIMEI_OK : SEIMEI_NO_MEMORY;
}

void abbreviations_free(abbreviations *a, const seimei_allocator *allocator) {
  if (a->at) allocator_resize(allocator, a->at, 0);
  if (a->stops) allocator_resize(allocator, a->stops, 0);
}
