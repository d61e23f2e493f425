/* read.h - bytes of any charset to documents: plain text and JSONL. HTML, feeds and WARC come with the archive. */
#ifndef SEIMEI_READ_H
#define SEIMEI_READ_H

#include <stdio.h>

#include "base/base.h"

typedef enum {
  CHARSET_UTF8,
  CHARSET_CP932,
  CHARSET_EUC_JP,
  CHARSET_UTF16LE,
  CHARSET_UTF16BE,
  CHARSET_ISO_2022_JP,
  CHARSET_UNKNOWN
} charset;

/* Finds the charset of raw bytes: byte order mark, then validity, then character statistics. */
charset charset_detect(view bytes);
const char *charset_name(charset c);
/* Bytes to UTF-8 in arena memory. Undecodable bytes become U+FFFD; *replaced counts them. A BOM is dropped.
 * CHARSET_UNKNOWN is read as UTF-8. */
view charset_decode(arena *a, view bytes, charset c, size_t *replaced);

/* "ja" when kana or enough Japanese text is seen, "en" for Latin text, "zh", "ko", else "". */
view language_detect(view utf8);

typedef enum { INPUT_AUTO, INPUT_TEXT, INPUT_JSONL } input_format;

/* Called for a problem that does not stop reading: path, line (0: none), message. */
typedef void read_problem(void *user, const char *path, uint64_t line, const char *message);

typedef struct reader reader;

/* Reads documents from a stream (path is for ids and messages; "-" reads as stdin). A plain text file is one
 * document whose id is the file's base name without its extension; its first line is the title when an empty line
 * follows and it holds no 。. JSONL has {"id","lang","published","title","text","url","publisher"} a line, further keys
 * are ignored, text is required; a bad line is reported and skipped. A document without an id gets the base name and
 * the number of its line; published may be a timestamp; published_default (a date or empty) serves documents without a
 * date. lang is found by itself where it is missing. INPUT_AUTO is JSONL when the first line is a JSON object. */
seimei_status reader_new(FILE *stream, const char *path, input_format format, view published_default,
                         const seimei_allocator *allocator, read_problem *problem, void *user, reader **out,
                         seimei_error *error);
/* *out is valid until the next call. Returns SEIMEI_OK with *more false at the end. */
seimei_status reader_next(reader *r, seimei_document *out, bool *more, seimei_error *error);
void reader_free(reader *r);

#endif
