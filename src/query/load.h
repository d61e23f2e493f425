/* load.h - records of a store as the writers take them.
 *
 * What the writers were made for, document and records, is put together again from the rows: words are cut out of the
 * text by their places. Ids are names of the store: KEY#e3, the same in every store that has the document. */
#ifndef SEIMEI_QUERY_LOAD_H
#define SEIMEI_QUERY_LOAD_H

#include "query/query.h"

typedef struct {
  seimei_document doc;    /* id is the key; text and title are the document's */
  seimei_records records; /* one event or one statement */
  view evidence;          /* the sentence */
  view day;               /* whole day, or empty */
  view name;              /* the id that the input gave */
  int64_t row;
} loaded_record;

typedef struct loader loader;

/* The store must outlive the loader. */
seimei_status loader_new(store *s, loader **out, seimei_error *error);
void loader_free(loader *l); /* NULL is fine */
/* *out is valid until the next call. BAD_INPUT when the store has no such record. */
seimei_status loader_event(loader *l, int64_t id, loaded_record *out, seimei_error *error);
seimei_status loader_statement(loader *l, int64_t id, loaded_record *out, seimei_error *error);
/* A document alone, without records. */
seimei_status loader_document(loader *l, int64_t id, loaded_record *out, seimei_error *error);

#endif
