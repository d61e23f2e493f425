/* summary_key.h - what records are counted by: the values that a record has of a key, as numbers and as words. */
#ifndef SEIMEI_COLUMN_SUMMARY_KEY_H
#define SEIMEI_COLUMN_SUMMARY_KEY_H

#include "column/summary.h"

typedef struct summary_key summary_key;
struct summary_key {
  const char *name;
  int kinds; /* bit 1 << query_records */
  int kind;  /* of the file's own list */
  int part;  /* column or period */
};

enum { KEY_MOST_VALUES = 256 };

typedef struct {
  uint64_t at[KEY_MOST_VALUES];
  uint32_t count;
} key_values;

/* NULL with error when there is no such key, or the records have it not. */
const summary_key *summary_key_named(view name, query_records records, seimei_error *error);
bool summary_key_is_time(const summary_key *k);
/* The values of a record, each once; none only for dyads, whose records then do not count. */
void summary_key_values(const summary_key *k, const selection *s, uint32_t row, key_values *out);
view summary_key_text(const summary_key *k, const selection *s, uint64_t value, arena *a);

#endif
