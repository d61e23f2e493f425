/* count_key.h - what records are counted by, for the two ways to count: row by row, and from the columns of events. */
#ifndef SEIMEI_QUERY_COUNT_KEY_H
#define SEIMEI_QUERY_COUNT_KEY_H

#include "query/scan.h"
#include "query/tally.h"

typedef enum { KEY_PERIOD, KEY_COLUMN, KEY_LIST, KEY_ACTOR, KEY_RECIPIENT, KEY_SECTOR, KEY_DYAD } key_kind;

typedef struct {
  const char *name;
  key_kind kind;
  int records;        /* which have it */
  const char *column; /* of `e`, or a document's */
  bool of_document;
  fact_id fact; /* FACT_COUNT: not among the columns of events */
} count_key;

typedef struct {
  const count_key *const *keys;
  uint32_t key_count;
} count_keys;

typedef LIST(count_row) count_list;

/* Counts from the columns; rows in no order, in the arena, which must be armed. */
seimei_status count_facts(const store *s, const term_set *t, const count_keys *keys, arena *a, count_list *rows,
                          uint64_t *records, seimei_error *error);

/* The first day of a day's period, both as of fact_day; 0 where there is none. */
typedef struct {
  period_kind kind;
  uint32_t days[1024], mondays[1024]; /* found before */
} period_table;
uint32_t period_start(period_table *p, uint32_t day);

/* Dyads of a row, as party_dyads says, each an actor's code and a recipient's in one number. */
typedef LIST(uint64_t) dyad_numbers;
void scan_dyads(arena *a, const scan_part *p, uint32_t row, const party_table *parties, dyad_numbers *out);

#endif
