/* plan.h - where a question begins. */
#ifndef SEIMEI_QUERY_PLAN_H
#define SEIMEI_QUERY_PLAN_H

#include "query/term.h"

typedef struct {
  term_id first;   /* TERM_COUNT: all records, in the order of their days */
  bool narrow;     /* few records: they are sorted; else they come in the order of the index */
  bool has_record; /* the record's row is `e` */
  const char *row, *day;
} query_plan;

/* wants_record: what is selected reads `e`. sorted: an order by sort is wanted. */
seimei_status plan_make(const store *s, const term_set *t, bool wants_record, bool sorted, query_plan *out,
                        seimei_error *error);
/* FROM and WHERE. */
void plan_write(ask_text *q, const term_set *t, const query_plan *plan);

#endif
