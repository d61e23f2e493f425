/* conditions.h - the parts of a filter on columns; selection.c puts them together. An empty value keeps all. */
#ifndef SEIMEI_COLUMN_CONDITIONS_H
#define SEIMEI_COLUMN_CONDITIONS_H

#include "column/selection.h"

typedef struct {
  const columns *columns;
  const column_filter *filter;
  const record_columns *from;
  query_records kind;
  arena *arena;
  word_memo *memo;   /* or NULL */
  uint8_t *mask;     /* what does not hold becomes 0 */
  uint32_t last_hit; /* row that a word was found in */
} selecting;

void keep_words(selecting *s, column_id column, view list);
void keep_stances(selecting *s, view list);
void keep_days(selecting *s, view since, view until);
void keep_scores(selecting *s);
void keep_first(selecting *s); /* no repeats */
void keep_parties(selecting *s, view list, unsigned sides);
void keep_sectors(selecting *s, view list);
void keep_pair(selecting *s, view pair);
void keep_issues(selecting *s, const concepts *c);
seimei_status keep_documents(selecting *s, store *store, seimei_error *error); /* publisher, lang, words, key */
seimei_status keep_about(selecting *s, store *store, seimei_error *error);

#endif
