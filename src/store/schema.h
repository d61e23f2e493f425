/* schema.h - the tables of a store and how an older one is brought up to them. */
#ifndef SEIMEI_STORE_SCHEMA_H
#define SEIMEI_STORE_SCHEMA_H

#include <stdio.h>

#include "store/store.h"

typedef struct {
  const char *sql;
  int (*fill)(sqlite3 *db); /* afterwards; NULL: nothing more. SQLite's code */
} schema_step;

/* Runs the steps that the database has not seen, all or none; step i leads from schema i to i + 1. SQLite's code. After
 * a failure the transaction may be open still, so that the connection knows what failed: close it, or take it back. */
int schema_migrate(sqlite3 *db, const schema_step *steps, int count);
/* To the given schema, STORE_SCHEMA where it is not a test of older stores. */
int schema_bring_up(sqlite3 *db, int schema);

#endif
