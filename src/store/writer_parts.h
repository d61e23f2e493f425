/* writer_parts.h - what the files of the writer share. */
#ifndef SEIMEI_STORE_WRITER_PARTS_H
#define SEIMEI_STORE_WRITER_PARTS_H

#include "store/event_facts.h"
#include "store/row_feed.h"
#include "store/sql.h"
#include "store/writer.h"

typedef struct actor_cache actor_cache;

struct store_writer {
  store *store;
  sql_set sql;
  row_feed *feed;  /* rows of the document under way */
  int64_t version; /* row of versions */
  facts *facts;    /* columns of events */
  actor_cache *actors;
  buffer scratch;
  bool open; /* inside a transaction */
};

/* The parts below say by false that the connection failed. */

/* Row of an actor, made when it is new; 0 on failure. */
int64_t actor_row(store_writer *w, const seimei_actor *a);
actor_cache *actor_cache_new(void);
void actor_cache_empty(actor_cache *c); /* after a transaction was taken back */
void actor_cache_free(actor_cache *c);

bool add_records(store_writer *w, int64_t document, const ready_document *d);
bool drop_records(store_writer *w, int64_t document);

/* Finds the document that a new one repeats and links to it, or makes it findable. */
bool link_document(store_writer *w, int64_t document, const ready_document *d, bool *is_near);
/* Sets same_as of a document's events anew, and of the documents that are linked to it. */
bool link_events(store_writer *w, int64_t document);

static inline int64_t record_row(int64_t document, int64_t number) { return document << STORE_RECORD_BITS | number; }

#endif
