/* word_conditions.c - conditions on documents and on words, for which the word indexes of the store are asked. */
#include "column/conditions.h"

/* ---- documents ---- */

static void keep_listed(selecting *s, uint8_t *documents, const word_list *words, view list, bool by_lang) {
  const columns *c = s->columns;
  if (!list.len) return;
  uint8_t *kept = ARENA_NEW(s->arena, uint8_t, words->words.count + 1);
  view part;
  while (view_split(&list, ',', &part)) {
    uint32_t n = word_number(words, part);
    if (n != NONE) kept[n] = 1;
  }
  for (uint32_t i = 0; i < c->documents.count; i++)
    documents[i] &= kept[by_lang ? c->documents.at[i].lang : c->documents.at[i].publisher];
}

/* Calls found with each id that a question has, whose only parameter is a text. */
typedef void id_found(selecting *s, uint8_t *hits, int64_t id);

static seimei_status each_id(selecting *s, store *store, const char *question, view value, id_found *found,
                             uint8_t *hits, seimei_error *error) {
  sqlite3_stmt *rows = NULL;
  int step = SQLITE_ERROR;
  if (!sqlite3_prepare_v2(store_database(store), question, -1, &rows, NULL) &&
      !sqlite3_bind_text(rows, 1, value.ptr, (int)value.len, SQLITE_TRANSIENT))
    while ((step = sqlite3_step(rows)) == SQLITE_ROW) found(s, hits, sqlite3_column_int64(rows, 0));
  seimei_status status = step == SQLITE_DONE ? SEIMEI_OK : store_failure(store, "looking for words", error);
  sqlite3_finalize(rows);
  return status;
}

static void hit_document(selecting *s, uint8_t *hits, int64_t id) {
  uint32_t at = columns_document(s->columns, id);
  if (at != NONE) hits[at] = 1;
}

static void hit_record(selecting *s, uint8_t *hits, int64_t id) {
  uint32_t at = columns_next_row(s->columns, s->kind, id, &s->last_hit);
  if (at != NONE) hits[at] = 1;
}

static void keep_hits(uint8_t *mask, const uint8_t *hits, uint32_t count) {
  for (uint32_t i = 0; i < count; i++) mask[i] &= hits[i];
}

/* Documents that have all of the words; no word that can be looked for: none. */
static seimei_status mark_documents(selecting *s, store *store, view words, uint8_t *hits, seimei_error *error) {
  buffer match;
  buffer_init(&match, NULL);
  seimei_status status = SEIMEI_OK;
  if (store_match(words, &match))
    status = each_id(s, store, "SELECT rowid FROM document_words WHERE document_words MATCH ?",
                     view_of(match.ptr, match.len), hit_document, hits, error);
  buffer_release(&match);
  return status;
}

static seimei_status keep_words_of_documents(selecting *s, store *store, uint8_t *documents, view words,
                                             seimei_error *error) {
  uint32_t count = s->columns->documents.count;
  if (!words.len) return SEIMEI_OK;
  uint8_t *hits = s->memo ? s->memo->hits : NULL;
  seimei_status status = SEIMEI_OK;
  if (!hits) {
    hits = ARENA_NEW(s->arena, uint8_t, count + 1);
    status = mark_documents(s, store, words, hits, error);
    if (s->memo) s->memo->hits = hits;
  }
  keep_hits(documents, hits, count);
  return status;
}

static seimei_status keep_key(selecting *s, store *store, uint8_t *documents, seimei_error *error) {
  uint32_t count = s->columns->documents.count;
  if (!s->filter->document.len) return SEIMEI_OK;
  uint8_t *hits = ARENA_NEW(s->arena, uint8_t, count + 1);
  seimei_status status =
      each_id(s, store, "SELECT id FROM documents WHERE key = ?", s->filter->document, hit_document, hits, error);
  keep_hits(documents, hits, count);
  return status;
}

seimei_status keep_documents(selecting *s, store *store, seimei_error *error) {
  const query_filter *q = &s->filter->query;
  const columns *c = s->columns;
  if (!q->publisher.len && !q->lang.len && !q->words.len && !s->filter->document.len) return SEIMEI_OK;
  uint8_t *documents = ARENA_NEW(s->arena, uint8_t, c->documents.count + 1);
  memset(documents, 1, c->documents.count);
  keep_listed(s, documents, &c->publishers, q->publisher, false);
  keep_listed(s, documents, &c->langs, q->lang, true);
  seimei_status status = keep_key(s, store, documents, error);
  if (!status) status = keep_words_of_documents(s, store, documents, q->words, error);
  for (uint32_t i = 0; i < s->from->count; i++) s->mask[i] &= documents[s->from->document[i]];
  return status;
}

/* ---- what records are about ---- */

static seimei_status mark_events(selecting *s, store *store, uint8_t *hits, seimei_error *error) {
  buffer match;
  buffer_init(&match, NULL);
  seimei_status status = SEIMEI_OK;
  if (store_match(s->filter->query.about, &match))
    status = each_id(s, store, "SELECT rowid FROM event_words WHERE event_words MATCH ?", view_of(match.ptr, match.len),
                     hit_record, hits, error);
  buffer_release(&match);
  return status;
}

/* Statements have no index of their content's words: the document must have them, then the content is looked at. Few
 * are looked up one by one; of many the table is read from beginning to end, which costs less. */
enum { SCAN_FROM = 20 }; /* where more than one in so many is left */

static bool has_words(view content, view words) {
  view word;
  while (view_split(&words, ' ', &word))
    if (word.len && !text_has(content, word)) return false;
  return true;
}

static uint32_t keep_candidates(selecting *s, const uint8_t *documents, uint8_t *wanted) {
  uint32_t count = 0;
  for (uint32_t row = 0; row < s->from->count; row++) {
    wanted[row] = s->mask[row] & documents[s->from->document[row]];
    count += wanted[row];
  }
  return count;
}

static int scan_contents(selecting *s, sqlite3_stmt *all, view words, uint8_t *wanted) {
  int step;
  uint32_t last = 0;
  while ((step = sqlite3_step(all)) == SQLITE_ROW) {
    uint32_t row = columns_next_row(s->columns, s->kind, sqlite3_column_int64(all, 0), &last);
    if (row != NONE && wanted[row]) wanted[row] = has_words(column_text(all, 1), words);
  }
  return step;
}

static int look_up_contents(selecting *s, sqlite3_stmt *one, view words, uint8_t *wanted) {
  int step = SQLITE_DONE;
  for (uint32_t row = 0; row < s->from->count; row++) {
    if (!wanted[row]) continue;
    sqlite3_reset(one);
    sqlite3_bind_int64(one, 1, record_id(s->columns, s->from, row));
    step = sqlite3_step(one);
    if (step != SQLITE_ROW && step != SQLITE_DONE) return step;
    wanted[row] = step == SQLITE_ROW && has_words(column_text(one, 1), words);
  }
  return SQLITE_DONE;
}

static seimei_status mark_statements(selecting *s, store *store, uint8_t *hits, seimei_error *error) {
  view words = arena_lower(s->arena, s->filter->query.about);
  uint8_t *documents = ARENA_NEW(s->arena, uint8_t, s->columns->documents.count + 1);
  sqlite3_stmt *ask = NULL;
  seimei_status status = mark_documents(s, store, s->filter->query.about, documents, error);
  if (status) return status;
  bool many = keep_candidates(s, documents, hits) > s->from->count / SCAN_FROM;
  if (sqlite3_prepare_v2(store_database(store),
                         many ? "SELECT id, content FROM statements ORDER BY id"
                              : "SELECT id, content FROM statements WHERE id = ?",
                         -1, &ask, NULL))
    return store_failure(store, "looking for words", error);
  int step = (many ? scan_contents : look_up_contents)(s, ask, words, hits);
  if (step != SQLITE_DONE) status = store_failure(store, "looking for words", error);
  sqlite3_finalize(ask);
  return status;
}

seimei_status keep_about(selecting *s, store *store, seimei_error *error) {
  if (!s->filter->query.about.len) return SEIMEI_OK;
  uint8_t *hits = ARENA_NEW(s->arena, uint8_t, s->from->count + 1);
  seimei_status status = (s->kind == QUERY_EVENTS ? mark_events : mark_statements)(s, store, hits, error);
  keep_hits(s->mask, hits, s->from->count);
  return status;
}
