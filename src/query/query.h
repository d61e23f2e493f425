/* query.h - which records of a store, in which order; how many of each kind.
 *
 *   filter ─▶ terms ─▶ plan (what to begin with, what to check) ─▶ SQL, all values bound ─▶ rows, one at a time
 *
 * docs/query.md says how a plan is made. */
#ifndef SEIMEI_QUERY_H
#define SEIMEI_QUERY_H

#include "store/store.h"

typedef enum { QUERY_EVENTS, QUERY_STATEMENTS } query_records;
typedef enum { SORT_NEWEST, SORT_OLDEST, SORT_CONFLICT, SORT_COOPERATION, SORT_CONFIDENCE, SORT_STORED } query_sort;

/* SORT_STORED: document after document as they came into the store. Sorts by score and confidence are of events.
 *
 * An empty view does not select. Lists are separated by commas: any of them. Codes and types are written in capitals,
 * the rest in small letters, as in the records; publisher as it stands. */
typedef struct {
  query_records records;
  view actor, recipient; /* CODE or CODE:SECTOR; of statements source and addressee */
  view actor_rows, recipient_rows; /* rows of actors that names stand for, from query_link_names; then actor is empty */
  view pair;             /* two codes: one acts on the other, either way, or both act together */
  view sector;           /* of an actor or source */
  view type, mode, context, status, place, publisher, lang;
  view since, until; /* whole days, both included */
  view words;        /* in title or text of the document; blanks between */
  view about;        /* in the event's about, or in the statement's content */
  bool has_score;
  double least, most; /* event_scale, both included */
  bool no_repeats;    /* leaves out what has same_as */
  query_sort sort;
  uint64_t limit, offset; /* limit 0: all */
} query_filter;

/* Fits what a user typed: capitals and small letters, blanks around commas; checks types, statuses and the pair. The
 * copies are in the arena, which must be armed. USAGE says what is wrong. */
seimei_status query_tidy(arena *a, query_filter *filter, seimei_error *error);
/* Names among the actors and recipients of a tidy filter become codes, or the actors of the store that bear them in either language
 * (name_link.h). pack: a file, or NULL for the usual one; read only where there is a name. A name of nobody selects nothing. The arena
 * must be armed. */
seimei_status query_link_names(store *s, const char *pack, arena *a, query_filter *filter, seimei_error *error);
/* Whether it selects or sorts by what statements do not have. */
bool query_is_of_events(const query_filter *filter);

/* Whether it leaves any record out. */
bool query_is_selective(const query_filter *filter);

/* ---- rows in order ---- */

typedef struct question question;

/* The store must outlive the question. */
seimei_status question_open(store *s, const query_filter *filter, question **out, seimei_error *error);
/* The next record's id; *more false at the end. */
seimei_status question_next(question *q, int64_t *id, bool *more, seimei_error *error);
void question_close(question *q); /* NULL is fine */

/* ---- counts ---- */

enum { COUNT_MOST_KEYS = 4 };

typedef struct {
  view keys[COUNT_MOST_KEYS];
  uint64_t count;
} count_row;

typedef struct {
  count_row *at;
  uint32_t count;
  uint64_t records; /* that were counted, each once */
} count_rows;

/* by: names of keys with commas (month,type). Sorted by time when the first key is one, else the greatest count first,
 * then by the keys. An event with several actors counts for each of them. Rows are in the arena, which must be armed.
 */
seimei_status query_count(store *s, const query_filter *filter, view by, arena *a, count_rows *out,
                          seimei_error *error);

/* ---- dyads over time ---- */

typedef struct {
  view period, actor, recipient;
  uint64_t events, quad[4]; /* by quad code 1 to 4 */
  double sum;               /* of event_scale */
} timeline_row;

typedef struct {
  timeline_row *at;
  uint32_t count;
} timeline_rows;

/* by: day, week, month, quarter or year. Sorted by pair (that with the most events first), then by time. Of the pairs
 * the `most` with the most events, 0: all. */
seimei_status query_timeline(store *s, const query_filter *filter, view by, uint32_t most, arena *a, timeline_rows *out,
                             seimei_error *error);

#endif
