/* columns.h - the records of a store in memory, column by column, for pages that count in all of them while somebody
 * waits.
 *
 *   store ─▶ columns_load ─▶ selection_make(filter) ─▶ a byte a record ─▶ rows in order, counts, series, network,
 * positions
 *
 * Words are numbers: each column has a list of the words that occur, so that a condition is looked up once a word and
 * then once a record (dictionary encoding, as in column stores). Fifty bytes an event, thirty a statement. What is
 * loaded never changes and may be read by any number of threads; the store is needed again only for words. */
#ifndef SEIMEI_COLUMN_COLUMNS_H
#define SEIMEI_COLUMN_COLUMNS_H

#include "position/issue.h"
#include "query/query.h"

/* Words that occur, numbered; the first is the empty one. */
typedef struct {
  LIST(view) words;
  map index;
} word_list;

typedef enum {
  COLUMN_TYPE,
  COLUMN_MODE,
  COLUMN_CONTEXTS, /* of an event, joined by | */
  COLUMN_STATUS,
  COLUMN_PLACE,
  COLUMN_QUAD,
  COLUMN_STANCE,
  COLUMN_MANNER,
  COLUMN_MEDIUM,
  COLUMN_RULE,
  COLUMN_COUNT
} column_id;

enum { SIDE_ACTOR, SIDE_RECIPIENT }; /* of statements source and addressee */
enum { SCORE_UNIT = 1000, CONFIDENCE_UNIT = 10000 };

/* Records of one kind in the order of their ids. What a kind does not have is NULL. */
typedef struct {
  uint32_t count;
  uint32_t *document;              /* index into columns.documents */
  uint32_t *number;                /* of the record in its document */
  uint32_t *day;                   /* 20220204; 0: not known */
  uint32_t *by_day;                /* rows, oldest first */
  uint16_t *columns[COLUMN_COUNT]; /* words */
  uint32_t *first_party;           /* count + 1 places in parties */
  uint32_t *parties;               /* index into columns.parties << 1 | side */
  uint32_t *issue;                 /* of what it is about, index into columns.issues, or NONE */
  int16_t *score;                  /* event_scale * SCORE_UNIT */
  uint16_t *confidence;            /* * CONFIDENCE_UNIT */
  uint8_t *repeated;
} record_columns;

typedef struct {
  int64_t id;
  uint32_t publisher, lang; /* words */
  uint32_t published;       /* 20220204, or 0 */
} column_document;

typedef struct {
  uint32_t code, sector; /* words */
} column_party;

/* Somebody or something with a name of its own. */
typedef struct {
  view name, office;
  uint32_t code;
} column_name;

enum { MOST_CONTEXTS = 4 }; /* of an event */

typedef struct {
  uint32_t at[MOST_CONTEXTS]; /* words, 0 after the last */
} context_list;

typedef struct columns {
  arena memory;
  record_columns kinds[2]; /* by query_records */
  word_list words[COLUMN_COUNT], codes, sectors, publishers, langs, contexts;
  context_list *context_parts; /* of each word of COLUMN_CONTEXTS */
  LIST(column_document) documents;
  LIST(column_party) parties; /* each once */
  LIST(column_name) names;
  uint64_t *code_counts; /* records in which the code is a party, by code */
  issue_list issues;
  uint64_t sentences;
  uint64_t hash; /* of all that was loaded: the version of the data */
} columns;

/* One read of all records in one transaction. NO_MEMORY, IO, BAD_INPUT (more words in a column than 65,535). concepts
 * make the issues and must outlive the columns. */
seimei_status columns_load(store *s, const concepts *c, columns **out, seimei_error *error);
void columns_free(columns *c); /* NULL is fine */

/* Number of a word, or NONE. */
static inline uint32_t word_number(const word_list *l, view word) { return map_get(&l->index, word); }
static inline view word_at(const word_list *l, uint32_t number) { return l->words.at[number]; }
static inline int64_t record_id(const columns *c, const record_columns *k, uint32_t row) {
  return c->documents.at[k->document[row]].id << STORE_RECORD_BITS | k->number[row];
}
/* Index of the document with this id, or NONE. */
uint32_t columns_document(const columns *c, int64_t id);
/* Row of the record with this id, or NONE. */
uint32_t columns_row(const columns *c, query_records kind, int64_t id);

/* Whether a text has what is typed; typed is in small letters, as arena_lower makes them. */
bool text_has(view text, view typed);

#endif
