/* scan.h - events selected by reading the columns of all of them (store/event_facts.h).
 *
 *   filter ─▶ for each fact a table: which of its numbers are wanted ─▶ part after part: rows that all tables want
 *
 * It takes some ten milliseconds for a million events whatever is asked, where a walk along an index takes as long as
 * there are entries. So it answers what has no index, what many records have, and counts. */
#ifndef SEIMEI_QUERY_SCAN_H
#define SEIMEI_QUERY_SCAN_H

#include "query/plan.h"
#include "store/event_facts.h"

/* Whether the terms are of events and can all be told from their facts: no words, no names. */
bool scan_can(const term_set *t);

typedef struct {
  int64_t base;                    /* id of a row: base | its FACT_RECORD */
  uint32_t *rows, count;           /* the selected rows */
  fact_column columns[FACT_COUNT]; /* those that were wanted, and FACT_RECORD */
  uint32_t *starts[FACT_COUNT];    /* of lists: where each row's items begin */
} scan_part;

/* The words of a fact by their numbers. */
typedef struct {
  view *words;
  double *reals; /* of scores */
  uint32_t count;
} fact_words;

typedef struct scan scan;

typedef struct {
  bool wanted[FACT_COUNT];
  bool passed[TERM_COUNT]; /* terms that do not select */
  uint32_t every;          /* a sample: one part in so many; 0: all */
} scan_options;

/* The store and t must outlive the scan. */
seimei_status scan_open(const store *s, const term_set *t, const scan_options *options, scan **out,
                        seimei_error *error);
void scan_close(scan *c); /* NULL is fine */
const fact_words *scan_words(const scan *c, fact_id fact);
/* The next part; *more false at the end. What out points to is valid until the next call. */
seimei_status scan_next(scan *c, scan_part *out, bool *more, seimei_error *error);

/* Parties taken apart: numbers of their codes and of their sectors, for each party of fact_words. */
typedef struct {
  uint32_t *code, *sector;
  view *codes, *sectors;
} party_table;
void scan_parties(const scan *c, arena *a, party_table *out);

#endif
