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
  const char *model;   /* of ud_measure: the file to be measured; of ud_train: the one that learning goes on from, or NULL */
  const char *out;     /* folder for ud.bin; NULL: only measures */
  uint32_t words;      /* rows of words in all; 0: 40,000 */
  uint32_t hidden, layers; /* of the network; 0: 128, 3; those of the model, when there is one */
  uint32_t passes;     /* over the data; 0: 30 */
  float rate;          /* of Adam's steps at the most; 0: 0.002 */
  uint32_t seed;
  const pack *pack;    /* tables of the tokenizer for measuring from raw text; may be NULL */
  void (*report)(void *user, const char *line);
  void *user;
} ud_train_options;

/* Only measures a model on the dev files. NO_FILE, BAD_INPUT, BAD_PACK, NO_MEMORY. */
seimei_status ud_measure(const ud_train_options *options, seimei_error *error);

/* Likewise, and IO. */
seimei_status ud_train(const ud_train_options *options, seimei_error *error);

#endif
