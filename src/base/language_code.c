/* language_code.c - the languages that documents are read in, and their codes. */
#include "base/base.h"

static const char *const codes[LANGUAGE_COUNT] = {"ja", "en"};

const char *language_code(language_id l) { return codes[l]; }

bool language_of_code(view code, language_id *out) {
  size_t end = 0;
  while (end < code.len && code.ptr[end] != '-' && code.ptr[end] != '_') end++;
  *out = LANGUAGE_JA;
  for (int i = 0; i < LANGUAGE_COUNT && end; i++)
    if (view_is_word(view_slice(code, 0, end), codes[i])) return *out = (language_id)i, true;
  return end == 0;
}
