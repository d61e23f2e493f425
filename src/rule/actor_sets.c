/* actor_sets.c - sets of actors: compared and joined. */
#include "rule/scene.h"

static bool same_actor(const actor *a, const actor *b) { return view_equals(a->code, b->code) && view_equals(a->sector, b->sector); }

static bool set_has(const actor_set *set, const actor *who) {
  for (uint32_t i = 0; i < set->count; i++)
    if (same_actor(&set->at[i], who)) return true;
  return false;
}

bool actor_sets_equal(const actor_set *a, const actor_set *b) {
  if (a->count != b->count) return false;
  for (uint32_t i = 0; i < a->count; i++)
    if (!set_has(b, &a->at[i])) return false;
  return true;
}

actor_set actor_sets_join(arena *arena, const actor_set *a, const actor_set *b) {
  if (!a->count) return *b;
  actor *all = ARENA_NEW(arena, actor, a->count + b->count);
  actor_set out = *a;
  memcpy(all, a->at, a->count * sizeof *all);
  for (uint32_t i = 0; i < b->count; i++)
    if (!set_has(a, &b->at[i])) all[out.count++] = b->at[i];
  for (uint32_t i = 0; i < out.count; i++) /* each keeps the words that it was read from */
    if (!all[i].words.end) all[i].words = i < a->count ? a->words : b->words;
  out.at = all;
  return out;
}
