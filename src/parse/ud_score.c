/* ud_score.c - lays what the parser finds over a treebank. */
#include "parse/ud_score.h"

#include "parse/ud_corpus.h"
#include "token/english_lemma.h"

typedef struct {
  const ud_net *net;
  arena *arena;
  token_worker *tokenizer; /* NULL: words of the treebank */
  const english_lemmas *lemmas;
  uint32_t found, gold, words, upos, xpos, lemma, head, label;
} scorer;

/* What was found, cut to what the parser takes at once. */
typedef struct {
  view *forms;
  span *spans;
  uint8_t *tags, *relations;
  uint32_t *heads, count;
} found_words;

static found_words take_words(scorer *s, const ud_sentence *x) {
  found_words f = {.count = x->count};
  token_layout tokens = {0};
  if (s->tokenizer) token_plain(s->tokenizer, s->arena, x->text, &tokens), f.count = tokens.tokens.count;
  f.forms = ARENA_NEW(s->arena, view, f.count), f.spans = ARENA_NEW(s->arena, span, f.count);
  f.tags = ARENA_NEW(s->arena, uint8_t, f.count), f.relations = ARENA_NEW(s->arena, uint8_t, f.count);
  f.heads = ARENA_NEW(s->arena, uint32_t, f.count);
  for (uint32_t i = 0; i < f.count; i++) {
    f.forms[i] = s->tokenizer ? tokens.tokens.at[i].surface : x->forms[i];
    f.spans[i] = s->tokenizer ? tokens.tokens.at[i].span : (span){i, i + 1};
  }
  return f;
}

static void parse_words(scorer *s, found_words *f) {
  ud_scratch scratch = ud_scratch_new(s->arena, s->net, UD_MOST_TOKENS);
  ud_word *words = ARENA_NEW(s->arena, ud_word, f->count);
  for (uint32_t i = 0; i < f->count; i++) ud_word_of(f->forms[i], &words[i]);
  for (uint32_t begin = 0, n; begin < f->count; begin += n) {
    n = f->count - begin < UD_MOST_TOKENS ? f->count - begin : UD_MOST_TOKENS;
    uint32_t starts[] = {0, n};
    ud_net_run(s->net, &scratch, words + begin, &(ud_batch){starts, 1}, f->tags + begin, f->heads + begin, f->relations + begin);
    for (uint32_t i = begin; begin && i < begin + n; i++)
      if (f->heads[i] != NONE) f->heads[i] += begin;
  }
}

static view plain_relation(uint8_t r) {
  view rest = view_of_string(relation_name((relation)r)), part;
  view_split(&rest, ':', &part);
  return part;
}

/* gold: word of the treebank with which a found word is the same, or NONE. */
static void compare(scorer *s, const ud_sentence *x, const found_words *f, const uint32_t *gold) {
  for (uint32_t i = 0; i < f->count; i++) {
    uint32_t g = gold[i];
    if (g == NONE) continue;
    const ud_tag *tag = &s->net->tags[f->tags[i]];
    ud_tag right = {0};
    ud_tag_of_name(x->tags[g], &right);
    s->words++;
    s->upos += tag->upos == right.upos;
    s->xpos += view_equals(tag->xpos, right.xpos);
    if (s->lemmas) s->lemma += view_equals(english_lemma(s->lemmas, s->arena, f->forms[i], (upos)tag->upos, tag->morph), x->lemmas[g]);
    bool same = f->heads[i] == NONE ? x->heads[g] == NONE : gold[f->heads[i]] != NONE && gold[f->heads[i]] == x->heads[g];
    s->head += same;
    s->label += same && view_equals(plain_relation(f->relations[i]), plain_relation(x->relations[g]));
  }
}

static void score_sentence(scorer *s, const ud_sentence *x) {
  found_words f = take_words(s, x);
  parse_words(s, &f);
  uint32_t *gold = ARENA_NEW(s->arena, uint32_t, f.count);
  for (uint32_t i = 0, g = 0; i < f.count; i++) {
    gold[i] = s->tokenizer ? NONE : i;
    if (!s->tokenizer) continue;
    while (g < x->count && x->spans[g].begin < f.spans[i].begin) g++;
    if (g < x->count && x->spans[g].begin == f.spans[i].begin && x->spans[g].end == f.spans[i].end) gold[i] = g;
  }
  compare(s, x, &f, gold);
  s->found += f.count;
  s->gold += x->count;
}

static seimei_status score_all(scorer *s, const char *path, seimei_error *error) {
  ud_corpus c = {0};
  seimei_status status = ud_corpus_read(&c, s->arena, path, error);
  for (uint32_t i = 0; !status && i < c.sentences.count; i++) score_sentence(s, &c.sentences.at[i]);
  return status;
}

seimei_status ud_score(const ud_net *net, const pack *tables, const char *path, ud_figures_of of, ud_figures *out, seimei_error *error) {
  arena a;
  jmp_buf unwind;
  tokenizer *tokenizer = NULL;
  english_lemmas *lemmas = NULL;
  scorer s = {.net = net, .arena = &a};
  seimei_status status = SEIMEI_OK;
  if (tables && of == UD_RAW_TEXT) status = tokenizer_new(tables, LANGUAGE_EN, NULL, NULL, NULL, &tokenizer, error);
  if (tokenizer) status = token_worker_new(tokenizer, &s.tokenizer, error);
  if (!status && tables) status = english_lemmas_new(tables, NULL, &lemmas, error);
  s.lemmas = lemmas;
  arena_init(&a, NULL);
  a.on_failure = &unwind;
  if (!status) status = setjmp(unwind) ? error_set(error, SEIMEI_NO_MEMORY, "out of memory") : score_all(&s, path, error);
  double all = 0.5 * ((double)s.found + s.gold) / 100;
  *out = (ud_figures){s.words / all, s.upos / all, s.xpos / all, s.lemma / all, s.head / all, s.label / all};
  arena_release(&a);
  english_lemmas_free(lemmas);
  token_worker_free(s.tokenizer);
  tokenizer_free(tokenizer);
  return status;
}
