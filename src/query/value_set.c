/* value_set.c - modes, contexts and sectors: every word of the columns of these names in the pack's tables. */
#include "query/value_set.h"

#include <stdlib.h>

#include "pack/pack.h"

typedef struct {
  LIST(view) words;
  map index;
} value_words;

struct value_sets {
  arena memory;
  pack *pack;
  value_words of[VALUES_COUNT];
};

static const struct {
  const char *option, *column;
  const char *table; /* the end of their names; NULL: part of the path */
} FORMS[VALUES_COUNT] = {[VALUES_MODE] = {"mode", "mode", NULL},
                         [VALUES_CONTEXT] = {"context", "context", "/context"},
                         [VALUES_SECTOR] = {"sector", "sector", "common/sector"}};

/* ---- reading the tables ---- */

static bool is_listed(const table *t, value_list_id kind) {
  if (FORMS[kind].table) return view_ends_with(t->name, view_of_string(FORMS[kind].table));
  return view_find(t->name, TEXT("/event/"), 0) != SIZE_MAX || view_is(t->name, "common/plover");
}

static void read_column(value_sets *s, value_words *to, const table *t, const char *name) {
  uint32_t column = table_column(t, name);
  for (uint32_t row = 0; row < t->rows && column != NONE; row++) {
    view word = table_cell(t, row, column);
    bool is_word =
        word.len && ((word.ptr[0] >= 'a' && word.ptr[0] <= 'z') || (word.ptr[0] >= 'A' && word.ptr[0] <= 'Z'));
    if (!is_word || map_get(&to->index, word) != NONE) continue; /* "=" in a table: as in the row above */
    map_put(&s->memory, &to->index, word, to->words.count);
    LIST_PUSH(&s->memory, &to->words, word);
  }
}

static seimei_status fill(value_sets *s, const char *path, seimei_error *error) {
  jmp_buf failed;
  s->memory.on_failure = &failed;
  if (setjmp(failed)) return error_set(error, SEIMEI_NO_MEMORY, "out of memory");
  seimei_status status = pack_open_found(path, &s->pack, error);
  for (uint32_t i = 0; !status && i < pack_table_count(s->pack); i++)
    for (int kind = 0; kind < VALUES_COUNT; kind++)
      if (is_listed(pack_table_at(s->pack, i), (value_list_id)kind))
        read_column(s, &s->of[kind], pack_table_at(s->pack, i), FORMS[kind].column);
  s->memory.on_failure = NULL;
  return status;
}

seimei_status value_sets_open(const char *path, value_sets **out, seimei_error *error) {
  *out = NULL;
  value_sets *s = calloc(1, sizeof *s);
  if (!s) return error_set(error, SEIMEI_NO_MEMORY, "out of memory");
  arena_init(&s->memory, NULL);
  seimei_status status = fill(s, path, error);
  if (status) value_sets_close(s);
  else *out = s;
  return status;
}

void value_sets_close(value_sets *s) {
  if (!s) return;
  pack_close(s->pack);
  arena_release(&s->memory);
  free(s);
}

/* ---- checking ---- */

static seimei_status unknown(const value_words *words, const char *option, view value, seimei_error *error) {
  uint32_t least = EDIT_NEAR;
  view near = {"", 0};
  for (uint32_t i = 0; i < words->words.count; i++)
    if (edit_is_nearer(value, words->words.at[i], &least)) near = words->words.at[i];
  int shown = (int)(value.len < 60 ? value.len : 60);
  if (near.len)
    return error_set(error, SEIMEI_USAGE, "there is no %s \"%.*s\"; did you mean %.*s?", option, shown, value.ptr,
                     (int)near.len, near.ptr);
  return error_set(error, SEIMEI_USAGE, "there is no %s \"%.*s\"", option, shown, value.ptr);
}

seimei_status value_sets_check(const value_sets *s, const query_filter *filter, value_is_known *known, void *user,
                               seimei_error *error) {
  const view lists[VALUES_COUNT] = {filter->mode, filter->context, filter->sector};
  for (int kind = 0; kind < VALUES_COUNT; kind++) {
    view rest = lists[kind], value;
    while (view_split(&rest, ',', &value))
      if (value.len && map_get(&s->of[kind].index, value) == NONE && !known(user, (value_list_id)kind, value))
        return unknown(&s->of[kind], FORMS[kind].option, value, error);
  }
  return SEIMEI_OK;
}
