/* term.h - the parts of a filter, each as a way to begin a question and as a check on a record found otherwise. */
#ifndef SEIMEI_QUERY_TERM_H
#define SEIMEI_QUERY_TERM_H

#include "query/ask_text.h"
#include "query/query.h"

/* How a kind of record is stored. */
typedef struct {
  const char *table, *id, *codes, *by_day, *about; /* events, event, event_codes, …; column of --about */
  const char *roles[2];                            /* actor, recipient; source, addressee */
} record_kind;

typedef enum {
  TERM_KEYED,    /* a table ordered by key, day, record */
  TERM_COLUMN,   /* a column of the record, with an index */
  TERM_DOCUMENT, /* a column of the document, with an index */
  TERM_TEXT,     /* words of the document */
  TERM_ABOUT,    /* words of about or content */
  TERM_CHECK     /* nothing to begin with */
} term_shape;

typedef enum {
  TERM_PAIR,
  TERM_DIRECTED,
  TERM_ACTOR,
  TERM_RECIPIENT,
  TERM_WORDS_ABOUT,
  TERM_WORDS_TEXT,
  TERM_MODE,
  TERM_STATUS,
  TERM_PLACE,
  TERM_CONTEXT,
  TERM_PUBLISHER,
  TERM_TYPE,
  TERM_LANG,
  TERM_SCORE,
  TERM_DAY,
  TERM_SECTOR,
  TERM_ACTOR_ROWS,
  TERM_RECIPIENT_ROWS,
  TERM_REPEATS,
  TERM_COUNT
} term_id;

typedef struct {
  term_shape shape;
  const char *table, *column; /* of the table; of the record or document */
  const char *index;          /* to begin with; NULL: none */
} term_form;

extern const term_form TERM_FORMS[TERM_COUNT];

typedef struct {
  const query_filter *filter;
  const record_kind *kind;
  bool present[TERM_COUNT];
  view values[TERM_COUNT];
  buffer match_text, match_about; /* words as FTS5 asks for them */
  bool finds_nothing;             /* words of which nothing is left */
} term_set;

void terms_init(term_set *t, const query_filter *filter);
void terms_release(term_set *t);

bool term_is_single(const term_set *t, term_id id); /* one value: rows come in the order of their days */
/* A record found by the term: FROM and the condition, with the days where the table has them. Columns day and id are
 * then `k.day` and `k.<id>` for TERM_KEYED, else `e.day` and `e.id`. record: the record's row is wanted as `e`. */
void term_begin(ask_text *q, const term_set *t, term_id id, bool record);
/* The term as a condition on the record with these columns. */
void term_check(ask_text *q, const term_set *t, term_id id, const char *row, const char *day);
bool term_needs_record(term_id id); /* its check reads `e` */
bool term_has_days(term_id id);     /* begun with it, days are selected already */

#endif
