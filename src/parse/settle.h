/* settle.h - heads that grammar does not allow, put right after the model has spoken. */
#ifndef SEIMEI_PARSE_SETTLE_H
#define SEIMEI_PARSE_SETTLE_H

#include "parse/parse.h"

/* Looks through all heads, in time linear in their number. Arcs still do not cross and do not leave brackets. */
void heads_settle(const token_layout *tokens, parse_layout *parse);

#endif
