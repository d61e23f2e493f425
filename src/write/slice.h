/* slice.h - words out of a document by the code points of records. */
#ifndef SEIMEI_WRITE_SLICE_H
#define SEIMEI_WRITE_SLICE_H

#include "base/base.h"

/* Walks forward through a text; spans that are asked for in the order of the text cost one walk in all. */
typedef struct {
  view text;
  size_t byte;    /* where the walk is */
  uint32_t point; /* the same place in code points */
} slicer;

static inline slicer slicer_of(view text) { return (slicer){text, 0, 0}; }

/* The bytes of a span of code points, cut at the end of the text. */
view slice_next(slicer *s, span points);

#endif
