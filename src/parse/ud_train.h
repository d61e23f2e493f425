/* ud_train.h - trains the English parser's model from treebanks and measures it. The same files give the same model. */
#ifndef SEIMEI_PARSE_UD_TRAIN_H
#define SEIMEI_PARSE_UD_TRAIN_H

#include "pack/pack.h"

typedef struct {
  const char *train; /* CoNLL-U */
  const char *const *extra; /* further files to learn from */
  size_t extra_count;
  uint32_t extra_weight; /* each of their sentences this many times; 0: 1 */
  const char *const *dev; /* measured on, never learnt from */
  size_t dev_count;
  const char *vectors; /* text: a word and its numbers a line; may be NULL */
  const char *model;   /* of ud_measure: the file to be measured */
  const char *out;     /* folder for ud.bin; NULL: only measures */
  uint32_t words;      /* rows of words in all; 0: 40,000 */
  uint32_t hidden, layers; /* of the network; 0: 128, 3 */
  uint32_t passes;     /* over the data; 0: 30 */
  uint32_t seed;
  const pack *pack;    /* tables of the tokenizer for measuring from raw text; may be NULL */
  void (*report)(void *user, const char *line);
  void *user;
} ud_train_options;

/* NO_FILE, BAD_INPUT, IO, NO_MEMORY. */
/* Only measures a model on the dev files. */
seimei_status ud_measure(const ud_train_options *options, seimei_error *error);

seimei_status ud_train(const ud_train_options *options, seimei_error *error);

#endif
