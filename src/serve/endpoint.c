/* endpoint.c - what the endpoints share: labels, selections, records in order. */
#include "serve/endpoint.h"

#include "write/write.h"

void begin_answer(call *c) { buffer_printf(c->out, "{\"version\":\"%016llx\"", (unsigned long long)c->columns->hash); }

void add_labels(call *c, view code) {
  json_text(c->out, "ja", code_label(c->service->labels, LABEL_JA, code));
  json_text(c->out, "en", code_label(c->service->labels, LABEL_EN, code));
}

void add_day(buffer *b, const char *key, uint32_t day) {
  json_key(b, key);
  if (day) buffer_printf(b, "\"%04u-%02u-%02u\"", day / 10000, day / 100 % 100, day % 100);
  else buffer_add_string(b, "null");
}

void add_bool(buffer *b, const char *key, bool value) {
  json_key(b, key);
  buffer_add_string(b, value ? "true" : "false");
}

void add_score(buffer *b, const char *key, double value) {
  json_key(b, key);
  json_score(b, value);
}

/* ---- selections ---- */

static bool is_known(void *columns_read, value_list_id kind, view value) {
  const columns *c = columns_read;
  const word_list *const lists[VALUES_COUNT] = {&c->words[COLUMN_MODE], &c->contexts, &c->sectors};
  return word_number(lists[kind], value) != NONE;
}

answer_code select_records(call *c, request_kinds otherwise, selected *out) {
  word_memo memo = {NULL};
  seimei_status status = request_filter(c->request, c->memory, &out->filter, &out->kinds, &c->error);
  if (!status)
    status = value_sets_check(c->service->values, &out->filter.query, is_known, (void *)c->columns, &c->error);
  if (status) return failed(c, status);
  if (out->kinds == KINDS_BOTH) out->kinds = otherwise;
  for (int kind = 0; kind < 2; kind++) {
    bool wanted = out->kinds != (kind == QUERY_EVENTS ? KINDS_STATEMENTS : KINDS_EVENTS);
    out->of[kind] = (selection){.columns = c->columns, .from = &c->columns->kinds[kind], .kind = (query_records)kind};
    if (!wanted) continue;
    status = selection_make(c->columns, c->store, c->service->concepts, &out->filter, (query_records)kind, &memo,
                            c->memory, &out->of[kind], &c->error);
    if (status) return failed(c, status);
    if (pooled_is_late(c->pooled)) return failed(c, SEIMEI_IO);
  }
  return ANSWER_OK;
}

/* ---- lists ---- */

/* What comes first: by day, then by id; of stored records those of a document together, statements first. */
static bool comes_first(const selected *s, query_sort sort, const listed *x, const listed *y) {
  const record_columns *a = s->of[x->kind].from, *b = s->of[y->kind].from;
  uint64_t one = (uint64_t)a->day[x->row] << 32 | a->document[x->row];
  uint64_t other = (uint64_t)b->day[y->row] << 32 | b->document[y->row];
  if (sort == SORT_STORED) one = a->document[x->row], other = b->document[y->row];
  if (one != other) return sort == SORT_NEWEST ? one > other : one < other;
  return x->kind == QUERY_STATEMENTS;
}

typedef struct {
  uint32_t *rows, count, next;
} row_list;

static uint32_t *stored_rows(call *c, const selection *s, uint32_t *count) {
  uint32_t *rows = ARENA_NEW(c->memory, uint32_t, s->count + 1);
  *count = 0;
  for (uint32_t i = 0; s->mask && i < s->from->count; i++)
    if (s->mask[i]) rows[(*count)++] = i;
  return rows;
}

static row_list rows_of(call *c, const selection *s, query_sort sort, uint64_t offset, uint64_t limit) {
  row_list list = {.count = 0};
  uint32_t most = limit < s->count ? (uint32_t)limit : s->count;
  if (!s->count) return list;
  if (sort == SORT_STORED) list.rows = stored_rows(c, s, &list.count);
  else list.rows = selection_rows(s, sort, offset, most, c->memory, &list.count);
  return list;
}

seimei_status list_records(call *c, const selected *s, query_sort sort, uint64_t offset, uint64_t limit, listed **out,
                           uint64_t *count) {
  bool both = s->of[0].count && s->of[1].count;
  bool by_score = sort != SORT_NEWEST && sort != SORT_OLDEST && sort != SORT_STORED;
  if (by_score && (both || s->of[QUERY_STATEMENTS].count))
    return error_set(&c->error, SEIMEI_USAGE, "statements have no score and no confidence to sort by; ask kind=event");
  uint64_t all = (uint64_t)s->of[0].count + s->of[1].count, end = offset + limit < all ? offset + limit : all;
  bool direct = !both && sort != SORT_STORED; /* one list alone begins where it is wanted */
  row_list lists[2];
  for (int kind = 0; kind < 2; kind++)
    lists[kind] = rows_of(c, &s->of[kind], sort, direct ? offset : 0, direct ? limit : end);
  *count = offset < end ? end - offset : 0;
  *out = ARENA_NEW(c->memory, listed, *count + 1);
  for (uint64_t at = direct ? offset : 0; at < end; at++) {
    listed heads[2];
    for (int kind = 0; kind < 2; kind++)
      if (lists[kind].next < lists[kind].count)
        heads[kind] = (listed){(query_records)kind, lists[kind].rows[lists[kind].next]};
    bool has[2] = {lists[0].next < lists[0].count, lists[1].next < lists[1].count};
    int first = !has[0] || (has[1] && comes_first(s, sort, &heads[1], &heads[0]));
    lists[first].next++;
    if (at >= offset) (*out)[at - offset] = heads[first];
  }
  return SEIMEI_OK;
}

/* ---- a record ---- */

static void add_issue(call *c, int64_t id) {
  const columns *k = c->columns;
  uint32_t row = columns_row(k, QUERY_EVENTS, id), issue = NONE;
  view stance = {"", 0};
  if (row != NONE) {
    issue = k->kinds[QUERY_EVENTS].issue[row];
    stance = word_at(&k->words[COLUMN_STANCE], k->kinds[QUERY_EVENTS].columns[COLUMN_STANCE][row]);
  }
  json_text(c->out, "issue", issue == NONE ? (view){"", 0} : k->issues.at[issue].key);
  json_text(c->out, "stance", stance);
}

seimei_status add_record(call *c, loader *from, query_records kind, int64_t id) {
  loaded_record r;
  buffer *b = c->out;
  seimei_status status = (kind == QUERY_EVENTS ? loader_event : loader_statement)(from, id, &r, &c->error);
  if (status == SEIMEI_BAD_INPUT && !pooled_is_late(c->pooled)) return SEIMEI_OK; /* coded anew since */
  if (status) return status;
  json_comma(b);
  size_t before = b->len;
  write_jsonl(b, &r.doc, &r.records, &(write_options){.kinds = WRITE_ALL});
  if (b->failed || b->len < before + 2) return SEIMEI_OK;
  b->len -= 2; /* "}\n" */
  json_text(b, "evidence", r.evidence);
  json_text(b, "day", r.day);
  json_text(b, "published", r.doc.published);
  json_text(b, "title", r.doc.title);
  json_text(b, "url", r.doc.url);
  json_text(b, "publisher", r.doc.publisher);
  json_text(b, "lang", r.doc.lang);
  if (kind == QUERY_EVENTS) add_issue(c, id);
  buffer_add_byte(b, '}');
  return SEIMEI_OK;
}

/* ---- documents ---- */

answer_code find_document(call *c, view key, int64_t *id) {
  sqlite3_stmt *ask = NULL;
  answer_code code = ANSWER_OK;
  if (sqlite3_prepare_v2(store_database(c->store), "SELECT id FROM documents WHERE key = ?", -1, &ask, NULL) ||
      sqlite3_bind_text(ask, 1, key.ptr, (int)key.len, SQLITE_STATIC))
    code = failed(c, store_failure(c->store, "reading it", &c->error));
  else {
    int step = sqlite3_step(ask);
    if (step == SQLITE_ROW) *id = sqlite3_column_int64(ask, 0);
    else if (step == SQLITE_DONE) code = refuse(c, ANSWER_NOT_FOUND, "there is no such document");
    else code = failed(c, store_failure(c->store, "reading it", &c->error));
  }
  sqlite3_finalize(ask);
  return code;
}

/* ---- the engine ---- */

static void open_engine(service *s, lazy_engine *e) {
  const service_options *o = &s->options;
  seimei_engine_options options = {.pack_path = o->pack,
                                   .dictionary_path = o->dictionary,
                                   .lexicons = o->lexicons,
                                   .lexicon_count = o->lexicon_count};
  e->is_tried = true;
  if (seimei_engine_open(&options, &e->engine, &e->error)) return;
  if (seimei_worker_new(e->engine, &e->worker, &e->error)) e->worker = NULL;
}

seimei_worker *take_worker(call *c) {
  lazy_engine *e = &c->service->engine;
  pthread_mutex_lock(&e->mutex);
  if (!e->is_tried) open_engine(c->service, e);
  if (e->worker) return e->worker;
  error_copy(&c->error, &e->error);
  pthread_mutex_unlock(&e->mutex);
  return NULL;
}

void give_worker(call *c) { pthread_mutex_unlock(&c->service->engine.mutex); }
