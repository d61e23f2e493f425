/* record_writer.h - records of a store, one after the other, in the form of a data set.
 *
 *   record_writer_new ─▶ record_writer_add (id) … ─▶ record_writer_end        bytes into a buffer that the caller
 * empties */
#ifndef SEIMEI_EXPORT_RECORD_WRITER_H
#define SEIMEI_EXPORT_RECORD_WRITER_H

#include "query/load.h"

typedef enum {
  RECORDS_JSONL,
  RECORDS_PLOVER,
  RECORDS_CSV,
  RECORDS_POLECAT,
  RECORDS_ICEWS,
  RECORDS_GDELT,
  RECORDS_ARROW
} record_form;

typedef struct record_writer record_writer;

/* Whether the form has statements at all, and whether both kinds may stand in one file. */
bool record_form_has_statements(record_form form);
bool record_form_has_both(record_form form);

/* Adds what the form begins with. statements: the rows of csv and arrow are statements. The store and out must outlive
 * the writer; pack NULL: looked for as everywhere. Failures of the loader and of facts_open. */
seimei_status record_writer_new(store *s, record_form form, bool statements, const char *pack, buffer *out,
                                record_writer **made, seimei_error *error);
/* Failures of loader_event, loader_statement; nothing has been added then. */
seimei_status record_writer_add(record_writer *w, bool is_statement, int64_t id, seimei_error *error);
/* The document alone; of RECORDS_JSONL. Failures of loader_document. */
seimei_status record_writer_add_document(record_writer *w, int64_t id, seimei_error *error);
void record_writer_end(record_writer *w);
void record_writer_free(record_writer *w); /* NULL is fine */

#endif
