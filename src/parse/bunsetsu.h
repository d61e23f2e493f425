/* bunsetsu.h - the inside of a bunsetsu: which token is its head, where its function words begin, and the traits that
 * the dependency model knows it by.
 *
 *   習近平  国家主席  と          会談  し  まし  た
 *   └─ content ───┘ └ function   └content┘ └─ function
 *           ▲ head                  ▲ head (the verbal noun: する is function) */
#ifndef SEIMEI_PARSE_BUNSETSU_H
#define SEIMEI_PARSE_BUNSETSU_H

#include "parse/trait.h"

enum {
  TRAIT_WORD,     /* lemma of the head */
  TRAIT_TAG,      /* its part of speech in detail */
  TRAIT_FORM,     /* its inflected form */
  TRAIT_CLASS,    /* its meaning, roughly: kind of name, or last character and script */
  TRAIT_LAST,     /* its last character */
  TRAIT_KIND,     /* coarse: kind of predicate, or part of speech */
  TRAIT_PARTICLE, /* last function word */
  TRAIT_PARTICLE_TAG,
  TRAIT_PARTICLE_FORM,
  TRAIT_SECOND,      /* function word before the last */
  TRAIT_CHAIN,       /* all function words */
  TRAIT_PUNCTUATION, /* bits: comma, opens, closes */
  TRAIT_FIRST_WORD,  /* first token */
  TRAIT_FIRST_TAG,
  TRAIT_END,       /* last token that is not a symbol */
  TRAIT_BEFORE,    /* token before the head */
  TRAIT_TYPE,      /* last function word and its form, with the comma */
  TRAIT_KIND_TYPE, /* kind and type */
  TRAIT_COUNT
};

typedef struct {
  uint32_t trait[TRAIT_COUNT];
  uint32_t head, function; /* tokens, relative to the segment */
  uint32_t group_end;      /* the last bunsetsu that it may depend on: where the innermost bracket around it closes */
  uint32_t group_begin;    /* a bunsetsu before this one may not depend on it; 0 when every one may */
  bool predicate, comma, opens, closes;
} bunsetsu_trait;

/* Finds head and function of tokens[first, end). */
void bunsetsu_split(const token_trait *tokens, uint32_t first, uint32_t end, uint32_t *head, uint32_t *function);

/* Describes the count bunsetsu that begin at starts[0..count) and end before starts[count]. scratch is room for three
 * numbers a token. */
void bunsetsu_describe(const token_trait *tokens, const uint32_t *starts, uint32_t count, uint32_t *scratch,
                       bunsetsu_trait *out);

#endif
