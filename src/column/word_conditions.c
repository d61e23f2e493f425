/* word_conditions.c - conditions on documents and on words, for which the word indexes of the store are asked. */
#include "column/conditions.h"
#include "store/word_match.h"

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

/* Marks the documents whose ids a question has, whose only parameter is a text. */
static seimei_status each_id(selecting *s, store *store, const char *question, view value, uint8_t *hits,
                             seimei_error *error) {
  sqlite3_stmt *rows = NULL;
  int step = SQLITE_ERROR;
  if (!sqlite3_prepare_v2(store_database(store), question, -1, &rows, NULL) &&
      !sqlite3_bind_text(rows, 1, value.ptr, (int)value.len, SQLITE_TRANSIENT))
    while ((step = sqlite3_step(rows)) == SQLITE_ROW) {
      uint32_t at = columns_document(s->columns, sqlite3_column_int64(rows, 0));
      if (at != NONE) hits[at] = 1;
    }
  seimei_status status = step == SQLITE_DONE ? SEIMEI_OK : store_failure(store, "looking for words", error);
  sqlite3_finalize(rows);
  return status;
}

static void keep_hits(uint8_t *mask, const uint8_t *hits, uint32_t count) {
  for (uint32_t i = 0; i < count; i++) mask[i] &= hits[i];
}

static const char IN_TEXTS[] = "SELECT rowid FROM document_words WHERE document_words MATCH ?";
static const char IN_ABOUT[] = "SELECT rowid FROM about_words WHERE about_words MATCH ?";

/* Documents that have all of the words; no word that can be looked for: none. */
static seimei_status mark_documents(selecting *s, store *store, const char *question, view words, uint8_t *hits,
                                    seimei_error *error) {
  buffer match;
  buffer_init(&match, NULL);
  seimei_status status = SEIMEI_OK;
  if (store_match(words, &match)) status = each_id(s, store, question, view_of(match.ptr, match.len), hits, error);
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
    status = mark_documents(s, store, IN_TEXTS, words, hits, error);
    if (s->memo) s->memo->hits = hits;
  }
  keep_hits(documents, hits, count);
  return status;
}

static seimei_status keep_key(selecting *s, store *store, uint8_t *documents, seimei_error *error) {
  uint32_t count = s->columns->documents.count;
  if (!s->filter->document.len) return SEIMEI_OK;
  uint8_t *hits = ARENA_NEW(s->arena, uint8_t, count + 1);
  seimei_status status = each_id(s, store, "SELECT id FROM documents WHERE key = ?", s->filter->document, hits, error);
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

/* The index tells the documents that may have the words; then the text of each record that is still wanted is looked
 * at, a document's records in one read. */
static const struct {
  const char *documents, *texts;
} ABOUT[] = {
    [QUERY_EVENTS] = {IN_ABOUT, "SELECT id, about FROM events WHERE id > ?1 << 20 AND id < (?1 + 1) << 20 ORDER BY id"},
    [QUERY_STATEMENTS] = {IN_TEXTS, "SELECT id, content FROM statements WHERE id > ?1 << 20 AND id < (?1 + 1) << 20"
                                    " ORDER BY id"}};

typedef struct {
  sqlite3_stmt *texts; /* of a document's records */
  buffer words, scratch;
} word_search;

/* Rows from begin to end are those of a document. */
static int search_document(selecting *s, word_search *w, uint32_t begin, uint32_t end, uint8_t *hits) {
  const record_columns *k = s->from;
  uint32_t row = begin;
  int step;
  sqlite3_bind_int64(w->texts, 1, s->columns->documents.at[k->document[begin]].id);
  while ((step = sqlite3_step(w->texts)) == SQLITE_ROW) {
    uint32_t number = (uint32_t)(sqlite3_column_int64(w->texts, 0) & STORE_MOST_RECORDS);
    while (row < end && k->number[row] < number) row++;
    if (row < end && k->number[row] == number && s->mask[row])
      hits[row] = words_are_in(column_text(w->texts, 1), view_of(w->words.ptr, w->words.len), &w->scratch);
  }
  sqlite3_reset(w->texts);
  return step;
}

static int search_documents(selecting *s, word_search *w, const uint8_t *documents, uint8_t *hits) {
  const record_columns *k = s->from;
  int step = SQLITE_DONE;
  for (uint32_t row = 0, end; row < k->count && step == SQLITE_DONE; row = end) {
    bool wanted = false;
    for (end = row; end < k->count && k->document[end] == k->document[row]; end++) wanted |= s->mask[end];
    if (wanted && documents[k->document[row]]) step = search_document(s, w, row, end, hits);
  }
  return step;
}

static seimei_status mark_records(selecting *s, store *store, view words, uint8_t *hits, seimei_error *error) {
  uint8_t *documents = ARENA_NEW(s->arena, uint8_t, s->columns->documents.count + 1);
  seimei_status status = mark_documents(s, store, ABOUT[s->kind].documents, words, documents, error);
  if (status) return status;
  word_search w = {.texts = NULL};
  buffer_init(&w.words, NULL);
  buffer_init(&w.scratch, NULL);
  bool has_memory = words_fold(words, &w.words);
  if (sqlite3_prepare_v2(store_database(store), ABOUT[s->kind].texts, -1, &w.texts, NULL) ||
      (has_memory && w.words.len && search_documents(s, &w, documents, hits) != SQLITE_DONE))
    status = store_failure(store, "looking for words", error);
  if (!has_memory || w.scratch.failed) status = error_set(error, SEIMEI_NO_MEMORY, "out of memory");
  sqlite3_finalize(w.texts);
  buffer_release(&w.words);
  buffer_release(&w.scratch);
  return status;
}

seimei_status keep_about(selecting *s, store *store, seimei_error *error) {
  if (!s->filter->query.about.len) return SEIMEI_OK;
  uint8_t *hits = ARENA_NEW(s->arena, uint8_t, s->from->count + 1);
  seimei_status status = mark_records(s, store, s->filter->query.about, hits, error);
  keep_hits(s->mask, hits, s->from->count);
  return status;
}
