/* parse_parts.h - what the front ends of the languages share. */
#ifndef SEIMEI_PARSE_PARTS_H
#define SEIMEI_PARSE_PARTS_H

#include "parse/model.h"
#include "parse/parse.h"

/* The weights are copied out of the pack: they are looked up all over their tables, and memory of the allocator has
 * larger pages than a mapped file, which the processor's table of pages holds all at once. */
struct parser {
  const seimei_allocator *allocator;
  language_id language;
  model chunk, dependency; /* of Japanese */
  char *weights;
};

/* ud_parse.c: heads and relations of English tokens. open frees p when it fails. */
seimei_status ud_parser_open(const pack *models, parser *p, parser **out, seimei_error *error);
void ud_parse_run(const parser *p, arena *a, const text_layout *layout, const token_layout *tokens, parse_layout *out);

#endif
