/* party.c - sides of a record. */
#include "query/party.h"

static const char *const QUESTIONS[] = {
    [QUERY_EVENTS] = "SELECT r.role = 'recipient', a.code, a.sector FROM event_actors r JOIN actors a ON a.id = r.actor"
                     " WHERE r.event = ? AND r.role <> 'claimed_by' ORDER BY r.role, r.position",
    [QUERY_STATEMENTS] = "SELECT r.role = 'addressee', a.code, a.sector FROM statement_actors r"
                         " JOIN actors a ON a.id = r.actor WHERE r.statement = ? ORDER BY r.role, r.position",
};

seimei_status party_reader_open(party_reader *r, const store *s, query_records records, seimei_error *error) {
  *r = (party_reader){.store = s};
  if (!sqlite3_prepare_v2(store_database(s), QUESTIONS[records], -1, &r->ask, NULL)) return SEIMEI_OK;
  return store_failure(s, "reading it", error);
}

void party_reader_close(party_reader *r) { sqlite3_finalize(r->ask); }

static bool has_party(const party_list *list, view code, view sector) {
  for (uint32_t i = 0; i < list->count; i++)
    if (view_equals(list->at[i].code, code) && view_equals(list->at[i].sector, sector)) return true;
  return false;
}

seimei_status party_read(party_reader *r, int64_t record, arena *a, party_list sides[2], seimei_error *error) {
  sides[0] = sides[1] = (party_list){NULL, 0, 0};
  sqlite3_reset(r->ask);
  sqlite3_bind_int64(r->ask, 1, record);
  int step;
  while ((step = sqlite3_step(r->ask)) == SQLITE_ROW) {
    party_list *side = &sides[sqlite3_column_int(r->ask, 0) != 0];
    view code = column_text(r->ask, 1), sector = column_text(r->ask, 2);
    if (has_party(side, code, sector)) continue;
    LIST_PUSH(a, side, (party){arena_copy(a, code), arena_copy(a, sector)});
  }
  return step == SQLITE_DONE ? SEIMEI_OK : store_failure(r->store, "reading it", error);
}

static void add_dyad(arena *a, dyad_list *out, view actor, view recipient) {
  if (view_equals(actor, recipient)) return;
  for (uint32_t i = 0; i < out->count; i++)
    if (view_equals(out->at[i].actor, actor) && view_equals(out->at[i].recipient, recipient)) return;
  LIST_PUSH(a, out, (dyad){actor, recipient});
}

void party_dyads(arena *a, const party_list sides[2], dyad_list *out) {
  const party_list *others = sides[1].count ? &sides[1] : &sides[0];
  *out = (dyad_list){NULL, 0, 0};
  for (uint32_t i = 0; i < sides[0].count; i++)
    for (uint32_t k = 0; k < others->count; k++) add_dyad(a, out, sides[0].at[i].code, others->at[k].code);
}
