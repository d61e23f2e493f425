/* pipeline.h - the way of the data, a line a stage. */
#ifndef SEIMEI_PIPELINE_H
#define SEIMEI_PIPELINE_H

#include "parse/parse.h"
#include "record/record.h"
#include "record/record_store.h"

/* What a language needs: all immutable, shared by threads. */
typedef struct {
  name_index *names;
  text_rules *text_rules;
  tokenizer *tokenizer;
  parser *parser;
  frame_rules *frame_rules;
  actor_tables *actor_tables;
  when_tables *when_tables;
  attribute_rules *attribute_rules;
  event_rules *event_rules;
  seimei_scope scope; /* set by who opened it */
} language;

seimei_status language_open(const pack *p, const char *code, const char *dictionary_path, const table *extra, size_t extra_count,
                            const seimei_allocator *allocator, language *out, seimei_error *error);
void language_close(language *l);

/* All layers of a document or of one part of it. */
typedef struct {
  text_layout text;
  token_layout tokens;
  parse_layout parse;
  frame_layout frames;
  actor_layout actors;
  when_layout whens;
  scene scene;
  attribute_layout statements;
  event_layout events;
} analysis;

/* Fills *out with memory of the arena, but for the text, which is the part's. */
void pipeline_run(const language *l, token_worker *tokens, arena *a, const text_layout *part, view published, analysis *out);

#endif
