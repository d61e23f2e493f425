/* coded.h - a document with its records as plain memory of C, without Python: made on any thread, never changed after.
 *
 *   coded_new (copies the document) ─▶ coded_run (a worker codes it) ─▶ parts with their records ─▶ coded_free
 *
 * Records are copied out of the worker into one piece of memory a part, as large as needed and no larger, because a
 * program may keep millions of results. */
#ifndef SEIMEI_PYTHON_CODED_H
#define SEIMEI_PYTHON_CODED_H

#include "fields.h"

/* Statements first, then events, as the command writes them. */
typedef struct {
  seimei_records records; /* arrays and words lie behind, or in the document's text */
  uint32_t first_statement, first_event;
} coded_part;

typedef struct {
  seimei_document doc; /* views into text */
  char *text;
  coded_part **parts;
  uint32_t part_count, part_room, statements, events;
  bool failed; /* memory ran out */
} coded;

/* NULL when memory runs out. */
coded *coded_new(const seimei_document *doc);
void coded_free(coded *c); /* NULL is fine */

/* Fills the parts. Failures of seimei_worker_code. */
seimei_status coded_run(coded *c, seimei_worker *worker, seimei_error *error);

/* Copies records into a new part; their words may lie in doc.text. false: no memory. */
bool coded_add_part(coded *c, const seimei_records *records);

/* The record with this index, and the part that it is in. */
const void *coded_record(const coded *c, kind_id kind, uint32_t index, const coded_part **part);
static inline uint32_t coded_count(const coded *c, kind_id kind) {
  return kind == KIND_STATEMENT ? c->statements : c->events;
}

/* Lines as `seimei code` writes them. */
void coded_write(const coded *c, buffer *out);
void coded_write_record(const coded_part *part, kind_id kind, const void *record, buffer *out);

#endif
