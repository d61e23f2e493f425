/* read.h - bytes of any charset to documents: plain text, JSONL, HTML pages, feeds and web archives, each also in gzip.
 *
 *   paths ─ source ─▶ streams ─ reader_next_raw ─▶ raw documents ─ raw_read ─▶ documents
 *
 * A raw document is a piece of its container as it lies there: a line, a page, a record of an archive. Cutting them out
 * is cheap and goes in order; turning one into a document (charset, HTML, JSON) is where the time goes and may be done
 * on any thread. reader_next and source_next do both for those who want one document after the other. */
#ifndef SEIMEI_READ_H
#define SEIMEI_READ_H

#include <stdio.h>

#include "base/base.h"

/* ---- charsets and languages ---- */

typedef enum {
  CHARSET_UTF8,
  CHARSET_CP932,
  CHARSET_EUC_JP,
  CHARSET_UTF16LE,
  CHARSET_UTF16BE,
  CHARSET_ISO_2022_JP,
  CHARSET_WINDOWS_1252, /* by declaration only; also what is called ISO-8859-1 */
  CHARSET_UNKNOWN
} charset;

/* Finds the charset of raw bytes: byte order mark, then validity, then character statistics. */
charset charset_detect(view bytes);
const char *charset_name(charset c);
/* Bytes to UTF-8 in arena memory. Undecodable bytes become U+FFFD; *replaced counts them. A BOM is dropped.
 * CHARSET_UNKNOWN is read as UTF-8. */
view charset_decode(arena *a, view bytes, charset c, size_t *replaced);

/* Code of the language by scripts, and among those in Latin letters by the commonest words ("en" where these do not tell);
 * empty for a text without letters. */
view language_detect(view utf8);

/* ---- raw documents ---- */

/* In the order of --input. A gzip stream is unpacked first, whatever is in it. */
typedef enum { INPUT_AUTO, INPUT_TEXT, INPUT_JSONL, INPUT_HTML, INPUT_FEED, INPUT_WARC } input_format;

/* Where in a file to go on. A plain file: offset is the byte, inner is 0. A gzip file: offset is where a member begins
 * in the file, inner counts the bytes that were unpacked since. number: how many lines, records or entries come before,
 * so that numbers and ids stay the same. All zero: the beginning. */
typedef struct {
  uint64_t offset, inner, number;
} read_position;

/* Where a document came from. */
typedef struct {
  view path;              /* as it was given; "-" is standard input */
  view record;            /* WARC-Record-ID or the feed's own id of the entry, or empty */
  uint64_t number;        /* of the line, the record or the entry in its file, from 1; 0: the file is one document */
  read_position at, next; /* where it begins; where reading goes on after it */
} document_origin;

typedef enum {
  RAW_TEXT,  /* text in any charset */
  RAW_JSON,  /* an object with the keys of a document */
  RAW_HTML,  /* a page in any charset */
  RAW_HTTP,  /* an answer of a web server: head, empty line, body as it was sent */
  RAW_ENTRY, /* an entry of a feed: a piece of HTML in UTF-8 */
} raw_kind;

typedef struct {
  raw_kind kind;
  view bytes;
  seimei_document given; /* what the container says; text is empty. It wins over what the bytes say, but for the title
                          * and the date of RAW_HTTP, and gives way to the canonical address that a page names */
  view fetched; /* a timestamp: when it came from the network; the day of publication where nothing else says */
  document_origin origin;
} raw_document;

/* Flattens a raw document into out, which is cleared first, so that it can go to another thread; *copy points into out.
 * false: no memory. */
bool raw_document_copy(const raw_document *raw, buffer *out, raw_document *copy);

/* ---- from raw to document ---- */

/* Called for a problem that does not stop reading: path, line or record (0: none), message. */
typedef void read_problem(void *user, const char *path, uint64_t line, const char *message);

typedef struct {
  input_format format;
  view published;                    /* a date or empty: serves documents that have none */
  const seimei_allocator *allocator; /* NULL: the system's. libxml2, zlib and ICU use the system's always */
  read_problem *problem;             /* may be NULL */
  void *user;
  read_position resume; /* readers only: begin there; the format must be given, not INPUT_AUTO, where it is not zero */
  size_t chunk;         /* bytes asked of the stream at a time; 0: 64 KiB */
} reader_options;

typedef enum {
  RAW_READ, /* *out is a document */
  RAW_LEFT, /* nothing to read here, and nothing wrong: a picture, a redirection, a page without text */
  RAW_BAD   /* broken */
} raw_outcome;

/* One a thread; shares nothing. */
typedef struct raw_reader raw_reader;
seimei_status raw_reader_new(const reader_options *options, raw_reader **out, seimei_error *error);
/* *out is valid until the next call and may point into raw. reason says why RAW_LEFT or RAW_BAD (status is NO_MEMORY,
 * TOO_LARGE, UNSUPPORTED or BAD_INPUT); lesser problems of a document that is read go to options.problem. */
raw_outcome raw_read(raw_reader *r, const raw_document *raw, seimei_document *out, seimei_error *reason);
void raw_reader_free(raw_reader *r);

/* ---- one stream ---- */

typedef struct reader reader;

/* Reads a stream (path is for ids and messages; "-" reads as stdin), which stays the caller's and must outlive the
 * reader. docs/read.md says how formats are told apart and what becomes of each. Broken pieces are reported and passed
 * over. A stream that cannot seek is read up to options.resume. USAGE, UNSUPPORTED (no text: a picture, a database),
 * BAD_INPUT (packed with something else than gzip), IO, NO_MEMORY. */
seimei_status reader_new(FILE *stream, const char *path, const reader_options *options, reader **out,
                         seimei_error *error);
/* *out is valid until the next call. Returns SEIMEI_OK with *more false at the end. */
seimei_status reader_next_raw(reader *r, raw_document *out, bool *more, seimei_error *error);
/* The same with raw_read: what is left is passed over silently, what is bad is reported. */
seimei_status reader_next(reader *r, seimei_document *out, bool *more, seimei_error *error);
const document_origin *reader_origin(const reader *r); /* of the last document */
input_format reader_format(const reader *r);           /* never INPUT_AUTO */
void reader_free(reader *r);

/* ---- feeds from the network ---- */

/* What a server said the last time, so that it need not send again what is known. Both may be empty. */
typedef struct {
  char etag[256], modified[64];
} feed_state;

/* Fetches an http or https address, and only that, with GET: at most 16 MiB, five redirections and 60 seconds; never a
 * private address when the first one was public. *changed is false when the server says that nothing is new; else body
 * is what it sent. state is read and updated. Messages do not repeat the address. UNSUPPORTED (built without libcurl),
 * USAGE (no such address), IO, TOO_LARGE. */
seimei_status feed_fetch(const char *url, feed_state *state, buffer *body, bool *changed, seimei_error *error);

/* ---- many files ---- */

typedef struct source source;

typedef struct {
  read_problem *problem; /* may be NULL */
  void *user;
  const seimei_allocator *allocator;
  void (*load)(void *user, const char *url, feed_state *state);       /* before an address is fetched; may be NULL */
  void (*save)(void *user, const char *url, const feed_state *state); /* it was fetched; may be NULL */
  /* What could be opened and gives no file of its own: a folder, an address with nothing new; may be NULL. */
  void (*opened)(void *user, const char *path);
} source_options;

typedef struct {
  const char *path;
  FILE *stream;     /* the source's */
  uint64_t size;    /* bytes, of a regular file, else 0 */
  int64_t modified; /* seconds since 1970, of a regular file, else 0 */
} source_file;

/* Operands are files, folders, globs where no file has that name, addresses of feeds (they begin with http:// or
 * https://), and "-" for standard input; they must outlive the source. No operand: standard input. A folder gives all
 * files below it in the order of their names, without hidden ones. Links in it to files are
 * followed, to each file once; links to folders are reported. */
seimei_status source_new(const source_options *options, const char *const *operands, size_t count, source **out,
                         seimei_error *error);
/* *out is valid until the next call. What cannot be opened is reported and passed over. */
seimei_status source_next(source *s, source_file *out, bool *more, seimei_error *error);
void source_free(source *s);

#endif
