/* api_records.c - lists of records and of documents. */
#include <stdlib.h>

#include "serve/endpoint.h"

enum { USUAL_RECORDS = 50, MOST_RECORDS = 500, MOST_DOCUMENTS = 200 };
#define MOST_OFFSET UINT64_C(4000000000)

/* ---- records ---- */

static const char SORTS[] = "newest|oldest|conflict|cooperation|confidence"; /* in the order of query_sort */

static void end_page(call *c, uint64_t offset, uint64_t count, uint64_t total) {
  json_integer(c->out, "offset", (int64_t)offset);
  json_key(c->out, "next");
  if (offset + count < total) buffer_printf(c->out, "%llu", (unsigned long long)(offset + count));
  else buffer_add_string(c->out, "null");
}

static seimei_status add_records(call *c, const selected *s, const listed *list, uint64_t count) {
  loader *from = NULL;
  seimei_status status = loader_new(c->store, &from, &c->error);
  json_key(c->out, "records");
  buffer_add_byte(c->out, '[');
  for (uint64_t i = 0; i < count && !status; i++)
    status = add_record(c, from, list[i].kind, record_id(c->columns, s->of[list[i].kind].from, list[i].row));
  buffer_add_string(c->out, "]}\n");
  loader_free(from);
  return status;
}

answer_code answer_records(call *c) {
  selected s;
  listed *list;
  int sort;
  uint64_t limit, offset, count;
  seimei_status status = request_choice(c->request, PARAM_SORT, SORTS, &sort, &c->error);
  if (!status) status = request_number(c->request, PARAM_LIMIT, USUAL_RECORDS, MOST_RECORDS, &limit, &c->error);
  if (!status) status = request_number(c->request, PARAM_OFFSET, 0, MOST_OFFSET, &offset, &c->error);
  if (status) return failed(c, status);
  answer_code code = select_records(c, sort > SORT_OLDEST ? KINDS_EVENTS : KINDS_BOTH, &s);
  if (code) return code;
  status = list_records(c, &s, (query_sort)sort, offset, limit, &list, &count);
  if (status) return failed(c, status);
  uint64_t total = (uint64_t)s.of[0].count + s.of[1].count;
  begin_answer(c);
  json_integer(c->out, "total", (int64_t)total);
  json_integer(c->out, "events", s.of[QUERY_EVENTS].count);
  json_integer(c->out, "statements", s.of[QUERY_STATEMENTS].count);
  end_page(c, offset, count, total);
  return failed(c, add_records(c, &s, list, count));
}

/* ---- documents ---- */

typedef struct {
  uint32_t document, published, records;
} document_rank;

static int newest_first(const void *x, const void *y) {
  const document_rank *a = x, *b = y;
  if (a->published != b->published) return a->published < b->published ? 1 : -1;
  return a->document < b->document ? 1 : a->document > b->document ? -1 : 0;
}

static int oldest_first(const void *x, const void *y) { return newest_first(y, x); }

static int richest_first(const void *x, const void *y) {
  const document_rank *a = x, *b = y;
  return a->records != b->records ? (a->records < b->records ? 1 : -1) : newest_first(x, y);
}

static bool is_filtered(const request *r) {
  for (int i = 0; i <= PARAM_DOC; i++)
    if (r->values[i].len && i != PARAM_KIND) return true;
  return r->values[PARAM_KIND].len > 0;
}

/* Documents that have selected records, or all. */
static document_rank *rank_documents(call *c, const selected *s, bool all, uint32_t *count) {
  uint32_t n = c->columns->documents.count, *found = ARENA_NEW(c->memory, uint32_t, n + 1);
  document_rank *ranks = ARENA_NEW(c->memory, document_rank, n + 1);
  for (int kind = 0; kind < 2; kind++)
    for (uint32_t i = 0; s->of[kind].mask && i < s->of[kind].from->count; i++)
      found[s->of[kind].from->document[i]] += s->of[kind].mask[i];
  *count = 0;
  for (uint32_t i = 0; i < n; i++)
    if (all || found[i]) ranks[(*count)++] = (document_rank){i, c->columns->documents.at[i].published, found[i]};
  return ranks;
}

static const char DOCUMENT[] = "SELECT key, title, published, publisher, lang, url, event_count, statement_count"
                               " FROM documents WHERE id = ?";

static void add_document(call *c, sqlite3_stmt *row, uint32_t selected) {
  static const char *const TEXTS[] = {"id", "title", "published", "publisher", "lang", "url"};
  json_comma(c->out);
  buffer_add_byte(c->out, '{');
  for (int i = 0; i < (int)COUNT_OF(TEXTS); i++) json_text(c->out, TEXTS[i], column_text(row, i));
  json_integer(c->out, "events", sqlite3_column_int64(row, 6));
  json_integer(c->out, "statements", sqlite3_column_int64(row, 7));
  json_integer(c->out, "selected", selected);
  buffer_add_byte(c->out, '}');
}

static seimei_status add_documents(call *c, const document_rank *ranks, uint64_t count) {
  sqlite3_stmt *ask = NULL;
  seimei_status status = SEIMEI_OK;
  if (sqlite3_prepare_v2(store_database(c->store), DOCUMENT, -1, &ask, NULL))
    return store_failure(c->store, "reading it", &c->error);
  json_key(c->out, "documents");
  buffer_add_byte(c->out, '[');
  for (uint64_t i = 0; i < count && !status; i++) {
    sqlite3_reset(ask);
    sqlite3_bind_int64(ask, 1, c->columns->documents.at[ranks[i].document].id);
    int step = sqlite3_step(ask);
    if (step == SQLITE_ROW) add_document(c, ask, ranks[i].records);
    else if (step != SQLITE_DONE) status = store_failure(c->store, "reading it", &c->error);
  }
  sqlite3_finalize(ask);
  buffer_add_string(c->out, "]}\n");
  return status;
}

answer_code answer_documents(call *c) {
  static int (*const ORDERS[])(const void *, const void *) = {newest_first, oldest_first, richest_first};
  selected s;
  int sort;
  uint32_t total;
  uint64_t limit, offset;
  seimei_status status = request_choice(c->request, PARAM_SORT, "newest|oldest|records", &sort, &c->error);
  if (!status) status = request_number(c->request, PARAM_LIMIT, USUAL_RECORDS, MOST_DOCUMENTS, &limit, &c->error);
  if (!status) status = request_number(c->request, PARAM_OFFSET, 0, MOST_OFFSET, &offset, &c->error);
  if (status) return failed(c, status);
  answer_code code = select_records(c, KINDS_BOTH, &s);
  if (code) return code;
  document_rank *ranks = rank_documents(c, &s, !is_filtered(c->request), &total);
  qsort(ranks, total, sizeof *ranks, ORDERS[sort]);
  if (offset > total) offset = total;
  uint64_t count = total - offset < limit ? total - offset : limit;
  begin_answer(c);
  json_integer(c->out, "total", total);
  end_page(c, offset, count, total);
  return failed(c, add_documents(c, ranks + offset, count));
}
