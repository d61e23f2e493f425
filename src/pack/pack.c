/* pack.c - opens a pack: maps it, checks its sum and every offset once, and then hands out pointers into it.
 *
 *   file ─ mmap ─▶ header ─▶ checksum ─▶ entries ─▶ cells of each table ─▶ struct pack
 *
 * Nothing is copied or decoded: a table is a pointer to its cells. One allocation holds the whole struct, so there is
 * nothing to undo half-way. The checksum is against damage; the checks of offsets are against a file that somebody made
 * by hand, and the fuzzer runs them with the checksum put right. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "pack/pack.h"
#include "pack/pack_format.h"

#ifndef MAP_POPULATE
#define MAP_POPULATE 0
#endif

struct pack {
  const seimei_allocator *allocator;
  view bytes;
  void *mapping; /* of the file, NULL for memory that the caller keeps */
  char version[17];
  const pack_entry *entries;
  const char *names;
  uint32_t entry_count, table_count;
  table tables[];
};

/* ---- checksum ---- */

enum { LANES = 8 };
static const uint64_t FACTOR = UINT64_C(0x9E3779B97F4A7C15);

static uint64_t mix(uint64_t state, uint64_t word) {
  state = (state ^ word) * FACTOR;
  return state ^ state >> 32;
}

uint64_t pack_checksum(view bytes) {
  const char *p = bytes.ptr;
  size_t left = bytes.len;
  uint64_t lane[LANES] = {1, 2, 3, 4, 5, 6, 7, 8}, word[LANES];
  for (; left >= sizeof word; p += sizeof word, left -= sizeof word) {
    memcpy(word, p, sizeof word);
    for (int i = 0; i < LANES; i++) lane[i] = mix(lane[i], word[i]);
  }
  if (left) {
    memset(word, 0, sizeof word);
    memcpy(word, p, left);
    for (int i = 0; i < LANES; i++) lane[i] = mix(lane[i], word[i]);
  }
  uint64_t sum = bytes.len;
  for (int i = 0; i < LANES; i++) sum = mix(sum, lane[i]);
  return sum;
}

/* ---- checks ---- */

static seimei_status bad(seimei_error *error, const char *what) {
  error_set(error, SEIMEI_BAD_PACK, "The pack is not valid: %s.", what);
  return SEIMEI_BAD_PACK;
}

static seimei_status check_header(view bytes, seimei_error *error) {
  const pack_header *h = (const void *)bytes.ptr;
  if (bytes.len < sizeof *h || memcmp(h->magic, PACK_MAGIC, sizeof h->magic) != 0) return bad(error, "no pack at all");
  if (h->format != PACK_FORMAT) return bad(error, "another format than that of this program");
  if (h->size != bytes.len) return bad(error, "cut short or too long");
  if (h->checksum != pack_checksum(view_skip(bytes, PACK_CHECKED_FROM))) return bad(error, "wrong checksum");
  uint64_t left = bytes.len - sizeof *h;
  if (h->entry_count > left / sizeof(pack_entry)) return bad(error, "more entries than bytes");
  left -= h->entry_count * sizeof(pack_entry);
  return h->names_size > left ? bad(error, "names past the end") : SEIMEI_OK;
}

static view entry_name(const pack_entry *e, const char *names) {
  return view_of(names + e->name_offset, e->name_length);
}

static bool cells_are_valid(const uint32_t *cells, uint64_t count, uint64_t strings_size) {
  bool wrong = false;
  for (uint64_t i = 0; i < count; i++) wrong |= (uint64_t)cells[2 * i] + cells[2 * i + 1] > strings_size;
  return !wrong;
}

static uint64_t cells_size(const pack_entry *e) { return ((uint64_t)e->rows + 1) * e->columns * 2 * sizeof(uint32_t); }

static seimei_status check_table(view section, const pack_entry *e, seimei_error *error) {
  if (e->columns == 0 || e->columns > PACK_MAX_COLUMNS) return bad(error, "a table with a wrong number of columns");
  uint64_t size = cells_size(e);
  if (size > section.len) return bad(error, "cells past the end of their table");
  if (!cells_are_valid((const void *)section.ptr, size / (2 * sizeof(uint32_t)), section.len - size))
    return bad(error, "a cell past the end of its table");
  return SEIMEI_OK;
}

/* One entry: before is the one ahead of it, NULL for the first. */
static seimei_status check_entry(view bytes, const pack_entry *e, const pack_entry *before, seimei_error *error) {
  const pack_header *h = (const void *)bytes.ptr;
  uint64_t names_at = sizeof *h + h->entry_count * sizeof *e;
  const char *names = bytes.ptr + names_at;
  if ((uint64_t)e->name_offset + e->name_length > h->names_size) return bad(error, "a name past the end");
  if (before && view_compare(entry_name(before, names), entry_name(e, names)) >= 0)
    return bad(error, "names out of order");
  if (e->offset % PACK_ALIGNMENT || e->offset < names_at + h->names_size || e->offset > bytes.len ||
      e->size > bytes.len - e->offset)
    return bad(error, "an entry outside the file");
  if (e->kind == PACK_BLOB) return SEIMEI_OK;
  if (e->kind != PACK_TABLE) return bad(error, "an entry of an unknown kind");
  return check_table(view_of(bytes.ptr + e->offset, e->size), e, error);
}

static seimei_status check_entries(view bytes, uint32_t *table_count, seimei_error *error) {
  const pack_header *h = (const void *)bytes.ptr;
  const pack_entry *entries = (const void *)(h + 1);
  *table_count = 0;
  for (uint32_t i = 0; i < h->entry_count; i++) {
    seimei_status status = check_entry(bytes, &entries[i], i ? &entries[i - 1] : NULL, error);
    if (status) return status;
    *table_count += entries[i].kind == PACK_TABLE;
  }
  return SEIMEI_OK;
}

/* ---- opening ---- */

static void add_tables(pack *p) {
  for (uint32_t i = 0; i < p->entry_count; i++) {
    const pack_entry *e = &p->entries[i];
    if (e->kind != PACK_TABLE) continue;
    const char *section = p->bytes.ptr + e->offset;
    p->tables[p->table_count++] = (table){.name = entry_name(e, p->names),
                                          .rows = e->rows,
                                          .columns = e->columns,
                                          .strings = section + cells_size(e),
                                          .cells = (const void *)section};
  }
}

seimei_status pack_open_memory(view bytes, const seimei_allocator *allocator, pack **out, seimei_error *error) {
  *out = NULL;
  if ((uintptr_t)bytes.ptr % sizeof(uint64_t)) return error_set(error, SEIMEI_USAGE, "A pack must be 8-byte aligned.");
  uint32_t tables = 0;
  seimei_status status = check_header(bytes, error);
  if (!status) status = check_entries(bytes, &tables, error);
  if (status) return status;
  pack *p = allocator_resize(allocator, NULL, sizeof *p + tables * sizeof(table));
  if (!p) return error_set(error, SEIMEI_NO_MEMORY, "Out of memory for the pack.");
  const pack_header *h = (const void *)bytes.ptr;
  *p = (pack){.allocator = allocator, .bytes = bytes, .entry_count = h->entry_count};
  p->entries = (const void *)(h + 1);
  p->names = (const char *)(p->entries + h->entry_count);
  snprintf(p->version, sizeof p->version, "%016llx", (unsigned long long)h->checksum);
  add_tables(p);
  *out = p;
  return SEIMEI_OK;
}

/* Maps a whole file; an empty file gives NULL and no bytes. */
static seimei_status map_file(const char *path, void **mapping, size_t *size, seimei_error *error) {
  *mapping = NULL;
  *size = 0;
  int file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0) return error_set(error, SEIMEI_NO_FILE, "%s: %s", path, strerror(errno));
  seimei_status status = SEIMEI_OK;
  struct stat about;
  if (fstat(file, &about) != 0 || !S_ISREG(about.st_mode)) {
    status = error_set(error, SEIMEI_IO, "%s: not a file that can be mapped", path);
  } else if (about.st_size > 0) {
    void *p = mmap(NULL, (size_t)about.st_size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, file, 0);
    if (p == MAP_FAILED) status = error_set(error, SEIMEI_IO, "%s: %s", path, strerror(errno));
    else *mapping = p;
    *size = *mapping ? (size_t)about.st_size : 0;
  }
  close(file);
  return status;
}

seimei_status pack_open(const char *path, const seimei_allocator *allocator, pack **out, seimei_error *error) {
  *out = NULL;
  void *mapping;
  size_t size;
  seimei_error inner = {0};
  seimei_status status = map_file(path, &mapping, &size, error);
  if (status) return status;
  status = pack_open_memory(view_of(mapping, size), allocator, out, &inner);
  if (*out) {
    (*out)->mapping = mapping;
    return SEIMEI_OK;
  }
  if (mapping) munmap(mapping, size);
  return error_set(error, status, "%s: %s", path, inner.message);
}

void pack_close(pack *p) {
  if (!p) return;
  if (p->mapping) munmap(p->mapping, p->bytes.len);
  allocator_resize(p->allocator, p, 0);
}

/* ---- looking up ---- */

view pack_version(const pack *p) { return view_of(p->version, 16); }
uint32_t pack_table_count(const pack *p) { return p->table_count; }
const table *pack_table_at(const pack *p, uint32_t index) { return &p->tables[index]; }

const table *pack_table(const pack *p, const char *name) {
  view wanted = view_of_string(name);
  uint32_t low = 0, high = p->table_count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    int order = view_compare(p->tables[middle].name, wanted);
    if (order == 0) return &p->tables[middle];
    if (order < 0) low = middle + 1;
    else high = middle;
  }
  return NULL;
}

view pack_blob(const pack *p, const char *name) {
  view wanted = view_of_string(name);
  for (uint32_t i = 0; i < p->entry_count; i++) {
    const pack_entry *e = &p->entries[i];
    if (e->kind == PACK_BLOB && view_equals(entry_name(e, p->names), wanted))
      return view_of(p->bytes.ptr + e->offset, e->size);
  }
  return (view){NULL, 0};
}
