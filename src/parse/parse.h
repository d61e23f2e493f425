/* parse.h - tokens to bunsetsu and their dependencies, by linear models with hashed features.
 *
 * A bunsetsu is a content word (or compound) with the function words after it; each but the last of a segment
 * depends on one to its right, arcs do not cross and do not leave brackets. */
#ifndef SEIMEI_PARSE_H
#define SEIMEI_PARSE_H

#include "token/token.h"

typedef struct {
  uint32_t first, end; /* tokens, absolute indices into token_layout.tokens, half-open */
  uint32_t head_token; /* last content token (of 会談し: 会談; of 習近平国家主席と: 主席) */
  uint32_t function;   /* first function token after the content (particles, auxiliaries), == end when none */
  uint32_t head;       /* bunsetsu that it depends on, absolute index, or NONE at the end of a segment */
  uint32_t segment;
} bunsetsu;

typedef struct {
  uint32_t first, count;
} bunsetsu_range;

typedef struct {
  LIST(bunsetsu) bunsetsu;
  LIST(bunsetsu_range) segments; /* as many as layout.segments */
  LIST(uint32_t) of_token;       /* bunsetsu of each token */
} parse_layout;

typedef struct parser parser; /* models of one language out of the pack, immutable */

seimei_status parser_new(const pack *p, const char *language, const seimei_allocator *allocator, parser **out,
                         seimei_error *error);
void parser_free(parser *p);
void parse_run(const parser *p, arena *a, const text_layout *layout, const token_layout *tokens, parse_layout *out);
void parse_dump(buffer *out, const text_layout *layout, const token_layout *tokens, const parse_layout *parse);

#endif
