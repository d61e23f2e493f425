/* ud_train.c - passes over a treebank, in batches, with a rate that falls to nothing; then the model's file. */
#include "parse/ud_train.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "parse/ud_learn.h"
#include "parse/ud_quoted.h"
#include "parse/ud_ranges.h"
#include "parse/ud_resume.h"
#include "parse/ud_score.h"
#include "parse/ud_vocabulary.h"

enum { BATCH_TOKENS = 256, BATCH_SENTENCES = 64, AFFIX = 40, PLAIN_WIDTH = 64, ARC = 64, RELATION = 64 };

typedef struct {
  ud_train_options o;
  arena *arena;
  ud_corpus corpus;
  ud_vocabulary vocabulary;
  map tag_of; /* name to number */
  view tag_names[UD_MOST_TAGS];
  bool name_tags[UD_MOST_TAGS];
  LIST(ud_example) examples;
  const ud_example **order;
  ud_net start; /* the model that learning goes on from */
  ud_learner learner;
  ud_work *work;
} trainer;

static void report(const trainer *t, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void report(const trainer *t, const char *format, ...) {
  if (!t->o.report) return;
  char line[256];
  va_list args;
  va_start(args, format);
  vsnprintf(line, sizeof line, format, args);
  va_end(args);
  t->o.report(t->o.user, line);
}

/* ---- data ---- */

static void add_tag(trainer *t, view name, const ud_tag *tag) {
  t->name_tags[t->tag_of.count] = tag->upos == UPOS_PROPN;
  t->tag_names[t->tag_of.count] = name;
  map_put(t->arena, &t->tag_of, name, t->tag_of.count);
}

static seimei_status open_start(trainer *t, seimei_error *error) {
  view bytes;
  if (!t->o.model) return SEIMEI_OK;
  seimei_status status = ud_file_read(t->arena, t->o.model, &bytes, error);
  if (!status) status = ud_net_open(bytes, NULL, &t->start, error);
  for (uint32_t i = 0; !status && i < t->start.plan.shape.tags; i++) add_tag(t, ud_tag_name(t->arena, &t->start.tags[i]), &t->start.tags[i]);
  return status;
}

static seimei_status number_tags(trainer *t, seimei_error *error) {
  for (uint32_t s = 0; s < t->corpus.sentences.count; s++) {
    const ud_sentence *x = &t->corpus.sentences.at[s];
    for (uint32_t i = 0; i < x->count; i++) {
      ud_tag tag;
      if (map_get(&t->tag_of, x->tags[i]) != NONE) continue;
      if (!ud_tag_of_name(x->tags[i], &tag) || t->tag_of.count == UD_MOST_TAGS || t->o.model)
        return error_set(error, SEIMEI_BAD_INPUT, "%.*s: a tag that is not known, or too many of them", (int)x->tags[i].len, x->tags[i].ptr);
      add_tag(t, x->tags[i], &tag);
    }
  }
  return SEIMEI_OK;
}

static ud_example example_of(trainer *t, const ud_sentence *s) {
  ud_word *words = ARENA_NEW(t->arena, ud_word, s->count);
  uint8_t *tags = ARENA_NEW(t->arena, uint8_t, s->count);
  for (uint32_t i = 0; i < s->count; i++) {
    ud_word_of(s->forms[i], &words[i]);
    words[i].word = ud_vocabulary_row(&t->vocabulary, words[i].word);
    tags[i] = (uint8_t)map_get(&t->tag_of, s->tags[i]);
  }
  return (ud_example){words, tags, s->relations, s->heads, s->count};
}

static seimei_status read_all(trainer *t, seimei_error *error) {
  seimei_status status = ud_corpus_read(&t->corpus, t->arena, t->o.train, error);
  for (size_t k = 0; !status && k < t->o.extra_count; k++) {
    uint32_t first = t->corpus.sentences.count;
    status = ud_corpus_read(&t->corpus, t->arena, t->o.extra[k], error);
    uint32_t end = t->corpus.sentences.count;
    for (uint32_t again = 1; !status && again < t->o.extra_weight; again++)
      for (uint32_t s = first; s < end; s++) LIST_PUSH(t->arena, &t->corpus.sentences, t->corpus.sentences.at[s]);
  }
  if (status) return status;
  ud_quoted_add(&t->corpus, t->arena);
  status = number_tags(t, error);
  t->vocabulary.width = PLAIN_WIDTH;
  if (!status) status = ud_vocabulary_new(t->arena, &t->corpus, t->o.vectors, t->o.words, &t->vocabulary, error);
  if (!status && t->o.model && t->vocabulary.width != t->start.plan.shape.word)
    status = error_set(error, SEIMEI_BAD_INPUT, "the vectors are not as wide as the model's");
  if (!status && t->o.model) ud_resume_words(&t->start, &t->vocabulary);
  for (uint32_t s = 0; !status && s < t->corpus.sentences.count; s++) {
    const ud_sentence *x = &t->corpus.sentences.at[s];
    if (x->count <= UD_MOST_TOKENS) LIST_PUSH(t->arena, &t->examples, example_of(t, x));
  }
  return status;
}

/* ---- the model as it stands ---- */

typedef struct {
  uint32_t key, row;
} keyed_row;

static int by_key(const void *a, const void *b) {
  const keyed_row *x = a, *y = b;
  return x->key < y->key ? -1 : x->key > y->key;
}

/* Given and own rows added, ascending by key. */
static void write_model(trainer *t, arena *a, buffer *out) {
  const ud_vocabulary *v = &t->vocabulary;
  const ud_learner *l = &t->learner;
  keyed_row *order = ARENA_NEW(a, keyed_row, v->count);
  uint32_t *keys = ARENA_NEW(a, uint32_t, v->count);
  float *words = ARENA_NEW(a, float, (size_t)v->count * v->width);
  for (uint32_t i = 0; i < v->count; i++) order[i] = (keyed_row){v->keys[i], i};
  qsort(order + 1, v->count - 1, sizeof *order, by_key);
  for (uint32_t i = 0; i < v->count; i++) {
    keys[i] = order[i].key;
    const float *given = v->vectors + (size_t)order[i].row * v->width;
    const float *own = order[i].row < v->own ? l->words.values + (size_t)order[i].row * v->width : NULL;
    for (uint32_t k = 0; k < v->width; k++) words[(size_t)i * v->width + k] = given[k] + (own ? own[k] : 0);
  }
  ud_trained trained = {.shape = l->plan.shape, .weights = l->weights, .words = words, .slots = l->slots.values, .keys = keys,
                        .tag_names = t->tag_names, .word_count = v->count};
  ud_find_ranges(a, &t->learner, t->work, t->order, t->examples.count, trained.ranges);
  ud_net_write(&trained, out);
}

static seimei_status measure(const trainer *t, const ud_net *net, ud_figures_of of, seimei_error *error) {
  for (size_t k = 0; k < t->o.dev_count; k++) {
    ud_figures f;
    seimei_status status = ud_score(net, t->o.pack, t->o.dev[k], of, &f, error);
    if (status) return status;
    report(t, "  %s, %s: words %.2f  UPOS %.2f  XPOS %.2f  lemmas %.2f  UAS %.2f  LAS %.2f", t->o.dev[k],
           of == UD_RAW_TEXT ? "raw text" : "gold words", f.words, f.upos, f.xpos, f.lemmas, f.uas, f.las);
  }
  return SEIMEI_OK;
}

/* Writes the model, reads it again and measures it; kept: where its bytes go. */
static seimei_status try_model(trainer *t, ud_figures_of of, buffer *kept, seimei_error *error) {
  arena a;
  jmp_buf unwind;
  ud_net net = {0};
  buffer bytes;
  buffer_init(&bytes, NULL);
  arena_init(&a, NULL);
  a.on_failure = &unwind;
  seimei_status status = SEIMEI_OK;
  if (setjmp(unwind)) status = error_set(error, SEIMEI_NO_MEMORY, "out of memory");
  else write_model(t, &a, &bytes);
  if (!status && bytes.failed) status = error_set(error, SEIMEI_NO_MEMORY, "out of memory");
  if (!status) status = ud_net_open(view_of(bytes.ptr, bytes.len), NULL, &net, error);
  if (!status) status = measure(t, &net, of, error);
  ud_net_close(&net, NULL);
  arena_release(&a);
  *kept = bytes;
  return status;
}

/* ---- passes ---- */

static void shuffle(trainer *t) {
  for (uint32_t i = t->examples.count; i > 1; i--) {
    uint32_t k = (uint32_t)(ud_random(&t->learner.random) * (float)i);
    const ud_example *x = t->order[k];
    t->order[k] = t->order[i - 1], t->order[i - 1] = x;
  }
}

static uint32_t batch_end(const trainer *t, uint32_t first) {
  uint32_t end = first, tokens = 0;
  while (end < t->examples.count && end - first < BATCH_SENTENCES && tokens + t->order[end]->count <= BATCH_TOKENS) tokens += t->order[end++]->count;
  return end;
}

/* Up over the first twentieth, then down in a straight line. */
static float rate_at(const trainer *t, float done) { return t->o.rate * (done < 0.05f ? done / 0.05f + 0.02f : (1 - done) / 0.95f); }

static void run_pass(trainer *t, ud_work *w, uint32_t pass) {
  ud_loss sum = {0};
  uint64_t tokens = 0;
  shuffle(t);
  for (uint32_t first = 0, end; first < t->examples.count; first = end) {
    end = batch_end(t, first);
    ud_work_set(w, t->order + first, end - first);
    ud_loss loss = ud_batch_learn(&t->learner, w);
    sum.tag += loss.tag, sum.arc += loss.arc, sum.relation += loss.relation;
    tokens += w->tokens;
    t->learner.rate = rate_at(t, ((float)pass + (float)end / (float)t->examples.count) / (float)t->o.passes);
    ud_learner_step(&t->learner);
  }
  double n = (double)tokens;
  report(t, "pass %u: losses of tags %.3f, heads %.3f, relations %.3f", pass + 1, sum.tag / n, sum.arc / n, sum.relation / n);
}

static seimei_status write_file(const char *folder, const buffer *b, seimei_error *error) {
  char path[4096];
  if ((size_t)snprintf(path, sizeof path, "%s/ud.bin", folder) >= sizeof path) return error_set(error, SEIMEI_IO, "%s: the path is too long", folder);
  FILE *f = fopen(path, "wb");
  if (!f) return error_set(error, SEIMEI_IO, "%s: %s", path, strerror(errno));
  bool done = fwrite(b->ptr, 1, b->len, f) == b->len;
  done &= fclose(f) == 0;
  return done ? SEIMEI_OK : error_set(error, SEIMEI_IO, "%s: cannot be written", path);
}

/* The file has the last model that was measured, so a training that is broken off leaves one. */
static seimei_status keep_model(trainer *t, ud_figures_of of, seimei_error *error) {
  buffer model;
  buffer_init(&model, NULL);
  seimei_status status = try_model(t, of, &model, error);
  if (!status && t->o.out) status = write_file(t->o.out, &model, error);
  buffer_release(&model);
  return status;
}

static seimei_status learn(trainer *t, seimei_error *error) {
  ud_plan plan;
  ud_shape shape = {.word = t->vocabulary.width, .affix = ud_round(t->vocabulary.width + AFFIX) - t->vocabulary.width, .hidden = t->o.hidden, .layers = t->o.layers, .arc = ARC, .relation = RELATION,
                    .tags = t->tag_of.count};
  if (t->o.model) shape = t->start.plan.shape;
  if (!ud_plan_of(&shape, &plan)) return error_set(error, SEIMEI_BAD_INPUT, "a network of this size cannot be made");
  t->learner = ud_learner_new(t->arena, &plan, t->vocabulary.own, t->o.seed);
  if (t->o.model) ud_resume(&t->start, &t->learner);
  t->learner.vectors = t->vocabulary.vectors;
  t->learner.vector_count = t->vocabulary.count;
  t->learner.dropout = (ud_dropout){.input = 0.2f, .state = 0.25f, .part = 0.25f, .word = 0.02f, .name = 0.15f, .own = 0.25f};
  t->learner.name_tags = t->name_tags;
  t->order = ARENA_NEW(t->arena, const ud_example *, t->examples.count);
  for (uint32_t i = 0; i < t->examples.count; i++) t->order[i] = &t->examples.at[i];
  t->work = ud_work_new(t->arena, &plan, BATCH_TOKENS, BATCH_SENTENCES);
  report(t, "%u sentences, %u tags, %u words (%u own), %u weights", t->examples.count, shape.tags, t->vocabulary.count, t->vocabulary.own, plan.count);
  seimei_status status = SEIMEI_OK;
  for (uint32_t pass = 0; !status && pass < t->o.passes; pass++) {
    run_pass(t, t->work, pass);
    if (pass % 3 == 2 || pass + 1 == t->o.passes) status = keep_model(t, UD_GOLD_WORDS, error);
  }
  return status;
}

static seimei_status train(trainer *t, seimei_error *error) {
  seimei_status status = open_start(t, error);
  if (!status) status = read_all(t, error);
  if (!status) status = learn(t, error);
  if (!status) status = keep_model(t, UD_RAW_TEXT, error);
  ud_net_close(&t->start, NULL);
  return status;
}

static seimei_status measure_file(trainer *t, seimei_error *error) {
  view bytes;
  ud_net net;
  seimei_status status = ud_file_read(t->arena, t->o.model, &bytes, error);
  if (!status) status = ud_net_open(bytes, NULL, &net, error);
  if (status) return status;
  status = measure(t, &net, UD_GOLD_WORDS, error);
  if (!status && t->o.pack) status = measure(t, &net, UD_RAW_TEXT, error);
  ud_net_close(&net, NULL);
  return status;
}

static seimei_status run(const ud_train_options *options, seimei_status (*work)(trainer *, seimei_error *), seimei_error *error) {
  arena a;
  jmp_buf unwind;
  arena_init(&a, NULL);
  trainer *t = allocator_resize(NULL, NULL, sizeof *t);
  if (!t) return error_set(error, SEIMEI_NO_MEMORY, "out of memory");
  *t = (trainer){.o = *options, .arena = &a};
  if (!t->o.words) t->o.words = 40000;
  if (!t->o.hidden) t->o.hidden = 128;
  if (!t->o.layers) t->o.layers = 3;
  if (!t->o.passes) t->o.passes = 30;
  if (!(t->o.rate > 0)) t->o.rate = 0.002f;
  a.on_failure = &unwind;
  seimei_status status = setjmp(unwind) ? error_set(error, SEIMEI_NO_MEMORY, "out of memory") : work(t, error);
  arena_release(&a);
  allocator_resize(NULL, t, 0);
  return status;
}

seimei_status ud_train(const ud_train_options *options, seimei_error *error) { return run(options, train, error); }
seimei_status ud_measure(const ud_train_options *options, seimei_error *error) { return run(options, measure_file, error); }
