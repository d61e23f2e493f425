/* read_parts.h - what the files of read share: the reader's and the raw reader's insides, one function a format. */
#ifndef SEIMEI_READ_PARTS_H
#define SEIMEI_READ_PARTS_H

#include <json-c/json.h>

#include "read/byte_stream.h"
#include "read/read.h"

enum { MAX_DOCUMENT = 64 * 1024 * 1024, MAX_PAGE = 16 * 1024 * 1024 };

typedef struct feed_entries feed_entries;

struct reader {
  reader_options options;
  char *path, *stem, published[11];
  input_format format;
  byte_stream *bytes;
  uint64_t number; /* lines, records or entries so far */
  bool done;
  arena arena; /* what raw documents say beside their bytes */
  arena kept;  /* what lives as long as the reader: the entries of a feed */
  feed_entries *feed;
  raw_reader *raw;
  document_origin origin;
};

struct raw_reader {
  reader_options options;
  char published[11];
  arena arena;
  json_tokener *json;
  struct json_object *record; /* of the last document */
  buffer unpacked;
};

/* ---- cutting raw documents out of a stream ---- */

typedef seimei_status next_raw_function(reader *r, raw_document *out, bool *more, seimei_error *error);
next_raw_function next_line, next_whole, next_entry, next_record;

/* Tells a problem of a line or record (0: of the file). */
void reader_report(const reader *r, uint64_t number, const char *message);
/* Starts out anew: the place is byte at of the window, the id is the stem, with the number when it is not 0. */
void reader_begin_raw(reader *r, raw_document *out, raw_kind kind, size_t at, uint64_t number);
/* The format of a stream by its first bytes; UNSUPPORTED when they are no text, BAD_INPUT when they are
 * packed with what is not unpacked here. */
seimei_status format_detect(byte_stream *s, const char *path, input_format *out, seimei_error *error);
/* Makes sure that the window holds a whole line, or more than most bytes, or the rest. */
seimei_status line_load(byte_stream *s, size_t most, seimei_error *error);

/* ---- documents ---- */

typedef raw_outcome raw_function(raw_reader *r, const raw_document *raw, seimei_document *out, seimei_error *reason);
raw_function read_text, read_json, read_html, read_http, read_entry;

/* A page whose server says that its charset is label (or empty). */
raw_outcome page_read(raw_reader *r, const raw_document *raw, view bytes, view label, seimei_document *out,
                      seimei_error *reason);
raw_outcome text_read(raw_reader *r, const raw_document *raw, view bytes, seimei_document *out, seimei_error *reason);
/* Of a page or feed: certain signs in the bytes, then label, then its own declaration, then a guess. */
charset charset_of_page(view bytes, view label);

void raw_report(const raw_reader *r, const raw_document *raw, const char *message);
/* why: a few words; message: a sentence. */
raw_outcome raw_left(seimei_error *reason, const char *why);
raw_outcome raw_bad(seimei_error *reason, seimei_status status, const char *message);
/* Bytes as UTF-8; what cannot be read is reported. */
view raw_decode(raw_reader *r, const raw_document *raw, view bytes, charset c);
/* Whether a line is a JSON object. */
bool is_json_object(view line);

/* ---- small things ---- */

bool is_blank(view v); /* UTF-8 */
/* The date that a date or a timestamp begins with, else empty. */
view date_of_timestamp(view v);

/* language_words.c: code of a text in Latin letters. */
view language_by_words(view text);

#endif
