/* record.h - layers of a document to the records of the contract: ids, labels, code-point offsets, provenance. */
#ifndef SEIMEI_RECORD_H
#define SEIMEI_RECORD_H

#include "event/event.h"

/* Fills *out with arena memory. version names the data that the records come from. */
void record_run(const scene *s, const attribute_layout *statements, const event_layout *events, const seimei_document *doc, view version,
                seimei_records *out);

#endif
