/* recode.c - documents of the store coded anew, after tables or rules have changed.
 *
 * Each document's new records replace the old ones within one transaction, and its version with them: a run that was
 * cut off leaves every document wholly old or wholly new, and the next run goes on with those that are old. */
#include <stdlib.h>

#include "ingest/coder.h"
#include "ingest/relay.h"
#include "ingest/report.h"

enum { PAGE = 64, GROUP_JOBS = 200 };

static const char NEXT_PAGE[] =
    "SELECT d.id, d.lang, d.published, d.title, t.text FROM documents d JOIN texts t ON t.document = d.id"
    " WHERE d.id > ?1 AND d.version <> (SELECT id FROM versions WHERE name = ?2) ORDER BY d.id LIMIT ?3";

typedef struct {
  int64_t document;
  buffer bytes; /* what doc points into */
  seimei_document doc;
  arena arena;
  code_outcome outcome;
  ready_document ready;
  seimei_error reason;
} recode_job;

typedef struct {
  const ingest_options *options;
  const seimei_engine *engine;
  store_writer *writer;
  ingest_report *report;
  relay *relay;
  seimei_status status;
  seimei_error error;
  uint32_t waiting;
} recoding;

/* ---- threads ---- */

static void *open_thread(void *user) {
  const recoding *r = user;
  seimei_error error = {0};
  return coder_new(r->engine, r->options, &error);
}

static void close_thread(void *user, void *thread) {
  (void)user;
  coder_free(thread);
}

static void work(void *user, void *thread, void *given) {
  recode_job *job = given;
  jmp_buf failure;
  (void)user;
  arena_reset(&job->arena);
  job->arena.on_failure = &failure;
  job->outcome = CODE_FAILED;
  job->reason = (seimei_error){0};
  if (!thread || job->bytes.failed || setjmp(failure)) error_set(&job->reason, SEIMEI_NO_MEMORY, "out of memory");
  else job->outcome = coder_recode(thread, &job->doc, &job->arena, &job->ready, &job->reason);
  job->arena.on_failure = NULL;
}

static void release(void *user, void *given) {
  recode_job *job = given;
  (void)user;
  buffer_release(&job->bytes);
  arena_release(&job->arena);
}

/* ---- writing ---- */

static seimei_status store_again(recoding *r, const recode_job *job) {
  seimei_status status = writer_recode(r->writer, job->document, &job->ready, &r->error);
  if (status) return status;
  r->report->stored++;
  r->report->statements += job->ready.records.statement_count;
  r->report->events += job->ready.records.event_count;
  return SEIMEI_OK;
}

static seimei_status take_job(recoding *r, const recode_job *job) {
  const char *message = job->reason.message;
  if (job->outcome == CODE_FAILED && job->reason.status == SEIMEI_NO_MEMORY)
    return r->error = job->reason, SEIMEI_NO_MEMORY;
  r->report->read++;
  if (job->outcome == CODED) return store_again(r, job);
  bool failed = job->outcome == CODE_FAILED;
  *(failed ? &r->report->failed : &r->report->left) += 1;
  report_reason(r->report, failed ? "failed" : "left", message);
  return SEIMEI_OK;
}

static bool take(void *user, void *given) {
  recoding *r = user;
  r->status = take_job(r, given);
  if (!r->status && r->options->progress) r->options->progress(r->options->user, r->report);
  if (!r->status && ++r->waiting >= GROUP_JOBS) {
    r->waiting = 0;
    r->status = writer_commit(r->writer, &r->error);
    if (!r->status) r->status = writer_begin(r->writer, &r->error);
  }
  return !r->status;
}

/* ---- reading ---- */

/* Fields lie in one buffer; their places are known when all are in it. */
static bool put_row(recoding *r, sqlite3_stmt *row) {
  recode_job *job = relay_place(r->relay);
  if (!job) return false;
  view *const fields[] = {&job->doc.lang, &job->doc.published, &job->doc.title, &job->doc.text};
  job->document = sqlite3_column_int64(row, 0);
  job->doc = (seimei_document){0};
  buffer_clear(&job->bytes);
  for (int i = 0; i < (int)COUNT_OF(fields); i++) {
    view text = column_text(row, i + 1);
    buffer_add(&job->bytes, text);
    fields[i]->len = text.len;
  }
  const char *at = job->bytes.ptr;
  for (size_t i = 0; i < COUNT_OF(fields) && at; i++) {
    fields[i]->ptr = at;
    at += fields[i]->len;
  }
  return relay_put(r->relay, job->bytes.len);
}

static seimei_status put_page(recoding *r, const store *from, sqlite3_stmt *page, int64_t *last, bool *more,
                              seimei_error *error) {
  int code;
  *more = false;
  sqlite3_bind_int64(page, 1, *last);
  sqlite3_bind_int(page, 3, PAGE);
  while ((code = sqlite3_step(page)) == SQLITE_ROW) {
    *last = sqlite3_column_int64(page, 0);
    *more = true;
    if (put_row(r, page)) continue;
    *more = false;
    code = SQLITE_DONE;
    break;
  }
  seimei_status status = code == SQLITE_DONE ? SEIMEI_OK : store_failure(from, "reading documents", error);
  sqlite3_reset(page);
  return status;
}

static seimei_status put_all(recoding *r, const store *from, seimei_error *error) {
  sqlite3_stmt *page = NULL;
  int64_t last = 0;
  bool more = true;
  seimei_status status = SEIMEI_OK;
  if (sqlite3_prepare_v2(store_database(from), NEXT_PAGE, -1, &page, NULL))
    return store_failure(from, "reading documents", error);
  view version = engine_version(r->engine);
  sqlite3_bind_text64(page, 2, version.ptr, version.len, SQLITE_STATIC, SQLITE_UTF8);
  while (more && !status) {
    r->report->stopped = r->options->stop && *r->options->stop;
    if (r->report->stopped) break;
    status = put_page(r, from, page, &last, &more, error);
  }
  sqlite3_finalize(page);
  return status;
}

/* ---- all of it ---- */

static seimei_status recode_documents(recoding *r, const store *from, seimei_error *error) {
  relay_calls calls = {sizeof(recode_job), open_thread, close_thread, work, take, release, r};
  seimei_status status = writer_begin(r->writer, error);
  if (status) return status;
  r->relay = relay_new(&calls, r->options->workers ? r->options->workers : 1);
  status = r->relay ? put_all(r, from, error) : error_set(error, SEIMEI_NO_MEMORY, "out of memory");
  if (r->relay) relay_drain(r->relay);
  if (r->status) *error = r->error;
  if (!status) status = r->status;
  if (!status) status = writer_commit(r->writer, error);
  if (status) writer_abandon(r->writer);
  relay_free(r->relay);
  return status;
}

seimei_status ingest_recode(store *s, const seimei_engine *engine, const ingest_options *options, ingest_report *report,
                            seimei_error *error) {
  recoding r = {.options = options, .engine = engine, .report = report};
  store *from = NULL;
  int64_t run = 0;
  *report = (ingest_report){0};
  seimei_status status = writer_new(s, engine_version(engine), &r.writer, error);
  if (!status) status = store_open(store_path(s), STORE_READ, &from, error);
  if (!status) status = report_begin(r.writer, TEXT("recode"), options, &run, error);
  if (!status) status = recode_documents(&r, from, error);
  if (run) status = report_end(r.writer, run, report, status, error);
  store_close(from);
  writer_free(r.writer);
  return status;
}
