/* selection.h - which records a filter selects, as a byte for each. */
#ifndef SEIMEI_COLUMN_SELECTION_H
#define SEIMEI_COLUMN_SELECTION_H

#include "column/columns.h"

/* Beyond seimei query: an empty view does not select, lists are separated by commas. */
typedef struct {
  query_filter query; /* tidied; its kind, sort, limit and offset are not looked at */
  view party;         /* CODE or CODE:SECTOR on either side */
  view quad, stance;  /* stance "any": whatever it is */
  view issue;         /* words: issues that have all that they say */
  view keys;          /* issues with exactly these keys */
  view document;      /* key of one document */
} column_filter;

typedef struct {
  const columns *columns;
  const record_columns *from;
  query_records kind;
  uint8_t *mask; /* 1: selected */
  uint32_t count;
} selection;

/* Whether the filter selects by what statements do not have; it then selects no statement. */
bool column_filter_is_of_events(const column_filter *f);

/* Documents that have the words of the filter, for whoever selects both kinds: asked for once. Begins empty. */
typedef struct {
  uint8_t *hits; /* in the arena of selection_make */
} word_memo;

/* Selects in the arena, which must be armed. store: of the same data, asked for words; c: as the columns were loaded
 * with; memo: of the same filter, or NULL. */
seimei_status selection_make(const columns *columns, store *s, const concepts *c, const column_filter *f,
                             query_records kind, word_memo *memo, arena *a, selection *out, seimei_error *error);

/* Rows in the order of the sort from offset on, at most limit; *count is how many. */
uint32_t *selection_rows(const selection *s, query_sort sort, uint64_t offset, uint32_t limit, arena *a,
                         uint32_t *count);

/* ---- parties of a record ---- */

enum { RECORD_MOST_CODES = 64 };

typedef struct {
  uint32_t at[RECORD_MOST_CODES], count;
} code_list;

/* Codes on one side, each once; those beyond RECORD_MOST_CODES are left out. */
void row_codes(const columns *c, const record_columns *k, uint32_t row, uint32_t side, code_list *out);

typedef struct {
  uint32_t actor, recipient; /* codes */
} code_dyad;

/* The dyads of an event as of party_dyads; at most most of them. Returns how many. */
uint32_t row_dyads(const columns *c, const record_columns *k, uint32_t row, code_dyad *out, uint32_t most);

#endif
