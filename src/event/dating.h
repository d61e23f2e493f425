/* dating.h - what the two files that find the days of events share. */
#ifndef SEIMEI_EVENT_DATING_H
#define SEIMEI_EVENT_DATING_H

#include "event/event_parts.h"

typedef enum {
  DATING_DEED,
  DATING_WORDS,   /* a date to come is not theirs */
  DATING_PROMISE, /* the date in its own clause says when it is to be kept */
  DATING_TELLER   /* of what it tells: later dates may belong to that */
} dating_kind;

static inline const frame *dating_frame(const event_context *c, uint32_t f) { return &c->scene->frames->frames.at[f]; }

/* dating.c */
bool dating_is_verbal(seimei_type t);
uint32_t dating_chain_end(const event_context *c, uint32_t f); /* the clause that the chain of joined clauses ends in */
uint32_t dating_teller(const event_context *c, uint32_t f);    /* the predicate whose words or view the clause is, or NONE */
/* The best date of the predicate's own clause, else of the clauses that it is joined to, or NULL. */
const when *dating_in_chain(const event_context *c, uint32_t f, dating_kind kind);

/* told_day.c */
void told_day_read(event_context *c, uint32_t sentence);             /* reads the days of all sentences before it */
bool told_day_continues(const event_context *c, const event *e); /* whether the event belongs to the day that was told last */

#endif
