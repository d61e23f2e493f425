/* icews.c - the twenty columns of ICEWS coded event data (doi:10.7910/DVN/28075), one row a dyad.
 * docs/formats/icews.md. */
#include "export/export.h"

static const sheet_column COLUMNS[] = {
    {"Event ID", CELL_INTEGER},        {"Event Date", CELL_DAY},      {"Source Name", CELL_TEXT},
    {"Source Sectors", CELL_TEXT},     {"Source Country", CELL_TEXT}, {"Event Text", CELL_TEXT},
    {"CAMEO Code", CELL_TEXT},         {"Intensity", CELL_SCORE},     {"Target Name", CELL_TEXT},
    {"Target Sectors", CELL_TEXT},     {"Target Country", CELL_TEXT}, {"Story ID", CELL_INTEGER},
    {"Sentence Number", CELL_INTEGER}, {"Publisher", CELL_TEXT},      {"City", CELL_TEXT},
    {"District", CELL_TEXT},           {"Province", CELL_TEXT},       {"Country", CELL_TEXT},
    {"Latitude", CELL_NUMBER},         {"Longitude", CELL_NUMBER}};
_Static_assert(COUNT_OF(COLUMNS) == 20, "ICEWS has twenty columns");

static void put_empty(export_cell *x, int count) {
  for (int i = 0; i < count; i++) cell_empty(x->row);
}

static void put_party(export_cell *x, const seimei_actor *a) {
  if (!a) {
    put_empty(x, 3);
    return;
  }
  view sector = facts_sector(x->facts, a->sector);
  cell_text(x->row, export_name(x, a));
  cell_text(x->row, sector.len ? sector : a->sector);
  cell_text(x->row, facts_state(x->facts, a->code));
}

static void put_event(export_cell *x, const seimei_event *e) {
  double weight = e->event_scale;
  cell_text(x->row, facts_cameo_name(x->facts, e->cameo));
  cell_text(x->row, e->cameo);
  facts_goldstein(x->facts, e->cameo, &weight);
  cell_number(x->row, weight);
}

static void fill(export_cell *x) {
  const seimei_event *e = export_event(x);
  cell_integer(x->row, export_number(x));
  cell_text(x->row, x->record->day);
  put_party(x, x->dyad.source);
  put_event(x, e);
  put_party(x, x->dyad.target);
  cell_integer(x->row, x->record->row >> STORE_RECORD_BITS);
  cell_integer(x->row, (int64_t)e->sentence.index + 1);
  cell_text(x->row, x->record->doc.publisher);
  put_empty(x, 3);
  cell_text(x->row, facts_state(x->facts, e->place_code));
  put_empty(x, 2);
}

const export_format EXPORT_ICEWS = {COLUMNS, COUNT_OF(COLUMNS), true, true, fill};
