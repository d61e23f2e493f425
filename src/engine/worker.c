/* worker.c - the public worker: one document at a time, part by part.
 *
 *   document ─▶ layout ─┬─▶ part ─▶ stages ─▶ records ─┐
 *                       ├─▶ part ─▶ stages ─▶ records ─┼─▶ all records of the document
 *                       └─▶ ...                        ┘
 *
 * Nearly every document is one part, whose records are handed out as they are. Those of several parts are copied out
 * of the arena of the part, which is emptied for the next one: what a document needs at most is its text, its records
 * and the work of one part. worker_each_part is the only place that arms the arenas: whatever stage runs out of
 * memory, control comes back there. */
#include "engine/engine.h"
#include "engine/engine_parts.h"

/* Makes the language that of the documents to come. */
static seimei_status use_language(seimei_worker *w, language_id id, seimei_error *error) {
  seimei_status status = engine_language(w->engine, id, &w->language, error);
  if (!status && !w->tokens[id]) status = token_worker_new(w->language->tokenizer, &w->tokens[id], error);
  return status;
}

seimei_status seimei_worker_new(const seimei_engine *engine, seimei_worker **out, seimei_error *error) {
  *out = NULL;
  seimei_worker *w = allocator_resize(engine->allocator, NULL, sizeof *w);
  if (!w) return error_set(error, SEIMEI_NO_MEMORY, "out of memory");
  memset(w, 0, sizeof *w);
  w->engine = engine;
  arena_init(&w->document, engine->allocator);
  arena_init(&w->part, engine->allocator);
  seimei_status status = use_language(w, LANGUAGE_JA, error);
  if (status) seimei_worker_free(w);
  else *out = w;
  return status;
}

void seimei_worker_free(seimei_worker *w) {
  if (!w) return;
  for (int i = 0; i < LANGUAGE_COUNT; i++) token_worker_free(w->tokens[i]);
  arena_release(&w->document);
  arena_release(&w->part);
  allocator_resize(w->engine->allocator, w, 0);
}

static seimei_status check_document(const seimei_worker *w, const seimei_document *doc, language_id *id, seimei_error *error) {
  if (doc->text.len > w->engine->max_document)
    return error_set(error, SEIMEI_TOO_LARGE, "document %.*s has %zu bytes, more than the %zu allowed",
                     (int)doc->id.len, doc->id.ptr, doc->text.len, w->engine->max_document);
  if (!engine_has_language(w->engine, doc->lang))
    return error_set(error, SEIMEI_UNSUPPORTED, "document %.*s: no language pack for \"%.*s\"", (int)doc->id.len,
                     doc->id.ptr, (int)doc->lang.len, doc->lang.ptr);
  language_of_code(doc->lang, id);
  return SEIMEI_OK;
}

/* A date that cannot be read is as good as none. */
static seimei_document clean_document(const seimei_document *doc) {
  seimei_document d = *doc;
  if (d.published.len > 10) d.published.len = 10;
  if (when_day_number(d.published) == INT32_MIN) d.published = (view){0};
  return d;
}

/* ---- parts ---- */

static void run_parts(seimei_worker *w, const seimei_document *doc, part_work *work, void *user) {
  text_layout whole, part;
  analysis a;
  text_lay_out(&w->document, w->language->text_rules, doc->text, doc->title, &whole);
  w->layout = whole;
  for (uint32_t next = 0; text_next_part(&w->part, &whole, &next, &part);) {
    bool last = next >= whole.sentences.count;
    pipeline_run(w->language, w->tokens[whole.language], &w->part, &part, doc->published, &a);
    work(w, doc, &a, last, user);
    if (!last) arena_reset(&w->part);
  }
}

seimei_status worker_each_part(seimei_worker *w, const seimei_document *doc, part_work *work, void *user,
                               seimei_error *error) {
  language_id id;
  seimei_status status = check_document(w, doc, &id, error);
  if (!status) status = use_language(w, id, error);
  if (status) return status;
  seimei_document d = clean_document(doc);
  memset(&w->layout, 0, sizeof w->layout);
  arena_reset(&w->document);
  arena_reset(&w->part);
  jmp_buf failure;
  w->document.on_failure = w->part.on_failure = &failure;
  bool failed = setjmp(failure);
  if (!failed) run_parts(w, &d, work, user);
  w->document.on_failure = w->part.on_failure = NULL;
  if (!failed) return SEIMEI_OK;
  return error_set(error, SEIMEI_NO_MEMORY, "out of memory in document %.*s", (int)doc->id.len, doc->id.ptr);
}

/* ---- records ---- */

typedef struct {
  record_numbers numbers;
  record_visit *visit;
  void *user;
  record_store store;
} coding;

static void visit_part(seimei_worker *w, const seimei_document *doc, analysis *a, bool last, void *user) {
  (void)last;
  coding *c = user;
  record_run(&a->scene, &a->statements, &a->events, doc, w->engine->version, &c->numbers, &w->records);
  c->visit(c->user, doc, &w->records);
}

seimei_status worker_code_parts(seimei_worker *w, const seimei_document *doc, record_visit *visit, void *user,
                                seimei_error *error) {
  coding c = {.visit = visit, .user = user};
  return worker_each_part(w, doc, visit_part, &c, error);
}

/* The records of the only part stay where they are. */
static void collect_part(seimei_worker *w, const seimei_document *doc, analysis *a, bool last, void *user) {
  coding *c = user;
  bool only = last && !c->store.parts;
  record_run(&a->scene, &a->statements, &a->events, doc, w->engine->version, &c->numbers, &w->records);
  if (only) return;
  record_store_add(&c->store, &w->document, doc, &w->records);
  if (last) w->records = record_store_all(&c->store, &w->records);
}

seimei_status seimei_worker_code(seimei_worker *w, const seimei_document *doc, const seimei_records **out,
                                 seimei_error *error) {
  coding c = {0};
  *out = NULL;
  seimei_status status = worker_each_part(w, doc, collect_part, &c, error);
  if (!status) *out = &w->records;
  return status;
}

/* ---- sentences ---- */

size_t worker_sentences(const seimei_worker *w, seimei_sentence *out, size_t most) {
  const text_layout *layout = &w->layout;
  size_t count = 0;
  for (uint32_t i = 0; i < layout->sentences.count; i++) {
    const sentence *s = &layout->sentences.at[i];
    if (s->heading) continue;
    if (count < most)
      out[count] = (seimei_sentence){s->number, {text_code_point(layout, s->span.begin), text_code_point(layout, s->span.end)}};
    count++;
  }
  return count;
}
