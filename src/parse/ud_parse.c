/* ud_parse.c - Universal Dependencies of English tokens. */
#include "parse/parse_parts.h"

seimei_status ud_parser_open(const pack *models, parser *p, parser **out, seimei_error *error) {
  (void)models;
  (void)error;
  *out = p;
  return SEIMEI_OK;
}

/* Every token depends on the first one of its segment. */
void ud_parse_run(const parser *p, arena *a, const text_layout *layout, const token_layout *tokens, parse_layout *out) {
  (void)p;
  (void)layout;
  for (uint32_t s = 0; s < tokens->segments.count; s++) {
    token_range range = tokens->segments.at[s];
    for (uint32_t t = range.first; t < range.first + range.count; t++) {
      LIST_PUSH(a, &out->bunsetsu, ((bunsetsu){t, t + 1, t, t + 1, t == range.first ? NONE : range.first, s}));
      LIST_PUSH(a, &out->of_token, t);
      LIST_PUSH(a, &out->relations, (uint8_t)(t == range.first ? RELATION_ROOT : RELATION_DEP));
    }
    LIST_PUSH(a, &out->segments, ((bunsetsu_range){range.first, range.count}));
  }
}
