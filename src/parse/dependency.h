/* dependency.h - heads of bunsetsu, in two passes of a linear model. */
#ifndef SEIMEI_PARSE_DEPENDENCY_H
#define SEIMEI_PARSE_DEPENDENCY_H

#include "parse/bunsetsu.h"
#include "parse/model.h"

enum {
  DEPENDENT_ATOMS = 24, /* room; the number in use is returned */
  CANDIDATE_ATOMS = 56,
  QUICK_ATOMS = 24,
  MAX_CANDIDATES = 24,
};

/* What is known of a segment in the course of a pass. */
typedef struct {
  const bunsetsu_trait *bunsetsu;
  uint32_t count;
  const uint32_t *guess; /* heads by the first pass; NULL while it runs */
  uint32_t *head;        /* NONE: not yet known */
  uint32_t *child;       /* the dependent that was attached last, or NONE */
  uint32_t *sibling;     /* the dependent of the same head that was attached before it, or NONE */
  uint32_t *children;    /* how many dependents */
  uint32_t *commas;      /* commas in the bunsetsu before each */
  uint32_t *predicates;  /* predicates before each */
} dependency_state;

/* A possible head c of i and what stands on both sides of it among the choices; NONE where nothing does. */
typedef struct {
  uint32_t i, c, before, after;
  uint32_t rank, rest; /* candidates nearer and farther than c */
} dependency_pair;

enum { DEPENDENCY_NUMBERS = 6 };
/* Numbers of scratch that dependency_begin needs for so many bunsetsu. */
static inline size_t dependency_scratch(uint32_t count) { return DEPENDENCY_NUMBERS * ((size_t)count + 1); }

void dependency_begin(dependency_state *s, const bunsetsu_trait *bunsetsu, uint32_t count, uint32_t *scratch);
void dependency_attach(dependency_state *s, uint32_t i, uint32_t head);

/* Few atoms of a pair of the first pass, enough for most. */
uint32_t dependency_quick_atoms(const dependency_state *s, const dependency_pair *p, uint32_t *atoms);
uint32_t dependency_dependent_atoms(const dependency_state *s, uint32_t i, uint32_t *atoms);
uint32_t dependency_candidate_atoms(const dependency_state *s, const dependency_pair *p, uint32_t *atoms);

/* Whether brackets let i depend on c. */
bool dependency_allowed(const dependency_state *s, uint32_t i, uint32_t c);
/* The bunsetsu that i may depend on when all to its right have their heads, nearest first: i + 1, its head, the head
 * of that, and so on, but for those that a bracket keeps from it. At least one, at most MAX_CANDIDATES. */
uint32_t dependency_candidates(const dependency_state *s, uint32_t i, uint32_t *candidates);
dependency_pair dependency_pair_at(uint32_t i, const uint32_t *candidates, uint32_t count, uint32_t k);

/* First pass, from left to right with a stack of count numbers. */
typedef struct {
  uint32_t *stack;
  uint32_t top, next; /* bunsetsu on the stack; the one that they may attach to */
} shift_state;
/* Moves on to the next decision that a model has to take, filling *p; false at the end. All heads are known then. */
bool dependency_shift(dependency_state *s, shift_state *q, dependency_pair *p);
void dependency_decide(dependency_state *s, shift_state *q, bool attach);

/* Tables of the model. */
enum { DEPENDENCY_QUICK, DEPENDENCY_FIRST, DEPENDENCY_SECOND, DEPENDENCY_TABLES };

/* Finds all heads; scratch is for 3 * dependency_scratch(count) numbers. The heads: the first count of it. */
void dependency_parse(const model *m, const bunsetsu_trait *bunsetsu, uint32_t count, uint32_t *scratch);

#endif
