/* bench_support.h - what the benches share: a clock, the bundled articles, text of any length made of them, memory. */
#ifndef SEIMEI_BENCH_SUPPORT_H
#define SEIMEI_BENCH_SUPPORT_H

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "read/read.h"

enum { MAX_ARTICLES = 64 };

typedef struct {
  arena arena;
  view texts[MAX_ARTICLES];
  view published;
  uint32_t count;
} article_set;

/* Time that this process had on a processor: what else the machine does counts little. */
static inline double now_seconds(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static inline void stop(const char *what) {
  fprintf(stderr, "bench: %s\n", what);
  exit(1);
}

/* The set's arena must be armed. */
static inline void load_articles(article_set *set, const char *path) {
  reader *r;
  seimei_error error = {0};
  seimei_document doc;
  bool more = true;
  FILE *stream = fopen(path, "rb");
  if (!stream || reader_new(stream, path, &(reader_options){.format = INPUT_JSONL}, &r, &error))
    stop("the articles cannot be read");
  while (set->count < MAX_ARTICLES && !reader_next(r, &doc, &more, &error) && more) {
    set->texts[set->count++] = arena_copy(&set->arena, doc.text);
    set->published = arena_copy(&set->arena, doc.published);
  }
  reader_free(r);
  fclose(stream);
  if (!set->count) stop("no articles");
}

/* Adds an article; the last figure of each number is another one in each round, so that no two rounds are alike. */
static inline void add_article(buffer *out, view text, uint32_t round) {
  for (size_t i = 0; i < text.len; i++) {
    char c = text.ptr[i];
    bool last =
        char_is_digit((unsigned char)c) && (i + 1 == text.len || !char_is_digit((unsigned char)text.ptr[i + 1]));
    buffer_add_byte(out, last ? (char)('1' + (c - '0' + (int)(round % 9)) % 9) : c);
  }
  buffer_add_string(out, "\n\n");
}

/* The articles one after the other, again and again, cut at a character once they have size bytes. */
static inline view make_text(const article_set *set, size_t size, buffer *out) {
  buffer_clear(out);
  for (uint32_t i = 0; out->len < size; i++) add_article(out, set->texts[i % set->count], i / set->count);
  if (out->failed) stop("out of memory");
  size_t end = size;
  while (end > 0 && ((unsigned char)out->ptr[end] & 0xC0) == 0x80) end--;
  return view_of(out->ptr, end);
}

/* A field of /proc/self/status in MiB, or 0. */
static inline double status_mib(const char *field) {
  char line[256];
  double kib = 0;
  FILE *f = fopen("/proc/self/status", "r");
  while (f && fgets(line, sizeof line, f))
    if (!strncmp(line, field, strlen(field))) kib = strtod(line + strlen(field) + 1, NULL);
  if (f) fclose(f);
  return kib / 1024;
}

#endif
