/* ask_text.h - a question to SQLite that is put together from fixed words, with everything that a user gave bound. */
#ifndef SEIMEI_QUERY_ASK_TEXT_H
#define SEIMEI_QUERY_ASK_TEXT_H

#include "store/store.h"

enum { ASK_MOST_VALUES = 256 };

typedef struct {
  bool is_number;
  view text;
  double number;
} ask_value;

typedef struct {
  buffer text;
  ask_value values[ASK_MOST_VALUES]; /* of each "?" in turn; views must outlive ask_prepare */
  uint32_t count;
  bool too_many;
} ask_text;

void ask_init(ask_text *q);
void ask_release(ask_text *q);
void ask_clear(ask_text *q);
void ask_add(ask_text *q, const char *words); /* never what a user gave */
void ask_add_numbers(ask_text *q, view list); /* digits and commas, which it checks */
void ask_bind(ask_text *q, view value);       /* adds "?" */
void ask_bind_number(ask_text *q, double value);
/* "= ?" or "IN (?,?)" for a list with commas. */
void ask_bind_list(ask_text *q, view list);

/* The statement, to be finalized before the store is closed; NULL and error on failure. */
sqlite3_stmt *ask_prepare(const store *s, const ask_text *q, seimei_error *error);

#endif
