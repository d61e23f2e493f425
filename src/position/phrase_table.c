/* phrase_table.c - open addressing with linear probes, at most two thirds full. */
#include "position/phrase_table.h"

static uint32_t slot_of(const phrase_table *t, view text, uint32_t hash) {
  uint32_t i = hash & (t->capacity - 1);
  for (; t->slots[i].place; i = (i + 1) & (t->capacity - 1))
    if (t->slots[i].hash == hash && view_equals(t->list.at[t->slots[i].place - 1].text, text)) break;
  return i;
}

static void grow(phrase_table *t) {
  uint32_t old = t->capacity;
  struct phrase_slot *from = t->slots;
  t->capacity = old ? old * 2 : 64;
  t->slots = ARENA_NEW(t->arena, struct phrase_slot, t->capacity);
  for (uint32_t i = 0; i < old; i++) {
    uint32_t to = from[i].hash & (t->capacity - 1);
    if (!from[i].place) continue;
    while (t->slots[to].place) to = (to + 1) & (t->capacity - 1);
    t->slots[to] = from[i];
  }
}

uint32_t phrase_find(const phrase_table *t, view text) {
  uint32_t place = t->capacity ? t->slots[slot_of(t, text, (uint32_t)hash_view(text))].place : 0;
  return place ? place - 1 : NONE;
}

uint32_t phrase_add(phrase_table *t, view text, uint64_t events) {
  uint32_t hash = (uint32_t)hash_view(text);
  if ((uint64_t)(t->list.count + 1) * 3 > (uint64_t)t->capacity * 2) grow(t);
  struct phrase_slot *slot = &t->slots[slot_of(t, text, hash)];
  if (!slot->place) {
    LIST_PUSH(t->arena, &t->list, (issue_phrase){.text = arena_copy(t->arena, text), .issue = NONE});
    *slot = (struct phrase_slot){hash, t->list.count};
  }
  t->list.at[slot->place - 1].events += events;
  return slot->place - 1;
}
