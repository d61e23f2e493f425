/* position.h - who stands where on which issue, first, last and over time.
 *
 *   events with `about` ─▶ phrases ─▶ keys (concept.h) ─▶ issues ─▶ rows: issue, actor, stances, course
 *
 * docs/positions.md has the method. */
#ifndef SEIMEI_POSITION_H
#define SEIMEI_POSITION_H

#include "position/concept.h"
#include "query/query.h"
#include "query/tally.h"

typedef struct {
  view issue;       /* the phrase that its events have most often */
  view key;         /* names and concepts of its first phrase: "IGO/NATO enlargement" */
  uint32_t phrases; /* different ones that it has */
  view actor;
  uint64_t counts[STANCE_COUNT];
  view first, last; /* days */
  view course;      /* "2021: oppose 2; 2023: support 1, demand 1" */
  view moved;       /* "oppose > support" where the first and the last period differ, else empty */
} position_row;

typedef struct {
  position_row *at;
  uint32_t count, issues;
} position_rows;

typedef struct {
  period_kind period;
  uint32_t most_issues; /* 0: all */
  view issue;           /* words of the issue that is asked for, in any language; empty: all */
} position_options;

/* One event that is a position. */
typedef struct {
  int64_t event; /* its row in the store */
  view key;      /* of the document */
  stance stance;
  view issue, issue_key; /* as issue and key of position_row */
} position_event;

typedef struct {
  position_event *at;
  uint32_t count;
} position_events;

/* Issues with the most positions first, and in them the actors. Rows are in the arena, which must be armed. */
seimei_status positions_read(store *s, const concepts *c, const query_filter *filter, const position_options *options,
                             arena *a, position_rows *out, seimei_error *error);
/* The same events one by one, in the order of the store: every event that is counted in those rows, and those without an
 * actor. */
seimei_status position_events_read(store *s, const concepts *c, const query_filter *filter,
                                   const position_options *options, arena *a, position_events *out, seimei_error *error);

#endif
