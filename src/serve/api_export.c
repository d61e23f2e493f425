/* api_export.c - downloads: the records that the filter selects, written as the client takes them. Each has a
 * connection to the store of its own, so that slow ones do not keep others waiting. */
#include <stdio.h>
#include <stdlib.h>

#include "export/record_writer.h"
#include "serve/endpoint.h"

enum { BLOCK = 1 << 16 };
#define MOST_RECORDS UINT64_C(4000000000)

/* Id of a record << 1 | whether it is a statement: the whole of a large store may be under way four times. */
typedef uint64_t exported;

struct download {
  service *service;
  pooled_store from;
  record_writer *writer;
  buffer text;
  exported *records;
  uint64_t count, next;
  bool is_ended;
};

static const struct {
  const char *ending, *type;
} FORMS[] = {[RECORDS_JSONL] = {".jsonl", "application/x-ndjson; charset=utf-8"},
             [RECORDS_PLOVER] = {"-plover.jsonl", "application/x-ndjson; charset=utf-8"},
             [RECORDS_CSV] = {".csv", "text/csv; charset=utf-8"},
             [RECORDS_POLECAT] = {"-polecat.tsv", "text/tab-separated-values; charset=utf-8"},
             [RECORDS_ICEWS] = {"-icews.tsv", "text/tab-separated-values; charset=utf-8"},
             [RECORDS_GDELT] = {"-gdelt.tsv", "text/tab-separated-values; charset=utf-8"},
             [RECORDS_ARROW] = {".arrows", "application/vnd.apache.arrow.stream"}};

void download_close(download *d) {
  if (!d) return;
  record_writer_free(d->writer);
  pooled_close(&d->from);
  buffer_release(&d->text);
  free(d->records);
  atomic_fetch_sub(&d->service->downloads, 1);
  free(d);
}

bool download_next(download *d, buffer *out, bool *failed) {
  seimei_error error = {0};
  *failed = false;
  d->from.deadline = clock_milliseconds() + d->service->options.time_limit;
  while (d->text.len < BLOCK && d->next < d->count && !*failed) {
    exported r = d->records[d->next++];
    seimei_status status = record_writer_add(d->writer, r & 1, (int64_t)(r >> 1), &error);
    *failed = status && status != SEIMEI_BAD_INPUT; /* coded anew since: left out */
  }
  if (d->next == d->count && !d->is_ended && !*failed) {
    record_writer_end(d->writer);
    d->is_ended = true;
  }
  *failed |= d->text.failed;
  bool more = d->text.len > 0 && !*failed;
  if (more) buffer_add(out, view_of(d->text.ptr, d->text.len));
  buffer_clear(&d->text);
  return more;
}

static exported *ids_of(call *c, const selected *s, const listed *list, uint64_t count) {
  exported *records = malloc((size_t)(count + 1) * sizeof *records);
  for (uint64_t i = 0; records && i < count; i++)
    records[i] = (exported)record_id(c->columns, s->of[list[i].kind].from, list[i].row) << 1 |
                 (list[i].kind == QUERY_STATEMENTS);
  return records;
}

static answer_code begin(call *c, const selected *s, record_form form, const listed *list, uint64_t count) {
  service *v = c->service;
  if (atomic_fetch_add(&v->downloads, 1) >= MOST_DOWNLOADS) {
    atomic_fetch_sub(&v->downloads, 1);
    return refuse(c, ANSWER_BUSY, "%d downloads are under way; try again when one has ended", MOST_DOWNLOADS);
  }
  download *d = calloc(1, sizeof *d);
  if (!d) {
    atomic_fetch_sub(&v->downloads, 1);
    return refuse(c, ANSWER_INTERNAL, "out of memory");
  }
  d->service = v;
  d->count = count;
  buffer_init(&d->text, NULL);
  *c->download = d;
  d->records = ids_of(c, s, list, count);
  if (!d->records) return refuse(c, ANSWER_INTERNAL, "out of memory");
  seimei_status status = pooled_open(&d->from, v->options.store, &v->cancelled, &c->error);
  if (!status)
    status = record_writer_new(d->from.store, form, s->kinds == KINDS_STATEMENTS, v->options.pack, &d->text, &d->writer,
                               &c->error);
  return failed(c, status);
}

answer_code answer_export(call *c) {
  selected s;
  listed *list;
  int form, sort;
  uint64_t limit, offset, count;
  seimei_status status =
      request_choice(c->request, PARAM_FORMAT, "jsonl|plover|csv|polecat|icews|gdelt|arrow", &form, &c->error);
  if (!status)
    status = request_choice(c->request, PARAM_SORT, "stored|newest|oldest|conflict|cooperation|confidence", &sort,
                            &c->error);
  if (!status) status = request_number(c->request, PARAM_LIMIT, MOST_RECORDS, MOST_RECORDS, &limit, &c->error);
  if (!status) status = request_number(c->request, PARAM_OFFSET, 0, MOST_RECORDS, &offset, &c->error);
  if (status) return failed(c, status);
  query_sort by = sort ? (query_sort)(sort - 1) : SORT_STORED;
  bool both = record_form_has_both((record_form)form) && (by == SORT_STORED || by <= SORT_OLDEST);
  answer_code code = select_records(c, both ? KINDS_BOTH : KINDS_EVENTS, &s);
  if (code) return code;
  if (s.kinds == KINDS_STATEMENTS && !record_form_has_statements((record_form)form))
    return refuse(c, ANSWER_BAD_PARAMETER, "only jsonl, csv and arrow have statements");
  status = list_records(c, &s, by, offset, limit, &list, &count);
  if (status) return failed(c, status);
  snprintf(c->file_name, sizeof c->file_name, "seimei%s", FORMS[form].ending);
  c->type = FORMS[form].type;
  return begin(c, &s, (record_form)form, list, count);
}
