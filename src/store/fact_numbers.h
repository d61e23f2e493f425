/* fact_numbers.h - the words of facts as small numbers: for each kind from 0 on, in the order in which they came. */
#ifndef SEIMEI_STORE_FACT_NUMBERS_H
#define SEIMEI_STORE_FACT_NUMBERS_H

#include <sqlite3.h>

#include "base/base.h"

typedef struct {
  sqlite3 *database;
  sqlite3_stmt *all, *add; /* prepared when first used */
  arena memory;
  map numbers; /* by kind, U+001F, value */
  map counts;  /* by kind */
  buffer key;
  bool is_loaded;
  bool is_fixed; /* nothing is written: a new word is NONE */
  bool failed;   /* the connection or memory did */
} fact_numbers;

void fact_numbers_init(fact_numbers *n, sqlite3 *db);
void fact_numbers_release(fact_numbers *n);
/* Reads all anew when it is used next: after a transaction was taken back. */
void fact_numbers_forget(fact_numbers *n);

/* Number of a word, written to fact_values when it is new. The arena must be armed. */
uint32_t fact_number_of_word(fact_numbers *n, const char *kind, view word);
uint32_t fact_number_of_real(fact_numbers *n, const char *kind, double real);

#endif
