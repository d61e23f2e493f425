/* parse.h - tokens to bunsetsu and their dependencies, by linear models with hashed features.
 *
 * A bunsetsu is a content word (or compound) with the function words after it; each but the last of a segment
 * depends on one to its right, arcs do not cross and do not leave brackets. */
#ifndef SEIMEI_PARSE_H
#define SEIMEI_PARSE_H

#include "token/token.h"

typedef struct {
  uint32_t first, end; /* tokens, absolute indices into token_layout.tokens, half-open */
  uint32_t head_token; /* last content token (of 会談し: 会談; of 習近平国家主席と: 主席) */
  uint32_t function;   /* first function token after the content (particles, auxiliaries), == end when none */
  uint32_t head;       /* bunsetsu that it depends on, absolute index, or NONE at the end of a segment */
  uint32_t segment;
} bunsetsu;

typedef struct {
  uint32_t first, count;
} bunsetsu_range;

/* Universal Dependencies' relations as English has them; a subtype is one of its own. */
#define RELATION_LIST(X)                                                                                               \
  X(DEP, "dep") X(ROOT, "root") X(ACL, "acl") X(ACL_RELCL, "acl:relcl") X(ADVCL, "advcl")                              \
  X(ADVCL_RELCL, "advcl:relcl") X(ADVMOD, "advmod") X(AMOD, "amod") X(APPOS, "appos") X(AUX, "aux")                    \
  X(AUX_PASS, "aux:pass") X(CASE, "case") X(CC, "cc") X(CC_PRECONJ, "cc:preconj") X(CCOMP, "ccomp")                    \
  X(COMPOUND, "compound") X(COMPOUND_PRT, "compound:prt") X(CONJ, "conj") X(COP, "cop") X(CSUBJ, "csubj")              \
  X(CSUBJ_PASS, "csubj:pass") X(CSUBJ_OUTER, "csubj:outer") X(DET, "det") X(DET_PREDET, "det:predet")                  \
  X(DISCOURSE, "discourse") X(DISLOCATED, "dislocated") X(EXPL, "expl") X(FIXED, "fixed") X(FLAT, "flat")              \
  X(GOESWITH, "goeswith") X(IOBJ, "iobj") X(LIST, "list") X(MARK, "mark") X(NMOD, "nmod") X(NMOD_DESC, "nmod:desc")    \
  X(NMOD_POSS, "nmod:poss") X(NMOD_UNMARKED, "nmod:unmarked") X(NSUBJ, "nsubj") X(NSUBJ_PASS, "nsubj:pass")            \
  X(NSUBJ_OUTER, "nsubj:outer") X(NUMMOD, "nummod") X(OBJ, "obj") X(OBL, "obl") X(OBL_AGENT, "obl:agent")              \
  X(OBL_UNMARKED, "obl:unmarked") X(ORPHAN, "orphan") X(PARATAXIS, "parataxis") X(PUNCT, "punct")                      \
  X(REPARANDUM, "reparandum") X(VOCATIVE, "vocative") X(XCOMP, "xcomp")
typedef enum {
#define X(name, text) RELATION_##name,
  RELATION_LIST(X)
#undef X
  RELATION_COUNT
} relation;
const char *relation_name(relation r);
bool relation_of_name(view name, relation *out);

/* In English every token is a bunsetsu of its own, so that bunsetsu and tokens have the same indices; its head may stand
 * on either side, arcs may cross. */
typedef struct {
  language_id language;
  LIST(bunsetsu) bunsetsu;
  LIST(bunsetsu_range) segments; /* as many as layout.segments */
  LIST(uint32_t) of_token;       /* bunsetsu of each token */
  LIST(uint8_t) relations;       /* of English: relation of each token to its head */
  LIST(span) extents;            /* of English, once the heads stand: first and end token of all that depends on each, itself
                                    included */
  const uint32_t *child_first, *child_next; /* likewise: dependents of each token in the order of the text, or NONE */
} parse_layout;

/* All dependents d of token t, of English once the heads stand. */
#define PARSE_CHILDREN(parse, t, d) for (uint32_t d = (parse)->child_first[t]; d != NONE; d = (parse)->child_next[d])

/* The phrase of a head: all that depends on it. Japanese ends a phrase in its head, English may go on. */
uint32_t phrase_first(const parse_layout *parse, uint32_t head); /* its first bunsetsu */
uint32_t phrase_last(const parse_layout *parse, uint32_t head);  /* its last bunsetsu */

/* Whether the pack has the models of a language. */
bool parser_exists(const pack *p, const char *language);

typedef struct parser parser; /* models of one language out of the pack, immutable */

seimei_status parser_new(const pack *p, const char *language, const seimei_allocator *allocator, parser **out,
                         seimei_error *error);
void parser_free(parser *p);
/* tokens: those of English get their tags and lemmas. */
void parse_run(const parser *p, arena *a, const text_layout *layout, token_layout *tokens, parse_layout *out);
void parse_dump(buffer *out, const text_layout *layout, const token_layout *tokens, const parse_layout *parse);

#endif
