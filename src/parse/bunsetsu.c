/* bunsetsu.c - head, function words and traits of bunsetsu, and which of them a bracket keeps apart. */
#include "parse/bunsetsu.h"

static bool is_symbol(const token_trait *t) { return t->pos == POS_SYMBOL; }

/* Whether a token cannot be the head where content stands before it. */
static bool is_function(const token_trait *tokens, uint32_t first, uint32_t at) {
  const token_trait *t = &tokens[at];
  switch (t->pos) {
  case POS_SYMBOL:
  case POS_PARTICLE:
  case POS_AUXILIARY: return true;
  case POS_VERB:
    return t->sub == SUB_DEPENDENT || t->sub == SUB_VERB_SUFFIX ||
           (t->suru && at > first && !is_symbol(&tokens[at - 1]));
  case POS_ADJECTIVE: return at > first && (t->sub == SUB_DEPENDENT || t->sub == SUB_VERB_SUFFIX);
  case POS_NOUN: { /* 食べる+の, 述べ+よう: after an inflected word the dependent noun is function */
    if (t->sub != SUB_DEPENDENT || at == first) return false;
    uint8_t before = tokens[at - 1].pos;
    return before == POS_VERB || before == POS_ADJECTIVE || before == POS_AUXILIARY;
  }
  default: return false;
  }
}

void bunsetsu_split(const token_trait *tokens, uint32_t first, uint32_t end, uint32_t *head, uint32_t *function) {
  uint32_t h = NONE;
  for (uint32_t at = end; at-- > first;)
    if (!is_function(tokens, first, at)) {
      h = at;
      break;
    }
  for (uint32_t at = first; h == NONE && at < end; at++) /* no content word: the first token that is a word */
    if (!is_symbol(&tokens[at])) h = at;
  if (h == NONE) h = first;
  uint32_t f = h + 1;
  while (f < end && is_symbol(&tokens[f])) f++;
  *head = h;
  *function = f;
}

enum { KIND_VERB = 1, KIND_ADJECTIVE, KIND_SURU, KIND_COPULA, KIND_OTHER };

static uint32_t kind_of(const token_trait *tokens, uint32_t head, uint32_t end) {
  const token_trait *h = &tokens[head];
  if (h->pos == POS_VERB) return KIND_VERB;
  if (h->pos == POS_ADJECTIVE) return KIND_ADJECTIVE;
  for (uint32_t at = head + 1; at < end; at++) {
    if (tokens[at].suru) return KIND_SURU;
    if (tokens[at].pos == POS_AUXILIARY) return KIND_COPULA;
  }
  return KIND_OTHER + h->pos + 16u * (h->pos == POS_NOUN ? h->sub : 0);
}

static void fill_function_words(const token_trait *tokens, uint32_t head, uint32_t end, bunsetsu_trait *out) {
  uint32_t last = NONE, second = NONE, chain = 17;
  for (uint32_t at = out->function; at < end; at++) {
    const token_trait *t = &tokens[at];
    if (is_symbol(t) || t->suru) continue;
    second = last;
    last = at;
    chain = trait_mix(chain, t->pos == POS_PARTICLE ? t->surface : trait_mix(t->lemma, t->form));
  }
  uint32_t tail = head; /* the last word before the function words, する included: its form says how the clause ends */
  for (uint32_t at = head + 1; at < end; at++)
    if (tokens[at].suru) tail = at;
  uint32_t *x = out->trait;
  const token_trait *t = &tokens[last == NONE ? tail : last];
  x[TRAIT_PARTICLE] = t->pos == POS_PARTICLE || last != NONE ? t->lemma : t->pos == POS_NOUN ? t->tag + 1 : t->lemma;
  x[TRAIT_PARTICLE_TAG] = t->tag;
  x[TRAIT_PARTICLE_FORM] = t->form;
  const token_trait *s = &tokens[second == NONE ? tail : second];
  x[TRAIT_SECOND] = last == NONE ? 3 : s->pos == POS_PARTICLE ? s->lemma : trait_mix(s->pos, s->form);
  x[TRAIT_CHAIN] = trait_mix(trait_mix(chain, tokens[tail].form), x[TRAIT_KIND]);
  x[TRAIT_TYPE] = trait_mix(trait_mix(x[TRAIT_PARTICLE], t->form), t->pos == POS_PARTICLE ? t->tag : 2);
}

static void describe(const token_trait *tokens, uint32_t first, uint32_t end, bunsetsu_trait *out) {
  *out = (bunsetsu_trait){.group_end = NONE};
  bunsetsu_split(tokens, first, end, &out->head, &out->function);
  for (uint32_t at = first; at < end; at++) {
    if (tokens[at].pos != POS_SYMBOL) continue;
    out->comma |= tokens[at].sub == SUB_COMMA && at > out->head;
    out->opens |= tokens[at].sub == SUB_OPEN;
    out->closes |= tokens[at].sub == SUB_CLOSE;
  }
  const token_trait *h = &tokens[out->head];
  uint32_t *x = out->trait;
  x[TRAIT_WORD] = h->lemma;
  x[TRAIT_TAG] = h->tag;
  x[TRAIT_FORM] = h->form;
  x[TRAIT_CLASS] = h->classed ? h->tag : trait_mix(h->last, h->script);
  x[TRAIT_LAST] = h->last;
  x[TRAIT_KIND] = kind_of(tokens, out->head, end);
  out->predicate = x[TRAIT_KIND] < KIND_OTHER;
  fill_function_words(tokens, out->head, end, out);
  x[TRAIT_PUNCTUATION] = 1u + out->comma + 2u * out->opens + 4u * out->closes;
  x[TRAIT_TYPE] = trait_mix(x[TRAIT_TYPE], out->comma);
  x[TRAIT_KIND_TYPE] = trait_mix(x[TRAIT_KIND], x[TRAIT_TYPE]);
  x[TRAIT_FIRST_WORD] = tokens[first].surface;
  x[TRAIT_FIRST_TAG] = tokens[first].tag;
  uint32_t last = end - 1;
  while (last > first && is_symbol(&tokens[last])) last--;
  x[TRAIT_END] = tokens[last].surface;
  x[TRAIT_BEFORE] = out->head > first && !is_symbol(&tokens[out->head - 1]) ? tokens[out->head - 1].lemma : 0;
}

/* Brackets that open in one bunsetsu and close in a later one make a group: what is inside depends on nothing beyond
 * the bunsetsu that closes it, and what stands before depends on nothing inside but that bunsetsu. The first sweep
 * finds where each bracket closes, the second keeps the stack of groups around the bunsetsu at hand. */
static void mark_groups(const token_trait *tokens, const uint32_t *starts, uint32_t count, uint32_t *scratch,
                        bunsetsu_trait *out) {
  uint32_t *closed_in = scratch, *open_token = scratch + starts[count], depth = 0;
  for (uint32_t i = 0; i < count; i++)
    for (uint32_t at = starts[i]; at < starts[i + 1]; at++) {
      closed_in[at] = 0;
      if (tokens[at].pos != POS_SYMBOL) continue;
      if (tokens[at].sub == SUB_OPEN) open_token[depth++] = at;
      else if (tokens[at].sub == SUB_CLOSE && depth) closed_in[open_token[--depth]] = i;
    }
  span *groups = (span *)open_token; /* bunsetsu of the brackets around: {opens, closes}, the innermost on top */
  depth = 0;
  for (uint32_t i = 0; i < count; i++) {
    while (depth && groups[depth - 1].end <= i) depth--;
    for (uint32_t at = starts[i]; at < starts[i + 1]; at++)
      if (closed_in[at] > i) groups[depth++] = (span){i, closed_in[at]};
    out[i].group_begin = depth ? groups[depth - 1].begin : 0;
    out[i].group_end = depth ? groups[depth - 1].end : count - 1;
  }
}

void bunsetsu_describe(const token_trait *tokens, const uint32_t *starts, uint32_t count, uint32_t *scratch,
                       bunsetsu_trait *out) {
  for (uint32_t i = 0; i < count; i++) describe(tokens, starts[i], starts[i + 1], &out[i]);
  mark_groups(tokens, starts, count, scratch, out);
}
