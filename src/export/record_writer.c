/* record_writer.c - the forms of an export: lines of the writers, or sheets of columns. */
#include "export/record_writer.h"

#include <stdlib.h>

#include "export/arrow.h"
#include "export/export.h"
#include "write/write.h"

struct record_writer {
  record_form form;
  buffer *out;
  loader *loader;
  facts *facts;
  arena row; /* of one row */
  const export_format *format;
  sheet sheet;
};

static const struct {
  const export_format *events, *statements;
  const sheet_form *form;
} SHEETS[] = {[RECORDS_POLECAT] = {&EXPORT_POLECAT, NULL, &SHEET_TSV},
              [RECORDS_ICEWS] = {&EXPORT_ICEWS, NULL, &SHEET_TSV},
              [RECORDS_GDELT] = {&EXPORT_GDELT, NULL, &SHEET_TSV_BARE},
              [RECORDS_ARROW] = {&EXPORT_EVENTS, &EXPORT_STATEMENTS, &SHEET_ARROW}};

bool record_form_has_statements(record_form form) {
  return form == RECORDS_JSONL || form == RECORDS_CSV || form == RECORDS_ARROW;
}

bool record_form_has_both(record_form form) { return form == RECORDS_JSONL; }

static void choose_sheet(record_writer *w, bool statements) {
  if (w->form < RECORDS_POLECAT) return;
  w->format = statements ? SHEETS[w->form].statements : SHEETS[w->form].events;
  w->sheet = (sheet){.out = w->out,
                     .form = SHEETS[w->form].form,
                     .columns = w->format->columns,
                     .column_count = w->format->column_count};
}

seimei_status record_writer_new(store *s, record_form form, bool statements, const char *pack, buffer *out,
                                record_writer **made, seimei_error *error) {
  *made = NULL;
  record_writer *w = calloc(1, sizeof *w);
  if (!w) return error_set(error, SEIMEI_NO_MEMORY, "out of memory");
  *w = (record_writer){.form = form, .out = out};
  arena_init(&w->row, NULL);
  seimei_status status = loader_new(s, &w->loader, error);
  choose_sheet(w, statements && record_form_has_statements(form));
  if (!status && w->format && w->format->needs_facts) status = facts_open(pack, &w->facts, error);
  if (status) {
    w->sheet.form = NULL; /* was not begun */
    record_writer_free(w);
    return status;
  }
  if (form == RECORDS_CSV) write_csv_header(out, statements ? WRITE_STATEMENTS : WRITE_EVENTS);
  if (w->format) sheet_begin(&w->sheet);
  *made = w;
  return SEIMEI_OK;
}

static void add_rows(record_writer *w, const loaded_record *record) {
  sheet_row row;
  export_cell x = {.facts = w->facts, .arena = &w->row, .row = &row, .record = record};
  uint32_t rows = export_row_count(w->format, record);
  for (uint32_t i = 0; i < rows; i++) {
    arena_reset(&w->row);
    export_fill(w->format, &x, i);
    sheet_add(&w->sheet, &row);
  }
}

static seimei_status add_rows_safely(record_writer *w, const loaded_record *record, seimei_error *error) {
  jmp_buf failed;
  if (setjmp(failed)) return error_set(error, SEIMEI_NO_MEMORY, "out of memory");
  w->row.on_failure = &failed;
  add_rows(w, record);
  return SEIMEI_OK;
}

seimei_status record_writer_add(record_writer *w, bool is_statement, int64_t id, seimei_error *error) {
  loaded_record r;
  write_options options = {.kinds = is_statement ? WRITE_STATEMENTS : WRITE_EVENTS};
  seimei_status status = (is_statement ? loader_statement : loader_event)(w->loader, id, &r, error);
  if (status) return status;
  switch (w->form) {
  case RECORDS_JSONL: write_jsonl(w->out, &r.doc, &r.records, &(write_options){.kinds = WRITE_ALL}); break;
  case RECORDS_PLOVER: write_plover(w->out, &r.doc, &r.records, &options); break;
  case RECORDS_CSV: write_csv(w->out, &r.doc, &r.records, &options); break;
  default: return add_rows_safely(w, &r, error);
  }
  return SEIMEI_OK;
}

seimei_status record_writer_add_document(record_writer *w, int64_t id, seimei_error *error) {
  loaded_record r;
  seimei_status status = loader_document(w->loader, id, &r, error);
  if (!status) write_jsonl_document(w->out, &r.doc, r.name, r.records.version);
  return status;
}

void record_writer_end(record_writer *w) {
  if (w->format) sheet_end(&w->sheet);
}

void record_writer_free(record_writer *w) {
  if (!w) return;
  if (w->sheet.form) sheet_release(&w->sheet);
  facts_close(w->facts);
  loader_free(w->loader);
  arena_release(&w->row);
  free(w);
}
