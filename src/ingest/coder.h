/* coder.h - what one thread of an ingest works with: from a raw document to one that is ready for the store. */
#ifndef SEIMEI_INGEST_CODER_H
#define SEIMEI_INGEST_CODER_H

#include "engine/engine.h"
#include "ingest/ingest.h"
#include "store/writer.h"

typedef struct coder coder;

/* NULL when it cannot be made; error says why. */
coder *coder_new(const seimei_engine *engine, const ingest_options *options, seimei_error *error);
void coder_free(coder *c);

typedef enum {
  CODED,      /* *out is ready */
  CODE_LEFT,  /* nothing wrong, and not wanted: reason says why */
  CODE_FAILED /* cannot be read or coded: reason says why; NO_MEMORY concerns the program and not the document */
} code_outcome;

/* The result lies in the arena, which must be armed. notes gets lesser faults, a line each. */
code_outcome coder_read(coder *c, const raw_document *raw, arena *a, ready_document *out, buffer *notes,
                        seimei_error *reason);
/* A document of the store, coded anew. */
code_outcome coder_recode(coder *c, const seimei_document *doc, arena *a, ready_document *out, seimei_error *reason);

#endif
