/* pattern_parts.h - what the readers of predicate patterns share. */
#ifndef SEIMEI_PATTERN_PARTS_H
#define SEIMEI_PATTERN_PARTS_H

#include "rule/rule.h"

/* Adds the rule under its verb or class, and under its noun where it has one. */
void rule_index_put(arena *a, rule_index *index, const rule *r);

/* english_pattern.c: reads r->predicate and puts the rule. */
void english_pattern_add(arena *a, rule_index *index, rule *r);

#endif
