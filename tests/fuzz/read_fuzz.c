/* read_fuzz.c - any bytes as a file: charset and language are found, text is decoded, documents are read as plain text, as
 * JSONL and as what they look like. The first byte of the input chooses. */
#include <stdlib.h>

#include "read/read.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void note_problem(void *user, const char *path, uint64_t line, const char *message) {
  uint64_t *count = user;
  if (!path || !message || !message[0]) abort();
  *count += line != UINT64_MAX;
}

static uint64_t sum_of(view v) { return v.len ? hash_view(v) : 0; }

static uint64_t read_as(view bytes, input_format format, view day) {
  FILE *stream = fmemopen((void *)(uintptr_t)bytes.ptr, bytes.len, "rb");
  if (!stream) return 0;
  reader *r = NULL;
  uint64_t sum = 0;
  reader_options options = {.format = format, .published = day, .problem = note_problem, .user = &sum};
  if (reader_new(stream, "some/file.txt", &options, &r, NULL) == SEIMEI_OK) {
    seimei_document doc;
    bool more;
    while (reader_next(r, &doc, &more, NULL) == SEIMEI_OK && more) {
      size_t replaced = 0;
      for (uint32_t at = 0, length; at < doc.text.len; at += length) replaced += utf8_decode(doc.text, at, &length) == 0xFFFD && length == 1;
      if (replaced) abort(); /* text comes out as UTF-8 */
      sum += sum_of(doc.id) + sum_of(doc.lang) + sum_of(doc.published) + sum_of(doc.title) + sum_of(doc.text) + sum_of(doc.url) + sum_of(doc.publisher);
    }
    reader_free(r);
  }
  fclose(stream);
  return sum;
}

static void decode(view bytes, charset c) {
  arena a;
  jmp_buf failure;
  size_t replaced = 0;
  arena_init(&a, NULL);
  a.on_failure = &failure;
  if (setjmp(failure)) abort();
  view text = charset_decode(&a, bytes, c, &replaced);
  view language = language_detect(text);
  if (sum_of(text) + sum_of(language) == 1) abort(); /* all of it is read */
  arena_release(&a);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size < 2) return 0;
  view bytes = view_of((const char *)data + 1, size - 1);
  charset found = charset_detect(bytes);
  if (!charset_name(found)) abort();
  decode(bytes, found);
  decode(bytes, (charset)(data[0] % (CHARSET_UNKNOWN + 1)));
  read_as(bytes, (input_format)(data[0] / 8 % 3), data[0] & 64 ? TEXT("2022-02-05") : (view){0});
  return 0;
}
