/* explain_json.h - why a sentence has the records that it has, and no others, as JSON. */
#ifndef SEIMEI_ENGINE_EXPLAIN_JSON_H
#define SEIMEI_ENGINE_EXPLAIN_JSON_H

#include "engine/engine.h"

/* Adds the members sentence, records, predicates and stages to the object that is open at the end of out (docs/api.md).
 * *found: whether the document has the sentence. Failures of worker_explain. */
seimei_status worker_explain_json(seimei_worker *worker, const seimei_document *doc, uint32_t sentence, buffer *out,
                                  bool *found, seimei_error *error);

#endif
