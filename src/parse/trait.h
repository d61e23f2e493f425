/* trait.h - tokens as the linear models see them: a handful of 32-bit hashes each, computed once per token.
 *
 * A trait is a property of one token or bunsetsu ("the lemma is 述べる"); an atom is a trait at a place ("the lemma of
 * the candidate's head is 述べる"). A model's features are all pairs of the atoms of a decision, so conjunctions need
 * no list of templates.
 *
 * Names, numbers and speech quotes count by class and not by word, because at run time a name of our tables is one
 * token that training never saw. */
#ifndef SEIMEI_PARSE_TRAIT_H
#define SEIMEI_PARSE_TRAIT_H

#include "token/token.h"

typedef struct {
  uint32_t surface, lemma; /* hashes of the words, or of the class of a name, number or quote */
  uint32_t tag;            /* part of speech with IPADIC's details */
  uint32_t form;           /* inflected form, with the part of speech */
  uint32_t last;           /* last character */
  uint8_t pos, sub;        /* as the token's, but a speech quote is a noun */
  uint8_t script;          /* of the first character: 0 other, 1 hiragana, 2 katakana, 3 kanji, 4 Latin, 5 digit */
  bool suru;               /* する and its kin after a verbal noun */
  bool classed;            /* surface and lemma are hashes of a class */
  bool quotative;          /* と as a particle */
  bool purport;            /* 旨, whose clause stands before it */
  bool quote;              /* 〓 for a speech quote */
} token_trait;

void token_trait_fill(const token *t, token_trait *out);

static inline bool trait_is(const token_trait *t, pos pos, subpos sub) { return t->pos == pos && t->sub == sub; }

static inline uint32_t trait_mix(uint32_t a, uint32_t b) { return (uint32_t)(hash_mix(a, b) >> 16); }

/* The atom of a value at a slot. Well mixed, so that the sum of two atoms is an index into a table of weights. */
static inline uint32_t atom_of(uint32_t slot, uint32_t value) {
  uint32_t x = value * UINT32_C(0x85EBCA6B) + (slot + 1) * UINT32_C(0x9E3779B1);
  x ^= x >> 16;
  x *= UINT32_C(0x7FEB352D);
  x ^= x >> 15;
  x *= UINT32_C(0x846CA68B);
  return x ^ x >> 16;
}

#endif
