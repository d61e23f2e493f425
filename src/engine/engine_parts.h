/* engine_parts.h - what the files of this folder share. */
#ifndef SEIMEI_ENGINE_PARTS_H
#define SEIMEI_ENGINE_PARTS_H

#include "engine/pipeline.h"

struct seimei_engine {
  const seimei_allocator *allocator;
  arena arena; /* extra tables */
  pack *pack;
  buffer pack_path;
  view dictionary_path, version;
  size_t max_document;
  table *extra;
  size_t extra_count;
  uint64_t extra_hash; /* of their names and texts */
  language japanese;
};

struct seimei_worker {
  const seimei_engine *engine;
  arena document; /* the text laid out, and the records of a document with several parts */
  arena part;     /* everything else, for one part at a time */
  token_worker *tokens;
  seimei_records records;
  text_layout layout; /* of the last document */
};

/* What is done with each part of a document; last: no other follows. The part's memory ends with the call, that of the
 * last one with the worker's next document. Both arenas are armed: what it holds besides must not need to be freed. */
typedef void part_work(seimei_worker *worker, const seimei_document *doc, analysis *part, bool last, void *user);

/* Runs the pipeline over a document part by part, at least once: NO_MEMORY, TOO_LARGE, UNSUPPORTED. */
seimei_status worker_each_part(seimei_worker *worker, const seimei_document *doc, part_work *work, void *user,
                               seimei_error *error);

#endif
