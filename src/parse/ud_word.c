/* ud_word.c - what the network sees of a word's form: the word without case, its last and first letters, its shape. */
#include "parse/ud_net.h"

enum { LONGEST = 32 }; /* bytes of a word that count */

static uint32_t fold(uint64_t h) { return (uint32_t)(h >> 32 ^ h); }

static uint16_t slot_of(uint32_t kind, view part) {
  return (uint16_t)(hash_mix(hash_view(part), kind + 1) >> (64 - UD_SLOT_BITS));
}

typedef enum { LETTER_UPPER = 1, LETTER_LOWER = 2, LETTER_DIGIT = 4, LETTER_HYPHEN = 8, LETTER_OTHER = 16 } letter;

static letter letter_of(char c) {
  if (c >= 'A' && c <= 'Z') return LETTER_UPPER;
  if ((c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80) return LETTER_LOWER;
  if (c >= '0' && c <= '9') return LETTER_DIGIT;
  return c == '-' ? LETTER_HYPHEN : LETTER_OTHER;
}

/* Kinds of characters without repetition: Xx, X, d.d; and the coarser question which kinds there are. */
static size_t shape_of(view surface, char *out, uint32_t *kinds) {
  size_t n = 0;
  *kinds = 0;
  for (size_t i = 0; i < surface.len && i < LONGEST; i++) {
    letter l = letter_of(surface.ptr[i]);
    *kinds |= l;
    char c = l == LETTER_OTHER ? surface.ptr[i] : (char)('A' + l);
    if (!n || out[n - 1] != c) out[n++] = c;
  }
  return n < 8 ? n : 8;
}

static size_t simple_form(view surface, char *out) {
  size_t n = surface.len < LONGEST ? surface.len : LONGEST;
  for (size_t i = 0; i < n; i++) {
    char c = ascii_lower(surface.ptr[i]);
    out[i] = c >= '0' && c <= '9' ? '0' : c;
  }
  return n;
}

void ud_word_of(view surface, ud_word *out) {
  char small[LONGEST], shape[LONGEST];
  uint32_t kinds;
  if (view_equals(surface, TEXT("\xE2\x80\x99s"))) surface = TEXT("'s");
  view form = view_of(small, simple_form(surface, small));
  view last = view_of(shape, shape_of(surface, shape, &kinds));
  uint32_t first = surface.len ? (uint32_t)letter_of(surface.ptr[0]) : 0;
  uint32_t facts[] = {kinds, first, (uint32_t)(surface.len < 8 ? surface.len : 8)};
  out->word = fold(hash_view(form));
  for (uint32_t k = 1; k <= 4; k++) out->slots[k - 1] = slot_of(k, form.len > k ? view_skip(form, form.len - k) : form);
  out->slots[4] = slot_of(5, view_slice(form, 0, form.len < 3 ? form.len : 3));
  out->slots[5] = slot_of(6, last);
  out->slots[6] = slot_of(7, view_of((const char *)facts, sizeof facts));
}
