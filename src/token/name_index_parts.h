/* name_index_parts.h - the trie of names, for what builds it and what looks things up in it. */
#ifndef SEIMEI_NAME_INDEX_PARTS_H
#define SEIMEI_NAME_INDEX_PARTS_H

#include "token/token.h"

enum { ROOT = UINT32_MAX, PAIR_BITS = 17 };
enum { TRAIT_ACTOR = 1, TRAIT_ABBR = 2, TRAIT_FOLLOWS = 4 };

typedef struct {
  uint32_t parent, code_point, form; /* code_point 0: empty; form NONE: no form ends here */
} slot;

/* Code points by their last 16 bits: a filter, never the answer. */
typedef struct {
  uint8_t bits[65536 / 8];
} char_set;

struct name_index {
  const seimei_allocator *allocator;
  name_row *rows;
  name_form *forms;
  uint32_t *form_rows; /* rows by form, in the order of the tables */
  uint8_t *traits;     /* of each form */
  slot *slots;
  uint32_t row_count, form_count, slot_mask, slot_shift;
  char_set starts, singles, actor_starts, state_prefixes; /* singles: forms of one character */
  uint8_t pairs[1 << (PAIR_BITS - 3)];                    /* first two characters, by their hash: a filter */
};

static inline void set_add(char_set *s, uint32_t c) { s->bits[(c & 0xFFFF) / 8] |= (uint8_t)(1u << (c & 7)); }
static inline bool set_has(const char_set *s, uint32_t c) { return s->bits[(c & 0xFFFF) / 8] >> (c & 7) & 1; }

static inline uint32_t pair_bit(uint32_t a, uint32_t b) {
  return (a * 0x9E3779B1u ^ b * 0x85EBCA6Bu) >> (32 - PAIR_BITS);
}
static inline void add_pair(name_index *n, uint32_t a, uint32_t b) {
  n->pairs[pair_bit(a, b) / 8] |= (uint8_t)(1u << (pair_bit(a, b) & 7));
}
static inline bool may_have_pair(const name_index *n, uint32_t a, uint32_t b) {
  return n->pairs[pair_bit(a, b) / 8] >> (pair_bit(a, b) & 7) & 1;
}

/* A place in the trie: a slot, and a hash of all characters that lead to it. Slots go by that hash and not by the slot
 * before, so the processor can fetch the next ones while it waits for the first. */
typedef struct {
  uint32_t slot;
  uint64_t hash;
} trie_node;

static const trie_node TRIE_ROOT = {ROOT, 0};

static inline uint64_t trie_hash(uint64_t hash, uint32_t code_point) {
  hash = (hash ^ code_point) * UINT64_C(0x9E3779B97F4A7C15);
  return hash ^ hash >> 29;
}

/* Follows an edge: to the slot that it leads to, or to the empty one where it would be. */
static inline trie_node trie_step(const name_index *n, trie_node from, uint32_t code_point) {
  uint64_t hash = trie_hash(from.hash, code_point);
  uint32_t at = (uint32_t)(hash >> n->slot_shift);
  for (; n->slots[at].code_point; at = (at + 1) & n->slot_mask)
    if (n->slots[at].parent == from.slot && n->slots[at].code_point == code_point) break;
  return (trie_node){at, hash};
}

#endif
