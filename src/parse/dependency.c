/* dependency.c - a parser in two passes for strictly head-final dependencies.
 *
 * The first pass reads from left to right. What has no head yet lies on a stack; its top either depends on the next
 * bunsetsu or waits (shift-reduce, Sassano 2004):
 *
 *     stack: 政府は  計画を │ next: 来週  発表する
 *
 * The second pass takes them from right to left. All that may be the head of i without crossing an arc is the bunsetsu
 * after it, that one's head, and so on; the candidates are ranked against each other (after Iwatate et al. 2008), each
 * seen with the head and the dependents that it already has and with what the first pass said:
 *
 *    i      i+1 ──▶ head ──▶ head of that ──▶ ... ──▶ last
 *    └───────?───────┴──────────?──────────────────────┘
 *
 * Scores are sums over all pairs of atoms of the dependent, of the candidate and of what is around them. The number of
 * candidates is bounded and the first pass reduces or shifts at each step, so time is linear in the length.
 *
 * Most is easy, so the passes form a cascade: a small model over few atoms decides where it is sure; the first pass
 * decides what is left, and the second sees only what the first was not sure of, a sixth of all. */
#include "parse/dependency.h"

void dependency_begin(dependency_state *s, const bunsetsu_trait *bunsetsu, uint32_t count, uint32_t *scratch) {
  *s = (dependency_state){.bunsetsu = bunsetsu, .count = count};
  uint32_t **arrays[] = {&s->head, &s->child, &s->sibling, &s->children, &s->commas, &s->predicates};
  _Static_assert(COUNT_OF(arrays) == DEPENDENCY_NUMBERS, "dependency_scratch counts the arrays");
  for (size_t k = 0; k < COUNT_OF(arrays); k++) *arrays[k] = scratch + k * ((size_t)count + 1);
  s->commas[0] = s->predicates[0] = 0;
  for (uint32_t i = 0; i < count; i++) {
    s->head[i] = s->child[i] = s->sibling[i] = NONE;
    s->children[i] = 0;
    s->commas[i + 1] = s->commas[i] + bunsetsu[i].comma;
    s->predicates[i + 1] = s->predicates[i] + bunsetsu[i].predicate;
  }
}

void dependency_attach(dependency_state *s, uint32_t i, uint32_t head) {
  s->head[i] = head;
  s->sibling[i] = s->child[head];
  s->child[head] = i;
  s->children[head]++;
}

/* Where the bracket around i closes is always allowed, also when another opens there: (a|b)(c|d). */
bool dependency_allowed(const dependency_state *s, uint32_t i, uint32_t c) {
  const bunsetsu_trait *b = &s->bunsetsu[c];
  uint32_t limit = s->bunsetsu[i].group_end;
  return c == limit || (c < limit && (b->group_begin <= i || c == b->group_end));
}

/* ---- atoms ---- */

static uint32_t bucket(uint32_t distance) {
  return distance <= 3 ? distance : distance <= 5 ? 4 : distance <= 9 ? 5 : 6;
}
static uint32_t capped(uint32_t n, uint32_t cap) { return n < cap ? n : cap; }

#define ATOM(value) (atoms[n++] = atom_of(slot++, (value)))

uint32_t dependency_dependent_atoms(const dependency_state *s, uint32_t i, uint32_t *atoms) {
  static const uint8_t own[] = {TRAIT_WORD,         TRAIT_TAG,           TRAIT_FORM,   TRAIT_CLASS, TRAIT_PARTICLE,
                                TRAIT_PARTICLE_TAG, TRAIT_PARTICLE_FORM, TRAIT_SECOND, TRAIT_CHAIN, TRAIT_PUNCTUATION,
                                TRAIT_FIRST_TAG,    TRAIT_KIND,          TRAIT_END,    TRAIT_TYPE};
  const uint32_t *x = s->bunsetsu[i].trait;
  uint32_t n = 0, slot = 0;
  for (size_t k = 0; k < COUNT_OF(own); k++) ATOM(x[own[k]]);
  ATOM(i ? s->bunsetsu[i - 1].trait[TRAIT_TYPE] : 1);
  ATOM(i ? s->bunsetsu[i - 1].trait[TRAIT_KIND] : 1);
  return n;
}

static const uint32_t no_traits[TRAIT_COUNT];
static const uint32_t *traits_at(const dependency_state *s, uint32_t i) {
  return i < s->count ? s->bunsetsu[i].trait : no_traits;
}

/* How much two bunsetsu are alike, as parts of an enumeration are. */
static uint32_t likeness(const uint32_t *a, const uint32_t *b) {
  return 1u + (a[TRAIT_LAST] == b[TRAIT_LAST]) + 2u * (a[TRAIT_CLASS] == b[TRAIT_CLASS]) +
         4u * (a[TRAIT_TAG] == b[TRAIT_TAG]);
}

static uint32_t bracket_relation(const dependency_state *s, uint32_t i, uint32_t c) {
  const bunsetsu_trait *d = &s->bunsetsu[i], *b = &s->bunsetsu[c];
  bool inside = d->group_end + 1 < s->count || d->group_begin;
  bool together = d->group_begin == b->group_begin && d->group_end == b->group_end;
  return 1u + inside + 2u * together + 4u * (c == d->group_end);
}

/* Atoms of the other dependents that c has so far, and whether one is of the same type as i. */
static uint32_t sibling_atoms(const dependency_state *s, const dependency_pair *p, uint32_t slot, uint32_t *atoms) {
  enum { SEEN = 4 };
  uint32_t n = 0, same = 0, type = s->bunsetsu[p->i].trait[TRAIT_TYPE];
  for (uint32_t j = s->child[p->c], seen = 0; j != NONE && seen < SEEN; j = s->sibling[j], seen++) {
    same |= s->bunsetsu[j].trait[TRAIT_TYPE] == type;
    atoms[n++] = atom_of(slot, s->bunsetsu[j].trait[TRAIT_PARTICLE]);
  }
  atoms[n++] = atom_of(slot + 1, 1 + same);
  return n;
}

uint32_t dependency_candidate_atoms(const dependency_state *s, const dependency_pair *p, uint32_t *atoms) {
  static const uint8_t own[] = {TRAIT_WORD,        TRAIT_TAG,          TRAIT_FORM,          TRAIT_CLASS,
                                TRAIT_PARTICLE,    TRAIT_PARTICLE_TAG, TRAIT_PARTICLE_FORM, TRAIT_SECOND,
                                TRAIT_PUNCTUATION, TRAIT_FIRST_TAG,    TRAIT_FIRST_WORD,    TRAIT_KIND,
                                TRAIT_END,         TRAIT_BEFORE};
  uint32_t i = p->i, c = p->c, last = s->count - 1, n = 0, slot = 64;
  const uint32_t *d = traits_at(s, i), *x = traits_at(s, c), *after = traits_at(s, p->after);
  const uint32_t *before = traits_at(s, p->before), *child = traits_at(s, s->child[c]), *next = traits_at(s, c + 1);
  ATOM(0);
  for (size_t k = 0; k < COUNT_OF(own); k++) ATOM(x[own[k]]);
  ATOM(after[TRAIT_WORD]);
  ATOM(after[TRAIT_KIND]);
  ATOM(after[TRAIT_TYPE]);
  ATOM(after[TRAIT_CLASS]);
  ATOM(before[TRAIT_TYPE]);
  ATOM(before[TRAIT_KIND]);
  ATOM(next[TRAIT_KIND_TYPE]);
  ATOM(next[TRAIT_FIRST_WORD]);
  ATOM(child[TRAIT_TYPE]);
  ATOM(child[TRAIT_WORD]);
  ATOM(c > i + 1 ? traits_at(s, i + 1)[TRAIT_KIND_TYPE] : 1);
  ATOM(capped(s->children[c], 3));
  ATOM(bucket(c - i));
  ATOM(1 + p->rank + 8 * capped(p->rest, 3));
  ATOM(1 + capped(s->commas[c] - s->commas[i + 1], 2));
  ATOM(1 + capped(last - c, 4));
  ATOM(1 + capped(s->predicates[c] - s->predicates[i + 1], 3));
  ATOM(1 + (x[TRAIT_WORD] == d[TRAIT_WORD]) + 2u * (x[TRAIT_TYPE] == d[TRAIT_TYPE]) +
       4u * (x[TRAIT_KIND] == d[TRAIT_KIND]));
  ATOM(likeness(x, d));
  ATOM(likeness(after, d));
  ATOM(bracket_relation(s, i, c));
  n += sibling_atoms(s, p, slot, atoms + n);
  slot += 2;
  if (s->guess) {
    uint32_t g = s->guess[i];
    ATOM(c == g ? 1 : c < g ? 2 : 3);
    ATOM(1u + (c == g) + 2u * (p->after == g) + 4u * (p->before == g));
  } else {
    const uint32_t *own_child = traits_at(s, s->child[i]);
    ATOM(1 + capped(s->children[i], 3));
    ATOM(own_child[TRAIT_TYPE]);
    ATOM(own_child[TRAIT_WORD]);
  }
  return n;
}

uint32_t dependency_quick_atoms(const dependency_state *s, const dependency_pair *p, uint32_t *atoms) {
  const bunsetsu_trait *d = &s->bunsetsu[p->i], *x = &s->bunsetsu[p->c];
  const uint32_t *after = traits_at(s, p->after), *child = traits_at(s, s->child[p->c]);
  uint32_t n = 0, slot = 0;
  ATOM(d->trait[TRAIT_WORD]);
  ATOM(d->trait[TRAIT_TYPE]);
  ATOM(d->trait[TRAIT_PARTICLE]);
  ATOM(d->trait[TRAIT_PUNCTUATION]);
  ATOM(d->trait[TRAIT_KIND]);
  ATOM(x->trait[TRAIT_WORD]);
  ATOM(x->trait[TRAIT_CLASS]);
  ATOM(x->trait[TRAIT_KIND]);
  ATOM(x->trait[TRAIT_TYPE]);
  ATOM(after[TRAIT_KIND]);
  ATOM(after[TRAIT_TYPE]);
  ATOM(child[TRAIT_TYPE]);
  ATOM(traits_at(s, p->before)[TRAIT_TYPE]);
  ATOM(bucket(p->c - p->i));
  ATOM(1 + capped(s->predicates[p->c] - s->predicates[p->i + 1], 3));
  ATOM(1 + capped(s->children[p->i], 2));
  ATOM(likeness(x->trait, d->trait));
  ATOM(1u + (x->trait[TRAIT_TYPE] == d->trait[TRAIT_TYPE]) + 2u * (p->c + 2 < s->count));
  return n;
}

static int32_t score(const weight_table *t, const dependency_state *s, const dependency_pair *p,
                     const uint32_t *dependent, uint32_t count) {
  uint32_t atoms[CANDIDATE_ATOMS], n = dependency_candidate_atoms(s, p, atoms);
  return weight_across(t, dependent, count, atoms, n) + weight_within(t, atoms, n);
}

/* ---- first pass ---- */

bool dependency_shift(dependency_state *s, shift_state *q, dependency_pair *p) {
  while (q->next < s->count) {
    if (!q->top) {
      q->stack[q->top++] = q->next++;
      continue;
    }
    uint32_t i = q->stack[q->top - 1], c = q->next;
    if (c == s->count - 1 || (c == s->bunsetsu[i].group_end)) {
      dependency_decide(s, q, true); /* nothing farther is left */
    } else if (!dependency_allowed(s, i, c)) {
      dependency_decide(s, q, false);
    } else {
      *p = (dependency_pair){i, c, q->top > 1 ? q->stack[q->top - 2] : NONE, c + 1, 0, 0};
      return true;
    }
  }
  return false;
}

void dependency_decide(dependency_state *s, shift_state *q, bool attach) {
  if (attach) dependency_attach(s, q->stack[--q->top], q->next);
  else q->stack[q->top++] = q->next++;
}

/* A score is sure when it is this many tenths of the margin that training asked for. */
enum { QUICK_SURE = 12, FIRST_SURE = 7 };
static bool is_sure(int32_t found, const weight_table *t, int32_t tenths) {
  return found > t->unit / 10 * tenths || -found > t->unit / 10 * tenths;
}

/* Marks in sure what the second pass need not look at again. */
static void run_first(const model *m, dependency_state *s, shift_state q, uint32_t *sure) {
  const weight_table *quick = &m->tables[DEPENDENCY_QUICK], *first = &m->tables[DEPENDENCY_FIRST];
  uint32_t atoms[QUICK_ATOMS], dependent[DEPENDENT_ATOMS];
  for (uint32_t i = 0; i < s->count; i++) sure[i] = true;
  for (dependency_pair p; dependency_shift(s, &q, &p);) {
    int32_t found = weight_within(quick, atoms, dependency_quick_atoms(s, &p, atoms));
    if (!is_sure(found, quick, QUICK_SURE)) {
      uint32_t n = dependency_dependent_atoms(s, p.i, dependent);
      found = score(first, s, &p, dependent, n);
      sure[p.i] &= is_sure(found, first, FIRST_SURE);
    }
    dependency_decide(s, &q, found > 0);
  }
}

/* ---- second pass ---- */

uint32_t dependency_candidates(const dependency_state *s, uint32_t i, uint32_t *candidates) {
  uint32_t count = 0, limit = s->bunsetsu[i].group_end;
  for (uint32_t c = i + 1; c != NONE && c <= limit; c = s->head[c]) {
    if (!dependency_allowed(s, i, c)) continue;
    if (count == MAX_CANDIDATES) {
      candidates[count - 1] = limit;
      break;
    }
    candidates[count++] = c;
  }
  if (!count) candidates[count++] = i + 1;
  return count;
}

dependency_pair dependency_pair_at(uint32_t i, const uint32_t *candidates, uint32_t count, uint32_t k) {
  return (dependency_pair){i, candidates[k], k ? candidates[k - 1] : NONE, k + 1 < count ? candidates[k + 1] : NONE,
                           k, count - k - 1};
}

static uint32_t find(const uint32_t *candidates, uint32_t count, uint32_t c) {
  for (uint32_t k = 0; k < count; k++)
    if (candidates[k] == c) return k;
  return NONE;
}

static uint32_t best_candidate(const weight_table *t, const dependency_state *s, uint32_t i, const uint32_t *candidates,
                               uint32_t count) {
  uint32_t dependent[DEPENDENT_ATOMS], n = dependency_dependent_atoms(s, i, dependent), best = 0;
  int32_t best_score = INT32_MIN;
  for (uint32_t k = 0; k < count; k++) {
    dependency_pair p = dependency_pair_at(i, candidates, count, k);
    int32_t found = score(t, s, &p, dependent, n);
    if (found > best_score) {
      best_score = found;
      best = k;
    }
  }
  return best;
}

static void run_second(const weight_table *t, dependency_state *s, const uint32_t *sure) {
  uint32_t candidates[MAX_CANDIDATES];
  for (uint32_t i = s->count - 1; i-- > 0;) {
    uint32_t count = dependency_candidates(s, i, candidates), best = NONE;
    if (count == 1) best = 0;
    else if (sure[i]) best = find(candidates, count, s->guess[i]);
    if (best == NONE) best = best_candidate(t, s, i, candidates, count);
    dependency_attach(s, i, candidates[best]);
  }
}

void dependency_parse(const model *m, const bunsetsu_trait *bunsetsu, uint32_t count, uint32_t *scratch) {
  if (!count) return;
  dependency_state first, second;
  uint32_t *sure = scratch + 2 * dependency_scratch(count);
  dependency_begin(&first, bunsetsu, count, scratch + dependency_scratch(count));
  run_first(m, &first, (shift_state){.stack = scratch}, sure); /* the second pass's numbers serve as the stack */
  dependency_begin(&second, bunsetsu, count, scratch);
  second.guess = first.head;
  run_second(&m->tables[DEPENDENCY_SECOND], &second, sure);
}
