/* ud_parse.c - Universal Dependencies of English tokens: batches of segments through the network. */
#include "parse/parse_parts.h"

enum { BATCH_TOKENS = UD_MOST_TOKENS, BATCH_SENTENCES = 64 };

seimei_status ud_parser_open(const pack *models, parser *p, parser **out, seimei_error *error) {
  seimei_status status = ud_net_open(pack_blob(models, "en/model/ud"), p->allocator, &p->ud, error);
  if (!status) status = english_lemmas_new(models, p->allocator, &p->lemmas, error);
  if (status) parser_free(p);
  else *out = p;
  return status;
}

void ud_parser_close(parser *p) {
  english_lemmas_free(p->lemmas);
  ud_net_close(&p->ud, p->allocator);
}

/* ---- tags on tokens ---- */

static const uint8_t pos_of_upos[UPOS_COUNT] = {
    [UPOS_X] = POS_OTHER,        [UPOS_ADJ] = POS_ADJECTIVE, [UPOS_ADP] = POS_PARTICLE, [UPOS_ADV] = POS_ADVERB,
    [UPOS_AUX] = POS_AUXILIARY,  [UPOS_CCONJ] = POS_CONJUNCTION, [UPOS_DET] = POS_ADNOMINAL, [UPOS_INTJ] = POS_INTERJECTION,
    [UPOS_NOUN] = POS_NOUN,      [UPOS_NUM] = POS_NOUN,      [UPOS_PART] = POS_PARTICLE, [UPOS_PRON] = POS_NOUN,
    [UPOS_PROPN] = POS_NOUN,     [UPOS_PUNCT] = POS_SYMBOL,  [UPOS_SCONJ] = POS_PARTICLE, [UPOS_SYM] = POS_SYMBOL,
    [UPOS_VERB] = POS_VERB};

static uint8_t sub_of_sign(view s) {
  static const struct {
    const char *sign;
    subpos sub;
  } signs[] = {{",", SUB_COMMA}, {";", SUB_COMMA}, {".", SUB_PERIOD}, {"?", SUB_PERIOD}, {"!", SUB_PERIOD}, {"(", SUB_OPEN}, {"[", SUB_OPEN},
               {"\xE2\x80\x9C", SUB_OPEN}, {"\xE2\x80\x98", SUB_OPEN}, {")", SUB_CLOSE}, {"]", SUB_CLOSE}, {"\xE2\x80\x9D", SUB_CLOSE}};
  for (size_t i = 0; i < COUNT_OF(signs); i++)
    if (view_is(s, signs[i].sign)) return (uint8_t)signs[i].sub;
  return SUB_NONE;
}

static uint8_t sub_of(const token *t) {
  if (t->upos == UPOS_PROPN) return SUB_PROPER;
  if (t->upos == UPOS_PRON) return SUB_PRONOUN;
  if (t->upos == UPOS_NUM) return SUB_NUMBER;
  return t->upos == UPOS_PUNCT ? sub_of_sign(t->surface) : SUB_NONE;
}

static bool is_negative(const token *t) {
  static const char *const words[] = {"not", "no", "never", "neither", "nor", "nobody", "nothing", "none"};
  for (size_t i = 0; i < COUNT_OF(words); i++)
    if (view_is(t->lemma, words[i])) return true;
  return false;
}

static void put_tag(const parser *p, arena *a, token *t, uint8_t number) {
  const ud_tag *tag = &p->ud.tags[number];
  t->upos = t->quote == NONE ? tag->upos : UPOS_X;
  t->morph = t->quote == NONE ? tag->morph : 0;
  t->pos = t->quote == NONE ? pos_of_upos[tag->upos] : POS_NOUN;
  t->feature = tag->xpos;
  t->sub = sub_of(t);
  t->lemma = t->quote == NONE ? english_lemma_american(p->lemmas, a, t->surface, (upos)t->upos, t->morph) : t->surface;
  if (is_negative(t)) t->morph |= MORPH_NEGATIVE;
}

/* ---- batches ---- */

typedef struct {
  const parser *parser;
  arena *arena;
  token_layout *tokens;
  parse_layout *out;
  ud_scratch scratch;
  ud_word *words; /* of the batch */
  uint8_t *tags;
  uint32_t *heads;
  uint32_t starts[BATCH_SENTENCES + 1], count; /* sentences of the batch */
  uint32_t first;                              /* its first token */
} ud_runner;

static void flush(ud_runner *r) {
  uint32_t n = r->starts[r->count];
  if (!n) return;
  ud_net_run(&r->parser->ud, &r->scratch, r->words, &(ud_batch){r->starts, r->count}, r->tags, r->heads, r->out->relations.at + r->first);
  for (uint32_t s = 0; s < r->count; s++)
    for (uint32_t i = r->starts[s]; i < r->starts[s + 1]; i++) {
      uint32_t t = r->first + i, head = r->heads[i];
      r->out->bunsetsu.at[t].head = head == NONE ? NONE : r->first + r->starts[s] + head;
      put_tag(r->parser, r->arena, &r->tokens->tokens.at[t], r->tags[i]);
    }
  r->first += n;
  r->count = 0;
  r->starts[0] = 0;
}

/* Adds count tokens as one sentence. */
static void add_sentence(ud_runner *r, uint32_t begin, uint32_t count) {
  if (r->count == BATCH_SENTENCES || r->starts[r->count] + count > BATCH_TOKENS) flush(r);
  uint32_t at = r->starts[r->count];
  for (uint32_t i = 0; i < count; i++) ud_word_of(r->tokens->tokens.at[begin + i].surface, &r->words[at + i]);
  r->starts[++r->count] = at + count;
}

static void make_room(arena *a, const token_layout *tokens, parse_layout *out) {
  uint32_t n = tokens->tokens.count;
  out->bunsetsu.at = ARENA_NEW(a, bunsetsu, n), out->of_token.at = ARENA_NEW(a, uint32_t, n), out->relations.at = ARENA_NEW(a, uint8_t, n);
  out->bunsetsu.count = out->of_token.count = out->relations.count = n;
  out->bunsetsu.capacity = out->of_token.capacity = out->relations.capacity = n;
  for (uint32_t s = 0; s < tokens->segments.count; s++) {
    token_range range = tokens->segments.at[s];
    for (uint32_t t = range.first; t < range.first + range.count; t++) {
      out->bunsetsu.at[t] = (bunsetsu){.first = t, .end = t + 1, .head_token = t, .function = t + 1, .segment = s};
      out->of_token.at[t] = t;
    }
    LIST_PUSH(a, &out->segments, ((bunsetsu_range){range.first, range.count}));
  }
}

/* How many tokens of the segment from at on are one sentence to the network: up to a semicolon, and no more than it takes. */
static uint32_t part_length(const token_layout *tokens, token_range range, uint32_t at) {
  uint32_t n = 1;
  while (at + n < range.count && n < UD_MOST_TOKENS && !view_is(tokens->tokens.at[range.first + at + n - 1].surface, ";")) n++;
  return n;
}

/* A segment that is several sentences to the network is one again: the roots of the later ones hang on that of the first. */
static void join_parts(ud_runner *r, token_range range) {
  uint32_t root = NONE;
  for (uint32_t t = range.first; t < range.first + range.count; t++) {
    if (r->out->bunsetsu.at[t].head != NONE) continue;
    if (root == NONE) root = t;
    else r->out->bunsetsu.at[t].head = root, r->out->relations.at[t] = RELATION_PARATAXIS;
  }
}

void ud_parse_run(const parser *p, arena *a, token_layout *tokens, parse_layout *out) {
  ud_runner r = {.parser = p, .arena = a, .tokens = tokens, .out = out};
  make_room(a, tokens, out);
  r.scratch = ud_scratch_new(a, &p->ud, BATCH_TOKENS);
  r.words = ARENA_NEW(a, ud_word, BATCH_TOKENS), r.tags = ARENA_NEW(a, uint8_t, BATCH_TOKENS), r.heads = ARENA_NEW(a, uint32_t, BATCH_TOKENS);
  for (uint32_t s = 0; s < tokens->segments.count; s++) {
    token_range range = tokens->segments.at[s];
    for (uint32_t at = 0, n; at < range.count; at += n) {
      n = part_length(tokens, range, at);
      add_sentence(&r, range.first + at, n);
    }
  }
  flush(&r);
  for (uint32_t s = 0; s < tokens->segments.count; s++) join_parts(&r, tokens->segments.at[s]);
}
