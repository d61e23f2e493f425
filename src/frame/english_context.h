/* english_context.h - what the parts of the English frame stage share while one document is read.
 *
 *   tree of a segment ─ english_mend.c      ─▶ the same, with what grammar does not allow put right
 *                     ─ english_predicate.c ─▶ predicates: verbs, nouns and adjectives with a copula, light verbs
 *                     ─ english_argument.c  ─▶ arguments in deep roles, modifiers of their nouns
 *                     ─ english_speech.c    ─▶ quotations and clauses that a verb of speech around them attributes
 *                     ─ english_clause.c    ─▶ embedding, moods, whose subject a clause shares
 *
 * A token is its own bunsetsu, so that one number names both. */
#ifndef SEIMEI_ENGLISH_CONTEXT_H
#define SEIMEI_ENGLISH_CONTEXT_H

#include "frame/words.h"

typedef struct {
  const frame_rules *rules;
  arena *arena;
  const text_layout *layout;
  const token_layout *tokens;
  parse_layout *parse;
  frame_layout *out;
  uint32_t *child_first, *child_next; /* by token: dependents in text order, or NONE */
  uint32_t *order;                    /* tokens of a segment from the root down: at their places in the document */
} english_context;

static inline const token *en_token(const english_context *c, uint32_t t) { return &c->tokens->tokens.at[t]; }
static inline relation en_relation(const english_context *c, uint32_t t) { return (relation)c->parse->relations.at[t]; }
static inline uint32_t en_head(const english_context *c, uint32_t t) { return c->parse->bunsetsu.at[t].head; }
static inline frame *en_frame(const english_context *c, uint32_t f) { return &c->out->frames.at[f]; }
static inline bool en_is(const english_context *c, uint32_t t, const char *lemma) { return view_is(en_token(c, t)->lemma, lemma); }
/* Whether a comma stands before the token; the first of a document has nothing before it. */
static inline bool en_after_comma(const english_context *c, uint32_t t) { return t > 0 && en_is(c, t - 1, ","); }
static inline bool en_in_class(const english_context *c, view word, const char *name) {
  return word_in_class(&c->rules->classes, word, view_of_string(name));
}
#define EN_CHILDREN(c, t, d) for (uint32_t d = (c)->child_first[t]; d != NONE; d = (c)->child_next[d])

/* english_tree.c */
void english_tree_link(english_context *c);  /* children, order and extents out of the heads */
void english_tree_mend(english_context *c);  /* heads and relations that grammar does not allow */
void en_set_head(english_context *c, uint32_t t, uint32_t head, relation r);
bool en_is_above(const english_context *c, uint32_t t, uint32_t below); /* below hangs on t, or is t, or is too deep to know */
uint32_t en_child(const english_context *c, uint32_t t, relation r);                /* the first with this relation, or NONE */
bool en_has_child(const english_context *c, uint32_t t, relation r, const char *lemma);
bool en_is_verb(const english_context *c, uint32_t t);
span en_words(const english_context *c, uint32_t first, uint32_t end);              /* of tokens, without signs at their ends */
uint32_t en_mark(const english_context *c, uint32_t t);                             /* to, that, if before a clause, or NONE */

/* english_mend.c */
void english_core_mend(english_context *c); /* subjects, objects and particles */

/* english_predicate.c */
void english_predicates_find(english_context *c, uint32_t segment);

/* english_argument.c */
void english_arguments_collect(english_context *c, frame_range frames);
view english_noun_words(const english_context *c, uint32_t t);
argument english_clause_argument(const english_context *c, uint32_t clause, link_kind link);

/* english_quoted.c */
void english_quoted_settle(english_context *c, const frame *f); /* f's arguments are the last ones */

/* english_speech.c */
void english_speech_tie(english_context *c, uint32_t segment);

/* english_reported.c, english_said.c */
void english_said_mend(english_context *c);
void english_reported_mend(english_context *c); /* heads and relations around verbs of speech */

/* english_clause.c */
void english_clauses_embed(english_context *c, uint32_t segment);

#endif
