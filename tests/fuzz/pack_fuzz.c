/* pack_fuzz.c - any bytes as a pack (its checksum put right, or no input would come further) and as a table.
 * Whatever opens is read whole; names that it holds are put into an automaton and looked up. */
#include <stdlib.h>

#include "pack/pack_format.h"
#include "token/token.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static uint64_t read_table(const table *t) {
  uint64_t sum = hash_view(t->name);
  uint32_t form = table_column(t, "form");
  for (uint32_t row = 0; row < t->rows; row++) {
    for (uint32_t column = 0; column < t->columns; column++) sum += hash_view(table_cell(t, row, column));
    seimei_error error = {0};
    if (row < 4) table_error(t, row, form, &error, "a message");
    sum += (uint64_t)error.message[0];
  }
  return sum;
}

static uint64_t look_up(const pack *p, const table *extra, size_t extra_count, view text) {
  name_index *n;
  if (name_index_new(p, "ja", extra, extra_count, NULL, &n, NULL)) return 0;
  uint64_t sum = name_index_any_actor(n, text) + (uint64_t)name_index_exact(n, text);
  for (uint32_t at = 0, length, form; at < text.len && at < 4096; at += length)
    if (!(length = name_index_longest(n, text, at, &form))) length = 1;
  name_index_free(n);
  return sum;
}

static void try_pack(const uint8_t *data, size_t size) {
  char *copy = malloc(size + 1);
  memcpy(copy, data, size);
  if (size >= sizeof(pack_header)) {
    pack_header *h = (void *)copy;
    memcpy(h->magic, PACK_MAGIC, sizeof h->magic);
    h->size = size;
    h->checksum = pack_checksum(view_of(copy + PACK_CHECKED_FROM, size - PACK_CHECKED_FROM));
  }
  pack *p;
  if (pack_open_memory(view_of(copy, size), NULL, &p, NULL) == SEIMEI_OK) {
    for (uint32_t i = 0; i < pack_table_count(p); i++) read_table(pack_table_at(p, i));
    pack_blob(p, "ja/model/chunk");
    look_up(p, NULL, 0, view_of(copy, size));
    pack_close(p);
  }
  free(copy);
}

static void try_table(const uint8_t *data, size_t size) {
  arena a;
  jmp_buf failure;
  arena_init(&a, NULL);
  a.on_failure = &failure;
  if (setjmp(failure) == 0) {
    table t;
    view text = view_of((const char *)data, size);
    if (table_parse(&a, text, TEXT("ja/name/country"), "country.tsv", &t, NULL) == SEIMEI_OK) {
      read_table(&t);
      look_up(NULL, &t, 1, text);
    }
  }
  arena_release(&a);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  try_pack(data, size);
  try_table(data, size);
  return 0;
}
