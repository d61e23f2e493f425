/* coder.c - one thread of an ingest: a raw document becomes one that is ready, or is left. */
#include "ingest/coder.h"

#include <stdlib.h>

#include "when/when.h"

struct coder {
  const seimei_engine *engine;
  const ingest_options *options;
  seimei_worker *worker;
  raw_reader *reader;
  buffer *notes; /* of the document under way */
};

static void take_note(void *user, const char *path, uint64_t number, const char *message) {
  coder *c = user;
  (void)path, (void)number;
  if (!c->notes) return;
  buffer_add_string(c->notes, message);
  buffer_add_byte(c->notes, '\n');
}

coder *coder_new(const seimei_engine *engine, const ingest_options *options, seimei_error *error) {
  coder *c = calloc(1, sizeof *c);
  if (!c) return error_set(error, SEIMEI_NO_MEMORY, "out of memory"), NULL;
  *c = (coder){.engine = engine, .options = options};
  reader_options reading = {
      .format = options->format, .published = options->published, .problem = take_note, .user = c};
  seimei_status status = seimei_worker_new(engine, &c->worker, error);
  if (!status) status = raw_reader_new(&reading, &c->reader, error);
  if (!status) return c;
  coder_free(c);
  return NULL;
}

void coder_free(coder *c) {
  if (!c) return;
  seimei_worker_free(c->worker);
  raw_reader_free(c->reader);
  free(c);
}

/* ---- what is wanted ---- */

static bool is_among(view langs, view lang) {
  view one;
  while (view_split(&langs, ',', &one))
    if (view_equals(one, lang)) return true;
  return false;
}

/* Why a document is not wanted, or NULL. */
static const char *unwanted(const coder *c, const seimei_document *doc) {
  const ingest_options *o = c->options;
  if (o->langs.len && !is_among(o->langs, doc->lang)) return "another language";
  if (o->since.len) {
    int32_t day = when_day_number(view_slice(doc->published, 0, doc->published.len < 10 ? doc->published.len : 10));
    if (day == INT32_MIN) return "without a date";
    if (day < when_day_number(o->since)) return "published before";
  }
  return NULL;
}

static code_outcome leave(seimei_error *reason, const char *why) {
  return error_set(reason, SEIMEI_OK, "%s", why), CODE_LEFT;
}

/* ---- coding ---- */

static void add_sentences(const coder *c, arena *a, ready_document *ready) {
  ready->sentence_count = worker_sentences(c->worker, NULL, 0);
  ready->sentences = ARENA_NEW(a, seimei_sentence, ready->sentence_count + 1);
  worker_sentences(c->worker, ready->sentences, ready->sentence_count);
}

static code_outcome refuse_language(view lang, seimei_error *reason) {
  error_set(reason, SEIMEI_OK, "no language pack for %.*s", lang.len < 20 ? (int)lang.len : 20, lang.ptr);
  return CODE_LEFT;
}

/* Records name their document by a short id: the store gives them another one. */
static code_outcome code(coder *c, arena *a, ready_document *ready, seimei_error *reason) {
  const seimei_records *records = NULL;
  seimei_document coded = ready->doc;
  coded.id = TEXT("d");
  seimei_status status = seimei_worker_code(c->worker, &coded, &records, reason);
  if (!status) status = ready_add_records(a, records, ready, reason);
  if (status) return CODE_FAILED;
  add_sentences(c, a, ready);
  return CODED;
}

code_outcome coder_read(coder *c, const raw_document *raw, arena *a, ready_document *out, buffer *notes,
                        seimei_error *reason) {
  seimei_document doc = {0};
  c->notes = notes;
  raw_outcome read = raw_read(c->reader, raw, &doc, reason);
  c->notes = NULL;
  if (read == RAW_LEFT) return CODE_LEFT;
  if (read == RAW_BAD) return CODE_FAILED;
  const char *why = unwanted(c, &doc);
  if (why) return leave(reason, why);
  if (!engine_has_language(c->engine, doc.lang)) return refuse_language(doc.lang, reason);
  if (!engine_has_actor(c->engine, doc.lang, doc.text)) return leave(reason, "no actor");
  ready_begin(a, &doc, out);
  code_outcome outcome = code(c, a, out, reason);
  if (outcome == CODED) ready_identify(a, out);
  return outcome;
}

code_outcome coder_recode(coder *c, const seimei_document *doc, arena *a, ready_document *out, seimei_error *reason) {
  ready_begin(a, doc, out);
  return code(c, a, out, reason);
}
