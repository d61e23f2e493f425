/* english_lemma.h - dictionary forms of English words: rules for endings, and a table of what does not follow them. */
#ifndef SEIMEI_TOKEN_ENGLISH_LEMMA_H
#define SEIMEI_TOKEN_ENGLISH_LEMMA_H

#include "token/token.h"

typedef struct english_lemmas english_lemmas; /* immutable */

/* Reads en/lemma and en/spelling of the pack, which must outlive it; without them there are only rules. BAD_TABLE, NO_MEMORY. */
seimei_status english_lemmas_new(const pack *p, const seimei_allocator *allocator, english_lemmas **out, seimei_error *error);
void english_lemmas_free(english_lemmas *l); /* NULL is fine */
/* Lemma of a word with its tag and MORPH_* bits: small letters but for names; the word itself where nothing is to be changed. */
view english_lemma(const english_lemmas *l, arena *a, view surface, upos tag, uint16_t morph);
/* The same as the tables of rules have it: in American spelling, but for names. */
view english_lemma_american(const english_lemmas *l, arena *a, view surface, upos tag, uint16_t morph);
/* How the table of the lemmas names a word: the letter of its group, and its form in small letters but for names. */
char english_lemma_group(upos tag, uint16_t morph);
view english_lemma_form(arena *a, view surface, upos tag);

#endif
