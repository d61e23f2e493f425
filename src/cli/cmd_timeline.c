/* cmd_timeline.c - dyads over time. */
#include "cli/archive.h"

enum { USUAL_PAIRS = 10 };

static const sheet_column COLUMNS[] = {{"period", CELL_TEXT},
                                       {"actor", CELL_TEXT},
                                       {"recipient", CELL_TEXT},
                                       {"events", CELL_INTEGER},
                                       {"verbal_cooperation", CELL_INTEGER},
                                       {"material_cooperation", CELL_INTEGER},
                                       {"verbal_conflict", CELL_INTEGER},
                                       {"material_conflict", CELL_INTEGER},
                                       {"mean_score", CELL_SCORE},
                                       {"sum_score", CELL_SCORE}};

static void add_row(sheet *s, const timeline_row *t) {
  sheet_row row;
  row_clear(&row);
  cell_text(&row, t->period);
  cell_text(&row, t->actor);
  cell_text(&row, t->recipient);
  cell_integer(&row, (int64_t)t->events);
  for (int i = 0; i < 4; i++) cell_integer(&row, (int64_t)t->quad[i]);
  cell_number(&row, t->sum / (double)t->events);
  cell_number(&row, t->sum);
  sheet_add(s, &row);
}

static seimei_status show(archive *a) {
  timeline_rows rows;
  sheet s;
  const char *by = a->args->values[OPTION_BY];
  if (!a->filter.status.len) a->filter.status = TEXT("actual");
  uint32_t most = number_of(a->args, OPTION_LIMIT, USUAL_PAIRS);
  seimei_status status =
      query_timeline(a->store, &a->filter, view_of_string(by ? by : "month"), most, &a->memory, &rows, &a->error);
  if (status) return status;
  archive_sheet(a, &s, COLUMNS, COUNT_OF(COLUMNS));
  for (uint32_t i = 0; i < rows.count && archive_flush(a, false); i++) add_row(&s, &rows.at[i]);
  sheet_end(&s);
  sheet_release(&s);
  return SEIMEI_OK;
}

int cmd_timeline(const arguments *args) { return archive_run(args, show); }
