/* row_feed.h - rows of a document, gathered table by table and inserted by one statement a table.
 *
 *   feed_add ─▶ lists of values ─ feed_flush ─▶ INSERT INTO sentences(…) SELECT c0, c1, … FROM waiting
 *
 * A document has some two hundred rows in a dozen tables. To begin and end a statement costs SQLite three times what
 * the row itself does, so the rows lie in memory and one statement takes all of a table from there: `waiting` is a
 * virtual table (https://sqlite.org/vtab.html) of the writer's connection, and the table that is inserted is what it
 * shows. */
#ifndef SEIMEI_STORE_ROW_FEED_H
#define SEIMEI_STORE_ROW_FEED_H

#include "store/sql.h"

/* Name, number of columns, statement. OR FAIL and OR IGNORE: with neither, SQLite would begin a savepoint for each
 * statement, at which FTS5 writes out the words that it has gathered. Whoever fails takes the transaction back anyway.
 */
#define FEED_LIST(X)                                                                                                   \
  X(SENTENCES, 4, "INSERT OR FAIL INTO sentences(document, number, \"begin\", \"end\")")                               \
  X(STATEMENTS, 15,                                                                                                    \
    "INSERT OR FAIL INTO statements(id, document, number, date, day, cue, cue_begin, cue_end, content,"                \
    " content_spans, manner, medium, sentence, within, rule)")                                                         \
  X(STATEMENT_ACTORS, 6, "INSERT OR FAIL INTO statement_actors(statement, role, position, actor, \"begin\", \"end\")") \
  X(STATEMENT_CODES, 5, "INSERT OR IGNORE INTO statement_codes(statement, role, code, day, sector)")                   \
  X(EVENTS, 28,                                                                                                        \
    "INSERT OR FAIL INTO events(id, document, number, date, day, type, mode, contexts, status, \"trigger\","           \
    " trigger_begin, trigger_end, about, about_begin, about_end, place, place_begin, place_end,"                       \
    " place_code, quantity, statement, quad_code, event_scale, cameo, sentence, same_as, confidence,"                  \
    " rule)")                                                                                                          \
  X(EVENT_ACTORS, 6, "INSERT OR FAIL INTO event_actors(event, role, position, actor, \"begin\", \"end\")")             \
  X(EVENT_CODES, 5, "INSERT OR IGNORE INTO event_codes(event, role, code, day, sector)")                               \
  X(EVENT_PAIRS, 6, "INSERT OR IGNORE INTO event_pairs(actor, recipient, day, event, type, event_scale)")              \
  X(BANDS, 2, "INSERT OR IGNORE INTO bands(band, document)")

typedef enum {
#define X(name, columns, text) FEED_##name,
  FEED_LIST(X)
#undef X
      FEED_COUNT
} feed_name;

typedef struct row_feed row_feed;

/* NULL when memory runs out. */
row_feed *feed_new(sqlite3 *db);
void feed_free(row_feed *f); /* NULL is fine */

/* Forgets what waits. What is added from now on, and whatever else is put into feed_memory, lives until the next
 * feed_begin; where memory runs out it unwinds to failure. */
void feed_begin(row_feed *f, jmp_buf *failure);
arena *feed_memory(row_feed *f);

/* One row; kinds as of sql_bind. Views must live until feed_flush. */
void feed_add(row_feed *f, feed_name name, const char *kinds, ...);
/* false: the connection failed. */
bool feed_flush(row_feed *f);

#endif
