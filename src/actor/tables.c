/* tables.c - rows of the name tables as actors, and the words that names are put together with. */
#include <stdio.h>

#include "actor/actor_parts.h"

/* ---- rows ---- */

bool row_has(const name_row *row, view flag) {
  for (view rest = row->flags, part; view_split(&rest, '|', &part);)
    if (view_equals(part, flag)) return true;
  return false;
}

view row_value(const name_row *row, view key) {
  for (view rest = row->flags, part; view_split(&rest, '|', &part);)
    if (view_starts_with(part, key)) return view_skip(part, key.len);
  return (view){0};
}

/* ISO dates and years compare as text; an empty date is after every date. */
static bool dates_hold(view since, view until, view date) {
  if (date.len == 0) return until.len == 0;
  return (since.len == 0 || view_compare(since, date) <= 0) && (until.len == 0 || view_compare(date, until) < 0);
}

bool row_holds(const name_row *row, view date) { return dates_hold(row->since, row->until, date); }

/* ---- labels ---- */

view label_code(view label) { /* of the first in a list */
  size_t colon = view_find(label, TEXT(":"), 0);
  return colon == SIZE_MAX ? label : view_slice(label, 0, colon);
}

view label_sector(view label) {
  view first;
  if (!view_split(&label, '|', &first)) return (view){0};
  size_t colon = view_find(first, TEXT(":"), 0);
  return colon == SIZE_MAX ? (view){0} : view_skip(first, colon + 1);
}

uint32_t label_actors(view label, actor out[MAX_WHO]) {
  uint32_t count = 0;
  for (view rest = label, part; count < MAX_WHO && view_split(&rest, '|', &part);) {
    view code = label_code(part);
    if (code.len) out[count++] = (actor){.code = code, .sector = label_sector(part)};
  }
  return count;
}

bool code_is_body(view code) {
  static const char *const bodies[] = {"UNO", "EUR", "IGO", "NGO", "IMG", "ISM", "MNC", "UNK"};
  if (code.len < 3) return false;
  for (size_t i = 0; i < COUNT_OF(bodies); i++)
    if (!memcmp(code.ptr, bodies[i], 3)) return true;
  return false;
}

bool code_is_state(view code) { return code.len == 3 && !code_is_body(code); }

/* ---- members of bodies ---- */

static void read_members(actor_tables *t, const table *members) {
  uint32_t column = table_column(members, "body");
  t->members = members;
  for (uint32_t row = members->rows; row-- > 0;) map_put(&t->arena, &t->bodies, table_cell(members, row, column), row);
}

uint32_t body_members(const actor_tables *t, view body, view date, actor out[MAX_WHO]) {
  uint32_t row = map_get(&t->bodies, body), count = 0;
  if (row == NONE) return 0;
  uint32_t bodies = table_column(t->members, "body"), states = table_column(t->members, "iso3");
  uint32_t since = table_column(t->members, "since"), until = table_column(t->members, "until");
  for (; row < t->members->rows && view_equals(table_cell(t->members, row, bodies), body); row++) {
    if (!dates_hold(table_cell(t->members, row, since), table_cell(t->members, row, until), date)) continue;
    if (count == MAX_WHO) return 0;
    out[count++] = (actor){.code = table_cell(t->members, row, states), .sector = TEXT("GOV")};
  }
  return count;
}

/* ---- words ---- */

static uint64_t word_bit(view class_name) {
  static const char *const names[] = {
#define X(name, text) text,
      WORD_LIST(X)
#undef X
  };
  for (uint32_t i = 0; i < COUNT_OF(names); i++)
    if (view_equals(class_name, view_of_string(names[i]))) return UINT64_C(1) << i;
  return 0;
}

/* A class actor-no-XXX: key of map lacks. */
static view lack_key(char space[64], view code, view word) {
  int n = snprintf(space, 64, "%.*s%.*s", (int)(code.len < 8 ? code.len : 8), code.ptr,
                   (int)(word.len < 48 ? word.len : 48), word.ptr);
  return view_of(space, n > 0 ? (size_t)n : 0);
}

bool state_lacks(const actor_tables *t, view code, view word) {
  char space[64];
  return word.len && map_get(&t->lacks, lack_key(space, code, word)) != NONE;
}

static void read_words(actor_tables *t, const table *words) {
  uint32_t class_column = table_column(words, "class"), member_column = table_column(words, "member");
  for (uint32_t row = 0; row < words->rows; row++) {
    view name = table_cell(words, row, class_column), member = table_cell(words, row, member_column);
    if (view_equals(name, TEXT("actor-home"))) {
      t->home = member;
      continue;
    }
    if (view_starts_with(name, TEXT("actor-no-"))) {
      char space[64];
      map_put(&t->arena, &t->lacks, arena_copy(&t->arena, lack_key(space, view_skip(name, 9), member)), row);
      continue;
    }
    uint32_t at = map_get(&t->words, member);
    if (at == NONE) {
      map_put(&t->arena, &t->words, member, at = t->word_classes.count);
      LIST_PUSH(&t->arena, &t->word_classes, 0);
    }
    t->word_classes.at[at] |= word_bit(name);
  }
}

seimei_status actor_tables_new(const pack *p, const char *language, const name_index *names,
                               const seimei_allocator *allocator, actor_tables **out, seimei_error *error) {
  *out = NULL;
  actor_tables *t = allocator_resize(allocator, NULL, sizeof *t);
  if (!t) return error_set(error, SEIMEI_NO_MEMORY, "Out of memory for the words of actors.");
  *t = (actor_tables){.allocator = allocator, .names = names};
  language_of_code(view_of_string(language), &t->language);
  arena_init(&t->arena, allocator);
  jmp_buf failure;
  t->arena.on_failure = &failure;
  if (setjmp(failure)) {
    actor_tables_free(t);
    return error_set(error, SEIMEI_NO_MEMORY, "Out of memory for the words of actors.");
  }
  char name[48];
  snprintf(name, sizeof name, "%.16s/class/actor", language);
  const table *words = pack_table(p, name);
  if (words) read_words(t, words);
  const table *members = pack_table(p, "common/member");
  if (members) read_members(t, members);
  t->arena.on_failure = NULL;
  *out = t;
  return SEIMEI_OK;
}

void actor_tables_free(actor_tables *t) {
  if (!t) return;
  arena_release(&t->arena);
  allocator_resize(t->allocator, t, 0);
}
