/* settle.h - heads that grammar does not allow, put right after the model has spoken. */
#ifndef SEIMEI_PARSE_SETTLE_H
#define SEIMEI_PARSE_SETTLE_H

#include "parse/bunsetsu.h"
#include "parse/parse.h"

/* Looks through the heads of one segment, whose bunsetsu have these traits, in time linear in its length. Arcs still
 * do not cross and do not leave brackets. */
void heads_settle(const token_layout *tokens, const bunsetsu_trait *traits, bunsetsu_range range, parse_layout *parse);

#endif
