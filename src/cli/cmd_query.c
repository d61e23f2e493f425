/* cmd_query.c - records of a store, or how many there are of each kind. */
#include <stdio.h>

#include "cli/archive.h"
#include "query/load.h"
#include "write/json.h"
#include "write/write.h"

enum { SHOW_TABLE, SHOW_JSONL, SHOW_CSV, TABLE_LIMIT = 50 };

/* ---- counts ---- */

static void add_counts(sheet *s, const count_rows *rows, uint32_t keys) {
  sheet_row row;
  for (uint32_t i = 0; i < rows->count; i++) {
    row_clear(&row);
    for (uint32_t k = 0; k < keys; k++) cell_text(&row, rows->at[i].keys[k]);
    cell_integer(&row, (int64_t)rows->at[i].count);
    sheet_add(s, &row);
  }
}

static seimei_status count(archive *a) {
  view by = view_of_string(a->args->values[OPTION_COUNT_BY]), name;
  sheet_column columns[COUNT_MOST_KEYS + 1];
  uint32_t keys = 0;
  count_rows rows;
  sheet s;
  seimei_status status = query_count(a->store, &a->filter, by, &a->memory, &rows, &a->error);
  if (status) return status;
  if (a->filter.limit && rows.count > a->filter.limit) rows.count = (uint32_t)a->filter.limit;
  while (keys < COUNT_MOST_KEYS && view_split(&by, ',', &name))
    columns[keys++] = (sheet_column){arena_format(&a->memory, "%.*s%c", (int)name.len, name.ptr, 0).ptr, CELL_TEXT};
  columns[keys] = (sheet_column){"count", CELL_INTEGER};
  archive_sheet(a, &s, columns, keys + 1);
  add_counts(&s, &rows, keys);
  sheet_end(&s);
  sheet_release(&s);
  return SEIMEI_OK;
}

/* ---- a table for people ---- */

static const sheet_column EVENT_COLUMNS[] = {{"day", CELL_DAY},        {"type", CELL_TEXT},      {"mode", CELL_TEXT},
                                             {"actor", CELL_TEXT},     {"recipient", CELL_TEXT}, {"score", CELL_SCORE},
                                             {"status", CELL_TEXT},    {"about", CELL_TEXT},     {"id", CELL_TEXT},
                                             {"publisher", CELL_TEXT}, {"sentence", CELL_TEXT}};
static const sheet_column STATEMENT_COLUMNS[] = {
    {"day", CELL_DAY},     {"source", CELL_TEXT}, {"addressee", CELL_TEXT}, {"manner", CELL_TEXT},
    {"medium", CELL_TEXT}, {"id", CELL_TEXT},     {"publisher", CELL_TEXT}, {"content", CELL_TEXT}};

static view labels(arena *a, seimei_actors actors) {
  view all = {"", 0};
  for (size_t i = 0; i < actors.count; i++)
    all = arena_format(a, "%.*s%s%.*s", (int)all.len, all.ptr, i ? " " : "", (int)actors.at[i].label.len,
                       actors.at[i].label.ptr);
  return all;
}

static void event_row(arena *a, sheet_row *row, const loaded_record *r) {
  const seimei_event *e = &r->records.events[0];
  cell_text(row, r->day);
  cell_string(row, seimei_type_name(e->type));
  cell_text(row, e->mode);
  cell_text(row, labels(a, e->actor));
  cell_text(row, labels(a, e->recipient));
  cell_number(row, e->event_scale);
  cell_string(row, seimei_event_status_name(e->status));
  cell_text(row, e->about.text);
  cell_text(row, e->id);
  cell_text(row, r->doc.publisher);
  cell_text(row, r->evidence);
}

static void statement_row(arena *a, sheet_row *row, const loaded_record *r) {
  const seimei_statement *s = &r->records.statements[0];
  view content = {"", 0};
  for (size_t i = 0; i < s->content_count; i++)
    content = arena_format(a, "%.*s%s%.*s", (int)content.len, content.ptr, i ? "…" : "", (int)s->content[i].text.len,
                           s->content[i].text.ptr);
  cell_text(row, r->day);
  cell_text(row, labels(a, s->source));
  cell_text(row, labels(a, s->addressee));
  cell_string(row, seimei_manner_name(s->manner));
  cell_text(row, s->medium);
  cell_text(row, s->id);
  cell_text(row, r->doc.publisher);
  cell_text(row, content);
}

/* ---- records ---- */

typedef struct {
  archive *archive;
  sheet sheet;
  arena record; /* of one row */
  bool statements;
  int show;
} listing;

/* The record and, after its keys, the sentence and where it stands. */
static void add_json(listing *l, const loaded_record *r) {
  buffer *b = &l->archive->text;
  write_options options = {.kinds = WRITE_ALL};
  write_jsonl(b, &r->doc, &r->records, &options);
  if (b->failed || b->len < 2) return;
  b->len -= 2; /* "}\n" */
  json_text(b, "evidence", r->evidence);
  json_text(b, "published", r->doc.published);
  json_text(b, "title", r->doc.title);
  json_text(b, "url", r->doc.url);
  json_text(b, "publisher", r->doc.publisher);
  buffer_add_string(b, "}\n");
}

static void add_record(listing *l, const loaded_record *r) {
  sheet_row row;
  write_options options = {.kinds = l->statements ? WRITE_STATEMENTS : WRITE_EVENTS};
  switch (l->show) {
  case SHOW_JSONL: add_json(l, r); break;
  case SHOW_CSV: write_csv(&l->archive->text, &r->doc, &r->records, &options); break;
  default:
    row_clear(&row);
    arena_reset(&l->record);
    (l->statements ? statement_row : event_row)(&l->record, &row, r);
    sheet_add(&l->sheet, &row);
  }
}

static seimei_status list_rows(listing *l, question *q, loader *from) {
  archive *a = l->archive;
  loaded_record record;
  int64_t id;
  bool more;
  seimei_status status;
  while (!(status = question_next(q, &id, &more, &a->error)) && more) {
    status = (l->statements ? loader_statement : loader_event)(from, id, &record, &a->error);
    if (status) break;
    add_record(l, &record);
    if (!archive_flush(a, false)) break;
  }
  return status;
}

static void begin_list(listing *l) {
  archive *a = l->archive;
  if (l->show == SHOW_CSV) write_csv_header(&a->text, l->statements ? WRITE_STATEMENTS : WRITE_EVENTS);
  if (l->show != SHOW_TABLE) return;
  if (l->statements) archive_sheet(a, &l->sheet, STATEMENT_COLUMNS, COUNT_OF(STATEMENT_COLUMNS));
  else archive_sheet(a, &l->sheet, EVENT_COLUMNS, COUNT_OF(EVENT_COLUMNS));
}

static seimei_status list(archive *a) {
  listing l = {
      .archive = a, .statements = a->filter.records == QUERY_STATEMENTS, .show = choice_of(a->args, OPTION_SHOW)};
  question *q = NULL;
  loader *from = NULL;
  if (l.show == SHOW_TABLE && !is_given(a->args, OPTION_LIMIT)) a->filter.limit = TABLE_LIMIT;
  arena_init(&l.record, NULL);
  l.record.on_failure = a->memory.on_failure;
  seimei_status status = question_open(a->store, &a->filter, &q, &a->error);
  if (!status) status = loader_new(a->store, &from, &a->error);
  if (!status) {
    begin_list(&l);
    status = list_rows(&l, q, from);
    if (l.show == SHOW_TABLE) {
      sheet_end(&l.sheet);
      sheet_release(&l.sheet);
    }
  }
  loader_free(from);
  question_close(q);
  arena_release(&l.record);
  return status;
}

int cmd_query(const arguments *args) { return archive_run(args, is_given(args, OPTION_COUNT_BY) ? count : list); }
