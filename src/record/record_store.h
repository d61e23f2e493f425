/* record_store.h - the records of a document's parts, copied so that they outlive what the stages held. */
#ifndef SEIMEI_RECORD_STORE_H
#define SEIMEI_RECORD_STORE_H

#include "base/base.h"

typedef struct {
  LIST(seimei_statement) statements;
  LIST(seimei_event) events;
  bool plain; /* given: words are copied without looking for an earlier copy, which is faster where there are few */
  map words;  /* one copy of each */
  LIST(view) copies;
  uint32_t parts; /* so far */
} record_store;

/* Copies records into the arena; words of doc.text stay where they are. */
void record_store_add(record_store *s, arena *a, const seimei_document *doc, const seimei_records *records);
/* All records so far; like gives what they have in common. */
seimei_records record_store_all(const record_store *s, const seimei_records *like);

#endif
