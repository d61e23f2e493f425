/* name_link.c - names of the tables in both languages as keys, names of a store by key, by words and by sound.
 *
 * Rows of lang/ja and lang/en with the same number (bodies, groups) or the same note (persons, who have a row for each office) name
 * the same one: their key. A name that no table has is compared by words, and across scripts by kana_score. */
#include "query/name_link.h"

#include <stdlib.h>

#include "pack/pack.h"
#include "query/kana.h"

typedef struct {
  view key;
  uint32_t next; /* of the same form, or NONE */
} form_key;

struct name_links {
  arena memory;
  pack *pack;
  kana_units *units;
  map forms; /* in small letters -> its first key */
  LIST(form_key) keys;
  map codes; /* in small letters -> index of code_list; codes themselves too */
  LIST(view) code_list;
};

/* ---- reading the tables ---- */

static void add_key(name_links *l, view form, view key) {
  uint32_t first = map_get(&l->forms, form);
  for (uint32_t k = first; k != NONE; k = l->keys.at[k].next)
    if (view_equals(l->keys.at[k].key, key)) return;
  LIST_PUSH(&l->memory, &l->keys, ((form_key){key, first}));
  map_put(&l->memory, &l->forms, form, l->keys.count - 1);
}

static void add_code(name_links *l, view form, view code) {
  if (map_get(&l->codes, form) != NONE) return;
  LIST_PUSH(&l->memory, &l->code_list, code);
  map_put(&l->memory, &l->codes, form, l->code_list.count - 1);
}

static view code_of(view label) {
  size_t colon = view_find(label, TEXT(":"), 0);
  return colon == SIZE_MAX ? label : view_slice(label, 0, colon);
}

/* group.0123 of ja.group.0123 */
static view number_of(view id) {
  size_t dot = view_find(id, TEXT("."), 0);
  return dot == SIZE_MAX ? id : view_skip(id, dot + 1);
}

typedef enum { BY_CODE, BY_NUMBER, BY_NOTE } link_kind;

static void read_table(name_links *l, const char *name, link_kind kind) {
  const table *t = pack_table(l->pack, name);
  if (!t) return;
  uint32_t id = table_column(t, "id"), form = table_column(t, "form"), label = table_column(t, "label"), note = table_column(t, "note");
  for (uint32_t row = 0; row < t->rows; row++) {
    view code = code_of(table_cell(t, row, label)), key = table_cell(t, row, kind == BY_NOTE ? note : id), words;
    if (kind == BY_NUMBER) key = number_of(key);
    for (view rest = arena_lower(&l->memory, table_cell(t, row, form)); view_split(&rest, '|', &words);) {
      bool is_body = code.len > 3 && code.ptr[3] == '/';
      if (kind == BY_CODE || is_body) add_code(l, words, code);
      else add_key(l, words, key);
    }
    if (kind == BY_NOTE) add_key(l, arena_lower(&l->memory, key), key);
  }
}

static void read_codes(name_links *l) {
  static const char *const others[] = {"UNO", "EUR"};
  const table *t = pack_table(l->pack, "common/state");
  uint32_t iso = t ? table_column(t, "iso3") : 0;
  for (uint32_t row = 0; t && row < t->rows; row++) add_code(l, arena_lower(&l->memory, table_cell(t, row, iso)), table_cell(t, row, iso));
  for (size_t i = 0; i < COUNT_OF(others); i++) add_code(l, arena_lower(&l->memory, view_of_string(others[i])), view_of_string(others[i]));
}

static seimei_status fill(name_links *l, const char *path, seimei_error *error) {
  static const struct {
    const char *name;
    link_kind kind;
  } TABLES[] = {{"en/name/country", BY_CODE}, {"ja/name/country", BY_CODE}, {"en/name/body", BY_CODE},    {"ja/name/body", BY_CODE},
                {"en/name/group", BY_NUMBER}, {"ja/name/group", BY_NUMBER}, {"en/name/metonym", BY_NUMBER}, {"ja/name/metonym", BY_NUMBER},
                {"en/name/person", BY_NOTE},  {"ja/name/person", BY_NOTE}};
  jmp_buf failed;
  if (setjmp(failed)) return error_set(error, SEIMEI_NO_MEMORY, "out of memory");
  l->memory.on_failure = &failed;
  seimei_status status = pack_open_found(path, &l->pack, error);
  if (!status) status = kana_units_open(l->pack, &l->units, error);
  if (status) return status;
  read_codes(l);
  for (size_t i = 0; i < COUNT_OF(TABLES); i++) read_table(l, TABLES[i].name, TABLES[i].kind);
  l->memory.on_failure = NULL;
  return SEIMEI_OK;
}

seimei_status name_links_open(const char *pack, name_links **out, seimei_error *error) {
  *out = NULL;
  name_links *l = calloc(1, sizeof *l);
  if (!l) return error_set(error, SEIMEI_NO_MEMORY, "out of memory");
  arena_init(&l->memory, NULL);
  seimei_status status = fill(l, pack, error);
  if (status) name_links_close(l);
  else *out = l;
  return status;
}

void name_links_close(name_links *l) {
  if (!l) return;
  kana_units_close(l->units);
  pack_close(l->pack);
  arena_release(&l->memory);
  free(l);
}

/* ---- codes ---- */

view name_links_code(const name_links *l, view typed) {
  char small[128];
  size_t colon = view_find(typed, TEXT(":"), 0);
  view code = colon == SIZE_MAX ? typed : view_slice(typed, 0, colon);
  if (view_find(code, TEXT("/"), 0) == 3) return typed;
  if (!code.len || code.len > sizeof small) return (view){0};
  for (size_t i = 0; i < code.len; i++) small[i] = ascii_lower(code.ptr[i]);
  uint32_t found = map_get(&l->codes, view_of(small, code.len));
  if (found == NONE) return (view){0};
  return colon == SIZE_MAX ? l->code_list.at[found] : typed;
}

/* ---- names ---- */

enum { LEAST_SIGNS = 3, LEAST_LETTERS = 3 };
static const float SAME = -2.9F, NEAR_BEST = 0.35F; /* kana_score of one name; how far behind the best others may be */

static bool is_letter(uint32_t c) { return char_is_latin(c) || char_is_katakana(c) || c == 0x30FC; }

/* The words stand in the name, not inside of a longer word. */
static bool has_words(view name, view words) {
  uint32_t length;
  for (size_t at = 0; (at = view_find(name, words, at)) != SIZE_MAX; at++) {
    size_t end = at + words.len;
    bool before = at && is_letter(utf8_decode(name, utf8_before(name, (uint32_t)at), &length)) && is_letter(utf8_decode(name, (uint32_t)at, &length));
    bool after = end < name.len && is_letter(utf8_decode(name, (uint32_t)end, &length)) && is_letter(utf8_decode(name, utf8_before(name, (uint32_t)end), &length));
    if (!before && !after) return true;
  }
  return false;
}

static bool share_key(const name_links *l, view form, view other) {
  for (uint32_t k = map_get(&l->forms, form); k != NONE; k = l->keys.at[k].next)
    for (uint32_t m = map_get(&l->forms, other); m != NONE; m = l->keys.at[m].next)
      if (view_equals(l->keys.at[k].key, l->keys.at[m].key)) return true;
  return false;
}

/* The next run of katakana, or of Latin letters, from *at on. */
static bool next_run(view name, bool kana, size_t *at, view *run) {
  uint32_t length;
  size_t begin = SIZE_MAX;
  for (; *at < name.len; *at += length) {
    uint32_t c = utf8_decode(name, *at, &length);
    bool in = kana ? char_is_katakana(c) || c == 0x30FC : char_is_latin(c);
    if (in && c != 0x30FB && begin == SIZE_MAX) begin = *at;
    if ((!in || c == 0x30FB) && begin != SIZE_MAX) break;
  }
  if (begin == SIZE_MAX) return false;
  *run = view_slice(name, begin, *at);
  return true;
}

/* Every Latin word has a katakana one in the other name: the score of the worst. */
static float sound_of(const name_links *l, view latin, view kana) {
  float worst = 0;
  bool any = false;
  view word, signs;
  for (size_t at = 0; next_run(latin, false, &at, &word);) {
    float best = KANA_NONE;
    if (word.len < LEAST_LETTERS) continue;
    for (size_t k = 0; next_run(kana, true, &k, &signs);) {
      float s = signs.len < 3 * LEAST_SIGNS ? KANA_NONE : kana_score(l->units, word, signs);
      if (s > best) best = s;
    }
    any = true;
    if (best < worst) worst = best;
  }
  return any ? worst : KANA_NONE;
}

static bool has_run(view name, bool kana) {
  view run;
  size_t at = 0;
  return next_run(name, kana, &at, &run);
}

static float sound_alike(const name_links *l, view typed, view name) {
  if (has_run(typed, false) && !has_run(typed, true) && has_run(name, true)) return sound_of(l, typed, name);
  if (has_run(typed, true) && !has_run(typed, false) && has_run(name, false)) return sound_of(l, name, typed);
  return KANA_NONE;
}

void name_links_find(const name_links *l, arena *a, view typed, const view *names, uint32_t count, uint8_t *hits) {
  view small = arena_lower(a, typed);
  bool known = map_get(&l->forms, small) != NONE;
  float *scores = ARENA_NEW(a, float, count + 1), best = SAME;
  for (uint32_t i = 0; i < count; i++) {
    view name = arena_lower(a, names[i]);
    scores[i] = KANA_NONE;
    if (!small.len || !name.len) continue;
    if (has_words(name, small) || (known && share_key(l, small, name))) hits[i] = 1;
    else if (!known && map_get(&l->forms, name) == NONE) scores[i] = sound_alike(l, small, name);
    if (scores[i] > best) best = scores[i];
  }
  for (uint32_t i = 0; i < count; i++)
    if (scores[i] > SAME && scores[i] >= best - NEAR_BEST) hits[i] = 1;
}
