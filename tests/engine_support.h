/* engine_support.h - what tests of the whole engine share: the bundled articles, records as bytes, code points. */
#ifndef SEIMEI_ENGINE_SUPPORT_H
#define SEIMEI_ENGINE_SUPPORT_H

#include "read/read.h"
#include "test_support.h"
#include "write/write.h"

enum { MAX_ARTICLES = 64 };

typedef struct {
  seimei_document at[MAX_ARTICLES];
  uint32_t count;
} article_set;

/* Copies of the bundled articles in the arena. */
static inline article_set articles_load(arena *a) {
  article_set set = {.count = 0};
  reader *r = NULL;
  seimei_error error = {0};
  seimei_document doc;
  bool more = true;
  FILE *stream = fopen(SEIMEI_SOURCE_DIR "/articles/ja.jsonl", "rb");
  assert_non_null(stream);
  assert_int_equal(reader_new(stream, "ja.jsonl", &(reader_options){.format = INPUT_JSONL}, &r, &error), SEIMEI_OK);
  while (set.count < MAX_ARTICLES && reader_next(r, &doc, &more, &error) == SEIMEI_OK && more)
    set.at[set.count++] = (seimei_document){.id = arena_copy(a, doc.id),
                                            .published = arena_copy(a, doc.published),
                                            .title = arena_copy(a, doc.title),
                                            .text = arena_copy(a, doc.text)};
  reader_free(r);
  fclose(stream);
  assert_true(set.count > 0);
  return set;
}

static inline seimei_engine *engine_new(const seimei_allocator *allocator) {
  seimei_engine *engine = NULL;
  seimei_error error = {0};
  seimei_engine_options options = {.allocator = allocator};
  if (seimei_engine_open(&options, &engine, &error)) fail_msg("%s", error.message);
  return engine;
}

static inline seimei_worker *worker_new(const seimei_engine *engine) {
  seimei_worker *w = NULL;
  seimei_error error = {0};
  if (seimei_worker_new(engine, &w, &error)) fail_msg("%s", error.message);
  return w;
}

static inline const seimei_records *code(seimei_worker *w, const seimei_document *doc) {
  const seimei_records *records = NULL;
  seimei_error error = {0};
  if (seimei_worker_code(w, doc, &records, &error)) fail_msg("%s", error.message);
  return records;
}

/* Adds the document's records as JSONL. */
static inline void code_bytes(seimei_worker *w, const seimei_document *doc, buffer *out) {
  static const write_options options = {.kinds = WRITE_ALL};
  write_jsonl(out, doc, code(w, doc), &options);
  assert_false(out->failed);
}

/* Code points [begin, end) of a text, counted anew from its start; an invalid byte counts one. */
static inline view code_points(view text, seimei_span s) {
  size_t at = 0, begin = 0;
  uint32_t length;
  for (uint32_t n = 0; n < s.end; n++, at += length) {
    if (n == s.begin) begin = at;
    assert_true(at < text.len);
    utf8_decode(text, at, &length);
  }
  return s.begin == s.end ? view_of(text.ptr, 0) : view_slice(text, begin, at);
}

static inline uint32_t random_below(uint64_t *seed, uint32_t n) {
  *seed = hash_mix(*seed, 1);
  return (uint32_t)(*seed >> 33) % n;
}

#endif
