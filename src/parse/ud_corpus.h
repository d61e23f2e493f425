/* ud_corpus.h - treebanks in CoNLL-U: sentences with words, tags, lemmas and trees. */
#ifndef SEIMEI_PARSE_UD_CORPUS_H
#define SEIMEI_PARSE_UD_CORPUS_H

#include "parse/parse.h"

typedef struct {
  view text;
  view *forms, *lemmas, *tags; /* tags: "VERB,VBD" */
  span *spans;                 /* of the words in text; empty where the text has not their letters */
  uint32_t *heads;             /* NONE: the root */
  uint8_t *relations;
  uint32_t count;
} ud_sentence;

typedef struct {
  LIST(ud_sentence) sentences;
} ud_corpus;

/* Adds the sentences of a file; those whose heads are no tree are left out. NO_FILE, IO, BAD_INPUT. */
seimei_status ud_corpus_read(ud_corpus *c, arena *a, const char *path, seimei_error *error);
/* A whole file in the arena. NO_FILE, IO, BAD_INPUT when it is too large. */
seimei_status ud_file_read(arena *a, const char *path, view *out, seimei_error *error);

#endif
