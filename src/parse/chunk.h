/* chunk.h - tokens to bunsetsu: for each token, whether a bunsetsu begins there. */
#ifndef SEIMEI_PARSE_CHUNK_H
#define SEIMEI_PARSE_CHUNK_H

#include "parse/model.h"
#include "parse/trait.h"

enum { CHUNK_ATOMS = 32 };

/* What was decided so far: the last three decisions as bits, tokens since the last boundary. */
typedef struct {
  uint32_t history, since;
} chunk_state;

typedef enum { CHUNK_FREE, CHUNK_BEGINS, CHUNK_CONTINUES } chunk_rule;

/* What must be, whatever the model says: brackets and commas do not part from their words, and 「…」と or a clause with
 * と parts from the verb after it: 反対すると|述べた. So does a noun, with its case or without: 外務省に|よると, 旨|述べた. */
chunk_rule chunk_forced(const token_trait *tokens, uint32_t count, uint32_t at);
/* Few atoms, enough for most places. */
uint32_t chunk_quick_atoms(const token_trait *tokens, uint32_t count, uint32_t at, const chunk_state *s,
                           uint32_t *atoms);
uint32_t chunk_atoms(const token_trait *tokens, uint32_t count, uint32_t at, const chunk_state *s, uint32_t *atoms);
static inline void chunk_decided(chunk_state *s, bool begins) {
  s->since = begins ? 1 : s->since + 1;
  s->history = (s->history << 1 | begins) & 7;
}

/* Tables of the model. */
enum { CHUNK_QUICK, CHUNK_FULL, CHUNK_TABLES };

/* Writes the first token of each bunsetsu and, behind them, count; gives the number of bunsetsu. starts has room for
 * count + 1. */
uint32_t chunk_run(const model *m, const token_trait *tokens, uint32_t count, uint32_t *starts);

#endif
