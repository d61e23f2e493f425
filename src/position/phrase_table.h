/* phrase_table.h - texts, each once, with how often it came. A slot is eight bytes, because a large archive has a million of
 * them. */
#ifndef SEIMEI_POSITION_PHRASE_TABLE_H
#define SEIMEI_POSITION_PHRASE_TABLE_H

#include "base/base.h"

typedef struct {
  view text;
  uint64_t events;
  uint32_t issue; /* what a phrase belongs to; NONE at first */
} issue_phrase;

typedef LIST(issue_phrase) phrase_list;

typedef struct {
  arena *arena; /* armed; keeps the texts */
  phrase_list list;
  struct phrase_slot {
    uint32_t hash, place; /* place: index in the list + 1, 0 in an empty slot */
  } * slots;
  uint32_t capacity; /* power of two, or 0 */
} phrase_table;

/* Index of the text, which then has that many events more. */
uint32_t phrase_add(phrase_table *t, view text, uint64_t events);
uint32_t phrase_find(const phrase_table *t, view text); /* or NONE */

#endif
