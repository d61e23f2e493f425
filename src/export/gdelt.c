/* gdelt.c - the 61 columns of GDELT 2.0's event table (Data Format Codebook V2.0, 2015), one row a dyad, no header
 * line. docs/formats/gdelt.md. */
#include "export/export.h"

#define ACTOR(n)                                                                                                       \
  {"Actor" n "Code", CELL_TEXT}, {"Actor" n "Name", CELL_TEXT}, {"Actor" n "CountryCode", CELL_TEXT},                  \
      {"Actor" n "KnownGroupCode", CELL_TEXT}, {"Actor" n "EthnicCode", CELL_TEXT},                                    \
      {"Actor" n "Religion1Code", CELL_TEXT}, {"Actor" n "Religion2Code", CELL_TEXT},                                  \
      {"Actor" n "Type1Code", CELL_TEXT}, {"Actor" n "Type2Code", CELL_TEXT}, {                                        \
    "Actor" n "Type3Code", CELL_TEXT                                                                                   \
  }
#define PLACE(n)                                                                                                       \
  {n "Geo_Type", CELL_INTEGER}, {n "Geo_FullName", CELL_TEXT}, {n "Geo_CountryCode", CELL_TEXT},                       \
      {n "Geo_ADM1Code", CELL_TEXT}, {n "Geo_ADM2Code", CELL_TEXT}, {n "Geo_Lat", CELL_NUMBER},                        \
      {n "Geo_Long", CELL_NUMBER}, {                                                                                   \
    n "Geo_FeatureID", CELL_TEXT                                                                                       \
  }

static const sheet_column COLUMNS[] = {{"GLOBALEVENTID", CELL_INTEGER},
                                       {"SQLDATE", CELL_INTEGER},
                                       {"MonthYear", CELL_INTEGER},
                                       {"Year", CELL_INTEGER},
                                       {"FractionDate", CELL_SCORE},
                                       ACTOR("1"),
                                       ACTOR("2"),
                                       {"IsRootEvent", CELL_INTEGER},
                                       {"EventCode", CELL_TEXT},
                                       {"EventBaseCode", CELL_TEXT},
                                       {"EventRootCode", CELL_TEXT},
                                       {"QuadClass", CELL_INTEGER},
                                       {"GoldsteinScale", CELL_SCORE},
                                       {"NumMentions", CELL_INTEGER},
                                       {"NumSources", CELL_INTEGER},
                                       {"NumArticles", CELL_INTEGER},
                                       {"AvgTone", CELL_NUMBER},
                                       PLACE("Actor1"),
                                       PLACE("Actor2"),
                                       PLACE("Action"),
                                       {"DATEADDED", CELL_INTEGER},
                                       {"SOURCEURL", CELL_TEXT}};
_Static_assert(COUNT_OF(COLUMNS) == 61, "GDELT 2.0 has 61 columns");

enum { GEO_COUNTRY = 1 };

static void put_empty(export_cell *x, int count) {
  for (int i = 0; i < count; i++) cell_empty(x->row);
}

static void put_known_integer(export_cell *x, int64_t n) {
  if (n) cell_integer(x->row, n);
  else cell_empty(x->row);
}

/* The year and, as the codebook has it, (month × 30 + day) / 365 of it. */
static void put_dates(export_cell *x, int64_t day) {
  put_known_integer(x, day);
  put_known_integer(x, day / 100);
  put_known_integer(x, day / 10000);
  if (!day) {
    cell_empty(x->row);
    return;
  }
  int64_t year = day / 10000, days = day / 100 % 100 * 30 + day % 100;
  cell_number(x->row, (double)year + (double)days / 365);
}

/* IGO of IGO/NATO; UNO and EUR are such bodies too, but a code of their own; a state has its role. */
static view role_of(const export_cell *x, const seimei_actor *a, view state) {
  view rest = a->code, code;
  if (state.len) return facts_role(x->facts, a->sector);
  view_split(&rest, '/', &code);
  if (view_is(code, "UNO") || view_is(code, "EUR")) return TEXT("IGO");
  return view_is(code, "UNK") ? facts_role(x->facts, a->sector) : code;
}

static void put_actor(export_cell *x, const seimei_actor *a) {
  if (!a) {
    put_empty(x, 10);
    return;
  }
  view state = facts_cameo_state(x->facts, a->code), role = role_of(x, a, state);
  view group = facts_group(x->facts, a->code), name = facts_state(x->facts, a->code);
  view code = state.len ? arena_format(x->arena, "%.*s%.*s", (int)state.len, state.ptr, (int)role.len, role.ptr)
                        : arena_format(x->arena, "%.*s%.*s", (int)role.len, role.ptr, (int)group.len, group.ptr);
  cell_text(x->row, code);
  cell_text(x->row, arena_upper(x->arena, name.len ? name : export_name(x, a)));
  cell_text(x->row, state);
  cell_text(x->row, group);
  put_empty(x, 3);
  cell_text(x->row, role);
  put_empty(x, 2);
}

static void put_event(export_cell *x, const seimei_event *e) {
  double weight = e->event_scale;
  view code = e->cameo;
  cell_integer(x->row, e->sentence.index == 0);
  cell_text(x->row, code);
  cell_text(x->row, view_of(code.ptr, code.len < 3 ? code.len : 3));
  cell_text(x->row, view_of(code.ptr, code.len < 2 ? code.len : 2));
  cell_integer(x->row, e->quad_code);
  facts_goldstein(x->facts, code, &weight);
  cell_number(x->row, weight);
  for (int i = 0; i < 3; i++) cell_integer(x->row, 1); /* mentions, sources, articles: this one */
  cell_empty(x->row);
}

static void put_place(export_cell *x, const seimei_event *e) {
  view country = facts_fips(x->facts, e->place_code);
  if (!country.len) {
    cell_integer(x->row, 0);
    put_empty(x, 7);
    return;
  }
  cell_integer(x->row, GEO_COUNTRY);
  cell_text(x->row, e->place.text);
  cell_text(x->row, country);
  cell_text(x->row, country);
  put_empty(x, 4);
}

static void fill(export_cell *x) {
  const seimei_event *e = export_event(x);
  const seimei_document *doc = &x->record->doc;
  cell_integer(x->row, export_number(x));
  put_dates(x, day_number(x->record->day));
  put_actor(x, x->dyad.source);
  put_actor(x, x->dyad.target);
  put_event(x, e);
  for (int side = 0; side < 2; side++) {
    cell_integer(x->row, 0);
    put_empty(x, 7);
  }
  put_place(x, e);
  put_known_integer(x, day_number(doc->published) * 1000000);
  cell_text(x->row, doc->url);
}

const export_format EXPORT_GDELT = {COLUMNS, COUNT_OF(COLUMNS), true, true, fill};
