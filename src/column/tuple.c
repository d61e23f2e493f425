/* tuple.c - a hash table of tuples; at most two thirds full. */
#include "column/tuple.h"

static uint32_t hash_of(tuple key) {
  uint64_t h = 0;
  for (int i = 0; i < TUPLE_MOST; i++) h = hash_mix(h, key.at[i]);
  return (uint32_t)(h >> 32);
}

static uint32_t slot_of(const tuple_index *t, tuple key) {
  uint32_t slot = hash_of(key) & (t->capacity - 1);
  while (t->slots[slot] && memcmp(&t->rows.at[t->slots[slot] - 1], &key, sizeof key))
    slot = (slot + 1) & (t->capacity - 1);
  return slot;
}

static void grow(tuple_index *t) {
  t->capacity = t->capacity ? t->capacity * 2 : 64;
  t->slots = ARENA_NEW(t->arena, uint32_t, t->capacity);
  for (uint32_t i = 0; i < t->rows.count; i++) t->slots[slot_of(t, t->rows.at[i])] = i + 1;
}

uint32_t tuple_find(const tuple_index *t, tuple key) {
  uint32_t slot = t->capacity ? t->slots[slot_of(t, key)] : 0;
  return slot ? slot - 1 : NONE;
}

uint32_t tuple_row(tuple_index *t, tuple key, uint32_t most) {
  if (!t->capacity) grow(t);
  uint32_t slot = slot_of(t, key);
  if (t->slots[slot]) return t->slots[slot] - 1;
  if (t->rows.count >= most) return NONE;
  if ((t->rows.count + 1) * 3 > t->capacity * 2) {
    grow(t);
    slot = slot_of(t, key);
  }
  LIST_PUSH(t->arena, &t->rows, key);
  t->slots[slot] = t->rows.count;
  return t->rows.count - 1;
}
