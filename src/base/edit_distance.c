/* edit_distance.c - changes of one letter between two words. */
#include "base/base.h"

enum { LONGEST = 31 };

uint32_t edit_distance(view a, view b) {
  uint32_t row[LONGEST + 1];
  if (a.len > LONGEST || b.len > LONGEST) return EDIT_FAR;
  for (uint32_t j = 0; j <= b.len; j++) row[j] = j;
  for (uint32_t i = 1; i <= a.len; i++) {
    uint32_t corner = row[0];
    row[0] = i;
    for (uint32_t j = 1; j <= b.len; j++) {
      uint32_t best = corner + (a.ptr[i - 1] != b.ptr[j - 1]);
      corner = row[j];
      if (row[j] + 1 < best) best = row[j] + 1;
      if (row[j - 1] + 1 < best) best = row[j - 1] + 1;
      row[j] = best;
    }
  }
  return row[b.len];
}

bool edit_is_nearer(view word, view candidate, uint32_t *least) {
  uint32_t d = edit_distance(word, candidate);
  if (d >= *least || d >= candidate.len) return false;
  *least = d;
  return true;
}
