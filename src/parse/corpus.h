/* corpus.h - treebanks for training: gold bunsetsu and heads, laid over the tokens that MeCab gives for the text. */
#ifndef SEIMEI_PARSE_CORPUS_H
#define SEIMEI_PARSE_CORPUS_H

#include "parse/trait.h"

typedef struct {
  view text;
  token_trait *tokens;
  uint32_t *offsets; /* byte where each token begins, and the end of the text */
  uint32_t token_count;
  uint32_t *starts; /* first token of each bunsetsu, and token_count */
  uint32_t *heads;  /* NONE: of the last, or not known after the projection */
  uint32_t count;   /* bunsetsu; where a token crosses a gold boundary the two are one */
  uint32_t crossed; /* gold boundaries that fall inside a token */
  bool projective;  /* every head is known, to the right, and no arcs cross */
} corpus_sentence;

typedef struct {
  LIST(corpus_sentence) sentences;
} corpus;

typedef enum { CORPUS_AS_IS, CORPUS_WITH_HOLES } corpus_holes;

/* Reads a file and adds its sentences. The form goes by the name: .knp (KNP), .cabocha (CaboCha), else plain lines:
 *
 *   # comment
 *   政府は/2 計画を/2 発表した。
 *
 * bunsetsu with a blank between, each but the last with the place of its head from 0. With holes, sentences of .knp
 * files that quote speech come a second time with 〓 for it, as segments do. */
seimei_status corpus_read(corpus *c, arena *a, token_worker *tokenizer, const char *path, corpus_holes holes,
                          seimei_error *error);

#endif
