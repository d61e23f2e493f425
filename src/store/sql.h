/* sql.h - the writer's prepared statements, named, and one way to bind and run them. */
#ifndef SEIMEI_STORE_SQL_H
#define SEIMEI_STORE_SQL_H

#include <stdarg.h>

#include "store/store.h"

#define SQL_LIST(X)                                                                                                    \
  X(BEGIN, "BEGIN IMMEDIATE")                                                                                          \
  X(COMMIT, "COMMIT")                                                                                                  \
  X(ROLLBACK, "ROLLBACK")                                                                                              \
  /* runs and inputs */                                                                                                \
  X(ADD_VERSION, "INSERT OR IGNORE INTO versions(name) VALUES(?)")                                                     \
  X(FIND_VERSION, "SELECT id FROM versions WHERE name = ?")                                                            \
  X(ADD_RUN, "INSERT INTO runs(kind, version, options, started) VALUES(?, ?, ?, strftime('%Y-%m-%dT%H:%M:%SZ'))")      \
  X(END_RUN, "UPDATE runs SET ended = strftime('%Y-%m-%dT%H:%M:%SZ') WHERE id = ?")                                    \
  X(COUNT_RUN, "INSERT INTO run_counts(run, outcome, reason, count) VALUES(?, ?, ?, ?)"                                \
               " ON CONFLICT DO UPDATE SET count = excluded.count")                                                    \
  X(ADD_INPUT, "INSERT OR IGNORE INTO inputs(path, state) VALUES(?, 'reading')")                                       \
  X(FIND_INPUT, "SELECT id FROM inputs WHERE path = ?")                                                                \
  X(RESET_INPUT, "UPDATE inputs SET size = ?2, modified = ?3, format = ?4, offset = 0, inner = 0, number = 0,"         \
                 " state = 'reading', stored = 0, \"left\" = 0 WHERE id = ?1")                                         \
  X(FORGET_FAILURES, "DELETE FROM failures WHERE input = ?")                                                           \
  X(FORGET_NOT_OPENED, "DELETE FROM failures WHERE input = ? AND number = 0 AND offset = -1")                          \
  X(MARK_INPUT, "UPDATE inputs SET offset = ?2, inner = ?3, number = ?4, state = ?5, stored = stored + ?6,"            \
                " \"left\" = \"left\" + ?7 WHERE id = ?1")                                                             \
  X(ADD_FAILURE, "INSERT OR IGNORE INTO failures(input, number, offset, reason, is_read) VALUES(?, ?, ?, ?, ?)")       \
  X(KEEP_FEED, "INSERT OR REPLACE INTO feeds(url, etag, modified) VALUES(?, ?, ?)")                                    \
  /* documents */                                                                                                      \
  X(FIND_KEY, "SELECT d.id, d.title, t.text, d.input, d.number FROM documents d JOIN texts t ON t.document = d.id"     \
              " WHERE d.key = ?")                                                                                      \
  X(FIND_ADDRESS, "SELECT id, input, number FROM documents WHERE address = ?")                                         \
  X(ADD_COPY, "INSERT OR IGNORE INTO copies(document, place, reason, url, publisher, published)"                       \
              " VALUES(?, ?, ?, ?, ?, ?)")                                                                             \
  X(ADD_DOCUMENT, "INSERT INTO documents(key, name, lang, published, title, url, address, publisher, input, number,"   \
                  " sentence_count, statement_count, event_count, version)"                                            \
                  " VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")                                                 \
  X(ADD_TEXT, "INSERT INTO texts(document, text) VALUES(?, ?)")                                                        \
  X(ADD_WORDS, "INSERT INTO document_words(rowid, title, text) VALUES(?, ?, ?)")                                       \
  /* repeats */                                                                                                        \
  X(FIND_BAND, "SELECT document FROM bands WHERE band = ? ORDER BY document DESC LIMIT 16")                            \
  X(FIND_SIGNATURE, "SELECT s.bins, d.published FROM signatures s JOIN documents d ON d.id = s.document"               \
                    " WHERE s.document = ?")                                                                           \
  X(ADD_SIGNATURE, "INSERT INTO signatures(document, bins) VALUES(?, ?)")                                              \
  X(ADD_LINK, "INSERT INTO links(document, other, kind, score) VALUES(?, ?, 'near', ?)")                               \
  X(FIND_LINK, "SELECT other FROM links WHERE document = ?")                                                           \
  X(FIND_LINKED, "SELECT document FROM links WHERE other = ? ORDER BY document LIMIT ?")                               \
  X(FIND_EVENTS, "SELECT e.id, e.type, e.mode, e.status, e.day, e.same_as, r.role, a.label FROM events e"              \
                 " LEFT JOIN event_actors r ON r.event = e.id AND r.role <> 'claimed_by'"                              \
                 " LEFT JOIN actors a ON a.id = r.actor WHERE e.id > ?1 << 20 AND e.id < (?1 + 1) << 20 ORDER BY "     \
                 "e.id, r.role, a.label")                                                                              \
  X(SET_SAME, "UPDATE events SET same_as = ?2 WHERE id = ?1")                                                          \
  X(CLEAR_SAME,                                                                                                        \
    "UPDATE events SET same_as = NULL WHERE id > ?1 << 20 AND id < (?1 + 1) << 20 AND same_as >> 20 <> ?1")            \
  /* records */                                                                                                        \
  X(FIND_ACTOR, "SELECT id FROM actors WHERE label = ? AND name = ? AND office = ?")                                   \
  X(ADD_ACTOR, "INSERT INTO actors(label, name, office, code, sector) VALUES(?, ?, ?, ?, ?)")                          \
  X(ADD_ABOUT, "INSERT INTO about_words(rowid, about) VALUES(?, ?)")                                                   \
  /* coding anew; ?1 is the document, records lie from ?1 << 20 to (?1 + 1) << 20 */                                   \
  X(DROP_ABOUT, "INSERT INTO about_words(about_words, rowid, about) SELECT 'delete', id, about FROM about_text"        \
                " WHERE id = ?1 AND about IS NOT NULL")                                                                \
  X(DROP_EVENT_CODES,                                                                                                  \
    "DELETE FROM event_codes WHERE (code, role, day, event, sector) IN (SELECT a.code, r.role, e.day,"                 \
    " e.id, a.sector FROM events e JOIN event_actors r ON r.event = e.id JOIN actors a"                                \
    " ON a.id = r.actor WHERE e.id > ?1 << 20 AND e.id < (?1 + 1) << 20)")                                             \
  X(DROP_PAIRS, "DELETE FROM event_pairs WHERE (actor, recipient, day, event) IN (SELECT a.code, b.code, e.day, e.id"  \
                " FROM events e JOIN event_actors r ON r.event = e.id JOIN actors a ON a.id = r.actor"                 \
                " JOIN event_actors q ON q.event = e.id JOIN actors b ON b.id = q.actor WHERE e.id > ?1 << 20 AND "    \
                "e.id < (?1 + 1) << 20)")                                                                              \
  X(DROP_EVENT_ACTORS, "DELETE FROM event_actors WHERE event >= ?1 << 20 AND event < (?1 + 1) << 20")                  \
  X(DROP_EVENTS, "DELETE FROM events WHERE id > ?1 << 20 AND id < (?1 + 1) << 20")                                     \
  X(DROP_STATEMENT_CODES,                                                                                              \
    "DELETE FROM statement_codes WHERE (code, role, day, statement, sector) IN (SELECT a.code,"                        \
    " r.role, s.day, s.id, a.sector FROM statements s JOIN statement_actors r"                                         \
    " ON r.statement = s.id JOIN actors a ON a.id = r.actor WHERE s.id > ?1 << 20 AND s.id < (?1 + 1) << 20)")         \
  X(DROP_STATEMENT_ACTORS, "DELETE FROM statement_actors WHERE statement >= ?1 << 20 AND statement < (?1 + 1) << 20")  \
  X(DROP_STATEMENTS, "DELETE FROM statements WHERE id > ?1 << 20 AND id < (?1 + 1) << 20")                             \
  X(DROP_SENTENCES, "DELETE FROM sentences WHERE document = ?1")                                                       \
  X(SET_DOCUMENT, "UPDATE documents SET sentence_count = ?2, statement_count = ?3, event_count = ?4, version = ?5"     \
                  " WHERE id = ?1")

typedef enum {
#define X(name, text) SQL_##name,
  SQL_LIST(X)
#undef X
      SQL_COUNT
} sql_name;

typedef struct {
  sqlite3 *database;
  sqlite3_stmt *statements[SQL_COUNT]; /* prepared when first used */
} sql_set;

typedef enum { VALUE_NULL, VALUE_INTEGER, VALUE_REAL, VALUE_TEXT, VALUE_BLOB } value_kind;

typedef struct {
  value_kind kind;
  union {
    int64_t integer;
    double real;
    view text; /* of a blob too; ptr is never NULL */
  };
} sql_value;

enum { SQL_MOST_VALUES = 32 };

/* Arguments by kinds, as sql_bind takes them, in values; how many. */
int sql_values(const char *kinds, va_list *arguments, sql_value *out);

/* Binds by kinds, one letter an argument, from the first parameter on:
 *   i int64_t · r double · t view, empty is NULL · s view, empty is '' · b view, a blob · n nothing, NULL
 *   w seimei_words: text, begin, end; all NULL when empty · p seimei_words: begin, end
 * NULL when it cannot be prepared. Views must live until the statement is reset. */
sqlite3_stmt *sql_bind(sql_set *set, sql_name name, const char *kinds, ...);

/* sql_bind, step, reset: false when it failed; the connection knows why. */
bool sql_run(sql_set *set, sql_name name, const char *kinds, ...);

/* The first column of the first row of a bound statement, which is reset; 0 when there is none. *ok is set to false,
 * and otherwise left alone, when it failed. */
int64_t sql_number(sqlite3_stmt *bound, bool *ok);

void sql_release(sql_set *set);

#endif
