/* english_split.h - English text to words as the English Web Treebank has them. */
#ifndef SEIMEI_TOKEN_ENGLISH_SPLIT_H
#define SEIMEI_TOKEN_ENGLISH_SPLIT_H

#include "token/token.h"

typedef struct {
  arena memory;
  map abbreviations; /* without the last full stop, as written: whether one may end a sentence */
  map prefixes;      /* before a hyphen that stays in the word: anti, non */
  map wholes;        /* words in small letters that stay as they are: e-mail */
  map splits;        /* words in small letters that are cut: cannot; value: bytes of the first part */
  map units;         /* behind figures: km, pm */
} english_split_tables;

/* Reads en/token and en/abbreviation of the pack, which must outlive the tables; without them there are fewer rules. t is
 * to be zeroed before. BAD_TABLE, NO_MEMORY. */
seimei_status english_split_init(english_split_tables *t, const pack *p, const seimei_allocator *allocator, seimei_error *error);
void english_split_release(english_split_tables *t);

typedef LIST(span) span_list;
typedef enum { TEXT_GOES_ON, TEXT_ENDS } text_end;
/* Adds the words of text[where] to *out. end: whether the sentence ends there. */
void english_split(const english_split_tables *t, arena *a, view text, span where, text_end end, span_list *out);

#endif
