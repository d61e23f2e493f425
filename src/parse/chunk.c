/* chunk.c - a linear classifier over the tokens around a place, from left to right.
 *
 *    習近平  国家主席  と  会談  し  まし  た
 *   ^                    ^                      a bunsetsu begins here
 */
#include "parse/chunk.h"

static bool is_predicate_end(const token_trait *t) {
  return t->pos == POS_VERB || t->pos == POS_ADJECTIVE || t->pos == POS_AUXILIARY;
}

/* A verb with a meaning of its own: not いる of ている, not れる, not する of 会談する. */
static bool is_free_verb(const token_trait *t) {
  return t->pos == POS_VERB && t->sub != SUB_DEPENDENT && t->sub != SUB_VERB_SUFFIX && !t->suru;
}

static bool is_plain_noun(const token_trait *t) { return t->pos == POS_NOUN && !t->quote; }

chunk_rule chunk_forced(const token_trait *tokens, uint32_t count, uint32_t at) {
  const token_trait *t = &tokens[at], *before = &tokens[at - 1];
  (void)count;
  if (t->pos == POS_SYMBOL && (t->sub == SUB_CLOSE || t->sub == SUB_COMMA || t->sub == SUB_PERIOD))
    return CHUNK_CONTINUES;
  if (trait_is(before, POS_SYMBOL, SUB_OPEN)) return CHUNK_CONTINUES;
  if (trait_is(before, POS_SYMBOL, SUB_PERIOD)) return t->pos == POS_SYMBOL ? CHUNK_CONTINUES : CHUNK_BEGINS;
  if (before->pos == POS_PARTICLE && t->pos == POS_CONJUNCTION) return CHUNK_BEGINS; /* 首相は│また、 */
  if (before->purport && (t->pos == POS_VERB || t->pos == POS_NOUN)) return CHUNK_BEGINS;
  if (is_free_verb(t) && (trait_is(before, POS_PARTICLE, SUB_CASE) || is_plain_noun(before))) return CHUNK_BEGINS;
  if (before->quotative && t->pos == POS_VERB && at >= 2) {
    const token_trait *quoted = &tokens[at - 2];
    if (trait_is(quoted, POS_SYMBOL, SUB_CLOSE) || quoted->quote || is_predicate_end(quoted)) return CHUNK_BEGINS;
  }
  return CHUNK_FREE;
}

#define ATOM(value) (atoms[n++] = atom_of(slot++, (value)))

uint32_t chunk_atoms(const token_trait *tokens, uint32_t count, uint32_t at, const chunk_state *s, uint32_t *atoms) {
  static const token_trait outside;
  const token_trait *near[7], **t = near + 3; /* t[-3] .. t[3] */
  for (int k = -3; k <= 3; k++)
    t[k] = (k < 0 ? at >= (uint32_t)-k : at + (uint32_t)k < count) ? &tokens[(int64_t)at + k] : &outside;
  uint32_t n = 0, slot = 0;
  ATOM(0);
  ATOM(t[-3]->tag);
  ATOM(t[-3]->lemma);
  ATOM(t[-2]->surface);
  ATOM(t[-2]->tag);
  ATOM(t[-2]->form);
  ATOM(t[-1]->surface);
  ATOM(t[-1]->lemma);
  ATOM(t[-1]->tag);
  ATOM(t[-1]->form);
  ATOM(t[-1]->last);
  ATOM(t[0]->surface);
  ATOM(t[0]->lemma);
  ATOM(t[0]->tag);
  ATOM(t[0]->form);
  ATOM(t[1]->surface);
  ATOM(t[1]->tag);
  ATOM(t[1]->form);
  ATOM(t[2]->surface);
  ATOM(t[2]->tag);
  ATOM(t[3]->tag);
  ATOM(1u + t[-1]->script + 8u * t[0]->script + 64u * t[1]->script);
  ATOM(1u + s->history);
  ATOM(1u + (s->since < 6 ? s->since : 6));
  return n;
}

uint32_t chunk_quick_atoms(const token_trait *tokens, uint32_t count, uint32_t at, const chunk_state *s,
                           uint32_t *atoms) {
  static const token_trait outside;
  const token_trait *before = &tokens[at - 1], *t = &tokens[at], *after = at + 1 < count ? t + 1 : &outside;
  uint32_t n = 0, slot = 0;
  ATOM(before->surface);
  ATOM(before->tag);
  ATOM(before->form);
  ATOM(t->surface);
  ATOM(t->tag);
  ATOM(t->form);
  ATOM(after->tag);
  ATOM(1u + (s->since < 3 ? s->since : 3));
  return n;
}

/* A small model decides where its score is above the margin that training asked for by half. */
static bool model_begins(const model *m, const token_trait *tokens, uint32_t count, uint32_t at, const chunk_state *s) {
  uint32_t atoms[CHUNK_ATOMS];
  const weight_table *quick = &m->tables[CHUNK_QUICK];
  int32_t found = weight_within(quick, atoms, chunk_quick_atoms(tokens, count, at, s, atoms)),
          sure = quick->unit / 2 * 3;
  if (found > sure || -found > sure) return found > 0;
  return weight_within(&m->tables[CHUNK_FULL], atoms, chunk_atoms(tokens, count, at, s, atoms)) > 0;
}

uint32_t chunk_run(const model *m, const token_trait *tokens, uint32_t count, uint32_t *starts) {
  uint32_t n = 0;
  chunk_state s = {.history = 1};
  for (uint32_t at = 0; at < count; at++) {
    chunk_rule rule = at ? chunk_forced(tokens, count, at) : CHUNK_BEGINS;
    bool begins = rule == CHUNK_BEGINS || (rule == CHUNK_FREE && model_begins(m, tokens, count, at, &s));
    if (begins) starts[n++] = at;
    chunk_decided(&s, begins);
  }
  starts[n] = count;
  return n;
}
