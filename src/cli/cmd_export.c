/* cmd_export.c - a store, or what of it is selected, in a research format. */
#include "cli/archive.h"
#include "export/record_writer.h"

enum { KINDS_ALL, KINDS_EVENTS, KINDS_STATEMENTS, KINDS_DOCUMENTS };

/* One kind of record in the order that is asked for. */
typedef struct {
  question *question;
  bool statements, more;
  int64_t id;
} record_stream;

typedef struct {
  archive *archive;
  record_form form;
  int kinds;
  record_writer *writer;
  record_stream streams[2];
  uint32_t stream_count;
  uint64_t skip, left; /* of all streams together */
} exporting;

/* ---- records ---- */

static seimei_status advance(exporting *e, record_stream *s) {
  return question_next(s->question, &s->id, &s->more, &e->archive->error);
}

static seimei_status add_stream(exporting *e, bool statements) {
  archive *a = e->archive;
  query_filter filter = a->filter;
  record_stream *s = &e->streams[e->stream_count];
  filter.records = statements ? QUERY_STATEMENTS : QUERY_EVENTS;
  filter.limit = filter.offset = 0;
  seimei_status status = query_tidy(&a->memory, &filter, &a->error);
  if (!status) status = question_open(a->store, &filter, &s->question, &a->error);
  if (status) return status;
  s->statements = statements;
  e->stream_count++;
  return advance(e, s);
}

/* The stream that comes next: of a document first the statements, then the events. */
static record_stream *next_stream(exporting *e) {
  record_stream *one = &e->streams[0], *two = &e->streams[1];
  if (e->stream_count < 2 || !two->more) return one->more ? one : NULL;
  if (!one->more) return two;
  return one->id >> STORE_RECORD_BITS <= two->id >> STORE_RECORD_BITS ? one : two;
}

static seimei_status write_records(exporting *e) {
  archive *a = e->archive;
  record_stream *s;
  seimei_status status = SEIMEI_OK;
  while (!status && e->left && (s = next_stream(e))) {
    if (e->skip) {
      e->skip--;
      status = advance(e, s);
      continue;
    }
    e->left--;
    status = record_writer_add(e->writer, s->statements, s->id, &a->error);
    if (status || !archive_flush(a, false)) break;
    status = advance(e, s);
  }
  return status;
}

/* ---- documents ---- */

static seimei_status write_document(exporting *e, int64_t id) {
  if (e->skip) {
    e->skip--;
    return SEIMEI_OK;
  }
  e->left--;
  return record_writer_add_document(e->writer, id, &e->archive->error);
}

static seimei_status write_all_documents(exporting *e) {
  archive *a = e->archive;
  sqlite3_stmt *rows = NULL;
  seimei_status status = SEIMEI_OK;
  int step = SQLITE_DONE;
  if (sqlite3_prepare_v2(store_database(a->store), "SELECT id FROM documents ORDER BY id", -1, &rows, NULL))
    return store_failure(a->store, "reading it", &a->error);
  while (!status && e->left && archive_flush(a, false) && (step = sqlite3_step(rows)) == SQLITE_ROW)
    status = write_document(e, sqlite3_column_int64(rows, 0));
  if (!status && step != SQLITE_ROW && step != SQLITE_DONE) status = store_failure(a->store, "reading it", &a->error);
  sqlite3_finalize(rows);
  return status;
}

/* Those of the records that are selected, each once. */
static seimei_status write_selected_documents(exporting *e) {
  int64_t last = 0;
  record_stream *s;
  seimei_status status = SEIMEI_OK;
  while (!status && e->left && archive_flush(e->archive, false) && (s = next_stream(e))) {
    int64_t document = s->id >> STORE_RECORD_BITS;
    if (document != last) status = write_document(e, document);
    last = document;
    if (!status) status = advance(e, s);
  }
  return status;
}

/* ---- what is written ---- */

static seimei_status choose_documents(exporting *e) {
  archive *a = e->archive;
  if (e->form != RECORDS_JSONL) return error_set(&a->error, SEIMEI_USAGE, "documents are written in jsonl alone");
  if (is_given(a->args, OPTION_SORT))
    return error_set(&a->error, SEIMEI_USAGE, "documents come in the order of the store and cannot be sorted");
  if (!query_is_selective(&a->filter)) return SEIMEI_OK;
  seimei_status status = query_is_of_events(&a->filter) ? SEIMEI_OK : add_stream(e, true);
  return status ? status : add_stream(e, false);
}

static seimei_status choose_records(exporting *e) {
  int kinds = e->kinds;
  seimei_status status = SEIMEI_OK;
  if (kinds == KINDS_DOCUMENTS) return choose_documents(e);
  if (kinds == KINDS_STATEMENTS && !record_form_has_statements(e->form))
    return error_set(&e->archive->error, SEIMEI_USAGE, "only jsonl, csv and arrow have statements");
  bool both = kinds == KINDS_ALL && record_form_has_both(e->form) && !query_is_of_events(&e->archive->filter);
  if (kinds == KINDS_STATEMENTS || both) status = add_stream(e, true);
  if (!status && kinds != KINDS_STATEMENTS) status = add_stream(e, false);
  return status;
}

static seimei_status write_export(archive *a) {
  exporting e = {.archive = a,
                 .form = (record_form)choice_of(a->args, OPTION_EXPORT_FORMAT),
                 .kinds = choice_of(a->args, OPTION_EXPORT_RECORDS)};
  if (!is_given(a->args, OPTION_SORT)) a->filter.sort = SORT_STORED;
  e.skip = a->filter.offset;
  e.left = a->filter.limit ? a->filter.limit : UINT64_MAX;
  seimei_status status = choose_records(&e);
  if (!status)
    status = record_writer_new(a->store, e.form, e.streams[0].statements, a->args->values[OPTION_PACK], &a->text,
                               &e.writer, &a->error);
  if (!status && e.kinds != KINDS_DOCUMENTS) status = write_records(&e);
  else if (!status) status = e.stream_count ? write_selected_documents(&e) : write_all_documents(&e);
  if (!status) record_writer_end(e.writer);
  record_writer_free(e.writer);
  for (uint32_t i = 0; i < e.stream_count; i++) question_close(e.streams[i].question);
  return status;
}

int cmd_export(const arguments *args) { return archive_run(args, write_export); }
