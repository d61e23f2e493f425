/* event_facts.h - what events are counted by, kept column by column beside their rows.
 *
 *   events, actors ─▶ facts ─▶ event_facts: one blob a fact and 1,024 documents      fact_values: number ─▶ word
 *
 *   type   of documents 0 to 1023: 3 3 7 0 3 …      one, two or four bytes an event
 *   actors                         1 2 1 1 0 …      how many each has; then their numbers, event after event
 *
 * To count a million rows takes SQLite a second, since each is fetched by itself. The same facts side by side, words as
 * small numbers, are read in milliseconds (D. Abadi et al., "The Design and Implementation of Modern Column-Oriented
 * Database Systems", 2013). docs/formats/store.md has the layout; store_check compares them with the rows. */
#ifndef SEIMEI_STORE_EVENT_FACTS_H
#define SEIMEI_STORE_EVENT_FACTS_H

#include <sqlite3.h>

#include "base/base.h"

typedef enum {
  FACT_RECORD, /* the event's id within its part: document's last bits, then its number */
  FACT_DAY,    /* fact_day */
  FACT_REPEAT, /* 1: has same_as */
  FACT_TYPE,   /* from here on numbers of fact_values */
  FACT_MODE,
  FACT_STATUS,
  FACT_PLACE,
  FACT_QUAD,
  FACT_SCORE,
  FACT_PUBLISHER,
  FACT_LANG,
  FACT_CONTEXTS, /* from here on lists */
  FACT_ACTORS,
  FACT_RECIPIENTS,
  FACT_COUNT
} fact_id;

/* Documents of a part, and the bits that an event's number has within it. */
enum { FACT_PART_BITS = 10, FACT_RECORD_BITS = 30 };

typedef struct {
  const char *name;
  const char *kind; /* of its words in fact_values; NULL: the number is what it says */
} fact_form;
extern const fact_form FACT_FORMS[FACT_COUNT];
static inline bool fact_is_list(fact_id f) { return f >= FACT_CONTEXTS; }

/* One fact of a part's events: a number each, of a list its length; and the items of all lists. */
typedef LIST(uint32_t) number_list;
typedef struct {
  number_list numbers, items;
} fact_column;

void fact_encode(const fact_column *c, bool is_list, buffer *out);
/* In arena memory; false: the blob is damaged. */
bool fact_decode(arena *a, view blob, bool is_list, fact_column *out);

/* "2022-02-04" as year << 14 | month << 7 | day, so that months and years are shifts and days compare; 0 for none. */
uint32_t fact_day(view day);
/* Ten characters; empty for 0. */
view fact_day_text(uint32_t day, char out[11]);

/* ---- writing ---- */

typedef struct facts facts;

facts *facts_new(sqlite3 *db); /* NULL when memory runs out */
void facts_free(facts *f);     /* NULL is fine */
/* Where the functions below unwind to when memory runs out; call facts_forget then. */
void facts_arm(facts *f, jmp_buf *failure);

typedef struct {
  int64_t id;
  view day, type, mode, status, place, publisher, lang;
  int64_t quad;
  double score;
  bool repeats;
} event_facts;

/* In the order of their ids, each followed by its contexts and parties. An event of a part that is to be made anew is
 * passed over. */
void facts_add(facts *f, const event_facts *e);
void facts_add_context(facts *f, view context);
void facts_add_party(facts *f, fact_id side, view code, view sector);
void facts_set_repeat(facts *f, int64_t event); /* its same_as was set */
void facts_change(facts *f, int64_t document);  /* its events changed: its part is made anew from the rows */
bool facts_write(facts *f);                     /* before a commit; false: the connection failed */
void facts_forget(facts *f);                    /* after a transaction was taken back */

/* All of a store anew. SQLite's code. */
int facts_make(sqlite3 *db);
/* Whether they are what the rows say: *part gets the first that is not, or -1. SQLite's code. */
int facts_check(sqlite3 *db, int64_t *part);

#endif
