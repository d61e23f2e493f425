/* tuple.h - rows that are found again by a few numbers: a hash table with linear probing. */
#ifndef SEIMEI_COLUMN_TUPLE_H
#define SEIMEI_COLUMN_TUPLE_H

#include "base/base.h"

enum { TUPLE_MOST = 3 };

typedef struct {
  uint64_t at[TUPLE_MOST];
} tuple;

typedef struct {
  arena *arena;    /* armed */
  uint32_t *slots; /* row + 1 */
  uint32_t capacity;
  LIST(tuple) rows; /* in the order in which they first came */
} tuple_index;

/* Row of the tuple, made if there is none; NONE when it would be one more than most. */
uint32_t tuple_row(tuple_index *t, tuple key, uint32_t most);
uint32_t tuple_find(const tuple_index *t, tuple key); /* or NONE */

#endif
