/* english_reported.h - what english_reported.c and english_said.c share. */
#ifndef SEIMEI_ENGLISH_REPORTED_H
#define SEIMEI_ENGLISH_REPORTED_H

#include "frame/english_context.h"

bool reported_is_nominal(const english_context *c, uint32_t t);
bool reported_is_subject(relation r);
bool reported_has_subject(const english_context *c, uint32_t t);
bool reported_is_finite(const english_context *c, uint32_t t);
bool reported_is_speech(const english_context *c, uint32_t t);
uint32_t reported_case_before(const english_context *c, uint32_t t); /* the preposition before t, or NONE */
bool reported_same_segment(const english_context *c, uint32_t a, uint32_t b);

#define EACH_TOKEN(c, t) for (uint32_t t = 0; t < (c)->parse->bunsetsu.count; t++)

#endif
