/* party.h - who stands on which side of a record, and the dyads of an event. */
#ifndef SEIMEI_QUERY_PARTY_H
#define SEIMEI_QUERY_PARTY_H

#include "query/ask_text.h"
#include "query/query.h"

typedef struct {
  view code, sector;
} party;

typedef LIST(party) party_list;

/* The parties of a record's two roles, each code with its sector once. Ask again for each record; the lists are in the
 * arena. */
typedef struct {
  sqlite3_stmt *ask;
  const store *store;
} party_reader;

seimei_status party_reader_open(party_reader *r, const store *s, query_records records, seimei_error *error);
void party_reader_close(party_reader *r);
seimei_status party_read(party_reader *r, int64_t record, arena *a, party_list sides[2], seimei_error *error);

typedef struct {
  view actor, recipient;
} dyad;

typedef LIST(dyad) dyad_list;

/* Every actor with every recipient; the actors with each other, both ways, where there is no recipient. Codes without
 * sectors; nobody with himself. The same rule as that of the table event_pairs. */
void party_dyads(arena *a, const party_list sides[2], dyad_list *out);

#endif
