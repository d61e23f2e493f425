/* store.h - one SQLite file that holds documents and their records; docs/formats/store.md is its description.
 *
 *   query, positions, export ─▶ store_database ─▶ SQL        ingest ─▶ store/writer.h ─▶ one writer
 *
 * Every connection that is opened here knows the tokenizer seimei_bigram, which the word indexes need; all else in a
 * store can be read by any SQLite. A connection belongs to one thread at a time. */
#ifndef SEIMEI_STORE_H
#define SEIMEI_STORE_H

#include <sqlite3.h>

#include "base/base.h"

enum {
  STORE_SCHEMA = 2,              /* PRAGMA user_version of the stores that this program writes */
  STORE_APPLICATION = 0x5345494D /* PRAGMA application_id: "SEIM" */
};

/* A record's number in the store is that of its document times 2^20 plus its own, which counts from 1 within the
 * document and is the figure in its id: event 3 of document 7 is 7 << 20 | 3 and is called KEY#e3. */
enum { STORE_RECORD_BITS = 20, STORE_MOST_RECORDS = (1 << STORE_RECORD_BITS) - 1 };

typedef struct store store;

typedef enum {
  STORE_READ,  /* must be there; any number of readers beside one writer */
  STORE_WRITE, /* must be there; brought to the newest schema; refused while another process writes */
  STORE_CREATE /* the same, made where there is none */
} store_mode;

/* NO_FILE: there is no such file. BAD_INPUT: it is no store, is damaged, or a newer program made it. IO: it cannot be
 * read or written, or another process writes it (the message says which). *out is NULL on failure. */
seimei_status store_open(const char *path, store_mode mode, store **out, seimei_error *error);
void store_close(store *s); /* NULL is fine */

/* The connection; the store's, valid until store_close. Whoever prepares statements on it finalizes them before. */
sqlite3 *store_database(const store *s);
const char *store_path(const store *s);

/* Switches SQLite's accounting of memory off, which nobody here asks for and which takes a lock at each allocation. For
 * a program that is its own, before it opens anything. */
void store_lighten_process(void);

/* Fills error from the connection's last failure; what says what was being done: "reading the store". A full disk and a
 * damaged file get messages of their own. */
seimei_status store_failure(const store *s, const char *what, seimei_error *error);

/* A column of text; NULL is empty. Valid until the next step. */
static inline view column_text(sqlite3_stmt *row, int column) {
  const char *text = (const char *)sqlite3_column_text(row, column);
  return view_of(text ? text : "", (size_t)sqlite3_column_bytes(row, column));
}

/* Words as an expression for the MATCH of document_words and about_words: all of the blank-separated words must be
 * there, each as it is written, in any order; a word of one Japanese character finds it anywhere. What the tokenizer
 * would drop is dropped; false: nothing is left. Bind the result as a parameter. */
bool store_match(view words, buffer *out);

#endif
