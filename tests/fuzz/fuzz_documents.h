/* fuzz_documents.h - what the fuzzers of readers share: bytes as a file, read to its end; every text is valid UTF-8. */
#ifndef SEIMEI_FUZZ_DOCUMENTS_H
#define SEIMEI_FUZZ_DOCUMENTS_H

#include <stdlib.h>

#include "read/read.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static inline void fuzz_problem(void *user, const char *path, uint64_t line, const char *message) {
  (void)line;
  if (!path || !message || !message[0]) abort();
  ++*(uint64_t *)user;
}

static inline void fuzz_check(view text) {
  for (size_t at = 0, step; at < text.len; at += step) {
    uint32_t length;
    if (utf8_decode(text, at, &length) == 0xFFFD && length == 1) abort();
    step = length;
  }
}

/* Hash of all documents; chunk: bytes asked of the stream at a time. */
static inline uint64_t fuzz_documents(view bytes, input_format format, size_t chunk) {
  uint64_t problems = 0, sum = 0;
  FILE *stream = bytes.len ? fmemopen((void *)(uintptr_t)bytes.ptr, bytes.len, "rb") : NULL;
  reader_options options = {.format = format, .problem = fuzz_problem, .user = &problems, .chunk = chunk};
  reader *r = NULL;
  if (!stream) return 0;
  if (reader_new(stream, "fuzz", &options, &r, NULL) == SEIMEI_OK) {
    seimei_document d;
    bool more;
    while (reader_next(r, &d, &more, NULL) == SEIMEI_OK && more) {
      const view fields[] = {d.id, d.lang, d.published, d.title, d.text, d.url, d.publisher};
      for (size_t i = 0; i < COUNT_OF(fields); i++) {
        fuzz_check(fields[i]);
        sum = hash_mix(sum, fields[i].len ? hash_view(fields[i]) : 0);
      }
      if (d.published.len != 0 && d.published.len != 10) abort();
    }
    reader_free(r);
  }
  fclose(stream);
  return sum;
}

#endif
