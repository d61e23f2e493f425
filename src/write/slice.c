/* slice.c - code points to bytes by walking: records come in the order of the text, so no index is built. */
#include "write/slice.h"

static size_t walk_to(slicer *s, uint32_t point) {
  if (point < s->point) *s = slicer_of(s->text);
  while (s->point < point && s->byte < s->text.len) {
    uint32_t length;
    utf8_decode(s->text, s->byte, &length);
    s->byte += length;
    s->point++;
  }
  return s->byte;
}

view slice_next(slicer *s, span points) {
  size_t begin = walk_to(s, points.begin);
  slicer ahead = *s; /* the next span may begin inside this one */
  size_t end = walk_to(&ahead, points.end < points.begin ? points.begin : points.end);
  return s->text.len ? view_slice(s->text, begin, end) : (view){NULL, 0};
}
