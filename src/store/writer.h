/* writer.h - the one who writes a store: documents with their records, marks of inputs, runs.
 *
 *   any thread:  ready_begin ─ coding ─ ready_add_records ─ ready_identify     one at a time:  writer_add ─▶ the store
 *
 * What costs time without touching the store (content, address, signature, copies of the records) is in the first part.
 */
#ifndef SEIMEI_STORE_WRITER_H
#define SEIMEI_STORE_WRITER_H

#include "store/fingerprint.h"
#include "store/store.h"

/* ---- a document made ready ---- */

typedef struct {
  seimei_document doc; /* published is a day or empty */
  seimei_records records;
  seimei_sentence *sentences; /* all but headings */
  size_t sentence_count;
  view content, address;
  signature signature;
} ready_document;

/* The three steps, on any thread; memory is the arena's, which must be armed.
 *
 * First the document is copied as it will be stored: what is no UTF-8 and U+0000 become U+FFFD. It is then coded as
 * ready->doc, so that offsets hold; and its records, whose words lie in ready->doc.text, are copied. */
void ready_begin(arena *a, const seimei_document *doc, ready_document *out);
/* TOO_LARGE when there are more records than a store can number. */
seimei_status ready_add_records(arena *a, const seimei_records *records, ready_document *ready, seimei_error *error);
/* What it is known again by; not needed where a stored document is coded anew. */
void ready_identify(arena *a, ready_document *ready);

/* ---- writing ---- */

typedef struct store_writer store_writer;

/* version: of the records to come. The store must outlive the writer and be open for writing. */
seimei_status writer_new(store *s, view version, store_writer **out, seimei_error *error);
void writer_free(store_writer *w);

/* Everything below happens between these two; when anything fails, writer_abandon takes all back to the last commit. */
seimei_status writer_begin(store_writer *w, seimei_error *error);
seimei_status writer_commit(store_writer *w, seimei_error *error);
void writer_abandon(store_writer *w);

typedef enum { ADD_STORED, ADD_KNOWN, ADD_SAME_CONTENT, ADD_SAME_ADDRESS } add_outcome;

typedef struct {
  add_outcome outcome;
  bool is_near; /* stored, and linked to an earlier document */
} add_result;

typedef struct {
  int64_t input; /* row of inputs */
  uint64_t number;
  view path;
} document_place;

/* ADD_KNOWN: met again at the place where it was first read. */
seimei_status writer_add(store_writer *w, const ready_document *d, const document_place *place, add_result *result,
                         seimei_error *error);
/* Puts new records in the place of the old ones. */
seimei_status writer_recode(store_writer *w, int64_t document, const ready_document *d, seimei_error *error);

/* ---- inputs, failures, runs ---- */

typedef struct {
  int64_t id;
  bool has_facts; /* a regular file: size and modified say whether it changed */
  int64_t size, modified, format;
  int64_t offset, inner, number; /* where to go on */
  bool done;
} input_mark;

/* The row of an input, made when there is none. */
seimei_status writer_name_input(store_writer *w, view path, int64_t *id, seimei_error *error);
/* Begins an input from its beginning; fills id. */
seimei_status writer_open_input(store_writer *w, view path, input_mark *mark, seimei_error *error);

typedef struct {
  int64_t stored, left;
} input_counts;

seimei_status writer_mark_input(store_writer *w, const input_mark *mark, const input_counts *more, seimei_error *error);

/* 0 when there is none. */
seimei_status writer_find_input(store_writer *w, view path, int64_t *id, seimei_error *error);

enum { NOT_OPENED = -1 }; /* the offset of a failure of an input as a whole */

typedef struct {
  int64_t input;
  uint64_t number;
  int64_t offset;
  view reason;
  bool is_read; /* the document was read all the same */
} input_failure;

seimei_status writer_add_failure(store_writer *w, const input_failure *failure, seimei_error *error);
/* Takes back that an input could not be opened. */
seimei_status writer_note_opened(store_writer *w, int64_t input, seimei_error *error);

seimei_status writer_keep_feed(store_writer *w, view url, view etag, view modified, seimei_error *error);

/* kind: ingest, recode. */
seimei_status writer_begin_run(store_writer *w, view kind, view options, int64_t *run, seimei_error *error);
seimei_status writer_count(store_writer *w, int64_t run, view outcome, view reason, int64_t count, seimei_error *error);
seimei_status writer_end_run(store_writer *w, int64_t run, seimei_error *error);

#endif
