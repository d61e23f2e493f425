/* check.c - whether a store is whole. */
#include "store/check.h"

#include "store/event_facts.h"

/* Each question gives no row when all is well; a row's first column says what is not. */
static const struct {
  const char *what, *question;
} CHECKS[] = {
    {"a page or an index is damaged", "SELECT * FROM pragma_integrity_check WHERE integrity_check <> 'ok'"},
    {"a row points to nothing", "SELECT \"table\" FROM pragma_foreign_key_check"},
    {"a document has no text", "SELECT id FROM documents WHERE id NOT IN (SELECT document FROM texts)"},
    {"a document has other counts of records",
     "SELECT id FROM documents d WHERE event_count <> (SELECT count(*) FROM events WHERE id > d.id << 20"
     " AND id < (d.id + 1) << 20)"
     " OR statement_count <> (SELECT count(*) FROM statements WHERE id > d.id << 20"
     " AND id < (d.id + 1) << 20)"
     " OR sentence_count <> (SELECT count(*) FROM sentences WHERE document = d.id)"},
    {"a record has not its document's number",
     "SELECT id FROM events WHERE id >> 20 <> document UNION ALL SELECT id FROM statements WHERE id >> 20 <> document"},
    {"an event cannot be found by its actors",
     "SELECT r.event FROM event_actors r JOIN actors a ON a.id = r.actor JOIN events e ON e.id = r.event"
     " WHERE NOT EXISTS (SELECT 1 FROM event_codes c WHERE c.code = a.code AND c.role = r.role AND c.day = e.day"
     " AND c.event = r.event)"},
    {"actors point to an event that is not there",
     "SELECT event FROM event_codes WHERE event NOT IN (SELECT id FROM events)"},
    {"a pair points to an event that is not there",
     "SELECT event FROM event_pairs WHERE event NOT IN (SELECT id FROM events)"},
    {"a statement cannot be found by its source",
     "SELECT r.statement FROM statement_actors r JOIN actors a ON a.id = r.actor"
     " JOIN statements s ON s.id = r.statement WHERE NOT EXISTS (SELECT 1 FROM statement_codes c WHERE c.code = a.code"
     " AND c.role = r.role AND c.day = s.day"
     " AND c.statement = r.statement)"},
    {"sources point to a statement that is not there",
     "SELECT statement FROM statement_codes WHERE statement NOT IN (SELECT id FROM statements)"},
};

static const char *const WORD_INDEXES[] = {"INSERT INTO document_words(document_words) VALUES('integrity-check')",
                                           "INSERT INTO about_words(about_words) VALUES('integrity-check')"};

static seimei_status ask(store *s, const char *what, const char *question, seimei_error *error) {
  sqlite3_stmt *rows = NULL;
  int code = sqlite3_prepare_v2(store_database(s), question, -1, &rows, NULL);
  if (!code) code = sqlite3_step(rows);
  seimei_status status = SEIMEI_OK;
  if (code == SQLITE_ROW)
    status = error_set(error, SEIMEI_BAD_INPUT, "%s: %s: %s", store_path(s), what,
                       sqlite3_column_text(rows, 0) ? (const char *)sqlite3_column_text(rows, 0) : "");
  else if (code != SQLITE_DONE) status = store_failure(s, "checking it", error);
  sqlite3_finalize(rows);
  return status;
}

static seimei_status check_facts(store *s, seimei_error *error) {
  int64_t part;
  if (facts_check(store_database(s), &part)) return store_failure(s, "checking it", error);
  if (part < 0) return SEIMEI_OK;
  return error_set(error, SEIMEI_BAD_INPUT, "%s: the columns of events %lld to %lld are not what their rows say",
                   store_path(s), (long long)(part << FACT_RECORD_BITS), (long long)((part + 1) << FACT_RECORD_BITS));
}

seimei_status store_check(store *s, seimei_error *error) {
  seimei_status status = SEIMEI_OK;
  for (size_t i = 0; i < COUNT_OF(CHECKS) && !status; i++) status = ask(s, CHECKS[i].what, CHECKS[i].question, error);
  for (size_t i = 0; i < COUNT_OF(WORD_INDEXES) && !status; i++)
    if (sqlite3_exec(store_database(s), WORD_INDEXES[i], NULL, NULL, NULL))
      status = error_set(error, SEIMEI_BAD_INPUT, "%s: a word index does not fit the words: %s", store_path(s),
                         sqlite3_errmsg(store_database(s)));
  return status ? status : check_facts(s, error);
}

uint64_t store_document_count(store *s) {
  sqlite3_stmt *rows = NULL;
  uint64_t count = 0;
  if (!sqlite3_prepare_v2(store_database(s), "SELECT count(*) FROM documents", -1, &rows, NULL) &&
      sqlite3_step(rows) == SQLITE_ROW)
    count = (uint64_t)sqlite3_column_int64(rows, 0);
  sqlite3_finalize(rows);
  return count;
}
