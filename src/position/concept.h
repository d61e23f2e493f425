/* concept.h - what a phrase is about, in whatever words: the actors that it names and the political concepts in it.
 *
 *   "NATOのさらなる拡大"   ─▶ names {IGO/NATO}, concepts {enlargement}
 *   "NATO enlargement"  ─▶ the same
 *
 * Words come from lang/common/concept.tsv in both languages, names from the tables of states, bodies, groups and
 * places. What no table has stands for itself. docs/positions.md has the method. */
#ifndef SEIMEI_POSITION_CONCEPT_H
#define SEIMEI_POSITION_CONCEPT_H

#include "base/base.h"

enum { ISSUE_MOST_WORDS = 16 };

/* Sorted, each once; views live as long as the reader's tables or the arena that the phrase was read into. */
typedef struct {
  view names[ISSUE_MOST_WORDS], concepts[ISSUE_MOST_WORDS];
  uint32_t name_count, concept_count;
} issue_key;

typedef struct concepts concepts;

/* path NULL: the pack is looked for as everywhere. */
seimei_status concepts_open(const char *path, concepts **out, seimei_error *error);
void concepts_close(concepts *c); /* NULL is fine */

/* Words beyond ISSUE_MOST_WORDS are left out. a is armed; it keeps what stands for itself. */
void concepts_read(const concepts *c, view phrase, arena *a, issue_key *out);

/* The stance of an event: index into STANCE_NAMES, or NONE. */
typedef enum { STANCE_SUPPORT, STANCE_OPPOSE, STANCE_DEMAND, STANCE_CONCERN, STANCE_COUNT } stance;
extern const char *const STANCE_NAMES[STANCE_COUNT];
uint32_t concepts_stance(const concepts *c, view type, view trigger);

#endif
