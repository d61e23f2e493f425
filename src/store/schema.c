/* schema.c - the tables of a store and the steps from older schemas to this one. docs/formats/store.md explains them.
 *
 * Numbers are keys, names are text, so that a person with sqlite3 reads rows and not codes. What a query looks for is
 * in tables without rowid that are ordered as the query asks (event_codes, event_pairs, event_contexts); what it shows
 * is in tables that only ever grow at their end. */
#include "store/schema.h"

#include "store/event_facts.h"

static const char TABLES[] = /* schema 1 */
    /* Where records come from. */
    "CREATE TABLE versions(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);"
    "CREATE TABLE runs(id INTEGER PRIMARY KEY, kind TEXT NOT NULL, version INTEGER NOT NULL REFERENCES versions,"
    "  options TEXT NOT NULL, started TEXT NOT NULL, ended TEXT);"
    "CREATE TABLE run_counts(run INTEGER NOT NULL REFERENCES runs, outcome TEXT NOT NULL, reason TEXT NOT NULL,"
    "  count INTEGER NOT NULL, PRIMARY KEY(run, outcome, reason)) WITHOUT ROWID;"
    "CREATE TABLE inputs(id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, size INTEGER, modified INTEGER,"
    "  format INTEGER, offset INTEGER NOT NULL DEFAULT 0, inner INTEGER NOT NULL DEFAULT 0,"
    "  number INTEGER NOT NULL DEFAULT 0,"
    "  state TEXT NOT NULL, stored INTEGER NOT NULL DEFAULT 0, \"left\" INTEGER NOT NULL DEFAULT 0);"
    "CREATE TABLE feeds(url TEXT PRIMARY KEY, etag TEXT NOT NULL, modified TEXT NOT NULL) WITHOUT ROWID;"
    "CREATE TABLE failures(input INTEGER NOT NULL REFERENCES inputs, number INTEGER NOT NULL, offset INTEGER NOT NULL,"
    "  reason TEXT NOT NULL, is_read INTEGER NOT NULL, PRIMARY KEY(input, number, offset, reason)) WITHOUT ROWID;"

    /* Documents. */
    "CREATE TABLE documents(id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, name TEXT, lang TEXT, published TEXT,"
    "  title TEXT, url TEXT, address TEXT, publisher TEXT, input INTEGER REFERENCES inputs, number INTEGER,"
    "  sentence_count INTEGER NOT NULL, statement_count INTEGER NOT NULL, event_count INTEGER NOT NULL,"
    "  version INTEGER NOT NULL REFERENCES versions);"
    "CREATE UNIQUE INDEX documents_by_address ON documents(address) WHERE address IS NOT NULL;"
    "CREATE INDEX documents_by_published ON documents(published);"
    "CREATE INDEX documents_by_publisher ON documents(publisher, published);"
    "CREATE INDEX documents_by_lang ON documents(lang, published);"
    "CREATE TABLE texts(document INTEGER PRIMARY KEY REFERENCES documents, text TEXT NOT NULL);"
    "CREATE TABLE sentences(document INTEGER NOT NULL REFERENCES documents, number INTEGER NOT NULL,"
    "  \"begin\" INTEGER NOT NULL, \"end\" INTEGER NOT NULL, PRIMARY KEY(document, number)) WITHOUT ROWID;"
    "CREATE TABLE copies(document INTEGER NOT NULL REFERENCES documents, place TEXT NOT NULL, reason TEXT NOT NULL,"
    "  url TEXT, publisher TEXT, published TEXT, PRIMARY KEY(document, place)) WITHOUT ROWID;"
    "CREATE TABLE links(document INTEGER NOT NULL REFERENCES documents, other INTEGER NOT NULL REFERENCES documents,"
    "  kind TEXT NOT NULL, score REAL NOT NULL, PRIMARY KEY(document, other)) WITHOUT ROWID;"
    "CREATE INDEX links_by_other ON links(other);"
    "CREATE TABLE signatures(document INTEGER PRIMARY KEY REFERENCES documents, bins BLOB NOT NULL);"
    "CREATE TABLE bands(band INTEGER NOT NULL, document INTEGER NOT NULL, PRIMARY KEY(band, document)) WITHOUT ROWID;"

    /* Who. */
    "CREATE TABLE actors(id INTEGER PRIMARY KEY, label TEXT NOT NULL, code TEXT NOT NULL, sector TEXT NOT NULL,"
    "  name TEXT NOT NULL, office TEXT NOT NULL, UNIQUE(label, name, office));"

    /* Statements. */
    "CREATE TABLE statements(id INTEGER PRIMARY KEY, document INTEGER NOT NULL REFERENCES documents,"
    "  number INTEGER NOT NULL, date TEXT, day TEXT NOT NULL, cue TEXT, cue_begin INTEGER, cue_end INTEGER,"
    "  content TEXT NOT NULL, content_spans TEXT NOT NULL, manner TEXT NOT NULL, medium TEXT,"
    "  sentence INTEGER NOT NULL, within INTEGER REFERENCES statements, rule TEXT NOT NULL);"
    "CREATE INDEX statements_by_document ON statements(document);"
    "CREATE INDEX statements_by_day ON statements(day);"
    "CREATE TABLE statement_actors(statement INTEGER NOT NULL REFERENCES statements, role TEXT NOT NULL,"
    "  position INTEGER NOT NULL, actor INTEGER NOT NULL REFERENCES actors, \"begin\" INTEGER, \"end\" INTEGER,"
    "  PRIMARY KEY(statement, role, position)) WITHOUT ROWID;"
    "CREATE TABLE statement_codes(code TEXT NOT NULL, role TEXT NOT NULL, day TEXT NOT NULL,"
    "  statement INTEGER NOT NULL, sector TEXT NOT NULL,"
    "  PRIMARY KEY(code, role, day, statement, sector)) WITHOUT ROWID;"

    /* Events. */
    "CREATE TABLE events(id INTEGER PRIMARY KEY, document INTEGER NOT NULL REFERENCES documents,"
    "  number INTEGER NOT NULL, date TEXT, day TEXT NOT NULL, type TEXT NOT NULL, mode TEXT, contexts TEXT,"
    "  status TEXT NOT NULL, \"trigger\" TEXT, trigger_begin INTEGER, trigger_end INTEGER, about TEXT,"
    "  about_begin INTEGER, about_end INTEGER, place TEXT, place_begin INTEGER, place_end INTEGER, place_code TEXT,"
    "  quantity TEXT, statement INTEGER REFERENCES statements, quad_code INTEGER NOT NULL, event_scale REAL NOT NULL,"
    "  cameo TEXT, sentence INTEGER NOT NULL, same_as INTEGER REFERENCES events, confidence REAL NOT NULL,"
    "  rule TEXT NOT NULL);"
    "CREATE INDEX events_by_document ON events(document);"
    "CREATE INDEX events_by_day ON events(day);"
    "CREATE INDEX events_by_type ON events(type, day);"
    "CREATE INDEX events_by_mode ON events(mode, day) WHERE mode IS NOT NULL;"
    "CREATE INDEX events_by_status ON events(status, day) WHERE status <> 'actual';"
    "CREATE INDEX events_by_place ON events(place_code, day) WHERE place_code IS NOT NULL;"
    "CREATE INDEX events_by_score ON events(event_scale, day);"
    "CREATE TABLE event_actors(event INTEGER NOT NULL REFERENCES events, role TEXT NOT NULL, position INTEGER NOT NULL,"
    "  actor INTEGER NOT NULL REFERENCES actors, \"begin\" INTEGER, \"end\" INTEGER,"
    "  PRIMARY KEY(event, role, position)) WITHOUT ROWID;"
    "CREATE TABLE event_codes(code TEXT NOT NULL, role TEXT NOT NULL, day TEXT NOT NULL, event INTEGER NOT NULL,"
    "  sector TEXT NOT NULL, PRIMARY KEY(code, role, day, event, sector)) WITHOUT ROWID;"
    "CREATE TABLE event_pairs(actor TEXT NOT NULL, recipient TEXT NOT NULL, day TEXT NOT NULL, event INTEGER NOT NULL,"
    "  type TEXT NOT NULL, event_scale REAL NOT NULL, PRIMARY KEY(actor, recipient, day, event)) WITHOUT ROWID;"
    "CREATE TABLE event_contexts(context TEXT NOT NULL, day TEXT NOT NULL, event INTEGER NOT NULL,"
    "  PRIMARY KEY(context, day, event)) WITHOUT ROWID;"

    /* Words. */
    "CREATE VIEW document_text(id, title, text) AS"
    "  SELECT d.id, d.title, t.text FROM documents d JOIN texts t ON t.document = d.id;"
    "CREATE VIRTUAL TABLE document_words USING fts5(title, text, content='document_text', content_rowid='id',"
    "  tokenize='seimei_bigram', columnsize=0);"
    "INSERT INTO document_words(document_words, rank) VALUES('hashsize', 16777216), ('automerge', 8);"
    "CREATE VIRTUAL TABLE event_words USING fts5(about, content='events', content_rowid='id',"
    "  tokenize='seimei_bigram', columnsize=0);"
    "INSERT INTO event_words(event_words, rank) VALUES('automerge', 8);"

    /* For people. */
    "CREATE VIEW event_list AS"
    "  SELECT e.id, d.key || '#e' || e.number AS name, e.day, e.type, e.mode,"
    "    (SELECT group_concat(a.label, ' ') FROM event_actors r JOIN actors a ON a.id = r.actor"
    "      WHERE r.event = e.id AND r.role = 'actor') AS actor,"
    "    (SELECT group_concat(a.label, ' ') FROM event_actors r JOIN actors a ON a.id = r.actor"
    "      WHERE r.event = e.id AND r.role = 'recipient') AS recipient,"
    "    e.about, e.status, e.event_scale, e.same_as,"
    "    substr(t.text, s.\"begin\" + 1, s.\"end\" - s.\"begin\") AS sentence, d.publisher, d.published, d.url"
    "  FROM events e JOIN documents d ON d.id = e.document JOIN texts t ON t.document = e.document"
    "    LEFT JOIN sentences s ON s.document = e.document AND s.number = e.sentence;"
    "CREATE VIEW statement_list AS"
    "  SELECT s.id, d.key || '#s' || s.number AS name, s.day,"
    "    (SELECT group_concat(a.label, ' ') FROM statement_actors r JOIN actors a ON a.id = r.actor"
    "      WHERE r.statement = s.id AND r.role = 'source') AS source,"
    "    s.content, s.manner, d.publisher, d.published, d.url"
    "  FROM statements s JOIN documents d ON d.id = s.document;";

/* Schema 2: records are found by their document through their numbers, words of about by document; what is counted or
 * seldom selected by lies in columns. */
static const char COLUMNS[] =
    "DROP INDEX events_by_document;"
    "DROP INDEX statements_by_document;"
    "DROP INDEX events_by_mode;"
    "DROP INDEX events_by_status;"
    "DROP INDEX events_by_place;"
    "DROP INDEX events_by_score;"
    "DROP TABLE event_contexts;"
    "CREATE TABLE fact_values(kind TEXT NOT NULL, number INTEGER NOT NULL, value NOT NULL,"
    "  PRIMARY KEY(kind, number)) WITHOUT ROWID;"
    "CREATE TABLE event_facts(fact TEXT NOT NULL, part INTEGER NOT NULL, data BLOB NOT NULL,"
    "  PRIMARY KEY(fact, part)) WITHOUT ROWID;"
    "DROP TABLE event_words;"
    "CREATE VIEW about_text(id, about) AS"
    "  SELECT d.id, (SELECT group_concat(about, char(10)) FROM (SELECT about FROM events"
    "    WHERE id > d.id << 20 AND id < (d.id + 1) << 20 ORDER BY id)) FROM documents d;"
    "CREATE VIRTUAL TABLE about_words USING fts5(about, content='about_text', content_rowid='id',"
    "  tokenize='seimei_bigram', columnsize=0);"
    "INSERT INTO about_words(about_words, rank) VALUES('automerge', 8);"
    "INSERT INTO about_words(rowid, about) SELECT id, about FROM about_text WHERE about IS NOT NULL;";

static const schema_step STEPS[STORE_SCHEMA] = {{TABLES, NULL}, {COLUMNS, facts_make}};

static int schema_version(sqlite3 *db) {
  sqlite3_stmt *ask = NULL;
  int version = -1;
  if (!sqlite3_prepare_v2(db, "PRAGMA user_version", -1, &ask, NULL) && sqlite3_step(ask) == SQLITE_ROW)
    version = sqlite3_column_int(ask, 0);
  sqlite3_finalize(ask);
  return version;
}

int schema_migrate(sqlite3 *db, const schema_step *steps, int count) {
  char mark[96];
  int failure = sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL);
  if (failure) return failure;
  int version = schema_version(db);
  for (int i = version; i >= 0 && i < count && !failure; i++) {
    failure = sqlite3_exec(db, steps[i].sql, NULL, NULL, NULL);
    if (!failure && steps[i].fill) failure = steps[i].fill(db);
  }
  snprintf(mark, sizeof mark, "PRAGMA user_version = %d; PRAGMA application_id = %d", count, STORE_APPLICATION);
  if (!failure && version < count) failure = sqlite3_exec(db, mark, NULL, NULL, NULL);
  if (!failure) failure = sqlite3_exec(db, "COMMIT", NULL, NULL, NULL);
  return failure;
}

int schema_bring_up(sqlite3 *db, int schema) { return schema_migrate(db, STEPS, schema); }
