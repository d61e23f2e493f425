/* english_pattern.c - reads predicate patterns of English rules. */
#include "rule/pattern_parts.h"

void english_pattern_add(arena *a, rule_index *index, rule *r) {
  r->verb = r->predicate;
  rule_index_put(a, index, r);
}
