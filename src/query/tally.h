/* tally.h - counts by words: rows that are found again by the text of their keys. */
#ifndef SEIMEI_QUERY_TALLY_H
#define SEIMEI_QUERY_TALLY_H

#include "base/base.h"

typedef struct {
  arena *arena; /* armed */
  map index;
  uint32_t count;
  buffer key; /* the one that is being put together */
} tally;

void tally_init(tally *t, arena *a);
void tally_release(tally *t);
/* Number of the row with these keys, counted from 0 in the order in which they first came; *is_new when this is the
 * first. */
uint32_t tally_row(tally *t, const view *keys, uint32_t count, bool *is_new);

/* The same for keys that are numbers. */
enum { TALLY_MOST_NUMBERS = 4 };
typedef struct {
  arena *arena; /* armed */
  struct tally_slot {
    uint64_t numbers[TALLY_MOST_NUMBERS];
    uint32_t row; /* counted from 1; 0: empty */
  } * slots;
  uint32_t count, capacity; /* capacity: a power of two, or 0 */
} number_tally;

/* numbers: all TALLY_MOST_NUMBERS of them, 0 where there are fewer. */
uint32_t number_tally_row(number_tally *t, const uint64_t *numbers, bool *is_new);

/* "2022-02-04" as day, week (its Monday), month, quarter (2022-Q1) or year. */
typedef enum { PERIOD_DAY, PERIOD_WEEK, PERIOD_MONTH, PERIOD_QUARTER, PERIOD_YEAR, PERIOD_NONE } period_kind;
typedef struct {
  char text[16];
  uint32_t len;
} period_text;

period_kind period_named(view name);
view period_of(period_text *p, period_kind kind, view day); /* empty for an empty day */

#endif
