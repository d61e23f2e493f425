/* parse_parts.h - what the front ends of the languages share. */
#ifndef SEIMEI_PARSE_PARTS_H
#define SEIMEI_PARSE_PARTS_H

#include "parse/model.h"
#include "parse/parse.h"
#include "parse/ud_net.h"
#include "token/english_lemma.h"

/* The weights are copied out of the pack: they are looked up all over their tables, and memory of the allocator has
 * larger pages than a mapped file, which the processor's table of pages holds all at once. */
struct parser {
  const seimei_allocator *allocator;
  language_id language;
  model chunk, dependency; /* of Japanese */
  char *weights;
  ud_net ud; /* of English */
  english_lemmas *lemmas;
};

/* ud_parse.c: tags, lemmas, heads and relations of English tokens. open frees p when it fails; close is part of freeing it. */
seimei_status ud_parser_open(const pack *models, parser *p, parser **out, seimei_error *error);
void ud_parser_close(parser *p);
void ud_parse_run(const parser *p, arena *a, token_layout *tokens, parse_layout *out);

#endif
