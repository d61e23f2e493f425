/* ud_vocabulary.c - rows of words out of a treebank and a file of word vectors. */
#include "parse/ud_vocabulary.h"

#include <stdlib.h>

enum { OFTEN = 2, MOST_WIDTH = 512, NUMBER = 32 };

static uint32_t *slot_of(const ud_vocabulary *v, uint32_t key) {
  uint32_t at = key & v->mask;
  while (v->table[at] && v->keys[v->table[at]] != key) at = (at + 1) & v->mask;
  return &v->table[at];
}

uint32_t ud_vocabulary_row(const ud_vocabulary *v, uint32_t key) { return *slot_of(v, key); }

static uint32_t add_key(ud_vocabulary *v, uint32_t key) {
  uint32_t *slot = slot_of(v, key);
  if (!*slot) v->keys[*slot = v->count++] = key;
  return *slot;
}

static void make_tables(arena *a, uint32_t most, ud_vocabulary *v) {
  uint32_t size = 1024;
  while (size < 4 * most) size *= 2;
  *v = (ud_vocabulary){.keys = ARENA_NEW(a, uint32_t, most), .table = ARENA_NEW(a, uint32_t, size), .mask = size - 1, .count = 1, .width = v->width};
}

static int by_number(const void *a, const void *b) {
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  return x < y ? -1 : x > y;
}

static void add_own(arena *a, const ud_corpus *c, uint32_t most, ud_vocabulary *v) {
  size_t count = 0, at = 0;
  for (uint32_t s = 0; s < c->sentences.count; s++) count += c->sentences.at[s].count;
  uint32_t *all = ARENA_NEW(a, uint32_t, count + 1);
  for (uint32_t s = 0; s < c->sentences.count; s++)
    for (uint32_t i = 0; i < c->sentences.at[s].count; i++) {
      ud_word w;
      ud_word_of(c->sentences.at[s].forms[i], &w);
      all[at++] = w.word;
    }
  qsort(all, count, sizeof *all, by_number);
  for (size_t i = 0, run; i < count; i += run) {
    for (run = 1; i + run < count && all[i + run] == all[i];) run++;
    if (run >= OFTEN && v->count < most) add_key(v, all[i]);
  }
  v->own = v->count;
}

/* ---- the file of vectors ---- */

static uint32_t count_numbers(view line) {
  view part;
  uint32_t n = 0;
  while (view_split(&line, ' ', &part)) n++;
  return n ? n - 1 : 0;
}

static bool read_numbers(view rest, uint32_t width, float *out) {
  view part;
  for (uint32_t k = 0; k < width; k++) {
    char text[NUMBER] = {0}, *end;
    if (!view_split(&rest, ' ', &part) || !part.len || part.len >= NUMBER) return false;
    memcpy(text, part.ptr, part.len);
    out[k] = strtof(text, &end);
    if (*end || !(out[k] > -100 && out[k] < 100)) return false;
  }
  return !rest.len;
}

static seimei_status add_vectors(ud_vocabulary *v, view rest, const char *path, uint32_t most, uint8_t *given, seimei_error *error) {
  view line;
  for (uint32_t number = 1; v->count < most && view_split(&rest, '\n', &line); number++) {
    view numbers = line, word;
    float row[MOST_WIDTH];
    if (!line.len) continue;
    if (!view_split(&numbers, ' ', &word) || !read_numbers(numbers, v->width, row))
      return error_set(error, SEIMEI_BAD_INPUT, "%s:%u: a word and %u numbers are needed", path, number, v->width);
    ud_word w;
    ud_word_of(word, &w);
    uint32_t at = add_key(v, w.word);
    if (!given[at]) memcpy(v->vectors + (size_t)at * v->width, row, sizeof(float) * v->width);
    given[at] = 1;
  }
  return SEIMEI_OK;
}

seimei_status ud_vocabulary_new(arena *a, const ud_corpus *c, const char *vectors, uint32_t most, ud_vocabulary *out, seimei_error *error) {
  view file = {0}, rest, line;
  seimei_status status = vectors ? ud_file_read(a, vectors, &file, error) : SEIMEI_OK;
  if (status) return status;
  rest = file;
  if (view_split(&rest, '\n', &line)) out->width = count_numbers(line);
  if (!out->width || out->width > MOST_WIDTH) return error_set(error, SEIMEI_BAD_INPUT, "%s: no word vectors", vectors);
  make_tables(a, most, out);
  add_own(a, c, most, out);
  out->vectors = ARENA_NEW(a, float, (size_t)most * out->width);
  return file.len ? add_vectors(out, file, vectors, most, ARENA_NEW(a, uint8_t, most), error) : SEIMEI_OK;
}
