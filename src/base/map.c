/* map.c - words to numbers: open addressing with linear probes, at most half full. */
#include "base/base.h"

static struct map_slot *find_slot(struct map_slot *slots, uint32_t capacity, view key, uint32_t hash) {
  for (uint32_t i = hash & (capacity - 1);; i = (i + 1) & (capacity - 1)) {
    struct map_slot *s = &slots[i];
    if (!s->key.ptr || (s->hash == hash && view_equals(s->key, key))) return s;
  }
}

static void grow(arena *a, map *m) {
  uint32_t capacity = m->capacity ? m->capacity * 2 : 64;
  struct map_slot *slots = ARENA_NEW(a, struct map_slot, capacity);
  for (uint32_t i = 0; i < m->capacity; i++)
    if (m->slots[i].key.ptr) *find_slot(slots, capacity, m->slots[i].key, m->slots[i].hash) = m->slots[i];
  m->slots = slots;
  m->capacity = capacity;
}

void map_put(arena *a, map *m, view key, uint32_t value) {
  if (m->count * 2 >= m->capacity) grow(a, m);
  uint32_t hash = (uint32_t)hash_view(key);
  struct map_slot *s = find_slot(m->slots, m->capacity, key, hash);
  if (!s->key.ptr) m->count++;
  *s = (struct map_slot){key.ptr ? key : TEXT(""), value, hash};
}

uint32_t map_get(const map *m, view key) {
  if (!m->capacity) return NONE;
  const struct map_slot *s = find_slot(m->slots, m->capacity, key, (uint32_t)hash_view(key));
  return s->key.ptr ? s->value : NONE;
}
