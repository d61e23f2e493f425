/* ud_ranges.h - how large the inputs of the network's matrices are, for their numbers of six bits. */
#ifndef SEIMEI_PARSE_UD_RANGES_H
#define SEIMEI_PARSE_UD_RANGES_H

#include "parse/ud_learn.h"

/* Ranges of the inputs of each layer and of the last states, in the arena: some times what they usually are over the first
 * examples. Nothing is learnt or drawn. */
void ud_find_ranges(arena *a, ud_learner *l, ud_work *w, const ud_example *const *examples, uint32_t count,
                    const float *ranges[UD_MOST_LAYERS + 1]);

#endif
