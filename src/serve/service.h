/* service.h - answers to requests out of a store; knows nothing of sockets.
 *
 *   target ─▶ request ─▶ endpoint ─▶ columns, store, engine ─▶ blob (JSON, kept for the next who asks) or download
 *
 * One service is used by any number of threads. It opens the store for reading only, and reads it into memory in a
 * thread of its own; when another program has written to the store, it is read anew. */
#ifndef SEIMEI_SERVE_SERVICE_H
#define SEIMEI_SERVE_SERVICE_H

#include "serve/blob.h"

typedef struct {
  const char *store, *pack, *dictionary; /* pack, dictionary NULL: looked for as everywhere */
  const char *const *lexicons;
  size_t lexicon_count;
  unsigned threads;    /* requests that are worked on at once */
  uint32_t time_limit; /* milliseconds that one may take */
} service_options;

typedef struct service service;
typedef struct download download;

/* Strings of options must outlive the service. Failures of store_open, concepts_open. */
seimei_status service_open(const service_options *options, service **out, seimei_error *error);
/* Whatever is worked on ends soon, as if its time were over. */
void service_cancel(service *s);
void service_close(service *s); /* NULL is fine; nothing may be under way */

typedef struct {
  unsigned status;    /* of HTTP */
  blob *body;         /* one user; NULL where it is a download or 304 */
  download *download; /* to be closed */
  const char *type;   /* of the content */
  char tag[40];       /* for ETag, with its quotes; empty: none */
  char file_name[64]; /* of a download */
  bool is_page;       /* of the front end, not JSON */
} reply;

/* known: the If-None-Match of the request, or NULL. The caller releases body and download. */
void service_answer(service *s, view target, const char *known, reply *out);
/* A reply that tells of an error: bad_host, bad_method and the like. */
void service_refuse(unsigned status, const char *code, const char *message, reply *out);

/* The next bytes; false at the end and on failure, which *failed tells apart. */
bool download_next(download *d, buffer *out, bool *failed);
void download_close(download *d); /* NULL is fine */

#endif
