/* actor_row.c - rows of actors, with a cache of fixed size: a few thousand of them are most of all mentions. */
#include <stdlib.h>

#include "store/writer_parts.h"

enum { CACHE_SLOTS = 8192, MOST_WORDS = 256 };

struct actor_cache {
  struct {
    int64_t row; /* 0: empty */
    buffer words;
  } slots[CACHE_SLOTS];
};

actor_cache *actor_cache_new(void) { return calloc(1, sizeof(actor_cache)); }

void actor_cache_empty(actor_cache *c) {
  for (int i = 0; i < CACHE_SLOTS; i++) c->slots[i].row = 0;
}

void actor_cache_free(actor_cache *c) {
  for (int i = 0; c && i < CACHE_SLOTS; i++) buffer_release(&c->slots[i].words);
  free(c);
}

static int64_t find_or_add(store_writer *w, const seimei_actor *a) {
  bool ok = true;
  int64_t row = sql_number(sql_bind(&w->sql, SQL_FIND_ACTOR, "sss", a->label, a->name, a->office), &ok);
  if (row || !ok) return row;
  if (!sql_run(&w->sql, SQL_ADD_ACTOR, "sssss", a->label, a->name, a->office, a->code, a->sector)) return 0;
  return sqlite3_last_insert_rowid(w->sql.database);
}

int64_t actor_row(store_writer *w, const seimei_actor *a) {
  buffer *words = &w->scratch;
  buffer_clear(words);
  buffer_add(words, a->label);
  buffer_add_byte(words, '\0');
  buffer_add(words, a->name);
  buffer_add_byte(words, '\0');
  buffer_add(words, a->office);
  if (words->failed || words->len > MOST_WORDS) return find_or_add(w, a);
  view key = view_of(words->ptr, words->len);
  size_t slot = hash_view(key) % CACHE_SLOTS;
  buffer *kept = &w->actors->slots[slot].words;
  if (w->actors->slots[slot].row && view_equals(view_of(kept->ptr, kept->len), key)) return w->actors->slots[slot].row;
  int64_t row = find_or_add(w, a);
  buffer_clear(kept);
  buffer_add(kept, key);
  w->actors->slots[slot].row = kept->failed ? 0 : row;
  return row;
}
