/* english_spelling.h - American spellings of British lemmas: recognise, defence, neighbour.
 *
 * The tables are written in American spelling, so lemmas are put into it; the surfaces of tokens stay as they are. */
#ifndef SEIMEI_ENGLISH_SPELLING_H
#define SEIMEI_ENGLISH_SPELLING_H

#include "pack/pack.h"

typedef struct {
  map words; /* defence -> row */
  map kept;  /* advise: its ending is no British one */
  LIST(view) american;
  LIST(view) ending, instead; /* isation -> ization, the longer before the shorter */
} english_spelling;

/* Reads en/spelling; without the table every lemma stays. */
void english_spelling_load(arena *a, const pack *p, english_spelling *out);

/* The lemma in American spelling: itself, a cell of the table, or new in the arena. lemma is in small letters. */
view english_spelling_of(const english_spelling *s, arena *a, view lemma);

#endif
