/* cmd_export.c - a store, or what of it is selected, in a research format. */
#include "cli/archive.h"
#include "export/arrow.h"
#include "export/export.h"
#include "query/load.h"
#include "write/write.h"

enum { AS_JSONL, AS_PLOVER, AS_CSV, AS_POLECAT, AS_ICEWS, AS_GDELT, AS_ARROW };
enum { RECORDS_ALL, RECORDS_EVENTS, RECORDS_STATEMENTS };

/* One kind of record in the order that is asked for. */
typedef struct {
  question *question;
  loader *loader;
  bool statements, more;
  int64_t id;
} record_stream;

typedef struct {
  archive *archive;
  int form;
  arena record; /* of one row */
  facts *facts;
  const export_format *format;
  sheet sheet;
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
  status = loader_new(a->store, &s->loader, &a->error);
  return status ? status : advance(e, s);
}

/* The stream that comes next: of a document first the statements, then the events. */
static record_stream *next_stream(exporting *e) {
  record_stream *one = &e->streams[0], *two = &e->streams[1];
  if (e->stream_count < 2 || !two->more) return one->more ? one : NULL;
  if (!one->more) return two;
  return one->id >> STORE_RECORD_BITS <= two->id >> STORE_RECORD_BITS ? one : two;
}

/* ---- writing ---- */

static void add_rows(exporting *e, const loaded_record *record) {
  sheet_row row;
  export_cell x = {.facts = e->facts, .arena = &e->record, .row = &row, .record = record};
  uint32_t rows = export_row_count(e->format, record);
  for (uint32_t i = 0; i < rows; i++) {
    arena_reset(&e->record);
    export_fill(e->format, &x, i);
    sheet_add(&e->sheet, &row);
  }
}

static void add_record(exporting *e, const loaded_record *r, bool statements) {
  buffer *out = &e->archive->text;
  write_options options = {.kinds = statements ? WRITE_STATEMENTS : WRITE_EVENTS};
  switch (e->form) {
  case AS_JSONL: write_jsonl(out, &r->doc, &r->records, &(write_options){.kinds = WRITE_ALL}); break;
  case AS_PLOVER: write_plover(out, &r->doc, &r->records, &options); break;
  case AS_CSV: write_csv(out, &r->doc, &r->records, &options); break;
  default: add_rows(e, r);
  }
}

static seimei_status write_records(exporting *e) {
  archive *a = e->archive;
  loaded_record record;
  record_stream *s;
  seimei_status status = SEIMEI_OK;
  while (!status && e->left && (s = next_stream(e))) {
    if (e->skip) {
      e->skip--;
      status = advance(e, s);
      continue;
    }
    e->left--;
    status = (s->statements ? loader_statement : loader_event)(s->loader, s->id, &record, &a->error);
    if (status) break;
    add_record(e, &record, s->statements);
    if (!archive_flush(a, false)) break;
    status = advance(e, s);
  }
  return status;
}

/* ---- forms ---- */

static seimei_status choose_records(exporting *e) {
  int records = choice_of(e->archive->args, OPTION_RECORDS);
  bool has_statements = e->form == AS_JSONL || e->form == AS_CSV || e->form == AS_ARROW;
  seimei_status status = SEIMEI_OK;
  if (records == RECORDS_STATEMENTS && !has_statements)
    return error_set(&e->archive->error, SEIMEI_USAGE, "only jsonl, csv and arrow have statements");
  bool both = records == RECORDS_ALL && e->form == AS_JSONL && !query_is_of_events(&e->archive->filter);
  if (records == RECORDS_STATEMENTS || both) status = add_stream(e, true);
  if (!status && records != RECORDS_STATEMENTS) status = add_stream(e, false);
  return status;
}

static void choose_sheet(exporting *e) {
  static const struct {
    const export_format *events, *statements;
    const sheet_form *form;
  } SHEETS[] = {[AS_POLECAT] = {&EXPORT_POLECAT, NULL, &SHEET_TSV},
                [AS_ICEWS] = {&EXPORT_ICEWS, NULL, &SHEET_TSV},
                [AS_GDELT] = {&EXPORT_GDELT, NULL, &SHEET_TSV_BARE},
                [AS_ARROW] = {&EXPORT_EVENTS, &EXPORT_STATEMENTS, &SHEET_ARROW}};
  if (e->form < AS_POLECAT) return;
  e->format = e->streams[0].statements ? SHEETS[e->form].statements : SHEETS[e->form].events;
  if (!e->format) return;
  e->sheet = (sheet){.out = &e->archive->text,
                     .form = SHEETS[e->form].form,
                     .columns = e->format->columns,
                     .column_count = e->format->column_count};
}

static seimei_status begin(exporting *e) {
  archive *a = e->archive;
  seimei_status status = choose_records(e);
  if (status) return status;
  choose_sheet(e);
  if (e->format && e->format->needs_facts) status = facts_open(a->args->values[OPTION_PACK], &e->facts, &a->error);
  if (status) return status;
  if (e->form == AS_CSV) write_csv_header(&a->text, e->streams[0].statements ? WRITE_STATEMENTS : WRITE_EVENTS);
  if (e->format) sheet_begin(&e->sheet);
  return SEIMEI_OK;
}

static seimei_status write_export(archive *a) {
  exporting e = {.archive = a, .form = choice_of(a->args, OPTION_EXPORT_FORMAT)};
  if (!is_given(a->args, OPTION_SORT)) a->filter.sort = SORT_STORED;
  e.skip = a->filter.offset;
  e.left = a->filter.limit ? a->filter.limit : UINT64_MAX;
  arena_init(&e.record, NULL);
  e.record.on_failure = a->memory.on_failure;
  seimei_status status = begin(&e);
  if (!status) status = write_records(&e);
  if (!status && e.format) sheet_end(&e.sheet);
  if (e.sheet.form) sheet_release(&e.sheet);
  facts_close(e.facts);
  for (uint32_t i = 0; i < e.stream_count; i++) {
    loader_free(e.streams[i].loader);
    question_close(e.streams[i].question);
  }
  arena_release(&e.record);
  return status;
}

int cmd_export(const arguments *args) { return archive_run(args, write_export); }
