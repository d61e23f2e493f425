/* endpoint.h - what the endpoints get and give. docs/api.md is their description. */
#ifndef SEIMEI_SERVE_ENDPOINT_H
#define SEIMEI_SERVE_ENDPOINT_H

#include "column/code_label.h"
#include "column/summary.h"
#include "engine/engine.h"
#include "query/load.h"
#include "query/value_set.h"
#include "serve/answer_cache.h"
#include "serve/asset.h"
#include "serve/request.h"
#include "serve/snapshot.h"
#include "write/json.h"

enum { MOST_DOWNLOADS = 4 };

/* The engine is opened when somebody first asks why. */
typedef struct {
  pthread_mutex_t mutex;
  bool is_tried;
  seimei_engine *engine;
  seimei_worker *worker; /* used with the mutex held */
  seimei_error error;
} lazy_engine;

struct service {
  service_options options;
  concepts *concepts;
  code_labels *labels;
  value_sets *values;
  atomic_bool cancelled;
  store_pool pool;
  snapshot_keeper keeper;
  bool has_pool, has_keeper;
  answer_cache cache;
  asset_shelf assets;
  lazy_engine engine;
  atomic_uint downloads;
};

typedef enum {
  ANSWER_OK,
  ANSWER_BAD_PARAMETER,
  ANSWER_NOT_FOUND,
  ANSWER_TOO_LONG,
  ANSWER_TIME_LIMIT,
  ANSWER_LOADING,
  ANSWER_BUSY,
  ANSWER_NO_ENGINE,
  ANSWER_INTERNAL
} answer_code;

typedef struct {
  service *service;
  const request *request;
  view rest;     /* of the path, behind the endpoint's name: the ID */
  arena *memory; /* armed */
  buffer *out;
  pooled_store *pooled;
  store *store;
  const columns *columns; /* NULL: not read yet */
  snapshot *snapshot;
  download **download; /* where an endpoint puts one, with its name and type */
  char file_name[64];
  const char *type;
  seimei_error error; /* with every code but OK */
} call;

typedef answer_code endpoint_work(call *c);
endpoint_work answer_info, answer_records, answer_count, answer_documents, answer_document, answer_explain,
    answer_positions, answer_timeline, answer_network, answer_actors, answer_issues, answer_export;

/* The code of a failure: of the request, of time, of the machine. */
answer_code failed(call *c, seimei_status status);
/* Fills error. */
answer_code refuse(call *c, answer_code code, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* ---- shared by endpoints ---- */

void begin_answer(call *c); /* {"version":… */
/* "ja":…,"en":… of a code; the code's identifier where a language has no name. */
void add_labels(call *c, view code);
void add_day(buffer *b, const char *key, uint32_t day); /* null for 0 */
void add_bool(buffer *b, const char *key, bool value);
void add_score(buffer *b, const char *key, double value);

/* What the filter selects of both kinds, or of one. */
typedef struct {
  column_filter filter;
  request_kinds kinds;
  selection of[2]; /* by query_records; of a kind that is not asked for: nothing */
} selected;
answer_code select_records(call *c, request_kinds otherwise, selected *out);

/* A record in the order of a list. */
typedef struct {
  query_records kind;
  uint32_t row;
} listed;
/* Both kinds merged. USAGE: statements are wanted by score. */
seimei_status list_records(call *c, const selected *s, query_sort sort, uint64_t offset, uint64_t limit, listed **out,
                           uint64_t *count);
/* The record as an object; adds nothing where it has gone in the meantime. */
seimei_status add_record(call *c, loader *from, query_records kind, int64_t id);

/* The document with a key; NOT_FOUND. */
answer_code find_document(call *c, view key, int64_t *id);
/* Opens the engine; NULL: error says why. Locks it: to be given back. */
seimei_worker *take_worker(call *c);
void give_worker(call *c);

#endif
