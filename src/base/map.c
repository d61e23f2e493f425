/* map.c - words to numbers: open addressing with linear probes, at most half full.
 *
 * Most questions are for words that a map does not have. A byte for each slot, with seven bits of the key's hash, answers
 * nearly all of them, and those bytes stay in the processor's nearest cache where the slots do not. */
#include "base/base.h"

static uint8_t tag_of(uint32_t hash) { return (uint8_t)(0x80 | hash >> 25); } /* 0: the slot is empty */

/* The slot of the key, or the empty one where it would be. */
static uint32_t find_slot(const map *m, view key, uint32_t hash) {
  uint8_t tag = tag_of(hash);
  for (uint32_t i = hash & (m->capacity - 1);; i = (i + 1) & (m->capacity - 1)) {
    if (!m->tags[i]) return i;
    if (m->tags[i] == tag && m->slots[i].hash == hash && view_equals(m->slots[i].key, key)) return i;
  }
}

static void grow(arena *a, map *m) {
  map bigger = {.count = m->count, .capacity = m->capacity ? m->capacity * 2 : 64};
  bigger.slots = ARENA_NEW(a, struct map_slot, bigger.capacity);
  bigger.tags = ARENA_NEW(a, uint8_t, bigger.capacity);
  for (uint32_t i = 0; i < m->capacity; i++) {
    if (!m->tags[i]) continue;
    uint32_t to = find_slot(&bigger, m->slots[i].key, m->slots[i].hash);
    bigger.slots[to] = m->slots[i];
    bigger.tags[to] = m->tags[i];
  }
  *m = bigger;
}

void map_put(arena *a, map *m, view key, uint32_t value) {
  if (m->count * 2 >= m->capacity) grow(a, m);
  uint32_t hash = (uint32_t)hash_view(key), at = find_slot(m, key, hash);
  if (!m->tags[at]) m->count++;
  m->tags[at] = tag_of(hash);
  m->slots[at] = (struct map_slot){key.ptr ? key : TEXT(""), value, hash};
}

uint32_t map_get(const map *m, view key) {
  if (!m->capacity) return NONE;
  uint32_t at = find_slot(m, key, (uint32_t)hash_view(key));
  return m->tags[at] ? m->slots[at].value : NONE;
}
