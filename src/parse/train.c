/* train.c - averaged passive-aggressive training of chunker and parser (Crammer et al. 2006).
 *
 *   sentences ─┬─ bunsetsu boundaries ────────────────────────────────▶ chunk.bin
 *              ├─ first pass, once for each fold left out ─▶ guesses ─┐
 *              ├─ first pass, all folds ──────────────────────────────┼▶ dependency.bin, table 0
 *              └─ second pass, seeing the guesses ◀───────────────────┘▶ dependency.bin, table 1
 *
 * A step moves the weights of the features x by tau = min(loss, A) / |x|^2, so that the score moves by at most A. The
 * model is the mean of the weights after every step: w - u / n, where u sums each change times the number of steps
 * before it; n counts sentences. Weights of several trainings in different order are averaged once more, which costs
 * nothing when the model runs. */
#include "parse/train.h"

#include <errno.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "parse/chunk.h"
#include "parse/corpus.h"
#include "parse/dependency.h"

enum {
  QUICK_BITS = 17,
  CHUNK_BITS = 18,
  FIRST_BITS = 19,
  SECOND_BITS = 19,
  FOLD_RUN = 50 /* sentences in a row that are in one fold */
};

/* A sentence ready for training. */
typedef struct {
  const corpus_sentence *gold;
  bunsetsu_trait *bunsetsu;
  uint32_t *scratch, *guess; /* guess: heads by a first pass that did not learn from it */
} example;

typedef struct {
  LIST(example) all;
} examples;

typedef struct {
  float *weights, *changes; /* w and u */
  float step;               /* sentences so far, in thousands: keeps u small */
  uint32_t shift;
} learner;

typedef struct {
  const parse_train_options *o;
  parse_train_options settings;
  arena *arena;
  token_worker *tokenizer;
  uint64_t random;
} trainer;

static void report(const trainer *t, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void report(const trainer *t, const char *format, ...) {
  if (!t->settings.report) return;
  char line[256];
  va_list args;
  va_start(args, format);
  vsnprintf(line, sizeof line, format, args);
  va_end(args);
  t->settings.report(t->settings.user, line);
}

/* ---- learner ---- */

static learner learner_new(trainer *t, uint32_t bits) {
  return (learner){.weights = ARENA_NEW(t->arena, float, (size_t)1 << bits),
                   .changes = ARENA_NEW(t->arena, float, (size_t)1 << bits),
                   .shift = 32 - bits};
}

static void learner_clear(learner *l) {
  size_t size = sizeof(float) << (32 - l->shift);
  memset(l->weights, 0, size);
  memset(l->changes, 0, size);
  l->step = 0;
}

/* Adds the mean weights, times share, to sum. */
static void learner_add_mean(const learner *l, float share, float *sum) {
  size_t count = (size_t)1 << (32 - l->shift);
  for (size_t k = 0; k < count; k++) sum[k] += share * (l->weights[k] - l->changes[k] / l->step);
}

static float score_across(const float *w, uint32_t shift, const uint32_t *a, uint32_t na, const uint32_t *b,
                          uint32_t nb) {
  float sum = 0;
  for (uint32_t i = 0; i < na; i++)
    for (uint32_t j = 0; j < nb; j++) sum += w[(a[i] + b[j]) >> shift];
  return sum;
}

static float score_within(const float *w, uint32_t shift, const uint32_t *a, uint32_t n) {
  float sum = 0;
  for (uint32_t i = 0; i < n; i++)
    for (uint32_t j = i + 1; j < n; j++) sum += w[(a[i] + a[j]) >> shift];
  return sum;
}

static void change(learner *l, uint32_t feature, float tau) {
  l->weights[feature] += tau;
  l->changes[feature] += tau * l->step;
}

static void change_across(learner *l, const uint32_t *a, uint32_t na, const uint32_t *b, uint32_t nb, float tau) {
  for (uint32_t i = 0; i < na; i++)
    for (uint32_t j = 0; j < nb; j++) change(l, (a[i] + b[j]) >> l->shift, tau);
}

static void change_within(learner *l, const uint32_t *a, uint32_t n, float tau) {
  for (uint32_t i = 0; i < n; i++)
    for (uint32_t j = i + 1; j < n; j++) change(l, (a[i] + a[j]) >> l->shift, tau);
}

static float step_size(const trainer *t, float loss, uint32_t features) {
  return fminf(loss, t->settings.aggressiveness) / (float)features;
}

static uint32_t random_below(trainer *t, uint32_t n) {
  t->random ^= t->random << 13;
  t->random ^= t->random >> 7;
  t->random ^= t->random << 17;
  return (uint32_t)(t->random >> 16) % n;
}

static void shuffle(trainer *t, uint32_t *order, uint32_t count) {
  for (uint32_t i = count; i > 1; i--) {
    uint32_t k = random_below(t, i), x = order[i - 1];
    order[i - 1] = order[k];
    order[k] = x;
  }
}

static void seed(trainer *t, uint32_t number) { t->random = UINT64_C(88172645463325252) + UINT64_C(7919) * number; }

/* What one sentence teaches. */
typedef void lesson(trainer *t, learner *l, const example *e);

/* Runs over all sentences but those of one fold (NONE: none is left out). */
static void learn(trainer *t, learner *l, const examples *x, lesson *teach, uint32_t number, uint32_t left_out) {
  uint32_t *order = ARENA_NEW(t->arena, uint32_t, x->all.count), count = 0;
  for (uint32_t i = 0; i < x->all.count; i++)
    if (left_out == NONE || i / FOLD_RUN % t->settings.folds != left_out) order[count++] = i;
  learner_clear(l);
  seed(t, number);
  for (uint32_t pass = 0; pass < t->settings.passes; pass++) {
    shuffle(t, order, count);
    for (uint32_t i = 0; i < count; i++) {
      l->step += 0.001f;
      teach(t, l, &x->all.at[order[i]]);
    }
  }
}

static float *learn_mean(trainer *t, learner *l, const examples *x, lesson *teach) {
  float *mean = ARENA_NEW(t->arena, float, (size_t)1 << (32 - l->shift));
  for (uint32_t k = 0; k < t->settings.shuffles; k++) {
    learn(t, l, x, teach, k, NONE);
    learner_add_mean(l, 1.0f / (float)t->settings.shuffles, mean);
  }
  return mean;
}

/* ---- the three lessons ---- */

typedef uint32_t atoms_of_place(const token_trait *, uint32_t, uint32_t, const chunk_state *, uint32_t *);

static void teach_boundaries(trainer *t, learner *l, const example *e, atoms_of_place *atoms_of) {
  const corpus_sentence *g = e->gold;
  uint32_t atoms[CHUNK_ATOMS], next = 1;
  chunk_state s = {.history = 1};
  chunk_decided(&s, true);
  for (uint32_t at = 1; at < g->token_count; at++) {
    bool begins = next < g->count && g->starts[next] == at;
    if (chunk_forced(g->tokens, g->token_count, at) == CHUNK_FREE) {
      uint32_t n = atoms_of(g->tokens, g->token_count, at, &s, atoms);
      float sign = begins ? 1 : -1, loss = 1 - sign * score_within(l->weights, l->shift, atoms, n);
      if (loss > 0) change_within(l, atoms, n, sign * step_size(t, loss, n * (n - 1) / 2));
    }
    next += begins;
    chunk_decided(&s, begins);
  }
}

static void teach_chunks(trainer *t, learner *l, const example *e) { teach_boundaries(t, l, e, chunk_atoms); }
static void teach_quick_chunks(trainer *t, learner *l, const example *e) {
  teach_boundaries(t, l, e, chunk_quick_atoms);
}

static void teach_quick(trainer *t, learner *l, const example *e) {
  uint32_t atoms[QUICK_ATOMS];
  dependency_state s;
  dependency_begin(&s, e->bunsetsu, e->gold->count, e->scratch);
  shift_state q = {.stack = e->scratch + dependency_scratch(e->gold->count)};
  for (dependency_pair p; dependency_shift(&s, &q, &p);) {
    uint32_t n = dependency_quick_atoms(&s, &p, atoms);
    bool attach = e->gold->heads[p.i] == p.c;
    float sign = attach ? 1 : -1, loss = 1 - sign * score_within(l->weights, l->shift, atoms, n);
    if (loss > 0) change_within(l, atoms, n, sign * step_size(t, loss, n * (n - 1) / 2));
    dependency_decide(&s, &q, attach);
  }
}

static void teach_first(trainer *t, learner *l, const example *e) {
  uint32_t d[DEPENDENT_ATOMS], c[CANDIDATE_ATOMS];
  dependency_state s;
  dependency_begin(&s, e->bunsetsu, e->gold->count, e->scratch);
  shift_state q = {.stack = e->scratch + dependency_scratch(e->gold->count)};
  for (dependency_pair p; dependency_shift(&s, &q, &p);) {
    uint32_t nd = dependency_dependent_atoms(&s, p.i, d), nc = dependency_candidate_atoms(&s, &p, c);
    bool attach = e->gold->heads[p.i] == p.c;
    float found = score_across(l->weights, l->shift, d, nd, c, nc) + score_within(l->weights, l->shift, c, nc);
    float sign = attach ? 1 : -1, loss = 1 - sign * found;
    if (loss > 0) {
      float tau = sign * step_size(t, loss, nd * nc + nc * (nc - 1) / 2);
      change_across(l, d, nd, c, nc, tau);
      change_within(l, c, nc, tau);
    }
    dependency_decide(&s, &q, attach);
  }
}

/* Moves the gold candidate up and the best wrong one down when they are not apart by a margin of one. */
static void rank(trainer *t, learner *l, const dependency_state *s, uint32_t i, const uint32_t *candidates,
                 uint32_t count, uint32_t gold) {
  uint32_t d[DEPENDENT_ATOMS], c[MAX_CANDIDATES][CANDIDATE_ATOMS], nc[MAX_CANDIDATES], best = NONE;
  float found[MAX_CANDIDATES];
  uint32_t nd = dependency_dependent_atoms(s, i, d);
  for (uint32_t k = 0; k < count; k++) {
    dependency_pair p = dependency_pair_at(i, candidates, count, k);
    nc[k] = dependency_candidate_atoms(s, &p, c[k]);
    found[k] = score_across(l->weights, l->shift, d, nd, c[k], nc[k]) + score_within(l->weights, l->shift, c[k], nc[k]);
    if (k != gold && (best == NONE || found[k] > found[best])) best = k;
  }
  if (best == NONE) return; /* there is only the gold one */
  float loss = 1 - found[gold] + found[best];
  if (loss <= 0) return;
  float tau = step_size(t, loss, 2 * nd * nc[gold]);
  change_across(l, d, nd, c[gold], nc[gold], tau);
  change_within(l, c[gold], nc[gold], tau);
  change_across(l, d, nd, c[best], nc[best], -tau);
  change_within(l, c[best], nc[best], -tau);
}

static void teach_second(trainer *t, learner *l, const example *e) {
  uint32_t candidates[MAX_CANDIDATES];
  dependency_state s;
  dependency_begin(&s, e->bunsetsu, e->gold->count, e->scratch);
  s.guess = e->guess;
  for (uint32_t i = s.count - 1; i-- > 0;) {
    uint32_t count = dependency_candidates(&s, i, candidates), gold = NONE;
    for (uint32_t k = 0; k < count; k++)
      if (candidates[k] == e->gold->heads[i]) gold = k;
    if (count > 1 && gold != NONE) rank(t, l, &s, i, candidates, count, gold);
    dependency_attach(&s, i, e->gold->heads[i]);
  }
}

/* ---- guesses of the first pass for sentences that it did not learn from ---- */

static void guess(const float *w, uint32_t shift, const example *e) {
  uint32_t d[DEPENDENT_ATOMS], c[CANDIDATE_ATOMS];
  dependency_state s;
  dependency_begin(&s, e->bunsetsu, e->gold->count, e->scratch);
  shift_state q = {.stack = e->scratch + dependency_scratch(e->gold->count)};
  for (dependency_pair p; dependency_shift(&s, &q, &p);) {
    uint32_t nd = dependency_dependent_atoms(&s, p.i, d), nc = dependency_candidate_atoms(&s, &p, c);
    float found = score_across(w, shift, d, nd, c, nc) + score_within(w, shift, c, nc);
    dependency_decide(&s, &q, found > 0);
  }
  memcpy(e->guess, s.head, sizeof(uint32_t) * s.count);
}

static void guess_all(trainer *t, learner *l, const examples *x) {
  float *mean = ARENA_NEW(t->arena, float, (size_t)1 << (32 - l->shift));
  for (uint32_t fold = 0; fold < t->settings.folds; fold++) {
    learn(t, l, x, teach_first, 0, fold);
    memset(mean, 0, sizeof(float) << (32 - l->shift));
    learner_add_mean(l, 1, mean);
    for (uint32_t i = 0; i < x->all.count; i++)
      if (i / FOLD_RUN % t->settings.folds == fold) guess(mean, l->shift, &x->all.at[i]);
  }
}

/* ---- data ---- */

static example prepare(trainer *t, const corpus_sentence *s) {
  example e = {.gold = s,
               .bunsetsu = ARENA_NEW(t->arena, bunsetsu_trait, s->count),
               .scratch = ARENA_NEW(t->arena, uint32_t, 3 * dependency_scratch(s->count)),
               .guess = ARENA_NEW(t->arena, uint32_t, s->count)};
  bunsetsu_describe(s->tokens, s->starts, s->count, ARENA_NEW(t->arena, uint32_t, 3 * (size_t)s->token_count),
                    e.bunsetsu);
  return e;
}

typedef enum { FOR_CHUNKS, FOR_HEADS } example_use;

static examples prepare_all(trainer *t, const corpus *c, uint32_t first_extra, example_use use) {
  examples x = {0};
  for (uint32_t i = 0; i < c->sentences.count; i++) {
    const corpus_sentence *s = &c->sentences.at[i];
    if (use == FOR_HEADS && (!s->projective || s->count < 3)) continue;
    example e = prepare(t, s);
    for (uint32_t k = 0; k < (i < first_extra ? 1 : t->settings.extra_weight); k++) {
      e.guess = ARENA_NEW(t->arena, uint32_t, s->count);
      LIST_PUSH(t->arena, &x.all, e);
    }
  }
  return x;
}

static seimei_status read_training(trainer *t, corpus *c, uint32_t *first_extra, seimei_error *error) {
  seimei_status status = corpus_read(c, t->arena, t->tokenizer, t->settings.train, CORPUS_WITH_HOLES, error);
  *first_extra = c->sentences.count;
  for (size_t k = 0; !status && k < t->settings.extra_count; k++)
    status = corpus_read(c, t->arena, t->tokenizer, t->settings.extra[k], CORPUS_WITH_HOLES, error);
  if (!status && !c->sentences.count)
    status = error_set(error, SEIMEI_BAD_INPUT, "%s: no sentence in it", t->settings.train);
  return status;
}

/* ---- measuring ---- */

typedef struct {
  uint32_t right, found, gold; /* boundaries, those at the start of a sentence left out */
  uint32_t crossed;            /* gold ones inside a token of MeCab, where none can be found */
  uint32_t heads, right_heads; /* on gold bunsetsu, the last of a sentence left out */
} figures;

static void measure_sentence(trainer *t, const model *chunk, const model *dependency, const corpus_sentence *s,
                             figures *f) {
  uint32_t *starts = ARENA_NEW(t->arena, uint32_t, s->token_count + 1);
  uint32_t n = chunk_run(chunk, s->tokens, s->token_count, starts);
  for (uint32_t i = 1, k = 1; i < n && k < s->count;) {
    f->right += starts[i] == s->starts[k];
    if (starts[i] <= s->starts[k]) i++;
    else k++;
  }
  f->found += n - 1;
  f->gold += s->count - 1;
  f->crossed += s->crossed;
  example e = prepare(t, s);
  dependency_parse(dependency, e.bunsetsu, s->count, e.scratch);
  for (uint32_t i = 0; i + 1 < s->count; i++) f->right_heads += e.scratch[i] == s->heads[i];
  f->heads += s->count - 1;
}

static double f_score(uint32_t right, uint32_t found, uint32_t gold) {
  return found + gold ? 200.0 * right / (found + gold) : 100.0;
}

static seimei_status measure(trainer *t, const model *chunk, const model *dependency, const char *path,
                             seimei_error *error) {
  corpus c = {0};
  figures f = {0};
  seimei_status status = corpus_read(&c, t->arena, t->tokenizer, path, CORPUS_AS_IS, error);
  if (status) return status;
  for (uint32_t i = 0; i < c.sentences.count; i++) measure_sentence(t, chunk, dependency, &c.sentences.at[i], &f);
  report(t, "%s: %u sentences, boundaries F %.2f (%.2f with %u that lie inside a token), heads %.2f %% of %u", path,
         c.sentences.count, f_score(f.right, f.found, f.gold), f_score(f.right, f.found, f.gold + f.crossed), f.crossed,
         f.heads ? 100.0 * f.right_heads / f.heads : 100.0, f.heads);
  return SEIMEI_OK;
}

/* ---- files ---- */

static seimei_status write_file(const char *folder, const char *name, const buffer *b, seimei_error *error) {
  char path[4096];
  if (b->failed) return error_set(error, SEIMEI_NO_MEMORY, "out of memory");
  if ((size_t)snprintf(path, sizeof path, "%s/%s", folder, name) >= sizeof path)
    return error_set(error, SEIMEI_IO, "%s: the path is too long", folder);
  FILE *f = fopen(path, "wb");
  if (!f) return error_set(error, SEIMEI_IO, "%s: %s", path, strerror(errno));
  bool done = fwrite(b->ptr, 1, b->len, f) == b->len;
  done &= fclose(f) == 0;
  return done ? SEIMEI_OK : error_set(error, SEIMEI_IO, "%s: cannot be written", path);
}

static seimei_status write_and_measure(trainer *t, const float *const *chunk, const float *const *dependency,
                                       seimei_error *error) {
  buffer chunk_file, dependency_file;
  buffer_init(&chunk_file, NULL);
  buffer_init(&dependency_file, NULL);
  model_write(MODEL_CHUNK, (trained_table[]){{chunk[CHUNK_QUICK], QUICK_BITS}, {chunk[CHUNK_FULL], CHUNK_BITS}},
              CHUNK_TABLES, &chunk_file);
  model_write(MODEL_DEPENDENCY,
              (trained_table[]){{dependency[DEPENDENCY_QUICK], QUICK_BITS},
                                {dependency[DEPENDENCY_FIRST], FIRST_BITS},
                                {dependency[DEPENDENCY_SECOND], SECOND_BITS}},
              DEPENDENCY_TABLES, &dependency_file);
  model chunk_model, dependency_model;
  seimei_status status = SEIMEI_OK;
  if (chunk_file.failed || dependency_file.failed) status = error_set(error, SEIMEI_NO_MEMORY, "out of memory");
  if (!status) status = model_read(view_of(chunk_file.ptr, chunk_file.len), MODEL_CHUNK, &chunk_model, error);
  if (!status)
    status = model_read(view_of(dependency_file.ptr, dependency_file.len), MODEL_DEPENDENCY, &dependency_model, error);
  for (size_t k = 0; !status && k < t->settings.dev_count; k++)
    status = measure(t, &chunk_model, &dependency_model, t->settings.dev[k], error);
  if (!status && t->settings.out) status = write_file(t->settings.out, "chunk.bin", &chunk_file, error);
  if (!status && t->settings.out) status = write_file(t->settings.out, "dependency.bin", &dependency_file, error);
  buffer_release(&chunk_file);
  buffer_release(&dependency_file);
  return status;
}

/* ---- the whole ---- */

static seimei_status train(trainer *t, seimei_error *error) {
  corpus c = {0};
  uint32_t first_extra = 0;
  seimei_status status = read_training(t, &c, &first_extra, error);
  if (status) return status;
  examples chunks = prepare_all(t, &c, first_extra, FOR_CHUNKS), heads = prepare_all(t, &c, first_extra, FOR_HEADS);
  report(t, "%u sentences, %u of them for dependencies", chunks.all.count, heads.all.count);
  const float *chunk[CHUNK_TABLES], *dependency[DEPENDENCY_TABLES];
  learner quick = learner_new(t, QUICK_BITS), boundaries = learner_new(t, CHUNK_BITS), l = learner_new(t, FIRST_BITS),
          second = learner_new(t, SECOND_BITS);
  chunk[CHUNK_QUICK] = learn_mean(t, &quick, &chunks, teach_quick_chunks);
  chunk[CHUNK_FULL] = learn_mean(t, &boundaries, &chunks, teach_chunks);
  report(t, "boundaries are learnt");
  dependency[DEPENDENCY_QUICK] = learn_mean(t, &quick, &heads, teach_quick);
  guess_all(t, &l, &heads);
  dependency[DEPENDENCY_FIRST] = learn_mean(t, &l, &heads, teach_first);
  report(t, "first pass is learnt");
  dependency[DEPENDENCY_SECOND] = learn_mean(t, &second, &heads, teach_second);
  report(t, "second pass is learnt");
  return write_and_measure(t, chunk, dependency, error);
}

seimei_status parse_train(const parse_train_options *options, seimei_error *error) {
  parse_train_options o = *options;
  if (!o.extra_weight) o.extra_weight = 3;
  if (!o.passes) o.passes = 8;
  if (!o.shuffles) o.shuffles = 3;
  if (!o.folds) o.folds = 5;
  if (o.aggressiveness <= 0) o.aggressiveness = 0.5f;
  tokenizer *tokenizer = NULL;
  arena a;
  jmp_buf unwind;
  arena_init(&a, NULL);
  trainer *t = allocator_resize(NULL, NULL, sizeof *t);
  if (!t) return error_set(error, SEIMEI_NO_MEMORY, "out of memory");
  *t = (trainer){.settings = o, .arena = &a};
  seimei_status status = tokenizer_new(NULL, LANGUAGE_JA, o.dictionary, NULL, NULL, &tokenizer, error);
  if (!status) status = token_worker_new(tokenizer, &t->tokenizer, error);
  if (!status) {
    a.on_failure = &unwind;
    status = setjmp(unwind) ? error_set(error, SEIMEI_NO_MEMORY, "out of memory") : train(t, error);
  }
  arena_release(&a);
  token_worker_free(t->tokenizer);
  tokenizer_free(tokenizer);
  allocator_resize(NULL, t, 0);
  return status;
}
