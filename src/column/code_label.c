/* code_label.c - the first form that a language's tables have for a code; states by their daily name. The tables are
 * read in an order that lets the plainest name win: states, bodies, then groups with an identifier of their own. */
#include "column/code_label.h"

#include <stdlib.h>

#include "pack/pack.h"

struct code_labels {
  pack *pack;
  arena memory;
  map labels[LABEL_LANGUAGES], sectors; /* index into words */
  LIST(view) words;
};

/* own: only labels with an identifier (JPN/KOMEITO) and not those that are a party of a country in general. */
static const struct {
  const char *table, *code, *name;
  label_language language;
  bool own;
} TABLES[] = {
    {"common/state", "iso3", "name_en", LABEL_EN, false},  {"ja/name/country", "label", "form", LABEL_JA, false},
    {"ja/name/body", "label", "form", LABEL_JA, false},    {"ja/name/group", "label", "form", LABEL_JA, true},
    {"en/name/country", "label", "form", LABEL_EN, false}, {"en/name/body", "label", "form", LABEL_EN, false},
    {"en/name/group", "label", "form", LABEL_EN, true},    {"ja/name/body", "label", "note", LABEL_EN, false},
    {"ja/name/group", "label", "note", LABEL_EN, true},
};

static void add_word(code_labels *l, map *m, view key, view word) {
  if (!key.len || !word.len || map_get(m, key) != NONE) return;
  map_put(&l->memory, m, key, l->words.count);
  LIST_PUSH(&l->memory, &l->words, word);
}

static view first_part(view list, char separator) {
  view part = {"", 0};
  view_split(&list, separator, &part);
  return part;
}

static void add_table(code_labels *l, size_t which) {
  const table *t = pack_table(l->pack, TABLES[which].table);
  if (!t) return;
  uint32_t code = table_column(t, TABLES[which].code), name = table_column(t, TABLES[which].name);
  for (uint32_t row = 0; row < t->rows && code != NONE && name != NONE; row++) {
    view key = first_part(table_cell(t, row, code), ':');
    if (TABLES[which].own && view_find(key, TEXT("/"), 0) == SIZE_MAX) continue;
    view word = first_part(first_part(table_cell(t, row, name), '|'), ';');
    add_word(l, &l->labels[TABLES[which].language], key, view_trim(word));
  }
}

static void fill(code_labels *l) {
  for (size_t i = 0; i < COUNT_OF(TABLES); i++) add_table(l, i);
  const table *t = pack_table(l->pack, "common/sector");
  for (uint32_t row = 0; t && row < t->rows; row++)
    add_word(l, &l->sectors, table_cell(t, row, table_column(t, "sector")),
             table_cell(t, row, table_column(t, "name")));
}

static seimei_status fill_armed(code_labels *l, const char *path, seimei_error *error) {
  jmp_buf failed;
  l->memory.on_failure = &failed;
  if (setjmp(failed)) return error_set(error, SEIMEI_NO_MEMORY, "out of memory");
  seimei_status status = pack_open_found(path, &l->pack, error);
  if (!status) fill(l);
  return status;
}

seimei_status code_labels_open(const char *path, code_labels **out, seimei_error *error) {
  *out = NULL;
  code_labels *l = calloc(1, sizeof *l);
  if (!l) return error_set(error, SEIMEI_NO_MEMORY, "out of memory");
  arena_init(&l->memory, NULL);
  seimei_status status = fill_armed(l, path, error);
  l->memory.on_failure = NULL;
  if (status) code_labels_close(l);
  else *out = l;
  return status;
}

void code_labels_close(code_labels *l) {
  if (!l) return;
  pack_close(l->pack);
  arena_release(&l->memory);
  free(l);
}

static view look_up(const code_labels *l, const map *m, view key) {
  uint32_t found = map_get(m, key);
  return found == NONE ? (view){"", 0} : l->words.at[found];
}

view code_label(const code_labels *l, label_language language, view code) {
  return look_up(l, &l->labels[language], code);
}

view code_label_sector(const code_labels *l, view sector) { return look_up(l, &l->sectors, sector); }

bool code_label_scale(const code_labels *l, view type, double *out) {
  const table *t = pack_table(l->pack, "common/plover");
  for (uint32_t row = 0; t && row < t->rows; row++) {
    char digits[16] = "";
    view scale = table_cell(t, row, table_column(t, "scale"));
    if (!view_equals(table_cell(t, row, table_column(t, "type")), type) || scale.len >= sizeof digits ||
        table_cell(t, row, table_column(t, "mode")).len)
      continue;
    memcpy(digits, scale.ptr, scale.len);
    *out = strtod(digits, NULL);
    return true;
  }
  return false;
}

uint64_t code_labels_version(const code_labels *l) {
  return hash_mix(hash_view(TEXT(SEIMEI_VERSION)), hash_view(pack_version(l->pack)));
}

view code_labels_data(const code_labels *l) { return pack_version(l->pack); }
