/* ud_score.h - how well the English parser does on a treebank, counted as the CoNLL 2018 shared task does: F of words that
 * have the right tag, lemma, head, head and relation (without its subtype), where words are the same if they are the same
 * letters of the text. Sentences are those of the treebank. */
#ifndef SEIMEI_PARSE_UD_SCORE_H
#define SEIMEI_PARSE_UD_SCORE_H

#include "pack/pack.h"
#include "parse/ud_net.h"

typedef enum { UD_GOLD_WORDS, UD_RAW_TEXT } ud_figures_of;

typedef struct {
  double words, upos, xpos, lemmas, uas, las; /* of a hundred */
} ud_figures;

/* tables: of the tokenizer and the lemmas, "en/..."; NULL: words are those of the treebank and have no lemmas. */
seimei_status ud_score(const ud_net *net, const pack *tables, const char *path, ud_figures_of of, ud_figures *out, seimei_error *error);

#endif
