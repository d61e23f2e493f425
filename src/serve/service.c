/* service.c - from a target to an answer: endpoints, the cache, files of the front end. */
#include "serve/service.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "serve/endpoint.h"

enum { CACHE_BYTES = 48 << 20, WAIT_FOR_DATA = 3000 };

/* ---- opening and closing ---- */

static seimei_status open_parts(service *s, seimei_error *error) {
  const service_options *o = &s->options;
  seimei_status status = store_pool_open(&s->pool, o->store, o->threads, &s->cancelled, error);
  s->has_pool = true;
  if (!status) status = concepts_open(o->pack, &s->concepts, error);
  if (!status) status = code_labels_open(o->pack, &s->labels, error);
  if (!status) status = value_sets_open(o->pack, &s->values, error);
  if (!status) status = snapshot_keeper_start(&s->keeper, o->store, s->concepts, &s->cancelled, error);
  s->has_keeper = !status;
  return status;
}

seimei_status service_open(const service_options *options, service **out, seimei_error *error) {
  *out = NULL;
  service *s = calloc(1, sizeof *s);
  if (!s) return error_set(error, SEIMEI_NO_MEMORY, "out of memory");
  s->options = *options;
  atomic_init(&s->cancelled, false);
  atomic_init(&s->downloads, 0);
  answer_cache_init(&s->cache, CACHE_BYTES);
  asset_shelf_init(&s->assets);
  pthread_mutex_init(&s->engine.mutex, NULL);
  seimei_status status = open_parts(s, error);
  if (status) service_close(s);
  else *out = s;
  return status;
}

void service_cancel(service *s) { atomic_store(&s->cancelled, true); }

void service_close(service *s) {
  if (!s) return;
  service_cancel(s);
  if (s->has_keeper) snapshot_keeper_stop(&s->keeper);
  if (s->has_pool) store_pool_close(&s->pool);
  if (s->has_keeper) snapshot_keeper_release(&s->keeper);
  answer_cache_release(&s->cache);
  asset_shelf_release(&s->assets);
  seimei_worker_free(s->engine.worker);
  seimei_engine_close(s->engine.engine);
  pthread_mutex_destroy(&s->engine.mutex);
  code_labels_close(s->labels);
  value_sets_close(s->values);
  concepts_close(s->concepts);
  free(s);
}

/* ---- endpoints ---- */

typedef struct {
  const char *name;
  endpoint_work *work;
  uint64_t params;
  bool has_id, without_data; /* without_data: answers also before the store has been read */
} endpoint;

#define RANGE (PARAM_BIT(LIMIT) | PARAM_BIT(OFFSET))
#define OF_EVENTS (PARAMS_FILTER & ~PARAM_BIT(KIND))

static const endpoint ENDPOINTS[] = {
    {"info", answer_info, 0, false, true},
    {"records", answer_records, PARAMS_FILTER | PARAM_BIT(SORT) | RANGE, false, false},
    {"count", answer_count, PARAMS_FILTER | PARAM_BIT(BY) | PARAM_BIT(LIMIT), false, false},
    {"documents", answer_documents, PARAMS_FILTER | PARAM_BIT(SORT) | RANGE, false, false},
    {"document", answer_document, 0, true, false},
    {"explain", answer_explain, PARAM_BIT(SENTENCE), true, false},
    {"positions", answer_positions, OF_EVENTS | PARAM_BIT(ISSUES) | PARAM_BIT(ACTORS) | PARAM_BIT(BY), false, false},
    {"timeline", answer_timeline, OF_EVENTS | PARAM_BIT(BY) | PARAM_BIT(SPLIT) | PARAM_BIT(SERIES), false, false},
    {"network", answer_network, OF_EVENTS | PARAM_BIT(NODES) | PARAM_BIT(EDGES), false, false},
    {"actors", answer_actors, PARAM_BIT(QUERY) | PARAM_BIT(LIMIT), false, false},
    {"issues", answer_issues, PARAM_BIT(QUERY) | PARAM_BIT(LIMIT), false, false},
    {"export", answer_export, PARAMS_FILTER | PARAM_BIT(FORMAT) | PARAM_BIT(SORT) | RANGE, false, false},
};

static const endpoint *find_endpoint(view path, view *rest) {
  if (!view_starts_with(path, TEXT("/api/"))) return NULL;
  view name = view_skip(path, strlen("/api/"));
  for (size_t i = 0; i < COUNT_OF(ENDPOINTS); i++) {
    view wanted = view_of_string(ENDPOINTS[i].name);
    if (!view_starts_with(name, wanted)) continue;
    *rest = view_skip(name, wanted.len);
    if (ENDPOINTS[i].has_id ? view_starts_with(*rest, TEXT("/")) && rest->len > 1 : !rest->len) {
      if (rest->len) *rest = view_skip(*rest, 1);
      return &ENDPOINTS[i];
    }
  }
  return NULL;
}

/* ---- replies ---- */

static const struct {
  unsigned status;
  const char *code;
} CODES[] = {[ANSWER_OK] = {200, ""},
             [ANSWER_BAD_PARAMETER] = {400, "bad_parameter"},
             [ANSWER_NOT_FOUND] = {404, "not_found"},
             [ANSWER_TOO_LONG] = {414, "too_long"},
             [ANSWER_TIME_LIMIT] = {503, "time_limit"},
             [ANSWER_LOADING] = {503, "loading"},
             [ANSWER_BUSY] = {503, "busy"},
             [ANSWER_NO_ENGINE] = {503, "no_engine"},
             [ANSWER_INTERNAL] = {500, "internal"}};

static const char JSON[] = "application/json; charset=utf-8";

void service_refuse(unsigned status, const char *code, const char *message, reply *out) {
  buffer text;
  buffer_init(&text, NULL);
  buffer_add_string(&text, "{\"error\":{");
  json_text(&text, "code", view_of_string(code));
  json_text(&text, "message", view_of_string(message));
  buffer_add_string(&text, "}}\n");
  *out = (reply){.status = status, .body = blob_of(&text), .type = JSON};
  buffer_release(&text);
}

answer_code failed(call *c, seimei_status status) {
  if (status == SEIMEI_OK) return ANSWER_OK;
  if (status == SEIMEI_USAGE) return ANSWER_BAD_PARAMETER;
  if (status == SEIMEI_TOO_LARGE) return ANSWER_TOO_LONG;
  if (!pooled_is_late(c->pooled)) return ANSWER_INTERNAL;
  error_set(&c->error, SEIMEI_IO, "it took longer than the %u ms that a request may take; select less",
            c->service->options.time_limit);
  return ANSWER_TIME_LIMIT;
}

answer_code refuse(call *c, answer_code code, const char *format, ...) {
  va_list args;
  va_start(args, format);
  c->error = (seimei_error){.status = SEIMEI_BAD_INPUT};
  vsnprintf(c->error.message, sizeof c->error.message, format, args);
  va_end(args);
  return code;
}

/* ---- one request ---- */

static uint64_t version_of(const call *c) { return c->columns ? c->columns->hash : 0; }

static void set_tag(const call *c, view target, reply *out) {
  uint64_t hash = hash_mix(hash_mix(version_of(c), hash_view(target)), code_labels_version(c->service->labels));
  snprintf(out->tag, sizeof out->tag, "W/\"%016llx\"", (unsigned long long)hash);
}

static void finish(call *c, view target, reply *out) {
  out->body = c->out->failed ? NULL : blob_of(c->out);
  if (!out->body) {
    service_refuse(500, "internal", "out of memory", out);
    return;
  }
  out->status = 200;
  out->type = JSON;
  if (c->columns) answer_cache_put(&c->service->cache, version_of(c), target, out->body);
}

static answer_code work_armed(call *c, const endpoint *e) {
  jmp_buf failure;
  c->memory->on_failure = &failure;
  if (setjmp(failure)) return refuse(c, ANSWER_INTERNAL, "out of memory");
  seimei_status status = request_allow(c->request, e->params, &c->error);
  if (status) return failed(c, status);
  if (!c->columns && !e->without_data)
    return c->error.status ? ANSWER_INTERNAL
                           : refuse(c, ANSWER_LOADING, "the store is being read; try again in some seconds");
  answer_code code = e->work(c);
  if (!code && pooled_is_late(c->pooled)) return failed(c, SEIMEI_IO);
  return code;
}

static void work(service *s, const endpoint *e, call *c, view target, reply *out) {
  buffer text;
  buffer_init(&text, NULL);
  c->out = &text;
  c->pooled = store_pool_take(&s->pool, s->options.time_limit);
  c->store = c->pooled->store;
  c->download = &out->download;
  answer_code code = work_armed(c, e);
  store_pool_give(&s->pool, c->pooled);
  if (code) {
    download_close(out->download);
    out->download = NULL;
    service_refuse(CODES[code].status, CODES[code].code, c->error.message, out);
  } else if (out->download) {
    out->status = 200;
    out->type = c->type;
    memcpy(out->file_name, c->file_name, sizeof out->file_name);
  } else finish(c, target, out);
  buffer_release(&text);
}

static void answer_endpoint(service *s, const endpoint *e, view rest, view target, const request *r, arena *memory,
                            const char *known, reply *out) {
  call c = {.service = s, .request = r, .rest = rest, .memory = memory};
  c.snapshot = snapshot_take(&s->keeper, e->without_data ? 200 : WAIT_FOR_DATA, &c.error);
  c.columns = c.snapshot ? c.snapshot->columns : NULL;
  bool is_kept = c.columns && e->work != answer_export;
  if (is_kept) set_tag(&c, target, out);
  blob *kept = is_kept ? answer_cache_get(&s->cache, version_of(&c), target) : NULL;
  if (is_kept && known && strstr(known, out->tag + 2)) {
    out->status = 304; /* the same data and the same address: the same answer, without making it */
    blob_release(kept);
  } else if (kept) {
    out->status = 200;
    out->type = JSON;
    out->body = kept;
  } else {
    work(s, e, &c, target, out);
  }
  snapshot_give(c.snapshot);
}

static void answer_path(service *s, view target, const request *r, arena *memory, const char *known, reply *out) {
  view rest = {"", 0};
  const endpoint *e = find_endpoint(r->path, &rest);
  if (e) answer_endpoint(s, e, rest, target, r, memory, known, out);
  else if (view_starts_with(r->path, TEXT("/api/")) || view_is(r->path, "/api"))
    service_refuse(404, "not_found", "there is no such endpoint; docs/api.md has them", out);
  else asset_answer(&s->assets, r->path, known, out);
}

void service_answer(service *s, view target, const char *known, reply *out) {
  arena memory;
  jmp_buf failure;
  request r;
  seimei_error error = {0};
  *out = (reply){.status = 0};
  arena_init(&memory, NULL);
  memory.on_failure = &failure;
  if (setjmp(failure)) service_refuse(500, "internal", "out of memory", out);
  else {
    seimei_status status = request_read(target, &memory, &r, &error);
    answer_code code = status == SEIMEI_TOO_LARGE ? ANSWER_TOO_LONG : ANSWER_BAD_PARAMETER;
    if (status) service_refuse(CODES[code].status, CODES[code].code, error.message, out);
    else answer_path(s, target, &r, &memory, known, out);
  }
  arena_release(&memory);
}
