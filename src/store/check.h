/* check.h - whether a store is whole. */
#ifndef SEIMEI_STORE_CHECK_H
#define SEIMEI_STORE_CHECK_H

#include "store/store.h"

/* Reads all of it: SQLite's own pages and indexes, rows that point to rows, the word indexes against the words, the
 * search tables against the records. BAD_INPUT says what is not as it should be. Needs a store that is open for
 * writing. */
seimei_status store_check(store *s, seimei_error *error);

uint64_t store_document_count(store *s);

#endif
