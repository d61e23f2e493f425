/* train.h - trains the parser's models from treebanks and measures them. The same files give the same models. */
#ifndef SEIMEI_PARSE_TRAIN_H
#define SEIMEI_PARSE_TRAIN_H

#include "base/base.h"

typedef struct {
  const char *train;        /* treebank to learn from */
  const char *const *extra; /* further files to learn from, */
  size_t extra_count;
  uint32_t extra_weight;  /* each of their sentences this many times; 0: 3 */
  const char *const *dev; /* treebanks to measure on, never learnt from */
  size_t dev_count;
  const char *dictionary; /* folder of MeCab's dictionary */
  const char *out;        /* folder for chunk.bin and dependency.bin; NULL: only measures */
  uint32_t passes;        /* over the data; 0: 8 */
  uint32_t shuffles;      /* trainings in different order whose weights are averaged; 0: 3 */
  uint32_t folds;         /* parts of the data for the guesses that the second pass learns from; 0: 5 */
  float aggressiveness;   /* how far one step may move a score; 0: 0.5 */
  void (*report)(void *user, const char *line); /* gets each line of progress and figures; may be NULL */
  void *user;
} parse_train_options;

/* Needs 300 MB. NO_FILE, BAD_INPUT, IO, NO_DICTIONARY, NO_MEMORY. */
seimei_status parse_train(const parse_train_options *options, seimei_error *error);

#endif
