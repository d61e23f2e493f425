/* ranking.h - what the choice of a recipient looks at. */
#ifndef SEIMEI_RANKING_H
#define SEIMEI_RANKING_H

#include "event/event_parts.h"

typedef struct {
  const event_context *c;
  uint32_t f, sentence;
  const event *e;
  ranking *out;
} chooser;

/* Where a mention stands, seen from the predicate: in an argument of it (arg), of its noun (nounarg), of a clause that
 * is joined to it (child-co, par-q, ...), in which role, and whether it heads the argument. */
typedef struct {
  view relation, role, how;
} standing;

standing mention_standing(const chooser *x, const mention *m); /* standing.c */

#endif
