/* ud_vocabulary.h - the words that the English network knows by a row of their own, and their vectors. */
#ifndef SEIMEI_PARSE_UD_VOCABULARY_H
#define SEIMEI_PARSE_UD_VOCABULARY_H

#include "parse/ud_corpus.h"
#include "parse/ud_net.h"

typedef struct {
  uint32_t *keys;   /* hash of each row's word; row 0 is that of unknown words */
  float *vectors;   /* rows of width; 0 where none is given */
  uint32_t width, count, own; /* own: rows of words that the treebank has often enough; they come first */
  uint32_t *table, mask;
} ud_vocabulary;

/* Words of the corpus that come at least twice, then those of a file of vectors (a word and its numbers a line, the most
 * frequent first; may be NULL), so many in all. width is that of the file; without one it stays as it is. */
seimei_status ud_vocabulary_new(arena *a, const ud_corpus *c, const char *vectors, uint32_t most, ud_vocabulary *out, seimei_error *error);
uint32_t ud_vocabulary_row(const ud_vocabulary *v, uint32_t key); /* 0: unknown */

#endif
