/* write.h - records of one document as text. Every writer is a pure function: document and records in, bytes added to a
 * buffer; it prints nothing, opens nothing and asks no locale. Memory that runs out marks the buffer as failed.
 *
 *   jsonl    the record contract, docs/formats/records.md
 *   plover   PLOVER 2.0's interchange objects, one an event, docs/formats/plover.md
 *   csv      RFC 4180, docs/formats/csv.md
 *   table    aligned columns for people
 *   article  the text itself with its records under each sentence, for people */
#ifndef SEIMEI_WRITE_H
#define SEIMEI_WRITE_H

#include "text/text.h"

typedef enum { WRITE_ALL, WRITE_EVENTS, WRITE_STATEMENTS } write_kinds;

typedef struct {
  write_kinds kinds; /* for csv, where a file has rows of one kind: all means events */
  uint32_t width;    /* columns of the screen for table and article; 0: as wide as the text */
  bool color;        /* escape sequences for a terminal */
  const text_rules *rules; /* for article: how the document's language writes; NULL: as Japanese */
} write_options;

/* records may lack some or all of a document's fields but must have been made from doc. Input bytes that are not UTF-8
 * come out as U+FFFD. */
typedef void write_function(buffer *out, const seimei_document *doc, const seimei_records *records,
                            const write_options *options);

write_function write_jsonl, write_plover, write_csv, write_table, write_article;

/* A document as the readers take it (id, lang, published, title, url, publisher, text), with type, the name that its input
 * gave and the version that coded it: one JSON object and a line end. */
void write_jsonl_document(buffer *out, const seimei_document *doc, view name, view version);

/* The first line of a CSV file. */
void write_csv_header(buffer *out, write_kinds kinds);

#endif
