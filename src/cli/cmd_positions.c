/* cmd_positions.c - actors by issue. */
#include "cli/archive.h"
#include "position/position.h"

enum { USUAL_ISSUES = 20 };

static const sheet_column COLUMNS[] = {{"issue", CELL_TEXT},      {"actor", CELL_TEXT},     {"support", CELL_INTEGER},
                                       {"oppose", CELL_INTEGER},  {"demand", CELL_INTEGER}, {"concern", CELL_INTEGER},
                                       {"first", CELL_DAY},       {"last", CELL_DAY},       {"moved", CELL_TEXT},
                                       {"phrases", CELL_INTEGER}, {"key", CELL_TEXT},       {"course", CELL_TEXT}};

static const sheet_column EVENT_COLUMNS[] = {
    {"event", CELL_TEXT}, {"stance", CELL_TEXT}, {"issue", CELL_TEXT}, {"key", CELL_TEXT}};

static void add_row(sheet *s, const position_row *p) {
  sheet_row row;
  row_clear(&row);
  cell_text(&row, p->issue);
  cell_text(&row, p->actor);
  for (int i = 0; i < STANCE_COUNT; i++) cell_integer(&row, (int64_t)p->counts[i]);
  cell_text(&row, p->first);
  cell_text(&row, p->last);
  cell_text(&row, p->moved);
  cell_integer(&row, p->phrases);
  cell_text(&row, p->key);
  cell_text(&row, p->course);
  sheet_add(s, &row);
}

static seimei_status show_actors(archive *a, const concepts *c, const position_options *options) {
  position_rows rows;
  sheet s;
  seimei_status status = positions_read(a->store, c, &a->filter, options, &a->memory, &rows, &a->error);
  if (status) return status;
  archive_sheet(a, &s, COLUMNS, COUNT_OF(COLUMNS));
  for (uint32_t i = 0; i < rows.count && archive_flush(a, false); i++) add_row(&s, &rows.at[i]);
  sheet_end(&s);
  sheet_release(&s);
  return SEIMEI_OK;
}

static void add_event(sheet *s, arena *a, const position_event *e) {
  sheet_row row;
  row_clear(&row);
  cell_text(&row, arena_format(a, "%.*s#e%d", (int)e->key.len, e->key.ptr, (int)(e->event & STORE_MOST_RECORDS)));
  cell_string(&row, STANCE_NAMES[e->stance]);
  cell_text(&row, e->issue);
  cell_text(&row, e->issue_key);
  sheet_add(s, &row);
}

static seimei_status show_events(archive *a, const concepts *c, const position_options *options) {
  position_events events;
  sheet s;
  seimei_status status = position_events_read(a->store, c, &a->filter, options, &a->memory, &events, &a->error);
  if (status) return status;
  archive_sheet(a, &s, EVENT_COLUMNS, COUNT_OF(EVENT_COLUMNS));
  for (uint32_t i = 0; i < events.count && archive_flush(a, false); i++) add_event(&s, &a->memory, &events.at[i]);
  sheet_end(&s);
  sheet_release(&s);
  return SEIMEI_OK;
}

static seimei_status show_with(archive *a, const concepts *c) {
  const char *by = a->args->values[OPTION_BY];
  bool events = is_given(a->args, OPTION_EVENTS);
  position_options options = {.period = period_named(view_of_string(by ? by : "year")),
                              .most_issues = number_of(a->args, OPTION_LIMIT, events ? 0 : USUAL_ISSUES),
                              .issue = view_of_string(a->args->values[OPTION_ISSUE])};
  a->filter.limit = 0;
  if (!a->filter.status.len) a->filter.status = TEXT("actual");
  return (events ? show_events : show_actors)(a, c, &options);
}

static seimei_status show(archive *a) {
  concepts *c = NULL;
  seimei_status status = concepts_open(a->args->values[OPTION_PACK], &c, &a->error);
  if (!status) status = show_with(a, c);
  concepts_close(c);
  return status;
}

int cmd_positions(const arguments *args) { return archive_run(args, show); }
