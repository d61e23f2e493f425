/* polecat.c - the forty columns of POLECAT (Halterman et al., PLOVER and POLECAT, 2023), one row an event. What is not
 * known is the word None there, and several values are joined by "; ". docs/formats/polecat.md. */
#include "export/export.h"

static const sheet_column COLUMNS[] = {{"Event ID", CELL_TEXT},
                                       {"Event Date", CELL_TEXT},
                                       {"Event Type", CELL_TEXT},
                                       {"Event Mode", CELL_TEXT},
                                       {"Intensity", CELL_SCORE},
                                       {"Quad Code", CELL_TEXT},
                                       {"Contexts", CELL_TEXT},
                                       {"Actor Name", CELL_TEXT},
                                       {"Actor Country", CELL_TEXT},
                                       {"Actor COW", CELL_TEXT},
                                       {"Primary Actor Sector", CELL_TEXT},
                                       {"Actor Sectors", CELL_TEXT},
                                       {"Actor Title", CELL_TEXT},
                                       {"Actor Name Raw", CELL_TEXT},
                                       {"Wikipedia Actor ID", CELL_TEXT},
                                       {"Recipient Name", CELL_TEXT},
                                       {"Recipient Country", CELL_TEXT},
                                       {"Recipient COW", CELL_TEXT},
                                       {"Primary Recipient Sector", CELL_TEXT},
                                       {"Recipient Sectors", CELL_TEXT},
                                       {"Recipient Title", CELL_TEXT},
                                       {"Recipient Name Raw", CELL_TEXT},
                                       {"Wikipedia Recipient ID", CELL_TEXT},
                                       {"Placename", CELL_TEXT},
                                       {"City", CELL_TEXT},
                                       {"District", CELL_TEXT},
                                       {"Province", CELL_TEXT},
                                       {"Country", CELL_TEXT},
                                       {"Latitude", CELL_TEXT},
                                       {"Longitude", CELL_TEXT},
                                       {"GeoNames ID", CELL_TEXT},
                                       {"Raw Placename", CELL_TEXT},
                                       {"Feature Type", CELL_TEXT},
                                       {"Source", CELL_TEXT},
                                       {"Publication Date", CELL_TEXT},
                                       {"Story People", CELL_TEXT},
                                       {"Story Organizations", CELL_TEXT},
                                       {"Story Locations", CELL_TEXT},
                                       {"Language", CELL_TEXT},
                                       {"Version", CELL_TEXT}};
_Static_assert(COUNT_OF(COLUMNS) == 40, "POLECAT has forty columns");

static const char *const QUADS[] = {"", "VERBAL COOPERATION", "MATERIAL COOPERATION", "VERBAL CONFLICT",
                                    "MATERIAL CONFLICT"};

static void put(export_cell *x, view text) { cell_text(x->row, text.len ? text : TEXT("None")); }

static void put_none(export_cell *x, int count) {
  for (int i = 0; i < count; i++) cell_text(x->row, TEXT("None"));
}

static view country_of(const export_cell *x, const seimei_actor *a) {
  return facts_state(x->facts, a->code).len ? a->code : (view){"", 0};
}
static view cow_of(const export_cell *x, const seimei_actor *a) { return facts_cow(x->facts, a->code); }

static void put_side(export_cell *x, seimei_actors actors) {
  put(x, export_join(x, actors, "; ", export_name));
  put(x, export_join(x, actors, "; ", country_of));
  put(x, export_join(x, actors, "; ", cow_of));
  put(x, actors.count ? actors.at[0].sector : (view){"", 0});
  put(x, export_join(x, actors, "; ", export_sector));
  put(x, export_join(x, actors, "; ", export_office));
  put(x, export_join(x, actors, "; ", export_words));
  put_none(x, 1);
}

static view contexts_of(const export_cell *x, const seimei_event *e) {
  view joined = {"", 0};
  for (size_t i = 0; i < e->context_count; i++)
    joined = arena_format(x->arena, "%.*s%s%.*s", (int)joined.len, joined.ptr, i ? "; " : "", (int)e->context[i].len,
                          e->context[i].ptr);
  return joined;
}

static void put_place(export_cell *x, const seimei_event *e) {
  put(x, e->place.text);
  put_none(x, 3);
  put(x, e->place_code);
  put_none(x, 3);
  put(x, e->place.text);
  put_none(x, 1);
}

static void fill(export_cell *x) {
  const seimei_event *e = export_event(x);
  const seimei_document *doc = &x->record->doc;
  put(x, e->id);
  put(x, x->record->day);
  put(x, view_of_string(seimei_type_name(e->type)));
  put(x, e->mode);
  cell_number(x->row, e->event_scale);
  put(x, view_of_string(e->quad_code >= 1 && e->quad_code <= 4 ? QUADS[e->quad_code] : ""));
  put(x, contexts_of(x, e));
  put_side(x, e->actor);
  put_side(x, e->recipient);
  put_place(x, e);
  put(x, doc->publisher);
  put(x, doc->published);
  put_none(x, 3);
  put(x, doc->lang);
  put(x, x->record->records.version);
}

const export_format EXPORT_POLECAT = {COLUMNS, COUNT_OF(COLUMNS), false, true, fill};
