/* ud_learn.h - what learns the weights of the English network: gradients, written out by hand, and steps along them. */
#ifndef SEIMEI_PARSE_UD_LEARN_H
#define SEIMEI_PARSE_UD_LEARN_H

#include "parse/ud_net.h"

/* A table of rows of which a batch touches few. */
typedef struct {
  uint32_t count, width;
  float *values, *gradient, *moment, *square;
  uint32_t *touched, touched_count;
  uint8_t *marks;
} ud_rows;
ud_rows ud_rows_new(arena *a, uint32_t count, uint32_t width);
float *ud_rows_touch(ud_rows *r, uint32_t row); /* its gradient */

/* Shares of what is left out at random while learning. */
typedef struct {
  float input, state, part; /* numbers of rows, of states, of parts: the same ones for a whole sentence */
  float word, name, own;    /* words, proper names taken for unknown; words without their own row, which leaves the given vector */
} ud_dropout;

typedef struct {
  ud_plan plan;
  float *weights, *gradient, *moment, *square, *turned; /* plan.count each; turned: matrices with rows and columns changed over */
  const float *vectors;  /* given rows of words, plan.shape.word wide, that stay as they are */
  uint32_t vector_count; /* words; the own rows are those of the first words.count of them */
  ud_rows words, slots;
  ud_dropout dropout;
  const bool *name_tags; /* of each tag; NULL: none */
  float rate;
  float decay_first, decay_second; /* powers of Adam's two decays */
  uint64_t random;
} ud_learner;

/* A sentence as the network sees it; rows of its words. */
typedef struct {
  const ud_word *words; /* word: row of vectors, 0 unknown */
  const uint8_t *tags, *relations;
  const uint32_t *heads;
  uint32_t count;
} ud_example;

/* Buffers of a batch of up to so many tokens and sentences. */
typedef struct {
  uint32_t tokens, sentences;
  uint32_t *starts;
  const ud_example **examples;
  uint32_t *rows;   /* of each token's word: row, or NONE without its own */
  float *in[UD_MOST_LAYERS], *gates[UD_MOST_LAYERS], *cells[UD_MOST_LAYERS], *out[UD_MOST_LAYERS];
  float *masks[UD_MOST_LAYERS + 2]; /* of each sentence: inputs of each layer, of the last states, of parts */
  float *top, *parts, *tags, *sums, *labels, *d_parts, *d_top, *d_in, *turned, *scores;
} ud_work;
ud_work *ud_work_new(arena *a, const ud_plan *plan, uint32_t most_tokens, uint32_t most_sentences);
void ud_work_set(ud_work *w, const ud_example *const *examples, uint32_t count);

typedef struct {
  double tag, arc, relation; /* sums of losses: natural logarithms */
} ud_loss;

/* Forward with what is dropped, losses, backward: gradients of the mean loss of a token are added. */
ud_loss ud_batch_learn(ud_learner *l, ud_work *w);
/* Only the forward part and the losses (ud_learn_forward.c), and only the backward one (ud_backward.c). */
ud_loss ud_batch_forward(ud_learner *l, ud_work *w);
void ud_batch_backward(ud_learner *l, ud_work *w);

/* Adam (Kingma and Ba 2015): a step along the gradients, which become 0. */
void ud_learner_step(ud_learner *l);

ud_learner ud_learner_new(arena *a, const ud_plan *plan, uint32_t own_words, uint64_t seed);

/* Numbers in [0, 1), always the same ones from the same state. */
static inline float ud_random(uint64_t *state) {
  *state ^= *state << 13, *state ^= *state >> 7, *state ^= *state << 17;
  return (float)(*state >> 40) / 16777216.0f;
}

#endif
