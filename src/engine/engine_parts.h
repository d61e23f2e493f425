/* engine_parts.h - what the files of this folder share. */
#ifndef SEIMEI_ENGINE_PARTS_H
#define SEIMEI_ENGINE_PARTS_H

#include <pthread.h>

#include "engine/pipeline.h"

/* The languages of an engine: each is opened when the first document in it comes. */
typedef struct {
  pthread_mutex_t mutex;
  language languages[LANGUAGE_COUNT];
  bool open[LANGUAGE_COUNT];
} language_shelf;

struct seimei_engine {
  const seimei_allocator *allocator;
  arena arena; /* extra tables */
  pack *pack;
  buffer pack_path;
  view dictionary_path, version;
  size_t max_document;
  seimei_scope scope;
  table *extra;
  size_t extra_count;
  uint64_t extra_hash; /* of their names and texts */
  language_shelf *shelf;
};

struct seimei_worker {
  const seimei_engine *engine;
  arena document; /* the text laid out, and the records of a document with several parts */
  arena part;     /* everything else, for one part at a time */
  token_worker *tokens[LANGUAGE_COUNT]; /* made when the first document in the language comes */
  const language *language; /* of the last document */
  seimei_records records;
  text_layout layout; /* of the last document */
};

/* shelf.c: the language, opened if it has not been yet: any failure of language_open. */
seimei_status engine_language(const seimei_engine *e, language_id id, const language **out, seimei_error *error);
seimei_status shelf_new(const seimei_allocator *allocator, language_shelf **out, seimei_error *error);
void shelf_free(const seimei_allocator *allocator, language_shelf *s);

/* What is done with each part of a document; last: no other follows. The part's memory ends with the call, that of the
 * last one with the worker's next document. Both arenas are armed: what it holds besides must not need to be freed. */
typedef void part_work(seimei_worker *worker, const seimei_document *doc, analysis *part, bool last, void *user);

/* Runs the pipeline over a document part by part, at least once: NO_MEMORY, TOO_LARGE, UNSUPPORTED. */
seimei_status worker_each_part(seimei_worker *worker, const seimei_document *doc, part_work *work, void *user,
                               seimei_error *error);

#endif
