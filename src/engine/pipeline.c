/* pipeline.c - the architecture, a line a stage. */
#include "engine/pipeline.h"

#include "parse/settle.h"

void pipeline_run(const language *l, token_worker *tokens, arena *a, const text_layout *part, view published, analysis *out) {
  memset(out, 0, sizeof *out);
  out->text = *part;
  out->scene = (scene){.arena = a, .layout = &out->text, .tokens = &out->tokens, .parse = &out->parse, .frames = &out->frames,
                       .actors = &out->actors, .whens = &out->whens, .published = published, .scope = l->scope};
  if (!name_index_any_actor(l->names, text_of_part(part))) return; /* nobody acts: nothing to code */
  token_run(tokens, a, &out->text, &out->tokens);
  parse_run(l->parser, a, &out->text, &out->tokens, &out->parse);
  heads_settle(&out->tokens, &out->parse);
  frame_run(l->frame_rules, a, &out->text, &out->tokens, &out->parse, &out->frames);
  actor_run(l->actor_tables, a, &out->text, &out->tokens, &out->parse, published, &out->actors);
  when_run(l->when_tables, a, &out->text, &out->tokens, &out->parse, published, &out->whens);
  scene_init(&out->scene);
  attribute_run(l->attribute_rules, &out->scene, &out->statements);
  event_run(l->event_rules, &out->scene, &out->statements, &out->events);
}

seimei_status language_open(const pack *p, const char *code, const char *dictionary_path, const table *extra, size_t extra_count,
                            const seimei_allocator *allocator, language *out, seimei_error *error) {
  language l = {0};
  language_id id;
  language_of_code(view_of_string(code), &id);
  seimei_status status = name_index_new(p, code, extra, extra_count, allocator, &l.names, error);
  if (!status) status = text_rules_new(p, code, allocator, &l.text_rules, error);
  if (!status) status = tokenizer_new(p, id, dictionary_path, l.names, allocator, &l.tokenizer, error);
  if (!status) status = parser_new(p, code, allocator, &l.parser, error);
  if (!status) status = frame_rules_new(p, code, allocator, &l.frame_rules, error);
  if (!status) status = actor_tables_new(p, code, l.names, allocator, &l.actor_tables, error);
  if (!status) status = when_tables_new(p, code, allocator, &l.when_tables, error);
  const word_classes *classes = status ? NULL : frame_rules_classes(l.frame_rules);
  if (!status) status = attribute_rules_new(p, code, classes, extra, extra_count, allocator, &l.attribute_rules, error);
  if (!status) status = event_rules_new(p, code, classes, extra, extra_count, allocator, &l.event_rules, error);
  if (status) language_close(&l);
  else *out = l;
  return status;
}

void language_close(language *l) {
  event_rules_free(l->event_rules);
  attribute_rules_free(l->attribute_rules);
  when_tables_free(l->when_tables);
  actor_tables_free(l->actor_tables);
  frame_rules_free(l->frame_rules);
  parser_free(l->parser);
  tokenizer_free(l->tokenizer);
  text_rules_free(l->text_rules);
  name_index_free(l->names);
  *l = (language){0};
}
