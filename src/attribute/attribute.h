/* attribute.h - statements: whose words, which words, by which cue. */
#ifndef SEIMEI_ATTRIBUTE_H
#define SEIMEI_ATTRIBUTE_H

#include "rule/scene.h"

typedef struct {
  span span;
  uint32_t quote;      /* the speech quote that it is, or NONE */
  uint32_t frame;      /* the clause's predicate, or NONE */
} content;

typedef struct {
  uint32_t segment, frame; /* frame of the cue; NONE for markers such as によると */
  span cue;
  const content *content;
  uint32_t content_count;
  seimei_manner manner;
  actor_set source, addressee;
  found_kind found;        /* how the source was found */
  const rule *rule;
  view medium;
  uint32_t within;         /* statement around it, or NONE */
  bool wide;               /* by a rule or of a source of the wide scope only: nothing else builds on it */
} statement;

typedef struct {
  LIST(statement) statements; /* by position of the cue's sentence and the cue */
} attribute_layout;

typedef struct attribute_rules attribute_rules;
seimei_status attribute_rules_new(const pack *p, const char *language, const word_classes *classes, const table *extra,
                                  size_t extra_count, const seimei_allocator *allocator, attribute_rules **out, seimei_error *error);
void attribute_rules_free(attribute_rules *r);
const rule_index *attribute_rules_index(const attribute_rules *r);

/* Also fills the scene's speakers and subjects, sentence by sentence. */
void attribute_run(const attribute_rules *r, scene *s, attribute_layout *out);
/* Those whose cue lies in words. */
void attribute_dump(buffer *out, const text_layout *layout, const attribute_layout *statements, span words);

#endif
