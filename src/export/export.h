/* export.h - records in the columns of other data sets.
 *
 *   loaded_record ─▶ export_rows (one a record, or one a dyad) ─▶ export_fill ─▶ sheet (TSV, Arrow)
 *
 * docs/formats/ has a page for each with what every column holds. */
#ifndef SEIMEI_EXPORT_H
#define SEIMEI_EXPORT_H

#include "export/facts.h"
#include "query/load.h"
#include "write/sheet.h"

/* One side of a dyadic row; NULL where there is nobody. */
typedef struct {
  const seimei_actor *source, *target;
  uint32_t number; /* of the row among those of the event, from 0 */
} export_dyad;

typedef struct {
  const facts *facts; /* NULL where the format needs none */
  arena *arena;       /* armed; emptied after each row by the caller */
  sheet_row *row;
  const loaded_record *record;
  export_dyad dyad; /* of dyadic formats */
} export_cell;

typedef struct {
  const sheet_column *columns;
  uint32_t column_count;
  bool is_dyadic, needs_facts;
  void (*fill)(export_cell *x);
} export_format;

extern const export_format EXPORT_POLECAT, EXPORT_ICEWS, EXPORT_GDELT, EXPORT_EVENTS, EXPORT_STATEMENTS;

/* Rows that a record gives; EXPORT_MOST_DYADS bounds what one event with many parties may become. */
enum { EXPORT_MOST_DYADS = 64 };
uint32_t export_row_count(const export_format *format, const loaded_record *record);
/* Fills row number `number` of the record. */
void export_fill(const export_format *format, export_cell *x, uint32_t number);
/* A number that no other row has: the event's with that of the dyad. */
int64_t export_number(const export_cell *x);

/* ---- for the formats ---- */

static inline const seimei_event *export_event(const export_cell *x) { return &x->record->records.events[0]; }

/* A text for each actor, joined; what is empty or the same as the one before is left out. */
typedef view actor_text(const export_cell *x, const seimei_actor *actor);
view export_join(const export_cell *x, seimei_actors actors, const char *separator, actor_text *text);
actor_text export_label, export_code, export_sector, export_words, export_office;
actor_text export_name; /* name; of a state without one its English name; of a body its identifier */
/* "2022-02-04" as 20220204, or 0 for an empty day. */
int64_t day_number(view day);

#endif
