/* open_bench.c - what opening costs: a pack, its checksum, the automaton of 15,000 forms; and how fast it scans.
 * Prints the best of several rounds, and the checksum and the scan as bytes a second. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "pack/pack_format.h"
#include "token/token.h"

enum { ROUNDS = 15, ROWS = 12000, FORMS = 15000, TEXT_SIZE = 4 << 20 };

static double now_ms(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static uint32_t next_number(uint64_t *seed) {
  *seed = hash_mix(*seed, 1);
  return (uint32_t)(*seed >> 33);
}

/* A made-up name of 2 to 9 characters that share beginnings as real ones do. */
static void add_name(buffer *b, uint64_t *seed) {
  static const uint32_t FIRST[] = {0x4E2D, 0x7C73, 0x65E5, 0x5317, 0x5357, 0x30A2, 0x30AB, 0x30D0};
  uint32_t length = 2 + next_number(seed) % 8;
  for (uint32_t i = 0; i < length; i++) {
    char bytes[4];
    uint32_t c = i == 0 ? FIRST[next_number(seed) % COUNT_OF(FIRST)] : 0x30A1 + next_number(seed) % 80;
    buffer_add(b, view_of(bytes, utf8_encode(c, bytes)));
  }
}

static void make_rows(buffer *b) {
  uint64_t seed = 7;
  buffer_add_string(b, "id\tform\tlabel\trole\tsince\tuntil\tflags\tnote\n");
  for (int i = 0; i < ROWS; i++) {
    buffer_printf(b, "ja.person.%05d\t", i);
    add_name(b, &seed);
    if (i < FORMS - ROWS) {
      buffer_add_byte(b, '|');
      add_name(b, &seed);
    }
    buffer_printf(b, "\t%s:GOV\tminister\t20%02d-01-01\t\tfull\tName %d\n", i % 3 ? "CHN" : "USA", i % 25, i);
  }
}

/* Text that looks like prose to the automaton: hiragana and kanji, few of them the first of a name. */
static void make_text(buffer *b) {
  uint64_t seed = 11;
  while (b->len < TEXT_SIZE) {
    char bytes[4];
    uint32_t n = next_number(&seed), c = n % 3 ? 0x3042 + n % 80 : 0x4E00 + n % 3000;
    buffer_add(b, view_of(bytes, utf8_encode(c, bytes)));
  }
}

typedef struct {
  double checksum, open, index, scan, filter; /* ms */
  size_t pack_size, text_size, matches;
} result;

static void keep_best(double *best, double started) {
  double took = now_ms() - started;
  if (*best == 0 || took < *best) *best = took;
}

static void measure_round(view bytes, view text, result *r) {
  pack *p;
  name_index *n;
  double started = now_ms();
  r->matches += pack_checksum(bytes) == 0;
  keep_best(&r->checksum, started);
  started = now_ms();
  if (pack_open_memory(bytes, NULL, &p, NULL)) abort();
  keep_best(&r->open, started);
  started = now_ms();
  if (name_index_new(p, "ja", NULL, 0, NULL, &n, NULL)) abort();
  keep_best(&r->index, started);
  started = now_ms();
  for (uint32_t at = 0, length, form, step; at < text.len; at += length ? length : step) {
    utf8_decode(text, at, &step);
    length = name_index_longest(n, text, at, &form);
    r->matches += length > 0;
  }
  keep_best(&r->scan, started);
  started = now_ms();
  for (size_t at = 0; at + 300 < text.len; at += 300)
    r->matches += name_index_any_actor(n, view_slice(text, at, at + 300));
  keep_best(&r->filter, started);
  name_index_free(n);
  pack_close(p);
}

static void print(const result *r) {
  printf("pack of %d rows, %zu bytes: open %.3f ms, of it checksum %.3f ms (%.1f GB/s)\n", ROWS, r->pack_size, r->open,
         r->checksum, (double)r->pack_size / r->checksum / 1e6);
  printf("automaton of %d forms: built in %.3f ms; scans %.0f MB/s; filter %.0f MB/s\n", FORMS, r->index,
         (double)r->text_size / r->scan / 1e3, (double)r->text_size / r->filter / 1e3);
}

int main(void) {
  arena a;
  jmp_buf failure;
  buffer rows, text;
  table t;
  pack_builder *b;
  view bytes;
  arena_init(&a, NULL);
  a.on_failure = &failure;
  if (setjmp(failure)) abort();
  buffer_init(&rows, NULL);
  buffer_init(&text, NULL);
  make_rows(&rows);
  make_text(&text);
  seimei_error error = {0};
  if (table_parse(&a, view_of(rows.ptr, rows.len), TEXT("ja/name/person"), "person", &t, &error) ||
      pack_builder_new(NULL, &b, &error) || pack_builder_add_table(b, &t, &error) ||
      pack_builder_bytes(b, &bytes, &error)) {
    fprintf(stderr, "%s\n", error.message);
    return 1;
  }
  result r = {.pack_size = bytes.len, .text_size = text.len};
  for (int i = 0; i < ROUNDS; i++) measure_round(bytes, view_of(text.ptr, text.len), &r);
  print(&r);
  pack_builder_free(b);
  buffer_release(&rows);
  buffer_release(&text);
  arena_release(&a);
  return 0;
}
