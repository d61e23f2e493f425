/* api_document.c - an article with its blocks, sentences and records; and why a sentence has the records that it has.
 */
#include "engine/explain_json.h"
#include "serve/endpoint.h"
#include "text/text.h"

enum { MOST_OF_DOCUMENT = 5000 }; /* records of a kind */

typedef struct {
  int64_t id;
  seimei_document doc;
  view name, version;
} stored_document;

static answer_code load_document(call *c, view key, stored_document *out) {
  static const char QUESTION[] = "SELECT d.id, d.key, d.name, d.lang, d.published, d.title, d.url, d.publisher, v.name,"
                                 " t.text FROM documents d JOIN texts t ON t.document = d.id"
                                 " JOIN versions v ON v.id = d.version WHERE d.key = ?";
  sqlite3_stmt *ask = NULL;
  answer_code code = ANSWER_OK;
  int step = SQLITE_ERROR;
  if (!sqlite3_prepare_v2(store_database(c->store), QUESTION, -1, &ask, NULL) &&
      !sqlite3_bind_text(ask, 1, key.ptr, (int)key.len, SQLITE_STATIC))
    step = sqlite3_step(ask);
  if (step == SQLITE_ROW) {
    view *const texts[] = {&out->doc.id,  &out->name,          &out->doc.lang, &out->doc.published, &out->doc.title,
                           &out->doc.url, &out->doc.publisher, &out->version,  &out->doc.text};
    out->id = sqlite3_column_int64(ask, 0);
    for (int i = 0; i < (int)COUNT_OF(texts); i++) *texts[i] = arena_copy(c->memory, column_text(ask, i + 1));
  } else if (step == SQLITE_DONE) code = refuse(c, ANSWER_NOT_FOUND, "there is no such document");
  else code = failed(c, store_failure(c->store, "reading it", &c->error));
  sqlite3_finalize(ask);
  return code;
}

/* ---- sentences and blocks ---- */

typedef LIST(seimei_sentence) sentence_list;

static seimei_status load_sentences(call *c, int64_t document, sentence_list *out) {
  sqlite3_stmt *rows = NULL;
  int step = SQLITE_ERROR;
  *out = (sentence_list){NULL, 0, 0};
  if (!sqlite3_prepare_v2(store_database(c->store),
                          "SELECT number, \"begin\", \"end\" FROM sentences WHERE document = ? ORDER BY number", -1,
                          &rows, NULL) &&
      !sqlite3_bind_int64(rows, 1, document))
    while ((step = sqlite3_step(rows)) == SQLITE_ROW)
      LIST_PUSH(c->memory, out,
                (seimei_sentence){(uint32_t)sqlite3_column_int64(rows, 0),
                                  {(uint32_t)sqlite3_column_int64(rows, 1), (uint32_t)sqlite3_column_int64(rows, 2)}});
  sqlite3_finalize(rows);
  return step == SQLITE_DONE ? SEIMEI_OK : store_failure(c->store, "reading it", &c->error);
}

static const text_rules *rules_of(call *c, view lang) {
  const text_rules *rules = NULL;
  if (take_worker(c)) {
    rules = engine_text_rules(c->service->engine.engine, lang);
    give_worker(c);
  }
  return rules;
}

static void add_block(call *c, const text_layout *layout, const block *at, const sentence_list *sentences,
                      uint32_t *next) {
  static const char *const KINDS[] = {
      [BLOCK_TITLE] = "title", [BLOCK_HEADING] = "heading", [BLOCK_PARAGRAPH] = "paragraph"};
  uint32_t begin = text_code_point(layout, at->span.begin), end = text_code_point(layout, at->span.end);
  json_comma(c->out);
  buffer_printf(c->out, "{\"kind\":\"%s\",\"begin\":%u,\"end\":%u,\"sentences\":[", KINDS[at->kind], begin, end);
  for (; *next < sentences->count && sentences->at[*next].span.begin < end; ++*next) {
    json_comma(c->out);
    buffer_printf(c->out, "%u", sentences->at[*next].index);
  }
  buffer_add_string(c->out, "]}");
}

static void add_layout(call *c, const stored_document *d, const sentence_list *sentences) {
  text_layout layout;
  uint32_t next = 0;
  text_lay_out(c->memory, rules_of(c, d->doc.lang), d->doc.text, d->doc.title, &layout);
  json_key(c->out, "blocks"), buffer_add_byte(c->out, '[');
  for (uint32_t i = 0; i < layout.blocks.count; i++) add_block(c, &layout, &layout.blocks.at[i], sentences, &next);
  buffer_add_byte(c->out, ']');
  json_key(c->out, "sentences"), buffer_add_byte(c->out, '[');
  for (uint32_t i = 0; i < sentences->count; i++) {
    json_comma(c->out);
    buffer_printf(c->out, "{\"index\":%u,\"begin\":%u,\"end\":%u}", sentences->at[i].index, sentences->at[i].span.begin,
                  sentences->at[i].span.end);
  }
  buffer_add_byte(c->out, ']');
}

/* ---- records ---- */

static seimei_status add_kind(call *c, loader *from, int64_t document, query_records kind, bool *more) {
  static const char *const QUESTIONS[] = {
      [QUERY_EVENTS] = "SELECT id FROM events WHERE id BETWEEN ?1 AND ?2 ORDER BY id LIMIT ?3",
      [QUERY_STATEMENTS] = "SELECT id FROM statements WHERE id BETWEEN ?1 AND ?2 ORDER BY id LIMIT ?3"};
  sqlite3_stmt *rows = NULL;
  int step = SQLITE_ERROR, count = 0;
  seimei_status status = SEIMEI_OK;
  if (sqlite3_prepare_v2(store_database(c->store), QUESTIONS[kind], -1, &rows, NULL))
    return store_failure(c->store, "reading it", &c->error);
  sqlite3_bind_int64(rows, 1, document << STORE_RECORD_BITS);
  sqlite3_bind_int64(rows, 2, document << STORE_RECORD_BITS | STORE_MOST_RECORDS);
  sqlite3_bind_int(rows, 3, MOST_OF_DOCUMENT + 1);
  while (!status && count < MOST_OF_DOCUMENT && (step = sqlite3_step(rows)) == SQLITE_ROW) {
    status = add_record(c, from, kind, sqlite3_column_int64(rows, 0));
    count++;
  }
  *more |= count == MOST_OF_DOCUMENT;
  if (!status && count < MOST_OF_DOCUMENT && step != SQLITE_DONE)
    status = store_failure(c->store, "reading it", &c->error);
  sqlite3_finalize(rows);
  return status;
}

static seimei_status add_records(call *c, int64_t document) {
  loader *from = NULL;
  bool more = false;
  seimei_status status = loader_new(c->store, &from, &c->error);
  json_key(c->out, "records"), buffer_add_byte(c->out, '[');
  if (!status) status = add_kind(c, from, document, QUERY_STATEMENTS, &more);
  if (!status) status = add_kind(c, from, document, QUERY_EVENTS, &more);
  buffer_add_byte(c->out, ']');
  add_bool(c->out, "more", more);
  loader_free(from);
  return status;
}

/* ---- other documents ---- */

static const char NEAR[] = "SELECT d.key, d.title, d.publisher, d.published, l.score FROM links l"
                           " JOIN documents d ON d.id = CASE l.document WHEN ?1 THEN l.other ELSE l.document END"
                           " WHERE l.document = ?1 OR l.other = ?1 ORDER BY l.score DESC, d.id LIMIT 50";
static const char COPIES[] = "SELECT url, publisher, published, reason FROM copies WHERE document = ?1"
                             " ORDER BY place LIMIT 50";

/* A list of objects with these texts, and behind them a score where there is one column more. */
static seimei_status add_others(call *c, const char *list, const char *question, int64_t document,
                                const char *const *names, int count) {
  sqlite3_stmt *rows = NULL;
  int step = SQLITE_ERROR;
  json_key(c->out, list), buffer_add_byte(c->out, '[');
  if (!sqlite3_prepare_v2(store_database(c->store), question, -1, &rows, NULL) &&
      !sqlite3_bind_int64(rows, 1, document))
    while ((step = sqlite3_step(rows)) == SQLITE_ROW) {
      json_comma(c->out), buffer_add_byte(c->out, '{');
      for (int i = 0; i < count; i++) json_text(c->out, names[i], column_text(rows, i));
      if (sqlite3_column_count(rows) > count) add_score(c->out, "score", sqlite3_column_double(rows, count));
      buffer_add_byte(c->out, '}');
    }
  buffer_add_byte(c->out, ']');
  sqlite3_finalize(rows);
  return step == SQLITE_DONE ? SEIMEI_OK : store_failure(c->store, "reading it", &c->error);
}

/* ---- answers ---- */

static void add_facts(call *c, const stored_document *d) {
  const struct {
    const char *name;
    view value;
  } FACTS[] = {{"id", d->doc.id},
               {"name", d->name},
               {"title", d->doc.title},
               {"published", d->doc.published},
               {"publisher", d->doc.publisher},
               {"lang", d->doc.lang},
               {"url", d->doc.url},
               {"text", d->doc.text},
               {"coded_by", d->version}};
  for (size_t i = 0; i < COUNT_OF(FACTS); i++) json_text(c->out, FACTS[i].name, FACTS[i].value);
}

answer_code answer_document(call *c) {
  static const char *const OTHERS[] = {"id", "title", "publisher", "published"};
  static const char *const PLACES[] = {"url", "publisher", "published", "reason"};
  stored_document d;
  sentence_list sentences;
  answer_code code = load_document(c, c->rest, &d);
  if (code) return code;
  seimei_status status = load_sentences(c, d.id, &sentences);
  if (status) return failed(c, status);
  begin_answer(c);
  add_facts(c, &d);
  add_layout(c, &d, &sentences);
  status = add_records(c, d.id);
  if (!status) status = add_others(c, "near", NEAR, d.id, OTHERS, COUNT_OF(OTHERS));
  if (!status) status = add_others(c, "copies", COPIES, d.id, PLACES, COUNT_OF(PLACES));
  buffer_add_string(c->out, "}\n");
  return failed(c, status);
}

answer_code answer_explain(call *c) {
  stored_document d;
  uint64_t sentence;
  if (!c->request->values[PARAM_SENTENCE].len)
    return refuse(c, ANSWER_BAD_PARAMETER, "sentence: the index of the sentence is needed");
  seimei_status status = request_number(c->request, PARAM_SENTENCE, 0, UINT32_MAX - 1, &sentence, &c->error);
  if (status) return failed(c, status);
  answer_code code = load_document(c, c->rest, &d);
  if (code) return code;
  seimei_worker *worker = take_worker(c);
  if (!worker) return ANSWER_NO_ENGINE;
  view version = engine_version(c->service->engine.engine);
  begin_answer(c);
  json_text(c->out, "id", d.doc.id);
  json_text(c->out, "coded_by", d.version);
  json_text(c->out, "explained_by", version);
  add_bool(c->out, "same", view_equals(version, d.version));
  bool found = false;
  status = worker_explain_json(worker, &d.doc, (uint32_t)sentence, c->out, &found, &c->error);
  give_worker(c);
  buffer_add_string(c->out, "}\n");
  if (status == SEIMEI_UNSUPPORTED) return ANSWER_NO_ENGINE;
  if (!status && !found) return refuse(c, ANSWER_NOT_FOUND, "the document has no sentence %u", (unsigned)sentence);
  return failed(c, status);
}
