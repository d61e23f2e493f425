/* pack_build.c - writes packs: collects entries in any order, lays them out by name.
 *
 * The same entries give the same bytes on every machine: names are sorted, gaps are zero, nothing depends on time or
 * path. Equal cells of a table share their string, which makes the labels and roles of a name table one copy each. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "pack/pack.h"
#include "pack/pack_format.h"

typedef struct {
  view name, bytes;
  uint32_t kind, rows, columns;
} built;

struct pack_builder {
  const seimei_allocator *allocator;
  arena memory;
  LIST(built) entries;
};

/* Runs call, which returns a status, with the builder's arena armed: memory that runs out is a status. */
#define ARMED(b, error, call)                                                                                          \
  do {                                                                                                                 \
    jmp_buf failure;                                                                                                   \
    (b)->memory.on_failure = &failure;                                                                                 \
    if (setjmp(failure)) return error_set((error), SEIMEI_NO_MEMORY, "Out of memory while a pack was built.");         \
    return (call);                                                                                                     \
  } while (0)

seimei_status pack_builder_new(const seimei_allocator *allocator, pack_builder **out, seimei_error *error) {
  *out = allocator_resize(allocator, NULL, sizeof **out);
  if (!*out) return error_set(error, SEIMEI_NO_MEMORY, "Out of memory while a pack was built.");
  **out = (pack_builder){.allocator = allocator};
  arena_init(&(*out)->memory, allocator);
  return SEIMEI_OK;
}

void pack_builder_free(pack_builder *b) {
  if (!b) return;
  arena_release(&b->memory);
  allocator_resize(b->allocator, b, 0);
}

/* ---- adding ---- */

static seimei_status add_entry(pack_builder *b, built entry, seimei_error *error) {
  for (uint32_t i = 0; i < b->entries.count; i++)
    if (view_equals(b->entries.at[i].name, entry.name))
      return error_set(error, SEIMEI_BAD_TABLE, "%.*s: a second entry of this name", (int)entry.name.len,
                       entry.name.ptr);
  entry.name = arena_copy(&b->memory, entry.name);
  LIST_PUSH(&b->memory, &b->entries, entry);
  return SEIMEI_OK;
}

/* Strings that were written, found by their content: slots hold an index of a cell plus one. */
typedef struct {
  uint32_t *slots;
  size_t mask;
  uint32_t *cells;
  char *strings;
  uint32_t used;
} string_pool;

static void put_cell(string_pool *pool, uint32_t index, view text) {
  size_t at = hash_view(text) & pool->mask;
  for (; pool->slots[at]; at = (at + 1) & pool->mask) {
    const uint32_t *other = pool->cells + 2 * (size_t)(pool->slots[at] - 1);
    if (!view_equals(view_of(pool->strings + other[0], other[1]), text)) continue;
    pool->cells[2 * (size_t)index] = other[0];
    pool->cells[2 * (size_t)index + 1] = other[1];
    return;
  }
  pool->slots[at] = index + 1;
  pool->cells[2 * (size_t)index] = pool->used;
  pool->cells[2 * (size_t)index + 1] = (uint32_t)text.len;
  if (text.len) memcpy(pool->strings + pool->used, text.ptr, text.len);
  pool->used += (uint32_t)text.len;
}

static seimei_status add_table(pack_builder *b, const table *t, seimei_error *error) {
  uint64_t count = ((uint64_t)t->rows + 1) * t->columns, room = 0;
  for (uint64_t i = 0; i < count; i++) room += t->cells[2 * i + 1];
  if (count > UINT32_MAX / 4 || room > UINT32_MAX)
    return error_set(error, SEIMEI_TOO_LARGE, "%.*s: the table is too large", (int)t->name.len, t->name.ptr);
  size_t slots = 16;
  while (slots < count * 2) slots *= 2;
  size_t cells_size = count * 2 * sizeof(uint32_t);
  char *section = arena_alloc(&b->memory, cells_size + room);
  string_pool pool = {ARENA_NEW(&b->memory, uint32_t, slots), slots - 1, (uint32_t *)(void *)section,
                      section + cells_size, 0};
  for (uint32_t i = 0; i < count; i++)
    put_cell(&pool, i, view_of(t->strings + t->cells[2 * (size_t)i], t->cells[2 * (size_t)i + 1]));
  built entry = {t->name, view_of(section, cells_size + pool.used), PACK_TABLE, t->rows, t->columns};
  return add_entry(b, entry, error);
}

seimei_status pack_builder_add_table(pack_builder *b, const table *t, seimei_error *error) {
  ARMED(b, error, add_table(b, t, error));
}

static seimei_status add_blob(pack_builder *b, view name, view bytes, seimei_error *error) {
  return add_entry(b, (built){.name = name, .bytes = arena_copy(&b->memory, bytes), .kind = PACK_BLOB}, error);
}

seimei_status pack_builder_add_blob(pack_builder *b, view name, view bytes, seimei_error *error) {
  ARMED(b, error, add_blob(b, name, bytes, error));
}

/* ---- layout ---- */

static int by_name(const void *a, const void *b) {
  return view_compare(((const built *)a)->name, ((const built *)b)->name);
}

static uint64_t align(uint64_t at) { return (at + PACK_ALIGNMENT - 1) / PACK_ALIGNMENT * PACK_ALIGNMENT; }

/* Fills the header but for its checksum. */
static pack_header plan(const pack_builder *b) {
  pack_header h = {.magic = PACK_MAGIC, .format = PACK_FORMAT, .entry_count = b->entries.count};
  for (uint32_t i = 0; i < b->entries.count; i++) h.names_size += b->entries.at[i].name.len;
  h.size = sizeof h + b->entries.count * sizeof(pack_entry) + h.names_size;
  for (uint32_t i = 0; i < b->entries.count; i++) h.size = align(h.size) + b->entries.at[i].bytes.len;
  return h;
}

static seimei_status lay_out(pack_builder *b, view *out) {
  if (b->entries.count) qsort(b->entries.at, b->entries.count, sizeof(built), by_name);
  pack_header h = plan(b);
  char *file = arena_alloc(&b->memory, h.size);
  pack_entry *entries = (void *)(file + sizeof h);
  char *names = (char *)(entries + h.entry_count);
  uint64_t at = sizeof h + h.entry_count * sizeof *entries + h.names_size;
  uint32_t name_at = 0;
  for (uint32_t i = 0; i < h.entry_count; i++) {
    const built *e = &b->entries.at[i];
    at = align(at);
    entries[i] = (pack_entry){at, e->bytes.len, name_at, (uint32_t)e->name.len, e->kind, e->rows, e->columns, 0};
    memcpy(names + name_at, e->name.ptr, e->name.len);
    if (e->bytes.len) memcpy(file + at, e->bytes.ptr, e->bytes.len);
    name_at += (uint32_t)e->name.len;
    at += e->bytes.len;
  }
  memcpy(file, &h, sizeof h);
  h.checksum = pack_checksum(view_of(file + PACK_CHECKED_FROM, h.size - PACK_CHECKED_FROM));
  memcpy(file, &h, sizeof h);
  *out = view_of(file, h.size);
  return SEIMEI_OK;
}

seimei_status pack_builder_bytes(pack_builder *b, view *out, seimei_error *error) {
  *out = (view){NULL, 0};
  ARMED(b, error, lay_out(b, out));
}

/* ---- file ---- */

static seimei_status write_file(const char *path, view bytes, seimei_error *error) {
  FILE *file = fopen(path, "wb");
  bool done = file && fwrite(bytes.ptr, 1, bytes.len, file) == bytes.len;
  if (file && fclose(file) != 0) done = false;
  return done ? SEIMEI_OK : error_set(error, SEIMEI_IO, "%s: %s", path, strerror(errno));
}

/* A program that has the old pack mapped must not see it change, so the new one takes its place by a rename. */
static seimei_status replace_file(pack_builder *b, const char *path, seimei_error *error) {
  view bytes, beside = arena_format(&b->memory, "%s.%ld.part", path, (long)getpid());
  seimei_status status = lay_out(b, &bytes);
  if (!status) status = write_file(beside.ptr, bytes, error);
  if (!status && rename(beside.ptr, path) != 0) status = error_set(error, SEIMEI_IO, "%s: %s", path, strerror(errno));
  if (status) remove(beside.ptr);
  return status;
}

seimei_status pack_builder_write(pack_builder *b, const char *path, seimei_error *error) {
  ARMED(b, error, replace_file(b, path, error));
}
