/* record.h - layers of a document to the records of the contract: ids, labels, code-point offsets, provenance. */
#ifndef SEIMEI_RECORD_H
#define SEIMEI_RECORD_H

#include "event/event.h"

/* How many records the parts of the document before this one have. */
typedef struct {
  uint32_t statements, events;
} record_numbers;

/* Fills *out with memory of the scene's arena and moves *numbers on. version names the data that the records come from. */
void record_run(const scene *s, const attribute_layout *statements, const event_layout *events, const seimei_document *doc, view version,
                record_numbers *numbers, seimei_records *out);

#endif
