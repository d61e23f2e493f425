/* schema.h - the tables of a store and how an older one is brought up to them. */
#ifndef SEIMEI_STORE_SCHEMA_H
#define SEIMEI_STORE_SCHEMA_H

#include <stdio.h>

#include "store/store.h"

/* Runs the steps that the database has not seen, all or none; step i leads from schema i to i + 1. SQLite's code. After
 * a failure the transaction may be open still, so that the connection knows what failed: close it, or take it back. */
int schema_migrate(sqlite3 *db, const char *const *steps, int count);
int schema_bring_up(sqlite3 *db);

#endif
